"""Which colours a prompt gives to the sky of a low sun: “a violet sunset”, “the sky turns red”, “pink and gold clouds at dusk”."""

from __future__ import annotations

from collections.abc import Sequence

from .borne import CHROMATIC
from .colouring import Palette
from .reading import Found, lexicon
from .shades import hue_of

_LOW = ("golden", "dawn", "dusk")
_SKIES = {"sky", "skies", "clouds", "cloud", "horizon", "afterglow", "heavens"}
_JOINS = {"and", "&", "to"}
_TURNS = {"in", "of", "is", "are", "turns", "turning", "turned", "glows", "glowing", "painted", "goes", "gone", "all"}
_DEGREES = {*"a the its all deep dark pale bright soft shades hues tones and to into with".split()}
_BESIDE = 50.0  # degrees from a sky's hue within which an accent is about of it
_WARMED = 0.25  # of the warmth of a sunset
_REACH = 5  # words from a sky to the colours after it


def sky_hues(found: Sequence[Found], time: str) -> tuple[float, ...]:
    """Return the hues of a sky of dawn, sunset or dusk, in their order, none where its colour is not named.

    Parameters
    ----------
    found : sequence of Found
        The words of a prompt.
    time : str
        Hour of :attr:`~.describe.SceneDescription.time_of_day`: the others have no such sky.

    Returns
    -------
    tuple of float
        Degrees of OKLCH, two at most.
    """
    if time not in _LOW:
        return ()
    hues: list[float] = []
    for at, one in enumerate(found):
        if not one.denied and _is_sky(one):
            hues += [*_before(found[:at]), *_after(found[at + 1 :])]
    return tuple(dict.fromkeys(hues))[:2]


def _is_sky(one: Found) -> bool:
    is_hour = any(section == "light" and entry in _LOW for section, entry in one.meanings)
    return is_hour or bool(_SKIES & set(one.text.split()))


def _before(found: Sequence[Found]) -> list[float]:
    """Return the hues right before a sky, which may be two: “pink and orange”, “red evening”."""
    hues: list[float] = []
    for one in reversed(found):
        hue = _hue(one)
        if hue is not None:
            hues.insert(0, hue)
        elif not (one.text in _JOINS and hues) and not _is_sky(one):
            break
    return hues


def _after(found: Sequence[Found]) -> list[float]:
    """Return the hues that a sky is said to be of: “sky of crimson and gold”, “sky turns purple”."""
    hues: list[float] = []
    if not found or found[0].text not in _TURNS:
        return hues
    for one in found[1 : 1 + _REACH]:
        hue = _hue(one)
        if hue is not None:
            hues.append(hue)
        elif one.text not in _DEGREES and one.text not in _TURNS:
            break
    return hues


def _hue(one: Found) -> float | None:
    name = next((entry for section, entry in one.meanings if section == "colours"), "")
    if one.denied or not name or lexicon()["colours"][name].get("chroma", 1.0) <= CHROMATIC:
        return None
    return hue_of(one.text, name)


def under_that_sky(palette: Palette, hues: Sequence[float]) -> Palette:
    """Return a palette that leaves such a sky its hues: under a red one, what is nearly red is not drawn to orange."""
    if not hues:
        return palette
    away = [abs((palette.accent - hue + 180) % 360 - 180) for hue in hues]
    is_beside = 1 < min(away) < _BESIDE
    accent = hues[away.index(min(away))] if is_beside else palette.accent
    warmth = palette.temperature * (_WARMED if palette.temperature > 0 else 1.0)  # a cold dusk stays cold
    return palette.model_copy(update={"accent": accent, "temperature": warmth})
