"""Shops from inside, a window to the street at their end: a barber's with its chairs before mirrors, a florist's among tiers of flowers."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import boxes, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.neon import neon_sign
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Level, Plan, Setting

from .furnishings import house_plant
from .outlook import daylight
from .shop_things import barber_chair, barber_pole, bucket, bunch, pendant

HALF, TALL, NEAR, END = 2.3, 2.95, -2.8, 6.4
_WINDOW = (1.55, 0.55, 2.45)  # half its width, sill and head
_CHAIRS = (0.6, 2.5, 4.4)
_GREENS = (95.0, 200.0)  # hues that no flower has


def shop(setting: Setting, wall: int, floor: int, ceiling: int, frame: int) -> None:
    """Close the room but for the window at its end, and build the street before it."""
    dark = setting.hour in ("night", "dusk")
    setting.sunlit((-12.0, 12.0), strength=1.3, dust=0.02)
    dim = {"night": 0.35, "dusk": 0.9}.get(setting.hour, 1.2)
    for name in ("zenith", "horizon", "halo"):
        setattr(setting.place, name, tuple(dim * part for part in getattr(setting.place, name)))
    setting.shell(HALF, TALL, (NEAR, END), wall, floor, ceiling, ended=False)
    wide, sill, head = _WINDOW
    for way in (-1.0, 1.0):
        setting.box((way * 0.5 * (HALF + wide), TALL / 2, END + 0.06), (0.5 * (HALF - wide), TALL / 2, 0.06), wall)
    setting.box((0, sill / 2, END + 0.06), (wide, sill / 2, 0.06), wall)
    setting.box((0, 0.5 * (head + TALL), END + 0.06), (wide, 0.5 * (TALL - head), 0.06), wall)
    bars_at = [(x, 0.5 * (sill + head), END) for x in (-wide, -0.52, 0.52, wide)]
    setting.place.add(boxes(bars_at, (0.03, 0.5 * (head - sill), 0.05), frame))
    setting.place.add(boxes([(0, y, END) for y in (sill, 1.98, head)], (wide, 0.028, 0.05), frame))
    light = daylight(setting, 4.2 if dark else 6.5)
    setting.place.window((-wide, sill, END + 0.02), (2 * wide, 0, 0), (0, head - sill, 0), light)
    setting.place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    _street(setting, dark=dark)


def _street(setting: Setting, *, dark: bool) -> None:
    """Put a pavement, fronts across the road with lit windows, and lamps before the window."""
    place, rng = setting.place, setting.rng
    wet = setting.description.weather in ("rain", "storm")
    road = setting.paint(skins.GROUND, (0.03, 0.03, 0.032), (0.045, 0.045, 0.047), gloss=0.10, rough=0.06, scale=2.0,
                         extra=(0.6 if wet else 0.15,))  # fmt: skip
    setting.box((0, -0.22, END + 9.5), (26, 0.05, 9.3), road)
    for n, x in enumerate(np.arange(-15.0, 16.0, 5.0)):
        tone = tuple(float(v) * part for v, part in zip(rng.uniform(0.7, 1.2, 3), (0.05, 0.06, 0.075), strict=True))
        if dark:
            front = place.material(
                skins.FACADE, tone, (0.01, 0.01, 0.012), scale=1.6, glow=((0.5, 1.7, 3.2), (1.2, 1.9, 2.4))[n % 2],
                family=SKY, extra=(3.1, 0.5, 0.55, 0.35),
            )  # fmt: skip
        else:
            front = setting.paint(skins.FACADE, tone, (0.02, 0.02, 0.02), scale=1.6, glow=daylight(setting, 0.16 + 0.05 * (n % 3)),
                                  family=SKY, extra=(3.1, 0.5, 0.55, 0.9))  # fmt: skip
        setting.box((float(x), 4.2 + float(rng.uniform(0, 2)), END + 14), (2.5, 5.5, 2.0), front)
    if dark:
        globe = setting.glow((1.6, 4.4, 7.5), SKY, scale=3.0)
        for x, z in ((-3.2, 4.6), (1.1, 8.8), (3.6, 6.0), (-1.2, 10.5)):
            place.add(turned([(0.0, 0.13), (0.12, 0.0), (0.0, -0.13)], 14, globe).moved(x, 2.1 + 0.1 * z, END + z))


def _tones(setting: Setting, usual: tuple[float, float]) -> tuple[float, float]:
    palette = setting.description.palette
    return (palette.key, palette.fill) if palette.strength > 0.4 else usual


def _barber(setting: Setting) -> None:
    """Stand chairs before mirrors with bulbs about them, bottles and towels on the shelf, a pole and a sign of neon."""
    place, rng = setting.place, setting.rng
    first, second = _tones(setting, (25.0, 245.0))
    dark = setting.hour in ("night", "dusk")
    setting.median = (32.0, 60.0) if dark else (54.0, 92.0)
    wall = setting.paint(skins.PLASTER, tuple(0.06 + 0.14 * light_of_hue(second, 0.06, 0.6).astype(float)))
    panel = setting.paint(skins.WOOD, (0.035, 0.065, 0.11), gloss=0.04, rough=0.15, scale=0.2)
    floor = setting.paint(skins.SLABS, (0.34, 0.36, 0.37), (0.022, 0.022, 0.024), gloss=0.06, rough=0.05, scale=0.40)
    white = setting.paint(skins.PLAIN, (0.36, 0.39, 0.40), gloss=0.04, rough=0.15)
    chrome = setting.paint(skins.METAL, (0.52, 0.53, 0.54), gloss=0.55, rough=0.08, metal=True)
    mirror = setting.paint(skins.METAL, (0.70, 0.71, 0.72), gloss=0.88, rough=0.004, metal=True)
    leather = setting.paint(
        skins.PLAIN, tuple(0.015 + 0.26 * light_of_hue(first, 0.19, 0.5).astype(float)), gloss=0.05, rough=0.2
    )
    shop(setting, wall, floor, setting.paint(skins.PLASTER, (0.085, 0.088, 0.09)), panel)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF - 0.02), 0.5, 0.5 * (NEAR + END)), (0.03, 0.5, 0.5 * (END - NEAR)), panel)
    setting.box((-HALF + 0.24, 0.86, 2.4), (0.24, 0.03, 3.1), white)
    setting.box((-HALF + 0.22, 0.42, 2.4), (0.20, 0.42, 3.05), panel)
    bulb = setting.glow((1.9, 4.6, 7.4), EVEN, scale=6.0)
    for z in _CHAIRS:
        setting.box((-HALF + 0.02, 1.62, z), (0.02, 0.60, 0.58), panel)
        setting.box((-HALF + 0.045, 1.62, z), (0.008, 0.54, 0.52), mirror)
        spots = [(-HALF + 0.06, y, z + w) for y in np.linspace(1.1, 2.14, 5) for w in (-0.56, 0.56)]
        place.add(*[turned([(0.0, 0.04), (0.036, 0.0), (0.0, -0.04)], 14, bulb).moved(*spot) for spot in spots])
        for y in (1.3, 1.95):
            place.lamp((-HALF + 0.35, y, z), tuple(0.30 * part for part in WARM), EVEN, 0.25)
        place.beacons.append((spots[-1], WARM))
        place.add(barber_chair(chrome, leather, white).moved(-0.92, 0, z, turn=-0.9))
        for k in range(7):
            tone = tuple(0.04 + 0.3 * light_of_hue(float(rng.uniform(0, 360)), 0.12, 0.6).astype(float))
            bottle = [(0.0, 0.20), (0.012, 0.20), (0.014, 0.14), (0.03, 0.11), (0.03, 0.0)]
            place.add(
                turned(bottle, 16, setting.paint(skins.PLAIN, tone, gloss=0.08, rough=0.05)).moved(
                    -HALF + 0.14, 0.89, z - 0.45 + 0.15 * k
                )
            )
    for z in (-0.2, 1.3):  # where one waits
        setting.box((HALF - 0.30, 0.42, z), (0.26, 0.06, 0.55), leather)
        setting.box((HALF - 0.06, 0.75, z), (0.05, 0.28, 0.55), leather)
        setting.box((HALF - 0.30, 0.18, z), (0.22, 0.18, 0.50), panel)
    for n in range(6):
        tone = setting.paint(skins.PLASTER, tuple(float(v) for v in rng.uniform(0.04, 0.3, 3)))
        setting.box((HALF - 0.02, 1.55 + 0.42 * (n % 2), -0.4 + 0.75 * (n // 2)), (0.02, 0.17, 0.24), panel)
        setting.box((HALF - 0.045, 1.55 + 0.42 * (n % 2), -0.4 + 0.75 * (n // 2)), (0.008, 0.13, 0.20), tone)
    tints = [tuple(light_of_hue(hue, 0.21, 0.62).astype(float)) for hue in (first, second)]
    mesh, lamps = neon_sign(place, "BARBER", tints[0], tints[1], 2.4, lifted=0.0, hung=True)
    scale = 0.62
    place.add(mesh.moved(0, 0, 0, turn=-math.pi / 2, scale=scale).moved(HALF - 0.06, 1.70, 3.7))
    for one in lamps:
        place.lamp(
            (HALF - 0.45, 1.70 + scale * one[1], 3.7 - scale * one[0]),
            tuple(0.5 * part for part in tints[0]),
            EVEN,
            0.15,
        )
    place.add(
        barber_pole(setting, tints, chrome).moved(1.86, 1.25, END - 0.35),
        barber_pole(setting, tints, chrome).moved(-1.86, 1.25, END - 0.35),
    )
    for x in (-1.86, 1.86):
        place.lamp((0.8 * x, 1.7, END - 0.8), tuple(0.5 * part for part in tints[1]), ODD, 0.15)
    strip = setting.glow(tuple(1.7 * part for part in tints[1]), ODD)
    setting.box((HALF - 0.08, TALL - 0.08, 1.8), (0.012, 0.014, 4.4), strip)
    setting.box((-HALF + 0.08, TALL - 0.08, 1.8), (0.012, 0.014, 4.4), strip)
    for z in (0.0, 2.4, 4.8):
        place.lamp((HALF - 0.35, TALL - 0.3, z), tuple(0.42 * part for part in tints[1]), ODD, 0.2)
        pendant(setting, (0.0, TALL, z + 0.6), 0.75, chrome, EVEN, 0.5 if dark else 0.25)
    setting.hazy(0.012, (0, 0, 0), tuple(0.006 * part for part in WARM), tuple(0.006 * part for part in tints[1]))


def _florist(setting: Setting) -> None:
    """Fill tiers along both walls and a table in the middle with buckets of flowers, plants hang from above."""
    place, rng = setting.place, setting.rng
    dark = setting.hour in ("night", "dusk")
    setting.median = (38.0, 68.0) if dark else (58.0, 98.0)
    named = [hue for hue in _tones(setting, (350.0, 20.0)) if not _GREENS[0] < hue < _GREENS[1]] or [350.0]
    wall = setting.paint(skins.PLASTER, (0.27, 0.30, 0.31))
    wood = setting.paint(skins.WOOD, (0.055, 0.10, 0.155), scale=0.2)
    floor = setting.paint(skins.SLABS, (0.16, 0.18, 0.19), (0.12, 0.135, 0.145), gloss=0.05, rough=0.08, scale=0.5)
    ceiling = setting.paint(skins.PLASTER, (0.22, 0.25, 0.26))
    zinc = setting.paint(skins.METAL, (0.26, 0.27, 0.27), gloss=0.22, rough=0.3, metal=True)
    iron = setting.paint(skins.PLAIN, (0.025, 0.027, 0.028), gloss=0.04, rough=0.3)
    green = setting.paint(skins.LEAF, (0.03, 0.12, 0.045), (0.05, 0.22, 0.09))
    shop(setting, wall, floor, ceiling, iron)
    hues = [named[0], named[-1], named[0] + 18, named[-1] - 16, named[0] - 8]
    bunches = [bunch(setting, green, hue, white=n % 4 == 3) for n, hue in enumerate([*hues, hues[0]])]
    pail = bucket(zinc)
    for way in (-1.0, 1.0):
        for tier in range(3):
            x, y = way * (HALF - 0.22 - 0.34 * (2 - tier)), 0.30 * tier
            setting.box((x, 0.5 * y, 2.3), (0.17, max(0.5 * y, 0.01), 3.5), wood)
            for k in range(16):
                z = -1.1 + 0.43 * k + 0.2 * (tier % 2)
                one = bunches[int(rng.integers(len(bunches)))]
                size = float(rng.uniform(0.9, 1.2))
                place.add(
                    pail.moved(x, y + 0.01, z), one.moved(x, y + 0.26, z, turn=float(rng.uniform(0, 6)), scale=size)
                )
        for z in np.arange(-0.6, END - 0.5, 1.15):
            plant = house_plant(setting, 0.9, wood, green) if z < 4 else bunches[5]
            place.add(
                plant.moved(way * (HALF - 0.55), 1.95, float(z), scale=0.75),
                tube([(way * (HALF - 0.55), 2.1, float(z)), (way * (HALF - 0.55), TALL, float(z))], 0.006, 5, iron),
            )
    setting.box((0.25, 0.42, 4.5), (0.55, 0.42, 0.45), wood)
    for k in range(6):
        one = bunches[k % len(bunches)]
        x, z = 0.25 + 0.42 * ((k % 3) - 1), 4.25 + 0.45 * (k // 3)
        place.add(pail.moved(x, 0.85, z), one.moved(x, 1.10, z, scale=1.25))
    for z in (0.6, 2.8, 5.0):
        pendant(setting, (-0.15, TALL, z), 0.72, iron, EVEN if z < 4 else ODD, 1.4 if dark else 0.8)
    if not dark:
        place.window((-1.4, 1.4, NEAR + 0.2), (2.8, 0, 0), (0, 1.2, 0), daylight(setting, 1.5))
    setting.hazy(
        0.010,
        (0, 0, 0),
        tuple(0.005 * part for part in WARM),
        tuple(0.005 * part for part in WARM),
        daylight(setting, 0.03),
    )


_FILL = {"barbershop": _barber, "flower_shop": _florist}
_VIEWS = {
    "barbershop": {
        "wide": Level((1.05, 1.50, -2.2), -11.0, 0.82, 0.50), "medium": Level((0.9, 1.45, 0.0), -27.0, 0.88, 0.50),
        "close": Level((0.45, 1.30, 0.9), -44.0, 0.95, 0.50), "detail": Level((-0.9, 1.45, 1.6), 48.0, 0.90, 0.52),
    },
    "flower_shop": {
        "wide": Level((0.10, 1.55, -2.3), 1.0, 0.80, 0.50), "medium": Level((-0.35, 1.50, 0.6), 8.0, 0.90, 0.50),
        "close": Level((-0.35, 1.30, 1.2), 42.0, 0.95, 0.50), "detail": Level((0.55, 1.35, 3.0), -14.0, 1.15, 0.46),
    },
}  # fmt: skip


def _plan(kind: str) -> Plan:
    return Plan(
        _FILL[kind], dict(_VIEWS[kind]),
        groups={"sun": (KEY,), "even": (EVEN, "kick", 0.84, 0.28), "odd": (ODD, "offbeat", 0.82, 0.32), "sky": (SKY,)},
        mist=0.08, travel=0.9, lettering=kind == "barbershop", holds=frozenset({"mirror", "flowers", "chair", "plant"}),
    )  # fmt: skip


PLANS = {kind: _plan(kind) for kind in _FILL}
