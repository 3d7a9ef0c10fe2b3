"""The railing or the parapet of a bridge behind whoever is on it: what is far away is the water, and the bridge is under them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from ._solid_light import laid

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._places import Place
    from ._solid_light import Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_ON_IT = re.compile(
    r"\b(?:on|across|crossing|crosses|over|along|from|middle of|edge of) (?:an? |the |this |that )?(?:[a-z-]+ ){0,3}bridge\b"
    r"(?! of a (?:ship|nose))"
)
_OFF_IT = re.compile(
    r"\b(?:under|below|beneath|behind|before|toward|towards|near) (?:an? |the )?(?:[a-z-]+ ){0,2}bridge\b"
)
_BESIDE = (
    *"rope_bridge covered_bridge viaduct train steam_train city_bridge interchange canal cliff_edge driven_car rowing_boat".split(),
)
_WITHOUT = ("space", "interior", "stage", "underwater", "cave", "chrome")
_REACH, _BEHIND = 7.0, 0.85  # metres that it goes on to each side, and that it is behind somebody
_HIGH = 1.08
_IRON, _STONE = (
    Skin((0.060, 0.065, 0.070), 0.4, "metal"),
    Skin((0.20, 0.225, 0.25), 0.03, "worn", second=(0.13, 0.145, 0.16)),
)
_OLD = {"stone", "old", "ancient", "medieval", "castle", "village", "prague", "paris", "marble"}
_RED, _WOOD = {"red"}, {"wooden", "wood", "timber", "plank"}


def on_deck(description: SceneDescription) -> bool:
    """Return whether whoever is seen is on a bridge that is not painted with them on it."""
    prompt = description.prompt.lower()
    is_on = _ON_IT.search(prompt) is not None and not _OFF_IT.search(prompt)
    return is_on and description.world not in _WITHOUT and not {*_BESIDE} & set(description.motifs)


def add_deck(canvas: Array, alpha: Array, rig: Rig, description: SceneDescription, place: Place) -> None:
    """Paint it into a layer behind somebody who stands at a place, in place."""
    kind = "stone" if _OLD & description.all_words else "wood" if _WOOD & description.all_words else "iron"
    size = (alpha.shape[1], alpha.shape[0])
    at = (place.x, place.y - 0.10 * place.unit)  # what is behind stands higher on the ground as the eye sees it
    body = laid(_railing(kind), rig, at, place.unit, size, lowest=-9.0, wet=0.0, comb=(0.0, 0.0), seed=0)
    if body.cover.size == 0:
        return
    window = (body.rows, body.columns)
    canvas[window] += (body.colour - canvas[window]) * body.cover[..., None]
    alpha[window] = np.maximum(alpha[window], body.cover)


@lru_cache(maxsize=3)
def _railing(kind: str) -> Model:
    """Return a railing of iron or of wood, or a parapet of stone, the foot of who is before it at the origin; metres."""
    m, z = Model(), _BEHIND
    if kind == "stone":
        m.box((0.0, 0.46, z + 0.15), (2 * _REACH, 0.92, 0.30), _STONE, group=0, edge=0.02)
        for n in range(-5, 6):  # caps, with the joints between them
            m.box((1.3 * n, 0.98, z + 0.12), (1.27, 0.14, 0.46), _STONE, group=1 + n % 2, edge=0.025)
        return m
    skin = _IRON if kind == "iron" else Skin((0.10, 0.16, 0.23), 0.05, "wood")
    m.box((0.0, _HIGH, z), (2 * _REACH, 0.055, 0.095), skin, group=0, edge=0.015)
    for high in (0.14, 0.86) if kind == "iron" else (0.42, 0.76):
        m.box((0.0, high, z), (2 * _REACH, 0.040, 0.035), skin, group=0, edge=0.006)
    step = 0.145 if kind == "iron" else 1.6
    for n in range(-int(_REACH / step), int(_REACH / step) + 1):
        is_post = kind == "wood" or n % 12 == 0
        wide, top = (0.10, _HIGH + 0.06) if is_post else (0.020, 0.86)
        m.box((step * n, 0.5 * top, z), (wide, top, wide), skin, group=1, edge=0.25 * wide)
    m.box((0.0, 0.03, z), (2 * _REACH, 0.12, 0.26), skin if kind == "wood" else _STONE, group=2, edge=0.02)
    return m
