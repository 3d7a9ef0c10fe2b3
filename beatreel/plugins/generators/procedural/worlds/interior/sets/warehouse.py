"""A warehouse: brick walls with tall panes, some of them broken, columns of steel, crates, drums, shafts of light in the dust."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import Level
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .joinery import window_wall
from .people import seated

HALF, TALL, NEAR, BAY, BAYS = 4.6, 7.2, -4.0, 4.0, 6
END = NEAR + BAY * BAYS
_OPENING = (1.45, 1.5, 6.0, 0.0)


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    dark = setting.hour in ("night", "dusk")
    setting.sunlit((26.0, 38.0), strength=1.5, dust=0.042)
    dim = {"night": 0.35, "dusk": 0.8}.get(setting.hour, 0.8)
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    sky: Colour = tuple(a + b for a, b in zip(place.zenith, place.horizon, strict=True))
    setting.median = (34.0, 60.0) if dark else (48.0, 84.0)
    lamps = tuple(0.010 * part for part in WARM)
    setting.hazy(
        0.012, tuple(0.006 * part for part in place.sunlight), lamps, lamps, tuple(0.10 * part for part in sky)
    )
    brick = setting.paint(skins.BRICK, (0.10, 0.13, 0.20))
    roof = setting.paint(skins.PLAIN, (0.045, 0.055, 0.068), rough=0.5, extra=(1.0,))
    floor = setting.paint(
        skins.GROUND, (0.13, 0.14, 0.15), (0.09, 0.095, 0.10), scale=1.6, gloss=0.03, rough=0.12, extra=(0.22,)
    )
    steel = setting.paint(skins.METAL, (0.06, 0.09, 0.13), gloss=0.05, rough=0.5)
    setting.floored(HALF, (NEAR, END), floor)
    setting.box((0, TALL + 0.1, (NEAR + END) / 2), (HALF + 0.3, 0.1, (END - NEAR) / 2 + 0.3), roof)
    for z in (NEAR - 0.1, END + 0.1):
        setting.box((0, TALL / 2, z), (HALF + 0.3, TALL / 2, 0.1), brick)
    for k in range(BAYS):
        z = NEAR + BAY * (k + 0.5)
        for way in (-1.0, 1.0):
            place.add(window_wall(way * HALF, z, BAY / 2, TALL, _OPENING, way * 0.3, brick, steel, (6, 9)))
            light = tuple((7.0 if not dark else 3.0) * part for part in sky)
            place.window((way * (HALF + 0.05), 1.6, z - 1.4), (0, 0, 2.8), (0, 4.3, 0), light)
            _panes(setting, way, z)
    for k in range(BAYS + 1):  # columns, girders, ties
        z = NEAR + BAY * k
        for x in (-1.9, 1.9):
            place.add(boxes([(x, TALL / 2, z), (x - 0.12, TALL / 2, z), (x + 0.12, TALL / 2, z)],
                            [(0.12, TALL / 2, 0.012), (0.012, TALL / 2, 0.12), (0.012, TALL / 2, 0.12)], steel))  # fmt: skip
        setting.box((0, TALL - 0.55, z), (HALF, 0.14, 0.07), steel)
        ends = np.linspace(-HALF, HALF, 13)  # the ties of a truss, up and down
        lows, tops = TALL - 0.50 - 0.75 * (np.arange(13) % 2), TALL - 0.50 - 0.75 * (np.arange(1, 14) % 2)
        place.add(bars([(x, y, z) for x, y in zip(ends[:-1], lows, strict=False)],
                       [(x, y, z) for x, y in zip(ends[1:], tops, strict=False)], (0.035, 0.035), steel))  # fmt: skip
        setting.box((0, TALL - 1.25, z), (HALF, 0.06, 0.05), steel)
        place.add(
            bars(
                [(-HALF, TALL - 0.5, z), (HALF, TALL - 0.5, z)], [(-1.9, TALL, z), (1.9, TALL, z)], (0.04, 0.04), steel
            )
        )
    purlins = [(x, TALL - 0.12, (NEAR + END) / 2) for x in np.arange(-HALF + 0.35, HALF, 0.92)]
    place.add(boxes(purlins, (0.04, 0.12, (END - NEAR) / 2), steel))
    if dark:
        for n, z in enumerate(np.arange(NEAR + 4, END, 4.0)):
            bowl = setting.glow(tuple(1.4 * part for part in WARM), ODD if n % 2 else EVEN)
            place.add(turned([(0.05, 0.22), (0.24, 0.0)], 24, steel).moved(0, 4.6, float(z)))
            place.add(turned([(0.0, 0.02), (0.18, 0.0)], 20, bowl).moved(0, 4.58, float(z)))
            place.add(tube([(0, 4.8, float(z)), (0, TALL, float(z))], 0.01, 6, steel))
            place.lamp((0, 4.4, float(z)), tuple(2.6 * part for part in WARM), ODD if n % 2 else EVEN, 0.2)
            place.beacons.append(((0, 4.58, float(z)), WARM))
    _goods(setting)
    if setting.peopled and "figure" in setting.description.details:
        seated(setting, (-side * 0.9, 0.62, 4.6), turn=side * 0.5)
        setting.box(
            (-side * 0.9, 0.3, 4.6), (0.42, 0.3, 0.42), setting.paint(skins.WOOD, (0.06, 0.10, 0.16), scale=0.12)
        )
    turn = np.linspace(0, 2 * math.pi, 13)
    link = tube(np.stack([0.025 * np.cos(turn), 0.045 * np.sin(turn), 0 * turn], 1), 0.009, 5, steel)
    for n, y in enumerate(np.linspace(TALL - 0.6, 2.2, 60)):  # a chain that hangs from a girder
        place.add(link.moved(side * 1.1, float(y), 6.0, turn=1.57 * (n % 2)))


def _panes(setting: Setting, way: float, z: float) -> None:
    """Put dusty glass into the openings that are still whole, as bright as the sky behind it; the sun comes through the others."""
    place, rng = setting.place, setting.rng
    sky = [a + b for a, b in zip(place.zenith, place.horizon, strict=True)]
    glass = setting.paint(
        skins.PLAIN, (0.03, 0.03, 0.03), glow=tuple(0.34 * part for part in sky), family=SKY, gloss=0.04, rough=0.3
    )
    wide, low, high, _ = _OPENING
    spots = []
    for column in range(6):
        for row in range(9):
            if rng.random() < (0.22 if way == setting.side else 0.85):
                u = z - wide + (column + 0.5) * wide / 3
                spots.append((way * (HALF + 0.18), low + (row + 0.5) * (high - low) / 9, u))
    if spots:
        place.add(boxes(spots, (0.004, (high - low) / 18 - 0.02, wide / 6 - 0.02), glass))


def _goods(setting: Setting) -> None:
    """Stack crates and pallets along the walls, drums between them."""
    place, side, rng = setting.place, setting.side, setting.rng
    woods = [
        setting.paint(skins.WOOD, tone, scale=0.12)
        for tone in ((0.07, 0.12, 0.19), (0.05, 0.085, 0.14), (0.09, 0.14, 0.20))
    ]
    rust = setting.paint(skins.METAL, (0.04, 0.08, 0.20), gloss=0.04, rough=0.5)
    blue = setting.paint(skins.METAL, (0.20, 0.12, 0.05), gloss=0.05, rough=0.4)
    hoops = [(0.28, 0.60), (0.295, 0.58), (0.28, 0.56), (0.28, 0.32), (0.295, 0.30), (0.28, 0.28)]
    drum = [(0.0, 0.88), (0.28, 0.88), (0.29, 0.86), *hoops, (0.29, 0.02), (0.28, 0.0)]
    for n in range(26):
        way = -1.0 if n % 2 else 1.0
        z, x = NEAR + 3.0 + 0.72 * n + float(rng.uniform(-0.2, 0.2)), way * float(rng.uniform(2.7, 3.9))
        if n % 5 == 3:
            place.add(turned(drum, 32, rust if n % 2 else blue).moved(x, 0, z))
            continue
        base, skin = 0.0, woods[n % 3]
        for _ in range(1 + int(rng.integers(3))):
            half = (float(rng.uniform(0.32, 0.5)), float(rng.uniform(0.25, 0.42)), float(rng.uniform(0.32, 0.5)))
            ribs = [(u * half[0], 0, v * (half[2] + 0.012)) for u in (-0.88, 0.88) for v in (-1, 1)]
            crate = Mesh.of([boxes([(0, 0, 0)], half, skin), boxes(ribs, (0.05, half[1], 0.012), woods[(n + 1) % 3])])
            place.add(crate.moved(x, base + half[1], z, turn=float(rng.uniform(-0.3, 0.3))))
            base += 2 * half[1]
    for k in range(5):  # pallets
        slats = boxes([(0, 0.07 + 0.13 * k, 0.16 * u) for u in range(-3, 4)], (0.55, 0.014, 0.06), woods[0])
        place.add(slats.moved(side * 1.5, 0, 2.6, turn=0.2))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.7, 1.60, NEAR + 0.8), 5.0, 0.86, 0.60),
        "medium": Level((-1.3, 1.50, NEAR + 3.4), 14.0, 0.95, 0.58),
        "close": Level((-0.9, 1.30, NEAR + 6.0), 27.0, 1.05, 0.56),
        "detail": Level((0.6, 0.85, NEAR + 5.0), 12.0, 1.35, 0.50),
    },
    groups={"sun": (KEY, "downbeat", 0.94, 0.14), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(44.0, 80.0), mist=0.22, travel=1.2, focus={"detail": (2.6, 0.012)},
)  # fmt: skip
