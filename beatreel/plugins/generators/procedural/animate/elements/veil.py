"""Mist, blowing sand and light shafts: soft sheets at the grid's size, coloured by the light around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.clock import chance, chance_seed
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm

from .base import Air, Emitter, Stage

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

    Array = np.ndarray[Any, np.dtype[np.float32]]


_PACE = 2.0
_BEFORE = 0.62  # share of the nearer bank
_AGAINST = 0.6  # how fast the other moves, against it
_SHIMMER = (0.011, -0.008)  # turns a second of the two sheets of shafts about a sun


def endless(rows: int, columns: int, step_x: float, step_y: float, seed: int, octaves: int = 4) -> Array:
    """Return noise (rows, 2 columns) whose right half repeats the left one without a seam, scaled to 0 to 1."""
    blend = columns // 3
    wide = fill_fbm(rows, columns + blend, step_x=step_x, step_y=step_y, seed=seed % 100_000, octaves=octaves)
    ramp = np.linspace(0, 1, blend, dtype=np.float32)
    tile = wide[:, :columns].copy()
    # Two independent noises are mixed: dividing by the norm of the weights keeps the contrast in the seam.
    tile[:, :blend] = (tile[:, :blend] * ramp + wide[:, columns:] * (1 - ramp)) / np.sqrt(ramp**2 + (1 - ramp) ** 2)
    low, high = np.percentile(tile, [2, 98])
    tile = np.clip((tile - low) / max(high - low, 1e-6), 0, 1)
    return np.ascontiguousarray(np.concatenate([tile, tile], axis=1), np.float32)


def slide(sheet: Array, columns: int, turns: float) -> Array:
    """Return ``columns`` of an endless sheet after some turns, with sub-pixel motion."""
    period = sheet.shape[1] // 2
    at = (turns % 1.0) * period
    left = int(at)
    part = at - left
    if left + columns + 1 > sheet.shape[1]:
        left -= period
    a, b = sheet[:, left : left + columns], sheet[:, left + 1 : left + 1 + columns]
    return cv2.addWeighted(a, 1 - part, b, part, 0.0)


class Mist(Emitter):
    """Fog that drifts and never keeps its shape: one bank before another that moves against it.

    ``options``: low, high (where it begins and ends, shares of the height from the top), drift (of the bank, half the pixels a second at
    1440 wide), colour ([b, g, r] to use instead of the scene's).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        rows, columns = stage.warp.rows, stage.warp.columns
        per_cell = 180 / max(rows, columns) * (1 if rows < columns else 320 / 180)
        self.period = columns * 2
        seed = chance_seed(stage.seed, "mist")
        sheet = endless(rows, self.period, 0.018 * per_cell, 0.03 * per_cell, seed)
        self.sheet = cv2.GaussianBlur(np.clip(sheet * 1.9 - 0.45, 0, 1), (0, 0), 1.2)
        low, high = float(self.options.get("low", 0.35)), float(self.options.get("high", 1.0))
        y = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
        rise = np.clip((y - low + 0.16) / 0.32, 0, 1)
        fall = np.clip((high + 0.16 - y) / 0.32, 0, 1)
        self.profile = (rise * rise * (3 - 2 * rise) * fall * fall * (3 - 2 * fall)).astype(np.float32)
        self.rate = _PACE * float(self.options.get("drift", 26.0)) * stage.unit / 8 / self.period
        self.strength = 0.14 + 0.46 * self.amount
        self.colour = self.options.get("colour")

    def emit(self, air: Air) -> None:
        clock, time, columns = self.stage.clock, air.moment.time, self.stage.warp.columns
        at = chance(self.stage.seed, "mist-at")
        before = slide(self.sheet, columns, at + clock.turns(self.rate, time))
        behind = slide(self.sheet, columns, at + 0.5 + clock.turns(-_AGAINST * self.rate, time))
        density = cv2.addWeighted(before, _BEFORE, behind, 1 - _BEFORE, 0.0) * self.profile
        mask = self.stage.mask(self.element.mask) if self.element.mask else None
        if mask is not None:
            density *= mask.astype(np.float32) / 255
        if (air_before := self.stage.open_air()) is not None:
            density *= air_before
        tint = air.tint if self.colour is None else np.full_like(air.tint, np.clip(self.colour, 0, 255))
        light = cv2.multiply(tint, cv2.merge([density * self.strength] * 3), dtype=cv2.CV_8U)
        cv2.add(air.haze, light, dst=air.haze)


class Sand(Emitter):
    """Sand blown off crests; confined by its mask.

    ``options``: colour ([b, g, r] display values), direction (1 blows to the right, -1 to the left), low (true for thin
    streaks over the ground), far (true for a veil over ground far away).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        rows, columns = stage.warp.rows, stage.warp.columns
        self.rows, self.columns = rows * 2, columns * 2
        self.period = self.columns * 2
        scale = 360 / self.columns
        is_far = bool(self.options.get("far"))
        thin = 0.03 if is_far else 0.055  # over far ground it is a veil: streaks would be dashes there
        sheet = endless(self.rows, self.period, 0.006 * scale, thin * scale, chance_seed(stage.seed, "sand"), 5)
        drawn = np.clip((sheet - 0.30) * 1.3, 0, 1) if is_far else np.clip((sheet - 0.42) * 2.0, 0, 1) ** 1.6
        self.sheet = drawn.astype(np.float32)
        self.colour = np.array(self.options.get("colour", [107, 178, 255]), np.float32) / 255
        self.low = 0.6 if self.options.get("low") else 1.0
        direction = 1 if float(self.options.get("direction", 1)) >= 0 else -1
        self.rate = direction * 850.0 * self.low * stage.unit / 4 / self.period

    def emit(self, air: Air) -> None:
        mask = self.stage.mask(self.element.mask) if self.element.mask else None
        turns = -self.stage.clock.turns(self.rate, air.moment.time)
        streaks = slide(self.sheet, self.columns, turns)
        if mask is not None:
            streaks = streaks * (cv2.resize(mask, (self.columns, self.rows)).astype(np.float32) / 255)
        if (air_before := self.stage.open_air()) is not None:
            streaks = streaks * cv2.resize(air_before, (self.columns, self.rows))
        accent = 1 + 0.5 * air.moment.kick * self.stage.intensity
        light = streaks * np.float32(90 * self.amount * self.low * accent)
        picture = cv2.merge([cv2.convertScaleAbs(light, alpha=float(share)) for share in self.colour])
        size = (air.fine.shape[1], air.fine.shape[0])
        cv2.add(air.fine, cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), dst=air.fine)


class Rays(Emitter):
    """Light shafts that turn slowly and breathe with the beat.

    Their shape is the mask that the element names, or else shafts around a sun. ``options``: x, y (of the sun, shares of the
    plate), colour ([b, g, r] display values instead of the scene's).
    """

    def __init__(self, element: Element, stage: Stage) -> None:
        super().__init__(element, stage)
        colour = self.options.get("colour")
        self.colour = None if colour is None else np.array(colour, np.float32) / 255
        width, height = stage.plate.size
        self.sun = (float(self.options.get("x", 0.5)) * width, float(self.options.get("y", 0.3)) * height)
        self.shafts = endless(1, 720, 0.045, 1.0, chance_seed(stage.seed, "rays"), 3)[0]

    def emit(self, air: Air) -> None:
        moment, clock = air.moment, self.stage.clock
        shape = self._masked() if self.element.mask else self._around_the_sun(moment.time)
        if shape is None:
            return
        accent = (0.10 * moment.kick + 0.05 * moment.downbeat) * self.stage.intensity
        breath = np.float32((0.20 + 0.10 * clock.wave(0.13, moment.time) + accent) * self.amount)
        colour = air.tint.astype(np.float32) if self.colour is None else 255 * self.colour
        light = np.clip(shape[..., None] * colour * breath, 0, 255)
        cv2.add(air.haze, light.astype(np.uint8), dst=air.haze)

    def _masked(self) -> Array | None:
        mask = self.stage.mask(self.element.mask)
        return None if mask is None else mask.astype(np.float32) / 255

    def _around_the_sun(self, time: float) -> Array:
        warp = self.stage.warp
        x, y = warp.grid_x - np.float32(self.sun[0]), warp.grid_y - np.float32(self.sun[1])
        distance = np.sqrt(x * x + y * y) / np.float32(min(self.stage.plate.size))
        angle = np.arctan2(y, x) / np.float32(2 * np.pi) + np.float32(1)
        # Two sheets that turn against each other: shafts open and close where they are, as through leaves and waves.
        one, other = (self._shafts(angle, rate, time) for rate in _SHIMMER)
        return (one * other * np.exp(-distance * 1.6) * np.minimum(distance * 6, 1)).astype(np.float32)

    def _shafts(self, angle: Array, rate: float, time: float) -> Array:
        """Return how bright the shaft at each angle (turns) is, turned and between two entries of the table."""
        place = (angle + np.float32(self.stage.clock.turns(rate, time) % 1)) * 720
        left = place.astype(np.int32)
        part = place - left
        return np.asarray(self.shafts[left % 720] * (1 - part) + self.shafts[(left + 1) % 720] * part, np.float32)
