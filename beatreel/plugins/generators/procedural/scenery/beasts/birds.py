"""Birds that sit, swim, wade or soar; metres."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .perches import branch
from .soaring import ALOFT, FLYERS, dyed, in_flight, spread_wing
from .spread import from_before, on_what

_HORN = Skin((0.05, 0.055, 0.06), 0.4, "plain")
_DARK_EYE = Skin((0.008, 0.008, 0.009), 0.7, "plain")


def raven(wish: Wish) -> Cast:
    """A raven on a branch, or crows in the air where the words say so; about twice as large as life."""
    perch = on_what(wish, "branch")
    if perch:
        return from_before(dyed(FLYERS["raven"], wish), wish, perch)
    if ALOFT & wish.words:
        return in_flight(wish, "raven", 7 if {"ravens", "crows"} & wish.words else 1)
    m = Model()
    plume = Skin(wish.colour or (0.016, 0.013, 0.013), 0.42, "feathers", pile=0.4)
    m.limb([(-0.16, 0.34, 0), (0.06, 0.46, 0), (0.19, 0.58, 0)], [0.13, 0.155, 0.105], plume, blend=0.05)
    m.ball((0.25, 0.70, 0), 0.098, plume, blend=0.05)
    m.cone((0.20, 0.62, -0.02), 0.07, (0.25, 0.55, -0.02), 0.055, plume, blend=0.03)
    m.cone((0.32, 0.705, 0), 0.040, (0.475, 0.675, 0), 0.010, _HORN, group=1, flat=1.25)
    m.cone((0.32, 0.685, 0), 0.030, (0.445, 0.665, 0), 0.008, _HORN, group=1)
    for side in (-1, 1):
        m.limb(
            [(0.10, 0.50, 0.11 * side), (-0.14, 0.36, 0.13 * side), (-0.46, 0.16, 0.06 * side)],
            [0.085, 0.085, 0.02],
            plume,
            group=2,
            blend=0.03,
            flat=1.9,
            across=(0.1, 0.2, side),
        )
        m.ball((0.295, 0.722, 0.078 * side), 0.013, Skin((0.20, 0.20, 0.20), 0.9, "plain"), group=3)
        m.limb(
            [(0.0, 0.33, 0.05 * side), (0.02, 0.20, 0.05 * side), (0.0, 0.10, 0.05 * side)],
            [0.04, 0.016, 0.013],
            plume if side < 0 else _HORN,
            group=4,
        )
        for toe in (-1, 0, 1):
            m.limb([(0.0, 0.10, 0.05 * side), (0.06, 0.065, 0.05 * side + 0.02 * toe)], [0.013, 0.008], _HORN, group=4)
    for n in range(4):
        m.limb(
            [(-0.25, 0.28, 0.02 * (n - 1.5)), (-0.66 - 0.02 * n, 0.06, 0.03 * (n - 1.5))],
            [0.05, 0.022],
            plume,
            group=5,
            blend=0.01,
            flat=1.8,
            across=(0.3, 1, 0),
        )
    branch(m, 0.09)
    return Cast(
        m,
        looks_left=False,
        tall=0.85,
        turn=(-0.25, 0.35),
        heart=(0.45, 1.2),
        detail=(0.18, 0.62, 0.62),
        sway=0.008,
        perched=True,
        width=1.3,
    )


def eagle(wish: Wish) -> Cast:
    """An eagle that soars, or several, or one that spreads its wings on what is named; about twice as large as life."""
    brown = bool({"gold eagle", "golden eagle", "falcon", "falcons", "hawk", "hawks"} & wish.words)
    wish, kind = replace(wish, colour=None if brown else wish.colour), "golden_eagle" if brown else "eagle"
    if perch := on_what(wish, None):
        return from_before(dyed(FLYERS[kind], wish), wish, perch)
    return in_flight(
        wish,
        kind,
        3 if {"eagles", "falcons", "hawks"} & wish.words else 1,
    )


def vulture(wish: Wish) -> Cast:
    """Vultures that circle; one where one is named."""
    return in_flight(wish, "vulture", 1 if {"vulture", "condor", "buzzard"} & wish.words else 6)


def phoenix(wish: Wish) -> Cast:
    """A phoenix that rises, its quills alight, with the long plumes of its tail behind it."""
    m = Model()
    breast, ember = (
        Skin((0.012, 0.10, 0.72), 0.1, "feathers", 0.55, pile=0.6),
        Skin((0.008, 0.045, 0.55), 0.1, "feathers", 0.35, pile=0.6),
    )
    flame, white = (
        Skin((0.03, 0.34, 1.0), 0.1, "feathers", 1.0, pile=0.8),
        Skin((0.16, 0.62, 1.0), 0.1, "feathers", 1.3, pile=0.5),
    )
    m.limb([(-0.40, -0.10, 0), (0.05, 0.02, 0), (0.34, 0.17, 0)], [0.10, 0.165, 0.10], breast, blend=0.05)
    m.limb([(0.34, 0.17, 0), (0.48, 0.32, 0), (0.56, 0.38, 0)], [0.095, 0.070, 0.078], breast, blend=0.05, bends=2)
    m.limb(
        [(0.63, 0.39, 0), (0.73, 0.365, 0), (0.76, 0.315, 0)],
        [0.040, 0.028, 0.008],
        Skin((0.03, 0.30, 0.62), 0.4, "plain"),
        group=8,
    )
    for n in range(4):  # its crest
        m.limb(
            [(0.53, 0.44, 0), (0.44 - 0.05 * n, 0.56 + 0.02 * n, 0.0), (0.34 - 0.08 * n, 0.60 - 0.02 * n, 0.01 * n)],
            [0.020, 0.022, 0.006],
            flame,
            group=9,
            bends=2,
        )
    for side in (-1, 1):
        m.ball((0.585, 0.405, 0.062 * side), 0.020, white, group=7)
        m.ball((0.590, 0.405, 0.076 * side), 0.010, _DARK_EYE, group=12)
        spread_wing(m, np.array([0.14, 0.12, 0.10 * side]), side, 1.35, 0.62, ember, flame)
        m.limb([(-0.14, -0.18, 0.07 * side), (-0.30, -0.30, 0.07 * side)], [0.05, 0.022], ember, group=10)
    for n in range(9):  # plumes that stream behind it, each with its eye
        spread, long_ = 0.16 * (n - 4), 1.35 - 0.10 * abs(n - 4)
        end = (-0.40 - long_, -0.55 - 0.20 * long_ + 0.10 * math.sin(2.1 * n), 1.2 * spread)
        middle = (-0.40 - 0.5 * long_, -0.28 + 0.09 * math.sin(1.7 * n), 0.7 * spread)
        m.limb(
            [(-0.40, -0.10, 0.25 * spread), middle, end],
            [0.050, 0.044, 0.018],
            (ember, flame)[n % 2],
            group=13 + n % 2,
            blend=0.01,
            flat=1.8,
            across=(0.2, 1, 0),
            bends=3,
        )
        m.ball(end, 0.052, white, group=15, flat=1.8, across=(0.2, 1, 0))
    return Cast(
        m,
        looks_left=False,
        tall=1.6,
        turn=(0.55, 1.0),
        near=(0.35, 0.75),
        heart=(0.0, 2.7),
        detail=(0.40, 0.22, 1.25),
        sway=0.03,
        flies=True,
        width=2.9,
    )


def swan(wish: Wish) -> Cast:
    """A swan on the water, its wings a little raised; two that look at each other where the words say so; in the air where they fly."""
    if ALOFT & wish.words:
        return in_flight(wish, "swan", 5 if "swans" in wish.words else 1)
    m = Model()
    white = wish.colour or (0.66, 0.68, 0.69)
    grey = tuple(0.84 * one for one in white)
    plume, down = Skin(grey, 0.06, "barred", second=white), Skin(white, 0.06, "feathers", pile=0.22)
    m.limb([(-0.46, 0.17, 0), (0.0, 0.11, 0), (0.36, 0.15, 0)], [0.10, 0.20, 0.165], plume, blend=0.08, flat=1.05)
    neck = [(0.38, 0.20, 0), (0.525, 0.36, 0), (0.475, 0.58, 0), (0.405, 0.78, 0), (0.44, 0.925, 0), (0.535, 0.965, 0)]
    m.limb(neck, [0.125, 0.068, 0.044, 0.038, 0.038, 0.045], down, blend=0.05, bends=5)
    m.cone((0.545, 0.962, 0), 0.047, (0.600, 0.940, 0), 0.036, down, blend=0.02)
    bill = Skin((0.02, 0.16, 0.62), 0.35, "plain")
    m.limb([(0.610, 0.938, 0), (0.670, 0.905, 0), (0.745, 0.868, 0)], [0.031, 0.024, 0.017], bill, group=1, bends=3)
    m.cone((0.625, 0.958, 0), 0.021, (0.604, 0.952, 0), 0.026, _DARK_EYE, group=2)  # the knob
    for side in (-1, 1):
        m.limb([(0.618, 0.946, 0.026 * side), (0.590, 0.956, 0.036 * side)], [0.010, 0.006], _DARK_EYE, group=2)
        m.ball((0.572, 0.968, 0.040 * side), 0.0095, _DARK_EYE, group=2)
        wing = [
            (0.24, 0.22, 0.17 * side),
            (0.02, 0.36, 0.20 * side),
            (-0.30, 0.40, 0.16 * side),
            (-0.62, 0.33, 0.05 * side),
        ]
        m.limb(
            wing, [0.10, 0.165, 0.150, 0.030], plume, group=3, blend=0.06, flat=1.8, across=(0.1, 0.35, side), bends=4
        )
        for n in range(6):  # quills over the tail
            root = np.array([-0.12 - 0.06 * n, 0.43 - 0.035 * n, (0.17 - 0.008 * n) * side])
            tip = np.array([-0.66 - 0.025 * n, 0.42 - 0.055 * n, (0.09 - 0.012 * n) * side])
            m.limb([root, 0.5 * (root + tip) + np.array([0, 0.03, 0.02 * side]), tip], [0.040, 0.042, 0.012], plume, group=4 + n % 2,
                   blend=0.006, flat=2.2, across=(0.1, 0.5, side), bends=3)  # fmt: skip
    m.limb([(-0.50, 0.20, 0), (-0.76, 0.26, 0)], [0.085, 0.02], plume, blend=0.04)
    is_pair = wish.count >= 2 or bool({"swans", "pair"} & wish.words)
    if is_pair:
        both, other = Model(), m
        if wish.others:  # “a white swan and a black one”
            other = swan(replace(wish, colour=wish.others[0], others=(), count=1, words=frozenset())).model
        both.add(m, at=(-0.76, 0.0, 0.0))
        both.add(other.mirrored(), at=(0.68, 0.0, 0.25), scale=0.96)
        m = both
    return Cast(
        m,
        looks_left=False,
        tall=1.0,
        turn=(-0.35, 0.45),
        heart=(0.60, 3.0) if is_pair else (0.55, 1.25),
        detail=(-0.04, 0.66, 2.0) if is_pair else (0.36, 0.74, 0.72),
        sway=0.012,
        afloat=True,
        width=3.5 if is_pair else 1.5,
        share=0.62,
    )


def flamingos(wish: Wish) -> Cast:
    """Flamingos that stand in shallow water, or fly."""
    if ALOFT & wish.words:
        return in_flight(wish, "flamingos", 1 if "flamingo" in wish.words else 7)
    model = Model()
    plume = Skin(wish.colour or (0.33, 0.24, 0.74), 0.06, "feathers")
    leg, tip = Skin((0.26, 0.20, 0.60), 0.15, "plain"), Skin((0.015, 0.014, 0.016), 0.3, "plain")
    rng = wish.rng
    for n, (x, z) in enumerate(((0.0, 0.0), (-0.85, 0.7), (0.9, 1.1), (-1.45, 1.9), (1.6, 2.4))):
        m, bows = Model(), bool(n % 3 == 1)
        m.limb([(-0.30, 0.90, 0), (0.0, 0.94, 0), (0.16, 0.98, 0)], [0.07, 0.155, 0.11], plume, blend=0.05)
        m.limb(
            [(-0.05, 1.00, -0.10), (-0.42, 0.85, -0.05)],
            [0.10, 0.02],
            plume,
            group=1,
            blend=0.03,
            flat=1.6,
            across=(0.2, 0.3, -1),
        )
        neck = (
            [(0.18, 1.02, 0), (0.40, 1.10, 0), (0.48, 0.85, 0), (0.44, 0.55, 0), (0.52, 0.38, 0), (0.60, 0.36, 0)]
            if bows
            else [(0.18, 1.02, 0), (0.36, 1.14, 0), (0.28, 1.34, 0), (0.22, 1.50, 0), (0.32, 1.62, 0), (0.41, 1.58, 0)]
        )
        m.limb(neck, [0.075, 0.040, 0.032, 0.031, 0.036, 0.044], plume, blend=0.03, bends=3)
        head = np.array(neck[-1])
        m.limb(
            [head + np.array([0.03, -0.01, 0]), head + np.array([0.09, -0.05, 0]), head + np.array([0.10, -0.12, 0])],
            [0.026, 0.024, 0.014],
            leg,
            group=2,
        )
        m.cone(head + np.array([0.10, -0.09, 0]), 0.021, head + np.array([0.095, -0.13, 0]), 0.010, tip, group=3)
        m.ball(head + np.array([0.012, 0.014, -0.038]), 0.008, tip, group=3)
        m.limb([(-0.02, 0.86, -0.03), (0.03, 0.48, -0.03), (0.0, 0.0, -0.03)], [0.030, 0.022, 0.014], leg, group=4)
        if n % 2:
            m.limb([(0.0, 0.86, 0.04), (0.05, 0.46, 0.04), (0.04, 0.0, 0.04)], [0.030, 0.022, 0.014], leg, group=4)
        else:
            m.limb([(0.0, 0.86, 0.04), (0.16, 0.56, 0.04), (-0.08, 0.62, 0.05)], [0.030, 0.022, 0.014], leg, group=4)
        model.add(
            m.mirrored() if rng.random() < 0.4 and n else m,
            at=(x + 0.1 * float(rng.normal()), 0.0, z),
            scale=float(rng.uniform(0.92, 1.05)),
        )
    return Cast(
        model,
        looks_left=False,
        tall=1.6,
        turn=(-0.25, 0.25),
        heart=(1.0, 1.6),
        detail=(0.38, 1.42, 0.80),
        sway=0.0,
        wades=True,
        seeks_water=True,
    )
