"""Places in the open that words together mean: water with candles on it, an avenue in snow, the field in which a car was left."""

from __future__ import annotations

import re

from .asked import Asked, Setting
from .driving import MOVING
from .outdoors import LANDS

_VEHICLES = {*"car cars taxi taxis bus buses tram traffic truck trucks".split()}
_CANDLES = {"candle", "candles", "floating candle", "floating candles", "candles floating", "candlelit", "candlelight"}
_LIT = {"lights", "lit", "glowing", "lantern", "lanterns"}
_LIT_BOATS = re.compile(r"\bboats? (?:with|of|full of|carrying) (?:[a-z]+ )?light\b")
_ON_THE_WATER = re.compile(
    r"\bcandles? (?:\w+ ){0,2}(?:on|in|down|across|over) (?:(?:the|a|an|dark|still|black|calm|quiet) )*"
    r"(?:water|river|lake|sea|pond|stream|canal)\b"
)
_IN_A_LAND = re.compile(
    r"\b(?P<vehicle>car|truck|pickup|van|bus|lorry|jeep)s?\b(?: [a-z]+){0,4}? (?:in|on|among|amid|between) (?:[a-z-]+ ){0,4}?"
    r"(?P<land>field|fields|meadow|desert|dunes|prairie|beach|forest|woods|wheat|grass|wildflowers|flowers|sunflowers|lavender|poppies|"
    r"snow|snowstorm|blizzard|canyon|savanna|moor|hill|hillside|clearing)\b"
)
_BESIDE_A_LAND = re.compile(
    r"\b(?P<land>fields?|meadow|prairie|wheat)\b.*\b(?P<vehicle>car|truck|pickup|van|lorry|jeep)s?\b"
)
_DRIVEN = MOVING - {"headlight", "headlights"}
_NEAR_BY = {
    *"macro detail close-up closeup leaf leaves petal petals blade blades web cobweb spiderweb drop drops droplets rose".split()
}
_IN_THE_SUN = re.compile(r"\bin the (?:[a-z]+ )?sun(?:shine|light)?\b")
_LED = ("words", "hints", "lives", "near")
_OF_TALES = {*"princess prince knight wizard witch queen king dragon medieval fairytale".split()}
_PARKED_THERE = re.compile(r"\bparked (?:[a-z]+ ){0,2}?(?P<vehicle>car|truck|pickup|van|bus|lorry|jeep)\b")
_BODY = re.compile(r"\b(?:pick-?up(?: truck)?|camper ?van|campervan|(?:vw|hippie|volkswagen) (?:bus|van)|kombi)\b")
_LANDS_BY = ("desert", "dunes", "beach", "forest", "woods", "canyon", "savanna", "field", "fields", "meadow", "hills")
_PARKED = {"bus": "parked_bus", "van": "parked_van", "lorry": "parked_lorry"}
_OFF_THE_ROAD = {
    "desert": "dunes", "dunes": "dunes", "beach": "ocean", "forest": "forest", "woods": "forest", "clearing": "forest",
    "canyon": "canyon", "savanna": "savanna", "mountains": "mountain",
}  # fmt: skip
_LIGHTHOUSE_IN = re.compile(
    r"\blighthouses? (?:[a-z]+ ){0,2}?(?:in|on|among|amid|above|over)(?: the middle of)? (?:an? |the )?(?:[a-z-]+ )??"
    r"(field|fields|meadow|desert|dunes|prairie|forest|woods|canyon|savanna|mountains|wheat|grass)\b"
)
_IN_A_VILLAGE = re.compile(
    r"\bvillage (?:street|lane|road|alley)s?\b|\b(?:street|lane|road) (?:of|in|through) (?:a|the) (?:[a-z]+ )?village\b"
)
_ISLAND = re.compile(r"\bislands? (?:in|on|above|over|among|floating|drifting)[a-z ]{0,24}\b(?:clouds?|sky)\b")
_SMALL = {*"dew dragonfly dragonflies bee bees moth moths ladybird ladybug snail grasshopper".split()}
_COURTS = ("courtyard", "patio", "riad", "moorish", "alhambra", "cloister")
_WITH_FOUNTAINS = ("forest", "field", "town", "alley", "skyline", "road")
_WAYS = {
    "road",
    "roads",
    "highway",
    "street",
    "streets",
    "lane",
    "motorway",
    "track",
    "freeway",
    "parking lot",
    "gas station",
}


