"""Who is named by a plain word, “a woman”, “a boy”, and shall be seen near by rather than as the small figure of a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.scenery.people.faces import FACES as FACES

from .reading import Reading, lexicon

if TYPE_CHECKING:
    from .sight import Sight

MASKS = {"mask", "skull mask", "skull masks", "masks", "masked", "gas", "fencing", "fencer", "skull", "plague"}
"""Words of masks that whoever is seen near by wears."""
_MASK_OF = re.compile(r"\b([a-z]+)(?:[ -](?:face|head|animal))? masks?\b")
_ITS_ANIMAL = {
    "rabbit": ("hare",),
    "bunny": ("hare",),
    "kitsune": ("fox",),
    "crow": ("raven",),
    "bird": ("birds", "raven"),
}
_LOOKED_AT = re.compile(
    r"^(?:a |the |two |close[ -]up of (?:a |the |two )?)?(?:\w+(?:'s|s') )?(?:\w+ ){0,2}(?:hands?|fingers)\b"
    r"|(?:'s|s') (?:\w+ )?(?:hands?|fingers)\b"
)
OF_A_FACE = {
    *"eye eyes face portrait shadow shadows finger fingers reaching holding silhouette".split(),
}
"""Words of a prompt of a face or of hands that name no place and nothing else."""
_CLOCK = re.compile(r"\b(?:clock|watch)\b")
_GIANT = re.compile(
    r"\b(?:giant|huge|colossal|enormous|massive|stone|marble|god|golden|rising|emerging|(?:from|out of) (?:the|a))\b"
)
_HERS = re.compile(r"\b(?:she|hers?|herself)\b")
_HIS = re.compile(r"\b(?:he|his|him|himself|man|men|boys?|guys?|father|brother|husband|boyfriend|groom|prince|actor)\b")
_ALONE = {"lone", "lonely", "alone", "solitary", "silhouette", "silhouettes", "silhouetted"}


_BY_A_CAR = re.compile(
    r"\b(?:beside|by|next to|against|in front of|near|at|on the (?:hood|bonnet) of|on) (?:an? |the |his |her |their |my )?(?:[a-z]+ ){0,3}?"
    r"(?:car|truck|pickup|van|convertible|coupe|cadillac|mustang|sedan|jeep|taxi|cab)\b"
)
_ABOARD = re.compile(
    r"\b(?:driv\w+|in (?:an?|the|his|her|their) (?:[a-z]+ ){0,3}?(?:car|truck|pickup|van|convertible|taxi|cab))\b"
)


def is_by_a_car(prompt: str) -> bool:
    """Return whether somebody is beside a car, and not in it: “leaning on his truck”."""
    return bool(_BY_A_CAR.search(prompt.lower())) and not _ABOARD.search(prompt.lower())


def others_than_hands(sight: Sight) -> set[str]:
    """Return what is not painted where hands are named: whoever has them, if it is the hands that are looked at, else the hands."""
    prompt = sight.asked.prompt.lower()
    people = set(lexicon()["groups"]["people"]) - {"hands"}
    if sight.has("giant_hand"):
        return {"hands"} if _GIANT.search(prompt) else {"giant_hand", *people}
    somebody = people & set(sight.named)
    if _CLOCK.search(prompt) or (somebody and not _LOOKED_AT.search(prompt)):
        return {"hands"}
    return people


def person_in(words: Reading, named: list[str], world: str, prompt: str) -> str:
    """Return the motif of the person that a prompt names by a plain word; empty where the place's own figure serves better.

    Parameters
    ----------
    words : Reading
        Of the prompt.
    named : list of str
        Motifs that are to be painted.
    world : str
        Where.
    prompt : str
        All of it, in small letters.

    Returns
    -------
    str
        ``"woman"``, ``"man"``, ``"child"`` or nothing: where somebody or something else is to be seen, where the prompt wants a
        silhouette or somebody small, or what the person does is not walking or standing.
    """
    apart = lexicon()["apart"]
    beside = set(named) - ({"figure", "umbrella"} if world == "alley" else {"figure"})  # it is held
    someone = set(lexicon()["groups"]["people"]) - {"figure"}
    is_looked_at = bool(FACES.search(prompt)) or bool(MASKS & {*prompt.replace(",", " ").split()})
    behind_them = set(named) & {
        "wet_window",
        "windscreen",
        "train_window",
    }  # who is before a wet pane, and not in a seat
    if behind_them == {"wet_window"} and not beside & someone and (found := plain_in(words, world, prompt)):
        return found
    if is_looked_at and not beside & someone and (found := plain_in(words, world, prompt)):
        return found
    if (
        world == "road"
        and not beside & (someone - {"rider"})
        and is_by_a_car(prompt)
        and (found := plain_in(words, world, prompt))
    ):
        return found
    if (
        ("figure" not in named and world not in apart["ledges"])
        or world in apart["worlds"]
        or beside & {*someone, *apart["motifs"]}
    ):
        return ""
    said = [one.text for one in words.found if not one.denied]
    is_place = world in apart["furnished"] or "station_hall" in named
    elsewhere = {*apart["words"], *(() if is_place else apart["aboard"])}
    if {part for text in said for part in (text, *text.split())} & elsewhere:
        return ""
    return plain_in(words, world, prompt)


def plain_in(words: Reading, world: str, prompt: str) -> str:
    """Return the motif of the person that a plain word names and a world can show; empty for none."""
    for text in [one.text.removesuffix("'s") for one in words.found if not one.denied]:
        for motif, plain in lexicon()["persons"].items():
            if {text, text.removesuffix("s")} & {*plain} and world in lexicon()["shown"][motif]:
                is_she = motif == "man" and _HERS.search(prompt) and not _HIS.search(prompt)
                return "woman" if is_she else str(motif)
    return ""


def is_alone(words: Reading, named: list[str]) -> bool:
    """Return whether it is an animal that is “lone” or a silhouette, and nobody else is named."""
    said = {one.text for one in words.found if not one.denied and ("motifs", "figure") in one.meanings}
    return bool(set(lexicon()["apart"]["beasts"]) & set(named)) and said <= _ALONE


def animals_of_masks(prompt: str) -> set[str]:
    """Return the motifs of animals that are only masks: “in a rabbit mask”."""
    return {one for kind in _MASK_OF.findall(prompt.lower()) for one in _ITS_ANIMAL.get(kind, (kind,))}
