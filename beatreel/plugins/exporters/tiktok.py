"""TikTok: the whole film, up to ten minutes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from beatreel import Analysis, Deliverable, Exporter, Master, PlatformSpec, Progress, SafeZone, Source, hookimpl
from beatreel.plugins.exporters._whole import deliver_longest

_GUIDE = "TikTok for Developers, Content Posting API, media transfer guide"


def _source(rule: str, text: str, *, official: bool = True) -> Source:
    return Source(rule=rule, text=text, official=official)


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
        _source("width", f"{_GUIDE}: each side 360 to 4096 pixels"),
        _source("height", f"{_GUIDE}: each side 360 to 4096 pixels"),
        _source("aspect", "TikTok's ad specifications: 9:16 fills the screen"),
        _source("frame_rates", f"{_GUIDE}: 23 to 60 frames per second"),
        _source("codecs", f"{_GUIDE}: H.264 (recommended), H.265, VP8, VP9"),
        _source("containers", f"{_GUIDE}: MP4 (recommended), WebM, MOV"),
        _source("min_duration", "Publishing services: at least 3 seconds", official=False),
        _source("max_duration", f"{_GUIDE}: at most 10 minutes; an account's own limit may be 3 or 5"),
        _source("max_bytes", f"{_GUIDE}: at most 4 GB"),
        _source("keyframe_seconds", "Not limited; half a second as YouTube recommends, since films share one encode"),
        _source("audio", "Not published; a music film needs its song", official=False),
        _source("audio_sample_rate", "Publishing services: AAC at 48 kHz", official=False),
        _source(
            "audio_bitrate", "Not limited; as for YouTube, since TikTok encodes the sound once more", official=False
        ),
        _source("faststart", "No rule published; the file has its index first all the same", official=False),
        _source("no_edit_list", "No rule published; the file has none all the same", official=False),
        _source("closed_gop", "No rule published; the file has closed groups all the same", official=False),
        _source(
            "safe_zone",
            "Third-party templates of March 2026: 150 px top, 538 px bottom, 162 px right of 1080x1920",
            official=False,
        ),
    ),
)


class TikTok:
    """Delivers the whole film; beyond ten minutes its best stretch."""

    name = "tiktok"
    version = "1"
    platform = PLATFORM

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return deliver_longest(
            self.platform,
            master,
            analysis,
            longest=self.platform.max_duration,
            reason="TikTok takes 10 minutes at most.",
            destination=destination,
            progress=progress,
        )


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``tiktok``."""
    return [TikTok()]
