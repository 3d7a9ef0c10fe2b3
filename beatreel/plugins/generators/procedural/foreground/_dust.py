"""Dust or snow that hooves and feet throw up as they run: clouds that swell behind them and hide where they meet the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight
    from ._places import Place
    from ._solid_light import Body, Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_DRY = {"dunes": 1.0, "savanna": 0.75, "canyon": 1.0, "field": 0.5, "road": 0.6, "mountain": 0.4, "volcano": 0.8}
"""How much of it there is in a world, 0 to 1."""
_WET = ("rain", "storm")
_LONG, _PUFFS = 1.5, 26  # metres that it trails behind each foot, and clouds in it


def dusty(description: SceneDescription) -> float:
    """Return how much of it whoever runs throws up, 0 to 1."""
    if description.weather in _WET or "flood" in description.motifs:
        return 0.0
    if description.weather == "snow":
        return 0.9
    return 1.0 if description.weather == "dust" else _DRY.get(description.world, 0.0)


def thrown_up(body: Body, place: Place, size: tuple[int, int], much: float, rng: np.random.Generator) -> Array:
    """Return how dense it is about somebody who runs, (rows, columns) of the picture, 0 to 1.

    Parameters
    ----------
    body, place
        Who runs, and where.
    size : tuple of int
        Rows and columns of the picture.
    much : float
        0 to 1, see :func:`dusty`.
    """
    height, width = size
    unit = place.unit
    foot = int(min(place.y, height - 1)) - body.rows.start
    low = body.cover[max(foot - int(0.22 * unit), 0) : max(foot + 1, 1)].max(axis=0, initial=0.0)
    feet = np.flatnonzero(low > 0.3)
    if feet.size == 0 or much <= 0:
        return np.zeros(size, np.float32)
    few = max(1, int(unit / 60))  # it is soft: fewer pixels are enough
    rows, columns = height // few + 1, width // few + 1
    density = np.zeros((rows, columns), np.float32)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32) * few
    back = 1.0 if place.looks_left else -1.0
    starts = body.columns.start + rng.choice(feet, 5)
    for start in starts:
        for _ in range(_PUFFS):
            age = float(rng.random()) ** 1.4
            large = unit * (0.07 + 0.22 * age) * float(rng.uniform(0.7, 1.3))
            at_x = start + back * _LONG * unit * age + 0.05 * unit * float(rng.normal())
            at_y = place.y - unit * (0.02 + 0.34 * age * float(rng.random()))
            thin = (0.30 - 0.20 * age) * float(rng.uniform(0.6, 1.2))
            density += thin * np.exp(-(((x - at_x) / large) ** 2) - ((y - at_y) / (0.75 * large)) ** 2)
    seed = int(rng.integers(1 << 16))
    billows = fbm_at(x / unit, y / unit, 0.45, seed, 5, np.full_like(x, few / unit))
    cover = 1 - np.exp(-np.clip(2.4 * density * (0.55 + 1.5 * billows), 0, None))
    cover *= np.clip((place.y + 0.16 * unit - y) / (0.14 * unit), 0, 1)  # it lies on the ground
    full = cv2.resize(cover.astype(np.float32), (columns * few, rows * few), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(0.85 * much * full[:height, :width], 0, 0.9), np.float32)


def lay_dust(canvas: Array, alpha: Array, cover: Array, rig: Rig, light: Backlight, place: Place) -> None:
    """Lay it over a layer, in place, in the colour of the ground and the light that is in it."""
    small = light.small
    row = min(max(int(place.y / light.height * small.shape[0]), 0), small.shape[0] - 1)
    ground = small[max(row - 1, 0) : row + 2].reshape(-1, 3).mean(axis=0)
    lit = (0.75 * ground + 0.35 * rig.sides[2] + 0.16 * rig.key).astype(np.float32)
    total = alpha + cover * (1 - alpha)
    canvas += (lit - canvas) * (cover / np.maximum(total, 1e-3))[..., None]
    alpha[:] = total
