"""Which things stand before the camera: not those that somebody wears or that are meant otherwise; and beasts of stone."""

from __future__ import annotations

import re

from .reading import lexicon
from .sight import Sight

_WORN = {"crown", "lone_mask", "sword"}
_THINGS = (
    "crown",
    "heart",
    "lone_mask",
    "sword",
    "radio",
    "gramophone",
    "telephone",
    "suitcase",
    "teddy_bear",
    "snowman",
    "pumpkin",
)
_MEANT = re.compile(
    r"\bhearts? of (?!glass|gold|stone|ice|crystal|neon|fire|steel|metal|marble)|\bhearts? (?:beats?|breaks?|on fire)\b"
    r"|\b(?:in|at|into|to|by|from) (?:the|my|her|his|your|our) hearts?\b|\b(?:my|your|her|his|two|our) hearts?\b"
)
_STATUE = re.compile(
    r"\b(?:(?:marble|stone|white|old|broken|greek|roman|lone|lonely) statue|statue of an? (?:woman|goddess|angel|girl|saint))\b"
)
_TINT = re.compile(r"\bpumpkin[ -](?:orange|colou?red|spice)\b")


def objects(sight: Sight) -> None:
    """Show a thing that is named: what people wear is theirs, a “heart of the city” is none, and a studio gives it a ground of silk."""
    people = set(lexicon()["groups"]["people"]) & set(sight.named)
    if people:
        sight.drop(*_WORN)
    if sight.has("station_hall"):
        sight.drop("suitcase")
    if sight.has("heart") and _MEANT.search(sight.asked.prompt.lower()):
        sight.drop("heart")
    if sight.has("pumpkin") and _TINT.search(sight.asked.prompt.lower()):
        sight.drop("pumpkin")
    if (
        _STATUE.search(sight.asked.prompt.lower())
        and not sight.has("giant_statue", "giant_head", "carved")
        and sight.can_show("lone_statue")
    ):
        sight.add("lone_statue")
    if sight.has("lone_statue"):
        sight.drop("giant_statue")
        sight.show(("statue", "statues", "marble statue", "angel", "greek statue", "stone statue"))
    if sight.has("teddy_bear"):  # that is what is hugged
        sight.drop("embrace")
    if sight.has("gramophone"):  # larger than what stands on a table
        sight.drop("on_table")
    if sight.has("on_table") and sight.has("corridor", "attic"):  # bare rooms, in which it stands on the floor
        sight.drop("on_table")
    if sight.has("on_table", "antique_shop") or (sight.world == "interior" and not sight.has("corridor", "attic")):
        sight.drop("radio", "telephone")
    if sight.world == "interior" and sight.named and set(sight.named) <= set(_THINGS) and sight.can_show("hearth"):
        sight.add("hearth")  # the room in which one would look for it
    if sight.world == "chrome" and sight.has(*_THINGS) and sight.can_show("silk"):
        sight.add("silk")
