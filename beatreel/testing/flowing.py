"""A synthetic song in free time: phrases that swell and fade, no beat."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from beatreel.testing import voices

_SCALE = (0, 2, 3, 5, 7, 8, 10)


def make_flowing(
    duration: float = 75.0, *, seed: int = 1, sample_rate: int = 44_100
) -> tuple[NDArray[np.float32], tuple[float, ...]]:
    """Play a piano in free time.

    Phrases of 5 to 9 seconds swell and fade; their notes come at no steady distance, and a breath lies between them.

    Parameters
    ----------
    duration : float
        Seconds, at least 10.
    seed : int
        Same seed, same samples.
    sample_rate : int
        Hz.

    Returns
    -------
    samples : numpy.ndarray [shape=(2, n), dtype=float32]
        Within [-0.9, 0.9].
    phrases : tuple of float
        When each phrase begins, in seconds.
    """
    rng = np.random.default_rng(seed)
    count = round(duration * sample_rate)
    mix = np.zeros((2, count), np.float32)
    phrases = []
    time = 0.8
    while time < duration - 6:
        start, length = time, rng.uniform(5, 9)
        end = min(start + length, duration - 3)
        phrases.append(float(start))
        degree = int(rng.integers(0, 7))
        while time < end:
            gain = 0.12 + 0.3 * np.sin(np.pi * min((time - start) / length, 1.0))
            degree = int(np.clip(degree + rng.integers(-2, 3), -3, 12))
            note = 64 + 12 * (degree // 7) + _SCALE[degree % 7]
            notes = (note, note - 12) if rng.random() < 0.3 else (note,)
            sound = voices.stab(notes, float(rng.uniform(0.8, 2.0)), sample_rate)
            first = round(time * sample_rate)
            last = min(count, first + sound.shape[1])
            mix[:, first:last] += gain * sound[:, : last - first]
            time += rng.choice([0.28, 0.45, 0.7, 1.1]) * rng.lognormal(0, 0.35)
        time = end + rng.uniform(0.9, 1.8)
    return mix * np.float32(0.9 / np.abs(mix).max()), tuple(phrases)


def write_flowing(path: Path, **arguments: float) -> tuple[float, ...]:
    """Write such a song to a file whose suffix names its format; return when its phrases begin."""
    from beatreel.testing import audiofile

    samples, phrases = make_flowing(**arguments)
    audiofile.write(path, samples, 44_100)
    return phrases
