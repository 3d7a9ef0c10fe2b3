"""A sculpture: smooth unions of strands, ribbons and drops beside solids, marched to where each pixel sees its surroundings.

The result is a G-buffer: direction after at most one bounce of a mirror on itself or after the two refractions of glass, facing
ratio, occlusion and depth. Colour comes later, from a light rig that can move and change with the music.

Half of the work is done at half the size; only silhouettes and creases are marched at full size, with several samples.

Conventions
-----------
The form fills about a cube of 2.5 units around the origin; the camera looks along +z. Channels of the buffer: reflection x,
y, z, facing (1 at grazing), occlusion (1 open), coverage, depth, clear (1 glass, 0 a mirror).

Method: J. C. Hart, "Sphere tracing" (1996); polynomial smooth minimum after I. Quilez.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

CHANNELS = 8
FACING, OCCLUSION, COVERAGE, DEPTH, CLEAR = 3, 4, 5, 6, 7
_LOW, _HIGH, _STEPS = -9.0, 9.0, 4096  # range of y in the strand table
_F = np.float32
STRAY = 9  # values of a ray that looks elsewhere than most of its pixel
_AGREED = _F(0.94)  # cosine of the angle up to which rays look at the same
CUBE, RING, KNOT, SHARD = 0.0, 1.0, 2.0, 3.0


class Form(NamedTuple):
    """What is marched.

    Attributes
    ----------
    strands : ndarray (steps, count, 5)
        x, z and radius of each strand along y, half the width by which it is drawn out into a ribbon, and how that is turned, radians.
    sway : ndarray (steps,)
        Turn of the whole form about y, radians.
    drops : ndarray (count, 4)
        x, y, z, radius.
    melt : float
        Width of the smooth union.
    ripple : float
        Height of the fine waves.
    solids : ndarray (count, 10), of shards (count, 25)
        What melts into nothing: kind (`CUBE`, `RING`, `KNOT` or `SHARD`), x, y, z, size, thickness, cosine and sine of its turn
        about y and of its lean about x; of a shard five sides, too, each the x and y of its normal and how far it is away.
    glass : float
        Index of refraction of what is clear; 0 for a mirror.
    mirrors : int
        So many drops and so many solids, the first ones, are mirrors although the others are clear.
    """

    strands: Array
    sway: Array
    drops: Array
    melt: np.float32
    ripple: np.float32
    solids: Array
    glass: np.float32
    mirrors: int = 0


class View(NamedTuple):
    """The camera: position, turn about y, half width of the picture at distance 1, and how far to march."""

    x: np.float32
    y: np.float32
    z: np.float32
    turn: np.float32
    spread: np.float32
    reach: np.float32


def heights() -> Array:
    """Return the y of each row of the strand table."""
    return np.linspace(_LOW, _HIGH, _STEPS, dtype=np.float32)


@njit(**LENT)
def distance(form, x, y, z):  # type: ignore[no-untyped-def]
    """Return a lower bound of the distance to the surface."""
    place = min(max((y - _F(_LOW)) * _F((_STEPS - 1) / (_HIGH - _LOW)), _F(0)), _F(_STEPS - 1.01))
    row = int(place)
    part = place - _F(row)
    turn = form.sway[row] + (form.sway[row + 1] - form.sway[row]) * part + _F(0.35) * z
    cosine, sine = _F(math.cos(turn)), _F(math.sin(turn))
    sx, sz = cosine * x - sine * z, sine * x + cosine * z
    melt = form.melt
    best = _F(1e3)
    for i in range(form.strands.shape[1]):
        a, b = form.strands[row, i], form.strands[row + 1, i]
        px, pz, radius = a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part
        px, pz, wide = sx - px, sz - pz, a[3]
        if wide > 0:
            along, across = _F(math.cos(a[4])), _F(math.sin(a[4]))
            px, pz = max(abs(along * px + across * pz) - wide, _F(0)), along * pz - across * px
        d = (_F(math.sqrt(px * px + pz * pz)) - radius) * _F(0.72)
        h = max(melt - abs(best - d), _F(0)) / melt
        best = min(best, d) - h * h * melt * _F(0.25)
    melt *= _F(0.7)
    for i in range(form.drops.shape[0]):
        qx, qy, qz = x - form.drops[i, 0], y - form.drops[i, 1], z - form.drops[i, 2]
        d = _F(math.sqrt(qx * qx + qy * qy + qz * qz)) - form.drops[i, 3]
        h = max(melt - abs(best - d), _F(0)) / melt
        best = min(best, d) - h * h * melt * _F(0.25)
    if best < _F(0.12):
        wave = math.sin(x * _F(4.1) + math.sin(y * _F(3.0))) * math.sin(y * _F(3.7) + _F(1.3) * math.sin(z * _F(2.6)))
        best += form.ripple * _F(wave) * _F(math.sin(z * _F(3.9) + x))
    for i in range(form.solids.shape[0]):
        best = min(best, _solid(form.solids[i], x, y, z))
    return best


@njit(**LENT)
def _solid(one, x, y, z):  # type: ignore[no-untyped-def]
    """Return the distance to a rounded cube, a ring, a trefoil knot or a shard."""
    x, y, z = x - one[1], y - one[2], z - one[3]
    size, thick = one[4], one[5]
    reach = _F(math.sqrt(x * x + y * y + z * z)) - _F(1.8) * size - thick
    if reach > (_F(0.12) if one[0] == SHARD else _F(0.4)):
        return reach
    x, z = one[6] * x - one[7] * z, one[7] * x + one[6] * z
    y, z = one[8] * y - one[9] * z, one[9] * y + one[8] * z
    if one[0] == CUBE:
        side = size - thick
        qx, qy, qz = max(abs(x) - side, _F(0)), max(abs(y) - side, _F(0)), max(abs(z) - side, _F(0))
        inside = min(max(max(abs(x), abs(y)), abs(z)) - side, _F(0))
        return _F(math.sqrt(qx * qx + qy * qy + qz * qz)) + inside - thick
    if one[0] == SHARD:
        return _shard(one, x, _F(0.55) * y, z)
    out = _F(math.sqrt(x * x + y * y)) - size
    if one[0] == RING:
        return _F(math.sqrt(out * out + z * z)) - thick
    angle = _F(1.5) * _F(
        math.atan2(y, x)
    )  # a trefoil winds one and a half times about the ring in a turn: two strands, half a turn apart
    cosine, sine = _F(0.42) * size * _F(math.cos(angle)), _F(0.42) * size * _F(math.sin(angle))
    first = (out - cosine) * (out - cosine) + (z - sine) * (z - sine)
    second = (out + cosine) * (out + cosine) + (z + sine) * (z + sine)
    return (_F(math.sqrt(min(first, second))) - thick) * _F(0.72)


@njit(**LENT)
def _shard(one, x, y, z):  # type: ignore[no-untyped-def]
    """Return the distance to a splinter of five uneven sides whose faces are not parallel."""
    best = max(z * _F(0.96) + x * _F(0.28), -z * _F(0.97) + y * _F(0.24)) - one[5]
    for k in range(10, 25, 3):
        best = max(best, x * one[k] + y * one[k + 1] - one[k + 2])
    return best - _F(0.008)


@njit(**LENT)
def _normal(form, x, y, z):  # type: ignore[no-untyped-def]
    """The gradient from the corners of a tetrahedron."""
    e = _F(0.0022)
    a = distance(form, x + e, y - e, z - e)
    b = distance(form, x - e, y - e, z + e)
    c = distance(form, x - e, y + e, z - e)
    d = distance(form, x + e, y + e, z + e)
    nx, ny, nz = a - b - c + d, -a - b + c + d, -a + b - c + d
    scale = _F(1) / _F(math.sqrt(nx * nx + ny * ny + nz * nz + _F(1e-14)))
    return nx * scale, ny * scale, nz * scale


@njit(**LENT)
def _ray(view, width, height, fx, fy):  # type: ignore[no-untyped-def]
    scale = view.spread / _F(min(width, height * _F(0.703125)))
    dx, dy, dz = (fx - _F(width) * _F(0.5)) * scale, -(fy - _F(height) * _F(0.5)) * scale, _F(1)
    length = _F(1) / _F(math.sqrt(dx * dx + dy * dy + dz * dz))
    dx, dy, dz = dx * length, dy * length, dz * length
    cosine, sine = _F(math.cos(view.turn)), _F(math.sin(view.turn))
    return dx * cosine + dz * sine, dy, dz * cosine - dx * sine, length


@njit(**LENT)
def _bent(dx, dy, dz, nx, ny, nz, ratio):  # type: ignore[no-untyped-def]
    """Return a direction refracted at a surface, by Snell's law; reflected where no light gets through."""
    into = nx * dx + ny * dy + nz * dz
    left = _F(1) - ratio * ratio * (_F(1) - into * into)
    if left < 0:
        return dx - 2 * into * nx, dy - 2 * into * ny, dz - 2 * into * nz
    part = -ratio * into - _F(math.sqrt(left))
    return ratio * dx + part * nx, ratio * dy + part * ny, ratio * dz + part * nz


