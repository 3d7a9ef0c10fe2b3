"""Bodies of ice that float: heights of faceted bergs and of floes, what a ray meets of them, and how much ice it crosses.

A berg is a few peaks, each what several planes leave over, so that it has edges and facets; the heights of all are one height over
the plane of the water. Rays are marched only within the circles that hold the bergs: a mirror image or the light that comes through
a ridge costs a few steps for each berg that a ray comes near.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .noise import INLINED, LENT, lattice_random

Array = np.ndarray[Any, np.dtype[np.float32]]

_F = np.float32
_ZERO, _HALF, _ONE = _F(0), _F(0.5), _F(1)
_FAR = _F(1e9)
SUNK = np.float32(-40.0)  # height in metres where no ice is
_STEPS = 11


@njit(**INLINED)
def _body(px, pz, first, last, planes):  # type: ignore[no-untyped-def]
    """Return the height of one berg at a place relative to its middle."""
    best = SUNK
    here = _FAR
    for k in range(first, last):
        if planes[k, 3] > _HALF:  # a new peak begins
            if here < _FAR:
                best = max(best, here)
            here = _FAR
        here = min(here, planes[k, 2] - planes[k, 0] * px - planes[k, 1] * pz)
    return max(best, here) if here < _FAR else best


@njit(**LENT)
def berg_heights(x, z, bergs, planes, out):  # type: ignore[no-untyped-def]
    """Write the height of the bergs at positions (count,), metres over the water; ``SUNK`` at least.

    Parameters
    ----------
    bergs : ndarray (bergs, 6)
        Middle x and z, radius of the circle that holds it, first and last + 1 of its planes, and a height over its top.
    planes : ndarray (planes, 4)
        Slopes along x and z, height at the middle, and 1 where a new peak begins: a peak is the least of its planes.
    """
    for i in range(x.shape[0]):
        best = SUNK
        for b in range(bergs.shape[0]):
            px, pz = x[i] - bergs[b, 0], z[i] - bergs[b, 1]
            if px * px + pz * pz < bergs[b, 2] * bergs[b, 2]:
                best = max(best, _body(px, pz, int(bergs[b, 3]), int(bergs[b, 4]), planes))
        out[i] = best


@njit(**INLINED)
def _span(px, pz, rx, rz, radius):  # type: ignore[no-untyped-def]
    """Return between which lengths a level ray of unit speed is inside a circle; the second is below the first if it never is."""
    along = -(px * rx + pz * rz)
    gap = px * px + pz * pz - along * along
    left = radius * radius - gap
    if left <= _ZERO:
        return _ONE, _ZERO
    half = _F(np.sqrt(left))
    return max(along - half, _ZERO), along + half


@njit(**LENT)
def first_ice(x, z, rx, ry, rz, bergs, planes, out):  # type: ignore[no-untyped-def]
    """Write how far along the ground rays from the water (x, z) in unit directions go until they meet a berg; 0 if they do not."""
    for i in range(x.shape[0]):
        flat = _F(np.sqrt(rx[i] * rx[i] + rz[i] * rz[i]))
        out[i] = _ZERO
        if flat < _F(1e-3):
            continue
        ux, uz, rise = rx[i] / flat, rz[i] / flat, ry[i] / flat
        nearest = _FAR
        for b in range(bergs.shape[0]):
            px, pz = x[i] - bergs[b, 0], z[i] - bergs[b, 1]
            begin, end = _span(px, pz, ux, uz, bergs[b, 2])
            end = min(end, nearest)
            if rise > _F(1e-4):
                end = min(end, bergs[b, 5] / rise)
            if end <= begin:
                continue
            first, last = int(bergs[b, 3]), int(bergs[b, 4])
            pace = (end - begin) / _F(_STEPS)
            before = begin
            for s in range(_STEPS + 1):
                far = begin + pace * _F(s)
                if rise * far < _body(px + ux * far, pz + uz * far, first, last, planes):
                    low, high = before, far
                    for _ in range(5):
                        middle = _HALF * (low + high)
                        if rise * middle < _body(px + ux * middle, pz + uz * middle, first, last, planes):
                            high = middle
                        else:
                            low = middle
                    nearest = high
                    break
                before = far
        if nearest < _FAR:
            out[i] = max(nearest, _F(1e-3))


@njit(**LENT)
def ice_crossed(x, y, z, sx, sy, sz, bergs, planes, out):  # type: ignore[no-untyped-def]
    """Write how many metres of ice lie between points and the sun, whose unit direction is (sx, sy, sz)."""
    flat = _F(np.sqrt(sx * sx + sz * sz))
    ux, uz, rise, slant = sx / flat, sz / flat, sy / flat, _ONE / flat
    for i in range(x.shape[0]):
        total = _ZERO
        for b in range(bergs.shape[0]):
            px, pz = x[i] - bergs[b, 0], z[i] - bergs[b, 1]
            begin, end = _span(px, pz, ux, uz, bergs[b, 2])
            end = min(end, (bergs[b, 5] - y[i]) / max(rise, _F(1e-3)))
            if end <= begin:
                continue
            first, last = int(bergs[b, 3]), int(bergs[b, 4])
            pace = (end - begin) / _F(_STEPS)
            for s in range(_STEPS):
                far = begin + pace * (_F(s) + _HALF)
                over = _body(px + ux * far, pz + uz * far, first, last, planes) - (y[i] + rise * far)
                # Grazed ice counts in part, or shadows would end in stairs.
                total += pace * slant * min(max(over / max(pace * (rise + _HALF), _F(0.05)) + _HALF, _ZERO), _ONE)
        out[i] = total


@njit(**LENT)
def floe_heights(x, z, size, dense, seed, out):  # type: ignore[no-untyped-def]
    """Write the height of floes, plates between cracks, in shares of their thickness.

    It is 0 at their edges and negative in the water, -9 where there are no floes.

    Parameters
    ----------
    x, z : ndarray (count,)
        Metres.
    size : float
        Of the floes, metres.
    dense : ndarray (count,)
        Share of the plates that are there, 0 to 1.
    out : ndarray (count, 2)
        Receives the height, and a number from 0 to 1 of the floe.
    """
    for i in range(x.shape[0]):
        out[i, 0], out[i, 1] = -_F(9), _ZERO
        if dense[i] <= _F(0.01):
            continue
        u, v = x[i] / size, z[i] / size
        iu, iv = np.int32(np.floor(u)), np.int32(np.floor(v))
        near, next_, who_u, who_v = _FAR, _FAR, iu, iv
        for dv in range(-1, 2):
            for du in range(-1, 2):
                cu, cv = np.int32(iu + du), np.int32(iv + dv)
                ox = _F(cu) + _F(0.1) + _F(0.8) * lattice_random(cu, cv, seed) - u
                oz = _F(cv) + _F(0.1) + _F(0.8) * lattice_random(cu, cv, seed + 1) - v
                away = ox * ox + oz * oz
                if away < near:
                    next_ = near
                    near, who_u, who_v = away, cu, cv
                elif away < next_:
                    next_ = away
        number = lattice_random(who_u, who_v, seed + 2)
        out[i, 1] = lattice_random(who_u, who_v, seed + 3)
        edge = _HALF * (_F(np.sqrt(next_)) - _F(np.sqrt(near)))
        inner = _F(0.50) - _F(np.sqrt(near)) + _F(0.16) * out[i, 1]
        if number <= dense[i]:
            gap = _F(0.035) + _F(0.10) * (_ONE - dense[i])
            out[i, 0] = min(edge - gap, inner) * _F(9.0)
