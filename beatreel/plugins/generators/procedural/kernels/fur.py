"""Fur of bodies that are seen level: hairs that lean out of a coat, as shells of it that shift towards their tips.

Method: J. Lengyel et al., "Real-Time Fur over Arbitrary Surfaces" (2001), in the picture instead of on the surface.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .noise import LENT

_ZERO, _ONE = np.float32(0.0), np.float32(1.0)


@njit(**LENT)
def grow(colour, cover, lie, hairs, behind, back, step, out, shown):  # type: ignore[no-untyped-def]
    """Let hair grow from a body; fill ``out`` (rows, columns, 3) and ``shown`` (rows, columns).

    Parameters
    ----------
    colour, cover : ndarray (rows, columns[, 3])
        The body without hair.
    lie : ndarray (rows, columns, 2)
        Pixels from the root of a hair to its tip, to the right and down; also about the body.
    hairs : ndarray (rows, columns)
        How far along its way each place's hair reaches, 0 to 1.
    behind : ndarray (rows, columns)
        How much of what shines behind the body comes through its hair, 0 to 1.
    back : ndarray (3,)
        Light from behind.
    step : float
        Pixels between two shells: less than a hair is wide.
    """
    rows, columns = cover.shape
    for row in range(rows):
        for column in range(columns):
            dx, dy = lie[row, column, 0], lie[row, column, 1]
            reach = max(abs(dx), abs(dy))
            base = cover[row, column]
            left = _ONE  # what is not yet covered
            blue, green, red = _ZERO, _ZERO, _ZERO
            if reach > np.float32(0.7):
                shells = min(int(reach / step) + 3, 120)
                for k in range(shells, 0, -1):
                    t = np.float32(k) / np.float32(shells)
                    x, y = np.float32(column) - dx * t, np.float32(row) - dy * t
                    i, j = int(x), int(y)
                    if x < 0 or y < 0 or i >= columns - 1 or j >= rows - 1:
                        continue
                    u, v = x - np.float32(i), y - np.float32(j)
                    root = (cover[j, i] * (_ONE - u) + cover[j, i + 1] * u) * (_ONE - v) + (
                        cover[j + 1, i] * (_ONE - u) + cover[j + 1, i + 1] * u
                    ) * v
                    if root < np.float32(0.02):
                        continue
                    hair = (hairs[j, i] * (_ONE - u) + hairs[j, i + 1] * u) * (_ONE - v) + (
                        hairs[j + 1, i] * (_ONE - u) + hairs[j + 1, i + 1] * u
                    ) * v
                    share = min(max((hair - t) * np.float32(3.5), _ZERO), _ONE) * root
                    if share <= 0:
                        continue
                    if u > np.float32(0.5):
                        i += 1
                    if v > np.float32(0.5):
                        j += 1
                    part = left * share
                    tone = part * (np.float32(0.66) + np.float32(0.52) * t)
                    through = part * behind[row, column] * t
                    blue += tone * colour[j, i, 0] + through * back[0]
                    green += tone * colour[j, i, 1] + through * back[1]
                    red += tone * colour[j, i, 2] + through * back[2]
                    left *= _ONE - share
                    if left < np.float32(0.03):
                        break
            skin = left * base
            deep = skin * (_ONE - np.float32(0.28) * min(max(np.float32(0.5) * (reach - _ONE), _ZERO), _ONE))
            all_ = _ONE - left + skin
            if all_ <= 0:
                shown[row, column] = _ZERO
                continue
            shown[row, column] = all_
            out[row, column, 0] = (blue + deep * colour[row, column, 0]) / all_
            out[row, column, 1] = (green + deep * colour[row, column, 1]) / all_
            out[row, column, 2] = (red + deep * colour[row, column, 2]) / all_
