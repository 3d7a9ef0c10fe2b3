"""Drops that the wind tears off breaking waves, and foam that shines by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.palette import light_of_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

    from .figures import SeaScenery

Array = np.ndarray[Any, np.dtype[np.float32]]

SHINING = "bioluminescence"
_BLUE = 232.0  # hue in degrees of what shines in the sea
_STEPS = 14
_REACH = 0.075  # of the picture's height that drops rise over the nearest crests


def tear_off(scenery: SeaScenery, foam: Array, light: OpenLight, way: float, amount: float, seed: int) -> None:
    """Let spray fly off the crests of a picture, in place; ``way`` is where the wind blows it, -1 to 1."""
    height, width = foam.shape
    depth = scenery.depth
    above = np.roll(depth, max(1, height // 160), axis=0)
    edge = ((above > 1.12 * depth) & (depth < 120)).astype(np.float32) * np.clip(2.2 * foam - 0.25, 0, 1)
    if not edge.any():
        return
    near = np.clip(9.0 / np.maximum(depth, 1.0), 0.05, 1.6)
    y, x = np.mgrid[:height, :width].astype(np.float32) / np.float32(width)
    gusts = np.clip(0.35 + 1.6 * fbm_at(x, 0.35 * y, 0.10, seed, 3), 0, 1.4)
    source = edge * near * gusts
    cloud = np.zeros_like(source)
    for step in range(_STEPS):
        rise = _REACH * height * (step / _STEPS) ** 1.4
        moved = np.array([[1, 0, way * 1.1 * rise], [0, 1, -rise]], np.float32)
        soft = cv2.GaussianBlur(source, (0, 0), 0.5 + 0.22 * rise)
        cloud += cv2.warpAffine(soft, moved, (width, height)) * np.float32(np.exp(-2.6 * step / _STEPS))
    unit = 700.0 / width
    drops = np.clip(3.4 * fbm_at(x, y, 0.006 * unit**0.5, seed + 5, 2, gain=0.8) - 0.9, 0, 1.6)
    mist = np.clip(0.5 + 1.2 * fbm_at(x, y, 0.05, seed + 7, 4), 0, 1.3)
    alpha = 1 - np.exp(-np.float32(amount) * cloud * (1.1 * drops + 0.35 * mist))
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    scenery.cover((slice(None), slice(None)), alpha, 0.0)
    scenery.steady += alpha[..., None] * ambient * np.float32(1.1)
    scenery.sun += alpha[..., None] * warm * np.float32(0.30)


def shining(description: SceneDescription, foam: Array, depth: Array, light: OpenLight, seed: int) -> Array:
    """Return the light of foam in which plankton glows, and of the water about it, (height, width, 3)."""
    height, width = foam.shape
    water = np.clip(foam, 0, 1)
    y, x = np.mgrid[:height, :width].astype(np.float32) / np.float32(width)
    wide = 0.55 * cv2.GaussianBlur(water, (0, 0), width / 90) + 0.55 * cv2.GaussianBlur(water, (0, 0), width / 28)
    sparks = np.clip(5.0 * fbm_at(x, y, 0.008, seed, 2, gain=0.8) - 1.7, 0, 1.5) * np.clip(3.0 * wide, 0, 1)
    near = np.exp(-np.minimum(depth, 4000) / 260.0)
    bright = (0.95 * water**1.4 + wide + 0.8 * sparks) * (0.25 + 0.75 * near)
    named = {
        "green": 160.0,
        "emerald": 160.0,
        "cyan": 205.0,
        "teal": 195.0,
        "turquoise": 200.0,
        "violet": 300.0,
        "purple": 300.0,
        "pink": 350.0,
    }
    hue = next((named[word] for word in named if word in description.all_words), _BLUE)
    colour = light_of_hue(hue, 0.19, 0.72) * np.float32(9.0 * max(light.ambient))
    white = np.clip(bright - 0.9, 0, 1)[..., None] * np.float32(3.0 * max(light.ambient))
    return np.asarray(bright[..., None] * colour + white, np.float32)
