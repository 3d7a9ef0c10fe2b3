"""Which prompts ask for a picture that is light as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .reading import Reading

_WHITES = {"white", "ivory", "cream", "pearl"}  # which in a sky are those of clouds
_PALE_WORDS = _WHITES | {
    *"pale pastel peach lavender blush mint apricot champagne airy lilac baby powder candy".split()
}
_PALE_BLUES = {"sky blue", "ice blue", "icy blue"}
_BRIGHT = {
    *"bright sunlit sunny airy noon midday soft light pastel".split()
}  # which beside a pale colour make a light picture outdoors
_HEAVY = {*"dark darkest midnight inky deep black charcoal navy indigo crimson burgundy dim dimly moody slate".split()}
_LIT_BY_DAY = ("interior", "clouds", "ocean")
_KEPT = ("space", "stage", "cave", "skyline", "chrome")  # which are dark, or expose for their own lights


def is_light(words: Reading, world: str, weather: str, time: str) -> bool:
    """Whether a prompt names pale colours and no dark ones, for a place in daylight.

    For a room, clouds, a sea or in mist one will do; elsewhere it is two, or one and that the light is bright or soft.
    """
    if world in _KEPT or weather in ("rain", "storm") or time in ("night", "dusk"):
        return False
    named = {word for found in words.found if not found.denied for word in found.text.split()}
    if named & _HEAVY:
        return False
    if world in _LIT_BY_DAY and named & (_PALE_WORDS if world == "interior" else _PALE_WORDS - _WHITES):
        return True
    pale = (named & _PALE_WORDS) | {found.text for found in words.found if found.text in _PALE_BLUES}
    if pale and weather == "mist" and time != "golden":
        return True
    return len(pale) > 1 or (time != "golden" and bool(pale and named & (_BRIGHT - pale)))
