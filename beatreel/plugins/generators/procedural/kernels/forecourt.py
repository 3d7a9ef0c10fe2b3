"""What stands at the roadside and is built of boxes: canopies, pumps, glass fronts, rows of rooms, signs with neon tubes.

Rays go against boxes that lie along the axes; what a box is made of is its *skin*. Every point is lit by every lamp that it sees,
so posts, pumps and cars have shadows of their own. Lengths in metres, colours linear BGR.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from .forecourt_skins import BOARD, SHADOW, skin, tubes
from .noise import FLAGS, LENT, random_at

Array = np.ndarray[Any, np.dtype[np.float32]]

COLUMNS = 20
"""Of a box: bounds (x, x, y, y, z, z), skin, albedo (3), power, seed, its part of the atlas (4: u, v, width, height),
whether it casts no shadow, and a second colour (3)."""
LIGHT = 9
"""Of a lamp: place (3), colour (3), size, family (0 lamps, 1 neon), whether it shines downwards only."""

_D, _I = np.float64, np.int64  # rays of one type only: each function is compiled once
_FAR = 1e9


@njit(**LENT)
def _enters(box, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return where a ray enters a box and through which face: x, x, y, y, z, z; far if it does not."""
    first, last, face = 1e-3, _FAR, -1
    for axis in range(3):
        origin = ox if axis == 0 else (oy if axis == 1 else oz)
        way = dx if axis == 0 else (dy if axis == 1 else dz)
        low, high = box[2 * axis], box[2 * axis + 1]
        if abs(way) < 1e-7:
            if origin < low or origin > high:
                return _FAR, -1
            continue
        a, b = (low - origin) / way, (high - origin) / way
        side = 2 * axis
        if a > b:
            a, b, side = b, a, side + 1
        if a > first:
            first, face = a, side
        last = min(last, b)
        if first > last:
            return _FAR, -1
    return (first, face) if face >= 0 else (_FAR, -1)


