"""The rules of intake: what a song and a reference picture must be. A studio may loosen each."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from beatreel.core.errors import ConfigError

AudioFormat = Literal["mp3", "m4a", "wav", "aac", "ogg", "flac", "aiff"]


class IntakeRules(BaseModel):
    """What a song and a reference picture must be.

    Attributes
    ----------
    formats : tuple of str
        Accepted formats, recognised by content. ``"ogg"`` means Vorbis, Opus and FLAC in Ogg, ``"m4a"`` AAC and Apple
        Lossless in MPEG-4. ``"aiff"`` can be added.
    min_duration, max_duration : float
        Seconds of decoded audio.
    max_bytes : int
        Size of the file.
    min_sample_rate, max_sample_rate : int
        Hz.
    max_channels : int
    reference_max_bytes : int
        Size of a reference picture.
    reference_max_pixels : int
        Width times height of a reference picture.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)

    formats: tuple[AudioFormat, ...] = ("mp3", "m4a", "wav", "aac", "ogg", "flac")
    min_duration: float = Field(default=60.0, ge=0)
    max_duration: float = Field(default=7200.0, gt=0)
    max_bytes: int = Field(default=40_000_000, gt=0)
    min_sample_rate: int = Field(default=8_000, gt=0)
    max_sample_rate: int = Field(default=384_000, gt=0)
    max_channels: int = Field(default=8, ge=1, le=8)
    reference_max_bytes: int = Field(default=10_000_000, gt=0)
    reference_max_pixels: int = Field(default=40_000_000, gt=0)

    @classmethod
    def of(cls, rules: Any = None) -> IntakeRules:
        """Return rules from nothing (the defaults), from rules, or from a settings object with some of their names.

        Raises
        ------
        ConfigError
            If a setting has a value that no rule can have.
        """
        if rules is None:
            return cls()
        if isinstance(rules, cls):
            return rules
        try:
            return cls.model_validate(rules)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"][:1])
            raise ConfigError(
                f"Setting “intake.{where}”: {first['msg']}",
                hint=f"Formats are named {', '.join(get_args(AudioFormat))}" if where == "formats" else None,
            ) from error
