"""A band of a frame on which something solid is painted, as luma and chroma or as BGRA: emitters need not know which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import cv2
import numpy as np

from .finish import chroma_of, luma_of
from .warp import cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    Picture = np.ndarray[Any, np.dtype[np.uint8]]
    Array = np.ndarray[Any, np.dtype[np.float32]]

_BLACK, _NO_COLOUR = 16, 128
_BITS = 4  # of a pixel, to which a corner of a polygon is placed


class Canvas(Protocol):
    """A band of a frame. All places are pixels of the whole frame.

    Attributes
    ----------
    top, bottom : int
        Its rows.
    width : int
    """

    top: int
    bottom: int
    width: int

    def fill(self, corners: Any, colour: Sequence[float]) -> None:
        """Fill a polygon with smooth edges: ``corners`` (count, 2), x and y; ``colour`` [b, g, r] display values."""

    def shine(self, light: Picture, left: int, top: int) -> None:
        """Add light, uint8 (rows, columns, 4) BGR and nothing; wholly within the band, all of its sides even."""

    def cover(self, picture: Picture, left: int, top: int) -> None:
        """Lay premultiplied BGRA, uint8 (rows, columns, 4), over it; likewise."""


def fit(canvas: Canvas, left: float, right: float, top: float, bottom: float) -> tuple[int, int, int, int] | None:
    """Return what a canvas shows of a rectangle, in even whole pixels: left, right, top, bottom; None if nothing."""
    x0, y0 = max(int(left) // 2 * 2, 0), max(int(top) // 2 * 2, canvas.top)
    x1, y1 = min(-(-int(right) // 2) * 2, canvas.width), min(-(-int(bottom) // 2) * 2, canvas.bottom)
    return (x0, x1, y0, y1) if x1 > x0 and y1 > y0 else None


class PictureCanvas:
    """BGRA, (rows, width, 4)."""

    def __init__(self, band: Picture, top: int) -> None:
        self.band, self.top, self.bottom, self.width = band, top, top + band.shape[0], band.shape[1]

    def fill(self, corners: Any, colour: Sequence[float]) -> None:
        fixed = _fixed(corners - np.array((0, self.top)))
        cv2.fillPoly(self.band, [fixed], (*map(float, colour[:3]), 255.0), cv2.LINE_AA, _BITS)

    def shine(self, light: Picture, left: int, top: int) -> None:
        part = self._part(light, left, top)
        part[...] = cv2.add(part, light)

    def cover(self, picture: Picture, left: int, top: int) -> None:
        part = self._part(picture, left, top)
        below = np.ascontiguousarray(part)
        cover(below, picture, 0, 0)
        part[...] = below

    def _part(self, patch: Picture, left: int, top: int) -> Picture:
        return self.band[top - self.top : top - self.top + patch.shape[0], left : left + patch.shape[1]]


class PlaneCanvas:
    """Luma and half-size chroma; ``weights`` as :func:`~.finish.colour_weights` returns them."""

    def __init__(self, y: Picture, u: Picture, v: Picture, top: int, weights: Array) -> None:
        self.top, self.bottom, self.width = top, top + y.shape[0], y.shape[1]
        self._planes, self._weights = (y, u, v), weights

    def fill(self, corners: Any, colour: Sequence[float]) -> None:
        none = np.array((_BLACK, _NO_COLOUR, _NO_COLOUR), np.float32)
        values = self._weights @ np.array(colour[:3], np.float32) + none
        (left, top), (right, bottom) = np.min(corners, axis=0) - 1, np.max(corners, axis=0) + 2
        if (box := fit(self, left, right, top, bottom)) is None:
            return
        x0, x1, y0, y1 = box
        covered = np.zeros((y1 - y0, x1 - x0), np.uint8)
        cv2.fillPoly(covered, [_fixed(corners - np.array((x0, y0)))], 255, cv2.LINE_AA, _BITS)
        for part, value, share in zip(self._parts(covered, x0, y0), values, _shares(covered), strict=True):
            part[...] = part + (value - part) * share + 0.5

    def shine(self, light: Picture, left: int, top: int) -> None:
        for part, added, none in zip(
            self._parts(light, left, top), self._split(light), (_BLACK, *_NO_COLOURS), strict=True
        ):
            part[...] = np.clip(part.astype(np.int16) + added - none, 0, 255)

    def cover(self, picture: Picture, left: int, top: int) -> None:
        shares = _shares(np.ascontiguousarray(picture[..., 3]))
        for part, above, share, none in zip(
            self._parts(picture, left, top), self._split(picture), shares, (_BLACK, *_NO_COLOURS), strict=True
        ):
            part[...] = np.clip((part - np.float32(none)) * (1 - share) + above + 0.5, 0, 255)

    def _parts(self, patch: Picture, left: int, top: int) -> list[Picture]:
        rows, columns = patch.shape[:2]
        first = top - self.top
        return [
            plane[first // n : (first + rows) // n, left // n : (left + columns) // n]
            for plane, n in zip(self._planes, (1, 2, 2), strict=True)
        ]

    def _split(self, patch: Picture) -> tuple[Picture, Picture, Picture]:
        rows, columns = patch.shape[:2]
        y, u, v = (np.empty((rows // n, columns // n), np.uint8) for n in (1, 2, 2))
        patch = np.ascontiguousarray(patch)
        luma_of(patch, self._weights, y)
        chroma_of(patch, self._weights, u, v)
        return y, u, v


_NO_COLOURS = (_NO_COLOUR, _NO_COLOUR)


def _shares(covered: Picture) -> tuple[Array, Array, Array]:
    """Return which shares of luma and of both planes of chroma are covered, 0 to 1."""
    whole = covered.astype(np.float32) * np.float32(1 / 255)
    half = cv2.resize(whole, (whole.shape[1] // 2, whole.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return whole, half, half


def _fixed(corners: Any) -> Any:
    return np.round(np.asarray(corners) * (1 << _BITS)).astype(np.int32)
