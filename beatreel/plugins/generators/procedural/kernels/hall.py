"""A ray tracer for the inside of a hall: windows along one wall, columns, a glossy floor, lamps, and light shafts in dusty air.

Conventions
-----------
Metres; the hall reaches from -half to half in x, 0 to tall in y and to ``end`` in z; windows are in the wall at -half. Colours
linear BGR. Three families of light, three channels each: sun, lamps, sky (through the windows). Ids: 0 and up columns, -1 a
window, -2 window wall, -3 other wall, -4 floor, -5 ceiling, -6 end, -10 and below figures, 500 and up lamps.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.hall_shell import VAULT, bed, glaze, shell, tile, vault_normal
from beatreel.plugins.generators.procedural.kernels.hall_skins import CAR, PLAIN, RUSH, skin
from beatreel.plugins.generators.procedural.kernels.hall_space import (
    BED as BED,
    BULB as BULB,
    CARPET as CARPET,
    CEILING as CEILING,
    CHANNELS as CHANNELS,
    CONCRETE as CONCRETE,
    END as END,
    FIGURE as FIGURE,
    FLOOR as FLOOR,
    KERB as KERB,
    LAMP as LAMP,
    LEFT as LEFT,
    LINO as LINO,
    MARBLE as MARBLE,
    PACK as PACK,
    PLANKS as PLANKS,
    RIGHT as RIGHT,
    SKY as SKY,
    SUN as SUN,
    WINDOW as WINDOW,
    Hall as Hall,
    packed as packed,
    pattern,
)
from beatreel.plugins.generators.procedural.kernels.lens import ray
from beatreel.plugins.generators.procedural.kernels.noise import (
    FLAGS,
    LENT,
    gradient_at,
    random_at,
    smoothstep,
    value_fbm,
)

_I = np.int64


@njit(**LENT)
def opening(hall, y, z, soft):  # type: ignore[no-untyped-def]
    """Return how open the window wall is at a height and place, 0 to 1, with edges ``soft`` metres wide; bars included."""
    w = hall.window
    cell = math.floor((z - w[7]) / w[0] + 0.5)
    across = z - w[7] - cell * w[0]
    if abs(across) > w[1] + soft or y < w[2] - soft or y > w[3] + soft or z > hall.end - 0.3:
        return 0.0
    edge = w[1] - abs(across)
    if w[4] > 0 and y > w[3] - w[1]:
        rise = y - (w[3] - w[1])
        edge = w[1] - math.sqrt(across * across + rise * rise)
    edge = min(edge, min(y - w[2], w[3] - y))
    open_ = min(max(edge / soft + 0.5, 0.0), 1.0)
    u, v = (across + w[1]) / (2 * w[1]) * w[5], (y - w[2]) / (w[3] - w[2]) * w[6]
    bar = min(abs(u - round(u)) * 2 * w[1] / w[5], abs(v - round(v)) * (w[3] - w[2]) / w[6])
    return open_ * (0.08 + 0.92 * min(max((bar - 0.035) / soft + 0.5, 0.0), 1.0))


@njit(**LENT)
def _stained(hall, y, z, c):  # type: ignore[no-untyped-def]
    which = random_at(_I(math.floor(y * 1.7)), _I(math.floor(z * 2.3)), hall.seed + 3)
    return hall.stain[int(which * 2.999), c]


@njit(**LENT)
def _meets(boxes, k, ox, oy, oz, ix, iy, iz, best):  # type: ignore[no-untyped-def]
    """Return whether a ray, given as its origin and 1 / direction, meets a box nearer than ``best``."""
    a, b = (boxes[k, 0] - ox) * ix, (boxes[k, 1] - ox) * ix
    c, d = (boxes[k, 2] - oy) * iy, (boxes[k, 3] - oy) * iy
    e, f = (boxes[k, 4] - oz) * iz, (boxes[k, 5] - oz) * iz
    near, far = max(min(a, b), max(min(c, d), min(e, f))), min(max(a, b), min(max(c, d), max(e, f)))
    return max(near, 0.0) <= min(far, best)


@njit(**LENT)
def trace(hall, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return distance, id and axis (0 x, 1 y, 2 z) of what a ray meets first."""
    best, hit, axis = shell(hall, ox, oy, oz, dx, dy, dz)
    ix, iy, iz = (
        1 / (dx if abs(dx) > 1e-9 else 1e-9),
        1 / (dy if abs(dy) > 1e-9 else 1e-9),
        1 / (dz if abs(dz) > 1e-9 else 1e-9),
    )
    count, packs = hall.columns.shape[0], hall.packs.shape[0]
    for pack in range(max(packs, 1)):
        first, last = 0, count
        if packs:
            if not _meets(hall.packs, pack, ox, oy, oz, ix, iy, iz, best):
                continue
            first, last = pack * PACK, min(pack * PACK + PACK, count)
        for k in range(first, last):
            a, b = (hall.columns[k, 0] - ox) * ix, (hall.columns[k, 1] - ox) * ix
            c, d = (hall.columns[k, 2] - oy) * iy, (hall.columns[k, 3] - oy) * iy
            e, f = (hall.columns[k, 4] - oz) * iz, (hall.columns[k, 5] - oz) * iz
            near_x, near_y, near_z = min(a, b), min(c, d), min(e, f)
            near = max(near_x, max(near_y, near_z))
            if near < min(max(a, b), min(max(c, d), max(e, f))) and 1e-4 < near < best:
                best, hit = near, k
                axis = 0 if near == near_x else (1 if near == near_y else 2)
    for k in range(hall.lamps.shape[0]):
        if hall.lamps[k, 3] <= 0:
            continue
        px, py, pz = ox - hall.lamps[k, 0], oy - hall.lamps[k, 1], oz - hall.lamps[k, 2]
        b = px * dx + py * dy + pz * dz
        root = b * b - (px * px + py * py + pz * pz - hall.lamps[k, 3] ** 2)
        if root > 0 and 1e-4 < -b - math.sqrt(root) < best:
            best, hit, axis = -b - math.sqrt(root), BULB + k, 2
    for k in range(hall.figure_at.shape[0]):
        if abs(dz) > 1e-6:
            t = (hall.figure_at[k, 0] - oz) / dz
            if 1e-4 < t < best:
                u = (ox + dx * t - hall.figure_at[k, 1]) / hall.figure_at[k, 3] + 0.5
                v = 1 - (oy + dy * t) / hall.figure_at[k, 2]
                if (
                    0 < u < 1
                    and 0 < v < 1
                    and hall.figures[k, int(v * hall.figures.shape[1]), int(u * hall.figures.shape[2])] > 0.5
                ):
                    best, hit, axis = t, FIGURE - k, 2
    return best, hit, axis


