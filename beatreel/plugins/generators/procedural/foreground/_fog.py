"""Mist, fog and haze that a prompt names, in the air of whatever world is painted: what is near stands dark before what is far and pale.

The air is measured in the picture's own depths, not in metres, so that a room, a street and a mountain range are all seen through it.
Each family of lights glows in the fog around itself and is dimmed with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.painting import Element

from ._light import LUMA, SMALL

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_LOW = {"mist", "misty"}  # lies on the ground
_HIGH = {"fog", "foggy"}
_THIN = {"haze", "hazy"}
_DUST = {
    "sandstorm",
    "sandstorms",
    "duststorm",
    "haboob",
}  # as thick as fog, of the colour of the sand that it is lit with
_SNOW = {"snowstorm", "snow storm", "blizzard", "whiteout", "white out"}  # the air is full of it, and pale
STORMS = _DUST | _SNOW
"""Words by which the air is so thick that who stands near is pale, too."""
_WITHOUT = ("underwater", "space", "chrome", "clouds")  # worlds without air, or of nothing else
_SKY = 3000.0  # metres
_OWN = {
    "forest": 0.45,
    "alley": 0.5,
    "interior": 0.5,
    "stage": 0.5,
    "cave": 0.6,
    "mountain": 0.75,
}  # share in worlds with air of their own
_DUNES = 0.25  # of a sandstorm, which dunes paint as a wall of dust
_DEEP = 1.6  # logarithm of how many times as far as what is near the last thing stands, at least, or it is not the last
_SPREAD = 0.16  # widths of the picture over which light is scattered
_PALEST = 0.62  # luminance of the brightest fog, before exposure
_MIRRORED = 0.85  # of the mist before what stands behind water
_BANKS = (0.35, 0.6, 0.85)  # ranks of depth in which banks of mist lie


def add_fog(painting: Painting, description: SceneDescription, seed: int) -> None:
    """Fill the air of a painting with the fog that its prompt names, in place."""
    words = description.all_words
    if description.world in _WITHOUT or not words & (_LOW | _HIGH | _THIN | _DUST | _SNOW):
        return
    thick = (0.6 + 0.9 * description.weather_amount) * _OWN.get(description.world, 1.0)
    thick *= 0.6 if not words & (_LOW | _HIGH | _DUST | _SNOW) else 1.0
    is_low = not words & (_HIGH | _THIN | _DUST | _SNOW)
    thick *= 1.35 if words & _SNOW else 1.0
    thick *= _DUNES if description.world == "dunes" and words & _DUST else 1.0
    clear = _clear(painting, thick, is_low, seed)
    for group, glow in zip(painting.groups.values(), _glows(painting, white=bool(words & _SNOW)), strict=True):
        air = cv2.resize(glow, clear.shape[::-1], interpolation=cv2.INTER_LINEAR)
        light = np.asarray(group.light, np.float32)
        air += (light - air) * clear[..., None]
        group.light = halved(air)
    if not any(element.kind == "mist" for element in painting.elements):
        painting.elements.append(Element("mist", 0.3 + 0.3 * thick, {"low": 0.35, "high": 0.95}))


def _clear(painting: Painting, thick: float, is_low: bool, seed: int) -> Array:
    """Return which share of the light behind it the air lets through, for each pixel."""
    size = (max(8, painting.depth.shape[1] // 2), max(8, painting.depth.shape[0] // 2))
    depth = cv2.resize(np.asarray(painting.depth, np.float32), size, interpolation=cv2.INTER_NEAREST)
    height, width = depth.shape
    is_sky = depth >= _SKY
    solid = np.log(np.maximum(depth[~is_sky], 0.3)) if (~is_sky).sum() > 64 else np.array([0.0, 5.0])
    near, far = (float(value) for value in np.quantile(solid, [0.28, 0.94]))
    far = max(far, near + _DEEP)
    way = np.clip((np.log(np.maximum(depth, 0.3)) - near) / (far - near), 0, 1.15)
    rows = np.arange(height, dtype=np.float32)[:, None]
    horizon = float(np.clip(painting.centre[1] / painting.depth.shape[0], 0.15, 0.85)) * height
    above = np.maximum(horizon - rows, 0) / height  # shares of the height
    column = 1.9 * thick * way**1.5
    noise = fill_fbm(height, width, step_x=2.6 / width, step_y=9.0 / width, seed=seed & 0xFFFF, octaves=4)
    fall = 0.10 if is_low else 0.34  # of the air's thickness with height
    column *= (0.25 + 0.75 * np.exp(-above / fall)) * (1 + 0.55 * noise)
    column[is_sky] = (
        1.9 * thick * np.exp(-above / (0.7 * fall)) * (1 + 0.55 * noise) + (0.0 if is_low else 0.6) * thick
    )[is_sky]
    for number, rank in enumerate(_BANKS):
        column += _bank(way, rank, is_sky, horizon, thick, seed + number)
    if "water" in painting.masks:  # it mirrors what stands behind the mist, and the mist
        water = cv2.resize(np.asarray(painting.masks["water"], np.float32), size, interpolation=cv2.INTER_AREA)
        above = np.clip(2 * horizon - rows[:, 0], 0, height - 1).astype(np.int32)
        column = np.maximum(column, _MIRRORED * column[above] * water * (rows > horizon))
    clear = np.exp(-np.maximum(column, 0)).astype(np.float32)
    clear = cv2.GaussianBlur(clear, (0, 0), max(0.3, width / 1000))  # depths have hard edges, which would be stairs
    return cv2.resize(clear, painting.depth.shape[::-1], interpolation=cv2.INTER_LINEAR)


def _bank(way: Array, rank: float, is_sky: Any, horizon: float, thick: float, seed: int) -> Array:
    """Return a bank of mist that lies on the ground at a rank of depth: behind what is nearer, before what is farther."""
    height, width = way.shape
    at = np.abs(way - rank) < 0.06
    at &= ~is_sky
    rows = np.nonzero(at)[0]
    row = float(np.quantile(rows, 0.7)) if rows.size > 16 else horizon
    reach = (0.035 + 0.05 * (1 - rank)) * height
    noise = fill_fbm(
        height,
        width,
        step_x=(1.5 + 3.0 * rank) / width,
        step_y=(7.0 + 8.0 * rank) / width,
        seed=(seed * 7 + 3) & 0xFFFF,
        octaves=4,
    )
    across = (np.arange(height, dtype=np.float32)[:, None] - row) / reach
    body = np.exp(-0.5 * across * across) * np.clip(0.55 + 1.5 * noise, 0, 1.4)
    behind = np.clip((way - rank + 0.05) / 0.12, 0, 1)
    return np.asarray(0.8 * thick * body * behind, np.float32)


def _glows(painting: Painting, *, white: bool) -> list[Array]:
    """Return the light of each family that the air scatters, small; together as bright as the picture's horizon.

    Air that is ``white`` with snow is nearly as bright as the snow that lies.
    """
    height, width = painting.depth.shape
    size = (max(8, width // SMALL), max(8, height // SMALL))
    small = [
        cv2.resize(np.asarray(group.light, np.float32), size, interpolation=cv2.INTER_AREA)
        for group in painting.groups.values()
    ]
    total = np.sum(small, axis=0)
    luma = total @ LUMA
    pale = max(float(np.quantile(luma, 0.72)), 0.4 * float(np.quantile(luma, 0.95)))
    bright = np.minimum(1, 3.0 * max(pale, 1e-4) / np.maximum(luma, 1e-6))[
        ..., None
    ]  # a sun's disc is not all of the air
    soft = [cv2.GaussianBlur(light * bright, (0, 0), _SPREAD * size[0]) for light in small]
    spread = np.sum(soft, axis=0) @ LUMA
    mean = 0.75 * float(np.quantile(luma, 0.92)) if white else min(pale, _PALEST)
    wanted = 0.35 * spread + 0.65 * mean
    gain = (wanted / np.maximum(spread, 1e-6))[..., None]
    return [np.asarray(light * gain, np.float32) for light in soft]
