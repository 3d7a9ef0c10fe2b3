"""What is worn in the street: a quilted jacket, a cap, a chain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import tailoring
from .body import BELT, HAT, TOP, add_torso

if TYPE_CHECKING:
    from .pose import Bones

PUFFERS = {"puffer", "puffers", "down jacket", "quilted", "padded", "bomber"}
"""Words for what :func:`puffer` is."""
CAPS = {"cap", "baseball", "snapback", "trucker"}
"""Words for what :func:`cap` is."""
CHAINS = {"chain", "chains", "necklace"}
GOLD = Skin((0.06, 0.30, 0.62), 0.75, "plain")

_WAIST, _COLLAR = -0.245, -0.005  # from which to which height above the chest it is quilted
_ROLLS = 6
_ARM = (0.0, 0.22, 0.44, 0.66, 0.88)  # where a sleeve's rolls are, from its shoulder (0) to its wrist (1)


def puffer(model: Model, b: Bones, cloth: Skin) -> None:
    """Add a down jacket: rolls about the body and along the arms, sewn between, and a collar that stands."""
    skin, girth = replace(cloth, gloss=max(cloth.gloss, 0.22), weave="plain"), b.build.girth
    add_torso(model, b, skin, loose=1.20, bust=0.4)
    for number in range(_ROLLS):
        up = _WAIST + (_COLLAR - _WAIST) * (number + 0.5) / _ROLLS
        wide = (0.058 + 0.016 * number / _ROLLS) * girth
        thick = (0.062 - 0.006 * abs(number - 2)) * girth
        ends = [b.on_chest(way * wide, up, 0.004) for way in (-1, 1)]
        model.cone(ends[0], thick, ends[1], thick, skin, group=TOP, blend=0.006)
    for shoulder, elbow, wrist in zip(b.shoulders, b.elbows, b.wrists, strict=True):
        for share in _ARM:
            upper = share < 0.5
            start, end, part = (shoulder, elbow, 2 * share) if upper else (elbow, wrist, 2 * share - 1)
            spot, ahead = start + part * (end - start), start + (part + 0.16) * (end - start)
            radius = (0.047 - 0.012 * share) * girth
            model.cone(spot, radius, ahead, 0.97 * radius, skin, group=TOP, blend=0.005)
        cuff = elbow + 0.93 * (wrist - elbow)
        hem = replace(skin, colour=tailoring.darker(skin))
        model.cone(cuff, 0.024 * girth, wrist, 0.023 * girth, hem, group=BELT + 3, blend=0.004)
    neck = [
        b.on_chest(0.050 * x, 0.030, 0.046 * z)
        for x, z in ((-0.3, -1.0), (-0.8, -0.5), (-1, 0.1), (-0.6, 0.8), (0, 1.05), (0.6, 0.8), (1, 0.1), (0.8, -0.5), (0.3, -1.0))
    ]  # fmt: skip
    model.limb(neck, [0.022] * len(neck), skin, group=BELT + 1, blend=0.01, bends=3)
    zip_ = Skin((0.05, 0.05, 0.055), 0.4, "plain")
    front = 0.064 * girth + 0.010
    model.limb([b.on_chest(0, 0.01, -front), b.on_chest(0, -0.12, -front - 0.008), b.on_chest(0, _WAIST, -front)],
               [0.0035] * 3, zip_, group=BELT + 12)  # fmt: skip


def cap(model: Model, b: Bones, cloth: Skin) -> None:
    """Add a baseball cap, its peak before the brow."""
    size, side = b.build.head, b.head_right
    model.cone(b.on_head(0, 0.036, 0.010), 0.0655 * size, b.on_head(0, 0.020, 0.008), 0.0675 * size, cloth, group=HAT, flat=1.08,
               across=side)  # fmt: skip
    peak = replace(cloth, colour=tailoring.darker(cloth, 0.8))
    model.cone(b.on_head(0, 0.022, -0.050), 0.047 * size, b.on_head(0, 0.013, -0.092), 0.040 * size, peak, group=HAT + 1,
               flat=5.0, across=b.head_up + 0.18 * b.head_front)  # fmt: skip


def chain(model: Model, b: Bones, skin: Skin = GOLD) -> None:
    """Add a heavy chain about the neck, with a pendant."""
    for number in range(45):
        turn = np.pi * (number / 44 - 0.5)
        spot = b.on_chest(0.058 * np.sin(turn), 0.016 - 0.115 * np.cos(turn) ** 1.5, -0.062 - 0.030 * np.cos(turn))
        model.ball(spot, 0.0046, skin, group=BELT + 13)
    model.ball(b.on_chest(0, -0.115, -0.097), 0.014, skin, group=BELT + 13)
