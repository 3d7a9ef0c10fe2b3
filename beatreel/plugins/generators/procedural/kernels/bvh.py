"""Rays against meshes: a tree of boxes around triangles (bounding volume hierarchy), split where rays cost least.

Method: the surface area heuristic (J. D. MacDonald and K. S. Booth, 1990) over bins, and the intersection of T. Möller and
B. Trumbore (1997). Triangles are met from both sides.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from .noise import FLAGS, LENT

Array = np.ndarray[Any, np.dtype[np.float32]]
Whole = np.ndarray[Any, np.dtype[np.int32]]

NOTHING = -1
DEEPEST = 64  # entries of the stack that :func:`nearest` needs
_BINS = 12
_LEAF = 3


class Tree(NamedTuple):
    """Triangles in a tree.

    Attributes
    ----------
    boxes : ndarray (nodes, 6)
        Least x, y, z and greatest x, y, z.
    links : ndarray (nodes, 2), int32
        Of a leaf its first triangle and how many; of others the first child (the second follows it) and 0.
    corners : ndarray (triangles, 9)
        A corner and the edges from it to the two others.
    order : ndarray (triangles,), int32
        Which triangle of the mesh it is.
    """

    boxes: Array
    links: Whole
    corners: Array
    order: Whole


@njit(**LENT)
def _bounds(ends, order, first, last, box):  # type: ignore[no-untyped-def]
    for c in range(3):
        box[c], box[3 + c] = np.float32(1e30), np.float32(-1e30)
    for i in range(first, last):
        k = order[i]
        for c in range(3):
            box[c], box[3 + c] = min(box[c], ends[k, c]), max(box[3 + c], ends[k, 3 + c])


@njit(**LENT)
def _middle(ends, k, axis):  # type: ignore[no-untyped-def]
    return np.float32(0.5) * (ends[k, axis] + ends[k, 3 + axis])


@njit(**LENT)
def _area(box):  # type: ignore[no-untyped-def]
    x, y, z = box[3] - box[0], box[4] - box[1], box[5] - box[2]
    return max(x * y + y * z + z * x, np.float32(0))


@njit(**FLAGS)
def _split(ends, order, first, last, bins, counts):  # type: ignore[no-untyped-def]
    """Put triangles in two parts, in place; return where the second begins, ``first`` if they are best left together.

    ``bins`` (3, bins, 6) and ``counts`` (3, bins) are room to work in. All axes are looked at in one pass: the triangles lie far
    apart in memory.
    """
    best, best_axis, best_at = 1e30, -1, 0.0
    box, right = np.empty(6, np.float32), np.empty(_BINS, np.float64)
    least, scale = np.full(3, 1e30), np.zeros(3)
    for i in range(first, last):
        for axis in range(3):
            at = _middle(ends, order[i], axis)
            least[axis], box[axis] = min(least[axis], at), at if i == first else max(box[axis], at)
    for axis in range(3):
        scale[axis] = _BINS / max(box[axis] - least[axis], 1e-6) * 0.9999 if box[axis] - least[axis] >= 1e-6 else 0.0
    counts[:] = 0
    bins[:, :, :3], bins[:, :, 3:] = np.float32(1e30), np.float32(-1e30)
    for i in range(first, last):
        k = order[i]
        for axis in range(3):
            b = int((_middle(ends, k, axis) - least[axis]) * scale[axis])
            counts[axis, b] += 1
            for c in range(3):
                bins[axis, b, c] = min(bins[axis, b, c], ends[k, c])
                bins[axis, b, 3 + c] = max(bins[axis, b, 3 + c], ends[k, 3 + c])
    for axis in range(3):
        if scale[axis] == 0:
            continue
        box[:3], box[3:] = np.float32(1e30), np.float32(-1e30)
        many = 0
        for b in range(_BINS - 1, 0, -1):
            many += counts[axis, b]
            for c in range(3):
                box[c], box[3 + c] = min(box[c], bins[axis, b, c]), max(box[3 + c], bins[axis, b, 3 + c])
            right[b] = many * _area(box) if many else 1e30
        box[:3], box[3:] = np.float32(1e30), np.float32(-1e30)
        many = 0
        for b in range(_BINS - 1):
            many += counts[axis, b]
            for c in range(3):
                box[c], box[3 + c] = min(box[c], bins[axis, b, c]), max(box[3 + c], bins[axis, b, 3 + c])
            if many and right[b + 1] < 1e30:
                cost = many * _area(box) + right[b + 1]
                if cost < best:
                    best, best_axis, best_at = cost, axis, least[axis] + (b + 1) / scale[axis]
    if best_axis < 0:
        return first
    i, j = first, last - 1
    while i <= j:
        if _middle(ends, order[i], best_axis) < best_at:
            i += 1
        else:
            order[i], order[j] = order[j], order[i]
            j -= 1
    return first if i == last else i


@njit(**FLAGS)
def _build(ends, order, boxes, links):  # type: ignore[no-untyped-def]
    stack = np.empty((256, 3), np.int64)
    bins, counts = np.empty((3, _BINS, 6), np.float32), np.empty((3, _BINS), np.int64)
    stack[0, 0], stack[0, 1], stack[0, 2] = 0, 0, order.size
    top, used = 1, 1
    while top > 0:
        top -= 1
        node, first, last = stack[top, 0], stack[top, 1], stack[top, 2]
        _bounds(ends, order, first, last, boxes[node])
        at = first if last - first <= _LEAF else _split(ends, order, first, last, bins, counts)
        if at == first and last - first > 2 * _LEAF:
            at = (first + last) // 2
        if at == first:
            links[node, 0], links[node, 1] = first, last - first
            continue
        links[node, 0], links[node, 1] = used, 0
        stack[top, 0], stack[top, 1], stack[top, 2] = used, first, at
        stack[top + 1, 0], stack[top + 1, 1], stack[top + 1, 2] = used + 1, at, last
        top, used = top + 2, used + 2
    return used


@njit(**FLAGS)
def _ends(points, triangles, out):  # type: ignore[no-untyped-def]
    for k in range(len(triangles)):
        for c in range(3):
            p, q, r = (points[triangles[k, 0], c], points[triangles[k, 1], c], points[triangles[k, 2], c])
            out[k, c], out[k, 3 + c] = min(min(p, q), r), max(max(p, q), r)


@njit(**FLAGS)
def _corners(points, triangles, order, out):  # type: ignore[no-untyped-def]
    for i in range(len(order)):
        a, b, c_ = triangles[order[i], 0], triangles[order[i], 1], triangles[order[i], 2]
        for c in range(3):
            out[i, c] = points[a, c]
            out[i, 3 + c], out[i, 6 + c] = points[b, c] - points[a, c], points[c_, c] - points[a, c]


def tree(points: Array, triangles: Whole) -> Tree:
    """Return the tree of a mesh: points (count, 3) and the three corners of each triangle (count, 3)."""
    count = len(triangles)
    points, triangles = np.ascontiguousarray(points, np.float32), np.ascontiguousarray(triangles, np.int32)
    ends = np.empty((count, 6), np.float32)
    _ends(points, triangles, ends)
    order = np.arange(count, dtype=np.int32)
    boxes, links = np.zeros((2 * count + 1, 6), np.float32), np.zeros((2 * count + 1, 2), np.int32)
    used = _build(ends, order, boxes, links)
    corners = np.empty((count, 9), np.float32)
    _corners(points, triangles, order, corners)
    boxes[:, :3] -= 1e-5
    boxes[:, 3:] += 1e-5
    return Tree(boxes[:used].copy(), links[:used].copy(), corners, order)


@njit(**LENT)
def _enter(boxes, node, ox, oy, oz, ix, iy, iz, best):  # type: ignore[no-untyped-def]
    """Return where a ray, given as origin and 1 / direction, enters a box; very far if it does not before ``best``."""
    a, b = (boxes[node, 0] - ox) * ix, (boxes[node, 3] - ox) * ix
    c, d = (boxes[node, 1] - oy) * iy, (boxes[node, 4] - oy) * iy
    e, f = (boxes[node, 2] - oz) * iz, (boxes[node, 5] - oz) * iz
    near = max(max(min(a, b), min(c, d)), max(min(e, f), 0.0))
    far = min(min(max(a, b), max(c, d)), min(max(e, f), best))
    return near if near <= far else 1e30


@njit(**LENT)
def nearest(tree, stack, ox, oy, oz, dx, dy, dz, limit, found, shadow):  # type: ignore[no-untyped-def]
    """Return what a ray meets first: its distance and row of ``tree.order``, :data:`NOTHING` within ``limit``.

    ``found`` (2 values) is set to the shares of the second and third corner. With ``shadow`` anything in the way will do.
    """
    ix = 1.0 / (dx if abs(dx) > 1e-12 else 1e-12)
    iy = 1.0 / (dy if abs(dy) > 1e-12 else 1e-12)
    iz = 1.0 / (dz if abs(dz) > 1e-12 else 1e-12)
    best, hit = limit, NOTHING
    boxes, links, corners = tree.boxes, tree.links, tree.corners
    stack[0] = 0
    top = 1
    if _enter(boxes, 0, ox, oy, oz, ix, iy, iz, best) >= 1e30:
        return best, hit
    while top > 0:
        top -= 1
        node = stack[top]
        count = links[node, 1]
        if count == 0:
            one = links[node, 0]
            a = _enter(boxes, one, ox, oy, oz, ix, iy, iz, best)
            b = _enter(boxes, one + 1, ox, oy, oz, ix, iy, iz, best)
            if a <= b:
                if b < 1e30:
                    stack[top] = one + 1
                    top += 1
                if a < 1e30:
                    stack[top] = one
                    top += 1
            else:
                if a < 1e30:
                    stack[top] = one
                    top += 1
                stack[top] = one + 1
                top += 1
            continue
        for k in range(links[node, 0], links[node, 0] + count):
            ax, ay, az = corners[k, 3], corners[k, 4], corners[k, 5]
            bx, by, bz = corners[k, 6], corners[k, 7], corners[k, 8]
            px, py, pz = dy * bz - dz * by, dz * bx - dx * bz, dx * by - dy * bx
            area = ax * px + ay * py + az * pz
            if abs(area) < 1e-14:
                continue
            share = 1.0 / area
            tx, ty, tz = ox - corners[k, 0], oy - corners[k, 1], oz - corners[k, 2]
            u = (tx * px + ty * py + tz * pz) * share
            if u < 0.0 or u > 1.0:
                continue
            qx, qy, qz = ty * az - tz * ay, tz * ax - tx * az, tx * ay - ty * ax
            v = (dx * qx + dy * qy + dz * qz) * share
            if v < 0.0 or u + v > 1.0:
                continue
            t = (bx * qx + by * qy + bz * qz) * share
            if 1e-5 < t < best:
                best, hit = t, k
                found[0], found[1] = u, v
                if shadow:
                    return best, hit
    return best, hit
