"""A volcano: the cone with its glowing crater, lava on its slopes and through the plain, a column of ash, cracked crust close by."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Focus, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky, staffage
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light
from beatreel.plugins.generators.procedural.scenery.relief import Sunlight, render

from . import ground
from .ground import Cone

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class View:
    """A composition; metres, and shares of width (focal) and height (horizon)."""

    eye: float
    focal: float
    horizon: float
    far: float
    tall: float
    river: float
    cracks: float
    travel: float


WIDE = View(16.0, 1.05, 0.66, 1750.0, 700.0, 15.0, 0.35, 1.4)
RIVER = View(7.0, 1.00, 0.56, 1500.0, 590.0, 11.0, 0.45, 1.0)
SLOPE = View(60.0, 1.60, 0.74, 1500.0, 620.0, 18.0, 0.0, 1.2)
CRUST = View(1.9, 0.90, 0.40, 1300.0, 330.0, 3.2, 1.0, 0.4)
SEAMS = View(1.35, 1.15, 0.17, 1300.0, 300.0, 2.2, 1.0, 0.2)
SHORES = {"wide": 150.0, "medium": 90.0, "close": 26.0, "detail": 15.0}  # metres to the sea's edge, where there is one
_AT_SEA = {
    "wide": replace(WIDE, eye=15.0, horizon=0.52, river=22.0, cracks=0.0),
    "medium": replace(RIVER, eye=11.0, horizon=0.50, river=15.0, cracks=0.0),
    "close": replace(CRUST, eye=4.2, horizon=0.46, river=5.5, cracks=0.3),
    "detail": replace(CRUST, eye=2.6, focal=1.1, horizon=0.36, river=3.6, cracks=0.5),
}
VIEWS = {"wide": (WIDE, RIVER), "medium": (SLOPE, RIVER), "close": (CRUST, CRUST), "detail": (SEAMS, SEAMS)}


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Progress,
) -> Painting:
    """Paint a volcano; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is the whole mountain or, in odd variations, a river of lava that leads to it; medium its slopes or the river; close
    the crust over lava, with the mountain behind; detail looks down at the seams between its plates.
    """
    view = VIEWS.get(shot, VIEWS["wide"])[(variation + seed) % 2]
    at_sea = "sea_beyond" in description.motifs
    if at_sea:
        view = _AT_SEA.get(shot, _AT_SEA["wide"])
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 101])
    light = replace(open_light(description, rng), aurora=0.0)
    light = replace(light, air=1.3 * light.air, clouds=0.6 * light.clouds)
    side = float(rng.choice([-1.0, 1.0]))
    narrow = min(width, 0.75 * height)
    camera = Camera(0.0, view.eye, 0.0, 0.0, view.focal * narrow, width / 2, view.horizon * height)
    far = view.far * float(rng.uniform(0.92, 1.1))
    land = Cone(
        at=(side * float(rng.uniform(0.04, 0.13)) / view.focal * far, far), tall=view.tall * float(rng.uniform(0.92, 1.1)),
        wide=0.62 * view.tall, crater=0.125 * view.tall, streams=_streams(rng), seed=int(rng.integers(1, 1 << 18)),
        river=(-side * float(rng.uniform(1.5, 4.5)) * (view.river / 5), 0.9 * view.river * float(rng.uniform(0.8, 1.4)), view.river),
        cracks=view.cracks, shore=SHORES.get(shot, SHORES["wide"]) * float(rng.uniform(0.9, 1.1)) if at_sea else 0.0,
    )  # fmt: skip
    nothing = np.zeros(1, np.float32)
    camera = replace(camera, y=camera.y + max(float(land.heights(nothing, nothing, nothing + 1)[0]), 0.0))
    azimuth = -side * float(rng.uniform(0.5, 0.9))
    sunlight = Sunlight(
        land.heights,
        azimuth,
        light.elevation,
        light.softness,
        [(land.at[0], far * 0.9, 3.6), (0.0, 25.0, 0.16)],
        count=520,
    )
    progress(0.12, "shadows cast")
    relief = render(
        land.heights, lambda points: ground.shade(points, land, sunlight, light, azimuth), (3, 3, 3), camera, width, height,
        heightfield.sample_distances(0.8, 3600.0, 0.0024), lambda done: progress(0.12 + 0.66 * done, "painting the volcano"),
    )  # fmt: skip
    steady, sun, glow = relief.lights
    clear = (1 - relief.cover)[..., None]
    for part, sky in zip(
        (steady, sun), open_sky.paint_sky(light, camera, azimuth, width, height, land.seed), strict=True
    ):
        part += sky * clear
    mouth = camera.project(land.at[0], land.tall, far)
    unit = camera.focal * land.tall / far
    _plume(steady, sun, glow, relief.cover, mouth, unit, light, side, land.seed)
    _fountain(glow, mouth, unit, rng)
    if at_sea:
        _steam(steady, sun, glow, camera, land, light, side)
    progress(0.92, "the fountain is up")
    if "people" not in description.without and shot != "detail" and not at_sea:
        _walker(steady, sun, glow, camera, land, view, side, relief.depth, description.flavour)
    return _finish(description, view, light, camera, relief.depth, steady, sun, glow, clear[..., 0], mouth, unit)


def _streams(rng: np.random.Generator) -> Array:
    turns = np.linspace(-1.2, 1.2, 6) + rng.uniform(-0.2, 0.2, 6)
    return np.stack([turns, rng.uniform(0.30, 0.95, 6), rng.uniform(3.0, 8.0, 6)], 1).astype(np.float32)


def _plume(
    steady: Array, sun: Array, glow: Array, cover: Array, mouth: tuple[float, float, float], unit: float, light: OpenLight,
    side: float, seed: int, pale: float = 1.0,
) -> None:  # fmt: skip
    """Let a column of ash rise from the crater, or steam as ``pale``, lit from below by what burns and from above by the sky."""
    height, width = cover.shape
    small = max(8, width // 2), max(8, height // 2)
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    u, v = (
        ((x + 0.5) * (width / small[0]) - mouth[0]) / unit,
        (mouth[1] + 0.03 * unit - (y + 0.5) * (height / small[1])) / unit,
    )
    up = np.maximum(v, 0)
    u = u + side * 0.16 * up**1.6
    grown = 0.095 + 0.30 * up**0.85
    roll = fbm_at(u / (0.5 + 0.6 * up), 1.9 * np.sqrt(up + 0.02) + 0 * u, 0.42, seed + 51, 6, None, 0.56)
    lower = fbm_at(
        u / (0.5 + 0.6 * up), 1.9 * np.sqrt(np.maximum(up - 0.05, 0) + 0.02) + 0 * u, 0.42, seed + 51, 6, None, 0.56
    )
    body = 1 - np.abs(u) / grown + 0.95 * roll
    dense = step(0.02, 0.40, body) * step(-0.02, 0.05, v)
    relief = np.clip(0.5 + 2.2 * (roll - lower), 0, 1.4)
    round_ = np.clip(body, 0, 1.2)
    from_below = np.exp(-up / 0.42) * (0.35 + 1.0 * relief) * (0.4 + 0.6 * round_)
    flank = np.clip(0.5 - side * u / grown, 0, 1) * (0.5 + 0.6 * relief)
    planes = [cv2.resize(np.asarray(p, np.float32), (width, height)) for p in (dense, from_below, flank, relief)]
    share = (planes[0] * (1 - cover))[..., None]
    ash = np.array(light.ambient, np.float32) * (pale * (0.10 + 0.14 * planes[3]))[..., None]
    steady += (ash - steady) * share * np.float32(0.97)
    sun *= 1 - 0.97 * share
    sun += np.array(light.sun, np.float32) * (0.055 * planes[2])[..., None] * share
    glow += np.array([0.020, 0.20, 1.30], np.float32) * (planes[1] / pale)[..., None] * share


def _steam(steady: Array, sun: Array, glow: Array, camera: Camera, land: Cone, light: OpenLight, side: float) -> None:
    """Let steam rise where lava falls into the sea, red below."""
    x, z = land.mouth()
    open_ = np.zeros(steady.shape[:2], np.float32)
    for number, (aside, size) in enumerate(((0.0, 2.2), (-0.6, 1.4), (0.7, 1.6))):
        px, py, away = camera.project(x + aside * land.river[2], 0.0, z)
        unit = camera.focal * land.river[2] * size / away
        _plume(steady, sun, glow, open_, (px, py, away), unit, light, side, land.seed + 5 + number, pale=4.5)


def _fountain(glow: Array, mouth: tuple[float, float, float], unit: float, rng: np.random.Generator) -> None:
    """Throw sparks of lava out of the crater, in arcs."""
    height, width = glow.shape[:2]
    canvas = np.zeros((height, width), np.uint8)
    for _ in range(900):
        way, power = float(rng.normal(0, 0.36)), float(rng.gamma(2.4, 0.105))
        start = float(rng.uniform(0.0, 0.95))
        t = np.linspace(start, start + 0.035, 3)
        across = mouth[0] + unit * (0.045 * float(rng.normal()) + 0.62 * power * math.sin(way) * t * 1.7)
        rise = mouth[1] + 0.02 * unit - unit * power * 2.0 * (math.cos(way) * t - 0.62 * t * t)
        points = np.round(np.stack([across, rise], 1) * 16).astype(np.int32)
        size = 0.0055 * unit * float(rng.uniform(0.4, 1.3))
        value = int(255 * float(rng.uniform(0.35, 1.0)) * (1 - 0.6 * start) * min(1.0, max(size, 0.4)))
        cv2.polylines(canvas, [points], False, value, max(1, round(size)), cv2.LINE_AA, 4)
    spark = canvas.astype(np.float32) / 255
    rows, columns = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
    away = np.hypot(columns - mouth[0], 0.8 * (rows - mouth[1] + 0.10 * unit)) / unit
    halo = cv2.resize(
        (0.62 * np.exp(-((away / 0.12) ** 2)) + 0.16 * np.exp(-away / 0.25)).astype(np.float32), (width, height)
    )
    glow += spark[..., None] * np.array([0.8, 3.2, 6.0], np.float32) + halo[..., None] * np.array(
        [0.05, 0.42, 1.9], np.float32
    )


def _walker(
    steady: Array, sun: Array, glow: Array, camera: Camera, land: Cone, view: View, side: float, depth: Array,
    variant: int,
) -> None:  # fmt: skip
    """Let somebody stand before the light."""
    height, width = depth.shape
    for away in ({WIDE: 34.0, RIVER: 22.0, SLOPE: 60.0, CRUST: 7.0, SEAMS: 7.0}[view] * far for far in (1.0, 1.5, 2.2)):
        spots = np.linspace(-0.3, 0.3, 17, dtype=np.float32) * np.float32(side * width / camera.focal * away)
        beside = land.to_river(spots, np.full(len(spots), away, np.float32))  # nobody stands in lava, but in its light
        spot = spots[[int(np.argmin(np.abs(beside - 1.6) + 9.0 * (beside < 1.3)))]]
        base = float(land.heights(spot, np.array([away], np.float32), np.full(1, 0.2, np.float32))[0])
        px, py, _ = camera.project(float(spot[0]), base - 0.05, away)
        if py < 0.9 * height:
            break
    size = max(camera.focal * 1.75 / away, 0.055 * height)
    window, cover = staffage.stand(
        (steady, sun, glow), "hiker", (px, py), size, mirrored=side > 0, variant=variant, haze=0.06
    )
    np.copyto(depth[window], np.minimum(depth[window], np.float32(away)), where=cover > 0.5)


def _finish(
    description: SceneDescription, view: View, light: OpenLight, camera: Camera, depth: Array, steady: Array, sun: Array, glow: Array,
    clear: Array, mouth: tuple[float, float, float], unit: float,
) -> Painting:  # fmt: skip
    height, width = depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum(
        [cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (steady, sun, glow)],
        axis=0,
        dtype=np.float32,
    )
    open_sky.set_black(total, steady, 0.7)
    night = description.time_of_day in ("night", "dusk")
    start = replace(light.grade(), contrast=1.28, bloom=0.22, bloom_width=1.2, desaturate=0.45)
    grade = fit_grade(total, start, median=(34.0, 74.0) if night else (50.0, 105.0), white=(202.0, 228.0))
    hot = np.clip(glow.max(axis=2) / 1.5, 0, 1)
    x, y = mouth[:2]
    elements = [
        Element("embers", 0.8), Element("mist", 0.26, {"low": 0.30, "high": 0.75, "drift": 8}),
        Element("flow", 0.22, {"size": 5.0}, "lava"),
        Element("beacons", 0.30, {"points": [[mouth[0] / width, mouth[1] / height]], "colour": [60, 150, 255]}),
    ]  # fmt: skip
    if light.clouds > 0.3:
        elements.append(Element("drift", 1.0, {"rate": 8.0}, "sky"))
    if description.weather in ("rain", "snow"):
        elements.append(Element(description.weather, description.weather_amount))
    if description.weather == "storm":
        elements.append(Element("lightning", 0.6, {"x": mouth[0] / width, "y": max(mouth[1] / height - 0.2, 0.05)}))
    return Painting(
        groups={
            "sky": LightGroup(steady),
            "moon" if description.time_of_day == "night" else "sun": LightGroup(sun),
            "lava": LightGroup(glow, "kick", 0.92, 0.26),
        },
        depth=np.minimum(depth, heightfield.FAR).astype(np.float32),
        focal=camera.focal,
        centre=(camera.centre_x, min(max(camera.horizon, 0.1 * height), 0.9 * height)),
        grade=grade,
        masks={"sky": clear.astype(np.float32), "lava": hot.astype(np.float32)},
        elements=elements,
        focus=Focus.inside(x - 0.1 * unit, y - 0.15 * unit, x + 0.1 * unit, y + 0.1 * unit, (width, height)),
        travel=view.travel,
    )
