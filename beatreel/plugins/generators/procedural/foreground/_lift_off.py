"""Fire and smoke below a rocket that lifts off; its light is laid with the rocket itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Motion
from beatreel.plugins.generators.procedural.scenery.rockets import NOZZLE

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._light import Backlight
    from ._scene import Scene

Array = np.ndarray[Any, np.dtype[np.float32]]

_FIRE = np.array([0.10, 0.46, 1.0], np.float32)
_COARSE = 2  # pixels of the canvas to one of smoke


def lift_off(painting: Painting, light: Backlight, scene: Scene, white: float, seed: int) -> None:
    """Let a rocket's engines burn and their smoke roll over the ground, in place."""
    size = (light.width, light.height)
    height, width = max(8, scene.height // _COARSE), max(8, scene.width // _COARSE)
    x0, y0, unit = (each / _COARSE for each in scene.pixel((0.0, NOZZLE, 0.0)))
    y, x = np.mgrid[:height, :width].astype(np.float32) + 0.5
    across, down = (x - x0) / unit, (y - y0) / unit  # metres from the engines
    burn = _flame(across, down, seed)
    hot = np.clip(1.6 * burn, 0, 3)[..., None] * (_FIRE + 0.55 * np.clip(burn - 0.35, 0, 1)[..., None])
    away = np.hypot(across, np.maximum(np.abs(down - 12.0) - 12.0, 0))
    air = (0.34 * np.exp(-away / 7.0) + 0.10 * np.exp(-away / 30.0))[..., None] * _FIRE
    shown = cv2.resize((np.float32(white) * hot).astype(np.float32), size, interpolation=cv2.INTER_CUBIC).clip(0)
    painting.groups["engines"] = LightGroup(shown.astype(np.float16), "low", 0.86, 0.25)
    glow = cv2.resize((np.float32(white) * air).astype(np.float32), size)
    painting.groups["fire in the air"] = LightGroup(glow.astype(np.float16), "kick", 0.82, 0.35)
    cover, shade = _smoke(across, down, seed)
    near = np.exp(-np.hypot(across, 0.8 * (down - NOZZLE)) / 27.0)[..., None]
    ambient = 0.5 * light.mean() + 0.08 * light.brightest()
    colour = shade[..., None] * (ambient + np.float32(1.15 * white) * near * (_FIRE * 0.8 + 0.10))
    painting.layers.append(
        Layer(
            cv2.resize(colour.astype(np.float32), size).astype(np.float16),
            cv2.resize(cover, size, interpolation=cv2.INTER_CUBIC).clip(0, 1).astype(np.float16),
            scene.z - 4.0,
            Motion(sway=0.004, down=-0.004),
        )
    )
    ground = {
        "x": float(x0) / width,
        "y": float(y0 + NOZZLE * unit) / height,
        "tall": 0.1,
        "depth": scene.z,
        "seed": seed,
    }
    painting.elements.append(Element("sparks", 0.7, ground))
    painting.elements[:] = [one for one in painting.elements if one.kind not in ("birds", "butterflies")]


def _flame(across: Array, down: Array, seed: int) -> Array:
    """Return how bright the jet of the engines is: a core that widens and frays until it meets the ground."""
    swirl = fbm_at(0.5 * across, 0.16 * down, 1.0, seed, 4)
    wide = 3.6 + 0.10 * np.clip(down, 0, 60) + 1.1 * swirl * np.clip(down / 8, 0, 1)
    body = np.clip(1.15 - (np.abs(across) / wide) ** 2, 0, 1)
    fade = (
        np.exp(-np.clip(down, 0, 80) / 24.0)
        * np.clip((down + 0.4) / 0.8, 0, 1)
        * np.clip((NOZZLE + 0.5 - down) / 2.0, 0, 1)
    )
    return np.asarray(body * fade * (0.85 + 0.35 * swirl), np.float32)


def _smoke(across: Array, down: Array, seed: int) -> tuple[Array, Array]:
    """Return cover and shade of the clouds that roll out from the pad to both sides."""
    up = NOZZLE - down  # metres over the ground
    out = np.abs(across)
    u, v = across / 13.0, up / 13.0
    bent = 0.5 * fbm_at(u, v, 1.6, seed + 3, 3)
    billow = fbm_at(u + bent, v - bent, 0.9, seed + 5, 6)
    top = 6.0 + 15.0 * np.exp(-(((out - 24.0) / 20.0) ** 2)) - 7.0 * np.exp(-((out / 6.0) ** 2))
    top = top * (0.75 + 0.25 * np.cos(out / 9.0)) * np.exp(-((out / 90.0) ** 4))
    dense = np.clip((top * (1 + 0.9 * billow) - up) / 4.5, 0, 1) * np.clip((up + 5.0 + 3.0 * billow) / 4.0, 0, 1)
    relief = fbm_at(u + bent + 0.10 * np.sign(across), v - bent - 0.10, 0.9, seed + 5, 6) - billow
    return np.asarray(0.96 * dense, np.float32), np.asarray(
        np.clip(0.80 + 2.0 * relief + 0.35 * billow, 0.30, 1.5), np.float32
    )
