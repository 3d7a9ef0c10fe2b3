"""Ground that has broken into plates: ice that cracked, a crust over lava, dried mud."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .noise import LENT, lattice_random

Array = np.ndarray[Any, np.dtype[np.float32]]

_F = np.float32
_FAR = _F(1e9)


@njit(**LENT)
def fill_plates(x, z, size, seed, out):  # type: ignore[no-untyped-def]
    """Write how far places are from the crack that is nearest to them, in metres, and a number from 0 to 1 of their plate.

    Cracks are the borders of a Voronoi diagram.

    Parameters
    ----------
    x, z : ndarray (count,)
        Metres.
    size : float
        Of the plates, metres.
    seed : int
    out : ndarray (count, 2)
    """
    for i in range(x.shape[0]):
        u, v = x[i] / size, z[i] / size
        iu, iv = np.int32(np.floor(u)), np.int32(np.floor(v))
        near, ax, az, who_u, who_v = _FAR, _F(0), _F(0), iu, iv
        for dv in range(-1, 2):
            for du in range(-1, 2):
                cu, cv = np.int32(iu + du), np.int32(iv + dv)
                ox = _F(cu) + _F(0.08) + _F(0.84) * lattice_random(cu, cv, seed) - u
                oz = _F(cv) + _F(0.08) + _F(0.84) * lattice_random(cu, cv, seed + 1) - v
                away = ox * ox + oz * oz
                if away < near:
                    near, ax, az, who_u, who_v = away, ox, oz, cu, cv
        edge = _FAR
        for dv in range(-2, 3):
            for du in range(-2, 3):
                cu, cv = np.int32(who_u + du), np.int32(who_v + dv)
                ox = _F(cu) + _F(0.08) + _F(0.84) * lattice_random(cu, cv, seed) - u
                oz = _F(cv) + _F(0.08) + _F(0.84) * lattice_random(cu, cv, seed + 1) - v
                bx, bz = ox - ax, oz - az
                long = bx * bx + bz * bz
                if long > _F(1e-6):
                    across = (_F(0.5) * (ax + ox) * bx + _F(0.5) * (az + oz) * bz) / _F(np.sqrt(long))
                    edge = min(edge, across)
        out[i, 0] = edge * size
        out[i, 1] = lattice_random(who_u, who_v, seed + 2)


def plates_at(x: Array, z: Array, size: float, seed: int) -> tuple[Array, Array]:
    """Return distances from the nearest crack and the numbers of the plates; see :func:`fill_plates`."""
    out = np.empty((x.size, 2), np.float32)
    flat = (np.ascontiguousarray(part, np.float32).reshape(-1) for part in (x, z))
    fill_plates(*flat, np.float32(size), seed, out)
    return out[:, 0].reshape(x.shape), out[:, 1].reshape(x.shape)