@njit(**LENT)
def _through(form, px, py, pz, dx, dy, dz, nx, ny, nz, out):  # type: ignore[no-untyped-def]
    """Follow a ray through glass: fill in where it goes when it leaves, and in `OCCLUSION` how much of it is left."""
    dx, dy, dz = _bent(dx, dy, dz, nx, ny, nz, _F(1) / form.glass)
    inside = _F(0.02)
    for _ in range(40):
        d = -distance(form, px + dx * inside, py + dy * inside, pz + dz * inside)
        if d < _F(0.002):
            break
        inside += d * _F(0.95)
    nx, ny, nz = _normal(form, px + dx * inside, py + dy * inside, pz + dz * inside)
    if nx * dx + ny * dy + nz * dz > 0:
        dx, dy, dz = _bent(dx, dy, dz, -nx, -ny, -nz, form.glass)
    out[0], out[1], out[2] = dx, dy, dz
    out[OCCLUSION] = _F(math.exp(-_F(0.30) * inside))


@njit(**LENT)
def _is_clear(form, px, py, pz):  # type: ignore[no-untyped-def]
    """Return whether a point of the surface is one of glass."""
    for i in range(min(form.mirrors, form.drops.shape[0])):
        qx, qy, qz = px - form.drops[i, 0], py - form.drops[i, 1], pz - form.drops[i, 2]
        if _F(math.sqrt(qx * qx + qy * qy + qz * qz)) < form.drops[i, 3] + _F(0.01):
            return False
    for i in range(min(form.mirrors, form.solids.shape[0])):
        if _solid(form.solids[i], px, py, pz) < _F(0.01):
            return False
    return form.glass > 0


