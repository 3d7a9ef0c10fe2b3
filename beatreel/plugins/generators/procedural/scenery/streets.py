"""What stands along streets, as meshes: fan palms, broad-leaved trees, lamps, poles with wires, and the ground between."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.kernels.trees import tree

Array = np.ndarray[Any, np.dtype[np.float32]]


def sheet(x0: float, x1: float, z0: float, z1: float, y: float, skin: int) -> Mesh:
    """Return a level rectangle."""
    points = np.array([[(x0, y, z1), (x1, y, z1)], [(x0, y, z0), (x1, y, z0)]], np.float32)
    return grid(points, skin, uv=points[..., [0, 2]])


def wall(start: tuple[float, float], end: tuple[float, float], low: float, high: float, skin: int) -> Mesh:
    """Return an upright rectangle between two places (x, z) whose u and v are metres along it and above 0."""
    (x0, z0), (x1, z1) = start, end
    points = np.array([[(x0, high, z0), (x1, high, z1)], [(x0, low, z0), (x1, low, z1)]], np.float32)
    long = math.hypot(x1 - x0, z1 - z0)
    return grid(points, skin, uv=[[(0, high), (long, high)], [(0, low), (long, low)]])


def tower(x0: float, x1: float, z0: float, z1: float, low: float, high: float, skin: int, roof: int) -> Mesh:
    """Return a building on a rectangle: four walls and a flat roof with its parapet."""
    corners = [(x0, z0), (x1, z0), (x1, z1), (x0, z1)]
    walls = [wall(a, b, low, high, skin) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    return Mesh.of([*walls, sheet(x0, x1, z0, z1, high - 0.6, roof)])


def hills(
    rng: np.random.Generator,
    near: float,
    far: float,
    wide: float,
    high: float,
    skin: int,
    *,
    columns: int = 120,
    rows: int = 18,
) -> Mesh:
    """Return a range of hills between two distances, ``wide`` to each side and up to ``high`` metres."""
    x = np.linspace(-wide, wide, columns)
    z = np.linspace(near, far, rows)
    away = (z - near) / (far - near)
    shape = np.zeros((rows, columns))
    for octave in range(5):
        step = 2.0**octave
        phase = rng.uniform(0, 6.3, 4)
        shape += (
            np.sin(step * 5.0 * x[None] / wide + phase[0] + 0.9 * np.sin(3 * step * away[:, None] + phase[1]))
            * np.cos(step * 2.2 * away[:, None] + phase[2])
        ) / step**1.15
    rise = np.sin(np.pi * np.clip(away * 1.15, 0, 1) ** 0.7)[:, None]
    y = high * rise * np.clip(0.55 + 0.33 * shape, 0.05, 1.3)
    points = np.stack(np.broadcast_arrays(x[None], y, z[:, None]), -1)[::-1]
    return grid(points, skin)


def _soup(corners: Array, skin: int, shade: Any) -> Mesh:
    """Return loose triangles (count, 3, 3) with normals of their own; u is their tone, 0 to 1."""
    count = len(corners)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    carried = np.zeros((count, 3, 6), np.float32)
    carried[..., 0] = np.broadcast_to(np.asarray(shade, np.float32), (count,))[:, None]
    carried[..., 2:5] = normals[:, None]
    carried[..., 5] = 1
    order = np.arange(3 * count, dtype=np.int32).reshape(-1, 3)
    return Mesh(
        corners.reshape(-1, 3).astype(np.float32), carried.reshape(-1, 6), order, np.full(count, skin, np.int16)
    )


def fan_palm(tall: float, bark: int, leaf: int, rng: np.random.Generator) -> Mesh:
    """Return a Mexican fan palm: a thin high trunk, a round crown of fans, dead ones hanging below it."""
    s = np.linspace(0, 1, 14)
    lean = rng.normal(0, 0.022 * tall, 2)
    line = np.stack([lean[0] * s**1.6, tall * s, lean[1] * s**1.6], 1)
    radii = (0.30 - 0.14 * s) * (tall / 18) ** 0.5 + 0.16 * np.exp(-s * tall / 0.5)
    parts = [tube(line, radii, 9, bark)]
    blades, fans = 15, 46
    n = np.arange(fans)
    turn = 2.399963 * n + rng.normal(0, 0.15, fans)
    up = np.radians(np.linspace(80, -62, fans) + rng.normal(0, 5, fans))
    axis = np.stack([np.cos(turn) * np.cos(up), np.sin(up), np.sin(turn) * np.cos(up)], 1)
    side = np.stack([-np.sin(turn), np.zeros(fans), np.cos(turn)], 1)
    face = np.cross(axis, side)
    stalk = rng.uniform(0.85, 1.25, fans) * np.where(up < -0.5, 0.7, 1.0)
    reach = rng.uniform(0.80, 1.05, fans)
    head = line[-1] + np.array([0, 0.05, 0])
    hub = head + axis * stalk[:, None] - np.array([0, 1, 0]) * (0.10 * stalk**2 * np.cos(up) ** 2)[:, None]
    parts.append(bars(np.repeat(head[None], fans, 0), hub, (0.014, 0.010), leaf))
    spread = np.linspace(-1.55, 1.55, blades)
    way = (
        axis[:, None] * np.cos(spread)[None, :, None]
        + side[:, None] * np.sin(spread)[None, :, None]
        + 0.16 * face[:, None] * np.abs(np.sin(spread))[None, :, None]
    )
    across = -axis[:, None] * np.sin(spread)[None, :, None] + side[:, None] * np.cos(spread)[None, :, None]
    long = reach[:, None] * (1 - 0.25 * (spread / 1.55) ** 2)[None] * rng.uniform(0.9, 1.1, (fans, blades))
    middle = hub[:, None] + 0.62 * long[..., None] * way
    drop = np.array([0, -0.22, 0]) * long[..., None] ** 2
    tip = hub[:, None] + long[..., None] * way + drop
    half = (0.062 * long)[..., None] * across
    root = np.broadcast_to(hub[:, None], middle.shape)
    corners = np.stack(
        [np.stack([root, middle - half, middle + half], 2), np.stack([middle + half, middle - half, tip], 2)], 2
    )
    tone = np.repeat(np.clip(0.75 - 0.5 * (up < -0.4) + rng.normal(0, 0.14, fans), 0.02, 0.98), 2 * blades)
    parts.append(_soup(corners.reshape(-1, 3, 3), leaf, tone))
    # The skirt of dead leaves.
    count = 90
    a, y = rng.uniform(0, 6.283, count), tall - 0.1 - 1.5 * rng.random(count) ** 1.4
    out = np.stack([np.cos(a), np.zeros(count), np.sin(a)], 1)
    at = np.stack([np.full(count, line[-1][0]), y, np.full(count, line[-1][2])], 1) + 0.14 * out
    low = at + out * 0.22 + np.array([0, -0.75, 0]) * rng.uniform(0.7, 1.2, (count, 1))
    beside = np.cross(out, [0, 1, 0]) * 0.07
    parts.append(_soup(np.stack([at, low - beside, low + beside], 1), bark, 0.3))
    return Mesh.of(parts)


def broad_tree(tall: float, wide: float, bark: int, leaf: int, rng: np.random.Generator, count: int = 2600) -> Mesh:
    """Return a tree with a crown of several clouds of leaves."""
    s = np.linspace(0, 1, 7)
    line = np.stack([0.05 * tall * np.sin(2.2 * s), 0.62 * tall * s, 0.03 * tall * np.sin(3 * s)], 1)
    parts = [tube(line, 0.030 * tall * (1.15 - 0.7 * s) + 0.02 * tall * np.exp(-9 * s), 9, bark)]
    lumps = 9
    centres = rng.normal(size=(lumps, 3)) * [0.34 * wide, 0.11 * tall, 0.34 * wide] + [0, 0.70 * tall, 0]
    centres[:, 1] = np.clip(centres[:, 1], 0.48 * tall, 0.88 * tall)
    for at in centres[:6]:
        knee = line[3] + 0.45 * (at - line[3]) + [0, -0.02 * tall, 0]
        parts.append(tube([line[3], knee, at], [0.013 * tall, 0.008 * tall, 0.004 * tall], 6, bark))
    twigs = max(24, count // 30)  # leaves grow in bunches: between them one sees through
    which = rng.integers(0, lumps, twigs)
    way = rng.normal(size=(twigs, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    radius = rng.uniform(0.24, 0.36, lumps)[which] * wide
    bunch = centres[which] + way * (radius * rng.random(twigs) ** 0.30)[:, None] * [1, 0.72, 1]
    of = rng.integers(0, twigs, count)
    spread = 0.030 * wide * (2000 / max(twigs * 30, 900)) ** 0.2
    places, way = bunch[of] + rng.normal(0, spread, (count, 3)) * [1, 0.6, 1], way[of]
    normals = way + 0.6 * rng.normal(size=(count, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    parts.append(
        leaves(places, normals, tall * (50 / max(count, 50)) ** 0.5 * (0.135 + 0.075 * rng.random(count)), leaf, rng)
    )
    return Mesh.of(parts)


def bare_tree(tall: float, bark: int, rng: np.random.Generator) -> Mesh:
    """Return a tree in winter."""
    mesh = tree(rng, tall, leafy=0, gnarled=0.45)
    return Mesh(mesh.points, mesh.carried, mesh.triangles, np.full(len(mesh.triangles), bark, np.int16))


def hedge(
    long: float,
    high: float,
    thick: float,
    leaf: int,
    rng: np.random.Generator,
    *,
    core: int | None = None,
    size: float = 0.07,
) -> Mesh:
    """Return a clipped hedge along x about the origin; ``core`` is the skin of what is seen between its leaves, ``size`` half a leaf."""
    count = int(260 * long * max(high, 0.5) * (0.07 / size) ** 1.5)
    places = rng.uniform(-0.5, 0.5, (count, 3)) * [long, high, thick] + [0, 0.5 * high, 0]
    side = rng.integers(0, 3, count)
    places[side == 0, 2] = -0.5 * thick
    places[side == 1, 1] = high
    places += rng.normal(0, 0.025, places.shape)
    normals = rng.normal(size=(count, 3)) + np.where(side[:, None] == 1, [0, 1.2, 0], [0, 0.2, -1.2])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    body = boxes([(0, 0.48 * high, 0)], (0.48 * long, 0.46 * high, 0.42 * thick), leaf if core is None else core)
    return Mesh.of([body, leaves(places, normals, size, leaf, rng)])


def street_lamp(tall: float, reach: float, metal: int, glow: int) -> Mesh:
    """Return a lamp on a mast with an arm along x."""
    s = np.linspace(0, 1, 9)
    arm = np.stack([reach * s, tall - 0.5 + 0.5 * np.sin(0.5 * np.pi * s), 0 * s], 1)
    return Mesh.of(
        [
            tube([(0, 0, 0), (0, 0.5 * tall, 0), (0, tall - 0.5, 0)], [0.10, 0.075, 0.06], 10, metal),
            tube(arm, 0.035, 7, metal),
            boxes([(reach + 0.25, tall + 0.02, 0)], (0.36, 0.05, 0.13), metal),
            boxes([(reach + 0.25, tall - 0.045, 0)], (0.30, 0.02, 0.10), glow),
        ]
    )


def poles(x: float, at: list[float], tall: float, wood: int, wire: int, rng: np.random.Generator) -> Mesh:
    """Return poles along z with wires that sag between them."""
    parts = []
    for z in at:
        parts.append(tube([(x, 0, z), (x, 0.5 * tall, z), (x, tall, z)], [0.15, 0.13, 0.10], 9, wood))
        parts.append(boxes([(x, tall - 0.5, z), (x, tall - 1.5, z)], (1.05, 0.06, 0.05), wood))
        parts.append(
            turned([(0.0, 0.45), (0.22, 0.44), (0.22, -0.44), (0.0, -0.45)], 12, wire).moved(x + 0.35, tall - 2.4, z)
        )
    s = np.linspace(0, 1, 9)
    for a, b in zip(at[:-1], at[1:], strict=True):
        for off, y in (
            (-0.95, tall - 0.42),
            (-0.35, tall - 0.42),
            (0.9, tall - 0.42),
            (0.55, tall - 1.42),
            (-0.6, tall - 1.42),
            (0.1, tall - 2.6),
        ):
            sag = float(rng.uniform(0.5, 0.9)) * (b - a) / 30
            parts.append(
                tube(np.stack([x + off + 0 * s, y - 4 * sag * s * (1 - s), a + (b - a) * s], 1), 0.013, 4, wire)
            )
    return Mesh.of(parts)
