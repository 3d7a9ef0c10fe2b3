"""Which beats begin bars: accents per beat, then a Viterbi search over metre and position in the bar."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from beatreel.plugins.analyzers.hearing.spectrum import CHROMA_RATE, FRAME_RATE, Spectrum

Array = np.ndarray[Any, np.dtype[Any]]

# Cost of choosing a metre at all: music in four is the rule, five and seven need strong evidence.
METRE_PRIOR = {2: -9.0, 3: -3.0, 4: 0.0, 5: -10.0, 6: -9.0, 7: -10.0}
_CHANGE = 14.0


def beat_positions(spectrum: Spectrum, beats: Array) -> Array:
    """Return each beat's position in its bar, counted from 1.

    Parameters
    ----------
    spectrum : Spectrum
    beats : ndarray of float64, shape (n,)
        Seconds, rising.
    """
    if len(beats) < 3:
        return np.ones(len(beats), np.int64) if len(beats) < 2 else np.array([1, 2])
    return decode_positions(accents(spectrum, beats))


def accents(spectrum: Spectrum, beats: Array) -> Array:
    """Return how much each beat sounds like a downbeat, as log odds, shape (n,).

    Bars begin where the bass drum falls and where the harmony, above all the bass note, changes.
    """
    low = spectrum.grouped_flux[:, 0]
    broad = spectrum.grouped_flux[:, -1]
    change = harmonic_change(spectrum.chroma, beats)
    bass_change = harmonic_change(spectrum.bass_chroma, beats)
    parts = (
        (0.6, _near(low, beats)),
        (0.35, _near(broad, beats)),
        (1.0, change),
        (0.9, bass_change),
    )
    score = sum((weight * standard(values) for weight, values in parts), np.zeros(len(beats)))
    return np.clip(1.1 * score - 1.1, -5.0, 5.0)


def harmonic_change(chroma: Array, beats: Array, reach: int = 2) -> Array:
    """Return the cosine distance of the chroma of the ``reach`` beats before and after each beat, 0 to 1."""
    grid = np.concatenate([beats, [beats[-1] + (beats[-1] - beats[-2])]])
    means = np.stack([_mean(chroma, a, b) for a, b in zip(grid[:-1], grid[1:], strict=True)])
    sums = np.concatenate([np.zeros((1, 12)), np.cumsum(means, 0)])
    count = len(beats)
    index = np.arange(count)
    before = sums[index] - sums[np.maximum(index - reach, 0)]
    after = sums[np.minimum(index + reach, count)] - sums[index]
    norm = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    change = 1 - (before * after).sum(1) / np.maximum(norm, 1e-9)
    change[0] = np.median(change)
    return np.clip(np.where(norm > 1e-9, change, 0.0), 0.0, 1.0)


def decode_positions(evidence: Array) -> Array:
    """Return positions in the bar (from 1) that fit the downbeat evidence best.

    Parameters
    ----------
    evidence : ndarray of float64, shape (n,)
        Log odds of "this beat begins a bar".
    """
    states = [(metre, place) for metre in METRE_PRIOR for place in range(metre)]
    number = {state: i for i, state in enumerate(states)}
    before = np.array([number[metre, (place - 1) % metre] for metre, place in states])
    is_first = np.array([place == 0 for _, place in states])
    is_last = np.array([place == metre - 1 for metre, place in states])
    prior = np.array([METRE_PRIOR[metre] for metre, _ in states])
    yes, no = -np.logaddexp(0, -evidence), -np.logaddexp(0, evidence)
    emission = np.where(is_first[None, :], yes[:, None], no[:, None])
    score = prior + emission[0]
    back = np.zeros((len(evidence), len(states)), np.int64)
    for t in range(1, len(evidence)):
        step = score[before].copy()
        source = before.copy()
        ended = int(np.argmax(np.where(is_last, score, -np.inf)))  # a bar may be followed by one of another metre
        new_metre = np.where(is_first, score[ended] - _CHANGE + 0.3 * prior, -np.inf)
        anywhere = int(np.argmax(score))  # or the count is lost and starts anew
        lost = np.full(len(states), score[anywhere] - 1.6 * _CHANGE)
        for candidate, origin in ((new_metre, ended), (lost, anywhere)):
            better = candidate > step
            step[better] = candidate[better]
            source[better] = origin
        back[t] = source
        score = step + emission[t]
    state = int(np.argmax(score))
    places = np.empty(len(evidence), np.int64)
    for t in range(len(evidence) - 1, -1, -1):
        places[t] = states[state][1] + 1
        state = int(back[t, state])
    return places


def _near(curve: Array, beats: Array) -> Array:
    """Local maximum of a curve at the beats, against its level over the ten seconds around."""
    loud = np.sqrt(np.maximum(uniform_filter1d(curve.astype(np.float64) ** 2, 10 * FRAME_RATE), 0.0))
    relative = curve / (loud + 0.2 * curve.std() + 1e-6)
    peaks = maximum_filter1d(relative, 7)
    return peaks[np.clip(np.round(beats * FRAME_RATE).astype(int), 0, len(curve) - 1)]


def _mean(chroma: Array, start: float, end: float) -> Array:
    a = int(np.clip(round(start * CHROMA_RATE), 0, len(chroma) - 1))
    b = int(np.clip(round(end * CHROMA_RATE), a + 1, len(chroma)))
    return chroma[a:b].mean(0)


def standard(values: Array) -> Array:
    """Return values about their mean in standard deviations, 3 at most."""
    return np.clip((values - values.mean()) / (values.std() + 1e-6), -3.0, 3.0)
