"""Lattice noise for the painters: hashes, value and gradient noise, their octave sums and filled images.

Everything is a pure function of position and seed, single precision and free of tables, so that LLVM can keep eight
positions in one register. Three habits make that work: ``np.floor`` on float32 (``math.floor`` yields a 64-bit integer),
32-bit casts after each integer product, and constants that are float32 already. Octaves are the outer loop of
:func:`fill_fbm`, never the inner one.

Method: K. Perlin, "Improving Noise" (2002), with an integer hash in place of the permutation table.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

# Only the relaxations that keep every value: no NaN, no infinity, no signed zero. Full fast-math lets LLVM reorder sums and
# contract products differently in each copy of a function, and which copy runs depends on what a process compiled, loaded
# from the cache on disk, or painted before: the same scene then came out with other bytes. See docs/decisions/0009.
VALUE_KEEPING = {"nnan", "ninf", "nsz"}
FLAGS: dict[str, Any] = {"fastmath": VALUE_KEEPING, "nogil": True, "cache": True, "error_model": "numpy"}
# For functions that make no arrays. Numba counts references to every array of a scene at each call that takes the scene, atomically,
# which cost seven times what tracing a greenhouse did; what is lent needs no count. See docs/decisions/0034.
LENT: dict[str, Any] = FLAGS | {"_nrt": False}
# Small functions are compiled with each caller: LLVM cannot inline what comes from the cache on disk. The primitives
# below are inlined by numba itself (inline="always"), which is what lets LLVM vectorise a loop over them; keep such
# loops short, each inlined noise costs a third of a second of compilation.
INLINED: dict[str, Any] = {"fastmath": VALUE_KEEPING, "nogil": True, "error_model": "numpy", "_nrt": False}

_ONE = np.float32(1.0)
_ZERO = np.float32(0.0)
_TWO = np.float32(2.0)
_THREE = np.float32(3.0)
_SIX = np.float32(6.0)
_TEN = np.float32(10.0)
_FIFTEEN = np.float32(15.0)
_HALF = np.float32(0.5)
_GRADIENT_SCALE = np.float32(1.84)  # brings the usual extremes of gradient noise near -1 and 1
_FROM_16_BITS = np.float32(1.0 / 32768.0)
_FROM_24_BITS = np.float32(1.0 / 16777216.0)

# Each octave is turned by 36.87 degrees and doubled, so that lattice directions never line up.
_TURN_COS = np.float32(1.6)
_TURN_SIN = np.float32(1.2)
_SHIFT_X = np.float32(3.1)
_SHIFT_Y = np.float32(1.7)

_K1 = np.uint32(374761393)
_K2 = np.uint32(668265263)
_K3 = np.uint32(2246822519)
_K4 = np.uint32(1274126177)
_S13 = np.uint32(13)
_S16 = np.uint32(16)
_MASK_16 = np.uint32(0xFFFF)
_MASK_24 = np.uint32(0xFFFFFF)


@njit(inline="always", **INLINED)
def lattice_hash(ix: int, iy: int, seed: int) -> int:
    """Return 32 well mixed bits for an integer lattice point."""
    n = np.uint32(np.uint32(np.uint32(ix) * _K1) + np.uint32(np.uint32(iy) * _K2) + np.uint32(np.uint32(seed) * _K3))
    n = np.uint32(np.uint32(n ^ (n >> _S13)) * _K4)
    n = np.uint32(np.uint32(n ^ (n >> _S16)) * _K3)
    return np.uint32(n ^ (n >> _S13))


@njit(inline="always", **INLINED)
def lattice_random(ix: int, iy: int, seed: int) -> float:
    """Return a float32 in [0, 1) for an integer lattice point."""
    return np.float32(np.int32(lattice_hash(ix, iy, seed) & _MASK_24)) * _FROM_24_BITS


@njit(**INLINED)
def smoothstep(low: float, high: float, x: float) -> float:
    """Return the cubic step from 0 at ``low`` to 1 at ``high`` as float32."""
    t = (np.float32(x) - np.float32(low)) / (np.float32(high) - np.float32(low))
    t = min(max(t, _ZERO), _ONE)
    return t * t * (_THREE - _TWO * t)


@njit(inline="always", **INLINED)
def _corner(ix: int, iy: int, seed: int, u: float, v: float) -> float:
    n = lattice_hash(ix, iy, seed)
    gx = np.float32(np.int32(n & _MASK_16)) * _FROM_16_BITS - _ONE
    gy = np.float32(np.int32(np.uint32(n >> _S16))) * _FROM_16_BITS - _ONE
    return gx * u + gy * v


@njit(inline="always", **INLINED)
def gradient_noise(x: float, y: float, seed: int) -> float:
    """Return smooth noise of mean 0, usual range -1 to 1 (float32); one feature per unit of ``x`` and ``y``."""
    x = np.float32(x)
    y = np.float32(y)
    xf = np.floor(x)
    yf = np.floor(y)
    ix = np.int32(xf)
    iy = np.int32(yf)
    jx = np.int32(ix + np.int32(1))
    jy = np.int32(iy + np.int32(1))
    u = x - xf
    v = y - yf
    su = u * u * u * (u * (u * _SIX - _FIFTEEN) + _TEN)
    sv = v * v * v * (v * (v * _SIX - _FIFTEEN) + _TEN)
    a = _corner(ix, iy, seed, u, v)
    b = _corner(jx, iy, seed, u - _ONE, v)
    c = _corner(ix, jy, seed, u, v - _ONE)
    d = _corner(jx, jy, seed, u - _ONE, v - _ONE)
    return _GRADIENT_SCALE * (a + (b - a) * su + (c - a) * sv + (a - b - c + d) * su * sv)


@njit(inline="always", **INLINED)
def value_noise(x: float, y: float, seed: int) -> float:
    """Return smooth noise in [0, 1) (float32), blockier and half as dear as :func:`gradient_noise`."""
    x = np.float32(x)
    y = np.float32(y)
    xf = np.floor(x)
    yf = np.floor(y)
    ix = np.int32(xf)
    iy = np.int32(yf)
    jx = np.int32(ix + np.int32(1))
    jy = np.int32(iy + np.int32(1))
    u = x - xf
    v = y - yf
    u = u * u * (_THREE - _TWO * u)
    v = v * v * (_THREE - _TWO * v)
    a = lattice_random(ix, iy, seed)
    b = lattice_random(jx, iy, seed)
    c = lattice_random(ix, jy, seed)
    d = lattice_random(jx, jy, seed)
    return a + (b - a) * u + (c - a) * v + (a - b - c + d) * u * v


# For single points: a call, so that a long shading function compiles in seconds.
gradient_at = njit(**FLAGS)(gradient_noise.py_func)
value_at = njit(**FLAGS)(value_noise.py_func)
random_at = njit(**INLINED)(lattice_random.py_func)


@njit(**LENT)
def faded_noise(x, z, scale, seed, e):  # type: ignore[no-untyped-def]
    """Return gradient noise with features of a size, faded out where a pixel ``e`` is larger than half of it."""
    part = min(max(_HALF * scale / max(e, np.float32(1e-4)) - _ONE, _ZERO), _ONE)
    if part <= _ZERO:
        return _ZERO
    return part * gradient_at(x / scale, z / scale, seed)


@njit(**LENT)
def fbm(x: float, y: float, seed: int, octaves: int) -> float:
    """Sum ``octaves`` of gradient noise, each half as strong and twice as fine; range about -1 to 1."""
    x = np.float32(x)
    y = np.float32(y)
    amplitude = _HALF
    total = _ZERO
    for octave in range(octaves):
        total += amplitude * gradient_at(x, y, seed + octave)
        amplitude *= _HALF
        x, y = _TURN_COS * x - _TURN_SIN * y + _SHIFT_X, _TURN_SIN * x + _TURN_COS * y - _SHIFT_Y
    return total


@njit(**LENT)
def value_fbm(x: float, y: float, seed: int, octaves: int) -> float:
    """Sum ``octaves`` of value noise; range 0 to 1, mean about one half."""
    x = np.float32(x)
    y = np.float32(y)
    amplitude = _HALF
    total = _ZERO
    for octave in range(octaves):
        total += amplitude * value_at(x, y, seed + octave)
        amplitude *= _HALF
        x, y = _TURN_COS * x - _TURN_SIN * y + _SHIFT_X, _TURN_SIN * x + _TURN_COS * y - _SHIFT_Y
    return total


@njit(**LENT)
def ridged(x: float, y: float, seed: int, octaves: int) -> float:
    """Sum folded gradient noise whose creases carry the finer octaves: rock and mountain ridges, range 0 to 1.

    Method: F. K. Musgrave's ridged multifractal ("Texturing and Modeling", 1994).
    """
    x = np.float32(x)
    y = np.float32(y)
    amplitude = _HALF
    total = _ZERO
    weight = _ONE
    for octave in range(octaves):
        crease = _ONE - abs(gradient_at(x, y, seed + octave))
        crease = crease * crease * weight
        total += amplitude * crease
        weight = min(max(crease * np.float32(1.6), _ZERO), _ONE)
        amplitude *= _HALF
        x, y = _TURN_COS * x - _TURN_SIN * y + _SHIFT_X, _TURN_SIN * x + _TURN_COS * y - _SHIFT_Y
    return total


@njit(**LENT)
def _add_octave(out, xx, xy, x0, yx, yy, y0, seed, amplitude, valued):  # type: ignore[no-untyped-def]
    height, width = out.shape
    for row in range(height):
        line = out[row]
        base_x = x0 + xy * np.float32(row)
        base_y = y0 + yy * np.float32(row)
        if valued:
            for column in range(width):
                c = np.float32(np.int32(column))
                line[column] += amplitude * value_noise(base_x + xx * c, base_y + yx * c, seed)
        else:
            for column in range(width):
                c = np.float32(np.int32(column))
                line[column] += amplitude * gradient_noise(base_x + xx * c, base_y + yx * c, seed)


def fill_fbm(
    height: int,
    width: int,
    *,
    step_x: float,
    step_y: float,
    offset_x: float = 0.0,
    offset_y: float = 0.0,
    seed: int = 0,
    octaves: int = 4,
    valued: bool = False,
) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Fill an image with fractal noise.

    Parameters
    ----------
    height, width : int
        Size of the image in pixels.
    step_x, step_y : float
        Noise units per pixel; 0.01 gives features about 100 pixels wide.
    offset_x, offset_y : float
        Noise position of the first pixel.
    seed : int
    octaves : int
        At least 1; octaves finer than two pixels only add grain.
    valued : bool
        Value noise (0 to 1) instead of gradient noise (about -1 to 1).

    Returns
    -------
    ndarray (height, width), float32
        The same values as :func:`fbm` or :func:`value_fbm` at ``offset + pixel * step``.
    """
    out = np.zeros((height, width), np.float32)
    xx, xy, x0 = float(step_x), 0.0, float(offset_x)
    yx, yy, y0 = 0.0, float(step_y), float(offset_y)
    amplitude = 0.5
    for octave in range(octaves):
        coefficients = [np.float32(v) for v in (xx, xy, x0, yx, yy, y0)]
        _add_octave(out, *coefficients, np.int32(seed + octave), np.float32(amplitude), valued)
        amplitude *= 0.5
        xx, yx = 1.6 * xx - 1.2 * yx, 1.2 * xx + 1.6 * yx
        xy, yy = 1.6 * xy - 1.2 * yy, 1.2 * xy + 1.6 * yy
        x0, y0 = 1.6 * x0 - 1.2 * y0 + 3.1, 1.2 * x0 + 1.6 * y0 - 1.7
    return out
