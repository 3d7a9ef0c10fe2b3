"""Meshes of triangles in a landscape: how they are built from bars, boxes, turned and leaned shapes, and what a picture sees of them.

Coordinates are metres: x to the right, y up, z away from the camera. What comes out is what each pixel sees (skin, place, normal,
place on the surface, openness); light is laid on it by whoever asks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from .noise import LENT

if TYPE_CHECKING:
    from .house import View

Array = np.ndarray[Any, np.dtype[np.float32]]

_NEAREST = 0.25  # metres
U, V, NX, NY, NZ, OPEN = range(6)
"""Columns of what a mesh carries from corner to corner."""


@dataclass(frozen=True)
class Mesh:
    """Triangles with what they carry.

    Attributes
    ----------
    points : ndarray (count, 3)
        Metres.
    carried : ndarray (count, 6)
        Place on the surface (metres), normal, and how open to the sky it is, 0 to 1.
    triangles : ndarray (triangles, 3), int32
    skins : ndarray (triangles,), int16
    """

    points: Array
    carried: Array
    triangles: np.ndarray[Any, np.dtype[np.int32]]
    skins: np.ndarray[Any, np.dtype[np.int16]]

    def moved(self, x: float, y: float, z: float, turn: float = 0.0, scale: float = 1.0) -> Mesh:
        """Return it turned about the vertical (radians), scaled and set to a place."""
        c, s = math.cos(turn), math.sin(turn)
        way = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], np.float32)
        carried = self.carried.copy()
        carried[:, NX : NZ + 1] = carried[:, NX : NZ + 1] @ way
        carried[:, U : V + 1] *= np.float32(scale)
        points = self.points @ way * np.float32(scale) + np.array([x, y, z], np.float32)
        return Mesh(points.astype(np.float32), carried, self.triangles, self.skins)

    def leaned(self, across: float, back: float) -> Mesh:
        """Return it leaning, radians to the right and away from the camera."""
        c, s = math.cos(across), math.sin(across)
        d, t = math.cos(back), math.sin(back)
        way = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], np.float32) @ np.array(
            [[1, 0, 0], [0, d, t], [0, -t, d]], np.float32
        )
        carried = self.carried.copy()
        carried[:, NX : NZ + 1] = carried[:, NX : NZ + 1] @ way
        return Mesh((self.points @ way).astype(np.float32), carried, self.triangles, self.skins)

    @staticmethod
    def of(parts: list[Mesh]) -> Mesh:
        """Return one mesh of several."""
        starts = np.cumsum([0, *(len(one.points) for one in parts[:-1])])
        return Mesh(
            np.concatenate([one.points for one in parts]), np.concatenate([one.carried for one in parts]),
            np.concatenate([one.triangles + np.int32(at) for one, at in zip(parts, starts, strict=True)]),
            np.concatenate([one.skins for one in parts]),
        )  # fmt: skip


def grid(
    points: Any, skin: int, *, uv: Any = None, openness: Any = 1.0, wrap: bool = False, normals: Any = None
) -> Mesh:
    """Return a curved sheet through rows and columns of points.

    Parameters
    ----------
    points : array_like (rows, columns, 3)
        Seen from outside, columns run to the right and rows down, or both the other way.
    uv : array_like (rows, columns, 2), optional
        Metres along columns and rows if not given.
    openness : array_like
        Anything that fits rows and columns.
    wrap : bool
        The last column is the first.
    """
    points = np.asarray(points, np.float32)
    rows, columns = points.shape[:2]
    if uv is None:
        along = np.linalg.norm(np.diff(points, axis=1), axis=2)
        down = np.linalg.norm(np.diff(points, axis=0), axis=2)
        uv = np.zeros((rows, columns, 2), np.float32)
        uv[:, 1:, 0] = np.cumsum(along.mean(axis=0))[None]
        uv[1:, :, 1] = np.cumsum(down.mean(axis=1))[:, None]
    if normals is None:
        across = np.gradient(points, axis=1) if columns > 1 else np.zeros_like(points)
        if wrap:
            across[:, 0] = across[:, -1] = points[:, 1] - points[:, -2]
        normals = np.cross(np.gradient(points, axis=0), across)
        normals = -normals / np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-9)
    carried = np.empty((rows, columns, 6), np.float32)
    carried[..., U : V + 1] = uv
    carried[..., NX : NZ + 1] = normals
    carried[..., OPEN] = openness
    number = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
    a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]
    triangles = np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], 2).reshape(-1, 3)
    return Mesh(points.reshape(-1, 3), carried.reshape(-1, 6), triangles, np.full(len(triangles), skin, np.int16))


_SIGNS = np.array([[i, j, k] for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)], np.float32)
_SIDES = [(axis, sign) for axis in range(3) for sign in (-1.0, 1.0)]


def boxes(centres: Any, halves: Any, skin: int, *, axes: Any = None, openness: Any = 1.0) -> Mesh:
    """Return boxes: centres (count, 3), halves (count, 3) or (3,), three axes of each (count, 3, 3) or the world's."""
    centres = np.atleast_2d(np.asarray(centres, np.float32))
    count = len(centres)
    halves = np.broadcast_to(np.asarray(halves, np.float32), (count, 3))
    axes = np.broadcast_to(np.eye(3, dtype=np.float32) if axes is None else np.asarray(axes, np.float32), (count, 3, 3))
    points, carried = [], []
    opened = np.broadcast_to(np.asarray(openness, np.float32), (count,))
    for axis, sign in _SIDES:
        corners = _SIGNS[_SIGNS[:, axis] == sign]
        at = corners[None] * halves[:, None]
        points.append(centres[:, None] + np.einsum("nkj,njc->nkc", at, axes))
        one = np.empty((count, 4, 6), np.float32)
        others = [other for other in range(3) if other != axis]
        long = np.where((halves[:, others[0]] >= halves[:, others[1]])[:, None], at[..., others[0]], at[..., others[1]])
        short = np.where(
            (halves[:, others[0]] >= halves[:, others[1]])[:, None], at[..., others[1]], at[..., others[0]]
        )
        shift = (np.arange(count) * 1.37)[:, None]
        one[..., U], one[..., V] = long + shift, short + 0.31 * shift
        one[..., NX : NZ + 1] = (sign * axes[:, axis])[:, None]
        one[..., OPEN] = opened[:, None]
        carried.append(one)
    start = (4 * np.arange(6 * count, dtype=np.int32))[:, None, None]
    triangles = (start + np.array([[0, 1, 3], [0, 3, 2]], np.int32)).reshape(-1, 3)
    return Mesh(
        np.concatenate(points).reshape(-1, 3).astype(np.float32), np.concatenate(carried).reshape(-1, 6), triangles,
        np.full(len(triangles), skin, np.int16),
    )  # fmt: skip


