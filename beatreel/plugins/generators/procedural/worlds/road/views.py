"""From where a road is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.prompt.persons import is_by_a_car
from beatreel.plugins.generators.procedural.scenery.naming import is_aerial, is_followed_from_above

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription


@dataclass(frozen=True)
class View:
    """A composition: metres, and shares of width (focal) and height (horizon).

    ``car`` is how far ahead the car is (0: none), ``rides`` whether the picture moves with the traffic,
    ``zoom`` how much nearer a driver looks at the instruments.
    """

    kind: str
    eye: float
    focal: float
    horizon: float
    car: float
    rides: bool
    travel: float
    lateral: float = 0.0
    back: float = 0.0
    heading: float = 0.0
    zoom: float = 1.0


OPEN = View("open", 1.55, 1.05, 0.57, 24.0, False, 1.6)
ABOVE = View("above", 27.0, 1.15, 0.30, 62.0, False, 1.8)
NEARER_ABOVE = View("above", 16.0, 1.2, 0.34, 40.0, False, 1.2)
CHASE = View("chase", 1.35, 1.10, 0.57, 7.6, True, 0.5, 0.0)
FRONT = View("front", 0.95, 1.25, 0.52, 9.5, False, 0.7)
DRIVER = View("driver", 1.18, 0.95, 0.46, 0.0, True, 0.5)
CLUSTER = View("driver", 1.18, 1.35, 0.28, 0.0, True, 0.4, zoom=1.5)
TAIL = View("tail", 0.95, 1.15, 0.59, 5.2, True, 0.22)
LENS = View("lens", 0.95, 1.62, 0.55, 4.5, False, 0.14)
VIEWS = {"wide": (OPEN, ABOVE), "medium": (CHASE, FRONT), "close": (DRIVER, TAIL), "detail": (LENS, CLUSTER)}
MEETS = View("meets", 1.15, 1.20, 0.58, 7.2, False, 0.5)
_NOSE = replace(MEETS, eye=0.95, focal=1.50, horizon=0.56, car=5.4, travel=0.15)
_NAMED = {
    "wide": (replace(OPEN, car=11.5, eye=1.7), replace(ABOVE, eye=6.5, horizon=0.38, car=14.0, travel=0.9)),
    "medium": (MEETS, MEETS),
    "close": (TAIL, replace(TAIL, eye=1.3, car=5.8)),
    "detail": (_NOSE, replace(_NOSE, horizon=0.60, car=5.0)),
}
"""Where what drives is named: it goes on ahead, it comes, it is followed from near, and its wheel and bonnet with the land behind."""
_RUNS = {
    "driving",
    "drives",
    "racing",
    "races",
    "speeding",
    "speeds",
    "cruising",
    "chase",
    "chasing",
    "drifting",
    "rolling",
}
"""Words by which what is named does not stand beside the road with somebody at its door."""
_NAMED_RIDE = {shot: _NAMED[shot] for shot in ("wide", "medium", "detail")}
"""The same where somebody's drive is told of, whose own view is the close one."""

_LOW = View("open", 0.42, 1.05, 0.68, 0.0, False, 0.7)
_FAR = View("open", 2.4, 2.3, 0.66, 0.0, False, 1.0)
_LOWER = replace(ABOVE, eye=9.0, focal=1.2, horizon=0.56)
EMPTY_VIEWS = {"wide": (OPEN, ABOVE), "medium": (_LOWER, _FAR), "close": (_LOW, _LOW), "detail": (_FAR, _FAR)}
"""Where nobody drives, there is no car to follow and none to look out of."""
_OUTSIDE = {"close": (TAIL, TAIL), "detail": (LENS, LENS)}
"""The same sizes where nothing says that somebody drives."""

