"""A real service with its events on TCP, and everybody who may do it harm there. It works on, and its log has every event."""

from __future__ import annotations

import contextlib
import os
import pickle
import random
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest
import zmq

from beatreel.core.bus_keys import Keys
from beatreel.core.recipe import Recipe
from tests.core.test_bus_tcp import LAZY, attacks, free_ports
from tests.engine.service_desk import Machine

_HANDSHAKES = 300  # connections that say nothing


class Target:
    """A service, its ports, and an honest reader's keys."""

    def __init__(self, root) -> None:
        self.port = free_ports()
        self.machine = Machine(root, BEATREEL_BUS__TCP=f"127.0.0.1:{self.port}")
        self.keys = Keys(self.machine.settings.data_dir / "keys")
        self.good = self.keys.add_client("studio")
        self.context = zmq.Context()
        self.count = 0
        self.service = self.machine.start()
        self.machine.wait(lambda: (self.machine.instance.state() or {}).get("events"))
        self.memory = psutil.Process(self.service.pid).memory_info().rss

    def reader(self, kind, address, keys=None):
        made = self.context.socket(kind)
        if keys is not None:
            made.curve_serverkey = keys["server"].encode()
            made.curve_publickey, made.curve_secretkey = keys["public"].encode(), keys["secret"].encode()
        if kind == zmq.SUB:
            made.subscribe(b"")
        made.connect(address)
        return made

    @property
    def live(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def past(self) -> str:
        return f"tcp://127.0.0.1:{self.port + 1}"

    def works(self) -> None:
        """A job goes through, and an honest reader hears of it live, and of everything since the beginning when it asks."""
        live, past = self.reader(zmq.SUB, self.live, self.good), self.reader(zmq.DEALER, self.past, self.good)
        past.send(b"0")
        assert past.poll(20_000), (
            "the honest reader was not let in"
        )  # so the other socket is connected too, or will be soon
        while past.recv_multipart() != [b"", b""]:
            pass
        self.count += 1
        order = Recipe(song_path=self.machine.root / f"no-{self.count}.wav", prompt="x", analyzer="tiny")
        order = order.model_copy(update={"generator": "tiny", "animator": "tiny"})
        record, _ = self.machine.desk.submit(order, self.machine.root / f"film-{self.count}")
        self.machine.wait(lambda: self.machine.state(record.id) == "rejected")
        logged = self.machine.store.events()
        assert [event.id for event in logged] == list(range(1, len(logged) + 1)), "the log has gaps"
        assert [event.name for event in logged[-2:]] == ["job_submitted", "audio_rejected"]
        past.send(b"0")
        got = []
        while past.poll(20_000) and (parts := past.recv_multipart()) != [b"", b""]:
            got.append(parts[0].decode())
        assert got == [event.name for event in logged]
        assert live.poll(20_000), "nothing came live"
        for made in (live, past):
            made.close(linger=0)
        assert self.service.poll() is None, "the service left"
        state = self.machine.instance.state()
        assert state["pid"] == self.service.pid
        assert state["healthy"]
        assert "failed" not in self.machine.told()
        assert psutil.Process(self.service.pid).memory_info().rss - self.memory < 100e6


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    made = Target(tmp_path_factory.mktemp("target"))
    yield made
    made.context.destroy(linger=0)
    made.machine.close()


RAW = {name: data for name, data in attacks(0) if not name.startswith("noise")}


@pytest.mark.parametrize("name", RAW)
def test_bytes_that_are_no_handshake(target, name):
    opened = []
    for port in (target.port, target.port + 1):
        for _ in range(5):
            raw = socket.create_connection(("127.0.0.1", port), timeout=5)
            opened.append(raw)
            with contextlib.suppress(OSError):
                raw.sendall(RAW[name])
    target.works()
    for raw in opened:
        raw.settimeout(0.2)
        said = b""
        with contextlib.suppress(OSError):
            said = raw.recv(1000)
        assert b"specversion" not in said
        raw.close()


def test_noise(target):
    chance = random.Random(1)
    for number in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", target.port + number % 2), 5) as raw:
            raw.sendall(chance.randbytes(chance.randint(1, 2000)))
    target.works()


def test_many_that_say_nothing(target):
    opened = [
        socket.create_connection(("127.0.0.1", target.port + number % 2), timeout=5) for number in range(_HANDSHAKES)
    ]
    target.works()
    for raw in opened:
        raw.close()


def stranger() -> dict[str, str]:
    public, secret = (key.decode() for key in zmq.curve_keypair())
    return {"public": public, "secret": secret, "server": public}


@pytest.mark.parametrize("who", ["without a key", "with an unknown key", "with another server's key"])
def test_strangers_hear_nothing(target, who):
    keys = {
        "without a key": None,
        "with an unknown key": {**stranger(), "server": target.good["server"]},
        "with another server's key": {**target.good, "server": stranger()["public"]},
    }[who]
    live, past = target.reader(zmq.SUB, target.live, keys), target.reader(zmq.DEALER, target.past, keys)
    past.send(b"0")
    target.works()
    assert not live.poll(100)
    assert not past.poll(100)
    for made in (live, past):
        made.close(linger=0)


NO_REQUESTS = {
    "two megabytes": [b"x" * (2 << 20)],
    "a deep one": [b'{"a":' * 100_000],
    "many keys": [b"{" + b",".join(b'"%d":1' % number for number in range(50_000)) + b"}"],
    "not a number": [b"NaN"],
    "a number without end": [b"9" * 100_000],
    "a number that no store has": [b"9" * 30],
    "below nothing": [b"-5"],
    "no text": [b"\xff\xfe\x00"],
    "a pickle": [pickle.dumps(ValueError("x"))],
    "a command": [b'{"cmd": "submit", "path": "/etc/passwd"}'],
    "many parts": [b"1"] * 500,
    "nothing": [b""],
}


@pytest.mark.parametrize("name", NO_REQUESTS)
def test_a_known_reader_that_asks_nonsense(target, name):
    for address, keys in ((target.past, target.good), (_private(target, "catchup"), None)):
        asking = target.reader(zmq.DEALER, address, keys)
        asking.send_multipart(NO_REQUESTS[name])
        asking.poll(300)
        asking.close(linger=200)
    target.works()


def _private(target, kind: str) -> str:
    return f"ipc://{target.machine.settings.runtime_dir / 'beatreel'}.{kind}"


def test_a_reader_that_asks_and_never_listens(target):
    deaf = target.reader(zmq.DEALER, target.past, target.good)
    for _ in range(200):
        deaf.send(b"0")
    target.works()
    deaf.close(linger=0)


def test_a_subscriber_that_reads_slowly(target):
    slow = subprocess.Popen([sys.executable, "-c", LAZY, _private(target, "events"), "5"], stdout=subprocess.PIPE)
    slow.stdout.readline()
    target.works()
    target.works()
    slow.kill()
    slow.wait()
    slow.stdout.close()


def test_a_subscriber_that_dies(target):
    dying = subprocess.Popen([sys.executable, "-c", LAZY, _private(target, "events"), "0"], stdout=subprocess.PIPE)
    dying.stdout.readline()
    time.sleep(0.2)
    os.kill(dying.pid, signal.SIGKILL)
    target.works()
    dying.wait()
    dying.stdout.close()


def test_subscriptions_by_the_thousand(target):
    restless = target.reader(zmq.SUB, target.live, target.good)
    for number in range(5000):
        restless.subscribe(b"%d" % number)
    target.works()
    restless.close(linger=0)
