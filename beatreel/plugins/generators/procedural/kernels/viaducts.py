"""What carries a railway through a landscape, as meshes along x: a viaduct of stone arches, and a track on its ballast.

The rails are at y = 0 and the middle of the track at z = 0.
"""

from __future__ import annotations

import math

import numpy as np

from .mesh import Mesh, boxes, grid, tube
from .pagoda import ASHLAR, ENAMEL, IRON, STONE, WOOD

HALF = 2.6  # metres from the middle of a viaduct to its face
SPAN = 12.5  # from pier to pier
_PIER = 2.6  # width of a pier at its top
_DECK = -0.35  # top of the ballast
_CROWN = -2.3  # of the arches
_SIDES = (-1.0, 1.0)


def viaduct(first: float, bays: int, deep: float) -> Mesh:
    """Return arches from x = ``first`` on, whose piers stand ``deep`` metres under the rails."""
    radius = (SPAN - _PIER) / 2
    spring = _CROWN - radius
    parts = []
    at = np.linspace(math.pi, 0, 25)
    curve_x, curve_y = radius * np.cos(at), spring + radius * np.sin(at)
    for bay in range(bays):
        middle = first + SPAN * (bay + 0.5)
        x = middle + curve_x
        soffit = np.empty((2, 25, 3), np.float32)
        soffit[..., 0], soffit[..., 1] = x, curve_y
        soffit[0, :, 2], soffit[1, :, 2] = -HALF, HALF
        parts.append(grid(soffit, ASHLAR, openness=[[0.45], [0.12]]))
        for side in _SIDES:
            wall = np.empty((2, 25, 3), np.float32)
            wall[..., 0], wall[..., 2] = x, side * HALF
            wall[0, :, 1], wall[1, :, 1] = -0.5, curve_y
            uv = np.stack([wall[..., 0], wall[..., 1]], -1)
            normals = np.broadcast_to(np.float32([0, 0, side]), wall.shape)
            parts.append(grid(wall, ASHLAR, uv=uv, normals=normals, openness=[[0.75], [0.9]]))
        parts.append(_ring(middle, radius, spring))
        parts.append(_pier(middle - SPAN / 2, spring, deep))
    parts.append(_pier(first + SPAN * bays, spring, deep))
    long = SPAN * bays
    deck = np.empty((2, 8 * bays + 1, 3), np.float32)
    deck[..., 0], deck[..., 1] = np.linspace(first, first + long, 8 * bays + 1), _DECK
    deck[0, :, 2], deck[1, :, 2] = HALF, -HALF
    parts += [
        grid(deck, STONE, openness=0.7, normals=np.broadcast_to(np.float32([0, 1, 0]), deck.shape)),
        *_rails(first, first + long),
    ]
    parts.append(_wall(first, long, 1.0))
    return Mesh.of(parts)


def parapet(first: float, bays: int) -> Mesh:
    """Return the wall on the near side of such a viaduct, before which nothing passes."""
    return _wall(first, SPAN * bays, -1.0)


def _wall(first: float, long: float, side: float) -> Mesh:
    """Return a low wall along the edge on its cornice and corbels; in short pieces, for those behind the eye are not drawn."""
    corbels = np.arange(first + 0.6, first + long, 1.25)
    places = np.stack([corbels, 0 * corbels - 0.66, 0 * corbels + side * (HALF + 0.14)], 1)
    parts = [boxes(places, (0.20, 0.10, 0.16), STONE, openness=0.6)]
    x = np.linspace(first, first + long, round(8 * long / SPAN) + 1)
    for y0, y1, out, skin in (
        (0.55, -0.35, 0.19, ASHLAR),
        (0.68, 0.54, 0.27, STONE),
        (-0.28, -0.56, 0.36, ASHLAR),
        (-0.5, -1.4, 0.0, ASHLAR),
    ):
        for z in (side * (HALF + 0.02 - out), side * (HALF + 0.02 + out)):
            face = np.empty((2, len(x), 3), np.float32)
            face[..., 0], face[..., 2] = x, z
            face[0, :, 1], face[1, :, 1] = y0, y1
            uv = np.stack([face[..., 0], face[..., 1]], -1)
            turn = 1.0 if z > side * (HALF + 0.02) else -1.0
            parts.append(grid(face, skin, uv=uv, normals=np.broadcast_to(np.float32([0, 0, turn]), face.shape)))
        if not out:
            continue
        top = np.empty((2, len(x), 3), np.float32)
        top[..., 0], top[..., 1] = x, y0
        top[0, :, 2], top[1, :, 2] = side * (HALF + 0.02) - out, side * (HALF + 0.02) + out
        parts.append(grid(top, skin, normals=np.broadcast_to(np.float32([0, 1, 0]), top.shape)))
    return Mesh.of(parts)


