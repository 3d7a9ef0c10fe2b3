"""Seeing and lighting a landscape that is a height over a plane.

The camera never rolls and its pitch is a shift of the horizon, so each picture column looks along one vertical plane.
Its ground profile is sampled once, and all rows of the column find their distance in one walk along it
(:func:`trace_columns`): the cost is samples plus rows, not samples times rows.

Sunlight comes from height grids that are aligned with the sun (:class:`SunGrid`): the shadow of everything sunward is a
running maximum along a grid row, so that one pass gives exact shadows with a penumbra, and blurring the lit grid gives
the light that bounces into the shade. The height function itself stays with the world: grids and profiles arrive
filled.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numba import njit

from .noise import INLINED, LENT

Array = np.ndarray[Any, np.dtype[np.float32]]

_ZERO = np.float32(0.0)
_HALF = np.float32(0.5)
_ONE = np.float32(1.0)
FAR = np.float32(4000.0)  # depth of the sky in metres


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from.

    Attributes
    ----------
    x, y, z : float
        Metres; y is up.
    heading : float
        Radians, 0 looks along z, growing towards x.
    focal : float
        Pixels.
    centre_x, horizon : float
        Vanishing point in pixels.
    """

    x: float
    y: float
    z: float
    heading: float
    focal: float
    centre_x: float
    horizon: float

    def scaled(self, factor: float) -> Camera:
        """Return the same view for a picture ``factor`` times as large."""
        return Camera(
            self.x, self.y, self.z, self.heading, self.focal * factor, self.centre_x * factor, self.horizon * factor
        )

    def column_directions(self, columns: Array) -> tuple[Array, Array, Array]:
        """Return ground directions x and z (unit length) and the stretch 1 / cos of picture columns (pixels)."""
        side = (np.asarray(columns, np.float64) - self.centre_x) / self.focal
        stretch = np.sqrt(1 + side * side)
        sine, cosine = math.sin(self.heading), math.cos(self.heading)
        x = (sine + side * cosine) / stretch
        z = (cosine - side * sine) / stretch
        return x.astype(np.float32), z.astype(np.float32), stretch.astype(np.float32)

    def project(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """Return picture x, picture y and depth along the axis of a point."""
        dx, dy, dz = x - self.x, y - self.y, z - self.z
        sine, cosine = math.sin(self.heading), math.cos(self.heading)
        depth = dx * sine + dz * cosine
        side = dx * cosine - dz * sine
        return self.centre_x + self.focal * side / depth, self.horizon - self.focal * dy / depth, depth


def sample_distances(nearest: float, farthest: float, growth: float) -> Array:
    """Return geometrically growing distances in metres; ``growth`` is the relative step."""
    count = max(2, int(math.log(farthest / nearest) / math.log1p(growth)) + 1)
    return np.geomspace(nearest, farthest, count).astype(np.float32)


@njit(**LENT)
def trace_columns(profile, distances, eye, stretch, focal, horizon, row_scale, out):  # type: ignore[no-untyped-def]
    """Find the ground distance of each row of each column.

    Parameters
    ----------
    profile : ndarray (columns, samples)
        Ground heights in metres along each column.
    distances : ndarray (samples,)
        Horizontal distances of the samples, rising.
    eye : float
        Height of the camera.
    stretch : ndarray (columns,)
        From :meth:`Camera.column_directions`.
    focal, horizon : float
        Pixels.
    row_scale : float
        Picture rows per row of ``out``; .5 gives two samples per picture row.
    out : ndarray (rows, columns)
        Receives horizontal distances; 0 where the ray leaves the ground.
    """
    columns, samples = profile.shape
    rows = out.shape[0]
    for c in range(columns):
        line = profile[c]
        j = 0
        scale = focal * stretch[c]
        for r in range(rows - 1, -1, -1):
            slope = (horizon - (np.float32(r) + _HALF) * row_scale) / scale
            while j < samples and line[j] < eye + slope * distances[j]:
                j += 1
            if j >= samples:
                for rest in range(r, -1, -1):
                    out[rest, c] = _ZERO
                break
            if j == 0:
                out[r, c] = distances[0]
                continue
            below = eye + slope * distances[j - 1] - line[j - 1]
            above = line[j] - eye - slope * distances[j]
            t = below / max(below + above, np.float32(1e-6))
            out[r, c] = distances[j - 1] + (distances[j] - distances[j - 1]) * min(max(t, _ZERO), _ONE)


@njit(**INLINED)
def bilinear(grid, u, v):  # type: ignore[no-untyped-def]
    """Sample a 2-D float32 grid at column ``u`` and row ``v``, clamped to its border."""
    height, width = grid.shape
    u = min(max(u, _ZERO), np.float32(width) - np.float32(1.001))
    v = min(max(v, _ZERO), np.float32(height) - np.float32(1.001))
    iu = np.int32(u)
    iv = np.int32(v)
    fu = u - np.float32(iu)
    fv = v - np.float32(iv)
    top = grid[iv, iu] + (grid[iv, iu + 1] - grid[iv, iu]) * fu
    bottom = grid[iv + 1, iu] + (grid[iv + 1, iu + 1] - grid[iv + 1, iu]) * fu
    return top + (bottom - top) * fv


@dataclass
class SunGrid:
    """A square of ground whose rows run away from the sun.

    Attributes
    ----------
    x, z : float
        Ground position of the first cell.
    along : tuple of float
        Ground unit vector (x, z) that points away from the sun, the direction of a row.
    cell : float
        Metres.
    height : ndarray (cells, cells)
        Metres; filled by the world.
    lit : ndarray (cells, cells)
        Share of the sun that is seen, 0 to 1.
    shadow : ndarray (cells, cells)
        Height in metres under which a point lies in full shade.
    bounce : ndarray (cells, cells)
        Light of the sunny surroundings, 0 to 1.
    hollow : ndarray (cells, cells)
        How far a point lies below its surroundings, in units of their width; negative on crests.
    """

    x: float
    z: float
    along: tuple[float, float]
    cell: float
    height: Array
    lit: Array
    shadow: Array
    bounce: Array
    hollow: Array

    def frame(self) -> Array:
        """Return (x, z, along x, along z, cells per metre, cells) for kernels."""
        return np.array([self.x, self.z, *self.along, 1 / self.cell, self.height.shape[0]], np.float32)


def grid_positions(
    centre: tuple[float, float], away: tuple[float, float], cell: float, cells: int
) -> tuple[float, float]:
    """Return the first cell's position of a grid around ``centre`` whose rows run along ``away``."""
    half = cell * cells / 2
    return centre[0] - half * (away[0] - away[1]), centre[1] - half * (away[1] + away[0])


@njit(**LENT)
def _scan(height, low_start, high_start, low_step, high_step, lit, shadow):  # type: ignore[no-untyped-def]
    rows, columns = height.shape
    for r in range(rows):
        low = low_start[r]
        high = high_start[r]
        for c in range(columns):
            h = height[r, c]
            # Seen from here the sun's lower edge clears `high`, its upper edge clears `low`.
            width = max(high - low, np.float32(0.02))
            part = min(max((h - low) / width, _ZERO), _ONE)
            lit[r, c] = part * part * (np.float32(3.0) - np.float32(2.0) * part)
            shadow[r, c] = low
            low = max(low, h) - low_step
            high = max(high, h) - high_step


def _wide_blur(image: Array, sigma: float) -> Array:
    factor = max(1, int(sigma / 4))
    if factor == 1:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.float32)
    height, width = image.shape
    small = cv2.resize(image, (max(1, width // factor), max(1, height // factor)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / factor)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def light_grid(
    height: Array,
    x: float,
    z: float,
    away: tuple[float, float],
    cell: float,
    elevation: float,
    sun_size: float,
    coarser: SunGrid | None = None,
    bounce_reach: float = 18.0,
) -> SunGrid:
    """Cast the shadows of a filled grid.

    Parameters
    ----------
    height : ndarray (cells, cells), float32
        Ground heights; row = across the sun, column = away from it.
    x, z, away, cell
        See :class:`SunGrid`.
    elevation : float
        Of the sun, radians.
    sun_size : float
        Angular radius of the sun in radians; larger is softer (an overcast glow has 0.1).
    coarser : SunGrid, optional
        A wider grid with the same sun, whose shadows reach into this one.
    bounce_reach : float
        Metres over which light bounces from sand to sand.
    """
    rows = height.shape[0]
    steep = math.tan(min(elevation + sun_size, 1.5)) * cell
    flat = math.tan(max(elevation - sun_size, 0.004)) * cell
    low_start = np.full(rows, -1e6, np.float32)
    high_start = np.full(rows, -1e6, np.float32)
    if coarser is not None:
        across = np.arange(rows, dtype=np.float32) * cell
        px, pz = x - away[1] * across, z + away[0] * across
        frame = coarser.frame()
        u = ((px - frame[0]) * frame[2] + (pz - frame[1]) * frame[3]) * frame[4]
        v = (-(px - frame[0]) * frame[3] + (pz - frame[1]) * frame[2]) * frame[4]
        low_start = cv2.remap(coarser.shadow, u.astype(np.float32), v.astype(np.float32), cv2.INTER_LINEAR).ravel()
        high_start = low_start + np.float32(0.02)
    lit = np.empty_like(height)
    shadow = np.empty_like(height)
    _scan(
        height,
        low_start.astype(np.float32),
        high_start.astype(np.float32),
        np.float32(steep),
        np.float32(flat),
        lit,
        shadow,
    )
    lit = cv2.GaussianBlur(lit, (0, 0), 0.8)  # hides the cells along slanting edges
    bounce = _wide_blur(lit, max(1.5, min(bounce_reach / cell, rows / 6)))
    narrow = max(1.5, min(bounce_reach / 2 / cell, rows / 8))
    hollow = (_wide_blur(height, narrow) - height) / np.float32(narrow * cell)
    return SunGrid(x, z, away, cell, height, lit, shadow, bounce, hollow)
