"""Paper lanterns with a flame in them, as meshes: boxes that float on water, and bags that rise into the sky; candles and paper
boats that carry one.

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


@cache
def candle(petals: int) -> Mesh:
    """Return a short candle in a dish like an open flower, so many petals about it; its wax glows below the flame."""
    wax = turned([(0.0, 0.40), (0.20, 0.40), (0.25, 0.43), (0.27, 0.38), (0.28, 0.20), (0.27, 0.06)], 18, FLAME)
    wax.carried[:, U] = 0.55
    wax.carried[:, V] = 1.9 * (0.42 - wax.points[:, 1]) + 0.05
    parts = [wax, _flame(0.43, 0.34)]
    rise = np.linspace(0, 1, 5)
    for number in range(petals):
        a = number * 2 * math.pi / petals
        out, up = 0.26 + 0.30 * rise, 0.04 + 0.20 * rise**2
        wide = 0.20 * np.sin(math.pi * (0.25 + 0.72 * rise))
        quad = np.empty((5, 2, 3), np.float32)
        for n in range(5):
            for k, side in enumerate((-1, 1)):
                x, z = out[n], side * wide[n]
                quad[n, k] = (x * math.cos(a) - z * math.sin(a), up[n], x * math.sin(a) + z * math.cos(a))
        uv = np.empty((5, 2, 2), np.float32)
        uv[..., 0] = 0.9
        uv[..., 1] = (0.35 + 0.85 * rise)[:, None]
        parts += [grid(quad, FLAME, uv=uv), grid(quad[:, ::-1], FLAME, uv=uv)]
    parts.append(turned([(0.0, 0.05), (0.34, 0.05), (0.30, 0.0)], 16, WOOD))
    return Mesh.of(parts)


@cache
def paper_boat() -> Mesh:
    """Return a folded boat of paper with a candle before its sail, bow and stern along x; the paper glows about the flame."""
    bow, stern, left, right = (1.05, 0.62, 0.0), (-1.05, 0.62, 0.0), (0.0, 0.36, 0.42), (0.0, 0.36, -0.42)
    fore, aft, keel = (0.62, 0.0, 0.0), (-0.62, 0.0, 0.0), (0.0, -0.02, 0.0)
    sail = ((-0.42, 0.30, 0.04), (0.42, 0.30, 0.04), (0.0, 1.02, 0.0))
    faces = [
        (bow, left, fore, keel), (left, stern, keel, aft), (right, bow, keel, fore), (stern, right, aft, keel),
        (sail[2], sail[2], sail[0], sail[1]),
    ]  # fmt: skip
    parts = []
    for a, b, c, d in faces:
        corners = np.array([[a, b], [c, d]], np.float32)
        s = np.linspace(0, 1, 5)[:, None, None]
        rows = corners[0] * (1 - s) + corners[1] * s
        t = np.linspace(0, 1, 5)[None, :, None]
        quad = (rows[:, :1] * (1 - t) + rows[:, 1:] * t).astype(np.float32)
        away = np.linalg.norm(quad - np.array([0.0, 0.42, 0.0], np.float32), axis=2)
        uv = np.stack([0.20 + 1.0 * away, 0.05 + 1.1 * away], -1).astype(np.float32)
        parts += [grid(quad, FLAME, uv=uv), grid(quad[:, ::-1], FLAME, uv=uv[:, ::-1])]
    edge = [(bow, left), (left, stern), (stern, right), (right, bow)]
    parts.append(bars([a for a, _ in edge], [b for _, b in edge], (0.010, 0.010), WOOD))
    parts.append(_flame(0.34, 0.34).moved(0.16, 0.0, 0.12))
    return Mesh.of(parts)


def _flame(foot: float, tall: float) -> Mesh:
    """Return the flame of a candle, whose brightest part is its middle."""
    profile = np.array([(0.0, 1.0), (0.10, 0.75), (0.22, 0.42), (0.24, 0.25), (0.14, 0.06), (0.0, 0.0)]) * (
        0.30 * tall / 0.34,
        tall,
    )
    flame = turned(profile + np.array([0.0, foot]), 12, FLAME)
    flame.carried[:, U], flame.carried[:, V] = 0.0, -0.25
    return flame
