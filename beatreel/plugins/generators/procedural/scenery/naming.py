"""What a prompt says of a thing that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

VINTAGE = frozenset(
    "vintage classic old oldtimer retro antique fifties 1950s 50s cadillac chevy chevrolet lowrider".split()
)
"""Words for cars of another time."""
_BODIES = {
    "coupe": {*"sports sport supercar ferrari lamborghini porsche coupe race racing roadster".split()},
    "muscle": {"muscle", "mustang", "dodge", "charger"},
    "pickup": {"pickup", "pick", "ute", "truck"},
    "van": {"van", "vans", "camper", "campervan", "minivan", "minibus", "kombi", "vw"},
    "estate": {"estate", "wagon", "jeep", "suv"},
}
_AERIAL = {*"drone aerial above overhead birdseye helicopter flyover".split()}
_BEFORE = 3  # words before a thing in which its colour stands


def colour_named(description: SceneDescription, names: Collection[str], known: Collection[str], otherwise: str) -> str:
    """Return the colour that a prompt gives to a thing.

    Parameters
    ----------
    names : collection of str
        What the thing is called, in the singular.
    known : collection of str
        The colours it may have.
    otherwise : str
        That of a thing of which no colour is said.
    """
    words = description.said
    at = next((n for n, word in enumerate(words) if word.rstrip("s") in names), None)
    named = [word for word in words[max((at or 0) - _BEFORE, 0) : at or 0] if word in known]
    return named[-1] if named else otherwise


def body_named(words: Collection[str]) -> str:
    """Return which of :data:`~..kernels.vehicle.SHAPES` words ask for; empty where none does."""
    return next((body for body, named in _BODIES.items() if named & set(words)), "")


def is_aerial(description: SceneDescription) -> bool:
    """Return whether a prompt says that the camera flies."""
    return bool(_AERIAL & set(description.said))


_COASTS = {*"coast coastal coastline cliff cliffs clifftop seaside sea ocean amalfi riviera oceanside shore".split()}


def is_followed_from_above(description: SceneDescription) -> bool:
    """Return whether what drives is looked down on: the camera flies, or there is a sea beside the road to be seen."""
    return is_aerial(description) or (description.world == "road" and bool(_COASTS & set(description.said)))
