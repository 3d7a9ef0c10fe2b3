"""Where a prompt is set when what it names lies far off, or inside something: a city seen from a ferry, a forest in a church."""

from __future__ import annotations

import re
from collections.abc import Callable

from .asked import Asked, Setting
from .outdoors import LANDS
from .reading import lexicon
from .where import goes_on

_A = r"(?:a|an|the|my|his|her|our|their) (?:[a-z-]+ ){0,2}?"
_ROOMS = (
    r"church|chapel|cathedral|abbey|warehouse|factory|garage|hall|hallway|living room|bedroom|ballroom|gallery|museum|theatre|theater|"
    r"library|workshop|hangar|studio|lobby|kitchen|station|supermarket"
)
_VEHICLE_IN_A_ROOM = re.compile(
    rf"\b(?:car|truck|van|bus|motorbike|motorcycle|bike|taxi|convertible|mustang)s? (?:[a-z]+ ){{0,2}}?(?:in|inside) {_A}(?:{_ROOMS})\b"
)
_GROWS_IN_A_ROOM = re.compile(
    rf"\b(?:forest|woods|jungle|garden|meadow|trees|wildflowers) (?:[a-z]+ ){{0,2}}?(?:in|inside) {_A}(?:{_ROOMS})\b"
)
_SALOON = re.compile(rf"\b(?:in|inside) {_A}saloon\b")
_TERRACE = re.compile(
    r"\b(?:balcony|terrace|veranda)(?: [a-z]+){0,2} (?:above|over|overlooking|by|facing|with a view of|near) "
    r"(?:the|a) (?:[a-z]+ )?(?:sea|ocean|bay)\b"
)
_DRY = re.compile(r"\b(?:dry|dried|dried[- ]up|dusty|cracked)[- ](?:sea|lake|river|ocean)[- ]?(?:bed|floor)\b")
_FROM_A_SHIP = re.compile(
    r"\b(?:ferry|ferries|deck of (?:a|the) (?:ship|boat|yacht)|on (?:a|the) (?:boat|yacht|ship))\b"
)
_FAR_CITY = re.compile(
    r"\b(?:city|skyline|skyscrapers|city lights|downtown)(?: [a-z]+)? "
    r"(?:in the (?:far )?(?:distance|background)|on the horizon|far away|far off)\b"
)
_CITY = ("town", "alley")
_SQUARE = re.compile(r"\b(?:in|on|across|over) (?:a|an|the) (?:(?!times|red)[a-z]+ )?square\b")
_ON_A_PEAK = re.compile(
    r"\b(?:monastery|temple|castle|house|hut|cabin|church|chapel|fortress|tower|shrine|village)\b[^,.]* on (?:a|an|the|its) (?:[a-z]+ )?"
    r"(?:cliff|peak|mountain|mountaintop|rock|ridge|summit|crag)s?\b"
)
_TUNNEL_OF_TREES = re.compile(
    r"\b(?:tunnel|arch|avenue) of (?:[a-z]+ ){0,2}?(?:cherry|cherries|sakura|blossoming|blooming)\b"
)
_BELOW_A_HIGHWAY = re.compile(
    r"\b(?:under|beneath|below|underneath) (?:a|an|the) (?:[a-z-]+ )?(?:highway|freeway|motorway|interstate|overpass)\b"
)
_BELOW_A_BRIDGE = re.compile(r"\b(?:under|beneath|below|underneath) (?:a|an|the) (?:[a-z-]+ )?bridge\b")
_URBAN = ("city", "town", "urban", "downtown", "graffiti", "concrete", "skater", "skateboarder", "skateboard")
_WASHING = re.compile(
    r"\b(?:laundry|washing|linens?|bedsheets)\b[^,.]*\b(?:roofs?|rooftops?|balcon(?:y|ies)|streets?|alleys?|lines?|between|across|houses)\b"
    r"|\b(?:hanging|drying) (?:laundry|washing|linens?|bedsheets)\b|\b(?:laundry|washing) (?:hanging|drying|hung)\b"
    r"|\b(?:roofs?|rooftops?|balcon(?:y|ies)|alleys?)\b[^.]*\b(?:laundry|washing)\b"
    r"|\b(?:laundry|washing|clothes)[- ]?lines?\b"
)
_WASHED = {*"laundry washing linen linens clothesline clotheslines bedsheets".split(), "laundry line", "laundry lines"}
_ROOFS = re.compile(r"\b(?:roofs?|rooftops?)\b")
_OLD_TOWN = re.compile(
    r"\b(?:old|medieval|small|little|quiet|historic) (?:[a-z]+ )?(?:town|city|quarter|village)s?\b|\btown\b|\bchimneys?\b"
)
_MODERN = {
    *"skyscraper skyscrapers skyline neon downtown helipad penthouse cyberpunk megacity party bar pool york tokyo".split()
}
_LAMPS = {*"headlight headlights taxi taxis traffic bus buses car_lights taillights".split(), "tail lights"}
_ROADS = {*"highway motorway freeway driving drive race racing chase country desert".split()}
_RIDES = {"ride", "rides", "riding", "ridden", "rider", "riders"}
_OF_OLD = {*"stone torch torches torchlight candle candles mine mines miner miners rock rocks ancient".split()}
_ANCIENT = {"egyptian", "egypt", "pharaoh", "pharaohs", "hieroglyphs", "mesopotamian", "babylonian"}
_SKYSCRAPERS = {"skyscraper", "skyscrapers", "skyline", "highrise", "highrises"}
_SHIPS = {"ship", "ships", "boat", "boats", "wreck", "shipwreck", "vessel"}


