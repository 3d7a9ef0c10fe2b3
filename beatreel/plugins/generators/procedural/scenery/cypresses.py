"""An avenue of cypresses up to a house of plaster under a tiled roof, as in Tuscany; metres, the lane towards smaller z."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded, leaves, tube

from .built import EVEN, Place, skins
from .sheets import rectangle, sheet, walls

WIDE, TALL = 15.0, 12.0
_ROWS, _LANE, _APART = 11, 5.0, 5.4
_LEAVES = (11_000, 6_000, 2_600)  # of near trees, of those behind, of the far ones
_HOUSE = 70.0  # metres to the house
_RISE = 0.05  # of the lane, metres a metre


def avenue(place: Place, rng: np.random.Generator, *, glow: float, snow: bool = False) -> Mesh:
    """Return two rows of cypresses that lead to a house; ``glow`` is that of its windows, 0 for none."""
    bark = place.material(skins.PLAIN, (0.05, 0.06, 0.07))
    shade, through = ((0.30, 0.30, 0.28), (0.4, 0.4, 0.4)) if snow else ((0.040, 0.13, 0.070), (0.05, 0.17, 0.09))
    leaf = place.material(skins.LEAF, shade, through, gloss=0.01, rough=0.5)
    parts = []
    for row in range(_ROWS):
        z = row * _APART + (2.0 if row else 0.0)
        for side in (-1.0, 1.0):
            tall = TALL * float(rng.uniform(0.72, 1.0))
            tree = cypress(tall, bark, leaf, rng, _LEAVES[min(row // 3, len(_LEAVES) - 1)])
            x = side * (_LANE / 2 + 0.9) + float(rng.uniform(-0.25, 0.25))
            parts.append(tree.moved(x, _RISE * z, z, float(rng.uniform(0, 6.28))))
    for x, z in ((-9.5, _HOUSE - 2), (-12.0, _HOUSE + 3), (10.5, _HOUSE + 1), (14.0, _HOUSE - 3)):
        parts.append(cypress(0.9 * TALL, bark, leaf, rng, _LEAVES[-1]).moved(x, _RISE * z, z))
    parts.append(_villa(place, glow=glow, snow=snow).moved(0, _RISE * _HOUSE, _HOUSE))
    return Mesh.of(parts)


def cypress(tall: float, bark: int, leaf: int, rng: np.random.Generator, count: int) -> Mesh:
    """Return a slender tree: leaves in upright flames about its trunk."""
    trunk = tube([(0, -0.4, 0), (0, 0.85 * tall, 0)], [0.018 * tall, 0.004 * tall], 7, bark)
    high = rng.beta(1.15, 1.25, count)
    flame = 0.86 + 0.14 * np.sin(9 * high[:, None] * [3.1, 4.7] + rng.uniform(0, 6.28, 2)).mean(axis=1)
    half = 0.105 * tall * np.sin(np.pi * np.clip(0.06 + 0.94 * high, 0, 1) ** 0.72) ** 0.85 * flame
    round_ = rng.uniform(0, 2 * np.pi, count)
    clump = 1 - 0.16 * (0.5 + 0.5 * np.sin(3 * round_ + 17 * high))  # light falls between its flames
    away = half * clump * rng.random(count) ** 0.22
    places = np.stack([away * np.cos(round_), 0.035 * tall + 0.965 * tall * high, away * np.sin(round_)], 1)
    normals = np.stack([np.cos(round_), np.full(count, 0.35), np.sin(round_)], 1) + 0.45 * rng.normal(size=(count, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    sizes = tall * (0.9 + 0.5 * rng.random(count)) * 1.35 / np.sqrt(count)
    return Mesh.of([trunk, leaves(places, normals, sizes, leaf, rng)])


def _villa(place: Place, *, glow: float, snow: bool) -> Mesh:
    """Return a house of two wings with shutters."""
    plaster = place.material(skins.PLASTER, (0.20, 0.42, 0.58), rough=0.5, scale=0.4)
    tiles = place.material(skins.STONE, (0.62, 0.60, 0.58) if snow else (0.07, 0.14, 0.30), rough=0.5, scale=0.3)
    shutter = place.material(skins.PLAIN, (0.05, 0.10, 0.05))
    warm = tuple(glow * part for part in (0.30, 0.72, 1.25))
    pane = place.material(skins.PLAIN, (0.02, 0.02, 0.02), gloss=0.05, rough=0.1, glow=warm, family=EVEN)
    parts = []
    for x, wide, deep, eaves, rise in (
        (-2.0, 6.0, 4.5, 6.2, 2.0),
        (5.6, 3.2, 4.0, 4.2, 1.4),
        (-2.0, 1.9, 1.9, 9.6, 1.0),
    ):
        parts += [one.moved(x, 0, 0) for one in _roofed(wide, deep, eaves, rise, plaster, tiles)]
    for x in (-6.0, -3.4, -0.6, 2.0):
        for y in (1.9, 4.7):
            parts += _window(x, y, -4.5, pane, shutter)
    parts += _window(-2.0, 8.4, -1.9, pane, shutter) + _window(5.0, 2.0, -4.0, pane, shutter)
    return Mesh.of(parts)


def _roofed(wide: float, deep: float, eaves: float, rise: float, wall: int, tiles: int) -> list[Mesh]:
    parts = walls(rectangle(-wide, wide, -deep, deep), -3.0, eaves, wall)
    for x in (-wide + 0.03, wide - 0.03):
        gable = extruded([(-deep, 0.0), (deep, 0.0), (0.0, rise)], 0.06, wall)
        parts.append(gable.moved(0, 0, 0, np.pi / 2).moved(x, eaves, 0))
    for way in (-1.0, 1.0):
        half, edge = wide + 0.4, way * (deep + 0.5)
        low = eaves - 0.5 * rise / deep + 0.1
        upper = ((-half, eaves + rise + 0.1, 0.0), (half, eaves + rise + 0.1, 0.0))
        parts.append(sheet(upper, ((-half, low, edge), (half, low, edge)), tiles, (0.0, 1.0, way)))
    return parts


def _window(x: float, y: float, z: float, pane: int, shutter: int) -> list[Mesh]:
    return [
        boxes([(x, y, z - 0.02)], (0.42, 0.75, 0.03), pane),
        boxes([(x - 0.68, y, z - 0.05), (x + 0.68, y, z - 0.05)], (0.24, 0.78, 0.03), shutter),
    ]
