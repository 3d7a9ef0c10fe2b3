"""Narrow houses of brick with gables, and the quays between which a canal runs, as meshes.

A house begins at x = 0 on y = 0, its face at z = 0 looks to the camera (-z). A quay runs along z from 0, the water to its right.
"""

from __future__ import annotations

import numpy as np

from .mesh import Mesh, bars, boxes, extruded, grid, tube, turned
from .pagoda import DOOR, ENAMEL, FLAME, GLASS, IRON, LIVERY, PAPER, RIDGE, STONE, STUCCO, TILE, WOOD

STREET = 1.25
"""Metres from the water up to the street."""
_FLOOR = 3.3


def _gable(kind: int, wide: float, y: float) -> list[tuple[float, float]]:
    """Return the outline of a gable over eaves at ``y``, from right to left."""
    half = wide / 2
    if kind == 0:  # in steps
        steps = [(half - n * half / 5.5, y + 0.75 * n + up) for n in range(5) for up in (0.0, 0.75)]
        right = [*steps, (0.42, y + 3.75), (0.42, y + 4.3)]
    elif kind == 1:  # a bell
        t = np.linspace(0, 1, 12)
        right = list(zip((0.55 + (half - 0.55) * (1 - t) ** 2.2).tolist(), (y + 3.2 * t**0.75).tolist(), strict=True))
        right += [(0.85, y + 3.25), (0.0, y + 3.95)]
    elif kind == 2:  # a neck between scrolls
        t = np.linspace(0, 1, 8)
        scroll = list(zip((half - (half - 1.15) * t**0.5).tolist(), (y + 1.9 * t**2.0).tolist(), strict=True))
        right = [*scroll, (1.15, y + 3.6), (1.35, y + 3.7), (0.0, y + 4.5)]
    else:  # a cornice
        right = [(half, y + 0.9), (0.0, y + 0.9)]
    left = [(-x, h) for x, h in right[::-1] if x > 1e-6]
    return [(x + half, h) for x, h in [*right, *left]]


def house(rng: np.random.Generator, wide: float, floors: int, colour: int, lit: float) -> Mesh:
    """Return a house; ``lit`` is the share of windows in which there is light."""
    top = 3.7 + _FLOOR * floors
    skin = STUCCO + colour
    kind = int(rng.integers(4))
    outline = [(0.0, 0.0), (wide, 0.0), *_gable(kind, wide, top)]
    face = extruded(outline, 0.3, skin, openness=0.95).moved(0, 0, 0.15)
    parts = [face]
    edge = np.array([(x, y, -0.04) for x, y in _gable(kind, wide, top)])
    parts.append(bars(edge[:-1], edge[1:], (0.10, 0.09), ENAMEL))
    columns = 2 if wide < 4.9 else 3
    at = (np.arange(columns) + 0.5) * wide / columns
    door = int(rng.integers(columns))
    for floor in range(floors + 1):
        low = 0.9 if not floor else 3.7 + _FLOOR * (floor - 1) + 0.55
        high = (2.1 if floor < 2 else 1.9) * (1 - 0.10 * floor)
        for n, x in enumerate(at.tolist()):
            if floor == 0 and n == door:
                parts.append(boxes([(x, 1.55, -0.02)], [(0.55, 1.15, 0.05)], DOOR))
                parts.append(boxes([(x, 2.85, -0.03)], [(0.55, 0.18, 0.04)], PAPER if lit > 0.1 else GLASS))
                parts.append(boxes([(x, 0.2, -0.5), (x, 0.06, -0.8)], [(0.8, 0.20, 0.5), (0.95, 0.08, 0.8)], STONE))
                continue
            pane = PAPER if rng.random() < lit else GLASS
            quad = [
                [(x - 0.52, low + high, -0.02), (x + 0.52, low + high, -0.02)],
                [(x - 0.52, low, -0.02), (x + 0.52, low, -0.02)],
            ]
            uv = [[(3 * x, high), (3 * x + 1.04, high)], [(3 * x, 0), (3 * x + 1.04, 0)]]
            parts.append(
                grid(quad, pane, uv=uv, openness=0.6, normals=np.broadcast_to(np.float32([0, 0, -1]), (2, 2, 3)))
            )
            sides = [(x - 0.56, low + high / 2, -0.05), (x + 0.56, low + high / 2, -0.05)]
            parts.append(boxes(sides, (0.06, high / 2 + 0.06, 0.05), ENAMEL))
            across = [(x, low - 0.04, -0.06), (x, low + high + 0.04, -0.05), (x, low + 0.52 * high, -0.05)]
            parts.append(boxes(across, (0.62, 0.055, 0.06), ENAMEL))
            parts.append(
                boxes([(x, low + 0.26 * high, -0.04), (x, low + 0.76 * high, -0.04)], (0.02, 0.24 * high, 0.02), ENAMEL)
            )
    if kind < 3:  # a window in the gable, and the beam that lifts what no stair is wide enough for
        pane = PAPER if rng.random() < lit else GLASS
        parts.append(boxes([(wide / 2, top + 1.2, 0.0)], [(0.42, 0.62, 0.03)], pane))
        rim = [(wide / 2 + x, top + 1.2, -0.04) for x in (-0.46, 0.46)]
        parts.append(boxes(rim, (0.05, 0.7, 0.04), ENAMEL))
        parts.append(boxes([(wide / 2, top + 2.35, -0.5)], [(0.07, 0.09, 0.6)], WOOD))
    roof = [
        [(0, top + 0.2, 0.3), (wide / 2, top + 3.2, 0.3), (wide, top + 0.2, 0.3)],
        [(0, top + 0.2, 9), (wide / 2, top + 3.2, 9), (wide, top + 0.2, 9)],
    ]
    parts.append(grid(roof, TILE))
    for x in (0.0, wide):
        wall = [[(x, top + 0.2, 0.3), (x, top + 0.2, 9)], [(x, 0, 0.3), (x, 0, 9)]]
        parts.append(
            grid(wall, skin, openness=0.6, normals=np.broadcast_to(np.float32([1.0 if x else -1.0, 0, 0]), (2, 2, 3)))
        )
    parts.append(boxes([(wide * 0.2, top + 2.6, 4.0)], [(0.3, 1.4, 0.3)], skin))
    return Mesh.of(parts)


