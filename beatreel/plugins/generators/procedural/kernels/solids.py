"""Solid bodies of rounded parts that flow into one another, as a level look meets them: people, animals, what they hold.

A body is a list of parts (rows of a table, see :data:`COLUMNS`), each a distance field; parts of one group melt together over their
blend, groups meet in an edge. Lengths are in units of the figure, x to the right, y up, z away from the eye; the look is parallel.

Method: J. C. Hart, "Sphere Tracing" (1996); the smooth union is the polynomial one of I. Quilez.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from .noise import LENT

Array = np.ndarray[Any, np.dtype[np.float32]]
Indices = np.ndarray[Any, np.dtype[np.int64]]

CONE, CLOTH, BOX, RING = range(4)
"""Kinds of parts: a rounded cone between two balls; a cut cone with folds; a rounded box; a ring."""
COLUMNS = 28
(
    KIND, GROUP, SKIN, BLEND, AX, AY, AZ, RA, BX, BY, BZ, RB, NX, NY, NZ, FLAT, FOLDS, COUNT, PHASE, MX, MY, MZ, REACH, ROUND, WX, WY, WZ,
    SHARP,
) = range(COLUMNS)  # fmt: skip
"""Ends and radii (half lengths of a box along B, N and W); N is the way in which a part is FLAT times thinner; FOLDS is the depth of a
cloth's folds as a share of its radius, COUNT how many; M and REACH a ball about it all."""

_FAR = np.float32(1e9)
_TILE, _CELL = 16, 4  # pixels a side that ask for the same parts, and that set out together
_SLANT = 4.0  # pixels in depth, to the next but one, within which places are of one surface
_RUN = 8  # parts, at most, that a place passes over at once
_FINE = np.float32(0.004)  # about what is looked at, for its slopes
_AROUND = np.float32(0.168)  # within which a place's surroundings darken it
_SHADOW = np.float32(0.7)  # length of shadows that are looked for
_PENUMBRA = np.float32(0.056)  # how far from its middle a ray of the light is still seen


