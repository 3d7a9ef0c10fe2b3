"""A ray tracer for a street: two facades, a glossy ground, boxes, glowing signs, round lanterns and flat figures in lit fog.

Rays are traced through cells along the street, so that each meets only the boxes near it. Light is kept in four families
(cool signs, second signs, warm windows, sky), three channels each, so that they can be dimmed apart.

Conventions
-----------
Metres; x to the right, y up, z along the street. Colours linear BGR. Ids: 0 and up boxes, -1 sky, -2 and -3 the left and
right facade, -4 ground, -5 the far end, -10 and below figures, 10000 and up lanterns. Faces: 0 and 1 look to -x and +x, 2
and 5 to -z and +z, 3 up, 4 down.

Method: airlight of a point source along a ray in closed form after B. Sun et al., "A practical analytic single scattering
model" (2005), without extinction along the path; rooms behind windows after J. van Dongen, "Interior mapping" (2008).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from .noise import FLAGS, gradient_noise, lattice_random, smoothstep, value_fbm, value_noise

Array = np.ndarray[Any, np.dtype[np.float32]]

CHANNELS = 12
SKY, LEFT, RIGHT, GROUND, END, FIGURE, LANTERN = -1, -2, -3, -4, -5, -10, 10000
CELL_LENGTH = 1.5  # metres of street per cell
FIRST_CELL = -6.0  # z of the first cell
BLOCK = 6.5  # metres of facade per building
FAR = 75.0

# kinds of boxes
PLAIN, SIGN, CLUTTER, FACADE = 0, 1, 2, 3

# A function is compiled for each combination of argument types, a literal counting as a type of its own. These casts give every
# call the same ones, which halves the time that the first painting on a machine takes to compile.
_F, _D, _I = np.float32, np.float64, np.int64


class Street(NamedTuple):
    """A street ready to be traced; see :func:`~..worlds._alley_layout.build`.

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
    seed: np.int32


class Lens(NamedTuple):
    """A camera: origin, its right, up and forward axes, focal length and middle in pixels."""

    origin: Array
    right: Array
    up: Array
    forward: Array
    focal: np.float32
    centre_x: np.float32
    centre_y: np.float32


@njit(**FLAGS)
def _block(z: float) -> int:
    return math.floor((z + 20.0) / BLOCK)


@njit(**FLAGS)
def _roof(street: Any, side: int, z: float) -> float:
    return street.heights[side, min(max(_block(z), 0), street.heights.shape[1] - 1)]


@njit(**FLAGS)
def _trace_boxes(street, cell, ox, oy, oz, ix, iy, iz, best, hit, face):  # type: ignore[no-untyped-def]
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


@njit(**FLAGS)
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
        best, hit, face = _trace_boxes(street, cell, ox, oy, oz, ix, iy, iz, best, hit, face)
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


@njit(inline="always", **FLAGS)
def _texel(atlas, u, v, at, channel):  # type: ignore[no-untyped-def]
    x = min(max(u * at[2] - 0.5, 0.0), at[2] - 1.001)
    y = min(max(v * at[3] - 0.5, 0.0), at[3] - 1.001)
    xi, yi = int(x), int(y)
    fx, fy = x - xi, y - yi
    row, column = int(at[1]) + yi, int(at[0]) + xi
    top = atlas[row, column, channel] * (1 - fx) + atlas[row, column + 1, channel] * fx
    return top * (1 - fy) + (atlas[row + 1, column, channel] * (1 - fx) + atlas[row + 1, column + 1, channel] * fx) * fy


@njit(**FLAGS)
def _room(cell_z0, cell_z1, floor, ceiling, depth, py, pz, dx, dy, dz, seed):  # type: ignore[no-untyped-def]
    """Return how bright a room is where a ray through its window ends: lamps on the ceiling, shelves at the back."""
    into = max(abs(dx), 1e-4)
    t = depth / into
    surface = 0
    if dy > 1e-5 and (ceiling - py) / dy < t:
        t, surface = (ceiling - py) / dy, 1
    elif dy < -1e-5 and (floor - py) / dy < t:
        t, surface = (floor - py) / dy, 2
    if dz > 1e-5 and (cell_z1 - pz) / dz < t:
        t, surface = (cell_z1 - pz) / dz, 3
    elif dz < -1e-5 and (cell_z0 - pz) / dz < t:
        t, surface = (cell_z0 - pz) / dz, 3
    deep, y, z = into * t, py + dy * t, pz + dz * t
    height = (y - floor) / (ceiling - floor)
    if surface == 1:
        lamp = abs((z - cell_z0) / (cell_z1 - cell_z0) * 2 - math.floor((z - cell_z0) / (cell_z1 - cell_z0) * 2) - 0.5)
        return 0.45 + (3.2 if lamp < 0.13 and deep > 0.15 * depth and deep < 0.85 * depth else 0.0)
    if surface == 2:
        return 0.16
    if surface == 3:
        z = deep * 1.3  # the side walls have shelves too, a little darker
        height *= 0.92
    shelf = height * 4.3
    gap = shelf - math.floor(shelf)
    item = lattice_random(math.floor(z * 9), math.floor(shelf), seed)
    tall = 0.25 + 0.6 * item
    goods = 0.35 + 1.0 * lattice_random(math.floor(z * 9), math.floor(shelf), seed + 7) if gap < tall else 0.28
    return goods * (0.45 + 0.75 * height) if gap > 0.06 else 0.75


