"""The glare of headlights that look towards the camera: without it a lit lamp is a grey disc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import LightGroup

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._light import Backlight
    from ._scene import Scene

Array = np.ndarray[Any, np.dtype[np.float32]]
Point = tuple[float, float, float]

_TONE = np.array([0.72, 0.93, 1.05], np.float32)  # linear BGR
_CORE, _HALO = (1.6, 0.10), (0.42, 0.34)  # how bright, in whites, and how wide, in metres
_LEAST = 0.05  # of facing the camera, below which nothing is seen of it


def shine_ahead(
    painting: Painting, light: Backlight, scene: Scene, heads: list[Point], white: float, strength: float
) -> None:
    """Let headlights of a thing whose nose is towards greater x dazzle as far as they look towards the camera, in place."""
    height, width = light.height // 2, light.width // 2
    y, x = np.mgrid[:height, :width].astype(np.float32) + 0.5
    total = np.zeros((height, width), np.float32)
    for head in heads:
        here, ahead = scene.at(head), scene.at((head[0] + 1.0, head[1], head[2]))
        sight = np.array([here[0], here[1] - scene.eye, here[2]], np.float32)
        facing = -float(np.subtract(ahead, here) @ sight) / max(float(np.linalg.norm(sight)), 1e-6)
        if facing < _LEAST:
            continue
        column, row, unit = scene.pixel(head)
        away = np.hypot(x / width * scene.width - column, y / height * scene.height - row) / unit
        total += facing * (_CORE[0] * np.exp(-((away / _CORE[1]) ** 2)) + _HALO[0] * np.exp(-away / _HALO[1]))
    if not total.any():
        return
    shown = cv2.resize(total, (light.width, light.height), interpolation=cv2.INTER_LINEAR)[..., None]
    painting.add_lights(
        "headlights", LightGroup((shown * (_TONE * np.float32(strength * white))).astype(np.float16), "kick", 0.92, 0.2)
    )
