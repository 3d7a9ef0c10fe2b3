"""Leafy trees on the far shores of a pond: birches and maples in their colours, as masks that are laid twice, once mirrored."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .birch import MAPLES, kind_of
from .leaves import crown, put

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .birch import Kind
    from .canvas import Canvas, Colour
    from .leaves import Masks

_AUTUMN = {*"autumn autumnal fall october november foliage".split()}
_LEAF = 0.30  # metres of a leaf, or of a bunch of them


def kind_beside(description: SceneDescription) -> Kind | None:
    """Return which leafy trees stand about a pond; None where they are spruces."""
    if "maples" in description.motifs:
        return MAPLES
    is_leafy = bool({"birch", "beeches"} & set(description.motifs) or _AUTUMN & description.all_words)
    return kind_of(description) if is_leafy and description.weather != "snow" else None


def leafy_shore(
    canvas: Canvas, kind: Kind, z: float, count: int, tall: tuple[float, float], gap: float
) -> list[tuple[Masks, Colour]]:
    """Return stems and crowns of a shore ``z`` metres away, each with its colour.

    Parameters
    ----------
    count : int
        Of trees.
    tall : tuple of float
        Their heights in metres, the least and the greatest.
    gap : float
        How much of the middle stays open to either side, in widths of the picture.
    """
    rng, lens, width, height = canvas.rng, canvas.lens, canvas.width, canvas.height
    unit = lens.focal / z
    line = lens.at(0.0, 0.0, z)[1]
    stems: Masks = (canvas.blank(), canvas.blank(), canvas.blank())
    crowns: list[Masks] = [(canvas.blank(), canvas.blank(), canvas.blank()) for _ in kind.leaves]
    sun = canvas.light.sun_x * width, canvas.light.sun_y * height
    for k in range(count):
        side = 1 if k % 2 else -1
        share = float(rng.uniform(0, 1))
        x = (share if not gap else 0.5 + side * (gap + (0.58 - gap) * share**1.2)) * width
        high = 0.8 * float(rng.uniform(*tall)) * unit
        lean, thick = float(rng.normal(0, 0.05)) * high, max(0.6, 0.011 * high)
        trunk = [(x - thick, line), (x + lean, line - high), (x + lean + 1, line - high), (x + thick, line)]
        put(stems, trunk, 0.6, 0.35)
        masks = crowns[int(rng.integers(len(crowns)))]
        for _ in range(4):
            up = float(rng.uniform(0.30, 1.0))
            at = (x + lean * up + float(rng.normal(0, 0.13)) * high, line - up * high)
            dx, dy = sun[0] - at[0], sun[1] - at[1]
            far = math.hypot(dx, dy) + 1
            bright = 0.25 + 0.75 * math.exp(-((dx / width / 0.34) ** 2))
            size = high * float(rng.uniform(0.17, 0.27))
            crown(masks, at, size, max(1.4, _LEAF * unit), (dx / far, dy / far), rng, bright)
    return [(stems, kind.bark.colour), *((mask, colour) for mask, colour in zip(crowns, kind.leaves, strict=True))]
