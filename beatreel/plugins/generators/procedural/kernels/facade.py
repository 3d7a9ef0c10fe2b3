"""The facades of a street: shops, shutters, windows with rooms behind them, bricks, tiles and metal sheet.

Method: rooms after J. van Dongen, "Interior mapping" (2008).
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import (
    LENT,
    lattice_random,
    smoothstep,
    value_fbm,
    value_noise,
)

BLOCK = 6.5  # metres of facade per building

_I = np.int64


@njit(**LENT)
def block_of(z: float) -> int:
    """Return the number of the building at a place along the street."""
    return math.floor((z + 20.0) / BLOCK)


@njit(**LENT)
def room(cell_z0, cell_z1, floor, ceiling, depth, py, pz, dx, dy, dz, seed):  # type: ignore[no-untyped-def]
    """Return how bright a room is where a ray through its window ends: lamps on the ceiling, shelves at the back."""
    into = max(abs(dx), 1e-4)
    t = depth / into
    surface = 0
    if dy > 1e-5 and (ceiling - py) / dy < t:
        t, surface = (ceiling - py) / dy, 1
    elif dy < -1e-5 and (floor - py) / dy < t:
        t, surface = (floor - py) / dy, 2
    if dz > 1e-5 and (cell_z1 - pz) / dz < t:
        t, surface = (cell_z1 - pz) / dz, 3
    elif dz < -1e-5 and (cell_z0 - pz) / dz < t:
        t, surface = (cell_z0 - pz) / dz, 3
    deep, y, z = into * t, py + dy * t, pz + dz * t
    height = (y - floor) / (ceiling - floor)
    if surface == 1:
        lamp = abs((z - cell_z0) / (cell_z1 - cell_z0) * 2 - math.floor((z - cell_z0) / (cell_z1 - cell_z0) * 2) - 0.5)
        return 0.45 + (3.2 if lamp < 0.13 and deep > 0.15 * depth and deep < 0.85 * depth else 0.0)
    if surface == 2:
        return 0.16
    if surface == 3:
        z = deep * 1.3  # the side walls have shelves too, a little darker
        height *= 0.92
    shelf = height * 4.3
    gap = shelf - math.floor(shelf)
    item = lattice_random(math.floor(z * 9), math.floor(shelf), seed)
    tall = 0.25 + 0.6 * item
    goods = 0.35 + 1.0 * lattice_random(math.floor(z * 9), math.floor(shelf), seed + 7) if gap < tall else 0.28
    return goods * (0.45 + 0.75 * height) if gap > 0.06 else 0.75


@njit(**LENT)
def facade(out, street, side, px, py, pz, dx, dy, dz, away):  # type: ignore[no-untyped-def]
    """Add what windows emit and return the albedo of a point on a facade."""
    seed = street.seed
    block = block_of(pz)
    style = lattice_random(block, side, seed + 70)
    albedo = 0.035 + 0.08 * lattice_random(block, side, seed + 77)
    albedo *= 0.35 + 1.1 * value_fbm(pz * 1.3, py * 0.35, seed + 31 + side, _I(4))
    seam = (pz + 20.0) / BLOCK - block
    if seam < 0.012 or seam > 0.988:
        albedo *= 0.2
    if py > 2.55 and py < 2.75:
        albedo *= 1.6 if py > 2.7 else 0.55  # the cornice above the shops
    if py < 2.55:
        cell = math.floor((pz + 0.6) / 2.6)
        along = (pz + 0.6) / 2.6 - cell
        kind = lattice_random(cell, side, seed + 91)
        dark = 0.44 + street.old * max(0.9 - 3.0 * street.windows, 0.0)  # by day old shops are shuttered or dim
        if kind > dark and along > 0.07 and along < 0.93 and py < 2.15 and py > 0.06:
            door = along > 0.64
            bars = (
                abs(along - 0.64) < 0.012
                or abs(along - 0.36) < 0.006
                or (not door and py < 0.55)
                or abs(py - 1.72) < 0.02
            )
            if bars:
                albedo *= 0.6
            else:
                cloth = py > 1.74 and not door
                slit = along * 7 - math.floor(along * 7) < 0.05
                z0 = cell * 2.6 - 0.6
                bright = room(z0 + 0.18, z0 + 2.42, 0.0, 2.35, 1.9, py, pz, dx, dy, dz, seed + 13 * cell)
                bright *= (0.26 if cloth and not slit else 1.0) * (0.30 + 0.55 * kind)
                albedo = 0.03
                if lattice_random(cell, side, seed + 92) > 0.42:
                    for c in range(3):
                        out[6 + c] += street.warm[c] * bright * 0.75
                else:
                    for c in range(3):
                        out[c] += street.cool[c] * bright * 0.55
        elif kind > 0.22:
            slat = py * 11 - math.floor(py * 11)
            albedo *= 0.55 + 0.65 * (1 if slat > 0.18 else 0) * (0.8 + 0.4 * slat)
    elif py > 2.9:
        cz = pz / 1.45
        iz = math.floor(cz)
        uz = cz - iz
        cy = (py - 2.9) / 2.5
        iy = math.floor(cy)
        uy = cy - iy
        if street.old > 0 and min(uz, 1 - uz) < 0.15 and min(uz, 1 - uz) > 0.02 and uy > 0.26 and uy < 0.82:
            slat = uy * 42 - math.floor(uy * 42)  # wooden shutters beside the windows
            return 0.022 + 0.03 * slat
        if uz > 0.16 and uz < 0.84 and uy > 0.26 and uy < 0.82 and lattice_random(block, side, seed + 52) > 0.12:
            which = lattice_random(iz, iy + side * 100, seed + 55)
            border = min(min(uz - 0.16, 0.84 - uz) * 1.45, min(uy - 0.26, 0.82 - uy) * 2.5)
            if border < 0.05 or abs(uz - 0.5) < 0.018:
                albedo *= 0.5
            elif which > 1 - street.windows:
                z0 = iz * 1.45
                blind = 1.0
                if lattice_random(iz, iy, seed + 56) > 0.55:
                    blind = 0.75 + 0.25 * (1 if uy * 30 - math.floor(uy * 30) > 0.35 else 0)
                    bright = blind * (0.35 + 0.5 * uy)
                else:
                    y0 = 2.9 + 2.5 * iy
                    bright = 0.8 * room(z0, z0 + 1.45, y0 + 0.2, y0 + 2.3, 1.7, py, pz, dx, dy, dz, seed + 5 * iz + iy)
                bright *= 0.25 + 0.65 * lattice_random(iz, iy, seed + 57)
                albedo = 0.03
                if lattice_random(iz, iy, seed + 58) > 0.35:
                    for c in range(3):
                        out[6 + c] += street.warm[c] * bright
                else:
                    for c in range(3):
                        out[c] += street.cool[c] * bright * 0.8
            else:
                albedo = 0.018 + 0.03 * value_noise(pz * 3, py * 1.4, seed + 60)
    if street.old > 0 and albedo > 0.028:
        worn = value_fbm(pz * 0.55 + 3 * side, py * 0.5, seed + 33, _I(5))  # plaster, off in places
        bare = smoothstep(0.60, 0.66, worn + 0.10 * max(1.2 - py, 0.0))
        albedo *= 1.5 + 0.9 * style - 0.9 * bare
        albedo *= 0.94 + 0.12 * value_noise(pz * 24, py * 24, seed + 34)
        if bare > 0.5 and away < 16:
            course = py * 6
            brick = pz * 2.6 + 0.5 * (math.floor(course) & 1)
            if brick - math.floor(brick) < 0.06 or course - math.floor(course) < 0.1:
                albedo *= 0.6
    elif away < 16 and albedo > 0.028:
        if style < 0.45:  # bricks
            course = py * 9
            brick = pz * 4.2 + 0.5 * (math.floor(course) & 1)
            if brick - math.floor(brick) < 0.05 or course - math.floor(course) < 0.09:
                albedo *= 0.6
            else:
                albedo *= 0.85 + 0.3 * lattice_random(math.floor(brick), math.floor(course), seed + 3)
        elif style < 0.7:  # tiles
            a, b = pz * 6.5, py * 6.5
            if a - math.floor(a) < 0.06 or b - math.floor(b) < 0.06:
                albedo *= 0.55
        elif style < 0.85:  # ribs of metal sheet
            a = pz * 9
            albedo *= 0.55 + 0.8 * abs(a - math.floor(a) - 0.5)
    if street.snow > 0 and py < 0.08 + 0.10 * value_noise(pz * 2.3, 7.0 + side, seed + 8):
        albedo = 0.75
    return albedo
