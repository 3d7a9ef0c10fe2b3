"""Skins of what stands in a station: trains at rest and passing, posters, tunnel walls that rush past a window."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import (
    LENT,
    gradient_at,
    random_at,
    smoothstep,
    value_fbm,
)

CAR, PASSING, POSTER, RUSH = 11, 12, 13, 14

_I = np.int64


@njit(**LENT)
def _box(u, v, wide, high, round_, foot):  # type: ignore[no-untyped-def]
    """Return how far inside a rounded box about the origin a point is, 0 to 1, with an edge of a pixel."""
    a, b = abs(u) - wide + round_, abs(v) - high + round_
    away = math.sqrt(max(a, 0.0) ** 2 + max(b, 0.0) ** 2) + min(max(a, b), 0.0) - round_
    return min(max(0.5 - away / max(foot, 0.004), 0.0), 1.0)


@njit(**LENT)
def train(out, kind, u, v, wide, high, along, foot, seed):  # type: ignore[no-untyped-def]
    """Set ``out`` as :func:`.hall_skins.skin` does."""
    number = _I(math.floor(along * 7.3))
    if kind == CAR and wide > 4:
        _side(out, u, v, foot, seed)
    elif kind == CAR:
        _front(out, u - 0.5 * wide, v, 0.5 * wide, high, foot)
    elif kind == PASSING:
        _smear(out, u, v, foot, seed)
    elif kind == POSTER:
        x, y = u / wide, v / high
        rim = min(min(x, 1 - x) * wide, min(y, 1 - y) * high)
        inside = smoothstep(0.05, 0.05 + max(0.01, foot), rim)
        a, b = random_at(number, _I(1), seed + 70), random_at(number, _I(2), seed + 70)
        cx, cy = 0.3 + 0.4 * random_at(number, _I(3), seed + 70), 0.45 + 0.25 * random_at(number, _I(4), seed + 70)
        away = math.sqrt(((x - cx) * wide) ** 2 + ((y - cy) * high) ** 2)
        disc = smoothstep(0.46, 0.45 - foot, away)
        hills = smoothstep(0.0, 0.01 + foot, 0.30 + 0.10 * gradient_at(x * 2.4, a * 9, seed + 71) - y)
        text = 1.0 if 0.06 < y < 0.19 and abs((y * 20) % 1.0 - 0.5) < 0.28 and x < 0.75 and x > 0.1 else 0.0
        torn = smoothstep(0.60, 0.64, value_fbm(u * 2.1 + along, v * 2.1, seed + 72, _I(4)))
        for c in range(3):
            ground = 0.25 + 0.6 * (a if c == 0 else (b if c == 1 else 1 - a)) * (0.55 + 0.45 * y)
            other = 0.20 + 0.75 * (1 - b if c == 0 else (a if c == 1 else b))
            own = ground * (1 - disc) + other * disc
            own = own * (1 - 0.75 * hills) + 0.08 * hills
            own = own * (1 - text) + 0.85 * text
            out[c] = (inside * own + (1 - inside) * 0.10) * (1 - torn) + 0.45 * torn
    elif kind == RUSH:
        wave = 0.05 * gradient_at(u * 0.15, along, seed + 74)
        streak = 0.10 * max(gradient_at(u * 0.25, v * 14, seed + 75), 0.0)
        for c in range(3):
            out[c] = 0.35
            out[3 + c] = streak * (1.0, 0.8, 0.6)[c] + 0.010
        for k in range(4):  # lamps that pass, each drawn out to a line
            lamp = max(gradient_at(u * 0.34 + along + 7 * k, 0.3, seed + 73) + 0.12, 0.0)
            at = (0.30 + 0.17 * k + 0.06 * random_at(number, _I(k), seed + 73)) * high
            line = math.exp(-(((v - at + wave) / (0.012 + 0.010 * (k & 1))) ** 2)) * min(0.03 / max(foot, 1e-4), 1.0)
            for c in range(3):
                out[3 + c] += 3.0 * lamp * line * ((0.25, 0.70, 1.2)[c] if k & 1 else (1.1, 1.0, 0.6)[c])


@njit(**LENT)
def _side(out, u, v, foot, seed):  # type: ignore[no-untyped-def]
    """A train's side, three metres high: doors in pairs, windows between, ribs of steel, a stripe, who stands inside."""
    door = math.floor(u / 4.6)
    at = u - (door + 0.5) * 4.6  # metres from the middle of a door
    leaf = abs(at) - 0.34
    in_door = _box(at, v - 1.32, 0.70, 1.02, 0.05, foot)
    pane = _box(leaf, v - 1.62, 0.23, 0.50, 0.07, foot)
    mid = abs(abs(at) - 1.52) - 0.0
    window = _box(mid, v - 1.70, 0.62, 0.40, 0.10, foot)
    rubber = max(_box(leaf, v - 1.62, 0.27, 0.54, 0.09, foot), _box(mid, v - 1.70, 0.66, 0.44, 0.12, foot))
    seam = max(1 - abs(at) / max(0.014, foot), 0.0) * in_door * min(0.02 / max(foot, 1e-4), 1.0)
    frame = in_door * (1 - _box(at, v - 1.32, 0.66, 0.99, 0.05, foot))
    glass = max(pane * in_door, window * (1 - in_door))
    rib = 0.5 + 0.5 * math.cos(6.283 * v / 0.075)
    ribbed = (1 - in_door) * smoothstep(1.16, 1.12, v) * smoothstep(0.30, 0.36, v) * min(0.05 / max(foot, 1e-4), 1.0)
    grime = value_fbm(u * 0.8, v * 1.3, seed + 76, _I(4))
    steel = (0.62 + 0.25 * smoothstep(2.3, 2.9, v)) * (1 - 0.45 * ribbed * rib) * (0.70 + 0.5 * grime)
    steel *= (1 - 0.7 * seam) * (1 - 0.55 * frame) * (0.35 + 0.65 * smoothstep(0.0, 0.55, v))
    stripe = smoothstep(2.33, 2.34 + foot, v) * smoothstep(2.56, 2.55 - foot, v)
    # Inside: lamps under the ceiling, the far windows dark, seats, people who stand and sit.
    inner = 0.50 + 0.60 * smoothstep(1.3, 2.15, v) + 1.5 * smoothstep(2.06, 2.10, v) * window
    far = _box((u + 0.9) % 2.3 - 1.15, v - 1.72, 0.72, 0.30, 0.08, foot + 0.02)
    inner *= 1 - 0.72 * far
    inner *= 1 - 0.55 * max(1 - abs((u + 0.4) % 1.53 - 0.76) / 0.02, 0.0) * min(0.03 / max(foot, 1e-4), 1.0)
    for k in range(2):
        cell = math.floor(u / 0.78 + 0.5 * k)
        luck = random_at(_I(cell), _I(k), seed + 77)
        x = u - (cell + 0.5 - 0.5 * k + 0.35 * (random_at(_I(cell), _I(k), seed + 78) - 0.5)) * 0.78
        sits = luck < 0.30
        if luck < 0.55:
            top = (1.62 if sits else 2.08) + 0.12 * (random_at(_I(cell), _I(k), seed + 79) - 0.5)
            head = smoothstep(1.0, 0.82, math.sqrt((x / 0.095) ** 2 + ((v - top + 0.12) / 0.125) ** 2))
            body = smoothstep(0.235, 0.20, abs(x) + 0.10 * smoothstep(top - 0.42, top - 0.22, v)) * smoothstep(
                top - 0.22, top - 0.26, v)  # fmt: skip
            inner *= 1 - 0.86 * max(head, body)
    for c in range(3):
        body_ = steel * (1 - stripe) + stripe * 0.9 * (0.25, 0.55, 1.0)[c]
        out[c] = body_ * (1 - rubber) + 0.05 * rubber
        out[3 + c] = glass * inner * (0.86, 1.0, 1.04)[c]