def seen_from_afar(asked: Asked, setting: Setting) -> Setting:
    """A city in the distance, or seen from a ship, is a skyline."""
    prompt = asked.prompt.lower()
    from_a_ship = _FROM_A_SHIP.search(prompt) and not asked.motif("harbour")  # which the ferry leaves
    is_far = setting.world in _CITY and bool(_FAR_CITY.search(prompt) or from_a_ship)
    return setting.at("skyline", exact=True) if is_far and not goes_on(asked.words) else setting


def terrace_over_the_sea(asked: Asked, setting: Setting) -> Setting:
    """A balcony above the sea is on a house of a white village, with no room about it."""
    if setting.world not in ("interior", "ocean", "field", "town", "skyline") or not _TERRACE.search(
        asked.prompt.lower()
    ):
        return setting
    asked.words.imply("motifs", "white_village")
    return setting.at("town", exact=True)


def on_old_roofs(asked: Asked, setting: Setting) -> Setting:
    """The roofs of an old town are seen from one of them, and so is washing on a roof; elsewhere that hangs across an old street."""
    prompt = asked.prompt.lower()
    hangs = bool(_WASHING.search(prompt))
    if hangs:
        asked.words.understand(_WASHED, "washing line")
    if setting.world not in ("alley", "town", "skyline", "interior", "field") or asked.says(*_MODERN):
        return setting
    if _ROOFS.search(prompt) and (
        hangs or (setting.world in ("alley", "skyline", "town") and _OLD_TOWN.search(prompt))
    ):
        if not asked.motif("paris_roofs"):
            asked.words.imply("motifs", "tiled_roofs")
        return setting.at("town", exact=True)
    if hangs and (
        setting.world == "interior" or asked.says("street", "streets", "alley", "houses", "balcony", "balconies")
    ):
        asked.words.imply("motifs", "old_quarter")
        return setting.at("alley", exact=True)
    return setting


def before_the_earth(asked: Asked, setting: Setting) -> Setting:
    """An astronaut who sees the earth is not on it."""
    if setting.world not in LANDS or not asked.motif("astronaut") or not asked.says("earth", "earthrise"):
        return setting
    for motif in ("other_ground", "earth"):
        asked.words.imply("motifs", motif)
    return setting.at("space", exact=True)


def metro_in_its_tunnel(asked: Asked, setting: Setting) -> Setting:
    """A subway train rushes through no tunnel of a road."""
    is_one = setting.world == "road" and asked.says("subway", "metro", "underground") and asked.motif("train")
    return setting.at("interior", exact=True) if is_one else setting


def is_dried_up(asked: Asked) -> bool:
    """Return whether the bed of some water lies dry."""
    return _DRY.search(asked.prompt.lower()) is not None


def dry_bed(asked: Asked, setting: Setting) -> Setting:
    """The bed of a sea that has dried up is a desert, in which its ships lie."""
    if setting.world not in ("underwater", "ocean", "mountain", "forest") or not is_dried_up(asked):
        return setting
    asked.words.imply("motifs", "shipwreck" if asked.says(*_SHIPS) else "salt_flat")
    return setting.at("dunes", exact=True)


def ancient_temple(asked: Asked, setting: Setting) -> Setting:
    """A temple of Egypt stands in a desert."""
    if setting.world not in ("forest", "field", "mountain") or not asked.says(*_ANCIENT) or not asked.motif("temple"):
        return setting
    asked.words.imply("motifs", "stone_temple")
    return setting.at("dunes", exact=True)


def under_the_aurora(asked: Asked, setting: Setting) -> Setting:
    """An aurora is over the sea whose ship is named, and needs no mountains."""
    found = [one for one in asked.words.found if not one.denied and ("words", "mountain") in one.meanings]
    is_free = setting.world == "mountain" and bool(found) and all(("light", "night") in one.meanings for one in found)
    at_sea = any(entry == "ocean" for section in ("words", "hints", "lives") for entry in asked.words.all(section))
    return setting.at("ocean", exact=True) if is_free and at_sea else setting


def tunnel_of_stone(asked: Asked, setting: Setting) -> Setting:
    """A tunnel of stone, or one with torches, is under the earth and no street's."""
    led = {
        one.text
        for one in asked.words.found
        if not one.denied and {("words", "alley"), ("hints", "alley")} & set(one.meanings)
    }
    is_one = setting.world == "alley" and led <= {"tunnel", "tunnels"} and asked.says(*_OF_OLD)
    return setting.at("cave", exact=True) if is_one else setting