@njit(**FLAGS)
def _facade(out, street, side, px, py, pz, dx, dy, dz, away):  # type: ignore[no-untyped-def]
    """Add what windows emit and return the albedo of a point on a facade."""
    seed = street.seed
    block = _block(pz)
    style = lattice_random(block, side, seed + 70)
    albedo = 0.035 + 0.08 * lattice_random(block, side, seed + 77)
    albedo *= 0.35 + 1.1 * value_fbm(pz * 1.3, py * 0.35, seed + 31 + side, _I(4))
    seam = (pz + 20.0) / BLOCK - block
    if seam < 0.012 or seam > 0.988:
        albedo *= 0.2
    if py > 2.55 and py < 2.75:
        albedo *= 1.6 if py > 2.7 else 0.55  # the cornice above the shops
    if py < 2.55:
        cell = math.floor((pz + 0.6) / 2.6)
        along = (pz + 0.6) / 2.6 - cell
        kind = lattice_random(cell, side, seed + 91)
        if kind > 0.44 and along > 0.07 and along < 0.93 and py < 2.15 and py > 0.06:
            door = along > 0.64
            bars = (
                abs(along - 0.64) < 0.012
                or abs(along - 0.36) < 0.006
                or (not door and py < 0.55)
                or abs(py - 1.72) < 0.02
            )
            if bars:
                albedo *= 0.6
            else:
                cloth = py > 1.74 and not door
                slit = along * 7 - math.floor(along * 7) < 0.05
                z0 = cell * 2.6 - 0.6
                bright = _room(z0 + 0.18, z0 + 2.42, 0.0, 2.35, 1.9, py, pz, dx, dy, dz, seed + 13 * cell)
                bright *= (0.26 if cloth and not slit else 1.0) * (0.30 + 0.55 * kind)
                albedo = 0.03
                if lattice_random(cell, side, seed + 92) > 0.42:
                    for c in range(3):
                        out[6 + c] += street.warm[c] * bright * 0.75
                else:
                    for c in range(3):
                        out[c] += street.cool[c] * bright * 0.55
        elif kind > 0.22:
            slat = py * 11 - math.floor(py * 11)
            albedo *= 0.55 + 0.65 * (1 if slat > 0.18 else 0) * (0.8 + 0.4 * slat)
    elif py > 2.9:
        cz = pz / 1.45
        iz = math.floor(cz)
        uz = cz - iz
        cy = (py - 2.9) / 2.5
        iy = math.floor(cy)
        uy = cy - iy
        if uz > 0.16 and uz < 0.84 and uy > 0.26 and uy < 0.82 and lattice_random(block, side, seed + 52) > 0.12:
            which = lattice_random(iz, iy + side * 100, seed + 55)
            border = min(min(uz - 0.16, 0.84 - uz) * 1.45, min(uy - 0.26, 0.82 - uy) * 2.5)
            if border < 0.05 or abs(uz - 0.5) < 0.018:
                albedo *= 0.5
            elif which > 1 - street.windows:
                z0 = iz * 1.45
                blind = 1.0
                if lattice_random(iz, iy, seed + 56) > 0.55:
                    blind = 0.75 + 0.25 * (1 if uy * 30 - math.floor(uy * 30) > 0.35 else 0)
                    bright = blind * (0.35 + 0.5 * uy)
                else:
                    y0 = 2.9 + 2.5 * iy
                    bright = 0.8 * _room(z0, z0 + 1.45, y0 + 0.2, y0 + 2.3, 1.7, py, pz, dx, dy, dz, seed + 5 * iz + iy)
                bright *= 0.25 + 0.65 * lattice_random(iz, iy, seed + 57)
                albedo = 0.03
                if lattice_random(iz, iy, seed + 58) > 0.35:
                    for c in range(3):
                        out[6 + c] += street.warm[c] * bright
                else:
                    for c in range(3):
                        out[c] += street.cool[c] * bright * 0.8
            else:
                albedo = 0.018 + 0.03 * value_noise(pz * 3, py * 1.4, seed + 60)
    if away < 16 and albedo > 0.028:
        if style < 0.45:  # bricks
            course = py * 9
            brick = pz * 4.2 + 0.5 * (math.floor(course) & 1)
            if brick - math.floor(brick) < 0.05 or course - math.floor(course) < 0.09:
                albedo *= 0.6
            else:
                albedo *= 0.85 + 0.3 * lattice_random(math.floor(brick), math.floor(course), seed + 3)
        elif style < 0.7:  # tiles
            a, b = pz * 6.5, py * 6.5
            if a - math.floor(a) < 0.06 or b - math.floor(b) < 0.06:
                albedo *= 0.55
        elif style < 0.85:  # ribs of metal sheet
            a = pz * 9
            albedo *= 0.55 + 0.8 * abs(a - math.floor(a) - 0.5)
    if street.snow > 0 and py < 0.08 + 0.10 * value_noise(pz * 2.3, 7.0 + side, seed + 8):
        albedo = 0.75
    return albedo


