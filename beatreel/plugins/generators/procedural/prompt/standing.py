"""Where a prompt puts what it names: before a building, over clouds, out of a lake, into the sea, aboard a bus."""

from __future__ import annotations

import re

from .asked import Asked, Setting
from .reading import lexicon

_A = r"(?:(?:a|an|the|my|his|her|our|their) )?(?:[\w-]+ ){0,2}"
_MINSTERS = r"cathedral|church|basilica|minster|abbey|chapel|palace|opera|opera house|museum|town hall"
_HOUSES = (
    r"cafe|bar|pub|club|nightclub|hotel|theatre|theater|cinema|restaurant|library|shop|store|bakery|school|hospital|diner|"
    r"soup kitchen|supermarket|laundromat|launderette|studio|gym|arcade|casino|gallery|pharmacy|barber|salon|prison|courthouse|"
    r"apartment|house|office|bank|venue"
)
_BEFORE = re.compile(
    rf"\b(?:in front of|outside(?: of)?|opposite|across from|on the steps of) {_A}(?:({_MINSTERS})|({_HOUSES}))s?\b"
)
_RAISED = {"floating", "floats", "hovering", "hovers", "suspended", "levitating", "adrift"}
_IN_CLOUDS = re.compile(
    rf"\b(?:palace|castle|cathedral|temple|city|kingdom|monastery|fortress)\b.* (?:above|over|in|among|amid|on) {_A}(?:clouds?|sky)\b"
)
_OUT_OF_WATER = re.compile(
    rf"\b(?:rising|rises|emerging|emerges|standing|stands|sticking|sticks|looming)(?: up)? (?:out of|from|in) {_A}"
    r"(?:lake|reservoir|water|floodwater)\b|\bhalf[- ](?:sunken|submerged|drowned|flooded)\b"
)
_SHOP = re.compile(r"\b(?:shop|store|bakery|boutique|florist|cafe|café)\b")
_IN_THE_STREET = ("outside", "street", "pavement", "sidewalk", "umbrella", "puddles")
_HIGH_GROUND = ("cliff", "cliffs", "hill", "hilltop", "rock", "ridge", "peak", "ledge", "summit")
_SEA_OF_CLOUDS = re.compile(r"\b(?:sea|ocean) of (?:clouds?|mist|fog)\b")
_SPIRES = ("church", "chapel", "steeple", "spire", "bell")
_ABOARD = {*"inside interior aboard passenger passengers seat seats sleeping asleep nodding".split()}
_ON_A_TRAIN = re.compile(
    r"\b(?:in|on|inside|aboard) (?:a|the|an|her|his|my) (?:[a-z-]+ ){0,2}train\b(?! (?:tracks?|station|platform|roof|bridge))"
)
_AT_ITS_WINDOW = re.compile(r"\b(?:bus|tram|coach|metro|subway) windows?\b")
_IN_SPACE = {*"planet planets earth stars galaxy nebula window windows cockpit moon saturn jupiter mars".split()}
_UP_A_LIGHTHOUSE = re.compile(
    r"\bstairs? (?:of|in|inside|up) (?:a|an|the) (?:[a-z]+ )?lighthouse\b"
    r"|\b(?:climb(?:s|ing)?|descend(?:s|ing)?|up|down) (?:the |its )?(?:[a-z]+ )?(?:stairs|staircase|steps)\b"
)
_CAMPERS = r"(?:camper ?vans?|campervans?|camper|motor ?home|rv|vw (?:bus|van)|caravan|van)"
_IN_A_CAMPER = re.compile(
    rf"\b{_CAMPERS} interior\b|\b(?:inside|interior) (?:of )?(?:an?|the|my|our|his|her|their) (?:[a-z-]+ ){{0,2}}{_CAMPERS}\b"
)
_BUSES = {"bus", "buses", "coach", "minibus"}


def before_a_building(asked: Asked, setting: Setting) -> Setting:
    """Who is in front of a building is in no room of it, but on its square or in its street."""
    seen = _BEFORE.search(asked.prompt.lower()) if setting.world in ("interior", "stage") else None
    shop = _SHOP.search(asked.prompt.lower()) if setting.world == "interior" and asked.says(*_IN_THE_STREET) else None
    if shop and not seen:
        asked.words.imply("motifs", "store_front")
        return setting.at("town", exact=True)
    if not seen:
        return setting
    asked.words.imply("motifs", "medieval_square" if seen[1] else "city_street")
    return setting.at("town", exact=True)


