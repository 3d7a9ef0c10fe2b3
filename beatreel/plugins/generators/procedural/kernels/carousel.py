"""A carousel, as meshes about x = z = 0: platform, mirrored drum, striped roof with a scalloped edge, horses on poles, bulbs."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np

from .mesh import Mesh, U, V, boxes, grid, tube, turned
from .pagoda import BRONZE, ENAMEL, FLAME, GLASS, GLOW, IRON, LIVERY, PAINTED, PLASTER, WOOD

RADIUS = 5.6
"""Metres to the edge of its roof."""
EAVES = 4.25
_SEGMENTS = 18
_DECK = 0.45


def _ring(radius: float, y: float, count: int, shift: float = 0.0) -> Any:
    at = (np.arange(count) + shift) * 2 * math.pi / count
    return np.stack([radius * np.cos(at), 0 * at + y, radius * np.sin(at)], 1)


def _bulbs(places: Any, size: float) -> Mesh:
    """Return bulbs at places, every other one of another family."""
    parts = []
    for first, skin in ((0, FLAME), (1, GLOW)):
        some = boxes(np.asarray(places)[first::2], (size, size, size), skin)
        some.carried[:, U], some.carried[:, V] = 0.0, -0.25  # as bright as a flame is in its middle
        parts.append(some)
    return Mesh.of(parts)


def _fan(inner: tuple[float, float], outer: tuple[float, float], n: int, skin: int, openness: Any = 1.0) -> Mesh:
    """Return one segment of a ring between two radii and heights."""
    at = np.linspace(n, n + 1, 5) * 2 * math.pi / _SEGMENTS
    points = np.empty((4, 5, 3), np.float32)
    for row, share in enumerate(np.linspace(0, 1, 4)):
        r = inner[0] + (outer[0] - inner[0]) * share
        sag = -0.25 * math.sin(math.pi * share) * abs(outer[1] - inner[1]) * 0.5
        points[row] = np.stack(
            [r * np.cos(at), 0 * at + inner[1] + (outer[1] - inner[1]) * share + sag, r * np.sin(at)], 1
        )
    return grid(points, skin, openness=openness)


@cache
def stand() -> Mesh:
    """Return all of it that does not go up and down."""
    deck = [
        (0.3, _DECK),
        (RADIUS - 0.35, _DECK),
        (RADIUS - 0.30, _DECK - 0.05),
        (RADIUS - 0.30, 0.12),
        (RADIUS - 0.2, 0.0),
    ]
    parts = [turned(deck, 48, WOOD), _bulbs(_ring(RADIUS - 0.27, 0.30, 60), 0.035)]
    # The drum: mirrors in golden frames, and paintings over them.
    sides = 12
    for n in range(sides):
        a, b = (2 * math.pi * (n + k) / sides for k in (0.03, 0.97))
        painted = PAINTED if n % 2 else LIVERY
        panels = ((GLASS, 1.62, 0.9, 2.7, 0.9), (painted, 1.66, 2.95, 3.7, 0.8), (ENAMEL, 1.60, _DECK, 0.85, 0.6))
        for skin, r, y0, y1, dark in panels:
            quad = [[(r * math.cos(t), y, r * math.sin(t)) for t in (a, b)] for y in (y1, y0)]
            way = np.float32([math.cos((a + b) / 2), 0.12, math.sin((a + b) / 2)])
            parts.append(grid(quad, skin, openness=dark, normals=np.broadcast_to(way, (2, 2, 3))))
        post = 2 * math.pi * n / sides
        x, z = 1.66 * math.cos(post), 1.66 * math.sin(post)
        parts.append(tube([(x, _DECK, z), (x, 3.8, z)], [0.07, 0.07], 8, BRONZE))
    for y in (0.88, 2.82, 3.78):
        parts.append(turned([(1.70, y + 0.08), (1.75, y), (1.70, y - 0.08)], 36, BRONZE))
        parts.append(_bulbs(_ring(1.78, y, 36), 0.03))
    # Under the roof: a light ceiling on ribs with bulbs; above it stripes.
    for n in range(_SEGMENTS):
        parts.append(_fan((1.5, 4.05), (RADIUS - 0.1, EAVES - 0.02), n, PLASTER, 0.75))
        parts.append(_fan((0.35, 6.7), (RADIUS + 0.12, EAVES + 0.55), n, PAINTED if n % 2 else ENAMEL))
        angle = 2 * math.pi * n / _SEGMENTS
        along = np.linspace(1.9, RADIUS - 0.35, 9)
        parts.append(_bulbs(np.stack([along * math.cos(angle), 0 * along + 4.02, along * math.sin(angle)], 1), 0.03))
        parts += _valance(n)
    parts.append(_bulbs(_ring(RADIUS + 0.16, EAVES + 0.60, 72), 0.042))
    parts.append(_bulbs(_ring(RADIUS + 0.14, EAVES - 0.02, 72, 0.5), 0.042))
    parts.append(turned([(0.0, 7.9), (0.10, 7.6), (0.28, 7.35), (0.12, 7.1), (0.36, 6.8), (0.42, 6.6)], 18, BRONZE))
    parts.append(tube([(0, 7.8, 0), (0, 9.0, 0)], [0.03, 0.03], 6, BRONZE))
    flag = [[(0, 9.0, 0), (0.7, 8.92, 0.1), (1.3, 8.75, 0)], [(0, 8.45, 0), (0.7, 8.5, 0.1), (1.3, 8.7, 0)]]
    parts.append(grid(flag, PAINTED))
    return Mesh.of(parts)


def _valance(n: int) -> list[Mesh]:
    """The board along the edge of the roof: a painting between golden mouldings, and scallops that hang from it."""
    at = np.linspace(n, n + 1, 13) * 2 * math.pi / _SEGMENTS
    share = np.linspace(0, 1, 13)
    board = np.empty((2, 13, 3), np.float32)
    r = RADIUS + 0.10
    board[..., 0], board[..., 2] = r * np.cos(at), r * np.sin(at)
    board[0, :, 1], board[1, :, 1] = EAVES + 0.56, EAVES
    out = np.stack([np.cos(at), 0 * at, np.sin(at)], 1)
    parts = [grid(board, LIVERY if n % 2 else ENAMEL, normals=np.broadcast_to(out, board.shape).astype(np.float32))]
    scallop = board.copy()
    scallop[0, :, 1] = EAVES
    scallop[1, :, 1] = EAVES - 0.18 - 0.36 * np.sin(math.pi * share) ** 0.7
    parts.append(
        grid(scallop, PAINTED if n % 2 else ENAMEL, normals=np.broadcast_to(out, board.shape).astype(np.float32))
    )
    edge = scallop[1] * (1.004, 1, 1.004)
    parts.append(tube(edge, np.full(13, 0.028), 6, BRONZE))
    for y, thick in ((EAVES + 0.57, 0.05), (EAVES + 0.01, 0.04)):
        line = board[0] * (1.004, 0, 1.004) + (0, y, 0)
        parts.append(tube(line, np.full(13, thick), 6, BRONZE))
    return parts


_FUR = (ENAMEL, PLASTER, WOOD, ENAMEL)


def _limb(points: Any, radii: Any, sides: int, skin: int) -> Mesh:
    """Return a limb along a smooth curve through points."""
    points, radii = np.asarray(points, np.float64), np.asarray(radii, np.float64)
    ends = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    line = []
    for n in range(len(points) - 1):
        a, b, c, d = ends[n : n + 4]
        steps = np.linspace(0, 1, 6)[: 6 if n == len(points) - 2 else 5]
        line += [b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))) for t in steps]
    at = np.linspace(0, len(radii) - 1, len(line))
    thick = np.interp(at, np.arange(len(radii)), radii)
    thick[1:-1] = 0.25 * (thick[:-2] + 2 * thick[1:-1] + thick[2:])
    return tube(line, thick, sides, skin)


@cache
def horse(number: int) -> Mesh:
    """Return a galloping horse on its pole; it looks to +x, its pole at x = z = 0, its back 1.5 metres over y = 0."""
    fur = _FUR[number % len(_FUR)]
    cloth = PAINTED if number % 2 else LIVERY
    body = [(-0.80, 1.22, 0), (-0.58, 1.30, 0), (-0.15, 1.23, 0), (0.25, 1.24, 0), (0.52, 1.32, 0), (0.70, 1.40, 0)]
    parts = [_limb(body, [0.06, 0.27, 0.25, 0.27, 0.27, 0.08], 18, fur)]
    neck = [(0.42, 1.30, 0), (0.66, 1.58, 0), (0.86, 1.90, 0), (0.98, 2.06, 0)]
    parts.append(_limb(neck, [0.26, 0.19, 0.13, 0.10], 16, fur))
    head = [(0.88, 2.08, 0), (1.02, 2.04, 0), (1.18, 1.86, 0), (1.27, 1.72, 0), (1.30, 1.66, 0)]
    parts.append(_limb(head, [0.06, 0.125, 0.09, 0.065, 0.03], 14, fur))
    parts += [tube([(0.90, 2.12, z), (0.90, 2.27, z * 1.3)], [0.035, 0.008], 6, fur) for z in (-0.06, 0.06)]
    parts.append(boxes([(1.06, 2.04, -0.10), (1.06, 2.04, 0.10)], (0.018, 0.018, 0.012), IRON))
    legs = (
        ((0.48, 1.22, -0.15), (0.68, 1.02, -0.17), (0.92, 0.98, -0.16), (0.84, 0.66, -0.16)),
        ((0.48, 1.22, 0.15), (0.62, 0.98, 0.17), (0.84, 0.84, 0.16), (1.00, 0.56, 0.16)),
        ((-0.55, 1.20, -0.15), (-0.50, 0.92, -0.18), (-0.76, 0.76, -0.16), (-1.06, 0.56, -0.16)),
        ((-0.55, 1.20, 0.15), (-0.66, 0.94, 0.18), (-0.92, 0.82, 0.16), (-1.00, 0.46, 0.16)),
    )
    for leg in legs:
        parts.append(_limb(leg, [0.17, 0.11, 0.062, 0.045], 10, fur))
        parts.append(boxes([leg[-1]], [(0.055, 0.05, 0.05)], IRON))
    mane = [(0.34, 1.58, 0), (0.52, 1.80, 0), (0.70, 2.05, 0), (0.88, 2.19, 0), (1.0, 2.17, 0)]
    tail = [(-0.76, 1.32, 0), (-0.98, 1.40, 0), (-1.18, 1.18, 0), (-1.22, 0.78, 0)]
    reins = [(0.30, 1.36, -0.24), (0.62, 1.52, -0.19), (0.95, 1.86, -0.12), (1.12, 1.90, -0.10)]
    parts.append(_limb(mane, [0.03, 0.10, 0.10, 0.08, 0.03], 10, BRONZE))
    parts.append(_limb(tail, [0.05, 0.09, 0.10, 0.02], 10, BRONZE))
    parts.append(_limb(reins, [0.016] * 4, 6, BRONZE))
    parts.append(_limb([(-0.38, 1.25, 0), (-0.1, 1.235, 0), (0.20, 1.25, 0)], [0.288, 0.285, 0.292], 18, cloth))
    parts.append(_limb([(-0.30, 1.58, 0), (-0.08, 1.50, 0), (0.16, 1.60, 0)], [0.09, 0.12, 0.08], 12, PAINTED))
    straps = [(-0.40, 1.255), (0.21, 1.25), (0.46, 1.30)]
    parts += [tube([(x, y, 0), (x + 0.035, y, 0)], [0.297, 0.297], 18, BRONZE) for x, y in straps]
    parts.append(tube([(0.0, 0.35, 0), (0.0, 3.5, 0)], [0.032, 0.032], 8, BRONZE))
    return Mesh.of(parts)


def ridden(*, near: bool, turn: float) -> list[Mesh]:
    """Return the horses of two rings before the middle (those nearer to the camera) or behind it, ``turn`` (radians) around."""
    found = []
    for radius, count, shift in ((4.55, 13, 0.0), (3.25, 9, 0.4)):
        for n in range(count):
            at = turn + (n + shift) * 2 * math.pi / count
            x, z = radius * math.cos(at), radius * math.sin(at)
            if (z < -0.6) != near:
                continue
            high = 0.16 * math.sin(2.4 * n + radius)
            # It looks along the ring: to the right where it passes before us.
            found.append(horse(n).moved(x, _DECK - 0.30 + high, z, at + math.pi / 2))
    return found
