"""What people built for space: a station, a ship; drawn as shapes with shading."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]

_FINE = 3  # drawn this much larger and shrunk


@dataclass
class Craft:
    """A drawn thing.

    Attributes
    ----------
    alpha : ndarray (rows, columns)
    tone : ndarray (rows, columns)
        How light its surface is, 0 to 1.
    glow : ndarray (rows, columns)
        Lamps and windows, 0 to 1.
    """

    alpha: Array
    tone: Array
    glow: Array


class Sheet:
    """A canvas on which shapes in units of the thing's size are drawn, with the origin in its middle and y down."""

    def __init__(self, size: float, turn: float) -> None:
        self.size, self.turn = size * _FINE, turn
        side = int(self.size * 1.25) + 8
        self.alpha, self.tone, self.glow = (np.zeros((side, side), np.uint8) for _ in range(3))
        self.middle = side / 2

    def _at(self, points: Any) -> Array:
        x, y = np.asarray(points, np.float64).reshape(-1, 2).T
        c, s = math.cos(self.turn), math.sin(self.turn)
        return np.asarray(np.stack([x * c - y * s, x * s + y * c], 1) * self.size + self.middle)

    def area(self, points: Any, tone: float) -> None:
        for canvas, value in ((self.alpha, 255), (self.tone, round(255 * tone))):
            silhouette.fill(canvas, self._at(points), value)

    def box(self, x: float, y: float, width: float, height: float, tone: float) -> None:
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], tone)

    def limb(self, points: Any, thickness: float, tone: float) -> None:
        fixed = np.round(self._at(points) * 16).astype(np.int32)
        wide = max(1, round(thickness * self.size))
        cv2.polylines(self.alpha, [fixed], False, 255, wide, cv2.LINE_AA, 4)
        cv2.polylines(self.tone, [fixed], False, round(255 * tone), wide, cv2.LINE_AA, 4)

    def disc(self, x: float, y: float, radius: float, tone: float, canvas: Mask | None = None) -> None:
        centre = np.round(self._at([(x, y)])[0] * 16).astype(int)
        place = (int(centre[0]), int(centre[1])), round(radius * self.size * 16)
        if canvas is None:
            cv2.circle(self.alpha, *place, 255, -1, cv2.LINE_AA, 4)
            canvas = self.tone
        cv2.circle(canvas, *place, round(255 * tone), -1, cv2.LINE_AA, 4)

    def done(self) -> Craft:
        side = max(4, self.alpha.shape[0] // _FINE)
        parts = (
            cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
            for canvas in (self.alpha, self.tone, self.glow)
        )
        alpha, tone, glow = parts
        return Craft(alpha, tone / np.maximum(alpha, 0.05), glow)


def station(size: float, rng: np.random.Generator) -> Craft:
    """Draw a station of modules with four pairs of solar wings; ``size`` is its span in pixels."""
    sheet = Sheet(size, float(rng.uniform(-0.6, 0.6)))
    sheet.box(-0.5, -0.008, 1.0, 0.016, 0.45)
    for at in (-0.47, -0.33, 0.25, 0.39):
        for side in (-1, 1):
            top = 0.03 if side > 0 else -0.27
            sheet.box(at, top, 0.075, 0.24, 0.20)
            sheet.box(at + 0.034, top, 0.007, 0.24, 0.62)
            for line in range(1, 9):
                sheet.box(at, top + line * 0.027, 0.075, 0.003, 0.42)
    sheet.box(-0.13, -0.035, 0.26, 0.07, 0.80)
    sheet.box(-0.035, -0.19, 0.07, 0.36, 0.72)
    sheet.box(-0.05, 0.09, 0.10, 0.05, 0.85)
    sheet.limb([(-0.17, 0.0), (0.17, 0.0)], 0.045, 0.66)
    for x in (-0.10, -0.05, 0.02, 0.08):
        sheet.disc(x, 0.004, 0.006, 1.0, sheet.glow)
    for y in (-0.15, 0.13):
        sheet.disc(0.0, y, 0.007, 1.0, sheet.glow)
    return sheet.done()


def ship(size: float, rng: np.random.Generator) -> Craft:
    """Draw a long ship with a glowing drive; ``size`` is its length in pixels."""
    sheet = Sheet(size, float(rng.choice([0.0, math.pi]) + rng.uniform(-0.35, 0.35)))
    sheet.area(
        [(0.5, 0.005), (0.2, -0.05), (-0.3, -0.065), (-0.42, -0.03), (-0.42, 0.035), (-0.3, 0.06), (0.18, 0.045)], 0.66
    )
    sheet.area([(0.18, 0.005), (0.46, 0.006), (0.18, 0.04), (-0.3, 0.055), (-0.42, 0.03), (-0.42, 0.01)], 0.36)
    sheet.area([(-0.05, -0.05), (-0.22, -0.06), (-0.30, -0.13), (-0.26, -0.13)], 0.55)
    sheet.area([(-0.06, 0.04), (-0.24, 0.05), (-0.33, 0.11), (-0.29, 0.115)], 0.30)
    sheet.box(0.02, -0.068, 0.10, 0.022, 0.75)
    for x in np.linspace(-0.25, 0.3, 14):
        if rng.random() < 0.75:
            sheet.disc(float(x), -0.012, 0.0045, 1.0, sheet.glow)
    for y in (-0.018, 0.018):
        sheet.disc(-0.425, y, 0.014, 1.0, sheet.glow)
    return sheet.done()


def place(
    painting: Painting,
    craft: Craft,
    centre: tuple[float, float],
    *,
    sun: tuple[float, float, float],
    sunlight: Array,
    ambient: Array,
    lamps: Array,
    groups: tuple[str, str, str],
) -> None:
    """Draw a thing into the light groups of a painting: in sunlight, in the light from all around, and its own lamps."""
    rows, columns = craft.alpha.shape
    left, top = round(centre[0] - columns / 2), round(centre[1] - rows / 2)
    height, width = painting.depth.shape
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + columns, width), min(top + rows, height)
    if x1 <= x0 or y1 <= y0:
        return
    part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    normal_x, normal_y, normal_z = silhouette.inflated(craft.alpha)
    facing = np.clip(normal_x * sun[0] + normal_y * sun[1] + normal_z * sun[2], 0, 1)
    tone = np.clip(craft.tone, 0, 1)
    cover = craft.alpha[part][..., None]
    window = np.s_[y0:y1, x0:x1]
    for group in painting.groups.values():
        group.light[window] *= 1 - cover
    lights = ((tone * facing)[part], sunlight), (tone[part], ambient), (craft.glow[part], lamps)
    for name, (amount, colour) in zip(groups, lights, strict=True):
        painting.groups[name].light[window] += cover * amount[..., None] * colour
