"""A Moorish courtyard under the open sky: arcades of horseshoe arches, zellige, a fountain in a long pool, orange trees, lanterns.

Traced by :mod:`~..kernels.built`. Light families: ``sun`` (or moon), ``even`` and ``odd`` lanterns, ``sky``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes, grid, turned
from beatreel.plugins.generators.procedural.painting import Element, Grade, Painting
from beatreel.plugins.generators.procedural.scenery import moorish
from beatreel.plugins.generators.procedural.scenery.built import (
    EVEN,
    KEY,
    ODD,
    SKY,
    Place,
    body,
    skins,
)
from beatreel.plugins.generators.procedural.scenery.exposure import View, chances, expose, toward

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Colour = tuple[float, ...]

MOTIF = "patio"
HALF, LONG, DEEP, SPRING, TOP = (
    3.5,
    13.0,
    1.9,
    2.25,
    5.6,
)  # of the court, depth of its arcades, where arches begin, its walls
BAY = 1.3  # half a bay
FOUNTAIN = 5.6
_FIRE: Colour = (0.30, 1.05, 2.3)
# height of the sun or moon in degrees, its light, halo, zenith, horizon, lanterns, median
_HOURS: dict[str, tuple[float, Colour, Colour, Colour, Colour, float, tuple[float, float]]] = {
    "night": (
        48,
        (0.075, 0.052, 0.034),
        (0.02, 0.015, 0.01),
        (0.034, 0.016, 0.007),
        (0.055, 0.029, 0.013),
        0.42,
        (22, 50),
    ),
    "dusk": (14, (0.0, 0.0, 0.0), (0.10, 0.22, 0.45), (0.26, 0.13, 0.07), (0.34, 0.30, 0.42), 0.7, (30, 62)),
    "dawn": (30, (1.5, 2.0, 2.7), (0.2, 0.3, 0.4), (0.62, 0.40, 0.26), (0.70, 0.66, 0.70), 0.1, (46, 86)),
    "golden": (50, (1.7, 3.0, 4.5), (0.1, 0.2, 0.3), (0.86, 0.44, 0.19), (0.72, 0.62, 0.54), 0.15, (56, 96)),
    "day": (60, (4.2, 4.9, 5.3), (0.2, 0.2, 0.2), (1.20, 0.66, 0.32), (1.0, 0.85, 0.7), 0.0, (58, 102)),
}
_VIEWS = {
    "wide": View((0.55, 1.72, -1.9), (0.05, 1.72, 6.0), 0.98, (0.5, 0.56)),
    "medium": View((0.75, 1.60, 1.3), (0.05, 1.60, 6.0), 1.08, (0.48, 0.55)),
    "close": View((0.85, 1.55, 3.1), (0.0, 1.55, FOUNTAIN), 1.20, (0.46, 0.56)),
    "detail": View((-0.9, 1.62, 3.4), (-3.5, 2.35, 5.9), 1.12, (0.5, 0.50)),
}


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a courtyard. Wide is all of it, medium the pool, close the fountain, detail the arches and their tiles."""
    rng, side = chances(seed, variation, shot, 269)
    high, sun, halo, zenith, horizon, fires, median = _HOURS[description.time_of_day]
    if description.weather in ("rain", "storm", "mist", "snow"):
        sun = tuple(0.15 * part for part in sun)
    place = Place(
        int(seed) % 50_000 + variation, sun=toward(high, side * float(rng.uniform(138, 150))), sunlight=sun,
        halo=halo, zenith=zenith, horizon=horizon, dust=0.004, is_open=True,
        fog=(0.004, [tuple(0.06 * part for part in sun), (0, 0, 0), (0, 0, 0), tuple(0.5 * part for part in horizon)]),
    )  # fmt: skip
    water = _court(place, fires, rng)
    if "figure" in description.details and "people" not in description.without and shot in ("wide", "medium"):
        robe = place.material(skins.CLOTH, (0.30, 0.33, 0.36))
        place.add(body("traveller", 1.74, 0.34, robe).moved(-1.7 * side, 0.0, 8.3))
    seen = expose(place, _VIEWS[shot].lens(side, size), size, progress)
    start = Grade(
        contrast=1.10,
        pivot=0.2,
        saturation=1.12,
        lift=(0.012, 0.007, 0.004),
        desaturate=0.38,
        bloom=0.18,
        bloom_width=1.2,
    )
    lit = max(sun) > 1
    found = [Element("motes", 0.5), Element("ripples", 0.5, {"rings": 0.5}, "water")]
    return seen.painting(
        {
            "sun": (KEY, "downbeat", 0.96, 0.10),
            "even": (EVEN, "kick", 0.84, 0.30),
            "odd": (ODD, "offbeat", 0.84, 0.30),
            "sky": (SKY,) if lit else (SKY, "low", 0.95, 0.10),
        },
        start, median, masks={"water": seen.covers(*water)},
        elements=found + (seen.beacons(0.24, (80.0, 160.0, 240.0)) if fires > 0.3 else []),
        travel={"wide": 1.1, "medium": 0.8, "close": 0.4, "detail": 0.25}[shot],
    )  # fmt: skip


