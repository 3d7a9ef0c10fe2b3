"""What somebody does that makes them somebody else: skates on ice, breakdances, raps, has a child, paints, fishes from a jetty."""

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
_RAPS = re.compile(
    r"\b(?:rapp(?:er|ers|ing)|raps|rhyming|freestyl(?:es|ing)|emcee|hip[- ]?hop (?:artist|star|singer))\b"
)
_NO_PAINTER = re.compile(r"\bpainting (?:on|of) (?:a|the) wall\b|\bgraffiti\b|\bface paint|\bempty\b|\babandoned\b")
_FISHES = re.compile(r"\b(?:fisher ?man|angler|fishing)\b")
_FROM_LAND = re.compile(r"\b(?:rod|jetty|pier|dock|quay|shore|riverbank|bank|line|beach|rocks?)\b")
_ABOARD = re.compile(r"\b(?:boats?|ship|trawler|harbou?r|nets?)\b")
_ROWS = re.compile(r"\b(?:row(?:s|ing)?|paddl(?:es|ing)|canoe(?:s|ing)?|kayak(?:s|ing)?)\b")
_IN_A_BOAT = re.compile(
    r"\b(?:in|aboard|from|side of|edge of) (?:an? |the |his |her )?(?:[a-z]+ ){0,3}(?:boat|canoe|kayak)\b"
)
_HELD_BALLOONS = re.compile(
    r"\b(?:with|holding|holds|carrying|carries|clutching) (?:an? |some |her |his |the )?(?:[a-z]+ ){0,3}balloons?\b"
)
_ALOFT = re.compile(r"\bhot[- ]air\b|\bin the sky\b|\brising\b|\bfloating away\b")
_FLIES_A_KITE = re.compile(r"\b(?:fl(?:y|ies|ying)|with|holding) (?:an? |her |his |the )?(?:[a-z]+ )?kite\b")
_WITH_A_DOG = re.compile(
    r"\b(woman|girl|man|boy|lady|guy|she|he)\b[^,.]*\b(?:walk\w* (?:her|his|the|an?)|with (?:her|his|an?|the)|and (?:her|his)) "
    r"(?:[a-z]+ ){0,2}dog\b"
)
_AT_A_WALL = re.compile(
    r"\b(?:lean\w*|propped|parked|standing|stands|rest\w*|bicycle|bike)\b[^,.]*\b(?:against|on|at) (?:an? |the )"
    r"(?:[a-z]+ ){0,3}wall\b"
)
_SWIMS = re.compile(
    r"\b(?:swimmer|free ?-?diver)\b"
    r"|\b(?:woman|man|girl|boy|lady|she|he|someone|somebody)\b[^,.]*\b(?:swim\w*|float\w*|sink\w*|drift\w*|div\w+|drown\w*)\b"
)
_ON_ROCK = re.compile(
    r"\b(?:rock|free|solo) ?-?climb\w*\b|\bclimber\b[^.]*\b(?:rock|cliff|face|wall|rope)\b"
    r"|\b(?:climbs|climbing|clinging to|hanging from) (?:an? |the )?(?:[a-z]+ ){0,2}(?:cliff|rock|rock face|wall)\b"
)
_PEOPLE = ("woman", "man", "child", "lady", "elder", "wayfarer")
_WORDS = {
    "woman": ("woman", "girl", "lady", "she"),
    "man": ("man", "boy", "guy", "he"),
    "child": ("child", "kid", "toddler"),
}
_PLAINLY = re.compile(r"\b(?:" + "|".join(word for words in _WORDS.values() for word in words) + r")\b")
_PLAIN = ("figure", "woman", "man", "lady", "child", "elder", "pair", "wayfarer", "sitter", "embrace")


def feats(sight: Sight) -> None:
    """Let whoever is named do what is said."""
    prompt = sight.asked.prompt.lower()
    if _ICE.search(prompt) and "skateboard" not in prompt:
        _become(sight, "ice_skater", ("skater", *_PLAIN), ("skates", "skating", "ice skating", "ice"))
    if _BREAKS.search(prompt):
        _become(sight, "breakdancer", ("dancer", *_PLAIN), ("breakdancer", "breakdancing", "break"))
    if _RAPS.search(prompt) and not sight.has("band", "pair"):
        _become(
            sight,
            "rapper",
            ("singer", *_PLAIN),
            ("rapper", "raps", "rapping", "emcee", "microphone", "gold chain", "chain"),
        )
    if sight.has("cyclist"):
        sight.drop(*_PLAIN)  # it is they
    if sight.has("astronaut") and sight.has("guitarist"):
        sight.drop("guitarist")
    if _FAMILY.search(prompt):
        _become(sight, "mother", _PLAIN, ("mother", "father", "child", "son", "daughter", "baby"))
    if _PAINTS.search(prompt) and not _NO_PAINTER.search(prompt):
        _become(sight, "painter", _PLAIN, ("painter", "artist", "easel", "canvas", "painting", "paints"))
    if sight.has("rowing_boat") and (_ROWS.search(prompt) or _IN_A_BOAT.search(prompt)):  # who rows sits in the boat
        sight.drop(*_PEOPLE, "angler", "figure")
    if _HELD_BALLOONS.search(prompt) and not _ALOFT.search(prompt) and _somebody(sight, prompt):
        sight.drop("party_balloons")
        sight.show(("balloon", "balloons"))
    if _FLIES_A_KITE.search(prompt) and _somebody(sight, prompt):
        sight.drop("kites", "birds")
        sight.show(("kite", "flying"))
    if sight.has("dog") and _WITH_A_DOG.search(prompt):
        _somebody(sight, prompt)
    if (
        sight.world == "underwater"
        and _SWIMS.search(prompt)
        and not sight.has("dancer", "lady", "mermaid", "kiss", "waltz")
    ):
        _become(
            sight,
            "free_swimmer",
            ("swimmer", "diver", "scuba_diver", *_PLAIN),
            ("swimmer", "swimming", "swims", "woman", "girl", "man"),
        )
    if sight.world in ("mountain", "canyon", "ocean", "forest") and _ON_ROCK.search(prompt) and not sight.has("tent"):
        _become(
            sight,
            "climber",
            ("sea_cliffs", *_PLAIN),
            ("climber", "climbing", "climbs", "cliff", "rock face", "rock"),
        )
    if _AT_A_WALL.search(prompt) and sight.has("bicycle") != _somebody(sight, prompt):
        sight.add("leant_wall")
        sight.show(("wall", "brick wall", "brick", "against", "concrete"))
    if (
        _FISHES.search(prompt)
        and not sight.has("rowing_boat")
        and _FROM_LAND.search(prompt)
        and not _ABOARD.search(prompt)
    ):
        _become(sight, "angler", ("fishing_boat", *_PLAIN), ("fisherman", "rod", "fishing", "fishing rod", "line"))


def _somebody(sight: Sight, prompt: str) -> bool:
    """Return whether who is named by a plain word is seen near by; whoever is, is no small figure of the place."""
    if not sight.has(*_PEOPLE) and not sight.has("pair", "rider"):
        found = _PLAINLY.search(prompt)
        who = next((one for one, words in _WORDS.items() if found and found[0] in words), "")
        if not who or not sight.can_show(who):
            return False
        sight.drop("figure")
        sight.add(who)
    return True


def _become(sight: Sight, motif: str, others: tuple[str, ...], shown: tuple[str, ...]) -> None:
    if sight.can_show(motif):
        sight.drop(*others)
        sight.add(motif)
        sight.show(shown)
