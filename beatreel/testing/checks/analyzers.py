"""The checks of an analyzer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import Analysis, AnalysisError
from beatreel.testing.checks.anything import (
    check_cancelling,
    check_identity,
    light_import,
    require_promptness,
    require_reports,
)
from beatreel.testing.checks.subject import Check, Subject, require
from beatreel.testing.checks.surroundings import closed_world
from beatreel.testing.fakes import silent_progress

if TYPE_CHECKING:
    from beatreel import Song


def _whole(subject: Subject) -> None:
    watched = subject.first_analysis
    analysis, song = watched.result, subject.heard
    require(isinstance(analysis, Analysis), f"analyze returned {type(analysis).__name__}, not an Analysis")
    require(
        abs(analysis.duration - song.duration) < 1e-3,
        f"the analysis lasts {analysis.duration} s, the song {song.duration} s",
    )
    require_reports(watched.reports)
    require(
        Analysis.model_validate_json(analysis.model_dump_json()) == analysis,
        "the analysis does not survive JSON unchanged",
    )


def _repeats(subject: Subject) -> None:
    """Hear the song again, where nothing else can be reached."""
    again: list[Analysis] = []
    with closed_world(subject.folder, "analyze"):
        again.append(subject.analyze(silent_progress))
    require(again == [subject.first_analysis.result], "hearing the same song twice gave two analyses")


def _stops(subject: Subject) -> None:
    check_cancelling(subject.analyze, "analyze")
    # Libraries hear a whole song in one call; the engine ends their worker when the user cancels.
    first, patience = subject.first_analysis, max(30.0, subject.heard.duration)
    require_promptness(first, lambda: subject.watched(subject.analyze), "analyze", patience=patience)


def check_silence(analyzer: Any, folder: Path) -> None:
    """Check that an analyzer answers silence with an analysis or an AnalysisError, nothing else."""
    import numpy as np

    from beatreel.testing.songs import make_song

    synthetic = make_song(duration=6)
    silent = type(synthetic)(
        samples=np.zeros_like(synthetic.samples),
        sample_rate=synthetic.sample_rate,
        beat_times=synthetic.beat_times[:0],
        beat_positions=synthetic.beat_positions[:0],
        segments=synthetic.segments,
        tempo=0.0,
    )
    song: Song = silent.song(folder / "silence.flac")
    try:
        analysis = analyzer.analyze(song, progress=silent_progress)
    except AnalysisError:
        return
    require(isinstance(analysis, Analysis), f"silence gave {type(analysis).__name__}, not an Analysis")


ANALYZER_CHECKS = (
    Check(
        "identity", "name and version are as the engine needs them", lambda subject: check_identity(subject.provider)
    ),
    Check("whole", "an analysis of the whole song, JSON-safe, with progress", _whole),
    Check("repeats", "hearing twice gives the same, without network or files left behind", _repeats),
    Check("stops", "analyze can be cancelled, and tells how far it is", _stops),
    Check(
        "silence",
        "silence gives an analysis or an AnalysisError",
        lambda subject: check_silence(subject.provider, subject.folder),
    ),
    Check("light", "importing it loads no heavy library", light_import),
)
