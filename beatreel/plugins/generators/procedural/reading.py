"""Which words of a prompt mean what: the lexicon, looked up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from beatreel import CAMERA_WORDS, VOCABULARY, phrases, plain, read_words

from .worlds import WORLDS

_PLACES = ("words", "hints", "near")  # sections of a world's file

Meaning = tuple[str, str]
"""Section and entry of the lexicon."""


class Found(NamedTuple):
    """One word or phrase of the prompt and all that it means here."""

    text: str
    said: str
    denied: bool
    meanings: tuple[Meaning, ...]


class Reading:
    """The words of a text and the meanings that the lexicon gives them, in the order of the text.

    Attributes
    ----------
    understood, unknown : tuple of str
        Words that had an effect, and those that had none, as they stand in the text.
    denied : tuple of str
        Those that the text does not want.
    """

    def __init__(self, text: str) -> None:
        silent = lexicon()["silent"]["words"]
        self.found = [
            Found(english, said, denied, meanings or ())
            for english, said, denied, meanings in phrases(read_words(text), _index())
        ]
        known = [one for one in self.found if one.meanings]
        self.understood = tuple(dict.fromkeys(one.said for one in known if not one.denied))
        self.denied = tuple(dict.fromkeys(one.said for one in known if one.denied))
        self.unknown = tuple(
            dict.fromkeys(
                one.said
                for one in self.found
                if one.text and not one.meanings and one.text not in silent and not one.text.isdigit()
            )
        )

    def all(self, section: str, *, denied: bool = False) -> list[str]:
        """Return the entries of a section that the text wants (or denies), in its order."""
        return [
            entry for one in self.found if one.denied == denied for where, entry in one.meanings if where == section
        ]

    def first(self, section: str) -> Any:
        return next(iter(self.all(section)), None)

    def place(self, section: str, entry: str) -> int:
        """Return at which word an entry is first wanted; a large number if never."""
        return next(
            (i for i, one in enumerate(self.found) if not one.denied and (section, entry) in one.meanings), 10_000
        )

    def entries(self, section: str) -> list[dict[str, Any]]:
        return [lexicon()[section][entry] for entry in dict.fromkeys(self.all(section))]

    def mean(self, section: str, field: str, default: float) -> float:
        values = [float(entry[field]) for entry in self.entries(section)]
        return sum(values) / len(values) if values else default

    def product(self, section: str, field: str) -> float:
        result = 1.0
        for entry in self.entries(section):
            result *= float(entry[field])
        return result

    def amount(self, default: float) -> float:
        """Return how much weather is wanted: what stands before a weather word (“light rain”) or is one itself (“drizzle”)."""
        values = []
        for one, after in zip(self.found, [*self.found[1:], Found("", "", False, ())], strict=False):
            weather = any(section == "weathers" for section, _ in (*one.meanings, *after.meanings))
            values += [
                lexicon()["amounts"][entry]["amount"]
                for section, entry in one.meanings
                if section == "amounts" and weather
            ]
        return sum(values) / len(values) if values else default


@cache
def lexicon() -> dict[str, Any]:
    """Return ``lexicon.toml`` with the worlds' own files as its section ``worlds``."""
    folder = resources.files(__package__)
    found = tomllib.loads(folder.joinpath("lexicon.toml").read_text("utf-8"))
    found["worlds"] = {
        name: tomllib.loads(folder.joinpath("worlds", f"{name}.toml").read_text("utf-8")) for name in WORLDS
    }
    return found


@cache
def _index() -> dict[str, tuple[Meaning, ...]]:
    """Every word and phrase with its meanings."""
    index: dict[str, list[Meaning]] = {}
    for section, entry, words in _all_words():
        for word in words:
            meanings = index.setdefault(plain(word), [])
            if (section, entry) not in meanings:
                meanings.append((section, entry))
    for phrase, meanings in index.items():  # “neon blue” is neon, too; “dark red” is no night, “hot pink” no heat
        shade = index.get(phrase.partition(" ")[0], [])
        if shade is not meanings and ("colours" in dict(meanings)) and "looks" in dict(shade):
            meanings += [one for one in shade if one[0] not in ("light", "warmth", "weathers", "colours")]
    # What moves the camera is no place: an orbit around chrome does not lead into space.
    for meanings in index.values():
        if any(section == "cameras" for section, _ in meanings):
            meanings[:] = [meaning for meaning in meanings if meaning[0] not in _PLACES]
    return {word: tuple(meanings) for word, meanings in index.items()}


def _all_words() -> Iterator[tuple[str, str, Any]]:
    known = lexicon()
    for name, world in known["worlds"].items():
        for section in _PLACES:
            yield section, name, world.get(section, ())
    for section in ("weathers", "motifs", "lenses"):
        for name, words in known[section].items():
            yield section, name, words
    for section in ("amounts", "looks"):
        for name, entry in known[section].items():
            yield section, name, entry["words"]
    for section, vocabulary in VOCABULARY.items():
        for name, words in vocabulary.items():
            yield section, name, words
    for move, words in CAMERA_WORDS.items():
        yield "cameras", move, words
