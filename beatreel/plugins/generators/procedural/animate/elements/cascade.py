"""Falling water: threads of light that run down a mask, the near ones faster than the far ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance_seed

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_PERIOD = 900  # rows of a tile at 1440 wide, half size
# threads, length, width, brightness, pixels a second; half size, at 1440 wide
_THREADS = ((1500, 70, 1.1, 105, 330.0), (420, 130, 2.2, 120, 520.0))


class Cascade(Emitter):
    """Water that falls within a mask; ``options``: grain (size of the view, 1 far to 0.3 near)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.width, self.height = stage.width // 2, stage.height // 2
        self.period = max(round(_PERIOD * stage.unit), 48)
        near = 1 / max(float(self.options.get("grain", 1.0)), 0.2)
        random = np.random.default_rng(chance_seed(stage.seed, "cascade"))
        self.tiles = [(self._tile(random, *row[:4], near), row[4] * near**0.5) for row in _THREADS]

    def _tile(self, random: Any, count: int, length: float, wide: float, brightness: float, near: float) -> Picture:
        image = np.zeros((self.period, self.width), np.float32)
        unit = self.stage.unit * near**0.5
        for x, y, long_, light in random.random((round(count / near**0.7), 4)):
            span = length * unit * (0.5 + long_)
            value = brightness * (0.25 + 0.75 * light) * min(2.2 * self.stage.unit, 1.0)
            for turn in (0, -self.period):
                start = (round(x * self.width * 16), round((y * self.period + turn) * 16))
                end = (start[0], round(start[1] + span * 16))
                cv2.line(image, start, end, value, max(1, round(wide * unit)), cv2.LINE_AA, 4)
        image = cv2.GaussianBlur(image, (0, 0), sigmaX=max(0.5, 0.8 * unit), sigmaY=max(0.6, 5 * unit))
        rows = self.height + self.period
        tile = np.clip(image, 0, 255).astype(np.uint8)
        return np.ascontiguousarray(np.tile(tile, (-(-rows // self.period), 1))[:rows])

    def emit(self, air: Air) -> None:
        mask = self.stage.mask(self.element.mask)
        if mask is None:
            return
        rows = np.flatnonzero(mask.max(axis=1))
        columns = np.flatnonzero(mask.max(axis=0))
        if not rows.size:
            return
        fy, fx = self.height / mask.shape[0], self.width / mask.shape[1]
        top, bottom = int(rows[0] * fy), min(int((rows[-1] + 1) * fy) + 1, self.height)
        left, right = int(columns[0] * fx), min(int((columns[-1] + 1) * fx) + 1, self.width)
        shape = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        shape = cv2.resize(shape, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR)
        total: Picture | None = None
        for tile, speed in self.tiles:
            turns = self.stage.clock.turns(speed * self.stage.unit / self.period, air.moment.time)
            at = int((-turns % 1.0) * self.period)
            part = tile[at + top : at + bottom, left:right]
            total = part if total is None else cv2.add(total, part)
        assert total is not None
        falling = cv2.multiply(
            total, shape, scale=self.amount * (1 + 0.25 * air.moment.kick * self.stage.intensity) / 255
        )
        view = air.fine[top:bottom, left:right]
        tint = air.fine_tint[top:bottom, left:right]
        cv2.add(view, cv2.multiply(tint, cv2.merge([falling] * 3), scale=1 / 255), dst=view)