def on_a_square(asked: Asked, setting: Setting) -> Setting:
    """What happens on a square happens in an old town, if no city is named."""
    is_open = setting.world in ("alley", "field", "skyline") or not setting.exact
    is_one = is_open and _SQUARE.search(asked.prompt.lower())
    if not is_one or asked.words.all("words"):
        return setting
    asked.words.imply("motifs", "medieval_square")
    return setting.at("town", exact=True)


def on_a_peak(asked: Asked, setting: Setting) -> Setting:
    """What stands on a mountain above the clouds does not float in them."""
    is_one = (
        setting.world == "clouds"
        and _ON_A_PEAK.search(asked.prompt.lower())
        and not asked.says("floating", "flying", "hovering")
    )
    return setting.at("mountain", exact=True) if is_one else setting


def tunnel_of_trees(asked: Asked, setting: Setting) -> Setting:
    """A tunnel of cherry trees is a garden."""
    if setting.world not in ("road", "alley", "forest") or not _TUNNEL_OF_TREES.search(asked.prompt.lower()):
        return setting
    asked.words.imply("motifs", "cherry_garden")
    return setting.at("town", exact=True)


def below_a_highway(asked: Asked, setting: Setting) -> Setting:
    """What is under a highway is in a city, and so is what is under a bridge of one."""
    prompt = asked.prompt.lower()
    is_below = _BELOW_A_HIGHWAY.search(prompt) or (asked.says(*_URBAN) and _BELOW_A_BRIDGE.search(prompt))
    if setting.world not in ("road", "alley", "ocean", "skyline", "forest") or not is_below:
        return setting
    asked.words.imply("motifs", "city_street")
    return setting.at("town", exact=True)


def no_road(asked: Asked, setting: Setting) -> Setting:
    """Headlights in a street of a city lead to no road, nor does somebody who rides through a village."""
    led = _led_to(asked, "road") if setting.world == "road" else set()
    if led and led <= _LAMPS and asked.says("street", "streets") and not asked.says(*_ROADS):
        asked.words.imply("motifs", "city_street")
        return setting.at("town", exact=True)
    is_rider = led and led <= _RIDES and asked.motif("village")
    return setting.at("field", exact=True) if is_rider else setting


def _led_to(asked: Asked, world: str) -> set[str]:
    leads = {("words", world), ("hints", world)}
    return {one.text for one in asked.words.found if not one.denied and leads & set(one.meanings)}


def in_a_saloon(asked: Asked, setting: Setting) -> Setting:
    """Who is in a saloon is not before it."""
    is_in = setting.world == "town" and asked.motif("bar_counter") and _SALOON.search(asked.prompt.lower())
    return setting.at("interior", exact=True) if is_in else setting


def inside_of_something(asked: Asked, setting: Setting) -> Setting:
    """A car or a motorcycle that stands in a hall is in it, and so is a forest that grows in a church."""
    prompt = asked.prompt.lower()
    if "interior" not in asked.words.all("words") or setting.world == "interior":
        return setting
    if setting.world in ("forest", "field", "town") and _GROWS_IN_A_ROOM.search(prompt):
        asked.words.imply("motifs", "overgrown")
        return setting.at("interior", exact=True)
    return (
        setting.at("interior", exact=True) if setting.world == "road" and _VEHICLE_IN_A_ROOM.search(prompt) else setting
    )


def in_a_stadium(asked: Asked, setting: Setting) -> Setting:
    """A sea of candles in a stadium is its crowd."""
    is_one = setting.world == "interior" and asked.says("stadium", "arena")
    return setting.at("stage", exact=True) if is_one else setting


def out_of_clouds(asked: Asked, setting: Setting) -> Setting:
    """What hangs from a cloud is in the sky, if nothing but a thing says that the picture is abstract."""
    led = {
        section for one in asked.words.found for section, entry in one.meanings if entry == "chrome" and not one.denied
    }
    kinds = {kind for kind in asked.words.all("places") if lexicon()["places"][kind]["world"] == "chrome"}
    is_up = setting.world == "chrome" and led <= {"lives", "near"} and not kinds and asked.says("cloud", "clouds")
    return setting.at("clouds", exact=True) if is_up else setting


def towers_in_clouds(asked: Asked, setting: Setting) -> Setting:
    """Skyscrapers that rise out of clouds stand in the fog of their city."""
    is_one = setting.world == "clouds" and asked.says(*_SKYSCRAPERS) and asked.says("cloud", "clouds")
    if not is_one or asked.motif("floating_city") or asked.motif("floating_islands"):
        return setting
    if not asked.words.all("weathers"):
        asked.words.imply("weathers", "mist")
    return setting.at("skyline", exact=True)


FAR_OFF: tuple[Callable[[Asked, Setting], Setting], ...] = (
    on_old_roofs, tunnel_of_trees, below_a_highway, no_road, on_a_peak, on_a_square, tunnel_of_stone, under_the_aurora, seen_from_afar,
    terrace_over_the_sea, before_the_earth, metro_in_its_tunnel, dry_bed, ancient_temple, in_a_saloon, inside_of_something,
    in_a_stadium, out_of_clouds, towers_in_clouds,
)  # fmt: skip
"""The rules of this module, for :mod:`.placing`."""
