"""Intake and analysis alone, for commands that make no film."""

from __future__ import annotations

from pathlib import Path

from beatreel.core.analysis import Analysis
from beatreel.core.config import load_settings
from beatreel.core.corrections import Corrections
from beatreel.core.model import Song
from beatreel.core.ports import Progress
from beatreel.intake.gate import validate_song
from beatreel.tasks import context
from beatreel.tasks.analyze import hear_song


def hear(
    path: Path,
    analyzer: str | None = None,
    *,
    corrections: Corrections | None = None,
    progress: Progress = lambda done, note="": None,
) -> tuple[Song, Analysis]:
    """Validate and analyse a song in this process.

    Parameters
    ----------
    path : Path
    analyzer : str, optional
        Name of an analyzer; the setting's by default.
    corrections : Corrections, optional
        What a person states about the song.
    progress : Progress
        Of the listening.

    Raises
    ------
    AudioRejectedError, ProviderNotFoundError, AnalysisError, CorrectionsError
    """
    settings = load_settings()
    context.configure(settings)
    name = analyzer or settings.render.analyzer
    context.plugins().analyzer(name)
    song = validate_song(path, settings.intake)
    return song, hear_song(song, name, corrections=corrections, progress=progress)


def notice_of(analyzer: str | None = None) -> str:
    """Return what must be known by whoever chooses an analyzer, such as a licence; empty for most.

    Raises
    ------
    ProviderNotFoundError
    """
    settings = load_settings()
    context.configure(settings)
    return getattr(context.plugins().analyzer(analyzer or settings.render.analyzer), "notice", "")
