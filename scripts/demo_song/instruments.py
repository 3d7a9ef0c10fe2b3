"""What plays: drums, bass, pads, pluck, lead, a voice, and the noises between the parts."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.signal import lfilter

from demo_song.dsp import (
    RATE,
    Signal,
    bandpass,
    envelope,
    follow,
    hertz,
    highpass,
    lowpass,
    pulse,
    saw,
    seconds,
    stereo,
)


def _noise(count: int, seed: int) -> Signal:
    return np.random.default_rng(seed).uniform(-1, 1, count)


def _count(length: float) -> int:
    return max(1, round(length * RATE))


# --- drums ------------------------------------------------------------------------------------------------------------


@cache
def kick() -> Signal:
    """A round electronic bass drum: pitch falls to 47 Hz, a soft click on top."""
    t = seconds(_count(0.42))
    phase = 47 * t + (260 - 47) * 0.012 * (1 - np.exp(-t / 0.012)) + (105 - 47) * 0.06 * (1 - np.exp(-t / 0.06))
    body = np.sin(2 * np.pi * phase) * envelope(t.size, 0.001, 0.17, 0.0, 0.05)
    click = highpass(_noise(t.size, 11), 2500.0) * np.exp(-t / 0.0035)
    return stereo(np.tanh(1.6 * body) * 0.95 + 0.34 * click)


@cache
def snare() -> Signal:
    """A wide snare with a clap in it."""
    t = seconds(_count(0.5))
    tone = (np.sin(2 * np.pi * 196 * t) + 0.6 * np.sin(2 * np.pi * 331 * t)) * np.exp(-t / 0.055)
    claps = sum(np.exp(-np.maximum(0, t - d) / 0.008) * (t >= d) for d in (0.0, 0.009, 0.019)) + 1.2 * np.exp(-t / 0.11)
    sides = [
        0.5 * bandpass(_noise(t.size, seed), 1500.0, 1.3) * claps
        + 0.35 * highpass(_noise(t.size, seed + 5), 4200.0) * np.exp(-t / 0.09)
        for seed in (21, 22)
    ]
    return np.stack(sides) + stereo(0.42 * tone)


@cache
def hat(*, is_open: bool) -> Signal:
    """A hi-hat: inharmonic pulses through a high filter, with some noise."""
    t = seconds(_count(0.34 if is_open else 0.09))
    metal = sum(np.sign(np.sin(2 * np.pi * f * t + n)) for n, f in enumerate((3217, 4231, 5379, 6607, 7993, 9241)))
    sound = highpass(highpass(0.09 * metal + 0.5 * _noise(t.size, 31), 7200.0), 6000.0)
    return stereo(sound * np.exp(-t / (0.105 if is_open else 0.021)), 0.22)


@cache
def shaker() -> Signal:
    """A shaker on the left."""
    t = seconds(_count(0.12))
    return stereo(bandpass(_noise(t.size, 41), 6100.0, 0.7) * np.sin(np.pi * np.minimum(1, t / 0.11)) ** 2, -0.45)


@cache
def tom(note: int) -> Signal:
    """An electronic tom."""
    t = seconds(_count(0.45))
    f = float(hertz(note))
    phase = f * t + 0.9 * f * 0.03 * (1 - np.exp(-t / 0.03))
    body = np.sin(2 * np.pi * phase) * np.exp(-t / 0.13)
    return stereo(np.tanh(1.5 * body) + 0.12 * _noise(t.size, 51) * np.exp(-t / 0.02), (note - 47) / 16)


@cache
def crash() -> Signal:
    """A crash cymbal that opens wide."""
    t = seconds(_count(2.8))
    sides = [
        highpass(_noise(t.size, s), 3800.0) * (0.7 * np.exp(-t / 0.55) + 0.3 * np.exp(-t / 0.08)) for s in (61, 62)
    ]
    return np.stack(sides)


@cache
def swell(length: float) -> Signal:
    """A cymbal played backwards: it rises and stops."""
    t = seconds(_count(length))
    rise = (t / length) ** 3
    return np.stack([highpass(_noise(t.size, s), 2600.0 + 2500 * t / length) * rise for s in (71, 72)])


@cache
def riser(length: float) -> Signal:
    """Noise and a tone that climb for a whole section."""
    t = seconds(_count(length))
    place = t / length
    noise = [bandpass(_noise(t.size, s), 350.0 * 24.0**place, 0.5) * place**2 for s in (81, 82)]
    f = 220 * 4.0 ** (place**1.4)
    tone = lowpass(saw(f, 0.0) + saw(f * 1.007, 0.3), 900 + 5000 * place) * place**2.5
    return 0.9 * np.stack(noise) + 0.13 * stereo(tone * (0.6 + 0.4 * np.sign(np.sin(2 * np.pi * (2 + 14 * place) * t))))


@cache
def impact() -> Signal:
    """The ground under a drop: a low boom and dust."""
    t = seconds(_count(3.0))
    boom = np.sin(2 * np.pi * (33 * t + 40 * 0.16 * (1 - np.exp(-t / 0.16)))) * np.exp(-t / 0.75)
    dust = np.stack([lowpass(_noise(t.size, s), 2400 * np.exp(-t / 0.5) + 80) * np.exp(-t / 0.6) for s in (91, 92)])
    return 0.8 * stereo(boom) + 0.7 * dust


# --- pitched ----------------------------------------------------------------------------------------------------------


@cache
def bass(note: int, length: float, brightness: float) -> Signal:
    """A driving bass: two saws and a sine below, a filter that closes; the middle of the picture."""
    count = _count(length)
    t = seconds(count)
    f = np.full(count, float(hertz(note)))
    grit = 0.5 * saw(f * 1.003, 0.1) + 0.5 * saw(f * 0.997, 0.6) + 0.3 * pulse(f, 0.3)
    cutoff = 110 + brightness * (180 + 1500 * np.exp(-t / 0.085))
    sound = 0.75 * lowpass(grit, cutoff, 0.35) + 0.75 * np.sin(2 * np.pi * f * t)
    return stereo(np.tanh(1.1 * sound * envelope(count, 0.002, 0.5, 0.55, 0.03)))


# Unequal on purpose (after Szabo's study of the JP-8000): equal steps would beat in step and sweep like a phaser.
_DETUNES = (-0.11002313, -0.06288439, -0.01952356, 0.0, 0.01991221, 0.06216538, 0.10745242)


@cache
def pad(notes: tuple[int, ...], length: float, release: float) -> Signal:
    """A wide chord: seven saws a note, spread over the sides. Bright; whoever plays it closes the filter."""
    count = _count(length + release)
    out = np.zeros((2, count))
    for n, note in enumerate(notes):
        for voice, detune in enumerate(_DETUNES):
            f = np.full(count, float(hertz(note)) * (1 + 0.045 * detune))
            phase = (0.37 * voice * voice + 0.191 * n) % 1.0
            out += stereo(saw(f, phase), 0.28 * (voice - 3)) * (1.0 if voice == 3 else 0.72)
    return out / (3.2 * len(notes) ** 0.5) * envelope(count, 0.05, 1.0, 1.0, release)


@cache
def pluck(note: int, length: float, cutoff: float, pan: float) -> Signal:
    """A short, glassy note."""
    count = _count(length)
    t = seconds(count)
    f = np.full(count, float(hertz(note)))
    raw = 0.6 * saw(f, 0.2) + 0.5 * pulse(f * 1.002, 0.5, 0.4)
    sound = lowpass(raw, 180 + cutoff * np.exp(-t / 0.09), 0.3)
    return stereo(sound * envelope(count, 0.002, 0.17, 0.05, 0.04), pan)


@cache
def bell(note: int, length: float) -> Signal:
    """A bell-like electric piano: two sines, one bending the other."""
    count = _count(length)
    t = seconds(count)
    f = float(hertz(note))
    bend = 1.7 * np.exp(-t / 0.35) * np.sin(2 * np.pi * 3.0 * f * t)
    sound = np.sin(2 * np.pi * f * t + bend) * np.exp(-t / 0.9) + 0.2 * np.sin(2 * np.pi * 7 * f * t) * np.exp(
        -t / 0.05
    )
    sway = 0.25 * np.sin(2 * np.pi * 4.5 * t)
    return np.stack([sound * (1 + sway), sound * (1 - sway)]) * envelope(count, 0.002, 5.0, 1.0, 0.12)


def _glide(score: list[tuple[float, float, int]], count: int, portamento: float) -> tuple[Signal, Signal]:
    """Return the pitch in notes and the gate of a line, given as (start, length, note) in seconds."""
    pitch = np.full(count, float(score[0][2]))
    gate = np.zeros(count)
    for start, length, note in score:
        first, last = round(start * RATE), round((start + length) * RATE)
        pitch[first:] = note
        gate[first:last] = 1.0
    keep = np.exp(-1 / (portamento * RATE))
    smooth, _ = lfilter([1 - keep], [1, -keep], pitch, zi=[keep * pitch[0]])
    return smooth, gate


def _soften(gate: Signal, attack: float, release: float) -> Signal:
    return follow(gate, 1 - np.exp(-1 / (attack * RATE)), 1 - np.exp(-1 / (release * RATE)))


def lead(score: list[tuple[float, float, int]], length: float, *, cutoff: float) -> Signal:
    """The hook's voice: three saws that glide from note to note, vibrato on what is held."""
    count = _count(length)
    t = seconds(count)
    pitch, gate = _glide(score, count, 0.018)
    held = _soften(gate, 0.3, 0.02)
    pitch = pitch + 0.16 * held * np.sin(2 * np.pi * 5.4 * t)
    loud = _soften(gate, 0.006, 0.09)
    sides = []
    for detune, phases in ((-0.06, (0.0, 0.33)), (0.06, (0.5, 0.81))):
        f = np.asarray(hertz(pitch + detune))
        raw = saw(f, phases[0]) + 0.8 * saw(np.asarray(hertz(pitch - detune / 2)), phases[1]) + 0.3 * pulse(f / 2, 0.5)
        sides.append(lowpass(raw, 500 + cutoff * (0.35 + 0.65 * loud), 0.25) * loud * 0.4)
    return np.stack(sides)


