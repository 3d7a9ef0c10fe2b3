"""Extras: whoever stands small in a place so that its size is seen, mostly seen from behind."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, dancers, musicians, passers, props, rainwear, sitters
from .body import HAT, HELD
from .casting import CHARCOAL, DARK, DENIM, HAIRS, SOLE, Wish, person
from .pose import MAN, WOMAN, Bones, Build, Pose

NOMINAL = 1.75
"""Metres to the unit in which the sizes of figures are given."""

_JACKETS = tuple(
    Skin(colour, 0.08, "cloth")
    for colour in ((0.03, 0.05, 0.24), (0.20, 0.11, 0.035), (0.04, 0.13, 0.28), (0.09, 0.12, 0.06))
)
_PACKS = tuple(
    Skin(colour, 0.06, "cloth") for colour in ((0.07, 0.10, 0.08), (0.03, 0.09, 0.22), (0.14, 0.08, 0.04), (0.06,) * 3)
)
_CLOAKS = tuple(Skin(colour, 0.04, "cloth") for colour in ((0.10, 0.15, 0.21), (0.12, 0.10, 0.10), (0.06, 0.08, 0.17)))
_ON_EDGE = Pose(
    hips=(0.0, 0.075, 0.0),
    lean=(0.01, -0.05),
    head=(0.25, 0.08, 0.05),
    hands=((-0.165, 0.035, 0.035), (0.165, 0.035, 0.035)),
    elbows=((-0.8, 0.0, 0.8), (0.8, 0.0, 0.8)),
    feet=((-0.07, -0.24, -0.235), (0.06, -0.22, -0.25)),
    toes=(0.2, -0.2),
    points=(0.4, 0.5),
)
_ON_SEAT = Pose(  # of a train, the hands in the lap
    hips=(0.0, 0.285, 0.04),
    lean=(0.0, -0.02),
    head=(0.25, 0.10, 0.0),
    hands=((-0.060, 0.385, -0.225), (0.060, 0.385, -0.225)),
    elbows=((-1.0, -0.1, 0.5), (1.0, -0.1, 0.5)),
    feet=((-0.085, 0.045, -0.235), (0.080, 0.045, -0.205)),
    knees=((-0.15, 0.8, -0.6), (0.15, 0.8, -0.6)),
    toes=(0.15, -0.15),
)
_ON_GROUND = Pose(
    hips=(0.0, 0.065, 0.0),
    lean=(0.0, -0.055),
    head=(0.05, 0.10, 0.0),
    hands=((-0.055, 0.255, -0.285), (0.055, 0.255, -0.285)),
    elbows=((-1.0, -0.2, 0.1), (1.0, -0.2, 0.1)),
    feet=((-0.065, 0.045, -0.335), (0.065, 0.045, -0.315)),
    knees=((-0.15, 1.0, -0.4), (0.15, 1.0, -0.4)),
    toes=(0.1, -0.1),
)
_ASTRIDE = Pose(
    hips=(0.0, 0.49, 0.16),
    lean=(0.0, -0.075),
    head=(0.05, 0.02, 0.0),
    hands=((-0.215, 0.595, -0.245), (0.215, 0.595, -0.245)),
    elbows=((-1.0, -0.45, 0.25), (1.0, -0.45, 0.25)),
    feet=((-0.125, 0.185, 0.0), (0.125, 0.185, 0.0)),
    knees=((-0.35, 0.8, -0.6), (0.35, 0.8, -0.6)),
    toes=(0.15, -0.15),
)
_HIKING = Pose(
    hips=(0.012, 0.512, 0.0),
    lean=(-0.004, -0.022),
    tilt=-0.03,
    head=(0.30, 0.0, 0.03),
    hands=((-0.125, 0.665, -0.115), (0.205, 0.53, -0.105)),
    elbows=((-1.0, -0.4, 0.5), (1.0, -0.2, 0.7)),
    feet=((-0.080, 0.045, -0.085), (0.055, 0.045, 0.045)),
    toes=(0.35, -0.25),
)


def _wish(variant: int, *words: str) -> Wish:
    return Wish(np.random.default_rng([variant, 77]), None, 0.3, frozenset(words), False, 8 * variant + 1)


def _passer(variant: int, *words: str) -> Model:
    """Return a man or a woman of :mod:`.passers`, seen from behind."""
    if variant % 5 == 3:
        words = (*words, "hooded")
    build = passers.woman if variant % 2 else passers.man
    return build(_wish(variant, "coat", "away", *words)).model.turned(2.70 + 0.09 * (variant % 3))


def _stander(variant: int) -> Model:
    return _passer(variant, "standing")


def _walker(variant: int) -> Model:
    return _passer(variant, "walking")


def _sheltered(variant: int) -> Model:
    return _passer(variant, "standing", "umbrella")


def _of_either(variant: int, pose: Pose, dressing: Callable[[Model, Bones], None], turn: float) -> Model:
    build: Build = WOMAN if variant % 2 else MAN
    locks = HAIRS[variant % len(HAIRS)]
    hair = "long" if variant % 2 else "short"
    return person(_wish(variant), build, pose, dressing, hair=hair, locks=locks, wind=0.0).turned(turn)


def _hiker(variant: int) -> Model:
    """Somebody with a pack on the back, a hand at its strap, the other on a stick."""
    jacket, pack = _JACKETS[variant // 2 % len(_JACKETS)], _PACKS[variant // 3 % len(_PACKS)]

    def dressing(m: Model, b: Bones) -> None:
        clothes.shirt(m, b, jacket, loose=1.22)
        clothes.hanging(m, b, jacket, hem=0.43, wide=0.108, folds=0.03, count=5, start=0.42, waist=0.088, flat=1.3)
        clothes.trousers(m, b, (CHARCOAL, DENIM, DARK)[variant % 3], loose=1.12)
        clothes.shoes(m, b, SOLE)
        if variant % 3:
            rainwear.hood(m, b, jacket)
        else:
            cap = _PACKS[(variant + 1) % len(_PACKS)]
            m.cone(b.on_head(0, 0.038, 0.012), 0.062, b.on_head(0, 0.016, 0.014), 0.060, cap, group=HAT, blend=0.02)
        props.backpack(m, b, pack)
        grip = b.wrists[1] + 0.6 * (b.fingers[1] - b.wrists[1])
        m.limb(
            [(grip[0], grip[1] + 0.035, grip[2]), (grip[0] + 0.035, 0.0, grip[2] - 0.06)],
            [0.006, 0.004],
            DARK,
            group=HELD,
        )

    return _of_either(variant, _HIKING, dressing, 2.62 + 0.12 * (variant % 3))


def _traveller(variant: int) -> Model:
    """Somebody in a long cloak that the wind takes, hooded."""
    cloak = _CLOAKS[variant % len(_CLOAKS)]

    def dressing(m: Model, b: Bones) -> None:
        clothes.coat(m, b, cloak, hem=0.09, wide=0.150, wind=-0.045)
        clothes.cape(m, b, cloak, hem=0.24, wind=-0.045)
        rainwear.hood(m, b, cloak)
        clothes.trousers(m, b, DARK, loose=1.1)
        clothes.shoes(m, b, SOLE)

    return _of_either(0, passers.WALKING, dressing, 2.55)


def _arms_wide(variant: int) -> Model:
    """Somebody who sings to a crowd with spread arms."""

    def dressing(m: Model, b: Bones) -> None:
        clothes.shirt(m, b, _JACKETS[variant % len(_JACKETS)], loose=1.12)
        clothes.trousers(m, b, DARK, loose=1.05)
        clothes.shoes(m, b, SOLE)

    pose = Pose(
        lean=(0.0, 0.02),
        head=(0.0, -0.15, 0.05),
        hands=((-0.36, 0.93, -0.06), (0.36, 0.96, -0.06)),
        elbows=((-0.3, -1.0, 0.3), (0.3, -1.0, 0.3)),
        feet=((-0.115, 0.045, -0.02), (0.115, 0.045, 0.02)),
    )
    return _of_either(variant, pose, dressing, 0.2)


def _seat(variant: int, pose: Pose, turn: float) -> Model:
    def dressing(m: Model, b: Bones) -> None:
        top = _JACKETS[variant % len(_JACKETS)]
        clothes.shirt(m, b, top, loose=1.2)
        clothes.trousers(m, b, (DENIM, CHARCOAL, DARK)[variant % 3], loose=1.15)
        clothes.shoes(m, b, SOLE)
        if variant % 5 == 1:
            rainwear.hood(m, b, top)

    return _of_either(variant, pose, dressing, turn)


def _at_home(variant: int, turn: float, *words: str, reads: bool = False) -> Model:
    return sitters.at_home(_wish(variant, "woman" if variant % 2 else "man", *words), reads=reads).turned(turn)


_KINDS: dict[str, Callable[[int], Model]] = {
    "stander": _stander,
    "walker": _walker,
    "sheltered": _sheltered,
    "hiker": _hiker,
    "traveller": _traveller,
    "sitter": lambda variant: _seat(variant, _ON_EDGE, math.pi - 0.12),
    "astride": lambda variant: _seat(3 * variant, _ASTRIDE, math.pi),
    "seated": lambda variant: _seat(variant, _ON_GROUND, 1.35),
    "at_home": lambda variant: _at_home(variant, 1.2),
    "at_home_near": lambda variant: _at_home(variant, 0.6),
    "elder_at_home": lambda variant: _at_home(variant, 1.2, "grey hair"),
    "elder_at_home_near": lambda variant: _at_home(variant, 0.6, "grey hair"),
    "reads_at_home": lambda variant: _at_home(variant, 0.9, reads=True),
    "passenger": lambda variant: _seat(variant, _ON_SEAT, 1.25),
    "reader": lambda variant: sitters.reader(_wish(variant)).turned(0.85),
    "dancer": lambda variant: dancers.ballerina(_wish(variant)).model.turned(0.3),
    "singing": lambda variant: musicians.singer(_wish(variant)).model.turned(0.5),
    "arms_wide": _arms_wide,
    "guitarist": lambda variant: musicians.guitarist(_wish(variant)).model.turned(0.45),
    "bassist": lambda variant: musicians.guitarist(_wish(variant + 1)).model.turned(-0.1),
}
EXTRAS = tuple(_KINDS)
"""Kinds of extras; each looks to the right as it is returned."""

READS = frozenset({"reading", "reads", "read", "book", "books", "novel"})
"""Words by which somebody in a room is its reader."""


@lru_cache(maxsize=24)
def extra(kind: str, variant: int = 0) -> Model:
    """Return an extra in metres, feet at the origin, who looks to the right; ``variant`` says who it is and what is worn."""
    return _KINDS[kind](variant).mirrored()