def _court(place: Place, fires: float, rng: np.random.Generator) -> list[int]:
    """Build the court; return the skins of its water."""
    plaster = place.material(skins.PLASTER, (0.36, 0.50, 0.60))
    carved = place.material(skins.ZELLIGE, (0.38, 0.49, 0.56), (0.30, 0.40, 0.47), scale=0.17)
    cream = place.material(skins.PLASTER, (0.40, 0.54, 0.62))
    terracotta = place.material(skins.PLASTER, (0.07, 0.13, 0.36))
    marble = place.material(skins.PLASTER, (0.52, 0.56, 0.58), gloss=0.035, rough=0.06)
    blue = place.material(skins.ZELLIGE, (0.36, 0.11, 0.03), (0.10, 0.24, 0.05), gloss=0.05, rough=0.05, scale=0.30)
    ground = place.material(skins.ZELLIGE, (0.10, 0.16, 0.42), (0.30, 0.10, 0.04), gloss=0.04, rough=0.05, scale=0.55)
    slabs = place.material(skins.SLABS, (0.40, 0.50, 0.56), (0.30, 0.40, 0.47), gloss=0.04, rough=0.04, scale=0.6)
    cedar = place.material(skins.WOOD, (0.035, 0.075, 0.15), scale=0.2)
    tiles = place.material(skins.BRICK, (0.05, 0.13, 0.07))
    pool = place.material(skins.WATER, (0.040, 0.048, 0.018), gloss=0.05, rough=0.0, scale=1.2)
    basin = place.material(skins.WATER, (0.045, 0.055, 0.042), gloss=0.04, rough=0.0, scale=0.5)
    jet = place.material(skins.PLAIN, (0.62, 0.62, 0.60), gloss=0.10, rough=0.08)
    deep = HALF + DEEP

    def flat(x0: float, x1: float, z0: float, z1: float, y: float, skin: int) -> None:
        points = np.array([[(x0, y, z1), (x1, y, z1)], [(x0, y, z0), (x1, y, z0)]], np.float32)
        place.add(grid(points, skin, uv=points[..., [0, 2]]))

    flat(-deep, deep, -4, LONG + DEEP, 0.0, slabs)
    for x0, x1, z0, z1 in ((-1.15, 1.15, -2.6, FOUNTAIN - 1.9), (-1.15, 1.15, FOUNTAIN + 1.9, LONG - 1.4)):
        flat(x0 - 0.42, x1 + 0.42, z0 - 0.42, z1 + 0.42, 0.004, ground)
        edges = [
            ((x0, (z0 + z1) / 2), (0.09, (z1 - z0) / 2 + 0.09)),
            ((x1, (z0 + z1) / 2), (0.09, (z1 - z0) / 2 + 0.09)),
        ]
        edges += [((0, z0), (1.15, 0.09)), ((0, z1), (1.15, 0.09))]
        for (x, z), (w, h) in edges:
            place.add(boxes([(x, 0.06, z)], (w, 0.06, h), marble))
        flat(x0, x1, z0, z1, 0.055, pool)
    flat(-2.1, 2.1, FOUNTAIN - 1.55, FOUNTAIN + 1.55, 0.005, ground)
    place.add(moorish.fountain(marble, basin, jet).moved(0, 0, FOUNTAIN))
    # Arcades along both sides and across the end.
    bay = moorish.arcade_bay(BAY, SPRING, 0.98, TOP, 0.42, (plaster, carved, terracotta, cream))
    column = moorish.column(SPRING, marble, carved)
    brass = place.material(skins.METAL, (0.14, 0.36, 0.58), gloss=0.4, rough=0.22, metal=True)
    for k in range(-1, 5):
        z = 2 * BAY * k + BAY
        for way in (-1.0, 1.0):
            place.add(bay.moved(way * HALF, 0, z, turn=-way * math.pi / 2))
            place.add(column.moved(way * (HALF + 0.21), 0, z + BAY))
            family = EVEN if (k + (way > 0)) % 2 else ODD
            glow = place.material(
                skins.GLOW,
                (0.05, 0.10, 0.16),
                scale=0.0,
                glow=tuple((0.25 + 2.2 * fires) * part for part in _FIRE),
                family=family,
            )
            at = (way * (HALF + 0.95), 3.05, z)
            place.add(moorish.lantern(brass, glow).moved(*at))
            if fires > 0.05:
                place.lamp((at[0], at[1] - 0.58, at[2]), tuple(1.5 * fires * part for part in _FIRE), family, 0.12)
                place.beacons.append(((at[0], at[1] - 0.35, at[2]), _FIRE))
    for x in (-2.6, 0.0, 2.6):
        place.add(bay.moved(x, 0, LONG), column.moved(x + 1.3, 0, LONG + 0.21), column.moved(x - 1.3, 0, LONG + 0.21))
    # Walls behind, with a dado of tiles and doors of cedar; ceilings of the arcades; eaves of green tiles.
    for way in (-1.0, 1.0):
        for y0, y1, skin, off in ((0, 1.35, blue, 0.01), (1.35, 1.47, carved, 0.02), (1.47, 3.6, plaster, 0.0)):
            points = np.zeros((2, 2, 3), np.float32)
            points[..., 0], points[0, :, 1], points[1, :, 1], points[:, 0, 2], points[:, 1, 2] = (
                way * (deep - off),
                y1,
                y0,
                -4,
                LONG + DEEP,
            )
            place.add(grid(points, skin, uv=points[..., [2, 1]]))
        place.add(boxes([(way * (HALF + DEEP / 2 + 0.2), 3.65, LONG / 2)], (DEEP / 2 + 0.2, 0.05, LONG), cedar))
        for z in (4.0, 9.2):
            place.add(boxes([(way * deep, 1.1, z)], (0.06, 1.1, 0.55), cedar))
        place.add(boxes([(way * (HALF - 0.12), TOP + 0.06, LONG / 2)], (0.32, 0.05, LONG / 2 + 4), cedar))
        place.add(boxes([(way * (HALF + 0.10), TOP + 0.16, LONG / 2)], (0.55, 0.06, LONG / 2 + 4), tiles))
        beams = np.arange(-3.0, LONG, 0.42)
        place.add(boxes([(way * (HALF - 0.28), TOP - 0.05, z) for z in beams], (0.16, 0.06, 0.05), cedar))
        for k in range(5):  # windows with lattice over the arches
            z = 2 * BAY * k + BAY
            place.add(boxes([(way * (HALF - 0.01), 4.72, z)], (0.02, 0.42, 0.30), cedar))
            bars_at = [(way * (HALF - 0.04), 4.72, z + 0.1 * n) for n in range(-2, 3)]
            place.add(
                boxes(bars_at, (0.012, 0.42, 0.014), carved),
                boxes([(way * (HALF - 0.05), 4.27, z)], (0.05, 0.03, 0.38), carved),
            )
    for y0, y1, skin in ((0, 1.35, blue), (1.35, 3.6, plaster)):
        points = np.array(
            [[(-deep, y1, LONG + DEEP), (deep, y1, LONG + DEEP)], [(-deep, y0, LONG + DEEP), (deep, y0, LONG + DEEP)]],
            np.float32,
        )
        place.add(grid(points, skin, uv=points[..., :2]))
    place.add(
        boxes([(0, 3.65, LONG + DEEP / 2 + 0.2)], (HALF, 0.05, DEEP / 2 + 0.2), cedar),
        boxes([(0, TOP + 0.14, LONG + 0.1)], (HALF + 0.5, 0.08, 0.55), tiles),
    )
    place.add(boxes([(0, 3.0, -4.1)], (deep, 3.0, 0.1), plaster))
    # A minaret behind it all.
    x, z = -1.5, LONG + 9.0
    place.add(
        boxes([(x, 5.5, z), (x, 12.4, z)], [(1.1, 5.5, 1.1), (0.62, 1.5, 0.62)], terracotta),
        boxes([(x, 11.0, z)], (1.25, 0.10, 1.25), cream),
    )
    place.add(
        boxes([(x, 10.4, z - 1.11)], (1.08, 0.42, 0.02), blue),
        turned([(0.0, 1.0), (0.25, 0.86), (0.5, 0.45), (0.58, 0.0)], 24, tiles).moved(x, 13.9, z),
    )
    for k in range(-2, 3):
        place.add(boxes([(x + 0.5 * k, 11.25, z - 1.2)], (0.14, 0.18, 0.08), cream))
    for y in (6.8, 8.9):
        place.add(
            boxes([(x, y, z - 1.11)], (0.30, 0.55, 0.02), cedar),
            boxes([(x, y + 0.75, z - 1.11)], (0.75, 0.06, 0.05), cream),
        )
    # Orange trees in their beds, and pots.
    bark = place.material(skins.PLASTER, (0.06, 0.085, 0.11))
    leaf = place.material(skins.LEAF, (0.018, 0.075, 0.030), (0.035, 0.15, 0.085), gloss=0.03, rough=0.25)
    fruit = place.material(skins.PLAIN, (0.02, 0.22, 0.75), gloss=0.04, rough=0.2)
    soil = place.material(skins.PLASTER, (0.03, 0.05, 0.075))
    for z in (1.4, 9.2):
        for way in (-1.0, 1.0):
            x = way * 2.35
            place.add(
                boxes([(x, 0.11, z)], (0.46, 0.11, 0.46), blue), boxes([(x, 0.215, z)], (0.40, 0.012, 0.40), soil)
            )
            tree = moorish.orange_tree(float(rng.uniform(2.5, 2.9)), (bark, leaf, fruit), rng)
            place.add(tree.moved(x, 0.2, z, turn=float(rng.uniform(0, 6))))
    clay = place.material(skins.PLASTER, (0.06, 0.13, 0.30))
    pot = [(0.20, 0.42), (0.24, 0.40), (0.22, 0.34), (0.26, 0.22), (0.16, 0.0)]
    for x, z in ((-2.9, 4.0), (2.9, 4.0), (2.9, 6.9), (-2.9, 6.9), (-1.9, 11.8), (1.9, 11.8)):
        place.add(turned(pot, 24, clay).moved(x, 0, z), turned([(0.0, 0.38), (0.2, 0.38)], 16, soil).moved(x, 0, z))
        bush = moorish.orange_tree(0.85, (bark, leaf, leaf), rng)
        place.add(bush.moved(x, 0.33, z))
    return [pool, basin]
