"""A boxing gym: heavy bags on chains under lamps, brick and high windows, a ring, a speed ball, gloves on a bench."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

from .joinery import bulb, cushion, facing, window_wall

HALF, TALL, NEAR, END, BAY = 5.0, 4.6, -3.2, 14.0, 3.44
_TUNGSTEN: Colour = (0.50, 1.0, 1.55)


def heavy_bag(leather: int, tape: int, iron: int, tall: float) -> Mesh:
    """Return a bag that hangs from the origin on four chains."""
    r = 0.18
    low = -0.55 - tall
    profile = [
        (0.0, -0.52),
        (r - 0.03, -0.53),
        (r, -0.56),
        (r * 1.02, -0.56 - 0.3 * tall),
        (r * 1.06, low + 0.25),
        (r * 1.04, low + 0.05),
        (r - 0.04, low + 0.005),
        (0.0, low),
    ]
    parts = [turned(profile, 36, leather)]
    parts += [
        turned([(r * 1.055, y), (r * 1.065, y - 0.02), (r * 1.055, y - 0.05)], 36, tape)
        for y in (-0.62, -0.62 - 0.48 * tall, low + 0.18)
    ]
    for k in range(4):
        a = k * math.pi / 2 + 0.4
        parts.append(tube([(0.9 * r * math.cos(a), -0.52, 0.9 * r * math.sin(a)), (0.0, -0.14, 0.0)], 0.010, 6, iron))
    parts += [
        tube([(0.0, 0.0, 0.0), (0.0, -0.15, 0.0)], 0.012, 6, iron),
        turned([(0.03, 0.02), (0.03, -0.02)], 12, iron).moved(0, -0.14, 0),
    ]
    return Mesh.of(parts)


def glove(leather: int, cuff: int) -> Mesh:
    """Return a boxing glove that lies with its cuff towards +z."""
    return Mesh.of([
        cushion((0.075, 0.070, 0.095), leather, square=0.75).moved(0, 0.07, -0.05), cushion((0.065, 0.060, 0.10),
            leather, square=0.7).moved(0, 0.062, 0.07),
        cushion((0.030, 0.030, 0.070), leather, square=0.8).moved(0.072, 0.085, 0.02), cushion((0.060, 0.052,
            0.05), cuff, square=0.5).moved(0, 0.056, 0.18),
    ])  # fmt: skip


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    setting.sunlit((24.0, 36.0), strength=0.6, dust=0.014)
    lamps = max(setting.lamps, 0.5)
    setting.hazy(
        0.008,
        tuple(0.008 * part for part in place.sunlight),
        tuple(0.010 * lamps * part for part in _TUNGSTEN),
        (0, 0, 0),
        tuple(0.05 * part for part in place.horizon),
    )
    brick, ceiling = (
        setting.paint(skins.BRICK, (0.075, 0.105, 0.17)),
        setting.paint(skins.PLASTER, (0.06, 0.062, 0.065)),
    )
    floor = setting.paint(skins.PLAIN, (0.10, 0.105, 0.11), gloss=0.04, rough=0.05)
    iron = setting.paint(skins.PLAIN, (0.025, 0.025, 0.028), gloss=0.06, rough=0.25)
    frame = setting.paint(skins.PLAIN, (0.05, 0.05, 0.055))
    setting.floored(HALF, (NEAR, END), floor)
    setting.box((0, TALL + 0.1, 5), (HALF + 0.4, 0.1, 10), ceiling)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 0.4, TALL / 2, 0.1), brick)
    setting.box((-side * (HALF + 0.1), TALL / 2, 5.4), (0.1, TALL / 2, 9), brick)
    glow = tuple(6.0 * place.horizon[c] + 3.0 * place.zenith[c] for c in range(3))
    for k in range(5):
        z = NEAR + BAY * (k + 0.5)
        place.add(window_wall(side * HALF, z, BAY / 2, TALL, (1.25, 1.9, 4.0, 0.0), side * 0.3, brick, frame, (5, 4)))
        place.window((side * (HALF + 0.1), 2.0, z - 1.2), (0, 0, 2.4), (0, 2.0, 0), glow)
        setting.box((0, TALL - 0.14, NEAR + BAY * k), (HALF, 0.14, 0.10), iron)
    panel = window_wall(0.0, 0.0, HALF, TALL, (1.9, 2.1, 4.1, 0.0), 0.3, brick, frame, (7, 4))
    place.add(facing(panel, 0.0, END))
    place.window((-1.8, 2.2, END + 0.1), (3.6, 0, 0), (0, 1.9, 0), tuple(0.8 * part for part in glow))
    _bags(setting, iron)
    _ring(setting, (side * 0.9, 10.3), iron)
    for k, z in enumerate((0.6, 3.4, 6.2, 9.0)):
        for x in (-1.7, 1.5):
            family = EVEN if (k + (x > 0)) % 2 else ODD
            lit_bulb = setting.glow(tuple(4.5 * lamps * part for part in _TUNGSTEN), family, scale=5.0)
            place.add(
                turned(
                    [(0.03, 0.22), (0.07, 0.20), (0.09, 0.12), (0.24, 0.0), (0.23, 0.0), (0.08, 0.10)], 28, iron
                ).moved(side * x, 3.25, z),
                bulb(0.05, lit_bulb).moved(side * x, 3.25, z),
            )
            place.add(bars([(side * x, 3.45, z)], [(side * x, TALL, z)], (0.008, 0.008), iron))
            place.lamp(
                (side * x, 3.15, z),
                tuple(6.5 * lamps * part for part in _TUNGSTEN),
                family,
                0.06,
                toward=(side * x, 0.0, z),
                angles=(58.0, 30.0),
                sharp=k < 2,
            )
            place.beacons.append(((side * x, 3.22, z), _TUNGSTEN))
    _bench(setting, iron)
    if setting.peopled and setting.shot in ("wide", "medium"):
        cloth = setting.paint(skins.CLOTH, (0.016, 0.016, 0.018))
        boxer = body("stander", 1.80, 0.32, cloth)
        x, z = side * 0.05, {"wide": 4.0, "medium": 4.4}[setting.shot]
        place.add(boxer.moved(x, 0.0, z))


def _bags(setting: Setting, iron: int) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    tape = setting.paint(skins.PLAIN, (0.16, 0.17, 0.17))
    tones: list[Colour] = [(0.022, 0.022, 0.025), (0.020, 0.020, 0.16), (0.03, 0.065, 0.12), (0.30, 0.31, 0.32)]
    leather = [setting.paint(skins.CLOTH, tone, gloss=0.05, rough=0.20, scale=1.5) for tone in tones]
    for x in (-2.5, -0.95, 0.55):
        setting.box((side * x, TALL - 0.34, 4.5), (0.06, 0.06, 8.0), iron)
    spots = [(-0.95, 1.3), (-2.5, 2.8), (0.55, 2.9), (-0.95, 4.3), (-2.5, 5.6), (0.55, 5.8), (-0.95, 7.4)]
    near = setting.shot in ("close", "detail")
    for n, (x, z) in enumerate(spots):
        bag = heavy_bag(leather[(n + int(rng.integers(2))) % 4], tape, iron, 1.15 if n % 3 else 1.35)
        if near and n == 0:
            x, z = -0.75, 2.5
        place.add(
            bag.leaned(float(rng.uniform(-0.04, 0.04)), float(rng.uniform(-0.05, 0.05))).moved(side * x, 2.75, z),
            bars([(side * x, 2.7, z)], [(side * x, TALL - 0.36, z)], (0.012, 0.012), iron),
        )
    board = setting.paint(skins.WOOD, (0.05, 0.10, 0.17), scale=0.1)  # a speed ball under its board
    x, z = -side * (HALF - 0.55), 5.0
    place.add(
        boxes([(x, 2.1, z)], (0.38, 0.03, 0.38), board),
        bars([(-side * HALF, 2.2, z)], [(x, 2.14, z)], (0.05, 0.03), iron),
    )
    place.add(
        turned(
            [(0.015, 0.0), (0.05, -0.06), (0.10, -0.18), (0.105, -0.24), (0.07, -0.31), (0.0, -0.33)], 24, leather[1]
        ).moved(x, 2.05, z)
    )


def _ring(setting: Setting, at: tuple[float, float], iron: int) -> None:
    place = setting.place
    canvas = setting.paint(skins.CANVAS, (0.30, 0.31, 0.32), (0.25, 0.10, 0.04))
    apron = setting.paint(skins.CLOTH, (0.10, 0.03, 0.02))
    ropes = [setting.paint(skins.CLOTH, tone) for tone in ((0.02, 0.02, 0.24), (0.42, 0.44, 0.45), (0.22, 0.06, 0.02))]
    x0, z0 = at
    half = 2.6
    place.add(
        boxes([(x0, 0.45, z0)], (half + 0.4, 0.45, half + 0.4), apron),
        boxes([(x0, 0.91, z0)], (half + 0.4, 0.02, half + 0.4), canvas),
    )
    for dx in (-half, half):
        for dz in (-half, half):
            place.add(
                bars([(x0 + dx, 0.9, z0 + dz)], [(x0 + dx, 2.25, z0 + dz)], (0.05, 0.05), iron),
                boxes([(x0 + 0.97 * dx, 1.65, z0 + 0.97 * dz)], (0.10, 0.52, 0.10), ropes[0 if dx * dz > 0 else 2]),
            )
    for n, y in enumerate((1.35, 1.70, 2.05)):
        line = [
            (x0 - half, y, z0 - half),
            (x0 + half, y, z0 - half),
            (x0 + half, y, z0 + half),
            (x0 - half, y, z0 + half),
            (x0 - half, y, z0 - half),
        ]
        for a, b in zip(line[:-1], line[1:], strict=True):
            place.add(tube([a, b], 0.022, 8, ropes[n]))


def _bench(setting: Setting, iron: int) -> None:
    place, side = setting.place, setting.side
    wood = setting.paint(skins.WOOD, (0.05, 0.10, 0.18), gloss=0.02, rough=0.2, scale=0.15)
    red, cuff = (
        setting.paint(skins.CLOTH, (0.02, 0.018, 0.24), gloss=0.06, rough=0.15, scale=1.5),
        setting.paint(skins.CLOTH, (0.40, 0.42, 0.43)),
    )
    x, z = side * 1.9, 2.3
    place.add(boxes([(x, 0.46, z)], (0.20, 0.025, 0.8), wood))
    for dz in (-0.65, 0.65):
        place.add(
            bars(
                [(x - 0.16, 0, z + dz), (x + 0.16, 0, z + dz)],
                [(x - 0.16, 0.44, z + dz), (x + 0.16, 0.44, z + dz)],
                (0.02, 0.02),
                iron,
            )
        )
    place.add(
        glove(red, cuff).moved(x - 0.04, 0.485, z - 0.25, turn=0.5),
        glove(red, cuff).moved(x + 0.06, 0.485, z + 0.05, turn=-0.6),
    )
    towel = setting.paint(skins.CLOTH, (0.40, 0.42, 0.43), scale=3.0)
    place.add(
        boxes([(x, 0.492, z + 0.48), (x - 0.205, 0.36, z + 0.48)], [(0.20, 0.008, 0.16), (0.008, 0.13, 0.16)], towel)
    )
    rope = np.linspace(0, 9.0, 60)
    place.add(
        tube(
            np.stack(
                [x - 0.7 + 0.20 * np.cos(rope) * (1 - rope / 20), 0.012 + 0.002 * rope, z - 0.4 + 0.16 * np.sin(rope)],
                1,
            ),
            0.010,
            6,
            iron,
        )
    )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.65, 1.55, -2.3), -10.0, 0.90, 0.47),
        "medium": Level((0.5, 1.45, 0.2), -14.0, 0.95, 0.50),
        "close": Level((0.35, 1.45, 0.5), -27.0, 1.05, 0.46),
        "detail": Level((0.95, 0.95, 1.35), 26.0, 1.15, 0.36),
    },
    groups={"sun": (KEY, "downbeat", 0.94, 0.14), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(38.0, 68.0), mist=0.16, travel=1.4,
)  # fmt: skip
