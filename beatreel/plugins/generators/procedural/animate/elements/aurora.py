"""The living sky: aurora whose rays are the spectrum, and clouds that drift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.animate.canvas import Canvas, PictureCanvas
from beatreel.plugins.generators.procedural.kernels import curtains
from beatreel.plugins.generators.procedural.kernels.noise import FLAGS

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.painting import Element

    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Array = np.ndarray[Any, np.dtype[np.float32]]

GROUP = "curtains"  # the still's own aurora, which this one replaces: a light group of weight 0


@njit(**FLAGS)
def _shine(band, light):  # type: ignore[no-untyped-def]
    """Screen light onto a BGRA band where its fourth channel says that the sky is open, in place."""
    height, width = band.shape[:2]
    share = np.empty(width, np.uint32)
    shares = share.view(np.uint8)  # for each byte of a pixel; none for the fourth
    whole, half, eight = np.uint16(255), np.uint16(128), np.uint16(8)
    for y in range(height):
        target = band[y].reshape(-1)
        source = light[y].reshape(-1)
        pixels = target.view(np.uint32)
        for i in range(width):
            share[i] = np.uint32((np.uint32(255) - (pixels[i] >> np.uint32(24))) * np.uint32(0x010101))
        for i in range(4 * width):
            old = np.uint16(target[i])
            add = np.uint16(np.uint16(np.uint16(source[i]) * np.uint16(shares[i])) + half) >> eight
            target[i] = np.uint8(old + np.uint16(np.uint16(np.uint16(add) * np.uint16(whole - old)) >> eight))


def _film(light: Array) -> Array:
    """Return display values up to a factor; steeper than gamma 2, as the grade's contrast makes it."""
    return np.asarray(light * cv2.pow(light + np.float32(1e-4), -0.32), np.float32)


_FINER = (
    (60, 4),
    (120, 2),
)  # rows of the grid of a small frame, and how many times as finely rays are drawn there: else they are blocks
_PACE = 2.0  # of clouds


