"""A ray tracer for a city seen from above or across water: thousands of boxes with windows, lit streets, haze, a low sun.

Rays walk through the blocks of a grid and meet only the boxes of the blocks they cross; a block whose roofs lie below the ray
is skipped. Windows, kerbs and lights are filtered by the size of a pixel where they are seen, so one ray per pixel gives calm
pictures; only the edges of boxes need more.

Conventions
-----------
Metres; x to the right, y up, z away. Colours linear BGR. Four families of light, three channels each: windows, neon (crowns,
signs, beacons), streets (lamps and traffic), sky (sun and moon included). Ids: 0 and up boxes, -1 sky, -2 ground, -3 water.
Faces as in :mod:`.street`.

Method: J. Amanatides and A. Woo, "A Fast Voxel Traversal Algorithm" (1987).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.city_sky import (
    AIR,
    CHANNELS,
    NEON,
    STREET,
    WINDOWS,
    clear_sky,
    haze,
    sky,
)
from beatreel.plugins.generators.procedural.kernels.facade import room
from beatreel.plugins.generators.procedural.kernels.lens import ray
from beatreel.plugins.generators.procedural.kernels.noise import (
    FLAGS,
    LENT,
    gradient_at,
    random_at,
    smoothstep,
    value_fbm,
)
from beatreel.plugins.generators.procedural.kernels.street import trace_boxes

Array = np.ndarray[Any, np.dtype[np.float32]]

SKY, GROUND, WATER = -1, -2, -3
FAR = 9000.0  # metres; beyond is sky

# Styles of facades: pitch of windows across and up in metres, share of glass across and up.
PUNCHED, CURTAIN, RIBBON, STRIPS, BLANK, GLOWING = 0, 1, 2, 3, 4, 5
PITCH = np.array([[2.7, 3.2], [1.9, 3.7], [3.4, 3.5], [2.1, 3.4]])
GLASS = np.array([[0.46, 0.52], [0.80, 0.66], [0.96, 0.46], [0.44, 0.86]])

_I = np.int64


class City(NamedTuple):
    """A city ready to be traced; see :mod:`~..worlds.skyline.layout`.

    Attributes
    ----------
    boxes : ndarray (count, 6)
        x0, x1, y0, y1, z0, z1.
    traits : ndarray (count, 7)
        Style, seed, share of lit windows, tone of its light (0 warm to 1 cool), albedo, and for what glows: power and colour index.
    cell_start, cell_items : ndarray, int32
        Boxes of each block, row by row along x.
    cell_top : ndarray
        Height of the tallest box of each block.
    grid : ndarray (6,)
        x and z of the first block, its width and length in metres, blocks along x and z.
    road : float
        Half the width of a street with its pavements.
    shore : float
        There is water where z is less.
    sun : ndarray (3,)
        Direction to the sun or moon.
    lantern : ndarray (4,)
        Place and power of a lamp near the camera; power 0 for none.
    sunlight, disc, glow, zenith, horizon, ambient, air, street_air, lamps : ndarray (3,)
        Colours of the sun's light, of its disc, of the glow around it, of the sky above and low, of sky light on
        surfaces, of haze by day, of haze over lit streets, and of street lamps.
    haze, haze_height : float
        Extinction per metre at the ground, and the height over which it falls to a third.
    cloud, wet, snow : float
        0 to 1.
    windows, traffic : float
        Power of windows and of traffic.
    warm, cool : ndarray (3,)
        Light of windows.
    colours : ndarray (count, 3)
        Colours of what glows.
    seed : int
    """

    boxes: Array
    traits: Array
    cell_start: np.ndarray[Any, np.dtype[np.int32]]
    cell_items: np.ndarray[Any, np.dtype[np.int32]]
    cell_top: Array
    grid: np.ndarray[Any, np.dtype[np.float64]]
    road: float
    shore: float
    sun: np.ndarray[Any, np.dtype[np.float64]]
    lantern: np.ndarray[Any, np.dtype[np.float64]]
    sunlight: Array
    disc: Array
    glow: Array
    zenith: Array
    horizon: Array
    ambient: Array
    air: Array
    street_air: Array
    lamps: Array
    haze: float
    haze_height: float
    cloud: float
    wet: float
    snow: float
    windows: float
    traffic: float
    warm: Array
    cool: Array
    colours: Array
    seed: int


@njit(**LENT)
def trace(city, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return distance, id and face of what a ray meets first."""
    best, hit, face = FAR, SKY, 2
    ix = 1 / (dx if abs(dx) > 1e-9 else 1e-9)
    iy = 1 / (dy if abs(dy) > 1e-9 else 1e-9)
    iz = 1 / (dz if abs(dz) > 1e-9 else 1e-9)
    if dy < 0:
        t = -oy * iy
        if t > 1e-4 and t < best:
            best, face = t, 3
            hit = WATER if oz + dz * t < city.shore else GROUND
    x0, z0, wide, long_ = city.grid[0], city.grid[1], city.grid[2], city.grid[3]
    columns, rows = int(city.grid[4]), int(city.grid[5])
    a, b = (x0 - ox) * ix, (x0 + wide * columns - ox) * ix
    c, d = (z0 - oz) * iz, (z0 + long_ * rows - oz) * iz
    start = max(max(min(a, b), min(c, d)), 0.0)
    end = min(min(max(a, b), max(c, d)), best)
    if start >= end:
        return best, hit, face
    at = start + 1e-4
    column = min(max(int(math.floor((ox + dx * at - x0) / wide)), 0), columns - 1)
    row = min(max(int(math.floor((oz + dz * at - z0) / long_)), 0), rows - 1)
    step_x = 1 if dx >= 0 else -1
    step_z = 1 if dz >= 0 else -1
    next_x = (x0 + wide * (column + (1 if dx >= 0 else 0)) - ox) * ix
    next_z = (z0 + long_ * (row + (1 if dz >= 0 else 0)) - oz) * iz
    while 0 <= column < columns and 0 <= row < rows:
        leave = min(next_x, next_z)
        cell = row * columns + column
        if min(oy + dy * at, oy + dy * leave) < city.cell_top[cell]:
            best, hit, face = trace_boxes(city, cell, ox, oy, oz, ix, iy, iz, best, hit, face)
            if best <= leave:
                break
        if leave >= end:
            break
        at = leave
        if next_x < next_z:
            column += step_x
            next_x += wide * abs(ix)
        else:
            row += step_z
            next_z += long_ * abs(iz)
    return best, hit, face