def candles_afloat(asked: Asked, setting: Setting) -> Setting:
    """Candles, or paper boats with light in them, that float on water are under the sky; in a room they float in its air."""
    floats = "candles floating" in asked.prompt.lower() and "interior" not in asked.words.all("words")
    if asked.motif("paper_boats") and (asked.says(*_CANDLES, *_LIT) or _LIT_BOATS.search(asked.prompt.lower())):
        asked.words.imply("motifs", "candle_boats")
        asked.words.imply("places", "candle_water", ("words", "mountain"))
    elif (
        floats
        or (
            asked.says("petals", "lotus", "lotuses")
            and asked.says("water", "pond", "river")
            and asked.says("candles")
            and setting.world != "interior"
        )
        or _ON_THE_WATER.search(asked.prompt.lower())
    ):
        asked.words.imply("motifs", "water_candles")
        asked.words.imply("places", "candle_water", ("words", "mountain"))
    is_afloat = asked.motif("water_candles") or asked.motif("candle_boats")
    return setting.at("mountain", exact=True) if is_afloat and setting.world not in ("ocean", "town") else setting


def parked(asked: Asked, setting: Setting) -> Setting:
    """A car or a bus that stands in a field or a desert is there, and on no road."""
    prompt = asked.prompt.lower()
    found, stands = _IN_A_LAND.search(prompt), _PARKED_THERE.search(prompt)
    beside = None if asked.says(*_WAYS) else _BESIDE_A_LAND.search(prompt)  # “over a wheat field, a farmer's truck”
    if (
        setting.world in LANDS and not asked.says(*MOVING, *_WAYS) and (own := _BODY.search(prompt))
    ):  # “a camper van by the sea”
        asked.words.imply("motifs", "parked_van" if "van" in own[0] or "bus" in own[0] else "old_car")
        return setting
    found = found or (beside if setting.world == "road" and not asked.says(*_DRIVEN) else None)
    is_there = found or (stands and setting.world == "road")
    if (
        not is_there
        or setting.world not in ("road", "alley", "skyline", *LANDS)
        or asked.says(*(_DRIVEN if beside else MOVING))
    ):
        return setting
    if not stands and asked.says(*_WAYS):
        return setting
    vehicle = (found or stands)["vehicle"]  # type: ignore[index]
    land = found["land"] if found else next((land for land in _LANDS_BY if asked.says(land)), "")
    if not land:
        return setting
    asked.words.imply("motifs", _PARKED.get(vehicle, "old_car"))
    return setting.at(_OFF_THE_ROAD.get(land, "field"), exact=True)


def lot_of_a_stop(asked: Asked, setting: Setting) -> Setting:
    """A parking lot of a motel, a diner or a petrol station is what lies before it."""
    owner = next((motif for motif in ("motel", "gas_station", "diner") if asked.motif(motif)), "")
    return setting.at("road") if setting.world == "town" and owner and asked.motif("parking_lot") else setting


def big_wheel(asked: Asked, setting: Setting) -> Setting:
    """A ferris wheel on a pier is what is looked at."""
    is_there = (
        setting.world == "ocean" and asked.motif("pier") and asked.says("ferris", "wheel", "carousel", "fairground")
    )
    return setting.at("fair", exact=True) if is_there else setting


def hand_out_of_water(asked: Asked, setting: Setting) -> Setting:
    """What is huge stands in the water that is named, and not on sand."""
    is_there = (
        setting.world == "dunes" and asked.motif("giant_hand") and asked.says("water", "sea", "lake", "ocean", "waves")
    )
    return setting.at("ocean", exact=True) if is_there else setting


def island_in_the_sky(asked: Asked, setting: Setting) -> Setting:
    """An island on or above clouds floats."""
    if setting.world not in ("ocean", "clouds") or not _ISLAND.search(asked.prompt.lower()):
        return setting
    asked.words.imply("motifs", "floating_islands")
    return setting.at("clouds", exact=True)


