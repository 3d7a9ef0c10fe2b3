"""The service and the watched folder under bad weather, with a cheap generator so that only the machinery costs.

    python -m benchmarks.soak drop [--files 1000] [--seconds 60]    files dropped while slow copies go on
    python -m benchmarks.soak storm [--files 5000]                  all at once
    python -m benchmarks.soak kills [--kills 2000]                  kill -9 of the service and its workers, at random
    python -m benchmarks.soak media [--files 100000]                mutated files through the gate
    python -m benchmarks.soak cuts [--files 20000]                  cut files of 60 encoders through the gate

Each prints its figures as one line of JSON and ends with exit code 1 if a promise was broken.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.soak_kills import kills
from benchmarks.soak_media import cuts, media
from tests.watch_folder.desk import WatchingMachine

SLOW = {"drip.wav": (60, 0.25), "stall.wav": (2, 6.0), "slow.wav": (12, 1.2)}  # pieces, seconds between them


def main() -> None:
    """Run one of the trials."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trial", choices=["drop", "storm", "kills", "media", "cuts"])
    parser.add_argument("--files", type=int, default=None)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--load", type=int, default=0, help="busy processes beside it")
    given = parser.parse_args()
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(given.load)]
    try:
        figures = _run(given)
    finally:
        for process in busy:
            process.kill()
            process.wait()
    print(json.dumps({**figures, "load": given.load}))
    sys.exit(1 if figures["broken"] else 0)


def _run(given: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="soak-") as root:
        if given.trial == "drop":
            return drop(Path(root), given.files or 1000, given.seconds)
        if given.trial == "storm":
            return storm(Path(root), given.files or 5000)
        if given.trial == "kills":
            return kills(Path(root), given.kills, given.seed)
        if given.trial == "cuts":
            return cuts(Path(root), given.files or 20_000, given.seed)
        return media(Path(root), given.files or 100_000, given.seed)


# -- the watched folder --------------------------------------------------------------------------------------------


def drop(root: Path, files: int, seconds: float) -> dict[str, Any]:
    """Drop files evenly over a time, with slow, stalled and preallocated copies beside them."""
    machine = WatchingMachine(root)
    wanted: dict[str, str] = {}
    complete: dict[str, float] = {}
    try:
        watcher = machine.watch()
        threads = [
            threading.Thread(
                target=_slowly, args=(machine.drop / name, random.Random(name).randbytes(60_000), *how, complete)
            )
            for name, how in SLOW.items()
        ]
        for name in SLOW:
            wanted[name] = hashlib.sha256(random.Random(name).randbytes(60_000)).hexdigest()
        for thread in threads:
            thread.start()
        begun, spent = time.monotonic(), _cpu_seconds(watcher.pid)
        for number in range(files):
            time.sleep(max(0.0, begun + seconds * number / files - time.monotonic()))
            data = random.Random(number).randbytes(20_000 + number)
            name = f"s{number}.wav"
            wanted[name] = hashlib.sha256(data).hexdigest()
            (machine.drop / name).write_bytes(data)
            complete[name] = time.time()
        for thread in threads:
            thread.join()
        machine.wait(lambda: len(machine.claims()) >= len(wanted), 120)
        spent = _cpu_seconds(watcher.pid) - spent
        time.sleep(3)
        got, records = machine.claimed(), machine.store.jobs(limit=10 * len(wanted))
        entered = {Path(record.recipe["song_path"]).name: record.created.timestamp() for record in records}
        waits = sorted(entered[name] - complete[name] for name in complete)
        torn = sum(got.get(name) != digest for name, digest in wanted.items())
        return {
            "trial": "drop",
            "files": len(wanted),
            "claimed": len(got),
            "torn_or_lost": torn,
            "jobs": len(records),
            "median_seconds": round(waits[len(waits) // 2], 2),
            "p95_seconds": round(waits[int(0.95 * len(waits))], 2),
            "worst_seconds": round(waits[-1], 2),
            "cpu_seconds_per_file": round(spent / len(wanted), 4),
            "broken": torn > 0 or len(records) != len(wanted),
        }
    finally:
        machine.close()


def _cpu_seconds(pid: int) -> float:
    used = psutil.Process(pid).cpu_times()
    return float(used.user + used.system)


def _slowly(path: Path, data: bytes, pieces: int, pause: float, complete: dict[str, float]) -> None:
    step = len(data) // pieces
    with path.open("wb") as stream:
        if pieces > 20:
            stream.truncate(len(data))  # as network clients do: the final size from the start
        for start in range(0, len(data), step):
            stream.seek(start)
            stream.write(data[start : start + step])
            stream.flush()
            time.sleep(pause)
    complete[path.name] = time.time()


def storm(root: Path, files: int) -> dict[str, Any]:
    """Drop everything at once."""
    machine = WatchingMachine(root)
    try:
        watcher = machine.watch()
        begun, spent = time.monotonic(), _cpu_seconds(watcher.pid)
        for number in range(files):
            (machine.drop / f"s{number}.wav").write_bytes(b"%d" % number * 50)
        machine.wait(lambda: machine.store.read("select count(*) as n from watched")[0]["n"] >= files, 300)
        took, spent = time.monotonic() - begun, _cpu_seconds(watcher.pid) - spent
        rows = machine.claims()
        jobs = machine.queue.length()
        lost = files - len({row["sha256"] for row in rows})
        figures = {"trial": "storm", "files": files, "lost": lost, "jobs": jobs, "seconds": round(took, 1)}
        figures["cpu_seconds_per_file"] = round(spent / files, 4)
        return {**figures, "broken": lost != 0 or jobs != files}
    finally:
        machine.close()


if __name__ == "__main__":
    main()
