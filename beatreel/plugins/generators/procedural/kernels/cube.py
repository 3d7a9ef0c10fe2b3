"""A colour cube: what each display colour becomes, between its corners by trilinear interpolation."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .noise import LENT

Array = np.ndarray[Any, np.dtype[np.float32]]


@njit(**LENT)
def through(picture: Any, cube: Any) -> None:
    """Replace the first three channels of a picture, uint8 (height, width, channels), in place.

    ``cube`` is float32 (size, size, size, 3), indexed by the three channels, in code values.
    """
    height, width = picture.shape[:2]
    size = cube.shape[0]
    scale, most, half, one = np.float32((size - 1) / 255), size - 2, np.float32(0.5), np.float32(1.0)
    for y in range(height):
        for x in range(width):
            a = np.float32(picture[y, x, 0]) * scale
            b = np.float32(picture[y, x, 1]) * scale
            c = np.float32(picture[y, x, 2]) * scale
            i, j, k = min(int(a), most), min(int(b), most), min(int(c), most)
            a, b, c = a - np.float32(i), b - np.float32(j), c - np.float32(k)
            for channel in range(3):
                near = cube[i, j, k, channel] * (one - c) + cube[i, j, k + 1, channel] * c
                far = cube[i, j + 1, k, channel] * (one - c) + cube[i, j + 1, k + 1, channel] * c
                low = near * (one - b) + far * b
                near = cube[i + 1, j, k, channel] * (one - c) + cube[i + 1, j, k + 1, channel] * c
                far = cube[i + 1, j + 1, k, channel] * (one - c) + cube[i + 1, j + 1, k + 1, channel] * c
                high = near * (one - b) + far * b
                picture[y, x, channel] = np.uint8(low * (one - a) + high * a + half)


def identity(size: int) -> Array:
    """Return the cube that changes nothing."""
    steps = np.linspace(0, 255, size, dtype=np.float32)
    return np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1)
