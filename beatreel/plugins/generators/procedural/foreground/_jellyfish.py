"""Jellyfish that drift through the air: they rise and sway in the film and shine on the beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.painting import Element, Motion
from beatreel.plugins.generators.procedural.scenery.jellyfish import Spot, swarm

from ._light import peak

if TYPE_CHECKING:
    import numpy as np

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

# For each shot the jellyfish of three distances: how many, and their sizes in widths; the first is the hero.
_FLOCKS = {
    "wide": ((1, 0.26), (4, 0.12), (8, 0.055)),
    "medium": ((1, 0.42), (3, 0.17), (7, 0.07)),
    "close": ((1, 0.66), (3, 0.22), (6, 0.09)),
    "detail": ((1, 0.95), (2, 0.30), (5, 0.11)),
}
_MOTIONS = ((0.004, -0.012, 0.010), (0.003, -0.008, 0.006), (0.0015, -0.004, 0.003))
_METRES = (7.0, 22.0, 60.0)


def add_jellyfish(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let jellyfish float through the sky of a painting, in place."""
    width, height = light.width, light.height
    bright = 1.1 * float(peak(painting, 0.94))
    side = float(rng.choice([-1.0, 1.0]))
    points: list[list[float]] = []
    left = description.count_of("jellyfish") or sum(count for count, _ in _FLOCKS["wide"])
    seen = []
    for count, size in _FLOCKS.get(shot, _FLOCKS["medium"]):  # the nearest first
        seen.append((min(count, max(left, 0)), size))
        left -= count
    flocks = [one for one in zip(seen, _MOTIONS, _METRES, strict=True) if one[0][0]]
    for (count, size), (right, down, sway), metres in reversed(flocks):
        motion = Motion(x=float(rng.random()), right=side * right, down=down, sway=sway)
        spots = []
        for _ in range(count):
            wide = size * float(rng.uniform(0.75, 1.25)) if count > 1 else size
            x = 0.5 + side * 0.13 if count == 1 else float(rng.uniform(0.06, 0.94))
            y = float(rng.uniform(0.22, 0.30)) if count == 1 else float(rng.uniform(0.06, 0.56))
            near = 1.0 if count == 1 else 0.75 if size > 0.1 else 0.5
            spots.append(Spot(wide, x, y, bright * near))
        layer, found = swarm(spots, metres, motion, rng, width=width, height=height)
        painting.layers.append(layer)
        points += found
    painting.elements[:] = [one for one in painting.elements if one.kind != "birds"]
    painting.elements.append(Element("burners", 0.55, {"points": points, "colour": [255.0, 150.0, 200.0]}))
