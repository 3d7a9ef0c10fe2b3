"""The examples, run as their readers would: one film, one listener file, one process that speaks only ZeroMQ."""

from __future__ import annotations

import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from beatreel import VideoSpec
from beatreel.core.config import IntakeSettings, PluginSettings, RenderSettings, Settings
from beatreel.core.recipe import Recipe
from beatreel.engine import Engine
from beatreel.testing import make_song

EXAMPLES = Path(__file__).parents[2] / "examples"
TINY = Path(__file__).parents[1] / "engine" / "plugins" / "tiny.py"  # a generator and an analyzer that cost nothing


def _in_order(wanted: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(any(word in line for line in rest) for word in wanted)


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
    with Engine(settings) as engine:
        assert engine.publisher is not None
        command = [sys.executable, str(EXAMPLES / "zmq_subscriber.py"), engine.publisher.events_address]
        subscriber = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert engine.publisher.wait_for_subscriber(60)
        spec = VideoSpec(width=144, height=256, frame_rate=Fraction(24))
        recipe = Recipe(
            song_path=song, spec=spec, analyzer="tiny", generator="tiny", animator="tiny", platforms=("canvas",)
        )
        record = engine.run(engine.submit(recipe, tmp_path / "film").id)
        assert record.state == "done"
        lines = []
        assert subscriber.stdout is not None
        for line in subscriber.stdout:
            lines.append(line)
            if " job_completed " in line:
                break
        subscriber.terminate()
        subscriber.wait(10)
        subscriber.stdout.close()
        logged = [event.id for event in engine.store.events()]
    assert _in_order(["audio_validated", "beats_detected", "scene_generated", "exported", "job_completed"], lines)
    assert [int(line.split()[0]) for line in lines] == logged  # each once, none missing
    printed = capfd.readouterr().err.splitlines()
    assert _in_order(["heard the song: 10.0 s of flac", "beats at 120.0 BPM", "scene 1 is ready", "canvas: "], printed)


def test_a_late_subscriber_gets_what_it_missed(tmp_path: Path) -> None:
    from beatreel import JobSubmitted
    from beatreel.core.bus import Publisher
    from beatreel.core.jobs import JobStore

    store = JobStore(tmp_path / "store.db")
    for number in range(3):
        store.submit(f"job{number}", {}, str(tmp_path))
        store.commit_event(JobSubmitted(job_id=f"job{number}", song_path="song.wav"))
    publisher = Publisher(tmp_path / "run", lambda since: store.events(since=since))
    try:
        command = [sys.executable, str(EXAMPLES / "zmq_subscriber.py"), publisher.events_address, "1"]
        subscriber = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert subscriber.stdout is not None
        assert publisher.wait_for_subscriber(60)
        missed = [subscriber.stdout.readline() for _ in range(2)]
        store.submit("job3", {}, str(tmp_path))
        logged, _ = store.commit_event(JobSubmitted(job_id="job3", song_path="song.wav"))
        publisher.announce(logged)
        live = subscriber.stdout.readline()
        subscriber.terminate()
        subscriber.wait(10)
        subscriber.stdout.close()
    finally:
        publisher.close()
        store.close()
    assert [line.split()[0] for line in (*missed, live)] == ["2", "3", "4"]


def test_a_plugin_in_one_file_is_short() -> None:
    assert len((EXAMPLES / "print_events.py").read_text().splitlines()) <= 25