@njit(**LENT)
def _sample(form, view, dx, dy, dz, start, out):  # type: ignore[no-untyped-def]
    """March one ray and fill ``out``; return whether it hit."""
    t = start
    hit = False
    for _ in range(120):
        d = distance(form, view.x + dx * t, view.y + dy * t, view.z + dz * t)
        if d < _F(0.0010) * (_F(1) + t * _F(0.1)):
            hit = True
            break
        t += d * _F(0.85)
        if t > view.reach:
            break
    if not hit:
        out[0], out[1], out[2], out[FACING], out[OCCLUSION], out[COVERAGE], out[DEPTH] = dx, dy, dz, 0.0, 1.0, 0.0, 60.0
        out[CLEAR] = 0.0
        return False
    px, py, pz = view.x + dx * t, view.y + dy * t, view.z + dz * t
    nx, ny, nz = _normal(form, px, py, pz)
    into = nx * dx + ny * dy + nz * dz
    out[CLEAR] = 0.0
    if _is_clear(form, px, py, pz):
        _through(form, px, py, pz, dx, dy, dz, nx, ny, nz, out)
        out[CLEAR] = 1.0
        out[FACING], out[COVERAGE], out[DEPTH] = min(max(_F(1) + into, _F(0)), _F(1)), 1.0, t
        return True
    rx, ry, rz = dx - 2 * into * nx, dy - 2 * into * ny, dz - 2 * into * nz
    travelled = _F(0.06)
    dimmed = _F(1)
    for _ in range(34):
        d = distance(form, px + rx * travelled, py + ry * travelled, pz + rz * travelled)
        if d < _F(0.003):
            mx, my, mz = _normal(form, px + rx * travelled, py + ry * travelled, pz + rz * travelled)
            again = mx * rx + my * ry + mz * rz
            rx, ry, rz = rx - 2 * again * mx, ry - 2 * again * my, rz - 2 * again * mz
            dimmed = _F(0.72)
            break
        travelled += d * _F(0.9)
        if travelled > _F(3.2):
            break
    open_ = _F(1)
    for i in range(4):
        away = _F(0.07) + _F(0.16) * i
        open_ -= (
            max(away - distance(form, px + nx * away, py + ny * away, pz + nz * away), _F(0)) * _F(0.55) / _F(1 + i)
        )
    out[0], out[1], out[2] = rx, ry, rz
    out[FACING] = min(max(_F(1) + into, _F(0)), _F(1))
    out[OCCLUSION] = max(open_, _F(0.05)) * dimmed
    out[COVERAGE] = 1.0
    out[DEPTH] = t
    return True


