"""What emitters share: the stage of a scene, the air of a frame, and soft sprites."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import LENT
from beatreel.plugins.generators.procedural.plate import NEAR

if TYPE_CHECKING:
    from beatreel import Moment
    from beatreel.plugins.generators.procedural.animate.canvas import Canvas
    from beatreel.plugins.generators.procedural.animate.clock import Clock
    from beatreel.plugins.generators.procedural.animate.warp import Warp
    from beatreel.plugins.generators.procedural.painting import Element
    from beatreel.plugins.generators.procedural.plate import Plate

    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Array = np.ndarray[Any, np.dtype[np.float32]]

_BEHIND = 0.95  # of what drifts about, that is behind who stands near


@dataclass
class Stage:
    """A scene as emitters see it before the first frame.

    Attributes
    ----------
    plate : Plate
    warp : Warp
    clock : Clock
    width, height : int
        Of the frame.
    unit : float
        Pixels of this frame per pixel of a frame 1440 wide.
    intensity : float
    seed : int
    beats_a_second : int
        In the fullest second: what bursts between beats adds to their flashes.
    """

    plate: Plate
    warp: Warp
    clock: Clock
    width: int
    height: int
    unit: float
    intensity: float
    seed: int
    beats_a_second: int = 2

    def open_air(self) -> Array | None:
        """Return how much of what drifts is before each point of the grid: little before who stands near; None if all is."""
        near = self.mask(NEAR)
        return None if near is None else 1 - near.astype(np.float32) * np.float32(_BEHIND / 255)

    def open_at(self, x: Array, y: Array) -> Array:
        """Return how much is seen of lights at pixels of the frame: nothing of those that somebody near hides."""
        near = self.mask(NEAR)
        if near is None:
            return np.ones(len(x), np.float32)
        rows, columns = near.shape
        row = np.clip(y * rows / self.height, 0, rows - 1).astype(int)
        column = np.clip(x * columns / self.width, 0, columns - 1).astype(int)
        return (near[row, column] < 128).astype(np.float32)

    def mask(self, name: str) -> Picture | None:
        """Return a mask of the plate as the frame sees it now, (rows, columns) of the grid; None if there is none."""
        mask = self.plate.masks.get(name)
        return None if mask is None else self.warp.soft(mask, 4)


@dataclass
class Air:
    """One frame's layers of light in the air, to be added to the picture.

    Attributes
    ----------
    moment : Moment
    tint : ndarray (rows, columns, 3), uint8
        Colour of the light at each grid point.
    haze : ndarray (rows, columns, 3), uint8
        For what is very soft; one pixel per grid point.
    size : tuple of int
        Width and height of half the frame.
    fine : ndarray (height / 2, width / 2, 3), uint8
        For flakes and motes; made when it is first asked for.
    drops : ndarray (height / 2, width / 2), uint8, or None
        How strongly what falls shows ``fine_tint``, 235 wholly.
    """

    moment: Moment
    tint: Picture
    haze: Picture
    size: tuple[int, int]
    drops: Picture | None = None

    @cached_property
    def fine(self) -> Picture:
        width, height = self.size
        return np.zeros((height, width, 3), np.uint8)

    @property
    def has_specks(self) -> bool:
        """Whether anybody asked for ``fine``."""
        return "fine" in self.__dict__

    def fall(self, drops: Picture) -> None:
        """Add to ``drops``."""
        import cv2

        self.drops = drops if self.drops is None else cv2.add(self.drops, drops)

    @property
    def bright_tint(self) -> Picture:
        """``tint``, a little brighter."""
        import cv2

        return cv2.add(self.tint, (20.0, 20.0, 20.0, 0.0))

    @cached_property
    def fine_tint(self) -> Picture:
        """``tint`` at the size of ``fine``, a little brighter."""
        import cv2

        return cv2.resize(self.bright_tint, self.size, interpolation=cv2.INTER_LINEAR)


class Emitter:
    """Something that moves by itself.

    Parameters
    ----------
    element : Element
    stage : Stage
    """

    margin = 0.0  # pixels of the plate by which it may bend the picture
    needs_picture = False  # paints on a picture in BGRA, for it wants to know where that is open

    def __init__(self, element: Element, stage: Stage) -> None:
        self.element = element
        self.stage = stage
        self.amount = min(max(element.amount, 0.0), 1.0)
        self.options = element.options

    def bend(self, map_x: Array, map_y: Array, moment: Moment) -> None:
        """Shift where the frame's pixels come from, in place."""

    def paint(self, canvas: Canvas, moment: Moment) -> None:
        """Draw something solid on a band of the frame."""

    def emit(self, air: Air) -> None:
        """Add light to the air."""


def disc(radius: int, softness: float, rim: float = 0.0) -> Array:
    """Return a soft disc, (2 radius, 2 radius) float32 of 0 to 1; ``rim`` above 0 makes its edge brighter than its middle."""
    y, x = np.mgrid[-radius:radius, -radius:radius] + 0.5
    distance = np.sqrt(x * x + y * y) / radius
    shape = 1 / (1 + np.exp(np.clip((distance - 0.72) * 9 / max(softness, 0.05), -30, 30)))
    slope = 9 / max(softness, 0.05)
    edge, middle = (1 / (1 + math.exp(min(away * slope, 30))) for away in (0.28, -0.72))
    shape = np.maximum(shape - edge, 0) * (middle / (middle - edge))  # a soft one, too, ends within its square
    return (shape * (1 - rim + rim * np.minimum(distance / 0.72, 1.1) ** 3)).astype(np.float32)


def stamp(target: Picture, sprite: Array, x: float, y: float, colour: Array) -> None:
    """Add ``sprite * colour`` to an image around (x, y), clipped at its edges, with sub-pixel placement.

    Parameters
    ----------
    target : ndarray (height, width, 3), uint8
    sprite : ndarray (size, size), float32
    colour : ndarray (3,)
        Display values, 0 to 255.
    """
    half = sprite.shape[0] / 2
    blue, green, red = (float(part) for part in colour)
    _stamp(target, np.ascontiguousarray(sprite, np.float32), float(x) - half, float(y) - half, blue, green, red)


@njit(**LENT)
def _stamp(target: Any, sprite: Any, left: float, top: float, blue: float, green: float, red: float) -> None:
    x0, y0 = math.floor(left), math.floor(top)
    size = sprite.shape[0]
    height, width = target.shape[:2]
    right, down = np.float32(left - x0), np.float32(top - y0)
    stay, keep = np.float32(1.0) - right, np.float32(1.0) - down
    b, g, r = np.float32(blue), np.float32(green), np.float32(red)
    none, most = np.float32(0.0), np.float32(255.0)
    for row in range(max(y0, 0), min(y0 + size + 1, height)):
        j = row - y0
        for column in range(max(x0, 0), min(x0 + size + 1, width)):
            i = column - x0
            upper, lower = none, none  # outside of the sprite there is nothing
            if j > 0:
                upper = (sprite[j - 1, i] * stay if i < size else none) + (sprite[j - 1, i - 1] * right if i else none)
            if j < size:
                lower = (sprite[j, i] * stay if i < size else none) + (sprite[j, i - 1] * right if i else none)
            share = upper * down + lower * keep
            pixel = target[row, column]
            pixel[0] = np.uint8(min(np.float32(pixel[0]) + max(share * b, none), most))
            pixel[1] = np.uint8(min(np.float32(pixel[1]) + max(share * g, none), most))
            pixel[2] = np.uint8(min(np.float32(pixel[2]) + max(share * r, none), most))
