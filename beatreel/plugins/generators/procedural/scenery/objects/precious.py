"""A crown on its cushion, a heart, a mask, a sword in a stone, a ring; metres, about as large as one looks at them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Colour, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .stuffs import GOLD, IRON, SILVER, STONE, metal_of

_RUBY = Skin((0.020, 0.014, 0.42), 0.7, "plain", 0.25)
_SAPPHIRE = Skin((0.44, 0.10, 0.015), 0.7, "plain", 0.25)
_EMERALD = Skin((0.05, 0.34, 0.03), 0.7, "plain", 0.25)
_PEARL = Skin((0.56, 0.60, 0.64), 0.6, "plain")
_VELVETS: dict[str, Colour] = {
    "red": (0.020, 0.014, 0.28),
    "blue": (0.28, 0.06, 0.015),
    "purple": (0.20, 0.02, 0.14),
    "green": (0.04, 0.16, 0.02),
    "black": (0.014, 0.013, 0.014),
    "white": (0.58, 0.60, 0.62),
}


_ROOM = 1.6  # of its width that a whole picture of it shows


def looked_at(
    model: Model, wide: float, tall: float, *, turn: tuple[float, float] = (-0.45, 0.45), heart: float = 0.0
) -> Cast:
    """Return the cast of a thing that stands and is looked at: ``wide`` and ``tall`` metres, its middle at ``heart``."""
    middle = heart or 0.5 * tall
    return Cast(
        model,
        looks_left=False,
        tall=tall,
        turn=turn,
        heart=None,
        detail=(0.0, middle, 1.15 * max(tall, 1.25 * wide)),
        sway=0.0,
        width=_ROOM * wide,
    )


def crown(wish: Wish) -> Cast:
    """A crown with stones in its band, on a cushion of velvet."""
    m, gold = Model(), metal_of(wish, GOLD)
    velvet = next(
        (_VELVETS[one] for one in _VELVETS if f"{one} velvet" in wish.words or f"{one} cushion" in wish.words),
        _VELVETS["red"],
    )
    cloth, cord = Skin(velvet, 0.04, "cloth"), replace(gold, gloss=0.5)
    m.box((0, 0.16, 0), (1.24, 0.02, 1.24), cloth, edge=0.01)
    m.cone((-0.40, 0.13, 0), 0.13, (0.40, 0.13, 0), 0.13, cloth, blend=0.12)
    for x, z in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        m.cone((0.0, 0.15, 0.0), 0.145, (0.50 * x, 0.125, 0.50 * z), 0.085, cloth, blend=0.16)
        m.ball((0.60 * x, 0.10, 0.60 * z), 0.040, cord, group=2)
        for n in range(5):
            angle = 1.256 * n
            m.cone(
                (0.60 * x, 0.09, 0.60 * z),
                0.014,
                (0.62 * x + 0.03 * math.cos(angle), 0.012, 0.62 * z + 0.03 * math.sin(angle)),
                0.012,
                cord,
                group=2,
            )
    base, r = 0.265, 0.36
    m.ring((0, base, 0), r, 0.045, gold, axis=(0, 1, 0), group=4)
    m.ring((0, base + 0.13, 0), r + 0.008, 0.030, gold, axis=(0, 1, 0), group=4)
    for n in range(36):  # the band between its two rims
        a = 2 * math.pi * n / 36
        m.box(
            (1.0 * r * math.cos(a), base + 0.065, r * math.sin(a)),
            (0.075, 0.15, 0.03),
            gold,
            along=(-math.sin(a), 0, math.cos(a)),
            group=4,
        )
    for n in range(8):
        a = 2 * math.pi * (n + 0.25) / 8
        out = np.array([math.cos(a), 0.0, math.sin(a)])
        tall = 0.36 if n % 2 else 0.26
        foot, tip = (
            (r + 0.01) * out + np.array([0, base + 0.13, 0]),
            (r + 0.075) * out + np.array([0, base + 0.15 + tall, 0]),
        )
        across = tuple(out)
        m.cone(foot, 0.095, 0.45 * foot + 0.55 * tip, 0.050, gold, group=5, blend=0.02, flat=3.0, across=across)
        m.cone(0.45 * foot + 0.55 * tip, 0.050, tip, 0.016, gold, group=5, blend=0.02, flat=2.2, across=across)
        m.ball(tip + np.array([0, 0.035, 0]), 0.040, _PEARL if n % 2 else gold, group=6)
        m.ball(
            0.62 * foot + 0.38 * tip + 0.020 * out, 0.038, (_SAPPHIRE, _RUBY)[n % 2], group=7, flat=1.6, across=across
        )
    for n in range(16):
        a = 2 * math.pi * n / 16
        stone = (_RUBY, _PEARL, _EMERALD, _PEARL)[n % 4]
        m.ball(
            ((r + 0.028) * math.cos(a), base + 0.065, (r + 0.028) * math.sin(a)),
            0.040 if n % 2 == 0 else 0.022,
            stone,
            group=7,
        )
    m.cone((0, 0.30, 0), 0.30, (0, 0.44, 0), 0.20, cloth, group=8, blend=0.02)  # the cap within
    return looked_at(m, 1.30, 0.86, heart=0.44)


def heart(wish: Wish) -> Cast:
    """A heart that stands on its point, of glass, gold or stone as the words say, in the colour that is named, lit from within."""
    of_metal = bool({"gold", "golden", "silver", "chrome", "metal", "bronze", "iron"} & wish.words)
    colour = wish.colour or (0.030, 0.020, 0.52)
    lit = bool({"glowing", "neon", "burning", "beating", "glass", "crystal", "shining"} & wish.words)
    skin = (
        metal_of(wish, GOLD)
        if of_metal
        else Skin(tuple(0.7 * one for one in colour), 0.85, "plain", 0.16 if lit else 0.03)
    )
    m = Model()
    for side in (-1, 1):
        m.ball((0.205 * side, 0.735, 0), 0.235, skin, blend=0.05, flat=1.35)
        m.limb(
            [(0.235 * side, 0.70, 0), (0.205 * side, 0.52, 0), (0.115 * side, 0.33, 0), (0.0, 0.12, 0)],
            [0.228, 0.205, 0.135, 0.045], skin, blend=0.07, flat=1.35, bends=3,
        )  # fmt: skip
    m.cone((0, 0.56, 0), 0.17, (0, 0.34, 0), 0.12, skin, blend=0.05, flat=1.3)
    cast = looked_at(m, 0.98, 1.0, turn=(-0.5, 0.5), heart=0.53)
    return replace(cast, sway=0.02)


def mask(wish: Wish) -> Cast:
    """A Venetian mask with gilt lines, plumes and hollow eyes, that leans on its rim."""
    colour = wish.colour or (0.56, 0.60, 0.63)
    face, gold = Skin(colour, 0.40, "plain"), replace(GOLD, gloss=0.6)
    hollow = Skin((0.006, 0.006, 0.007), 0.05, "plain")
    plume = Skin(
        (0.05, 0.02, 0.24) if wish.colour is None else tuple(0.6 * one for one in wish.colour),
        0.1,
        "feathers",
        pile=1.2,
    )
    m = Model()
    m.cone((0, 0.62, 0.02), 0.25, (0, 0.40, 0.02), 0.215, face, blend=0.05, flat=1.6)
    m.cone((0, 0.36, -0.02), 0.17, (0, 0.20, -0.03), 0.105, face, blend=0.06, flat=1.4)
    m.cone((0, 0.56, -0.13), 0.035, (0, 0.42, -0.215), 0.055, face, blend=0.035)  # the nose
    m.limb(
        [(-0.075, 0.285, -0.165), (0, 0.30, -0.185), (0.075, 0.285, -0.165)],
        [0.018, 0.028, 0.018],
        Skin((0.03, 0.02, 0.30), 0.4, "plain"),
        group=4,
        blend=0.02,
    )
    m.limb(
        [(-0.055, 0.262, -0.160), (0, 0.255, -0.180), (0.055, 0.262, -0.160)],
        [0.014, 0.024, 0.014],
        Skin((0.03, 0.02, 0.30), 0.4, "plain"),
        group=4,
        blend=0.02,
    )
    for side in (-1, 1):
        m.cone((0.10 * side, 0.60, -0.14), 0.045, (0.04 * side, 0.585, -0.155), 0.03, face, blend=0.03)
        m.limb(
            [(0.055 * side, 0.535, -0.150), (0.110 * side, 0.548, -0.146), (0.172 * side, 0.545, -0.105)],
            [0.020, 0.036, 0.012],
            hollow,
            group=2,
            blend=0.01,
            bends=2,
        )
        m.ball((0.13 * side, 0.42, -0.105), 0.075, face, blend=0.05)  # the cheek
        brow = [(0.035 * side, 0.595, -0.165), (0.11 * side, 0.635, -0.150), (0.20 * side, 0.605, -0.085)]
        m.limb(brow, [0.011, 0.013, 0.006], gold, group=3, bends=3)
        curl = [
            (0.20 * side, 0.50, -0.095),
            (0.175 * side, 0.40, -0.125),
            (0.10 * side, 0.375, -0.168),
            (0.09 * side, 0.43, -0.170),
        ]
        m.limb(curl, [0.010, 0.011, 0.010, 0.006], gold, group=3, bends=3)
        rim = [
            (0.0, 0.875, -0.02),
            (0.16 * side, 0.84, 0.0),
            (0.265 * side, 0.66, 0.02),
            (0.235 * side, 0.42, 0.02),
            (0.13 * side, 0.20, -0.01),
            (0.0, 0.095, -0.05),
        ]
        m.limb(rim, [0.020] * 6, gold, group=5, bends=3)
        m.limb(
            [
                (0.25 * side, 0.55, 0.03),
                (0.36 * side, 0.30, 0.0),
                (0.30 * side, 0.05, -0.05),
                (0.45 * side, 0.012, -0.12),
            ],
            [0.014] * 4,
            Skin((0.03, 0.02, 0.26), 0.2, "cloth"),
            group=9,
            bends=3,
        )
        for n in range(3):
            lean = 0.20 + 0.26 * n
            root = np.array([0.05 * side * (n + 1), 0.84 - 0.03 * n, 0.02])
            tip = root + np.array([side * math.sin(lean), math.cos(lean), 0.0]) * (0.46 - 0.06 * n)
            m.limb(
                [root, 0.5 * (root + tip) + np.array([0.03 * side, 0.02, 0]), tip],
                [0.025, 0.055, 0.018],
                plume,
                group=6,
                blend=0.01,
                flat=2.2,
                bends=2,
            )
    m.ball((0, 0.80, -0.11), 0.036, _RUBY, group=7)
    m.ring((0, 0.80, -0.10), 0.044, 0.010, gold, group=8)
    return looked_at(m, 0.95, 1.28, turn=(-0.35, 0.35), heart=0.56)


def sword(wish: Wish) -> Cast:
    """A sword that stands upright in a stone."""
    m = Model()
    steel = metal_of(wish, SILVER)
    for x, y, z, r in (
        (0, 0.10, 0, 0.36),
        (-0.26, 0.05, 0.08, 0.24),
        (0.27, 0.06, -0.02, 0.26),
        (0.05, 0.26, 0.03, 0.20),
    ):
        m.ball((x, y, z), r, STONE, blend=0.05, flat=1.1)
    m.cone((0, 0.25, 0), 0.052, (0, 1.26, 0), 0.060, steel, group=2, flat=3.4)
    m.cone(
        (0, 0.25, -0.012),
        0.012,
        (0, 1.22, -0.012),
        0.014,
        replace(steel, colour=tuple(0.4 * one for one in steel.colour)),
        group=3,
    )
    m.limb(
        [(-0.27, 1.31, 0), (-0.12, 1.275, 0), (0, 1.27, 0), (0.12, 1.275, 0), (0.27, 1.31, 0)],
        [0.030, 0.026, 0.034, 0.026, 0.030],
        GOLD,
        group=4,
        blend=0.01,
        bends=2,
    )
    m.cone((0, 1.29, 0), 0.030, (0, 1.52, 0), 0.027, Skin((0.018, 0.030, 0.060), 0.2, "cloth"), group=5)
    for n in range(7):
        m.ring((0, 1.315 + 0.03 * n, 0), 0.030, 0.006, IRON, axis=(0.15, 1, 0), group=6)
    m.ball((0, 1.575, 0), 0.055, GOLD, group=7)
    m.ball((0, 1.575, -0.045), 0.026, _RUBY, group=8)
    return looked_at(m, 1.05, 1.65, heart=0.95)
