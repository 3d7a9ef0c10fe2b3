"""kill -9 at any moment, then the same command: it finishes, makes nothing twice, and the bytes are those of a quiet run."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from beatreel.core.jobs import JobStore
from tests.engine.conftest import PLUGINS
from tests.executors.finding import workers_of


class Desk:
    """A user's machine: folders, environment, and the one command that is typed again and again."""

    def __init__(self, root: Path, song: Path) -> None:
        self.root, self.log = root, root / "log"
        self.film = root / "film"
        self.environment = {
            **os.environ,
            "BEATREEL_DATA_DIR": str(root / "data"),
            "BEATREEL_CACHE_DIR": str(root / "cache"),
            "BEATREEL_RUNTIME_DIR": str(root / "run"),
            "BEATREEL_PLUGINS__FOLDERS": f'["{PLUGINS}"]',
            "BEATREEL_INTAKE__MIN_DURATION": "3",
            "BEATREEL_RENDER__FRAME_RATE": "24",
        }
        self.say("render", str(song), "--draft", "--out", str(self.film), "--analyzer", "tiny", "--generator", "tiny")
        self.command += ["--prompt", "x", "--set", "delay=0.004"]
        # The log is set by environment, not by parameter: it must not be part of the recipe that is compared.
        self.environment["TINY_LOG"] = str(self.log)

    def say(self, *words: str) -> None:
        """Change the command."""
        self.command = [sys.executable, "-m", "beatreel", *words]

    def job(self) -> str:
        with JobStore(self.root / "data" / "beatreel.db") as store:
            return store.jobs()[0].id

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def finish(self) -> None:
        done = subprocess.run(self.command, env=self.environment, capture_output=True, timeout=800, check=False)
        assert done.returncode == 0, done.stderr.decode()

    def finished_scenes(self) -> set[int]:
        path = self.root / "data" / "beatreel.db"
        if not path.exists():
            return set()
        with JobStore(path) as store:
            return {event.data["index"] for event in store.events() if event.name == "scene_generated"}

    def animated(self) -> list[int]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [int(line.split()[1]) for line in lines if line.startswith("animate")]

    def bytes_of_the_film(self) -> dict[str, str]:
        names = ["master.mp4", "storyboard.json", "sync_report.json"]
        return {name: hashlib.sha256((self.film / name).read_bytes()).hexdigest() for name in names}


@pytest.fixture(scope="module")
def quiet(tmp_path_factory, song_path):
    desk = Desk(tmp_path_factory.mktemp("quiet"), song_path)
    desk.finish()
    return desk.bytes_of_the_film()


def test_kill_9_anywhere(tmp_path, song_path, quiet):
    desk = Desk(tmp_path, song_path)
    chance = random.Random(7)
    for _ in range(6):
        before = desk.finished_scenes()
        seen = len(desk.animated())
        engine = desk.start()
        _wait_for_work(engine, desk, seen, chance.uniform(0.0, 1.2))
        workers = psutil.Process(engine.pid).children(recursive=True) if engine.poll() is None else []
        os.kill(engine.pid, signal.SIGKILL)
        engine.wait()
        engine.stderr.close()
        _, alive = psutil.wait_procs(workers, timeout=30)
        assert not [worker for worker in alive if worker.status() != psutil.STATUS_ZOMBIE]
        assert not set(desk.animated()[seen:]) & before, "a finished scene was made again"
    before, seen = desk.finished_scenes(), len(desk.animated())
    desk.finish()
    assert not set(desk.animated()[seen:]) & before
    assert desk.bytes_of_the_film() == quiet
    assert not list(desk.film.rglob("*.part*"))


def _wait_for_work(engine, desk, seen, extra):
    """Let it live until it makes a scene (or, for the early kills, a moment longer than it takes to start)."""
    deadline = time.monotonic() + 60
    while len(desk.animated()) <= seen and engine.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(extra)


def test_a_killed_worker_costs_its_scene_only(tmp_path, song_path, quiet):
    desk = Desk(tmp_path, song_path)
    engine = desk.start()
    _wait_for_work(engine, desk, 0, 0.2)
    workers = workers_of(engine.pid)
    assert workers
    workers[0].kill()
    _, complaint = engine.communicate(timeout=800)
    assert engine.returncode == 0, complaint.decode()
    assert len(desk.animated()) <= len(set(desk.animated())) + 1
    assert desk.bytes_of_the_film() == quiet


def test_kill_9_in_the_middle_of_a_redo(tmp_path, song_path):
    """Nothing is lost, the other clips are not touched, and the same command gives the bytes of a quiet redo."""
    desks = [Desk(tmp_path / name, song_path) for name in ("quiet", "killed")]
    chance = random.Random(3)
    for desk in desks:
        desk.root.mkdir()
        desk.finish()
        desk.say(
            "redo", desk.job(), "--scene", "2", "--still", "--clip", "--seed", "7", "--prompt", "y", "--camera", "hold"
        )
    quiet, killed = desks
    quiet.finish()
    before = _clips(killed.film)
    for _ in range(3):
        seen = len(killed.animated())
        engine = killed.start()
        _wait_for_work(engine, killed, seen, chance.uniform(0.0, 0.3))
        engine.kill()
        engine.wait()
        engine.stderr.close()
        assert before.items() <= _clips(killed.film).items()
    killed.finish()
    assert killed.bytes_of_the_film() == quiet.bytes_of_the_film()
    assert _clips(killed.film) == _clips(quiet.film)
    assert set(_clips(killed.film)) - set(before) == {"002/take-2/clip.mp4"}
    assert set(killed.animated()[len(before) :]) == {1}
    killed.say("undo", killed.job())
    killed.finish()
    killed.say("undo", killed.job(), "--again")
    killed.finish()
    assert killed.bytes_of_the_film() == quiet.bytes_of_the_film()


def _clips(film: Path) -> dict[str, str]:
    scenes = film / "scenes"
    return {
        str(path.relative_to(scenes)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in scenes.rglob("clip.mp4")
    }