@njit(**LENT)
def _front(out, x, v, half, high, foot):  # type: ignore[no-untyped-def]
    """A train's face: a dark windscreen, a lit board above it, two lamps, the coupler."""
    screen = _box(abs(x) - 0.36 * half, v - 0.62 * high, 0.52 * half, 0.17 * high, 0.14, foot)
    mid = _box(x, v - 0.60 * high, 0.22 * half, 0.20 * high, 0.05, foot)
    screen = max(screen, mid)
    board = _box(x, v - 0.865 * high, 0.42 * half, 0.045 * high, 0.02, foot)
    dots = 0.5 + 0.5 * math.cos(x * 6.283 / 0.05)
    word = 1.0 if gradient_at(x * 9, 0.5, _I(5)) > -0.12 and abs(v - 0.865 * high) < 0.028 * high else 0.0
    skirt = smoothstep(0.20 * high, 0.19 * high, v)
    lamps = 0.0
    for side in (-1.0, 1.0):
        away = math.sqrt((x - side * 0.66 * half) ** 2 + (v - 0.30 * high) ** 2)
        lamps += smoothstep(0.115, 0.095 - min(foot, 0.05), away)
    body = 0.75 * (1 - 0.5 * smoothstep(0.8, 1.0, abs(x) / half)) * (1 - 0.6 * skirt)
    band = smoothstep(0.36 * high, 0.365 * high, v) * smoothstep(0.42 * high, 0.415 * high, v)
    for c in range(3):
        own = body * (1 - band) + band * 0.8 * (0.25, 0.55, 1.0)[c]
        out[c] = own * (1 - screen) * (1 - board) + 0.02
        out[3 + c] = (
            screen * (0.07 + 0.22 * smoothstep(0.62 * high, 0.78 * high, v)) * (1.0, 0.9, 0.6)[c]
            + board * (0.04 + word * (0.45 + 0.55 * dots)) * (0.02, 0.55, 1.3)[c]
            + lamps * 14.0 * (0.92, 1.0, 1.05)[c]
        )


@njit(**LENT)
def _smear(out, u, v, foot, seed):  # type: ignore[no-untyped-def]
    """A train's side that passes while the shutter is open: its windows are one band of light, brighter where many came by."""
    many = 0.72 + 0.35 * gradient_at(u * 0.09, 0.3, seed + 80) + 0.22 * gradient_at(u * 0.9, 0.7, seed + 81)
    band = smoothstep(1.22, 1.34, v) * smoothstep(2.16, 2.02, v)
    fine = 0.86 + 0.5 * gradient_at(u * 0.12, v * 17, seed + 82)
    low = smoothstep(0.35, 0.45, v) * smoothstep(1.3, 1.2, v) * 0.10 * max(gradient_at(u * 0.5, 4.0, seed + 83), 0.0)
    tube = smoothstep(1.98, 2.04, v) * smoothstep(2.14, 2.09, v)
    stripe = smoothstep(2.32, 2.36, v) * smoothstep(2.57, 2.53, v)
    steel = (0.45 + 0.25 * gradient_at(u * 0.06, v * 6, seed + 84)) * smoothstep(0.0, 0.5, v)
    for c in range(3):
        out[c] = steel * (1 - stripe) * (1 - 0.8 * band) + 0.8 * stripe * (0.25, 0.55, 1.0)[c]
        out[3 + c] = (band * (0.42 + 0.5 * tube) * max(many, 0.15) * max(fine, 0.2) + low) * (0.86, 1.0, 1.05)[c]
