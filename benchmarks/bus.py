"""How fast events leave, arrive, and are caught up with: ``python -m benchmarks.bus [--events 20000]``.

One publisher as the engine has it, readers in processes of their own. Prints one line of JSON:

- ``per_second``: events announced as fast as it goes, with a reader that reads, one that never does, and one that is killed midway;
- ``latency_ms``: p50, p99 and worst from announcing to having read, at 500 events a second;
- ``blocked_ms``: the longest that announcing took;
- ``lost``: events that the reader missed live, of those that it can catch up with;
- ``catch_up_per_second``: events read again from the store by id, in runs of at most 1000.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from beatreel.core.bus import Publisher, request_catch_up
from beatreel.core.events import Exported, LoggedEvent
from beatreel.core.jobs import JobStore

_READER = """
import json, sys, time, zmq
socket = zmq.Context().socket(zmq.SUB)
socket.setsockopt(zmq.RCVHWM, int(sys.argv[2]))
socket.subscribe(b"")
socket.connect(sys.argv[1])
reads, waits = sys.argv[2] == "0", []
print("on", flush=True)
while True:
    if not reads:
        time.sleep(1)
        continue
    body = json.loads(socket.recv_multipart()[1])
    if body["data"]["number"] < 0:
        break
    waits.append(time.monotonic() - body["data"]["sent"])
print(json.dumps(waits))
"""
_RATE = 500  # events a second for the latency


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bus-") as root:
        sys.stdout.write(json.dumps(measure(Path(root), given.events)) + "\n")


def measure(root: Path, count: int) -> dict[str, Any]:
    """Return the figures."""
    with JobStore(root / "store.db") as store:
        publisher = Publisher(root / "run", lambda since: store.events(since=since))
        try:
            quick = _speed(publisher, count)
            calm = _speed(publisher, min(count, 5 * _RATE), pause=1 / _RATE)
            return {
                "events": count,
                "per_second": round(count / quick["seconds"]),
                "blocked_ms": round(1000 * quick["blocked"], 2),
                "lost": count - len(quick["waits"]),
                "latency_ms": [round(1000 * _at(calm["waits"], share), 2) for share in (0.5, 0.99, 1.0)],
                "catch_up_per_second": round(_catch_up(store, publisher)),
            }
        finally:
            publisher.close()


def _speed(publisher: Publisher, count: int, *, pause: float = 0.0) -> dict[str, Any]:
    readers = [_start(publisher, mark) for mark in ("0", "5", "0")]  # reads all, reads none, dies midway
    publisher.wait_for_subscriber(10)
    time.sleep(0.5)
    begun, blocked = time.monotonic(), 0.0
    for number in range(count):
        if number == count // 2:
            readers[2].kill()
        started = time.monotonic()
        publisher.announce(_event(number))
        blocked = max(blocked, time.monotonic() - started)
        if pause:
            time.sleep(max(0.0, begun + (number + 1) * pause - time.monotonic()))
    took = time.monotonic() - begun
    told: list[float] | None = None
    while told is None:  # the last word may be dropped too, where the reader is far behind
        publisher.announce(_event(-1))
        try:
            told = json.loads(readers[0].communicate(timeout=1)[0])
        except subprocess.TimeoutExpired:
            continue
    for reader in readers[1:]:
        reader.kill()
        reader.communicate()
    return {"seconds": took, "blocked": blocked, "waits": sorted(told)}


def _start(publisher: Publisher, mark: str) -> subprocess.Popen[bytes]:
    reader = subprocess.Popen(
        [sys.executable, "-c", _READER, publisher.events_address, mark],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert reader.stdout is not None
    reader.stdout.readline()
    return reader


def _event(number: int) -> LoggedEvent:
    data = {"job_id": "3f0c5d1e2a77", "number": number, "sent": time.monotonic(), "text": "x" * 200}
    return LoggedEvent(id=number + 2, time=datetime.now(UTC), name=Exported.name, job_id="3f0c5d1e2a77", data=data)


def _catch_up(store: JobStore, publisher: Publisher) -> float:
    """Fill the log with a film's worth of events and read it again from the beginning."""
    wanted = 5000
    with store.transaction() as connection:
        store.submit("job", {"platforms": []}, "folder")
        connection.executemany(
            "insert into events (job_id, key, name, time, schema_version, data) values ('job', ?, 'exported', ?, 1, ?)",
            [
                (str(n), datetime.now(UTC).isoformat(), json.dumps({"job_id": "job", "text": "x" * 200}))
                for n in range(wanted)
            ],
        )
    begun, since, got = time.monotonic(), 0, 0
    while got < wanted:
        for event in request_catch_up(publisher.catchup_address, since, timeout=30):
            since, got = event.id, got + 1
    return wanted / (time.monotonic() - begun)


def _at(waits: list[float], share: float) -> float:
    return waits[min(len(waits) - 1, int(share * len(waits)))]


if __name__ == "__main__":
    main()
