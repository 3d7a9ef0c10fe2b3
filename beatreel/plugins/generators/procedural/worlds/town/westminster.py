"""The clock tower of Westminster: its shaft, lit dials, belfry and spire, and the wing of the palace beside it; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, skins

from .site import Site

HALF = 6.2  # of the shaft
_DIAL, _RADIUS = 55.0, 3.45  # height of the middle of a dial
_WARM = (0.42, 0.86, 1.15)


def clock_tower(site: Site) -> Mesh:
    """Return the tower with its foot at the origin, a dial on each side but the far one."""
    place = site.place
    power = max(site.dark, 0.10)
    stone = place.material(skins.STONE, (0.13, 0.19, 0.235), scale=0.7)
    pale = place.material(skins.PLASTER, (0.17, 0.235, 0.28))
    gold = place.material(skins.METAL, (0.06, 0.26, 0.46), gloss=0.2, rough=0.25)
    slate = place.material(skins.PLASTER, (0.055, 0.060, 0.062))
    black = place.material(skins.PLAIN, (0.010, 0.010, 0.010))
    glow = place.material(
        skins.PLAIN, (0.55, 0.58, 0.58), glow=tuple(2.6 * power * part for part in _WARM), family=EVEN
    )
    lantern = place.material(
        skins.PLAIN, (0.1, 0.1, 0.1), glow=tuple(2.2 * site.dark * part for part in _WARM), family=EVEN
    )
    parts = [boxes([(0, 23.5, 0)], (HALF, 23.5, HALF), stone)]
    for way in (-1.0, 1.0):  # buttresses at the corners and ribs between, bands every storey
        for other in (-1.0, 1.0):
            parts.append(boxes([(way * HALF, 24.5, other * HALF)], (0.75, 24.5, 0.75), pale))
            parts.append(
                turned([(0.0, 71.0), (0.32, 67.0), (0.5, 66.6), (0.5, 61.0)], 8, pale).moved(way * 6.5, 0, other * 6.5)
            )
        for at in np.linspace(-4.4, 4.4, 7):
            parts += [boxes([(at, 23.5, way * HALF), (way * HALF, 23.5, at)], (0.20, 23.5, 0.20), pale)]
    for high in np.arange(6.0, 47.0, 6.8):
        parts += [boxes([(0, high, 0)], (HALF + 0.35, 0.28, HALF + 0.35), pale)]
    slits = [
        (at, high, way * (HALF + 0.02))
        for high in np.arange(9.2, 46.0, 6.8)
        for at in (-3.7, -2.2, -0.7, 0.7, 2.2, 3.7)
        for way in (-1.0, 1.0)
    ]
    parts.append(boxes(slits, (0.28, 1.7, 0.06), black))
    parts.append(boxes([(z, y, x) for x, y, z in slits], (0.06, 1.7, 0.28), black))
    parts.append(boxes([(0, 47.6, 0), (0, 61.6, 0)], (HALF + 0.8, 0.55, HALF + 0.8), pale))
    parts.append(boxes([(0, 54.6, 0)], (HALF + 0.3, 7.0, HALF + 0.3), stone))
    face = _dial(glow, black, gold, pale)
    for turn in (0.0, 0.5 * math.pi, -0.5 * math.pi):
        parts += [face.moved(0, 0, -HALF - 0.42).moved(0, 0, 0, turn=turn)]
    for n, (half, low, high) in enumerate(((5.6, 62.2, 66.6), (3.0, 75.0, 78.6))):
        parts.append(
            boxes([(0, 0.5 * (low + high), 0)], (half - 0.8, 0.5 * (high - low), half - 0.8), lantern if n else black)
        )
        at = np.linspace(-half, half, 7 if n == 0 else 4)
        posts = [(a, 0.5 * (low + high), way * half) for a in at for way in (-1.0, 1.0)]
        parts.append(
            boxes(posts + [(z, y, x) for x, y, z in posts], (0.24, 0.5 * (high - low), 0.24), pale if n == 0 else gold)
        )
        parts.append(boxes([(0, high + 0.2, 0)], (half + 0.4, 0.3, half + 0.4), gold if n else pale))
    for profile in ([(4.2, 75.2), (8.4, 66.8)], [(0.15, 95.0), (0.5, 91.0), (2.2, 83.5), (4.7, 78.9)]):
        parts += [turned(profile, 4, slate, start=math.pi / 4)]
    parts.append(tube([(0, 94.0, 0), (0, 96.0, 0), (0, 98.5, 0)], [0.16, 0.1, 0.03], 6, gold))
    parts += _wing(site, stone, pale, slate)
    return Mesh.of(parts)


def _dial(glow: int, black: int, gold: int, pale: int) -> Mesh:
    """Return a dial that looks towards -z: milky glass in a gilt frame, its hours as bars, its hands at ten to two."""
    turn = np.linspace(0, 2 * math.pi, 49)[:-1]
    disc = extruded(np.stack([np.cos(turn), np.sin(turn)], 1) * _RADIUS, 0.1, glow).moved(0, _DIAL, 0)
    parts = [disc, boxes([(0, _DIAL, 0.16)], (4.5, 4.5, 0.1), gold), boxes([(0, _DIAL, 0.3)], (4.9, 4.9, 0.1), pale)]
    ring = np.linspace(0, 2 * math.pi, 61)
    for radius, thick in ((_RADIUS, 0.20), (2.35, 0.05), (0.9, 0.04)):
        line = np.stack([radius * np.cos(ring), _DIAL + radius * np.sin(ring), np.full_like(ring, -0.06)], 1)
        parts.append(tube(line, thick, 6, gold if thick > 0.1 else black))
    hours = np.arange(12) * math.pi / 6
    inner, outer = ([(r * math.sin(a), _DIAL + r * math.cos(a), -0.08) for a in hours] for r in (2.45, 3.1))
    parts.append(bars(inner, outer, (0.13, 0.03), black))
    for angle, reach, wide in ((math.radians(305), 2.0, 0.20), (math.radians(60), 3.0, 0.14)):
        tip = (reach * math.sin(angle), _DIAL + reach * math.cos(angle), -0.14)
        tail = (-0.7 * math.sin(angle), _DIAL - 0.7 * math.cos(angle), -0.14)
        parts.append(bars([tail], [tip], (wide, 0.04), black))
    return Mesh.of(parts)


def _wing(site: Site, stone: int, pale: int, slate: int) -> list[Mesh]:
    """Return the low palace beside the tower, with lit windows between buttresses that end in pinnacles."""
    glass = site.place.material(
        skins.FACADE, (0.13, 0.19, 0.235), (0.03, 0.03, 0.03), gloss=0.05, rough=0.1, scale=2.4,
        glow=tuple(1.6 * site.dark * part for part in _WARM), family=EVEN, extra=(5.0, 0.4, 0.62, 0.15 + 0.5 * site.dark),
    )  # fmt: skip
    parts = [boxes([(38.0, 10.0, 6.0)], (32.0, 10.0, 5.0), glass), boxes([(38.0, 20.4, 6.0)], (32.2, 0.5, 5.2), pale)]
    parts.append(boxes([(38.0, 22.4, 6.5)], (31.0, 2.0, 3.2), slate))
    for x in np.arange(7.0, 71.0, 4.8):
        parts.append(boxes([(x, 10.5, 0.9)], (0.5, 10.5, 0.5), pale))
        parts.append(turned([(0.0, 26.5), (0.35, 22.5), (0.5, 22.0), (0.5, 20.8)], 6, pale).moved(float(x), 0, 0.9))
    return parts
