"""Whether what a prompt names is under a roof or the sky: a choir in a chapel, a bonfire, a rave in the woods, divers off a cliff."""

from __future__ import annotations

import re

from .asked import Asked, Setting
from .driving import bus_in_a_land
from .matters import smoke_over_a_land
from .outdoors import LANDS
from .reading import lexicon
from .where import shown_in

_IN_A_CHURCH = re.compile(
    r"\b(?:in|inside|within) (?:a|an|the|my|our|this|that) (?:[a-z-]+ ){0,3}?(?:church|chapel|cathedral|abbey|basilica|minster)\b"
    r"|\b(?:church|chapel|cathedral|abbey|basilica)\b[^.;]*\b(?:seen |viewed )?from (?:the )?inside\b"
)
_ON_A_BRIDGE = re.compile(r"\bon (?:a|an|the) (?:[a-z-]+ ){0,2}bridge\b")
_PLAYS = ("choir", "singer", "pianist", "organist", "violinist", "cellist", "orchestra", "band", "grand_piano")
_PRAYS = {
    *"pray praying prays prayer kneeling wedding bride funeral mass service sermon singing sings organ pews candles".split()
}
_PARTY_IN = re.compile(
    r"\b(?:rave|party|festival|concert|gig|disco|dj set|techno)s? (?:deep |out |held |hidden )?(?:in|on|at) (?:a|an|the) (?:[a-z-]+ ){0,2}?"
    r"(woods?|forest|jungle|desert|dunes|beach|field|meadow|canyon|mountains?)\b"
    r"|\b(desert|beach|forest|jungle) (?:rave|party|festival|disco)\b"
)
_LANDS_OF_PARTIES = {
    "wood": "forest", "woods": "forest", "forest": "forest", "jungle": "forest", "desert": "dunes", "dunes": "dunes",
    "beach": "ocean", "field": "field", "meadow": "field", "canyon": "canyon", "mountain": "mountain", "mountains": "mountain",
}  # fmt: skip
_OFF_A_CLIFF = re.compile(
    r"\b(?:jump|div|leap|fall)\w* (?:off|from|over) (?:a|an|the) (?:[a-z-]+ ){0,2}(?:cliffs?|rocks?)\b"
)
_OF_ARENAS = {"gladiator", "gladiators", "chariot", "chariots", "bullfight", "bullfighter", "matador", "bullring"}
_CITY_WORDS = {
    *"city skyline downtown skyscraper skyscrapers street streets office glass steel apartment block blocks neon tokyo".split()
}
_FIELDS_OF_STARS = {"field of stars", "sea of stars", "ocean of stars", "million stars", "countless stars"}
_LEAVES_PORT = re.compile(
    r"\b(?:sails?|sailing|leaves?|leaving|departing|departs|out of|away from)\b[^,.;]*\b(?:harbou?r|port)\b"
)
_IN_THE_AIR = re.compile(
    r"\b(?:flour|dust|sparks|sawdust|smoke|steam|feathers|paint|powder|sweat) (?:[a-z]+ )?in the air\b"
)
_ON_A_TABLE = re.compile(
    r"\bon (?:a|an|the|my|her|his) (?:[a-z]+ ){0,2}?(?:table|desk|shelf|windowsill|bed|sofa|chair|piano)\b"
    r"|\b(?:guitar|violin|cello|trumpet|saxophone|accordion|drum kit)s? (?:(?:is|are) )?"
    r"(?:lying|lies|left|leaning|leans|resting|rests|standing|stands)"
    r" (?:on|against|in) (?:a|an|the|my|her|his) (?:[a-z]+ ){0,2}?(?:floor|floorboards|wall|window|corner|bench|stand|carpet|rug)\b"
)
_CROWDED = re.compile(
    r"\b(?:crowded|packed|overfull) (?:[a-z]+ ){0,2}?(?:train|subway|metro|tram|bus|carriage)\b(?! station)"
)
_SITS_ABOARD = re.compile(
    r"\b(?:metro|subway|underground|tube|train)\b(?! (?:station|platform))[^.]*"
    r"\b(?:sits?|sitting|seats?|seated|by the window|passengers?)\b"
    r"|\b(?:sits?|sitting|seated|asleep|sleeping)\b[^.]*\b(?:metro|subway|underground|tube|train)\b(?! (?:station|platform))"
)
_ON_A_ROOF = re.compile(r"\bon (?:a|an|the|our|their) (?:[a-z]+ ){0,2}?(?:roof|rooftop)s?\b")
_BRIDGED = {"bridge", "bridges", "quay", "embankment", "riverbank", "riverside"}


def fire_outside(asked: Asked, setting: Setting) -> Setting:
    """A bonfire burns under the sky, whoever dances about it, unless a room is named."""
    is_one = setting.world in ("interior", "stage") and asked.motif("campfire")
    return setting.at("field") if is_one and not asked.words.all("words") else setting


