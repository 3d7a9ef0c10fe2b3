"""A road through a landscape: its course, the ground of any kind around it, and the light of sky, sun, headlights and lamps on both.

Lengths in metres; the road begins under the camera and runs along z.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.relief import Points, Sunlight, normals

if TYPE_CHECKING:
    from .station import Ground

Array = np.ndarray[Any, np.dtype[np.float32]]

GROUNDS = ("desert", "canyon", "mountain", "forest", "coast", "field", "city")
WARM_LAMP = np.array([0.10, 0.52, 1.35], np.float32)
HEADLIGHT = np.array([0.62, 0.86, 1.00], np.float32)
TAIL = np.array([0.016, 0.022, 1.0], np.float32)
_SNOW = np.array([0.80, 0.77, 0.74], np.float32)
# Albedos: ground, and what grows or lies on it.
_COLOURS = {
    "desert": ((0.105, 0.185, 0.330), (0.045, 0.085, 0.110)),
    "canyon": ((0.085, 0.150, 0.330), (0.045, 0.085, 0.110)),
    "mountain": ((0.060, 0.075, 0.085), (0.022, 0.040, 0.030)),
    "forest": ((0.030, 0.048, 0.045), (0.016, 0.034, 0.022)),
    "coast": ((0.060, 0.095, 0.110), (0.030, 0.062, 0.052)),
    "field": ((0.050, 0.130, 0.165), (0.030, 0.075, 0.070)),
    "city": ((0.045, 0.048, 0.052), (0.028, 0.036, 0.036)),
}
_RIPE = ((0.075, 0.300, 0.520), (0.040, 0.205, 0.390))  # of fields and prairies that are called golden
_STRATA = np.array(
    [(0.052, 0.086, 0.235), (0.110, 0.190, 0.400)], np.float32
)  # red sandstone: its dark and its pale beds
_BLEACHED = 1.5  # how much paler than new what is paved has become at most
SEA = -24.0  # metres, of the water beside a road along a coast


@dataclass
class Road:
    """The course of a road and what lies around it.

    Attributes
    ----------
    ground : str
        One of :data:`GROUNDS`.
    half : float
        Half the width of what is paved.
    lanes : int
        2 or 4.
    bend : tuple of float
        How far it swings to the side, over which length, and where in its swing it begins.
    hill : tuple of float
        The same for its ups and downs.
    sea_side : float
        On which side of a coast the water lies, -1 or 1.
    seed : int
    broken : bool
        Broken lines are painted; false where they move.
    blur : float
        How far the picture moves while it is taken: near ground is drawn out along the road.
    wet : float
        0 to 1.
    snow : float
        0 to 1.
    dirt : bool
        It is not paved: ruts in bare earth.
    bleached : float
        How pale the sun has made what is paved, 0 to 1.
    beams : list of (x, z, reach, power)
        Cars whose headlights shine ahead along the road.
    reds : list of (x, z, power)
        Tail lights that shine on the road behind them.
    lamps : tuple of (spacing, first, offset, power)
        Street lamps along the road; power 0 for none.
    pools : list of (x, z, radius, colour)
        Other lights over the ground.
    stop : Ground or None
        A station, a diner or a motel beside it, on level paved ground.
    rolling : bool
        Fields and woods lie on high hills.
    ripe : bool
        Its fields are golden.
    """

    ground: str
    half: float
    lanes: int
    bend: tuple[float, float, float]
    hill: tuple[float, float, float]
    sea_side: float
    seed: int
    broken: bool = True
    blur: float = 0.0
    wet: float = 0.0
    snow: float = 0.0
    dirt: bool = False
    bleached: float = 0.0
    eye: float = 1.5
    beams: list[tuple[float, float, float, float]] = field(default_factory=list)
    reds: list[tuple[float, float, float]] = field(default_factory=list)
    lamps: tuple[float, float, float, float] = (40.0, 20.0, 5.0, 0.0)
    pools: list[tuple[float, float, float, Any]] = field(default_factory=list)
    stop: Ground | None = None
    rolling: bool = False
    ripe: bool = False

    def middle(self, z: Array) -> Array:
        """Return x of the middle of the road."""
        return _swing(z, *self.bend)

    def level(self, z: Array) -> Array:
        """Return the height of the road."""
        return _swing(z, *self.hill)

    def at(self, z: float, across: float = 0.0, high: float = 0.0) -> tuple[float, float, float]:
        """Return the place beside the middle of the road, above its surface."""
        one = np.array([z], np.float32)
        return float(self.middle(one)[0]) + across, float(self.level(one)[0]) + high, z

    def heading(self, z: float) -> float:
        """Return the direction of the road, radians to the right of ahead."""
        ends = self.middle(np.array([z - 1, z + 1], np.float32))
        return math.atan2(float(ends[1] - ends[0]), 2.0)

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of the ground."""
        across = x - self.middle(z)
        side = np.abs(across)
        level = self.level(z)
        beside = step(self.half + 1.5, self.half + 26, side)
        land = self._land(x, z, across, foot) * beside
        ditch = 0.45 * np.exp(-(((side - self.half - 2.6) / 1.1) ** 2))
        if self.stop:
            wild = 1 - self.stop.level(x, z)
            land, ditch = land * wild, ditch * wild
        ground = level * (1 - 0.4 * step(60, 400, side)) + land - ditch
        if self.ground == "coast":
            ground = np.maximum(ground - 36.0 * step(0, 15, self._over(x, z, across, foot)), np.float32(SEA))
        return np.asarray(ground, np.float32)

    def _over(self, x: Array, z: Array, across: Array, foot: Array) -> Array:
        """Return metres beyond the edge of the cliff along a coast; the sea begins at about ten."""
        ragged = 3.0 * fbm_at(x, z, 14.0, self.seed + 17, 4, foot) + 5.0 * fbm_at(x, z, 70.0, self.seed + 19, 2, foot)
        return np.asarray(self.sea_side * across - self.half - 3.5 + ragged, np.float32)

    def _land(self, x: Array, z: Array, across: Array, foot: Array) -> Array:
        seed, side = self.seed, np.abs(across)
        rough = 0.25 * fbm_at(x, z, 2.4, seed + 3, 4, foot) + 0.9 * fbm_at(x, z, 21.0, seed + 5, 4, foot)
        if self.ground == "desert":
            buttes = fbm_at(x, z, 520.0, seed + 7, 3, foot) + 0.10 * fbm_at(x, z, 60.0, seed + 8, 4, foot)
            mesa = 95 * step(0.20, 0.27, buttes) + 40 * step(0.10, 0.20, buttes)
            return np.asarray(rough + mesa * step(380, 800, z) * step(60, 260, side), np.float32)
        if self.ground == "canyon":
            return np.asarray(rough + self._walls(x, z, side, foot), np.float32)
        if self.ground == "mountain":
            ridge = ridged_at(x, z, 330.0, seed + 7, 10, foot, 0.52)
            return np.asarray(rough + step(18, 420, side) * (25 + 330 * ridge * step(-60, 900, z)) * 0.8, np.float32)
        if self.ground == "coast":
            inland = -self.sea_side * across
            ridge = ridged_at(x, z, 210.0, seed + 7, 8, foot, 0.5)
            return np.asarray(rough + step(6, 260, inland) * (30 + 130 * ridge), np.float32)
        if self.rolling:
            hills = 34.0 * (0.42 + fbm_at(x, z, 190.0, seed + 7, 2, foot)) + 12.0 * fbm_at(
                x, z, 70.0, seed + 9, 2, foot
            )
            far = 60.0 * step(300, 900, z) * (0.5 + fbm_at(x, z, 420.0, seed + 11, 2, foot))
            return np.asarray(0.5 * rough + (hills + far) * step(8, 120, side), np.float32)
        hills = {"field": 9.0, "forest": 16.0, "city": 3.0}[self.ground]
        return np.asarray(
            rough + hills * (0.5 + fbm_at(x, z, 230.0, seed + 7, 3, foot)) * step(30, 260, side), np.float32
        )

    def _walls(self, x: Array, z: Array, side: Array, foot: Array) -> Array:
        """Return the height of the walls of a canyon: a slope of scree, then cliffs with ledges between them, cut by gullies."""
        seed = self.seed
        bay = 26.0 * fbm_at(x, z, 95.0, seed + 7, 3, foot) + 7.0 * fbm_at(x, z, 19.0, seed + 8, 4, foot)
        out = side - self.half - 15.0 + bay
        tall = 0.62 + 0.75 * fbm_at(x, z, 240.0, seed + 9, 2, foot)
        scree = 9.0 * step(-9, 8, out)
        cliffs = 26.0 * step(5, 9, out) + 21.0 * step(17, 21, out) + 30.0 * step(34, 42, out)
        return np.asarray((scree + cliffs * np.clip(tall, 0.25, 1.4)), np.float32)


