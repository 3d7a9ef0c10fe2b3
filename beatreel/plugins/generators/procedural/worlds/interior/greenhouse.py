"""Greenhouses, and halls that plants have taken: a mall, works, a church whose roof has fallen in; metres, colours linear BGR.

Traced by :mod:`~..kernels.glasshouse`. Light families: ``even`` and ``odd`` (every other lamp of a greenhouse), ``sky`` and ``sun``.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import glasshouse as kernel
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import tracing
from beatreel.plugins.generators.procedural.scenery.tracing import project

from .hull import planes_of, soften
from .overgrown import PLANS, Plan, in_bloom, planted
from .plants import cards

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

# zenith, horizon, halo, sun, lamps, height of the sun or moon in degrees, its radius, median
_HOURS: dict[str, tuple[Any, Any, Any, Any, float, float, float, tuple[float, float]]] = {
    "night": (
        (0.007, 0.003, 0.001), (0.016, 0.008, 0.003), (0.12, 0.09, 0.06), (0.20, 0.14, 0.085), 1.5, 33, 0.020, (12, 28),
    ),
    "dusk": ((0.22, 0.10, 0.07), (0.30, 0.26, 0.42), (0.16, 0.40, 0.90), (0.1, 0.3, 0.7), 0.9, 12, 0.04, (30, 60)),
    "dawn": ((0.55, 0.42, 0.36), (0.62, 0.66, 0.82), (0.45, 0.80, 1.40), (1.9, 2.5, 3.3), 0.2, 21, 0.04, (44, 84)),
    "golden": ((0.62, 0.50, 0.40), (0.60, 0.72, 0.86), (0.60, 1.15, 1.80), (1.7, 2.8, 4.1), 0.25, 26, 0.04, (42, 82)),
    "day": ((1.05, 0.86, 0.70), (0.85, 0.92, 0.95), (0.75, 1.3, 1.7), (3.2, 3.8, 4.2), 0.0, 42, 0.04, (56, 98)),
}  # fmt: skip
_FLOWERS = {
    *"flower flowers rose roses blossom blossoms bloom blooms blooming peony peonies camellia camellias flowering".split()
}
_LEAFY = (105.0, 215.0)  # hues from green to teal, in which nothing blossoms
_HALL_DARK = 0.72  # of the median of a greenhouse, in a hall
_ROSY = 10.0  # hue that roses are nearest to
_WORDS = {
    "church": {"church", "cathedral", "chapel", "abbey", "monastery", "nave", "basilica", "priory", "cloister"},
    "works": {"factory", "power", "warehouse"},
    "station": {"station", "platform", "railway", "train"},
    "mall": {
        "mall",
        "shopping",
        "store",
        "supermarket",
        "terminal",
        "airport",
        "hotel",
        "school",
        "hospital",
        "atrium",
    },
}


def plan_of(description: SceneDescription) -> str:
    """Return which hall a description asks for."""
    if "glass_vault" in description.motifs:
        return "greenhouse"
    words = description.all_words
    return next((name for name, asked in _WORDS.items() if words & asked), "works")


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a greenhouse or an overgrown hall."""
    width, height = size
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 233])
    side = float(rng.choice([-1.0, 1.0]))
    plan = PLANS[plan_of(description)]
    if plan.path > 0 and "overgrown" in description.motifs:  # a greenhouse that nobody tends
        plan = plan._replace(panes=(0.5, 0.9, 0.012, 0.34, 0.75), wet=1.0, ivy=0.35)
    if plan.path > 0 and description.all_words & _FLOWERS:
        plan = in_bloom(plan)
    lens = _view(plan, shot, side, width, height)
    house, median = _house(
        plan, description, shot, side, rng, int(seed) % 50_000 + variation, 1024 if width > 700 else 384
    )
    light, depth, ids = tracing.trace(
        partial(kernel.rays, house, lens), width, height, progress, families=4, sharp=0.45
    )
    floor = (ids >> 4) == kernel.FLOOR
    soften(light, floor, width)
    if float(house.sun.max()) > 0.01:
        light[3] += halved(_beams(house, lens, depth))
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(part.astype(np.float32), small, interpolation=cv2.INTER_AREA) for part in light], axis=0)
    if plan.path == 0:  # a hall is dark about its openings, which would burn out
        median = (_HALL_DARK * median[0], _HALL_DARK * median[1])
    lit = house.lamp[1] > 0 and description.time_of_day == "night"  # pools of light in the dark
    start = Grade(
        contrast=1.42 if lit else 1.22, pivot=0.2, saturation=1.12, lift=(0.012, 0.010, 0.006), desaturate=0.36, bloom=0.22, bloom_width=1.3
    )  # fmt: skip
    grade = fit_grade(total, start, median=median, white=(206.0, 238.0))
    if lit:
        grade = replace(grade, exposure=0.62 * grade.exposure)
    groups = {"sky": LightGroup(light[2]), "sun": LightGroup(light[3], "downbeat", 0.94, 0.16)}
    if house.lamp[1] > 0 and float(house.glow.max()) > 0.01:
        groups["even"] = LightGroup(light[0], "kick", 0.82, 0.28)
        groups["odd"] = LightGroup(light[1], "offbeat", 0.82, 0.28)
    else:
        groups["sun"] = LightGroup(light[3], "kick", 0.93, 0.20)
    return Painting(
        groups=groups,
        depth=depth,
        focal=float(lens.focal),
        centre=(float(lens.centre_x), float(lens.centre_y)),
        grade=grade,
        masks={"floor": floor.astype(np.float32)},
        elements=_elements(house, lens, width, height, _falls(plan, description)),
        travel={"wide": 1.3, "medium": 0.9, "close": 0.35, "detail": 0.3}[shot],
    )


