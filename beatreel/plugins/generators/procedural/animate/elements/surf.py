"""Waves that burst on rocks: spray leaps up on the beat, one rock after the other, and comes down as mist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance_seed
from beatreel.plugins.generators.procedural.kernels.spray import TALL, Spray

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]

_ROWS = 150
_AGES = 12
_LIFE = 2.3  # time units of a burst
_BEATS = 2.6  # that it lasts
_KINDS = 2
_WHITEST = 120  # code values that spray adds, so that it keeps its drops before what is pale


class Bursts(Emitter):
    """Spray; ``options``: points (x and y of its foot in shares of the plate, height in widths, 1 / metres)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.points = [[float(part) for part in one] for one in self.options["points"]]
        rng = np.random.default_rng(chance_seed(stage.seed, "bursts"))
        rows = max(12, min(_ROWS, round(0.2 * stage.height)))
        sprays = [Spray(rng, rows) for _ in range(_KINDS)]
        times = np.linspace(0.12, _LIFE, _AGES)
        self.pictures = [[spray.at(float(time)) for time in times] for spray in sprays]

    def emit(self, air: Air) -> None:
        moment, warp, plate = air.moment, self.stage.warp, self.stage.plate
        if moment.beat < 1:
            return
        count = max(len(self.points), 3)
        width, height = plate.size
        for number, (x, y, size, inverse) in enumerate(self.points):
            # Nearer rocks, which come last, take the first beats of bars.
            since = (moment.beat - 1 - (len(self.points) - 1 - number)) % count + moment.beat_phase
            age = since / _BEATS * self.stage.clock.speed
            if age >= 1:
                continue
            kind = self.pictures[number % _KINDS]
            at = age * (_AGES - 1)
            before = int(at)
            picture = kind[before] + (kind[min(before + 1, _AGES - 1)] - kind[before]) * np.float32(at - before)
            along, down, _ = warp.to_frame(
                np.float32([x * width, (x + size) * width]), np.float32([y * height] * 2), inverse
            )
            scale = float(along[1] - along[0]) / 2
            zoom = TALL * scale / picture.shape[0]
            flip = -1.0 if number % 3 == 1 else 1.0
            matrix = np.array(
                [
                    [flip * zoom, 0, float(along[0]) / 2 - flip * zoom * picture.shape[1] / 2],
                    [0, zoom, float(down[0]) / 2 - 0.9 * zoom * picture.shape[0]],
                ],
                np.float32,
            )
            power = self.amount * min(1.0, 6 * age) * (1 - age) ** 0.7 * (0.55 + 0.45 * self.stage.intensity)
            drops = cv2.warpAffine(picture, matrix, air.size, flags=cv2.INTER_LINEAR)
            air.fall(np.clip(drops * np.float32(100 * power), 0, _WHITEST).astype(np.uint8))