@njit(**FLAGS)
def _sky(out, street, dx, dy, dz):  # type: ignore[no-untyped-def]
    height = max(dy, 0.0)
    up = height / (height + 0.35)
    sheet = value_fbm(dx / (height + 0.12) * 0.9, dz / (height + 0.12) * 0.45, street.seed + 40, _I(5))
    cloud = street.cloud * smoothstep(0.42, 0.75, sheet)
    for c in range(3):
        clear = street.horizon[c] + (street.zenith[c] - street.horizon[c]) * up
        out[9 + c] += clear * (1 - 0.55 * cloud) + street.horizon[c] * cloud * 0.35


@njit(**FLAGS)
def _lit(out, street, px, py, pz, nx, ny, nz, dx, dy, dz, albedo, gloss):  # type: ignore[no-untyped-def]
    """Add the light of all lamps on a surface: diffuse and a wet streak."""
    px, py, pz = _F(px), _F(py), _F(pz)
    nx, ny, nz, dx, dy, dz = _F(nx), _F(ny), _F(nz), _F(dx), _F(dy), _F(dz)
    diffuse, wet = _F(albedo * 3.6), _F(gloss)
    one, zero = _F(1), _F(0)
    lights = street.lights
    for family in range(3):
        b = zero
        g = zero
        r = zero
        for i in range(street.light_start[family], street.light_start[family + 1]):
            lx, ly, lz = lights[0, i] - px, lights[1, i] - py, lights[2, i] - pz
            square = lx * lx + ly * ly + lz * lz + _F(0.05)
            inverse = one / np.sqrt(square)
            facing = max((nx * lx + ny * ly + nz * lz) * inverse, zero)
            hx, hy, hz = lx * inverse - dx, ly * inverse - dy, lz * inverse - dz
            along = max((nx * hx + ny * hy + nz * hz) / np.sqrt(hx * hx + hy * hy + hz * hz + _F(1e-9)), zero)
            shine = along * along
            shine *= shine
            shine *= shine
            shine *= shine
            shine *= shine
            reach = max(one - square * _F(1 / 100.0), zero)
            light = (diffuse + wet * shine) * facing / (square + _F(0.25)) * reach
            b += lights[3, i] * light
            g += lights[4, i] * light
            r += lights[5, i] * light
        out[family * 3] += b
        out[family * 3 + 1] += g
        out[family * 3 + 2] += r


@njit(inline="always", **FLAGS)
def _arc(x: float) -> float:
    """Arc tangent to 0.003 without a branch on the value (so that loops over lights vectorise)."""
    a = abs(x)
    inverted = a > _F(1)
    z = _F(1) / max(a, _F(1e-6)) if inverted else a
    y = z * (_F(0.9724) - _F(0.1919) * z * z)
    y = _F(1.5707963) - y if inverted else y
    return y if x >= _F(0) else -y


