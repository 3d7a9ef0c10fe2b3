"""Fireflies that a prompt names: points of light over the ground, large and soft near by, each with a halo in the damp air."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.painting import LightGroup

from ._light import near_layer, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    Array = np.ndarray[Any, np.dtype[np.float32]]

_SHINE = np.array([0.16, 0.86, 0.80], np.float32)  # linear BGR: yellow that leans to green
_COUNT, _BEFORE = 70, 20  # how many there are, and how many of them fly before all that stands


def add_fireflies(painting: Painting, shot: str, rng: np.random.Generator) -> None:
    """Let fireflies shine over the lower part of a painting, in place; the off-beats brighten them."""
    height, width = painting.depth.shape
    top = {"wide": 0.50, "medium": 0.40}.get(shot, 0.32)
    drawn = [np.zeros((height, width), np.float32) for _ in range(2)]
    for number in range(_COUNT):
        before = number < _BEFORE
        x = float(rng.uniform(0.03, 0.97)) * width
        y = (top + (0.95 - top) * float(rng.uniform(0, 1)) ** 0.8) * height
        size = width * float(rng.uniform(0.0030, 0.0085) if before else rng.uniform(0.0016, 0.0040))
        _add(drawn[before], x, y, size, float(rng.uniform(0.5, 1.0)))
    far, near = drawn
    white = 0.75 * np.clip(far - 0.75, 0, 1)[..., None]  # as a lamp is where it is brightest
    light = np.float32(peak(painting, 0.90)) * (far[..., None] * _SHINE + white)
    painting.add_lights("fireflies", LightGroup(light.astype(np.float16), "offbeat", 0.9, 0.35))
    cover = np.clip(near, 0, 0.92)
    white = 0.75 * np.clip(near - 0.75, 0, 1)[..., None]
    nearest = min([layer.depth for layer in painting.layers], default=2.0)
    painting.layers.append(near_layer(np.float32(peak(painting, 0.94)) * (_SHINE + white), cover, min(nearest, 2.0)))


def _add(picture: Array, x: float, y: float, size: float, bright: float) -> None:
    """Add a point of light and its halo, in place."""
    reach = int(14 * size) + 3
    x0, y0 = max(int(x) - reach, 0), max(int(y) - reach, 0)
    part = picture[y0 : int(y) + reach, x0 : int(x) + reach]
    rows, columns = np.mgrid[0 : part.shape[0], 0 : part.shape[1]].astype(np.float32)
    away = np.hypot(columns + x0 + 0.5 - x, rows + y0 + 0.5 - y) / max(size, 0.6)
    fade = np.clip(1 - away * max(size, 0.6) / reach, 0, 1)
    part += bright * (1.3 * np.exp(-(away**2)) + 0.34 * np.exp(-away / 3.2) * fade) * min(size / 0.6, 1.0)
