"""Runs the trained net in numpy: beat, downbeat and section activations, fifty a second."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from beatreel.plugins.analyzers.hearing.features import NetFeatures

WEIGHTS = "weights.npz"
_DILATIONS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
_BLOCK = 6000  # frames computed at a time
_REACH = 1026  # frames that the net hears on either side

Array = np.ndarray[Any, np.dtype[Any]]
Weights = dict[str, Array]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the shipped weights as float32; MODEL_CARD.md beside them says what they are."""
    with (files(__package__) / WEIGHTS).open("rb") as file, np.load(file) as data:
        return {name: data[name].astype(np.float32) for name in data.files}


def activations(features: Array | NetFeatures, weights: Weights) -> Array:
    """Return probabilities of beat, downbeat and section start for each frame, float32 of shape (frames, 3).

    Parameters
    ----------
    features : NetFeatures, or ndarray of floats, shape (frames, inputs)
        The net's input.
    weights : dict of str to ndarray
    """
    parts = []
    for first in range(0, len(features), _BLOCK):
        start, end = max(0, first - _REACH), min(len(features), first + _BLOCK + _REACH)
        logits = _forward(features[start:end].astype(np.float32), weights)
        parts.append(logits[first - start : first - start + _BLOCK])
    return 1 / (1 + np.exp(-np.clip(np.concatenate(parts), -30, 30)))


def _forward(features: Array, weights: Weights) -> Array:
    hidden = _elu(_convolve(features - weights["mean"], weights["entry_weight"], weights["entry_bias"], 1))
    for index, dilation in enumerate(_DILATIONS):
        wide = _elu(_convolve(hidden, weights[f"wide_{index}_weight"], weights[f"wide_{index}_bias"], dilation))
        hidden = hidden + wide @ weights[f"point_{index}_weight"][:, :, 0].T + weights[f"point_{index}_bias"]
    return _elu(hidden) @ weights["exit_weight"][:, :, 0].T + weights["exit_bias"]


def _convolve(x: Array, kernel: Array, bias: Array, dilation: int) -> Array:
    """Dilated convolution over time; x is (frames, in), kernel (out, in, taps), zeros beyond the ends."""
    taps = kernel.shape[2]
    y = np.tile(bias, (len(x), 1))
    for tap in range(taps):
        shift = (tap - taps // 2) * dilation
        if abs(shift) >= len(x):
            continue
        part = x @ kernel[:, :, tap].T
        if shift >= 0:
            y[: len(x) - shift] += part[shift:]
        else:
            y[-shift:] += part[:shift]
    return y


def _elu(x: Array) -> Array:
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))