@njit(**FLAGS)
def haze(out, street, ox, oy, oz, dx, dy, dz, t):  # type: ignore[no-untyped-def]
    """Dim what lies behind ``t`` metres of air and add the light that the air scatters, in place."""
    density = street.fog
    clear = math.exp(-density * t)
    for k in range(CHANNELS):
        out[k] *= clear
    low = (1 - clear) * (1 + 0.9 * math.exp(-abs(oy + dy * t - 1.5) * 0.25))
    for c in range(3):
        out[9 + c] += street.air[c] * low
    ox, oy, oz, dx, dy, dz, t = _F(ox), _F(oy), _F(oz), _F(dx), _F(dy), _F(dz), _F(t)
    share = _F(density * 0.40)
    fade = _F(-density * 0.55)
    zero, one = _F(0), _F(1)
    lights = street.lights
    for family in range(3):
        b = zero
        g = zero
        r = zero
        for i in range(street.light_start[family], street.light_start[family + 1]):
            qx, qy, qz = ox - lights[0, i], oy - lights[1, i], oz - lights[2, i]
            along = dx * qx + dy * qy + dz * qz
            square = qx * qx + qy * qy + qz * qz + _F(0.06)
            off = square - along * along
            near = max(one - off * _F(1 / 9.0), zero)
            inverse = one / np.sqrt(max(off, _F(0.02)))
            light = inverse * (_arc((t + along) * inverse) - _arc(along * inverse))
            light *= near * share * np.exp(fade * np.sqrt(square))
            b += lights[3, i] * light
            g += lights[4, i] * light
            r += lights[5, i] * light
        out[family * 3] += b
        out[family * 3 + 1] += g
        out[family * 3 + 2] += r


@njit(**FLAGS)
def _shade(out, street, ox, oy, oz, dx, dy, dz, t, hit, face, far_from_eye):  # type: ignore[no-untyped-def]
    for k in range(CHANNELS):
        out[k] = 0.0
    if hit == SKY:
        _sky(out, street, dx, dy, dz)
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
            albedo = _facade(out, street, _I(1 if face == 1 else 2), px, py, pz, dx, dy, dz, away)
        if street.snow > 0 and face == 3:
            albedo = 0.75
    elif hit == LEFT:
        albedo = _facade(out, street, _I(1), px, py, pz, dx, dy, dz, away)
    elif hit == RIGHT:
        albedo = _facade(out, street, _I(2), px, py, pz, dx, dy, dz, away)
    elif hit == GROUND:
        rough = value_fbm(px * 3.1, pz * 2.3, seed + 11, _I(4))
        albedo = (0.035 + 0.05 * (1 - street.wet)) * (0.55 + 0.9 * rough)
        curb = min(px - street.left, street.right - px)
        if curb < 0.42:
            slab = pz / 0.8
            albedo *= 1.25 if slab - math.floor(slab) > 0.03 and curb < 0.39 else 0.45
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
    _lit(out, street, px, py, pz, nx, ny, nz, dx, dy, dz, albedo, gloss)
    corner = min(max(min(px - street.left, street.right - px), 0.0) + (0.0 if hit == GROUND else 0.6), 1.0)
    open_sky = (0.35 + 0.65 * corner) * (0.30 + 0.70 * min(py * 0.10 + 0.35, 1.0))
    ambient = albedo * (0.6 + max(ny, 0.0) - 0.35 * max(-ny, 0.0)) * open_sky
    for c in range(3):
        out[9 + c] += ambient * street.ambient[c]


@njit(**FLAGS)
def _reflect(acc, tmp, street, ox, oy, oz, dx, dy, dz, t, fx, fy, jitter, rays):  # type: ignore[no-untyped-def]
    """Add what the wet ground mirrors: sharp in puddles, smeared along the view elsewhere."""
    px, pz = ox + dx * t, oz + dz * t
    seed = street.seed
    puddle = value_fbm(px * 0.9 + 3.3, pz * 0.42, seed + 201, _I(4))
    wet = smoothstep(0.40, 0.53, puddle) * street.wet
    fresnel = (0.10 + 0.90 * (1 - min(max(-dy, 0.0), 1.0)) ** 4) * min(street.wet * 1.4, 1.0)
    edge = 1 - abs(wet - 0.5) * 2
    bumps = 0.05 * (1 - wet) + 0.004
    for ray in range(rays):
        j1 = lattice_random(int(fx * 7.3) + ray * 131, int(fy * 5.1), jitter) - 0.5
        j2 = lattice_random(int(fx * 3.7) + ray * 57, int(fy * 9.7), jitter + 3) - 0.5
        nx = bumps * (0.55 * j1 + 0.7 * gradient_noise(px * 14, pz * 14, seed + 210))
        nx += wet * 0.006 * gradient_noise(px * 5, pz * 5, seed + 215)
        nz = bumps * (2.6 * j2 + 0.55 * gradient_noise(px * 17 + 9, pz * 17, seed + 211))
        nz += wet * 0.012 * gradient_noise(px * 4, pz * 7, seed + 216) + 0.02 * j2 * wet
        rx, rz = dx - 2 * dy * nx, dz - 2 * dy * nz
        ry = max(-dy - 2 * (nx * dx + nz * dz), 0.01)
        length = 1 / math.sqrt(rx * rx + ry * ry + rz * rz)
        rx, ry, rz = rx * length, ry * length, rz * length
        far, hit, face = trace(street, px, 0.002, pz, rx, ry, rz)
        _shade(tmp, street, px, 0.002, pz, rx, ry, rz, far, hit, face, t)
        haze(tmp, street, px, 0.002, pz, rx, ry, rz, far)
        k = fresnel * (0.42 + 0.58 * wet) * 1.25 / rays
        for q in range(CHANNELS):
            acc[q] += tmp[q] * k
    speck = 0.86 + 0.28 * value_noise(px * 60, pz * 60, seed + 220)
    for q in range(CHANNELS):
        acc[q] *= speck * (1 - 0.25 * edge * (1 - wet))


