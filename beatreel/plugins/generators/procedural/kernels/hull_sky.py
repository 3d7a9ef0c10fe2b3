"""Stars, a nebula and a planet by direction, for the windows of :mod:`.hull`."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT, fbm, random_at, smoothstep

_I = np.int64


@njit(**LENT)
def heaven(out, family, dx, dy, dz, planet, sky, foot, seed):  # type: ignore[no-untyped-def]
    """Add what a direction shows to three channels of ``out``.

    Parameters
    ----------
    out : ndarray
    family : int
        First of the channels.
    dx, dy, dz : float
        Unit vector.
    planet : ndarray (5,)
        Direction of its middle, cosine of its radius, turn of its light in radians.
    sky : ndarray (2, 3)
        Colours of the planet and of the nebula.
    foot : float
        Radians that a pixel covers.
    seed : int
    """
    across = dx * planet[0] + dy * planet[1] + dz * planet[2]
    radius = math.acos(planet[3])
    away = math.acos(min(max(across, -1.0), 1.0)) / radius
    # axes across the line of sight to the planet
    sx, sz = planet[2], -planet[0]
    size = 1 / math.sqrt(sx * sx + sz * sz + 1e-9)
    sx, sz = sx * size, sz * size
    ux, uy, uz = planet[1] * sz, planet[2] * sx - planet[0] * sz, -planet[1] * sx
    a, b = (dx * sx + dz * sz) / math.sin(radius), (dx * ux + dy * uy + dz * uz) / math.sin(radius)
    toward = (a * math.cos(planet[4]) + b * math.sin(planet[4])) / max(math.sqrt(a * a + b * b), 1e-3)
    if away < 1:
        height = math.sqrt(max(1 - a * a - b * b, 0.0))
        lit = a * math.cos(planet[4]) + b * math.sin(planet[4]) + 0.10 * height
        cloud = fbm(2.4 * a + 0.8 * fbm(2.0 * a, 3.0 * b, seed + 31, _I(3)), 5.0 * b, seed + 30, _I(6))
        land = 0.62 + 0.55 * cloud
        bright = smoothstep(-0.10, 0.75, lit)
        edge = smoothstep(1.0, 1.0 - max(0.006, foot / radius), away)
        rim = (1 - height) ** 3 * smoothstep(-0.15, 0.5, lit)
        for c in range(3):
            white = sky[0, c] + (0.50 - 0.50 * sky[0, c]) * smoothstep(0.02, 0.30, cloud)
            out[family + c] += edge * (1.25 * bright * land * white * 0.7 + 0.9 * rim * (0.4 + 0.8 * sky[0, c]) + 0.004)
        if edge > 0.98:
            return
    glow = math.exp(-(max(away, 1.0) - 1) / 0.035) * smoothstep(-0.45, 0.8, toward)
    az, el = math.atan2(dx, dz), math.asin(min(max(dy, -1.0), 1.0))
    cloud = fbm(2.2 * az + 3, 2.2 * el, seed + 32, _I(5))
    cloud = max(0.30 + cloud * 0.9, 0.0) ** 2 * 0.30
    for c in range(3):
        out[family + c] += 0.75 * glow * sky[0, c] + cloud * sky[1, c] * 0.5 + 0.0015
    for layer in range(2):
        cell = 0.018 if layer == 0 else 0.007
        u, v = az / cell, el / cell
        i, j = _I(math.floor(u)), _I(math.floor(v))
        luck = random_at(i, j, seed + 33 + layer)
        if luck < 0.72:
            continue
        cu, cv = 0.25 + 0.5 * random_at(i, j, seed + 35), 0.25 + 0.5 * random_at(i, j, seed + 36)
        thin = 0.0007 + (0.0009 * (luck - 0.72) if layer == 0 else 0.0)
        wide = max(thin, 0.75 * foot)
        square = ((u - i - cu) ** 2 + (v - j - cv) ** 2) * cell * cell / (wide * wide)
        if square < 6:
            strength = math.exp(-square) * min((thin / wide) ** 2 * 2.0, 1.0)
            strength *= (0.12 + 9.0 * (luck - 0.72) ** 2) * (2.6 if layer == 0 else 0.9)
            warm = random_at(i, j, seed + 37)
            out[family] += strength * (1.25 - 0.5 * warm)
            out[family + 1] += strength
            out[family + 2] += strength * (0.75 + 0.5 * warm)
