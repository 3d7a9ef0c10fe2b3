"""The song as a short-time spectrum: what every later step of hearing looks at.

Frame ``i`` is centred on second ``i / FRAME_RATE``. Everything is computed in blocks while the song is read, and the bands
lie in a file once they are many: what grows with the song is some 0.2 MB a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from scipy.fft import rfft
from scipy.ndimage import maximum_filter1d

from beatreel.plugins.analyzers.hearing.bands import Bands

FRAME_RATE = 100
CHROMA_RATE = 10
SAMPLE_RATE = 22050

FLUX_GROUPS = ((28, 110), (110, 260), (260, 900), (900, 3000), (3000, 7500), (7500, 16000))

_WINDOW = 1024
_CHROMA_WINDOW = 4096
_BLOCK = 2000  # frames: 20 s of music at a time
_MOST = 1 << 19  # samples taken at a time
_PER_CHROMA = FRAME_RATE // CHROMA_RATE
_TIMBRES = 10
_LOWEST, _HIGHEST = 28.0, 10500.0
_BANDS_PER_OCTAVE = 12

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Spectrum:
    """A song's spectrum.

    Attributes
    ----------
    duration : float
        Seconds.
    bands : Bands
        Compressed magnitudes at ``FRAME_RATE`` frames per second.
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
    bands: Bands
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

    @cached_property
    def timbre(self) -> Array:
        """The ten main directions in which the spectrum varies, shape (frames, 10); see :meth:`Bands.principal`."""
        return self.bands.principal(_TIMBRES)


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
    samples: Array | Iterable[Array],
    rate: int,
    *,
    duration: float | None = None,
    report: Callable[[float], None] | None = None,
) -> Spectrum:
    """Compute the spectrum of a song.

    Parameters
    ----------
    samples : ndarray of float32, shape (n,), or such arrays one after the other
        Mono.
    rate : int
        Samples per second; meant to be ``SAMPLE_RATE``, others work.
    duration : float, optional
        Seconds, as the song states it; by default that of the samples.
    report : callable, optional
        Called with the done fraction, 0 to 1, where ``duration`` is known.
    """
    ear = _Ear(rate)
    for piece in (samples,) if isinstance(samples, np.ndarray) else samples:
        for first in range(0, len(piece), _MOST):
            ear.hear(piece[first : first + _MOST])
            if report is not None and duration:
                report(min(1.0, ear.heard / rate / duration))
    return ear.spectrum(duration)


