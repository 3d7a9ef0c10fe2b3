"""The crust of a world without rain: craters with rims, boulders, dust, hills at the horizon; and the light on it.

Lengths in metres, heights above a plain. Craters are bowls a fifth as deep as they are wide with a raised rim, which is what
impacts leave on airless worlds whatever their size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.noise import (
    LENT,
    faded_noise as _noise,
    gradient_at as _wave,
    lattice_random,
    smoothstep,
)
from beatreel.plugins.generators.procedural.scenery.relief import Points, Sunlight, normals

Array = np.ndarray[Any, np.dtype[np.float32]]

(CRATERS, ROCKS, RANGE) = range(3)
_0, _1, _HALF = np.float32(0), np.float32(1), np.float32(0.5)


@njit(**LENT)
def _craters(x, z, cell, share, seed, e):  # type: ignore[no-untyped-def]
    """Return the relief of the craters of one size, one in a cell at most."""
    part = min(max(np.float32(0.30) * cell / max(e, np.float32(1e-4)) - _1, _0), _1)
    if part <= _0:
        return _0
    h = _0
    ix, iz = np.int32(np.floor(x / cell)), np.int32(np.floor(z / cell))
    for i in range(-1, 2):
        for k in range(-1, 2):
            jx, jz = ix + i, iz + k
            if lattice_random(jx, jz, seed) > share:
                continue
            size = lattice_random(jx, jz, seed + 3)
            r = cell * (np.float32(0.10) + np.float32(0.30) * size * size)
            cx = (np.float32(jx) + np.float32(0.25) + _HALF * lattice_random(jx, jz, seed + 1)) * cell
            cz = (np.float32(jz) + np.float32(0.25) + _HALF * lattice_random(jx, jz, seed + 2)) * cell
            d = np.sqrt((x - cx) * (x - cx) + (z - cz) * (z - cz)) / r
            if d > np.float32(2.6):
                continue
            d *= _1 + np.float32(0.10) * _noise(x, z, r, seed + 4, e)
            rim = np.float32(0.075) * r * (_HALF + lattice_random(jx, jz, seed + 5))  # old ones are worn
            if d < _1:
                h += rim + np.float32(4.6) * rim * (max(d, np.float32(0.25)) ** 2 - _1)
            else:
                h += rim * np.exp(np.float32(-3.2) * (d - _1)) * smoothstep(np.float32(2.6), np.float32(1.6), d)
    return part * h


@njit(**LENT)
def _rocks(x, z, cell, share, seed, e):  # type: ignore[no-untyped-def]
    """Return how far boulders stand out of the dust."""
    if e > np.float32(0.25) * cell:
        return _0
    best = _0
    ix, iz = np.int32(np.floor(x / cell)), np.int32(np.floor(z / cell))
    for i in range(-1, 2):
        for k in range(-1, 2):
            jx, jz = ix + i, iz + k
            if lattice_random(jx, jz, seed) > share:
                continue
            size = lattice_random(jx, jz, seed + 3)
            r = cell * (np.float32(0.04) + np.float32(0.26) * size * size * size)
            cx = (np.float32(jx) + np.float32(0.2) + np.float32(0.6) * lattice_random(jx, jz, seed + 1)) * cell
            cz = (np.float32(jz) + np.float32(0.2) + np.float32(0.6) * lattice_random(jx, jz, seed + 2)) * cell
            squeeze = np.float32(0.7) + np.float32(0.7) * lattice_random(jx, jz, seed + 4)
            dx, dz = (x - cx) * squeeze, (z - cz) / squeeze
            away = np.sqrt(dx * dx + dz * dz) / r
            if away < np.float32(1.4):
                # Broken faces: planes of a few directions cut a dome.
                rough = np.float32(0.42) * _noise(x, z, np.float32(0.9) * r, seed + 5, e) + np.float32(0.16) * _noise(
                    x, z, np.float32(0.3) * r, seed + 6, e
                )
                edge = max(abs(dx), abs(dz)) / r
                bulk = _1 - np.float32(0.6) * away - np.float32(0.4) * edge + rough
                best = max(best, r * np.float32(0.95) * max(min(bulk, np.float32(0.52)), _0) ** np.float32(0.78))
    return best


@njit(**LENT)
def _height(x, z, e, land, seed):  # type: ignore[no-untyped-def]
    far = np.sqrt(x * x + z * z)
    h = np.float32(5.0) * _noise(x, z, np.float32(210), seed + 1, e) + np.float32(1.3) * _noise(
        x, z, np.float32(46), seed + 2, e
    )
    h += np.float32(0.22) * _noise(x, z, np.float32(9), seed + 3, e) + np.float32(0.05) * _noise(
        x, z, np.float32(1.9), seed + 4, e
    )
    h += np.float32(0.016) * _noise(x, z, np.float32(0.5), seed + 5, e) + np.float32(0.006) * _noise(
        x, z, np.float32(0.12), seed + 6, e
    )
    for k in range(5):
        cell = (np.float32(420), np.float32(110), np.float32(28), np.float32(7), np.float32(1.8))[k]
        h += _craters(x, z, cell, land[CRATERS], seed + 10 + 7 * k, e)
    if far > np.float32(300):  # mountains, rounded by dust
        rise = smoothstep(np.float32(500), np.float32(2400), far) * land[RANGE]
        ridge = _1 - np.sqrt(_wave(x / np.float32(900), z / np.float32(900), seed + 60) ** 2 + np.float32(0.004))
        more = _1 - np.sqrt(_wave(x / np.float32(370), z / np.float32(370), seed + 61) ** 2 + np.float32(0.004))
        h += rise * (np.float32(300) * max(ridge - np.float32(0.55), _0) * more + np.float32(16) * _noise(
            x, z, np.float32(120), seed + 62, e) + np.float32(5) * _noise(x, z, np.float32(40), seed + 63, e))  # fmt: skip
    stones = _rocks(x, z, np.float32(9), _HALF * land[ROCKS], seed + 80, e)
    stones = max(stones, _rocks(x, z, np.float32(2.4), land[ROCKS], seed + 90, e))
    return h + max(stones, _rocks(x, z, np.float32(0.6), land[ROCKS], seed + 100, e))


@njit(**LENT)
def fill_heights(x, z, foot, land, seed, out):  # type: ignore[no-untyped-def]
    """Write the height of each of the flat positions."""
    for i in range(x.shape[0]):
        out[i] = _height(x[i], z[i], foot[i], land, seed)


@dataclass
class Crust:
    """One place on a world.

    Attributes
    ----------
    craters, rocks : float
        Share of the places that have one, 0 to 1.
    high : float
        How high the mountains at the horizon are, 1 about 150 m.
    colour : ndarray (3,)
        Of the dust, linear BGR.
    ice : ndarray (3,) or None
        The ground is ice: what shines through its cracks.
    """

    craters: float
    rocks: float
    high: float
    colour: Array
    seed: int
    ice: Array | None = None

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return ground heights; see :data:`~...scenery.relief.Heights`."""
        flat = [np.ascontiguousarray(part, np.float32).ravel() for part in (x, z, foot)]
        land = np.array([self.craters, self.rocks, self.high], np.float32)
        out = np.empty_like(flat[0])
        fill_heights(*flat, land, np.int32(self.seed), out)
        return out.reshape(np.shape(x))

    def height(self, x: float, z: float, foot: float = 0.3) -> float:
        """Return the height of one place."""
        one = (np.full(1, value, np.float32) for value in (x, z, foot))
        return float(self.heights(*one)[0])


