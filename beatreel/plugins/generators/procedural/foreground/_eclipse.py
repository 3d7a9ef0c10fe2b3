"""A total eclipse of the sun in the sky of an open world: a black disc, its corona, a twilight all around."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.moon import Moon
from beatreel.plugins.generators.procedural.kernels.noise import value_fbm
from beatreel.plugins.generators.procedural.painting import LightGroup

from ._light import SMALL
from ._moon import FAR, place_in_sky

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_TWILIGHT = 0.42  # of the day's light is left
_RADIUS = {"wide": 0.105, "medium": 0.13, "close": 0.15}
_RAYS = 720


def add_eclipse(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set an eclipsed sun into the sky, in place, and dim the land; its corona answers the beat."""
    width, height = light.width, light.height
    sky = (painting.depth > FAR).astype(np.float32)
    small = cv2.resize(sky, (max(8, width // SMALL), max(8, height // SMALL)), interpolation=cv2.INTER_AREA)
    for layer in painting.layers:
        small *= 1 - cv2.resize(np.asarray(layer.alpha, np.float32), small.shape[::-1], interpolation=cv2.INTER_AREA)
    share = _RADIUS.get(shot, 0.16)
    place = place_in_sky(small, light, Moon(share), rng)
    if place is None:
        return
    x, y, radius = place[0] * width, place[1] * height, share * width
    corona, disc = _corona((width, height), (x, y), radius, rng)
    corona *= sky
    hidden = (disc * sky)[..., None]
    dim = np.float32(_TWILIGHT if description.time_of_day in ("day", "golden", "dawn") else 0.7)
    level = max(float(light.level(97)), 0.05)
    for group in painting.groups.values():
        group.light = np.asarray(group.light, np.float32) * (dim * (1 - hidden))
    colour = np.array([0.86, 0.94, 1.0], np.float32) * np.float32(1.5 * level)
    painting.add_lights("corona", LightGroup((corona[..., None] * colour).astype(np.float16), "kick", 0.85, 0.35))
    painting.elements[:] = [one for one in painting.elements if one.kind not in ("flare", "rays")]


def _corona(
    size: tuple[int, int], at: tuple[float, float], radius: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Return the light about the disc and the disc itself, (height, width) each.

    The corona falls off steeply and is drawn out into streamers, longest near the sun's equator.
    """
    width, height = size
    column = (np.arange(width, dtype=np.float32) + 0.5 - at[0])[None] / radius
    row = (np.arange(height, dtype=np.float32) + 0.5 - at[1])[:, None] / radius
    away = np.sqrt(column * column + row * row)
    angle = np.arctan2(row, column)
    seed, tilt = int(rng.integers(1, 1 << 16)), float(rng.uniform(-0.6, 0.6))
    turns = np.linspace(0, 2 * np.pi, _RAYS, endpoint=False)
    fine = [value_fbm(4 + 3.2 * np.cos(t), 4 + 3.2 * np.sin(t), seed, 5) for t in turns]
    broad = [value_fbm(4 + 0.9 * np.cos(t), 4 + 0.9 * np.sin(t), seed + 1, 2) for t in turns]
    rays = np.array(fine, np.float32) - 0.5
    reach = 0.30 + 0.55 * np.abs(np.cos(turns - tilt)) ** 3 + 0.5 * (np.array(broad, np.float32) - 0.4)
    index = ((angle / (2 * np.pi)) % 1.0 * _RAYS).astype(np.int32) % _RAYS
    long_ = np.clip(reach, 0.15, 1.2).astype(np.float32)[index]
    outside = np.maximum(away - 1, 0)
    glow = 0.85 * np.exp(-outside / (0.16 + 0.10 * long_)) + 0.42 * np.exp(-outside / (0.75 * long_))
    glow = glow * (1 + 1.1 * rays[index] * np.clip(outside * 2.5, 0, 1)) + 0.05 * np.exp(-outside / 1.9)
    rim = 1.6 * np.exp(-((outside / 0.016) ** 2))
    bead = 3.2 * np.exp(-(((column - np.cos(tilt - 0.8)) ** 2 + (row - np.sin(tilt - 0.8)) ** 2) / 0.0045))
    edge = np.clip((1 - away) * radius + 0.5, 0, 1)
    light = np.maximum(glow, 0) + rim + bead
    return np.asarray(light * (1 - edge) + bead * 0.4 * edge, np.float32), np.asarray(edge, np.float32)
