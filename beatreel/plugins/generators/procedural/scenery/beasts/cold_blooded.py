"""Frogs, lizards and crocodiles; metres, looking to the right."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import together

_PUPIL = Skin((0.006, 0.006, 0.007), 0.8, "plain")
_SPARK = Skin((0.85, 0.86, 0.88), 0.2, "plain", 0.5)
_STONE = Skin((0.13, 0.155, 0.175), 0.05, "stone", second=(0.22, 0.25, 0.27))
_TAIL = 0.55  # metres by which a crocodile is set forward: its tail is longer than the rest
_IN_WATER = {*"swimming swims swim water river lake pond swamp lurking surface lagoon".split()}


def frog(wish: Wish) -> Cast:
    """A frog that sits, on the leaf of a water lily where one is named or there is water; four times as large as life."""
    toad = bool({"toad", "toads"} & wish.words)
    back = wish.colour or ((0.045, 0.095, 0.14) if toad else (0.022, 0.26, 0.085))
    skin = Skin(back, 0.30, "hide", second=tuple(0.45 * one for one in back))
    pale = Skin((0.22, 0.46, 0.44), 0.4, "hide", second=(0.22, 0.46, 0.44))
    gold = Skin((0.02, 0.30, 0.62), 0.5, "plain", 0.12)
    if {"red-eyed", "red eyes"} & wish.words:
        gold = Skin((0.02, 0.03, 0.62), 0.5, "plain", 0.12)
    m = Model()
    m.limb([(-0.17, 0.10, 0), (-0.02, 0.165, 0), (0.12, 0.225, 0)], [0.085, 0.120, 0.098], skin, blend=0.05, bends=2)
    m.cone((0.02, 0.115, 0), 0.095, (0.15, 0.180, 0), 0.082, pale, blend=0.03)
    m.limb([(0.12, 0.225, 0), (0.225, 0.235, 0)], [0.098, 0.060], skin, blend=0.04, flat=1.25, across=(0, 1, 0))
    m.limb([(0.14, 0.185, 0), (0.235, 0.205, 0)], [0.080, 0.050], pale, blend=0.02, flat=1.2, across=(0, 1, 0))
    for side in (-1, 1):
        z = 0.072 * side
        eye = np.array([0.142, 0.300, 0.86 * z])
        m.ball(eye, 0.044, skin, blend=0.02)
        m.ball(eye + np.array([0.012, 0.006, 0.26 * z]), 0.037, gold, group=2)
        m.limb(
            [eye + np.array([t, 0.006, 0.70 * z - (t - 0.014) * np.sign(z) * 0.5]) for t in (-0.002, 0.014, 0.030)],
            [0.009, 0.013, 0.009],
            _PUPIL,
            group=3,
        )
        m.ball(eye + np.array([0.022, 0.022, 0.76 * z]), 0.0062, _SPARK, group=4)
        m.limb(
            [
                eye + np.array([-0.034, 0.018, 0.34 * z]),
                eye + np.array([0.004, 0.040, 0.40 * z]),
                eye + np.array([0.042, 0.020, 0.30 * z]),
            ],
            [0.012, 0.013, 0.011],
            skin,
            blend=0.01,
            bends=2,
        )
        m.limb(
            [(0.282, 0.222, 0.3 * z), (0.235, 0.208, 1.02 * z), (0.150, 0.208, 1.36 * z)],
            [0.005, 0.006, 0.004],
            _PUPIL,
            group=5,
            bends=3,
        )
        m.ball((0.278, 0.248, 0.32 * z), 0.0055, _PUPIL, group=5)
        m.limb(
            [(0.085, 0.15, 1.15 * z), (0.085, 0.075, 1.75 * z), (0.135, 0.018, 1.55 * z)],
            [0.042, 0.031, 0.020],
            skin,
            blend=0.02,
        )
        thigh, knee, heel = (-0.15, 0.085, 1.0 * z), (0.035, 0.135, 2.05 * z), (-0.165, 0.030, 2.0 * z)
        m.limb([thigh, knee], [0.072, 0.044], skin, group=1, blend=0.03)
        m.limb([knee, heel, (0.015, 0.018, 2.35 * z)], [0.042, 0.028, 0.019], skin, group=1, blend=0.02)
        for foot, number, long_ in (((0.135, 0.016, 1.55 * z), 4, 0.055), ((0.015, 0.016, 2.35 * z), 4, 0.085)):
            for toe in range(number):
                turn = 0.42 * (toe - 1.5)
                end = np.array(foot) + long_ * np.array([math.cos(turn), -0.06, math.sin(turn)])
                m.limb([foot, end], [0.010, 0.007], skin, group=6)
                m.ball(end, 0.0115, skin, group=6, blend=0.004)
    if toad:  # its warts
        rng = np.random.default_rng(7)
        for _ in range(46):
            t, turn = float(rng.random()), float(rng.uniform(-1.3, 1.3))
            x, y, r = -0.15 + 0.27 * t, 0.11 + 0.125 * t, 0.098 + 0.016 * t
            m.ball((x, y + r * np.cos(turn), r * np.sin(turn)), float(rng.uniform(0.005, 0.013)), skin, blend=0.008)
    on_stone = bool({"stone", "stones", "rock", "rocks", "boulder"} & wish.words)
    high = 0.20 if on_stone else 0.0
    floats = bool(
        {"lily", "lilypad", "lotus", "pond", "lake", "water", "swamp"}
        & {w for said in wish.words for w in said.split()}
    )
    if on_stone:
        floats, raised = False, Model()
        raised.add(m, at=(0.0, high, 0.0))
        dome = [(-0.38, -0.22, 0.05), (0.02, -0.15, 0.0), (0.30, -0.22, 0.0)]
        raised.limb(dome, [0.30, 0.36, 0.30], _STONE, group=50, blend=0.05, flat=0.8)
        m = raised
    if floats:
        leaf = Skin((0.03, 0.17, 0.055), 0.35, "hide", second=(0.03, 0.10, 0.03))
        raised = Model()
        raised.add(m, at=(0.0, 0.035, 0.0))
        raised.cone((0.02, 0.012, 0), 0.44, (0.03, 0.012, 0), 0.44, leaf, group=40, flat=22.0, across=(0, 1, -0.28))
        for n in range(9):
            turn = 2 * math.pi * n / 9 + 0.2
            raised.limb([(0.02, 0.030, 0), (0.02 + 0.38 * math.cos(turn), 0.030, 0.38 * math.sin(turn))], [0.006, 0.002],
                        Skin((0.07, 0.30, 0.12), 0.2, "plain"), group=41)  # fmt: skip
        m = raised
    cast = Cast(
        m,
        looks_left=False,
        tall=0.37 + high,
        turn=(0.15, 0.60),
        heart=(0.20 + high, 0.62 + high),
        detail=(0.14, 0.24 + high, 0.42),
        sway=0.0,
        afloat=floats,
        wades=True,
        width=0.95 if floats else 0.75,
        share=1.25,
    )
    return together(cast, wish, "frogs")  # fmt: skip


def lizard(wish: Wish) -> Cast:
    """A lizard on a stone, its head raised; a gecko, an iguana with its crest or a chameleon by their names. Thrice as large as life."""
    back = wish.colour or ((0.02, 0.30, 0.10) if {"iguana", "chameleon", "gecko"} & wish.words else (0.06, 0.16, 0.20))
    skin = Skin(back, 0.25, "scales", second=tuple(0.35 * one for one in back))
    pale = Skin(tuple(min(1.5 * one + 0.06, 0.7) for one in back), 0.2, "hide", second=back)
    m = Model()
    m.limb([(-0.38, 0.10, 0.02), (-0.16, 0.145, -0.02), (0.06, 0.165, 0.02), (0.22, 0.215, 0.0)], [0.072, 0.096, 0.092, 0.062], skin,
           blend=0.04, bends=3)  # fmt: skip
    m.cone((0.20, 0.165, 0), 0.055, (-0.10, 0.10, 0), 0.080, pale, blend=0.03)
    m.limb([(-0.38, 0.10, 0.02), (-0.62, 0.070, 0.10), (-0.88, 0.045, 0.06), (-1.12, 0.040, -0.08), (-1.30, 0.035, -0.05)],
           [0.070, 0.048, 0.032, 0.018, 0.005], skin, blend=0.03, bends=4)  # fmt: skip
    head = np.array([0.31, 0.285, 0.0])
    m.limb([(0.20, 0.205, 0), head], [0.066, 0.064], skin, blend=0.04)
    m.cone(head, 0.066, head + np.array([0.165, -0.018, 0]), 0.028, skin, blend=0.03, flat=1.1, across=(0, 1, 0))
    m.cone(
        head + np.array([0.0, -0.030, 0]),
        0.050,
        head + np.array([0.150, -0.040, 0]),
        0.022,
        pale,
        blend=0.02,
        flat=1.1,
        across=(0, 1, 0),
    )
    for side in (-1, 1):
        eye = head + np.array([0.055, 0.028, 0.052 * side])
        m.ball(eye, 0.025, skin, blend=0.01)
        m.ball(
            eye + np.array([0.003, 0.002, 0.010 * side]), 0.0195, Skin((0.02, 0.30, 0.55), 0.6, "plain", 0.08), group=2
        )
        m.ball(eye + np.array([0.006, 0.002, 0.021 * side]), 0.0105, _PUPIL, group=3)
        m.ball(eye + np.array([0.012, 0.010, 0.026 * side]), 0.0042, _SPARK, group=4)
        m.limb(
            [
                head + np.array([0.190, -0.022, 0.012 * side]),
                head + np.array([0.10, -0.026, 0.044 * side]),
                head + np.array([0.00, -0.020, 0.060 * side]),
            ],
            [0.0035] * 3,
            _PUPIL,
            group=5,
            bends=3,
        )
        for x, y, ahead in ((0.14, 0.15, 0.10 * side), (-0.30, 0.11, -0.08 * side)):
            z = 0.075 * side
            foot = np.array([x + ahead + 0.05, 0.016, 3.0 * z])
            m.limb(
                [(x, y, z), (x - 0.02 + 0.5 * ahead, y + 0.015, 2.2 * z), foot],
                [0.042, 0.030, 0.021],
                skin,
                group=1,
                blend=0.02,
            )
            for toe in range(5):
                turn = 0.38 * (toe - 2)
                m.limb(
                    [foot, foot + 0.075 * np.array([math.cos(turn), -0.08, math.sin(turn)])],
                    [0.011, 0.004],
                    skin,
                    group=1,
                )
    if {"iguana", "chameleon", "dragon"} & wish.words:
        for n in range(26):
            x = 0.28 - 0.034 * n
            y = (
                0.33 - 0.055 * abs(0.28 - x) ** 0.5 - 0.16 * max(0.28 - x, 0)
                if x > -0.38
                else 0.15 - 0.13 * (-0.38 - x)
            )
            m.cone((x, y - 0.03, 0), 0.014, (x - 0.02, y + 0.045 - 0.0012 * n, 0), 0.003, pale, group=6)
    high = 0.0
    if {"rock", "rocks", "stone", "stones", "boulder", "wall", "desert"} & wish.words:
        high, raised = 0.26, Model()
        raised.add(m, at=(0.0, high, 0.0))
        dome = [(-1.25, -0.36, 0.1), (-0.55, -0.11, 0.06), (0.15, -0.13, 0.02), (0.62, -0.30, 0.0)]
        raised.limb(dome, [0.30, 0.40, 0.39, 0.32], _STONE, group=50, blend=0.05, flat=0.8)
        for x, y, r in ((0.78, -0.03, 0.15), (-1.28, -0.02, 0.20), (-0.95, 0.0, 0.10)):
            raised.ball((x, y, -0.12), r, _STONE, group=51, flat=0.85)
        m = raised
    return Cast(
        m,
        looks_left=False,
        tall=0.38 + high,
        turn=(-0.10, 0.40),
        heart=(0.16 + high, 1.2),
        detail=(0.36, 0.24 + high, 0.50),
        sway=0.0,
        width=1.6,
        share=1.3,
    )


def crocodile(wish: Wish) -> Cast:
    """A crocodile: back, eyes and nostrils over the water, or on its legs ashore."""
    words = {word for said in wish.words for word in said.split()}
    swims = bool(_IN_WATER & words) and not {"walking", "bank", "shore", "beach", "sand", "basking", "walks"} & words
    back = wish.colour or (0.045, 0.085, 0.080)
    skin = Skin(back, 0.30, "scales", second=tuple(0.30 * one for one in back))
    pale = Skin((0.20, 0.30, 0.33), 0.2, "hide", second=(0.12, 0.20, 0.22))
    tooth = Skin((0.52, 0.60, 0.62), 0.3, "plain")
    m = Model()
    m.limb(
        [(-0.95, 0.30, 0), (-0.35, 0.34, 0.03), (0.25, 0.34, 0), (0.62, 0.34, 0)],
        [0.19, 0.265, 0.250, 0.175],
        skin,
        blend=0.10,
        bends=3,
    )
    m.cone((0.55, 0.25, 0), 0.16, (-0.7, 0.20, 0), 0.18, pale, blend=0.06)
    m.limb(
        [(-0.95, 0.30, 0), (-1.5, 0.24, 0.10), (-2.1, 0.16, 0.02), (-2.6, 0.10, -0.16), (-2.95, 0.07, -0.10)],
        [0.18, 0.145, 0.10, 0.06, 0.015],
        skin,
        blend=0.06,
        bends=4,
    )
    m.cone((0.62, 0.35, 0), 0.165, (0.98, 0.36, 0), 0.145, skin, blend=0.06)
    m.limb(
        [(0.98, 0.37, 0), (1.28, 0.355, 0), (1.62, 0.325, 0), (1.74, 0.335, 0)],
        [0.140, 0.095, 0.068, 0.072],
        skin,
        blend=0.05,
        flat=1.35,
        across=(0, 1, 0),
        bends=2,
    )
    m.limb(
        [(0.95, 0.28, 0), (1.30, 0.255, 0), (1.70, 0.250, 0)],
        [0.115, 0.078, 0.052],
        pale,
        group=1,
        blend=0.03,
        flat=1.5,
        across=(0, 1, 0),
    )
    for side in (-1, 1):
        eye = np.array([1.06, 0.475, 0.095 * side])
        m.ball(eye, 0.058, skin, blend=0.04)
        m.ball(
            eye + np.array([0.010, 0.006, 0.024 * side]), 0.040, Skin((0.03, 0.34, 0.50), 0.5, "plain", 0.15), group=2
        )
        m.limb(
            [eye + np.array([0.020, 0.028, 0.058 * side]), eye + np.array([0.022, -0.018, 0.060 * side])],
            [0.009, 0.009],
            _PUPIL,
            group=3,
        )
        m.ball(eye + np.array([0.030, 0.020, 0.064 * side]), 0.0075, _SPARK, group=4)
        m.limb(
            [
                eye + np.array([-0.06, 0.030, 0.020 * side]),
                eye + np.array([0.0, 0.052, 0.030 * side]),
                eye + np.array([0.06, 0.030, 0.022 * side]),
            ],
            [0.018, 0.020, 0.016],
            skin,
            blend=0.015,
            bends=2,
        )
        m.ball((1.735, 0.400, 0.035 * side), 0.030, skin, blend=0.02)
        m.ball((1.755, 0.420, 0.038 * side), 0.011, _PUPIL, group=3)
        for n in range(12):
            x = 1.08 + 0.055 * n
            z = (0.135 - 0.075 * min((x - 1.0) / 0.6, 1.0)) * side
            m.cone((x, 0.305, z), 0.012, (x + 0.004, 0.255, 1.04 * z), 0.003, tooth, group=5)
        for n in range(26):  # two rows of keels down the back and the tail
            x = 0.55 - 0.13 * n
            along = min(max((-0.9 - x) / 2.0, 0.0), 1.0)
            y = (0.60 - 0.04 * (x - 0.0) ** 2 if x > -0.9 else 0.50) - 0.36 * along
            z = 0.075 * (1 - along) * side
            m.cone((x, y - 0.05, z), 0.042, (x - 0.035, y + 0.004, z), 0.010, skin, group=6, blend=0.01)
        for x, ahead in ((0.42, 0.16 * side), (-0.72, -0.14 * side)):
            z = 0.21 * side
            foot = np.array([x + ahead + 0.10, 0.035, 2.0 * z])
            m.limb(
                [(x, 0.30, z), (x - 0.06 + 0.5 * ahead, 0.21, 1.8 * z), foot],
                [0.12, 0.085, 0.055],
                skin,
                group=7,
                blend=0.04,
            )
            for toe in range(4):
                turn = 0.40 * (toe - 1.5)
                m.limb(
                    [foot, foot + 0.14 * np.array([math.cos(turn), -0.10, math.sin(turn)])],
                    [0.030, 0.010],
                    skin,
                    group=7,
                )
    low = 0.20 if swims else 0.0
    middle = Model()
    middle.add(m, at=(_TAIL, -low, 0.0))
    m = middle
    return Cast(
        m,
        looks_left=False,
        tall=0.56 - low,
        turn=(0.05, 0.50),
        heart=(0.32 - low, 1.75),
        detail=(1.30 + _TAIL, 0.36 - low, 1.10),
        sway=0.0,
        wades=True,
        afloat=swims,
        seeks_water=swims,
        width=3.0,
        share=2.0 if swims else 1.2,
    )
