"""The light on the sand of a dune sea and in the sky over it, one pixel at a time."""

from __future__ import annotations

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.heightfield import FAR, bilinear
from beatreel.plugins.generators.procedural.kernels.moon import glare
from beatreel.plugins.generators.procedural.kernels.noise import (
    FLAGS,
    INLINED,
    LENT,
    gradient_at,
    random_at,
    smoothstep,
    value_at,
    value_fbm,
)

from . import pyramids
from .ground import (
    ALBEDO,
    BOUNCE,
    CLOUD_SHADE,
    CLOUD_SUN,
    CLOUDS,
    DISC,
    DISC_COLOUR,
    DUST,
    FOOTPRINTS,
    GLINT,
    GLOW,
    HAZE,
    HAZE_AWAY,
    HAZE_FAR,
    HAZE_SUN,
    HORIZON,
    MACRO,
    MIST,
    MIST_DEPTH,
    MIST_HEIGHT,
    PYRAMIDS,
    RIPPLE,
    SKY_LIGHT,
    SNOW,
    SUN_COLOUR,
    SUN_X,
    SUN_Y,
    SUN_Z,
    WETNESS,
    WIND_X,
    WIND_Z,
    ZENITH,
    footprint,
    ripple_slope,
    surface,
)

_0 = np.float32(0.0)
_1 = np.float32(1.0)
_HALF = np.float32(0.5)
_BORDER = np.float32(0.12)  # share of a shadow grid over which it passes into the next


@njit(**LENT)
def _shadow_at(x, z, frames, lits, count):  # type: ignore[no-untyped-def]
    """Return the finest grid's value at a ground point; towards its border the next one's, or that border would be seen as a seam."""
    lit = bounce = hollow = _0
    left = _1
    for g in range(count):
        f = frames[g]
        rx = x - f[0]
        rz = z - f[1]
        u = (rx * f[2] + rz * f[3]) * f[4]
        v = (-rx * f[3] + rz * f[2]) * f[4]
        inside = min(min(u, v) - np.float32(3), f[5] - np.float32(4) - max(u, v))
        share = left if g == count - 1 else left * min(max(inside / (_BORDER * f[5]), _0), _1)
        if share > _0:
            lit += share * bilinear(lits[g, 0], u, v)
            bounce += share * bilinear(lits[g, 1], u, v)
            hollow += share * bilinear(lits[g, 2], u, v)
            left -= share
        if left <= _0:
            break
    return lit, bounce, hollow


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
    h = surface(x, z, e, land, seed)
    nx = -(surface(x + e, z, e, land, seed) - h) / e
    nz = -(surface(x, z + e, e, land, seed) - h) / e
    steep = np.sqrt(nx * nx + nz * nz)
    windward = _1 - smoothstep(np.float32(0.42), np.float32(0.58), steep)
    stone = land[PYRAMIDS] > 0 and pyramids.height_of(x, z, e, land[PYRAMIDS:], seed) >= h - np.float32(0.02)
    windward = _0 if stone else windward
    grazing = max(-dy + np.float32(0.04), np.float32(0.04))
    long_foot = foot / min(grazing * np.float32(1.5) + np.float32(0.15), _1)
    slope = _0
    slope += (
        np.float32(0.07)
        * ripple_slope(x, z, np.float32(6.0), land, seed + 41, _0)
        * smoothstep(np.float32(2.0), np.float32(6.0), np.float32(6.0) / long_foot)
    )
    slope += (
        np.float32(0.12)
        * ripple_slope(x, z, np.float32(1.6), land, seed + 45, np.float32(0.3))
        * smoothstep(np.float32(2.0), np.float32(6.0), np.float32(1.6) / long_foot)
    )
    small = land[RIPPLE]
    crisp = smoothstep(np.float32(2.2), np.float32(7.0), small / long_foot)
    if crisp > 0:
        slope += np.float32(0.42) * ripple_slope(x, z, small, land, seed + 49, np.float32(0.38)) * crisp
    slope *= windward
    nx += slope * land[WIND_X]
    nz += slope * land[WIND_Z]
    streak = (
        (_1 - windward)
        * np.float32(0.085)
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
    # The sky is not even: it fills slopes that look away from the sun, more from one side, which models what lies in shade.
    flat = np.float32(1.0) / np.sqrt(light[SUN_X] * light[SUN_X] + light[SUN_Z] * light[SUN_Z] + np.float32(1e-6))
    aside = (nx * (light[SUN_Z] - light[SUN_X]) - nz * (light[SUN_X] + light[SUN_Z])) * flat
    open_sky *= min(max(_1 + np.float32(0.85) * aside, np.float32(0.45)), np.float32(1.9))
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
        open_sky *= _1 + np.float32(9.0) * min(footprint(x, z, land), _0)
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