@njit(**LENT)
def _part(p, x, y, z):  # type: ignore[no-untyped-def]
    """Return the distance of a place to one part, never too long."""
    px, py, pz = x - p[AX], y - p[AY], z - p[AZ]
    kind = p[KIND]
    if kind == BOX:
        u = abs(px * p[BX] + py * p[BY] + pz * p[BZ]) - p[RA] + p[ROUND]
        v = abs(px * p[NX] + py * p[NY] + pz * p[NZ]) - p[RB] + p[ROUND]
        w = abs(px * p[WX] + py * p[WY] + pz * p[WZ]) - p[FLAT] + p[ROUND]
        inside = min(max(u, max(v, w)), np.float32(0.0))
        u, v, w = max(u, np.float32(0.0)), max(v, np.float32(0.0)), max(w, np.float32(0.0))
        return math.sqrt(u * u + v * v + w * w) + inside - p[ROUND]
    if kind == RING:
        h = px * p[BX] + py * p[BY] + pz * p[BZ]
        across = math.sqrt(max(px * px + py * py + pz * pz - h * h, np.float32(0.0))) - p[RA]
        return math.sqrt(across * across + h * h) - p[RB]
    flat = p[FLAT]
    stretch = (flat - np.float32(1.0)) * (px * p[NX] + py * p[NY] + pz * p[NZ])
    px, py, pz = px + stretch * p[NX], py + stretch * p[NY], pz + stretch * p[NZ]
    bx, by, bz = p[BX] - p[AX], p[BY] - p[AY], p[BZ] - p[AZ]
    stretch = (flat - np.float32(1.0)) * (bx * p[NX] + by * p[NY] + bz * p[NZ])
    bx, by, bz = bx + stretch * p[NX], by + stretch * p[NY], bz + stretch * p[NZ]
    long2 = bx * bx + by * by + bz * bz
    along = px * bx + py * by + pz * bz
    if kind == CONE:  # the cone that touches both balls
        wide = p[RA] - p[RB]
        a2 = long2 - wide * wide
        if a2 <= np.float32(1e-12):  # one ball holds the other
            one = math.sqrt(px * px + py * py + pz * pz) - p[RA]
            qx, qy, qz = px - bx, py - by, pz - bz
            return min(one, math.sqrt(qx * qx + qy * qy + qz * qz) - p[RB]) / flat
        il2 = np.float32(1.0) / long2
        ex, ey, ez = px * long2 - bx * along, py * long2 - by * along, pz * long2 - bz * along
        x2 = ex * ex + ey * ey + ez * ez
        beyond = along - long2
        y2, z2 = along * along * long2, beyond * beyond * long2
        k = math.copysign(np.float32(1.0), wide) * wide * wide * x2
        if math.copysign(np.float32(1.0), beyond) * a2 * z2 > k:
            return (math.sqrt(x2 + z2) * il2 - p[RB]) / flat
        if math.copysign(np.float32(1.0), along) * a2 * y2 < k:
            return (math.sqrt(x2 + y2) * il2 - p[RA]) / flat
        return ((math.sqrt(x2 * a2 * il2) + along * wide) * il2 - p[RA]) / flat
    long_ = math.sqrt(long2)
    h = along / long_
    t = min(max(h / long_, np.float32(0.0)), np.float32(1.0))
    ox, oy, oz = px - bx * (h / long_), py - by * (h / long_), pz - bz * (h / long_)
    across = math.sqrt(ox * ox + oy * oy + oz * oz)
    radius = p[RA] + (p[RB] - p[RA]) * t ** p[SHARP]
    beyond = h - long_
    if p[FOLDS] > 0:
        turn = math.atan2(ox * p[WX] + oy * p[WY] + oz * p[WZ], ox * p[NX] + oy * p[NY] + oz * p[NZ])
        wave = math.sin(p[COUNT] * turn + p[PHASE] + np.float32(1.1) * t)
        finer = np.float32(2.0) * p[COUNT] + np.float32(1.0)  # whole waves about the axis, or there is a seam
        wave += np.float32(0.45) * math.sin(finer * turn + np.float32(2.3) * p[PHASE] - np.float32(2.0) * t)
        radius *= np.float32(1.0) + p[FOLDS] * t * wave
        if by < np.float32(-0.8) * long_:  # a hem hangs level, however its cloth is blown
            beyond = p[BY] - y + np.float32(0.12) * p[FOLDS] * radius * wave
    slope = long_ / math.sqrt(long2 + (p[RB] - p[RA]) * (p[RB] - p[RA]))
    side = (across - radius) * slope * (np.float32(1.0) if p[FOLDS] == 0 else np.float32(0.72)) + p[ROUND]
    end = max(-h, beyond) + p[ROUND]
    inside = min(max(side, end), np.float32(0.0))
    side, end = max(side, np.float32(0.0)), max(end, np.float32(0.0))
    return (math.sqrt(side * side + end * end) + inside - p[ROUND]) / flat


@njit(**LENT)
def gather(parts, chosen, count, runs):  # type: ignore[no-untyped-def]
    """Fill ``runs`` (count, 7) with neighbours of one group among the chosen parts: first and last, a ball about them, their blend.

    Returns how many there are. A place that is far from a ball need not look at the parts in it.
    """
    found, first = 0, 0
    while first < count:
        last = first + 1
        while last < count and last < first + _RUN and parts[chosen[last], GROUP] == parts[chosen[first], GROUP]:
            last += 1
        x, y, z = np.float32(0.0), np.float32(0.0), np.float32(0.0)
        for n in range(first, last):
            p = parts[chosen[n]]
            x, y, z = x + p[MX], y + p[MY], z + p[MZ]
        share = np.float32(1.0 / (last - first))
        x, y, z = x * share, y * share, z * share
        reach, blend = np.float32(0.0), np.float32(0.0)
        for n in range(first, last):
            p = parts[chosen[n]]
            mx, my, mz = x - p[MX], y - p[MY], z - p[MZ]
            reach, blend = max(reach, math.sqrt(mx * mx + my * my + mz * mz) + p[REACH]), max(blend, p[BLEND])
        run = runs[found]
        run[0], run[1], run[2], run[3], run[4], run[5], run[6] = first, last, x, y, z, reach, blend
        found, first = found + 1, last
    return found


