"""What words of a prompt mean together, before it is asked where it is set: a rose with dew, somebody on a train, the inside of a tent."""

from __future__ import annotations

import re

from .asked import Asked
from .driving import passes_a_train_window
from .matters import is_alone_from_near
from .outdoors import LANDS

_DROPS = {"drop", "drops", "droplet", "droplets", "raindrop", "raindrops", "dewdrop", "dewdrops", "dew"}
_FLOWERS = {*"rose roses tulip tulips lily lilies flower flowers".split()}
_GROUNDS = {
    *"field fields meadow garden forest valley mountain mountains hill hills leaf leaves web window earth ground concrete tree trees "
    "burning fire flames ice frozen kaleidoscope crown hair dress black cherry made glass chrome metal neon "
    "holographic paper crystal".split()
}  # with which a flower is something else
_STREWN = {
    *"street streets alley road path floor pavement stairs steps aisle stage bed table water river lake pool sea beach church "
    "cathedral chapel room hall city town snow rain wind".split()
}  # on which, or in which, petals lie and drift
_ABOARD = re.compile(
    r"\b(?:on|in|inside|aboard) (?:of )?(?:a|an|the|my|her|his) (?:[a-z-]+ ){0,2}?(bus|train|tram|coach|metro|subway)\b"
    r"(?! (?:station|stop|platform|roof|tracks?))"
)
_OUT_OF_IT = re.compile(
    r"\b(?:out of|out|through|at|by|from|against) (?:a|the|my|her|his) (?:[a-z-]+ )?(bus|tram|coach|metro|subway) windows?\b"
)
_PASSENGERS = {
    *"window windows windowpane seat seats passenger passengers compartment reading reads sleeping sleeps asleep head headphones".split(),
    *"sits sitting sit seated leaning leans".split(),
}
_WITHIN = re.compile(
    r"\b(?:inside(?: of)?|interior of) (?:(?:a|an|the|my|our|her|his) )?(?:(?!by|on|near|with|at)[a-z-]+ ){0,3}?"
    r"(?:tent|yurt|teepee|tipi|igloo|wigwam|temple|shrine|pagoda|mosque|synagogue|castle|palace|windmill)\b"
    r"(?! (?:garden|gate|wall|yard)s?\b)"
    r"|\b(?:tent|yurt|temple|shrine|castle|palace|mosque)(?:'s)? interior\b"
)
_FROM_ABOVE = {f"{road} from above" for road in ("highway", "motorway", "freeway", "highways", "motorways", "freeways")}
_LOOKS_OUT = re.compile(r"\b(?:look\w*|view|seen|peer\w*) (?:out|from|through|of)\b|\bperson inside\b")


def read_beforehand(asked: Asked) -> None:
    """Let the readings of a prompt mean what its words say together."""
    _straight_on(asked)
    if _is_wet_leaf(asked.prompt):
        for reading in (asked.words, asked.both):
            reading.imply("places", "wet_leaf", ("words", "macro"))
    elif _is_looked_into(asked.prompt):
        for reading in (asked.words, asked.both):
            reading.imply("places", "dewy_flower", ("words", "macro"))
    elif passes_a_train_window(asked.prompt):
        for reading in (asked.words, asked.both):
            reading.understand({"train", "window", "windows"}, "train window")
    else:
        _seat_passengers(asked)


def is_within(prompt: str) -> bool:
    """Return whether a prompt is inside of a tent, a temple or a castle, and does not look out of it."""
    prompt = prompt.lower()
    return bool(_WITHIN.search(prompt)) and not _LOOKS_OUT.search(prompt)


def _straight_on(asked: Asked) -> None:
    """A highway through a land that is named crosses no other, also where it is seen from above."""
    seen = {one.text for one in asked.words.found if one.text in _FROM_ABOVE and not one.denied}
    others = [one for one in asked.words.found if one.text not in seen and not one.denied]
    if seen and any(
        section in ("words", "hints") and entry in LANDS for one in others for section, entry in one.meanings
    ):
        for reading in (asked.words, asked.both):
            reading.understand(seen, "highway")


def _seat_passengers(asked: Asked) -> None:
    """Whoever is on a bus or a train sits in it; a land that is named is seen through its window."""
    prompt = asked.prompt.lower()
    aboard = _ABOARD.search(prompt) or (_OUT_OF_IT.search(prompt) if asked.motif("figure") else None)
    if not aboard or not asked.says(*_PASSENGERS) or asked.says("model", "toy"):
        return
    texts = {one.text for one in asked.words.found if aboard.group(1) in one.text.split()}
    around = {entry for one in asked.words.found if not one.denied and one.text not in texts
              for section, entry in one.meanings if section in ("words", "hints")}  # fmt: skip
    if around & LANDS:
        texts |= {"window", "windows"}
        phrase = "train window"
    else:
        phrase = "inside the train" if aboard.group(1) == "train" else "inside a bus"
    for reading in (asked.words, asked.both):
        reading.understand(texts, phrase)


def _is_wet_leaf(prompt: str) -> bool:
    """Return whether drops lie on leaves, whatever is said of either: “droplets on a red leaf”."""
    said = set(re.findall(r"[a-z]+", prompt.lower()))
    return bool(_DROPS & said and {"leaf", "leaves"} & said)


def _is_looked_into(prompt: str) -> bool:
    """Return whether a flower is looked at from so near that nothing else is seen: “a rose with dew drops”, “macro of a tulip”."""
    said = set(re.findall(r"[a-z]+", prompt.lower()))
    if re.search(r"\b(?:and|on|,) black\b", prompt.lower()) and not re.search(r"\bblack [a-z]+ ?[a-z]", prompt.lower()):
        said -= {"black"}  # “red and black” are colours
    is_near = bool({*_DROPS, "macro"} & said) or ("petals" in said and not _STREWN & said)
    is_near |= is_alone_from_near(prompt)
    return bool(_FLOWERS & said) and is_near and not _GROUNDS & said
