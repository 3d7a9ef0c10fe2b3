"""A railway station's hall of iron and glass over two tracks, as meshes: it runs along z, its rails are at y = 0."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .mesh import Mesh, U, V, bars, boxes, grid, tube, turned
from .pagoda import BRONZE, ENAMEL, FLAME, IRON, PAPER, RIDGE, STONE, STUCCO, WOOD
from .viaducts import track

HALF, SPRING, RISE = 12.5, 5.6, 8.6
"""Metres from its middle to a wall, and up to where its arches spring, and on to their crown."""
LONG = 84.0
PLATFORM = 0.95
TRACKS = (-4.9, -1.2)
"""Where the tracks run, metres to the right."""
_BAY = 7.0


def _arch(share: Any, drop: float = 0.0) -> tuple[Any, Any]:
    """Return points of an arch, 0 at its right foot to 1 at its left one."""
    at = np.asarray(share) * math.pi
    return (HALF - drop) * np.cos(at), SPRING + (RISE - drop) * np.sin(at)


def hall(*, lit: bool) -> Mesh:
    """Return the hall with what stands in it, without trains."""
    parts: list[Mesh] = []
    share = np.linspace(0, 1, 25)
    for z in np.arange(0.0, LONG + 1, _BAY):
        outer = np.stack([*_arch(share), np.full(25, z)], 1)
        inner = np.stack([*_arch(share, 0.95), np.full(25, z)], 1)
        parts += [bars(line[:-1], line[1:], (0.13, 0.11), IRON) for line in (outer, inner)]
        parts.append(bars(outer, inner, (0.035, 0.035), IRON))
        parts.append(bars(outer[:-1:2], inner[1::2], (0.03, 0.03), IRON))
        for x in (-HALF, HALF):
            parts.append(
                turned(
                    [
                        (0.26, SPRING),
                        (0.34, SPRING - 0.2),
                        (0.17, SPRING - 0.5),
                        (0.19, 1.9),
                        (0.3, 1.7),
                        (0.32, PLATFORM),
                    ],
                    14,
                    IRON,
                ).moved(x * 0.99, 0, z)
            )
    z = np.linspace(-6, LONG, 46)
    for first, last in ((0.0, 0.24), (0.76, 1.0)):  # boards; between them is glass
        sheet = np.empty((7, 46, 3), np.float32)
        x, y = _arch(np.linspace(first, last, 7))
        sheet[..., 0], sheet[..., 1], sheet[..., 2] = x[:, None], y[:, None] + 0.15, z
        parts.append(grid(sheet, RIDGE, openness=0.5))
    x, y = _arch(np.linspace(0.24, 0.76, 15))
    for a, b in zip(x, y, strict=True):
        ends = np.array([(a, b + 0.12, start) for start in np.arange(-7.0, LONG - 1, 3.5)])
        parts.append(bars(ends, ends + np.array([0, 0, 3.5]), (0.035, 0.05), IRON))
    for start in np.arange(0.0, LONG, 1.75):
        line = np.stack([x, y + 0.14, np.full(15, start)], 1)
        parts.append(bars(line[:-1], line[1:], (0.02, 0.02), IRON))
    parts += _walls(z, lit=lit) + _platforms(z) + _screen()
    parts += [track(-LONG, 6.0).moved(at, 0, 0, -math.pi / 2) for at in TRACKS]
    parts += _clock(3.6, 5.0, 22.0)
    return Mesh.of(parts)


def _walls(z: Any, *, lit: bool) -> list[Mesh]:
    parts = []
    for side in (-1.0, 1.0):
        wall = np.empty((2, len(z), 3), np.float32)
        wall[..., 0], wall[..., 2] = side * (HALF + 0.15), z
        wall[0, :, 1], wall[1, :, 1] = SPRING + 0.3, 0
        uv = np.stack([wall[..., 2], wall[..., 1]], -1)
        parts.append(
            grid(wall, STUCCO + 7, uv=uv, openness=0.5, normals=np.broadcast_to(np.float32([-side, 0, 0]), wall.shape))
        )
        at = np.arange(0.0, LONG, _BAY) + _BAY / 2
        parts.append(boxes([(side * (HALF + 0.08), 2.7, a) for a in at], (0.06, 1.1, 1.2), PAPER if lit else IRON))
        parts.append(
            boxes([(side * (HALF + 0.05), 2.7 + y, a) for a in at for y in (-1.15, 0.0, 1.15)], (0.1, 0.06, 1.3), STONE)
        )
        parts.append(
            boxes([(side * (HALF + 0.05), 2.7, a + w) for a in at for w in (-1.25, 0.0, 1.25)], (0.1, 1.2, 0.06), STONE)
        )
        parts.append(
            boxes([(side * (HALF - 0.1), SPRING, a) for a in np.arange(-5, LONG, 2.0)], (0.3, 0.14, 1.0), STONE)
        )
    return parts


def _platforms(z: Any) -> list[Mesh]:
    parts = []
    for inner, outer in ((TRACKS[0] - 1.75, -HALF), (TRACKS[1] + 1.75, HALF)):
        way = 1.0 if outer > 0 else -1.0
        top = np.empty((5, len(z), 3), np.float32)
        top[..., 0] = np.linspace(inner, outer, 5)[:, None]
        top[..., 1], top[..., 2] = PLATFORM, z
        uv = np.stack([top[..., 0], top[..., 2]], -1)
        parts.append(
            grid(top, STUCCO + 9, uv=uv, openness=0.8, normals=np.broadcast_to(np.float32([0, 1, 0]), top.shape))
        )
        face = np.empty((2, len(z), 3), np.float32)
        face[..., 0], face[..., 2] = inner, z
        face[0, :, 1], face[1, :, 1] = PLATFORM, -0.5
        parts.append(
            grid(face, STONE, openness=[[0.6], [0.2]], normals=np.broadcast_to(np.float32([-way, 0, 0]), face.shape))
        )
        parts.append(
            boxes(
                [(inner + way * 0.35, PLATFORM + 0.012, a) for a in np.arange(-5.5, LONG, 1.0)],
                (0.11, 0.012, 0.5),
                ENAMEL,
                openness=0.3,
            )
        )
    seats = [(7.6, 8.0), (7.6, 17.0), (7.6, 30.0), (7.6, 45.0), (-8.6, 20.0), (-8.6, 36.0)]
    for x, at in seats:
        parts.append(
            boxes(
                [(x, PLATFORM + 0.45, at), (x + 0.25, PLATFORM + 0.75, at)],
                [(0.24, 0.04, 0.9), (0.04, 0.28, 0.9)],
                WOOD,
            )
        )
        parts.append(boxes([(x, PLATFORM + 0.2, at + w) for w in (-0.75, 0.75)], (0.2, 0.2, 0.04), IRON))
    trunks = [(4.2, 0.28, 10.2), (4.25, 0.72, 10.15), (4.9, 0.22, 10.6), (5.2, 0.3, 24.0), (-6.6, 0.3, 14.0)]
    sizes = [(0.5, 0.28, 0.34), (0.36, 0.17, 0.26), (0.3, 0.22, 0.24), (0.5, 0.3, 0.35), (0.5, 0.3, 0.35)]
    parts.append(boxes([(x, PLATFORM + y, at) for x, y, at in trunks], sizes, WOOD))
    parts.append(
        boxes(
            [(x, PLATFORM + y, at) for x, y, at in trunks], [(a * 0.2, b * 1.03, c * 1.03) for a, b, c in sizes], BRONZE
        )
    )
    return parts


def _screen() -> list[Mesh]:
    """The fan of glass at the far end, over the tracks that lead out."""
    parts = []
    x = np.linspace(-HALF, HALF, 19)[1:-1]
    top = SPRING + RISE * np.sqrt(np.clip(1 - (x / HALF) ** 2, 0, 1))
    parts.append(
        bars([(a, SPRING, LONG) for a in x], [(a, b, LONG) for a, b in zip(x, top, strict=True)], (0.05, 0.05), IRON)
    )
    for y in (SPRING, SPRING + 2.6, SPRING + 5.2):
        half = HALF * math.sqrt(max(1 - ((y - SPRING) / RISE) ** 2, 0.0))
        parts.append(bars([(-half, y, LONG)], [(half, y, LONG)], (0.06, 0.09 if y > SPRING else 0.3), IRON))
    return parts


def _clock(x: float, y: float, z: float) -> list[Mesh]:
    ring = turned([(0.72, 0.1), (0.80, 0.06), (0.80, -0.06), (0.72, -0.1)], 32, BRONZE)
    face = turned([(0.0, 0.06), (0.72, 0.06)], 32, FLAME)
    face.carried[:, U], face.carried[:, V] = 0.0, 0.75
    parts = []
    for one in (ring, face):
        points = np.ascontiguousarray(one.points[:, [0, 2, 1]]) * np.float32([1, 1, -1])
        carried = one.carried.copy()
        carried[:, 2:5] = carried[:, [2, 4, 3]] * np.float32([1, 1, -1])
        parts.append(Mesh(points, carried, one.triangles, one.skins).moved(x, y, z))
    hands = [(x, y, z - 0.09)] * 2, [(x + 0.26, y + 0.30, z - 0.09), (x - 0.12, y + 0.58, z - 0.09)]
    parts.append(bars(*hands, (0.025, 0.035), IRON))
    marks = np.arange(12) * math.pi / 6
    parts.append(
        boxes(
            np.stack([x + 0.62 * np.cos(marks), y + 0.62 * np.sin(marks), 0 * marks + z - 0.08], 1),
            (0.03, 0.03, 0.01),
            IRON,
        )
    )
    parts.append(tube([(x, y + 0.8, z), (x, SPRING + RISE - 1.0, z)], [0.04, 0.04], 6, IRON))
    return parts


def globe() -> Mesh:
    """Return a lamp that hangs from the roof; its light is at y = 0."""
    ball = turned([(0.05, 0.26), (0.2, 0.18), (0.27, 0.0), (0.2, -0.18), (0.0, -0.27)], 16, FLAME)
    ball.carried[:, U], ball.carried[:, V] = 0.0, 0.3
    return Mesh.of(
        [ball, turned([(0.05, 0.5), (0.30, 0.24)], 14, BRONZE), tube([(0, 0.4, 0), (0, 6.0, 0)], [0.02, 0.02], 6, IRON)]
    )


def traveller(number: int, tall: float) -> Mesh:
    """Return somebody in a coat who stands, or walks with a case."""
    coat = (IRON, WOOD, RIDGE)[number % 3]
    body = [(0.06, 1.50), (0.20, 1.42), (0.21, 1.20), (0.18, 1.0), (0.26, 0.48)]
    parts = [turned(body, 14, coat), turned([(0.0, 1.80), (0.08, 1.77), (0.105, 1.66), (0.07, 1.52)], 12, WOOD)]
    parts.append(turned([(0.02, 1.88), (0.11, 1.86), (0.12, 1.76), (0.20, 1.745), (0.20, 1.735)], 14, coat))
    for z in (-0.09, 0.09):
        parts.append(tube([(0.06 * z / 0.09, 0.5, z), (0.10 * z / 0.09, 0.04, z)], [0.085, 0.06], 8, IRON))
        parts.append(
            tube([(0, 1.40, 2.1 * z), (0.04, 1.1, 2.9 * z), (0.06, 0.82, 2.7 * z)], [0.075, 0.065, 0.045], 8, coat)
        )
    if number % 2:
        parts.append(boxes([(0.08, 0.56, 0.27)], [(0.24, 0.17, 0.07)], WOOD))
    scale = tall / 1.85
    return Mesh.of(parts).moved(0, 0, 0, 0.0, scale)
