"""Works of steel bars as meshes: radio masts, pylons with their lines, drilling rigs, water towers; metres, the foot at the origin."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, turned

from .built import EVEN, Place, skins

if TYPE_CHECKING:
    from collections.abc import Sequence

MAST, PYLON, TOWER, RIG = 48.0, 30.0, 15.0, 62.0
"""How high each is."""

_LINE = 70.0  # metres between two pylons
_STEEL, _RED_PAINT, _WHITE_PAINT = (0.10, 0.10, 0.10), (0.03, 0.04, 0.34), (0.50, 0.52, 0.54)
_RED, _WARM = (0.05, 0.08, 1.0), (0.28, 0.72, 1.0)


def _shaft(levels: Sequence[tuple[float, float]], half: float, skin: int, *, legs: int = 4) -> list[Mesh]:
    """Return a braced shaft through levels of (height, distance of its legs from the axis)."""
    turns = np.pi / legs + 2 * np.pi * np.arange(legs) / legs
    rings = [[(r * np.cos(t), y, r * np.sin(t)) for t in turns] for y, r in levels]
    parts = []
    for low, high in pairwise(rings):
        parts.append(bars(low, high, (1.5 * half, 1.5 * half), skin))
        beside = [*low[1:], low[0]], [*high[1:], high[0]]
        parts.append(bars([*low, *beside[0]], [*beside[1], *high], (0.7 * half, 0.7 * half), skin))
        parts.append(bars(high, beside[1], (0.7 * half, 0.7 * half), skin))
    return parts


def _levels(foot: float, top: float, wide: float, slender: float, count: int) -> list[tuple[float, float]]:
    along = np.linspace(0, 1, count + 1) ** 0.9
    return [(float(foot + (top - foot) * a), float(wide + (slender - wide) * a)) for a in along]


def _beacons(place: Place, spots: Any, size: float, glow: float, tint: tuple[float, float, float] = _RED) -> Mesh:
    skin = place.material(
        skins.PLAIN, (0.02, 0.02, 0.10), glow=tuple(max(glow, 0.02) * part for part in tint), family=EVEN
    )
    return boxes(list(spots), (size, size, size), skin)


def radio_mast(place: Place, *, glow: float) -> Mesh:
    """Return a radio tower in red and white with dishes and red lights; ``glow`` is of those."""
    paints = [place.material(skins.PLAIN, paint, gloss=0.03, rough=0.4) for paint in (_RED_PAINT, _WHITE_PAINT)]
    levels = _levels(0.0, 0.82 * MAST, 3.6, 0.55, 12)
    parts = [part for k, pair in enumerate(pairwise(levels)) for part in _shaft(pair, 0.09, paints[(k // 2) % 2])]
    top = 0.82 * MAST
    parts.append(bars([(0, top, 0)], [(0, MAST, 0)], (0.10, 0.10), paints[0]))
    arms = [(top + 1.0 + 1.6 * k, 1.1 - 0.15 * k) for k in range(4)]
    parts.append(bars([(-a, y, 0) for y, a in arms], [(a, y, 0) for y, a in arms], (0.04, 0.04), paints[1]))
    for y, turn in ((0.50, 0.4), (0.58, -0.8), (0.66, 0.1)):
        dish = turned([(0.9, 0.32), (0.55, 0.08), (0.02, 0.0)], 20, paints[1])
        reach = float(np.interp(y, (0, 0.82), (3.6, 0.55))) + 0.3
        parts.append(dish.leaned(0.0, -np.pi / 2).moved(0, y * MAST, -reach).moved(0, 0, 0, turn))
    for y in (0.30, 0.60):
        wide = float(np.interp(y, (0, 0.82), (3.6, 0.55))) * 0.75
        parts.append(boxes([(0, y * MAST, 0)], (wide, 0.06, wide), paints[1]))
    spots = [(0, MAST, 0), (0.6, 0.82 * MAST, 0.0), (-0.6, 0.82 * MAST, 0.0)]
    spots += [(x * 1.6, 0.42 * MAST, z * 1.6) for x in (-1, 1) for z in (-1, 1)]
    return Mesh.of([*parts, _beacons(place, spots, 0.22, glow)])


def pylons(place: Place, *, count: int = 4) -> Mesh:
    """Return a line of pylons that goes away from the camera, with its six cables."""
    steel = place.material(skins.PLAIN, _STEEL, gloss=0.06, rough=0.3)
    glass = place.material(skins.PLAIN, (0.10, 0.12, 0.10), gloss=0.3, rough=0.1)
    one = _shaft(
        [(0, 3.0), (6, 2.25), (12, 1.6), (17, 1.1), (20, 0.8), (23, 0.75), (26, 0.6), (PYLON, 0.12)], 0.08, steel
    )
    tips = []
    for y, reach in ((18.5, 5.4), (22.3, 6.6), (26.0, 4.6)):
        for side in (-1.0, 1.0):
            end = (side * reach, y, 0.0)
            tips.append((side * (reach - 0.1), y - 1.9))
            roots = [(0.6 * side, y + 1.3, 0), (0.7 * side, y - 0.1, 0.6), (0.7 * side, y - 0.1, -0.6)]
            parts = bars(roots, [end] * 3, (0.06, 0.06), steel)
            ties = [(side * (0.7 + (reach - 0.7) * a), y + 1.3 * (1 - a), 0) for a in (0.25, 0.5, 0.75)]
            feet = [(x, y - 0.05, 0) for x, _, _ in ties]
            one += [parts, bars(ties, feet, (0.04, 0.04), steel)]
            one.append(bars([(tips[-1][0], y, 0)], [(tips[-1][0], y - 1.9, 0)], (0.10, 0.10), glass))
    tower = Mesh.of(one)
    everything = [tower.moved(0, 0, k * _LINE) for k in range(count)]
    along = np.linspace(-0.6, count - 1, 16 * count)
    for x, y in tips:
        sag = 3.2 * (1 - (2 * (along % 1.0) - 1) ** 2)
        cable = [(x, float(y - s), float(z * _LINE)) for s, z in zip(sag, along, strict=True)]
        everything.append(bars(cable[:-1], cable[1:], (0.035, 0.035), steel))
    return Mesh.of(everything)


def water_tower(place: Place) -> Mesh:
    """Return a tank of planks under a pointed roof on braced legs, as on roofs and by old railways."""
    wood = place.material(skins.WOOD, (0.08, 0.12, 0.19), gloss=0.01, rough=0.3, scale=0.14)
    steel = place.material(skins.PLAIN, (0.05, 0.05, 0.055), gloss=0.05, rough=0.4)
    foot = 0.46 * TOWER
    parts = _shaft([(0, 3.3), (0.5 * foot, 2.9), (foot, 2.6)], 0.09, steel)
    parts.append(turned([(0.05, 0.97 * TOWER), (3.5, 0.80 * TOWER), (3.5, 0.79 * TOWER)], 28, steel))
    parts.append(turned([(3.2, 0.80 * TOWER), (3.2, foot + 0.3), (0.0, foot + 0.3)], 40, wood))
    for y in np.linspace(foot + 0.6, 0.78 * TOWER, 6):
        parts.append(turned([(3.24, y + 0.05), (3.24, y - 0.05)], 40, steel))
    staves = 2 * np.pi * np.arange(40) / 40
    ends = [(3.21 * np.cos(t), 3.21 * np.sin(t)) for t in staves]
    parts.append(
        bars([(x, foot + 0.3, z) for x, z in ends], [(x, 0.8 * TOWER, z) for x, z in ends], (0.012, 0.02), steel)
    )
    parts.append(bars([(0, 0, 0)], [(0, foot + 0.3, 0)], (0.18, 0.18), steel))
    ladder = [(side * 0.22, -3.4) for side in (-1, 1)]
    parts.append(bars([(x, 0, z) for x, z in ladder], [(x, 0.8 * TOWER, z) for x, z in ladder], (0.03, 0.03), steel))
    rungs = np.arange(0.4, 0.8 * TOWER, 0.4)
    parts.append(bars([(-0.22, y, -3.4) for y in rungs], [(0.22, y, -3.4) for y in rungs], (0.02, 0.02), steel))
    return Mesh.of(parts)


def oil_rig(place: Place, *, glow: float, rng: np.random.Generator) -> Mesh:
    """Return a drilling platform on four legs in the sea, its derrick, cranes and lit quarters; ``glow`` is of its lamps."""
    steel = place.material(skins.PLAIN, (0.07, 0.08, 0.09), gloss=0.05, rough=0.4)
    yellow = place.material(skins.PLAIN, (0.04, 0.28, 0.42), gloss=0.03, rough=0.4)
    white = place.material(skins.PLAIN, (0.40, 0.42, 0.44), gloss=0.03, rough=0.4)
    deck = 17.0
    leg = turned([(1.7, deck), (1.7, -4.0)], 20, yellow)
    parts = [leg.moved(x, 0, z) for x in (-15.0, 15.0) for z in (-12.0, 12.0)]
    braces = [((x, 4.0, -12), (x, 12.0, 12)) for x in (-15, 15)] + [((-15, 3.0, z), (15, 13.0, z)) for z in (-12, 12)]
    braces += [((ax, by, az), (bx, ay, bz)) for (ax, ay, az), (bx, by, bz) in braces]  # crosswise
    parts.append(bars([a for a, _ in braces], [b for _, b in braces], (0.5, 0.5), yellow))
    parts.append(boxes([(0, deck, 0), (0, deck + 5.5, 0)], [(20.0, 0.7, 15.0), (18.5, 0.5, 14.0)], steel))
    posts = [(x, z) for x in np.linspace(-18, 18, 8) for z in (-13.5, 13.5)]
    parts.append(bars([(x, deck, z) for x, z in posts], [(x, deck + 5.5, z) for x, z in posts], (0.2, 0.2), steel))
    for _ in range(16):  # machines and containers on both decks
        half = rng.uniform((1.0, 0.9, 1.0), (3.0, 1.7, 2.6))
        where = (rng.uniform(-15, 15), deck + 0.7 + half[1] + 5.6 * rng.integers(2), rng.uniform(-11, 11))
        parts.append(boxes([where], tuple(half), (steel, yellow, white)[int(rng.integers(3))]))
    derrick = [one.moved(3.0, 0, 1.0) for one in _shaft(_levels(deck + 6, RIG - 4, 5.0, 1.2, 8), 0.16, yellow)]
    parts += [*derrick, boxes([(3.0, RIG - 3.6, 1.0)], (1.6, 0.4, 1.6), steel)]
    quarters = (-12.5, deck + 10.5, -8.0)
    parts.append(boxes([quarters], (5.0, 5.0, 5.0), white))
    parts.append(turned([(6.5, 0.35), (6.5, 0.0), (0.0, 0.0)], 24, steel).moved(-14.0, deck + 16.5, -8.0))
    for x, z, turn in ((14.0, -9.0, 0.5), (-4.0, 12.0, 2.4)):  # cranes
        parts.append(boxes([(x, deck + 9.0, z)], (1.2, 3.2, 1.2), yellow))
        tip = (x + 17 * np.cos(turn), deck + 23.0, z - 12 * np.sin(turn))
        roots = [(x, deck + 11 + up, z + side) for up in (0, 1.4) for side in (-0.7, 0.7)]
        parts.append(bars(roots, [tip] * 4, (0.14, 0.14), yellow))
        parts.append(bars([tip], [(tip[0], deck + 8.0, tip[2])], (0.05, 0.05), steel))
    boom = (34.0, deck + 20.0, 6.0)
    parts.append(bars([(17, deck + 5, 5), (17, deck + 5, 8), (17, deck + 8, 6)], [boom] * 3, (0.22, 0.22), steel))
    lamps = [(x, deck + y, z) for x in np.linspace(-18, 18, 7) for y in (1.6, 7.2) for z in (-15.0,)]
    lamps += [
        (3.0 + s * float(np.interp(y, (23, 58), (3.6, 0.9))), y, 1.0 - 2.0) for y in range(26, 57, 6) for s in (-1, 1)
    ]
    panes = [
        (-17.0 + 1.8 * k, deck + 8.0 + 2.4 * row, -13.1) for k in range(6) for row in range(3) if rng.random() < 0.7
    ]
    parts += [_beacons(place, lamps, 0.24, glow, _WARM), _beacons(place, panes, 0.5, 0.7 * glow, _WARM)]
    return Mesh.of([*parts, _beacons(place, [(3.0, RIG, 1.0), (boom[0], boom[1] + 1, boom[2])], 0.6, glow)])
