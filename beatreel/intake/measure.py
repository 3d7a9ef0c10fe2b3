"""One pass over the decoded samples: everything that the advice is made of, in flat memory.

Conventions
-----------
Levels are dB relative to full scale (dBFS) of the loudest channel, in windows of 10 ms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from beatreel.media.loudness import Loudness, LoudnessMeter

if TYPE_CHECKING:
    from collections.abc import Iterable

_WINDOWS_PER_SECOND = 100
_FULL_SCALE = 0.9995
_RUN = 3  # full-scale samples in a row that an analogue peak does not make
_FLOOR = 1e-12
_OCTAVES = 63.0 * 2.0 ** np.arange(-0.5, 9.0)  # edges of nine octave bands, 63 Hz to 16 kHz


@dataclass(frozen=True)
class Measurement:
    """What the samples of a song are like.

    Attributes
    ----------
    sample_count : int
        Per channel.
    peaks : numpy.ndarray [shape=(windows,), dtype=float32]
        Highest absolute sample of each 10 ms.
    levels : numpy.ndarray [shape=(windows,), dtype=float32]
        Root mean square of each 10 ms in dBFS.
    channel_energy : numpy.ndarray [shape=(channels,), dtype=float64]
        Sum of squares.
    octaves : numpy.ndarray [shape=(9,), dtype=float64]
        Energy in the octave bands from 63 Hz to 16 kHz.
    full_scale_samples, full_scale_runs : int
        Samples in runs of at least three at full scale, and those runs, over all channels.
    loudness : Loudness
    """

    sample_count: int
    peaks: NDArray[np.float32]
    levels: NDArray[np.float32]
    channel_energy: NDArray[np.float64]
    octaves: NDArray[np.float64]
    full_scale_samples: int
    full_scale_runs: int
    loudness: Loudness

    @property
    def peak(self) -> float:
        """Highest absolute sample."""
        return float(self.peaks.max(initial=0.0))


class Meter:
    """Collects a :class:`Measurement` from blocks.

    Parameters
    ----------
    sample_rate : int
        Hz.
    channels : int
    """

    def __init__(self, sample_rate: int, channels: int) -> None:
        self.sample_count = 0
        self._window = max(1, sample_rate // _WINDOWS_PER_SECOND)
        self._rate = sample_rate
        self._peaks: list[NDArray[np.float32]] = []
        self._levels: list[NDArray[np.float32]] = []
        self._energy = np.zeros(channels)
        self._octaves = np.zeros(len(_OCTAVES) - 1)
        self._frame = min(2 ** round(math.log2(sample_rate / 11)), self.block)  # about 11 spectra in a second
        self._shape = np.hanning(self._frame).astype(np.float32)
        self._bands = _octave_bands(self._frame, sample_rate)
        self._full = self._runs = 0
        self._loudness = LoudnessMeter(sample_rate, channels)

    @property
    def block(self) -> int:
        """How many samples :meth:`feed` wants at a time: a second, in whole windows."""
        return self._window * _WINDOWS_PER_SECOND

    def feed_all(self, blocks: Iterable[NDArray[np.float32]]) -> Measurement:
        """Measure all blocks ``(channels, n)``, each of :attr:`block` samples but the last."""
        for block in blocks:
            self.feed(block)
        return self.result()

    def feed(self, samples: NDArray[np.float32]) -> None:
        """Add a block of float32 samples ``(channels, n)``."""
        self.sample_count += samples.shape[1]
        self._loudness.feed(samples)
        magnitude = np.abs(samples)
        starts = np.arange(0, samples.shape[1], self._window)
        self._peaks.append(np.maximum.reduceat(magnitude.max(axis=0), starts))
        self._energy += np.einsum("ij,ij->i", samples, samples, dtype=np.float64)
        squares = np.add.reduceat(np.square(samples), starts, axis=1).max(axis=0)
        lengths = np.diff(np.append(starts, samples.shape[1]))
        self._levels.append((10 * np.log10(squares / lengths + _FLOOR)).astype(np.float32))
        self._count_full_scale(magnitude)
        self._add_spectrum(samples)

    def result(self) -> Measurement:
        """Return the measurement."""
        nothing = [np.zeros(0, np.float32)]
        return Measurement(
            sample_count=self.sample_count,
            peaks=np.concatenate(self._peaks or nothing),
            levels=np.concatenate(self._levels or nothing),
            channel_energy=self._energy,
            octaves=self._octaves,
            full_scale_samples=self._full,
            full_scale_runs=self._runs,
            loudness=self._loudness.result(),
        )

    def _count_full_scale(self, magnitude: NDArray[np.float32]) -> None:
        for channel in magnitude:
            if channel.max() < _FULL_SCALE:
                continue
            edges = np.flatnonzero(np.diff(np.concatenate(([False], channel >= _FULL_SCALE, [False]))))
            lengths = edges[1::2] - edges[::2]
            long_ones = lengths[lengths >= _RUN]
            self._full += int(long_ones.sum())
            self._runs += len(long_ones)

    def _add_spectrum(self, samples: NDArray[np.float32]) -> None:
        # The loudest channel, for a sum would hide what the channels play against each other.
        loudest = samples[int(np.argmax(np.einsum("ij,ij->i", samples, samples)))]
        count = len(loudest) // self._frame
        frames = loudest[: count * self._frame].reshape(count, self._frame) * self._shape
        self._octaves += self._bands @ np.square(np.abs(np.fft.rfft(frames, axis=1))).sum(axis=0)


def _octave_bands(frame: int, sample_rate: int) -> NDArray[np.float64]:
    """Return a matrix (bands, bins) that sums the bins of a spectrum in octaves."""
    hertz = np.fft.rfftfreq(frame, 1 / sample_rate)
    return ((hertz >= _OCTAVES[:-1, None]) & (hertz < _OCTAVES[1:, None])).astype(np.float64)
