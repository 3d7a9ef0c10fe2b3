"""The recipe of a film: everything that decides its bytes, and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field

from beatreel.core.corrections import Corrections
from beatreel.core.model import VideoSpec
from beatreel.core.value import Value, fingerprint


class Recipe(Value):
    """What a job was asked to make.

    Attributes
    ----------
    song_path : Path
        Absolute.
    song_sha256 : str
        Hash of the song's bytes; empty if the file could not be read.
    prompt, style : str
    seed : int
    spec : VideoSpec
    analyzer, generator, animator : str
        Names of providers; the animator may be the generator itself.
    params : dict of str to dict
        For each provider its parameters, as given.
    platforms : tuple of str
        Which exporters run.
    references : tuple of Path
        Reference pictures, absolute.
    stills : dict of str to Path
        Pictures to show instead of painted ones, absolute: by number of the scene (from 1) or label of its segment.
    storyboard_path : Path or None
        A storyboard to follow instead of planning one.
    trim_silence : bool
        Cut the silence off both ends of the song.
    reduced_motion : bool
        A calm camera and calm light, for people whom motion disturbs.
    metadata : bool
        Write title, artist and recipe into the films.
    corrections : Corrections or None
        What a person states about the song; it wins over the analyzer.
    """

    song_path: Path
    song_sha256: str = ""
    prompt: str = ""
    style: str = ""
    seed: int = Field(default=1, ge=0)
    spec: VideoSpec = VideoSpec()
    analyzer: str = "beatreel"
    generator: str = "procedural"
    animator: str = "procedural"
    params: dict[str, dict[str, Any]] = Field(default_factory=dict)
    platforms: tuple[str, ...] = ()
    references: tuple[Path, ...] = ()
    stills: dict[str, Path] = Field(default_factory=dict)
    storyboard_path: Path | None = None
    trim_silence: bool = False
    reduced_motion: bool = False
    metadata: bool = True
    corrections: Corrections | None = None

    def job_id(self, folder: Path) -> str:
        """Return the id of the job that makes this film into a folder: the same order is the same job.

        Of corrections only what they state counts, not which file stated it.
        """
        order = self.model_dump(mode="json", exclude={"corrections": {"origins"}})
        return fingerprint([order, str(folder)])[:12]
