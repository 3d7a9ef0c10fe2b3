"""The shell of a hall: its walls, its floor with a track bed beside or between platforms, its flat or vaulted ceiling, glazed tiles."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.hall_space import BED, CEILING, END, FLOOR, KERB, LEFT, RIGHT
from beatreel.plugins.generators.procedural.kernels.noise import LENT, random_at, value_fbm

VAULT = 3  # axis of a hit on a vault
_I = np.int64


@njit(**LENT)
def _low(hall, x):  # type: ignore[no-untyped-def]
    """Return whether the floor is low there."""
    return hall.edge > 0 and abs(x) > hall.edge or hall.edge < 0 and abs(x) < -hall.edge


@njit(**LENT)
def shell(hall, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return distance, id and axis (0 x, 1 y, 2 z, 3 a vault) of where a ray leaves the empty hall."""
    best, hit, axis = 1e4, END, 2
    if dx < -1e-9:
        best, hit, axis = (-hall.half - ox) / dx, LEFT, 0
    elif dx > 1e-9:
        best, hit, axis = (hall.half - ox) / dx, RIGHT, 0
    if dy < -1e-9:
        t = -oy / dy
        if 1e-5 < t < best and not _low(hall, ox + dx * t):
            best, hit, axis = t, FLOOR, 1
        t = (-hall.deep - oy) / dy
        if hall.edge != 0 and 1e-5 < t < best:
            best, hit, axis = t, BED, 1
    elif dy > 1e-9:
        t = (hall.tall - oy) / dy
        if 1e-5 < t < best:
            best, hit, axis = t, CEILING, 1
    if hall.vault > 0:
        spring = hall.tall - hall.vault
        x, y, u, v = ox / hall.half, (oy - spring) / hall.vault, dx / hall.half, dy / hall.vault
        a, b, c = u * u + v * v, x * u + y * v, x * x + y * y - 1
        root = b * b - a * c
        if a > 1e-12 and root > 0:
            t = (-b + math.sqrt(root)) / a
            if 1e-4 < t < best and oy + dy * t > spring:
                best, hit, axis = t, CEILING, VAULT
    if hall.edge != 0 and abs(dx) > 1e-9:
        for way in (-1.0, 1.0):
            t = (way * hall.edge - ox) / dx
            if 1e-4 < t < best and -hall.deep < oy + dy * t < 0:
                best, hit, axis = t, KERB, 0
    if dz > 1e-9:
        t = (hall.end - oz) / dz
        if t < best:
            best, hit, axis = t, END, 2
    elif dz < -1e-9:
        t = (-14.0 - oz) / dz
        if t < best:
            best, hit, axis = t, RIGHT, 2
    return best, hit, axis


@njit(**LENT)
def vault_normal(hall, px, py):  # type: ignore[no-untyped-def]
    """Return the x and y of a vault's normal, which looks inwards."""
    x, y = px / (hall.half * hall.half), (py - hall.tall + hall.vault) / (hall.vault * hall.vault)
    size = 1 / math.sqrt(x * x + y * y + 1e-12)
    return -x * size, -y * size


@njit(**LENT)
def _place(hall, px, py, pz, axis):  # type: ignore[no-untyped-def]
    """Return metres along and up a wall; up a vault along its arc, nearly."""
    if axis == VAULT:
        turn = math.atan2((py - hall.tall + hall.vault) / hall.vault, abs(px) / hall.half)
        return pz, hall.tall - hall.vault + turn * 0.5 * (hall.half + hall.vault)
    return (pz if axis == 0 else px), py


@njit(**LENT)
def tile(hall, px, py, pz, axis, foot):  # type: ignore[no-untyped-def]
    """Return how light a tiled wall is at a point, about 1: bricks of glaze, dirt that runs down, some tiles lost."""
    u, v = _place(hall, px, py, pz, axis)
    row = math.floor(v / 0.15)
    at = u / 0.30 + 0.5 * (_I(row) & 1)
    cell = math.floor(at)
    luck = random_at(_I(cell), _I(row), hall.seed + 60)
    seen = min(0.10 / max(foot, 1e-4), 1.0)
    shade = 1.0 + 0.16 * (luck - 0.5) * seen
    dirt = value_fbm(u * 0.55, v * 0.35, hall.seed + 61, _I(3))
    streak = value_fbm(u * 2.6, v * 0.22, hall.seed + 62, _I(2))
    worn = min(max(1.7 * (dirt - 0.44), 0.0), 1.0)
    worn *= 1.0 if hall.stone < 2.5 else 0.35
    shade *= (
        1
        - (0.50 if hall.stone < 2.5 else 0.25)
        * min(max(2.2 * (streak - 0.46), 0.0), 1.0)
        * min(max(1.6 * dirt - 0.3, 0.0), 1.0)
        - 0.35 * worn
    )
    if hall.stone < 2.5 and luck > 0.999 - 0.06 * worn:  # where nobody mends them
        shade *= 1 - 0.6 * seen
    joint = min(abs(at - round(at)) * 0.30, abs(v / 0.15 - round(v / 0.15)) * 0.15)
    return shade * (1 - 0.45 * max(1 - joint / max(0.007, foot), 0.0) * min(0.010 / max(foot, 1e-4), 1.0))


@njit(**LENT)
def glaze(hall, px, py, pz, axis):  # type: ignore[no-untyped-def]
    """Return by how much the tile at a point leans to two sides, and its gloss, 0 to 1."""
    u, v = _place(hall, px, py, pz, axis)
    row = math.floor(v / 0.15)
    cell = math.floor(u / 0.30 + 0.5 * (_I(row) & 1))
    dirt = value_fbm(u * 0.55, v * 0.35, hall.seed + 61, _I(2))
    loose = 0.06 if hall.stone < 2.5 else 0.028  # more, and each tile mirrors another lamp: a wall of stray squares
    lean = loose * (random_at(_I(cell), _I(row), hall.seed + 63) - 0.5)
    return lean, loose * (random_at(_I(cell), _I(row), hall.seed + 64) - 0.5), min(max(2.0 - 2.6 * dirt, 0.15), 1.0)


@njit(**LENT)
def bed(hall, px, pz, foot):  # type: ignore[no-untyped-def]
    """Return how light the track bed is at a point, about 1: sleepers and ballast, oil between the rails."""
    period = abs(pz / 0.65 - math.floor(pz / 0.65) - 0.5) * 0.65
    sleeper = min(max((0.13 - period) / max(0.02, foot) + 0.5, 0.0), 1.0)
    stone = 0.35 + 1.1 * value_fbm(px * 11, pz * 11, hall.seed + 65, _I(3)) * min(0.2 / max(foot, 1e-3), 1.0)
    return (0.55 + 0.5 * value_fbm(px * 0.7, pz * 0.5, hall.seed + 66, _I(3))) * (
        stone + 0.9 * sleeper * (1 - 0.3 * stone)
    )
