"""Trunks, ground and leaves of a wood, painted from far to near into the air between them.

Everything is painted over two pictures at once: the steady light, and the light of the sun, which the music moves. What is
far away gives way to the colour of the air before it.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from .noise import FLAGS, INLINED, gradient_noise, value_noise

BAMBOO, BIRCH, ROUGH, SMOOTH = 0, 1, 2, 3  # kinds of bark
_F = np.float32


@njit(**INLINED)
def _noise(x, y, seed):  # type: ignore[no-untyped-def]
    return gradient_noise(x, y, seed)  # once, or each of twenty places would take a third of a second to compile


@njit(**INLINED)
def _blotches(x, y, seed):  # type: ignore[no-untyped-def]
    return value_noise(x, y, seed)


@njit(**INLINED)
def _step(low, high, x):  # type: ignore[no-untyped-def]
    t = min(max((x - low) / (high - low), 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


@njit(**INLINED)
def _air(air, y, x, height, width, out):  # type: ignore[no-untyped-def]
    """Look up the steady and sunlit air (6 channels) of a small picture at a pixel of the large one."""
    fy = min(max((y + 0.5) * air.shape[0] / height - 0.5, 0.0), air.shape[0] - 1.001)
    fx = min(max((x + 0.5) * air.shape[1] / width - 0.5, 0.0), air.shape[1] - 1.001)
    i, j = int(fy), int(fx)
    u, v = _F(fx - j), _F(fy - i)
    for k in range(6):
        upper = air[i, j, k] + (air[i, j + 1, k] - air[i, j, k]) * u
        lower = air[i + 1, j, k] + (air[i + 1, j + 1, k] - air[i + 1, j, k]) * u
        out[k] = upper + (lower - upper) * v


@njit(**FLAGS)
def trunk(steady, warm, cover, air, rows, first, facts, colours, kind, seed):  # type: ignore[no-untyped-def]
    """Paint an upright round stem.

    Parameters
    ----------
    steady, warm : ndarray (height, width, 3)
    cover : ndarray (height, width)
        Where it covers the canvas is raised towards 1.
    air : ndarray (rows, columns, 6)
        Colour of endless mist, steady and sunlit.
    rows : ndarray (count, 3)
        From row ``first`` on: middle and half width in pixels, metres above the foot.
    facts : ndarray (8,)
        Share of own colour that gets through the mist; way to the sun (-1 left to 1 right); how near the sun in the
        picture (0 to 1); metres of half a width (per pixel of it); joints a metre; mist at the foot (0 to 1) and its height
        in metres; strength of broken sunlight.
    colours : ndarray (4, 3)
        Of the bark, of its marks, of the light of the sky, of the sun.
    """
    height, width = cover.shape
    mist = np.zeros(6, np.float32)
    through, side, near_sun, metres = facts[0], facts[1], facts[2], facts[3]
    joints, low, low_height, broken = facts[4], facts[5], facts[6], facts[7]
    for n in range(rows.shape[0]):
        y = first + n
        if y < 0 or y >= height:
            continue
        middle, half, up = rows[n, 0], rows[n, 1], rows[n, 2]
        swell, ring, dust = 1.0, 0.0, 0.0
        if kind == BAMBOO:
            place = up * joints
            place += 0.35 * _blotches(_F(place * 0.31), _F(seed * 0.37), seed)
            cell = math.floor(place)
            away = place - cell  # 0 at the joint
            apart = min(away, 1 - away)
            swell = 1.0 + 0.06 * math.exp(-((apart / 0.028) ** 2)) + 0.02 * math.exp(-((apart / 0.12) ** 2))
            ring = math.exp(-(((away if away < 0.5 else away - 1.0) / 0.014) ** 2))
            dust = math.exp(-((1 - away) / 0.055)) * (1 - math.exp(-((1 - away) / 0.012)))
        wide = half * swell
        left, right = int(max(math.floor(middle - wide - 1), 0)), int(min(math.ceil(middle + wide + 1), width))
        through_here = through * (1 - low * math.exp(-max(up, 0.0) / low_height))
        light_broken = (
            1
            - broken
            + broken * 2.0 * _step(0.42, 0.72, _blotches(_F(up * 0.55 + seed * 0.71), _F(seed * 1.3), seed + 5))
        )
        for x in range(left, right):
            v = (x + 0.5 - middle) / max(wide, 0.3)
            alpha = min(max((1 - abs(v)) * wide + 0.5, 0.0), 1.0) * min(2 * wide, 1.0)
            if alpha <= 0:
                continue
            v = min(max(v, -1.0), 1.0)
            facing = math.sqrt(1 - v * v)
            round_ = math.asin(v)
            mark, tone, bump = 0.0, 1.0, 0.0
            across = round_ * half * metres
            # It is round, and what grows about its foot hides that unevenly.
            grown = min(0.05, 0.25 * wide * metres)
            edge = 0.35 * wide * metres * (1 - facing) + grown * (1 + _noise(_F(across * 9), _F(seed * 0.7), seed + 8))
            alpha *= _step(edge - 0.6 * grown, edge + 0.9 * grown, up)
            if kind == BAMBOO:
                tone = 0.86 + 0.22 * _noise(_F(across * 60), _F(up * 1.3), seed)
                tone += 0.10 * _noise(_F(across * 20), _F(up * 6), seed + 1)
                tone *= (1 - 0.62 * ring) * (1 - 0.10 * (away if joints > 0 else 0.0))
                mark = 0.55 * dust + 0.35 * _step(0.25, 0.8, _noise(_F(across * 9), _F(up * 2.2), seed + 3))
            elif kind == BIRCH:
                close = _step(0.012, 0.003, metres)  # from near its marks are many short dashes
                bent = up + 0.016 * close * _noise(_F(across * 13), _F(up * 8), seed + 6)
                line = _noise(_F(across * (3.0 + 7.0 * close) + seed), _F(bent * (17.0 + 48.0 * close)), seed)
                band = _noise(_F(across * 1.2 + seed), _F(up * 1.6), seed + 1)
                scar = _noise(_F(across * 5.0), _F(bent * (4.0 + 2.0 * close)), seed + 2)
                mark = _step(0.34, 0.52 + 0.10 * close, line + 0.42 * band)
                mark += _step(0.50 + 0.06 * close, 0.66 + 0.12 * close, scar + 0.2 * band)
                mark += _step(1.3, 0.1, up) * _step(-0.35, 0.35, _noise(_F(across * 8), _F(up * 5), seed + 3))
                fine = _noise(_F(across * 16), _F(up * 130), seed + 5)
                mark += 0.5 * _step(0.45, 0.75, fine + 0.3 * scar)
                tone = 0.92 + 0.12 * _noise(_F(across * 4), _F(up * 30), seed + 4) + 0.08 * fine
            elif kind == ROUGH:
                warp = 0.35 * _noise(_F(across * 4), _F(up * 0.8), seed + 2)
                furrow = _noise(_F(across * 11 + warp), _F(up * 1.1 + warp), seed)
                fine = _noise(_F(across * 34), _F(up * 6), seed + 1)
                tone = 0.70 + 0.45 * furrow + 0.22 * fine
                bump = 0.40 * furrow + 0.15 * fine
                mark = _step(-0.05, 0.5, _noise(_F(across * 3), _F(up * 0.9), seed + 3) + 0.3 * fine)
            else:
                fine = _noise(_F(across * 9), _F(up * 5), seed + 1)
                patch = _noise(_F(across * 2.2), _F(up * 0.7), seed)
                tone = 0.85 + 0.25 * patch + 0.16 * fine
                bump = 0.16 * fine
                mark = _step(-0.05, 0.45, _noise(_F(across * 2), _F(up * 0.5), seed + 3) + 0.35 * fine)
            tone, mark = max(tone, 0.12), min(mark, 1.0)
            toward = v * side + bump
            rim = _step(0.10, 1.0, toward) * (0.35 + 0.65 * abs(side))
            edge = (1 - facing) * (1 - facing) * near_sun
            sky = 0.30 + 0.55 * facing + 0.18 * toward
            sun = (rim * 0.9 + 0.55 * edge) * light_broken + 0.05
            _air(air, y, x, height, width, mist)
            for k in range(3):
                bark = (colours[0, k] + (colours[1, k] - colours[0, k]) * mark) * tone
                own = bark * colours[2, k] * max(sky, 0.08) * through_here + mist[k] * (1 - through_here)
                lit = bark * colours[3, k] * sun * through_here + mist[3 + k] * (1 - through_here)
                steady[y, x, k] += (own - steady[y, x, k]) * alpha
                warm[y, x, k] += (lit - warm[y, x, k]) * alpha
            cover[y, x] += (1 - cover[y, x]) * alpha


@njit(**FLAGS)
def ground(steady, warm, air, lens, path, colours, facts, seed):  # type: ignore[no-untyped-def]
    """Paint the ground below a horizon: leaves and earth, a path that winds, light between the shadows of the trunks.

    Parameters
    ----------
    lens : ndarray (4,)
        Middle column, horizon row, focal length (pixels), metres of the eye above the ground.
    path : ndarray (5,)
        Half width in metres (0 for none), where it lies before the camera, its swing, swings a metre, first swing.
    colours : ndarray (5, 3)
        Of leaves, of earth, of the path, of the light of the sky, of the sun.
    facts : ndarray (6,)
        Metres in which the mist takes two thirds; column of the sun; how rough leaves lie; broken light (0 to 1); moss;
        size of leaves (1).
    """
    height, width = steady.shape[:2]
    mist = np.zeros(6, np.float32)
    middle, horizon, focal, eye = lens[0], lens[1], lens[2], lens[3]
    for y in range(max(int(horizon) + 1, 0), height):
        below = y + 0.5 - horizon
        z = eye * focal / below
        through = math.exp(-z / facts[0])
        foot = z / focal * max(z / eye, 1.0)  # metres of ground in a pixel, from front to back
        fade_fine = min(0.03 * facts[5] / foot, 1.0)
        fade = min(0.12 * facts[5] / foot, 1.0)
        bend = path[1] + path[2] * math.sin(path[4] + path[3] * z)
        for x in range(width):
            px = (x + 0.5 - middle) / focal * z
            rough = _noise(_F(px * 1.1), _F(z * 1.1), seed)
            leafy = _noise(_F(px * 9.0 / facts[5]), _F(z * 9.0 / facts[5]), seed + 1)
            fine = _noise(_F(px * 31 / facts[5] + leafy), _F(z * 31 / facts[5] - leafy), seed + 2)
            away = abs(px - bend) + 0.22 * rough + 0.06 * leafy * fade
            on_path = 0.0
            if path[0] > 0:
                on_path = 1 - _step(path[0] * 0.82, path[0] * 1.12, away)
            scattered = _step(0.15, 0.45, leafy * fade + 0.25 * rough)
            texture = 1 + facts[2] * (0.42 * leafy * fade + 0.55 * fine * fade_fine) + 0.20 * rough
            edge = 0.0
            if path[0] > 0:
                edge = math.exp(-(((away - path[0] * 1.02) / 0.16) ** 2))
            angle = (x - facts[1]) / (below + 0.05 * width)
            bar = _blotches(_F(angle * 5.5 + 40), _F(z * 0.05), seed + 3)
            patch = _blotches(_F(px * 0.8 + 9), _F(z * 0.42), seed + 4)
            light = 1 - facts[3] + facts[3] * 2.2 * _step(0.40, 0.70, 0.55 * bar + 0.45 * patch + 0.08 * leafy)
            glance = 0.35 + 0.65 * math.exp(-(((x - facts[1]) / width / 0.55) ** 2))
            _air(air, y, x, height, width, mist)
            for k in range(3):
                soil = colours[1, k] + (colours[0, k] - colours[1, k]) * _step(-0.4, 0.5, leafy * fade + rough * 0.5)
                own = soil + (colours[2, k] - soil) * on_path * (1 - 0.55 * scattered)
                own *= max(texture, 0.15) * (1 - 0.40 * edge)
                mine = own * colours[3, k] * through + mist[k] * (1 - through)
                lit = own * colours[4, k] * light * glance * through + mist[3 + k] * (1 - through)
                steady[y, x, k] = mine
                warm[y, x, k] = lit


@njit(**FLAGS)
def blend(steady, warm, cover, air, shape, tone, sun, local, through):  # type: ignore[no-untyped-def]
    """Lay leaves (or anything else that was drawn flat) over a canvas.

    Parameters
    ----------
    shape, tone, sun : ndarray (height, width), uint8
        What is covered, and its share of the light of the sky and of the sun.
    local : ndarray (2, 3)
        What it sends back of the light of the sky and of the sun.
    through : float
        Share of own colour that gets through the mist.
    """
    height, width = shape.shape
    mist = np.zeros(6, np.float32)
    for y in range(height):
        for x in range(width):
            if shape[y, x] == 0:
                continue
            alpha = shape[y, x] * _F(1 / 255)
            whole = _F(1) / shape[y, x]
            _air(air, y, x, height, width, mist)
            for k in range(3):
                own = local[0, k] * min(tone[y, x] * whole, _F(1)) * through + mist[k] * (1 - through)
                lit = local[1, k] * min(sun[y, x] * whole, _F(1)) * through + mist[3 + k] * (1 - through)
                steady[y, x, k] += (own - steady[y, x, k]) * alpha
                warm[y, x, k] += (lit - warm[y, x, k]) * alpha
            cover[y, x] += (1 - cover[y, x]) * alpha
