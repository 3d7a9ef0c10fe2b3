"""How far it is to what a camera sees, before anything is lit: a quick look that says where there is room."""

from __future__ import annotations

import numpy as np
from numba import njit

from .bvh import DEEPEST, NOTHING, nearest
from .lens import ray
from .noise import FLAGS


@njit(**FLAGS)
def places(tree, lens, x, y, far, out):  # type: ignore[no-untyped-def]
    """Fill ``out`` (points, 3) with the places that rays through points of a picture meet; beyond ``far`` where they meet none."""
    stack, found = np.empty(DEEPEST, np.int32), np.empty(2, np.float64)
    for i in range(x.size):
        ox, oy, oz, dx, dy, dz, _ = ray(lens, x[i], y[i])
        t, hit = nearest(tree, stack, ox, oy, oz, dx, dy, dz, far, found, False)
        t = 2.0 * far if hit == NOTHING else t
        out[i, 0], out[i, 1], out[i, 2] = ox + dx * t, oy + dy * t, oz + dz * t
