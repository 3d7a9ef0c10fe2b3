"""In which weather a picture is, after what its words mean together: a wet floor is no rain under a roof, snow lies and does not fall."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .hours import said_of
from .outdoors import LANDS
from .snow import snow_covers, snow_falls, snow_lies
from .where import shown_in

if TYPE_CHECKING:
    from .sight import Sight

_AURORA = {"aurora", "aurora borealis", "northern lights", "polar lights"}
_FAIR = {"clear", "cloudless", "sunny", "sunshine", "sunlit"}
_KEEPS_SNOW = {"alley", "field", "forest", "mountain", "space", "town"}  # worlds where snow lies whatever the weather
_VAPOURS = {"steam", "smoke"}
_DRY = {"mist", "clear", "overcast"}
_IN_SKY = {"comet", "meteors", "moon", "huge_moon", "crescent", "blood_moon", "harvest_moon", "eclipse"}
_OPEN = ("canyon", "dunes", "field", "road", "savanna")
_GROWN = {"field", "forest", "mountain"}
_FROZEN = {"frozen", "ice", "icy", "frost"}
_WINTERS = {"winter", "wintry", "wintery"}
_SHINES = (
    "sun",
    "sunlight",
    "sunrise",
    "sunset",
    "sunbeams",
    "stars",
    "starry",
    "moon",
    "moonlight",
    "moonlit",
    "aurora",
    "golden",
)
_FOGS = {"mist", "misty", "fog", "foggy", "haze", "hazy", "smoke", "smoky"}
_ROOFED, _DAMP = ("interior", "cave", "stage"), {"wet", "puddle", "puddles", "soaked"}
_HOT = {
    *"coffee tea cup cups mug mugs soup ramen noodles kettle pot pots pan kitchen espresso bath bathtub shower iron".split()
}
_AFTER_RAIN = re.compile(r"\bafter (?:the |a )?(?:[a-z]+ )?(?:rain|rainfall|shower|storm)\b")
_DUSTY_LIGHT = re.compile(
    r"\bdust(?:y)?(?: [a-z]+){0,2} (?:light|sun|sunlight|beams?|sunbeams?|rays?|shafts?|blinds)\b"
)
_DUSTY_GROUND = re.compile(
    r"\bdusty (?:[a-z]+ ){0,2}?(?:street|road|lane|path|track|town|village|yard|ground|square)s?\b"
)
_RAINLESS = {"dunes", "canyon", "salt", "space", "volcano", "ocean"}
_SHADES = {"umbrella", "umbrellas"}


def wet_glass(sight: Sight) -> None:
    """What is seen through the window of something that drives in the rain is seen through drops."""
    is_wet = sight.words.first("weathers") in ("rain", "storm")
    if sight.setting.behind_glass and is_wet and sight.setting.world in shown_in("wet_window", sight.words):
        sight.add("wet_window")
    if sight.has("train_window") and sight.weather in ("rain", "storm") and sight.is_detail:
        sight.add("wet_window")


def steam(sight: Sight) -> None:
    """That of a city's gratings or of a cup is no fog."""
    is_small = sight.has("brownstones") or (sight.world == "interior" and sight.asked.says(*_HOT))
    if is_small and sight.weather == "mist" and not sight.asked.says(*_FOGS):
        others: list[Any] = [one for one in sight.words.all("weathers") if one != "mist"]
        sight.weather = next(iter(others), "clear")


def wet_floor(sight: Sight) -> None:
    """A floor or a wall that is wet is no rain under a roof; in open country none falls after the rain, nor dust in space."""
    if sight.weather == "rain" and sight.world in LANDS and _AFTER_RAIN.search(sight.asked.prompt.lower()):
        sight.weather = "mist" if sight.asked.says("steam", *_FOGS) else "clear"
    if sight.weather == "dust" and sight.world not in _ROOFED and _DUSTY_LIGHT.search(sight.asked.prompt.lower()):
        sight.weather = "clear"
    if sight.weather == "dust" and sight.world == "space" and not sight.has("other_ground"):
        sight.weather = "clear"
    dusts = {text for text, weather in said_of(sight.words, "weathers") if weather == "dust"}
    if sight.weather == "dust" and dusts == {"dusty"} and _DUSTY_GROUND.search(sight.asked.prompt.lower()):
        sight.weather = "clear"
    wet = {text for text, weather in said_of(sight.words, "weathers") if weather == "rain"}
    if sight.weather == "rain" and sight.world in _RAINLESS and wet <= _SHADES:
        sight.weather = "clear"
    if sight.weather == "rain" and sight.world in (*_ROOFED, *LANDS - {"road"}) and wet and wet <= _DAMP:
        sight.weather = "mist" if sight.world == "forest" else "clear"


def lying_snow(sight: Sight) -> None:
    """Snow lies under a weather that is named beside it, and in mountains by day, under comets and an aurora, if none is said to fall.

    On a moon none falls, nor beside what is only frozen under an aurora.
    """
    if sight.world not in _KEEPS_SNOW or snow_falls(sight.words):
        return
    named: list[tuple[str, Any]] = [
        (text, one) for text, one in said_of(sight.words, "weathers") if text not in _VAPOURS
    ]
    if sight.weather == "snow" and any(weather == "storm" for _, weather in named):
        return  # a storm over snow is one of snow
    others = [weather for _, weather in named if weather in _DRY]
    snows = {text for text, weather in named if weather == "snow"}
    if sight.weather == "snow" and others and snow_lies(sight.words):
        sight.weather = others[0]
    only_frozen = snows <= _FROZEN or bool(snows & _FROZEN and snows <= _FROZEN | _WINTERS)
    if sight.world in ("mountain", "space") and sight.weather == "snow":
        under_aurora = bool(_AURORA & sight.asked.texts)
        is_frozen = sight.world == "space" or (under_aurora and snows <= _FROZEN)
        is_fair = (under_aurora or sight.asked.says(*_FAIR)) and (not sight.named or snow_lies(sight.words))
        is_seen = sight.time in ("dawn", "golden", "day") or sight.has(*_IN_SKY)
        if is_frozen or is_fair or (is_seen and (only_frozen or snow_lies(sight.words, only_said=True))):
            sight.weather = "clear"
    if sight.weather == "snow" and snow_lies(sight.words, only_said=True) and sight.asked.says(*_SHINES):
        sight.weather = "clear"
    is_ice = sight.weather == "snow" and sight.world in _GROWN and only_frozen  # a frozen waterfall, or river
    if is_ice:
        sight.weather = "clear"
    if sight.weather == "snow" and snow_covers(sight.words):
        sight.weather, is_ice = "clear", True
    sight.snowed_in = (
        is_ice or sight.weather in _DRY and any(text.startswith(("snow", "winter", "wintry")) for text in snows)
    )


def thunderhead(sight: Sight) -> None:
    """A storm over open land is seen coming: its cloud towers behind it."""
    if sight.weather == "storm" and sight.world in _OPEN and not sight.has("tornado"):
        sight.add("thunderhead")
