"""What a platform takes: numbers with their sources.

A :class:`PlatformSpec` is data. The exporter renders to its target values, the validator checks any file against its
limits.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from beatreel.core.model import VideoSpec
from beatreel.core.value import FrameRate, Value


class Source(Value):
    """Where a number comes from.

    Attributes
    ----------
    rule : str
        Which field it explains.
    text : str
        The publisher and page, and what it says.
    official : bool
        Published by the platform itself; otherwise by third parties.
    """

    rule: str
    text: str
    official: bool


class SafeZone(Value):
    """Margins in which the platform draws over the picture, as shares of width or height, 0 to 1."""

    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0


class PlatformSpec(Value):
    """The delivery rules of one platform.

    Attributes
    ----------
    name : str
        Stable id, such as ``"reels"``; also the file name.
    title : str
        For people.
    width, height : int
        Pixels that the exporter makes; 0 for the film's own size.
    min_width, max_width, min_height, max_height : int
        Pixels that the platform takes.
    aspect : Fraction or None
        width / height that the platform shows; None where any film will do.
    frame_rates : tuple of (Fraction, Fraction)
        Lowest and highest frames per second.
    codecs : tuple of str
        Video codec names as FFmpeg gives them; the first is what the exporter makes.
    containers : tuple of str
        Container names as FFmpeg gives them.
    min_duration, max_duration : float or None
        Seconds.
    max_bytes : int or None
        File size.
    max_bitrate : int or None
        Video bits per second.
    bitrate : int or None
        Video bits per second, on average, that the exporter makes of a loop; None for as few as the picture needs.
    keyframe_seconds : float or None
        Longest distance of key frames that the exporter makes.
    audio : {"required", "forbidden", "optional"}
    audio_sample_rate : int
        Hz that the exporter makes and the highest allowed.
    audio_bitrate : int
        Bits per second that the exporter makes.
    faststart : bool
        The index must come before the media (moov first).
    no_edit_list : bool
        No edit list is allowed.
    closed_gop : bool
        Every group of pictures must stand alone.
    safe_zone : SafeZone
    sources : tuple of Source
        One or more for each rule.
    """

    name: str
    title: str
    width: int
    height: int
    min_width: int
    max_width: int
    min_height: int
    max_height: int
    aspect: FrameRate | None = Fraction(9, 16)
    frame_rates: tuple[FrameRate, FrameRate]
    codecs: tuple[str, ...] = ("h264",)
    containers: tuple[str, ...] = ("mp4",)
    min_duration: float | None = None
    max_duration: float | None = None
    max_bytes: int | None = None
    max_bitrate: int | None = None
    bitrate: int | None = None
    keyframe_seconds: float | None = None
    audio: Literal["required", "forbidden", "optional"] = "required"
    audio_sample_rate: int = 48_000
    audio_bitrate: int = 256_000
    faststart: bool = True
    no_edit_list: bool = False
    closed_gop: bool = True
    safe_zone: SafeZone = SafeZone()
    sources: tuple[Source, ...] = Field(min_length=1)

    def size_of(self, spec: VideoSpec) -> tuple[int, int]:
        """Return the width and height that a film of this size gets here."""
        return (self.width or spec.width, self.height or spec.height)


class Finding(Value):
    """One result of checking a file against a platform.

    Attributes
    ----------
    rule : str
        Field of the spec.
    ok : bool
    message : str
        What was found and what is allowed.
    fix : str or None
        What to do when it is not ok.
    """

    rule: str
    ok: bool
    message: str
    fix: str | None = None
