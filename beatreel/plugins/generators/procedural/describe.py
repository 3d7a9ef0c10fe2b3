"""From the words of a prompt to what shall be painted.

The words are looked up in ``lexicon.toml``; nothing is guessed by a model. Every prompt gives something that fits: words
that no world knows by name lead to the nearest one by association, and the prompt's colours are kept in any case.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from pydantic import Field

from beatreel import Value

TimeOfDay = Literal["dawn", "day", "golden", "dusk", "night"]
Weather = Literal["clear", "rain", "snow", "mist", "storm", "dust"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_ENDINGS = ("ies", "es", "s", "ing", "ed", "y", "ly")


class Palette(Value):
    """The colours of a film.

    Attributes
    ----------
    key, fill, accent, shadow : float
        Hues in degrees of OKLCH: 29 red, 60 orange, 90 gold, 140 green, 195 cyan, 250 blue, 300 violet, 345 magenta.
    temperature : float
        -1 cold to 1 warm; 0 as the world has it.
    strength : float
        How far the picture is pulled to the hues, 0 (keep the world's own) to 1.
    chroma : float
        Factor of colourfulness; 0 is black and white.
    """

    key: float = 250.0
    fill: float = 250.0
    accent: float = 60.0
    shadow: float = 260.0
    temperature: float = Field(default=0.0, ge=-1, le=1)
    strength: float = Field(default=0.0, ge=0, le=1)
    chroma: float = Field(default=1.0, ge=0, le=2)


class SceneDescription(Value):
    """What a prompt asks for.

    Attributes
    ----------
    prompt : str
    world : str
        A name of :data:`~.worlds.WORLDS`.
    approximate : bool
        The prompt named no world; this one was chosen by association.
    time_of_day : {"dawn", "day", "golden", "dusk", "night"}
    weather : {"clear", "rain", "snow", "mist", "storm", "dust"}
    weather_amount : float
        0 to 1.
    palette : Palette
    motifs : tuple of str
        Story elements, such as ``"figure"``, ``"birds"``, ``"caravan"``, ``"umbrella"``; the world's own if the prompt has none.
    camera : str
        Camera movement that the prompt asks for; empty for none.
    speed : float
        Of everything that moves by itself: 1 as in life, 0.4 slow motion.
    contrast : float
        Factor of contrast.
    understood, unknown : tuple of str
        Words of the prompt that had an effect, and those that had none.
    """

    prompt: str = ""
    world: str
    approximate: bool = False
    time_of_day: TimeOfDay = "night"
    weather: Weather = "clear"
    weather_amount: float = Field(default=0.5, ge=0, le=1)
    palette: Palette = Palette()
    motifs: tuple[str, ...] = ()
    camera: str = ""
    speed: float = Field(default=1.0, gt=0, le=4)
    contrast: float = 1.0
    understood: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def describe(prompt: str, style: str = "", world: str = "") -> SceneDescription:
    """Look up the words of a prompt.

    Parameters
    ----------
    prompt, style : str
        Any text, in any case; the style's words count where the prompt is silent.
    world : str
        A name of :data:`~.worlds.WORLDS` to use whatever the prompt says; empty to let the prompt decide.

    Returns
    -------
    SceneDescription
        The same for the same text.
    """
    lexicon = _lexicon()
    words = _Words(prompt, lexicon)
    both = _Words(f"{prompt} {style}", lexicon)
    chosen, exact = (world, True) if world else _choose_world(words, both, lexicon)
    setting = lexicon["worlds"][chosen]
    weather = words.first("weathers") or both.first("weathers")
    time = words.first("times") or both.first("times")
    usual = "clear" if time in ("day", "golden") and setting["weather"] == "rain" else setting["weather"]
    return SceneDescription(
        prompt=prompt,
        world=chosen,
        approximate=not exact,
        time_of_day=time or setting["time"],
        weather=weather or usual,
        weather_amount=both.number("amounts", "amount", 0.6 if weather else 0.45),
        palette=_palette(words, both, setting),
        motifs=tuple(dict.fromkeys(words.all("motifs"))) or tuple(setting["motifs"]),
        camera=words.first("cameras") or "",
        speed=both.number("speeds", "value", 1.0),
        contrast=both.product("looks", "contrast"),
        understood=words.understood,
        unknown=words.unknown,
    )


def _choose_world(words: _Words, both: _Words, lexicon: dict[str, Any]) -> tuple[str, bool]:
    """Return the world with most of the words, and whether it was named rather than associated."""
    names = list(lexicon["worlds"])
    for found in (words, both):
        named = {name: found.hits(f"worlds.{name}") for name in names}
        nearby = {name: found.hits(f"near.{name}") for name in names}
        best = max(names, key=lambda name: (named[name] + 0.35 * nearby[name], named[name]))
        if named[best] or nearby[best]:
            return best, bool(named[best])
    return names[hashlib.sha256(words.text.encode()).digest()[0] % len(names)], False


def _palette(words: _Words, both: _Words, setting: dict[str, Any]) -> Palette:
    hues = dict(setting["hues"])
    colours = words.entries("colours") or both.entries("colours")
    chromatic = [entry["hue"] for entry in colours if entry.get("chroma", 1.0) > 0.3]
    if chromatic:
        hues["key"] = hues["fill"] = hues["shadow"] = chromatic[0]
        if len(chromatic) > 1:
            hues["fill"] = hues["accent"] = chromatic[1]
        if len(chromatic) > 2:
            hues["accent"] = chromatic[2]
    chroma = both.product("looks", "chroma")
    for entry in colours:
        chroma *= entry.get("chroma", 1.0)
    return Palette(
        **hues,
        temperature=both.number("temperatures", "value", 0.0),
        strength=0.85 if chromatic else 0.0,
        chroma=min(max(chroma, 0.0), 1.5),
    )


class _Words:
    """The words of a text and the meanings that the lexicon gives them, in the order of the text."""

    def __init__(self, text: str, lexicon: dict[str, Any]) -> None:
        self.text = text.lower()
        self._lexicon = lexicon
        tokens = _WORD.findall(self.text)
        self._found: list[tuple[str, str]] = []  # (section, entry) of every meaning
        understood: list[str] = []
        unknown: list[str] = []
        index = _index()
        at = 0
        while at < len(tokens):
            phrase, meanings = _longest(tokens, at, index)
            self._found += meanings
            if meanings:
                understood.append(phrase)
            elif phrase not in lexicon["silent"]["words"]:
                unknown.append(phrase)
            at += phrase.count(" ") + 1
        self.understood = tuple(dict.fromkeys(understood))
        self.unknown = tuple(dict.fromkeys(unknown))

    def all(self, section: str) -> list[str]:
        return [entry for where, entry in self._found if where == section]

    def first(self, section: str) -> Any:
        return next(iter(self.all(section)), None)

    def hits(self, place: str) -> int:
        section, entry = place.split(".")
        return len([1 for found in self._found if found == (section, entry)])

    def entries(self, section: str) -> list[dict[str, Any]]:
        return [self._lexicon[section][entry] for entry in dict.fromkeys(self.all(section))]

    def number(self, section: str, field: str, default: float) -> float:
        values = [float(entry[field]) for entry in self.entries(section)]
        return sum(values) / len(values) if values else default

    def product(self, section: str, field: str) -> float:
        result = 1.0
        for entry in self.entries(section):
            result *= float(entry[field])
        return result


def _longest(tokens: list[str], at: int, index: dict[str, list[tuple[str, str]]]) -> tuple[str, list[tuple[str, str]]]:
    """Return the longest phrase at a position that means something, else the single word and nothing."""
    for length in (3, 2):
        phrase = " ".join(tokens[at : at + length])
        if phrase.count(" ") == length - 1 and phrase in index:
            return phrase, index[phrase]
    word = tokens[at]
    for form in _forms(word):
        if form in index:
            return word, index[form]
    return word, []


def _forms(word: str) -> list[str]:
    """A word and what it may be derived from: dunes, dune; rainy, rain; cities, city."""
    forms = [word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            forms += [stem + "y"] if ending == "ies" else [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))


@cache
def _index() -> dict[str, list[tuple[str, str]]]:
    """Every word and phrase with its meanings as (section, entry)."""
    index: dict[str, list[tuple[str, str]]] = {}

    def add(words: list[str], section: str, entry: str) -> None:
        for word in words:
            index.setdefault(" ".join(_WORD.findall(word)), []).append((section, entry))

    lexicon = _lexicon()
    for name, world in lexicon["worlds"].items():
        add(world["words"], "worlds", name)
        add(world["near"], "near", name)
    for section in ("times", "weathers", "motifs", "cameras"):
        for name, words in lexicon[section].items():
            add(words, section, name)
    for section in ("amounts", "colours", "temperatures", "looks", "speeds"):
        for name, entry in lexicon[section].items():
            add(entry["words"], section, name)
    return index