def _swing(z: Array, amount: float, long_: float, start: float) -> Array:
    if not amount:
        return np.zeros_like(z)
    t = np.maximum(z, 0) / np.float32(long_)
    swing = np.sin(t + np.float32(start)) - math.sin(start) - math.cos(start) * t * np.exp(-t * t)
    return np.asarray(np.float32(amount) * swing, np.float32)


def shade(points: Points, road: Road, sunlight: Sunlight | None, light: OpenLight, azimuth: float) -> list[Array]:
    """Return the light of ground points: steady, sun, lamps and red, then (points, 1) how much is road; each (points, channels)."""
    x, z, foot = points.x, points.z, points.foot
    across = x - road.middle(z)
    side = np.abs(across)
    height, nx, ny, nz = normals(road.heights, x, z, np.maximum(foot, 0.03))
    paved = np.clip((road.half - side) / np.maximum(foot, 0.01) + 0.5, 0, 1)
    if road.stop:
        paved = np.maximum(paved, road.stop.paved(x, z, foot))
    drawn = z / np.float32(1 + 22 * road.blur) if road.blur else z
    albedo, white = _surface(road, x, drawn, z, across, side, paved, foot, points.distance, ny, height)
    towards = light.towards(azimuth)
    lit, bounce, hollow = sunlight.at(x, z) if sunlight else (np.ones_like(x), np.zeros_like(x), np.zeros_like(x))
    facing = np.maximum(nx * towards[0] + ny * towards[1] + nz * towards[2], 0)
    open_ = np.clip(1 - 0.8 * np.maximum(hollow, 0), 0.3, 1.1) * np.clip(0.4 + 0.6 * ny, 0.1, 1)
    lamps, neon = np.zeros((x.size, 3), np.float32), np.zeros((x.size, 3), np.float32)
    if road.stop:
        lamps, neon, sunny, clear = road.stop.at(x, z)
        lit, open_ = lit * sunny, open_ * clear
    steady = albedo * np.array(light.ambient, np.float32) * open_[:, None] * np.float32(1.35)
    sun = albedo * np.array(light.sun, np.float32) * (lit * facing + 0.05 * bounce)[:, None]
    warm, red = _lamplight(road, x, z, across, height, points, ny, nz)
    warm = (albedo + 0.02 * white[:, None]) * (warm + lamps)
    red = (albedo + 0.02) * (red[:, None] * TAIL + neon)
    if road.ground == "coast":
        _water(points, height, light, azimuth, steady, sun, road)
    mu = np.clip(points.dx * towards[0] + points.dy * towards[1] + points.dz * towards[2], 0, 1)
    veil, haze = open_sky.veil(light, mu)
    through = np.exp(-points.distance * light.air * 1.5)[:, None]
    return [
        steady * through + veil * (1 - through) * np.float32(0.8),
        sun * through + haze * (1 - through),
        warm * through,
        red * through,
        paved[:, None].astype(np.float32),
    ]


