"""Key moments: drops, builds, stops and the hook."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import gaussian_filter1d, minimum_filter1d, percentile_filter

from beatreel import KeyMoment
from beatreel.plugins.analyzers.hearing.boundaries import Running
from beatreel.plugins.analyzers.hearing.energy import relative_level, sounding_span
from beatreel.plugins.analyzers.hearing.segments import Section
from beatreel.plugins.analyzers.hearing.spectrum import FRAME_RATE, Spectrum

Array = np.ndarray[Any, np.dtype[Any]]

_DROP = 0.16  # rise of level plus bass that makes a boundary a drop
_STOP_LEVEL = 0.10  # of the level around: 20 dB below
_SHORTEST_STOP, _LONGEST_STOP = 0.25, 4.0  # seconds
_LONELY = 10.0  # seconds: gaps that come more often are the texture of the music, not stops


def key_moments(spectrum: Spectrum, sections: list[Section], bar: float) -> list[KeyMoment]:
    """Return the instants that the picture should answer, in time order.

    Parameters
    ----------
    spectrum : Spectrum
    sections : list of Section
    bar : float
        Length of a bar in seconds.
    """
    if spectrum.silent:
        return []
    found = _drops_and_builds(spectrum, sections, bar) + _stops(spectrum) + _hook(sections)
    return sorted(found, key=lambda moment: (moment.time, moment.kind))


def _drops_and_builds(spectrum: Spectrum, sections: list[Section], bar: float) -> list[KeyMoment]:
    level = relative_level(spectrum.level)
    low = relative_level(np.sqrt(spectrum.power[:, 1]))
    force = Running(np.stack([level, low], 1), FRAME_RATE)
    flux = spectrum.grouped_flux[:, :6]
    bustle = Running((flux[:, 2:].mean(1) / (flux[:, 2:].mean() + 1e-9))[:, None], FRAME_RATE)
    begin, _ = sounding_span(spectrum)
    found = []
    for before, section in zip(sections[:-1], sections[1:], strict=True):
        line = np.array([section.start])
        if section.start <= begin + bar or section.end - section.start < 2 * bar:
            continue
        rise = force.mean(line, line + 2 * bar) - force.mean(line - 2 * bar, line)
        jump = float(rise[0, 0] + 0.7 * rise[0, 1])
        if jump < _DROP or section.energy < 0.55:
            continue
        found.append(KeyMoment(time=section.start, kind="drop", strength=round(float(min(1.0, jump / 0.7)), 3)))
        span = min(4 * bar, before.end - before.start)
        if span < 1.5 * bar:
            continue
        quarters = line - span + np.arange(4) * span / 4
        course = bustle.mean(quarters, quarters + span / 4)[:, 0]
        slope = float(np.polyfit(np.arange(4), course, 1)[0])
        if slope > 0.06 and course[3] > 1.12 * course[0]:
            start = max(before.start, section.start - 4 * bar)
            found.append(KeyMoment(time=float(start), kind="build", strength=round(min(1.0, slope / 0.4), 3)))
    return found


def _stops(spectrum: Spectrum) -> list[KeyMoment]:
    """Short silences within loud music."""
    begin, end = sounding_span(spectrum)
    level = gaussian_filter1d(spectrum.level.astype(np.float64), 1.5)
    coarse = level[::20]
    around = np.repeat(percentile_filter(coarse, 70, size=40), 20)[: len(level)]
    loud = float(np.percentile(level, 80))
    quiet = (level < _STOP_LEVEL * around) & (around > 0.35 * loud)
    quiet = minimum_filter1d(quiet.astype(np.int8), 3) > 0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    found: list[KeyMoment] = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        start, length = first / FRAME_RATE, (last - first) / FRAME_RATE
        inside = begin + 1.0 < start and last / FRAME_RATE < end - 0.2
        if inside and _SHORTEST_STOP <= length <= _LONGEST_STOP:
            found.append(KeyMoment(time=float(start), kind="stop", strength=round(min(1.0, 0.4 + length / 2), 3)))
    times = np.array([-np.inf, *(moment.time for moment in found), np.inf])
    return [m for i, m in enumerate(found, start=1) if min(times[i] - times[i - 1], times[i + 1] - times[i]) > _LONELY]


def _hook(sections: list[Section]) -> list[KeyMoment]:
    """The strongest chorus that is not the last words of the song; failing that the strongest section."""
    choruses = [s for s in sections if s.label == "chorus"] or list(sections)
    if len(sections) < 2:
        return [KeyMoment(time=sections[0].start, kind="hook", strength=0.3)] if sections[0].energy > 0 else []
    strongest = max(choruses, key=lambda s: (round(s.energy + 0.5 * s.drums, 1), min(s.end - s.start, 16.0), -s.start))
    repeats = sum(1 for s in sections if s.group == strongest.group)
    return [KeyMoment(time=strongest.start, kind="hook", strength=round(min(1.0, 0.5 + 0.2 * repeats), 3))]
