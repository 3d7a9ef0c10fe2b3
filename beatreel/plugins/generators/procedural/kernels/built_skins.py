"""What built places are made of: stone, planks, cloth, carpet, tiles, records; functions of the place on a surface in metres."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from .noise import LENT, gradient_at, random_at, smoothstep, value_fbm

PLAIN, STONE, SLABS, WOOD, CLOTH, CARPET, METAL, ZELLIGE, VINYL, CANVAS, PLASTER, GLOW, BRICK, LEAF, WATER, LABEL = (
    range(16)
)
FACADE, GROUND = 16, 17
"""Kinds of skins. A facade has bays ``SCALE`` wide, and in ``EXTRA`` the height of a floor, which shares of both are window, and
how many windows are lit; its other colour is that of glass. Ground is of two colours in patches ``SCALE`` metres wide, and where
``EXTRA`` is above 0, that share of it is wet. Water whose ``EXTRA`` begins with more than 0 is that of a tiled basin: how many metres
its lamp reaches, and where that is, x and z. Plain and plastered surfaces are blotched, less by the share that is in ``EXTRA``."""

# Columns of a material.
BASE, OTHER, KIND, GLOSS, ROUGH, METALLIC, SCALE, SHINE, FAMILY, EXTRA = 0, 3, 6, 7, 8, 9, 10, 11, 14, 15
COLUMNS = 19
# Columns of a coat: albedo, share mirrored, roughness, glow, normal.
ALBEDO, MIRROR, BLUR, LIT, NORMAL = 0, 3, 4, 5, 6
_I = np.int64


@njit(**LENT)
def _fine(size, foot):  # type: ignore[no-untyped-def]
    """Return how much of a detail of a size is left where a pixel covers ``foot`` metres."""
    return min(max(1.6 - 0.8 * foot / size * 2, 0.0), 1.0)


@njit(**LENT)
def _tint(coat, factor):  # type: ignore[no-untyped-def]
    for c in range(3):
        coat[c] *= factor


@njit(**LENT)
def _mix(coat, material, share):  # type: ignore[no-untyped-def]
    for c in range(3):
        coat[c] = material[BASE + c] * (1 - share) + material[OTHER + c] * share


@njit(**LENT)
def _courses(coat, u, v, wide, high, joint, seed, foot, rough):  # type: ignore[no-untyped-def]
    """Lay blocks in courses: each its own tone, joints between, chipped and stained."""
    row = math.floor(v / high)
    at = u / wide + 0.5 * (_I(row) & 1) + 0.15 * random_at(_I(row), 3, seed)
    column = math.floor(at)
    edge_v = abs(v / high - round(v / high)) * high
    edge_u = abs(at - round(at)) * wide
    tone = 0.74 + 0.52 * random_at(_I(column), _I(row), seed + 1)
    worn = value_fbm(u * 2.3 / wide, v * 2.3 / wide, seed + 2, _I(3))
    grain = value_fbm(u * 21, v * 21, seed + 3, _I(3)) if foot < 0.05 else 0.5
    wander = joint * (0.7 + 0.8 * worn)
    line = max(1 - min(edge_u, edge_v) / max(wander, 0.7 * foot), 0.0) * min(1.5 * joint / max(foot, 1e-5), 1.0)
    _tint(coat, tone * (1 - 0.62 * line) * (1 + rough * (1.1 * (worn - 0.5) + 0.8 * (grain - 0.5))))
    lean = _fine(0.1, foot)
    coat[NORMAL] += lean * 0.10 * (random_at(_I(column), _I(row), seed + 4) - 0.5 + 1.2 * (grain - 0.5))
    coat[NORMAL + 1] += lean * 0.16 * (grain - 0.5) + lean * 0.25 * line * (1 if v / high > round(v / high) else -1)


@njit(**LENT)
def _star(u, v):  # type: ignore[no-untyped-def]
    """Return distance from the lines of an eight-pointed pattern in a unit square, and which piece it is."""
    x, y = abs(u - math.floor(u) - 0.5), abs(v - math.floor(v) - 0.5)
    square = max(x, y)
    turned = (x + y) * 0.70711
    core = min(square, turned) - 0.27
    eye = max(square, turned) - 0.19
    cross = max(min(x, y) - 0.075, 0.33 - max(x, y))
    line = min(abs(core), min(abs(eye), abs(cross)))
    piece = 0 if eye < 0 else (1 if core < 0 else (2 if cross < 0 else 3))
    return line, piece


@njit(**LENT)
def _windows(coat, material, u, v, seed, foot):  # type: ignore[no-untyped-def]
    """Rows of windows in a wall, some of them lit."""
    wide, high = material[SCALE], material[EXTRA]
    a, b = u / wide, v / high
    column, row = math.floor(a), math.floor(b)
    x, y = abs(a - column - 0.5), abs(b - row - 0.46)
    half_x, half_y = 0.5 * material[EXTRA + 1], 0.5 * material[EXTRA + 2]
    soft_x, soft_y = max(0.7 * foot / wide, 0.004), max(0.7 * foot / high, 0.004)
    pane = smoothstep(half_x + soft_x, half_x - soft_x, x) * smoothstep(half_y + soft_y, half_y - soft_y, y)
    keep = _fine(1.4 * min(wide, high), foot)
    pane = pane * keep + (1 - keep) * 4 * half_x * half_y
    bar = 0.03 / wide
    frame = (
        max(smoothstep(bar + soft_x, bar, x), smoothstep(bar + soft_y, bar, abs(x - half_x))) * pane * _fine(0.3, foot)
    )
    own = random_at(_I(column), _I(row), seed + 1)
    floor_ = random_at(_I(row), 7, seed + 2)
    stain = value_fbm(u * 0.13, v * 0.03, seed + 3, _I(4)) + 0.5 * value_fbm(u * 1.1, v * 0.5, seed + 4, _I(3))
    sill = smoothstep(half_y + 0.10, half_y + 0.02, y) * (1 - pane) * smoothstep(half_x + 0.05, half_x, x)
    wall = (0.55 + 0.55 * stain) * (1 - 0.35 * sill * _fine(0.4, foot))
    lit = 1.0 if random_at(_I(column), _I(row), seed + 5) < material[EXTRA + 3] * (0.5 + floor_) else 0.0
    for c in range(3):
        glass = material[OTHER + c] * (0.5 + own)
        coat[c] = material[BASE + c] * wall * (1 - pane) + pane * glass * (1 - 0.7 * frame)
    drawn = 0.55 + 0.45 * smoothstep(0.2, 0.5, random_at(_I(column), _I(row), seed + 6) + 0.6 * (b - row - 0.5))
    coat[LIT] = lit * pane * (0.30 + 0.95 * own * own) * drawn * (1 - 0.8 * frame)
    coat[MIRROR] *= pane * (1 - frame)
    tilt = 0.02 * keep * pane
    coat[NORMAL] += tilt * (own - 0.5)
    coat[NORMAL + 1] += tilt * (floor_ - 0.5)


@njit(**LENT)
def _soil(coat, material, x, z, seed, foot):  # type: ignore[no-untyped-def]
    """Lay two colours in patches, with grains, and puddles where it is wet."""
    s = material[SCALE]
    patch = value_fbm(x / s, z / s, seed + 1, _I(5))
    fine = value_fbm(x * 7, z * 7, seed + 2, _I(4)) if foot < 0.2 else 0.5
    grain = value_fbm(x * 60, z * 60, seed + 3, _I(3)) if foot < 0.03 else 0.5
    _mix(coat, material, min(max(2.2 * (patch - 0.5) + 0.5 + 0.7 * (fine - 0.5), 0.0), 1.0))
    _tint(coat, (0.75 + 0.5 * fine) * (0.70 + 0.6 * grain))
    lean = _fine(0.08, foot)
    if material[EXTRA] > 0:
        wet = smoothstep(0.60, 0.50, value_fbm(x * 0.33, z * 0.33, seed + 5, _I(4)) + 0.55 - material[EXTRA])
        coat[MIRROR] *= 0.25 + 0.75 * wet
        coat[BLUR] *= 1 - 0.85 * wet
        _tint(coat, 1 - 0.45 * wet)
        lean *= 1 - wet
        ripple = 0.011 * wet * _fine(0.25, foot)  # what lies in it draws reflections out
        coat[NORMAL] += ripple * gradient_at(x * 4.3, z * 4.3, seed + 6)
        coat[NORMAL + 2] += ripple * gradient_at(x * 4.1 + 7, z * 4.7, seed + 7)
    coat[NORMAL] += lean * 0.35 * (grain - 0.5 + 0.6 * (fine - 0.5))
    coat[NORMAL + 2] += lean * 0.35 * (0.5 - grain + 0.6 * (fine - 0.5))


@njit(**LENT)
def _basin(coat, material, x, z, seed, foot):  # type: ignore[no-untyped-def]
    """Show the bottom of a basin through its water: tiles that the waves bend, a net of light, and a lamp that lights it."""
    bend_x = 0.22 * gradient_at(x * 0.9, z * 0.9, seed + 11) + 0.05 * gradient_at(x * 3.1, z * 3.1, seed + 12)
    bend_z = 0.22 * gradient_at(x * 0.9 + 5, z * 0.9, seed + 13) + 0.05 * gradient_at(x * 3.1, z * 3.1 + 5, seed + 14)
    a, b = x + bend_x, z + bend_z
    net = 0.0
    for octave in range(2):
        size = 2.4 * (1 + 0.9 * octave)
        knot = 1 - min(3.2 * abs(gradient_at(a * size, b * size, seed + 15 + octave)), 1.0)
        net += (0.62 - 0.24 * octave) * knot * knot * knot
    keep = _fine(0.5, foot)
    net = 0.22 + (net - 0.22) * keep
    edge = min(abs(a / 0.3 - round(a / 0.3)), abs(b / 0.3 - round(b / 0.3))) * 0.3
    joint = max(1 - edge / max(0.012, foot), 0.0) * min(0.012 / max(foot, 1e-5), 1.0)
    away = math.hypot(x - material[EXTRA + 1], z - material[EXTRA + 2]) / material[EXTRA]
    _tint(coat, (0.72 + 1.3 * net) * (1 - 0.25 * joint))
    coat[LIT] = (0.42 + 1.9 * net) * (1 - 0.30 * joint) * (0.30 + 1.1 / (1 + 2.2 * away * away))


@njit(**LENT)
def skin(coat, material, px, py, pz, u, v, foot, seed):  # type: ignore[no-untyped-def]
    """Set ``coat`` (9 values) but for its normal, which is bent."""
    for c in range(3):
        coat[c] = material[BASE + c]
    coat[MIRROR], coat[BLUR], coat[LIT] = material[GLOSS], material[ROUGH], 1.0
    kind = int(material[KIND])
    s = material[SCALE]
    if kind == STONE:
        _courses(coat, u, v, 0.72 * s, 0.36 * s, 0.012, seed, foot, 1.0)
        damp = value_fbm(px * 0.35 + pz * 0.31, py * 0.22, seed + 9, _I(3))
        _tint(coat, 1.28 - 0.62 * damp - 0.22 * smoothstep(1.2, 0.0, py))
    elif kind == BRICK:
        _courses(coat, u, v, 0.24, 0.078, 0.008, seed, foot, 0.8)
        _tint(coat, 0.8 + 0.5 * value_fbm(u * 0.7, v * 0.7, seed + 9, _I(3)))
    elif kind == SLABS:
        a, b = math.floor(px / s), math.floor(pz / s)
        odd = (_I(a) + _I(b)) & 1
        _mix(coat, material, np.float64(odd))
        vein = abs(
            gradient_at(px * 1.3 / s + 3 * a, pz * 1.1 / s + 0.7 * b, seed + 1)
            + 0.5 * gradient_at(px * 4, pz * 4, seed + 2)
        )
        cloud = value_fbm(px * 2.2, pz * 2.2, seed + 3, _I(4))
        _tint(
            coat,
            (0.72 + 0.5 * cloud + 0.25 * math.exp(-((vein / 0.05) ** 2)))
            * (0.9 + 0.2 * random_at(_I(a), _I(b), seed + 4)),
        )
        edge = min(abs(px / s - round(px / s)), abs(pz / s - round(pz / s))) * s
        line = max(1 - edge / max(0.006, foot), 0.0) * min(0.006 / max(foot, 1e-5), 1.0)
        _tint(coat, 1 - 0.6 * line)
        coat[MIRROR] *= (1 - 0.7 * line) * (0.45 + 1.1 * value_fbm(px * 0.6, pz * 0.6, seed + 5, _I(4)))
        coat[NORMAL] += 0.010 * (random_at(_I(a), _I(b), seed + 6) - 0.5) + 0.004 * gradient_at(
            px * 7, pz * 7, seed + 8
        )
        coat[NORMAL + 2] += 0.010 * (random_at(_I(a), _I(b), seed + 7) - 0.5)
    elif kind == WOOD:
        board = math.floor(v / s)
        own = random_at(_I(board), 1, seed)
        ring = value_fbm(u * 1.1 + 17 * own, v * 26 / max(s, 0.05) * 0.12 + 5 * own, seed + 1, _I(4))
        fine = value_fbm(u * 4, v * 160, seed + 2, _I(2)) if foot < 0.008 else 0.5
        edge = abs(v / s - round(v / s)) * s
        line = max(1 - edge / max(0.003, foot), 0.0) * min(0.004 / max(foot, 1e-5), 1.0)
        _tint(coat, (0.70 + 0.45 * own) * (0.55 + 0.9 * ring) * (0.85 + 0.3 * fine) * (1 - 0.7 * line))
        coat[MIRROR] *= 0.6 + 0.8 * ring
        coat[NORMAL] += 0.02 * (ring - 0.5)
    elif kind == CLOTH:
        if coat[NORMAL + 1] > 0.8:  # what lies has the grain of the room, not that of its outline
            u, v = px, pz
        pile = value_fbm(u * 9 * s, v * 5 * s, seed + 1, _I(4))
        weave = math.sin(u * 1700 * s) * math.sin(v * 1700 * s) * _fine(0.006, foot) if foot < 0.002 else 0.0
        _tint(coat, (0.72 + 0.55 * pile) * (1 + 0.15 * weave))
        coat[NORMAL] += 0.18 * (pile - 0.5)
    elif kind == CARPET:
        half = material[EXTRA]
        a = abs(u) / half
        band = smoothstep(0.72, 0.735, a) * smoothstep(0.93, 0.915, a)
        line, piece = _star(v / 0.34, u / 0.34)
        figure = band * (0.35 + 0.65 * (piece != 3))
        middle = (1 - smoothstep(0.70, 0.71, a)) * smoothstep(0.04, 0.025, line) * 0.35 * _fine(0.05, foot)
        edge = smoothstep(0.955, 0.965, a)
        _mix(coat, material, min(max(figure, max(middle, edge)), 1.0))
        pile = value_fbm(u * 60, v * 60, seed + 1, _I(2)) if foot < 0.02 else 0.5
        worn = value_fbm(u * 0.9, v * 0.5, seed + 2, _I(4))
        _tint(coat, (0.75 + 0.5 * pile) * (0.70 + 0.6 * worn))
        coat[NORMAL] += 0.3 * (pile - 0.5)
    elif kind == METAL:
        spot = value_fbm(u * 6, v * 6, seed + 1, _I(4))
        _tint(coat, 0.75 + 0.5 * spot)
        coat[BLUR] *= 0.6 + 0.9 * spot
    elif kind == ZELLIGE:
        a, b = u / s, v / s
        line, piece = _star(a, b)
        tone = random_at(_I(math.floor(a * 4)), _I(math.floor(b * 4)), seed + piece)
        glaze = 0.78 + 0.44 * tone
        for c in range(3):
            base, other = material[BASE + c], material[OTHER + c]
            white = (0.55, 0.62, 0.66)[c]
            coat[c] = (
                base if piece == 0 else (other if piece == 1 else (white if piece == 3 else 0.45 * base + 0.1 * other))
            )
        joint = max(1 - line * s / max(0.0022, 0.8 * foot), 0.0) * min(0.004 / max(foot, 1e-5), 1.0)
        for c in range(3):
            coat[c] = coat[c] * glaze * (1 - joint) + joint * 0.32
        keep = _fine(0.10, foot)
        coat[NORMAL] += keep * 0.05 * (tone - 0.5)
        coat[NORMAL + 2] += keep * 0.05 * (random_at(_I(math.floor(a * 4)), _I(math.floor(b * 4)), seed + 7) - 0.5)
        coat[MIRROR] *= (1 - joint) * (0.7 + 0.6 * tone)
    elif kind == VINYL:
        away = math.sqrt((px - material[EXTRA]) ** 2 + (pz - material[EXTRA + 1]) ** 2)
        track = value_fbm(away * 260, 0.5, seed + 1, _I(3))
        gap = 1.0 if int(away * 1000 / 13.7) != int((away * 1000 + 0.6) / 13.7) else 0.0
        coat[LIT] = 0.55 + 0.9 * track
        coat[BLUR] = 0.18 + 0.2 * track
        _tint(coat, 0.6 + 0.8 * track + 0.8 * gap)
    elif kind == CANVAS:
        a = math.sqrt(px * px + pz * pz)
        mark = smoothstep(1.02, 1.00, a) * smoothstep(0.90, 0.92, a) + smoothstep(0.62, 0.61, a)
        ring_ = smoothstep(2.55, 2.57, max(abs(px), abs(pz)))
        dirt = value_fbm(px * 1.1, pz * 1.1, seed + 1, _I(5))
        scuff = value_fbm(px * 3 + 5 * dirt, pz * 9, seed + 2, _I(4))
        weave = value_fbm(px * 170, pz * 170, seed + 3, _I(2)) if foot < 0.006 else 0.5
        _mix(coat, material, min(max(0.85 * mark, ring_), 1.0) * (0.72 + 0.4 * scuff))
        _tint(coat, (0.55 + 0.75 * dirt) * (0.82 + 0.36 * scuff) * (0.85 + 0.3 * weave))
        for drop in range(2):
            stain = value_fbm(px * (2.1 + drop), pz * (2.1 + drop), seed + 5 + drop, _I(5))
            dark = smoothstep(0.71, 0.78, stain)
            coat[0] *= 1 - 0.26 * dark
            coat[1] *= 1 - 0.25 * dark
            coat[2] *= 1 - 0.20 * dark
    elif kind == PLASTER:
        a = value_fbm(u * 0.8 + 3, v * 0.8, seed + 1, _I(5))
        b = value_fbm(u * 14, v * 14, seed + 2, _I(3)) if foot < 0.06 else 0.5
        worn = 1 - material[EXTRA]
        _tint(coat, 1.025 + worn * (0.45 * (a - 0.5) + 0.25 * (b - 0.5)))
        coat[NORMAL] += 0.14 * worn * (b - 0.5) * _fine(0.05, foot)
        coat[NORMAL + 1] += 0.14 * worn * (a - 0.5)
    elif kind == GLOW:
        coat[LIT] = 0.35 + 0.9 * smoothstep(0.0, 0.5, v * s) * smoothstep(1.15, 0.4, v * s)
    elif kind == LEAF:
        tone = u - math.floor(u)
        _mix(coat, material, tone)
        _tint(coat, 0.6 + 0.6 * tone)
    elif kind == WATER:
        slow = 1.0 / max(s, 0.01)
        coat[NORMAL] += 0.05 * gradient_at(px * 5 * slow, pz * 5 * slow, seed + 1) + 0.025 * gradient_at(
            px * 13 * slow, pz * 11 * slow, seed + 2
        )
        coat[NORMAL + 2] += 0.05 * gradient_at(px * 5 * slow + 9, pz * 5 * slow, seed + 3)
        if material[EXTRA] > 0:
            _basin(coat, material, px, pz, seed, foot)
    elif kind == FACADE:
        _windows(coat, material, u, v, seed, foot)
    elif kind == GROUND:
        if coat[NORMAL + 1] > 0.6:
            _soil(coat, material, px, pz, seed, foot)
        else:
            _soil(coat, material, u, v, seed, foot)
    elif kind == LABEL:
        away = math.sqrt((px - material[EXTRA]) ** 2 + (pz - material[EXTRA + 1]) ** 2) / max(material[EXTRA + 2], 1e-3)
        rim = smoothstep(0.86, 0.88, away) * smoothstep(0.97, 0.95, away)
        # Two tones, and lines of print, so that it is seen to turn.
        across, along = (
            (px - material[EXTRA]) / max(material[EXTRA + 2], 1e-3),
            (pz - material[EXTRA + 1]) / max(material[EXTRA + 2], 1e-3),
        )
        half_ = smoothstep(-0.02, 0.02, along - 0.22)
        row = math.floor(along / 0.13)
        wide = 0.25 + 0.4 * random_at(_I(row), 2, seed)
        line = smoothstep(0.07, 0.05, abs(along / 0.13 - row - 0.5) * 0.26) * smoothstep(wide, wide - 0.03, abs(across))
        print_ = line * (1 if abs(along) < 0.75 and abs(along) > 0.12 and away < 0.8 else 0)
        _mix(coat, material, max(max(rim, half_ * (1 if away < 0.84 else 0)) - print_ * half_, print_ * (1 - half_)))
        _tint(coat, 0.9 + 0.2 * value_fbm(px * 90, pz * 90, seed, _I(3)))
    else:
        _tint(
            coat,
            1 + 0.28 * (1 - material[EXTRA]) * (value_fbm(u * 3 + 0.3 * pz, v * 3 + 0.2 * px, seed + 1, _I(3)) - 0.5),
        )
