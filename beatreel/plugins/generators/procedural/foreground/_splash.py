"""The water that is thrown up where a whale breaks through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.spray import TALL, WIDE, Spray
from beatreel.plugins.generators.procedural.painting import Element, Layer

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._light import Backlight
    from ._scene import Scene

Array = np.ndarray[Any, np.dtype[np.float32]]

_BURSTS = ((-3.0, 0.34, 1.2), (2.2, 0.40, 1.3), (-0.4, 0.26, 1.6), (4.6, 0.22, 1.1), (-5.0, 0.18, 1.0))
"""Where they rise, in metres beside the middle, how tall in lengths of the whale, and how dense."""
_LONG = 14.0


def splash(painting: Painting, light: Backlight, scene: Scene, white: float, seed: int) -> None:
    """Throw spray up about the foot of a thing that floats, in place: a layer, and bursts that move."""
    rng = np.random.default_rng([seed, 11])
    cover = np.zeros((light.height, light.width), np.float32)
    points = []
    for aside, tall, dense in _BURSTS:
        x, y, unit = (part / scene.share for part in scene.pixel((aside, 0.0, -0.6)))
        size = tall * _LONG * unit
        wide, high = max(4, round(WIDE * size)), max(4, round(TALL * size))
        spray = Spray(rng, int(min(high, 700))).at() * np.float32(dense)
        picture = np.clip(cv2.resize(spray, (wide, high), interpolation=cv2.INTER_LINEAR), 0, 1)
        lay_over(cover, picture, round(x - wide / 2), round(y - 0.88 * high))
        points.append([x / light.width, y / light.height, size / light.width, 1 / scene.z])
    soft = cv2.GaussianBlur(cover, (0, 0), max(1.0, light.width / 90))
    shade = (0.55 + 0.45 * np.clip(1.3 - soft, 0, 1))[..., None]
    tint = light.mean() / max(float(light.mean().mean()), 1e-5)
    colour = shade * np.asarray(0.55 * tint + 0.45, np.float32) * np.float32(0.62 * white)
    painting.layers.append(Layer(colour.astype(np.float16), (0.92 * cover).astype(np.float16), 0.98 * scene.z))
    painting.elements.append(Element("bursts", 0.7, {"points": points}))


def lay_over(cover: Array, picture: Array, left: int, top: int) -> None:
    """Lay a picture over a cover where both are, in place."""
    height, width = cover.shape
    high, wide = picture.shape
    x0, x1, y0, y1 = max(left, 0), min(left + wide, width), max(top, 0), min(top + high, height)
    if x0 < x1 and y0 < y1:
        part = cover[y0:y1, x0:x1]
        np.maximum(part, picture[y0 - top : y1 - top, x0 - left : x1 - left], out=part)