def dew_in_a_land(asked: Asked, setting: Setting) -> Setting:
    """Dew on the grass of a garden or a meadow is not looked at from near unless the prompt says so."""
    if setting.world != "macro" or asked.says(*_NEAR_BY):
        return setting
    led = {one.text for one in asked.words.found if not one.denied and ("words", "macro") in one.meanings}
    lands = [one for one in (*asked.words.all("words"), *asked.words.all("hints")) if one in (*LANDS, "town")]
    return setting.at(lands[0], exact=True) if led and led <= _SMALL and lands else setting


def in_the_sun(asked: Asked, setting: Setting) -> Setting:
    """What is “in the sun” is under it, and not among the clouds; a cowboy's fire burns on the plain where no canyon is named."""
    if setting.world == "canyon" and asked.motif("campfire") and not asked.words.all("words"):
        return setting.at("field", exact=True)
    led = {
        one.text
        for one in asked.words.found
        if not one.denied and any(entry == "clouds" and section in _LED for section, entry in one.meanings)
    }
    is_light = setting.world == "clouds" and led <= {"sun", "sunshine"} and _IN_THE_SUN.search(asked.prompt.lower())
    return setting.at("field") if is_light else setting


def tower_of_a_tale(asked: Asked, setting: Setting) -> Setting:
    """The tower of a princess or a wizard is one of stone, and no skyscraper."""
    is_one = setting.world == "skyline" and asked.says("tower", "towers") and asked.says(*_OF_TALES)
    if not is_one or asked.says("city", "skyline", "skyscraper", "skyscrapers", "neon"):
        return setting
    return setting.at("mountain", exact=True)


def inland_lighthouse(asked: Asked, setting: Setting) -> Setting:
    """A lighthouse in a desert or a field is a tower there."""
    found = _LIGHTHOUSE_IN.search(asked.prompt.lower())
    if setting.world != "ocean" or not found:
        return setting
    asked.words.imply("motifs", "lone_tower")
    return setting.at(_OFF_THE_ROAD.get(found.group(1), "field"), exact=True)


def winter_trees(asked: Asked, setting: Setting) -> Setting:
    """A park in snow is an avenue of bare trees, and so is a road whose bare trees are named, if nothing drives on it."""
    if setting.world in ("forest", "town") and asked.says("park") and asked.words.first("weathers") == "snow":
        for motif in ("bare_trees", "park_lamps"):
            asked.words.imply("motifs", motif)
        return setting.at("forest")
    is_lane = setting.world == "road" and asked.motif("bare_trees") and not asked.says(*MOVING, *_VEHICLES)
    return setting.at("forest") if is_lane else setting


def windmill_by_water(asked: Asked, setting: Setting) -> Setting:
    """A windmill at a canal stands in its fields, and not among the houses of a town in the water."""
    is_one = setting.world == "ocean" and asked.motif("windmill") and asked.says("canal", "canals", "dyke", "river")
    return setting.at("field", exact=True) if is_one and not asked.says("venice", "sea", "harbour") else setting


def village_street(asked: Asked, setting: Setting) -> Setting:
    """The street of a village in snow is no back street of a city."""
    is_one = setting.world == "alley" and _IN_A_VILLAGE.search(asked.prompt.lower())
    if not is_one or asked.words.first("weathers") != "snow":
        return setting
    asked.words.imply("motifs", "mountain_village", ("places", "mountain_village"))
    return setting.at("town", exact=True)


def fountain(asked: Asked, setting: Setting) -> Setting:
    """A fountain stands on the square of an old town, or in the garden that is named."""
    if not asked.says("fountain", "fountains") or setting.world not in _WITH_FOUNTAINS or asked.says(*_COURTS):
        return setting
    is_garden = asked.says("garden", "gardens", "rose", "roses", "hedge", "hedges", "park")
    asked.words.imply("motifs", "formal_garden" if is_garden else "medieval_square")
    return setting.at("town", exact=True)
