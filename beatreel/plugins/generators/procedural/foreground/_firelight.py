"""Who is at a campfire: beside it, not before it, and warm in its light on the side where it burns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ._light import LUMA

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.people.casting import Cast

    from ._places import Place
    from ._solid_light import Rig

_GLOW = np.array([0.28, 0.80, 1.75], np.float32)  # linear BGR, about 1 bright
_CLEAR = 0.10  # of the picture's width, at least, between fire and body


def fire_at(painting: Painting, description: SceneDescription) -> float | None:
    """Return the column, in pixels, at which a campfire burns; None where there is none."""
    if "campfire" not in description.motifs:
        return None
    found = (float(one.options.get("x", 0.5)) for one in painting.elements if one.kind == "fire")
    return next((x * painting.depth.shape[1] for x in found), None)


def beside_fire(place: Place, fire: float, width: int, cast: Cast) -> Place:
    """Return a place that does not hide a fire at the column ``fire``, on the side where more room is."""
    left, right, _, _ = cast.model.bounds()
    clear = 0.28 * (right - left) * place.unit + _CLEAR * width
    if abs(place.x - fire) > clear:
        return place
    return replace(place, x=fire - clear if fire > 0.5 * width else fire + clear)


def warmed(rig: Rig, side: float) -> Rig:
    """Return lights with those of a fire on one side (1: right): low and warm, brighter than what comes from the sky."""
    glow = np.float32(rig.front @ LUMA) * _GLOW
    sides = rig.sides.copy()
    sides[1 if side > 0 else 0] += 0.9 * glow
    sides[3] += 0.5 * glow
    to_front, to_key = (np.array(way, np.float32) for way in ((0.80 * side, -0.05, -0.60), (0.87 * side, 0.05, 0.48)))
    return replace(
        rig, sides=sides, key=0.4 * rig.key + 0.9 * glow, front=0.30 * rig.front + 0.75 * glow, to_front=to_front, to_key=to_key,
    )  # fmt: skip
