"""Tracing a picture of the dunes, in strips of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield

from . import shading
from .figures import Cast

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera

    from .site import Site, View

Array = np.ndarray[Any, np.dtype[np.float32]]

STRIP = 16  # picture columns that are traced at a time


def render(
    site: Site,
    camera: Camera,
    view: View,
    cast: Cast,
    width: int,
    height: int,
    progress: Progress | None,
    growth: float = 0.0011,
) -> tuple[Array, Array, Array, Array]:
    """Trace and shade the picture in strips of columns."""
    sky, sun, glow = (np.empty((height, width, 3), np.float32) for _ in range(3))
    depth = np.empty((height, width), np.float32)
    distances = heightfield.sample_distances(view.nearest, 3400.0, growth)
    figures, shapes = cast.shadows()
    camera_row = np.array(
        [camera.x, camera.y, camera.z, camera.heading, camera.focal, camera.centre_x, camera.horizon], np.float32
    )
    light, colours = site.light.arrays(site.azimuth)
    for first in range(0, width, STRIP):
        count = min(STRIP, width - first)
        columns = first + (np.arange(2 * count) + 0.5) / 2
        dir_x, dir_z, stretch = camera.column_directions(columns)
        starts = np.full(2 * count, camera.x, np.float32), np.full(2 * count, camera.z, np.float32)
        profile = site.heights(*starts, dir_x, dir_z, distances)
        traced = np.empty((2 * height, 2 * count), np.float32)
        heightfield.trace_columns(
            profile,
            distances,
            np.float32(camera.y),
            stretch,
            np.float32(camera.focal),
            np.float32(camera.horizon),
            np.float32(0.5),
            traced,
        )
        shading.shade_columns(
            first, traced, camera_row, stretch, dir_x, dir_z, light, colours, site.land, np.int32(site.seed),
            site.frames, site.lits,
            len(site.lits), figures, shapes, sky, sun, glow, depth,
        )  # fmt: skip
        if progress is not None:
            progress(0.15 + 0.75 * (first + count) / width, "painting the dunes")
    return sky, sun, glow, depth
