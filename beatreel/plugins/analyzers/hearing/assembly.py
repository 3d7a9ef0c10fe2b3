"""From beats to a whole ``Analysis``: trust in each bar, sections, moments, energy and silence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from beatreel import Analysis, Segment
from beatreel.plugins.analyzers.hearing.energy import energy_curves, sounding_span
from beatreel.plugins.analyzers.hearing.moments import key_moments
from beatreel.plugins.analyzers.hearing.regularity import attacks, regularity
from beatreel.plugins.analyzers.hearing.segments import Section, find_sections
from beatreel.plugins.analyzers.hearing.spectrum import Spectrum

Array = np.ndarray[Any, np.dtype[Any]]

TRUSTED = 0.65  # mean bar confidence from which cuts may follow the beats
HALF_TRUSTED, REGULAR = 0.4, 0.5  # or from this confidence on where attacks keep to the beats; see docs/decisions/0011
_FEWEST_BEATS = 4


def assemble(
    spectrum: Spectrum,
    beats: Array,
    positions: Array,
    trust: Array,
    *,
    analyzer: str,
    boundary_evidence: Array | None = None,
) -> Analysis:
    """Put together what was heard.

    Parameters
    ----------
    spectrum : Spectrum
    beats : ndarray of float64, shape (n,)
        Seconds, rising; none means a song without beats.
    positions : ndarray of int, shape (n,)
        Position in the bar, 1 is the downbeat.
    trust : ndarray of float64, shape (n,)
        How sure each beat is, 0 to 1.
    analyzer : str
    boundary_evidence : ndarray of float64, optional
        Log odds of a section boundary at each downbeat.
    """
    if len(beats) < _FEWEST_BEATS or spectrum.silent:
        beats, positions, trust, boundary_evidence = beats[:0], positions[:0], trust[:0], None
    downbeats = beats[positions == 1]
    sections = find_sections(spectrum, downbeats, evidence=boundary_evidence)
    bars = bar_confidence(positions, trust)
    keeps = partial(regularity, *attacks(spectrum), beats)
    bar = float(np.median(np.diff(downbeats))) if len(downbeats) > 1 else 2.0
    begin, end = sounding_span(spectrum)
    return Analysis(
        duration=spectrum.duration,
        tempo=round(main_tempo(beats), 3),
        beat_times=tuple(float(t) for t in beats),
        beat_positions=tuple(int(p) for p in positions),
        segments=tuple(_segment(s, downbeats, bars, keeps) for s in sections),
        key_moments=tuple(key_moments(spectrum, sections, bar)),
        energy=energy_curves(spectrum),
        confidence=round(float(trust.mean()), 4) if len(trust) else 0.0,
        bar_confidence=tuple(round(float(c), 4) for c in bars),
        leading_silence=round(begin, 4) if end > begin else round(spectrum.duration, 4),
        trailing_silence=round(max(0.0, spectrum.duration - end), 4) if end > begin else 0.0,
        analyzer=analyzer,
    )


def main_tempo(beats: Array) -> float:
    """Return the tempo of the median beat in BPM, 0 without beats."""
    return float(60 / np.median(np.diff(beats))) if len(beats) > 1 else 0.0


def bar_confidence(positions: Array, trust: Array) -> Array:
    """Return the mean trust of each bar's beats, one value for each downbeat."""
    lines = np.flatnonzero(positions == 1)
    if not len(lines):
        return np.zeros(0)
    sums = np.concatenate([[0.0], np.cumsum(np.clip(trust, 0.0, 1.0))])
    ends = np.append(lines[1:], len(trust))
    return (sums[ends] - sums[lines]) / (ends - lines)


def _segment(section: Section, downbeats: Array, bars: Array, keeps: Callable[[float, float], float]) -> Segment:
    inside = bars[(downbeats >= section.start - 0.05) & (downbeats < section.end - 0.05)]
    confidence = float(inside.mean()) if len(inside) else 0.0
    trusted = confidence >= TRUSTED or (confidence >= HALF_TRUSTED and keeps(section.start, section.end) >= REGULAR)
    return Segment(
        start=section.start,
        end=section.end,
        label=section.label,
        energy=round(section.energy, 4),
        confidence=round(section.confidence, 4),
        grid="beat_cut" if trusted else "phrase_flow",
        group=section.group,
    )