def _surface(
    road: Road, x: Array, drawn: Array, z: Array, across: Array, side: Array, paved: Array, foot: Array, distance: Array, ny: Array,
    height: Array,
) -> tuple[Array, Array]:  # fmt: skip
    """Return the albedo and how much of a white line there is."""
    seed = road.seed
    ground, plants = (np.array(c, np.float32) for c in (_RIPE if road.ripe else _COLOURS[road.ground]))
    tufts = fbm_at(x, drawn, 3.6, seed + 21, 5, foot, 0.62)
    patches = fbm_at(x, drawn, 38.0, seed + 23, 3, foot)
    cover = step(0.02, 0.30, tufts + 0.5 * patches + (0.25 if road.ground in ("forest", "coast", "field") else -0.08))
    cover *= step(road.half + 1.2, road.half + 3.5, side)
    grain = (0.80 + 0.55 * fbm_at(x, drawn, 0.8, seed + 25, 4, foot, 0.6))[:, None]
    if road.ground == "field":
        rows = 0.5 + 0.5 * np.sin(across * np.float32(2.6) + 2 * patches)
        grain = grain * (0.7 + 0.5 * rows * np.clip(1 - foot / 0.5, 0, 1))[:, None]
    albedo = (ground + (plants - ground) * cover[:, None]) * grain
    if road.ripe:  # ears, drawn out upright in the distance, in swathes that wind lays over
        ears = fbm_at(3.0 * x, drawn, 0.9, seed + 37, 4, foot, 0.65)
        wave = fbm_at(x, drawn, 17.0, seed + 39, 3, foot, 0.55)
        beyond = step(road.half + 0.8, road.half + 2.2, side)
        albedo = albedo * (1 + beyond * (0.55 * ears + 0.50 * wave))[:, None]
    if road.ground == "canyon":
        albedo = _rock(albedo, x, z, height, ny, foot, seed)
    if road.ground in ("mountain", "coast"):
        bare = step(0.62, 0.82, ny) * 0.85
        rock = np.array([0.080, 0.080, 0.088] if road.ground == "mountain" else [0.085, 0.110, 0.140], np.float32)
        if road.ground == "coast":  # strata, that are not drawn out down a cliff as what is seen from above is
            beds = fbm_at(height + 0.12 * z, 0.11 * x + 0.07 * z, 3.4, seed + 27, 4, 0.5 * foot, 0.62)
            face = fbm_at(0.7 * height, z + 0.4 * x, 6.0, seed + 28, 4, 0.5 * foot, 0.6)
            rock = rock * np.clip(0.85 + 1.1 * beds + 0.7 * face, 0.12, 2.2)[:, None]
        else:
            rock = rock * grain
        albedo = rock * (1 - bare)[:, None] + albedo * bare[:, None]
    if road.ground == "mountain":
        high = step(90, 150, height + 40 * patches) * step(0.45, 0.62, ny)
        albedo = albedo + (_SNOW - albedo) * high[:, None]
    if road.snow > 0:
        lies = step(0.45, 0.75, ny) * np.clip(0.75 + 0.6 * patches - 0.35 * cover, 0, 1) * min(1.0, 0.4 + road.snow)
        albedo = albedo + (_SNOW - albedo) * lies[:, None]
    tracks = np.exp(-(((np.abs(np.abs(across) - road.half * 0.5) - 0.78) / 0.30) ** 2)) if road.lanes == 2 else 0.0
    worn = fbm_at(x, drawn, 1.6, seed + 31, 5, foot, 0.6)
    tar = 0.042 * (1 + 0.35 * worn + 0.22 * fbm_at(x, drawn, 9.0, seed + 33, 3, foot)) * (1 - 0.20 * tracks)
    if not road.blur and not road.stop:
        crack = np.exp(-((fbm_at(x, z, 2.2, seed + 35, 3, foot) / np.maximum(0.004 + 0.5 * foot, 0.004)) ** 2))
        tar = tar * (1 - 0.30 * crack * np.minimum(1, 0.008 / np.maximum(foot, 1e-3)))
    tar = tar * ((1 - 0.35 * road.wet) * (1 + _BLEACHED * road.bleached))
    if road.stop:  # a forecourt is of older, paler slabs
        tar = tar * (1 + 0.9 * road.stop.paved(x, z, foot))
    asphalt = tar[:, None] * np.array([1.04, 1.0, 0.97], np.float32)
    if road.dirt:
        asphalt = _earth(road, across, worn, tufts, foot, ground) * (1 - 0.45 * road.wet)
    if road.snow > 0:
        drift = np.clip(
            road.snow * (0.8 * np.exp(-(((side - road.half) / 1.0) ** 2)) + 0.5 * worn + 0.25 - 0.9 * tracks), 0, 0.9
        )
        asphalt = asphalt + (_SNOW * 0.8 - asphalt) * drift[:, None]
    white, yellow = _lines(road, across, side, z, foot, distance)
    if road.dirt:
        white, yellow = np.zeros_like(white), np.zeros_like(yellow)
        ragged = side + 0.45 * tufts + 0.25 * worn  # grass grows in from both sides
        paved = paved * step(road.half - 0.1, road.half - 0.7, ragged)
    fresh = np.clip(0.75 + 0.6 * worn, 0.3, 1.0) * (1 - 0.6 * road.snow)
    asphalt = asphalt + (np.array([0.52, 0.54, 0.55], np.float32) - asphalt) * (white * fresh)[:, None]
    asphalt = asphalt + (np.array([0.05, 0.33, 0.52], np.float32) - asphalt) * (yellow * fresh)[:, None]
    return (albedo + (asphalt - albedo) * paved[:, None]).astype(np.float32), (white * paved).astype(np.float32)


