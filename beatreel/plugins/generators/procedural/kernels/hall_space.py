"""What the tracer of halls knows of one, and how its walls, floor and ceiling are made."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import (
    LENT,
    gradient_at,
    random_at,
    smoothstep,
    value_fbm,
)

Array = np.ndarray[Any, np.dtype[np.float32]]

CHANNELS = 9
SUN, LAMP, SKY = 0, 3, 6  # first channel of each family
WINDOW, LEFT, RIGHT, FLOOR, CEILING, END, BED, KERB, FIGURE, BULB = -1, -2, -3, -4, -5, -6, -7, -8, -10, 500
PLANKS, MARBLE, CONCRETE, LINO, CARPET = 0, 1, 2, 3, 4

PACK = 8

_I = np.int64


class Hall(NamedTuple):
    """A hall ready to be traced.

    Attributes
    ----------
    half, tall, end : float
        Half its width, its height, and z of its end wall.
    window : ndarray (8,)
        Spacing along z, half width, sill, top, whether arched, panes across, panes up, and z of the first middle.
    rose : ndarray (4,)
        Window in the end wall: middle y, radius (0 for none), tallness, and whether it is stained.
    columns : ndarray (count, 6)
        x0, x1, y0, y1, z0, z1.
    paint : ndarray (count, 3)
        Albedo of each column.
    figures : ndarray (count, rows, columns)
        Alpha.
    figure_at : ndarray (count, 4)
        z, x, height, width.
    skins : ndarray (count,)
        What each column is covered with, of :mod:`.hall_skins`.
    glow : ndarray (count, 3)
        Light that each column sends out: of its skin where that shines, else of all its faces.
    glows : ndarray (count,)
        First channel of the family to which that light belongs.
    lamps : ndarray (count, 4)
        x, y, z, radius; one without a radius gives light and is not seen.
    tints : ndarray (count, 3)
        Factors on the light of each lamp.
    burns : ndarray (count,)
        First channel of the family to which each lamp belongs.
    shadows : int
        So many lamps, from the first on, cast shadows.
    contact : float
        How dark the floor is where a column meets it, 0 to 1.
    floor : int
    stone : float
        0 panelled plaster, 1 blocks of stone, 2 glazed tiles that are worn, 3 clean ones, -1 plain with a darker base, -2 boards.
    sun : ndarray (3,)
        Direction to the sun.
    sunlight, sky, ambient, lamplight : ndarray (3,)
        Colours of the sun's light, of the sky in the windows, of light from everywhere, and of the lamps.
    wall, wood : ndarray (3,)
        Albedo of walls and floor.
    stain : ndarray (3, 3)
        Colours of stained glass; all 1 for clear glass.
    gloss, dust : float
        Of the floor, and extinction of the air per metre.
    seed : int
    edge : float
        The floor is low where x is farther out than this; below 0, where it is nearer than that; 0 for a floor without a track bed.
    deep : float
        Metres that it is lower there.
    flood : float
        Gloss of what lies in it.
    vault : float
        Height of the elliptic vault that takes the place of the upper part of the walls; 0 for a flat ceiling.
    packs : ndarray (count, 6)
        What encloses each :data:`PACK` columns, see :func:`packed`; none to look at every column.
    """

    half: float
    tall: float
    end: float
    window: np.ndarray[Any, np.dtype[np.float64]]
    rose: np.ndarray[Any, np.dtype[np.float64]]
    columns: np.ndarray[Any, np.dtype[np.float64]]
    paint: Array
    figures: Array
    figure_at: np.ndarray[Any, np.dtype[np.float64]]
    skins: np.ndarray[Any, np.dtype[np.int64]]
    glow: Array
    glows: np.ndarray[Any, np.dtype[np.int64]]
    lamps: np.ndarray[Any, np.dtype[np.float64]]
    tints: Array
    burns: np.ndarray[Any, np.dtype[np.int64]]
    shadows: int
    contact: float
    floor: int
    stone: float
    sun: np.ndarray[Any, np.dtype[np.float64]]
    sunlight: Array
    sky: Array
    ambient: Array
    lamplight: Array
    wall: Array
    wood: Array
    stain: Array
    gloss: float
    dust: float
    seed: int
    edge: float = 0.0
    deep: float = 0.0
    flood: float = 0.0
    vault: float = 0.0
    packs: np.ndarray[Any, np.dtype[np.float64]] = np.zeros((0, 6))


def packed(columns: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the boxes that enclose each :data:`PACK` columns, (count / PACK, 6): a ray that misses one misses all in it."""
    parts = [columns[k : k + PACK] for k in range(0, len(columns), PACK)]
    found = [[f(part[:, c]) for c, f in enumerate((np.min, np.max) * 3)] for part in parts]
    return np.array(found, np.float64).reshape(-1, 6)


