"""Beasts that are carved or cast: of one stuff, on a plinth."""

from __future__ import annotations

from dataclasses import replace

from beatreel.plugins.generators.procedural.kernels import solids as kernel
from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .stuffs import BRONZE, GOLD, MARBLE, STONE

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