def _rock(albedo: Array, x: Array, z: Array, height: Array, ny: Array, foot: Array, seed: int) -> Array:
    """Return the albedo (points, 3) of a canyon: what stands steep is of beds of sandstone, streaked where water ran."""
    bent = height + 0.05 * x + 2.0 * fbm_at(x, z, 60.0, seed + 41, 2, foot)
    beds = fbm_at(bent, 0.04 * (x + z), 3.0, seed + 43, 4, 0.6 * foot, 0.62)
    streaks = fbm_at(x + 0.8 * z, 0.10 * height, 2.2, seed + 45, 4, foot, 0.6)
    share = np.clip(0.5 + 1.0 * beds, 0, 1)
    rock = _STRATA[0] + (_STRATA[1] - _STRATA[0]) * share[:, None]
    rock = rock * np.clip(1 + 0.45 * streaks, 0.4, 1.6)[:, None]
    steep = step(0.86, 0.62, ny)
    return np.asarray(albedo + (rock - albedo) * steep[:, None], np.float32)


def _earth(road: Road, across: Array, worn: Array, tufts: Array, foot: Array, ground: Array) -> Array:
    """Return the albedo (points, 3) of bare earth: pale where wheels run, with some grass between them."""
    pale = 0.55 * ground + np.array([0.075, 0.110, 0.145], np.float32)
    rut = np.exp(-(((np.abs(across) - 0.80) / 0.34) ** 2))
    shade = (0.72 + 0.34 * rut) * (1 + 0.42 * worn)
    plants = np.array(_COLOURS[road.ground][1], np.float32)
    between = np.exp(-((across / 0.42) ** 2)) * step(-0.15, 0.25, tufts) * (0.8 if road.ground != "desert" else 0.15)
    earth = pale * shade[:, None]
    return np.asarray(earth + (1.3 * plants - earth) * between[:, None], np.float32)


