"""A classroom: rows of desks before a blackboard with chalk on it, tall windows along one side, a globe, a clock; wide to a book."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import Colour, Plan, Setting

from .joinery import chair, window_wall
from .outlook import daylight, outlook
from .people import seated

HALF, TALL, NEAR, END, BAY = 3.5, 3.9, -4.2, 4.6, 2.2
_OPENING = (0.82, 0.95, 3.45, 0.0)
_COLUMNS, _ROWS = (-2.1, -0.7, 0.7, 2.1), (-2.6, -1.25, 0.1, 1.45)
_TUBES: Colour = (1.9, 2.0, 1.9)


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    dark = setting.hour in ("night", "dusk")
    setting.sunlit((62.0, 74.0), strength=1.5, dust=0.030)
    setting.median = (34.0, 62.0) if dark else (52.0, 90.0)
    lit = tuple(0.012 * part for part in _TUBES)
    setting.hazy(0.010, tuple(0.006 * part for part in place.sunlight), lit, lit, daylight(setting, 0.16))
    wall = setting.paint(skins.PLASTER, (0.33, 0.38, 0.40))
    panel = setting.paint(skins.WOOD, (0.06, 0.13, 0.20), gloss=0.02, rough=0.2, scale=0.25)
    boards = setting.paint(skins.WOOD, (0.045, 0.085, 0.15), gloss=0.05, rough=0.10, scale=0.14)
    white = setting.paint(skins.PLAIN, (0.40, 0.43, 0.44), gloss=0.02, rough=0.2)
    steel = setting.paint(skins.METAL, (0.10, 0.11, 0.11), gloss=0.10, rough=0.3)
    middle, long = (NEAR + END) / 2, (END - NEAR) / 2
    setting.floored(HALF, (NEAR, END), boards)
    setting.box((0, TALL + 0.1, middle), (HALF + 0.3, 0.1, long + 0.3), white)
    for z in (NEAR - 0.1, END + 0.1):
        setting.box((0, TALL / 2, z), (HALF + 0.1, TALL / 2, 0.1), wall)
    setting.box((-side * (HALF + 0.1), TALL / 2, middle), (0.1, TALL / 2, long), wall)
    setting.box((-side * (HALF - 0.01), 0.6, middle), (0.02, 0.6, long), panel)
    for k in range(4):
        z = NEAR + BAY * (k + 0.5)
        place.add(window_wall(side * HALF, z, BAY / 2, TALL, _OPENING, side * 0.3, wall, white, (2, 4)))
        light = daylight(setting, 2.4 if dark else 9.0)
        place.window((side * (HALF + 0.05), 1.0, z - 0.8), (0, 0, 1.6), (0, 2.4, 0), light)
    place.window((-1.5, 1.0, NEAR + 0.3), (3.0, 0, 0), (0, 2.4, 0), daylight(setting, 0.5 if dark else 3.0))
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    outlook(setting, HALF, aside=True, usual="hills")
    for n, z in enumerate((-2.4, 0.0, 2.4)):
        for x in (-1.6, 1.6):
            burning = dark and (n + (x > 0)) % 3 != 0  # some have been switched off
            family = EVEN if (n + (x > 0)) % 2 else ODD
            tubes = setting.glow(tuple((1.7 if burning else 0.02) * part for part in _TUBES), family)
            place.add(
                boxes([(x, 3.25, z)], (0.09, 0.03, 0.75), white),
                boxes([(x - 0.04, 3.21, z), (x + 0.04, 3.21, z)], (0.014, 0.014, 0.72), tubes),
                bars(
                    [(x, 3.26, z + u) for u in (-0.6, 0.6)],
                    [(x, TALL, z + u) for u in (-0.6, 0.6)],
                    (0.006, 0.006),
                    steel,
                ),
            )
            if burning:
                place.lamp((x, 3.15, z), tuple(1.3 * part for part in _TUBES), family, 0.4)
    _front(setting, panel, steel, white)
    _desks(setting, steel)


def _front(setting: Setting, wood: int, steel: int, white: int) -> None:
    """Hang the blackboard, a clock and a map, and put the desk of the teacher before them."""
    place, side = setting.place, setting.side
    slate = setting.paint(skins.GROUND, (0.035, 0.060, 0.030), (0.055, 0.080, 0.050), scale=0.5)
    z = END - 0.03
    setting.box((0, 1.72, z), (2.1, 0.78, 0.03), slate)
    lines = [(-2.14, 2.54, z - 0.02), (2.14, 2.54, z - 0.02), (2.14, 0.9, z - 0.02), (-2.14, 0.9, z - 0.02)]
    place.add(bars(lines, [*lines[1:], lines[0]], (0.045, 0.04), wood))
    setting.box((0, 0.88, z - 0.08), (2.14, 0.015, 0.08), wood)
    place.add(_chalk(setting).moved(0, 0, z - 0.036))
    for k, x in enumerate((-0.9, -0.82, 0.7, 1.3)):
        setting.box((x, 0.905, z - 0.09), (0.03 if k < 3 else 0.08, 0.008 if k < 3 else 0.03, 0.03), white)
    dial = setting.paint(skins.PLAIN, (0.55, 0.57, 0.58))
    black = setting.paint(skins.PLAIN, (0.015, 0.015, 0.015))
    face = turned([(0.0, 0.02), (0.19, 0.02), (0.19, 0.0)], 40, dial)
    ring = np.linspace(0, 2 * math.pi, 41)
    rim = tube(np.stack([0.2 * np.cos(ring), 0 * ring, 0.2 * np.sin(ring)], 1), 0.018, 8, black)
    place.add(Mesh.of([face, rim]).leaned(0, -math.pi / 2).moved(0, 3.05, END - 0.03))
    for turn, long in ((0.9, 0.10), (-0.5, 0.15)):
        tip = (long * math.sin(turn), 3.05 + long * math.cos(turn), END - 0.07)
        place.add(bars([(0, 3.05, END - 0.07)], [tip], (0.008, 0.004), black))
    x, z = side * 1.55, 3.25  # the desk of the teacher
    place.add(boxes([(x, 0.76, z)], (0.75, 0.02, 0.38), wood),
              boxes([(x - 0.5, 0.38, z), (x + 0.5, 0.38, z)], (0.22, 0.37, 0.34), wood),
              boxes([(x, 0.50, z - 0.33)], (0.5, 0.22, 0.012), wood))  # fmt: skip
    sea = setting.paint(skins.GROUND, (0.34, 0.20, 0.08), (0.10, 0.26, 0.24), scale=0.12, gloss=0.05, rough=0.1)
    a = np.linspace(-math.pi / 2, math.pi / 2, 19)
    ball = turned(np.stack([0.17 * np.cos(a), 0.17 * np.sin(a)], 1)[::-1], 36, sea)
    arm = tube(np.stack([0.2 * np.cos(a), 0.2 * np.sin(a), 0 * a], 1), 0.009, 8, steel)
    foot = turned([(0.012, -0.2), (0.02, -0.26), (0.1, -0.29), (0.1, -0.3)], 24, steel)
    place.add(Mesh.of([ball, arm, foot]).moved(x + 0.42 * side, 1.08, z - 0.05, turn=0.4))
    for n in range(4):
        book = setting.paint(
            skins.PLAIN, ((0.05, 0.06, 0.30), (0.22, 0.12, 0.05), (0.06, 0.20, 0.28), (0.10, 0.16, 0.06))[n]
        )
        place.add(boxes([(0, 0, 0)], (0.13, 0.018, 0.10), book).moved(x - 0.35 * side, 0.80 + 0.037 * n, z, turn=0.25 * n))  # fmt: skip


def _chalk(setting: Setting) -> Mesh:
    """Return what is written on the board: a wave, a circle and a triangle, lines of sums; in the plane z = 0."""
    rng = setting.rng
    chalk = setting.paint(skins.PLASTER, (0.62, 0.64, 0.64))
    faint = setting.paint(skins.PLASTER, (0.20, 0.23, 0.21))
    ring, u = np.linspace(0, 2 * math.pi, 40), np.linspace(-0.65, 0.65, 60)

    def line(x: object, y: object, skin: int = chalk, thick: float = 0.006) -> Mesh:
        points = np.stack(np.broadcast_arrays(np.float32(x), np.float32(y), np.float32(0.0)), 1)
        return tube(points, thick, 4, skin)

    parts = [
        line(u, 1.62 + 0.22 * np.sin(9.6 * u)), line([-0.7, 0.7], [1.62, 1.62], faint), line([-0.68, -0.68], [1.25, 2.05], faint),
        line(1.42 + 0.3 * np.cos(ring), 1.85 + 0.3 * np.sin(ring)), line([1.42, 1.63], [1.85, 2.06]),
        line([1.0, 1.8, 1.2, 1.0], [1.12, 1.12, 1.42, 1.12]),
    ]  # fmt: skip
    for row in range(6):  # sums: short strokes that lean
        x, y = -1.9, 2.25 - 0.19 * row
        while x < -0.95 + float(rng.uniform(-0.3, 0.0)):
            t = np.linspace(0, 1, 7)
            a, b = float(rng.uniform(1.5, 5.0)), float(rng.uniform(0, 6))
            parts.append(
                line(x + 0.055 * t + 0.016 * np.sin(a * 2 * t + b), y + 0.045 * np.sin(a * t + b), chalk, 0.005)
            )
            x += float(rng.choice([0.085, 0.085, 0.16]))
    for _ in range(5):  # wiped
        x, y = float(rng.uniform(-1.7, 1.7)), float(rng.uniform(1.15, 2.3))
        parts.append(line(x + 0.3 * u, y + 0.02 * np.sin(5 * u), faint, 0.004))
    return Mesh.of(parts)


def _desks(setting: Setting, steel: int) -> None:
    """Put desks with chairs in rows; on some lie open books, paper and pencils."""
    place, side, rng = setting.place, setting.side, setting.rng
    top = setting.paint(skins.WOOD, (0.09, 0.17, 0.26), gloss=0.05, rough=0.10, scale=0.15)
    seat = setting.paint(skins.WOOD, (0.07, 0.14, 0.22), gloss=0.03, rough=0.15, scale=0.2)
    paper = setting.paint(skins.PLAIN, (0.58, 0.62, 0.64))
    ink = setting.paint(skins.PLAIN, (0.12, 0.11, 0.12))
    covers = [setting.paint(skins.PLAIN, tone) for tone in ((0.05, 0.06, 0.32), (0.25, 0.13, 0.05), (0.05, 0.22, 0.30))]
    legs = [(x, z) for x in (-0.28, 0.28) for z in (-0.18, 0.18)]
    desk = Mesh.of([
        boxes([(0, 0.73, 0)], (0.34, 0.014, 0.24), top), boxes([(0, 0.62, 0.03)], (0.28, 0.006, 0.18), steel),
        bars([(x, 0.0, z) for x, z in legs], [(x, 0.72, z) for x, z in legs], (0.012, 0.012), steel),
        bars([(-0.28, 0.12, z) for z in (-0.18, 0.18)], [(0.28, 0.12, z) for z in (-0.18, 0.18)], (0.010, 0.010), steel),
    ])  # fmt: skip
    u = np.linspace(-0.19, 0.19, 21)
    leaf = np.empty((2, 21, 3), np.float32)
    leaf[..., 0], leaf[..., 1] = u, 0.006 + 0.030 * np.sqrt(np.abs(u) / 0.19) * (1.25 - np.abs(u) / 0.19)
    leaf[0, :, 2], leaf[1, :, 2] = 0.13, -0.13
    rows = [(way * 0.095, 0.044, z) for way in (-1, 1) for z in np.linspace(-0.10, 0.10, 11)]
    pages = Mesh.of([grid(leaf, paper), boxes(rows, (0.065, 0.0004, 0.0022), ink)])
    for x in _COLUMNS:
        for z in _ROWS:
            near = x == side * 0.7 and z == 0.1  # what close shots look at
            at = (x + float(rng.uniform(-0.04, 0.04)), z + float(rng.uniform(-0.05, 0.05))) if not near else (x, z)
            place.add(desk.moved(at[0], 0, at[1], turn=float(rng.uniform(-0.05, 0.05))))
            back = float(rng.uniform(0.36, 0.55))
            place.add(chair(steel, seat).moved(at[0], 0, at[1] - back, turn=math.pi + float(rng.uniform(-0.2, 0.2))))
            if near or rng.random() < 0.3:
                place.add(Mesh.of([boxes([(0, 0.003, 0)], (0.195, 0.003, 0.135), covers[0]), pages])
                          .moved(at[0], 0.745, at[1] - 0.04, turn=0.15 * side))  # fmt: skip
            if near or rng.random() < 0.4:
                cover = covers[int(rng.integers(3))]
                place.add(boxes([(0, 0.018 + 0.036 * k, 0) for k in range(2)], (0.085, 0.017, 0.12), cover)
                          .moved(at[0] + 0.22 * side, 0.745, at[1] + 0.10, turn=-0.2 * side))  # fmt: skip
                pencil = covers[int(rng.integers(3))]
                place.add(
                    bars(
                        [(at[0] - 0.22 * side, 0.752, at[1] - 0.16)],
                        [(at[0] - 0.29 * side, 0.752, at[1] - 0.02)],
                        (0.004, 0.004),
                        pencil,
                    )
                )
    if setting.peopled and "figure" in setting.description.details:
        seated(setting, (side * -0.7, 0.50, 0.1 - 0.46), turn=math.pi)


PLAN = Plan(
    _furnish,
    {
        "wide": View((-0.9, 1.65, NEAR + 0.35), (0.35, 1.35, END), 0.80, (0.5, 0.46)),
        "medium": View((-1.4, 1.45, -2.1), (1.15, 1.35, END), 0.84, (0.5, 0.47)),
        "close": View((-0.15, 1.40, -1.05), (0.95, 0.85, 0.45), 0.90, (0.5, 0.62)),
        "detail": View((0.42, 1.08, -0.52), (0.78, 0.78, 0.20), 1.15, (0.5, 0.58)),
    },
    groups={"sun": (KEY, "downbeat", 0.94, 0.14), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(44.0, 80.0), mist=0.10, travel=0.9, focus={"close": (1.9, 0.008), "detail": (0.75, 0.016)},
)  # fmt: skip