@njit(**LENT)
def _may_meet(around, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return whether a ray may meet anything at all: ``around`` are the bounds of everything."""
    first, last = 0.0, _FAR
    for axis in range(3):
        origin = ox if axis == 0 else (oy if axis == 1 else oz)
        way = dx if axis == 0 else (dy if axis == 1 else dz)
        way = way if abs(way) > 1e-7 else 1e-7
        a, b = (around[2 * axis] - origin) / way, (around[2 * axis + 1] - origin) / way
        first, last = max(first, min(a, b)), min(last, max(a, b))
    return first <= last


@njit(**FLAGS)
def bounds(boxes, glows):  # type: ignore[no-untyped-def]
    """Return the bounds of everything that is seen."""
    around = np.array([_FAR, -_FAR, _FAR, -_FAR, _FAR, -_FAR])
    for many in (boxes, glows):
        for i in range(many.shape[0]):
            for axis in range(3):
                around[2 * axis] = min(around[2 * axis], many[i, 2 * axis])
                around[2 * axis + 1] = max(around[2 * axis + 1], many[i, 2 * axis + 1])
    return around


@njit(**LENT)
def _within(box, face, px, py, pz):  # type: ignore[no-untyped-def]
    """Return the place on a face, from its lower left corner as it is seen, and the size of the face."""
    if face == 0:
        return box[5] - pz, py - box[2], box[5] - box[4], box[3] - box[2]
    if face == 1:
        return pz - box[4], py - box[2], box[5] - box[4], box[3] - box[2]
    if face == 2 or face == 3:
        return px - box[0], pz - box[4], box[1] - box[0], box[5] - box[4]
    if face == 4:
        return px - box[0], py - box[2], box[1] - box[0], box[3] - box[2]
    return box[1] - px, py - box[2], box[1] - box[0], box[3] - box[2]


@njit(**LENT)
def _texel(atlas, box, u, v, wide, high, channel):  # type: ignore[no-untyped-def]
    """Look up a board's picture, whose rows go down, between its texels."""
    x = box[12] + u / wide * box[14] - 0.5
    y = box[13] + (1 - v / high) * box[15] - 0.5
    x = min(max(x, box[12]), box[12] + box[14] - 1.001)
    y = min(max(y, box[13]), box[13] + box[15] - 1.001)
    i, j = _I(x), _I(y)
    a, b = x - i, y - j
    top = atlas[j, i, channel] * (1 - a) + atlas[j, i + 1, channel] * a
    low = atlas[j + 1, i, channel] * (1 - a) + atlas[j + 1, i + 1, channel] * a
    return top * (1 - b) + low * b


@njit(**LENT)
def _nearest(boxes, atlas, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return how far the first thing on a ray is, which it is, and which face of it."""
    best, found, side = _FAR, -1, -1
    for i in range(boxes.shape[0]):
        box = boxes[i]
        if box[6] == SHADOW:
            continue
        t, face = _enters(box, ox, oy, oz, dx, dy, dz)
        if t >= best:
            continue
        if box[6] == BOARD:  # cut out along its outline
            u, v, wide, high = _within(box, face, ox + dx * t, oy + dy * t, oz + dz * t)
            if face < 4 or _texel(atlas, box, u, v, wide, high, 0) < 0.5:
                continue
        best, found, side = t, i, face
    return best, found, side


@njit(**LENT)
def _hidden(boxes, px, py, pz, dx, dy, dz, reach):  # type: ignore[no-untyped-def]
    for i in range(boxes.shape[0]):
        if boxes[i, 6] != BOARD and boxes[i, 16] == 0:
            t, _ = _enters(boxes[i], px, py, pz, dx, dy, dz)
            if t < reach:
                return True
    return False


@njit(**LENT)
def _lit(into, boxes, lights, px, py, pz, nx, ny, nz):  # type: ignore[no-untyped-def]
    """Set ``into`` to the light that falls on a point: lamps (3) and neon (3)."""
    for c in range(6):
        into[c] = 0.0
    for i in range(lights.shape[0]):
        x, y, z = lights[i, 0] - px, lights[i, 1] - py, lights[i, 2] - pz
        away2 = x * x + y * y + z * z
        away = math.sqrt(away2) + 1e-6
        x, y, z = x / away, y / away, z / away
        facing = x * nx + y * ny + z * nz
        if facing <= 0:
            continue
        if lights[i, 8] > 0:
            facing *= 0.30 + 0.70 * y if y > 0 else 0.0
        strength = facing / (away2 + lights[i, 6] * lights[i, 6])
        most = max(lights[i, 3], max(lights[i, 4], lights[i, 5]))
        if strength * most < 0.010:
            continue
        if _hidden(boxes, px + 0.02 * nx, py + 0.02 * ny, pz + 0.02 * nz, x, y, z, away - 0.12):
            continue
        first = 3 if lights[i, 7] > 0 else 0
        for c in range(3):
            into[first + c] += strength * lights[i, 3 + c]


@njit(**FLAGS)
def ground_light(boxes, lights, sun, x, z, out):  # type: ignore[no-untyped-def]
    """Set ``out`` (points, 8) to the light of lamps and neon that falls on the ground, the sun's share, and how open it is to the sky."""
    into = np.zeros(6, np.float32)
    for i in range(x.size):
        px, pz = _D(x[i]), _D(z[i])
        _lit(into, boxes, lights, px, 0.01, pz, 0.0, 1.0, 0.0)
        for c in range(6):
            out[i, c] = into[c]
        out[i, 6] = 0.0 if _hidden(boxes, px, 0.02, pz, _D(sun[0]), _D(sun[1]), _D(sun[2]), _FAR) else 1.0
        open_ = 1.0
        for k in range(boxes.shape[0]):
            box = boxes[k]
            if box[2] > 9 or box[6] == BOARD:
                continue
            a = max(max(box[0] - x[i], x[i] - box[1]), 0.0)
            b = max(max(box[4] - z[i], z[i] - box[5]), 0.0)
            away = math.sqrt(a * a + b * b)
            reach = 0.35 * min(box[3], 3.0) + 0.05 if box[2] < 1 else 0.5 * box[2]
            if away < 3 * reach:
                open_ *= 1 - 0.62 * math.exp(-away / reach)
        out[i, 7] = open_


@njit(**LENT)
def _see(out, into, own, boxes, lights, atlas, glows, ambient, sunlight, sun, ox, oy, oz, dx, dy, dz, pixel, reach):  # type: ignore[no-untyped-def]
    """Add what a ray sees to ``out`` (steady, sun, lamps, neon: 3 each, cover, depth) and return whether it met anything."""
    t, found, face = _nearest(boxes, atlas, ox, oy, oz, dx, dy, dz)
    if t > reach:
        t, found = reach, -1
    for i in range(glows.shape[0]):  # tubes shine before whatever is behind them
        box = glows[i]
        k = (box[4] - oz) / dz if abs(dz) > 1e-6 else -1.0
        if box[5] - box[4] > box[1] - box[0]:
            k = (box[0] - ox) / dx if abs(dx) > 1e-6 else -1.0
        if k <= 0 or k > t + 0.05:
            continue
        side = 4 if box[5] - box[4] <= box[1] - box[0] else (0 if dx > 0 else 1)
        u, v, wide, high = _within(box, side, ox + dx * k, oy + dy * k, oz + dz * k)
        if u < 0 or v < 0 or u > wide or v > high:
            continue
        for channel in range(2):
            core = _texel(atlas, box, u, v, wide, high, 4 + 2 * channel)
            halo = _texel(atlas, box, u, v, wide, high, 5 + 2 * channel)
            tubes(own, channel, core, halo, box)
            for c in range(3):
                out[9 + c] += own[c] * box[10]
    if found < 0:
        return False
    box = boxes[found]
    px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
    u, v, wide, high = _within(box, face, px, py, pz)
    nx = -1.0 if face == 0 else (1.0 if face == 1 else 0.0)
    ny = -1.0 if face == 2 else (1.0 if face == 3 else 0.0)
    nz = -1.0 if face == 4 else (1.0 if face == 5 else 0.0)
    across = -dz if face == 0 else (dz if face == 1 else (-dx if face == 5 else dx))
    inward = -(dx * nx + dy * ny + dz * nz)
    for c in range(10):
        own[c] = 0.0
    if box[6] == BOARD:
        for c in range(3):
            own[c] = _texel(atlas, box, u, v, wide, high, 1 + c)
    else:
        skin(own, box, face, u, v, wide, high, across, dy, max(inward, 1e-3), t * pixel)
    if into[6] != found or into[7] != face:  # rays of a pixel that meet the same face share the light on it
        _lit(into, boxes, lights, px, py, pz, nx, ny, nz)
        into[6], into[7] = found, face
    facing = nx * sun[0] + ny * sun[1] + nz * sun[2]
    if facing > 0 and _hidden(
        boxes, px + 0.02 * nx, py + 0.02 * ny, pz + 0.02 * nz, _D(sun[0]), _D(sun[1]), _D(sun[2]), _FAR
    ):
        facing = 0.0
    open_ = 0.62 + 0.38 * ny
    if face == 2:
        open_ = 0.18
    for c in range(3):
        out[c] += own[c] * ambient[c] * open_
        out[3 + c] += own[c] * sunlight[c] * max(facing, 0.0)
        out[6 + c] += own[3 + c] + own[c] * into[c]
        out[9 + c] += own[6 + c] + own[c] * into[3 + c]
    out[12] += 1.0
    out[13] += t
    return True


@njit(**FLAGS)
def look(boxes, lights, atlas, glows, ambient, sunlight, sun, lens, first, reach, out):  # type: ignore[no-untyped-def]
    """Paint rows of a picture.

    Parameters
    ----------
    boxes : ndarray (count, COLUMNS)
    lights : ndarray (count, LIGHT)
    atlas : ndarray (height, width, 8)
        Of boards: cover, albedo (3), and two families of tubes with their halos.
    glows : ndarray (count, COLUMNS)
        Thin boxes with tubes.
    ambient, sunlight, sun : ndarray (3,)
        Light of the sky and of the sun, and the way to it.
    lens : ndarray (7,), float64
        Eye (3), sine and cosine of the heading, focal length, and the vanishing point's column; ``reach`` has its row last.
    first : int
        The first row.
    reach : ndarray (rows, columns + 1)
        How far each pixel may see; in the last column the row of the horizon.
    out : ndarray (rows, columns, 14)
        Receives steady, sun, lamps and neon (3 each), cover, and depth along the axis.
    """
    into, own, one = np.zeros(8, np.float32), np.zeros(10, np.float32), np.zeros(14, np.float32)
    around = bounds(boxes, glows)
    sine, cosine, focal, middle = lens[3], lens[4], lens[5], lens[6]
    columns = out.shape[1]
    horizon = reach[0, columns]
    for row in range(out.shape[0]):
        for column in range(columns):
            for c in range(14):
                one[c] = 0.0
            into[6] = -1.0
            for k in range(4):
                a = column + (0.25, 0.75, 0.38, 0.88)[k] - middle
                b = horizon - (first + row + (0.38, 0.12, 0.88, 0.62)[k])
                size = 1 / math.sqrt(a * a + b * b + focal * focal)
                dx, dz = (sine * focal + a * cosine) * size, (cosine * focal - a * sine) * size
                if not _may_meet(around, lens[0], lens[1], lens[2], dx, b * size, dz):
                    continue
                far = reach[row, column] / (focal * size)
                _see(
                    one, into, own, boxes, lights, atlas, glows, ambient, sunlight, sun, lens[0], lens[1], lens[2], dx, b * size, dz,
                    1 / focal, far,
                )  # fmt: skip
            for c in range(13):
                out[row, column, c] = 0.25 * one[c]
            out[row, column, 13] = one[13] / max(one[12], 1.0)


@njit(**FLAGS)
def mirror(boxes, lights, atlas, glows, ambient, sunlight, sun, lens, horizon, first, rough, out):  # type: ignore[no-untyped-def]
    """Paint what level ground at height 0 mirrors, as :func:`look` does; ``rough`` (rows, columns) is the spread of its slopes."""
    into, own, one = np.zeros(8, np.float32), np.zeros(10, np.float32), np.zeros(14, np.float32)
    around = bounds(boxes, glows)
    sine, cosine, focal, middle = lens[3], lens[4], lens[5], lens[6]
    for row in range(out.shape[0]):
        b = horizon - (first + row + 0.5)
        for column in range(out.shape[1]):
            for c in range(14):
                one[c] = 0.0
            spread = rough[row, column]
            if b < -0.5 and spread >= 0:
                a = column + 0.5 - middle
                size = 1 / math.sqrt(a * a + b * b + focal * focal)
                dx, dy, dz = (sine * focal + a * cosine) * size, b * size, (cosine * focal - a * sine) * size
                k = -lens[1] / dy
                gx, gz = lens[0] + dx * k, lens[2] + dz * k
                turn = random_at(_I(column), _I(first + row), _I(91)) - 0.5
                into[6] = -1.0
                for ray in range(5):
                    tilt = spread * (ray + turn - 2.0) * 0.5
                    ty = max(-dy + 2 * tilt * math.sqrt(dx * dx + dz * dz), 0.002)
                    length = math.sqrt(dx * dx + dz * dz + ty * ty)
                    if not _may_meet(around, gx, 0.01, gz, dx / length, ty / length, dz / length):
                        continue
                    _see(
                        one, into, own, boxes, lights, atlas, glows, ambient, sunlight, sun, gx, 0.01, gz, dx / length, ty / length,
                        dz / length, 2 / focal, _FAR,
                    )  # fmt: skip
            for c in range(13):
                out[row, column, c] = 0.2 * one[c]
