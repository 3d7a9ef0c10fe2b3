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


def net_features(spectrum: Spectrum) -> Array:
    """Return the net's input, float16 of shape (frames, 2 * bands + 8).

    Frame ``i`` covers the spectrum's frames ``2 i`` and ``2 i + 1``: the mean level and twice the strongest attack of
    each band, then how much the harmony and the bass changed within 0.2, 0.5, 1 and 2 s on either side.
    """
    bands = spectrum.bands
    width = bands.shape[1]
    count = -(-len(bands) // _STEP)
    change = np.hstack([_change(spectrum.chroma), _change(spectrum.bass_chroma)])
    out = np.empty((count, 2 * width + change.shape[1]), np.float16)
    for first in range(0, count, _BLOCK):
        last = min(first + _BLOCK, count)
        start = max(0, first * _STEP - 2)
        piece = bands[start : last * _STEP]
        if (last * _STEP) > len(bands):
            piece = np.concatenate([piece, bands[-1:]])
        skip = first * _STEP - start
        rise = spectral_flux(piece)[skip:].reshape(-1, _STEP, width)
        out[first:last, :width] = piece[skip:].reshape(-1, _STEP, width).mean(1)
        out[first:last, width : 2 * width] = 2 * rise.max(1)
    places = np.arange(count) * (CHROMA_RATE / FEATURE_RATE)
    for column, curve in enumerate(change.T):
        out[:, 2 * width + column] = np.interp(places, np.arange(len(change)), curve)
    return out


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
