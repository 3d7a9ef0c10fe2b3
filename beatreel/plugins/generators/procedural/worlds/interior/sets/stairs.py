"""A white void with stairs without end: flights around a well, up and down into the haze, and others that turn as no stairs do."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, tube
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import KEY, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

from .joinery import rolled

STEPS, RISE, RUN, WIDE = 12, 0.17, 0.29, 1.5
_SIDE = STEPS * RUN + WIDE  # of the well, from landing to landing
_UP = STEPS * RISE


def flight(skin: int, rail: int) -> Mesh:
    """Return one flight that climbs along +x from the origin, with a wall on its outer side and a landing at its head."""
    x = (np.arange(STEPS) + 0.5) * RUN
    y = (np.arange(STEPS) + 1) * RISE
    treads = boxes(np.stack([x, y - 0.16, np.zeros(STEPS)], 1), (RUN / 2, 0.16, WIDE / 2), skin)
    nosing = boxes(np.stack([x - 0.01, y - 0.012, np.zeros(STEPS)], 1), (RUN / 2 + 0.015, 0.012, WIDE / 2 + 0.01), skin)
    end = STEPS * RUN + WIDE / 2
    parts = [treads, nosing, boxes([(end, _UP - 0.14, 0)], (WIDE / 2, 0.14, WIDE / 2), skin)]
    for z in (-WIDE / 2 + 0.04, WIDE / 2 - 0.04):
        parts.append(tube([(0.0, 0.92 + RISE, z), (STEPS * RUN, _UP + 0.92, z)], 0.022, 10, rail))
        parts += [tube([(x[k], y[k], z), (x[k], y[k] + 0.86, z)], 0.010, 6, rail) for k in range(0, STEPS, 2)]
    return Mesh.of(parts)


def spiral(one: Mesh, turns: tuple[int, int]) -> Mesh:
    """Return flights around a well, a quarter turn each."""
    parts = []
    for k in range(4 * turns[0], 4 * turns[1]):
        angle = (k % 4) * math.pi / 2
        h = _SIDE / 2
        x, z = ((-h + WIDE / 2, -h), (h, -h + WIDE / 2), (h - WIDE / 2, h), (-h, h - WIDE / 2))[k % 4]
        parts.append(one.moved(x, k * _UP, z, turn=angle))
    return Mesh.of(parts)


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    white: Colour = (0.66, 0.68, 0.70)
    haze: Colour = (1.06, 1.02, 0.99)
    if palette.strength > 0.5 and "white" not in setting.words:
        haze = tuple(0.45 * np.array(haze) + 0.55 * light_of_hue(palette.key, 0.10, 0.86).astype(float))
    dark = setting.hour == "night" and "white" not in setting.words
    level_of = 0.10 if dark else 1.0
    place.is_open = True
    place.sun = (side * 0.62, 0.70, -0.36)
    place.sunlight = tuple(level_of * part for part in (1.15, 1.25, 1.32))
    place.zenith = tuple(level_of * part for part in haze)
    place.horizon = tuple(level_of * part for part in haze)
    setting.hazy(0.026, (0, 0, 0), (0, 0, 0), (0, 0, 0), tuple(0.97 * level_of * part for part in haze))
    stone = setting.paint(skins.PLASTER, white)
    rail = setting.paint(skins.PLAIN, (0.05, 0.05, 0.055), gloss=0.05, rough=0.2)
    black = setting.paint(skins.PLAIN, (0.012, 0.012, 0.014))
    one = flight(stone, rail)
    turn = math.radians(45 + float(rng.uniform(-9, 9)))
    place.add(spiral(one, (-4, 5)).moved(0.4 * side, 0.0, 9.0, turn=turn))
    others = [
        (-9.0, -6.0, 19.0, 1),
        (9.5, 4.0, 22.0, 3),
        (-7.5, 9.0, 26.0, 2),
        (8.0, -9.0, 17.0, 2),
        (0.0, 15.0, 34.0, 1),
        (-15.0, 2.0, 36.0, 0),
        (15.0, -3.0, 38.0, 0),
    ]
    for x, y, z, quarter in others:
        tower = spiral(one, (-2, 2)) if quarter else spiral(one, (-3, 4))
        place.add(rolled(tower, quarter * math.pi / 2).moved(side * x, y, z, turn=float(rng.uniform(0, math.pi / 2))))
    for x, y, z, a in (
        (-5.2, 1.4, 14.0, 0.5),
        (5.6, -2.6, 13.0, -0.6),
        (-3.8, 7.6, 17.0, 0.2),
    ):  # doors that stand alone
        door = Mesh.of([boxes([(-0.52, 1.1, 0), (0.52, 1.1, 0), (0, 2.16, 0)], [(0.06, 1.1, 0.07),
            (0.06, 1.1, 0.07), (0.58, 0.06, 0.07)], stone),
                        boxes([(0, 1.05, 0.02)], (0.46, 1.05, 0.03), black), boxes([(0, -0.12, 0)], (1.2, 0.12, 1.0), stone)])  # fmt: skip
        place.add(door.moved(side * x, y, z, turn=a))
    if setting.peopled:
        cloth = setting.paint(skins.CLOTH, (0.014, 0.014, 0.016))
        red = setting.paint(skins.CLOTH, (0.02, 0.018, 0.24))
        h, c, d = _SIDE / 2, math.cos(turn), math.sin(turn)  # on the nearest landing
        place.add(
            body("walker", 1.74, 0.30, cloth if rng.random() < 0.6 else red).moved(
                0.4 * side + h * (d - c), 0.0, 9.0 - h * (c + d)
            )
        )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.9, 3.6, -3.6), -4.0, 0.95, 0.44),
        "medium": Level((1.6, 2.6, -0.4), -14.0, 0.90, 0.44),
        "close": Level((1.5, 1.5, 2.3), -24.0, 1.0, 0.52),
        "detail": Level((0.9, 1.4, 2.9), -14.0, 0.80, 0.78),
    },
    groups={"sun": (KEY, "downbeat", 0.93, 0.10), "void": (SKY, "low", 0.95, 0.07)},
    median=(128.0, 172.0), white=(232.0, 246.0), mist=0.30, travel=1.6,
)  # fmt: skip
