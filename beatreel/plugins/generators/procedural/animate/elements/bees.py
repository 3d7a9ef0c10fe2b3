"""Bees: striped bodies under wings too quick to be seen, which hang in the air over flowers, and dart on."""

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

_TURN = np.linspace(0, 2 * np.pi, 18, endpoint=False)
_ROUND = np.stack([np.cos(_TURN), np.sin(_TURN)], 1)
_DARK, _WING = (16.0, 22.0, 30.0), (214.0, 220.0, 222.0)
_BANDS = ((-0.62, 0.17), (-0.22, 0.20), (0.16, 0.18))  # of the abdomen: where along it, and how wide


class Bees(Emitter):
    """Some bees, a few of them near; ``options``: top and bottom (shares of the frame), size (times what is usual), bright (0 to 1)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.top, self.bottom = float(self.options.get("top", 0.34)), float(self.options.get("bottom", 0.86))
        self.size, bright = float(self.options.get("size", 1.0)), float(self.options.get("bright", 1.0))
        self.amber = (36.0 * bright, 150.0 * bright, 226.0 * bright)
        count = max(4, round(13 * self.amount))
        self.dice = [[chance(stage.seed, "bee", i, j) for j in range(7)] for i in range(count)]

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        clock, time, stage = self.stage.clock, moment.time, self.stage
        for number, (a, b, c, d, e, f, g) in enumerate(self.dice):
            size = (9.0 + 40.0 * c**2) * stage.unit * self.size if number else 78.0 * stage.unit * self.size
            way = 1.0 if g < 0.5 else -1.0
            along = (a + clock.turns(0.05 + 0.05 * b, time)) % 1.0
            hang = 0.05 * clock.wave(0.45 + 0.3 * e, time, f) + 0.012 * clock.wave(1.7, time, d)
            x = ((along if way > 0 else 1 - along) * 1.2 - 0.1 + hang) * stage.width
            if number == 0:  # one hangs about before the flowers
                x = (0.5 + 0.20 * clock.wave(0.16, time, a) + 0.5 * hang) * stage.width
                d = 0.25
            y = (self.top + (self.bottom - self.top) * d + 0.03 * clock.wave(0.6 + 0.4 * f, time, e)) * stage.height
            if y + 2 * size < canvas.top or y - 2 * size > canvas.bottom:
                continue
            lean = way * (0.25 + 0.15 * clock.wave(0.8, time, g))
            for points, fill in self._drawn(size, way, lean, abs(clock.wave(9.0 + 3 * b, time, c))):
                canvas.fill(points + np.array((x, y)), fill)

    def _drawn(self, size: float, way: float, lean: float, beat: float) -> list[tuple[Any, tuple[float, ...]]]:
        """Return the polygons of one: wings, abdomen with its bands, thorax, head, feelers."""
        parts: list[tuple[Any, tuple[float, ...]]] = []
        for far, long_ in ((-0.35, 0.95), (0.12, 1.15)):
            wing = _ROUND * (0.5 * long_, 0.26) + (0.5 * long_, 0.0)
            turn = -1.9 + far + 0.5 * beat
            c, s = math.cos(turn), math.sin(turn)
            parts.append(
                (np.stack([wing[:, 0] * c - wing[:, 1] * s + 0.22, wing[:, 0] * s + wing[:, 1] * c - 0.22], 1), _WING)
            )
        parts.append((_ROUND * (0.78, 0.40) + (-0.62, 0.10), self.amber))
        for at, wide in _BANDS:
            x = np.clip(at + wide * np.array([-0.5, 0.5, 0.5, -0.5]), -0.95, 0.95)
            high = 0.40 * np.sqrt(1 - x * x) * np.array([-1, -1, 1, 1])
            parts.append((np.stack([0.78 * x - 0.62, high + 0.10], 1), _DARK))
        brown = (0.55 * self.amber[0], 0.58 * self.amber[1], 0.62 * self.amber[2])
        parts.append((_ROUND * (0.40, 0.37) + (0.28, 0.0), brown))
        parts.append((_ROUND * (0.22, 0.25) + (0.74, 0.06), _DARK))
        feelers = (
            np.array([(0.82, -0.10), (1.14, up - 0.12), (1.16, up - 0.07), (0.86, -0.04)]) for up in (-0.30, -0.14)
        )
        parts += [(one, _DARK) for one in feelers]
        c, s = math.cos(lean), math.sin(lean)
        axes = np.array([[way * c, way * s], [-s, c]])
        return [(size * (points @ axes), fill) for points, fill in parts]
