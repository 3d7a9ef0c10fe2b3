"""Who is in the water: a diver with a tank on the back and a lamp in the hand, a swimmer on its surface; metres."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes
from .casting import Cast, Wish, person
from .pose import MAN, WOMAN, Bones, Pose
from .props import BLACK, STEEL

_SUIT = Skin((0.030, 0.028, 0.027), 0.30, "cloth")
_VESTS = ((0.03, 0.20, 0.46), (0.30, 0.10, 0.03), (0.03, 0.03, 0.36), (0.10, 0.36, 0.44))
_GLASS = Skin((0.34, 0.30, 0.22), 0.85, "metal")
_LAMP = Skin((0.75, 0.95, 1.0), 0.0, "plain", 0.9)
_AFLOAT = 0.775  # of the height of somebody who swims is under water
_UP, _AHEAD = 0.36, 0.42  # metres of the middle of the trunk over the lowest, and before the middle of all


def scuba_diver(wish: Wish) -> Cast:
    """A diver who swims to the left, seen from aside."""
    vest = Skin(wish.colour or _VESTS[wish.film % len(_VESTS)], 0.15, "cloth")
    tank = Skin((0.10, 0.42, 0.58) if wish.film % 2 else (0.46, 0.48, 0.48), 0.45, "plain")
    m = Model()

    def at(x: float, y: float, z: float = 0.0) -> np.ndarray:
        return np.array([x - _AHEAD, y + _UP, z])

    m.limb([at(-0.34, 0.02), at(0.02, -0.01), at(0.26, 0.0)], [0.135, 0.118, 0.122], _SUIT, blend=0.06, flat=0.8)
    m.limb([at(-0.36, 0.02), at(0.10, 0.0)], [0.152, 0.134], vest, group=1, blend=0.04, flat=0.82)
    m.limb([at(-0.40, 0.05), at(-0.52, 0.085)], [0.085, 0.080], _SUIT, blend=0.05)
    m.ball(at(-0.58, 0.10), 0.112, _SUIT, blend=0.03)  # the hood
    skin = wish.skin()
    m.ball(at(-0.625, 0.075), 0.085, skin, group=2)
    m.cone(
        at(-0.655, 0.125, -0.045), 0.062, at(-0.655, 0.125, 0.045), 0.062, BLACK, group=3, flat=1.5, across=(1, 0.1, 0)
    )
    m.cone(
        at(-0.690, 0.125, -0.042), 0.047, at(-0.690, 0.125, 0.042), 0.047, _GLASS, group=4, flat=2.4, across=(1, 0.1, 0)
    )
    m.ball(at(-0.715, 0.035), 0.042, BLACK, group=5, flat=1.3, across=(1, 0, 0))  # what it breathes through
    for side in (-1, 1):
        hose = [
            at(-0.705, 0.035, 0.03 * side),
            at(-0.62, -0.05, 0.13 * side),
            at(-0.42, 0.12, 0.17 * side),
            at(-0.40, 0.24, 0.05 * side),
        ]
        m.limb(hose, [0.014] * 4, BLACK, group=6, bends=5)
        z, high = side, 0.09 * side
        m.limb([at(-0.36, 0.02, 0.15 * z), at(-0.36, -0.22 + 0.3 * high, 0.20 * z), at(-0.62, -0.25 + high, 0.14 * z)],
               [0.066, 0.052, 0.040], _SUIT, blend=0.03)  # fmt: skip
        m.cone(at(-0.63, -0.25 + high, 0.14 * z), 0.046, at(-0.69, -0.25 + high, 0.13 * z), 0.038, BLACK, group=7)
        kick = 0.14 * side
        m.limb([at(0.27, -0.01, 0.08 * z), at(0.68, -0.05 + 0.5 * kick, 0.09 * z), at(1.06, 0.02 + kick, 0.09 * z)],
               [0.100, 0.074, 0.052], _SUIT, blend=0.04, bends=2)  # fmt: skip
        blade = [
            at(1.06, 0.02 + kick, 0.09 * z),
            at(1.22, 0.00 + 1.2 * kick, 0.10 * z),
            at(1.66, -0.02 + 1.9 * kick, 0.12 * z),
        ]
        m.limb(
            blade,
            [0.055, 0.085, 0.115],
            vest if wish.film % 3 else BLACK,
            group=8,
            blend=0.03,
            flat=4.5,
            across=(0.1, 1, 0),
            bends=3,
        )
    m.cone(at(-0.36, 0.245), 0.088, at(0.20, 0.215), 0.088, tank, group=9)
    m.limb([at(-0.45, 0.25), at(-0.40, 0.25)], [0.028, 0.030], STEEL, group=10)
    for x in (-0.18, 0.06):
        m.cone(at(x, 0.235), 0.093, at(x + 0.03, 0.233), 0.093, BLACK, group=11)
    m.limb([at(-0.68, -0.31, -0.13), at(-0.80, -0.325, -0.13)], [0.034, 0.042], BLACK, group=12)
    m.cone(at(-0.825, -0.328, -0.13), 0.036, at(-0.835, -0.329, -0.13), 0.036, _LAMP, group=13)
    return Cast(
        m,
        tall=0.70,
        turn=(-0.45, 0.55),
        near=(-0.50, 0.20),
        heart=(0.38, 1.15),
        detail=(-0.92, 0.42, 0.85),
        sway=0.0,
        flies=True,
        width=3.4,
    )


def swimmer(wish: Wish) -> Cast:
    """Somebody who swims away with calm strokes: the head, the back of the neck and the shoulders are over the water, y = 0."""
    woman = wish.film % 2 == 0
    build = WOMAN if woman else MAN
    pose = Pose(
        lean=(0.0, -0.10),
        head=(0.25, 0.05, 0.0),
        hands=((-0.30, 0.800, -0.24), (0.33, 0.785, -0.20)),
        elbows=((-1.0, 0.1, 0.4), (1.0, 0.1, 0.4)),
    )
    skin = wish.skin()

    def dressing(model: Model, b: Bones) -> None:
        clothes.add_torso(model, b, replace(skin, gloss=0.45), loose=1.04, group=0)

    whole = person(wish, build, pose, dressing, hair="bun" if woman else "short", skin=skin, bare_arms=True, wind=0.0)
    model = Model()
    model.add(whole, at=(0.0, -_AFLOAT * build.metres, 0.0))
    return Cast(
        model,
        tall=(1.0 - _AFLOAT) * build.metres,
        turn=(2.3, 2.8),
        near=(2.2, 2.7),
        heart=None,
        detail=(0.0, 0.06, 1.0),
        sway=0.02,
        afloat=True,
        width=2.2,
        share=0.9,
        loose=0.2,
    )


_GLIDES = Pose(  # built upright: the arms ahead, a kick of the legs, the face up
    hips=(0.0, 0.515, 0.0),
    lean=(0.0, 0.045),
    head=(0.10, -0.42, 0.0),
    hands=((-0.120, 1.075, -0.100), (0.165, 1.010, 0.080)),
    elbows=((-1.0, 0.0, 0.5), (1.0, 0.0, 0.6)),
    feet=((-0.045, 0.060, -0.120), (0.050, 0.110, 0.175)),
    knees=((-0.1, 0.0, -1.0), (0.1, 0.0, -1.0)),
    points=(1.0, 1.0),
)
_SUITS = ((0.030, 0.028, 0.030), (0.05, 0.04, 0.42), (0.34, 0.12, 0.03), (0.55, 0.58, 0.60))


def free_swimmer(wish: Wish) -> Cast:
    """Somebody who glides through the water without any gear, seen from aside."""
    woman = wish.is_woman(0.6)
    build = WOMAN if woman else MAN
    skin = wish.skin()
    cloth = wish.cloth(Skin(_SUITS[wish.film % len(_SUITS)], 0.15, "cloth"))

    def dressing(model: Model, b: Bones) -> None:
        if woman:
            clothes.shirt(model, b, cloth, loose=1.02, sleeves=False, bust=0.7, collar=False, hem=False)
        else:
            clothes.add_torso(model, b, skin, loose=1.02, group=0)
        for hip, knee in zip(b.hips, b.knees, strict=True):
            end = hip + (0.10 if woman else 0.42) * (knee - hip)
            model.cone(hip, 0.062 * build.girth, end, 0.056 * build.girth, cloth, group=60, blend=0.04)
        model.cone(b.pelvis + 0.045 * (b.chest - b.pelvis), 0.062, b.pelvis, 0.066, cloth, group=60, blend=0.04)

    whole = person(
        wish,
        build,
        _GLIDES,
        dressing,
        hair="long" if woman else "short",
        skin=skin,
        bare_arms=True,
        bare_legs=True,
        wind=0.5,
    )
    lying = whole.turned(0.95).rolled(1.05)
    left, right, low, high = lying.bounds()
    model = Model()
    model.add(lying, at=(-0.5 * (left + right), -low, 0.0))
    return Cast(
        model, tall=high - low, turn=(-0.30, 0.25), near=(-0.30, 0.20), heart=(0.62 * (high - low), 1.45),
        detail=(-0.42, 0.74 * (high - low), 0.80), sway=0.0, flies=True, width=2.3, loose=1.0,
    )  # fmt: skip
