"""A lens flare: a glow at the sun and a few ghosts on the line through the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

# place along the line (0 sun, 2 mirrored), radius (share of width), colour BGR, strength
_GHOSTS = (
    (0.0, 0.34, (0.05, 0.20, 0.60), 0.42),
    (0.55, 0.055, (0.25, 0.35, 0.30), 0.07),
    (0.9, 0.10, (0.30, 0.18, 0.10), 0.05),
    (1.35, 0.035, (0.10, 0.30, 0.40), 0.08),
    (1.7, 0.16, (0.12, 0.10, 0.20), 0.045),
)


class Flare(Emitter):
    """``options``: x, y (of the sun, shares of the plate), colour ([b, g, r] display values of the glow)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        width, height = stage.plate.size
        self.sun = (float(self.options.get("x", 0.2)) * width, float(self.options.get("y", 0.25)) * height)
        rows, columns = stage.warp.rows, stage.warp.columns
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        sun_x = (self.sun[0] - (width - stage.width) / 2) / 8
        sun_y = (self.sun[1] - (height - stage.height) / 2) / 8
        light = np.zeros((rows, columns, 3), np.float32)
        span = min(rows, columns)
        for place, radius, colour, strength in _GHOSTS:
            at_x = sun_x + (columns / 2 - sun_x) * place
            at_y = sun_y + (rows / 2 - sun_y) * place
            distance = np.sqrt((x - at_x) ** 2 + (y - at_y) ** 2) / (radius * span)
            if place == 0:
                own = np.array(self.options.get("colour", [21, 85, 255]), np.float32) / 255
                shape, colour = np.exp(-(distance**2)), tuple(0.6 * own)
            else:
                shape = (0.35 + 0.65 * np.minimum(distance, 1.2) ** 2) / (
                    1 + np.exp(np.clip((distance - 1) * 14, -30, 30))
                )
            light += shape[..., None] * np.array(colour, np.float32) * strength
        self.light = np.clip(light * 255 * (0.4 + 0.9 * self.amount), 0, 255).astype(np.uint8)

    def emit(self, air: Air) -> None:
        moment, clock = air.moment, self.stage.clock
        level = 0.75 + 0.06 * clock.wave(0.17, moment.time) + 0.35 * moment.kick * self.stage.intensity
        cv2.addWeighted(air.haze, 1.0, self.light, level, 0.0, dst=air.haze)
