"""Horses at a gallop, one or several; metres, running to the right."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people import clothes
from beatreel.plugins.generators.procedural.scenery.people.body import add_torso
from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish, person
from beatreel.plugins.generators.procedural.scenery.people.pose import MAN, Bones, Pose
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

_LEATHER = Skin((0.020, 0.040, 0.085), 0.3, "plain")
_WAISTCOAT = Skin((0.022, 0.026, 0.036), 0.10, "cloth")
_NECKERCHIEF = Skin((0.022, 0.020, 0.26), 0.06, "cloth")
_EYE = Skin((0.006, 0.008, 0.012), 0.55, "plain")
_HOOF = Skin((0.03, 0.035, 0.04), 0.35, "plain")
# Legs at three instants of a gallop: places of joints from shoulder or hip to hoof, from the near foreleg on.
_STRIDES = (
    (
        ((0.62, 1.02), (0.86, 0.86), (1.10, 0.76), (1.22, 0.50), (1.28, 0.42)),
        ((0.58, 1.00), (0.72, 0.74), (0.86, 0.58), (0.70, 0.40), (0.60, 0.38)),
        ((-0.62, 1.10), (-0.66, 0.80), (-0.98, 0.64), (-1.14, 0.40), (-1.24, 0.30)),
        ((-0.56, 1.08), (-0.46, 0.76), (-0.72, 0.54), (-0.80, 0.22), (-0.86, 0.10)),
    ),
    (
        ((0.62, 1.02), (0.72, 0.72), (0.86, 0.55), (0.68, 0.42), (0.58, 0.44)),
        ((0.58, 1.00), (0.78, 0.80), (0.98, 0.62), (1.08, 0.32), (1.14, 0.22)),
        ((-0.62, 1.10), (-0.40, 0.80), (-0.58, 0.52), (-0.38, 0.21), (-0.30, 0.10)),
        ((-0.56, 1.08), (-0.30, 0.84), (-0.42, 0.60), (-0.18, 0.36), (-0.08, 0.30)),
    ),
    (
        ((0.62, 1.02), (0.66, 0.72), (0.70, 0.50), (0.66, 0.20), (0.70, 0.06)),
        ((0.58, 1.00), (0.82, 0.84), (1.00, 0.70), (0.90, 0.48), (0.80, 0.44)),
        ((-0.62, 1.10), (-0.62, 0.78), (-0.92, 0.62), (-0.98, 0.36), (-1.08, 0.28)),
        ((-0.56, 1.08), (-0.52, 0.76), (-0.82, 0.58), (-0.96, 0.30), (-1.06, 0.20)),
    ),
)


def _horse(coat: Skin, mane: Skin, stride: int, rng: np.random.Generator) -> Model:
    m = Model()
    m.limb([(-0.60, 1.20, 0), (-0.05, 1.14, 0), (0.55, 1.18, 0)], [0.275, 0.265, 0.255], coat, blend=0.10, flat=1.22)
    m.cone((-0.66, 1.26, 0), 0.24, (-0.62, 1.06, 0), 0.22, coat, blend=0.10, flat=1.1)
    m.cone((0.60, 1.24, 0), 0.20, (0.70, 1.08, 0), 0.19, coat, blend=0.10, flat=1.1)
    m.limb([(0.60, 1.26, 0), (0.86, 1.52, 0), (1.06, 1.72, -0.01)], [0.215, 0.145, 0.105], coat, blend=0.08, flat=1.35)
    m.limb(
        [(1.06, 1.73, -0.01), (1.24, 1.62, -0.02), (1.42, 1.46, -0.02)],
        [0.118, 0.096, 0.070],
        coat,
        blend=0.03,
        flat=1.35,
    )
    m.cone((1.10, 1.64, -0.01), 0.112, (1.19, 1.57, -0.02), 0.085, coat, blend=0.04, flat=1.45)  # the cheek
    m.cone((1.395, 1.468, -0.02), 0.068, (1.435, 1.418, -0.02), 0.062, coat, blend=0.03, flat=1.2)
    m.cone((1.38, 1.40, -0.02), 0.045, (1.42, 1.375, -0.02), 0.036, coat, blend=0.03)  # the lower lip
    for side in (-1, 1):
        m.cone(
            (1.02, 1.82, 0.05 * side),
            0.034,
            (1.04, 1.93, 0.06 * side),
            0.010,
            coat,
            blend=0.02,
            flat=1.5,
            across=(1, 0.2, 0),
        )
        m.cone(
            (1.145, 1.702, -0.012 + 0.070 * side), 0.026, (1.205, 1.686, -0.015 + 0.066 * side), 0.020, coat, blend=0.02
        )  # the brow
        m.cone(
            (1.170, 1.670, -0.014 + 0.083 * side), 0.0165, (1.190, 1.660, -0.015 + 0.081 * side), 0.014, _EYE, group=1
        )
        m.cone((1.470, 1.440, -0.02 + 0.044 * side), 0.017, (1.455, 1.425, -0.02 + 0.048 * side), 0.010, _HOOF, group=1)
        m.cone((0.60, 1.14, 0.13 * side), 0.15, (0.66, 1.00, 0.14 * side), 0.12, coat, blend=0.06)
        m.cone((-0.62, 1.18, 0.13 * side), 0.20, (-0.56, 0.98, 0.14 * side), 0.15, coat, blend=0.07)
    for n, joints in enumerate(_STRIDES[stride]):
        z = (-0.145, 0.145)[n % 2]
        points = [np.array([x, y, z]) for x, y in joints]
        radii = (0.110, 0.068, 0.050, 0.034, 0.036) if n < 2 else (0.165, 0.098, 0.058, 0.038, 0.038)
        m.limb(points, radii, coat, blend=0.025)
        way = points[-1] - points[-2]
        way = way / np.linalg.norm(way)
        m.cone(points[-1] + 0.01 * way, 0.040, points[-1] + 0.055 * way, 0.052, _HOOF, group=2)
    for n in range(11):  # the mane streams back as one mass
        t = n / 10
        root = np.array([0.60 + 0.46 * t, 1.40 + 0.42 * t - 0.06 * t * t, 0.0])
        long_ = 0.30 + 0.07 * float(np.sin(2.3 * n + 1.0)) - 0.08 * t
        lift = 0.05 * float(np.sin(1.7 * n)) + 0.02 * float(rng.normal())
        bend = root + np.array([-0.42 * long_, 0.07 + 0.3 * lift, -0.02])
        end = root + np.array([-1.05 * long_, 0.01 + lift, 0.01])
        m.limb([root, bend, end], [0.052, 0.046, 0.016], mane, group=3, blend=0.05, bends=3, flat=2.0)
    m.limb([(1.09, 1.80, 0), (1.08, 1.83, 0.01), (0.95, 1.86, 0.02)], [0.040, 0.038, 0.012], mane, group=3, blend=0.04)
    for n in range(6):  # the tail
        y = 0.06 * (n - 2.5) + 0.02 * float(rng.normal())
        root = np.array([-0.84, 1.32, 0.012 * (n - 2.5)])
        bend = root + np.array([-0.30, 0.08 + 0.5 * y, 0.02 * float(rng.normal())])
        end = root + np.array([-0.82 - 0.10 * float(np.sin(3.1 * n)), -0.10 + 1.3 * y, 0.04 * float(rng.normal())])
        m.limb([root, bend, end], [0.050, 0.062, 0.014], mane, group=4, blend=0.05, bends=4, flat=1.5)
    return m


def _coats(wish: Wish) -> tuple[Skin, Skin]:
    kinds: tuple[tuple[Any, Any], ...] = (
        ((0.022, 0.050, 0.12), (0.010, 0.011, 0.013)),
        ((0.03, 0.085, 0.22), (0.14, 0.24, 0.34)),
        ((0.012, 0.012, 0.013), (0.010, 0.010, 0.010)),
        ((0.50, 0.53, 0.55), (0.62, 0.65, 0.67)),
    )
    coat, mane = kinds[wish.film % len(kinds)]
    if wish.colour is not None:
        coat, mane = wish.colour, tuple(min(1.15 * one, 0.8) for one in wish.colour)
    legs = tuple(0.34 * one for one in coat)
    return Skin(coat, 0.22, "dapple", second=legs), Skin(mane, 0.12, "mane", pile=0.7)


def horse(wish: Wish) -> Cast:
    """A horse at a gallop."""
    coat, mane = _coats(wish)
    model = _horse(coat, mane, int(wish.rng.integers(3)), wish.rng)
    return Cast(
        model,
        looks_left=False,
        tall=1.95,
        turn=(-0.30, 0.60),
        heart=(1.25, 1.9),
        detail=(1.05, 1.50, 1.2),
        sway=0.012,
        wades=True,
        splashes=True,
    )


def horses(wish: Wish) -> Cast:
    """Horses that run side by side: three, or one of each colour that is asked for."""
    model = Model()
    coats = (wish.colour, *wish.others) if wish.others else (wish.colour, None, None)
    for n, (coat, (x, z)) in enumerate(zip(coats, ((0.75, -0.9), (-0.55, 0.2), (0.35, 1.3)), strict=False)):
        own = Wish(wish.rng, coat, wish.wind, film=wish.film + n)
        model.add(_horse(*_coats(own), n, wish.rng), at=(x, 0.0, z))
    return Cast(
        model,
        looks_left=False,
        tall=1.95,
        turn=(-0.20, 0.35),
        heart=(1.2, 2.2),
        detail=(1.4, 1.50, 1.3),
        sway=0.0,
        wades=True,
        splashes=True,
    )


def rider(wish: Wish) -> Cast:
    """Somebody with a wide hat on a horse at a gallop."""
    coat, mane = _coats(Wish(wish.rng, next(iter(wish.others), None), film=wish.film))
    model = _horse(coat, mane, int(wish.rng.integers(3)), wish.rng)
    model.cone((-0.24, 1.42, 0), 0.115, (0.14, 1.41, 0), 0.105, _LEATHER, group=6, flat=0.62, across=(0, 0, 1))
    model.cone((0.17, 1.48, 0), 0.045, (0.19, 1.55, 0), 0.03, _LEATHER, group=6, blend=0.03)
    pose = Pose(
        hips=(0.0, 0.870, 0.02),
        lean=(0.0, -0.055),
        head=(0.0, 0.06, 0.0),
        hands=((-0.055, 0.960, -0.215), (0.175, 0.935, -0.080)),
        elbows=((-1.0, -0.4, 0.4), (1.0, -0.3, 0.6)),
        feet=((-0.190, 0.500, -0.045), (0.190, 0.500, -0.045)),
        knees=((-0.9, 0.1, -1.0), (0.9, 0.1, -1.0)),
        toes=(0.15, -0.15),
    )

    def dressing(m: Model, b: Bones) -> None:
        clothes.shirt(m, b, wish.cloth(Skin((0.22, 0.15, 0.10), 0.05, "cloth")), loose=1.26)
        add_torso(m, b, _WAISTCOAT, group=12, loose=1.36)
        throat = b.on_chest(0, 0.012, -0.004)
        m.cloth(throat + 0.050 * b.head_up, 0.043, throat, 0.070, _NECKERCHIEF, group=13, blend=0.012)
        clothes.trousers(m, b, Skin((0.12, 0.075, 0.045), 0.05, "cloth"), loose=1.2)
        clothes.shoes(m, b, _LEATHER)
        clothes.stetson(m, b, Skin((0.045, 0.075, 0.12), 0.08, "cloth"))

    m = person(wish, MAN, pose, dressing)
    model.add(m, at=(-0.06, 0.0, 0.0), turn=-math.pi / 2)
    for side in (-1, 1):
        model.limb([(1.38, 1.50, 0.06 * side), (0.95, 1.60, 0.12 * side), (0.34, 1.70, 0.08 * side)],
                   [0.010, 0.010, 0.010], _LEATHER, group=8)  # fmt: skip
        model.limb([(-0.05, 1.40, 0.30 * side), (0.02, 0.86, 0.36 * side)], [0.014, 0.012], _LEATHER, group=8)
    return Cast(
        model,
        looks_left=False,
        tall=2.42,
        turn=(-0.30, 0.55),
        near=(-1.05, -0.75),
        heart=(1.50, 2.1),
        detail=(0.0, 2.05, 1.15),
        sway=0.012,
        wades=True,
        splashes=True,
    )
