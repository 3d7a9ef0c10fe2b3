"""A square at Christmas: its tree with lights, and the huts of a market with snow on their roofs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, turned
from beatreel.plugins.generators.procedural.scenery import christmas
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins

from .chalets import SNOW, blanket
from .homes import WARM, gable

if TYPE_CHECKING:
    from .site import Site

TREE = 11.0
"""Metres of the tree."""
_LIT = 0.25  # of the lamps by day
_TONES = ((0.05, 0.10, 0.20), (0.035, 0.07, 0.14), (0.03, 0.035, 0.20), (0.06, 0.11, 0.05))


def tree(site: Site, x: float, z: float, *, near: bool) -> None:
    """Set a tree on the ground, and what its bulbs throw on the snow."""
    place, lit = site.place, max(site.dark, _LIT)
    place.add(
        christmas.tree(
            place, TREE, site.rng, glow=7.0 * lit, snow=site.snow > 0.3, boughs=34_000 if near else 9000
        ).moved(x, 0, z)
    )
    for n in range(6):
        turn = n * math.pi / 3 + 0.3
        at = (x + 3.6 * math.cos(turn), 1.6 + 2.2 * (n % 2), z + 3.6 * math.sin(turn))
        place.lamp(at, tuple(9.0 * site.dark * part for part in WARM), EVEN if n % 2 else ODD, 0.5)


def market(site: Site, end: float, half: float, at: tuple[float, float]) -> None:
    """Set huts on both sides of a lane, none where a tree stands."""
    place, rng = site.place, site.rng
    skin = [place.material(skins.WOOD, tone, scale=0.2) for tone in _TONES]
    glow = place.material(
        skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple(0.9 * max(site.dark, _LIT) * part for part in WARM), family=EVEN
    )
    bulbs = [
        place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(6 * max(site.dark, _LIT) * part for part in WARM), family=family
        )
        for family in (EVEN, ODD)
    ]
    goods = [
        place.material(skins.PLAIN, tone, gloss=0.08, rough=0.1)
        for tone in ((0.02, 0.02, 0.42), (0.04, 0.30, 0.55), (0.35, 0.38, 0.40))
    ]
    white = place.material(skins.PLASTER, SNOW)
    for way in (-1.0, 1.0):
        for n, z in enumerate(np.arange(3.0 + 1.6 * (way > 0), end, 4.6)):
            if way * at[0] > 0 and abs(z - at[1]) < 4.0:
                continue
            hut = _hut(site, skin[int(rng.integers(len(skin)))], glow, bulbs, goods, white)
            place.add(hut.moved(way * half, 0, float(z), turn=-way * (0.5 * math.pi - 0.22)))
            if n < 6:
                place.lamp(
                    (way * (half - 0.9), 1.9, float(z)),
                    tuple(4.2 * site.dark * part for part in WARM),
                    EVEN if n % 2 else ODD,
                    0.2,
                )


def _hut(site: Site, wood: int, glow: int, bulbs: list[int], goods: list[int], white: int) -> Mesh:
    """Return a hut that is open at z = 0 towards -z: a lit room behind a counter with goods, bulbs along its eaves."""
    rng = site.rng
    parts = [
        boxes([(0, 0.5, 0.05), (0, 1.3, 1.9)], [(1.5, 0.5, 0.06), (1.5, 1.3, 0.05)], wood),
        boxes([(-1.5, 1.2, 0.95), (1.5, 1.2, 0.95)], (0.06, 1.2, 0.95), wood),
        boxes([(0, 1.02, -0.05)], (1.6, 0.03, 0.26), wood),
        boxes([(0, 1.65, 1.80)], (1.4, 0.6, 0.02), glow),
        gable(-1.6, 1.6, -0.25, 2.0, 2.35, 3.35, wood, wood, over=0.25),
    ]
    for _ in range(22):
        at = (float(rng.uniform(-1.35, 1.35)), 1.05, float(rng.uniform(-0.2, 0.2)))
        size = float(rng.uniform(0.05, 0.11))
        parts.append(
            turned(
                [(0.0, 2 * size), (size, 1.5 * size), (size, 0.4 * size), (0.0, 0.0)], 8, goods[int(rng.integers(3))]
            ).moved(*at)
        )
    slopes = [((-1.9, 2.16), (0.0, 3.40)), ((0.0, 3.40), (1.9, 2.16))]
    for (x0, y0), (x1, y1) in slopes:
        for n, t in enumerate(np.linspace(0.06, 0.94, 9)):
            at = (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - 0.06, -0.30)
            parts.append(turned([(0.0, 0.045), (0.045, 0.0), (0.0, -0.045)], 6, bulbs[n % 2]).moved(*at))
    parts.append(bars([(-1.6, 2.2, -0.05)], [(1.6, 2.2, -0.05)], (0.05, 0.05), wood))
    if site.snow > 0.3:
        parts.append(blanket(-1.95, 1.95, -0.5, 2.25, 2.12, 3.35, 0.22, white, int(rng.integers(1 << 20))))
    return Mesh.of(parts)
