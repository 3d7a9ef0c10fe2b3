"""Which things of a prompt have a colour of their own: “a red car” is no red picture."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from beatreel import read_words

from .reading import Found, Reading, lexicon
from .shades import hue_of

CHROMATIC = 0.55  # from where a colour is more than a shade of grey
_NO_HUES = ("black", "silver")  # which a thing may have, and a picture not
_ENDS = ("", "with", "against", "behind", "beyond", "under", "over")  # words after which a colour bears no more
_ONE = {"single", "one", "lone", "solitary"}
_NEAR = 3  # words from a colour to what bears it
_CORRODED = {"rusty", "rusted", "tarnished"}
_SHINING = ("light", "lamp", "lantern", "lamppost", "sign", "window", "candle", "bulb")


def borne_by_things(words: Reading, things_that: Iterable[str] = ()) -> dict[str, float]:
    """Return the hues that the prompt gives to things only, by the name of the colour: “a red car”, “her yellow umbrella”."""
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
        things = [form for after in near for form in (after.text, after.text.split()[-1])]  # a “vintage car” is a car
        is_borne = any(bearers & {form, form.removesuffix("s")} for form in things)
        is_borne |= bool(near) and words.found[index - 1].text in _ONE and index > 0  # “a single green sprout”
        for name in colours:
            if things and one.text in _CORRODED:
                corroded[name] = hue_of(one.text, name)
            elif is_borne:
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


def _has_its_own(text: str, after: list[Found]) -> bool:
    """Return whether a colour stands before a thing, in one phrase with it, or right after it: “yellow taxi”, “candle gold”."""
    first, _, thing = text.partition(" ")
    return bool(thing and Reading(first).all("colours")) or any("colours" in dict(one.meanings) for one in after)


def worn_in(prompt: str) -> str:
    """Return the colour of what somebody wears or is, by its name: “a long red dress”, “a white horse”; empty where none is named."""
    words = [one.text for one in read_words(prompt) if not one.denied]
    bearers = set(lexicon()["bearers"]["words"])
    for index, word in enumerate(words):
        colour = word if word in _NO_HUES else next(iter(Reading(word).all("colours")), "")
        after = list(takewhile(bool, words[index + 1 : index + 1 + _NEAR]))
        if colour and bearers & {form for one in after for form in (one, one.removesuffix("s"))}:
            return colour
    return ""