def in_a_church(asked: Asked, setting: Setting) -> Setting:
    """Who sings or prays in a chapel is seen there, and not the chapel from outside."""
    is_seen = _IN_A_CHURCH.search(asked.prompt.lower()) and setting.world in (*LANDS, "stage")
    is_in = is_seen and (asked.says("inside", *_PRAYS) or any(asked.motif(one) for one in _PLAYS))
    lands = set(asked.words.all("words")) & LANDS
    if not is_in or lands:
        return setting
    outside = {one.text for one in asked.words.found if ("motifs", "chapel") in one.meanings}
    asked.words.understand(outside, "church")
    return setting.at("interior", exact=True)


def in_a_saloon(asked: Asked, setting: Setting) -> Setting:
    """Where somebody plays the piano or stands at the bar of a saloon, one is in it."""
    is_in = (
        asked.motif("pianist")
        or asked.motif("grand_piano")
        or asked.says("inside", "bar", "whiskey", "poker", "counter")
    )
    is_one = setting.world == "town" and asked.motif("western_town") and asked.says("saloon") and is_in
    if not is_one or asked.says("street", "outside"):
        return setting
    if not asked.motif("pianist") and not asked.motif("grand_piano"):
        return setting.at("interior", exact=True)
    asked.words.imply("motifs", "jazz_club", ("places", "jazz_club"))
    return setting.at("stage", exact=True)  # such a bar has one for it


def party_in_a_land(asked: Asked, setting: Setting) -> Setting:
    """A rave in the woods is among their trees, and by night unless another hour is named."""
    found = _PARTY_IN.search(asked.prompt.lower())
    if setting.world != "stage" or not found:
        return setting
    asked.words.imply("motifs", "crowd", ("light", "night"))
    return setting.at(_LANDS_OF_PARTIES[found.group(1) or found.group(2)], exact=True)


def off_a_cliff(asked: Asked, setting: Setting) -> Setting:
    """Who jumps off a cliff is above the water."""
    if setting.world not in ("underwater", "pool") or not _OFF_A_CLIFF.search(asked.prompt.lower()):
        return setting
    asked.words.understand({"diver", "divers"}, "man")
    asked.words.imply("motifs", "sea_cliffs")
    return setting.at("ocean", exact=True)


def old_arena(asked: Asked, setting: Setting) -> Setting:
    """Gladiators fight in an arena of old stones under the sun, and on no stage."""
    if setting.world not in ("stage", "field", "skyline", "town") or not asked.says(*_OF_ARENAS):
        return setting
    if not asked.motif("bullring"):
        asked.words.imply("motifs", "arena")
    return setting.at("town", exact=True)


def lone_tower(asked: Asked, setting: Setting) -> Setting:
    """One tower that nothing of a city is named with stands alone."""
    led = {one.text for one in asked.words.found if not one.denied and ("words", "skyline") in one.meanings}
    shown = [shown_in(motif, asked.words) for motif in asked.words.all("motifs")]
    is_one = setting.world == "skyline" and led == {"tower"} and not asked.says(*_CITY_WORDS)
    if (
        not is_one
        or any("skyline" in worlds and "field" not in worlds for worlds in shown)
        or "cities" in asked.words.all("things")
    ):
        return setting
    asked.words.imply("motifs", "lone_tower")
    return setting.at("field" if not setting.other else setting.other, exact=True)


def among_stars(asked: Asked, setting: Setting) -> Setting:
    """A field of stars under which nothing is named is space."""
    is_one = not setting.exact and asked.texts & _FIELDS_OF_STARS
    return setting.at("space", exact=True) if is_one else setting


def city_river(asked: Asked, setting: Setting) -> Setting:
    """A river with fireworks over it or people on its bridge is that of a city, and so is a bridge in a city that is named."""
    known = lexicon()["things"]["cities"]["words"]
    has_city = any(one.text in known for one in asked.words.found if not one.denied)
    has_people = asked.motif("fireworks") or (asked.motif("crowd") and asked.says(*_BRIDGED))
    is_river = asked.says("river", "canal", *_BRIDGED)
    if setting.world not in ("forest", "ocean") or not is_river or not (has_city or has_people):
        return setting
    named = set(asked.words.all("words")) - {"ocean"}
    if named & LANDS or asked.motif("canal"):
        return setting
    if asked.motif("fireworks") or not _ON_A_BRIDGE.search(asked.prompt.lower()):
        return setting.at("skyline", exact=True)
    asked.words.imply("motifs", "stone_bridge")
    return setting.at("town", exact=True)


def foam_on_sand(asked: Asked, setting: Setting) -> Setting:
    """Sand on which there is foam or a tide is that of a shore."""
    is_one = setting.world == "dunes" and asked.says("foam", "surf", "tide")
    return setting.at("ocean", exact=True) if is_one else setting


def on_a_canal(asked: Asked, setting: Setting) -> Setting:
    """Gondolas are on their canal."""
    is_one = (
        setting.world in ("alley", "town", "skyline", "fair")
        and asked.motif("canal")
        and asked.says("gondola", "gondolas")
    )
    return setting.at("ocean", exact=True) if is_one else setting


