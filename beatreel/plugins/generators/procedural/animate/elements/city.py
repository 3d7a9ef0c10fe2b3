"""What lives in a city: windows that follow the spectrum, traffic, beacons that blink."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.canvas import Canvas, fit
from beatreel.plugins.generators.procedural.animate.clock import chance

from .base import Air, Emitter, Stage, disc, stamp

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_SUBPIXEL = 4  # fractional bits of OpenCV's coordinates


def _plate_points(points: Any, stage: Stage) -> Array:
    """Return points given as shares of the plate in its pixels, (..., 2)."""
    return np.asarray(points, np.float32) * np.array(stage.plate.size, np.float32)


def spectrum(moment: Moment, band: Array, loop: bool) -> Array:
    """Return the loudness, 0 to 1, at bands 0 (low) to 1 (high), between the three that the analysis has."""
    if loop:
        return np.full_like(band, 0.5) + np.float32(0.25) * np.float32(moment.kick) * (1 - band)
    level = np.interp(band, (0.0, 0.5, 1.0), (moment.low, moment.mid, moment.high))
    accent = moment.kick * np.maximum(1 - 1.6 * band, 0) * 0.35 + moment.offbeat * np.maximum(band - 0.4, 0) * 0.35
    return np.asarray(level * 0.8 + accent, np.float32)


def _glow(radius: int) -> Array:
    """Return a round glow that is gone at its edge, (2 radius, 2 radius)."""
    y, x = np.mgrid[-radius:radius, -radius:radius] + 0.5
    away = np.minimum(np.hypot(x, y) / radius, 1)
    return (((1 - away * away) ** 2) * np.exp(-3 * away * away)).astype(np.float32)


class Panes(Emitter):
    """Windows of some towers as columns of a spectrum, lit from below as far as their band is loud.

    ``options``: towers, each with quads (8 shares of the plate per window: x and y of 4 corners), bands and levels (0 to 1, one
    per window), inverse (1 / metres) and colour ([b, g, r] display values of a lit window).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.towers = []
        for number, tower in enumerate(self.options["towers"]):
            quads = _plate_points(np.array(tower["quads"], np.float32).reshape(-1, 4, 2), stage)
            dice = np.array([chance(stage.seed, "pane", number, index) for index in range(len(quads))], np.float32)
            colour = np.array(tower["colour"], np.float32)
            seen = self._seen(quads)
            self.towers.append(
                (
                    quads[seen],
                    np.array(tower["bands"], np.float32)[seen],
                    np.array(tower["levels"], np.float32)[seen],
                    float(tower["inverse"]),
                    colour,
                    dice[seen],
                )
            )
        self._time = -1.0
        self._corners = np.zeros((0, 4, 2), np.float32)
        self._light = np.zeros((0, 3), np.float32)

    def _seen(self, quads: Array) -> Any:
        """Return which windows the mask leaves whole: those that nothing nearer covers."""
        mask = self.stage.plate.masks.get(self.element.mask)
        if mask is None:
            return np.ones(len(quads), bool)
        rows, columns = mask.shape
        column, row = np.moveaxis(quads / 4, 2, 0).astype(int)  # masks have a quarter of the size
        return (mask[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)] > 100).all(axis=1)

    def _light_up(self, moment: Moment) -> None:
        """Find the lit windows of a frame, where they are and their light, from top to bottom."""
        corners, light = [], []
        for quads, bands, levels, inverse, colour, dice in self.towers:
            sway = 0.06 * np.sin(2 * np.pi * (bands * 3 + self.stage.clock.turns(0.4, moment.time)))
            loud = spectrum(moment, bands, self.stage.clock.loop) + sway
            lit = np.clip((loud - levels) * 7 + 0.5, 0, 1) * np.clip(4.5 * (dice - 0.30), 0.06, 1) * self.amount
            shown = lit > 0.02
            x, y, _ = self.stage.warp.to_frame(quads[shown, :, 0], quads[shown, :, 1], inverse)
            corners.append(np.stack([x, y], axis=2))
            light.append(lit[shown, None] * colour)
        self._corners, self._light = np.concatenate(corners), np.concatenate(light)
        x, y = self._corners[..., 0], self._corners[..., 1]
        open_ = self.stage.open_at(x.ravel(), y.ravel()).reshape(-1, 4).all(axis=1)  # none reaches over somebody's edge
        self._corners, self._light = self._corners[open_], self._light[open_]
        self._time = moment.time

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        if moment.time != self._time:
            self._light_up(moment)
        y = self._corners[..., 1]
        shown = (
            np.flatnonzero((y.max(axis=1) > canvas.top) & (y.min(axis=1) < canvas.bottom))
            if len(y)
            else np.zeros(0, int)
        )
        if not shown.size:
            return
        x = self._corners[shown, :, 0]
        box = fit(canvas, x.min() - 1, x.max() + 2, y[shown].min() - 1, y[shown].max() + 2)
        if box is None:
            return
        left, right, first, last = box
        light = np.zeros((last - first, right - left, 4), np.uint8)
        fixed = np.round((self._corners[shown] - (left, first)) * (1 << _SUBPIXEL)).astype(np.int32)
        for points, colour in zip(fixed, self._light[shown].tolist(), strict=True):
            cv2.fillConvexPoly(light, points, (*colour, 0.0), cv2.LINE_AA, _SUBPIXEL)
        canvas.shine(light, left, first)


