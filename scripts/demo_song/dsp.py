"""Oscillators, filters, delays and dynamics.

Conventions
-----------
Signals are float64 at :data:`RATE`; mono has shape (n,), stereo (2, n). Control curves have one value for each sample.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve, lfilter, resample_poly, sosfilt

Signal = NDArray[np.float64]

RATE = 44_100
_OVERSAMPLING = 4


def hertz(note: float | Signal) -> float | Signal:
    """Return the frequency of MIDI notes in Hz."""
    return 440.0 * 2.0 ** ((np.asarray(note, dtype=float) - 69.0) / 12.0)


def seconds(count: int) -> Signal:
    """Return the time of each of ``count`` samples."""
    return np.arange(count) / RATE


@numba.njit(cache=True)
def saw(frequency: Signal, phase: float) -> Signal:
    """Return a saw wave of a frequency curve, its step smoothed over two samples (polyBLEP)."""
    out = np.empty(frequency.size)
    for i in range(frequency.size):
        step = frequency[i] / RATE
        value = 2.0 * phase - 1.0
        if phase < step:
            x = phase / step
            value -= x + x - x * x - 1.0
        elif phase > 1.0 - step:
            x = (phase - 1.0) / step
            value -= x * x + x + x + 1.0
        out[i] = value
        phase += step
        phase -= np.floor(phase)
    return out


def pulse(frequency: Signal, width: float, phase: float = 0.0) -> Signal:
    """Return a pulse wave: the difference of two saws."""
    return 0.5 * (saw(frequency, phase) - saw(frequency, (phase + width) % 1.0))


@numba.njit(cache=True)
def _state_variable(signal: Signal, cutoff: Signal, damping: float, kind: int) -> Signal:
    # Zavalishin's topology-preserving state variable filter: stable while its cutoff moves.
    out = np.empty(signal.size)
    first = second = 0.0
    for i in range(signal.size):
        g = np.tan(np.pi * min(cutoff[i], 0.45 * RATE) / RATE)
        high = (signal[i] - (2.0 * damping + g) * first - second) / (1.0 + 2.0 * damping * g + g * g)
        band = g * high + first
        low = g * band + second
        first = g * high + band
        second = g * band + low
        out[i] = low if kind == 0 else (high if kind == 1 else 2.0 * damping * band)
    return out


def lowpass(signal: Signal, cutoff: float | Signal, resonance: float = 0.0) -> Signal:
    """Take away what lies above a cutoff in Hz; resonance 0 to 1."""
    return _state_variable(signal, np.broadcast_to(np.asarray(cutoff, float), signal.shape), 0.72 - 0.66 * resonance, 0)


def highpass(signal: Signal, cutoff: float | Signal) -> Signal:
    """Take away what lies below a cutoff in Hz."""
    return _state_variable(signal, np.broadcast_to(np.asarray(cutoff, float), signal.shape), 0.72, 1)


def bandpass(signal: Signal, centre: float | Signal, bandwidth: float) -> Signal:
    """Keep what lies around a centre; ``bandwidth`` is a share of it."""
    return _state_variable(signal, np.broadcast_to(np.asarray(centre, float), signal.shape), bandwidth / 2, 2)


def stereo(signal: Signal, pan: float = 0.0) -> Signal:
    """Place a mono signal, -1 left to 1 right, at equal power."""
    angle = (pan + 1.0) * np.pi / 4.0
    return np.stack([np.cos(angle) * signal, np.sin(angle) * signal]) * np.sqrt(2.0)


def envelope(count: int, attack: float, decay: float, sustain: float, release: float) -> Signal:
    """Return an attack, decay, sustain, release curve that has ended after ``count`` samples; times in seconds."""
    t = seconds(count)
    rise = 1.0 - np.exp(-t / (attack / 3.0)) if attack > 0 else np.ones(count)
    fall = sustain + (1.0 - sustain) * np.exp(-np.maximum(0.0, t - attack) / decay)
    end = np.clip((count / RATE - t) / release, 0.0, 1.0)
    return rise * fall * end * end


def each(function: object, signal: Signal, *arguments: float) -> Signal:
    """Apply a mono effect to both sides."""
    return np.stack([function(side, *arguments) for side in signal])  # type: ignore[operator]


def ping_pong(signal: Signal, time: float, feedback: float, darkness: float = 3500.0) -> Signal:
    """Return echoes that change sides, each darker than the one before; without the signal itself."""
    delay = round(time * RATE)
    out = np.zeros_like(signal)
    tap = 0.5 * (signal[0] + signal[1])
    side, gain = 0, 1.0
    while gain > 0.02:
        tap = lowpass(np.concatenate([np.zeros(delay), tap])[: signal.shape[1]], darkness)
        out[side] += gain * tap
        out[1 - side] += 0.25 * gain * tap
        side, gain = 1 - side, gain * feedback
    return out


def room(length: float, *, bright: float, predelay: float, seed: int) -> Signal:
    """Return a stereo impulse response: noise that decays, high frequencies first.

    Parameters
    ----------
    length : float
        Seconds until it has fallen by 60 dB.
    bright : float
        Hz from which on it decays faster.
    """
    rng = np.random.default_rng(seed)
    count = round(1.1 * length * RATE)
    t = seconds(count)
    sides = []
    for _ in range(2):
        noise = rng.standard_normal(count)
        warm = lowpass(noise, bright) * 10 ** (-3 * t / length)
        air = highpass(noise, bright) * 10 ** (-3 * t / (0.45 * length))
        tail = (warm + 0.6 * air) * np.minimum(1.0, t / 0.012)
        sides.append(np.concatenate([np.zeros(round(predelay * RATE)), tail]))
    response = np.stack(sides)
    return response / np.sqrt(np.sum(response**2) / 2)


def reverberate(signal: Signal, response: Signal) -> Signal:
    """Return a signal as it sounds in a room, without the direct sound, low end kept out."""
    count = signal.shape[1]
    wet = np.stack([fftconvolve(signal[side], response[side])[:count] for side in (0, 1)])
    return each(highpass, wet, 180.0)


def shelf(signal: Signal, frequency: float, gain_db: float, *, high: bool) -> Signal:
    """Raise or lower all above (or below) a frequency; RBJ's shelf."""
    a, w = 10 ** (gain_db / 40), 2 * np.pi * frequency / RATE
    cos, alpha = np.cos(w), np.sin(w) / np.sqrt(2)
    s = 1.0 if high else -1.0
    root = 2 * np.sqrt(a) * alpha
    b = [
        a * ((a + 1) + s * (a - 1) * cos + root),
        -s * 2 * a * ((a - 1) + s * (a + 1) * cos),
        a * ((a + 1) + s * (a - 1) * cos - root),
    ]
    d = [(a + 1) - s * (a - 1) * cos + root, s * 2 * ((a - 1) - s * (a + 1) * cos), (a + 1) - s * (a - 1) * cos - root]
    return lfilter(np.array(b) / d[0], np.array(d) / d[0], signal)


