"""Animals that walk on paws: panthers, leopards, tigers, lions, bears; metres, looking to the right."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import AT_REST, iris_of

_BLACK = Skin((0.012, 0.012, 0.012), 0.35, "plain")


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


def _body(model: Model, f: Frame, fur: Skin, under: Skin, wish: Wish) -> Any:
    """Add trunk and legs; return where its head is."""
    return (_lying if AT_REST & wish.words else _walking)(model, f, fur, under)


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


def _face(
    model: Model,
    head: Any,
    f: Frame,
    fur: Skin,
    pale: Skin,
    eye: Skin,
    *,
    ears: float,
    turn: float = 0.55,
    broad: float = 1.0,
) -> None:
    """Add a cat's or a bear's face, looking to the right and a little to the eye; ``broad`` is how heavy its muzzle is."""
    r = f.head
    fur, pale = replace(fur, pile=0.32 * fur.pile), replace(pale, pile=0.32 * pale.pile)  # a face's hair is short
    front = np.array([math.cos(turn), -0.10, -math.sin(turn)])
    side = np.array([math.sin(turn), 0.0, math.cos(turn)])
    up = np.array([0.0, 1.0, 0.0])

    def at(ahead: float, aside: float, high: float) -> Any:
        return head + r * (ahead * front + aside * side + high * up)

    model.ball(at(0.10, 0, 0.05), 0.95 * r, fur, blend=0.03)
    model.cone(at(0.45, 0, -0.16), 0.60 * r, at(0.55 + f.muzzle, 0, -0.27), 0.37 * r * broad, fur, blend=0.03)
    model.cone(at(0.50, 0, -0.42), 0.36 * r, at(0.40 + f.muzzle, 0, -0.50 * broad), 0.24 * r * broad, pale, blend=0.03)
    for way in (-1, 1):
        model.ball(at(0.42 + f.muzzle, way * 0.18 * broad, -0.32), 0.26 * r * broad, pale, blend=0.02)
        model.cone(at(0.35, way * 0.45, -0.10), 0.40 * r, at(0.05, way * 0.55, -0.20), 0.35 * r, fur, blend=0.03)
        model.cone(
            at(0.0, way * 0.60, 0.62),
            0.32 * r,
            at(-0.06, way * 0.76, 0.98 + ears),
            0.17 * r,
            fur,
            blend=0.02,
            flat=1.7,
            across=front,
        )
        model.cone(at(0.72, way * 0.36, 0.26), 0.20 * r, at(0.50, way * 0.52, 0.34), 0.18 * r, fur, blend=0.02)
        model.cone(
            at(0.91, way * 0.40, 0.14), 0.100 * broad * r, at(0.86, way * 0.47, 0.16), 0.09 * broad * r, _BLACK, group=6
        )  # its rim
        model.ball(at(0.935, way * 0.425, 0.150), 0.086 * broad * r, eye, group=1)
        model.ball(at(0.990, way * 0.445, 0.150), 0.048 * broad * r, _BLACK, group=2)
        model.cone(
            at(0.95, way * 0.30, 0.27), 0.085 * r, at(0.76, way * 0.60, 0.30), 0.10 * r, fur, blend=0.02
        )  # the lid
        for line in range(3 if f.muzzle < 0.8 else 0):  # a bear's are not seen
            start = at(0.60 + f.muzzle, way * 0.30, -0.32 - 0.06 * line)
            end = at(0.45 + f.muzzle, way * 1.25, -0.42 - 0.16 * line)
            model.limb([start, end], [0.0013, 0.0007], Skin((0.3, 0.3, 0.3), 0.2, "plain"), group=3)
    tip = 0.36 + f.muzzle + 0.36 * broad  # the nose is part of the muzzle
    nose = [at(tip, way * 0.13 * broad, -0.13 - 0.03 * broad) for way in (-1, 1)]
    model.cone(nose[0], 0.15 * broad * r, nose[1], 0.15 * broad * r, _BLACK, blend=0.015)
    lip = at(tip + 0.03, 0.0, -0.40 * broad)
    model.limb([at(tip + 0.12, 0, -0.26), lip], [0.034 * r, 0.026 * r], _BLACK, group=7)
    for way in (-1, 1):
        corner = at(0.62 + 0.3 * f.muzzle, way * 0.42 * broad, -0.54 * broad)
        middle = at(0.40 + f.muzzle, way * 0.36 * broad, -0.50 * broad)
        model.limb([lip, middle, corner], [0.028 * r] * 3, _BLACK, group=7, bends=3)


def _tail(model: Model, f: Frame, fur: Skin, wish: Wish, tip: Skin | None = None) -> None:
    points = [
        (-0.50 * f.long, 0.88 * f.tall, 0.0),
        (-0.74 * f.long, 0.72 * f.tall, 0.03),
        (-0.95 * f.long, 0.42 * f.tall, 0.05),
        (-1.20 * f.long, 0.30 * f.tall, 0.04),
        (-1.38 * f.long, 0.42 * f.tall, 0.02),
        (-1.44 * f.long, 0.56 * f.tall, 0.0),
    ]
    if AT_REST & wish.words:  # it lies about the haunch
        across = (0.0, 0.10, -0.02, -0.12, -0.22, -0.30)
        points = [
            (x, 0.05 + 0.30 * f.tall * (n == 0), z) for n, ((x, _, _), z) in enumerate(zip(points, across, strict=True))
        ]
    model.limb(points, [0.046, 0.034, 0.028, 0.026, 0.025, 0.020], fur, blend=0.02, bends=4)
    if tip:
        model.cone(points[-2], 0.035, points[-1], 0.05, tip, group=4, blend=0.02)


def _cast(model: Model, tall: float, wish: Wish) -> Cast:
    tall *= 0.86 if AT_REST & wish.words else 1.0
    return Cast(
        model,
        looks_left=False,
        tall=tall,
        turn=(-0.15, 0.55),
        heart=None,
        detail=(0.82 * tall, 0.86 * tall, 1.05 * tall),
        sway=0.0,
    )


def panther(wish: Wish) -> Cast:
    """A black panther that walks, its eyes lit."""
    f, m = Frame(low=0.10), Model()
    fur = Skin(wish.colour or (0.020, 0.019, 0.019), 0.26, "fur")
    eye = iris_of(wish, Skin((0.10, 0.75, 0.80), 0.3, "plain", 1.3))
    head = _body(m, f, fur, fur, wish)
    _face(m, head, f, fur, fur, eye, ears=0.02)
    _tail(m, f, fur, wish)
    return _cast(m, 0.76, wish)


def leopard(wish: Wish) -> Cast:
    """A leopard that walks."""
    f, m = Frame(low=0.04), Model()
    fur = Skin((0.10, 0.28, 0.46), 0.10, "rosettes", second=(0.015, 0.018, 0.022))
    pale = Skin((0.40, 0.50, 0.58), 0.08, "fur")
    head = _body(m, f, fur, pale, wish)
    _face(m, head, f, fur, pale, iris_of(wish, Skin((0.12, 0.50, 0.60), 0.4, "plain", 0.25)), ears=0.02)
    _tail(m, f, fur, wish)
    return _cast(m, 0.80, wish)


# The stripes of a tiger's face, seen from its middle: ahead, aside and up, towards where each begins and ends.
_STRIPES = (
    ((0.80, 0.06, 0.80), (0.74, 0.26, 0.72)), ((0.66, 0.08, 0.98), (0.56, 0.36, 0.88)), ((0.48, 0.10, 1.10), (0.34, 0.46, 0.98)),
    ((0.62, 0.56, 0.46), (0.36, 0.80, 0.50)), ((0.60, 0.74, 0.08), (0.22, 0.98, 0.10)), ((0.56, 0.80, -0.18), (0.14, 1.00, -0.26)),
    ((0.50, 0.78, -0.46), (0.10, 0.92, -0.62)), ((0.92, 0.16, 0.52), (0.98, 0.20, 0.34)),
)  # fmt: skip


def _mark(model: Model, head: Any, f: Frame, pale: Skin) -> None:
    """Mark a tiger's face: white over its eyes and on its cheeks, black bars on brow and cheeks."""
    r, turn = f.head, 0.55
    front = np.array([math.cos(turn), -0.10, -math.sin(turn)])
    side, up = np.array([math.sin(turn), 0.0, math.cos(turn)]), np.array([0.0, 1.0, 0.0])
    white = replace(pale, pile=0.5)
    for way in (-1, 1):
        for (ahead, aside, high), wide in (
            ((0.86, 0.30, 0.34), 0.17),
            ((0.42, 0.66, -0.30), 0.34),
            ((0.10, 0.74, -0.44), 0.30),
        ):
            model.ball(head + r * (ahead * front + way * aside * side + high * up), wide * r, white, blend=0.02)
        for ends in _STRIPES:
            outward = [x * front + way * z * side + y * up for x, z, y in ends]
            outward = [outward[0], (outward[0] + outward[1]) / 2, outward[1]]
            points = [model.front(head + 3 * r * one, -one) - 0.028 * r * one for one in outward]  # let into the fur
            model.limb(points, [0.035 * r, 0.055 * r, 0.020 * r], _BLACK, group=8, bends=2)


