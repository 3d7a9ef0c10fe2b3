"""From where mountains are seen, by shot and by what a prompt names: a lake, a valley with a river, a plain, a glacier, a sea of clouds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.scenery import open_sky

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription


@dataclass(frozen=True)
class View:
    """A composition: ranges to draw from; lengths in metres, picture measures in widths or heights of the picture."""

    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    skyline: tuple[float, float]
    far: tuple[float, float]
    nearest: float
    travel: float
    lake: bool = False
    edge: tuple[float, float] = (0.0, 0.0)
    stand: float = 1.7
    fog: float = -1e6
    beside_sun: bool = False
    river: float = 0.0
    aside: float = 0.9


_FAR = (780, 1020)  # one for all views of a film, whose range then is the same

LAKE = View((1.7, 3.0), (1.15, 1.5), (0.55, 0.61), (0.20, 0.28), _FAR, 2.0, 0.5, lake=True)
RIDGES = View((150, 210), (1.0, 1.35), (0.40, 0.48), (0.24, 0.31), _FAR, 1.2, 1.2, edge=(10, 16), fog=70.0,
              stand=4.2, beside_sun=True)  # fmt: skip
SHOULDER = View((110, 150), (1.5, 2.1), (0.56, 0.64), (0.12, 0.20), _FAR, 2.0, 0.8, edge=(15, 22), fog=10.0,
                stand=2.2)  # fmt: skip
CAMP = View((70, 110), (1.05, 1.3), (0.50, 0.58), (0.20, 0.28), _FAR, 0.8, 0.4, edge=(8, 11), stand=1.35,
            fog=0.0)  # fmt: skip
BESIDE = replace(SHOULDER, focal=(1.5, 1.8), skyline=(0.16, 0.24), edge=(7, 9), stand=1.2)
SUMMIT = View((120, 160), (4.2, 5.4), (1.02, 1.22), (0.20, 0.30), _FAR, 60.0, 1.5, fog=-40.0)
ROWED = View((2.0, 2.6), (1.15, 1.4), (0.58, 0.64), (0.17, 0.26), _FAR, 2.0, 0.4, lake=True)
_ON_TOP = re.compile(
    r"\bon (?:the )?(?:top of )?(?:an? |the )?(?:[a-z]+ ){0,3}?(?:peak|summit|mountain ?top|ridge|cliff)\b"
)
_LAKES = {"lake", "lakes", "fjord", "loch", "tarn", "lakeside"}
ROWED_TOWARDS = replace(ROWED, focal=(1.9, 2.2), skyline=(0.09, 0.14))
ROWED_NEAR = replace(ROWED, eye=(0.95, 1.15), focal=(1.05, 1.2), horizon=(0.60, 0.66), skyline=(0.26, 0.32))
ROWED_BELOW = replace(ROWED, eye=(4.2, 4.8), focal=(1.1, 1.25), horizon=(0.14, 0.18), skyline=(0.03, 0.06))
"""From above, down to what the water mirrors."""
BOAT_VIEWS = {
    "wide": (ROWED, ROWED),
    "medium": (ROWED_TOWARDS,) * 2,
    "close": (ROWED_NEAR,) * 2,
    "detail": (ROWED_BELOW,) * 2,
}
NEARER = replace(LAKE, focal=(1.7, 2.2), horizon=(0.66, 0.72), skyline=(0.30, 0.36))
FAR_SHORE = replace(LAKE, focal=(3.0, 3.6), horizon=(0.82, 0.88), skyline=(0.22, 0.30))
"""Through a long lens: the mountain, at its foot a strip of the lake."""
BANK = replace(LAKE, eye=(1.0, 1.4), focal=(0.95, 1.1), horizon=(0.50, 0.58))
LOW = replace(LAKE, eye=(0.38, 0.6), focal=(1.15, 1.35), horizon=(0.27, 0.34), skyline=(0.08, 0.13))
LAKE_VIEWS = {"wide": (LAKE, LAKE), "medium": (NEARER, NEARER), "close": (FAR_SHORE, BANK), "detail": (LOW, LOW)}
PLAIN = View((3.0, 3.6), (1.0, 1.3), (0.46, 0.52), (0.37, 0.42), (1100, 1500), 1.0, 0.6, edge=(210, 260), stand=1.8)
PLAIN_VIEWS = {
    "wide": (PLAIN, PLAIN),
    "medium": (replace(PLAIN, focal=(1.7, 2.0), skyline=(0.34, 0.39)), PLAIN),
    "close": (replace(PLAIN, focal=(1.15, 1.4), edge=(24, 30), stand=1.6),) * 2,
    "detail": (replace(PLAIN, stand=1.3, focal=(1.1, 1.3), horizon=(0.14, 0.20), skyline=(0.07, 0.10)),) * 2,
}
STANDING = replace(PLAIN, skyline=(0.13, 0.20), far=_FAR)
"""Level snow before high mountains, on which something large can stand."""
_STANDS = {
    *"castle lone_tower lone_tree yurts village chapel lone_house gothic_mansion stone_temple".split(),
    *"standing_stones cairn tent cooling_towers".split(),
}
_PLAINS = {
    "plain",
    "plains",
    "tundra",
    "snowfield",
    "snowfields",
    "steppe",
    "desert",
    "wasteland",
    "snowscape",
    "sheet",
}
GLACIER = replace(PLAIN, eye=(6.5, 8.0), focal=(0.95, 1.15), horizon=(0.40, 0.48), skyline=(0.16, 0.24), stand=3.6)
GLACIER_VIEWS = {
    "wide": (replace(GLACIER, eye=(13.0, 17.0), stand=10.0), GLACIER),
    "medium": (GLACIER, replace(GLACIER, focal=(1.3, 1.6))),
    "close": (replace(GLACIER, stand=1.8, horizon=(0.36, 0.42)),) * 2,
    "detail": (replace(GLACIER, stand=2.6, focal=(1.2, 1.4), horizon=(0.12, 0.18), skyline=(0.05, 0.08)),) * 2,
}
_GLACIERS = {"glacier", "glaciers", "crevasse", "crevasses", "glacial", "icefall"}
VALLEY = View((34, 46), (0.95, 1.2), (0.38, 0.45), (0.20, 0.28), (1100, 1500), 24.0, 0.9, lake=True, river=26.0)
RIVER_VIEWS = {
    "wide": (VALLEY, replace(VALLEY, eye=(52, 66), horizon=(0.34, 0.40), skyline=(0.18, 0.24))),
    "medium": (replace(VALLEY, eye=(17, 24), focal=(1.3, 1.6), horizon=(0.44, 0.52)),) * 2,
    "close": (replace(VALLEY, eye=(3.0, 4.2), horizon=(0.50, 0.56), nearest=3.0, aside=0.30),) * 2,
    "detail": (
        replace(
            VALLEY,
            eye=(2.6, 3.0),
            focal=(1.3, 1.5),
            horizon=(0.30, 0.36),
            skyline=(0.12, 0.18),
            nearest=2.0,
            aside=-0.12,
        ),
    )
    * 2,
}
_RIVERS = {"river", "rivers", "stream", "meander", "rapids"}
_SEASONS = {
    "autumn": {"autumn", "fall", "october", "november", "autumnal"},
    "summer": {"summer", "spring", "green", "june", "july", "may"},
}
_WINTERLY = {"snow", "snowy", "winter", "frozen", "ice", "icy", "arctic", "glacier"}
OVER_CLOUDS = {
    "wide": (replace(RIDGES, eye=(190, 230), fog=128.0),) * 2,
    "medium": (replace(SHOULDER, fog=84.0), replace(RIDGES, eye=(190, 230), fog=128.0)),
    "close": (replace(CAMP, eye=(190, 230), horizon=(0.44, 0.50), fog=140.0),) * 2,
    "detail": (replace(SUMMIT, eye=(190, 230), focal=(2.2, 2.7), horizon=(0.56, 0.64), fog=128.0),) * 2,
}
_OUT = replace(RIDGES, eye=(190, 230), fog=150.0, edge=(0.0, 0.0))
CLIFF_VIEWS = {
    "wide": (_OUT, replace(_OUT, focal=(1.3, 1.5))),
    "medium": (replace(_OUT, focal=(1.5, 1.8), skyline=(0.20, 0.27)),) * 2,
    "close": (replace(_OUT, focal=(1.8, 2.1)),) * 2,
    "detail": (replace(_OUT, horizon=(0.24, 0.30), skyline=(0.10, 0.16)),) * 2,
}
"""Out over clouds or haze in the valleys, from an edge that is set before them."""
WALKERS = {"hiker", "hikers", "climber", "climbers", "mountaineer", "mountaineers", "alpinist", "alpinists"}
"""Who is named for the mountains, and is seen on them in every picture."""
SEVERAL = {word for word in WALKERS if word.endswith("s")}
VIEWS = {"wide": (LAKE, RIDGES), "medium": (SHOULDER, LAKE), "close": (CAMP, CAMP), "detail": (SUMMIT, SUMMIT)}
WALKED = VIEWS | {"wide": (RIDGES, RIDGES), "medium": (SHOULDER, SHOULDER), "detail": (BESIDE, BESIDE)}


def views_of(description: SceneDescription) -> dict[str, tuple[View, View]]:
    """Return two views of each shot."""
    words = description.all_words
    if "cliff_edge" in description.motifs:
        return CLIFF_VIEWS
    if "rowing_boat" in description.motifs:
        return BOAT_VIEWS
    if _RIVERS & words or ("valley" in words and not _WINTERLY & words and not _LAKES & words):
        return RIVER_VIEWS
    if _LAKES & words:
        return LAKE_VIEWS
    if _GLACIERS & words:
        return GLACIER_VIEWS
    if open_sky.is_over_clouds(description):
        return OVER_CLOUDS
    if _STANDS & set(description.motifs):
        return dict.fromkeys(VIEWS, (STANDING, STANDING))
    if _PLAINS & words:
        return PLAIN_VIEWS
    return WALKED if WALKERS & words or _ON_TOP.search(description.prompt.lower()) else VIEWS


def season_of(description: SceneDescription, *, in_valley: bool) -> str:
    """Return the season that a prompt names; in a valley with a river and about houses it is summer if it names none."""
    words = description.all_words
    if _WINTERLY & words or description.weather == "snow":
        return ""
    has_house = _STANDS & set(description.motifs) or ("cabin" in description.motifs and _LAKES & words)
    usual = "summer" if in_valley or has_house else ""
    return next((season for season, named in _SEASONS.items() if named & words), usual)
