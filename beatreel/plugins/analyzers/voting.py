"""From several analyses of one song to one, weighted by agreement.

An analysis has weight by how sure it is of itself and by how far the others find the same beats. The beats of the weightiest are the
backbone: each is moved to the weighted median of the beats that others found there, where it has none the next one's fill in. Bars are
those that most of the weight agrees on. Where the weight is divided, there is doubt.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel import Analysis

Array = np.ndarray[Any, np.dtype[Any]]

_SAME = 0.07  # seconds: the same beat, as in the evaluation of trackers
_GAP = 1.8  # beats without a beat that make a gap
_SAME_TEMPO = 0.08
_TRUSTED = 0.5  # agreement within a segment below which the beats there are not followed


def combine(heard: list[Analysis], *, analyzer: str) -> Analysis:
    """Return one analysis.

    Parameters
    ----------
    heard : list of Analysis
        Of the same song, at least one.
    analyzer : str
        Name of what they become.
    """
    beats = [np.array(one.beat_times) for one in heard]
    weights = _weights(heard, beats)
    order = np.argsort(-weights, kind="stable")
    first = heard[order[0]]
    origins = dict.fromkeys(("segments", "key_moments"), first.analyzer)
    names = ", ".join(one.analyzer for one in heard)
    if len(beats[order[0]]) < 4:
        return first.model_copy(update={"analyzer": analyzer, "hooks": (), "origins": {**origins, "beats": names}})
    backbone = _filled([beats[index] for index in order])
    times, support = _agreed(backbone, beats, weights)
    positions, line_support = _bars(times, heard, weights)
    lines = np.flatnonzero(positions == 1)
    ends = np.append(lines[1:], len(times))
    bars = np.array([support[a:b].mean() * (0.5 + 0.5 * line_support[a]) for a, b in zip(lines, ends, strict=True)])
    origins |= dict.fromkeys(("tempo", "beats", "bars"), f"vote of {names}")
    changes = {
        "beat_times": tuple(float(time) for time in times),
        "beat_positions": tuple(int(position) for position in positions),
        "bar_confidence": tuple(round(float(bar), 4) for bar in bars),
        "confidence": round(float(bars.mean()), 4) if len(bars) else 0.0,
        "tempo": round(float(60 / np.median(np.diff(times))), 3),
        "segments": _judged(first, times[lines], bars),
        "analyzer": analyzer,
        "hooks": (),
        "origins": origins,
    }
    return Analysis.model_validate({**dict(first), **changes})


def matches(ours: Array, theirs: Array) -> Array:
    """Return for each of our times the index of their nearest one within 70 ms, or -1; shape (n,)."""
    if not len(ours) or not len(theirs):
        return np.full(len(ours), -1)
    place = np.clip(np.searchsorted(theirs, ours), 1, max(len(theirs) - 1, 1))
    left, right = np.minimum(place - 1, len(theirs) - 1), np.minimum(place, len(theirs) - 1)
    nearest = np.where(np.abs(theirs[left] - ours) <= np.abs(theirs[right] - ours), left, right)
    return np.where(np.abs(theirs[nearest] - ours) <= _SAME, nearest, -1)


def f_measure(ours: Array, theirs: Array) -> float:
    """Return the share of beats that both have, 0 to 1."""
    if not len(ours) or not len(theirs):
        return 0.0
    return float(2 * (matches(ours, theirs) >= 0).sum() / (len(ours) + len(theirs)))


def _weights(heard: list[Analysis], beats: list[Array]) -> Array:
    weights = []
    for index, one in enumerate(heard):
        others = [f_measure(beats[index], other) for k, other in enumerate(beats) if k != index]
        agreement = float(np.mean(others)) if others else 1.0
        weights.append((0.25 + one.confidence) * (0.25 + agreement) if len(beats[index]) else 1e-6)
    return np.array(weights) / np.sum(weights)


def _filled(ranked: list[Array]) -> Array:
    """The first one's beats; where it has none, those of the next that runs at its tempo."""
    backbone = ranked[0]
    period = float(np.median(np.diff(backbone)))
    for other in ranked[1:]:
        if len(other) < 4 or abs(float(np.median(np.diff(other))) / period - 1) > _SAME_TEMPO:
            continue
        place = np.searchsorted(backbone, other)
        before = np.concatenate([[-np.inf], backbone])[place]
        after = np.concatenate([backbone, [np.inf]])[place]
        lonely = (after - before > _GAP * period) & (other - before > 0.6 * period) & (after - other > 0.6 * period)
        backbone = np.sort(np.concatenate([backbone, other[lonely]]))
    return backbone


