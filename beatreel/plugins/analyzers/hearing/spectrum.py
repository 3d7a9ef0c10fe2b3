"""The song as a short-time spectrum: what every later step of hearing looks at.

Frame ``i`` is centred on second ``i / FRAME_RATE``. Everything is computed in blocks, so the memory beyond the samples
is that of the result: about 2 MB for each minute of music.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from scipy.fft import rfft
from scipy.ndimage import maximum_filter1d

FRAME_RATE = 100
CHROMA_RATE = 10
SAMPLE_RATE = 22050

FLUX_GROUPS = ((28, 110), (110, 260), (260, 900), (900, 3000), (3000, 7500), (7500, 16000))

_WINDOW = 1024
_CHROMA_WINDOW = 4096
_BLOCK = 2000  # frames: 20 s of music at a time
_LOWEST, _HIGHEST = 28.0, 10500.0
_BANDS_PER_OCTAVE = 12
_COMPRESSION = 8.0

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Spectrum:
    """A song's spectrum.

    Attributes
    ----------
    duration : float
        Seconds.
    bands : ndarray of float32, shape (frames, bands)
        Compressed magnitudes ``log10(1 + 8 m)``, at ``FRAME_RATE`` frames per second.
    centres : ndarray of float32, shape (bands,)
        Centre frequencies in Hz, rising.
    power : ndarray of float32, shape (frames, 4)
        Mean power of all, low (< 150 Hz), mid (150 to 2500 Hz) and high; relative to the song's own level.
    chroma, bass_chroma : ndarray of float32, shape (chroma frames, 12)
        Magnitude by pitch class of 180 to 2500 Hz and of 38 to 200 Hz, at ``CHROMA_RATE`` frames per second.
    silent : bool
        The song holds no sound at all.
    """

    duration: float
    bands: Array
    centres: Array
    power: Array
    chroma: Array
    bass_chroma: Array
    silent: bool

    @property
    def level(self) -> Array:
        """Root mean square of each frame, shape (frames,)."""
        return np.sqrt(self.power[:, 0])

    @cached_property
    def grouped_flux(self) -> Array:
        """Rise of the bands in each of ``FLUX_GROUPS`` and, last, in all of them; shape (frames, 7).

        See :func:`spectral_flux`.
        """
        members = [(self.centres >= low) & (self.centres < high) for low, high in FLUX_GROUPS]
        members.append(np.ones(len(self.centres), bool))
        weights = np.stack([m / max(1, m.sum()) for m in members], 1).astype(np.float32)
        out = np.empty((len(self.bands), len(members)), np.float32)
        for first in range(0, len(out), _BLOCK):
            start = max(0, first - 2)
            rise = spectral_flux(self.bands[start : first + _BLOCK])
            out[first : first + _BLOCK] = rise[first - start :] @ weights
        return out


def spectral_flux(bands: Array) -> Array:
    """Return the rise of compressed magnitudes over 20 ms against their neighbours' maximum, same shape.

    The maximum over neighbouring bands keeps vibrato from counting as onsets (SuperFlux, Böck and Widmer 2013).
    """
    rise = np.zeros_like(bands)
    if len(bands) > 2:
        before = maximum_filter1d(bands[:-2], 3, axis=1, mode="nearest")
        np.maximum(bands[2:] - before, 0.0, out=rise[2:])
    return rise


def listen(
    samples: Array, rate: int, *, duration: float | None = None, report: Callable[[float], None] | None = None
) -> Spectrum:
    """Compute the spectrum of a song.

    Parameters
    ----------
    samples : ndarray of float32, shape (n,)
        Mono.
    rate : int
        Samples per second; meant to be ``SAMPLE_RATE``, others work.
    duration : float, optional
        Seconds, as the song states it; by default that of the samples.
    report : callable, optional
        Called with the done fraction, 0 to 1.
    """
    samples = np.ascontiguousarray(samples, np.float32)
    if not np.isfinite(np.sum(samples, dtype=np.float64)):
        samples = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
    length = len(samples) / rate
    level = _active_level(samples, rate)
    gain = np.float32(0.1 / level if level > 0 else 0.0)
    bank, centres = _filter_bank(rate)
    edges = _power_edges(rate)
    count = max(1, int(length * FRAME_RATE))
    bands = np.empty((count, len(centres)), np.float32)
    power = np.empty((count, 4), np.float32)
    for first in range(0, count, _BLOCK):
        last = min(first + _BLOCK, count)
        frames = np.arange(first, last)
        magnitude = _magnitudes(samples, rate, frames / FRAME_RATE, _WINDOW) * gain
        bands[first:last] = np.log10(1.0 + _COMPRESSION * (magnitude @ bank))
        squares = magnitude**2
        parts = [squares[:, a:b].sum(1) for a, b in edges]
        power[first:last] = np.stack([parts[0] + parts[1] + parts[2], *parts], 1) / magnitude.shape[1]
        if report is not None:
            report(last / count)
    chroma, bass_chroma = _chroma(samples, rate, length, gain)
    return Spectrum(duration or length, bands, centres, power, chroma, bass_chroma, silent=level <= 0)


def _active_level(samples: Array, rate: int) -> float:
    """Root mean square over the half seconds that are not silent, so that long pauses do not matter."""
    step = max(1, rate // 2)
    squares = [float(np.mean(samples[a : a + step].astype(np.float64) ** 2)) for a in range(0, len(samples), step)]
    loudest = max(squares, default=0.0)
    if loudest < 1e-12:
        return 0.0
    return float(np.sqrt(np.mean([s for s in squares if s > 0.0025 * loudest])))


def _magnitudes(samples: Array, rate: int, times: Array, window: int) -> Array:
    """Magnitude spectra centred on the given seconds, shape (times, window // 2 + 1)."""
    starts = np.round(times * rate).astype(np.int64) - window // 2
    low, high = int(starts[0]), int(starts[-1]) + window
    piece = samples[max(0, low) : max(0, high)]
    before = max(0, -low)
    piece = np.pad(piece, (before, high - low - before - len(piece)))
    framed = piece[(starts - low)[:, None] + np.arange(window)] * _hann(window)
    return np.abs(rfft(framed, axis=1)).astype(np.float32)


@lru_cache(maxsize=4)
def _hann(window: int) -> Array:
    return np.hanning(window).astype(np.float32)


@lru_cache(maxsize=4)
def _filter_bank(rate: int) -> tuple[Array, Array]:
    """Triangular filters, twelve an octave, as (bins, bands), and their centres; equal filters are merged."""
    bins = np.arange(_WINDOW // 2 + 1) * rate / _WINDOW
    highest = min(_HIGHEST, 0.47 * rate)
    total = int(np.log2(highest / _LOWEST) * _BANDS_PER_OCTAVE)
    columns: list[Array] = []
    centres: list[float] = []
    for index in range(total):
        centre = _LOWEST * 2 ** (index / _BANDS_PER_OCTAVE)
        low, high = centre * 2 ** (-1 / _BANDS_PER_OCTAVE), centre * 2 ** (1 / _BANDS_PER_OCTAVE)
        column = np.interp(bins, [low, centre, high], [0.0, 1.0, 0.0])
        if column.sum() < 1e-6:
            column[np.argmin(np.abs(bins - centre))] = 1.0
        column = column / column.sum()
        if not columns or not np.allclose(column, columns[-1]):
            columns.append(column)
            centres.append(centre)
    return np.stack(columns, 1).astype(np.float32), np.array(centres, np.float32)


def _power_edges(rate: int) -> tuple[tuple[int, int], ...]:
    size = _WINDOW // 2 + 1
    low = max(2, round(150 * _WINDOW / rate))
    mid = min(size - 1, max(low + 1, round(2500 * _WINDOW / rate)))
    return (0, low), (low, mid), (mid, size)


def _chroma(samples: Array, rate: int, duration: float, gain: np.float32) -> tuple[Array, Array]:
    count = max(1, int(duration * CHROMA_RATE))
    upper = _chroma_map(rate, 180.0, 2500.0)
    lower = _chroma_map(rate, 38.0, 200.0)
    chroma = np.empty((count, 12), np.float32)
    bass = np.empty((count, 12), np.float32)
    for first in range(0, count, _BLOCK // 10):
        last = min(first + _BLOCK // 10, count)
        root = np.sqrt(_magnitudes(samples, rate, np.arange(first, last) / CHROMA_RATE, _CHROMA_WINDOW) * gain)
        chroma[first:last] = root @ upper
        bass[first:last] = root @ lower
    return chroma, bass


@lru_cache(maxsize=8)
def _chroma_map(rate: int, low: float, high: float) -> Array:
    bins = np.arange(_CHROMA_WINDOW // 2 + 1) * rate / _CHROMA_WINDOW
    pitch = 69 + 12 * np.log2(np.maximum(bins, 1.0) / 440.0)
    inside = (bins > low) & (bins < high)
    columns = [inside * np.maximum(0.0, 1 - 2 * np.abs((pitch - p + 6) % 12 - 6)) for p in range(12)]
    return np.stack(columns, 1).astype(np.float32)