def above_clouds(asked: Asked, setting: Setting) -> Setting:
    """What floats above clouds is no room, however it is called."""
    is_up = asked.says(*_RAISED) and _IN_CLOUDS.search(asked.prompt.lower())
    if not is_up or setting.world not in ("interior", "clouds", "town", "skyline", "alley"):
        return setting
    asked.words.imply("motifs", "floating_city")
    return setting.at("clouds", exact=True)


def out_of_water(asked: Asked, setting: Setting) -> Setting:
    """What rises out of a lake is seen from its shore, also where it is called drowned."""
    is_seen = setting.world in ("underwater", "interior", "skyline") and is_out_of_water(asked)
    if not is_seen or not asked.says(*_SPIRES, "tower", "castle", "house"):
        return setting
    asked.words.imply("motifs", "chapel" if asked.says(*_SPIRES) else "lone_tower")
    return setting.at("mountain", exact=True)


def is_out_of_water(asked: Asked) -> bool:
    """Return whether something rises out of a lake."""
    return _OUT_OF_WATER.search(asked.prompt.lower()) is not None


def on_high_ground(asked: Asked, setting: Setting) -> Setting:
    """Who stands or plays on a cliff or a hill under a storm is on that, and not among its clouds."""
    somebody = set(lexicon()["groups"]["people"]) & set(asked.words.all("motifs"))
    is_one = setting.world == "clouds" and somebody and asked.says(*_HIGH_GROUND)
    by_the_sea = asked.says("sea", "ocean", "waves") and not _SEA_OF_CLOUDS.search(asked.prompt.lower())
    return setting.at("ocean" if by_the_sea else "mountain") if is_one else setting


def calving(asked: Asked, setting: Setting) -> Setting:
    """A glacier that breaks into the sea is ice that floats there."""
    if {setting.world, setting.other} != {"ocean", "mountain"} or not asked.says("glacier", "glaciers"):
        return setting
    asked.words.imply("motifs", "icebergs")
    return setting.at("ocean", exact=True)


def up_the_stairs(asked: Asked, setting: Setting) -> Setting:
    """Who climbs the spiral stairs of a lighthouse is in it."""
    if setting.world != "ocean" or not asked.motif("lighthouse"):
        return setting
    if _UP_A_LIGHTHOUSE.search(asked.prompt.lower()):
        asked.words.imply("motifs", "spiral_stairs")
    return setting.at("interior", exact=True) if asked.motif("spiral_stairs") else setting


def rides(asked: Asked, setting: Setting) -> Setting:
    """A motorcycle goes along a road, whatever land that leads through."""
    through = {*lexicon()["worlds"]["road"]["through"]} - {"alley", "town"}  # where it goes along their streets
    return setting.at("road", exact=True) if asked.motif("motorcycle") and setting.world in through else setting


def is_in_a_camper(prompt: str) -> bool:
    """Return whether a camper van is seen from inside."""
    return bool(_IN_A_CAMPER.search(prompt.lower()))


def aboard(asked: Asked, setting: Setting) -> Setting:
    """A bus with passengers is seen from inside, a train with somebody in it, too; and stars from a spaceship through its window."""
    is_inside = asked.says("inside", "interior") and setting.world in ("alley", "skyline", "town")
    if asked.says(*_BUSES) and (is_inside or (setting.world == "road" and asked.says(*_ABOARD))):
        asked.words.imply("motifs", "carriage")
        return setting.at("interior", exact=True)
    if is_in_a_camper(asked.prompt):
        asked.words.imply("motifs", "bedroom")  # of which there is little more in it than the bed
        return setting.at("interior", exact=True)
    if asked.motif("carriage") and _AT_ITS_WINDOW.search(asked.prompt.lower()):
        return setting.at("interior", exact=True)  # through which the city is seen
    if setting.world == "interior" and asked.motif("ribs_of_light") and asked.says(*_IN_SPACE):
        asked.words.imply("motifs", "ship_window")  # at which somebody looks out
        return setting.at("space", exact=True)
    is_in = setting.world in ("skyline", "chrome", "mountain", "field") and _ON_A_TRAIN.search(asked.prompt.lower())
    if not is_in or not asked.motif("figure") or asked.motif("train_window"):
        return setting
    asked.words.imply("motifs", "compartment")
    return setting.at("interior", exact=True)