def tiger(wish: Wish) -> Cast:
    """A tiger that walks."""
    f, m = Frame(long=0.98, tall=0.88, chest=0.22, belly=0.185, leg=0.082, paw=0.080, head=0.145, low=0.02), Model()
    white = wish.colour is not None and min(wish.colour) > 0.4
    fur = Skin((0.60, 0.62, 0.63) if white else (0.035, 0.175, 0.50), 0.08, "tiger", second=(0.012, 0.014, 0.018))
    pale = Skin((0.55, 0.60, 0.64), 0.06, "fur")
    head = _body(m, f, fur, pale, wish)
    plain_ = replace(fur, weave="fur")  # its face has stripes of its own
    _face(m, head, f, plain_, pale, iris_of(wish, Skin((0.04, 0.40, 0.60), 0.4, "plain", 0.20)), ears=0.02, broad=1.2)
    _mark(m, head, f, pale)
    _tail(m, f, fur, wish)
    return _cast(m, 1.05, wish)


def lion(wish: Wish) -> Cast:
    """A lion with its mane."""
    f = Frame(long=1.14, tall=1.00, chest=0.275, belly=0.215, leg=0.088, paw=0.090, head=0.190, low=-0.05, muzzle=0.66)
    m, turn = Model(), 0.42
    fur = Skin(wish.colour or (0.10, 0.24, 0.40), 0.07, "fur", pile=0.75)
    pale, mane = Skin((0.30, 0.43, 0.53), 0.06, "fur"), Skin((0.022, 0.065, 0.145), 0.08, "mane")
    head = _body(m, f, fur, pale, wish)
    _face(m, head, f, fur, pale, Skin((0.03, 0.24, 0.42), 0.5, "plain", 0.06), ears=-0.12, turn=turn, broad=1.28)
    _tail(m, f, fur, wish, replace(mane, pile=0.5))
    rng = np.random.default_rng(5)
    front = np.array([math.cos(turn), 0.0, -math.sin(turn)])
    side = np.array([math.sin(turn), 0.0, math.cos(turn)])
    inner = replace(mane, colour=(0.045, 0.125, 0.25), pile=0.8)  # about the face it is of a lighter brown
    for ring, (back, radius, long_) in enumerate(((-0.05, 0.165, 0.10), (-0.16, 0.190, 0.17), (-0.30, 0.200, 0.22))):
        count = 12
        for n in range(count):
            angle = 2 * math.pi * (n + 0.5 * ring) / count
            out = math.cos(angle) * side + math.sin(angle) * np.array([0, 1.0, 0])
            root = head + back * front + radius * out
            low = max(-math.sin(angle), 0)
            reach = long_ * (0.75 + 0.7 * low + 0.22 * float(rng.random()))
            end = root + reach * out - 0.16 * front + np.array([0, -0.12 - 0.06 * low, 0])
            m.limb(
                [root, 0.5 * (root + end) + 0.03 * out, end], [0.085, 0.082, 0.045], mane if ring else inner, group=5,
                blend=0.08, bends=2,
            )  # fmt: skip
    breast = [
        head + np.array([-0.06, -0.30, 0.0]),
        (0.54 * f.long, 0.72 * f.tall, 0.0),
        (0.46 * f.long, 0.60 * f.tall, 0.0),
    ]
    if not AT_REST & wish.words:
        m.limb(breast, [0.19, 0.16, 0.10], mane, group=5, blend=0.08, bends=2)
    cast = _cast(m, 1.38, wish)
    return replace(cast, detail=(float(head[0]) + 0.02, float(head[1]) - 0.08, 1.30))


def polar_bear(wish: Wish) -> Cast:
    """A bear of the ice."""
    return bear(Wish(wish.rng, (0.52, 0.57, 0.59), wish.wind))


def bear(wish: Wish) -> Cast:
    """A bear that walks."""
    f = Frame(long=1.02, tall=0.98, chest=0.34, belly=0.33, leg=0.125, paw=0.105, head=0.185, low=0.12, muzzle=0.85)
    m = Model()
    white = wish.colour is not None and min(wish.colour) > 0.4
    fur = Skin(wish.colour or (0.022, 0.040, 0.070), 0.06, "fur")
    pale = Skin((0.50, 0.54, 0.56) if white else (0.06, 0.10, 0.15), 0.05, "fur")
    head = _body(m, f, fur, fur, wish)
    m.ball((0.34 * f.long, 0.98 * f.tall, 0), 0.25, fur, blend=0.12)  # the hump
    _face(m, head, f, fur, pale, _BLACK, ears=0.05)
    m.ball((-0.60 * f.long, 0.86 * f.tall, 0), 0.06, fur, blend=0.05)
    return Cast(m, looks_left=False, tall=1.28, turn=(-0.15, 0.55), heart=None, detail=(0.86, 0.92, 1.35), sway=0.0)
