"""Life under water: caustics that dance, kelp that sways, schools of fish, painted fish that swim, bubbles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance, chance_seed
from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile

from .base import Air, Emitter, Stage, disc, stamp

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.animate.canvas import Canvas
    from beatreel.plugins.generators.procedural.painting import Element

    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Array = np.ndarray[Any, np.dtype[np.float32]]


_SMALL_BED = 0.35  # share of the picture up to which the net of light may answer the beat fully: over a whole pool it would be a blow


class Caustics(Emitter):
    """A net of light that dances over the bed of a mask, in perspective.

    ``options``: horizon (share of the plate's height), eye (metres above the bed), size (metres of a tile), colour ([b, g, r]
    display values).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.horizon = float(self.options.get("horizon", 0.5)) * stage.plate.size[1]
        self.eye = max(float(self.options.get("eye", 2.0)), 0.2)
        self.size = float(self.options.get("size", 4.6))
        self.colour = np.array(self.options.get("colour", [235, 255, 235]), np.float32) / 255
        tile = caustic_tile(chance_seed(stage.seed, "caustics") % 100_000, 256)
        self.tile = cv2.copyMakeBorder((tile * 255).astype(np.uint8), 0, 1, 0, 1, cv2.BORDER_WRAP)
        bed = stage.plate.masks.get(element.mask)
        covered = 0.0 if bed is None else float(bed.mean()) / 255
        self.beat = 0.5 * stage.intensity * min(1.0, _SMALL_BED / max(covered, 0.01))

    def emit(self, air: Air) -> None:
        mask = self.stage.mask(self.element.mask)
        if mask is None:
            return
        warp, clock, moment, plate = self.stage.warp, self.stage.clock, air.moment, self.stage.plate
        below = np.maximum(warp.grid_y - np.float32(self.horizon), np.float32(10 * self.stage.unit))
        ahead = np.minimum(np.float32(self.eye * plate.focal) / below, np.float32(60))
        side = (warp.grid_x - np.float32(plate.centre[0])) * ahead / np.float32(plate.focal)
        sway = 0.35 * clock.wave(0.13, moment.time), 0.30 * clock.wave(0.09, moment.time, 0.3)
        size = (2 * warp.columns, 2 * warp.rows)
        u, v = (
            cv2.resize(part / np.float32(self.size), size, interpolation=cv2.INTER_LINEAR) for part in (side, ahead)
        )
        nets = []
        for factor, turn_u, turn_v in ((1.0, 0.075, 0.05), (0.83, -0.06, 0.07)):
            x = u * np.float32(factor) + np.float32(clock.turns(turn_u, moment.time) + sway[0] * 0.2)
            y = v * np.float32(factor) + np.float32(clock.turns(turn_v, moment.time) + sway[1] * 0.2)
            x, y = ((part - np.floor(part)) * np.float32(256) for part in (x, y))
            nets.append(cv2.remap(self.tile, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
        net = cv2.min(nets[0], nets[1])
        where = cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR)
        accent = (0.62 + self.beat * moment.kick) * self.amount
        light = cv2.multiply(net, where, scale=float(2.2 * accent / 255))
        full = (air.fine.shape[1], air.fine.shape[0])
        wide = cv2.resize(light, full, interpolation=cv2.INTER_LINEAR)
        cv2.add(air.fine, cv2.merge([cv2.multiply(wide, float(part)) for part in self.colour]), dst=air.fine)


class Sway(Emitter):
    """What is rooted below swings in the swell, the more the higher it reaches; confined by its mask."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.size = 17.0 * self.amount * stage.unit
        self.margin = 1.3 * self.size

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        mask = self.stage.mask(self.element.mask)
        if mask is None:
            return
        clock, unit = self.stage.clock, self.stage.unit
        share = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_REPLICATE).astype(np.float32) / 255
        height = np.float32(self.stage.plate.size[1])
        high = np.clip(1.15 - map_y / height, 0, 1)
        turn = np.float32(2 * math.pi)
        slow = np.sin(
            turn * np.float32(clock.turns(0.17, moment.time))
            + map_x / np.float32(520 * unit)
            + map_y / np.float32(900 * unit)
        )
        fast = np.sin(turn * np.float32(clock.turns(0.43, moment.time)) + map_y / np.float32(260 * unit))
        map_x += (slow + np.float32(0.28) * fast) * share * high * np.float32(self.size)


class Fish(Emitter):
    """A school of small fish that turns as one.

    ``options``: count, size (pixels at 1440 wide), top, bottom (shares of the frame between which it swims), side (-1 or 1:
    where it keeps to), colour ([b, g, r] display values).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        count = int(self.options.get("count", 24))
        self.dice = [[chance(stage.seed, "fish", i, j) for j in range(6)] for i in range(count)]
        self.size = float(self.options.get("size", 16.0)) * stage.unit
        self.top, self.bottom = float(self.options.get("top", 0.3)), float(self.options.get("bottom", 0.55))
        self.side = float(self.options.get("side", 1))
        self.colour = [float(v) for v in self.options.get("colour", [70, 50, 20])]

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        clock, width, height = self.stage.clock, self.stage.width, self.stage.height
        time = moment.time
        for a, b, c, d, e, f in self.dice:
            # Each follows the school's path a little later or earlier, on its own lane, and circles in it.
            late = 0.10 * (a - 0.5)
            round_ = 2 * math.pi * (clock.turns(0.045, time) + late)
            wide = 0.20 + 0.05 * clock.wave(0.05, time, 0.2)
            spread = 2 * math.pi * b
            # It may swim out of the picture, and never over whoever dives on the other side.
            x = 0.5 + 0.27 * self.side + wide * math.cos(round_) + 0.13 * (c - 0.5) + 0.035 * clock.wave(0.21, time, b)
            y = self.top + (self.bottom - self.top) * (0.5 + 0.34 * math.sin(round_) + 0.55 * (d - 0.5))
            y += 0.010 * clock.wave(0.33, time, e) + 0.006 * math.sin(spread)
            heading_x, heading_y = (
                -math.sin(round_) * wide,
                0.34 * (self.bottom - self.top) * math.cos(round_) * height / width,
            )
            if clock.speed < 0:
                heading_x, heading_y = -heading_x, -heading_y
            wag = clock.wave(2.1 * (0.8 + 0.4 * f), time, f)
            self._draw(
                canvas,
                x * width,
                y * height,
                self.size * (0.55 + 0.75 * e * e),
                math.atan2(heading_y, heading_x),
                wag,
            )

    def _draw(self, canvas: Canvas, x: float, y: float, size: float, angle: float, wag: float) -> None:
        if not (-2 * size < x < canvas.width + 2 * size and canvas.top - 2 * size < y < canvas.bottom + 2 * size):
            return
        bend = 0.16 * wag
        shape = [
            (0.95, 0.0), (0.62, 0.20), (0.20, 0.29), (-0.25, 0.20 + 0.3 * bend), (-0.60, 0.06 + bend), (-0.98, 0.30 + 2.2 * bend),
            (-0.84, 1.6 * bend), (-0.98, -0.30 + 2.2 * bend), (-0.60, -0.06 + bend), (-0.25, -0.19 + 0.3 * bend), (0.20, -0.27),
            (0.62, -0.19),
        ]  # fmt: skip
        cosine, sine = math.cos(angle), math.sin(angle)
        canvas.fill(np.array(shape) @ ((cosine, sine), (-sine, cosine)) * size + (x, y), self.colour)


class Swim(Emitter):
    """Painted fish beat their tails and glide ahead and back about their places.

    ``options``: fish (x and y of its middle in shares of the plate, the way its head points, its length in widths).
    """

    _REACH = 1.3  # lengths from its middle within which water moves with a fish

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        width, height = stage.plate.size
        self.fish = [
            (x * width, y * height, cosine, sine, long_ * width)
            for x, y, cosine, sine, long_ in self.options.get("fish", [])
        ]

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        clock, seed = self.stage.clock, self.stage.seed
        middle_row, middle_column = map_x.shape[0] // 2, map_x.shape[1] // 2
        for number, (x, y, cosine, sine, long_) in enumerate(self.fish):
            rows = _within(map_y[:, middle_column], y, 1.2 * self._REACH * long_)
            columns = _within(map_x[middle_row], x, 1.2 * self._REACH * long_)
            at_x, at_y = map_x[rows, columns], map_y[rows, columns]
            if not at_x.size:
                continue
            a, b, c = (chance(seed, "swim", number, k) for k in range(3))
            right, down = (at_x - np.float32(x)) / np.float32(long_), (at_y - np.float32(y)) / np.float32(long_)
            along, across = right * cosine + down * sine, down * cosine - right * sine
            near = np.exp(-((along / 0.70) ** 2) - (across / 0.36) ** 2)
            rate = 0.8 + 0.5 * a
            sway, ahead = clock.wave(rate, moment.time, b), clock.wave(rate, moment.time, b + 0.25)
            beat = 0.055 * np.clip(0.5 - along, 0, 1.1) * (sway * np.cos(5 * along) + ahead * np.sin(5 * along))
            glide = 0.13 * clock.wave(0.06 + 0.05 * c, moment.time, c)
            share = near * np.float32(long_ * self.amount)
            at_x -= share * (glide * cosine - beat * sine)
            at_y -= share * (glide * sine + beat * cosine)


def _within(line: Array, at: float, reach: float) -> slice:
    """Return where a rising line is within reach of a value."""
    first, last = np.searchsorted(line, (at - reach, at + reach))
    return slice(int(first), int(last))


class Bubbles(Emitter):
    """Bubbles that rise in breaths from a place; ``options``: x, y (shares of the plate)."""

    _LIFE = 5.0  # seconds
    _BREATH = 2.4

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        width, height = stage.plate.size
        self.place = (float(self.options.get("x", 0.5)) * width, float(self.options.get("y", 0.5)) * height)
        self.sprite = disc(12, 0.10, 0.85)

    def emit(self, air: Air) -> None:
        clock, warp, moment = self.stage.clock, self.stage.warp, air.moment
        # Where the frame sees the place: the nearest grid point, which moves smoothly with the camera.
        away = (warp.grid_x - np.float32(self.place[0])) ** 2 + (warp.grid_y - np.float32(self.place[1])) ** 2
        row, column = np.unravel_index(int(np.argmin(away)), away.shape)
        at_x = (column + 0.5) * 4 - (float(warp.grid_x[row, column]) - self.place[0]) / 2
        at_y = (row + 0.5) * 4 - (float(warp.grid_y[row, column]) - self.place[1]) / 2
        elapsed = (moment.time - clock.start) * clock.speed
        whole = max(1, round(clock.duration * clock.speed / self._BREATH))
        period = clock.duration * clock.speed / whole
        newest = math.floor(elapsed / period)
        for breath in range(newest - math.ceil(self._LIFE / period), newest + 1):
            name = breath % whole if clock.loop else breath
            for index in range(13):
                born = breath * period + 0.75 * chance(self.stage.seed, "bubble", name, index, 0)
                age = elapsed - born
                if not 0 <= age < self._LIFE:
                    continue
                self._draw(air, name, index, age, (at_x, at_y))

    def _draw(self, air: Air, name: int, index: int, age: float, at: tuple[float, float]) -> None:
        a, b, c, d = (chance(self.stage.seed, "bubble", name, index, k) for k in (1, 2, 3, 4))
        unit = self.stage.unit / 2
        size = (5.0 + 17.0 * a * a * a) * unit * (1 + 0.10 * age)
        x = at[0] + (26 * (b - 0.5) + 16 * math.sin(2.3 * age + 6.3 * c) * min(age, 1.5) + 9 * (c - 0.5) * age) * unit
        y = at[1] - (95 + 120 * a) * age * unit
        fade = min(age * 6, 1.0) * min((self._LIFE - age) / 1.2, 1.0)
        grown = max(2, round(2 * size))
        sprite = cv2.resize(self.sprite, (grown, grown), interpolation=cv2.INTER_AREA)
        row = min(max(int(y / air.fine.shape[0] * air.tint.shape[0]), 0), air.tint.shape[0] - 1)
        column = min(max(int(x / air.fine.shape[1] * air.tint.shape[1]), 0), air.tint.shape[1] - 1)
        colour = air.tint[row, column].astype(np.float32) * 0.55 + 38
        stamp(air.fine, sprite, x, y, colour * np.float32(fade * (0.45 + 0.55 * d) * self.amount))
