"""Which picture each scene shows, and from how near: few stills, many compositions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from beatreel.core.analysis import Analysis, Segment
from beatreel.core.model import Scene, ShotSize
from beatreel.director.chance import chance

SECONDS_PER_STILL = 8.0  # a film of 70 seconds and more is painted from nine stills
MIN_STILLS, MAX_STILLS = 4, 9
SECONDS_PER_PICTURE = 7.0  # a group of segments shows a further picture for each so many seconds

NEARER = 1.24  # crop of the nearer look at a still
NEAREST = 1.36
_MOST = 1.36  # crop beyond which pixels show
_SIZES: tuple[ShotSize, ...] = ("wide", "medium", "close", "detail")
# How one still is looked at in turn: crop, mirrored, from which side. Where signs forbid to mirror it, the side is changed instead, and no
# two of these are alike then either.
_LOOKS: tuple[tuple[float, bool, int], ...] = (
    (1.0, False, 0),
    (NEARER, False, -1),
    (1.14, True, -1),
    (NEAREST, False, 1),
    (NEARER, True, -1),
    (NEAREST, True, 1),
)
# The first opens the choruses and, seen from elsewhere, the second wide one the film; near looks at texture alone are rare.
_SHOTS: tuple[ShotSize, ...] = ("wide", "medium", "close", "wide", "medium", "detail", "wide", "close", "medium")
_FEWEST = 3  # pictures that a group shows in turn: two alternate like a clock
_SCENES_PER_PICTURE = 2.0  # and so often each is looked at before the song's other parts lend theirs


class Picture(NamedTuple):
    """What is painted: scenes with the same picture share a still."""

    shot: ShotSize
    variation: int


class View(NamedTuple):
    """A picture as one scene shows it."""

    picture: Picture
    crop: float = 1.0
    mirrored: bool = False
    framing: float = 0.0

    @property
    def size(self) -> float:
        """How near it seems: a cropped wide shot lies between wide and medium."""
        return _SIZES.index(self.picture.shot) + (0.5 if self.crop > 1.15 else 0.0)


class Pictures:
    """Deals pictures out to scenes.

    Parameters
    ----------
    analysis : Analysis
    shots : sequence of ShotSize
        What the prompt asks for; such shots come first and most often.
    seed : int
    scenes : mapping of int to int
        How many scenes each segment has.
    """

    def __init__(
        self,
        analysis: Analysis,
        *,
        shots: Sequence[ShotSize] = (),
        seed: int = 0,
        scenes: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self._seed = seed
        self.motif_group = _motif_group(analysis)
        self._setups = setups(analysis, shots, self.motif_group, scenes)
        self.motif = self._setups[self.motif_group][0]
        self._shown: list[View] = []
        self._motifs = 0

    def next(self, group: int, *, motif: bool, return_: int, motif_follows: bool) -> View:
        """Return what the next scene shows.

        Parameters
        ----------
        group : int
            Of the segment.
        motif : bool
            The scene opens a chorus or closes the film: show the picture that stands for the song, each time nearer.
        return_ : int
            How often this group was heard before.
        motif_follows : bool
            The scene after it will show the motif: leave it out here.
        """
        if motif and (not self._shown or self._shown[-1].picture != self.motif):
            times = max(return_, self._motifs)
            side = 0 if times == 0 else 1 - 2 * (times % 2)
            view = View(self.motif, min(1.0 + 0.12 * times, _MOST), False, self._framing(side))
            self._motifs += 1
        else:
            view = self._fresh(group, self.motif if motif_follows else None)
        self._shown.append(view)
        return view

    def _fresh(self, group: int, avoid: Picture | None) -> View:
        """The picture that was shown least, of those one that is not as near as the last, of those the one shown longest ago."""
        shown = [view.picture for view in self._shown]
        last = self._shown[-1] if self._shown else None
        candidates = [p for p in self._setups[group] if p != avoid and (last is None or p != last.picture)]
        if not candidates:
            everything = dict.fromkeys(picture for many in self._setups.values() for picture in many)
            candidates = [p for p in everything if last is None or p != last.picture]
        # Back and forth between two is no film: what was shown the time before last waits, where there is a third.
        candidates = [picture for picture in candidates if picture not in shown[-2:]] or candidates
        times = Counter(shown)

        def staleness(picture: Picture) -> tuple[int, bool, int]:
            age = shown[::-1].index(picture) if picture in shown else len(shown)
            same = last is not None and self._view(picture, times[picture]).size == last.size
            return times[picture], same, -age

        picture = min(candidates, key=staleness)
        return self._view(picture, times[picture])

    def _view(self, picture: Picture, seen: int) -> View:
        """First as composed; then from ever other places; once all are used up, each from its other side."""
        crop, mirrored, side = _LOOKS[seen % len(_LOOKS)]
        if seen // len(_LOOKS) % 2:
            side = -side or -1
        return View(picture, crop, mirrored, self._framing(side))

    def _framing(self, side: int) -> float:
        return round(side * (0.5 + 0.45 * (chance(self._seed, "framing", len(self._shown)) % 1000) / 1000), 3)


def setups(
    analysis: Analysis, shots: Sequence[ShotSize], motif: int, scenes: Mapping[int, int]
) -> dict[int, list[Picture]]:
    """Deal the pictures out: for each segment group the pictures that it shows in turn.

    Every group owns at least one picture, long groups own more; each then borrows from the others until it has enough for its
    length and its scenes, so that a long chorus does not swing between two. The group of the motif, and the one that opens the film,
    begin with the widest that the prompt asks for.
    """
    lengths: dict[int, float] = {}
    counts: Counter[int] = Counter()
    for number, segment in enumerate(analysis.segments):
        lengths[segment.group] = lengths.get(segment.group, 0.0) + segment.duration
        counts[segment.group] += scenes.get(number, 0)
    leading = list(dict.fromkeys((motif, analysis.segments[0].group)))
    order = [*leading, *sorted((one for one in lengths if one not in leading), key=lambda one: (-lengths[one], one))]
    budget = min(max(round(analysis.duration / SECONDS_PER_STILL), MIN_STILLS, len(order)), MAX_STILLS)
    wanted = dict.fromkeys(order, 0) | dict.fromkeys(leading, 1)
    for _ in range(budget - len(leading)):  # the next picture goes to whoever is shown longest for each that it has
        wanted[max(order, key=lambda group: lengths[group] / (wanted[group] + 0.2))] += 1
    deck = _deck(budget, shots)
    firsts = sorted(deck, key=lambda picture: picture.shot != deck[0].shot)[: len(leading)]
    owned = {group: [picture] for group, picture in zip(leading, firsts, strict=True)}
    rest = [picture for picture in deck if picture not in firsts]
    for group in order:
        own = owned.setdefault(group, [])
        own += rest[: wanted[group] - len(own)]
        rest = [picture for picture in rest if picture not in own]
    dealt = [picture for group in order for picture in owned[group]]
    hands: dict[int, list[Picture]] = {}
    for group in order:
        own = owned[group]
        after = dealt.index(own[-1]) + 1 if own else 0
        lent = [picture for picture in (*dealt[after:], *dealt[:after]) if picture not in own]
        enough = max(lengths[group] / SECONDS_PER_PICTURE, counts[group] / _SCENES_PER_PICTURE, _FEWEST)
        hands[group] = (own + lent)[: min(round(enough), budget)]
    return hands


def _deck(count: int, asked: Sequence[ShotSize]) -> list[Picture]:
    """Return different pictures; where the prompt asks for shot sizes, every second one has them."""
    others = [shot for shot in _SHOTS if shot not in asked] or list(_SHOTS)
    used: Counter[ShotSize] = Counter()
    deck = []
    for number in range(count):
        if not asked:
            shot = _SHOTS[number % len(_SHOTS)]
        elif number % 2 == 0:
            shot = asked[number // 2 % len(asked)]
        else:
            shot = others[number // 2 % len(others)]
        deck.append(Picture(shot, used[shot]))
        used[shot] += 1
    return deck


def _motif_group(analysis: Analysis) -> int:
    """The group that the song comes back to: its chorus, else its strongest music, the longer the better."""

    def weight(segment: Segment) -> tuple[bool, float, float]:
        return segment.label == "chorus", round(segment.energy, 1), -segment.start

    return max(analysis.segments, key=weight).group


def distinct_stills(scenes: Iterable[Scene]) -> int:
    """Return how many pictures the scenes need."""
    return len(
        {scene.still or (scene.prompt, scene.style, scene.shot, scene.variation, scene.seed) for scene in scenes}
    )
