"""After dark the sky may be of one colour, and lamps the few lights of another: in the blue hour, and where warm windows are named."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .hours import all_words
from .outdoors import LANDS

if TYPE_CHECKING:
    from .colouring import Palette
    from .hours import TimeOfDay
    from .reading import Reading

_CITIES = ("skyline", "town", "road")  # worlds whose lamps are lit then
_WARM = {"warm", "cosy", "cozy"}
_LIGHTS = {"window", "windows", "lamp", "lamps", "light", "lights", "lantern", "lanterns"}
_COLD = (180.0, 312.0)  # hues that such a sky may have
_BLUE, _LAMP = 256.0, 72.0  # hues where no others are named
_SHARE = (0.05, 0.22)  # of the picture that its lamps light
_IN_ALLEYS = (0.15, 0.45)
_STRENGTH = 0.7
_LAMPS = 112.0  # hue up to which lamps may have one: none is green
_AURORAL = 0.35  # strength of the colours of an aurora in what lies under it
_COLD_LIGHT = -0.28  # colour temperature, at which warm lamps still have their colour
_NAMED, _APART = 0.45, 40.0  # strength from which a prompt names hues, degrees from which they are two


def is_blue_hour(words: Reading, time: TimeOfDay) -> bool:
    """Return whether a prompt plays in the blue hour."""
    return time == "dusk" and {"blue", "hour"} <= all_words(words)


def names_warm_lamps(words: Reading, time: TimeOfDay) -> bool:
    """Return whether a prompt names “warm windows” or other warm lamps after dark."""
    if time not in ("night", "dusk"):
        return False
    said = [word for one in words.found if not one.denied for word in one.text.split() or [""]]
    return any(one in _WARM and after in _LIGHTS for one, after in pairwise(said))


def with_lamps(palette: Palette, world: str, *, blue_hour: bool) -> Palette:
    """Return the colours of a place after dark: the colder of two hues is everywhere, the other one is that of lamps."""
    if world not in (*_CITIES, *LANDS, "alley") or (blue_hour and world not in _CITIES):
        return palette
    if not blue_hour and palette.strength < _NAMED:  # its lamps are warm by themselves
        return palette
    blue, lamp = _BLUE, _LAMP
    if palette.strength >= _NAMED:
        hues = (palette.key, palette.fill, palette.shadow)
        cold = [hue for hue in hues if _COLD[0] <= hue <= _COLD[1]]
        blue = cold[0] if cold else _BLUE
        others = [hue for hue in hues if abs((hue - blue + 180) % 360 - 180) >= _APART]
        lamp = others[0] if others else _LAMP
    if _LAMPS < lamp <= _COLD[1]:  # of violet and green neither is that of lamps
        own = {} if blue_hour or world == "alley" else {"lit": _LAMP, "accent": _LAMP, "lamps": False}
        return palette.model_copy(update=own)
    is_turned = blue == palette.fill != palette.key
    return palette.model_copy(
        update={
            "key": blue,
            "shadow": blue,
            "fill": lamp,
            "accent": lamp,
            "strength": max(palette.strength, _STRENGTH),
            "depths": palette.depths[::-1] if is_turned else palette.depths,
            "mutes": palette.mutes[::-1] if is_turned else palette.mutes,
            "airy": palette.airy[::-1] if is_turned else palette.airy,
            "temperature": _COLD_LIGHT,
            "light_share": _SHARE if world != "alley" else _IN_ALLEYS,
            "lamps": world != "alley",  # whose signs have the colours themselves
        }
    )


def keeps_lamps_warm(palette: Palette, world: str, time: TimeOfDay) -> Palette:
    """Return the colours of a town after dark, all in one cold hue that is named: its lamps and windows are none of its green."""
    is_one = palette.key == palette.fill == palette.shadow and palette.strength >= _NAMED
    if world != "town" or time not in ("night", "dusk") or not is_one or palette.borne:
        return palette
    is_cold = _COLD[0] <= palette.key <= _COLD[1]
    return palette.model_copy(update={"accent": _LAMP}) if is_cold and palette.accent > _LAMPS else palette


def under_curtains(palette: Palette, world: str, words: Reading) -> Palette:
    """Return the colours of a night under an aurora, which has those that are named: snow and rocks take little of them."""
    if world != "mountain" or palette.strength <= _AURORAL or "aurora" not in words.all("places"):
        return palette
    return palette.model_copy(update={"strength": _AURORAL})
