"""Cars in a picture: marched, lit by the sky, the sun and lamps, with tail lights, headlights and their mirror image on the road."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette, vehicle
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from . import bodywork
from .bodywork import Vehicle
from .land import TAIL

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass
class Canvas:
    """The four families of light, the depth and the road's share of the picture, all of one size."""

    steady: Array
    sun: Array
    lamps: Array
    red: Array
    depth: Array
    paved: Array

    def all(self) -> tuple[Array, Array, Array, Array]:
        """Return the families."""
        return self.steady, self.sun, self.lamps, self.red

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.depth.shape[1], self.depth.shape[0]


def draw(
    canvas: Canvas, car: Vehicle, camera: Camera, light: OpenLight, azimuth: float, *, wet: float, lamplight: Any
) -> None:
    """Draw a vehicle and what of it the road mirrors.

    Parameters
    ----------
    wet : float
        0 to 1.
    lamplight : sequence of float
        Light of lamps from above, BGR.
    """
    _shadow(canvas, car, camera)
    _image(canvas, car, camera, light, azimuth, lamplight, 0.10 + 0.60 * wet)
    _body(canvas, car, camera, light, azimuth, lamplight)
    _glow(canvas, car, camera)


def _corners(car: Vehicle, camera: Camera, *, mirrored: bool) -> tuple[int, int, int, int]:
    shape = vehicle.SHAPES[car.kind]
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    points = []
    for x in (-shape[1], shape[1]):
        for y in (0.0, max(shape[2], shape[3]) + 0.1):
            for z in (-shape[0] - 0.2, shape[0] + 0.2):
                wx, wz = car.at[0] + x * cosine + z * sine, car.at[2] - x * sine + z * cosine
                px, py, depth = camera.project(wx, car.at[1] + (-y if mirrored else y), wz)
                if depth < 0.15:
                    return (-(10**6), 10**6, -(10**6), 10**6)
                points.append((px, py))
    xs, ys = zip(*points, strict=True)
    return int(min(xs)) - 3, int(max(xs)) + 4, int(min(ys)) - 3, int(max(ys)) + 4


def _seen(
    car: Vehicle, camera: Camera, light: OpenLight, azimuth: float, lamplight: Any, box: tuple[int, int, int, int], *, mirrored: bool
) -> tuple[Array, Array, list[Array], Array, Array] | None:  # fmt: skip
    """Return where in a box a vehicle is seen (flat), its cover, four families of light, depth and the rays' rise."""
    x0, x1, y0, y1 = box
    rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32) + np.float32(0.5)
    wx, wy, wz = (part.ravel() for part in open_sky.directions(camera, columns, rows))
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    ways = np.stack([wx * cosine - wz * sine, -wy if mirrored else wy, wx * sine + wz * cosine], 1).astype(np.float32)
    ex, ez = camera.x - car.at[0], camera.z - car.at[2]
    high = camera.y - car.at[1]
    eye = np.array([ex * cosine - ez * sine, -high if mirrored else high, ex * sine + ez * cosine], np.float32)
    found = np.zeros((ways.shape[0], 8), np.float32)
    vehicle.march(vehicle.SHAPES[car.kind], eye, ways, np.float32(1 / camera.focal), found)
    i = np.flatnonzero(found[:, 0] > 0.004)
    if not i.size:
        return None
    lights = bodywork.lit(car, found[i], ways[i], light, azimuth, lamplight)
    ahead = wz[i] * np.float32(math.cos(camera.heading)) + wx[i] * np.float32(math.sin(camera.heading))
    depth = found[i, 1] * np.maximum(ahead, 0.05)
    return i, found[i, 0], lights, depth, wy[i]


