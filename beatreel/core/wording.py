"""The words of a prompt: in English, with those that are denied ("no people", "without rain") marked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple, TypeVar

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.,;:!?()\n|/–—]|[\u2600-\u27bf\U0001f300-\U0001faff]", re.UNICODE)
_HOUR = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]\d\d)?\s?([ap])\.?\s?m\b\.?")  # 3 a.m., 11:30 pm
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):[0-5]\d\b")  # 23:40
_ELISION = re.compile(r"\b(l|d|j|s|n|qu)'(?=\w)")  # l'eau
_JOINED = (
    "lit",
    "covered",
    "soaked",
    "drenched",
    "swept",
    "capped",
    "bound",
    "kissed",
    "shrouded",
    "washed",
    "clad",
    "filled",
    "strewn",
    "haired",
)
_ENDINGS = ("ies", "es", "s", "ing", "ed", "y", "ly")
_LONGEST = 5  # words of a phrase
_DENIALS = {"no", "not", "without", "minus", "never", "nothing"}
_DENIED = 3  # words that a denial reaches at most
# Words at which a denial ends. “And” goes on after “without”, where people list what they do not want.
_STOPS = {
    *("in", "at", "on", "with", "but", "over", "under", "by", "through", "only", "just", "and", "is", "are", "while"),
    *"drifts walks runs rides floats flies stands sits lies waits dances sings plays falls rises burns shines glows moves crosses".split(),
}  # fmt: skip

Meaning = TypeVar("Meaning")


class Word(NamedTuple):
    """One English word of a prompt.

    Attributes
    ----------
    text : str
        Lower case; empty for a break such as a comma.
    said : str
        What stands in the prompt for it, in whatever language.
    denied : bool
        The prompt does not want it.
    """

    text: str
    said: str
    denied: bool


def _load(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


_SHADES: Final = (
    "dark",
    "deep",
    "bright",
    "light",
    "pale",
    "burnt",
    "dusty",
    "electric",
    "acid",
    "sickly",
    "neon",
    "pastel",
    "soft",
)
"""Words that, right before a colour, say which shade of it: a “dark green” is no night, a “bright pink” no noon."""


def _shaded(vocabulary: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    known = {word for words in vocabulary["colours"].values() for word in words}
    for words in vocabulary["colours"].values():
        shades = [f"{shade} {word}" for shade in _SHADES for word in words if " " not in word]
        words += [shade for shade in shades if shade not in known]
    return vocabulary


VOCABULARY: Final[Mapping[str, Mapping[str, Sequence[str]]]] = _shaded(_load("vocabulary.toml"))
"""Sections ``colours``, ``warmth``, ``palettes``, ``light``, ``shots`` and ``speeds``: for each meaning the words and phrases for it."""


@cache
def read_words(text: str) -> tuple[Word, ...]:
    """Split a prompt into English words.

    Parameters
    ----------
    text : str
        In English, German, French or Spanish; words of other languages are left as they are.

    Returns
    -------
    tuple of Word
        Phrases of one foreign word may become several English words.
    """
    tokens = _tokens(text)
    foreign = _foreign()
    words: list[Word] = []
    reach, listing = 0, False
    at = 0
    while at < len(tokens):
        count, english = _translated(tokens, at, foreign)
        if words and words[-1].text not in ("", words[-1].said) and english == tokens[at]:
            english = _after_foreign().get(english, english)
        said = " ".join(tokens[at : at + count])
        at += count
        for part in english.split(" "):
            if part in _DENIALS or (part == "free" and tokens[at : at + 1] == ["of"]):
                reach, listing = _DENIED, part not in ("no", "not")
                words.append(Word(part, said, False))
                continue
            if not part[:1].isalnum():
                reach = 0
                words.append(Word("", said, False))
                continue
            if part == "or" or (part == "and" and listing):
                reach = _DENIED if reach > 0 or (words and words[-1].denied) else 0
                words.append(Word(part, said, False))
                continue
            if part in _STOPS:
                reach = 0
            words.append(Word(part, said, reach > 0))
            reach -= 1
    return _in_english_order(words)


def plain(phrase: str) -> str:
    """Return a phrase as :func:`phrases` looks it up: lower case, hyphens and elisions apart."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():  # most are, and there are twenty thousand in a lexicon
        return " ".join(phrase.lower().split())
    return " ".join(_tokens(phrase))


def _tokens(text: str) -> list[str]:
    lowered = _HOUR.sub(lambda hour: f"{int(hour[1])}{hour[2]}m", text.lower().replace("’", "'"))
    lowered = _CLOCK.sub(lambda clock: f"{(int(clock[1]) + 11) % 12 + 1}{'ap'[int(clock[1]) > 11]}m", lowered)
    return _TOKEN.findall(_ELISION.sub(r"\1 ", lowered))


def phrases(words: Sequence[Word], meanings: Mapping[str, Meaning]) -> Iterator[tuple[str, str, bool, Meaning | None]]:
    """Go through words, taking the longest phrase that means something at each place.

    Parameters
    ----------
    words : sequence of Word
    meanings : mapping
        From words and phrases (see :func:`plain`) to what they mean; words are tried in their simpler
        forms as well (dunes, dune; rainy, rain).

    Yields
    ------
    (text, said, denied, meaning)
        In English and as it stands in the prompt. Single words without a meaning come with None, and so do breaks (text empty).
    """
    at = 0
    while at < len(words):
        for length in range(_LONGEST, 0, -1):
            part = words[at : at + length]
            if len(part) < length or (length > 1 and not all(word.text for word in part)):
                continue
            meaning = _meaning([word.text for word in part], meanings) if part[0].text else None
            if meaning is not None or length == 1:
                said = " ".join(dict.fromkeys(word.said for word in part))
                own = any(word.text in _DENIALS for word in part)  # “trees without leaves” are wanted
                denied = part[0].denied if own else any(word.denied for word in part)
                yield " ".join(word.text for word in part), said, denied, meaning
                at += length
                break


