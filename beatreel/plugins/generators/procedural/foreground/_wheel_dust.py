"""The dust that wheels throw up behind what drives: clouds on both sides of the way to the camera that follows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Layer, Motion

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight
    from ._scene import Scene

Array = np.ndarray[Any, np.dtype[np.float32]]

_DUSTY = {*"dust dusty dirt sand sandy gravel offroad off-road".split()}
_PUFFS = 34
_ROWS = 240  # it is soft: fewer pixels are enough
_THICK = 0.72


def throws_dust(description: SceneDescription) -> bool:
    """Return whether the way is dry and loose."""
    return description.weather == "dust" or (
        bool(_DUSTY & set(description.said)) and description.weather not in ("rain", "storm", "snow")
    )


def add_wheel_dust(painting: Painting, light: Backlight, scene: Scene, long_: float, seed: int) -> None:
    """Lay dust behind a thing that drives, in place; ``long_`` is how far its tail is behind its middle, metres.

    It hides what drives away; what comes is before it.
    """
    rng = np.random.default_rng([seed, 211])
    rows, columns = _ROWS, max(round(_ROWS * light.width / light.height), 8)
    share = rows / scene.height
    v, u = np.mgrid[0:rows, 0:columns].astype(np.float32) / np.float32(share)
    density = np.zeros((rows, columns), np.float32)
    comes = math.sin(scene.turn) < 0
    tail = scene.z + long_ if comes else scene.z - long_
    unit = float(scene.lens.focal) / max(tail, 0.6)
    middle, _, _ = scene.pixel((-long_, 0.0, 0.0))
    for _ in range(_PUFFS):
        age = float(rng.random()) ** 0.8
        side = float(rng.choice([-1.0, 1.0])) * (0.10 + (0.35 + 1.0 * age) * float(rng.uniform(0.4, 1.0)))
        far = 1.2 * age * float(rng.random())
        near = tail + far if comes else max(tail - far, 0.55 * tail)
        large = float(scene.lens.focal) / near
        radius = (0.10 + 0.42 * age) * large * float(rng.uniform(0.7, 1.2))
        x = middle + side * unit
        y = float(scene.lens.centre_y) + scene.eye * large - large * (0.04 + 0.45 * age * float(rng.random()))
        thin = (0.9 - 0.6 * age) * float(rng.uniform(0.5, 1.1))
        density += thin * np.exp(-(((u - x) / radius) ** 2) - ((v - y) / (0.72 * radius)) ** 2)
    billows = fbm_at(u / unit, v / unit, 0.55, seed, 5, np.full_like(u, 1 / (share * unit)))
    cover = 1 - np.exp(-np.clip(1.9 * density * (0.55 + 1.5 * billows), 0, None))
    alpha = np.asarray(np.clip(_THICK * cover, 0, 0.9), np.float32)
    small = light.small
    foot = float(scene.lens.centre_y) + scene.eye * unit
    row = min(max(int(foot / scene.height * small.shape[0]), 1), small.shape[0] - 2)
    ground = small[row - 1 : row + 2].mean(axis=0)  # along it
    air = small[: max(small.shape[0] // 2, 1)].reshape(-1, 3).mean(axis=0)
    lit = cv2.resize(np.asarray(ground, np.float32)[None], (columns, 1), interpolation=cv2.INTER_LINEAR)
    lit = 0.75 * lit + 0.45 * np.asarray(air, np.float32)
    lit = lit * (0.80 + 0.35 * np.clip(billows, 0, 1))[..., None]
    size = (light.width, light.height)
    colour = cv2.resize(lit.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    whole = np.clip(cv2.resize(alpha, size, interpolation=cv2.INTER_CUBIC), 0, 1)
    if comes:
        whole *= painting.depth > scene.z + 0.5 * long_
    painting.layers.append(Layer(halved(colour), halved(whole), 0.8 * tail, Motion(sway=0.004)))
