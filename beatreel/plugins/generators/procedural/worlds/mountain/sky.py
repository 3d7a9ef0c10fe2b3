"""Aurora curtains, and the lake that mirrors everything above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.hues import from_cold, is_green
from beatreel.plugins.generators.procedural.kernels import curtains
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.palette import light_of_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.colouring import Palette
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

Array = np.ndarray[Any, np.dtype[np.float32]]

_AURORAS, _LIGHTS, _POLAR = {"aurora", "auroras", "borealis"}, {"light", "lights"}, {"northern", "southern", "polar"}
_AFLOAT = {"water_lanterns", "water_candles", "candle_boats"}  # whose light outshines the stars
_VEILING = ("rain", "storm", "snow", "mist")
_BOTH_NAMED, _WARM = 0.45, 104.0  # strength of a palette of named colours; degrees from blue
_NAMED, _APART = 0.3, 40.0  # strength of a palette whose hues are those of curtains, degrees between two
_HIGHER = 28.0  # degrees from the only hue that is named to that of the tips of its rays
_PALER = 0.5  # how much of its colour the light of the curtains loses on snow
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)
_DIMMED = {
    "sun": 0.16, "haze_sun": 0.4, "glow": 0.1, "cloud_lit": 0.3, "ambient": 0.55, "zenith": 0.7, "horizon": 0.6, "haze": 0.45,
}  # fmt: skip


def has_aurora(description: SceneDescription) -> bool:
    """Return whether an aurora lights the night: one that is named, or the light of a night whose colour is green."""
    words, palette = description.all_words, description.palette
    if _AURORAS & words or (_LIGHTS & words and _POLAR & words):
        return True
    # Lanterns, lamps or a moon are the light of their night; no aurora shines through rain.
    outshone = (_AFLOAT | {"moon"}) & set(description.motifs) or description.weather in _VEILING
    green = palette.strength >= _BOTH_NAMED and any(is_green(hue) for hue in (palette.key, palette.fill))
    return green and not outshone and not _is_warm(description)


def _is_warm(description: SceneDescription) -> bool:
    """Return whether a warm colour is named for a night, which no aurora has."""
    palette = description.palette
    return palette.strength >= _BOTH_NAMED and max(from_cold(palette.key), from_cold(palette.fill)) > _WARM


def under_aurora(light: OpenLight) -> OpenLight:
    """Return a night that curtains light: no moon outshines them, hardly a cloud is before them, the land is dark."""
    dim: dict[str, Any] = {
        name: tuple(factor * part for part in getattr(light, name)) for name, factor in _DIMMED.items()
    }
    return replace(light, **dim, aurora=1.5 * light.aurora, disc=0.0, clouds=0.3 * light.clouds)


def curtain_colours(palette: Palette) -> Array:
    """Return colours of curtains, see :data:`~..kernels.curtains.COLOURS`: those that are named, each of two in one of its own."""
    key, fill = palette.key, palette.fill
    if palette.strength < _NAMED:
        return curtains.COLOURS
    if abs((key - fill + 180) % 360 - 180) < _APART:
        if is_green(key):
            return curtains.COLOURS
        fill = key + _HIGHER
    elif is_green(fill):  # that is the lower one, and the one that is seen most
        key, fill = fill, key
    low, high = (light_of_hue(hue, 0.22, 0.70) for hue in (key, fill))
    return np.array([(low, high), (high, high), (low, high)], np.float32)


def on_snow(colours: Array) -> Array:
    """Return the light that curtains of some colours shed on the land, linear BGR."""
    light = colours[:, 0].mean(axis=0) * 0.7 + colours[:, 1].mean(axis=0) * 0.3
    grey = float(light @ _LUMA)
    return np.asarray(0.10 * (light + _PALER * (grey * np.array([1.25, 1.0, 0.8], np.float32) - light)), np.float32)


def aurora(width: int, height: int, meeting: float, colours: Array, seed: int) -> Array:
    """Return the light of aurora curtains, (height, width, 3); ``meeting`` is the picture row where the land hides them."""
    small = max(8, -(-width // 2)), max(8, -(-height // 2))
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    light = np.empty((small[1], small[0], 3), np.float32)
    centre, lean = (np.float32(v) for v in curtains.vanishing(seed))
    v = (y + 0.5) * np.float32(height / small[1] / meeting)
    curtains.fill_curtains((x + 0.5) / np.float32(small[0]), v, curtains.tables(seed), colours, centre, lean, light)
    return np.asarray(cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


_OVERHEAD = 0.12  # heights of the horizon, from the top of the picture, of what is like the sky above it


def mirrored(
    parts: list[Array], water: Array, horizon: float, eye: float, focal: float, seed: int, rough: float, deep: float,
    stirred: Callable[[Array, Array, Array], Array] | None = None, fades: float = 3.0,
) -> None:  # fmt: skip
    """Put the mirror image of what is above the horizon on the water of every part, in place.

    Parameters
    ----------
    parts : list of ndarray (height, width, 3 or 1)
    water : ndarray (height, width)
        0 to 1.
    horizon, focal : float
        Pixels.
    eye : float
        Metres over the water.
    rough : float
        Of the water, 0 glass to 1 choppy.
    deep : float
        How much darker the nearest water is, 0 to 1.
    stirred : callable, optional
        Of metres aside and ahead and of a pixel's size there: how far something lifts the water, -1 to 1.
    fades : float
        How fast it mirrors less where one looks down at it.
    """
    height, width = water.shape
    top = int(np.flatnonzero(water.max(axis=1) > 0.01)[0]) if water.max() > 0.01 else height
    if top >= height:
        return
    y, x = np.mgrid[top:height, 0:width].astype(np.float32)
    below = np.maximum(y + 0.5 - horizon, 1.0)
    ahead = np.minimum(eye * focal / below, 3000.0).astype(np.float32)
    side = ((x - width / 2) * ahead / focal).astype(np.float32)
    foot = ahead * ahead / (eye * focal)
    # Wind leaves lanes of calm and of rippled water.
    lanes = step(-0.25, 0.45, fbm_at(side * 0.25, ahead, 60.0, seed + 3, 3, foot))
    swell = fbm_at(side * 0.6, ahead, 2.4, seed + 5, 5, foot, 0.6)
    strength = (0.25 + 0.75 * lanes) * rough
    shift = swell * strength * np.minimum(3.0 + 0.09 * below, 40.0 * width / 1584)
    if stirred is not None:
        lifted = stirred(side, ahead, foot)
        shift = shift + lifted * np.minimum(0.05 * below, 30.0 * width / 1584)
        swell = swell + 1.6 * lifted
    from_x = x + 0.5 * shift
    from_y = 2 * horizon - (y + 0.5) - 0.5 + 1.7 * shift - np.abs(shift)
    over = np.minimum(-0.25 * from_y, _OVERHEAD * horizon)  # above the picture is more of its sky, and no second sun
    from_y = np.clip(np.maximum(from_y, over), 0, horizon - 1)
    grazing = below / np.sqrt(below * below + focal * focal)
    share = 0.16 + 0.74 * (1 - np.clip(grazing, 0, 1)) ** fades
    share = (share * (1 - deep * np.clip(below / (height - horizon), 0, 1)) * (1 + 0.10 * swell))[..., None]
    cover = water[top:, :, None]
    blur = max(0.4, width / 1584)
    for part in parts:
        image = cv2.remap(part, from_x, from_y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        image = cv2.GaussianBlur(image, (0, 0), sigmaX=0.5 * blur, sigmaY=2.0 * blur)
        image = image.reshape(*image.shape[:2], -1)
        part[top:] += (image * share - part[top:]) * cover
