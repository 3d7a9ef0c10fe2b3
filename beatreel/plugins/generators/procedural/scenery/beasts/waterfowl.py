"""Ducks, their young, and geese, on the water or beside it; about twice as large as life, metres, looking to the right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Colour, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .soaring import ALOFT, in_flight

_EYE = Skin((0.008, 0.008, 0.009), 0.85, "plain")
_ASHORE = {
    *"walking walks walk standing stands waddling waddle waddles grass meadow farm farmyard path road running".split()
}
_PLACES = ((0.0, 0.0), (-0.85, 0.35), (0.35, 0.85), (-0.45, -0.45), (-1.35, 0.75), (0.9, 0.3), (-1.75, -0.15))


@dataclass(frozen=True)
class Fowl:
    """How a bird that swims is coloured (linear BGR) and built: length of its neck, and of its bill."""

    back: Colour
    flank: Colour
    breast: Colour
    head: Colour
    bill: Colour
    ring: Colour | None = None
    neck: float = 0.20
    beak: float = 0.105
    skull: float = 0.085


_DRAKE = Fowl(
    (0.115, 0.13, 0.145),
    (0.34, 0.36, 0.37),
    (0.025, 0.040, 0.085),
    (0.045, 0.115, 0.012),
    (0.03, 0.40, 0.62),
    (0.66, 0.68, 0.69),
)
_HEN = Fowl((0.060, 0.105, 0.16), (0.11, 0.18, 0.26), (0.085, 0.15, 0.22), (0.075, 0.13, 0.20), (0.03, 0.16, 0.36))
_GREY_GOOSE = Fowl(
    (0.13, 0.16, 0.19), (0.26, 0.30, 0.33), (0.22, 0.26, 0.29), (0.14, 0.17, 0.20), (0.03, 0.20, 0.58), neck=0.36
)
_DOWNY = Fowl(
    (0.03, 0.33, 0.66),
    (0.05, 0.45, 0.78),
    (0.06, 0.48, 0.80),
    (0.05, 0.45, 0.78),
    (0.05, 0.20, 0.50),
    neck=0.10,
    beak=0.06,
)


def _plain(colour: Colour, usual: Fowl) -> Fowl:
    return Fowl(colour, colour, colour, colour, (0.02, 0.22, 0.66), None, usual.neck, usual.beak, usual.skull)


def _fowl(f: Fowl, *, ashore: bool, downy: bool = False) -> Model:
    """Return one bird, the water at 0; ashore it stands on its feet."""
    m = Model()
    weave, pile = ("coat", 0.45) if downy else ("feathers", 0.35)
    back, flank, breast, head = (
        Skin(one, 0.06, weave, second=one, pile=pile) for one in (f.back, f.flank, f.breast, f.head)
    )
    if not downy:
        head = Skin(f.head, 0.30, "feathers", pile=0.2)
    bill = Skin(f.bill, 0.3, "plain")
    m.limb([(-0.30, 0.115, 0), (-0.02, 0.085, 0), (0.24, 0.11, 0)], [0.10, 0.165, 0.125], flank, blend=0.06, bends=2)
    m.cone((0.20, 0.13, 0), 0.128, (0.28, 0.15, 0), 0.095, breast, blend=0.05)
    m.limb([(-0.34, 0.15, 0), (-0.50, 0.235, 0)], [0.070, 0.016], back, blend=0.04, flat=1.3, across=(0.5, 1, 0))
    top = np.array([0.345, 0.20 + f.neck, 0.0])
    m.limb([(0.26, 0.17, 0), (0.335, 0.20 + 0.45 * f.neck, 0), top], [0.098, 0.8 * f.skull, 0.9 * f.skull], breast if f.ring else head,
           blend=0.04, bends=3)  # fmt: skip
    if f.ring:
        y = 0.20 + 0.42 * f.neck
        m.cone((0.330, y, 0), 0.087, (0.335, y + 0.025, 0), 0.084, Skin(f.ring, 0.05, "feathers", pile=0.2), group=1)
        m.limb([(0.336, y + 0.040, 0), top], [0.084, 0.9 * f.skull], head, group=2, blend=0.03)
    m.ball(top, f.skull, head, group=2, blend=0.03)
    m.cone(
        top + np.array([0.04, -0.005, 0]), 0.062, top + np.array([0.075, -0.020, 0]), 0.040, head, group=2, blend=0.03
    )
    root = top + np.array([0.085, -0.022, 0])
    m.limb([root, root + np.array([0.55 * f.beak, -0.020, 0]), root + np.array([f.beak, -0.024, 0])], [0.034, 0.030, 0.026], bill,
           group=3, flat=1.9, across=(0.15, 1, 0), bends=2)  # fmt: skip
    m.limb([root + np.array([0, -0.022, 0]), root + np.array([0.9 * f.beak, -0.040, 0])], [0.026, 0.020], bill, group=4, flat=1.9,
           across=(0.15, 1, 0))  # fmt: skip
    for side in (-1, 1):
        m.ball(top + np.array([0.042, 0.022, 0.066 * side]), 0.0165, _EYE, group=5)
        if not downy:
            m.ball(
                top + np.array([0.046, 0.028, 0.081 * side]), 0.004, Skin((0.8, 0.8, 0.8), 0.2, "plain", 0.4), group=6
            )
        m.limb([(0.14, 0.17, 0.135 * side), (-0.10, 0.165, 0.150 * side), (-0.36, 0.19, 0.060 * side)],
               [0.070, 0.098, 0.024] if not downy else [0.05, 0.06, 0.02], back, group=7, blend=0.04, flat=1.9,
               across=(0.1, 0.35, side), bends=3)  # fmt: skip
        if not downy:
            for n in range(4):  # quills over the rump
                a, b = (
                    np.array([-0.10 - 0.05 * n, 0.205 - 0.02 * n, 0.125 * side]),
                    np.array([-0.42 - 0.03 * n, 0.20 - 0.02 * n, 0.03 * side]),
                )
                m.limb([a, b], [0.035, 0.010], back, group=8 + n % 2, flat=2.2, across=(0.1, 0.5, side))
        if ashore:
            x, z = 0.05 - 0.12 * (side > 0), 0.07 * side
            m.limb([(-0.02, -0.02, z), (x - 0.02, -0.16, z)], [0.036, 0.022], bill, group=10)
            for toe in (-1, 0, 1):
                m.limb([(x - 0.02, -0.155, z), (x + 0.085, -0.165, z + 0.04 * toe)], [0.014, 0.012], bill, group=10, blend=0.02, flat=1.6,
                       across=(0, 1, 0))  # fmt: skip
    if not ashore:
        return m
    raised = Model()
    raised.add(m, at=(0.0, 0.175, 0.0))
    return raised


def duck(wish: Wish) -> Cast:
    """Ducks: a drake and his hen, ducklings in a row, or geese, as the words say; they swim, walk or fly."""
    words = {word for said in wish.words for word in said.split()}
    young = bool({"duckling", "ducklings", "gosling", "goslings", "chick", "chicks"} & words)
    goose = bool({"goose", "geese", "gander"} & words)
    if ALOFT & wish.words and not young:
        return in_flight(wish, "goose" if goose else "duck", 1 if {"duck", "goose"} & words else 7)
    ashore = bool(_ASHORE & words) and not {"swimming", "swims", "swim", "pond", "lake", "river", "water"} & words
    several = bool({"ducks", "ducklings", "geese", "goslings", "chicks", "flock", "family"} & words)
    number = min(wish.count, 7) or ((5 if young else 3) if several else 1)
    usual = _GREY_GOOSE if goose else _DOWNY if young else _DRAKE
    kinds = [usual, _HEN if usual is _DRAKE else usual]
    if wish.colour is not None and not (young and wish.colour[2] > 0.4):
        kinds = 2 * [_plain(wish.colour, usual)]
    model = Model()
    if young and not wish.count and "mother" in words:
        model.add(_fowl(_HEN, ashore=ashore), at=(0.95, 0.0, 0.3), scale=1.25)
    for n, (x, z) in enumerate(_PLACES[:number]):
        one = _fowl(kinds[n % 2], ashore=ashore, downy=young)
        size = (0.62 if young else 1.25 if goose else 1.0) * (1.0 - 0.05 * n)
        squeeze = 0.72 if young else 1.0
        model.add(
            one, at=(squeeze * x, 0.0, squeeze * z), scale=size, turn=0.25 * float(wish.rng.normal()) if n else 0.0
        )
    size = 0.62 if young else 1.25 if goose else 1.0
    left, right, _, _ = model.bounds()
    middle = 0.5 * (left + right)
    centred = Model()
    centred.add(model, at=(-middle, 0.0, 0.0))
    top = size * (0.20 + usual.neck + usual.skull + (0.175 if ashore else 0.0))
    return Cast(
        centred,
        looks_left=False,
        tall=max(top, 0.30),
        turn=(-0.30, 0.35),
        heart=(0.55 * top, max(1.15 * size, 0.85)),
        detail=(max(0.30 * size - middle, 0.0), top - 0.09 * size, 0.70 * size),
        sway=0.012,
        wades=True,
        afloat=not ashore,
        seeks_water=not ashore,
        width=1.25 * size if number == 1 else max(2.3 * (0.72 if young else 1.0), right - left),
        share=0.9,
    )
