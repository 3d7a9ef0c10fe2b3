"""What the tracer of theatres knows of one, and what a ray meets in it."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT, smoothstep

Array = np.ndarray[Any, np.dtype[np.float32]]

CHANNELS = 9
SPOT, FOOT, HOUSE = 0, 3, 6  # first channel of each family
FLOOR, FRONT, PROSCENIUM, CURTAIN, VALANCE, WINGS, BACKDROP, BOX, SEATS, FIGURE, PIT_FLOOR, WALL = range(12)
PIT = -1.15
HALF, HIGH = 4.4, 9.0  # of the opening
_CURTAIN_Z, _VALANCE_Z, _WINGS_Z, FRAME_Z, TIE = 0.75, 0.45, 3.7, -0.15, 2.3


class Theatre(NamedTuple):
    """A theatre ready to be traced.

    Attributes
    ----------
    velvet, backdrop : ndarray (3,)
        Albedo of the curtains and of what hangs at the back.
    deep : float
        z of the backdrop.
    parted : float
        How far the curtains stand apart at their tie, 0 to 1.
    lamp, target : ndarray (3,)
        Where the spotlight hangs, and where on the boards it points.
    narrow : float
        Tangent of half its angle.
    spot, foot, house : ndarray (3,)
        Light of each family.
    figure : ndarray (4, rows, columns)
        Alpha and normal.
    figure_at : ndarray (4,)
        z, x, height (0 for nobody), width.
    rows : ndarray (count, 2)
        z and offset of each row of seats.
    haze : float
    seed : int
    """

    velvet: Array
    backdrop: Array
    deep: float
    parted: float
    lamp: np.ndarray[Any, np.dtype[np.float64]]
    target: np.ndarray[Any, np.dtype[np.float64]]
    narrow: float
    spot: Array
    foot: Array
    house: Array
    figure: Array
    figure_at: np.ndarray[Any, np.dtype[np.float64]]
    rows: np.ndarray[Any, np.dtype[np.float64]]
    haze: float
    seed: int


@njit(**LENT)
def edge(theatre, y):  # type: ignore[no-untyped-def]
    """Return how far from the middle a curtain begins at a height: drawn to its tie, falling straight below."""
    far = HALF * (0.45 + 0.42 * theatre.parted)
    if y < TIE:
        return far - 0.30 * smoothstep(0.0, 1.0, (TIE - y) / TIE) ** 2 * 0.9
    rise = min((y - TIE) / (HIGH - TIE), 1.0)
    return far * (1 - (0.62 + 0.25 * (1 - theatre.parted)) * rise**1.7)


@njit(**LENT)
def swag(x):  # type: ignore[no-untyped-def]
    """Return the lower edge of the valance, and where in its swag a place is (-1 to 1)."""
    wide = 2 * HALF / 5
    u = ((x + HALF) / wide % 1.0) * 2 - 1
    return HIGH - 0.55 - 0.80 * (1 - u * u), u


@njit(**LENT)
def seat_top(theatre, k, x):  # type: ignore[no-untyped-def]
    """Return the top of row ``k`` at a place across."""
    pitch = 0.62
    at = (x + theatre.rows[k, 1]) / pitch
    u = (at - math.floor(at) - 0.5) * pitch
    high = PIT + 0.98
    a = abs(u)
    if a > 0.275:
        return PIT + 0.62  # arms between
    return high - 0.16 * (a / 0.275) ** 4 - (0.10 if a > 0.262 else 0.0)


@njit(**LENT)
def trace(theatre, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return distance and id of what a ray meets first."""
    best, hit = 60.0, BACKDROP
    ahead = dz > 1e-6
    if ahead:
        t = (theatre.deep - oz) / dz
        if 0 < t < best:
            best = t
    if dy < -1e-6:
        t = -oy / dy
        if 1e-4 < t < best and oz + dz * t >= 0:
            best, hit = t, FLOOR
        t = (PIT - oy) / dy
        if 1e-4 < t < best and oz + dz * t < 0:
            best, hit = t, PIT_FLOOR
    if abs(dx) > 1e-6:
        t = ((8.6 if dx > 0 else -8.6) - ox) / dx
        if 1e-4 < t < best:
            best, hit = t, WALL
    if ahead:
        t = -oz / dz
        if 1e-4 < t < best and oy + dy * t < 0:
            best, hit = t, FRONT
        t = (FRAME_Z - oz) / dz
        if 1e-4 < t < best:
            x, y = ox + dx * t, oy + dy * t
            if y > 0 and (abs(x) > HALF or y > HIGH):
                best, hit = t, PROSCENIUM
        t = (_VALANCE_Z - oz) / dz
        if 1e-4 < t < best:
            x, y = ox + dx * t, oy + dy * t
            if y > swag(x)[0]:
                best, hit = t, VALANCE
        t = (_CURTAIN_Z - oz) / dz
        if 1e-4 < t < best:
            x, y = ox + dx * t, oy + dy * t
            if y > 0 and abs(x) > edge(theatre, y) + 0.03 * math.sin(3 * y + x):
                best, hit = t, CURTAIN
        t = (_WINGS_Z - oz) / dz
        if 1e-4 < t < best:
            x, y = ox + dx * t, oy + dy * t
            if y > 0 and abs(x) > 3.35 + 0.05 * math.sin(2.2 * y):
                best, hit = t, WINGS
        for k in range(theatre.rows.shape[0]):
            t = (theatre.rows[k, 0] - oz) / dz
            if 1e-4 < t < best and oy + dy * t < seat_top(theatre, k, ox + dx * t):
                best, hit = t, SEATS
    for way in (-1.0, 1.0):  # boxes at the sides bulge into the house
        px, pz = ox - way * 8.0, oz + 2.3
        a, b = dx * dx + dz * dz, px * dx + pz * dz
        root = b * b - a * (px * px + pz * pz - 1.7 * 1.7)
        if root > 0 and a > 1e-9:
            t = (-b - math.sqrt(root)) / a
            y = oy + dy * t
            if 1e-4 < t < best and (1.75 < y < 2.75 or 4.55 < y < 5.5):
                best, hit = t, BOX
    if theatre.figure_at[2] > 0 and abs(dz) > 1e-6:
        t = (theatre.figure_at[0] - oz) / dz
        if 1e-4 < t < best and card(theatre, ox + dx * t, oy + dy * t, 0) > 0.5:
            best, hit = t, FIGURE
    return best, hit


@njit(**LENT)
def card(theatre, x, y, layer):  # type: ignore[no-untyped-def]
    """Return a layer of the figure's card at a place; 0 beside it."""
    u = (x - theatre.figure_at[1]) / theatre.figure_at[3] + 0.5
    v = 1 - y / theatre.figure_at[2]
    if u <= 0 or u >= 1 or v <= 0 or v >= 1:
        return 0.0
    return theatre.figure[layer, int(v * theatre.figure.shape[1]), int(u * theatre.figure.shape[2])]
