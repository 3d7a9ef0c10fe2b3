"""A diner from inside: booths along a window to the street, a counter with stools, a chequered floor, chrome and neon."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import lettering
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .joinery import bulb, cushion
from .outlook import daylight, outlook, outlook_of
from .parking import car
from .people import barman, seated
from .tableware import coffee, condiments, milkshake

if TYPE_CHECKING:
    from collections.abc import Iterable

HALF, TALL, NEAR, END = 2.7, 2.85, -3.0, 9.0
_BOOTHS = (-2.2, -0.2, 1.8, 3.8, 5.8, 7.8)  # where two benches stand back to back
_DEEP = 1.35  # of a bench, from the window
_COUNTER = -1.12
_SERVING = {"waitress", "waiter", "cook", "barista", "barman", "staff"}
_AT_COUNTER = _SERVING | {"counter", "stool", "stools", "barstools"}
_WINDOW = (0.88, 2.28)


class _Colours:
    """The two colours of the prompt as upholstery, as enamel and as neon; cherry red and mint where it has none."""

    def __init__(self, setting: Setting) -> None:
        palette = setting.description.palette
        self.neon: list[Colour] = [
            tuple(light_of_hue(hue, 0.21, 0.62).astype(float)) for hue in (palette.key, palette.accent)
        ]
        self.seat = setting.paint(
            skins.PLAIN, tuple(0.02 + 0.36 * light_of_hue(palette.key, 0.19, 0.55)), gloss=0.05, rough=0.16
        )
        self.enamel = setting.paint(
            skins.PLAIN, tuple(0.05 + 0.28 * light_of_hue(palette.accent, 0.12, 0.66)), gloss=0.05, rough=0.12
        )
        self.cream = setting.paint(skins.PLASTER, (0.34, 0.40, 0.43))
        self.ceiling = setting.paint(skins.PLAIN, (0.15, 0.17, 0.18))
        self.white = setting.paint(skins.PLAIN, (0.40, 0.44, 0.46), gloss=0.05, rough=0.10)
        self.chrome = setting.paint(skins.METAL, (0.50, 0.50, 0.50), gloss=0.55, rough=0.06, metal=True)
        self.dark = setting.paint(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.04, rough=0.2)


def _furnish(setting: Setting) -> None:
    place = setting.place
    dark = setting.hour in ("night", "dusk")
    of = _Colours(setting)
    floor = setting.paint(skins.SLABS, (0.40, 0.43, 0.44), (0.018, 0.018, 0.02), gloss=0.07, rough=0.03, scale=0.42)
    setting.hazy(0.006, (0, 0, 0), tuple(0.004 * part for part in of.neon[0]), tuple(0.003 * part for part in WARM))
    if dark:
        setting.median = (38.0, 64.0)
    else:
        setting.sunlit((70.0, 84.0), strength=1.2, dust=0.006)
        setting.median = (56.0, 92.0)
        place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    _shell(setting, of, floor, dark=dark)
    for z in _BOOTHS:
        _benches(setting, of, z)
    for n, (a, b) in enumerate(zip(_BOOTHS[:-1], _BOOTHS[1:], strict=True)):
        _table(setting, of, 0.5 * (a + b), EVEN if n % 2 else ODD)
    _counter(setting, of)
    _back_bar(setting, of)
    _end(setting, of)
    if outlook_of(setting.words) == "space":
        outlook(setting, HALF, aside=True)
        if setting.shot == "wide":  # turned to the windows
            setting.view = Level((-1.35, 1.55, -1.9), 24.0, 0.80, 0.50)
    else:
        _street(setting, of, dark=dark)
    if setting.peopled and "figure" in setting.description.details and setting.shot != "detail":
        z = 3.8 if setting.shot != "wide" else 5.8
        seated(setting, (1.9, 0.53, z - 0.36), 0.0)
    at_counter = setting.shot == "medium" and bool(setting.words & _AT_COUNTER)
    if setting.peopled and (at_counter or setting.shot == "wide") and setting.words & _SERVING:
        barman(setting, (_COUNTER - 0.78, 0.0, 3.2 if at_counter else 2.4))
    if at_counter:
        setting.view = View((0.75, 1.42, 0.2), (-1.25, 0.98, 3.0), 0.92, (0.5, 0.54))


def _shell(setting: Setting, of: _Colours, floor: int, *, dark: bool) -> None:
    """Close it: a long window on the right, enamel and a band of chrome on the left, neon around the ceiling."""
    place, (low, high) = setting.place, _WINDOW
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR)
    setting.floored(HALF, (NEAR, END), floor)
    setting.box((0, TALL + 0.1, middle), (HALF + 0.3, 0.1, long + 0.2), of.ceiling)
    setting.box((-HALF - 0.1, TALL / 2, middle), (0.1, TALL / 2, long + 0.1), of.cream)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF, TALL / 2, 0.1), of.cream)
    setting.box((0, TALL / 2, END + 0.1), (HALF + 0.2, TALL / 2, 0.1), of.cream)
    setting.box((HALF + 0.1, low / 2, middle), (0.1, low / 2, long), of.enamel)
    setting.box((HALF + 0.1, 0.5 * (TALL + high), middle), (0.1, 0.5 * (TALL - high), long), of.cream)
    setting.box((HALF + 0.06, low, middle), (0.16, 0.02, long), of.chrome)
    for z in _BOOTHS:
        setting.box((HALF + 0.06, 0.5 * (low + high), z), (0.05, 0.5 * (high - low), 0.05), of.chrome)
    setting.box((HALF + 0.06, high, middle), (0.06, 0.03, long), of.chrome)
    glow = [
        setting.glow(tuple(2.9 * part for part in tone), family)
        for tone, family in zip(of.neon, (EVEN, ODD), strict=True)
    ]
    # A soffit over the counter whose edge is neon, a second line over the windows.
    setting.box((-1.95, TALL - 0.17, middle), (0.75, 0.17, long), of.cream)
    for y in (TALL - 0.04, TALL - 0.30):
        setting.box((-1.19, y, middle), (0.012, 0.018, long), of.chrome)
    for (x, y), tone in (
        ((-1.16, TALL - 0.13), 0),
        ((-1.16, TALL - 0.22), 1),
        ((HALF - 0.05, high + 0.20), 0),
        ((HALF - 0.05, high + 0.30), 1),
    ):
        place.add(tube([(x, y, NEAR + 0.1), (x, y, END - 0.1)], 0.017, 8, glow[tone]))
    share = 0.30 if dark else 0.12
    for z in np.arange(NEAR + 0.75, END, 1.5):
        for x, y, tone in ((-0.75, TALL - 0.75, 0), (HALF - 0.55, TALL - 0.70, 1)):
            light = tuple(share * part for part in of.neon[tone])
            place.lamp((x, y, float(z)), light, (EVEN, ODD)[tone], 0.35)
    for y in (0.95, 1.30):  # bands along the wall
        setting.box((-HALF + 0.01, y, middle), (0.014, 0.015, long), of.chrome)
    setting.box((-HALF + 0.005, 0.5, middle), (0.01, 0.45, long), of.enamel)


def _benches(setting: Setting, of: _Colours, z: float) -> None:
    """Stand two benches back to back: seats, backs in upright rolls with piping, feet of enamel and chrome."""
    place, x = setting.place, HALF - _DEEP / 2 - 0.02
    parts = [
        boxes([(x, 0.20, z)], (_DEEP / 2, 0.18, 0.50), of.enamel),
        boxes([(x, 0.70, z)], (_DEEP / 2, 0.42, 0.055), of.seat),
        boxes([(x - _DEEP / 2, 0.62, z)], (0.012, 0.56, 0.09), of.seat),
        boxes([(x, 0.045, z)], (_DEEP / 2 + 0.006, 0.04, 0.506), of.chrome),
    ]
    top = [(x - _DEEP / 2, 1.16, z), (x + _DEEP / 2, 1.16, z)]
    parts += [tube(top, 0.095, 16, of.seat), tube([(a, 1.255, c) for a, _, c in top], 0.012, 6, of.white)]
    for way in (-1.0, 1.0):
        parts.append(cushion((_DEEP / 2, 0.085, 0.27), of.seat, square=0.35).moved(x, 0.45, z + 0.30 * way))
        for k in np.arange(9):
            u = x - _DEEP / 2 + _DEEP * (float(k) + 0.5) / 9
            skin = of.white if k == 4 else of.seat
            parts.append(cushion((0.078, 0.34, 0.055), skin, square=0.5, steps=(12, 14)).moved(u, 0.82, z + 0.10 * way))
        parts.append(
            tube([(x - _DEEP / 2, 0.37, z + 0.57 * way), (x + _DEEP / 2, 0.37, z + 0.57 * way)], 0.012, 6, of.chrome)
        )
    place.add(*parts)


def _table(setting: Setting, of: _Colours, z: float, family: int) -> None:
    """Put a table into a booth, things on it, a lamp over it."""
    place, x, rng = setting.place, HALF - 0.62, setting.rng
    place.add(
        boxes([(x, 0.755, z)], (0.60, 0.016, 0.36), of.white),
        boxes([(x, 0.755, z)], (0.607, 0.022, 0.345), of.chrome),
        turned([(0.035, 0.74), (0.035, 0.06), (0.20, 0.03), (0.22, 0.0)], 24, of.chrome).moved(x, 0, z),
    )
    place.add(condiments(setting, of.chrome).moved(HALF - 0.22, 0.772, z + float(rng.uniform(-0.05, 0.05))))
    if rng.random() < 0.6 or abs(z - 2.8) < 0.1:
        place.add(milkshake(setting).moved(x - 0.18, 0.772, z - 0.16))
        place.add(coffee(setting).moved(x - 0.12, 0.772, z + 0.17, turn=float(rng.uniform(0, 6))))
    shade = setting.paint(skins.GLOW, (0.30, 0.33, 0.34), scale=4.0, glow=tuple(0.9 * p for p in WARM), family=family)
    y = 1.72
    place.add(
        turned([(0.03, 0.16), (0.07, 0.13), (0.17, 0.0)], 32, of.seat).moved(x, y, z),
        bulb(0.06, shade).moved(x, y - 0.005, z),
        bars([(x, y + 0.14, z)], [(x, TALL, z)], (0.006, 0.006), of.chrome),
    )
    place.lamp((x, y - 0.08, z), tuple(0.62 * part for part in WARM), family, 0.09)
    place.beacons.append(((x, y - 0.03, z), WARM))


def _counter(setting: Setting, of: _Colours) -> None:
    """Run a counter along the left: a front of enamel between bands of chrome, stools that are screwed to the floor."""
    place, middle, long = setting.place, 0.5 * (NEAR + END) + 0.6, 0.5 * (END - NEAR) - 0.9
    x = _COUNTER - 0.28
    setting.box((x, 0.52, middle), (0.20, 0.52, long), of.enamel)
    setting.box((x, 1.055, middle), (0.34, 0.022, long), of.white)
    setting.box((x, 1.055, middle), (0.345, 0.016, long + 0.006), of.chrome)
    for y in (0.10, 0.28, 0.80, 0.86, 0.92):
        setting.box((x + 0.205, y, middle), (0.012, 0.014, long), of.chrome)
    place.add(tube([(x + 0.42, 0.20, middle - long), (x + 0.42, 0.20, middle + long)], 0.022, 10, of.chrome))
    foot = turned([(0.030, 0.70), (0.030, 0.06), (0.14, 0.035), (0.16, 0.0)], 24, of.chrome)
    ring = turned([(0.185, 0.735), (0.195, 0.715), (0.195, 0.70), (0.17, 0.685), (0.03, 0.68)], 32, of.chrome)
    seat = cushion((0.19, 0.06, 0.19), of.seat, square=0.8, steps=(12, 32)).moved(0, 0.765, 0)
    stool = Mesh.of([foot, ring, seat])
    for z in np.arange(NEAR + 2.1, END - 1.0, 0.78):
        place.add(stool.moved(_COUNTER + 0.40, 0, float(z)))
    for n, z in enumerate(np.arange(NEAR + 2.4, END - 1.0, 1.56)):
        place.add(condiments(setting, of.chrome).moved(x - 0.06, 1.077, float(z) + 0.3))
        one = milkshake(setting) if n % 2 else coffee(setting)
        place.add(one.moved(x + 0.14, 1.077, float(z)))


def _back_bar(setting: Setting, of: _Colours) -> None:
    """Stand coffee machines, glasses and cakes under domes behind the counter, with the dishes of the day over them."""
    place, x = setting.place, -HALF + 0.24
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR)
    setting.box((x, 0.46, middle), (0.24, 0.46, long), of.chrome)
    setting.box((x, 0.94, middle), (0.26, 0.02, long), of.white)
    setting.box((x - 0.08, 1.62, middle), (0.16, 0.014, long), of.chrome)
    glass = setting.paint(skins.PLAIN, (0.22, 0.25, 0.26), gloss=0.22, rough=0.02)
    tumbler = turned([(0.034, 0.13), (0.026, 0.0)], 14, glass)
    for n, z in enumerate(np.arange(NEAR + 0.4, END, 0.095)):
        if n % 7:
            place.add(tumbler.moved(x - 0.06 + 0.04 * (n % 3), 1.634, float(z)))
    cake = [
        setting.paint(skins.CLOTH, tone, scale=3.0)
        for tone in ((0.06, 0.12, 0.34), (0.10, 0.08, 0.30), (0.04, 0.07, 0.14))
    ]
    for n, z in enumerate(np.arange(NEAR + 1.4, END - 0.5, 1.25)):
        if n % 2:  # an urn
            urn = [(0.0, 0.50), (0.05, 0.48), (0.13, 0.42), (0.13, 0.06), (0.15, 0.0)]
            place.add(turned(urn, 28, of.chrome).moved(x, 0.96, float(z)))
            place.add(boxes([(x + 0.15, 1.10, float(z))], (0.03, 0.02, 0.02), of.dark))
        else:
            place.add(
                turned([(0.15, 0.13), (0.15, 0.12), (0.02, 0.11), (0.02, 0.02), (0.09, 0.0)], 28, of.chrome).moved(
                    x, 0.96, float(z)
                ),
                turned([(0.0, 0.10), (0.10, 0.09), (0.12, 0.06), (0.12, 0.0)], 28, cake[n % 3]).moved(
                    x, 1.09, float(z)
                ),
            )
    board = setting.paint(skins.GLOW, (0.2, 0.2, 0.2), glow=(0.42, 0.62, 0.74), family=SKY)
    for z in (-0.6, 1.9, 4.4, 6.9):
        setting.box((-HALF + 0.04, 2.15, z), (0.03, 0.27, 1.05), board)
        setting.box((-HALF + 0.03, 2.15, z), (0.03, 0.30, 1.08), of.chrome)
        for k in range(4):  # lines of what there is
            for u in (-0.55, 0.5):
                wide = float(setting.rng.uniform(0.22, 0.40))
                setting.box((-HALF + 0.075, 2.33 - 0.115 * k, z + u), (0.004, 0.016, wide), of.dark)
    place.window((-HALF + 0.1, 1.9, NEAR + 0.5), (0, 0, END - NEAR - 1.0), (0, 0.5, 0), (0.05, 0.07, 0.08), SKY)


def written(text: str, high: float, skin: int, radius: float = 0.016) -> list[Mesh]:
    """Return a word of neon that is read from smaller z, its middle at the origin."""
    wide = lettering.word_width(text, high)
    strokes = lettering.word(text, wide / 2, 0.0, high)
    return [tube(dense([(x - wide / 2, high / 2 - y, 0.0) for x, y in one]), radius, 8, skin) for one in strokes]


def dense(path: Iterable[tuple[float, ...]]) -> np.ndarray:
    """Return a path with points in between, so that a tube along it bends at its corners alone."""
    points = np.asarray(list(path))
    pairs = zip(points[:-1], points[1:], strict=True)
    return np.concatenate([np.linspace(a, b, 5)[:-1] for a, b in pairs] + [points[-1:]])


def _end(setting: Setting, of: _Colours) -> None:
    """Hang a word and a clock of neon on the far wall, and stand a jukebox under them."""
    place, z = setting.place, END - 0.06
    red, teal = (
        setting.glow(tuple(3.4 * part for part in tone), family)
        for tone, family in zip(of.neon, (EVEN, ODD), strict=True)
    )
    setting.box((0.35, 0.62, END - 0.01), (HALF, 0.62, 0.02), of.enamel)
    setting.box((0.35, 1.25, END - 0.03), (HALF, 0.02, 0.02), of.chrome)
    place.add(*[one.moved(0.25, 2.12, z) for one in written("DINER", 0.46, red, 0.022)])
    setting.box((0.25, 2.12, END - 0.02), (1.2, 0.42, 0.02), of.dark)
    a = np.linspace(0, 2 * math.pi, 49)
    outline = lettering.round_box(-1.12, -0.36, 2.24, 0.72, 0.2)
    place.add(tube(dense([(0.25 + u, 2.12 + v, z) for u, v in [*outline, outline[0]]]), 0.016, 8, teal))
    place.lamp((0.25, 2.1, END - 0.6), tuple(0.5 * part for part in of.neon[0]), EVEN, 0.3)
    body = [(0.55 * math.cos(t), 1.0 + 0.5 * math.sin(t)) for t in np.linspace(0, math.pi, 25)]
    shape = [(-0.55, 0.05), *body[::-1], (0.55, 0.05)]
    for k, (share, skin) in enumerate(
        ((1.0, teal), (0.86, red), (0.72, setting.glow(tuple(1.6 * p for p in WARM), EVEN)))
    ):
        arch = [(0.25 + share * u * 0.92, 0.08 + share * v, END - 0.58 - 0.01 * k) for u, v in shape]
        place.add(tube(dense(arch), 0.026, 8, skin))
    setting.box((0.25, 0.55, END - 0.30), (0.52, 0.55, 0.26), of.seat)
    place.add(
        turned([(0.0, 0.0), (0.52, 0.0), (0.52, -0.5)], 40, of.seat)
        .leaned(0.0, -math.pi / 2)
        .moved(0.25, 1.0, END - 0.56)
    )
    setting.box((0.25, 0.42, END - 0.57), (0.34, 0.26, 0.02), of.chrome)
    setting.box((0.25, 1.02, END - 0.57), (0.36, 0.16, 0.02), setting.glow(tuple(0.9 * part for part in WARM), SKY))
    place.add(
        tube(
            np.stack([-0.98 + 0.0 * a, 0 * a, 0 * a], 1)
            + np.stack([0.2 * np.cos(a), 0.2 * np.sin(a) + 2.1, END - 0.06 + 0 * a], 1)
            - np.float64([0.55, 0, 0]),
            0.012,
            8,
            teal,
        )
    )


def _street(setting: Setting, of: _Colours, *, dark: bool) -> None:
    """Lay a wet street before the window: lit fronts with signs across it, lamps, a car at the kerb."""
    place, rng = setting.place, setting.rng
    wet = setting.description.weather in ("rain", "storm")
    asphalt = setting.paint(
        skins.GROUND,
        (0.02, 0.02, 0.022),
        (0.03, 0.03, 0.032),
        gloss=0.10,
        rough=0.05,
        scale=2.0,
        extra=(0.55 if wet else 0.2,),
    )
    setting.box((40, -0.35, 10), (37.2, 0.05, 60), asphalt)
    if dark:
        night = setting.paint(skins.PLAIN, (0.01, 0.01, 0.01), glow=(0.060, 0.034, 0.020), family=SKY)
        setting.box((90, 20, 20), (0.5, 40, 160), night)
        walls = [
            place.material(
                skins.FACADE, base, (0.01, 0.01, 0.012), scale=1.7, glow=glow, family=SKY, extra=(3.1, 0.5, 0.55, lit)
            )
            for base, glow, lit in (
                ((0.05, 0.04, 0.05), (0.2, 0.7, 1.3), 0.35),
                ((0.03, 0.03, 0.045), (0.5, 0.8, 1.0), 0.25),
            )
        ]
    else:
        walls = [
            setting.paint(
                skins.PLASTER,
                (0.02, 0.02, 0.02),
                glow=tuple(a * b for a, b in zip(daylight(setting, share), (0.7, 0.85, 1.1), strict=True)),
                family=SKY,
            )
            for share in (0.16, 0.24)
        ]
        glass = setting.paint(skins.PLAIN, (0.01, 0.01, 0.01), glow=daylight(setting, 0.05), family=SKY)
        awnings = [
            setting.paint(
                skins.PLAIN,
                (0.02, 0.02, 0.02),
                glow=tuple(0.3 * a * max(daylight(setting, 1.0)) for a in tone),
                family=SKY,
            )
            for tone in of.neon
        ]
        low, high = _WINDOW
        place.window((HALF + 0.1, low, NEAR), (0, 0, END - NEAR), (0, high - low, 0), daylight(setting, 4.0))
    z, n = -14.0, 0
    while z < 66.0:
        wide, tall = (
            float(rng.uniform(5, 9)),
            float(rng.uniform(5, 12)) * (1.0 if dark else 0.42),
        )  # the sun comes in over them
        setting.box((19 + 3 * (n % 2), tall / 2, z + wide / 2), (4.0, tall / 2, wide / 2), walls[n % 2])
        face = 14.9 + 3 * (n % 2)
        if dark:
            tone = of.neon[n % 2]
            shop = setting.glow(
                (0.35, 0.75, 1.05) if n % 3 else tuple(0.5 * part for part in of.neon[(n + 1) % 2]), SKY
            )
            setting.box((face, 1.1, z + wide / 2), (0.05, 1.0, 0.32 * wide), shop)
            sign = setting.glow(tuple(2.6 * part for part in tone), (EVEN, ODD)[n % 2])
            word = ("BAR", "HOTEL", "OPEN", "CAFE", "24H", "LIQUOR")[n % 6]
            place.add(
                *[
                    one.moved(0, 0, 0, turn=-math.pi / 2).moved(face - 0.25, 3.1, z + wide / 2)
                    for one in written(word, 0.95, sign, 0.06)
                ]
            )
        else:
            rows = [
                (face, y, z + float(u))
                for y in np.arange(3.0, tall - 0.5, 1.9)
                for u in np.arange(0.9, wide - 0.5, 1.5)
            ]
            place.add(boxes([(face, 1.0, z + wide / 2)], (0.05, 0.9, 0.36 * wide), glass))
            place.add(boxes([(face - 0.4, 2.1, z + wide / 2)], (0.5, 0.08, 0.40 * wide), awnings[n % 2]))
            if rows:
                place.add(boxes(rows, (0.05, 0.6, 0.4), glass))
        z, n = z + wide + 0.05, n + 1
    place.add(
        car(setting, tuple(0.02 + 0.25 * light_of_hue(setting.description.palette.accent, 0.12, 0.6)), lit=dark).moved(
            6.6, -0.30, 4.3
        ),
        car(setting, (0.05, 0.05, 0.06)).moved(7.0, -0.30, 12.5),
    )
    if dark:
        for z in (-2.0, 8.0, 20.0):
            globe = setting.glow(tuple(3.0 * part for part in WARM), SKY)
            place.add(
                bulb(0.16, globe).moved(9.6, 4.3, z), bars([(9.6, -0.3, z)], [(9.6, 4.2, z)], (0.05, 0.05), of.dark)
            )
        place.window((HALF + 0.1, 0.9, NEAR), (0, 0, END - NEAR), (0, 1.4, 0), (0.10, 0.06, 0.04), SKY)
    if not dark:
        place.add(grid([[(3.0, -0.28, -60), (3.0, -0.28, 70)], [(5.0, -0.28, -60), (5.0, -0.28, 70)]], of.cream))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.30, 1.52, -2.5), 3.0, 0.80, 0.45),
        "medium": View((-0.35, 1.45, 0.9), (2.15, 1.02, 3.2), 0.86, (0.52, 0.50)),
        "close": View((0.72, 1.22, 1.55), (2.30, 0.93, 2.95), 0.98, (0.50, 0.54)),
        "detail": View((1.38, 1.06, 2.02), (1.95, 0.90, 2.72), 0.98, (0.46, 0.55)),
    },
    groups={
        "neon": (EVEN, "kick", 0.84, 0.28),
        "second": (ODD, "offbeat", 0.84, 0.28),
        "street": (SKY, "low", 0.96, 0.06),
        "sun": (0,),
    },
    median=(40.0, 68.0),
    mist=0.0,
    travel=0.8,
    focus={"detail": (0.92, 0.010)},
    lettering=True,
)
