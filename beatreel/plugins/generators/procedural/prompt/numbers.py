"""How many of a thing a prompt names: “a lone boat”, “three red balloons”, “hundreds of starlings”."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from beatreel import plain

from .reading import lexicon

MANY = 200
"""What “hundreds” stand for."""
_NUMBERS = {
    1: "one lone single solitary lonely a an",
    2: "two pair both twin couple",
    3: "three trio triplet",
    4: "four quartet quartett several few",
    5: "five quintet",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    12: "twelve dozen",
    MANY: "hundred hundreds thousand thousands million millions countless swarm myriads",
}
_COUNTS = {word: number for number, words in _NUMBERS.items() for word in words.split()}
_GROUPS = {
    *"flock herd pack swarm crowd colony murmuration school shoal row rows group line pile bunch few lot lots kind sort".split()
}
_REACH = 4  # words from a number to what it counts
_ENDS = {
    *"in on at by with without under over behind beside before near against among through along across into onto from to and or".split(),
    *"is are was were who that which while where the his her its their my your our as like then".split(),
}
_DEEDS = {*"of in on with the a at to playing plays holding rowing riding standing walking".split()}
_NO_NUMBER = {*"one's day time more another way".split()}  # “one day”, “one more time”


def counts_in(clauses: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return how many there are of what a number stands before, by each word of that: a balloon, and red, 3.

    Parameters
    ----------
    clauses : sequence of sequence of str
        Single English words in small letters, by the commas between them.

    Returns
    -------
    dict of str to int
        Words in the singular, and “couple” where it is two people; :data:`MANY` for what is not counted. What is named with
        two numbers has their sum: “one white swan and one black swan”.
    """
    found: dict[str, int] = {}
    for clause in clauses:
        for at, word in enumerate(clause):
            number = int(word) if word.isdigit() and len(word) < 3 else _COUNTS.get(word, 0)
            rest = list(clause[at + 1 : at + 2 + _REACH])
            if word == "couple" and rest[:1] != ["of"]:
                found[word] = number
            if not number or (rest and rest[0] in _NO_NUMBER):
                continue
            if rest[:1] == ["of"]:
                rest = rest[1:]
            if rest[:1] and rest[0] in _GROUPS:  # “a flock of birds”
                continue
            counted = set()
            for text in rest[:_REACH]:
                if text in _ENDS or text in _COUNTS or text == "of":
                    break
                counted.add(_one(text))
            for text in counted:
                found[text] = min(found.get(text, 0) + number, MANY)
    return found


@cache
def names_of(motif: str) -> tuple[str, ...]:
    """Return what a motif is called in the lexicon, in the singular and in one word: a dog is a hound, too."""
    words = (*lexicon()["motifs"].get(motif, ()), *lexicon()["persons"].get(motif, ()))
    return tuple(
        dict.fromkeys(_one(word.split()[-1]) for word in words if "'" not in word and not _DEEDS & {*word.split()})
    )


@cache
def _one(word: str) -> str:
    """Return the singular of a word, as far as its letters tell."""
    word = plain(word).removesuffix("'s")
    irregular = {
        "men": "man",
        "women": "woman",
        "children": "child",
        "wolves": "wolf",
        "people": "person",
        "geese": "goose",
    }
    if word in irregular:
        return irregular[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    for ending in ("ches", "shes", "sses", "xes"):
        if word.endswith(ending):
            return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
