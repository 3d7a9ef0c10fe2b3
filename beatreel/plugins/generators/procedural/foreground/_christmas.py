"""A Christmas tree that stands in a land, in the snow of which its bulbs shine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.scenery import christmas

from ._houses import lamplight
from ._pieces import Thing, View

if TYPE_CHECKING:
    import numpy as np

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

_TALL = 5.0


def christmas_tree(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a tree with bulbs; some are lit by day, too."""
    lit = max(lamplight(description), 0.2)
    mesh = christmas.tree(place, _TALL, rng, glow=2.4 * white * lit, snow=description.is_snowy, boughs=26_000)
    lamps = []
    for n in range(5):
        turn = -0.15 * math.pi - n * 0.175 * math.pi
        at = (1.9 * math.cos(turn), 0.7 + 0.8 * (n % 2), 1.9 * math.sin(turn))
        lamps.append((at, tuple(0.75 * white * lit * part for part in (0.28, 0.72, 1.15)), 0.3))
    views = {
        "wide": View(0.46, 0.40, 0.08, 0.0, 1.6),
        "medium": View(0.70, 0.60, -0.06, 20.0, 1.5),
        "close": View(1.1, 0.85, 0.05, 40.0, 1.5),
        "detail": View(2.0, 1.6, 0.10, 60.0, 1.8),
    }
    return Thing(mesh, (christmas.WIDE * _TALL, 1.05 * _TALL), views, lamps=lamps, reach=8.0)
