"""Rice terraces: steps of water that follow the shape of a hillside and mirror the sky, rows of seedlings, palms, mist in the valley."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import tone
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.heightfield import FAR, Camera, sample_distances
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.figures import Scenery
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light
from beatreel.plugins.generators.procedural.scenery.palm import palm
from beatreel.plugins.generators.procedural.scenery.relief import Points, normals, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_MUD = np.array([0.055, 0.080, 0.105], np.float32)
_GRASS = np.array([0.028, 0.085, 0.055], np.float32)
_RICE = np.array([0.036, 0.215, 0.105], np.float32)
_RIPE = np.array([0.070, 0.235, 0.300], np.float32)
_WOODS = np.array([0.022, 0.060, 0.034], np.float32)
_FARTHEST = 2600.0
_WHOLE = 1200  # pixels of a picture's width from which it is painted smaller
_DRY = {"green", "lush", "emerald", "summer"}
_HARVEST = {"harvest", "autumn", "ripe", "october"}


@dataclass(frozen=True)
class View:
    """A composition: metres, and picture measures in widths or heights of the picture; ``rise`` is the height of a step."""

    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    rise: float
    nearest: float
    travel: float


VIEWS = {
    "wide": View((22, 30), (1.0, 1.15), (0.24, 0.30), 2.0, 5.0, 1.8),
    "medium": View((9, 13), (1.05, 1.25), (0.26, 0.32), 1.5, 2.5, 1.2),
    "close": View((3.4, 4.6), (1.05, 1.25), (0.30, 0.36), 1.0, 1.2, 0.6),
    "detail": View((2.2, 2.8), (1.2, 1.4), (0.06, 0.12), 0.7, 0.8, 0.3),
}


@dataclass
class Hill:
    """The hillside; ``planted`` is how many of its steps are green rather than water, 0 to 1."""

    seed: int
    rise: float
    side: float
    planted: float
    crop: Any

    def slope(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the hill as it was before anybody dug."""
        size = self.rise
        valley = x - self.side * 9.0 * np.sin(z / 70.0)
        down = -50.0 * (1 - np.exp(-z / 170.0)) + 0.0026 * valley * valley / (1 + 0.003 * np.maximum(z, 0))
        spurs = 8.0 * fbm_at(x, z, 78.0, self.seed, 3, foot) + 1.9 * size * fbm_at(
            x, z, 17.0 * size, self.seed + 1, 2, foot
        )
        away = step(260.0, 1500.0, z)
        peaks = away * (420.0 * ridged_at(x, z, 900.0, self.seed + 2, 6, foot, 0.5) - 60.0)
        return np.asarray(down + spurs + peaks, np.float32)

    def steps(self, x: Array, z: Array, foot: Array) -> tuple[Array, Array, Array, Array]:
        """Return heights, the share of the way from the lower edge of a step to the upper one, its number, and how terraced a place is."""
        raw = self.slope(x, z, foot)
        dug = step(430.0, 250.0, z)
        at = raw / np.float32(self.rise)
        number = np.floor(at)
        share = at - number
        # A bank is as wide as a pixel at least: finer ones would be rows of dots.
        wide = np.clip(0.55 * foot / np.float32(self.rise), 0.035, 0.30)
        wall = np.clip(share / (2 * wide), 0, 1)
        rim = 0.16 * np.exp(-(((share - 2.4 * wide) / wide) ** 2)) * np.clip(0.2 / wide, 0, 1)
        terraced = (number - 1 + wall + rim) * np.float32(self.rise)
        terraced += 0.05 * fbm_at(x, z, 0.8, self.seed + 3, 3, foot) * (share < 0.14)
        return (
            (raw + (terraced - raw) * dug).astype(np.float32),
            share.astype(np.float32),
            number.astype(np.float32),
            dug,
        )

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return ground heights; see :data:`~...scenery.relief.Heights`."""
        return self.steps(x, z, foot)[0]


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint rice terraces; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    view = VIEWS.get(shot, VIEWS["wide"])
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 101])
    light = open_light(description, rng)
    light = replace(light, clouds=max(light.clouds, 0.4), air=2.2 * light.air, aurora=0.0)
    side = float(rng.choice([-1.0, 1.0]))
    words = description.all_words
    planted = 0.92 if words & (_DRY | _HARVEST) else 0.34
    crop = _RIPE if words & _HARVEST else _RICE
    hill = Hill(int(rng.integers(1, 1 << 20)), view.rise, side, planted, crop)
    spot = np.zeros((1, 1), np.float32)
    eye = float(rng.uniform(*view.eye)) + float(hill.heights(spot, spot, np.ones_like(spot))[0, 0])
    azimuth = side * float(rng.uniform(0.06, 0.22 if description.time_of_day != "day" else 0.7))
    camera = Camera(
        0.0,
        eye,
        0.0,
        0.0,
        float(rng.uniform(*view.focal)) * width,
        0.5 * width,
        float(rng.uniform(*view.horizon)) * height,
    )
    sky_seed = int(rng.integers(1, 1 << 20))
    share = 0.75 if width > _WHOLE else 1.0
    size = round(share * width), round(share * height)
    small = replace(camera.scaled(size[0] / width), horizon=camera.horizon * size[1] / height)
    relief = render(
        hill.heights, lambda points: _shade(points, hill, light, azimuth), (3, 3, 3, 1), small, *size,
        sample_distances(view.nearest, _FARTHEST, 0.0014), lambda done: progress(0.05 + 0.75 * done, "painting the terraces"),
    )  # fmt: skip
    steady, sun, glint, water = (_enlarged(part, width, height) if share < 1 else part for part in relief.lights)
    cover = np.clip(_enlarged(relief.cover, width, height), 0, 1) if share < 1 else relief.cover
    depth = cv2.resize(relief.depth, (width, height), interpolation=cv2.INTER_NEAREST)
    skies = open_sky.paint_sky(light, camera, azimuth, width, height, sky_seed)
    for part, sky in zip((steady, sun), skies, strict=True):
        part += sky * (1 - cover)[..., None]
    progress(0.86, "sky")
    scenery = Scenery(steady, sun, [glint, water], depth, camera.focal)
    if shot in ("wide", "medium", "close"):
        _palms(scenery, hill, camera, light, rng, count={"wide": 16, "medium": 7}.get(shot, 3))
    if "people" not in description.without and shot in ("medium", "close"):
        _farmer(scenery, hill, camera, side)
    return _finish(description, view, light, camera, azimuth, (steady, sun, glint, water), depth)


def _enlarged(part: Array, width: int, height: int) -> Array:
    large = np.maximum(cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC), 0)
    return np.asarray(large.reshape(height, width, *part.shape[2:]), np.float32)


def _shade(points: Points, hill: Hill, light: OpenLight, azimuth: float) -> list[Array]:
    """Return the light of points: steady, sun, glints (points, 3) and how much of each is water (points, 1)."""
    x, z, foot = points.x, points.z, points.foot
    at, share, number, dug = hill.steps(x, z, foot)
    _, nx, ny, nz = normals(hill.heights, x, z, np.maximum(foot, 0.06))
    towards = light.towards(azimuth)
    facing = np.clip(nx * towards[0] + ny * towards[1] + nz * towards[2], 0, 1)
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    mottle = fbm_at(x, z, 1.4, hill.seed + 11, 4, foot)
    broad = fbm_at(x, z, 60.0, hill.seed + 12, 4, foot)
    wide = np.clip(0.55 * foot / np.float32(hill.rise), 0.035, 0.30)
    flat = np.clip((share - 3.2 * wide) / wide, 0, 1) * dug
    # Which steps are planted: whole ones, in parts of the hill.
    chosen = fbm_at(number * 0.77, x / 38.0, 1.0, hill.seed + 13, 2)
    green = step(0.55 - 1.1 * hill.planted, 0.62 - 1.1 * hill.planted, chosen + 0.15 * broad) * flat
    rows = (
        0.5 + 0.5 * np.sin(40.0 * share + 4.0 * fbm_at(x, z, 9.0, hill.seed + 14, 2, foot))
        if hill.rise < 1.8
        else np.full_like(x, 0.5)
    )
    seen = np.clip(0.06 / np.maximum(foot, 1e-4), 0, 1)
    rows = 0.5 + (rows - 0.5) * seen
    plants = green * np.clip(0.60 + 0.55 * (rows - 0.3) + 0.5 * mottle, 0, 1)
    bank = _GRASS * np.clip(1 + 0.7 * mottle, 0.2, 2)[:, None]
    bank = bank + (_MUD - bank) * step(0.0, 0.4, mottle + 0.15)[:, None] * 0.6
    woods = _WOODS * np.clip(1 + 0.9 * fbm_at(x, z, 14.0, hill.seed + 15, 5, foot), 0.2, 2)[:, None]
    albedo = bank * dug[:, None] + woods * (1 - dug)[:, None]
    tuft = fbm_at(x, z, 0.5, hill.seed + 16, 3, foot)
    albedo += (hill.crop * np.clip(1 + 0.5 * tuft + 0.2 * broad, 0.3, 1.8)[:, None] - albedo) * plants[:, None]
    through = np.float32(0.45) * plants + np.float32(0.10)
    steady = albedo * ambient * (0.5 + 0.5 * ny)[:, None] * np.float32(1.2)
    sun = albedo * warm * (0.85 * facing + 1.10 * through * max(towards[1] + 0.25, 0))[:, None]
    # Water: what it mirrors, and the mud under it.
    wet = (flat * (1 - plants)).astype(np.float32)
    ripple = 0.010 * fbm_at(x, z, 0.6, hill.seed + 17, 4, foot) + 0.006 * fbm_at(x, z, 5.0, hill.seed + 18, 2, foot)
    up = np.maximum(-points.dy + ripple, 0.015)
    fresnel = 0.24 + 0.76 * (1 - np.minimum(up, 1)) ** 2.6  # dark mud makes a good mirror
    scale = 1 / np.sqrt(points.dx**2 + up * up + points.dz**2)
    sky, glow = open_sky.sky_colours(light, azimuth, points.dx * scale, up * scale, points.dz * scale)
    # Clouds lie in it, too, and a breath of wind dulls it here and there.
    plane = 1 / (up * scale + 0.09)
    cloud = step(
        0.02, 0.45, fbm_at(points.dx * scale * plane, 0.62 * points.dz * scale * plane, 0.9, hill.seed + 19, 4)
    ) * min(1.3 * light.clouds, 0.8)
    sky = sky + (np.array(light.cloud_shade, np.float32) - sky) * (0.6 * cloud)[:, None]
    glow = glow * (1 - 0.4 * cloud)[:, None] + np.array(light.cloud_lit, np.float32) * (0.35 * cloud)[:, None]
    fresnel = fresnel * (0.92 + 0.16 * fbm_at(x / 3, z, 7.0, hill.seed + 20, 3, foot / 3))
    hills = step(0.10, 0.03, up)[:, None] * step(120.0, 30.0, z)[:, None] * np.float32(0.35)
    mirrored = sky * (1 - hills) * fresnel[:, None] + _MUD * ambient * np.float32(0.9) * (1 - fresnel)[:, None]
    mirrored_sun = glow * (1 - hills) * fresnel[:, None] + _MUD * warm * np.float32(0.25 * max(towards[1], 0.05))
    steady += (mirrored - steady) * wet[:, None]
    sun += (mirrored_sun - sun) * wet[:, None]
    mu = np.clip(points.dx * towards[0] + up * scale * towards[1] + points.dz * towards[2], 0, 1)
    glint = warm * (0.5 * np.exp((mu - 1) / 0.0035) * wet * fresnel)[:, None]
    # Air, and mist that lies in the valley.
    ahead = np.clip(points.dx * towards[0] + points.dy * towards[1] + points.dz * towards[2], 0, 1)
    veil, halo = open_sky.veil(light, ahead)
    low = (0.0011 + 0.004 * light.fog) * np.exp(-np.maximum(at + 46.0, 0) / 14.0) * step(30.0, 160.0, z)
    keep = np.exp(-points.distance * (1.3 * light.air + low))[:, None].astype(np.float32)
    return [
        (steady * keep + veil * (1 - keep)).astype(np.float32), (sun * keep + halo * (1 - keep)).astype(np.float32),
        (glint * keep).astype(np.float32), wet[:, None],
    ]  # fmt: skip


def _palms(
    scenery: Scenery, hill: Hill, camera: Camera, light: OpenLight, rng: np.random.Generator, *, count: int
) -> None:
    """Set palms on the banks, the far ones first, dark against what is lit behind them."""
    places = []
    for k in range(count):
        z = float(rng.uniform(0.25, 1.0)) ** 1.3 * 230.0 + (14.0 if k else 9.0)
        aside = float(rng.choice([-1, 1])) * float(rng.uniform(0.14, 0.50))
        places.append((z, aside * scenery.width / camera.focal * z))
    one = np.ones((1, 1), np.float32)
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    for z, x in sorted(places, reverse=True):
        ground = float(hill.heights(one * x, one * z, one)[0, 0])
        px, py, depth = camera.project(x, ground, z)
        size = camera.focal * float(rng.uniform(9.0, 14.0)) / depth
        if not (0 < px < scenery.width and 0 < py < scenery.height + size) or size > 0.42 * scenery.height:
            continue
        if scenery.depth[min(int(py) - 1, scenery.height - 1), int(px)] < 0.8 * depth:
            continue  # a bank before it hides its foot
        mask = np.zeros((scenery.height, scenery.width), np.uint8)
        palm(mask, px, py + 0.01 * size, size, float(rng.normal(0, 0.10)), rng)
        y0, y1 = max(int(py - 1.5 * size), 0), min(int(py + 0.2 * size) + 1, scenery.height)
        x0, x1 = max(int(px - 0.8 * size), 0), min(int(px + 0.8 * size) + 1, scenery.width)
        window = (slice(y0, y1), slice(x0, x1))
        alpha = mask[window].astype(np.float32) / 255
        keep = math.exp(-depth * (1.3 * light.air + 0.0006))
        veil, halo = open_sky.veil(light, np.full(1, 0.8, np.float32))
        scenery.cover(window, alpha, 0.0)
        scenery.steady[window] += alpha[..., None] * (
            _WOODS * ambient * np.float32(0.8 * keep) + veil[0] * np.float32(1 - keep)
        )
        scenery.sun[window] += alpha[..., None] * (
            _WOODS * warm * np.float32(0.25 * keep) + halo[0] * np.float32(1 - keep)
        )


def _farmer(scenery: Scenery, hill: Hill, camera: Camera, side: float) -> None:
    """Let somebody stand on the rim of a step."""
    one = np.ones((1, 1), np.float32)
    for z in np.linspace(16.0, 46.0, 90) * hill.rise / 1.5:
        x = -side * 0.14 * scenery.width / camera.focal * float(z)
        at, share, _, _ = hill.steps(one * x, one * float(z), 0.1 * one)
        if not 0.075 < share[0, 0] < 0.11:
            continue
        px, py, depth = camera.project(x, float(at[0, 0]), float(z))
        if py > 0.86 * scenery.height or scenery.depth[min(int(py) - 2, scenery.height - 1), int(px)] < 0.85 * depth:
            continue
        size = max(camera.focal * 1.7 / depth, 0.022 * scenery.height)
        scenery.person("stander", px, py, size, mirrored=side > 0)
        return


def _finish(
    description: SceneDescription,
    view: View,
    light: OpenLight,
    camera: Camera,
    azimuth: float,
    lights: tuple[Array, ...],
    depth: Array,
) -> Painting:
    steady, sun, glint, water = lights
    height, width = depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (steady, sun, glint))
    open_sky.set_black(total, steady, 0.6)
    grade = fit_grade(total, light.grade(), median=light.median, white=light.white)
    grade = tone.darker(total, grade, 1.05 * light.median[1])
    weather, amount = description.weather, description.weather_amount
    elements = [
        Element("ripples", 0.4, {"rings": 0.3, "horizon": camera.horizon / height}, "water"),
        Element("mist", 0.35 + 0.4 * amount * (weather == "mist"), {"low": 0.25, "high": 0.55}),
    ]
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    elif weather == "storm":
        elements.append(Element("rain", amount))
    if description.time_of_day != "night" and weather in ("clear", "mist"):
        elements.append(Element("birds", 0.3, {"top": 0.06, "bottom": 0.22, "count": 6, "size": 10.0}, "sky"))
    place = open_sky.on_picture(light, camera, azimuth)
    if (
        place
        and description.time_of_day in ("dawn", "golden")
        and weather == "clear"
        and 0 < place[0] < width
        and place[1] > 0
    ):
        elements.append(Element("flare", 0.35, {"x": place[0] / width, "y": place[1] / height}))
    return Painting(
        groups={
            "sky": LightGroup(steady),
            "moon" if description.time_of_day == "night" else "sun": LightGroup(sun, "kick", 1.0, 0.14),
            "glints": LightGroup(glint, "offbeat", 0.9, 0.4),
        },
        depth=np.minimum(depth, FAR).astype(np.float32),
        focal=camera.focal,
        centre=(camera.centre_x, max(camera.horizon, 0.1 * height)),
        grade=grade,
        masks={"sky": (depth > 0.9 * FAR).astype(np.float32), "water": np.clip(water[..., 0], 0, 1)},
        elements=elements,
        travel=view.travel,
    )
