"""A fire that burns: tongues of flame from noise that streams upwards, for a still and for each frame of a film.

The noise repeats itself upwards, so that a fire whose turns are whole numbers burns in a loop.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from .noise import fill_fbm

Array = np.ndarray[Any, np.dtype[np.float32]]

_ROWS, _COLUMNS = 192, 64  # of a tile
_BLEND = 64


def _tile(seed: int, across: float, up: float, octaves: int) -> Array:
    """Return noise (2 rows, columns), 0 to 1, whose lower half repeats the upper one."""
    rows = fill_fbm(_ROWS + _BLEND, _COLUMNS, step_x=across / _COLUMNS, step_y=up / _ROWS, seed=seed, octaves=octaves)
    ramp = np.linspace(0, 1, _BLEND, dtype=np.float32)[:, None]
    tile = rows[:_ROWS].copy()
    tile[:_BLEND] = (tile[:_BLEND] * ramp + rows[_ROWS:] * (1 - ramp)) / np.sqrt(ramp**2 + (1 - ramp) ** 2)
    low, high = np.percentile(tile, [3, 97])
    return np.ascontiguousarray(np.concatenate([np.clip((tile - low) / (high - low), 0, 1)] * 2), np.float32)


class Flames:
    """One fire; equal seeds burn alike."""

    def __init__(self, seed: int) -> None:
        self._broad = _tile(seed % 100_000, 2.2, 5.0, 2)
        self._fine = _tile(seed % 100_000 + 7, 4.6, 7.0, 4)

    def heat(self, columns: int, rows: int, broad: float, fine: float) -> Array:
        """Return how hot it is, (rows, columns) 0 to 1; it burns on the lowest row and fills about half of the width.

        Parameters
        ----------
        broad, fine : float
            Turns that the large and the small swirls have made.
        """
        x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
        y = np.linspace(1, 0, rows, dtype=np.float32)[:, None]
        down = (1 - y) * np.float32(0.42 * _ROWS)
        across = (x + 1) * np.float32(0.5 * (_COLUMNS - 1))
        at = (down + np.float32((broad % 1.0) * _ROWS)) % _ROWS
        spread = np.broadcast_to(across, (rows, columns)).astype(np.float32)
        sway = cv2.remap(self._broad, spread, np.broadcast_to(at, (rows, columns)).astype(np.float32), cv2.INTER_LINEAR)
        bent = x + np.float32(0.62) * (sway - np.float32(0.5)) * y**0.8
        at = (1.45 * down + np.float32((fine % 1.0) * _ROWS)) % _ROWS
        spread = np.clip((bent + 1) * np.float32(0.5 * (_COLUMNS - 1)), 0, _COLUMNS - 1).astype(np.float32)
        swirl = cv2.remap(self._fine, spread, np.broadcast_to(at, (rows, columns)).astype(np.float32), cv2.INTER_LINEAR)
        wide = np.float32(0.60) * (1 - y) ** 0.62 * (0.72 + 0.28 * np.clip(y / 0.16, 0, 1)) + np.float32(0.02)
        body = 1 - (np.abs(bent) / wide) ** 1.5
        heat = 0.95 * body - 0.62 * y + 1.75 * (swirl - 0.5) * (0.22 + 1.1 * y) + 0.25
        return np.asarray(np.clip(1.15 * heat, 0, 1) * np.clip((y - 0.16 * bent * bent) / 0.07, 0, 1), np.float32)


def fire_colour(heat: Array) -> Array:
    """Return the light of heat, (..., 3) BGR about 0 to 1.3: deep red where it is cool, almost white where it is hottest."""
    return np.stack([0.46 * heat**4.5, 0.92 * heat**2.0, 1.30 * heat**0.95], -1).astype(np.float32)
