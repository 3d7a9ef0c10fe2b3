"""Where those are who drive: on a road, in the streets of a city, which they see through the windscreen, or at the window of a train."""

from __future__ import annotations

import re

from .asked import Asked, Setting
from .outdoors import LANDS

MOVING = {
    *"driving drive drives driver chase chasing race races racing speeding speeds highway traffic headlight headlights".split()
}
CITIES = {*"city skyline downtown street streets urban metropolis neon tokyo york chicago london berlin".split()}
_THROUGH_A_CITY = re.compile(
    r"\b(driv|drift|cruis)\w* (slowly |fast )?through (an? |the )?(\w+ ){0,2}(city|downtown|streets?|metropolis)\b"
)
_DRIVES = re.compile(
    r"\b(?:woman|man|girl|boy|guy|she|he|someone|driver|couple|i|we)\b[^,.]{0,24}\b(?:drives?|driving)\b"
)
_FROM_THE_SEAT = re.compile(
    r"\b(pov|point of view|dashboard|dash cam|dashcam|behind the wheel|from (a|the) car|driver)\b"
)
_PAST_THE_WINDOW = re.compile(
    r"\b(?!trains?\b)[a-z]+ (?:streak|rush|fl[yi]|pass|blur|slid|glid|roll|rac|sweep|flicker|flash|whip|whizz?)\w* "
    r"(?:(?:past|by|outside|across|behind) )?(?:the|its|a|my|her|his) windows?\b"
    r"|\bwindows? of (?:a|the|my|our) (?:[a-z]+ )?train\b[^.]*\b(?:rush|fl[yi]|pass|blur|slid|glid|roll|rac|sweep)\w*"
)
_BODIES = re.compile(
    r"\b(?:pick-?up(?: truck)?|camper ?vans?|campervans?|(?:vw|volkswagen|hippie|old|vintage|retro) (?:bus|van)|kombi)\b"
    r"|\bschool bus\b|\b(?:old|rusty|rusted|battered|vintage|farm|farmer's|chevy|ford) (?:[a-z]+ )?truck\b(?! stop)"
)
_NO_SEATS = {"rooftop", "city_above", "carriage", "drive_in"}  # from which nobody drives
_TAXIS_IN = {*CITIES, *"manhattan brooklyn tokyo paris shibuya bangkok mumbai havana rome lisbon seoul".split()}
_ELEVATED = re.compile(
    r"\b(?:elevated|overhead|raised) (?:trains?|rail\w*|metro|subway|tracks?|line)\b"
    r"|\b(?:under|below|beneath) (?:an?|the) (?:[a-z-]+ )?(?:viaduct|(?:train|railway|metro|subway|rail) (?:tracks?|lines?|bridge))\b"
)
_FAR_BELOW = re.compile(
    r"\b(?:highways?|motorways?|freeways?|traffic|cars|headlights|roads?)\b[^,.]*\b(?:below|beneath|underneath)\b"
)
_HIGHWAY = re.compile(r"\b(?:highway|freeway|motorway|interstate|route 66)\b")
_OUT_OF_TOWN = {
    *"highway motorway freeway desert country countryside field fields mountain mountains forest coast coastal road hills prairie".split(),
    *"village dusty dirt gravel parked abandoned old rusty inside".split(),
}
_TOWERS = ("towers", "skyscrapers", "highrises", "high-rises")
_ONE_CAR = re.compile(
    r"(?<!inside )(?<!in )(?<!into )(?<!of )\b(?:an?|the|one|his|her|my|our|their|lone|single) (?:(?!parking|police)[a-z-]+ ){0,4}?"
    r"(?:(?<!cable )(?<!flying )(?<!police )car|convertible|cabriolet|coupe|roadster|supercar|mustang|cadillac|porsche|ferrari"
    r"|lamborghini|bmw|limousine|limo|taxi|cab|pickup|motorcycle|motorbike|scooter|vespa|moped)\b"
    r"(?! (?:park|wash|stop|rank|windows?|mirror|lights?|horns?|doors?|hood|seat|driver)\b)"
)
"""One car, which is no traffic and is not looked out of."""
_STREETS = {*CITIES, *"alley alleyway rome paris lisbon havana naples".split()} - {"neon"}
_OPEN_ROADS = {
    *"highway motorway freeway expressway interstate autobahn road roads desert country countryside".split(),
    *"coast coastal mountain mountains".split(),
}
_HIGHWAYS = {"highway", "motorway", "freeway", "expressway", "interstate", "autobahn"}


