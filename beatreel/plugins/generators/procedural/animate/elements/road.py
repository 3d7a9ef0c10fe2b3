"""What moves on a road: lights of cars with their mirror images on a wet surface, and marks and reflectors that come towards the viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.canvas import Canvas, fit
from beatreel.plugins.generators.procedural.animate.clock import chance
from beatreel.plugins.generators.procedural.plate import CELL

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_SHIFT = 4  # fractional bits of OpenCV's coordinates
_SIZES = 28  # of a glow, prepared


class Line:
    """A line on the road: points (x, y, pixels of a metre) by metres along it, plate pixels; ``at`` may be any array of metres."""

    def __init__(self, points: Any, metres: Any, stage: Stage) -> None:
        width, height = stage.plate.size
        self.points = np.asarray(points, np.float32) * np.array([width, height, width], np.float32)
        self.metres = np.asarray(metres, np.float32)
        rows, columns = stage.plate.inverse.shape
        row = np.clip(self.points[:, 1] / CELL, 0, rows - 1).astype(int)
        column = np.clip(self.points[:, 0] / CELL, 0, columns - 1).astype(int)
        self.inverse = stage.plate.inverse[row, column]

    def at(self, metres: Array) -> tuple[Array, Array, Array, Array]:
        """Return x, y, the size of a metre and the inverse depth."""
        found = [np.interp(metres, self.metres, part) for part in (*self.points.T, self.inverse)]
        return found[0], found[1], found[2], found[3]


def _seen(stage: Stage, name: str, x: Array, y: Array) -> Array:
    mask = stage.plate.masks.get(name)
    inside = (x > -9e3) & np.isfinite(x)
    if mask is None:
        return inside
    row = np.clip(y / 4, 0, mask.shape[0] - 1).astype(int)
    column = np.clip(x / 4, 0, mask.shape[1] - 1).astype(int)
    outside = (x < 0) | (y >= stage.plate.size[1]) | (x >= stage.plate.size[0])
    return inside & (outside | (mask[row, column] > 100))


class Cars(Emitter):
    """Head or tail lights in pairs; on a wet road each draws a streak towards the viewer.

    ``options``: lanes (each: points [x, y, size of a metre] in shares of the plate (size: of its width), metres, colour [b, g, r], way: 1
    away from the viewer, -1 towards), speed (metres a second), spacing (metres), high (metres above the road), wet (0 to 1), one
    (single lights, as motorcycles have). The mask says where the lanes are seen.
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        options = self.options
        self.speed, self.high = float(options.get("speed", 20.0)), float(options.get("high", 0.7))
        self.wet, self.single = float(options.get("wet", 0.0)), bool(options.get("one", False))
        self.lanes = []
        for number, lane in enumerate(options["lanes"]):
            line = Line(lane["points"], lane["metres"], stage)
            long_ = float(line.metres[-1] - line.metres[0])
            count = max(1, round(long_ / float(options.get("spacing", 60.0)) * (0.5 + 0.8 * self.amount)))
            dice = np.array([chance(stage.seed, "car", number, car) for car in range(count)])
            start = (np.arange(count) + 0.15 + 0.7 * dice) / count
            self.lanes.append((line, long_, start, int(lane["way"]), np.array(lane["colour"], np.float32)))
        self.glows = [_glow(max(2, round(2.0 * 1.22**size))) for size in range(_SIZES)]

    def emit(self, air: Air) -> None:
        pulse = 0.86 + 0.24 * air.moment.kick * (0.4 + self.stage.intensity)
        for line, long_, start, way, colour in self.lanes:
            turn = (start + self.stage.clock.turns(way * self.speed / long_, air.moment.time)) % 1.0
            x, y, metre, inverse = line.at((line.metres[0] + turn * long_).astype(np.float32))
            seen = _seen(self.stage, self.element.mask, x, y)
            fx, fy, scale = self.stage.warp.points_to_frame(x, y, inverse)
            # Born in the haze and gone before it is too large, never at once.
            fade = np.clip(turn / 0.08, 0, 1) * np.clip((1 - turn) / 0.08, 0, 1)
            for car in np.flatnonzero(seen):
                self._draw(air.fine, fx[car] / 2, fy[car] / 2, metre[car] * scale / 2, colour * (pulse * fade[car]))

    def _draw(self, fine: Picture, x: float, y: float, metre: float, colour: Any) -> None:
        half = 0.0 if self.single else 0.62 * metre
        radius = 0.115 * metre
        shown = min(1.0, 0.28 + 1.1 * radius)
        core = max(radius, 0.55)
        for side in (-half, half) if half > 0.9 else (0.0,):
            _spot(fine, x + side, y - self.high * metre, core, colour * shown)
            self._halo(fine, x + side, y - self.high * metre, 5.5 * core + 1.5, colour * (0.55 * shown))
        if self.wet > 0:
            for side in (-half, half) if half > 1.5 else (0.0,):
                _streak(
                    fine,
                    x + side,
                    y + 0.2 * self.high * metre,
                    max(0.22 * metre, 0.8),
                    2.4 * metre + 2,
                    colour * (0.42 * self.wet * shown),
                )

    def _halo(self, fine: Picture, x: float, y: float, radius: float, colour: Any) -> None:
        from .base import stamp

        size = int(np.clip(round(np.log(max(radius, 2.0) / 2.0) / np.log(1.22)), 0, _SIZES - 1))
        stamp(fine, self.glows[size], x, y, colour)


