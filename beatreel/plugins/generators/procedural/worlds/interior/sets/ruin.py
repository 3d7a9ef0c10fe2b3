"""A church in ruins: its vault fallen in but for the ribs, sky in its windows, rubble and drifts of snow or earth, a grand piano."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery import gothic, instruments
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Level, Plan, Setting

from .furnishings import candles
from .joinery import cushion, facing
from .people import seated, statue

NAVE, BAY, BAYS, SPRING, RISE = 3.9, 4.4, 4, 7.2, 4.0
END = BAY * BAYS
_LANCET = (1.05, 2.0, 5.6, 1.7)
_PIANO = (0.15, 8.2)  # where a piano stands, or what the camera looks at without one


def _furnish(setting: Setting) -> None:
    place = setting.place
    setting.sunlit((46.0, 58.0), strength=1.3, dust=0.012)
    place.is_open = True
    if setting.hour == "night":
        for name in ("zenith", "horizon", "halo"):
            setattr(place, name, tuple(0.35 * part for part in getattr(place, name)))
    snowy = setting.description.weather == "snow" or bool(
        setting.words & {"snow", "snowy", "winter", "frozen", "snowfall"}
    )
    dark = setting.hour in ("night", "dusk")
    setting.median = (36.0, 64.0) if dark else (62.0, 104.0)
    haze: Colour = tuple(0.45 * (a + b) for a, b in zip(place.zenith, place.horizon, strict=True))
    thick = 0.020 if snowy or setting.description.weather == "mist" else 0.005
    setting.hazy(thick, tuple(0.02 * part for part in place.sunlight), (0, 0, 0), (0, 0, 0), haze)
    stone: Colour = ((0.22, 0.25, 0.27), (0.20, 0.21, 0.22), (0.22, 0.27, 0.30))[int(setting.rng.integers(3))]
    wall, rib = setting.paint(skins.STONE, stone), setting.paint(skins.PLASTER, tuple(1.1 * part for part in stone))
    floor = setting.paint(skins.SLABS, (0.15, 0.16, 0.17), (0.125, 0.135, 0.14), gloss=0.01, rough=0.4, scale=0.62)
    setting.floored(NAVE + 1.2, (-7, END), floor)
    _walls(setting, wall, rib)
    _fallen(setting, wall, snowy=snowy)
    asked = "piano" in setting.words and not setting.is_behind
    if asked:
        _piano(setting)
    else:
        _statue(setting, wall)
    if asked or dark or setting.words & {"candle", "candles", "candlelit"}:
        x, z = _PIANO
        for n, (u, w) in enumerate(((-1.25, -1.5), (1.0, -1.3), (1.9, 0.2), (-2.1, 0.4), (0.2, -2.0))):
            candles(
                setting,
                (x + u, 0.02, z + w),
                5,
                0.2,
                (EVEN, ODD) if n % 2 else (ODD, EVEN),
                strength=0.8,
                tall=(0.08, 0.4),
            )
    if snowy:
        setting.elements.append(Element("snow", 0.4 + 0.6 * setting.description.weather_amount))
    elif setting.description.weather in ("rain", "storm"):
        setting.elements.append(Element("rain", 0.7))
    if setting.peopled and "figure" in setting.description.details and not asked:
        seated(setting, (0.2, 0.46, _PIANO[1]), turn=0.2)


def _broken(setting: Setting, high: float, deep: float) -> object:
    """Return the upper edge of a wall that has come down in steps, as a function of places along."""
    rng = setting.rng
    phase, knots = rng.uniform(0, 6, 3), rng.uniform(0, 1, 9)

    def top(at: object) -> object:
        u = np.asarray(at, np.float64)
        step = np.interp(np.floor((u + BAY / 2) / 0.55), np.arange(9), knots)
        return high - deep * (0.6 * step + 0.2 * np.sin(1.3 * u + phase[0]) ** 2 + 0.12 * np.sin(7 * u + phase[1]))

    return top


def _walls(setting: Setting, wall: int, rib: int) -> None:
    """Stand walls with empty lancets, piers, the ribs of a vault whose webs are left at both ends only, and the east window."""
    place, rng = setting.place, setting.rng
    s = np.linspace(-1, 1, 41)
    for k in range(-2, BAYS):
        z = BAY * (k + 0.5)
        whole = k < 0 or k == BAYS - 1
        if whole:
            place.add(gothic.vault(0.0, z, (NAVE, BAY / 2), SPRING, RISE, wall, rib))
        for way in (-1.0, 1.0):
            top = (
                (lambda u: SPRING + gothic.pointed(u, BAY / 2, RISE)) if whole else _broken(setting, SPRING + 2.6, 2.4)
            )
            place.add(gothic.lancet_wall(way * NAVE, z, BAY / 2, top, _LANCET, way * 0.5, wall, rib))
    up = SPRING + gothic.pointed(s * NAVE, NAVE, RISE)
    for k in range(BAYS):  # arches that still stand, and one whose half is gone
        line = np.stack([s * NAVE, up, np.full(41, BAY * k)], 1)
        line = line[: 17 + int(rng.integers(6))] if k == 2 else line
        place.add(tube(line, 0.20, 8, rib), tube(line + np.float32([0, 0.22, 0]), 0.26, 8, wall))
    for k in range(-1, BAYS + 1):
        for way in (-1.0, 1.0):
            place.add(gothic.pier(way * (NAVE - 0.1), BAY * k, SPRING, 0.34, rib, rib))
    great = (2.15, 2.3, 6.4, 3.0)
    front = gothic.lancet_wall(0.0, 0.0, NAVE + 0.6, lambda u: SPRING + RISE + 0.6 + 0 * u, great, 0.5, wall, rib)
    place.add(facing(front, 0.0, END), boxes([(0, 6, -8.0)], (NAVE + 1, 6, 0.1), wall))
    for x in (-1.08, 0.0, 1.08):  # its stone mullions
        tall = 6.4 + float(gothic.pointed(x, 2.15, 3.0)) - 0.1
        place.add(tube([(x, 2.3, END + 0.25), (x, tall, END + 0.25)], 0.085, 8, rib))


def _fallen(setting: Setting, stone: int, *, snowy: bool) -> None:
    """Let rubble lie along the walls, a beam across it, and drifts over all of it: snow, or earth with grass."""
    place, rng = setting.place, setting.rng
    spots, halves, axes = [], [], []
    for _ in range(90):
        size = 0.08 + 0.34 * float(rng.random()) ** 2.2
        way, z = float(rng.choice([-1.0, 1.0])), float(rng.uniform(0.5, END - 1.0))
        x = way * (NAVE - 0.5 - abs(float(rng.normal(0, 0.9))))
        if abs(x) < 1.0:
            continue
        a, b = float(rng.uniform(0, 6.28)), float(rng.uniform(-0.5, 0.5))
        c, d = math.cos(a), math.sin(a)
        spots.append((x, 0.5 * size, z))
        halves.append((size, size * float(rng.uniform(0.5, 0.9)), size * float(rng.uniform(0.5, 0.9))))
        axes.append(
            np.array([[c, b * c, d], [-b, 1, 0], [-d, 0, c]]) / np.array([[math.hypot(1, b)], [math.hypot(1, b)], [1]])
        )
    place.add(boxes(spots, halves, stone, axes=np.array(axes)))
    oak = setting.paint(skins.WOOD, (0.04, 0.06, 0.085), scale=0.3)
    beams = (
        ((-3.4, 0.3, 4.6), (-1.4, 0.12, 6.3)),
        ((3.6, 3.2, 11.0), (1.7, 0.1, 12.4)),
        ((-3.7, 2.6, 13.2), (-2.0, 0.1, 11.2)),
    )
    place.add(*[tube([a, b], 0.13, 8, oak) for a, b in beams])
    x, z = np.meshgrid(np.linspace(-NAVE, NAVE, 90), np.linspace(-4.0, END, 200))
    bumps = sum(
        float(rng.uniform(0.6, 1.0)) / n * np.sin(n * 0.9 * x + float(rng.uniform(0, 6)) + 1.5 * np.sin(0.5 * n * z))
        * np.sin(n * 0.7 * z + float(rng.uniform(0, 6))) for n in (1, 2, 3, 6)
    )  # fmt: skip
    drift = (
        0.030
        + (0.055 if snowy else 0.035) * bumps
        + (0.30 if snowy else 0.16) * np.clip(np.abs(x) / NAVE - 0.45, 0, 1) ** 1.5
    )
    for (a, _, b), half in zip(spots, halves, strict=True):
        drift += 0.7 * half[1] * np.exp(-((x - a) ** 2 + (z - b) ** 2) / (1.6 * half[0]) ** 2)
    away = np.hypot((x - _PIANO[0]) / 1.7, (z - _PIANO[1]) / 1.3)
    drift = np.where(away < 1.0, drift - 0.10 * (1 - away), drift)
    if snowy:
        cover = setting.paint(skins.PLASTER, (0.72, 0.70, 0.68), gloss=0.01, rough=0.5)
    else:
        cover = setting.paint(skins.GROUND, (0.05, 0.085, 0.09), (0.03, 0.09, 0.055), scale=0.7)
    sheet = np.stack([x, drift, z], -1)[::-1]
    place.add(grid(sheet, cover, uv=sheet[..., [0, 2]]))
    if snowy:  # what lies on the stones
        for (a, h, b), half in zip(spots, halves, strict=True):
            cap = cushion((0.95 * half[0], 0.06, 0.9 * half[2]), cover, steps=(8, 16))
            place.add(cap.moved(a, h + 0.9 * half[1], b))


def _statue(setting: Setting, stone: int) -> None:
    """Let a saint still stand, on a plinth in the middle."""
    marble = setting.paint(skins.PLASTER, (0.30, 0.32, 0.33))
    x, z = _PIANO
    setting.place.add(
        boxes(
            [(x, 0.08, z), (x, 0.55, z), (x, 0.98, z)],
            [(0.62, 0.12, 0.62), (0.42, 0.48, 0.42), (0.50, 0.06, 0.50)],
            stone,
        ),
        statue(marble, setting.rng).moved(x, 1.03, z, turn=0.2),
    )


def _piano(setting: Setting) -> None:
    place = setting.place
    x, z = _PIANO
    of = instruments.tints(place)
    legs = [tube([(u, 0.0, w), (u, 0.46, w)], 0.022, 8, of["lacquer"]) for u in (-0.3, 0.3) for w in (-0.12, 0.12)]
    bench = Mesh.of([cushion((0.38, 0.05, 0.18), of["lacquer"], square=0.3).moved(0, 0.48, 0), *legs])
    place.add(bench.moved(x - 1.35, 0.03, z - 0.3, turn=math.pi / 2 - 0.22))
    place.add(instruments.piano(of).moved(x, 0.03, z, turn=-0.22))
    candles(setting, (x - 0.35, 1.0, z + 0.52), 3, 0.10, (EVEN, ODD), strength=0.5, tall=(0.06, 0.2))
    if setting.peopled and ("pianist" in setting.words or "figure" in setting.description.details):
        seated(setting, (x - 1.32, 0.53, z - 0.3), turn=math.pi / 2 - 0.22)


PLAN = Plan(
    _furnish,
    {
        "wide": Level((-0.7, 1.60, -1.6), 3.0, 0.84, 0.66),
        "medium": Level((-0.55, 1.50, 3.0), 4.0, 1.0, 0.58),
        "close": View((-1.9, 1.50, 5.2), (0.0, 1.0, 8.2), 1.0, (0.5, 0.56)),
        "detail": View((-1.85, 1.50, 7.35), (-0.42, 0.98, 8.30), 1.02, (0.5, 0.60)),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.84, 0.32), "odd": (ODD, "offbeat", 0.84, 0.32), "sky": (SKY,)},
    median=(50.0, 90.0), travel=1.4, mist=0.30, glare=0.12, focus={"detail": (1.5, 0.010)},
    holds=frozenset({"piano", "statue"}),
)  # fmt: skip
