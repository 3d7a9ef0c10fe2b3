"""From where somebody is seen: each shot of a film from another side, at another place in the frame; so is each picture of a shot."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ._head_room import head_of

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.people.casting import Cast
    from beatreel.plugins.generators.procedural.scenery.solids import Model


@dataclass(frozen=True)
class View:
    """How somebody is seen in one picture of a shot.

    Attributes
    ----------
    turn : tuple of float
        From which to which angle somebody is turned, radians (0: facing the eye; positive: the front to the left). A beast looks
        along the frame at 0 and towards the eye at pi / 2.
    aside : float
        How far from the middle of the frame somebody stands, widths; negative on the other side than in the picture before.
    share : float
        How large a whole figure is, over what is usual.
    part : (float, float), optional
        Height of the middle of what is looked at and how much of it is seen, shares of the body's height.
    """

    turn: tuple[float, float]
    aside: float
    share: float = 1.0
    part: tuple[float, float] | None = None

    @property
    def from_before(self) -> bool:
        """Whether the face is towards the eye."""
        return max(self.turn) < 1.2


_NARROW = 0.6  # metres across of a part that is looked at: a stride may be cut by the frame
_AWAY, _FROM_BEHIND, _IN_PROFILE, _FROM_BEFORE = (2.75, 3.0), (2.35, 2.65), (1.1, 1.3), (0.6, 0.85)  # radians
_TOWARDS, _FACING = (0.25, 0.50), (0.0, 0.20)  # whose head is turned past the eye
_VIEWS = {
    "wide": (View(_FROM_BEHIND, 0.17), View(_IN_PROFILE, -0.15, 0.62), View(_FROM_BEFORE, 0.16, 0.86)),
    "medium": (View(_TOWARDS, -0.16), View(_AWAY, 0.15), View(_IN_PROFILE, -0.16, 0.9)),
    "close": (View(_IN_PROFILE, 0.14), View(_FROM_BEFORE, -0.18), View(_FACING, 0.15)),
    "detail": (
        View(_FACING, -0.12, part=(0.865, 0.37)),  # a face
        View(_IN_PROFILE, 0.06, part=(0.84, 0.42)),  # in profile
        View(_FROM_BEFORE, 0.10, part=(0.78, 0.54)),  # with the shoulders
    ),
}
_SHOULDER = re.compile(r"\bover[ -]the[ -]shoulder\b|\bfrom behind\b")
_OVER_SHOULDER = {"wide": (View(_AWAY, 0.16),) * 3, "medium": (View(_FROM_BEHIND, -0.18, 1.2),) * 3}
"""Whoever is looked at from where the prompt puts the camera."""
_ASIDE = {"wide": 0.16, "medium": -0.12, "close": 0.12, "detail": -0.12}
"""Where whoever stays at what they do stands in the first picture of each shot: the film looks from one side, then from the other."""
_BACK, _SIDE, _HALF = 2.2, 1.1, 0.35  # radians from which somebody is seen from behind, in profile, or half in profile
_ROUND = {  # how those are turned who are seen from behind, in profile, from before or half so where they do what they do
    "back": {"medium": (0.60, 0.85), "close": (1.15, 1.40), "detail": (0.55, 0.80)},
    "side": {"medium": (0.55, 0.80), "close": (1.00, 1.25), "detail": (0.65, 0.90)},
    "front": {"medium": (0.60, 0.85), "close": (0.20, 0.45)},
    "half": {"medium": (0.0, 0.20), "close": (0.95, 1.20)},
}
_FACE_ASIDE = {"close": (1.05, 1.30), "detail": (0.25, 0.50)}  # of whom no hands are looked at
_HEAD, _OVER = 0.46, 0.05  # metres below the top of somebody; above it, of air
_GLASS, _ALL = 0.12, 1.0  # metres of a lantern below its flame; how much is looked at, over what is to be seen
_BEASTS = {  # along the frame, towards us, head and shoulders, the face
    "wide": (-0.05, 0.25),
    "medium": (0.65, 0.90),
    "close": (0.15, 0.40),
    "detail": (0.45, 0.70),
}
_SOARING = {"wide": (0.90, 1.15), "medium": (0.10, 0.35)}
_SPREAD = {"wide": 0.12, "medium": 0.05, "close": 0.0, "detail": 0.06}  # widths aside of a bird that spreads its wings
_RIDDEN = _BEASTS | {"close": (1.00, 1.20), "detail": (0.0, 0.25)}  # whose rider is looked at
_TOGETHER = 0.25  # how far aside several are of one kind, over one of them
_SHOULDERS = (
    0.16,
    1.65,
)  # how far below a beast's head the middle of head and shoulders is, and how much more is seen of them
_HEAD_ASIDE, _NECK_TOO = (
    0.03,
    1.12,
)  # widths of a beast's head from the middle of a detail; how much more is seen than the head
_MARGIN = 1.05  # of the length of a beast in medium pictures
_LOW, _NECK = (
    0.5,
    0.7,
)  # metres of a beast that is shown whole from near; how wide head and shoulders are, over what is seen of a head
_DEEP = 0.30  # of the length of a beast, its depth
_ONE_WAY = frozenset(
    "pianist drummer dj waltz kiss lovers embrace band orchestra choir hands left_guitar masked bicycle cyclist "
    "skater snowboarder swimmer free_swimmer scuba_diver sitter ice_skater breakdancer mother painter climber edge_sitter".split()
)
"""Those whose doing is seen from one side only."""
_TO_HANDS = (0.55, 0.75)  # radians by which somebody is turned whose hands are looked at
_TO_PACK = (1.95, 2.15)  # and whose pack is
_ON_BACK = (
    0.06,
    0.74,
    0.84,
)  # where a pack is: metres aside, share of the body's height, and metres that are seen of it
_OTHERWISE = frozenset("penguins flamingos horses snake".split())
"""Beasts that are no single one that stands along the frame."""


def view_of(shot: str, picture: int, prompt: str = "") -> View:
    """Return how who roams is seen in the ``picture``-th picture (from 0) of a shot of a prompt."""
    views = (_VIEWS | _OVER_SHOULDER if _SHOULDER.search(prompt.lower()) else _VIEWS)[shot]
    return views[picture % len(views)]


def beside(view: View, thing: float) -> View:
    """Return a view of somebody who faces the eye, on the other side of the frame than a thing (share of its width)."""
    aside = 0.17 if thing < 0.5 else -0.17
    return replace(view, turn=_FROM_BEFORE, aside=aside, share=1.0, part=None)


def looked_at(cast: Cast, view: View) -> Cast:
    """Return somebody as that view shows them."""
    cast = replace(cast, turn=view.turn, near=view.turn, share=view.share * cast.share)
    if view.part is not None:
        middle, span = cast.detail[1:] if cast.holds else (one * cast.tall for one in view.part)
        if cast.lamp is not None:  # what shines, and the face that it lights
            low, top = cast.lamp[1] - _GLASS, head_of(cast.model)[1] + _OVER
            middle, span = (low + top) / 2, _ALL * abs(top - low)
        cast = replace(cast, detail=(cast.detail[0], middle, span), width=_NARROW)
    return cast


def between(model: Model, cast: Cast, turn: float) -> float:
    """Return the middle of what a detail of a head shows, metres to the right: the head's, or that of it and the lamp in a hand."""
    head, _ = head_of(model)
    if cast.lamp is None:
        return head
    x, _, z = cast.lamp
    return (head + math.cos(turn) * x + math.sin(turn) * z) / 2


