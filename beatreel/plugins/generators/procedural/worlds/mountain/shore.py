"""The near shore of a mountain lake: a bank with trees, before the light of the mountains."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Layer
from beatreel.plugins.generators.procedural.scenery import front

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

Array = np.ndarray[Any, np.dtype[np.float32]]

_SOFT = 0.05  # widths of the picture over which the light of mist is that of what is behind it


def near_shore(
    width: int, height: int, light: OpenLight, side: float, rng: np.random.Generator, behind: Array | None, bare: bool
) -> Layer:  # fmt: skip
    """Return the near shore with spruces, or ``bare`` trees, at one side (-1 left, 1 right), almost black.

    Before their feet is mist of what light is ``behind`` them, if any.
    """
    high, many = float(rng.uniform(0.46, 0.62)), int(rng.integers(4, 6))
    trees = front.trees(width, height, rng, side, 0.93, high, many, bare=bare)
    few = front.trees(width, height, rng, -side, 0.99, float(rng.uniform(0.26, 0.36)), 2, bare=bare)
    shore = front.bank(width, height, rng, side, 0.935)
    cover = np.maximum(np.maximum(trees, few), shore)
    high = float(np.clip((light.elevation - math.radians(14.0)) / math.radians(10.0), 0, 1))  # by day they are green
    dark = np.array(light.ambient, np.float32) * (0.035 + high * np.array((0.02, 0.07, 0.03), np.float32))
    colour = np.empty((height, width, 3), np.float32)
    colour[:] = dark
    lifted = np.zeros_like(cover)
    step_rows = max(1, round(height * 0.0016))
    lifted[step_rows:] = cover[:-step_rows]
    snow = np.clip(cv2.GaussianBlur(cover - lifted, (0, 0), max(0.5, width / 1500)), 0, 1)
    colour += snow[..., None] * np.array(light.ambient, np.float32) * np.float32(0.42)
    if behind is not None:
        rows = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
        veil = 0.05 + 0.20 * np.exp(-(((rows - 0.90) / 0.10) ** 2)) * (1 - 0.7 * shore[..., None])
        soft = cv2.GaussianBlur(behind, (0, 0), _SOFT * behind.shape[1], borderType=cv2.BORDER_REPLICATE)
        colour += (cv2.resize(soft, (width, height)) - colour) * veil
    return Layer(colour, cover, 16.0)
