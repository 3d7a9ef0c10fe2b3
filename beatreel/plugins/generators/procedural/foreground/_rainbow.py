"""A rainbow in the sky of a world: the bow of drops at 42 degrees from the point opposite the sun, the second one faintly about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import LightGroup

from ._light import LUMA, Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_FAR = 900.0  # metres from which the drops lie before what is seen
# Where in the bow, 0 outside to 1 inside, a channel shines most, and how widely: blue, green, red.
_BANDS = ((0.78, 0.17), (0.50, 0.19), (0.22, 0.19))
_WIDE = 0.09  # of the bow, as a share of its radius
_STRONG = {"day": 0.55, "golden": 0.50, "dawn": 0.45, "dusk": 0.35, "night": 0.25}


def add_rainbow(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Stand a bow over the horizon, on the side of the picture that the sun is not on; it swells with the bass."""
    width, height = light.width, light.height
    horizon = painting.centre[1]
    side = -1.0 if light.behind(0.25, 0.4, 0.2) > light.behind(0.75, 0.4, 0.2) else 1.0
    radius = width * {"wide": 0.62, "medium": 0.72, "close": 0.85}.get(shot, 0.95)
    x0 = width * (0.5 + side * float(rng.uniform(0.05, 0.22)))
    y0 = horizon + radius * float(rng.uniform(0.02, 0.16))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = np.sqrt((x - x0) ** 2 + (y - y0) ** 2) / np.float32(radius)
    bow = _bow((1 - away) / _WIDE) + np.float32(0.28) * _bow(1 - (1.36 - away) / (1.25 * _WIDE))
    within = np.float32(0.05) * np.clip((1 - _WIDE - away) / 0.02, 0, 1)[..., None]  # the sky is lighter inside
    far = np.clip((painting.depth - 0.3 * _FAR) / (0.7 * _FAR), 0, 1)
    foot = np.clip((horizon + 0.02 * height - y) / (0.03 * height), 0, 1)
    for layer in painting.layers:
        far = far * (1 - np.asarray(layer.alpha, np.float32))
    shown = cv2.GaussianBlur((far * foot).astype(np.float32), (0, 0), max(1.0, width / 400))
    level = max(float(light.brightest(30.0) @ LUMA), 0.05) * _STRONG.get(description.time_of_day, 0.4)
    painting.add_lights(
        "rainbow", LightGroup((bow + within) * (shown * np.float32(level))[..., None], "low", 0.82, 0.25)
    )


def _bow(across: Array) -> Array:
    """Return the colours of a bow by the place across it, (height, width, 3)."""
    bands = [np.exp(-0.5 * ((across - middle) / wide) ** 2) for middle, wide in _BANDS]
    red_again = 0.35 * np.exp(-0.5 * ((across - 1.02) / 0.10) ** 2)  # violet
    bands[2] = bands[2] + red_again
    return np.stack(bands, axis=-1).astype(np.float32)
