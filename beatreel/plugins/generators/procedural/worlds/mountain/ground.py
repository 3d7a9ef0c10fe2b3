"""The shape of mountains and the light on their rock and snow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.relief import Points, Sunlight, normals

Array = np.ndarray[Any, np.dtype[np.float32]]

_SNOW = np.array([0.86, 0.83, 0.80], np.float32)
_LUMINANCE = np.array([0.0722, 0.7152, 0.2126], np.float32)  # of BGR
_ROCK = np.array([0.060, 0.058, 0.062], np.float32)
_WOODS = np.array([0.020, 0.027, 0.020], np.float32)
_DEEP = 4.0  # metres of a crevasse
_ICE = np.array([0.62, 0.40, 0.13], np.float32)  # of a glacier, where it has torn: light comes through it
_SOFT, _TOP = 26.0, 9.0  # metres over which fog thins out, and a sea of clouds
_ON_CLOUDS = np.float32(0.20)  # of the sunlight, that clouds send on
_GRAVEL = np.array([0.105, 0.150, 0.200], np.float32)  # of mountains in a desert
_NO_HUE = 0.7  # how much of its colour what grows loses at night
_GRASS = {"summer": np.array([0.026, 0.085, 0.048], np.float32), "autumn": np.array([0.035, 0.105, 0.135], np.float32)}
_FOLIAGE = {
    "summer": [(0.012, 0.034, 0.018), (0.014, 0.052, 0.026), (0.020, 0.075, 0.040), (0.030, 0.095, 0.060)],
    "autumn": [
        (0.016, 0.050, 0.032),
        (0.016, 0.16, 0.33),
        (0.012, 0.10, 0.34),
        (0.022, 0.24, 0.40),
        (0.014, 0.05, 0.26),
    ],
}


@dataclass
class Knoll:
    """The ground on which the camera stands: a snowy shoulder that breaks off.

    Attributes
    ----------
    top : float
        Height in metres at the camera.
    edge : float
        How far it reaches, metres.
    slope : float
        Rise per metre to the right.
    rise : float
        Rise per metre ahead.
    trail : float
        Where footprints lead to, metres to the right at the edge; 0 for none.
    stones : float
        How rare boulders are: 0.3 many, 0.6 none.
    crevasses : float
        How much of it is a glacier that has torn, 0 for snow to 1.
    """

    top: float
    edge: float
    slope: float = 0.0
    rise: float = 0.0
    seed: int = 0
    trail: float = 0.0
    stones: float = 0.5
    crevasses: float = 0.0

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return heights; far below everything beyond the edge."""
        bend = fbm_at(x, z * np.float32(0.4), 34.0, self.seed + 2, 3, foot)
        beyond = z - self.edge * (1 + 0.45 * bend)
        drop = np.maximum(beyond + np.sqrt(beyond * beyond + 9.0), 0) * 0.42
        drift = 0.8 * fbm_at(x, z, 19.0, self.seed + 4, 2, foot)
        # Sastrugi: low ridges that the wind leaves, all in one direction.
        wind = x * np.float32(0.85) + z * np.float32(0.53)
        across = z * np.float32(0.85) - x * np.float32(0.53)
        drift += 0.075 * ridged_at(wind * np.float32(0.30), across, 1.5, self.seed + 6, 4, foot, 0.42)
        drift += self.boulders(x, z, foot)
        drift -= self._footprints(x, z, foot)
        if self.crevasses:
            drift += 1.5 * fbm_at(x, z, 21.0, self.seed + 14, 4, foot)  # seracs
            drift -= _DEEP * self.torn(x, z, foot)
        return np.asarray(self.top + self.slope * x + self.rise * z + drift - drop, np.float32)

    def torn(self, x: Array, z: Array, foot: Array) -> Array:
        """Return how deep the ice has torn there, 0 to 1: crevasses across the glacier that open and close again, and branch."""
        found = np.zeros_like(x)
        for turn, gap, wide, number in ((0.22, 11.0, 1.15, 0), (-0.75, 19.0, 0.8, 1)):
            bent = (
                z
                + turn * x
                + 6.5 * fbm_at(x, z, 24.0, self.seed + 15 + number, 3, foot)
                + 0.5 * fbm_at(x, z, 2.6, self.seed + 18, 4, foot)
            )
            away = np.abs(bent / np.float32(gap) - np.floor(bent / np.float32(gap)) - np.float32(0.5)) * np.float32(gap)
            half = wide * np.clip(
                1.9 * fbm_at(x, z, 31.0, self.seed + 20 + number, 2, foot) + 0.5 * self.crevasses, 0, 1.4
            )
            inside = np.clip((half - away) / np.maximum(0.85 * half + 0.10, foot), 0, 1)
            found = np.maximum(found, inside)
        return np.asarray(found * step(2.2, 5.0, z) * step(1.6, 0.6, foot), np.float32)

    def boulders(self, x: Array, z: Array, foot: Array) -> Array:
        """Return how far rocks stand out of the snow, metres."""
        lumps = fbm_at(x, z, 4.2, self.seed + 8, 5, foot, 0.55)
        return np.asarray(1.7 * np.maximum(lumps - self.stones, 0), np.float32)

    def _footprints(self, x: Array, z: Array, foot: Array) -> Array:
        """Return how deep the trail to whoever stands at the edge is trodden, metres."""
        if not self.trail or float(foot.min()) > 0.2:
            return np.zeros_like(x)
        along = np.clip(z / np.float32(self.edge), 0, 1)
        centre = (self.trail - 0.5) * along + 0.5 + 0.30 * np.sin(z * np.float32(0.55) + self.seed)
        step_at = z / np.float32(0.62)
        number = np.floor(step_at)
        side = np.where(number % 2 > 0.5, np.float32(0.14), np.float32(-0.14))
        down = (step_at - number - 0.5) * np.float32(0.62) / np.float32(0.145)
        away = np.hypot(down, (x - centre - side) / np.float32(0.072))
        return np.asarray(0.07 * (1 - step(0.55, 1.15, away)) * (z < self.edge * 1.1), np.float32)


