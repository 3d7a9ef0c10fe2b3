"""Who sits, kneels, lies or works at something with their hands is seen near by, doing it, and not as the small figure of a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.scenery.people.deeds import deed_of
from beatreel.plugins.generators.procedural.scenery.people.postures import posture_in

from .persons import plain_in
from .reading import lexicon

if TYPE_CHECKING:
    from .sight import Sight

_PLAIN = ("figure", "woman", "man", "child", "elder", "lady", "wayfarer")
_NEAR = ("woman", "man", "child")
_ABLE = ("boxer", "knight")
"""Roles that sit and kneel as they are told."""
_SEATED = (
    *"sitter edge_sitter lovers pair embrace kiss pianist drummer cellist dj rider cyclist angler guitarist hands masked".split(),
    *"painter mother singer swing orchestra band choir waltz".split(),
)
"""Who sits already, or does what is said in a way of their own."""
_ELSEWHERE = (
    *"driven_car rowing_boat windscreen compartment train_window ship_window bathroom campfire tent hammock motorcycle".split(),
    *"giant_wave climber swimmer free_swimmer carriage windowsill cockpit".split(),
)
"""Places whose own people sit in them."""
_OLD_MAN = re.compile(r"\b(?:old|elderly) (?:man|gentleman)|\bgrand(?:pa|father)\b")
_AT_HOME, _BARE = ("armchair", "chair"), ("figure", "lantern", "crescent", "moon")
"""How one sits in a living room, and what may be named in it that is no room of another kind."""
_OTHER_ROOMS = (
    "room hall empty abandoned corner church chapel cell prison bed bedroom attic cellar basement corridor hospital "
    "school waiting office ballroom theatre"
).split()
_NAMES = {
    "knees": ("kneeling", "kneels", "knees"),
    "lies": ("lying", "lies", "sleeping", "asleep", "sleeps"),
    "bed": ("lying", "lies", "sleeping", "asleep", "sleeps", "bed"),
    "jump": ("jumping", "jumps", "leaping", "leaps"),
}
_SITS = ("sitting", "sits", "seated", "slumped", "perched")
_SEATS = frozenset(
    "armchair sofa couch chair stool steps stairs staircase stoop doorstep log rock boulder desk table crate suitcase".split()
)
_FAR_OFF = ("silhouette", "silhouettes", "silhouetted", "distant", "tiny", "far", "faraway")
"""Who is to be seen so is left small and dark."""


def postures(sight: Sight) -> None:
    """Let whoever is named by a plain word sit, kneel, lie or work as is said; say so where whoever is there cannot."""
    prompt = re.sub(r"\b(?:no|not|without)\b[^,.;]*", "", sight.asked.prompt.lower())
    posture = posture_in(prompt, indoors=sight.world in ("interior", "stage"))
    deed = deed_of(frozenset(re.findall(r"[a-z]+", prompt)))
    if (not posture and deed is None) or sight.has(*_ELSEWHERE, *_SEATED) or sight.asked.says(*_FAR_OFF):
        return
    others = {*lexicon()["groups"]["people"]} - {*_PLAIN, *_ABLE, "umbrella", "crowd"}
    said = {one.text for one in sight.words.found if not one.denied}
    if sight.has(*others):
        if posture:
            unpainted, only_light, elsewhere = sight.left
            left = [one for one in (*_NAMES.get(posture, _SITS),) if one in prompt.split()]
            sight.left = (tuple(dict.fromkeys([*unpainted, *left])), only_light, elsewhere)
        return
    done = {word for some in deed.all_of for word in some} if deed is not None else set()
    shown = said & ({*_NAMES.get(posture, _SITS), *_SEATS} | done)
    who = ""
    if not sight.has(*_ABLE):
        who = next((one for one in _NEAR if sight.has(one)), "") or plain_in(sight.words, sight.world, prompt)
        who = "man" if who == "wayfarer" or _OLD_MAN.search(prompt) else who
        if (
            not who
            or not sight.can_show(who)
            or (sight.has("lady") and not posture and deed is not None and not deed.seat)
        ):
            return
        sight.drop(*_PLAIN)
        sight.add(who)
    if sight.world == "interior" and (posture or (deed.seat if deed else "")) in _AT_HOME and _is_at_home(sight, who):
        sight.add("loft_living")  # where one sits so
    if posture == "bench":  # it is theirs
        sight.drop("bench")
    sight.show(shown)
    sight.done |= shown | set(re.findall(r"[a-z]+", prompt)) & done


def _is_at_home(sight: Sight, who: str) -> bool:
    """Return whether somebody sits in a room of which no more is said."""
    return bool(who) and set(sight.named) <= {who, *_BARE} and not sight.asked.says(*_OTHER_ROOMS)