def _agreed(backbone: Array, beats: list[Array], weights: Array) -> tuple[Array, Array]:
    """Return each beat at the weighted median of what was found there, and the weight that found it."""
    found = np.stack([matches(backbone, other) for other in beats])
    times = np.empty(len(backbone))
    for index in range(len(backbone)):
        there = [(beats[k][found[k, index]], weights[k]) for k in range(len(beats)) if found[k, index] >= 0]
        there.sort()
        sums = np.cumsum([weight for _, weight in there])
        times[index] = there[int(np.searchsorted(sums, sums[-1] / 2))][0]
    support = (weights[:, None] * (found >= 0)).sum(0)
    rising = np.concatenate([[True], np.diff(np.maximum.accumulate(times)) > 1e-3])
    return times[rising], support[rising]


def _bars(times: Array, heard: list[Analysis], weights: Array) -> tuple[Array, Array]:
    """Return positions by the analysis whose bar lines most of the weight shares, and the weight on each bar line."""
    lines = [np.array(one.downbeat_times) for one in heard]
    on_line = np.stack([matches(times, one) >= 0 for one in lines])
    support = (weights[:, None] * on_line).sum(0)
    best, chosen = -1.0, np.zeros(0, int)
    for index, one in enumerate(heard):
        indices = np.flatnonzero(on_line[index])
        if len(indices) < 2 or f_measure(times, np.array(one.beat_times)) < 0.5:
            continue
        agreement = sum(weight * f_measure(lines[index], other) for weight, other in zip(weights, lines, strict=True))
        if agreement > best:
            best, chosen = agreement, indices
    if not len(chosen):
        return np.arange(len(times)) % 4 + 1, support
    metre = int(np.bincount(np.diff(chosen)).argmax())
    index = np.arange(len(times))
    head = chosen[np.clip(np.searchsorted(chosen, index, "right") - 1, 0, None)]
    positions = index - head + 1
    outside = (index < chosen[0]) | (index > chosen[-1]) | (positions > 2 * metre)
    positions[outside] = (positions[outside] - 1) % metre + 1
    return positions, support


def _judged(first: Analysis, lines: Array, bars: Array) -> tuple[Any, ...]:
    """Segments of the weightiest analysis on the bar lines agreed on; where there is doubt, they flow in phrases."""
    half = float(np.median(np.diff(lines))) / 2 if len(lines) > 1 else 0.0
    starts = [0.0]
    kept = [first.segments[0]]
    for segment in first.segments[1:]:
        nearest = float(lines[np.argmin(np.abs(lines - segment.start))]) if len(lines) else segment.start
        start = nearest if abs(nearest - segment.start) <= half else segment.start
        if start > starts[-1] + 0.1 and start < first.duration - 0.1:
            starts.append(start)
            kept.append(segment)
    judged = []
    for segment, start, end in zip(kept, starts, [*starts[1:], first.duration], strict=True):
        inside = bars[(lines >= start - 0.05) & (lines < end - 0.05)]
        sure = len(inside) > 0 and float(inside.mean()) >= _TRUSTED and segment.grid == "beat_cut"
        judged.append(
            segment.model_copy(update={"start": start, "end": end, "grid": "beat_cut" if sure else "phrase_flow"})
        )
    return tuple(judged)
