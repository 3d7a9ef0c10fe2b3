"""Events over TCP: known readers, and everybody else."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime

import psutil
import pytest
import zmq

from beatreel.core.bus import Publisher, Subscriber, stable_address, tcp_address
from beatreel.core.bus_keys import Keys
from beatreel.core.errors import ConfigError, UserInputError
from beatreel.core.events import LoggedEvent

KEPT = []  # sockets live until their context ends


def event(number, text=""):
    data = {"job_id": "j", "number": number, "text": text}
    return LoggedEvent(id=number, time=datetime.now(UTC), name="exported", job_id="j", data=data)


def free_ports() -> int:
    for _ in range(100):
        port = random.randint(20_000, 60_000)
        with contextlib.suppress(OSError), socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", port))
            two.bind(("127.0.0.1", port + 1))
            return port
    raise AssertionError("no free ports")


@pytest.fixture
def bus(tmp_path):
    port = free_ports()
    log = [event(number) for number in range(1, 4)]
    asked = []

    def catch_up(since):
        asked.append(since)
        return [entry for entry in log if entry.id > since]

    publisher = Publisher(tmp_path / "run", catch_up, tcp=f"127.0.0.1:{port}", keys=tmp_path / "keys")
    yield publisher, port, Keys(tmp_path / "keys"), asked
    publisher.close()


@pytest.fixture
def context():
    made = zmq.Context()
    yield made
    made.destroy(linger=0)
    KEPT.clear()


def reader(context, kind, address, keys=None):
    made = context.socket(kind)
    KEPT.append(made)
    if keys is not None:
        made.curve_serverkey = keys["server"].encode()
        made.curve_publickey, made.curve_secretkey = keys["public"].encode(), keys["secret"].encode()
    if kind == zmq.SUB:
        made.subscribe(b"")
    made.connect(address)
    return made


def honest_one_is_served(publisher, context, port, keys):
    past = reader(context, zmq.DEALER, f"tcp://127.0.0.1:{port + 1}", keys)
    begun = time.monotonic()
    past.send(b"1")
    assert past.poll(5000)
    assert past.recv_multipart()[0] == b"exported"
    return time.monotonic() - begun


def test_only_known_keys_get_in(bus, context):
    publisher, port, keys, asked = bus
    good = keys.add_client("studio")
    public, secret = (key.decode() for key in zmq.curve_keypair())
    strangers = {
        "no key": None,
        "unknown key": {"server": good["server"], "public": public, "secret": secret},
        "wrong server": {**good, "server": public},
    }
    live = {name: reader(context, zmq.SUB, f"tcp://127.0.0.1:{port}", key) for name, key in strangers.items()}
    past = {name: reader(context, zmq.DEALER, f"tcp://127.0.0.1:{port + 1}", key) for name, key in strangers.items()}
    for one in past.values():
        one.send(b"0")
    friend = reader(context, zmq.SUB, f"tcp://127.0.0.1:{port}", good)
    assert publisher.wait_for_subscriber(10)
    publisher.announce(event(7))
    assert friend.poll(5000) and friend.recv_multipart()[0] == b"exported"
    assert honest_one_is_served(publisher, context, port, good) < 5
    for name in strangers:
        assert not live[name].poll(100), name
        assert not past[name].poll(100), name
    assert asked == [1]


def test_a_reader_that_is_shut_out_does_not_come_in_again(bus, context, tmp_path):
    publisher, port, keys, _ = bus
    good = keys.add_client("studio")
    honest_one_is_served(publisher, context, port, good)
    (tmp_path / "keys" / "clients" / "studio.pub").unlink()
    past = reader(context, zmq.DEALER, f"tcp://127.0.0.1:{port + 1}", good)
    with contextlib.suppress(zmq.Again):  # once it is turned away there may be nobody left to send to
        past.send(b"0", zmq.NOBLOCK)
    assert not past.poll(700)


def attacks(port):
    """Byte streams that a web page, a scanner or somebody with bad intentions may send."""
    body = b'{"cmd":"submit","path":"/etc/passwd"}'
    post = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(body)
    yield "a web page's POST", post + body
    yield "ZMTP 1.0", b"\x01\x00" + bytes([len(body) + 1, 0]) + body
    yield "ZMTP 1.0 in a POST", post + b"\x01\x00\x02\x001" + b"\x02\x000"
    yield "ZMTP 2.0", b"\xff" + bytes(8) + b"\x7f\x01\x05\x00\x00" + b"\x00\x01" + b"0"
    greeting = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(16) + b"\x00" + bytes(31)
    yield "ZMTP 3.0 without a key", greeting + b"\x04\x19\x05READY\x0bSocket-Type\x00\x00\x00\x06DEALER" + b"\x00\x010"
    yield "a huge frame", greeting + b"\x02" + (300 << 20).to_bytes(8, "big") + b"x" * 100_000
    yield "a port scan", b""
    chance = random.Random(3)
    for number in range(40):
        yield f"noise {number}", chance.randbytes(chance.randint(1, 3000))


def test_hostile_clients_reach_nothing_and_disturb_nobody(bus, context):
    publisher, port, keys, asked = bus
    good = keys.add_client("studio")
    memory = psutil.Process().memory_info().rss
    opened = []
    for _, data in attacks(port):
        for target in (port, port + 1):
            raw = socket.create_connection(("127.0.0.1", target), timeout=2)
            opened.append(raw)
            with contextlib.suppress(OSError):
                raw.sendall(data)
    # Half open: they say nothing at all.
    opened += [socket.create_connection(("127.0.0.1", port + 1), timeout=2) for _ in range(150)]
    assert asked == []
    assert honest_one_is_served(publisher, context, port, good) < 5
    assert asked == [1]
    for raw in opened:
        raw.close()
    assert psutil.Process().memory_info().rss - memory < 64e6
    friend = reader(context, zmq.SUB, f"tcp://127.0.0.1:{port}", good)
    assert publisher.wait_for_subscriber(10)
    publisher.announce(event(9))
    assert friend.poll(5000)


def test_a_known_reader_cannot_send_what_is_no_request(bus, context):
    publisher, port, keys, asked = bus
    good = keys.add_client("studio")
    past = reader(context, zmq.DEALER, f"tcp://127.0.0.1:{port + 1}", good)
    past.send(b"x" * (2 << 20))  # twice what may be sent: the connection is ended
    past.send_multipart([b"1", b"2", b"3"])
    past.send(b"9" * 5000)
    past.send(b'{"a":' * 10_000)
    time.sleep(0.5)
    assert honest_one_is_served(publisher, context, port, good) < 5


LAZY = """
import sys, time, zmq
socket = zmq.Context().socket(zmq.SUB)
socket.setsockopt(zmq.RCVHWM, 5)
socket.subscribe(b"")
socket.connect(sys.argv[1])
print("on", flush=True)
while True:
    socket.recv_multipart()
    time.sleep(float(sys.argv[2]))
