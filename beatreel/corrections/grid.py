"""Beats and bars as they are stated: pure functions on arrays, no sound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from beatreel.core.analysis import Analysis
from beatreel.core.corrections import MetreMark, TempoMark

Array = np.ndarray[Any, np.dtype[Any]]

_SAME_BEAT = 0.07  # seconds within which a stated downbeat means a beat as it is


@dataclass(frozen=True)
class Grid:
    """Beats with their places in the bar.

    Attributes
    ----------
    beats : ndarray of float64, shape (n,)
        Seconds, rising.
    positions : ndarray of int, shape (n,)
        1 is the downbeat.
    trust : ndarray of float64, shape (n,)
        0 to 1.
    bars_before : int
        How many bar lines come before that of bar 1; negative if bar 1 began before the song.
    """

    beats: Array
    positions: Array
    trust: Array
    bars_before: int = 0

    @property
    def downbeats(self) -> Array:
        """Bar lines in seconds."""
        return self.beats[self.positions == 1]

    @property
    def metre(self) -> int:
        """Beats of the most bars; 4 without any."""
        lengths = np.diff(np.flatnonzero(self.positions == 1))
        return int(np.bincount(lengths).argmax()) if len(lengths) else int(self.positions.max(initial=4))

    @property
    def period(self) -> float:
        """Length of the median beat in seconds; half a second without beats."""
        return float(np.median(np.diff(self.beats))) if len(self.beats) > 1 else 0.5

    def within(self, start: float, end: float) -> Grid:
        """Return the beats between two instants; bars keep their numbers."""
        keep = (self.beats >= start) & (self.beats <= end)
        first = self.beats[keep][0] if keep.any() else start
        lost = int((self.downbeats < first).sum())
        return Grid(self.beats[keep], self.positions[keep], self.trust[keep], self.bars_before - lost)


def heard_grid(analysis: Analysis) -> Grid:
    """Return what an analyzer heard."""
    positions = np.array(analysis.beat_positions, np.int64)
    trust = np.full(len(positions), analysis.confidence)
    bars = np.cumsum(positions == 1) - 1
    if analysis.bar_confidence and len(positions):
        trust = np.array(analysis.bar_confidence)[np.clip(bars, 0, len(analysis.bar_confidence) - 1)]
    return Grid(np.array(analysis.beat_times, float), positions, trust.astype(float))


def counted(beats: Array, metre: int, heard: Grid, trust: Array) -> Grid:
    """Count beats by a metre, in the phase that most of the bar lines heard agree with."""
    votes = np.zeros(metre)
    if len(beats) > 1:
        for time, weight in zip(heard.downbeats, heard.trust[heard.positions == 1], strict=True):
            nearest = int(np.argmin(np.abs(beats - time)))
            if abs(beats[nearest] - time) < 0.3 * float(np.median(np.diff(beats))):
                votes[nearest % metre] += 0.05 + weight
    first = int(np.argmax(votes))
    positions = (np.arange(len(beats)) - first) % metre + 1
    return Grid(beats, positions, trust)


def by_tempo_map(
    tempo_map: tuple[TempoMark, ...], metre_map: tuple[MetreMark, ...], *, metre: int, duration: float
) -> Grid:
    """Return the beats of a sequencer's tempo map from 0 to ``duration``; bar 1 begins at the first of ``metre_map``."""
    tempos = sorted(tempo_map, key=lambda mark: mark.time)
    metres = sorted(metre_map, key=lambda mark: mark.time) or [MetreMark(time=tempos[0].time, metre=metre)]
    knots = np.array([mark.time for mark in tempos])
    speeds = np.array([mark.tempo for mark in tempos]) / 60
    passed = np.concatenate([[0.0], np.cumsum(np.diff(knots) * speeds[:-1])])  # quarter notes since the first mark

    def quarters(time: float) -> float:
        place = max(0, int(np.searchsorted(knots, time, "right")) - 1)
        return float(passed[place] + (time - knots[place]) * speeds[place])

    def seconds(quarter: Array) -> Array:
        place = np.maximum(0, np.searchsorted(passed, quarter, "right") - 1)
        return knots[place] + (quarter - passed[place]) / speeds[place]

    times, places = [], []
    for number, mark in enumerate(metres):
        begin = quarters(mark.time)
        end = quarters(metres[number + 1].time if number + 1 < len(metres) else max(duration, mark.time))
        first = 0 if number else min(0, int(np.floor((quarters(0.0) - begin) / mark.unit)))
        # A bar line of the next metre is that metre's own; a rounding error must not double it.
        steps = np.arange(first, max(first, np.ceil((end - begin) / mark.unit - 0.05)))
        times.append(seconds(begin + steps * mark.unit))
        places.append(steps.astype(np.int64) % mark.metre + 1)
    beats, positions = np.concatenate(times), np.concatenate(places)
    before = int(((positions == 1) & (beats < metres[0].time - 1e-6)).sum())
    return Grid(beats, positions, np.ones(len(beats)), before)


