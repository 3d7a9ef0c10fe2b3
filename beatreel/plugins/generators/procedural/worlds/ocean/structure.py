"""What is built over the water of straight members: where its points are seen, how the air veils it, and its lamps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.scenery import front, open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

if TYPE_CHECKING:
    from .figures import SeaScenery

Array = np.ndarray[Any, np.dtype[np.float32]]
Point = tuple[float, float, float]  # pixel, and distance in metres


class Structure:
    """A bridge or a pier that begins at a place and leads along a direction.

    Parameters
    ----------
    scenery : SeaScenery
    camera : Camera
    light : OpenLight
    azimuth : float
        Of the sun, radians.
    first, way : ndarray (2,)
        Where it begins and where it leads, x and z; ``way`` has unit length.
    paint : ndarray (3,)
        Albedo, linear BGR.
    nearest : float
        Points nearer than this, in metres, are seen as from there.
    """

    def __init__(
        self, scenery: SeaScenery, camera: Camera, light: OpenLight, azimuth: float, first: Any, way: Any, paint: Any, *,
        nearest: float = 6.0,
    ) -> None:  # fmt: skip
        self.scenery, self.camera, self.light, self.azimuth = scenery, camera, light, azimuth
        self.first, self.way, self.across = first, way, np.array([way[1], -way[0]])
        self.paint, self.nearest = np.asarray(paint, np.float32), nearest
        self.pixel = max(0.55, scenery.width / 1800)

    def at(self, along: float, lateral: float, y: float) -> Point:
        """Return the pixel and the distance of a point."""
        x, z = self.first + self.way * along + self.across * lateral
        z = max(float(z), self.nearest)
        px, py, _ = self.camera.project(float(x), y, z)
        return px, py, z

    def fill(self, points: list[Point], shade: float) -> None:
        """Fill a polygon as the air shows it at its distance."""
        away = sum(p[2] for p in points) / len(points)
        outline = [(p[0], -p[1]) for p in points]
        through = math.exp(-away * self.light.air * 1.5)
        mu = np.array([math.cos(self.azimuth)], np.float32)
        veil, glow = open_sky.veil(self.light, mu)
        ambient, sun = np.array(self.light.ambient, np.float32), np.array(self.light.sun, np.float32)
        steady = self.paint * ambient * np.float32(shade * 1.1 * through) + veil[0] * np.float32(1 - through)
        bright = self.paint * sun * np.float32(0.20 * shade * through) + glow[0] * np.float32(1 - through)
        scenery = self.scenery
        window, alpha = front.shape(scenery.width, scenery.height, [outline], 0.0, 0.0, 1.0)
        if alpha.size == 0:
            return
        scenery.cover(window, alpha, 0.0)
        scenery.steady[window] += alpha[..., None] * steady
        scenery.sun[window] += alpha[..., None] * bright
        np.copyto(scenery.depth[window], np.float32(away), where=alpha > 0.5)

    def line(self, a: Point, b: Point, metres: float, shade: float) -> None:
        """Draw a rod of a thickness in metres, at least as thick as can be seen."""
        wide = [max(metres * self.camera.focal / p[2], self.pixel) / 2 for p in (a, b)]
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length, dx / length
        self.fill([(a[0] + nx * wide[0], a[1] + ny * wide[0], a[2]), (b[0] + nx * wide[1], b[1] + ny * wide[1], b[2]),
                   (b[0] - nx * wide[1], b[1] - ny * wide[1], b[2]), (a[0] - nx * wide[0], a[1] - ny * wide[0], a[2])], shade)  # fmt: skip

    def lamp(self, point: Point, colour: Any, metres: float, halo: float = 0.2, reach: float = 1.5) -> None:
        """Light a lamp of a radius in metres, with a halo of a brightness that falls off over ``reach`` radii."""
        scenery = self.scenery
        if not scenery.lamps.size:
            scenery.lamps = np.zeros_like(scenery.steady)
        px, py, away = point
        radius = max(metres * self.camera.focal / away, 0.9 * self.pixel)
        edge = int(7 * reach * radius) + 2
        x0, x1 = max(int(px) - edge, 0), min(int(px) + edge + 1, scenery.width)
        y0, y1 = max(int(py) - edge, 0), min(int(py) + edge + 1, scenery.height)
        if x1 <= x0 or y1 <= y0:
            return
        rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32) + np.float32(0.5)
        off = np.hypot(columns - px, rows - py)
        shine = np.clip(radius - off + 0.5, 0, 1) + halo * np.exp(-off / (reach * radius))
        scenery.lamps[y0:y1, x0:x1] += shine[..., None] * np.asarray(colour, np.float32)
