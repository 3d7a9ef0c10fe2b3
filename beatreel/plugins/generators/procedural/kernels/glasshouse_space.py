"""What the tracer of greenhouses and of ruined halls knows of one, what a ray meets in it and how much sun a point sees."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.hull_space import next_rib, within
from beatreel.plugins.generators.procedural.kernels.noise import LENT, random_at, smoothstep, value_fbm

Array = np.ndarray[Any, np.dtype[np.float32]]
Table = np.ndarray[Any, np.dtype[np.float64]]

CHANNELS = 12
EVEN, ODD, SKY, SUN = 0, 3, 6, 9  # first channel of each family
FLOOR, PANE, RIB, END, BACK, BULB = -1, -2, -3, -4, -5, -6
BOX, STONE = 1000, 2000  # first ids of boxes and stones; cards count from 0
GLASS, WALL, ROOF = 1, 2, 3  # what a side is; side 0 is the floor
_I = np.int64


class Glasshouse(NamedTuple):
    """A greenhouse or a ruined hall, ready to be traced.

    Attributes
    ----------
    outer, inner, spans : ndarray
        As of a :class:`~.hull_space.Hull`.
    roles : ndarray (sides,)
        What each side is.
    pitch, thick, first, end : float
        From rib to rib, half a rib's length, z of rib 0 and of the end wall.
    path : float
        Half the width of the path between beds; 0 where all the floor is of slabs.
    panes : ndarray (5,)
        Length and width of a pane or sheet, half a bar; how much of the roof is missing, how clear the rest is (each 0 to 1).
    gap : ndarray (7,)
        Openings in the walls, one a bay: half width, sill, top, whether arched, panes across and up, whether the sky is behind.
    door : ndarray (7,)
        The same, in the end wall; a half width of 0: none, below 0: all of it is glass.
    masonry : int
        0 bricks, 1 blocks of stone, 2 plaster that comes off bricks.
    wall, iron, ground : ndarray (3,)
        Their colours.
    ivy, wet, dim : float
        How far ivy covers what stands, and puddles the floor; how much light of the sky there is within (each 0 to 1).
    lamp : ndarray (3,)
        Height and radius of the lamps, and every how many ribs one hangs.
    glow : ndarray (3,)
        Their light.
    zenith, horizon, halo, sun : ndarray (3,)
        Colours of the sky above, at the horizon, about the sun or moon, and of its direct light.
    star : ndarray (4,)
        Direction of the sun or moon, and the cosine of its radius.
    mist, air : float
        How far the panes are steamed up, 0 to 1; extinction per metre.
    cards : ndarray (shapes, 3, rows, columns), uint8
        Alpha and shade of each plant, and where its petals are.
    petals : ndarray (2, 3)
        Colours of petals, between which that of each plant lies.
    place : ndarray (count, 7)
        z, x, lower edge, height and width of each card (negative: mirrored), its shape, its colour (0 to 1); near ones first.
    boxes : ndarray (count, 6)
        x0, x1, y0, y1, z0, z1.
    paint : ndarray (count, 3)
    stones : ndarray (count, 6)
        Middle and radii.
    seed : int
    """

    outer: Table
    inner: Table
    spans: Table
    roles: np.ndarray[Any, np.dtype[np.int64]]
    pitch: float
    thick: float
    first: float
    end: float
    path: float
    panes: Table
    gap: Table
    door: Table
    masonry: int
    wall: Array
    iron: Array
    ground: Array
    ivy: float
    wet: float
    dim: float
    lamp: Table
    glow: Array
    zenith: Array
    horizon: Array
    halo: Array
    sun: Array
    star: Table
    mist: float
    air: float
    cards: np.ndarray[Any, np.dtype[np.uint8]]
    petals: Array
    place: Table
    boxes: Table
    paint: Array
    stones: Table
    seed: int


@njit(**LENT)
def leaf(house, k, x, y, layer):  # type: ignore[no-untyped-def]
    """Return a card's alpha (layer 0), shade (1) or petals (2) at a place, 0 to 1."""
    u = (x - house.place[k, 1]) / house.place[k, 4] + 0.5
    v = 1 - (y - house.place[k, 2]) / house.place[k, 3]
    if u <= 0 or u >= 1 or v <= 0 or v >= 1:
        return 0.0
    shape = int(house.place[k, 5])
    return house.cards[shape, layer, int(v * house.cards.shape[2]), int(u * house.cards.shape[3])] / 255.0


