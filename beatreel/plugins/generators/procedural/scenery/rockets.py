"""A rocket that has just left its pad, and the tower beside it, as meshes; metres, the pad at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, turned

from .built import ODD, Place, skins

NOZZLE = 24.0
"""How high its engines are."""
_LONG, _TOWER, _AWAY = 46.0, 54.0, -13.0


def rocket(place: Place, glow: float) -> Mesh:
    """Return a rocket with two boosters over its pad, and the tower; ``glow`` is that of the tower's lamps."""
    white = place.material(skins.PLAIN, (0.52, 0.54, 0.55), gloss=0.05, rough=0.3)
    dark = place.material(skins.PLAIN, (0.03, 0.03, 0.032), gloss=0.04, rough=0.4)
    steel = place.material(skins.METAL, (0.10, 0.105, 0.11), gloss=0.05, rough=0.5)
    red = place.material(skins.PLAIN, (0.03, 0.05, 0.34))
    lamp = place.material(skins.PLAIN, (0, 0, 0), glow=(0.5 * glow, 1.3 * glow, 1.9 * glow), family=ODD)
    core = [(0.0, 1.0), (0.55, 0.965), (1.2, 0.92), (1.75, 0.865), (1.95, 0.82), (1.95, 0.62)]
    parts = [turned([(r, NOZZLE + _LONG * y) for r, y in core], 40, white)]
    parts.append(turned([(1.97, NOZZLE + 0.62 * _LONG), (2.5, NOZZLE + 0.57 * _LONG)], 40, dark))
    parts.append(turned([(2.5, NOZZLE + 0.57 * _LONG), (2.5, NOZZLE + 1.2)], 40, white))
    bands = [(NOZZLE + low * _LONG, NOZZLE + (low + 0.025) * _LONG) for low in (0.08, 0.33, 0.54)]
    parts += [turned([(2.53, high), (2.53, low)], 40, dark) for low, high in bands]
    side = [(0.0, 0.60), (0.7, 0.54), (1.35, 0.47), (1.5, 0.43), (1.5, 0.02)]
    for way in (-1.0, 1.0):
        booster = [turned([(r, NOZZLE + _LONG * y) for r, y in side], 32, white)]
        booster.append(turned([(1.53, NOZZLE + 0.40 * _LONG), (1.53, NOZZLE + 0.38 * _LONG)], 32, red))
        booster.append(turned([(0.8, NOZZLE + 0.9), (1.25, NOZZLE - 0.9)], 24, dark))
        parts += [one.moved(4.05 * way, 0, 0) for one in booster]
    fin = extruded([(2.3, 0.0), (4.6, -1.4), (4.6, 1.6), (2.3, 6.5)], 0.25, dark)
    parts += [fin.moved(0, NOZZLE + 2.0, 0, turn) for turn in (math.pi / 2, -math.pi / 2)]
    for k in range(5):
        way = 2 * math.pi * k / 5
        bell = turned([(0.45, NOZZLE + 1.2), (0.85, NOZZLE - 0.8)], 20, dark)
        parts.append(bell.moved(1.3 * math.cos(way), 0, 1.3 * math.sin(way)))
    parts.append(_tower(steel, lamp).moved(_AWAY, 0, 2.0))
    parts.append(boxes([(0, 0.7, 0)], (9.0, 0.7, 7.0), steel))
    return Mesh.of(parts)


def _tower(steel: int, lamp: int) -> Mesh:
    """Return a tower of lattice with arms that have swung back."""
    half = 3.0
    corners = [(-half, -half), (half, -half), (half, half), (-half, half)]
    starts, ends = [], []
    levels = np.arange(0.0, _TOWER + 0.1, 4.5)
    for (x, z), (x2, z2) in zip(corners, corners[1:] + corners[:1], strict=True):
        starts.append((x, 0.0, z))
        ends.append((x, _TOWER, z))
        for n, (low, high) in enumerate(zip(levels[:-1], levels[1:], strict=True)):
            starts += [(x, high, z), (x, low, z) if n % 2 else (x2, low, z2)]
            ends += [(x2, high, z2), (x2, high, z2) if n % 2 else (x, high, z)]
    parts = [bars(starts, ends, (0.17, 0.17), steel)]
    arms = [(0.0, y, 0.0) for y in (22.0, 33.0, 44.0)]
    parts.append(bars(arms, [(6.5, y + 0.4, -3.5) for _, y, _ in arms], (0.45, 0.6), steel))
    parts.append(bars([(0, _TOWER, 0)], [(0, _TOWER + 9, 0)], (0.14, 0.14), steel))
    bulbs = [(x, y, z) for y in levels[2::2] for x, z in corners[:2]]
    parts.append(boxes(bulbs, (0.28, 0.28, 0.28), lamp))
    return Mesh.of(parts)
