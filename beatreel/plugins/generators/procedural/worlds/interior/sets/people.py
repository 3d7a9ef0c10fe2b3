"""Who is in rooms, in the round: a lady, a gentleman, somebody behind a bar, statues of marble; metres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid, tube, turned
from beatreel.plugins.generators.procedural.prompt.reading import lexicon
from beatreel.plugins.generators.procedural.scenery.built import skins

from .joinery import loft

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Setting


def has_figure(setting: Setting) -> bool:
    """Return whether somebody is to be seen whom no performer of the foreground is."""
    beings = set(lexicon()["groups"]["people"]) - {"figure", "crowd"}
    found = setting.description
    return setting.peopled and "figure" in found.details and not beings & set(found.motifs)


def head(skin: int, hair: int, *, bun: bool = False) -> list[Mesh]:
    """Return a head with hair, its neck at the origin, which looks to -z."""
    face = [(0.0, -0.06, 0.0, 0.048, 0.05), (0.0, 0.02, -0.005, 0.052, 0.055), (0.0, 0.06, -0.022, 0.060, 0.072),
        (0.0, 0.12, -0.015, 0.072, 0.092),
            (0.0, 0.18, -0.008, 0.076, 0.098), (0.0, 0.235, 0.0, 0.062, 0.080), (0.0, 0.265, 0.0, 0.015, 0.02)]  # fmt: skip
    cap = [(0.0, 0.075, 0.035, 0.060, 0.062), (0.0, 0.12, 0.022, 0.078, 0.082), (0.0, 0.18, 0.010, 0.083, 0.096),
        (0.0, 0.235, 0.002, 0.072, 0.088),
           (0.0, 0.275, 0.0, 0.03, 0.04), (0.0, 0.282, 0.0, 0.004, 0.004)]  # fmt: skip
    parts = [loft(face, skin), loft(cap, hair)]
    if bun:
        parts.append(
            turned([(0.0, 0.055), (0.045, 0.03), (0.05, 0.0), (0.04, -0.035), (0.0, -0.05)], 16, hair).moved(
                0, 0.20, 0.11
            )
        )
    return parts


def gown(skin: int, rng: np.random.Generator, *, sweep: float = 0.16) -> Mesh:
    """Return a long skirt from the waist at 1.06 m, swung out by turning."""
    turn = np.linspace(0, 2 * math.pi, 145)
    v = np.linspace(0, 1, 22)[:, None]
    radius = 0.125 + 0.62 * v**1.35
    phase = float(rng.uniform(0, 6))
    fold = 1 + (0.085 * np.sin(13 * turn + 2.2 * v + phase) + 0.05 * np.sin(7 * turn - 3 * v + phase)) * v**1.2
    points = np.empty((22, 145, 3), np.float32)
    points[..., 0] = radius * fold * np.cos(turn + 0.5 * v) + sweep * v**2
    points[..., 2] = radius * fold * np.sin(turn + 0.5 * v) * 0.92
    points[..., 1] = 1.06 - (1.03 - 0.03 * np.sin(3 * turn + phase)) * v
    return grid(points, skin, wrap=True)


def lady(dress: int, skin: int, hair: int, rng: np.random.Generator) -> list[Mesh]:
    """Return a woman in a gown who looks to -z, her left hand up and the right held out."""
    bodice = [
        (0.0, 1.03, 0.0, 0.128, 0.10),
        (0.0, 1.10, 0.0, 0.120, 0.094),
        (0.0, 1.22, 0.005, 0.140, 0.108),
        (0.0, 1.31, 0.0, 0.152, 0.118),
        (0.0, 1.36, 0.0, 0.150, 0.10),
    ]
    chest = [
        (0.0, 1.33, 0.0, 0.148, 0.098),
        (0.0, 1.40, 0.01, 0.160, 0.082),
        (0.0, 1.435, 0.012, 0.12, 0.07),
        (0.0, 1.46, 0.01, 0.06, 0.055),
        (0.0, 1.50, 0.008, 0.046, 0.046),
    ]
    parts = [gown(dress, rng), loft(bodice, dress), loft(chest, skin)]
    parts += [part.leaned(0.10, 0.10).moved(0.0, 1.47, 0.01) for part in head(skin, hair, bun=True)]
    for arm in (
        [(0.165, 1.40, 0.0), (0.26, 1.30, -0.16), (0.22, 1.42, -0.36)],
        [(-0.165, 1.40, 0.0), (-0.40, 1.34, -0.10), (-0.62, 1.46, -0.22)],
    ):
        parts.append(tube(bent(arm), np.linspace(0.043, 0.026, 9), 12, skin))
        parts.append(turned([(0.0, 0.05), (0.03, 0.0), (0.0, -0.05)], 10, skin).moved(*arm[-1]))
    return parts


def gentleman(suit: int, shirt: int, skin: int, hair: int) -> list[Mesh]:
    """Return a man in a tail coat who looks to -z, his left hand held out and the right around somebody."""
    trunk = [(0.0, 0.86, 0.0, 0.165, 0.115), (0.0, 1.0, 0.0, 0.160, 0.112), (0.0, 1.10, 0.0, 0.155, 0.108),
        (0.0, 1.28, 0.0, 0.190, 0.124), (0.0, 1.42, 0.01, 0.205, 0.112),
             (0.0, 1.49, 0.01, 0.165, 0.085), (0.0, 1.53, 0.01, 0.07, 0.062)]  # fmt: skip
    parts = [loft(trunk, suit)]
    for way, step in ((-1.0, -0.10), (1.0, 0.12)):
        leg = [(0.085 * way, 0.92, 0.0, 0.092, 0.105), (0.09 * way, 0.70, 0.3 * step, 0.078, 0.088),
            (0.095 * way, 0.48, 0.55 * step, 0.060, 0.066),
               (0.10 * way, 0.28, 0.8 * step, 0.056, 0.062), (0.10 * way, 0.06, step, 0.050, 0.060)]  # fmt: skip
        parts.append(loft(leg, suit))
        parts.append(
            loft(
                [
                    (0.10 * way, 0.09, step, 0.045, 0.055),
                    (0.10 * way, 0.05, step - 0.04, 0.052, 0.12),
                    (0.10 * way, 0.0, step - 0.05, 0.050, 0.14),
                ],
                suit,
            )
        )
        tail = np.zeros((2, 9, 3), np.float32)
        s = np.linspace(0.02, 0.16, 9)
        tail[0, :, 0], tail[1, :, 0] = way * s, way * (s * 0.55 + 0.01)
        tail[0, :, 1], tail[1, :, 1] = 1.02, 0.52
        tail[0, :, 2], tail[1, :, 2] = 0.118 - 1.4 * s**2, 0.17
        parts.append(grid(tail, suit))
    parts.append(
        loft(
            [
                (0.0, 1.12, -0.055, 0.04, 0.062),
                (0.0, 1.30, -0.07, 0.062, 0.062),
                (0.0, 1.47, -0.035, 0.05, 0.052),
                (0.0, 1.53, -0.01, 0.052, 0.058),
            ],
            shirt,
        )
    )
    parts += [part.leaned(0.06, -0.05).moved(0.0, 1.55, 0.0) for part in head(skin, hair)]
    for arm in (
        [(0.20, 1.45, 0.0), (0.46, 1.36, -0.12), (0.62, 1.50, -0.30)],
        [(-0.20, 1.45, 0.0), (-0.33, 1.22, -0.14), (-0.10, 1.24, -0.36)],
    ):
        parts.append(tube(bent(arm), np.linspace(0.062, 0.040, 9), 12, suit))
        parts.append(turned([(0.0, 0.05), (0.038, 0.0), (0.0, -0.05)], 10, skin).moved(*arm[-1]))
    return parts


def bent(joints: list[tuple[float, float, float]]) -> list[tuple[float, ...]]:
    """Return a curve through three joints."""
    t = np.linspace(0, 1, 9)[:, None]
    a, b, c = (np.array(p) for p in joints)
    return [tuple(p) for p in a * (1 - t) * (1 - t) + 2 * b * t * (1 - t) * 1.0 + c * t * t]


def barman(setting: Setting, at: tuple[float, float, float]) -> None:
    """Let somebody stand behind the counter, in a waistcoat."""
    cloth, shirt = (
        setting.paint(skins.CLOTH, (0.022, 0.020, 0.022)),
        setting.paint(skins.CLOTH, (0.34, 0.37, 0.39), scale=0.6),
    )
    skin, hair = (
        setting.paint(skins.PLAIN, (0.14, 0.21, 0.34)),
        setting.paint(skins.CLOTH, (0.014, 0.018, 0.026), scale=2.0),
    )
    trunk = [
        (0.0, 0.80, 0.0, 0.175, 0.12),
        (0.0, 1.0, 0.0, 0.165, 0.115),
        (0.0, 1.28, 0.0, 0.185, 0.122),
        (0.0, 1.42, 0.01, 0.175, 0.105),
        (0.0, 1.49, 0.01, 0.11, 0.075),
    ]
    shoulders = [
        (0.0, 1.30, 0.0, 0.188, 0.115),
        (0.0, 1.42, 0.01, 0.215, 0.108),
        (0.0, 1.49, 0.01, 0.165, 0.085),
        (0.0, 1.53, 0.01, 0.07, 0.062),
    ]
    parts = [
        loft(trunk, cloth),
        loft(shoulders, shirt),
        loft([(0.0, 1.2, -0.085, 0.05, 0.05), (0.0, 1.46, -0.045, 0.07, 0.055)], shirt),
    ]
    parts += [part.leaned(0.03, -0.22).moved(0.0, 1.55, 0.0) for part in head(skin, hair)]
    for arm in (
        [(0.20, 1.45, 0.0), (0.34, 1.18, -0.05), (0.10, 1.16, -0.36)],
        [(-0.20, 1.45, 0.0), (-0.36, 1.16, -0.05), (-0.06, 1.20, -0.38)],
    ):
        curve = bent(arm)
        parts += [
            tube(curve[:6], np.linspace(0.062, 0.052, 6), 12, shirt),
            tube(curve[5:], np.linspace(0.046, 0.036, 4), 12, skin),
            turned([(0.0, 0.05), (0.036, 0.0), (0.0, -0.05)], 10, skin).moved(*arm[-1]),
        ]
    setting.place.add(Mesh.of(parts).moved(*at))


def statue(marble: int, rng: np.random.Generator) -> Mesh:
    """Return a draped figure of marble, life size, which looks to -z."""
    parts = lady(marble, marble, marble, rng)[1:]
    a = np.linspace(0, 2 * math.pi, 121)
    v = np.linspace(0, 1, 26)[:, None]
    radius = 0.135 + 0.06 * np.sin(math.pi * v) + 0.10 * v**2
    fold = 1 + (0.10 * np.sin(11 * a + 2.5 * v) + 0.06 * np.sin(23 * a - 3 * v)) * v**0.7
    robe = np.empty((26, 121, 3), np.float32)
    robe[..., 0], robe[..., 2] = (
        radius * fold * np.cos(a),
        0.82 * radius * fold * np.sin(a) - 0.07 * np.exp(-(((v - 0.5) / 0.2) ** 2)) * (np.cos(a + 1.9) > 0.6),
    )
    robe[..., 1] = 1.08 - 1.08 * v
    parts.append(grid(robe, marble, wrap=True))
    t = np.linspace(0, 1, 12)
    sash = np.stack([-0.14 + 0.32 * t, 1.40 - 0.42 * t, -0.12 - 0.05 * np.sin(math.pi * t)], 1)
    parts += [tube(sash - np.float32([0, 0.035 * n, 0]), 0.026, 8, marble) for n in range(3)]
    return Mesh.of(parts)


def bust(marble: int) -> Mesh:
    """Return a head and shoulders of marble, which look to -z."""
    chest = [
        (0.0, 0.14, 0.0, 0.10, 0.09),
        (0.0, 0.22, 0.0, 0.19, 0.11),
        (0.0, 0.34, 0.01, 0.21, 0.11),
        (0.0, 0.40, 0.01, 0.15, 0.085),
        (0.0, 0.44, 0.01, 0.06, 0.06),
    ]
    foot = turned([(0.06, 0.18), (0.05, 0.10), (0.10, 0.04), (0.11, 0.0)], 20, marble)
    return Mesh.of([foot, loft(chest, marble), *[part.moved(0, 0.44, 0) for part in head(marble, marble)]])


def seated(setting: Setting, at: tuple[float, float, float], turn: float) -> None:
    """Let somebody sit in a coat, hands in the lap; ``at`` is the middle of the seat."""
    rng = setting.rng
    tone = ((0.03, 0.028, 0.03), (0.10, 0.065, 0.04), (0.045, 0.07, 0.11), (0.03, 0.03, 0.14))[int(rng.integers(4))]
    coat, trousers = (
        setting.paint(skins.CLOTH, tone, scale=0.8),
        setting.paint(skins.CLOTH, (0.04, 0.035, 0.033), scale=0.8),
    )
    skin, hair = (
        setting.paint(skins.PLAIN, (0.17, 0.25, 0.39)),
        setting.paint(skins.CLOTH, (0.015, 0.022, 0.036), scale=2.0),
    )
    trunk = [
        (0.0, 0.0, 0.02, 0.175, 0.14),
        (0.0, 0.14, 0.03, 0.165, 0.13),
        (0.0, 0.34, 0.05, 0.175, 0.125),
        (0.0, 0.50, 0.055, 0.195, 0.11),
        (0.0, 0.57, 0.05, 0.15, 0.085),
        (0.0, 0.61, 0.045, 0.065, 0.06),
    ]
    parts = [loft(trunk, coat)]
    parts += [part.leaned(0.05, -0.10).moved(0.0, 0.63, 0.03) for part in head(skin, hair)]
    for way in (-1.0, 1.0):
        hip, knee, ankle = (0.09 * way, 0.06, -0.02), (0.11 * way, 0.08, -0.44), (0.11 * way, -0.38, -0.46)
        t = np.linspace(0, 1, 8)[:, None]
        parts.append(tube(np.array(hip) * (1 - t) + np.array(knee) * t, np.linspace(0.092, 0.066, 8), 14, trousers))
        parts.append(tube(np.array(knee) * (1 - t) + np.array(ankle) * t, np.linspace(0.066, 0.045, 8), 14, trousers))
        parts.append(
            loft(
                [
                    (0.11 * way, -0.38, -0.47, 0.045, 0.06),
                    (0.11 * way, -0.43, -0.53, 0.05, 0.12),
                    (0.11 * way, -0.47, -0.54, 0.05, 0.13),
                ],
                trousers,
            )
        )
        arm = [(0.19 * way, 0.52, 0.05), (0.29 * way, 0.18, -0.02), (0.05 * way, 0.15, -0.24)]
        parts += [
            tube(bent(arm), np.linspace(0.060, 0.040, 9), 12, coat),
            turned([(0.0, 0.045), (0.036, 0.0), (0.0, -0.045)], 10, skin).moved(*arm[-1]),
        ]
    parts.append(
        tube(
            [(0.0, 0.57, -0.03), (0.02, 0.50, -0.07), (0.03, 0.36, -0.085)],
            [0.05, 0.045, 0.03],
            10,
            setting.paint(skins.CLOTH, (0.10, 0.12, 0.28), scale=2.0),
        )
    )
    setting.place.add(Mesh.of(parts).moved(*at, turn=turn))


def singer(setting: Setting, at: tuple[float, float, float]) -> None:
    """Let somebody stand with headphones on, a hand at one of them."""
    shirt = setting.paint(
        skins.CLOTH,
        ((0.05, 0.045, 0.05), (0.16, 0.16, 0.18), (0.05, 0.06, 0.16))[int(setting.rng.integers(3))],
        scale=0.8,
    )
    skin, hair = (
        setting.paint(skins.PLAIN, (0.11, 0.17, 0.28)),
        setting.paint(skins.CLOTH, (0.012, 0.016, 0.024), scale=2.0),
    )
    black = setting.paint(skins.PLAIN, (0.014, 0.014, 0.016), gloss=0.05, rough=0.2)
    trunk = [
        (0.0, 0.80, 0.0, 0.165, 0.12), (0.0, 1.0, 0.0, 0.155, 0.112), (0.0, 1.28, 0.0, 0.175, 0.118), (0.0, 1.40, 0.01, 0.190, 0.105),
        (0.0, 1.47, 0.01, 0.145, 0.08), (0.0, 1.51, 0.01, 0.065, 0.06),
    ]  # fmt: skip
    parts = [loft(trunk, shirt), loft([(0.0, 0.0, 0.0, 0.15, 0.10), (0.0, 0.85, 0.0, 0.165, 0.11)], black)]
    parts += [part.leaned(0.04, 0.10).moved(0.0, 1.53, 0.0) for part in head(skin, hair)]
    for way in (-1.0, 1.0):  # headphones
        cup = turned([(0.0, 0.03), (0.045, 0.025), (0.05, 0.0), (0.04, -0.02)], 18, black)
        parts.append(cup.leaned(-way * math.pi / 2, 0).moved(way * 0.085, 1.68, 0.0))
    a = np.linspace(0, math.pi, 15)
    parts.append(tube(np.stack([0.095 * np.cos(a), 1.69 + 0.135 * np.sin(a), np.full(15, 0.01)], 1), 0.012, 8, black))
    for arm in (
        [(0.19, 1.43, 0.0), (0.44, 1.28, -0.10), (0.12, 1.66, -0.06)],
        [(-0.19, 1.43, 0.0), (-0.30, 1.12, -0.02), (-0.12, 1.08, -0.20)],
    ):
        curve = bent(arm)
        parts += [
            tube(curve[:6], np.linspace(0.058, 0.046, 6), 12, shirt), tube(curve[5:], np.linspace(0.042, 0.034, 4), 12, skin),
            turned([(0.0, 0.05), (0.036, 0.0), (0.0, -0.05)], 10, skin).moved(*arm[-1]),
        ]  # fmt: skip
    setting.place.add(Mesh.of(parts).moved(*at))


def bather(setting: Setting, at: tuple[float, float, float], turn: float) -> None:
    """Let somebody lie back in a tub, arms on its rim; ``at`` is the foot of the neck."""
    skin, hair = (
        setting.paint(skins.PLAIN, (0.22, 0.31, 0.46)),
        setting.paint(skins.CLOTH, (0.012, 0.018, 0.03), scale=2.0),
    )
    chest = [
        (0.0, -0.30, -0.10, 0.15, 0.09),
        (0.0, -0.14, -0.05, 0.175, 0.085),
        (0.0, -0.06, -0.02, 0.15, 0.07),
        (0.0, -0.02, 0.0, 0.065, 0.055),
        (0.0, 0.02, 0.0, 0.05, 0.05),
    ]
    parts = [loft(chest, skin), *[part.leaned(0.12, 0.30) for part in head(skin, hair, bun=True)]]
    for way in (-1.0, 1.0):
        arm = [(0.16 * way, -0.10, -0.03), (0.42 * way, -0.09, -0.22), (0.37 * way, -0.13, -0.56)]
        parts += [
            tube(bent(arm), np.linspace(0.046, 0.028, 9), 12, skin),
            turned([(0.0, 0.03), (0.034, 0.0), (0.0, -0.03)], 10, skin).moved(*arm[-1]),
        ]
    setting.place.add(Mesh.of(parts).moved(*at, turn=turn))