@njit(**LENT)
def sunny(hall, px, py, pz, solid):  # type: ignore[no-untyped-def]
    """Return how much of the sun a point sees through the windows; ``solid``: columns and figures cast shadows."""
    t = (-hall.half - px) / hall.sun[0]
    if t <= 0:
        return 0.0
    open_ = opening(hall, py + hall.sun[1] * t, pz + hall.sun[2] * t, 0.03 + 0.011 * t)
    if open_ > 0.01 and solid:
        hit = trace(hall, px, py, pz, hall.sun[0], hall.sun[1], hall.sun[2])[1]
        if hit >= 0 or hit <= FIGURE:
            return 0.0
    return open_


@njit(**LENT)
def shade(out, coat, hall, ox, oy, oz, dx, dy, dz, t, hit, axis, foot):  # type: ignore[no-untyped-def]
    """Set ``out`` to the light of a point; ``coat`` (6 values) is room for its skin."""
    for k in range(CHANNELS):
        out[k] = 0.0
    px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
    if hit >= BULB:
        family = hall.burns[hit - BULB]
        for c in range(3):
            out[family + c] = hall.lamplight[c] * hall.tints[hit - BULB, c] * 3.2
        return
    glass = 0.0
    if hit == LEFT:
        glass = opening(hall, py, pz, max(foot * 1.2, 0.012))
    elif hit == END and hall.rose[1] > 0:
        u, v = px / hall.rose[1], (py - hall.rose[0]) / (hall.rose[1] * hall.rose[2])
        away = math.sqrt(u * u + v * v)
        if away < 1:
            spokes = abs(math.sin(math.atan2(v, u) * 6))
            bars = min(spokes * away * hall.rose[1] * 0.5, min(abs(away - 0.36), abs(away - 0.70)) * hall.rose[1])
            glass = min((1 - away) * 30, 1.0) * min(max((bars - 0.04) / 0.03, 0.05), 1.0)
    if glass > 0:
        glow = 0.75 + 0.5 * smoothstep(0.0, hall.tall, py)
        for c in range(3):
            colour = _stained(hall, py, pz + px, c)
            out[SKY + c] += glass * hall.sky[c] * glow * colour
            out[SUN + c] += glass * hall.sunlight[c] * 0.10 * colour
    nx = (-1.0 if dx > 0 else 1.0) if axis == 0 else 0.0
    ny = (-1.0 if dy > 0 else 1.0) if axis == 1 else 0.0
    nz = (-1.0 if dz > 0 else 1.0) if axis == 2 else 0.0
    if axis == VAULT:
        nx, ny = vault_normal(hall, px, py)
    if hit <= FIGURE:
        nx, nz = -0.6, 0.5
    facing = nx * hall.sun[0] + ny * hall.sun[1] + nz * hall.sun[2]
    direct = 0.0
    if facing > 0 and hall.sunlight[2] > 0.001:
        direct = facing * sunny(hall, px + nx * 0.01, py + ny * 0.01, pz + nz * 0.01, True)
    # The windows as lamps: soft light that falls with the distance to each.
    soft = 0.0
    w = hall.window
    middle = (w[2] + w[3]) * 0.5
    area = 2 * w[1] * (w[3] - w[2])
    first = math.floor((pz - w[7]) / w[0]) - 2
    for k in range(6 if hall.sky[0] + hall.sky[1] + hall.sky[2] > 0 else 0):
        lz = w[7] + (first + k) * w[0] - pz
        if lz + pz > hall.end or lz + pz < -12:
            continue
        lx, ly = -hall.half - px, middle - py
        square = lx * lx + ly * ly + lz * lz + 0.35 * area
        soft += (
            area * max(nx * lx + ny * ly + nz * lz + 0.18 * math.sqrt(square), 0.0) * max(-lx, 0.05) / (square * square)
        )
    corner = min(px + hall.half, hall.half - px)
    if axis == 0:
        corner = 9.0
    open_ = (
        (1 - 0.55 * math.exp(-2.2 * corner))
        * (1 - 0.55 * math.exp(-2.2 * (max(py, 0.0) if ny == 0 else 9.0)))
        * (1 - 0.4 * math.exp(-1.6 * (hall.tall - py if ny == 0 else 9.0)))
    )
    bounce = 0.045 / (1 + ((px - 0.2 * hall.half) ** 2 + py * py) / 22.0) * (1 if ny <= 0 else 0.25)
    coated = hit >= 0 and hall.skins[hit] != PLAIN and axis != 1
    if hit >= 0:
        _cover(coat, hall, px, py, pz, hit, axis, foot, coated)
        family = hall.glows[hit]
        for c in range(3):
            out[family + c] += hall.glow[hit, c] * coat[3 + c]
    tiled = hall.stone > 1.5 and hit in (LEFT, RIGHT, CEILING, END)
    if tiled:
        worn = tile(hall, px, py, pz, axis, foot)
    elif hit == BED:
        worn = bed(hall, px, pz, foot)
    else:
        worn = pattern(hall, px, py, pz, hit, axis, foot) if hit > FIGURE and not coated else 1.0
    if hit == FLOOR and hall.contact > 0:
        open_ *= _contact(hall, px, pz)
    for c in range(3):
        own = (
            hall.wood[c] * (1 if hit == FLOOR else 0.55)
            if hit in (FLOOR, BED, KERB)
            else (hall.paint[hit, c] if hit >= 0 else hall.wall[c])
        )
        if hit >= 0:
            own *= coat[c]
        albedo = own * worn if hit > FIGURE else 0.018
        albedo *= 1 - glass
        tint = 1.0
        if direct > 0:
            q = (-hall.half - px) / hall.sun[0]
            tint = _stained(hall, py + hall.sun[1] * q, pz + hall.sun[2] * q, c)
        out[SUN + c] += albedo * hall.sunlight[c] * (direct * tint + bounce * open_)
        out[SKY + c] += albedo * open_ * (hall.sky[c] * soft * 0.55 + hall.ambient[c])
        coat[c] = albedo * open_ * hall.lamplight[c] * 2.2
    for k in range(hall.lamps.shape[0]):
        lx, ly, lz = hall.lamps[k, 0] - px, hall.lamps[k, 1] - py, hall.lamps[k, 2] - pz
        square = lx * lx + ly * ly + lz * lz + 0.05
        if hall.packs.shape[0] and square > 160:  # of many lamps only the nearer ones matter
            continue
        root = math.sqrt(square)
        shine = max((nx * lx + ny * ly + nz * lz) / root, 0.0) / (square + 0.3)
        if k < hall.shadows and shine > 1e-4:
            away, met, _ = trace(hall, px + 0.01 * nx, py + 0.01 * ny, pz + 0.01 * nz, lx / root, ly / root, lz / root)
            if away < root - 0.12 and (met <= FIGURE or (0 <= met < BULB and hall.glow[met, 2] <= 0)):
                shine *= 0.12
        for c in range(3):
            out[hall.burns[k] + c] += coat[c] * hall.tints[k, c] * shine
    if tiled:
        _shine(out, hall, px, py, pz, dx, dy, dz, nx, ny, nz, axis)