def bars(starts: Any, ends: Any, half: tuple[float, float], skin: int, *, openness: Any = 1.0) -> Mesh:
    """Return beams from point to point (count, 3), half as wide and as high as told."""
    starts, ends = np.atleast_2d(np.asarray(starts, np.float32)), np.atleast_2d(np.asarray(ends, np.float32))
    along = ends - starts
    long = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    along = along / long
    up = np.where(np.abs(along[:, 1:2]) > 0.95, np.array([[0, 0, 1]], np.float32), np.array([[0, 1, 0]], np.float32))
    side = np.cross(up, along)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    axes = np.stack([along, side, np.cross(along, side)], 1)
    halves = np.concatenate([0.5 * long, np.full_like(long, half[0]), np.full_like(long, half[1])], 1)
    return boxes(0.5 * (starts + ends), halves, skin, axes=axes, openness=openness)


def turned(profile: Any, sides: int, skin: int, *, start: float = 0.0, openness: Any = None) -> Mesh:
    """Return a body turned on the vertical: ``profile`` is radius and height from its top to its foot; few sides make edges."""
    profile = np.asarray(profile, np.float32)
    facets = sides <= 10
    at = np.linspace(0, 2 * np.pi, sides + 1) + start
    opened = np.ones(len(profile), np.float32) if openness is None else np.asarray(openness, np.float32)
    if facets:
        parts = []
        for a, b in zip(at[:-1], at[1:], strict=True):
            ends = np.array([[math.cos(b), math.sin(b)], [math.cos(a), math.sin(a)]], np.float32)
            wide = 2 * math.sin(0.5 * (b - a))
            for (r0, y0), (r1, y1), o0, o1 in zip(profile[:-1], profile[1:], opened[:-1], opened[1:], strict=True):
                quad = [[(r * c, y, r * s) for c, s in ends] for r, y in ((r0, y0), (r1, y1))]
                there = [[(side * wide * r + 3 * a, y) for side in (-0.5, 0.5)] for r, y in ((r0, y0), (r1, y1))]
                normal = np.array(
                    [(y0 - y1) * math.cos(0.5 * (a + b)), r1 - r0, (y0 - y1) * math.sin(0.5 * (a + b))], np.float32
                )
                normal /= max(float(np.linalg.norm(normal)), 1e-9)
                parts.append(
                    grid(
                        quad, skin, uv=there, openness=[[o0, o0], [o1, o1]], normals=np.broadcast_to(normal, (2, 2, 3))
                    )
                )
        return Mesh.of(parts)
    at = at[::-1]
    ring = np.stack([np.cos(at), np.sin(at)], -1)
    points = np.empty((len(profile), sides + 1, 3), np.float32)
    points[..., 0], points[..., 2] = profile[:, :1] * ring[:, 0], profile[:, :1] * ring[:, 1]
    points[..., 1] = profile[:, 1:]
    uv = np.empty((len(profile), sides + 1, 2), np.float32)
    uv[..., 0] = at[None] * profile[:, 0].max()
    uv[..., 1] = profile[:, 1:]
    dr, dy = np.gradient(profile[:, 0]), np.gradient(profile[:, 1])
    normals = np.stack([-dy[:, None] * ring[:, 0], dr[:, None] + 0 * ring[:, 0], -dy[:, None] * ring[:, 1]], -1)
    normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-9)
    return grid(points, skin, uv=uv, openness=opened[:, None], normals=normals, wrap=True)


