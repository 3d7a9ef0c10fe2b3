"""What the bodies of vehicles are made of and how light falls on them: paint, glass, chrome, lenses, plates.

Coordinates of a vehicle as in :mod:`~...kernels.vehicle`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import vehicle
from beatreel.plugins.generators.procedural.kernels.fields import step
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from .land import HEADLIGHT, TAIL

Array = np.ndarray[Any, np.dtype[np.float32]]

PAINTS = {
    "black": (0.012, 0.011, 0.011), "red": (0.020, 0.018, 0.300), "white": (0.55, 0.56, 0.57), "silver": (0.30, 0.29, 0.28),
    "teal": (0.16, 0.13, 0.030), "blue": (0.26, 0.085, 0.022), "yellow": (0.012, 0.36, 0.68), "cream": (0.36, 0.47, 0.54),
    "green": (0.035, 0.150, 0.030), "orange": (0.010, 0.15, 0.60), "turquoise": (0.30, 0.33, 0.06), "pink": (0.34, 0.20, 0.58),
    "purple": (0.22, 0.03, 0.12), "brown": (0.020, 0.045, 0.10), "grey": (0.14, 0.14, 0.14),
}  # fmt: skip


@dataclass
class Vehicle:
    """A vehicle on the road.

    Attributes
    ----------
    kind : str
        A name of :data:`~...kernels.vehicle.SHAPES`.
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
class _Skin:
    """Of points on a vehicle: albedo (points, 3), how much they mirror straight on, tail lamps and headlamps 0 to 1, plates 0 to 1."""

    albedo: Array
    gloss: Array
    red: Array
    head: Array
    plate: Array
    glass: Array
    dull: Array


def lit(car: Vehicle, found: Array, ways: Array, light: OpenLight, azimuth: float, lamplight: Any) -> list[Array]:
    """Return the four families of light of points on a vehicle.

    Parameters
    ----------
    found : ndarray (points, 8)
        Of :func:`~...kernels.vehicle.march`.
    ways : ndarray (points, 3)
        The rays that met them, in the vehicle's coordinates.
    lamplight : sequence of float
        Light of lamps from above, BGR.
    """
    x, y, z, nx, ny, nz = found[:, 2:].T
    shape = vehicle.SHAPES[car.kind]
    long_, roof, tail_top = shape[0], shape[3], shape[9]
    skin = _skin(car, x, y, z, nx, nz)
    albedo = skin.albedo
    # What its skin mirrors: the sky above, the dark land and the road below, with a horizon between them.
    sine, cosine = math.sin(car.heading), math.cos(car.heading)
    facing = np.clip(-(ways[:, 0] * nx + ways[:, 1] * ny + ways[:, 2] * nz), 0, 1)
    rx, ry, rz = (ways[:, k] + 2 * facing * n for k, n in enumerate((nx, ny, nz)))
    worldly = (rx * cosine + rz * sine, np.maximum(ry, 0.0), -rx * sine + rz * cosine)
    sky, glow = open_sky.sky_colours(light, azimuth, *(np.asarray(p, np.float32) for p in worldly))
    mirror = (skin.gloss + (1 - skin.gloss) * (1 - facing) ** 5)[:, None]
    mirror = np.where(skin.dull[:, None], 0.15 * mirror, mirror)
    turn = np.arctan2(worldly[0], worldly[2])
    land = 0.035 + 0.025 * np.sin(5 * turn + 1.0) + 0.012 * np.sin(17 * turn)
    above = step(-0.015, 0.015, ry - land)[:, None]
    ambient, sunny = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    ground = (0.025 + 0.07 * step(-0.5, 0.0, ry))[:, None] * (ambient + 0.4 * sunny * max(light.elevation, 0.05))
    up = (0.58 + 0.42 * ny)[:, None] * (0.30 + 0.70 * step(0.0, 0.6, y))[:, None]
    steady = albedo * ambient * up * 1.2 + mirror * (sky * above + ground * (1 - above))
    steady += _through(car, x, y, z, skin.glass)[:, None] * np.array(light.horizon, np.float32)
    to_sun = light.towards(azimuth)
    local = (to_sun[0] * cosine - to_sun[2] * sine, to_sun[1], to_sun[0] * sine + to_sun[2] * cosine)
    struck = np.maximum(nx * local[0] + ny * local[1] + nz * local[2], 0)
    mu = np.clip(rx * local[0] + ry * local[1] + rz * local[2], 0, 1)
    spark = (mu**400 * 5.0 + mu**60 * 0.35)[:, None] * (skin.gloss > 0.03)[:, None]
    bounce = 0.16 * (1 - ny) * max(light.elevation, 0.0)  # off the road
    sun = albedo * sunny * (0.8 * struck + bounce)[:, None] + mirror * glow * above + sunny * mirror * spark
    overhead = np.asarray(lamplight, np.float32)
    lamps = overhead * (
        albedo * np.maximum(ny, 0.12)[:, None] + mirror * (0.25 + 2.2 * np.maximum(ry, 0)[:, None] ** 6)
    )
    lamps = lamps + HEADLIGHT * skin.head[:, None] * 4.5 * car.power
    # A plate has its own lamps over it.
    lamps += albedo * (skin.plate * np.exp(-np.maximum(0.53 - y, 0) / 0.05) * 2.0 * car.power)[:, None] * HEADLIGHT
    behind = np.maximum(-nz, 0) * step(1.6, 0.3, y)
    back_plate = (skin.plate * (z < 0))[:, None]
    lamps = lamps + HEADLIGHT * (car.followed * behind)[:, None] * (albedo + 0.012 + 1.5 * albedo * back_plate)
    own = skin.red[:, None] * (TAIL + (skin.red**3)[:, None] * np.array([0.04, 0.13, 0.6], np.float32))
    own = own * np.float32(0.28 * car.power)
    # The light of its own lenses on the bodywork around them.
    near_back = np.exp(-np.maximum(z + long_, 0) / 0.35) * np.exp(-np.abs(y - tail_top + 0.18) / 0.22)
    own = own + (albedo + 0.03) * TAIL * (0.5 * car.power * near_back)[:, None]
    if car.taxi:
        sign = (y > roof - 0.02) & (np.abs(x) < 0.3) & (np.abs(z + 0.2) < 0.2)
        lamps[sign] = np.array([0.3, 1.3, 2.0], np.float32)
    return [np.asarray(value, np.float32) for value in (steady, sun, lamps, own)]


