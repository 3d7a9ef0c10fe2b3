"""Cars in a picture: marched, lit by the sky, the sun and lamps, with tail lights, headlights and their mirror image on the road."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette, vehicle
from beatreel.plugins.generators.procedural.kernels.fields import step
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from .land import HEADLIGHT, TAIL

Array = np.ndarray[Any, np.dtype[np.float32]]

PAINTS = {
    "black": (0.012, 0.011, 0.011), "red": (0.020, 0.018, 0.300), "white": (0.55, 0.56, 0.57), "silver": (0.30, 0.29, 0.28),
    "teal": (0.16, 0.13, 0.030), "blue": (0.26, 0.085, 0.022), "yellow": (0.012, 0.36, 0.68), "cream": (0.36, 0.47, 0.54),
}  # fmt: skip


@dataclass
class Vehicle:
    """A vehicle on the road.

    Attributes
    ----------
    kind : str
        A name of :data:`~...kernels.vehicle.SHAPES`, or ``"motorcycle"``.
    at : tuple of float
        Place of its middle on the ground.
    heading : float
        Radians to the right of ahead.
    paint : str
    lamps : int
        How its tail lights look: 0 a bar, 1 two round pairs, 2 upright.
    power : float
        Of its lights; 0 off.
    taxi : bool
    followed : float
        How strongly headlights behind it shine on it.
    """

    kind: str
    at: tuple[float, float, float]
    heading: float = 0.0
    paint: str = "black"
    lamps: int = 0
    power: float = 1.0
    taxi: bool = False
    followed: float = 0.0


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
    if car.kind == "motorcycle":
        _motorcycle(canvas, car, camera, light, wet)
        return
    _shadow(canvas, car, camera)
    _image(canvas, car, camera, light, azimuth, lamplight, 0.10 + 0.60 * wet)
    _body(canvas, car, camera, light, azimuth, lamplight)


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
    lights = _lit(car, found[i], ways[i], light, azimuth, lamplight)
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


def _lit(car: Vehicle, found: Array, ways: Array, light: OpenLight, azimuth: float, lamplight: Any) -> list[Array]:
    """Return the four families of light of points on a vehicle."""
    x, y, z, nx, ny, nz = found[:, 2:].T
    shape = vehicle.SHAPES[car.kind]
    long_, wide, belt, roof, tail_top = shape[0], shape[1], shape[2], shape[3], shape[9]
    side = np.abs(x)
    albedo = np.broadcast_to(np.array(PAINTS[car.paint], np.float32), (x.size, 3)).copy()
    gloss = np.full_like(x, 0.05)
    lorry = car.kind == "lorry"
    part = np.clip((y - belt) / max(roof - belt, 0.05), 0, 1.2)
    edge = wide - 0.10 - 0.22 * part
    glass = (y > belt + 0.05) & (y < roof - 0.09) & (roof > belt)
    ends = np.abs(nz) > 0.45
    pillar = np.where(ends, side > edge - 0.10, (np.abs(z - 0.5 * (shape[4] + shape[7])) < 0.05))
    glass &= ~pillar
    low = (y < shape[10] + 0.16) & ~lorry
    dark = low | ((np.hypot(y - shape[11], np.abs(z) - shape[12]) < shape[11] + 0.02) & (side > wide - 0.45))
    back = (z < -long_ + 0.35) & (nz < -0.35)
    front = (z > long_ - 0.45) & (nz > 0.25)
    plate = back & (side < 0.26) & (np.abs(y - (0.50 if not lorry else 0.95)) < 0.06)
    albedo[dark] = 0.015
    albedo[glass] = 0.006
    albedo[plate] = 0.22
    if lorry:
        rib = np.abs((x * 2.5) % 1.0 - 0.5) < 0.03
        albedo[back & (rib | (side < 0.015))] *= 0.55
    if not lorry:  # shut lines, bumper, exhausts
        gap = back & (
            (np.abs(y - tail_top + 0.37) < 0.006) | ((np.abs(side - 0.58 * wide) < 0.005) & (y > tail_top - 0.37))
        )
        gap |= (np.abs(nx) > 0.6) & ((np.abs(z - 0.12) < 0.006) | (np.abs(z + 0.98) < 0.006)) & (y < belt) & (y > 0.38)
        albedo[gap] *= 0.12
        pipe = back & (np.hypot(side - 0.62 * wide, y - shape[10] - 0.10) < 0.032)
        albedo[pipe] = 0.10
        dark &= ~pipe
        gloss[pipe] = 0.3
    gloss[dark] = 0.01
    gloss[glass] = 0.10
    hub = (np.hypot(y - shape[11], np.abs(z) - shape[12]) < shape[11] * 0.64) & (np.abs(nx) > 0.6)
    spoke = np.cos(5 * np.arctan2(y - shape[11], np.abs(z) - shape[12])) > -0.2
    albedo[hub & spoke] = 0.34
    gloss[hub] = 0.20
    red, head = _lenses(car, x, y, side, back, front, wide, tail_top, lorry)
    # What its skin mirrors: the sky above, the dark road below.
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    facing = np.clip(-(ways[:, 0] * nx + ways[:, 1] * ny + ways[:, 2] * nz), 0, 1)
    rx, ry, rz = (ways[:, k] + 2 * facing * n for k, n in enumerate((nx, ny, nz)))
    worldly = (rx * cosine + rz * sine, np.maximum(ry, 0.0), -rx * sine + rz * cosine)
    sky, glow = open_sky.sky_colours(light, azimuth, *(np.asarray(p, np.float32) for p in worldly))
    mirror = (gloss + (1 - gloss) * (1 - facing) ** 5)[:, None]
    mirror = np.where((dark & ~hub)[:, None], 0.15 * mirror, mirror)
    above = step(-0.10, 0.06, ry)[:, None]
    ambient, sunny = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    up = (0.55 + 0.45 * ny)[:, None] * (0.35 + 0.65 * step(0.0, 0.5, y))[:, None]
    steady = albedo * ambient * up * 1.2 + mirror * (sky * above + ambient * 0.03 * (1 - above))
    to_sun = light.towards(azimuth)
    local = (to_sun[0] * cosine - to_sun[2] * sine, to_sun[1], to_sun[0] * sine + to_sun[2] * cosine)
    lit = np.maximum(nx * local[0] + ny * local[1] + nz * local[2], 0)
    mu = np.clip(rx * local[0] + ry * local[1] + rz * local[2], 0, 1)
    spark = (mu**400 * 5.0 + mu**60 * 0.35)[:, None] * (gloss > 0.03)[:, None]
    sun = albedo * sunny * lit[:, None] * 0.8 + mirror * glow * above + sunny * mirror * spark
    overhead = np.asarray(lamplight, np.float32)
    lamps = overhead * (
        albedo * np.maximum(ny, 0.12)[:, None] + mirror * (0.25 + 2.2 * np.maximum(ry, 0)[:, None] ** 6)
    )
    lamps = lamps + HEADLIGHT * head[:, None] * 4.5 * car.power + albedo * plate[:, None] * 0.5 * car.power
    behind = np.maximum(-nz, 0) * step(1.6, 0.3, y)
    lamps = lamps + HEADLIGHT * (car.followed * behind)[:, None] * (albedo + 0.012 + 2.0 * (albedo * plate[:, None]))
    own = red[:, None] * TAIL * np.float32(0.12 * car.power)
    # The light of its own lenses on the bodywork around them.
    near_back = np.exp(-np.maximum(z + long_, 0) / 0.35) * np.exp(-np.abs(y - tail_top + 0.18) / 0.22)
    own = own + (albedo + 0.03) * TAIL * (0.5 * car.power * near_back)[:, None]
    if car.taxi:
        sign = (y > roof - 0.02) & (side < 0.3) & (np.abs(z + 0.2) < 0.2)
        lamps[sign] = np.array([0.3, 1.3, 2.0], np.float32)
    return [np.asarray(value, np.float32) for value in (steady, sun, lamps, own)]


def _lenses(
    car: Vehicle, x: Array, y: Array, side: Array, back: Array, front: Array, wide: float, tail_top: float,
    lorry: bool,
) -> tuple[Array, Array]:  # fmt: skip
    """Return how bright tail lights and headlights are at points, 0 to 1."""
    if lorry:
        low = np.exp(-(((y - 1.12) / 0.07) ** 2)) * (np.abs(side - 0.95) < 0.18)
        high = (np.hypot(np.abs(side - 0.55 * wide) - 0.0, y - 3.85) < 0.05) | (np.hypot(side, y - 3.85) < 0.05)
        return back * np.maximum(low, 0.7 * high), np.zeros_like(x)
    high = tail_top - 0.20
    if car.lamps == 0:
        bar = np.exp(-(((y - high) / 0.030) ** 4)) * (side < 0.86 * wide)
        block = np.exp(-(((y - high) / 0.060) ** 4)) * (side > 0.60 * wide) * (side < 0.88 * wide)
        red = np.maximum(0.8 * bar, block)
    elif car.lamps == 1:
        red = np.zeros_like(x)
        for place in (0.46 * wide, 0.74 * wide):
            off = np.hypot(side - place, y - high)
            red = np.maximum(red, np.clip((0.088 - off) / 0.012, 0, 1) * (0.55 + 0.45 * np.clip(off / 0.08, 0, 1)))
    else:
        red = np.clip((0.09 - np.abs(side - 0.76 * wide)) / 0.015, 0, 1) * np.clip(
            (0.13 - np.abs(y - high + 0.03)) / 0.015, 0, 1
        )
        red = red * (0.7 + 0.3 * (np.abs((y * 18) % 1.0 - 0.5) > 0.1))
    near = np.hypot((side - 0.70 * wide) / 1.6, y - 0.62)
    head = front * np.clip((0.085 - near) / 0.02, 0, 1)
    return np.asarray(red * back, np.float32), np.asarray(head, np.float32)


def _shadow(canvas: Canvas, car: Vehicle, camera: Camera) -> None:
    """Darken the ground under a vehicle."""
    shape = vehicle.SHAPES[car.kind]
    width, height = canvas.size
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    outline = []
    for x, z in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
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
    soft = cv2.GaussianBlur(mask, (0, 0), max(0.6, margin * 0.22)).astype(np.float32)[..., None] / 255
    for part, share in zip(canvas.all(), (0.85, 0.95, 0.8, 0.55), strict=True):
        part[y0:y1, x0:x1] *= 1 - share * soft


_BIKER = (
    ((-0.10, 0.02), (-0.06, 0.0), (0.06, 0.0), (0.10, 0.02), (0.10, 0.62), (-0.10, 0.62)),
    ((-0.20, 0.55), (-0.24, 0.72), (-0.22, 0.82), (0.22, 0.82), (0.24, 0.72), (0.20, 0.55), (0.12, 0.46), (-0.12, 0.46)),
    ((-0.20, 0.80), (-0.24, 1.00), (-0.25, 1.20), (-0.20, 1.36), (-0.08, 1.43), (0.08, 1.43), (0.20, 1.36), (0.25, 1.20), (0.24, 1.00),
     (0.20, 0.80)),
    ((-0.13, 1.44), (-0.145, 1.56), (-0.11, 1.68), (0.0, 1.72), (0.11, 1.68), (0.145, 1.56), (0.13, 1.44), (0.0, 1.40)),
    ((-0.21, 1.30), (-0.34, 1.15), (-0.40, 1.02), (-0.34, 0.98), (-0.26, 1.08), (-0.20, 1.16)),
    ((0.21, 1.30), (0.34, 1.15), (0.40, 1.02), (0.34, 0.98), (0.26, 1.08), (0.20, 1.16)),
    ((-0.22, 0.80), (-0.33, 0.62), (-0.34, 0.48), (-0.26, 0.34), (-0.20, 0.36), (-0.24, 0.52), (-0.14, 0.70)),
    ((0.22, 0.80), (0.33, 0.62), (0.34, 0.48), (0.26, 0.34), (0.20, 0.36), (0.24, 0.52), (0.14, 0.70)),
    ((-0.40, 1.02), (-0.47, 1.10), (-0.50, 1.16), (-0.44, 1.17), (-0.40, 1.10), (-0.34, 1.04)),
    ((0.40, 1.02), (0.47, 1.10), (0.50, 1.16), (0.44, 1.17), (0.40, 1.10), (0.34, 1.04)),
)  # fmt: skip


def _motorcycle(canvas: Canvas, car: Vehicle, camera: Camera, light: OpenLight, wet: float) -> None:
    """Draw a rider from behind: dark, rimmed by what shines ahead, with a tail light."""
    px, py, depth = camera.project(*car.at)
    unit = camera.focal / depth
    width, height = canvas.size
    reach, tall = int(0.62 * unit) + 2, int(1.8 * unit) + 2
    for mirrored in (True, False):
        rows, columns = 2 * tall, 2 * reach
        mask = np.zeros((rows * 3, columns * 3), np.uint8)
        for outline in _BIKER:
            curve = silhouette.smooth_curve(outline)
            flip = 1 if mirrored else -1
            silhouette.fill(mask, np.stack([reach + curve[:, 0] * unit, tall + flip * curve[:, 1] * unit], 1) * 3)
        alpha = cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        left, top = round(px) - reach, round(py) - tall
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + columns, width), min(top + rows, height)
        if x1 <= x0 or y1 <= y0:
            return
        alpha = alpha[y0 - top : y1 - top, x0 - left : x1 - left]
        if mirrored:
            alpha = alpha * (0.12 + 0.6 * wet) * canvas.paved[y0:y1, x0:x1]
        share = alpha[..., None]
        shift = max(1, round(0.022 * unit))
        rim = np.clip(alpha - np.minimum(np.roll(alpha, shift, 1), np.roll(alpha, -shift, 1)), 0, 1)[..., None]
        v, u = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        high = (py - v) / unit * (-1 if mirrored else 1)
        off = (u - px) / unit
        lens = np.clip((1 - np.maximum(np.abs(off) / 0.11, np.abs(high - 0.76) / 0.045)) * 6, 0, 1)[..., None] * share
        dark = np.array(light.ambient, np.float32) * 0.02
        for part, extra in zip(
            canvas.all(), (dark, 0.0, HEADLIGHT * 0.30 * rim * car.power, TAIL * (2.6 * car.power) * lens), strict=True
        ):
            window = part[y0:y1, x0:x1]
            window *= 1 - share
            window += extra * share if extra is not dark else share * dark
        if not mirrored:
            np.copyto(canvas.depth[y0:y1, x0:x1], np.float32(depth), where=alpha > 0.5)
