"""What somebody who stands or walks does with their hands: smokes, telephones, holds a candle, carries a suitcase, spreads the arms."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .body import HELD
from .casting import CREAM, Wish
from .chores import CHORES
from .holding import Deed, grip, of
from .pose import Bones, Pair

_PAPER = Skin((0.66, 0.70, 0.72), 0.05, "plain")
_EMBER = Skin((0.06, 0.30, 1.0), 0.0, "plain", 4.0)
_FLAME = Skin((0.30, 0.72, 1.0), 0.0, "plain", 5.0)
_SCREEN = Skin((1.0, 0.88, 0.75), 0.0, "plain", 1.6)
_BLACK = Skin((0.020, 0.020, 0.022), 0.5, "plain")
_WAX, _WOOD = Skin((0.52, 0.62, 0.68), 0.12, "wax", 0.15), Skin((0.05, 0.09, 0.15), 0.1, "wood")
_LEATHER, _BRASS = Skin((0.035, 0.075, 0.17), 0.25, "plain"), Skin((0.10, 0.42, 0.72), 0.8, "metal")
_STEEL = Skin((0.42, 0.42, 0.42), 0.9, "metal")


def deed_of(words: frozenset[str]) -> Deed | None:
    """Return what somebody does by the words of a prompt; None where it says nothing of that kind."""
    return next((one for one in _DEEDS if not one.none_of & words and all(some & words for some in one.all_of)), None)


def _cigarette(m: Model, b: Bones, wish: Wish) -> Any:
    mouth, tip = b.on_head(0.010, -0.042, -0.050), b.on_head(0.016, -0.044, -0.103)
    m.limb([mouth, tip], [0.0032, 0.0032], _PAPER, group=HELD)
    m.ball(tip, 0.0042, _EMBER, group=HELD + 1)
    return tip


def _at_the_ear(m: Model, b: Bones, wish: Wish) -> Any:
    at = b.on_head(0.062, -0.012, -0.006)
    m.box(at, (0.008, 0.088, 0.042), _BLACK, group=HELD, along=b.head_right, up=b.head_up)
    return at


def _lit_screen(m: Model, b: Bones, wish: Wish) -> Any:
    at = grip(b, 1) + np.array([-0.010, 0.030, -0.004])
    up = np.array([0.0, 0.80, -0.60])
    m.box(at, (0.042, 0.086, 0.007), _BLACK, group=HELD, up=up)
    m.box(at + np.array([0.0, 0.003, 0.0045]), (0.038, 0.080, 0.003), _SCREEN, group=HELD + 1, up=up)
    return at


def _candle(m: Model, b: Bones, wish: Wish) -> Any:
    foot = 0.5 * (grip(b, 0) + grip(b, 1)) + np.array([0.0, -0.015, -0.008])
    top = foot + np.array([0.0, 0.085, 0.0])
    m.cone(foot, 0.013, top, 0.0125, _WAX, group=HELD)
    m.limb(
        [top + np.array([0, one, 0]) for one in (0.006, 0.016, 0.040)],
        [0.0050, 0.0062, 0.0012],
        _FLAME,
        group=HELD + 1,
        bends=3,
    )
    return top + np.array([0.0, 0.018, 0.0])


def _torch(m: Model, b: Bones, wish: Wish) -> Any:
    hand = grip(b, 1)
    top = hand + np.array([0.02, 0.165, -0.03])
    m.limb([hand - 0.6 * (top - hand), top], [0.009, 0.013], _WOOD, group=HELD)
    for x, tall, wide in ((0.0, 0.13, 0.024), (0.014, 0.085, 0.018), (-0.014, 0.075, 0.017)):
        m.limb([top + np.array([x, -0.01, 0]), top + np.array([1.3 * x, 0.35 * tall, 0]), top + np.array([0.4 * x, tall, 0.01])],
               [0.016, wide, 0.002], _FLAME, group=HELD + 1, bends=4, blend=0.01)  # fmt: skip
    return top + np.array([0.0, 0.045, 0.0])


def _cup(m: Model, b: Bones, wish: Wish) -> Any:
    at = 0.5 * (grip(b, 0) + grip(b, 1)) + np.array([0.0, 0.012, -0.010])
    m.cloth(at + np.array([0, 0.030, 0]), 0.026, at - np.array([0, 0.030, 0]), 0.022, CREAM, group=HELD)
    return at


def _sheet(m: Model, b: Bones, wish: Wish) -> Any:
    at = 0.5 * (grip(b, 0) + grip(b, 1)) + np.array([0.0, 0.035, -0.012])
    m.box(at, (0.118, 0.150, 0.003), _PAPER, group=HELD, up=(0.0, 0.82, -0.57))
    return at


def _suitcase(m: Model, b: Bones, wish: Wish) -> Any:
    hand = grip(b, 1)
    at = hand + np.array([0.012, -0.115, 0.0])
    m.box(at, (0.075, 0.170, 0.270), _LEATHER, group=HELD, edge=0.012)
    for z in (-0.09, 0.09):
        m.box(at + np.array([0.0, 0.0, z]), (0.079, 0.174, 0.016), _BLACK, group=HELD + 1, edge=0.004)
        m.ball(at + np.array([0.039, 0.045, z]), 0.009, _BRASS, group=HELD + 2)
    m.limb(
        [hand + np.array([0, -0.03, -0.035]), hand, hand + np.array([0, -0.03, 0.035])],
        [0.006] * 3,
        _BLACK,
        group=HELD + 3,
        bends=3,
    )
    return at


def _boombox(m: Model, b: Bones, wish: Wish) -> Any:
    at = b.shoulders[1] + np.array([0.020, 0.088, -0.020])
    m.box(at, (0.075, 0.105, 0.260), Skin((0.16, 0.16, 0.17), 0.4, "plain"), group=HELD, edge=0.008)
    for z in (-0.080, 0.080):
        m.ring(at + np.array([0.039, -0.006, z]), 0.034, 0.005, _STEEL, axis=(1, 0, 0), group=HELD + 1)
        m.ball(at + np.array([0.036, -0.006, z]), 0.030, _BLACK, group=HELD + 2, flat=4.0, across=(1, 0, 0))
    m.box(at + np.array([0.0, 0.066, 0.0]), (0.018, 0.012, 0.20), _STEEL, group=HELD + 3)
    return at


def _camera(m: Model, b: Bones, wish: Wish) -> Any:
    at = b.on_head(0.0, 0.006, -0.085)
    m.box(at, (0.085, 0.055, 0.034), _BLACK, group=HELD, along=b.head_right, up=b.head_up, edge=0.006)
    m.cone(at, 0.021, at + 0.045 * b.head_front, 0.023, _BLACK, group=HELD + 1)
    m.ball(at + 0.052 * b.head_front, 0.017, _STEEL, group=HELD + 2)
    return at


def _balloons(m: Model, b: Bones, wish: Wish) -> Any:
    hand = grip(b, 1)
    rubber = wish.held("balloon", Skin((0.04, 0.03, 0.55), 0.5, "plain"))
    places = _BUNCH if "balloons" in wish.words else _BUNCH[:1]
    for n, (x, y, z) in enumerate(places):
        knot = hand + np.array([x, y, z])
        m.limb(
            [hand, 0.5 * (hand + knot) + np.array([-0.12 * x, -0.02, 0.0]), knot],
            [0.0016] * 3,
            _STEEL,
            group=HELD,
            bends=4,
        )
        up = np.array([0.35 * x, 1.0, 0.2 * z])
        m.cone(knot + 0.125 * up, 0.092, knot + 0.065 * up, 0.066, rubber, group=HELD + 1 + n, blend=0.03)
        m.cone(knot + 0.03 * up, 0.026, knot, 0.005, rubber, group=HELD + 1 + n, blend=0.03)
    return hand + np.array([0.04, 0.50, 0.0])


def _kite(m: Model, b: Bones, wish: Wish) -> Any:
    hand = 0.5 * (grip(b, 0) + grip(b, 1))
    at = hand + np.array([0.62, 0.98, 0.12])
    cloth = wish.held("kite", Skin((0.05, 0.06, 0.60), 0.08, "plain"))
    up, across = np.array([-0.30, 0.95, 0.0]), np.array([0.95, 0.30, 0.0])
    front = np.array([0.0, 0.0, -0.010])
    corners = {"top": at + 0.17 * up, "low": at - 0.27 * up, "left": at - 0.145 * across, "right": at + 0.145 * across}
    other = Skin((0.10, 0.62, 0.80) if wish.colour is None else cloth.colour, 0.08, "plain")
    for n, (one, two) in enumerate((("top", "left"), ("top", "right"), ("low", "left"), ("low", "right"))):
        for t in np.linspace(0.0, 1.0, 22):  # cloth between the middle and two corners
            end = corners[one] + t * (corners[two] - corners[one])
            m.limb(
                [at, end],
                [0.012, 0.016],
                (cloth, other)[n in (1, 2)],
                group=HELD + 1 + n % 2,
                flat=5.0,
                across=(0, 0, 1),
            )
    m.limb([corners["top"] + front, corners["low"] + front], [0.004, 0.004], _WOOD, group=HELD + 4)
    m.limb([corners["left"] + front, corners["right"] + front], [0.004, 0.004], _WOOD, group=HELD + 4)
    tail = [corners["low"] + np.array([0.035 * math.sin(1.7 * k) + 0.02 * k, -0.085 * k, 0.0]) for k in range(6)]
    m.limb(tail, [0.0035] * 6, _STEEL, group=HELD + 5, bends=4)
    for k in (1, 2, 3, 4, 5):
        for way in (-1, 1):
            m.cone(
                tail[k], 0.006, tail[k] + np.array([0.035 * way, 0.012, 0.0]), 0.016, other, group=HELD + 6, flat=3.0
            )
    m.limb(
        [hand, 0.55 * hand + 0.45 * at + np.array([0.03, -0.07, 0.0]), at],
        [0.0022, 0.0018, 0.0016],
        _PAPER,
        group=HELD + 7,
        bends=8,
    )
    return at - np.array([0.0, 0.12, 0.0])


def _nothing(m: Model, b: Bones, wish: Wish) -> Any:
    return b.wrists[1]


_BUNCH = (
    (0.03, 0.59, 0.0),
    (-0.11, 0.53, 0.05),
    (0.17, 0.52, 0.03),
    (0.08, 0.68, 0.07),
    (-0.05, 0.71, -0.02),
    (0.20, 0.65, -0.04),
)
_HOLDS = of("holding holds held carrying carries with lights lighting")
_BOTH: Pair = ((-0.040, 0.635, -0.150), (0.040, 0.635, -0.150))
_IN: Pair = ((-1.0, -0.6, 0.3), (1.0, -0.6, 0.3))
_LUGGAGE = of("suitcase suitcases luggage")
_CARRIED = Deed(
    (_LUGGAGE, of("carrying carries carry holding holds dragging drags")),
    of("abandoned left open"),
    (None, (0.180, 0.455, 0.010)),
    (None, (1.0, 0.0, 0.4)),
    None,
    (0.0, 1.0),
    _suitcase,
    span=0.42,
)
_DEEDS = (
    *CHORES,
    Deed(
        (of("smoking smokes smoked cigarette cigarettes cigar"),),
        of("chimney chimneys gun ruin ruins volcano stage engine"),
        (None, (0.085, 0.828, -0.080)),
        (None, (1.0, -1.0, 0.1)),
        (0.22, 0.02, 0.06),
        (0.0, 0.5),
        _cigarette,
        smokes=True,
        span=0.26,
    ),
    Deed(
        (
            of("phone smartphone cellphone mobile"),
            of("screen scrolling scrolls texting texts looking looks glow glowing light lit staring"),
        ),
        of("booth box"),
        (None, (0.045, 0.655, -0.165)),
        (None, (1.0, -1.0, 0.4)),
        (0.05, 0.34, 0.0),
        (0.0, 0.7),
        _lit_screen,
        shines=True,
        span=0.33,
    ),
    Deed(
        (of("phone smartphone cellphone telephone"),),
        of("booth box phones"),
        (None, (0.108, 0.842, -0.020)),
        (None, (1.0, -1.0, -0.2)),
        (0.25, 0.06, 0.10),
        (0.0, 0.7),
        _at_the_ear,
        span=0.30,
    ),
    Deed(
        (of("candle"), _HOLDS),
        of("candles table piano cake"),
        _BOTH,
        _IN,
        (0.05, 0.16, 0.0),
        (0.8, 0.8),
        _candle,
        shines=True,
        span=0.33,
    ),
    Deed(
        (of("torch"), of("holding holds held carrying carries with raised burning flaming")),
        of("torches"),
        (None, (0.205, 0.840, -0.110)),
        (None, (0.9, -1.0, 0.2)),
        None,
        (0.0, 1.0),
        _torch,
        shines=True,
        span=0.45,
        tall=1.22,
    ),
    Deed(
        (of("coffee tea mug cup"), of("holding holds drinking drinks sipping sips warming")),
        of("shop bar table"),
        _BOTH,
        _IN,
        (0.05, 0.12, 0.0),
        (0.7, 0.7),
        _cup,
        span=0.30,
    ),
    Deed(
        (of("letter"), of("reading reads holding holds opening opens")),
        of(""),
        _BOTH,
        _IN,
        (0.05, 0.32, 0.0),
        (0.7, 0.7),
        _sheet,
        span=0.33,
    ),
    _CARRIED,
    replace(  # on a platform luggage that is only beside somebody is the station's own
        _CARRIED,
        all_of=(_LUGGAGE, of("with carrying carries holding holds his her")),
        none_of=of("platform abandoned left open"),
    ),
    Deed(
        (of("boombox ghettoblaster"),),
        of("table floor"),
        (None, (0.200, 0.900, -0.060)),
        (None, (1.0, -0.8, -0.1)),
        (0.28, 0.0, 0.10),
        (0.0, 0.7),
        _boombox,
        span=0.36,
    ),
    Deed(
        (of("photographer photographing photographs"),),
        of("studio wall"),
        ((-0.060, 0.850, -0.115), (0.062, 0.855, -0.115)),
        ((-0.9, -1.0, 0.1), (0.9, -1.0, 0.1)),
        (0.0, 0.02, 0.0),
        (0.6, 0.6),
        _camera,
        span=0.27,
    ),
    Deed(
        (of("balloon balloons"), of("holding holds held with carrying carries clutching letting bunch")),
        of("hot air basket sky rising"),
        (None, (0.150, 0.700, -0.110)),
        (None, (1.0, -0.8, 0.2)),
        None,
        (0.0, 1.0),
        _balloons,
        span=0.92,
        tall=1.58,
    ),
    Deed(
        (of("kite"), of("flying flies fly holding with")),
        of("festival kites"),
        ((0.020, 0.760, -0.170), (0.110, 0.835, -0.150)),
        ((-0.8, -0.8, 0.3), (1.0, -0.6, 0.2)),
        (-0.30, -0.34, 0.0),
        (0.8, 0.8),
        _kite,
        span=0.95,
        tall=1.98,
    ),
    Deed(
        (of("arms"), of("outstretched spread wide open raised")),
        of("crowd"),
        ((-0.405, 0.850, 0.030), (0.405, 0.850, 0.030)),
        ((-0.4, -0.8, 0.6), (0.4, -0.8, 0.6)),
        (0.05, -0.28, 0.0),
        (0.0, 0.0),
        _nothing,
        span=0.36,
    ),
)
"""What may be done, the first that fits."""
