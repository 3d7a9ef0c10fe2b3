"""Who is named by a plain word, “a woman”, “a boy”, and shall be seen near by rather than as the small figure of a place."""

from __future__ import annotations

import re

from .reading import Reading, lexicon

MASKS = {"mask", "skull mask", "skull masks", "masks", "masked", "gas", "fencing", "skull", "plague"}
"""Words of masks that whoever is seen near by wears."""
_MASK_OF = re.compile(r"\b([a-z]+)(?:[ -](?:face|head|animal))? masks?\b")
_ITS_ANIMAL = {
    "rabbit": ("hare",),
    "bunny": ("hare",),
    "kitsune": ("fox",),
    "crow": ("raven",),
    "bird": ("birds", "raven"),
}
_ALONE = {"lone", "lonely", "alone", "solitary", "silhouette", "silhouettes", "silhouetted"}


def person_in(words: Reading, named: list[str], world: str) -> str:
    """Return the motif of the person that a prompt names by a plain word; empty where the place's own figure serves better.

    Parameters
    ----------
    words : Reading
        Of the prompt.
    named : list of str
        Motifs that are to be painted.
    world : str
        Where.

    Returns
    -------
    str
        ``"woman"``, ``"man"``, ``"child"`` or nothing: where somebody or something else is to be seen, where the prompt wants a
        silhouette or somebody small, or what the person does is not walking or standing.
    """
    apart = lexicon()["apart"]
    beside = set(named) - ({"figure", "umbrella"} if world == "alley" else {"figure"})  # it is held
    someone = set(lexicon()["groups"]["people"]) - {"figure"}
    if (
        ("figure" not in named and world not in apart["ledges"])
        or world in apart["worlds"]
        or beside & {*someone, *apart["motifs"]}
    ):
        return ""
    if world in apart["furnished"] and beside:  # its own people sit or stand where that needs them
        return ""
    said = [one.text for one in words.found if not one.denied]
    if {part for text in said for part in (text, *text.split())} & set(apart["words"]):
        return ""
    for text in said:
        for motif, plain in lexicon()["persons"].items():
            if text in plain and world in lexicon()["shown"][motif]:
                return str(motif)
    return ""


def is_alone(words: Reading, named: list[str]) -> bool:
    """Return whether it is an animal that is “lone” or a silhouette, and nobody else is named."""
    said = {one.text for one in words.found if not one.denied and ("motifs", "figure") in one.meanings}
    return bool(set(lexicon()["apart"]["beasts"]) & set(named)) and said <= _ALONE


def animals_of_masks(prompt: str) -> set[str]:
    """Return the motifs of animals that are only masks: “in a rabbit mask”."""
    return {one for kind in _MASK_OF.findall(prompt.lower()) for one in _ITS_ANIMAL.get(kind, (kind,))}
