"""The part of the soak that kills: ``python -m benchmarks.soak kills``."""

from __future__ import annotations

import contextlib
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil

from beatreel.core.config import CreditSettings
from beatreel.core.ledger import problems
from beatreel.core.recipe import Recipe
from beatreel.testing import make_song
from tests.engine.conftest import SPEC
from tests.engine.service_desk import Machine
from tests.executors.finding import workers_of

VICTIMS = {"worker": 79, "service": 15, "both": 5, "all": 1}  # per cent; both: with its workers, all: and its keeper
_MOMENT = 0.12  # seconds at most that it is let work
_PATIENCE = 120.0  # seconds for something to happen, however busy the machine
_SETTINGS = {"MAX_STRIKES": "1000000", "RETRIES": "1000000", "RETRY_DELAY": "0"}


def kills(root: Path, count: int, seed: int, *, duration: float = 10.0) -> dict[str, Any]:
    """Kill the service, a worker, or everything at once, at random moments; then compare every film with one of a quiet machine.

    Parameters
    ----------
    root : Path
    count : int
        How many times.
    seed : int
    duration : float
        Seconds of the song.
    """
    (root / "quiet").mkdir()
    (root / "rough").mkdir()
    song = make_song(duration=duration, tempo=120, seed=3).write(root / "song.flac")
    rough = Machine(root / "rough", **{f"BEATREEL_SERVICE__{name}": value for name, value in _SETTINGS.items()})
    killer = _Killer(rough, random.Random(seed))
    jobs: list[tuple[Path, Recipe]] = []
    again, made, begun = 0, Counter[str](), time.monotonic()
    try:
        while sum(made.values()) < count or killer.job:
            if not killer.job:
                recipe, folder = _recipe(song, len(jobs)), root / "rough" / f"film-{len(jobs)}"
                killer.job = rough.desk.submit(recipe, folder)[0].id
                jobs.append((folder, recipe))
            before, seen = killer.finished(), len(rough.animated())
            killer.have_it_work()
            if sum(made.values()) < count:
                victim = killer.kill()
                made[victim] += bool(victim)
            else:
                rough.wait(killer.is_done, 10 * _PATIENCE)
            again += len({line for line in rough.animated()[seen:] if int(line.split()[1]) in before})
            if killer.is_done():
                killer.job = ""
        took = time.monotonic() - begun
        made.pop("", None)
        charged, wrong = _books(rough, len(jobs))
        figures = {
            "trial": "kills",
            "kills": sum(made.values()),
            "of": dict(made),
            "seconds": round(took, 1),
            "films": len(jobs),
            "different_bytes": _compare(root / "quiet", jobs),
            "scenes_made_again": again,
            "charged_too_much": charged,
            "books_wrong": wrong,
            "parts_left": sum(len(list(folder.rglob("*.part*"))) for folder, _ in jobs),
            "jobs_not_done": len([record for record in rough.store.jobs(limit=10_000) if record.state != "done"]),
        }
        restarts = sorted(killer.restarts)
        broken = any(value for name, value in figures.items() if name.endswith(_MUST_BE_NOTHING))
        return {
            **figures,
            "restart_median_seconds": round(restarts[len(restarts) // 2], 2),
            "restart_p95_seconds": round(restarts[int(len(restarts) * 0.95)], 2),
            "restart_worst_seconds": round(restarts[-1], 2),
            "broken": broken,
        }
    finally:
        rough.close()


_MUST_BE_NOTHING = ("bytes", "again", "too_much", "wrong", "left", "not_done")


class _Killer:
    """Knows the processes of a machine, and when it is worth killing them."""

    def __init__(self, machine: Machine, chance: random.Random) -> None:
        self._machine, self._chance = machine, chance
        self.job = ""
        self.restarts: list[float] = []
        self._pid = 0
        self._killed_at = time.monotonic()

    def is_done(self) -> bool:
        return bool(self.job) and self._machine.state(self.job) == "done"

    def finished(self) -> set[int]:
        events = self._machine.store.data_of(self.job, "scene_generated")
        return {event["index"] for event in events}

    def have_it_work(self) -> None:
        """Wait until a service has taken the job up (again), or has finished it already; start one where none would come by itself."""
        machine = self._machine
        if machine.service is None or machine.service.poll() is not None:
            machine.start("--keep")
        fallen = self._pid
        machine.wait(lambda: self._is_at_work(fallen), _PATIENCE)
        if fallen == 0:
            self.restarts.append(time.monotonic() - self._killed_at)

    def _is_at_work(self, fallen: int) -> bool:
        if self._pid == 0:
            state = machine_state(self._machine)
            if state is None or not psutil.pid_exists(state):
                return False
            self._pid = state
        entry = self._machine.queue.entry(self.job)
        return (entry is not None and entry.phase == "running") or self.is_done()

    def kill(self) -> str:
        """Let it work for a moment, then kill; return whom."""
        machine, chance = self._machine, self._chance
        seen, deadline = len(machine.animated()), time.monotonic() + _PATIENCE
        if chance.random() < 0.3:  # so that films get on, however slow the machine: one more scene is begun first
            while len(machine.animated()) == seen and not self.is_done() and time.monotonic() < deadline:
                time.sleep(0.01)
        time.sleep(chance.uniform(0, _MOMENT))
        what = chance.choices(list(VICTIMS), list(VICTIMS.values()))[0]
        workers = workers_of(self._pid)
        deadline = time.monotonic() + 1
        while what == "worker" and not workers and not self.is_done() and time.monotonic() < deadline:
            time.sleep(0.01)
            workers = workers_of(self._pid)
        victims = (
            chance.sample(workers, min(1, len(workers))) if what == "worker" else workers if what != "service" else []
        )
        if what != "worker":
            with contextlib.suppress(psutil.Error):
                victims.insert(0, psutil.Process(self._pid))
        if what == "all" and machine.service is not None:
            victims.insert(0, psutil.Process(machine.service.pid))
        killed = [victim for victim in victims if _kill(victim)]
        if what != "worker":
            self._pid, self._killed_at = 0, time.monotonic()
            psutil.wait_procs(workers, timeout=10)
        if what == "all" and machine.service is not None:
            machine.service.wait()
        return what if killed else ""


def machine_state(machine: Machine) -> int | None:
    """Return the process id of the service that holds the lock, or None."""
    state = machine.instance.state()
    return None if state is None else state.get("pid")


def _kill(process: psutil.Process) -> bool:
    try:
        process.kill()
    except psutil.Error:
        return False
    return True


def _recipe(song: Path, seed: int) -> Recipe:
    names = {"analyzer": "tiny", "generator": "tiny", "animator": "tiny"}
    return Recipe(song_path=song, prompt="x", seed=seed, spec=SPEC, params={"tiny": {}}, **names)


def _books(machine: Machine, films: int) -> tuple[int, int]:
    """Return the credits that were taken beyond the price of the films, and how many errors the books have."""
    price = CreditSettings().run
    with machine.store.transaction() as connection:
        wrong = len(problems(connection))
        taken = connection.execute("select sum(balance) from accounts where name in ('held','spent')").fetchone()[0]
    return taken - price * films, wrong


def _compare(root: Path, jobs: list[tuple[Path, Recipe]]) -> int:
    """Make the same films on a machine where nothing is killed; return how many differ."""
    quiet = Machine(root)
    try:
        quiet.start()
        made = [quiet.desk.submit(recipe, root / f"film-{number}")[0] for number, (_, recipe) in enumerate(jobs)]
        quiet.wait(lambda: all(quiet.state(record.id) == "done" for record in made), _PATIENCE * len(jobs))
        return sum(
            quiet.film(Path(record.folder)) != quiet.film(folder)
            for record, (folder, _) in zip(made, jobs, strict=True)
        )
    finally:
        quiet.close()
