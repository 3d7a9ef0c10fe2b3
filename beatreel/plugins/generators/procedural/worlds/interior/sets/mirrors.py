"""A room of mirrors: panes at all angles that repeat rows of lamps, a floor that mirrors too, somebody seen again and again."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import Level, Plan, Setting

from .joinery import cushion

HALF, TALL, NEAR, END = 3.0, 3.4, -2.6, 9.0


def _furnish(setting: Setting) -> None:
    place, rng, side = setting.place, setting.rng, setting.side
    palette = setting.description.palette
    first = palette.key if palette.strength > 0.3 else float(rng.choice([300.0, 250.0, 20.0, 200.0]))
    second = palette.accent if palette.strength > 0.3 else first + float(rng.choice([60.0, -70.0, 150.0]))
    one, two = (tuple(1.5 * light_of_hue(h, 0.19, 0.72).astype(float)) for h in (first, second))
    setting.hazy(0.010, (0, 0, 0), tuple(0.004 * part for part in one), tuple(0.004 * part for part in two))
    mirror = setting.paint(skins.PLAIN, (0.84, 0.86, 0.86), gloss=0.92, rough=0.0, metal=True)
    floor = setting.paint(skins.PLAIN, (0.03, 0.03, 0.035), gloss=0.45, rough=0.01)
    frame = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.06, rough=0.1)
    dark = setting.paint(skins.PLAIN, (0.025, 0.022, 0.03))
    setting.floored(HALF, (NEAR, END), floor)
    setting.box((0, TALL + 0.1, 3), (HALF + 1, 0.1, 6.5), mirror if rng.random() < 0.5 else dark)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 1, TALL / 2, 0.1), dark)
    tubes = [setting.glow(tuple(3.2 * part for part in colour), family) for colour, family in ((one, EVEN), (two, ODD))]
    bulbs = [setting.glow(tuple(4.5 * part for part in colour), family) for colour, family in ((one, EVEN), (two, ODD))]
    # Panes in a zigzag along both walls, edged with tubes of light.
    count = 8
    for way in (-1.0, 1.0):
        zs = np.linspace(NEAR, END, count + 1)
        xs = [way * (HALF - (0.55 if k % 2 else 0.0)) for k in range(count + 1)]
        for k in range(count):
            a, b = np.array([xs[k], zs[k]]), np.array([xs[k + 1], zs[k + 1]])
            middle, along = 0.5 * (a + b), b - a
            long = float(np.linalg.norm(along))
            turn = math.atan2(along[1], along[0])
            place.add(
                boxes([(0, TALL / 2, 0)], (long / 2, TALL / 2, 0.02), mirror).moved(
                    float(middle[0]), 0, float(middle[1]), turn=turn
                )
            )
            light = (k + (way > 0)) % 2
            x, z = float(a[0]) - way * 0.05, float(a[1])
            place.add(
                tube([(x, 0.05, z), (x, TALL - 0.05, z)], 0.022, 10, tubes[light]),
                bars([(x + way * 0.04, 0, z)], [(x + way * 0.04, TALL, z)], (0.03, 0.03), frame),
            )
            for y in (0.9, 2.4):
                place.lamp(
                    (x - way * 0.25, y, z), tuple(0.55 * part for part in (one, two)[light]), (EVEN, ODD)[light], 0.3
                )
            if k > 0:
                place.beacons.append(((x, 1.7, z), (one, two)[light]))
    for way in (-1.0, 1.0):  # the end, as a wedge
        a, b = np.array([way * HALF, END]), np.array([0.0, END + 1.4])
        middle, along = 0.5 * (a + b), b - a
        place.add(
            boxes([(0, TALL / 2, 0)], (float(np.linalg.norm(along)) / 2, TALL / 2, 0.02), mirror).moved(
                float(middle[0]), 0, float(middle[1]), turn=math.atan2(along[1], along[0])
            )
        )
    place.add(tube([(0, 0.05, END + 1.35), (0, TALL - 0.05, END + 1.35)], 0.03, 10, tubes[0]))
    for k in range(30):  # bulbs that hang
        x, z = float(rng.uniform(-2.2, 2.2)), float(rng.uniform(0.6, END - 0.5))
        y = float(rng.uniform(2.0, 3.1))
        place.add(
            cushion((0.05, 0.05, 0.05), bulbs[k % 2], square=1.0, steps=(9, 16)).moved(x, y, z),
            tube([(x, y + 0.04, z), (x, TALL, z)], 0.004, 5, frame),
        )
        if k < 8:
            place.lamp((x, y - 0.1, z), tuple(0.16 * part for part in (one, two)[k % 2]), (EVEN, ODD)[k % 2], 0.06)
    if setting.peopled:
        cloth = setting.paint(skins.CLOTH, (0.014, 0.014, 0.017))
        place.add(
            Mesh.of([body("stander", 1.74, 0.32, cloth)]).moved(
                0.12 * side, 0, {"wide": 3.6, "medium": 3.4, "close": 2.4}.get(setting.shot, 4.4)
            )
        )
    place.add(turned([(0.3, 0.02), (0.32, 0.0)], 40, frame).moved(0.12 * side, 0, 3.6))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.4, 1.50, -2.1), 5.0, 0.84, 0.50),
        "medium": Level((-0.5, 1.50, -0.3), 10.0, 0.92, 0.50),
        "close": Level((-0.5, 1.50, -0.2), 14.0, 1.15, 0.48),
        "detail": Level((0.4, 1.50, 0.9), 42.0, 1.0, 0.50),
    },
    groups={"key": (KEY,), "even": (EVEN, "kick", 0.82, 0.32), "odd": (ODD, "offbeat", 0.82, 0.32), "sky": (SKY,)},
    median=(38.0, 68.0), mist=0.12, travel=0.8,
)  # fmt: skip