@njit(**FLAGS)
def _pixel(acc, tmp, street, lens, fx, fy, jitter, rays):  # type: ignore[no-untyped-def]
    x, y = (fx - lens.centre_x) / lens.focal, -(fy - lens.centre_y) / lens.focal
    dx = lens.right[0] * x + lens.up[0] * y + lens.forward[0]
    dy = lens.right[1] * x + lens.up[1] * y + lens.forward[1]
    dz = lens.right[2] * x + lens.up[2] * y + lens.forward[2]
    length = 1 / math.sqrt(dx * dx + dy * dy + dz * dz)
    dx, dy, dz = dx * length, dy * length, dz * length
    ox, oy, oz = _D(lens.origin[0]), _D(lens.origin[1]), _D(lens.origin[2])
    t, hit, face = trace(street, ox, oy, oz, dx, dy, dz)
    _shade(acc, street, ox, oy, oz, dx, dy, dz, t, hit, face, 0.0)
    if hit == GROUND and street.wet > 0.02 and rays > 0:
        _reflect(acc, tmp, street, ox, oy, oz, dx, dy, dz, t, fx, fy, jitter, rays)
    haze(acc, street, ox, oy, oz, dx, dy, dz, t if hit != SKY else FAR)
    return t * length, hit, face


@njit(**FLAGS)
def render(street, lens, first, rows, width, rays, out, depth, ids):  # type: ignore[no-untyped-def]
    """Trace rows ``first`` to ``first + rows`` of a picture.

    Parameters
    ----------
    street : Street
    lens : Lens
    rays : int
        Reflection rays per pixel of wet ground.
    out : ndarray (rows, width, 12)
    depth : ndarray (rows, width)
        Metres along the axis of the lens.
    ids : ndarray (rows, width), int16
        Id * 8 + face, for finding edges.
    """
    acc = np.zeros(CHANNELS, np.float32)
    tmp = np.zeros(CHANNELS, np.float32)
    for y in range(rows):
        for x in range(width):
            t, hit, face = _pixel(acc, tmp, street, lens, x + 0.5, first + y + 0.5, _I(1), _I(rays))
            for k in range(CHANNELS):
                out[y, x, k] = acc[k]
            depth[y, x] = 4000.0 if hit == SKY else t
            ids[y, x] = (min(hit, 3000) if hit < LANTERN else 3500) * 8 + face


@njit(**FLAGS)
def refine(street, lens, first, mask, samples, out):  # type: ignore[no-untyped-def]
    """Trace masked pixels again with several samples each, in place; arguments as for :func:`render`."""
    rows, width = mask.shape
    acc = np.zeros(CHANNELS, np.float32)
    tmp = np.zeros(CHANNELS, np.float32)
    total = np.zeros(CHANNELS, np.float32)
    for y in range(rows):
        for x in range(width):
            if not mask[y, x]:
                continue
            total[:] = 0.0
            for i in range(samples):
                across = (i * 0.618 + 0.1) % 1.0
                hit = _pixel(acc, tmp, street, lens, x + across, first + y + (i + 0.5) / samples, _I(i + 2), _I(1))[1]
                most = _F(1.0) if hit == GROUND else _F(6.0)  # a single mirrored lamp must not sparkle
                for k in range(CHANNELS):
                    total[k] += min(acc[k], most)
            for k in range(CHANNELS):
                out[y, x, k] = total[k] / samples
