"""Frames of scenes into which nothing solid is painted: luma and chroma are lit and warped apart.

Such a scene never needs its picture in red, green and blue. Its plate is turned into luma and half-size chroma once; each frame
then moves a byte and a half for a pixel instead of four, and is converted no more: half the time of the other way (decision 31).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, LENT

from .cells import even
from .sampling import SPARE_ROWS, sample
from .sheets import NO_COLOUR, Sheets

if TYPE_CHECKING:
    from beatreel import Moment

    from .lights import LightRig
    from .warp import Warp

    Picture = np.ndarray[Any, np.dtype[np.uint8]]


class Planar:
    """Lights and samples a scene's plate.

    Parameters
    ----------
    rig : LightRig
        Has no pictures any more afterwards.
    warp : Warp
    chroma, turn : float
        Colourfulness and hue of the scene's tone.
    """

    def __init__(self, rig: LightRig, warp: Warp, chroma: float, turn: float) -> None:
        self._rig, self._warp = rig, warp
        self._base, self._added = rig.split(chroma, turn)
        self._mixed = Sheets(np.empty_like(self._base.luma), np.empty_like(self._base.chroma))
        self._shown = self._base
        self._map_x, self._map_y = warp.map_x, warp.map_y

    def colour(self, factor: float) -> None:
        """Multiply all colour."""
        for sheets in (self._base, *self._added):
            sheets.colour(factor)

    def light(self, moment: Moment) -> None:
        """Light what the frame sees of the plate as it is at an instant, and sample it from where the warp now says."""
        _, _, top, bottom = self._warp.seen()
        self._map_x, self._map_y = (even(each, self._warp.width) for each in (self._warp.map_x, self._warp.map_y))
        changes, self._shown = self._rig.changes(moment), self._base
        for first in range(0, len(changes), 2):
            (one, by_one), (two, by_two) = (*changes[first : first + 2], (changes[first][0], 0.0))[:2]
            sheets = (self._shown, self._added[one], self._added[two], self._mixed)
            (*lumas,), (*chromas,) = zip(*(each.rows(top, bottom) for each in sheets), strict=True)
            _add_light(*lumas, by_one, by_two, 0)
            _add_light(*chromas, by_one, by_two, NO_COLOUR)
            self._shown = self._mixed

    def luma(self, y: Picture, top: int) -> None:
        """Fill rows ``top`` and on of the frame's luma."""
        self._sample(self._shown.luma, top, y)

    def chroma(self, u: Picture, v: Picture, top: int, fade: float) -> None:
        """Fill rows ``top`` and on of the frame's chroma, faded to grey (0 is all grey)."""
        mixed = np.empty((u.shape[0], 2 * u.shape[1]), np.uint8)
        self._sample(self._shown.chroma, top, mixed)
        _part(mixed, u, v)
        if fade < 1:
            _to_grey(u, round(256 * fade))
            _to_grey(v, round(256 * fade))

    def _sample(self, plane: Picture, top: int, out: Picture) -> None:
        is_half = plane.ndim == 3
        height, width = plane.shape[0] - SPARE_ROWS, plane.shape[1]
        down = (self._warp.height // 2 if is_half else self._warp.height) / self._warp.rows
        sample(plane.reshape(-1), width, height, self._map_x, self._map_y, down, top, is_half, out)


@njit(**LENT)
def _add_light(below: Any, one: Any, two: Any, out: Any, by_one: float, by_two: float, none: int) -> None:
    """Write ``below + (one - none) * by_one + (two - none) * by_two``, rounded and clipped, to ``out``; flat uint8 all."""
    a, b = np.float32(by_one), np.float32(by_two)
    add = np.float32(0.5) - np.float32(none) * (a + b)
    for i in range(out.size):
        light = np.float32(below[i]) + np.float32(one[i]) * a + np.float32(two[i]) * b + add
        out[i] = np.uint8(min(max(light, np.float32(0.0)), np.float32(255.0)))


@njit(**FLAGS)
def _part(mixed: Any, u: Any, v: Any) -> None:
    """Part U and V."""
    for row in range(u.shape[0]):
        both = mixed[row]
        for x in range(u.shape[1]):
            u[row, x] = both[2 * x]
        for x in range(u.shape[1]):
            v[row, x] = both[2 * x + 1]


@njit(**LENT)
def _to_grey(plane: Any, share: int) -> None:
    """Leave ``share`` of 256 of a plane's colour."""
    for row in range(plane.shape[0]):
        for x in range(plane.shape[1]):
            colour = (np.int32(plane[row, x]) - np.int32(NO_COLOUR)) * np.int32(share) + np.int32(128)
            plane[row, x] = np.uint8((colour >> np.int32(8)) + np.int32(NO_COLOUR))
