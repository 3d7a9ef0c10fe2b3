"""An underground parking garage: columns with warning stripes, tubes of light, pipes, painted bays, parked cars, wet concrete."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

HALF, TALL, NEAR, END, BAY = 8.6, 2.75, -3.0, 34.0, 5.2


def car(setting: Setting, colour: Colour, *, lit: bool = False) -> Mesh:
    """Return a saloon, its front towards -z, its wheels on the floor."""
    shell = setting.paint(skins.PLAIN, colour, gloss=0.07, rough=0.01)
    glass = setting.paint(skins.PLAIN, (0.012, 0.012, 0.012), gloss=0.10, rough=0.01)
    tyre, rim = (
        setting.paint(skins.PLAIN, (0.012, 0.012, 0.013)),
        setting.paint(skins.METAL, (0.35, 0.35, 0.35), gloss=0.3, rough=0.15, metal=True),
    )
    red, front = (
        setting.glow((0.02, 0.03, 0.9 if lit else 0.22), ODD),
        setting.glow((7.0, 7.2, 7.2) if lit else (0.25, 0.27, 0.28), ODD),
    )
    dark = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022))
    parts = []
    # Sections along it: place, half width, bottom, top.
    lower = [(-2.22, 0.62, 0.34, 0.58), (-2.16, 0.78, 0.26, 0.68), (-1.95, 0.86, 0.22, 0.74),
        (-1.4, 0.89, 0.20, 0.82), (-0.75, 0.90, 0.20, 0.90), (0.4, 0.90, 0.20, 0.92),
             (1.5, 0.90, 0.20, 0.95), (1.95, 0.87, 0.24, 0.96), (2.16, 0.80, 0.30, 0.90), (2.24, 0.66, 0.38, 0.72)]  # fmt: skip
    upper = [
        (-0.78, 0.78, 0.86, 0.90),
        (-0.40, 0.76, 0.86, 1.12),
        (0.02, 0.72, 0.86, 1.34),
        (0.45, 0.70, 0.86, 1.40),
        (1.0, 0.69, 0.86, 1.38),
        (1.45, 0.70, 0.86, 1.22),
        (1.80, 0.74, 0.86, 1.00),
        (1.92, 0.76, 0.86, 0.92),
    ]
    for sections, skin in ((lower, shell), (upper, glass)):
        table = np.array(sections)
        z = np.linspace(table[0, 0], table[-1, 0], 60)
        wide, low, high = (np.interp(z, table[:, 0], table[:, k]) for k in (1, 2, 3))
        for values in (wide, low, high):
            for _ in range(2):
                values[1:-1] = 0.25 * values[:-2] + 0.5 * values[1:-1] + 0.25 * values[2:]
        a = np.linspace(0, 2 * math.pi, 49)
        power = 0.42 if skin == shell else 0.5
        points = np.empty((60, 49, 3), np.float32)
        points[..., 0] = wide[:, None] * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** power
        points[..., 1] = (0.5 * (low + high))[:, None] + (0.5 * (high - low))[:, None] * np.sign(np.sin(a)) * np.abs(
            np.sin(a)
        ) ** power
        points[..., 2] = z[:, None]
        parts.append(grid(points, skin, wrap=True))
        for row in (0, -1):
            ring = np.stack([points[row], np.broadcast_to(points[row].mean(axis=0), points[row].shape)])
            parts.append(grid(ring, skin))
        if skin == glass:  # the roof and the pillars are of sheet metal
            some = points[22:46, 4:21].copy()
            some[..., 1] += 0.012
            parts.append(grid(some, shell))
            for way in (-1.0, 1.0):
                feet = [(way * (wide[k] - 0.02), 0.90, z[k]) for k in (17, 32, 44)]
                heads = [
                    (way * (wide[k] - 0.10), high[k] - 0.05, z[k] + (0.12 if k == 17 else 0.0)) for k in (17, 32, 44)
                ]
                parts += [tube(ends, 0.035, 6, shell) for ends in zip(feet, heads, strict=True)]
    for zz in (-1.42, 1.36):
        for way in (-1.0, 1.0):
            wheel = Mesh.of(
                [
                    turned([(0.0, 0.10), (0.20, 0.10), (0.22, 0.08)], 24, rim),
                    turned([(0.22, 0.10), (0.30, 0.105), (0.325, 0.07), (0.325, -0.09), (0.2, -0.1)], 28, tyre),
                ]
            )
            parts.append(wheel.leaned(-way * math.pi / 2, 0).moved(way * 0.79, 0.325, zz))
            parts.append(
                turned([(0.37, 0.01), (0.37, -0.12), (0.0, -0.12)], 24, dark)
                .leaned(-way * math.pi / 2, 0)
                .moved(way * 0.885, 0.345, zz)
            )
    for way in (-1.0, 1.0):
        parts += [
            boxes([(way * 0.62, 0.62, -2.165)], (0.17, 0.055, 0.05), front),
            boxes([(way * 0.66, 0.76, 2.20)], (0.16, 0.05, 0.04), red),
            boxes([(way * 0.96, 0.98, -0.55)], (0.09, 0.055, 0.06), shell),
        ]
        parts.append(boxes([(way * 0.905, 0.74, 0.25)], (0.006, 0.015, 0.10), dark))
    for n in range(4):  # a grille
        parts.append(boxes([(0, 0.56 + 0.035 * n, -2.205 + 0.006 * n)], (0.34, 0.008, 0.03), dark))
    white = setting.paint(skins.PLAIN, (0.42, 0.44, 0.44))
    parts += [  # its back: a plate, the seam of the lid, a bumper
        boxes([(0, 0.66, 2.222)], (0.26, 0.055, 0.012), white),
        boxes([(0, 0.825, 2.20)], (0.62, 0.006, 0.012), dark),
        boxes([(0, 0.42, 2.20)], (0.66, 0.05, 0.04), dark),
    ]
    parts += [boxes([(0, 0.40, -2.21)], (0.5, 0.06, 0.03), dark), boxes([(0, 0.50, -2.245)], (0.26, 0.05, 0.008), rim)]
    return Mesh.of(parts)


def _furnish(setting: Setting) -> None:
    place, rng, side = setting.place, setting.rng, setting.side
    palette = setting.description.palette
    tube_light: Colour = (1.00, 1.08, 0.86)
    if palette.strength > 0.4:
        tube_light = tuple(1.1 * light_of_hue(palette.key, 0.13, 0.82).astype(float))
    setting.hazy(
        0.014, (0, 0, 0), tuple(0.020 * part for part in tube_light), tuple(0.012 * part for part in tube_light)
    )
    concrete, ceiling = (
        setting.paint(skins.PLASTER, (0.20, 0.21, 0.21)),
        setting.paint(skins.PLASTER, (0.11, 0.115, 0.115)),
    )
    floor = setting.paint(skins.PLAIN, (0.083, 0.086, 0.086), gloss=0.16, rough=0.03)
    white, yellow, black = (
        setting.paint(skins.PLASTER, (0.5, 0.52, 0.52)),
        setting.paint(skins.PLASTER, (0.03, 0.40, 0.60)),
        setting.paint(skins.PLASTER, (0.02, 0.02, 0.02)),
    )
    pipe, red = (
        setting.paint(skins.METAL, (0.20, 0.20, 0.20), gloss=0.2, rough=0.2, metal=True),
        setting.paint(skins.PLAIN, (0.03, 0.03, 0.30), gloss=0.05, rough=0.2),
    )
    setting.shell(HALF, TALL, (NEAR, END), concrete, floor, ceiling)
    rows = np.arange(1.2, END, BAY)
    for n, z in enumerate(rows):
        setting.box((0, TALL - 0.16, float(z)), (HALF, 0.16, 0.22), concrete)
        for way in (-1.0, 1.0):
            x = way * 3.05
            setting.box((x, TALL / 2, float(z)), (0.26, TALL / 2, 0.26), concrete)
            for k in range(6):
                setting.box((x, 0.10 + 0.16 * k, float(z)), (0.268, 0.08, 0.268), yellow if k % 2 else black)
            setting.box((x, 1.75, float(z) - 0.262), (0.17, 0.13, 0.005), (yellow, red)[n % 2])
            for bay in range(2):
                line = float(z) + bay * BAY / 2
                setting.box((way * 5.9, 0.004, line), (2.6, 0.004, 0.055), white)
        for x, family in ((-1.5, EVEN), (1.5, ODD)):
            lit = n != int(rng.integers(2, 6))
            glow = setting.glow(tuple((4.2 if lit else 0.03) * part for part in tube_light), family)
            middle = float(z) + BAY / 2
            setting.box((x, TALL - 0.12, middle), (0.035, 0.03, 0.75), glow)
            setting.box((x, TALL - 0.06, middle), (0.10, 0.03, 0.82), concrete)
            if lit:
                for off in (-0.5, 0.5):
                    place.lamp((x, TALL - 0.25, middle + off), tuple(0.75 * part for part in tube_light), family, 0.22)
                if n < 4:
                    place.beacons.append(((x, TALL - 0.12, middle), tube_light))
    for x, radius, skin in ((-2.3, 0.09, pipe), (-2.52, 0.05, red), (2.45, 0.06, pipe), (0.1, 0.045, red)):
        place.add(tube([(x, TALL - 0.45, NEAR), (x, TALL - 0.45, END)], radius, 10, skin))
    for z in np.arange(2.5, END, 2.6):
        place.add(
            bars(
                [(-2.3, TALL - 0.45, float(z)), (2.45, TALL - 0.45, float(z))],
                [(-2.3, TALL, float(z)), (2.45, TALL, float(z))],
                (0.008, 0.008),
                pipe,
            )
        )
    for z in (4.6, 14.0):  # arrows on the way
        place.add(
            boxes([(0, 0.004, z + 0.7)], (0.10, 0.004, 0.7), white),
            grid(
                [[(-0.34, 0.008, z + 1.4), (0.34, 0.008, z + 1.4)], [(0.0, 0.008, z + 2.2), (0.0, 0.008, z + 2.2)]],
                white,
            ),
        )
    sign = setting.glow((0.25, 1.5, 0.35), SKY)
    setting.box((side * 0.9, TALL - 0.52, 11.2), (0.42, 0.13, 0.03), sign)
    place.lamp((side * 0.9, TALL - 0.6, 10.9), (0.05, 0.28, 0.07), SKY, 0.2)
    setting.box(
        (0, 1.1, END - 0.05),
        (1.5, 1.1, 0.06),
        setting.paint(skins.METAL, (0.12, 0.12, 0.12), gloss=0.1, rough=0.3, metal=True),
    )
    paints: list[Colour] = [
        (0.02, 0.02, 0.022),
        (0.30, 0.31, 0.32),
        (0.02, 0.02, 0.20),
        (0.16, 0.07, 0.03),
        (0.10, 0.105, 0.11),
        (0.05, 0.16, 0.22),
        (0.42, 0.44, 0.45),
    ]
    close = setting.shot in ("close", "detail")
    first = True
    for z in np.arange(1.2 + 0.25 * BAY, END - 4, BAY / 2):
        for way in (-1.0, 1.0):
            if rng.random() < 0.45 and not (first and way == side) and not (close and way == side and z < 8):
                continue
            made = car(setting, paints[int(rng.integers(len(paints)))], lit=first and way == side)
            place.add(
                made.moved(
                    way * (5.75 + float(rng.uniform(-0.2, 0.25))),
                    0.0,
                    float(z) + float(rng.uniform(-0.12, 0.12)),
                    turn=way * math.pi / 2 if rng.random() < 0.7 or first else -way * math.pi / 2,
                )
            )
        first = False
    if setting.peopled and not close:
        cloth = setting.paint(skins.CLOTH, (0.016, 0.016, 0.018))
        place.add(body("walker", 1.78, 0.30, cloth).moved(-0.35 * side, 0, {"wide": 9.5, "medium": 8.0}[setting.shot]))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.5, 1.45, -1.6), 2.0, 0.86, 0.50),
        "medium": Level((0.2, 1.30, 1.5), 10.0, 0.95, 0.50),
        "close": Level((0.4, 1.20, 0.6), 50.0, 0.95, 0.47),
        "detail": Level((1.3, 0.36, 0.6), 9.0, 1.15, 0.42),
    },
    groups={"even": (EVEN, "kick", 0.86, 0.24), "odd": (ODD, "offbeat", 0.86, 0.24), "sign": (SKY,)},
    median=(46.0, 80.0), mist=0.24, travel=1.6,
)  # fmt: skip
