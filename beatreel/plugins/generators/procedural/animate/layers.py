"""Layers that lie before the plate, laid over a frame band by band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Motion

from .motion import moved, shown
from .warp import cover

if TYPE_CHECKING:
    from beatreel import Moment, Scene
    from beatreel.plugins.generators.procedural.plate import Plate

    from .clock import Clock
    from .pose import Pose
    from .warp import Warp

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_STANDS = Motion()
_BEYOND = 2  # pixels around a layer's corners that sampling between pixels may reach


class _Placed(NamedTuple):
    """Where a layer is in a frame: from frame pixels to its own, 3 x 3, and the rectangle that it covers at most."""

    picture: Picture
    matrix: Array
    left: int
    right: int
    top: int
    bottom: int


class Layers:
    """The layers of a scene.

    Parameters
    ----------
    plate : Plate
    warp : Warp
    clock : Clock
    scene : Scene
        ``intensity`` and ``calm`` say how much layers move with the beat.
    """

    def __init__(self, plate: Plate, warp: Warp, clock: Clock, scene: Scene) -> None:
        self._plate, self._warp, self._clock = plate, warp, clock
        self._felt = 0.0 if scene.calm else 0.4 + 0.6 * scene.intensity
        self._placed: list[_Placed] = []

    def place(self, pose: Pose, moment: Moment) -> None:
        """Find where each layer is in a frame: once for all its bands."""
        self._placed = [
            placed
            for layer in self._plate.layers
            if (placed := self._place(layer, pose, moment)).right > placed.left and placed.bottom > placed.top
        ]

    def _place(self, layer: Any, pose: Pose, moment: Moment) -> _Placed:
        straight = self._warp.affine(pose, layer.inverse)
        to_plate = moved(
            straight, layer.motion or _STANDS, self._clock, moment.time, self._plate.size, self._felt * moment.kick
        )
        left, right, top, bottom = 0, self._warp.width, 0, self._warp.height
        if not to_plate[2, :2].any():  # what comes nearer may be anywhere
            height, width = layer.picture.shape[:2]
            xs, ys = (layer.left, layer.left + width), (layer.top, layer.top + height)
            corners = shown(to_plate, np.array([[x, y] for x in xs for y in ys], np.float32))
            low, high = corners.min(axis=0), corners.max(axis=0)
            left, right = max(int(low[0]) - _BEYOND, left), min(int(high[0]) + _BEYOND + 1, right)
            top, bottom = max(int(low[1]) - _BEYOND, top), min(int(high[1]) + _BEYOND + 1, bottom)
        to_plate[:2] -= np.outer((layer.left, layer.top), to_plate[2])
        return _Placed(layer.picture, to_plate, left, right, top, bottom)

    def lay(self, band: Picture, top: int) -> None:
        """Lay those that reach into a band of the frame over it, which begins in row ``top``; the farthest come first."""
        for picture, matrix, left, right, first, last in self._placed:
            first, last = max(first, top), min(last, top + band.shape[0])
            if last <= first:
                continue
            part = matrix.copy()
            part[:, 2] += part[:, 0] * left + part[:, 1] * first
            flags, size = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, (right - left, last - first)
            if part[2, :2].any():
                above = cv2.warpPerspective(picture, part, size, flags=flags)
            else:
                above = cv2.warpAffine(picture, part[:2], size, flags=flags)
            cover(band, above, left, first - top)
