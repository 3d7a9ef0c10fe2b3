"""Who stands or sits at the edge of a cliff or of a roof, and looks out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .reading import lexicon

if TYPE_CHECKING:
    from .sight import Sight

_EDGE = re.compile(
    r"\b(?:on|at|from|over|near|to|along|upon) (?:the |an? |its |his |her )?(?:top of (?:the |a )?)?(?:[a-z-]+ ){0,3}?"
    r"(?:cliffs?|cliff[- ]?(?:edge|top|side)s?|precipice|abyss|ledge|overlook|outcrop|crag)\b"
    r"|\bedge of (?:the |an? )?(?:[a-z]+ ){0,2}(?:cliff|world|canyon|abyss|mountain|precipice|ravine|gorge|earth)\b"
)
_CLIMBS = re.compile(
    r"\b(?:climb\w*|abseil\w*|waterfall)\b|\b(?:jump|div|fall|leap)\w* (?:off|from|over|into)\b"
    r"|\b(?:below|under|beneath|foot of) (?:an? |the )?(?:[a-z]+ )?cliffs?\b"
)
_LANDS = ("mountain", "ocean", "clouds", "canyon", "field", "forest", "volcano", "dunes", "savanna")
_BUILT = (
    *"lighthouse lone_house castle cliff_house chapel lone_tower stone_temple village mountain_village gothic_mansion tent cabin".split(),
    *"campfire crowd lone_tree white_village rope_bridge driven_car motorcycle old_car".split(),
)
_ON_A_ROOF = re.compile(r"\b(?:sits?|sitting|seated|dangling)\b[^.]*\b(?:edge|ledge|parapet|rooftop|roof|skyscraper)\b")
_ALONE_UP_THERE = ("rooftop", "figure", "woman", "man", "lady", "child", "wayfarer", "elder")
_WITH_BEASTS = (
    "wolf",
    "deer",
    "lion",
    "tiger",
    "horse",
    "eagle",
    "goat",
    "fox",
    "dog",
    "panther",
    "leopard",
    "bear",
    "rider",
)
_SITS = ("sitting", "sits", "sit", "seated", "dangling")


def heights(sight: Sight) -> None:
    """Put whoever is named on a cliff at the edge of one."""
    prompt = sight.asked.prompt.lower()
    if (
        sight.world == "skyline"
        and _ON_A_ROOF.search(prompt)
        and not sight.has("pair", "embrace", "guitarist", "lovers")
    ):
        sight.drop(*_ALONE_UP_THERE)
        sight.add("edge_sitter")
        sight.show(("roof", "rooftop", "ledge", "edge", "parapet"))
        return
    if sight.world not in _LANDS or sight.has(*_BUILT) or not _EDGE.search(prompt) or _CLIMBS.search(prompt):
        return
    people = set(lexicon()["groups"]["people"]) - {"figure", "umbrella", "caravan", "camel_train", "crowd", "swimmer"}
    if sight.asked.says(*_SITS) and not sight.has(*(people - {"woman", "man", "wayfarer", "lady", "child"})):
        sight.drop(*people)
        sight.add("edge_sitter")
    if not sight.has(*people, *_WITH_BEASTS, "edge_sitter"):
        if not sight.has("figure") or not sight.asked.motif("figure"):
            return
        sight.add("wayfarer")
    sight.drop("sea_cliffs", "birds")
    sight.add("cliff_edge")
    sight.show(("cliff", "cliffs", "cliff edge", "cliff top", "clifftop", "precipice", "ledge", "edge", "backpack"))