class Traffic(Emitter):
    """Headlights and tail lights that run along lanes; the mask says where the lanes are seen.

    ``options``: lanes (each: points [x, y, width of a metre], shares of the plate; metres; colour [b, g, r]; way 1 or -1), speed
    (metres a second), spacing (metres).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        width, height = stage.plate.size
        self.speed, self.spacing = float(self.options.get("speed", 14.0)), float(self.options.get("spacing", 34.0))
        self.lanes = []
        for number, lane in enumerate(self.options["lanes"]):
            points = np.array(lane["points"], np.float32) * np.array([width, height, width], np.float32)
            metres, way = float(lane["metres"]), int(lane["way"])
            count = max(2, int(metres / self.spacing * (0.4 + 0.9 * self.amount)))
            dice = np.array([chance(stage.seed, "car", number, car) for car in range(count)])
            self.lanes.append(
                (points, metres, np.array(lane["colour"], np.float32), way, (np.arange(count) + 0.7 * dice) / count)
            )
        self.sprite = _glow(max(3, round(9 * stage.unit)))

    def emit(self, air: Air) -> None:
        mask = self.stage.plate.masks.get(self.element.mask)
        pulse = 0.75 + 0.45 * air.moment.kick * (0.4 + self.stage.intensity)
        for points, metres, colour, way, start in self.lanes:
            place = (start + self.stage.clock.turns(way * self.speed / metres, air.moment.time)) % 1.0 * metres
            at = np.linspace(0, metres, len(points))
            ends = [
                [np.interp(np.clip(p, 0, metres), at, points[:, i]) for i in range(3)]
                for p in (place, place - way * 6.0)
            ]
            x, y, scale = ends[0]
            if mask is not None:
                row, column = (
                    np.clip(y / 4, 0, mask.shape[0] - 1).astype(int),
                    np.clip(x / 4, 0, mask.shape[1] - 1).astype(int),
                )
                seen = (mask[row, column] > 100) & (scale < 0.03 * self.stage.plate.size[0])
            else:
                seen = scale > 0
            head = self.stage.warp.to_frame(x, y, 0.0)
            tail = self.stage.warp.to_frame(ends[1][0], ends[1][1], 0.0)
            unit = float(head[2][0, 0])
            for car in np.flatnonzero(seen):
                self._draw(
                    air.fine,
                    (head[0][car], head[1][car]),
                    (tail[0][car], tail[1][car]),
                    float(scale[car]) * unit / 2,
                    colour * pulse,
                )

    def _draw(self, fine: Picture, head: Any, tail: Any, metre: float, colour: Any) -> None:
        """Two short streaks with a soft glow, at half the frame's size; small ones are fainter, not smaller."""
        half = 0.68 * metre if metre > 1.2 else 0.0
        thick = max(1, round(metre * 0.26))
        margin = half + thick + 2
        xs, ys = (head[0] / 2, tail[0] / 2), (head[1] / 2, tail[1] / 2)
        left, top = max(int(min(xs) - margin), 0), max(int(min(ys) - margin), 0)
        right, bottom = min(int(max(xs) + margin) + 1, fine.shape[1]), min(int(max(ys) + margin) + 1, fine.shape[0])
        if right <= left or bottom <= top:
            return
        spot = np.zeros((bottom - top, right - left, 3), np.uint8)
        light = [float(v) for v in colour * min(1.0, 0.3 + metre)]
        for side in {-half, half}:
            ends = [(round((x + side - left) * 16), round((y - top) * 16)) for x, y in zip(xs, ys, strict=True)]
            cv2.line(spot, ends[0], ends[1], light, thick, cv2.LINE_AA, _SUBPIXEL)
        fine[top:bottom, left:right] = cv2.add(fine[top:bottom, left:right], cv2.blur(spot, (3, 3)))
        if metre > 2.0:
            stamp(fine, self.sprite, xs[0], ys[0], colour * 0.5)


class Beacons(Emitter):
    """Red lights that blink on masts in turn with the bars; ``options``: points (shares of the plate), colour ([b, g, r])."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.points = _plate_points(self.options["points"], stage).reshape(-1, 2)
        self.colour = np.array(self.options.get("colour", [40, 40, 255]), np.float32)
        self.sprite = _glow(max(4, round(22 * stage.unit)))

    def emit(self, air: Air) -> None:
        x, y, _ = self.stage.warp.to_frame(self.points[:, 0], self.points[:, 1], 0.0)
        seen = self.stage.open_at(x, y)
        for index in range(len(self.points)):
            swing = self.stage.clock.wave(0.5, air.moment.time, chance(self.stage.seed, "beacon", index))
            power = (max(swing, 0.0) ** 2 * 0.8 * self.amount + 0.25 * air.moment.downbeat) * seen[index]
            if power > 0.03:
                stamp(air.fine, self.sprite, x[index] / 2, y[index] / 2, self.colour * power)


class Plane(Emitter):
    """An aircraft far away: a steady light and a flash, on a shallow way across the sky; ``options``: top, bottom (shares)."""

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.start = float(self.options.get("top", 0.12)) + 0.08 * chance(stage.seed, "plane")
        self.slope = 0.05 * (chance(stage.seed, "plane-slope") - 0.5)
        self.sprite = disc(max(2, round(3.2 * stage.unit)), 2.5)

    def emit(self, air: Air) -> None:
        height, width = air.fine.shape[:2]
        clock, time = self.stage.clock, air.moment.time
        along = (clock.turns(0.014, time) + chance(self.stage.seed, "plane-at")) % 1.0
        x, y = (along * 1.3 - 0.15) * width, (self.start + self.slope * along) * height
        stamp(air.fine, self.sprite, x, y, np.array([120, 170, 200]) * 0.55 * self.amount)
        flash = max(math.cos(2 * math.pi * clock.turns(1.0, time)), 0.0) ** 24
        stamp(air.fine, self.sprite, x + 3 * self.stage.unit, y, np.array([210, 220, 255]) * flash * self.amount)
