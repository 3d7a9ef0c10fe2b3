"""Synthetic instruments in numpy: an electronic drum kit and a few pitched voices, every one drawn anew for each song."""

from __future__ import annotations

import numpy as np
from scipy.signal import butter, sosfilt

from training.hearing import groove
from training.hearing.parts import Note
from training.hearing.timeline import Timeline

RATE = 22050
VOICES = ("saw", "square", "pluck", "organ", "bell", "voice", "sub")


class Kit:
    """An electronic drum kit with its own tunings and decays."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._kick = (rng.uniform(90, 240), rng.uniform(40, 60), rng.uniform(0.08, 0.4), rng.uniform(0.015, 0.06))
        self._snare = (rng.uniform(150, 260), rng.uniform(0.04, 0.2), rng.uniform(0.3, 0.9))
        self._hat = (rng.uniform(4000, 8000), rng.uniform(0.012, 0.04), rng.uniform(0.08, 0.25))
        self._cache: dict[int, np.ndarray] = {}

    def hit(self, note: int) -> np.ndarray:
        """Return one stroke at full velocity, float32."""
        if note not in self._cache:
            self._cache[note] = self._make(note).astype(np.float32)
        return self._cache[note]

    def _make(self, note: int) -> np.ndarray:
        time = np.arange(int(RATE * 0.6)) / RATE
        noise = self._rng.standard_normal(len(time))
        if note == groove.KICK:
            high, low, decay, fall = self._kick
            phase = 2 * np.pi * np.cumsum(low + (high - low) * np.exp(-time / fall)) / RATE
            click = 0.2 * _high_pass(noise, 2500) * np.exp(-time / 0.004)
            return np.tanh(1.6 * (np.sin(phase) * np.exp(-time / decay) + click))
        if note in (groove.SNARE, groove.STICK, groove.CLAP):
            tone, decay, body = self._snare
            sound = body * np.sin(2 * np.pi * tone * time) * np.exp(-time / 0.05)
            envelope = np.exp(-time / decay)
            if note == groove.CLAP:
                envelope = sum(
                    np.where(time >= d, np.exp(-np.maximum(time - d, 0) / 0.02), 0) for d in (0, 0.011, 0.023)
                )
            if note == groove.STICK:
                envelope = np.exp(-time / 0.012)
            return 0.4 * sound * (note == groove.SNARE) + 0.7 * _band_pass(noise, 900, 8500) * envelope
        cutoff, short, long = self._hat
        if note in (groove.CLOSED, groove.PEDAL, groove.SHAKER, groove.TAMBOURINE):
            attack = np.minimum(1, time / 0.01) if note == groove.SHAKER else 1.0
            return 0.55 * _high_pass(noise, cutoff) * np.exp(-time / short) * attack
        if note in (groove.OPEN, groove.RIDE, groove.CRASH):
            decay = {groove.OPEN: long, groove.RIDE: 0.1, groove.CRASH: 0.5}[note]
            return 0.45 * _high_pass(noise, cutoff * 0.8) * np.exp(-time / decay)
        pitch = {50: 170, 48: 150, 47: 130, 45: 100, 43: 80, groove.COWBELL: 560, groove.CLAVE: 2300}.get(note, 320)
        sweep = np.cumsum(pitch * (1 + 0.5 * np.exp(-time / 0.03))) / RATE
        return np.sin(2 * np.pi * sweep) * np.exp(-time / (0.14 if pitch < 500 else 0.04))


def render_drums(
    rng: np.random.Generator, notes: list[Note], timeline: Timeline, size: int, human: float
) -> np.ndarray:
    """Return the drum part as float32 mono of ``size`` samples."""
    kit = Kit(rng)
    out = np.zeros(size + RATE, np.float32)
    for note in notes:
        stroke = kit.hit(note.pitch)
        at = int((float(timeline.seconds(note.beat)) + _jitter(rng, human)) * RATE)
        if 0 <= at < size:
            out[at : at + len(stroke)] += stroke * (note.velocity / 127) ** 1.6
    return out[:size]


def render_notes(
    rng: np.random.Generator, voice: str, notes: list[Note], timeline: Timeline, size: int, human: float
) -> np.ndarray:
    """Return a pitched part as float32 mono of ``size`` samples."""
    out = np.zeros(size + 4 * RATE, np.float32)
    attack = rng.uniform(0.002, 0.02) if voice not in ("voice", "organ") else rng.uniform(0.02, 0.09)
    shape = (rng.uniform(0.05, 0.5), rng.uniform(600, 5000), attack)
    for note in notes:
        start = (
            float(timeline.seconds(note.beat))
            + _jitter(rng, human)
            + (rng.normal(0.01, 0.025) if voice == "voice" else 0)
        )
        length = min(
            6.0, max(0.06, float(timeline.seconds(note.beat + note.length)) - float(timeline.seconds(note.beat)))
        )
        at = int(start * RATE)
        if not 0 <= at < size:
            continue
        sound = _tone(rng, voice, 440 * 2 ** ((note.pitch - 69) / 12), length, shape)
        out[at : at + len(sound)] += sound * (note.velocity / 127) ** 1.3
    return out[:size]


def chatter(rng: np.random.Generator, size: int) -> np.ndarray:
    """Return somebody talking or singing out of time, at a level of about 1: syllables of gliding pitch and two formants."""
    out = np.zeros(size)
    centre = rng.uniform(90, 280)
    busy = rng.uniform(0.05, 0.3)
    at = 0
    while at < size:
        length = int(rng.uniform(0.07, 0.35) * RATE)
        time = np.arange(length) / RATE
        glide = centre * 2 ** (rng.normal(0, 0.25) + rng.normal(0, 0.3) * time / time[-1])
        phase = np.cumsum(glide) / RATE
        voice = 2 * (phase % 1) - 1 + rng.uniform(0.05, 0.5) * rng.standard_normal(length)
        first, second = rng.uniform(250, 800), rng.uniform(900, 2600)
        syllable = _band_pass(voice, 0.8 * first, 1.3 * first) + 0.6 * _band_pass(voice, 0.85 * second, 1.2 * second)
        if rng.random() < 0.3:
            syllable[: length // 3] += 0.5 * _high_pass(rng.standard_normal(length // 3), 3500)
        syllable *= np.sin(np.pi * np.minimum(1, time / time[-1])) ** 0.5 * rng.uniform(0.4, 1.0)
        room = min(length, size - at)
        out[at : at + room] += syllable[:room]
        at += length + int((rng.exponential(busy) if rng.random() < 0.85 else rng.uniform(0.4, 3.0)) * RATE)
    return (out / (np.sqrt(np.mean(out**2)) + 1e-9)).astype(np.float32)


def _tone(rng, voice: str, pitch: float, length: float, shape: tuple[float, float, float]) -> np.ndarray:
    decay, cutoff, attack = shape
    release = 0.08
    time = np.arange(int((length + release) * RATE)) / RATE
    envelope = np.minimum(1, time / attack) * np.where(time < length, 1.0, np.exp(-(time - length) / 0.025))
    vibrato = (
        0.006 * np.sin(2 * np.pi * 5.3 * time + rng.random() * 6) * np.minimum(1, time / 0.3) if voice == "voice" else 0
    )
    phase = 2 * np.pi * pitch * (time + np.cumsum(vibrato + np.zeros_like(time)) / RATE)
    partials = min(24, int(10000 / pitch)) if voice != "sub" else 1
    numbers = np.arange(1, max(2, partials + 1))
    if voice == "sub":
        return (np.tanh(2 * np.sin(phase)) * np.exp(-time / 0.8) * envelope).astype(np.float32)
    weights = {
        "saw": 1 / numbers,
        "square": (numbers % 2) / numbers,
        "pluck": 1 / numbers,
        "organ": np.isin(numbers, (1, 2, 3, 4, 6, 8)) * 0.5,
        "bell": np.isin(numbers, (1, 3, 4, 7)) / numbers,
        "voice": np.exp(-(((numbers * pitch - 700) / 500) ** 2))
        + 0.5 * np.exp(-(((numbers * pitch - 1200) / 600) ** 2))
        + 0.3 / numbers,
    }[voice] / (1 + (numbers * pitch / cutoff) ** 2 * (voice in ("saw", "square", "pluck")))
    offsets = rng.random(len(numbers)) * 6 if voice in ("saw", "organ") else np.zeros(len(numbers))
    sound = np.zeros(len(time))
    for number, weight, offset in zip(numbers, weights, offsets, strict=True):
        if weight > 0.003:
            fade = np.exp(-time * number * 0.5 / decay / 4) if voice in ("pluck", "bell") else 1.0
            sound += weight * np.sin(number * phase + offset) * fade
    if voice in ("pluck", "bell"):
        sound *= np.exp(-time / decay)
    if voice == "voice":
        sound += 0.05 * rng.standard_normal(len(time))
    return (0.4 * sound * envelope).astype(np.float32)


def _jitter(rng: np.random.Generator, human: float) -> float:
    return float(np.clip(rng.normal(0, human), -2.5 * human, 2.5 * human)) if human else 0.0


def _high_pass(sound: np.ndarray, cutoff: float) -> np.ndarray:
    return sosfilt(butter(2, cutoff, "high", fs=RATE, output="sos"), sound)


def _band_pass(sound: np.ndarray, low: float, high: float) -> np.ndarray:
    return sosfilt(butter(2, [low, high], "band", fs=RATE, output="sos"), sound)
