"""The shape of a volcano and its plain, the lava on them, and the light of both.

Lengths in metres; the cone stands at (x, z) = :attr:`Cone.at`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.cracks import plates_at
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.relief import Points, Sunlight, normals

Array = np.ndarray[Any, np.dtype[np.float32]]

_ROCK = np.array([0.050, 0.052, 0.060], np.float32)
_HOT = np.array([0.10, 0.85, 4.2], np.float32)
_HOTTEST = np.array([0.9, 3.6, 6.2], np.float32)
_PLATE = 1.7  # metres of a plate of the crust
_FINE = 0.35  # metres of a pixel from which the crust is not told
_SHINE = np.array([0.008, 0.060, 0.42], np.float32)  # what lava throws on the rock beside it


@dataclass
class Cone:
    """A volcano.

    Attributes
    ----------
    at : tuple of float
        Middle, x and z.
    tall, wide : float
        Height of the rim, and radius at which about a third of it is left.
    crater : float
        Radius of the rim.
    streams : ndarray (count, 3)
        Angle, length as a share of the slope, and width in metres of the lava on its slopes.
    river : tuple of float
        Offset at the camera, size of the bends, width, of the lava on the plain; width 0 for none.
    cracks : float
        How much of the near ground is cracked crust with lava below, 0 to 1.
    seed : int
    shore : float
        Metres to the sea's edge, where the river ends; 0 for no sea.
    """

    at: tuple[float, float]
    tall: float
    wide: float
    crater: float
    streams: Array
    river: tuple[float, float, float]
    cracks: float
    seed: int
    shore: float = 0.0

    def polar(self, x: Array, z: Array) -> tuple[Array, Array]:
        """Return distance from the middle and angle around it (0 towards the camera)."""
        dx, dz = x - np.float32(self.at[0]), z - np.float32(self.at[1])
        return np.hypot(dx, dz), np.arctan2(dx, -dz)

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of the ground."""
        away, angle = self.polar(x, z)
        bent = away * (1 + 0.10 * fbm_at(x, z, 500.0, self.seed + 1, 2, foot))
        slope = np.float32(self.tall * 1.42) * np.exp(-((bent / np.float32(self.wide)) ** np.float32(0.92)))
        gully = ridged_at(angle * 260.0, away * np.float32(0.30), 130.0, self.seed + 3, 5, foot, 0.5)
        slope = slope * (0.90 + 0.20 * gully * step(0, 0.5 * self.wide, away))
        rim = np.float32(self.tall) * (1 + 0.05 * fbm_at(np.cos(angle), np.sin(angle), 0.7, self.seed + 5, 4))
        inner = rim - 1.1 * np.maximum(np.float32(self.crater) - away, 0)
        cone = np.minimum(slope, np.where(away < 1.6 * self.crater, inner, np.float32(1e6)))
        plain = 5.0 * fbm_at(x, z, 130.0, self.seed + 7, 6, foot) + 0.9 * ridged_at(
            x, z, 14.0, self.seed + 9, 6, foot, 0.5
        )
        plain -= 0.5 * step(1.5, 0.4, self.to_river(x, z))
        if self.cracks > 0 and float(foot.min()) < _FINE:
            seam, number = self.crust(x, z, foot)
            risen = 0.17 * step(0.0, 0.42, seam) + 0.16 * (number - 0.5)
            # Lava that was pulled along as it set lies in ropes.
            ropes = ridged_at(
                x + 0.4 * fbm_at(x, z, 2.3, self.seed + 45, 3, foot), z * np.float32(2.4), 0.55, self.seed + 46, 4, foot
            )
            plain += (risen + 0.07 * ropes) * step(_FINE, 0.3 * _FINE, foot) * step(0.9, 1.25, self.to_river(x, z))
        if not self.shore:
            return np.asarray(cone + plain - 2.0, np.float32)
        inland = self.inland(x, z)
        bank = (
            0.05
            * self.shore
            * step(0.0, 0.3 * self.shore, inland)
            * (0.35 + 0.65 * step(0.8, 1.8, self.to_river(x, z)))
        )
        land = np.maximum(cone + 0.35 * plain + bank + 0.02 * self.shore, 0.02 * self.shore)
        return (land * step(0.0, 0.10 * self.shore, inland)).astype(np.float32)

    def inland(self, x: Array, z: Array) -> Array:
        """Return how many metres behind the edge of the sea points are."""
        scale = 0.5 * self.shore
        edge = self.shore * (1 + 0.45 * fbm_at(x, np.zeros_like(x), scale, self.seed + 61, 5, None, 0.55))
        return np.asarray(z - edge, np.float32)

    def mouth(self) -> tuple[float, float]:
        """Return where the river meets the sea, x and z."""
        z = np.linspace(0.3, 1.8, 151, dtype=np.float32) * np.float32(self.shore)
        across = np.linspace(-1.0, 1.0, 201, dtype=np.float32) * np.float32(self.shore)
        x = np.array([across[int(np.argmin(self.to_river(across, np.full_like(across, at))))] for at in z])
        first = int(np.argmax(self.inland(x.astype(np.float32), z) > 0))
        return float(x[first]), float(z[first])

    def crust(self, x: Array, z: Array, foot: Array) -> tuple[Array, Array]:
        """Return how far points are from the nearest crack of the crust, in metres, and the numbers of its plates, 0 to 1."""
        bent_x = x + 0.55 * fbm_at(x, z, 1.9, self.seed + 42, 4, foot)
        bent_z = z + 0.55 * fbm_at(z, x, 1.9, self.seed + 43, 4, foot)
        return plates_at(bent_x, bent_z, _PLATE, self.seed + 44)

    def to_river(self, x: Array, z: Array) -> Array:
        """Return how far points are from the middle of the river, in half widths."""
        offset, bends, wide = self.river
        if wide <= 0:
            return np.full_like(x, 99.0)
        share = np.clip(z / np.float32(self.at[1]), 0, 1)
        middle = (
            offset * (1 - share) + self.at[0] * share + bends * np.sin(z * np.float32(0.021) + self.seed) * (1 - share)
        )
        half = wide * (0.5 + 0.25 * np.sin(z * np.float32(0.05) + 1)) * (1 - 0.3 * share)
        return np.asarray(np.abs(x - middle + 0.25 * wide * np.sin(0.13 * z)) / half, np.float32)


