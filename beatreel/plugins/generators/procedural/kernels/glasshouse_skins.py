"""What greenhouses and ruined halls are made of: masonry, slabs with puddles and moss, beds, ivy; functions of the place in metres."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT, random_at, smoothstep, value_fbm

_I = np.int64


@njit(**LENT)
def _blocks(u, v, wide, high, seed, foot):  # type: ignore[no-untyped-def]
    """Return how light a wall of blocks is at a place, about 1."""
    row = math.floor(v / high)
    at = u / wide + 0.5 * (_I(row) & 1)
    joint = min(abs(v / high - round(v / high)) * high, abs(at - round(at)) * wide)
    line = max(1 - joint / max(0.05 * high + 0.004, foot), 0.0) * min(0.02 / max(foot, 1e-4), 1.0)
    return (0.6 + 0.6 * random_at(_I(math.floor(at)), _I(row), seed + 15)) * (1 - 0.55 * line)


@njit(**LENT)
def masonry(coat, house, u, y, foot):  # type: ignore[no-untyped-def]
    """Multiply ``coat`` (colour, openness) by what a wall is built of, with its dirt."""
    seed = house.seed
    rough = value_fbm(u * 3.1, y * 3.1, seed + 50, _I(4))
    if house.masonry == 1:
        worn = _blocks(u, y, 0.78, 0.40, seed, foot) * (0.55 + 0.8 * rough)
        for c in range(3):
            coat[c] *= worn
    else:
        brick = _blocks(u, y, 0.24, 0.08, seed, foot) * (0.7 + 0.5 * rough)
        bare = 1.0
        if house.masonry == 2:
            peel = value_fbm(u * 0.55 + 9, y * 0.55, seed + 51, _I(5)) + 0.10 * smoothstep(1.6, 0.0, y)
            bare = smoothstep(0.535, 0.550, peel)
            edge = math.exp(-(((peel - 0.535) / 0.010) ** 2))  # plaster stands off where it breaks
            for c in range(3):
                coat[c] *= 1 - 0.5 * edge * (1 - bare)
        plaster = 0.70 + 0.5 * rough
        for c in range(3):
            red = (0.052, 0.066, 0.115)[c] * brick
            own = coat[c] * plaster if house.masonry == 2 else coat[c] * brick
            coat[c] = own * (1 - bare) + bare * (red if house.masonry == 2 else own)
    streak = value_fbm(u * 2.4, y * 0.22, seed + 52, _I(3))
    damp = value_fbm(u * 0.4, y * 0.4, seed + 53, _I(3)) + 0.3 * smoothstep(1.5, 0.0, y)
    dark = 1 - 0.55 * smoothstep(0.45, 0.75, streak) * smoothstep(0.3, 0.6, damp) - 0.25 * smoothstep(0.5, 0.9, damp)
    for c in range(3):
        coat[c] *= dark if c != 1 else min(dark * 1.10, 1.0)


@njit(**LENT)
def ivy(coat, house, u, v, y, foot):  # type: ignore[no-untyped-def]
    """Cover ``coat`` with leaves where ivy has grown: up from the ground and down from above."""
    if house.ivy <= 0:
        return
    seed = house.seed
    field = value_fbm(u * 0.42 + 3, y * 0.20, seed + 54, _I(4)) + 0.16 * smoothstep(2.2, 0.0, y)
    cover = smoothstep(0.50, 0.60, field + 0.34 * (house.ivy - 0.5))
    if cover <= 0.01:
        return
    shadow = 1 - 0.6 * cover
    for c in range(4):
        coat[c] *= shadow
    for layer in range(3):
        size = (0.17, 0.13, 0.10)[layer]
        a, b = u / size + 0.37 * layer, v / size + 0.61 * layer
        cu, cv = math.floor(a), math.floor(b)
        if random_at(_I(cu), _I(cv), seed + 55 + layer) > cover * 1.15 - 0.10:
            continue
        turn = 6.283 * random_at(_I(cu), _I(cv), seed + 58 + layer)
        x = a - cu - 0.5 - 0.3 * (random_at(_I(cu), _I(cv), seed + 61 + layer) - 0.5)
        z = b - cv - 0.5 - 0.3 * (random_at(_I(cu), _I(cv), seed + 64 + layer) - 0.5)
        p, q = x * math.cos(turn) - z * math.sin(turn), x * math.sin(turn) + z * math.cos(turn)
        q *= 1.35 + 0.5 * p
        if p * p + q * q > 0.22 and foot < 0.6 * size:
            continue
        tone = random_at(_I(cu), _I(cv), seed + 67 + layer)
        light = (0.45 + 0.85 * tone) * (0.55 + 0.25 * layer) * (1.0 if q > 0 else 0.78)
        coat[0], coat[1], coat[2] = 0.022 * light, (0.085 + 0.045 * tone) * light, (0.028 + 0.045 * tone * tone) * light
        coat[3] = 0.80 + 0.2 * layer / 2


@njit(**LENT)
def ground(coat, house, px, pz, foot):  # type: ignore[no-untyped-def]
    """Set ``coat`` to the colour, openness and mirroring of the floor: slabs, puddles, moss in cracks, beds beside a path."""
    seed = house.seed
    coat[3], coat[4] = 1.0, 0.0
    if house.path > 0 and abs(px) > house.path:
        soil = 0.4 + 0.9 * value_fbm(px * 9, pz * 9, seed + 12, _I(4))
        moss = smoothstep(0.40, 0.62, value_fbm(px * 2, pz * 2, seed + 13, _I(4)))
        blade = 0.6 + 0.8 * value_fbm(px * 40, pz * 23, seed + 70, _I(2))
        coat[0], coat[1], coat[2] = 0.012 * soil, (0.018 + 0.055 * moss * blade) * soil, (0.026 + 0.010 * moss) * soil
        coat[3] = 0.55
        return
    wide, long_ = (0.55, 0.42) if house.path > 0 else (0.9, 0.9)
    row = math.floor(pz / long_)
    at = px / wide + 0.5 * (_I(row) & 1)
    joint = min(abs(pz / long_ - round(pz / long_)) * long_, abs(at - round(at)) * wide)
    worn = (0.75 + 0.4 * random_at(_I(math.floor(at)), _I(row), seed + 9)) * (
        0.55 + 0.9 * value_fbm(px * 6, pz * 6, seed + 10, _I(4))
    )
    line = max(1 - joint / max(0.014, foot), 0.0) * min(0.02 / max(foot, 1e-4), 1.0)
    for c in range(3):
        coat[c] = house.ground[c] * worn * (1 - 0.7 * line)
    puddle = smoothstep(
        0.64 - 0.22 * house.wet, 0.70 - 0.22 * house.wet, value_fbm(px * 0.75, pz * 0.6, seed + 11, _I(4))
    )
    if house.path <= 0:
        # Earth and moss gather along the walls and in cracks.
        crack = abs(value_fbm(px * 0.9, pz * 0.9, seed + 71, _I(4)) - 0.5)
        grown = smoothstep(0.50, 0.62, value_fbm(px * 0.5, pz * 0.5, seed + 72, _I(5)))
        grown = max(grown, smoothstep(0.020, 0.008, crack), 0.7 * line * smoothstep(0.4, 0.5, worn))
        grown *= 1 - puddle
        grain = 0.45 + 1.1 * value_fbm(px * 15, pz * 15, seed + 73, _I(4))
        for c in range(3):
            coat[c] = coat[c] * (1 - grown) + grown * grain * (0.016, 0.050, 0.032)[c]
        # Dead leaves, each a small ellipse of its own turn.
        a, b = px / 0.13, pz / 0.13
        cu, cv = _I(math.floor(a)), _I(math.floor(b))
        if random_at(cu, cv, seed + 74) > 0.80 - 0.35 * grown and puddle < 0.5 and foot < 0.08:
            turn = 6.283 * random_at(cu, cv, seed + 75)
            x, z = a - cu - 0.3 - 0.4 * random_at(cu, cv, seed + 76), b - cv - 0.3 - 0.4 * random_at(cu, cv, seed + 77)
            p, q = x * math.cos(turn) - z * math.sin(turn), x * math.sin(turn) + z * math.cos(turn)
            if p * p + 3.5 * q * q < 0.05:
                tone = 0.35 + 0.9 * random_at(cu, cv, seed + 78)
                for c in range(3):
                    coat[c] = (0.022, 0.050, 0.070)[c] * tone
        coat[4] = 0.10 * (1 - grown) + 0.85 * puddle
    else:
        coat[4] = 0.14 + 0.68 * puddle
        coat[3] = 1 - 0.5 * math.exp(-(house.path - abs(px)) / 0.12)
    for c in range(3):
        coat[c] *= 1 - 0.55 * puddle
