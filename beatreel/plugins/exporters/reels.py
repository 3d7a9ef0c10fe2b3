"""Instagram Reels: the whole film as one file of at most 300 MB; beyond 15 minutes its best quarter of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from beatreel import Exporter, SafeZone, hookimpl
from beatreel.plugins.exporters._meta import meta_platform
from beatreel.plugins.exporters._sources import published, reported
from beatreel.plugins.exporters._whole import WholeFilm

_META = "Meta, Instagram Platform, IG User Media reference, Reel specifications (read in copies)"

PLATFORM = meta_platform(
    "reels",
    "Instagram Reels",
    size=(1080, 1920),
    aspect=Fraction(9, 16),
    least_height=960,
    most_height=3600,
    page=_META,
    longest="at most 15 minutes",
    safe_zone=SafeZone(top=0.14, bottom=0.35, left=0.06, right=0.06),
    sources=(
        published("width", f"{_META}: at most 1920 pixels wide; 1080x1920 is recommended by copies of the page"),
        reported("min_width", "Copies of Meta's media reference: at least 540x960"),
        reported("max_height", "Copies of Meta's media reference: at most 3600 pixels high"),
        published("aspect", f"{_META}: 9:16 is recommended to avoid cropping or blank space"),
        reported("max_bitrate", "Quoted from Meta's page: variable bitrate, at most 25 Mbit/s; not read anew"),
        published("keyframe_seconds", "Not limited; half a second as YouTube recommends, since films share one encode"),
        reported(
            "safe_zone",
            "Meta's unified safe zone of March 2026 as reported by three publishers: 14 % top, 35 % bottom, 6 % sides",
        ),
    ),
)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``reels``."""
    return [WholeFilm(PLATFORM, reason="A Reel may be no longer than 15 minutes.")]
