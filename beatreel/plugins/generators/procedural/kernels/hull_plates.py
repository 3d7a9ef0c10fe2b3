"""Plating of a ship's sides, which of its panels are lit, and the outlines of its windows and doors."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT, random_at, smoothstep, value_fbm

_I = np.int64


@njit(**LENT)
def seam(away, wide, foot):  # type: ignore[no-untyped-def]
    """Return how much of a joint ``wide`` metres across is seen at a distance from its middle, thinner ones fainter."""
    return max(1 - away / max(wide, foot), 0.0) * min(wide / max(foot, 1e-4), 1.0)


@njit(**LENT)
def plates(u, v, wide, high, number, foot, seed):  # type: ignore[no-untyped-def]
    """Return albedo (about 1) and light (0 to 1) of plating at a place of a field that is ``wide`` by ``high`` metres."""
    x0, x1, y0, y1 = 0.0, wide, 0.0, high
    key = number
    for step in range(3):  # halves of halves, each split where chance has it
        cut = 0.32 + 0.36 * random_at(_I(key), _I(step), seed)
        if (x1 - x0) > (y1 - y0):
            m = x0 + cut * (x1 - x0)
            key = key * 2 + (1 if u > m else 0)
            if u > m:
                x0 = m
            else:
                x1 = m
        else:
            m = y0 + cut * (y1 - y0)
            key = key * 2 + (1 if v > m else 0)
            if v > m:
                y0 = m
            else:
                y1 = m
        if random_at(_I(key), _I(9), seed) < 0.18:
            break
    edge = min(min(u - x0, x1 - u), min(v - y0, y1 - v))
    luck = random_at(_I(key), _I(5), seed + 1)
    shade = (0.72 + 0.5 * random_at(_I(key), _I(6), seed + 2)) * (1 - 0.75 * seam(edge, 0.011, foot))
    shade *= 1 + 0.35 * seam(abs(edge - 0.018), 0.008, foot)  # the bevel takes light
    light = 0.0
    if edge > 0.04:
        if luck < 0.17:  # a grille
            shade *= 0.35 + 0.65 * smoothstep(0.2, 0.5, abs((v / 0.045) % 1.0 - 0.5)) if foot < 0.03 else 0.6
        elif luck < 0.26 and min(x1 - x0, y1 - y0) > 0.16:  # a display
            rows, columns = math.floor((v - y0) / 0.035), math.floor((u - x0) / 0.05)
            on = random_at(_I(columns) + 31 * _I(key), _I(rows), seed + 3)
            shade *= 0.12
            if edge > 0.055:
                light = (0.10 + (0.85 if on > 0.62 else 0.0)) * (
                    0.6 if random_at(_I(rows), _I(key), seed + 4) > 0.4 else 0.1
                )
        elif luck < 0.34:
            shade *= 0.32
        elif luck > 0.93 and abs(v - (y0 + y1) / 2) < 0.012:
            light = 0.7
        du, dv = min(u - x0, x1 - u) - 0.05, min(v - y0, y1 - v) - 0.05
        shade *= 1 - 0.5 * smoothstep(0.013, 0.008, math.sqrt(du * du + dv * dv)) * min(0.012 / max(foot, 1e-4), 1.0)
    shade *= 0.80 + 0.36 * value_fbm(u * 1.9 + number, v * 1.9, seed + 5, _I(4))
    return shade, light


@njit(**LENT)
def lit_bay(bay, seed):  # type: ignore[no-untyped-def]
    """Return whether the panels between two ribs shine: a ship whose every bay is lit has no depth."""
    return random_at(_I(bay), _I(77), seed) > 0.42


@njit(**LENT)
def oblong(u, v, a, b, corner):  # type: ignore[no-untyped-def]
    """Return metres inside an oblong of half sizes ``a`` and ``b`` with cut corners."""
    return min(min(a - abs(u), b - abs(v)), (a + b - corner - abs(u) - abs(v)) * 0.7071)


@njit(**LENT)
def pane(hull, px, py):  # type: ignore[no-untyped-def]
    """Return metres inside the window of the bulkhead; below 0 on its wall."""
    w = hull.window
    u, v = px, py - w[0]
    if w[3] > 0.5:
        away = math.sqrt((u / w[1]) ** 2 + (v / w[2]) ** 2)
        return (1 - away) * min(w[1], w[2])
    return oblong(u, v, w[1] - 0.10 * v, w[2], 0.55)
