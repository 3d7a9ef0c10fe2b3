"""Beats that are stated in part and found in the sound: taps, and a tempo without a downbeat."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.core.corrections import Corrections
from beatreel.core.errors import CorrectionsError
from beatreel.core.model import Song
from beatreel.corrections import grid as grids
from beatreel.corrections.grid import Grid
from beatreel.corrections.onsets import RATE, onset_strength
from beatreel.corrections.taps import fit_taps, support, tap_delay

Array = np.ndarray[Any, np.dtype[Any]]

_HEARD_WEIGHT = 1.0  # of a beat that was heard, in onsets of mean strength: it decides where the sound does not
_PULSE = 0.02  # seconds: width of a beat that was heard, among the onsets


def fitted_to_taps(corrections: Corrections, heard: Grid, song: Song, *, start: float, end: float, metre: int) -> Grid:
    """Return beats at the taps and on from there, as the sound has them.

    Raises
    ------
    CorrectionsError
        If too few taps lie within the song.
    """
    taps = np.array([tap for tap in corrections.taps if -1.0 <= tap <= song.duration + 1.0])
    if len(taps) < 4:
        raise CorrectionsError("Fewer than four taps lie within the song", hint="Tap at least eight beats")
    strength = onset_strength(song.path, song.duration)
    evidence = strength + _HEARD_WEIGHT * _pulses(heard, len(strength))
    beats = fit_taps(taps, evidence, start=start, end=end)
    if len(beats) < 4:
        raise CorrectionsError("The taps fit no beats of the song", hint="Tap again, at least eight beats in a row")
    tapped = (beats >= taps[0] - 0.3) & (beats <= taps[-1] + 0.3)
    trust = np.where(tapped, 1.0, support(beats, strength))
    if not corrections.tapped_downbeats:
        return grids.counted(beats, metre, heard, trust)
    downs = np.array(corrections.tapped_downbeats)
    late = tap_delay(taps, strength, float(np.median(np.diff(taps))))
    places = np.array([int(np.argmin(np.abs(beats - (down - late)))) for down in downs])
    gaps = np.diff(np.unique(places))
    if corrections.metre is None and len(gaps):
        metre = int(np.bincount(gaps).argmax())
    first = int(np.bincount(places % metre).argmax())
    positions = (np.arange(len(beats)) - first) % metre + 1
    return Grid(beats, positions, trust)


def steady(corrections: Corrections, heard: Grid, song: Song, *, start: float, end: float, metre: int) -> Grid:
    """Return a strict grid at the stated tempo; where it lies is stated, or found in onsets and the beats heard."""
    assert corrections.tempo is not None
    period = 60 / corrections.tempo
    lines = corrections.downbeats
    if corrections.first_downbeat is not None:
        anchor = corrections.first_downbeat
    elif lines:
        anchor = lines[0]
    else:
        anchor = _phase(onset_strength(song.path, song.duration), heard, period)
    beats = grids.steady_beats(corrections.tempo, anchor, song.duration)
    beats = beats[(beats >= max(0.0, start - 0.06)) & (beats <= end)]
    return grids.counted(beats, metre, heard, np.ones(len(beats)))


def _phase(strength: Array, heard: Grid, period: float) -> float:
    """Return the phase from 0 to ``period`` at which a grid meets most onsets, beats and bar lines."""
    evidence = np.minimum(strength, 8.0) ** 0.5 + 2.0 * _pulses(heard, len(strength))
    phases = np.arange(0, period, 0.5 / RATE)
    steps = np.arange(0, len(evidence) / RATE - period, period)
    index = np.round((phases[:, None] + steps[None, :]) * RATE).astype(int)
    met = evidence[np.clip(index, 0, len(evidence) - 1)].mean(1)
    return float(phases[np.argmax(met)])


def _pulses(heard: Grid, count: int) -> Array:
    """Return beats that were heard as narrow pulses, bar lines twice as high, shape (count,)."""
    reach = round(3 * _PULSE * RATE)
    pulse = np.exp(-0.5 * (np.arange(-reach, reach + 1) / RATE / _PULSE) ** 2)
    impulses = np.zeros(count + 2 * reach)
    for time, position, trust in zip(heard.beats, heard.positions, heard.trust, strict=True):
        index = round(time * RATE) + reach
        if 0 <= index < len(impulses):
            impulses[index] += (2.0 if position == 1 else 1.0) * (0.2 + trust)
    return np.convolve(impulses, pulse, mode="same")[reach : reach + count]
