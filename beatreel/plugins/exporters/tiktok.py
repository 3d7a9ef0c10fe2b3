"""TikTok: the whole film, up to ten minutes; beyond that its best stretch."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from beatreel import Exporter, PlatformSpec, SafeZone, hookimpl
from beatreel.plugins.exporters._sources import NEEDS_SONG, NO_LAYOUT_RULE, published, reported
from beatreel.plugins.exporters._whole import WholeFilm

_GUIDE = "TikTok for Developers, Content Posting API, media transfer guide"

PLATFORM = PlatformSpec(
    name="tiktok",
    title="TikTok",
    width=1080,
    height=1920,
    min_width=360,
    max_width=4096,
    min_height=360,
    max_height=4096,
    aspect=Fraction(9, 16),
    frame_rates=(Fraction(23), Fraction(60)),
    codecs=("h264", "hevc", "vp8", "vp9"),
    containers=("mp4", "mov", "webm"),
    min_duration=3,
    max_duration=10 * 60,
    max_bytes=4_000_000_000,
    keyframe_seconds=0.5,
    audio="required",
    audio_sample_rate=48_000,
    audio_bitrate=384_000,
    faststart=False,
    no_edit_list=False,
    closed_gop=False,
    safe_zone=SafeZone(top=0.08, bottom=0.28, left=0.06, right=0.15),
    sources=(
        published("width", f"{_GUIDE}: each side 360 to 4096 pixels"),
        published("height", f"{_GUIDE}: each side 360 to 4096 pixels"),
        published("aspect", "TikTok's ad specifications: 9:16 fills the screen"),
        published("frame_rates", f"{_GUIDE}: 23 to 60 frames per second"),
        published("codecs", f"{_GUIDE}: H.264 (recommended), H.265, VP8, VP9"),
        published("containers", f"{_GUIDE}: MP4 (recommended), WebM, MOV"),
        reported("min_duration", "Publishing services: at least 3 seconds"),
        published("max_duration", f"{_GUIDE}: at most 10 minutes; an account's own limit may be 3 or 5"),
        published("max_bytes", f"{_GUIDE}: at most 4 GB"),
        published("keyframe_seconds", "Not limited; half a second as YouTube recommends, since films share one encode"),
        NEEDS_SONG,
        reported("audio_sample_rate", "Publishing services: AAC at 48 kHz"),
        reported("audio_bitrate", "Not limited; as for YouTube, since TikTok encodes the sound once more"),
        *NO_LAYOUT_RULE,
        reported(
            "safe_zone",
            "Third-party templates of March 2026: 150 px top, 538 px bottom, 162 px right of 1080x1920",
        ),
    ),
)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``tiktok``."""
    return [WholeFilm(PLATFORM, reason="TikTok takes 10 minutes at most.")]