def station_of(cast: Cast, name: str, shot: str, picture: int) -> tuple[Cast, float | None]:
    """Return somebody who does not roam as a picture shows them, and how far aside of its middle (None: where it is best)."""
    way = -1.0 if picture % 2 else 1.0
    if name in _ONE_WAY or cast.views or cast.stays:
        return cast, None
    usual = cast.turn if shot in ("wide", "medium") or cast.near is None else cast.near
    away = abs(sum(cast.turn) / 2)
    kind = "back" if away > _BACK else "side" if away > _SIDE else "half" if away >= _HALF else "front"
    turn = _ROUND[kind].get(shot, usual)
    _, top = head_of(cast.model)
    if kind == "front" and cast.detail[1] > top - _HEAD:  # a face, and no hands
        turn = _FACE_ASIDE.get(shot, turn)
    if shot == "wide" and kind == "back" and picture % 2:
        turn = _ROUND["side"]["close"]
    return replace(cast, turn=turn, near=turn), way * _ASIDE[shot]


def at_hands(cast: Cast, shot: str, *, packed: bool) -> tuple[Cast, bool]:
    """Return somebody so that what is held is not hidden by who holds it, and whether it, or a pack, is looked at from near."""
    if cast.point is not None and min(cast.turn) > _BACK:
        cast = replace(cast, turn=_FROM_BEFORE, near=_FROM_BEFORE)
    if shot != "detail" or cast.lamp is not None or (cast.point is None and not packed):
        return cast, False
    if cast.point is None:
        x, high, span = _ON_BACK
        cast = replace(cast, detail=(x, high * cast.tall, span), holds=True)
        return replace(cast, turn=_TO_PACK, near=_TO_PACK, width=_NARROW), True
    across, high, deep = cast.point
    angle = sum(_TO_HANDS) / 2
    x = math.cos(angle) * across + math.sin(angle) * deep
    return replace(cast, detail=(x, high, cast.detail[2]), turn=_TO_HANDS, near=_TO_HANDS, width=_NARROW), True


def beast_at(cast: Cast, name: str, shot: str, picture: int) -> tuple[Cast, float | None]:
    """Return a beast as a picture shows it, and how far aside of its middle it stands (None: where it is best)."""
    way = -1.0 if picture % 2 else 1.0
    if shot == "detail" and not cast.flock:
        x, middle, span = cast.detail
        cast = replace(cast, detail=(x, middle, _NECK_TOO * span))
    aside = -_HEAD_ASIDE if shot == "detail" else _ASIDE[shot]
    if cast.perched and cast.stays:
        return cast, way * _SPREAD[shot]
    if name in _OTHERWISE or cast.flock or cast.perched or cast.afloat or cast.looks_left:
        return cast, way * aside if shot == "detail" and not cast.flock else None
    if cast.flies:
        turn = _SOARING.get(shot, cast.near or cast.turn)
        return replace(cast, turn=turn, near=turn), way * aside
    turn = (_RIDDEN if name == "rider" else _BEASTS)[shot]
    left, right, _, _ = cast.model.bounds()
    together = 0 < cast.width < right - left and shot in ("wide", "medium")  # several: none of them is cut
    angle = sum(turn) / 2
    seen = math.cos(angle) + _DEEP * math.sin(angle)
    _, middle, span = cast.detail
    low, more = _SHOULDERS
    wide = _MARGIN * seen * (right - left) if shot == "medium" else cast.width
    cast = replace(cast, turn=turn, near=turn, width=wide)
    if shot == "close" and cast.heart is None and cast.tall > _LOW:
        cast = replace(cast, heart=(middle - low * span, more * span), width=_NECK * span)
    return cast, (_TOGETHER if together else 1.0) * way * aside
