"""A forest or a field on fire: flames among what stands there, air that glows with them, embers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.flames import Flames, fire_colour
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Element, LightGroup

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

    Array = np.ndarray[Any, np.dtype[np.float32]]
    Fire = tuple[float, float, float, float]
    """Its foot in pixels, metres away, pixels tall."""

_LEFT = 0.18  # of the light of the sky, which smoke veils
_FIRES = 15
_AWAY = {"wide": 42.0, "medium": 26.0, "close": 17.0, "detail": 12.0}  # metres to the front
_TALL = (0.9, 3.4)  # metres of flames
_LEAST, _MOST = 0.03, 0.13  # of the picture's height that a flame takes
_WIDE = 1.15  # of a flame, of its height
_HAZE = 26.0  # metres over which the air takes on the light of the fire
_SMALL = 4  # the glow is computed at this fraction of the picture


def add_wildfire(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set the land alight, in place: what is near stands dark before air that glows, the flames live in a film."""
    width, height = light.width, light.height
    white = 0.75
    for group in painting.groups.values():
        group.light = halved(np.asarray(group.light, np.float32) * np.float32(_LEFT))
    for layer in painting.layers:
        layer.colour = halved(np.asarray(layer.colour, np.float32) * np.float32(_LEFT))
    seed = int(rng.integers(1 << 20))
    fires = _front(painting, width, height, shot, rng)
    heat = np.zeros((height, width), np.float32)
    for number, (x, y, z, tall) in enumerate(fires):
        _burn(heat, painting.depth, (x, y, z, tall), seed + 13 * number, number)
        options = {"x": x / width, "y": y / height, "tall": tall / height, "depth": z, "seed": seed + 13 * number}
        painting.elements.append(Element("fire", 0.85, options))
        if number % 4 == 0:
            painting.elements.append(Element("sparks", 0.6, options))
    painting.elements[:] = [one for one in painting.elements if one.kind not in ("birds", "butterflies", "fireflies")]
    painting.elements.append(Element("embers", 0.8))
    glow = fire_colour(np.float32(0.80) * heat) * np.float32(0.40 * white)
    painting.add_lights("flames", LightGroup(halved(glow), "steady", 0.0))
    air = _air(painting, glow, fires, seed, white)
    painting.add_lights("fire in the air", LightGroup(air, "kick", 0.88, 0.22))


def _front(painting: Painting, width: int, height: int, shot: str, rng: np.random.Generator) -> list[Fire]:
    """Return the flames of a front that crosses the picture: behind the ground that layers show, else where the land is so far."""
    depth = np.asarray(painting.depth, np.float32)
    covered = np.zeros(depth.shape, np.bool_)
    for layer in painting.layers:
        covered |= np.asarray(layer.alpha) > 0.5
    found = []
    for number in range(_FIRES):
        x = (number + float(rng.uniform(0.1, 0.9))) / _FIRES * width
        z = _AWAY.get(shot, 20.0) * float(rng.uniform(0.8, 1.7))
        size = float(rng.uniform(*_TALL))
        column = (covered if painting.layers else depth < z)[: round(0.97 * height), int(x)][::-1]
        foot = 0.97 * height - float(np.argmin(column)) if column.any() else height
        tall = float(np.clip(size * painting.focal / z, _LEAST * height, _MOST * height))
        behind = covered[round(max(foot - tall, 0)) : round(max(foot - 1, 1)), int(x)]
        if 0.35 * height < foot < 0.95 * height and (not behind.size or behind.mean() < 0.3):
            found.append((x, foot + 0.012 * height if painting.layers else foot, z, tall))
    return sorted(found, key=lambda fire: -fire[2])


def _burn(heat: Array, depth: Any, fire: Fire, seed: int, number: int) -> None:
    """Draw a flame where nothing nearer hides it, in place."""
    x, y, z, tall = fire
    rows, columns = max(8, round(tall)), max(8, round(_WIDE * tall))
    flame = Flames(seed).heat(columns, rows, (0.31 + 0.17 * number) % 1, (0.77 + 0.29 * number) % 1)
    height, width = heat.shape
    left, top = round(x - columns / 2), round(y - rows)
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + columns, width), min(top + rows, height)
    if x1 <= x0 or y1 <= y0:
        return
    shown = flame[y0 - top : y1 - top, x0 - left : x1 - left]
    free = np.asarray(depth[y0:y1, x0:x1], np.float32) > 0.7 * z
    part = heat[y0:y1, x0:x1]
    np.maximum(part, shown * cv2.GaussianBlur(free.astype(np.float32), (0, 0), 0.8), out=part)


def _air(painting: Painting, glow: Array, fires: list[Fire], seed: int, white: float) -> Array:
    """Return what smoke among the flames sends of their light: the further away, the more of it, most along the ground."""
    height, width = painting.depth.shape
    size = (max(8, width // _SMALL), max(8, height // _SMALL))
    depth = cv2.resize(np.minimum(np.asarray(painting.depth, np.float32), 4000), size, interpolation=cv2.INTER_AREA)
    thick = 1 - np.exp(-np.maximum(depth - 5, 0) / np.float32(_HAZE))
    y = (np.arange(size[1], dtype=np.float32)[:, None] + 0.5) / size[1]
    foot = float(np.mean([fire[1] for fire in fires])) / height if fires else 0.6
    above = np.exp(-np.maximum(foot - y, 0) / 0.26) * np.where(y > foot, np.exp(-(y - foot) / 0.30), 1.0)
    v, u = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32) / np.float32(size[0])
    swirl = fbm_at(u + 0.4 * np.sin(4 * v), 1.6 * v, 0.35, seed + 3, 5)
    smoke = np.clip(0.62 + 0.9 * swirl, 0.12, 1.5)
    colour = np.array([0.035, 0.27, 1.0], np.float32)
    total = (thick * above * smoke)[..., None] * colour * np.float32(0.55 * white)
    total += (thick * smoke)[..., None] * np.array([0.012, 0.05, 0.16], np.float32) * np.float32(0.5 * white)
    small = cv2.resize(glow, size, interpolation=cv2.INTER_AREA)
    for part, reach in ((0.10, 0.02), (0.10, 0.07), (0.08, 0.2)):
        total += np.float32(part) * cv2.GaussianBlur(small, (0, 0), reach * size[0])
    return halved(cv2.resize(total.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR))
