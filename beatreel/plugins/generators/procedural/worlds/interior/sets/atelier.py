"""A painter's studio: a wall of north light, easels, canvases on the floor and walls, a table of paints and brushes, a stool, a divan."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Level, Plan, Setting

from .furnishings import house_plant, low_table
from .joinery import bulb, picture_frame, window_wall
from .outlook import daylight, outlook
from .people import bust

HALF, TALL, NEAR, END = 3.5, 4.6, -3.4, 6.6
_OPENING = (1.30, 0.80, 4.1, 0.0)
_EASEL = (-0.45, 3.0)


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    dark = setting.hour in ("night", "dusk")
    setting.sunlit((36.0, 52.0), strength=1.3, dust=0.022)
    dim = {"night": 0.3, "dusk": 0.85}.get(setting.hour, 0.8)
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    lamps = tuple(0.008 * part for part in WARM)
    setting.hazy(0.010, tuple(0.005 * part for part in place.sunlight), lamps, (0, 0, 0), daylight(setting, 0.06))
    setting.median = (36.0, 64.0) if dark else (54.0, 94.0)
    wall = setting.paint(skins.PLASTER, (0.38, 0.42, 0.44))
    frame = setting.paint(skins.PLAIN, (0.035, 0.035, 0.038), gloss=0.03, rough=0.3)
    boards = setting.paint(skins.WOOD, (0.070, 0.120, 0.185), gloss=0.02, rough=0.2, scale=0.16)
    wood = setting.paint(skins.WOOD, (0.055, 0.115, 0.21), gloss=0.02, rough=0.2, scale=0.25)
    setting.floored(HALF, (NEAR, END), boards)
    middle, long = 0.5 * (NEAR + END), 0.5 * (END - NEAR)
    setting.box((0, TALL + 0.1, middle), (HALF + 0.4, 0.1, long + 0.3), wall)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 0.4, TALL / 2, 0.1), wall)
    setting.box((0, TALL / 2, END + 0.1), (HALF + 0.4, TALL / 2, 0.1), wall)
    setting.box((-side * (HALF + 0.1), TALL / 2, middle), (0.1, TALL / 2, long + 0.2), wall)
    for z in (NEAR + 1.67, NEAR + 5.0, NEAR + 8.33):
        place.add(window_wall(side * HALF, z, 1.67, TALL, _OPENING, side * 0.25, wall, frame, (4, 6)))
        place.window(
            (side * (HALF + 0.05), 0.8, z - 1.3), (0, 0, 2.6), (0, 3.2, 0), daylight(setting, 4.0 if dark else 4.6)
        )
    outlook(setting, HALF, aside=True, usual="trees")
    for z in np.arange(NEAR + 1.0, END, 2.4):
        setting.box((0, TALL - 0.13, float(z)), (HALF, 0.13, 0.08), wood)
    _spatter(setting)
    _easels(setting, wood)
    _canvases(setting, wood)
    _bench(setting, wood, frame)
    if setting.lamps > 0.6:
        _lamps(setting, frame)


def _picture(setting: Setting, wide: float, tall: float) -> Mesh:
    """Return a canvas with an abstract painting in the colours of the prompt, its face towards -z, its middle at the origin."""
    rng, palette = setting.rng, setting.description.palette
    linen = setting.paint(skins.CLOTH, (0.44, 0.48, 0.50), scale=0.8)
    parts = [boxes([(0, 0, 0.02)], (wide / 2, tall / 2, 0.018), linen)]
    hues = (palette.key, palette.fill, palette.accent) if palette.strength > 0.4 else (40.0, 250.0, 85.0)
    t = np.linspace(0, 1, 30)
    for n in range(11):
        light = float(rng.uniform(0.12, 0.62))
        tone = tuple(
            light * float(part)
            for part in light_of_hue(hues[n % 3] + float(rng.normal(0, 14)), float(rng.uniform(0.04, 0.14)), 0.62)
        )
        paint = setting.paint(skins.CLOTH, tone, gloss=0.02, rough=0.3, scale=2.5)
        y, x = tall * float(rng.uniform(-0.42, 0.42)), wide * float(rng.uniform(-0.3, 0.3))
        long, thick = wide * float(rng.uniform(0.25, 0.9)), tall * float(rng.uniform(0.03, 0.16))
        u = x + long * (t - 0.5)
        bend = tall * 0.10 * np.sin(3 * t + float(rng.uniform(0, 6)))
        width = thick * np.sin(math.pi * t) ** 0.5 * (1 + 0.25 * np.sin(19 * t + n))
        stroke = np.zeros((2, 30, 3), np.float32)
        stroke[..., 0] = np.clip(u, -0.49 * wide, 0.49 * wide)
        stroke[0, :, 1], stroke[1, :, 1] = (
            np.clip(y + bend - width, -0.49 * tall, 0.49 * tall),
            np.clip(y + bend + width, -0.49 * tall, 0.49 * tall),
        )
        stroke[..., 2] = -0.002 - 0.0012 * n
        parts.append(grid(stroke, paint, normals=np.broadcast_to(np.float32([0, 0, -1]), stroke.shape)))
    return Mesh.of(parts)


def _easel(wood: int) -> Mesh:
    """Return an easel with three legs, its ledge at 0.78 m."""
    return Mesh.of(
        [
            bars(
                [(-0.42, 0, 0.0), (0.42, 0, 0.0), (0, 0, 0.95), (0, 0.70, 0.06)],
                [(-0.07, 2.05, 0.28), (0.07, 2.05, 0.28), (0, 1.95, 0.30), (0, 2.25, 0.27)],
                (0.026, 0.018),
                wood,
            ),
            boxes([(0, 0.78, 0.04), (0, 0.40, 0.08)], [(0.46, 0.022, 0.055), (0.34, 0.022, 0.015)], wood),
        ]
    )


def _easels(setting: Setting, wood: int) -> None:
    place, side = setting.place, setting.side
    big = Mesh.of([_easel(wood), _picture(setting, 0.95, 1.15).leaned(0.0, 0.13).moved(0, 1.39, 0.10)])
    place.add(big.moved(side * _EASEL[0], 0, _EASEL[1], turn=side * 0.42))
    small = Mesh.of([_easel(wood), _picture(setting, 0.80, 0.62).leaned(0.0, 0.13).moved(0, 1.12, 0.08)])
    place.add(small.moved(side * 1.75, 0, 4.7, turn=side * 0.15))
    stool = Mesh.of(
        [
            turned([(0.0, 0.62), (0.17, 0.62), (0.17, 0.58), (0.0, 0.57)], 24, wood),
            bars(
                [(0.10 * c, 0.58, 0.10 * s) for c, s in ((1, 1), (-1, 1), (1, -1), (-1, -1))],
                [(0.20 * c, 0, 0.20 * s) for c, s in ((1, 1), (-1, 1), (1, -1), (-1, -1))],
                (0.016, 0.016),
                wood,
            ),
        ]
    )
    place.add(stool.moved(side * 0.35, 0, 2.15))


def _canvases(setting: Setting, wood: int) -> None:
    """Lean canvases on the walls, hang some, and stand a head of plaster on a shelf."""
    place, side, rng = setting.place, setting.side, setting.rng
    gilt = setting.paint(skins.METAL, (0.12, 0.34, 0.55), gloss=0.3, rough=0.25, metal=True)
    back = setting.paint(skins.CLOTH, (0.24, 0.32, 0.38), scale=0.8)
    for k, (z, wide, tall) in enumerate(((1.2, 1.1, 1.4), (2.3, 0.8, 1.0), (3.7, 1.3, 0.95), (5.0, 0.9, 1.25))):
        one = _picture(setting, wide, tall) if k != 1 else picture_frame(wide, tall, wood, back)
        place.add(
            one.leaned(0.0, 0.14).moved(0, tall / 2, 0).moved(-side * (HALF - 0.32), 0.0, z, turn=side * math.pi / 2)
        )
    for z, y, wide, tall in (
        (0.9, 2.55, 0.8, 0.6),
        (2.1, 2.75, 0.7, 0.95),
        (3.3, 2.45, 1.0, 0.7),
        (4.7, 2.7, 0.8, 1.0),
    ):
        place.add(_picture(setting, wide, tall).moved(-side * (HALF - 0.05), y, z, turn=side * math.pi / 2))
    for x, y, wide, tall in (
        (-2.4, 2.5, 1.0, 1.3),
        (-0.9, 2.7, 0.8, 0.6),
        (-0.8, 1.9, 0.7, 0.8),
        (0.7, 2.5, 1.25, 0.95),
        (2.3, 2.6, 0.8, 1.1),
    ):
        place.add(
            Mesh.of(
                [
                    _picture(setting, wide, tall),
                    picture_frame(wide + 0.05, tall + 0.05, gilt, back, deep=0.03, rail=0.03).moved(0, 0, 0.022),
                ]
            ).moved(side * x, y, END - 0.06)
        )
    for x, tall in ((-1.9, 1.25), (-0.8, 0.9)):
        place.add(
            _picture(setting, 0.85 * tall, tall)
            .leaned(0.0, 0.15)
            .moved(side * x, tall / 2, END - 0.32 + 0.02 * float(rng.random()))
        )
    plaster = setting.paint(skins.PLASTER, (0.50, 0.53, 0.54))
    place.add(
        boxes([(side * 2.75, 0.5, 5.9)], (0.24, 0.5, 0.24), wood),
        bust(plaster).moved(side * 2.75, 1.0, 5.9, turn=side * 0.6),
    )


def _bench(setting: Setting, wood: int, iron: int) -> None:
    """Lay out a table of paints: tubes, a palette, jars full of brushes, rags; a plant by the window."""
    place, side, rng = setting.place, setting.side, setting.rng
    palette = setting.description.palette
    table = [low_table(1.25, 0.62, wood, iron, tall=0.76)]
    glass = setting.paint(skins.PLAIN, (0.22, 0.26, 0.27), gloss=0.12, rough=0.03)
    bristle, handle = (
        setting.paint(skins.CLOTH, (0.06, 0.10, 0.15), scale=6.0),
        setting.paint(skins.PLAIN, (0.03, 0.10, 0.30), gloss=0.05, rough=0.1),
    )
    for x, z in ((-0.42, 0.12), (-0.24, 0.17), (0.46, 0.14)):
        table.append(turned([(0.055, 0.13), (0.055, 0.0), (0.0, 0.0)], 20, glass).moved(x, 0.76, z))
        for n in range(9):
            a, lean, long = 2.4 * n, float(rng.uniform(0.02, 0.07)), float(rng.uniform(0.26, 0.36))
            top = (x + lean * math.cos(a) * 1.6, 0.76 + long, z + lean * math.sin(a) * 1.6)
            table.append(
                tube(
                    [(x + 0.3 * lean * math.cos(a), 0.78, z + 0.3 * lean * math.sin(a)), top],
                    0.0045,
                    6,
                    handle if n % 2 else wood,
                )
            )
            table.append(turned([(0.0, 0.055), (0.009, 0.03), (0.006, 0.0)], 8, bristle).moved(*top))
    t = np.linspace(0, 2 * math.pi, 41)
    rim = np.stack([0.24 * np.cos(t), 0 * t + 0.772, 0.17 * np.sin(t) * (1 + 0.12 * np.cos(2 * t))], 1)
    board = np.stack([rim, np.broadcast_to([0.0, 0.774, 0.0], rim.shape)]).astype(np.float32)
    table.append(grid(board, wood).moved(0.08, 0, -0.10))
    hues = (palette.key, palette.fill, palette.accent, 85.0, 27.0, 250.0, 148.0)
    for n, hue in enumerate(hues):
        tone: Colour = tuple(0.02 + 0.5 * float(part) for part in light_of_hue(hue, 0.17, 0.6))
        wet = setting.paint(skins.PLAIN, tone, gloss=0.07, rough=0.06)
        a = 0.5 + 0.72 * n
        table.append(
            turned([(0.0, 0.020), (0.018, 0.014), (0.026, 0.0)], 14, wet).moved(
                0.08 + 0.17 * math.cos(a), 0.775, -0.10 + 0.115 * math.sin(a)
            )
        )
        at = (float(rng.uniform(-0.55, 0.55)), 0.775, float(rng.uniform(-0.27, 0.02)))
        table.append(
            tube(
                [(at[0] - 0.045, at[1] + 0.008, at[2]), (at[0] + 0.045, at[1] + 0.010, at[2] + 0.02)],
                [0.014, 0.010],
                10,
                wet,
            )
        )
    place.add(Mesh.of(table).moved(side * 1.15, 0, 2.75, turn=side * 0.25))
    leaf = setting.paint(skins.LEAF, (0.03, 0.10, 0.04), (0.05, 0.18, 0.08))
    place.add(house_plant(setting, 1.7, setting.paint(skins.PLAIN, (0.08, 0.15, 0.32)), leaf).moved(side * 2.9, 0, 1.2))


def _spatter(setting: Setting) -> None:
    """Let paint have dripped on the boards, about the easels."""
    rng, palette = setting.rng, setting.description.palette
    a = np.linspace(0, 2 * math.pi, 17)
    tones = [
        light_of_hue(hue + turn, 0.12, 0.62)
        for hue in (palette.key, palette.fill, palette.accent)
        for turn in (-15, 15)
    ]
    skin = [
        setting.paint(skins.PLAIN, tuple(float(rng.uniform(0.1, 0.5)) * float(part) for part in tone)) for tone in tones
    ]
    for n in range(70):
        x = setting.side * _EASEL[0] + float(rng.normal(0, 0.9))
        z = _EASEL[1] - 0.3 + float(rng.normal(0, 0.9))
        size = float(rng.gamma(1.6, 0.012)) * (1 + 0.2 * np.sin(3 * a + n))
        rim = np.stack([x + size * np.cos(a), 0 * a + 0.004, z + size * np.sin(a)], 1)
        drop = np.stack([rim, np.broadcast_to([x, 0.005, z], rim.shape)]).astype(np.float32)
        setting.place.add(grid(drop, skin[n % len(skin)]))


def _lamps(setting: Setting, iron: int) -> None:
    globe = setting.glow(tuple(2.6 * setting.lamps * part for part in WARM), EVEN, scale=5.0)
    for x, z in ((-0.6, 1.8), (0.9, 3.6), (-1.5, 5.0)):
        at = (setting.side * x, 2.9, z)
        setting.place.add(
            bulb(0.06, globe).moved(*at),
            bars([(at[0], 3.0, z)], [(at[0], TALL, z)], (0.006, 0.006), iron),
            turned([(0.02, 0.20), (0.05, 0.17), (0.22, 0.02), (0.23, 0.0)], 28, iron).moved(*at),
        )
        setting.place.lamp((at[0], 2.8, z), tuple(1.7 * setting.lamps * part for part in WARM), EVEN, 0.1)
        setting.place.beacons.append((at, WARM))


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.35, 1.50, NEAR + 0.6), -2.0, 0.84, 0.56),
        "medium": Level((0.55, 1.42, -0.6), -8.0, 0.92, 0.54),
        "close": View((0.30, 1.45, 1.05), (_EASEL[0], 1.30, _EASEL[1]), 0.95, (0.46, 0.52)),
        "detail": View((1.05, 1.30, 1.75), (1.15, 0.82, 2.75), 0.95, (0.5, 0.55)),
    },
    groups={"sun": (KEY, "kick", 0.94, 0.14), "lamps": (EVEN, "offbeat", 0.84, 0.26), "sky": (SKY, "low", 0.96, 0.06)},
    median=(48.0, 90.0),
    mist=0.15,
    travel=1.0,
)
