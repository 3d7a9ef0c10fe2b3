"""What YouTube takes, wide or upright."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from beatreel import PlatformSpec, SafeZone, Source
from beatreel.plugins.exporters._sources import NEEDS_SONG, published

ENCODING = "YouTube Help 1722171, recommended upload encoding settings"
_SIDES = (426, 240), (7680, 4320)  # pixels, lying: the smallest and the largest


def youtube_platform(
    name: str,
    title: str,
    *,
    size: tuple[int, int],
    max_duration: float,
    h264: str,
    safe_zone: SafeZone,
    sources: Sequence[Source],
) -> PlatformSpec:
    """Return the rules of one place of YouTube's.

    Parameters
    ----------
    name, title : str
    size : tuple of int
        Width and height, pixels.
    max_duration : float
        Seconds.
    h264 : str
        What the page says of the codec.
    safe_zone : SafeZone
    sources : sequence of Source
        Of what differs from place to place.
    """
    width, height = size
    (min_width, min_height), (max_width, max_height) = (
        sides if width > height else (sides[1], sides[0]) for sides in _SIDES
    )
    return PlatformSpec(
        name=name,
        title=title,
        width=width,
        height=height,
        min_width=min_width,
        max_width=max_width,
        min_height=min_height,
        max_height=max_height,
        aspect=Fraction(width, height),
        frame_rates=(Fraction(24000, 1001), Fraction(60)),
        codecs=("h264",),
        containers=("mp4",),
        max_duration=max_duration,
        max_bytes=256_000_000_000,
        keyframe_seconds=0.5,
        audio="required",
        audio_sample_rate=48_000,
        audio_bitrate=384_000,
        faststart=True,
        no_edit_list=True,
        closed_gop=True,
        safe_zone=safe_zone,
        sources=(
            *sources,
            published("frame_rates", f"{ENCODING}: as recorded; 24, 25, 30, 48, 50 and 60 are common"),
            published("codecs", f"{ENCODING}: {h264}"),
            published("containers", f"{ENCODING}: MP4"),
            published("keyframe_seconds", f"{ENCODING}: closed GOP of half the frame rate"),
            NEEDS_SONG,
            published("audio_sample_rate", f"{ENCODING}: AAC-LC at 48 kHz"),
            published("audio_bitrate", f"{ENCODING}: stereo at 384 kbit/s"),
            published("faststart", f"{ENCODING}: moov atom at the front of the file (fast start)"),
            published("no_edit_list", f"{ENCODING}: no edit lists, or the video might not be processed correctly"),
            published("closed_gop", f"{ENCODING}: closed GOP"),
        ),
    )
