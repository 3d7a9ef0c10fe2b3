"""What is told of things in the open: lamps among bare trees, candles on water, paper that rains, what is parked off the road."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .hours import said_of
from .reading import lexicon

if TYPE_CHECKING:
    from .sight import Sight

_WINTRY = {"frozen", "ice", "icy", "frost", "winter", "wintry", "frosted", "frosty", "hoarfrost"}
_AUTUMN, _RED_LEAVES = {"autumn", "autumnal", "october", "november"}, {"red", "crimson", "scarlet", "maple", "maples"}
_OTHER_WOODS = (
    *"bamboo rainforest stream birch maples beeches redwoods bare_trees park_lamps swamp mushrooms".split(),
)
_TURNED = re.compile(
    r"\b(golden|gold|yellow|orange|amber|red|crimson|scarlet|rusty|rust|copper|colou?rful)"
    r"(?: and \w+)?(?: (?:autumn|autumnal|fall|falling|fallen))? (?:leaves|leaf|foliage|canopy|treetops|trees)\b"
)
_EVERGREEN = {
    *"green national wild pine pines fir firs spruce spruces conifer conifers jungle taiga palm palms".split()
}
_WATERS = {*"lake river water pond sea ocean bay harbour harbor stream creek brook".split()}
_PAPER_RAINS = re.compile(
    r"\bconfetti (?:\w+ )?(?:rain|shower|storm)|(?:rain|shower|storm)s?(?:ing)? (?:of |with )?(?:\w+ )?confetti"
)

_SMOKES = {*"smoke smoking chimney chimneys".split()}
_VILLAGES = {*"village villages hamlet cottage cottages farmhouse houses cabins".split()}
_STOOPS = ("brownstone", "brownstones", "stoop", "stoops", "brooklyn", "harlem")
_IN_STREETS = {"neon", "narrow"}


def inland_tower(sight: Sight) -> None:
    """Its light is that of a lighthouse."""
    if sight.has("lone_tower") and sight.world != "ocean":
        sight.show(("lighthouse", "lighthouses"))


def winter_park(sight: Sight) -> None:
    """Lamps among bare trees stand along an avenue."""
    if sight.has("bare_trees"):
        sight.show(("avenue", "road", "path", "lane"))
    if sight.has("bare_trees") and sight.has("street_lamp", "lantern"):
        sight.drop("street_lamp", "lantern")
        sight.add("park_lamps")
    snows = {text for text, weather in said_of(sight.words, "weathers") if weather == "snow"}
    if sight.has("bare_trees") and sight.weather == "snow" and snows <= _WINTRY:
        sight.weather, sight.snowed_in = "clear", True


def leafy_park(sight: Sight) -> None:
    """Its trees are beeches, in autumn birches or, where red is named, maples; leaves that fall do so whatever their colour.

    Woods in autumn, or whose leaves have turned, are such trees without being a park, too: a wood of spruces shows no such leaf.
    """
    said = {*sight.asked.texts, *sight.asked.prompt.lower().replace(",", " ").split()}
    if sight.world != "forest":
        return
    turned = _TURNED.search(sight.asked.prompt.lower())
    is_leafy = not sight.has(*_OTHER_WOODS) and not _EVERGREEN & said
    is_one = is_leafy and bool(said & {"park", "parks"})
    if is_leafy and (turned or said & _AUTUMN) and (is_one or not sight.has("still_water")):
        is_red = _RED_LEAVES & ({turned[1]} if turned else said)
        sight.add("maples" if is_red or "maple" in said or "maples" in said else "birch")
    elif is_one and sight.weather != "snow" and not sight.snowed_in:
        sight.add("beeches")
    if said & _AUTUMN and {"falling", "leaves"} <= said:
        sight.add("falling_leaves")


def candles_afloat(sight: Sight) -> None:
    """What carries them is one thing with them; what else would shine there is a lamp of a room."""
    if sight.has("water_candles", "candle_boats"):
        sight.drop("lantern", "paper_boats", "water_lanterns", "still_water", "on_table")
        sight.show(word for word in sight.asked.texts if "candle" in word or "paper boat" in word or word in _WATERS)
    if sight.has("candle_boats"):
        sight.drop("water_candles", "stream")


def paper_rain(sight: Sight) -> None:
    """What rains is paper."""
    if sight.has("confetti") and sight.weather in ("rain", "storm") and _PAPER_RAINS.search(sight.asked.prompt.lower()):
        sight.weather = "clear"


def parked(sight: Sight) -> None:
    """What drives is on the road; what stands off it is one of those that roads have."""
    if sight.world == "road":
        sight.show(lexicon()["vehicles"]["words"])
    if sight.has("parked_bus", "parked_van", "parked_lorry"):
        sight.drop("old_car")
    if sight.world != "road" and sight.has("old_car", "parked_bus", "parked_van", "parked_lorry"):
        sight.show(lexicon()["vehicles"]["words"])
        sight.show(("pickup truck", "old pickup truck", "school bus", "yellow school bus", "camper van", "jeep"))


def smoke_of_houses(sight: Sight) -> None:
    """Chimneys of a village are those of its houses, and fishers' houses in snow are what one sees of their village."""
    if sight.has("factory") and sight.asked.says(*_VILLAGES) and not sight.asked.says("factory", "factories"):
        sight.drop("factory")
    if sight.has("harbour") and sight.asked.says("village") and sight.asked.says(*_SMOKES):
        sight.named = ["fjord_village" if one == "harbour" else one for one in sight.named]
    if sight.has("mountain_village", "fjord_village"):
        sight.show(word for word in (*sight.left[0], *(one for one, _ in sight.left[2])) if _SMOKES & set(word.split()))


def tubes_in_a_street(sight: Sight) -> None:
    """A cab under neon, or in a narrow street, drives in a street of shops and not before stoops."""
    if sight.has("brownstones") and sight.asked.says("neon", "narrow") and not sight.asked.says(*_STOOPS):
        sight.drop("brownstones")
        sight.add("city_street")
    if sight.has("city_street"):
        sight.show(word for word, _ in sight.left[2] if _IN_STREETS & set(word.split()))
