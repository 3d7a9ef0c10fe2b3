"""Cars and lorries as distance fields, marched along given rays to what a painter needs: where, which way it faces, how much is covered.

Coordinates of a vehicle are metres: x to its right, y up from the road, z ahead; its origin is the middle of its shadow.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .noise import INLINED, LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

_ZERO, _ONE, _HALF = np.float32(0), np.float32(1), np.float32(0.5)
_STEPS = 72

# half length, half width, belt, roof, cabin's foot behind, roof behind, roof ahead, cabin's foot ahead, nose, tail, clearance, wheel's
# radius, half wheelbase, rounding
SHAPES: dict[str, Array] = {
    "coupe": np.array([2.25, 0.93, 0.92, 1.30, -1.95, -0.85, 0.10, 1.05, 0.66, 0.90, 0.20, 0.34, 1.36, 0.16], np.float32),
    "saloon": np.array([2.40, 0.92, 0.95, 1.44, -1.75, -0.95, 0.35, 1.15, 0.70, 0.98, 0.20, 0.33, 1.42, 0.13], np.float32),
    "muscle": np.array([2.45, 0.97, 0.96, 1.34, -1.60, -0.90, 0.05, 0.75, 0.80, 0.97, 0.22, 0.35, 1.40, 0.09], np.float32),
    "estate": np.array([2.35, 0.94, 1.02, 1.58, -2.20, -1.95, 0.35, 1.15, 0.82, 1.02, 0.24, 0.36, 1.40, 0.11], np.float32),
    "pickup": np.array([2.70, 0.96, 1.06, 1.76, -0.62, -0.50, 0.42, 1.02, 0.98, 1.06, 0.34, 0.40, 1.72, 0.09], np.float32),
    "van": np.array([2.45, 0.95, 1.12, 1.98, -2.34, -2.22, 1.50, 2.10, 1.02, 1.16, 0.26, 0.35, 1.36, 0.15], np.float32),
    "lorry": np.array([6.20, 1.25, 3.95, 3.90, -1.00, -0.90, 0.90, 1.00, 3.95, 3.95, 1.02, 0.52, 4.40, 0.05], np.float32),
}  # fmt: skip
"""Parameters of each kind, in the order of the comment above."""


@njit(**INLINED)
def _smooth_max(a, b, k):  # type: ignore[no-untyped-def]
    share = max(k - abs(a - b), _ZERO) / k
    return max(a, b) + share * share * k * np.float32(0.25)


@njit(**INLINED)
def _between(low, high, x):  # type: ignore[no-untyped-def]
    t = min(max((x - low) / (high - low), _ZERO), _ONE)
    return t * t * (np.float32(3) - np.float32(2) * t)


@njit(**LENT)
def distance(shape, x, y, z):  # type: ignore[no-untyped-def]
    """Return about how far a point is from the surface of a vehicle, negative inside."""
    long_, wide, belt, roof = shape[0], shape[1], shape[2], shape[3]
    x = abs(x)
    if z < shape[4]:
        top = shape[9] + (belt - shape[9]) * _between(-long_, shape[4], z)
    else:
        top = belt + (shape[8] - belt) * _between(shape[7] - np.float32(0.2), long_ + np.float32(0.5), z)
    ends = z / long_
    ends = ends * ends
    ends = ends * ends
    tall = roof > belt
    high = max(y - np.float32(0.58), _ZERO) if tall else _ZERO
    low = max(np.float32(0.45) - y, _ZERO)
    side = wide * (_ONE - np.float32(0.09) * ends * tall) - np.float32(0.32) * high * high - np.float32(0.5) * low * low
    if tall:  # a crease along the doors
        side -= np.float32(0.10) * min(max(abs(y - np.float32(0.70)) - np.float32(0.01), _ZERO), np.float32(0.16))
    round_ = shape[13]
    body = _smooth_max(x - side, y - top, round_)
    bulge = (y - np.float32(0.66)) * np.float32(0.6) if tall else _ZERO
    end = abs(z) - long_ + bulge * bulge
    if tall:
        # Seen from above an end is bowed and its corners are round; a bumper stands out, lamps lie in a panel behind it.
        out = (x / wide) * (x / wide)
        end += np.float32(0.10) * out + np.float32(0.14) * out * out * out
        bar = max(_ONE - ((y - np.float32(0.47)) / np.float32(0.105)) ** 2, _ZERO)
        end -= np.float32(0.07) * bar * bar / (np.float32(0.25) + bar * bar)
        if z < 0:
            panel = abs(y - shape[9] + np.float32(0.20))
            end += np.float32(0.028) * (_ONE - _between(np.float32(0.080), np.float32(0.120), panel))
        end *= np.float32(0.62)  # it is steeper than one here
    body = _smooth_max(body, end, round_)
    body = _smooth_max(body, shape[10] - y, np.float32(0.06))
    found = body
    if tall:
        part = min(max((y - belt) / (roof - belt), np.float32(-0.3)), np.float32(1.2))
        across = x - (wide - np.float32(0.10) - np.float32(0.22) * part)
        behind = (shape[4] + (shape[5] - shape[4]) * part - z) * np.float32(0.72)
        ahead = (z - shape[7] - (shape[6] - shape[7]) * part) * np.float32(0.62)
        over = y - roof + np.float32(0.05) * (x / wide) * (x / wide) + np.float32(0.03) * z * z
        cabin = _smooth_max(
            _smooth_max(behind, ahead, np.float32(0.12)), _smooth_max(across, over, np.float32(0.12)), np.float32(0.12)
        )
        cabin = max(cabin, belt - np.float32(0.3) - y)
        share = max(np.float32(0.06) - abs(found - cabin), _ZERO) / np.float32(0.06)
        found = min(found, cabin) - share * share * np.float32(0.015)
    radius, base = shape[11], shape[12]
    off = abs(z) - base
    if not tall:
        off = min(abs(off), abs(off + np.float32(1.25)))
    axle = np.sqrt((y - radius) * (y - radius) + off * off)
    arch = max(axle - radius - np.float32(0.07), wide - np.float32(0.34) - x)
    found = max(found, -arch)
    tyre = _smooth_max(axle - radius, abs(x - wide + np.float32(0.15)) - np.float32(0.13), np.float32(0.05))
    hub = max(axle - radius * np.float32(0.66), abs(x - wide + np.float32(0.05)) - np.float32(0.04))
    return min(found, max(tyre, -hub))


@njit(**LENT)
def march(shape, eye, ways, pixel, out):  # type: ignore[no-untyped-def]
    """Follow rays to a vehicle.

    Parameters
    ----------
    shape : ndarray (14,)
        Of :data:`SHAPES`.
    eye : ndarray (3,)
        Where the rays start, in the vehicle's coordinates.
    ways : ndarray (rays, 3)
        Unit vectors.
    pixel : float
        Angle of a pixel, radians; edges fade over one.
    out : ndarray (rays, 8)
        Receives cover (0 to 1), distance, position (3) and normal (3).
    """
    reach_x, reach_y, reach_z = (
        shape[1] + np.float32(0.1),
        max(shape[2], shape[3]) + np.float32(0.1),
        shape[0] + np.float32(0.2),
    )
    small = np.float32(0.004)
    for i in range(ways.shape[0]):
        dx, dy, dz = ways[i, 0], ways[i, 1], ways[i, 2]
        first, last = np.float32(0.02), np.float32(400.0)
        for axis in range(3):
            way = ways[i, axis]
            low = -reach_x if axis == 0 else (np.float32(-0.05) if axis == 1 else -reach_z)
            high = reach_x if axis == 0 else (reach_y if axis == 1 else reach_z)
            if abs(way) < np.float32(1e-6):
                way = np.float32(1e-6)
            a, b = (low - eye[axis]) / way, (high - eye[axis]) / way
            first, last = max(first, min(a, b)), min(last, max(a, b))
        cover, at, closest, where = _ZERO, first, np.float32(9.0), first
        if first < last:
            for _ in range(_STEPS):
                off = distance(shape, eye[0] + dx * at, eye[1] + dy * at, eye[2] + dz * at)
                near = off / max(at * pixel, np.float32(1e-6))
                if near < closest:
                    closest, where = near, at
                if off < np.float32(0.25) * pixel * at or at > last:
                    break
                at += max(off * np.float32(0.8), np.float32(0.2) * pixel * at)
            cover = min(max((_ONE - closest) * np.float32(1.4), _ZERO), _ONE)  # a quarter of a pixel away is met
        out[i, 0] = cover
        out[i, 1] = where
        if cover > 0:
            x, y, z = eye[0] + dx * where, eye[1] + dy * where, eye[2] + dz * where
            nx = distance(shape, x + small, y, z) - distance(shape, x - small, y, z)
            ny = distance(shape, x, y + small, z) - distance(shape, x, y - small, z)
            nz = distance(shape, x, y, z + small) - distance(shape, x, y, z - small)
            size = max(np.sqrt(nx * nx + ny * ny + nz * nz), np.float32(1e-9))
            out[i, 2], out[i, 3], out[i, 4] = x, y, z
            out[i, 5], out[i, 6], out[i, 7] = nx / size, ny / size, nz / size