"""


def test_a_slow_reader_and_one_that_dies_hold_up_nobody(tmp_path):
    publisher = Publisher(tmp_path / "run", lambda since: [])
    lazy = [
        subprocess.Popen([sys.executable, "-c", LAZY, publisher.events_address, pause], stdout=subprocess.PIPE)
        for pause in ("0.5", "0")
    ]
    quick = Subscriber(tmp_path / "run")
    try:
        for child in lazy:
            child.stdout.readline()
        time.sleep(0.5)
        slowest, got = 0.0, 0
        for number in range(20_000):
            if number == 5000:
                lazy[1].kill()
            begun = time.perf_counter()
            publisher.announce(event(number, "x" * 500))
            slowest = max(slowest, time.perf_counter() - begun)
            while number % 100 == 0 and quick.receive(0) is not None:
                got += 1
        while quick.receive(0.5) is not None:
            got += 1
        assert slowest < 0.5  # 8 ms on a quiet machine
        assert got == 20_000
    finally:
        quick.close()
        publisher.close()
        for child in lazy:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
            child.wait()
            child.stdout.close()


def test_subscriptions_do_not_pile_up(tmp_path, context):
    publisher = Publisher(tmp_path / "run", lambda since: [])
    restless = context.socket(zmq.SUB)
    KEPT.append(restless)
    restless.connect(publisher.events_address)
    for number in range(3000):
        restless.subscribe(b"%d" % number)
        restless.unsubscribe(b"%d" % number)
    assert publisher.wait_for_subscriber(5)
    time.sleep(0.5)
    with publisher._lock:
        assert not publisher._sockets[0][0].poll(0, zmq.POLLIN)
    publisher.close()


def test_another_engine_takes_the_fixed_address_over(tmp_path, context):
    one = Publisher(tmp_path / "run", lambda since: [])
    two = Publisher(tmp_path / "run", lambda since: [])
    one.close()
    live = context.socket(zmq.SUB)
    KEPT.append(live)
    live.subscribe(b"")
    live.connect(stable_address(tmp_path / "run"))
    assert two.wait_for_subscriber(10)
    two.announce(event(1))
    assert live.poll(5000)
    two.close()


def test_keys_are_private(tmp_path):
    keys = Keys(tmp_path / "keys")
    keys.server()
    keys.add_client("a")
    for path in (tmp_path / "keys").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    for name in ("a", "../b", "", "x/y", "-a"):
        with pytest.raises(UserInputError):
            keys.add_client(name)


@pytest.mark.parametrize("text", ["7000", "host:", ":80", "host:port", "host:65535", "host:0"])
def test_addresses_that_are_none(text):
    with pytest.raises(ConfigError):
        tcp_address(text)
