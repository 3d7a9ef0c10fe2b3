"""Light that is never quite still: shade of leaves in a room, clouds over land."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance, chance_seed

from .base import Air, Emitter, Stage
from .veil import endless, slide

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]

_RATE = 108.0  # pixels a second at 1440 wide
_AGAINST = 0.55  # how fast the other sheet moves, against it
_MOST = 0.45  # share of the light that is added where it is strongest


class Dapple(Emitter):
    """Patches of more light that wander and never keep their shape, brighter where the scene is bright.

    Two sheets that slide against each other let light through where both are open.
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        rows, columns = stage.warp.rows, stage.warp.columns
        per_cell = 180 / max(rows, columns) * (1 if rows < columns else 320 / 180)
        self.period = columns * 2
        self.sheets = [
            np.sqrt(endless(rows, self.period, 0.034 * per_cell, 0.034 * per_cell, chance_seed(stage.seed, name), 3))
            for name in ("dapple", "dapple-behind")
        ]
        self.rate = _RATE * stage.unit / 8 / self.period

    def emit(self, air: Air) -> None:
        clock, time, columns = self.stage.clock, air.moment.time, self.stage.warp.columns
        at = chance(self.stage.seed, "dapple-at")
        before = slide(self.sheets[0], columns, at + clock.turns(self.rate, time))
        behind = slide(self.sheets[1], columns, at + clock.turns(-_AGAINST * self.rate, time))
        share = before * behind * np.float32(_MOST * self.amount)
        mask = self.stage.mask(self.element.mask) if self.element.mask else None
        if mask is not None:
            share *= mask.astype(np.float32) / 255
        light = cv2.multiply(air.tint, cv2.merge([share] * 3), dtype=cv2.CV_8U)
        cv2.add(air.haze, light, dst=air.haze)
