"""Butterflies: wings of two lobes with dark edges, which flutter, hold for a moment and drift on."""

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

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

# One wing pair, the body at x = 0 along y: fore wing, hind wing, in lengths of the body.
_FORE = np.array(
    [(0.05, -0.35), (0.55, -1.15), (1.25, -1.40), (1.50, -1.05), (1.25, -0.45), (0.70, -0.05), (0.05, 0.02)]
)
_HIND = np.array([(0.05, 0.0), (0.75, 0.02), (1.12, 0.40), (1.02, 0.88), (0.62, 1.05), (0.25, 0.70), (0.05, 0.35)])


class Butterflies(Emitter):
    """Some butterflies, most of them small and far; ``options``: colours (list of [b, g, r] display values), low (a share of the frame)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        count = max(3, round(15 * self.amount))
        self.dice = [[chance(stage.seed, "butterfly", i, j) for j in range(9)] for i in range(count)]
        colours = self.options.get("colours") or [[40, 140, 240]]
        self.colours = [np.array(colour, np.float64) for colour in colours]
        self.low = float(self.options.get("low", 0.86))
        self._time = -1.0
        self._shapes: list[tuple[float, float, list[tuple[Any, tuple[float, ...]]]]] = []

    def _flutter(self, moment: Moment) -> None:
        """Place them all for a moment."""
        clock, time, unit = self.stage.clock, moment.time, self.stage.unit
        self._shapes = []
        for number, (a, b, c, d, e, f, g, h, k) in enumerate(self.dice):
            size = (10.0 + 56.0 * c**3) * unit
            way = 1 if k < 0.5 else -1
            along = (a + clock.turns(0.022 + 0.03 * b, time)) % 1.0
            x = (
                (along if way > 0 else 1 - along) * 1.2 - 0.1 + 0.03 * clock.wave(0.31 + 0.2 * g, time, e)
            ) * self.stage.width
            y = (
                0.18
                + (self.low - 0.18) * d
                + 0.035 * clock.wave(0.27 + 0.25 * e, time, f)
                + 0.012 * clock.wave(1.3, time, h)
            )
            # Strokes come in bursts; between them the wings are held half open.
            burst = max(0.0, clock.wave(0.35 + 0.2 * h, time, g) + 0.45)
            stroke = abs(math.cos(math.pi * (clock.turns(4.2 + 2.0 * b, time) + f)))
            open_ = 0.18 + 0.82 * (stroke * min(burst, 1.0) + 0.75 * (1 - min(burst, 1.0)))
            turn = way * (0.5 + 0.5 * clock.wave(0.4, time, e)) + 0.35 * (g - 0.5)
            shade = 0.62 + 0.38 * open_
            colour = self.colours[number % len(self.colours)] * shade
            self._shapes.append(self._drawn(x, y * self.stage.height, size, turn, open_, colour))
        self._time = time

    @staticmethod
    def _drawn(
        x: float, y: float, size: float, turn: float, open_: float, colour: Any
    ) -> tuple[float, float, list[tuple[Any, tuple[float, ...]]]]:
        """Return the first and last row of one, and its polygons."""
        cosine, sine = math.cos(turn), math.sin(turn)
        dark = (22.0, 18.0, 20.0)
        shown = tuple(map(float, np.clip(colour, 0, 255)))
        parts = []
        for side in (-1, 1):
            for wing in (_HIND, _FORE):
                middle = wing.mean(axis=0)
                for share, fill in ((1.0, dark), (0.80, shown)):
                    lobe = (middle + (wing - middle) * share) * (side * open_, 1.0)
                    parts.append((lobe, fill))
        parts.append((np.array([(-0.07, -0.5), (0.07, -0.5), (0.09, 0.1), (0.0, 0.75), (-0.09, 0.1)]), dark))
        turned = [
            (
                np.stack(
                    [x + size * (p[:, 0] * cosine - p[:, 1] * sine), y + size * (p[:, 0] * sine + p[:, 1] * cosine)], 1
                ),
                fill,
            )
            for p, fill in parts
        ]
        return y - 2.2 * size, y + 2.2 * size, turned

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        if moment.time != self._time:
            self._flutter(moment)
        for high, low, parts in self._shapes:
            if low > canvas.top and high < canvas.bottom:
                for points, fill in parts:
                    canvas.fill(points, fill)