@njit(**LENT)
def _pane(x, half, foot):  # type: ignore[no-untyped-def]
    """Return the share of a pixel of width ``foot`` that lies within ``half`` of 0."""
    return min(max((half - abs(x)) / foot + 0.5, 0.0), min(1.0, 2 * half / foot))


@njit(**LENT)
def _wall(out, city, i, face, px, py, pz, dx, dy, dz, foot, cosine):  # type: ignore[no-untyped-def]
    """Add what windows emit and mirror; return the albedo between them."""
    style, seed, tone = int(city.traits[i, 0]), int(city.traits[i, 1]), city.traits[i, 3]
    albedo = city.traits[i, 4]
    if face == 0 or face == 1:
        u, length = pz - city.boxes[i, 4], city.boxes[i, 5] - city.boxes[i, 4]
    else:
        u, length = px - city.boxes[i, 0], city.boxes[i, 1] - city.boxes[i, 0]
    seed += 7 * (face & 1) + 13 * (face >> 1)
    foot_u, foot_v = foot / max(cosine, 0.06), foot / math.sqrt(max(1 - dy * dy, 0.02))
    pitch, floor = length / max(round(length / PITCH[style, 0]), 1.0), PITCH[style, 1]
    cell_u, cell_v = math.floor(u / pitch), math.floor(py / floor)
    at_u, at_v = u - (cell_u + 0.5) * pitch, py - (cell_v + 0.5) * floor
    half_u, half_v = GLASS[style, 0] * pitch * 0.5, GLASS[style, 1] * floor * 0.5
    glass = _pane(at_u, half_u, foot_u) * _pane(at_v, half_v, foot_v)
    share = city.traits[i, 2]
    if random_at(_I(3), cell_v, seed) < 0.10:
        share = min(share * 2.2 + 0.2, 0.95)  # a floor where everybody still works
    mean = share * GLASS[style, 0] * GLASS[style, 1] * 0.55
    blur = smoothstep(0.55, 1.1, max(foot_u / pitch, foot_v / floor))
    power = mean * blur
    which = random_at(cell_u, cell_v, seed + 1)
    if blur < 1 and which < share:
        light = random_at(cell_u, cell_v, seed + 2)
        rise = at_v / half_v * 0.5 + 0.5
        inside = 0.25 + 1.15 * light * light
        if foot < 0.05 and light > 0.25:
            low, ceiling = cell_v * floor, (cell_v + 1) * floor - 0.3
            if face < 2:
                z0 = city.boxes[i, 4] + cell_u * pitch
                inside *= room(z0, z0 + pitch, low, ceiling, 3.2, py, pz, dx, dy, dz, seed + cell_v)
            else:
                z0 = city.boxes[i, 0] + cell_u * pitch
                inside *= room(z0, z0 + pitch, low, ceiling, 3.2, py, px, dz, dy, dx, seed + cell_v)
        elif light < 0.35:  # a blind, drawn some way down
            inside *= 0.45 if rise > 0.35 + light else 1.0
        elif light < 0.7:  # somebody's furniture
            inside *= 0.45 + 0.55 * smoothstep(
                0.1, 0.5, rise - 0.35 * random_at(_I(math.floor(at_u * 1.7)), cell_v, seed + 5)
            )
        inside *= 0.65 + 0.6 * rise * rise
        power += inside * glass * (1 - blur)
    tone = tone + 0.5 * (random_at(cell_u, cell_v, seed + 3) - 0.5)
    tone = min(max(tone, 0.0), 1.0)
    for c in range(3):
        out[WINDOWS + c] += city.windows * power * (city.warm[c] + (city.cool[c] - city.warm[c]) * tone)
    glass += (GLASS[style, 0] * GLASS[style, 1] - glass) * blur
    rx, rz = (-dx, dz) if face < 2 else (dx, -dz)
    coated = 0.07 if style == PUNCHED else 0.20
    mirror = (coated + (0.92 - coated) * (1 - cosine) ** 4) * glass
    wavy = 0.03 * gradient_at(u * 0.6, py * 0.45, seed)
    rise = dy + wavy
    clear_sky(out, city, rx, abs(rise), rz, mirror * (1.0 if rise > 0 else 0.35))
    if foot < 0.22:  # near enough to see slabs and joints
        albedo *= 0.72 + 0.4 * value_fbm(u * 0.35, py * 0.22, seed + 9, _I(4))
        if at_v > half_v and at_v - half_v < 0.25:
            albedo *= 1.35
    if city.snow > 0:
        albedo += 0.55 * city.snow * _pane(at_v + half_v + 0.12, 0.14, foot_v) * (1 if style == PUNCHED else 0)
    return albedo * (1 - glass) + 0.015 * glass