def lava(land: Cone, x: Array, z: Array, at: Array, foot: Array) -> tuple[Array, Array]:
    """Return how hot the ground is (0 to about 1.3), and how much of the lava's shine it gets from nearby."""
    away, angle = land.polar(x, z)
    heat, shine = np.zeros_like(x), np.zeros_like(x)
    reach = 2.2 * land.wide
    for turn, long_, wide in land.streams:
        wander = 0.20 * fbm_at(away, np.full_like(away, turn * 40), 190.0, land.seed + 21, 4)
        off = np.abs(angle - turn - wander) * np.maximum(away, land.crater)
        end = step(long_ * reach, 0.55 * long_ * reach, away) * step(0.75 * land.crater, 1.0 * land.crater, away)
        half = np.maximum(wide * (0.6 + 0.8 * away / reach), 0.8 * foot)
        heat = np.maximum(heat, end * np.exp(-((off / half) ** 2)))
        shine += end * np.exp(-off / (5 * wide + 25))
    heat = np.maximum(heat, step(0.86 * land.crater, 0.70 * land.crater, away))
    shine += 1.2 * np.exp(-np.maximum(away - land.crater, 0) / (0.7 * land.crater))
    to_river = land.to_river(x, z)
    flow = step(1.05, 0.80, to_river) * (z < land.at[1] - 0.5 * land.wide)
    if land.river[2] > 0:
        heat = np.maximum(heat, flow * _flowing(land, x, z, to_river, foot))
        shine += 0.85 * np.exp(-np.maximum(to_river - 1, 0) * land.river[2] / 6.0) * (1 - flow)
    if land.cracks > 0:
        seam, number = land.crust(x, z, foot)
        near = step(1.4 * _FINE, 0.4 * _FINE, foot) * (1 - step(1.3, 1.0, to_river))
        patch = step(0.26 - 0.62 * land.cracks, 0.62 - 0.62 * land.cracks, fbm_at(x, z, 11.0, land.seed + 35, 4))
        wide = 0.030 + 0.055 * np.clip(0.5 + 1.3 * fbm_at(x, z, 2.6, land.seed + 36, 4, foot), 0, 1)
        half = np.maximum(wide, 0.55 * foot)
        heat = np.maximum(heat, 1.05 * patch * near * np.exp(-((seam / half) ** 2)) * np.minimum(1, wide / half))
        # Some plates have just set: they still glow dull red.
        heat = np.maximum(
            heat,
            0.24
            * patch
            * near
            * step(0.80, 0.97, number)
            * step(0.0, 0.25, fbm_at(x, z, 0.5, land.seed + 37, 4, foot)),
        )
        shine += 0.80 * patch * near * np.exp(-seam / 0.11)
    return heat.astype(np.float32), np.minimum(shine, 1.6).astype(np.float32)


