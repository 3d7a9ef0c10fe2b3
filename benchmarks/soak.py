"""The service and the watched folder under bad weather, with a cheap generator so that only the machinery costs.

    python -m benchmarks.soak drop [--files 1000] [--seconds 60]    files dropped while slow copies go on
    python -m benchmarks.soak storm [--files 5000]                  all at once
    python -m benchmarks.soak kills [--kills 2000]                  kill -9 of the service and its workers, at random
    python -m benchmarks.soak media [--files 100000]                mutated files through the intake's own child function

Each prints its figures as one line of JSON and ends with exit code 1 if a promise was broken.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from beatreel.core.recipe import Recipe
from beatreel.testing import make_song
from tests.engine.conftest import SPEC
from tests.engine.service_desk import Machine
from tests.executors.finding import workers_of
from tests.watch_folder.desk import WatchingMachine

SLOW = {"drip.wav": (60, 0.25), "stall.wav": (2, 6.0), "slow.wav": (20, 1.2)}  # pieces, seconds between them


def main() -> None:
    """Run one of the trials."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trial", choices=["drop", "storm", "kills", "media"])
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
        return media(given.files or 100_000, given.seed)


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


# -- kills -----------------------------------------------------------------------------------------------------------


def kills(root: Path, count: int, seed: int, *, delay: float = 0.004) -> dict[str, Any]:
    """Kill the service, a worker, or both at once, at random moments; then compare every film with one of a quiet machine."""
    (root / "quiet").mkdir()
    (root / "rough").mkdir()
    song = make_song(duration=10, tempo=120, seed=3).write(root / "song.flac")
    rough = Machine(root / "rough", BEATREEL_SERVICE__MAX_STRIKES="1000000")
    chance, again, restarts, done = random.Random(seed), 0, [], 0
    jobs: list[tuple[str, Path, Recipe]] = []
    killed = {"service": 0, "worker": 0, "both": 0}
    try:
        while sum(killed.values()) < count or done < len(jobs):
            if done == len(jobs):
                recipe = _recipe(song, len(jobs), delay)
                folder = root / "rough" / f"film-{len(jobs)}"
                jobs.append((rough.desk.submit(recipe, folder)[0].id, folder, recipe))
            job_id = jobs[-1][0]
            before, seen = _finished(rough, job_id), len(rough.animated())
            begun = time.monotonic()
            if rough.service is None or rough.service.poll() is not None:
                service = rough.start()
                rough.wait(lambda seen=seen, job_id=job_id: _is_at_work(rough, job_id), 60)
                restarts.append(time.monotonic() - begun)
            service = rough.service
            assert service is not None
            if sum(killed.values()) < count:
                time.sleep(chance.uniform(0, 1.2))
                what = chance.choice(["service", "worker", "worker", "both"])
                if _kill(service, what):
                    killed[what] += 1
            else:
                rough.wait(lambda job_id=job_id: rough.state(job_id) == "done", 300)
            again += len({line for line in rough.animated()[seen:] if int(line.split()[1]) in before})
            if rough.state(job_id) == "done":
                done += 1
        different = _compare(root / "quiet", jobs)
        parts = sum(len(list(folder.rglob("*.part*"))) for _, folder, _ in jobs)
        left = len([record for record in rough.store.jobs(limit=10_000) if record.state != "done"])
        return {
            "trial": "kills",
            "kills": killed,
            "films": len(jobs),
            "different_bytes": different,
            "scenes_made_again": again,
            "parts_left": parts,
            "jobs_not_done": left,
            "restart_median_seconds": round(sorted(restarts)[len(restarts) // 2], 2),
            "restart_worst_seconds": round(max(restarts), 2),
            "broken": bool(different or again or parts or left),
        }
    finally:
        rough.close()


def _recipe(song: Path, seed: int, delay: float) -> Recipe:
    names = {"analyzer": "tiny", "generator": "tiny", "animator": "tiny"}
    return Recipe(song_path=song, prompt="x", seed=seed, spec=SPEC, params={"tiny": {"delay": delay}}, **names)


def _is_at_work(machine: Machine, job_id: str) -> bool:
    """Whether the service has taken the job up (again), or has finished it already."""
    entry = machine.queue.entry(job_id)
    pid = (machine.instance.state() or {}).get("pid")
    is_new = machine.service is not None and pid == machine.service.pid
    return (is_new and entry is not None and entry.phase == "running") or machine.state(job_id) == "done"


def _finished(machine: Machine, job_id: str) -> set[int]:
    events = machine.store.events(job_id=job_id)
    return {event.data["index"] for event in events if event.name == "scene_generated"}


def _kill(service: Any, what: str) -> bool:
    workers = workers_of(service.pid)
    victims = [] if what == "worker" else [psutil.Process(service.pid)] if service.poll() is None else []
    victims += workers[:1] if what == "worker" else workers if what == "both" else []
    for victim in victims:
        try:
            victim.kill()
        except psutil.Error:
            continue
    if what != "worker":
        service.wait()
        psutil.wait_procs(workers, timeout=3)
    return bool(victims)


def _compare(root: Path, jobs: list[tuple[str, Path, Recipe]]) -> int:
    """Make the same films on a machine where nothing is killed; return how many differ."""
    quiet = Machine(root)
    try:
        quiet.start()
        made = [quiet.desk.submit(recipe, root / f"film-{number}")[0] for number, (_, _, recipe) in enumerate(jobs)]
        quiet.wait(lambda: all(quiet.state(record.id) == "done" for record in made), 60 * len(jobs))
        return sum(
            quiet.film(Path(record.folder)) != quiet.film(folder)
            for record, (_, folder, _) in zip(made, jobs, strict=True)
        )
    finally:
        quiet.close()


# -- media -----------------------------------------------------------------------------------------------------------


def media(files: int, seed: int) -> dict[str, Any]:
    """Have mutated files looked into, each in a child of its own that is forked with everything loaded, and capped."""
    from beatreel.core.config import IntakeSettings
    from beatreel.intake import child, inspect  # noqa: F401
    from beatreel.intake.limits import IntakeRules
    from tests.intake.conftest import encode, music, sndfile

    rules = IntakeRules.of(IntakeSettings(min_duration=1)).model_dump(mode="json")
    kinds = (
        ("wav", "pcm_s16le"),
        ("flac", "flac"),
        ("mp3", "libmp3lame"),
        ("mp4", "aac"),
        ("adts", "aac"),
    )
    seeds = [encode(music(2.0), container=container, codec=codec) for container, codec in kinds]
    seeds.append(sndfile(music(2.0), "OGG", "VORBIS"))
    chance = random.Random(seed)
    outcomes: dict[str, int] = {}
    with tempfile.NamedTemporaryFile() as target:
        for _ in range(files):
            data = bytearray(chance.choice(seeds))
            _mutate(data, chance)
            Path(target.name).write_bytes(data)
            outcome = _look(child, target.name, rules)
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
    untyped = outcomes.get("no answer", 0)
    return {"trial": "media", "files": files, "outcomes": outcomes, "broken": untyped > 0}


def _mutate(data: bytearray, chance: random.Random) -> None:
    reach = chance.choice((64, 512, len(data)))
    kind = chance.randrange(4)
    if kind == 0:
        for _ in range(chance.choice((1, 4, 16))):
            data[chance.randrange(min(reach, len(data)))] = chance.randrange(256)
    elif kind == 1:
        at = chance.randrange(min(reach, len(data) - 4))
        data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0"))
    elif kind == 2:
        del data[chance.randrange(len(data)) :]
    else:
        at = chance.randrange(len(data))
        data[at:at] = data[: chance.randrange(1, 400)]


def _look(child: Any, path: str, rules: dict[str, Any]) -> str:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 1)
        os.dup2(null, 2)
        child.restrict({"cpu_seconds": 20, "wall_seconds": 30, "memory_bytes": 4 << 30})
        reply = child.answer("song", path, rules)
        os.write(writer, next(iter(reply)).encode())
        os._exit(0)
    os.close(writer)
    said = os.read(reader, 100).decode()
    os.close(reader)
    _, status = os.waitpid(pid, 0)
    if said:
        return {"result": "accepted", "refused": "refused", "failed": "damaged"}[said]
    return "decoder died" if os.WIFSIGNALED(status) else "no answer"


if __name__ == "__main__":
    main()
