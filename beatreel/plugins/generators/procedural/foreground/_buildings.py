"""A castle on its crag, with light in its windows, before whatever world is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette

from ._light import LUMA, Backlight, backlit, near_layer

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.describe import SceneDescription
    from beatreel.plugins.generators.procedural.painting import Painting

_SHADED_SNOW = np.array([1.35, 1.0, 0.82], np.float32)
_WARM = np.array([0.16, 0.52, 1.0], np.float32)
_LIT_HOURS = ("dawn", "dusk", "night")
# A castle in units of its height, from its middle: left, right, foot, top of walls; and towers: middle, half width, top, height of roof.
_WALLS = ((-0.62, 0.60, -0.2, 0.24), (-0.34, 0.38, 0.0, 0.40), (-0.10, 0.22, 0.0, 0.54))
_TOWERS = (
    (-0.60, 0.080, 0.40, 0.17), (-0.34, 0.070, 0.56, 0.20), (-0.12, 0.055, 0.66, 0.20), (0.06, 0.085, 0.74, 0.26),
    (0.25, 0.050, 0.60, 0.19),
    (0.40, 0.075, 0.50, 0.19), (0.62, 0.065, 0.36, 0.15),
)  # fmt: skip


class _Drawing:
    """Cover, snow and windows of buildings, drawn from far to near."""

    def __init__(self, width: int, height: int) -> None:
        self.cover, self.snow, self.window = (np.zeros((height, width), np.uint8) for _ in range(3))

    def solid(self, points: Any, snow: int = 0) -> None:
        """Fill a shape that hides what is behind it."""
        silhouette.fill(self.cover, points)
        silhouette.fill(self.window, points, 0)
        silhouette.fill(self.snow, points, snow)

    def light(self, x: float, y: float, wide: float, high: float, value: float) -> None:
        """Fill a lit window, its middle at a pixel."""
        a, b = max(wide, 1.1) / 2, max(high, 1.3) / 2
        silhouette.fill(
            self.window, np.array([(x - a, y - b), (x + a, y - b), (x + a, y + b), (x - a, y + b)]), round(255 * value)
        )


def _lay(
    painting: Painting, light: Backlight, drawing: _Drawing, metres: float, dark: float, haze: float, *, lit: bool
) -> None:
    cover = drawing.cover.astype(np.float32) / 255
    colour = backlit(light, cover, dark, 0.30, at=(0.5, 0.6))
    colour *= np.float32(1 - haze)
    behind = light.blurred()
    behind *= np.float32(haze)
    colour += behind
    snow = (drawing.snow.astype(np.float32) / 255)[..., None]
    behind = light.blurred(0.2)
    behind *= np.float32(0.25)
    mean = light.mean()
    mean += np.float32(0.6) * (float(mean @ LUMA) * _SHADED_SNOW - mean)  # the sun is behind it: the sky lights it
    behind += mean * np.float32(0.62)
    behind *= snow
    colour *= 1 - snow
    colour += behind
    del behind
    window = (drawing.window.astype(np.float32) / 255)[..., None]
    if lit:
        level = max(light.level(99.0), 0.25)
        halo = (
            cv2.GaussianBlur(drawing.window, (0, 0), max(1.0, 0.010 * light.width)).astype(np.float32)[..., None] / 255
        )
        colour += window * (_WARM * np.float32(2.4 * level))
        colour += halo * (_WARM * np.float32(0.55 * level))
    painting.layers.append(near_layer(colour, cover, metres))


def add_castle(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Put a castle on a crag at a third, before the light."""
    width, height = light.width, light.height
    drawing = _Drawing(width, height)
    side = 1 if light.behind(0.66, 0.5, 0.2) > light.behind(0.34, 0.5, 0.2) else -1
    tall = {"wide": 0.25, "medium": 0.33, "close": 0.42}.get(shot, 0.46) * height
    tall = min(tall, 0.62 * width)
    x, top = (0.5 + side * 0.10) * width, 0.70 * height
    columns = np.linspace(0, width, 90)
    away = np.abs(columns - x) / (0.72 * tall)
    edge = (
        top
        + 0.20 * height * np.clip(away - 0.9, 0, None) ** 0.75
        + 0.012 * height * rng.normal(0, 1, 90) * (away > 0.8)
    )
    drawing.solid(np.concatenate([np.stack([columns, edge], 1), [(width, height), (0, height)]]))

    def at(u: float, v: float) -> tuple[float, float]:
        return x + side * u * tall, top - v * tall

    for left, right, low, high in _WALLS:
        drawing.solid(np.array([at(left, low), at(right, low), at(right, high), at(left, high)]))
        for u in np.arange(left, right - 0.02, 0.048):
            drawing.solid(
                np.array([at(u, high), at(u + 0.026, high), at(u + 0.026, high + 0.026), at(u, high + 0.026)])
            )
    for middle, half, high, roof in _TOWERS:
        drawing.solid(
            np.array(
                [at(middle - half, -0.1), at(middle + half, -0.1), at(middle + half, high), at(middle - half, high)]
            )
        )
        eave = 1.28 * half
        drawing.solid(
            np.array([at(middle - eave, high), at(middle + eave, high), at(middle, high + roof)]),
            200 * (description.weather == "snow"),
        )
        drawing.solid(
            np.array([at(middle - 0.004, high + roof), at(middle + 0.004, high + roof), at(middle, high + roof + 0.05)])
        )
    for middle, half, high, _ in _TOWERS:
        for level in np.arange(0.12, high - 0.05, 0.13):
            if rng.random() < 0.62:
                spot = at(middle + float(rng.uniform(-0.4, 0.4)) * half, float(level))
                drawing.light(*spot, 0.018 * tall, 0.036 * tall, float(rng.uniform(0.6, 1.0)))
    _lay(
        painting,
        light,
        drawing,
        60.0,
        0.06,
        0.42 if description.weather == "mist" else 0.12,  # fog lies before it, or it would be a hole in the picture
        lit=description.time_of_day in _LIT_HOURS or description.weather == "storm",
    )
