"""Small things that lie or stand on the ground: a flower in earth that has cracked, a pocket watch in sand; decimetres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.cracks import plates_at
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import blooms
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View

from .traced import Subject

if TYPE_CHECKING:
    from .traced import Table

Array = np.ndarray[Any, np.dtype[np.float32]]

_KINDS = {"rose": "rose", "roses": "rose", "tulip": "tulip", "tulips": "tulip", "lotus": "lotus"}


def sheet(near: float, far: float, rows: int, columns: int) -> tuple[Array, Array]:
    """Return places of a ground that is finer near by, x and z."""
    deep = np.geomspace(1.0, far - near + 1.0, rows, dtype=np.float32)[:, None] + np.float32(near - 1.0)
    across = np.linspace(-1, 1, columns, dtype=np.float32)[None]
    return across * (0.75 * (deep - near) + 2.6), deep + 0 * across


def _flower(table: Table) -> None:
    place, film = table.place, table.film
    seed = int(film.integers(1 << 16))
    x, z = sheet(-6.2, 40.0, 560, 520)
    bent = x + 0.16 * fbm_at(x, z, 0.7, seed + 3, 3), z + 0.16 * fbm_at(x + 9, z, 0.7, seed + 4, 3)
    away, own = plates_at(*bent, 1.7, seed)
    fine, _ = plates_at(*bent, 0.55, seed + 1)
    wide = 0.045 + 0.035 * fbm_at(x, z, 1.1, seed + 2, 2)
    gap = np.exp(-((away / wide) ** 2))
    high = -0.55 * gap + 0.14 * np.exp(-(((away - 0.16) / 0.13) ** 2)) + 0.12 * (own - 0.5)
    high += (
        -0.035 * np.exp(-((fine / 0.016) ** 2))
        + 0.022 * fbm_at(x, z, 0.22, seed + 5, 4)
        + 0.12 * fbm_at(x, z, 6.0, seed + 6, 2)
    )
    named = table.description.palette.strength > 0.45
    earth = np.array([0.125, 0.20, 0.31], np.float32)
    if named:
        earth = 0.65 * earth + 0.35 * 0.24 * table.tones[1]
    colour = tuple(float(part) for part in earth)
    skin = place.material(skins.GROUND, colour, tuple(0.72 * part for part in colour), scale=0.8)
    place.add(grid(np.stack([x, high, z], -1)[::-1], skin, openness=(1 - 0.92 * gap)[::-1]))
    words = table.description.all_words
    tone = next((colour for word, colour in blooms.COLOURS.items() if word in words), None)
    if tone is None:
        hue = table.description.palette.accent if named else float(film.choice([20.0, 350.0, 0.0, 330.0]))
        tone = tuple(float(0.55 * part) for part in light_of_hue(hue, 0.17, 0.62))
    kind = next((kind for word, kind in _KINDS.items() if word in words), "lily")
    flower = blooms.bloom(place, kind, tone, film, through=0.10).moved(0, 0, 0, scale=1.0)
    place.add(flower.moved(0.0, -0.15, 0.0, 0.4 * table.side))


_CASE = [
    (0.0, 0.10),
    (0.70, 0.10),
    (0.82, 0.13),
    (0.92, 0.17),
    (0.99, 0.15),
    (1.02, 0.06),
    (1.0, -0.06),
    (0.9, -0.15),
    (0.0, -0.18),
]


def _watch(table: Table) -> None:
    place, film = table.place, table.film
    seed, words = int(film.integers(1 << 16)), table.description.all_words
    x, z = sheet(-4.2, 40.0, 460, 420)
    phase = (z + 0.4 * x + 1.1 * fbm_at(x, z, 4.0, seed, 3)) / 0.85
    wave = phase - np.floor(phase)
    ridge = np.where(wave < 0.7, wave / 0.7, (1 - wave) / 0.3)
    high = (
        0.16 * ridge * ridge * (3 - 2 * ridge)
        + 0.25 * fbm_at(x, z, 3.0, seed + 1, 3)
        + 0.012 * fbm_at(x, z, 0.05, seed + 7, 2)
    )
    heap = np.exp(-(((x + 0.35 * table.side) / 1.0) ** 2) - ((z + 0.55) / 0.5) ** 2)  # it has sunk in
    high += 0.30 * heap - 0.16 * np.exp(-(x * x + (z - 0.3) ** 2) / 1.4)
    sand = (0.20, 0.33, 0.46)
    skin = place.material(skins.GROUND, sand, tuple(0.82 * part for part in sand), scale=0.4)
    place.add(grid(np.stack([x, high, z], -1)[::-1], skin))
    silver = bool(words & {"silver", "steel", "chrome"})
    metal = place.material(
        skins.METAL, (0.52, 0.54, 0.55) if silver else (0.20, 0.50, 0.80), gloss=0.7, rough=0.12, metal=True
    )
    dial = place.material(skins.PLAIN, (0.50, 0.60, 0.66), gloss=0.05, rough=0.2)
    ink = place.material(skins.PLAIN, (0.012, 0.010, 0.010), gloss=0.05, rough=0.2)
    parts = [turned(_CASE, 72, metal), turned([(0.0, 0.125), (0.79, 0.122), (0.79, 0.09)], 64, dial)]
    for n in range(60):
        way = math.pi * n / 30
        long_, wide = (0.07, 0.013) if n % 5 == 0 else (0.028, 0.005)
        parts.append(boxes([(0.71 - long_ / 2, 0.125, 0)], (long_, 0.002, wide), ink).moved(0, 0, 0, way))
    for way, long_, wide in ((0.9, 0.38, 0.022), (2.6, 0.60, 0.015), (4.3, 0.64, 0.005)):
        parts.append(boxes([(long_ / 2 - 0.06, 0.140, 0)], (long_ / 2 + 0.06, 0.004, wide), ink).moved(0, 0, 0, way))
    parts.append(turned([(0.0, 0.17), (0.04, 0.165), (0.045, 0.13)], 24, metal))
    knob = turned([(0.0, 0.20), (0.10, 0.19), (0.13, 0.12), (0.13, 0.03), (0.07, 0.0), (0.07, -0.12)], 24, metal)
    parts.append(knob.leaned(0.0, 0.5 * math.pi).moved(0, 0.0, 1.12))
    a = np.linspace(0, 2 * math.pi, 49)
    parts.append(tube(np.stack([0.20 * np.cos(a), 0 * a, 1.42 + 0.20 * np.sin(a)], 1), 0.028, 12, metal))
    watch = Mesh.of(parts).leaned(0.06 * table.side, -0.34).moved(0, 0.42, 0.1, 0.5 * table.side)
    place.add(watch)
    links = 30
    t = np.linspace(0, 1, links)
    cx, cz = table.side * (0.85 + 1.7 * t), 1.5 + 0.9 * np.sin(3.4 * t) - 1.7 * t
    for n in range(links):
        spot = np.hypot(x - cx[n], z - cz[n]).argmin()
        y = float(high.ravel()[spot]) + 0.07
        ring = np.stack([0.075 * np.cos(a), 0.045 * np.sin(a) * (n % 2), 0.05 * np.sin(a) * (1 - n % 2)], 1)
        way = math.atan2(-(cz[min(n + 1, links - 1)] - cz[n - 1]), cx[min(n + 1, links - 1)] - cx[n - 1])
        place.add(tube(ring, 0.018, 8, metal).moved(float(cx[n]), y, float(cz[n]), way))
    table.lamp((2.6, 2.4, -0.6), 0.8, 2, EVEN)
    table.lamp((-2.4, 1.6, 2.0), 0.5, 1, ODD)


FLOWER = Subject(
    _flower,
    {
        "wide": (View((0.4, 2.0, -7.4), (-0.35, 1.5, 0.0), 1.18, (0.5, 0.54)), 7.4, 0.10),
        "medium": (View((0.5, 2.1, -5.0), (0.35, 1.75, 0.0), 1.12, (0.5, 0.48)), 5.0, 0.16),
        "close": (View((-0.3, 3.3, -3.0), (0.15, 2.65, 0.0), 1.12, (0.5, 0.42)), 2.9, 0.13),
        "detail": (View((0.2, 3.7, -1.75), (0.05, 3.0, 0.0), 1.15, (0.5, 0.46)), 1.75, 0.10),
    },
    far=(10.0, 30.0), hues=(290.0, 38.0), weather=True,
)  # fmt: skip
WATCH = Subject(
    _watch,
    {
        "wide": (View((1.0, 2.3, -4.4), (0.25, 0.35, 0.3), 1.2, (0.5, 0.58)), 4.9, 0.14),
        "medium": (View((-0.5, 2.1, -2.9), (0.0, 0.35, 0.15), 1.2, (0.5, 0.56)), 3.5, 0.12),
        "close": (View((0.5, 1.9, -1.7), (0.1, 0.42, 0.1), 1.2, (0.5, 0.54)), 2.4, 0.09),
        "detail": (View((-0.3, 1.35, -0.95), (0.1, 0.45, 0.12), 1.15, (0.5, 0.52)), 1.45, 0.07),
    },
    far=(7.0, 22.0), hues=(290.0, 42.0),
)  # fmt: skip
