"""Which words of a prompt mean what: the lexicon, looked up."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from beatreel import CAMERA_WORDS, VOCABULARY, Word, phrases, plain, read_words
from beatreel.plugins.generators.procedural import worlds
from beatreel.plugins.generators.procedural.worlds import WORLDS

from .figures import BLACK, adjectives, figures_of_speech, gilded, white_flowers
from .outdoors import furniture_outside, rooms_belong_to, seen_from_a_room, seen_outside
from .parted import rejoined
from .tints import SPEAKS, tints_among

_PLACES = ("words", "hints", "near")  # sections of a world's file
_LED = (*_PLACES, "lives")  # sections that lead to a world
_FOLDER = (
    "small",
    "rooms",
    "sets",
    "streets",
    "towns",
    "water",
    "land",
    "underground",
    "heavens",
    "abstract",
    "performances",
)  # of kinds of places, in lexicon/

Meaning = tuple[str, str]
"""Section and entry of the lexicon."""

_VEHICLES = (
    "old_car",
    "motorcycle",
    "lorry",
    "taxi",
    "train",
    "steam_train",
    "sailing_boat",
    "tall_ship",
    "airliner",
    "helicopter",
)
"""Motifs that drive, sail or fly and are called by compounds, too."""
_COLOUR: dict[str, tuple[Meaning, ...]] = {"black": BLACK}  # which is no hue


_BESIDE = 2  # words between how fast and what moves
_CARRIED = {"camera", "drone", "pan", "pans", "panning", "dolly", "crane", "handheld"}
_CAMERA_PACES = {
    *"slow slowly gentle gently lazy lazily leisurely unhurried languid fast quick quickly rapid swift".split(),
    "very slow",
}


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
    english : tuple of str
        Single English words of all that had an effect.
    tints : tuple of str
        Those that could be places or things and are colours here.
    corrected : dict of str to str
        Misspelt words and what they are read as.
    """

    def __init__(self, text: str) -> None:
        silent = dict.fromkeys(lexicon()["silent"]["words"], True)
        self.corrected: dict[str, str] = {}
        self.found = [
            Found(english, said, denied, meanings or ())
            for english, said, denied, meanings in phrases(rejoined(self._spelt(read_words(text)), _index()), _index())
        ]
        for at, phrase in seen_outside(self.found, _outside()).items():
            self.found[at] = self.found[at]._replace(meanings=_index()[phrase])
        for at in (*seen_from_a_room(self.found), *rooms_belong_to(self.found), *furniture_outside(self.found)):
            seen = tuple(one for one in self.found[at].meanings if one[0] not in _LED)
            self.found[at] = self.found[at]._replace(meanings=seen)
        for at, kept in figures_of_speech(self.found).items():
            self.found[at] = self.found[at]._replace(text=self.found[at].text if kept else "", meanings=kept)
        for at in gilded(self.found, lexicon()["bearers"]["words"]):
            self.found[at] = self.found[at]._replace(meanings=(("colours", "gold"),))
        for at in white_flowers(self.found):
            self.found[at] = self.found[at]._replace(meanings=(("cues", "white_flowers"),))
        for at in adjectives(self.found, lexicon()["bearers"]["words"]):
            kept = tuple(one for one in self.found[at].meanings if one[0] in SPEAKS)
            self.found[at] = self.found[at]._replace(meanings=kept)
        tints = tints_among(self.found, _tints(), silent)
        for at, colour in tints.items():
            kept = [one for one in self.found[at].meanings if one[0] in SPEAKS and one[1] != colour]
            self.found[at] = self.found[at]._replace(meanings=(*_COLOUR.get(colour, (("colours", colour),)), *kept))
        known = [one for one in self.found if one.meanings]
        self.understood = tuple(dict.fromkeys(one.said for one in known if not one.denied))
        self.english = tuple(
            dict.fromkeys(word for one in known if not one.denied for word in (*one.text.split(), *one.said.split()))
        )
        named = {word for at, one in enumerate(self.found) if at not in tints for word in one.text.split()}
        self.tints = tuple(text for at in tints if (text := self.found[at].text) not in named)
        self.denied = tuple(dict.fromkeys(one.said for one in known if one.denied))
        self.unknown = tuple(
            dict.fromkeys(
                one.said
                for one in self.found
                if one.text and not one.meanings and not _is_in(one.text, silent) and not one.text.isdigit()
            )
        )

    def _spelt(self, words: tuple[Word, ...]) -> list[Word]:
        """Return the words with misspelt ones replaced, and remember those."""
        spelt = []
        is_foreign = (
            sum(word.text != word.said and word.said[:1].isalpha() for word in words) > 1
        )  # “volets” is no violet
        for word in words:
            meant = "" if is_foreign else spelling(word.text)
            if meant:
                self.corrected[word.said] = meant
            spelt.append(word._replace(text=meant or word.text))
        return spelt

    def names_buildings(self) -> bool:
        """Return whether all rooms that the text names may be buildings, seen from outside."""
        rooms = [one for one in self.found if ("words", "interior") in one.meanings and not one.denied]
        return all(one.text in _outside() for one in rooms)

    def see_outside(self) -> None:
        """Read buildings as seen from outside, in a land that the text has named."""
        for at, one in enumerate(self.found):
            phrase = _outside().get(one.text, "")
            if phrase and one.text not in ("home", "apartment"):
                self.found[at] = one._replace(meanings=_index()[phrase])

    def understand(self, texts: Collection[str], phrase: str) -> None:
        """Read words as if they were a phrase: a train as the window of a train."""
        for at, one in enumerate(self.found):
            if one.text in texts and not one.denied:
                self.found[at] = one._replace(text=phrase, meanings=_index()[phrase])

    def imply(self, section: str, entry: str, *also: Meaning) -> None:
        """Let the text mean something more, after all that it says."""
        self.found.append(Found("", "", False, ((section, entry), *also)))

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

    def speed(self) -> float:
        """Return how fast the world moves, 1 as in life; a “slow push in” is the camera's alone."""
        values = []
        for at, one in enumerate(self.found):
            entries = [entry for section, entry in one.meanings if section == "speeds"]
            after = self.found[at + 1].meanings if at + 1 < len(self.found) else ()
            is_amount = "amounts" in dict(one.meanings) and "weathers" in dict(after)  # “gentle rain”
            if entries and not is_amount and not (one.text in _CAMERA_PACES and self._is_beside_a_movement(at)):
                values += [float(lexicon()["speeds"][entry]["value"]) for entry in entries]
        return sum(values) / len(values) if values else 1.0

    def _is_beside_a_movement(self, at: int) -> bool:
        before, after = self.found[max(at - _BESIDE, 0) : at][::-1], self.found[at + 1 : at + 1 + _BESIDE]
        for side in (before, after):
            for one in side:
                if not one.text and not one.said:  # another clause
                    break
                if one.text in _CARRIED or any(section == "cameras" for section, _ in one.meanings):
                    return True
        return False

    def product(self, section: str, field: str) -> float:
        result = 1.0
        for entry in self.entries(section):
            result *= float(entry[field])
        return result

    def amount(self, default: float) -> float:
        """Return how much weather is wanted: what stands before a weather word (“light rain”) or is one itself (“drizzle”)."""
        values = []
        for at, one in enumerate(self.found):
            if ("weathers", "rain") in one.meanings and "after" in [
                other.text for other in self.found[max(at - 3, 0) : at]
            ]:
                values.append(DRIPPING)
            if ("weathers", "rain") in one.meanings and _OVER & {other.text for other in self.found[at + 1 : at + 4]}:
                values.append(DRIPPING)  # “rain just stopped”
        rains = {one.text for one in self.found if ("weathers", "rain") in one.meanings and not one.denied}
        if rains and rains <= _DAMP and set(self.all("weathers")) == {"rain"}:  # fog over a wet street is no less thick
            values.append(DRIPPING)
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
    """Return ``lexicon.toml``, with ``worlds`` (their own files) and what the folder ``lexicon`` adds."""
    own, world_files = resources.files(__package__), resources.files(worlds.__name__)

    def load(*names: str, folder: Any = own) -> dict[str, Any]:
        return tomllib.loads(folder.joinpath(*names).read_text("utf-8"))

    found = load("lexicon.toml")
    found["bearers"]["words"] = [word for kind in list(found["bearers"].values()) for word in kind]
    found["worlds"] = {name: load(name, "world.toml", folder=world_files) for name in WORLDS}
    found["silent"] = {"words": [word for kind in load("lexicon", "silent.toml").values() for word in kind["words"]]}
    found["places"] = {name: kind for file in _FOLDER for name, kind in load("lexicon", f"{file}.toml").items()}
    for kind in found["places"].values():  # a place that is a motif, too, is called like it
        kind["words"] = [*found["motifs"].get(kind.get("motif"), ()), *kind.get("words", ())]
    return (
        found
        | load("lexicon", "things.toml")
        | {"evidence": load("lexicon", "evidence.toml"), **load("lexicon", "english.toml")}
    )


