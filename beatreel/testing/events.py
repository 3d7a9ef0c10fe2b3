"""Examples of every built-in event, with real files behind the paths that they name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import beatreel
from beatreel import Event, LoggedEvent, VideoSpec


def event_kinds() -> dict[str, type[Event]]:
    """Return the built-in events that listeners are told, by name."""
    kinds = (getattr(beatreel, name) for name in beatreel.__all__)
    found = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event]
    return {kind.name: kind for kind in found if kind.name != "plugin_failed"}


def make_event(name: str, folder: Path, *, job_id: str = "example") -> Event:
    """Return an example of a built-in event.

    Parameters
    ----------
    name : str
        Such as ``"beats_detected"``.
    folder : Path
        Takes a short song, its analysis and a storyboard, which the event names where it names files.
    job_id : str

    Raises
    ------
    LookupError
        If no built-in event has this name.
    """
    from beatreel.testing.fakes import make_storyboard
    from beatreel.testing.songs import make_song

    kinds = event_kinds()
    if name not in kinds:
        raise LookupError(f"There is no event “{name}”, only {', '.join(kinds)}")
    synthetic = make_song(duration=8, tempo=120)
    song, analysis = synthetic.song(folder / "song.flac"), synthetic.analysis()
    board = make_storyboard(song, analysis, VideoSpec(width=144, height=256))
    (folder / "analysis.json").write_text(analysis.model_dump_json(), encoding="utf-8")
    (folder / "storyboard.json").write_text(board.model_dump_json(), encoding="utf-8")
    film = folder / "film.mp4"
    film.touch()
    scenes, frames = len(board.scenes), round(song.duration * board.frame_rate)
    digest = "0" * 64
    fields: dict[str, dict[str, Any]] = {
        "job_submitted": {"song_path": str(song.path), "prompt": "dunes at dawn"},
        "audio_validated": {"song": song},
        "audio_rejected": {"song_path": str(song.path), "reason": "too_short", "message": "It is too short"},
        "beats_detected": {
            "analysis_path": str(folder / "analysis.json"),
            "tempo": analysis.tempo,
            "beat_count": len(analysis.beat_times),
            "bar_count": len(analysis.downbeat_times),
            "segment_count": len(analysis.segments),
            "duration": analysis.duration,
            "analyzer": analysis.analyzer,
        },
        "storyboard_planned": {
            "storyboard_path": str(folder / "storyboard.json"),
            "scene_count": scenes,
            "still_count": scenes,
            "frame_count": frames,
        },
        "still_previewed": {"fingerprint": digest, "picture_path": str(film), "scenes": (0,), "number": 1},
        "still_painted": {"fingerprint": digest, "picture_path": str(film), "scenes": (0,)},
        "scene_generated": {
            "index": 0,
            "fingerprint": digest,
            "take": 1,
            "clip_paths": {"master": str(film)},
            "sha256": {"master": digest},
            "first_frame": 0,
            "frame_count": 60,
            "still_path": str(film),
        },
        "work_lost": {"work": "clip", "scenes": (0,), "attempt": 1, "message": "A worker process died (signal 9)"},
        "work_printed": {
            "work": "clip",
            "scenes": (0,),
            "machine": "127.0.0.1",
            "output": "INFO mine: drawing\n",
            "number": 1,
        },
        "storyboard_edited": {"edit": 1, "kind": "redo", "title": "Redo", "scenes": (1,), "scene_count": scenes},
        "master_rendered": {
            "path": str(film),
            "sha256": digest,
            "frame_count": frames,
            "duration": song.duration,
            "width": 144,
            "height": 256,
            "max_cut_error": 0.01,
            "fingerprint": digest,
        },
        "exported": {
            "deliverable": {
                "platform": "reels",
                "path": film,
                "width": 144,
                "height": 256,
                "duration": song.duration,
                "size": 0,
                "has_audio": True,
            },
            "sha256": digest,
            "fingerprint": digest,
        },
        "job_completed": {"folder": str(folder), "files": ("film.mp4",)},
        "job_failed": {"stage": "generate", "message": "It failed", "hint": "Try again"},
    }
    return kinds[name].model_validate({"job_id": job_id, **fields[name]})


def make_logged(event: Event, *, number: int = 1) -> LoggedEvent:
    """Return an event as it stands in the log.

    Parameters
    ----------
    number : int
        Its id there.
    """
    return LoggedEvent(
        id=number,
        time=datetime(2026, 1, 31, 12, tzinfo=UTC),
        name=event.name,
        job_id=event.job_id,
        data=event.model_dump(mode="json"),
    )
