"""What is worn on the head: hats, caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .body import HAT

if TYPE_CHECKING:
    from .pose import Bones


KNITTED = {"beanie", "woolly", "woollen", "knitted cap"}
"""Words for what :func:`knit_cap` is."""


def hat(model: Model, b: Bones, skin: Skin, *, brim: float = 0.10, tall: float = 0.052, cone: float = 0.0) -> None:
    """Add a hat with a brim; ``cone`` above 0 is one of straw, that wide, like a shallow cone."""
    size = b.build.head
    if cone:
        model.cloth(b.on_head(0, 0.118, 0.010), 0.006, b.on_head(0, 0.022, 0.008), cone * size, skin, group=HAT)
        return
    base = b.on_head(0, 0.044, 0.008)
    model.cloth(
        base + 0.012 * b.head_up, 0.060 * size, base - 0.002 * b.head_up, brim * size, skin, group=HAT, flat=1.0
    )
    model.cone(
        base + 0.012 * b.head_up,
        0.064 * size,
        base + 0.78 * tall * size * b.head_up,
        0.057 * size,
        skin,
        group=HAT,
        blend=0.012,
        flat=1.12,
        across=b.head_right,
    )


def knit_cap(model: Model, b: Bones, skin: Skin) -> None:
    """Add a knitted cap, close to the head, its edge turned up."""
    size, side = b.build.head, b.head_right
    model.cone(b.on_head(0, 0.024, 0.011), 0.0725 * size, b.on_head(0, 0.054, 0.018), 0.0600 * size, skin, group=HAT, blend=0.02, flat=1.08,
               across=side)  # fmt: skip
    turn = np.linspace(0, 2 * np.pi, 33)
    edge = [b.on_head(0.0620 * np.sin(t), 0.022 + 0.008 * np.cos(t), 0.011 - 0.0670 * np.cos(t)) for t in turn]
    model.limb(edge, [0.0105 * size] * len(edge), skin, group=HAT + 1, blend=0.010)


def stetson(model: Model, b: Bones, skin: Skin) -> None:
    """Add a cowboy's hat: a high crown with a crease along its top, a wide brim that turns up."""
    size = b.build.head
    up = b.head_up
    base = b.on_head(0, 0.046, 0.008)
    model.cloth(base - 0.004 * up, 0.058 * size, base + 0.024 * size * up, 0.142 * size, skin, group=HAT, flat=1.0)
    model.cone(
        base + 0.010 * up, 0.066 * size, base + 0.058 * size * up, 0.050 * size, skin, group=HAT, blend=0.012, flat=1.12,
        across=b.head_right,
    )  # fmt: skip
    for side in (-1, 1):
        ridge = [b.on_head(0.020 * side, y, z) for y, z in ((0.122, -0.036), (0.134, 0.012), (0.128, 0.044))]
        model.limb(ridge, [0.015 * size, 0.021 * size, 0.019 * size], skin, group=HAT, blend=0.018, bends=2)


def pointed_hat(model: Model, b: Bones, skin: Skin) -> None:
    """Add a tall hat that ends in a bent point, as witches and wizards wear."""
    size, base = b.build.head, b.on_head(0, 0.044, 0.010)
    model.cloth(
        base + 0.014 * b.head_up, 0.058, base - 0.010 * b.head_up, 0.150 * size, skin, group=HAT, folds=0.05, count=3
    )
    model.limb(
        [base, b.on_head(0.004, 0.13, 0.020), b.on_head(0.016, 0.21, 0.045), b.on_head(0.045, 0.262, 0.085)],
        [0.066 * size, 0.045 * size, 0.024 * size, 0.006], skin, group=HAT, blend=0.02, bends=4,
    )  # fmt: skip
