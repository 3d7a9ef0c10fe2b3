"""Trunks and legs of heavy animals on paws, by what they do: they walk, run, jump, drink, sit or lie; metres, looking to the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import AT_REST
from .gaits import SITTING, STANDS, WALKS, Gait, gait_of


@dataclass(frozen=True)
class Frame:
    """How a beast is built, metres.

    Attributes
    ----------
    long, tall : float
        From hip to shoulder, and the height of the shoulder.
    chest, belly, leg, paw : float
        Radii.
    head : float
        Size of the head.
    low : float
        How much lower than the shoulder the head is carried.
    muzzle : float
        Length of the muzzle, heads.
    """

    long: float = 0.74
    tall: float = 0.66
    chest: float = 0.165
    belly: float = 0.135
    leg: float = 0.062
    paw: float = 0.062
    head: float = 0.105
    low: float = -0.02
    muzzle: float = 0.62


ON_A_BRANCH = {"branch", "branches", "bough"}
_BARK = Skin((0.045, 0.065, 0.085), 0.05, "wood")


def on_a_branch(wish: Wish) -> bool:
    """Return whether a beast lies on the branch of a tree."""
    return bool(ON_A_BRANCH & wish.words)


def add_branch(model: Model, f: Frame) -> Model:
    """Return a beast that lies on a great branch, from one edge of the picture to the other."""
    high, r = 0.62 * f.tall, 0.24 * f.tall
    raised = Model()
    raised.add(model, at=(0.0, high, 0.0))
    along = [
        (-5.0, high - 0.95, 0.5),
        (-2.2, high - 0.34, 0.12),
        (-0.4, high - 0.86 * r, 0.02),
        (1.3, high - 0.70 * r, 0.0),
    ]
    along += [(3.2, high + 0.30, 0.1), (5.0, high + 0.85, 0.3)]
    raised.limb(along, [2.1 * r, 1.4 * r, 1.05 * r, 0.95 * r, 0.8 * r, 0.6 * r], _BARK, group=60, blend=0.04, bends=4)
    for x, y, out, up in ((-1.7, high - 0.2, -0.5, 0.9), (1.9, high, 0.7, 0.75), (2.3, high + 0.05, 0.45, -0.55)):
        raised.limb([(x, y - 0.05, 0.05), (x + 0.6 * out, y + 0.5 * up, 0.02), (x + 1.3 * out, y + up, 0.08)],
                    [0.38 * r, 0.24 * r, 0.07 * r], _BARK, group=60, blend=0.06, bends=3)  # fmt: skip
    return raised


def body(model: Model, f: Frame, fur: Skin, under: Skin, wish: Wish) -> Any:
    """Add trunk and legs; return where its head is."""
    if AT_REST & wish.words or on_a_branch(wish):
        return _lying(model, f, fur, under)
    if SITTING & wish.words:
        return _sitting(model, f, fur, under)
    g = gait_of(wish.words, wish.film)
    return _walking(model, f, fur, under) if g in (STANDS, WALKS) else _going(model, f, fur, under, g)


def _sitting(model: Model, f: Frame, fur: Skin, under: Skin) -> Any:
    """Add trunk and legs of a beast that sits upright; return where its head is."""
    t = f.tall
    trunk = [(-0.30 * f.long, 0.26 * t, 0.0), (-0.08 * f.long, 0.52 * t, 0.0), (0.20 * f.long, 0.82 * t, 0.0)]
    model.limb(trunk, [1.30 * f.belly, 1.15 * f.belly, f.chest], fur, blend=0.08, flat=1.12, bends=2)
    model.cone(
        (0.26 * f.long, 0.76 * t, 0), 0.62 * f.chest, (0.16 * f.long, 0.46 * t, 0), 0.55 * f.chest, under, blend=0.05
    )
    for side in (-1, 1):
        z = 0.66 * side * f.chest
        model.limb(
            [(-0.30 * f.long, 0.28 * t, 1.2 * z), (0.02 * f.long, 0.24 * t, 1.8 * z)],
            [1.05 * f.belly, 1.75 * f.leg],
            fur,
            blend=0.06,
        )
        model.cone(
            (-0.10 * f.long, 0.055, 1.9 * z), 1.05 * f.leg, (0.10 * f.long, 0.050, 2.0 * z), f.paw, fur, blend=0.03
        )
        fore = [
            (0.24 * f.long, 0.66 * t, z),
            (0.25 * f.long, 0.40 * t, z),
            (0.28 * f.long, 0.14 * t, z),
            (0.28 * f.long, 0.05, z),
        ]
        model.limb(fore, [1.5 * f.leg, 1.15 * f.leg, 0.85 * f.leg, 0.88 * f.leg], fur, blend=0.03)
        _foot(model, f, fur, fore[-1])
    head = np.array([0.30 * f.long + 0.14 * t, 1.22 * t, -0.03])
    model.limb([(0.20 * f.long, 0.84 * t, 0), head], [0.95 * f.chest, 0.95 * f.head], fur, blend=0.07)
    return head


def _foot(model: Model, f: Frame, fur: Skin, at: Any, way: tuple[float, float] = (0.055, -0.005)) -> None:
    """Add a paw at the end of a leg."""
    x, y, z = at
    y = max(y, 0.045)
    model.cone((x, y, z), f.paw, (x + way[0], y + way[1], z), 0.9 * f.paw, fur, blend=0.02, flat=1.35, across=(0, 1, 0))


def _going(model: Model, f: Frame, fur: Skin, under: Skin, g: Gait) -> Any:
    """Add trunk and legs of a beast in a gait; return where its head is."""
    t, (back, before) = f.tall, (g.trunk[0][0], g.trunk[-1][0])

    def along(x: float) -> float:
        return f.long * ((x - back) / (before - back) - 0.5)

    trunk = np.array([(along(x), (y + 0.05) * t, 0.0) for x, y in g.trunk])
    model.limb(trunk, [1.08 * f.belly, f.belly, 0.95 * f.chest, f.chest], fur, blend=0.07, flat=1.16, bends=2)
    model.cone(
        trunk[-1] + (-0.1, -0.08 * t, 0),
        0.55 * f.chest,
        trunk[0] + (0.2, -0.08 * t, 0),
        0.45 * f.belly,
        under,
        blend=0.05,
    )
    for n, joints in enumerate(g.legs):
        z, fore = 0.62 * f.chest * (-1 if n % 2 == 0 else 1), n < 2
        end, root = (0.5 * f.long, before) if fore else (-0.5 * f.long, back)
        points = np.array([(end + t * (x - root), max(y * t, 0.05), z) for x, y in joints])
        top = trunk[-1 if fore else 0] + (0.0, 0.0, z)
        model.cone(
            top, (0.10 if fore else 0.125) * t / 0.66, points[0], (0.085 if fore else 0.10) * t / 0.66, fur, blend=0.06
        )
        radii = (1.5, 1.15, 0.85, 0.78, 0.82) if fore else (1.95, 1.45, 0.85, 0.76, 0.80)
        model.limb(points, [r * f.leg for r in radii], fur, blend=0.03)
        way = points[-1] - points[-2]
        way = 0.06 * way / np.linalg.norm(way) if points[-1][1] > 0.09 else np.array([0.055, -0.005])
        _foot(model, f, fur, points[-1], (float(way[0]) + 0.01, float(way[1])))
    x, y, _, _ = g.head
    head = np.array([0.5 * f.long + t * (x - before), (y + 0.04) * t, -0.03])
    model.limb(
        [trunk[-1], 0.5 * (trunk[-1] + head) + (0.02, 0.0, 0), head],
        [0.88 * f.chest, 1.1 * f.head, 0.92 * f.head],
        fur,
        blend=0.06,
    )
    return head


def _lying(model: Model, f: Frame, fur: Skin, under: Skin) -> Any:
    """Add trunk and legs of a beast that lies, its forelegs before it; return where its head is."""
    high = 0.42 * f.tall
    hip, shoulder = np.array([-0.46 * f.long, 0.84 * high, 0.0]), np.array([0.44 * f.long, 1.06 * high, 0.0])
    model.limb(
        [hip, (0.0, 0.84 * high, 0), shoulder], [1.05 * f.belly, 1.1 * f.belly, f.chest], fur, blend=0.08, flat=1.1
    )
    model.cone(
        (0.30 * f.long, 0.5 * high, 0), 0.7 * f.chest, (-0.3 * f.long, 0.45 * high, 0), 0.8 * f.belly, under, blend=0.06
    )
    for side in (-1, 1):
        z = 0.66 * side * f.chest
        model.cone(
            shoulder + np.array([0.0, -0.02, z]),
            0.115 * f.tall / 0.66,
            (0.42 * f.long, 0.35 * high, 1.2 * z),
            0.085,
            fur,
            blend=0.06,
        )
        front = [
            (0.40 * f.long, 0.24 * high, 1.15 * z),
            (0.62 * f.long, 0.12 * f.tall, 1.1 * z),
            (0.86 * f.long, 0.055, z),
        ]
        model.limb(front, [1.45 * f.leg, 1.05 * f.leg, 0.85 * f.leg], fur, blend=0.03)
        model.cone(
            (0.88 * f.long, 0.045, z),
            f.paw,
            (0.95 * f.long, 0.040, z),
            0.9 * f.paw,
            fur,
            blend=0.02,
            flat=1.3,
            across=(0, 1, 0),
        )
        model.cone(
            hip + np.array([0.02, 0.02, 0.8 * z]),
            0.15 * f.tall / 0.66,
            (-0.24 * f.long, 0.42 * high, 1.35 * z),
            0.125 * f.tall / 0.66,
            fur,
            blend=0.07,
        )
        hind = [
            (-0.22 * f.long, 0.30 * high, 1.5 * z),
            (-0.40 * f.long, 0.07, 1.6 * z),
            (-0.12 * f.long, 0.05, 1.65 * z),
        ]
        model.limb(hind, [1.5 * f.leg, 1.0 * f.leg, 0.9 * f.leg], fur, blend=0.03)
        model.cone(
            hind[-1], f.paw, (-0.04 * f.long, 0.042, 1.65 * z), 0.9 * f.paw, fur, blend=0.02, flat=1.3, across=(0, 1, 0)
        )
    head = np.array([0.5 * f.long + 0.20 * f.tall / 0.66, high + 0.50 * f.tall, -0.03])
    model.limb(
        [shoulder, 0.5 * (shoulder + head) - np.array([0.0, 0.02, 0.0]), head], [0.85 * f.chest, 1.1 * f.head, 0.92 * f.head],
        fur, blend=0.07,
    )  # fmt: skip
    return head


def _walking(model: Model, f: Frame, fur: Skin, under: Skin) -> Any:
    """Add trunk and legs of a beast that walks; return where its head is."""
    hip, shoulder = np.array([-f.long / 2, 0.90 * f.tall, 0.0]), np.array([f.long / 2, 0.93 * f.tall, 0.0])
    back = np.array([0.0, 0.85 * f.tall, 0.0])
    model.limb(
        [
            hip + np.array([0.02, -0.05 * f.tall, 0]),
            back + np.array([0, -0.06 * f.tall, 0]),
            shoulder + np.array([-0.02, -0.10 * f.tall, 0]),
        ],
        [1.02 * f.belly, f.belly, f.chest],
        fur,
        blend=0.07,
        flat=1.16,
    )
    model.ball(hip + np.array([-0.02, -0.03 * f.tall, 0]), 1.05 * f.belly, fur, blend=0.08, flat=1.1)
    for side in (-1, 1):
        z = side * 0.62 * f.chest
        model.cone(
            shoulder + np.array([0.02, -0.02, z]),
            0.10 * f.tall / 0.66,
            (0.40 * f.long, 0.60 * f.tall, 1.05 * z),
            0.085,
            fur,
            blend=0.06,
        )
        model.cone(
            hip + np.array([0.0, -0.04, z]),
            0.115 * f.tall / 0.66,
            (-0.36 * f.long, 0.58 * f.tall, 1.05 * z),
            0.095,
            fur,
            blend=0.06,
        )
        ahead = 0.17 * side * f.tall / 0.66
        raised = 0.035 if side > 0 else 0.0
        front = [
            (0.46 * f.long, 0.66 * f.tall, z),
            (0.47 * f.long + 0.35 * ahead - 0.04, 0.40 * f.tall, z),
            (0.50 * f.long + ahead, 0.13 * f.tall + raised, z),
            (0.50 * f.long + ahead + 0.02, 0.05 + raised, z),
        ]
        model.limb(front, [1.5 * f.leg, 1.1 * f.leg, 0.80 * f.leg, 0.85 * f.leg], fur, blend=0.025)
        model.cone(
            (front[-1][0], 0.045 + raised, z),
            f.paw,
            (front[-1][0] + 0.055, 0.040 + raised, z),
            0.9 * f.paw,
            fur,
            blend=0.02,
            flat=1.35,
            across=(0, 1, 0),
        )
        behind = -0.16 * side * f.tall / 0.66
        hind = [
            (-0.47 * f.long, 0.64 * f.tall, z),
            (-0.40 * f.long + 0.4 * behind + 0.05, 0.43 * f.tall, z),
            (-0.60 * f.long + 0.8 * behind, 0.25 * f.tall, z),
            (-0.56 * f.long + behind, 0.05, z),
        ]
        model.limb(hind, [1.95 * f.leg, 1.4 * f.leg, 0.78 * f.leg, 0.82 * f.leg], fur, blend=0.03)
        model.cone(
            (hind[-1][0], 0.042, z),
            f.paw,
            (hind[-1][0] + 0.06, 0.038, z),
            0.9 * f.paw,
            fur,
            blend=0.02,
            flat=1.35,
            across=(0, 1, 0),
        )
    head = np.array([0.5 * f.long + 0.30 * f.tall / 0.66, f.tall * (1.06 - f.low), -0.03])
    model.limb(
        [shoulder + np.array([0.0, -0.06 * f.tall, 0]), 0.5 * (shoulder + head) + np.array([0.02, -0.02, 0]), head],
        [0.80 * f.chest, 1.05 * f.head, 0.92 * f.head],
        fur,
        blend=0.06,
    )
    model.cone(
        (0.30 * f.long, 0.62 * f.tall, 0),
        0.55 * f.chest,
        (-0.25 * f.long, 0.66 * f.tall, 0),
        0.45 * f.belly,
        under,
        blend=0.05,
        flat=1.2,
    )
    return head
