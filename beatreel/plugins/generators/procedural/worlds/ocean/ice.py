"""Ice at sea: bergs, floes and the land behind them; how light falls on ice, through it, and on the water that mirrors it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import ice as kernel
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.sea import Sea
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.relief import Heights, Points, normals

from .ground import glints, towards_sun

Array = np.ndarray[Any, np.dtype[np.float32]]

_SNOW = np.array([0.90, 0.88, 0.87], np.float32)
_ICE = np.array([0.86, 0.76, 0.60], np.float32)
_BLUE = np.array([0.74, 0.46, 0.17], np.float32)  # old ice without air in it, in cracks and near the water
_LETS_BY = np.array([0.040, 0.060, 0.20], np.float32)  # of light, lost per metre of ice
_DEEP = np.array([0.060, 0.040, 0.012], np.float32)
_FRINGE = np.array([0.46, 0.44, 0.13], np.float32)  # water over the foot of a berg
_STONE = np.array([0.085, 0.075, 0.07], np.float32)
_AROUND = -14.0  # height in metres under which a berg's roughness cannot lift it out of the water
_FLOES_RISE = 420.0  # metres up to which floes stand over the water; farther ones only colour it
_FLOES_TURN = 140.0  # metres up to which they have edges
_WALL = 3.2  # steepness of a berg's foot: what its height under water says about the distance


@dataclass
class Ice:
    """Everything that stands in the water of a picture; metres.

    Attributes
    ----------
    sea : Sea
    seed : int
    bergs, planes : ndarray
        See :func:`~...kernels.ice.berg_heights`.
    floe, dense, thick : float
        Size of floes, the share of water that they cover (0 to 1) and how high they stand.
    clear : float
        Distance up to which the water before the camera is open.
    land : float
        Height of the mountains behind; 0 for open sea.
    mist : float
        Of the air over the water, per metre.
    """

    sea: Sea
    seed: int
    bergs: Array
    planes: Array
    floe: float
    dense: float
    thick: float
    clear: float
    land: float
    mist: float

    def berg(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of the bergs, their walls fluted and rough."""
        x, z = np.ascontiguousarray(x, np.float32), np.ascontiguousarray(z, np.float32)
        out = np.empty(x.size, np.float32)
        kernel.berg_heights(x.ravel(), z.ravel(), self.bergs, self.planes, out)
        out = out.reshape(x.shape)
        near = out > _AROUND  # roughness costs more than the planes do
        if near.any():
            px, pz, grain = x[near], z[near], np.maximum(foot[near], np.float32(0.03))
            # Great walls bend and break more than what is a few metres tall.
            much = np.clip(0.6 + 0.09 * np.maximum(out[near], 0), 0, 3.4)
            aside = much * fbm_at(px, pz, 21.0, self.seed + 3, 6, grain, 0.54)
            ahead = much * fbm_at(pz, px, 18.0, self.seed + 5, 6, grain, 0.54)
            rough = np.empty(px.size, np.float32)
            kernel.berg_heights(px + aside, pz + ahead, self.bergs, self.planes, rough)
            out[near] = rough + np.where(rough > 1.0, 0.10 * (aside + ahead), np.float32(0))
        return out

    def floes(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of floes and of the brash between them, below 0 where there is water."""
        x, z = np.ascontiguousarray(x, np.float32), np.ascontiguousarray(z, np.float32)
        bend = 0.26 * self.floe * fbm_at(x, z, 0.8 * self.floe, self.seed + 11, 3, foot)
        bent = ((x + bend).ravel(), (z - 0.8 * bend).ravel())
        lanes = fbm_at(x, 0.6 * z, 9.0 * self.floe, self.seed + 15, 2, foot)
        dense = np.clip(self.dense * (1.0 + 1.9 * lanes), 0, 1) * step(
            0.6 * self.clear, 2.0 * self.clear + 1, np.hypot(x, z)
        )
        best = np.full(x.size, -9, np.float32)
        dense = np.ascontiguousarray(dense, np.float32).ravel()
        close = np.flatnonzero(z.ravel() < _FLOES_TURN)
        for size, share, tall, which in ((self.floe, 1.0, 1.0, None), (0.24 * self.floe, 0.75, 0.5, close)):
            at = slice(None) if which is None else which  # brash is too fine to be seen from afar
            out = np.empty((len(best[at]), 2), np.float32)
            kernel.floe_heights(
                bent[0][at], bent[1][at], np.float32(size), dense[at] * np.float32(share), np.int32(self.seed + 17), out
            )
            rise = np.minimum(out[:, 0], 1.0) * np.float32(self.thick * tall) * (0.45 + out[:, 1])
            best[at] = np.maximum(best[at], rise)
        return best.reshape(x.shape)

    def behind(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of the land behind, far under water before it."""
        out = np.full(x.shape, -60, np.float32)
        if self.land > 0:
            far = z > 1300
            if far.any():
                rise = step(1300.0, 4200.0, z[far])
                ridge = ridged_at(x[far], z[far], 1900.0, self.seed + 21, 8, foot[far], 0.5)
                out[far] = np.where(rise > 0, self.land * (rise * (1.75 * ridge - 0.55) + 0.02), -60)
        return out

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return what is highest, ice, land or the level water."""
        out = np.maximum(np.maximum(self.berg(x, z, foot), self.behind(x, z, foot)), np.float32(0))
        near: Any = np.flatnonzero((z < _FLOES_RISE).any(axis=0)) if z.ndim == 2 else []
        if len(near):
            some = slice(near[0], near[-1] + 1)
            out[:, some] = np.maximum(out[:, some], self.floes(x[:, some], z[:, some], foot[:, some]))
        return np.asarray(out, np.float32)


def shade(points: Points, ice: Ice, light: OpenLight, azimuth: float, eye: float, pace: float) -> list[Array]:
    """Return the light of points: steady, sun, glints (points, 3) and how much of each is water (points, 1).

    Parameters
    ----------
    eye : float
        Height of the camera.
    pace : float
        Relative step between the samples of the ground from which the points were found.
    """
    x, z, foot = points.x, points.z, points.foot
    berg, floe, land = ice.berg(x, z, foot), ice.floes(x, z, foot), ice.behind(x, z, foot)
    seen = (eye + points.dy * points.distance).astype(np.float32)
    # What is seen over the water is a berg or land, even if the samples of the ground missed its edge by a little.
    lifted = (seen > 1.5 * ice.thick + 0.001 * points.distance) & (land < seen - 0.5 - 0.01 * points.distance)
    if lifted.any():
        berg[lifted] = seen[lifted] = _at_wall(points, ice, eye, pace, lifted)
    top = np.maximum(np.maximum(berg, land), floe)
    dry = np.clip(top / (0.10 * foot + 0.01) + 0.2, 0, 1)
    steady, sun, glint = _water(points, ice, light, azimuth, berg, floe)
    if dry.max() > 0:
        is_berg, is_land = (berg >= top) & (dry > 0), (land >= top) & (dry > 0)
        for solid, heights in (
            (is_berg, ice.berg), (is_land & ~is_berg, ice.behind),
            ((dry > 0) & ~is_berg & ~is_land & (points.distance < _FLOES_TURN), ice.floes),
            ((dry > 0) & ~is_berg & ~is_land & (points.distance >= _FLOES_TURN), _level),
        ):  # fmt: skip
            if not solid.any():
                continue
            part = Points(**{name: getattr(points, name)[solid] for name in Points.__dataclass_fields__})
            lit = _solid(part, ice, light, azimuth, (part.dx, part.dy, part.dz), np.maximum(top[solid], 0), heights)
            share = dry[solid][:, None]
            for whole, own in zip((steady, sun), lit, strict=True):
                whole[solid] += (own - whole[solid]) * share
            glint[solid] *= 1 - share
    rise = np.maximum(top, 0)
    steady, sun, keep = _aired(points.distance, rise, points, ice, light, azimuth, steady, sun)
    return [steady, sun, glint * keep, (1 - dry).astype(np.float32)[:, None]]


def _at_wall(points: Points, ice: Ice, eye: float, pace: float, which: Any) -> Array:
    """Move points along their rays to where these meet a berg, in place, and return the height there."""
    dx, dy, dz, foot = (getattr(points, name)[which] for name in ("dx", "dy", "dz", "foot"))
    start_x, start_z = points.x[which] - dx * points.distance[which], points.z[which] - dz * points.distance[which]
    low, high = points.distance[which] * (1 - pace), points.distance[which] * (1 + pace)
    for _ in range(5):
        middle = 0.5 * (low + high)
        inside = ice.berg(start_x + dx * middle, start_z + dz * middle, foot) > eye + dy * middle
        low, high = np.where(inside, low, middle), np.where(inside, middle, high)
    points.x[which], points.z[which], points.distance[which] = start_x + dx * high, start_z + dz * high, high
    return np.asarray(eye + dy * high, np.float32)


def _level(x: Array, z: Array, foot: Array) -> Array:
    return np.zeros(x.shape, np.float32)


def _aired(
    distance: Array, rise: Array, points: Points, ice: Ice, light: OpenLight, azimuth: float, steady: Array, sun: Array
) -> tuple[Array, Array, Array]:
    """Lay the air over light: haze, and mist that lies on the water."""
    mu = towards_sun(points, light, azimuth)
    veil, glow = open_sky.veil(light, mu)
    low = ice.mist * np.exp(-rise / 9.0)
    keep = np.exp(-distance * (light.air * np.float32(1.1) + low))[:, None].astype(np.float32)
    return steady * keep + veil * (1 - keep), sun * keep + glow * (1 - keep), keep


def _solid(
    points: Points,
    ice: Ice,
    light: OpenLight,
    azimuth: float,
    way: tuple[Array, Array, Array],
    at: Array,
    heights: Heights,
) -> tuple[Array, Array]:
    """Return the steady light and the sun's of ice, snow or rock of a height, seen along a direction."""
    x, z, foot = points.x, points.z, np.maximum(points.foot, 0.03).astype(np.float32)
    dx, dy, dz = way
    _, nx, ny, nz = normals(heights, x, z, 1.2 * foot + 0.04)
    to_sun = light.towards(azimuth)
    facing = nx * to_sun[0] + ny * to_sun[1] + nz * to_sun[2]
    is_land = np.full(x.shape, heights == ice.behind)
    # Old layers that the berg has turned over with, and cracks without air.
    tilt = at + 0.16 * x - 0.10 * z
    layers = fbm_at(0.08 * (x + z), tilt, 4.2, ice.seed + 31, 5, foot, 0.6)
    cracks = ridged_at(0.7 * x + 0.25 * at, 0.7 * z + 0.55 * at, 21.0, ice.seed + 33, 4, foot, 0.5)
    snowy = step(0.50, 0.80, ny + 0.14 * fbm_at(x, z, 6.0, ice.seed + 35, 4, foot))
    blue = np.clip(0.75 * step(0.18, 0.42, layers) + 0.9 * step(0.76, 0.95, cracks), 0, 1) * (1 - snowy)
    blue = np.clip(blue + 0.8 * np.exp(-at / 1.6) * (1 - 0.7 * snowy), 0, 1)
    blue = np.clip(blue + 0.30 * (1 - snowy), 0, 1)
    albedo = _ICE + (_BLUE - _ICE) * blue[:, None]
    albedo = albedo * (0.86 + 0.20 * fbm_at(x + 0.5 * at, z + 0.8 * at, 2.6, ice.seed + 37, 5, foot, 0.6))[:, None]
    # Meltwater has fluted the walls and pitted them.
    along = x + 0.7 * z
    flutes = ridged_at(along, 0.22 * at, 2.6, ice.seed + 47, 4, foot, 0.55)
    pits = fbm_at(along, at + 0.2 * z, 0.7, ice.seed + 49, 4, foot, 0.6)
    worn = np.clip(1.0 + (0.20 * (flutes - 0.5) + 0.15 * pits) * (1 - 0.75 * snowy), 0.6, 1.3)
    drifts = (
        1 + 0.16 * fbm_at(x, z, 1.7, ice.seed + 43, 4, foot, 0.55) + 0.10 * fbm_at(x, z, 9.0, ice.seed + 45, 2, foot)
    )
    albedo = albedo + (_SNOW * drifts[:, None] - albedo) * snowy[:, None]
    if is_land.any():
        bare = step(0.80, 0.62, ny + 0.20 * fbm_at(x, z, 260.0, ice.seed + 39, 5, foot))[:, None]
        albedo = np.where(is_land[:, None], _SNOW + (_STONE - _SNOW) * bare, albedo)
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    # A facet takes its light from the part of the sky that it looks at.
    up = np.maximum(0.5 * ny + 0.12, 0.02)
    scale = 1 / np.sqrt(nx * nx + up * up + nz * nz)
    sky, sky_sun = open_sky.sky_colours(light, azimuth, nx * scale, up * scale, nz * scale)
    openness = (0.42 + 0.58 * ny)[:, None]
    steady = albedo * (0.50 * ambient * openness + 0.42 * sky)
    sun = albedo * sky_sun * np.float32(0.30)
    through = np.empty_like(x)
    lift = 0.7 + 0.4 * np.clip(facing, 0, 1)
    kernel.ice_crossed(
        (x + lift * nx).astype(np.float32), (at + lift * ny).astype(np.float32), (z + lift * nz).astype(np.float32),
        *(np.float32(v) for v in to_sun), ice.bergs, ice.planes, through,
    )  # fmt: skip
    back = dx * nx + dy * ny + dz * nz
    # At an outline the trace lands behind the edge now and then: that side is not seen.
    facing = facing * step(0.20, -0.02, back)
    direct = np.exp(-np.maximum(through - 0.4, 0) / 1.1) * np.clip(0.06 + 0.94 * facing, 0, 1)
    sun = sun + albedo * warm * direct[:, None]
    # What comes through from behind is blue-green, and most where one looks towards the sun.
    ahead = np.clip(dx * to_sun[0] + dz * to_sun[2], 0, 1)
    glow = np.exp(-(through + 1.0)[:, None] * _LETS_BY) * (0.10 + 0.42 * ahead**2)[:, None] * (~is_land)[:, None]
    sun = sun + warm * _ICE * glow * (1 - 0.5 * snowy)[:, None]
    steady = steady + ambient * _FRINGE * (0.55 * np.exp(-at / 1.1) * ~is_land)[:, None]
    # Wet ice shines.
    rx, ry, rz = dx - 2 * back * nx, dy - 2 * back * ny, dz - 2 * back * nz
    gloss = (0.03 + 0.26 * (1 - np.clip(-back, 0.12, 1)) ** 5) * (1 - 0.85 * snowy) * (~is_land)
    mirrored, mirrored_sun = open_sky.sky_colours(light, azimuth, rx, np.maximum(ry, 0.03), rz)
    steady += (mirrored - steady) * gloss[:, None]
    sun += mirrored_sun * gloss[:, None]
    worn = np.where(is_land, 1, worn)[:, None]
    return (steady * worn).astype(np.float32), (sun * worn).astype(np.float32)


def _water(
    points: Points, ice: Ice, light: OpenLight, azimuth: float, berg: Array, floe: Array
) -> tuple[Array, Array, Array]:
    x, z, foot = points.x, points.z, points.foot
    sheltered = 0.35 + 0.65 * step(-0.2, 0.5, fbm_at(0.3 * x, z, 55.0, ice.seed + 41, 3, foot))
    _, slope_x, slope_z, lost = ice.sea.at(x, z, foot, sheltered)
    length = 1 / np.sqrt(slope_x * slope_x + slope_z * slope_z + 1)
    nx, ny, nz = -slope_x * length, length, -slope_z * length
    facing = np.maximum(-(points.dx * nx + points.dy * ny + points.dz * nz), 0.02 + 0.4 * np.sqrt(lost))
    fresnel = (0.02 + 0.98 * (1 - np.minimum(facing, 1)) ** 5) / (1 + 3 * lost)
    rx = points.dx + 2 * facing * nx
    ry = np.maximum(points.dy + 2 * facing * ny, 0.004) + 0.8 * np.sqrt(lost)
    rz = points.dz + 2 * facing * nz
    scale = 1 / np.sqrt(rx * rx + ry * ry + rz * rz)
    rx, ry, rz = (np.ascontiguousarray(v * scale, np.float32) for v in (rx, ry, rz))
    sky, sky_sun = open_sky.sky_colours(light, azimuth, rx, ry, rz)
    met = np.empty_like(x)
    kernel.first_ice(np.ascontiguousarray(x), np.ascontiguousarray(z), rx, ry, rz, ice.bergs, ice.planes, met)
    seen = (met > 0) & (berg < 0) & (floe < 0)
    if seen.any():
        sky[seen], sky_sun[seen] = _mirror(points, ice, light, azimuth, (rx, ry, rz), met, seen)
    if ice.land > 0:  # far land stands on its head near the horizon
        tall = (
            ice.land
            * 0.42
            * ridged_at(x / np.maximum(z, 1) * 3000, np.full_like(x, 3000), 1900.0, ice.seed + 21, 5, foot * 20, 0.5)
        )
        dark = step(0.02, -0.02, ry - tall / 3000)[:, None] * ~seen[:, None]
        sky += (np.array(light.haze, np.float32) * 0.62 - sky) * np.float32(0.7) * dark
        sky_sun *= 1 - 0.6 * dark
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    fringe = np.clip(
        np.exp(berg / (_WALL * 3.4)) * (berg > -30)
        + 0.5 * step(-0.45 * ice.thick, 0.0, floe) * np.float32(min(1.0, ice.thick)),
        0,
        1,
    )[:, None]
    body = _DEEP + (_FRINGE - _DEEP) * fringe
    keep = (1 - fresnel)[:, None]
    level = max(light.towards(azimuth)[1], 0.06)
    steady = fresnel[:, None] * sky + keep * body * ambient * np.float32(3.2)
    sun = fresnel[:, None] * sky_sun + keep * body * warm * np.float32(0.6 * level)
    shine = glints(points, light.towards(azimuth), slope_x, slope_z, lost, fresnel) * ~seen
    return steady.astype(np.float32), sun.astype(np.float32), (warm * shine[:, None]).astype(np.float32)


def _mirror(
    points: Points, ice: Ice, light: OpenLight, azimuth: float, ray: tuple[Array, Array, Array], met: Array, seen: Any
) -> tuple[Array, Array]:
    """Return the light of the ice that the water mirrors."""
    rx, ry, rz = (v[seen] for v in ray)
    flat = np.maximum(np.sqrt(rx * rx + rz * rz), 1e-3)
    ahead = met[seen]
    at = (ry / flat * ahead).astype(np.float32)
    there = Points(
        x=(points.x[seen] + rx / flat * ahead).astype(np.float32), z=(points.z[seen] + rz / flat * ahead).astype(np.float32),
        distance=(points.distance[seen] + ahead).astype(np.float32), dx=rx, dy=ry, dz=rz,
        foot=(points.foot[seen] * (1 + ahead / np.maximum(points.distance[seen], 1)) * 2.5).astype(np.float32),
    )  # fmt: skip
    steady, sun = _solid(there, ice, light, azimuth, (rx, ry, rz), at, ice.berg)
    steady, sun, _ = _aired(ahead, at, there, ice, light, azimuth, steady, sun)
    return steady, sun


def berg_planes(rng: np.random.Generator, kind: str, wide: float, tall: float) -> tuple[Array, float]:
    """Return the planes of one berg and the radius of the circle that holds it.

    Parameters
    ----------
    kind : {"wedge", "tower", "table", "bit"}
    wide, tall : float
        Half of its width and its height, metres.
    """
    planes: list[tuple[float, float, float, float]] = []
    peaks = {"wedge": 6, "tower": 7, "table": 3, "bit": 3}[kind]
    lean = rng.uniform(0, 2 * math.pi)  # all roofs slope about the same way: the berg has turned over as one
    for peak in range(peaks):
        size = rng.uniform(0.7, 0.85) if peak == 0 else rng.uniform(0.25, 0.62)
        turn = rng.uniform(0, 2 * math.pi)
        away = 0.0 if peak == 0 else wide * rng.uniform(0.30, 1.05)
        mx, mz = away * math.cos(turn), away * math.sin(turn)
        top = tall * (1.0 if peak == 0 else rng.uniform(0.22, 0.92))
        walls = int(rng.integers(5, 8))
        for k in range(walls):
            angle = 2 * math.pi * (k + rng.uniform(-0.38, 0.38)) / walls + turn
            reach = wide * size * rng.uniform(0.45, 1.0) * (0.72 if kind == "tower" else 1.0)
            steep = top / wide * rng.uniform(1.0, 5.0) + rng.uniform(1.4, 4.0)
            planes.append(_plane(angle, steep, steep * reach, mx, mz, k == 0))
        roofs = {"wedge": ((0.5, 1.0, 0.95), (0.25, 1.2, 1.0)), "table": ((0.02, 0.09, 0.95),)}.get(
            kind, ((0.5, 1.5, 0.95), (0.4, 1.4, 1.0), (0.3, 1.0, 0.95))
        )
        for n, (low, high, share) in enumerate(roofs):
            angle = lean + (n * 2.1 + rng.uniform(-0.5, 0.5) if n else rng.uniform(-0.25, 0.25))
            planes.append(_plane(angle, rng.uniform(low, high) * min(top / wide, 1.2), top * share, mx, mz, False))
    return np.array(planes, np.float32), 1.9 * wide + 6.0


def _plane(
    angle: float, steep: float, middle: float, mx: float, mz: float, first: bool
) -> tuple[float, float, float, float]:
    a, b = steep * math.cos(angle), steep * math.sin(angle)
    return a, b, middle + a * mx + b * mz, float(first)
