"""Hear a song."""

from __future__ import annotations

from pathlib import Path

from beatreel.core.errors import AnalysisError, BeatreelError
from beatreel.core.files import write_json
from beatreel.core.model import Analysis, Song
from beatreel.core.ports import Progress
from beatreel.tasks import context


def analyze(song: Song, analyzer_name: str, destination: Path, *, progress: Progress) -> Analysis:
    """Run an analyzer and write its analysis as JSON.

    Raises
    ------
    AnalysisError
        If the analyzer fails or its result does not fit the song.
    """
    analysis = run_analyzer(song, analyzer_name, progress=progress)
    write_json(destination, {**analysis.model_dump(mode="json"), "downbeat_times": analysis.downbeat_times})
    return analysis


def run_analyzer(song: Song, analyzer_name: str, *, progress: Progress) -> Analysis:
    """Run an analyzer and check that its result is an analysis of the whole song.

    Raises
    ------
    AnalysisError
    """
    analyzer = context.plugins().analyzer(analyzer_name)
    try:
        analysis = analyzer.analyze(song, progress=progress)
    except BeatreelError:
        raise
    except Exception as error:
        raise _failed(analyzer_name, f"failed: {type(error).__name__}: {error}") from error
    if not isinstance(analysis, Analysis) or abs(analysis.duration - song.duration) > 1e-3:
        raise _failed(analyzer_name, "returned no analysis of the whole song")
    return analysis


def _failed(analyzer: str, what: str) -> AnalysisError:
    return AnalysisError(
        f"The analyzer “{analyzer}” {what}",
        plugin=analyzer,
        hint="Try another one with --analyzer, and report this to its author",
    )


def load_analysis(path: Path) -> Analysis:
    """Read an analysis that ``analyze`` wrote."""
    import json

    data = json.loads(path.read_text(encoding="utf-8"))
    data.pop("downbeat_times", None)  # written for readers; it follows from beat_times and beat_positions
    return Analysis.model_validate(data)
