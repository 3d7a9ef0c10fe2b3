"""Bodies of :mod:`.solids` as meshes, so that they stand in a landscape as if carved from one block.

Method: S. F. Gibson, "Constrained elastic surface nets" (1998), in its naive form: one corner in each cell that the surface crosses.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import solids as kernel
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh

from .solids import Model

Array = np.ndarray[Any, np.dtype[np.float32]]
Box = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


def sculpted(model: Model, box: Box, cell: float, skin: int) -> Mesh:
    """Return the surface of a body within a box.

    Parameters
    ----------
    model : Model
    box : tuple of (tuple of float)
        Least and greatest x, y and z, in units of the body.
    cell : float
        How finely it is sampled, units.
    skin : int
        What all of it is made of.
    """
    xs, ys, zs = (np.arange(low, high + cell, cell, dtype=np.float32) for low, high in box)
    table = model.table()
    field = np.empty((len(xs), len(ys), len(zs)), np.float32)
    kernel.sample(table, *kernel.runs_of(table), xs, ys, zs, field)
    return surface(field, (float(xs[0]), float(ys[0]), float(zs[0])), cell, skin)


def surface(field: Array, origin: tuple[float, float, float], cell: float, skin: int) -> Mesh:
    """Return the surface where a field of distances, sampled every ``cell`` from ``origin``, is 0."""
    points, normals, triangles = _net(field)
    points = points * np.float32(cell) + np.array(origin, np.float32)
    carried = np.empty((len(points), 6), np.float32)
    carried[:, 0], carried[:, 1] = points[:, 0] + points[:, 2], points[:, 1]
    carried[:, 2:5], carried[:, 5] = normals, 1.0
    return Mesh(points, carried, triangles, np.full(len(triangles), skin, np.int16))


def _net(field: Array) -> tuple[Array, Array, np.ndarray[Any, np.dtype[np.int32]]]:
    """Return corners (in cells), their normals, and triangles of the surface where a field is 0."""
    below = field < 0
    shape = tuple(n - 1 for n in field.shape)
    offsets = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])

    def shifted(values: Any, offset: Any) -> Any:
        i, j, k = offset
        return values[i : i + shape[0], j : j + shape[1], k : k + shape[2]]

    count = sum(shifted(below, offset).astype(np.int8) for offset in offsets)
    cells = np.argwhere((count > 0) & (count < 8))
    at = cells[:, None] + offsets[None]
    values = field[at[..., 0], at[..., 1], at[..., 2]]
    total, crossings = np.zeros((len(cells), 3), np.float32), np.zeros((len(cells), 1), np.float32)
    for a in range(8):
        for b in range(a + 1, 8):
            if np.abs(offsets[a] - offsets[b]).sum() != 1:
                continue
            crosses = (values[:, a] < 0) != (values[:, b] < 0)
            t = np.where(crosses, values[:, a] / np.where(crosses, values[:, a] - values[:, b], 1), 0)[:, None]
            total += crosses[:, None] * (offsets[a] + t * (offsets[b] - offsets[a]))
            crossings += crosses[:, None]
    points = (cells + total / np.maximum(crossings, 1)).astype(np.float32)
    slope = np.stack([values @ np.where(offsets[:, axis] > 0, 0.25, -0.25) for axis in range(3)], 1)
    normals = slope / np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-9)
    number = np.full(shape, -1, np.int32)
    number[cells[:, 0], cells[:, 1], cells[:, 2]] = np.arange(len(cells), dtype=np.int32)
    found = []
    for axis in range(3):
        u, v = (axis + 1) % 3, (axis + 2) % 3
        inner = [slice(1, n) for n in shape]
        inner[axis] = slice(0, shape[axis])
        near = below[tuple(inner)]
        inner[axis] = slice(1, shape[axis] + 1)
        far = below[tuple(inner)]
        edges = np.argwhere(near != far)
        edges[:, u] += 1
        edges[:, v] += 1
        outward = near[near != far]
        corners = []
        for du, dv in ((-1, -1), (0, -1), (0, 0), (-1, 0)):
            cell = edges.copy()
            cell[:, u] += du
            cell[:, v] += dv
            corners.append(number[cell[:, 0], cell[:, 1], cell[:, 2]])
        a, b, c, d = corners
        b, d = np.where(outward, b, d), np.where(outward, d, b)
        found.append(np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]))
    return points, normals.astype(np.float32), np.concatenate(found).astype(np.int32)
