"""A gondola with whoever rows it, as a mesh: it lies along x, its prow at +x, the water at y = 0."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from .mesh import Mesh, bars, boxes, extruded, grid, tube, turned
from .pagoda import BRONZE, ENAMEL, FLAME, IRON, LIVERY, PAINTED, WOOD

LONG = 10.8
LAMP = (4.35, 1.05, 0.0)
"""Where its lantern is."""


def _sheer(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return half the beam, the height of the gunwale and of the keel along it."""
    t = x / (LONG / 2)
    beam = 0.71 * np.clip(1 - np.abs(t) ** 2.3, 0, 1) ** 0.85 + 0.03
    gunwale = 0.46 + 0.75 * np.clip(t, 0, 1) ** 4 + 0.95 * np.clip(-t, 0, 1) ** 3.6
    keel = -0.12 + 1.05 * (np.clip(np.abs(t) - 0.48, 0, 1) / 0.52) ** 1.7
    return beam, gunwale, np.minimum(keel, gunwale - 0.10)


@cache
def gondola(*, lantern: bool) -> Mesh:
    """Return the boat, and the gondolier on its stern."""
    x = np.linspace(-LONG / 2, LONG / 2, 49)
    beam, gunwale, keel = _sheer(x)
    parts = []
    for side in (-1.0, 1.0):
        t = np.linspace(0, 1, 6)[:, None]
        hull = np.empty((6, 49, 3), np.float32)
        hull[..., 0] = x
        hull[..., 1] = gunwale + (keel - gunwale) * t
        hull[..., 2] = side * beam * (1 - 0.97 * t**2.6)
        parts.append(grid(hull, LIVERY, openness=0.95 - 0.35 * t))
        inside = hull[:4] * (1, 1, 0.93)
        parts.append(grid(inside, WOOD, openness=0.3))
        rail = np.stack([x, gunwale, side * beam], 1)
        parts.append(bars(rail[:-1], rail[1:], (0.035, 0.025), LIVERY))
        parts.append(
            bars(rail[8:-9] - (0, 0.09, -side * 0.015), rail[9:-8] - (0, 0.09, -side * 0.015), (0.012, 0.012), BRONZE)
        )
    floor = np.empty((2, 49, 3), np.float32)
    floor[..., 0], floor[..., 1] = x, np.maximum(keel + 0.12, 0.06)
    floor[0, :, 2], floor[1, :, 2] = -0.7 * beam, 0.7 * beam
    parts.append(grid(floor, WOOD, openness=0.4))
    for start, end in ((3.1, 5.25), (-5.25, -2.9)):  # decks at its ends
        at = np.linspace(start, end, 9)
        wide, high, _ = _sheer(at)
        deck = np.empty((3, 9, 3), np.float32)
        deck[..., 0] = at
        deck[0, :, 2], deck[1, :, 2], deck[2, :, 2] = -wide, 0, wide
        deck[0, :, 1], deck[1, :, 1], deck[2, :, 1] = high, high + 0.07, high
        parts.append(grid(deck, LIVERY))
    # The iron on its prow: an S with a blade on top and six teeth.
    iron = [
        (5.05, 0.98), (5.34, 1.08), (5.50, 1.34), (5.44, 1.62), (5.58, 1.78), (5.86, 1.80), (5.90, 1.62), (5.68, 1.52), (5.66, 1.24),
        (5.58, 0.92), (5.36, 0.74), (5.02, 0.66),
    ]  # fmt: skip
    parts.append(extruded(iron, 0.04, ENAMEL, openness=0.45))
    teeth = [(5.72, y, 0) for y in np.linspace(0.90, 1.42, 6)]
    parts.append(boxes(teeth, (0.13, 0.028, 0.018), ENAMEL, openness=0.45))
    # Seats with red velvet.
    parts.append(boxes([(-0.95, 0.36, 0)], [(0.30, 0.10, 0.50)], PAINTED))
    parts.append(boxes([(-1.3, 0.66, 0)], [(0.07, 0.34, 0.52)], PAINTED))
    parts.append(boxes([(0.6, 0.32, z) for z in (-0.36, 0.36)], (0.2, 0.08, 0.16), PAINTED))
    parts.append(turned([(0.20, 0.32), (0.16, 0.0)], 12, BRONZE).moved(1.6, 0.30, 0))
    if lantern:
        parts.append(tube([(LAMP[0], 0.75, 0), (LAMP[0], 1.0, 0)], [0.02, 0.02], 6, BRONZE))
        glass = turned([(0.06, 0.13), (0.09, 0.05), (0.09, -0.05), (0.05, -0.10)], 12, FLAME).moved(*LAMP)
        glass.carried[:, 0], glass.carried[:, 1] = 0.0, -0.2
        parts.append(glass)
    return Mesh.of([*parts, _gondolier().moved(-3.9, 0.82, 0.12)])


