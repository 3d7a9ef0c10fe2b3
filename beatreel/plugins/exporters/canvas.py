"""Spotify Canvas: a silent loop of three to eight seconds around the hook."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from beatreel import Analysis, Deliverable, Exporter, Master, PlatformSpec, Progress, SafeZone, hookimpl
from beatreel.plugins.exporters._sources import NO_LAYOUT_RULE, published, reported

_GUIDE = "Spotify for Artists, Canvas guidelines"

PLATFORM = PlatformSpec(
    name="canvas",
    title="Spotify Canvas",
    width=1080,
    height=1920,
    min_width=720,
    max_width=1080,
    min_height=1280,
    max_height=1920,
    aspect=Fraction(9, 16),
    frame_rates=(Fraction(24000, 1001), Fraction(30)),
    codecs=("h264",),
    containers=("mp4",),
    min_duration=3,
    max_duration=8,
    max_bytes=10_000_000,
    keyframe_seconds=0.5,
    audio="forbidden",
    faststart=False,
    no_edit_list=False,
    closed_gop=False,
    # Full-height fill on screens of 9:21 crops 129 of 1080 pixels on each side; the player's controls cover the bottom.
    safe_zone=SafeZone(top=0.15, bottom=0.35, left=0.12, right=0.12),
    sources=(
        reported("width", f"{_GUIDE}: “between 720px-1080px tall”, 9:16; read as the width by the industry"),
        reported("height", "Read by the industry as 720x1280 to 1080x1920; the page's wording is ambiguous"),
        published("aspect", f"{_GUIDE}: 9:16"),
        reported("frame_rates", "Distributors' guides: 24 to 30 frames per second"),
        reported("codecs", "Distributors' guides: H.264"),
        published("containers", f"{_GUIDE}: MP4 (or a JPG still)"),
        published("min_duration", f"{_GUIDE}: 3 to 8 seconds"),
        published("max_duration", f"{_GUIDE}: 3 to 8 seconds"),
        reported("max_bytes", "Distributors' guides: under 10 MB"),
        reported("keyframe_seconds", "Not limited; short groups seek and loop cleanly"),
        reported("audio", "Distributors' guides: no audio stream at all"),
        *NO_LAYOUT_RULE,
        reported(
            "safe_zone",
            f"{_GUIDE}: edges are cropped on some screens; computed for 9:19.5 to 9:21 screens",
        ),
    ),
)


class Canvas:
    """Delivers the storyboard's loop window, drawn anew so that its end flows into its start."""

    name = "canvas"
    version = "1"
    platform = PLATFORM

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return master.deliver_loop(self.platform, destination, progress=progress)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``canvas``."""
    return [Canvas()]