@cache
def _index() -> dict[str, tuple[Meaning, ...]]:
    """Every word and phrase with its meanings."""
    index: dict[str, list[Meaning]] = {}
    for section, entry, words in _all_words():
        for word in words:
            meanings = index.setdefault(plain(word), [])
            if (section, entry) not in meanings:
                meanings.append((section, entry))
    for word in lexicon()["silent"]["words"]:  # a “winding” road is no windy one
        index.setdefault(word, [])
    for phrase, meanings in index.items():  # “neon blue” is neon, too; “dark red” is no night, “hot pink” no heat
        shade = index.get(phrase.partition(" ")[0], [])
        if shade is not meanings and ("colours" in dict(meanings)) and "looks" in dict(shade):
            meanings += [one for one in shade if one[0] not in ("light", "warmth", "weathers", "colours")]
    for phrase, meanings in index.items():
        things = lexicon()["things"]  # one without a world of its own leads nowhere, and keeps no word from leading
        sections = {section for section, entry in meanings if section != "things" or "world" in things[entry]}
        # What moves the camera is no place: an orbit around chrome does not lead into space. What is known as a place
        # or a thing leads only where its own entry says.
        if sections & {"cameras", "places", "things"}:
            meanings[:] = [one for one in meanings if one[0] not in _PLACES]
        meanings += [one for one in _inherited(phrase, index) if one not in meanings]
        named = [_leads_to(section, entry) for section, entry in meanings if section in ("places", "things")]
        meanings += [one for one in named if one[1]]
    movers = {*lexicon()["apart"]["beasts"], *_VEHICLES}
    for phrase, meanings in index.items():  # a kind of beast or vehicle lives where its head noun does: a “grey wolf”
        own = {entry for section, entry in meanings if section == "motifs" and entry in movers}
        head = index.get(phrase.rpartition(" ")[2], []) if own and " " in phrase else []
        if own & {entry for _, entry in head} and not {section for section, _ in meanings} & {
            "places",
            "things",
            *_LED,
        }:
            meanings += [one for one in head if one[0] in _LED]
    for word, meanings in index.items():  # a plural that stands by itself somewhere is still one of its kind
        one = index.get(word.removesuffix("s"), meanings)
        passed = [
            found for found in one if found[0] in ("places", "things", "light", *_LED) or found == ("weathers", "storm")
        ]
        meanings += [found for found in passed if found not in meanings]
    return {word: tuple(meanings) for word, meanings in index.items()}


