"""That no picture stands still: where little moves by itself, light wanders over walls and land."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .painting import Element

_ENOUGH = 0.5  # share of the picture that moves
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)
_SHOWS = 34.0  # mean luma of the air at which half of the amount is seen to move
# Kinds that move what they cover, and how much of that at full amount: mist and swell are slow, petals have gaps; of a flow for each pixel.
_MOVES = {
    "rain": 2.0, "snow": 2.0, "petals": 1.0, "mist": 0.2, "sand": 1.0, "flow": 0.04, "ripples": 0.6, "swell": 0.4, "caustics": 1.0,
    "wind": 1.0, "drift": 0.2, "sway": 1.0, "aurora": 0.5, "marks": 0.5, "cascade": 1.0, "dapple": 9.0,
}  # fmt: skip
_CLEAR = {"rays", "caustics", "bubbles", "billow", "meteors"}  # of clear water and of space, which patches would cloud
LAND = "land"  # mask of what light wanders over
_SKY = (1500.0, 3000.0)  # metres from which it fades, and where there is none


def enlivened(
    elements: Sequence[Element], masks: Mapping[str, Any], atmosphere: np.ndarray[Any, np.dtype[np.uint8]]
) -> list[Element]:
    """Return the elements of a picture, with light that wanders where they leave most of it still.

    Parameters
    ----------
    elements : sequence of Element
    masks : mapping of str to ndarray (height, width)
        0 to 1.
    atmosphere : ndarray (height, width, 3), uint8
        BGR; where it is dark more has to wander to be seen.
    """
    if any(one.kind in _CLEAR and not (one.kind == "rays" and one.mask) for one in elements):
        return list(elements)
    moving = sum(_MOVES[one.kind] * _amount(one) * _share(one.mask, masks) for one in elements if one.kind in _MOVES)
    still = max(0.0, 1 - moving / _ENOUGH)
    if still <= 0:
        return list(elements)
    dark = _SHOWS / max(float((atmosphere.reshape(-1, 3) @ _LUMA).mean()), 1.0)
    return [*elements, Element("dapple", round(still * min(0.35 + 0.7 * dark, 1.0), 3), {}, LAND)]


def land_of(depth: np.ndarray[Any, np.dtype[np.float32]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return what is land, or a room, and not sky, 0 to 1; ``depth`` in metres."""
    near, far = _SKY
    return np.clip((far - depth) / (far - near), 0, 1).astype(np.float32)


def _amount(element: Element) -> float:
    """Return how strong an element is, 0 to 1; of a flow the pixels at 1440 wide, of mist where it is and moves on."""
    if element.kind == "flow":
        return element.amount * float(element.options.get("size", 14.0))
    if element.kind in ("mist", "fog"):
        span = float(element.options.get("high", 1.0)) - float(element.options.get("low", 0.35))
        return element.amount * min(span * float(element.options.get("drift", 26.0)) / 26, 1.0)
    return element.amount


def _share(name: str, masks: Mapping[str, Any]) -> float:
    """Return how much of the picture a mask covers; all of it where there is no name."""
    if not name:
        return 1.0
    mask = masks.get(name)
    return float(np.mean(mask[::4, ::4], dtype=np.float32)) if mask is not None else 0.0
