"""Whoever rides down a mountain: snowboarders and skiers."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes
from .casting import CHARCOAL, DARK, Cast, Wish, person
from .pose import MAN, WOMAN, Bones, Pose

_HELMET = Skin((0.030, 0.030, 0.034), 0.35, "plain")
_LENS = Skin((0.10, 0.22, 0.46), 0.9, "plain")
_STRAP = Skin((0.05, 0.05, 0.06), 0.1, "cloth")


def _dressed(model: Model, b: Bones, jacket: Skin, trousers: Skin) -> None:
    """Put on a padded jacket, wide trousers, boots, a helmet and goggles."""
    clothes.trousers(model, b, trousers, loose=1.22)
    clothes.coat(model, b, jacket, hem=float(b.pelvis[1]) - 0.075, wide=0.145)
    clothes.shoes(model, b, CHARCOAL)
    model.ball(b.on_head(0, 0.016, 0.006), 0.066, _HELMET, group=70)
    front = [b.on_head(side * 0.026, 0.004, -0.050) for side in (-1, 1)]
    model.cone(front[0], 0.019, front[1], 0.019, _LENS, group=71, blend=0.02)
    band = [b.on_head(side * 0.062, 0.006, 0.0) for side in (-1, 1)]
    for at, end in zip(front, band, strict=True):
        model.cone(at, 0.012, end, 0.012, _STRAP, group=72)


def snowboarder(wish: Wish) -> Cast:
    """Somebody on a snowboard, low over bent knees, the arms out for balance."""
    pose = Pose(
        hips=(0.0, 0.42, 0.0),
        lean=(0.08, -0.03),
        tilt=-0.12,
        twist=0.45,
        head=(-0.9, 0.10, 0.0),
        hands=((-0.34, 0.66, 0.03), (0.34, 0.62, -0.10)),
        elbows=((-0.4, -0.8, 0.5), (0.5, -0.9, 0.4)),
        feet=((-0.165, 0.045, 0.0), (0.165, 0.045, 0.0)),
        knees=((-0.7, 0.3, -1.0), (0.8, 0.3, -1.0)),
        toes=(0.25, -0.35),
    )
    jacket = wish.cloth(Skin((0.04, 0.22, 0.62), 0.10, "cloth"))
    base, edge = Skin((0.05, 0.05, 0.06), 0.4, "plain"), Skin(jacket.colour, 0.4, "plain")

    def dressing(model: Model, b: Bones) -> None:
        _dressed(model, b, jacket, Skin((0.060, 0.060, 0.070), 0.06, "cloth"))

    model = Model()
    model.add(person(wish, MAN, pose, dressing), at=(0.0, 0.03, 0.0))
    ends = [(-0.80, 0.075, 0.0), (-0.62, 0.02, 0.0), (0.62, 0.02, 0.0), (0.80, 0.075, 0.0)]
    model.limb(ends, [0.115, 0.145, 0.145, 0.115], base, group=80, flat=6.0, across=(0, 1, 0))
    model.limb([(-0.45, 0.036, 0.0), (0.45, 0.036, 0.0)], [0.085, 0.085], edge, group=81, flat=6.0, across=(0, 1, 0))
    for x in (-0.29, 0.29):
        model.cone((x, 0.06, -0.06), 0.055, (x, 0.12, 0.05), 0.060, DARK, group=82, blend=0.02)
    return Cast(model, tall=1.66, turn=(-0.35, 0.35), heart=(1.05, 1.25), detail=(0.0, 1.25, 0.85), sway=0.02)


def skier(wish: Wish) -> Cast:
    """Somebody on skis, seen from behind or from aside, a pole in each hand."""
    pose = Pose(
        hips=(0.0, 0.46, 0.0),
        lean=(0.0, -0.12),
        head=(0.2, 0.06, 0.0),
        hands=((-0.21, 0.50, -0.20), (0.21, 0.50, -0.20)),
        elbows=((-1.0, -0.2, 0.6), (1.0, -0.2, 0.6)),
        feet=((-0.085, 0.045, 0.0), (0.085, 0.045, 0.0)),
        knees=((-0.1, 0.2, -1.0), (0.1, 0.2, -1.0)),
        toes=(0.0, 0.0),
    )
    woman = wish.film % 2 == 0
    build = WOMAN if woman else MAN
    jacket = wish.cloth(Skin((0.05, 0.06, 0.55), 0.10, "cloth"))
    ski, pole = Skin(jacket.colour, 0.5, "plain"), Skin((0.30, 0.31, 0.32), 0.6, "metal")

    def dressing(model: Model, b: Bones) -> None:
        _dressed(model, b, jacket, Skin((0.050, 0.048, 0.048), 0.06, "cloth"))
        for side, hand in zip((-1.0, 1.0), b.fingers, strict=True):
            hand = np.asarray(hand, float)
            tip = np.array([hand[0] + 0.05 * side, 0.0, hand[2] + 0.24])
            model.cone(hand + 0.06 * (hand - tip), 0.006, tip, 0.005, pole, group=84)
            model.cone(hand + 0.05 * (hand - tip), 0.014, hand - 0.03 * (hand - tip), 0.013, DARK, group=85)

    model = Model()
    model.add(person(wish, build, pose, dressing, hair="bob"), at=(0.0, 0.03, 0.0))
    for x in (-0.15, 0.15):
        line = [(x, 0.02, 0.80), (x, 0.02, -0.75), (x, 0.06, -0.92), (x, 0.13, -1.02)]
        model.limb(line, [0.048, 0.048, 0.048, 0.030], ski, group=86, flat=4.0, across=(0, 1, 0))
    return Cast(
        model, tall=0.98 * build.metres, turn=(2.2, 2.7), heart=(1.2, 1.2), detail=(0.0, 1.40, 0.75), sway=0.015
    )
