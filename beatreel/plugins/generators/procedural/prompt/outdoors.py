"""Buildings that a prompt sees from outside: “a chapel in the desert” and “a house by the sea” are no rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

_WHERE = {
    "in",
    "on",
    "by",
    "near",
    "at",
    "above",
    "over",
    "under",
    "beneath",
    "beside",
    "among",
    "amid",
    "amidst",
    "below",
    "facing",
    "into",
}
LANDS = {"canyon", "dunes", "field", "forest", "mountain", "ocean", "savanna", "volcano"}
_STANDING = {
    *"floating floats hovering rising standing stands hanging drifting sitting leading going climbing winding rotting lost alone".split(),
    *"up abandoned forgotten left half-buried buried".split(),
}  # “a piano rotting in a field”, “a staircase rising into the clouds”
_ROOMS = {
    *"corridor corridors hallway hallways lobby kitchen bathroom bedroom basement cellar attic apartment loft office".split(),
    *"staircase stairwell elevator library interior".split(),
}
_FURNITURE = {
    *"bathtub bed elevator fridge refrigerator armchair sofa couch desk wardrobe television televisions jukebox lift".split(),
    *(
        "glass elevator",
        "vending machine",
        "vending machines",
        "shopping cart",
        "phone",
        "telephone",
        "old television",
        "arcade machine",
    ),
}
_ARTICLES = {"a", "an", "the", "its", "my", "her", "his", "their"}
_FAR = 5  # words after which what is named no longer says where the building stands


def seen_outside(found: Sequence[Any], buildings: Mapping[str, str]) -> dict[int, str]:
    """Return the buildings that a prompt puts into a land or under a sky.

    Parameters
    ----------
    found : sequence of Found
        Words and phrases, with empty ones for commas.
    buildings : mapping of str to str
        Words that mean a room where nothing else is said, and the phrase for the same building from outside.

    Returns
    -------
    dict of int to str
        By the index of the word that phrase.
    """
    return {
        at: buildings[one.text]
        for at, one in enumerate(found)
        if one.text in buildings and not one.denied and _stands_in_a_land(found[at + 1 : at + 1 + _FAR])
    }


def _stands_in_a_land(after: Sequence[Any]) -> bool:
    while after and (after[0].text in _STANDING or _is_quality(after[0])):
        after = after[1:]
    if not after or after[0].text not in _WHERE:
        return False
    for one in after[1:]:
        if not one.text or one.text in ("ruin", "ruins"):
            return False
        places = {entry for section, entry in one.meanings if section in ("words", "hints")}
        weather = any(section == "weathers" for section, _ in one.meanings)
        if weather or one.text in ("clouds", "sky") or (places and places <= LANDS | {"clouds", "space"}):
            return True
    return False


def _is_quality(one: Any) -> bool:
    """Return whether a word may be what French and Spanish say of a thing after it: “iglesia pequeña en una colina”."""
    is_other = bool(one.text) and one.text != one.said and one.text not in _WHERE
    return is_other and not {section for section, _ in one.meanings} & {
        "words",
        "hints",
        "weathers",
        "motifs",
        "things",
    }


def seen_from_a_room(found: Sequence[Any]) -> list[int]:
    """Return the words for what is outside a room that is named: “a kitchen, a sports car outside”, “neon outside the window”."""
    in_rooms = [at for at, one in enumerate(found) if ("words", "interior") in one.meanings and not one.denied]
    beyond: list[int] = []
    start = 0
    for end in [*(at for at, one in enumerate(found) if not one.text), len(found)]:
        texts = [one.text for one in found[start:end]]
        if "outside" in texts:
            at = texts.index("outside")
            rest = [text for text in texts[at + 1 :] if text not in _ARTICLES]
            if at and (not rest or rest[-1].endswith(("window", "windows"))):
                beyond += range(start, start + at)
        start = end + 1
    return beyond if set(in_rooms) - set(beyond) else []


def furniture_outside(found: Sequence[Any]) -> list[int]:
    """Return the furniture that a prompt puts into a land: “a bathtub in the middle of a field”, “an elevator above the clouds”."""
    chosen = []
    for at, one in enumerate(found):
        after = list(found[at + 1 : at + 4 + _FAR])
        if [other.text for other in after[1:4]] == ["the", "middle", "of"]:
            after[1:4] = []
        is_up = bool(after) and bool({("words", "clouds"), ("words", "space")} & set(after[0].meanings))
        if one.text in _FURNITURE and not one.denied and (is_up or _stands_in_a_land(after[:_FAR])):
            chosen.append(at)
    return chosen


def rooms_belong_to(found: Sequence[Any]) -> list[int]:
    """Return the words for what a room right after them is part of: a “motel corridor” is a corridor."""
    return [
        at
        for at, (one, after) in enumerate(pairwise(found))
        if after.text.split(" ")[0] in _ROOMS
        and ("words", "interior") in after.meanings
        and ("words", "interior") not in one.meanings
        and not one.denied
        and any(section == "words" for section, _ in one.meanings)
    ]
