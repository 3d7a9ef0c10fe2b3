"""At which hour and in which weather a prompt plays."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

from .borne import CHROMATIC, borne_by_things
from .reading import Reading, lexicon

TimeOfDay = Literal["dawn", "day", "golden", "dusk", "night"]
Weather = Literal["clear", "rain", "snow", "mist", "storm", "dust", "overcast"]

# What speaks of the season, the ground or the air rather than of what falls: what is named beside it counts first.
_MILD = {
    *"clear cloudless sunny sunlit haze hazy cloud clouds wind windy windswept steam steamy".split(),
    *"dry winter wintry wintery frozen ice icy frost frosty wet puddle puddles soaked umbrella umbrellas".split(),
}
_SEASONS = {"winter", "wintry", "wintery"}
_SUNNY = {"sun", "sunny", "sunshine", "sunlit", "cloudless"}  # its beams are seen in mist
_SHADES = {"umbrella", "umbrellas"}
_CLOUDS = {"cloud", "clouds", "fog", "mist"}
_NEON = {"neon sign", "neon signs", "neon lights", "neon light", "neon-lit", "neon lit"}
_GIVEN_UP = {"abandoned", "derelict", "ruined", "overgrown", "disused", "rusty"}
# A street is dry unless its lights are what it is about, which shine twice where it is wet.
_GLEAMING = set(
    "neon cyberpunk reflection reflections reflecting reflective wet slick glossy shiny puddle puddles umbrella umbrellas".split()
)
_BURNABLE = {
    *"lone_house grand_piano old_car burning_tree village tall_ship steamer fishing_boat cruise_ship castle".split()
}
_SUNLIGHT = {
    *"sun sunbeam sunbeams sunlight sunlit sunny sunshine sunray sunrays".split()
}  # an hour without it shows another prompt
_LANDSCAPES = {*"landscape landscapes countryside fields mountains hills forest forests coast valley meadows".split()}
_RIPE = {
    *"field fields wheat grass grasses barley corn crops prairie meadow meadows leaves".split(),
    "wheat field",
    "wheat fields",
}
_ASLEEP = {"sleeps", "sleeping", "asleep", "sleep"}
_TOWNS = {*"city town village world streets houses everyone everybody".split()}
_SIGNALS = {"police", "ambulance", "brake", "emergency", "siren", "sirens"}
_BY_DAY = {"tornado", "saguaro", "mesa"}
_DRY_LAND = {"dusty", "cactus", "cacti", "tumbleweed", "tumbleweeds", "desert", "dirt", "gravel"}
_FAIR_SKIES = {"blue sky", "blue skies", "clear blue sky", "clear blue skies", "bright blue sky"}
_DAY: tuple[TimeOfDay, ...] = ("dawn", "day", "golden", "dusk", "night")
_TO = {"to", "till", "until", "into", "through"}
_ARTICLES = {"the", "a"}
_GOING = (
    _TO
    | _ARTICLES
    | {*"turns turning turn fades fading fade melts melting becomes slowly changes changing gives way".split()}
)
_NEXT_TIME: dict[TimeOfDay, TimeOfDay] = {
    "dawn": "golden",
    "day": "golden",
    "golden": "dusk",
    "dusk": "night",
    "night": "dusk",
}


def weather_and_time(
    words: Reading, both: Reading, setting: dict[str, Any], kinds: list[dict[str, Any]], *, turn: int
) -> tuple[Weather, TimeOfDay]:
    """Return the weather and the hour of a prompt.

    A film whose prompt leaves the hour open sees two, one after the other; one whose prompt goes from an hour to another those between.
    ``turn`` counts them.
    """
    is_later = turn % 2 == 1
    look_time = next((look["time"] for look in both.entries("looks") if "time" in look), None)
    named = hour_of(words) or hour_of(both) or look_time
    if course := course_of(words):
        named = course[turn % len(course)]
    if "moon" in words.all("motifs"):  # it stands in the sky at any hour that is named, and else at night
        named = _hour_beside_the_moon(words) or "night"
    if not named and (
        "fireworks" in words.all("motifs") or "night" in all_words(words)
    ):  # also that of a “night drive”
        named = "night"
    if not named and {"lights", "light", "siren", "sirens"} & all_words(words) and _SIGNALS & all_words(words):
        named = "night"  # when they are seen
    if not named and "compartment" in words.all("motifs") and _LANDSCAPES & all_words(words):
        named = "day"  # when it is seen through the window
    if not named and "city lights" in {one.text for one in words.found if not one.denied}:
        named = "night"
    if not named and _ASLEEP & all_words(words) and _TOWNS & all_words(words):
        named = "night"
    if not named and _NEON & {one.text for one in words.found if not one.denied}:
        named = "night"  # when it is lit
    is_lit = "neon" in all_words(words) or "lamplight" in both.all("cues")
    is_street = setting in (lexicon()["worlds"]["alley"], lexicon()["worlds"]["road"])
    if not named and is_street and {"blossom", "petals"} & set(words.all("motifs")) and not is_lit:
        named = "day"  # when blossom has its colour
    if not named and (
        "rainbow" in words.all("motifs") or _FAIR_SKIES & {one.text for one in words.found if not one.denied}
    ):
        named = "day"  # which no night has
    if not named and "bioluminescence" in words.all("motifs"):
        named = "night"
    if not named and "wildfire" in words.all("motifs"):
        named = "dusk"
    if (
        not named and "burning" in words.all("motifs") and _BURNABLE & set(words.all("motifs"))
    ):  # flames are seen when the day is gone
        named = "dusk"
    unwanted = words.all("weathers", denied=True)
    usual = next((kind["weather"] for kind in kinds if "weather" in kind), setting["weather"])
    is_bright = named in ("day", "golden") or (not named and "sun" in all_words(words)) or "spring" in all_words(words)
    if usual == "rain" and (is_bright or not _GLEAMING & all_words(words)):
        usual = "clear"  # a street lies dry unless its signs are what the picture is about
    unclouded = any(one.denied and one.text in _CLOUDS for one in words.found)
    is_sunny = bool(_SUNNY & all_words(words)) or (named == "day" and "bright" in all_words(words))
    if usual == "mist" and (unclouded or is_sunny):
        usual = "clear"
    weathers: list[Any] = both.all("weathers")
    weather = _named_weather(words) or next((one for one in weathers if one not in unwanted), None)
    weather = weather or ("clear" if usual in unwanted else usual)
    if weather == "storm" and _are_only_waves(words):
        weather = "clear"
    if weather == "snow" and setting is lexicon()["worlds"]["ocean"] and _snows_of(words) <= _SEASONS:
        weather = "overcast"  # no snow lies on a beach, or falls there, because it is winter
    ground = next((world for world in words.all("words") if world in setting.get("through", ())), None)
    usual_time = lexicon()["worlds"][ground]["time"] if ground else setting["time"]
    if "lighthouse" in words.all("motifs") and usual_time == "golden" and words.first("warmth") != "warm":
        usual_time = "dusk"  # its lamp shall be seen
    if weather not in ("clear", "dust"):
        usual_time = setting.get("veiled", usual_time)
    if not named and "city_street" in words.all("motifs"):  # its lamps are lit
        named = "night" if "neon" in all_words(words) else "dusk" if weather in ("rain", "storm") else None
    if not named and usual_time == "night" and (_SUNLIGHT - {"sun"}) & all_words(words):
        named = "golden"
    lightless = [lexicon()["worlds"][world] for world in ("stage", "space")]
    is_dark = bool({"sun", *_GIVEN_UP} & all_words(words)) and setting not in lightless
    if not named and usual_time == "night" and is_dark:  # nobody lights what is given up, unless there is a show
        named = "day"
    is_seen_far = bool(_BY_DAY & set(words.all("motifs"))) or bool(_DRY_LAND & all_words(words))
    is_seen_far |= weather == "dust"  # no storm of it is seen by night
    is_lit |= bool({"headlights", "headlight"} & all_words(words))
    if not named and setting is lexicon()["worlds"]["road"] and usual_time == "night" and is_seen_far and not is_lit:
        named = "day"  # the land is what is to be seen, and not lamps
    if not named and usual_time == "night" and "pastel" in words.all("looks"):
        named = "day"  # no night is pale
    if not named and usual_time == "night" and "washing_line" in words.all("motifs"):
        named = "day"  # when it dries
    if not named and usual_time == "night" and {"summer", "spring"} & all_words(words):
        named = "golden" if "summer" in all_words(words) and not _is_cold(both) else "day"
    if not named and usual_time == "golden" and weather == "clear" and _is_plain_summer(both):
        named = "day"  # at its fullest
    if not named and weather == "overcast" and usual_time in ("night", "golden") and "neon" not in all_words(words):
        named = "day"  # clouds by night are not seen
    if not named:
        if "lamplight" in both.all("cues") or "lit_windows" in words.all("motifs"):
            named = "night" if usual_time == "night" else "dusk"
        else:
            named = next((kind["time"] for kind in kinds if "time" in kind), None)
            if named == "night" and _SUNLIGHT - {"sun"} & all_words(words):
                named = "golden"
        if named == "golden" and weather in ("rain", "storm", "snow"):  # under which no low sun shines
            named = "dusk" if weather == "storm" else "day"
    usual_time, later = _hours(both, usual_time, weather)
    by_moonlight = later == "night" and "field" in words.all("words")  # where no blossom has its colour
    is_kept = not is_later or by_moonlight or bool(_SUNLIGHT & all_words(words))
    return weather, named or (usual_time if is_kept else later)


def _snows_of(words: Reading) -> set[str]:
    return {text for text, weather in said_of(words, "weathers") if weather == "snow"}


def said_of(words: Reading, section: str) -> list[tuple[str, Any]]:
    """Return the words that a prompt wants and that mean something of a section of the lexicon, with what they mean."""
    return [
        (one.text, meaning)
        for one in words.found
        if not one.denied
        for where, meaning in one.meanings
        if where == section
    ]


def _named_weather(words: Reading) -> Weather | None:
    """Return the weather that a text names first; an umbrella means rain and winter snow where nothing else is named."""
    named = said_of(words, "weathers")
    if {text for text, _ in named} & _SUNNY:  # which they keep off
        named = [(text, meaning) for text, meaning in named if text not in _SHADES]
    said = [meaning for text, meaning in named if text not in _MILD] or [meaning for _, meaning in named]
    weather: Weather | None = next(iter(said), None)
    return weather


def _are_only_waves(words: Reading) -> bool:
    """Return whether a storm is named by its waves alone, which break in the sun of an hour that is named as well."""
    named = {text for text, weather in said_of(words, "weathers") if weather != "clear"}
    return bool(named) and all("wave" in text for text in named) and hour_of(words) in ("dawn", "day", "golden")


def hour_of(words: Reading) -> TimeOfDay | None:
    """Return the hour that a text names first; in “golden lights at night” gold is a colour."""
    named = said_of(words, "light")
    if _SUNLIGHT & all_words(words):  # what is dark beside sunbeams are the clouds
        named = [(text, hour) for text, hour in named if not text.startswith("dark")]
    ripe = _RIPE if "storm" in words.all("weathers") else set()  # which no low sun shines on
    for one, after in pairwise(words.found):
        is_hue = "colours" in dict(after.meanings) and not after.denied  # “golden yellow”
        if one.text == "golden" and (is_hue or after.text in ripe):
            named = [(text, hour) for text, hour in named if text != "golden"]
    bright = {"bright", "sunny"} & all_words(words) or _FAIR_SKIES & {one.text for one in words.found if not one.denied}
    if bright and {text for text, hour in named if hour != "day"} <= {"morning"}:  # “a bright morning” is no dawn
        named = [(text, "day" if text == "morning" else hour) for text, hour in named]
    plain = [hour for text, hour in named if text not in ("golden", "bright", "dark")] or [hour for _, hour in named]
    hour: TimeOfDay | None = next(iter(plain), None)
    return hour


def course_of(words: Reading) -> tuple[TimeOfDay, ...]:
    """Return the hours that a text goes through, “from dusk till dawn”, “day turns to night”; nothing where it names one or none."""
    hours = [(at, hour) for at, one in enumerate(words.found) if not one.denied and (hour := _hour_in(one.meanings))]
    for (first, start), (last, end) in pairwise(hours):
        between = [one.text for one in words.found[first + 1 : last]]
        is_one = (
            between and not {*between} - _GOING and between[-1 if between[-1] not in _ARTICLES else -2 :][:1][0] in _TO
        )
        if not is_one or start == end:
            continue
        order = [*_DAY, *_DAY]
        begins = order.index(start)
        return tuple(order[begins : order.index(end, begins) + 1])
    return ()


def _hour_in(meanings: tuple[tuple[str, str], ...]) -> TimeOfDay | None:
    hour: Any = dict(meanings).get("light")
    return hour


def _hour_beside_the_moon(words: Reading) -> TimeOfDay | None:
    for one in words.found:
        meanings = dict(one.meanings)
        if not one.denied and "light" in meanings and meanings.get("motifs") != "moon":
            hour: TimeOfDay = meanings["light"]
            return hour
    return None


def _hours(both: Reading, usual: TimeOfDay, weather: Weather) -> tuple[TimeOfDay, TimeOfDay]:
    """Return the hour of a prompt that names none, and that of its other pictures: a low sun is no cold light, and no storm has one."""
    is_cold = _is_cold(both)
    is_grey = weather == "mist" and "grey" in both.all("colours")
    if usual == "golden" and (is_cold or is_grey or weather in ("rain", "snow", "storm", "overcast")):
        usual = "dusk" if weather == "storm" else "day"
    is_black = "black" in both.all("palettes") and "black_and_white" not in both.all("colours")
    if usual == "golden" and is_black and not _is_warm(both):
        usual = "dusk"
    if usual == "golden" and "tube_televisions" in both.all("motifs"):  # its light is that of the room
        usual = "night"
    other = _NEXT_TIME[usual]
    return usual, "dusk" if other == "golden" and is_cold else other


def _is_warm(both: Reading) -> bool:
    hues = [lexicon()["colours"][name]["hue"] for name in both.all("colours")]
    return both.first("warmth") == "warm" or any(hue < 110 or hue > 330 for hue in hues)


def _is_plain_summer(both: Reading) -> bool:
    """Return whether summer is named, and nothing else that has a warmth of its own."""
    return {text for text, _ in said_of(both, "warmth")} == {"summer"} and not both.all("colours")


def _is_cold(both: Reading) -> bool:
    seasons = {text for text, _ in said_of(both, "warmth")} <= {"summer"} and both.all("colours")
    if both.first("warmth") and not seasons:  # “a summer sky, blue and white”
        return both.mean("warmth", "value", 0.0) < 0
    named = set(both.all("colours")) - set(borne_by_things(both))  # a red umbrella is no warm light
    hues = [colour["hue"] for name in named if (colour := lexicon()["colours"][name]).get("chroma", 1.0) > CHROMATIC]
    if not hues and named:
        return named <= {"grey", "white"}
    first = 130 if {"grey", "white"} & named else 180  # green is cold beside grey
    return bool(hues) and all(first <= hue <= 290 for hue in hues)


def all_words(words: Reading) -> set[str]:
    """Return every single English word of a prompt that it wants, with an effect or without."""
    return {part for one in words.found if not one.denied for part in one.text.split()}
