"""YouTube: the whole film, wide, as large as it was drawn."""

from __future__ import annotations

from collections.abc import Sequence

from beatreel import Exporter, SafeZone, hookimpl
from beatreel.plugins.exporters._sources import published, reported
from beatreel.plugins.exporters._whole import WholeFilm
from beatreel.plugins.exporters._youtube import ENCODING, youtube_platform

_LENGTH = "YouTube Help 71673, upload videos longer than 15 minutes"

PLATFORM = youtube_platform(
    "youtube",
    "YouTube",
    size=(2560, 1440),
    max_duration=12 * 3600,
    h264="H.264, High profile, progressive, 4:2:0",
    # The controls and the progress bar cover the bottom while they show; televisions may cut a few hundredths off each edge.
    safe_zone=SafeZone(top=0.05, bottom=0.12, left=0.05, right=0.05),
    sources=(
        published("width", f"{ENCODING}: 2560x1440 is one of the listed sizes, from 426x240 to 7680x4320"),
        published("height", f"{ENCODING}: 2560x1440 is one of the listed sizes, from 426x240 to 7680x4320"),
        published("aspect", f"{ENCODING}: the standard aspect ratio for YouTube on a computer is 16:9"),
        reported("max_duration", f"{_LENGTH}: 256 GB or 12 hours, whichever is less; verified accounts; quoted"),
        reported("max_bytes", f"{_LENGTH}: 256 GB or 12 hours, whichever is less; quoted"),
        reported("safe_zone", "Title-safe area of television, and the height of the player's controls"),
    ),
)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``youtube``."""
    return [WholeFilm(PLATFORM, reason="YouTube takes 12 hours at most.")]