def _view(plan: Plan, shot: str, side: float, width: int, height: int) -> Lens:
    x, y, yaw, focal, horizon = plan.views[shot]
    turn = math.radians(side * yaw)
    narrow = min(width, height * 0.5625 * 1.25)
    return Lens(
        np.array([side * x, y, 0.0], np.float32), np.array([math.cos(turn), 0, -math.sin(turn)], np.float32),
        np.array([0, 1, 0], np.float32), np.array([math.sin(turn), 0, math.cos(turn)], np.float32),
        np.float32(focal * narrow), np.float32(width / 2), np.float32(horizon * height),
    )  # fmt: skip


def _house(
    plan: Plan, description: SceneDescription, shot: str, side: float, rng: np.random.Generator, seed: int, size: int
) -> tuple[kernel.Glasshouse, tuple[float, float]]:
    half = plan.half
    corners = [(-half[0][0], 0.0), *half, *((-x, y) for x, y in reversed(half[1:]))]
    roles = [0, *plan.roles, *reversed(plan.roles[:-1])]
    spans = []
    outer = planes_of(corners, 0.0)
    for k, (x0, y0) in enumerate(corners):
        x1, y1 = corners[(k + 1) % len(corners)]
        nx, ny = outer[k, :2]
        spans.append((nx * (y0 + y1) / 2 - ny * (x0 + x1) / 2, 0.5 * math.hypot(x1 - x0, y1 - y0)))
    zenith, horizon, halo, sun, lamps, high, radius, median = _HOURS[description.time_of_day]
    halo, sun = np.array(halo, np.float32), np.array(sun, np.float32)
    if description.weather in ("rain", "storm", "snow"):
        halo, sun, lamps = halo * 0.25, sun * 0.0, max(lamps, 0.5)
    elif description.weather == "mist":
        halo, sun = halo * 0.6, sun * 0.7
    first = plan.pitch * float(rng.uniform(0.3, 0.6))
    e, a = math.radians(high + plan.rise), math.radians(-side * float(rng.uniform(*plan.aside)))
    place, stones = planted(plan, shot, side, rng)
    boxes, paint = plan.boxes(plan, first, side, rng)
    return kernel.Glasshouse(
        outer=outer, inner=planes_of(corners, plan.deep), spans=np.array(spans, np.float64), roles=np.array(roles, np.int64),
        pitch=plan.pitch, thick=plan.thick, first=first, end=plan.end, path=plan.path,
        panes=np.array(plan.panes, np.float64), gap=np.array(plan.gap, np.float64), door=np.array(plan.door, np.float64),
        masonry=plan.masonry, wall=np.array(plan.wall, np.float32), iron=np.array(plan.iron, np.float32),
        ground=np.array(plan.ground, np.float32), ivy=plan.ivy,
        wet=1.0 if description.weather in ("rain", "storm") else plan.wet, dim=plan.dim,
        lamp=np.array(plan.lamp, np.float64), glow=np.array((0.30, 0.86, 1.75), np.float32) * np.float32(lamps),
        zenith=np.array(zenith, np.float32), horizon=np.array(horizon, np.float32), halo=halo, sun=sun,
        star=np.array((math.sin(a) * math.cos(e), math.sin(e), math.cos(a) * math.cos(e), math.cos(radius)), np.float64),
        mist=plan.mist * (0.75 if description.weather == "clear" else 1.0),
        air=plan.air * {"mist": 1.6, "dust": 1.15}.get(description.weather, 1.0), cards=cards(size, rng),
        petals=_petals(description), place=place, boxes=boxes, paint=paint, stones=stones, seed=seed,
    ), median  # fmt: skip


