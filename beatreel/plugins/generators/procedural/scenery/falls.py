"""A waterfall in a gorge or an amphitheatre: walls with trees and moss, mist, a pool with boulders; frozen in winter."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.crags import bedding
from beatreel.plugins.generators.procedural.kernels.heightfield import FAR, Camera
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting

from . import open_sky
from .crags import Crags, paint_crags
from .falls_light import Country, country_of, falls_light, shade_wall
from .falls_water import Site, draw_mist, draw_pool, draw_sheets
from .figures import Scenery
from .gorge import Gorge, Sheet
from .open_sky import OpenLight

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_WHOLE = 900  # pixels of a picture's width from which it is painted smaller
_SHARE = 0.5


@dataclass(frozen=True)
class View:
    """A composition: ranges to draw from; metres, and picture measures in widths or heights of the picture.

    ``lip`` is the row of the upper end of the fall, ``half`` half of its width in widths of the picture, ``scale`` that of the rock.
    """

    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    away: tuple[float, float]
    lip: tuple[float, float]
    half: tuple[float, float]
    scale: float
    travel: float


VIEWS = {
    "wide": View((7.0, 11.0), (1.0, 1.15), (0.62, 0.67), (120, 160), (0.20, 0.27), (0.055, 0.085), 1.5, 1.6),
    "medium": View((2.6, 4.0), (1.05, 1.2), (0.66, 0.71), (56, 72), (0.13, 0.20), (0.075, 0.12), 0.9, 0.9),
    "close": View((2.0, 3.0), (1.1, 1.25), (0.70, 0.76), (30, 38), (0.02, 0.08), (0.10, 0.16), 0.55, 0.5),
    "detail": View((2.4, 3.2), (1.5, 1.8), (0.80, 0.86), (20, 25), (-0.20, -0.08), (0.14, 0.20), 0.36, 0.25),
}


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
    """Paint a waterfall; see :mod:`~..worlds` for the contract.

    Wide is the whole amphitheatre with somebody small before it, medium the fall and its pool between boulders, close its foot,
    detail the water beside wet rock.
    """
    view = VIEWS.get(shot, VIEWS["medium"])
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 89])
    light = falls_light(description, rng)
    country = country_of(description)
    gorge = _gorge(view, description, country, shot, height / width, rng)
    progress(0.05, "rock laid down")
    share = _SHARE if width > _WHOLE else 1.0
    size = round(share * width), round(share * height)
    tall = size[1] / height
    camera = gorge.camera.scaled(width)
    small = replace(camera.scaled(size[0] / width), horizon=camera.horizon * tall)
    seeds = [int(v) for v in rng.integers(1, 1 << 20, 4)]
    steady, sun = open_sky.paint_sky(light, small, gorge.azimuth, *size, seeds[0])
    lights, cover, depth = paint_crags(
        gorge.crags, small, *size, light.towards(gorge.azimuth), lambda rock: shade_wall(rock, gorge, country, light, seeds[1]),
        farthest=3.2 * gorge.sheets[0].z, lowest=-0.4, told=lambda done: progress(0.08 + 0.7 * done, "painting the gorge"),
    )  # fmt: skip
    for part, rock in zip((steady, sun), lights, strict=True):
        part *= (1 - cover)[..., None]
        part += rock
    depth = np.where(cover > 0.5, depth, FAR).astype(np.float32)
    water = np.zeros_like(steady)
    site = Site(steady, sun, water, depth, gorge, small, light, country)
    falls = draw_sheets(site, seeds[2])
    pool = draw_pool(site, seeds[3])
    progress(0.84, "water")
    mist = draw_mist(site, seeds[2] + 1)
    scenery = Scenery(steady, sun, [water], depth, small.focal)
    _somebody(scenery, gorge, small, description, light, shot)
    if share < 1:
        steady, sun, water, falls, pool = (_enlarged(part, width, height) for part in (steady, sun, water, falls, pool))
        depth = cv2.resize(depth, (width, height), interpolation=cv2.INTER_NEAREST)
    progress(0.92, "mist")
    return _finish(
        description, view, gorge, country, light, camera, shot, (steady, sun, water), (depth, falls, pool), mist
    )


def _gorge(
    view: View, description: SceneDescription, country: Country, shot: str, tall: float, rng: np.random.Generator
) -> Gorge:
    """Lay out walls about a fall: it comes through a gap in the one behind."""
    side = float(rng.choice([-1.0, 1.0]))
    focal, eye, horizon = rng.uniform(*view.focal), rng.uniform(*view.eye), rng.uniform(*view.horizon) * tall
    z = rng.uniform(*view.away)
    high = eye + (horizon - rng.uniform(*view.lip) * tall) * z / focal
    half = rng.uniform(*view.half) * z / focal
    middle = side * rng.uniform(0.03, 0.10) * z / focal
    wide = z / focal  # of the picture, there
    found: list[tuple[float, ...]] = []

    def crag(
        x: float, at: float, radius: float, rise: float, stretch: float = 1.0, narrows: float = 0.05, turn: float = 0.0
    ) -> None:
        found.append((x, at, radius, stretch, math.cos(turn), math.sin(turn), rise, narrows))

    deep = 0.24 * wide
    crag(middle, z + 1.0 * deep + 0.4, deep, high, 1.5, 0.02)
    for way in (-1, 1):
        crag(
            middle + way * (0.34 * wide + half),
            z + 0.75 * deep,
            0.24 * wide,
            high * rng.uniform(1.08, 1.22),
            1.2,
            0.05,
            way * 0.2,
        )
        crag(
            middle + way * rng.uniform(0.62, 0.70) * wide,
            z * rng.uniform(0.80, 0.92),
            0.30 * wide,
            high * rng.uniform(1.0, 1.35),
            1.4,
            0.07,
            way * 1.2,
        )
        near = rng.uniform(0.36, 0.46)
        crag(
            way * rng.uniform(0.56, 0.66) * near * wide * 1.25,
            near * z,
            0.15 * wide,
            high * rng.uniform(0.55, 0.8) * near,
            1.6,
            0.16,
            way * 1.4,
        )
    crag(middle + side * 0.5 * wide, 2.1 * z, 0.6 * wide, 1.5 * high, 1.6, 0.3)
    sheets = _sheets(rng, middle, z, high, half, wide)
    if sheets[0].low > 0:  # the ledge that it leaps from again
        crag(sheets[1].x, sheets[1].z + 0.2 * wide + 0.4, 0.2 * wide, sheets[0].low, 1.3, 0.02)
    stones = 26 if shot in ("wide", "medium") else 16
    for _ in range(stones):
        at = z * rng.uniform(0.12, 0.85)
        x = rng.uniform(-0.48, 0.48) * at / focal
        size = rng.uniform(0.4, 1.0) ** 2 * 0.030 * wide * (0.55 + 0.6 * at / z)
        if abs(x - middle) < 1.4 * half and at > 0.6 * z:
            x += math.copysign(2 * half, x - middle)
        crag(x, at, size * 1.5, size * rng.uniform(0.5, 1.1), rng.uniform(1.0, 1.7), 0.35, rng.uniform(0, 3))
    bodies = np.array(found, np.float32)
    bodies[:, [0, 1, 2, 6]] /= view.scale
    crags = Crags(bodies, bedding(rng, 260.0), int(rng.integers(1, 1 << 20)), view.scale, country.growth)
    low = description.time_of_day in ("dawn", "golden", "dusk")
    azimuth = -side * (rng.uniform(1.5, 2.1) if low else rng.uniform(1.9, 2.5))
    return Gorge(Camera(0.0, eye, 0.0, 0.0, focal, 0.5, horizon), crags, sheets, side, azimuth)


def _sheets(rng: np.random.Generator, middle: float, z: float, high: float, half: float, wide: float) -> list[Sheet]:
    """Return how the water comes down: in one plunge, over a ledge, or beside itself in two."""
    kind = str(rng.choice(["plunge", "tiers", "twins"], p=[0.45, 0.3, 0.25]))
    lip = 1.03 * high
    if kind == "tiers":
        ledge = high * rng.uniform(0.34, 0.48)
        return [
            Sheet(middle, z, lip, ledge, 0.75 * half, 0.35),
            Sheet(middle + rng.uniform(-0.3, 0.3) * half, z - 0.06 * wide, ledge * 1.02, 0.0, 1.15 * half, 0.35),
        ]
    if kind == "twins":
        return [
            Sheet(middle - 0.5 * half, z, lip, 0.0, 0.72 * half, 0.35),
            Sheet(
                middle + rng.choice([-1.0, 1.0]) * rng.uniform(2.0, 2.6) * half,
                z + 0.01 * wide,
                0.97 * lip,
                0.0,
                0.28 * half,
                0.4,
            ),
        ]
    return [Sheet(middle, z, lip, 0.0, half, 0.45)]


def _somebody(
    scenery: Scenery, gorge: Gorge, camera: Camera, description: SceneDescription, light: OpenLight, shot: str,
) -> None:  # fmt: skip
    """Put somebody on a boulder before the fall, whose size shows how tall it is."""
    if "people" in description.without or shot not in ("wide", "medium") or "figure" not in description.motifs:
        return
    z = gorge.sheets[0].z
    best: tuple[float, float, float, float] | None = None
    for share in np.linspace(0.14, 0.86, 49):
        found = scenery.edge(share * scenery.width, 0.62 * z)
        if found is None or not 0.2 * z < found[1] < 0.62 * z:
            continue
        row, depth = found
        beside = [
            scenery.edge(share * scenery.width + way, 0.62 * z)
            for way in (-0.008 * scenery.width, 0.008 * scenery.width)
        ]
        if any(one is None or abs(one[0] - row) > 0.006 * scenery.height for one in beside):
            continue
        value = abs(abs(share - 0.5) - 0.17) + 1.5 * abs(row / scenery.height - 0.72)
        if best is None or value < best[0]:
            best = value, share * scenery.width, row, depth
    if best is None or best[0] > 0.5:
        return
    _, x, row, depth = best
    size = max(camera.focal * 1.75 / depth, 0.030 * scenery.height)
    scenery.person("hiker", x, row + 0.05 * size, size, mirrored=x > 0.5 * scenery.width)


def _enlarged(part: Array, width: int, height: int) -> Array:
    large = np.maximum(cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC), 0)
    return np.asarray(large.reshape(height, width, *part.shape[2:]), np.float32)


def _finish(
    description: SceneDescription, view: View, gorge: Gorge, country: Country, light: OpenLight, camera: Camera, shot: str,
    lights: tuple[Array, ...], planes: tuple[Array, ...], mist: tuple[float, float],
) -> Painting:  # fmt: skip
    steady, sun, water = lights
    depth, falls, pool = planes
    height, width = depth.shape
    size = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in lights)
    open_sky.set_black(total, steady, 0.5)
    grade = fit_grade(total, replace(light.grade(), bloom=0.16), median=light.median, white=light.white)
    groups = {
        "sky": LightGroup(steady),
        "moon" if description.time_of_day == "night" else "sun": LightGroup(sun, "kick", 1.0, 0.12),
        "falls": LightGroup(water, "downbeat", 0.94, 0.22),
    }
    elements = []
    if not country.frozen:
        grain = {"wide": 1.0, "medium": 0.75, "close": 0.5}.get(shot, 0.36)
        elements.append(Element("cascade", 0.85, {"grain": grain}, "falls"))
        elements.append(Element("ripples", 0.6, {"rings": 0.0, "horizon": camera.horizon / height}, "pool"))
        elements.append(Element("mist", 0.35, {"low": mist[0], "high": mist[1]}))
    weather, amount = description.weather, description.weather_amount
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    elif weather == "storm":
        elements.append(Element("rain", amount))
    elif country.frozen:
        elements.append(Element("snow", 0.25))
    else:
        elements.append(Element("motes", 0.35))
    if weather in ("clear", "mist") and description.time_of_day != "night" and shot == "wide":
        elements.append(Element("birds", 0.3, {"top": 0.08, "bottom": 0.26, "count": 5, "size": 10.0}, "sky"))
    return Painting(
        groups=groups,
        depth=depth,
        focal=camera.focal,
        centre=(camera.centre_x, min(camera.horizon, 0.9 * height)),
        grade=grade,
        masks={"sky": (depth > 0.9 * FAR).astype(np.float32), "falls": falls, "pool": pool},
        elements=elements,
        travel=view.travel,
    )
