"""A sea whose water has the one named colour, under a sky that is the other, grey."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.palette import is_dark, is_parted, light_of_hue, other_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.colouring import Palette
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

_LUMA = np.array([0.0722, 0.7152, 0.2126])
_SKY = ("zenith", "horizon", "haze", "haze_sun", "glow", "cloud_lit", "cloud_shade", "ambient", "sun")
_WATERS = (115.0, 290.0)  # hues that water has, from green to indigo
_AQUAS = (160.0, 215.0)  # and of them, turquoise and its neighbours
_TOLD = 0.45  # strength from which hues are named
_GREY = 0.75  # of a light's colour that is that of the grey
_TINGE = 0.09  # OKLab chroma of it


def water_hue(description: SceneDescription) -> float | None:
    """Return the hue of the water where the sky over it is grey; None at night, on a clear day, and where nothing is said of it."""
    palette, hour = description.palette, description.time_of_day
    is_blue = hour == "day" and description.weather == "clear"  # white beside turquoise is foam and sand
    is_grey = palette.grey and hour != "night" and not is_blue and is_parted(palette) and is_dark(palette)
    return palette.key if is_grey and _WATERS[0] <= palette.key <= _WATERS[1] else None


def named_water(description: SceneDescription) -> float | None:
    """Return the hue of the water that a prompt names: of water as such, beside that of a low sun's sky, or as turquoise in its light."""
    palette = description.palette
    if description.colour_of("water"):  # “emerald green water”, whatever the sky is
        return next((hue for hue in palette.borne if _WATERS[0] <= hue <= _WATERS[1]), None)
    if palette.strength < _TOLD or description.time_of_day not in ("dawn", "golden", "dusk"):
        return None
    waters = _WATERS if description.sky_hues else _AQUAS
    hues = [hue for hue in (palette.key, palette.fill) if hue not in description.sky_hues]
    return next((hue for hue in hues if waters[0] <= hue <= waters[1]), None)


def under_grey(light: OpenLight, palette: Palette) -> OpenLight:
    """Return light whose sky is of the grey of a palette: an orange dusk would take the colour that is the water's."""
    grey = light_of_hue(other_hue(palette), _TINGE, 0.75)
    grey = grey / float(grey @ _LUMA)
    parts: dict[str, Any] = {}
    for name in _SKY:
        own = np.array(getattr(light, name))
        parts[name] = tuple(float(c) for c in own + _GREY * (grey * float(own @ _LUMA) - own))
    return replace(light, **parts)
