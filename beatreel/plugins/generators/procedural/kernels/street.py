"""A ray tracer for a street: two facades, a glossy ground, boxes, glowing signs, round lanterns and flat figures in lit fog.

Rays are traced through cells along the street, so that each meets only the boxes near it. Light is kept in four families
(cool signs, second signs, warm windows, sky), three channels each, so that they can be dimmed apart.

Conventions
-----------
Metres; x to the right, y up, z along the street. Colours linear BGR. Ids: 0 and up boxes, -1 sky, -2 and -3 the left and
right facade, -4 ground, -5 the far end, -10 and below figures, 10000 and up lanterns. Faces: 0 and 1 look to -x and +x, 2
and 5 to -z and +z, 3 up, 4 down.

Facades are drawn by :mod:`.facade`, light and fog by :mod:`.street_light`.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.facade import block_of, facade
from beatreel.plugins.generators.procedural.kernels.lens import ray
from beatreel.plugins.generators.procedural.kernels.noise import (
    FLAGS,
    LENT,
    gradient_noise,
    lattice_random,
    smoothstep,
    value_fbm,
    value_noise,
)
from beatreel.plugins.generators.procedural.kernels.street_light import CHANNELS, haze, lit, sky

Array = np.ndarray[Any, np.dtype[np.float32]]

SKY, LEFT, RIGHT, GROUND, END, FIGURE, LANTERN = -1, -2, -3, -4, -5, -10, 10000
CELL_LENGTH = 1.5  # metres of street per cell
FIRST_CELL = -6.0  # z of the first cell
FAR = 75.0

# kinds of boxes
PLAIN, SIGN, CLUTTER, FACADE = 0, 1, 2, 3

# A function is compiled for each combination of argument types, a literal counting as a type of its own. These casts give every
# call the same ones, which halves the time that the first painting on a machine takes to compile.
_F, _D, _I = np.float32, np.float64, np.int64


class Street(NamedTuple):
    """A street ready to be traced; see :func:`~..worlds.alley.layout.build`.

    Attributes
    ----------
    boxes : ndarray (count, 6)
        x0, x1, y0, y1, z0, z1.
    traits : ndarray (count, 6)
        Kind, albedo, light family, texture, power, glowing face.
    cell_start, cell_items : ndarray, int32
        Boxes of each cell.
    fine, fine_at, coarse, coarse_at : ndarray
        Texture atlases (height, width, 3) and the place of each texture within: x, y, width, height.
    lights : ndarray (6, count)
        x, y, z, b, g, r, sorted by family.
    light_start : ndarray (4,), int32
        Where each family begins; the last entry is the count.
    heights : ndarray (2, blocks)
        Of the buildings on the left and the right.
    figures : ndarray (count, rows, columns)
        Alpha.
    figure_at : ndarray (count, 4)
        z, x, height, width.
    lanterns : ndarray (count, 9)
        x, y, z, horizontal and vertical radius, b, g, r, family.
    left, right, end : float
        Where the facades and the far end are.
    wet, snow, fog : float
        Wetness and snow 0 to 1, extinction per metre.
    air, ambient, zenith, horizon, glow : ndarray (3,)
        Colours of distant haze, of sky light on surfaces, of the sky, and of the far end.
    cloud : float
    windows : float
        Share of windows that are lit.
    warm, cool : ndarray (3,)
        Colours of windows.
    sun, sunlight : ndarray (3,)
        Direction towards it, and its colour; black where none shines.
    old : float
        1 for cobbles and plaster, 0 for asphalt, bricks, tiles and metal sheet.
    seed : int
    """

    boxes: Array
    traits: Array
    cell_start: np.ndarray[Any, np.dtype[np.int32]]
    cell_items: np.ndarray[Any, np.dtype[np.int32]]
    fine: Array
    fine_at: Array
    coarse: Array
    coarse_at: Array
    lights: Array
    light_start: np.ndarray[Any, np.dtype[np.int32]]
    heights: Array
    figures: Array
    figure_at: Array
    lanterns: Array
    left: np.float32
    right: np.float32
    end: np.float32
    wet: np.float32
    snow: np.float32
    fog: np.float32
    air: Array
    ambient: Array
    zenith: Array
    horizon: Array
    glow: Array
    cloud: np.float32
    windows: np.float32
    warm: Array
    cool: Array
    sun: Array
    sunlight: Array
    old: np.float32
    seed: np.int32


@njit(**LENT)
def _roof(street: Any, side: int, z: float) -> float:
    return street.heights[side, min(max(block_of(z), 0), street.heights.shape[1] - 1)]


@njit(**LENT)
def trace_boxes(street, cell, ox, oy, oz, ix, iy, iz, best, hit, face):  # type: ignore[no-untyped-def]
    """Return what is nearest of ``best`` and the boxes of one cell; ``ix``, ``iy``, ``iz`` are 1 / direction."""
    for item in range(street.cell_start[cell], street.cell_start[cell + 1]):
        i = street.cell_items[item]
        a = (street.boxes[i, 0] - ox) * ix
        b = (street.boxes[i, 1] - ox) * ix
        c = (street.boxes[i, 2] - oy) * iy
        d = (street.boxes[i, 3] - oy) * iy
        e = (street.boxes[i, 4] - oz) * iz
        f = (street.boxes[i, 5] - oz) * iz
        near_x, near_y, near_z = min(a, b), min(c, d), min(e, f)
        near = max(near_x, max(near_y, near_z))
        if near < min(max(a, b), min(max(c, d), max(e, f))) and near > 1e-3 and near < best:
            best = near
            hit = i
            if near == near_x:
                face = 0 if ix > 0 else 1
            elif near == near_y:
                face = 4 if iy > 0 else 3
            else:
                face = 2 if iz > 0 else 5
    return best, hit, face


@njit(**LENT)
def trace(street, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return distance, id and face of what a ray meets first."""
    best, hit, face = FAR, SKY, 2
    if dx < 0:
        t = (street.left - ox) / dx
        if t > 1e-4 and t < best and oy + dy * t < _roof(street, _I(0), oz + dz * t):
            best, hit, face = t, LEFT, 1
    elif dx > 0:
        t = (street.right - ox) / dx
        if t > 1e-4 and t < best and oy + dy * t < _roof(street, _I(1), oz + dz * t):
            best, hit, face = t, RIGHT, 0
    if dy < 0:
        t = -oy / dy
        if t > 1e-4 and t < best:
            best, hit, face = t, GROUND, 3
    if dz > 0:
        t = (street.end - oz) / dz
        if t < best and oy + dy * t < 7.0 + 5.0 * lattice_random(math.floor((ox + dx * t) * 1.6), 3, street.seed):
            best, hit, face = t, END, 2
    ix = 1 / (dx if abs(dx) > 1e-7 else 1e-7)
    iy = 1 / (dy if abs(dy) > 1e-7 else 1e-7)
    iz = 1 / (dz if abs(dz) > 1e-7 else 1e-7)
    cells = street.cell_start.shape[0] - 1
    cell = math.floor((oz - FIRST_CELL) / CELL_LENGTH)
    step = 1 if dz >= 0 else -1
    while 0 <= cell < cells:
        best, hit, face = trace_boxes(street, cell, ox, oy, oz, ix, iy, iz, best, hit, face)
        edge = FIRST_CELL + CELL_LENGTH * (cell + (1 if step > 0 else 0))
        if best <= (edge - oz) * iz:
            break
        cell += step
    for k in range(street.lanterns.shape[0]):
        sx, sy = 1 / street.lanterns[k, 3], 1 / street.lanterns[k, 4]
        px, py, pz = (
            (ox - street.lanterns[k, 0]) * sx,
            (oy - street.lanterns[k, 1]) * sy,
            (oz - street.lanterns[k, 2]) * sx,
        )
        qx, qy, qz = dx * sx, dy * sy, dz * sx
        a = qx * qx + qy * qy + qz * qz
        b = px * qx + py * qy + pz * qz
        c = px * px + py * py + pz * pz - 1
        root = b * b - a * c
        if root > 0:
            t = (-b - math.sqrt(root)) / a
            if t > 1e-3 and t < best:
                best, hit, face = t, LANTERN + k, 2
    for k in range(street.figure_at.shape[0]):
        if dz > 1e-6 and oz < street.figure_at[k, 0]:
            t = (street.figure_at[k, 0] - oz) / dz
            if t < best:
                u = (ox + dx * t - street.figure_at[k, 1]) / street.figure_at[k, 3] + 0.5
                v = 1 - (oy + dy * t) / street.figure_at[k, 2]
                if u > 0 and u < 1 and v > 0 and v < 1:
                    row, column = int(v * street.figures.shape[1]), int(u * street.figures.shape[2])
                    if street.figures[k, row, column] > 0.5:
                        best, hit, face = t, FIGURE - k, 2
    return best, hit, face


