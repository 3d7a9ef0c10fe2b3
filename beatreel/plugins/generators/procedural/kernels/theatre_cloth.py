"""Hanging cloth, gilded ornament and the cone of a spotlight."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT, fbm, random_at, smoothstep

_I = np.int64


@njit(**LENT)
def beam(theatre, px, py, pz):  # type: ignore[no-untyped-def]
    """Return how much of the spotlight's cone a point of the air has, 0 to 1, by distance from its axis."""
    lx, ly, lz = px - theatre.lamp[0], py - theatre.lamp[1], pz - theatre.lamp[2]
    ax, ay, az = (
        theatre.target[0] - theatre.lamp[0],
        theatre.target[1] - theatre.lamp[1],
        theatre.target[2] - theatre.lamp[2],
    )
    size = 1 / math.sqrt(ax * ax + ay * ay + az * az)
    along = (lx * ax + ly * ay + lz * az) * size
    if along < 0.05:
        return 0.0
    off = math.sqrt(max(lx * lx + ly * ly + lz * lz - along * along, 0.0))
    return smoothstep(1.10, 0.86, off / (along * theatre.narrow + 0.05))


@njit(**LENT)
def folds(s, y, number, seed, foot):  # type: ignore[no-untyped-def]
    """Return height (0 to 1) and slope of hanging cloth at ``s`` folds from its edge: wide backs between narrow deep valleys."""
    bend = 0.55 * fbm(0.45 * s + 7.0 * number, 0.22 * y, seed + 40, _I(3))
    phase = s + bend + 0.10 * fbm(1.7 * s, 0.6 * y + 3.0 * number, seed + 41, _I(3))
    k = math.floor(phase)
    u = phase - k
    u = u ** (0.75 + 0.5 * random_at(_I(k), _I(number), seed + 42))  # no two alike
    tall = 0.62 + 0.38 * random_at(_I(k), _I(number), seed + 43)
    wave = max(math.sin(math.pi * u), 0.0)
    small = 0.09 * math.sin(6.2832 * (2.6 * u + 0.2 * y + random_at(_I(k), _I(number), seed + 44)))
    height = tall * wave**0.8 + small * wave
    slope = tall * math.cos(math.pi * u) * (0.35 + 0.65 * (1 - wave)) * 2.4 + 0.9 * small
    return height, slope


@njit(**LENT)
def relief(u, v, seed):  # type: ignore[no-untyped-def]
    """Return height of gilded ornament on a band a metre tall: mouldings, leaves in scrolls, beads."""
    rim = max(math.exp(-(((v - 0.10) / 0.045) ** 2)), math.exp(-(((v - 0.90) / 0.055) ** 2)))
    at = u / 0.9
    x, y = (at - math.floor(at)) - 0.5, v - 0.5
    turn, away = math.atan2(y, x), math.sqrt(x * x + y * y)
    leaf = smoothstep(0.34 + 0.10 * math.cos(6 * turn), 0.22, away) * (0.6 + 0.4 * math.cos(12 * turn + 9 * away))
    scroll = math.exp(-(((y - 0.20 * math.sin(6.2832 * at * 1.0)) / 0.07) ** 2)) * 0.7
    bead = smoothstep(0.030, 0.012, math.hypot((u / 0.11 % 1.0 - 0.5) * 0.11, (v - 0.22) * 0.8))
    return max(rim, max(leaf, max(scroll, 0.8 * bead))) + 0.10 * fbm(9 * u, 9 * v, seed, _I(3))
