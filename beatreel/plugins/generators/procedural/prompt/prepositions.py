"""Where a prompt is set by how its words hang together: “through a window”, “under a bridge”, “a room in the rain”."""

from __future__ import annotations

import re
from itertools import pairwise

from .asked import Asked, Setting
from .outdoors import LANDS
from .where import goes_on, shown_in

OUTSIDE = {*LANDS - {"volcano"}, "alley", "skyline", "town"}
"""Worlds that are seen through windows."""
_WATERS = ("sea", "ocean", "bay", "coast", "harbour", "harbor", "gulf", "river", "water")
_THROUGH = re.compile(
    r"\b(?:through|behind|beyond|from|out of) (?:(?:a|an|the|my|her|his) )?(?:[a-z-]+ ){0,2}"
    r"(?:windows?|window ?panes?|panes?|glass)\b"
    r"|\b(?:running|streaming|sliding|trickling|dripping|flowing) down (?:a|the) (?:[a-z-]+ )?window"
)
_TAKEN = ("overgrown", "vines", "ivy", "creepers", "roots", "lianas", "jungle", "rainforest")
_NOT_OF_STONES = {
    *"castle fortress church abbey house mansion factory city town car desert dunes greek roman snow".split()
}
_GORGES = ("gorge", "ravine", "chasm", "canyon", "abyss", "jungle")
_BELOW_A_BRIDGE = re.compile(r"\b(?:under|beneath|below|underneath) (?:a|an|the) (?:[a-z-]+ ){0,2}bridge\b")
_IN_A_HOUSE = re.compile(r"\b(?:in|inside) (?:a|an|the|my|our) (?:[a-z-]+ ){0,2}house\b")
_SKIES = (" sky", " skies", " cloud", " clouds")
_AMONG = {
    *"above over in through among between into sea ocean castle city temple palace kingdom floating flying".split()
}
_SEEN_FROM = re.compile(
    r"\b(?:seen|viewed|view|watched|looking|gazing|staring) (?:out )?(?:from|through|of)\b[^,]*\bwindows?\b"
)
_CITY = ("alley", "skyline", "town")
_STREETS = ("alley", "skyline", "town", "ocean")
_JOINED = {"and", "behind", "to", "into", "with"}
_FILLED = {"a", "an", "the", "of", "vast", "dark", "deep", "old", "wide", "long"}
_ON_WATER = re.compile(
    r"\b(?:on|over|across|above) (?:the )?(?:black|dark|still|calm|quiet|glassy|silver|deep)? ?water\b"
)
_MIRRORED = re.compile(
    r"\b(?:reflect(?:ed|ing|s)?|reflections?|mirrored|mirroring) (?:in|on|off) (?:a|an|the) (?:(?!wet|rain)[a-z-]+ ){0,2}"
    r"(?:river|bay|lake|harbou?r|water)\b"
)
_CITIES = {*"city skyline downtown skyscraper skyscrapers towers metropolis".split()}
_TRAMS = {"cable car", "cable cars", "tram", "trams", "streetcar", "trolley"}
_FROM_ABOVE = re.compile(
    r"\b(?:from (?:high |far |right |directly )?above|bird'?s[- ]eye|top[- ]down|from the air"
    r"|from an? (?:plane|airplane|aeroplane|jet|helicopter|drone)(?: window)?)\b"
)
_AFLOAT = {"canal", "boat", "rowing_boat", "still_water", "stream"}
_OUT = re.compile(r"\b(?:in|on) the (?:[a-z-]+ )?(?:snow|rain|grass|mud)\b")


def rain_on_the_pane(asked: Asked, setting: Setting) -> Setting:
    """A city in the rain that is seen through a window is seen through its drops."""
    is_wet = asked.words.first("weathers") in ("rain", "storm") and _THROUGH.search(asked.prompt.lower())
    if is_wet and setting.world in ("skyline", "alley", "town", "ocean", "forest", "field", "mountain"):
        asked.words.imply("motifs", "wet_window")
    return setting


def platform(asked: Asked, setting: Setting) -> Setting:
    """The platform of a train is that of a station, whatever stands on it, and a station without more is that of a railway."""
    if setting.world == "interior" and asked.motif("station_hall") and "platform" in asked.prompt.lower():
        return setting.at("skyline", exact=True)
    on_it = asked.motif("train") and asked.says("platform", "platforms")
    if setting.world == "skyline" and (on_it or "station" in asked.texts):
        asked.words.imply("motifs", "station_hall")
    return setting


def overgrown_ruins(asked: Asked, setting: Setting) -> Setting:
    """Ruins that plants have taken, or that lie in a jungle, are old stones among its trees."""
    is_there = setting.world in ("dunes", "forest", "field", "mountain") and asked.says("ruin", "ruins", "ruined")
    if not is_there or not asked.says(*_TAKEN) or asked.says(*_NOT_OF_STONES):
        return setting
    asked.words.imply("motifs", "rainforest")
    asked.words.imply("motifs", "ruins")
    return setting.at("forest", exact=True)


