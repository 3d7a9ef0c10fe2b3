"""The light on somebody who wears a colour that the prompt names: before a dusk as before the sun it is to be seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ._light import LUMA, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._solid_light import Rig

_SHOWN = {"day": 0.54, "golden": 0.50, "dawn": 0.42, "dusk": 0.41, "night": 0.38}  # of its strongest channel
_NEAR = {"close": 0.92, "detail": 0.88}  # near ones are darker before the light
_MOST = 3.2  # times brighter than undyed cloth is lit
_SHADE = 2.4  # most that its shade is lit more
_LIGHT = 0.4  # how much less yellow needs than red
_LEAST_CHROMA = 0.10  # between the strongest and the weakest channel: black, grey and white are seen in any light
_FLESH = 1.15  # how much more than other light falls on skin, which is pale beside blue cloth
_DARK, _MORE = 0.16, 1.25  # the strongest channel of brown, which is dark: lit as red is, it would be beige
_BRILLIANT, _PALE_SHADE = (
    np.float32(1.5),
    np.float32(1.2),
)  # how much more light falls on white, and on its shade: it is not grey
_WHITE, _WHITE_OWN = 0.4, 0.5  # the weakest channel of white and silver, and how far their light is white
_OWN = 0.9  # how far its light is white: red cloth in blue light would be black


def in_its_colour(rig: Rig, painting: Painting, dye: tuple[float, float, float] | None, hour: str, shot: str) -> Rig:
    """Return lights in which cloth of a colour (linear BGR) shows it; the same lights if it has none."""
    if dye is None:
        return rig
    if (
        max(dye) - min(dye) < _LEAST_CHROMA
    ):  # white stays so under a red sky, where black is black and grey is as it was
        if min(dye) <= _WHITE:
            return rig
        rig = rig.whitened(_WHITE_OWN)
        return replace(rig, front=_BRILLIANT * rig.front, sides=_PALE_SHADE * rig.sides, on_flesh=float(1 / _BRILLIANT))
    if max(dye) < _DARK:
        rig = rig.whitened(_OWN)
        return replace(rig, front=np.float32(_MORE) * rig.front)
    bright = float(np.asarray(dye, np.float32) @ LUMA) / max(dye)
    shown = _SHOWN.get(hour, 0.5) * _NEAR.get(shot, 1.0) * (1 - _LIGHT * bright)
    white = float(rig.front @ LUMA)
    wanted = min(max(peak(painting, shown) / max(dye), white), _MOST * white)
    more = wanted / max(white, 1e-6)
    rig = rig.whitened(_OWN)
    # Its shade is lit more, too: else an arm's shadow would be a hole in it.
    return replace(
        rig,
        front=rig.front * np.float32(more),
        sides=rig.sides * np.float32(min(more, _SHADE)),
        on_flesh=min(_FLESH / more, 1.0),
    )
