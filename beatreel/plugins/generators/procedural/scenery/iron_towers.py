"""Towers of cities as meshes: of iron lattice in Paris and Tokyo, of concrete with a sphere in Berlin; metres, the foot at the origin."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned

if TYPE_CHECKING:
    from collections.abc import Callable

    Array = np.ndarray[Any, np.dtype[np.float64]]

TOKYO, BROADCAST = 333.0, 368.0
"""How high the lattice tower of Tokyo and a television tower are."""

# Height, distance of the middle of a leg from the axis, half of its thickness.
_PARIS = np.array([(0, 50, 12.5), (28, 40, 10), (57, 30.5, 7.6), (86, 22, 6), (115, 15, 5), (150, 8.5, 4.2), (200, 5, 3.2),
                   (240, 3.0, 2.4), (276, 2.0, 1.8)])  # fmt: skip
_RED = np.array([(0, 40, 7.0), (25, 32.5, 6.2), (50, 26, 5.6), (80, 19, 5.2), (110, 13, 5.0), (140, 8.5, 4.8), (180, 4.4, 4.0),
                 (225, 2.4, 3.2), (262, 1.2, 2.2), (300, 0.4, 1.0)])  # fmt: skip
_MASTED = ((138.0, 176.0), (222.0, 252.0), (276.0, 300.0))  # metres between which the tower of Tokyo is white
_STOUT = 1.5  # its bars beside those of the older tower


def _lattice(profile: Array, met: float, low: Array, high: Array, skin: Callable[[float], int], stout: float) -> Mesh:
    """Return four braced legs that lean together, and one shaft above the height at which they have ``met``."""
    found: dict[tuple[float, int], list[tuple[Array, Array]]] = defaultdict(list)

    def corners(y: float, cx: float, cz: float) -> Array:
        off, half = (float(np.interp(y, profile[:, 0], profile[:, column])) for column in (1, 2))
        if y > met:
            off, half = 0.0, off + half
        signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
        return np.stack([cx * off + half * signs[:, 0], np.full(4, y), cz * off + half * signs[:, 1]], 1)

    def storey(y0: float, y1: float, cx: float, cz: float, sizes: tuple[float, float, float]) -> None:
        a, b, worn = corners(y0, cx, cz), corners(y1, cx, cz), skin(0.5 * (y0 + y1))
        upright, brace, ring = (stout * size for size in sizes)
        for n in range(4):
            m = (n + 1) % 4
            for start, end, half in (
                (a[n], b[n], upright), (a[n], b[m], brace), (a[m], b[n], brace), (b[n], b[m], ring),
            ):  # fmt: skip
                found[half, worn].append((start, end))

    for y0, y1 in zip(low[:-1], low[1:], strict=True):
        for cx in (-1, 1):
            for cz in (-1, 1):
                storey(float(y0), float(y1), cx, cz, (0.85, 0.38, 0.42))
    for y0, y1 in zip(high[:-1], high[1:], strict=True):
        storey(float(y0), float(y1), 0, 0, (0.65, 0.32, 0.30))
    return Mesh.of(
        [
            bars(np.array([a for a, _ in ends]), np.array([b for _, b in ends]), (half, half), worn)
            for (half, worn), ends in found.items()
        ]
    )


def eiffel(iron: int) -> Mesh:
    """Return the tower of 1889, 326 m high: four legs of lattice, three platforms, arches between its feet."""
    low = np.concatenate([np.arange(0, 57, 9.5), np.arange(57, 115, 8.3), np.arange(115, 151, 7.0)])
    parts = [_lattice(_PARIS, 150.0, low, np.arange(151, 277, 6.0), lambda _: iron, 1.0)]
    parts.append(
        boxes(
            [(0, 57, 0), (0, 60.5, 0), (0, 115, 0), (0, 118, 0), (0, 276, 0), (0, 281, 0)],
            [(35, 2.6, 35), (36.5, 0.6, 36.5), (20, 1.8, 20), (21, 0.5, 21), (6.2, 1.4, 6.2), (3.6, 4.0, 3.6)],
            iron,
        )
    )
    parts += _arches(36.0, 14.0, 44.0, 0.32, iron)
    parts.append(tube([(0, 284, 0), (0, 300, 0), (0, 326, 0)], [1.4, 0.8, 0.25], 8, iron))
    parts.append(boxes([(cx * 50, 2, cz * 50) for cx in (-1, 1) for cz in (-1, 1)], (14, 3, 14), iron))
    return Mesh.of(parts)


def _arches(radius: float, foot: float, out: float, lean: float, iron: int) -> list[Mesh]:
    """Return the arches between four legs, two tubes a side."""
    turn = np.linspace(0, np.pi, 25)
    parts = []
    for way in (-1.0, 1.0):
        for one in (radius, radius + 3.0):
            arch = np.stack([one * np.cos(turn), foot + 0.98 * one * np.sin(turn), np.full_like(turn, way * out)], 1)
            arch[:, 2] *= 1 - lean * np.sin(turn)
            parts += [tube(arch, 0.7, 6, iron), tube(arch[:, [2, 1, 0]], 0.7, 6, iron)]
    return parts


def tokyo(red: int, white: int, pane: int) -> Mesh:
    """Return the tower of 1958, 333 m high: red lattice banded in white, two decks with windows (``pane``), a mast."""
    low = np.concatenate([np.arange(0, 110, 9.2), np.arange(110.4, 138, 7.0)])
    skin = _banded(red, white)
    parts = [_lattice(_RED, 131.0, low, np.arange(131.4, 300, 6.1), skin, _STOUT)]
    parts.append(boxes([(0, 70, 0), (0, 73, 0)], [(25.5, 1.2, 25.5), (26.5, 0.5, 26.5)], red))
    decks = [(0, 141.5, 0), (0, 147.5, 0), (0, 153.6, 0), (0, 155.6, 0)]
    parts.append(boxes(decks, [(14.5, 1.3, 14.5), (16.5, 1.0, 16.5), (16.5, 1.0, 16.5), (12.0, 1.2, 12.0)], white))
    parts.append(boxes([(0, 144.6, 0), (0, 150.6, 0)], [(14.8, 2.0, 14.8), (15.8, 2.2, 15.8)], pane))
    parts.append(turned([(5.0, 236.5), (9.4, 234.5), (9.4, 233.5)], 18, white))
    parts.append(turned([(8.8, 233.5), (8.8, 229.5)], 18, pane))
    parts.append(turned([(9.4, 229.5), (8.6, 227.8), (3.0, 226.5)], 18, white))
    mast = [(298.0, 1.9), (310.0, 1.5), (322.0, 1.1), (TOKYO, 0.4)]
    for (y0, r0), (y1, r1) in zip(mast[:-1], mast[1:], strict=True):
        parts.append(tube([(0, y0, 0), (0, y1, 0)], [r0, r1], 8, skin(0.5 * (y0 + y1))))
    parts += _arches(25.0, 10.0, 34.0, 0.30, red)
    parts.append(boxes([(cx * 40, 2, cz * 40) for cx in (-1, 1) for cz in (-1, 1)], (9, 3, 9), white))
    return Mesh.of(parts)


def _banded(red: int, white: int) -> Callable[[float], int]:
    return lambda y: white if any(low <= y < top for low, top in _MASTED) else red


def broadcast(concrete: int, steel: int, pane: int, red: int) -> Mesh:
    """Return a television tower, 368 m high: a shaft of concrete, a sphere with a ring of windows, a banded mast."""
    shaft = [(4.6, 214.0), (5.2, 150.0), (6.4, 80.0), (8.6, 24.0), (13.0, 0.0)]
    angle = np.radians(np.linspace(88, -88, 25))
    sphere = [(float(16.0 * np.cos(a)), float(221.0 + 16.0 * np.sin(a))) for a in angle]
    parts = [turned(shaft, 32, concrete), turned(sphere, 48, steel)]
    parts.append(turned([(16.25, 222.0), (16.35, 219.0)], 48, pane))
    parts.append(turned([(3.4, 252.0), (4.0, 234.0)], 18, concrete))
    ends = np.linspace(252.0, BROADCAST, 9)
    for n, (y0, y1) in enumerate(zip(ends[:-1], ends[1:], strict=True)):
        wide = [float(np.interp(y, (252.0, BROADCAST), (2.3, 0.4))) for y in (y0, y1)]
        parts.append(tube([(0, y0, 0), (0, y1, 0)], wide, 10, (red, steel)[n % 2]))
    return Mesh.of(parts)
