"""What the net listens to: levels and attacks of every band, and changes of harmony, fifty times a second."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.analyzers.hearing.spectrum import CHROMA_RATE, FRAME_RATE, Spectrum, spectral_flux

FEATURE_RATE = 50
_STEP = FRAME_RATE // FEATURE_RATE
_BLOCK = 3000
_REACHES = (2, 5, 10, 20)  # chroma frames before and after that are compared

Array = np.ndarray[Any, np.dtype[Any]]


class NetFeatures:
    """The net's input, computed where it is looked at: an hour of it takes no memory.

    Frame ``i`` covers the spectrum's frames ``2 i`` and ``2 i + 1``: the mean level and twice the strongest attack of
    each band, then how much the harmony and the bass changed within 0.2, 0.5, 1 and 2 s on either side.

    Parameters
    ----------
    spectrum : Spectrum
    """

    def __init__(self, spectrum: Spectrum) -> None:
        self._bands = spectrum.bands
        self._change = np.hstack([_change(spectrum.chroma), _change(spectrum.bass_chroma)])

    def __len__(self) -> int:
        """Number of frames, ``FEATURE_RATE`` a second."""
        return -(-len(self._bands) // _STEP)

    def __getitem__(self, frames: slice) -> Array:
        """Return frames in a row, float16 of shape (n, 2 * bands + 8)."""
        first, last, _ = frames.indices(len(self))
        width = self._bands.width
        out = np.empty((max(0, last - first), 2 * width + self._change.shape[1]), np.float16)
        for begin in range(first, last, _BLOCK):
            end = min(begin + _BLOCK, last)
            levels, attacks = self._levels_and_attacks(begin, end)
            out[begin - first : end - first, :width] = levels
            out[begin - first : end - first, width : 2 * width] = attacks
        places = np.arange(first, last) * (CHROMA_RATE / FEATURE_RATE)
        for column, curve in enumerate(self._change.T):
            out[:, 2 * width + column] = np.interp(places, np.arange(len(curve)), curve)
        return out

    def _levels_and_attacks(self, first: int, last: int) -> tuple[Array, Array]:
        start = max(0, first * _STEP - 2)
        piece = self._bands[start : last * _STEP]
        if last * _STEP > len(self._bands):
            piece = np.concatenate([piece, piece[-1:]])
        skip = first * _STEP - start
        rise = spectral_flux(piece)[skip:].reshape(-1, _STEP, self._bands.width)
        return piece[skip:].reshape(-1, _STEP, self._bands.width).mean(1), 2 * rise.max(1)


def _change(chroma: Array) -> Array:
    """Cosine distance between the means before and after each chroma frame, shape (frames, reaches)."""
    count = len(chroma)
    sums = np.concatenate([np.zeros((1, 12)), np.cumsum(chroma, 0, dtype=np.float64)])
    index = np.arange(count)
    columns = []
    for reach in _REACHES:
        before = sums[index] - sums[np.maximum(index - reach, 0)]
        after = sums[np.minimum(index + reach, count)] - sums[index]
        norm = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
        likeness = (before * after).sum(1) / np.maximum(norm, 1e-9)
        columns.append(np.where(norm > 1e-6, np.clip(1 - likeness, 0.0, 1.0), 0.0))
    return np.stack(columns, 1)
