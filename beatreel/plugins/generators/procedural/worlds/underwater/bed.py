"""The bottom of the sea: sand, canyon walls and reefs, lit through the waves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.caustics import sampled
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.scenery.relief import Points, Sunlight, normals

from .water import DeepLight, veil

Array = np.ndarray[Any, np.dtype[np.float32]]

_SAND = np.array([0.42, 0.48, 0.50], np.float32)
_ROCK = np.array([0.10, 0.11, 0.11], np.float32)
_CRUST = np.array([0.22, 0.23, 0.27], np.float32)  # of dead corals, of which the bank of a reef is
_CORALS = np.array([[0.24, 0.17, 0.86], [0.09, 0.30, 0.95], [0.13, 0.42, 0.60], [0.30, 0.40, 0.46]], np.float32)


@dataclass
class Bed:
    """The sea bed; metres, the sand at height 0.

    Attributes
    ----------
    seed : int
    surface : float
        Height of the water's surface.
    canyon : tuple of float or None
        Half width, bend and height of the walls on both sides of the view.
    reef : float
        How much of the ground coral heads cover, 0 to 1.
    tile : ndarray
        Caustics.
    bank : tuple of float or None
        Side (-1 or 1) and height of a slope that rises away from the middle.
    """

    seed: int
    surface: float
    tile: Array
    canyon: tuple[float, float, float] | None = None
    reef: float = 0.3
    bank: tuple[float, float] | None = None

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of the ground."""
        ground = 0.45 * fbm_at(x, z, 14.0, self.seed, 3, foot)
        along = 0.3 * x + z + 0.5 * fbm_at(x, z, 3.0, self.seed + 1, 2, foot)
        ground = ground + 0.035 * ridged_at(along, 0.15 * x, 0.55, self.seed + 2, 2, foot)
        lumps = fbm_at(x, z, 5.5, self.seed + 3, 6, foot, 0.56) - np.float32(0.62 - 0.75 * self.reef)
        heads = np.maximum(lumps, 0)
        ground = (
            ground
            + 2.6 * heads / (1 + 0.9 * heads)
            + 0.80 * np.minimum(heads, 0.8) * (ridged_at(x, z, 0.9, self.seed + 11, 6, foot, 0.62) - 0.3)
        )
        if self.bank is not None:
            ground = ground + self.bank[1] * self.bank_at(x, z)
        if self.canyon is not None:
            half, bend, top = self.canyon
            middle = bend * np.sin(z / np.float32(17.0))
            rough = 2.8 * fbm_at(x, z, 9.0, self.seed + 5, 6, foot, 0.58)
            pillars = 2.2 * (ridged_at(x, z, 6.0, self.seed + 7, 5, foot, 0.55) - 0.4)
            off = np.abs(x - middle) - half + rough + pillars
            wall = step(0.0, 3.2, off) * top * (0.62 + 0.38 * step(1.0, 9.0, off))
            ground = np.maximum(ground, ground + wall)
        return np.asarray(ground, np.float32)

    def bank_at(self, x: Array, z: Array) -> Array:
        """Return how far up the bank a place is, 0 to 1; 0 without one."""
        if self.bank is None:
            return np.zeros_like(x)
        edge = 1.2 + 0.10 * z + 0.9 * np.sin(z * np.float32(0.55) + self.seed % 7)
        up = step(0.0, 3.6, x * np.float32(self.bank[0]) - edge + np.float32(1.6))
        return np.asarray(up * step(0.6, 3.4, z), np.float32)  # no wall without corals beside the eye


def shade(points: Points, bed: Bed, sunlight: Sunlight, light: DeepLight, lean: tuple[float, float]) -> list[Array]:
    """Return the light of ground points: steady, and sun with caustics, each (points, 3)."""
    x, z, foot = points.x, points.z, points.foot
    at, nx, ny, nz = normals(bed.heights, x, z, np.maximum(foot, 0.02))
    lit, _, hollow = sunlight.at(x, z)
    up = 1 / np.sqrt(1 + lean[0] ** 2 + lean[1] ** 2)
    facing = np.clip((nx * lean[0] + ny + nz * lean[1]) * np.float32(up), 0, 1)
    lumps = fbm_at(x, z, 5.5, bed.seed + 3, 6, foot, 0.56) - np.float32(0.62 - 0.75 * bed.reef)
    hard = np.maximum(step(0.0, 0.06, lumps), step(0.80, 0.55, ny))
    kind = fbm_at(x + 0.5 * at, z, 2.1, bed.seed + 13, 4, foot, 0.6)
    living = (
        0.75 * step(0.05, 0.40, np.abs(kind)) * step(-0.1, 0.25, fbm_at(z, x + at, 3.3, bed.seed + 17, 3, foot) + 0.1)
    )
    colour = _CORALS[np.clip(((kind + 0.6) * 3.3).astype(np.int32), 0, 3)]
    speckle = 0.55 + 0.9 * (0.5 + 0.5 * fbm_at(x + at, z + 0.7 * at, 0.5, bed.seed + 15, 5, foot, 0.62))
    stone = _ROCK if bed.bank is None else _CRUST
    rock = (stone + (colour * 0.95 - stone) * living[:, None]) * speckle[:, None]
    sand = _SAND * (0.85 + 0.15 * fbm_at(x, z, 0.25, bed.seed + 19, 3, foot))[:, None]
    albedo = sand + (rock - sand) * hard[:, None]
    # Light that has come down to the point, and back to the eye.
    extinction = np.array(light.extinction, np.float32)
    above = np.exp(-np.maximum(bed.surface - at, 0)[:, None] * extinction * 0.8)
    scale = np.float32(1 / 4.6)
    net = sampled(bed.tile, (x - lean[0] * at) * scale, (z - lean[1] * at) * scale)
    second = sampled(bed.tile, (z - lean[1] * at) * scale * 0.83 + 0.37, (x - lean[0] * at) * scale * 0.83 + 0.11)
    net = np.minimum(net, second)
    blur = np.clip(foot / 0.12, 0, 1)
    net = 0.25 + (3.6 * net + (0.45 - 3.6 * net) * blur) * 1.4
    openness = np.clip(1 - 0.75 * np.maximum(hollow, 0), 0.22, 1.1) * (0.42 + 0.58 * np.clip(ny, 0, 1))
    steady = albedo * np.array(light.water, np.float32) * (2.3 * openness)[:, None] * (0.6 + 0.4 * above)
    sun = albedo * np.array(light.sun, np.float32) * above * (lit * facing * net)[:, None]
    through = np.exp(-points.distance[:, None] * extinction)
    before = veil(light, points.dy) * (1 - through)
    return [steady * through + before, sun * through]
