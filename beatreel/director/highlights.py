"""Which stretches stand for the song when there is no time for all of it.

A good one begins with a section, best with the hook, is loud, lies in what the song repeats most, and is as many whole bars as fit.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from beatreel.core.analysis import Analysis, HookWindow, Segment
from beatreel.director.phrases import phrase_starts

TARGETS = (7.5, 15.0, 30.0, 59.0)
"""Seconds: a Canvas, a teaser, half a minute, and the longest Short that no claim on its music can block."""

_SHORTEST = 0.75  # of the target, where whole bars allow it
_SHORTEST_LOOP = 0.42  # of a target so short that few bars fit
_PHRASE = 8.0  # seconds
_LOOP = 10.0  # seconds
_SAME_INSTANT = 0.25  # seconds
_SAME_LENGTH = 0.15  # of a target: a stated stretch of about this length needs no other
# How much a part is what people remember, from its label.
_MEMORABLE = {"chorus": 1.0, "solo": 0.5, "inst": 0.5, "verse": 0.35, "bridge": 0.35, "intro": 0.1, "break": 0.1}


def with_hooks(analysis: Analysis) -> Analysis:
    """Return the analysis with a stretch for each of ``TARGETS``; stretches that it has stay, and come first."""
    known = analysis.hooks
    missing = [
        target
        for target in TARGETS
        if not any(abs(hook.duration - target) <= _SAME_LENGTH * target or hook.target == target for hook in known)
    ]
    return analysis.model_copy(update={"hooks": (*known, *find_hooks(analysis, missing))})


def find_hooks(analysis: Analysis, targets: list[float] | tuple[float, ...] = TARGETS) -> tuple[HookWindow, ...]:
    """Return the best stretch of at most each length.

    Parameters
    ----------
    analysis : Analysis
    targets : sequence of float
        Seconds; those that are longer than the song are left out.

    Returns
    -------
    tuple of HookWindow
        Whole bars from a downbeat on; of the exact length, from the start of a segment on, where the song has too few bars.
    """
    return tuple(_best(analysis, target) for target in targets if target <= analysis.duration)


def hook_time(analysis: Analysis) -> float:
    """Return where the song is most itself: the hook, else the first drop, else the start of its strongest segment; seconds."""
    for kind in ("hook", "drop"):
        for moment in analysis.key_moments:
            if moment.kind == kind:
                return moment.time
    return max(analysis.segments, key=lambda segment: (segment.energy, segment.label == "chorus", -segment.start)).start


def _best(analysis: Analysis, target: float) -> HookWindow:
    bars = _trusted_bars(analysis)
    worth = _Worth(analysis)
    for shortest in (_SHORTEST, _SHORTEST_LOOP) if target > _LOOP else (_SHORTEST_LOOP,):
        best = _whole_bars(bars, worth, target, shortest * target)
        if best is not None:
            return best
    return _free(analysis, worth, target)


def _trusted_bars(analysis: Analysis) -> tuple[float, ...]:
    """The downbeats of the longest stretch whose beat can be trusted, with the line that ends it."""
    runs: list[list[float]] = []
    for segment in analysis.segments:
        if segment.grid == "beat_cut":
            if not runs or runs[-1][1] < segment.start:
                runs.append([segment.start, segment.end])
            runs[-1][1] = segment.end
    start, end = max(runs, key=lambda run: run[1] - run[0], default=(0.0, 0.0))
    return tuple(time for time in analysis.downbeat_times if start - _SAME_INSTANT <= time <= end + _SAME_INSTANT)


def _whole_bars(bars: tuple[float, ...], worth: _Worth, target: float, shortest: float) -> HookWindow | None:
    best: HookWindow | None = None
    for first, start in enumerate(bars):
        for count in range(1, len(bars) - first):
            length = bars[first + count] - start
            if length > target + 1e-9:
                break
            if length >= shortest:
                score = round(worth.score(start, start + length, count, target), 4)
                if best is None or score > best.score:
                    best = HookWindow(target=target, start=start, end=start + length, bars=count, score=score)
    return best


def _free(analysis: Analysis, worth: _Worth, target: float) -> HookWindow:
    """Without bars: from the hook, a segment or a phrase on, moved forward where the song ends too soon."""
    wanted = [hook_time(analysis), *(segment.start for segment in analysis.segments)]
    wanted += phrase_starts(analysis, 0.0, analysis.duration, _PHRASE)
    starts = [min(max(start, analysis.leading_silence), analysis.duration - target) for start in wanted]
    start = max(starts, key=lambda start: (worth.score(start, start + target, 0, target), -start))
    score = round(worth.score(start, start + target, 0, target), 4)
    return HookWindow(target=target, start=start, end=start + target, score=score)


class _Worth:
    """Rates stretches of one song, 0 to 1."""

    def __init__(self, analysis: Analysis) -> None:
        curve = analysis.energy
        repeats: dict[int, int] = {}
        for segment in analysis.segments:
            repeats[segment.group] = repeats.get(segment.group, 0) + 1
        self._edges = [segment.start for segment in analysis.segments] + [analysis.duration]
        self._bars = analysis.downbeat_times
        # In a single segment that lasts the whole song, the hook is anybody's guess.
        self._hook = hook_time(analysis) if len(analysis.segments) > 1 else None
        self._rate = curve.rate
        memorable = [_memorable(segment, repeats[segment.group]) for segment in analysis.segments]
        values = []
        number = 0
        for index, energy in enumerate(curve.total):
            while number < len(memorable) - 1 and index / curve.rate >= analysis.segments[number].end:
                number += 1
            values.append((energy + memorable[number]) / 2)
        self._sums = [0.0, *accumulate(values)]

    def score(self, start: float, end: float, bars: int, target: float) -> float:
        """Rate one stretch of so many bars."""
        hook = self._nearness(start, end)
        return (
            0.38 * self._mean(start, end)
            + 0.22 * hook
            + 0.18 * self._opening(start)
            + 0.12 * (end - start) / target
            + 0.06 * (1.0 if bars % 4 == 0 else 0.85 if bars % 2 == 0 or bars == 1 else 0.5)
            + 0.04 * self._is_edge(end)
        )

    def _nearness(self, start: float, end: float) -> float:
        """How well it shows the hook: it begins with it, or has it early, or late, or not at all."""
        if self._hook is None:
            return 0.5
        place = (self._hook - start) / (end - start)
        if abs(self._hook - start) <= _SAME_INSTANT:
            return 1.0
        return 0.75 if 0 < place < 0.5 else 0.5 if 0 < place < 1 else 0.2

    def _opening(self, start: float) -> float:
        """How well it begins: with a section, else with a phrase of four or two bars of one."""
        if self._is_edge(start):
            return 1.0
        edge = max((edge for edge in self._edges if edge <= start), default=0.0)
        into = bisect_left(self._bars, start - _SAME_INSTANT) - bisect_left(self._bars, edge - _SAME_INSTANT)
        return 0.6 if into % 4 == 0 else 0.4 if into % 2 == 0 else 0.1

    def _is_edge(self, time: float) -> bool:
        place = bisect_left(self._edges, time - _SAME_INSTANT)
        return place < len(self._edges) and self._edges[place] <= time + _SAME_INSTANT

    def _mean(self, start: float, end: float) -> float:
        last = len(self._sums) - 1
        first, until = min(int(start * self._rate), last - 1), min(int(end * self._rate), last)
        until = max(until, first + 1)
        return (self._sums[until] - self._sums[first]) / (until - first)


def _memorable(segment: Segment, repeats: int) -> float:
    if segment.label == "outro":
        return 0.0
    return _MEMORABLE[segment.label] * (1.0 if repeats > 1 else 0.75)
