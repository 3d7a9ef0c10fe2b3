"""Slips of the search: to the halves between the beats, to half or double the tempo, or to another one, for a stretch and back.

Songs do not lose half a beat and find it again, nor does a listener count one part of a song twice as fast as the
other. Half beats, unlike beats, pass through such a stretch in one chain: on it the slip shows, and what is counted the
whole song long is what held most of the time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import maximum_filter1d, median_filter

from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.tracking import Tracker

Array = np.ndarray[Any, np.dtype[Any]]

LONGEST = 510.0  # seconds: longer than that are sets of songs, which each have their own beat
_ROOM = 1.35  # how far the tempo of the half beats may lie from the median's double
_NEAR = 0.15  # of a beat: a beat so near a half beat is on it
_ON = 0.95  # share of the beats that must be on half beats
_RUN = 6  # beats in a row on the same halves are a stretch; fewer are the way from one to another
_STRETCH = 12  # beats that the lesser halves must hold for a slip
_MAJORITY = 0.72  # of the beats in stretches: with less it is open who is right
_OCTAVE = (1.88, 2.12)  # how much longer the beats of a stretch are that is counted half as fast
_UNCONFIRMED = 0.1  # what a beat counts that the sound does not confirm, in an opening without drums
_AWAY = 1.15  # beats longer or shorter by this are at another tempo
_TEMPO_RUN = 8  # of which so many are a stretch
_OWN = 1.12  # how far the song's own tempo may lie from the median
_AGREE = 0.035  # seconds between the beats of two chains that have met
_AS_WELL = 0.7  # activation on beats at the song's own tempo against those found: where the tempo changes, up to 0.6
_COMFORTABLE = 110.0  # BPM: of two levels that both were heard, the nearer one is the beat unless it was rare


def mend(activation: Array, beats: Array, positions: Array, support: Array | None = None) -> tuple[Array, Array]:
    """Return beats and positions without slips; those given where there are none, or where it is open which are right.

    Parameters
    ----------
    activation : ndarray of float32, shape (frames, >= 2)
        Probabilities of beat and downbeat.
    beats : ndarray of float64, shape (n,)
        Seconds, rising.
    positions : ndarray of int, shape (n,)
        Position of each beat in its bar, from 1.
    support : ndarray of float64, shape (n,), optional
        How far the sound confirms each beat, 0 to 1: where it does, it is heard how fast a song is.
    """
    if len(beats) < 2 * _STRETCH or beats[-1] - beats[0] > LONGEST:
        return beats, positions
    support = np.ones(len(beats)) if support is None else support
    return _one_tempo(activation, *_one_phase(activation, *_one_level(activation, beats, positions, support)))


def _one_level(activation: Array, beats: Array, positions: Array, support: Array) -> tuple[Array, Array]:
    """Count the whole song at one level if parts of it are counted twice as fast as others."""
    lengths = median_filter(np.append(np.diff(beats), beats[-1] - beats[-2]), 5)
    usual = float(np.median(lengths))
    slower = (lengths > _OCTAVE[0] * usual) & (lengths < _OCTAVE[1] * usual)
    faster = (lengths > usual / _OCTAVE[1]) & (lengths < usual / _OCTAVE[0])
    other = slower if slower.sum() > faster.sum() else faster
    if other.sum() < _STRETCH:
        return beats, positions
    quick = usual if slower.sum() > faster.sum() else usual / 2
    pulses = Tracker(slowest=60 / quick / _ROOM, fastest=60 / quick * _ROOM).pulses(activation)
    if len(pulses) < len(beats):
        return beats, positions
    nearest, on = _on_grid(pulses, beats, _NEAR * 2 * quick)
    is_quick = lengths < 1.4 * quick
    if on.mean() < _ON:
        return beats, positions
    weight = lengths * (support + _UNCONFIRMED)
    slow_share = float(weight[~is_quick].sum() / weight.sum())
    slow_wins = _appeal(slow_share, 2 * quick) > _appeal(1 - slow_share, quick)
    kept = on & (~is_quick if slow_wins else is_quick)
    return _on_every(pulses, nearest, positions, kept, 2 if slow_wins else 1, beats) or (beats, positions)


def _appeal(share: float, length: float) -> float:
    return float(np.log(share + 1e-3) - abs(np.log2(60 / length / _COMFORTABLE)))


def _one_phase(activation: Array, beats: Array, positions: Array) -> tuple[Array, Array]:
    """Count through stretches in which the search is on the halves between the beats."""
    length = float(np.median(np.diff(beats)))
    halves = Tracker(slowest=120 / length / _ROOM, fastest=120 / length * _ROOM).pulses(activation)
    if len(halves) < len(beats):
        return beats, positions
    nearest, on = _on_grid(halves, beats, _NEAR * length)
    if on.mean() < _ON:
        return beats, positions
    kept = on.copy()
    kept[on] = _in_runs(nearest[on] % 2)
    held = np.bincount(nearest[kept] % 2, minlength=2)
    if held.min() < _STRETCH:
        return beats, positions
    return _on_every(halves, nearest, positions, kept, 2, beats) or (beats, positions)


def _one_tempo(activation: Array, beats: Array, positions: Array) -> tuple[Array, Array]:
    """Keep the song's own tempo through stretches of another one in which it is heard nearly as well."""
    lengths = median_filter(np.append(np.diff(beats), beats[-1] - beats[-2]), 5)
    usual = float(np.median(lengths))
    away = np.abs(np.log(lengths / usual)) > np.log(_AWAY)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], away, [0]]))).reshape(-1, 2)
    edges = edges[np.diff(edges, axis=1)[:, 0] >= _TEMPO_RUN]
    if not len(edges) or away.mean() > 0.5:
        return beats, positions
    chain, numbers = Tracker(slowest=60 / usual / _OWN, fastest=60 / usual * _OWN).track(activation)
    strongest = maximum_filter1d(activation[:, 0], 3)

    def heard(times: Array) -> float:
        places = np.clip(np.round(times * FEATURE_RATE - 0.25).astype(int), 0, len(strongest) - 1)
        return float(strongest[places].mean())

    _, met = _on_grid(chain, beats, _AGREE) if len(chain) > 1 else (away, ~away)
    kept, taken = np.ones(len(beats), bool), np.zeros(len(chain), bool)
    for first, last in edges:
        begin = max(np.flatnonzero(met[:first]), default=-1) + 1
        end = min(np.flatnonzero(met[last:]), default=len(beats) - last) + last
        after = beats[begin - 1] + _AGREE if begin else beats[0] - _AGREE
        before = beats[end] - _AGREE if end < len(beats) else beats[-1] + _AGREE
        own = (chain > after) & (chain < before)
        if own.any() and heard(chain[own]) > _AS_WELL * heard(beats[first:last]):
            kept[begin:end], taken = False, taken | own
    if not taken.any():
        return beats, positions
    order = np.argsort(np.concatenate([beats[kept], chain[taken]]), kind="stable")
    places = np.concatenate([positions[kept], np.minimum(numbers[taken], positions.max())])
    return np.concatenate([beats[kept], chain[taken]])[order], places[order]


