"""The living sea: swell that runs towards the shore, glints that twinkle, and the beam of a lighthouse."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance, chance_seed
from beatreel.plugins.generators.procedural.plate import NEAR

from .base import Air, Emitter, Stage
from .veil import endless, slide

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]


class Swell(Emitter):
    """Waves that run through the water of a mask, smaller with the distance.

    ``options``: horizon (share of the plate's height above which there is no water), length (metres), eye (metres above the
    water), way (radians off the view axis where they come from), height (pixels at 1440 wide next to the viewer).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.horizon = float(self.options.get("horizon", 0.45)) * stage.plate.size[1]
        self.length = max(float(self.options.get("length", 20.0)), 0.2)
        self.eye = max(float(self.options.get("eye", 8.0)), 0.2)
        self.way = float(self.options.get("way", 0.2))
        self.size = float(self.options.get("height", 9.0)) * self.amount * stage.unit
        self.margin = 1.7 * self.size

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        mask = self.stage.mask(self.element.mask)
        if mask is None:
            return
        clock, plate = self.stage.clock, self.stage.plate
        below = np.maximum(map_y - np.float32(self.horizon), np.float32(2 * self.stage.unit))
        ahead = np.float32(self.eye * plate.focal) / below
        side = (map_x - np.float32(plate.centre[0])) * ahead / np.float32(plate.focal)
        turn = 2 * math.pi
        total, tilt = np.zeros_like(map_x), np.zeros_like(map_x)
        for share, factor, angle in ((1.0, 1.0, self.way), (0.5, 0.55, self.way - 0.5), (0.3, 0.31, self.way + 0.7)):
            length = self.length * factor
            k = np.float32(turn / length)
            # What is shorter than a few grid cells would only flicker.
            clear = np.clip(below * np.float32(length / 24 / self.stage.unit) / ahead - 0.5, 0, 1)
            rate = math.sqrt(9.81 / (turn * length))  # deep water: turns a second
            phase = k * (np.float32(math.cos(angle)) * ahead + np.float32(math.sin(angle)) * side)
            phase += np.float32(turn * clock.turns(rate, moment.time))
            total += np.float32(share) * clear * np.sin(phase)
            tilt += np.float32(share) * clear * np.cos(phase)
        reach = np.minimum(below / np.float32(900 * self.stage.unit), 1) * np.float32(self.size)
        wet = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_REPLICATE).astype(np.float32) / 255
        map_y += total * reach * wet
        map_x += np.float32(0.5) * tilt * reach * wet


class Glints(Emitter):
    """Sparks of the sun on the water, where the mask says that they belong; they follow the high sounds.

    ``options``: colour ([b, g, r] display values), size (pixels at 1440 wide).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.columns, self.rows = 2 * stage.warp.columns, 2 * stage.warp.rows
        self.period = self.columns
        step = 14.0 / max(float(self.options.get("size", 9.0)), 2.0) * 0.22
        self.sheets = [
            endless(self.rows, self.period, step, 1.7 * step, chance_seed(stage.seed, "glints", i), 2) for i in (0, 1)
        ]
        self.colour = np.array(self.options.get("colour", [190, 225, 255]), np.float32) / 255

    def emit(self, air: Air) -> None:
        mask = self.stage.mask(self.element.mask)
        if mask is None:
            return
        clock, moment = self.stage.clock, air.moment
        rate = 26.0 * self.stage.unit / 4 / self.period
        one = slide(self.sheets[0], self.columns, clock.turns(rate, moment.time) + chance(self.stage.seed, "glints"))
        two = slide(self.sheets[1], self.columns, -clock.turns(0.8 * rate, moment.time))
        # Two sheets that slide against each other agree for a moment only.
        spark = np.clip(one * two * np.float32(4.2) - np.float32(1.75), 0, 1)
        high = 0.5 if clock.loop else moment.high
        accent = (0.55 + 0.6 * high + 0.5 * moment.offbeat * self.stage.intensity) * self.amount
        where = cv2.resize(mask, (self.columns, self.rows), interpolation=cv2.INTER_LINEAR).astype(np.float32)
        if (near := self.stage.mask(NEAR)) is not None:  # none on who stands before the water
            where *= 1 - cv2.resize(near, (self.columns, self.rows)).astype(np.float32) / 255
        light = spark * spark * where * np.float32(accent)
        picture = np.clip(light[..., None] * self.colour, 0, 255).astype(np.uint8)
        size = (air.fine.shape[1], air.fine.shape[0])
        cv2.add(air.fine, cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), dst=air.fine)


class Beam(Emitter):
    """The turning beam of a lighthouse: once round in two bars.

    ``options``: x, y (of the lamp, shares of the plate), colour ([b, g, r] display values).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        width, height = stage.plate.size
        self.lamp = (float(self.options.get("x", 0.5)) * width, float(self.options.get("y", 0.4)) * height)
        self.colour = np.array(self.options.get("colour", [150, 215, 255]), np.float32)

    def emit(self, air: Air) -> None:
        clock, moment, warp = self.stage.clock, air.moment, self.stage.warp
        turns = clock.turns(0.25, moment.time) if clock.loop else 0.5 * (moment.bar + moment.bar_phase)
        x = (warp.grid_x - np.float32(self.lamp[0])) / np.float32(self.stage.plate.size[0])
        y = (warp.grid_y - np.float32(self.lamp[1])) / np.float32(self.stage.plate.size[0])
        light = np.zeros_like(x)
        for half in (0.0, 0.5):
            angle = 2 * math.pi * (turns + half)
            along, towards = math.sin(angle), math.cos(angle)
            reach = abs(along) + 0.02
            side = x * np.float32(1 if along >= 0 else -1)
            out = np.maximum(side, 0)
            # A cone that widens with the distance and is foreshortened as it turns to or away from the viewer.
            wide = np.float32(0.004) + np.float32(0.05 + 0.09 * max(-towards, 0)) * out / np.float32(reach)
            ray = np.exp(-((y + np.float32(0.02) * out) ** 2) / (2 * wide * wide))
            fade = np.exp(-out / np.float32(0.75 * reach)) * np.clip(side * 60, 0, 1)
            light += ray * fade * np.float32(0.55 + 0.45 * max(-towards, 0))
            flash = max(-towards, 0.0) ** 24
            light += np.float32(0.8 * flash) * np.exp(-(x * x + y * y) / np.float32(0.0016))
        picture = np.clip(light[..., None] * self.colour * np.float32(0.42 * self.amount), 0, 255).astype(np.uint8)
        cv2.add(air.haze, picture, dst=air.haze)