def _skin(car: Vehicle, x: Array, y: Array, z: Array, nx: Array, nz: Array) -> _Skin:
    """Return what a vehicle is made of at points."""
    shape = vehicle.SHAPES[car.kind]
    long_, wide, belt, roof, tail_top = shape[0], shape[1], shape[2], shape[3], shape[9]
    side = np.abs(x)
    albedo = np.broadcast_to(np.array(PAINTS[car.paint], np.float32), (x.size, 3)).copy()
    gloss = np.full_like(x, 0.06)
    lorry = car.kind == "lorry"
    part = np.clip((y - belt) / max(roof - belt, 0.05), 0, 1.2)
    edge = wide - 0.10 - 0.22 * part
    glass = (y > belt + 0.05) & (y < roof - 0.09) & (roof > belt)
    ends = np.abs(nz) > 0.45
    pillar = np.where(ends, side > edge - 0.10, (np.abs(z - 0.5 * (shape[4] + shape[7])) < 0.05))
    rubber = glass & ends & (side > edge - 0.125) & ~pillar
    glass &= ~pillar
    low = (y < shape[10] + 0.16) & ~lorry
    dark = low | ((np.hypot(y - shape[11], np.abs(z) - shape[12]) < shape[11] + 0.02) & (side > wide - 0.45))
    back = (z < -long_ + 0.45) & (nz < -0.25)
    front = (z > long_ - 0.45) & (nz > 0.25)
    plate = (back | (front & (not lorry))) & (side < 0.275) & (np.abs(y - (0.47 if not lorry else 0.95)) < 0.072)
    albedo[dark] = 0.015
    albedo[glass] = 0.006
    if lorry:
        rib = np.abs((x * 2.5) % 1.0 - 0.5) < 0.03
        albedo[back & (rib | (side < 0.015))] *= 0.55
    else:
        dark = _trim(car, albedo, gloss, dark, (x, y, z), nx, back, front)
    albedo[plate] = _plate(car, x[plate], y[plate] - (0.47 if not lorry else 0.95), back[plate])[:, None]
    gloss[dark] = 0.01
    gloss[plate] = 0.03
    gloss[glass] = 0.10
    albedo[rubber], gloss[rubber] = 0.008, 0.02
    off = np.hypot(y - shape[11], np.abs(z) - shape[12])
    hub = (off < shape[11] * 0.64) & (np.abs(nx) > 0.6)
    spoke = np.cos(5 * np.arctan2(y - shape[11], np.abs(z) - shape[12])) > -0.2
    albedo[hub & spoke] = 0.34
    gloss[hub] = 0.20
    red, lens, head = _lenses(car, x, y, side, back, front, wide, tail_top, lorry)
    albedo += (np.array([0.012, 0.010, 0.17], np.float32) - albedo) * lens[:, None]
    clear = head > 0.3
    albedo[clear] = 0.30
    gloss[(lens > 0.5) | clear] = 0.13
    return _Skin(albedo, gloss, red, head, plate.astype(np.float32), glass, np.logical_and(dark, np.logical_not(hub)))


