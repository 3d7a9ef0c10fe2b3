"""What bends the picture: ripples on wet ground and water, and the slow flow of a liquid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.animate.clock import chance
from beatreel.plugins.generators.procedural.kernels.noise import LENT, gradient_noise

from .base import Emitter, Stage

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]

_RING_RATE = 9.0  # rings a second at full amount
_RING_LIFE = 1.1  # seconds
_CRESTS = 24.0  # radians of waves while the distance doubles, and half of that again
_TRAIN = 1.7  # how far they bend the picture, against the swell


@njit(**LENT)
def _ripple(map_x, map_y, mask, horizon, unit, strength, train, swing_a, swing_b, turn_a, turn_b, rings):  # type: ignore[no-untyped-def]
    rows, columns = map_x.shape
    for j in range(rows):
        for i in range(columns):
            row = min(max(j - 1, 0), mask.shape[0] - 1)
            column = min(max(i - 1, 0), mask.shape[1] - 1)
            wet = np.float32(mask[row, column]) * np.float32(1 / 255)
            below = (map_y[j, i] - horizon) / unit
            if wet < np.float32(0.02) or below < np.float32(8):
                continue
            depth = np.float32(1200) / below
            across = map_x[j, i] / unit / below * np.float32(8)
            reach = min(below / np.float32(420), np.float32(1)) * np.float32(5.5)
            amplitude = wet * reach * strength * unit
            # Two noises that only swing: the sum never stops and closes with the clock.
            wave = gradient_noise(across * np.float32(1.4) + swing_a, depth * np.float32(2.2) - swing_b, 61)
            wave += np.float32(0.5) * gradient_noise(
                across * np.float32(3.1) - swing_b, depth * np.float32(5) + swing_a, 62
            )
            if train > np.float32(0):
                # Waves that come nearer, as long as they are far below the horizon; noise bends their crests.
                crest = np.float32(_CRESTS) * math.log(below) + np.float32(3) * wave
                run = math.sin(crest - turn_a) + np.float32(0.5) * math.sin(
                    np.float32(1.83) * crest + np.float32(0.7) * across - turn_b
                )
                wave += train * run
            x = map_x[j, i] + wave * amplitude
            y = map_y[j, i] + wave * amplitude * np.float32(0.8)
            for r in range(rings.shape[0]):
                dx = (map_x[j, i] - rings[r, 0]) / unit
                dy = (map_y[j, i] - rings[r, 1]) / unit * np.float32(3.2)
                away = np.sqrt(dx * dx + dy * dy) - rings[r, 2]
                if away * away < np.float32(260):
                    push = (
                        math.exp(-away * away * np.float32(0.02)) * rings[r, 3] * math.sin(away * np.float32(0.5)) * wet
                    )
                    x += push * np.float32(2) * unit
                    y += push * np.float32(5) * unit
            map_x[j, i] = x
            map_y[j, i] = y


class Ripples(Emitter):
    """Water and wet ground: a slow swell, waves that run and, in rain, rings.

    ``options``: rings (share of drops that hit, 1), horizon (share of the plate's height above which there is none), waves (how
    strongly they run, 1; 0 on wet ground and glass).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.waves = float(self.options.get("waves", 1.0))
        self.margin = (9.0 + 14.0 * self.waves) * stage.unit * self.amount
        self.rings = float(self.options.get("rings", 1.0))
        self.horizon = (
            float(self.options.get("horizon", stage.plate.centre[1] / stage.plate.size[1])) * stage.plate.size[1]
        )

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        mask = self.stage.mask(self.element.mask)
        if mask is None:
            return
        clock = self.stage.clock
        swing_a = 0.9 * clock.wave(0.11, moment.time) + 0.5 * clock.wave(0.29, moment.time, 0.3)
        swing_b = 1.3 * clock.wave(0.13, moment.time, 0.25) + 0.6 * clock.wave(0.37, moment.time, 0.6)
        _ripple(
            map_x,
            map_y,
            mask,
            np.float32(self.horizon),
            np.float32(self.stage.unit),
            np.float32(self.amount),
            np.float32(_TRAIN * self.waves),
            np.float32(swing_a),
            np.float32(swing_b),
            np.float32(2 * math.pi * clock.turns(0.55, moment.time)),
            np.float32(2 * math.pi * clock.turns(0.8, moment.time)),
            self._rings(moment.time),
        )

    def _rings(self, time: float) -> Array:
        """Return x, y, radius and strength of the rings that are spreading at an instant."""
        clock = self.stage.clock
        rate = _RING_RATE * self.amount * self.rings
        if rate < 0.5:
            return np.zeros((0, 4), np.float32)
        elapsed = time - clock.start
        number = max(1, round(rate * clock.duration))
        period = clock.duration / number
        width, height = self.stage.plate.size
        rings = []
        newest = math.floor(elapsed / period)
        for index in range(newest - math.ceil(_RING_LIFE / period), newest + 1):
            age = (elapsed - index * period) * clock.speed
            if not 0 <= age < _RING_LIFE:
                continue
            name = index % number if clock.loop else index
            x = chance(self.stage.seed, "ring-x", name) * width
            y = self.horizon + (height - self.horizon) * (0.08 + 0.92 * chance(self.stage.seed, "ring-y", name) ** 0.6)
            rings.append((x, y, 2 + 96 * age, (1 - age / _RING_LIFE) ** 2))
        return np.array(rings, np.float32).reshape(-1, 4)


class Flow(Emitter):
    """The whole picture wobbles like a liquid; ``options``: size (pixels at 1440 wide)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.size = float(self.options.get("size", 14.0)) * self.amount * stage.unit
        self.margin = self.size * 1.6

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        clock, unit, time = self.stage.clock, self.stage.unit, moment.time
        turn = 2 * math.pi
        a = turn * clock.turns(0.25, time)
        b = turn * clock.turns(0.36, time)
        c = turn * clock.turns(0.20, time)
        x = self.size * np.sin(map_y / np.float32(230 * unit) + a) + 0.55 * self.size * np.sin(
            map_y / np.float32(97 * unit) - b
        )
        y = 0.9 * self.size * np.sin(map_x / np.float32(260 * unit) - c)
        map_x += x.astype(np.float32)
        map_y += y.astype(np.float32)