@njit(**LENT)
def _cobble(px, pz, seed):  # type: ignore[no-untyped-def]
    """Return how far a point is from the joints (0 to 1), the tone of its stone (0 to 1), and how the stone leans in x and z."""
    row = math.floor(pz / 0.17)
    v = pz / 0.17 - row
    wide = 0.13 + 0.06 * lattice_random(row, 5, seed + 21)
    along = px / wide + lattice_random(row, 9, seed + 22)
    column = math.floor(along)
    u = along - column
    near = min(min(u, 1 - u) * wide, min(v, 1 - v) * 0.17)
    lean_x = 0.10 * (lattice_random(column, row, seed + 23) - 0.5) + 0.55 * (u - 0.5) ** 3 * 4
    lean_z = 0.10 * (lattice_random(column, row, seed + 24) - 0.5) + 0.55 * (v - 0.5) ** 3 * 4
    return smoothstep(0.004, 0.024, near), lattice_random(column, row, seed + 25), lean_x, lean_z


@njit(inline="always", **FLAGS)
def _texel(atlas, u, v, at, channel):  # type: ignore[no-untyped-def]
    x = min(max(u * at[2] - 0.5, 0.0), at[2] - 1.001)
    y = min(max(v * at[3] - 0.5, 0.0), at[3] - 1.001)
    xi, yi = int(x), int(y)
    fx, fy = x - xi, y - yi
    row, column = int(at[1]) + yi, int(at[0]) + xi
    top = atlas[row, column, channel] * (1 - fx) + atlas[row, column + 1, channel] * fx
    return top * (1 - fy) + (atlas[row + 1, column, channel] * (1 - fx) + atlas[row + 1, column + 1, channel] * fx) * fy


