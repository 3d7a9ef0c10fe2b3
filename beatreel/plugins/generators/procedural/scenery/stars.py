"""Stars, few and mostly faint."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]


def stars(width: int, height: int, strength: float, seed: int, *, below: float = 0.7, count: int = 420) -> Array:
    """Return the light of stars, (height, width), about 0 to ``strength``, fading towards ``below`` heights."""
    rng = np.random.default_rng([seed, 5])
    image = np.zeros((height, width), np.float32)
    unit = width / 1584
    for x, y, brightness in rng.random((count, 3)):
        light = (0.05 + 0.95 * brightness**7) * (1 - y)
        radius = (0.7 + 1.5 * brightness**9) * unit
        # Smaller than a pixel: a dimmer pixel, not a smaller dot.
        light *= min(1.0, radius / 0.7) ** 2
        centre = (int(x * width * 16), int(y * below * height * 16))
        cv2.circle(image, centre, int(max(radius, 0.7) * 16), float(light), -1, cv2.LINE_AA, 4)
    return np.asarray(image * np.float32(strength), np.float32)