def _flowing(land: Cone, x: Array, z: Array, to_river: Array, foot: Array) -> Array:
    """Return how hot the river is: bright seams between floes of dark crust, bare and hottest in its middle."""
    size = 0.34 * land.river[2]
    bend = 0.35 * size
    bent_x = x + bend * fbm_at(x, z, 0.9 * size, land.seed + 25, 4, foot)
    bent_z = 0.62 * z + bend * fbm_at(z, x, 0.9 * size, land.seed + 26, 4, foot)
    seam, number = plates_at(bent_x, bent_z, size, land.seed + 27)
    bare = np.clip(0.62 - 0.75 * to_river + 0.9 * fbm_at(x, 0.4 * z, 2.6 * size, land.seed + 28, 4, foot), 0, 1)
    wide = size * (0.045 + 0.10 * bare)
    shown = np.minimum(1, 0.5 * size / np.maximum(foot, 1e-3))
    floes = 0.10 + 0.25 * number * bare + 0.16 * fbm_at(x, z, 0.3 * size, land.seed + 29, 5, foot)
    fine, _ = plates_at(bent_x, bent_z, 0.26 * size, land.seed + 30)
    floes += 0.34 * np.exp(-((fine / (0.022 * size)) ** 2)) * np.clip(number + 0.9 * bare - 0.3, 0, 1)
    floes *= np.clip(0.8 + 1.1 * fbm_at(x, z, 0.11 * size, land.seed + 32, 5, foot, 0.6), 0.25, 1.6)
    hot = floes + (1.08 - floes) * np.exp(-((seam / wide) ** 2)) + 0.55 * bare**2
    return np.clip(hot * shown + 0.62 * (1 - shown), 0.05, 1.25)


