"""What the boxes of a hall are covered with: boards, books, tiles, screens, drums, lamps of machines, flames.

A skin is a number per box. Its pattern is a function of the place on a face in metres, so that it needs no textures and has the
same grain at every size of the picture.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.hall_graffiti import sprayed
from beatreel.plugins.generators.procedural.kernels.hall_trains import (
    CAR as CAR,
    PASSING as PASSING,
    POSTER as POSTER,
    RUSH as RUSH,
    train,
)
from beatreel.plugins.generators.procedural.kernels.noise import (
    LENT,
    gradient_at,
    random_at,
    smoothstep,
    value_fbm,
)

PLAIN, WOOD, BOOKS, TILES, BRICK, SCREEN, RACK, DRUM, FIRE, PANEL, STEEL = range(11)
SPRAYED = 15  # after those of :mod:`.hall_trains`

_I = np.int64


@njit(**LENT)
def _line(away, wide, foot):  # type: ignore[no-untyped-def]
    """Return how much of a joint ``wide`` metres across is seen at a distance from its middle, thinner ones fainter."""
    return max(1 - away / max(wide, foot), 0.0) * min(wide / max(foot, 1e-4), 1.0)


@njit(**LENT)
def _hue(which, c):  # type: ignore[no-untyped-def]
    """Return a channel (blue, green, red) of one of six saturated lights."""
    k = int(which * 5.999)
    if k == 0:
        return (1.0, 0.35, 0.10)[c]
    if k == 1:
        return (0.85, 0.12, 1.0)[c]
    if k == 2:
        return (1.0, 0.85, 0.12)[c]
    if k == 3:
        return (0.12, 0.55, 1.0)[c]
    if k == 4:
        return (0.25, 0.95, 0.30)[c]
    return (0.15, 0.12, 1.0)[c]


@njit(**LENT)
def skin(out, kind, u, v, wide, high, along, foot, seed):  # type: ignore[no-untyped-def]
    """Set ``out`` to how much a face reflects (3 factors) and how much it shines (3 factors) at a point.

    Parameters
    ----------
    out : ndarray (6,)
    kind : int
        One of this module's skins.
    u, v : float
        Metres from the face's lower left corner.
    wide, high : float
        Metres of the face.
    along : float
        Where the box stands, so that no two are alike.
    foot : float
        Metres that a pixel covers.
    seed : int
    """
    for c in range(3):
        out[c] = 1.0
        out[3 + c] = 0.0
    number = _I(math.floor(along * 7.3))
    if kind == SPRAYED:
        sprayed(out, u, v, high, along, foot, seed)
    elif kind >= CAR:
        train(out, kind, u, v, wide, high, along, foot, seed)
    elif kind == WOOD:
        a, b = (u, v) if wide > high else (v, u)  # the grain runs along the longer side
        shade = 0.62 + 0.55 * value_fbm(a * 1.3 + 5 * along, b * 26, seed + 20, _I(3))
        shade *= 0.86 + 0.28 * value_fbm(a * 4, b * 5, seed + 21, _I(3))
        for c in range(3):
            out[c] = shade
    elif kind == BOOKS:
        tier = 0.36
        row = math.floor(v / tier)
        y = v - row * tier
        board = max(smoothstep(0.030, 0.022, y), _line(abs(y - 0.0), 0.012, foot))
        at = u * 1.0 + 0.7 * random_at(_I(row), number, seed + 22)
        cell = math.floor(at / 0.055)
        wide_ = 0.2 + 0.6 * random_at(_I(cell), _I(row) + 31 * number, seed + 23)  # where two books meet within a cell
        within = at / 0.055 - cell
        book = _I(2 * cell + (1 if within > wide_ else 0))
        edge = min(abs(within - wide_), min(within, 1 - within)) * 0.055
        tall = tier * (0.58 + 0.32 * random_at(book, _I(row) + 31 * number, seed + 24))
        gap = random_at(book, _I(row) + 31 * number, seed + 25) < 0.05
        tone = random_at(book, _I(row) + 17 * number, seed + 26)
        value = (0.25 + 1.5 * random_at(book, _I(row), seed + 27)) * (1 - 0.7 * _line(edge, 0.006, foot))
        band = 1 + 0.8 * (1 if abs(y / tall - 0.72) < 0.025 or abs(y / tall - 0.30) < 0.018 else 0) * min(
            0.02 / max(foot, 1e-4), 1
        )
        if y > tall or gap:
            value, tone = 0.10, 0.0
        for c in range(3):
            if tone < 0.3:
                own = (0.16, 0.28, 0.48)[c]
            elif tone < 0.5:
                own = (0.10, 0.12, 0.52)[c]
            elif tone < 0.68:
                own = (0.20, 0.34, 0.20)[c]
            elif tone < 0.82:
                own = (0.42, 0.26, 0.14)[c]
            else:
                own = (0.55, 0.66, 0.74)[c]
            shelf = (0.16, 0.30, 0.50)[c]
            out[c] = board * shelf + (1 - board) * own * value * band
    elif kind in (TILES, BRICK):
        tw, th = (0.15, 0.15) if kind == TILES else (0.34, 0.15)
        row = math.floor(v / th)
        at = u / tw + (0.5 * (_I(row) & 1) if kind == BRICK else 0.0)
        cell = math.floor(at)
        shade = 0.70 + 0.5 * random_at(_I(cell), _I(row), seed + 28)
        if kind == TILES:
            shade = 0.92 + 0.12 * random_at(_I(cell), _I(row), seed + 28)
        else:
            shade *= 0.70 + 0.6 * value_fbm(u * 9, v * 9, seed + 29, _I(3))
        joint = min(abs(at - round(at)) * tw, abs(v / th - round(v / th)) * th)
        shade *= 1 - 0.55 * _line(joint, 0.006 if kind == TILES else 0.016, foot)
        for c in range(3):
            out[c] = shade
    elif kind == SCREEN:
        x, y = u / wide, v / high
        for c in range(3):
            out[c] = 0.05
        rim = min(min(x, 1 - x) * wide, min(y, 1 - y) * high)
        inside = smoothstep(0.012, 0.012 + max(0.01, foot), rim)
        glow = 0.22 + 0.30 * y
        cx, cy = math.floor(x * 13), math.floor(y * 11)
        lit = random_at(_I(cx) + 13 * number, _I(cy), seed + 30)
        low = 1.0 if y < 0.18 + 0.14 * random_at(_I(cx), number, seed + 31) else 0.0
        sprite = 1.0 if lit > 0.86 else 0.0
        lines = 0.85 + 0.15 * math.cos(v * 6.283 / 0.012) * min(0.012 / max(2 * foot, 1e-4), 1.0)
        base, other = random_at(number, _I(3), seed + 32), random_at(_I(cx) + number, _I(cy), seed + 33)
        for c in range(3):
            out[3 + c] = (
                inside
                * lines
                * (glow * _hue(base, c) + 1.25 * sprite * _hue(other, c) + 0.8 * low * _hue((base + 0.4) % 1.0, c))
            )
    elif kind == RACK:
        unit = 0.0889
        row = math.floor(v / unit)
        y = v - row * unit
        what = random_at(_I(row), number, seed + 34)
        shade = 0.5 + 0.8 * what
        shade *= 1 - 0.8 * _line(min(y, unit - y), 0.010, foot)
        if what > 0.35:  # slots of disks
            slot = abs(u / 0.07 - round(u / 0.07)) * 0.07
            shade *= 1 - 0.5 * _line(slot, 0.008, foot)
        side = min(u, wide - u)
        if side < 0.035:
            shade = 0.3
        for c in range(3):
            out[c] = shade
        cell = math.floor(u / 0.036)
        lamp = random_at(_I(cell) + 50 * number, _I(row), seed + 35)
        if lamp > 0.60 and side > 0.05:
            du, dv = u - (cell + 0.5) * 0.036, y - unit * 0.5
            size = max(0.0075, 0.6 * foot)
            spot = math.exp(-(du * du + dv * dv) / (size * size)) * min((0.0075 / size) ** 2 * 4, 1.0)
            tone = random_at(_I(cell), _I(row) + number, seed + 36)
            for c in range(3):
                own = (
                    (1.0, 0.55, 0.06)[c]
                    if tone < 0.62
                    else ((0.35, 1.0, 0.15)[c] if tone < 0.9 else (0.05, 0.45, 1.0)[c])
                )
                out[3 + c] = 3.6 * spot * own
    elif kind == DRUM:
        x, y = u - 0.5 * wide, v - 0.52 * high
        away = math.sqrt(x * x + y * y)
        radius = 0.30 * min(wide, high)
        ring = smoothstep(radius * 1.32, radius * 1.32 - max(0.008, foot), away)
        glass = smoothstep(radius, radius - max(0.008, foot), away)
        shade = 1.0 - 0.35 * _line(min(min(u, wide - u), min(v, high - v)), 0.012, foot)
        shade *= 1 - 0.6 * _line(abs(v - 0.86 * high), 0.006, foot)
        turn = math.atan2(y, x)
        for c in range(3):
            steel = (
                0.55
                + 0.65 * smoothstep(-0.6, 1.0, math.sin(turn + 0.7))
                - 0.3 * _line(abs(away - 1.16 * radius), 0.012, foot)
            )
            out[c] = shade * (1 - ring) + ring * steel
        cloth = random_at(number, _I(math.floor((turn + 3.1416 + 5 * away) * 1.1)), seed + 37)
        deep = 0.25 + 0.75 * smoothstep(-radius, radius, -y)
        fold = 0.5 + 0.8 * value_fbm(x * 14 + along, y * 14, seed + 38, _I(3))
        shine = smoothstep(0.0, 0.4, -x / radius - 0.25) * smoothstep(0.0, 0.4, y / radius - 0.2) * 0.25
        for c in range(3):
            own = 0.35 + 0.65 * _hue(cloth, c) if cloth < 0.85 else 0.9
            out[c] = out[c] * (1 - glass) + glass * 0.10
            out[3 + c] = glass * (deep * fold * own * 0.42 + shine)
        if v > 0.88 * high and abs(u - 0.76 * wide) < 0.05 and abs(v - 0.94 * high) < 0.018:
            out[3], out[4], out[5] = 0.5, 1.2, 0.3
    elif kind == FIRE:
        x, y = 2 * u / wide - 1, v / high
        bend = 0.35 * gradient_at(x * 1.6, y * 1.4 - 3 * along, seed + 39)
        tongues = 0.5 + 0.5 * gradient_at((x + bend) * 3.2, y * 0.8 + along, seed + 40)
        top = (0.50 + 0.75 * tongues) * (1 - 0.55 * x * x)
        heat = smoothstep(top, 0.30 * top, y) * smoothstep(1.0, 0.70, abs(x)) * smoothstep(0.0, 0.06, y)
        heat *= 0.72 + 0.5 * value_fbm((x + bend) * 5, y * 2.6, seed + 41, _I(4))
        coals = (
            math.exp(-((y / 0.12) ** 2))
            * (0.4 + 0.9 * value_fbm(x * 8, y * 12, seed + 42, _I(3)))
            * smoothstep(1.0, 0.8, abs(x))
        )
        for c in range(3):
            out[c] = 0.10
        out[3] = 0.9 * heat**3.2
        out[4] = 1.35 * heat**1.7 + 0.10 * coals
        out[5] = 2.6 * heat + 0.9 * coals
    elif kind == PANEL:  # a door or the front of a locker: a frame, slits, a handle
        rim = min(min(u, wide - u), min(v, high - v))
        shade = 1 - 0.45 * _line(rim, 0.012, foot)
        shade *= 0.94 + 0.12 * value_fbm(u * 2 + along, v * 2, seed + 43, _I(3))
        if 0.86 * high < v < 0.93 * high and min(u, wide - u) > 0.25 * wide:
            shade *= 1 - 0.5 * _line(abs(v / 0.025 - round(v / 0.025)) * 0.025, 0.009, foot)
        shade *= 1 - 0.6 * smoothstep(0.26, 0.0, v) * 0.5
        for c in range(3):
            out[c] = shade
    elif kind == STEEL:
        rust = value_fbm(u * 1.7 + along, v * 1.7, seed + 44, _I(4))
        shade = 0.55 + 0.8 * value_fbm(u * 0.7, v * 6, seed + 45, _I(4))
        rivet = min(abs(u / 0.45 - round(u / 0.45)) * 0.45, abs(v / 0.9 - round(v / 0.9)) * 0.9)
        shade *= 1 - 0.35 * _line(rivet, 0.014, foot)
        warm = smoothstep(0.52, 0.72, rust)
        out[0], out[1], out[2] = shade * (1 - 0.6 * warm), shade * (1 - 0.25 * warm), shade * (1 + 0.25 * warm)