@dataclass(frozen=True)
class Air:
    """What is between the ground and the eye: nothing on a moon.

    Attributes
    ----------
    thick : float
        Share of light that is lost in a metre.
    haze, sunny : ndarray (3,)
        Light of endless air away from the sun and towards it, linear BGR.
    ambient : ndarray (3,)
        Light that falls from all of the sky.
    sun : ndarray (3,)
    """

    thick: float
    haze: Array
    sunny: Array
    ambient: Array
    sun: Array


def shade(
    points: Points, land: Crust, sunlight: Sunlight, towards: tuple[float, float, float], air: Air
) -> list[Array]:
    """Return the light of ground points: steady and sun, each (points, 3)."""
    x, z, foot = points.x, points.z, points.foot
    at, nx, ny, nz = normals(land.heights, x, z, np.maximum(foot, 0.012))
    lit, bounce, hollow = sunlight.at(x, z)
    facing = np.maximum(nx * towards[0] + ny * towards[1] + nz * towards[2], 0)
    # Dust throws light back where it came from: it is brighter away from the sun than a matt surface.
    back = 0.5 - 0.5 * (points.dx * towards[0] + points.dy * towards[1] + points.dz * towards[2])
    rough = (
        0.80
        + 0.5 * fbm_at(x, z, 34.0, land.seed + 41, 4, foot)
        + 0.35 * fbm_at(x, z + at, 0.7, land.seed + 42, 4, foot)
        + 0.45 * fbm_at(x, z + at, 0.09, land.seed + 43, 4, foot)  # grains
    )
    albedo = land.colour * np.clip(rough, 0.3, 1.6)[..., None]
    glint = np.float32(0)
    if land.ice is not None:
        albedo, glint = _frozen(points, land, albedo, at, (nx, ny, nz), towards)
    open_ = np.clip(1 - 0.8 * np.maximum(hollow, 0), 0.25, 1.1) * np.clip(0.35 + 0.65 * ny, 0.1, 1)
    direct = lit * facing * (0.75 + 0.6 * back) + 0.06 * bounce
    steady = albedo * air.ambient * open_[..., None]
    sun = (albedo * direct[..., None] + (glint * lit)[..., None]) * air.sun
    if air.thick > 0:
        through = np.exp(-points.distance * np.float32(air.thick))[..., None]
        mu = np.clip(points.dx * towards[0] + points.dy * towards[1] + points.dz * towards[2], 0, 1)[..., None]
        steady = steady * through + air.haze * (1 - through)
        sun = sun * through + air.sunny * mu**3 * (1 - through)
    return [steady.astype(np.float32), sun.astype(np.float32)]