def shade(points: Points, land: Cone, sunlight: Sunlight, light: OpenLight, azimuth: float) -> list[Array]:
    """Return the light of ground points: steady, sun and lava, each (points, 3)."""
    x, z, foot = points.x, points.z, points.foot
    at, nx, ny, nz = normals(land.heights, x, z, np.maximum(foot, 0.02))
    lit, bounce, hollow = sunlight.at(x, z)
    towards = light.towards(azimuth)
    facing = np.maximum(nx * towards[0] + ny * towards[1] + nz * towards[2], 0)
    rough = 0.75 + 0.9 * (0.5 + 0.5 * fbm_at(x, z + at, 6.0, land.seed + 41, 5, foot, 0.6))
    albedo = _ROCK * rough[..., None]
    if land.cracks > 0 and float(foot.min()) < _FINE:  # plates of glassy crust, each its own black
        number = land.crust(x, z, foot)[1]
        rough = rough * (0.62 + 0.75 * number)
    open_ = np.clip(1 - 0.8 * np.maximum(hollow, 0), 0.25, 1.1) * np.clip(0.35 + 0.65 * ny, 0.1, 1)
    steady = albedo * np.array(light.ambient, np.float32) * open_[..., None] * np.float32(1.4)
    sun = albedo * np.array(light.sun, np.float32) * (lit * facing + 0.05 * bounce)[..., None]
    heat, shine = lava(land, x, z, at, foot)
    sea = at < 0.0008 * land.shore if land.shore else np.zeros(x.shape, bool)
    heat, shine = np.where(sea, 0, heat), np.where(sea, 0, shine)
    own = _HOT * heat[..., None] ** np.float32(1.5) + (_HOTTEST - _HOT) * np.clip(heat - 0.72, 0, 1)[..., None] ** 1.5
    # It lights what faces the river, so that the rock keeps its relief and its black.
    aside = land.to_river(x + 0.5, z) - land.to_river(x - 0.5, z)
    seen = np.clip(0.16 * ny - 1.15 * nx * np.sign(aside) - 0.35 * nz, 0.03, 1.1)
    glow = own + _SHINE * (shine * seen * rough * 1.7)[..., None] * (1 - np.minimum(heat, 1))[..., None]
    steady *= (1 - 0.9 * np.minimum(heat, 1))[..., None]
    if sea.any():
        _water(points, sea, land, light, azimuth, steady, sun, glow)
    mu = np.clip(points.dx * towards[0] + points.dy * towards[1] + points.dz * towards[2], 0, 1)
    veil, haze = open_sky.veil(light, mu)
    through = np.exp(-points.distance * light.air * 1.6)[..., None]
    smoke = np.array([0.006, 0.018, 0.075], np.float32)  # air over lava is lit by it
    return [
        steady * through + veil * (1 - through) * np.float32(0.7),
        sun * through + haze * (1 - through),
        glow * (0.3 + 0.7 * through) + smoke * (1 - through),
    ]


def _water(
    points: Points, sea: Any, land: Cone, light: OpenLight, azimuth: float, steady: Array, sun: Array, glow: Array
) -> None:
    """Make the sea of points that are in it, in place: waves that mirror the sky, and the fire where the river ends."""
    x, z, foot = points.x[sea], points.z[sea], points.foot[sea]
    scale = 0.016 * land.shore + 0.5
    wave = fbm_at(0.7 * x, 2.2 * z, scale, land.seed + 63, 6, foot, 0.6)
    tilt = 0.10 * wave + 0.04 * fbm_at(x, 2.4 * z, 0.2 * scale, land.seed + 64, 3, foot)
    dx, dy, dz = points.dx[sea], points.dy[sea], points.dz[sea]
    up = np.clip(-dy + tilt, 0.02, 1)
    length = 1 / np.sqrt(dx * dx + dz * dz + up * up)
    sky, shine = open_sky.sky_colours(light, azimuth, dx * length, up * length, dz * length)
    mirror = np.clip(0.04 + 0.9 * (1 - np.clip(-dy + 1.4 * tilt, 0, 1)) ** 4, 0.03, 0.9)[..., None]
    deep = np.array([0.030, 0.020, 0.008], np.float32) * np.array(light.ambient, np.float32)
    steady[sea], sun[sea] = deep + sky * mirror, shine * mirror
    # A path of its light leads from where the lava falls in to whoever looks.
    mouth_x, mouth_z = land.mouth()
    off = np.abs(x - mouth_x * z / mouth_z) / (0.30 * land.river[2] + 0.06 * (mouth_z - np.minimum(z, mouth_z)))
    glints = np.clip(2.6 * wave + 0.1, 0.02, 1.5)
    near = np.exp(-np.hypot(x - mouth_x, z - mouth_z) / (0.20 * land.shore))
    path = (0.22 * np.exp(-(off**2)) * glints + 0.22 * near * (0.3 + glints))[..., None]
    glow[sea] = _HOT * np.float32(0.8) * path.astype(np.float32)
