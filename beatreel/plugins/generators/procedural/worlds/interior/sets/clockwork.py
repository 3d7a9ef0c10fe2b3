"""Inside a clock tower: gears taller than people, axles and chains before the back of a lit dial, timber, a stair, dust in its light."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting, Turning

from .gears import gear
from .joinery import bulb, rolled

HALF, TALL, NEAR, END = 4.4, 10.0, -3.0, 9.0
_DIAL = (0.0, 4.6, 3.1)  # x, y, radius
_FREE = {1: 1.3, 3: -1.3}  # gears before which nothing stands, and how many of their teeth pass in a second


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    day: Colour = {
        "night": (1.1, 0.72, 0.46),
        "dusk": (0.75, 1.15, 1.75),
        "dawn": (0.9, 1.1, 1.6),
        "golden": (0.75, 1.75, 3.1),
        "day": (1.9, 2.1, 2.1),
    }[setting.hour]
    setting.hazy(0.022, tuple(0.028 * part for part in day), tuple(0.008 * part for part in WARM))
    place.dust = 0.05
    brick = setting.paint(skins.BRICK, (0.07, 0.095, 0.15))
    boards = setting.paint(skins.WOOD, (0.030, 0.052, 0.088), gloss=0.006, rough=0.05, scale=0.22)
    timber = setting.paint(skins.WOOD, (0.022, 0.042, 0.075), scale=0.3)
    brass = setting.paint(skins.METAL, (0.10, 0.32, 0.56), gloss=0.30, rough=0.22, metal=True)
    bronze = setting.paint(skins.METAL, (0.07, 0.18, 0.30), gloss=0.25, rough=0.28, metal=True)
    iron = setting.paint(skins.METAL, (0.075, 0.075, 0.080), gloss=0.2, rough=0.3, metal=True)
    setting.shell(HALF, TALL, (NEAR, END + 0.6), brick, boards, timber)
    _dial(setting, brick, day, iron)
    for z in (1.2, 4.4, 7.4):  # timber
        for way in (-1.0, 1.0):
            setting.box((way * (HALF - 0.25), TALL / 2, z), (0.17, TALL / 2, 0.17), timber)
            place.add(bars([(way * (HALF - 0.3), 6.2, z)], [(way * (HALF - 2.2), 8.6, z)], (0.10, 0.12), timber))
        setting.box((0, 8.7, z), (HALF, 0.16, 0.16), timber)
    for x in (-1.9, 1.9):
        setting.box((x, 2.0 if x * side > 0 else 0.9, 5.1), (0.13, 2.0 if x * side > 0 else 0.9, 0.13), iron)
    train = (  # x, y, z, radius, teeth, what it is of
        (-1.55, 2.35, 6.3, 1.50, 44, brass), (0.60, 3.55, 6.3, 0.92, 27, bronze),
            (1.85, 2.60, 6.2, 0.62, 18, iron), (1.95, 5.75, 6.7, 1.25, 36, brass),
        (-0.05, 6.9, 6.6, 1.05, 30, iron), (-2.25, 6.5, 6.8, 1.15, 34, bronze),
            (-2.75, 4.55, 5.2, 0.72, 20, iron), (2.75, 3.9, 4.7, 0.80, 24, brass), (0.1, 1.05, 6.0, 0.52, 15, brass),
        (-3.3, 1.2, 2.6, 1.10, 30, iron), (3.05, 1.35, 3.1, 1.25, 36, bronze),
    )  # fmt: skip
    for n, (x, y, z, radius, teeth, skin) in enumerate(train):
        made = rolled(
            gear(radius, teeth, 0.11 + 0.05 * radius, skin, spokes=int(rng.integers(5, 8))), float(rng.uniform(0, 6.28))
        )
        place.add(tube([(side * x, y, z - 0.5), (side * x, y, END - 0.2)], 0.055, 14, iron))
        small = gear(0.34 * radius + 0.05, max(9, teeth // 3), 0.10, iron if skin != iron else brass, spokes=4)
        both = Mesh.of([made.moved(side * x, y, z), small.moved(side * x, y, z - 0.32)])
        if n in _FREE:
            setting.turning.append(Turning(both, (side * x, y, z), side * _FREE[n] / teeth))
        else:
            place.add(both)
    _near(setting, iron, brass, timber)
    for k, (x, y, z) in enumerate(((-3.6, 2.6, 4.0), (3.7, 2.9, 5.8), (-3.7, 2.5, 0.2))):
        family = EVEN if k % 2 else ODD
        lit_bulb = setting.glow((1.6, 4.2, 7.0), family, scale=6.0)
        place.add(
            turned([(0.02, 0.14), (0.12, 0.05), (0.13, 0.0), (0.10, 0.04)], 20, iron).moved(side * x, y + 0.05, z),
            bulb(0.04, lit_bulb).moved(side * x, y, z),
        )
        place.lamp((side * x * 0.94, y - 0.1, z), tuple(1.4 * part for part in WARM), family, 0.08)
        place.beacons.append(((side * x, y, z), WARM))


def _dial(setting: Setting, brick: int, day: Colour, iron: int) -> None:
    """Put the back of the dial into the end wall: milky glass, its hours and hands seen from behind."""
    place, rng = setting.place, setting.rng
    x, y, r = _DIAL
    a = np.linspace(0, 2 * math.pi, 97)
    square = np.maximum(np.abs(np.cos(a)) / (HALF + 0.3), np.abs(np.sin(a)) / 5.6)
    wall = np.empty((2, 97, 3), np.float32)
    wall[0, :, 0], wall[0, :, 1], wall[1, :, 0], wall[1, :, 1], wall[..., 2] = (
        np.cos(a) / square,
        y + np.sin(a) / square,
        r * np.cos(a),
        y + r * np.sin(a),
        END - 0.05,
    )
    place.add(
        grid(wall, brick, uv=wall[..., :2]),
        tube(np.stack([r * np.cos(a), y + r * np.sin(a), np.full(97, END - 0.06)], 1), 0.13, 8, iron),
    )
    for n, (inner, outer) in enumerate(((0.0, 0.34), (0.34, 0.66), (0.66, 0.84), (0.84, 1.0))):
        for k in range(12):
            t = np.linspace(math.pi * (k - 0.5) / 6, math.pi * (k + 0.5) / 6, 9)
            tone = tuple((1.45 - 0.10 * n) * float(rng.uniform(0.85, 1.1)) * part for part in day)
            sheet = np.stack(
                [np.stack([q * r * np.cos(t), y + q * r * np.sin(t), np.full(9, END)], 1) for q in (inner, outer)]
            )
            place.add(grid(sheet, setting.glow(tone, KEY)))
    for q, w in ((0.34, 0.035), (0.66, 0.05), (0.84, 0.035)):
        place.add(tube(np.stack([q * r * np.cos(a), y + q * r * np.sin(a), np.full(97, END - 0.05)], 1), w, 6, iron))
    t = math.pi * (np.arange(12) + 0.5) / 6
    place.add(
        bars(
            np.stack([0.34 * r * np.cos(t), y + 0.34 * r * np.sin(t), np.full(12, END - 0.05)], 1),
            np.stack([0.66 * r * np.cos(t), y + 0.66 * r * np.sin(t), np.full(12, END - 0.05)], 1),
            (0.022, 0.03),
            iron,
        )
    )
    strokes = {
        1: "I",
        2: "II",
        3: "III",
        4: "IIII",
        5: "V",
        6: "VI",
        7: "VII",
        8: "VIII",
        9: "IX",
        10: "X",
        11: "XI",
        12: "XII",
    }
    for hour, text in strokes.items():
        angle = math.pi / 2 + hour * math.pi / 6  # mirrored: it is seen from behind
        out, along = np.array([math.cos(angle), math.sin(angle)]), np.array([-math.sin(angle), math.cos(angle)])
        wide = {"I": 0.10, "V": 0.20, "X": 0.20}
        at = -sum(wide[c] for c in text) / 2
        for c in text:
            for u0, u1 in {"I": ((0.5, 0.5),), "V": ((0.1, 0.5), (0.9, 0.5)), "X": ((0.1, 0.9), (0.9, 0.1))}[c]:
                ends = [out * q * r + along * (at + wide[c] * u) for q, u in ((0.825, u0), (0.675, u1))]
                place.add(
                    bars([(*(ends[0] + [x, y]), END - 0.05)], [(*(ends[1] + [x, y]), END - 0.05)], (0.026, 0.02), iron)
                )
            at += wide[c]
    for angle, long, wide in ((float(rng.uniform(0, 6.28)), 0.80, 0.05), (float(rng.uniform(0, 6.28)), 0.52, 0.07)):
        c, s = math.cos(angle), math.sin(angle)
        place.add(
            bars(
                [(-0.18 * r * c, y - 0.18 * r * s, END - 0.12)],
                [(long * r * c, y + long * r * s, END - 0.12)],
                (wide, 0.02),
                iron,
            )
        )
        place.add(
            tube(
                [
                    (0.62 * long * r * c, y + 0.62 * long * r * s, END - 0.12),
                    (long * r * c, y + long * r * s, END - 0.12),
                ],
                [1.9 * wide, 0.01],
                10,
                iron,
            )
        )
    place.add(turned([(0.0, 0.14), (0.16, 0.10), (0.2, 0.0)], 24, iron).leaned(0, -math.pi / 2).moved(x, y, END - 0.1))
    place.window(
        (-0.72 * r, y - 0.72 * r, END - 0.25),
        (1.44 * r, 0, 0),
        (0, 1.44 * r, 0),
        tuple(3.4 * part for part in day),
        KEY,
    )
    for dx, dy in ((-1.1, 0.9), (1.2, 0.3), (0.1, -1.1)):  # what falls through it is seen in the dust
        place.lamp(
            (dx, y + dy + 0.6, END - 0.6),
            tuple(9.0 * part for part in day),
            KEY,
            0.05,
            toward=(0.6 * dx, 0.4, 1.5),
            angles=(17.0, 9.0),
            sharp=True,
        )


def _near(setting: Setting, iron: int, brass: int, timber: int) -> None:
    """Put something near: a platform with a rail, a stair, chains, and whoever keeps the clock."""
    place, side, rng = setting.place, setting.side, setting.rng
    for x in (-3.0, 2.6, 1.2):
        z = 5.5 + 0.4 * float(rng.uniform(-1, 1))
        for k in range(34):
            link = np.linspace(0, 2 * math.pi, 9)
            flip = k % 2
            ring = np.stack([0.028 * np.cos(link) * (1 - flip), 0.048 * np.sin(link), 0.028 * np.cos(link) * flip], 1)
            place.add(tube(ring, 0.009, 5, iron).moved(side * x, TALL - 0.4 - 0.085 * k, z))
        place.add(
            turned([(0.0, 0.5), (0.14, 0.48), (0.15, 0.0), (0.0, 0.0)], 20, brass).moved(
                side * x, TALL - 0.4 - 0.085 * 34 - 0.5, z
            )
        )
    for k in range(9):  # a stair along the wall
        setting.box((-side * (HALF - 0.55), 0.22 * (k + 1), 0.4 + 0.26 * k), (0.5, 0.025, 0.14), timber)
    place.add(
        bars([(-side * (HALF - 1.05), 0.2, 0.3)], [(-side * (HALF - 1.05), 2.2, 2.6)], (0.03, 0.11), timber),
        tube([(-side * (HALF - 1.05), 1.1, 0.3), (-side * (HALF - 1.05), 3.1, 2.6)], 0.03, 8, timber),
    )
    if setting.peopled:
        cloth = setting.paint(skins.CLOTH, (0.014, 0.014, 0.016))
        place.add(
            body("stander", 1.74, 0.3, cloth).moved(
                0.75 * side, 0.0, {"wide": 4.4, "medium": 4.6}.get(setting.shot, 8.0)
            )
        )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.35, 1.6, -1.3), -1.0, 0.90, 0.66),
        "medium": Level((0.4, 1.9, 0.2), -3.0, 0.95, 0.64),
        "close": Level((0.9, 2.6, 2.6), -17.0, 1.0, 0.56),
        "detail": Level((-0.2, 5.6, 3.2), 12.0, 1.15, 0.50),
    },
    groups={"dial": (KEY, "downbeat", 0.92, 0.16), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(32.0, 60.0), mist=0.24, travel=1.0,
)  # fmt: skip
