"""What a bird is on: a gravestone, a post, the ridge of a roof, a rock, a gloved hand, a branch; metres, its top at a height."""

from __future__ import annotations

import math

from beatreel.plugins.generators.procedural.scenery.perches import ON, PERCHES
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

_BARK = Skin((0.045, 0.065, 0.085), 0.05, "wood")
_STONE = Skin((0.17, 0.18, 0.18), 0.06, "stone")
_TIMBER = Skin((0.085, 0.105, 0.125), 0.04, "wood")
_LEATHER = Skin((0.030, 0.055, 0.105), 0.15, "leather")
_SNOW = Skin((0.62, 0.60, 0.57), 0.05, "plain")
_SNOWY = {*"snow snowy snowfall blizzard frost frosty winter".split()}


def perch_of(words: frozenset[str]) -> str | None:
    """Return on what a bird is by the words of a prompt, None where nothing is named that could bear it."""
    return next((name for name in PERCHES if f"{ON}{name}" in words), None)


def add_perch(model: Model, name: str, y: float, words: frozenset[str]) -> None:
    """Add what a bird stands on, with its top at ``y``; it goes on below the picture, and snow lies on it in winter."""
    snowy = bool(_SNOWY & words)
    if name == "gravestone":
        model.cone((0, y - 0.36, 0.06), 0.36, (0, y - 0.37, 0.06), 0.36, _STONE, group=20, flat=2.6)
        model.box((0, y - 2.46, 0.06), (0.72, 4.20, 0.27), _STONE, group=20, edge=0.015)
        model.box((0, y - 0.40, -0.085), (0.075, 0.36, 0.03), _STONE, group=21, edge=0.01)
        model.box((0, y - 0.33, -0.085), (0.24, 0.075, 0.03), _STONE, group=21, edge=0.01)
    elif name == "post":
        model.box((0, y - 2.60, 0.02), (0.21, 5.20, 0.20), _TIMBER, group=20, edge=0.02)
        for low in (0.52, 1.12):  # the rails
            model.box((0, y - low, 0.15), (9.0, 0.13, 0.06), _TIMBER, group=21, along=(1.0, 0.012, 0.0), edge=0.015)
    elif name == "ridge":
        for row in range(13):  # tiles, each row over the one below it
            for n in range(-14, 15):
                x = 0.24 * (n + 0.5 * (row % 2))
                top, foot = (
                    (x, y - 0.04 - 0.20 * row, -0.02 - 0.10 * row),
                    (x, y - 0.28 - 0.20 * row, -0.16 - 0.10 * row),
                )
                tile = Skin((0.045, 0.060, 0.11) if (n + row) % 3 else (0.035, 0.048, 0.085), 0.06, "stone")
                model.limb([top, foot], [0.115, 0.115], tile, group=20 + row % 2, flat=3.5, across=(0, 0.5, -1))
        model.limb([(-3.4, y - 0.05, 0.03), (3.4, y - 0.05, 0.03)], [0.055, 0.055], _STONE, group=22)
    elif name == "rock":
        for n in range(16):  # broken slabs, wider the lower they are
            low, turn = 0.22 + 0.19 * n, 2.4 * n
            wide, x = 0.46 + 0.20 * n, 0.10 * math.sin(1.7 * n) * min(n, 4)
            along, up = (
                (math.cos(turn), 0.16 * math.sin(3.1 * n), math.sin(turn)),
                (0.22 * math.sin(2.3 * n), 1.0, 0.16),
            )
            model.box(
                (x, y - low, 0.10), (wide, 0.44, 0.8 * wide), _STONE, group=20 + n % 2, along=along, up=up, edge=0.03
            )
    elif name == "hand":  # the forearm comes from the edge of the picture
        arm = [(-3.0, y - 1.15, -0.10), (-0.55, y - 0.22, -0.02), (-0.10, y - 0.075, 0.0)]
        model.limb(arm, [0.19, 0.135, 0.080], _LEATHER, group=20, blend=0.03, bends=2)
        for n in range(4):  # a fist
            z = -0.085 + 0.052 * n
            model.limb(
                [(0.0, y - 0.05, z), (0.10, y - 0.07, z), (0.06, y - 0.16, z)],
                [0.042, 0.040, 0.036],
                _LEATHER,
                group=21 + n % 2,
            )
    else:
        branch(model, y)
    if snowy and name in ("gravestone", "post"):
        wide = 0.44 if name == "gravestone" else 0.23
        model.box((0, y - 0.015, 0.04), (wide, 0.05, 0.24), _SNOW, group=23, edge=0.024)


def branch(model: Model, y: float) -> None:
    """Add the branch that a bird sits on, from the left edge of the picture on."""
    points = [
        (-3.0, y - 0.42, 0.25),
        (-1.2, y - 0.16, 0.10),
        (-0.3, y - 0.075, 0.02),
        (0.5, y - 0.055, 0.0),
        (1.1, y + 0.03, 0.05),
    ]
    model.limb(points, [0.13, 0.085, 0.060, 0.048, 0.020], _BARK, group=20, blend=0.03, bends=3)
    for x, up, out in ((-0.8, 0.35, 0.25), (0.55, -0.22, 0.28), (0.75, 0.26, 0.30)):
        model.limb(
            [(x, y - 0.08, 0.02), (x + 0.6 * out, y + 0.5 * up, 0.0), (x + out, y + up, 0.05)],
            [0.028, 0.018, 0.006],
            _BARK,
            group=20,
            blend=0.02,
        )
