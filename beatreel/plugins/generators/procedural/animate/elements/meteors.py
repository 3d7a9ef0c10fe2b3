"""Meteors: now and then, on the first beat of a bar, a streak crosses the sky."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

_LIFE = 0.6  # of a bar
_OFTEN = 0.4  # of the bars, at full amount


class Meteors(Emitter):
    """Streaks in the upper half; ``options``: colour ([b, g, r] display values)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.colour = np.array(self.options.get("colour", [235, 225, 215]), np.float32)
        self.slope = 0.5 + 0.5 * chance(stage.seed, "meteor-slope")
        self.way = -1.0 if chance(stage.seed, "meteor-way") < 0.5 else 1.0

    def emit(self, air: Air) -> None:
        moment, seed = air.moment, self.stage.seed
        at = moment.bar_phase / _LIFE
        if moment.bar < 1 or at >= 1 or chance(seed, "meteor", moment.bar) > _OFTEN * self.amount * 2:
            return
        height, width = air.fine.shape[:2]
        x = (0.2 + 0.6 * chance(seed, "meteor-x", moment.bar)) * width
        y = (0.05 + 0.33 * chance(seed, "meteor-y", moment.bar)) * height
        length = 0.5 * width
        head = np.array([x + self.way * length * at, y + self.slope * length * at])
        tail = head - np.array([self.way, self.slope]) * length * 0.34 * math.sin(math.pi * at)
        bright = math.sin(math.pi * at) ** 1.5
        steps = 10
        for step in range(steps):  # brighter towards the head
            a, b = (head + (tail - head) * (part / steps) for part in (step + 1, step))
            line = np.round(np.stack([a, b]) * 16).astype(np.int32)
            light = self.colour * bright * 0.8 * (1 - step / steps) ** 2
            thick = max(1, round(1.6 * self.stage.unit))
            cv2.line(
                air.fine,
                tuple(map(int, line[0])),
                tuple(map(int, line[1])),
                tuple(map(float, light)),
                thick,
                cv2.LINE_AA,
                4,
            )
