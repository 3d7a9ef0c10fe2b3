"""Graffiti on the walls of a hall: words of fat letters with an outline, that fade from one colour to another, and thin tags."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT, random_at, smoothstep, value_fbm

_PITCH, _TALL = 0.78, 1.5  # metres from one letter to the next, and how high they are
_WORD = 6  # letters, the last of which is a gap
_FAT, _EDGE, _HALO = 0.115, 0.045, 0.035  # half a stroke, its outline, and a pale rim about that
_TAG = 0.42  # size of a tag beside a word

_I = np.int64


@njit(**LENT)
def _spray(which, c):  # type: ignore[no-untyped-def]
    """Return a channel (blue, green, red) of one of seven cans."""
    k = int(which * 6.999)
    if k == 0:
        return (0.08, 0.10, 0.72)[c]
    if k == 1:
        return (0.72, 0.42, 0.06)[c]
    if k == 2:
        return (0.06, 0.58, 0.82)[c]
    if k == 3:
        return (0.46, 0.10, 0.70)[c]
    if k == 4:
        return (0.18, 0.62, 0.16)[c]
    if k == 5:
        return (0.05, 0.30, 0.86)[c]
    return (0.80, 0.80, 0.80)[c]


@njit(**LENT)
def _segment(x, y, ax, ay, bx, by):  # type: ignore[no-untyped-def]
    dx, dy = bx - ax, by - ay
    t = min(max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy + 1e-6), 0.0), 1.0)
    return math.hypot(x - ax - t * dx, y - ay - t * dy)


@njit(**LENT)
def _letter(x, y, k, row, seed):  # type: ignore[no-untyped-def]
    """Return how far a point is from the strokes of letter ``k``, which stands between 0 and 1 each way."""
    a, b = random_at(k, row, seed), random_at(k, row, seed + 1)
    low, top = 0.04 + 0.08 * a, 0.92 + 0.10 * b
    best = _segment(x, y, 0.12, low, 0.18 + 0.1 * (b - 0.5), top)
    kind = int(random_at(k, row, seed + 2) * 5.999)
    if kind == 0:  # N
        best = min(best, _segment(x, y, 0.18, top, 0.78, low), _segment(x, y, 0.78, low, 0.84, top))
    elif kind == 1:  # E
        best = min(best, _segment(x, y, 0.14, top, 0.82, top - 0.04), _segment(x, y, 0.14, low, 0.84, low + 0.03))
        best = min(best, _segment(x, y, 0.14, 0.5, 0.66, 0.52))
    elif kind == 2:  # R
        best = min(best, _segment(x, y, 0.16, top, 0.74, 0.78), _segment(x, y, 0.74, 0.78, 0.18, 0.50))
        best = min(best, _segment(x, y, 0.30, 0.50, 0.84, low))
    elif kind == 3:  # O
        ring = abs(math.hypot((x - 0.5) / 0.36, (y - 0.5) / 0.44) - 1.0) * 0.38
        best = ring
    elif kind == 4:  # Z
        best = min(_segment(x, y, 0.12, top, 0.82, top - 0.05), _segment(x, y, 0.82, top - 0.05, 0.14, low))
        best = min(best, _segment(x, y, 0.14, low, 0.88, low + 0.04))
    else:  # K
        best = min(best, _segment(x, y, 0.80, top, 0.20, 0.46), _segment(x, y, 0.34, 0.54, 0.86, low))
    return best


@njit(**LENT)
def sprayed(out, u, v, high, along, foot, seed):  # type: ignore[no-untyped-def]
    """Set ``out`` as :func:`.hall_skins.skin` does: plaster that is dirty, sprayed on, and sprayed over."""
    number = _I(math.floor(along * 7.3))
    dirt = value_fbm(u * 0.9 + along, v * 0.7, seed + 60, _I(4))
    streak = value_fbm(u * 7.0, v * 0.5 + along, seed + 61, _I(3))
    shade = (0.72 + 0.5 * dirt) * (1 - 0.35 * smoothstep(0.5, 0.75, streak)) * (1 - 0.35 * smoothstep(0.5, 0.0, v))
    for c in range(3):
        out[c] = shade
    soft = max(foot, 0.012)
    for layer in range(3):
        size = 1.0 if layer == 1 else _TAG
        base = 0.45 if layer == 1 else (0.10 if layer == 0 else 1.80)
        pitch = _PITCH * size
        at = u / pitch + 0.37 * layer + 10.0 * number
        here = math.floor(at)
        best, which = 1e3, _I(0)
        for k in range(here - 1, here + 2):
            if k % _WORD == _WORD - 1 or random_at(_I(k // _WORD), _I(layer), seed + 62) < (
                0.05 if layer == 1 else 0.45
            ):
                continue
            rise = 0.10 * (random_at(_I(k), _I(layer + 7), seed + 63) - 0.5)
            y = (v - base) / (_TALL * size) - rise
            x = at - k + 0.16 * (y - 0.5)
            away = _letter(x, y, _I(k), _I(layer + 3), seed + 64) * pitch * 1.35
            if away < best:
                best, which = away, _I(k // _WORD)
        fat = _FAT if layer == 1 else 0.016
        if best > fat + _EDGE + _HALO + soft:
            continue
        tone, other = random_at(which, _I(layer), seed + 65), random_at(which, _I(layer), seed + 66)
        up = min(max((v - base) / (_TALL * size), 0.0), 1.0)
        worn = 0.80 + 0.35 * dirt
        if layer == 1:
            rim = smoothstep(fat + _EDGE + _HALO + soft, fat + _EDGE + _HALO, best)
            ink = smoothstep(fat + _EDGE + soft, fat + _EDGE, best)
            fill = smoothstep(fat + soft, fat, best)
            shine = smoothstep(0.03 + soft, 0.03, abs(best - 0.35 * fat)) * smoothstep(0.55, 0.8, up) * 0.35
            for c in range(3):
                paint = _spray(tone, c) + (_spray(other, c) - _spray(tone, c)) * up
                out[c] += (1.25 - out[c]) * 0.8 * rim
                out[c] += (0.03 - out[c]) * ink
                out[c] += ((1.7 * paint + shine) * worn - out[c]) * fill
        else:
            ink = smoothstep(fat + soft, fat, best) * min(0.03 / soft, 1.0)
            for c in range(3):
                out[c] += ((0.05 if tone < 0.6 else 1.5 * _spray(other, c)) - out[c]) * ink