@njit(**LENT)
def _shine(out, hall, px, py, pz, dx, dy, dz, nx, ny, nz, axis):  # type: ignore[no-untyped-def]
    """Add what glazed tiles mirror of the lamps; each leans a little its own way."""
    lean, tip, gloss = glaze(hall, px, py, pz, axis)
    nz += lean
    if axis == 2:
        nx += lean
    else:
        ny += tip
    size = 1 / math.sqrt(nx * nx + ny * ny + nz * nz)
    nx, ny, nz = nx * size, ny * size, nz * size
    facing = dx * nx + dy * ny + dz * nz
    rx, ry, rz = dx - 2 * facing * nx, dy - 2 * facing * ny, dz - 2 * facing * nz
    grazing = gloss * (0.10 + 0.9 * (1 - min(abs(facing), 1.0)) ** 3)
    for k in range(hall.lamps.shape[0]):
        lx, ly, lz = hall.lamps[k, 0] - px, hall.lamps[k, 1] - py, hall.lamps[k, 2] - pz
        square = lx * lx + ly * ly + lz * lz + 0.4
        along = rx * lx + ry * ly + rz * lz
        if along <= 0 or along * along < 0.64 * square:
            continue
        toward = (rx * lx + ry * ly + rz * lz) / math.sqrt(square)
        if toward > 0.8:
            # Tubes are long: their image is, too.
            light = grazing * toward**40 * 2.2 / (0.6 + 0.12 * square)
            for c in range(3):
                out[hall.burns[k] + c] += light * hall.lamplight[c] * hall.tints[k, c]


