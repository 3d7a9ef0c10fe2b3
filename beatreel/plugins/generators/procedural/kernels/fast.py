"""Logarithm, powers and angles as polynomials: no calls, so that LLVM keeps eight pixels in one register.

The errors are some millionths, a hundredth of what one code value shows. Every operation is one of single precision in a given
order, so the same values come out wherever a function is inlined.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .noise import INLINED

_MANTISSA = np.int32(0x7FFFFF)
_EXPONENT_OF_ONE = np.int32(0x3F800000)
_BIAS = np.int32(127)
_BITS = np.int32(23)


@njit(inline="always", **INLINED)
def log2(x: float) -> float:
    """Return the binary logarithm of a normal float32 above 0."""
    bits = np.float32(x).view(np.int32)
    m = np.int32((bits & _MANTISSA) | _EXPONENT_OF_ONE).view(np.float32)
    p = np.float32(0.150382096) - np.float32(0.0123706428) * m
    p = np.float32(-0.798109044) + p * m
    p = np.float32(2.42396598) + p * m
    p = np.float32(-4.6428976) + p * m
    p = np.float32(5.85011315) + p * m
    p = np.float32(-5.01386101) + p * m
    p = np.float32(3.48547183) + p * m
    return np.float32(np.int32((bits >> _BITS) - _BIAS)) + p * (m - np.float32(1.0))


@njit(inline="always", **INLINED)
def exp2(x: float) -> float:
    """Return 2 to the power of a float32; below -126 as at -126, above 126 as at 126."""
    x = min(max(np.float32(x), np.float32(-126.0)), np.float32(126.0))
    whole = np.floor(x)
    f = x - whole
    p = np.float32(0.00894621467) + np.float32(0.00189510729) * f
    p = np.float32(0.0558632827) + p * f
    p = np.float32(0.24014077) + p * f
    p = np.float32(0.69315462) + p * f
    p = np.float32(0.999999896) + p * f
    return p * np.int32((np.int32(whole) + _BIAS) << _BITS).view(np.float32)


@njit(inline="always", **INLINED)
def power(x: float, exponent: float) -> float:
    """Return a normal float32 above 0 to a power."""
    return exp2(log2(x) * np.float32(exponent))


@njit(inline="always", **INLINED)
def angle(y: float, x: float) -> float:
    """Return the direction of a float32 vector, 0 to 2 pi radians; 0 of none."""
    across, up = abs(np.float32(x)), abs(np.float32(y))
    t = min(across, up) / max(max(across, up), np.float32(1e-20))
    s = t * t
    p = np.float32(-0.0368986292) + np.float32(0.00782548293) * s
    p = np.float32(0.0837415565) + p * s
    p = np.float32(-0.134804056) + p * s
    p = np.float32(0.198798722) + p * s
    p = np.float32(-0.333263745) + p * s
    p = (np.float32(0.999999328) + p * s) * t
    p = np.float32(1.57079633) - p if up > across else p
    p = np.float32(3.14159265) - p if x < np.float32(0.0) else p
    return np.float32(6.2831853) - p if y < np.float32(0.0) else p