def _trim(
    car: Vehicle, albedo: Array, gloss: Array, dark: Array, at: tuple[Array, Array, Array], nx: Array, back: Array, front: Array
) -> Array:  # fmt: skip
    """Lay shut lines, chrome, a grille and exhausts on a car, in place; returns what of it is dull."""
    x, y, z = at
    shape = vehicle.SHAPES[car.kind]
    wide, belt, tail_top, side = shape[1], shape[2], shape[9], np.abs(x)
    gap = back & (
        (np.abs(y - tail_top + 0.34) < 0.006) | ((np.abs(side - 0.58 * wide) < 0.005) & (y > tail_top - 0.34))
    )
    gap |= (np.abs(nx) > 0.6) & ((np.abs(z - 0.12) < 0.006) | (np.abs(z + 0.98) < 0.006)) & (y < belt) & (y > 0.38)
    albedo[gap] *= 0.12
    grille = front & (side < 0.50 * wide) & (np.abs(y - 0.645) < 0.075)
    slat = np.abs((y * 28) % 1.0 - 0.5) < 0.2
    shown = np.logical_not(dark)
    bright = (np.abs(y - 0.515) < 0.017) & (back | front | (np.abs(nx) > 0.5)) & shown  # along the bumper
    bright |= grille & (slat | (np.abs(np.abs(y - 0.645) - 0.070) < 0.006))
    bright |= (np.abs(nx) > 0.45) & (np.abs(y - belt - 0.035) < 0.012)  # under the windows
    albedo[grille & ~bright] = 0.004
    pipe_off = np.hypot(side - 0.58 * wide, y - shape[10] - 0.09)
    pipe = back & (pipe_off < 0.042)
    albedo[pipe] = np.where(pipe_off[pipe] < 0.030, 0.002, 0.25)[:, None]
    bright |= pipe & (pipe_off > 0.030)
    albedo[bright] = 0.06
    gloss[bright] = 0.55
    return dark & ~bright


@cache
def _plate_image(number: int) -> Array:
    """Return how light a plate is, 0 to 1: raised characters on white in a dark frame."""
    dice = np.random.default_rng([number, 401])
    letters, digits = "ABCDEFGHKLMNPRSTUVXYZ", "0123456789"
    picked = [str(dice.choice(list(some))) for some in (letters, letters, letters, digits, digits, digits, digits)]
    image = np.full((96, 368), 30, np.uint8)
    cv2.rectangle(image, (9, 9), (358, 86), 235, -1)
    cv2.rectangle(image, (14, 14), (353, 81), 120, 2)
    for n, letter in enumerate(picked):
        cv2.putText(
            image, letter, (26 + 45 * n + (12 if n > 2 else 0), 70), cv2.FONT_HERSHEY_DUPLEX, 1.85, 25, 5, cv2.LINE_AA
        )
    return cv2.GaussianBlur(image, (0, 0), 1.0).astype(np.float32) / 255


