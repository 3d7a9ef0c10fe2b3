"""A ray tracer for a theatre: a stage between velvet curtains, one cone of light on somebody, gilded boxes, rows of seats before it.

Conventions
-----------
Metres; the edge of the stage at z = 0, its boards at y = 0, the audience at negative z, lower by :data:`PIT`. Colours linear BGR.
Three families of light, three channels each: the spotlight (with its cone), footlights, the lamps of the house. Ids: the constants below.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.lens import ray
from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, LENT, fbm, random_at, smoothstep, value_fbm
from beatreel.plugins.generators.procedural.kernels.theatre_cloth import beam, folds, relief
from beatreel.plugins.generators.procedural.kernels.theatre_space import (
    BACKDROP,
    BOX,
    CHANNELS,
    CURTAIN,
    FIGURE,
    FLOOR,
    FOOT,
    FRAME_Z,
    FRONT,
    HALF,
    HIGH,
    HOUSE,
    PIT,
    PROSCENIUM,
    SEATS,
    SPOT,
    TIE,
    VALANCE,
    WALL,
    WINGS,
    Theatre as Theatre,
    card,
    edge,
    seat_top,
    swag,
    trace,
)

_I = np.int64


@njit(**LENT)
def shade(out, theatre, ox, oy, oz, dx, dy, dz, t, hit, foot):  # type: ignore[no-untyped-def]
    """Set ``out`` to the light of a point."""
    for k in range(CHANNELS):
        out[k] = 0.0
    px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
    seed = theatre.seed
    nx, ny, nz = 0.0, 0.0, -1.0
    own_b, own_g, own_r = 0.03, 0.03, 0.03
    open_, sheen, gold, glow = 1.0, 0.0, 0.0, 0.0
    if hit in (CURTAIN, VALANCE, WINGS, BACKDROP):
        way = 1.0 if px > 0 else -1.0
        if hit == CURTAIN:
            inner = edge(theatre, py)
            share = (abs(px) - inner) / (HALF + 1.1 - inner)
            height, slope = folds(15.0 * share, py, 1.0 if way > 0 else 2.0, seed, foot)
            slope *= way
            lean = -0.25 * smoothstep(0.0, 2.0, py - TIE) * way
            tie = math.exp(-(((py - TIE - 0.35 * (abs(px) - inner)) / 0.06) ** 2))
            gold = tie * smoothstep(0.0, 0.05, abs(px) - inner)
            hem = smoothstep(0.42, 0.38, py) * smoothstep(0.10, 0.13, py)
            gold = max(gold, hem * 0.5)
            open_ *= 1 - 0.6 * math.exp(-(((py - TIE) / 0.35) ** 2)) * (1 - tie)
        elif hit == VALANCE:
            low, u = swag(px)
            drop = max((HIGH - py) / (HIGH - low), 0.0)
            height, slope = folds(
                5.5 * drop**0.8 + 0.3 * u, 2 * u, 3.0 + math.floor((px + HALF) / (0.4 * HALF)), seed, foot
            )
            lean = slope * 1.0
            slope = -0.8 * u * slope
            fringe = py - low
            if fringe < 0.17:
                gold = 1.0
                height = 0.5 + 0.5 * math.sin(px * 150) * min(0.02 / max(foot, 1e-4), 1.0)
        elif hit == WINGS:
            height, slope = folds((abs(px) - 3.35) * 2.6, py, 5.0 + way, seed, foot)
            lean = 0.0
        else:
            height, slope = folds(px * 1.9 + 20, py, 9.0, seed, foot)
            height, slope, lean = 0.18 + 0.82 * height, 0.9 * slope, 0.0
        size = 1 / math.sqrt(1 + slope * slope + lean * lean)
        nx, ny, nz = -slope * size, -lean * size, -size
        open_ *= 0.10 + 0.90 * smoothstep(0.05, 0.75, height)
        nap = 0.85 + 0.30 * value_fbm(px * 3.0, py * 2.2, seed + 45, _I(4))
        facing = min(abs(nx * dx + ny * dy + nz * dz), 1.0)
        sheen = (1 - facing) ** 2.5
        own_b, own_g, own_r = theatre.velvet[0] * nap, theatre.velvet[1] * nap, theatre.velvet[2] * nap
        if hit == BACKDROP:
            own_b, own_g, own_r = theatre.backdrop[0] * nap, theatre.backdrop[1] * nap, theatre.backdrop[2] * nap
            open_ *= 0.55 + 0.45 * smoothstep(-0.2, 0.8, py)
        elif hit == WINGS:
            open_ *= 0.7
    elif hit == FLOOR:
        ny, nz = 1.0, 0.0
        row = math.floor(px / 0.16)
        board = math.floor((pz + 1.9 * random_at(_I(row), _I(1), seed)) / 2.4)
        worn = (0.70 + 0.5 * random_at(_I(row), _I(board), seed + 1)) * (
            0.75 + 0.5 * value_fbm(px * 22 + 9 * row, pz * 1.1, seed + 2, _I(3))
        )
        worn *= 0.80 + 0.4 * value_fbm(px * 0.9, pz * 0.9, seed + 3, _I(4))
        gap = abs(px / 0.16 - round(px / 0.16)) * 0.16
        worn *= 1 - 0.7 * max(1 - gap / max(0.004, 0.6 * foot), 0.0) * min(0.008 / max(foot, 1e-4), 1.0)
        own_b, own_g, own_r = 0.050 * worn, 0.105 * worn, 0.185 * worn
        open_ = 0.35 + 0.65 * smoothstep(0.0, 0.8, theatre.deep - pz)
    elif hit in (PROSCENIUM, BOX, FRONT):
        if hit == PROSCENIUM:
            band = max(abs(px) - HALF, py - HIGH)
            u, v = (py if abs(px) - HALF > py - HIGH else px), band / 0.95
            nx, ny, nz = 0.0, 0.0, -1.0
            gold = 1.0 if band < 0.95 else 0.0
            if band > 0.95:
                u, v = px * 0.7 + 3, py * 0.7 % 1.0
        elif hit == BOX:
            way = 1.0 if px > 0 else -1.0
            nx, ny, nz = (px - way * 8.0) / 1.7, 0.0, (pz + 2.3) / 1.7
            u, v = math.atan2(nx, -nz) * 1.7, (py - (1.75 if py < 3.5 else 4.55)) / (1.0 if py < 3.5 else 0.95)
            gold = 1.0
        else:
            u, v, gold = px, (py - PIT) / -PIT, 0.0
            own_b, own_g, own_r = 0.030, 0.034, 0.060
            if v > 0.86:
                gold = 0.7
        step = max(0.006, foot)
        here = relief(u, v, seed + 46)
        gu, gv = (relief(u + step, v, seed + 46) - here) / step, (relief(u, v + step, seed + 46) - here) / step
        gu, gv = 0.06 * min(max(gu, -22.0), 22.0), 0.06 * min(max(gv, -22.0), 22.0)
        if hit == BOX:
            tx, tz = -nz, nx
            nx, ny, nz = nx - gu * tx, ny - gv, nz - gu * tz
        else:
            nx, ny = nx - gu, ny - gv
        size = 1 / math.sqrt(nx * nx + ny * ny + nz * nz)
        nx, ny, nz = nx * size, ny * size, nz * size
        open_ = 0.35 + 0.65 * min(here, 1.0)
        if gold < 0.5 and hit == PROSCENIUM:
            own_b, own_g, own_r = 0.022, 0.026, 0.055
            open_ = 0.6 * math.exp(-0.55 * max(band - 0.95, 0.0))
    elif hit == SEATS:
        k = 0
        for i in range(theatre.rows.shape[0]):
            if abs(theatre.rows[i, 0] - pz) < 0.01:
                k = i
        down = seat_top(theatre, k, px) - py
        # Seen from behind they are dark; only their upper edges take the light of the stage.
        ny, nz = 0.75, 0.66
        rim = math.exp(-down / 0.022)
        own_b, own_g, own_r = theatre.velvet[0] * 1.6, theatre.velvet[1] * 1.6, theatre.velvet[2] * 1.6
        open_ = 0.9 * rim + 0.012
    elif hit == FIGURE:
        nx, ny, nz = card(theatre, px, py, 1), card(theatre, px, py, 2), -card(theatre, px, py, 3)
        rim = (1 - min(abs(nz), 1.0)) ** 5
        own_b, own_g, own_r = 0.004 + 0.15 * rim, 0.004 + 0.155 * rim, 0.005 + 0.16 * rim
    elif hit == WALL:
        nx, nz = (-1.0 if px > 0 else 1.0), 0.0
        own_b, own_g, own_r = 0.012, 0.012, 0.03
    else:
        ny, nz = 1.0, 0.0
        own_b, own_g, own_r = 0.008, 0.006, 0.02
    if gold > 0:
        own_b += gold * (0.030 - own_b)
        own_g += gold * (0.155 - own_g)
        own_r += gold * (0.36 - own_r)
    own = (own_b, own_g, own_r)
    # The spotlight itself.
    lx, ly, lz = theatre.lamp[0] - px, theatre.lamp[1] - py, theatre.lamp[2] - pz
    far = math.sqrt(lx * lx + ly * ly + lz * lz)
    cone = beam(theatre, px, py, pz)
    direct = 0.0
    if cone > 0 and hit != PROSCENIUM:
        cosine = (nx * lx + ny * ly + nz * lz) / far
        direct = cone * (max(cosine, 0.0) if hit != FIGURE else max(cosine + 0.12, 0.0)) * 60 / (far * far)
        if hit == FIGURE:
            direct *= 1.5
        elif theatre.figure_at[2] > 0 and pz < theatre.figure_at[0] - 0.02 and lz > 0:
            s = (theatre.figure_at[0] - pz) / lz
            direct *= 1 - 0.94 * min(card(theatre, px + lx * s, py + ly * s, 0), 1.0)
        direct *= 0.93 + 0.14 * value_fbm(px * 2, pz * 2, seed + 47, _I(3))
    # Light that its pool sends back: a soft lamp low over the boards.
    lx, ly, lz = theatre.target[0] - px, 0.75 - py, theatre.target[2] - pz
    square = lx * lx + ly * ly + lz * lz
    back = max((nx * lx + ny * ly + nz * lz) / math.sqrt(square + 0.05) + 0.10, 0.0) / (square + 1.6)
    if hit == FIGURE:
        back *= 0.15
    if pz < FRAME_Z:
        back *= 0.55
    # Footlights, a line along the edge; they shine into the stage.
    ly, lz = 0.10 - py, 0.15 - pz
    square = ly * ly + lz * lz + 0.40
    line = max((ny * ly + nz * lz) / math.sqrt(square) + 0.10, 0.0) / (math.sqrt(square) * (1 + 0.10 * square))
    line *= 0.75 + 0.25 * math.cos(px * 6.2832 / 0.9) * math.exp(-square / 0.5)
    line *= smoothstep(6.5, 3.0, abs(px))
    if pz < 0.05:
        line *= 0.10
    # Lamps of the house: on the boxes, and a little from everywhere.
    warm = 0.0
    for way in (-1.0, 1.0):
        for y in (3.35, 6.1):
            lx, ly, lz = way * 6.2 - px, y - py, -3.0 - pz
            square = lx * lx + ly * ly + lz * lz
            warm += max((nx * lx + ny * ly + nz * lz) / math.sqrt(square) + 0.15, 0.0) / (square + 0.5)
    if pz > 0.2:
        warm *= 0.5
    shine = 1 + 1.8 * sheen
    for c in range(3):
        albedo = own[c] * open_ * shine
        out[SPOT + c] += theatre.spot[c] * (own[c] * open_ * direct + albedo * back * 1.25)
        out[FOOT + c] += theatre.foot[c] * albedo * line * 0.27
        out[HOUSE + c] += theatre.house[c] * albedo * (warm * 1.1 + 0.010) + glow * theatre.house[c]
    if gold > 0.3:  # gilding mirrors what it can
        facing = dx * nx + dy * ny + dz * nz
        rx, ry, rz = dx - 2 * facing * nx, dy - 2 * facing * ny, dz - 2 * facing * nz
        lx, ly, lz = -px, 1.0 - py, 2.0 - pz
        toward = max((rx * lx + ry * ly + rz * lz) / math.sqrt(lx * lx + ly * ly + lz * lz), 0.0)
        lit = gold * open_ * (toward**6 * 0.09)
        up = gold * open_ * max(ry * -0.4 + 0.2, 0.0) ** 2 * 0.05
        out[SPOT] += theatre.spot[0] * lit * 0.30
        out[SPOT + 1] += theatre.spot[1] * lit * 0.72
        out[SPOT + 2] += theatre.spot[2] * lit
        for c in range(3):
            out[FOOT + c] += theatre.foot[c] * up


@njit(**LENT)
def _air(out, theatre, ox, oy, oz, dx, dy, dz, t, steps):  # type: ignore[no-untyped-def]
    """Add what the air of the cone scatters towards the eye."""
    if dz < 1e-4:
        return
    first, last = max((-0.5 - oz) / dz, 0.0), min(t, (theatre.deep - oz) / dz)
    if last <= first:
        return
    step = (last - first) / steps
    total = 0.0
    for i in range(steps):
        s = first + (i + 0.5) * step
        px, py, pz = ox + dx * s, oy + dy * s, oz + dz * s
        cone = beam(theatre, px, py, pz)
        if cone > 0:
            far = (theatre.lamp[0] - px) ** 2 + (theatre.lamp[1] - py) ** 2 + (theatre.lamp[2] - pz) ** 2
            total += cone / (far + 2.0)
    if total > 0:
        mid = 0.5 * (first + last)
        smoke = 0.72 + 0.75 * fbm((ox + dx * mid) * 0.8, (oy + dy * mid) * 0.55, theatre.seed + 48, _I(5))
        total *= step * theatre.haze * max(smoke, 0.15)
    for c in range(3):
        out[SPOT + c] += theatre.spot[c] * total
        out[HOUSE + c] += theatre.house[c] * 0.0004 * t


@njit(**LENT)
def _pixel(acc, tmp, theatre, lens, fx, fy, jitter):  # type: ignore[no-untyped-def]
    ox, oy, oz, dx, dy, dz, length = ray(lens, fx, fy)
    t, hit = trace(theatre, ox, oy, oz, dx, dy, dz)
    foot = t / lens.focal
    shade(acc, theatre, ox, oy, oz, dx, dy, dz, t, hit, foot / max(abs(dy), 0.05) if hit == FLOOR else foot)
    if hit == FLOOR:
        px, pz = ox + dx * t, oz + dz * t
        rx = dx + 0.05 * (random_at(_I(fx * 7.3), _I(fy * 5.1), jitter) - 0.5)
        rz = dz + 0.10 * (random_at(_I(fx * 3.7), _I(fy * 9.7), jitter + 3) - 0.5)
        ry = -dy
        size = 1 / math.sqrt(rx * rx + ry * ry + rz * rz)
        away, found = trace(theatre, px, 0.002, pz, rx * size, ry * size, rz * size)
        shade(tmp, theatre, px, 0.002, pz, rx * size, ry * size, rz * size, away, found, foot + away / lens.focal)
        share = (0.03 + 0.60 * (1 - min(-dy, 1.0)) ** 4) * (
            0.6 + 0.6 * value_fbm(px * 1.3, pz * 1.3, theatre.seed + 49, _I(4))
        )
        for k in range(CHANNELS):
            acc[k] += min(tmp[k], 4.0) * share
    _air(acc, theatre, ox, oy, oz, dx, dy, dz, t, 22)
    return t * length, hit


@njit(**FLAGS)
def rays(theatre, lens, x, y, jitter, out, depth, ids):  # type: ignore[no-untyped-def]
    """Look along rays through points of a picture; arguments as for :func:`.city.rays`, ``out`` with 9 channels."""
    acc = np.zeros(CHANNELS, np.float32)
    tmp = np.zeros(CHANNELS, np.float32)
    for i in range(x.size):
        t, hit = _pixel(acc, tmp, theatre, lens, x[i], y[i], jitter)
        for k in range(CHANNELS):
            out[i, k] = acc[k]
        depth[i] = t
        ids[i] = hit
