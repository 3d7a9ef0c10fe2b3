"""Whether a stretch of music keeps to the beats that were found in it: a second opinion beside the tracker's own.

A tracker finds beats in anything that has attacks. In music with a beat, attacks fall on the beats, their quarters or their thirds; in
free time they fall anywhere, beats or not.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.analyzers.hearing.spectrum import FRAME_RATE, Spectrum

Array = np.ndarray[Any, np.dtype[Any]]

_ATTACK = 2.5  # of the mean flux: a peak above it counts
_REACH = 0.03  # seconds from a line of the grid within which an attack is on it
_FEWEST = 8


def attacks(spectrum: Spectrum) -> tuple[Array, Array]:
    """Return when attacks are heard in seconds, and how strong they are; both of shape (n,)."""
    flux = spectrum.grouped_flux[:, -1]
    inner = flux[1:-1]
    peaks = np.flatnonzero((inner > flux[:-2]) & (inner >= flux[2:]) & (inner > _ATTACK * flux.mean())) + 1
    return peaks / FRAME_RATE, flux[peaks].astype(np.float64)


def regularity(times: Array, strengths: Array, beats: Array, start: float, end: float) -> float:
    """Return how far the attacks between two instants keep to the beats there, 0 as chance would have it to 1 all of them.

    Parameters
    ----------
    times, strengths : ndarray, shape (n,)
        From :func:`attacks`.
    beats : ndarray of float64, shape (m,)
        Seconds, rising.
    start, end : float
        Seconds.
    """
    first, last = np.searchsorted(beats, start - _REACH), np.searchsorted(beats, end + _REACH)
    grid = beats[max(0, first - 1) : last + 1]
    if len(grid) < 3:
        return 0.0
    lengths = np.diff(grid)
    inside = (times >= max(start, grid[0]) - _REACH) & (times < min(end, grid[-1]))
    heard, weight = times[inside], np.sqrt(strengths[inside])
    if len(heard) < _FEWEST:
        return 0.0
    cell = np.clip(np.searchsorted(grid, heard, "right") - 1, 0, len(lengths) - 1)
    length = lengths[cell]
    phase = (heard - grid[cell]) / length
    best = 0.0
    for parts in (3, 4):
        distance = np.abs(phase * parts - np.round(phase * parts)) / parts * length
        met = float(np.average(distance < _REACH, weights=weight))
        chance = min(0.95, float(np.mean(2 * _REACH * parts / length)))
        best = max(best, (met - chance) / (1 - chance))
    return max(0.0, best)
