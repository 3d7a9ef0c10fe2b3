"""Beasts that are carved or cast: of one stuff, on a plinth."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import solids as kernel
from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.people.roles import ROLES
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .stuffs import BRONZE, GOLD, MARBLE, STONE

_WINGED = {"angel", "angels", "winged", "cupid", "nike", "archangel"}
_EDGE = 0.004  # metres
_STUFFS: dict[str, Skin] = {
    "bronze": BRONZE,
    "gold": GOLD,
    "golden": GOLD,
    "marble": MARBLE,
    "jade": Skin((0.16, 0.30, 0.14), 0.4, "stone", second=(0.10, 0.20, 0.08)),
    "granite": replace(STONE, colour=(0.13, 0.13, 0.135)),
}


def carved(cast: Cast, wish: Wish) -> Cast:
    """Return a beast as a sculptor has made it, lying on a plinth."""
    stuff = next((skin for word, skin in _STUFFS.items() if word in wish.words), STONE)
    left, right, bottom, _ = cast.model.bounds()
    high, long = 0.34 * cast.tall, right - left
    base = stuff if stuff.weave == "stone" else STONE
    model = Model()
    # What is thinner than a chisel's edge, whiskers, nobody carves.
    parts = [
        row
        for row in cast.model.parts
        if max(row[kernel.RA], row[kernel.RB]) > _EDGE or row[kernel.KIND] != kernel.CONE
    ]
    model.add(Model(parts, [stuff] * len(cast.model.skins)), at=(0.0, high - max(bottom, 0.0), 0.0))
    middle = 0.5 * (left + right)
    for y, tall, more in (
        (0.10 * high, 0.20 * high, 0.10),
        (0.5 * high, 0.7 * high, 0.0),
        (0.92 * high, 0.16 * high, 0.07),
    ):
        model.box(
            (middle, y, 0.0), ((0.96 + more) * long, tall, (0.34 + 0.5 * more) * long), base, group=90, edge=0.015
        )
    x, y, span = cast.detail
    return replace(
        cast,
        model=model,
        tall=cast.tall + high,
        detail=(x, y + high, 1.1 * span),
        heart=None if cast.heart is None else (cast.heart[0] + high, cast.heart[1]),
        sway=0.0,
        herd=0,
        width=1.1 * long,
    )


def statue(wish: Wish) -> Cast:
    """A woman of marble in a long robe on a pedestal; an angel has wings."""
    asked = replace(wish, colour=None, wind=0.3, words=frozenset({"dress", "standing"}))
    living = ROLES["lady"](asked).model
    stuff = next((skin for word, skin in _STUFFS.items() if word in wish.words), MARBLE)
    high, tall = 0.62, 1.75
    m = Model()
    m.add(Model(living.parts, [stuff] * len(living.skins)), at=(0.0, high, 0.0))
    if _WINGED & wish.words:
        for side in (-1, 1):
            _wing(m, np.array([0.07 * side, high + 1.36, 0.13]), side, stuff)
        tall = 2.0
    for y, deep, wide in ((0.06, 0.12, 0.86), (0.32, 0.44, 0.64), (0.575, 0.10, 0.76)):
        m.box((0.0, y, 0.0), (wide, deep, wide), stuff, group=90, edge=0.02)
    return Cast(
        m,
        tall=high + tall,
        turn=(0.25, 0.55),
        near=(0.30, 0.55),
        heart=(high + 1.25, 1.5),
        detail=(0.0, high + 1.42, 0.95),
        sway=0.0,
        width=1.9,
    )


def _wing(model: Model, root: Any, side: int, stuff: Skin) -> None:
    """Add a folded wing of stone, in two rows of quills."""
    wrist = root + np.array([0.26 * side, 0.34, 0.12])
    across = (0.35 * side, 0.0, 1.0)
    model.limb(
        [root, 0.5 * (root + wrist) + np.array([0.0, 0.06, 0.02]), wrist],
        [0.07, 0.085, 0.060],
        stuff,
        group=60,
        blend=0.03,
        flat=1.6,
    )
    for row, (count, long_, start) in enumerate(((8, 1.05, 0.0), (6, 0.52, -0.02))):
        for n in range(count):
            t = n / (count - 1)
            at = root + t * (wrist - root) + np.array([0.02 * side, 0.0, 0.02 + start])
            tip = at + np.array([(0.05 + 0.26 * t) * side, -long_ * (0.62 + 0.38 * t), 0.05])
            model.limb([at, 0.5 * (at + tip) + np.array([0.03 * side, 0, 0]), tip], [0.045, 0.055, 0.020], stuff,
                       group=61 + 2 * row + n % 2,
                       flat=2.6, across=across, bends=2)  # fmt: skip
