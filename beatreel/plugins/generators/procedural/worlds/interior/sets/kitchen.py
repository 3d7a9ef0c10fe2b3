"""A kitchen: fronts and tiles along a wall with a window, an open fridge full of light or a lamp over the table; wide to a cup."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .camp_things import kettle
from .furnishings import candles, flowers, house_plant, round_table
from .joinery import PALE_OAK, chair, facing, window_wall
from .outlook import daylight, outlook
from .people import seated

HALF, TALL, NEAR, END = 2.3, 2.75, -2.8, 2.6
_WINDOW = 0.0  # its middle along the end wall
_TABLE = (-0.75, 0.35)
_FRIDGE = (1.80, 1.25)  # along the wall to which the light comes
_FRIDGES = {"fridge", "refrigerator"}
_STOVES = {"kettle", "stove", "oven", "cooking", "cooks", "pan", "pans", "pots", "teapot", "soup"}
_COLD: Colour = (3.1, 2.2, 1.35)
_FRONTS: tuple[Colour, ...] = ((0.16, 0.19, 0.13), (0.24, 0.17, 0.10), (0.36, 0.39, 0.40), (0.12, 0.20, 0.30))


def _furnish(setting: Setting) -> None:
    place = setting.place
    dark = setting.hour in ("night", "dusk")
    is_open = bool(setting.words & _FRIDGES) and (dark or bool(setting.words & {"open", "opened", "opens", "light"}))
    setting.sunlit((56.0, 70.0), strength=1.9, dust=0.024)  # through the end wall
    setting.median = ((38.0, 64.0) if is_open else (34.0, 60.0)) if dark else (62.0, 104.0)
    if (
        dark and not is_open and setting.shot == "detail"
    ):  # the table fills it, and nothing there is as bright as a lamp
        setting.median = (52.0, 86.0)
    lit = tuple(0.006 * part for part in WARM)
    setting.hazy(0.008, tuple(0.005 * part for part in place.sunlight), lit, lit, daylight(setting, 0.2))
    wall = setting.paint(
        skins.PLASTER, ((0.30, 0.36, 0.39), (0.33, 0.35, 0.33), (0.28, 0.33, 0.40))[int(setting.film.integers(3))]
    )
    white = setting.paint(skins.PLAIN, (0.42, 0.44, 0.45), gloss=0.03, rough=0.15)
    is_light = setting.description.palette.light  # limed oak, and beams that are painted white
    boards = setting.paint(
        skins.WOOD, PALE_OAK if is_light else (0.055, 0.10, 0.16), gloss=0.035, rough=0.03, scale=0.16
    )
    front = setting.paint(skins.PLAIN, _FRONTS[int(setting.film.integers(4))], gloss=0.04, rough=0.2)
    wood = setting.paint(skins.WOOD, (0.06, 0.13, 0.22), gloss=0.035, rough=0.03, scale=0.2)
    beam = setting.paint(skins.WOOD, (0.36, 0.40, 0.42) if is_light else (0.04, 0.08, 0.14), scale=0.25)
    steel = setting.paint(skins.METAL, (0.34, 0.34, 0.34), gloss=0.35, rough=0.18, metal=True)
    black = setting.paint(skins.PLAIN, (0.018, 0.018, 0.020), gloss=0.06, rough=0.12)
    setting.shell(HALF, TALL, (NEAR, END), wall, boards, white, ended=False)
    place.add(
        facing(window_wall(0.0, 0.0, HALF, TALL, (0.62, 1.16, 2.2, 0.0), 0.22, wall, white, (2, 2)), _WINDOW, END)
    )
    place.window((-0.6, 1.16, END + 0.04), (1.2, 0, 0), (0, 1.04, 0), daylight(setting, 3.0 if dark else 14.0))
    place.window((-1.2, 1.0, NEAR + 0.3), (2.4, 0, 0), (0, 1.2, 0), daylight(setting, 0.4 if dark else 4.5))
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    outlook(setting, END, usual="hills")
    for z in np.arange(NEAR + 0.4, END, 0.75):
        setting.box((0, TALL - 0.08, float(z)), (HALF, 0.08, 0.05), beam)
    _counter(setting, front, wood, steel, black)
    _fridge(setting, white, steel, is_open=is_open)
    _table(setting, wood, black, dim=is_open)
    if setting.shot == "medium" and setting.words & _STOVES:
        x = -HALF + 0.9
        setting.view = View((x + 1.0, 1.42, END - 2.1), (x + 0.15, 1.08, END - 0.3), 0.92, (0.5, 0.52))


def _counter(setting: Setting, front: int, wood: int, steel: int, black: int) -> None:
    """Fit cupboards, an oven, a sink, tiles, shelves with china and pans to the end wall."""
    place, side, rng = setting.place, setting.side, setting.rng
    handles: list[tuple[float, float, float]] = []
    for n, x in enumerate(np.arange(-HALF + 0.3, HALF, 0.6)):
        if n == (1 if side > 0 else 6):  # the oven
            place.add(
                boxes([(x, 0.49, END - 0.3)], (0.298, 0.39, 0.30), steel),
                boxes([(x, 0.43, END - 0.602)], (0.24, 0.20, 0.006), black),
                bars([(x - 0.24, 0.70, END - 0.64)], [(x + 0.24, 0.70, END - 0.64)], (0.010, 0.010), steel),
                boxes([(x, 0.925, END - 0.31)], (0.29, 0.006, 0.25), black),
            )
            knob = turned([(0.0, 0.03), (0.022, 0.03), (0.024, 0.0)], 16, black).leaned(0, math.pi / 2)
            place.add(*[knob.moved(float(x) + u, 0.81, END - 0.60) for u in (-0.2, -0.07, 0.07, 0.2)])
            continue
        place.add(
            boxes([(x, 0.36, END - 0.3), (x, 0.77, END - 0.3)], [(0.296, 0.255, 0.30), (0.296, 0.108, 0.30)], front)
        )
        handles += [(float(x), 0.585, END - 0.612), (float(x), 0.80, END - 0.612)]
    place.add(boxes(handles, (0.07, 0.007, 0.012), steel), boxes([(0, 0.05, END - 0.25)], (HALF, 0.05, 0.25), black))
    setting.box((0, 0.90, END - 0.31), (HALF, 0.02, 0.32), wood)
    china = [
        setting.paint(skins.PLAIN, tone, gloss=0.08, rough=0.08)
        for tone in ((0.46, 0.48, 0.49), (0.32, 0.28, 0.20), (0.18, 0.28, 0.42))
    ]
    tiles = [(-HALF + 0.06 + 0.12 * i, 0.98 + 0.12 * j, END - 0.012) for i in range(38) for j in range(5)]
    clear = [at for at in tiles if abs(at[0] - _WINDOW) > 0.75 or at[1] < 1.10]
    place.add(boxes(clear, (0.0575, 0.0575, 0.012), china[0]))
    # The sink and its tap, under the window.
    place.add(
        boxes([(_WINDOW, 0.918, END - 0.30)], (0.30, 0.004, 0.20), steel),
        boxes([(_WINDOW, 0.9235, END - 0.30)], (0.26, 0.002, 0.16), black),
        tube(
            [
                (_WINDOW, 0.92, END - 0.08),
                (_WINDOW, 1.16, END - 0.08),
                (_WINDOW, 1.24, END - 0.14),
                (_WINDOW, 1.22, END - 0.24),
                (_WINDOW, 1.15, END - 0.25),
            ],
            0.014,
            12,
            steel,
        ),
    )
    plate = turned([(0.0, 0.012), (0.07, 0.012), (0.115, 0.022), (0.115, 0.018), (0.06, 0.0)], 32, china[0])
    cup = Mesh.of([turned([(0.036, 0.085), (0.041, 0.085), (0.036, 0.004), (0.0, 0.0)], 24, china[1]),
                   tube([(0.038, 0.07, 0), (0.066, 0.064, 0), (0.066, 0.034, 0), (0.036, 0.022, 0)], 0.005, 8, china[1])])  # fmt: skip
    bowl = turned([(0.085, 0.07), (0.09, 0.07), (0.05, 0.012), (0.03, 0.0)], 28, china[2])
    pot, leaf = (
        setting.paint(skins.PLASTER, (0.13, 0.22, 0.34)),
        setting.paint(skins.LEAF, (0.03, 0.11, 0.04), (0.06, 0.19, 0.08)),
    )
    for way in (-1.0, 1.0):
        for y in (1.62, 1.98):
            x = way * 1.52
            setting.box((x, y, END - 0.13), (0.72, 0.014, 0.12), wood)
            at = x - 0.6
            while at < x + 0.6:
                kind = int(rng.integers(4))
                if kind == 0:
                    place.add(*[plate.moved(at + 0.06, y + 0.014 + 0.016 * k, END - 0.13) for k in range(4)])
                elif kind == 1:
                    place.add(*[bowl.moved(at + 0.05, y + 0.014 + 0.03 * k, END - 0.13) for k in range(2)])
                elif kind == 2:
                    jar = setting.paint(
                        skins.PLAIN, tuple(float(v) for v in rng.uniform(0.05, 0.30, 3)), gloss=0.06, rough=0.1
                    )
                    high = float(rng.uniform(0.12, 0.20))
                    place.add(
                        turned([(0.0, high), (0.035, high), (0.05, high - 0.02), (0.05, 0.0)], 24, jar).moved(
                            at + 0.03, y + 0.014, END - 0.13
                        )
                    )
                else:
                    place.add(cup.moved(at + 0.03, y + 0.014, END - 0.13, turn=float(rng.uniform(0, 6))))
                at += 0.22 if kind < 2 else 0.14
    place.add(house_plant(setting, 0.72, pot, leaf).moved(side * 0.42, 0.92, END - 0.14, scale=0.55))
    x = -HALF + (0.9 if side > 0 else 3.9)  # kettle and pan on the stove
    place.add(
        kettle(setting, steel).moved(x - 0.10, 0.932, END - 0.38, turn=0.4, scale=1.15),
        turned([(0.10, 0.08), (0.105, 0.08), (0.10, 0.0)], 32, black).moved(x + 0.14, 0.932, END - 0.24),
        bars([(x + 0.14, 1.0, END - 0.34)], [(x + 0.16, 1.01, END - 0.55)], (0.012, 0.008), black),
    )
    rail = (END - 0.05, 1.50)
    place.add(bars([(x - 0.5, rail[1], rail[0])], [(x + 0.5, rail[1], rail[0])], (0.008, 0.008), steel))
    for k in range(5):  # ladles and a sieve
        u = x - 0.4 + 0.2 * k
        place.add(bars([(u, 1.49, rail[0] - 0.01)], [(u, 1.26, rail[0] - 0.01)], (0.006, 0.003), steel),
                  turned([(0.0, 0.02), (0.03, 0.014), (0.036, 0.0)], 16, steel).leaned(0, 1.4).moved(u, 1.24, rail[0] - 0.012))  # fmt: skip
    if setting.hour in ("night", "dusk") and not setting.words & _FRIDGES:  # under the shelves
        strip = setting.glow(tuple(1.2 * part for part in WARM), ODD)
        setting.box((x, 1.595, END - 0.16), (0.4, 0.008, 0.03), strip)
        place.lamp((x, 1.55, END - 0.2), tuple(0.45 * part for part in WARM), ODD, 0.25)


def _fridge(setting: Setting, white: int, steel: int, *, is_open: bool) -> None:
    """Put a fridge against the side wall; open, its light falls into the room: bottles, boxes and fruit on its shelves."""
    place, side, rng = setting.place, setting.side, setting.rng
    x, z = side * _FRIDGE[0], _FRIDGE[1]
    half, tall = 0.34, 1.86
    parts = [
        boxes([(0, tall / 2, 0.33)], (half, tall / 2, 0.02), white),
        boxes([(u, tall / 2, 0) for u in (-half, half)], (0.03, tall / 2, 0.33), white),
        boxes([(0, y, 0) for y in (0.04, 0.50, tall - 0.03)], (half, 0.035, 0.33), white),
    ]
    turn = (
        -side * 0.95 if is_open else -side * math.pi / 2
    )  # it looks across the room, open a little towards the camera
    parts.append(boxes([(0, 0.27, -0.33)], (half + 0.03, 0.22, 0.03), white))  # a drawer that freezes
    parts.append(bars([(-0.2, 0.42, -0.38)], [(0.2, 0.42, -0.38)], (0.012, 0.012), steel))
    door = Mesh.of(
        [
            boxes([(0, 1.18, 0)], (half + 0.03, 0.67, 0.035), white),
            bars([(0.26, 0.85, -0.055)], [(0.26, 1.35, -0.055)], (0.012, 0.012), steel),
        ]
    )
    if is_open:
        light = setting.glow(tuple(0.9 * part for part in _COLD), EVEN)
        parts.append(boxes([(0, 1.18, 0.305)], (half - 0.03, 0.62, 0.004), light))
        parts.append(
            boxes([(0, tall - 0.08, 0.05)], (0.2, 0.012, 0.12), setting.glow(tuple(3.0 * part for part in _COLD), EVEN))
        )
        glass = setting.paint(skins.PLAIN, (0.40, 0.40, 0.38), gloss=0.1, rough=0.05)
        for y in (0.86, 1.18, 1.50):
            parts.append(boxes([(0, y, 0.02)], (half - 0.03, 0.006, 0.27), glass))
            u = -half + 0.10
            while u < half - 0.08:
                tone = setting.paint(
                    skins.PLAIN, tuple(float(v) for v in rng.uniform(0.04, 0.42, 3)), gloss=0.06, rough=0.1
                )
                high = float(rng.uniform(0.08, 0.24))
                if rng.random() < 0.55:
                    parts.append(
                        turned(
                            [(0.0, high), (0.014, high), (0.016, 0.72 * high), (0.036, 0.55 * high), (0.036, 0.0)],
                            20,
                            tone,
                        ).moved(u, y + 0.006, float(rng.uniform(-0.18, 0.02)))
                    )
                else:
                    parts.append(
                        boxes(
                            [(u + 0.02, y + 0.006 + high / 2, float(rng.uniform(-0.15, 0.0)))],
                            (0.05, high / 2, 0.07),
                            tone,
                        )
                    )
                u += 0.12
        hinged = door.moved(side * (half + 0.03), 0, 0).moved(0, 0, 0, turn=-side * 1.75)  # at its far edge
        parts.append(hinged.moved(-side * (half + 0.03), 0, -0.36))
        out = (math.sin(turn), -math.cos(turn))
        for y, share in ((1.55, 1.2), (1.05, 1.0)):
            at = (x + 0.12 * out[0], y, z + 0.12 * out[1])
            to = (x + 2.2 * out[0], 0.7, z + 2.2 * out[1])
            place.lamp(at, tuple(2.6 * share * part for part in _COLD), EVEN, 0.22, toward=to, angles=(82.0, 50.0))
        place.beacons.append(((x, 1.4, z), _COLD))
    else:
        parts.append(door.moved(0, 0, -0.36))
    place.add(Mesh.of(parts).moved(x, 0, z, turn=turn))


def _table(setting: Setting, wood: int, black: int, *, dim: bool) -> None:
    """Lay a round table: cups, bread, fruit, flowers; over it a lamp."""
    place, side = setting.place, setting.side
    x, z = side * _TABLE[0], _TABLE[1]
    cloth = setting.paint(skins.CLOTH, (0.10, 0.12, 0.16))
    china = setting.paint(skins.PLAIN, (0.46, 0.48, 0.49), gloss=0.08, rough=0.08)
    place.add(round_table(0.55, wood, black))
    place.meshes[-1] = place.meshes[-1].moved(x, 0, z)
    for a in (0.5, 2.4, 4.3):
        place.add(chair(wood, cloth).moved(x + 0.72 * math.cos(a), 0, z + 0.72 * math.sin(a), turn=a - math.pi / 2))
    coffee = setting.paint(skins.PLAIN, (0.010, 0.018, 0.035), gloss=0.10, rough=0.04)
    for u, w in ((-0.24, -0.20), (0.26, -0.10)):
        cup = Mesh.of(
            [
                turned([(0.0, 0.072), (0.037, 0.072)], 24, coffee),
                turned([(0.038, 0.082), (0.042, 0.082), (0.036, 0.012), (0.02, 0.008)], 28, china),
                tube([(0.038, 0.07, 0), (0.066, 0.064, 0), (0.066, 0.034, 0), (0.036, 0.024, 0)], 0.005, 8, china),
                turned([(0.0, 0.010), (0.05, 0.010), (0.078, 0.018), (0.078, 0.014), (0.04, 0.0)], 32, china),
            ]
        )
        place.add(cup.moved(x + u, 0.74, z + w, turn=0.8))
    bowl = turned([(0.13, 0.085), (0.136, 0.085), (0.08, 0.012), (0.05, 0.0)], 36, china)
    a = np.linspace(math.pi / 2, -math.pi / 2, 11)
    fruit = [turned(np.stack([0.042 * np.cos(a), 0.040 * np.sin(a)], 1), 20, setting.paint(skins.PLAIN, tone, gloss=0.06, rough=0.15))
             for tone in ((0.03, 0.05, 0.38), (0.04, 0.26, 0.44), (0.06, 0.30, 0.22))]  # fmt: skip
    heap = [fruit[k % 3].moved(0.062 * math.cos(1.26 * k), 0.075, 0.062 * math.sin(1.26 * k)) for k in range(5)]
    place.add(Mesh.of([bowl, *heap, fruit[1].moved(0, 0.13, 0)]).moved(x + 0.05, 0.74, z + 0.14))
    place.add(flowers(setting).moved(x - 0.26 * side, 0.74, z + 0.24, scale=0.9))
    dark = setting.hour in ("night", "dusk")
    if setting.words & {"candle", "candles", "candlelit", "candlelight"}:
        candles(setting, (x, 0.74, z - 0.12), 5, 0.12, (EVEN, ODD), strength=0.9)
        return
    share = 0.22 if dim else 1.0 if dark else 0.02
    shade = setting.paint(skins.PLAIN, (0.05, 0.10, 0.12), gloss=0.05, rough=0.2)
    bulb = setting.glow(tuple((0.3 + 1.8 * share) * part for part in WARM), ODD)
    place.add(
        turned([(0.03, 0.20), (0.05, 0.17), (0.22, 0.0)], 36, shade).moved(x, 1.66, z),
        turned([(0.0, -0.05), (0.05, 0.0), (0.0, 0.05)], 16, bulb).moved(x, 1.70, z),
        tube([(x, 1.85, z), (x, TALL, z)], 0.006, 6, black),
    )
    if dark:
        place.lamp((x, 1.62, z), tuple(2.4 * share * part for part in WARM), ODD, 0.10)
        place.beacons.append(((x, 1.68, z), WARM))
    if setting.peopled and "figure" in setting.description.details:
        seated(setting, (x + 0.72 * math.cos(2.4), 0.50, z + 0.72 * math.sin(2.4)), turn=2.4 - math.pi / 2)


PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.35, 1.50, NEAR + 0.3), (0.35, 1.22, END), 0.86, (0.5, 0.46)),
        "medium": View((-1.0, 1.45, -1.5), (0.85, 1.12, 1.7), 0.86, (0.5, 0.47)),
        "close": View((-0.65, 1.38, -0.85), (0.85, 1.05, 1.35), 0.98, (0.5, 0.50)),
        "detail": View((-1.38, 1.12, -0.32), (-0.62, 0.86, 0.34), 1.0, (0.5, 0.55)),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.86, 0.26), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(40.0, 76.0), mist=0.0, travel=0.6, glare=0.16, focus={"detail": (0.8, 0.014)},
)  # fmt: skip
