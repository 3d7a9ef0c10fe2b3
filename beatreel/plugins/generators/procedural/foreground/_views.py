"""From where somebody on the way is seen: each picture of a film from another side, at another place in the frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.people.casting import Cast


@dataclass(frozen=True)
class View:
    """How somebody is seen in one picture of a shot.

    Attributes
    ----------
    turn : tuple of float
        From which to which angle somebody is turned, radians (0: facing the eye; positive: the front to the left).
    aside : float
        How far from the middle of the frame somebody stands, widths; negative on the other side than in the picture before.
    share : float
        How large a whole figure is, over what is usual.
    part : (float, float), optional
        Height of the middle of what is looked at and how much of it is seen, shares of the body's height.
    """

    turn: tuple[float, float]
    aside: float
    share: float = 1.0
    part: tuple[float, float] | None = None

    @property
    def from_before(self) -> bool:
        """Whether the face is towards the eye."""
        return max(self.turn) < 1.2


_NARROW = 0.6  # metres across of a part that is looked at: a stride may be cut by the frame
_AWAY, _FROM_BEHIND, _IN_PROFILE, _FROM_BEFORE = (2.75, 3.0), (2.35, 2.65), (1.35, 1.65), (0.75, 1.0)  # radians
_VIEWS = {
    "wide": (View(_IN_PROFILE, 0.17), View(_AWAY, -0.15, 0.62), View(_FROM_BEFORE, 0.16, 0.86)),
    "medium": (View(_FROM_BEHIND, -0.17), View(_FROM_BEFORE, 0.15), View(_IN_PROFILE, -0.16, 0.9)),
    "close": (View(_FROM_BEFORE, 0.14), View(_FROM_BEHIND, -0.20), View(_IN_PROFILE, 0.15)),
    "detail": (
        View(_IN_PROFILE, -0.19, part=(0.865, 0.37)),  # a face that looks across the frame
        View(_IN_PROFILE, 0.06, part=(0.17, 0.44)),  # shoes on the ground
        View(_IN_PROFILE, 0.08, part=(0.43, 0.44)),  # a hand at the hem
    ),
}


def view_of(shot: str, picture: int) -> View:
    """Return how who roams is seen in the ``picture``-th picture (from 0) of a shot."""
    views = _VIEWS[shot]
    return views[picture % len(views)]


def beside(view: View, thing: float) -> View:
    """Return a view of somebody who faces the eye, on the other side of the frame than a thing (share of its width)."""
    aside = 0.17 if thing < 0.5 else -0.17
    return replace(view, turn=_FROM_BEFORE, aside=aside, share=1.0, part=None)


def looked_at(cast: Cast, view: View) -> Cast:
    """Return somebody as that view shows them."""
    cast = replace(cast, turn=view.turn, near=view.turn, share=view.share * cast.share)
    if view.part is not None:
        middle, span = cast.detail[1:] if cast.holds else (one * cast.tall for one in view.part)
        cast = replace(cast, detail=(cast.detail[0], middle, span), width=_NARROW)
    return cast