@njit(**LENT)
def _shade(out, each, street, ox, oy, oz, dx, dy, dz, t, hit, face, far_from_eye):  # type: ignore[no-untyped-def]
    for k in range(CHANNELS):
        out[k] = 0.0
    if hit == SKY:
        sky(out, street, dx, dy, dz)
        return
    px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
    nx = -1.0 if face == 0 else (1.0 if face == 1 else 0.0)
    ny = 1.0 if face == 3 else (-1.0 if face == 4 else 0.0)
    nz = -1.0 if face == 2 else (1.0 if face == 5 else 0.0)
    away = t + far_from_eye
    albedo = 0.07
    gloss = 0.02 + 0.03 * street.wet
    seed = street.seed
    if hit <= FIGURE:
        albedo = 0.012
        gloss = 0.0
    elif hit >= LANTERN:
        k = hit - LANTERN
        family = int(street.lanterns[k, 8]) * 3
        v = (py - street.lanterns[k, 1]) / street.lanterns[k, 4]
        rib = 0.82 + 0.18 * math.cos(v * 26)
        across = max(1 - (px - street.lanterns[k, 0]) ** 2 / street.lanterns[k, 3] ** 2, 0.0)
        power = (0.35 + 1.3 * math.exp(-v * v * 2.2)) * rib * (0.45 + 0.55 * across) if abs(v) < 0.9 else 0.03
        for c in range(3):
            out[family + c] += street.lanterns[k, 5 + c] * power
        albedo = 0.04
    elif hit >= 0:
        kind = int(street.traits[hit, 0])
        albedo = street.traits[hit, 1]
        if kind == SIGN and int(street.traits[hit, 5]) == face:
            if face == 2:
                u = (px - street.boxes[hit, 0]) / (street.boxes[hit, 1] - street.boxes[hit, 0])
            else:
                u = (pz - street.boxes[hit, 4]) / (street.boxes[hit, 5] - street.boxes[hit, 4])
                if face == 0:
                    u = 1 - u
            v = 1 - (py - street.boxes[hit, 2]) / (street.boxes[hit, 3] - street.boxes[hit, 2])
            texture, family = int(street.traits[hit, 3]), int(street.traits[hit, 2])
            power = street.traits[hit, 4] * 1.5
            for c in range(3):
                if away > 16:
                    out[family * 3 + c] += _texel(street.coarse, u, v, street.coarse_at[texture], c) * power
                else:
                    out[family * 3 + c] += _texel(street.fine, u, v, street.fine_at[texture], c) * power
        elif kind == CLUTTER:
            albedo *= 0.6 + 0.8 * value_noise(px * 9 + pz * 9, py * 7, seed + 5)
            if face != 3:
                k = (py - street.boxes[hit, 2]) / (street.boxes[hit, 3] - street.boxes[hit, 2]) * 9
                albedo *= 0.6 + 0.4 * (1 if k - math.floor(k) > 0.3 else 0)
            else:
                albedo *= 1.3
        elif kind == FACADE and (face == 0 or face == 1):
            albedo = facade(out, street, _I(1 if face == 1 else 2), px, py, pz, dx, dy, dz, away)
        if street.snow > 0 and face == 3:
            albedo = 0.75
    elif hit == LEFT:
        albedo = facade(out, street, _I(1), px, py, pz, dx, dy, dz, away)
    elif hit == RIGHT:
        albedo = facade(out, street, _I(2), px, py, pz, dx, dy, dz, away)
    elif hit == GROUND:
        rough = value_fbm(px * 3.1, pz * 2.3, seed + 11, _I(4))
        dry = 1 - street.wet
        albedo = (0.035 + 0.19 * dry * dry) * (0.55 + 0.9 * rough)
        curb = min(px - street.left, street.right - px)
        if street.old > 0:
            edge, tone, tilt_x, tilt_z = _cobble(px, pz, seed)
            albedo = (0.05 + 0.10 * tone) * (0.55 + 0.7 * rough) * (0.35 + 0.65 * edge)
            nx, nz = tilt_x, tilt_z
        elif curb < 0.42:
            slab = pz / 0.8
            albedo *= 1.25 if slab - math.floor(slab) > 0.03 and curb < 0.39 else 0.45
        elif street.wet < 0.3:  # paving, whose joints rain would hide
            row = math.floor(pz / 0.42)
            column = math.floor(px / 0.66 + 0.5 * (row % 2))
            u, v = px / 0.66 + 0.5 * (row % 2) - column, pz / 0.42 - row
            joint = smoothstep(0.004, 0.022, min(min(u, 1 - u) * 0.66, min(v, 1 - v) * 0.42))
            albedo *= (0.72 + 0.5 * lattice_random(column, row, seed + 26)) * (0.35 + 0.65 * joint)
            nx = 0.06 * (lattice_random(column, row, seed + 27) - 0.5)
            nz = 0.06 * (lattice_random(column, row, seed + 28) - 0.5)
        elif away < 22:
            speck = value_noise(px * 55, pz * 55, seed + 12)
            albedo *= 0.8 + 0.4 * speck
        if street.snow > 0:
            trodden = smoothstep(0.55, 0.15, abs(px - 0.15 - 0.25 * math.sin(pz * 0.4)) - 0.12 * rough)
            albedo = 0.80 - 0.38 * trodden * (0.6 + 0.6 * value_noise(px * 7, pz * 3.4, seed + 14))
            lump = value_fbm(px * 4, pz * 4, seed + 15, _I(3)) - 0.5
            nx, nz = 0.8 * lump, 0.5 * lump
        gloss = 0.0
    elif hit == END:
        glow = value_noise(px * 0.8, py * 0.6, seed + 3)
        for c in range(3):
            out[9 + c] += street.glow[c] * (0.6 + glow)
        albedo = 0.02
    lit(out, each, street, px, py, pz, nx, ny, nz, dx, dy, dz, albedo, gloss)
    corner = min(max(min(px - street.left, street.right - px), 0.0) + (0.0 if hit == GROUND else 0.6), 1.0)
    open_sky = (0.35 + 0.65 * corner) * (0.30 + 0.70 * min(py * 0.10 + 0.35, 1.0))
    ambient = albedo * (0.6 + max(ny, 0.0) - 0.35 * max(-ny, 0.0)) * open_sky
    for c in range(3):
        out[9 + c] += ambient * street.ambient[c]
    if street.sunlight[2] > 0 and hit != END:
        _add_sun(out, street, px, py, pz, nx, ny, nz, albedo)


