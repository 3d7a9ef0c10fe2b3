"""Energy curves for the picture, and the silence at the ends of a song."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import gaussian_filter1d

from beatreel import EnergyCurves
from beatreel.plugins.analyzers.hearing.spectrum import FRAME_RATE, Spectrum

CURVE_RATE = 30.0
_SMOOTHING = 0.020  # seconds: takes the ripple off low notes, keeps attacks
_SILENCE = 0.01  # of the loud passages' level: -40 dB

Array = np.ndarray[Any, np.dtype[Any]]


def energy_curves(spectrum: Spectrum) -> EnergyCurves:
    """Return total, low, mid and high energy, 30 values a second, each 0 to 1 over the song.

    Levels are put on a decibel scale from -36 dB below the song's loud passages (95th percentile) up to them, so that
    quiet songs use the whole range and a single click does not squash the rest.
    """
    times = np.arange(max(1, int(np.ceil(spectrum.duration * CURVE_RATE)))) / CURVE_RATE
    frames = np.arange(len(spectrum.power)) / FRAME_RATE
    curves = []
    for column in range(4):
        level = np.sqrt(gaussian_filter1d(spectrum.power[:, column].astype(np.float64), _SMOOTHING * FRAME_RATE))
        curves.append(np.interp(times, frames, relative_level(level)).round(4))
    total, low, mid, high = (tuple(float(v) for v in curve) for curve in curves)
    return EnergyCurves(rate=CURVE_RATE, total=total, low=low, mid=mid, high=high)


def relative_level(level: Array, reach: float = 36.0) -> Array:
    """Map levels (root mean square) to 0 to 1: 1 at the 95th percentile, 0 at ``reach`` dB below it."""
    loud = float(np.percentile(level, 95)) if len(level) else 0.0
    if loud <= 1e-9:
        return np.zeros_like(level)
    decibels = 20 * np.log10(np.maximum(level, 1e-9) / loud)
    return np.clip(1 + decibels / reach, 0.0, 1.0)


def sounding_span(spectrum: Spectrum) -> tuple[float, float]:
    """Return the seconds between which the song sounds; ``(0, 0)`` if it never does."""
    level = spectrum.level
    loud = float(np.percentile(level, 95)) if len(level) else 0.0
    if spectrum.silent or float(level.max()) <= 1e-7:
        return 0.0, 0.0
    threshold = _SILENCE * (loud if loud > 0 else float(level.max()))
    sounding = np.flatnonzero(level > threshold)
    if not len(sounding):
        return 0.0, 0.0
    # A frame hears half a window ahead: sound begins about 20 ms after the first frame that hears it.
    start = 0.0 if sounding[0] == 0 else sounding[0] / FRAME_RATE + 0.015
    end = min(spectrum.duration, (sounding[-1] + 1) / FRAME_RATE)
    if sounding[-1] >= len(level) - 2:
        end = spectrum.duration
    return float(min(start, end)), float(end)
