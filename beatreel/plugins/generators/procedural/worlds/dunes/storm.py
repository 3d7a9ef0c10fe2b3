"""Wind and sandstorms: a wall of dust that comes over the dunes, sand that streams along the ground, and what they do to the light."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.heightfield import FAR

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera

    from .light import Daylight

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Front:
    """How a shot sees the storm.

    Attributes
    ----------
    away : float
        Metres to the wall; what is farther is in it.
    tall : float
        How much of the sky over the horizon it fills, 0 to 1.
    streams : float
        Strength of the sand that runs over the ground.
    """

    away: float
    tall: float
    streams: float


FRONTS = {
    "wide": Front(330.0, 0.56, 0.40),
    "medium": Front(150.0, 0.66, 0.55),
    "close": Front(90.0, 0.62, 0.60),
    "detail": Front(30.0, 0.70, 0.60),
}


def let_stream(
    shot: str,
    amount: float,
    lights: tuple[Array, Array, Array],
    depth: Array,
    camera: Camera,
    light: Daylight,
    seed: int,
) -> None:
    """Let a wind that brings no wall drive thin shreds of sand over the ground, in place."""
    front = FRONTS.get(shot, FRONTS["wide"])
    _streams(replace(front, streams=0.5 * front.streams), amount, lights, depth, camera, light, seed + 40)


def raise_dust(
    shot: str, amount: float, lights: tuple[Array, Array, Array], depth: Array, camera: Camera, light: Daylight,
    azimuth: float, seed: int,
) -> None:  # fmt: skip
    """Lay a wall of dust and streaming sand into the steady light, the sun's and its glow, in place."""
    front = FRONTS.get(shot, FRONTS["wide"])
    sunward = math.sin(azimuth - camera.heading)
    _wall(front, amount, lights, depth, camera, light, sunward, seed)
    _streams(front, amount, lights, depth, camera, light, seed + 40)


def _wall(
    front: Front, amount: float, lights: tuple[Array, Array, Array], depth: Array, camera: Camera, light: Daylight,
    sunward: float, seed: int,
) -> None:  # fmt: skip
    steady, sun, glow = lights
    height, width = depth.shape
    half = max(8, width // 2), max(8, height // 2)
    y, x = np.mgrid[0 : half[1], 0 : half[0]].astype(np.float32)
    u = (x + 0.5) / half[0] - 0.5  # in widths of the picture, and up from the horizon
    v = (camera.horizon - (y + 0.5) * (height / half[1])) / width
    tall = front.tall * (0.85 + 0.25 * amount) * max(camera.horizon, 0.12 * height) / width
    # Heads that boil over one another: each has a round outline and its own light.
    wander = 0.10 * fbm_at(u, v, 0.35, seed, 3)
    size = max(0.8 * tall, 0.16)
    boil = _heads(u + wander, 1.15 * v - wander, size, seed + 3)
    lower = _heads(u + wander + 0.05 * size * np.sign(sunward), 1.15 * v + 0.06 * size - wander, size, seed + 3)
    skyline = tall * (1 + 0.55 * fbm_at(u, 0 * u, 0.7, seed + 11, 2) - 0.35 * sunward * u)
    outline = cv2.GaussianBlur(boil, (0, 0), max(1.0, 0.018 * half[0]))
    over = (skyline - v) / tall + 0.34 * (outline - 0.5) + 0.05 * (boil - 0.5)
    relief = np.clip(0.45 + 1.5 * (boil - lower) + 0.6 * (boil - 0.5), 0, 1.3)
    up = np.clip(v / tall, 0, 1.2)
    planes = [step(-0.02, 0.10, over), relief, up]
    cover, relief, up = (cv2.resize(np.asarray(p, np.float32), (width, height)) for p in planes)
    # Its foot trails over the ground; nearer dunes stand before it.
    behind = np.clip((depth - 0.55 * front.away) / (0.9 * front.away), 0, 1)
    cover *= np.float32(0.97) * behind
    dust = np.array(light.sand, np.float32) * np.array(light.sky, np.float32) * 1.7
    dust += np.array(light.haze_sun, np.float32) * np.array(light.sand, np.float32) * np.float32(0.25)
    lit = np.array(light.sun, np.float32) * np.array(light.sand, np.float32)
    shade = (0.35 + 0.65 * relief * (0.35 + 0.65 * up))[..., None]
    bright = (relief**2 * (0.06 + 0.94 * up**1.5))[..., None] * np.float32(0.36)
    share = cover[..., None]
    steady += (dust * shade - steady) * share
    sun += (lit * bright - sun) * share
    glow *= 1 - np.float32(0.72) * share


def _heads(x: Array, y: Array, size: float, seed: int) -> Array:
    """Return how far out the heads of a cloud of dust stand, 0 to 1: large round ones with smaller ones on them."""
    out = np.zeros_like(x)
    for octave in range(4):
        scale = size / 2.1**octave
        out += np.abs(fbm_at(x, y, scale, seed + 17 * octave, 2)) * np.float32(1.9 * 0.5**octave)
    return np.minimum(out, 1.2)


def _streams(
    front: Front, amount: float, lights: tuple[Array, Array, Array], depth: Array, camera: Camera, light: Daylight, seed: int
) -> None:  # fmt: skip
    """Let sand run over the ground in long shreds, thicker far away; they lie in the light, so that they are seen."""
    steady, sun, glow = lights
    height, width = depth.shape
    rows = np.arange(height, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(width, dtype=np.float32)[None, :] + 0.5
    side = (columns - camera.centre_x) / camera.focal * depth
    foot = np.minimum(depth, FAR) / np.float32(camera.focal)
    unit = np.float32(0.13 * float(np.median(depth[-max(1, height // 8) :])) + 0.25)
    x, z = side / (16 * unit), np.log(np.maximum(depth, 0.1)) * 2.6 + 20 * rows / height + 0.06 * side / unit
    shreds = fbm_at(x, z, 1.0, seed, 6, np.minimum(foot / unit, 0.6), 0.58)
    lumps = fbm_at(x / 3, z / 2, 1.0, seed + 9, 3)
    thick = step(-0.10, 0.55, shreds + 0.5 * lumps) * (depth < 0.5 * FAR)
    far = np.clip(depth / front.away, 0, 1)
    share = np.float32(front.streams * (0.45 + 0.55 * amount)) * thick * (0.30 + 0.70 * np.sqrt(far))
    share = (share * np.clip(1.2 - rows / height * 0.35, 0, 1))[..., None].astype(np.float32)
    veil = np.array(light.haze_away, np.float32) * 0.45 + np.array(light.haze_sun, np.float32) * 0.35
    lit = np.array(light.sun, np.float32) * np.array(light.sand, np.float32) * np.float32(0.30)
    steady += (veil - steady) * share
    sun += (lit - sun) * share
    glow *= 1 - 0.5 * share