FOLLOWING = (replace(CHASE, horizon=0.61), CHASE, replace(CHASE, horizon=0.54))
"""From behind a car that has somebody in it, which is drawn by itself."""
FOLLOWED_FROM = {"wide": 3.0, "medium": 2.0, "close": 1.7, "detail": 1.2}
"""How high that camera is, metres: it looks over the fields on both sides."""
FLOWN = {"wide": (6.6, 0.36), "medium": (3.9, 0.40), "close": (2.9, 0.42), "detail": (1.7, 0.46)}
"""The same where it flies, and where its horizon is."""

_ACROSS_THE_LAND = {
    "medium": (FRONT, _FAR),
    "close": (_FAR, _LOW),
    "detail": (replace(_FAR, focal=3.4, horizon=0.60), _FAR),
}
"""A road through a land whose prompt names no car: it is looked along."""
_BY_DAY = {
    "medium": (FRONT, _LOWER),
    "close": (_LOW, _LOW),
    "detail": (replace(_FAR, focal=3.4, horizon=0.60),) * 2,
}
"""By day a road of which nothing says that somebody drives on it has no lamps to follow: the same, nearer."""
_TRAVELLED = {"highway", "motorway", "freeway", "interstate", "autobahn", "traffic", "rush"}
_QUIET = {"country", "winding", "dirt", "gravel", "lane", "backroad", "hills", "hill", "countryside", "rolling"}
_DRIVES = {
    "drive", "driving", "driver", "ride", "trip", "roadtrip", "dashboard", "windshield", "windscreen", "cockpit", "wheel", "commute",
    "cruise", "cruising", "journey", "pov", "passenger", "mirror",
}  # fmt: skip


BY_THE_CAR = {
    "wide": replace(FRONT, eye=1.15, focal=1.0, car=12.5, travel=1.0),
    "medium": FRONT,
    "close": replace(FRONT, car=7.4),
    "detail": replace(FRONT, eye=1.1, focal=1.5, car=7.0),
}
"""Where somebody is beside a car that stands there: always before it, so that both are seen."""


def following(description: SceneDescription, shot: str, number: int) -> View:
    """Return the view from behind what drives and is drawn by itself; ``number`` chooses one of three.

    Along a coast it is looked down on, too: from low over the road the edge of the cliff hides the sea.
    """
    view = FOLLOWING[number % 3]
    if is_followed_from_above(description):
        eye, horizon = FLOWN.get(shot, FLOWN["medium"])
        return replace(view, eye=eye, horizon=horizon)
    return replace(view, eye=FOLLOWED_FROM.get(shot, view.eye)) if "driven_car" in description.motifs else view


def view_of(description: SceneDescription, shot: str, number: int, *, stop: bool, empty: bool, named: bool) -> View:
    """Return from where the road is seen.

    Parameters
    ----------
    shot : str
    number : int
        Even and odd ones see it from two places.
    stop : bool
        A station, a diner or a motel stands at it.
    empty : bool
        Nobody is on it.
    named : bool
        The prompt says what drives on it.
    """
    from . import stop as stops

    if stop:
        views = stops.views_of(description)
    elif named and is_by_a_car(description.prompt):
        return BY_THE_CAR.get(shot, FRONT)
    elif empty:
        views = EMPTY_VIEWS
    elif _QUIET & description.all_words and not named and not _DRIVES & description.all_words:
        views = VIEWS | _ACROSS_THE_LAND
    elif description.time_of_day == "day" and not named and not (_DRIVES | _TRAVELLED) & description.all_words:
        views = VIEWS | _BY_DAY
    else:
        views = VIEWS if _DRIVES & description.all_words else VIEWS | _OUTSIDE
    if (
        named
        and not stop
        and (_RUNS & set(description.said) or views.get(shot, views["wide"])[number % 2] is not FRONT)
    ):
        views = views | (_NAMED if not _DRIVES & description.all_words - _RUNS else _NAMED_RIDE)
    view = views.get(shot, views["wide"])[number % 2]
    if not (stop or named) and shot in ("wide", "medium") and is_aerial(description):
        view = ABOVE if shot == "wide" else _LOWER if empty else NEARER_ABOVE
    elif named and not stop and shot == "wide" and is_aerial(description):
        view = _NAMED["wide"][1]
    return view
