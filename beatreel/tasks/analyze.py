"""Hear a song."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beatreel.core.analysis import Analysis
from beatreel.core.corrections import Corrections
from beatreel.core.errors import AnalysisError, BeatreelError, CorrectionsError
from beatreel.core.files import write_json
from beatreel.core.model import Song
from beatreel.core.ports import Progress
from beatreel.corrections.applying import PARTS, apply
from beatreel.director.correcting import settled
from beatreel.director.highlights import with_hooks
from beatreel.tasks import context


def analyze(
    song: Song,
    analyzer_name: str,
    destination: Path,
    corrections: Corrections | None = None,
    *,
    progress: Progress,
) -> Analysis:
    """Hear a song and write the analysis as JSON; see :func:`hear_song`."""
    analysis = hear_song(song, analyzer_name, corrections=corrections, progress=progress)
    write_json(destination, as_json(analysis))
    return analysis


def hear_song(
    song: Song, analyzer_name: str, *, corrections: Corrections | None = None, progress: Progress
) -> Analysis:
    """Run an analyzer, put in what a person states, find the hooks, and note where everything came from.

    Raises
    ------
    AnalysisError
        If the analyzer fails or its result does not fit the song.
    CorrectionsError
        If something stated does not fit the song.
    """
    analysis = run_analyzer(song, analyzer_name, progress=progress)
    origins = {**dict.fromkeys(PARTS, analysis.analyzer), **analysis.origins}
    analysis = analysis.model_copy(update={"origins": origins})
    if corrections is not None:
        analysis = apply(corrections, analysis, song)
    return with_hooks(analysis)


_HEARD = ("beat_times", "beat_positions", "segments", "key_moments", "hooks")  # that a film goes by


def correct(song: Song, source: Path, corrections: Corrections, folder: Path, *, progress: Progress) -> str:
    """Put what a person states into an analysis that is there, and keep the result beside others under its hash.

    Parameters
    ----------
    song : Song
    source : Path
        The analysis.
    corrections : Corrections
        In seconds of the song as it was handed in.
    folder : Path
        Where the result is kept.

    Returns
    -------
    str
        Name of the file in ``folder``; that of the source, if nothing is another.

    Raises
    ------
    CorrectionsError
        If something stated does not fit the song.
    """
    progress(0.0, "Fitting beats to the sound")
    old = load_analysis(source)
    are_own = old.origins.get("hooks") not in (None, old.analyzer)  # a person named them: they stay
    try:
        new = with_hooks(
            settled(old, apply(corrections, old if are_own else old.model_copy(update={"hooks": ()}), song))
        )
    except (ValueError, IndexError) as error:  # times that no song has
        raise CorrectionsError("What is stated does not fit this song", hint="State less of it at a time") from error
    if not any(getattr(new, part) != getattr(old, part) for part in _HEARD) and not corrections.tempo:
        return source.name  # it was stated as it was heard
    return keep(new, folder)


def keep(analysis: Analysis, folder: Path) -> str:
    """Write an analysis into a folder under the hash of its content, and return the name."""
    name = f"{analysis.digest()[:16]}.json"
    if not (folder / name).is_file():
        write_json(folder / name, as_json(analysis))
    return name


def as_json(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as it is written for readers: JSON-safe, with its downbeats."""
    return {**analysis.model_dump(mode="json"), "downbeat_times": analysis.downbeat_times}


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
    except (Exception, SystemExit) as error:
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
