"""The sky over a city, and the haze between its towers."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.moon import glare
from beatreel.plugins.generators.procedural.kernels.noise import LENT, smoothstep, value_fbm

CHANNELS = 12
WINDOWS, NEON, STREET, AIR = 0, 3, 6, 9  # first channel of each family of light

_I = np.int64


class Dome(NamedTuple):
    """What :func:`sky` needs of a scene that has no city."""

    sun: Any
    sunlight: Any
    disc: Any
    glow: Any
    zenith: Any
    horizon: Any
    ambient: Any
    street_air: Any
    cloud: float
    seed: int


@njit(**LENT)
def clear_sky(out, city, dx, dy, dz, share):  # type: ignore[no-untyped-def]
    """Add the sky without clouds, as windows and water see it."""
    up = max(dy, 0.0)
    up = up / (up + 0.17)
    near = max(dx * city.sun[0] + dy * city.sun[1] + dz * city.sun[2], 0.0)
    low = math.exp(-max(dy, 0.0) * 9.0)
    halo = 0.75 * near**7 * low + 0.9 * near**40 + 0.16 * near * near * low
    for c in range(3):
        out[AIR + c] += share * (city.horizon[c] + (city.zenith[c] - city.horizon[c]) * up + city.glow[c] * halo)


@njit(**LENT)
def sky(out, city, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Add what the sky shows in a direction: gradient, glow and disc of the sun or moon, clouds."""
    near = max(dx * city.sun[0] + dy * city.sun[1] + dz * city.sun[2], 0.0)
    clear_sky(out, city, dx, dy, dz, 1.0)
    if near > 0.98:  # the disc
        disc = smoothstep(0.99984, 0.99990, near) + glare((1 - near) / 0.00013, city.disc[2])
        for c in range(3):
            out[AIR + c] += disc * city.disc[c]
    if city.cloud > 0 and dy > 0.008:
        away = (1 + 1.6 * dy * dy) / (dy + 0.09)  # overhead smaller than a plane would show them: more than one
        x, z = dx * away * 0.85, dz * away * 0.95
        bend = value_fbm(x * 0.7 + 3.0, z * 0.7, city.seed + 44, _I(3))
        sheet = value_fbm(x + 1.4 * bend, z + bend, city.seed + 40, _I(6))
        edge = 0.62 - 0.30 * city.cloud
        thick = smoothstep(edge - 0.03, edge + 0.42, sheet) * smoothstep(0.008, 0.07, dy)
        lit = 0.30 + 0.9 * near**3 + 0.5 * (sheet - edge)
        body = 1 + dy * (4.5 * (sheet - edge) + 0.1)  # overhead their thickness shows
        for c in range(3):
            colour = (0.55 * city.ambient[c] + 0.35 * city.horizon[c]) * body + (
                0.55 * city.glow[c] + 0.25 * city.sunlight[c]
            ) * lit * (1.15 - 0.75 * thick)
            out[AIR + c] += (colour - out[AIR + c]) * 0.85 * thick
            out[STREET + c] += city.street_air[c] * 0.35 * thick * math.exp(-dy * 1.6)


@njit(**LENT)
def haze(out, city, oy, dx, dy, dz, t):  # type: ignore[no-untyped-def]
    """Dim what lies behind ``t`` metres of air and add the light that the air scatters, in place."""
    height = city.haze_height
    py = oy + dy * t
    start, end = math.exp(-max(oy, 0.0) / height), math.exp(-min(max(py, 0.0) / height, 60.0))
    if abs(py - oy) > 0.5:
        thick = city.haze * t * height * (start - end) / (py - oy)
    else:
        thick = city.haze * t * start
    clear = math.exp(-thick)
    near = max(dx * city.sun[0] + dy * city.sun[1] + dz * city.sun[2], 0.0)
    phase = 0.55 * near**5 + 0.16 * near
    low = math.exp(-max(min(oy, py), 0.0) / 60.0) * (1 - math.exp(-city.haze * t * 0.8))
    for k in range(CHANNELS):
        out[k] *= clear
    for c in range(3):
        out[AIR + c] += (1 - clear) * (city.air[c] + city.glow[c] * phase)
        out[STREET + c] += (0.35 + 0.65 * low) * (1 - clear) * city.street_air[c]
