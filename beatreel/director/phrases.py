"""Where phrases begin, for music whose beat cannot be trusted.

A phrase begins where the music swells after a breath, and not in the middle of a rise. Of all such instants those are taken whose
distances suit the pace, by dynamic programming: a strong beginning may come early or late, a weak one is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import log

from beatreel.core.analysis import Analysis, EnergyCurves

_STEP = 0.2  # seconds between the instants that are looked at
_BEFORE, _AFTER = 0.5, 0.6  # seconds that are compared
_AROUND = 3.0  # seconds within which a dip is a breath
_BREATH = 2.0
_RESTED = 3.0  # how much a rise within the second before takes from a beginning
_FLOOR = 0.03  # of full energy; what is softer is silence
_PACE = 1.1  # fine for a distance that is e times too long or short, in beginnings of full strength
_NEAREST, _FARTHEST = 0.45, 1.9  # of the distance that is wanted
_EDGE = 2.0  # seconds from a segment's edge within which a beginning may be its own
_FAVOUR = 0.5


def phrase_starts(
    analysis: Analysis, start: float, end: float, wanted: float | Callable[[float], float]
) -> list[float]:
    """Return the instants within a stretch at which phrases begin, seconds, rising; neither end is among them.

    Parameters
    ----------
    analysis : Analysis
    start, end : float
        Seconds.
    wanted : float or callable
        Seconds from one to the next; a function is given the instant of the first of the two.
    """
    count = int((end - start) / _STEP)
    paces = [wanted(start + place * _STEP) if callable(wanted) else wanted for place in range(count + 1)]
    if count < 2 * _least(paces[0]):
        return []
    strength = _beginnings(analysis, start, count)
    score = [0.0] + [float("-inf")] * count
    back = [0] * (count + 1)
    for origin in range(count):
        pace = paces[origin]
        for place in range(origin + _least(pace), min(origin + _most(pace), count - 1) + 1):
            reached = score[origin] + strength[place] - _fine(place - origin, pace)
            if reached > score[place]:
                score[place], back[place] = reached, origin
    # The last scene may be of any length that is not too short.
    lasts = [place for place in range(count) if place + _least(paces[place]) <= count <= place + _most(paces[place])]
    place = max(lasts, key=lambda last: score[last] - _fine(count - last, paces[last]), default=0)
    found = []
    while place > 0:
        found.append(_onset(analysis.energy, start + place * _STEP))
        place = back[place]
    return found[::-1]


def _least(pace: float) -> int:
    """The fewest steps from one beginning to the next."""
    return max(1, round(_NEAREST * pace / _STEP))


def _most(pace: float) -> int:
    return round(_FARTHEST * pace / _STEP)


def _fine(gap: int, pace: float) -> float:
    return _PACE * log(gap * _STEP / pace) ** 2


def _beginnings(analysis: Analysis, start: float, count: int) -> list[float]:
    """How strongly a phrase begins at each step, 0 to 1, or more where a new segment of the song begins with it."""
    energy = analysis.energy
    bands = [_Curve(values, energy.rate) for values in (energy.total, energy.low, energy.mid, energy.high)]
    total = bands[0]
    ups = _Curve(
        [max(0.0, after - before) for before, after in pairwise((energy.total[0], *energy.total))], energy.rate
    )
    raw = []
    for place in range(count):
        time = start + place * _STEP
        rise = sum(_gain(band.mean(time - _BEFORE, time), band.mean(time, time + _AFTER)) for band in bands)
        breath = _gain(total.mean(time - _BEFORE, time), total.mean(time - _AROUND, time + _AROUND))
        risen = ups.mean(time - 1.0, time - 0.1) * energy.rate
        raw.append((rise + _BREATH * breath) / (1 + _RESTED * risen))
    strongest = max(raw)
    if strongest < 1e-6:
        return [0.0] * count
    for segment in analysis.segments[1:]:
        # A segment's edge is heard to within a bar or two of a grid that nobody plays: it only favours the beginnings near it.
        for place in range(count):
            near = 1 - abs(start + place * _STEP - segment.start) / _EDGE
            raw[place] *= 1 + _FAVOUR * max(0.0, near)
    return [value / strongest for value in raw]


def _gain(before: float, after: float) -> float:
    """How much louder it gets, as a logarithm; 0 where it does not."""
    return max(0.0, log((after + _FLOOR) / (before + _FLOOR)))


def _onset(energy: EnergyCurves, time: float) -> float:
    """Return the instant within half a second at which the energy rises most."""
    rate, total = energy.rate, energy.total
    first, last = max(int((time - 0.4) * rate), 1), min(int((time + 0.5) * rate), len(total) - 2)
    if last <= first:
        return time
    steepest = max(
        range(first, last + 1), key=lambda index: (total[index + 1] - total[index - 1], -abs(index / rate - time))
    )
    return steepest / rate


class _Curve:
    """Means of a curve over any span."""

    def __init__(self, values: Sequence[float], rate: float) -> None:
        self._sums = [0.0, *accumulate(values)]
        self._rate = rate

    def mean(self, start: float, end: float) -> float:
        last = len(self._sums) - 1
        first = min(max(int(start * self._rate), 0), last - 1)
        until = min(max(int(end * self._rate), first + 1), last)
        return (self._sums[until] - self._sums[first]) / (until - first)
