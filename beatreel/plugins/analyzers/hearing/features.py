"""What the net listens to: levels and attacks of every band, and changes of harmony, fifty times a second."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.analyzers.hearing.spectrum import CHROMA_RATE, FRAME_RATE, Spectrum, spectral_flux

FEATURE_RATE = 50
_STEP = FRAME_RATE // FEATURE_RATE
_REACHES = (2, 5, 10, 20)  # chroma frames before and after that are compared

Array = np.ndarray[Any, np.dtype[Any]]


def net_features(spectrum: Spectrum) -> Array:
    """Return the net's input, float32 of shape (frames, 2 * bands + 8).

    Frame ``i`` covers the spectrum's frames ``2 i`` and ``2 i + 1``: the mean level and twice the strongest attack of
    each band, then how much the harmony and the bass changed within 0.2, 0.5, 1 and 2 s on either side.
    """
    bands = spectrum.bands
    if len(bands) % _STEP:
        bands = np.concatenate([bands, bands[-1:]])
    pairs = bands.reshape(-1, _STEP, bands.shape[1])
    attacks = spectral_flux(bands).reshape(pairs.shape)
    change = np.hstack([_change(spectrum.chroma), _change(spectrum.bass_chroma)])
    places = np.arange(len(pairs)) * (CHROMA_RATE / FEATURE_RATE)
    known = np.arange(len(change))
    curves = np.stack([np.interp(places, known, column) for column in change.T], 1).astype(np.float32)
    return np.hstack([pairs.mean(1), 2 * attacks.max(1), curves])


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