class Marks(Emitter):
    """Broken lines, reflectors and lamps that pass with the road, so that a picture drives.

    ``options``: lines (each: points, metres, length and period in metres, wide in metres, colour, high in metres (0: paint on the road;
    else a round light)), speed (metres a second), clip (true: the mask hides parts of a line, not whole ones). The mask says where they
    are seen.
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.speed = float(self.options.get("speed", 22.0))
        self.lines = [(Line(one["points"], one["metres"], stage), one) for one in self.options["lines"]]
        self._ready: tuple[float, list[tuple[Array, Any]]] = (-1.0, [])
        self.clip = bool(self.options.get("clip", False))
        self._open: Any = None

    def _along(self, line: Line, one: Any, moment: Moment) -> Array:
        period = float(one["period"])
        phase = self.stage.clock.turns(self.speed / period, moment.time) % 1.0
        count = int((line.metres[-1] - line.metres[0]) / period)
        return np.asarray(line.metres[0] + (np.arange(count) + 1 - phase) * period, np.float32)

    def _quads(self, moment: Moment) -> list[tuple[Array, Any]]:
        if self._ready[0] == moment.time:
            return self._ready[1]
        found = []
        for line, one in self.lines:
            if one.get("high", 0):
                continue
            starts = self._along(line, one, moment)
            blur = self.speed / 60
            reach = line.metres[-1] - line.metres[0]
            ends = []
            for metres in (starts, starts + float(one["length"]) + blur):
                x, y, metre, inverse = line.at(np.clip(metres, line.metres[0], line.metres[-1]))
                half = np.maximum(float(one["wide"]) / 2 * metre, 0.35)
                ends.append((x, y, half, inverse))
            seen = (
                np.ones(len(starts), bool)
                if self.clip
                else _seen(self.stage, self.element.mask, ends[0][0], ends[0][1])
            )
            light = np.clip((line.metres[-1] - starts) / (0.5 * reach), 0, 1) * np.clip(
                (starts - line.metres[0]) / 2 + 0.5, 0, 1
            )
            corners = []
            for end, side in ((0, -1), (0, 1), (1, 1), (1, -1)):
                x, y, half, inverse = ends[end]
                fx, fy, _ = self.stage.warp.points_to_frame(x + side * half, y, inverse)
                corners.append(np.stack([fx, fy], 1))
            quads = np.stack(corners, 1)
            colour = np.array(one["colour"], np.float32)
            found += [(quads[i], colour * light[i] * self.amount) for i in np.flatnonzero(seen & (light > 0.02))]
        self._ready = (moment.time, found)
        mask = self.stage.mask(self.element.mask) if self.clip else None
        self._open = None if mask is None else cv2.resize(mask, (self.stage.width, self.stage.height))
        return found

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        top, bottom = canvas.top, canvas.bottom
        quads = [(q, c) for q, c in self._quads(moment) if q[:, 1].max() > top and q[:, 1].min() < bottom]
        if not quads:
            return
        for quad, colour in quads:
            (left, high), (right, low) = quad.min(axis=0) - 1, quad.max(axis=0) + 2
            if (box := fit(canvas, left, right, high, low)) is None:
                continue
            x0, x1, y0, y1 = box
            light = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
            fixed = np.round((quad - (x0, y0)) * (1 << _SHIFT)).astype(np.int32)
            cv2.fillConvexPoly(light, fixed, (*colour.tolist(), 0.0), cv2.LINE_AA, _SHIFT)
            if self._open is not None:
                shown = self._open[y0:y1, x0:x1, None]
                light = cv2.multiply(light, np.broadcast_to(shown, light.shape), scale=1 / 255)
            canvas.shine(light, x0, y0)

    def emit(self, air: Air) -> None:
        from .base import stamp

        for line, one in self.lines:
            high = float(one.get("high", 0))
            if not high:
                continue
            starts = self._along(line, one, air.moment)
            x, y, metre, inverse = line.at(starts)
            seen = _seen(self.stage, self.element.mask, x, y)
            fx, fy, scale = self.stage.warp.points_to_frame(x, y, inverse)
            colour = np.array(one["colour"], np.float32) * self.amount
            far = np.clip((line.metres[-1] - starts) / (0.4 * (line.metres[-1] - line.metres[0])), 0, 1)
            for i in np.flatnonzero(seen):
                size = metre[i] * scale / 2
                radius = max(float(one["wide"]) / 2 * size, 0.5)
                light = colour * (far[i] * min(1.0, 0.35 + 0.5 * radius))
                _spot(air.fine, fx[i] / 2, fy[i] / 2 - high * size, radius, light)
                if radius > 1.2 and high > 2:
                    stamp(air.fine, _glow(min(round(5 * radius), 200)), fx[i] / 2, fy[i] / 2 - high * size, 0.4 * light)


def _glow(radius: int) -> Array:
    y, x = np.mgrid[-radius:radius, -radius:radius] + 0.5
    away = np.minimum(np.hypot(x, y) / radius, 1)
    return (((1 - away * away) ** 2) * np.exp(-4.5 * away)).astype(np.float32)


def _spot(fine: Picture, x: float, y: float, radius: float, colour: Any) -> None:
    """Add a round light; small ones are fainter, not smaller."""
    reach = radius + 2
    left, top = max(int(x - reach), 0), max(int(y - reach), 0)
    right, bottom = min(int(x + reach) + 2, fine.shape[1]), min(int(y + reach) + 2, fine.shape[0])
    if right <= left or bottom <= top:
        return
    rows, columns = np.mgrid[top:bottom, left:right].astype(np.float32)
    inside = np.clip(radius + 0.5 - np.hypot(columns - x, rows - y), 0, 1)[..., None]
    view = fine[top:bottom, left:right]
    view[...] = cv2.add(view, np.clip(inside * colour, 0, 255).astype(np.uint8))


def _streak(fine: Picture, x: float, y: float, wide: float, long_: float, colour: Any) -> None:
    """Add the mirror image of a light on a wet road: a soft stroke downwards."""
    left, top = max(int(x - 3 * wide), 0), max(int(y), 0)
    right, bottom = min(int(x + 3 * wide) + 2, fine.shape[1]), min(int(y + long_) + 1, fine.shape[0])
    if right <= left or bottom <= top:
        return
    rows, columns = np.mgrid[top:bottom, left:right].astype(np.float32)
    down = (rows - y) / long_
    light = np.exp(-(((columns - x) / wide) ** 2)) * np.clip(4 * down, 0, 1) * (1 - np.clip(down, 0, 1)) ** 1.5
    view = fine[top:bottom, left:right]
    view[...] = cv2.add(view, np.clip(light[..., None] * colour, 0, 255).astype(np.uint8))
