"""Advice on a prompt before anything is painted: what no picture can show, and what is left open."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from beatreel.core.model import Advice
from beatreel.core.movement import moves_in, shots_in
from beatreel.core.value import Value
from beatreel.core.wording import VOCABULARY, phrases, plain, read_words

_FEW = 2  # worlds that are named

LONGEST = 60
"""Words beyond which a prompt wants too many things at once."""


def lint_prompt(text: str, explained: Mapping[str, Any] | None = None) -> tuple[Advice, ...]:
    """Return advice on a prompt, the most important first; empty if nothing can be said better.

    A good prompt names a world, a colour temperature and a camera movement. Names of genres, feelings, styles and platforms change
    nothing, unless they are part of what is seen: a jazz club is a place.
    Nothing here forbids a prompt.

    Parameters
    ----------
    text : str
        Any text.
    explained : mapping, optional
        What the generator understood; with it, a missing world and unknown words are named too.

    Returns
    -------
    tuple of Advice
        Codes: ``prompt_empty``, ``prompt_world``, ``prompt_unknown``, ``prompt_light``, ``prompt_elsewhere``, ``prompt_spelling``,
        ``prompt_genre``, ``prompt_emotion``, ``prompt_style``, ``prompt_platform``, ``prompt_temperature``,
        ``prompt_movement``, ``prompt_long``.
    """
    lowered = text.lower()
    if not any(word.text for word in read_words(text)):
        return (
            Advice(
                code="prompt_empty",
                message="The prompt is empty: name a place, its colours and a camera movement,"
                " such as “pine forest at dawn, cold mist, slow push forward”",
            ),
        )
    advice: list[Advice] = []
    told: set[str] = set()
    shown = [phrase.lower() for phrase in (explained or {}).get("understood", ())]
    for kind, entry in _words().items():
        found = [word for word in entry["words"] if _contains(lowered, word) and not _is_part(word, shown)]
        told.update(part for word in found for part in word.split())
        if found:
            said = _longest_only(found)
            verb, _, rest = entry["reason"].partition(" ")
            named = " ".join([", ".join(f"“{word}”" for word in said), verb if len(said) == 1 else verb[:-1], rest])
            code = f"prompt_{entry.get('code', kind)}"
            advice.append(Advice(code=code, message=f"{named}: {entry['instead']}"))
    if explained is not None:
        advice += _about_the_world(explained, told)
    if not named_colours(text):
        advice.append(
            Advice(
                code="prompt_temperature",
                message="No colour temperature is named: add one, such as “cold blue” or “warm amber light”",
            )
        )
    if not moves_in(text) and not (shots_in(text) and _named(text, "speeds")):
        lacks = (
            "Only its speed is named, no camera movement" if _named(text, "speeds") else "No camera movement is named"
        )
        advice.append(
            Advice(
                code="prompt_movement",
                message=f"{lacks}: add one, such as “slow push forward”, “drifting right”, “orbit” or “static shot”",
            )
        )
    count = len(lowered.split())
    if count > LONGEST:
        advice.append(
            Advice(
                code="prompt_long",
                message=f"{count} words ask for too many things at once: keep the strongest",
                value=count,
            )
        )
    return tuple(advice)


def _about_the_world(explained: Mapping[str, Any], told: set[str]) -> list[Advice]:
    advice = []
    if not explained.get("world_named", True):
        message = f"No place is named that can be painted, so it will be {explained['world']}"
        advice.append(
            Advice(code="prompt_world", message=f"{message}: name one, such as “pine forest” or “neon alley”")
        )
    instead = {word: one for word, one in dict(explained.get("stand_ins", {})).items() if word not in told}
    if instead:
        message = ", ".join(f"“{word}” cannot be painted; “{one}” stands in for it" for word, one in instead.items())
        advice.append(Advice(code="prompt_unknown", message=message))
    unknown = [word for word in explained.get("no_effect", ()) if word not in told and word not in instead]
    if unknown:
        words = ", ".join(f"“{word}”" for word in unknown)
        varies = "it only varies" if len(unknown) == 1 else "they only vary"
        message = f"{words} cannot be painted; {varies} the composition"
        near = {word: one for word, one in dict(explained.get("nearest", {})).items() if word in unknown}
        if near and len(unknown) == 1:
            message += f"; nearest to it comes “{near[unknown[0]]}”"
        elif near:
            message += f"; try {', '.join(f'“{one}” for “{word}”' for word, one in near.items())}"
        advice.append(Advice(code="prompt_unknown", message=message))
    lights = [f"“{word}”" for word in explained.get("only_light", ()) if word not in told]
    if lights:
        light = f"{', '.join(lights)} cannot be painted, only {'its' if len(lights) == 1 else 'their'} light"
        advice.append(Advice(code="prompt_light", message=light))
    for word, worlds in dict(explained.get("elsewhere", {})).items():
        if word not in told:
            where = f": it is in {' and '.join(worlds)}" if len(worlds) <= _FEW else ""
            message = f"“{word}” is not painted in {explained['world']}{where}"
            advice.append(Advice(code="prompt_elsewhere", message=message))
    read = [f"“{word}” is read as “{meant}”" for word, meant in dict(explained.get("read_as", {})).items()]
    if read:
        advice.append(Advice(code="prompt_spelling", message=", ".join(read)))
    return advice


class Points(Value):
    """How much a prompt says about one of the three things that a film needs to know.

    Attributes
    ----------
    about : {"world", "colour temperature", "movement"}
    points : int
        0 nothing, 1 a hint, 2 named, 3 named with more than one word.
    found : tuple of str
        What was found, or what is missing.
    """

    about: str
    points: int
    found: tuple[str, ...] = ()


MOST = 3
"""Points that each of the three can get."""


def score_prompt(text: str, explained: Mapping[str, Any] | None = None) -> tuple[Points, ...]:
    """Rate a prompt by what it says about world, colour temperature and movement.

    Parameters
    ----------
    text : str
    explained : mapping, optional
        What the generator understood (:meth:`beatreel.Generator.explain`); without it the world is not rated, for only the generator
        knows its worlds.

    Returns
    -------
    tuple of Points
    """
    scores = []
    if explained is not None:
        detailed = _named(text, "light") or explained.get("details")
        points = (3 if detailed else 2) if explained.get("world_named") else 1 if explained.get("understood") else 0
        scores.append(Points(about="world", points=points, found=(str(explained.get("world", "")),) if points else ()))
    colours = named_colours(text)
    lights = [light for light in _named(text, "light") if light in ("day", "night")]
    points = 3 if len(colours) > 1 else 2 if colours else 1 if lights else 0
    scores.append(Points(about="colour temperature", points=points, found=(*colours, *lights)))
    moves = [move.replace("_", " ") for move in moves_in(text)]
    more = [*_named(text, "speeds"), *(f"{shot} shot" for shot in shots_in(text))]
    points = (3 if more else 2) if moves else min(len(more), 2)
    scores.append(Points(about="movement", points=points, found=(*moves, *more)))
    return tuple(scores)


def named_colours(text: str) -> tuple[str, ...]:
    """Return the colours and colour temperatures that a prompt names, by their common names."""
    colours = [colour.replace("_", " ") for colour in _named(text, "colours")]
    skies = [light for light in _named(text, "light") if light in ("dawn", "golden", "dusk")]
    return tuple(dict.fromkeys([*_named(text, "warmth"), *colours, *_named(text, "palettes"), *skies]))


def _named(text: str, section: str) -> list[str]:
    """Return the meanings of a section of the vocabulary that a text has and does not deny."""
    found = phrases(read_words(text), _vocabulary())
    return list(
        dict.fromkeys(m for _, _, denied, many in found if not denied for where, m in many or () if where == section)
    )


@cache
def _vocabulary() -> dict[str, tuple[tuple[str, str], ...]]:
    """Every word of the vocabulary; all at once, because in “midnight blue” there is no midnight."""
    index: dict[str, tuple[tuple[str, str], ...]] = {}
    for section, meanings in VOCABULARY.items():
        for meaning, words in meanings.items():
            for word in words:
                index[plain(word)] = (*index.get(plain(word), ()), (section, meaning))
    return index


def _contains(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _is_part(word: str, seen: list[str]) -> bool:
    """Return whether a word is part of something longer that is seen."""
    return any(word != phrase and _contains(phrase, word) for phrase in seen)


def _longest_only(words: list[str]) -> list[str]:
    """Leave out words that are part of another one found: “reel” beside “reels”."""
    return [word for word in words if not any(word != other and word in other for other in words)]


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("prompt_words.toml").read_text("utf-8"))
