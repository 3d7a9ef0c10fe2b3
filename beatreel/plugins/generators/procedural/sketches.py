"""Small versions of a whole painting, layers and all, on which its colours are counted and its values rated before it is developed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from .palette import Split, in_hue, lamps_and_sky, recolour

if TYPE_CHECKING:
    from .painting import Painting
    from .prompt.describe import Palette

    Array = np.ndarray[Any, np.dtype[np.float32]]

_AFTER_DARK = ("even", "streets", "neon")  # and of what else is lit then
LIT = ("windows", "lamps", "lamp", "bulbs", "booths", "warm", "odd")  # light groups of what is lit
_FEW_LAMPS = 0.012  # share of a picture that windows and lamps light, from where they show the warmer colour of two
_PARTED = 0.6  # how far their light, and that of the sky, are then of one colour each
_SKETCH = 96  # pixels across of what colours are counted on
_SAMPLE = 120  # pixels across of what values are rated on, about


def sketch(painting: Painting) -> Array:
    """Return the whole painting in few pixels, layers and all."""
    size = (_SKETCH, max(2, round(_SKETCH * painting.depth.shape[0] / painting.depth.shape[1])))

    def small(image: Any) -> Any:
        return cv2.resize(image.astype(np.float32), size, interpolation=cv2.INTER_AREA)

    total = np.sum([small(group.light) for group in painting.groups.values()], axis=0)
    for layer in painting.layers:
        cover = small(layer.alpha)[..., None]
        total = total * (1 - cover) + small(layer.colour) * cover
    return np.asarray(total, np.float32)


def part_lamps(painting: Painting, palette: Palette, small: Array) -> bool:
    """Give the warmer of two colours to lamps, in place, the colder one to what the sky lights; return whether there are any."""
    lamps = {
        name for name in painting.groups if name.partition(" ")[0] in (*LIT, *_AFTER_DARK) or name.startswith("thing")
    }
    hues = lamps_and_sky(palette)
    if hues is None or not lamps or painting.is_lamplit:
        return False
    size = small.shape[1::-1]
    lit = [
        cv2.resize(np.asarray(painting.groups[one].light, np.float32), size, interpolation=cv2.INTER_AREA)
        for one in lamps
    ]
    bright = small.max(axis=2)
    shown = (np.sum(lit, axis=0).max(axis=2) > 0.5 * bright) & (bright > 0.1 * np.percentile(bright, 98))
    if shown.mean() < _FEW_LAMPS:
        return False
    for name, group in painting.groups.items():
        group.light = in_hue(group.light, hues[name not in lamps], _PARTED)
    return True


def sampled(painting: Painting) -> Array:
    """Return every so manieth pixel of the whole painting, layers and all: small lights and darks are as bright and as dark in it."""
    every = _some(painting)
    total = np.sum([group.light[every].astype(np.float32) for group in painting.groups.values()], axis=0)
    for layer in painting.layers:
        cover = layer.alpha[every].astype(np.float32)[..., None]
        total = total * (1 - cover) + layer.colour[every].astype(np.float32) * cover
    return np.asarray(total, np.float32)


def sampled_mirror(painting: Painting, palette: Palette, split: Split | None, middle: float) -> tuple[Array, Array]:
    """Return what these pixels mirror, in the picture's colours, and how much of it they show."""
    mirror = painting.mirror
    assert mirror is not None
    every = _some(painting)
    surroundings = np.sum([group.light.astype(np.float32) for group in mirror.environments.values()], axis=0)
    height, width = surroundings.shape[:2]
    across, down = towards(mirror.direction[every], width, height)
    seen = surroundings[np.minimum(down.astype(int), height - 1), across.astype(int) % width]
    return recolour(seen, palette, split, middle), mirror.shade[every].astype(np.float32)


def _some(painting: Painting) -> tuple[slice, slice]:
    step = max(1, painting.depth.shape[1] // _SAMPLE)
    return np.s_[::step, ::step]


def towards(direction: Array, width: int, height: int) -> tuple[Array, Array]:
    """Return the columns and rows of a map of the surroundings in which directions are seen."""
    azimuth = np.arctan2(direction[..., 0], -direction[..., 2])
    elevation = np.arcsin(np.clip(direction[..., 1], -1, 1))
    return ((azimuth / np.pi + 1) * 0.5 * width).astype(np.float32), ((0.5 - elevation / np.pi) * height).astype(
        np.float32
    )
