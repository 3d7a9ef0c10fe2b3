"""What somebody does that makes them somebody else: skates on ice, breakdances, has a child, paints, fishes from a jetty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .sight import Sight

_ICE = re.compile(
    r"\b(?:ice|figure)[- ]skat\w*|\bskat\w+ (?:over|on|across|along) (?:an? |the )?(?:[a-z]+ )?(?:frozen|ice|icy)\b"
    r"|\bskat(?!eboard)\w+\b.*\b(?:frozen|ice rink|on ice|icy)\b"
)
_BREAKS = re.compile(r"\bbreak ?-?danc\w*|\bb-?(?:boy|girl)s?\b|\bhead ?spins?\b|\bstreet dancer spinning\b")
_FAMILY = re.compile(
    r"\b(?:mother|mom|mum|mama|father|dad)\b[^.]*\b(?:child|son|daughter|baby|toddler|kid|infant|little (?:boy|girl))\b"
    r"|\b(?:child|son|daughter|baby|toddler|little (?:boy|girl))\b[^.]*\b(?:mother|mom|mum|father|dad)\b"
)
_PAINTS = re.compile(
    r"\b(?:painter|artist)\b[^.]*\b(?:easel|canvas|paint\w*|brush|studio)\b"
    r"|\b(?:paints?|painting) (?:at|on|before) (?:an? |the |his |her )?(?:[a-z]+ )?(?:easel|canvas)\b"
    r"|\b(?:man|woman|girl|boy|she|he)\b[^,.]* (?:paints|painting) (?:an? |the |by |at |in )"
)
_NO_PAINTER = re.compile(r"\bpainting (?:on|of) (?:a|the) wall\b|\bgraffiti\b|\bface paint|\bempty\b|\babandoned\b")
_FISHES = re.compile(r"\b(?:fisher ?man|angler|fishing)\b")
_FROM_LAND = re.compile(r"\b(?:rod|jetty|pier|dock|quay|shore|riverbank|bank|line|beach|rocks?)\b")
_ABOARD = re.compile(r"\b(?:boats?|ship|trawler|harbou?r|nets?)\b")
_PLAIN = ("figure", "woman", "man", "lady", "child", "elder", "pair", "wayfarer", "sitter", "embrace")


def feats(sight: Sight) -> None:
    """Let whoever is named do what is said."""
    prompt = sight.asked.prompt.lower()
    if _ICE.search(prompt) and "skateboard" not in prompt:
        _become(sight, "ice_skater", ("skater", *_PLAIN), ("skates", "skating", "ice skating", "ice"))
    if _BREAKS.search(prompt):
        _become(sight, "breakdancer", ("dancer", *_PLAIN), ("breakdancer", "breakdancing", "break"))
    if _FAMILY.search(prompt):
        _become(sight, "mother", _PLAIN, ("mother", "father", "child", "son", "daughter", "baby"))
    if _PAINTS.search(prompt) and not _NO_PAINTER.search(prompt):
        _become(sight, "painter", _PLAIN, ("painter", "artist", "easel", "canvas", "painting", "paints"))
    if _FISHES.search(prompt) and _FROM_LAND.search(prompt) and not _ABOARD.search(prompt):
        _become(sight, "angler", ("fishing_boat", *_PLAIN), ("fisherman", "rod", "fishing", "fishing rod", "line"))


def _become(sight: Sight, motif: str, others: tuple[str, ...], shown: tuple[str, ...]) -> None:
    if sight.can_show(motif):
        sight.drop(*others)
        sight.add(motif)
        sight.show(shown)
