"""A prison cell: bars, a high window whose light falls in a shaft, a bunk, a basin, marks of days on the wall."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

from .joinery import cushion, facing, window_wall

HALF, TALL, NEAR, END, BARS = 1.45, 2.9, -2.6, 4.0, 0.2


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.sunlit((24.0, 30.0), strength=1.6 if setting.hour != "night" else 3.4, dust=0.075)
    a = math.radians(10.0)
    if setting.hour == "dusk":
        place.sunlight = (1.3, 1.9, 3.2)
    place.sun = (
        0.10 * side,
        math.sin(math.radians(40.0)),
        math.cos(math.radians(40.0)) * math.cos(a),
    )  # through the end wall
    place.horizon = tuple(1.3 * part for part in place.horizon)
    setting.hazy(
        0.010,
        tuple(0.005 * part for part in place.sunlight),
        (0.004, 0.006, 0.008),
        (0, 0, 0),
        tuple(0.04 * part for part in place.horizon),
    )
    tone: Colour = ((0.16, 0.18, 0.17), (0.17, 0.19, 0.20), (0.20, 0.19, 0.17))[int(rng.integers(3))]
    wall, floor = (
        setting.paint(skins.PLASTER, tone),
        setting.paint(skins.PLASTER, (0.095, 0.10, 0.10), gloss=0.03, rough=0.05),
    )
    block = setting.paint(skins.STONE, tuple(0.9 * part for part in tone), scale=0.75)
    iron = setting.paint(skins.METAL, (0.07, 0.072, 0.075), gloss=0.15, rough=0.3, metal=True)
    setting.floored(HALF + 1.4, (NEAR, END), floor)
    setting.box((0, TALL + 0.1, 0.7), (HALF + 1.5, 0.1, 3.6), wall)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF + 0.1), TALL / 2, (BARS + END) / 2), (0.1, TALL / 2, (END - BARS) / 2 + 0.1), block)
        setting.box((way * (HALF + 1.4), TALL / 2, (BARS + NEAR) / 2), (0.1, TALL / 2, 1.6), wall)
        setting.box((way * (HALF + 0.75), TALL / 2, BARS), (0.75, TALL / 2, 0.1), wall)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 1.5, TALL / 2, 0.1), wall)
    opening = (0.42, 1.95, 2.62, 0.0)
    place.add(facing(window_wall(0.0, 0.0, HALF + 0.1, TALL, opening, 0.35, block, iron, (5, 1)), 0.0, END))
    glow = tuple(6.0 * place.horizon[c] + 3.0 * place.zenith[c] for c in range(3))
    place.window((-0.4, 2.0, END + 0.1), (0.8, 0, 0), (0, 0.6, 0), glow)
    place.window((-1.2, 1.2, NEAR + 0.3), (2.4, 0, 0), (0, 1.4, 0), (0.30, 0.34, 0.34), EVEN)
    place.lamp((0.0, TALL - 0.35, -1.4), (0.50, 0.62, 0.66), EVEN, 0.2)
    # The bars, a door in them.
    xs = [x for x in np.arange(-HALF, HALF + 0.01, 0.115) if setting.shot not in ("close", "detail")]
    door = 0.36 * side
    if xs:
        place.add(Mesh.of([tube([(float(x), 0.0, BARS), (float(x), TALL, BARS)], 0.014, 10, iron) for x in xs]))
        place.add(
            bars(
                [(-HALF, y, BARS) for y in (0.12, 1.05, 2.05, TALL - 0.06)],
                [(HALF, y, BARS) for y in (0.12, 1.05, 2.05, TALL - 0.06)],
                (0.03, 0.012),
                iron,
            )
        )
        place.add(
            bars(
                [(door - 0.42, 0.0, BARS), (door + 0.42, 0.0, BARS)],
                [(door - 0.42, 2.05, BARS), (door + 0.42, 2.05, BARS)],
                (0.022, 0.022),
                iron,
            )
        )
        setting.box((door + 0.36, 1.05, BARS - 0.02), (0.07, 0.11, 0.035), iron)
    _bunk(setting, iron, -side)
    _basin(setting, iron, side)
    chalk = setting.paint(skins.PLASTER, (0.42, 0.44, 0.44))
    for n in range(38):  # days
        group, k = divmod(n, 5)
        z, y = 1.2 + 0.27 * (group % 4), 1.75 - 0.24 * (group // 4)
        x = side * (HALF - 0.005)
        if k < 4:
            place.add(
                bars(
                    [(x, y, z + 0.04 * k)],
                    [(x, y + 0.15 + float(rng.uniform(-0.01, 0.02)), z + 0.04 * k + float(rng.uniform(-0.008, 0.008)))],
                    (0.004, 0.003),
                    chalk,
                )
            )
        else:
            place.add(bars([(x, y + 0.02, z - 0.03)], [(x, y + 0.13, z + 0.16)], (0.004, 0.003), chalk))
    if setting.peopled:
        cloth = setting.paint(skins.CLOTH, (0.03, 0.03, 0.034))
        place.add(
            body("stander", 1.76, 0.3, cloth).moved(0.28 * side, 0, {"wide": 2.6, "medium": 2.5}.get(setting.shot, 3.0))
        )


def _bunk(setting: Setting, iron: int, way: float) -> None:
    place = setting.place
    grey, sheet = (
        setting.paint(skins.CLOTH, (0.16, 0.15, 0.14), scale=2.0),
        setting.paint(skins.CLOTH, (0.34, 0.36, 0.36)),
    )
    x = way * (HALF - 0.40)
    for y in (0.42, 1.55):
        place.add(
            boxes([(x, y, 2.75)], (0.38, 0.025, 1.0), iron),
            cushion((0.37, 0.06, 0.98), sheet, square=0.2).moved(x, y + 0.08, 2.75),
            cushion((0.375, 0.05, 0.68), grey, square=0.25).moved(x, y + 0.11, 2.42),
        )
        place.add(cushion((0.27, 0.06, 0.17), sheet, square=0.45).moved(x, y + 0.17, 3.52))
    place.add(
        bars(
            [(x - way * 0.36, 0, z) for z in (1.78, 3.72)],
            [(x - way * 0.36, 2.2, z) for z in (1.78, 3.72)],
            (0.022, 0.022),
            iron,
        )
    )


def _basin(setting: Setting, iron: int, way: float) -> None:
    place = setting.place
    steel = setting.paint(skins.METAL, (0.30, 0.31, 0.31), gloss=0.3, rough=0.2, metal=True)
    x = way * (HALF - 0.22)
    place.add(
        turned([(0.22, 0.86), (0.225, 0.83), (0.16, 0.72), (0.04, 0.68), (0.035, 0.0)], 24, steel).moved(x, 0, 3.55),
        tube([(way * HALF, 1.05, 3.55), (x + way * 0.08, 1.06, 3.55), (x + way * 0.05, 0.98, 3.55)], 0.014, 8, iron),
    )
    place.add(
        turned([(0.21, 0.42), (0.22, 0.40), (0.15, 0.25), (0.12, 0.0)], 24, steel).moved(x, 0, 2.85),
        turned([(0.0, 0.44), (0.20, 0.44), (0.21, 0.42)], 24, iron).moved(x, 0, 2.85),
    )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.25, 1.55, -2.1), 3.0, 0.86, 0.52),
        "medium": Level((-0.2, 1.50, -0.9), 4.0, 0.92, 0.52),
        "close": Level((-0.3, 1.50, 0.6), 6.0, 0.95, 0.56),
        "detail": Level((-0.55, 1.60, 1.2), 38.0, 1.0, 0.54),
    },
    groups={"shaft": (KEY, "downbeat", 0.92, 0.16), "lamp": (EVEN, "kick", 0.86, 0.26), "sky": (SKY,)},
    median=(34.0, 62.0), mist=0.20, travel=0.6,
)  # fmt: skip