def sea_creatures(asked: Asked, setting: Setting) -> Setting:
    """Bubbles about what lives in the sea are those of its water."""
    is_one = setting.world == "chrome" and "underwater" in asked.words.all("lives") and not asked.words.all("words")
    return setting.at("underwater", exact=True) if is_one else setting


def stair_in_clouds(asked: Asked, setting: Setting) -> Setting:
    """Stairs among clouds are nowhere else, however surreal."""
    is_one = setting.world == "chrome" and asked.motif("sky_stair") and asked.says("cloud", "clouds", "sky")
    return setting.at("clouds", exact=True) if is_one else setting


def harbour_wall(asked: Asked, setting: Setting) -> Setting:
    """Waves that hit the wall of a harbour, or its lighthouse, are what is looked at."""
    is_one = setting.world == "town" and asked.motif("harbour") and (asked.motif("lighthouse") or asked.says("waves"))
    is_rough = asked.words.first("weathers") == "storm" or asked.motif("lighthouse")
    return setting.at("ocean", exact=True) if is_one and is_rough else setting


def among_leaves(asked: Asked, setting: Setting) -> Setting:
    """What walks through a jungle is looked at, and not the leaves about it."""
    beasts = set(lexicon()["apart"]["beasts"]) & set(asked.words.all("motifs"))
    is_in = "forest" in {*asked.words.all("words"), *asked.words.all("lives")} or asked.motif("jungle")
    return setting.at("forest", exact=True) if setting.world == "macro" and beasts and is_in else setting


def dust_in_the_air(asked: Asked, setting: Setting) -> Setting:
    """Flour or sparks in the air fly in no sky, where somebody works under them."""
    is_one = setting.world == "clouds" and asked.motif("figure") and _IN_THE_AIR.search(asked.prompt.lower())
    return setting.at("interior", exact=False) if is_one else setting


def out_of_harbour(asked: Asked, setting: Setting) -> Setting:
    """A ship that sails out of a harbour is at sea."""
    sails = asked.motif("tall_ship") or asked.motif("sailing_boat")
    is_one = setting.world == "town" and sails and _LEAVES_PORT.search(asked.prompt.lower())
    return setting.at("ocean", exact=True) if is_one else setting


def at_work(asked: Asked, setting: Setting) -> Setting:
    """Whoever welds is in a hall."""
    is_one = asked.motif("works") and not setting.exact
    return setting.at("interior", exact=True) if is_one else setting


def in_a_room(asked: Asked, setting: Setting) -> Setting:
    """What lies on a table is in a room, not on a stage; so is whoever light falls on through blinds."""
    is_free = not asked.words.all("words")
    is_in = setting.world == "stage" and is_free and _ON_A_TABLE.search(asked.prompt.lower())
    is_in = is_in or (
        setting.world in ("field", "alley", "skyline") and not setting.exact and asked.says("blinds", "shutters")
    )
    is_in = is_in or (setting.world == "stage" and is_free and "garage band" in asked.texts)
    is_toilet = setting.world == "chrome" and asked.says("toilet", "bathroom", "restroom")
    return setting.at("interior", exact=True) if is_in or is_toilet else setting


def crowded_carriage(asked: Asked, setting: Setting) -> Setting:
    """A train that is crowded is seen from inside, and so is one in which somebody sits."""
    prompt = asked.prompt.lower()
    is_aboard = setting.world == "interior" and asked.motif("station") and _SITS_ABOARD.search(prompt)
    is_packed = setting.world in ("stage", "skyline", "road", "town", "interior") and _CROWDED.search(prompt)
    if not (is_aboard or is_packed):
        return setting
    asked.words.imply("motifs", "carriage")
    return setting.at("interior", exact=True)


def on_a_roof(asked: Asked, setting: Setting) -> Setting:
    """Who plays on a rooftop is under the sky."""
    if setting.world != "stage" or not asked.motif("rooftop") or not _ON_A_ROOF.search(asked.prompt.lower()):
        return setting
    asked.words.understand({one.text for one in asked.words.found if ("motifs", "jazz_club") in one.meanings}, "band")
    return setting.at("skyline", exact=True)


def mansion_at_night(asked: Asked, setting: Setting) -> Setting:
    """A mansion whose windows are lit is seen from outside."""
    is_one = setting.world == "interior" and asked.motif("gothic_mansion") and asked.motif("lit_windows")
    return setting.at("field", exact=True) if is_one and not asked.says("inside", "hall", "room") else setting


UNDER_ROOFS = (
    fire_outside, in_a_church, in_a_saloon, party_in_a_land, off_a_cliff, old_arena, lone_tower, among_stars, city_river, on_a_canal,
    sea_creatures, stair_in_clouds, harbour_wall, out_of_harbour, among_leaves, dust_in_the_air, smoke_over_a_land,
    bus_in_a_land, at_work, in_a_room,
    crowded_carriage, on_a_roof, mansion_at_night, foam_on_sand,
)  # fmt: skip
"""Rules of this module, in their order."""
