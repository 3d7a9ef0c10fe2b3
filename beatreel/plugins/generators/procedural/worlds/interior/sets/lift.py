"""In a lift: brushed steel and mirrors that repeat it, a panel of lit buttons, the number of a floor, light from above, doors ajar."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

HALF, TALL, NEAR, END = 1.15, 2.55, -2.2, 1.6
_SEGMENTS = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
}
_STROKES = {
    "a": ((0, 2), (1, 2)),
    "b": ((1, 2), (1, 1)),
    "c": ((1, 1), (1, 0)),
    "d": ((0, 0), (1, 0)),
    "e": ((0, 1), (0, 0)),
    "f": ((0, 2), (0, 1)),
    "g": ((0, 1), (1, 1)),
}


def _furnish(setting: Setting) -> None:
    place, rng, side = setting.place, setting.rng, setting.side
    palette = setting.description.palette
    white: Colour = (1.05, 1.05, 0.98)
    hue = palette.key if palette.strength > 0.4 else 235.0
    tint = tuple(1.1 * light_of_hue(hue, 0.14, 0.75).astype(float)) if palette.strength > 0.4 else (1.0, 0.86, 0.72)
    setting.hazy(0.012, (0, 0, 0), tuple(0.006 * part for part in tint))
    steel = setting.paint(skins.METAL, (0.40, 0.41, 0.42), gloss=0.34, rough=0.05, metal=True)
    mirror = setting.paint(skins.PLAIN, (0.82, 0.85, 0.85), gloss=0.90, rough=0.0, metal=True)
    wood = setting.paint(skins.WOOD, (0.035, 0.080, 0.155), gloss=0.05, rough=0.04, scale=0.5)
    floor = setting.paint(skins.SLABS, (0.10, 0.10, 0.105), (0.06, 0.06, 0.065), gloss=0.10, rough=0.02, scale=0.57)
    dark = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.05, rough=0.1)
    setting.floored(HALF, (NEAR, END + 4.0), floor)
    setting.box((0, TALL + 0.05, -0.3), (HALF, 0.05, 2.0), steel)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF + 0.03), 0.52, -0.3), (0.03, 0.52, 1.95), wood)
        setting.box((way * (HALF + 0.03), 1.75, -0.3), (0.03, 0.71, 1.95), mirror if way == -side else wood)
        setting.box((way * (HALF - 0.005), 1.04, -0.3), (0.015, 0.012, 1.95), steel)
        for z in (-1.5, -0.3, 0.9):
            setting.box((way * (HALF - 0.002), TALL / 2, z), (0.012, TALL / 2, 0.008), steel)
        place.add(tube([(way * (HALF - 0.09), 0.95, -2.0), (way * (HALF - 0.09), 0.95, 1.2)], 0.020, 12, steel))
        for z in (-1.8, -0.4, 1.0):
            place.add(tube([(way * HALF, 0.95, z), (way * (HALF - 0.09), 0.95, z)], 0.012, 8, steel))
    setting.box((0, TALL / 2, NEAR - 0.05), (HALF, TALL / 2, 0.05), mirror)
    # A ring of light in the ceiling, and a line along its edges.
    glow, low = (
        setting.glow(tuple(4.5 * part for part in white), EVEN),
        setting.glow(tuple(3.2 * part for part in tint), ODD),
    )
    ring = turned([(0.50, 0.0), (0.50, -0.03), (0.43, -0.03), (0.43, 0.0)], 64, glow)
    points = (ring.points * np.float32([1.0, 1.0, 1.7]) + np.float32([0, TALL - 0.005, -0.2])).astype(np.float32)
    place.add(Mesh(points, ring.carried, ring.triangles, ring.skins))
    for way in (-1.0, 1.0):
        setting.box((way * (HALF - 0.03), TALL - 0.02, -0.3), (0.018, 0.014, 1.9), low)
        setting.box((way * (HALF - 0.02), 0.05, -0.3), (0.012, 0.012, 1.9), low)
        place.lamp((way * (HALF - 0.25), TALL - 0.2, 0.3), tuple(0.16 * part for part in tint), ODD, 0.3)
        place.lamp((way * (HALF - 0.25), 0.2, 0.3), tuple(0.06 * part for part in tint), ODD, 0.2)
    for z in (-0.9, 0.5):
        place.lamp((0, TALL - 0.25, z), tuple(0.95 * part for part in white), EVEN, 0.25)
    _doors(setting, steel, dark, tint)
    _panel(setting, steel, dark, rng)
    if setting.peopled:
        cloth = setting.paint(skins.CLOTH, (0.016, 0.016, 0.018))
        place.add(
            body("stander", 1.76, 0.32, cloth).moved(
                -0.34 * side, 0, {"wide": 0.75, "medium": 0.9}.get(setting.shot, 1.0)
            )
        )


def _doors(setting: Setting, steel: int, dark: int, tint: Colour) -> None:
    """Let the doors stand ajar on a corridor that is lit."""
    place = setting.place
    gap = 0.16
    for way in (-1.0, 1.0):
        setting.box((way * (0.62 + 0.27), TALL / 2, END), (0.27, TALL / 2, 0.05), steel)
        setting.box((way * (gap + 0.25), 1.06, END + 0.06), (0.25, 1.06, 0.02), steel)
        setting.box((way * (gap + 0.02), 1.06, END + 0.05), (0.012, 1.06, 0.024), dark)
        setting.box((way * 1.6, 1.3, END + 2.2), (0.05, 1.3, 2.0), steel)
    setting.box((0, 0.5 * (2.12 + TALL), END), (0.62, 0.5 * (TALL - 2.12), 0.05), steel)
    setting.box((0, 2.6, END + 2.2), (1.7, 0.05, 2.0), dark)
    far = setting.glow(tuple(1.7 * part for part in tint), SKY)
    setting.box((0, 1.3, END + 4.0), (1.6, 1.3, 0.02), far)
    place.window((-gap, 0.1, END + 0.12), (2 * gap, 0, 0), (0, 1.9, 0), tuple(7.0 * part for part in tint), SKY)
    place.lamp(
        (0, 1.5, END + 1.2),
        tuple(8.0 * part for part in tint),
        SKY,
        0.03,
        toward=(0.0, 0.4, -0.6),
        angles=(30.0, 22.0),
        sharp=True,
    )


def _panel(setting: Setting, steel: int, dark: int, rng: np.random.Generator) -> None:
    """Put a panel of buttons beside the doors, one of them lit, and the floor above."""
    place, side = setting.place, setting.side
    x0, z = side * 0.90, END - 0.055
    place.add(
        boxes([(x0, 1.30, z)], (0.13, 0.46, 0.008), dark), boxes([(x0, 1.66, z - 0.010)], (0.085, 0.065, 0.004), dark)
    )
    lit, plain = setting.glow((0.15, 0.9, 3.4), ODD), setting.glow((1.5, 1.6, 1.55), EVEN)
    chosen = int(rng.integers(10))
    for n in range(10):
        x, y = x0 - 0.045 + 0.09 * (n % 2), 1.0 + 0.105 * (n // 2)
        place.add(
            turned([(0.028, 0.012), (0.030, 0.0)], 20, steel).leaned(0, -math.pi / 2).moved(x, y, z - 0.012),
            turned([(0.0, 0.013), (0.024, 0.012)], 20, lit if n == chosen else plain)
            .leaned(0, -math.pi / 2)
            .moved(x, y, z - 0.013),
        )
    digits = str(int(rng.integers(10, 60)))
    red = setting.glow((0.15, 0.35, 4.2), ODD)
    for where, scale in (((x0, 1.66, z - 0.018), 0.042), ((0.0, 2.30, END - 0.065), 0.075)):
        for n, digit in enumerate(digits):
            u0 = where[0] + (n - 0.5) * 1.75 * scale - 0.5 * scale
            for stroke in _SEGMENTS[digit]:
                (ua, va), (ub, vb) = _STROKES[stroke]
                place.add(
                    bars(
                        [(u0 + ua * scale, where[1] + (va - 1) * scale, where[2])],
                        [(u0 + ub * scale, where[1] + (vb - 1) * scale, where[2])],
                        (0.09 * scale, 0.004),
                        red,
                    )
                )
    setting.box((0, 2.30, END - 0.055), (0.17, 0.12, 0.006), dark)
    place.lamp((0, 2.25, END - 0.25), (0.01, 0.02, 0.20), ODD, 0.08)


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.18, 1.50, -1.95), -1.0, 0.74, 0.46),
        "medium": Level((0.15, 1.48, -1.2), 1.0, 0.80, 0.46),
        "close": Level((0.1, 1.45, -0.35), 10.0, 0.90, 0.47),
        "detail": Level((0.42, 1.38, 0.75), 24.0, 1.05, 0.46),
    },
    groups={"key": (KEY,), "ceiling": (EVEN, "kick", 0.88, 0.22), "lines": (ODD, "offbeat", 0.82, 0.30),
        "corridor": (SKY, "downbeat", 0.90, 0.18)},
    median=(44.0, 78.0), mist=0.08, travel=0.25, lettering=True,
)  # fmt: skip
