"""An antique shop: clocks on every wall, lamps with shades of coloured glass, gilded mirrors, globes, horns of gramophones, chandeliers."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Level, Plan, Setting, Turning

from .ballroom import chandelier
from .canvas import canvas
from .furnishings import shelf_of_books, sofa
from .joinery import picture_frame
from .people import bust
from .props import long_case_clock
from .shops import END, HALF, NEAR, TALL, shop

MOTIF = "antique_shop"
_NEAR_CLOCK = {"wide": (-1.55, 2.9), "medium": (-1.35, 3.0), "close": (-0.62, 2.9), "detail": (-0.62, 2.9)}


def clock(setting: Setting, size: float, kind: int, *, hour: float) -> Mesh:
    """Return a clock for a wall or a shelf, its dial ``size`` across at the origin: round, in a case, or under an arch."""
    wood = setting.paint(skins.WOOD, (0.025, 0.055, 0.11), gloss=0.06, rough=0.10, scale=0.3)
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.45, rough=0.14, metal=True)
    dial = setting.paint(
        skins.PLAIN, ((0.46, 0.53, 0.57), (0.40, 0.50, 0.57), (0.50, 0.54, 0.56))[kind % 3], gloss=0.02, rough=0.3
    )
    dark = setting.paint(skins.PLAIN, (0.010, 0.010, 0.011))
    r = size / 2
    ring = np.linspace(0, 2 * math.pi, 41)
    rim = np.stack([r * np.cos(ring), r * np.sin(ring), np.full(41, -0.018)], 1)
    parts = [
        turned([(0.0, 0.006), (r, 0.006), (r, 0.0)], 36, dial).leaned(0, -math.pi / 2),
        tube(rim, 0.07 * r + 0.004, 8, brass if kind % 2 else wood),
    ]
    marks = 2 * math.pi * np.arange(12) / 12
    parts.append(
        boxes(
            [(0.82 * r * math.sin(a), 0.82 * r * math.cos(a), -0.010) for a in marks],
            (0.030 * r, 0.075 * r, 0.002),
            dark,
        )
    )
    for turn, long, wide in ((2 * math.pi * hour / 12, 0.52, 0.045), (2 * math.pi * hour, 0.78, 0.030)):
        parts.append(
            bars(
                [(0, 0, -0.013)],
                [(long * r * math.sin(turn), long * r * math.cos(turn), -0.013)],
                (wide * r, 0.002),
                dark,
            )
        )
    if kind % 3 == 1:
        parts.append(
            boxes(
                [(0, 0, 0.06), (0, -1.35 * r, 0.05), (0, 1.30 * r, 0.05)],
                [(1.2 * r, 1.25 * r, 0.055), (1.4 * r, 0.14 * r, 0.075), (1.35 * r, 0.08 * r, 0.07)],
                wood,
            )
        )
    elif kind % 3 == 2:
        t = np.linspace(0, math.pi, 17)
        hood = np.zeros((2, 17, 3), np.float32)
        hood[..., 0], hood[..., 1] = 1.3 * r * np.cos(t), 1.3 * r * np.sin(t)
        hood[0, :, 2], hood[1, :, 2] = -0.005, 0.11
        parts += [
            grid(hood, wood),
            boxes([(0, -0.65 * r, 0.055)], (1.3 * r, 0.66 * r, 0.055), wood),
            boxes([(0, -1.4 * r, 0.05)], (1.55 * r, 0.12 * r, 0.075), wood),
        ]
        back = np.zeros((2, 17, 3), np.float32)
        back[0, :, :2], back[..., 2] = hood[0, :, :2], 0.004
        parts.append(grid(back, wood))
    return Mesh.of(parts)


def glass_lamp(setting: Setting, hue: float, family: int, *, tall: float = 0.52) -> Mesh:
    """Return a table lamp with a shade of coloured glass in leads."""
    bronze = setting.paint(skins.METAL, (0.06, 0.14, 0.22), gloss=0.3, rough=0.2, metal=True)
    tones = [tuple(0.95 * v for v in light_of_hue(hue + turn, 0.15, 0.66).astype(float)) for turn in (0.0, 22.0, -28.0)]
    glass = [
        setting.paint(
            skins.GLOW, (0.05, 0.05, 0.05), gloss=0.05, rough=0.05, glow=tuple(1.5 * p for p in tone), family=family
        )
        for tone in tones
    ]
    parts = [
        turned(
            [
                (0.008, tall - 0.04),
                (0.011, 0.20),
                (0.035, 0.15),
                (0.030, 0.09),
                (0.014, 0.07),
                (0.085, 0.018),
                (0.09, 0.0),
            ],
            24,
            bronze,
        )
    ]
    v = np.linspace(0, 1, 7)
    radius, height = 0.03 + 0.17 * v**0.8, tall + 0.06 - 0.17 * v**1.6
    panes = 14
    for n in range(panes):
        a = 2 * math.pi * (n + np.linspace(0.05, 0.95, 3)) / panes
        for row in range(3):
            part = slice(2 * row, 2 * row + 3)
            sheet = np.stack(
                [
                    radius[part, None] * np.cos(a),
                    np.broadcast_to(height[part, None], (3, 3)),
                    radius[part, None] * np.sin(a),
                ],
                -1,
            )
            parts.append(grid(sheet[:, ::-1], glass[(n + row) % 2 if row < 2 else 2]))
    ring = np.linspace(0, 2 * math.pi, 33)
    parts += [
        tube(np.stack([r * np.cos(ring), np.full(33, y), r * np.sin(ring)], 1), 0.005, 6, bronze)
        for r, y in ((0.20, tall - 0.11), (0.03, tall + 0.06))
    ]
    return Mesh.of(parts)


def gramophone(setting: Setting) -> Mesh:
    """Return a gramophone whose brass horn opens like a flower, 0.8 m high."""
    wood = setting.paint(skins.WOOD, (0.022, 0.050, 0.105), gloss=0.06, rough=0.10, scale=0.3)
    brass = setting.paint(skins.METAL, (0.12, 0.40, 0.68), gloss=0.5, rough=0.12, metal=True)
    black = setting.paint(skins.PLAIN, (0.008, 0.008, 0.009), gloss=0.10, rough=0.05)
    s = np.linspace(0, 1, 15)[:, None]
    a = np.linspace(0, 2 * math.pi, 73)
    radius = (0.014 + 0.26 * s**2.2) * (1 + 0.07 * s**2 * np.cos(9 * a))
    horn = np.stack([radius * np.cos(a), 0.42 * s - 0.03 * s**6 + 0 * a, radius * np.sin(a)], -1)
    return Mesh.of(
        [
            boxes(
                [(0, 0.09, 0), (0, 0.012, 0), (0, 0.17, 0)],
                [(0.19, 0.08, 0.19), (0.21, 0.012, 0.21), (0.20, 0.01, 0.20)],
                wood,
            ),
            turned([(0.0, 0.200), (0.155, 0.198), (0.157, 0.192), (0.0, 0.19)], 36, black),
            tube([(0.0, 0.20, 0.21), (0.0, 0.40, 0.21), (0.0, 0.45, 0.16)], 0.014, 8, brass),
            grid(horn, brass, wrap=True).leaned(0.0, -0.95).moved(0, 0.42, 0.17),
            grid(horn[:, ::-1], brass, wrap=True).leaned(0.0, -0.95).moved(0, 0.42, 0.17),
            tube([(0.20, 0.10, 0), (0.26, 0.10, 0), (0.27, 0.04, 0.0)], 0.007, 6, brass),
        ]
    )


def globe(setting: Setting) -> Mesh:
    """Return a globe on a stand of wood with a meridian of brass, 0.55 m high."""
    sea = setting.paint(skins.GROUND, (0.16, 0.15, 0.08), (0.10, 0.24, 0.32), gloss=0.04, rough=0.2, scale=0.16)
    brass = setting.paint(skins.METAL, (0.14, 0.42, 0.70), gloss=0.45, rough=0.14, metal=True)
    wood = setting.paint(skins.WOOD, (0.022, 0.050, 0.105), gloss=0.06, rough=0.10, scale=0.3)
    a, t = np.linspace(math.pi / 2, -math.pi / 2, 19), np.linspace(0, 2 * math.pi, 49)
    return Mesh.of(
        [
            turned(np.stack([np.maximum(0.19 * np.cos(a), 1e-4), 0.19 * np.sin(a)], 1), 40, sea)
            .leaned(0.4, 0)
            .moved(0, 0.36, 0),
            tube(np.stack([0.215 * np.cos(t), 0.36 + 0.215 * np.sin(t), 0 * t], 1), 0.009, 8, brass),
            turned([(0.012, 0.145), (0.02, 0.10), (0.05, 0.07), (0.02, 0.04), (0.13, 0.015), (0.14, 0.0)], 24, wood),
        ]
    )


def _furnish(setting: Setting) -> None:
    place, rng = setting.place, setting.rng
    dark = setting.hour in ("night", "dusk")
    setting.median = (36.0, 62.0) if dark else (46.0, 82.0)
    palette = setting.description.palette
    hue = palette.key if palette.strength > 0.4 else 60.0
    cold = palette.fill if palette.strength > 0.4 else 150.0
    wall = setting.paint(skins.PLASTER, tuple(0.025 + 0.075 * float(p) for p in light_of_hue(cold, 0.07, 0.55)))
    boards = setting.paint(skins.WOOD, (0.040, 0.075, 0.125), gloss=0.04, rough=0.10, scale=0.16)
    wood = setting.paint(skins.WOOD, (0.024, 0.052, 0.105), gloss=0.05, rough=0.12, scale=0.25)
    gold = setting.paint(skins.METAL, (0.14, 0.40, 0.66), gloss=0.4, rough=0.2, metal=True)
    shop(setting, wall, boards, setting.paint(skins.PLASTER, (0.06, 0.07, 0.08)), wood)
    warm = tuple(0.45 * a + 0.55 * float(b) for a, b in zip(WARM, light_of_hue(hue, 0.15, 0.72), strict=True))
    setting.hazy(
        0.014, tuple(0.004 * p for p in place.sunlight), tuple(0.009 * p for p in warm), tuple(0.006 * p for p in warm)
    )
    clocks = [clock(setting, float(rng.uniform(0.26, 0.42)), n, hour=float(rng.uniform(0, 12))) for n in range(9)]
    _walls(setting, wood, gold, clocks)
    _floor(setting, wood, gold, clocks, (hue, cold), warm)
    for n, z in enumerate((2.0, 4.6)):
        chandelier(place, (0.25 - 0.5 * n, 2.12, z), gold, EVEN if n else ODD, 0.55, rng, scale=0.42)
        place.lamp((0.25 - 0.5 * n, 1.95, z), tuple(1.35 * p for p in warm), EVEN if n else ODD, 0.35)
    place.window((-1.5, TALL - 0.1, NEAR + 0.4), (3.0, 0, 0), (0, 0, 2.6), tuple(0.6 * p for p in warm), ODD)


def _walls(setting: Setting, wood: int, gold: int, clocks: list[Mesh]) -> None:
    """Cover the walls with clocks, paintings and mirrors in gilded frames, over shelves of books."""
    place, rng = setting.place, setting.rng
    glass = setting.paint(skins.METAL, (0.70, 0.71, 0.72), gloss=0.85, rough=0.01, metal=True)
    pictures = [canvas(setting, 0.44, 0.56), canvas(setting, 0.62, 0.46), canvas(setting, 0.36, 0.36)]
    framed = [
        Mesh.of([one, picture_frame(w, h, gold, glass, deep=0.05, rail=0.06).moved(0, 0, 0.03)])
        for one, (w, h) in zip(pictures, ((0.44, 0.56), (0.62, 0.46), (0.36, 0.36)), strict=True)
    ]
    t = np.linspace(0, 2 * math.pi, 49)
    oval = np.stack([0.27 * np.cos(t), 0.38 * np.sin(t), 0 * t], 1)
    sheet = np.stack([oval, np.zeros_like(oval)])
    mirror = Mesh.of(
        [grid(sheet, glass, normals=np.broadcast_to(np.float32([0, 0, -1]), sheet.shape)), tube(oval, 0.04, 10, gold)]
    )
    for way in (-1.0, 1.0):
        turn = -way * math.pi / 2
        for n, z in enumerate(np.arange(NEAR + 0.8, END - 0.3, 0.74)):
            kind = (n + (way > 0)) % 3
            one = (
                clocks[int(rng.integers(9))]
                if kind == 0
                else framed[int(rng.integers(3))]
                if kind == 1 or n % 2
                else mirror
            )
            place.add(one.moved(way * (HALF - 0.06), 1.72, float(z), turn=turn))
            place.add(clocks[int(rng.integers(9))].moved(way * (HALF - 0.08), 2.42, float(z) + 0.3, turn=turn))
        for z in (0.0, 3.6, 5.4):
            place.add(shelf_of_books(setting, 1.5, 1.22, wood).moved(way * (HALF - 0.20), 0, z, turn=turn))
            for d in (-0.5, 0.0, 0.5):
                one = clocks[1 + 3 * int(rng.integers(3))] if d else clocks[2]
                place.add(one.moved(way * (HALF - 0.24), 1.44, z + d, turn=turn, scale=0.8))


def _floor(
    setting: Setting, wood: int, gold: int, clocks: list[Mesh], hues: tuple[float, float], warm: tuple[float, ...]
) -> None:
    """Stand tables with lamps, globes and a gramophone on the floor, long clocks, an armchair, a bust, a cage."""
    place, rng = setting.place, setting.rng
    marble = setting.paint(skins.STONE, (0.42, 0.45, 0.46), gloss=0.03, rough=0.2, scale=0.4)
    x, z = _NEAR_CLOCK[setting.shot]
    case, weight = long_case_clock(setting)
    turn = {"wide": 0.5, "medium": 0.35, "close": 0.12, "detail": 0.0}[setting.shot]
    place.add(case.moved(x, 0, z, turn=-turn))
    if turn < 0.2:
        setting.turning.append(Turning(weight.moved(x, 0, z, turn=-turn), (x, 1.36, z - 0.11), swing=0.10))
    else:
        place.add(weight.moved(x, 0, z, turn=-turn))
    for u, w, way in ((1.75, 2.2, 1.0), (-1.7, 5.2, -1.0), (1.7, 4.7, 1.0)):
        one, bob = long_case_clock(setting)
        place.add(Mesh.of([one, bob]).moved(u, 0, w, turn=-way * 0.9))
    lamps = [glass_lamp(setting, hues[n % 2] + (0.0, 0.0, 30.0)[n], (EVEN, ODD, EVEN)[n]) for n in range(3)]
    desk = Mesh.of(
        [
            boxes([(0, 0.74, 0)], (0.62, 0.022, 0.34), wood),
            boxes([(0, 0.66, 0)], (0.56, 0.06, 0.29), wood),
            *[
                turned([(0.032, 0.62), (0.022, 0.40), (0.036, 0.30), (0.02, 0.06), (0.03, 0.0)], 14, wood).moved(
                    a, 0, b
                )
                for a in (-0.54, 0.54)
                for b in (-0.26, 0.26)
            ],
        ]
    )
    for n, (u, w, round_) in enumerate(((0.95, 1.35, -0.25), (0.55, 3.3, 0.1), (-0.9, 4.5, 0.2))):
        place.add(desk.moved(u, 0, w, turn=round_))
        place.add(lamps[n].moved(u + 0.34, 0.762, w + 0.05))
        place.lamp((u + 0.34, 1.10, w - 0.10), tuple(0.50 * p for p in warm), (EVEN, ODD, EVEN)[n], 0.18)
        place.beacons.append(((u + 0.34, 1.24, w), WARM))
        thing = (gramophone, globe, gramophone)[n](setting)
        place.add(thing.moved(u - 0.22, 0.762, w + 0.04, turn=(0.5, -0.3, 0.2)[n]))
        place.add(clocks[2].moved(u + 0.06, 0.93, w - 0.16, turn=0.1, scale=0.6))
    place.add(
        Mesh.of(
            [
                turned([(0.26, 1.0), (0.26, 0.96), (0.17, 0.90), (0.15, 0.2), (0.24, 0.06), (0.26, 0.0)], 28, marble),
                bust(marble).moved(0, 1.0, 0),
            ]
        ).moved(-0.35, 0, 5.4, turn=0.2)
    )
    velvet = setting.paint(
        skins.CLOTH,
        tuple(0.02 + 0.14 * float(p) for p in light_of_hue(hues[1], 0.13, 0.5)),
        gloss=0.03,
        rough=0.3,
        scale=0.6,
    )
    place.add(sofa(velvet, wood, (), rng, wide=0.9).moved(-1.35, 0, 1.2, turn=-0.7))
    rug = setting.paint(skins.CARPET, (0.03, 0.035, 0.16), (0.10, 0.22, 0.32), extra=(0.75,))
    strip = np.zeros((2, 2, 3), np.float32)
    strip[:, 0, 0], strip[:, 1, 0], strip[0, :, 2], strip[1, :, 2], strip[..., 1] = -0.75, 0.75, 6.0, -1.8, 0.006
    place.add(grid(strip, rug, uv=strip[..., [0, 2]], normals=np.broadcast_to(np.float32([0, 1, 0]), strip.shape)))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.10, 1.55, -2.2), 0.0, 0.82, 0.50),
        "medium": Level((0.10, 1.42, -0.2), 4.0, 0.92, 0.50),
        "close": View((-0.10, 1.50, 1.25), (-0.35, 1.42, 3.0), 1.0, (0.5, 0.52)),
        "detail": View((0.72, 1.18, 0.10), (0.98, 1.00, 1.40), 1.05, (0.5, 0.56)),
    },
    groups={
        "sun": (KEY,),
        "even": (EVEN, "kick", 0.84, 0.28),
        "odd": (ODD, "offbeat", 0.84, 0.28),
        "sky": (SKY,),
    },
    mist=0.16,
    travel=0.9,
    focus={"close": (1.75, 0.006), "detail": (1.2, 0.008)},
    holds=frozenset({"clock", "mirror", "chair", "armchair", "statue", "record player"}),
)