def _plate(car: Vehicle, x: Array, y: Array, back: Array) -> Array:
    image = _plate_image(sorted(PAINTS).index(car.paint) * 3 + car.lamps)
    across = np.where(back, x, -x)
    column = np.clip((0.5 + across / 0.55) * image.shape[1], 0, image.shape[1] - 1).astype(int)
    row = np.clip((0.5 - y / 0.144) * image.shape[0], 0, image.shape[0] - 1).astype(int)
    return np.asarray(0.20 * image[row, column], np.float32)


def _through(car: Vehicle, x: Array, y: Array, z: Array, glass: Array) -> Array:
    """Return how much light comes through the windows at the ends: headrests stand before what is seen through the far one."""
    shape = vehicle.SHAPES[car.kind]
    if car.kind == "lorry":
        return np.zeros_like(x)
    part = (y - shape[2]) / max(shape[3] - shape[2], 0.05)
    edge = shape[1] - 0.10 - 0.22 * part
    open_ = step(edge.min() - 0.28, edge.min() - 0.36, np.abs(x)) * step(0.34, 0.44, part) * step(0.90, 0.80, part)
    head = (np.abs(np.abs(x) - 0.36) / 0.15) ** 3 + (np.abs(part - 0.34) / 0.30) ** 3
    is_end = (z < shape[4] + 1.0) | (z > shape[7] - 0.9)
    return np.asarray(0.16 * open_ * step(0.9, 1.1, head) * glass * is_end, np.float32)


def _lenses(
    car: Vehicle, x: Array, y: Array, side: Array, back: Array, front: Array, wide: float, tail_top: float,
    lorry: bool,
) -> tuple[Array, Array, Array]:  # fmt: skip
    """Return how bright tail lights are at points, where their lenses are, and how bright headlights are; each 0 to 1."""
    if lorry:
        low = np.exp(-(((y - 1.12) / 0.07) ** 2)) * (np.abs(side - 0.95) < 0.18)
        high = (np.hypot(np.abs(side - 0.55 * wide) - 0.0, y - 3.85) < 0.05) | (np.hypot(side, y - 3.85) < 0.05)
        red = np.asarray(back * np.maximum(low, 0.7 * high), np.float32)
        return red, (red > 0.3).astype(np.float32), np.zeros_like(x)
    high = tail_top - 0.20
    up = y - high
    if car.lamps == 0:
        lens = step(0.080, 0.074, np.abs(up)) * step(0.90 * wide, 0.89 * wide, side)
        block = step(0.60 * wide, 0.62 * wide, side)
        tube = np.exp(-((up / 0.018) ** 2)) * (0.55 + 0.45 * block)
        red = 0.10 + 0.9 * np.maximum(tube, block * np.exp(-(((np.abs(up) - 0.045) / 0.014) ** 2)))
    elif car.lamps == 1:
        lens, red = np.zeros_like(x), np.zeros_like(x)
        for place in (0.44 * wide, 0.72 * wide):
            off = np.hypot(side - place, up)
            lens = np.maximum(lens, step(0.084, 0.079, off))
            ring = np.exp(-(((off - 0.060) / 0.014) ** 2))
            red = np.maximum(red, (off < 0.09) * (0.12 + 0.85 * np.maximum(ring, 0.6 * np.exp(-((off / 0.022) ** 2)))))
    else:
        across = np.abs(side - 0.74 * wide)
        lens = step(0.135, 0.130, across) * step(0.088, 0.083, np.abs(up))
        bars = np.exp(-((((side / 0.058) % 1.0 - 0.5) / 0.24) ** 2))
        red = 0.12 + 0.88 * bars * np.exp(-((up / 0.075) ** 4))
    # A lens is ribbed, and each rib gathers the light in its middle.
    ribs = 0.80 + 0.20 * np.cos(x * np.float32(2 * np.pi / 0.016)) * np.cos(up * np.float32(2 * np.pi / 0.016))
    near = np.hypot((side - 0.70 * wide) / 1.35, y - 0.645)
    head = front * np.clip((0.085 - near) / 0.02, 0, 1) * (0.72 + 0.28 * np.exp(-((near / 0.035) ** 2)))
    found = (red * ribs * lens * back, lens * back, head)
    return tuple(np.asarray(one, np.float32) for one in found)