@njit(**LENT)
def _street(out, city, px, pz, dz, foot):  # type: ignore[no-untyped-def]
    """Add lamps and traffic of the streets at a point on the ground; return its albedo."""
    x0, z0, wide, long_ = city.grid[0], city.grid[1], city.grid[2], city.grid[3]
    nx, nz = round((px - x0) / wide), round((pz - z0) / long_)
    lx, lz = px - x0 - nx * wide, pz - z0 - nz * long_
    ax, az = abs(lx), abs(lz)
    seed = city.seed
    kerb = city.road - 3.2
    if ax > city.road and az > city.road:
        return 0.05 + 0.05 * random_at(nx, nz, seed + 2)
    albedo = 0.045 if (ax < kerb or az < kerb) else 0.11
    along_z = ax < az or az > city.road
    across, along = (lx, pz) if along_z else (lz, px)
    line = _I(nx if along_z else nz)
    busy = 0.35 + 0.65 * random_at(line, _I(5 if along_z else 6), seed + 3)
    if nx == 0 and along_z:
        busy = 1.3
    # Lamps: pools every 26 m along both kerbs.
    near = along / 26.0 - round(along / 26.0)
    side = abs(across) - kerb
    pool = 1 / (1 + (near * near * 676 + side * side) / 30.0) ** 2
    pool += 0.35 / (1 + side * side / 60.0)
    for c in range(3):
        out[STREET + c] += city.lamps[c] * pool * 0.10
    if abs(across) < kerb and city.traffic > 0:
        lane = 1.7 if abs(across) < 3.4 else 4.9
        width = 0.13 + 0.5 * foot
        off = (abs(abs(across) - lane) - 0.68) / width  # a pair of lamps
        stream = math.exp(-min(off * off, 50.0)) * (0.8 / (width + 0.30))
        way = line * 4 + (1 if across > 0 else 0) + (2 if lane > 3 else 0)
        gap = gradient_at(along * 0.013, way * 7.7, seed + 8) + 0.5 * gradient_at(along * 0.09, way * 3.1, seed + 9)
        stream *= city.traffic * busy * smoothstep(-0.55, 0.75, gap)
        leaving = across > 0 if dz > 0 else across < 0
        if along_z and not leaving:
            b, g, r = 0.62, 0.82, 1.0
        elif along_z:
            b, g, r = 0.02, 0.045, 0.9
        else:
            b, g, r = 0.25, 0.42, 0.9
        out[STREET] += stream * b
        out[STREET + 1] += stream * g
        out[STREET + 2] += stream * r
    if foot < 0.25:
        albedo *= 0.75 + 0.5 * value_fbm(px * 0.6, pz * 0.6, seed + 12, _I(3))
        if abs(across) < 0.12 + foot and along * 0.16 - math.floor(along * 0.16) < 0.5 and min(ax, az) < kerb:
            albedo += 0.12
    if city.snow > 0:
        albedo += city.snow * (0.30 if abs(across) < kerb else 0.55)
    return albedo


