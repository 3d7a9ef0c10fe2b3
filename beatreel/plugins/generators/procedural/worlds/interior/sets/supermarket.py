"""An aisle of a supermarket: shelves of tins, bottles and boxes under tubes, cooled cabinets at its end, a trolley; wide to the goods."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Plan, Setting

HALF, TALL, NEAR, END = 4.6, 3.5, -3.6, 10.5
_AISLE = 1.25
_LEVELS = (0.16, 0.56, 0.96, 1.36, 1.74)
_TUBE: Colour = (1.75, 1.9, 1.8)
_COLD: Colour = (2.5, 2.2, 1.8)


def _furnish(setting: Setting) -> None:
    place = setting.place
    setting.sunlit((60.0, 70.0), strength=0.0, dust=0.0)
    setting.median = (46.0, 82.0)
    lit = tuple(0.006 * part for part in _TUBE)
    setting.hazy(0.010, (0, 0, 0), lit, lit)
    white = setting.paint(skins.PLAIN, (0.36, 0.38, 0.38), gloss=0.03, rough=0.1)
    floor = setting.paint(skins.PLASTER, (0.24, 0.26, 0.27), gloss=0.06, rough=0.03)
    ceiling = setting.paint(skins.PLAIN, (0.12, 0.125, 0.13))
    steel = setting.paint(skins.METAL, (0.30, 0.30, 0.30), gloss=0.25, rough=0.2, metal=True)
    setting.shell(HALF, TALL, (NEAR, END), white, floor, ceiling)
    seams = setting.paint(skins.PLAIN, (0.13, 0.14, 0.145), gloss=0.05, rough=0.03)
    place.add(boxes([(x, 0.002, 3.5) for x in np.arange(-1.2, 1.3, 0.6)], (0.004, 0.002, 7.0), seams),
              boxes([(0, 0.002, float(z)) for z in np.arange(NEAR, END, 0.6)], (_AISLE, 0.002, 0.004), seams))  # fmt: skip
    weak = {int(n) for n in setting.rng.integers(0, 10, 2)}  # tubes that are worn
    for n, z in enumerate(np.arange(NEAR + 0.6, END, 1.5)):
        for x, family in ((-0.62, EVEN), (0.62, ODD)):
            share = 0.25 if n in weak and x > 0 else 1.0
            lamp = setting.glow(tuple(2.1 * share * part for part in _TUBE), family)
            place.add(
                boxes([(x, TALL - 0.30, float(z))], (0.09, 0.03, 0.68), white),
                boxes([(x, TALL - 0.34, float(z))], (0.05, 0.014, 0.64), lamp),
            )
            if n % 2:
                place.lamp((x, TALL - 0.45, float(z)), tuple(1.7 * part for part in _TUBE), family, 0.5)
    _shelves(setting, white, steel)
    _cabinets(setting, steel)
    place.add(_trolley(setting, steel).moved(setting.side * 0.42, 0, 0.9, turn=setting.side * 0.25))


def _shelves(setting: Setting, white: int, steel: int) -> None:
    """Fill shelves on both sides: of each kind of goods a few side by side, in the colours of the prompt and others."""
    place, rng, palette = setting.place, setting.rng, setting.description.palette
    hues = [palette.key, palette.accent, palette.accent + 20, *rng.uniform(0, 360, 7)]
    tones = [
        setting.paint(
            skins.PLAIN,
            tuple(0.02 + float(rng.uniform(0.2, 0.5)) * light_of_hue(float(hue), 0.14, 0.6).astype(float)),
            gloss=0.03,
            rough=0.15,
        )
        for hue in hues
    ]
    tones += [white, setting.paint(skins.PLAIN, (0.05, 0.05, 0.055), gloss=0.03, rough=0.15)]
    label = setting.paint(skins.PLAIN, (0.45, 0.48, 0.49))
    tags = setting.paint(skins.PLAIN, (0.08, 0.44, 0.55))
    can = [(0.0, 0.11), (0.034, 0.11), (0.038, 0.104), (0.038, 0.0)]
    bottle = [(0.014, 0.30), (0.016, 0.27), (0.016, 0.22), (0.040, 0.17), (0.042, 0.0)]
    tins = {skin: (turned(can, 14, skin), turned(bottle, 14, skin)) for skin in tones}
    for way in (-1.0, 1.0):
        face = way * _AISLE
        place.add(
            boxes([(face + way * 0.44, 1.1, 3.5)], (0.02, 1.1, 7.1), white),
            boxes([(face + way * 0.22, 0.07, 3.5)], (0.22, 0.07, 7.1), white),
        )
        place.add(
            boxes([(face + way * 0.22, 1.1, float(z)) for z in np.arange(NEAR, END, 1.3)], (0.20, 1.1, 0.012), steel)
        )
        for y in _LEVELS:
            setting.box((face + way * 0.22, y - 0.012, 3.5), (0.22, 0.012, 7.1), white)
            setting.box((face - way * 0.004, y - 0.012, 3.5), (0.006, 0.022, 7.1), label)
            place.add(
                boxes(
                    [
                        (face - way * 0.012, y - 0.012, float(z))
                        for z in np.arange(NEAR, END, 0.43) + 0.1 * rng.random()
                    ],
                    (0.003, 0.017, 0.035),
                    tags,
                )
            )
            z = NEAR + 0.1
            while z < END - 1.7:
                skin, mark = tones[int(rng.integers(len(tones)))], tones[int(rng.integers(len(tones)))]
                kind, count = int(rng.integers(4)), int(rng.integers(3, 8))
                if kind < 2:
                    one, step, deep = tins[skin][kind], 0.085, 0.05
                    place.add(*[one.moved(face + way * deep, y, z + step * k) for k in range(count)])
                    if kind == 0 and y < 1.5:
                        place.add(*[one.moved(face + way * deep, y + 0.112, z + step * k) for k in range(count)])
                    ring = turned([(0.0395, 0.085), (0.0395, 0.03)], 14, mark if kind == 0 else label)
                    place.add(
                        *[
                            ring.moved(face + way * deep, y + (0.0 if kind == 0 else 0.03), z + step * k)
                            for k in range(count)
                        ]
                    )
                else:
                    wide, high = float(rng.uniform(0.07, 0.11)), float(rng.uniform(0.18, 0.32)) if y < 1.7 else 0.22
                    step = 2 * wide + 0.01
                    spots = [(face + way * 0.10, y + high / 2, z + step * k) for k in range(count - 2)]
                    place.add(boxes(spots, (0.09, high / 2, wide), skin))
                    place.add(
                        boxes(
                            [(face + way * 0.008, v + 0.12 * high, w) for _, v, w in spots],
                            (0.003, 0.16 * high, 0.8 * wide),
                            mark,
                        )
                    )
                    place.add(
                        boxes(
                            [(face + way * 0.008, v - 0.26 * high, w) for _, v, w in spots],
                            (0.003, 0.06 * high, 0.6 * wide),
                            label,
                        )
                    )
                    count -= 2
                z += step * count + 0.03
    for z in (1.8, 5.6):  # signs over the aisle
        setting.box((0, 2.62, z), (0.62, 0.16, 0.02), tones[1])
        setting.box((0, 2.62, z - 0.022), (0.40, 0.022, 0.002), label)
        place.add(bars([(x, 2.78, z) for x in (-0.5, 0.5)], [(x, TALL, z) for x in (-0.5, 0.5)], (0.005, 0.005), steel))


def _cabinets(setting: Setting, steel: int) -> None:
    """Let cooled cabinets shine at the end of the aisle, bottles behind their doors."""
    place, rng = setting.place, setting.rng
    z = END - 0.55
    back = setting.glow(tuple(0.55 * part for part in _COLD), EVEN)
    edge = setting.glow(tuple(1.8 * part for part in _COLD), EVEN)
    setting.box((0, 1.15, END - 0.05), (HALF, 1.0, 0.02), back)
    setting.box((0, 2.32, z), (HALF, 0.17, 0.3), setting.paint(skins.PLAIN, (0.10, 0.10, 0.105)))
    setting.box((0, 0.08, z), (HALF, 0.08, 0.3), steel)
    doors = np.arange(-HALF + 0.1, HALF, 0.8)
    place.add(
        boxes([(float(x), 1.15, z - 0.28) for x in doors], (0.035, 1.0, 0.03), steel),
        boxes([(float(x) + 0.06, 1.15, z - 0.22) for x in doors], (0.012, 0.98, 0.012), edge),
        boxes([(float(x) + 0.12, 1.1, z - 0.33) for x in doors], (0.01, 0.28, 0.012), steel),
    )
    tones = [
        setting.paint(skins.PLAIN, tuple(float(v) for v in rng.uniform(0.05, 0.5, 3)), gloss=0.04, rough=0.1)
        for _ in range(8)
    ]
    shape = [(0.016, 0.30), (0.018, 0.24), (0.045, 0.18), (0.045, 0.0)]
    for y in (0.25, 0.70, 1.15, 1.60):
        setting.box((0, y - 0.01, z + 0.1), (HALF, 0.01, 0.2), steel)
        for n, x in enumerate(np.arange(-3.4, 3.4, 0.105)):
            place.add(turned(shape, 10, tones[(n // 5 + int(10 * y)) % 8]).moved(float(x), y, z + 0.02))
    place.lamp((0, 1.5, z - 0.8), tuple(1.6 * part for part in _COLD), EVEN, 0.8)


def _trolley(setting: Setting, steel: int) -> Mesh:
    """Return a shopping trolley of wire, which is pushed towards +z."""
    grip = setting.paint(
        skins.PLAIN,
        tuple(0.02 + 0.3 * light_of_hue(setting.description.palette.accent, 0.16, 0.6).astype(float)),
        gloss=0.05,
        rough=0.2,
    )
    tyre = setting.paint(skins.PLAIN, (0.02, 0.02, 0.02))
    low = np.array([(-0.20, 0.48, -0.36), (0.20, 0.48, -0.36), (0.16, 0.54, 0.42), (-0.16, 0.54, 0.42)])
    high = np.array([(-0.29, 0.98, -0.46), (0.29, 0.98, -0.46), (0.22, 0.90, 0.52), (-0.22, 0.90, 0.52)])
    starts, ends = [], []
    for k in range(4):
        a, b = k, (k + 1) % 4
        for t in np.linspace(0, 1, 15):
            starts.append(low[a] + t * (low[b] - low[a]))
            ends.append(high[a] + t * (high[b] - high[a]))
        for t in np.linspace(0, 1, 6):
            starts.append(low[a] + t * (high[a] - low[a]))
            ends.append(low[b] + t * (high[b] - low[b]))
    for t in np.linspace(0, 1, 12):
        starts.append(low[0] + t * (low[3] - low[0]))
        ends.append(low[1] + t * (low[2] - low[1]))
    parts = [bars(starts, ends, (0.0028, 0.0028), steel)]
    parts.append(tube([*high, high[0]], 0.008, 8, steel))
    for x in (-0.22, 0.22):
        parts.append(
            tube(
                [
                    (1.3 * x, 1.02, -0.52),
                    (1.2 * x, 0.80, -0.46),
                    (x, 0.22, -0.36),
                    (0.9 * x, 0.16, 0.40),
                    (0.85 * x, 0.52, 0.30),
                ],
                0.013,
                8,
                steel,
            )
        )
        wheel = turned([(0.0, 0.016), (0.06, 0.016), (0.06, -0.016), (0.0, -0.016)], 20, tyre).leaned(np.pi / 2, 0)
        parts += [wheel.moved(x, 0.065, z) for z in (-0.34, 0.38)]
    parts.append(tube([(-0.29, 1.02, -0.52), (0.29, 1.02, -0.52)], 0.018, 12, grip))
    return Mesh.of(parts)


PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.25, 1.50, NEAR + 0.5), (0.08, 1.42, END), 0.86, (0.5, 0.50)),
        "medium": View((-0.45, 1.45, -0.9), (0.30, 1.15, END), 0.90, (0.5, 0.46)),
        "close": View((-0.80, 1.45, -0.35), (0.95, 1.02, 2.1), 0.92, (0.5, 0.52)),
        "detail": View((0.55, 1.30, 1.7), (1.35, 1.16, 2.55), 0.98, (0.5, 0.52)),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.88, 0.22), "odd": (ODD, "offbeat", 0.86, 0.26), "sky": (SKY,)},
    median=(44.0, 80.0), mist=0.05, travel=1.0, glare=0.10, focus={"detail": (1.05, 0.010)},
)  # fmt: skip
