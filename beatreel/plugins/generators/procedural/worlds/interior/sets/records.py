"""A record store: crates full of sleeves on both sides of an aisle, covers on the walls, lamps, a player on the counter."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

from .joinery import bulb

HALF, TALL, NEAR, END = 3.1, 3.1, -2.6, 10.5
_TUNGSTEN: Colour = (0.62, 1.05, 1.50)
_SLEEVE = 0.155  # half of one


def _cover(rng: np.random.Generator, paints: list[int], half: float) -> Mesh:
    """Return a record's cover in the plane z = 0, seen from -z."""

    def pick() -> int:
        return paints[int(rng.integers(len(paints)))]

    parts = [boxes([(0, 0, 0)], (half, half, 0.0015), pick())]
    kind = int(rng.integers(4))
    a = np.linspace(0, 2 * math.pi, 33)[:-1]
    if kind == 0:
        for n, r in enumerate((0.72, 0.5, 0.28)):
            parts.append(
                extruded(np.stack([r * half * np.cos(a), r * half * np.sin(a)], 1), 0.001, pick()).moved(
                    0, 0, -0.002 - 0.001 * n
                )
            )
    elif kind == 1:
        parts += [
            boxes([(0, half * (0.7 - 0.42 * n), -0.002)], (0.82 * half, 0.10 * half, 0.0008), pick()) for n in range(4)
        ]
    elif kind == 2:
        parts.append(
            extruded(np.array([(-0.9, -0.9), (0.9, -0.9), (0.1, 0.75)]) * half, 0.001, pick()).moved(0, 0, -0.002)
        )
        parts.append(
            extruded(
                np.stack([0.4 * half + 0.22 * half * np.cos(a), 0.5 * half + 0.22 * half * np.sin(a)], 1), 0.001, pick()
            ).moved(0, 0, -0.003)
        )
    else:
        parts.append(boxes([(0, -0.12 * half, -0.002)], (0.78 * half, 0.62 * half, 0.0008), pick()))
        parts.append(
            extruded(
                np.stack([0.30 * half * np.cos(a), -0.05 * half + 0.42 * half * np.sin(a)], 1), 0.001, pick()
            ).moved(0, 0, -0.0035)
        )
        parts.append(boxes([(0, 0.75 * half, -0.002)], (0.6 * half, 0.08 * half, 0.0008), pick()))
    return Mesh.of(parts)


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.hazy(0.012, (0, 0, 0), tuple(0.010 * part for part in _TUNGSTEN), tuple(0.008 * part for part in _TUNGSTEN))
    wall = (
        setting.paint(skins.BRICK, (0.12, 0.15, 0.20))
        if rng.random() < 0.5
        else setting.paint(
            skins.PLASTER, ((0.13, 0.16, 0.14), (0.20, 0.13, 0.11), (0.10, 0.14, 0.24))[int(rng.integers(3))]
        )
    )
    boards = setting.paint(skins.WOOD, (0.045, 0.080, 0.13), gloss=0.03, rough=0.05, scale=0.14)
    ceiling = setting.paint(skins.PLAIN, (0.035, 0.035, 0.037))
    ply = setting.paint(skins.WOOD, (0.09, 0.18, 0.30), scale=0.25)
    iron = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.05, rough=0.2)
    setting.shell(HALF, TALL, (NEAR, END), wall, boards, ceiling)
    hues = rng.uniform(0, 360, 13)
    tones: list[Colour] = [
        tuple(
            0.42
            * light_of_hue(float(h), 0.02 + 0.10 * float(rng.random()), 0.25 + 0.5 * float(rng.random())).astype(float)
        )
        for h in hues
    ]
    paints = [
        setting.paint(skins.PLAIN, tone, gloss=0.02, rough=0.2)
        for tone in [*tones, (0.45, 0.47, 0.48), (0.02, 0.02, 0.022), (0.30, 0.40, 0.45)]
    ]
    covers = [_cover(rng, paints, _SLEEVE) for _ in range(26)]
    spine = [boxes([(0, 0, 0)], (_SLEEVE, _SLEEVE, 0.0019), paint) for paint in paints]
    for way in (-1.0, 1.0):
        _crates(setting, way, covers, spine, ply, iron)
        for row in range(3):
            for k in range(19):
                if rng.random() < 0.93:
                    z = NEAR + 0.9 + 0.68 * k
                    big = covers[int(rng.integers(26))].moved(0, 0, 0, turn=-way * math.pi / 2, scale=1.0)
                    place.add(
                        big.moved(way * (HALF - 0.03), 1.62 + 0.40 * row, z),
                        boxes([(way * (HALF - 0.03), 1.62 + 0.40 * row - 0.165, z)], (0.03, 0.008, 0.17), ply),
                    )
    for x in np.arange(-2.6, 2.7, 0.42):  # the wall at the end
        for row in range(4):
            if abs(float(x)) > 0.75 or row > 2:
                place.add(covers[int(rng.integers(26))].moved(float(x), 1.15 + 0.42 * row, END - 0.04))
    setting.box((0, 1.03, END - 0.05), (0.55, 1.03, 0.04), setting.paint(skins.WOOD, (0.02, 0.05, 0.10), scale=0.3))
    for k, z in enumerate((0.6, 2.8, 5.0, 7.2, 9.2)):
        for x in (-1.0, 1.0):
            family = EVEN if (k + (x > 0)) % 2 else ODD
            lit_bulb = setting.glow((1.9, 4.6, 7.2), family, scale=6.0)
            place.add(
                turned([(0.02, 0.16), (0.05, 0.14), (0.17, 0.0), (0.16, 0.0), (0.04, 0.12)], 24, iron).moved(
                    x, 2.42, z
                ),
                bulb(0.04, lit_bulb).moved(x, 2.42, z),
            )
            place.add(bars([(x, 2.55, z)], [(x, TALL, z)], (0.006, 0.006), iron))
            place.lamp((x, 2.32, z), tuple(1.75 * part for part in _TUNGSTEN), family, 0.07)
            place.beacons.append(((x, 2.42, z), _TUNGSTEN))
    neon = setting.glow((2.6, 0.6, 1.9), SKY)  # a record of neon
    a = np.linspace(0, 2 * math.pi, 60)
    for r in (0.36, 0.25, 0.10):
        place.add(tube(np.stack([r * np.cos(a), 2.58 + r * np.sin(a), np.full(60, END - 0.12)], 1), 0.013, 6, neon))
    place.lamp((0, 2.5, END - 0.5), (1.1, 0.3, 0.8), SKY, 0.3)
    rug = setting.paint(skins.CARPET, (0.055, 0.05, 0.06), (0.10, 0.16, 0.20), extra=(0.62,))
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = -0.6, 0.6, -0.5, 9.0, 0.008
    place.add(grid(points, rug, uv=points[..., [0, 2]]))
    if setting.peopled and setting.shot in ("wide", "medium"):
        cloth = setting.paint(skins.CLOTH, (0.05, 0.035, 0.03))
        place.add(body("stander", 1.76, 0.3, cloth).moved(-0.42 * side, 0, {"wide": 5.6, "medium": 5.8}[setting.shot]))