@njit(**LENT)
def _on(house, k, x, y):  # type: ignore[no-untyped-def]
    if abs(x - house.place[k, 1]) >= 0.5 * abs(house.place[k, 4]) or y <= house.place[k, 2]:
        return False
    return y < house.place[k, 2] + house.place[k, 3] and leaf(house, k, x, y, 0) > 0.5


@njit(**LENT)
def opening(gap, u, y, soft):  # type: ignore[no-untyped-def]
    """Return how open a wall is at ``u`` metres from an opening's middle and a height (0 to 1), and how near a bar is (0 to 1)."""
    edge = min(gap[0] - abs(u), min(y - gap[1], gap[2] - y))
    if gap[3] > 0 and y > gap[2] - 1.5 * gap[0]:  # a pointed arch: two circles about points across
        rise = (y - (gap[2] - 1.5 * gap[0])) / 1.5 * 1.732
        aside = abs(u) + gap[0]
        edge = min(edge, 2 * gap[0] - math.sqrt(aside * aside + rise * rise))
    a, b = (u + gap[0]) / (2 * gap[0]) * gap[4], (y - gap[1]) / (gap[2] - gap[1]) * gap[5]
    bar = min(abs(a - round(a)) * 2 * gap[0] / gap[4], abs(b - round(b)) * (gap[2] - gap[1]) / gap[5])
    return min(max(edge / soft + 0.5, 0.0), 1.0), min(max((0.035 - bar) / soft + 0.5, 0.0), 1.0)


@njit(**LENT)
def bay(house, z):  # type: ignore[no-untyped-def]
    """Return metres from the middle of the bay at ``z``."""
    at = (z - house.first) / house.pitch - 0.5
    return (at - round(at)) * house.pitch


@njit(**LENT)
def covered(house, role, u, v, soft):  # type: ignore[no-untyped-def]
    """Return how near a bar is, and how far a pane or sheet is there, each 0 to 1."""
    p = house.panes
    a, b = u / p[0], v / p[1]
    bar = min(abs(a - round(a)) * p[0], abs(b - round(b)) * p[1])
    iron = min(max((p[2] - bar) / soft + 0.5, 0.0), 1.0)
    if p[3] <= 0:
        return iron, 1.0
    if role == GLASS:
        luck = random_at(_I(math.floor(a)), _I(math.floor(b)), house.seed + 40)
        luck = 0.55 * luck + 0.45 * smoothstep(0.25, 0.75, value_fbm(u * 0.22, v * 0.22, house.seed + 41, _I(2)))
        if luck > p[3]:
            return iron, 1.0
        rest = value_fbm(u * 3.1, v * 3.1, house.seed + 42, _I(3)) - 2.2 * bar  # shards hang in the frame
        return iron, smoothstep(0.44, 0.47, rest)
    hole = value_fbm(u * 0.20 + 7, v * 0.26, house.seed + 43, _I(5))
    return iron * smoothstep(1.0, 0.25, bar), smoothstep(0.012 + 0.02 * soft, -0.012 - 0.02 * soft, hole - 1 + p[3])


@njit(**LENT)
def sunny(house, px, py, pz, cards):  # type: ignore[no-untyped-def]
    """Return how much of the sun a point sees through roof and walls, 0 to 1; with ``cards``, plants and boxes are in the way, too."""
    sx, sy, sz = house.star[0], house.star[1], house.star[2]
    _, t, side = within(house.outer, px, py, sx, sy)
    z = pz + sz * t
    soft = 0.02 + 0.012 * min(t, 12.0)
    if z > house.end:
        if house.door[0] <= 0 or house.door[6] < 0.5:
            return 0.7 if house.door[0] < 0 else 0.0
        t = (house.end - pz) / sz
        open_, bar = opening(house.door, px + sx * t, py + sy * t, soft)
        open_ *= 1 - 0.9 * bar
    else:
        y = py + sy * t
        at = (z - house.first) / house.pitch
        rib = min(max((house.thick - abs(at - round(at)) * house.pitch) / soft + 0.5, 0.0), 1.0)
        role = house.roles[side]
        if role == WALL:
            if house.gap[6] < 0.5:
                return 0.0
            open_, bar = opening(house.gap, bay(house, z), y, soft)
            open_ *= 1 - 0.9 * bar
        else:
            v = house.outer[side, 0] * y - house.outer[side, 1] * (px + sx * t) - house.spans[side, 0]
            iron, pane = covered(house, role, z - house.first, v, soft)
            open_ = (1 - iron) * (1 - pane + pane * house.panes[4])
        open_ *= 1 - rib
    if open_ > 0.02 and cards:
        ix, iy, iz = 1 / (sx if abs(sx) > 1e-9 else 1e-9), 1 / sy, 1 / (sz if abs(sz) > 1e-9 else 1e-9)
        for k in range(house.boxes.shape[0]):
            a, b = (house.boxes[k, 0] - px) * ix, (house.boxes[k, 1] - px) * ix
            c, d = (house.boxes[k, 2] - py) * iy, (house.boxes[k, 3] - py) * iy
            e, f = (house.boxes[k, 4] - pz) * iz, (house.boxes[k, 5] - pz) * iz
            near = max(min(a, b), max(min(c, d), min(e, f)))
            if max(near, 0.01) < min(max(a, b), min(max(c, d), max(e, f))):
                return 0.0
        for k in range(house.place.shape[0]):
            away = (house.place[k, 0] - pz) * iz
            if away >= t:  # near ones come first, and the sun stands ahead
                break
            if away > 0.02 and _on(house, k, px + sx * away, py + sy * away):
                return 0.10 * open_
    return open_


