"""A camper van of the sixties as a mesh, in two colours; metres, its front towards z, its wheels on the ground."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned

from .coaches import Livery, Shell

LONG, HIGH, WIDE = 4.5, 2.0, 1.9
"""Its length, height and width."""
_BELT = 1.04  # where the second colour begins
_LOWER = Shell(0.90, 2.20, 0.34, 1.30, 0.24)
_UPPER = Shell(0.86, 2.06, 0.90, HIGH, 0.34)
_AXLES, _WHEEL = (-1.25, 1.25), 0.33
_PANES = (-1.42, -0.62, 0.18)  # of its sides, along it


def camper_van(worn: Livery, *, board: int | None = None) -> Mesh:
    """Return a camper van; ``board`` is the skin of what it carries on its roof, if anything."""
    parts = [_LOWER.body(worn.paint), _UPPER.body(worn.second)]
    parts += [*_front(worn), *_sides(worn), *_wheels(worn)]
    parts.append(boxes([(0, 1.58, -_UPPER.long - 0.004)], (0.52, 0.20, 0.008), worn.pane))
    for x in (-0.66, 0.66):
        lamp = turned([(0.0, 0.03), (0.08, 0.02), (0.09, 0.0)], 18, worn.tail).leaned(-math.pi / 2, 0)
        parts.append(_facing(lamp, -1.0).moved(x, 0.82, -_LOWER.long - 0.002))
    for way in (1.0, -1.0):
        at = np.linspace(-0.92, 0.92, 21)
        bend = way * (_LOWER.long + 0.10 - 0.22 * np.abs(at) ** 4)
        parts.append(tube(np.stack([at, np.full(21, 0.44), bend], 1), 0.06, 8, worn.rim))
    if board is not None:
        parts += _carried(worn, board)
    return Mesh.of(parts)


def _facing(mesh: Mesh, way: float) -> Mesh:
    """Return a lamp that was turned towards x, towards z or against it."""
    return mesh.moved(0.0, 0.0, 0.0, turn=-way * math.pi / 2)


def _front(worn: Livery) -> list[Mesh]:
    """Return the V of its face, two panes above it, and round lamps."""
    rows = []
    for y in np.linspace(_BELT + 0.03, 0.50, 12):
        half = 0.80 * max((y - 0.50) / (_BELT - 0.47), 0.0) ** 0.8
        x = np.linspace(half, -half, 21)
        rows.append(_LOWER.front(x, np.full(21, y), 0.030))
    parts = [grid(np.array(rows, np.float32), worn.second)]
    for x in (-0.36, 0.36):
        parts.append(_UPPER.on_front(0.33, 1.30, 1.72, worn.black, 0.008).moved(x, 0, 0.0))
        parts.append(_UPPER.on_front(0.305, 1.325, 1.695, worn.screen, 0.014).moved(x, 0, 0.0))
    for x in (-0.58, 0.58):
        lamp = turned([(0.0, 0.05), (0.08, 0.04), (0.115, 0.0)], 22, worn.head).leaned(-math.pi / 2, 0)
        rim = turned([(0.115, 0.03), (0.15, 0.02), (0.155, 0.0)], 22, worn.rim).leaned(-math.pi / 2, 0)
        parts += [_facing(one, 1.0).moved(x, 0.84, _LOWER.long - 0.005) for one in (lamp, rim)]
    badge = turned([(0.0, 0.02), (0.13, 0.018), (0.14, 0.0)], 24, worn.rim).leaned(-math.pi / 2, 0)
    parts.append(_facing(badge, 1.0).moved(0, 0.98, _LOWER.long + 0.006))
    return parts


def _sides(worn: Livery) -> list[Mesh]:
    """Return panes, the strip between the colours and the gaps of doors."""
    x = _UPPER.wide + 0.004
    parts = [boxes([(way * x, 1.53, z) for way in (-1, 1) for z in (*_PANES, 1.06)], (0.006, 0.225, 0.345), worn.black)]
    parts.append(
        boxes(
            [(way * (x + 0.005), 1.53, z) for way in (-1, 1) for z in (*_PANES, 1.06)], (0.006, 0.20, 0.32), worn.pane
        )
    )
    out = _LOWER.wide + 0.003
    parts.append(boxes([(way * out, _BELT, 0) for way in (-1, 1)], (0.010, 0.022, _LOWER.long - 0.28), worn.rim))
    gaps = [(way * out, 0.72, z) for way in (-1, 1) for z in (0.66, 1.46, -0.22)]
    parts.append(boxes(gaps, (0.004, 0.34, 0.006), worn.black))
    parts.append(boxes([(way * (out + 0.01), 0.98, 0.76) for way in (-1, 1)], (0.012, 0.016, 0.06), worn.rim))
    for way in (-1.0, 1.0):
        parts.append(tube([(way * 0.86, 1.30, 1.55), (way * 1.02, 1.42, 1.62)], 0.010, 6, worn.rim))
        parts.append(boxes([(way * 1.04, 1.46, 1.62)], (0.06, 0.075, 0.015), worn.rim))
    return parts


def _wheels(worn: Livery) -> list[Mesh]:
    tyre = turned([(0.0, 0.09), (0.29, 0.10), (_WHEEL, 0.05), (_WHEEL, -0.09), (0.0, -0.10)], 30, worn.black)
    cap = turned([(0.0, 0.125), (0.10, 0.115), (0.17, 0.10), (0.19, 0.0)], 24, worn.rim)
    arch = turned([(0.0, 0.01), (0.40, 0.01), (0.40, 0.0)], 30, worn.black)
    found = []
    for z in _AXLES:
        for way in (-1.0, 1.0):
            found.append(Mesh.of([tyre, cap]).leaned(way * math.pi / 2, 0).moved(way * 0.83, _WHEEL, z))
            found.append(arch.leaned(way * math.pi / 2, 0).moved(way * (_LOWER.wide + 0.002), _WHEEL + 0.02, z))
    return found


def _carried(worn: Livery, board: int) -> list[Mesh]:
    """Return a rack with a surfboard on it."""
    bars = [boxes([(0, HIGH + 0.06, z)], (0.72, 0.015, 0.02), worn.rim) for z in (-0.9, 0.6)]
    bars.append(boxes([(x, HIGH + 0.0, z) for x in (-0.66, 0.66) for z in (-0.9, 0.6)], (0.015, 0.07, 0.02), worn.rim))
    along = np.linspace(-1.35, 1.25, 25)
    half = 0.27 * np.sqrt(np.clip(1 - np.abs((along + 0.05) / 1.31) ** 2.4, 0, 1))
    rows = [np.stack([side * half, HIGH + 0.09 + up + 0.08 * np.abs(along / 1.3) ** 3, along], -1)
            for side, up in ((1.0, 0.0), (0.75, 0.035), (0.0, 0.05), (-0.75, 0.035), (-1.0, 0.0), (0.0, -0.01), (1.0, 0.0))]  # fmt: skip
    return [*bars, grid(np.array(rows, np.float32), board)]
