"""The grid of a frame in cells of 8 pixels, whatever its width: kernels know how many pixels a cell has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.plate import CELL

if TYPE_CHECKING:
    Grid = np.ndarray[Any, np.dtype[np.float32]]


def even(grid: Grid, width: int) -> Grid:
    """Return a grid whose columns lie exactly ``CELL`` pixels apart.

    Parameters
    ----------
    grid : ndarray (..., columns + 2), float32
        Evenly over the frame's width and one cell beyond it on each side.
    width : int
        Of the frame in pixels.

    Returns
    -------
    ndarray (..., ceil(width / CELL) + 2), float32
        Its first column lies half a cell before the frame.
    """
    columns = grid.shape[-1] - 2
    if columns * CELL == width:
        return grid
    pixels = (np.arange(-(-width // CELL) + 2) - 0.5) * CELL
    at = (pixels * columns / width + 0.5).astype(np.float32)
    left = np.clip(at.astype(np.int32), 0, columns)
    share = at - left
    return np.ascontiguousarray(grid[..., left] * (1 - share) + grid[..., left + 1] * share, np.float32)
