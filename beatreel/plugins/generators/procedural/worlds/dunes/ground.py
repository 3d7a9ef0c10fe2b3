"""The shape of a dune sea and the light on its sand, one pixel at a time."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.heightfield import FAR, bilinear
from beatreel.plugins.generators.procedural.kernels.moon import glare
from beatreel.plugins.generators.procedural.kernels.noise import (
    FLAGS,
    INLINED,
    LENT,
    gradient_at,
    gradient_noise,
    random_at,
    smoothstep,
    value_at,
    value_fbm,
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
def _footprint(x, z, land):  # type: ignore[no-untyped-def]
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
def _ripple_slope(x, z, wavelength, land, seed, sharp):  # type: ignore[no-untyped-def]
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
def _surface(x, z, e, land, seed):  # type: ignore[no-untyped-def]
    h = _height_once(x, z, land[WAVELENGTH], land[AMPLITUDE], land[SINUOSITY], land[CREST], land[CROSSING], seed)
    k = _1 / land[WAVELENGTH]
    h += land[AMPLITUDE] * np.float32(0.010) * gradient_at(x * k * np.float32(6.0), z * k * np.float32(6.0), seed + 31)
    if land[FOOTPRINTS] > 0 and e < np.float32(0.08):
        h += _footprint(x, z, land)
    return max(h, pyramids.height_of(x, z, e, land[PYRAMIDS:], seed)) if land[PYRAMIDS] > 0 else h


@njit(**LENT)
def _shadow_at(x, z, frames, lits, count):  # type: ignore[no-untyped-def]
    """Return the finest grid's value at a ground point."""
    for g in range(count):
        f = frames[g]
        rx = x - f[0]
        rz = z - f[1]
        u = (rx * f[2] + rz * f[3]) * f[4]
        v = (-rx * f[3] + rz * f[2]) * f[4]
        if (u > 3 and v > 3 and u < f[5] - 4 and v < f[5] - 4) or g == count - 1:
            return bilinear(lits[g, 0], u, v), bilinear(lits[g, 1], u, v), bilinear(lits[g, 2], u, v)
    return _1, _0, _0


@njit(**LENT)
def _figures_shadow(x, y, z, light, figures, shapes):  # type: ignore[no-untyped-def]
    """Return the sun's share that upright cut-outs of the figures let through."""
    flat = np.sqrt(light[SUN_X] * light[SUN_X] + light[SUN_Z] * light[SUN_Z])
    sx = light[SUN_X] / flat
    sz = light[SUN_Z] / flat
    rise = light[SUN_Y] / flat
    through = _1
    for i in range(figures.shape[0]):
        dx = figures[i, 0] - x
        dz = figures[i, 2] - z
        t = dx * sx + dz * sz
        if t > 0 and t < np.float32(40.0):
            side = dx * sz - dz * sx
            up = (y + t * rise - figures[i, 1]) / figures[i, 3]
            u = _HALF - side / (figures[i, 3] * np.float32(2.4)) * figures[i, 4]
            if u > 0 and u < 1 and up > 0 and up < np.float32(1.6):
                shape = shapes[i]
                a = bilinear(
                    shape, u * np.float32(shape.shape[1]), (_1 - up / np.float32(1.6)) * np.float32(shape.shape[0])
                )
                through = min(through, _1 - a)
    return through


@njit(**INLINED)
def _air(distance, rise, mu, eye, light, colours, c):  # type: ignore[no-untyped-def]
    """Return what of the light gets through the air, and what the air adds: steady part and the glow about the sun."""
    through = np.exp(-distance * light[HAZE] - (distance * light[HAZE_FAR]) ** 2)
    facing = mu * mu * mu
    veil = colours[HAZE_AWAY, c] + (colours[HAZE_SUN, c] - colours[HAZE_AWAY, c]) * facing
    glow = colours[GLOW, c] * (
        facing * facing * facing * facing * np.float32(0.30) + mu ** np.float32(40.0) * np.float32(0.35)
    )
    return through, veil * (_1 - through), glow * (_1 - through)