def steady_beats(tempo: float, anchor: float, duration: float) -> Array:
    """Return the instants from 0 to ``duration`` that lie whole beats from ``anchor``."""
    period = 60 / tempo
    return anchor + np.arange(np.ceil(-anchor / period - 1e-9), np.floor((duration - anchor) / period) + 1) * period


def other_octave(grid: Grid, octave: str, section_starts: Array) -> Grid:
    """Return twice as many beats, or half as many; bars keep their number of beats, and so become shorter or longer.

    Where bars are joined in pairs, the pairs are those that more sections begin with.
    """
    if len(grid.beats) < 2:
        return grid
    lines = np.flatnonzero(grid.positions == 1)
    if octave == "double":
        beats = np.interp(np.arange(2 * len(grid.beats) - 1) / 2, np.arange(len(grid.beats)), grid.beats)
        trust = np.repeat(grid.trust, 2)[: len(beats)]
        lengths = np.diff(np.append(lines, lines[-1] + grid.metre)) if len(lines) else np.array([grid.metre])
        bar = np.clip(np.searchsorted(2 * lines, np.arange(len(beats)), "right") - 1, 0, len(lengths) - 1)
        steps = np.arange(len(beats)) - 2 * lines[bar] if len(lines) else np.arange(len(beats))
        return Grid(beats, steps % lengths[bar] + 1, trust)
    starts = [
        sum(
            bool(len(section_starts) and np.abs(section_starts - grid.beats[line]).min() < 0.1)
            for line in lines[odd::2]
        )
        for odd in (0, 1)
    ]
    odd = int(starts[1] > starts[0])
    heads = lines[odd::2] if len(lines) > odd else np.array([0])
    kept, positions = [], []
    for number, head in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(grid.beats)
        bar = np.arange(head, end, 2)
        kept.append(bar)
        positions.append(np.arange(len(bar)) % max(grid.metre, 1) + 1)
    pickup = np.arange(heads[0] - 2, -1, -2)[::-1]
    kept.insert(0, pickup)
    positions.insert(0, (np.arange(-len(pickup), 0)) % grid.metre + 1)
    index = np.concatenate(kept).astype(int)
    return Grid(grid.beats[index], np.concatenate(positions).astype(np.int64), grid.trust[index])


def from_first_downbeat(grid: Grid, time: float) -> Grid:
    """Return the grid with bar 1 at ``time``: counted anew from the beat there, or moved if no beat is there."""
    if not len(grid.beats):
        return grid
    nearest = int(np.argmin(np.abs(grid.beats - time)))
    beats = grid.beats
    if abs(beats[nearest] - time) > _SAME_BEAT:
        beats = beats + (time - beats[nearest])
    positions = (np.arange(len(beats)) - nearest) % grid.metre + 1
    before = int((positions[:nearest] == 1).sum())
    return replace(grid, beats=beats, positions=positions, bars_before=before)


def with_downbeats(grid: Grid, lines: Array, *, metre: int | None, exact_beats: bool) -> Grid:
    """Return the grid with stated bar lines.

    Parameters
    ----------
    lines : ndarray of float64, shape (n,)
        Seconds, rising.
    metre : int, optional
        Beats of each bar; without it as many as fit the beats heard.
    exact_beats : bool
        The beats were stated too: only their count changes.
    """
    if exact_beats:
        heads = np.unique([int(np.argmin(np.abs(grid.beats - line))) for line in lines])
        index = np.arange(len(grid.beats))
        positions = index - heads[np.clip(np.searchsorted(heads, index, "right") - 1, 0, None)] + 1
        usual = metre or int(np.bincount(np.diff(heads)).argmax() if len(heads) > 1 else grid.metre)
        outside = (index < heads[0]) | (index > heads[-1])
        positions[outside] = (positions[outside] - 1) % usual + 1
        return replace(grid, positions=positions, bars_before=int((positions[: heads[0]] == 1).sum()))
    bars = []
    for left, right in zip(lines, lines[1:], strict=False):
        count = metre or max(1, round((right - left) / grid.period))
        bars.append(np.stack([left + (right - left) * np.arange(count) / count, np.arange(count) + 1]))
    length = lines[-1] - lines[-2] if len(lines) > 1 else grid.period * (metre or grid.metre)
    count = metre or (bars[-1].shape[1] if bars else grid.metre)
    bars.append(np.stack([lines[-1] + length * np.arange(count) / count, np.arange(count) + 1]))
    stated = np.concatenate(bars, axis=1)
    step = length / count
    after = grid.beats[grid.beats > stated[0, -1] + 0.6 * step]
    before = grid.beats[grid.beats < lines[0] - 0.6 * grid.period]
    metre = metre or grid.metre
    positions = np.concatenate(
        [(np.arange(-len(before), 0)) % metre + 1, stated[1].astype(np.int64), np.arange(len(after)) % metre + 1]
    )
    beats = np.concatenate([before, stated[0], after])
    trust = np.interp(beats, grid.beats, grid.trust) if len(grid.beats) else np.ones(len(beats))
    trust[len(before) : len(before) + stated.shape[1]] = 1.0
    return Grid(beats, positions, trust, int((positions[: len(before)] == 1).sum()))
