"""The colours of a low sun's sky whose hue is named: a violet sunset, a red dawn, a dusk of pink and gold.

A named hue is that of the horizon and of the clouds. What is about the sun leans from there to warm light, so that the sun
still shines, and what is overhead to the blue of the night, so that the sky is no sheet of paper.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from beatreel.plugins.generators.procedural.hues import from_cold
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.toning import COLOURED

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Light = TypeVar("Light", bound=Any)
Colour = tuple[float, float, float]  # linear BGR

_LUMA = np.array([0.0722, 0.7152, 0.2126])
_WARM, _NIGHT = 48.0, 278.0  # hues of the light of a low sun, and of the sky that night comes from
_TO_WARM, _TO_NIGHT = 26.0, 30.0  # degrees by which what is about the sun, and what is overhead, leans there at most
_SUNLIT, _SHADED = 0.45, 0.6  # of the sun's own light, and of the sky's on things, that takes the hue: they keep theirs
_LOW_SUNS = {
    "golden": 80.0,
    "sunrise": 62.0,
    "sunset": 54.0,
}  # hues of the light of such hours, where no others are named
_OVERHEAD, _PALE = 252.0, 0.075  # hue of the sky above them, and its OKLab chroma
_LEANS = 0.62  # by how much the horizon, the clouds and what is about the sun are of it
_PASTEL = 0.5  # of a sky's chroma that a pale one has
_CHROMA, _DEEP = 0.15, 0.17  # OKLab chroma of the sky, and overhead, at the lightness of 0.7


def in_sky_hues(light: Light, description: SceneDescription) -> Light:
    """Return light whose sky has the one or two hues that a prompt names for it, each part of it as bright as before.

    Parameters
    ----------
    light : dataclass
        Light of a world; of the parts that are known here it takes those that it has.
    description : SceneDescription
        Of two hues the warmer one is low in the sky, where the sun is. Without any, the light stays as it is.
    """
    hues = description.sky_hues
    if not hues:
        is_free = description.palette.strength < COLOURED
        return _in_low_sun(light, _LOW_SUNS.get(description.named_light) if is_free else None)
    pure = _PASTEL if description.palette.light else 1.0
    low = max(hues, key=from_cold)
    high = min(hues, key=from_cold) if len(hues) > 1 else _turned(low, _NIGHT, _TO_NIGHT)
    about_sun = _turned(low, _WARM, _TO_WARM)
    shares: dict[str, tuple[float, float]] = {
        **dict.fromkeys(("zenith", "top"), (high, 0.92)),
        "cloud_shade": (high, 0.85),
        **dict.fromkeys(("ambient", "sky"), (high, _SHADED)),
        **dict.fromkeys(("horizon", "low"), (low, 0.92)),
        **dict.fromkeys(("haze", "haze_away", "air"), (low, 0.85)),
        **dict.fromkeys(("haze_sun", "cloud_lit", "cloud_sun", "glow"), (about_sun, 0.9)),
        **dict.fromkeys(("sun", "sunlight"), (about_sun, _SUNLIT)),
    }
    parts: dict[str, Any] = {
        name: dyed(getattr(light, name), *where, pure * (_DEEP if name in ("zenith", "top") else _CHROMA))
        for name, where in shares.items()
        if isinstance(getattr(light, name, None), tuple)
    }
    return replace(light, **parts)


def _in_low_sun(light: Light, hue: float | None) -> Light:
    """Return light of which what is low in the sky and what the sun lights leans to a hue; overhead it is blue."""
    if hue is None:
        return light
    names = ("horizon", "low", "haze_sun", "cloud_lit", "cloud_sun", "glow", "haze", "air", "sun", "sunlight")
    halves = ("haze", "air", "sun", "sunlight")
    parts: dict[str, Any] = {
        name: dyed(getattr(light, name), hue, _LEANS * (0.5 if name in halves else 1.0), _CHROMA)
        for name in names
        if isinstance(getattr(light, name, None), tuple)
    }
    overhead: dict[str, Any] = {
        name: dyed(getattr(light, name), _OVERHEAD, _LEANS, _PALE)
        for name in ("zenith", "top")
        if isinstance(getattr(light, name, None), tuple)
    }
    return replace(light, **parts, **overhead)


def dyed(colour: Colour, hue: float, share: float, chroma: float) -> Colour:
    """Return linear BGR light, as bright as before, of which a share (0 to 1) has the colour of a hue."""
    own, target = np.array(colour), light_of_hue(hue, chroma, 0.7).astype(float)
    bright = target * float(own @ _LUMA) / float(target @ _LUMA)
    blue, green, red = (float(part) for part in own + share * (bright - own))
    return blue, green, red


def _turned(hue: float, towards: float, most: float) -> float:
    """Return a hue that is turned to another one, by some degrees at most and by a third of the way at most."""
    away = (towards - hue + 180) % 360 - 180
    return (hue + math.copysign(min(abs(away) / 3, most), away)) % 360
