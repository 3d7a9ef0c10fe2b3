"""Skins of what stands at the roadside; see :mod:`.forecourt`. Places on a face in metres from its lower left corner."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from .noise import LENT, gradient_at, random_at, smoothstep, value_fbm

PLAIN, CANOPY, PUMP, SHOP, ROOMS, CHROME, BOARD, SHADOW, DINER = 0, 1, 2, 3, 4, 5, 6, 7, 8
_I = np.int64


@njit(**LENT)
def _box(u, v, wide, high, foot):  # type: ignore[no-untyped-def]
    """Return how much of a pixel at a place lies in a rectangle about the origin, 0 to 1."""
    soft = max(foot, 0.004)
    a = min(max((wide - abs(u)) / soft + 0.5, 0.0), 1.0)
    return a * min(max((high - abs(v)) / soft + 0.5, 0.0), 1.0)


@njit(**LENT)
def tubes(own, channel, core, halo, box):  # type: ignore[no-untyped-def]
    """Set ``own`` to the light of a tube and of its halo, in the first or the second colour of a box."""
    for c in range(3):
        colour = box[7 + c] if channel == 0 else box[17 + c]
        own[c] = core * (0.50 + 1.7 * colour) + halo * colour


@njit(**LENT)
def skin(own, box, face, u, v, wide, high, across, rise, inward, foot):  # type: ignore[no-untyped-def]
    """Set ``own`` to albedo (3), and what shines by itself as lamps (3) and as neon (3)."""
    kind, power, seed = _I(box[6]), box[10], _I(box[11])
    for c in range(3):
        own[c] = box[7 + c]
    if kind == PLAIN:
        grime = 0.78 + 0.40 * value_fbm(u * 1.3, v * 1.3, seed + 5, _I(4))
        for c in range(3):
            own[c] *= grime
    elif kind == CANOPY:
        _canopy(own, face, u, v, wide, high, power, foot, seed)
    elif kind == PUMP:
        _pump(own, face, u, v, wide, high, power, foot, seed)
    elif kind in (SHOP, DINER):
        if face == 0 or face == 4:
            _front(own, kind, u, v, wide, high, across, rise, inward, power, foot, seed)
    elif kind == ROOMS:
        if face == 0:
            _rooms(own, u, v, high, across, inward, power, foot, seed)
        else:
            for c in range(3):
                own[c] *= 0.75 + 0.4 * value_fbm(u * 0.9, v * 0.9, seed + 5, _I(4))
    elif kind == CHROME:
        rib = 0.5 + 0.5 * math.cos(6.283 * v / 0.16)
        rib = 0.5 + (rib - 0.5) * min(0.08 / max(foot, 1e-4), 1.0)
        for c in range(3):
            own[c] *= 0.35 + 1.1 * rib


@njit(**LENT)
def _canopy(own, face, u, v, wide, high, power, foot, seed):  # type: ignore[no-untyped-def]
    if face == 2:  # the ceiling: sheets of metal with lamps let into it
        a, b = u % 3.0 - 1.5, v % 3.0 - 1.5
        lamp = _box(a, b, 0.52, 0.52, foot)
        rim = _box(a, b, 0.64, 0.64, foot) - lamp
        seam = max(1 - abs(u % 0.6 - 0.3) / max(0.02, foot), 0.0) * min(0.025 / max(foot, 1e-4), 1.0)
        near = math.exp(-(a * a + b * b) / 1.1)
        for c in range(3):
            own[c] *= (1 - 0.35 * seam) * (1 - 0.5 * rim) * (1 - lamp)
            ceiling = (0.20 + 0.44 * near) * (1 - 0.4 * seam)
            own[3 + c] = power * (2.8 * lamp + ceiling * (1 - lamp)) * (0.98, 1.0, 0.86)[c]
    elif face != 3:  # its edge: a lit band, with a stripe of colour
        stripe = _box(v - 0.34 * high, 0.0, 0.14 * high, 1.0, foot)
        line = _box(v - 0.60 * high, 0.0, 0.035 * high, 1.0, foot)
        joint = max(1 - abs(u % 1.9 - 0.95) / max(0.012, foot), 0.0) * min(0.015 / max(foot, 1e-4), 1.0)
        glow = (0.55 + 0.25 * v / high) * (1 - 0.5 * joint)
        edge = smoothstep(0.0, 0.05, v) * smoothstep(high, high - 0.05, v)
        for c in range(3):
            white = (0.92, 0.98, 0.95)[c]
            paint = white * (1 - stripe) * (1 - line) + box_colour(own, c) * (stripe + 0.6 * line)
            own[6 + c] = power * 0.62 * glow * paint * edge
            own[c] = 0.5 * paint


@njit(**LENT)
def box_colour(own, c):  # type: ignore[no-untyped-def]
    """Return a channel of the colour of a box, made full."""
    most = max(own[0], max(own[1], own[2]), 1e-3)
    return own[c] / most


@njit(**LENT)
def _pump(own, face, u, v, wide, high, power, foot, seed):  # type: ignore[no-untyped-def]
    x, y = u / wide, v / high
    side = face == 0 or face == 1
    head = smoothstep(0.80, 0.805, y)
    screen = _box(x - 0.5, y - 0.66, 0.34 if side else 0.30, 0.07, foot / high)
    keys = _box(x - 0.5, y - 0.50, 0.30, 0.05, foot / high)
    kick = smoothstep(0.10, 0.095, y)
    hose = math.exp(-(((x - (0.12 + 0.10 * math.sin(3.1 * y))) * wide / max(0.028, foot)) ** 2)) * (0.15 < y < 0.78)
    nozzle = _box(x - 0.80, y - 0.52, 0.07, 0.10, foot / high) if side else 0.0
    glow = (
        smoothstep(0.82, 0.83, y) * smoothstep(0.985, 0.975, y) * smoothstep(0.04, 0.06, x) * smoothstep(0.96, 0.94, x)
    )
    digits = 1.0 if abs((x * 9.0) % 1.0 - 0.5) < 0.30 and abs((y * 28.0) % 1.0 - 0.5) < 0.32 else 0.25
    shade = (1 - 0.85 * kick) * (1 - 0.8 * hose) * (1 - 0.8 * nozzle) * (1 - 0.9 * screen) * (1 - 0.6 * keys)
    for c in range(3):
        full = box_colour(own, c)
        own[c] = (0.62 * (1 - head) + own[c] * head) * shade
        if y < 0.42 and y > 0.1:
            own[c] = own[c] * 0.35 + 0.35 * full * shade
        own[3 + c] = power * (0.9 * screen * digits * (0.55, 1.0, 0.75)[c])
        own[6 + c] = power * 0.75 * glow * full


@njit(**LENT)
def _front(own, kind, u, v, wide, high, across, rise, inward, power, foot, seed):  # type: ignore[no-untyped-def]
    """A glass front and the room behind it."""
    low, top = (0.95, 2.65) if kind == DINER else (0.35, 2.75)
    bay = 1.7 if kind == DINER else 2.1
    at = (u % bay) - 0.5 * bay
    frame = 0.05 if kind == DINER else 0.04
    glass = _box(at, 0.0, 0.5 * bay - frame, 1.0, foot) * smoothstep(low - 0.5 * foot, low + 0.5 * foot, v)
    glass *= smoothstep(top + 0.5 * foot, top - 0.5 * foot, v) * _box(u - 0.5 * wide, 0.0, 0.5 * wide - 0.25, 1.0, foot)
    if kind == DINER:
        rib = 0.5 + 0.5 * math.cos(6.283 * v / 0.15)
        rib = 0.5 + (rib - 0.5) * min(0.08 / max(foot, 1e-4), 1.0)
        band = _box(v - 0.62, 0.0, 0.10, 1.0, foot) + _box(v - 2.98, 0.0, 0.10, 1.0, foot)
        for c in range(3):
            steel = 0.16 + 0.5 * rib
            own[c] = steel * (1 - band) + band * own[c]
    else:
        for c in range(3):
            own[c] *= 0.8 + 0.3 * value_fbm(u * 1.1, v * 1.1, seed + 5, _I(4))
    if glass <= 0:
        return
    # Into the room: ceiling, floor or back wall.
    deep, ceiling, floor = (4.6, 2.9, 0.1) if kind == DINER else (6.5, 3.1, 0.05)
    k = deep / inward
    if rise > 1e-4:
        k = min(k, (ceiling - v) / rise)
    elif rise < -1e-4:
        k = min(k, (floor - v) / rise)
    bu, bv, bd = u + across * k, v + rise * k, inward * k
    seen = foot * (1 + 0.4 * k)
    for c in range(3):
        own[3 + c] = 0.0
    if bv > ceiling - 0.02:
        strip = _box(bd % 2.1 - 1.05, 0.0, 0.16, 1.0, seen) * smoothstep(1.35, 1.25, abs(bu % 3.4 - 1.7))
        for c in range(3):
            own[3 + c] = (0.42 + 2.6 * strip) * ((0.90, 1.0, 0.95)[c] if kind == SHOP else (0.42, 0.78, 1.05)[c])
    elif bv < floor + 0.02:
        check = 1.0 if (math.floor(bu / 0.45) + math.floor(bd / 0.45)) % 2 else 0.45
        check = 0.72 + (check - 0.72) * min(0.3 / max(seen, 1e-4), 1.0)
        for c in range(3):
            own[3 + c] = 0.30 * check * ((0.85, 1.0, 1.0)[c] if kind == SHOP else (0.40, 0.72, 1.0)[c])
    elif kind == SHOP:
        cell, shelf = math.floor(bu / 0.24), math.floor(bv / 0.42)
        a, b = random_at(_I(cell), _I(shelf), seed + 21), random_at(_I(cell), _I(shelf), seed + 22)
        tall = 0.20 + 0.18 * b
        goods = smoothstep(tall + seen, tall - seen, bv - 0.42 * shelf) * (0.35 if bv > 2.3 else 1.0)
        fridge = 1.0 if math.floor(bu / 2.6) % 3 == 1 else 0.0
        for c in range(3):
            colour = 0.25 + 0.9 * (a if c == 0 else (b if c == 1 else 1 - a))
            lit = (0.62 + 0.3 * fridge) * (0.6 + 0.5 * bv / ceiling)
            own[3 + c] = lit * (goods * colour * 0.75 + (1 - goods) * (0.80, 0.85, 0.72)[c] * (0.6 + 0.6 * fridge))
    else:
        panel = _box(bu % 1.5 - 0.75, bv - 2.15, 0.62, 0.28, seen)
        shelf = _box(bv - 1.45, 0.0, 0.30, 1.0, seen) * (
            0.5 + 0.6 * random_at(_I(math.floor(bu / 0.14)), _I(2), seed + 23)
        )
        for c in range(3):
            wall = (0.22, 0.50, 0.78)[c] * (0.45 + 0.22 * bv)
            own[3 + c] = wall * (1 - panel) + panel * (0.75, 0.98, 1.08)[c] + 0.4 * shelf * (0.35, 0.8, 1.0)[c]
    # What stands behind the glass: shelves low in a shop; benches, people and lamps in a diner.
    near = (0.9 if kind == DINER else 1.6) / inward
    nu, nv = u + across * near, v + rise * near
    if kind == SHOP:
        rack = smoothstep(1.25 + foot, 1.25 - foot, nv) * (1.0 if math.floor(nu / 2.4) % 2 else 0.0)
        for c in range(3):
            a = random_at(_I(math.floor(nu / 0.2)), _I(math.floor(nv / 0.35)), seed + 24 + c)
            own[3 + c] *= 1 - rack * (0.55 + 0.35 * a)
        person = _person(nu, nv, 3.1, 1.72, seed + 25, 0.22, foot)
    else:
        bench = smoothstep(1.22 + foot, 1.22 - foot, nv) * _box(nu % 1.7 - 0.85, 0.0, 0.16, 1.0, foot)
        for c in range(3):
            own[3 + c] *= 1 - bench * (0.9, 0.92, 0.45)[c]
        person = _person(nu, nv, 0.85, 1.42, seed + 25, 0.42, foot)
        a, b = nu % 1.7 - 0.85, nv - 2.18
        shade = smoothstep(0.17 + foot, 0.17 - foot, abs(a) * (1 + 1.2 * max(b, 0.0))) * _box(b, 0.0, 0.09, 1.0, foot)
        halo = math.exp(-(a * a + b * b) / 0.09)
        for c in range(3):
            own[3 + c] = own[3 + c] * (1 - 0.8 * shade) + (1.5 * shade + 0.35 * halo) * (0.18, 0.62, 1.2)[c]
    for c in range(3):
        own[3 + c] *= (1 - 0.93 * person) * glass * power
        own[c] *= 1 - glass
        own[c] += 0.01 * glass


@njit(**LENT)
def _person(u, v, spacing, top, seed, share, foot):  # type: ignore[no-untyped-def]
    """Return how much somebody covers: heads and shoulders, one in some of the places."""
    place = math.floor(u / spacing)
    if random_at(_I(place), _I(1), seed) > share:
        return 0.0
    x = u - (place + 0.3 + 0.4 * random_at(_I(place), _I(2), seed)) * spacing
    tall = top + 0.16 * (random_at(_I(place), _I(3), seed) - 0.5)
    head = smoothstep(1.0 + foot / 0.1, 0.9 - foot / 0.1, math.sqrt((x / 0.10) ** 2 + ((v - tall + 0.13) / 0.135) ** 2))
    wide = 0.23 - 0.12 * smoothstep(tall - 0.42, tall - 0.24, v)
    body = smoothstep(wide + foot, wide - foot, abs(x)) * smoothstep(tall - 0.23 + foot, tall - 0.23 - foot, v)
    return max(head, body)


@njit(**LENT)
def _rooms(own, u, v, high, across, inward, power, foot, seed):  # type: ignore[no-untyped-def]
    """A row of rooms: a door with its number and lamp, and a window with curtains, again and again."""
    bay = 4.4
    number = math.floor(u / bay)
    at = u - number * bay
    luck = random_at(_I(number), _I(1), seed + 31)
    grime = 0.80 + 0.35 * value_fbm(u * 0.9, v * 0.9, seed + 5, _I(4))
    door = _box(at - 0.95, v - 1.05, 0.47, 1.05, foot)
    trim = _box(at - 0.95, v - 1.08, 0.55, 1.14, foot) - door
    pane = _box(at - 2.85, v - 1.45, 0.92, 0.62, foot)
    sill = _box(at - 2.85, v - 1.45, 1.02, 0.72, foot) - pane
    plate = _box(at - 0.95, v - 1.62, 0.09, 0.06, foot)
    lamp = math.exp(-(((at - 1.68) ** 2 + (v - 2.05) ** 2) / max(0.0065, foot * foot)))
    wash = math.exp(-(((at - 1.68) / 0.55) ** 2)) * math.exp(-abs(v - 2.0) / 0.75)
    fold = 0.62 + 0.38 * math.cos(at * 41 + 2.2 * gradient_at(at * 2.2, v * 0.3, seed + 33))
    fold = 0.62 + (fold - 0.62) * min(0.06 / max(foot, 1e-4), 1.0)
    gap = math.exp(-(((at - 2.85 - 0.3 * (luck - 0.5)) / 0.10) ** 2))
    lit = 1.0 if luck < 0.46 else (0.9 if luck > 0.9 else 0.05)
    for c in range(3):
        wall = own[c] * grime
        paint = (0.20, 0.16, 0.05)[c] if luck < 2 else 0.1
        own[c] = wall * (1 - door - trim - pane - sill) + paint * door + 0.5 * (trim + sill) + 0.02 * pane + 0.4 * plate
        warm = (0.16, 0.52, 1.0)[c] if luck < 0.9 else (1.0, 0.72, 0.40)[c]
        curtain = warm * lit * (0.55 * fold + 0.5 * gap) * (0.7 + 0.3 * (v - 0.8))
        own[3 + c] = power * (0.95 * pane * curtain + (4.0 * lamp + 0.10 * wash) * (0.18, 0.58, 1.1)[c])
