"""Which things of a prompt have a colour of their own: “a red car” is no red picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile

from beatreel import Word, read_words

from .reading import Found, Reading, lexicon
from .shades import hue_of

CHROMATIC = 0.55  # from where a colour is more than a shade of grey
_NO_HUES = ("black", "silver")  # which a thing may have, and a picture not
_ENDS = ("", "with", "against", "behind", "beyond", "under", "over")  # words after which a colour bears no more
_ONE = {"single", "one", "lone", "solitary"}
_NEAR = 3  # words from a colour to what bears it
_ARTICLES = {*"a an the her his my their with in".split()}
_APART = {
    *"in on at of by with without under over behind beside before near against among through along across into onto from to".split(),
    *"is are and who that which while where walking standing sitting running dancing playing riding driving".split(),
    *"walks stands sits runs dances plays rides drives waits looks lies kneels sings smokes crosses holds leans spins".split(),
}  # words before which it has been named
_GROUNDS = {"desert", "dune", "dunes", "sand"}
_CORRODED = {"rusty", "rusted", "tarnished"}
_FRUIT = {
    *"lemons oranges limes peaches plums apricots cherries pomegranates".split()
}  # which have their colour to themselves
_GLOWS = {"glowing", "glows", "glow", "lit", "shining", "painted"}  # between a thing and its colour
_SHINING = ("light", "lamp", "lantern", "lamppost", "sign", "window", "candle", "bulb")


def borne_by_things(words: Reading, things_that: Iterable[str] = ()) -> dict[str, float]:
    """Return the hues that the prompt gives to things only, by the name of the colour: “a red car”, “her yellow umbrella”."""
    is_of_some = bool(things_that)
    bearers = set(things_that or (*lexicon()["bearers"]["words"], *lexicon()["lit"]["words"]))
    borne: dict[str, float] = {}
    free: set[str] = set()
    shining: set[str] = set()
    corroded: dict[str, float] = {}
    for index, one in enumerate(words.found):
        colours = [entry for section, entry in one.meanings if section == "colours" and not one.denied]
        # Not beyond a comma, nor in “deep blue with warm windows”.
        near = list(takewhile(lambda after: after.text not in _ENDS, words.found[index + 1 : index + 3]))
        if [other.text for other in near[:1]] == ["and"] and _has_its_own(
            near[-1].text, words.found[index + 3 : index + 4]
        ):
            near = []  # “cold blue and yellow taxis”, “blue and candle gold”
        things = [form for after in near for form in _heads(after.text)]
        is_borne = any(bearers & {form, form.removesuffix("s")} for form in things)
        if index > 0 and words.found[index - 1].text == "and" and _GROUNDS & set(things):
            is_borne = False  # “a blue and orange desert” is a picture of both
        if not is_of_some:
            is_borne |= _is_of_some_thing(words, index, near, is_colour=bool(colours))
        before = [other.text.split()[-1] for other in words.found[max(index - 2, 0) : index] if other.text]
        if len(before) == 2 and before[1] in _GLOWS:  # “a tent glowing orange”
            is_borne |= bool(bearers & {before[0], before[0].removesuffix("s")})
        if not colours and not one.denied:
            borne |= _within(one.text, bearers)
        for name in colours:
            if things and one.text in _CORRODED:
                corroded[name] = hue_of(one.text, name)
            elif is_borne or {one.text, one.said.lower()} & _FRUIT:
                if things and any(thing.removesuffix("s").endswith(_SHINING) for thing in things):
                    shining.add(name)
                borne[name] = hue_of(one.text, name)
            else:
                free.add(name)
    others = [lexicon()["colours"][name].get("chroma", 1.0) for name in free - set(borne)]
    if others and max(others) > CHROMATIC:
        borne |= {name: hue for name, hue in corroded.items() if name not in free}  # “a rusty bridge”
    if others and max(others) <= CHROMATIC:
        # Beside grey alone it stays that of the thing, “a red umbrella …, grey and red”, unless it is that of a light.
        free &= shining
    return {name: hue for name, hue in borne.items() if name not in free}


def _is_of_some_thing(words: Reading, index: int, near: Sequence[Found], *, is_colour: bool) -> bool:
    """Return whether a colour is that of a thing by how it is said, whatever the thing is."""
    if near and index > 0 and words.found[index - 1].text in _ONE:  # “a single green sprout”
        return True
    is_air = bool(near) and any(section in ("weathers", "light") for section, _ in near[0].meanings)  # “red smoke”
    if near and not is_air and (near[0].said in words.unknown or _is_unpainted(near[0])):  # “his green nets”
        return True
    before = words.found[max(index - 2, 0) : index]
    said = [other.text for other in before]
    if is_colour and "one" in said and set(said) <= {"one", "is", "only", "of", "them", ""}:  # “one is red”
        return True
    one = words.found[index]
    is_after = one.said != one.text and index > 0  # “robe rouge”
    return (is_after and any(_bearer(form) for other in before for form in _heads(other.text))) or (
        is_colour and _is_clothing(words.found, index)
    )


def _heads(text: str) -> tuple[str, ...]:
    """Return what a phrase is one of: a “vintage car” is a car, and “leaves falling” are leaves."""
    parts = text.split() or [""]
    return (text, parts[-1], parts[0]) if parts[-1].endswith("ing") else (text, parts[-1])


def is_black_borne(words: Reading) -> bool:
    """Return whether all that a prompt calls black are things: “a black horse in a cold blue evening” is no black picture."""
    blacks = [at for at, one in enumerate(words.found) if not one.denied and ("palettes", "black") in one.meanings]
    ahead = [[*takewhile(lambda one: one.text not in _ENDS, words.found[at + 1 : at + 4])] for at in blacks]
    return bool(blacks) and all(any(_bearer(form) for one in near for form in _heads(one.text)) for near in ahead)


def _is_unpainted(one: Found) -> bool:
    """Return whether a word is a thing that no world paints, and nothing else."""
    things = lexicon()["things"]
    return bool(one.meanings) and all(
        section == "things" and not {"world", "shown", "shown_on"} & things[entry].keys()
        for section, entry in one.meanings
    )


def _within(text: str, bearers: set[str]) -> dict[str, float]:
    """Return the hues of what is known by a phrase with its colour: “woman in a red coat”, “blue dress”."""
    words = text.split()
    return {
        name: hue_of(word, name)
        for index, word in enumerate(words)
        if any({after, after.removesuffix("s")} & bearers for after in words[index + 1 :])
        for name in Reading(word).all("colours")
    }


def _has_its_own(text: str, after: list[Found]) -> bool:
    """Return whether a colour stands before a thing, in one phrase with it, or right after it: “yellow taxi”, “candle gold”."""
    first, _, thing = text.partition(" ")
    return bool(thing and Reading(first).all("colours")) or any("colours" in dict(one.meanings) for one in after)


def coloured_in(prompt: str) -> tuple[tuple[str, str], ...]:
    """Return the things of a prompt that have a colour of their own, in the singular, each with the name of its colour.

    “A long red dress, a white horse” has a dress and a horse; who goes “in black” wears ``"clothes"`` of it.
    """
    words = read_words(prompt)
    found = []
    for at, word in enumerate(words):
        colour = (
            "gold"
            if word.text == "golden"
            else word.text
            if word.text in _NO_HUES
            else next(iter(Reading(word.text).all("colours")), "")
        )
        if not colour or word.denied:
            continue
        before = [one.text for one in takewhile(lambda one: one.text, words[:at][::-1])][: _NEAR + 1]
        after = [one.text for one in takewhile(lambda one: one.text, words[at + 1 :])]
        thing = _of_that_colour(word, words[max(at - 2, 0) : at], before, after)
        if not thing and "one" in before[:2]:  # “two swans, one white and one black”, “umbrellas, one is red”
            thing = next((bearer for one in words[:at][::-1] if (bearer := _bearer(one.text))), "")
        if thing:
            found.append((thing, colour))
    return tuple(dict.fromkeys(found))


def _of_that_colour(word: Word, apart: Sequence[Word], before: list[str], after: list[str]) -> str:
    """Return what a colour is that of; empty where nothing is named that may have one of its own."""
    if (
        word.text != word.said and apart and apart[-1].text and not (after and _bearer(after[0]))
    ):  # French and Spanish say it after the thing: “robe longue rouge”
        for one in reversed(apart):
            if one.text != one.said and (thing := _bearer(one.text)):
                return thing
    if after[:1] == ["and"] and before[:1] and before[0] in _ARTICLES:  # “a red and white dress”
        after = after[2:]
    ahead = [*takewhile(lambda text: text != "and" and not Reading(text).all("colours"), after[:_NEAR])]
    ends = next((at for at, text in enumerate(ahead) if text in _APART), len(ahead))
    things = [thing for text in ahead[:ends] if (thing := _bearer(text))]
    if things:
        return things[0]
    is_last = not after or after[0] in _APART
    somebody = {*lexicon()["groups"]["people"], "figure"}
    is_clothed = (
        before[:1] == ["in"] and is_last and any(somebody & set(Reading(text).all("motifs")) for text in before)
    )
    return "clothes" if is_clothed or before[:2] in (["in", "dressed"], ["in", "clad"], ["in", "all"]) else ""


def _is_clothing(found: list[Found], at: int) -> bool:
    """Return whether a colour is that of somebody's clothes: “a dancer in white”."""
    before = [one.text for one in found[max(at - 3, 0) : at]]
    somebody = {*lexicon()["groups"]["people"], "figure"}
    is_last = at + 1 == len(found) or found[at + 1].text in {"", *_APART}
    is_worn = is_last and any(entry in somebody for one in found[max(at - 3, 0) : at] for _, entry in one.meanings)
    return before[-1:] == ["in"] and is_worn


def _bearer(text: str) -> str:
    known = _bearers()
    return next((form for form in (text, text.removesuffix("s"), text.removesuffix("es")) if form in known), "")


@cache
def _bearers() -> frozenset[str]:
    return frozenset(lexicon()["bearers"]["words"])
