"""Light in the air as luma and chroma: haze, drops and what else floats before the picture, put together in one pass over each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS

from .cells import even
from .finish import AirPlanes, colour_weights

if TYPE_CHECKING:
    from .elements.base import Air

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_NOTHING: Any = np.zeros((0, 0), np.uint8)
_NO_SPECKS: Any = np.zeros((0, 0, 3), np.uint8)


def air_planes(air: Air, chroma: float) -> AirPlanes | None:
    """Return what the air adds to a frame, None if nothing.

    Parameters
    ----------
    air : Air
    chroma : float
        Factor of colourfulness.
    """
    if air.drops is None and not air.has_specks and not air.haze.any():
        return None
    weights = colour_weights(chroma, 0.0)
    sheets = [_sheet(air.haze, weights)]
    if air.drops is not None:
        sheets.append(_sheet(air.bright_tint, weights / 235))
    width, height = air.size
    y, u, v = (np.empty((height, width), np.uint8) for _ in range(3))
    lit = np.empty(height, np.uint8)
    drops = _NOTHING if air.drops is None else air.drops
    specks = air.fine if air.has_specks else _NO_SPECKS
    grids = even(np.concatenate(sheets), 2 * width)
    hazy = grids[:3].any(axis=(0, 2)).astype(np.uint8)
    _compose(grids, hazy, height / air.tint.shape[0], drops, specks, weights, y, u, v, lit)
    return AirPlanes(y, u, v, lit)


def _sheet(image: Picture, weights: Any) -> Any:
    """Return a BGR image of the grid as luma and chroma without offsets, (3, rows + 2, columns + 2), its edges repeated."""
    wider = cv2.copyMakeBorder(image, 1, 1, 1, 1, cv2.BORDER_REPLICATE).astype(np.float32)
    return np.ascontiguousarray(np.moveaxis(cv2.transform(wider, weights), -1, 0))


@njit(**FLAGS)
def _compose(sheets, hazy, down, drops, specks, weights, y, u, v, lit):  # type: ignore[no-untyped-def]
    """Write ``haze + tint * drops + specks``, and in which rows there is anything; the others are left as they are."""
    height, width = y.shape
    count, _, columns = sheets.shape
    line = np.empty(columns, np.float32)
    wide = np.empty((count, (columns - 1) * 4), np.float32)
    total = np.empty((3, width), np.float32)
    low, high, half, none = np.float32(0.0), np.float32(255.0), np.float32(0.5), np.float32(128.5)
    quarter, eighth = np.float32(0.25), np.float32(0.125)
    for row in range(height):
        down_at = (np.float32(row) + half) / np.float32(down) + half
        j = int(down_at)
        f = down_at - np.float32(j)
        lit[row] = hazy[j] | hazy[j + 1] | (count == 6)
        if specks.size and not lit[row]:
            most = np.uint8(0)
            for value in specks[row].reshape(-1):
                most |= value
            lit[row] = most > 0
        if not lit[row]:
            continue
        for n in range(count):
            upper, lower, spread = sheets[n, j], sheets[n, j + 1], wide[n]
            for c in range(columns):
                line[c] = upper[c] + (lower[c] - upper[c]) * f
            for c in range(columns - 1):
                step = (line[c + 1] - line[c]) * quarter
                for k in range(4):
                    spread[c * 4 + k] = line[c] + (line[c + 1] - line[c]) * eighth + step * np.float32(k)
        for n in range(3):
            target = total[n]
            if count == 6:
                for x in range(width):
                    target[x] = wide[n, x + 2] + wide[n + 3, x + 2] * np.float32(drops[row, x])
            else:
                for x in range(width):
                    target[x] = wide[n, x + 2]  # the first cell begins half of it before the frame
            if specks.size:
                blue, green, red = weights[n, 0], weights[n, 1], weights[n, 2]
                line_of = specks[row].reshape(-1)
                for x in range(width):
                    target[x] += (
                        np.float32(line_of[3 * x]) * blue
                        + np.float32(line_of[3 * x + 1]) * green
                        + np.float32(line_of[3 * x + 2]) * red
                    )
        for x in range(width):
            y[row, x] = np.uint8(min(max(total[0, x] + half, low), high))
            u[row, x] = np.uint8(min(max(total[1, x] + none, low), high))
            v[row, x] = np.uint8(min(max(total[2, x] + none, low), high))
