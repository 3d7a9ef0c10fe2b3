"""YouTube Shorts: a cut of at most 59 seconds, and beside it the film up to three minutes.

A Short that is longer than 60 seconds is blocked in the whole world while any Content ID claim on its music is active, and an
artist's own distributor often makes that claim. So the exporter ``shorts`` cuts longer films to whole scenes around the hook;
``shorts-full`` delivers up to three minutes for those whose channel is on their distributor's allow list.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from beatreel import Analysis, Deliverable, Exporter, Master, PlatformSpec, Progress, SafeZone, Source, hookimpl
from beatreel.plugins.exporters._whole import deliver_longest

_ENCODING = "YouTube Help 1722171, recommended upload encoding settings"
_THREE_MINUTES = "YouTube Help 15424877, three-minute Shorts"
_CLAIM_FREE = 59.0  # seconds: below the 60 from which a claim blocks a Short, with a second to spare


def _source(rule: str, text: str, *, official: bool = True) -> Source:
    return Source(rule=rule, text=text, official=official)


PLATFORM = PlatformSpec(
    name="shorts",
    title="YouTube Shorts",
    width=1080,
    height=1920,
    min_width=240,
    max_width=4320,
    min_height=426,
    max_height=7680,
    aspect=Fraction(9, 16),
    frame_rates=(Fraction(24000, 1001), Fraction(60)),
    codecs=("h264",),
    containers=("mp4",),
    max_duration=180,
    max_bytes=256_000_000_000,
    keyframe_seconds=0.5,
    audio="required",
    audio_sample_rate=48_000,
    audio_bitrate=384_000,
    faststart=True,
    no_edit_list=True,
    closed_gop=True,
    safe_zone=SafeZone(top=0.15, bottom=0.25, left=0.06, right=0.15),
    sources=(
        _source("width", "YouTube's resolutions, 426x240 to 7680x4320, upright; quoted, not read anew", official=False),
        _source(
            "height", "YouTube's resolutions, 426x240 to 7680x4320, upright; quoted, not read anew", official=False
        ),
        _source("aspect", f"{_THREE_MINUTES}: square or upright; 9:16 fills the screen"),
        _source("frame_rates", f"{_ENCODING}: as recorded; 24, 25, 30, 48, 50 and 60 are common"),
        _source("codecs", f"{_ENCODING}: H.264, High profile, progressive, CABAC, 4:2:0"),
        _source("containers", f"{_ENCODING}: MP4"),
        _source("max_duration", f"{_THREE_MINUTES}: up to three minutes since 15 October 2024"),
        _source("max_bytes", "YouTube's limit for all videos, 256 GB; quoted, not read anew", official=False),
        _source("keyframe_seconds", f"{_ENCODING}: closed GOP of half the frame rate"),
        _source("audio", "Not published; a music film needs its song", official=False),
        _source("audio_sample_rate", f"{_ENCODING}: AAC-LC at 48 kHz"),
        _source("audio_bitrate", f"{_ENCODING}: stereo at 384 kbit/s"),
        _source("faststart", f"{_ENCODING}: moov atom at the front of the file (fast start)"),
        _source("no_edit_list", f"{_ENCODING}: no edit lists, or the video might not be processed correctly"),
        _source("closed_gop", f"{_ENCODING}: closed GOP"),
        _source(
            "safe_zone",
            "Third-party guides: bottom 25 %, top 10 to 15 %, keep off the rail of buttons on the right",
            official=False,
        ),
    ),
)


class Shorts:
    """Delivers at most 59 seconds of whole scenes around the hook."""

    name = "shorts"
    version = "1"
    platform = PLATFORM

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return deliver_longest(
            self.platform,
            master,
            analysis,
            longest=_CLAIM_FREE,
            reason="YouTube blocks a Short of more than 60 s in the whole world while any Content ID claim on its music is"
            " active, and your own distributor may make one. For up to three minutes: beatreel export JOB --to shorts-full",
            destination=destination,
            progress=progress,
        )


class ShortsFull:
    """Delivers up to three minutes."""

    name = "shorts-full"
    version = "1"
    platform = PLATFORM.model_copy(update={"name": "shorts-full", "title": "YouTube Shorts (up to three minutes)"})

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return deliver_longest(
            self.platform,
            master,
            analysis,
            longest=self.platform.max_duration,
            reason="A Short may be no longer than 3 minutes.",
            destination=destination,
            progress=progress,
        )


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporters ``shorts`` and ``shorts-full``."""
    return [Shorts(), ShortsFull()]
