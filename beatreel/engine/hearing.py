"""Intake and analysis alone, for commands that make no film."""

from __future__ import annotations

from pathlib import Path

from beatreel.core.config import load_settings
from beatreel.core.model import Analysis, Song
from beatreel.intake.gate import validate_song
from beatreel.tasks import context
from beatreel.tasks.analyze import run_analyzer


def hear(path: Path, analyzer: str | None = None) -> tuple[Song, Analysis]:
    """Validate and analyse a song in this process.

    Parameters
    ----------
    path : Path
    analyzer : str, optional
        Name of an analyzer; the setting's by default.

    Raises
    ------
    AudioRejectedError, ProviderNotFoundError, AnalysisError
    """
    settings = load_settings()
    context.configure(settings)
    name = analyzer or settings.render.analyzer
    context.plugins().analyzer(name)
    song = validate_song(path, settings.intake)
    return song, run_analyzer(song, name, progress=lambda done, note="": None)
