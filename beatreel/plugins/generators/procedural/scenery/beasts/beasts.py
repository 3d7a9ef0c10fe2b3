"""Animals that walk on paws: panthers, leopards, tigers, lions, bears; metres, looking to the right."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import AT_REST, iris_of
from .gaits import CALLING, DRINKS, RUNS, SITTING, STANDS, WALKS, gait_of
from .paws import ON_A_BRANCH, Frame, add_branch, body, on_a_branch

_BLACK = Skin((0.012, 0.012, 0.012), 0.35, "plain")
_GORGE, _TONGUE = Skin((0.018, 0.014, 0.050), 0.2, "plain"), Skin((0.10, 0.09, 0.34), 0.35, "plain")
_GLINT = Skin((0.80, 0.82, 0.84), 0.1, "plain", 0.35)  # what an eye mirrors of the sky
_FANG = Skin((0.50, 0.60, 0.64), 0.35, "plain")


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
    jaw: float = 0.0,
) -> None:
    """Add a cat's or a bear's face, looking to the right and a little to the eye.

    ``broad`` is how heavy its muzzle is, ``jaw`` how far its mouth is open, 0 to 1.
    """
    r = f.head
    fur, pale = replace(fur, pile=0.32 * fur.pile), replace(pale, pile=0.32 * pale.pile)  # a face's hair is short
    front = np.array([math.cos(turn), -0.10, -math.sin(turn)])
    side = np.array([math.sin(turn), 0.0, math.cos(turn)])
    up = np.array([0.0, 1.0, 0.0])

    def at(ahead: float, aside: float, high: float) -> Any:
        return head + r * (ahead * front + aside * side + high * up)

    model.ball(at(0.10, 0, 0.05), 0.95 * r, fur, blend=0.03)
    model.cone(at(0.45, 0, -0.16), 0.60 * r, at(0.55 + f.muzzle, 0, -0.27), 0.37 * r * broad, fur, blend=0.03)
    chin = at(0.40 + f.muzzle - 0.22 * jaw, 0, -0.50 * broad - 0.62 * jaw)
    model.cone(at(0.50, 0, -0.42), 0.36 * r, chin, (0.24 - 0.04 * jaw) * r * broad, pale, blend=0.03)
    if jaw:
        _open_mouth(model, at, r, f.muzzle, broad, jaw)
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
        model.ball(at(1.025, way * 0.450, 0.180), 0.018 * broad * r, _GLINT, group=3)
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
    for way in (-1, 1) if not jaw else ():
        corner = at(0.62 + 0.3 * f.muzzle, way * 0.42 * broad, -0.54 * broad)
        middle = at(0.40 + f.muzzle, way * 0.36 * broad, -0.50 * broad)
        model.limb([lip, middle, corner], [0.028 * r] * 3, _BLACK, group=7, bends=3)


def _open_mouth(
    model: Model, at: Callable[[float, float, float], Any], r: float, muzzle: float, broad: float, jaw: float
) -> None:
    """Add what is seen between the jaws: the dark of the throat, the tongue, and four fangs."""
    low = -0.50 * broad
    model.cone(
        at(0.50, 0, -0.42), 0.34 * r, at(0.30 + muzzle, 0, low + 0.06 - 0.26 * jaw), 0.27 * r * broad, _GORGE, group=9
    )
    model.cone(
        at(0.45, 0, low - 0.20 * jaw),
        0.20 * r,
        at(0.26 + muzzle, 0, low + 0.13 - 0.60 * jaw),
        0.15 * r * broad,
        _TONGUE,
        group=10,
    )
    for way in (-1, 1):
        for x, y, down in ((0.52 + muzzle, low + 0.10, -0.30), (0.38 + muzzle - 0.16 * jaw, low - 0.40 * jaw, 0.26)):
            root = at(x, 0.24 * way * broad, y)
            model.cone(root, 0.060 * r * broad, root + r * np.array([0.0, down, 0.0]), 0.010 * r, _FANG, group=11)


def _tail(model: Model, f: Frame, fur: Skin, wish: Wish, tip: Skin | None = None) -> None:
    points = [
        (-0.50 * f.long, 0.88 * f.tall, 0.0),
        (-0.74 * f.long, 0.72 * f.tall, 0.03),
        (-0.95 * f.long, 0.42 * f.tall, 0.05),
        (-1.20 * f.long, 0.30 * f.tall, 0.04),
        (-1.38 * f.long, 0.42 * f.tall, 0.02),
        (-1.44 * f.long, 0.56 * f.tall, 0.0),
    ]
    g = STANDS if SITTING & wish.words else gait_of(wish.words, wish.film)
    if g.tail < 0.6:  # it streams
        points = [(x, 0.88 * f.tall + g.tail * (y - 0.88 * f.tall), z) for x, y, z in points]
    if SITTING & wish.words:
        points = [(x + 0.12 * f.long, 0.05 + 0.16 * f.tall * (n == 0), z) for n, (x, _, z) in enumerate(points)]
    if AT_REST & wish.words or on_a_branch(wish):  # it lies about the haunch
        across = (0.0, 0.10, -0.02, -0.12, -0.22, -0.30)
        points = [
            (x, 0.05 + 0.30 * f.tall * (n == 0), z) for n, ((x, _, _), z) in enumerate(zip(points, across, strict=True))
        ]
    model.limb(points, [0.046, 0.034, 0.028, 0.026, 0.025, 0.020], fur, blend=0.02, bends=4)
    if tip:
        model.cone(points[-2], 0.035, points[-1], 0.05, tip, group=4, blend=0.02)


def _cast(model: Model, tall: float, wish: Wish, head: Any, f: Frame | None = None) -> Cast:
    perched = f is not None and on_a_branch(wish)
    at_rest, sits = perched or bool(AT_REST & wish.words), bool(SITTING & wish.words)
    g = STANDS if at_rest or sits else gait_of(wish.words, wish.film)
    low = {DRINKS: 0.74}.get(g, 0.90 if g in RUNS else 1.0)
    tall *= 0.86 if at_rest else 1.22 if sits else low
    if perched and f is not None:
        high = 0.62 * f.tall
        return Cast(
            add_branch(model, f), looks_left=False, tall=tall + high, turn=(-0.12, 0.35), heart=(high + 0.45 * tall, 2.1 * tall),
            detail=(0.82 * tall, high + 0.80 * tall, 1.05 * tall), sway=0.0, perched=True, width=2.6 * f.long + 0.6,
        )  # fmt: skip
    x, y = float(head[0]), float(head[1])
    if g.rolled:  # it is in the air
        raised, c, si = Model(), math.cos(g.rolled), math.sin(g.rolled)
        raised.add(model.rolled(g.rolled), at=(0.0, g.lifted * tall, 0.0))
        x, y = c * x - si * y, si * x + c * y + g.lifted * tall
        model, tall, span = raised, y + 0.25 * tall, 1.1 * tall
    else:
        span = 1.05 * tall
    if sits or g not in (STANDS, WALKS):
        detail = (x + 0.02, y - 0.06 * span, span)
    else:
        detail = (0.82 * tall, 0.86 * tall, span)
    return Cast(
        model,
        looks_left=False,
        tall=tall,
        turn=(-0.15, 0.55),
        heart=None,
        detail=detail,
        sway=0.0,
    )


def _jaw(wish: Wish) -> float:
    """Return how far its mouth is open."""
    return 1.0 if CALLING & wish.words else 0.0


def panther(wish: Wish) -> Cast:
    """A black panther that walks, its eyes lit."""
    f, m = Frame(low=0.10), Model()
    fur = Skin(wish.colour or (0.020, 0.019, 0.019), 0.26, "fur")
    eye = iris_of(wish, Skin((0.10, 0.75, 0.80), 0.3, "plain", 1.3))
    head = body(m, f, fur, fur, wish)
    _face(m, head, f, fur, fur, eye, ears=0.02, jaw=_jaw(wish))
    _tail(m, f, fur, wish)
    return _cast(m, 0.76, wish, head, f)


def leopard(wish: Wish) -> Cast:
    """A leopard that walks."""
    f, m = Frame(low=0.04), Model()
    snow = "snow" in wish.words or (wish.colour is not None and min(wish.colour) > 0.4)
    fur = Skin((0.10, 0.28, 0.46), 0.10, "rosettes", second=(0.015, 0.018, 0.022))
    pale = Skin((0.40, 0.50, 0.58), 0.08, "fur")
    if snow:  # long pale fur, smoky rosettes, a tail as thick as an arm
        fur = Skin((0.43, 0.46, 0.48), 0.06, "rosettes", second=(0.05, 0.055, 0.06), pile=1.9)
        pale = Skin((0.60, 0.62, 0.63), 0.05, "fur", pile=1.6)
    elif wish.colour is not None and max(wish.colour) < 0.05:  # a black one
        fur = Skin(wish.colour, 0.2, "rosettes", second=tuple(0.4 * one for one in wish.colour))
        pale = replace(fur, weave="fur")
    head = body(m, f, fur, pale, wish)
    _face(m, head, f, fur, pale, iris_of(wish, Skin((0.12, 0.50, 0.60), 0.4, "plain", 0.25)), ears=0.02, jaw=_jaw(wish))
    _tail(m, f, fur, wish)
    return _cast(m, 0.80, wish, head, f)


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
    head = body(m, f, fur, pale, wish)
    plain_ = replace(fur, weave="fur")  # its face has stripes of its own
    _face(
        m,
        head,
        f,
        plain_,
        pale,
        iris_of(wish, Skin((0.04, 0.40, 0.60), 0.4, "plain", 0.20)),
        ears=0.02,
        broad=1.2,
        jaw=_jaw(wish),
    )
    _mark(m, head, f, pale)
    _tail(m, f, fur, wish)
    return _cast(m, 1.05, wish, head, f)


def lion(wish: Wish) -> Cast:
    """A lion with its mane."""
    f = Frame(long=1.14, tall=1.00, chest=0.275, belly=0.215, leg=0.088, paw=0.090, head=0.190, low=-0.05, muzzle=0.66)
    m, turn = Model(), 0.42
    fur = Skin(wish.colour or (0.10, 0.24, 0.40), 0.07, "fur", pile=0.75)
    pale, mane = Skin((0.30, 0.43, 0.53), 0.06, "fur"), Skin((0.022, 0.065, 0.145), 0.08, "mane")
    head = body(m, f, fur, pale, wish)
    _face(
        m,
        head,
        f,
        fur,
        pale,
        Skin((0.03, 0.24, 0.42), 0.5, "plain", 0.06),
        ears=-0.12,
        turn=turn,
        broad=1.28,
        jaw=_jaw(wish),
    )
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
    if not (AT_REST | SITTING | ON_A_BRANCH) & wish.words and gait_of(wish.words) in (STANDS, WALKS):
        m.limb(breast, [0.19, 0.16, 0.10], mane, group=5, blend=0.08, bends=2)
    cast = _cast(m, 1.38, wish, head)
    return replace(cast, detail=(float(head[0]) + 0.02, float(head[1]) - 0.08, 1.30)) if cast.tall < 2.0 else cast


def polar_bear(wish: Wish) -> Cast:
    """A bear of the ice."""
    return bear(replace(wish, colour=(0.52, 0.57, 0.59)))


def bear(wish: Wish) -> Cast:
    """A bear that walks."""
    f = Frame(long=1.02, tall=0.98, chest=0.34, belly=0.33, leg=0.125, paw=0.105, head=0.185, low=0.12, muzzle=0.85)
    m = Model()
    white = wish.colour is not None and min(wish.colour) > 0.4
    fur = Skin(wish.colour or (0.022, 0.040, 0.070), 0.06, "fur")
    pale = Skin((0.50, 0.54, 0.56) if white else (0.06, 0.10, 0.15), 0.05, "fur")
    head = body(m, f, fur, fur, wish)
    if not (AT_REST | SITTING | ON_A_BRANCH) & wish.words:
        m.ball((0.34 * f.long, 0.98 * f.tall, 0), 0.25, fur, blend=0.12)  # the hump
    _face(m, head, f, fur, pale, _BLACK, ears=0.05, jaw=_jaw(wish))
    if not SITTING & wish.words:
        m.ball((-0.60 * f.long, 0.86 * f.tall, 0), 0.06, fur, blend=0.05)
    cast = _cast(m, 1.28, wish, head)
    return replace(cast, detail=(float(head[0]) + 0.02, float(head[1]) - 0.10, 1.30)) if cast.tall < 2.0 else cast
