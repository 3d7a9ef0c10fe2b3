"""Rooms under water: whatever is painted there stands drowned, in the net of light of the waves, in shafts, among fish."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile, sampled
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, LightGroup

from .water import deep_light, shafts, veil

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .water import DeepLight

Array = np.ndarray[Any, np.dtype[np.float32]]

MOTIF = "under_water"
_SEEN = 2.4  # metres of water for one of a room, which is smaller than the sea
_DRY = (
    "dust",
    "rain",
    "snow",
    "mist",
    "fog",
    "embers",
    "fire",
    "sparks",
    "bokeh",
    "wind",
    "petals",
    "rays",
    "birds",
    "ripples",
)
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)


def under_water(paint: Callable[..., Painting]) -> Callable[..., Painting]:
    """Return the painter of a world as it is when the sea has come over it."""

    def painted(description: SceneDescription, *, shot: str, variation: int, seed: int, **options: Any) -> Painting:
        painting = paint(description, shot=shot, variation=variation, seed=seed, **options)
        drown(painting, description, np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 71]))
        return painting

    return painted


def drown(painting: Painting, description: SceneDescription, rng: np.random.Generator) -> None:
    """Fill a painting with water, in place."""
    light = deep_light(description)
    height, width = painting.depth.shape
    total = sum(np.asarray(group.light, np.float32) for group in painting.groups.values())
    white = max(float(np.percentile(total @ _LUMA, 96)), 1e-4)
    scale = np.float32(white / max(light.sun))  # the painting's own measure of light
    away = np.clip(painting.depth, 0.2, 60).astype(np.float32) * np.float32(_SEEN)
    through = np.exp(-away[..., None] * np.array(light.extinction, np.float32))
    water = _water(painting, light, scale, height, width) * (1 - through)
    net = _net(painting, light, rng) * (through * total)
    for name, group in painting.groups.items():
        group.light = halved(np.asarray(group.light, np.float32) * through)
        if group is next(iter(painting.groups.values())):
            painting.groups[name].light = halved(group.light + water)
    side = float(rng.choice([-1.0, 1.0]))
    sun_at = ((0.5 + side * rng.uniform(0.05, 0.2)) * width, -0.12 * height)
    rays = shafts(width, height, sun_at, int(rng.integers(1, 1 << 20)), 1.5)
    rays = (
        rays[..., None]
        * (1 - np.exp(-away[..., None] / 12))
        * np.array(light.sun, np.float32)
        * (0.30 * scale * light.rays)
    )
    painting.add_lights("caustics", LightGroup(halved(net), "kick", 1.0, 0.25))
    painting.add_lights("shafts", LightGroup(halved(rays), "downbeat", 0.85, 0.4))
    small = (max(8, width // 8), max(8, height // 8))
    shown = sum(
        cv2.resize(np.asarray(group.light, np.float32), small, interpolation=cv2.INTER_AREA)
        for group in painting.groups.values()
    )
    low, high = light.median
    painting.grade = fit_grade(
        shown, replace(light.grade(), bloom=0.24), median=(0.80 * low, 0.78 * high), white=light.white
    )
    painting.elements[:] = [one for one in painting.elements if one.kind not in _DRY]
    painting.elements += _alive(painting, light, side, sun_at, width, height)


def _water(painting: Painting, light: DeepLight, scale: np.float32, height: int, width: int) -> Array:
    """Return the colour of endless water in each pixel's direction."""
    rise = (painting.centre[1] - np.arange(height, dtype=np.float32)[:, None] - 0.5) / np.float32(painting.focal)
    dy = np.broadcast_to(rise / np.sqrt(1 + rise * rise), (height, width)).astype(np.float32)
    return np.asarray(veil(light, dy) * scale, np.float32)


def _net(painting: Painting, light: DeepLight, rng: np.random.Generator) -> Array:
    """Return the net of light that the waves throw on what is seen, (height, width, 1), for light of one."""
    height, width = painting.depth.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    z = np.clip(painting.depth, 0.2, 60).astype(np.float32)
    unit = np.float32(1 / painting.focal)
    x, y = (x - painting.centre[0]) * z * unit, (painting.centre[1] - y) * z * unit
    tile = caustic_tile(int(rng.integers(1, 1 << 20)), 256)
    u, v = ((x + 0.4 * y) / 2.8).astype(np.float32), ((z + 0.55 * y) / 2.8).astype(np.float32)
    net = np.minimum(sampled(tile, u, v), sampled(tile, 0.83 * v + 0.37, 0.83 * u + 0.11))
    uneven = np.clip(0.55 + 0.9 * fbm_at(x, z, 3.0, 17, 2), 0, 1.3)
    return np.asarray((2.1 * net * uneven * light.rays)[..., None], np.float32)


def _alive(
    painting: Painting, light: DeepLight, side: float, sun_at: tuple[float, float], width: int, height: int
) -> list[Element]:
    """Return what moves in the water."""
    dark = [round(min(90.0, 255 * math.sqrt(0.3 * part))) for part in light.water]
    return [
        Element("flow", 0.30, {"size": 9.0}),
        Element("rays", 0.5 * min(1.0, light.rays), {"x": sun_at[0] / width, "y": sun_at[1] / height}),
        Element("fish", 0.8, {"count": 18, "size": 15.0, "top": 0.30, "bottom": 0.52, "side": -side, "colour": dark}),
        Element("bubbles", 0.6, {"x": 0.5 + 0.22 * side, "y": 0.78}),
        Element("motes", 0.45),
    ]
