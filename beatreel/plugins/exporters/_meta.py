"""What Meta takes, on Instagram and Facebook alike."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from beatreel import PlatformSpec, SafeZone, Source
from beatreel.plugins.exporters._sources import NEEDS_SONG, published


def meta_platform(
    name: str,
    title: str,
    *,
    size: tuple[int, int],
    aspect: Fraction,
    least_height: int,
    most_height: int,
    page: str,
    safe_zone: SafeZone,
    sources: Sequence[Source],
    longest: str,
) -> PlatformSpec:
    """Return the rules of one place of Meta's.

    Parameters
    ----------
    name, title : str
    size : tuple of int
        Width and height, pixels.
    aspect : Fraction
    least_height, most_height : int
        Pixels.
    page : str
        Where Meta's numbers were read.
    safe_zone : SafeZone
    sources : sequence of Source
        Of what differs from place to place.
    longest : str
        What the page says of the longest duration.
    """
    width, height = size
    return PlatformSpec(
        name=name,
        title=title,
        width=width,
        height=height,
        min_width=540,
        max_width=1920,
        min_height=least_height,
        max_height=most_height,
        aspect=aspect,
        frame_rates=(Fraction(23), Fraction(60)),
        codecs=("h264", "hevc"),
        containers=("mp4", "mov"),
        min_duration=3,
        max_duration=15 * 60,
        max_bytes=300_000_000,
        max_bitrate=25_000_000,
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
            published("frame_rates", f"{page}: 23 to 60 frames per second"),
            published("codecs", f"{page}: HEVC or H.264, progressive scan, closed GOP, 4:2:0 chroma subsampling"),
            published("containers", f"{page}: MOV or MP4, no edit lists, moov atom at the front of the file"),
            published("min_duration", f"{page}: at least 3 seconds"),
            published("max_duration", f"{page}: {longest}"),
            published("max_bytes", f"{page}: at most 300 MB; older copies say 1 GB, the lower limit is kept"),
            NEEDS_SONG,
            published("audio_sample_rate", f"{page}: AAC, at most 48 kHz, 1 or 2 channels"),
            published("audio_bitrate", f"{page}: 128 kbit/s; more is accepted and survives the second encode better"),
            published("faststart", f"{page}: moov atom at the front of the file"),
            published("no_edit_list", f"{page}: no edit lists"),
            published("closed_gop", f"{page}: closed GOP"),
        ),
    )
