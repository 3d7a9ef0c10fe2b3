"""What a prompt names and nobody will see, though all of its words are known: a boat from above, a bus, somebody who sleeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .asked import in_english
from .reading import lexicon

if TYPE_CHECKING:
    from .sight import Sight

_FROM_ABOVE = re.compile(r"\b(?:seen from|from) (?:[a-z]+ )?above\b|\btop[- ]down\b|\bbird'?s[- ]eye\b")
_CRANES = re.compile(
    r"\b(?:an?|the|two|three|white|grey|gray|red|yellow) cranes?\b(?! (?:shot|up|down|move|camera))|\bcranes\b"
)
_HAVE_CRANES = ("container_port", "harbour", "ship_hangar")
_ASLEEP = ("asleep", "sleeping", "sleeps")
_SLEEPERS = ("child", "man", "woman", "elder", "lady", "pair", "wayfarer")
_BOATS = ("boat", "sailing_boat", "rowing_boat", "fishing_boat")
_SAILS = {"sail", "sails", "sailing"}


_STAND_INS = (
    "horse",
    "deer",
    "bear",
    "wolf",
    "hare",
    "sheep",
    "swan",
    "parrot",
    "dragon",
    "knight",
    "skeleton",
    "dancer",
    "man",
)
"""What may be painted for something alike, of :func:`nearest_of`: a horse for a donkey, and no snake for a frog."""


def nearest_of(word: str) -> str:
    """Return what is painted and comes nearest to a word that is not; empty for nothing."""
    text = in_english(word.lower())
    forms = {text, text.removesuffix("s")}
    return next((near for near, words in lexicon()["nearest"].items() if forms & set(words)), "")


def stand_ins(sight: Sight) -> None:
    """Show what comes nearest to a beast or somebody that nobody paints, where none else is to be seen; the word is still told."""
    beasts, people = set(lexicon()["apart"]["beasts"]), {*lexicon()["groups"]["people"], *_STAND_INS[-4:]}
    for word in (*sight.left[0], *sight.words.unknown):
        near = nearest_of(word)
        kind = people if near in people else {*beasts, *_STAND_INS}
        if near in _STAND_INS and sight.can_show(near) and not sight.has(*kind - {"figure"}):
            sight.add(near)


def without_sails(sight: Sight) -> None:
    """Boats that have no sails are those of fishermen."""
    if not _SAILS & {one.text for one in sight.words.found if one.denied} or not sight.has("boat", "sailing_boat"):
        return
    sight.drop("boat", "sailing_boat")
    if sight.can_show("fishing_boat"):
        sight.add("fishing_boat")


def untold(sight: Sight) -> None:
    """Name what is not painted though something is that is called alike."""
    prompt = sight.asked.prompt.lower()
    above = _FROM_ABOVE.search(prompt) if sight.world == "ocean" and sight.has(*_BOATS) else None
    if above:
        _leave(sight, above[0])
    if sight.has("lorry"):
        _leave(sight, *(one for one in ("bus", "buses") if sight.asked.says(one)))
    if _CRANES.search(prompt) and not sight.has(*_HAVE_CRANES):
        _leave(sight, "cranes" if sight.asked.says("cranes") else "crane")
    if sight.world != "interior" and sight.has(*_SLEEPERS):
        _leave(sight, *(one for one in _ASLEEP if sight.asked.says(one)))


def _leave(sight: Sight, *words: str) -> None:
    unpainted, only_light, elsewhere = sight.left
    sight.left = (tuple(dict.fromkeys([*unpainted, *words])), only_light, elsewhere)
