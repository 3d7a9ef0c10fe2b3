"""Which words of a prompt speak of colour alone: in “…, coral and teal” no reef is meant, in “soft lavender and pink” no field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

SPEAKS = {"colours", "warmth", "looks", "palettes", "amounts", "lenses"}  # of colour and of what it is like
_GRADES = SPEAKS - {"colours", "lenses"}
_PLACES = {"words", "hints", "lives", "places", "things"}
_NAMES = _PLACES | {"motifs"}
_ARTICLES = {"a", "an", "the", "one"}
_JOINS = {"", "and", "or", "in", "to", "with", "into", "of", "against"}  # before a tint; a “grey sea” is one

_LIGHTS = {"light", "glow", "sky", "skies", "sunlight", "shadow", "shadows"}
_PALE = {"coral", "pearl", "wine", "brick", "clay", "flamingo"}  # before these; a “forest dawn” is in a forest


class _Clause(NamedTuple):
    start: int
    end: int
    tail: int  # from where on every word of it speaks of colour


def tints_among(found: Sequence[Any], tints: Mapping[str, str], silent: Iterable[str]) -> dict[int, str]:
    """Return which of the words are nothing but colours.

    A clause ends at a comma. Where its last words, or all of them, are colours and what colours are like, with one among them that can
    mean nothing else, those that could be a place or a thing as well are colours, too; so are a pair that fills a clause after the first,
    “…, pearl and coral, …”. Another clause must name something: the prompt “coral and gold” may well be a reef.

    Parameters
    ----------
    found : sequence of Found
        Words and phrases, with empty ones for commas.
    tints : mapping of str to str
        What may be a colour beside other colours, and which: “sand” is brown.
    silent : iterable of str
        Words that carry no picture.

    Returns
    -------
    dict of int to str
        By the index of the word its colour, a name of the lexicon.
    """
    quiet = set(silent)
    chosen: dict[int, str] = {}
    for clause in _clauses(found, tints, quiet):
        colours = {at: _colour(found[at], tints) for at in range(clause.tail, clause.end)}
        certain = [
            at
            for at, colour in colours.items()
            if (colour or "palettes" in _sections(found[at])) and not _is_open(found[at], tints)
        ]
        open_ones = {
            at: colour
            for at, colour in colours.items()
            if colour and _is_open(found[at], tints) and not _is_thing(found, at, tints)
        }
        is_pair = 0 < clause.start == clause.tail and len(open_ones) > 1 and "and" in _texts(found, clause)
        elsewhere = [one for at, one in enumerate(found) if not clause.tail <= at < clause.end]
        if (certain or is_pair) and open_ones and any(_NAMES & _sections(one) for one in elsewhere):
            chosen |= open_ones
    return chosen | _of_light(found, tints)


def _of_light(found: Sequence[Any], tints: Mapping[str, str]) -> dict[int, str]:
    """Return the colours that words have before a light or a sky: “a coral dawn” has no reef, “silver moonlight” no metal."""
    chosen = {}
    for at, (one, after) in enumerate(pairwise(found)):
        is_light = "light" in _sections(after) or after.text in _LIGHTS
        may_tint = "colours" in _sections(one) or one.text in _PALE
        if is_light and may_tint and not one.denied and _is_open(one, tints) and _colour(one, tints):
            chosen[at] = _colour(one, tints)
    return chosen


def _clauses(found: Sequence[Any], tints: Mapping[str, str], quiet: set[str]) -> list[_Clause]:
    ends = [at for at, one in enumerate(found) if not one.text] + [len(found)]
    clauses = []
    start = 0
    for end in ends:
        tail = end
        while tail > start and _speaks(found[tail - 1], tints, quiet):
            tail -= 1
        clauses.append(_Clause(start, end, tail))
        start = end + 1
    return clauses


def _speaks(one: Any, tints: Mapping[str, str], quiet: set[str]) -> bool:
    if one.denied:
        return False
    return (
        bool(_colour(one, tints))
        or one.text in quiet
        or bool(_sections(one) & _GRADES and not _sections(one) & _PLACES)
    )


def _colour(one: Any, tints: Mapping[str, str]) -> str:
    named = next((entry for section, entry in one.meanings if section == "colours"), "")
    return named or tints.get(one.text, "")


def _is_open(one: Any, tints: Mapping[str, str]) -> bool:
    """Return whether a word that may be a colour may be something else."""
    sections = _sections(one)
    return one.text in tints or bool(
        sections & (_NAMES if "colours" in sections else _PLACES)
    )  # cherry: a tree or a red


def _is_thing(found: Sequence[Any], at: int, tints: Mapping[str, str]) -> bool:
    """Return whether a word is no colour after all: “a rose”, “roses”, “a grey sea”."""
    text = found[at].text
    before = found[at - 1] if at else None
    is_joined = before is None or before.text in _JOINS
    is_several = text.endswith("s") and not text.endswith("ss")
    is_tint = text in tints and " " not in text and "colours" not in _sections(found[at])
    return is_several or (before is not None and before.text in _ARTICLES) or (is_tint and not is_joined)


def _texts(found: Sequence[Any], clause: _Clause) -> set[str]:
    return {one.text for one in found[clause.start : clause.end]}


def _sections(one: Any) -> set[str]:
    return {section for section, _ in one.meanings}