@cache
def _outside() -> dict[str, str]:
    return {word: phrase for phrase, words in lexicon()["outside"].items() for word in words}


@cache
def _tints() -> dict[str, str]:
    return {word: colour for colour, words in lexicon()["tints"].items() for word in words}


DRIPPING = 0.05  # how much it rains after the rain, where streets are wet
_OVER = {"stopped", "stops", "ended", "passed"}
_DAMP = {"wet", "puddle", "puddles", "rain puddle", "rain puddles", "soaked", "glistening"}
_LONGEST = 24
_SHORTEST = 6  # letters of a word that may be misspelt; with two letters swapped, one less


def spelling(word: str) -> str:
    """Return the known word that an unknown one was meant to be, if it differs in one letter or two are swapped; else nothing."""
    if not _SHORTEST - 1 <= len(word) <= _LONGEST or not word.isalpha() or _is_in(word, _spelt()):
        return ""
    for changed in _changed(word):
        found = _misspelt().get(changed)
        if found and found[0] == word[0] and (len(word) >= _SHORTEST or sorted(found) == sorted(word)):
            return found
    return ""


def _is_in(word: str, known: Mapping[str, bool]) -> bool:
    """Return whether a word or a simpler form of it is among those that are known."""
    return any(meaning for *_, meaning in phrases([Word(word, word, False)], known))


