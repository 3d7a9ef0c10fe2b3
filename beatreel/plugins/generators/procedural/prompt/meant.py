"""What is meant otherwise than its words say one by one: a cello that nobody plays, a railway without a train, the front of a cinema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .asked import Asked, Setting
from .reading import lexicon
from .signs import FRONT_OF_A_CINEMA

if TYPE_CHECKING:
    from .sight import Sight

_ABOARD_A_STATION = {
    *"console consoles corridor corridors inside interior airlock module control plants plant vines".split()
}
_AT_A_WINDOW = re.compile(
    r"\b(?:at|by|beside|near|before|out of|from|through|in front of) (?:a|an|the|my|her|his) (?:(?!train|bus|car|shop|plane)[a-z-]+ ){0,2}"
    r"windows?\b(?! (?:of|on) (?:a|an|the) (?:[a-z-]+ )?(?:train|bus|car|cafe|café|diner|bar|church|castle|shop|spaceship|station))"
)
_CITY = ("alley", "skyline", "town")
_OF_COURTYARDS = {
    *"fountain fountains orange lemon arches arch tiles columns andalusian moorish palm palms jasmine".split()
}
_ANY_LAND = {
    "grass",
    "long grass",
    "tall grass",
    "high grass",
    "grassland",
    "tree",
    "trees",
    "hill",
    "hills",
    "plain",
    "plains",
    "meadow",
    "meadows",
}
_ONE = ("elder", "man", "woman", "lady")
_SEATED = ("sits", "sitting", "sit", "seated", "waits", "waiting", "reads", "reading")
_WATCHERS = ("figure", "man", "woman", "child", "elder", "pair", "embrace", "bokeh", "city_street")
_PETS = ("cat", "dog", "owl", "raven", "hare")
_COUNTRY = {*"garden country countryside farm farmhouse cottage village trees forest hills field fields".split()}
_TRACKS = {"railway", "railroad", "train track", "train tracks", "railway track", "railway tracks", "railway line"}
_OF_THE_SAVANNA = {"elephant", "giraffe", "rhino", "hippo"}
_CARVED = (
    r"\b(?:stone|marble|granite|bronze|carved|jade|sculpted|sculptured) (?:[a-z]+ )?{0}s?\b"
    r"|\b(?:statues?|sculptures?) of (?:an? )?(?:[a-z]+ )?{0}s?\b|\b{0} statues?\b"
    r"|\b{0}s? (?:(?:carved|cast|made|hewn) )?(?:in|of|from|out of) (?:stone|marble|granite|bronze|jade)\b"
)


def front_of_a_cinema(asked: Asked, setting: Setting) -> Setting:
    """The sign of a cinema hangs over its street."""
    is_one = setting.world == "interior" and asked.motif("cinema_hall")
    if not is_one or not FRONT_OF_A_CINEMA.search(asked.prompt.lower()):
        return setting
    asked.words.imply("motifs", "neon_word")
    return setting.at("alley", exact=True)


def inside_a_station(asked: Asked, setting: Setting) -> Setting:
    """The consoles of a space station, and the plants that grow over them, are inside it."""
    is_one = setting.world == "space" and "space station" in asked.prompt.lower() and asked.says(*_ABOARD_A_STATION)
    if not is_one or asked.motif("ship_window"):
        return setting
    asked.words.imply("motifs", "ribs_of_light", ("places", "ship"))
    return setting.at("interior", exact=True)


def at_a_wet_window(asked: Asked, setting: Setting) -> Setting:
    """Who is at a window in the rain is before its pane, through which the city is seen, or what else is named."""
    is_wet = setting.world in ("interior", *_CITY) and asked.words.first("weathers") in ("rain", "storm")
    if not is_wet or asked.words.first("light") == "golden" or not _AT_A_WINDOW.search(asked.prompt.lower()):
        return setting
    motifs = set(asked.words.all("motifs"))
    rooms = [kind for kind in asked.words.entries("places") if kind["world"] == "interior"]
    led = {one.text for one in asked.words.found if not one.denied and ("words", "interior") in one.meanings}
    if rooms or not led <= {"window", "windows"} or not motifs <= {*_WATCHERS, *_PETS}:
        return setting
    if not motifs:
        return setting
    if "pair" in motifs:  # they stand close
        asked.words.imply("motifs", "embrace")
    if motifs & {*_PETS}:
        asked.words.imply("motifs", "windowsill")
    asked.words.imply("motifs", "wet_window")
    return setting.at("field" if asked.says(*_COUNTRY) else "skyline", exact=True)


def room_with_a_window(sight: Sight) -> None:
    """Who sits at the window of a room of which no more is said sits in a living room, whose window is large."""
    if sight.world != "interior" or not _AT_A_WINDOW.search(sight.asked.prompt.lower()) or not sight.has("figure"):
        return
    if set(sight.named) <= {"figure", "crescent", "moon"} and sight.asked.says(*_SEATED):
        sight.add("loft_living")


def in_an_armchair(sight: Sight) -> None:
    """Who is in an armchair sits in that of the room, and does not stand before it."""
    if sight.world != "interior" or not sight.asked.says("armchair", "rocking") or not sight.has(*_ONE):
        return
    if set(sight.named) <= {*_ONE, "figure", "hearth", "lantern", "crescent", "moon"}:
        sight.drop(*_ONE)
        sight.add("figure")


def empty_tracks(sight: Sight) -> None:
    """Tracks without a train that is named have none."""
    said = {one.text for one in sight.words.found if not one.denied and ("motifs", "train") in one.meanings}
    if (
        sight.has("train")
        and said
        and said <= _TRACKS
        and sight.can_show("rails")
        and not sight.has("steam_train", "bridge")
    ):
        sight.drop("train")
        sight.add("rails")


def in_a_courtyard(asked: Asked, setting: Setting) -> Setting:
    """A courtyard with a fountain or orange trees is no back yard of a city."""
    is_one = setting.world == "alley" and asked.says("courtyard") and asked.says(*_OF_COURTYARDS)
    if not is_one:
        return setting
    asked.words.imply("motifs", "patio", ("places", "patio"))
    return setting.at("interior", exact=True)


def in_its_savanna(asked: Asked, setting: Setting) -> Setting:
    """Beasts of a savanna are seen there, where nothing but grass, trees or hills is named: an elephant in long grass."""
    is_beast = asked.says("zebra", "zebras") or bool(_OF_THE_SAVANNA & set(asked.words.all("motifs")))
    led = {one.text for one in asked.words.found if not one.denied and ("words", setting.world) in one.meanings}
    is_one = setting.world in ("field", "forest") and is_beast and led <= _ANY_LAND
    return setting.at("savanna", exact=True) if is_one else setting


def beasts_of_stone(asked: Asked, setting: Setting) -> Setting:
    """A beast of stone does not live: where nothing else is named, it stands in a garden."""
    carved = _carved(asked)
    others = [one for one in asked.words.found if not one.denied and not carved & set(dict(one.meanings).values())]
    led = any(section in ("words", "places") for one in others for section, _ in one.meanings)
    if not carved or led or setting.world == "town":
        return setting
    asked.words.imply("motifs", "formal_garden")
    return setting.at("town", exact=True)


def of_stone(sight: Sight) -> None:
    """A beast of stone or bronze is one that is carved, and not seen alive."""
    if _carved(sight.asked) & set(sight.named):
        sight.add("carved")


def _carved(asked: Asked) -> set[str]:
    beasts = set(lexicon()["apart"]["beasts"]) & set(asked.words.all("motifs"))
    return {one for one in beasts if re.search(_CARVED.format(one), asked.prompt.lower())}


MEANT = (in_a_courtyard, in_its_savanna, front_of_a_cinema, inside_a_station, at_a_wet_window, beasts_of_stone)
"""Rules of where a prompt is set, in their order."""
