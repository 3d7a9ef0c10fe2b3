"""Birds in the air, one or many: each kind is a few numbers; metres, looking to the right."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

ALOFT = {
    *"flying flies fly soaring soars circling circles gliding glides flight aloft swooping swoops diving hovering landing lands "
    "spreads spreading outspread outstretched wingspan".split()
}
"""Words by which a bird is in the air, if nothing is named that it stands on."""
SPREADS = {*"spreads spread spreading outspread outstretched wingspan flaps flapping".split()}
LANDS = {*"landing lands land alights alighting settles perches".split()}
AWING = {*"flying flies fly soaring soars circling circles gliding glides swooping swoops diving".split()}
"""Words by which a bird spreads its wings; by which it comes down; by which it is away from all it could stand on."""
_MANY = {*"flock flocks murder many several group birds".split()}
_EYE = Skin((0.008, 0.008, 0.009), 0.7, "plain")
_CIRCLING = {*"circling circles circle wheeling".split()}
_SLANT = 0.36  # how far from its edge a ring of birds is seen
_FARTHEST = 0.45  # how much smaller the farthest of them is


@dataclass(frozen=True)
class Flyer:
    """How a bird is built that flies.

    Attributes
    ----------
    plume, tips, head, bill : Skin
        Of body and arms, of the quills, of the head, of bill and feet.
    tail : Skin or None
        Of the tail, where that is not of the quills' colour.
    span : float
        Length of a wing, metres.
    fingers : int
        Quills that stand apart at its end.
    neck : float
        How far the head is stretched out, metres.
    beak : float
        Length of the bill, metres.
    hooked : bool
        Its bill is bent down at the end.
    legs : float
        Metres of the legs that trail behind, 0 for those that are drawn up.
    skull : float
        Its radius, metres; 0 as long necks have it.
    ruff : bool
        A collar of down about a bare neck.
    stout : float
        Thickness of the trunk.
    """

    plume: Skin
    tips: Skin
    head: Skin
    bill: Skin
    tail: Skin | None = None
    iris: Skin | None = None
    span: float = 1.25
    fingers: int = 7
    neck: float = 0.14
    beak: float = 0.13
    hooked: bool = False
    legs: float = 0.0
    skull: float = 0.0
    ruff: bool = False
    stout: float = 1.0


def _feathers(*colour: float, pile: float = 0.6, gloss: float = 0.08) -> Skin:
    b, g, r = colour
    return Skin((b, g, r), gloss, "feathers", pile=pile)


_WHITE, _BLACK = _feathers(0.62, 0.64, 0.66), _feathers(0.016, 0.014, 0.014, gloss=0.3)
_YELLOW, _ORANGE = Skin((0.04, 0.45, 0.80), 0.35, "plain"), Skin((0.03, 0.20, 0.62), 0.3, "plain")
_HORN = Skin((0.05, 0.055, 0.06), 0.4, "plain")
FLYERS = {
    "eagle": Flyer(
        _feathers(0.030, 0.052, 0.085), _feathers(0.020, 0.034, 0.055, pile=0.35), _WHITE, _YELLOW, _WHITE,
        Skin((0.02, 0.26, 0.50), 0.6, "plain", 0.1), hooked=True,
    ),
    "vulture": Flyer(
        _feathers(0.022, 0.028, 0.038), _feathers(0.010, 0.012, 0.016, pile=0.35),
        Skin((0.17, 0.18, 0.30), 0.12, "hide", second=(0.09, 0.09, 0.17)),
        Skin((0.16, 0.24, 0.30), 0.3, "plain"), span=1.42, fingers=8, neck=0.20, skull=0.068, ruff=True, hooked=True, stout=1.05,
    ),
    "raven": Flyer(
        _BLACK, _feathers(0.010, 0.009, 0.009, pile=0.3, gloss=0.35), _BLACK, _HORN, span=1.05, fingers=6, beak=0.17, stout=0.85,
    ),
    "owl": Flyer(
        _feathers(0.10, 0.20, 0.32), _feathers(0.06, 0.12, 0.20, pile=0.4), _feathers(0.42, 0.52, 0.58), _HORN,
        iris=Skin((0.01, 0.03, 0.05), 0.7, "plain"), span=1.15, fingers=5, neck=0.05, beak=0.05, hooked=True, stout=1.15,
    ),
    "heron": Flyer(
        _feathers(0.30, 0.27, 0.25), _feathers(0.05, 0.05, 0.055, pile=0.4), _feathers(0.52, 0.53, 0.54), _YELLOW,
        span=1.30, fingers=6, neck=0.20, beak=0.22, legs=0.75, stout=0.72,
    ),
    "egret": Flyer(_WHITE, _WHITE, _WHITE, _YELLOW, span=1.25, fingers=6, neck=0.20, beak=0.20, legs=0.75, stout=0.70),
    "golden_eagle": Flyer(
        _feathers(0.024, 0.044, 0.080), _feathers(0.016, 0.028, 0.046, pile=0.35), _feathers(0.045, 0.125, 0.26), _YELLOW,
        iris=Skin((0.02, 0.16, 0.40), 0.6, "plain", 0.1), hooked=True,
    ),
    "crane": Flyer(_WHITE, _BLACK, _BLACK, _HORN, _WHITE, span=1.35, neck=0.55, beak=0.18, legs=0.85, stout=0.80),
    "stork": Flyer(_WHITE, _BLACK, _WHITE, Skin((0.02, 0.06, 0.55), 0.3, "plain"), _WHITE, span=1.30, neck=0.42, beak=0.26, legs=0.7,
                   stout=0.85),
    "swan": Flyer(_WHITE, _WHITE, _WHITE, _ORANGE, span=1.25, fingers=5, neck=0.72, beak=0.12, stout=1.1),
    "goose": Flyer(
        _feathers(0.16, 0.20, 0.24), _feathers(0.07, 0.09, 0.11, pile=0.4), _feathers(0.10, 0.12, 0.15), _ORANGE, _WHITE,
        span=1.10, fingers=4, neck=0.42, beak=0.09, stout=1.05,
    ),
    "duck": Flyer(
        _feathers(0.20, 0.24, 0.27), _feathers(0.08, 0.09, 0.10, pile=0.4), _feathers(0.06, 0.14, 0.02, gloss=0.4),
        Skin((0.04, 0.36, 0.60), 0.3, "plain"), span=0.85, fingers=3, neck=0.26, beak=0.10, stout=1.0,
    ),
    "flamingos": Flyer(
        _feathers(0.33, 0.24, 0.74), _BLACK, _feathers(0.33, 0.24, 0.74), _HORN, span=1.15, fingers=4, neck=0.75, beak=0.10, legs=0.9,
        stout=0.75,
    ),
    "parrot": Flyer(
        _feathers(0.03, 0.03, 0.50), _feathers(0.42, 0.14, 0.02, pile=0.4), _feathers(0.03, 0.03, 0.50), _HORN,
        _feathers(0.03, 0.03, 0.45), span=1.05, fingers=4, neck=0.08, beak=0.10, hooked=True, stout=0.9,
    ),
}  # fmt: skip
"""Birds by the motif that shows them."""


def soaring(f: Flyer, lift: float = 0.42) -> Model:
    """Return a bird on spread wings, which are raised by ``lift`` of their length."""
    m, d = Model(), f.stout
    shoulder, head = np.array([0.34, 0.04, 0.0]), np.array([0.36 + f.neck, 0.05 + 0.12 * min(f.neck, 0.3), 0.0])
    skull = f.skull or (0.095 if f.neck < 0.3 else 0.062)
    m.limb([(-0.42, 0.02, 0), (0.05, 0.0, 0), shoulder], [0.09 * d, 0.155 * d, 0.10 * d], f.plume, blend=0.05)
    middle = 0.5 * (shoulder + head)
    m.limb(
        [shoulder, middle, head],
        [0.10 * d, max(0.75 * skull, 0.045), 0.92 * skull],
        f.head,
        group=1,
        blend=0.05,
        bends=2,
    )
    m.ball(head, skull, f.head, group=1, blend=0.04)
    if f.ruff:
        down = Skin((0.30, 0.36, 0.40), 0.05, "feathers", pile=0.9)
        m.limb([shoulder + np.array([0.02, 0.07, 0]), shoulder + np.array([0.06, 0.0, 0]), shoulder + np.array([0.03, -0.07, 0])],
               [0.070, 0.085, 0.065], down, group=13, blend=0.03)  # fmt: skip
        brow, cere = head + np.array([0.3 * skull, 0.55 * skull, 0]), head + np.array([0.85 * skull, 0.12 * skull, 0])
        m.cone(brow, 0.42 * skull, cere, 0.40 * skull, f.head, group=1, blend=0.02)
    root, tip = (
        head + np.array([0.8 * skull, 0.01, 0]),
        head + np.array([0.8 * skull + f.beak, 0.0 if not f.hooked else -0.015, 0]),
    )
    bill = [root, tip, tip + np.array([0.025, -0.05, 0])] if f.hooked else [root, tip]
    m.limb(bill, [0.44 * skull, 0.28 * skull, 0.010] if f.hooked else [0.42 * skull, 0.006], f.bill, group=8)
    for side in (-1, 1):
        eye = head + np.array([0.5 * skull, 0.32 * skull, 0.74 * skull * side])
        m.ball(eye, 0.23 * skull, _EYE, group=7)
        if f.iris:
            m.ball(eye + np.array([0.001, 0, 0.05 * skull * side]), 0.20 * skull, f.iris, group=9)
            m.ball(eye + np.array([0.003, 0, 0.16 * skull * side]), 0.115 * skull, _EYE, group=12)
        spread_wing(m, np.array([0.16, 0.08, 0.10 * side]), side, f.span, lift, f.plume, f.tips, f.fingers)
        if f.legs:
            m.limb(
                [(-0.30, -0.03, 0.05 * side), (-0.42 - f.legs, -0.02, 0.04 * side)], [0.030, 0.014], f.bill, group=10
            )
        else:
            m.limb(
                [(-0.10, -0.12 * d, 0.08 * side), (-0.30, -0.13 * d, 0.08 * side)],
                [0.06 * d, 0.03],
                f.plume,
                group=10,
                blend=0.03,
            )
            m.limb([(-0.28, -0.14 * d, 0.08 * side), (-0.40, -0.14 * d, 0.08 * side)], [0.022, 0.014], f.bill, group=11)
    for n in range(7):
        z = 0.075 * (n - 3)
        m.limb([(-0.40, 0.03, 0.4 * z), (-0.80 if f.legs == 0 else -0.62, 0.02, z)], [0.055, 0.045], f.tail or f.tips, group=12,
               flat=2.6, across=(0, 1, 0))  # fmt: skip
    return m


def spread_wing(
    model: Model, root: Any, side: int, span: float, lift: float, plume: Skin, tips: Skin, fingers: int = 7
) -> None:
    """Add a spread wing: arm, its small feathers, quills behind it, and those at the end, apart."""
    wrist = root + np.array([0.06, 0.55 * lift, 0.45 * side]) * span
    hand = root + np.array([0.0, lift, 0.78 * side]) * span
    up = (0.15, 1.0, -0.3 * side * lift)
    model.limb(
        [root, wrist, hand], [0.085 * span, 0.066 * span, 0.040 * span], plume, group=2, blend=0.03, flat=2.2, across=up
    )
    for n in range(11):  # quills behind the arm
        t = n / 10
        start = root + t * (hand - root) * 0.95 + np.array([-0.01, 0.01 * math.sin(math.pi * t), 0]) * span
        end = start + np.array([-0.30 + 0.05 * t, -0.015, 0.05 * side * t]) * span
        model.limb([start, end], [0.060 * span, 0.042 * span], tips, group=3, blend=0.02, flat=4.0, across=up)
    for n in range(fingers):
        turn = 0.15 + 1.15 * n / max(fingers - 1, 1)
        out = np.array([-math.sin(turn) + 0.22, 0.22 + 0.35 * lift - 0.06 * n, side * math.cos(turn)])
        model.limb(
            [hand, hand + 0.20 * span * out, hand + 0.36 * span * out + np.array([0, 0.02 * span, 0])],
            [0.040 * span, 0.026 * span, 0.010 * span],
            tips,
            group=4 + n % 2,
            flat=2.4,
            across=up,
        )


def dyed(f: Flyer, wish: Wish) -> Flyer:
    """Return the same bird with the plumage that is asked for."""
    if wish.colour is None:
        return f
    dark = tuple(0.6 * one for one in wish.colour)
    head = f.head if f.head.weave == "plain" else replace(f.head, colour=wish.colour)
    return replace(
        f, plume=replace(f.plume, colour=wish.colour), tips=replace(f.tips, colour=dark), head=head, tail=None
    )


def number_of(wish: Wish, usual: int) -> int:
    """Return how many birds fly together: as is said, else ``usual``."""
    if wish.count:
        return min(wish.count, 9)
    words = {word for said in wish.words for word in said.split()}
    return 7 if words & _MANY else usual


def in_flight(wish: Wish, name: str, usual: int = 1) -> Cast:
    """Return a bird that flies, or a flock of them, which circles where the words say so."""
    f = dyed(FLYERS[name], wish)
    number = number_of(wish, usual)
    one = soaring(f)
    ahead = 0.40 + f.neck
    if number == 1 or wish.shot == "detail":
        return Cast(
            one,
            looks_left=False,
            tall=0.9,
            turn=(0.75, 1.15) if f.neck < 0.3 else (0.35, 0.65),
            near=(0.40, 0.75),
            heart=(0.12, 2.3),
            detail=(ahead - 0.02, 0.09, 0.85),
            sway=0.03,
            flies=True,
            width=2.6 if f.legs == 0 else 3.0,
        )
    if wish.shot == "close":  # some of them, nearer
        number = min(number, 3)
    return _flock(f, number, bool(_CIRCLING & wish.words), wish.rng)


def _flock(f: Flyer, number: int, circling: bool, rng: np.random.Generator) -> Cast:
    """Return birds in the air: about a ring that is seen from below, or strung out one behind the other, each in a beat of its own."""
    model, ring = Model(), 1.2 + 0.28 * number
    for n in range(number):
        lift = float(rng.uniform(0.15, 0.75)) if not circling else float(rng.uniform(0.22, 0.40))
        if circling:
            angle = 2 * math.pi * (n + 0.3 * float(rng.random())) / number + 0.6
            near = 0.5 - 0.5 * math.sin(angle)  # those before are low and large
            x, y, heading = (
                ring * math.cos(angle),
                0.85 * ring * _SLANT * math.sin(angle) + 0.25 * n / number,
                angle + 0.5 * math.pi,
            )
            bank = 0.35 * math.cos(angle)
        else:
            near = 1.0 if n == 0 else float(rng.uniform(0.0, 0.7))
            row = (n + 1) // 2 * (1 if n % 2 else -1)
            x, y = -1.05 * abs(row) + 0.35 * float(rng.normal()), 0.62 * row + 0.22 * float(rng.normal())
            heading, bank = float(rng.uniform(0.5, 1.0)), 0.12 * float(rng.normal())
        scale = 1.0 - (1 - near) * _FARTHEST
        model.add(soaring(f, lift).turned(heading).rolled(bank), at=(x, y, -2.0 * near), scale=scale)
    _, _, bottom, top = model.bounds()
    middle = 0.5 * (bottom + top)
    lowered = Model()
    lowered.add(model, at=(0.0 if circling else 1.2, -middle, 0.0))
    return Cast(
        lowered,
        looks_left=False,
        tall=0.5 * (top - bottom),
        turn=(-0.05, 0.05),
        heart=None,
        detail=(0.0, 0.0, 2.0),
        sway=0.02,
        flies=True,
        width=2.0 + 2 * ring if circling else 2.4 + 0.62 * number,
        share=1.5,
        flock=True,
    )