@njit(**LENT)
def _field(parts, chosen, runs, count, x, y, z, most):  # type: ignore[no-untyped-def]
    """Return the distance to the nearest part of the ``count`` runs and its skin; beyond ``most``, ``most`` and -1."""
    best, skin = most, -1
    group, near, nearest, own = np.float32(-1.0), _FAR, _FAR, -1
    for k in range(count):
        run = runs[k]
        mx, my, mz = x - run[2], y - run[3], z - run[4]
        within = min(near, best) + run[6] + run[5]
        if within < 0 or mx * mx + my * my + mz * mz > within * within:
            continue
        for n in range(int(run[0]), int(run[1])):
            p = parts[chosen[n]]
            if p[GROUP] != group:
                if near < best:
                    best, skin = near, own
                group, near, nearest, own = p[GROUP], _FAR, _FAR, -1
            mx, my, mz = x - p[MX], y - p[MY], z - p[MZ]
            away = math.sqrt(mx * mx + my * my + mz * mz) - p[REACH]
            if away > min(near, best) + p[BLEND]:
                continue
            # A flat part's own distance is too short by far.
            d = away if away > np.float32(0.25) else max(_part(p, x, y, z), away)
            if d < nearest:
                nearest, own = d, int(p[SKIN])
            melt = p[BLEND]
            if melt > 0 and abs(near - d) < melt:
                h = np.float32(1.0) - abs(near - d) / melt
                near = min(near, d) - h * h * melt * np.float32(0.25)
            else:
                near = min(near, d)
    if near < best:
        best, skin = near, own
    return best, skin


