"""A lake under ice, and mist that lies on a lake."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.cracks import plates_at
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.scenery import open_sky

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
    from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

Array = np.ndarray[Any, np.dtype[np.float32]]

_SNOW = np.array([0.90, 0.87, 0.84], np.float32)
_CLEAR = np.array([0.20, 0.135, 0.065], np.float32)  # ice that is clear, over deep water
_CRACK = np.array([0.80, 0.74, 0.62], np.float32)
_BAND = 256
_SHADED = np.float32(0.6)  # of the colour of mist
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)


def ice(parts: list[Array], water: Array, camera: Camera, light: OpenLight, seed: int) -> None:
    """Put ice on the lake of every part, in place: clear and cracked, with drifts of snow, and a dull mirror image.

    The first parts are steady light and that of the sun.
    """
    height, width = water.shape
    if water.max() <= 0.01:
        return
    top = int(np.flatnonzero(water.max(axis=1) > 0.01)[0])
    # Ice mirrors as if brushed: up and down what stands behind it runs together.
    rows = 2 * camera.horizon - np.arange(top, height, dtype=np.float32) - 1
    rows = np.clip(np.maximum(rows, -0.25 * rows), 0, top - 1).astype(np.float32)
    columns = np.broadcast_to(np.arange(width, dtype=np.float32), (height - top, width))
    blur = max(0.8, 9.0 * width / 1584)
    images = []
    for part in parts:
        image = cv2.remap(part, columns, np.broadcast_to(rows[:, None], columns.shape), cv2.INTER_LINEAR)
        images.append(
            cv2.GaussianBlur(image, (0, 0), sigmaX=0.35 * blur, sigmaY=1.6 * blur).reshape(height - top, width, -1)
        )
    sky = np.array(light.ambient, np.float32)
    sky = (0.45 * sky + 0.55 * sky.mean()) * np.float32(
        1.7
    )  # clouds and snow about it make it less blue than what falls on rock
    low_sun = np.array(light.sun, np.float32) * np.float32(0.7 * np.sin(light.elevation))
    for first in range(top, height, _BAND):
        last = min(first + _BAND, height)
        y, x = np.mgrid[first:last, 0:width].astype(np.float32)
        below = np.maximum(y + 0.5 - np.float32(camera.horizon), 0.7)
        ahead = np.minimum(camera.y * camera.focal / below, 3000.0).astype(np.float32)
        side = ((x + 0.5 - camera.centre_x) * ahead / camera.focal).astype(np.float32)
        foot = ahead * ahead / np.float32(camera.y * camera.focal)
        bare, shade, line = _surface(side, ahead, foot, seed)
        grazing = below / np.sqrt(below * below + np.float32(camera.focal) ** 2)
        mirror = (0.05 + 0.80 * (1 - np.clip(grazing, 0, 1)) ** 4) * (0.18 + 0.82 * bare) * (1 - 0.7 * line)
        body = _CLEAR * (shade * bare)[..., None] + _SNOW * ((1 - bare) * shade)[..., None]
        body += (_CRACK - body) * line[..., None]
        cover = water[first:last, :, None]
        for number, (part, image) in enumerate(zip(parts, images, strict=True)):
            seen = image[first - top : last - top] * mirror[..., None]
            if number < 2:
                seen = seen + body * (sky, low_sun)[number]
            part[first:last] += (seen - part[first:last]) * cover


def _surface(side: Array, ahead: Array, foot: Array, seed: int) -> tuple[Array, Array, Array]:
    """Return how much of the ice is bare, its tone, and how much of it is a crack."""
    bent_x = side + 0.9 * fbm_at(side, ahead, 5.0, seed + 71, 6, foot)
    bent_z = ahead + 0.9 * fbm_at(ahead, side, 5.0, seed + 72, 6, foot)
    line, milky = np.zeros_like(side), np.zeros_like(side)
    for size, wide, strength, number in (
        (11.0, 0.045, 1.0, 0),
        (3.4, 0.018, 0.7, 1),
        (1.1, 0.007, 0.5, 2),
        (0.34, 0.002, 0.4, 3),
    ):
        if float(foot.min()) > 0.5 * size:
            continue
        away, _ = plates_at(bent_x, bent_z, size, seed + 80 + number)
        ragged = wide * (0.5 + 1.4 * np.clip(0.5 + fbm_at(side, ahead, 1.7 * size, seed + 90 + number, 3, foot), 0, 1))
        half = np.maximum(ragged, 0.6 * foot)
        line = np.maximum(line, strength * np.exp(-((away / half) ** 4)) * np.minimum(1, ragged / half * 1.4))
        milky = np.maximum(
            milky, 0.40 * strength * np.exp(-away / (5 * wide)) * np.minimum(1, 0.25 * size / np.maximum(foot, 1e-3))
        )
    # Wind sweeps the snow into long drifts.
    drift = fbm_at(side * 0.45 + 0.2 * ahead, ahead, 17.0, seed + 61, 9, foot, 0.55)
    drift += (
        0.30
        * (ridged_at(side * 0.3, ahead, 2.2, seed + 63, 4, foot) - 0.4)
        * np.minimum(1, 0.6 / np.maximum(foot, 1e-3))
    )
    drift -= 0.30 * np.exp(-((ahead / 9.0) ** 2))  # it is swept away where one stands
    bare = 1 - step(0.02, 0.24, drift)
    tone = 0.75 + 0.5 * fbm_at(side, ahead, 4.0, seed + 65, 8, foot, 0.62) + 1.6 * milky * bare
    tone += (
        1.5
        * step(0.30, 0.42, fbm_at(side, ahead, 0.10, seed + 67, 3, foot))
        * (fbm_at(side, ahead, 1.9, seed + 69, 3, foot) > 0.05)
    )  # bubbles
    shade = np.clip(tone, 0.35, 2.6) * bare + (1 - bare) * np.clip(0.80 + 0.55 * drift, 0.6, 1.15)
    return bare, shade.astype(np.float32), np.clip(line * bare, 0, 1).astype(np.float32)


def under_mist(light: OpenLight) -> OpenLight:
    """Return a light whose air is less of the sun's colour."""
    blue, green, red = ((0.35 * sun + 0.65 * sky) for sun, sky in zip(light.haze_sun, light.haze, strict=True))
    glow_blue, glow_green, glow_red = (0.6 * part for part in light.glow)
    return replace(light, haze_sun=(blue, green, red), glow=(glow_blue, glow_green, glow_red))


