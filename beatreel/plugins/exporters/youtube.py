"""YouTube: the whole film, wide, as large as it was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from beatreel import Analysis, Deliverable, Exporter, Master, PlatformSpec, Progress, SafeZone, Source, hookimpl
from beatreel.plugins.exporters._whole import deliver_longest

_ENCODING = "YouTube Help 1722171, recommended upload encoding settings"
_LENGTH = "YouTube Help 71673, upload videos longer than 15 minutes"


def _source(rule: str, text: str, *, official: bool = True) -> Source:
    return Source(rule=rule, text=text, official=official)


PLATFORM = PlatformSpec(
    name="youtube",
    title="YouTube",
    width=2560,
    height=1440,
    min_width=426,
    max_width=7680,
    min_height=240,
    max_height=4320,
    aspect=Fraction(16, 9),
    frame_rates=(Fraction(24000, 1001), Fraction(60)),
    codecs=("h264",),
    containers=("mp4",),
    max_duration=12 * 3600,
    max_bytes=256_000_000_000,
    keyframe_seconds=0.5,
    audio="required",
    audio_sample_rate=48_000,
    audio_bitrate=384_000,
    faststart=True,
    no_edit_list=True,
    closed_gop=True,
    # The controls and the progress bar cover the bottom while they show; televisions may cut a few hundredths off each edge.
    safe_zone=SafeZone(top=0.05, bottom=0.12, left=0.05, right=0.05),
    sources=(
        _source("width", f"{_ENCODING}: 2560x1440 is one of the listed sizes, from 426x240 to 7680x4320"),
        _source("height", f"{_ENCODING}: 2560x1440 is one of the listed sizes, from 426x240 to 7680x4320"),
        _source("aspect", f"{_ENCODING}: the standard aspect ratio for YouTube on a computer is 16:9"),
        _source("frame_rates", f"{_ENCODING}: as recorded; 24, 25, 30, 48, 50 and 60 are common"),
        _source("codecs", f"{_ENCODING}: H.264, High profile, progressive, 4:2:0"),
        _source("containers", f"{_ENCODING}: MP4"),
        _source(
            "max_duration",
            f"{_LENGTH}: 256 GB or 12 hours, whichever is less; verified accounts; quoted",
            official=False,
        ),
        _source("max_bytes", f"{_LENGTH}: 256 GB or 12 hours, whichever is less; quoted", official=False),
        _source("keyframe_seconds", f"{_ENCODING}: closed GOP of half the frame rate"),
        _source("audio", "Not published; a music film needs its song", official=False),
        _source("audio_sample_rate", f"{_ENCODING}: AAC-LC at 48 kHz"),
        _source("audio_bitrate", f"{_ENCODING}: stereo at 384 kbit/s"),
        _source("faststart", f"{_ENCODING}: moov atom at the front of the file (fast start)"),
        _source("no_edit_list", f"{_ENCODING}: no edit lists, or the video might not be processed correctly"),
        _source("closed_gop", f"{_ENCODING}: closed GOP"),
        _source("safe_zone", "Title-safe area of television, and the height of the player's controls", official=False),
    ),
)


class YouTube:
    """Delivers the whole film, copied from the master's own encode."""

    name = "youtube"
    version = "1"
    platform = PLATFORM

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return deliver_longest(
            self.platform,
            master,
            analysis,
            longest=self.platform.max_duration,
            reason="YouTube takes 12 hours at most.",
            destination=destination,
            progress=progress,
        )


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``youtube``."""
    return [YouTube()]