def names_a_body(prompt: str) -> bool:
    """Return whether a pickup or a camper van is named, which is looked at from near and is no traffic."""
    return bool(_BODIES.search(prompt.lower()))


def is_one_car(prompt: str) -> bool:
    """Return whether one car is named that is looked at: no traffic, and none that somebody looks out of."""
    return bool(_ONE_CAR.search(prompt.lower()))


def is_driven(asked: Asked) -> bool:
    """Return whether a car that is named is driven along a road."""
    return asked.motif("old_car") and asked.says(*MOVING) and not asked.motif("drive_in")


def drive(asked: Asked, setting: Setting) -> Setting:
    """A car that is driven is on a road."""
    return setting.at("road", exact=True) if is_driven(asked) else setting


def bus_in_a_street(asked: Asked, setting: Setting) -> Setting:
    """A bus of which no more is said drives in the streets of its city; who waits for one does so at its stop."""
    if (
        setting.world != "road"
        or not asked.says("bus", "buses")
        or asked.says(*_OUT_OF_TOWN)
        or _HIGHWAY.search(asked.prompt.lower())
        or asked.motif("carriage")
    ):
        return setting
    waits = asked.says("waits", "waiting", "wait", "stop", "shelter") and asked.motif("figure")
    asked.words.imply("motifs", "bus_stop" if waits else "city_street")
    return setting.at("town", exact=True)


def bus_in_a_land(asked: Asked, setting: Setting) -> Setting:
    """A bus that is left in a forest or a field stands in no street."""
    lands = [world for world in asked.words.all("words") if world in LANDS]
    if asked.says("bus") and lands and _HIGHWAY.search(asked.prompt.lower()):
        return setting.at("road", exact=True)
    if setting.world != "town" or not lands or not asked.says("bus") or asked.says("street", "city", "town", "stop"):
        return setting
    asked.words.imply("motifs", "parked_bus")
    return setting.at(lands[0], exact=True)


def passes_a_train_window(prompt: str) -> bool:
    """Return whether what a train goes through is seen from its window: “night train, lights streaking past the window”."""
    prompt = prompt.lower()
    return bool(re.search(r"\btrain\b", prompt) and _PAST_THE_WINDOW.search(prompt))


def city_drive(asked: Asked, setting: Setting) -> Setting:
    """Who drives through a city is in its streets, and sees them through the windscreen where they look from the seat.

    Traffic below a skyline is that of its avenues.
    """
    prompt = asked.prompt.lower()
    if setting.world == "road" and asked.says("skyline", "skyscrapers") and _FAR_BELOW.search(prompt):
        return setting.at("skyline", exact=True)
    if (
        setting.world == "road"
        and asked.says(*_TOWERS)
        and asked.says("cars", "traffic", "lights")
        and not asked.says(*_HIGHWAYS)
    ):
        if asked.says("above", "aerial", "drone"):
            return setting.at("skyline", exact=True)
        asked.words.imply("motifs", "city_street")
        return setting.at("town", exact=True)
    is_through = setting.world == "road" and bool(_THROUGH_A_CITY.search(prompt)) and not asked.says(*_HIGHWAYS)
    is_elsewhere = bool(_NO_SEATS & set(asked.words.all("motifs")))
    is_driver = setting.world in ("skyline", "alley", "town") and asked.says(*CITIES, "lights") and not is_elsewhere
    is_driver = is_driver and bool(_DRIVES.search(prompt))
    if setting.world == "road" and asked.motif("taxi") and asked.says(*_TAXIS_IN) and not asked.says(*_HIGHWAYS):
        is_through = True
    if setting.world == "road" and is_one_car(prompt) and asked.says(*_STREETS) and not asked.says(*_OPEN_ROADS):
        is_neon = asked.says("neon", "alley") and not asked.motif("taxi")
        if "alley" in asked.words.all("words") and (is_neon or asked.motif("motorcycle")):
            return setting.at("alley", exact=True)
        is_through = True
    is_through |= setting.world == "road" and bool(_ELEVATED.search(prompt))
    if not is_through and not is_driver:
        return setting
    asked.words.imply("motifs", "city_street")
    if is_driver or _FROM_THE_SEAT.search(prompt):
        is_wet = asked.words.first("weathers") in ("rain", "storm")
        for motif in ("windscreen", *(["wet_window"] if is_wet else [])):
            asked.words.imply("motifs", motif)
    return setting.at("town", exact=True)
