"""A fire: flames at a place of the plate, and sparks that rise from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance, chance_seed
from beatreel.plugins.generators.procedural.kernels.flames import Flames, fire_colour
from beatreel.plugins.generators.procedural.plate import NEAR

from .base import Air, Emitter, Stage, disc, stamp

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element


class _Hearth(Emitter):
    """Where a fire is; ``options``: x, y (of its foot, shares of the plate), tall (of its flames, share of the plate's height),
    depth (metres)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        width, height = stage.plate.size
        self.foot = (float(self.options.get("x", 0.5)) * width, float(self.options.get("y", 0.7)) * height)
        self.tall = float(self.options.get("tall", 0.1)) * height
        self.inverse = 1 / max(float(self.options.get("depth", 6.0)), 0.3)

    def place(self, air: Air) -> tuple[float, float, float]:
        """Return the foot and the height of the flames, pixels of ``fine``."""
        x, y, matrix = self.stage.warp.to_frame(
            np.array([self.foot[0]], np.float32), np.array([self.foot[1]], np.float32), self.inverse
        )
        half = air.fine.shape[1] / self.stage.width
        scale = float(np.hypot(matrix[0, 0], matrix[0, 1]))
        return float(x[0]) * half, float(y[0]) * half, self.tall * scale * half


class Fire(_Hearth):
    """Flames that stream upwards, higher on the beat; ``options`` as for :class:`_Hearth`, and seed."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.flames = Flames(int(self.options.get("seed", chance_seed(stage.seed, "fire"))))

    def emit(self, air: Air) -> None:
        moment, clock = air.moment, self.stage.clock
        x, y, tall = self.place(air)
        tall *= 1 + (0.10 * moment.kick + 0.04 * clock.wave(0.9, moment.time)) * self.stage.intensity
        wide = 0.95 * tall
        left, top = x - wide / 2, y - tall
        height, width = air.fine.shape[:2]
        x0, x1 = max(int(np.floor(left)), 0), min(int(np.ceil(left + wide)), width)
        y0, y1 = max(int(np.floor(top)), 0), min(int(np.ceil(y)), height)
        if x1 <= x0 or y1 <= y0:
            return
        # Large fires are computed coarsely: flames have no fine detail.
        step = max(1.0, tall / 260)
        heat = self.flames.heat(
            max(4, round(wide / step)),
            max(4, round(tall / step)),
            clock.turns(0.42, moment.time),
            clock.turns(0.95, moment.time),
        )
        rows, columns = heat.shape
        across, down = columns / wide, rows / tall
        move = np.array(
            [[across, 0, (x0 + 0.5 - left) * across - 0.5], [0, down, (y0 + 0.5 - top) * down - 0.5]], np.float32
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        shown = cv2.warpAffine(heat, move, (x1 - x0, y1 - y0), flags=flags)
        light = np.clip(fire_colour(shown) * np.float32(225 * (0.5 + 0.5 * self.amount)), 0, 255).astype(np.uint8)
        near = self.stage.mask(NEAR)
        if near is not None:  # somebody stands before it
            shown = cv2.resize(255 - near, (width, height), interpolation=cv2.INTER_LINEAR)[y0:y1, x0:x1]
            light = cv2.multiply(light, cv2.merge([shown] * 3), scale=1 / 255)
        view = air.fine[y0:y1, x0:x1]
        cv2.add(view, light, dst=view)


class Sparks(_Hearth):
    """Sparks that rise from a fire, turn and go out; ``options`` as for :class:`_Hearth`."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        number = max(6, round(70 * self.amount))
        self.dice = np.array([[chance(stage.seed, "sparks", i, j) for j in range(6)] for i in range(number)])
        self.sprites = [disc(max(1, round(size * stage.unit)), 3.0) for size in (1.6, 2.6, 4.2)]

    def emit(self, air: Air) -> None:
        clock, time = self.stage.clock, air.moment.time
        x, y, tall = self.place(air)
        for dice in self.dice:
            up = (dice[0] + clock.turns(0.16 + 0.22 * dice[1], time)) % 1.0
            rise = (0.35 + 2.9 * up**0.85 * (0.5 + 0.9 * dice[2])) * tall
            swing = clock.wave(0.25 + 0.5 * dice[3], time, float(dice[4]))
            aside = ((dice[5] - 0.5) * (0.25 + 0.9 * up) + 0.10 * (0.3 + up) * swing) * tall
            glow = (1 - up) ** 1.3 * (0.45 + 0.55 * clock.wave(1.3 + 2 * dice[3], time, float(dice[2])) ** 2)
            level = glow * (0.55 + 0.45 * air.moment.kick * self.stage.intensity)
            colour = np.array([60 + 60 * (1 - up), 150, 255], np.float32) * np.float32(1.1 * level)
            stamp(air.fine, self.sprites[int(dice[4] ** 3 * len(self.sprites))], x + aside, y - rise, colour)
