"""What the tracer of built places knows of one, and the light of its lamps, windows and sky where nothing is between."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from .bvh import NOTHING, Tree, nearest
from .mesh import NX, U, V
from .noise import LENT, fbm, smoothstep

Array = np.ndarray[Any, np.dtype[np.float32]]

CHANNELS = 12
# Columns of a lamp: place, light, family, radius, direction, cosines where its cone ends and is full, whether it is sharp.
PLACE, LIGHT, ITS_FAMILY, RADIUS, WAY, OUTER, INNER, SHARP = 0, 3, 6, 7, 8, 11, 12, 13
LAMP_COLUMNS = 14
FAR = 4000.0
_I = np.int64


class Built(NamedTuple):
    """A built place ready to be traced.

    Attributes
    ----------
    tree : Tree
    carried : ndarray (points, 6)
        As of a :class:`~.mesh.Mesh`.
    triangles : ndarray (count, 3), int32
    skins : ndarray (count,), int16
        Rows of ``materials``.
    materials : ndarray (count, 19)
        See :mod:`.built_skins`.
    lamps : ndarray (count, 14)
    windows : ndarray (count, 13)
        Soft light through an opening: a corner, its two sides, its light and its family.
    sun : ndarray (3,)
        Direction towards it.
    sunlight, halo, zenith, horizon : ndarray (3,)
        The sun's light and the glow around it (first family), the sky (last).
    fog : ndarray (13,)
        Extinction per metre, and what thick air would send of each family.
    is_open : float
        1 where the sky lights what it sees, 0 where only ``windows`` do.
    soft : ndarray (rows, columns, 12)
        Soft light, gathered.
    where : ndarray (rows, columns, 7)
        Normal, place and distance of what it fell on.
    step : float
        Pixels from one to the next.
    seed : int
    """

    tree: Tree
    carried: Array
    triangles: Any
    skins: Any
    materials: Array
    lamps: Array
    windows: Array
    sun: Array
    sunlight: Array
    halo: Array
    zenith: Array
    horizon: Array
    fog: Array
    is_open: float
    soft: Array
    where: Array
    step: float
    seed: int


@njit(**LENT)
def surface(built, hit, found, dx, dy, dz, at):  # type: ignore[no-untyped-def]
    """Set ``at`` to normal (towards the eye), u and v of what was hit; return its material."""
    k = built.tree.order[hit]
    a, b, c = built.triangles[k, 0], built.triangles[k, 1], built.triangles[k, 2]
    q, r = found[0], found[1]
    p = 1 - q - r
    nx = p * built.carried[a, NX] + q * built.carried[b, NX] + r * built.carried[c, NX]
    ny = p * built.carried[a, NX + 1] + q * built.carried[b, NX + 1] + r * built.carried[c, NX + 1]
    nz = p * built.carried[a, NX + 2] + q * built.carried[b, NX + 2] + r * built.carried[c, NX + 2]
    size = 1 / max(math.sqrt(nx * nx + ny * ny + nz * nz), 1e-9)
    if nx * dx + ny * dy + nz * dz > 0:
        size = -size
    at[0], at[1], at[2] = nx * size, ny * size, nz * size
    at[3] = p * built.carried[a, U] + q * built.carried[b, U] + r * built.carried[c, U]
    at[4] = p * built.carried[a, V] + q * built.carried[b, V] + r * built.carried[c, V]
    return built.skins[k]


@njit(**LENT)
def sky(out, built, dx, dy, dz, share):  # type: ignore[no-untyped-def]
    """Add what is seen where nothing stands: the sky and the glow around sun or moon."""
    high = smoothstep(-0.1, 0.7, dy)
    toward = max(dx * built.sun[0] + dy * built.sun[1] + dz * built.sun[2], 0.0)
    glow = 0.35 * toward**6 + toward**60
    cloud = 0.95 + 0.13 * fbm(2.2 * dx / (dy + 0.35), 2.2 * dz / (dy + 0.35), built.seed + 3, _I(4)) if dy > 0 else 0.95
    for c in range(3):
        out[9 + c] += share * cloud * (built.horizon[c] + (built.zenith[c] - built.horizon[c]) * high)
        out[c] += share * glow * built.halo[c]


@njit(**LENT)
def lamp(built, k, px, py, pz, nx, ny, nz):  # type: ignore[no-untyped-def]
    """Return how much of a lamp's light falls on a point if nothing is between."""
    lamps = built.lamps
    lx, ly, lz = lamps[k, 0] - px, lamps[k, 1] - py, lamps[k, 2] - pz
    square = lx * lx + ly * ly + lz * lz
    root = math.sqrt(square)
    cosine = (nx * lx + ny * ly + nz * lz) / max(root, 1e-6)
    if cosine <= 0:
        return 0.0
    light = cosine / (square + lamps[k, RADIUS] ** 2 + 0.01)
    if lamps[k, OUTER] > -1:
        along = -(lx * lamps[k, WAY] + ly * lamps[k, WAY + 1] + lz * lamps[k, WAY + 2]) / max(root, 1e-6)
        light *= smoothstep(lamps[k, OUTER], lamps[k, INNER], along)
    return light


