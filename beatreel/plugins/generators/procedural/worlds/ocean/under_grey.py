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
_GREY = 0.75  # of a light's colour that is that of the grey
_TINGE = 0.09  # OKLab chroma of it


def water_hue(description: SceneDescription) -> float | None:
    """Return the hue of the water where the sky over it is grey; None at night, on a clear day, and where nothing is said of it."""
    palette, hour = description.palette, description.time_of_day
    is_blue = hour == "day" and description.weather == "clear"  # white beside turquoise is foam and sand
    is_grey = palette.grey and hour != "night" and not is_blue and is_parted(palette) and is_dark(palette)
    return palette.key if is_grey and _WATERS[0] <= palette.key <= _WATERS[1] else None


def under_grey(light: OpenLight, palette: Palette) -> OpenLight:
    """Return light whose sky is of the grey of a palette: an orange dusk would take the colour that is the water's."""
    grey = light_of_hue(other_hue(palette), _TINGE, 0.75)
    grey = grey / float(grey @ _LUMA)
    parts: dict[str, Any] = {}
    for name in _SKY:
        own = np.array(getattr(light, name))
        parts[name] = tuple(float(c) for c in own + _GREY * (grey * float(own @ _LUMA) - own))
    return replace(light, **parts)
