"""What the activations of the net say about a song: its beats, how far to trust them, and where sections begin."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import maximum_filter1d, median_filter

from beatreel.plugins.analyzers.hearing.bars import count_bars
from beatreel.plugins.analyzers.hearing.boundaries import boundary_features, plain_evidence
from beatreel.plugins.analyzers.hearing.counting import recount
from beatreel.plugins.analyzers.hearing.energy import sounding_span
from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.net import Weights
from beatreel.plugins.analyzers.hearing.slips import mend
from beatreel.plugins.analyzers.hearing.spectrum import FRAME_RATE, Spectrum
from beatreel.plugins.analyzers.hearing.steady import carry
from beatreel.plugins.analyzers.hearing.tracking import Tracker

Array = np.ndarray[Any, np.dtype[Any]]

_HEARD = 0.08  # mean activation on the beats below which a song has no beats at all
_NO_CONTRAST, _CONTRAST = 1.3, 1.8  # attacks on beats against those between: noise reaches 1.1, songs 1.9 to 18
_INAUDIBLE = 0.003  # attack that no ear would notice
_FADED = 0.2  # trust of a beat that is counted but not heard
_ATTACK = 0.15  # of what is usual on a beat: after the last such attack a song rings out
_EARLY = 0.07  # seconds by which an attack may come before its beat
_FEW = 16  # beats in which a single attack does not keep a song going
_SURE = 0.6  # activation from which a beat counts as certain
_CERTAIN = 0.75  # mean trust of the net alone from which soft attacks do not matter: noise and chance reach 0.56


def beats_of(spectrum: Spectrum, activation: Array, tracker: Tracker | None = None) -> tuple[Array, Array, Array]:
    """Return beats in seconds, positions in the bar and the trust in each beat; empty arrays where nothing beats."""
    beats, positions = (tracker or Tracker()).track(activation)
    beats, positions = mend(activation, beats, positions, attack_support(spectrum, beats))
    beats, positions = carry(activation, spectrum.grouped_flux[:, 0], beats, positions)
    beats, positions = recount(spectrum, activation, beats, positions)
    begin, end = sounding_span(spectrum)
    inside = (beats >= max(0.0, begin - 0.06)) & (beats <= min(end, spectrum.duration))
    beats, positions = beats[inside], positions[inside]
    heard = beat_trust(activation, beats)
    last = len(beats) if not (heard > _FADED).any() else int(np.flatnonzero(heard > _FADED)[-1]) + 1
    last = min(last, _struck(spectrum, beats))
    beats, positions, heard = beats[:last], positions[:last], heard[:last]  # not into the last chord's ringing
    positions = count_bars(spectrum, activation, beats, positions)
    trust = heard * attack_support(spectrum, beats)
    if len(beats) < 4 or (float(trust.mean()) * _SURE < _HEARD and float(heard.mean()) < _CERTAIN):
        return np.zeros(0), np.zeros(0, np.int64), np.zeros(0)
    return beats, positions, trust


def _struck(spectrum: Spectrum, beats: Array) -> int:
    """How many beats there are until a song rings out: a noise that follows long after is none of it."""
    if len(beats) < 2:
        return len(beats)
    attacks = spectrum.grouped_flux[:, -1]
    usual = float(
        np.median(maximum_filter1d(attacks, 5)[np.clip(np.round(beats * FRAME_RATE).astype(int), 0, len(attacks) - 1)])
    )
    spans = np.append(beats, 2 * beats[-1] - beats[-2]) - _EARLY
    counted = np.searchsorted(np.flatnonzero(attacks >= _ATTACK * usual) / FRAME_RATE, spans)
    struck = np.diff(counted) > 0
    company = np.convolve(struck, np.ones(_FEW, int))[: len(struck)]
    return int(np.flatnonzero(struck & (company > 1))[-1]) + 1 if (company > 1).any() else len(beats)


def beat_trust(activation: Array, beats: Array) -> Array:
    """Return how sure the net is of each beat, 0 to 1."""
    if not len(beats):
        return np.zeros(0)
    strongest = maximum_filter1d(activation[:, 0], 3)
    place = np.clip(np.round(beats * FEATURE_RATE - 0.25).astype(int), 0, len(activation) - 1)
    return np.clip(strongest[place] / _SURE, 0.0, 1.0)


def attack_support(spectrum: Spectrum, beats: Array) -> Array:
    """Return how far the sound itself confirms each beat, 0 to 1: attacks on the beats against those between them.

    A net alone hears beats in noise, too. Over the sixteen beats around, music has attacks on the beat that are twice
    those between beats and more; noise and steady tones have as many anywhere.
    """
    if len(beats) < 4:
        return np.zeros(len(beats))
    attacks = maximum_filter1d(spectrum.grouped_flux[:, -1], 5)
    lengths = np.append(np.diff(beats), beats[-1] - beats[-2])

    def at(phase: float) -> Array:
        place = np.round((beats + phase * lengths) * FRAME_RATE).astype(int)
        return median_filter(attacks[np.clip(place, 0, len(attacks) - 1)].astype(np.float64), 17)

    between = np.mean([at(phase) for phase in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)], 0)
    contrast = (at(0.0) + _INAUDIBLE) / (between + _INAUDIBLE)
    return np.clip((contrast - _NO_CONTRAST) / (_CONTRAST - _NO_CONTRAST), 0.0, 1.0)


def section_evidence(spectrum: Spectrum, activation: Array, bar_lines: Array, weights: Weights) -> Array | None:
    """Return log odds of a section start at each bar line, from the net and from what changes there."""
    if len(bar_lines) < 8:
        return None
    features = boundary_features(spectrum, bar_lines)
    if "section_weight" not in weights:
        return plain_evidence(features)
    joined = np.hstack([features, net_columns(activation, bar_lines)])
    return (joined - weights["section_mean"]) @ weights["section_weight"] + float(weights["section_bias"])


def net_columns(activation: Array, bar_lines: Array) -> Array:
    """Return the net's log odds of a section start near each bar line, and their lead over the neighbours'."""
    strongest = maximum_filter1d(activation[:, 2], 15)
    place = np.clip(np.round(bar_lines * FEATURE_RATE).astype(int), 0, len(activation) - 1)
    value = np.clip(strongest[place], 1e-4, 1 - 1e-4)
    odds = np.log(value / (1 - value))
    padded = np.pad(odds, 1, mode="edge")
    return np.stack([odds, odds - np.maximum(padded[:-2], padded[2:])], 1)
