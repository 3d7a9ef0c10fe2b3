"""Vapour that seethes: clouds, smoke and gas swell and turn within themselves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from .base import Emitter, Stage

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]

_EDDIES = ((310.0, 0.075, 1.0, 1.0), (170.0, -0.12, -0.62, 0.55), (96.0, 0.19, 0.35, 0.30))
"""Of each size of eddies their length (pixels at 1440 wide), turns a second, slant and strength."""
_FAR = 9.0  # pixels at 1440 wide that vapour is carried at most by the largest of them


class Billow(Emitter):
    """Slow eddies of a few sizes, each of which turns by itself; a mask says where vapour is, and how near."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.size = _FAR * self.amount * stage.unit
        self.margin = self.size * sum(strength for *_, strength in _EDDIES)

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        mask = self.stage.mask(self.element.mask) if self.element.mask else None
        clock, unit = self.stage.clock, self.stage.unit
        across, down = np.zeros_like(map_x), np.zeros_like(map_y)
        for long, rate, slant, strength in _EDDIES:
            turn = np.float32(2 * math.pi * clock.turns(rate, moment.time))
            scale = np.float32(1 / (long * unit))
            x, y = (map_x + slant * map_y) * scale, (map_y - slant * map_x) * scale
            # Along the contours of a stream function: nothing is pressed together.
            across += np.float32(strength) * np.sin(y + turn) * np.cos(np.float32(0.7) * x - turn)
            down -= np.float32(strength) * np.cos(y * np.float32(0.8) - turn) * np.sin(x + turn)
        reach = np.float32(self.size)
        if mask is not None:
            share = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_REPLICATE).astype(np.float32)
            reach = share * np.float32(self.size / 255)
        map_x += across * reach
        map_y += down * reach
