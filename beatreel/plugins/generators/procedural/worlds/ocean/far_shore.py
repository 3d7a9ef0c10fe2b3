"""The other side of a lake: wooded hills across still water, which mirrors them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.scenery import open_sky

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

    from .figures import SeaScenery

Array = np.ndarray[Any, np.dtype[np.float32]]

_LAKES = {"lake", "lakes", "lakeside", "lakeshore", "loch", "pond", "tarn"}
_WOOD = np.array([0.030, 0.050, 0.036], np.float32)
# From far to near: metres, height of the hills and of the trees on them as shares of the picture's width, and their seed.
_RIDGES = ((3600.0, 0.105, 0.002, 5), (1700.0, 0.062, 0.004, 17), (750.0, 0.026, 0.012, 29))
_THICKER = 3.0  # times the air of the sea, over a lake
_MIRRORED = 0.72  # of the water's own light that goes where it mirrors a wood


def is_lake(description: SceneDescription) -> bool:
    """Return whether the water of a prompt is a lake's."""
    return bool(_LAKES & description.all_words)


def draw_far_shore(scenery: SeaScenery, camera: Camera, light: OpenLight, azimuth: float, seed: int) -> None:
    """Draw the hills across a lake and what the water shows of them, in place."""
    width, height = scenery.width, scenery.height
    columns = (np.arange(width, dtype=np.float32) + np.float32(0.5)) / width
    rows = np.arange(height, dtype=np.float32)[:, None] + np.float32(0.5)
    above = np.float32(camera.horizon) - rows
    ambient = np.array(light.ambient, np.float32)
    dx, dy, dz = open_sky.directions(camera, columns[None] * width, np.full((1, width), camera.horizon, np.float32))
    sun = light.towards(azimuth)
    veil, glow = open_sky.veil(light, np.clip(dx * sun[0] + dy * sun[1] + dz * sun[2], 0, 1))
    for far, high, trees, own in _RIDGES:
        hills = 0.55 + 0.9 * fbm_at(columns * 3.1 + own, 0 * columns + own, 1.0, seed + own, 4)
        tips = np.abs(fbm_at(columns * width / max(3.0, 0.016 * width), 0 * columns + own, 1.0, seed + own + 1, 3))
        ridge = (np.maximum(high * hills, 0.004) + trees * (0.4 + 1.6 * tips)) * width
        keep = np.float32(np.exp(-far * _THICKER * light.air))
        colour = _WOOD * ambient * keep + veil * (1 - keep)
        cover = np.clip(ridge[None] - above, 0, 1) * np.clip(above + 1, 0, 1)
        scenery.cover((slice(None), slice(None)), cover, 0.0)
        scenery.steady += cover[..., None] * colour
        scenery.sun += cover[..., None] * glow * (1 - keep)
        np.copyto(scenery.depth, np.minimum(scenery.depth, np.float32(far)), where=cover > 0.5)
        below = -above  # longer in the water than over it, and torn by what ripples there are
        ripple = (
            0.35
            * ridge[None]
            * fbm_at(columns[None] * 14 + 0 * rows, below / width * 90 + 0 * columns, 1.0, seed + own + 2, 3)
        )
        image = np.clip((1.25 * ridge[None] + ripple - below) / (0.25 * ridge[None] + 1), 0, 1) * (below > 0)
        image *= np.clip(scenery.others[-1][..., 0], 0, 1) * np.float32(_MIRRORED)
        scenery.steady += image[..., None] * (colour - scenery.steady)
        scenery.sun *= (1 - image)[..., None]
