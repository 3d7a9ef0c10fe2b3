"""Houses that stand in water, their bridges and mooring poles, as meshes.

A house begins at x = 0 on y = 0, its face at z = 0 looks to the camera (-z).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .mesh import Mesh, bars, boxes, extruded, grid, tube, turned
from .pagoda import (
    ASHLAR,
    BRONZE,
    DOOR,
    ENAMEL,
    FLAME,
    GLASS,
    IRON,
    PAINTED,
    PAPER,
    RIDGE,
    SHUTTER,
    STONE,
    STUCCO,
    TILE,
    WOOD,
)

_FLOOR = 3.5  # metres from floor to floor


def _flat(x0: float, x1: float, y0: float, y1: float, z: float, skin: int, openness: Any = 1.0) -> Mesh:
    """Return an upright sheet that looks to the camera, in pieces of a metre."""
    x = np.linspace(x0, x1, max(2, math.ceil(x1 - x0) + 1))
    points = np.empty((2, len(x), 3), np.float32)
    points[..., 0], points[..., 2] = x, z
    points[0, :, 1], points[1, :, 1] = y1, y0
    uv = np.stack([points[..., 0], points[..., 1]], -1)
    return grid(points, skin, uv=uv, openness=openness, normals=np.broadcast_to(np.float32([0, 0, -1]), points.shape))


def _arch(x: float, y: float, wide: float, high: float, z: float, skin: int, *, pointed: bool) -> tuple[Mesh, Any]:
    """Return an opening with an arch over it, and the line of its edge."""
    at = np.linspace(-1, 1, 13)
    rise = 0.62 * wide * (1 - np.abs(at) ** 1.5) if pointed else 0.5 * wide * np.sqrt(np.clip(1 - at**2, 0, 1))
    top = y + high - (0.62 if pointed else 0.5) * wide + rise
    points = np.empty((2, 13, 3), np.float32)
    points[..., 0], points[..., 2] = x + 0.5 * wide * at, z
    points[0, :, 1], points[1, :, 1] = top, y
    uv = np.stack([points[..., 0] + 3.1 * x, points[..., 1] - y], -1)
    mesh = grid(points, skin, uv=uv, openness=0.6, normals=np.broadcast_to(np.float32([0, 0, -1]), points.shape))
    line = np.concatenate([[(x - wide / 2, y, z)], points[0], [(x + wide / 2, y, z)]])
    return mesh, line


def _window(
    parts: list[Mesh], rng: np.random.Generator, x: float, y: float, wide: float, high: float, lit: bool, kind: str
) -> None:
    pane = PAPER if lit else GLASS
    if kind == "arched":
        mesh, line = _arch(x, y, wide, high, -0.02, pane, pointed=True)
        parts.append(mesh)
        parts.append(bars(line[:-1], line[1:], (0.075, 0.06), STONE))
        parts.append(bars([(x, y, -0.05)], [(x, y + high, -0.05)], (0.025, 0.02), WOOD))
    else:
        parts.append(_flat(x - wide / 2, x + wide / 2, y, y + high, -0.02, pane, 0.6))
        sides = [(x - wide / 2 - 0.05, y + high / 2, 0), (x + wide / 2 + 0.05, y + high / 2, 0)]
        parts.append(boxes(sides, (0.07, high / 2 + 0.05, 0.07), STONE))
        parts.append(boxes([(x, y + high + 0.07, 0)], [(wide / 2 + 0.16, 0.09, 0.11)], STONE))
        parts.append(
            boxes(
                [(x, y + high / 2, -0.04), (x, y + 0.66 * high, -0.04)],
                [(0.025, high / 2, 0.015), (wide / 2, 0.02, 0.015)],
                WOOD,
            )
        )
        if kind == "shuttered":
            half = wide / 4
            open_ = rng.random() < (0.9 if lit else 0.55)
            for hand in (-1, 1):
                at = x + hand * (wide / 2 + 0.14 + half) if open_ else x + hand * half
                parts.append(boxes([(at, y + high / 2, -0.09)], [(half, high / 2, 0.025)], SHUTTER))
    parts.append(boxes([(x, y - 0.07, -0.06)], [(wide / 2 + 0.2, 0.06, 0.16)], STONE))


def _balcony(parts: list[Mesh], x: float, y: float, wide: float) -> None:
    parts.append(boxes([(x, y - 0.08, -0.45)], [(wide / 2, 0.09, 0.48)], STONE))
    parts.append(boxes([(x, y + 0.86, -0.86)], [(wide / 2, 0.06, 0.08)], STONE))
    at = np.arange(-wide / 2 + 0.1, wide / 2, 0.2)
    post = turned([(0.05, 0.8), (0.035, 0.6), (0.065, 0.32), (0.035, 0.08), (0.06, 0.0)], 8, STONE)
    parts += [post.moved(x + a, y, -0.86) for a in at]
    under = [(x + hand * (wide / 2 - 0.25), y - 0.35, -0.25) for hand in (-1, 1)]
    parts.append(boxes(under, (0.12, 0.2, 0.24), STONE, openness=0.6))


def house(rng: np.random.Generator, wide: float, floors: int, colour: int, lit: float) -> Mesh:
    """Return a house with ``floors`` over its water door; ``lit`` is the share of windows in which there is light."""
    tall = 3.6 + _FLOOR * floors
    skin = STUCCO + colour
    parts = [_flat(0, wide, -0.3, tall, 0.0, skin)]
    for end in (0.0, wide):  # its flanks, which a lower neighbour leaves free
        depth = np.linspace(0, 8, 9)
        flank = np.empty((2, 9, 3), np.float32)
        flank[..., 0], flank[..., 2] = end, depth
        flank[0, :, 1], flank[1, :, 1] = tall, 0
        turn = np.broadcast_to(np.float32([1.0 if end else -1.0, 0, 0]), flank.shape)
        uv = np.stack([flank[..., 2] + 3.7, flank[..., 1]], -1)
        parts.append(grid(flank, skin, uv=uv, normals=turn, openness=0.8))
    columns = max(2, round(wide / 2.1))
    x = (np.arange(columns) + 0.5) * wide / columns
    door = int(rng.integers(columns))
    for n, at in enumerate(x.tolist()):
        if n == door:
            mesh, line = _arch(at, 0.25, 1.5, 2.75, -0.02, DOOR, pointed=False)
            parts += [mesh, bars(line[:-1], line[1:], (0.13, 0.09), STONE)]
            parts.append(
                boxes([(at, 0.16, -0.3), (at, 0.0, -0.55)], [(1.05, 0.10, 0.35), (1.2, 0.10, 0.6)], STONE, openness=0.7)
            )
        else:
            parts.append(
                _flat(at - 0.4, at + 0.4, 1.35, 2.35, -0.02, PAPER if rng.random() < 0.7 * lit else GLASS, 0.5)
            )
            edge = [(at, y, -0.03) for y in (1.28, 2.42)]
            parts.append(boxes(edge, (0.52, 0.08, 0.08), STONE))
            grille = np.linspace(at - 0.36, at + 0.36, 6)
            parts.append(
                bars([(a, 1.35, -0.07) for a in grille], [(a, 2.35, -0.07) for a in grille], (0.012, 0.012), IRON)
            )
    parts.append(_flat(0, wide, -0.3, 0.62, -0.09, ASHLAR, 0.7))
    noble = int(rng.random() < 0.75)
    for floor in range(floors):
        y = 3.6 + _FLOOR * floor
        if floor:
            parts.append(boxes([(a, y - 0.25, -0.03) for a in np.arange(0.5, wide, 1.0)], (0.5, 0.05, 0.07), STONE))
        grand = noble and floor == 0 and columns >= 3
        inner = range((columns - 1) // 2, columns // 2 + 1 + (columns < 4)) if grand else range(0)
        for n, at in enumerate(x.tolist()):
            glows = bool(rng.random() < lit)
            if grand and n in inner:
                _window(parts, rng, at, y + 0.25, 1.0, 2.5, glows or rng.random() < 0.6 * lit, "arched")
            else:
                high = 1.75 - 0.28 * (floor == floors - 1)
                _window(parts, rng, at, y + 0.62, 0.92, high, glows, "shuttered" if rng.random() < 0.8 else "plain")
        if grand:
            wide_ = (len(inner) - 1) * wide / columns + 1.9
            _balcony(parts, float(np.mean(x[list(inner)])), y + 0.22, min(wide_, wide - 0.4))
        elif floor and rng.random() < 0.3:
            _balcony(parts, float(x[int(rng.integers(columns))]), y + 0.55, 1.6)
    steps = np.arange(0.5, wide, 1.0)
    parts.append(boxes([(a, tall + 0.08, -0.12) for a in steps], (0.5, 0.14, 0.26), STONE))
    parts.append(
        boxes([(a, tall - 0.16, -0.10) for a in np.arange(0.3, wide, 0.6)], (0.08, 0.10, 0.14), STONE, openness=0.6)
    )
    over = np.linspace(-0.1, wide + 0.1, max(2, math.ceil(wide) + 1))
    roof = np.empty((2, len(over), 3), np.float32)
    roof[..., 0] = over
    roof[0, :, 1], roof[1, :, 1] = tall + 1.5, tall + 0.2
    roof[0, :, 2], roof[1, :, 2] = 4.0, -0.5
    parts.append(grid(roof, TILE, normals=np.broadcast_to(np.float32([0, 0.9, -0.4]), roof.shape)))
    for _ in range(int(rng.integers(1, 3))):  # chimneys that widen to their top
        at = float(rng.uniform(0.8, wide - 0.8))
        parts.append(boxes([(at, tall + 0.9, 0.9)], [(0.28, 1.0, 0.28)], skin))
        parts.append(turned([(0.62, 1.0), (0.66, 0.85), (0.34, 0.0)], 16, RIDGE).moved(at, tall + 1.8, 0.9))
    parts.append(tube([(0.12, tall, -0.1), (0.12, 0.5, -0.1)], [0.06, 0.06], 6, IRON))
    if wide > 6 and rng.random() < 0.5:  # a plate over its door
        parts.append(boxes([(x[door], 3.25, -0.12)], [(0.16, 0.2, 0.1)], BRONZE))
    return Mesh.of(parts)


def bracket_lamp() -> Mesh:
    """Return a lamp on a bracket, its wall behind it at z = 0 and its light at (0, 0, -0.7)."""
    parts = [
        tube([(0, 0.1, 0), (0, 0.42, -0.25), (0, 0.45, -0.7)], [0.025, 0.022, 0.02], 6, IRON),
        turned([(0.02, 0.42), (0.06, 0.36), (0.21, 0.24), (0.19, 0.22)], 6, IRON).moved(0, 0, -0.7),
        turned([(0.13, -0.2), (0.04, -0.27)], 6, IRON).moved(0, 0, -0.7),
    ]
    glass = turned([(0.185, 0.22), (0.12, -0.2)], 6, FLAME).moved(0, 0, -0.7)
    glass.carried[:, 0], glass.carried[:, 1] = 0.0, 0.2
    posts = np.arange(6) * math.pi / 3
    top = np.stack([0.19 * np.cos(posts), 0 * posts + 0.22, 0.19 * np.sin(posts) - 0.7], 1)
    low = np.stack([0.125 * np.cos(posts), 0 * posts - 0.2, 0.125 * np.sin(posts) - 0.7], 1)
    return Mesh.of([*parts, glass, bars(top, low, (0.012, 0.012), IRON)])


def bridge(half: float, rise: float) -> Mesh:
    """Return an arched footbridge across x = -half to half, whose way runs along x; the water is at y = 0."""
    thick = 3.0
    x = np.linspace(-half - 1.2, half + 1.2, 41)
    deck = 1.25 + rise * np.cos(np.clip(x / (half + 1.2), -1, 1) * math.pi / 2) ** 1.2
    inner = np.linspace(half - 0.4, -half + 0.4, 33)
    arch = 0.15 + (rise + 0.65) * np.sqrt(np.clip(1 - (inner / (half - 0.4)) ** 2, 0, 1))
    outline = [
        *zip(x, deck, strict=True),
        (half + 1.2, -0.4),
        (half - 0.4, -0.4),
        *zip(inner, arch, strict=True),
        (-half + 0.4, -0.4),
        (-half - 1.2, -0.4),
    ]
    parts = [extruded(outline, thick, STUCCO + 7, openness=0.9)]
    at = np.linspace(half - 0.4, -half + 0.4, 29)
    ring = np.stack([at, 0.15 + (rise + 0.65) * np.sqrt(np.clip(1 - (at / (half - 0.4)) ** 2, 0, 1)), 0 * at], 1)
    for z in (-thick / 2 - 0.03, thick / 2 + 0.03):
        off = np.array([0, 0.16, z])
        parts.append(bars(ring[:-1] + off, ring[1:] + off, (0.06, 0.17), STONE))
        edge = np.stack([x, deck, 0 * x + z], 1)
        parts.append(bars(edge[:-1], edge[1:], (0.10, 0.07), STONE))
        rail = np.add(edge, (0, 0.98, 0))
        parts.append(bars(rail[:-1], rail[1:], (0.035, 0.03), IRON))
        parts.append(bars(rail[:-1] - (0, 0.5, 0), rail[1:] - (0, 0.5, 0), (0.012, 0.012), IRON))
        posts = np.linspace(0, 40, 61)
        foot = np.stack([np.interp(posts, np.arange(41), edge[:, k]) for k in range(3)], 1)
        parts.append(bars(foot, np.add(foot, (0, 0.98, 0)), (0.012, 0.012), IRON))
    return Mesh.of(parts)


def pole(rng: np.random.Generator, *, striped: bool) -> Mesh:
    """Return a mooring pole, plain or with bands of paint and a cap."""
    tall = float(rng.uniform(2.1, 3.1))
    parts = []
    if striped:
        edges = np.arange(0.2, tall, 0.26)
        for n, y in enumerate(edges):
            parts.append(turned([(0.105, min(y + 0.26, tall)), (0.11, y)], 14, PAINTED if n % 2 else ENAMEL))
        parts.append(turned([(0.0, 0.26), (0.09, 0.2), (0.14, 0.08), (0.12, 0.0)], 14, BRONZE).moved(0, tall, 0))
        parts.append(turned([(0.115, 0.25), (0.12, -0.4)], 14, WOOD))
    else:
        parts.append(tube([(0, -0.4, 0), (0.03, 0.5 * tall, 0), (0, tall, 0)], [0.15, 0.13, 0.11], 10, WOOD))
        parts.append(turned([(0.115, 0.05), (0.12, 0.0)], 10, IRON).moved(0, tall - 0.3, 0))
    return Mesh.of(parts)


def church(tall: float) -> Mesh:
    """Return a domed church with its bell tower, as they stand across a lagoon."""
    parts = [
        boxes([(0, 0.16 * tall, 0)], [(0.34 * tall, 0.17 * tall, 0.3 * tall)], STUCCO + 3),
        turned([(0.235 * tall, 0.47 * tall), (0.235 * tall, 0.32 * tall)], 16, STONE),
        turned(tall * np.array([(0.01, 0.80), (0.10, 0.765), (0.19, 0.66), (0.235, 0.52), (0.245, 0.47)]), 28, RIDGE),
        turned([(0.0, tall), (0.02 * tall, 0.94 * tall), (0.055 * tall, 0.90 * tall), (0.055 * tall, 0.79 * tall)], 12, STONE),
        boxes([(0.52 * tall, 0.52 * tall, 0.1 * tall)], [(0.065 * tall, 0.54 * tall, 0.065 * tall)], STUCCO + 7),
        turned([(0.0, 1.28 * tall), (0.085 * tall, 1.06 * tall)], 4, RIDGE, start=math.pi / 4).moved(0.52 * tall, 0, 0.1 * tall),
    ]  # fmt: skip
    return Mesh.of(parts)
