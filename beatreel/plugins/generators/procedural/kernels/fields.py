"""Fractal noise at given positions: one octave is one vectorised pass over flat arrays.

Octaves may be cut off by a footprint, so that what is far away carries no detail finer than its pixels.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .noise import LENT, gradient_noise

Array = np.ndarray[Any, np.dtype[np.float32]]

_ONE = np.float32(1.0)
_ZERO = np.float32(0.0)


@njit(**LENT)
def _octave(x, z, foot, turn, shift, per_metre, amplitude, seed, folded, total, weight):  # type: ignore[no-untyped-def]
    """Add an octave; ``folded`` noise has creases and is weighted by the octaves before."""
    tx = turn[0] * per_metre
    tz = turn[1] * per_metre
    sx = shift[0]
    sz = shift[1]
    for i in range(x.shape[0]):
        n = gradient_noise(tx * x[i] - tz * z[i] + sx, tz * x[i] + tx * z[i] + sz, seed)
        # Two footprints per feature at least; fade in up to four.
        part = min(max(np.float32(0.5) / max(foot[i] * per_metre, np.float32(1e-9)) - _ONE, _ZERO), _ONE) * amplitude
        crease = _ONE - abs(n)
        crease = crease * crease * weight[i]
        total[i] += part * (crease if folded else n)
        weight[i] = min(max(crease * np.float32(1.7), _ZERO), _ONE) if folded else _ONE


def _sum(
    x: Array, z: Array, scale: float, seed: int, octaves: int, foot: Array | None, folded: bool, gain: float
) -> Array:
    shape = x.shape
    x, z = np.ascontiguousarray(x, np.float32).ravel(), np.ascontiguousarray(z, np.float32).ravel()
    feet = np.zeros_like(x) if foot is None else np.ascontiguousarray(foot, np.float32).ravel()
    finest = float(feet.min()) if foot is not None else 0.0
    total, weight = np.zeros_like(x), np.ones_like(x)
    amplitude = 0.5
    turn = np.array([1.0, 0.0])
    for octave in range(octaves):
        per_metre = 2.0**octave / scale
        if finest * per_metre > 0.5:
            break
        shift = np.array([3.1, -1.7], np.float32) * np.float32(octave)
        _octave(
            x, z, feet, turn.astype(np.float32), shift, np.float32(per_metre), np.float32(amplitude),
            np.int32(seed + octave), folded, total, weight,
        )  # fmt: skip
        amplitude *= gain
        turn = np.array([0.8 * turn[0] - 0.6 * turn[1], 0.6 * turn[0] + 0.8 * turn[1]])
    return total.reshape(shape)


def fbm_at(
    x: Array, z: Array, scale: float, seed: int, octaves: int, foot: Array | None = None, gain: float = 0.5
) -> Array:
    """Return fractal gradient noise at positions, about -1 to 1.

    Parameters
    ----------
    x, z : ndarray
        Positions of any shape, in metres.
    scale : float
        Size of the largest features in metres.
    seed, octaves : int
    foot : ndarray, optional
        Size of a pixel at each position in metres; finer octaves are left out.
    gain : float
        Strength of each octave over the one before.

    Returns
    -------
    ndarray
        Of the shape of ``x``, float32.
    """
    return _sum(x, z, scale, seed, octaves, foot, False, gain)


def ridged_at(
    x: Array, z: Array, scale: float, seed: int, octaves: int, foot: Array | None = None, gain: float = 0.5
) -> Array:
    """Return folded noise whose creases carry the finer octaves (rock, mountain ridges), 0 to 1; see :func:`fbm_at`.

    Method: F. K. Musgrave's ridged multifractal ("Texturing and Modeling", 1994).
    """
    return _sum(x, z, scale, seed, octaves, foot, True, gain)


def step(low: float, high: float, x: Array) -> Array:
    """Return the cubic step from 0 at ``low`` to 1 at ``high``."""
    t = np.clip((x - np.float32(low)) / np.float32(high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)
