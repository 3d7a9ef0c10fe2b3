"""What fills space: a tileable block of noise, and the light that gas sends along a ray.

Density comes from one small block of noise (64 x 64 x 64, one megabyte: it stays in the cache) that is read at several
scales, which is many times cheaper than noise that is computed anew at each step.

Methods: S. Worley, "A cellular texture basis function" (1996), in the mixture that A. Schneider describes for clouds ("The
real-time volumetric cloudscapes of Horizon Zero Dawn", 2015); emission and absorption are accumulated from front to back.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit

from .noise import FLAGS, INLINED, LENT, random_at

Array = np.ndarray[Any, np.dtype[np.float32]]

SIZE = 64
_MASK = np.int32(SIZE - 1)
_ONE = np.float32(1.0)
_ZERO = np.float32(0.0)
_HALF = np.float32(0.5)


@njit(**FLAGS)
def _add_cells(block, cells, seed, weight):  # type: ignore[no-untyped-def]
    """Add billows: 1 at the seeds of cells, falling with the distance to the nearest one; seamless."""
    size = block.shape[0]
    points = np.empty((cells, cells, cells, 3), np.float32)
    for z in range(cells):
        for y in range(cells):
            for x in range(cells):
                for axis in range(3):
                    points[z, y, x, axis] = random_at(x + 57 * axis, y + 131 * z, seed)
    scale = np.float32(cells) / np.float32(size)
    for z in range(size):
        pz = (np.float32(z) + _HALF) * scale
        cz = int(pz)
        for y in range(size):
            py = (np.float32(y) + _HALF) * scale
            cy = int(py)
            for x in range(size):
                px = (np.float32(x) + _HALF) * scale
                cx = int(px)
                nearest = np.float32(9.0)
                for dz in range(-1, 2):
                    for dy in range(-1, 2):
                        for dx in range(-1, 2):
                            point = points[(cz + dz) % cells, (cy + dy) % cells, (cx + dx) % cells]
                            vx = np.float32(cx + dx) + point[0] - px
                            vy = np.float32(cy + dy) + point[1] - py
                            vz = np.float32(cz + dz) + point[2] - pz
                            nearest = min(nearest, vx * vx + vy * vy + vz * vz)
                block[z, y, x] += weight * (_ONE - min(np.float32(math.sqrt(nearest)), _ONE))


@njit(**LENT)
def _add_values(block, cells, seed, weight):  # type: ignore[no-untyped-def]
    """Add smooth value noise, seamless."""
    size = block.shape[0]
    scale = np.float32(cells) / np.float32(size)
    for z in range(size):
        pz = np.float32(z) * scale
        z0 = int(pz)
        fz = pz - np.float32(z0)
        fz = fz * fz * (np.float32(3) - np.float32(2) * fz)
        for y in range(size):
            py = np.float32(y) * scale
            y0 = int(py)
            fy = py - np.float32(y0)
            fy = fy * fy * (np.float32(3) - np.float32(2) * fy)
            for x in range(size):
                px = np.float32(x) * scale
                x0 = int(px)
                fx = px - np.float32(x0)
                fx = fx * fx * (np.float32(3) - np.float32(2) * fx)
                total = _ZERO
                for corner in range(8):
                    dx, dy, dz = corner & 1, (corner >> 1) & 1, corner >> 2
                    share = (fx if dx else _ONE - fx) * (fy if dy else _ONE - fy) * (fz if dz else _ONE - fz)
                    total += share * random_at((x0 + dx) % cells, (y0 + dy) % cells + 131 * ((z0 + dz) % cells), seed)
                block[z, y, x] += weight * total


@lru_cache(maxsize=4)
def billows(seed: int) -> Array:
    """Return the block of cauliflower-like noise for clouds, (64, 64, 64), 0 to 1 in nearly all of it."""
    block = np.zeros((SIZE, SIZE, SIZE), np.float32)
    for cells, weight in ((4, 0.42), (8, 0.24), (16, 0.12)):
        _add_cells(block, cells, np.int32(seed + cells), np.float32(weight))
    for cells, weight in ((4, 0.26), (8, 0.12)):
        _add_values(block, cells, np.int32(seed + 90 + cells), np.float32(weight))
    return _levelled(block)


@lru_cache(maxsize=4)
def wisps(seed: int) -> Array:
    """Return the block of smooth noise for gas and smoke, (64, 64, 64), 0 to 1 in nearly all of it."""
    block = np.zeros((SIZE, SIZE, SIZE), np.float32)
    for cells, weight in ((4, 0.5), (8, 0.28), (16, 0.15)):
        _add_values(block, cells, np.int32(seed + 300 + cells), np.float32(weight))
    return _levelled(block)


def _levelled(block: Array) -> Array:
    low, high = np.percentile(block, [1, 99])
    levelled = np.clip((block - low) / (high - low), 0, 1).astype(np.float32)
    levelled.setflags(write=False)
    return levelled


@njit(**LENT)
def at(block: Any, x: float, y: float, z: float) -> float:
    """Return a block of noise at a position in blocks, smoothly and endlessly repeated."""
    size = np.float32(64.0)
    x *= size
    y *= size
    z *= size
    xf, yf, zf = np.floor(x), np.floor(y), np.floor(z)
    ix, iy, iz = np.int32(xf), np.int32(yf), np.int32(zf)
    u, v, w = x - xf, y - yf, z - zf
    x0, y0, z0 = ix & _MASK, iy & _MASK, iz & _MASK
    x1, y1, z1 = (ix + np.int32(1)) & _MASK, (iy + np.int32(1)) & _MASK, (iz + np.int32(1)) & _MASK
    a = block[z0, y0, x0] + (block[z0, y0, x1] - block[z0, y0, x0]) * u
    b = block[z0, y1, x0] + (block[z0, y1, x1] - block[z0, y1, x0]) * u
    c = block[z1, y0, x0] + (block[z1, y0, x1] - block[z1, y0, x0]) * u
    d = block[z1, y1, x0] + (block[z1, y1, x1] - block[z1, y1, x0]) * u
    front = a + (b - a) * v
    back = c + (d - c) * v
    return front + (back - front) * w


@njit(**LENT)
def _gas(block, x, y, z, form, octaves):  # type: ignore[no-untyped-def]
    """Return density at a point: filaments bent by slow noise, thick where the form of the cloud is."""
    bend = form[7]
    wx = at(block, x * np.float32(0.11) + np.float32(0.3), y * np.float32(0.11), z * np.float32(0.11)) - _HALF
    wy = at(block, x * np.float32(0.11), y * np.float32(0.11) + np.float32(0.6), z * np.float32(0.11)) - _HALF
    x += bend * wx
    y += bend * wy
    scale = form[6]
    amplitude = _HALF
    total = _ZERO
    ridge = _ZERO
    for _ in range(octaves):
        value = at(block, x * scale, y * scale, z * scale)
        total += amplitude * value
        ridge += amplitude * (_ONE - abs(value + value - _ONE))
        amplitude *= np.float32(0.52)
        scale *= np.float32(2.07)
    # A sheet that cuts through the picture: how far from its middle, in its own thickness.
    across = (form[0] * x + form[1] * y + form[2] * z - form[3]) / form[4]
    body = np.float32(math.exp(-across * across))
    density = total * np.float32(0.70) + ridge * np.float32(0.62) + form[5] * body - np.float32(1.06)
    return max(density, _ZERO) * np.float32(1.9)


@njit(**LENT)
def _nebula(out, block, form, stars, view, steps, reach, thickness, seed):  # type: ignore[no-untyped-def]
    rows, columns = out.shape[:2]
    step = reach / np.float32(steps)
    for row in range(rows):
        dy = (np.float32(row) + _HALF - view[1]) / view[2]
        for column in range(columns):
            dx = (np.float32(column) + _HALF - view[0]) / view[2]
            through = _ONE
            own = _ZERO
            other = _ZERO
            lit = _ZERO
            t = step * random_at(column, row, seed)
            for _ in range(steps):
                x, y, z = dx * (view[3] + t), dy * (view[3] + t), t
                density = _gas(block, x, y, z, form, 4)
                if density > np.float32(0.004):
                    kind = at(block, x * np.float32(0.09) + np.float32(0.5), y * np.float32(0.09), z * np.float32(0.09))
                    kind = min(max((kind - np.float32(0.3)) * np.float32(2.5), _ZERO), _ONE)
                    near = _ZERO
                    for number in range(stars.shape[0]):
                        vx, vy, vz = stars[number, 0] - x, stars[number, 1] - y, stars[number, 2] - z
                        square = vx * vx + vy * vy + vz * vz + np.float32(0.05)
                        # What lies half way to the star casts its shadow: pillars get a lit and a dark side.
                        between = _gas(
                            block,
                            x + vx * np.float32(0.22),
                            y + vy * np.float32(0.22),
                            z + vz * np.float32(0.22),
                            form,
                            2,
                        )
                        near += (
                            stars[number, 3]
                            / square
                            * np.float32(
                                math.exp(-between * thickness * np.float32(0.55) * np.float32(math.sqrt(square)))
                            )
                        )
                    opacity = _ONE - np.float32(math.exp(-density * thickness * step))
                    share = through * opacity
                    # Gas glows where stars excite it; far from them it is dark dust.
                    glow = share * (np.float32(0.07) + min(near, np.float32(1.6)) / (_ONE + density * np.float32(2.4)))
                    own += glow * kind
                    other += glow * (_ONE - kind)
                    lit += share * near * near / (_ONE + np.float32(0.7) * near)
                    through *= _ONE - opacity
                    if through < np.float32(0.01):
                        break
                t += step
            out[row, column, 0] = own
            out[row, column, 1] = other
            out[row, column, 2] = lit
            out[row, column, 3] = through


def nebula(
    width: int,
    height: int,
    *,
    form: Array,
    stars: Array,
    focal: float,
    centre: tuple[float, float] = (0.5, 0.5),
    steps: int = 26,
    reach: float = 5.0,
    thickness: float = 2.6,
    seed: int = 0,
) -> Array:
    """Accumulate the light of gas in space.

    Parameters
    ----------
    width, height : int
        Pixels.
    form : ndarray (8,), float32
        Normal of the sheet in which the gas lies (3), its offset, thickness and strength, noise scale, and bend.
    stars : ndarray (count, 4), float32
        Position and brightness of the stars that light it; x to the right, y down, z away.
    focal : float
        In widths.
    centre : tuple of float
        Axis of view, shares of the picture.
    steps : int
        Samples on each ray.
    reach : float
        Depth of the gas; the camera is two units before it.
    thickness : float
        How much it absorbs.

    Returns
    -------
    ndarray (height, width, 4), float32
        Light of two gases (0 to 1 together), light of the stars that the gas sends on, and how much of the background is seen.
    """
    out = np.empty((height, width, 4), np.float32)
    view = np.array([centre[0] * width, centre[1] * height, focal * width, 2.0], np.float32)
    _nebula(
        out, wisps(seed), form.astype(np.float32), np.ascontiguousarray(stars, np.float32), view, steps,
        np.float32(reach), np.float32(thickness), np.int32(seed),
    )  # fmt: skip
    return out


@njit(**INLINED)
def phase(cosine: float, forward: float) -> float:
    """Return how much light is scattered at an angle (L. Henyey and J. Greenstein, 1941), 1 for all directions alike."""
    square = forward * forward
    base = max(_ONE + square - np.float32(2) * forward * cosine, np.float32(1e-3))
    return (_ONE - square) / (base * np.float32(math.sqrt(base)))
