"""The air about a thing that stands in a picture: mist before it, and the light of its lamps in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.standing import Seen

    from ._light import Backlight
    from ._scene import Scene

Array = np.ndarray[Any, np.dtype[np.float32]]

IN_GORGE = 0.6  # of how far one sees, in the mist that fills a gorge


def lamp_air(shine: Array, scene: Scene, thick: float) -> Array:
    """Return what the air sends of the light of lamps."""
    small = cv2.resize(shine, (max(8, scene.width // 6), max(8, scene.height // 6)), interpolation=cv2.INTER_AREA)
    unit = float(scene.lens.focal) / scene.z / 6
    total = np.zeros_like(small)
    for part, reach in ((0.16, 0.12), (0.14, 0.40), (0.12, 1.2)):
        total += np.float32(part * thick) * cv2.GaussianBlur(small, (0, 0), max(0.8, reach * unit))
    return total


def haze_before(
    found: Seen, light: Backlight, scene: Scene, description: SceneDescription, clear: float, seed: int
) -> None:
    """Let air lie before a thing, in place; over water it is ``clear`` times as thin."""
    thick = {"mist": 34.0, "snow": 50.0, "storm": 60.0, "rain": 80.0, "dust": 45.0}.get(
        description.weather, 170.0
    ) * clear
    if clear == IN_GORGE:  # who looks from farther off sees the bridge as well
        thick = max(thick, 1.5 * scene.z)
    away = np.minimum(found.depth, 400.0) / thick
    if clear == IN_GORGE:  # it rises out of the depth in swathes
        height, width = away.shape
        below = np.clip((np.arange(height, dtype=np.float32)[:, None] - scene.lens.centre_y) / height + 0.1, 0, 0.6)
        away = (
            away
            * (0.55 + 1.8 * below)
            * np.clip(
                1 + 1.5 * fill_fbm(height, width, step_x=3.0 / width, step_y=8.0 / width, seed=seed, octaves=4), 0.25, 2
            )
        )
    through = np.exp(-(away**1.2)).astype(np.float32)[..., None]
    rows = light.small.shape[0]
    row = int(float(scene.lens.centre_y) / scene.height * rows)
    haze = light.small[max(row - rows // 16, 0) : row + 1].reshape(-1, 3).mean(axis=0)
    found.lit *= through
    found.lit += (1 - through) * haze * found.cover[..., None]
    found.glow *= through
