"""What is seen of somebody or of a beast from very near: a face with the eyes high in the frame, and what the hands do if both fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels import solids as kernel

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.people.casting import Cast
    from beatreel.plugins.generators.procedural.scenery.solids import Model

    from ._places import Place

_HAIR, _CROWN = 0.16, 0.04  # metres from the top of a head down to its middle, and of the uppermost locks to its top
_CAP = 0.12  # metres that a cap may be above the hair under it, and beside the middle of the head
_EYES = 0.17  # metres from the top of a head to its eyes
_OVER = 0.05  # metres of air above a head
_FRAME = 0.91 / 0.80  # heights of the frame, without its overscan, over what is looked at
_ACROSS = _FRAME * 9 / 16  # its width over the same
_EYE_LINE = 0.30  # of the frame that is above the eyes
_UNDER, _BEYOND = 0.18, 0.15  # metres that are seen below and beside what the hands do
_FACE, _HANDS, _MOST = (
    0.68,
    0.95,
    1.25,
)  # metres that are looked at of a face alone, and of one with hands: at least, and at most
_CHEEK = 0.135  # metres from the middle of a head to its side, with its hair
_RIM = 0.066  # of a painting's width that a head keeps from its edge: overscan, and some air
_NARROW = 0.6  # metres across that must be seen: what is beside may be cut
_UPSIDE_DOWN = frozenset({"breakdancer", "scuba_diver", "free_swimmer", "swimmer"})
_SEVERAL = frozenset("band orchestra choir masked pair waltz kiss lovers embrace hands left_guitar bicycle".split())
_HELMETED = frozenset({"knight"})  # whose plume is its hair
_ELSEWHERE = _UPSIDE_DOWN | _SEVERAL | _HELMETED
"""Those whose head is not above the rest of them, or is not known by its hair, or who are several, or nobody."""


def has_hair(model: Model) -> bool:
    """Return whether a head is known by its hair."""
    return any(skin.weave == "hair" for skin in model.skins)


def head_of(model: Model) -> tuple[float, float]:
    """Return where somebody's head is, metres to the right, and how high its top; of who has no hair, that of all of them."""
    hair = [row for row in model.parts if model.skins[int(row[kernel.SKIN])].weave == "hair"] or model.parts
    top = max(row[kernel.MY] for row in hair)
    head = float(np.mean([row[kernel.MX] for row in hair if row[kernel.MY] > top - _HAIR]))
    over = [row[kernel.MY] for row in model.parts if abs(row[kernel.MX] - head) < _CAP and row[kernel.MY] < top + _CAP]
    return head, max(over) + _CROWN


def middle_of_head(model: Model, name: str) -> tuple[float, float] | None:
    """Return where the middle of somebody's head is, metres to the right and up; None where that is not known."""
    if name in _ELSEWHERE or not has_hair(model):
        return None
    head, top = head_of(model)
    return head, top - _CROWN - 0.8 * _HAIR


def faced(cast: Cast, name: str, model: Model) -> Cast:
    """Return somebody, ``model`` as it is turned, so that the detail shows their face, and what their hands do where both fit.

    A frame that would cut the head or leave it out is moved up to it, with the eyes high; one that shows it stays as it is.
    """
    if name in _ELSEWHERE or cast.views or not has_hair(model):
        return cast
    x, middle, span = cast.detail
    head, top = head_of(model)
    if middle - 0.5 * _FRAME * span > top - _EYES:  # what flies or is held above it
        return cast
    if middle + 0.5 * _FRAME * span < top + _OVER:
        eyes = top - _EYES
        down = (eyes - middle + _UNDER) / (1 - _EYE_LINE) / _FRAME
        across = (abs(x - head) + _CHEEK + _BEYOND) / _ACROSS
        both = max(down, across) <= _MOST
        span = max(down, across, _HANDS) if both else _FACE
        middle = eyes - (0.5 - _EYE_LINE) * _FRAME * span
        x = x if both else head
    room = max(0.5 * _ACROSS * span - _CHEEK, 0.0)
    x = min(max(x, head - room), head + room)
    return replace(cast, detail=(x, middle, span), width=min(cast.width, _NARROW) or _NARROW)


def head_kept(place: Place, cast: Cast, name: str, model: Model, size: tuple[int, int]) -> Place:
    """Return a place from which the frame's sides do not cut the head of somebody near; ``model`` as it is turned."""
    if name in _ELSEWHERE or cast.views or not has_hair(model):
        return place
    (head, top), (width, height) = head_of(model), size
    if not 0 < place.y - (top - _EYES) * place.unit < height:
        return place
    head *= 1.0 if place.looks_left == cast.looks_left else -1.0
    at, half = place.x + head * place.unit, _CHEEK * place.unit
    least, most = _RIM * width + half, (1 - _RIM) * width - half
    kept = min(max(at, least), most) if least < most else 0.5 * width
    return replace(place, x=place.x + kept - at)
