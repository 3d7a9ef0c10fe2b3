"""A casino: a roulette table under lamps, banks of slot machines along the carpet, gilded columns, a ceiling with rings of light."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting, Turning

from . import gaming
from .ballroom import chandelier
from .diner import written
from .people import barman, seated

MOTIF = "casino"
HALF, TALL, NEAR, END = 5.6, 4.4, -4.2, 19.0
_TABLE = (0.25, 3.4)  # the middle of the table, for a wheel on the left
_WHEEL = -0.88  # where the wheel is on it
_SIGNS = ("LUCKY", "777", "GOLD")


def _furnish(setting: Setting) -> None:
    place = setting.place
    first, second = gaming.tones(setting, (75.0, 22.0))
    setting.hazy(
        0.012,
        tuple(0.006 * part for part in WARM),
        tuple(0.007 * part for part in first),
        tuple(0.007 * part for part in second),
    )
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    gold = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.45, rough=0.14, metal=True)
    _hall(setting, gold, first, second)
    _banks(setting, first, second)
    _roulette(setting)
    _ceiling(setting, gold, first, second)


def _hall(setting: Setting, gold: int, first: Colour, second: Colour) -> None:
    """Close the hall: a patterned carpet, walls with panels, columns with gilded heads, a lit word at its end."""
    place = setting.place
    hue = setting.description.palette.fill if setting.description.palette.strength > 0.4 else 22.0
    deep = tuple(0.010 + 0.13 * float(part) for part in light_of_hue(hue, 0.17, 0.45))
    carpet = setting.paint(skins.CARPET, deep, (0.05, 0.17, 0.28), extra=(1.15,))
    wall = setting.paint(skins.PLASTER, tuple(0.025 + 0.10 * float(part) for part in light_of_hue(hue, 0.12, 0.5)))
    panel = setting.paint(skins.WOOD, (0.024, 0.050, 0.100), scale=0.3)
    setting.shell(HALF, TALL, (NEAR, END), wall, panel, setting.paint(skins.PLASTER, (0.040, 0.040, 0.046)))
    for x in np.arange(-HALF + 1.15, HALF, 2.3):  # lengths of carpet beside one another
        strip = np.zeros((2, 2, 3), np.float32)
        strip[:, 0, 0], strip[:, 1, 0], strip[0, :, 2], strip[1, :, 2], strip[..., 1] = -1.15, 1.15, END, NEAR, 0.004
        place.add(
            grid(
                strip + np.float32([x, 0, 0]),
                carpet,
                uv=strip[..., [0, 2]],
                normals=np.broadcast_to(np.float32([0, 1, 0]), strip.shape),
            )
        )
    shaft = [(0.30, 3.5), (0.27, 2.4), (0.30, 0.5), (0.40, 0.42), (0.40, 0.0)]
    head = [(0.52, 0.42), (0.50, 0.30), (0.34, 0.16), (0.31, 0.0)]
    for way in (-1.0, 1.0):
        for z in (1.2, 7.6, 14.0):
            column = turned([(r, y) for r, y in shaft], 28, panel), turned([(r, 3.5 + y) for r, y in head], 28, gold)
            place.add(*[one.moved(way * 2.75, 0, z) for one in column])
            place.add(
                turned(
                    [(0.31, 0.10), (0.325, 0.05), (0.31, 0.0)], 28, setting.glow(tuple(1.6 * p for p in second), ODD)
                ).moved(way * 2.75, 2.5, z)
            )
    place.add(
        *[
            one.moved(0, 3.15, END - 0.15)
            for one in written("CASINO", 0.95, setting.glow(tuple(3.6 * p for p in first), EVEN), 0.055)
        ]
    )
    border = np.array([(-3.1, 2.35), (3.1, 2.35), (3.1, 3.95), (-3.1, 3.95), (-3.1, 2.35)])
    place.add(
        tube(
            np.column_stack([np.repeat(border, 1, axis=0), np.full(5, END - 0.12)]),
            0.03,
            8,
            setting.glow(tuple(3.0 * p for p in second), ODD),
        )
    )
    place.window((-2.6, 2.4, END - 0.4), (5.2, 0, 0), (0, 1.5, 0), tuple(1.2 * p for p in first), EVEN)


def _banks(setting: Setting, first: Colour, second: Colour) -> None:
    """Stand slot machines in rows along both walls, stools before them, somebody who plays."""
    place, side, rng = setting.place, setting.side, setting.rng
    gold_light: Colour = (0.16, 0.62, 1.0)
    looks = [(first, second, EVEN), (second, first, ODD), (gold_light, first, ODD), (first, gold_light, EVEN)]
    machines = [
        gaming.slot_machine(setting, trim, screen, family, _SIGNS[n % 3])
        for n, (trim, screen, family) in enumerate(looks)
    ]
    leather = setting.paint(skins.PLAIN, (0.02, 0.02, 0.10), gloss=0.05, rough=0.2)
    chrome = setting.paint(skins.METAL, (0.52, 0.53, 0.54), gloss=0.55, rough=0.10, metal=True)
    stool = gaming.stool(leather, chrome)
    base = setting.paint(skins.PLAIN, (0.016, 0.016, 0.018), gloss=0.05, rough=0.1)
    for way in (-1.0, 1.0):
        x, turn = way * (HALF - 0.55), -way * math.pi / 2
        for n, z in enumerate(np.arange(-1.6, END - 1.5, 0.86)):
            place.add(machines[(n + int(rng.integers(2))) % 4].moved(x, 0.10, float(z), turn=turn))
            if n < 14:
                place.add(
                    stool.moved(
                        x - way * 0.85,
                        0,
                        float(z) + float(rng.uniform(-0.08, 0.08)),
                        turn=math.pi + turn + float(rng.uniform(-0.5, 0.5)),
                    )
                )
        setting.box((x, 0.05, 0.5 * END), (0.36, 0.05, 0.5 * END + 2), base)
        for z in (2.0, 9.5):  # what all of them send
            for family, tone in ((EVEN, first), (ODD, second)):
                place.window(
                    (x - way * 0.36, 0.7, z - 3.4),
                    (0, 0, 6.8),
                    (0, 1.2, 0),
                    tuple(0.75 * part for part in tone),
                    family,
                )
    if setting.peopled:
        for z, way in ((5.3, side), (8.7, -side)):
            seated(setting, (way * (HALF - 1.35), 0.66, z), turn=math.pi - way * math.pi / 2)


def _roulette(setting: Setting) -> None:
    """Set the table with its wheel under a lamp, a croupier behind it."""
    place, side = setting.place, setting.side
    hue = setting.description.palette
    felt_hue = hue.fill if hue.strength > 0.4 and math.cos(math.radians(hue.fill - 150)) > 0.2 else 158.0
    felt = setting.paint(
        skins.CLOTH, tuple(0.008 + 0.085 * float(v) for v in light_of_hue(felt_hue, 0.12, 0.5)), scale=1.2
    )
    wood = setting.paint(skins.WOOD, (0.018, 0.045, 0.11), gloss=0.08, rough=0.06, scale=0.3)
    pad = setting.paint(skins.CLOTH, (0.014, 0.018, 0.035), gloss=0.05, rough=0.2)
    x, z = side * _TABLE[0], _TABLE[1]
    turn = 0.0 if side > 0 else math.pi
    place.add(gaming.table(setting, felt, wood, pad).moved(x, 0, z, turn=turn))
    bowl, rotor = gaming.wheel(setting, KEY)
    at = (x + side * _WHEEL, gaming.TABLE, z)
    place.add(bowl.moved(*at))
    if setting.shot == "detail":  # seen from above, with nothing before it
        setting.turning.append(Turning(rotor.moved(*at), (at[0], at[1] + 0.085, at[2]), 0.16, flat=True))
    else:
        place.add(rotor.moved(*at))
    light = tuple(2.6 * part for part in (0.80, 0.98, 1.12))
    place.lamp((x, TALL - 1.1, z - 0.2), light, KEY, 0.12, toward=(x, 0.9, z), angles=(40.0, 24.0))
    place.lamp((at[0], 2.6, z - 0.5), tuple(0.5 * part for part in light), KEY, 0.10, toward=at, angles=(30.0, 14.0))
    if setting.peopled:
        barman(setting, (x + side * 0.15, 0.02, z + 0.95))
    stool = gaming.stool(pad, setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.12, metal=True))
    for u in (0.15, 0.95):
        place.add(stool.moved(x + side * u, 0, z - 1.0, turn=math.pi))


def _ceiling(setting: Setting, gold: int, first: Colour, second: Colour) -> None:
    """Hang chandeliers, and let rings of light into the ceiling."""
    place = setting.place
    ring = np.linspace(0, 2 * math.pi, 65)
    for n, z in enumerate((3.4, 9.6, 15.8)):
        for radius, tone, family in ((1.9, first, EVEN), (1.45, second, ODD)):
            path = np.stack([radius * np.cos(ring), np.full(65, TALL - 0.03), z + radius * np.sin(ring)], 1)
            place.add(tube(path, 0.035, 8, setting.glow(tuple(2.4 * part for part in tone), family)))
        if n:
            chandelier(place, (0.0, 2.9, z), gold, KEY, 0.7, setting.rng, scale=0.9)
        place.window((-1.4, TALL - 0.12, z - 1.4), (2.8, 0, 0), (0, 0, 2.8), tuple(0.9 * part for part in WARM), KEY)
        place.window((-1.8, TALL - 0.10, z - 1.8), (3.6, 0, 0), (0, 0, 3.6), tuple(0.5 * part for part in first), EVEN)
    ochre = setting.paint(skins.PLASTER, (0.045, 0.13, 0.22))
    place.add(
        boxes(
            [(way * 2.75, TALL - 0.14, 0.5 * (NEAR + END)) for way in (-1.0, 1.0)],
            (0.25, 0.14, 0.5 * (END - NEAR)),
            ochre,
        )
    )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.95, 1.72, -2.6), -5.0, 0.84, 0.50),
        "medium": View((0.75, 1.72, 0.6), (-0.10, 1.15, 3.6), 0.92, (0.5, 0.50)),
        "close": Level((2.6, 1.40, 2.4), 38.0, 1.0, 0.46),
        "detail": View((-0.22, 1.62, 2.62), (-0.56, 0.98, 3.42), 1.10, (0.5, 0.56)),
    },
    groups={
        "lamps": (KEY, "downbeat", 0.94, 0.12),
        "even": (EVEN, "kick", 0.80, 0.34),
        "odd": (ODD, "offbeat", 0.80, 0.34),
        "sky": (SKY,),
    },
    median=(38.0, 66.0),
    mist=0.14,
    travel=1.2,
    lettering=True,
)
