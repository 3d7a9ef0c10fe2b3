"""What a deed is: where hands are, what they hold, and how somebody is looked at who does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from beatreel.plugins.generators.procedural.scenery.solids import Model

from .casting import Wish
from .pose import Bones, Pair, Point, Pose

_STANDING = Pose().hips
_STRIDE = 0.06  # heights of the body


@dataclass(frozen=True)
class Deed:
    """What hands do, and what they hold.

    Attributes
    ----------
    all_of : tuple of frozenset
        Of each of these sets a prompt must say a word.
    none_of : frozenset
        Words that mean something else.
    hands, elbows : Pair
        As in :class:`~.pose.Pose`; None in a pair leaves that arm as it is.
    head : tuple of float or None
        Turn, nod and tilt.
    grips : tuple of float
    prop : callable
        Adds what is held to a model, and returns where it is looked at.
    shines, smokes : bool
        It is a lamp; smoke rises from it.
    span : float
        Heights of the body that a detail shows of it.
    tall : float
        How high it all reaches, heights of the body.
    seat : str
        How whoever does it sits or kneels where nothing else is said, as in :mod:`.postures`; empty for who stands.
    """

    all_of: tuple[frozenset[str], ...]
    none_of: frozenset[str]
    hands: tuple[Point | None, Point | None]
    elbows: tuple[Point | None, Point | None]
    head: Point | None
    grips: tuple[float, float]
    prop: Callable[[Model, Bones, Wish], Any]
    shines: bool = False
    smokes: bool = False
    span: float = 0.36
    tall: float = 1.01
    seat: str = ""

    def posed(self, pose: Pose) -> Pose:
        """Return a pose in which this is done: its places are those of somebody who stands, and go down with who sits."""
        moved = tuple(None if one is None else _below(one, pose.hips) for one in self.hands)
        hands, elbows = _kept((moved[0], moved[1]), pose.hands), _kept(self.elbows, pose.elbows)
        return replace(pose, hands=hands, elbows=elbows, head=self.head or pose.head, grips=self.grips)


def _kept(new: tuple[Point | None, Point | None], old: Pair) -> Pair:
    return (new[0] or old[0], new[1] or old[1])


def _below(hand: Point, hips: Point) -> Point:
    """Return where a hand of somebody is whose hips are elsewhere than of who stands; a stride lowers none."""
    if abs(hips[1] - _STANDING[1]) < _STRIDE:
        return hand
    x, y, z = (one + to - was for one, to, was in zip(hand, hips, _STANDING, strict=True))
    return (x, y, z)


def grip(b: Bones, side: int) -> Any:
    """Return the middle of a hand, 0 the left one in the picture of who faces the eye, 1 the right."""
    return b.wrists[side] + 0.6 * (b.fingers[side] - b.wrists[side])


def of(*words: str) -> frozenset[str]:
    """Return the words of texts."""
    return frozenset(word for one in words for word in one.split())