def tube(points: Any, radii: Any, sides: int, skin: int, *, openness: Any = 1.0) -> Mesh:
    """Return a round limb along points (count, 3) with a radius at each."""
    points = np.asarray(points, np.float32)
    along = np.gradient(points, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    up = np.where(np.abs(along[:, 2:]) > 0.9, np.array([[1, 0, 0]], np.float32), np.array([[0, 0, 1]], np.float32))
    one = np.cross(along, up)
    one /= np.maximum(np.linalg.norm(one, axis=1, keepdims=True), 1e-9)
    other = np.cross(along, one)
    at = np.linspace(0, 2 * np.pi, sides + 1)
    out = np.cos(at)[None, :, None] * one[:, None] + np.sin(at)[None, :, None] * other[:, None]
    radii = np.broadcast_to(np.asarray(radii, np.float32), (len(points),))
    sheet = points[:, None] + radii[:, None, None] * out
    uv = np.empty((*sheet.shape[:2], 2), np.float32)
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    uv[..., 0], uv[..., 1] = at[None] * radii.max(), run[:, None]
    return grid(sheet, skin, uv=uv, openness=openness, normals=out, wrap=True)


def leaves(places: Any, normals: Any, sizes: Any, skin: int, rng: np.random.Generator, openness: Any = 1.0) -> Mesh:
    """Return leaves: a small kite at each place (count, 3), across its normal; u tells them apart, 0 to 1."""
    places, normals = np.asarray(places, np.float32), np.asarray(normals, np.float32)
    count = len(places)
    any_ = rng.normal(size=(count, 3)).astype(np.float32)
    one = np.cross(normals, any_)
    one /= np.maximum(np.linalg.norm(one, axis=1, keepdims=True), 1e-6)
    other = np.cross(normals, one)
    size = np.broadcast_to(np.asarray(sizes, np.float32), (count,))[:, None]
    corners = [places + size * (a * one + b * other) for a, b in ((0, 1.0), (0.62, 0.1), (0, -0.9), (-0.62, 0.1))]
    points = np.stack(corners, 1).reshape(-1, 3).astype(np.float32)
    carried = np.empty((count, 4, 6), np.float32)
    carried[..., U] = rng.random(count, np.float32)[:, None]
    carried[..., V] = np.array([1, 0, -1, 0], np.float32)
    carried[..., NX : NZ + 1] = normals[:, None]
    carried[..., OPEN] = np.broadcast_to(np.asarray(openness, np.float32), (count,))[:, None]
    start = (4 * np.arange(count, dtype=np.int32))[:, None, None]
    triangles = (start + np.array([[0, 1, 2], [0, 2, 3]], np.int32)).reshape(-1, 3)
    return Mesh(points, carried.reshape(-1, 6), triangles, np.full(len(triangles), skin, np.int16))


def extruded(outline: Any, thick: float, skin: int, *, openness: Any = 1.0) -> Mesh:
    """Return a plate with an outline (count, 2) in x and y, which may bend in."""
    outline = np.asarray(outline, np.float32)
    count = len(outline)
    pieces = _ears(outline.astype(np.float64))
    parts = []
    for z, way in ((-thick / 2, -1.0), (thick / 2, 1.0)):
        points = np.concatenate([outline, np.full((count, 1), z, np.float32)], 1)
        carried = np.zeros((count, 6), np.float32)
        carried[:, U : V + 1], carried[:, NZ], carried[:, OPEN] = outline, way, openness
        parts.append(Mesh(points, carried, pieces, np.full(len(pieces), skin, np.int16)))
    ends = np.roll(outline, -1, 0)
    for a, b in zip(outline, ends, strict=True):
        along = b - a
        normal = np.array([along[1], -along[0], 0], np.float32) / max(float(np.hypot(*along)), 1e-6)
        quad = [[(*a, -thick / 2), (*b, -thick / 2)], [(*a, thick / 2), (*b, thick / 2)]]
        uv = [[(a[0], a[1]), (b[0], b[1])], [(a[0] + thick, a[1]), (b[0] + thick, b[1])]]
        parts.append(grid(quad, skin, uv=uv, openness=openness, normals=np.broadcast_to(normal, (2, 2, 3))))
    return Mesh.of(parts)


def _ears(outline: Any) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Return triangles that fill an outline, cut off one corner at a time."""
    left = list(range(len(outline)))

    def turn(a: int, b: int, c: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = outline[a], outline[b], outline[c]
        return float((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))

    x, y = outline.T
    if float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) < 0:
        left.reverse()
    found = []
    while len(left) > 3:
        for n in range(len(left)):
            a, b, c = left[n - 1], left[n], left[(n + 1) % len(left)]
            if turn(a, b, c) <= 0:
                continue
            others = [p for p in left if p not in (a, b, c)]
            if any(turn(a, b, p) >= 0 and turn(b, c, p) >= 0 and turn(c, a, p) >= 0 for p in others):
                continue
            break
        found.append((a, b, c))
        left.pop(n)
    found.append(tuple(left))
    return np.array(found, np.int32)


@dataclass
class Sight:
    """What the pixels of a window of the picture see, ``fine`` times as dense.

    Attributes
    ----------
    rows, columns : slice
        Of the picture.
    fine : int
    skin : ndarray (rows * fine, columns * fine), int16
        -1 for nothing.
    z : ndarray
        Metres.
    carried : ndarray (rows * fine, columns * fine, 6)
    """

    rows: slice
    columns: slice
    fine: int
    skin: np.ndarray[Any, np.dtype[np.int16]]
    z: Array
    carried: Array


@njit(**LENT)
def _fill(px, py, inverse, carried, triangles, skins, skin, near, out):  # type: ignore[no-untyped-def]
    """Draw triangles, the nearest last; ``near`` holds 1 / z of what is there."""
    rows, columns = skin.shape
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        if inverse[a] <= 0 or inverse[b] <= 0 or inverse[c] <= 0:
            continue
        ax, ay, bx, by, cx, cy = px[a], py[a], px[b], py[b], px[c], py[c]
        top = max(int(math.ceil(min(ay, by, cy) - 0.5)), 0)
        bottom = min(int(math.floor(max(ay, by, cy) - 0.5)) + 1, rows)
        left = max(int(math.ceil(min(ax, bx, cx) - 0.5)), 0)
        right = min(int(math.floor(max(ax, bx, cx) - 0.5)) + 1, columns)
        if bottom <= top or right <= left:
            continue
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        share = 1.0 / area
        for row in range(top, bottom):
            y = row + 0.5
            for column in range(left, right):
                x = column + 0.5
                wa = ((bx - x) * (cy - y) - (cx - x) * (by - y)) * share
                wb = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) * share
                wc = 1.0 - wa - wb
                if wa < -1e-6 or wb < -1e-6 or wc < -1e-6:
                    continue
                here = wa * inverse[a] + wb * inverse[b] + wc * inverse[c]
                if here <= near[row, column]:
                    continue
                near[row, column] = here
                skin[row, column] = skins[t]
                wa, wb, wc = wa * inverse[a] / here, wb * inverse[b] / here, wc * inverse[c] / here
                for k in range(6):
                    out[row, column, k] = wa * carried[a, k] + wb * carried[b, k] + wc * carried[c, k]


def sight(mesh: Mesh, view: View, fine: int, rows: tuple[int, int]) -> Sight | None:
    """Return what some rows of the picture see of a mesh; None if it is not in there. What is nearer than 0.25 m is left out."""
    z = mesh.points[:, 2].astype(np.float64)
    fine_ = float(fine)
    ahead = z > _NEAREST
    if not ahead.any():
        return None
    safe = np.where(ahead, z, 1.0)
    px, py = view.at(mesh.points[:, 0].astype(np.float64), mesh.points[:, 1].astype(np.float64), safe)
    x0, x1 = max(int(px[ahead].min()) - 1, 0), min(int(px[ahead].max()) + 2, view.width)
    y0, y1 = max(int(py[ahead].min()) - 1, rows[0]), min(int(py[ahead].max()) + 2, rows[1])
    if x1 <= x0 or y1 <= y0:
        return None
    shape = ((y1 - y0) * fine, (x1 - x0) * fine)
    skin, near = np.full(shape, -1, np.int16), np.zeros(shape, np.float64)
    out = np.zeros((*shape, 6), np.float32)
    inverse = np.where(ahead, 1 / safe, 0.0)
    _fill((px - x0) * fine_, (py - y0) * fine_, inverse, mesh.carried, mesh.triangles, mesh.skins, skin, near, out)
    away = np.where(skin >= 0, 1 / np.maximum(near, 1e-9), 1e6).astype(np.float32)
    return Sight(slice(y0, y1), slice(x0, x1), fine, skin, away, out)