def _meaning(texts: list[str], meanings: Mapping[str, Meaning]) -> Meaning | None:
    head = " ".join([*texts[:-1], ""]).lstrip()
    for form in (
        forms(texts[-1]) if not head or not texts[-1].endswith("ed") else texts[-1:]
    ):  # a “car parked” is no car park
        meaning = meanings.get(head + form)
        if meaning is not None:
            return meaning
    return None


def forms(word: str) -> list[str]:
    """Return a word and what it may be derived from: dunes, dune; rainy, rain; cities, city; candlelit, candle."""
    found = [word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            found += [stem + "y"] if ending == "ies" else [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    if word.endswith("'s"):
        found.append(word[:-2])
    found += [word[: -len(end)] for end in _JOINED if word.endswith(end) and len(word) > len(end) + 2]
    return found


def _translated(tokens: list[str], at: int, foreign: Mapping[str, str]) -> tuple[int, str]:
    for length in range(_LONGEST, 0, -1):
        phrase = " ".join(tokens[at : at + length])
        if at + length <= len(tokens) and phrase in foreign:
            return length, foreign[phrase]
    return 1, _declined(tokens[at], foreign) or _compound(tokens[at], foreign) or tokens[at]


_QUALITIES = frozenset(
    "abandoned ancient beautiful big bright broken burning calm dark deserted empty flooded foggy frozen futuristic giant golden haunted "
    "icy lonely long lost magical medieval misty mysterious narrow old quiet rainy ruined rusty small snowy starry stormy sunny warm "
    "wet wild winding wooden young".split()
)


def _in_english_order(words: list[Word]) -> tuple[Word, ...]:
    """Return words with each quality that follows its noun, as in French and Spanish, before it: “tree lonely” is a lonely tree."""
    found, said = list(words), [word.said for word in words]
    for at in range(len(found) - 1):
        noun, quality = found[at : at + 2]
        is_noun = said[at] in _nouns() and noun.text not in _qualities() and noun.text != said[at]
        is_said_of_it = quality.text in _qualities() and quality.text != said[at + 1]
        after = found[at + 2 : at + 3]
        is_last = (
            not after or said[at + 2] not in _nouns() or after[0].text in _qualities()
        )  # no German “Wald dunkle Wolken”
        if is_noun and is_said_of_it and is_last:
            both = f"{noun.said} {said[at + 1]}"
            found[at : at + 2] = [quality._replace(said=both), noun._replace(said=both)]
            said[at : at + 2] = [said[at + 1], said[at]]
    return tuple(found)


@cache
def _qualities() -> frozenset[str]:
    return _QUALITIES | {plain(english) for english in _load("languages.toml")["colours"]}


@cache
def _nouns() -> frozenset[str]:
    sections = _load("languages.toml")
    return frozenset(plain(word) for name in _NOUNS for words in sections[name].values() for word in words)


_NOUNS = ("nouns", "nature_and_things", "clothes", "of_every_day", "more_of_every_day")  # sections of the languages
_AFTER = "after_a_foreign_word"  # a section of the languages
_CASES = ("en", "em", "er", "es", "e")
_ADJECTIVES = ("colours", "deeds_and_qualities")  # sections of the languages
_LEAST = 4  # letters of a part of a compound


def _declined(word: str, foreign: Mapping[str, str]) -> str:
    """Return an adjective in a German case or a plural in English, of which the plain form is known: “gelben”, “Schirmen”, “guitares”."""
    known = _adjectives()
    stems = [word.removesuffix(end) for end in _CASES if word.endswith(end)]
    found = next((foreign[stem] for stem in stems if stem in known), "")
    stem = word[:-1]
    is_many = len(stem) > _LEAST and (word.endswith("n") or (word.endswith("s") and stem[-1] in "aeoé"))
    return found or (foreign[stem] if is_many and " " not in foreign.get(stem, " ") else "")


def _compound(word: str, foreign: Mapping[str, str]) -> str:
    """Return a German compound in English, if both of its parts are known: Nebelwald, mist forest; Bergdorf, mountain village."""
    for at in range(_LEAST, len(word) - _LEAST + 1):  # schnee-sturm before schnees-turm
        first, second = word[:at], word[at:]
        for head in (first, first.removesuffix("s"), first.removesuffix("n"), first + "e"):
            if head in foreign and second in foreign and " " not in foreign[head]:
                return f"{foreign[head]} {foreign[second]}"
    return ""


@cache
def _foreign() -> dict[str, str]:
    return {
        plain(word): plain(english)
        for name, section in _load("languages.toml").items()
        if name != _AFTER
        for english, words in section.items()
        for word in words
    }


@cache
def _adjectives() -> frozenset[str]:
    sections = _load("languages.toml")
    return frozenset(word for name in _ADJECTIVES for words in sections[name].values() for word in words)


@cache
def _after_foreign() -> dict[str, str]:
    return {word: english for english, words in _load("languages.toml")[_AFTER].items() for word in words}
