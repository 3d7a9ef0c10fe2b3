"""Where the cells of a grid lie in a picture that is made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass
class Cells:
    """The cells of a grid, which reaches one beyond the picture on each side: within one, everything changes evenly.

    Attributes
    ----------
    share : ndarray (columns + 1,), float32
        How far into its cell the centre of each cell's first pixel is; the first cell begins outside.
    lane : ndarray (width,), uint32
        Which pixel of all cells' a pixel is, counted as if each cell had as many as the widest.
    size : ndarray (2,), float32
        Pixels across and down.
    """

    share: Any
    lane: Any
    size: Any

    @classmethod
    def of(cls, columns: int, rows: int, width: int, height: int, lanes: int) -> Cells:
        """Return those of a picture of ``width`` x ``height`` with a grid of ``columns`` x ``rows``; ``lanes`` pixels are the most."""
        across, down = width / columns, height / rows
        number = np.arange(columns + 1)
        start = np.ceil((number - 0.5) * across - 0.5).astype(int)
        share = (start + 0.5) / across + 0.5 - number
        pixel = np.arange(width)
        cell = np.searchsorted(start, pixel, side="right") - 1
        lane = cell * lanes + pixel - start[cell]
        return cls(share.astype(np.float32), lane.astype(np.uint32), np.array([across, down], np.float32))
