"""Draws a bent sheet of quads: what of it a picture sees, and where on the sheet that is.

Method: triangles are filled into a buffer of depths; what lies between the corners is interpolated.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .noise import LENT

_F = np.float32


@njit(**LENT)
def _fill(corners, a, b, c, out):  # type: ignore[no-untyped-def]
    """Fill one triangle, each corner a row of screen x, y, depth and what goes with it."""
    height, width, planes = out.shape
    ax, ay, bx, by, cx, cy = corners[a, 0], corners[a, 1], corners[b, 0], corners[b, 1], corners[c, 0], corners[c, 1]
    area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if abs(area) < _F(1e-6):
        return
    x0, x1 = max(int(min(ax, bx, cx)), 0), min(int(max(ax, bx, cx)) + 1, width - 1)
    y0, y1 = max(int(min(ay, by, cy)), 0), min(int(max(ay, by, cy)) + 1, height - 1)
    for y in range(y0, y1 + 1):
        for x in range(x0, x1 + 1):
            px, py = _F(x) + _F(0.5), _F(y) + _F(0.5)
            v = ((px - ax) * (cy - ay) - (cx - ax) * (py - ay)) / area
            w = ((bx - ax) * (py - ay) - (px - ax) * (by - ay)) / area
            u = _F(1) - v - w
            if u < _F(-1e-4) or v < _F(-1e-4) or w < _F(-1e-4):
                continue
            depth = u * corners[a, 2] + v * corners[b, 2] + w * corners[c, 2]
            if out[y, x, 0] > _F(0) and out[y, x, 0] <= depth:
                continue
            for k in range(planes):
                out[y, x, k] = u * corners[a, k + 2] + v * corners[b, k + 2] + w * corners[c, k + 2]


@njit(**LENT)
def fill_sheet(grid, nearest, out):  # type: ignore[no-untyped-def]
    """Fill a sheet into a picture.

    Parameters
    ----------
    grid : ndarray (rows, columns, 2 + planes)
        Of each corner: pixel x and y, its depth in metres, and what goes with it.
    nearest : float
        Depth before which nothing is seen.
    out : ndarray (height, width, planes)
        Zero where nothing is; gets depth and what goes with it.
    """
    rows, columns, planes = grid.shape
    corners = grid.reshape(rows * columns, planes)
    for i in range(rows - 1):
        for j in range(columns - 1):
            a = i * columns + j
            b, c, d = a + 1, a + columns, a + columns + 1
            near = min(corners[a, 2], corners[b, 2], corners[c, 2], corners[d, 2])
            if near > nearest:
                _fill(corners, a, b, c, out)
                _fill(corners, b, d, c, out)