@numba.njit(cache=True)
def follow(level: Signal, attack: float, release: float) -> Signal:
    """Return a level that is pulled towards another by one share of the distance a sample upward, another downward."""
    out = np.empty(level.size)
    state = 0.0
    for i in range(level.size):
        pull = attack if level[i] > state else release
        state += pull * (level[i] - state)
        out[i] = state
    return out


def compress(signal: Signal, threshold_db: float, ratio: float, attack: float, release: float) -> Signal:
    """Turn down what is louder than a threshold, both sides alike; times in seconds."""
    power = follow(np.mean(signal**2, axis=0), 1 - np.exp(-1 / (attack * RATE)), 1 - np.exp(-1 / (release * RATE)))
    over = np.maximum(0.0, 10 * np.log10(power + 1e-12) - threshold_db)
    return signal * 10 ** (-over * (1 - 1 / ratio) / 20)


def limit(signal: Signal, ceiling: float) -> Signal:
    """Keep the true peak, between the samples too, within a ceiling, looking 4 ms ahead."""
    ahead = round(0.004 * RATE)
    between = np.abs(resample_poly(signal, _OVERSAMPLING, 1, axis=1)).max(axis=0)
    peak = between.reshape(-1, _OVERSAMPLING).max(axis=1)
    peak = np.maximum(peak, np.concatenate([peak[1:], peak[-1:]]))
    wanted = np.minimum(1.0, ceiling / np.maximum(peak, 1e-9))
    padded = np.concatenate([wanted, np.ones(ahead)])
    held = np.min(np.lib.stride_tricks.sliding_window_view(padded, ahead + 1), axis=1)[: peak.size]
    reduction = follow(1.0 - held, 1 - np.exp(-1 / (0.0006 * RATE)), 1 - np.exp(-1 / (0.08 * RATE)))
    return signal * (1.0 - reduction)


def loudness(signal: Signal) -> float:
    """Return the integrated loudness in LUFS (ITU-R BS.1770-4: K weighting, 400 ms blocks, two gates)."""
    weighted = sosfilt(_k_weighting(), signal)
    block, hop = round(0.4 * RATE), round(0.1 * RATE)
    energy = np.cumsum(np.concatenate([[0.0], np.sum(weighted**2, axis=0)]))
    starts = np.arange(0, signal.shape[1] - block, hop)
    power = (energy[starts + block] - energy[starts]) / block
    level = -0.691 + 10 * np.log10(power + 1e-12)
    power = power[level > -70]
    gate = -0.691 + 10 * np.log10(np.mean(power)) - 10
    power = power[-0.691 + 10 * np.log10(power) > gate]
    return float(-0.691 + 10 * np.log10(np.mean(power)))


def _k_weighting() -> Signal:
    """Return the two filters of BS.1770 for this sample rate (bilinear forms after De Man)."""
    f, gain, q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
    k = np.tan(np.pi * f / RATE)
    vh = 10 ** (gain / 20)
    vb = vh**0.4996667741545416
    a0 = 1 + k / q + k * k
    first = [
        (vh + vb * k / q + k * k) / a0,
        2 * (k * k - vh) / a0,
        (vh - vb * k / q + k * k) / a0,
        1.0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0,
    ]
    f, q = 38.13547087602444, 0.5003270373238773
    k = np.tan(np.pi * f / RATE)
    a0 = 1 + k / q + k * k
    second = [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]
    return np.array([first, second])
