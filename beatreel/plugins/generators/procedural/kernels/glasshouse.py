"""A ray tracer for halls that the sky looks into: greenhouses of iron and wet glass, and ruins whose roof has fallen in.

Conventions
-----------
Metres, y up, the hall along z; colours linear BGR. Four families of light, three channels each: even lamps, odd lamps, the sky, the sun
(or moon) itself. Plants are cards that face along z. What a ray meets is in :mod:`.glasshouse_space`, what it is made of in
:mod:`.glasshouse_skins`.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.glasshouse_skins import ground, ivy, masonry
from beatreel.plugins.generators.procedural.kernels.glasshouse_space import (
    BACK as BACK,
    BOX as BOX,
    BULB as BULB,
    CHANNELS as CHANNELS,
    END as END,
    EVEN as EVEN,
    FLOOR as FLOOR,
    GLASS as GLASS,
    ODD as ODD,
    PANE as PANE,
    RIB as RIB,
    ROOF as ROOF,
    SKY as SKY,
    STONE as STONE,
    SUN as SUN,
    WALL as WALL,
    Glasshouse as Glasshouse,
    bay,
    covered,
    leaf,
    opening,
    sunny,
    trace,
)
from beatreel.plugins.generators.procedural.kernels.lens import ray
from beatreel.plugins.generators.procedural.kernels.noise import (
    FLAGS,
    LENT,
    fbm,
    gradient_at,
    random_at,
    smoothstep,
    value_fbm,
)

Array = np.ndarray[Any, np.dtype[np.float32]]
_I = np.int64


@njit(**LENT)
def _outside(out, house, dx, dy, dz, share):  # type: ignore[no-untyped-def]
    """Add what is seen through a pane or a hole: sky, the sun or moon in haze, trees along the horizon."""
    high = smoothstep(-0.05, 0.75, dy)
    toward = dx * house.star[0] + dy * house.star[1] + dz * house.star[2]
    away = math.acos(min(max(toward, -1.0), 1.0))
    radius = math.acos(house.star[3])
    disc = smoothstep(radius * 1.06, radius * 0.94, away)
    halo = 0.9 * math.exp(-away / (radius * 1.6)) + 0.30 * math.exp(-away / (radius * 7.0))
    az = math.atan2(dx, dz)
    cloud = 0.85 + 0.45 * fbm(2.5 * az, 4 * dy, house.seed + 3, _I(4))
    tree = 0.16 + 0.10 * fbm(5 * az, 0.5, house.seed + 4, _I(5)) + 0.05 * fbm(23 * az, 0.5, house.seed + 5, _I(3))
    dark = 1 - 0.86 * smoothstep(tree + 0.03, tree - 0.03, dy)
    for c in range(3):
        sky = (house.horizon[c] + (house.zenith[c] - house.horizon[c]) * high) * cloud
        out[SKY + c] += share * dark * sky
        out[SUN + c] += share * dark * house.halo[c] * (halo + 1.1 * disc)


@njit(**LENT)
def _lamps(out, house, px, py, pz, nx, ny, nz, wrap, b, g, r):  # type: ignore[no-untyped-def]
    """Add the light of the nearer lamps on a surface of an albedo."""
    if house.lamp[1] <= 0:
        return
    step = house.pitch * house.lamp[2]
    middle = round((pz - house.first) / step)
    for k in range(-2, 3):
        number = middle + k
        z = house.first + number * step
        if number < 0 or number > 8 or z > house.end:
            continue
        lx, ly, lz = -px, house.lamp[0] - py, z - pz
        square = lx * lx + ly * ly + lz * lz
        light = max((nx * lx + ny * ly + nz * lz) / math.sqrt(square + 0.01) * (1 - wrap) + wrap, 0.0) / (square + 0.35)
        family = EVEN if _I(number) % 2 == 0 else ODD
        out[family] += b * house.glow[0] * light
        out[family + 1] += g * house.glow[1] * light
        out[family + 2] += r * house.glow[2] * light


@njit(**LENT)
def _wet_glass(out, house, px, py, pz, dx, dy, dz, u, v, hit, side, iron, pane, foot, normal):  # type: ignore[no-untyped-def]
    """Add a pane: what is behind it, steam, runs of water, drops from near by."""
    seed = house.seed
    nx, ny = (-house.outer[side, 0], -house.outer[side, 1]) if hit == PANE else (0.0, 0.0)
    nz = 0.0 if hit == PANE else (-1.0 if dz > 0 else 1.0)
    steam = value_fbm(u * 0.8, v * 0.8, seed + 6, _I(4)) + 0.35 * smoothstep(2.6, 0.6, py) - 0.18
    steam = house.mist * smoothstep(0.30, 0.75, steam)
    run = value_fbm(u * 9, v * 0.7, seed + 7, _I(2))
    steam *= 1 - 0.75 * smoothstep(0.60, 0.70, run)
    bead, du, dv = 0.0, 0.0, 0.0
    if foot < 0.0045 and house.mist > 0:
        cu, cv = math.floor(u / 0.035), math.floor(v / 0.035)
        drop = random_at(_I(cu), _I(cv), seed + 8)
        du = u / 0.035 - cu - 0.3 - 0.4 * random_at(_I(cu), _I(cv), seed + 17)
        dv = v / 0.035 - cv - 0.3 - 0.4 * random_at(_I(cu), _I(cv), seed + 18)
        size = 0.08 + 0.22 * max(drop - 0.70, 0.0) / 0.30
        if drop > 0.70:
            bead = smoothstep(size, 0.5 * size, math.sqrt(du * du + dv * dv)) * smoothstep(0.0045, 0.002, foot)
        bead *= 0.35 * smoothstep(0.35, 0.70, value_fbm(u * 1.3, v * 1.3, seed + 19, _I(3)))
    dirt = 1 - house.panes[4] * (1 - 0.5 * smoothstep(0.35, 0.75, value_fbm(u * 0.9, v * 2.1, seed + 20, _I(3))))
    clear = 1 - pane * (1 - (1 - 0.65 * steam) * (1 - dirt) * (1 - 0.45 * bead))
    _outside(out, house, dx - 0.45 * bead * du, dy + 0.9 * bead * (0.2 - 0.5 * dv), dz, (1 - iron) * clear)
    scatter = pane * (1 - iron)
    for c in range(3):
        out[SKY + c] += scatter * (0.45 * steam + 0.28 * dirt) * (0.5 * house.horizon[c] + 0.5 * house.zenith[c])
        out[SUN + c] += scatter * (0.03 * steam + 0.05 * dirt) * house.sun[c]
    soft = scatter * (0.022 * steam + 0.004 + 0.03 * bead)
    b, g, r = soft + iron * house.iron[0], soft + iron * house.iron[1], soft + iron * house.iron[2]
    _lamps(out, house, px, py, pz, nx, ny, nz, 0.5, b, g, r)
    for c in range(3):
        out[SKY + c] += iron * house.iron[c] * (0.35 * house.zenith[c] + 0.3 * house.horizon[c])
    normal[0], normal[1], normal[2] = nx, ny, nz
    normal[3] = 0.45 * (1 - iron) * (1 - steam) * pane * (1 if house.panes[3] <= 0 else 0.3)


@njit(**LENT)
def shade(out, coat, house, ox, oy, oz, dx, dy, dz, t, hit, side, foot, normal):  # type: ignore[no-untyped-def]
    """Set ``out`` to the light of a point and ``normal`` to where it faces and, last, how much it mirrors; ``coat`` has room for 5."""
    for k in range(CHANNELS):
        out[k] = 0.0
    normal[3] = 0.0
    px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
    seed = house.seed
    nx, ny, nz, wrap = 0.0, 0.0, -1.0 if dz > 0 else 1.0, 0.0
    if hit == BULB:
        for c in range(3):
            out[(EVEN if side % 2 == 0 else ODD) + c] = house.glow[c] * 2.6
        return
    u, v, role, through = pz - house.first, py, 0, 0.0
    for c in range(3):
        coat[c] = house.wall[c]
    coat[3], coat[4] = 1.0, 0.0  # how open to the light, how much it mirrors
    solid = True
    if hit == PANE:
        nx, ny, nz = -house.outer[side, 0], -house.outer[side, 1], 0.0
        role = house.roles[side]
        v = house.outer[side, 0] * py - house.outer[side, 1] * px - house.spans[side, 0]
        if role != WALL:
            iron, pane = covered(house, role, u, v, max(foot, 0.006))
            if role == GLASS:
                _wet_glass(out, house, px, py, pz, dx, dy, dz, u, v, hit, side, iron, pane, foot, normal)
                return
            if iron < 0.5 and pane < 0.5:
                _outside(out, house, dx, dy, dz, 1.0)
                return
            rust = 0.45 + 0.9 * value_fbm(u * 0.8, v * 0.8, seed + 21, _I(4))
            for c in range(3):
                coat[c] = house.iron[c] * rust * (1 if pane >= 0.5 else 0.7)
            coat[3] = 0.75
    elif hit in (END, BACK):
        u, role = px, WALL
        if house.door[0] < 0 and py > 0.75:
            role = GLASS
            bar = min(abs(u / 0.55 - round(u / 0.55)) * 0.55, abs(py / 0.8 - round(py / 0.8)) * 0.8)
            iron = max(1 - max(bar - 0.012, 0.0) / max(0.008, foot), 0.0)
            _wet_glass(out, house, px, py, pz, dx, dy, dz, u, py, hit, side, iron, 1.0, foot, normal)
            return
    if hit == PANE and role == WALL or hit == END and house.door[0] > 0:
        gap = house.gap if hit == PANE else house.door
        if gap[0] > 0:
            at = bay(house, pz) if hit == PANE else px
            front, _ = opening(gap, at, py, max(foot, 0.01))
            deep = 0.34 / max(abs(dx * nx + dy * ny) if hit == PANE else abs(dz), 0.08)
            far = bay(house, pz + dz * deep) if hit == PANE else px + dx * deep
            back, bar = opening(gap, far, py + dy * deep, max(foot, 0.01))
            if front > 0.5:
                if back > 0.5 and (bar < 0.5 or value_fbm(far * 0.9 + u * 0.2, py * 0.9, seed + 22, _I(3)) > 0.55):
                    if gap[6] > 0.5:
                        _outside(out, house, dx, dy, dz, 1.0)
                    return
                through = 0.5 if gap[6] > 0.5 else -0.6  # the reveal
    if hit == FLOOR:
        nx, ny, nz = 0.0, 1.0, 0.0
        ground(coat, house, px, pz, foot)
    elif hit == RIB:
        if side > 0:
            nx, ny, nz = -house.inner[side, 0], -house.inner[side, 1], 0.0
        rust = 0.7 + 0.6 * smoothstep(0.45, 0.7, value_fbm(py * 5 + px * 3, pz * 5, seed + 14, _I(3)))
        for c in range(3):
            coat[c] = house.iron[c] * (rust if c == 2 else 1.0)
        if house.masonry > 0:
            masonry(coat, house, px + pz, py, foot)
        ivy(coat, house, px + pz, py, py, foot)
    elif hit >= STONE:
        k = hit - STONE
        nx = (px - house.stones[k, 0]) / house.stones[k, 3] ** 2
        ny = (py - house.stones[k, 1]) / house.stones[k, 4] ** 2
        nz = (pz - house.stones[k, 2]) / house.stones[k, 5] ** 2
        rough = 1.6 / min(house.stones[k, 3], house.stones[k, 5])
        nx += rough * 0.35 * gradient_at(py * 9 + pz * 7, px * 9 + 3 * k, seed + 23)
        ny += rough * 0.35 * gradient_at(px * 8 + 5 * k, pz * 8, seed + 24)
        nz += rough * 0.35 * gradient_at(pz * 9, py * 9 + px * 6, seed + 25)
        size = 1 / math.sqrt(nx * nx + ny * ny + nz * nz)
        nx, ny, nz = nx * size, ny * size, nz * size
        worn = 0.5 + 0.8 * value_fbm(px * 7 + py * 5, pz * 7, seed + 26, _I(4))
        moss = smoothstep(0.25, 0.75, ny + 0.9 * (value_fbm(px * 3, pz * 3, seed + 27, _I(3)) - 0.5))
        for c in range(3):
            coat[c] = worn * (0.10 * (1 - moss) + moss * (0.020, 0.075, 0.040)[c])
        coat[3] = 0.35 + 0.65 * smoothstep(0.0, 0.25, py)
    elif hit >= BOX:
        k = hit - BOX
        nx, ny, nz = (-1.0 if dx > 0 else 1.0) if side == 0 else 0.0, 0.0, 0.0
        if side == 1:
            ny = -1.0 if dy > 0 else 1.0
        elif side == 2:
            nz = -1.0 if dz > 0 else 1.0
        if ny > 0 and house.boxes[k, 1] - house.boxes[k, 0] > 2.0:  # a platform is a floor, too
            ground(coat, house, px, pz, foot / max(abs(dy), 0.12))
        else:
            at, high = (pz if side == 0 else px), (pz if side == 1 else py)
            worn = 0.55 + 0.8 * value_fbm(at * 1.3, high * 1.6, seed + 28, _I(4))
            for c in range(3):
                coat[c] = house.paint[k, c] * worn
            ivy(coat, house, at + 3.1 * k, high, py, foot)
    elif hit >= 0:
        solid = False
        tone = leaf(house, hit, px, py, 1)
        which = house.place[hit, 6]
        mottled = 0.8 + 0.4 * value_fbm(px * 5, py * 5, seed + 29, _I(3))
        tone = (0.10 + 1.30 * tone * tone) * mottled
        coat[0], coat[1] = (0.030 + 0.040 * which) * tone, (0.185 + 0.09 * which) * tone
        coat[2] = (0.045 + 0.065 * (1 - which)) * tone
        petal = leaf(house, hit, px, py, 2)
        if petal > 0:
            light = 0.10 + 1.25 * leaf(house, hit, px, py, 1)
            for c in range(3):
                own = house.petals[0, c] + (house.petals[1, c] - house.petals[0, c]) * which
                coat[c] += petal * (light * own - coat[c])
        wrap, ny, nz = 0.42, 0.7, 0.7 * nz
        coat[3] = 0.35 + 0.65 * smoothstep(0.0, 0.9, py)
    else:
        if hit != PANE or role == WALL:
            masonry(coat, house, u, py, foot)
        if role != ROOF:
            ivy(coat, house, u, v, py, foot)
        if hit == PANE and role == WALL:
            coat[3] *= 0.45 + 0.55 * smoothstep(0.0, 1.2, py)
    b, g, r = coat[0] * coat[3], coat[1] * coat[3], coat[2] * coat[3]
    _lamps(out, house, px, py, pz, nx, ny, nz, wrap, b, g, r)
    # Light of the sky from above; of the sun where it gets in, through leaves, too.
    up = (0.35 + 0.65 * max(ny, 0.0)) * (1 + through)
    facing = nx * house.star[0] + ny * house.star[1] + nz * house.star[2]
    direct = 0.0
    if house.sun[1] > 0.001:
        if not solid:
            toward = max(dx * house.star[0] + dy * house.star[1] + dz * house.star[2], 0.0)
            direct = (0.26 + 0.50 * toward * toward) * sunny(house, px, py, pz, False)
        elif facing > 0:
            direct = facing * sunny(house, px + 0.01 * nx, py + 0.01 * ny, pz + 0.01 * nz, True)
    for c in range(3):
        own = (b, g, r)[c]
        sky = house.zenith[c] * up * 1.1 + house.horizon[c] * 0.45
        out[SKY + c] += own * sky * house.dim
        out[SUN + c] += own * house.sun[c] * (direct + 0.035 * coat[3]) * (1.0 if solid else (0.8, 1.05, 0.95)[c])
    normal[0], normal[1], normal[2], normal[3] = nx, ny, nz, coat[4]


@njit(**LENT)
def _pixel(acc, tmp, coat, normal, house, lens, fx, fy):  # type: ignore[no-untyped-def]
    ox, oy, oz, dx, dy, dz, length = ray(lens, fx, fy)
    t, hit, side = trace(house, ox, oy, oz, dx, dy, dz)
    foot = t / lens.focal
    tilt = max(abs(dy), 0.12) if hit == FLOOR else 1.0
    shade(acc, coat, house, ox, oy, oz, dx, dy, dz, t, hit, side, foot / tilt, normal)
    nx, ny, nz = normal[0], normal[1], normal[2]
    px, py, pz = ox + dx * t + 0.003 * nx, oy + dy * t + 0.003 * ny, oz + dz * t + 0.003 * nz
    if ny > 0.99 and normal[3] > 0.012:
        calm = 0.004 if normal[3] > 0.6 else 0.012
        nx += calm * gradient_at(px * 9, pz * 5, house.seed + 31)
        nz += calm * gradient_at(px * 9 + 40, pz * 5, house.seed + 32)
    facing = -(dx * nx + dy * ny + dz * nz)
    share = normal[3] * (0.08 + 0.92 * (1 - min(max(facing, 0.0), 1.0)) ** 3)
    if share > 0.012 and facing > 0:
        rx, ry, rz = dx + 2 * facing * nx, dy + 2 * facing * ny, dz + 2 * facing * nz
        size = 1 / math.sqrt(rx * rx + ry * ry + rz * rz)
        rx, ry, rz = rx * size, ry * size, rz * size
        away, found, face = trace(house, px, py, pz, rx, ry, rz)
        shade(tmp, coat, house, px, py, pz, rx, ry, rz, away, found, face, foot + away / lens.focal, normal)
        for k in range(CHANNELS):
            acc[k] += min(tmp[k], 5.0) * share
    through = math.exp(-house.air * t)  # moist or dusty air
    for k in range(CHANNELS):
        acc[k] *= through
    for c in range(3):
        acc[EVEN + c] += (1 - through) * 0.007 * house.glow[c]
        acc[ODD + c] += (1 - through) * 0.007 * house.glow[c]
        acc[SKY + c] += (1 - through) * house.dim * 0.35 * house.horizon[c]
        acc[SUN + c] += (1 - through) * 0.05 * house.halo[c]
    return t * length, hit, side


@njit(**FLAGS)
def rays(house, lens, x, y, jitter, out, depth, ids):  # type: ignore[no-untyped-def]
    """Look along rays through points of a picture; arguments as for :func:`.city.rays`, ``out`` with 12 channels."""
    acc, tmp = np.zeros(CHANNELS, np.float32), np.zeros(CHANNELS, np.float32)
    coat, normal = np.zeros(5, np.float64), np.zeros(4, np.float64)
    for i in range(x.size):
        t, hit, side = _pixel(acc, tmp, coat, normal, house, lens, x[i], y[i])
        for k in range(CHANNELS):
            out[i, k] = acc[k]
        depth[i] = t
        ids[i] = hit * 16 + side


@njit(**LENT)
def shafts(house, lens, depth, step, steps, out):  # type: ignore[no-untyped-def]
    """March the air: how much sun it scatters towards the eye; arguments as for :func:`.hall.shafts`, with ``house.air`` as dust."""
    rows, columns = depth.shape
    for y in range(rows):
        for x in range(columns):
            u, v = ((x + 0.5) * step - lens.centre_x) / lens.focal, -((y + 0.5) * step - lens.centre_y) / lens.focal
            dx = lens.right[0] * u + lens.up[0] * v + lens.forward[0]
            dy = lens.right[1] * u + lens.up[1] * v + lens.forward[1]
            dz = lens.right[2] * u + lens.up[2] * v + lens.forward[2]
            long_ = math.sqrt(dx * dx + dy * dy + dz * dz)
            toward = (dx * house.star[0] + dy * house.star[1] + dz * house.star[2]) / long_
            phase = 0.35 + 0.9 * max(toward, 0.0) ** 3
            reach = min(depth[y, x] / long_, 30.0)
            light = 0.0
            for i in range(steps):
                at = (i + random_at(_I(x), _I(y), 5)) / steps * reach
                px, py, pz = lens.origin[0] + dx * at, lens.origin[1] + dy * at, lens.origin[2] + dz * at
                open_ = sunny(house, px, py, pz, False)
                if open_ > 0.01:
                    light += open_ * (0.75 + 0.5 * gradient_at(px * 0.5 + pz * 0.3, py * 0.5, house.seed + 12))
            light = max(light, 0.0) * house.air * (0.35 if house.path > 0 else 1.0) * long_ * reach / steps * phase
            for c in range(3):
                out[y, x, c] = light * house.sun[c]
