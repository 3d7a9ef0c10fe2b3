"""Pictures of anything that is a height over a plane: which ground each pixel sees, shaded in flat arrays.

The world gives two functions: the height at positions, and the light of ground points. Pixels in which the ground changes
abruptly are shaded from four samples, all others from one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera, SunGrid

Array = np.ndarray[Any, np.dtype[np.float32]]
Heights = Callable[[Array, Array, Array], Array]
"""(x, z, footprint) in metres to heights in metres, all of one shape."""

AT_A_TIME = 1 << 16  # pixels that are traced together: enough to be worth a call, few enough for the processor's cache


@dataclass
class Points:
    """Ground points that pixels see, flat arrays.

    Attributes
    ----------
    x, z : ndarray
        Metres.
    distance : ndarray
        Along the ray, metres.
    dx, dy, dz : ndarray
        Unit vector from the camera.
    foot : ndarray
        Size of a pixel there, metres.
    """

    x: Array
    z: Array
    distance: Array
    dx: Array
    dy: Array
    dz: Array
    foot: Array


@dataclass
class Relief:
    """What was seen: premultiplied planes of light (rows, columns, channels), cover (rows, columns) and depth in metres."""

    lights: list[Array]
    cover: Array
    depth: Array


def profiles(heights: Heights, camera: Camera, columns: Array, distances: Array) -> tuple[Array, ...]:
    """Return ground profiles (columns, distances), directions x and z and the stretch of picture columns."""
    dir_x, dir_z, stretch = camera.column_directions(columns)
    x = camera.x + dir_x[:, None] * distances
    z = camera.z + dir_z[:, None] * distances
    foot = np.broadcast_to(distances / np.float32(camera.focal), x.shape)
    return heights(x.astype(np.float32), z.astype(np.float32), foot), dir_x, dir_z, stretch


def render(
    heights: Heights,
    shade: Callable[[Points], list[Array]],
    channels: tuple[int, ...],
    camera: Camera,
    width: int,
    height: int,
    distances: Array,
    told: Callable[[float], None] = lambda done: None,
    split_at: float = 1.04,
) -> Relief:
    """Trace and shade the ground.

    Parameters
    ----------
    heights : callable
        See :data:`Heights`.
    shade : callable
        From points to one array (points, channels) for each plane.
    channels : tuple of int
        Of each plane; planes of none are left out.
    camera : Camera
    width, height : int
        Pixels.
    distances : ndarray
        Rising distances in metres at which the ground is sampled.
    told : callable
        Told progress, 0 to 1.
    split_at : float
        How many times as far away the farthest ground of a pixel is as the nearest, from which it is shaded from four samples.
    """
    lights = [np.zeros((height, width, count), np.float32) for count in channels if count]
    cover = np.zeros((height, width), np.float32)
    depth = np.full((height, width), heightfield.FAR, np.float32)
    strip_width = max(AT_A_TIME // height, 1)
    for first in range(0, width, strip_width):
        count = min(strip_width, width - first)
        columns = first + (np.arange(2 * count) + 0.5) / 2
        profile, _dir_x, _dir_z, stretch = profiles(heights, camera, columns, distances)
        traced = np.empty((2 * height, 2 * count), np.float32)
        heightfield.trace_columns(
            profile, distances, np.float32(camera.y), stretch, np.float32(camera.focal), np.float32(camera.horizon),
            np.float32(0.5), traced,
        )  # fmt: skip
        four = traced.reshape(height, 2, count, 2).transpose(0, 2, 1, 3).reshape(height, count, 4)
        landed = four > 0
        low = np.where(landed, four, np.float32(1e9)).min(axis=2)
        high = np.where(landed, four, np.float32(1e9)).max(axis=2)
        split = landed.any(axis=2) & ((high > low * np.float32(split_at) + 0.02) | ~landed.all(axis=2))
        whole = landed.all(axis=2) & ~split
        depth[:, first : first + count] = np.minimum(low / stretch[::2], heightfield.FAR)
        strip = [light[:, first : first + count] for light in (*lights, cover)]
        rows, places = np.nonzero(whole)
        _add(strip, camera, shade, first, rows, places, 0.5, 0.5, four.mean(axis=2)[whole], 1.0)
        for k in range(4):
            rows, places = np.nonzero(split & landed[..., k])
            down, across = 0.25 + 0.5 * (k // 2), 0.25 + 0.5 * (k % 2)
            far = four[rows, places, k]
            _add(strip, camera, shade, first, rows, places, down, across, far, 0.25)
        told((first + count) / width)
    return Relief(lights, cover, depth)


def _add(
    strip: list[Array], camera: Camera, shade: Callable[[Points], list[Array]], first: int, rows: Any, places: Any,
    down: float, across: float, far: Array, share: float,
) -> None:  # fmt: skip
    if rows.size == 0:
        return
    dir_x, dir_z, stretch = camera.column_directions(first + places + across)
    rise = ((camera.horizon - (rows + down)) / (camera.focal * stretch)).astype(np.float32)
    length = 1 / np.sqrt(1 + rise * rise)
    far = far.astype(np.float32)
    points = Points(
        x=(camera.x + dir_x * far).astype(np.float32),
        z=(camera.z + dir_z * far).astype(np.float32),
        distance=far / length,
        dx=dir_x * length,
        dy=rise * length,
        dz=dir_z * length,
        foot=(far / np.float32(camera.focal)).astype(np.float32),
    )
    for light, value in zip(strip[:-1], shade(points), strict=True):
        light[rows, places] += value * np.float32(share)
    strip[-1][rows, places] += np.float32(share)


def normals(heights: Heights, x: Array, z: Array, foot: Array) -> tuple[Array, Array, Array, Array]:
    """Return the height and the unit normal (x, y, z) of the ground at positions, as fine as ``foot``."""
    at = heights(x, z, foot)
    nx = (at - heights(x + foot, z, foot)) / foot
    nz = (at - heights(x, z + foot, foot)) / foot
    length = 1 / np.sqrt(nx * nx + nz * nz + 1)
    return at, nx * length, length, nz * length


class Sunlight:
    """Shadows and hollows of a landscape, from the coarsest to the finest grid.

    Parameters
    ----------
    heights : callable
    azimuth, elevation, softness : float
        Of the sun in radians.
    grids : sequence of (x, z, cell)
        Centre and cell size in metres of each grid, coarse ones first.
    count : int
        Cells on each side.
    reach : float
        Metres over which hollows and bounced light are judged.
    soften : float
        Cells over which light and hollows are blurred: the edges of cliffs would show the cells.
    """

    def __init__(
        self,
        heights: Heights,
        azimuth: float,
        elevation: float,
        softness: float,
        grids: list[tuple[float, float, float]],
        *,
        count: int = 900,
        reach: float = 40.0,
        soften: float = 0.0,
    ) -> None:
        away = (-float(np.sin(azimuth)), -float(np.cos(azimuth)))
        self._grids: list[SunGrid] = []
        coarser = None
        for centre_x, centre_z, cell in grids:
            x, z = heightfield.grid_positions((centre_x, centre_z), away, cell, count)
            steps = np.arange(count, dtype=np.float32) * np.float32(cell)
            grid_x = x + away[0] * steps[None, :] - away[1] * steps[:, None]
            grid_z = z + away[1] * steps[None, :] + away[0] * steps[:, None]
            foot = np.full(grid_x.shape, cell, np.float32)
            ground = heights(grid_x.astype(np.float32), grid_z.astype(np.float32), foot)
            coarser = heightfield.light_grid(ground, x, z, away, cell, elevation, softness, coarser, reach)
            if soften:
                for plane in (coarser.lit, coarser.hollow):
                    cv2.GaussianBlur(plane, (0, 0), soften, dst=plane)
            self._grids.append(coarser)

    def at(self, x: Array, z: Array) -> tuple[Array, Array, Array]:
        """Return lit, bounce and hollow (see :class:`~...kernels.heightfield.SunGrid`) at positions."""
        lit, bounce, hollow = self._sampled(x, z, lambda grid: (grid.lit, grid.bounce, grid.hollow))
        return lit, bounce, hollow

    def above(self, x: Array, z: Array, y: Array, soft: float) -> Array:
        """Return how much of the sun is seen from heights over positions, 0 to 1: on a cliff the ground's own height says little.

        ``soft`` is over how many metres a shadow ends.
        """
        shadow = self._sampled(x, z, lambda grid: (np.maximum(grid.shadow, np.float32(-999)),))[0]
        part = np.clip((y - shadow) / np.float32(soft), 0, 1)
        return np.asarray(part * part * (3 - 2 * part), np.float32)

    def _sampled(self, x: Array, z: Array, planes: Callable[[SunGrid], tuple[Array, ...]]) -> list[Array]:
        found: list[Array] | None = None
        for grid in self._grids:
            frame = grid.frame()
            rx, rz = x - frame[0], z - frame[1]
            u = ((rx * frame[2] + rz * frame[3]) * frame[4]).astype(np.float32)
            v = ((-rx * frame[3] + rz * frame[2]) * frame[4]).astype(np.float32)
            values = [_sampled(plane, u, v) for plane in planes(grid)]
            if found is None:
                found = values
                continue
            edge = np.minimum(np.minimum(u, v), frame[5] - np.maximum(u, v)) / (0.1 * frame[5])
            share = np.clip(edge, 0, 1)
            found = [old + (new - old) * share for old, new in zip(found, values, strict=True)]
        assert found is not None
        return found


def _sampled(plane: Array, u: Array, v: Array) -> Array:
    # OpenCV's maps must have fewer than 32768 rows: fold the flat positions.
    folded = -(-u.size // 4096)
    room = folded * 4096 - u.size
    u, v = (np.pad(p, (0, room)).reshape(folded, 4096) for p in (u, v))
    return cv2.remap(plane, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).ravel()[: folded * 4096 - room]
