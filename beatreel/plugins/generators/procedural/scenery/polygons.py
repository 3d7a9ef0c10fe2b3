"""Bodies of :mod:`.solids` as meshes, for places that are traced: a surface net over their distances (S. Gibson, 1998)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import solids as kernel
from beatreel.plugins.generators.procedural.kernels.mesh import NX, NZ, OPEN, Mesh, U, V

if TYPE_CHECKING:
    from .solids import Model

Array = np.ndarray[Any, np.dtype[np.float32]]

_CORNERS = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
_EDGES = [
    (a, b)
    for a in _CORNERS
    for b in _CORNERS
    if sum(b) - sum(a) == 1 and all(p <= q for p, q in zip(a, b, strict=True))
]


def mesh_of(model: Model, step: float, skins: list[int]) -> Mesh:
    """Return a body as a mesh whose vertices are about ``step`` apart; ``skins`` are those of the mesh, in the order of the body's."""
    table = model.table()
    reach = table[:, kernel.REACH] + table[:, kernel.BLEND] + 2 * step
    middle = table[:, kernel.MX : kernel.MZ + 1]
    low, high = (middle - reach[:, None]).min(axis=0), (middle + reach[:, None]).max(axis=0)
    shape = tuple(int(one) for one in np.ceil((high - low) / step) + 1)
    field, own = np.empty(shape, np.float32), np.empty(shape, np.int16)
    kernel.sampled(table, *kernel.runs_of(table), *(float(one) for one in low), step, field, own)
    at, points, normals = _vertices(field)
    number = np.full(tuple(one - 1 for one in shape), -1, np.int32)
    number[tuple(at.T)] = np.arange(len(at), dtype=np.int32)
    quads = _quads(field, number)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.int32)
    places = (low + points * step).astype(np.float32)
    carried = np.zeros((len(at), 6), np.float32)
    carried[:, U], carried[:, V] = places[:, 0], places[:, 1]
    carried[:, NX : NZ + 1], carried[:, OPEN] = normals, 1.0
    of = np.array(skins, np.int16)[own[tuple(at.T)]]
    return Mesh(places, carried, triangles, of[triangles[:, 0]])


def _vertices(field: Array) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Array, Array]:
    """Return the cells that the surface passes, where in each it does so on average (steps), and its normals there."""
    parts = {
        c: field[tuple(slice(one, size - 1 + one) for one, size in zip(c, field.shape, strict=True))] for c in _CORNERS
    }
    inside = sum((part < 0).astype(np.int8) for part in parts.values())
    at = np.argwhere((inside > 0) & (inside < 8))
    value = {c: part[tuple(at.T)] for c, part in parts.items()}
    total, count = np.zeros((len(at), 3), np.float32), np.zeros(len(at), np.float32)
    slope = np.zeros((len(at), 3), np.float32)
    for a, b in _EDGES:
        va, vb = value[a], value[b]
        axis = int(np.argmax(np.subtract(b, a)))
        slope[:, axis] += vb - va
        crosses = (va < 0) != (vb < 0)
        t = np.where(crosses, va / np.where(crosses, va - vb, 1.0), 0.0)
        total += np.where(crosses[:, None], np.array(a, np.float32) + t[:, None] * np.subtract(b, a), 0.0).astype(
            np.float32
        )
        count += crosses
    normals = slope / np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-9)
    return at, (at + total / np.maximum(count, 1)[:, None]).astype(np.float32), normals


def _quads(field: Array, number: np.ndarray[Any, np.dtype[np.int32]]) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Return the four cells about each edge of the lattice that the surface cuts, in order as seen from outside."""
    found = []
    for axis in range(3):
        b, c = (axis + 1) % 3, (axis + 2) % 3
        low = np.moveaxis(field, (axis, b, c), (0, 1, 2))
        cells = np.moveaxis(number, (axis, b, c), (0, 1, 2))
        first, second = low[:-1, 1:-1, 1:-1], low[1:, 1:-1, 1:-1]
        where = np.argwhere((first < 0) != (second < 0))
        i, j, k = where.T
        four = np.stack([cells[i, j, k], cells[i, j + 1, k], cells[i, j + 1, k + 1], cells[i, j, k + 1]], 1)
        outward = first[i, j, k] < 0
        found.append(np.where(outward[:, None], four, four[:, ::-1]))
    return np.concatenate(found)
