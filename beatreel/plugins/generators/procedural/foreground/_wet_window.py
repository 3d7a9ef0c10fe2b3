"""A pane of wet glass before a painting: the world behind it is out of focus, every drop shows it small and upside down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery.defocus import defocus
from beatreel.plugins.generators.procedural.scenery.drops import Pane, pane_of

from ._enlarging import enlarge
from ._light import Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_PANE = 1.1  # metres to the glass
# For each shot the radius of the largest drops and of a lamp out of focus, shares of the width.
_SIZES = {"wide": (0.013, 0.017), "medium": (0.019, 0.025), "close": (0.030, 0.036), "detail": (0.046, 0.050)}
_TRICKLES = ((0.010, 5), (0.028, 3), (0.055, 2))  # widths a second, and how many run at that speed


def add_wet_window(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Put a wet pane before a painting, in place; its lights stay lights and go on answering the music."""
    flatten(painting)
    width, height = light.width, light.height
    largest, disc = (share * width for share in _SIZES.get(shot, _SIZES["medium"]))
    if "bokeh" in description.motifs:  # which is out of focus by itself
        disc *= 0.16
    amount = 0.7 if description.weather != "rain" else 0.75 + 0.5 * description.weather_amount
    pane = pane_of(width, height, largest, amount, rng)
    names = list(painting.groups)
    for name in names:
        group = painting.groups[name]
        group.light = halved(_through(np.asarray(group.light, np.float32), pane, disc, name == names[0]))
    total = sum((np.asarray(group.light, np.float32) for group in painting.groups.values()), np.float32(0))
    for speed, count in _TRICKLES:
        painting.layers.append(_running(np.asarray(total), largest, count, speed, rng))
    if (shot == "wide" or (shot == "medium" and "windowsill" in description.motifs)) and not {
        "train_window",
        "windscreen",
    } & set(description.motifs):  # those have frames of their own
        painting.layers.append(_frame(light, rng))
    painting.depth = np.full_like(painting.depth, _PANE)
    painting.masks.clear()
    painting.elements.clear()  # all that moves outside is out of focus, too
    painting.travel = min(painting.travel, 0.05)
    painting.lettering = False


def spread(painting: Painting, size: tuple[int, int]) -> Backlight:
    """Make all that is painted so far larger, in place: behind the glass it is out of focus; return its light."""
    flatten(painting)
    painting.masks.clear()
    enlarge(painting, size)
    return Backlight.of(painting)


def flatten(painting: Painting) -> None:
    """Make the layers part of the light, far to near."""
    for layer in painting.layers:
        alpha = np.asarray(layer.alpha, np.float32)[..., None]
        for group in painting.groups.values():
            group.light = np.asarray(group.light * (1 - alpha), np.float32)
        first = next(iter(painting.groups.values()))
        first.light = first.light + np.asarray(layer.colour, np.float32) * alpha
    painting.layers.clear()


def _through(light: Array, pane: Pane, disc: float, is_lit: bool) -> Array:
    """Return a family of light as it is seen through the pane."""
    soft, mist = _defocused(light, 2, disc, 2.5), _defocused(light, 4, 2.2 * disc, 1.0)
    haze = light.reshape(-1, 3).mean(axis=0)
    seen = soft + (mist - soft) * pane.fog[..., None] + haze * (0.10 * pane.fog[..., None])
    drops = pane.look(light)
    drops *= 1.35 * pane.clear[..., None]
    if is_lit:
        drops += pane.glint[..., None] * (0.5 * soft + 1.5 * haze)
    return np.asarray(seen + (drops - seen) * pane.cover[..., None], np.float32)


def _defocused(light: Array, step: int, disc: float, boost: float) -> Array:
    """Return light out of focus, computed at a fraction of its size: it has no detail."""
    height, width = light.shape[:2]
    small = cv2.resize(light, (max(width // step, 8), max(height // step, 8)), interpolation=cv2.INTER_AREA)
    (soft,) = defocus([small], disc / step, boost)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _running(total: Array, largest: float, count: int, speed: float, rng: np.random.Generator) -> Layer:
    """Return drops that run down the pane as a layer; each takes its light from where it starts."""
    height, width = total.shape[:2]
    pane = Pane.empty(width, height)
    for _ in range(count):
        x, y = rng.uniform(0.05, 0.95) * width, rng.uniform(-0.05, 0.75) * height
        pane.add(x, y, largest * rng.uniform(0.55, 0.85), rng, tall=1.35)
    colour = pane.look(total)
    colour = colour * (1.3 * pane.clear[..., None]) + pane.glint[..., None] * total.reshape(-1, 3).mean(axis=0) * 2
    motion = Motion(x=float(rng.random()), down=speed)
    return Layer(halved(colour), halved(pane.cover), 0.98 * _PANE, motion)


def _frame(light: Backlight, rng: np.random.Generator) -> Layer:
    """Return the frame of the window and its sill, dark, with the light from outside on their edges."""
    width, height = light.width, light.height
    x = (np.arange(width, dtype=np.float32)[None] + 0.5) / width
    y = (np.arange(height, dtype=np.float32)[:, None] + 0.5) / width
    high = height / width
    middle, bar = float(rng.choice([0.30, 0.70])), float(rng.uniform(0.50, 0.62)) * high
    away = np.minimum.reduce(  # from the nearest edge of wood, negative within
        [
            np.abs(x - middle) - 0.021 + 0 * y, np.abs(y - bar) - 0.017 + 0 * x, x - 0.085 + 0 * y, 0.915 - x + 0 * y,
            y - 0.075 + 0 * x, high - 0.16 - y + 0 * x,
        ]
    )  # fmt: skip
    alpha = np.clip(0.5 - away * width / 2.0, 0, 1)
    glow = light.blurred(0.10)
    edge = np.exp(-(((away + 0.006) / 0.005) ** 2))
    grain = cv2.GaussianBlur(rng.standard_normal((max(height // 8, 1), width)).astype(np.float32), (0, 0), 1.2)
    grain = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)
    sill = np.clip((y - (high - 0.16)) / 0.02, 0, 1) * np.exp(-np.maximum(y - (high - 0.15), 0) / 0.05)
    shade = (0.045 + 0.34 * edge + 0.22 * sill) * (1 + 0.12 * grain)
    return Layer(halved(glow * shade[..., None]), halved(alpha), 0.9)
