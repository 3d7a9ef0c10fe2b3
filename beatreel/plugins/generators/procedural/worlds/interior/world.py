"""Rooms and halls: light through tall windows, dust, lamps, a glossy floor, and somebody or something in the middle.

Each is painted by a module of its own, most of them by a plan of :mod:`.sets`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.painting import Painting

from . import greenhouse, hull as ship, patio, rooms, sets, table, throne
from .sets import bare as bare_rooms, cathedral, fireplace, guests, lived_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

BARE = {
    "ballroom": bare_rooms.PLANS["hall"], "loft": bare_rooms.PLANS["loft"], "room": bare_rooms.PLANS["room"],
    "cathedral": cathedral.PLAN,
}  # fmt: skip
_UNFURNISHED = {"empty", "bare", "unfurnished", "abandoned", "derelict"}
_AT_HOME = {"apartment", "flat", "room", "house", "home", "living", "bedroom"}
_OF_BOARDS = {"cabin", "cottage", "chalet", "lodge", "log", "rustic", "farmhouse", "tavern", "inn"}
_LIVED_IN = {
    "kitchen_set": {"kitchen", "cooking", "breakfast", "baking", "coffee", "tea"},
    "bedroom": {"bedroom", "bed", "pillow", "pyjamas", "teenage", "posters"},
    "": {"living", "sofa", "couch", "armchair", "room", "apartment", "home", "house", "cabin", "hotel", "cosy",
         "cozy", "fireplace", "window", "windowsill"},
}  # fmt: skip
"""Words of rooms that somebody lives in, by the motif of the room that is furnished so."""
_HUTS = {"cabin", "hut", "chalet", "cottage", "caravan"}
_TAVERNS = {*"tavern inn alehouse pub brewery teahouse brasserie hall lodge restaurant barn".split()}
_OF_LOFTS = {*"loft lofts penthouse lounge living sofa couch tv television skyline christmas fireplace hearth".split()}
_MOVES = {"dancer", "dance", "ballerina", "ballet", "dancing", "piano", "pianist", "empty"}
KINDS = ("ballroom", "cathedral", "loft", "room")
_WORDS = {
    "cathedral": {"cathedral", "church", "chapel", "monastery", "abbey", "temple", "stained"},
    "loft": {"loft", "studio", "factory", "warehouse", "industrial", "gallery", "museum", "attic", "gym"},
    "room": {
        "room",
        "bedroom",
        "living",
        "apartment",
        "house",
        "home",
        "kitchen",
        "cabin",
        "hotel",
        "window",
        "windowsill",
    },
    "ballroom": {"ballroom", "hall", "palace", "theatre", "theater", "mansion", "castle", "library", "concert"},
}


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Callable[..., None],
) -> Painting:
    """Paint a room; see :mod:`~..worlds`."""
    grown = {"glass_vault", "overgrown"} & set(description.motifs)
    if grown and "church_ruin" not in description.motifs:  # a church in ruins has ivy of its own
        return greenhouse.paint(description, shot, variation, (width, height), seed, progress)
    said = {*description.words, *description.said}
    named = next((one for one in rooms.KINDS if one in description.motifs), "")
    plans = [motif for motif in sets.PLANS if motif in description.motifs and not (named and motif == "corridor")]
    if "kitchen_set" in plans and not said & {"dining", "dinner"}:
        plans = [one for one in plans if one != "dining_room"]  # that of a restaurant
    if plans[:1] == ["loft_living"] and is_unfurnished(description):
        bare = BARE["room" if description.all_words & _AT_HOME else "loft"]
        return sets.paint(guests.with_guests(bare), description, shot, variation, (width, height), seed, progress)
    if named == "hearth" and plans[:1] == ["loft_living"] and description.all_words & _OF_BOARDS:
        plans = []  # its own room, with a fire in it; other living rooms have their fireplace
    if plans[:1] == ["loft_living"] and not _OF_LOFTS & said:
        plans = []  # a smaller room, which is lived in
    at_home = description.all_words & fireplace.WORDS and not description.all_words & _TAVERNS
    if named == "hearth" and not plans and at_home:
        return sets.paint(
            guests.with_guests(lived_in.PLAN), description, shot, variation, (width, height), seed, progress
        )
    if named == "hearth" and "christmas_tree" in description.motifs:
        plans = ["loft_living"]  # by whose fireplace it stands
    built = sets.PLANS[plans[0]] if plans else None  # the light of tubes alone may be that of another room
    stands = table.MOTIF in description.motifs  # seen near by, in the room that is named around it
    if (
        built
        and not (stands and shot in ("close", "detail"))
        and not set(description.motifs) & {"ribs_of_light", throne.MOTIF, patio.MOTIF}
    ):
        return sets.paint(guests.with_guests(built), description, shot, variation, (width, height), seed, progress)
    if stands and not set(description.motifs) & {"ribs_of_light", throne.MOTIF}:
        return table.paint(description, shot, variation, (width, height), seed, progress)
    if patio.MOTIF in description.motifs:
        return patio.paint(description, shot, variation, (width, height), seed, progress)
    if throne.MOTIF in description.motifs:
        return throne.paint(description, shot, variation, (width, height), seed, progress)
    if "ribs_of_light" in description.motifs:
        return ship.paint(description, shot, variation, (width, height), seed, progress)
    if named:
        return rooms.paint(named, description, shot, variation, (width, height), seed, progress)
    bare = guests.with_guests(_plan_of(description, kind_of(description, seed, variation)))
    return sets.paint(bare, description, shot, variation, (width, height), seed, progress)


def is_unfurnished(description: SceneDescription) -> bool:
    """Return whether a prompt says that nobody lives there; a loft is read as a bare hall, and lived in all the same."""
    return bool(_UNFURNISHED & {*description.words, *description.said})


def kind_of(description: SceneDescription, seed: int, variation: int) -> str:
    """Return the kind of room: the one that the prompt names, else one after the other."""
    if _HUTS & {*description.words, *description.said}:
        return "room"
    for words in (set(description.reads_as), description.all_words):
        for kind, names in _WORDS.items():
            if words & names:
                return kind
    first = int(np.random.default_rng([seed & 0x7FFFFFFF, 52]).integers(len(KINDS)))
    return KINDS[(first + variation) % len(KINDS)]


def _plan_of(description: SceneDescription, kind: str) -> sets.Plan:
    """Return a room as somebody lives in it, or bare where somebody dances or plays in it, and a hall."""
    words = description.all_words
    if kind == "room" and not words & _MOVES:
        for motif, named in _LIVED_IN.items():
            if words & named:
                return sets.PLANS.get(motif, lived_in.PLAN)
    return BARE[kind]
