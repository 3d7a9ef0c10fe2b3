"""Works of stone and concrete, as meshes: a ring of standing stones, cooling towers; metres, the foot at the origin."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, turned

from .built import EVEN, Place, skins

RING, STONE = 17.0, 4.6
"""How wide a ring of stones is, and how high one stands."""
TOWERS, TOWER = 96.0, 62.0
"""How wide two cooling towers stand, and how high they are."""


def _block(half: tuple[float, float, float], skin: int, rng: np.random.Generator) -> Mesh:
    """Return a weathered block with its foot at the origin."""
    turn, along = np.meshgrid(np.linspace(0, 2 * np.pi, 25), np.linspace(0, 1, 14))
    corner = (np.abs(np.cos(turn)) ** 5 + np.abs(np.sin(turn)) ** 5) ** -0.2  # a rounded square
    taper = 1.06 - 0.22 * along - 0.5 * np.clip((along - 0.93) / 0.07, 0, 1) ** 2
    a, b, c = rng.uniform(0, 6, 3)
    worn = 1 + 0.05 * np.sin(3 * turn + 9 * along + a) + 0.04 * np.sin(5 * turn - 14 * along + b)
    worn += 0.03 * np.sin(11 * turn + 23 * along + c)
    worn[:, -1] = worn[:, 0]
    size = corner * taper * worn
    sheet = np.stack([half[0] * size * np.cos(turn), 2 * half[1] * along, half[2] * size * np.sin(turn)], 2)
    top = sheet[-1:] * (0.02, 1.0, 0.02)
    return grid(np.concatenate([sheet, top])[::-1].astype(np.float32), skin, wrap=True)


def standing_stones(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a ring of twelve stones, some of which carry another, some of which have fallen."""
    skin = place.material(skins.STONE, (0.22, 0.25, 0.26), rough=0.6, scale=0.5)
    parts, count, radius = [], 12, RING / 2
    turns = 2 * np.pi * np.arange(count) / count + 0.26
    standing = [k in (2, 3, 4, 5, 8, 9) or rng.random() < 0.7 for k in range(count)]
    for turn, stands in zip(turns, standing, strict=True):
        half = (0.95 * rng.uniform(0.85, 1.1), STONE / 2 * rng.uniform(0.96, 1.02), 0.55 * rng.uniform(0.85, 1.1))
        stone = _block(half, skin, rng)
        x, z = radius * np.sin(turn), -radius * np.cos(turn) + radius
        if stands:
            parts.append(
                stone.leaned(float(rng.normal(0, 0.02)), float(rng.normal(0, 0.03))).moved(x, -0.2, z, float(-turn))
            )
        else:
            parts.append(stone.leaned(0.0, 1.45).moved(x, 0.4, z, float(rng.uniform(0, 6))))
    for k in (2, 4, 8):
        middle = turns[k] + np.pi / count
        x, z = radius * np.sin(middle), -radius * np.cos(middle) + radius
        lintel = _block((2.5, 0.42, 0.62), skin, rng)
        parts.append(lintel.moved(x * 0.97, STONE - 0.35, z, float(-middle)))
    return Mesh.of(parts)


def cooling_towers(place: Place, *, glow: float) -> Mesh:
    """Return two cooling towers, a chimney and the hall between them; ``glow`` is of the red lights on their rims."""
    concrete = place.material(skins.PLAIN, (0.26, 0.27, 0.28), rough=0.5, scale=0.5)
    dark = place.material(skins.PLAIN, (0.03, 0.03, 0.034))
    red = place.material(skins.PLAIN, (0.01, 0.01, 0.08), glow=(0.05 * glow, 0.07 * glow, glow), family=EVEN)
    s = np.linspace(0, 1, 26)
    shape = np.sqrt(1 + (2.05 * (s - 0.76)) ** 2)
    profile = [(float(14.2 * r), float(5.0 + (TOWER - 5.0) * y)) for r, y in zip(shape, s, strict=True)]
    one = [turned(profile[::-1], 64, concrete)]
    one.append(turned([(0.96 * profile[-1][0], TOWER - 2.0), (0.5, TOWER - 2.2)], 48, dark))
    legs = 2 * np.pi * np.arange(32) / 32
    foot = profile[0][0]
    one.append(boxes([(foot * np.cos(t), 2.6, foot * np.sin(t)) for t in legs], (0.5, 2.8, 0.5), concrete))
    rim = profile[-1][0] + 0.4
    one.append(boxes([(rim * np.cos(t), TOWER - 0.5, rim * np.sin(t)) for t in legs[::4]], (0.7, 0.7, 0.7), red))
    tower = Mesh.of(one)
    parts = [tower.moved(-26.0, 0, 8.0), tower.moved(20.0, 0, 34.0)]
    parts.append(turned([(1.7, 1.35 * TOWER), (2.9, 0.0)], 28, concrete).moved(40.0, 0, 4.0))
    parts.append(boxes([(40.0, 1.35 * TOWER, 4.0), (40.0, 0.9 * TOWER, 1.4)], (0.9, 0.9, 0.9), red))
    parts.append(boxes([(2.0, 6.0, -2.0), (22.0, 9.0, 2.0)], [(13.0, 6.0, 7.0), (8.0, 9.0, 7.0)], concrete))
    return Mesh.of(parts)