class Aurora(Emitter):
    """Curtains that wander, with rays that follow the spectrum and leap with the beat.

    ``options``: seed, horizon and meeting (with the land; shares of the plate's height), lake (true: they are mirrored below the
    horizon), colours (see :data:`~..kernels.curtains.COLOURS`). The plate's
    light group ``curtains`` holds the same curtains as the still has them; colour and strength are taken from there.
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.seed = int(self.options.get("seed", 0))
        self.horizon = float(self.options.get("horizon", 0.6)) * stage.plate.size[1]
        self.meeting = float(self.options.get("meeting", self.horizon / stage.plate.size[1])) * stage.plate.size[1]
        self.colours = np.array(self.options.get("colours", curtains.COLOURS), np.float32)
        self.lake = bool(self.options.get("lake", False))
        self.centre, self.lean = (np.float32(v) for v in curtains.vanishing(self.seed))
        self.gain = self._calibrated()
        self.light = np.zeros((2, 2, 4), np.uint8)

    def _calibrated(self) -> Array:
        """Return factors (3,) that make the still's curtains as bright and as coloured as the plate has them."""
        baked = next((light.picture for light in self.stage.plate.lights if light.name == GROUP), None)
        if baked is None:
            return np.zeros(3, np.float32)
        rows = slice(0, max(8, int(min(self.horizon, baked.shape[0]))), 8)
        open_ = 255 - self.stage.plate.picture[rows, ::8, 3]
        y, x = np.mgrid[0 : open_.shape[0], 0 : open_.shape[1]].astype(np.float32) * 8
        light = np.empty((*open_.shape, 3), np.float32)
        self._fill(x, y, curtains.tables(self.seed), light)
        shown = _film(light) * (open_[..., None] / np.float32(255))
        return (baked[rows, ::8, :3].sum(axis=(0, 1)) / np.maximum(shown.sum(axis=(0, 1)), 1e-3)).astype(np.float32)

    def _fill(self, x: Array, y: Array, bands: Array, out: Array) -> None:
        width, _ = self.stage.plate.size
        v = y
        if self.lake:
            v = np.where(v > self.horizon, 2 * np.float32(self.horizon) - v, v)
        v = (v / np.float32(self.meeting)).astype(np.float32)
        curtains.fill_curtains(
            np.ascontiguousarray(x / np.float32(width)),
            np.ascontiguousarray(v),
            bands,
            self.colours,
            self.centre,
            self.lean,
            out,
        )

    def emit(self, air: Air) -> None:
        clock, moment, warp = self.stage.clock, air.moment, self.stage.warp
        slow = 0.55 * clock.wave(0.041, moment.time) + 0.30 * clock.wave(0.107, moment.time, 0.4)
        fast = 6.0 * clock.wave(0.05, moment.time, 0.1) + 2.2 * clock.wave(0.19, moment.time, 0.7)
        spectrum = (0.6,) if clock.loop else tuple(0.25 + 0.75 * v for v in (moment.low, moment.mid, moment.high))
        bands = curtains.tables(
            self.seed, swing=(slow, fast), spectrum=spectrum, kick=moment.kick * self.stage.intensity
        )
        finer = next((times for most, times in _FINER if warp.rows <= most), 1)
        size = (2 * finer * warp.columns, finer * warp.rows)
        x, y = (cv2.resize(grid, size, interpolation=cv2.INTER_LINEAR) for grid in (warp.grid_x, warp.grid_y))
        light = np.empty((*x.shape, 3), np.float32)
        self._fill(x, y, bands, light)
        shown = _film(light) * self.gain
        self.light = cv2.cvtColor(np.clip(shown, 0, 255).astype(np.uint8), cv2.COLOR_BGR2BGRA)

    needs_picture = True

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        assert isinstance(canvas, PictureCanvas)
        band, top = canvas.band, canvas.top
        if band[::4, ::4, 3].min() == 255:
            return
        rows = self.light.shape[0]
        height, width = band.shape[:2]
        if height == self.stage.height:
            _shine(band, cv2.resize(self.light, (width, height), interpolation=cv2.INTER_LINEAR))
            return
        cell = self.stage.height // rows
        first, last = max(top // cell - 1, 0), min((top + height) // cell + 1, rows)
        part = cv2.resize(self.light[first:last], (width, (last - first) * cell), interpolation=cv2.INTER_LINEAR)
        _shine(band, part[top - first * cell : top - first * cell + height])


class Drift(Emitter):
    """Clouds move on: the sky is pushed to one side over the scene, the more the farther from the land.

    ``options``: rate (half the pixels a second at 1440 wide, negative to the left), most (pixels over a scene).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        self.most = float(self.options.get("most", 30.0)) * stage.unit * self.amount
        wanted = _PACE * abs(float(self.options.get("rate", 8.0))) * stage.unit * self.amount * stage.clock.speed
        self.reach = min(self.most, wanted * stage.clock.duration / 2)
        self.way = -1.0 if float(self.options.get("rate", 8.0)) > 0 else 1.0
        self.margin = self.reach + 1.0
        mask = stage.plate.masks.get(element.mask)
        self.mask: Picture | None = None
        if mask is not None:
            # Never the land itself: far inside the sky only.
            width = max(3, mask.shape[1] // 24)
            far = cv2.erode(mask, np.ones((width, width), np.uint8), borderType=cv2.BORDER_REPLICATE)
            self.mask = cv2.blur(far, (width, width), borderType=cv2.BORDER_REPLICATE)

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        if self.mask is None:
            return
        clock = self.stage.clock
        path = clock.wave(1 / clock.duration, moment.time) if clock.loop else 2 * clock.progress(moment.time) - 1
        share = self.stage.warp.soft(self.mask, 4).astype(np.float32) * np.float32(self.way * self.reach * path / 255)
        map_x += cv2.copyMakeBorder(share, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
