"""Water that falls from what floats: over its edge in sheets that part into veils and end in mist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.painting import Element, Layer, Motion

from ._light import LUMA

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_LONG, _HALF = 1.75, 0.085  # of a fall, and half its width at the edge, in radii of what it falls from


def add_falls_aloft(
    painting: Painting, light: Backlight, lips: list[tuple[float, float]], radius: float, place: tuple[float, Motion],
    seed: int, white: float,
) -> None:  # fmt: skip
    """Let water fall from places at an edge, in place.

    Parameters
    ----------
    lips : list of (float, float)
        Pixels of a layer of the painting's shape.
    radius : float
        Pixels of what floats.
    place : tuple of (float, Motion)
        Metres away, and how the layer moves.
    white : float
        How bright foam is.
    """
    height, width = light.height, light.width
    alpha, shade = np.zeros((height, width), np.float32), np.ones((height, width), np.float32)
    for number, (x, y) in enumerate(lips):
        size = (1.0, 0.7)[number % 2] * radius
        top, bottom = int(max(y - 0.04 * size, 0)), int(min(y + _LONG * size, height))
        left, right = int(max(x - 0.5 * size, 0)), int(min(x + 0.5 * size, width))
        if bottom - top < 4 or right - left < 4:
            continue
        v, u = np.mgrid[top:bottom, left:right].astype(np.float32)
        cover, bright = _sheet((u - x) / size, (v - y) / size, 0.7 / size, seed + 17 * number)
        window = (slice(top, bottom), slice(left, right))
        np.maximum(alpha[window], cover, out=alpha[window])
        shade[window] = bright
    metres, motion = place
    around = cv2.GaussianBlur(light.small, (0, 0), 0.06 * light.small.shape[1])
    tint = cv2.resize(around, (width, height))
    tint = 0.5 * tint / np.maximum(tint @ LUMA, 1e-4)[..., None] + 0.5
    colour = tint * (np.float32(0.85 * white) * shade)[..., None]
    painting.layers.append(Layer(colour.astype(np.float16), alpha.astype(np.float16), 0.98 * metres, motion))
    falls = painting.masks.get("falls_aloft")
    painting.masks["falls_aloft"] = alpha if falls is None else np.maximum(falls, alpha)
    if falls is None:
        painting.elements.append(Element("cascade", 0.7, {"grain": 0.8}, "falls_aloft"))


def _sheet(u: Array, v: Array, foot: float, seed: int) -> tuple[Array, Array]:
    """Return cover and brightness of a fall whose edge lies at the origin; lengths in radii of what it falls from."""
    down = np.clip(v / _LONG, 0, 1)
    feet = np.full_like(u, foot)
    sway = 0.02 * fbm_at(0 * u, 2.5 * v, 0.5, seed, 3, feet)
    half = _HALF * (1 + 1.1 * down**0.8)
    x = (u - sway) / half
    # Threads keep their place across the sheet and are long: falling stretches them.
    thread = fbm_at(4.5 * x, 1.6 * v, 1.0, seed + 1, 5, 4.5 * feet / _HALF)
    veil = fbm_at(1.3 * x, 3.2 * v, 1.0, seed + 2, 4, 1.3 * feet / _HALF)
    edge = np.clip((1.0 + 0.55 * thread * (0.3 + down) - np.abs(x)) / (0.10 + 0.5 * down), 0, 1)
    body = np.clip(1.10 + 0.8 * thread - 1.0 * down + 0.9 * veil * down, 0, 1)
    ends = np.clip((1.02 - down + 0.35 * veil) / 0.45, 0, 1)
    over = np.clip((v + 0.035 - 0.02 * x * x) / 0.02, 0, 1)  # it bends over the edge
    mist = (
        0.5
        * np.exp(-((u / (0.17 + 0.10 * down)) ** 2))
        * np.clip((down - 0.42) / 0.3, 0, 1)
        * np.clip((1 - down) / 0.35, 0, 1)
    )
    mist *= np.clip(0.8 + 1.3 * veil, 0, 1)
    cover = np.maximum(edge * body * ends * over, mist)
    return cover.astype(np.float32), np.clip(0.80 + 0.55 * thread * (1 - down) + 0.1 * veil, 0.35, 1.25).astype(
        np.float32
    )
