"""Pictures of a film that show the place alone: whoever is named is in all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .outdoors import LANDS
from .reading import lexicon

if TYPE_CHECKING:
    from .describe import SceneDescription

_PLACES = LANDS | {"alley", "skyline", "town", "clouds"}
_ALONE = 2  # the turn of wide and of medium pictures in which nobody is seen
_OF_MANY = {
    "crowd",
    "hands",
    "caravan",
    "camel_train",
    "band",
    "orchestra",
    "choir",
    "astronaut",
    "scuba_diver",
    "swimmer",
}
"""Who is what such pictures are about."""


def of_the_place(description: SceneDescription, shot: str, turn: int) -> SceneDescription:
    """Return a description without the one or two who are named, where a picture is the one in its turn that shows where they are.

    Parameters
    ----------
    shot : str
    turn : int
        How many pictures of the same shot a film has had.
    """
    people = set(lexicon()["groups"]["people"])
    named = people & set(description.motifs) - {"umbrella"}
    is_alone = turn == _ALONE and shot in ("wide", "medium") and description.world in _PLACES
    if not is_alone or not named - {"figure"} or named & _OF_MANY:
        return description
    kept = tuple(one for one in description.motifs if one not in people)
    usual = tuple(one for one in lexicon()["worlds"][description.world]["motifs"] if one not in people)
    return description.model_copy(
        update={
            "motifs": kept or usual,
            "details": tuple(one for one in description.details if one not in people),
            "without": tuple(dict.fromkeys((*description.without, "figure", "people"))),
        }
    )
