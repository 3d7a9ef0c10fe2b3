"""Which crop grows in a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.colouring import Palette
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_NAMES = {
    "poppies": ("poppy", "poppies"),
    "wheat": ("wheat", "corn", "barley", "grain", "harvest", "rye", "crop"),
    "lavender": ("lavender", "provence"),
    "tulips": ("tulip", "tulips"),
    "heather": ("heather", "moor", "moors", "moorland", "heath"),
    "sunflowers": ("sunflower", "sunflowers"),
    "daisies": ("daisy", "daisies"),
    "wildflowers": (
        "wildflower",
        "wildflowers",
        "flower",
        "flowers",
        "blossom",
        "blossoms",
        "bloom",
        "blooming",
    ),
    "grass": ("plain", "plains", "prairie", "steppe", "grassland", "grasslands", "pampas", "tall", "long", "pasture"),
    "meadow": ("meadow", "dandelion", "grass", "spring"),
}

_HUES = {"poppy": 29.0, "buttercup": 95.0, "bell": 300.0}
"""Of blossoms that are not white, as :class:`~..prompt.colouring.Palette` counts them."""
_NAMED, _ALIKE = 0.45, 50.0  # strength of a palette of named colours; degrees between hues that are one to the eye
_LEAFY = (105.0, 215.0)  # hues in which nothing blossoms

_ANYWHERE = {"figure", "footpath", "tree", "birds", "rainbow", "moon"}  # motifs that make no place of a field


def named_crop(description: SceneDescription) -> str | None:
    """Return the kind of field that a prompt names, save for a meadow; None if it names none."""
    words = description.all_words
    if "vineyard" in description.motifs:  # its hill is all that is seen of the field
        return "grass"
    for said in (words - set(description.reads_as), words):  # what the place is like counts less than what is named
        for name in (
            "poppies",
            "wheat",
            "lavender",
            "heather",
            "tulips",
            "sunflowers",
            "wildflowers",
            "daisies",
            "grass",
        ):
            if said & set(_NAMES[name]):
                return "daisies" if name == "wildflowers" and "white" in words else name
    return None


def crop_of(description: SceneDescription, seed: int, variation: int) -> str:
    """Return the kind of field: the one that the prompt names, else one after the other; about a house it is the same in all pictures."""
    words = description.all_words
    if (named := named_crop(description)) is not None:
        return named
    if {
        "chapel",
        "gothic_mansion",
        "lone_house",
        "stone_temple",
        "grove",
        "lone_tree",
        "castle",
        "lone_tower",
        "village",
        "yurts",
    } & set(description.motifs):
        return "grass"
    order = ["meadow", "wheat", "poppies", "lavender", "sunflowers"]
    if set(description.motifs) - _ANYWHERE:
        order, variation = order[:2], 0
    if words & set(_NAMES["meadow"]):
        return ("meadow", "poppies")[variation % 2]
    first = int(np.random.default_rng([seed & 0x7FFFFFFF, 41]).integers(len(order)))
    return order[(first + variation) % len(order)]


def suited(blossoms: tuple[str, ...], palette: Palette) -> tuple[str, ...]:
    """Return those blossoms of a mixed field that have a colour of the prompt, the coloured ones first, and white ones.

    Others would be printed in a colour that no flower has: green, or black.
    """
    if palette.strength < _NAMED or len(set(blossoms)) < 4:
        return blossoms
    hues = [hue for hue in (palette.key, palette.fill) if not _LEAFY[0] <= hue <= _LEAFY[1]]
    kept = [
        name
        for name in blossoms
        if name in _HUES and any(abs((hue - _HUES[name] + 180) % 360 - 180) <= _ALIKE for hue in hues)
    ]
    return (*kept, *kept, *(name for name in blossoms if name not in _HUES))
