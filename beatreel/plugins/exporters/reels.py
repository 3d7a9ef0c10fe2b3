"""Instagram Reels: the whole film as one file of at most 300 MB."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from beatreel import Analysis, Deliverable, Exporter, Master, PlatformSpec, Progress, SafeZone, Source, hookimpl
from beatreel.plugins.exporters._whole import deliver_longest

_META = "Meta, Instagram Platform, IG User Media reference, Reel specifications (read in copies)"


def _source(rule: str, text: str, *, official: bool = True) -> Source:
    return Source(rule=rule, text=text, official=official)


PLATFORM = PlatformSpec(
    name="reels",
    title="Instagram Reels",
    width=1080,
    height=1920,
    min_width=540,
    max_width=1920,
    min_height=960,
    max_height=3600,
    aspect=Fraction(9, 16),
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
    safe_zone=SafeZone(top=0.14, bottom=0.35, left=0.06, right=0.06),
    sources=(
        _source("width", f"{_META}: at most 1920 pixels wide; 1080x1920 is recommended by copies of the page"),
        _source("min_width", "Copies of Meta's media reference: at least 540x960", official=False),
        _source("max_height", "Copies of Meta's media reference: at most 3600 pixels high", official=False),
        _source("aspect", f"{_META}: 9:16 is recommended to avoid cropping or blank space"),
        _source("frame_rates", f"{_META}: 23 to 60 frames per second"),
        _source("codecs", f"{_META}: HEVC or H.264, progressive scan, closed GOP, 4:2:0 chroma subsampling"),
        _source("containers", f"{_META}: MOV or MP4, no edit lists, moov atom at the front of the file"),
        _source("min_duration", f"{_META}: at least 3 seconds"),
        _source("max_duration", f"{_META}: at most 15 minutes"),
        _source("max_bytes", f"{_META}: at most 300 MB; older copies say 1 GB, the lower limit is kept"),
        _source(
            "max_bitrate", "Quoted from Meta's page: variable bitrate, at most 25 Mbit/s; not read anew", official=False
        ),
        _source("keyframe_seconds", "Not limited; half a second as YouTube recommends, since films share one encode"),
        _source("audio", "Not published; a music film needs its song", official=False),
        _source("audio_sample_rate", f"{_META}: AAC, at most 48 kHz, 1 or 2 channels"),
        _source("audio_bitrate", f"{_META}: 128 kbit/s; more is accepted and survives the second encode better"),
        _source("faststart", f"{_META}: moov atom at the front of the file"),
        _source("no_edit_list", f"{_META}: no edit lists"),
        _source("closed_gop", f"{_META}: closed GOP"),
        _source(
            "safe_zone",
            "Meta's unified safe zone of March 2026 as reported by three publishers: 14 % top, 35 % bottom, 6 % sides",
            official=False,
        ),
    ),
)


class Reels:
    """Delivers the whole film; beyond 15 minutes its best quarter of an hour."""

    name = "reels"
    version = "1"
    platform = PLATFORM

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return deliver_longest(
            self.platform,
            master,
            analysis,
            longest=self.platform.max_duration,
            reason="A Reel may be no longer than 15 minutes.",
            destination=destination,
            progress=progress,
        )


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``reels``."""
    return [Reels()]
