"""The one lamp of a room that a prompt calls the only one: all others are out, and a bare bulb hangs in the picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens

    from .setting import Groups, Setting

_ONE = re.compile(
    r"\b(?:one|single|lone|bare|naked)(?: (?!street|table|desk|floor|oil|gas|lava|neon)\w+){0,2} (?:light ?bulb|bulb|lamp)\b"
)
_COLD = {"white", "harsh", "cold", "stark", "blue", "fluorescent"}
_WHITE, _WARM = (0.95, 1.0, 1.05), (0.42, 0.92, 1.40)  # linear BGR
_POWER, _SEEN = 5.0, 9.0  # of its light on what is near, and of its glass
_AT = {"wide": (0.09, 0.24, 3.4), "medium": (0.12, 0.20, 3.0), "close": (0.20, 0.16, 2.6), "detail": (0.24, 0.14, 2.2)}
"""For each shot how far it hangs off the middle (widths) and under the upper edge (heights), and metres from the camera."""
_HIGHEST = 2.4  # metres at which it hangs
_DARK = 0.62  # of a room's usual median
_OUTSIDE = 0.4  # of the light that comes in from outside
_GLOW, _FAMILY = slice(11, 14), 14  # columns of a material
_OUT = (0.16, 0.16, 0.16)  # what does not shine is grey


def names_one_lamp(prompt: str) -> bool:
    """Return whether a prompt says that one lamp or bulb is all the light there is: “under one bare bulb”."""
    return bool(_ONE.search(prompt.lower()))


def hang_one_lamp(setting: Setting, lens: Lens, groups: Groups, size: tuple[int, int]) -> None:
    """Put out all lamps of a room, and hang one in the picture."""
    place, (width, height) = setting.place, size
    family = next((int(beat[0]) for beat in groups.values() if beat[0] in (EVEN, ODD)), SKY)
    place.lamps[:] = [one for one in place.lamps if int(one[6]) not in (EVEN, ODD)]
    place.beacons.clear()
    for one in place.materials:
        if int(one[_FAMILY]) in (EVEN, ODD) and any(one[_GLOW]):
            one[_GLOW], one[:3] = (0.0, 0.0, 0.0), _OUT
    setting.dim(_OUTSIDE)
    setting.median = tuple(_DARK * level for level in setting.median)
    aside, down, away = _AT[setting.shot]
    across = ((0.5 + setting.side * aside) * width - lens.centre_x) / lens.focal
    way = lens.forward + across * lens.right + (lens.centre_y - down * height) / lens.focal * lens.up
    if way[1] > 0:
        away = min(away, max((_HIGHEST - float(lens.origin[1])) / float(way[1]), 1.2))
    x, y, z = (float(part) for part in np.asarray(lens.origin + away * way))
    tone = _WHITE if setting.words & _COLD else _WARM
    glass = setting.glow(tuple(_SEEN * part for part in tone), family)
    black = setting.paint(skins.PLAIN, (0.02, 0.02, 0.02), gloss=0.03, rough=0.3)
    bulb = [(0.014, 0.034), (0.020, 0.020), (0.034, -0.012), (0.034, -0.030), (0.022, -0.052), (0.0, -0.060)]
    place.add(
        turned(bulb, 20, glass).moved(x, y, z),
        turned([(0.004, 3.0), (0.004, 0.095), (0.019, 0.085), (0.019, 0.030)], 12, black).moved(x, y, z),
    )
    place.lamp((x, y - 0.08, z), tuple(_POWER * part for part in tone), family, 0.05)
    place.beacons.append(((x, y, z), tone))
