"""An owl in its feathers, on a branch, or with its wings spread on whatever is named; metres."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import iris_of
from .perches import branch
from .soaring import ALOFT, in_flight
from .spread import Plumage, add_feet, cast_on, lay_feathers, on_what, raise_wings

_HORN = Skin((0.05, 0.055, 0.06), 0.4, "plain")
_DARK_EYE = Skin((0.008, 0.008, 0.009), 0.7, "plain")


def _fold(m: Model, way: int, feathers: tuple[tuple[Skin, ...], Skin, Skin]) -> None:
    """Add a wing that lies at the body: its small feathers, and the quills below them."""
    plumes, quill, cover = feathers
    wing = [(0.145 * way, 0.72, 0.02), (0.185 * way, 0.50, 0.03), (0.13 * way, 0.22, 0.06)]
    across = (way, 0, -0.3)
    m.limb(wing, [0.070, 0.075, 0.03], cover, group=1, blend=0.03, flat=1.7, across=across)
    for row in range(5):  # coverts, each row over the next
        for n in range(4):
            root = np.array([(0.196 - 0.010 * abs(n - 1.5)) * way, 0.71 - 0.060 * row, -0.045 + 0.040 * n])
            tip = root + np.array([0.012 * way, -0.080, 0.006])
            m.limb(
                [root, tip],
                [0.031, 0.016],
                plumes[(row + n) % 4 if row < 4 else 3],
                group=33 + row % 2,
                flat=3.0,
                across=across,
            )
    for n in range(6):  # quills
        root = np.array([0.195 * way, 0.47 - 0.012 * n, -0.035 + 0.026 * n])
        tip = np.array([(0.125 - 0.006 * n) * way, 0.10 - 0.020 * n, 0.015 + 0.020 * n])
        m.limb(
            [root, 0.5 * (root + tip) + np.array([0.018 * way, 0, 0]), tip],
            [0.026, 0.024, 0.010],
            quill if n % 2 else cover,
            group=35 + n % 2,
            flat=2.4,
            across=across,
            bends=2,
        )


def owl(wish: Wish) -> Cast:
    """An owl on a branch, with large eyes, or one that spreads its wings; about twice as large as life."""
    perch = on_what(wish, "branch")
    if ALOFT & wish.words and perch is None:
        return in_flight(wish, "owl", 5 if "owls" in wish.words else 1)
    m = Model()
    pale = bool({"barn", "snowy"} & wish.words)  # neither has ears
    usual = (0.50, 0.54, 0.56) if "snowy" in wish.words else (0.13, 0.27, 0.42) if pale else (0.075, 0.125, 0.190)
    back = wish.colour or usual
    light = tuple(min(1.7 * one + 0.03, 0.66) for one in back)
    dark = tuple((0.66 if not pale else 0.78) * one for one in back)
    down = Skin(back, 0.05, "feathers", pile=0.6)
    plumes = tuple(Skin(one, 0.06, "feathers", pile=0.04) for one in (light, back, light, dark))
    quill, cover = Skin(dark, 0.08, "feathers", pile=0.04), Skin(back, 0.07, "feathers", pile=0.04)
    face = Skin((0.62, 0.66, 0.68) if pale else (0.26, 0.34, 0.41), 0.04, "feathers", pile=0.7)
    eye = iris_of(wish, Skin((0.015, 0.20, 0.50), 0.6, "plain", 0.12))
    m.cone((0, 0.62, 0), 0.170, (0, 0.24, 0.03), 0.105, down, blend=0.05, flat=1.1)
    m.ball((0, 0.86, -0.01), 0.155, down, blend=0.06, flat=1.05)
    lay_feathers(m, plumes, group=30)
    for way in (-1, 1):
        if perch is None:
            _fold(m, way, (plumes, quill, cover))
        m.ball((0.070 * way, 0.875, -0.105), 0.090, face, group=2, blend=0.02, flat=1.9, across=(0.35 * way, 0.0, -1))
        for n in range(9):  # the rays of its disc
            a = math.pi * (n / 8 - 0.5) * 1.15
            root = np.array([(0.068 + 0.052 * math.cos(a)) * way, 0.877 + 0.052 * math.sin(a), -0.128])
            tip = root + np.array([0.040 * math.cos(a) * way, 0.040 * math.sin(a), 0.024])
            m.limb([root, tip], [0.010, 0.006], cover if n % 2 else face, group=37 + n % 2, flat=1.6)
        m.ball((0.066 * way, 0.880, -0.130), 0.038, _DARK_EYE, group=7)
        m.ball((0.066 * way, 0.879, -0.137), 0.034, eye, group=3)
        m.ball((0.066 * way, 0.879, -0.155), 0.021, _DARK_EYE, group=4)
        if not pale:
            for n in range(3):
                tip = np.array([(0.118 + 0.016 * n) * way, 1.045 - 0.020 * n, -0.050])
                m.limb(
                    [(0.060 * way + 0.012 * n * way, 0.955, -0.090), tip],
                    [0.024, 0.006],
                    (cover, quill, cover)[n],
                    group=5 + n,
                    flat=1.8,
                )
        brow = [(0.010 * way, 0.905, -0.168), (0.056 * way, 0.925, -0.156), (0.120 * way, 0.958, -0.112)]
        m.limb(brow, [0.007, 0.010, 0.006], plumes[0], group=2, blend=0.012, bends=2)
        for toe in (-1, 0, 1) if perch is None else ():
            m.limb(
                [
                    (0.06 * way, 0.12, -0.03),
                    (0.06 * way + 0.022 * toe, 0.085, -0.085),
                    (0.06 * way + 0.024 * toe, 0.045, -0.095),
                ],
                [0.020, 0.015, 0.006],
                _HORN,
                group=8,
            )
    m.cone((0, 0.865, -0.150), 0.022, (0, 0.812, -0.180), 0.007, _HORN, group=9)
    for n in range(4):
        m.limb(
            [((n - 1.5) * 0.022, 0.22, 0.08), ((n - 1.5) * 0.034, -0.10, 0.13)],
            [0.030, 0.026],
            quill if n % 2 else cover,
            group=39 + n % 2,
            flat=2.0,
        )
    if perch:
        raise_wings(m, Plumage((*plumes[:3],), (quill, cover, plumes[0])))
        add_feet(m, _HORN, down)
        return cast_on(m, wish, perch)
    branch(m, 0.10)
    return Cast(
        m,
        looks_left=False,
        tall=1.1,
        turn=(-0.35, 0.35),
        heart=(0.62, 1.25),
        detail=(0.0, 0.85, 0.52),
        sway=0.008,
        perched=True,
        width=1.1,
    )