@njit(**FLAGS)
def march(form, view, width, height, step, first, rows, out):  # type: ignore[no-untyped-def]
    """March every ``step``-th pixel of a picture of ``width`` x ``height``, rows ``first`` on; ``out`` (rows, columns, `CHANNELS`)."""
    columns = out.shape[1]
    block = 8
    buffer = np.zeros(CHANNELS, np.float32)
    starts = np.zeros((columns + block - 1) // block, np.float32)
    for row in range(rows):
        y = (first + row + _F(0.5)) * step
        if row % block == 0:
            for c in range(starts.shape[0]):
                starts[c] = _cone(
                    form,
                    view,
                    width,
                    height,
                    (c + _F(0.5)) * block * step,
                    (first + row + block * 0.5) * step,
                    block * step,
                )
        for column in range(columns):
            dx, dy, dz, _ = _ray(view, width, height, (column + _F(0.5)) * step, y)
            _sample(form, view, dx, dy, dz, starts[column // block], buffer)
            for k in range(CHANNELS):
                out[row, column, k] = buffer[k]


@njit(**LENT)
def _cone(form, view, width, height, fx, fy, size):  # type: ignore[no-untyped-def]
    """Return a distance that all rays of a block may skip: sphere tracing with a ray as thick as the block."""
    dx, dy, dz, _length = _ray(view, width, height, _F(fx), _F(fy))
    spread = view.spread / _F(min(width, height * _F(0.703125))) * _F(size) * _F(0.75)
    t = _F(0.05)
    for _ in range(80):
        d = distance(form, view.x + dx * t, view.y + dy * t, view.z + dz * t) * _F(0.8)
        thick = spread * t
        if d < thick:
            return max(t - thick, _F(0.05))
        t += max((d - thick) * _F(0.9), _F(0.004))
        if t > view.reach:
            break
    return t


@njit(**FLAGS)
def refine(form, view, width, height, mask, first, samples, out, strays):  # type: ignore[no-untyped-def]
    """March the masked pixels of full-size rows anew, ``samples`` x ``samples`` rays each, and average those that agree.

    ``strays`` (rows, `STRAY`) gets the hits that look elsewhere: row and column of their pixel, the share of it that they are, and
    what they see (x, y, z, facing, occlusion, clear). Returns how many there are.
    """
    rows, columns = mask.shape
    buffer = np.zeros((samples * samples, CHANNELS), np.float32)
    agrees = np.zeros(samples * samples, np.bool_)
    number = samples * samples
    found = 0
    for y in range(rows):
        for x in range(columns):
            if not mask[y, x]:
                continue
            start = max(out[y, x, DEPTH], _F(0))
            hits = 0
            for k in range(number):
                fx = x + (k % samples + _F(0.5)) / samples
                fy = first + y + (k // samples + _F(0.5)) / samples
                dx, dy, dz, _ = _ray(view, width, height, _F(fx), _F(fy))
                if _sample(form, view, dx, dy, dz, start, buffer[hits]):
                    hits += 1
            if hits == 0:
                dx, dy, dz, _ = _ray(view, width, height, x + _F(0.5), first + y + _F(0.5))
                out[y, x, 0], out[y, x, 1], out[y, x, 2] = dx, dy, dz
                out[y, x, FACING], out[y, x, OCCLUSION], out[y, x, COVERAGE], out[y, x, DEPTH] = 0.0, 1.0, 0.0, 60.0
                continue
            _average(buffer, hits, out[y, x], agrees)
            out[y, x, COVERAGE] = hits / number
            for k in range(hits):
                if not agrees[k]:
                    strays[found, 0], strays[found, 1], strays[found, 2] = first + y, x, _F(1) / number
                    for c in range(5):
                        strays[found, 3 + c] = buffer[k, c]
                    strays[found, 8] = buffer[k, CLEAR]
                    found += 1
    return found


@njit(**LENT)
def _average(buffer, hits, out, agrees):  # type: ignore[no-untyped-def]
    """Average the samples that agree on where they look, and say which; two surfaces averaged would look at a third thing."""
    chosen, best = 0, _F(-1e3)
    for i in range(hits):
        agreement = _F(0)
        for j in range(hits):
            agreement += buffer[i, 0] * buffer[j, 0] + buffer[i, 1] * buffer[j, 1] + buffer[i, 2] * buffer[j, 2]
        if agreement > best:
            chosen, best = i, agreement
    like = 0
    out[:] = _F(0)
    for j in range(hits):
        dot = buffer[chosen, 0] * buffer[j, 0] + buffer[chosen, 1] * buffer[j, 1] + buffer[chosen, 2] * buffer[j, 2]
        agrees[j] = dot > _AGREED and buffer[j, CLEAR] == buffer[chosen, CLEAR]
        if agrees[j]:
            like += 1
            for k in range(CHANNELS):
                out[k] += buffer[j, k]
    for k in range(CHANNELS):
        out[k] /= like
    length = math.sqrt(out[0] * out[0] + out[1] * out[1] + out[2] * out[2]) + 1e-6
    for k in range(3):
        out[k] /= length
