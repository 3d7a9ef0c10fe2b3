"""Which light a prompt names: a grey morning, a storm that is coming, a sunrise; :mod:`~..toning` prints it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .hours import all_words, hour_of, said_of

if TYPE_CHECKING:
    from .colouring import Palette
    from .reading import Reading
    from .sight import Sight

_NO_SKY = ("chrome", "cave", "space", "stage", "underwater", "volcano")  # worlds that have lights of their own
_SUNNY = {*"sun sunny sunshine sunlit sunlight noon midday blazing bright cloudless scorching".split()}
_SUNSETS, _GOLDEN = {"sunset", "sunsets", "sundown", "evening"}, {"golden", "gold"}
_MOON = {"moon", "moonlight", "moonlit"}
_GREYS = "grey|gray|dull|drab|dreary|gloomy|bleak|sunless|leaden|colourless|colorless"
_GREY_DAY = re.compile(
    rf"\b(?:{_GREYS})(?:,)?(?: (?:and )?(?:[a-z]+y|cold|winter|autumn|november|january|february|overcast))?"
    r" (?:day|days|morning|mornings|afternoon|daylight|weather|winter|autumn|november|january|february)\b"
)
_COMING = (
    "coming|approaching|approaches|brewing|gathering|gathers|building|looming|looms|nearing|ahead|rolling in|closing in"
    "|moving in|on the way|on the horizon|in the distance|behind"
)
_STORMS = r"(?:thunder ?|rain)?storms?(?: (?:clouds?|front))?|thunder(?:clouds?|heads?)"
_THREAT = re.compile(
    rf"\b(?:{_STORMS})(?: is| are)? (?:slowly )?(?:{_COMING})\b"
    rf"|\b(?:approaching|coming|gathering|brewing|distant|looming|oncoming|imminent) (?:{_STORMS})\b"
    rf"|\bbefore (?:the|a) (?:{_STORMS})\b"
)
_FALLING = re.compile(r"\b(?:rain(?:ing|y|s|drops)?|downpour|pouring|drenched|soaked|wet|hail)\b")

_PALE_FOG = re.compile(
    r"\b(?:white|pale|milky|gr[ea]y)(?: and)?(?: [a-z]+)? (?:fog|mist)\b|\b(?:fog|mist) (?:is )?(?:white|pale|milky)\b"
)


def is_grey_day(prompt: str) -> bool:
    """Return whether it is the day that a prompt calls grey, and no thing: “a grey winter morning”."""
    return bool(_GREY_DAY.search(prompt.lower()))


def threatens(prompt: str) -> bool:
    """Return whether a storm only comes: its cloud is there, and no rain falls yet."""
    text = prompt.lower()
    return bool(_THREAT.search(text)) and not _FALLING.search(text)


def grey_day(sight: Sight) -> None:
    """Under the sky of a grey day no low sun shines, nor does snow fall because it is winter."""
    prompt = sight.asked.prompt
    if not is_grey_day(prompt) or sight.time in ("night", "dusk"):
        return
    seasons = {text for text, weather in said_of(sight.words, "weathers") if weather == "snow"}
    is_untold = sight.weather == "mist" and "mist" not in sight.words.all("weathers")  # that of a forest
    if (
        sight.weather == "clear"
        or is_untold
        or (sight.weather == "snow" and seasons <= {"winter", "wintry", "wintery"})
    ):
        sight.weather = "overcast"
    if sight.weather == "overcast" and sight.time in ("dawn", "golden"):
        sight.time = "day"


def storm_ahead(sight: Sight) -> None:
    """A storm that comes is seen by day, where no other hour is named: the land is still in the light, and the cloud is dark."""
    is_open = sight.weather == "storm" and sight.time == "dusk" and hour_of(sight.words) is None
    if is_open and threatens(sight.asked.prompt):
        sight.time = "day"


def pale_fog(sight: Sight) -> None:
    """Fog that is white has daylight in it, where no hour is named; by a low sun or lamps it would be of their colour."""
    is_open = sight.weather == "mist" and sight.time != "day" and hour_of(sight.words) is None
    if is_open and _PALE_FOG.search(sight.asked.prompt.lower()):
        sight.time = "day"


def light_named(words: Reading, sight: Sight, palette: Palette) -> str:
    """Return the name of the light of a picture, of :data:`~..toning.PRINTS`; empty where a prompt names none."""
    if sight.world in _NO_SKY or palette.chroma == 0:
        return ""
    has_weather = bool(said_of(words, "weathers"))
    time, weather, said = sight.time, sight.weather, all_words(words)
    if weather == "mist" and not has_weather:  # that of a forest, which is so at any hour
        weather = "clear"
    if sight.world == "interior" and weather not in ("clear", "overcast"):  # lamps are lit in it
        return ""
    if weather == "storm":
        return "storm" if sight.time != "night" else ""
    if weather == "overcast":
        return "grey" if time in ("day", "dawn", "golden") else ""
    if time == "dusk" and {"blue", "hour"} <= said:
        return "blue hour"
    if time == "dusk" and weather in ("clear", "mist", "dust"):
        return "dusk" if hour_of(words) == time else ""
    if weather == "mist" and has_weather and time in ("day", "dawn"):
        return "dawn mist" if time == "dawn" else "mist"
    if weather in ("snow", "rain") and has_weather and time in ("day", "dawn"):
        return weather
    if weather == "snow" and has_weather and time == "dusk":
        return "snow dusk"
    if weather not in ("clear", "dust"):
        return ""
    if time == "night":
        return "moon" if _MOON & said else ""
    if time == "day":
        return "sun" if _SUNNY & said else ""
    if hour_of(words) != time:
        return ""
    if time == "golden" and _SUNSETS & said and not _GOLDEN & said:
        return "sunset"
    is_golden = time == "golden" or (time == "dawn" and {"golden", "gold"} & said)
    return "golden" if is_golden else "sunrise" if time == "dawn" else ""
