"""Wind over a field: waves that bend and brighten it, and petals that it carries."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.animate.canvas import Canvas
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Picture = np.ndarray[Any, np.dtype[np.uint8]]


class Wind(Emitter):
    """Gusts that run over a plane; the mask says where plants stand.

    ``options``: horizon (share of the plate's height), way (1 to the right), near (1: everything stands at one distance).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.way = 1 if float(self.options.get("way", 1)) >= 0 else -1
        self.near = bool(self.options.get("near", 0))
        self.horizon = float(self.options.get("horizon", 0.5)) * stage.plate.size[1]
        self.margin = 23.0 * stage.unit * self.amount
        self._wave: Array | None = None

    def _waves(self, map_x: Array, map_y: Array, moment: Moment) -> tuple[Array, Array]:
        """Return gusts (-1 to 1) and nearness (0 to 1) at points of the plate."""
        unit, clock = self.stage.unit, self.stage.clock
        below = np.maximum(map_y - self.horizon, 6 * unit) / (900 * unit)
        if self.near:
            across, away = map_x / (700 * unit), map_y / (900 * unit)
            size = np.ones_like(map_x)
        else:
            across, away = (map_x - self.stage.plate.size[0] / 2) / (1500 * unit) / below, 1 / below
            size = np.minimum(below, 1)
        turn = 2 * math.pi
        a = turn * clock.turns(0.42, moment.time) * self.way
        b = turn * clock.turns(0.27, moment.time)
        c = turn * clock.turns(0.93, moment.time)
        # Gusts as long as a house are seen near; far away they run together.
        wave = np.sin(3.1 * across + 0.9 * away - a) * 0.55 + np.sin(1.3 * across - 1.7 * away + b + 1.0) * 0.3
        wave += np.sin(7.3 * across + 2.9 * away - c) * 0.22 * size
        return wave.astype(np.float32), size.astype(np.float32)

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        mask = self.stage.mask(self.element.mask)
        if mask is None:
            return
        where = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_REPLICATE).astype(np.float32) / 255
        wave, size = self._waves(map_x, map_y, moment)
        swing = 0.55 + 0.45 * float(moment.energy) + 0.25 * float(moment.kick) * self.stage.intensity
        reach = np.float32(17.0 * self.stage.unit * self.amount * swing)
        bent = wave * where * (0.12 + 0.88 * size) * reach
        map_x -= bent
        map_y -= 0.16 * np.abs(bent)
        self._wave = wave[1:-1, 1:-1] * where[1:-1, 1:-1]

    def emit(self, air: Air) -> None:
        if self._wave is None:
            return
        level = 0.16 + 0.22 * air.moment.kick * self.stage.intensity + 0.10 * air.moment.mid
        shine = np.clip(self._wave, 0, 1) ** 2 * np.float32(level * (0.5 + self.amount))
        light = cv2.multiply(air.tint, cv2.merge([shine] * 3), dtype=cv2.CV_8U)
        cv2.add(air.haze, light, dst=air.haze)


class Petals(Emitter):
    """A few petals that tumble by; ``options``: colour ([b, g, r] display values), way (1 to the right)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        count = max(4, round(34 * self.amount))
        self.dice = [[chance(stage.seed, "petal", i, j) for j in range(8)] for i in range(count)]
        self.colour = np.array(self.options.get("colour", [225, 230, 235]), np.float32)
        self.way = 1 if float(self.options.get("way", 1)) >= 0 else -1
        self._time = -1.0
        self._shapes: list[tuple[float, float, Any, tuple[float, ...]]] = []

    def _drift(self, moment: Moment) -> None:
        clock, time, unit = self.stage.clock, moment.time, self.stage.unit
        self._shapes = []
        for a, b, c, d, e, f, g, h in self.dice:
            size = (4.0 + 15.0 * c**3) * unit
            along = (a + clock.turns(0.05 + 0.05 * b + 0.05 * c**3, time)) % 1.0
            x = ((along if self.way > 0 else 1 - along) * 1.2 - 0.1) * self.stage.width
            y = (0.12 + 0.86 * d + 0.05 * clock.wave(0.23 + 0.2 * e, time, f) - 0.06 * along) * self.stage.height
            turn = 2 * math.pi * (clock.turns(0.4 + 0.7 * g, time) + h)
            flat = 0.25 + 0.75 * abs(math.sin(2 * math.pi * (clock.turns(0.5 + 0.6 * e, time) + f)))
            cosine, sine = math.cos(turn), math.sin(turn)
            outline = [(-1.0, 0.0), (-0.5, -0.55), (0.3, -0.62), (0.95, -0.2), (1.0, 0.15), (0.35, 0.55), (-0.45, 0.5)]
            points = [
                (x + size * (u * cosine - v * flat * sine), y + size * (u * sine + v * flat * cosine))
                for u, v in outline
            ]
            colour = self.colour * (0.45 + 0.55 * flat) * (0.7 + 0.3 * g)
            self._shapes.append((y - 1.2 * size, y + 1.2 * size, np.array(points), tuple(map(float, colour))))
        self._time = time

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        if moment.time != self._time:
            self._drift(moment)
        for high, low, points, colour in self._shapes:
            if low > canvas.top and high < canvas.bottom:
                canvas.fill(points, colour)