@njit(**INLINED)
def _valley_mist(distance, rise, eye, light, cloud):  # type: ignore[no-untyped-def]
    """Return the share of mist on a ray through air whose mist thins with height."""
    if light[MIST] <= 0:
        return _0
    height = max(eye - light[MIST_HEIGHT], np.float32(-20.0))
    k = rise / light[MIST_DEPTH]
    path = (
        distance
        if abs(k * distance) < np.float32(1e-3)
        else (_1 - np.exp(-min(max(k * distance, np.float32(-40.0)), np.float32(40.0)))) / k
    )
    return _1 - np.exp(-light[MIST] * np.exp(-height / light[MIST_DEPTH]) * path * cloud)


@njit(**LENT)
def shade_sky(dx, dy, dz, light, colours, seed, out):  # type: ignore[no-untyped-def]
    """Write sky (0-2), sun (3-5) and glow (6-8) of a direction."""
    up = max(dy, _0)
    mu = max(dx * light[SUN_X] + dy * light[SUN_Y] + dz * light[SUN_Z], _0)
    low = np.exp(-up * np.float32(5.5))
    middle = np.exp(-up * np.float32(2.0))
    facing = mu * mu
    plane = _1 / (up + np.float32(0.10))
    cx = dx * plane
    cz = dz * plane
    veil = np.float32(0.9) * value_fbm(cx * np.float32(0.8), cz * np.float32(0.9), seed + 91, 3)
    cirrus = value_fbm(cx * np.float32(1.4) + veil, cz * np.float32(0.6) + cx * np.float32(0.9) + veil, seed + 71, 6)
    cover = np.float32(0.74) - np.float32(0.30) * light[CLOUDS]
    cirrus = (
        smoothstep(cover, cover + np.float32(0.34), cirrus)
        * smoothstep(np.float32(0.01), np.float32(0.14), up)
        * min(light[CLOUDS] * np.float32(2.0), _1)
    )
    dusty = light[DUST] * np.exp(-up * np.float32(1.6))
    clear = (_1 - cirrus * np.float32(0.85)) * (_1 - dusty)
    for c in range(3):
        sky = colours[ZENITH, c] * (_1 - middle) + colours[HORIZON, c] * middle * (
            np.float32(0.60) + np.float32(0.55) * facing
        )
        veil_c = colours[HAZE_AWAY, c] + (colours[HAZE_SUN, c] - colours[HAZE_AWAY, c]) * facing * mu
        sky += (veil_c - sky) * low * np.float32(0.8)
        out[c] = sky * clear + colours[CLOUD_SHADE, c] * cirrus * (_1 - dusty) + veil_c * dusty
        out[3 + c] = (
            colours[CLOUD_SUN, c] * cirrus * (np.float32(0.22) + np.float32(1.5) * facing * facing) * (_1 - dusty)
        )
        wide = (
            mu ** np.float32(6.0) * np.float32(0.20)
            + mu ** np.float32(36.0) * np.float32(0.40)
            + mu ** np.float32(300.0) * np.float32(0.9)
        )
        out[6 + c] = colours[GLOW, c] * wide * (_1 - np.float32(0.5) * dusty)
    disc = (
        smoothstep(
            _1 - np.float32(0.00026) * max(light[DISC], np.float32(1e-3)),
            _1 - np.float32(0.00020) * max(light[DISC], np.float32(1e-3)),
            mu,
        )
        + glare((_1 - mu) / (np.float32(0.00023) * light[DISC]), colours[DISC_COLOUR, 2])
        if light[DISC] > 0
        else _0
    )
    for c in range(3):
        out[6 + c] += disc * colours[DISC_COLOUR, c] * (_1 - np.float32(0.7) * dusty)