@dataclass
class Range:
    """A mountain range.

    Attributes
    ----------
    peaks : ndarray (count, 4)
        x (from the first of them), z, height and width in metres.
    seed : int
    scale : float
        Size of the largest ridges in metres.
    rough : float
        Height of what is not a peak, metres.
    shore : float
        Distance at which the land begins behind a lake; 0 for no lake.
    valley : float
        Added to all heights.
    knoll : Knoll or None
    gain : float
        Factor of the peaks, to fit them into the picture.
    snow_line : float
        Height in metres above which snow lies on all that is not steep.
    trees : float
        Height in metres up to which woods grow.
    woods : float
        How much of the slopes they cover, 0 to 1.
    steep : float
        Upright part of the normal from which snow holds; less means more snow.
    river : float
        Width in metres of a river in a valley; 0 for none.
    aside : float
        Widths of the river from its middle to the camera.
    offset : float
        Metres by which the mountains lie to the right of where the camera stands; their shape goes with them.
    season : {"", "summer", "autumn"}
        Of grass and leaves; there are none where it is empty.
    laden : float
        How white the woods are with snow, 0 to 1.
    bare : bool
        Neither snow lies there nor do woods grow.
    billows : bool
        The fog below is a sea of clouds, whose top is seen from above in the light of the sun.
    """

    peaks: Array
    seed: int
    scale: float = 360.0
    rough: float = 90.0
    shore: float = 0.0
    valley: float = 0.0
    knoll: Knoll | None = None
    gain: float = 1.0
    snow_line: float = 60.0
    trees: float = 80.0
    woods: float = 0.6
    steep: float = 0.44
    river: float = 0.0
    aside: float = 0.9
    offset: float = 0.0
    season: str = ""
    laden: float = 0.0
    bare: bool = False
    billows: bool = False

    def to_river(self, x: Array, z: Array) -> Array:
        """Return how far points are from the middle of the river that winds through the valley, metres."""
        turn = self.seed % 7
        bend = 0.16 * z * np.sin(z / np.float32(210) + turn) + 30 * np.sin(z / np.float32(95) + 2 * turn) * step(
            20, 160, z
        )
        return np.asarray(np.abs(x - bend + np.float32(self.aside * self.river) * step(160, 0, z)), np.float32)

    def _valley(self, ground: Array, x: Array, z: Array, foot: Array) -> Array:
        """Return the ground with a valley, in which the river lies at 0."""
        away = self.to_river(x, z) + 6 * fbm_at(x, z, 40.0, self.seed + 51, 3, foot)
        ground = np.maximum(ground, 0) * step(70, 420, away) * step(90, 520, z) + 14 * fbm_at(
            x, z, 170.0, self.seed + 52, 3, foot
        ) * step(60, 200, away)
        half = self.river * (0.5 + 0.15 * np.sin(z / np.float32(61)))
        bank = np.clip((away - half) * 0.16, -1, 1.3) + 0.35 * fbm_at(x, z, 7.0, self.seed + 53, 5, foot) * step(
            0, 8, away - half
        )
        canopy = step(0.0, 0.10, self.clumps(x, z, at=None, foot=foot)) * step(4, 16, away - half)
        canopy = canopy * (4.2 + 5.0 * fbm_at(x, z, 5.5, self.seed + 35, 4, foot, 0.75))
        return np.maximum(np.maximum(ground, 0) + bank + canopy * step(25, 70, np.hypot(x, z)), 0)

    def clumps(self, x: Array, z: Array, at: Array | None, foot: Array) -> Array:
        """Return where woods stand, above 0: on slopes and, in a valley, here and there along the water."""
        x = x - np.float32(self.offset)
        found = fbm_at(x, z, 130.0, self.seed + 33, 3, foot) + 0.35 * self.woods - 0.2
        return found if at is None else found + 0.55 * fbm_at(x, z + at, 7.0, self.seed + 35, 3, foot, 0.7)

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return ground heights; water is flat at 0 where there is a lake."""
        own_x = x - np.float32(self.offset)
        bent_x = own_x + 55 * fbm_at(own_x, z, 420.0, self.seed + 1, 2, foot)
        bent_z = z + 55 * fbm_at(z, own_x, 420.0, self.seed + 2, 2, foot)
        ridge = ridged_at(bent_x, bent_z, self.scale, self.seed + 5, 12, foot, 0.52)
        total = np.zeros_like(x)
        for px, pz, height, width in self.peaks:
            away = np.hypot(own_x - px, (z - pz) * np.float32(0.75)) / np.float32(width)
            cone = np.float32(height) * np.exp(-(away ** np.float32(1.2)))
            total += cone * cone * cone
        ground = self.gain * np.cbrt(total) * (0.50 + 0.62 * ridge) + (ridge - 0.36) * self.rough + self.valley
        if self.shore:
            coast = z + 70 * fbm_at(x, z, 260.0, self.seed + 9, 4, foot) - self.shore
            ground = ground * step(0, 420, coast) + np.clip(coast * 0.06, -5, 9) + 1.2 * step(0, 30, coast)
            ground = np.maximum(ground, 0)
        if self.river:
            ground = self._valley(ground, x, z, foot)
        if self.knoll is not None:
            ground = ground * step(60, 480, z + 60 * fbm_at(x, z, 260.0, self.seed + 9, 2, foot))
            ground = np.maximum(ground, self.knoll.heights(x, z, foot))
        return ground.astype(np.float32)


def shade(
    points: Points,
    land: Range,
    sunlight: Sunlight,
    light: OpenLight,
    azimuth: float,
    eye: float,
    fog_top: float,
    line: float,
    shone: Array,
) -> list[Array]:
    """Return the light of ground points: steady, sun, aurora if there is one (points, 3), and water (points, 1).

    Below the height ``line`` (metres) the sun has not risen yet; ``shone`` is what an aurora sheds, linear BGR.
    """
    x, z, foot = points.x, points.z, points.foot
    broad = np.maximum(foot, 9.0)
    _, broad_x, broad_y, broad_z = normals(land.heights, x, z, broad)
    foot = _slanting(points, broad_x, broad_y, broad_z)
    at, nx, ny, nz = normals(land.heights, x, z, np.maximum(foot, 0.03))
    near = land.knoll is not None and float(z.min()) < 4 * land.knoll.edge
    on_knoll = (
        step(-0.3, 0.1, land.knoll.heights(x, z, foot) - at) if near and land.knoll is not None else np.zeros_like(x)
    )
    own_x = x - np.float32(land.offset)
    patch = fbm_at(own_x, z + at, 60.0, land.seed + 31, 6, foot, 0.6)
    lies = 0.55 * ny + 0.45 * broad_y + 0.16 * patch
    snow = step(land.steep, land.steep + 0.10, lies) * step(-70, 50, at - land.snow_line + 60 * patch)
    # Below the tree line woods stand on the slopes: clumps, then single trees, snow between them.
    woods = step(-0.05, 0.16, land.clumps(x, z, at, foot)) * step(-30, 50, land.trees - at + 60 * patch)
    woods = woods * step(0.50, 0.66, broad_y) * (at > 1.5) * (1 - on_knoll)
    snow = snow * (1 - 0.94 * woods)
    if land.bare:
        woods, snow = np.zeros_like(woods), np.zeros_like(snow)
    if land.knoll is not None and on_knoll.any():
        bare = step(0.05, 0.14, land.knoll.boulders(x, z, foot)) * step(0.95, 0.80, ny + 0.25 * patch)
        snow = np.maximum(snow, on_knoll) * (1 - bare * on_knoll) * (not land.bare)
    towards = light.towards(azimuth)
    facing = nx * towards[0] + ny * towards[1] + nz * towards[2]
    lit, bounce, hollow = sunlight.at(x, z)
    lit = lit * step(line - 45, line + 55, at + 25 * patch)
    # Snow scatters light inside: its terminator is softer than that of rock.
    direct = lit * (np.maximum(facing, 0) * (1 - 0.25 * snow) + 0.25 * snow * np.clip(facing + 0.25, 0, 1) / 1.25)
    strata = 0.55 + 0.9 * (0.5 + 0.5 * fbm_at(own_x + 0.3 * at, at * 1.6 + 0.2 * z, 22.0, land.seed + 41, 5, foot))
    strata = strata * (0.75 + 0.5 * fbm_at(own_x, at + z, 5.0, land.seed + 43, 4, foot, 0.65))
    rock = _ROCK * strata[..., None]
    leafy: Array = _WOODS + (_SNOW - _WOODS) * np.float32(land.laden)
    if land.season:
        rock += (_GRASS[land.season] * (0.8 + 0.6 * patch[..., None]) - rock) * step(0.52, 0.72, broad_y)[..., None]
        leafy = _leaves(land, x, z, foot)
        if land.river:
            woods = (
                step(0.0, 0.10, land.clumps(x, z, None, foot))
                * (land.to_river(x, z) > 0.5 * land.river + 6)
                * (at > 2.5)
            )
            snow = snow * (1 - 0.94 * woods)
    if land.bare:
        rock += (_GRAVEL * (0.8 + 0.5 * patch[..., None]) - rock) * step(0.45, 0.80, broad_y)[..., None]
    rock += (leafy - rock) * woods[..., None]
    if land.season and light.stars > 0.5:  # by night an eye sees hardly any colour
        rock += _NO_HUE * ((rock @ _LUMINANCE)[..., None] - rock)
    albedo = rock + (_SNOW - rock) * snow[..., None]
    # The sky is brighter on the side of the sun, which models what lies in shade.
    flat = 1 / max(float(np.hypot(towards[0], towards[2])), 1e-3)
    aside = (nx * towards[0] + nz * towards[2]) * np.float32(flat)
    openness = np.clip(1 - 0.8 * np.maximum(hollow, 0), 0.30, 1.1) * np.clip(0.38 + 0.5 * ny + 0.42 * aside, 0.1, 1.2)
    openness *= 1 - on_knoll * (0.25 + 0.40 * step(12.0, 1.5, points.distance))
    if on_knoll.any():
        grain = fbm_at(x, z, 0.22, land.seed + 47, 3, foot)
        albedo = albedo * (1 + 0.10 * on_knoll * grain)[..., None]
    if near and land.knoll is not None and land.knoll.crevasses:
        # The walls of crevasses are of blue ice, which shines with the light that has gone through it.
        deep = land.knoll.torn(x, z, foot)
        torn = on_knoll * step(0.0, 0.04, deep)
        albedo += (_ICE - albedo) * torn[..., None]
        bands = 0.80 + 0.5 * fbm_at(x + z, at * 3.0, 1.1, land.seed + 49, 5, foot, 0.6)
        openness = np.maximum(openness, (torn * bands * (1.75 - 1.2 * deep)).astype(np.float32))
    # Light goes astray within snow: a low sun colours it less than rock, and the sky more.
    own = np.array(light.sun, np.float32)
    paler = own + np.float32(0.45) * (own @ _LUMINANCE - own)
    steady = albedo * np.array(light.ambient, np.float32) * (openness * (1 + 0.6 * snow))[..., None]
    warm = (own + (paler - own) * snow[..., None]) * albedo
    steady += warm * (0.05 * bounce * (1 - lit) * (0.6 + 0.4 * ny))[..., None]
    sun = warm * direct[..., None]
    glitter = np.array(light.sun, np.float32) * (0.05 * lit * snow * np.clip(1 - ny, 0, 1) ** 2)[..., None]
    mu = np.clip(points.dx * towards[0] + points.dy * towards[1] + points.dz * towards[2], 0, 1)
    veil, glow = open_sky.veil(light, mu)
    thick = np.exp(-np.maximum(at, 0) / 260.0)
    through = np.exp(-points.distance * light.air * (0.45 + 0.9 * thick))
    fog = fog_share(points.distance, points.dy, eye, fog_top, light, x, z, land.seed, _TOP if land.billows else _SOFT)
    keep = (through * (1 - fog))[..., None]
    air = ((1 - through) * (1 - fog))[..., None]
    fog = fog[..., None]
    shaded, lit_fog = np.float32(1.06) * fog, np.float32(0.0) * fog
    if land.billows:
        facing = _facing(points, eye - fog_top, towards, land.seed)[..., None]
        shaded = shaded * (0.80 + 0.28 * facing)
        lit_fog = own * (_ON_CLOUDS * np.clip(0.30 + facing, 0, 1.6) * fog)
    found = [
        steady * keep + veil * (air + shaded),
        (sun + glitter) * keep + glow * (air + np.float32(1.5) * fog) + lit_fog,
    ]
    if light.aurora > 0:
        hemi = np.clip(0.25 + 0.55 * ny - 0.30 * nx - 0.25 * nz, 0, 1) * openness
        found.append(shone * light.aurora * (albedo * hemi[..., None] * keep + np.float32(0.20) * (air + fog)))
    found.append(((at <= 0.001) & (land.shore + land.river > 0)).astype(np.float32)[..., None])
    return found


def _slanting(points: Points, nx: Array, ny: Array, nz: Array) -> Array:
    """Return the size of a pixel on ground with a normal, metres: slopes that are seen at a slant show less of what is small.

    Between its length and its width, for one number stands for both.
    """
    across = np.abs(points.dx * nx + points.dy * ny + points.dz * nz)
    return np.asarray(points.foot / np.sqrt(np.clip(across, 0.06, 1.0)), np.float32)


def _facing(points: Points, above: float, towards: tuple[float, float, float], seed: int) -> Array:
    """Return how far the billows of a sea of clouds, ``above`` metres below the eye, turn to the sun: about -1 to 1."""
    away = np.clip(above / np.maximum(-points.dy, np.float32(1e-3)), 0, 6000).astype(np.float32)
    x, z = points.dx * away, points.dz * away
    foot = (points.foot / np.maximum(points.distance, 1) * away / np.clip(-points.dy, 0.02, 1)).astype(np.float32)
    found = np.zeros_like(x)
    for size, much, number in ((260.0, 1.0, 63), (75.0, 0.55, 64)):
        step_x, step_z = 0.12 * size * towards[0], 0.12 * size * towards[2]
        here, there = (np.abs(fbm_at(x + k * step_x, z + k * step_z, size, seed + number, 5, foot)) for k in (0, 1))
        found += much * 4.0 * (here - there)  # round above, narrow below
    return np.asarray(np.clip(found, -1, 1), np.float32)


def _leaves(land: Range, x: Array, z: Array, foot: Array) -> Array:
    """Return the colour of woods, tree by tree."""
    own = fbm_at(x, z, 11.0, land.seed + 55, 2, foot, 0.7)
    broad = fbm_at(x, z, 120.0, land.seed + 56, 3, foot)
    tones = np.array(_FOLIAGE[land.season], np.float32)
    at = np.clip(0.5 + 0.9 * own + 0.8 * broad, 0, 0.999) * (len(tones) - 1)
    low = at.astype(np.int32)
    share = (at - low)[..., None]
    shade_ = 0.45 + 0.55 * np.clip(0.5 + fbm_at(x, z, 4.5, land.seed + 57, 2, foot), 0, 1)
    return np.asarray((tones[low] * (1 - share) + tones[low + 1] * share) * shade_[..., None], np.float32)


def fog_share(
    distance: Array, dy: Array, eye: float, top: float, light: OpenLight, x: Array, z: Array, seed: int,
    depth: float = 26.0,
) -> Array:  # fmt: skip
    """Return the share of fog on rays through a sea of fog that thins out above ``top`` metres, over ``depth`` metres."""
    if light.fog <= 0 or top < -1e5:
        return np.zeros_like(distance)
    billow = 16 * fbm_at(x, z, 420.0, seed + 61, 4)
    k = dy / depth
    kd = np.clip(k * distance, -30, 30)
    path = np.where(np.abs(kd) < 1e-3, distance, (1 - np.exp(-kd)) / np.where(np.abs(k) < 1e-9, 1e-9, k))
    dense = 0.006 * light.fog * np.exp(np.clip(-(eye - top - billow) / depth, -20, 4))
    return np.asarray(1 - np.exp(-np.clip(dense * path, 0, 40)), np.float32)
