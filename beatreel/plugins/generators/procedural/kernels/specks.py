"""Round points: stars and flakes."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]


def specks(image: Array, x: Array, y: Array, radius: Array, light: Array) -> None:
    """Draw round points of light into an image, in place: each pixel has as much of one as it covers.

    Parameters
    ----------
    image : ndarray (height, width)
    x, y, radius : ndarray (points,)
        Pixels.
    light : ndarray (points,)
    """
    height, width = image.shape
    reach = int(np.ceil(float(radius.max(initial=0.5)) + 0.5))
    steps = np.arange(-reach, reach + 1)
    columns, rows = np.floor(x).astype(int)[:, None] + steps, np.floor(y).astype(int)[:, None] + steps
    away = np.hypot(
        (columns + 0.5 - x[:, None])[:, None, :], (rows + 0.5 - y[:, None])[:, :, None]
    )  # of the middles of pixels
    seen = np.clip(radius[:, None, None] + 0.5 - away, 0, 1) * light[:, None, None]
    inside = ((columns >= 0) & (columns < width))[:, None, :] & ((rows >= 0) & (rows < height))[:, :, None]
    rows, columns = np.broadcast_arrays(rows[:, :, None], columns[:, None, :])
    np.maximum.at(image, (rows[inside], columns[inside]), seen[inside].astype(np.float32))