@njit(**LENT)
def shade(out, city, ox, oy, oz, dx, dy, dz, t, hit, face, pixel, away):  # type: ignore[no-untyped-def]
    """Set ``out`` to the light that a point sends back along a ray; ``pixel`` is a pixel's width at 1 m, ``away`` the metres before."""
    for k in range(CHANNELS):
        out[k] = 0.0
    if hit == SKY:
        sky(out, city, dx, dy, dz)
        return
    px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
    nx = -1.0 if face == 0 else (1.0 if face == 1 else 0.0)
    ny = 1.0 if face == 3 else (-1.0 if face == 4 else 0.0)
    nz = -1.0 if face == 2 else (1.0 if face == 5 else 0.0)
    cosine = abs(nx * dx + ny * dy + nz * dz)
    foot = (t + away) * pixel
    if hit == WATER:
        return
    if hit == GROUND:
        albedo = _street(out, city, px, pz, dz, foot / max(cosine, 0.1))
    else:
        style = int(city.traits[hit, 0])
        albedo = city.traits[hit, 4]
        if style == GLOWING:
            colour = int(city.traits[hit, 6])
            u = px * 0.9 + pz * 0.9
            power = city.traits[hit, 5] * (1.0 if face != 3 else 0.3)
            if foot < 0.1:
                power *= 0.55 + 0.45 * min(abs(u - math.floor(u) - 0.5) * 6, 1.0)
            for c in range(3):
                out[NEON + c] += city.colours[colour, c] * power
        elif style != BLANK and ny == 0.0:
            albedo = _wall(out, city, hit, face, px, py, pz, dx, dy, dz, foot, cosine)
        elif ny > 0:
            albedo *= 0.55 + 0.5 * value_fbm(px * 0.25, pz * 0.25, city.seed + 21, _I(3))
            if t + away < 13:  # slabs of the roof that the camera stands on
                u, v = px / 0.9 - math.floor(px / 0.9), pz / 0.9 - math.floor(pz / 0.9)
                albedo *= 0.70 + 0.35 * random_at(_I(math.floor(px / 0.9)), _I(math.floor(pz / 0.9)), city.seed + 22)
                albedo *= 1 - 0.5 * max(_pane(u - 0.5, 0.5, 0.02) < 0.985, _pane(v - 0.5, 0.5, 0.02) < 0.985)
                albedo *= 0.8 + 0.4 * value_fbm(px * 3.1, pz * 3.1, city.seed + 23, _I(4))
            albedo += city.snow * 0.6
            if t + away < 60:  # a roof near by is rough and mirrors the low sky, more the flatter it is seen
                clear_sky(out, city, dx, -0.3 * dy, dz, 0.07 + 0.75 * (1 - cosine) ** 3)
    open_ = 1 - 0.75 * math.exp(-(py + 6) / 42.0)
    ambient = albedo * (0.62 + 0.38 * ny) * open_
    lamp = albedo * 1.5 * math.exp(-py / 8.0) * (0.5 + 0.5 * ny) if hit != GROUND else albedo * 0.55
    direct = nx * city.sun[0] + ny * city.sun[1] + nz * city.sun[2]
    power = city.sunlight[0] + city.sunlight[1] + city.sunlight[2]
    if direct > 0 and power > 0.02:
        e = 0.02
        blocked = trace(city, px + nx * e, py + ny * e, pz + nz * e, city.sun[0], city.sun[1], city.sun[2])[1]
        direct = 0.0 if blocked >= 0 else direct * albedo
    else:
        direct = 0.0
    for c in range(3):
        out[AIR + c] += ambient * city.ambient[c] + direct * city.sunlight[c]
        out[STREET + c] += lamp * city.lamps[c]
    if city.lantern[3] > 0 and t + away < 60:
        lx, ly, lz = city.lantern[0] - px, city.lantern[1] - py, city.lantern[2] - pz
        square = lx * lx + ly * ly + lz * lz + 0.05
        facing = max((nx * lx + ny * ly + nz * lz) / math.sqrt(square), 0.0)
        for c in range(3):
            out[WINDOWS + c] += city.lantern[3] * albedo * facing / (square + 0.6) * city.warm[c]