class Mist(NamedTuple):
    """What of each pixel is mist, (height, width, 1), and its own steady light and that of the sun, (height, width, 3)."""

    share: Array
    steady: Array
    sun: Array

    def lay(self, parts: list[Array], where: Array) -> None:
        """Lay it before the picture, in place, ``where`` (height, width) says so; the first parts are steady light and the sun's."""
        share = self.share * where[..., None]
        for number, part in enumerate(parts):
            part += ((self.steady, self.sun)[number] - part if number < 2 else -part) * share


def lake_mist(depth: Array, camera: Camera, light: OpenLight, azimuth: float, much: float, seed: int) -> Mist:
    """Return the mist that lies on a lake: banks before the far shore and wisps nearer by."""
    height, width = depth.shape
    small = max(8, -(-width // 2)), max(8, -(-height // 2))
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    x, y = (x + 0.5) * (width / small[0]), (y + 0.5) * (height / small[1])
    dx, dy, dz = open_sky.directions(camera, x, y)
    away = np.minimum(cv2.resize(depth, small, interpolation=cv2.INTER_NEAREST), 1600.0)
    bearing, rise = dx / dz, dy / dz
    total = np.zeros_like(away)
    for number, (near, deep, dense) in enumerate(((26.0, 1.3, 0.006), (90.0, 4.0, 0.007), (300.0, 9.0, 0.0055))):
        # A slab of mist about a distance: thick on the water, torn on top.
        roll = fbm_at(bearing * near, rise * near * 2.2, 0.42 * near, seed + 7 * number, 5, None, 0.55)
        tall = deep * np.clip(1.0 + 1.5 * roll, 0.15, 3.0)
        at = np.minimum(away, 2.2 * near)
        through = np.maximum(at - 0.45 * near, 0)
        middle = camera.y + rise * np.minimum(0.5 * (at + 0.45 * near), at)
        total += dense * through * np.exp(-np.clip(middle, 0, 200) / tall)
    sun = light.towards(azimuth)
    air, glow = open_sky.veil(light, np.clip(dx * sun[0] + dy * sun[1] + dz * sun[2], 0, 1))
    share = (1 - np.exp(-1.35 * much * total)).astype(np.float32)
    share, air, glow = (
        cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR) for part in (share, air, glow)
    )
    # It lies in the shade of the mountains, under a sky that is bluer than the air about the sun.
    shade = np.array(light.ambient, np.float32)
    shade = shade * (air @ _LUMA)[..., None] / float(shade @ _LUMA)
    air += _SHADED * (shade - air)
    return Mist(share[..., None], np.float32(1.12) * air, np.float32(0.7) * glow)