def _changed(word: str) -> Iterator[str]:
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


@cache
def _spelt() -> dict[str, bool]:
    """Every single word that is known."""
    known = {part for phrase in _index() for part in phrase.split()}
    return dict.fromkeys(known | {*lexicon()["silent"]["words"], *lexicon()["spelt"]["words"]}, True)


@cache
def _misspelt() -> dict[str, str]:
    """Places, things, colours and light by themselves, by what is left of each without one of its letters."""
    sought = ("words", "hints", "lives", "light", "weathers", "colours", "motifs")
    nearby: dict[str, str] = {}
    for word, meanings in _index().items():
        if len(word) >= _SHORTEST - 1 and word.isalpha() and any(section in sought for section, _ in meanings):
            for changed in _changed(word):
                nearby.setdefault(changed, word)
    return nearby


_PASSED_ON = {
    "light": (),
    "warmth": (),
    "weathers": ("rain", "snow", "storm"),
    "motifs": ("crowd", "rooftop", "village", "castle", "palms"),
}
_NO_SNOW = ("snow leopard", "snowy owl", "snow globe", "snow white", "snow fox", "snow queen")
_VEILED = {"fog", "foggy", "misty"}
_KEPT_BACK = {
    "hot",
    "golden",
    "fire",
    "day",
    "ice",
    "cold",
    "frozen",
    "winter",
    "star",
    "early",
    "spark",
    "bright",
    "shower",
    "umbrella",
    "umbrellas",
}


def _inherited(phrase: str, index: dict[str, list[Meaning]]) -> list[Meaning]:
    """Return what the words of a place or thing bring along: a “night market” is one by night, a “beach party” has a crowd."""
    parts = phrase.split()
    sections = {section for section, _ in index[phrase]}
    if phrase.startswith(("rain forest", *_NO_SNOW)):  # which are one word, and no weather
        return []
    if len(parts) > 1 and "motifs" in sections and parts[0] == "rain":  # “rain on the windscreen”
        return [("weathers", "rain")]
    if len(parts) == 1 or not sections & {"places", "things"}:
        return []
    found = [(part, one) for part in parts for one in index.get(part, ()) if one[0] in _PASSED_ON]
    is_grey = parts[0] == "dark" and parts[-1] in ("cloud", "clouds", "table")  # which are so by day
    return [
        (section, entry)
        for part, (section, entry) in found
        if (part not in _KEPT_BACK or section == "warmth" and part in ("frozen", "winter"))
        and not (is_grey and section == "light")
        and (not _PASSED_ON[section] or entry in _PASSED_ON[section] or part in _VEILED)
    ]


def _leads_to(section: str, entry: str) -> Meaning:
    found = lexicon()[section][entry]
    is_thing = section == "things" and not found.get("hints")  # where a ship is, there is a sea
    return (
        "lives" if is_thing else "hints" if section == "things" or found.get("weak") else "words",
        found.get("world", ""),
    )


def _all_words() -> Iterator[tuple[str, str, Any]]:
    known = lexicon()
    for name, world in known["worlds"].items():
        for section in _PLACES:
            yield section, name, world.get(section, ())
    for section in ("weathers", "motifs", "lenses"):
        for name, words in known[section].items():
            yield section, name, words
    for section in ("amounts", "looks", "places", "things"):
        for name, entry in known[section].items():
            yield section, name, entry["words"]
    for section in ("lamplight", "emptied"):
        yield "cues", section, known["evidence"][section]["words"]
    for section, vocabulary in VOCABULARY.items():
        for name, words in vocabulary.items():
            yield section, name, words
    for move, words in CAMERA_WORDS.items():
        yield "cameras", move, words
