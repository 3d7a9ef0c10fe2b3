"""A description in words for people."""

from __future__ import annotations

from typing import Any

from .describe import SceneDescription
from .untold import nearest_of

_TIMES = {
    "dawn": "at dawn",
    "day": "by day",
    "golden": "in low golden light",
    "dusk": "at dusk",
    "night": "at night",
}
_BEFORE_DAWN = {"before dawn", "before sunrise", "predawn", "pre-dawn", "pre dawn"}
_WEATHERS = {
    "clear": "in clear air",
    "rain": "in the rain",
    "snow": "in falling snow",
    "mist": "in mist",
    "storm": "in a storm",
    "dust": "in blowing dust",
    "overcast": "under an overcast sky",
}
_NAMES = {  # of motifs that are called otherwise by people
    "ball_court": "basketball court",
    "burning": "flames",
    "camel_train": "caravan of camels",
    "burning_tree": "tree",
    "lone_house": "house",
    "radio_mast": "radio tower",
    "airliner": "aeroplane",
    "skeleton": "skeleton of a giant",
    "sea_beyond": "the sea behind it",
    "pylons": "power lines",
    "gothic_mansion": "mansion",
    "grove": "grove of trees",
    "cypresses": "avenue of cypresses",
    "stone_temple": "temple of stone",
    "lone_door": "door",
    "lone_tower": "tower of stone",
    "yurts": "camp of yurts",
    "lone_tree": "great tree",
    "lone_mirror": "mirror",
    "lone_umbrella": "umbrella",
    "lone_chair": "chair",
    "neon_word": "neon sign",
    "on_table": "things on a table",
    "saucer": "UFO",
    "under_water": "deep water over it",
}
_DRIPPING = 0.1  # amount of rain below which it is over
_TEMPERATURES = {-1: "cold", 0: "as the world has it", 1: "warm"}


def explain(seen: SceneDescription) -> dict[str, Any]:
    """Return facts by name, JSON-safe; what says nothing is empty.

    Returns
    -------
    dict
        ``summary`` is one sentence; ``world_named`` says whether the prompt named the world; ``details`` are
        the weather and motifs that it named too; ``understood``, ``denied`` and ``no_effect`` are its own words;
        ``nearest`` has for some of the last what is painted and comes nearest, ``stand_ins`` where that is painted for them.
    """
    world = f"{seen.world} and {seen.other_world}" if seen.other_world else seen.world
    colour = _temperature(seen)
    left_out = {*seen.unpainted, *(word for word, _ in seen.elsewhere)}
    amount = (
        ""
        if 0.3 <= seen.weather_amount <= 0.8 or seen.weather == "clear"
        else "light "
        if seen.weather_amount < 0.3
        else "heavy "
    )
    weather = _WEATHERS[seen.weather]
    if seen.weather == "rain" and seen.weather_amount < _DRIPPING:
        weather = "after the rain"
    if seen.is_windy:
        weather = "in a light wind" if seen.weather_amount < 0.3 else "in a strong wind"
    if seen.weather == "dust" and seen.world in ("interior", "stage", "cave"):
        weather = "with dust in the air"
    if seen.snowed_in:
        weather += ", over lying snow"
    time = _TIMES[seen.time_of_day]
    if seen.time_of_day == "dusk" and _BEFORE_DAWN & set(seen.understood):
        time = "before dawn"
    summary = f"{world.capitalize()}{f' for “{seen.place}”' if seen.place else ''}, {time}, {weather}"
    summary += (
        f", with {_listed(seen.motifs)}" if seen.motifs else ", nobody in sight" if "people" in seen.without else ""
    )
    no_effect = tuple(dict.fromkeys([*seen.unknown, *seen.unpainted]))
    return {
        "summary": summary,
        "world": world,
        "world_named": not seen.approximate,
        "details": seen.details,
        "time_of_day": seen.time_of_day,
        "weather": amount + seen.weather,
        "motifs": seen.motifs,
        "without": seen.without,
        "temperature": colour,
        "lens": seen.lens,
        "camera": seen.camera.replace("_", " ") or "as the music asks",
        "speed": "slow motion" if seen.speed < 1 else "as in life" if seen.speed == 1 else "fast",
        "understood": tuple(word for word in seen.understood if word not in left_out),
        "denied": seen.denied,
        "no_effect": no_effect,
        "nearest": {word: near for word in no_effect if (near := nearest_of(word))},
        "stand_ins": {word: near for word in no_effect if (near := nearest_of(word)) in seen.motifs},
        "elsewhere": {word: list(worlds) for word, worlds in seen.elsewhere},
        "only_light": seen.only_light,
        "read_as": dict(seen.corrected),
    }


def _temperature(seen: SceneDescription) -> str:
    palette = seen.palette
    if palette.chroma < 0.1:
        return "black and white"
    return _TEMPERATURES[round(max(-1.0, min(1.0, 2 * palette.temperature)))]


def _listed(words: tuple[str, ...]) -> str:
    if any(word.endswith(("_moon", "_moons")) or word == "crescent" for word in words):
        words = tuple(word for word in words if word != "moon")  # it is that one
    words = tuple(_NAMES.get(word) or word.replace("_", " ") for word in words)  # as people write them
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
