"""Rain and snow: three depths of prerendered tiles that scroll, lit by the scene behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance_seed
from beatreel.plugins.generators.procedural.kernels.specks import specks

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_PERIOD = 1600  # rows of a tile at 1440 wide, half size

# drops, length, width, brightness, pixels a second; half size, at 1440 wide
_RAIN = ((900, 26, 1, 120, 700.0), (260, 60, 1, 190, 1450.0), (40, 120, 2, 110, 2700.0))
# flakes, radius, softness of focus, brightness, pixels a second
_SNOW = ((560, 1.5, 0.7, 150, 62.0), (170, 3.0, 1.2, 190, 105.0), (26, 8.0, 4.2, 120, 190.0))


_SLENDER = (
    9.0,
    15.0,
    22.0,
)  # pixels of the half-size frame that streaks are long at least: shorter ones would be dashes
_LEAST = 0.6  # radius in pixels of the half-size frame below which flakes are fainter, not smaller
_BLIZZARD = 0.8  # amount from which the wind draws flakes out
_DRAWN, _ASLANT = 2.6, 0.55  # radii to each side by which it does, and sideways of that


class _Fall(Emitter):
    """Tiles of the half-size frame, each longer than the frame by one period, scrolled by slicing."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.width, self.height = stage.width // 2, stage.height // 2
        self.period = max(round(_PERIOD * stage.unit), 64)
        self.random = np.random.default_rng(chance_seed(stage.seed, element.kind))
        self.crowd = self.width / (720 * stage.unit)  # a wider frame takes more of them
        self.tiles: list[tuple[Picture, float]] = []

    def repeat(self, tile: Picture) -> Picture:
        rows = self.height + self.period
        return np.ascontiguousarray(np.tile(tile, (-(-rows // self.period), 1))[:rows])

    def falling(self, moment: Any) -> Picture:
        total: Picture | None = None
        for tile, speed in self.tiles:
            turns = self.stage.clock.turns(speed * self.stage.unit / self.period, moment.time)
            at = int((-turns % 1.0) * self.period)
            rows = tile[at : at + self.height]
            total = rows if total is None else cv2.add(total, rows)
        assert total is not None
        return total

    def emit(self, air: Air) -> None:
        drops = self.falling(air.moment)
        mask = self.stage.mask(self.element.mask) if self.element.mask else None
        if mask is not None:  # outside of a window
            mask = cv2.resize(mask, (self.width, self.height), interpolation=cv2.INTER_LINEAR)
            drops = cv2.multiply(drops, mask, scale=1 / 255)
        air.fall(drops)


class Rain(_Fall):
    """Streaks; ``options``: slant (sideways share, 0.11)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        slant = float(self.options.get("slant", 0.11))
        share = 0.35 + 0.9 * self.amount
        for (count, length, width, brightness, speed), least in zip(_RAIN, _SLENDER, strict=True):
            long = max(length * stage.unit, least)
            faint = (length * stage.unit / long) ** 0.6  # it is longer, and no brighter as a whole
            tile = self._tile(int(count * share * faint * self.crowd), long, width, faint * brightness, slant)
            self.tiles.append((self.repeat(tile), speed))

    def _tile(self, count: int, length: float, width: int, brightness: float, slant: float) -> Picture:
        image = np.zeros((self.period, self.width), np.float32)
        for _ in range(count):
            x, y = self.random.uniform(0, self.width), self.random.uniform(0, self.period)
            span = length * self.random.uniform(0.6, 1.3)
            # A line is at least a pixel wide: in a small frame it is fainter instead of thinner.
            bright = (
                brightness * self.random.uniform(0.3, 1) * (0.6 + 0.4 * self.amount) * min(1.7 * self.stage.unit, 1)
            )
            for turn in (0, -self.period):
                start = (int(x * 16), int((y + turn) * 16))
                end = (int((x - slant * span) * 16), int((y + turn + span) * 16))
                cv2.line(image, start, end, float(bright), width, cv2.LINE_AA, 4)
        image = cv2.GaussianBlur(
            image, (0, 0), sigmaX=max(0.6 * width * self.stage.unit, 0.35), sigmaY=2 * self.stage.unit
        )
        return np.clip(image, 0, 255).astype(np.uint8)


class Snow(_Fall):
    """Flakes that sway; the nearest are few, large and out of focus."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.swing = max(int(26 * stage.unit), 2)
        share = 0.3 + 0.9 * self.amount
        for count, radius, softness, brightness, speed in _SNOW:
            tile = self._tile(int(count * share * self.crowd), radius * stage.unit, softness * stage.unit, brightness)
            self.tiles.append((self.repeat(tile), speed))

    def _tile(self, count: int, radius: float, softness: float, brightness: float) -> Picture:
        width = self.width + 2 * self.swing
        image = np.zeros((self.period, width), np.float32)
        x, y = self.random.uniform(0, width, count), self.random.uniform(0, self.period, count)
        size = radius * self.random.uniform(0.5, 1.2, count)
        # Smaller than a pixel of the frame, a flake is fainter instead of larger.
        bright = brightness * self.random.uniform(0.25, 1, count) * np.minimum(1.0, size / _LEAST) ** 1.2
        for turn in (0, -self.period, self.period):
            specks(image, x, y + turn, np.maximum(size, _LEAST), bright)
        image = cv2.GaussianBlur(image, (0, 0), max(softness, 0.4))
        if self.amount > _BLIZZARD:  # flakes are drawn out on their way
            image = self._blown(image, radius)
        return np.clip(image, 0, 255).astype(np.uint8)

    def _blown(self, image: Any, radius: float) -> Any:
        """Return flakes drawn out along the wind, larger ones, which are nearer, farther."""
        reach = max(int(_DRAWN * radius), 1)
        along = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
        end = int(round(_ASLANT * reach))
        cv2.line(along, (reach + end, 0), (reach - end, 2 * reach), 1.0, 1, cv2.LINE_AA)
        along *= np.float32((2 * reach + 1) ** 0.55) / along.sum()  # thinner, and not as faint as that
        return cv2.filter2D(image, -1, along, borderType=cv2.BORDER_REFLECT)

    def falling(self, moment: Any) -> Picture:
        total = np.zeros((self.height, self.width), np.uint8)
        clock = self.stage.clock
        for index, (tile, speed) in enumerate(self.tiles):
            turns = -clock.turns(speed * self.stage.unit / self.period, moment.time) % 1.0
            down = turns * self.period
            at = int(down)
            sway = self.swing * (1 + 0.9 * clock.wave(0.09 + 0.04 * index, moment.time, index * 0.31))
            left = int(sway)
            shift = np.array([[1, 0, left - sway], [0, 1, at - down]], np.float32)
            part = tile[at : at + self.height, left : left + self.width]
            total = cv2.add(
                total, cv2.warpAffine(part, shift, (self.width, self.height), borderMode=cv2.BORDER_REPLICATE)
            )
        return total
