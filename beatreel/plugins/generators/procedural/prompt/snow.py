"""Whether the snow of a prompt falls or lies: “snow falls on a village”, “a village in deep snow”."""

from __future__ import annotations

from .reading import Reading

_FALLING = {
    "snowing",
    "snowfall",
    "blizzard",
    "snowstorm",
    "snow storm",
    "falling snow",
    "snowflake",
    "snowflakes",
    "whiteout",
}
_FALLS = {
    *"fall falls falling drift drifts drifting swirl swirls swirling whirl whirls whirling blow blows blowing blown".split()
}
_LYING = (
    "snowy",
    "snow laden",
    "snow-laden",
    "snow capped",
    "snow-capped",
    "snowcapped",
    "snow covered",
    "snow-covered",
)
_COVERED = (
    "snow covered",
    "snow-covered",
    "snow capped",
    "snow-capped",
    "snowcapped",
    "snowbound",
    "snow laden",
    "snow-laden",
)
_COVERING = {"covered", "capped", "laden", "dusted", "topped"}
_UNDER = {
    *"roof roofs rooftops tree trees branch branches pine pines ground fence fences hill hills field fields peaks".split()
}
_SEASON = {"winter", "wintry", "wintery", "frozen", "ice", "icy", "frost", "frosty"}
_BEFORE = {*"fresh deep untouched melting virgin packed in through of under on into across".split()}  # “in the snow”
_AFTER = {
    *"covered covers covering blanket blankets blanketing lies lying on banks drifts".split()
}  # “snow on the roofs”
_TRACKS = {"footprint", "footprints", "footsteps", "tracks", "paw prints"}  # which new snow would hide
_ARTICLES = {"the", "a", "an"}


def snow_falls(words: Reading) -> bool:
    """Return whether a prompt says that it falls."""
    said = [one.text for one in words.found if not one.denied]
    return bool(_FALLING & set(said)) or any(
        one.startswith("snow") and set(said[at + 1 : at + 2]) & _FALLS for at, one in enumerate(said)
    )


def snow_lies(words: Reading, *, only_said: bool = False) -> bool:
    """Return whether all snow of a prompt lies on the ground; that of a mere winter does unless ``only_said``."""
    snows = [at for at, one in enumerate(words.found) if ("weathers", "snow") in one.meanings and not one.denied]
    return all(_lies(words, at, only_said=only_said) for at in snows)


def snow_covers(words: Reading) -> bool:
    """Return whether all snow of a prompt is said to cover something, which says that none falls: “a snow-covered village”."""
    snows = [at for at, one in enumerate(words.found) if ("weathers", "snow") in one.meanings and not one.denied]
    if _TRACKS & {one.text for one in words.found if not one.denied} and snow_lies(words):
        return True
    said = [(words.found[at].text, [one.text for one in words.found[at + 1 : at + 5]]) for at in snows]
    return bool(said) and all(
        text.startswith(_COVERED)
        or (text == "snow" and after and (after[0] in _COVERING or (after[0] == "on" and _UNDER & set(after))))
        for text, after in said
    )


def _lies(words: Reading, at: int, *, only_said: bool) -> bool:
    text = words.found[at].text
    if text.startswith(_LYING) or (text in _SEASON and not only_said):
        return True
    before = [one.text for one in words.found[max(at - 3, 0) : at] if one.text not in _ARTICLES]
    after = [one.text for one in words.found[at + 1 : at + 2]]
    return text == "snow" and bool({*before[-1:]} & _BEFORE or {*after} & _AFTER)
