"""An office high over a city: rows of desks with lit screens, a wall of glass, plants and paper; wide to a keyboard."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .furnishings import house_plant
from .joinery import cushion
from .outlook import daylight, outlook
from .people import seated

HALF, TALL, NEAR, END = 4.2, 3.4, -4.6, 4.4
_SCREEN: Colour = (2.6, 2.0, 1.3)
_LAMP: Colour = (1.9, 2.0, 1.9)
_ROWS = (-2.4, -0.2, 2.0)


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    dark = setting.hour in ("night", "dusk")
    setting.sunlit((30.0, 48.0), strength=1.4, dust=0.016)
    dim = {"night": 0.26, "dusk": 0.9}.get(setting.hour, 0.55)
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    setting.median = (32.0, 58.0) if dark else (54.0, 92.0)
    glow = tuple(0.006 * part for part in _SCREEN)
    setting.hazy(0.006, tuple(0.004 * part for part in place.sunlight), glow, glow, daylight(setting, 0.2))
    white = setting.paint(skins.PLASTER, (0.34, 0.35, 0.35))
    carpet = setting.paint(skins.CLOTH, (0.11, 0.10, 0.095), scale=1.5)
    tiles = setting.paint(skins.PLAIN, (0.36, 0.37, 0.37))
    black = setting.paint(skins.PLAIN, (0.020, 0.020, 0.022), gloss=0.06, rough=0.2)
    setting.shell(HALF, TALL, (NEAR, END), white, carpet, tiles, ended=False)
    x = np.arange(-HALF, HALF + 0.1, 1.4)
    place.add(
        bars([(float(u), 0, END) for u in x], [(float(u), TALL, END) for u in x], (0.035, 0.06), black),
        bars(
            [(-HALF, y, END) for y in (0.05, 0.85, TALL - 0.05)],
            [(HALF, y, END) for y in (0.05, 0.85, TALL - 0.05)],
            (0.03, 0.05),
            black,
        ),
    )
    place.window(
        (-HALF, 0.1, END + 0.05), (2 * HALF, 0, 0), (0, TALL - 0.2, 0), daylight(setting, 1.5 if dark else 8.0)
    )
    place.window((-2.0, 0.8, NEAR + 0.3), (4.0, 0, 0), (0, 1.8, 0), daylight(setting, 0.4 if dark else 4.0))
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    outlook(setting, END)
    rule = setting.paint(skins.PLAIN, (0.16, 0.16, 0.16))
    for z in np.arange(NEAR, END, 1.2):
        setting.box((0, TALL - 0.004, float(z)), (HALF, 0.006, 0.012), rule)
    for u in np.arange(-HALF, HALF, 1.2):
        setting.box((float(u), TALL - 0.004, 0), (0.012, 0.006, END), rule)
    for n, z in enumerate((-3.4, -1.0, 1.4)):
        for k, u in enumerate((-1.8, 1.8)):
            burning = setting.hour != "golden" and (not dark or (n, k) == (2, 0))  # by night all but one are off
            light = setting.glow(tuple((1.2 if burning else 0.015) * part for part in _LAMP), EVEN if k else ODD)
            setting.box((u * side, TALL - 0.012, z), (0.15, 0.012, 0.58), light)
            if burning and dark:
                place.lamp((u * side, TALL - 0.1, z), tuple(0.5 * part for part in _LAMP), EVEN if k else ODD, 0.4)
    _desks(setting, black, white)
    pot, leaf = (
        setting.paint(skins.PLASTER, (0.30, 0.30, 0.30)),
        setting.paint(skins.LEAF, (0.025, 0.10, 0.035), (0.05, 0.18, 0.07)),
    )
    for u, z, tall in ((-3.7, 3.9, 1.9), (3.7, 3.8, 1.6), (0.0, 3.9, 1.2)):
        place.add(house_plant(setting, tall, pot, leaf).moved(side * u, 0, z))
    steel = setting.paint(skins.METAL, (0.10, 0.10, 0.10), gloss=0.04, rough=0.3)
    for z in (-3.5, -2.6, -1.7):  # cabinets with drawers
        place.add(boxes([(-side * (HALF - 0.28), 0.22 + 0.44 * k, z) for k in range(3)], (0.26, 0.212, 0.42), steel),
                  boxes([(-side * (HALF - 0.55), 0.30 + 0.44 * k, z) for k in range(3)], (0.01, 0.012, 0.09), black))  # fmt: skip


def _swivel(cloth: int, black: int) -> Mesh:
    """Return an office chair that faces -z."""
    arms = [(x, 0.46, 0.05) for x in (-0.27, 0.27)], [(x, 0.66, 0.02) for x in (-0.27, 0.27)]
    feet = [(0.30 * math.cos(a), 0.06, 0.30 * math.sin(a)) for a in np.arange(5) * 2 * math.pi / 5]
    return Mesh.of([
        cushion((0.25, 0.05, 0.24), cloth, square=0.4).moved(0, 0.47, 0),
        cushion((0.22, 0.30, 0.04), cloth, square=0.4).leaned(0, -0.14).moved(0, 0.88, 0.25),
        turned([(0.025, 0.44), (0.025, 0.10), (0.04, 0.06)], 12, black), bars(*arms, (0.015, 0.02), black),
        bars([(0, 0.11, 0)] * 5, feet, (0.018, 0.016), black), tube([(0, 0.44, 0.2), (0, 0.60, 0.30), (0, 0.90, 0.30)], 0.018, 8, black),
        boxes([(x, 0.67, -0.04) for x in (-0.27, 0.27)], (0.03, 0.014, 0.13), black),
    ])  # fmt: skip


def _screen(setting: Setting, black: int, family: int, *, on: bool) -> Mesh:
    """Return a monitor on its foot that shows windows with lines of text or bars; it faces -z."""
    rng, share = setting.rng, float(setting.rng.uniform(0.7, 1.3)) if on else 0.0
    light = tuple(share * part for part in _SCREEN)
    parts = [
        boxes([(0, 0.33, 0.012)], (0.31, 0.185, 0.012), black),
        turned([(0.02, 0.2), (0.02, 0.012), (0.12, 0.008), (0.12, 0.0)], 16, black).moved(0, 0, 0.03),
    ]
    if not on:
        return Mesh.of(parts)
    back = setting.glow(tuple(0.30 * part for part in light), family)
    line = setting.glow(light, family)
    hot = setting.glow(tuple(share * part for part in WARM), family)
    parts.append(boxes([(0, 0.33, -0.001)], (0.297, 0.172, 0.001), back))
    if rng.random() < 0.6:  # text
        rows = np.arange(0.20, 0.48, 0.022)
        long = rng.uniform(0.03, 0.20, len(rows))
        spots = [(-0.27 + float(w), float(y), -0.003) for w, y in zip(long, rows, strict=True)]
        parts.append(boxes(spots, [(float(w), 0.004, 0.0005) for w in long], line))
        parts.append(boxes([(0.21, 0.40, -0.003)], (0.06, 0.07, 0.0005), hot))
    else:  # a diagram
        high = rng.uniform(0.02, 0.12, 9)
        spots = [(-0.24 + 0.06 * k, 0.19 + float(h), -0.003) for k, h in enumerate(high)]
        parts.append(boxes(spots, [(0.02, float(h), 0.0005) for h in high], line if rng.random() < 0.5 else hot))
    return Mesh.of(parts)


def _desks(setting: Setting, black: int, white: int) -> None:
    """Put long desks to both sides of an aisle, each with screens, keyboards, mugs, paper and lamps."""
    place, side, rng = setting.place, setting.side, setting.rng
    top = setting.paint(skins.WOOD, (0.14, 0.21, 0.27), gloss=0.05, rough=0.12, scale=0.3)
    cloth = setting.paint(skins.CLOTH, (0.045, 0.045, 0.05), scale=0.6)
    paper = setting.paint(skins.PLAIN, (0.52, 0.55, 0.56))
    keys = setting.paint(skins.PLAIN, (0.10, 0.10, 0.105), gloss=0.04, rough=0.2)
    felt = setting.paint(skins.CLOTH, (0.16, 0.14, 0.12), scale=0.6)
    chair, caps = (
        _swivel(cloth, black),
        [(-0.19 + 0.0253 * k, 0.014, -0.055 + 0.0225 * r) for k in range(16) for r in range(6)],
    )
    board = Mesh.of([boxes([(0, 0.007, 0)], (0.21, 0.006, 0.075), black), boxes(caps, (0.0108, 0.004, 0.0095), keys)])
    mug = Mesh.of([turned([(0.036, 0.10), (0.041, 0.10), (0.041, 0.004), (0.036, 0.0)], 24, white),
                   tube([(0.04, 0.08, 0), (0.072, 0.075, 0), (0.075, 0.04, 0), (0.04, 0.025, 0)], 0.006, 8, white)])  # fmt: skip
    for n, z in enumerate(_ROWS):
        for way in (-1.0, 1.0):
            x = way * 1.95
            place.add(
                boxes([(x, 0.73, z)], (1.45, 0.016, 0.40), top),
                boxes([(x, 0.95, z + 0.42)], (1.45, 0.22, 0.015), felt),
                bars(
                    [(x + u, 0, z + w) for u in (-1.35, 1.35) for w in (-0.3, 0.3)],
                    [(x + u, 0.72, z + w) for u in (-1.35, 1.35) for w in (-0.3, 0.3)],
                    (0.02, 0.02),
                    black,
                ),
            )
            for k, u in enumerate((-0.72, 0.72)):
                near = way == side and n == 1 and u == -side * 0.72  # what close shots look at
                at, family = x + u, EVEN if (n + k + (way > 0)) % 2 else ODD
                on = near or n == 0 or rng.random() < 0.68
                turn = float(rng.uniform(-0.22, 0.22)) if not near else 0.1 * side
                place.add(_screen(setting, black, family, on=on).moved(at, 0.746, z + 0.20, turn=turn))
                if on:
                    place.lamp((at, 1.08, z - 0.05), tuple(0.16 * part for part in _SCREEN), family, 0.2)
                place.add(
                    board.moved(at, 0.746, z - 0.14, turn=0.05),
                    mug.moved(at + 0.38 * side, 0.746, z - 0.02, turn=float(rng.uniform(0, 6))),
                )
                sheets = [(0, 0.002 + 0.004 * j, 0) for j in range(int(rng.integers(2, 9)))]
                place.add(
                    boxes(sheets, (0.105, 0.0016, 0.148), paper).moved(
                        at - 0.42 * side, 0.746, z - 0.02, turn=float(rng.uniform(-0.4, 0.4))
                    )
                )
                place.add(
                    chair.moved(
                        at + float(rng.uniform(-0.1, 0.1)), 0, z - 0.72, turn=math.pi + float(rng.uniform(-0.7, 0.7))
                    )
                )
    place.add(
        chair.moved(-side * 0.1, 0, 0.55, turn=2.2), chair.moved(side * 0.2, 0, -2.0, turn=0.5)
    )  # left in the aisle
    dark = setting.hour in ("night", "dusk")
    if dark:  # somebody left a lamp on
        x, z = side * 2.55, -0.15
        shade = setting.glow(tuple(1.3 * part for part in WARM), ODD)
        place.add(
            turned([(0.09, 0.012), (0.09, 0.0)], 20, black).moved(x, 0.746, z),
            tube([(x, 0.75, z), (x + 0.1 * side, 1.0, z + 0.05), (x - 0.08 * side, 1.18, z)], 0.010, 8, black),
            turned([(0.03, 0.10), (0.09, 0.0)], 24, black).moved(x - 0.08 * side, 1.11, z),
            turned([(0.0, 0.01), (0.075, 0.0)], 20, shade).moved(x - 0.08 * side, 1.105, z),
        )
        place.lamp((x - 0.08 * side, 1.07, z), tuple(0.42 * part for part in WARM), ODD, 0.08)
        place.beacons.append(((x - 0.08 * side, 1.10, z), WARM))
    if setting.peopled and "figure" in setting.description.details:
        seated(setting, (-side * 1.4, 0.50, _ROWS[2] - 0.72), turn=math.pi)


PLAN = Plan(
    _furnish,
    {
        "wide": View((0.75, 1.70, NEAR + 0.7), (-0.15, 1.30, END), 0.84, (0.5, 0.47)),
        "medium": View((-0.55, 1.50, -1.7), (0.75, 1.30, END), 0.98, (0.5, 0.52)),
        "close": View((0.62, 1.30, -1.25), (1.55, 1.00, 0.35), 0.84, (0.5, 0.55)),
        "detail": View((1.08, 1.12, -0.85), (1.48, 0.86, -0.05), 1.05, (0.5, 0.56)),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(40.0, 76.0), mist=0.06, travel=0.9, glare=0.14, focus={"close": (1.8, 0.008), "detail": (0.85, 0.018)},
)  # fmt: skip