def under_a_bridge(asked: Asked, setting: Setting) -> Setting:
    """A bridge that one is under is a street's, and one over a gorge hangs from ropes, unless water or a boat is named."""
    has_train = asked.motif("train") or asked.motif("steam_train")
    if not asked.motif("bridge") or has_train or asked.says(*_WATERS, "gate"):
        return setting
    if _AFLOAT & set(asked.words.all("motifs")):
        return setting
    if asked.motif("old_quarter") and setting.world in _STREETS:
        asked.words.imply("motifs", "stone_bridge")
        return setting.at("town", exact=True)
    if asked.says(*_GORGES):
        asked.words.imply("motifs", "rope_bridge")
        is_shown = setting.world in shown_in("rope_bridge", asked.words)
        return setting.at(setting.world if is_shown and setting.world != "forest" else "canyon")
    if _BELOW_A_BRIDGE.search(asked.prompt.lower()) and setting.world == "ocean":
        asked.words.imply("motifs", "city_street")
        return setting.at("town")
    return setting


def from_above(asked: Asked, setting: Setting) -> Setting:
    """A city that is seen from above lies below, whatever stands between those words."""
    is_city = setting.world in _CITY and asked.says(*_CITIES, "streets", "traffic")
    if not is_city or asked.motif("rooftop") or not _FROM_ABOVE.search(asked.prompt.lower()):
        return setting
    asked.words.imply("motifs", "city_above")
    return setting.at("town", exact=True)


def party_in_a_house(asked: Asked, setting: Setting) -> Setting:
    """Who has a party in a house is not before it."""
    is_in = asked.motif("crowd") and _IN_A_HOUSE.search(asked.prompt.lower())
    return setting.at("interior") if is_in and setting.world in ("town", "field") else setting


def out_in_the_weather(asked: Asked, setting: Setting) -> Setting:
    """What is in the snow or the rain, or on grass, is in no room that is not named: a violin in the snow. A bus may go through rain."""
    is_named = "interior" in asked.words.all("words") or asked.motif("carriage") or asked.motif("compartment")
    is_out = _OUT.search(asked.prompt.lower())
    return setting.at("field") if setting.world == "interior" and is_out and not is_named else setting


def on_water(asked: Asked, setting: Setting) -> Setting:
    """“On black water” is on a pond, where no other water is named; candles float like lanterns."""
    afloat = asked.says("candle", "candles") and asked.says("floating", "float", "drifting")
    if afloat and asked.says("river", "lake", "pond", "water"):
        asked.words.imply("motifs", "water_candles")
        return setting.at("mountain", exact=True)
    if (
        asked.words.all("words")
        or setting.world in ("ocean", "underwater", "pool")
        or not _ON_WATER.search(asked.prompt.lower())
    ):
        return setting
    asked.words.imply("motifs", "still_water")
    return setting.at("forest", exact=True)


def across_the_river(asked: Asked, setting: Setting) -> Setting:
    """A city that a river mirrors is seen from across it."""
    is_seen = setting.world in _CITY and asked.says(*_CITIES) and _MIRRORED.search(asked.prompt.lower())
    return setting.at("skyline", exact=True) if is_seen else setting


def street_with_a_tram(asked: Asked, setting: Setting) -> Setting:
    """Cable cars and trams run in a street, also where a city is named that is else seen from afar."""
    is_one = setting.world in ("skyline", "alley") and _TRAMS & asked.texts
    if (
        not is_one
        or asked.says("skyline", "neon")
        or not (asked.says("street", "streets", "city") or "san francisco" in asked.texts)
    ):
        return setting
    asked.words.imply("motifs", "city_street")
    return setting.at("town", exact=True)


def station(asked: Asked, setting: Setting) -> Setting:
    """A subway that is painted with graffiti is no alley."""
    return setting.at("interior") if setting.world == "alley" and asked.motif("station") else setting


def sky_over(asked: Asked, setting: Setting) -> Setting:
    """A sky that is named beside a land, the sea or a city is seen from there: “waves under a stormy sky”."""
    pair = {setting.world, setting.other}
    led = [one.text for one in asked.words.found if ("words", "clouds") in one.meanings and not one.denied]
    grounds = [one for one in (setting.world, setting.other) if one in OUTSIDE]
    is_seen = "clouds" in pair and all(text.endswith(_SKIES) and text.split()[0] not in _AMONG for text in led)
    return setting.at(grounds[0]) if grounds and is_seen and not goes_on(asked.words) else setting


def from_a_window(asked: Asked, setting: Setting) -> Setting:
    """A city that is seen from a window is what is seen."""
    seen = _SEEN_FROM.search(asked.prompt.lower())
    is_high = seen is not None and "plane" in seen[0]  # over its roofs
    is_seen = seen and (setting.other in _CITY if setting.world == "interior" else setting.world in _CITY and is_high)
    return setting.at("skyline") if is_seen else setting


def one_place(asked: Asked, setting: Setting) -> Setting:
    """A film is in one place, unless the prompt goes on to a second, or says “and” or “behind” of them."""
    if not setting.other or goes_on(asked.words):
        return setting
    led = [
        {entry for section, entry in one.meanings if section == "words" and not one.denied}
        & {setting.world, setting.other}
        for one in asked.words.found
    ]
    places = [at for at, worlds in enumerate(led) if worlds]
    for first, second in pairwise(places):
        between = {one.text for one in asked.words.found[first + 1 : second]}
        if led[first] != led[second] and between & _JOINED and between <= _JOINED | _FILLED:
            return setting
    if "skyline" in (setting.world, setting.other) and asked.says("skyline"):
        return setting.at("skyline")
    return setting.at("fair" if setting.other == "fair" else setting.world)
