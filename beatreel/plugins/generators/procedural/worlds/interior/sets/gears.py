"""Gears; metres."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid, tube, turned


def gear(radius: float, teeth: int, thick: float, skin: int, *, spokes: int = 6) -> Mesh:
    """Return a gear around the origin in the plane z = 0: teeth, a rim, spokes, a hub."""
    deep = 0.55 * 2 * math.pi * radius / teeth * 0.62
    a = np.linspace(0, 2 * math.pi, 8 * teeth + 1)
    phase = (np.arange(8 * teeth + 1) % 8) / 8
    outer = radius + deep * np.interp(phase, [0, 0.20, 0.30, 0.62, 0.72, 1.0], [-0.5, -0.5, 0.5, 0.5, -0.5, -0.5])
    inner = np.full_like(a, 0.80 * radius)
    flat_ = np.zeros(3, np.float32)

    def ring(r: Any, z: float) -> Any:
        return np.stack([r * np.cos(a), r * np.sin(a), np.full_like(a, z)], 1)

    parts = []
    for low, high in (((inner, -thick / 2), (outer, -thick / 2)), ((inner, thick / 2), (outer, thick / 2))):
        sheet = np.stack([ring(*low), ring(*high)])
        normal = flat_.copy()
        normal[2] = math.copysign(1.0, low[1])
        parts.append(grid(sheet, skin, normals=np.broadcast_to(normal, sheet.shape)))
    edge = np.stack([ring(outer, -thick / 2), ring(outer, thick / 2)])
    quads = np.stack([edge[:, :-1], edge[:, 1:]], 2)  # each face of a tooth has its own normal
    along = quads[0, :, 1] - quads[0, :, 0]
    normal = np.stack([along[:, 1], -along[:, 0], 0 * along[:, 0]], 1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    points = quads.transpose(1, 0, 2, 3).reshape(-1, 3).astype(np.float32)
    carried = np.zeros((len(points), 6), np.float32)
    carried[:, 0], carried[:, 1], carried[:, 2:5], carried[:, 5] = (
        points[:, 0],
        points[:, 1] + points[:, 2],
        np.repeat(normal, 4, axis=0),
        1.0,
    )
    start = (4 * np.arange(len(along), dtype=np.int32))[:, None, None]
    triangles = (start + np.array([[0, 1, 3], [0, 3, 2]], np.int32)).reshape(-1, 3)
    parts.append(Mesh(points, carried, triangles, np.full(len(triangles), skin, np.int16)))
    parts.append(grid(np.stack([ring(inner, -thick / 2), ring(inner, thick / 2)]), skin, wrap=True))
    parts += [  # beads on the rim and the hub
        tube(np.stack([r * np.cos(a), r * np.sin(a), np.full_like(a, -thick / 2)], 1), 0.018 * radius + 0.006, 6, skin)
        for r in (0.86 * radius, 0.20 * radius)
    ]
    for k in range(spokes):
        t = 2 * math.pi * k / spokes
        c, s = math.cos(t), math.sin(t)
        parts.append(
            bars(
                [(0.16 * radius * c, 0.16 * radius * s, 0)],
                [(0.82 * radius * c, 0.82 * radius * s, 0)],
                (0.055 * radius, 0.32 * thick),
                skin,
            )
        )
    hub = turned(
        [
            (0.0, 0.8 * thick),
            (0.09 * radius, 0.8 * thick),
            (0.10 * radius, 0.6 * thick),
            (0.21 * radius, 0.55 * thick),
            (0.21 * radius, -0.55 * thick),
        ],
        28,
        skin,
    )
    parts.append(hub.leaned(0, math.pi / 2))
    for k in range(8):
        t = 2 * math.pi * (k + 0.5) / 8
        parts.append(
            turned([(0.0, 0.02), (0.022 * radius, 0.015), (0.022 * radius, 0.0)], 8 if radius < 0.5 else 12, skin)
            .leaned(0, -math.pi / 2)
            .moved(0.155 * radius * math.cos(t), 0.155 * radius * math.sin(t), -0.56 * thick)
        )
    return Mesh.of(parts)