def _lines(road: Road, across: Array, side: Array, z: Array, foot: Array, distance: Array) -> tuple[Array, Array]:
    soft = np.maximum(foot, 0.004)

    def stripe(place: Array, wide: float) -> Array:
        # What is narrower than a pixel is fainter instead.
        return np.clip((wide / 2 - np.abs(place)) / soft + 0.5, 0, 1) * np.minimum(1, 1.2 * wide / soft)

    white = stripe(side - np.float32(road.half - 0.35), 0.15)
    yellow = np.zeros_like(side)
    along = np.maximum(foot * distance / np.float32(max(road.eye, 0.5)), 0.01)
    beat = np.abs((z + 1.5) % np.float32(12.0) - np.float32(1.5))
    dash = np.clip((1.5 - beat) / along + 0.5, 0, 1)
    dash = dash + (0.25 - dash) * np.clip(along / 6.0 - 0.3, 0, 1)
    if road.lanes == 4:
        yellow = stripe(side - np.float32(0.18), 0.12)
        if road.broken:
            white = white + stripe(side - np.float32(road.half / 2), 0.14) * dash
    elif road.broken:
        yellow = stripe(across, 0.15) * dash
    return np.clip(white, 0, 1), np.clip(yellow, 0, 1)


def _lamplight(
    road: Road, x: Array, z: Array, across: Array, height: Array, points: Points, ny: Array, nz: Array
) -> tuple[Array, Array]:
    """Return the light of headlights, lamps and pools (points, 3) and the strength of red light (points,)."""
    warm = np.zeros((x.size, 3), np.float32)
    red = np.zeros_like(x)
    for bx, bz, reach, power in road.beams:
        ahead, off = z - bz, across - bx
        beam = np.zeros_like(x)
        for lamp in (-0.62, 0.62):
            beam += np.exp(-(((off - lamp - 0.03 * ahead) / (0.75 + 0.135 * np.maximum(ahead, 0))) ** 2))
        beam += 0.30 * np.exp(-((off / (2.5 + 0.35 * np.maximum(ahead, 0))) ** 2))
        fall = (
            step(0.8, 6.0, ahead)
            / (1 + (np.maximum(ahead, 0) / reach) ** 2)
            * np.exp(-np.maximum(ahead, 0) / (5 * reach))
        )
        upright = 0.35 * ny + 1.1 * np.clip(-nz, 0, 1)
        warm += HEADLIGHT * (power * beam * fall * (0.25 + upright))[:, None]
    for rx, rz, power in road.reds:
        behind, off = rz - z, across - rx
        red += (
            power
            * step(-0.6, 1.0, behind)
            * np.exp(-((off / (0.9 + 0.30 * np.maximum(behind, 0))) ** 2))
            / (1 + (behind / 1.5) ** 2)
        )
    spacing, first, offset, power = road.lamps
    if power > 0:
        number = np.round((z - first) / np.float32(spacing))
        for shift in (-1.0, 0.0, 1.0):
            lamp = first + np.maximum(number + shift, 0) * spacing
            for where in (-offset, offset):
                square = (z - lamp) ** 2 + (across - where) ** 2 + 64
                strength = power * 512 / square**1.5
                if road.blur:  # they pass
                    strength = 0.45 * strength + power * 0.16 * np.exp(-(((across - where) / 7.0) ** 2)) * (shift == 0)
                warm += WARM_LAMP * strength[:, None]
    for px, pz, radius, colour in road.pools:
        away = ((x - px) ** 2 + (z - pz) ** 2) / np.float32(radius * radius)
        warm += np.asarray(colour, np.float32) * (1 / (1 + away) ** 1.7)[:, None]
    return warm, red


