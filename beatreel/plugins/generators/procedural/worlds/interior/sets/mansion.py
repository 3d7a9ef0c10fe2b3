"""The hall of an old mansion: a stair that sweeps up and parts in two, a chandelier, portraits, panelling, a carpet, a clock."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, body, skins
from beatreel.plugins.generators.procedural.scenery.setting import FLAME, Colour, Level, Plan, Setting

from .ballroom import chandelier
from .joinery import curtain, facing, picture_frame, window_wall

HALF, TALL, NEAR, END = 5.0, 7.6, -4.2, 12.0
FOOT, STEPS, RISE, RUN, WIDE = 4.4, 14, 0.165, 0.31, 1.15  # of the stair: where it begins, half its width
_LANDING = STEPS * RISE


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.sunlit((20.0, 30.0), strength=0.8, dust=0.03)
    haunted = bool(setting.words & {"haunted", "abandoned", "ghost", "dark", "horror", "creepy", "gothic"})
    lamps = (0.30 if haunted else max(setting.lamps, 0.5)) * 0.8
    setting.hazy(
        0.016 if haunted else 0.008,
        tuple(0.004 * part for part in place.sunlight),
        tuple(0.012 * lamps * part for part in FLAME),
        tuple(0.008 * lamps * part for part in FLAME),
        tuple(0.05 * part for part in place.horizon),
    )
    tone: Colour = ((0.035, 0.050, 0.030), (0.028, 0.022, 0.085), (0.070, 0.040, 0.030))[int(rng.integers(3))]
    paper = setting.paint(skins.CARPET, tone, tuple(1.8 * part for part in tone), extra=(9.0,))
    oak = setting.paint(skins.WOOD, (0.024, 0.050, 0.095), gloss=0.03, rough=0.05, scale=0.4)
    plaster = setting.paint(skins.PLASTER, (0.15, 0.18, 0.19))
    floor = setting.paint(skins.SLABS, (0.26, 0.29, 0.31), (0.030, 0.030, 0.034), gloss=0.09, rough=0.02, scale=0.62)
    gold = setting.paint(skins.METAL, (0.15, 0.43, 0.72), gloss=0.4, rough=0.14, metal=True)
    red = setting.paint(skins.CARPET, (0.026, 0.020, 0.14), (0.04, 0.20, 0.36), extra=(0.80,))
    setting.floored(HALF, (NEAR, END), floor)
    setting.box((0, TALL + 0.1, 4), (HALF + 0.3, 0.1, 8.6), plaster)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 0.3, TALL / 2, 0.1), paper)
    glow = tuple(5.0 * place.horizon[c] + 2.5 * place.zenith[c] for c in range(3))
    for k in range(4):
        z = NEAR + 4.05 * (k + 0.5)
        place.add(
            window_wall(
                side * HALF,
                z,
                2.03,
                TALL,
                (0.72, 1.0, 3.0, 0.0) if k < 2 else (0.72, 3.6, 5.6, 0.72),
                side * 0.3,
                paper,
                oak,
                (2, 4),
            )
        )
        place.window((side * (HALF + 0.1), 1.1 if k < 2 else 3.7, z - 0.7), (0, 0, 1.4), (0, 1.9, 0), glow)
        setting.box((-side * (HALF + 0.1), TALL / 2, z), (0.1, TALL / 2, 2.03), paper)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF - 0.03), 0.62, 4), (0.035, 0.62, 8.2), oak)
        setting.box((way * (HALF - 0.05), 1.28, 4), (0.055, 0.035, 8.2), oak)
        setting.box((way * (HALF - 0.10), TALL - 0.14, 4), (0.12, 0.14, 8.2), plaster)
        for k in range(11):
            setting.box((way * (HALF - 0.075), 0.64, NEAR + 0.9 + 1.5 * k), (0.012, 0.40, 0.55), oak)
    _stair(setting, oak, red, gold)
    _upper(setting, paper, oak, plaster, gold, glow)
    chandelier(place, (0.0, 4.5, 3.2), gold, EVEN, 0.62 * lamps, rng)
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = -0.8, 0.8, NEAR, FOOT, 0.01
    place.add(grid(points, red, uv=points[..., [0, 2]]))
    _clock(setting, (-side * (HALF - 0.35), 2.4), oak, gold)
    for way, z in ((-1.0, 0.6), (1.0, 4.2), (-1.0, 5.0)):  # lamps on the walls
        x = way * (HALF - 0.12)
        fire = setting.glow(tuple(2.6 * lamps * part for part in (0.7, 2.2, 4.0)), ODD, scale=9.0)
        for off in (-0.13, 0.13):
            place.add(
                tube(
                    [(x, 2.0, z), (x - 0.12 * way, 1.93, z + 0.6 * off), (x - 0.15 * way, 2.05, z + off)],
                    0.014,
                    6,
                    gold,
                ),
                turned([(0.0, 0.24), (0.014, 0.18), (0.022, 0.13), (0.016, 0.10), (0.016, 0.0)], 8, fire).moved(
                    x - 0.15 * way, 2.05, z + off
                ),
            )
        place.lamp((x - 0.35 * way, 2.3, z), tuple(1.2 * lamps * part for part in FLAME), ODD, 0.2)
        place.beacons.append(((x - 0.15 * way, 2.25, z), (0.3, 0.7, 1.0)))
    if setting.peopled and "figure" in setting.description.details:
        cloth = setting.paint(skins.CLOTH, (0.018, 0.016, 0.018))
        place.add(body("stander", 1.74, 0.3, cloth).moved(0.0, 6 * RISE, FOOT + 5.5 * RUN))


def _baluster(wood: int) -> Mesh:
    return turned(
        [(0.028, 0.86), (0.020, 0.78), (0.034, 0.62), (0.020, 0.42), (0.038, 0.22), (0.022, 0.12), (0.030, 0.0)],
        12,
        wood,
    )


def _stair(setting: Setting, wood: int, carpet: int, gold: int) -> None:
    """Build the middle flight, which widens towards its foot, and two that go on from its landing."""
    place = setting.place
    stone = setting.paint(skins.PLASTER, (0.24, 0.26, 0.27))
    one = _baluster(wood)
    for k in range(STEPS):
        z = FOOT + k * RUN
        half = WIDE + 0.65 * max(1 - k / 5, 0.0) ** 1.6
        y = (k + 1) * RISE
        place.add(
            boxes(
                [(0, y / 2, z + RUN / 2), (0, y - 0.012, z + RUN / 2 - 0.015)],
                [(half, y / 2, RUN / 2), (half + 0.02, 0.014, RUN / 2 + 0.02)],
                stone,
            )
        )
        tread = np.zeros((3, 2, 3), np.float32)
        tread[:, 0, 0], tread[:, 1, 0] = -0.78, 0.78
        tread[:, :, 1] = np.float32([[y - RISE + 0.01], [y + 0.012], [y + 0.012]])
        tread[:, :, 2] = np.float32([[z - 0.026], [z - 0.024], [z + RUN - 0.01]])
        run = np.array([k * 0.48, k * 0.48 + 0.165, k * 0.48 + 0.475], np.float32)
        uv = np.stack(np.broadcast_arrays(np.float32([[-0.78, 0.78]]), run[:, None]), -1)
        place.add(
            grid(tread[:2], carpet, uv=uv[:2]),
            grid(tread[1:], carpet, uv=uv[1:]),
            tube([(-0.8, y - RISE + 0.03, z - 0.035), (0.8, y - RISE + 0.03, z - 0.035)], 0.009, 6, gold),
        )
        for way in (-1.0, 1.0):
            place.add(one.moved(way * (half - 0.09), y, z + 0.5 * RUN))
    for way in (-1.0, 1.0):
        rail = []
        for k in range(STEPS):
            half = WIDE + 0.65 * max(1 - k / 5, 0.0) ** 1.6
            rail.append((way * (half - 0.09), (k + 1) * RISE + 0.90, FOOT + (k + 0.5) * RUN))
        place.add(tube(rail, 0.045, 10, wood))
        newel = [
            (0.0, 1.42),
            (0.07, 1.37),
            (0.085, 1.30),
            (0.04, 1.22),
            (0.09, 1.18),
            (0.09, 0.2),
            (0.12, 0.16),
            (0.12, 0.0),
        ]
        place.add(turned(newel, 20, wood).moved(way * (WIDE + 0.56), 0.0, FOOT - 0.05))
    z = FOOT + STEPS * RUN
    place.add(boxes([(0, _LANDING / 2, z + 0.9)], (WIDE + 0.2, _LANDING / 2, 0.9), stone))
    for way in (-1.0, 1.0):  # and on to the gallery at both sides
        for k in range(9):
            x = way * (WIDE + 0.2 + (k + 0.5) * RUN)
            y = _LANDING + (k + 1) * RISE
            place.add(
                boxes([(x, y / 2 + 0.4, z + 0.95)], (RUN / 2, y / 2 - 0.4, 0.80), stone), one.moved(x, y, z + 0.22)
            )
        ends = [
            (way * (WIDE + 0.2), _LANDING + 0.95, z + 0.22),
            (way * (WIDE + 0.2 + 9 * RUN), _LANDING + 9 * RISE + 0.95, z + 0.22),
        ]
        place.add(tube(ends, 0.045, 10, wood))


def _upper(setting: Setting, paper: int, oak: int, plaster: int, gold: int, glow: Colour) -> None:
    """Close the hall: a high window over the landing, portraits, a gallery along the sides."""
    place, rng = setting.place, setting.rng
    top = _LANDING + 9 * RISE
    place.add(facing(window_wall(0.0, 0.0, 1.6, TALL, (0.95, 3.4, 5.6, 0.95), 0.35, paper, oak, (3, 6)), 0.0, END))
    place.window((-0.9, 3.5, END + 0.1), (1.8, 0, 0), (0, 2.8, 0), glow)
    velvet = setting.paint(skins.CLOTH, (0.026, 0.020, 0.15))
    for way in (-1.0, 1.0):
        setting.box((way * (1.6 + 1.75), TALL / 2, END + 0.1), (1.76, TALL / 2, 0.1), paper)
        place.add(curtain(0.6, 4.0, velvet, folds=4.0, deep=0.06, gathered=0.6).moved(way * 1.12, 6.75, END - 0.12))
        setting.box((way * (HALF - 0.7), top - 0.1, 4.6), (0.7, 0.12, 7.5), oak)
        one = _baluster(oak)
        for z in np.arange(NEAR + 1.5, FOOT + STEPS * RUN, 0.22):
            place.add(one.moved(way * (HALF - 1.35), top, float(z)))
        place.add(
            tube(
                [(way * (HALF - 1.35), top + 0.9, NEAR), (way * (HALF - 1.35), top + 0.9, FOOT + STEPS * RUN + 0.2)],
                0.045,
                10,
                oak,
            )
        )
        for z in (NEAR + 1.2, 0.4, 4.0):
            place.add(
                turned(
                    [(0.17, top - 0.2), (0.12, top - 0.4), (0.11, 0.9), (0.16, 0.75), (0.16, 0.0)], 22, plaster
                ).moved(way * (HALF - 1.35), 0, z)
            )
    for x, y, wide, tall in (
        (-3.2, 5.6, 1.1, 1.5),
        (3.2, 5.6, 1.1, 1.5),
        (-2.0, 4.55, 0.6, 0.8),
        (2.0, 4.55, 0.6, 0.8),
    ):
        place.add(_sitter(setting, wide, tall, gold, rng).moved(x, y, END - 0.05))
    for way in (-1.0, 1.0):
        for z in (-0.6, 2.4, 5.4):
            hung = _sitter(setting, 0.9, 1.2, gold, rng).moved(0, 0, 0, turn=-way * math.pi / 2)
            if way != setting.side:
                place.add(hung.moved(way * (HALF - 0.05), 2.25, z))
            place.add(
                hung.moved(way * (HALF - 0.05), 5.6, z + 0.5)
                if way != setting.side
                else hung.moved(way * (HALF - 0.05), 6.3, z + 0.3)
            )


def _sitter(setting: Setting, wide: float, tall: float, gold: int, rng: np.random.Generator) -> Mesh:
    """Return a portrait in a gilded frame."""
    back = setting.paint(skins.PLASTER, tuple(float(v) for v in rng.uniform(0.015, 0.07, 3)))
    face, coat = (
        setting.paint(skins.PLAIN, (0.11, 0.18, 0.28)),
        setting.paint(skins.PLAIN, tuple(float(v) for v in rng.uniform(0.01, 0.12, 3))),
    )
    a = np.linspace(0, 2 * math.pi, 30)
    oval = np.stack([0.12 * wide * np.cos(a), 0.16 * tall + 0.11 * tall * np.sin(a), np.full(30, -0.016)], 1)
    trunk = np.array(
        [
            [(-0.36 * wide, -0.5 * tall, -0.014), (0.36 * wide, -0.5 * tall, -0.014)],
            [(-0.30 * wide, -0.12 * tall, -0.014), (0.30 * wide, -0.12 * tall, -0.014)],
            [(-0.07 * wide, 0.06 * tall, -0.014), (0.07 * wide, 0.06 * tall, -0.014)],
        ]
    )
    return Mesh.of(
        [
            picture_frame(wide, tall, gold, back, rail=0.09 * wide + 0.02),
            grid(np.stack([oval, np.broadcast_to(oval.mean(axis=0), oval.shape)]), face),
            grid(trunk, coat),
        ]
    )


def _clock(setting: Setting, at: tuple[float, float], wood: int, gold: int) -> None:
    """Stand a grandfather clock at the wall."""
    x, z = at
    place = setting.place
    way = 1.0 if x < 0 else -1.0
    dial = setting.paint(skins.PLAIN, (0.42, 0.50, 0.52))
    place.add(
        boxes(
            [(x, 0.25, z), (x, 1.0, z), (x, 1.82, z), (x, 2.16, z)],
            [(0.20, 0.25, 0.27), (0.15, 0.55, 0.20), (0.19, 0.27, 0.26), (0.22, 0.05, 0.30)],
            wood,
        )
    )
    a = np.linspace(0, 2 * math.pi, 33)
    face = np.stack([np.full(33, x + way * 0.195), 1.82 + 0.18 * np.sin(a), z + 0.18 * np.cos(a)], 1)
    place.add(grid(np.stack([face, np.broadcast_to(face.mean(axis=0), face.shape)]), dial), tube(face, 0.014, 6, gold))
    place.add(
        boxes([(x + way * 0.155, 1.0, z)], (0.004, 0.42, 0.012), gold),
        turned([(0.0, 0.015), (0.075, 0.008), (0.075, -0.008)], 20, gold)
        .leaned(way * math.pi / 2, 0)
        .moved(x + way * 0.16, 0.66, z),
    )
    black = setting.paint(skins.PLAIN, (0.01, 0.01, 0.012))
    for turn, long in ((0.6, 0.10), (2.2, 0.14)):
        place.add(
            tube(
                [
                    (x + way * 0.205, 1.82, z),
                    (x + way * 0.205, 1.82 + long * math.sin(turn), z + long * math.cos(turn)),
                ],
                0.006,
                5,
                black,
            )
        )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.7, 1.60, -3.2), -4.0, 0.86, 0.62),
        "medium": Level((0.8, 1.55, 0.2), -6.0, 0.92, 0.60),
        "close": Level((0.9, 1.60, 2.2), -12.0, 1.0, 0.58),
        "detail": Level((-0.3, 3.4, 0.2), 4.0, 1.1, 0.66),
    },
    groups={"sun": (KEY, "downbeat", 0.94, 0.14), "chandelier": (EVEN, "kick", 0.84, 0.30), "candles": (ODD,
        "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(32.0, 60.0), mist=0.20, travel=1.2,
)  # fmt: skip