def _body(canvas: Canvas, car: Vehicle, camera: Camera, light: OpenLight, azimuth: float, lamplight: Any) -> None:
    box = _corners(car, camera, mirrored=False)
    width, height = canvas.size
    x0, x1, y0, y1 = max(box[0], 0), min(box[1], width), max(box[2], 0), min(box[3], height)
    for top in range(y0, y1, 200):  # a strip at a time
        strip = (x0, x1, top, min(top + 200, y1))
        seen = _seen(car, camera, light, azimuth, lamplight, strip, mirrored=False) if x1 > x0 else None
        if seen is None:
            continue
        i, share, lights, depth, _ = seen
        where = (top + i // (x1 - x0), x0 + i % (x1 - x0))
        share = share * (depth < canvas.depth[where] + 0.6)
        for part, value in zip(canvas.all(), lights, strict=True):
            part[where] = part[where] * (1 - share)[:, None] + value * share[:, None]
        canvas.depth[where] = np.where(share > 0.5, depth, canvas.depth[where])


def _image(
    canvas: Canvas, car: Vehicle, camera: Camera, light: OpenLight, azimuth: float, lamplight: Any, strength: float
) -> None:  # fmt: skip
    """Lay the vehicle's mirror image on the road: a rough surface draws it out, so half the size is enough."""
    half = camera.scaled(0.5)
    box = _corners(car, half, mirrored=True)
    width, height = canvas.size
    margin = round(0.03 * height)
    x0, x1 = max(box[0] - 8, 0), min(box[1] + 8, width // 2)
    y0, y1 = max(box[2], int(half.horizon) + 1, 0), min(box[3] + margin, height // 2)
    if x1 <= x0 or y1 <= y0:
        return
    seen = _seen(car, half, light, azimuth, lamplight, (x0, x1, y0, y1), mirrored=True)
    if seen is None:
        return
    i, cover, lights, _, fall = seen
    cover = cover * (strength * (0.10 + 0.90 * (1 - np.clip(-fall, 0.02, 1)) ** 4)).astype(np.float32)
    across, down = max(0.5, 0.0022 * width), max(0.6, 0.011 * height)

    def plane(value: Array) -> Array:
        image = np.zeros(((y1 - y0) * (x1 - x0), *value.shape[1:]), np.float32)
        image[i] = value
        image = cv2.GaussianBlur(image.reshape(y1 - y0, x1 - x0, *value.shape[1:]), (0, 0), sigmaX=across, sigmaY=down)
        return np.asarray(cv2.resize(image, (2 * (x1 - x0), 2 * (y1 - y0)), interpolation=cv2.INTER_LINEAR), np.float32)

    window = (slice(2 * y0, 2 * y1), slice(2 * x0, 2 * x1))
    paved = canvas.paved[window][..., None]
    share = plane(cover)[..., None] * paved
    for part, value in zip(canvas.all(), lights, strict=True):
        # A lens is brighter than it is painted, where it would wash out to white; its image shows it.
        gain = np.float32(4.0 if part is canvas.red else 1.0)
        part[window] = part[window] * (1 - share) + plane(value * cover[:, None]) * paved * gain


def _glow(canvas: Canvas, car: Vehicle, camera: Camera) -> None:
    """Let the air and the lens glow about tail lights."""
    shape = vehicle.SHAPES[car.kind]
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    if car.power <= 0.12 or cosine < 0.2 or car.kind == "lorry":
        return
    width, height = canvas.size
    for x in (-0.72 * shape[1], 0.72 * shape[1]):
        z = -shape[0]
        px, py, depth = camera.project(
            car.at[0] + x * cosine + z * sine, car.at[1] + shape[9] - 0.20, car.at[2] - x * sine + z * cosine
        )
        if depth < 0.4:
            continue
        reach = 0.75 * camera.focal / depth
        x0, x1 = max(int(px - reach), 0), min(int(px + reach) + 1, width)
        y0, y1 = max(int(py - reach), 0), min(int(py + reach) + 1, height)
        if x1 <= x0 or y1 <= y0:
            continue
        rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        off = np.hypot(columns - px, 1.3 * (rows - py)) / reach
        fall = np.clip(1 - off, 0, 1) ** 2 * np.exp(-4.0 * off)
        canvas.red[y0:y1, x0:x1] += (0.11 * car.power * fall)[..., None] * TAIL


def _shadow(canvas: Canvas, car: Vehicle, camera: Camera) -> None:
    """Darken the ground under a vehicle."""
    shape = vehicle.SHAPES[car.kind]
    width, height = canvas.size
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    outline = []
    for turn in np.linspace(0, 2 * np.pi, 36, endpoint=False):  # round at its corners
        x, z = (math.copysign(abs(one) ** 0.35, one) for one in (math.cos(turn), math.sin(turn)))
        lx, lz = x * (shape[1] + 0.02), z * (shape[0] - 0.05)
        px, py, depth = camera.project(
            car.at[0] + lx * cosine + lz * sine, car.at[1] + 0.01, car.at[2] - lx * sine + lz * cosine
        )
        if depth < 0.2:
            return
        outline.append((px, py))
    xs, ys = zip(*outline, strict=True)
    margin = int(0.25 * camera.focal * shape[1] / max(car.at[2] - camera.z, 1.5)) + 3
    x0, x1 = max(int(min(xs)) - margin, 0), min(int(max(xs)) + margin, width)
    y0, y1 = max(int(min(ys)) - margin, 0), min(int(max(ys)) + margin, height)
    if x1 <= x0 or y1 <= y0:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    silhouette.fill(mask, np.array(outline) - (x0, y0))
    near, wide = (cv2.GaussianBlur(mask, (0, 0), max(0.6, margin * size)) for size in (0.10, 0.36))
    soft = (0.55 * near.astype(np.float32) + 0.45 * wide.astype(np.float32))[..., None] / 255
    for part, share in zip(canvas.all(), (0.85, 0.95, 0.8, 0.55), strict=True):
        part[y0:y1, x0:x1] *= 1 - share * soft
