"""The shape of a dune sea: crests, slip faces, ripples and footprints, and the places of the parameters that kernels are given."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import (
    INLINED,
    LENT,
    gradient_at,
    gradient_noise,
    random_at,
    smoothstep,
    value_at,
    value_noise,
)

from . import pyramids

_0 = np.float32(0.0)
_1 = np.float32(1.0)
_HALF = np.float32(0.5)
_TAU = np.float32(2 * math.pi)

# Places of the parameters in the arrays that the kernels are given.
WAVELENGTH, AMPLITUDE, SINUOSITY, CREST, CROSSING, RIPPLE, RIPPLE_EVEN = range(7)
FOOTPRINTS, WIND_X, WIND_Z, MACRO, PATH_X, PATH_Z, PATH_DX, PATH_DZ, PYRAMIDS = range(7, 16)
LAND_SIZE = PYRAMIDS + pyramids.SIZE
SUN_X, SUN_Y, SUN_Z, HAZE, HAZE_FAR, MIST, MIST_HEIGHT, MIST_DEPTH = range(8)
CLOUDS, STARS, DISC, GLINT, WETNESS, SNOW, DUST = range(8, 15)
LIGHT_SIZE = 15
SUN_COLOUR, SKY_LIGHT, BOUNCE, ZENITH, HORIZON, HAZE_SUN, HAZE_AWAY = range(7)
GLOW, CLOUD_SUN, CLOUD_SHADE, ALBEDO, DISC_COLOUR = range(7, 12)
COLOURS = 12


def _height_with(gradient: Any, value: Any) -> Any:
    """Return the height function on top of two noise functions."""

    def dune_height(x, z, wavelength, amplitude, bend, crest, crossing, seed):  # type: ignore[no-untyped-def]
        """Return the height of the dunes in metres without ripples.

        Two trains of saw-tooth waves, gentle to windward and at the angle of repose to leeward, are bent by smooth
        noise, so that their crests wind, branch and fade.
        """
        k = _1 / wavelength
        wx = x + wavelength * np.float32(0.50) * bend * gradient(
            x * k * np.float32(0.43), z * k * np.float32(0.43), seed + 3
        )
        wz = z + wavelength * bend * (
            np.float32(0.40) * gradient(x * k * np.float32(0.38) + np.float32(7.0), z * k * np.float32(0.38), seed + 4)
            + np.float32(0.13) * gradient(x * k * np.float32(1.05), z * k * np.float32(0.8), seed + 5)
        )
        phase = (
            wz * k
            + np.float32(0.58) * bend * gradient(wx * k * np.float32(0.57), wz * k * np.float32(0.28), seed + 11)
            + wx * k * np.float32(0.21)
        )
        row = np.floor(phase)
        s = phase - row
        strength = np.float32(0.45) + np.float32(0.80) * value(
            wx * k * np.float32(0.57) + row * np.float32(3.1), row * np.float32(1.7), seed + 13
        )
        r = min(s / crest, (_1 - s) / (_1 - crest))
        main = r * r * (np.float32(3.0) - np.float32(2.0) * r) * np.float32(0.38) + np.float32(0.62) * r
        h = amplitude * strength * main
        cross = (
            wx * k * np.float32(2.0)
            + np.float32(1.14) * k * wz
            + np.float32(0.9) * bend * gradient(wx * k * np.float32(1.14), wz * k * np.float32(1.14), seed + 17)
        )
        q = cross - np.floor(cross)
        r2 = q * (_1 - q) * np.float32(4.0)
        h += (
            amplitude
            * crossing
            * r2
            * (np.float32(0.30) + np.float32(0.70) * main)
            * (np.float32(0.35) + np.float32(0.95) * value(wx * k * _1, wz * k * _1, seed + 19))
        )
        h += amplitude * np.float32(0.30) * gradient(x * k * np.float32(0.33), z * k * np.float32(0.33), seed + 23)
        return h

    return dune_height


# Loops need noise that is inlined, so that they vectorise; shading asks for single points, where calls compile faster.
dune_height = njit(inline="always", **INLINED)(_height_with(gradient_noise, value_noise))
_height_once = njit(**INLINED)(_height_with(gradient_at, value_at))


@njit(**LENT)
def fill_profiles(start_x, start_z, step_x, step_z, distances, land, seed, out):  # type: ignore[no-untyped-def]
    """Fill rows of heights: row i starts at ``start[i]`` and moves ``step[i]`` per unit of ``distances``."""
    # Scalars, not array elements: stores to `line` might alias the latter, and the loop would not vectorise.
    wavelength, amplitude, bend = land[WAVELENGTH], land[AMPLITUDE], land[SINUOSITY]
    crest, crossing = land[CREST], land[CROSSING]
    for i in range(out.shape[0]):
        line = out[i]
        x0, z0, dx, dz = start_x[i], start_z[i], step_x[i], step_z[i]
        for j in range(distances.shape[0]):
            line[j] = dune_height(
                x0 + dx * distances[j], z0 + dz * distances[j], wavelength, amplitude, bend, crest, crossing, seed
            )
        if land[PYRAMIDS] > 0:
            for j in range(distances.shape[0]):
                x, z = x0 + dx * distances[j], z0 + dz * distances[j]
                line[j] = max(line[j], pyramids.height_of(x, z, np.float32(2), land[PYRAMIDS:], seed))


@njit(**INLINED)
def path_bend(along):  # type: ignore[no-untyped-def]
    """Return how far (metres) the trail of footprints strays sideways."""
    return np.float32(0.55) * np.sin(along * np.float32(0.13)) + np.float32(0.16) * np.sin(
        along * np.float32(0.41) + np.float32(1.0)
    )


@njit(**LENT)
def footprint(x, z, land):  # type: ignore[no-untyped-def]
    """Return the depth (metres, negative inside) of a trail of footprints along the path."""
    px = x - land[PATH_X]
    pz = z - land[PATH_Z]
    along = px * land[PATH_DX] + pz * land[PATH_DZ]
    across = px * land[PATH_DZ] - pz * land[PATH_DX] - path_bend(along)
    step = np.floor(along / np.float32(0.68))
    side = np.float32(0.17) if (np.int32(step) & 1) == 0 else np.float32(-0.17)
    jx = random_at(np.int32(step), 3, 5) - _HALF
    jz = random_at(np.int32(step), 4, 5) - _HALF
    a = along - (step + _HALF) * np.float32(0.68) + jz * np.float32(0.10)
    b = across - side - jx * np.float32(0.06)
    ball = np.sqrt(((a - np.float32(0.05)) / np.float32(0.105)) ** 2 + (b / np.float32(0.058)) ** 2)
    heel = np.sqrt(((a + np.float32(0.10)) / np.float32(0.062)) ** 2 + (b / np.float32(0.045)) ** 2)
    d = min(ball, heel)
    dent = -np.float32(0.045) * (_1 - smoothstep(np.float32(0.60), np.float32(1.05), d))
    rim = np.float32(0.008) * np.exp(-(d - np.float32(1.25)) * (d - np.float32(1.25)) * np.float32(9.0))
    return (dent + rim) * land[FOOTPRINTS]


@njit(**LENT)
def ripple_slope(x, z, wavelength, land, seed, sharp):  # type: ignore[no-untyped-def]
    """Return the slope of wind ripples along the wind, amplitude about 1."""
    k = _1 / wavelength
    wander = np.float32(1.3) * gradient_at(x * k * np.float32(0.11), z * k * np.float32(0.11), seed) + np.float32(
        0.42
    ) * gradient_at(x * k * np.float32(0.33), z * k * np.float32(0.33), seed + 1)
    phase = _TAU * ((x * land[WIND_X] + z * land[WIND_Z]) * k + wander)
    patch = smoothstep(
        np.float32(0.15), np.float32(0.80), value_at(x * k * np.float32(0.07), z * k * np.float32(0.07), seed + 2)
    )
    return (np.cos(phase) + sharp * np.cos(np.float32(2.0) * phase + np.float32(0.9))) * patch


@njit(**LENT)
def surface(x, z, e, land, seed):  # type: ignore[no-untyped-def]
    """Return the height of the ground, with footprints where a pixel of ``e`` metres shows them."""
    h = _height_once(x, z, land[WAVELENGTH], land[AMPLITUDE], land[SINUOSITY], land[CREST], land[CROSSING], seed)
    k = _1 / land[WAVELENGTH]
    h += land[AMPLITUDE] * np.float32(0.010) * gradient_at(x * k * np.float32(6.0), z * k * np.float32(6.0), seed + 31)
    if land[FOOTPRINTS] > 0 and e < np.float32(0.08):
        h += footprint(x, z, land)
    return max(h, pyramids.height_of(x, z, e, land[PYRAMIDS:], seed)) if land[PYRAMIDS] > 0 else h