@njit(**LENT)
def trace(house, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return distance, id and side (of the prism, or axis of a box) of what a ray meets first."""
    limit, hit, side = 1e4, END, 0
    if dz > 1e-9:
        limit = (house.end - oz) / dz
    elif dz < -1e-9:
        limit, hit = (-6.0 - oz) / dz, BACK
    _, inside, i = within(house.inner, ox, oy, dx, dy)
    _, outside, j = within(house.outer, ox, oy, dx, dy)
    best, what, face = outside, (FLOOR if j == 0 else PANE), j
    z = oz + dz * inside
    at = (z - house.first) / house.pitch
    if inside > 1e-4 and i != 0:
        if abs(at - round(at)) * house.pitch <= house.thick:
            best, what, face = inside, RIB, i
        else:
            rib = next_rib(house, oz, dz, z)
            if inside <= rib < best:
                best, what, face = rib, RIB, -1
    if best < limit:
        limit, hit, side = best, what, face
    ix = 1 / (dx if abs(dx) > 1e-9 else 1e-9)
    iy = 1 / (dy if abs(dy) > 1e-9 else 1e-9)
    iz = 1 / (dz if abs(dz) > 1e-9 else 1e-9)
    for k in range(house.boxes.shape[0]):
        a, b = (house.boxes[k, 0] - ox) * ix, (house.boxes[k, 1] - ox) * ix
        c, d = (house.boxes[k, 2] - oy) * iy, (house.boxes[k, 3] - oy) * iy
        e, f = (house.boxes[k, 4] - oz) * iz, (house.boxes[k, 5] - oz) * iz
        nx, ny, nz = min(a, b), min(c, d), min(e, f)
        near = max(nx, max(ny, nz))
        if near < min(max(a, b), min(max(c, d), max(e, f))) and 1e-4 < near < limit:
            limit, hit = near, BOX + k
            side = 0 if near == nx else (1 if near == ny else 2)
    for k in range(house.stones.shape[0]):
        rx, ry, rz = 1 / house.stones[k, 3], 1 / house.stones[k, 4], 1 / house.stones[k, 5]
        px, py, pz = (ox - house.stones[k, 0]) * rx, (oy - house.stones[k, 1]) * ry, (oz - house.stones[k, 2]) * rz
        ux, uy, uz = dx * rx, dy * ry, dz * rz
        a, b = ux * ux + uy * uy + uz * uz, px * ux + py * uy + pz * uz
        root = b * b - a * (px * px + py * py + pz * pz - 1)
        if root > 0:
            t = (-b - math.sqrt(root)) / a
            if 1e-3 < t < limit:
                limit, hit, side = t, STONE + k, 0
    if house.lamp[1] > 0:
        step = house.pitch * house.lamp[2]
        for k in range(9):
            px, py, pz = ox, oy - house.lamp[0], oz - (house.first + k * step)
            b = px * dx + py * dy + pz * dz
            root = b * b - (px * px + py * py + pz * pz - house.lamp[1] ** 2)
            if root > 0:
                t = -b - math.sqrt(root)
                if 1e-3 < t < limit and house.first + k * step < house.end:
                    limit, hit, side = t, BULB, k
    if abs(dz) > 1e-6:
        for k in range(house.place.shape[0]):
            t = (house.place[k, 0] - oz) * iz
            if t >= limit:
                if dz > 0:  # near ones come first
                    break
                continue
            if t > 1e-3 and _on(house, k, ox + dx * t, oy + dy * t):
                limit, hit, side = t, k, 0
    return limit, hit, side