_VOWELS = {  # formant frequencies in Hz, and their strengths
    "a": ((730, 1.0), (1120, 0.7), (2600, 0.28), (3400, 0.16)),
    "o": ((460, 1.0), (830, 0.55), (2600, 0.12), (3300, 0.08)),
    "u": ((340, 1.0), (760, 0.35), (2450, 0.06), (3300, 0.05)),
    "e": ((480, 1.0), (1850, 0.5), (2550, 0.32), (3500, 0.18)),
}


def voice(score: list[tuple[float, float, int]], vowels: str, length: float, *, seed: int) -> Signal:
    """A singer without words: a glottal saw through the formants of one vowel after the other, with some breath.

    Parameters
    ----------
    score : list of (float, float, int)
        Start and length in seconds, and the note.
    vowels : str
        One for each note, of a, o, u, e.
    """
    count = _count(length)
    t = seconds(count)
    rng = np.random.default_rng(seed)
    pitch, gate = _glide(score, count, 0.045)
    wander = np.cumsum(rng.standard_normal(count)) / RATE * 6
    wander -= lowpass(wander, 0.7)
    held = _soften(gate, 0.35, 0.05)
    pitch = pitch + 0.22 * held * np.sin(2 * np.pi * 5.1 * t + 0.8 * np.sin(2 * np.pi * 0.4 * t)) + 0.6 * wander
    loud = _soften(gate, 0.045, 0.11)
    breath = highpass(rng.uniform(-1, 1, count), 1800.0)
    source = lowpass(saw(np.asarray(hertz(pitch)), 0.0), 2600.0) + 0.09 * breath
    out = np.zeros(count)
    for formant in range(4):
        place, strength = np.zeros(count), np.zeros(count)
        for (start, _, _), vowel in zip(score, vowels, strict=True):
            first = round(start * RATE)
            place[first:], strength[first:] = _VOWELS[vowel][formant]
        place[place == 0] = _VOWELS[vowels[0]][formant][0]
        centre = lowpass(place - place[0], 9.0) + place[0]
        out += bandpass(source, centre, (0.16, 0.13, 0.09, 0.08)[formant]) * _soften(strength, 0.05, 0.05)
    return stereo(1.5 * out * loud)