@njit(**LENT)
def _cover(coat, hall, px, py, pz, hit, axis, foot, coated):  # type: ignore[no-untyped-def]
    """Set ``coat`` to the skin of a column at a point, all of it shining where it has none."""
    for c in range(6):
        coat[c] = 1.0
    if coated:
        first = 4 if axis == 0 else 0
        u = (pz if axis == 0 else px) - hall.columns[hit, first]
        wide = hall.columns[hit, first + 1] - hall.columns[hit, first]
        low, high = hall.columns[hit, 2], hall.columns[hit, 3]
        along = hall.columns[hit, 4] + 3.7 * hall.columns[hit, 0] + 1.3 * low
        skin(coat, hall.skins[hit], u, py - low, wide, high - low, along, foot, hall.seed)


@njit(**LENT)
def _contact(hall, px, pz):  # type: ignore[no-untyped-def]
    """Return how open a point of the floor is to what stands on it, 0 to 1."""
    open_ = 1.0
    for k in range(hall.columns.shape[0]):
        if hall.columns[k, 2] < 0.25 and hall.columns[k, 3] > 0.05:
            dx = max(hall.columns[k, 0] - px, max(px - hall.columns[k, 1], 0.0))
            dz = max(hall.columns[k, 4] - pz, max(pz - hall.columns[k, 5], 0.0))
            away = dx * dx + dz * dz
            if away < 0.5:
                low = min((hall.columns[k, 3] - hall.columns[k, 2]) / 0.4, 1.0)
                open_ *= 1 - hall.contact * low * math.exp(-away / 0.05)
    return open_


