"""Whoever rides a wave on a board."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes
from .body import TOP
from .casting import DARK, Cast, Wish, person
from .pose import MAN, WOMAN, Bones, Pose

_FOAM = Skin((0.56, 0.62, 0.64), 0.4, "plain")
_NEOPRENE = Skin((0.060, 0.050, 0.044), 0.30, "cloth")
_STRIPES = ((0.03, 0.06, 0.60), (0.45, 0.20, 0.03), (0.03, 0.45, 0.72), (0.10, 0.42, 0.10))
_RIDING = Pose(  # low over the board, the front hand ahead, the other one towards the face of the wave
    hips=(-0.075, 0.270, 0.085),
    lean=(0.165, -0.150),
    tilt=-0.05,
    twist=-0.45,
    head=(-0.70, -0.05, 0.06),
    hands=((-0.34, 0.470, 0.135), (0.375, 0.400, -0.150)),
    elbows=((-0.6, -0.2, 0.9), (0.3, -0.9, 0.4)),
    feet=((-0.205, 0.045, 0.010), (0.150, 0.045, -0.005)),
    knees=((-0.20, 0.6, -1.0), (0.75, 0.6, -0.9)),
    toes=(0.10, -0.45),
)


def wave_rider(wish: Wish) -> Cast:
    """Somebody on a surfboard, low over it, in a wetsuit; the board lies along x and goes to greater x."""
    woman = wish.is_woman(0.4)
    suit = wish.cloth(_NEOPRENE)
    stripe = Skin(_STRIPES[wish.film // 3 % len(_STRIPES)], 0.3, "plain")

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, suit, loose=1.05, bust=0.6, collar=False, hem=False)
        clothes.trousers(model, b, suit, loose=1.05)
        model.cone(b.neck - 0.005 * (b.neck - b.chest), 0.036, b.chest, 0.060, suit, group=TOP, blend=0.03)

    model = Model()
    model.add(
        person(wish, WOMAN if woman else MAN, _RIDING, dressing, hair="long" if woman else "bob", wind=-0.8),
        at=(0.0, 0.055, 0.0),
    )
    deck = [(-0.92, 0.025, 0.0), (-0.55, 0.012, 0.0), (0.05, 0.010, 0.0), (0.60, 0.035, 0.0), (0.98, 0.125, 0.0)]
    model.limb(deck, [0.130, 0.225, 0.250, 0.190, 0.030], _FOAM, group=80, flat=6.5, across=(0, 1, 0), bends=4)
    line = [(x, y + 0.030 if x < 0.9 else y + 0.006, z) for x, y, z in deck]
    model.limb(line, [0.024] * 4 + [0.010], stripe, group=81, flat=2.0, across=(0, 1, 0), bends=4)
    for z in (-0.085, 0.0, 0.085):  # fins
        model.limb([(-0.80, -0.01, z), (-0.88, -0.12, z)], [0.060, 0.016], DARK, group=82, flat=6.0, across=(0, 0, 1))
    ankle = np.array([-0.35, 0.13, 0.0])
    model.limb([ankle, (-0.62, 0.08, 0.10), (-0.90, 0.05, 0.0)], [0.008, 0.006, 0.007], DARK, group=83, bends=3)
    return Cast(model, tall=1.25, turn=(0.0, 0.0), heart=(0.62, 1.3), detail=(0.0, 0.3, 0.8), sway=0.02)
