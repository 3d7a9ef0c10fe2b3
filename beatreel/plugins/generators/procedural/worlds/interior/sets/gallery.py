"""A gallery: white walls with large paintings under a roof of light; or a hall of marble statues between columns."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Level, Plan, Setting

from .canvas import canvas
from .joinery import parquet, picture_frame
from .people import bust, statue

HALF, TALL, NEAR, END = 4.2, 5.2, -3.4, 15.0


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    of_stone = bool(
        setting.words & {"statue", "statues", "museum", "sculpture", "sculptures", "marble", "bust", "antique"}
    ) and not setting.words & {"painting", "paintings"}
    high = {"night": 0.10, "dusk": 0.40}.get(setting.hour, 1.0)
    setting.sunlit((30.0, 40.0), strength=0.0)
    spots = 1.0 if high < 1 else 0.55
    setting.hazy(
        0.008,
        tuple(0.006 * part for part in WARM),
        (0, 0, 0),
        (0, 0, 0),
        tuple(0.05 * high * part for part in place.horizon),
    )
    white = setting.paint(
        skins.PLASTER,
        (0.50, 0.52, 0.53)
        if not of_stone
        else ((0.10, 0.06, 0.045), (0.055, 0.05, 0.16), (0.16, 0.21, 0.19))[int(setting.rng.integers(3))],
    )
    trim = setting.paint(skins.PLAIN, (0.52, 0.54, 0.55))
    iron = setting.paint(skins.PLAIN, (0.05, 0.05, 0.055))
    if of_stone:
        floor = setting.paint(skins.SLABS, (0.30, 0.33, 0.35), (0.09, 0.095, 0.10), gloss=0.10, rough=0.02, scale=0.8)
    else:
        woods = (
            setting.paint(skins.WOOD, (0.17, 0.26, 0.36), gloss=0.035, rough=0.04, scale=0.2),
            setting.paint(skins.WOOD, (0.15, 0.23, 0.33), gloss=0.035, rough=0.04, scale=0.2),
        )
        floor = woods[1]
        place.add(parquet(HALF, (NEAR, END), woods))
    setting.floored(HALF, (NEAR, END), floor)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF + 0.1), TALL / 2, 6), (0.1, TALL / 2, 9.6), white)
        setting.box((way * (HALF - 0.9), TALL + 0.1, 6), (1.2, 0.1, 9.6), trim)
        setting.box((way * (HALF - 0.02), 0.09, 6), (0.02, 0.09, 9.6), trim)
        setting.box((way * (HALF - 0.06), TALL - 0.12, 6), (0.07, 0.12, 9.6), trim)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF, TALL / 2, 0.1), white)
    _roof(setting, trim, high)
    _end(setting, white, trim, iron)
    if of_stone:
        _statues(setting, trim, spots)
    else:
        _paintings(setting, iron, spots)
    bench = setting.paint(skins.CLOTH, (0.03, 0.03, 0.035), gloss=0.04, rough=0.2)
    place.add(
        boxes([(side * 0.1, 0.42, 6.4)], (0.42, 0.06, 0.95), bench),
        boxes([(side * 0.1, 0.18, 5.7), (side * 0.1, 0.18, 7.1)], (0.36, 0.18, 0.03), iron),
    )
    if setting.peopled and setting.shot in ("wide", "medium"):
        cloth = setting.paint(skins.CLOTH, (0.020, 0.020, 0.024))
        place.add(body("stander", 1.74, 0.3, cloth).moved(0.9 * side, 0, 8.4 if setting.shot == "wide" else 8.2))


def _roof(setting: Setting, trim: int, high: float) -> None:
    """Let light in through panes over the middle."""
    place = setting.place
    half = HALF - 2.1
    pane = setting.glow(
        tuple(
            1.7 * high * (0.5 * a + 0.5 * b) for a, b in zip(setting.place.zenith, setting.place.horizon, strict=True)
        ),
        SKY,
    )
    place.add(
        grid(
            [
                [(-half, TALL + 0.7, NEAR), (half, TALL + 0.7, NEAR)],
                [(-half, TALL + 0.7, END), (half, TALL + 0.7, END)],
            ],
            pane,
        )
    )
    for way in (-1.0, 1.0):
        setting.box((way * (half + 0.05), TALL + 0.35, 6), (0.05, 0.4, 9.6), trim)
    rows = np.arange(NEAR, END, 1.2)
    place.add(
        bars(
            [(-half, TALL + 0.6, float(z)) for z in rows],
            [(half, TALL + 0.6, float(z)) for z in rows],
            (0.03, 0.05),
            trim,
        )
    )
    place.add(
        bars(
            [(x, TALL + 0.6, NEAR) for x in (-0.7, 0.7)],
            [(x, TALL + 0.6, END) for x in (-0.7, 0.7)],
            (0.03, 0.05),
            trim,
        )
    )
    light = tuple(3.4 * high * part for part in setting.place.zenith)
    for k in range(6):
        place.window((-half, TALL + 0.5, NEAR + 3.1 * k), (2 * half, 0, 0), (0, 0, 2.9), light)


def _end(setting: Setting, white: int, trim: int, iron: int) -> None:
    """Close the room with a high doorway into the next one."""
    for way in (-1.0, 1.0):
        setting.box((way * (HALF / 2 + 0.75), TALL / 2, END + 0.15), (HALF / 2 - 0.75 + 0.1, TALL / 2, 0.15), white)
        setting.box((way * 1.52, 1.75, END), (0.09, 1.75, 0.2), trim)
    setting.box((0, 0.5 * (3.5 + TALL), END + 0.15), (1.6, 0.5 * (TALL - 3.5), 0.15), white)
    setting.box((0, 3.56, END), (1.7, 0.10, 0.22), trim)
    setting.box((0, 2.5, END + 6.0), (4.5, 2.5, 0.1), white)
    setting.box((0, -0.05, END + 3.0), (4.5, 0.05, 3.2), trim)
    for way in (-1.0, 1.0):
        setting.box((way * 4.4, 2.5, END + 3), (0.1, 2.5, 3), white)
    setting.box((0, 5.0, END + 3), (4.5, 0.1, 3), trim)
    setting.place.add(
        canvas(setting, 2.0, 2.2).moved(0, 1.7, END + 5.85),
        picture_frame(2.0, 2.2, iron, trim).moved(0, 1.7, END + 5.9),
    )
    setting.place.window((-1.5, 4.6, END + 1.0), (3.0, 0, 0), (0, 0, 4.0), (2.0, 2.0, 2.0), SKY)


def _paintings(setting: Setting, iron: int, spots: float) -> None:
    place, rng, side = setting.place, setting.rng, setting.side
    gold = setting.paint(skins.METAL, (0.14, 0.40, 0.68), gloss=0.35, rough=0.2, metal=True)
    mat = setting.paint(skins.PLASTER, (0.50, 0.52, 0.52))
    for way in (-1.0, 1.0):
        z = 0.2 if way * side > 0 else -0.6
        k = 0
        while z < END - 1.5:
            wide, tall = ((1.5, 1.9), (2.3, 1.6), (1.2, 1.5), (1.9, 2.3))[int(rng.integers(4))]
            z += wide / 2 + 0.5
            turn = way * math.pi / 2
            hung = Mesh.of(
                [
                    canvas(setting, wide, tall),
                    picture_frame(wide, tall, gold if rng.random() < 0.4 else iron, mat).moved(0, 0, 0.02),
                ]
            )
            place.add(hung.moved(0, 0, 0, turn=-turn).moved(way * (HALF - 0.05), 1.75, z))
            family = EVEN if k % 2 else ODD
            place.lamp(
                (way * (HALF - 1.5), TALL - 0.35, z),
                tuple(3.4 * spots * part for part in (0.62, 0.95, 1.25)),
                family,
                0.06,
                toward=(way * HALF, 1.7, z),
                angles=(30.0, 14.0),
                sharp=z < 7,
            )
            glow = setting.glow((2.4, 3.4, 4.2), family)
            place.add(
                turned([(0.05, 0.12), (0.06, 0.0)], 14, iron)
                .leaned(-way * 0.4, 0)
                .moved(way * (HALF - 1.5), TALL - 0.28, z),
                turned([(0.0, 0.01), (0.045, 0.0)], 14, glow).moved(way * (HALF - 1.5), TALL - 0.30, z),
            )
            z += wide / 2 + 0.4
            k += 1


def _statues(setting: Setting, trim: int, spots: float) -> None:
    """Stand figures and heads of marble on plinths between half columns."""
    place, rng, side = setting.place, setting.rng, setting.side
    marble, stone = (
        setting.paint(skins.PLASTER, (0.60, 0.64, 0.66), gloss=0.03, rough=0.3),
        setting.paint(skins.SLABS, (0.10, 0.11, 0.115), (0.10, 0.11, 0.115), gloss=0.04, rough=0.1, scale=5.0),
    )
    for k, z in enumerate(np.arange(-1.0, END - 0.5, 3.1)):
        for way in (-1.0, 1.0):
            column = [
                (0.30, 4.75),
                (0.30, 4.62),
                (0.24, 4.5),
                (0.235, 4.4),
                (0.27, 0.5),
                (0.33, 0.42),
                (0.34, 0.30),
                (0.38, 0.25),
                (0.38, 0.0),
            ]
            place.add(turned(column, 26, trim).moved(way * (HALF - 0.32), 0, float(z) + 1.55))
            at = float(z)
            near = way == -side
            made = statue(marble, rng) if (k + near) % 3 != 2 else bust(marble)
            tall = 0.85 if (k + near) % 3 != 2 else 1.25
            x = way * (HALF - 1.25)
            place.add(
                boxes(
                    [(x, tall / 2, at), (x, 0.06, at), (x, tall - 0.03, at)],
                    [(0.30, tall / 2, 0.30), (0.36, 0.06, 0.36), (0.34, 0.03, 0.34)],
                    stone,
                )
            )
            place.add(made.moved(x, tall, at, turn=way * 0.9 + float(rng.uniform(-0.3, 0.3))))
            family = EVEN if k % 2 else ODD
            place.lamp(
                (x - way * 1.1, TALL - 0.4, at - 0.9),
                tuple(5.5 * spots * part for part in (0.62, 0.95, 1.25)),
                family,
                0.06,
                toward=(x, tall + 0.9, at),
                angles=(24.0, 12.0),
                sharp=at < 8,
            )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.5, 1.60, -2.6), -4.0, 0.86, 0.56),
        "medium": Level((1.2, 1.60, 0.6), -22.0, 0.95, 0.54),
        "close": Level((0.4, 1.65, 2.4), -42.0, 1.05, 0.54),
        "detail": Level((-1.0, 1.75, 3.6), -52.0, 1.15, 0.52),
    },
    groups={"key": (KEY,), "even": (EVEN, "kick", 0.88, 0.22), "odd": (ODD, "offbeat", 0.88, 0.22), "sky": (SKY, "low", 0.94, 0.08)},
    median=(72.0, 118.0), mist=0.08, travel=1.4,
    holds=frozenset({"statue"}),
)  # fmt: skip
