"""What belongs to a king's hall: his throne, banners, torches, braziers, candles; metres, colours linear BGR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import body, dressed, skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.built import Place

    Colour = tuple[float, ...]

FIRE: Colour = (0.26, 1.15, 3.1)


def throne(place: Place, z: float, end: float, gold: int, velvet: int, wood: int, cloth: Colour) -> None:
    """Put a throne at ``z`` under a canopy, before hangings on the wall at ``end``."""
    y = 0.64
    outline = [(-0.52, 0.0), (-0.52, 1.75), (-0.46, 1.95), (-0.30, 2.12), (-0.14, 2.32), (0.0, 2.62), (0.14, 2.32), (0.30, 2.12),
               (0.46, 1.95), (0.52, 1.75), (0.52, 0.0)]  # fmt: skip
    inner = [(0.78 * x, 0.55 + 0.70 * h) for x, h in outline]
    edge = np.array([(x, y + h, z + 0.36) for x, h in outline], np.float32)
    place.add(
        extruded(outline, 0.12, wood).moved(0, y, z + 0.42), extruded(inner, 0.05, velvet).moved(0, y, z + 0.345),
        tube(edge, 0.045, 8, gold), tube([(x, y + h, z + 0.33) for x, h in inner], 0.018, 6, gold),
        boxes([[0, y + 0.27, z + 0.02]], [0.52, 0.22, 0.36], wood), boxes([[0, y + 0.53, z]], [0.44, 0.055, 0.34], velvet),
        boxes([[0, y + 0.47, z - 0.345]], [0.53, 0.035, 0.02], gold), boxes([[0, y + 0.08, z - 0.345]], [0.53, 0.05, 0.02], gold),
    )  # fmt: skip
    ball = [
        (0.0, 0.085),
        (0.05, 0.07),
        (0.08, 0.03),
        (0.085, 0.0),
        (0.06, -0.05),
        (0.03, -0.075),
        (0.045, -0.10),
        (0.03, -0.13),
    ]
    for way in (-1.0, 1.0):
        place.add(
            boxes([[way * 0.50, y + 0.80, z]], [0.06, 0.045, 0.38], wood), boxes([[way * 0.50, y + 0.845, z]], [0.055, 0.01, 0.37], gold),
            turned(ball, 18, gold).moved(way * 0.50, y + 0.92, z - 0.36), turned(ball, 18, gold).moved(way * 0.52, y + 1.90, z + 0.38),
        )  # fmt: skip
        leg = [
            (0.045, 0.76),
            (0.07, 0.70),
            (0.04, 0.62),
            (0.06, 0.45),
            (0.075, 0.30),
            (0.04, 0.16),
            (0.06, 0.08),
            (0.075, 0.0),
        ]
        place.add(turned(leg, 18, gold).moved(way * 0.50, y, z - 0.34))
        for n in range(7):  # bosses along the frame
            place.add(turned(ball, 10, gold).moved(way * 0.52, y + 0.35 + 0.21 * n, z + 0.33, scale=0.38))
    place.add(turned(ball, 18, gold).moved(0, y + 2.72, z + 0.36, scale=1.25))
    sun = [
        (math.cos(k * math.pi / 8) * (0.17 if k % 2 else 0.085), math.sin(k * math.pi / 8) * (0.17 if k % 2 else 0.085))
        for k in range(16)
    ]
    place.add(extruded(sun, 0.03, gold).moved(0, y + 1.72, z + 0.315))
    # A canopy with hangings behind.
    back = place.material(skins.CLOTH, tuple(0.75 * part for part in cloth))
    s = np.linspace(-1.5, 1.5, 121)
    fold = end - 0.45 + 0.075 * np.sin(11 * s) + 0.03 * np.sin(26 * s + 1)
    rows = np.array([5.0, 3.0, 0.66], np.float32)
    points = np.empty((3, len(s), 3), np.float32)
    points[..., 0], points[..., 1] = s * np.array([0.92, 0.97, 1.0])[:, None], rows[:, None]
    points[..., 2] = fold
    place.add(
        grid(points, back),
        boxes([[0, 5.05, end - 0.9]], [1.65, 0.10, 0.75], wood),
        boxes([[0, 4.98, end - 1.66]], [1.68, 0.05, 0.03], gold),
    )
    u = np.linspace(-1.65, 1.65, 67)
    drop = 4.62 - 0.22 * np.abs(np.sin(u * math.pi / 0.55))
    swag = np.stack([np.stack([u, np.full_like(u, 4.98), np.full_like(u, end - 1.66)], 1),
                     np.stack([u, drop, end - 1.66 - 0.03 * np.sin(23 * u)], 1)])  # fmt: skip
    place.add(grid(swag, velvet), tube(swag[1], 0.016, 5, gold))


def banner(x: float, z: float, cloth: int, gold: int, rng: np.random.Generator) -> Mesh:
    """Return a banner with a swallow tail and a sun on it."""
    u, v = np.meshgrid(np.linspace(-0.52, 0.52, 15), np.linspace(0, 1, 25))
    tail = 3.1 - 0.5 * (1 - np.abs(u) / 0.52)
    wave = 0.05 * np.sin(5 * v + 6.3 * float(rng.random()) + 2 * u) * v
    points = np.stack([x + u, 5.35 - v * tail, z + wave], -1)
    rod = bars([[x - 0.62, 5.37, z]], [[x + 0.62, 5.37, z]], (0.025, 0.025), gold)
    sun = [
        (math.cos(k * math.pi / 8) * (0.26 if k % 2 else 0.13), math.sin(k * math.pi / 8) * (0.26 if k % 2 else 0.13))
        for k in range(16)
    ]
    uv = np.stack([u * 0.85 / 0.56, v * tail], -1)
    return Mesh.of([grid(points, cloth, uv=uv), rod, extruded(sun, 0.02, gold).moved(x, 4.25, z - 0.05)])


_FLAME = [(0.0, 0.30), (0.007, 0.265), (0.020, 0.20), (0.038, 0.13), (0.052, 0.07), (0.052, 0.03), (0.032, -0.01)]


def flame(place: Place, at: tuple[float, float, float], scale: float, family: int) -> None:
    """Light a flame; whoever asks adds the lamp, whose light its body would stop."""
    skin = place.material(skins.GLOW, (0, 0, 0), scale=1 / (0.3 * scale), glow=(0.55, 2.3, 5.2), family=family)
    place.add(turned(_FLAME, 12, skin).moved(*at, scale=scale))
    place.beacons.append(((at[0], at[1] + 0.1 * scale, at[2]), (0.2, 0.5, 1.0)))


def torch(place: Place, at: tuple[float, float, float], iron: int, family: int, fires: float) -> None:
    """Put a torch on a pier."""
    x, y, z = at
    way = -1.0 if x > 0 else 1.0
    cup = [(0.085, 0.10), (0.10, 0.08), (0.06, -0.02), (0.03, -0.10), (0.02, -0.55), (0.0, -0.58)]
    place.add(
        turned(cup, 12, iron).moved(x, y, z),
        bars([[x, y - 0.25, z]], [[x - way * 0.25, y - 0.30, z]], (0.018, 0.018), iron),
    )
    for dx, dz, scale in ((0.0, 0.0, 1.25), (0.035, 0.02, 0.8), (-0.035, -0.01, 0.95)):
        flame(place, (x + dx, y + 0.08, z + dz), scale, family)
    place.lamp((x + 0.05 * way, y + 0.36, z), tuple(1.5 * fires * part for part in FIRE), family, 0.10)


def brazier(place: Place, at: tuple[float, float], iron: int, family: int, fires: float) -> None:
    """Put a bowl of fire on a stand."""
    x, z = at
    bowl = [
        (0.34, 0.98),
        (0.36, 0.96),
        (0.30, 0.84),
        (0.14, 0.72),
        (0.04, 0.66),
        (0.035, 0.20),
        (0.20, 0.05),
        (0.22, 0.0),
    ]
    place.add(turned(bowl, 20, iron).moved(x, 0, z))
    for dx, dz, scale in ((0, 0, 2.1), (0.12, 0.05, 1.5), (-0.13, 0.03, 1.6), (0.03, -0.13, 1.4)):
        flame(place, (x + dx, 0.92, z + dz), scale, family)
    place.lamp((x, 1.55, z), tuple(3.0 * fires * part for part in FIRE), family, 0.16)


def candles(
    place: Place, at: tuple[float, float, float], gold: int, family: int, fires: float, rng: np.random.Generator
) -> None:
    """Put a candelabrum with five candles."""
    x, y, z = at
    wax = place.material(skins.PLAIN, (0.42, 0.55, 0.62))
    post = [
        (0.03, 1.5),
        (0.05, 1.45),
        (0.025, 1.38),
        (0.03, 0.8),
        (0.06, 0.74),
        (0.025, 0.68),
        (0.03, 0.12),
        (0.16, 0.04),
        (0.18, 0.0),
    ]
    place.add(turned(post, 16, gold).moved(x, y, z))
    for n, off in enumerate((-0.36, -0.18, 0.0, 0.18, 0.36)):
        top = y + 1.50 + 0.10 * (2 - abs(n - 2))
        s = np.linspace(0, 1, 9)
        arm = np.stack([x + off * s, y + 1.25 + (top - y - 1.25) * s**2 - 0.10 * np.sin(math.pi * s), np.full(9, z)], 1)
        place.add(
            tube(arm, 0.016, 6, gold),
            turned([(0.04, 0.02), (0.045, 0.0), (0.02, -0.03)], 10, gold).moved(x + off, top, z),
        )
        high = float(rng.uniform(0.14, 0.24))
        place.add(turned([(0.0, high), (0.017, high), (0.018, 0)], 10, wax).moved(x + off, top, z))
        flame(place, (x + off, top + high + 0.015, z), 0.30, family)
    place.lamp((x, y + 1.95, z - 0.05), tuple(0.9 * fires * part for part in FIRE), family, 0.22)


_CLOAKED = (
    ((-0.02, 0.99), (-0.045, 0.975), (-0.056, 0.93), (-0.050, 0.885), (-0.034, 0.855), (-0.060, 0.835), (-0.120, 0.815), (-0.148, 0.78),
     (-0.155, 0.68), (-0.165, 0.52), (-0.185, 0.32), (-0.215, 0.10), (-0.225, 0.0), (0.225, 0.0), (0.215, 0.10), (0.185, 0.32),
     (0.165, 0.52), (0.155, 0.68), (0.148, 0.78), (0.120, 0.815), (0.060, 0.835), (0.034, 0.855), (0.050, 0.885), (0.056, 0.93),
     (0.045, 0.975), (0.02, 0.99)),
)  # fmt: skip


def cloaked(place: Place, gold: int, *, crowned: bool) -> Mesh:
    """Return somebody in a long cloak with a collar of fur, who looks away; a king or queen with a crown."""
    tall = 1.80
    cloak = place.material(skins.CLOTH, (0.020, 0.014, 0.075))
    hair = place.material(skins.CLOTH, (0.015, 0.020, 0.028))
    fur = place.material(skins.CLOTH, (0.26, 0.29, 0.31), scale=3.0)
    parts = [dressed(body(_CLOAKED, tall, 0.42, cloak, 320), (0.845 * tall, hair))]
    turn = np.linspace(0, 2 * np.pi, 49)
    parts.append(
        tube(
            np.stack([0.215 * np.cos(turn), 1.465 + 0.03 * np.cos(2 * turn), -0.01 + 0.135 * np.sin(turn)], 1),
            0.055,
            12,
            fur,
        )
    )
    for k in range(7):  # folds down its back
        u = -0.24 + 0.08 * k
        deep = -0.20 * math.sqrt(max(1 - (u / 0.42) ** 2, 0.1))
        parts.append(
            tube(
                [(0.55 * u, 1.38, 0.75 * deep), (0.75 * u, 0.9, 0.92 * deep), (1.25 * u, 0.03, 1.0 * deep)],
                [0.012, 0.030, 0.045],
                8,
                cloak,
            )
        )
    if crowned:
        parts.append(turned([(0.098, 0.045), (0.100, 0.0), (0.094, 0.0)], 32, gold).moved(0, 1.70, 0))
        for k in range(8):
            a = k * math.pi / 4
            parts.append(
                tube(
                    [
                        (0.098 * math.cos(a), 1.74, 0.098 * math.sin(a)),
                        (0.108 * math.cos(a), 1.82, 0.108 * math.sin(a)),
                    ],
                    [0.022, 0.004],
                    8,
                    gold,
                )
            )
    return Mesh.of(parts)
