"""The examples, run as their readers would: one film, one listener file, one process that speaks only ZeroMQ."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import IO

import pytest

from beatreel import JobSubmitted, VideoSpec
from beatreel.core.bus import Publisher, stable_address
from beatreel.core.config import IntakeSettings, PluginSettings, RenderSettings, Settings
from beatreel.core.jobs import JobStore
from beatreel.core.recipe import Recipe
from beatreel.engine import Engine
from beatreel.testing import make_song

EXAMPLES = Path(__file__).parents[2] / "examples"
TINY = Path(__file__).parents[1] / "engine" / "plugins" / "tiny.py"  # a generator and an analyzer that cost nothing
PATIENCE = 60  # seconds to wait for another process on a busy machine


def _in_order(wanted: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(any(word in line for line in rest) for word in wanted)


@contextlib.contextmanager
def _subscriber(folder: Path, *arguments: str) -> Iterator[IO[str]]:
    """Run the example and yield what it prints."""
    command = [sys.executable, str(EXAMPLES / "zmq_subscriber.py"), stable_address(folder), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout
        finally:
            process.kill()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "plugins"
    folder.mkdir()
    for path in (TINY, EXAMPLES / "print_events.py"):
        shutil.copy(path, folder)
    return Settings(
        data_dir=tmp_path / "data",
        cache_dir=tmp_path / "cache",
        runtime_dir=tmp_path / "run",
        intake=IntakeSettings(min_duration=3),
        render=RenderSettings(workers=2),
        plugins=PluginSettings(folders=(folder,)),
    )


def test_both_examples_see_a_film_being_made(
    settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    song = make_song(duration=10, tempo=120).write(tmp_path / "song.flac")
    spec = VideoSpec(width=144, height=256, frame_rate=Fraction(24))
    recipe = Recipe(
        song_path=song, spec=spec, analyzer="tiny", generator="tiny", animator="tiny", platforms=("canvas",)
    )
    lines = []
    with _subscriber(settings.runtime_dir) as output, Engine(settings) as engine:  # it may come before any engine
        assert engine.publisher is not None
        assert engine.publisher.wait_for_subscriber(PATIENCE)
        record = engine.run(engine.submit(recipe, tmp_path / "film").id)
        assert record.state == "done"
        while not lines or " job_completed " not in lines[-1]:
            lines.append(output.readline())
        logged = [event.id for event in engine.store.events()]
    assert _in_order(["audio_validated", "beats_detected", "scene_generated", "exported", "job_completed"], lines)
    assert [int(line.split()[0]) for line in lines] == logged  # each once, none missing
    printed = capfd.readouterr().err.splitlines()
    assert _in_order(["heard the song: 10.0 s of flac", "beats at 120.0 BPM", "scene 1 is ready", "canvas: "], printed)


def test_a_late_subscriber_gets_what_it_missed(tmp_path: Path) -> None:
    with contextlib.closing(JobStore(tmp_path / "store.db")) as store:
        for number in range(4):
            store.submit(f"job{number}", {}, str(tmp_path))
        for number in range(3):
            store.commit_event(JobSubmitted(job_id=f"job{number}", song_path="song.wav"))
        publisher = Publisher(tmp_path / "run", lambda since: store.events(since=since))
        with contextlib.closing(publisher), _subscriber(tmp_path / "run", "1") as output:
            assert publisher.wait_for_subscriber(PATIENCE)
            lines = [output.readline(), output.readline()]
            logged, _ = store.commit_event(JobSubmitted(job_id="job3", song_path="song.wav"))
            publisher.announce(logged)
            lines.append(output.readline())
    assert [line.split()[0] for line in lines] == ["2", "3", "4"]


def test_a_plugin_in_one_file_is_short() -> None:
    assert len((EXAMPLES / "print_events.py").read_text().splitlines()) <= 25
