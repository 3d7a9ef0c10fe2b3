"""Jellyfish that drift through the air: they rise and sway in the film and shine on the beat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.painting import Element, Layer, Motion
from beatreel.plugins.generators.procedural.scenery.jellyfish import placed

from ._light import peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.describe import SceneDescription
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

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
    bright = np.float32(1.1 * peak(painting, 0.94))
    side = float(rng.choice([-1.0, 1.0]))
    points: list[list[float]] = []
    flocks = list(zip(_FLOCKS.get(shot, _FLOCKS["medium"]), _MOTIONS, _METRES, strict=True))
    for (count, size), (right, down, sway), metres in reversed(flocks):
        colour, alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
        motion = Motion(x=float(rng.random()), right=side * right, down=down, sway=sway)
        for one in range(count):
            wide = size * float(rng.uniform(0.75, 1.25)) if count > 1 else size
            x = 0.5 + side * 0.13 if count == 1 else float(rng.uniform(0.06, 0.94))
            y = float(rng.uniform(0.22, 0.30)) if count == 1 else float(rng.uniform(0.06, 0.56))
            seed = int(rng.integers(1, 1 << 20))
            found = placed(wide, x, y, float(rng.uniform(-0.4, 0.4)), seed, width, height)
            if found is None:
                continue
            window, body, cover = found
            near = np.float32(1.0 if count == 1 else 0.75 if size > 0.1 else 0.5)
            # Light through a body: what is bright hides what is behind it.
            thick = np.clip(0.75 * cover + 0.8 * body.max(axis=2), 0, 0.96)
            colour[window] = colour[window] * (1 - thick)[..., None] + body * (bright * near)
            alpha[window] = alpha[window] + thick * (1 - alpha[window])
            points.append(
                [x, y - 0.11 * wide, wide, 1 / metres, float(one % 2), motion.x, motion.right, motion.down, motion.sway]
            )
        colour /= np.maximum(alpha, 0.02)[..., None]
        painting.layers.append(Layer(colour.astype(np.float16), alpha.astype(np.float16), metres, motion))
    painting.elements[:] = [one for one in painting.elements if one.kind != "birds"]
    painting.elements.append(Element("burners", 0.55, {"points": points, "colour": [255.0, 150.0, 200.0]}))
