"""Crags in a landscape: layered rock that is traced ray by ray and set before what lies behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import crags as kernel
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera

from .open_sky import directions

Array = np.ndarray[Any, np.dtype[np.float32]]

_BAND = 1 << 18  # points that are lit at a time
_BLOCK = 8  # pixels
_JUMP = np.float32(1.05)  # from pixel to pixel: beyond it one ray says too little


@dataclass
class Crags:
    """Rock that stands somewhere.

    Attributes
    ----------
    bodies : ndarray (crags, 8)
        See :data:`~...kernels.crags.FIELDS`, in units of ``scale``.
    beds : ndarray
        From :func:`~...kernels.crags.bedding`.
    seed : int
    scale : float
        Metres of a unit: larger rock has larger beds and joints.
    growth : float
        How much of it bushes and trees have taken, 0 to 1.
    """

    bodies: Array
    beds: Array
    seed: int
    scale: float = 1.0
    growth: float = 0.0

    def _rest(self) -> tuple[Any, ...]:
        return self.bodies, self.beds, np.float32(self.scale), np.float32(self.growth), np.int32(self.seed)

    def gap(self, x: Array, z: Array, foot: Array, y: float = 0.0) -> Array:
        """Return how far places at a height are from the rock, metres, roughly; negative within."""
        out = np.empty(x.size, np.float32)
        kernel.gap_to_rock(
            *(np.ascontiguousarray(v, np.float32).ravel() for v in (x, z)), np.float32(y / self.scale),
            np.ascontiguousarray(foot, np.float32).ravel(), self.bodies, np.float32(self.scale), np.int32(self.seed), out,
        )  # fmt: skip
        return out.reshape(x.shape)

    def hides(self, x: Array, z: Array, ways: Array) -> Array:
        """Return how much of what is seen from level 0 in directions (points, 3) is rock, 0 to 1."""
        out = np.empty(x.size, np.float32)
        kernel.shaded_by_rock(
            np.ascontiguousarray(x), np.ascontiguousarray(z), np.ascontiguousarray(ways, np.float32), self.bodies,
            np.float32(self.scale), out,
        )  # fmt: skip
        return out

    def approach(self, start: Array, ways: Array, pixel: float, wide: float, farthest: float, lowest: float) -> Array:
        """Return how far cones of some pixels about unit vectors may go before they come near the rock."""
        out = np.empty(len(ways), np.float32)
        kernel.approach_rock(
            start, np.ascontiguousarray(ways, np.float32), np.float32(pixel), np.float32(wide), np.float32(farthest),
            np.float32(lowest), *self._rest(), out,
        )  # fmt: skip
        return out

    def trace(self, start: Array, ways: Array, pixel: float, begin: Array, farthest: float, lowest: float) -> Array:
        """Return how far along unit vectors (rays, 3) the rock is, 0 where there is none; they begin at ``begin`` (rays,)."""
        out = np.empty(len(ways), np.float32)
        kernel.trace_rock(
            start, np.ascontiguousarray(ways, np.float32), np.float32(pixel), np.ascontiguousarray(begin, np.float32),
            np.float32(farthest), np.float32(lowest), *self._rest(), out,
        )  # fmt: skip
        return out


@dataclass
class Rock:
    """Points of rock that rays meet.

    Attributes
    ----------
    at, way, normal : ndarray (points, 3)
        Metres, and unit vectors.
    distance, foot : ndarray (points,)
        Along the ray, and the size of a pixel there; metres.
    lit, open : ndarray (points,)
        How much of the sun and of the sky is seen, 0 to 1.
    hard, tone : ndarray (points,)
        How far the bed stands out, and how light it is (about 1).
    leaves : ndarray (points,)
        Whether leaves are seen rather than rock, 0 to 1.
    """

    at: Array
    way: Array
    normal: Array
    distance: Array
    foot: Array
    lit: Array
    open: Array
    hard: Array
    tone: Array
    leaves: Array


def paint_crags(
    crags: Crags,
    camera: Camera,
    width: int,
    height: int,
    sun: tuple[float, float, float],
    shade: Callable[[Rock], list[Array]],
    *,
    farthest: float,
    lowest: float = 0.0,
    told: Callable[[float], None] = lambda done: None,
) -> tuple[list[Array], Array, Array]:
    """Trace and light the crags of a picture.

    Returns
    -------
    lights : list of ndarray (height, width, 3)
        Premultiplied; as many as ``shade`` returns.
    cover : ndarray (height, width)
        0 to 1.
    depth : ndarray (height, width)
        Along the camera's axis, metres; 0 where there is no rock.
    """
    start = np.array([camera.x, camera.y, camera.z], np.float32)
    pixel = 1 / camera.focal
    lights: list[Array] = []
    cover, depth = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    column, line = (np.arange(count, dtype=np.float32) + np.float32(0.5) for count in (width, height))
    # A cone for each block of pixels finds out how far they have to go in any case.
    blocks = [np.arange(_BLOCK / 2, count + _BLOCK, _BLOCK, dtype=np.float32) for count in (width, height)]
    ways = np.stack(directions(camera, *np.meshgrid(*blocks)), -1)
    begin = crags.approach(start, ways.reshape(-1, 3), pixel, 0.75 * _BLOCK, farthest, lowest).reshape(ways.shape[:2])
    begin = np.repeat(np.repeat(begin, _BLOCK, axis=0), _BLOCK, axis=1)[:height, :width]
    for row in range(0, height, 64):
        rows = slice(row, min(row + 64, height))
        ways = np.stack(directions(camera, *np.meshgrid(column, line[rows])), -1)
        todo_ = begin[rows] < farthest
        depth[rows][todo_] = crags.trace(start, ways[todo_], pixel, begin[rows][todo_], farthest, lowest)
        told(0.5 * row / height)
    far = cv2.dilate(np.where(depth > 0, depth, np.float32(1e6)), np.ones((3, 3), np.uint8))
    near = cv2.erode(np.where(depth > 0, depth, np.float32(1e6)), np.ones((3, 3), np.uint8))
    edge = (far > near * _JUMP) & (near < 1e5)
    todo: list[Any] = [(np.nonzero((depth > 0) & ~edge), (0.5, 0.5), 1.0, depth)]
    todo += [(np.nonzero(edge), (0.25 + 0.5 * (k // 2), 0.25 + 0.5 * (k % 2)), 0.25, None) for k in range(4)]
    sunward = np.array(sun, np.float32)
    for number, ((row_at, column_at), (down, across), share, known) in enumerate(todo):
        for first in range(0, len(row_at), _BAND):
            rows_, columns_ = row_at[first : first + _BAND], column_at[first : first + _BAND]
            ways = np.stack(
                directions(camera, (columns_ + across).astype(np.float32), (rows_ + down).astype(np.float32)), -1
            )
            if known is None:
                away = crags.trace(start, ways, pixel, begin[rows_, columns_], farthest, lowest)
                hit = away > 0
                rows_, columns_, ways, away = rows_[hit], columns_[hit], ways[hit], away[hit]
            else:
                away = known[rows_, columns_]
            if not len(away):
                continue
            planes = shade(_lit(crags, start, ways, away, pixel, sunward))
            if not lights:
                lights = [np.zeros((height, width, 3), np.float32) for _ in planes]
            for light, plane in zip(lights, planes, strict=True):
                light[rows_, columns_] += plane * np.float32(share)
            cover[rows_, columns_] += np.float32(share)
        told(0.5 + 0.1 * (number + 1))
    depth[edge] = np.where(near[edge] < 1e5, near[edge], 0)
    side = (column[None, :] - np.float32(camera.centre_x)) / np.float32(camera.focal)
    rise = (np.float32(camera.horizon) - line[:, None]) / np.float32(camera.focal)
    depth /= np.sqrt(1 + side * side + rise * rise)
    return lights, cover, depth


def _lit(crags: Crags, start: Array, ways: Array, away: Array, pixel: float, sun: Array) -> Rock:
    at = np.ascontiguousarray(start + ways * away[:, None], np.float32)
    foot = (away * np.float32(pixel)).astype(np.float32)
    normal, light = np.empty_like(at), np.empty((len(at), 5), np.float32)
    kernel.light_rock(at, foot, sun, *crags._rest(), normal, light)
    return Rock(at, ways, normal, away, foot, *(np.ascontiguousarray(light[:, k]) for k in range(5)))
