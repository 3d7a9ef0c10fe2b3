"""Courtyards of Andalusia and Morocco: horseshoe arches on slender columns, fountains, orange trees; meshes in metres."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, leaves, tube, turned

Array = np.ndarray[Any, np.dtype[np.float32]]

_TURN = math.radians(30)  # how far a horseshoe goes on below its middle


def arcade_bay(
    half: float, spring: float, radius: float, top: float, thick: float, skins: tuple[int, int, int, int]
) -> Mesh:
    """Return one bay of an arcade across the view, its front at z = 0, its depth towards greater z.

    Parameters
    ----------
    half, spring, radius, top, thick : float
        Half width of the bay, where the arch begins, its radius, upper edge and depth of the wall.
    skins : tuple of int
        Of the wall, of carved plaster, and of the two kinds of stones in the arch.
    """
    wall, carved, one, other = skins
    centre, narrow = spring + radius * math.sin(_TURN), radius * math.cos(_TURN)
    inner = radius * np.sin(np.linspace(-math.pi / 2, math.pi / 2, 41))
    arch = centre + np.sqrt(np.maximum(radius * radius - inner * inner, 0))
    parts = []

    def sheet(u: Any, low: Any, high: Any, z: float, skin: int) -> Mesh:
        u = np.asarray(u, np.float32)
        points = np.empty((2, len(u), 3), np.float32)
        points[..., 0], points[..., 2] = u, z
        points[0, :, 1], points[1, :, 1] = high, low
        return grid(points, skin, uv=points[..., :2], normals=np.broadcast_to(np.float32([0, 0, -1]), points.shape))

    for z in (0.0, thick):
        parts.append(sheet(inner, arch, top, z, wall))
        for way in (-1.0, 1.0):
            parts.append(sheet(way * np.linspace(radius, half, 4), spring, top, z, wall))
            u = np.linspace(narrow, radius, 12)
            parts.append(sheet(way * u, spring, centre - np.sqrt(np.maximum(radius * radius - u * u, 0)), z, wall))
    turn = np.linspace(-_TURN, math.pi + _TURN, 49)
    ring = np.stack([radius * np.cos(turn), centre + radius * np.sin(turn)], 1)
    soffit = np.zeros((2, 49, 3), np.float32)
    soffit[..., :2], soffit[1, :, 2] = ring, thick
    parts.append(grid(soffit, carved))
    posts = [(way * (half + narrow) / 2, spring - 0.01, thick / 2) for way in (-1.0, 1.0)]
    parts.append(boxes(posts, ((half - narrow) / 2, 0.012, thick / 2), carved))
    # Stones of two colours around the arch, and a frame of carved plaster about them.
    edges = np.linspace(-_TURN, math.pi + _TURN, 22)
    for k in range(21):
        a = np.linspace(edges[k], edges[k + 1], 4)
        wedge = np.zeros((2, 4, 3), np.float32)
        for row, r in enumerate((1.0, 1.30)):
            wedge[row, :, 0], wedge[row, :, 1], wedge[row, :, 2] = (
                r * radius * np.cos(a),
                centre + r * radius * np.sin(a),
                -0.012,
            )
        parts.append(grid(wedge, one if k % 2 else other, normals=np.broadcast_to(np.float32([0, 0, -1]), (2, 4, 3))))
    line = np.stack([1.31 * radius * np.cos(turn), centre + 1.31 * radius * np.sin(turn), np.full(49, -0.02)], 1)
    parts.append(tube(line, 0.022, 6, carved))
    crown = centre + 1.42 * radius
    parts.append(boxes([(0, crown + 0.03, -0.02)], (half - 0.06, 0.03, 0.03), carved))
    frame = [(way * (half - 0.09), (spring + crown) / 2, -0.02) for way in (-1.0, 1.0)]
    parts.append(boxes(frame, (0.03, (crown - spring) / 2, 0.03), carved))
    parts.append(sheet(np.linspace(-half, half, 3), crown + 0.09, crown + 0.42, -0.006, carved))
    return Mesh.of(parts)


def column(spring: float, marble: int, carved: int) -> Mesh:
    """Return a slender column with a base, a capital of leaves and an impost under the arch."""
    shaft = [
        (0.095, spring - 0.62),
        (0.105, 0.5 * spring),
        (0.11, 0.22),
        (0.13, 0.20),
        (0.14, 0.16),
        (0.12, 0.12),
        (0.17, 0.08),
        (0.17, 0.0),
    ]
    cap = [(0.21, 0.0), (0.21, -0.06), (0.17, -0.10), (0.15, -0.20), (0.115, -0.34), (0.125, -0.37), (0.095, -0.40)]
    parts = [turned(shaft, 24, marble), turned([(r, spring - 0.24 + y) for r, y in cap], 24, carved)]
    parts.append(boxes([(0, spring - 0.12, 0)], (0.22, 0.12, 0.22), carved))
    for k in range(8):
        a = k * math.pi / 4
        out, up = np.array([0.115, 0.135, 0.19, 0.20]), spring - 0.24 + np.array([-0.34, -0.20, -0.10, -0.16])
        parts.append(
            tube(np.stack([out * math.cos(a), up, out * math.sin(a)], 1), [0.025, 0.028, 0.022, 0.010], 6, carved)
        )
    return Mesh.of(parts)


def fountain(marble: int, water: int, jet: int) -> Mesh:
    """Return a fountain: a basin with eight lobes, a bowl on a stem, water that rises and falls in threads; 2.4 m wide."""
    turn = np.linspace(0, 2 * np.pi, 129)[::-1]
    lobes = 1.0 + 0.10 * np.abs(np.cos(4 * turn)) ** 0.5
    rows = [
        (1.08, 0.0),
        (1.10, 0.10),
        (1.02, 0.30),
        (1.06, 0.42),
        (1.12, 0.46),
        (1.12, 0.50),
        (0.98, 0.50),
        (0.96, 0.44),
        (0.92, 0.30),
    ]
    points = np.empty((len(rows), 129, 3), np.float32)
    for k, (r, y) in enumerate(rows):
        points[k, :, 0], points[k, :, 1], points[k, :, 2] = r * lobes * np.cos(turn), y, r * lobes * np.sin(turn)
    parts = [grid(points[::-1], marble, wrap=True), turned([(0.0, 0.42), (1.06, 0.42)], 64, water)]
    stem = [
        (0.10, 1.0),
        (0.07, 0.94),
        (0.09, 0.80),
        (0.06, 0.72),
        (0.11, 0.60),
        (0.08, 0.52),
        (0.16, 0.40),
        (0.20, 0.30),
    ]
    bowl = [(0.0, 1.16), (0.44, 1.17), (0.50, 1.20), (0.53, 1.20), (0.52, 1.16), (0.36, 1.04), (0.10, 0.98)]
    parts += [turned(stem, 24, marble), turned(bowl, 48, marble), turned([(0.0, 1.185), (0.49, 1.185)], 48, water)]
    s = np.linspace(0, 1, 25)
    parts.append(tube(np.stack([0 * s, 1.18 + 0.38 * s, 0 * s], 1), 0.018 - 0.010 * s, 8, jet))
    for k in range(16):
        a = 2 * math.pi * k / 16
        arc = np.stack([0.30 * s * math.cos(a), 1.54 + 0.10 * s - 0.46 * s * s, 0.30 * s * math.sin(a)], 1)
        parts.append(tube(arc, 0.005 + 0.003 * s, 6, jet))
        fall = np.stack([(0.53 + 0.12 * s) * math.cos(a), 1.20 - 0.78 * s**1.6, (0.53 + 0.12 * s) * math.sin(a)], 1)
        parts.append(tube(fall, 0.008 - 0.003 * s, 6, jet))
    return Mesh.of(parts)


def orange_tree(tall: float, skins: tuple[int, int, int], rng: np.random.Generator) -> Mesh:
    """Return an orange tree with a round crown; skins of bark, leaves and fruit."""
    bark, leaf, fruit = skins
    wide = 0.30 * tall
    s = np.linspace(0, 1, 7)
    parts = [
        tube(
            np.stack([0.03 * np.sin(5 * s), s * (tall - 1.3 * wide), 0.02 * np.cos(6 * s)], 1),
            0.06 - 0.015 * s,
            8,
            bark,
        )
    ]
    way = rng.normal(size=(1500, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    far = wide * rng.random(1500)[:, None] ** 0.28 * (0.85 + 0.22 * np.sin(5 * way[:, :1] + 3 * way[:, 1:2]))
    places = way * far * [1.0, 0.92, 1.0] + [0, tall - wide, 0]
    parts.append(leaves(places, way + 0.7 * rng.normal(size=(1500, 3)), 0.055 + 0.03 * rng.random(1500), leaf, rng))
    ball = turned([(0.0, 0.046), (0.032, 0.032), (0.046, 0.0), (0.032, -0.032), (0.0, -0.046)], 14, fruit)
    outer = 1.04 * (places[far[:, 0] > 0.84 * wide][:34] - [0, tall - wide, 0]) + [0, tall - wide, 0]
    parts += [ball.moved(*(float(v) for v in at)) for at in outer]
    return Mesh.of(parts)


def lantern(brass: int, glow: int) -> Mesh:
    """Return a lantern of pierced brass that hangs from the origin; 0.5 m."""
    parts = [turned([(0.0, -0.12), (0.02, -0.13), (0.05, -0.17), (0.11, -0.22), (0.12, -0.24)], 8, brass)]
    parts.append(turned([(0.09, -0.25), (0.105, -0.35), (0.06, -0.46), (0.0, -0.47)], 16, glow))
    for k in range(8):
        a = k * math.pi / 4
        rib = [(0.12 * math.cos(a), -0.24, 0.12 * math.sin(a)), (0.125 * math.cos(a), -0.35, 0.125 * math.sin(a)),
               (0.07 * math.cos(a), -0.46, 0.07 * math.sin(a)), (0, -0.50, 0)]  # fmt: skip
        parts.append(tube(rib, 0.008, 6, brass))
    parts.append(tube([(0, 0, 0), (0, -0.12, 0)], 0.005, 6, brass))
    return Mesh.of(parts)
