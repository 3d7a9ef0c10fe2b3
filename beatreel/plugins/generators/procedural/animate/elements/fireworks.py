"""Fireworks: shells that rise before a bar begins and burst on its first beat, smaller ones between, mirrored where water is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance, chance_seed
from beatreel.plugins.generators.procedural.animate.flashes import MOST
from beatreel.plugins.generators.procedural.kernels.fireworks import Burst, burst, draw

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

_LIFE = 1.15  # bars
_RISE = 0.22  # of a bar before
VOLLEYS = (0.0, 0.0, 0.5, 0.0, 0.5)  # of a bar at which its shells burst
_MOST_HAZE = 26.0  # code values of light on the sky: no flash


class Fireworks(Emitter):
    """``options``: top, bottom (shares of the plate between which shells burst), reach (share of its width), colours (lists of [b, g, r]
    display values; none for many), horizon (share of its height, about which water mirrors), water (name of the mask of it, or none).

    The mask confines it to the sky.
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.top, self.bottom = float(self.options.get("top", 0.1)), float(self.options.get("bottom", 0.4))
        self.reach = float(self.options.get("reach", 0.36))
        self.hues = self.options.get("colours") or None
        # Half a bar may lie between beats: where these alone make three flashes a second, all shells burst on the first.
        self.volleys = VOLLEYS if stage.beats_a_second < MOST else (0.0,) * len(VOLLEYS)
        self.shell = lru_cache(maxsize=16)(self._shell)

    def _shell(self, bar: int, number: int) -> Burst:
        seed = self.stage.seed
        size = self.reach * (1.0 if number == 0 else 0.62) * (0.8 + 0.4 * chance(seed, "shell-size", bar, number))
        x = 0.18 + 0.64 * ((chance(seed, "shell-x", number) + 0.381966 * bar + 0.47 * number) % 1.0)
        y = self.top + (self.bottom - self.top) * chance(seed, "shell-y", bar, number)
        return burst(chance_seed(seed, "shell", bar, number), x, y, size, self.hues)

    def emit(self, air: Air) -> None:
        moment, clock = air.moment, self.stage.clock
        height, width = air.fine.shape[:2]
        ends = min(clock.progress(moment.time), 1 - clock.progress(moment.time)) / 0.05 if clock.loop else 1.0
        layer = np.zeros_like(air.fine)
        glows = []
        unit = self._frame(1.0, 0.0)[0] - self._frame(0.0, 0.0)[0]
        for bar in (moment.bar - 1, moment.bar, moment.bar + 1):
            for number, offset in enumerate(self.volleys[: 2 + round(3 * self.amount)]):
                age = (moment.bar - bar + moment.bar_phase - offset) / _LIFE
                if (
                    bar < 1
                    or not -_RISE / _LIFE < age < 1
                    or (number and chance(self.stage.seed, "fires", bar, number) > 0.72)
                ):
                    continue
                shell = self.shell(bar, number)
                x, y = self._frame(shell.x, shell.y)
                power = min(max(ends, 0.0), 1.0) * (1.0 if number < 2 else 0.8)
                if age < 0:
                    self._rise(layer, x, y, 1 + age * _LIFE / _RISE, shell, power)
                else:
                    draw(layer, shell, age, power, place=(x, y), unit=unit)
                    glows.append((x, y, shell, power * (1 - age) ** 2))
        if not layer.any():
            return
        soft = cv2.GaussianBlur(
            cv2.resize(layer, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), (0, 0), max(0.8, width / 260)
        )
        layer = cv2.addWeighted(layer, 1.0, cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), 0.9, 0)
        self._mirror(air, layer)
        cv2.add(air.fine, self._behind(self.element.mask, layer), dst=air.fine)
        self._light_up(air, glows)

    def _frame(self, x: float, y: float) -> tuple[float, float]:
        """Return pixels of the half-size frame for shares of the plate, far away."""
        width, height = self.stage.plate.size
        at_x, at_y, _ = self.stage.warp.to_frame(np.float32([x * width]), np.float32([y * height]), 0.0)
        return float(at_x[0]) / 2, float(at_y[0]) / 2

    def _rise(self, layer: Any, x: float, y: float, share: float, shell: Burst, power: float) -> None:
        """Draw the spark that climbs to where a shell bursts."""
        height = layer.shape[0]
        climb = 1 - (1 - share) ** 2
        low = y + (0.34 * height) * (1 - climb)
        tail = low + 0.035 * height * (1.2 - share)
        colour = [power * (0.25 + 0.4 * share) * c for c in (120.0, 190.0, 255.0)]
        ends = [(round(x * 16), round(v * 16)) for v in (tail, low)]
        cv2.line(layer, ends[0], ends[1], colour, 1, cv2.LINE_AA, 4)

    def _behind(self, name: str, layer: Any) -> Any:
        mask = self.stage.mask(name) if name else None
        if mask is None:
            return layer
        seen = cv2.resize(mask, (layer.shape[1], layer.shape[0]), interpolation=cv2.INTER_LINEAR)
        return cv2.multiply(layer, cv2.merge([seen] * 3), scale=1 / 255)

    def _mirror(self, air: Air, layer: Any) -> None:
        """Add what water mirrors: upside down about the horizon, drawn out towards the viewer."""
        name = str(self.options.get("water", ""))
        if not name:
            return
        height, width = layer.shape[:2]
        axis = self._frame(0.5, float(self.options.get("horizon", 0.6)))[1]
        turned = cv2.warpAffine(layer, np.float32([[1, 0, 0], [0, -1, 2 * axis]]), (width, height))
        turned = cv2.blur(turned, (max(1, width // 240), max(3, height // 40)))
        cv2.add(air.fine, cv2.convertScaleAbs(self._behind(name, turned), alpha=0.5), dst=air.fine)

    def _light_up(self, air: Air, glows: list[tuple[float, float, Burst, float]]) -> None:
        """Let the bursts light the air around them a little."""
        rows, columns = air.haze.shape[:2]
        down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
        scale_x, scale_y = columns / air.fine.shape[1], rows / air.fine.shape[0]
        light = np.zeros((rows, columns, 3), np.float32)
        for x, y, shell, power in glows:
            away = ((across - x * scale_x) / scale_x) ** 2 + ((down - y * scale_y) / scale_y) ** 2
            wide = 1.5 * shell.reach * air.fine.shape[1]
            light += (np.exp(-away / (2 * wide * wide)) * power)[..., None] * (shell.colours.mean(axis=0) / 255)
        cv2.add(air.haze, np.minimum(light * 22, _MOST_HAZE).astype(np.uint8), dst=air.haze)
