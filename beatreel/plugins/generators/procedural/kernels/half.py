"""Light in half precision, which takes half the memory.

numpy reports each value that is too small for a full half (below 0.00006, as the halo of a lamp is nearly everywhere) to the
processor's status word, which takes ten times as long as the rest. Here nothing is reported; the bytes are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .noise import FLAGS

Array = np.ndarray[Any, np.dtype[np.float32]]

_SIGN = np.int32(-0x80000000)
_REST = np.int32(0x7FFFFFFF)
_INFINITE = np.int32(0x7F800000)  # and what is no number lies above
_TOO_LARGE = np.int32(143 << 23)  # 65536
_LEAST_FULL = np.int32(113 << 23)  # 2 to the power of -14; below, halves lie evenly
_EVEN = np.float32(0.5)  # its last digit is worth the least half
_BITS_OF_EVEN = np.int32(126 << 23)
_REBIASED = np.int32(0xFFF - (112 << 23))
_SHIFT = np.int32(13)
_SIXTEEN = np.int32(16)
_ONE = np.int32(1)


@njit(**FLAGS)
def _halve(light, out):  # type: ignore[no-untyped-def]
    """Round the bits of floats to the nearest half, of two to the even one."""
    for i in range(light.size):
        bits = light[i]
        size = bits & _REST
        full = (size + _REBIASED + ((size >> _SHIFT) & _ONE)) >> _SHIFT
        small = np.float32(np.int32(size).view(np.float32) + _EVEN).view(np.int32) - _BITS_OF_EVEN
        found = small if size < _LEAST_FULL else full
        large = np.int32(0x7E00) if size > _INFINITE else np.int32(0x7C00)
        found = large if size >= _TOO_LARGE else found
        out[i] = np.uint16(found | ((bits & _SIGN) >> _SIXTEEN))


def halved(light: Array) -> Any:
    """Return an array of single precision in half precision, as ``astype(np.float16)`` does it."""
    light = np.ascontiguousarray(light, np.float32)
    out = np.empty(light.shape, np.uint16)
    _halve(light.view(np.int32).reshape(-1), out.reshape(-1))
    return out.view(np.float16)
