"""Coconut palms on a beach: in the round, in the light of the picture, where the sand is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery import palm_trees
from beatreel.plugins.generators.procedural.scenery.built import level
from beatreel.plugins.generators.procedural.scenery.standing import seen

from ._land_layer import canvas_size
from ._pieces import FOCAL, new_place

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

# For each shot: metres to palms, the nearest first, and how far they stand towards the land (shares of half the width).
_STAND = {
    "wide": ((13.0, 0.62), (22.0, 0.86), (34.0, 0.62), (52.0, 0.74)),
    "medium": ((9.5, 0.80), (19.0, 0.60), (38.0, 0.72)),
    "close": ((6.8, 0.86), (15.0, 0.95), (28.0, 0.62)),
    "detail": ((9.0, 0.92), (20.0, 0.70)),
}


def add_shore_palms(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Add palms on the side of the land: the nearest, and those behind it, as layers that sway."""
    if painting.centre[1] < 0.12 * light.height:  # looked down at, they would lie
        return
    share, width, height = canvas_size(light)
    depth = cv2.resize(painting.depth, (width, height), interpolation=cv2.INTER_NEAREST)
    water = cv2.resize(np.asarray(painting.masks["water"], np.float32), (width, height))
    horizon = min(max(painting.centre[1] / light.height, 0.05), 0.95)
    low = slice(int(min(horizon + 0.08, 0.9) * height), height)
    dry = (water[low] < 0.2).mean(axis=0)
    side = 1.0 if dry[width // 2 :].mean() > dry[: width // 2].mean() else -1.0
    focal = painting.focal * share
    lens = level((0.0, 0.0, 0.0), 0.0, FOCAL, horizon, width, height)._replace(focal=np.float32(focal))
    first, *others = _STAND.get(shot, _STAND["medium"])
    for group in [others, [first]] if others else [[first]]:
        place = new_place(painting, light, description, int(rng.integers(1 << 16)))
        of = palm_trees.palm_skins(place)
        foot = 0.0, 0.0
        for away, aside in group:
            tall = float(rng.uniform(6.0, 8.5))
            lean = -side * float(rng.uniform(0.10, 0.34)) * tall, float(rng.uniform(-0.1, 0.1)) * tall
            mesh = palm_trees.palm_tree(tall, of, rng, lean=lean)
            column = int(min(max(0.5 + 0.5 * side * aside, 0.02), 0.98) * width)
            row, metres = _foot(depth[:, column], water[:, column], away, int(horizon * height))
            if place.meshes and metres < 0.6 * away:  # the sand ends before it
                continue
            unit = focal / metres
            place.add(mesh.moved((column - 0.5 * width) / unit, (horizon * height - row) / unit - 0.15, metres))
            foot = column / width, min(row / height, 1.2)
        found = seen(place, lens, width, height, None)
        size = (light.width, light.height)
        colour = cv2.resize(found.lit / np.maximum(found.cover, 0.02)[..., None], size)
        cover = cv2.resize(found.cover, size)
        sway = Motion(x=foot[0], y=foot[1], rock=0.006 if len(group) == 1 else 0.002)
        painting.layers.append(Layer(colour.astype(np.float16), cover.astype(np.float16), group[0][0], sway))


def _foot(depth: Array, water: Array, away: float, first: int) -> tuple[float, float]:
    """Return the row of a column in which dry ground lies at a distance, below the picture where it is nearer, and the distance.

    It is less where the sand ends before.
    """
    rows = np.arange(len(depth))
    dry = (rows > first) & (water < 0.3) & (depth < 300)
    if not dry.any():
        return float(len(depth)) * 1.02, min(away, 8.0)
    at = rows[dry]
    near = depth[dry]
    if away < float(near.min()):
        return float(first + (at[-1] - first) * float(near.min()) / away), away
    return float(at[int(np.argmin(np.abs(near - away)))]), min(away, float(near.max()))
