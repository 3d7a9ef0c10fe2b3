"""Places that are read out of how they are looked at: a wood that a drone flies over, a planet among asteroids, rays of light in dust."""

from __future__ import annotations

import re

from .asked import Asked, Setting

_FLOWN_OVER = re.compile(
    r"\b(?:drone|aerial|flying|flight|flies|fly|soaring|gliding|bird'?s[- ]eye)\b(?: [a-z-]+){0,3}? (?:over|above|of) "
    r"(?:(?!(?:in|with|and) )[a-z-]+ ){0,4}?(?:forests?|woods?|woodland|rainforest|jungle)\b"
    r"|\b(?:forests?|woods|woodland|rainforest|jungle)\b[^,]*? (?:from the air|from high above)\b"
)
_BESIDE_TREES = {
    *"lake river fjord waterfall mountain mountains valley hill hills road highway castle temple cabin village town city "
    "train coast island".split()
}  # which are what one sees from up there
_PLANET = re.compile(
    r"\b(?:around|orbiting|above|over|before|approaching|towards?|behind|past|circling|of) (?:a|the) (?:[a-z]+ )?"
    r"(?:red planet|mars)\b|\b(?:planet|mars) (?:seen )?from (?:space|orbit)\b"
)
_STAR = re.compile(
    r"\b(?:star|sun|planet)s? (?:with|in|behind|inside|surrounded by|and) (?:a |an |its |the )?(?:[a-z]+ )?"
    r"(?:rings? of |disks? of |discs? of )?(?:dust|debris|gas|plasma|ice)?[ -]?(?:rings?|disks?|discs?|dust|gas)\b"
    r"|\brings? of (?:dust|debris|ice) (?:around|about) (?:a|an|the) (?:[a-z]+ )?(?:star|sun|planet)\b"
)
_RAYS = re.compile(
    r"\b(?:light|sun|god|window)[ -]?(?:rays?|beams?|shafts?)\b|\b(?:rays?|beams?|shafts?) of (?:sun)?light\b|\bsunbeams?\b|\bsunrays?\b"
)
_WAVES = re.compile(
    r"\b(?:chrome|metal|metallic|foil|mercury|silver|glass|holographic|silk|paint) (?:[a-z]+ )?waves?\b"
)
_FROM_A_PLANE = re.compile(r"\b(?:from|through|out of|at) (?:a|an|the|my) (?:air|aero)?planes?(?:'s)?(?: window)?\b")
_OVER_THE_SEA = re.compile(
    r"\b(?:aerial|drone|from (?:high )?above|from the air|bird'?s[- ]eye|flying (?:low )?over|top[- ]down|surface of|sail\w*)\b"
)
_STUDIO = {"studio", "void", "background", "backdrop"}


def drone_over_a_forest(asked: Asked, setting: Setting) -> Setting:
    """A wood that something flies over is seen from above, unless something else in it is looked at."""
    is_over = setting.world == "forest" and _FLOWN_OVER.search(asked.prompt.lower())
    if not is_over or asked.says(*_BESIDE_TREES):
        return setting
    asked.words.imply("motifs", "forest_above", ("places", "forest_above"))
    return setting.at("town", exact=True)


def sea_from_above(asked: Asked, setting: Setting) -> Setting:
    """A deep blue sea that is looked down on is no place under water."""
    is_deep = setting.world == "underwater" and asked.says("ocean", "sea") and not asked.words.all("motifs")
    if not is_deep or not _OVER_THE_SEA.search(asked.prompt.lower()):
        return setting
    if asked.says("blue"):
        asked.words.imply("colours", "blue")
        asked.both.imply("colours", "blue")
    return setting.at("ocean", exact=True)


def rocket_on_mars(asked: Asked, setting: Setting) -> Setting:
    """A rocket that lifts off from Mars stands in a red desert."""
    if setting.world != "space" or not asked.motif("rocket_launch") or not asked.says("mars", "red planet"):
        return setting
    for reading in (asked.words, asked.both):
        if not reading.all("colours"):
            reading.imply("colours", "red")
        for at, one in enumerate(reading.found):  # stars are seen there while its dust is still red
            if "star" in one.text and ("light", "night") in one.meanings:
                kept = tuple(each for each in one.meanings if each != ("light", "night"))
                reading.found[at] = one._replace(meanings=(*kept, ("light", "dusk")))
    return setting.at("dunes", exact=True)


def city_from_a_plane(asked: Asked, setting: Setting) -> Setting:
    """A city that is seen from a plane lies far below."""
    is_city = setting.world in ("skyline", "alley", "town") and asked.says("city", "city lights", "cities", "lights")
    if not is_city or not _FROM_A_PLANE.search(asked.prompt.lower()):
        return setting
    asked.words.imply("motifs", "city_above", ("places", "city_above"))
    return setting.at("town", exact=True)


def star_in_its_dust(asked: Asked, setting: Setting) -> Setting:
    """A star with a ring of dust is no storm in a desert."""
    is_named = bool(asked.words.all("words")) or setting.world not in ("dunes", "interior")
    is_star = not is_named and _STAR.search(asked.prompt.lower())
    return setting.at("space", exact=True) if is_star else setting


def rays_in_dust(asked: Asked, setting: Setting) -> Setting:
    """Rays of light in dust of which no place is said fall through the windows of a room."""
    is_room = setting.world in ("forest", "dunes") and not asked.words.all("words") and not asked.words.all("hints")
    is_lit = is_room and asked.words.first("weathers") == "dust" and _RAYS.search(asked.prompt.lower())
    return setting.at("interior", exact=True) if is_lit else setting


def waves_in_a_studio(asked: Asked, setting: Setting) -> Setting:
    """Waves of chrome or silk in a studio are all that there is."""
    is_one = setting.world in ("interior", "stage") and asked.says(*_STUDIO)
    return setting.at("chrome", exact=True) if is_one and _WAVES.search(asked.prompt.lower()) else setting


def planet_from_space(asked: Asked, setting: Setting) -> Setting:
    """A red planet that something flies around is seen from space, and not from its ground."""
    if setting.world != "space" or not _PLANET.search(asked.prompt.lower()):
        return setting
    for reading in (asked.words, asked.both):
        for at, one in enumerate(reading.found):
            if ("motifs", "other_ground") in one.meanings:
                colour = (("colours", "red"),) if one.text == "red planet" else ()
                reading.found[at] = one._replace(meanings=(("places", "space"), ("words", "space"), *colour))
    return setting
