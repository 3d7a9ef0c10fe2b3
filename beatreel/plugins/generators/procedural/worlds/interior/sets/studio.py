"""A ballet studio: a wall of mirrors, the barre, tall windows whose light lies on the parquet, a piano, somebody on her toes."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery import instruments
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .dancing import ballerina
from .joinery import bulb, facing, parquet, window_wall

HALF, TALL, NEAR, END, BAY = 4.0, 4.3, -3.2, 9.6, 3.2


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.sunlit((22.0, 34.0), strength=1.0, dust=0.020)
    setting.hazy(
        0.010,
        tuple(0.006 * part for part in place.sunlight),
        tuple(0.008 * part for part in WARM),
        (0, 0, 0),
        tuple(0.03 * part for part in place.horizon),
    )
    tone: Colour = ((0.42, 0.46, 0.48), (0.40, 0.42, 0.46), (0.46, 0.45, 0.43))[int(rng.integers(3))]
    wall, frame = setting.paint(skins.PLASTER, tone), setting.paint(skins.PLAIN, (0.36, 0.40, 0.42))
    mirror = setting.paint(skins.PLAIN, (0.84, 0.87, 0.86), gloss=0.90, rough=0.0, metal=True)
    oak = setting.paint(skins.WOOD, (0.05, 0.11, 0.20), gloss=0.04, rough=0.1, scale=0.2)
    iron = setting.paint(skins.PLAIN, (0.03, 0.03, 0.032), gloss=0.05, rough=0.2)
    woods = (setting.paint(skins.WOOD, (0.085, 0.165, 0.27), gloss=0.035, rough=0.04, scale=0.2),
             setting.paint(skins.WOOD, (0.070, 0.135, 0.23), gloss=0.035, rough=0.04, scale=0.2))  # fmt: skip
    place.add(parquet(HALF, (NEAR, END), woods))
    setting.floored(HALF, (NEAR, END), woods[1])
    setting.box(
        (0, TALL + 0.1, 3), (HALF + 0.4, 0.1, 7), setting.paint(skins.PLASTER, tuple(0.45 * part for part in tone))
    )
    for z in np.arange(NEAR, END, BAY / 2):
        setting.box((0, TALL - 0.12, float(z)), (HALF, 0.12, 0.08), oak)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 0.4, TALL / 2, 0.1), wall)
    glow = tuple(6.0 * place.horizon[c] + 3.0 * place.zenith[c] for c in range(3))
    opening = (1.05, 0.55, 3.0, 1.05)
    for k in range(4):
        z = NEAR + BAY * (k + 0.5)
        place.add(window_wall(side * HALF, z, BAY / 2, TALL, opening, side * 0.3, wall, frame, (3, 5)))
        place.window((side * (HALF + 0.1), 0.6, z - 1.0), (0, 0, 2.0), (0, 3.2, 0), glow)
    # Mirrors along the other wall and at the end, in panels.
    setting.box((-side * (HALF + 0.1), TALL / 2, 3), (0.1, TALL / 2, 6.6), wall)
    for k in range(7):
        z = NEAR + 0.9 + 1.8 * k
        setting.box((-side * (HALF - 0.02), 1.45, z), (0.02, 1.25, 0.885), mirror)
        place.add(
            bars([(-side * (HALF - 0.03), 0.2, z + 0.9)], [(-side * (HALF - 0.03), 2.7, z + 0.9)], (0.012, 0.012), iron)
        )
    for y in (0.18, 2.72):
        setting.box((-side * (HALF - 0.03), y, 3), (0.03, 0.03, 6.3), oak)
    panel = window_wall(0.0, 0.0, 1.6, TALL, (0.95, 0.9, 3.0, 0.95), 0.3, wall, frame, (3, 4))
    place.add(facing(panel, side * 2.3, END))
    place.window((side * 2.3 - 0.9, 1.0, END + 0.1), (1.8, 0, 0), (0, 2.6, 0), tuple(0.7 * part for part in glow))
    setting.box((-side * 1.7, TALL / 2, END + 0.1), (2.4, TALL / 2, 0.1), wall)
    setting.box((side * (HALF + 0.05), TALL / 2, END + 0.1), (0.15, TALL / 2, 0.1), wall)
    setting.box((-side * 1.65, 1.45, END - 0.02), (2.25, 1.25, 0.02), mirror)
    for x in (-3.9, -2.4, -0.9, 0.6):
        place.add(
            bars(
                [(side * -x - 3.3 * side, 0.2, END - 0.04)],
                [(side * -x - 3.3 * side, 2.7, END - 0.04)],
                (0.012, 0.012),
                iron,
            )
        )
    setting.box((-side * 1.65, 2.73, END - 0.04), (2.27, 0.03, 0.03), oak)
    for y in (0.82, 1.05):  # the barre
        x = -side * (HALF - 0.30)
        place.add(
            tube([(x, y, NEAR + 0.3), (x, y, END - 0.4)], 0.022, 12, oak),
            tube([(-side * (HALF - 0.4), y, END - 0.30), (side * 0.5, y, END - 0.30)], 0.022, 12, oak),
        )
    for z in np.arange(NEAR + 0.9, END, 1.8):
        for y in (0.82, 1.05):
            place.add(
                tube(
                    [
                        (-side * HALF, y - 0.06, float(z)),
                        (-side * (HALF - 0.2), y - 0.06, float(z)),
                        (-side * (HALF - 0.30), y, float(z)),
                    ],
                    0.011,
                    6,
                    iron,
                )
            )
    for z in (0.8, 4.0, 7.2):  # lamps
        for x in (-1.4, 1.4):
            lit_bulb = setting.glow(tuple(3.4 * max(setting.lamps, 0.25) * part for part in WARM), EVEN, scale=5.0)
            place.add(
                turned([(0.03, 0.14), (0.06, 0.12), (0.19, 0.0), (0.18, 0.0), (0.05, 0.10)], 24, iron).moved(
                    x, 3.15, z
                ),
                bulb(0.05, lit_bulb).moved(x, 3.15, z),
            )
            place.add(bars([(x, 3.25, z)], [(x, TALL, z)], (0.006, 0.006), iron))
            place.lamp((x, 3.06, z), tuple(1.5 * setting.lamps * part for part in WARM), EVEN, 0.08)
            if setting.hour in ("dusk", "night"):
                place.beacons.append(((x, 3.15, z), WARM))
    of = instruments.tints(place)
    place.add(instruments.piano(of).moved(side * 2.2, 0.0, END - 2.1, turn=side * 0.5))
    if setting.peopled:
        x, z = {"wide": (-0.1, 2.6), "medium": (-0.25, 3.4), "close": (-0.4, 3.7), "detail": (-0.55, 3.9)}[setting.shot]
        ballerina(setting, (side * x, 0.0, z), turn=float(rng.uniform(-0.7, 0.7)))
    place.add(boxes([(side * (HALF - 0.5), 0.22, 7.4)], (0.22, 0.22, 0.7), oak))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.9, 1.50, -2.4), -8.0, 0.84, 0.55),
        "medium": Level((0.7, 1.40, -0.2), -11.0, 0.95, 0.53),
        "close": Level((0.5, 1.25, 1.0), -16.0, 1.05, 0.50),
        "detail": Level((0.3, 0.40, 1.5), -19.0, 1.3, 0.66),
    },
    groups={"sun": (KEY, "kick", 0.94, 0.14), "lamps": (EVEN, "offbeat", 0.86, 0.26), "sky": (SKY,)},
    median=(40.0, 76.0), mist=0.14, travel=1.0,
    holds=frozenset({"piano"}),
)  # fmt: skip
