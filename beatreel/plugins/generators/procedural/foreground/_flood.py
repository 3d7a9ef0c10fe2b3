"""Water that stands on the floor of a room or in an alley: it covers what is low, and mirrors what rises out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Element

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_DEEP = 0.22  # of the eye's height over the floor is under water
_EYE = 1.5  # metres of that height, by which waves are as large as they are
_BODY = np.array([0.075, 0.085, 0.055], np.float32)  # of the light of the room, that the water itself sends back
_LEAST = 0.02  # of the picture


def add_flood(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let water stand in a painting, in place, its surface a level plane; every family of lights is mirrored in it."""
    height, width = painting.depth.shape
    horizon, focal = float(painting.centre[1]), float(painting.focal)
    rows = np.arange(height, dtype=np.float32)[:, None] + np.float32(0.5)
    depth = np.asarray(painting.depth, np.float32)
    below = (rows - horizon) / focal
    fall = np.where(below > 0.02, below * depth, 0.0)
    seen = fall[(fall > 0) & (depth < 60)]
    if seen.size < _LEAST * depth.size:
        return
    floor = float(np.quantile(seen, 0.85))  # metres under the eye
    level = (1 - _DEEP) * floor
    water = np.clip((fall - level) / (0.02 * floor) + 0.5, 0, 1) * (below > 0.02)
    water = cv2.medianBlur((255 * water).astype(np.uint8), 5).astype(np.float32) / 255
    if float(water.mean()) < _LEAST:
        return
    up = level / np.maximum(below, 0.02)  # metres ahead at which a ray meets the water
    side = (np.arange(width, dtype=np.float32)[None] + 0.5 - painting.centre[0]) / focal * up
    scale = _EYE / floor
    x, z = (np.broadcast_to(one * scale, depth.shape).astype(np.float32) for one in (side, up))
    foot = (z * z / (focal * level * scale)).astype(np.float32)
    seed = int(rng.integers(1 << 16))
    swell = fbm_at(x, z, 0.9, seed, 4, foot, 0.5) + 0.5 * fbm_at(x, z, 0.16, seed + 1, 3, foot, 0.5)
    # What rises out of the water is mirrored about the line where it does, column by column.
    solid = np.where(water < 0.5, np.arange(height, dtype=np.float32)[:, None], 0.0)
    line = np.maximum.accumulate(solid, axis=0)
    line = cv2.blur(line.astype(np.float32), (max(3, width // 60) | 1, 1))
    bend = swell * np.minimum(0.055 * (rows - horizon), 0.03 * height)
    from_y = np.clip(2 * line - rows + 1.6 * bend, 0, height - 1).astype(np.float32)
    from_x = (np.arange(width, dtype=np.float32)[None] + 0.6 * bend).astype(np.float32)
    steep = below / np.sqrt(below * below + 1)
    share = (0.26 + 0.66 * (1 - np.clip(1.15 * steep, 0, 1)) ** 2)[..., None] * (1 + 0.25 * swell[..., None])
    edge = (water * step(0.0, 0.03 * height, np.abs(rows - line) + 0.01 * height))[..., None]
    for group in painting.groups.values():
        part = np.array(group.light, np.float32)
        image = cv2.remap(part, from_x, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        image = cv2.GaussianBlur(image, (0, 0), sigmaX=max(0.4, width / 2200), sigmaY=max(0.5, width / 700))
        own = part.mean(axis=(0, 1)) * _BODY * 4 + 0.05 * part
        part += (image * share + own * (1 - share) - part) * edge
        group.light = halved(part)
    painting.masks["water"] = water
    painting.elements.append(Element("ripples", 0.6, {"rings": 0.4, "horizon": horizon / height}, "water"))
