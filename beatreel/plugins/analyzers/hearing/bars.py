"""Where bars begin, decided once for the whole song.

The search takes the likeliest chain of beats, and bars come with it: what mends the beats afterwards may leave one part of a song
counted from another beat than the next, and one bar line that the net denies outright weighs as much as many that it hears.
Here the beats are given, and every bar line of the song has the same say: the metre and the beat to count from are those on
which bars are heard best on the whole, where sections begin and the harmony changes. A song that sets in on a beat, out of silence,
most often begins with a bar.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import maximum_filter1d

from beatreel.plugins.analyzers.hearing.counting import falls_into_three
from beatreel.plugins.analyzers.hearing.energy import sounding_span
from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.metre import harmonic_change, standard
from beatreel.plugins.analyzers.hearing.slips import LONGEST
from beatreel.plugins.analyzers.hearing.spectrum import Spectrum

Array = np.ndarray[Any, np.dtype[Any]]

_FEWEST = 16  # beats with less of which the search knows no worse
_SURE = 6.0  # log odds beyond which the net's word counts no more
_ASIDE = 0.5  # weight of section starts and of changes of harmony over two and over four beats, against the net's bars
_RARE = 0.2  # nats a beat by which five or seven must be likelier than four: those that are true lead by 0.4 to 3
_CASE = 20.0  # and in all: a few bars prove nothing; four heard as seven in excerpts led by 5 to 9, those that are true by 44 and more
_BEGINS = 1.7  # what the first beat of a song has more than it sounds: songs with a pickup of one beat lead by 2.6 to 4 against it
_SILENCE = 0.03  # seconds before the first sound, with less of which the song may be cut from another
_ON_BEAT = 0.12  # beats that the first sound may lie off one
_AHEAD = 4  # beats by which a song may sound before the first that is counted
_APART = 3.3  # standard errors between every second bar line and the rest from which two bars of two are one of four


def count_bars(spectrum: Spectrum, activation: Array, beats: Array, positions: Array) -> Array:
    """Return positions in the bar, from 1, in one count through the whole song.

    Parameters
    ----------
    spectrum : Spectrum
    activation : ndarray of float32, shape (frames, 3)
        Probabilities of beat, downbeat and section start.
    beats : ndarray of float64, shape (n,)
        Seconds, rising.
    positions : ndarray of int, shape (n,)
        Position of each beat in its bar, from 1, as the search has it.
    """
    if len(beats) < _FEWEST or beats[-1] - beats[0] > LONGEST:
        return positions
    metre = int(positions.max())
    if metre in (5, 7):
        lead = _likelihood(activation, beats, metre) - _likelihood(activation, beats, 4)
        metre = metre if lead > max(_CASE, _RARE * len(beats)) else 4
    evidence = _evidence(spectrum, activation, beats)
    heard = np.array([evidence[place::metre].mean() for place in range(metre)])
    opening = _opening(spectrum, beats)
    if opening is not None:
        heard[opening % metre] += _BEGINS
    first = int(np.argmax(heard))
    if metre == 2 and not falls_into_three(spectrum, beats):
        lead = _lead(evidence[first::4], evidence[first + 2 :: 4])
        if abs(lead) > _APART:
            metre, first = 4, first if lead > 0 else first + 2
    counted: Array = (np.arange(len(beats)) - first) % metre + 1
    return counted


def _opening(spectrum: Spectrum, beats: Array) -> int | None:
    """Number of the beat on which the song sets in, below 0 before the first; ``None`` if it does not set in on a beat."""
    begin, _ = sounding_span(spectrum)
    ahead = (begin - beats[0]) / float(np.median(np.diff(beats[:_FEWEST])))
    number = round(ahead)
    return number if begin >= _SILENCE and abs(ahead - number) <= _ON_BEAT and -_AHEAD <= number <= 0 else None


def _evidence(spectrum: Spectrum, activation: Array, beats: Array) -> Array:
    """How much each beat sounds like the beginning of a bar, shape (n,)."""
    bar = _log_odds(_heard(activation[:, 1], beats, 3))
    section = _log_odds(_heard(activation[:, 2], beats, 15))
    aside = [section, *(harmonic_change(spectrum.chroma, beats, reach) for reach in (2, 4))]
    evidence: Array = standard(np.clip(bar, -_SURE, _SURE)) + _ASIDE * np.sum([standard(values) for values in aside], 0)
    return evidence


def _likelihood(activation: Array, beats: Array, metre: int) -> float:
    """Log likelihood of the net's downbeats, given its beats, where bars have ``metre`` beats."""
    share = _heard(activation[:, 1], beats, 3) / np.maximum(_heard(activation[:, 0], beats, 3), 1e-6)
    share = np.clip(share, 1e-5, 1 - 1e-5)
    bar, beat = np.log(share), np.log(1 - share)
    return float(beat.sum() + max((bar - beat)[place::metre].sum() for place in range(metre)))


def _lead(some: Array, others: Array) -> float:
    """By how many standard errors the mean of some lies above that of the others."""
    error = np.sqrt(some.var() / len(some) + others.var() / len(others))
    return float((some.mean() - others.mean()) / (error + 1e-9))


def _heard(curve: Array, beats: Array, width: int) -> Array:
    """Strongest activation within ``width`` frames around each beat."""
    places = np.clip(np.round(beats * FEATURE_RATE - 0.25).astype(int), 0, len(curve) - 1)
    heard: Array = maximum_filter1d(curve, width)[places].astype(np.float64)
    return heard


def _log_odds(probability: Array) -> Array:
    probability = np.clip(probability, 1e-5, 1 - 1e-5)
    return np.log(probability / (1 - probability))
