"""The snow of a screen without a signal: grains that are new in every frame, and a band that rolls down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance_seed

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

_SHEETS = 7  # that follow each other in an order that does not repeat soon
_GRAIN = 3.0  # pixels of the half-size frame at 1440 wide


class Static(Emitter):
    """Grains within its mask, in the colour that is there; stronger on the beat. Without a mask, it is nowhere."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        grain = max(1.0, _GRAIN * stage.unit)
        rng = np.random.default_rng(chance_seed(stage.seed, "static"))
        size = (max(8, round(stage.height / 2 / grain)), max(8, round(stage.width / 2 / (1.6 * grain))))
        self.sheets = [rng.random(size, np.float32) ** 2 for _ in range(_SHEETS)]

    def emit(self, air: Air) -> None:
        mask = self.stage.mask(self.element.mask) if self.element.mask else None
        if mask is None or not mask.any():
            return
        moment = air.moment
        step = round(moment.time * 15)  # as often as a draft draws
        sheet = self.sheets[(step * 3 + step // _SHEETS) % _SHEETS]
        sheet = np.roll(sheet, (step * 37 % sheet.shape[0], step * 53 % sheet.shape[1]), (0, 1))
        y = np.linspace(0, 1, len(sheet), dtype=np.float32)[:, None]
        rolled = (2.3 * y - self.stage.clock.turns(0.4, moment.time)) % 1.0
        band = 0.55 + 0.9 * np.exp(-(((rolled - 0.5) / 0.12) ** 2))
        accent = 0.75 + 0.5 * moment.offbeat * self.stage.intensity
        rows, columns = air.fine.shape[:2]
        where = cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_LINEAR)
        light = cv2.resize(
            sheet * np.float32(self.amount * accent) * band, (columns, rows), interpolation=cv2.INTER_NEAREST
        )
        light *= where * np.float32(1 / 255)
        cv2.add(air.fine, cv2.multiply(air.fine_tint, cv2.merge([light] * 3), dtype=cv2.CV_8U), dst=air.fine)
