"""Paper lanterns on cords across an alley, which light it in place of signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.hues import from_cold
from beatreel.plugins.generators.procedural.kernels.street import PLAIN
from beatreel.plugins.generators.procedural.palette import light_of_hue

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .draft import Draft, Mood

Array = np.ndarray[Any, np.dtype[np.float32]]

_NAMED = re.compile(r"\b(?<!street )(?<!gas )lanterns\b")
_RED = 29.0  # hue, where none is named
_NAMED_HUES = 0.45  # strength from which a prompt names the hues of a picture
_FAMILY = 1
_ACROSS = (0.2, 0.5, 0.8)  # where on a cord they hang, shares of the width of the alley
_POWER = 0.5  # of their light against their colour


def lanterns_named(description: SceneDescription) -> Array | None:
    """Return the colour of the paper lanterns that light the alley; None where the prompt names none or it is bright day."""
    if not _NAMED.search(description.prompt.lower()) or description.time_of_day not in ("night", "dusk"):
        return None
    palette = description.palette
    hue = palette.lit
    if hue is None:
        is_named = palette.strength > _NAMED_HUES
        hue = max(palette.key, palette.fill, palette.accent, key=from_cold) if is_named else _RED
    return light_of_hue(hue, 0.23, 0.50)


def hang(draft: Draft, mood: Mood) -> None:
    """Hang them up; each cord has one light for all of its lanterns."""
    assert mood.lanterns is not None
    random = draft.random
    width, z = draft.right - draft.left, random.uniform(5.6, 6.4)
    while z < 40:
        high, sag = random.uniform(3.0, 4.3), random.uniform(0.12, 0.3)
        draft.box((draft.left, draft.right), (high + 0.33, high + 0.345), (z - 0.008, z + 0.008), PLAIN, 0.02)
        for share in _ACROSS:
            x = draft.left + width * (share + random.uniform(-0.06, 0.06))
            y = high - sag * 4 * share * (1 - share)
            radius = random.uniform(0.20, 0.27)
            draft.lanterns.append((x, y, z, radius, 1.15 * radius, *(mood.lanterns * np.float32(0.36)), _FAMILY))
            draft.box((x - 0.006, x + 0.006), (y + radius, high + 0.34), (z - 0.006, z + 0.006), PLAIN, 0.02)
            draft.box(
                (x - 0.02, x + 0.02), (y - 1.15 * radius - 0.2, y - 1.15 * radius), (z - 0.02, z + 0.02), PLAIN, 0.05
            )
        middle = (draft.left + draft.right) / 2 + random.uniform(-0.8, 0.8)
        draft.lights.append((middle, high - sag - 0.45, z - 0.2, *(mood.lanterns * np.float32(_POWER)), _FAMILY))
        z += random.uniform(1.7, 2.9) * (1 + z / 40)
