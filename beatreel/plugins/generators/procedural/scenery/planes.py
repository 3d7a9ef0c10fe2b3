"""Aeroplanes in flight, as meshes: an airliner, a small plane; metres, the nose towards greater x, the middle at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned

from .built import EVEN, ODD, Place, skins
from .flyers import loft

AIRLINER, PROPELLER = 38.0, 8.6
"""How long each is."""


def _wing(
    root: tuple[float, float, float],
    tip: tuple[float, float, float],
    chords: tuple[float, float],
    thick: float,
    skin: int,
) -> Mesh:
    """Return a wing from its root to its tip, both given by their leading edges."""
    t = np.linspace(0, 2 * np.pi, 33)
    rows = []
    for share in np.linspace(0, 1, 9):
        lead = np.add(np.multiply(root, 1 - share), np.multiply(tip, share))
        chord = chords[0] + (chords[1] - chords[0]) * share
        along = 0.5 * (1 + np.cos(t))  # from the trailing edge, 0 at the front
        high = thick * chord * np.sin(t) * np.sqrt(np.clip(1 - along, 0.0, 1)) * 0.9 + 0.02 * chord * (1 - along)
        rows.append(np.stack([lead[0] - chord * along, lead[1] + high, np.full_like(t, lead[2])], 1))
    return grid(np.array(rows, np.float32), skin)


def _lamps(
    place: Place, spots: list[tuple[float, float, float]], tint: tuple[float, float, float], size: float, family: int
) -> Mesh:
    lamp = place.material(skins.PLAIN, (0.02, 0.02, 0.02), glow=tint, family=family)
    return boxes(spots, (size, size, size), lamp)


def airliner(place: Place, glow: float) -> Mesh:
    """Return an airliner with two engines; ``glow`` is of its windows and lamps."""
    white = place.material(skins.PLAIN, (0.50, 0.51, 0.52), gloss=0.06, rough=0.12)
    grey = place.material(skins.PLAIN, (0.24, 0.25, 0.26), gloss=0.08, rough=0.15)
    dark = place.material(skins.PLAIN, (0.02, 0.02, 0.024), gloss=0.10, rough=0.05)
    pane = place.material(
        skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.45, 0.85, 1.1)), family=EVEN
    )
    s = np.linspace(0, 1, 60)
    x = -19.0 + 38.0 * s
    radius = (
        1.95 * np.clip(np.minimum((1 - s) / 0.14, 1), 0, 1) ** 0.5 * np.clip(np.minimum(s / 0.34, 1), 0, 1) ** 0.6
        + 0.01
    )
    rise = 1.15 * np.clip((0.34 - s) / 0.34, 0, 1) ** 1.4 - 0.35 * np.clip((s - 0.88) / 0.12, 0, 1) ** 2
    parts = [loft(np.stack([x, rise, 0 * x], 1), radius, radius, white, sides=28)]
    for side in (-1.0, 1.0):
        parts.append(_wing((4.6, -1.0, side * 1.2), (-4.6, 0.5, side * 17.4), (7.0, 1.5), 0.10, grey))
        parts.append(_wing((-4.6, 0.5, side * 17.4), (-5.8, 2.3, side * 17.9), (1.5, 0.6), 0.10, white))
        parts.append(_wing((-13.6, 1.0, side * 0.6), (-17.2, 1.6, side * 6.6), (3.9, 1.4), 0.09, grey))
        pod = turned([(0.75, 1.9), (1.05, 1.2), (1.08, 0.2), (0.72, -1.7), (0.30, -2.3), (0.0, -2.4)], 26, white)
        pod = pod.leaned(-math.pi / 2, 0.0).moved(4.2, -2.25, side * 5.9)
        fan = turned([(0.0, 0.1), (0.74, 0.0)], 26, dark).leaned(-math.pi / 2, 0.0).moved(6.0, -2.25, side * 5.9)
        parts += [pod, fan, boxes([(3.0, -1.4, side * 5.9)], (1.5, 0.5, 0.14), grey)]
        rows = [(xx, 0.45, side * 1.93) for xx in np.arange(-9.0, 13.5, 0.62)]
        parts.append(boxes(rows, (0.15, 0.20, 0.06), pane if glow > 0.05 else dark))
        parts.append(boxes([(16.6, 0.75, side * 0.62)], (0.5, 0.26, 0.35), dark))
    fin = _wing((-11.5, 0.0, 0.0), (-17.4, 0.0, 6.8), (6.6, 2.4), 0.09, white)
    parts.append(_upright(fin).moved(0, 1.6, 0))
    parts.append(_lamps(place, [(-5.0, 0.6, -17.6)], (0.05 * glow, 0.05 * glow, 2.0 * glow), 0.16, ODD))
    parts.append(_lamps(place, [(-5.0, 0.6, 17.6)], (0.3 * glow, 1.6 * glow, 0.05 * glow), 0.16, ODD))
    parts.append(
        _lamps(place, [(-0.5, -2.0, 0.0), (-17.9, 8.5, 0.0)], (2.0 * glow, 2.0 * glow, 2.0 * glow), 0.14, EVEN)
    )
    return Mesh.of(parts)


def _upright(mesh: Mesh) -> Mesh:
    """Return what lies to the right standing up."""
    return mesh.leaned(0.0, -math.pi / 2)


def propeller_plane(place: Place, colour: tuple[float, float, float], glow: float) -> Mesh:
    """Return a small plane with high wings and a propeller that turns."""
    paint = place.material(skins.PLAIN, colour, gloss=0.05, rough=0.15)
    white = place.material(skins.PLAIN, (0.50, 0.51, 0.52), gloss=0.05, rough=0.15)
    dark = place.material(skins.PLAIN, (0.02, 0.02, 0.024), gloss=0.12, rough=0.05)
    blur = place.material(skins.PLAIN, (0.10, 0.10, 0.10), gloss=0.03, rough=0.3)
    s = np.linspace(0, 1, 50)
    x = -4.2 + 8.4 * s
    high = np.interp(s, (0, 0.30, 0.52, 0.66, 0.78, 0.94, 1), (0.16, 0.34, 0.70, 0.78, 0.62, 0.48, 0.05))
    wide = np.interp(s, (0, 0.40, 0.62, 0.85, 0.95, 1), (0.08, 0.38, 0.58, 0.52, 0.42, 0.05))
    parts = [loft(np.stack([x, 0.10 * (1 - s), 0 * x], 1), high, wide, white, sides=24, flat=2.6)]
    parts.append(boxes([(-0.2, -0.12, 0)], (3.4, 0.10, 0.60), paint))
    glass = [(1.25, 0.55, 0.0)] + [(0.45 - 0.75 * k, 0.46, side * 0.55) for k in range(2) for side in (-1, 1)]
    parts.append(boxes(glass, [(0.28, 0.22, 0.50)] + [(0.32, 0.22, 0.04)] * 4, dark))
    for side in (-1.0, 1.0):
        parts.append(_wing((1.45, 0.86, side * 0.2), (1.25, 1.06, side * 5.4), (1.55, 1.10), 0.13, white))
        parts.append(_wing((1.30, 1.06, side * 4.6), (1.25, 1.08, side * 5.45), (1.22, 1.08), 0.14, paint))
        parts.append(bars([(0.75, -0.35, side * 0.45)], [(0.75, 0.90, side * 2.6)], (0.04, 0.07), white))
        parts.append(_wing((-3.3, 0.25, side * 0.1), (-3.6, 0.28, side * 1.75), (1.05, 0.65), 0.10, white))
        parts.append(tube([(0.5, -0.45, side * 0.3), (0.4, -0.95, side * 1.05)], (0.05, 0.04), 8, white))
        wheel = turned([(0.0, 0.07), (0.20, 0.07), (0.24, 0.0), (0.20, -0.07), (0.0, -0.07)], 20, dark)
        parts.append(wheel.leaned(0.0, math.pi / 2).moved(0.4, -0.98, side * 1.08))
    parts.append(_upright(_wing((-2.9, 0.0, 0.0), (-3.8, 0.0, 1.35), (1.5, 0.75), 0.09, paint)).moved(0, 0.30, 0))
    nose = turned([(0.0, 0.35), (0.16, 0.12), (0.22, 0.0)], 18, paint).leaned(-math.pi / 2, 0.0)
    parts.append(nose.moved(4.15, 0.0, 0))
    for turn in (0.5, 0.5 + math.pi):  # its blades, and the arcs through which they have just gone
        for late, half in ((0.0, 0.06), (0.16, 0.045), (0.32, 0.03)):
            y, z = math.sin(turn + late), math.cos(turn + late)
            parts.append(bars([(4.25, 0.1 * y, 0.1 * z)], [(4.25, 0.98 * y, 0.98 * z)], (0.015, half), blur))
    parts.append(_lamps(place, [(0.8, 1.12, -5.5)], (0.05 * glow, 0.05 * glow, 1.6 * glow), 0.06, ODD))
    parts.append(_lamps(place, [(0.8, 1.12, 5.5)], (0.2 * glow, 1.3 * glow, 0.05 * glow), 0.06, ODD))
    return Mesh.of(parts)
