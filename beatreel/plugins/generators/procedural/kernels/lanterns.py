"""Paper lanterns with a flame in them, as meshes: boxes that float on water, and bags that rise into the sky.

A box stands on the water at y = 0; a bag hangs with its mouth at y = 0. Both are about a metre high and are scaled to size.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from .mesh import Mesh, U, V, bars, boxes, grid, turned
from .pagoda import FLAME, WOOD


@cache
def floating(sides: int) -> Mesh:
    """Return a box of paper on a raft, with so many sides; it widens to its open top."""
    parts = []
    turn = np.arange(sides + 1) * 2 * math.pi / sides + math.pi / sides
    low, high = 0.36, 0.44
    for a, b in zip(turn[:-1], turn[1:], strict=True):
        quad = np.empty((4, 2, 3), np.float32)
        steps = np.linspace(1, 0, 4)
        for n, y in enumerate(steps):
            wide = low + (high - low) * y
            quad[n] = [(wide * math.cos(each), 0.14 + 0.86 * y, wide * math.sin(each)) for each in (a, b)]
        uv = np.empty((4, 2, 2), np.float32)
        uv[..., 0] = (-0.62, 0.62)
        uv[..., 1] = (steps * 1.9 - 0.75)[:, None]
        parts.append(grid(quad, FLAME, uv=uv))
        # Light on the inner side of its paper, seen through the open top.
        inside = quad[:2] * (0.97, 1, 0.97)
        parts.append(grid(inside, FLAME, uv=uv[:2] * (1, 0.5)))
    ring = [(1.05 * high * math.cos(a), 1.0, 1.05 * high * math.sin(a)) for a in turn]
    foot = [(low * math.cos(a), 0.14, low * math.sin(a)) for a in turn]
    parts += [bars(ring[:-1], ring[1:], (0.016, 0.016), WOOD), bars(foot, ring, (0.014, 0.014), WOOD)]
    parts.append(boxes([(0, 0.07, 0)], [(0.52, 0.06, 0.52)], WOOD))
    return Mesh.of(parts)


@cache
def rising() -> Mesh:
    """Return a bag of thin paper, wide above, with its flame at the mouth."""
    profile = np.array([
        (0.01, 1.0), (0.16, 0.985), (0.29, 0.93), (0.37, 0.83), (0.40, 0.68), (0.38, 0.48), (0.33, 0.25), (0.27, 0.03), (0.265, 0.0),
    ])  # fmt: skip
    bag = turned(profile, 18, FLAME)
    bag.carried[:, U] = 0.25 * np.sin(3.0 * np.arctan2(bag.points[:, 2], bag.points[:, 0]))  # folds
    bag.carried[:, V] = 1.55 * bag.points[:, 1] - 0.50
    flame = turned([(0.0, 0.16), (0.06, 0.06), (0.05, 0.0)], 8, FLAME)
    flame.carried[:, U], flame.carried[:, V] = 0.0, -0.25
    rim = turned([(0.28, 0.02), (0.28, -0.01)], 18, WOOD)
    return Mesh.of([bag, flame.moved(0, -0.02, 0), rim])