@njit(**LENT)
def _pixel(acc, tmp, coat, hall, lens, fx, fy, jitter):  # type: ignore[no-untyped-def]
    ox, oy, oz, dx, dy, dz, length = ray(lens, fx, fy)
    t, hit, axis = trace(hall, ox, oy, oz, dx, dy, dz)
    foot = t / lens.focal
    shade(
        acc,
        coat,
        hall,
        ox,
        oy,
        oz,
        dx,
        dy,
        dz,
        t,
        hit,
        axis,
        foot / max(abs(dy) if axis == 1 else (abs(dx) if axis == 0 else abs(dz)), 0.1),
    )
    gloss = hall.gloss if hit == FLOOR else (hall.flood if hit == BED else 0.0)
    pane = axis == 0 and hit >= 0 and (hall.skins[hit] == RUSH or hall.skins[hit] == CAR)
    if pane:
        gloss = 0.5 if hall.skins[hit] == RUSH else 0.3
    if gloss > 0:
        px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
        rough = 0.006 + 0.02 * (1 - gloss)
        if pane:
            px -= 0.002 * dx
            rx, ry = -dx, dy + 0.01 * gradient_at(pz * 2, py * 2, hall.seed + 8)
            rz = dz + 0.03 * gradient_at(pz * 0.5, py * 0.5, hall.seed + 9)
        else:
            py += 0.001
            nx = rough * (
                gradient_at(px * 3, pz * 3, hall.seed + 8) + 1.2 * (random_at(_I(fx * 7.3), _I(fy * 5.1), jitter) - 0.5)
            )
            nz = rough * (
                gradient_at(px * 3 + 9, pz * 3, hall.seed + 9)
                + 2.2 * (random_at(_I(fx * 3.7), _I(fy * 9.7), jitter + 3) - 0.5)
            )
            rx, ry, rz = dx - 2 * dy * nx, max(-dy, 0.01), dz - 2 * dy * nz
        size = 1 / math.sqrt(rx * rx + ry * ry + rz * rz)
        away, found, side = trace(hall, px, py, pz, rx * size, ry * size, rz * size)
        shade(tmp, coat, hall, px, py, pz, rx * size, ry * size, rz * size, away, found, side, foot + away / lens.focal)
        fresnel = gloss * (0.05 + 0.95 * (1 - min(abs(dx) if pane else -dy, 1.0)) ** 4)
        fresnel *= 0.7 + 0.5 * value_fbm(px * 1.4, pz * 1.4, hall.seed + 11, _I(4))
        for k in range(CHANNELS):
            acc[k] += min(tmp[k], 5.0) * fresnel
    return t * length, hit, axis


@njit(**FLAGS)
def rays(hall, lens, x, y, jitter, out, depth, ids):  # type: ignore[no-untyped-def]
    """Look along rays through points of a picture; arguments as for :func:`.city.rays`, ``out`` with 9 channels."""
    acc = np.zeros(CHANNELS, np.float32)
    tmp = np.zeros(CHANNELS, np.float32)
    coat = np.zeros(6, np.float32)
    for i in range(x.size):
        t, hit, axis = _pixel(acc, tmp, coat, hall, lens, x[i], y[i], jitter)
        for k in range(CHANNELS):
            out[i, k] = acc[k]
        depth[i] = t
        ids[i] = hit * 8 + axis


@njit(**LENT)
def shafts(hall, lens, depth, step, steps, out):  # type: ignore[no-untyped-def]
    """March the air: how much sun it scatters towards the eye, per pixel of a picture ``step`` times smaller.

    Parameters
    ----------
    depth : ndarray (rows, columns)
        Metres along the axis, at that size.
    steps : int
        Samples along a ray.
    out : ndarray (rows, columns, 3)
    """
    rows, columns = depth.shape
    for y in range(rows):
        for x in range(columns):
            u, v = ((x + 0.5) * step - lens.centre_x) / lens.focal, -((y + 0.5) * step - lens.centre_y) / lens.focal
            dx = lens.right[0] * u + lens.up[0] * v + lens.forward[0]
            dy = lens.right[1] * u + lens.up[1] * v + lens.forward[1]
            dz = lens.right[2] * u + lens.up[2] * v + lens.forward[2]
            long_ = math.sqrt(dx * dx + dy * dy + dz * dz)
            toward = (dx * hall.sun[0] + dy * hall.sun[1] + dz * hall.sun[2]) / long_
            phase = 0.35 + 0.9 * max(toward, 0.0) ** 3
            reach = min(depth[y, x], 45.0)
            for c in range(3):
                out[y, x, c] = 0.0
            for i in range(steps):
                at = (i + random_at(_I(x), _I(y), 5)) / steps * reach
                px, py, pz = lens.origin[0] + dx * at, lens.origin[1] + dy * at, lens.origin[2] + dz * at
                open_ = sunny(hall, px, py, pz, False)
                if open_ > 0.01:
                    q = (-hall.half - px) / hall.sun[0]
                    thick = (
                        hall.dust
                        * long_
                        * reach
                        / steps
                        * phase
                        * open_
                        * (0.75 + 0.5 * gradient_at(px * 0.5 + pz * 0.3, py * 0.5, hall.seed + 12))
                    )
                    for c in range(3):
                        out[y, x, c] += (
                            max(thick, 0.0)
                            * hall.sunlight[c]
                            * _stained(hall, py + hall.sun[1] * q, pz + hall.sun[2] * q, c)
                        )