@njit(**LENT)
def _add_sun(out, street, px, py, pz, nx, ny, nz, albedo):  # type: ignore[no-untyped-def]
    """Add the light of the sun, unless a house or something else stands before it."""
    sx, sy, sz = street.sun[0], street.sun[1], street.sun[2]
    facing = nx * sx + ny * sy + nz * sz
    if facing <= 0:
        return
    ax, ay, az = px + 0.004 * nx, py + 0.004 * ny, pz + 0.004 * nz
    _, hit, _ = trace(street, _F(ax), _F(ay), _F(az), sx, sy, sz)
    if hit == SKY:
        for c in range(3):
            out[9 + c] += albedo * facing * street.sunlight[c]


@njit(**LENT)
def _reflect(acc, tmp, each, street, ox, oy, oz, dx, dy, dz, t, fx, fy, jitter, mirrored):  # type: ignore[no-untyped-def]
    """Add what the wet ground mirrors: sharp in puddles, smeared along the view elsewhere."""
    px, pz = ox + dx * t, oz + dz * t
    seed = street.seed
    puddle = value_fbm(px * 0.9 + 3.3, pz * 0.42, seed + 201, _I(4))
    wet = smoothstep(0.40, 0.53, puddle) * street.wet
    fresnel = (0.10 + 0.90 * (1 - min(max(-dy, 0.0), 1.0)) ** 4) * min(street.wet * 1.4, 1.0)
    edge = 1 - abs(wet - 0.5) * 2
    bumps = 0.05 * (1 - wet) + 0.004
    for ray_ in range(mirrored):
        j1 = lattice_random(int(fx * 7.3) + ray_ * 131, int(fy * 5.1), jitter) - 0.5
        j2 = lattice_random(int(fx * 3.7) + ray_ * 57, int(fy * 9.7), jitter + 3) - 0.5
        nx = bumps * (0.55 * j1 + 0.7 * gradient_noise(px * 14, pz * 14, seed + 210))
        nx += wet * 0.006 * gradient_noise(px * 5, pz * 5, seed + 215)
        nz = bumps * (2.6 * j2 + 0.55 * gradient_noise(px * 17 + 9, pz * 17, seed + 211))
        nz += wet * 0.012 * gradient_noise(px * 4, pz * 7, seed + 216) + 0.02 * j2 * wet
        rx, rz = dx - 2 * dy * nx, dz - 2 * dy * nz
        ry = max(-dy - 2 * (nx * dx + nz * dz), 0.01)
        length = 1 / math.sqrt(rx * rx + ry * ry + rz * rz)
        rx, ry, rz = rx * length, ry * length, rz * length
        far, hit, face = trace(street, px, 0.002, pz, rx, ry, rz)
        _shade(tmp, each, street, px, 0.002, pz, rx, ry, rz, far, hit, face, t)
        haze(tmp, each, street, px, 0.002, pz, rx, ry, rz, far)
        k = fresnel * (0.42 + 0.58 * wet) * 1.25 / mirrored
        for q in range(CHANNELS):
            acc[q] += tmp[q] * k
    speck = 0.86 + 0.28 * value_noise(px * 60, pz * 60, seed + 220)
    for q in range(CHANNELS):
        acc[q] *= speck * (1 - 0.25 * edge * (1 - wet))


