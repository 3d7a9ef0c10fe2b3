"""The sea and its shores: shape, colour of water, foam, sand and rock."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.sea import Sea
from beatreel.plugins.generators.procedural.palette import in_hue
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.relief import Points, Sunlight, normals

from .sand import cusps, footprints, left_behind, shells, swash

Array = np.ndarray[Any, np.dtype[np.float32]]

_DEEP = np.array([0.070, 0.044, 0.010], np.float32)
_SHALLOW = np.array([0.150, 0.165, 0.052], np.float32)
_LAGOON = np.array([0.330, 0.345, 0.060], np.float32)
_CREST = np.array([0.21, 0.25, 0.060], np.float32)
PALE = np.array([0.43, 0.53, 0.62], np.float32)
"""Sand of shells and quartz."""
BLACK = np.array([0.165, 0.160, 0.158], np.float32)
"""Sand of lava."""
_ROCK = np.array([0.075, 0.085, 0.10], np.float32)
_BOULDER = np.array([0.15, 0.17, 0.20], np.float32)  # small ones before a bright sea, which are no cut-outs
_GRASS = np.array([0.022, 0.075, 0.050], np.float32)
_FOAM = np.array([0.86, 0.84, 0.80], np.float32)
_CLOUDED = 0.8  # of the colour that a low sun brings out of water, where it is behind clouds
_DARK = 0.5  # stars from which it is too dark for that
_NEAR_COLOUR = 1.6  # as much at least, or what is near would be an empty black third
_UNDER_CLOUDS = 0.72  # of its colour, what water loses beneath a whole sky of clouds
_NAMED_WATER = 0.7  # of its colour that is that of a named hue
_CAPPED = 0.12  # of the height of a wave that rolls in on the open sea, that makes it whiter
_BEND = 24.0  # metres over which a bay comes round
_ABSORB = np.array([0.10, 0.16, 0.62], np.float32)  # per metre of depth, both ways


@dataclass
class Shore:
    """Water and land of a picture; metres.

    Attributes
    ----------
    sea : Sea
    seed : int
    whitecaps : float
        How high a crest must be, in heights of the longest waves, before it breaks.
    headland : tuple of float or None
        x, z, radius and height of a rocky head.
    beach : tuple of float or None
        Normal direction x and z of the coast, distance of the waterline and rise per metre.
    stones : float
        How rare boulders are on a beach: 0.3 many, 0.6 none.
    rollers : tuple of (float, float)
        Waves that roll in to a beach: metres before the waterline, and height in metres.
    lush : bool
        Trees of the tropics stand behind the beach, and the water over it is clear.
    clear : float
        How much light comes through crests.
    breaks : float
        How much more of what rolls in on the open sea breaks than its highest crests, 0 to 1.
    sand : ndarray (3,)
    bay : float
        How far, in metres a metre, a coast comes round towards the sea ahead of the eye.
    bright : float
        How much of a lagoon's light the open water has, 0 to 1.
    veins : float
        How much lace a storm leaves on all the open water, 0 to 1.
    hue : float or None
        Degrees of OKLCH that open water has where its sky is grey.
    """

    sea: Sea
    seed: int
    height: float
    whitecaps: float
    headland: tuple[float, float, float, float] | None = None
    beach: tuple[float, float, float, float] | None = None
    stones: float = 0.4
    bright: float = 0.0
    veins: float = 0.0
    hue: float | None = None
    rollers: tuple[tuple[float, float], ...] = ()
    lush: bool = False
    clear: float = 1.0
    breaks: float = 0.0
    sand: Array = field(default_factory=lambda: PALE)
    bay: float = 0.0

    def land(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of ground, far below the water where there is none."""
        ground = np.full(x.shape, -60.0, np.float32)
        if self.headland is not None:
            hx, hz, radius, top = self.headland
            away = np.hypot(x - hx, (z - hz) * np.float32(0.8)) / np.float32(radius)
            rough = fbm_at(x, z, 0.9 * radius, self.seed + 5, 7, foot, 0.55)
            crags = ridged_at(x, z, 0.42 * radius, self.seed + 9, 7, foot, 0.55)
            inside = 1 - away + 0.42 * rough
            # A cliff, a sloping top, and rocks in the water about it.
            cliff = step(0.0, 0.20, inside + 0.10 * (crags - 0.5)) * (0.62 + 0.38 * step(0.15, 0.9, inside))
            rocks = (crags - 0.60) * 26 + (inside + 0.10) * 70
            rise = top * cliff * (0.78 + 0.30 * crags) - 3.0 - 60 * step(0.05, -0.6, inside)
            ground = np.maximum(rise, np.minimum(rocks, 7.0))
            ground = np.where(away < 2.6, ground, np.float32(-60))
        if self.beach is not None:
            rise = self.beach[3]
            inland = self.inland(x, z, foot)
            sand = np.where(
                inland > 0,
                rise * inland / (1 + np.maximum(inland, 0) / 40.0),
                rise * (1.15 * inland - 0.10 * inland * inland),
            )
            sand += self._behind(x, z, foot, inland)
            sand += (
                0.006
                * ridged_at(0.35 * x + inland, 0.35 * z - inland, 0.55, self.seed + 19, 3, foot)
                * step(0.6, 3.0, inland)
            )
            sand += 0.035 * fbm_at(x, z, 2.4, self.seed + 17, 4, foot) * step(1.5, 5.0, inland)
            # Boulders at the edge of the water, dark against sand and foam.
            lumps = np.maximum(fbm_at(x, z, 6.5, self.seed + 21, 5, foot, 0.55) - np.float32(self.stones), 0)
            lumps *= 0.35 + 1.1 * ridged_at(x, z, 1.7, self.seed + 23, 4, foot, 0.55)
            sand += 5.0 * lumps * step(-12.0, -8.0, inland) * step(1.5, -0.5, inland) * step(7.0, 11.0, np.hypot(x, z))
            ground = np.maximum(ground, np.minimum(sand, 14.0))
        return ground.astype(np.float32)

    def _behind(self, x: Array, z: Array, foot: Array, inland: Array) -> Array:
        """Return how high dunes or trees stand over the sand behind a beach."""
        edge = step(24.0, 42.0, inland + 9.0 * fbm_at(x, z, 19.0, self.seed + 25, 3, foot))
        if not self.lush:
            return np.asarray(edge * (1.6 + 3.4 * fbm_at(x, z, 26.0, self.seed + 27, 4, foot)).clip(0), np.float32)
        crowns = ridged_at(x, z, 5.5, self.seed + 29, 4, foot, 0.62)
        return np.asarray(edge * (4.5 + 4.0 * fbm_at(x, z, 24.0, self.seed + 27, 3, foot) + 3.2 * crowns), np.float32)

    def inshore(self) -> tuple[float, float]:
        """Return where waves roll to, a unit vector: to the beach, or on the open sea past the eye."""
        return self.beach[:2] if self.beach is not None else (0.20, -0.98)

    def rolling(self, x: Array, z: Array, foot: Array, *, breaking: bool = True) -> tuple[Array, Array, Array] | None:
        """Return how waves that roll in lift the water, their slope towards the shore, and how white they are unless not ``breaking``."""
        if not self.rollers:
            return None
        nx, nz = self.inshore()
        out = -self.inland(x, z, foot) if self.beach is not None else -(nx * x + nz * z)
        lift, slope, white = (np.zeros_like(out) for _ in range(3))
        long_, spent = (
            (1.0, 3.2) if self.beach is not None else (2.6, 1.3 + 2.6 * self.breaks)
        )  # on the open sea only crests break
        bend = 2.4 * fbm_at(x, z, 17.0 * long_, self.seed + 91, 2, foot)
        tear = 0.5 * fbm_at(x, z, 1.3, self.seed + 99, 3, foot) if breaking else bend
        for number, (away, tall) in enumerate(self.rollers):
            line = out - away - bend
            power = np.clip(0.55 + 1.0 * fbm_at(z, x, 13.0 * long_, self.seed + 95 + number, 2, foot), 0, 1.2)
            wide = np.where(line < 0, np.float32(0.5 + 0.5 * tall), np.float32(1.6 + 1.2 * tall)) * np.float32(
                long_**0.5
            )
            part = tall * power * np.exp(-((line / wide) ** 2))
            lift += part
            slope += part * 2 * line / (wide * wide)
            if not breaking:
                continue
            torn = line + tear
            low = 0.45 - 0.30 * self.breaks
            breaks = step(low, low + 0.30, power) * step(0.30, -0.05, torn) * step(-spent, -0.1 * spent, torn)
            white = np.maximum(white, breaks)
        return lift.astype(np.float32), slope.astype(np.float32), white.astype(np.float32)

    def inland(self, x: Array, z: Array, foot: Array) -> Array:
        """Return how far positions lie inland of a beach's waterline, metres."""
        nx, nz, at, _ = self.beach or (0.0, 1.0, 0.0, 0.0)
        bend = 5.0 * fbm_at(x, z, 42.0, self.seed + 15, 3, foot)
        bend = bend + cusps(x, z, self.seed, foot)
        if self.bay:
            on = np.maximum((abs(nx) * z - math.copysign(nz, nx) * x) - np.float32(7.0), 0)
            bend = bend + np.float32(self.bay) * (np.sqrt(on * on + np.float32(_BEND**2)) - np.float32(_BEND))
        return np.asarray(nx * x + nz * z - at + bend, np.float32)

    def calm(self, depth: Array) -> Array:
        """Return the factor of the waves' height: they grow and die in shallow water."""
        return (step(0.0, 1.0, depth) * (1 + 0.4 * np.exp(-(((depth - 2.2) / 1.2) ** 2)))).astype(np.float32)

    def breaking(self, x: Array, z: Array, foot: Array) -> tuple[Array, Array] | None:
        """Return how white the water is where it breaks on rock, and how much lace lies on it, 0 to 1 each; None without rock."""
        return None

    def mirrored(self, x: Array, z: Array, ways: Array) -> Array | None:
        """Return how much of what is seen from the water in directions (points, 3) is rock, 0 to 1; None without rock."""
        return None

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return what is higher, water or ground."""
        ground = self.land(x, z, foot)
        shore = self.headland is not None or self.beach is not None
        water, *_ = self.sea.at(x, z, foot, self.calm(-ground) if shore else None)
        rolling = self.rolling(x, z, foot, breaking=False)
        if rolling is not None:
            water = water + rolling[0] * step(0.0, 0.3, -ground)
        return np.maximum(water, ground)


def shade(points: Points, shore: Shore, sunlight: Sunlight | None, light: OpenLight, azimuth: float) -> list[Array]:
    """Return the light of points: steady, sun, glints (points, 3), and how much of each is water and foam (points, 1)."""
    x, z, foot = points.x, points.z, points.foot
    ground = shore.land(x, z, foot)
    depth = -ground
    height, slope_x, slope_z, lost = shore.sea.at(x, z, foot, shore.calm(depth))
    rolling = shore.rolling(x, z, foot)
    ridden = height  # by whitecaps: on a giant wave they are as large as on others, and do not cover it
    if rolling is not None:
        lift = rolling[0] * step(0.0, 0.3, depth)
        height = height + lift
        ridden = height if shore.beach is not None else ridden + _CAPPED * lift
        nx, nz = shore.inshore()
        slope_x, slope_z = slope_x + np.float32(nx) * rolling[1], slope_z + np.float32(nz) * rolling[1]
    # A soft edge of a pixel's width, or the waterline would be a stair.
    wet = np.clip((height - ground) / (0.07 * foot) + 0.5, 0, 1)
    foam = _foam(shore, x, z, foot, depth, ridden)
    if rolling is not None:
        foam = np.maximum(foam, _torn(shore, x, z, foot, rolling[2]))
    steady, sun, glint = _water(points, shore, light, azimuth, depth, height, slope_x, slope_z, lost, foam)
    if wet.min() < 1:
        on_land = wet < 1
        part = Points(**{name: getattr(points, name)[on_land] for name in Points.__dataclass_fields__})
        dry = _land(part, shore, sunlight, light, azimuth, ground[on_land])
        for whole, own in zip((steady, sun, glint), dry, strict=True):
            whole[on_land] += (own - whole[on_land]) * (1 - wet[on_land])[:, None]
    mu = towards_sun(points, light, azimuth)
    veil, glow = open_sky.veil(light, mu)
    through = np.exp(-points.distance * light.air * 1.25)[:, None]
    steady = steady * through + veil * (1 - through)
    sun = sun * through + glow * (1 - through)
    return [steady, sun, glint * through, wet.astype(np.float32)[:, None], (foam * wet).astype(np.float32)[:, None]]


def towards_sun(points: Points, light: OpenLight, azimuth: float) -> Array:
    """Return the cosine between where points are seen and the sun, 0 at least."""
    sun = light.towards(azimuth)
    return np.clip(points.dx * sun[0] + points.dy * sun[1] + points.dz * sun[2], 0, 1)


def _water(
    points: Points, shore: Shore, light: OpenLight, azimuth: float, depth: Array, height: Array, slope_x: Array,
    slope_z: Array, lost: Array, white: Array,
) -> tuple[Array, Array, Array]:  # fmt: skip
    x, z, foot = points.x, points.z, points.foot
    length = 1 / np.sqrt(slope_x * slope_x + slope_z * slope_z + 1)
    nx, ny, nz = -slope_x * length, length, -slope_z * length
    facing = -(points.dx * nx + points.dy * ny + points.dz * nz)
    # Seen at a grazing angle, only the slopes that face the viewer are seen.
    facing = np.maximum(facing, 0.02 + 0.5 * np.sqrt(lost))
    fresnel = 0.02 + 0.98 * (1 - np.minimum(facing, 1)) ** 5
    fresnel = fresnel / (1 + 5 * lost)
    rx = points.dx + 2 * facing * nx
    ry = np.maximum(points.dy + 2 * facing * ny, 0) + 1.1 * np.sqrt(lost) + 0.012
    rz = points.dz + 2 * facing * nz
    scale = 1 / np.sqrt(rx * rx + ry * ry + rz * rz)
    sky, sky_sun = open_sky.sky_colours(light, azimuth, rx * scale, ry * scale, rz * scale)
    to_sun = light.towards(azimuth)
    rock = shore.mirrored(x, z, np.stack([rx * scale, ry * scale, rz * scale], -1))
    in_sun: Any = np.float32(1)
    if rock is not None:
        sky *= 1 - 0.86 * rock[:, None]
        sky_sun *= 1 - rock[:, None]
        shade_of_rock = shore.mirrored(x, z, np.broadcast_to(np.float32(to_sun), (x.size, 3)))
        in_sun = 1 - shade_of_rock if shade_of_rock is not None else in_sun
    flat = max(float(np.hypot(to_sun[0], to_sun[2])), 1e-3)
    ahead = np.clip((points.dx * to_sun[0] + points.dz * to_sun[2]) / flat, 0, 1)
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    through = np.exp(-np.maximum(depth, 0)[:, None] * _ABSORB)
    shallow = _LAGOON if shore.lush or shore.bright else _SHALLOW
    deep, crest = _DEEP + (_LAGOON - _DEEP) * np.float32(shore.bright), _CREST
    if shore.hue is not None:
        deep, crest = (in_hue(part, shore.hue, _NAMED_WATER) for part in (deep, crest))
    elif light.grey:
        loses = np.float32(_UNDER_CLOUDS * light.grey)
        deep, crest, shallow = (part + (part.mean() - part) * loses for part in (deep, crest, shallow))
    body = (deep + (shallow * through.mean(axis=1, keepdims=True) - deep) * through[:, 1:2]) * _scattered(light, shore)
    seen_bed = shore.sand * through * np.float32(0.36)
    below = body + seen_bed * step(7.0, 0.5, depth)[:, None]
    if shore.beach is not None:  # a net of light lies on the sand
        web = ridged_at(x + 0.8 * height, z, 0.9, shore.seed + 45, 3, foot, 0.5)
        seen = step(0.35, 0.06, foot) * step(30.0, 5.0, points.distance)  # from high above it is all one light
        below *= (1 + (1.1 * web - 0.55) * step(3.0, 0.15, depth) * seen)[:, None]
    keep = (1 - fresnel)[:, None]
    # Light that comes through a crest from behind it.
    tall = np.clip(height / max(shore.height, 0.05) + 0.05, 0, 1.25)
    lantern = tall**3 * (0.25 + 0.75 * ahead**3) * np.clip(1.3 - facing, 0, 1) * np.float32(shore.clear)
    steady = fresnel[:, None] * sky + keep * below * ambient
    steady += keep * crest * ambient * np.float32(2.2) * lantern[:, None]
    level = max(light.towards(azimuth)[1], 0.06)
    sun = fresnel[:, None] * sky_sun + keep * below * warm * np.float32(0.55 * level)
    sun += keep * crest * warm * np.float32(1.25) * lantern[:, None]
    sun *= np.reshape(0.2 + 0.8 * in_sun, (-1, 1))
    glint = warm * glints(points, to_sun, slope_x, slope_z, lost, fresnel)[:, None]
    foam = white[:, None]
    lit = np.clip(nx * to_sun[0] + ny * to_sun[1] + nz * to_sun[2], 0, 1)[:, None]
    steady += (_FOAM * _over_foam(light, level=shore.beach is not None) * (0.55 + 0.45 * ny[:, None]) - steady) * foam
    lit = lit * np.reshape(in_sun, (-1, 1))
    sun += (_FOAM * warm * (0.75 * lit + 0.06) - sun) * foam
    return (
        steady.astype(np.float32),
        sun.astype(np.float32),
        (glint * (1 - foam) * np.reshape(in_sun, (-1, 1))).astype(np.float32),
    )


def _over_foam(light: OpenLight, *, level: bool) -> Array:
    """Return the light of the whole sky on foam, its bright horizon included: white, and whiter than water that mirrors it.

    ``level`` foam at a beach sees as much of the horizon as its sand does.
    """
    over, low = (1.0, 1.2) if level else (0.65, 0.55)
    sky = over * np.array(light.ambient, np.float32) + low * np.array(light.horizon, np.float32)
    return np.asarray(0.65 * sky + 0.35 * sky.mean(), np.float32)


def _scattered(light: OpenLight, shore: Shore) -> np.float32:
    """Return how much light water sends back: against a low sun and by day a film sees colour in it, where the eye sees black."""
    low = float(np.clip((math.radians(14.0) - light.elevation) / math.radians(6.0), 0, 1))
    low *= 1.0 if light.disc > 0 else _CLOUDED * max(0.0, 1 - light.stars / _DARK)
    high = float(np.clip((light.elevation - math.radians(18.0)) / math.radians(8.0), 0, 1)) * (light.stars == 0)
    high *= not (shore.bright or shore.lush)  # a lagoon is bright as it is
    # Foam of a lagoon is whiter; the side of a crest before the eye would be a black wall.
    low *= 0.25 if shore.lush else min(max(shore.clear, _NEAR_COLOUR), 2.8)
    return np.float32(2.8 * (1 + 1.8 * low + 0.5 * high))


def glints(
    points: Points, to_sun: tuple[float, ...], slope_x: Array, slope_z: Array, lost: Array, fresnel: Array
) -> Array:
    """Return how much of the sun the facets of a pixel reflect (Cook and Torrance with Beckmann's slopes)."""
    hx, hy, hz = to_sun[0] - points.dx, to_sun[1] - points.dy, to_sun[2] - points.dz
    hy = np.maximum(hy, 1e-3)
    spread = 2 * (0.0042 + lost)
    off = (slope_x + hx / hy) ** 2 + (slope_z + hz / hy) ** 2
    facets = np.exp(-off / spread) / spread
    return np.minimum(facets * 0.030 * (0.15 + fresnel), 7.0)


def _foam(shore: Shore, x: Array, z: Array, foot: Array, depth: Array, height: Array) -> Array:
    """Return the cover of foam: white crests, and lace that runs up the shore."""
    patch = fbm_at(x, z, 2.2 * shore.sea.longest, shore.seed + 51, 3, foot)
    crest = height / max(shore.height, 0.05) + 0.35 * patch
    cover = 0.9 * step(shore.whitecaps, shore.whitecaps + 0.22, crest)
    trail = np.maximum(0.55 * step(shore.whitecaps - 0.45, shore.whitecaps + 0.1, crest), shore.veins)
    if shore.beach is not None or shore.headland is not None:
        wander = depth + 0.30 * fbm_at(x, z, 9.0, shore.seed + 53, 3, foot)
        runs = 0.75 * step(0.16, 0.03, wander) + 0.85 * np.exp(-(((wander - 0.75) / 0.16) ** 2))
        runs += 0.6 * np.exp(-(((wander - 1.55) / 0.25) ** 2)) * step(-0.1, 0.3, patch)
        rocky = step(3.5, 0.0, depth) * (0.7 if shore.headland is not None else 0.0)
        cover = np.maximum(cover, (0.95 if shore.beach is None else 0.35) * step(0.10, 0.02, wander))
        trail = np.maximum(trail, np.minimum(runs + rocky, 1))
        if shore.beach is not None:
            edge, lace = swash(-shore.inland(x, z, foot), x, z, foot, shore.seed)
            cover, trail = np.maximum(cover, edge), np.maximum(trail, lace)
    broken = shore.breaking(x, z, foot)
    if broken is not None:
        cover, trail = np.maximum(cover, broken[0]), np.maximum(trail, broken[1])
    if float(trail.max()) <= 0.001:
        return np.asarray(cover, np.float32)
    size = max(0.9, 0.055 * shore.sea.longest)
    drawn_x = x + 0.5 * size * fbm_at(x, z, 1.7 * size, shore.seed + 55, 2, foot)
    lace = ridged_at(drawn_x, z, size, shore.seed + 57, 5, foot, 0.6)
    if broken is not None:  # torn into finer threads than what the wind leaves behind
        lace = np.maximum(0.95 * lace, ridged_at(z, drawn_x, 0.38 * size, shore.seed + 58, 5, foot, 0.62) - 0.06)
    web = step(0.92 - 0.62 * trail, 1.06 - 0.50 * trail, lace)
    fine = 0.75 + 0.25 * fbm_at(x, z, 0.12 * size, shore.seed + 59, 2, foot)
    if shore.beach is not None:  # bubbles, seen from near
        fine = fine + 0.45 * fbm_at(x, z, 0.09, shore.seed + 60, 3, foot, 0.6)
    return np.clip(np.maximum(cover * np.clip(0.55 + 0.9 * lace, 0, 1), web * trail) * fine, 0, 1).astype(np.float32)


def _torn(shore: Shore, x: Array, z: Array, foot: Array, white: Array) -> Array:
    """Return the foam of breaking waves: thick where they fall, torn into threads before them."""
    threads = ridged_at(x + 0.4 * fbm_at(z, x, 1.1, shore.seed + 101, 2, foot), z, 0.7, shore.seed + 102, 4, foot, 0.6)
    return np.asarray(np.clip(white * (0.25 + 1.15 * threads) * 1.25, 0, 1), np.float32)


def _land(
    points: Points, shore: Shore, sunlight: Sunlight | None, light: OpenLight, azimuth: float, at: Array
) -> tuple[Array, Array, Array]:
    x, z, foot = points.x, points.z, points.foot
    _, nx, ny, nz = normals(shore.land, x, z, np.maximum(foot, 0.02))
    to_sun = light.towards(azimuth)
    facing = np.clip(nx * to_sun[0] + ny * to_sun[1] + nz * to_sun[2], 0, 1)
    lit, _, hollow = sunlight.at(x, z) if sunlight is not None else (np.ones_like(x), facing, np.zeros_like(x))
    grain = 1 + 0.10 * fbm_at(x, z, 0.30, shore.seed + 71, 3, foot)
    mottle = 1 + 0.16 * fbm_at(x, z, 7.0, shore.seed + 73, 3, foot)
    if shore.beach is not None:  # shingle and what the tide has left behind
        speck = fbm_at(x, z, 0.05, shore.seed + 72, 3, foot, 0.7)
        inland = shore.inland(x, z, foot)
        line = inland - 3.4 + 1.6 * fbm_at(x, z, 5.0, shore.seed + 74, 4, foot, 0.6)
        wrack = np.exp(-((line / 0.35) ** 2)) * step(0.05, 0.30, fbm_at(x, z, 0.6, shore.seed + 76, 4, foot, 0.65))
        grain = grain * (1 + 0.55 * speck) * (1 - 0.45 * wrack)
        ahead, aside = shore.inshore()
        grain = grain * (1 + footprints(ahead * z - aside * x, inland, foot, shore.seed))
    sand = shore.sand * (grain * mottle)[:, None]
    if shore.beach is not None:
        sand = sand + (PALE * 1.25 - sand) * (0.85 * shells(x, z, foot, shore.seed) * step(0.3, 2.0, inland))[:, None]
    strata = 0.55 + 0.9 * (0.5 + 0.5 * fbm_at(x + 0.4 * at, 2.2 * at + 0.2 * z, 8.0, shore.seed + 75, 5, foot, 0.6))
    rock = (_ROCK if shore.beach is None else _BOULDER) * strata[:, None]
    green = step(0.62, 0.85, ny + 0.15 * fbm_at(x, z, 11.0, shore.seed + 77, 4, foot)) * step(6.0, 14.0, at)
    rock = rock + (_GRASS * (0.6 + 0.5 * strata)[:, None] - rock) * green[:, None]
    rocky = np.ones_like(x) if shore.beach is None else step(0.90, 0.75, ny)
    grown = np.zeros_like(x)
    if shore.beach is not None:
        wander = inland + 9.0 * fbm_at(x, z, 19.0, shore.seed + 25, 3, foot)
        tufts = fbm_at(x, z, 1.4, shore.seed + 81, 4, foot, 0.6)
        grown = step(22.0, 32.0, wander) if shore.lush else 0.85 * step(27.0, 40.0, wander + 26 * tufts)
        rocky = rocky * (1 - grown)
    albedo = sand + (rock - sand) * rocky[:, None]
    if shore.beach is not None:
        stone = step(0.03, 0.10, fbm_at(x, z, 6.5, shore.seed + 21, 5, foot, 0.55) - np.float32(shore.stones))
        rocky = np.maximum(rocky, stone * step(1.5, 0.0, inland))
        albedo = sand + (rock - sand) * rocky[:, None]
    leaf = (0.55 + 0.9 * (0.5 + 0.5 * fbm_at(x + 0.6 * at, z + 0.8 * at, 1.1, shore.seed + 83, 4, foot, 0.6)))[:, None]
    albedo = albedo + ((_GRASS if shore.lush else 2.2 * _GRASS + 0.03) * leaf * 1.5 - albedo) * grown[:, None]
    wet_to = 0.26 if shore.beach is None else 0.30
    moist = step(wet_to, 0.04, at + 0.12 * fbm_at(x, z, 6.0, shore.seed + 79, 3, foot)) * (1 - rocky)
    albedo = (
        albedo
        * (1 - ((0.48 - 0.34 * step(5.0, 25.0, points.distance)) * moist)[:, None])
        * (1 - (0.5 if shore.beach is None else -0.45) * rocky * step(4.0, 1.0, at))[:, None]
    )
    if shore.beach is not None:
        albedo = albedo + (_FOAM - albedo) * (left_behind(x, z, inland, foot, shore.seed) * (1 - rocky))[:, None]
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    openness = np.clip(1 - 0.8 * np.maximum(hollow, 0), 0.3, 1) * (0.5 + 0.5 * ny)
    around = ambient
    if shore.beach is not None:  # level sand sees the bright horizon on all sides
        low_sun = 1.0 + 0.5 * (0.0 < light.elevation < math.radians(14.0))  # which no sand faces
        around = low_sun * (1.1 * ambient + 1.4 * np.array(light.horizon, np.float32))
    steady = albedo * around * openness[:, None]
    sun = albedo * warm * (lit * facing)[:, None]
    # Wet sand is a dull mirror of the sky.
    down = np.clip(-points.dy, 0.01, 1)
    share = (moist * (0.12 + 0.74 * (1 - down) ** 3))[:, None]
    up = np.maximum(-points.dy, 0.01)
    sky, sky_sun = open_sky.sky_colours(light, azimuth, points.dx, up.astype(np.float32), points.dz)
    steady += (sky - steady) * share
    sun += (sky_sun - sun) * share
    gloss = glints(points, to_sun, -nx * 0.3, -nz * 0.3, np.full_like(x, 0.004), share[:, 0]) * moist
    return steady, sun, warm * (0.5 * gloss)[:, None]
