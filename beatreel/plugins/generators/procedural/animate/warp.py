"""Where each pixel of a frame comes from in the plate: a coarse grid with parallax, enlarged and sampled.

The grid has one point per 8 pixels, which is both faster and smoother than finer ones. It reaches one cell beyond the frame
on each side, so that enlarging it never repeats an edge.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS
from beatreel.plugins.generators.procedural.plate import CELL

if TYPE_CHECKING:
    from .pose import Pose

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Picture = np.ndarray[Any, np.dtype[np.uint8]]


_BAND = 128  # rows, a multiple of the cell


@njit(**FLAGS)
def _flow(map_x, map_y, inverse, cell, frame, plate, centre, focal, zoom, turn, pan, forward, right, up):  # type: ignore[no-untyped-def]
    """Fill the maps, a row at a time in passes that the compiler can vectorise; only fetching from the grid is none of them."""
    rows, columns = map_x.shape
    high = np.float32(inverse.shape[0]) - np.float32(1.01)
    wide = np.float32(inverse.shape[1]) - np.float32(1.01)
    cosine = np.float32(math.cos(turn)) / zoom
    sine = np.float32(math.sin(turn)) / zoom
    half, one, zero = np.float32(0.5), np.float32(1.0), np.float32(0.0)
    per_cell = one / np.float32(8.0)
    flat, stride = inverse.reshape(-1), np.int32(inverse.shape[1])
    lines = np.empty((8, columns), np.float32)
    from_x, from_y, share_x, share_y = lines[0], lines[1], lines[2], lines[3]
    a, b, c, d = lines[4], lines[5], lines[6], lines[7]
    at = np.empty(columns, np.uint32)
    for j in range(rows):
        px, py = map_x[j], map_y[j]
        y = (np.float32(j) - half) * cell[1] - frame[1] * half
        for i in range(columns):
            x = (np.float32(i) - half) * cell[0] - frame[0] * half
            from_x[i] = x * cosine - y * sine + plate[0] * half + pan[0] - centre[0]
            from_y[i] = x * sine + y * cosine + plate[1] * half + pan[1] - centre[1]
            px[i] = from_x[i] + centre[0]
            py[i] = from_y[i] + centre[1]
        for _ in range(3):
            for i in range(columns):
                down = min(max(py[i] * per_cell - half, zero), high)
                across = min(max(px[i] * per_cell - half, zero), wide)
                row, column = np.int32(down), np.int32(across)
                share_y[i] = down - np.float32(row)
                share_x[i] = across - np.float32(column)
                at[i] = np.uint32(row * stride + column)
            for i in range(columns):
                place = np.uintp(at[i])
                below = place + np.uintp(stride)
                a[i], b[i] = flat[place], flat[place + np.uintp(1)]
                c[i], d[i] = flat[below], flat[below + np.uintp(1)]
            for i in range(columns):
                upper = a[i] + (b[i] - a[i]) * share_x[i]
                lower = c[i] + (d[i] - c[i]) * share_x[i]
                near = upper + (lower - upper) * share_y[i]
                shrink = one - forward * near
                px[i] = from_x[i] * shrink + centre[0] + right * near * focal
                py[i] = from_y[i] * shrink + centre[1] - up * near * focal
        for i in range(columns):
            px[i] -= half
            py[i] -= half


class Warp:
    """Maps from frame to plate.

    Parameters
    ----------
    width, height : int
        Of the frame.
    plate_size : tuple of int
        Width and height of the plate.
    inverse : ndarray
        The plate's depth grid, 1 / metres.
    focal : float
    centre : tuple of float
    """

    def __init__(
        self,
        width: int,
        height: int,
        plate_size: tuple[int, int],
        inverse: Array,
        focal: float,
        centre: tuple[float, float],
    ) -> None:
        self.width, self.height = width, height
        self.plate_size = plate_size
        self.inverse = np.ascontiguousarray(inverse, np.float32)
        self.focal, self.centre = focal, centre
        self.columns, self.rows = math.ceil(width / CELL), math.ceil(height / CELL)
        self._cell = np.array([width / self.columns, height / self.rows], np.float32)
        self.map_x = np.zeros((self.rows + 2, self.columns + 2), np.float32)
        self.map_y = np.zeros_like(self.map_x)
        self._pose: Pose | None = None

    def set(self, pose: Pose) -> None:
        """Fill ``map_x`` and ``map_y``, (rows + 2, columns + 2), with plate pixels for a pose of the camera."""
        self._pose = pose
        _flow(
            self.map_x,
            self.map_y,
            self.inverse,
            self._cell,
            np.array([self.width, self.height], np.float32),
            np.array(self.plate_size, np.float32),
            np.array(self.centre, np.float32),
            np.float32(self.focal),
            np.float32(pose.zoom),
            np.float32(pose.turn),
            np.array([pose.pan_x, pose.pan_y], np.float32),
            np.float32(pose.forward),
            np.float32(pose.right),
            np.float32(pose.up),
        )

    def seen(self) -> tuple[int, int, int, int]:
        """Return left, right, top and bottom of what the frame sees of the plate, a little more included."""
        width, height = self.plate_size
        left, right = int(self.map_x.min()) - 2, int(self.map_x.max()) + 3
        top, bottom = int(self.map_y.min()) - 2, int(self.map_y.max()) + 3
        return max(left, 0), min(right, width), max(top, 0), min(bottom, height)

    @property
    def grid_x(self) -> Array:
        """The maps within the frame, (rows, columns), plate pixels."""
        return self.map_x[1:-1, 1:-1]

    @property
    def grid_y(self) -> Array:
        return self.map_y[1:-1, 1:-1]

    def bands(self, pixel: int) -> list[tuple[int, int]]:
        """Return (top, bottom) rows of the bands in which a frame is best made: small enough to stay in the cache.

        Parameters
        ----------
        pixel : int
            Bytes.
        """
        if self.height % CELL:
            return [(0, self.height)]
        rows = (_BAND if self.width > 800 else 3 * _BAND) * (1 if pixel > 2 else 2)
        return [(top, min(top + rows, self.height)) for top in range(0, self.height, rows)]

    def sample(self, picture: Picture, top: int, bottom: int) -> Picture:
        """Return a band of the frame, (bottom - top, width, 4), from a picture of the plate's size."""
        across, down = self._cell
        first, last = (0, self.rows + 2) if bottom - top == self.height else (top // CELL, bottom // CELL + 2)
        size = (round((self.columns + 2) * across), round((last - first) * down))
        inside = (slice(round(down), round(down) + bottom - top), slice(round(across), round(across) + self.width))
        x = cv2.resize(self.map_x[first:last], size, interpolation=cv2.INTER_LINEAR)[inside]
        y = cv2.resize(self.map_y[first:last], size, interpolation=cv2.INTER_LINEAR)[inside]
        return cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)

    def soft(self, image: Picture, step: int) -> Picture:
        """Return an image of 1 / ``step`` of the plate's size as the frame sees it, at one pixel per grid point."""
        shift = np.float32(0.5 / step - 0.5)
        return cv2.remap(
            image,
            self.grid_x / np.float32(step) + shift,
            self.grid_y / np.float32(step) + shift,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )

    def to_frame(self, x: Array, y: Array, inverse: float) -> tuple[Array, Array, Array]:
        """Return the frame pixels of plate pixels at one inverse depth, for the pose last set, and the matrix that was used."""
        assert self._pose is not None
        matrix = cv2.invertAffineTransform(self.affine(self._pose, inverse))
        return (
            matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2],
            matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2],
            matrix,
        )

    def points_to_frame(self, x: Array, y: Array, inverse: Array) -> tuple[Array, Array, float]:
        """Return the frame pixels of plate pixels that each have their own inverse depth, and frame pixels per plate pixel."""
        assert self._pose is not None
        pose = self._pose
        flat = self.affine(pose, 0.0).astype(np.float64)
        shrink = 1 - pose.forward * inverse
        centre = np.array(self.centre) - 0.5
        from_x, from_y = flat[:, 2] - centre
        u = x - from_x * shrink - centre[0] - pose.right * inverse * self.focal
        v = y - from_y * shrink - centre[1] + pose.up * inverse * self.focal
        back = np.linalg.inv(flat[:, :2])
        return (back[0, 0] * u + back[0, 1] * v) / shrink, (back[1, 0] * u + back[1, 1] * v) / shrink, pose.zoom

    def affine(self, pose: Pose, inverse: float) -> Array:
        """Return the 2 x 3 matrix from frame pixels to plate pixels for something flat at one depth."""
        cosine, sine = math.cos(pose.turn) / pose.zoom, math.sin(pose.turn) / pose.zoom
        shrink = 1 - pose.forward * inverse
        offset_x = 0.5 - self.width / 2
        offset_y = 0.5 - self.height / 2
        from_x = offset_x * cosine - offset_y * sine + self.plate_size[0] / 2 + pose.pan_x - self.centre[0]
        from_y = offset_x * sine + offset_y * cosine + self.plate_size[1] / 2 + pose.pan_y - self.centre[1]
        return np.array(
            [
                [
                    cosine * shrink,
                    -sine * shrink,
                    from_x * shrink + self.centre[0] + pose.right * inverse * self.focal - 0.5,
                ],
                [
                    sine * shrink,
                    cosine * shrink,
                    from_y * shrink + self.centre[1] - pose.up * inverse * self.focal - 0.5,
                ],
            ],
            np.float32,
        )


@njit(**FLAGS)
def cover(below: Any, above: Any, left: int, top: int) -> None:
    """Lay premultiplied ``above`` over ``below`` at column ``left`` and row ``top``, both (height, width, 4) uint8, in place.

    Two channels of a pixel are multiplied at once, as halves of an integer: no sum exceeds 255, for a colour is at most its alpha.
    """
    height, width = above.shape[:2]
    evens, odds, half, eight = np.uint32(0x00FF00FF), np.uint32(0xFF00FF00), np.uint32(0x00800080), np.uint32(8)
    for y in range(height):
        target = below[top + y].reshape(-1).view(np.uint32)[left : left + width]
        source = above[y].reshape(-1).view(np.uint32)
        for i in range(width):
            pixel = target[i]
            rest = np.uint32(255) - (source[i] >> np.uint32(24))
            one = np.uint32(np.uint32((pixel & evens) * rest) + half) >> eight
            two = np.uint32(np.uint32(((pixel >> eight) & evens) * rest) + half) & odds
            target[i] = np.uint32(source[i] + np.uint32((one & evens) | two))
