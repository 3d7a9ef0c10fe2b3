"""What stands in vaults under the ground: skulls in niches, barrels, doors of bars, chains, bunks, lamps in cages; metres, facing -z."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery.upholstery import cushion

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Colour, Setting


def skull(bone: int, dark: int) -> Mesh:
    """Return a skull that looks to -z, its jaw at the origin, about life size."""
    dome = cushion((0.072, 0.080, 0.088), bone, square=0.95, steps=(12, 20)).moved(0, 0.125, 0.012)
    face = cushion((0.050, 0.052, 0.040), bone, square=0.6, steps=(10, 16)).moved(0, 0.060, -0.045)
    eye = cushion((0.020, 0.019, 0.016), dark, square=0.9, steps=(8, 12))
    parts = [dome, face, *(eye.moved(x, 0.098, -0.070) for x in (-0.028, 0.028))]
    parts.append(cushion((0.010, 0.015, 0.010), dark, square=0.8, steps=(6, 10)).moved(0, 0.062, -0.082))
    parts.append(boxes([(0.009 * k, 0.026, -0.078) for k in range(-3, 4)], (0.0016, 0.012, 0.008), dark))
    return Mesh.of(parts)


def niche(bone: int, dark: int, rng: np.random.Generator) -> Mesh:
    """Return three shelves of skulls, ends of long bones between them."""
    one = skull(bone, dark)
    parts = [boxes([(0, 0.62, 0.08)], (0.86, 0.66, 0.03), dark)]
    for row in range(3):
        y = 0.02 + 0.42 * row
        for k in range(8):
            turn, x = float(rng.normal(0, 0.22)), -0.72 + 0.205 * k + float(rng.normal(0, 0.012))
            if rng.random() < 0.93:
                parts.append(
                    one.moved(x, y, float(rng.normal(0, 0.012)), turn=turn, scale=float(rng.uniform(0.98, 1.16)))
                )
        ends = [(-0.78 + 0.065 * k + 0.03 * (j % 2), y + 0.245 + 0.055 * j, -0.02) for k in range(25) for j in range(3)]
        parts.append(
            Mesh.of(
                [cushion((0.028, 0.025, 0.05), bone, square=0.8, steps=(6, 8)).moved(*at) for at in ends[:: 1 + row]]
            )
        )
    return Mesh.of(parts)


def barrel(oak: int, hoop: int) -> Mesh:
    """Return a barrel that stands."""
    t = np.linspace(0, 1, 15)
    swell = 0.30 + 0.075 * np.sin(math.pi * t)
    side = [(float(r), float(0.94 * y)) for r, y in zip(swell[::-1], t[::-1], strict=True)]
    parts = [turned([(0.0, 0.905), (0.285, 0.905), (0.285, 0.94), *side, (0.0, 0.0)], 28, oak)]
    for y in (0.03, 0.22, 0.34, 0.60, 0.72, 0.91):
        r = 0.305 + 0.075 * math.sin(math.pi * y / 0.94)
        parts.append(turned([(r, y + 0.022), (r + 0.006, y + 0.02), (r + 0.006, y - 0.02), (r, y - 0.022)], 28, hoop))
    return Mesh.of(parts)


def cell_door(iron: int, wood: int) -> Mesh:
    """Return a door of bars in a frame of wood, in the plane z = 0."""
    xs = np.linspace(-0.5, 0.5, 9)
    ring = boxes(
        [(-0.60, 1.05, 0), (0.60, 1.05, 0), (0, 2.12, 0)],
        [(0.07, 1.10, 0.09), (0.07, 1.10, 0.09), (0.67, 0.08, 0.09)],
        wood,
    )
    rods = [tube([(float(x), 0.0, 0.0), (float(x), 2.05, 0.0)], 0.016, 8, iron) for x in xs]
    flat = bars(
        [(-0.53, y, 0) for y in (0.25, 1.0, 1.75)], [(0.53, y, 0) for y in (0.25, 1.0, 1.75)], (0.03, 0.012), iron
    )
    return Mesh.of(
        [
            ring,
            *rods,
            flat,
            boxes([(0.42, 1.0, -0.02)], (0.09, 0.12, 0.04), iron),
            boxes([(0, 1.0, 0.16)], (0.56, 1.0, 0.02), wood),
        ]
    )


def shackles(iron: int, rng: np.random.Generator) -> Mesh:
    """Return two chains that hang from rings, a cuff at the end of each."""
    a = np.linspace(0, 2 * math.pi, 13)
    link = tube(np.stack([0.016 * np.cos(a), 0.030 * np.sin(a), 0 * a], 1), 0.006, 5, iron)
    parts = []
    for x in (-0.22, 0.22):
        parts.append(tube(np.stack([x + 0.05 * np.cos(a), 0.05 * np.sin(a), 0 * a - 0.03], 1), 0.010, 6, iron))
        count = int(rng.integers(9, 15))
        parts += [link.moved(x, -0.06 - 0.046 * n, -0.05, turn=1.57 * (n % 2)) for n in range(count)]
        low = -0.08 - 0.046 * count
        parts.append(
            tube(np.stack([x + 0.05 * np.cos(a), low - 0.03 + 0.0 * a, -0.05 + 0.05 * np.sin(a)], 1), 0.014, 6, iron)
        )
    return Mesh.of(parts)


def bunk(steel: int, cloth: int) -> Mesh:
    """Return two beds, one above the other, along z."""
    parts = []
    for y in (0.45, 1.35):
        parts += [
            boxes([(0, y, 0)], (0.40, 0.02, 0.95), steel),
            cushion((0.38, 0.06, 0.93), cloth, square=0.2).moved(0, y + 0.07, 0),
        ]
        parts.append(cushion((0.26, 0.06, 0.16), cloth, square=0.5).moved(0, y + 0.16, 0.72))
    posts = [(x, z) for x in (-0.39, 0.39) for z in (-0.94, 0.94)]
    parts.append(bars([(x, 0, z) for x, z in posts], [(x, 1.75, z) for x, z in posts], (0.022, 0.022), steel))
    return Mesh.of(parts)


def cage_lamp(
    setting: Setting, at: tuple[float, float, float], light: Colour, family: int, iron: int, strength: float
) -> None:
    """Hang a lamp in a cage of wire."""
    x, y, z = at
    bulb = setting.glow(tuple(3.4 * part for part in light), family, scale=4.0)
    a = np.linspace(0, 2 * math.pi, 17)
    parts = [turned([(0.0, 0.10), (0.10, 0.09), (0.11, 0.02), (0.09, 0.0)], 20, iron),
             turned([(0.05, 0.01), (0.062, -0.06), (0.045, -0.14), (0.0, -0.17)], 20, bulb)]  # fmt: skip
    for y0, r in ((-0.04, 0.085), (-0.12, 0.075)):
        parts.append(tube(np.stack([r * np.cos(a), np.full(17, y0), r * np.sin(a)], 1), 0.004, 5, iron))
    setting.place.add(Mesh.of(parts).moved(x, y, z))
    setting.place.lamp((x, y - 0.24, z), tuple(strength * part for part in light), family, 0.10)
    setting.place.beacons.append(((x, y - 0.08, z), light))