def _frozen(
    points: Points,
    land: Crust,
    albedo: Array,
    at: Array,
    normal: tuple[Array, Array, Array],
    towards: tuple[float, float, float],
) -> tuple[Array, Array]:
    """Return the colours of ice, pale with coloured cracks and clear sheets between drifts of frost, and its glints."""
    assert land.ice is not None
    x, z, foot = points.x, points.z, points.foot
    bend = 3.0 * fbm_at(x, z, 21.0, land.seed + 51, 3, foot)
    crack = ridged_at(x + bend, z - bend, 26.0, land.seed + 52, 4, foot)
    thin = ridged_at(x - bend, z + bend, 6.0, land.seed + 53, 4, foot)
    seams = np.maximum(step(0.52, 0.85, crack), 0.7 * step(0.62, 0.90, thin))
    clear = step(-0.05, 0.22, fbm_at(x, z + at, 13.0, land.seed + 54, 5, foot))
    share = np.clip(seams + 0.62 * clear, 0, 1)[..., None]
    colour = np.asarray(albedo + (land.ice - albedo) * share, np.float32)
    half = [t - d for t, d in zip(towards, (points.dx, points.dy, points.dz), strict=True)]
    length = np.sqrt(sum(h * h for h in half)) + 1e-6
    along = np.maximum(sum(n * h for n, h in zip(normal, half, strict=True)) / length, 0)
    return colour, np.asarray((0.06 + 0.5 * clear) * along**48, np.float32)
