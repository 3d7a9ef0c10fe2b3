"""A cinema: rows of red seats down to the screen, a film on it, the beam of the projector in the air, lamps along the walls."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .joinery import curtain, cushion

HALF, TOP, NEAR, END, ROW = 5.2, 4.9, -3.2, 12.6, 0.98
SCREEN = (4.3, -0.5, 4.05)  # half its width, its lower and upper edge


def _floor(z: float) -> float:
    return -0.15 * max(z, 0.0)


def seat(velvet: int, dark: int) -> Mesh:
    """Return a folding seat with arms, which faces +z."""
    back = cushion((0.245, 0.36, 0.075), velvet, square=0.35, steps=(9, 20)).leaned(0, 0.16).moved(0, 0.70, -0.12)
    shell = cushion((0.25, 0.33, 0.05), velvet, square=0.3, steps=(7, 16)).leaned(0, 0.16).moved(0, 0.66, -0.19)
    pad = cushion((0.235, 0.075, 0.23), velvet, square=0.4, steps=(8, 20)).leaned(0, -0.12).moved(0, 0.43, 0.12)
    arms = [cushion((0.035, 0.03, 0.17), dark, square=0.4, steps=(6, 12)).moved(x, 0.60, 0.06) for x in (-0.29, 0.29)]
    return Mesh.of([back, shell, pad, *arms, boxes([(-0.29, 0.3, 0.02), (0.29, 0.3, 0.02)], (0.018, 0.3, 0.16), dark)])


def _furnish(setting: Setting) -> None:
    place, rng = setting.place, setting.rng
    setting.hazy(0.010, (0.012, 0.012, 0.012), tuple(0.004 * part for part in WARM))
    place.dust = 0.075
    red: Colour = (0.022, 0.016, 0.27)
    velvet, cloth = setting.paint(skins.CLOTH, red, scale=3.0), setting.paint(skins.CLOTH, (0.022, 0.012, 0.12))
    dark = setting.paint(skins.PLAIN, (0.020, 0.016, 0.020), gloss=0.04, rough=0.3)
    carpet = setting.paint(skins.CARPET, (0.014, 0.012, 0.075), (0.02, 0.10, 0.20), extra=(0.75,))
    wall, black = (
        setting.paint(skins.PLASTER, (0.030, 0.020, 0.050)),
        setting.paint(skins.PLASTER, (0.016, 0.014, 0.018)),
    )
    brass = setting.paint(skins.METAL, (0.12, 0.38, 0.66), gloss=0.35, rough=0.2, metal=True)
    lines = np.array([(z, _floor(z)) for z in np.linspace(NEAR, END, 40)], np.float32)
    floor = np.zeros((40, 2, 3), np.float32)
    floor[:, 0, 0], floor[:, 1, 0], floor[..., 1], floor[..., 2] = -HALF, HALF, lines[:, 1:], lines[:, :1]
    aisle = floor.copy()
    aisle[:, 0, 0], aisle[:, 1, 0] = -0.75, 0.75
    aisle[..., 1] += 0.01
    place.add(grid(floor, black), grid(aisle, carpet, uv=aisle[..., [0, 2]]))
    setting.box((0, TOP + 0.1, 5), (HALF + 0.4, 0.1, 10), black)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF + 0.1), 1.2, 5), (0.1, 4.2, 10), wall)
    setting.box((0, 1.2, END + 0.4), (HALF + 0.3, 4.2, 0.1), black)
    _booth(setting, wall)
    # Draped walls with lamps between.
    for k in range(6):
        z = NEAR + 1.4 + 2.9 * k
        for way in (-1.0, 1.0):
            hung = curtain(1.6, TOP - _floor(z) - 0.1, cloth, folds=6.0, deep=0.05, phase=float(rng.uniform(0, 6)))
            place.add(hung.moved(0, 0, 0, turn=math.pi / 2).moved(way * (HALF - 0.12), TOP - 0.05, z))
            at = (way * (HALF - 0.12), 1.75 + _floor(z), z + 1.45)
            glow = setting.glow((0.5, 1.35, 2.4), EVEN if k % 2 else ODD, scale=3.0)
            place.add(turned([(0.12, 0.30), (0.10, 0.12), (0.05, 0.0), (0.0, -0.03)], 14, glow).moved(*at))
            place.add(turned([(0.06, 0.02), (0.075, -0.01), (0.02, -0.14)], 14, brass).moved(*at))
            place.lamp(
                (at[0] - way * 0.22, at[1] + 0.42, at[2]),
                tuple(0.8 * part for part in WARM),
                EVEN if k % 2 else ODD,
                0.12,
            )
            place.beacons.append(((at[0], at[1] + 0.2, at[2]), WARM))
    one = seat(velvet, dark)
    rows = int((END - 3.4) / ROW)
    for k in range(rows):
        z = 0.2 + ROW * k
        for n in range(7):
            for way in (-1.0, 1.0):
                place.add(one.moved(way * (1.12 + 0.60 * n), _floor(z), z))
        low = setting.glow((0.35, 0.9, 1.6), ODD) if k % 2 == 0 else 0
        for way in (-1.0, 1.0):  # lights at the steps
            if low:
                place.add(boxes([(way * 0.79, _floor(z) + 0.10, z)], (0.012, 0.012, 0.06), low))
                place.lamp((way * 0.66, _floor(z) + 0.16, z), tuple(0.012 * part for part in WARM), ODD, 0.05)
    _screen(setting, cloth)
    for z in (1.5, 6.0):  # the house is not quite dark
        place.lamp((0.0, TOP - 0.5, z), tuple(1.5 * part for part in WARM), SKY, 0.6)
    if setting.peopled:
        _audience(setting)


def _booth(setting: Setting, wall: int) -> None:
    """Close the room at its back, with the window of the projector and its beam."""
    place = setting.place
    y = 3.75
    setting.box((0, 0.5 * (TOP + y + 0.2), NEAR - 0.1), (HALF, 0.5 * (TOP - y - 0.2) + 0.1, 0.1), wall)
    setting.box((0, 0.5 * (y - 0.2) - 1.0, NEAR - 0.1), (HALF, 0.5 * (y - 0.2) + 1.0, 0.1), wall)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF / 2 + 0.2), y, NEAR - 0.1), (HALF / 2 - 0.1, 0.2, 0.1), wall)
        setting.box(
            (way * 1.9, 1.0, NEAR + 0.02),
            (0.55, 1.05, 0.03),
            setting.paint(skins.WOOD, (0.012, 0.018, 0.05), scale=0.3),
        )
    lens = setting.glow((11.0, 11.5, 11.0), KEY)
    place.add(
        turned([(0.0, 0.02), (0.085, 0.01), (0.09, -0.01)], 24, lens).leaned(0, math.pi / 2).moved(0, y, NEAR - 0.06)
    )
    tint: Colour = (15.0, 15.0, 14.0)
    spread = math.degrees(math.atan2(SCREEN[0], END - NEAR))
    place.lamp(
        (0, y, NEAR + 0.12),
        tint,
        KEY,
        0.03,
        toward=(0.0, 0.5 * (SCREEN[1] + SCREEN[2]), END),
        angles=(spread + 0.5, spread - 1.5),
        sharp=True,
    )
    place.beacons.append(((0, y, NEAR), (1.0, 1.0, 0.95)))


def _screen(setting: Setting, cloth: int) -> None:
    """Show a film: a low sun over hills, and two who look at it."""
    place, rng = setting.place, setting.rng
    wide, low, high = SCREEN
    palette = setting.description.palette
    far, near = (
        (palette.key, palette.accent)
        if palette.strength > 0.4
        else ((255.0, 55.0), (300.0, 60.0), (215.0, 40.0))[int(rng.integers(3))]
    )
    upper, lower = light_of_hue(far, 0.10, 0.62).astype(float), light_of_hue(near, 0.12, 0.86).astype(float)
    bands = 26
    for k in range(bands):
        t = k / (bands - 1)
        skin = setting.glow(tuple(3.0 * (upper * (1 - t) ** 1.3 + 1.35 * lower * (1 - (1 - t) ** 1.3))), KEY)
        y = high - (high - low) * k / bands
        place.add(
            grid(
                [
                    [(-wide, y, END), (wide, y, END)],
                    [(-wide, y - (high - low) / bands, END), (wide, y - (high - low) / bands, END)],
                ],
                skin,
            )
        )
    sun = setting.glow(tuple(4.5 * (0.35 + 0.9 * lower)), KEY)
    x = float(rng.uniform(-1.6, 1.6))
    a = np.linspace(0, 2 * math.pi, 49)[:-1]
    place.add(extruded(np.stack([x + 0.85 * np.cos(a), 1.25 + 0.85 * np.sin(a)], 1), 0.01, sun).moved(0, 0, END - 0.02))
    for n, (base, rough) in enumerate(((1.15, 0.35), (0.75, 0.30), (0.25, 0.22))):
        tone = tuple((0.95 - 0.42 * n) * (0.35 * upper + 0.45 * lower) * (0.9 if n == 0 else 0.5))
        u = np.linspace(-wide, wide, 60)
        ridge = base + rough * (
            np.sin(1.1 * u + 6 * rng.random())
            + 0.5 * np.sin(2.7 * u + 6 * rng.random())
            + 0.2 * np.sin(7 * u + 6 * rng.random())
        )
        outline = np.concatenate([np.stack([u, np.maximum(ridge, low + 0.05)], 1), [(wide, low), (-wide, low)]])[::-1]
        place.add(extruded(outline, 0.01, setting.glow(tone, KEY)).moved(0, 0, END - 0.04 - 0.02 * n))
    dim = setting.glow(tuple(0.05 * upper), KEY)
    for dx, kind in ((-0.35, "stander"), (0.35, "walker")):
        place.add(body(kind, 2.0, 0.02, dim).moved(-0.5 * x + dx, low + 0.05, END - 0.12))
    place.window((-wide, low, END - 0.2), (2 * wide, 0, 0), (0, high - low, 0), tuple(5.0 * (upper + lower)), KEY)
    for way in (-1.0, 1.0):
        place.add(
            curtain(1.3, high - low + 1.2, cloth, folds=6.0, deep=0.09).moved(
                way * (wide + 0.75), high + 0.35, END - 0.25
            )
        )
    setting.box((0, high + 0.35, END - 0.2), (HALF, 0.32, 0.05), cloth)
    u = np.linspace(-HALF, HALF, 181)
    swag = np.stack(
        [
            np.stack([u, np.full_like(u, high + 0.6), np.full_like(u, END - 0.35)], 1),
            np.stack([u, high + 0.12 - 0.12 * np.abs(np.sin(2.2 * u)), END - 0.38 + 0.03 * np.sin(21 * u)], 1),
        ]
    )
    place.add(grid(swag, cloth))


def _audience(setting: Setting) -> None:
    """Let some sit here and there: heads over the backs of the seats."""
    rng = setting.rng
    hair, coat = setting.paint(skins.CLOTH, (0.015, 0.018, 0.024)), setting.paint(skins.CLOTH, (0.03, 0.03, 0.035))
    for k in range(1, 10):
        for n in range(7):
            for way in (-1.0, 1.0):
                if rng.random() > 0.16:
                    continue
                z = 0.2 + ROW * k
                x, y = way * (1.12 + 0.60 * n) + float(rng.uniform(-0.05, 0.05)), _floor(z)
                tall = float(rng.uniform(1.14, 1.26))
                setting.place.add(
                    cushion((0.085, 0.12, 0.10), hair, square=0.9, steps=(10, 18)).moved(x, y + tall, z - 0.0)
                )
                setting.place.add(
                    cushion((0.20, 0.26, 0.11), coat, square=0.7, steps=(8, 18)).moved(x, y + tall - 0.40, z)
                )
                setting.place.add(tube([(x, y + tall - 0.2, z), (x, y + tall - 0.08, z)], 0.05, 8, hair))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-1.35, 1.62, -0.6), 5.0, 0.92, 0.46),
        "medium": Level((1.5, 0.55, 9.9), 184.0, 0.95, 0.50),
        "close": Level((-1.72, 0.90, 2.2), 7.0, 1.05, 0.50),
        "detail": Level((1.4, 1.05, 6.2), 186.0, 1.15, 0.62),
    },
    groups={"film": (KEY, "downbeat", 0.88, 0.18), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat",
        0.84, 0.30), "house": (SKY,)},
    median=(34.0, 62.0), mist=0.22, travel=1.0,
)  # fmt: skip
