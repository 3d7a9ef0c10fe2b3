"""Confetti that goes on falling: bits of paper that tumble, flash and drift."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance

from .base import Emitter, Stage

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.animate.canvas import Canvas
    from beatreel.plugins.generators.procedural.painting import Element

_COUNT = 90


class Confetti(Emitter):
    """Bits of paper; ``options``: colours ([[b, g, r], …] display values). A kick lets them flash."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        count = max(8, round(_COUNT * self.amount))
        self.dice = [[chance(stage.seed, "confetti", i, j) for j in range(8)] for i in range(count)]
        self.colours = np.array(self.options.get("colours", [[235, 235, 235]]), np.float32)
        self._time = -1.0
        self._shapes: list[tuple[float, float, Any, tuple[float, ...]]] = []

    def _fall(self, moment: Moment) -> None:
        clock, time, unit = self.stage.clock, moment.time, self.stage.unit
        self._shapes = []
        for a, b, c, d, e, f, g, h in self.dice:
            size = (4.5 + 15.0 * c**4) * unit
            fallen = (a + clock.turns(0.07 + 0.05 * b + 0.08 * c**4, time)) % 1.0
            x = (d * 1.1 - 0.05 + 0.035 * clock.wave(0.3 + 0.4 * e, time, f)) * self.stage.width
            y = (fallen * 1.12 - 0.06) * self.stage.height
            turn = 2 * math.pi * (clock.turns(0.25 + 0.6 * g, time) + h)
            flat = math.sin(2 * math.pi * (clock.turns(0.9 + 1.3 * e, time) + f))
            cosine, sine = math.cos(turn), math.sin(turn)
            tip = max(abs(flat), 0.12)
            points = [
                (x + size * (u * cosine - v * tip * sine), y + size * (u * sine + v * tip * cosine))
                for u, v in ((-1.0, -0.7), (1.0, -0.7), (1.0, 0.7), (-1.0, 0.7))
            ]
            flash = 0.35 * max(flat, 0.0) ** 6 * (0.4 + 1.6 * float(moment.kick) * self.stage.intensity)
            colour = np.minimum(self.colours[int(b * 9973) % len(self.colours)] * (0.5 + 0.5 * tip + flash), 248)
            self._shapes.append((y - 2 * size, y + 2 * size, np.array(points), tuple(map(float, colour))))
        self._time = time

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        if moment.time != self._time:
            self._fall(moment)
        for high, low, points, colour in self._shapes:
            if low > canvas.top and high < canvas.bottom:
                canvas.fill(points, colour)
