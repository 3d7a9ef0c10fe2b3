"""A wreck on the sea bed: a wooden ship that lies on her side in the sand, her masts broken, her planks open."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery import tall_ships
from beatreel.plugins.generators.procedural.scenery.built import Place, level
from beatreel.plugins.generators.procedural.scenery.standing import seen

from .water import veil

if TYPE_CHECKING:
    from .world import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]

# For each shot: metres to her, how she is turned (degrees), metres aside.
_SEEN = {
    "wide": (25.0, 28.0, 1.0),
    "medium": (19.0, 38.0, 0.0),
    "close": (16.0, 140.0, 0.0),
    "detail": (12.0, 22.0, 3.0),
}
_HEEL, _PITCH = math.radians(24), math.radians(-5)


def draw_wreck(stage: Stage, shot: str, depth: float) -> None:
    """Draw her into a picture of the bed, in place; ``depth`` is that of the water."""
    height, width = stage.relief.depth.shape
    light, camera, rng, side = stage.light, stage.camera, stage.rng, stage.side
    away, turn, aside = _SEEN.get(shot, _SEEN["medium"])
    down = np.exp(-0.6 * depth * np.array(light.extinction, np.float32))
    sun = np.array(light.sun, np.float32) * down
    place = Place(
        int(rng.integers(1 << 16)),
        sun=(0.35 * light.lean * side + 0.15 * side, 1.0, -0.35),
        sunlight=tuple(2.6 * sun),
        zenith=tuple(0.75 * sun + 1.0 * np.array(light.water, np.float32)),
        horizon=tuple(0.7 * np.array(light.water, np.float32)),
        is_open=True,
    )
    ship = tall_ships.wreck(place, rng)
    heading = side * math.radians(turn + float(rng.uniform(-6, 6)))
    lying = ship.leaned(_HEEL * float(rng.uniform(0.8, 1.2)), _PITCH)
    place.add(lying.moved(side * aside, -1.9, away, heading))
    lens = level((0.0, camera.y, 0.0), 0.0, 1.0, camera.horizon / height, width, height)
    lens = lens._replace(focal=np.float32(camera.focal), centre_x=np.float32(camera.centre_x))
    found = seen(place, lens, width, height, None)
    shown = found.cover * (found.depth < stage.relief.depth + 0.4)  # the sand has swallowed some of her
    rows = (np.arange(height, dtype=np.float32)[:, None] + 0.5 - camera.horizon) / camera.focal
    dy = np.broadcast_to(-rows / np.sqrt(1 + rows * rows), (height, width))
    clear = 0.55 * np.minimum(found.depth, 80.0)[..., None]  # what is looked for is seen through less water
    through = np.exp(-clear * np.array(light.extinction, np.float32))
    colour = found.lit / np.maximum(found.cover, 1e-3)[..., None] * through + veil(light, dy.astype(np.float32)) * (
        1 - through
    )
    stage.cover((slice(0, height), slice(0, width)), shown.astype(np.float32), colour.astype(np.float32), 0.0)
    np.copyto(stage.relief.depth, found.depth, where=shown > 0.5)
