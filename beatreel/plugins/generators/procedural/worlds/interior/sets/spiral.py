"""A spiral staircase, seen down its well or up it: steps that turn around a void, a rail of iron, lamps, light at the end."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

INNER, OUTER, STEPS, RISE, LOW, HIGH = 1.35, 2.85, 22, 0.175, -5, 4  # radii, steps in a turn, turns down and up


def _furnish(setting: Setting) -> None:
    place, rng = setting.place, setting.rng
    palette = setting.description.palette
    sky: Colour = {
        "night": (0.55, 0.34, 0.20),
        "dusk": (1.1, 0.8, 0.75),
        "golden": (1.4, 2.3, 3.2),
        "dawn": (1.6, 1.5, 1.8),
    }.get(setting.hour, (2.4, 2.3, 2.2))
    lamps = max(setting.lamps, 0.4)
    warm: Colour = (
        tuple(1.2 * light_of_hue(palette.accent, 0.15, 0.75).astype(float)) if palette.strength > 0.45 else WARM
    )
    setting.hazy(
        0.014,
        (0, 0, 0),
        tuple(0.010 * lamps * part for part in warm),
        tuple(0.010 * lamps * part for part in warm),
        tuple(0.03 * part for part in sky),
    )
    tone: Colour = ((0.34, 0.38, 0.40), (0.20, 0.28, 0.24), (0.36, 0.33, 0.30), (0.16, 0.22, 0.34))[
        int(rng.integers(4))
    ]
    wall, stone = setting.paint(skins.PLASTER, tone), setting.paint(skins.PLASTER, (0.30, 0.32, 0.33))
    wood = setting.paint(skins.WOOD, (0.030, 0.070, 0.14), gloss=0.05, rough=0.05, scale=0.3)
    iron = setting.paint(skins.PLAIN, (0.016, 0.016, 0.018), gloss=0.05, rough=0.2)
    turn = 2 * math.pi / STEPS
    count = (HIGH - LOW) * STEPS
    top, bottom = HIGH * STEPS * RISE, LOW * STEPS * RISE
    parts = []
    for k in range(count):
        start = (k + LOW * STEPS) * turn
        high = (k + LOW * STEPS) * RISE
        t = np.linspace(start, start + turn * 1.04, 4)
        tread = np.stack([np.stack([r * np.cos(t), np.full(4, high), r * np.sin(t)], 1) for r in (INNER, OUTER)])
        riser = np.array(
            [
                [(r * math.cos(start), high, r * math.sin(start)) for r in (INNER, OUTER)],
                [(r * math.cos(start), high - RISE, r * math.sin(start)) for r in (INNER, OUTER)],
            ]
        )
        parts += [grid(tread, stone), grid(riser, stone)]
    a = np.linspace(LOW * 2 * math.pi, HIGH * 2 * math.pi, count * 2 + 1)
    y = a / turn * RISE

    def ribbon(r0: float, y0: float, r1: float, y1: float, skin: int) -> Mesh:
        return grid(
            np.stack(
                [
                    np.stack([r0 * np.cos(a), y + y0, r0 * np.sin(a)], 1),
                    np.stack([r1 * np.cos(a), y + y1, r1 * np.sin(a)], 1),
                ]
            ),
            skin,
        )

    parts += [
        ribbon(INNER, -0.34, OUTER, -0.34, wall),
        ribbon(INNER - 0.03, 0.05, INNER - 0.03, -0.36, stone),
        ribbon(INNER - 0.03, 0.05, INNER + 0.03, 0.05, stone),
    ]
    rail = np.stack([INNER * np.cos(a), y + 0.95, INNER * np.sin(a)], 1)
    parts.append(tube(rail, 0.036, 10, wood))
    for n in range(0, count * 2, 1):
        c, s = INNER * math.cos(a[n]), INNER * math.sin(a[n])
        parts.append(boxes([(c, y[n] + 0.48, s)], (0.007, 0.47, 0.007), iron))
        if n % 6 == 3:
            ring = np.linspace(0, 2 * math.pi, 11)
            along = np.array([-math.sin(a[n]), 0, math.cos(a[n])])
            parts.append(
                tube(
                    np.array([c, y[n] + 0.50, s])
                    + 0.075 * (np.cos(ring)[:, None] * along + np.sin(ring)[:, None] * np.array([0, 1, 0])),
                    0.007,
                    5,
                    iron,
                )
            )
    place.add(*parts)
    shell = np.linspace(0, 2 * math.pi, 65)
    cylinder = np.stack(
        [
            np.stack([OUTER * np.cos(shell), np.full(65, h), OUTER * np.sin(shell)], 1)
            for h in np.linspace(bottom - 0.5, top + 3, 12)
        ]
    )
    place.add(grid(cylinder, wall, wrap=True))
    floor = setting.paint(skins.SLABS, (0.40, 0.42, 0.43), (0.03, 0.03, 0.033), gloss=0.08, rough=0.02, scale=0.5)
    setting.box((0, bottom - 0.4, 0), (OUTER, 0.05, OUTER), floor)
    glass = setting.glow(tuple(1.5 * part for part in sky), SKY)
    place.add(turned([(0.0, 1.2), (1.2, 1.0), (2.2, 0.4), (OUTER, 0.0)], 32, glass).moved(0, top + 2.6, 0))
    for k in range(8):
        t = k * math.pi / 4
        place.add(
            tube(
                [
                    (0, top + 3.75, 0),
                    (2.2 * math.cos(t), top + 2.98, 2.2 * math.sin(t)),
                    (OUTER * math.cos(t), top + 2.55, OUTER * math.sin(t)),
                ],
                0.05,
                6,
                iron,
            )
        )
    place.window((-1.6, top + 2.3, -1.6), (3.2, 0, 0), (0, 0, 3.2), tuple(6.0 * part for part in sky))
    for k in range(LOW * 2, HIGH * 2):  # a lamp on the wall at every half turn
        family = EVEN if k % 2 else ODD
        t = (k + 0.25) * math.pi
        h = t / turn * RISE + 1.75
        bulb = setting.glow(tuple(2.6 * lamps * part for part in warm), family, scale=2.0)
        r = OUTER - 0.12
        place.add(
            turned([(0.0, 0.13), (0.08, 0.09), (0.11, 0.0), (0.07, -0.10), (0.0, -0.13)], 20, bulb).moved(
                r * math.cos(t), h, r * math.sin(t)
            )
        )
        r = OUTER - 0.42
        place.lamp((r * math.cos(t), h, r * math.sin(t)), tuple(1.15 * lamps * part for part in warm), family, 0.14)
        place.beacons.append(((r * math.cos(t), h, r * math.sin(t)), warm))
    if setting.peopled:
        cloth = setting.paint(skins.CLOTH, (0.02, 0.018, 0.06) if rng.random() < 0.5 else (0.016, 0.016, 0.018))
        n = -8 if setting.shot != "close" else 6
        t = (n + 0.5) * turn
        r = 0.5 * (INNER + OUTER)
        place.add(body("walker", 1.74, 0.32, cloth).moved(r * math.cos(t), n * RISE, r * math.sin(t), turn=-t))


PLAN = Plan(
    _furnish,
    {
        "wide": View((0.25, 3.2, 0.0), (0.0, -14.0, 0.05), 0.62, (0.5, 0.52)),
        "medium": View((0.15, -1.0, 0.1), (0.02, 12.0, 0.0), 0.62, (0.5, 0.48)),
        "close": View((0.2, 1.6, -1.0), (0.1, 0.9, 2.2), 0.72, (0.5, 0.55)),
        "detail": View((0.9, 2.4, 0.3), (-0.55, -2.0, 0.2), 0.80, (0.5, 0.5)),
    },
    groups={"key": (KEY,), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY, "low", 0.92, 0.10)},
    median=(44.0, 78.0), mist=0.10, travel=0.8,
)  # fmt: skip
