"""Birds: small dark silhouettes that beat their wings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance, chance_seed

from .base import Emitter, Stage

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.animate.canvas import Canvas
    from beatreel.plugins.generators.procedural.painting import Element


class Birds(Emitter):
    """A loose flock.

    ``options``: top, bottom (between which it flies, shares of the frame), count, size (pixels at 1440 wide), colour
    ([b, g, r] display values). A mask confines it to where it is more than half.
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        number = int(self.options.get("count", max(3, round(16 * self.amount))))
        self.top, self.bottom = float(self.options.get("top", 0.16)), float(self.options.get("bottom", 0.30))
        self.size = float(self.options.get("size", 16.0)) * stage.unit
        self.colour = [float(v) for v in self.options.get("colour", [48, 46, 40])]
        seed = chance_seed(stage.seed, "birds", number, round(1000 * self.top))  # another flock at each distance
        self.dice = [[chance(seed, "bird", i, j) for j in range(6)] for i in range(number)]
        self.direction = -1 if chance(seed, "bird-way") < 0.4 else 1
        self._time = -1.0
        self._seen: list[tuple[float, float, float, float]] = []

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        if moment.time != self._time:
            self._seen, self._time = self._flock(moment), moment.time
        for x, y, size, flap in self._seen:
            if canvas.top - 2 * size < y < canvas.bottom + 2 * size:
                self._draw(canvas, x, y, size, flap)

    def _flock(self, moment: Moment) -> list[tuple[float, float, float, float]]:
        """Return where each bird that is seen is, x and y, its size and the beat of its wings."""
        height, width = self.stage.height, self.stage.width
        clock, seen = self.stage.clock, []
        for a, b, c, d, e, f in self.dice:
            along = (a * 0.6 + clock.turns(0.028 + 0.009 * b, moment.time) + 0.3 * f) % 1.0
            x = (along if self.direction > 0 else 1 - along) * 1.3 * width - 0.15 * width
            y = (self.top + (self.bottom - self.top) * c + 0.01 * clock.wave(0.3, moment.time, f)) * height
            size = self.size * (0.55 + 0.9 * d)
            if -2 * size < x < width + 2 * size and self._free(x, y):
                seen.append((x, y, size, clock.wave(1.5 * (0.8 + 0.4 * e), moment.time, f)))
        return seen

    def _free(self, x: float, y: float) -> bool:
        """Whether the mask lets a bird be seen at a pixel of the frame."""
        mask = self.stage.plate.masks.get(self.element.mask)
        if mask is None:
            return True
        warp = self.stage.warp
        row = min(max(int(y / self.stage.height * warp.rows), 0), warp.rows - 1)
        column = min(max(int(x / self.stage.width * warp.columns), 0), warp.columns - 1)
        at_y = min(max(int(warp.grid_y[row, column] / 4), 0), mask.shape[0] - 1)
        at_x = min(max(int(warp.grid_x[row, column] / 4), 0), mask.shape[1] - 1)
        return bool(mask[at_y, at_x] > 127)

    def _draw(self, canvas: Canvas, x: float, y: float, s: float, flap: float) -> None:
        lift, half = 0.55 * flap, 0.30 * flap
        points = [
            (-1.0, -lift),
            (-0.45, -half - 0.12),
            (0.0, 0.0),
            (0.45, -half - 0.12),
            (1.0, -lift),
            (0.4, -0.12 * flap + 0.02),
            (0.0, 0.2),
            (-0.4, -0.12 * flap),
        ]
        canvas.fill(np.array(points) * s + (x, y), self.colour)
