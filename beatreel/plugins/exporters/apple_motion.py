"""Apple Music album motion: two silent loops of 8 to 20 seconds, square and 3:4, each composed for its own frame.

Apple wants both. The pictures are painted anew at the size that Apple asks for, so a film of any shape will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from beatreel import Analysis, Deliverable, Exporter, Master, PlatformSpec, Progress, SafeZone, Source, hookimpl
from beatreel.plugins.exporters._sources import NO_LAYOUT_RULE, published, reported

_GUIDE = "Apple, Album Motion guide (help.apple.com/itc/albummotionguide)"
_ARTIST_GUIDE = "Apple, Artist Motion guide (help.apple.com/itc/artistmotionguide)"
_DISTRIBUTOR = "LabelGrid help, Apple Music Motion Art"


def _platform(
    name: str, title: str, *, size: tuple[int, int], aspect: Fraction, asset: str, zone: Source
) -> PlatformSpec:
    width, height = size
    return PlatformSpec(
        name=name,
        title=title,
        width=width,
        height=height,
        min_width=width,
        max_width=width,
        min_height=height,
        max_height=height,
        aspect=aspect,
        frame_rates=(Fraction(24000, 1001), Fraction(30)),
        codecs=("h264", "prores"),
        containers=("mp4", "mov"),
        min_duration=8,
        max_duration=20,
        bitrate=60_000_000,
        keyframe_seconds=0.5,
        audio="forbidden",
        faststart=False,
        no_edit_list=False,
        closed_gop=False,
        safe_zone=SafeZone(top=0.08, bottom=0.25, left=0.08, right=0.08),
        sources=(
            published("width", f"{_GUIDE}: {asset}, {width}x{height} pixels"),
            published("height", f"{_GUIDE}: {asset}, {width}x{height} pixels"),
            published("aspect", f"{_GUIDE}: {asset}"),
            reported("frame_rates", f"{_DISTRIBUTOR}: 23.976, 24, 25, 29.97 or 30 frames per second"),
            published("codecs", f"{_GUIDE}: H.264 or Apple ProRes 4444; H.264 is made"),
            published("containers", f"{_GUIDE}: .mp4 or .mov"),
            published("min_duration", f"{_GUIDE}: 8 to 20 seconds"),
            published("max_duration", f"{_GUIDE}: 8 to 20 seconds; distributors that take 35 are not followed"),
            reported("bitrate", f"{_DISTRIBUTOR}: 45 to 100 Mbit/s, and at most 400 MB; Apple publishes neither"),
            reported("keyframe_seconds", "Not limited; short groups seek and loop cleanly"),
            reported("audio", f"{_DISTRIBUTOR}: a file with sound is refused; so says the {_ARTIST_GUIDE}"),
            *NO_LAYOUT_RULE,
            zone,
        ),
    )


TALL = _platform(
    "apple-motion-tall",
    "Apple Music album motion (3:4)",
    size=(2048, 2732),
    aspect=Fraction(3, 4),
    asset="Album Page Motion 3x4",
    zone=reported(
        "safe_zone", "Apple gives templates, no numbers; margins of our own, more below, where the title lies"
    ),
)
SQUARE = _platform(
    "apple-motion-square",
    "Apple Music album motion (1:1)",
    size=(3840, 3840),
    aspect=Fraction(1),
    asset="Album Page Motion 1x1",
    zone=reported("safe_zone", "Apple gives templates, no numbers; margins of our own"),
)


class AlbumMotion:
    """Delivers a loop of whole bars at the hook, painted and drawn for the platform's frame; see :class:`~beatreel.Exporter`.

    Parameters
    ----------
    platform : PlatformSpec
        The exporter has its name.
    """

    version = "1"
    composes = True

    def __init__(self, platform: PlatformSpec) -> None:
        self.name = platform.name
        self.platform = platform

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file."""
        return master.deliver_loop(self.platform, destination, composed=True, progress=progress)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporters ``apple-motion-tall`` and ``apple-motion-square``."""
    return [AlbumMotion(TALL), AlbumMotion(SQUARE)]