def _crates(setting: Setting, way: float, covers: list[Mesh], spine: list[Mesh], ply: int, iron: int) -> None:
    """Stand crates in a row: sleeves that lean one on another, each with a cover in front, cards between."""
    place, rng = setting.place, setting.rng
    x0 = way * 1.78
    card = setting.paint(skins.PLAIN, (0.50, 0.53, 0.54))
    for k in range(14):
        z = NEAR + 0.6 + 0.92 * k
        for row, (dx, y) in enumerate(((-0.20, 0.84), (0.20, 0.84), (0.0, 0.34))):
            if row == 2 and rng.random() < 0.2:
                continue
            x = x0 + dx * way if row < 2 else x0
            wide = 0.19 if row < 2 else 0.38
            place.add(
                boxes([(x, y - 0.115, z - 0.43), (x, y - 0.115, z + 0.43)], (wide, 0.115, 0.012), ply),
                boxes([(x - wide, y - 0.115, z), (x + wide, y - 0.115, z)], (0.012, 0.115, 0.44), ply),
            )
            place.add(boxes([(x, y - 0.225, z)], (wide, 0.008, 0.43), ply))
            for column in (x,) if row < 2 else (x - 0.19, x + 0.19):
                at = z + 0.40
                lean = float(rng.uniform(0.14, 0.34))
                while at > z - 0.38:
                    first = at - 0.012 < z - 0.36 or rng.random() < 0.05
                    one = covers[int(rng.integers(len(covers)))] if first else spine[int(rng.integers(len(spine)))]
                    place.add(
                        one.leaned(0, lean).moved(
                            column + float(rng.uniform(-0.012, 0.012)), y - 0.07 + float(rng.uniform(-0.004, 0.006)), at
                        )
                    )
                    if rng.random() < 0.05:
                        place.add(
                            boxes([(0, _SLEEVE + 0.03, 0)], (0.14, 0.03, 0.002), card)
                            .leaned(0, lean)
                            .moved(column, y - 0.07, at)
                        )
                    at -= float(rng.uniform(0.012, 0.026))
                    lean += float(rng.uniform(-0.012, 0.012))
        if k % 2 == 0:
            place.add(
                bars(
                    [(x0 - 0.38, 0, z - 0.44), (x0 + 0.38, 0, z - 0.44)],
                    [(x0 - 0.38, 0.62, z - 0.44), (x0 + 0.38, 0.62, z - 0.44)],
                    (0.025, 0.025),
                    iron,
                )
            )
    setting.box((x0, 0.60, 4.0), (0.42, 0.015, 6.6), ply)
    setting.box((x0, 0.09, 4.0), (0.42, 0.015, 6.6), ply)


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.55, 1.56, -1.5), -9.0, 0.90, 0.42),
        "medium": Level((0.6, 1.52, 0.4), -24.0, 0.95, 0.38),
        "close": Level((0.45, 1.50, 1.2), 42.0, 1.05, 0.32),
        "detail": Level((1.05, 1.42, 1.9), 36.0, 1.2, 0.16),
    },
    groups={"key": (KEY,), "even": (EVEN, "kick", 0.86, 0.26), "odd": (ODD, "offbeat", 0.86, 0.26), "neon": (SKY, "downbeat", 0.80, 0.30)},
    median=(38.0, 68.0), mist=0.10, travel=1.0, holds=frozenset({"record player"}),
)  # fmt: skip