@njit(**LENT)
def met(parts, every, runs, count, x, y, z, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return how far it is along a way to the surface of all ``count`` runs of parts; see :func:`runs_of`."""
    t = np.float32(0.0)
    for _ in range(80):
        d, _ = _field(
            parts, every, runs, count, np.float32(x + dx * t), np.float32(y + dy * t), np.float32(z + dz * t), _FAR
        )
        if d < 1e-4:
            break
        t += d
    return t


@njit(**LENT)
def sampled(parts, every, runs, count, left, bottom, front, step, out, skins):  # type: ignore[no-untyped-def]
    """Fill ``out`` (x, y, z) with the distances of places to the surface, below 0 inside, and ``skins`` with what is nearest."""
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for k in range(out.shape[2]):
                x, y, z = np.float32(left + i * step), np.float32(bottom + j * step), np.float32(front + k * step)
                d, skin = _field(parts, every, runs, count, x, y, z, _FAR)
                out[i, j, k] = d
                skins[i, j, k] = skin


@njit(**LENT)
def _choose(parts, among, x, y, margin, chosen):  # type: ignore[no-untyped-def]
    """Fill ``chosen`` with the parts ``among`` some that are seen within ``margin`` of a place.

    Returns how many, and where they begin and end in depth.
    """
    count, front, back = 0, _FAR, -_FAR
    for n in among:
        p = parts[n]
        mx, my = p[MX] - x, p[MY] - y
        near = p[REACH] + margin + p[BLEND]
        if mx * mx + my * my > near * near or (p[KIND] == CONE and _beside(p, x, y) > margin + p[BLEND] * p[FLAT]):
            continue
        chosen[count] = n
        count += 1
        front, back = min(front, p[MZ] - p[REACH] - p[BLEND]), max(back, p[MZ] + p[REACH] + p[BLEND])
    return count, front, back


@njit(**LENT)
def _about(parts, x, y, z, margin, way, length, chosen):  # type: ignore[no-untyped-def]
    """Fill ``chosen`` with the parts within ``margin`` of a line of some length from a place; return how many."""
    count = 0
    for n in range(parts.shape[0]):
        p = parts[n]
        mx, my, mz = p[MX] - x, p[MY] - y, p[MZ] - z
        t = min(max(mx * way[0] + my * way[1] + mz * way[2], np.float32(0.0)), length)
        mx, my, mz = mx - t * way[0], my - t * way[1], mz - t * way[2]
        near = margin + p[REACH] + p[BLEND]
        if mx * mx + my * my + mz * mz < near * near:
            chosen[count] = n
            count += 1
    return count


@njit(**LENT)
def _beside(p, x, y):  # type: ignore[no-untyped-def]
    """Return how far beside a cone's outline, and no farther, a place is in the picture."""
    bx, by = p[BX] - p[AX], p[BY] - p[AY]
    px, py = x - p[AX], y - p[AY]
    t = min(max((px * bx + py * by) / max(bx * bx + by * by, np.float32(1e-9)), np.float32(0.0)), np.float32(1.0))
    px, py = px - t * bx, py - t * by
    return math.sqrt(px * px + py * py) - max(p[RA], p[RB])


@njit(**LENT)
def _begin(parts, chosen, runs, count, x, y, radius, z, back):  # type: ignore[no-untyped-def]
    """Return how far all ways within ``radius`` of one are free of parts (``back`` or beyond it: for good), and the distance there."""
    most = _FAR
    while z <= back:
        d, _ = _field(parts, chosen, runs, count, x, y, z, most)
        if d < radius + np.float32(0.002):
            return z, d
        z += d - np.float32(0.95) * radius
        most = np.float32(3.0) * d + radius
    return z, most


@njit(**LENT)
def _openness(parts, chosen, runs, count, x, y, z, nx, ny, nz):  # type: ignore[no-untyped-def]
    """Return how much of its surroundings a place of a surface sees."""
    open_ = 0.0
    for k in range(1, 5):
        far = np.float32(_AROUND / 16 * k * k)
        d, _ = _field(parts, chosen, runs, count, x + nx * far, y + ny * far, z + nz * far, far)
        open_ += min(max(d / far, 0.0), 1.0) * 0.25
    return open_


@njit(**LENT)
def _lit(parts, chosen, runs, count, x, y, z, nx, ny, nz, light):  # type: ignore[no-untyped-def]
    """Return how much of a far light comes to a place of a surface."""
    shown = 1.0
    if nx * light[0] + ny * light[1] + nz * light[2] > -0.1:
        t, most = np.float32(0.02), np.float32(0.1)
        for _ in range(12):
            d, _ = _field(
                parts, chosen, runs, count, x + nx * np.float32(0.006) + light[0] * t,
                y + ny * np.float32(0.006) + light[1] * t, z + nz * np.float32(0.006) + light[2] * t, most,
            )  # fmt: skip
            shown = min(shown, max(14.0 * d / t, 0.0))
            t += max(d, np.float32(0.015))
            most = np.float32(3.0) * d + np.float32(0.05)
            if shown < 0.02 or t > _SHADOW:
                break
    return shown


@njit(**LENT)
def trace(parts, left, top, step, light, chosen, runs, out, skins):  # type: ignore[no-untyped-def]
    """Look at a body: fill ``out`` (rows, columns, 7) with cover, z, normal, openness and how much of a far light comes, and ``skins``.

    Parameters
    ----------
    parts : ndarray (count, COLUMNS)
        Sorted by group.
    left, top : float
        Place of the picture's corner.
    step : float
        Length of a pixel.
    light : ndarray (3,)
        The way to the light.
    chosen : ndarray (3, count), int64
        The numbers of all parts; room for those about a part of the picture, and for those that may throw shadows on that.
    runs : ndarray (2, count, 7)
        Room for their runs.
    """
    rows, columns = skins.shape
    every, near, casting, around, between = chosen[0], chosen[1], chosen[2], runs[0], runs[1]
    margin = np.float32(0.75 * _TILE * step) + _FINE
    radius = np.float32((0.71 * (_CELL - 1) + 2.0) * step)
    for row0 in range(0, rows, _TILE):
        for column0 in range(0, columns, _TILE):
            cx = np.float32(left + (column0 + _TILE * 0.5) * step)
            cy = np.float32(top - (row0 + _TILE * 0.5) * step)
            some, _, _ = _choose(parts, every, cx, cy, margin, casting)
            if some == 0:
                continue
            for row1 in range(row0, min(row0 + _TILE, rows), _CELL):
                for column1 in range(column0, min(column0 + _TILE, columns), _CELL):
                    x = np.float32(left + (column1 + 0.5 * _CELL) * step)
                    y = np.float32(top - (row1 + 0.5 * _CELL) * step)
                    count, front, back = _choose(parts, casting[:some], x, y, radius + _FINE, near)
                    if count == 0:
                        continue
                    count = gather(parts, near, count, around)
                    z, away = _begin(parts, near, around, count, x, y, radius, front, back)
                    if z > back:
                        continue
                    for row in range(row1, min(row1 + _CELL, rows)):
                        for column in range(column1, min(column1 + _CELL, columns)):
                            _meet(
                                parts, near, around, count, left + (column + 0.5) * step, top - (row + 0.5) * step, z,
                                back, away + radius, step, out[row, column], skins[row, column : column + 1],
                            )  # fmt: skip
    # What is about a place changes slowly but where it breaks off: every second place of every second row is looked at, and of the
    # others those whose neighbours differ.
    for finer in range(2):
        for row0 in range(0, rows, _TILE):
            for column0 in range(0, columns, _TILE):
                count, casts = -1, 0
                for row in range(row0, min(row0 + _TILE, rows)):
                    for column in range(column0, min(column0 + _TILE, columns)):
                        here = out[row, column]
                        if (row % 2 == 0 and column % 2 == 0) == (finer == 1) or here[0] <= 0:
                            continue
                        if finer and _between(out, skins, row, column, np.float32(_SLANT * step)):
                            continue
                        if count < 0:
                            cx = np.float32(left + (column0 + _TILE * 0.5) * step)
                            cy = np.float32(top - (row0 + _TILE * 0.5) * step)
                            front, back = _depths(out[row0 : row0 + _TILE, column0 : column0 + _TILE])
                            cz, room = np.float32(0.5) * (front + back), np.float32(0.5) * (back - front)
                            room = math.sqrt(room * room + margin * margin)
                            count = _about(parts, cx, cy, cz, room + _AROUND, light, np.float32(0.0), near)
                            casts = _about(parts, cx, cy, cz, room + _PENUMBRA, light, _SHADOW, casting)
                            count, casts = gather(parts, near, count, around), gather(parts, casting, casts, between)
                        x, y = np.float32(left + (column + 0.5) * step), np.float32(top - (row + 0.5) * step)
                        z, nx, ny, nz = here[1], here[2], here[3], here[4]
                        here[5] = _openness(parts, near, around, count, x, y, z, nx, ny, nz)
                        here[6] = _lit(parts, casting, between, casts, x, y, z, nx, ny, nz, light)


@njit(**LENT)
def _depths(out):  # type: ignore[no-untyped-def]
    """Return the least and the greatest depth of what is covered."""
    front, back = _FAR, -_FAR
    for row in range(out.shape[0]):
        for column in range(out.shape[1]):
            if out[row, column, 0] > 0:
                front, back = min(front, out[row, column, 1]), max(back, out[row, column, 1])
    return front, back


@njit(**LENT)
def _meet(parts, chosen, seen, count, left, top, z, back, most, step, out, skin):  # type: ignore[no-untyped-def]
    """Set cover, z and normal of a place, and its skin, that looks from ``z`` on, where nothing is nearer than ``most``."""
    x, y = np.float32(left), np.float32(top)
    nearest, closest, hit = np.float32(0.0), _FAR, -1
    for _ in range(90):
        d, own = _field(parts, chosen, seen, count, x, y, z, most)
        if d < closest:
            closest, nearest, hit = d, z, own
        if d < 0.25 * step:
            break
        z += max(np.float32(0.9) * d, np.float32(0.35 * step))
        most = np.float32(3.0) * d + np.float32(step)  # it changes by no more than the way
        if z > back:
            break
    if closest > 8.0 * step:
        return
    z = nearest
    e = np.float32(max(0.7 * step, 0.0012))
    most = closest + np.float32(4.0) * e
    a, _ = _field(parts, chosen, seen, count, x + e, y - e, z - e, most)
    b, _ = _field(parts, chosen, seen, count, x - e, y - e, z + e, most)
    c, _ = _field(parts, chosen, seen, count, x - e, y + e, z - e, most)
    d, _ = _field(parts, chosen, seen, count, x + e, y + e, z + e, most)
    nx, ny, nz = a - b - c + d, -a - b + c + d, -a + b - c + d
    length = math.sqrt(nx * nx + ny * ny + nz * nz) + np.float32(1e-9)
    # A flat part's distance is too short by as much as its slope is too small.
    cover = min(max(1.25 - closest / step * min(4.0 * e / length, 4.0), 0.0), 1.0)
    if closest < 0.25 * step:  # met, however short the distance was
        cover = 1.0
    if cover <= 0.0:
        return
    skin[0] = hit
    out[0], out[1] = cover, z
    out[2], out[3], out[4] = nx / length, ny / length, nz / length


@njit(**LENT)
def _between(out, skins, row, column, slant):  # type: ignore[no-untyped-def]
    """Set openness and light of a place to the mean of its neighbours', where they are of one surface and alike; else return False."""
    rows, columns = skins.shape
    here = out[row, column]
    open_, shown, found = np.float32(0.0), np.float32(0.0), 0
    low, high, dark, bright = np.float32(1.0), np.float32(0.0), np.float32(1.0), np.float32(0.0)
    for i in range(row - row % 2, row + row % 2 + 1, 2):
        for j in range(column - column % 2, column + column % 2 + 1, 2):
            if i >= rows or j >= columns or skins[i, j] != skins[row, column] or abs(out[i, j, 1] - here[1]) > slant:
                return False
            one = out[i, j]
            if one[2] * here[2] + one[3] * here[3] + one[4] * here[4] < np.float32(0.9):
                return False
            open_, shown, found = open_ + one[5], shown + one[6], found + 1
            low, high, dark, bright = min(low, one[5]), max(high, one[5]), min(dark, one[6]), max(bright, one[6])
    if high - low > np.float32(0.12) or bright - dark > np.float32(0.25):
        return False
    here[5], here[6] = open_ / np.float32(found), shown / np.float32(found)
    return True


@njit(**LENT)
def sample(parts, every, runs, count, xs, ys, zs, out):  # type: ignore[no-untyped-def]
    """Set ``out`` (x, y, z) to the distance of the places of a lattice to the surface."""
    for i in range(xs.shape[0]):
        for j in range(ys.shape[0]):
            for k in range(zs.shape[0]):
                out[i, j, k], _ = _field(parts, every, runs, count, xs[i], ys[j], zs[k], _FAR)


def runs_of(parts: Array) -> tuple[Indices, Array, int]:
    """Return the numbers of all parts, their runs and how many, as :func:`met`, :func:`sampled` and :func:`sample` take them."""
    every, runs = np.arange(len(parts)), np.empty((len(parts), 7), np.float32)
    return every, runs, int(gather(parts, every, len(parts), runs))
