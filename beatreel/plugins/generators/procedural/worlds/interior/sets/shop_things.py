"""What stands in shops: a barber's chair and pole, buckets and bunches of flowers, a lamp that hangs; metres, facing -z."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import ODD, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Setting
from beatreel.plugins.generators.procedural.scenery.upholstery import cushion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beatreel.plugins.generators.procedural.scenery.setting import Colour


def barber_chair(chrome: int, leather: int, white: int) -> Mesh:
    """Return a chair on a round foot: a padded seat and back, a headrest, arms and a step of chrome."""
    parts = [
        turned([(0.06, 0.44), (0.06, 0.12), (0.10, 0.08), (0.32, 0.04), (0.34, 0.0)], 32, chrome),
        boxes([(0, 0.47, 0)], (0.26, 0.03, 0.25), white),
        cushion((0.27, 0.075, 0.27), leather, square=0.35).moved(0, 0.56, -0.01),
        cushion((0.26, 0.33, 0.075), leather, square=0.35).leaned(0, -0.16).moved(0, 0.95, 0.27),
        cushion((0.14, 0.085, 0.05), leather, square=0.45).leaned(0, -0.16).moved(0, 1.40, 0.34),
        tube([(0, 1.2, 0.34), (0, 1.42, 0.38)], 0.016, 8, chrome),
        boxes([(0, 0.20, -0.52)], (0.22, 0.015, 0.09), chrome),
    ]
    for x in (-0.33, 0.33):
        rail = [(x, 0.48, 0.22), (x, 0.74, 0.24), (x, 0.77, 0.10), (x, 0.77, -0.22), (x, 0.70, -0.27), (x, 0.48, -0.24)]
        parts += [
            tube(rail, 0.022, 10, chrome),
            cushion((0.05, 0.035, 0.21), leather, square=0.4).moved(x, 0.80, -0.05),
        ]
        parts.append(tube([(0.6 * x, 0.46, -0.24), (0.6 * x, 0.32, -0.42), (0.6 * x, 0.21, -0.52)], 0.016, 8, chrome))
    return Mesh.of(parts)


def barber_pole(setting: Setting, tints: Sequence[Colour], chrome: int) -> Mesh:
    """Return a pole of glass with lit stripes that wind up it, its middle at the origin."""
    lit = [setting.glow(tuple(1.5 * part for part in tint), ODD) for tint in (*tints, (0.85, 0.95, 1.0))]
    parts = []
    for n, skin in enumerate((lit[0], lit[2], lit[1], lit[2])):
        v = np.linspace(-0.36, 0.36, 49)
        a = np.linspace(0, math.pi / 2, 9)
        turn = a[None] + n * math.pi / 2 + 9.0 * v[:, None]
        points = np.stack([0.085 * np.cos(turn), np.broadcast_to(v[:, None], turn.shape), 0.085 * np.sin(turn)], -1)
        parts.append(grid(points[::-1], skin))
    cap = [(0.0, 0.10), (0.05, 0.09), (0.085, 0.05), (0.11, 0.03), (0.11, 0.0)]
    parts += [
        turned(cap, 24, chrome).moved(0, 0.36, 0),
        turned([(r, -y) for r, y in cap[::-1]], 24, chrome).moved(0, -0.36, 0),
    ]
    parts.append(boxes([(0, 0.0, 0.14)], (0.03, 0.30, 0.05), chrome))
    return Mesh.of(parts)


def bucket(zinc: int) -> Mesh:
    """Return a bucket of zinc."""
    side = [(0.135, 0.30), (0.128, 0.30), (0.10, 0.02), (0.0, 0.02)]
    return Mesh.of([turned([(0.0, 0.26), (0.128, 0.26), (0.135, 0.30), (0.10, 0.0)], 24, zinc), turned(side, 24, zinc)])


def bunch(setting: Setting, green: int, hue: float, *, white: bool = False, count: int = 16) -> Mesh:
    """Return a bunch of flowers of one kind, their stems together at the origin."""
    rng = setting.rng
    tones = [
        0.03 + (0.52 - 0.10 * n) * light_of_hue(hue + 6 * n, 0.02 if white else 0.12, 0.62).astype(float)
        for n in range(3)
    ]
    petals = [setting.paint(skins.CLOTH, tuple(tone), scale=5.0) for tone in tones]
    parts, spots, normals = [], [], []
    t = np.linspace(0, 1, 5)
    for n in range(count):
        a, lean = 2.399 * n, 0.20 * math.sqrt((n + 0.5) / count)
        high = 0.34 + float(rng.uniform(-0.05, 0.07)) - 0.9 * lean**2
        stem = np.stack([lean * t**1.4 * math.cos(a), high * t, lean * t**1.4 * math.sin(a)], 1)
        parts.append(tube(stem, 0.004, 5, green))
        x, y, z = (float(part) for part in stem[-1])
        size = float(rng.uniform(0.85, 1.2))
        for k, (lift, wide) in enumerate(((0.0, 1.0), (0.014, 0.76), (0.026, 0.46))):
            bowl = [(0.052 * wide, 0.024), (0.044 * wide, 0.002), (0.0, -0.014)]
            parts.append(
                turned(bowl, 11, petals[k])
                .leaned(float(rng.normal(0, 0.25)), float(rng.normal(0, 0.25)))
                .moved(x, y + lift * size, z, scale=size)
            )
        spots += [stem[2], stem[3]]
        normals += [(math.cos(a), 0.6, math.sin(a)), (-math.sin(a), 0.5, math.cos(a))]
    parts.append(leaves(spots, normals, 0.07, green, rng))
    return Mesh.of(parts)


def pendant(
    setting: Setting, at: tuple[float, float, float], long: float, iron: int, family: int, strength: float
) -> None:
    """Hang a lamp with an enamelled shade from the ceiling."""
    x, y, z = at
    low = y - long
    bulb = setting.glow(tuple(3.2 * part for part in WARM), family, scale=6.0)
    setting.place.add(
        tube([(x, low + 0.16, z), (x, y, z)], 0.007, 6, iron),
        turned([(0.03, 0.19), (0.05, 0.15), (0.19, 0.02), (0.20, 0.0), (0.18, 0.015), (0.04, 0.14)], 28, iron).moved(
            x, low, z
        ),
        turned([(0.0, 0.07), (0.042, 0.03), (0.05, -0.01), (0.0, -0.06)], 18, bulb).moved(x, low + 0.03, z),
    )
    setting.place.lamp((x, low - 0.12, z), tuple(strength * part for part in WARM), family, 0.12)
    setting.place.beacons.append(((x, low, z), WARM))
