"""Peacocks: with the train spread to a wheel, or trailing; metres, looking to the right."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

_TRAILS = {*"walking walks walk perched sitting sits branch resting flying".split()}
_GOLD = Skin((0.03, 0.30, 0.42), 0.25, "feathers", pile=0.25)
_BRONZE = Skin((0.03, 0.13, 0.20), 0.25, "plain")
_TURQUOISE, _NIGHT = Skin((0.42, 0.34, 0.02), 0.35, "plain", 0.05), Skin((0.20, 0.03, 0.04), 0.4, "plain")
_HORN, _EYE = Skin((0.22, 0.25, 0.27), 0.3, "plain"), Skin((0.008, 0.008, 0.009), 0.8, "plain")
_ROWS = ((0.50, 13), (0.74, 17), (0.98, 21), (1.20, 25))  # how long the plumes of a row are, and how many
_WHEEL = 1.75  # radians from the middle of the wheel to its end


def peacock(wish: Wish) -> Cast:
    """A peacock: its train is a wheel of eyes, but where it walks or sits."""
    blue = wish.colour or (0.44, 0.10, 0.015)
    white = min(blue) > 0.4
    plume = Skin(blue, 0.30, "feathers", pile=0.3)
    green = Skin(blue if white else (0.07, 0.24, 0.03), 0.25, "feathers", pile=0.5)
    wing = Skin(blue if white else (0.10, 0.18, 0.24), 0.12, "barred", second=blue if white else (0.30, 0.40, 0.46))
    trails = (
        bool(_TRAILS & wish.words) and not {"spreading", "spread", "fan", "wheel", "displaying", "display"} & wish.words
    )
    m = Model()
    m.limb([(-0.22, 0.50, 0), (0.0, 0.54, 0), (0.17, 0.60, 0)], [0.08, 0.150, 0.110], green, blend=0.05, bends=2)
    m.limb(
        [(0.17, 0.60, 0), (0.275, 0.72, 0), (0.265, 0.88, 0), (0.285, 0.985, 0)],
        [0.105, 0.070, 0.046, 0.046],
        plume,
        blend=0.04,
        bends=4,
    )
    head = np.array([0.300, 1.010, 0.0])
    m.ball(head, 0.054, plume, blend=0.02)
    m.limb([head + np.array([0.045, -0.004, 0]), head + np.array([0.095, -0.018, 0]), head + np.array([0.108, -0.036, 0])],
           [0.020, 0.013, 0.003], _HORN, group=3)  # fmt: skip
    for side in (-1, 1):
        pale = Skin((0.62, 0.65, 0.66), 0.05, "plain")
        m.limb(
            [head + np.array([0.040, 0.024, 0.030 * side]), head + np.array([0.002, 0.026, 0.047 * side])],
            [0.007, 0.006],
            pale,
            group=4,
        )
        m.limb(
            [head + np.array([0.038, -0.012, 0.036 * side]), head + np.array([0.000, -0.018, 0.048 * side])],
            [0.008, 0.006],
            pale,
            group=4,
        )
        m.ball(head + np.array([0.022, 0.006, 0.043 * side]), 0.0105, _EYE, group=5)
        m.limb([(0.13, 0.60, 0.10 * side), (-0.08, 0.57, 0.135 * side), (-0.28, 0.47, 0.07 * side)], [0.06, 0.095, 0.03], wing, group=6,
               blend=0.04, flat=1.8, across=(0.1, 0.3, side), bends=3)  # fmt: skip
        x, z = 0.05 - 0.12 * (side > 0), 0.055 * side
        m.limb([(0.0, 0.45, z), (x - 0.02, 0.28, z)], [0.070, 0.026], green, group=7, blend=0.03)
        m.limb([(x - 0.02, 0.29, z), (x - 0.03, 0.16, z), (x, 0.015, z)], [0.018, 0.015, 0.014], _HORN, group=8)
        for toe in (-1, 0, 1):
            m.limb([(x, 0.015, z), (x + 0.075, 0.010, z + 0.035 * toe)], [0.011, 0.006], _HORN, group=8)
    for n in range(7):  # the crown
        turn = 0.32 * (n - 3) / 3
        tip = head + np.array([-0.035 + 0.10 * math.sin(turn), 0.150 - 0.03 * abs(turn), 0.05 * (n - 3) / 3])
        m.limb([head + np.array([-0.015, 0.045, 0]), tip], [0.0030, 0.0025], plume, group=9)
        m.ball(tip, 0.0115, plume if not white else green, group=10)
    if trails:
        _train(m, green, white)
        return Cast(
            m,
            looks_left=False,
            tall=1.16,
            turn=(-0.25, 0.25),
            heart=(0.72, 1.0),
            detail=(0.27, 0.92, 0.62),
            sway=0.006,
            width=2.4,
        )
    _wheel(m, green, white)
    return Cast(
        m,
        looks_left=False,
        tall=1.72,
        turn=(0.65, 0.95),
        heart=(0.98, 1.55),
        detail=(0.26, 0.92, 0.80),
        sway=0.006,
        width=1.9,
    )


def _eye(m: Model, at: np.ndarray, out: np.ndarray, across: np.ndarray, size: float, white: bool, group: int) -> None:
    """Add the eye of a plume: gold about bronze about turquoise, and a heart of night blue, each before the last."""
    pale = Skin((0.55, 0.58, 0.60), 0.1, "feathers", pile=0.2)
    skins = 4 * (pale,) if white else (_GOLD, _BRONZE, _TURQUOISE, _NIGHT)
    for n, (skin, wide, along) in enumerate(zip(skins, (1.0, 0.72, 0.54, 0.30), (0.0, 0.06, 0.0, -0.16), strict=True)):
        place = at + along * size * out + 0.016 * n * across
        m.cone(place - 0.25 * wide * size * out, wide * size, place + 0.25 * wide * size * out, 0.9 * wide * size, skin, group=group + n,
               flat=6.0, across=across)  # fmt: skip


def _wheel(m: Model, green: Skin, white: bool) -> None:
    """Add the train as a wheel behind the bird, which opens to where it looks."""
    root, across = np.array([-0.16, 0.52, 0.0]), np.array([1.0, -0.12, 0.0])
    for row, (long_, number) in enumerate(reversed(_ROWS)):  # the longest are behind
        behind = 0.035 * (len(_ROWS) - 1 - row)
        for n in range(number):
            turn = _WHEEL * (2 * n / (number - 1) - 1)
            out = np.array([0.0, math.cos(turn), math.sin(turn)])
            tip = root + long_ * out + np.array([-0.10 * math.cos(turn) - 0.10 + 0.10 * row - behind, 0.0, 0.0])
            if tip[1] < 0.10:
                continue
            m.cone(root, 0.018, tip - 0.05 * out, 0.034, green, group=20 + 6 * row + n % 2, flat=4.0, across=across)
            _eye(m, tip, out, across, 0.060 if row < 3 else 0.050, white, 22 + 6 * row)


def _train(m: Model, green: Skin, white: bool) -> None:
    """Add the train as it trails behind the bird."""
    for n in range(22):
        side, far = (n % 5 - 2) / 2, 0.55 + 1.15 * (n + 1) / 22
        tip = np.array([-0.25 - far, 0.50 - 0.36 * min(far / 1.2, 1.0) - 0.02 * abs(side), 0.17 * side * far])
        bend = np.array([-0.25 - 0.45 * far, 0.50 - 0.10 * far, 0.10 * side * far])
        m.limb([(-0.14, 0.53, 0.04 * side), bend, tip], [0.060, 0.058, 0.030], green, group=20 + n % 2, blend=0.02, flat=1.8,
               across=(0.2, 1, 0.2), bends=2)  # fmt: skip
        if n % 2:
            out = tip - bend
            _eye(
                m,
                tip + np.array([0, 0.025, -0.02]),
                out / np.linalg.norm(out),
                np.array([0.25, 0.6, -0.75]),
                0.050,
                white,
                22,
            )
