"""A small disk that is full at every write of a job. Run in a mount namespace of its own: see test_disk_full.py."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from beatreel.core.recipe import Recipe
from tests.engine.conftest import SPEC
from tests.engine.service_desk import Machine

_SIZE = 24 << 20  # of the small disk
_STEPS = {"film": 150_000, "cache": 4_096, "data": 16_384}  # bytes that are freed each time


def main(root: Path, place: str, song: Path) -> None:
    """Make a film while ``place`` (film, cache or data) lies on a disk that gives way step by step."""
    disk = root / place
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(disk)], check=True)
    machine = Machine(root, BEATREEL_SERVICE__DISK_CHECK="0.05", BEATREEL_SERVICE__MAX_STRIKES="1000")
    names = {"analyzer": "tiny", "generator": "tiny", "animator": "tiny"}
    recipe = Recipe(song_path=song, prompt="x", spec=SPEC, params={"tiny": {}}, **names)
    ballast = disk / "ballast"
    try:
        machine.start()
        machine.wait(lambda: machine.instance.is_running() and "service started" in machine.told())
        record, _ = machine.desk.submit(recipe, root / "film")
        fill(ballast, 0)
        steps, waits = 0, 0
        deadline = time.monotonic() + 200
        if place == "data":  # the log lies there too: that the job does not get on is all there is to see
            time.sleep(3)
        while machine.state(record.id) != "done":
            assert time.monotonic() < deadline, machine.told()
            assert machine.service.poll() is None, "the service left: " + machine.told()
            assert machine.state(record.id) in ("queued", "running"), (
                machine.store.job(record.id).error + machine.told()
            )
            if place == "data" or machine.told().count("disk space") > waits:
                waits = machine.told().count("disk space")
                give_way(ballast, _STEPS[place])
                steps += 1
            time.sleep(0.5 if place == "data" else 0.1)
        left = [str(path) for path in (root / "film").rglob("*.part")]
        films = machine.film(root / "film")
        sys.stdout.write(json.dumps({"steps": steps, "left": left, "film": films}) + "\n")
    finally:
        ballast.unlink(missing_ok=True)
        machine.close()


def fill(ballast: Path, leave: int) -> None:
    """Take all space but ``leave`` bytes."""
    with ballast.open("ab", buffering=0) as stream:
        try:
            while True:
                stream.write(b"x" * 4096)
        except OSError:
            pass
        stream.truncate(max(0, stream.tell() - leave))


def give_way(ballast: Path, step: int) -> None:
    """Free a little space."""
    if ballast.exists():
        size = ballast.stat().st_size
        with ballast.open("ab") as stream:
            stream.truncate(max(0, size - step))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
