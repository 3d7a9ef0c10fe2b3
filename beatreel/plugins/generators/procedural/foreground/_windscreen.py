"""The inside of a car before what is seen through its wet windscreen: dashboard and mirror, or a wiper on the glass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Layer
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.cabin import Lights, cabin

from ._light import Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_ZOOMS = {"wide": 1.0, "close": 1.28}  # where the dashboard is seen, and how near
_INSIDE = 0.9  # metres
_BLADE = 0.011  # half the width of a wiper, of the picture's


def add_windscreen(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Put a dashboard, or else a wiper, before a painting, in place."""
    light = Backlight.of(painting)
    if shot not in _ZOOMS:
        painting.layers.append(_wiper(light, rng))
        return
    rows = light.small.shape[0]
    palette = description.palette
    hue = palette.accent if palette.strength > 0.4 else 60.0
    white = np.float32(max(light.level(97), 0.05))
    lights = Lights(
        light_of_hue(hue, 0.13, 0.72) * np.float32(0.8) * white,
        light.small[: rows // 2].reshape(-1, 3).mean(axis=0),
        light.small[rows // 2 :].reshape(-1, 3).mean(axis=0),
        light.small[rows // 3 : rows // 2].reshape(-1, 3).mean(axis=0),
    )
    dark = description.time_of_day in ("night", "dusk")
    colour, alpha = cabin(
        light.width, light.height, rng, lights, followed=0.8 * float(white) if dark else 0.0, zoom=_ZOOMS[shot]
    )
    painting.layers.append(Layer(colour, alpha, _INSIDE))


def _wiper(light: Backlight, rng: np.random.Generator) -> Layer:
    """Return a wiper that rests on the glass: its arm and its blade, with the light outside on their edges."""
    width, height = light.width, light.height
    way = float(rng.choice([-1.0, 1.0]))
    pivot = np.array([(0.5 - 0.34 * way) * width, 1.04 * height])
    lean = float(rng.uniform(0.50, 0.85))
    along = np.array([way * np.sin(lean), -np.cos(lean)])
    middle = pivot + 0.62 * height * along * (width / height) ** 0.35
    across = np.array([way * np.sin(lean + 0.16), -np.cos(lean + 0.16)]) * 0.40 * width
    alpha, edge = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    for a, b, half in ((pivot, middle, 0.9), (middle - across, middle + across, 1.3)):
        thick = max(1, round(2 * half * _BLADE * width))
        ends = [tuple(int(v) for v in np.round(16 * end)) for end in (a, b)]
        cv2.line(alpha, ends[0], ends[1], 1.0, thick, cv2.LINE_AA, 4)
        up = [(x - int(0.25 * 16 * thick), y - int(0.25 * 16 * thick)) for x, y in ends]
        cv2.line(edge, up[0], up[1], 1.0, max(1, thick // 4), cv2.LINE_AA, 4)
    shade = 0.03 + 0.4 * edge[..., None] * alpha[..., None]
    colour = shade * light.blurred(0.10)
    return Layer(colour.astype(np.float16), alpha.astype(np.float16), _INSIDE)
