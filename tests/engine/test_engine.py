"""The whole chain with real parts: real worker processes, SQLite, ZeroMQ, x264."""

from __future__ import annotations

import hashlib
import json
import threading
from fractions import Fraction

import av
import pytest

from beatreel.core.errors import (
    AudioRejectedError,
    GenerationError,
    JobBusyError,
    JobCancelledError,
    ProviderNotFoundError,
    WorkerCrashedError,
)
from beatreel.core.timing import half_frame
from beatreel.engine import Engine
from beatreel.hooks.markers import hookimpl


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def made(make_settings, make_recipe, tmp_path):
    """A finished film, its folder and the events of its making."""
    with Engine(make_settings()) as engine:
        record = engine.submit(make_recipe(), tmp_path / "film")
        record = engine.run(record.id)
        yield engine, record, tmp_path / "film"


def test_a_song_becomes_a_film(made):
    engine, record, folder = made
    assert record.state == "done"
    names = [event.name for event in engine.store.events()]
    order = ["job_submitted", "audio_validated", "beats_detected", "storyboard_planned", "still_painted"]
    assert names[:5] == order
    assert names[-2:] == ["master_rendered", "job_completed"]
    board = json.loads((folder / "storyboard.json").read_text())
    assert names.count("scene_generated") == len(board["scenes"]) > 3

    with av.open(str(folder / "master.mp4")) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        assert (video.width, video.height, video.average_rate) == (144, 256, 24)
        frames = video.frames
        assert frames == sum(1 for _ in film.decode(video))
        assert audio.codec_context.name == "aac"
        assert film.metadata["title"] == "Kälte & Glut"
    report = json.loads((folder / "sync_report.json").read_text())
    samples, rate = report["sample_count"], report["sample_rate"]
    assert report["in_sync"] and report["frame_count"] == round(Fraction(samples, rate) * 24) == frames
    assert report["max_cut_error"] <= half_frame(Fraction(24))
    assert len(report["cuts"]) == len(board["scenes"]) - 1
    for name in ("cover.jpg", "analysis.json", "manifest.json", "scenes/001/take-1/clip.mp4"):
        assert (folder / name).stat().st_size > 0


def test_running_a_finished_job_again_does_nothing(made):
    engine, record, folder = made
    before, last = sha256(folder / "master.mp4"), engine.store.last_event_id()
    begun = (folder / "scenes/001/take-1/clip.mp4").stat().st_mtime_ns
    engine.run(record.id)
    assert sha256(folder / "master.mp4") == before
    assert engine.store.last_event_id() == last
    assert (folder / "scenes/001/take-1/clip.mp4").stat().st_mtime_ns == begun


def test_only_what_was_lost_or_damaged_is_made_again(made):
    engine, record, folder = made
    before = sha256(folder / "master.mp4")
    (folder / "scenes/002/take-1/clip.mp4").unlink()
    (folder / "scenes/003/take-1/clip.mp4").write_bytes(b"rubbish")
    (folder / "master.mp4").unlink()
    last = engine.store.last_event_id()
    engine.run(record.id)
    assert sha256(folder / "master.mp4") == before
    again = [event for event in engine.store.events(since=last) if event.name == "scene_generated"]
    assert sorted(event.data["index"] for event in again) == [1, 2]


def test_the_same_order_gives_the_same_bytes_elsewhere(made, make_settings, make_recipe, tmp_path):
    _, _, folder = made
    settings = make_settings(workers=1).model_copy(
        update={"cache_dir": tmp_path / "other-cache", "data_dir": tmp_path / "other-data"}
    )
    with Engine(settings) as engine:
        record = engine.submit(make_recipe(), tmp_path / "elsewhere")
        engine.run(record.id)
    assert sha256(tmp_path / "elsewhere/master.mp4") == sha256(folder / "master.mp4")


def test_a_refused_song_costs_nothing(make_settings, make_recipe, tmp_path):
    short = tmp_path / "short.aiff"
    short.write_bytes(b"FORM\x00\x00\x00\x20AIFFCOMM" + bytes(40))
    with Engine(make_settings()) as engine:
        record = engine.submit(make_recipe(song_path=short), tmp_path / "film")
        with pytest.raises(AudioRejectedError) as caught:
            engine.run(record.id)
        assert "WAV or FLAC" in caught.value.hint
        assert engine.store.job(record.id).state == "rejected"
        assert [event.name for event in engine.store.events()] == ["job_submitted", "audio_rejected"]
        assert engine.executor._pool is None


def test_an_absent_provider_is_refused_before_anything_is_entered(make_settings, make_recipe, tmp_path):
    with Engine(make_settings()) as engine:
        for change in ({"generator": "oil"}, {"analyzer": "ear"}, {"platforms": ("myspace",)}):
            with pytest.raises(ProviderNotFoundError):
                engine.submit(make_recipe(**change), tmp_path / "film")
        assert engine.store.jobs() == []


