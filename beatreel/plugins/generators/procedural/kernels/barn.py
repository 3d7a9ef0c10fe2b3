"""A barn of boards with a gambrel roof, and a silo, as meshes: it stands on y = 0 about x = z = 0, its gable looks to the camera (-z)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .mesh import Mesh, bars, boxes, grid, tube, turned
from .pagoda import BRONZE, ENAMEL, GLASS, IRON, PAPER, RIDGE, STONE

HALF = 5.6
LONG = 15.0
_EAVES, _BREAK, _RIDGE = 4.5, 7.4, 9.3
_KNEE = 3.7  # half the width at which the roof bends


def _height(x: Any) -> Any:
    """Return the height of the roof over a place across the barn."""
    return np.interp(np.abs(x), [0.0, _KNEE, HALF], [_RIDGE, _BREAK, _EAVES])


def _gable(z: float, skin: int) -> list[Mesh]:
    x = np.linspace(-HALF, HALF, 45)
    wall = np.empty((6, 45, 3), np.float32)
    wall[..., 0], wall[..., 2] = x, z
    wall[..., 1] = np.linspace(1, 0, 6)[:, None] * _height(x)
    uv = np.stack([wall[..., 1], wall[..., 0]], -1)  # boards stand upright
    way = np.broadcast_to(np.float32([0, 0, -1 if z < 0 else 1]), wall.shape)
    boards = np.arange(-HALF + 0.35, HALF, 0.35)
    feet, tops = (
        [(a, y, z * 1.002) for a, y in zip(boards, ends, strict=True)] for ends in (0 * boards, _height(boards))
    )
    battens = bars(feet, tops, (0.018, 0.02), skin, openness=0.55)
    return [grid(wall, skin, uv=uv, normals=way), battens]


def barn(skin: int, *, lit: bool) -> Mesh:
    """Return a barn of a skin; in its windows there may be light."""
    half = LONG / 2
    parts = [*_gable(-half, skin), *_gable(half, skin)]
    z = np.linspace(-half, half, 17)
    for side in (-1.0, 1.0):
        wall = np.empty((2, 17, 3), np.float32)
        wall[..., 0], wall[..., 2] = side * HALF, z
        wall[0, :, 1], wall[1, :, 1] = _EAVES, 0
        uv = np.stack([wall[..., 1], wall[..., 2]], -1)
        parts.append(
            grid(wall, skin, uv=uv, openness=0.85, normals=np.broadcast_to(np.float32([side, 0, 0]), wall.shape))
        )
        feet = np.array([(side * (HALF + 0.01), 0.0, a) for a in np.arange(-half + 0.35, half, 0.35)])
        parts.append(bars(feet, np.add(feet, (0, _EAVES, 0)), (0.02, 0.018), skin, openness=0.5))
        panes = np.arange(-half + 2.2, half - 1, 3.1)
        parts.append(boxes([(side * (HALF + 0.02), 2.1, a) for a in panes], (0.03, 0.5, 0.55), PAPER if lit else GLASS))
        parts.append(
            boxes(
                [(side * (HALF + 0.03), 2.1 + y, a) for a in panes for y in (-0.55, 0.55)], (0.05, 0.06, 0.66), ENAMEL
            )
        )
        over = ((0.0, _RIDGE + 0.12), (side * _KNEE, _BREAK + 0.14), (side * (HALF + 0.55), _EAVES - 0.35))
        for (x0, y0), (x1, y1) in zip(over[:-1], over[1:], strict=True):
            sheet = np.empty((5, 17, 3), np.float32)
            share = np.linspace(0, 1, 5)[:, None]
            sheet[..., 0], sheet[..., 1] = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
            sheet[..., 2] = z * (1 + 0.7 / half)
            parts.append(grid(sheet, RIDGE))
            ends = np.array([[(x0, y0, e), (x1, y1, e)] for e in (-half - 0.7, half + 0.7)])
            parts.append(bars(ends[:, 0], ends[:, 1], (0.09, 0.13), ENAMEL))  # a white board along the edge
        parts.append(
            bars([(side * HALF, 0, -half - 0.02)], [(side * HALF, _EAVES, -half - 0.02)], (0.12, 0.08), ENAMEL)
        )
    front = -half - 0.05
    for hand in (-1.0, 1.0):  # two doors with braces
        x0, x1 = hand * 0.08, hand * 2.0
        frame = [((x0, 0.1), (x0, 3.6)), ((x1, 0.1), (x1, 3.6)), ((x0, 3.6), (x1, 3.6)), ((x0, 0.12), (x1, 0.12)), ((x0, 1.85), (x1, 1.85)),
                 ((x0, 0.1), (x1, 1.85)), ((x1, 1.85), (x0, 3.6))]  # fmt: skip
        starts, ends = ([(*pair[k], front) for pair in frame] for k in (0, 1))
        parts.append(bars(starts, ends, (0.05, 0.09), ENAMEL))
    a, b, c, d = (-0.9, 5.3), (0.9, 5.3), (0.9, 7.2), (-0.9, 7.2)
    loft = [(a, b), (b, c), (c, d), (d, a), (a, c), (b, d)]
    starts, ends = ([(*pair[k], front) for pair in loft] for k in (0, 1))
    parts.append(bars(starts, ends, (0.05, 0.08), ENAMEL))
    parts.append(boxes([(x, 2.2, front) for x in (-3.8, 3.8)], (0.48, 0.62, 0.03), PAPER if lit else GLASS))
    rims = [(x + dx, 2.2, front - 0.02) for x in (-3.8, 3.8) for dx in (-0.52, 0.0, 0.52)]
    parts.append(boxes(rims, (0.05, 0.68, 0.04), ENAMEL))
    parts.append(
        boxes([(x, 2.2 + y, front - 0.02) for x in (-3.8, 3.8) for y in (-0.66, 0.0, 0.66)], (0.56, 0.05, 0.04), ENAMEL)
    )
    parts.append(boxes([(0, _RIDGE - 0.25, -half - 0.9)], [(0.12, 0.14, 0.9)], ENAMEL))  # the beam over the loft
    parts.append(boxes([(0, 0.15, 0)], [(HALF + 0.05, 0.2, half + 0.05)], STONE))
    cupola = [
        boxes([(0, 0.6, 0)], [(0.75, 0.7, 0.75)], ENAMEL),
        boxes([(0, 0.65, 0)] * 2, [(0.5, 0.4, 0.78), (0.78, 0.4, 0.5)], IRON),
        turned([(0.02, 2.3), (0.5, 1.6), (1.25, 1.2)], 4, RIDGE, start=math.pi / 4),
        tube([(0, 2.2, 0), (0, 3.5, 0)], [0.03, 0.03], 6, IRON),
        bars([(-0.6, 3.2, 0)], [(0.6, 3.2, 0)], (0.02, 0.02), IRON),
        boxes([(0.55, 3.2, 0), (-0.4, 3.35, 0)], [(0.14, 0.12, 0.01), (0.22, 0.14, 0.01)], BRONZE),
    ]
    parts.append(Mesh.of(cupola).moved(0, _RIDGE, -1.0))
    return Mesh.of(parts)


def silo() -> Mesh:
    """Return a silo with hoops and a dome."""
    parts = [
        turned([(2.1, 11.0), (2.1, 0.0)], 32, STONE, openness=[1.0, 0.8]),
        turned([(0.05, 12.9), (0.8, 12.75), (1.5, 12.2), (1.95, 11.5), (2.2, 10.95)], 32, RIDGE),
    ]
    parts += [turned([(2.13, y + 0.06), (2.13, y - 0.06)], 32, IRON) for y in np.arange(0.8, 11.0, 1.15)]
    return Mesh.of(parts)
