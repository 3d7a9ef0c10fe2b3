"""A bathroom: a claw-foot tub full of foam under a window, tiles, a basin and mirror, candles on the rim, a towel, a plant."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import FLAME, WARM, Colour, Level, Plan, Setting

from .cathedral import candle
from .joinery import cushion, facing, window_wall
from .people import bather

HALF, TALL, NEAR, END = 2.0, 2.9, -2.2, 3.6


def tub(china: int, metal: int) -> Mesh:
    """Return a tub on four feet, along x, its middle at the origin."""
    a = np.linspace(0, 2 * math.pi, 73)
    rows = [
        (0.86, 0.66, 0.40),
        (0.88, 0.685, 0.425),
        (0.86, 0.70, 0.44),
        (0.80, 0.62, 0.375),
        (0.72, 0.40, 0.33),
        (0.62, 0.24, 0.27),
        (0.45, 0.19, 0.18),
    ]
    sheets = []
    for inner in (0.0, 0.045):
        points = np.empty((len(rows), 73, 3), np.float32)
        for k, (x, y, z) in enumerate(rows):
            lift = 0.13 * np.maximum(np.cos(a), 0) ** 2 if k < 4 else 0.0  # higher where one leans
            points[k, :, 0], points[k, :, 1], points[k, :, 2] = (
                (x - inner) * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.8,
                y + inner * 0.6 + lift,
                (z - inner) * np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.8,
            )
        sheets.append(grid(points, china, wrap=True))
    rim = np.stack(
        [
            0.855 * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.8,
            0.71 + 0.13 * np.maximum(np.cos(a), 0) ** 2,
            0.42 * np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.8,
        ],
        1,
    )
    feet = [
        tube(
            [(x, 0.25, z), (1.12 * x, 0.14, 1.15 * z), (1.02 * x, 0.05, z), (1.08 * x, 0.0, 1.1 * z)],
            [0.05, 0.04, 0.03, 0.05],
            10,
            metal,
        )
        for x in (-0.5, 0.5)
        for z in (-0.22, 0.22)
    ]
    return Mesh.of([*sheets, tube(rim, 0.035, 12, china), *feet])


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.sunlit(strength=1.2, dust=0.04)
    place.sun = (0.30 * side, 0.42, 0.86)  # through the window
    flames = bool(setting.words & {"candle", "candles", "candlelight", "candlelit"}) or setting.hour in (
        "dusk",
        "night",
    )
    setting.hazy(
        0.022,
        tuple(0.006 * part for part in place.sunlight),
        tuple(0.010 * part for part in WARM),
        (0, 0, 0),
        tuple(0.07 * part for part in place.horizon),
    )
    tone: Colour = ((0.34, 0.38, 0.34), (0.24, 0.27, 0.16), (0.38, 0.36, 0.40), (0.30, 0.22, 0.14))[
        int(rng.integers(4))
    ]
    tile = setting.paint(skins.PLAIN, tone, gloss=0.08, rough=0.03)
    if not flames:
        setting.median = (70.0, 112.0)
    wall = setting.paint(
        skins.PLASTER,
        tuple(0.5 + 0.3 * part for part in tone) if not flames else tuple(0.20 + 0.3 * part for part in tone),
    )
    floor = setting.paint(skins.SLABS, (0.40, 0.42, 0.43), (0.03, 0.032, 0.035), gloss=0.08, rough=0.03, scale=0.32)
    china = setting.paint(skins.PLAIN, (0.56, 0.58, 0.59), gloss=0.06, rough=0.03)
    brass = setting.paint(skins.METAL, (0.16, 0.44, 0.72), gloss=0.5, rough=0.08, metal=True)
    wood = setting.paint(skins.WOOD, (0.05, 0.10, 0.18), scale=0.2)
    setting.shell(HALF, TALL, (NEAR, END), wall, floor, wall, ended=False)
    # Tiles to the height of a shoulder, laid upright: rows of glazed pieces.
    _tiled(setting, tile)
    opening = (0.62, 1.15, 2.35, 0.0)
    place.add(facing(window_wall(0.0, 0.0, HALF, TALL, opening, 0.22, wall, china, (2, 3)), 0.0, END))
    place.window(
        (-0.6, 1.2, END + 0.1),
        (1.2, 0, 0),
        (0, 1.15, 0),
        tuple(9.0 * place.horizon[c] + 5.0 * place.zenith[c] for c in range(3)),
    )
    place.window(
        (-1.5, 1.0, NEAR + 0.3),
        (3.0, 0, 0),
        (0, 1.4, 0),
        tuple((0.25 if flames else 1.6) * part for part in place.horizon),
    )
    if not flames:  # frosted panes are less bright than the light that they let in
        place.horizon, place.zenith, place.halo = (
            tuple(0.8 * part for part in one) for one in (place.horizon, place.zenith, place.halo)
        )
    x0, z0 = -0.15 * side, 2.35
    bath = tub(china, brass)
    place.add((bath if side > 0 else bath.moved(0, 0, 0, turn=math.pi)).moved(x0, 0, z0))
    water = setting.paint(skins.WATER, (0.10, 0.12, 0.11), gloss=0.10, rough=0.02, scale=0.3)
    a = np.linspace(0, 2 * math.pi, 49)
    surface = np.stack(
        [np.stack([x0 + r * 0.80 * np.cos(a), np.full(49, 0.60), z0 + r * 0.365 * np.sin(a)], 1) for r in (0.0, 1.0)]
    )
    place.add(grid(surface, water))
    foam = setting.paint(skins.PLASTER, (0.60, 0.62, 0.63))
    for _ in range(210):
        r, t = math.sqrt(float(rng.random())), float(rng.uniform(0, 6.28))
        size = float(rng.uniform(0.035, 0.095)) * (1.1 - 0.5 * r)
        place.add(
            cushion((size, 0.8 * size, size), foam, square=1.0, steps=(7, 12)).moved(
                x0 + 0.70 * r * math.cos(t), 0.62 + 0.05 * float(rng.random()), z0 + 0.31 * r * math.sin(t)
            )
        )
    if setting.peopled and "figure" in setting.description.details:
        bather(setting, (x0 + 0.58 * side, 0.90, z0), turn=-side * math.pi / 2)
    pipe = [
        (x0 - side * 0.78, 0.02, z0 + 0.38),
        (x0 - side * 0.78, 0.92, z0 + 0.38),
        (x0 - side * 0.72, 1.0, z0 + 0.30),
        (x0 - side * 0.62, 0.94, z0 + 0.14),
    ]
    place.add(
        tube(pipe, 0.018, 10, brass), turned([(0.03, 0.03), (0.035, 0.0), (0.02, -0.03)], 14, brass).moved(*pipe[1])
    )
    _basin(setting, china, brass, wood, -side)
    if flames:
        for n in range(9):
            t = math.pi * (0.15 + 0.7 * n / 8)
            candle(
                setting,
                (x0 + 0.86 * math.cos(t), 0.745 + 0.13 * max(math.cos(t) * side, 0.0) ** 2, z0 - 0.42 * math.sin(t)),
                float(rng.uniform(0.05, 0.13)),
                EVEN if n % 2 else ODD,
                thick=0.024,
            )
        for n in range(8):
            candle(
                setting,
                (-1.6 + 0.44 * n, 0.0, 3.2 + 0.12 * (n % 2)) if n % 3 else (-0.5 + 0.12 * n, 1.16, END - 0.02),
                float(rng.uniform(0.10, 0.26)),
                ODD if n % 2 else EVEN,
                thick=0.032,
            )
        for x, family in ((-0.6, EVEN), (0.6, ODD)):
            place.lamp((x0 + x, 1.15, z0 - 0.30), tuple(1.0 * part for part in FLAME), family, 0.3)
            place.lamp((x, 0.75, 3.2), tuple(0.5 * part for part in FLAME), family, 0.25)
    towel = setting.paint(
        skins.CLOTH, ((0.40, 0.42, 0.46), (0.16, 0.22, 0.36), (0.34, 0.26, 0.22))[int(rng.integers(3))], scale=3.0
    )
    stool = (x0 + 1.22 * side, 1.75)
    place.add(turned([(0.19, 0.46), (0.20, 0.43), (0.0, 0.42)], 24, wood).moved(stool[0], 0, stool[1]))
    for k in range(3):
        t = k * 2.1
        place.add(
            tube(
                [
                    (stool[0] + 0.12 * math.cos(t), 0.43, stool[1] + 0.12 * math.sin(t)),
                    (stool[0] + 0.19 * math.cos(t), 0, stool[1] + 0.19 * math.sin(t)),
                ],
                0.016,
                8,
                wood,
            )
        )
        place.add(cushion((0.15, 0.035, 0.12), towel, square=0.4).moved(stool[0], 0.50 + 0.065 * k, stool[1]))
    mat = setting.paint(skins.CLOTH, (0.38, 0.40, 0.41), scale=4.0)
    place.add(boxes([(x0, 0.012, z0 - 0.85)], (0.48, 0.012, 0.26), mat))
    green = setting.paint(skins.LEAF, (0.03, 0.11, 0.03), (0.05, 0.20, 0.07))
    spots, normals = [], []
    for _ in range(60):
        t, drop = float(rng.uniform(0, 6.28)), float(rng.uniform(0, 0.7))
        spots.append(
            (
                side * (HALF - 0.35) + 0.22 * math.cos(t),
                2.05 - drop + 0.1 * float(rng.random()),
                3.2 + 0.2 * math.sin(t),
            )
        )
        normals.append((math.cos(t), 0.5, math.sin(t)))
    place.add(
        leaves(spots, normals, 0.07, green, rng),
        turned([(0.13, 2.08), (0.14, 2.05), (0.10, 1.88), (0.0, 1.88)], 18, wood).moved(side * (HALF - 0.35), 0, 3.2),
        boxes([(side * (HALF - 0.22), 1.86, 3.2)], (0.22, 0.015, 0.25), wood),
    )


def _tiled(setting: Setting, tile: int) -> None:
    """Lay tiles up the walls; the pattern of slabs lies on floors, so each piece is set by itself."""
    place = setting.place
    ys = np.arange(0.06, 1.12, 0.125)
    for way in (-1.0, 1.0):
        at = [
            (way * (HALF - 0.006), y, z + 0.125 * (n % 2))
            for n, y in enumerate(ys)
            for z in np.arange(NEAR + 0.1, END, 0.25)
        ]
        place.add(boxes(at, (0.006, 0.059, 0.121), tile))
    at = [(x + 0.125 * (n % 2), y, END - 0.006) for n, y in enumerate(ys) for x in np.arange(-HALF, HALF, 0.25)]
    place.add(boxes(at, (0.121, 0.059, 0.006), tile))
    for way in (-1.0, 1.0):
        setting.box((way * (HALF - 0.015), 1.14, 0.7), (0.02, 0.02, 2.9), tile)


def _basin(setting: Setting, china: int, brass: int, wood: int, way: float) -> None:
    place = setting.place
    mirror = setting.paint(skins.PLAIN, (0.82, 0.85, 0.85), gloss=0.88, rough=0.0, metal=True)
    x, z = way * (HALF - 0.26), 1.15
    place.add(
        turned([(0.27, 0.88), (0.28, 0.85), (0.20, 0.74), (0.09, 0.70), (0.07, 0.1), (0.12, 0.0)], 28, china).moved(
            x, 0, z
        ),
        tube([(way * HALF, 1.0, z), (x + way * 0.06, 1.04, z), (x, 0.94, z)], 0.016, 8, brass),
    )
    a = np.linspace(0, 2 * math.pi, 49)
    oval = np.stack([np.full(49, way * (HALF - 0.03)), 1.66 + 0.46 * np.sin(a), z + 0.33 * np.cos(a)], 1)
    place.add(
        grid(np.stack([oval, np.broadcast_to(oval.mean(axis=0), oval.shape)]), mirror), tube(oval, 0.028, 8, brass)
    )
    for dz in (-0.46, 0.46):
        bulb = setting.glow((0.9, 1.9, 2.8), EVEN, scale=6.0)
        place.add(
            cushion((0.06, 0.06, 0.06), bulb, square=1.0).moved(way * (HALF - 0.12), 1.85, z + dz),
            tube([(way * HALF, 1.78, z + dz), (way * (HALF - 0.12), 1.79, z + dz)], 0.012, 6, brass),
        )
        place.lamp((way * (HALF - 0.24), 1.85, z + dz), tuple(0.20 * setting.lamps * part for part in WARM), EVEN, 0.07)
    bottle = setting.paint(skins.PLAIN, (0.03, 0.07, 0.12), gloss=0.08, rough=0.05)
    setting.box((way * (HALF - 0.08), 1.14, z), (0.08, 0.012, 0.34), wood)
    for n in range(3):
        place.add(
            turned([(0.012, 0.15), (0.012, 0.12), (0.03, 0.10), (0.03, 0.0)], 14, bottle).moved(
                way * (HALF - 0.09), 1.15, z - 0.2 + 0.16 * n
            )
        )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.35, 1.52, -0.9), -6.0, 0.86, 0.42),
        "medium": Level((0.3, 1.42, 0.0), -9.0, 0.92, 0.40),
        "close": Level((0.35, 1.28, 0.75), -14.0, 1.0, 0.38),
        "detail": Level((-0.2, 1.22, 1.25), 3.0, 1.15, 0.28),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(48.0, 88.0), mist=0.30, glare=0.12, travel=0.7,
)  # fmt: skip
