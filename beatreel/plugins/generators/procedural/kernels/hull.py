"""A ray tracer for the inside of a spaceship: a prism of flat sides with ribs, strips of light on them, windows to the stars.

Conventions
-----------
Metres, y up, the ship along z; colours linear BGR. Four families of light, three channels each: strips of even ribs, of odd ones, panels
(with displays and lines in the floor), stars. What a ray meets between ribs follows from two prisms, without a search: a rib is where the
inner one is left within a rib's length. Ids: 0 and up boxes, then the constants of this module.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.hull_plates import lit_bay, oblong, pane, plates, seam
from beatreel.plugins.generators.procedural.kernels.hull_sky import heaven
from beatreel.plugins.generators.procedural.kernels.hull_space import (
    BACK,
    CEILING as CEILING,
    CHANNELS,
    END,
    EVEN,
    FIGURE,
    FLOOR,
    LIT as LIT,
    ODD,
    PANELS,
    PIPE,
    PLATE as PLATE,
    RIB,
    RIB_SIDE,
    SHELL,
    STARS,
    WALL as WALL,
    Hull as Hull,
    trace as trace,
)
from beatreel.plugins.generators.procedural.kernels.lens import ray
from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, LENT, random_at, smoothstep, value_fbm

_I = np.int64


@njit(**LENT)
def shade(out, hull, ox, oy, oz, dx, dy, dz, t, hit, side, foot, normal):  # type: ignore[no-untyped-def]
    """Set ``out`` to the light of a point and ``normal`` to where it faces and, last, how much it mirrors."""
    for k in range(CHANNELS):
        out[k] = 0.0
    px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
    seed = hull.seed
    bay = math.floor((pz - hull.first) / hull.pitch)
    u = pz - hull.first - bay * hull.pitch
    nearest = round((pz - hull.first) / hull.pitch)
    nx, ny, nz = 0.0, 0.0, 0.0
    albedo, open_, mirror, light, sign, recess = 0.0, 1.0, 0.0, 0.0, 0.0, False
    if hit == FLOOR:
        ny = 1.0
        half = hull.spans[0, 1]
        away = max(half - abs(px), 0.0)
        joint = min(abs(px / 0.8 - round(px / 0.8)) * 0.8, min(u, hull.pitch - u))
        albedo = hull.ground * (0.75 + 0.5 * value_fbm(px * 2.2, pz * 2.2, seed + 8, _I(4)))
        albedo *= 1 - 0.8 * seam(joint, 0.010, foot)
        mirror = hull.gloss
        rim = 0.55 * half
        if abs(abs(px) - rim) < 0.024:
            light = 1.0
        elif abs(px) > rim + 0.05:  # a grating at both sides
            slot = abs((pz / 0.055) % 1.0 - 0.5) * 2
            seen = min(0.10 / max(foot, 1e-4), 1.0)
            albedo *= 1 - 0.75 * seen * smoothstep(0.35, 0.6, slot) - 0.37 * (1 - seen)
            mirror *= 0.22
        open_ = 1 - 0.6 * math.exp(-away / 0.25)
    elif hit in (SHELL, RIB):
        planes = hull.outer if hit == SHELL else hull.inner
        nx, ny = -planes[side, 0], -planes[side, 1]
        v = planes[side, 0] * py - planes[side, 1] * px - hull.spans[side, 0]
        half = hull.spans[side, 1]
        if hit == RIB:
            off = abs(pz - hull.first - nearest * hull.pitch)
            albedo = hull.metal * 0.55 * (1 - 0.5 * seam(hull.thick - off, 0.012, foot))
            albedo *= 0.85 + 0.3 * value_fbm(pz * 3, v * 3, seed + 9, _I(3))
            mirror = 0.30
            if off < 0.040 and half - abs(v) > 0.03:
                family = EVEN if _I(nearest) % 2 == 0 else ODD
                bright = 0.75 + 0.25 * smoothstep(0.040, 0.010, off)
                for c in range(3):
                    out[family + c] = 3.4 * bright * hull.strips[_I(nearest) % 2, c]
                albedo, mirror = 0.0, 0.0
            elif off < 0.062:
                albedo *= 0.25
        else:
            recess = True
            length = hull.pitch - 2 * hull.thick
            w, high = u - hull.thick, 2 * half
            open_ = (1 - 0.62 * math.exp(-max(min(w, length - w), 0.0) / 0.13)) * (
                1 - 0.45 * math.exp(-max(half - abs(v), 0.0) / 0.12)
            )
            number = _I(bay) * 16 + side
            mirror = 0.22
            role = hull.roles[side]
            window = role == WALL and hull.portholes > 0 and _I(bay) % hull.portholes == 1
            part = 0.44 if window else 0.36
            inside = oblong(w - length / 2, v, part * length, 2.05 * part * half, 0.12 if window else 0.05)
            door = role == WALL and not window and random_at(_I(bay), _I(side), seed + 12) < 0.45
            if role == LIT and inside > 0 and lit_bay(bay, seed):
                slat = 0.80 + 0.20 * smoothstep(0.10, 0.25, abs((w / 0.30) % 1.0 - 0.5)) * min(
                    0.2 / max(foot, 1e-4), 1.0
                )
                light = 1.15 * smoothstep(0.0, 0.03, inside) * slat
                albedo = 0.05
            elif window and inside > -0.09:
                if inside > 0:
                    heaven(out, STARS, dx, dy, dz, hull.planet, hull.sky, max(foot / max(t, 0.5), 2e-4), seed)
                    normal[3] = 0.0
                    return
                albedo = hull.metal * 0.35 * (1 + 1.2 * seam(abs(inside + 0.012), 0.012, foot))
            elif door:
                inside = oblong(w - length / 2, v, 0.30 * length, 0.93 * half, 0.22)
                if inside > 0:
                    albedo = hull.metal * 0.62 * (0.9 + 0.2 * value_fbm(w * 2, v * 2, seed + 13, _I(3)))
                    albedo *= 1 - 0.85 * seam(abs(w - length / 2), 0.014, foot)
                    albedo *= 1 - 0.5 * seam(abs(abs(v) - 0.45 * half), 0.010, foot)
                    open_ *= 1 - 0.55 * math.exp(-inside / 0.06)
                    if abs(abs(w - length / 2) - 0.17) < 0.035 and abs(v) < 0.12:
                        sign = 0.9
                else:
                    albedo = hull.metal * (0.35 if inside > -0.10 else 0.8)
                    if -0.075 < inside < -0.055:
                        sign = 0.45
            else:
                albedo, sign = plates(w, v + half, length, high, number, foot, seed + 14)
                albedo *= hull.metal * (0.75 if role == CEILING else 1.0)
    elif hit == RIB_SIDE:
        nz = -1.0 if dz > 0 else 1.0
        albedo, mirror, recess = hull.metal * 0.42, 0.12, True
    elif hit in (END, BACK):
        nz = -1.0 if dz > 0 else 1.0
        inside = pane(hull, px, py) if hit == END else -1.0
        w = hull.window
        if inside > 0:
            post = 1.0
            if w[4] > 0:
                at = px / w[1] * 0.5 * (w[4] + 1)
                post = abs(at - math.floor(at) - 0.5) if _I(w[4]) % 2 == 0 else abs(at - round(at))
                post *= 2 * w[1] / (w[4] + 1)
            if post > 0.055:
                heaven(out, STARS, dx, dy, dz, hull.planet, hull.sky, max(foot / max(t, 0.5), 2e-4), seed)
                normal[3] = 0.0
                return
            albedo = hull.metal * 0.2
        elif inside > -0.16:
            albedo = hull.metal * 0.30 * (1 + 1.4 * seam(abs(inside + 0.015), 0.015, foot))
            if -0.115 < inside < -0.085:
                light = 0.9 * w[5]
        else:
            cell = math.floor((px + 6) / 1.1)
            albedo, sign = plates(px + 6 - 1.1 * cell, py, 1.1, 3.2, _I(cell) + 40, foot, seed + 15)
            albedo *= hull.metal * 0.8
        mirror = 0.12
    elif hit <= PIPE:
        k = PIPE - hit
        nx, ny = (px - hull.pipes[k, 0]) / hull.pipes[k, 2], (py - hull.pipes[k, 1]) / hull.pipes[k, 2]
        ring = min(u, hull.pitch - u)
        albedo, mirror = hull.metal * (0.75 if ring > hull.thick + 0.06 else 0.35), 0.25
        light = hull.pipes[k, 3] * (1.0 if ring > hull.thick + 0.05 else 0.0)
    elif hit <= FIGURE:
        k = FIGURE - hit
        r = min(max(int((1 - py / hull.figure_at[k, 2]) * hull.figures.shape[2]), 0), hull.figures.shape[2] - 1)
        c = int(((px - hull.figure_at[k, 1]) / hull.figure_at[k, 3] + 0.5) * hull.figures.shape[3])
        c = min(max(c, 0), hull.figures.shape[3] - 1)
        rim = min(max((0.92 - hull.figures[k, 1, r, c]) * 1.9, 0.0), 1.0)
        albedo = 0.014 + 0.26 * rim * rim
        nx = 0.7 if px > hull.figure_at[k, 1] else -0.7
        ny = 0.3
        nz = -0.25
    else:
        turned = -1.0 if (dx if side == 0 else (dy if side == 1 else dz)) > 0 else 1.0
        nx, ny, nz = (turned if side == 0 else 0.0), (turned if side == 1 else 0.0), (turned if side == 2 else 0.0)
        albedo, mirror = hull.metal * 0.5, 0.18
        if hull.lit[hit] > 0:
            a = px - hull.boxes[hit, 0] if side != 0 else pz - hull.boxes[hit, 4]
            b = pz - hull.boxes[hit, 4] if side == 1 else py - hull.boxes[hit, 2]
            wide = hull.boxes[hit, 1] - hull.boxes[hit, 0] if side != 0 else hull.boxes[hit, 5] - hull.boxes[hit, 4]
            high = hull.boxes[hit, 5] - hull.boxes[hit, 4] if side == 1 else hull.boxes[hit, 3] - hull.boxes[hit, 2]
            albedo, sign = plates(a, b, wide, high, _I(hit) * 3 + side + 900, foot, seed + 16)
            albedo *= hull.metal * 0.5
            sign *= hull.lit[hit] * 1.5
            if side == 1:
                cu, cv = math.floor(a / 0.07), math.floor(b / 0.06)
                on = random_at(_I(cu) + 77 * hit, _I(cv), seed + 17)
                edge = min(min(a % 0.07, 0.07 - a % 0.07), min(b % 0.06, 0.06 - b % 0.06))
                if on > 0.55 and edge > 0.012 and min(min(a, wide - a), min(b, high - b)) > 0.04:
                    sign = hull.lit[hit] * (0.3 + 2.2 * (on - 0.55))
    if light > 0 or sign > 0:
        for c in range(3):
            out[PANELS + c] += light * hull.panel[c] * 1.9 + sign * hull.signal[c] * 1.5
    normal[0], normal[1], normal[2], normal[3] = nx, ny, nz, mirror
    if albedo <= 0:
        return
    for k in range(-2, 3):
        number = nearest + k
        z = hull.first + number * hull.pitch
        if z > hull.end + 0.5 or z < -7.0:
            continue
        lz = z - pz
        family = EVEN if _I(number) % 2 == 0 else ODD
        total = 0.0
        for i in range(hull.posts.shape[0]):
            lx, ly = hull.posts[i, 0] - px, hull.posts[i, 1] - py
            square = lx * lx + ly * ly + lz * lz + 0.03
            total += max(nx * lx + ny * ly + nz * lz, 0.0) / (math.sqrt(square) * (square + 0.10))
        if recess and abs(lz) > 0.75 * hull.pitch:
            total *= 0.45
        for c in range(3):
            out[family + c] += albedo * open_ * hull.tint[c] * hull.strips[_I(number) % 2, c] * total * 0.62
    for k in range(-1, 2):
        lz = hull.first + (bay + k + 0.5) * hull.pitch - pz
        if lz + pz > hull.end or not lit_bay(bay + k, hull.seed):
            continue
        total = 0.0
        for i in range(hull.boards.shape[0]):
            lx, ly = hull.boards[i, 0] - px, hull.boards[i, 1] - py
            square = lx * lx + ly * ly + lz * lz + 0.10
            total += max(nx * lx + ny * ly + nz * lz, 0.0) / (math.sqrt(square) * (square + 0.25))
        for c in range(3):
            out[PANELS + c] += albedo * open_ * hull.tint[c] * hull.panel[c] * total * 0.62
    # What comes through the window, and a little from everywhere.
    lx, ly, lz = -px, hull.window[0] - py, hull.end - 0.1 - pz
    square = lx * lx + ly * ly + lz * lz + 0.6
    size = hull.window[1] * hull.window[2]
    far = max(nx * lx + ny * ly + nz * lz, 0.0) * max(lz, 0.05) / (square * square) * size
    for c in range(3):
        out[STARS + c] += albedo * open_ * hull.tint[c] * hull.sky[0, c] * far * 1.2
        out[PANELS + c] += albedo * open_ * hull.tint[c] * hull.panel[c] * 0.012


@njit(**LENT)
def _pixel(acc, tmp, normal, hull, lens, fx, fy, jitter):  # type: ignore[no-untyped-def]
    ox, oy, oz, dx, dy, dz, length = ray(lens, fx, fy)
    t, hit, side = trace(hull, ox, oy, oz, dx, dy, dz)
    foot = t / lens.focal
    shade(acc, hull, ox, oy, oz, dx, dy, dz, t, hit, side, foot, normal)
    mirror = normal[3]
    nx, ny, nz = normal[0], normal[1], normal[2]
    facing = -(dx * nx + dy * ny + dz * nz)
    share = mirror * (0.10 + 0.90 * (1 - min(max(facing, 0.0), 1.0)) ** 3)
    if share > 0.012 and facing > 0:
        px, py, pz = ox + dx * t + 0.002 * nx, oy + dy * t + 0.002 * ny, oz + dz * t + 0.002 * nz
        rx, ry, rz = dx + 2 * facing * nx, dy + 2 * facing * ny, dz + 2 * facing * nz
        rough = 0.004 if hit == FLOOR else 0.012
        a = random_at(_I(fx * 7.3), _I(fy * 5.1), jitter) - 0.5
        b = random_at(_I(fx * 3.7), _I(fy * 9.7), jitter + 3) - 0.5
        rx += rough * a
        rz += rough * b * (2.0 if hit == FLOOR else 1.0)
        size = 1 / math.sqrt(rx * rx + ry * ry + rz * rz)
        rx, ry, rz = rx * size, ry * size, rz * size
        away, found, face = trace(hull, px, py, pz, rx, ry, rz)
        shade(tmp, hull, px, py, pz, rx, ry, rz, away, found, face, foot + away / lens.focal, normal)
        if hit == FLOOR:
            share *= 0.75 + 0.4 * value_fbm(px * 1.7, pz * 1.7, hull.seed + 20, _I(4))
        for k in range(CHANNELS):
            acc[k] += min(tmp[k], 5.0) * share
    through = math.exp(-hull.air * t)
    for k in range(CHANNELS):
        acc[k] *= through
    for c in range(3):
        acc[EVEN + c] += (1 - through) * 0.10 * hull.strips[0, c]
        acc[ODD + c] += (1 - through) * 0.10 * hull.strips[1, c]
        acc[STARS + c] += (1 - through) * 0.07 * hull.sky[0, c]
    return t * length, hit, side


@njit(**FLAGS)
def rays(hull, lens, x, y, jitter, out, depth, ids):  # type: ignore[no-untyped-def]
    """Look along rays through points of a picture; arguments as for :func:`.city.rays`, ``out`` with 12 channels."""
    acc = np.zeros(CHANNELS, np.float32)
    tmp = np.zeros(CHANNELS, np.float32)
    normal = np.zeros(4, np.float64)
    for i in range(x.size):
        t, hit, side = _pixel(acc, tmp, normal, hull, lens, x[i], y[i], jitter)
        for k in range(CHANNELS):
            out[i, k] = acc[k]
        depth[i] = t
        ids[i] = hit * 16 + side