@njit(**LENT)
def _mirrored(acc, tmp, city, ox, oy, oz, dx, dy, dz, t, hit, pixel, jitter, fx, fy):  # type: ignore[no-untyped-def]
    """Add what water, or wet ground, shows of the other side, drawn out by small waves."""
    px, py, pz = ox + dx * t, oy + dy * t + 0.01, oz + dz * t
    j1 = random_at(_I(fx * 7.3), _I(fy * 5.1), jitter) - 0.5
    fresnel = 0.05 + 0.95 * (1 - min(max(-dy, 0.0), 1.0)) ** 4
    if hit == WATER:
        tilt = 0.020 + 0.035 / (1 + t * 0.002)
        wave = gradient_at(px * 0.11, pz * 0.30, city.seed + 61) + 0.6 * gradient_at(
            px * 0.31, pz * 0.9, city.seed + 62
        )
        near = smoothstep(1.6, 0.3, t * pixel / max(-dy, 0.01))  # small waves are seen, and break what is mirrored
        if near > 0:
            small = gradient_at(px * 0.8, pz * 2.0, city.seed + 68) + 0.6 * gradient_at(
                px * 1.9, pz * 4.6, city.seed + 69
            )
            wave = wave * (1 - 0.55 * near) + 1.5 * near * small
        swell = gradient_at(px * 0.02, pz * 0.05, city.seed + 63)
        nz = tilt * (0.8 * wave + 0.5 * swell + 1.5 * j1)
        nx = tilt * 0.30 * gradient_at(px * 0.2 + 9, pz * 0.5, city.seed + 64)
        fresnel = 0.85 * (0.09 + 0.91 * (1 - min(max(-dy, 0.0), 1.0)) ** 3.2)  # waves turn towards the eye
    else:
        fine = 1.0 if hit == GROUND else 3.0
        puddle = smoothstep(0.40, 0.56, value_fbm(px * 0.22 * fine + 3.3, pz * 0.16 * fine, city.seed + 65, _I(4)))
        rough = 0.045 * (1 - puddle) + 0.004
        nz = rough * (1.6 * j1 + gradient_at(px * 4, pz * 4, city.seed + 66))
        nx = 0.4 * rough * gradient_at(px * 4 + 9, pz * 4, city.seed + 67)
        fresnel = (0.08 + 0.92 * fresnel) * city.wet * (0.30 + 0.70 * puddle)
        for k in range(CHANNELS):
            acc[k] *= 1 - 0.45 * city.wet
    rx, rz = dx - 2 * dy * nx, dz - 2 * dy * nz
    ry = max(-dy - 2 * (nx * dx + nz * dz), 0.004)
    length = 1 / math.sqrt(rx * rx + ry * ry + rz * rz)
    rx, ry, rz = rx * length, ry * length, rz * length
    away, found, face = trace(city, px, py, pz, rx, ry, rz)
    shade(tmp, city, px, py, pz, rx, ry, rz, away, found, face, pixel, t)
    haze(tmp, city, py, rx, ry, rz, away)
    for k in range(CHANNELS):
        acc[k] += min(tmp[k], 4.0) * fresnel
    if hit == WATER:
        for c in range(3):
            acc[AIR + c] += 0.02 * city.ambient[c] * (1.2 if c == 0 else 1.0)