def _petals(description: SceneDescription) -> Array:
    """Return the two colours of blossoms: those of the prompt that flowers have, else red and pink."""
    palette = description.palette
    hues = [hue for hue in (palette.accent, palette.key, palette.fill) if not _LEAFY[0] <= hue <= _LEAFY[1]]
    hues.sort(key=lambda hue: abs((hue - _ROSY + 180) % 360 - 180))
    if "white" in description.all_words:
        return np.array([(0.60, 0.63, 0.64), (0.52, 0.50, 0.62)], np.float32)
    if palette.strength > 0 and hues:
        return np.array(
            [0.72 * light_of_hue(hues[0], chroma, light) for chroma, light in ((0.17, 0.62), (0.11, 0.80))], np.float32
        )
    return np.array([(0.06, 0.03, 0.46), (0.34, 0.22, 0.62)], np.float32)


def _beams(house: kernel.Glasshouse, lens: Lens, depth: Array) -> Array:
    """Return the light that the air scatters, at a third of the size and soft."""
    height, width = depth.shape
    small = cv2.resize(depth, (max(2, width // 3), max(2, height // 3)), interpolation=cv2.INTER_NEAREST)
    out = np.zeros((*small.shape, 3), np.float32)
    kernel.shafts(house, lens, small, width / small.shape[1], 18, out)
    out = cv2.GaussianBlur(out, (0, 0), max(1.9 * width / 1584, 0.8))
    return np.asarray(cv2.resize(out, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _falls(plan: Plan, description: SceneDescription) -> list[Element]:
    """Return the rain or snow that comes in where the roof is open."""
    kind = {"rain": "rain", "storm": "rain", "snow": "snow"}.get(description.weather, "")
    return [Element(kind, description.weather_amount)] if kind and plan.panes[3] > 0.3 else []


def _elements(house: kernel.Glasshouse, lens: Lens, width: int, height: int, falls: list[Element]) -> list[Element]:
    found = [*falls] if falls else [Element("motes", 0.8)]
    found += [Element("mist", 0.20, {"low": 0.30, "high": 0.85, "drift": 8})]
    points = []
    for k in range(5 if house.lamp[1] > 0 and float(house.glow.max()) > 0.3 else 0):
        x, y, away = project(lens, (0.0, float(house.lamp[0]), house.first + k * house.pitch * float(house.lamp[2])))
        if away > 0.5 and 0 < x < width and 0 < y < height:
            points.append([x / width, y / height])
    if points:
        found.append(Element("beacons", 0.30, {"points": points, "colour": [110.0, 190.0, 245.0]}))
    return found