@njit(**LENT)
def pattern(hall, px, py, pz, hit, axis, foot):  # type: ignore[no-untyped-def]
    """Return how light the floor or a wall is at a point, about 1."""
    seed = hall.seed
    if hit == FLOOR:
        if hall.floor == PLANKS:
            row = math.floor(px / 0.14)
            board = math.floor((pz + 0.7 * random_at(_I(row), _I(1), seed)) / 1.6)
            shade = 0.62 + 0.7 * random_at(_I(row), _I(board), seed + 1)
            shade *= 0.82 + 0.36 * value_fbm(px * 16 + 9 * row, pz * 0.9, seed + 2, _I(3))
            gap = min(
                abs(px / 0.14 - round(px / 0.14)) * 0.14,
                abs((pz + 0.7 * random_at(_I(row), _I(1), seed)) / 1.6 - board - 0.5) * 99,
            )
            shade *= 1 - 0.65 * max(1 - gap / max(0.003, 0.5 * foot), 0.0) * min(0.006 / max(foot, 1e-4), 1.0)
        elif hall.floor == MARBLE:
            tile = (math.floor(px / 0.9) + math.floor(pz / 0.9)) & 1
            vein = abs(gradient_at(px * 1.3 + 2 * gradient_at(px * 0.7, pz * 0.7, seed), pz * 1.3, seed + 4))
            shade = (1.25 if tile else 0.30) * (0.8 + 0.35 * min(vein * 4, 1.0))
        elif hall.floor == LINO:
            joint = min(abs(px / 0.6 - round(px / 0.6)) * 0.6, abs(pz / 0.6 - round(pz / 0.6)) * 0.6)
            shade = 0.92 + 0.16 * random_at(_I(math.floor(px / 0.6)), _I(math.floor(pz / 0.6)), seed + 1)
            shade *= 0.85 + 0.3 * value_fbm(px * 5, pz * 5, seed + 2, _I(3))
            shade *= 1 - 0.35 * max(1 - joint / max(0.008, foot), 0.0) * min(0.008 / max(foot, 1e-4), 1.0)
        elif hall.floor == CARPET:
            u, v = abs(px / 0.9 - round(px / 0.9)) * 2, abs(pz / 0.9 - round(pz / 0.9)) * 2
            figure = math.cos(6.283 * (u + v)) + 0.6 * math.cos(9.4 * max(u, v))
            shade = 0.75 + 0.5 * smoothstep(-0.3, 0.3, figure) * min(0.25 / max(foot, 1e-3), 1.0)
            shade *= 1 - 0.45 * smoothstep(0.72, 0.74, abs(px) / hall.half) * smoothstep(
                0.84, 0.82, abs(px) / hall.half
            )
        else:
            shade = 0.65 + 0.6 * value_fbm(px * 0.8, pz * 0.8, seed + 5, _I(5))
        return shade
    u = pz if axis == 0 else px
    if hall.stone < 0 and hit >= 0:
        return 0.92 + 0.16 * value_fbm(u * 1.4, py * 1.4, seed + 6, _I(4))
    if hall.stone < -1.5:  # boards
        board = math.floor((px if hit == CEILING else py) / 0.17)
        shade = 0.70 + 0.5 * random_at(_I(board), _I(hit), seed + 6)
        shade *= 0.72 + 0.5 * value_fbm(
            u * 0.9 + 7 * board, py * 22 + px * (22 if hit == CEILING else 0), seed + 7, _I(3)
        )
        at = (px if hit == CEILING else py) / 0.17
        return shade * (
            1 - 0.6 * max(1 - abs(at - round(at)) * 0.17 / max(0.012, foot), 0.0) * min(0.012 / max(foot, 1e-4), 1.0)
        )
    if hall.stone < -0.5:
        shade = 0.95 + 0.1 * value_fbm(u * 0.7, py * 0.7, seed + 6, _I(4))
        if hit == CEILING:
            joint = min(abs(px / 0.6 - round(px / 0.6)) * 0.6, abs(pz / 0.6 - round(pz / 0.6)) * 0.6)
            return shade * (1 - 0.4 * max(1 - joint / max(0.015, foot), 0.0) * min(0.02 / max(foot, 1e-4), 1.0))
        if py < 0.12:
            return 0.25 * shade
        return shade * (0.62 if py < 1.25 else 1.0)
    shade = 0.86 + 0.28 * value_fbm(u * 0.9, py * 0.9, seed + 6, _I(5))
    if hall.stone > 0 and hit != CEILING:
        course = math.floor(py / 0.48)
        at = u / 0.95 + 0.5 * (course & 1)
        shade *= 0.84 + 0.3 * random_at(_I(math.floor(at)), _I(course), seed + 7)
        joint = min(abs(at - round(at)) * 0.95, abs(py / 0.48 - round(py / 0.48)) * 0.48)
        shade *= 1 - 0.4 * max(1 - joint / max(0.014, foot), 0.0) * min(0.02 / max(foot, 1e-4), 1.0)
    elif hit in (RIGHT, LEFT, END):  # panels and a skirting board
        cell = u / 2.2 - math.floor(u / 2.2) - 0.5
        edge = abs(abs(cell) - 0.40) * 2.2
        if (
            py < 0.16
            or abs(py - 1.15) < 0.035
            or (edge < 0.025 and 0.30 < py < 1.0)
            or (abs(cell) < 0.40 and (abs(py - 0.30) < 0.02 or abs(py - 1.0) < 0.02))
        ):
            shade *= 0.78
    elif hit == CEILING:
        at = abs(pz / 3.0 - math.floor(pz / 3.0) - 0.5) * 3.0
        shade *= 1 - 0.45 * min(max((0.18 - at) / max(foot, 0.004) + 0.5, 0.0), 1.0)  # beams
    return shade