@njit(**LENT)
def _pixel(acc, tmp, city, lens, fx, fy, jitter):  # type: ignore[no-untyped-def]
    ox, oy, oz, dx, dy, dz, length = ray(lens, fx, fy)
    pixel = 1 / lens.focal
    t, hit, face = trace(city, ox, oy, oz, dx, dy, dz)
    shade(acc, city, ox, oy, oz, dx, dy, dz, t, hit, face, pixel, 0.0)
    if hit == WATER or (city.wet > 0 and face == 3 and t < 260):
        _mirrored(acc, tmp, city, ox, oy, oz, dx, dy, dz, t, hit, pixel, jitter, fx, fy)
    haze(acc, city, oy, dx, dy, dz, t)
    return t * length, hit, face


@njit(**FLAGS)
def rays(city, lens, x, y, jitter, out, depth, ids):  # type: ignore[no-untyped-def]
    """Look along rays through points of a picture.

    Parameters
    ----------
    city : City
    lens : Lens
    x, y : ndarray (rays,), float64
        Pixels.
    jitter : int
        Which of several rays of a pixel these are; what is rough scatters each of them another way.
    out : ndarray (rays, 12), float32
    depth : ndarray (rays,), float32
        Metres along the axis of the lens.
    ids : ndarray (rays,), int32
        Id * 8 + face, for finding edges.
    """
    acc = np.zeros(CHANNELS, np.float32)
    tmp = np.zeros(CHANNELS, np.float32)
    for i in range(x.size):
        t, hit, face = _pixel(acc, tmp, city, lens, x[i], y[i], jitter)
        for k in range(CHANNELS):
            out[i, k] = acc[k]
        depth[i] = t
        ids[i] = hit * 8 + face
