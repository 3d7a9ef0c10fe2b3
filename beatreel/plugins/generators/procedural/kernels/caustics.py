"""Caustics: the net of light that a moving water surface throws on whatever lies below.

A tile is made once by sending a fine grid of rays through a surface of periodic waves and counting where they land; it repeats
without a seam. Two tiles that slide against each other, of which the darker is taken at each place, dance like the real thing.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]


def caustic_tile(seed: int, size: int = 512, *, waves: int = 22, focus: float = 0.9) -> Array:
    """Return a periodic net of light.

    Parameters
    ----------
    seed : int
    size : int
        Pixels of each side.
    waves : int
        How many trains cross.
    focus : float
        How far the rays are bent: below 0.6 soft bands, above 1.2 many thin lines.

    Returns
    -------
    ndarray (size, size), float32
        Light relative to its mean, 0 to 1 with rare brighter knots clipped; the mean is about 0.2.
    """
    rng = np.random.default_rng([seed, 91])
    fine = 2 * size
    y, x = np.mgrid[0:fine, 0:fine].astype(np.float32) * np.float32(2 * np.pi / fine)
    bend_x, bend_y = np.zeros_like(x), np.zeros_like(y)
    for _ in range(waves):
        reach, way = float(rng.gamma(4.0, 1.6)) + 1.5, float(rng.uniform(0, 2 * np.pi))
        i, j = round(reach * np.cos(way)), round(reach * np.sin(way))
        k = np.hypot(i, j)
        if k < 1:
            continue
        slope = np.cos(i * x + j * y + np.float32(rng.uniform(0, 2 * np.pi))) * np.float32(1 / k**1.15)
        bend_x += np.float32(i / k) * slope
        bend_y += np.float32(j / k) * slope
    scale = focus * 0.034 * fine / float(bend_x.std() + bend_y.std())
    columns = (np.arange(fine, dtype=np.float32)[None, :] + scale * bend_x) / 2
    rows = (np.arange(fine, dtype=np.float32)[:, None] + scale * bend_y) / 2
    place = (np.floor(rows).astype(np.int64) % size) * size + np.floor(columns).astype(np.int64) % size
    landed = np.bincount(place.ravel(), minlength=size * size).reshape(size, size).astype(np.float32) / 4
    wide = cv2.copyMakeBorder(landed, 8, 8, 8, 8, cv2.BORDER_WRAP)
    soft = cv2.GaussianBlur(wide, (0, 0), 1.1)[8:-8, 8:-8]
    return np.clip(soft * 0.22, 0, 1).astype(np.float32)


def sampled(tile: Array, u: Array, v: Array) -> Array:
    """Return a tile at positions in tiles (1 is one period), arrays of one shape."""
    size = tile.shape[0]
    wide = cv2.copyMakeBorder(tile, 0, 1, 0, 1, cv2.BORDER_WRAP)
    x, y = ((p - np.floor(p)) * size for p in (u, v))
    flat = [np.ascontiguousarray(p, np.float32).ravel() for p in (x, y)]
    folded = -(-flat[0].size // 4096)
    room = folded * 4096 - flat[0].size
    maps = [np.pad(p, (0, room)).reshape(folded, 4096) for p in flat]
    found = cv2.remap(wide, maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found.ravel()[: flat[0].size].reshape(u.shape), np.float32)
