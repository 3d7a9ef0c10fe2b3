"""What a picture shows of what a prompt names, while the rules of :mod:`.motifs` go over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .where import LeftOut, shown_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .asked import Asked, Setting
    from .hours import TimeOfDay, Weather
    from .reading import Reading


@dataclass
class Sight:
    """What is known so far of one picture of a prompt; rules change ``named``, and the rest where things say so.

    Attributes
    ----------
    world : str
        Where the picture is.
    weather, time : Weather, TimeOfDay
    named : list of str
        Motifs that are shown.
    left : LeftOut
        Words that are not; see :func:`~.where.left_out`.
    is_detail : bool
        It is a picture of details.
    snowed_in : bool
        Snow lies and none falls.
    sign : str
        What a sign says.
    done : set of str
        Words of what somebody is seen doing, which may name nothing else.
    """

    asked: Asked
    setting: Setting
    world: str
    weather: Weather
    time: TimeOfDay
    named: list[str]
    left: LeftOut
    is_detail: bool
    sign: str
    snowed_in: bool = False
    done: set[str] = field(default_factory=set)

    @property
    def words(self) -> Reading:
        return self.asked.words

    def has(self, *motifs: str) -> bool:
        return bool(set(motifs) & set(self.named))

    def can_show(self, motif: str) -> bool:
        return self.world in shown_in(motif, self.words)

    def drop(self, *motifs: str) -> None:
        self.named = [one for one in self.named if one not in motifs]

    def add(self, motif: str) -> None:
        if motif not in self.named:
            self.named.append(motif)

    def show(self, words: Iterable[str]) -> None:
        """Note that words are shown that were left out so far."""
        unpainted, only_light, elsewhere = self.left
        shown = set(words)
        self.left = (
            tuple(word for word in unpainted if word not in shown),
            tuple(word for word in only_light if word not in shown),
            tuple(one for one in elsewhere if one[0] not in shown),
        )
