"""The hangar of a spaceship or a base: a ship on its stands under ribs of light, crates and hoses, a gate that is open to the stars."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import spacecraft, staffage
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

HALF, TALL, NEAR, END = 8.0, 7.5, -6.0, 26.0
_GATE = (5.6, 5.4)  # half its width, its height
_SHIP = (0.6, 13.0)
_HUES = (205.0, 45.0)  # of its lights where the prompt names none


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    hues = (palette.key, palette.fill) if palette.strength > 0.4 else _HUES
    tints: list[Colour] = [tuple(float(part) for part in light_of_hue(hue, 0.14, 0.72)) for hue in hues]
    setting.median = (30.0, 58.0)
    place.sun, place.sunlight = (0.75 * side, 0.35, -0.55), (0.55, 0.52, 0.50)  # what lights the planet
    place.zenith, place.horizon = (0.012, 0.008, 0.006), (0.020, 0.013, 0.010)
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    setting.hazy(
        0.014,
        (0, 0, 0),
        tuple(0.010 * part for part in tints[0]),
        tuple(0.010 * part for part in tints[1]),
        (0.006, 0.005, 0.004),
    )
    plate = setting.paint(skins.PLAIN, (0.17, 0.165, 0.16), gloss=0.03, rough=0.3)
    dark = setting.paint(skins.PLAIN, (0.05, 0.05, 0.052), gloss=0.05, rough=0.2)
    floor = setting.paint(skins.PLAIN, (0.075, 0.075, 0.078), gloss=0.10, rough=0.03)
    even, odd = (
        setting.glow(tuple(2.2 * part for part in tint), family)
        for tint, family in zip(tints, (EVEN, ODD), strict=True)
    )
    setting.shell(HALF, TALL, (NEAR, END), plate, floor, plate, ended=False)
    wide, high = _GATE
    for way in (-1.0, 1.0):
        setting.box((way * 0.5 * (HALF + wide), TALL / 2, END + 0.2), (0.5 * (HALF - wide) + 0.1, TALL / 2, 0.3), plate)
        place.add(bars([(way * wide, 0.0, END - 0.12)], [(way * wide, high, END - 0.12)], (0.05, 0.05), odd))
        place.lamp((way * (wide - 0.6), 3.0, END - 1.0), tuple(2.4 * part for part in tints[1]), ODD, 0.5)
    setting.box((0, 0.5 * (high + TALL), END + 0.2), (wide + 0.1, 0.5 * (TALL - high), 0.3), plate)
    place.add(bars([(-wide, high, END - 0.12)], [(wide, high, END - 0.12)], (0.05, 0.05), odd))
    _ribs(setting, dark, even, tints[0])
    _beyond(setting, tints)
    ship = spacecraft.starship(
        place,
        tuple(0.006 * part for part in tints[1]),
        tuple(0.7 * part for part in tints[1]),
        np.random.default_rng(5),
    )
    place.add(ship.moved(side * _SHIP[0], 2.35, _SHIP[1], turn=math.pi / 2 + 0.45 * side, scale=0.125))
    stands = [(0.0, 0.0), (1.5, 2.4), (-1.5, -2.4)]
    place.add(
        bars(
            [(side * (_SHIP[0] + x), 0.0, _SHIP[1] + z) for x, z in stands],
            [(side * (_SHIP[0] + x), 1.7, _SHIP[1] + z) for x, z in stands],
            (0.10, 0.10),
            dark,
        )
    )
    for x, z in ((-2.6, 8.0), (3.4, 8.6), (0.4, 17.5)):  # lamps that stand about it
        place.lamp((side * x, 3.9, z), tuple(3.2 * part for part in tints[0]), EVEN, 0.3)
    place.lamp(
        (side * 0.6, 4.6, 7.0), (3.4, 3.5, 3.5), EVEN, 0.3, toward=(side * _SHIP[0], 1.6, _SHIP[1]), angles=(34.0, 20.0)
    )
    _stores(setting, plate, dark, odd)
    for n in range(26):  # marks on the floor
        place.add(
            boxes(
                [
                    (side * (_SHIP[0] + 3.6 * math.cos(a)), 0.004, _SHIP[1] + 5.4 * math.sin(a))
                    for a in (2 * math.pi * n / 26,)
                ],
                (0.22, 0.004, 0.07),
                even if n % 2 else odd,
            )
        )
    if setting.peopled:
        x, z = {"wide": (-1.9, 6.5), "medium": (-1.3, 4.0), "close": (-2.3, 8.0), "detail": (-1.5, 7.0)}[setting.shot]
        setting.standing.append(
            staffage.Person("stander", side * x, z, variant=setting.description.flavour + int(rng.integers(3)))
        )


def _ribs(setting: Setting, dark: int, strip: int, tint: Colour) -> None:
    """Raise ribs with strips of light along the hall."""
    for n, z in enumerate(np.arange(NEAR + 2.0, END, 4.0)):
        corners = [
            (-HALF + 0.25, 0.0),
            (-HALF + 0.25, TALL - 2.2),
            (-HALF + 2.4, TALL - 0.25),
            (HALF - 2.4, TALL - 0.25),
            (HALF - 0.25, TALL - 2.2),
            (HALF - 0.25, 0.0),
        ]
        line = [(x, y, float(z)) for x, y in corners]
        setting.place.add(tube(line, 0.26, 6, dark))
        inner = [(0.955 * x, y - 0.22 if y > 1 else y, float(z) - 0.25) for x, y in corners[1:5]]
        setting.place.add(tube(inner, 0.06, 6, strip))
        for way in (-1.0, 1.0):
            setting.place.lamp(
                (way * (HALF - 1.6), TALL - 2.2, float(z) - 0.5), tuple(1.0 * part for part in tint), EVEN, 0.3
            )
        if n < 5:
            setting.place.beacons.append(((0.0, TALL - 0.5, float(z) - 0.25), tint))


def _beyond(setting: Setting, tints: list[Colour]) -> None:
    """Set a planet and stars before the gate."""
    place, side, rng = setting.place, setting.side, setting.rng
    ground = setting.paint(
        skins.GROUND,
        tuple(0.10 + 0.35 * part for part in tints[0]),
        tuple(0.05 + 0.30 * part for part in tints[1]),
        scale=6.0,
    )
    t = np.linspace(0.0, math.pi, 49)
    globe = turned([(16.0 * float(np.sin(a)) + 1e-3, 16.0 * float(np.cos(a))) for a in t], 72, ground)
    place.add(globe.moved(-side * 12.0, 1.0, END + 62.0))
    star = setting.glow((1.6, 1.55, 1.5), SKY)
    count = 260
    at = np.stack([rng.uniform(-70, 70, count), rng.uniform(-6, 70, count), np.full(count, END + 120.0)], 1)
    place.add(boxes(at, np.repeat(rng.gamma(1.4, 0.06, count)[:, None], 3, axis=1), star))


def _stores(setting: Setting, plate: int, dark: int, lamp: int) -> None:
    """Stack crates and drums along the walls, lay hoses, stand a ladder at the ship."""
    place, rng = setting.place, setting.rng
    paints = [
        setting.paint(skins.PLAIN, tone, gloss=0.03, rough=0.3)
        for tone in ((0.10, 0.11, 0.11), (0.05, 0.14, 0.24), (0.16, 0.10, 0.05))
    ]
    for way in (-1.0, 1.0):
        for z in np.arange(NEAR + 3.5, END - 3, 2.6):
            if rng.random() < 0.25:
                continue
            size = rng.uniform(0.45, 0.85, 3)
            x = way * (HALF - 1.3 - float(rng.uniform(0, 0.5)))
            crate = [
                boxes([(0, size[1], 0)], size, paints[int(rng.integers(3))]),
                boxes([(0, y, 0) for y in (0.10, 2 * size[1] - 0.1)], size * [1.02, 0, 1.02] + [0, 0.04, 0], dark),
            ]
            crate.append(boxes([(-way * size[0] * 1.01, size[1], 0.0)], (0.012, 0.03, 0.22), lamp))
            place.add(Mesh.of(crate).moved(x, 0.0, float(z), turn=float(rng.normal(0, 0.12))))
            if rng.random() < 0.4:
                place.add(
                    turned(
                        [(0.0, 0.9), (0.30, 0.9), (0.31, 0.84), (0.30, 0.05), (0.0, 0.0)],
                        22,
                        paints[int(rng.integers(3))],
                    ).moved(x - way * 1.3, 0, float(z) + 0.4)
                )
    t = np.linspace(0, 1, 40)
    for n in range(3):
        x = -setting.side * (1.2 + 3.8 * t) + 0.5 * np.sin(6 * t + 2 * n)
        place.add(
            tube(np.stack([x, 0 * t + 0.05, _SHIP[1] - 2.0 + 1.5 * n + 0.8 * np.sin(4 * t + n)], 1), 0.055, 8, dark)
        )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((1.5, 1.65, NEAR + 0.8), -4.0, 0.80, 0.56),
        "medium": Level((-2.4, 1.55, -0.6), 12.0, 0.92, 0.54),
        "close": Level((-2.9, 1.25, 5.6), 20.0, 0.92, 0.60),
        "detail": Level((3.6, 0.8, 5.4), -18.0, 1.05, 0.62),
    },
    groups={"planet": (KEY,), "lamps": (EVEN, "kick", 0.80, 0.30), "gate": (ODD, "offbeat", 0.82, 0.28), "sky": (SKY,)},
    median=(32.0, 60.0),
    mist=0.3,
    travel=1.6,
)