def _ring(middle: float, radius: float, spring: float) -> Mesh:
    """The stones of an arch, which stand out from its face."""
    count = 25
    at = (np.arange(count) + 0.5) * math.pi / count
    way = np.stack([np.cos(at), np.sin(at), 0 * at], 1)
    axes = np.stack([np.stack([np.sin(at), -np.cos(at), 0 * at], 1), way, np.broadcast_to([0.0, 0, 1], way.shape)], 1)
    tall = np.where(np.arange(count) == count // 2, 0.55, 0.40)
    shade = 0.78 + 0.22 * np.sin(np.arange(count) * 12.9898) ** 2
    parts = []
    for side in _SIDES:
        places = way * (radius + tall)[:, None] + (middle, spring, side * HALF)
        halves = np.stack([np.full(count, 0.47 * math.pi * radius / count), tall, np.full(count, 0.07)], 1)
        parts.append(boxes(places, halves, STONE, axes=axes, openness=shade))
    return Mesh.of(parts)


def _pier(x: float, spring: float, deep: float) -> Mesh:
    """A pier that widens to its foot, with an impost where the arches spring from it and a pilaster above."""
    y = np.linspace(-0.5, -deep, 12)
    grow = 0.022 * np.maximum(spring - y, 0)
    parts = []
    for side in _SIDES:
        face = np.empty((12, 2, 3), np.float32)
        face[..., 1] = y[:, None]
        face[:, 0, 0], face[:, 1, 0] = x - _PIER / 2 - grow, x + _PIER / 2 + grow
        face[..., 2] = (side * (HALF + grow))[:, None]
        uv = np.stack([face[..., 0], face[..., 1]], -1)
        dark = np.clip(0.95 + 0.010 * (y - spring), 0.6, 0.95)
        parts.append(grid(face, ASHLAR, uv=uv, openness=dark[:, None]))
        flank = np.empty((12, 2, 3), np.float32)
        flank[..., 1] = y[:, None]
        flank[..., 0] = (x + side * (_PIER / 2 + grow))[:, None]
        flank[:, 0, 2], flank[:, 1, 2] = -HALF - grow, HALF + grow
        uv = np.stack([flank[..., 2], flank[..., 1]], -1)
        normals = np.broadcast_to(np.float32([side, 0.02, 0]), flank.shape)
        parts.append(grid(flank, ASHLAR, uv=uv, openness=0.8 * dark[:, None], normals=normals))
        parts.append(
            boxes([(x, spring / 2 - 0.2, side * HALF)], [(0.75, -spring / 2 - 0.2, 0.14)], ASHLAR, openness=0.9)
        )
    parts.append(boxes([(x, spring, 0)], [(_PIER / 2 + 0.16, 0.17, HALF + 0.16)], STONE))
    return Mesh.of(parts)


def _rails(first: float, last: float) -> list[Mesh]:
    """Return rails on their sleepers, in pieces."""
    x, pieces = np.arange(first, last, 0.65), np.arange(first, last, 2.6) + 1.3
    rails = [(at, -0.07, z) for at in pieces for z in (-0.72, 0.72)]
    return [
        boxes(np.stack([x, 0 * x - 0.28, 0 * x], 1), (0.13, 0.06, 1.3), WOOD, openness=0.8),
        boxes(rails, (1.3, 0.07, 0.035), IRON),
        boxes(np.add(rails, (0, 0.072, 0)), (1.3, 0.002, 0.03), ENAMEL),  # bright where wheels run
    ]


def track(first: float, last: float) -> Mesh:
    """Return rails on sleepers in ballast, on level ground 0.9 m under the rails."""
    profile = np.array([(-4.6, -1.15), (-2.4, -0.45), (-1.7, -0.30), (1.7, -0.30), (2.4, -0.45), (4.6, -1.15)])
    columns = np.linspace(first, last, 161)
    bank = np.empty((6, 161, 3), np.float32)
    bank[..., 0] = columns
    bank[..., 2], bank[..., 1] = profile[:, :1], profile[:, 1:]
    shade = np.array([0.5, 0.8, 1, 1, 0.8, 0.5])[:, None]
    return Mesh.of([grid(bank, STONE, openness=shade), *_rails(first, last)])


def telegraph(x: float, z: float) -> Mesh:
    """Return a pole with two arms."""
    arms = [(x, 6.4, z), (x, 5.8, z)]
    return Mesh.of([
        tube([(x, -1.2, z), (x, 6.9, z)], [0.14, 0.10], 8, WOOD),
        boxes(arms, (0.05, 0.05, 0.75), WOOD),
        boxes([(x, y + 0.12, z + off) for _, y, _ in arms for off in (-0.65, -0.3, 0.3, 0.65)], (0.04, 0.08, 0.04), STONE),
    ])  # fmt: skip