def test_a_worker_that_dies_costs_one_attempt_at_one_scene(make_settings, make_recipe, tmp_path, monkeypatch):
    log = tmp_path / "log"
    monkeypatch.setenv("TINY_LOG", str(log))
    params = {"crash_scene": 2, "crash_marker": str(tmp_path / "died")}
    with Engine(make_settings()) as engine:
        record = engine.submit(make_recipe(params), tmp_path / "film")
        assert engine.run(record.id).state == "done"
    animated = [line for line in log.read_text().splitlines() if line.startswith("animate")]
    assert animated.count("animate 2") == 2
    assert len(animated) == len(set(animated)) + 1


def test_what_a_killed_worker_left_half_kept_is_gone_in_the_end(make_settings, make_recipe, tmp_path):
    left = tmp_path / "film" / ".sound-0123.4567.part"  # as a worker leaves it that is killed while it joins the film

    class Killed:
        @hookimpl
        def scene_generated(self, logged):
            left.write_bytes(b"half")

    with Engine(make_settings(), plugins=[("killed", Killed())]) as engine:
        record = engine.submit(make_recipe(), tmp_path / "film")
        assert engine.run(record.id).state == "done"
    assert not left.exists()


def test_a_scene_that_always_kills_its_worker_fails_the_job_with_the_reason(make_settings, make_recipe, tmp_path):
    params = {"crash_scene": 1, "crash_marker": str(tmp_path / "no" / "such" / "folder")}
    with Engine(make_settings()) as engine:
        record = engine.submit(make_recipe(params), tmp_path / "film")
        with pytest.raises((WorkerCrashedError, GenerationError)):
            engine.run(record.id)
        assert engine.store.job(record.id).state == "failed"
        failed = [event for event in engine.store.events() if event.name == "job_failed"]
        assert failed[0].data["stage"] == "generate"


def test_frames_that_are_missing_are_an_error_that_names_the_generator(make_settings, make_recipe, tmp_path):
    with Engine(make_settings()) as engine:
        record = engine.submit(make_recipe({"short_by": 1}), tmp_path / "film")
        with pytest.raises(GenerationError, match="tiny.*instead of") as caught:
            engine.run(record.id)
        assert caught.value.plugin == "tiny"
    assert not (tmp_path / "film/master.mp4").exists()


def test_a_cancelled_job_stops_at_once_and_goes_on_later(make_settings, make_recipe, tmp_path):
    with Engine(make_settings()) as engine:
        record = engine.submit(make_recipe({"delay": 0.02}), tmp_path / "film")

        class Stop:
            clips = 0

            def __call__(self, report):
                if report.stage == "generate" and report.note[0] >= "2":
                    raise JobCancelledError("enough")

        with pytest.raises(JobCancelledError):
            engine.run(record.id, Stop())
        assert engine.store.job(record.id).state == "cancelled"
        made_before = engine.store.last_event_id()
        assert engine.run(record.id).state == "done"
        indices = [event.data["index"] for event in engine.store.events() if event.name == "scene_generated"]
        assert len(indices) == len(set(indices))
        assert made_before < engine.store.last_event_id()


def test_two_processes_do_not_make_the_same_film(make_settings, make_recipe, tmp_path):
    with Engine(make_settings()) as one, Engine(make_settings()) as two:
        record = one.submit(make_recipe({"delay": 0.01}), tmp_path / "film")
        begun = threading.Event()
        runner = threading.Thread(target=lambda: one.run(record.id, lambda report: begun.set()))
        runner.start()
        assert begun.wait(30)
        with pytest.raises(JobBusyError):
            two.run(record.id)
        runner.join()
        assert one.store.job(record.id).state == "done"


class Hearer:
    def __init__(self):
        self.names = []

    @hookimpl
    def audio_validated(self, logged):
        self.names.append(logged.name)

    beats_detected = scene_generated = master_rendered = job_completed = audio_validated


def test_listeners_that_raise_or_exit_change_nothing(make_settings, make_recipe, tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, deed in (("raiser", "raise RuntimeError('boo')"), ("leaver", "import os; os._exit(0)")):
        text = f"from beatreel import hookimpl\n@hookimpl\ndef audio_validated(event):\n    {deed}\n"
        text += f"@hookimpl\ndef scene_generated(event):\n    {deed}\n"
        (folder / f"{name}.py").write_text(text)
    hearer = Hearer()
    with Engine(make_settings(folder), plugins=[("hearer", hearer)]) as engine:
        record = engine.submit(make_recipe(), tmp_path / "film")
        assert engine.run(record.id).state == "done"
        blamed = {event.data["plugin"] for event in engine.store.events() if event.name == "plugin_failed"}
    assert blamed == {"raiser", "leaver"}
    assert hearer.names[0] == "audio_validated" and hearer.names[-1] == "job_completed"
    assert "scene_generated" in hearer.names
