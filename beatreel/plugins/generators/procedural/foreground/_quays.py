"""A canal between quays, as in Amsterdam: houses with gables behind a street, trees, lamps, boats, bulbs along the arch of a bridge."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import amsterdam, venice
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.kernels.trees import tree

from ._stucco import BRICKS

Array = np.ndarray[Any, np.dtype[np.float32]]

DUTCH = {
    "amsterdam",
    "dutch",
    "holland",
    "netherlands",
    "bruges",
    "brugge",
    "ghent",
    "gent",
    "utrecht",
    "delft",
    "leiden",
    "haarlem",
}
"""Words that name such a town."""
_DEEP = 4.0  # metres of street before the houses
_END = 84.0
_LEAVES = (
    ({"autumn", "fall", "october", "november", "golden"}, (0.030, 0.180, 0.480)),
    ({"spring", "blossom", "cherry"}, (0.50, 0.44, 0.66)),
)


def leaf_of(words: set[str]) -> Array:
    """Return the colour of the leaves."""
    return np.array(next((colour for named, colour in _LEAVES if named & words), (0.045, 0.150, 0.085)), np.float32)


def quay_town(
    half: float, bridge: float, rng: np.random.Generator, lit: float, *, lamps: bool, bare: bool
) -> tuple[Mesh, list[tuple[float, float, float]]]:
    """Return what stands on both sides of a canal 2 ``half`` metres wide, its bridge, and where lamps burn."""
    parts: list[Mesh] = []
    spots: list[tuple[float, float, float]] = []
    street = amsterdam.STREET
    for hand in (-1.0, 1.0):
        wall = amsterdam.quay(_END, _DEEP)
        if hand > 0:  # turned about, it runs towards the camera
            wall = wall.moved(0, 0, _END, math.pi)
        parts.append(wall.moved(hand * half, 0, 1.0))
        z = 2.0 + float(rng.uniform(0, 3))
        number = 0
        while z < _END - 6:
            wide = float(rng.uniform(4.4, 6.4))
            colour = BRICKS + int(rng.integers(4)) if rng.random() < 0.8 else 3
            built = amsterdam.house(rng, wide, int(rng.integers(3, 5)), colour, lit)
            x = hand * (half + _DEEP + float(rng.uniform(-0.05, 0.15)))
            parts.append(built.moved(x, street, z if hand < 0 else z + wide, -hand * math.pi / 2))
            z += wide + 0.03
            number += 1
        z = 5.0 + float(rng.uniform(0, 3))
        while z < 56:
            grown = tree(rng, float(rng.uniform(8.0, 10.5)), leafy=0 if bare else 5200, leaf=0.075 + 0.0022 * z)
            parts.append(grown.moved(hand * (half + 1.1), street, z))
            if lamps:
                at = z + 3.4
                parts.append(amsterdam.lamp_post().moved(hand * (half + 0.8), street, at))
                spots.append((hand * (half + 0.8), street + 3.4, at))
            z += float(rng.uniform(7.5, 10.5))
        moored = [(at + float(rng.uniform(0, 7)), math.pi / 2 + float(rng.normal(0, 0.05))) for at in (9.0, 20.0, 36.0)]
        parts += [amsterdam.skiff().moved(hand * (half - 1.0), 0, at, turn) for at, turn in moored]
    x = -24.0
    while x < 24:  # the canal bends, and other houses close the view
        wide = float(rng.uniform(4.6, 6.2))
        parts.append(
            amsterdam.house(rng, wide, int(rng.integers(3, 5)), BRICKS + int(rng.integers(4)), lit).moved(
                x, street, _END + 4
            )
        )
        x += wide + 0.03
    rise = 1.55
    parts.append(venice.bridge(half + 0.3, rise).moved(0, 0, bridge))
    if lamps:
        parts.append(amsterdam.lights_of(half + 0.3, rise).moved(0, 0, bridge))
        spots += [(0.0, 2.2, bridge - 2.2)]
    return Mesh.of(parts), spots
