"""The lobby of a hotel: marble, columns, a chandelier, sofas, a trolley of cases, the desk with its keys; wide to the bell on it."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .ballroom import chandelier
from .furnishings import floor_lamp, flowers, house_plant, low_table, sofa
from .joinery import curtain, window_wall
from .outlook import daylight, outlook
from .people import seated

HALF, TALL, NEAR, END, BAY = 4.4, 5.8, -4.6, 8.0, 4.2
_DESK = 5.9
_OPENING = (1.35, 0.25, 4.4, 0.0)
_LIGHT: Colour = (0.75, 1.25, 1.75)


def _furnish(setting: Setting) -> None:
    place, rng = setting.place, setting.rng
    dark = setting.hour in ("night", "dusk")
    lamps = max(setting.lamps, 0.45)
    setting.sunlit((60.0, 72.0), strength=1.2, dust=0.012)
    if dark:
        dim = 0.35 if setting.hour == "night" else 0.8
        for name in ("zenith", "horizon", "halo"):
            setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    setting.median = (36.0, 66.0) if dark else (50.0, 88.0)
    glow = tuple(0.006 * lamps * part for part in WARM)
    setting.hazy(0.006, tuple(0.004 * part for part in place.sunlight), glow, glow, daylight(setting, 0.1))
    wall = setting.paint(skins.PLASTER, (0.25, 0.32, 0.36))
    panel = setting.paint(skins.WOOD, (0.035, 0.075, 0.14), gloss=0.035, rough=0.10, scale=0.3)
    marble = setting.paint(skins.PLASTER, (0.34, 0.39, 0.42), gloss=0.05, rough=0.08)
    gold = setting.paint(skins.METAL, (0.16, 0.46, 0.78), gloss=0.42, rough=0.14, metal=True)
    iron = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.05, rough=0.2)
    _shell(setting, wall, panel, marble, gold)
    outlook(setting, HALF, aside=True)
    chandelier(place, (0.0, 3.9, 2.0), gold, EVEN, 0.75 * lamps, rng, scale=1.15)
    for z in (-2.6, 5.2):  # rings of light in the ceiling
        for x in (-2.1, 2.1):
            spot = setting.glow(tuple(1.6 * lamps * part for part in _LIGHT), ODD)
            place.add(turned([(0.0, 0.01), (0.16, 0.0)], 24, spot).moved(x, TALL - 0.02, z))
        # One lamp for both: each costs rays.
        light = tuple(7.0 * lamps * part for part in _LIGHT)
        place.lamp((0.0, TALL - 0.1, z), light, ODD, 0.8, toward=(0.0, 0.0, z), angles=(66.0, 30.0))
    _desk(setting, panel, marble, gold, lamps)
    _sitting(setting, panel, gold, iron, lamps)
    _trolley(setting, gold)


def _shell(setting: Setting, wall: int, panel: int, marble: int, gold: int) -> None:
    """Close the hall: a floor of two marbles, columns with gilded heads, beams, tall windows to one side."""
    place, side, rng = setting.place, setting.side, setting.rng
    middle, long = (NEAR + END) / 2, (END - NEAR) / 2
    pale = setting.paint(skins.PLASTER, (0.26, 0.31, 0.34), gloss=0.07, rough=0.025)
    deep = setting.paint(skins.PLASTER, (0.035, 0.05, 0.06), gloss=0.07, rough=0.025)
    setting.floored(HALF, (NEAR, END), deep)
    at = [(x, 0.0, z) for x in np.arange(-HALF + 0.4, HALF, 0.9) for z in np.arange(NEAR + 0.45, END, 0.9)]
    place.add(boxes(at, (0.445, 0.004, 0.445), pale))
    place.add(boxes([(x + 0.45, 0.004, z + 0.45) for x, _, z in at], (0.13, 0.003, 0.13), deep, axes=_turned(len(at))))
    setting.box(
        (0, TALL + 0.1, middle), (HALF + 0.3, 0.1, long + 0.3), setting.paint(skins.PLASTER, (0.20, 0.25, 0.28))
    )
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 0.1, TALL / 2, 0.1), wall)
    setting.box((0, TALL / 2, END + 0.1), (HALF + 0.1, TALL / 2, 0.1), panel)
    setting.box((-side * (HALF + 0.1), TALL / 2, middle), (0.1, TALL / 2, long), wall)
    velvet = setting.paint(
        skins.CLOTH, tuple(0.01 + 0.10 * light_of_hue(setting.description.palette.accent, 0.12, 0.5).astype(float))
    )
    dark = setting.hour in ("night", "dusk")
    for k in range(3):
        z = NEAR + BAY * (k + 0.5)
        place.add(window_wall(side * HALF, z, BAY / 2, TALL, _OPENING, side * 0.3, wall, gold, (3, 4)))
        light = daylight(setting, 1.6 if dark else 9.0)
        place.window((side * (HALF + 0.05), 0.3, z - 1.3), (0, 0, 2.6), (0, 4.0, 0), light)
        for way in (-1.0, 1.0):
            hung = curtain(0.6, 4.5, velvet, folds=4.0, deep=0.05, phase=float(rng.uniform(0, 6)))
            place.add(hung.moved(0, 0, 0, turn=math.pi / 2).moved(side * (HALF - 0.14), 4.7, z + way * 1.45 - 0.3))
        mirror = setting.paint(skins.PLAIN, (0.5, 0.52, 0.52), gloss=0.6, rough=0.0, metal=True)  # over there, mirrors
        place.add(boxes([(-side * (HALF - 0.02), 2.4, z)], (0.02, 1.2, 0.75), mirror),
                  boxes([(-side * (HALF - 0.02), 0.55, z)], (0.04, 0.55, 1.6), panel))  # fmt: skip
    for z in (-1.9, 2.0, 5.9):
        setting.box((0, TALL - 0.2, z), (HALF, 0.2, 0.30), marble)
        for x in (-3.1, 3.1):
            shaft = [
                (0.40, 5.42),
                (0.40, 5.30),
                (0.30, 5.12),
                (0.27, 5.05),
                (0.31, 2.4),
                (0.32, 0.55),
                (0.40, 0.42),
                (0.40, 0.0),
            ]
            ring = [(0.33, 5.10), (0.36, 5.06), (0.33, 5.02)]
            foot = [(0.36, 0.58), (0.39, 0.54), (0.36, 0.50)]
            place.add(
                *[turned(line, 40, skin).moved(x, 0, z) for line, skin in ((shaft, marble), (ring, gold), (foot, gold))]
            )
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)


def _turned(count: int) -> np.ndarray:
    """Return the axes of slabs that stand on their corner."""
    c = math.sqrt(0.5)
    return np.broadcast_to(np.float32([[c, 0, c], [0, 1, 0], [-c, 0, c]]), (count, 3, 3))


def _desk(setting: Setting, panel: int, marble: int, gold: int, lamps: float) -> None:
    """Build the desk of the reception: a bell, a book, a key and lamps on it, pigeonholes with keys and clocks behind it."""
    place, side = setting.place, setting.side
    strip = setting.glow(tuple(1.1 * lamps * part for part in WARM), ODD)
    place.add(boxes([(0, 0.52, _DESK)], (2.1, 0.52, 0.30), panel), boxes([(0, 1.07, _DESK - 0.03)], (2.2, 0.03, 0.40), marble),
              boxes([(0, 1.02, _DESK - 0.32)], (2.08, 0.012, 0.012), strip), boxes([(0, 0.06, _DESK - 0.31)], (2.1, 0.06, 0.012), gold),
              boxes([(x, 0.54, _DESK - 0.305) for x in np.linspace(-2.05, 2.05, 9)], (0.014, 0.44, 0.01), gold))  # fmt: skip
    place.lamp((0, 0.95, _DESK - 0.5), tuple(0.5 * lamps * part for part in WARM), ODD, 0.5)
    z = END - 0.16  # pigeonholes
    hole = setting.paint(skins.WOOD, (0.012, 0.028, 0.055), scale=0.3)
    setting.box((0, 1.95, z + 0.12), (1.75, 0.62, 0.02), hole)
    across, up = np.linspace(-1.75, 1.75, 13), np.linspace(1.33, 2.57, 6)
    place.add(
        boxes([(float(x), 1.95, z) for x in across], (0.014, 0.63, 0.12), panel),
        boxes([(0, float(y), z) for y in up], (1.76, 0.014, 0.12), panel),
    )
    for x in across[:-1] + 0.146:
        for y in up[:-1] + 0.17:
            if setting.rng.random() < 0.62:
                place.add(
                    boxes(
                        [(float(x), float(y), z - 0.10), (float(x), float(y) - 0.07, z - 0.10)],
                        [(0.012, 0.03, 0.004), (0.022, 0.045, 0.006)],
                        gold,
                    )
                )
    dial, black = setting.paint(skins.PLAIN, (0.5, 0.54, 0.56)), setting.paint(skins.PLAIN, (0.015, 0.015, 0.015))
    face = Mesh.of(
        [
            turned([(0.0, 0.02), (0.17, 0.02), (0.17, 0.0)], 36, dial),
            turned([(0.17, 0.03), (0.20, 0.02), (0.20, 0.0)], 36, gold),
        ]
    ).leaned(0, -math.pi / 2)
    for n, x in enumerate((-1.3, 0.0, 1.3)):
        place.add(face.moved(x, 3.05, END - 0.02))
        for turn, reach in ((2.1 * n + 0.4, 0.09), (1.3, 0.14)):
            tip = (x + reach * math.sin(turn), 3.05 + reach * math.cos(turn), END - 0.06)
            place.add(bars([(x, 3.05, END - 0.06)], [tip], (0.008, 0.004), black))
    for way in (-1.0, 1.0):  # lamps with green or golden shades
        x = way * 1.55
        shade = setting.paint(
            skins.GLOW, (0.10, 0.22, 0.24), scale=3.6, glow=tuple(0.9 * lamps * part for part in WARM), family=ODD
        )
        place.add(turned([(0.012, 0.36), (0.014, 0.10), (0.05, 0.05), (0.08, 0.015), (0.08, 0.0)], 24, gold).moved(x, 1.10, _DESK),
                  turned([(0.07, 0.20), (0.15, 0.0)], 32, shade).moved(x, 1.38, _DESK))  # fmt: skip
        place.lamp((x, 1.34, _DESK - 0.02), tuple(0.55 * lamps * part for part in WARM), ODD, 0.07)
        place.beacons.append(((x, 1.46, _DESK), WARM))
    x, y, z = side * 0.95, 1.10, _DESK - 0.18
    dome = [
        (0.0, 0.075),
        (0.012, 0.074),
        (0.012, 0.064),
        (0.032, 0.060),
        (0.056, 0.040),
        (0.063, 0.018),
        (0.063, 0.014),
    ]
    foot = [(0.070, 0.014), (0.075, 0.010), (0.075, 0.0)]
    place.add(turned(dome, 40, gold).moved(x, y, z), turned(foot, 40, black).moved(x, y, z))
    cover, paper = (
        setting.paint(skins.CLOTH, (0.03, 0.025, 0.12), scale=2.0),
        setting.paint(skins.PLAIN, (0.50, 0.55, 0.57)),
    )
    book = Mesh.of(
        [
            boxes([(0, 0.01, 0)], (0.24, 0.008, 0.16), cover),
            boxes([(u, 0.024, 0) for u in (-0.115, 0.115)], (0.112, 0.010, 0.15), paper),
        ]
    )
    place.add(book.moved(x - 0.40 * side, y, z, turn=0.12 * side))
    ring = np.linspace(0, 2 * math.pi, 25)
    key = Mesh.of(
        [
            tube(np.stack([0.018 * np.cos(ring), 0.006 + 0 * ring, 0.018 * np.sin(ring)], 1), 0.004, 6, gold),
            bars([(0.018, 0.006, 0)], [(0.085, 0.006, 0)], (0.004, 0.003), gold),
            boxes([(0.075, 0.006, 0.012), (0.06, 0.006, 0.010)], (0.004, 0.003, 0.010), gold),
            boxes([(-0.07, 0.006, 0.0)], (0.035, 0.005, 0.02), cover),
        ]
    )
    place.add(key.moved(x + 0.02 * side, y, z - 0.12, turn=0.5))
    place.add(flowers(setting, count=22).moved(-side * 0.55, 1.10, _DESK + 0.02, scale=1.3))


def _sitting(setting: Setting, wood: int, gold: int, iron: int, lamps: float) -> None:
    """Put sofas and a table on a carpet, a lamp and palms beside them."""
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    cloth = setting.paint(
        skins.CLOTH, tuple(0.015 + 0.16 * light_of_hue(palette.accent, 0.10, 0.55).astype(float)), scale=0.7
    )
    pillow = setting.paint(skins.CLOTH, tuple(0.03 + 0.28 * light_of_hue(palette.key, 0.09, 0.65).astype(float)))
    rug = setting.paint(
        skins.CARPET,
        tuple(0.03 + 0.08 * light_of_hue(palette.accent, 0.08, 0.5).astype(float)),
        (0.16, 0.20, 0.23),
        extra=(1.3,),
    )
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = -1.5, 1.5, 1.6, -1.6, 0.016
    x, z = -side * 1.75, 2.3
    place.add(grid(points + np.float32([x, 0, z]), rug, uv=points[..., [0, 2]]))
    place.add(sofa(cloth, wood, (pillow, pillow), rng).moved(x - side * 0.1, 0, z + 1.25, turn=0.0),
              sofa(cloth, wood, (pillow,), rng, wide=1.0).moved(x - side * 1.15, 0, z - 0.1, turn=side * 1.45),
              sofa(cloth, wood, (), rng, wide=1.0).moved(x + side * 1.25, 0, z + 0.1, turn=-side * 1.35))  # fmt: skip
    place.add(low_table(1.0, 0.62, wood, gold).moved(x, 0, z))
    place.add(flowers(setting).moved(x + 0.2, 0.38, z + 0.05, scale=1.15))
    for k in range(2):
        cover = setting.paint(skins.PLAIN, tuple(float(v) for v in rng.uniform(0.04, 0.3, 3)))
        place.add(
            boxes([(0, 0, 0)], (0.15, 0.012, 0.11), cover).moved(x - 0.25, 0.392 + 0.025 * k, z - 0.05, turn=0.3 * k)
        )
    floor_lamp(setting, (x - side * 1.35, 0.0, z + 1.35), iron, tuple(1.0 * lamps * part for part in WARM), ODD)
    pot, leaf = (
        setting.paint(skins.PLAIN, (0.05, 0.05, 0.055), gloss=0.05, rough=0.1),
        setting.paint(skins.LEAF, (0.025, 0.10, 0.035), (0.05, 0.18, 0.07)),
    )
    for u, w, tall in ((-3.7, 4.6, 2.3), (3.8, 5.4, 2.2), (2.75, -0.9, 1.7), (-2.8, -0.6, 1.7)):
        place.add(house_plant(setting, tall, pot, leaf).moved(side * u, 0, w))
    if setting.peopled and "figure" in setting.description.details:
        seated(setting, (x - side * 0.3, 0.50, z + 1.13), turn=0.0)


def _trolley(setting: Setting, gold: int) -> None:
    """Let a trolley of brass with cases stand near the desk."""
    place, side = setting.place, setting.side
    felt = setting.paint(skins.CARPET, (0.03, 0.02, 0.16), (0.03, 0.02, 0.16))
    tyre = setting.paint(skins.PLAIN, (0.02, 0.02, 0.02))
    arc = np.linspace(0, math.pi, 21)
    parts = [boxes([(0, 0.22, 0)], (0.55, 0.02, 0.30), gold), boxes([(0, 0.245, 0)], (0.53, 0.008, 0.28), felt)]
    for z in (-0.26, 0.26):
        hoop = np.stack([0.5 * np.cos(arc), 1.35 + 0.42 * np.sin(arc), np.full(21, z)], 1)
        parts.append(tube(np.concatenate([[(0.5, 0.24, z)], hoop, [(-0.5, 0.24, z)]]), 0.022, 10, gold))
        parts += [
            turned([(0.0, 0.03), (0.10, 0.03), (0.10, -0.03), (0.0, -0.03)], 24, tyre)
            .leaned(0, math.pi / 2)
            .moved(x, 0.10, z)
            for x in (-0.42, 0.42)
        ]
    parts.append(bars([(0, 1.77, -0.26)], [(0, 1.77, 0.26)], (0.02, 0.02), gold))
    base = 0.255
    for n, (wide, high, deep) in enumerate(((0.44, 0.14, 0.25), (0.38, 0.11, 0.22), (0.28, 0.09, 0.18))):
        tone = ((0.03, 0.06, 0.13), (0.05, 0.09, 0.10), (0.02, 0.03, 0.16))[n]
        skin = setting.paint(skins.CLOTH, tone, gloss=0.03, rough=0.2, scale=1.5)
        case = [
            boxes([(0, high, 0)], (wide, high, deep), skin),
            boxes([(u, high, 0) for u in (-0.6 * wide, 0.6 * wide)], (0.022, high + 0.004, deep + 0.004), tyre),
        ]
        case.append(boxes([(u, 1.3 * high, -deep - 0.008) for u in (-0.25, 0.25)], (0.025, 0.02, 0.006), gold))
        parts.append(Mesh.of(case).moved(0.03 * n, base, 0, turn=0.06 * n))
        base += 2 * high
    place.add(Mesh.of(parts).moved(side * 1.6, 0, 3.0, turn=-side * 0.5))


PLAN = Plan(
    _furnish,
    {
        "wide": View((0.55, 1.60, NEAR + 0.4), (-0.15, 1.95, END), 0.84, (0.5, 0.47)),
        "medium": View((0.9, 1.50, -0.4), (-0.35, 1.55, END), 0.92, (0.5, 0.50)),
        "close": View((0.1, 1.35, -0.1), (-1.75, 0.75, 2.9), 0.92, (0.5, 0.56)),
        "detail": View((0.70, 1.38, _DESK - 0.92), (1.12, 1.20, _DESK - 0.1), 1.0, (0.5, 0.56)),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.84, 0.28), "odd": (ODD, "offbeat", 0.86, 0.26), "sky": (SKY,)},
    median=(40.0, 76.0), mist=0.08, travel=1.0, glare=0.14, focus={"close": (2.9, 0.008), "detail": (0.80, 0.010)},
)  # fmt: skip