def _on_every(
    grid: Array, nearest: Array, positions: Array, kept: Array, step: int, beats: Array
) -> tuple[Array, Array] | None:
    """Return every second line of a grid, or all, on the side and with the bars of most of the kept beats.

    ``None`` where too few of them agree on a side.
    """
    sides = np.bincount(nearest[kept] % step, minlength=step)
    side = int(np.argmax(sides))
    if sides[side] < _MAJORITY * sides.sum():
        return None
    room = float(np.median(np.diff(grid))) * step / 4
    chain = np.arange(side, len(grid), step)
    chain = chain[(grid[chain] > beats[0] - room) & (grid[chain] < beats[-1] + room)]
    agreed = kept & (nearest % step == side)
    metre = int(positions.max())
    first = (positions[agreed] - 1 - nearest[agreed] // step) % metre
    return grid[chain], (chain // step + int(np.argmax(np.bincount(first, minlength=metre)))) % metre + 1


def _on_grid(grid: Array, times: Array, reach: float) -> tuple[Array, Array]:
    """Return the nearest line of the grid for each instant, and whether it is within reach."""
    after = np.clip(np.searchsorted(grid, times), 1, len(grid) - 1)
    nearest = np.where(np.abs(grid[after] - times) < np.abs(grid[after - 1] - times), after, after - 1)
    return nearest, np.abs(grid[nearest] - times) < reach


def _in_runs(values: Array) -> Array:
    """Tell which values stand among at least ``_RUN`` equal ones in a row."""
    edges = np.concatenate([[0], np.flatnonzero(np.diff(values)) + 1, [len(values)]])
    lengths = np.diff(edges)
    return np.repeat(lengths >= _RUN, lengths)