def _water(
    points: Points, height: Array, light: OpenLight, azimuth: float, steady: Array, sun: Array, road: Road
) -> None:
    """Turn the ground at the level of the sea into water, in place."""
    i = np.flatnonzero(height <= SEA + 0.02)
    if not i.size:
        return
    x, z, foot = points.x[i], points.z[i], points.foot[i]
    flat = np.maximum(foot * points.distance[i] / 18.0, foot)
    slope_x = 0.16 * fbm_at(x, z, 7.0, road.seed + 61, 4, flat) + 0.06 * fbm_at(x, z, 60.0, road.seed + 63, 2, flat)
    slope_z = 0.16 * fbm_at(z, x, 7.0, road.seed + 65, 4, flat) + 0.06 * fbm_at(z, x, 60.0, road.seed + 67, 2, flat)
    dx, dy, dz = points.dx[i], points.dy[i], points.dz[i]
    size = 1 / np.sqrt(1 + slope_x**2 + slope_z**2)
    facing = -(dx * slope_x + dy + dz * slope_z) * size
    facing = np.clip(np.abs(facing), 0.02, 1)
    mx, my, mz = dx + 2 * facing * slope_x * size, dy + 2 * facing * size, dz + 2 * facing * slope_z * size
    sky, glow = open_sky.sky_colours(light, azimuth, mx, np.maximum(my, 0.02), mz)
    mirror = (0.03 + 0.97 * (1 - facing) ** 5)[:, None]
    towards = light.towards(azimuth)
    mu = np.clip(mx * towards[0] + my * towards[1] + mz * towards[2], 0, 1)
    glint = np.exp(-((1 - mu) / 0.012))[:, None]
    # Surf: where the rocks are near, and in lines that come in.
    across = x - road.middle(z)
    out = np.maximum(road._over(x, z, across, foot) - 9.5, 0)
    swell = fbm_at(x, z, 11.0, road.seed + 69, 4, flat)
    lines = np.clip(np.sin(out * np.float32(0.55) + 5 * swell) - 0.55, 0, 1) * np.exp(-out / 11)
    shallow = np.exp(-out / 16)[:, None]
    deep = np.array([0.055, 0.040, 0.012], np.float32) + np.array([0.085, 0.105, 0.016], np.float32) * shallow
    deep = deep * np.array(light.ambient, np.float32).sum()
    foam = np.clip(1.1 * np.exp(-out / 2.6) + 1.2 * lines + 0.9 * swell * np.exp(-out / 6) - 0.12, 0, 0.85)[:, None]
    steady[i] = (sky * mirror + deep * (1 - mirror)) * (1 - foam) + 0.62 * foam * np.array(light.ambient, np.float32)
    lit = (glow + np.array(light.sun, np.float32) * 0.5 * glint) * mirror
    sun[i] = lit * (1 - foam) + foam * np.array(light.sun, np.float32) * (0.5 * max(towards[1], 0.06))