def quay(long: float, deep: float) -> Mesh:
    """Return a quay wall with its coping and the street behind it, ``deep`` metres wide, to the left of the water."""
    z = np.arange(0.0, long + 1.0, 1.0)
    wall = np.empty((2, len(z), 3), np.float32)
    wall[..., 0], wall[..., 2] = 0.0, z
    wall[0, :, 1], wall[1, :, 1] = STREET, -0.3
    uv = np.stack([wall[..., 2], wall[..., 1]], -1)
    face = grid(
        wall, STUCCO + 6, uv=uv, openness=[[0.8], [0.6]], normals=np.broadcast_to(np.float32([1, 0, 0]), wall.shape)
    )
    street = np.empty((2, len(z), 3), np.float32)
    street[..., 1], street[..., 2] = STREET, z
    street[0, :, 0], street[1, :, 0] = -deep, 0.0
    paved = grid(street, STONE, openness=0.7, normals=np.broadcast_to(np.float32([0, 1, 0]), street.shape))
    coping = boxes([(-0.2, STREET + 0.02, at + 0.5) for at in z], (0.28, 0.10, 0.5), STONE)
    posts = [
        turned([(0.0, 0.78), (0.09, 0.7), (0.07, 0.5), (0.10, 0.0)], 10, IRON).moved(-0.35, STREET, at)
        for at in z[2::3]
    ]
    return Mesh.of([face, paved, coping, *posts])


def lamp_post() -> Mesh:
    """Return a street lamp whose light is 3.4 metres up."""
    post = turned([(0.035, 3.1), (0.04, 1.2), (0.09, 1.1), (0.10, 0.2), (0.16, 0.0)], 12, IRON)
    glass = turned([(0.19, 0.24), (0.11, -0.2)], 6, FLAME).moved(0, 3.4, 0)
    glass.carried[:, 0], glass.carried[:, 1] = 0.0, 0.2
    crown = turned([(0.0, 0.5), (0.06, 0.42), (0.23, 0.25)], 6, RIDGE).moved(0, 3.4, 0)
    return Mesh.of([post, glass, crown])


def skiff() -> Mesh:
    """Return an open boat, its prow at +x."""
    x = np.linspace(-2.6, 2.6, 25)
    t = x / 2.6
    beam = 0.85 * np.clip(1 - np.clip(t, 0, 1) ** 2.4, 0, 1) ** 0.8 * (1 - 0.2 * np.clip(-t, 0, 1) ** 3)
    rim = 0.52 + 0.28 * np.clip(t, 0, 1) ** 2.5
    parts = []
    for side in (-1.0, 1.0):
        down = np.linspace(0, 1, 5)[:, None]
        hull = np.empty((5, 25, 3), np.float32)
        hull[..., 0], hull[..., 1] = x, rim + (-0.15 - rim) * down
        hull[..., 2] = side * beam * (1 - 0.9 * down**2.4)
        parts += [grid(hull, LIVERY), grid(hull * (1, 1, 0.92), WOOD, openness=0.4)]
        line = np.stack([x, rim, side * beam], 1)
        parts.append(bars(line[:-1], line[1:], (0.04, 0.03), ENAMEL))
    parts.append(boxes([(a, 0.36, 0) for a in (-1.6, -0.2, 1.1)], [(0.16, 0.03, 0.75)], WOOD))
    stern = [[(-2.6, 0.52, -0.68), (-2.6, 0.52, 0.68)], [(-2.6, -0.1, -0.15), (-2.6, -0.1, 0.15)]]
    parts.append(grid(stern, LIVERY, normals=np.broadcast_to(np.float32([-1, 0, 0]), (2, 2, 3))))
    parts.append(tube([(-0.6, 0.45, -0.5), (1.9, 0.62, 0.35)], [0.03, 0.03], 6, WOOD))
    return Mesh.of(parts)


def lights_of(half: float, rise: float) -> Mesh:
    """Return the bulbs along the arch of a bridge across x = -half to half."""
    x = np.linspace(-half + 0.5, half - 0.5, 27)
    y = 0.15 + (rise + 0.65) * np.sqrt(np.clip(1 - (x / (half - 0.4)) ** 2, 0, 1))
    bulbs = boxes(np.stack([x, y + 0.1, 0 * x - 1.62], 1), (0.06, 0.06, 0.04), FLAME)
    bulbs.carried[:, 0], bulbs.carried[:, 1] = 0.0, -0.25
    return bulbs
