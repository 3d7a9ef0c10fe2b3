"""Flowers in somebody's hands: a bunch of them, offered or for sale."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .casting import Wish

_STEM = Skin((0.04, 0.14, 0.05), 0.10, "wax")
_PAPER = Skin((0.30, 0.42, 0.50), 0.04, "cloth")
_PETALS = ((0.03, 0.03, 0.50), (0.50, 0.56, 0.60), (0.08, 0.42, 0.66), (0.30, 0.16, 0.55), (0.05, 0.05, 0.36))
_KINDS = ("flower", "rose", "tulip", "bouquet")
_FLOWERS = {*"flowers roses tulips bouquet bouquets daisies lilies sunflowers peonies carnations".split()}
_IN_HAND = {
    *"selling sells sell holding holds carrying carries brings bringing offering offers bunch bouquet seller with".split()
}
_GROWING = {*"field fields garden meadow among through blooming wild park".split()}
HANDS = ((-0.035, 0.605, -0.170), (0.045, 0.570, -0.165))
ELBOWS = ((-1.0, -0.6, 0.3), (1.0, -0.7, 0.3))
"""Wrists of who holds a bunch before the breast, and the ways of the elbows."""


def holds_flowers(words: frozenset[str]) -> bool:
    """Return whether somebody of whom these words tell has flowers in the hands, and does not only stand where some grow."""
    return bool(_FLOWERS & words and _IN_HAND & words) and not _GROWING & words


def bouquet(model: Model, grip: Any, wish: Wish) -> None:
    """Add a bunch of flowers in paper about a place between two hands, in the colour that is named, else in several."""
    named = next((DYES[one] for one in DYES for kind in _KINDS if f"{one} {kind}" in wish.words), None)
    way = np.array([0.10, 1.0, -0.30])
    way /= np.linalg.norm(way)
    side, deep = np.array([1.0, -0.10, 0.0]), np.cross(np.array([1.0, -0.10, 0.0]), way)
    low, high = grip - 0.075 * way, grip + 0.070 * way
    model.cloth(high, 0.060, low, 0.016, _PAPER, group=120, folds=0.05, count=6, flat=1.15, across=deep)
    for n in range(19):
        turn, out = 2.4 * n, math.sqrt((n + 0.5) / 19)
        aside = math.cos(turn) * side + math.sin(turn) * deep
        head = grip + (0.150 - 0.055 * out * out) * way + 0.070 * out * aside
        model.limb([high - 0.03 * way, head], [0.0035, 0.0030], _STEM, group=121)
        petals = Skin(named or _PETALS[n % len(_PETALS)], 0.06, "wax")
        for petal in range(5):
            around = 2 * math.pi * petal / 5 + n
            leaf = math.cos(around) * side + math.sin(around) * deep
            up = 0.006 * way
            model.cone(
                head,
                0.0075,
                head + 0.0135 * leaf + up,
                0.0095,
                petals,
                group=122 + n,
                blend=0.003,
                flat=1.8,
                across=leaf + way,
            )
        if n % 3 == 0:
            leaf_end = head + 0.030 * aside - 0.030 * way
            model.limb([head - 0.05 * way, leaf_end], [0.004, 0.013], _STEM, group=145, flat=3.0, across=way)
