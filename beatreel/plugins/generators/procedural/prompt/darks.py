"""Which of two named colours has the darks of a picture, and which its lights."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from beatreel.plugins.generators.procedural.hues import from_cold, is_green

from .shades import hue_of

if TYPE_CHECKING:
    from .reading import Reading

_DARK = {"dark", "darkest", "midnight", "inky"}
_DEEPER = 0.82  # of the depth of the other one: burgundy is the dark one beside lavender, though it is the warmer
_LEAFLESS = ("alley", "skyline", "chrome", "space", "stage", "clouds")  # where green is a light, and no leaves


def dark_hue(words: Reading, colours: Sequence[dict[str, Any]], hues: Sequence[float], world: str) -> float:
    """Return the hue, of the first two, that is that of the darks.

    It is the one that a prompt calls dark, as in “purple and dark green”, or whose shade is much the deeper one; else green, which is
    of leaves and no light of the sky, and else the colder one.

    Parameters
    ----------
    words : Reading
    colours : sequence of dict
        The colours that are named, with their ``hue`` and ``depth``.
    hues : sequence of float
        Two hues or more, degrees of OKLCH.
    world : str
    """
    two = list(hues[:2])
    said = [
        hue_of(one.text, entry)
        for before, one in pairwise(words.found)
        for section, entry in one.meanings
        if section == "colours" and (before.text in _DARK or one.text.partition(" ")[0] in _DARK)
    ]
    called = [hue for hue in dict.fromkeys(said) if hue in two]
    if len(called) == 1:
        return called[0]
    depths = [next((one.get("depth", 1.0) for one in colours if one["hue"] == hue), 1.0) for hue in two]
    if min(depths) < _DEEPER * max(depths):
        return two[depths[1] < depths[0]]
    leaves = world not in _LEAFLESS and "aurora" not in words.all("places")
    return min(two, key=lambda hue: from_cold(hue) - 360 * (leaves and is_green(hue)))
