"""How strongly something begins at each instant of a song: what stated beats are fitted to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from beatreel.media.decode import read_audio

Array = np.ndarray[Any, np.dtype[Any]]

RATE = 200  # values per second
_SAMPLE_RATE = 22_050
_WINDOW = 512  # samples, 23 ms: short, for the place of an attack matters more than its pitch
_BANDS = 24
_BLOCK = 12_000  # frames at a time, so that memory stays flat
_LAG = 0.004  # seconds that the rise comes before the attack; measured on clicks


def onset_strength(path: Path, duration: float) -> Array:
    """Return the rise of loudness over all bands, mean 1, shape (ceil(duration * RATE),).

    Log magnitudes in bands of equal width on a logarithmic scale; their rises over 10 ms are summed, so that a bass drum counts as much
    as a cymbal.
    """
    samples, rate = read_audio(path, sample_rate=_SAMPLE_RATE)
    count = max(1, int(np.ceil(duration * RATE)))
    padded = np.pad(np.nan_to_num(samples.astype(np.float32)), (_WINDOW // 2, _WINDOW))
    edges = np.unique(np.geomspace(2, _WINDOW // 2, _BANDS + 1).astype(int))
    shift = round(_LAG * RATE)
    bands = np.zeros((count, len(edges) - 1), np.float32)
    window = np.hanning(_WINDOW).astype(np.float32)
    for first in range(0, count, _BLOCK):
        starts = np.round(np.arange(first, min(first + _BLOCK, count)) / RATE * rate).astype(np.int64)
        starts = np.minimum(starts, len(padded) - _WINDOW)
        framed = padded[starts[:, None] + np.arange(_WINDOW)] * window
        magnitude = np.abs(np.fft.rfft(framed, axis=1)).astype(np.float32)
        bands[first : first + len(starts)] = np.add.reduceat(magnitude, edges[:-1], axis=1)
    level = float(bands.max(initial=0.0))
    if level <= 0:
        return np.zeros(count)
    bands = np.log1p(bands * (300 / level))
    rise = np.zeros(count)
    rise[2:] = np.maximum(bands[2:] - bands[:-2], 0).sum(1)
    rise = np.roll(rise, shift)
    rise[:shift] = 0
    mean = float(rise.mean())
    return rise / mean if mean > 0 else rise


def near(strength: Array, times: Array, reach: float = 0.02) -> Array:
    """Return the strongest onset within ``reach`` seconds of each time, shape (n,)."""
    from scipy.ndimage import maximum_filter1d

    peaks = maximum_filter1d(strength, 2 * round(reach * RATE) + 1)
    return peaks[np.clip(np.round(times * RATE).astype(int), 0, len(peaks) - 1)]


def refined(strength: Array, times: Array, reach: float = 0.015) -> Array:
    """Move times to the strongest onset within ``reach`` seconds, to a fraction of a frame; shape (n,)."""
    out = np.array(times, float)
    span = round(reach * RATE)
    for index, time in enumerate(times):
        centre = round(time * RATE)
        first, last = max(1, centre - span), min(len(strength) - 2, centre + span)
        if last <= first:
            continue
        peak = first + int(np.argmax(strength[first : last + 1]))
        before, top, after = strength[peak - 1 : peak + 2]
        if top <= max(1.0, before, after) * 0.999 and not (top >= before and top >= after and top > 1.0):
            continue
        bend = before - 2 * top + after
        out[index] = (peak + (0.5 * (before - after) / bend if bend < 0 else 0.0)) / RATE
    return out
