"""Which prompts ask for a picture that is light as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .reading import Reading

_WHITES = {"white", "ivory", "cream", "pearl"}  # which in a sky are those of clouds
_PALE_WORDS = _WHITES | {
    *"pale pastel peach lavender blush mint apricot champagne airy lilac baby powder candy".split()
}
_HEAVY = {*"dark darkest midnight inky deep black charcoal navy indigo crimson burgundy dim dimly moody".split()}
_LIT_BY_DAY = ("interior", "clouds", "ocean")


def is_light(words: Reading, world: str, weather: str, time: str) -> bool:
    """Whether a prompt names pale colours and no dark ones, for a room, clouds or a sea in daylight."""
    if world not in _LIT_BY_DAY or weather in ("rain", "storm") or time in ("night", "dusk"):
        return False
    named = {word for found in words.found for word in found.text.split()}
    pale = named & (_PALE_WORDS if world == "interior" else _PALE_WORDS - _WHITES)
    return bool(pale) and not named & _HEAVY
