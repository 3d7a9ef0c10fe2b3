"""Layered rock in three dimensions: what a ray meets of crags, how the rock is turned there, and how much of sun and sky it sees.

Each crag is a leaning column; together they are a coast, stacks in the sea or the walls of a gorge. Beds of hard and soft rock stand out
and step back by height, joints cut them into blocks, and what is finer than a pixel is left out. Rays are marched by the distance to
the surface, which is known exactly far from the rock only; near it the steps are shorter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .noise import LENT, gradient_at, random_at, smoothstep

Array = np.ndarray[Any, np.dtype[np.float32]]

_F = np.float32
_ZERO, _HALF, _ONE = _F(0), _F(0.5), _F(1)
_REACH = _F(13.0)  # metres by which the shape of crags is bent at most
_BEDS_A_METRE = _F(5.0)
_STEPS = 100
_SHADOW_STEPS = 12
_LEAVES, _CROWN = _F(2.6), _F(2.7)  # how far bushes stand out, and how large they are

FIELDS = 8
"""Of a crag: x, z, radius, stretch, cosine and sine of its turn, height, metres by which it narrows per metre of height."""


@njit(**LENT)
def _columns(x, y, z, crags, top):  # type: ignore[no-untyped-def]
    """Return the distance to the smooth crags, whose heights ``top`` adds to, and how much a point is over rather than beside one."""
    best, upper = _F(1e6), _ZERO
    for k in range(crags.shape[0]):
        dx, dz = x - crags[k, 0], z - crags[k, 1]
        along = (crags[k, 4] * dx + crags[k, 5] * dz) / crags[k, 3]
        across = crags[k, 4] * dz - crags[k, 5] * dx
        side = _F(np.sqrt(along * along + across * across)) - crags[k, 2] + crags[k, 7] * y
        over = (
            y - crags[k, 6] - top * min(_ONE, crags[k, 2] / _F(14))
        )  # the tops of boulders are not as rough as mountains
        # Round where side and top meet.
        round_ = _F(0.07) * crags[k, 2] + _HALF
        mix = max(round_ - abs(side - over), _ZERO)
        d = max(side, over) + mix * mix / (_F(4) * round_)
        if d < best:
            best, upper = d, over - side
    return best, upper


@njit(**LENT)
def rock_at(x, y, z, foot, crags, beds, scale, growth, seed):  # type: ignore[no-untyped-def]
    """Return about the distance of a point to the rock, negative within; all lengths in units of ``scale`` metres.

    ``growth`` is how much of it bushes and trees have taken, 0 to 1.
    """
    x, y, z, foot = x / scale, y / scale, z / scale, foot / scale
    rough, upper = _columns(x, y, z, crags, _ZERO)
    if rough > _REACH:
        return (rough - _F(0.75) * _REACH) * scale
    seed = np.int32(seed)
    bx = (
        x
        + _F(6.5) * gradient_at(x / _F(34), z / _F(34), seed)
        + _F(2.6) * gradient_at(z / _F(11), x / _F(11), seed + 1)
    )
    bz = (
        z
        + _F(6.5) * gradient_at(z / _F(31), x / _F(31), seed + 2)
        + _F(2.6) * gradient_at(x / _F(12), z / _F(12), seed + 3)
    )
    rise = _F(7.0) * gradient_at(x / _F(17), z / _F(17), seed + 4) + _F(1.6) * gradient_at(
        x / _F(5), z / _F(5), seed + 5
    )
    d, upper = _columns(bx, y, bz, crags, rise)
    if d > _F(4.5):
        return (d - _F(3.0)) * scale
    # Beds dip a little and are not quite even.
    level = y + _F(0.10) * x - _F(0.06) * z + _F(1.1) * gradient_at(x / _F(19), z / _F(19), seed + 6)
    at = (level + _F(20)) * _BEDS_A_METRE
    at = min(max(at, _ZERO), _F(beds.shape[0] - 2))
    k = int(at)
    t = at - _F(k)
    bed = beds[k, 0] + (beds[k + 1, 0] - beds[k, 0]) * t
    d -= bed
    # Clefts run down through the beds, a few wide and many narrow.
    lean = _F(0.06) * y
    cleft = _ONE - abs(gradient_at((bx + lean) / _F(9.5), (bz - lean) / _F(9.5), seed + 10))
    deep = _F(2.6) - _F(1.9) * smoothstep(
        _F(-4), _F(1), upper
    )  # less so on top, where they would leave pieces in the air
    d += deep * cleft * cleft * cleft * cleft - _F(0.5)
    if foot < _F(1.6):
        cleft = _ONE - abs(gradient_at((bx - lean) / _F(3.1), (bz + lean) / _F(3.1), seed + 11))
        d += _F(0.75) * cleft * cleft * cleft * cleft - _F(0.15)
    if foot < _F(0.9):
        # Joints cut each bed elsewhere, none of them straight and few of them open.
        shift = beds[k, 1]
        p = (_F(0.83) * bx + _F(0.55) * bz) / _F(3.7) + _F(0.37) * shift + _F(0.8) * cleft
        q = (_F(0.80) * bz - _F(0.60) * bx) / _F(2.7) + _F(0.61) * shift - _F(0.7) * cleft
        fp, fq = _F(np.floor(p)), _F(np.floor(q))
        gap = min(min(p - fp, _ONE - p + fp) * _F(3.7), min(q - fq, _ONE - q + fq) * _F(2.7))
        block = random_at(np.int32(fp), np.int32(fq), np.int32(seed + np.int32(shift)))
        d += (_HALF - block) * _F(0.9) * smoothstep(_ZERO, _F(0.5), gap)
    if foot < _F(0.5):
        d += _F(0.20) * abs(gradient_at((x + _F(0.5) * y) / _F(1.5), (z + _F(0.8) * y) / _F(1.5), seed + 8))
        if foot < _F(0.20):
            d -= _F(0.11) * gradient_at((x - _F(0.7) * y) / _F(0.62), (z + _F(0.8) * y) / _F(0.62), seed + 9)
            if foot < _F(0.07):
                d += _F(0.09) * abs(gradient_at((x + _F(0.9) * y) / _F(0.26), (z - _F(0.7) * y) / _F(0.26), seed + 14))
    if growth > _ZERO and d < _F(2.7):
        leafy = _grown(bx, y, bz, upper, growth, seed) * smoothstep(_F(2.7), _F(0.9), d)  # rooted in the rock
        if leafy > _F(0.02):
            d = min(d, d - _LEAVES * leafy * (_ONE - _F(1.25) * _crowns(x, y, z, foot, seed)))
    return d * scale


@njit(**LENT)
def _grown(x, y, z, upper, growth, seed):  # type: ignore[no-untyped-def]
    """Return how densely bushes and trees stand on a place of the rock, 0 to 1."""
    patch = gradient_at(x / _F(15) + y / _F(12), z / _F(15) - y / _F(14), seed + 12)
    patch += _F(0.5) * gradient_at(x / _F(5) - y / _F(5), z / _F(5) + y / _F(6), seed + 13)
    lush = _F(1.3) * patch + _F(2.4) * growth - _F(1.7) + _F(1.6) * smoothstep(_F(-1.5), _F(2.0), upper)
    return smoothstep(_ZERO, _F(0.6), lush) * smoothstep(_F(1.5), _F(5), y)


@njit(**LENT)
def _crowns(x, y, z, foot, seed):  # type: ignore[no-untyped-def]
    """Return how far from the middle of the nearest crown a point is, about 0 to 1; leaves make its outline rough."""
    if foot < _F(0.8):
        leaf = gradient_at((x + _F(0.8) * y) / _F(0.7), (z - _F(0.6) * y) / _F(0.7), seed + 15)
        x, y, z = x + _F(0.35) * leaf, y - _F(0.35) * leaf, z + _F(0.3) * leaf
    u, v, w = x / _CROWN, y / _CROWN, z / _CROWN
    iu, iv, iw = np.int32(np.floor(u - _HALF)), np.int32(np.floor(v - _HALF)), np.int32(np.floor(w - _HALF))
    best = _F(4)
    for k in range(8):
        cu, cv, cw = np.int32(iu + (k & 1)), np.int32(iv + ((k >> 1) & 1)), np.int32(iw + (k >> 2))
        other = np.int32(cw * np.int32(57) + cv)
        du = u - _F(cu) - _F(0.15) - _F(0.7) * random_at(cu, other, np.int32(seed + 20))
        dv = v - _F(cv) - _F(0.15) - _F(0.7) * random_at(cu, other, np.int32(seed + 21))
        dw = w - _F(cw) - _F(0.15) - _F(0.7) * random_at(cu, other, np.int32(seed + 22))
        best = min(best, du * du + dv * dv + dw * dw)
    return _F(np.sqrt(best))


@njit(**LENT)
def approach_rock(start, ways, pixel, wide, farthest, lowest, crags, beds, scale, growth, seed, out):  # type: ignore[no-untyped-def]
    """Write how far cones of ``wide`` pixels may go for sure before one of their rays meets rock; ``farthest`` if none ever does."""
    highest = _ZERO
    for k in range(crags.shape[0]):
        highest = max(highest, crags[k, 6])
    highest = (highest + _F(10)) * scale
    for i in range(ways.shape[0]):
        out[i] = farthest
        t = _F(0.3)
        while t < farthest:
            y = start[1] + ways[i, 1] * t
            spread = wide * pixel * t
            if y + spread < lowest or (y - spread > highest and ways[i, 1] > _ZERO):
                break
            foot = max(spread, _F(2) * scale)
            d = rock_at(start[0] + ways[i, 0] * t, y, start[2] + ways[i, 2] * t, foot, crags, beds, scale, growth, seed)
            d -= spread + _F(1.4) * scale  # what is too fine for the cone stands out by as much
            if d <= _ZERO:
                out[i] = t
                break
            t += max(_F(0.8) * d, _F(0.1) * scale)


@njit(**LENT)
def trace_rock(start, ways, pixel, from_, farthest, lowest, crags, beds, scale, growth, seed, out):  # type: ignore[no-untyped-def]
    """Write how far along rays from one point the rock is; 0 where none is met.

    Parameters
    ----------
    start : ndarray (3,)
    ways : ndarray (rays, 3)
        Unit vectors.
    pixel : float
        Size of a pixel at one metre.
    from_ : ndarray (rays,)
        Where on its way each may begin, from :func:`approach_rock`.
    farthest, lowest : float
        Where a ray ends: metres from its start, and a height.
    out : ndarray (rays,)
    """
    highest = _ZERO
    for k in range(crags.shape[0]):
        highest = max(highest, crags[k, 6])
    highest = (highest + _F(10)) * scale
    for i in range(ways.shape[0]):
        wx, wy, wz = ways[i, 0], ways[i, 1], ways[i, 2]
        end = farthest
        if wy < _ZERO:
            end = min(end, (lowest - start[1]) / wy)
        elif start[1] > highest:
            end = _ZERO
        elif wy > _F(1e-5):
            end = min(end, (highest - start[1]) / wy)
        t, before = from_[i], from_[i]
        out[i] = _ZERO
        for _ in range(_STEPS):
            if t >= end:
                break
            d = rock_at(
                start[0] + wx * t, start[1] + wy * t, start[2] + wz * t, t * pixel, crags, beds, scale, growth, seed
            )
            if d < _F(0.35) * t * pixel:
                low, high = before, t
                for _ in range(3):
                    middle = _HALF * (low + high)
                    d = rock_at(
                        start[0] + wx * middle, start[1] + wy * middle, start[2] + wz * middle, t * pixel, crags, beds, scale, growth,
                        seed,
                    )  # fmt: skip
                    if d < _ZERO:
                        high = middle
                    else:
                        low = middle
                out[i] = high
                break
            before = t
            t += max(_F(0.74) * d, _F(0.7) * t * pixel)


@njit(**LENT)
def light_rock(points, foot, sun, crags, beds, scale, growth, seed, normals, light):  # type: ignore[no-untyped-def]
    """Write how rock is turned and lit.

    Parameters
    ----------
    points : ndarray (points, 3)
        On the rock, metres.
    foot : ndarray (points,)
        Size of a pixel there.
    sun : ndarray (3,)
        Unit vector to the sun.
    normals : ndarray (points, 3)
    light : ndarray (points, 5)
        How much of the sun is seen, how open the place is to the sky (0 to 1 each), how far the bed stands out, its tone, and how
        much of the place is leaves.
    """
    for i in range(points.shape[0]):
        x, y, z = points[i, 0], points[i, 1], points[i, 2]
        e = max(_F(1.4) * foot[i], _F(0.02))
        here = rock_at(x, y, z, e, crags, beds, scale, growth, seed)
        nx = rock_at(x + e, y, z, e, crags, beds, scale, growth, seed) - here
        ny = rock_at(x, y + e, z, e, crags, beds, scale, growth, seed) - here
        nz = rock_at(x, y, z + e, e, crags, beds, scale, growth, seed) - here
        length = _ONE / max(_F(np.sqrt(nx * nx + ny * ny + nz * nz)), _F(1e-6))
        nx, ny, nz = nx * length, ny * length, nz * length
        normals[i, 0], normals[i, 1], normals[i, 2] = nx, ny, nz
        closed, weight = _ZERO, _ONE
        for k in range(2):
            reach = scale * (_F(0.8), _F(3.6))[k]
            d = rock_at(
                x + nx * reach, y + ny * reach, z + nz * reach, reach * _F(0.4), crags, beds, scale, growth, seed
            )
            closed += weight * max(reach - d, _ZERO) / reach
            weight *= _F(0.9)
        light[i, 1] = min(max(_ONE - _F(0.50) * closed, _F(0.05)), _ONE)
        facing = nx * sun[0] + ny * sun[1] + nz * sun[2]
        seen = _ZERO
        if facing > _F(0.01):
            seen = _ONE
            t = _F(0.35) * scale + _F(2) * e
            for _ in range(_SHADOW_STEPS):
                d = rock_at(
                    x + nx * e + sun[0] * t, y + ny * e + sun[1] * t, z + nz * e + sun[2] * t, e + _F(0.03) * t, crags, beds,
                    scale, growth, seed,
                )  # fmt: skip
                seen = min(seen, _HALF + _HALF * d / (_F(0.045) * t + _F(0.1) * scale))
                if seen <= _ZERO:
                    seen = _ZERO
                    break
                t += max(_F(0.8) * d, _F(0.7) * scale)
            seen = smoothstep(_ZERO, _ONE, seen)
        light[i, 0] = seen
        level = y / scale + _F(0.10) * x / scale - _F(0.06) * z / scale
        k = int(min(max((level + _F(20)) * _BEDS_A_METRE, _ZERO), _F(beds.shape[0] - 1)))
        light[i, 2], light[i, 3], light[i, 4] = beds[k, 0], beds[k, 2], _ZERO
        if growth > _ZERO:
            bare = rock_at(x, y, z, e, crags, beds, scale, _ZERO, seed)  # under leaves the rock lies deeper
            light[i, 4] = smoothstep(_F(0.05), _F(0.35), (bare - here) / scale)


@njit(**LENT)
def gap_to_rock(x, z, y, foot, crags, scale, seed, out):  # type: ignore[no-untyped-def]
    """Write how far places of one height are from the rock, its beds and joints left out; negative within."""
    for i in range(x.shape[0]):
        px, pz = x[i] / scale, z[i] / scale
        d, _upper = _columns(px, y, pz, crags, _ZERO)
        if d < _F(2) * _REACH:
            s = np.int32(seed)
            bx = (
                px
                + _F(6.5) * gradient_at(px / _F(34), pz / _F(34), s)
                + _F(2.6) * gradient_at(pz / _F(11), px / _F(11), s + 1)
            )
            bz = (
                pz
                + _F(6.5) * gradient_at(pz / _F(31), px / _F(31), s + 2)
                + _F(2.6) * gradient_at(px / _F(12), pz / _F(12), s + 3)
            )
            d, _upper = _columns(bx, y, bz, crags, _ZERO)
        out[i] = d * scale


@njit(**LENT)
def shaded_by_rock(x, z, ways, crags, scale, out):  # type: ignore[no-untyped-def]
    """Write how much of what rays from the water meet is rock, 0 to 1, softly: for dark images in rough water."""
    for i in range(x.shape[0]):
        t, least = _F(1.5) * scale, _ONE
        for _ in range(9):
            d, _upper = _columns(
                (x[i] + ways[i, 0] * t) / scale, ways[i, 1] * t / scale, (z[i] + ways[i, 2] * t) / scale, crags, _ZERO
            )
            d *= scale
            least = min(least, _HALF + d / (_F(0.10) * t + scale))
            if least <= _ZERO or t > _F(320) * scale:
                break
            t += max(_F(0.9) * d, _F(1.5) * scale)
        out[i] = _ONE - min(max(least, _ZERO), _ONE)


def bedding(rng: np.random.Generator, height: float) -> Array:
    """Return a table of beds from 20 units under level 0 to ``height`` over it.

    Its columns are how far each bed stands out, a number for its joints, and its tone (about 1).
    """
    count = int((height + 40) * float(_BEDS_A_METRE))
    table = np.zeros((count, 3), np.float32)
    row, number = 0, 0
    while row < count:
        thick = float(
            rng.choice([rng.uniform(0.4, 1.1), rng.uniform(1.6, 3.6), rng.uniform(5.0, 11.0)], p=[0.55, 0.33, 0.12])
        )
        rows = max(2, int(thick * float(_BEDS_A_METRE)))
        out = rng.uniform(0.1, 0.75) if thick > 1.5 else rng.uniform(-0.65, 0.45)
        tone = float(np.clip(rng.normal(1.0, 0.22), 0.55, 1.6))
        bulge = np.sin(np.linspace(0.2, np.pi - 0.2, rows)) ** 0.4  # weather rounds what stands out
        end = min(row + rows, count)
        table[row:end, 0] = (out * bulge - 0.18 * (1 - bulge))[: end - row]
        table[row:end, 1], table[row:end, 2] = number, tone
        row, number = end, number + 1
    return table