@njit(**LENT)
def _pixel(acc, tmp, each, street, lens, fx, fy, jitter, mirrored):  # type: ignore[no-untyped-def]
    ox, oy, oz, dx, dy, dz, length = ray(lens, fx, fy)
    t, hit, face = trace(street, ox, oy, oz, dx, dy, dz)
    _shade(acc, each, street, ox, oy, oz, dx, dy, dz, t, hit, face, 0.0)
    if hit == GROUND and street.wet > 0.02 and mirrored > 0:
        _reflect(acc, tmp, each, street, ox, oy, oz, dx, dy, dz, t, fx, fy, jitter, mirrored)
    haze(acc, each, street, ox, oy, oz, dx, dy, dz, t if hit != SKY else FAR)
    return t * length, hit, face


@njit(**FLAGS)
def rays(street, lens, x, y, jitter, mirrored, out, depth, ids):  # type: ignore[no-untyped-def]
    """Look along rays through points of a picture; arguments as for :func:`.city.rays`.

    Parameters
    ----------
    mirrored : int
        Rays that wet ground sends on for each one that meets it.
    """
    acc = np.zeros(CHANNELS, np.float32)
    tmp = np.zeros(CHANNELS, np.float32)
    each = np.zeros(street.lights.shape[1], np.float32)
    for i in range(x.size):
        t, hit, face = _pixel(acc, tmp, each, street, lens, x[i], y[i], jitter, mirrored)
        for k in range(CHANNELS):
            out[i, k] = acc[k]
        depth[i] = 4000.0 if hit == SKY else t
        ids[i] = (min(hit, 3000) if hit < LANTERN else 3500) * 8 + face
