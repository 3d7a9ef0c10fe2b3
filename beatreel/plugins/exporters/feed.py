"""Posts in feeds: the whole film, square or 4:5, as Instagram and Facebook show them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from beatreel import Analysis, Deliverable, Exporter, Master, PlatformSpec, Progress, SafeZone, Source, hookimpl
from beatreel.plugins.exporters._whole import deliver_longest

_META = "Meta, Instagram Platform, IG User Media reference, video specifications (read in copies)"
_ADS = "Meta Business Help 103816146375741, video and image specifications for ad placements"


def _source(rule: str, text: str, *, official: bool = True) -> Source:
    return Source(rule=rule, text=text, official=official)


def _platform(name: str, title: str, aspect: Fraction, shape: Source) -> PlatformSpec:
    return PlatformSpec(
        name=name,
        title=title,
        width=1080,
        height=int(1080 / aspect),
        min_width=540,
        max_width=1920,
        min_height=540,
        max_height=2400,
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
        # Name and caption stand above and below the picture; only the button for the sound lies on it, in the lower right corner.
        safe_zone=SafeZone(top=0.05, bottom=0.1, left=0.05, right=0.1),
        sources=(
            shape,
            _source("width", f"{_META}: at most 1920 pixels wide; 1080 is what feeds show, by many copies"),
            _source("min_width", "Copies of Meta's media reference: at least 540 pixels", official=False),
            _source("max_height", "Publishing services: up to 1920x2400 at 4:5", official=False),
            _source("frame_rates", f"{_META}: 23 to 60 frames per second"),
            _source("codecs", f"{_META}: HEVC or H.264, progressive scan, closed GOP, 4:2:0 chroma subsampling"),
            _source("containers", f"{_META}: MOV or MP4, no edit lists, moov atom at the front of the file"),
            _source("min_duration", f"{_META}: at least 3 seconds"),
            _source("max_duration", f"{_META}: at most 15 minutes; videos in feeds are reels since 2022"),
            _source("max_bytes", f"{_META}: at most 300 MB; older copies say 1 GB, the lower limit is kept"),
            _source("max_bitrate", f"{_META}: variable bitrate, at most 25 Mbit/s"),
            _source("keyframe_seconds", "Not limited; half a second, since films share one encode", official=False),
            _source("audio", "Not published; a music film needs its song", official=False),
            _source("audio_sample_rate", f"{_META}: AAC, at most 48 kHz, 1 or 2 channels"),
            _source("audio_bitrate", f"{_META}: 128 kbit/s; more is accepted and survives the second encode better"),
            _source("faststart", f"{_META}: moov atom at the front of the file"),
            _source("no_edit_list", f"{_META}: no edit lists"),
            _source("closed_gop", f"{_META}: closed GOP"),
            _source(
                "safe_zone",
                "No rule published; margins of our own, more where the button for the sound lies",
                official=False,
            ),
        ),
    )


SQUARE = _platform(
    "square",
    "Square post (1:1)",
    Fraction(1),
    _source("aspect", f"{_ADS}: square (1:1) for carousels and in-stream"),
)
PORTRAIT = _platform(
    "portrait",
    "Portrait post (4:5)",
    Fraction(4, 5),
    _source("aspect", f"{_ADS}: vertical (4:5) is recommended for videos on both Facebook and Instagram"),
)


class Feed:
    """Delivers the whole film; beyond 15 minutes its best quarter of an hour."""

    version = "1"

    def __init__(self, platform: PlatformSpec) -> None:
        self.name = platform.name
        self.platform = platform

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return deliver_longest(
            self.platform,
            master,
            analysis,
            longest=self.platform.max_duration,
            reason="A post may be no longer than 15 minutes.",
            destination=destination,
            progress=progress,
        )


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporters ``square`` and ``portrait``."""
    return [Feed(SQUARE), Feed(PORTRAIT)]