@njit(**LENT)
def window(built, k, r, s, px, py, pz, nx, ny, nz, to):  # type: ignore[no-untyped-def]
    """Return how much light a point of a window sends if nothing is between; set ``to`` to the way there and its length."""
    w = built.windows
    lx = w[k, 0] + r * w[k, 3] + s * w[k, 6] - px
    ly = w[k, 1] + r * w[k, 4] + s * w[k, 7] - py
    lz = w[k, 2] + r * w[k, 5] + s * w[k, 8] - pz
    ax = w[k, 4] * w[k, 8] - w[k, 5] * w[k, 7]
    ay = w[k, 5] * w[k, 6] - w[k, 3] * w[k, 8]
    az = w[k, 3] * w[k, 7] - w[k, 4] * w[k, 6]
    square = lx * lx + ly * ly + lz * lz + 1e-4
    root = math.sqrt(square)
    to[0], to[1], to[2], to[3] = lx / root, ly / root, lz / root, root
    own = (nx * lx + ny * ly + nz * lz) / root
    if own <= 0:
        return 0.0
    area = math.sqrt(ax * ax + ay * ay + az * az)
    return own * abs(ax * lx + ay * ly + az * lz) / root / (3.14159 * (square + 0.15 * area))


@njit(**LENT)
def rough(out, built, stack, found, px, py, pz, nx, ny, nz, to, pick):  # type: ignore[no-untyped-def]
    """Add to ``out`` (12 values) the light on a point that is seen by way of another: lamps and windows without shadows.

    ``pick``, 0 to 1, chooses one window for all of them; below 0 each counts.
    """
    for k in range(built.lamps.shape[0]):
        light = lamp(built, k, px, py, pz, nx, ny, nz)
        if light > 0:
            family = 3 * _I(built.lamps[k, ITS_FAMILY])
            for c in range(3):
                out[family + c] += light * built.lamps[k, LIGHT + c]
    count = built.windows.shape[0]
    first = _I(pick * count * 0.9999) if pick >= 0 else 0
    for k in range(first, min(first + 1, count) if pick >= 0 else count):
        light = window(built, k, 0.5, 0.5, px, py, pz, nx, ny, nz, to)
        if pick >= 0:
            light *= count
        family = 3 * _I(built.windows[k, 12])
        for c in range(3):
            out[family + c] += light * built.windows[k, 9 + c]
    cosine = nx * built.sun[0] + ny * built.sun[1] + nz * built.sun[2]
    if cosine > 0 and built.sunlight[1] > 0:
        _, hit = nearest(
            built.tree, stack, px + 1e-3 * nx, py + 1e-3 * ny, pz + 1e-3 * nz, built.sun[0], built.sun[1], built.sun[2], 200.0, found, True
        )  # fmt: skip
        if hit == NOTHING:
            for c in range(3):
                out[c] += cosine * built.sunlight[c]
    if built.is_open > 0:
        for c in range(3):
            out[9 + c] += 0.4 * built.zenith[c] * (0.5 + 0.5 * ny)
