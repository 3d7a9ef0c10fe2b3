"""YouTube Shorts: a cut of at most 59 seconds, and beside it the film up to three minutes.

A Short that is longer than 60 seconds is blocked in the whole world while any Content ID claim on its music is active, and an
artist's own distributor often makes that claim. So the exporter ``shorts`` cuts longer films to whole scenes around the hook;
``shorts-full`` delivers up to three minutes for those whose channel is on their distributor's allow list.
"""

from __future__ import annotations

from collections.abc import Sequence

from beatreel import Exporter, SafeZone, hookimpl
from beatreel.plugins.exporters._sources import published, reported
from beatreel.plugins.exporters._whole import WholeFilm
from beatreel.plugins.exporters._youtube import youtube_platform

_THREE_MINUTES = "YouTube Help 15424877, three-minute Shorts"
_CLAIM_FREE = 59.0  # seconds: below the 60 from which a claim blocks a Short, with a second to spare

PLATFORM = youtube_platform(
    "shorts",
    "YouTube Shorts",
    size=(1080, 1920),
    max_duration=180,
    h264="H.264, High profile, progressive, CABAC, 4:2:0",
    safe_zone=SafeZone(top=0.15, bottom=0.25, left=0.06, right=0.15),
    sources=(
        reported("width", "YouTube's resolutions, 426x240 to 7680x4320, upright; quoted, not read anew"),
        reported("height", "YouTube's resolutions, 426x240 to 7680x4320, upright; quoted, not read anew"),
        published("aspect", f"{_THREE_MINUTES}: square or upright; 9:16 fills the screen"),
        published("max_duration", f"{_THREE_MINUTES}: up to three minutes since 15 October 2024"),
        reported("max_bytes", "YouTube's limit for all videos, 256 GB; quoted, not read anew"),
        reported(
            "safe_zone", "Third-party guides: bottom 25 %, top 10 to 15 %, keep off the rail of buttons on the right"
        ),
    ),
)
LONG = PLATFORM.model_copy(update={"name": "shorts-full", "title": "YouTube Shorts (up to three minutes)"})
_BLOCKED = (
    "YouTube blocks a Short of more than 60 s in the whole world while any Content ID claim on its music is"
    " active, and your own distributor may make one. For up to three minutes: beatreel export JOB --to shorts-full"
)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporters ``shorts`` and ``shorts-full``."""
    return [
        WholeFilm(PLATFORM, longest=_CLAIM_FREE, reason=_BLOCKED),
        WholeFilm(LONG, reason="A Short may be no longer than 3 minutes."),
    ]
