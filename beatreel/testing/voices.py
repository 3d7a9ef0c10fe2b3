"""The band of the synthetic songs: short sounds made of sines and noise, numpy only.

Conventions
-----------
Every function returns float32 samples of shape (2, n), peak at most about 1, whose attack is at sample 0: what is placed at a
beat is heard at that beat. Same arguments, same samples.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_ATTACK = 0.0015  # seconds; short enough to be exact, long enough not to click


def hertz(note: float) -> float:
    """Return the frequency of a MIDI note number in Hz."""
    return float(440.0 * 2.0 ** ((note - 69.0) / 12.0))


def _time(seconds: float, sample_rate: int) -> NDArray[np.float64]:
    return np.arange(max(1, round(seconds * sample_rate))) / sample_rate


def _noise(count: int, seed: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).uniform(-1.0, 1.0, count)


def _stereo(left: NDArray[np.float64], right: NDArray[np.float64] | None = None) -> Samples:
    sound = np.stack([left, left if right is None else right]).astype(np.float32)
    sound.setflags(write=False)  # cached sounds are shared
    return sound


def _brighten(noise: NDArray[np.float64], times: int) -> NDArray[np.float64]:
    """Take differences of neighbouring samples: each pass tilts the spectrum up by 6 dB per octave."""
    for _ in range(times):
        noise = np.diff(noise, prepend=0.0)
    return noise / np.max(np.abs(noise))


@lru_cache(maxsize=8)
def kick(sample_rate: int) -> Samples:
    """A bass drum: a sine that falls from 190 Hz to 48 Hz, and a click."""
    t = _time(0.32, sample_rate)
    phase = 48.0 * t + (190.0 - 48.0) * 0.028 * (1.0 - np.exp(-t / 0.028))
    body = np.sin(2 * np.pi * phase) * np.exp(-t / 0.11)
    click = _noise(t.size, 1) * np.exp(-t / 0.003)
    return _stereo(0.95 * body + 0.25 * click)


@lru_cache(maxsize=8)
def snare(sample_rate: int) -> Samples:
    """A snare drum: bright noise over a short 185 Hz tone."""
    t = _time(0.24, sample_rate)
    rattle = _brighten(_noise(t.size, 2), 1) * np.exp(-t / 0.065)
    tone = np.sin(2 * np.pi * 185.0 * t) * np.exp(-t / 0.04)
    return _stereo(0.7 * rattle + 0.5 * tone)


@lru_cache(maxsize=16)
def hat(sample_rate: int, *, is_open: bool = False) -> Samples:
    """A hi-hat, a little right of the middle."""
    t = _time(0.28 if is_open else 0.06, sample_rate)
    sound = _brighten(_noise(t.size, 3), 3) * np.exp(-t / (0.09 if is_open else 0.016))
    return _stereo(0.6 * sound, 0.8 * sound)


@lru_cache(maxsize=8)
def crash(sample_rate: int) -> Samples:
    """A crash cymbal, wide."""
    t = _time(1.6, sample_rate)
    decay = np.exp(-t / 0.45)
    return _stereo(_brighten(_noise(t.size, 4), 2) * decay, _brighten(_noise(t.size, 5), 2) * decay)


def _envelope(t: NDArray[np.float64], seconds: float, attack: float, release: float) -> NDArray[np.float64]:
    rise = np.minimum(1.0, t / attack)
    fall = np.clip((seconds - t) / release, 0.0, 1.0)
    return rise * fall


def _harmonics(
    t: NDArray[np.float64], frequency: float, count: int, tilt: float, sample_rate: int, phase: float = 0.0
) -> NDArray[np.float64]:
    """Sum sines at multiples of a frequency, amplitude 1 / n ** tilt, none above 45 % of the sample rate."""
    sound = np.zeros_like(t)
    for n in range(1, count + 1):
        if n * frequency < 0.45 * sample_rate:
            sound += np.sin(2 * np.pi * n * frequency * t + phase * n) / n**tilt
    return sound


@lru_cache(maxsize=256)
def bass(note: int, seconds: float, sample_rate: int) -> Samples:
    """A bass string in the middle, darker as it rings."""
    t = _time(seconds, sample_rate)
    frequency = hertz(note)
    dark = _harmonics(t, frequency, 3, 1.4, sample_rate)
    bright = _harmonics(t, frequency, 10, 1.0, sample_rate) * np.exp(-t / 0.08)
    envelope = _envelope(t, seconds, _ATTACK, min(0.05, seconds / 2)) * np.exp(-t / 0.9)
    return _stereo(0.45 * (dark + 0.5 * bright) * envelope)


@lru_cache(maxsize=256)
def pad(notes: tuple[int, ...], seconds: float, sample_rate: int) -> Samples:
    """A soft chord; the two sides are tuned a little apart."""
    t = _time(seconds, sample_rate)
    envelope = _envelope(t, seconds, min(0.08, seconds / 3), min(0.15, seconds / 3))
    sides = [
        sum(_harmonics(t, hertz(note) * detune, 6, 1.5, sample_rate, phase=0.7 * note) for note in notes) * envelope
        for detune in (0.9985, 1.0015)
    ]
    return _stereo(0.5 / len(notes) * sides[0], 0.5 / len(notes) * sides[1])


@lru_cache(maxsize=256)
def stab(notes: tuple[int, ...], seconds: float, sample_rate: int) -> Samples:
    """A struck chord, as of a piano."""
    t = _time(seconds, sample_rate)
    envelope = _envelope(t, seconds, _ATTACK, min(0.08, seconds / 2))
    sound = np.zeros_like(t)
    for note in notes:
        sound += _harmonics(t, hertz(note), 7, 1.2, sample_rate) * np.exp(-t / (0.5 * hertz(60) / hertz(note)))
    return _stereo(0.55 / len(notes) * sound * envelope)


@lru_cache(maxsize=256)
def lead(note: int, seconds: float, sample_rate: int) -> Samples:
    """A singing voice-like line with late vibrato, a little left of the middle."""
    t = _time(seconds, sample_rate)
    vibrato = 0.09 * np.minimum(1.0, t / 0.35) * (1.0 - np.cos(2 * np.pi * 5.3 * t)) / (2 * np.pi * 5.3)
    sound = _harmonics(t + vibrato * 0.12, hertz(note), 8, 1.3, sample_rate)
    envelope = _envelope(t, seconds, 0.012, min(0.09, seconds / 2)) * np.exp(-t / 2.2)
    return _stereo(0.42 * sound * envelope, 0.36 * sound * envelope)
