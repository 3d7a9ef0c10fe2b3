"""Washing on cords across an old street: sheets, towels and shirts, high over who walks there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.street import PLAIN

if TYPE_CHECKING:
    from .draft import Draft

_PIECES = ((0.95, 0.85), (0.42, 0.75), (0.46, 0.58), (0.30, 0.26))  # metres wide and long; the third is a shirt
_SHIRT = 2
_THICK = 0.012


def hang_washing(draft: Draft) -> None:
    """Hang it up, cord after cord, white for the most part."""
    random = draft.random
    z = random.uniform(5.2, 6.2)
    while z < 40:
        high = random.uniform(3.7, 5.6)
        draft.box((draft.left, draft.right), (high, high + 0.012), (z - 0.006, z + 0.006), PLAIN, 0.03)
        x = draft.left + random.uniform(0.25, 0.5)
        while True:
            which = int(random.choice(4, p=(0.3, 0.25, 0.3, 0.15)))
            wide, long = _PIECES[which]
            if x + wide > draft.right - 0.2:
                break
            low = high - long * random.uniform(0.9, 1.1)
            albedo = random.uniform(0.52, 0.72) if random.random() < 0.7 else random.uniform(0.08, 0.25)
            at = (z - _THICK, z + _THICK)
            if which == _SHIRT:
                draft.box((x + 0.08, x + wide - 0.08), (low, high), at, PLAIN, albedo)
                for edge in (x, x + wide - 0.09):
                    draft.box((edge, edge + 0.09), (low + 0.02, low + 0.30), at, PLAIN, albedo)
            else:
                draft.box((x, x + wide), (low, high), at, PLAIN, albedo)
            x += wide + random.uniform(0.05, 0.22)
        z += random.uniform(2.6, 4.4) * (1 + z / 50)
