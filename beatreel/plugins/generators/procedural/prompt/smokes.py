"""Smoke of a colour, which drifts through any place that a prompt names: “violet smoke on a bridge”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .reading import Reading, lexicon

if TYPE_CHECKING:
    from .colouring import Palette
    from .sight import Sight

MOTIF = "coloured_smoke"
_VAPOUR = r"(?:smoke|vapou?rs?|smoke (?:clouds?|plumes?|bombs?|flares?))\b"
_SAID_OF_IT = r"(?:(?:thick|thin|dense|soft|glowing|neon|swirling|drifting|curling|rising|billowing|rolling|hazy|wispy|luminous|stage) )*"
_OF_A_COLOUR = re.compile(rf"\b(?:([a-z]+)(?:,| and| &) )?([a-z]+) (?:coloured |colored )?{_SAID_OF_IT}{_VAPOUR}")
_COLOURED = re.compile(
    rf"\b(?:coloured|colored|colou?rful|rainbow) {_SAID_OF_IT}{_VAPOUR}|\bsmoke (?:bomb|grenade|flare)s?\b"
)
_MIXED = ("magenta", "blue")  # where no colour is said
_NEUTRAL = ("white", "grey", "black", "silver")
_OF_ITS_OWN = 0.4  # of the strength by which a picture is drawn to a colour that only its smoke has
_SAME = 20.0  # degrees
_METALS = re.compile(r"\b(?:gold(?:en)?|silver|chrome|metal(?:lic)?|copper|bronze|mercury|glass|steel)\b")
_AIRLESS = ("macro", "space", "underwater")
_FOGS = {*"mist misty fog foggy haze hazy".split()}


def smokes_of(prompt: str) -> tuple[str, ...]:
    """Return the names of the colours of the smoke in a prompt, two at most, in their order; empty for smoke without one.

    Parameters
    ----------
    prompt : str
        English text in any case.
    """
    text = prompt.lower()
    for found in _OF_A_COLOUR.finditer(text):
        names = tuple(name for word in found.groups() if word for name in _named(word))
        if names:
            return names[:2]
    return _MIXED if _COLOURED.search(text) else ()


def _named(word: str) -> tuple[str, ...]:
    if word in _NEUTRAL or word == "gray":
        return ("grey" if word == "gray" else word,)
    return tuple(Reading(word).all("colours")[:1]) if word not in ("smoke", "fog") else ()


def coloured_smoke(sight: Sight) -> None:
    """It is seen in any air, and is no fog; a studio and a stage have their own where they are known for it, and fires theirs."""
    if (
        sight.world in _AIRLESS
        or sight.has("burning", "wildfire", "factory", "flames")
        or not smokes_of(sight.asked.prompt)
    ):
        return
    if sight.has("smoke_plumes") and not (sight.world == "chrome" and _METALS.search(sight.asked.prompt.lower())):
        return
    sight.add(MOTIF)
    left = (*sight.left[0], *sight.left[1], *(one for one, _ in sight.left[2]))
    sight.show(word for word in left if "smoke" in word.split() or "smoke" in word or "vapo" in word)
    if sight.weather == "mist" and not sight.asked.says(*_FOGS):
        sight.weather = "clear"


def beside_smoke(palette: Palette, prompt: str) -> Palette:
    """Return the palette of a picture in which smoke has a colour: it keeps that, and what no other thing has colours little else."""
    hues = tuple(float(lexicon()["colours"][name]["hue"]) for name in smokes_of(prompt) if name in lexicon()["colours"])
    if not hues:
        return palette
    only = all(any(abs((own - hue + 180) % 360 - 180) < _SAME for hue in hues) for own in (palette.key, palette.fill))
    strength = palette.strength * (_OF_ITS_OWN if only else 1.0)
    # No sky is spared: its colours are those that the smoke has before it.
    return palette.model_copy(
        update={"borne": (*palette.borne, *hues), "strength": strength, "spares_sky": False, "day_sky": False}
    )
