"""Lasers in a room: fans of thin rays from two lamps above and one on the floor, each of which ends where it meets a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import LightGroup
from beatreel.plugins.generators.procedural.palette import light_of_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

WORDS = {"laser", "lasers"}
_RAYS = 9  # of a fan
_HUES = (145.0, 328.0)  # where a prompt names no colours
_STRENGTH = 2.6  # of the light of a ray, in whites of the picture
# Where a lamp is, and where its first and its last ray end, all in shares of the picture; its family.
_FANS = (
    ((0.10, 0.20), (0.05, 0.98), (1.02, 0.55), 0),
    ((0.93, 0.16), (0.98, 0.96), (-0.02, 0.60), 1),
    ((0.56, 0.64), (-0.05, 0.02), (1.05, 0.06), 0),
)


def shine(painting: Painting, description: SceneDescription, rng: np.random.Generator) -> None:
    """Add lasers to the picture of a room, and their glow in its haze, as two families that take turns."""
    height, width = painting.depth.shape
    white = 1.0 / max(painting.grade.exposure, 1e-3)
    haze = _haze(width, height, int(rng.integers(1, 1 << 16)))
    palette = description.palette
    hues = (palette.key, palette.fill) if palette.strength > 0.4 else _HUES
    for family, (hue, pulse) in enumerate(zip(hues, ("kick", "offbeat"), strict=True)):
        rays, ends = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
        for at, first, last, of in _FANS:
            if of == family:
                shift = rng.normal(0, 0.02, 2)
                _fan(rays, ends, painting.depth, np.add(at, shift), (first, last), rng)
        soft = cv2.GaussianBlur(rays, (0, 0), 0.010 * width) + 0.5 * cv2.GaussianBlur(rays, (0, 0), 0.05 * width)
        tint = light_of_hue(hue, 0.20, 0.62)
        light = (rays * haze + ends)[..., None] * (0.8 * tint + 0.2) + (1.3 * soft * haze)[..., None] * tint
        painting.add_lights("lasers", LightGroup(halved(_STRENGTH * white * light), pulse, 0.72, 0.55))


def _fan(out: Array, ends: Array, depth: Array, at: Any, aims: tuple[Any, Any], rng: np.random.Generator) -> None:
    """Draw rays from a lamp to where the picture shows that they end, hidden by what is before them."""
    height, width = out.shape
    size = np.array([width, height], np.float32)
    start = np.asarray(at, np.float32) * size

    def away(point: Any) -> float:
        x, y = np.clip(np.asarray(point), 0, size - 1).astype(int)
        return float(np.clip(depth[y, x], 0.8, 40.0))

    near = 0.9 * away(start)
    thin = max(0.0011 * width, 0.55)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    for share in np.linspace(0, 1, _RAYS) + rng.normal(0, 0.25 / _RAYS, _RAYS):
        end = (np.asarray(aims[0]) + (np.asarray(aims[1]) - aims[0]) * share) * size
        far = 0.99 * away(end)
        way = (end - start) / max(float(np.hypot(*(end - start))), 1e-3)
        long = float(np.hypot(*(end - start)))
        along = (x - start[0]) * way[0] + (y - start[1]) * way[1]
        off = np.abs((x - start[0]) * way[1] - (y - start[1]) * way[0])
        t = np.clip(along / long, 0, 1)
        distance = 1 / (1 / near + (1 / far - 1 / near) * t)
        is_seen = (distance <= 1.02 * depth) & (along > 0) & (along < long)
        out += is_seen * np.clip(thin + 0.5 - off, 0, 1) * (0.55 + 0.45 * np.exp(-3.0 * t))
        if (end >= 0).all() and (end < size).all():
            ends += np.exp(-(((x - end[0]) ** 2 + (y - end[1]) ** 2) / (3.2 * thin) ** 2))


def _haze(width: int, height: int, seed: int) -> Array:
    small = max(8, width // 4), max(8, height // 4)
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32) * np.float32(4 / width)
    cloud = fbm_at(x, 1.6 * y, 0.45, seed, 5)
    return np.asarray(cv2.resize(np.clip(0.72 + 0.8 * cloud, 0.25, 1.3).astype(np.float32), (width, height)))
