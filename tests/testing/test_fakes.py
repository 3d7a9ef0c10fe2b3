"""Stand-ins for what the engine hands over."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatreel import Event, JobCancelledError, JobCompleted, JobSubmitted, LoggedEvent, Master, VideoSpec
from beatreel.testing import EventRecorder, FakeMaster, RecordedProgress, make_song, make_storyboard, silent_progress


def test_progress_records_and_cancels() -> None:
    progress = RecordedProgress(cancel_after=2)
    progress(0.1, "hearing")
    with pytest.raises(JobCancelledError):
        progress(0.2)
    assert progress.reports == [(0.1, "hearing"), (0.2, "")]
    assert silent_progress(0.5) is None


def test_storyboard_tiles_the_song_and_cuts_on_downbeats(tmp_path: Path) -> None:
    synthetic = make_song(duration=20, tempo=113)
    spec = VideoSpec()
    storyboard = make_storyboard(synthetic.song(tmp_path / "s.flac"), synthetic.analysis(), spec)
    assert len(storyboard.scenes) > 3
    for scene in storyboard.scenes[1:]:
        assert min(abs(synthetic.downbeat_times - scene.cut_time)) < 1e-9
        assert abs(scene.start - scene.cut_time) <= 0.5 / 30


def test_master_writes_real_films(tmp_path: Path) -> None:
    import av

    from beatreel.plugins.exporters import canvas, reels

    synthetic = make_song(duration=12, tempo=120)
    song, spec = synthetic.song(tmp_path / "s.flac"), VideoSpec(width=144, height=256)
    master: Master = FakeMaster(song, make_storyboard(song, synthetic.analysis(), spec), tmp_path, spec)
    whole = master.deliver(reels.PLATFORM, tmp_path / "reels.mp4", progress=silent_progress)
    loop = master.deliver_loop(canvas.PLATFORM, tmp_path / "canvas.mp4", progress=silent_progress)
    for deliverable, has_audio in ((whole, True), (loop, False)):
        with av.open(str(deliverable.path)) as film:
            assert bool(film.streams.audio) is has_audio is deliverable.has_audio
            assert film.streams.video[0].width == deliverable.width
            assert film.streams.video[0].frames / 30 == pytest.approx(deliverable.duration)
    assert whole.duration == 12


def test_recorder() -> None:
    recorder = EventRecorder()
    for number, event in enumerate(
        (JobSubmitted(job_id="j", song_path="s"), JobCompleted(job_id="j", folder="f", files=(), seconds=1))
    ):
        logged = LoggedEvent(
            id=number + 1, time="2026-01-01T00:00:00Z", name=event.name, job_id="j", data=event.model_dump(mode="json")
        )
        getattr(recorder, event.name)(event, logged)
    assert recorder.names == ["job_submitted", "job_completed"]
    assert recorder.ids == [1, 2]
    assert recorder.first("job_completed").name == "job_completed"
    with pytest.raises(LookupError, match="only job_submitted, job_completed"):
        recorder.first("exported")


def test_recorder_knows_every_event_hook() -> None:
    from beatreel.hooks.specs import EventSpecs

    hooks = {name for name in vars(EventSpecs) if not name.startswith("_")}
    assert hooks <= {name for name in dir(EventRecorder) if not name.startswith("_")}
    assert issubclass(JobSubmitted, Event)
