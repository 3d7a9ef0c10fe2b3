"""A dining room by candlelight: a long table laid with silver, glasses and candelabra, panelled walls, portraits, a fire."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.setting import CANDLE, Colour, Level, Plan, Setting
from beatreel.plugins.generators.procedural.worlds.interior.regalia import flame

from .cathedral import candle
from .furnishings import flowers
from .joinery import chair, curtain, facing, picture_frame, window_wall

HALF, TALL, NEAR, END = 3.4, 3.7, -2.6, 8.2
_FLOWERS = {*"flowers roses rose bouquet lilies tulips peonies".split()}
_TABLE = (0.0, 0.72, 0.9, 6.1)  # its middle, half its width, where it begins and ends


def _furnish(setting: Setting) -> None:
    place, side, rng = setting.place, setting.side, setting.rng
    setting.sunlit((26.0, 36.0), strength=0.15, dust=0.01)
    dim = 0.35 if setting.hour in ("day", "golden", "dawn") else 1.0
    place.zenith, place.horizon = (
        tuple(dim * part for part in place.zenith),
        tuple(dim * part for part in place.horizon),
    )
    setting.hazy(
        0.012,
        (0, 0, 0),
        tuple(0.006 * part for part in CANDLE),
        tuple(0.006 * part for part in CANDLE),
        tuple(0.03 * part for part in place.horizon),
    )
    tone: Colour = ((0.035, 0.055, 0.030), (0.06, 0.03, 0.025), (0.025, 0.022, 0.075))[int(rng.integers(3))]
    paper = setting.paint(skins.CARPET, tone, tuple(1.9 * part for part in tone), extra=(9.0,))
    panel = setting.paint(skins.WOOD, (0.022, 0.045, 0.085), gloss=0.03, rough=0.2, scale=0.35)
    boards = setting.paint(skins.WOOD, (0.030, 0.060, 0.105), gloss=0.04, rough=0.05, scale=0.14)
    plaster = setting.paint(skins.PLASTER, (0.16, 0.19, 0.20))
    gold = setting.paint(skins.METAL, (0.14, 0.42, 0.72), gloss=0.4, rough=0.15, metal=True)
    setting.shell(HALF, TALL, (NEAR, END), paper, boards, plaster, ended=False)
    for way in (-1.0, 1.0):
        setting.box((way * (HALF - 0.02), 0.55, 3), (0.025, 0.55, 6), panel)
        setting.box((way * (HALF - 0.04), 1.12, 3), (0.045, 0.03, 6), panel)
        setting.box((way * (HALF - 0.07), TALL - 0.08, 3), (0.08, 0.08, 6), plaster)
        for k in range(8):
            setting.box((way * (HALF - 0.05), 0.58, NEAR + 0.9 + 1.35 * k), (0.012, 0.36, 0.50), panel)
        for k, z in enumerate((1.0, 3.4, 5.8)):
            dark = setting.paint(skins.PLASTER, tuple(float(v) for v in rng.uniform(0.02, 0.10, 3)))
            face = setting.paint(skins.PLASTER, (0.10, 0.16, 0.24))
            hung = Mesh.of([picture_frame(0.8, 1.05, gold, dark, rail=0.09), _portrait(face, dark)]).moved(
                0, 0, 0, turn=-way * math.pi / 2
            )
            setting.place.add(hung.moved(way * (HALF - 0.04), 2.15, z + 0.3 * (k % 2)))
    place.window((-1.5, 1.2, NEAR + 0.3), (3.0, 0, 0), (0, 1.4, 0), tuple(0.16 * part for part in CANDLE), EVEN)
    _windows(setting, plaster, panel)
    _table(setting, panel, gold)
    _hearth(setting, panel, gold, -side)


def _portrait(face: int, coat: int) -> Mesh:
    a = np.linspace(0, 2 * math.pi, 30)[:-1]
    head = np.stack([0.10 * np.cos(a), 0.18 + 0.14 * np.sin(a), np.full(29, -0.014)], 1)
    sheet = np.stack([head, np.broadcast_to(head.mean(axis=0), head.shape)])
    body = np.array([[(-0.30, -0.5, -0.013), (0.30, -0.5, -0.013)], [(-0.13, 0.03, -0.013), (0.13, 0.03, -0.013)]])
    return Mesh.of([grid(sheet, face), grid(body, coat)])


def _windows(setting: Setting, plaster: int, panel: int) -> None:
    place = setting.place
    velvet = setting.paint(skins.CLOTH, (0.022, 0.018, 0.13))
    glow = tuple(4.0 * place.horizon[c] + 2.0 * place.zenith[c] for c in range(3))
    for x in (-1.7, 1.7):
        place.add(facing(window_wall(0.0, 0.0, 1.7, TALL, (0.62, 0.7, 2.9, 0.0), 0.3, plaster, panel, (2, 4)), x, END))
        place.window((x - 0.6, 0.8, END + 0.05), (1.2, 0, 0), (0, 2.1, 0), glow)
        for way in (-1.0, 1.0):
            place.add(
                curtain(0.6, 2.95, velvet, folds=4.0, deep=0.05, gathered=0.7).moved(
                    x + way * 0.72 + 0.1, 3.1, END - 0.12
                )
            )
    setting.box((0, TALL / 2, END + 0.32), (0.2, TALL / 2, 0.02), plaster)


def _table(setting: Setting, wood: int, gold: int) -> None:
    place, rng = setting.place, setting.rng
    x0, half, near, end = _TABLE
    linen = setting.paint(skins.CLOTH, (0.42, 0.46, 0.48))
    china = setting.paint(skins.PLAIN, (0.48, 0.51, 0.52), gloss=0.06, rough=0.05)
    silver = setting.paint(skins.METAL, (0.55, 0.56, 0.56), gloss=0.5, rough=0.1, metal=True)
    wine = setting.paint(skins.PLAIN, (0.012, 0.010, 0.10), gloss=0.12, rough=0.02)
    clear = setting.paint(skins.PLAIN, (0.28, 0.31, 0.32), gloss=0.2, rough=0.02)
    seat = setting.paint(skins.CLOTH, (0.022, 0.018, 0.14))
    y = 0.76
    place.add(boxes([(x0, y - 0.02, (near + end) / 2)], (half, 0.02, (end - near) / 2), linen))
    edge = [(-half, near), (half, near), (half, end), (-half, end), (-half, near)]
    for (xa, za), (xb, zb) in zip(edge[:-1], edge[1:], strict=True):
        t = np.linspace(0, 1, 60)
        wave = 0.022 * np.sin(34 * t * math.hypot(xb - xa, zb - za) / 2)
        out = (1.0 if zb > za else -1.0, 0.0) if xa == xb else (0.0, -1.0 if xb > xa else 1.0)
        sheet = np.empty((2, 60, 3), np.float32)
        sheet[..., 0], sheet[..., 2] = x0 + xa + (xb - xa) * t, za + (zb - za) * t
        sheet[1, :, 0] += out[0] * (0.03 + wave)
        sheet[1, :, 2] += out[1] * (0.03 + wave)
        sheet[0, :, 1], sheet[1, :, 1] = y, 0.42
        place.add(grid(sheet, linen))
    if setting.words & _FLOWERS:
        for z in np.arange(near + 0.62, end - 0.4, 1.25):
            place.add(flowers(setting).moved(x0 + 0.10 * setting.side, y, float(z), scale=0.85))
    a_chair = chair(wood, seat)
    for z in np.arange(near + 0.55, end - 0.2, 0.92):
        for way in (-1.0, 1.0):
            place.add(a_chair.moved(x0 + way * (half + 0.34), 0, float(z), turn=way * math.pi / 2))
            x = x0 + way * (half - 0.22)
            place.add(
                turned([(0.14, 0.018), (0.135, 0.012), (0.09, 0.004), (0.0, 0.004)], 32, china).moved(x, y, float(z)),
                turned([(0.095, 0.030), (0.09, 0.024), (0.0, 0.02)], 28, china).moved(x, y, float(z)),
            )
            for dz in (-0.19, 0.18, 0.205):
                place.add(boxes([(x, y + 0.004, float(z) + dz)], (0.09, 0.003, 0.008), silver))
            for dz, big in ((0.16, 1.0), (0.08, 0.8)):
                u = x - way * 0.19
                place.add(
                    turned(
                        [
                            (0.0, 0.15),
                            (0.030 * big, 0.15),
                            (0.037 * big, 0.12),
                            (0.02, 0.09),
                            (0.004, 0.08),
                            (0.004, 0.008),
                            (0.032, 0.003),
                            (0.032, 0.0),
                        ],
                        20,
                        wine if big == 1.0 else clear,
                    ).moved(u, y, float(z) + dz)
                )
                ring = np.linspace(0, 2 * math.pi, 25)
                place.add(
                    tube(
                        np.stack(
                            [
                                u + 0.033 * big * np.cos(ring),
                                np.full(25, y + 0.19),
                                float(z) + dz + 0.033 * big * np.sin(ring),
                            ],
                            1,
                        ),
                        0.0018,
                        5,
                        clear,
                    )
                )
    for k, z in enumerate(np.arange(near + 0.75, end - 0.3, 1.35)):
        family = EVEN if k % 2 else ODD
        post = [
            (0.02, 0.34),
            (0.035, 0.32),
            (0.015, 0.27),
            (0.02, 0.12),
            (0.045, 0.07),
            (0.02, 0.04),
            (0.09, 0.015),
            (0.10, 0.0),
        ]
        place.add(turned(post, 20, gold).moved(x0, y, float(z)))
        candle(setting, (x0, y + 0.34, float(z)), 0.24, family, thick=0.013)
        for way in (-1.0, 1.0):
            for reach, high in ((0.12, 0.30), (0.22, 0.24)):
                t = np.linspace(0, 1, 9)
                place.add(
                    tube(
                        np.stack(
                            [
                                x0 + way * reach * t,
                                y + 0.22 + (high - 0.22) * t - 0.05 * np.sin(math.pi * t),
                                np.full(9, float(z)),
                            ],
                            1,
                        ),
                        0.007,
                        6,
                        gold,
                    )
                )
                place.add(turned([(0.022, 0.01), (0.01, -0.02)], 12, gold).moved(x0 + way * reach, y + high, float(z)))
                candle(
                    setting,
                    (x0 + way * reach, y + high + 0.01, float(z)),
                    float(rng.uniform(0.16, 0.24)),
                    family,
                    thick=0.012,
                )
        place.lamp((x0, y + 0.66, float(z)), tuple(0.85 * part for part in CANDLE), family, 0.22)
    bowl = [(0.16, 0.12), (0.17, 0.11), (0.12, 0.05), (0.05, 0.03), (0.09, 0.0)]
    fruit = [
        setting.paint(skins.PLAIN, tone, gloss=0.04, rough=0.1)
        for tone in ((0.02, 0.03, 0.28), (0.03, 0.25, 0.42), (0.03, 0.20, 0.10), (0.08, 0.02, 0.10))
    ]
    for z in (near + 1.42, near + 2.8, near + 4.1):
        place.add(turned(bowl, 24, silver).moved(x0, y, z))
        for _ in range(14):
            a, r = float(rng.uniform(0, 6.28)), float(rng.uniform(0, 0.11))
            place.add(
                turned(
                    [(0.0, 0.035), (0.025, 0.025), (0.036, 0.0), (0.025, -0.025), (0.0, -0.033)],
                    14,
                    fruit[int(rng.integers(4))],
                ).moved(x0 + r * math.cos(a), y + 0.13 + 0.05 * (1 - r / 0.11), z + r * math.sin(a))
            )


def _hearth(setting: Setting, panel: int, gold: int, way: float) -> None:
    """Put a fire into the wall at a side."""
    place = setting.place
    marble, soot = setting.paint(skins.PLASTER, (0.30, 0.32, 0.33)), setting.paint(skins.BRICK, (0.02, 0.02, 0.022))
    x, z = way * (HALF - 0.22), 4.6
    for dz in (-0.78, 0.78):
        setting.box((x, 0.6, z + dz), (0.22, 0.6, 0.16), marble)
    setting.box((x, 1.24, z), (0.26, 0.09, 1.05), marble)
    setting.box((x + way * 0.10, 0.52, z), (0.02, 0.52, 0.62), soot)
    for k in range(7):
        flame(
            place,
            (x - 0.03 * way * (k % 3), 0.16, z - 0.36 + 0.12 * k),
            1.3 + 0.5 * ((k * 5) % 3),
            ODD if k % 2 else EVEN,
        )
    for dz in (-0.2, 0.0, 0.2):
        setting.box((x - way * 0.02, 0.12, z + dz), (0.08, 0.05, 0.30), panel)
    place.lamp((x - way * 0.35, 0.55, z), tuple(1.7 * part for part in CANDLE), ODD, 0.25)
    for dz in (-0.6, 0.6):
        candle(setting, (x, 1.33, z + dz), 0.22, EVEN, thick=0.016)
    place.add(
        picture_frame(1.1, 0.9, gold, setting.paint(skins.METAL, (0.5, 0.52, 0.52), gloss=0.8, rough=0.0, metal=True))
        .moved(0, 0, 0, turn=-way * math.pi / 2)
        .moved(way * (HALF - 0.04), 2.0, z)
    )


PLAN = Plan(
    _furnish,
    {
        "wide": Level((0.75, 1.66, -1.0), -10.0, 0.92, 0.42),
        "medium": Level((0.5, 1.45, 0.0), -8.0, 0.95, 0.42),
        "close": Level((0.42, 1.22, 0.75), -14.0, 1.0, 0.44),
        "detail": Level((0.28, 1.08, 1.2), -22.0, 1.15, 0.50),
    },
    groups={"moon": (KEY,), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(28.0, 54.0), mist=0.10, glare=0.12, travel=0.9, focus={"detail": (1.1, 0.016)},
    holds=frozenset({"flowers", "candles", "chair"}),
)  # fmt: skip
