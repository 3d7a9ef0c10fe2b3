"""Fireworks in the sky of a world: painted in the still, and in motion left to their element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fireworks import burst, draw
from beatreel.plugins.generators.procedural.painting import Element, LightGroup
from beatreel.plugins.generators.procedural.palette import light_of_hue

from ._light import Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_FAR = 3000.0  # metres from which it is sky
_AGES = (0.32, 0.20, 0.50, 0.12)


def add_fireworks(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let shells burst in the open part of the sky; where there is none, nothing is added."""
    width, height = light.width, light.height
    sky = (painting.depth > _FAR).astype(np.float32)
    for layer in painting.layers:
        sky *= 1 - np.asarray(layer.alpha, np.float32)
    open_rows = np.flatnonzero(sky[:, width // 6 : -width // 6].mean(axis=1) > 0.5)
    if open_rows.size < 0.08 * height:
        return
    low = float(open_rows.max()) / height
    top, bottom = 0.10 + 0.05 * low, max(0.62 * low, 0.16)
    reach = {"wide": 0.36, "medium": 0.40}.get(shot, 0.46)
    palette = description.palette
    hues: Any = None
    if palette.strength > 0.05:
        tints = [light_of_hue(hue, 0.17, 0.72).astype(float) for hue in (palette.key, palette.fill, palette.accent)]
        hues = [[float(v) for v in 255 * np.sqrt(np.clip(one / one.max(), 0, 1))] for one in tints]
    drawn = np.zeros((height, width, 3), np.uint8)
    for number, age in enumerate(_AGES):
        x = 0.22 + 0.56 * ((0.381966 * number + float(rng.random()) * 0.3) % 1.0)
        y = top + (bottom - top) * float(rng.random())
        shell = burst(int(rng.integers(1 << 30)), x, y, reach * (1.0 if number == 0 else 0.66), hues)
        draw(drawn, shell, age)
    water = next((name for name in ("water", "wet") if name in painting.masks), "")
    horizon = painting.centre[1] / height
    painting.add_lights("fireworks", LightGroup(_light(painting, drawn, sky, water), "steady", 0.0, 0.0))
    painting.masks["open sky"] = sky
    options = {"top": top, "bottom": bottom, "reach": reach, "colours": hues, "horizon": horizon, "water": water}
    painting.elements.append(Element("fireworks", 0.8, options, "open sky"))


def _light(painting: Painting, drawn: Any, sky: Any, water: str) -> Any:
    """Return the light of bursts that are drawn, with their glow, behind what stands before the sky, and in water."""
    height, width = sky.shape
    grade = painting.grade
    peak = grade.pivot * (0.9 / grade.pivot) ** (1 / grade.contrast) / grade.exposure
    small = cv2.resize(drawn, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    glow = 1.3 * cv2.GaussianBlur(small, (0, 0), max(0.8, width / 500)) + 2.2 * cv2.GaussianBlur(
        small, (0, 0), width / 40
    )
    found = cv2.resize(glow, (width, height), interpolation=cv2.INTER_LINEAR)
    # Soft, or sharpening would leave dark edges of them on the plate, from which motion takes this light away again.
    sharp = (drawn.astype(np.float32) / 255) ** 1.25
    found += 1.7 * cv2.GaussianBlur(sharp, (0, 0), max(1.4, width / 480))
    if water:
        axis = painting.centre[1]
        turned = cv2.warpAffine(found, np.float32([[1, 0, 0], [0, -1, 2 * axis]]), (width, height))
        turned = cv2.blur(turned, (max(1, width // 240), max(3, height // 40)))
        found = found * sky[..., None] + 0.6 * turned * np.asarray(painting.masks[water], np.float32)[..., None]
    else:
        found *= sky[..., None]
    return (found * np.float32(peak)).astype(np.float16)
