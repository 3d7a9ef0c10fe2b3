"""What stands and hangs in an old street: wall lanterns, balconies, planters, and the stalls of a market."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.street import CLUTTER, PLAIN

from .washing import hang_washing

if TYPE_CHECKING:
    from .draft import Draft, Mood

_LANTERN = 0.95  # light of a wall lantern against its colour
_FAMILIES = (2, 1)  # every other lantern belongs to another family of light: the beat passes from one to the next


def furnish(draft: Draft, mood: Mood) -> None:
    """Fill an old street."""
    if mood.lanterns is None:
        _add_lanterns(draft, mood)
    _add_balconies(draft)
    _add_planters(draft)
    if mood.washing:
        hang_washing(draft)
    if mood.market:
        _add_stalls(draft, mood)


def _add_lanterns(draft: Draft, mood: Mood) -> None:
    random = draft.random
    z, side, number = random.uniform(3.6, 5.2), draft.side(), 0
    while z < 46:
        colour = mood.warm[int(random.integers(len(mood.warm)))] * np.float32(mood.sign_power)
        reach, y, family = random.uniform(0.48, 0.60), random.uniform(2.75, 3.05), _FAMILIES[number % 2]
        x = draft.left + reach if side < 0 else draft.right - reach
        draft.box(draft.on_wall(side, reach), (y + 0.27, y + 0.30), (z - 0.015, z + 0.015), PLAIN, 0.02)
        draft.box((x - 0.10, x + 0.10), (y + 0.20, y + 0.24), (z - 0.10, z + 0.10), PLAIN, 0.02)
        draft.lanterns.append((x, y, z, 0.105, 0.20, *(colour * 2.6), family))
        draft.lights.append((x, y, z - 0.05, *(colour * _LANTERN), family))
        z += random.uniform(3.2, 5.4)
        side, number = -side, number + 1


def _add_balconies(draft: Draft) -> None:
    """Slabs with a railing of bars at the windows of the first floors."""
    random = draft.random
    for _ in range(16):
        side, z, floor = draft.side(), random.uniform(4.5, 40), float(random.choice([2.9, 5.4]))
        depth, length = random.uniform(0.42, 0.6), 1.45 * int(random.integers(1, 3))
        reach = draft.on_wall(side, depth)
        draft.box(reach, (floor, floor + 0.09), (z, z + length), PLAIN, 0.10)
        edge = (reach[1] - 0.03, reach[1]) if side < 0 else (reach[0], reach[0] + 0.03)
        draft.box(edge, (floor + 0.92, floor + 0.96), (z, z + length), PLAIN, 0.025)
        for at in np.arange(z, z + length, 0.16):
            draft.box(edge, (floor + 0.09, floor + 0.92), (float(at), float(at) + 0.02), PLAIN, 0.025)


def _add_planters(draft: Draft) -> None:
    random = draft.random
    for _ in range(18):
        side, z = draft.side(), random.uniform(3.4, 30)
        depth, height, length = random.uniform(0.25, 0.42), random.uniform(0.3, 0.6), random.uniform(0.3, 0.6)
        draft.box(draft.on_wall(side, depth), (0.0, height), (z, z + length), CLUTTER, 0.08)


def _add_stalls(draft: Draft, mood: Mood) -> None:
    """Tables with goods under cloths along both walls, a lamp under each."""
    random = draft.random
    for side in (-1, 1):
        z = random.uniform(3.8, 5.0)
        while z < 34:
            length, depth = random.uniform(1.9, 2.8), random.uniform(0.85, 1.1)
            reach = draft.on_wall(side, depth)
            draft.box(reach, (2.22, 2.27), (z - 0.1, z + length + 0.1), CLUTTER, random.uniform(0.16, 0.34))
            lip = (reach[1] - 0.03, reach[1]) if side < 0 else (reach[0], reach[0] + 0.03)
            draft.box(lip, (2.0, 2.27), (z - 0.1, z + length + 0.1), CLUTTER, random.uniform(0.16, 0.34))
            table = draft.on_wall(side, 0.72 * depth)
            draft.box(table, (0.0, 0.78), (z, z + length), CLUTTER, 0.07)
            for at in np.arange(z + 0.05, z + length - 0.3, 0.34):
                height = random.uniform(0.08, 0.3)
                draft.box(
                    table, (0.78, 0.78 + height), (float(at), float(at) + 0.28), CLUTTER, random.uniform(0.08, 0.3)
                )
            colour = mood.warm[int(random.integers(len(mood.warm)))] * np.float32(mood.sign_power)
            x = draft.left + 0.62 * depth if side < 0 else draft.right - 0.62 * depth
            family = _FAMILIES[int(random.integers(2))]
            draft.lanterns.append((x, 1.98, z + length / 2, 0.07, 0.09, *(colour * 2.8), family))
            draft.lights.append((x, 1.9, z + length / 2, *(colour * 0.5), family))
            z += length + random.uniform(0.5, 2.6)
