"""What the tracer of ships knows of one, and what a ray meets in it."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

CHANNELS = 12
EVEN, ODD, PANELS, STARS = 0, 3, 6, 9  # first channel of each family
FLOOR, SHELL, RIB, RIB_SIDE, END, BACK, PIPE, FIGURE = -1, -2, -3, -4, -5, -6, -30, -10
PLATE, LIT, WALL, CEILING = 1, 2, 3, 4  # what a side is; side 0 is the floor


class Hull(NamedTuple):
    """A ship ready to be traced.

    Attributes
    ----------
    outer, inner : ndarray (sides, 3)
        Normal (x, y) and distance of each side of the two prisms; the first is the floor at y = 0 in both.
    spans : ndarray (sides, 2)
        Middle of each outer side along its tangent, and half its width.
    roles : ndarray (sides,)
    pitch, thick, first, end : float
        From rib to rib, half a rib's length, z of rib 0, z of the bulkhead.
    strips : ndarray (2, 3)
        Light of even and odd ribs.
    panel, signal : ndarray (3,)
        Light of panels and lines, and of displays and doors.
    posts : ndarray (count, 2)
        x and y of the lamps that stand for a rib's strip.
    boards : ndarray (count, 2)
        The same for a bay's panels.
    pipes : ndarray (count, 4)
        x, y, radius and glow of what runs along the ship.
    boxes : ndarray (count, 6)
        x0, x1, y0, y1, z0, z1.
    lit : ndarray (count,)
        How much the top and the front of each box shine with displays.
    figures : ndarray (count, 2, rows, columns)
        Alpha, and the same blurred.
    figure_at : ndarray (count, 4)
        z, x, height, width.
    window : ndarray (6,)
        In the bulkhead: middle y, half width, half height, roundness (1 an ellipse, 0 a slanted oblong), posts across, glow of its frame.
    portholes : int
        A bay of so many has a window in its walls; 0 for none.
    planet : ndarray (5,)
        Direction, cosine of its radius, turn of its light.
    ground, metal : float
        Albedo of floor and sides.
    tint : ndarray (3,)
        Colour of the metal.
    air : float
        Extinction per metre.
    sky : ndarray (2, 3)
        Colours of the planet and of the nebula.
    gloss : float
    seed : int
    """

    outer: np.ndarray[Any, np.dtype[np.float64]]
    inner: np.ndarray[Any, np.dtype[np.float64]]
    spans: np.ndarray[Any, np.dtype[np.float64]]
    roles: np.ndarray[Any, np.dtype[np.int64]]
    pitch: float
    thick: float
    first: float
    end: float
    strips: Array
    panel: Array
    signal: Array
    posts: np.ndarray[Any, np.dtype[np.float64]]
    boards: np.ndarray[Any, np.dtype[np.float64]]
    pipes: np.ndarray[Any, np.dtype[np.float64]]
    boxes: np.ndarray[Any, np.dtype[np.float64]]
    lit: Array
    figures: Array
    figure_at: np.ndarray[Any, np.dtype[np.float64]]
    window: np.ndarray[Any, np.dtype[np.float64]]
    portholes: int
    planet: np.ndarray[Any, np.dtype[np.float64]]
    ground: float
    metal: float
    tint: Array
    air: float
    sky: Array
    gloss: float
    seed: int


@njit(**LENT)
def within(planes, ox, oy, dx, dy):  # type: ignore[no-untyped-def]
    """Return where a ray enters and leaves a prism, and by which side it leaves."""
    enter, leave, side = -1e9, 1e9, 0
    for i in range(planes.shape[0]):
        toward = planes[i, 0] * dx + planes[i, 1] * dy
        gap = planes[i, 2] - planes[i, 0] * ox - planes[i, 1] * oy
        if toward > 1e-9:
            if gap / toward < leave:
                leave, side = gap / toward, i
        elif toward < -1e-9:
            enter = max(enter, gap / toward)
        elif gap < 0:
            enter = 1e9
    return enter, leave, side


@njit(**LENT)
def next_rib(hull, oz, dz, z):  # type: ignore[no-untyped-def]
    """Return where a ray between two ribs reaches the side of the next one, from its place ``z`` on."""
    if abs(dz) < 1e-6:
        return 1e9
    at = (z - hull.first) / hull.pitch
    if dz > 0:
        return (hull.first + math.ceil(at) * hull.pitch - hull.thick - oz) / dz
    return (hull.first + math.floor(at) * hull.pitch + hull.thick - oz) / dz


@njit(**LENT)
def trace(hull, ox, oy, oz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Return distance, id and side (of the prism, or axis of a box) of what a ray meets first."""
    limit, hit, side = 1e4, END, 0
    if dz > 1e-9:
        limit = (hull.end - oz) / dz
    elif dz < -1e-9:
        limit, hit = (-8.0 - oz) / dz, BACK
    enter, inside, i = within(hull.inner, ox, oy, dx, dy)
    _, outside, j = within(hull.outer, ox, oy, dx, dy)
    best, what, face = outside, (FLOOR if j == 0 else SHELL), j
    missed = enter >= inside or inside <= 1e-4
    start = oz if missed or enter > 1e-3 else oz + dz * inside
    rib = next_rib(hull, oz, dz, start)
    if missed:
        if 1e-4 < rib < best:
            best, what, face = rib, RIB_SIDE, 0
    elif enter > 1e-3 and 1e-4 < rib < enter:
        best, what, face = rib, RIB_SIDE, 0
    else:
        z = oz + dz * inside
        at = (z - hull.first) / hull.pitch
        if i == 0:
            best, what, face = inside, FLOOR, 0
        elif abs(at - round(at)) * hull.pitch <= hull.thick:
            best, what, face = inside, RIB, i
        else:
            rib = next_rib(hull, oz, dz, z)
            if inside <= rib < best:
                best, what, face = rib, RIB_SIDE, 0
    if best < limit:
        limit, hit, side = best, what, face
    a = dx * dx + dy * dy
    for k in range(hull.pipes.shape[0]):
        px, py = ox - hull.pipes[k, 0], oy - hull.pipes[k, 1]
        b = px * dx + py * dy
        root = b * b - a * (px * px + py * py - hull.pipes[k, 2] ** 2)
        if root > 0 and a > 1e-9:
            t = (-b - math.sqrt(root)) / a
            if 1e-3 < t < limit:
                limit, hit, side = t, PIPE - k, 0
    if hull.boxes.shape[0]:
        ix = 1 / (dx if abs(dx) > 1e-9 else 1e-9)
        iy = 1 / (dy if abs(dy) > 1e-9 else 1e-9)
        iz = 1 / (dz if abs(dz) > 1e-9 else 1e-9)
        for k in range(hull.boxes.shape[0]):
            a, b = (hull.boxes[k, 0] - ox) * ix, (hull.boxes[k, 1] - ox) * ix
            c, d = (hull.boxes[k, 2] - oy) * iy, (hull.boxes[k, 3] - oy) * iy
            e, f = (hull.boxes[k, 4] - oz) * iz, (hull.boxes[k, 5] - oz) * iz
            nx, ny, nz = min(a, b), min(c, d), min(e, f)
            near = max(nx, max(ny, nz))
            if near < min(max(a, b), min(max(c, d), max(e, f))) and 1e-4 < near < limit:
                limit, hit = near, k
                side = 0 if near == nx else (1 if near == ny else 2)
    if abs(dz) > 1e-6:
        for k in range(hull.figure_at.shape[0]):
            t = (hull.figure_at[k, 0] - oz) / dz
            if 1e-4 < t < limit:
                u = (ox + dx * t - hull.figure_at[k, 1]) / hull.figure_at[k, 3] + 0.5
                v = 1 - (oy + dy * t) / hull.figure_at[k, 2]
                if 0 < u < 1 and 0 < v < 1:
                    r, c = int(v * hull.figures.shape[2]), int(u * hull.figures.shape[3])
                    if hull.figures[k, 0, r, c] > 0.5:
                        limit, hit, side = t, FIGURE - k, 0
    return limit, hit, side