@njit(**INLINED)
def _shade_sand(  # type: ignore[no-untyped-def]
    x, z, distance, dx, dy, dz, eye, pixel, light, colours, land, seed, frames, lits, count, figures, shapes, out
):
    foot = max(distance * pixel, np.float32(0.002) * land[MACRO])
    e = foot * np.float32(0.9)
    h = _surface(x, z, e, land, seed)
    nx = -(_surface(x + e, z, e, land, seed) - h) / e
    nz = -(_surface(x, z + e, e, land, seed) - h) / e
    steep = np.sqrt(nx * nx + nz * nz)
    windward = _1 - smoothstep(np.float32(0.42), np.float32(0.58), steep)
    stone = land[PYRAMIDS] > 0 and pyramids.height_of(x, z, e, land[PYRAMIDS:], seed) >= h - np.float32(0.02)
    windward = _0 if stone else windward
    grazing = max(-dy + np.float32(0.04), np.float32(0.04))
    long_foot = foot / min(grazing * np.float32(1.5) + np.float32(0.15), _1)
    slope = _0
    slope += (
        np.float32(0.07)
        * _ripple_slope(x, z, np.float32(6.0), land, seed + 41, _0)
        * smoothstep(np.float32(2.0), np.float32(6.0), np.float32(6.0) / long_foot)
    )
    slope += (
        np.float32(0.12)
        * _ripple_slope(x, z, np.float32(1.6), land, seed + 45, np.float32(0.3))
        * smoothstep(np.float32(2.0), np.float32(6.0), np.float32(1.6) / long_foot)
    )
    small = land[RIPPLE]
    crisp = smoothstep(np.float32(2.2), np.float32(7.0), small / long_foot)
    if crisp > 0:
        slope += np.float32(0.42) * _ripple_slope(x, z, small, land, seed + 49, np.float32(0.38)) * crisp
    slope *= windward
    nx += slope * land[WIND_X]
    nz += slope * land[WIND_Z]
    streak = (
        (_1 - windward)
        * np.float32(0.045)
        * gradient_at(
            (x * land[WIND_Z] - z * land[WIND_X]) * np.float32(0.8),
            (x * land[WIND_X] + z * land[WIND_Z]) * np.float32(0.08),
            seed + 61,
        )
        * smoothstep(_1, np.float32(4.0), np.float32(1.2) / foot)
    )
    nx += streak * land[WIND_Z]
    nz -= streak * land[WIND_X]
    length = _1 / np.sqrt(nx * nx + nz * nz + _1)
    nx *= length
    nz *= length
    ny = length
    facing = max(nx * light[SUN_X] + ny * light[SUN_Y] + nz * light[SUN_Z], _0)
    lit, bounce, hollow = _shadow_at(x, z, frames, lits, count)
    if figures.shape[0] > 0 and lit > 0:
        lit *= _figures_shadow(x, h, z, light, figures, shapes)
    open_sky = min(max(_1 - np.float32(0.9) * max(hollow, _0), np.float32(0.35)), np.float32(1.1)) * (
        np.float32(0.55) + np.float32(0.45) * ny
    )
    near = smoothstep(np.float32(0.6), np.float32(3.0), np.float32(0.05) * land[MACRO] / foot)
    grain = np.float32(1.0) + near * np.float32(0.07) * (
        value_at(x * np.float32(24.0) / land[MACRO], z * np.float32(24.0) / land[MACRO], seed + 51) - _HALF
    )
    grain += np.float32(0.10) * gradient_at(x * np.float32(0.11), z * np.float32(0.11), seed + 53)
    if stone:
        grain *= np.float32(0.86) * pyramids.stone_at(x, h, z, e, land[PYRAMIDS:], seed)
    fleck = random_at(
        np.int32(np.floor(x * np.float32(260.0) / land[MACRO])),
        np.int32(np.floor(z * np.float32(260.0) / land[MACRO])),
        seed + 57,
    )
    speck = smoothstep(_HALF, np.float32(2.5), np.float32(0.004) * land[MACRO] / foot)
    grain += (np.float32(0.05) * near + np.float32(0.18) * speck) * (fleck - _HALF)
    sparkle = light[GLINT] * near * (np.float32(5.0) if fleck > np.float32(0.9975) else _0)
    if land[FOOTPRINTS] > 0 and e < np.float32(0.08):
        open_sky *= _1 + np.float32(9.0) * min(_footprint(x, z, land), _0)
    towards = max(-(nx * dx + ny * dy + nz * dz), _0)
    mu = max(dx * light[SUN_X] + dy * light[SUN_Y] + dz * light[SUN_Z], _0)
    rim = (_1 - towards) ** 4 * mu * mu * lit
    reflected = (
        smoothstep(_0, _1, bounce)
        * (np.float32(0.30) + np.float32(0.70) * (_1 - lit))
        * (np.float32(0.5) + np.float32(0.5) * (_1 - ny))
    )
    rise = dy / np.sqrt(max(_1 - dy * dy, np.float32(1e-6)))
    cloud = (
        np.float32(0.35) + np.float32(1.3) * value_fbm(x * np.float32(0.010), z * np.float32(0.010), seed + 81, 4)
        if light[MIST] > 0
        else _1
    )
    mist = _valley_mist(distance, rise, eye, light, cloud)
    frost = (
        light[SNOW]
        * smoothstep(
            np.float32(0.30),
            np.float32(0.75),
            ny
            - np.float32(0.35)
            + np.float32(0.5) * value_fbm(x * np.float32(0.05), z * np.float32(0.05), seed + 83, 4),
        )
        if light[SNOW] > 0
        else _0
    )
    dark = _1 - np.float32(0.35) * light[WETNESS]
    for c in range(3):
        albedo = colours[ALBEDO, c] * grain * dark
        albedo += (np.float32(0.78) - albedo) * frost
        steady = albedo * (colours[SKY_LIGHT, c] * open_sky + colours[BOUNCE, c] * reflected * albedo)
        direct = colours[SUN_COLOUR, c] * lit * (albedo * facing * (_1 + sparkle) + rim * np.float32(0.10))
        through, veil, glow = _air(distance, rise, mu, eye, light, colours, c)
        fog = colours[HAZE_AWAY, c] * np.float32(1.05) + (colours[HAZE_SUN, c] - colours[HAZE_AWAY, c]) * mu * mu
        keep = through * (_1 - mist)
        out[c] = steady * keep + veil * (_1 - mist) + fog * mist
        out[3 + c] = direct * keep
        out[6 + c] = glow * (_1 - mist) + colours[GLOW, c] * mist * mu ** np.float32(12.0) * np.float32(0.25)


