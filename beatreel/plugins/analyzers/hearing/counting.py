"""How beats are counted: in twos or threes, and how many make a bar.

The net hears bars and beats, but little of how beats divide; the search leaves some readings open that the sound settles.
Six quavers are 6/8 where the bar's half is struck like its beginning or has the backbeat, and 3/4 where its thirds are. Beats that
all fall into three are counted in two where they are brisk or a bar line is heard in the middle of the bar. A bar line in the middle
of a bar of 3, 5 or 7 beats lies between beats: those are twice as fast. Where every second one of quick beats is heard
more weakly, and not surely, the beats are half as fast, unless what lies between them is struck as if they were beats that divide.
Quick beats between which next to nothing is struck are the shortest notes of a song, and its beats half as fast. Slow beats between which
the net nearly hears others, and the sound is struck hardest on the quarters of the beat, are twice as fast.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import maximum_filter1d

from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.metre import accents
from beatreel.plugins.analyzers.hearing.slips import LONGEST
from beatreel.plugins.analyzers.hearing.spectrum import FRAME_RATE, Spectrum
from beatreel.plugins.analyzers.hearing.tracking import Tracker, refine

Array = np.ndarray[Any, np.dtype[Any]]

_FEWEST_BARS = 6
_THIRD = 0.12  # attacks on both thirds of the beat, against those on the beat, from which it falls into three
_ABOVE_HALF = 1.7  # and how much stronger they are than those on its half
_JIG = 90.0  # BPM: slower beats in three may be blues or doo-wop, counted in four
_HEARD = 0.6  # activation on the bar's half against that on its thirds
_STRUCK = 0.5  # low attacks on the bar's half against those on its beginning, where it is 6/8
_LEAD = 1.5  # and against those on its thirds
_BACKBEAT = 2.0  # attacks of the middle on the bar's half against those on its thirds: a snare without a bass drum
_MIDDLE = 0.6  # activation in the middle of two bars taken for one, against that on bar lines; in one bar below 0.05
_WEAK = 0.85  # activation on every second beat against that on the others; true beats have 0.89 and more
_QUICK, _FAST = 118.0, 156.0  # BPM from which beats may be halves of beats, and from which this is no less likely
_SURELY = 0.735  # mean activation from which the weaker beats are beats all the same: halves of beats have up to 0.72
_SHORTEST = (132.0, 195.0)  # BPM between which beats that do not divide are halves of beats; faster ones have no time
_UNDIVIDED = 0.22  # attacks on quarters, thirds and halves of beats against those on the weaker beats, up to which these do not divide
_STANDING = 2.5  # and the strongest of them against their median: soft hi-hats on halves have 3 to 5, what is only noise 1.0 to 1.5
_DIVIDES = 0.54  # attacks between beats against those on the weaker beats: half beats have 0.14 to 0.51, beats more
_SLOW = 95.0  # BPM up to which beats may be every second beat only
_BEATLIKE = 0.5  # activation between beats against that on them, and
_QUARTERS = 1.2  # attacks on the quarters of beats against those on halves, from which they are: chorales have 0.9
_INAUDIBLE = 0.003  # attack that no ear would notice
_DOUBT = 0.1  # how much weaker they must be for each octave that they are slower than that
_STRONGER = 1.5  # log odds by which every second bar line of two beats must stand out for bars of four
_NEAR = 0.05  # seconds: a beat so near the middle between bar lines is the one there


def recount(spectrum: Spectrum, activation: Array, beats: Array, positions: Array) -> tuple[Array, Array]:
    """Return beats and positions in the bar, counted as the attacks between them say.

    Parameters
    ----------
    spectrum : Spectrum
    activation : ndarray of float32, shape (frames, >= 2)
        Probabilities of beat and downbeat.
    beats : ndarray of float64, shape (n,)
        Seconds, rising.
    positions : ndarray of int, shape (n,)
        Position of each beat in its bar, from 1.
    """
    lines = beats[positions == 1]
    if len(lines) < _FEWEST_BARS or beats[-1] - beats[0] > LONGEST:
        return beats, positions
    metre, tempo = int(positions.max()), 60 / float(np.median(np.diff(beats)))
    if metre % 2 == 0 and tempo > _QUICK:
        weak = _WEAK - _DOUBT * max(0.0, float(np.log2(_FAST / tempo)))
        side = _stronger_side(spectrum, activation, beats, weak)
        if side is None and _SHORTEST[0] < tempo < _SHORTEST[1]:
            side = _undivided_side(spectrum, activation, beats)
        if side is not None:
            return _thinned(spectrum, activation, beats[side::2])
    if metre % 2 == 0 and tempo < _SLOW and _is_every_second(spectrum, activation, beats):
        return _divided(activation, beats, positions, metre)
    if metre == 3 and _is_six_eight(spectrum, activation, lines):
        return _divided(activation, lines, np.ones(len(lines), np.int64), 2)
    lined = _profile(activation[:, 1:2], FEATURE_RATE, lines, 2, 3)[:, 0]
    doubled = lined.min() > _MIDDLE * lined.max()
    if metre % 2 and doubled and 2 * tempo < Tracker.fastest:
        return _divided(activation, beats, positions, metre)
    if metre == 4 and (doubled or tempo > _JIG) and falls_into_three(spectrum, beats):
        return beats, (positions - 1) % 2 + 1
    return beats, positions


def falls_into_three(spectrum: Spectrum, beats: Array) -> bool:
    """Return whether attacks mark both thirds of the beats, and not their halves; swing marks one third only."""
    attacks = _profile(spectrum.grouped_flux[:, -1:], FRAME_RATE, beats, 6, 5)[:, 0]
    third = min(attacks[2], attacks[4]) / (attacks[0] + 1e-9)
    return bool(third > _THIRD and third * attacks[0] > _ABOVE_HALF * attacks[3])


def _is_every_second(spectrum: Spectrum, activation: Array, beats: Array) -> bool:
    """Whether the halves of the beats are nearly heard as beats and divide themselves."""
    heard = _profile(activation[:, :1], FEATURE_RATE, beats, 2, 3)[:, 0]
    struck = _profile(spectrum.grouped_flux[:, -1:], FRAME_RATE, beats, 4, 5)[:, 0]
    return bool(heard[1] > _BEATLIKE * heard[0] and struck[1] + struck[3] > 2 * _QUARTERS * struck[2])


def _is_six_eight(spectrum: Spectrum, activation: Array, lines: Array) -> bool:
    """Whether bars counted in three are struck on their halves rather than on their thirds."""
    heard = _profile(activation[:, :1], FEATURE_RATE, lines, 6, 3)[:, 0]
    struck = _profile(spectrum.grouped_flux[:, :4], FRAME_RATE, lines, 6, 5)
    struck = struck / (struck[0] + 1e-6)
    low, middle = struck[:, :2].mean(1), struck[:, 2:].mean(1)
    drums = low[3] > max(_STRUCK, _LEAD * low[2], _LEAD * low[4]) and middle[3] > max(middle[2], middle[4])
    snare = middle[3] > max(1.0, _BACKBEAT * middle[2], _BACKBEAT * middle[4])
    return bool(heard[3] > _HEARD * (heard[2] + heard[4]) / 2 and (drums or snare))


def _divided(activation: Array, beats: Array, positions: Array, metre: int) -> tuple[Array, Array]:
    """Twice as many beats: those given, and what the net hears in the middle between them; bars of ``metre`` beats."""
    middle = (beats[:-1] + beats[1:]) / 2
    heard = refine(middle * FEATURE_RATE, activation[:, 0])
    out = np.empty(2 * len(beats) - 1)
    out[::2], out[1::2] = beats, np.where(np.abs(heard - middle) < _NEAR, heard, middle)
    return out, (2 * (positions[0] - 1) + np.arange(len(out))) % metre + 1


def _stronger_side(spectrum: Spectrum, activation: Array, beats: Array, share: float) -> int | None:
    """Which of every two beats is heard more; ``None`` if the others are heard as well, or surely, or as beats that divide."""
    heard = _heard(activation[:, 0], beats)
    sides = np.array([heard[::2].mean(), heard[1::2].mean()])
    if sides.min() > min(share * sides.max(), _SURELY):
        return None
    side = int(np.argmax(sides))
    struck = maximum_filter1d(spectrum.grouped_flux[:, -1], 5)
    if _mean_at(struck, (beats[:-1] + beats[1:]) / 2) > _DIVIDES * _mean_at(struck, beats[1 - side :: 2]):
        return None
    return side


def _undivided_side(spectrum: Spectrum, activation: Array, beats: Array) -> int | None:
    """Which of every two beats is heard and struck more; ``None`` if quarters, thirds or halves of beats are struck."""
    struck = maximum_filter1d(spectrum.grouped_flux[:, -1], 3)
    sides = np.array([_mean_at(struck, beats[::2]), _mean_at(struck, beats[1::2])])
    parts = _profile(spectrum.grouped_flux[:, -1:], FRAME_RATE, beats, 12, 3)[[3, 4, 6, 8, 9], 0]
    if parts.max() > min(_UNDIVIDED * sides.min(), _STANDING * np.median(parts) + _INAUDIBLE):
        return None
    heard = _heard(activation[:, 0], beats)
    return int(np.argmax(sides * [heard[::2].mean(), heard[1::2].mean()]))


def _thinned(spectrum: Spectrum, activation: Array, kept: Array) -> tuple[Array, Array]:
    """The beats that are kept, in bars of four where their first beats stand out, else of two."""
    bar = np.clip(_heard(activation[:, 1], kept), 1e-4, 1 - 1e-4)
    evidence = accents(spectrum, kept) + np.log(bar / (1 - bar))
    strength = np.array([evidence[place::4].mean() for place in range(4)])
    first = int(np.argmax(strength))
    metre = 4 if strength[first] > strength[(first + 2) % 4] + _STRONGER else 2
    return kept, (np.arange(len(kept)) - first) % metre + 1


def _heard(curve: Array, beats: Array) -> Array:
    """Strongest activation around each beat."""
    places = np.clip(np.round(beats * FEATURE_RATE - 0.25).astype(int), 0, len(curve) - 1)
    heard: Array = maximum_filter1d(curve, 3)[places]
    return heard


def _mean_at(curve: Array, times: Array) -> float:
    """Mean of a curve of ``FRAME_RATE`` at instants."""
    return float(curve[np.clip(np.round(times * FRAME_RATE).astype(int), 0, len(curve) - 1)].mean())


def _profile(curves: Array, rate: float, lines: Array, parts: int, width: int) -> Array:
    """Mean of curves at equal parts of the stretches between lines, shape (parts, curves)."""
    strongest = maximum_filter1d(curves, width, axis=0)
    times = lines[:-1, None] + np.diff(lines)[:, None] * np.arange(parts) / parts
    places = np.clip(np.round(times * rate).astype(int), 0, len(curves) - 1)
    mean: Array = strongest[places].mean(0)
    return mean
