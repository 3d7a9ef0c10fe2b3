"""Flat sheets of houses: walls and the slopes of roofs, with metres along and across for their skins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float, float]


def sheet(upper: tuple[Point, Point], lower: tuple[Point, Point], skin: int, outward: Point) -> Mesh:
    """Return four corners as one face that looks towards ``outward``."""
    along, down = np.subtract(upper[1], upper[0]), np.subtract(lower[0], upper[0])
    normal = np.cross(along, down)
    normal = normal / max(float(np.linalg.norm(normal)), 1e-9)
    normal *= np.sign(normal @ np.asarray(outward, float)) or 1.0
    long_, deep = float(np.linalg.norm(np.subtract(lower[1], lower[0]))), float(np.linalg.norm(down))
    uv = np.array([[(0, deep), (long_, deep)], [(0, 0), (long_, 0)]], np.float32)
    points: Any = [list(upper), list(lower)]
    return grid(points, skin, uv=uv, normals=np.broadcast_to(normal.astype(np.float32), (2, 2, 3)))


def walls(corners: Sequence[tuple[float, float]], low: float, high: float, skin: int) -> list[Mesh]:
    """Return upright walls from corner to corner (x, z), which go around so that the inside is on their left."""
    parts = []
    for (ax, az), (bx, bz) in zip(corners, [*corners[1:], corners[0]], strict=True):
        upper, lower = ((ax, high, az), (bx, high, bz)), ((ax, low, az), (bx, low, bz))
        parts.append(sheet(upper, lower, skin, (bz - az, 0.0, ax - bx)))
    return parts


def rectangle(left: float, right: float, front: float, back: float) -> list[tuple[float, float]]:
    """Return the corners of a house for :func:`walls`; its front is towards smaller z."""
    return [(left, front), (right, front), (right, back), (left, back)]