def _gondolier() -> Mesh:
    """Somebody who leans on a long oar, in a striped shirt and a straw hat, looking to +x."""
    parts = []
    for z, step_ in ((-0.13, -0.16), (0.13, 0.20)):  # a step forward
        parts.append(
            tube(
                [(step_, 0.04, z), (step_ * 0.6 - 0.02, 0.46, z), (0.0, 0.88, 0.8 * z)], [0.075, 0.085, 0.11], 10, IRON
            )
        )
        parts.append(boxes([(step_ + 0.05, 0.04, z)], [(0.13, 0.05, 0.05)], IRON))
    spine = np.array([(0.0, 0.86, 0), (0.05, 1.08, 0), (0.11, 1.28, 0), (0.15, 1.44, 0)])
    for n in range(9):  # stripes
        a, b = (
            np.array([np.interp(s, np.linspace(0, 1, 4), spine[:, k]) for k in range(3)]) for s in (n / 9, (n + 1) / 9)
        )
        r0, r1 = (float(np.interp(s, [0, 0.3, 0.8, 1], [0.15, 0.155, 0.19, 0.12])) for s in (n / 9, (n + 1) / 9))
        parts.append(tube([a, b], [r0, r1], 14, LIVERY if n % 2 else ENAMEL))
    head = [(0.0, 0.15), (0.08, 0.11), (0.105, 0.0), (0.085, -0.10), (0.05, -0.17)]
    parts.append(turned(head, 14, WOOD).moved(0.20, 1.66, 0))
    hat = [(0.0, 0.13), (0.10, 0.12), (0.115, 0.03), (0.24, 0.015), (0.24, 0.0)]
    parts.append(turned(hat, 18, BRONZE).moved(0.20, 1.74, 0))
    parts.append(turned([(0.118, 0.06), (0.118, 0.02)], 18, PAINTED).moved(0.20, 1.74, 0))
    hands = [(0.62, 1.12, 0.34), (0.70, 1.30, 0.22)]
    for z, hand in ((0.20, hands[0]), (-0.18, hands[1])):
        shoulder = np.array([0.14, 1.38, z])
        elbow = 0.5 * (shoulder + hand) + (0.0, -0.12, 0.05)
        parts.append(tube([shoulder, elbow, hand], [0.07, 0.06, 0.045], 10, ENAMEL, openness=0.7))
    reach = np.array([0.75, 1.42, 0.18]), np.array([0.1, -0.9, 1.25])
    parts.append(tube([*reach], [0.03, 0.035], 8, WOOD))
    parts.append(
        boxes([0.25 * reach[0] + 0.75 * reach[1]], [(0.03, 0.45, 0.08)], WOOD, axes=_along(reach[1] - reach[0]))
    )
    return Mesh.of(parts)


def _along(way: np.ndarray) -> np.ndarray:
    """Return axes of which the second runs along a way."""
    way = way / math.sqrt(float(way @ way))
    side = np.cross(way, [0, 0, 1.0])
    side /= np.linalg.norm(side)
    return np.stack([side, way, np.cross(side, way)])[None]
