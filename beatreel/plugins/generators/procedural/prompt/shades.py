"""What a shade is beside the colour that it is counted to: of another hue, darker or lighter, quieter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from beatreel.plugins.generators.procedural.hues import is_green

from .reading import lexicon

_DARK = {"dark", "darkest", "deep", "midnight", "inky"}
_LIGHT = {"pale", "light", "soft", "pastel", "baby", "powder", "powdery"}
_DEGREES = {*_DARK, "pale", "pastel", "light", "soft", "bright", "dusty", "warm", "cool", "neon"}  # before a colour
_SOFTENED = {"dusty", "pale", "pastel", "muted", "faded", "washed", "powdery"}  # before a colour
_NO_TUBES = {"black", "white", "grey", "silver", "brown"}
_MUTED = 0.36  # of its colour that a quiet shade loses beside another
_PASTEL = 0.5  # and one that is light as well: peach is paler than sage
EARTHS = {"rust", "russet", "terracotta", "sienna", "burnt sienna", "ochre", "ocher", "mustard", "rose gold"}
_WARM_FROM, _WARM_TO = 320.0, 112.0  # hues from magenta to yellow
_ROSES, _ROSY = {"rose", "pink"}, 0.7  # shades of light that may be of some depth, and how far
_DEPTHS = (0.84, 1.07)  # of what is called dark, and light
_TUBES = {"neon", "neons", "sign", "signs"}
_BEFORE = 4  # words before a tube that may be its colours: “blue and red neon”


@cache
def _hues() -> dict[str, float]:
    return {word: float(hue) for hue, words in lexicon()["shades"].items() for word in words}


@cache
def _depths() -> dict[str, float]:
    return {word: float(depth) / 100 for depth, words in lexicon()["depths"].items() for word in words}


def hue_of(text: str, colour: str) -> float:
    """Return the hue, degrees of OKLCH, of a word that is counted to a colour; a dark or a pale shade is of the same."""
    own = float(lexicon()["colours"][colour]["hue"])
    first, _, rest = text.partition(" ")
    return _hues().get(text, _hues().get(rest, own) if first in _DEGREES else own)


def tubes_of(said: Sequence[str]) -> tuple[float, ...]:
    """Return the hues, degrees of OKLCH, that words give to neon and signs: “pink neon”, “blue and red neon signs”."""
    found: list[float] = []
    for index, word in enumerate(said):
        if word not in _TUBES:
            continue
        for colour in said[max(index - _BEFORE, 0) : index]:
            if colour in lexicon()["colours"] and colour not in _NO_TUBES:
                found.append(hue_of(colour, colour))
            elif colour in _hues():
                found.append(_hues()[colour])
            elif colour != "and" and colour not in _TUBES:
                found.clear()  # “a red coat under blue neon”
    return tuple(dict.fromkeys(found))


def depth_of(text: str, before: str = "") -> float:
    """Return the lightness of a shade beside that of its colour: 1 as it is, less for rust and navy, more for peach and mint.

    Parameters
    ----------
    text : str
        The shade: “rust”, “dark green”.
    before : str, optional
        The word before it.
    """
    first, _, rest = text.partition(" ")
    for degree in (first if rest else "", before):
        if degree in _DARK or degree in _LIGHT:
            return _DEPTHS[degree in _LIGHT]
    return _depths().get(text, 1.0)


def is_quiet(text: str) -> bool:
    """Return whether a shade is never loud: sage, slate blue, “dusty pink”."""
    return text in lexicon()["quiet"]["words"] or text.partition(" ")[0] in _SOFTENED


def muted_of(text: str) -> float:
    """Return the share of its colour, 0 to 1, that a shade has not beside another colour, which keeps all of its own."""
    if not is_quiet(text) or text in EARTHS:
        return 0.0
    return _PASTEL if depth_of(text) > 1 else _MUTED


def airy_of(text: str, hue: float) -> float:
    """Return how far, 0 to 1, a shade is one of light, as peach, mint and rose are: dark, it would be a brown or a bottle green."""
    if not (hue < _WARM_TO or hue > _WARM_FROM or is_green(hue)):
        return 0.0
    return 1.0 if depth_of(text) > 1 else _ROSY if set(text.split()[-1:]) & _ROSES else 0.0
