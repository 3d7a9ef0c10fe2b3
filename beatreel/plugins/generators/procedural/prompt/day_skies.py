"""Skies by day that keep the colour of air, whatever colours a prompt names for what is below them."""

from __future__ import annotations

from beatreel.plugins.generators.procedural.hues import is_green

from .colouring import NEUTRAL, UNDER_THE_SKY, Palette, all_warm

WARMEST = 0.26
"""Temperature of a sunny day, above which a blue sky would be grey."""
_NAMED = 0.5  # strength of colours that are those of the whole picture
_AQUAS = (160.0, 205.0)  # hues of turquoise


def under_day_sky(palette: Palette, world: str, time: str) -> Palette:
    """Return a palette of warm colours and greens as that of a land by day, whose sky is of neither: no noon over tulips is brown.

    So it is beside turquoise and white, which are of water, foam and clouds.
    """
    is_fair = time == "day" or (time == "golden" and world == "dunes")  # over golden sand the sky is violet
    if is_fair and world in UNDER_THE_SKY and palette.temperature > WARMEST and palette.strength < _NAMED:
        return palette.model_copy(update={"temperature": WARMEST})
    is_of_land = all(is_green(hue) or all_warm([hue]) for hue in (palette.key, palette.fill))
    is_of_sea = palette.grey and _AQUAS[0] <= palette.key <= _AQUAS[1]  # and beside white the sky is blue
    is_open = world in UNDER_THE_SKY or (is_of_sea and world == "ocean")
    if time != "day" or not is_open or palette.strength < NEUTRAL or palette.pale or not (is_of_land or is_of_sea):
        return palette
    return palette.model_copy(update={"spares_sky": True, "day_sky": True})
