"""Posts in feeds: the whole film, square or 4:5, as Instagram and Facebook show them; beyond 15 minutes its best quarter of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from beatreel import Exporter, PlatformSpec, SafeZone, Source, hookimpl
from beatreel.plugins.exporters._meta import meta_platform
from beatreel.plugins.exporters._sources import published, reported
from beatreel.plugins.exporters._whole import WholeFilm

_META = "Meta, Instagram Platform, IG User Media reference, video specifications (read in copies)"
_ADS = "Meta Business Help 103816146375741, video and image specifications for ad placements"


def _platform(name: str, title: str, aspect: Fraction, shape: Source) -> PlatformSpec:
    return meta_platform(
        name,
        title,
        size=(1080, int(1080 / aspect)),
        aspect=aspect,
        least_height=540,
        most_height=2400,
        page=_META,
        longest="at most 15 minutes; videos in feeds are reels since 2022",
        # Name and caption stand above and below the picture; only the button for the sound lies on it, in the lower right corner.
        safe_zone=SafeZone(top=0.05, bottom=0.1, left=0.05, right=0.1),
        sources=(
            shape,
            published("width", f"{_META}: at most 1920 pixels wide; 1080 is what feeds show, by many copies"),
            reported("min_width", "Copies of Meta's media reference: at least 540 pixels"),
            reported("max_height", "Publishing services: up to 1920x2400 at 4:5"),
            published("max_bitrate", f"{_META}: variable bitrate, at most 25 Mbit/s"),
            reported("keyframe_seconds", "Not limited; half a second, since films share one encode"),
            reported("safe_zone", "No rule published; margins of our own, more where the button for the sound lies"),
        ),
    )


SQUARE = _platform(
    "square",
    "Square post (1:1)",
    Fraction(1),
    published("aspect", f"{_ADS}: square (1:1) for carousels and in-stream"),
)
PORTRAIT = _platform(
    "portrait",
    "Portrait post (4:5)",
    Fraction(4, 5),
    published("aspect", f"{_ADS}: vertical (4:5) is recommended for videos on both Facebook and Instagram"),
)
_REASON = "A post may be no longer than 15 minutes."


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporters ``square`` and ``portrait``."""
    return [WholeFilm(SQUARE, reason=_REASON), WholeFilm(PORTRAIT, reason=_REASON)]
