"""The readers of the bus in other languages and over TCP, as they stand in examples/."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from beatreel.core.bus import Publisher, stable_address
from beatreel.core.bus_keys import Keys
from beatreel.core.events import LoggedEvent
from tests.core.test_bus_tcp import free_ports

EXAMPLES = Path(__file__).parents[2] / "examples"


def event(number: int) -> LoggedEvent:
    data = {"job_id": "j", "song_path": "ä.wav"}
    return LoggedEvent(id=number, time=datetime.now(UTC), name="job_submitted", job_id="j", data=data)


def test_the_reader_in_c_prints_the_past_and_the_present(tmp_path):
    compiler = shutil.which("cc")
    assert compiler, "install the Debian packages gcc and libzmq3-dev"
    program = tmp_path / "reader"
    subprocess.run([compiler, "-Wall", "-o", program, EXAMPLES / "zmq_subscriber.c", "-lzmq"], check=True)
    log = [event(number) for number in range(1, 6)]
    publisher = Publisher(tmp_path / "run", lambda since: [entry for entry in log if entry.id > since])
    command = [program, stable_address(tmp_path / "run"), "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert [process.stdout.readline().split()[:2] for _ in range(3)] == [
                [str(number), "job_submitted"] for number in (3, 4, 5)
            ]
            publisher.announce(event(6))
            told = process.stdout.readline()
            assert (
                told.startswith("6 job_submitted ")
                and json.loads(told.split(" ", 2)[2])["data"]["song_path"] == "ä.wav"
            )
        finally:
            process.kill()
            publisher.close()


def test_the_reader_over_tcp_needs_its_key(tmp_path):
    port = free_ports()
    publisher = Publisher(tmp_path / "run", lambda since: [], tcp=f"127.0.0.1:{port}", keys=tmp_path / "keys")
    key_file = tmp_path / "key.json"
    key_file.write_text(json.dumps(Keys(tmp_path / "keys").add_client("laptop")))
    command = [sys.executable, EXAMPLES / "zmq_subscriber_tcp.py", f"127.0.0.1:{port}", key_file]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert publisher.wait_for_subscriber(20)
            publisher.announce(event(9))
            assert process.stdout.readline() == "9 job_submitted\n"
        finally:
            process.kill()
            publisher.close()