class _Ear:
    """Turns samples into spectra as they come; gain is applied at the end, when the level of the song is known."""

    def __init__(self, rate: int) -> None:
        self.heard = 0  # samples
        self._rate = rate
        self._held = np.zeros(0, np.float32)  # samples that later frames need, and how many came before them
        self._before = 0
        self._bank, self._centres = _filter_bank(rate)
        self._chroma_maps = _chroma_map(rate, 180.0, 2500.0), _chroma_map(rate, 38.0, 200.0)
        self._bands = Bands(len(self._centres))
        self._powers: list[Array] = []
        self._chromas: list[tuple[Array, Array]] = []
        self._level = _ActiveLevel(rate)
        self._frames = 0

    def hear(self, samples: Array) -> None:
        """Take the next samples."""
        samples = np.ascontiguousarray(samples, np.float32)
        if not np.isfinite(np.sum(samples, dtype=np.float64)):
            samples = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
        self._level.take(samples)
        self.heard += len(samples)
        self._held = np.concatenate([self._held, samples])
        while (self._frames + _BLOCK) * self._rate / FRAME_RATE + _CHROMA_WINDOW < self.heard:
            self._block(_BLOCK, _BLOCK // _PER_CHROMA)

    def spectrum(self, duration: float | None) -> Spectrum:
        """Return what was heard."""
        length = self.heard / self._rate
        frames, chromas = max(1, int(length * FRAME_RATE)), max(1, int(length * CHROMA_RATE))
        while self._frames < frames:
            done = self._frames // _PER_CHROMA
            self._block(min(_BLOCK, frames - self._frames), max(0, min(_BLOCK // _PER_CHROMA, chromas - done)))
        level = self._level.value
        gain = np.float32(0.1 / level if level > 0 else 0.0)
        self._bands.gain = float(gain)
        power = np.concatenate(self._powers) * gain**2
        chroma, bass = (np.concatenate(parts) * np.sqrt(gain) for parts in zip(*self._chromas, strict=True))
        return Spectrum(duration or length, self._bands, self._centres, power, chroma, bass, silent=level <= 0)

    def _block(self, frames: int, chromas: int) -> None:
        first = self._frames
        magnitude = self._magnitudes(np.arange(first, first + frames) / FRAME_RATE, _WINDOW)
        self._bands.append(magnitude @ self._bank)
        squares = magnitude**2
        parts = [squares[:, a:b].sum(1) for a, b in _power_edges(self._rate)]
        self._powers.append(np.stack([parts[0] + parts[1] + parts[2], *parts], 1) / magnitude.shape[1])
        if chromas:
            start = first // _PER_CHROMA
            root = np.sqrt(self._magnitudes(np.arange(start, start + chromas) / CHROMA_RATE, _CHROMA_WINDOW))
            upper, lower = self._chroma_maps
            self._chromas.append((root @ upper, root @ lower))
        self._frames += frames
        spent = int(self._frames * self._rate / FRAME_RATE) - _CHROMA_WINDOW - self._before
        if spent > 0:
            self._held, self._before = self._held[spent:], self._before + spent

    def _magnitudes(self, times: Array, window: int) -> Array:
        """Magnitude spectra centred on the given seconds, shape (times, window // 2 + 1)."""
        starts = np.round(times * self._rate).astype(np.int64) - window // 2 - self._before
        low, high = int(starts[0]), int(starts[-1]) + window
        piece = self._held[max(0, low) : max(0, high)]
        ahead = max(0, -low)
        piece = np.pad(piece, (ahead, high - low - ahead - len(piece)))
        framed = piece[(starts - low)[:, None] + np.arange(window)] * _hann(window)
        return np.abs(rfft(framed, axis=1)).astype(np.float32)


class _ActiveLevel:
    """Root mean square over the half seconds that are not silent, so that long pauses do not matter."""

    def __init__(self, rate: int) -> None:
        self._step = max(1, rate // 2)
        self._rest = np.zeros(0, np.float32)
        self._squares: list[float] = []

    def take(self, samples: Array) -> None:
        """Take the next samples."""
        joined = np.concatenate([self._rest, samples])
        whole = len(joined) // self._step * self._step
        parts = joined[:whole].reshape(-1, self._step).astype(np.float64)
        self._squares.extend((parts**2).mean(1).tolist())
        self._rest = joined[whole:]

    @property
    def value(self) -> float:
        """The level of what was taken."""
        rest = [float((self._rest.astype(np.float64) ** 2).mean())] if len(self._rest) else []
        squares = [*self._squares, *rest]
        loudest = max(squares, default=0.0)
        if loudest < 1e-12:
            return 0.0
        return float(np.sqrt(np.mean([s for s in squares if s > 0.0025 * loudest])))


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


@lru_cache(maxsize=8)
def _chroma_map(rate: int, low: float, high: float) -> Array:
    bins = np.arange(_CHROMA_WINDOW // 2 + 1) * rate / _CHROMA_WINDOW
    pitch = 69 + 12 * np.log2(np.maximum(bins, 1.0) / 440.0)
    inside = (bins > low) & (bins < high)
    columns = [inside * np.maximum(0.0, 1 - 2 * np.abs((pitch - p + 6) % 12 - 6)) for p in range(12)]
    return np.stack(columns, 1).astype(np.float32)
