"""A cairn: a heap of stones that marks a way, as a mesh; metres, its foot at the origin."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh

from .built import Colour, Place, skins
from .small_things import stone

WIDE, TALL = 1.7, 1.75
SANDSTONE: list[Colour] = [(0.11, 0.19, 0.34), (0.17, 0.28, 0.42), (0.08, 0.13, 0.22)]
GRANITE: list[Colour] = [(0.17, 0.17, 0.17), (0.27, 0.26, 0.24), (0.11, 0.12, 0.14)]
_SNOW = (0.72, 0.69, 0.67)


def cairn(place: Place, rng: np.random.Generator, tones: list[Colour], *, snow: bool) -> Mesh:
    """Return a heap in courses, each narrower than the one below it, with stones that lie about; ``snow`` lies on some."""
    kinds = [place.material(skins.PLASTER, one, gloss=0.015, rough=0.5) for one in tones]
    white = place.material(skins.PLASTER, _SNOW)
    parts, high, reach = [], 0.0, 0.66 * WIDE / 2
    while high < 0.80 * TALL:
        size = float(rng.uniform(0.17, 0.24)) * (1 - 0.45 * high / TALL)
        count = max(1, round(2 * math.pi * reach / (1.55 * size)))
        for k in range(count):
            turn = 2 * math.pi * (k + float(rng.uniform(-0.25, 0.25))) / count + high
            away = reach * float(rng.uniform(0.85, 1.08)) if count > 1 else 0.0
            own = size * float(rng.uniform(0.85, 1.3))
            at = away * math.cos(turn), high + 0.55 * size, away * math.sin(turn)
            lean = float(rng.normal(0, 0.12)), float(rng.normal(0, 0.12))
            skin = kinds[int(rng.integers(len(kinds)))]
            parts.append(stone(rng, own, 0.58, skin).leaned(*lean).moved(*at, float(rng.uniform(0, 6.3))))
            if snow and rng.random() < 0.5:
                parts.append(stone(rng, 0.8 * own, 0.3, white).moved(at[0], at[1] + 0.42 * own, at[2]))
        parts.append(
            stone(rng, reach + 0.3 * size, 0.5 * size / max(reach, 0.1), kinds[0]).moved(0, high + 0.4 * size, 0)
        )
        high += 0.86 * size
        reach = max(0.66 * WIDE / 2 * (1 - high / TALL) ** 0.8, 0.05)
    parts.append(stone(rng, 0.13, 1.3, kinds[-1]).moved(0, high + 0.12, 0))
    for _ in range(14):
        own, turn, away = float(rng.uniform(0.06, 0.2)), float(rng.uniform(0, 6.3)), float(rng.uniform(0.9, 2.2))
        skin = kinds[int(rng.integers(len(kinds)))]
        parts.append(stone(rng, own, 0.6, skin).moved(away * math.cos(turn), 0.2 * own, away * math.sin(turn)))
    return Mesh.of(parts)
