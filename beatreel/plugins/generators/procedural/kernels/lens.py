"""A camera, and the rays through the points of its picture."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from .noise import INLINED

Array = np.ndarray[Any, np.dtype[np.float32]]


class Lens(NamedTuple):
    """A camera: origin, its right, up and forward axes, focal length and middle in pixels."""

    origin: Array
    right: Array
    up: Array
    forward: Array
    focal: np.float32
    centre_x: np.float32
    centre_y: np.float32


@njit(**INLINED)
def ray(lens, x, y):  # type: ignore[no-untyped-def]
    """Return origin and direction (of length 1) of the ray through a point, pixels, and the direction's share along the axis.

    All of them are of double precision, as what a mirror sends on is: tracing and shading are compiled for one kind of ray only.
    """
    across, up = (x - lens.centre_x) / lens.focal, -(y - lens.centre_y) / lens.focal
    dx = lens.right[0] * across + lens.up[0] * up + lens.forward[0]
    dy = lens.right[1] * across + lens.up[1] * up + lens.forward[1]
    dz = lens.right[2] * across + lens.up[2] * up + lens.forward[2]
    share = 1 / math.sqrt(dx * dx + dy * dy + dz * dz)
    ox, oy, oz = np.float64(lens.origin[0]), np.float64(lens.origin[1]), np.float64(lens.origin[2])
    return ox, oy, oz, dx * share, dy * share, dz * share, share
