"""A corridor: of a hotel with sconces and a runner, of a hospital under tubes, of a school with lockers; kept, or left to itself."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .bare import LEFT, litter
from .furnishings import flowers
from .joinery import picture_frame

NEAR, END, PITCH, TALL = -3.6, 27.0, 3.6, 2.75
_TUBE: Colour = (1.9, 2.0, 1.75)
_HOTEL = {"hotel", "motel", "carpet", "mansion", "theatre", "theater", "opera"}
_SCHOOL = {"school", "locker", "lockers", "university", "college"}


def _furnish(setting: Setting) -> None:
    place = setting.place
    hotel, school = bool(setting.words & _HOTEL), bool(setting.words & _SCHOOL)
    left = bool(setting.words & LEFT)
    half = 1.30 if hotel else 1.65
    setting.median = (34.0, 62.0) if hotel else (42.0, 76.0)
    if left:
        setting.median = (30.0, 56.0)
    palette = setting.description.palette
    hue = palette.key if palette.strength > 0.4 else (30.0 if hotel else 165.0)
    other = palette.fill if palette.strength > 0.4 else hue
    share = 0.65 if left else 1.0
    tone = light_of_hue(hue, 0.07, 0.7).astype(float)
    upper: Colour = (
        (0.40, 0.43, 0.43) if not hotel else tuple(0.08 + 0.16 * light_of_hue(other, 0.06, 0.7).astype(float))
    )
    wall = setting.paint(skins.PLASTER, tuple(share * part for part in upper))
    ceiling = setting.paint(
        skins.PLASTER, tuple(0.85 * share * part for part in ((0.40, 0.43, 0.43) if not hotel else (0.30, 0.34, 0.36)))
    )
    lower = (
        setting.paint(skins.WOOD, (0.022, 0.045, 0.085), gloss=0.04, rough=0.12, scale=0.3)
        if hotel
        else setting.paint(skins.PLASTER, tuple(share * (0.06 + 0.24 * tone)), gloss=0.03, rough=0.25)
    )
    floor = (
        setting.paint(skins.WOOD, (0.035, 0.07, 0.12), gloss=0.03, rough=0.12, scale=0.16)
        if hotel
        else setting.paint(
            skins.SLABS,
            tuple(share * part for part in (0.20, 0.21, 0.20)),
            tuple(share * part for part in (0.17, 0.18, 0.175)),
            scale=0.6,
            gloss=0.015 if left else 0.08,
            rough=0.04,
        )
    )
    lamp_air = tuple((0.010 if hotel else 0.007) * part for part in (WARM if hotel else _TUBE))
    setting.hazy(0.016, (0, 0, 0), lamp_air, lamp_air, (0.03, 0.028, 0.024))
    place.air = (-half, 0.0, NEAR), (half, TALL, END)
    setting.shell(half, TALL, (NEAR, END), wall, floor, ceiling)
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR)
    rail = setting.paint(skins.WOOD, (0.05, 0.10, 0.18), gloss=0.04, rough=0.15, scale=0.3)
    for way in (-1.0, 1.0):
        setting.box((way * (half - 0.008), 0.5, middle), (0.010, 0.5, long), lower)
        setting.box(
            (way * (half - (0.02 if hotel else 0.06)), 1.02 if hotel else 0.92, middle),
            (0.022, 0.03 if hotel else 0.055, long),
            rail,
        )
        setting.box((way * (half - 0.02), 0.06, middle), (0.022, 0.06, long), rail if hotel else wall)
    doors(setting, half, hotel=hotel, school=school, left=left)
    if hotel:
        _mouldings(setting, half)
        _runner(setting, half, hue)
        _sconces(setting, half, left=left)
    else:
        _tubes(setting, left=left)
    if school:
        _lockers(setting, half, hue)
    elif not hotel and not setting.words & {"office"}:
        _trolley(setting, half)
    _end(setting, half, hotel=hotel)
    if left:
        litter(setting, half, END)


def doors(setting: Setting, half: float, *, hotel: bool, school: bool, left: bool) -> None:
    """Set doors into both walls, on one side between those of the other; some panes are lit, some doors of what is left stand open."""
    place, rng = setting.place, setting.rng
    leaf = setting.paint(
        skins.WOOD, (0.024, 0.050, 0.095) if hotel else (0.22, 0.26, 0.27), gloss=0.04, rough=0.12, scale=0.4
    )
    jamb = setting.paint(skins.PLAIN, (0.028, 0.05, 0.09) if hotel else (0.16, 0.18, 0.19), gloss=0.03, rough=0.3)
    brass = setting.paint(
        skins.METAL, (0.14, 0.42, 0.70) if hotel else (0.5, 0.5, 0.5), gloss=0.45, rough=0.15, metal=True
    )
    dark = setting.paint(skins.PLAIN, (0.010, 0.010, 0.011), gloss=0.10, rough=0.03)
    lit = setting.glow((0.9, 1.0, 0.95), ODD)
    for k in range(8):
        for way in (-1.0, 1.0):
            z = NEAR + 1.3 + PITCH * (k + (0.5 if way > 0 else 0.0))
            if z > END - 1.2:
                continue
            x = way * half
            place.add(
                boxes(
                    [(x - way * 0.03, 1.08, z - 0.52), (x - way * 0.03, 1.08, z + 0.52), (x - way * 0.03, 2.16, z)],
                    [(0.06, 1.08, 0.05), (0.06, 1.08, 0.05), (0.06, 0.05, 0.57)],
                    jamb,
                )
            )
            wing = [boxes([(0, 1.06, 0.47)], (0.022, 1.06, 0.47), leaf)]
            if hotel:
                wing += [
                    boxes(
                        [(s * 0.026, y, 0.47) for y in (0.55, 1.50) for s in (-1, 1)],
                        [(0.006, h, 0.33) for h in (0.34, 0.34) for _ in (0, 1)],
                        jamb,
                    )
                ]
                wing.append(boxes([(-way * 0.028, 1.62, 0.47)], (0.004, 0.055, 0.075), brass))
            else:
                pane = lit if rng.random() < 0.35 and not left else dark
                wing.append(boxes([(0, 1.55, 0.72 if way > 0 else 0.24)], (0.026, 0.30, 0.10), pane))
            wing.append(
                tube([(-way * 0.02, 1.0, 0.86), (-way * 0.075, 1.0, 0.86), (-way * 0.075, 1.0, 0.73)], 0.011, 8, brass)
            )
            swing = way * float(rng.uniform(0.5, 1.2)) if left and rng.random() < 0.4 else 0.0
            place.add(Mesh.of(wing).moved(x - way * 0.02, 0, z - 0.47, turn=-swing))


def _mouldings(setting: Setting, half: float) -> None:
    """Run a cornice along both walls, and part the ceiling into coffers."""
    stucco = setting.paint(skins.PLAIN, (0.20, 0.23, 0.25))
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR)
    for way in (-1.0, 1.0):
        for off, high, tall in ((0.05, 0.05, 0.05), (0.10, 0.02, 0.02), (0.02, 0.14, 0.04)):
            setting.box((way * (half - off), TALL - high, middle), (off, tall, long), stucco)
    for z in np.arange(NEAR + 0.9, END, 2.2):
        setting.box((0.0, TALL - 0.05, float(z)), (half, 0.05, 0.13), stucco)
        setting.box((0.0, TALL - 0.115, float(z)), (half, 0.015, 0.07), stucco)


def _runner(setting: Setting, half: float, hue: float) -> None:
    """Lay a carpet with a figure in the colours of the prompt."""
    palette = setting.description.palette
    ground = tuple(0.01 + 0.12 * light_of_hue(hue, 0.13, 0.55).astype(float))
    figure = tuple(
        0.02 + 0.20 * light_of_hue(palette.accent if palette.strength > 0.4 else 80.0, 0.10, 0.65).astype(float)
    )
    carpet = setting.paint(skins.CARPET, ground, figure, extra=(half - 0.22,))
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = (
        -half + 0.22,
        half - 0.22,
        NEAR,
        END - 0.2,
        0.010,
    )
    setting.place.add(grid(points, carpet, uv=points[..., [0, 2]]))


def _sconces(setting: Setting, half: float, *, left: bool) -> None:
    """Hang lamps with shades between the doors, by turns of two families, and pictures."""
    place, rng = setting.place, setting.rng
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.15, metal=True)
    shades = [
        setting.paint(skins.GLOW, (0.30, 0.33, 0.34), scale=4.5, glow=tuple(1.7 * part for part in WARM), family=family)
        for family in (EVEN, ODD)
    ]
    canvas = setting.paint(skins.CLOTH, (0.05, 0.07, 0.09), scale=0.6)
    for k in range(8):
        for way in (-1.0, 1.0):
            z = NEAR + 1.3 + PITCH * (k + (0.5 if way > 0 else 0.0)) + 0.5 * PITCH
            if z > END - 0.8:
                continue
            n = (k + (way > 0)) % 2
            x = way * (half - 0.14)
            place.add(
                turned([(0.065, 0.17), (0.10, 0.0)], 20, shades[n]).moved(x, 1.72, z),
                tube([(way * half, 1.62, z), (x, 1.58, z), (x, 1.72, z)], 0.010, 8, brass),
                turned([(0.0, 0.0), (0.05, 0.0), (0.05, 0.01)], 16, brass).moved(x, 1.60, z),
            )
            if left and rng.random() < 0.55:
                continue
            family = (EVEN, ODD)[n]
            place.lamp((x - way * 0.10, 1.80, z), tuple(0.42 * part for part in WARM), family, 0.08)
            place.beacons.append(((x, 1.80, z), WARM))
            if rng.random() < 0.5:
                place.add(
                    picture_frame(0.42, 0.54, brass, canvas, deep=0.03, rail=0.04).moved(
                        way * (half - 0.03), 1.66, z + 0.85, turn=-way * math.pi / 2
                    )
                )


def _tubes(setting: Setting, *, left: bool) -> None:
    """Set tubes into the ceiling across the way, by turns of two families; in what is left most are out."""
    place, rng = setting.place, setting.rng
    case = setting.paint(skins.PLAIN, (0.36, 0.38, 0.38))
    dark = setting.paint(skins.PLAIN, (0.10, 0.11, 0.11), gloss=0.05, rough=0.1)
    tubes = [setting.glow(tuple(2.6 * part for part in _TUBE), family) for family in (EVEN, ODD)]
    for n, z in enumerate(np.arange(NEAR + 0.9, END, 2.4)):
        shines = not left or rng.random() < 0.45
        place.add(boxes([(0, TALL - 0.03, float(z))], (0.36, 0.03, 0.62), case))
        place.add(
            boxes(
                [(x, TALL - 0.07, float(z)) for x in (-0.13, 0.13)],
                (0.022, 0.02, 0.57),
                tubes[n % 2] if shines else dark,
            )
        )
        if shines:
            power = 0.95 if not left else 1.5
            for w in (-0.3, 0.3):
                place.lamp(
                    (0.0, TALL - 0.16, float(z) + w),
                    tuple(0.5 * power * part for part in _TUBE),
                    (EVEN, ODD)[n % 2],
                    0.25,
                )
            place.beacons.append(((0.0, TALL - 0.08, float(z)), _TUBE))


def _lockers(setting: Setting, half: float, hue: float) -> None:
    place = setting.place
    paint = setting.paint(
        skins.PLAIN, tuple(0.03 + 0.24 * light_of_hue(hue, 0.12, 0.6).astype(float)), gloss=0.05, rough=0.12
    )
    dark = setting.paint(skins.PLAIN, (0.02, 0.02, 0.021))
    for way in (-1.0, 1.0):
        for k in range(8):
            z = NEAR + 1.3 + PITCH * (k + (0.5 if way > 0 else 0.0)) + 0.75
            count = 6 if z + 6 * 0.36 < END else 0
            for n in range(count):
                at = z + 0.36 * n + 0.18
                place.add(boxes([(way * (half - 0.20), 0.98, at)], (0.20, 0.90, 0.173), paint))
                place.add(
                    boxes(
                        [(way * (half - 0.402), y, at) for y in (1.62, 1.66, 1.70, 0.30, 0.34)],
                        (0.004, 0.008, 0.09),
                        dark,
                    )
                )


def _trolley(setting: Setting, half: float) -> None:
    """Leave a bed on wheels by the wall."""
    place, side = setting.place, setting.side
    steel = setting.paint(skins.METAL, (0.5, 0.5, 0.5), gloss=0.45, rough=0.15, metal=True)
    linen, black = (
        setting.paint(skins.CLOTH, (0.42, 0.45, 0.46)),
        setting.paint(skins.PLAIN, (0.02, 0.02, 0.02), gloss=0.03, rough=0.3),
    )
    bed = [
        boxes([(0, 0.68, 0), (0, 0.80, 0.72)], [(0.33, 0.07, 0.95), (0.24, 0.06, 0.18)], linen),
        boxes([(0, 0.58, 0)], (0.35, 0.02, 0.98), steel),
    ]
    for x in (-0.32, 0.32):
        bed.append(tube([(x, 0.58, -0.6), (x, 0.95, -0.55), (x, 0.95, 0.55), (x, 0.58, 0.6)], 0.014, 8, steel))
        for z in (-0.85, 0.85):
            bed += [
                bars([(x, 0.12, z)], [(x, 0.58, z)], (0.016, 0.016), steel),
                turned([(0.0, 0.02), (0.09, 0.02), (0.09, -0.02), (0.0, -0.02)], 18, black)
                .leaned(math.pi / 2, 0)
                .moved(x, 0.09, z),
            ]
    place.add(Mesh.of(bed).moved(-side * (half - 0.45), 0, 5.2, turn=0.06))


def _end(setting: Setting, half: float, *, hotel: bool) -> None:
    """Close it with a window, and a table with flowers before it in a hotel, or a door of two wings under a sign."""
    place = setting.place
    pane = setting.glow((1.5, 1.35, 1.15) if setting.hour not in ("night", "dusk") else (0.30, 0.20, 0.12), SKY)
    frame = setting.paint(skins.PLAIN, (0.10, 0.12, 0.13))
    if hotel:
        place.add(
            boxes([(0, 1.65, END - 0.02)], (0.55, 0.75, 0.01), pane),
            bars(
                [(x, 0.9, END - 0.04) for x in (-0.55, 0, 0.55)],
                [(x, 2.4, END - 0.04) for x in (-0.55, 0, 0.55)],
                (0.03, 0.02),
                frame,
            ),
        )
        wood = setting.paint(skins.WOOD, (0.025, 0.05, 0.10), gloss=0.05, rough=0.1, scale=0.3)
        place.add(
            boxes(
                [(0, 0.76, END - 0.35), (-0.45, 0.37, END - 0.35), (0.45, 0.37, END - 0.35)],
                [(0.55, 0.02, 0.2), (0.03, 0.37, 0.16), (0.03, 0.37, 0.16)],
                wood,
            )
        )
        place.add(flowers(setting, count=24).moved(0, 0.78, END - 0.35, scale=1.4))
        return
    door = setting.paint(skins.WOOD, (0.16, 0.19, 0.20), gloss=0.04, rough=0.15, scale=0.4)
    place.add(boxes([(x, 1.08, END - 0.03) for x in (-0.46, 0.46)], (0.445, 1.08, 0.02), door))
    place.add(boxes([(x, 1.45, END - 0.06) for x in (-0.46, 0.46)], (0.18, 0.42, 0.01), pane))
    sign = setting.glow((0.6, 1.5, 0.35), ODD)
    place.add(boxes([(0, 2.42, END - 5.0)], (0.28, 0.085, 0.02), sign))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.42, 1.45, NEAR + 0.5), -2.5, 0.84, 0.44),
        "medium": Level((-0.70, 1.15, NEAR + 1.2), 15.0, 1.0, 0.47),
        "close": Level((-0.70, 1.35, NEAR + 1.2), 31.0, 1.0, 0.50),
        "detail": Level((0.30, 0.32, NEAR + 1.4), -4.0, 1.15, 0.40),
    },
    groups={"lamps": (EVEN, "kick", 0.86, 0.24), "glow": (ODD, "offbeat", 0.84, 0.26), "sky": (SKY,)},
    median=(40.0, 74.0),
    mist=0.2,
    travel=1.4,
)