@njit(**FLAGS)
def shade_columns(  # type: ignore[no-untyped-def]
    first,
    distances,
    camera,
    stretch,
    dir_x,
    dir_z,
    light,
    colours,
    land,
    seed,
    frames,
    lits,
    count,
    figures,
    shapes,
    sky,
    sun,
    glow,
    depth,
):
    """Shade a strip of picture columns from distances traced at twice the resolution each way.

    ``distances`` (2 rows, 2 columns of the strip); pixels whose four samples agree are shaded once.
    """
    eye, focal, horizon = camera[1], camera[4], camera[6]
    pixel = _1 / focal
    rows = sky.shape[0]
    value = np.zeros(9, np.float32)
    total = np.zeros(9, np.float32)
    for c in range(distances.shape[1] // 2):
        column = first + c
        for r in range(rows):
            low = np.float32(1e9)
            high = _0
            for k in range(4):
                d = distances[2 * r + k // 2, 2 * c + k % 2]
                d = d if d > 0 else FAR
                low = min(low, d)
                high = max(high, d)
            split = high > low * np.float32(1.06) + np.float32(0.05)
            samples = 4 if split else 1
            for i in range(9):
                total[i] = _0
            for k in range(samples):
                i = 2 * c + k % 2
                row = np.float32(r) + (np.float32(0.25) + _HALF * np.float32(k // 2) if split else _HALF)
                gx, gz, st = dir_x[i], dir_z[i], stretch[i]
                d = distances[2 * r + k // 2, i]
                if not split:
                    gx = _HALF * (dir_x[2 * c] + dir_x[2 * c + 1])
                    gz = _HALF * (dir_z[2 * c] + dir_z[2 * c + 1])
                    d = np.float32(0.25) * (
                        distances[2 * r, 2 * c]
                        + distances[2 * r, 2 * c + 1]
                        + distances[2 * r + 1, 2 * c]
                        + distances[2 * r + 1, 2 * c + 1]
                    )
                rise = (horizon - row) / (focal * st)
                il = _1 / np.sqrt(_1 + rise * rise)
                if d > 0 and d < FAR * np.float32(0.95):
                    _shade_sand(
                        camera[0] + gx * d,
                        camera[2] + gz * d,
                        d / il,
                        gx * il,
                        rise * il,
                        gz * il,
                        eye,
                        pixel,
                        light,
                        colours,
                        land,
                        seed,
                        frames,
                        lits,
                        count,
                        figures,
                        shapes,
                        value,
                    )
                else:
                    shade_sky(gx * il, rise * il, gz * il, light, colours, seed, value)
                for j in range(9):
                    total[j] += value[j]
            scale = _1 / np.float32(samples)
            for j in range(3):
                sky[r, column, j] = total[j] * scale
                sun[r, column, j] = total[3 + j] * scale
                glow[r, column, j] = total[6 + j] * scale
            depth[r, column] = min(low / stretch[2 * c], FAR)
