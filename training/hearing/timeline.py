"""From beats to seconds: tempo, drift, ritardando, tempo changes, pickup and silence."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Timeline:
    """The beats of a song in seconds.

    Attributes
    ----------
    metre : int
        Beats in a bar.
    pickup : int
        Beats before the first bar line.
    times : numpy.ndarray
        Seconds of the beats ``-pickup, …, 0, 1, …``; the last one is the end of the music.
    """

    metre: int
    pickup: int
    times: np.ndarray
    numbers: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = np.arange(len(self.times)) - self.pickup

    def seconds(self, beat: float | np.ndarray) -> np.ndarray:
        """Return the seconds of fractional beats; those beyond the end follow the last tempo."""
        beat = np.asarray(beat, float)
        inside = np.interp(beat, self.numbers, self.times)
        last = self.times[-1] - self.times[-2]
        first = self.times[1] - self.times[0]
        after = self.times[-1] + (beat - self.numbers[-1]) * last
        before = self.times[0] + (beat - self.numbers[0]) * first
        return np.where(beat > self.numbers[-1], after, np.where(beat < self.numbers[0], before, inside))

    @property
    def beats(self) -> np.ndarray:
        """Seconds of all beats, the end excluded."""
        return self.times[:-1]

    @property
    def positions(self) -> np.ndarray:
        """Position of each beat in its bar, from 1."""
        return self.numbers[:-1] % self.metre + 1


def make_timeline(rng: np.random.Generator, tempo: float, metre: int, bars: list[int], *, looseness: float) -> Timeline:
    """Draw a timeline for sections of the given numbers of bars.

    Parameters
    ----------
    rng : numpy.random.Generator
    tempo : float
        BPM.
    metre : int
        Beats in a bar.
    bars : list of int
        Bars of each section.
    looseness : float
        0 for a machine, 1 for expressive playing without a click.
    """
    pickup = int(rng.integers(1, metre)) if metre > 1 and rng.random() < 0.12 else 0
    count = sum(bars) * metre + pickup
    speed = np.full(count, float(tempo))
    at = pickup
    change = rng.random()
    for number, length in enumerate(bars):
        stretch = slice(at, at + length * metre)
        size = length * metre
        if change < 0.06 and number >= len(bars) // 2:
            speed[stretch] *= CHANGES[int(rng.integers(len(CHANGES)))] if number == len(bars) // 2 else 1
            speed[stretch.stop :] = speed[stretch.stop - 1]
        elif change < 0.13 and number == len(bars) // 2 - (change < 0.1):
            ramp = np.linspace(1.0, rng.uniform(0.75, 1.4), size)
            speed[stretch] *= ramp
            speed[stretch.stop :] *= ramp[-1]
        at += size
    if looseness > 0.3 and rng.random() < 0.5:
        tail = min(count, metre * 2)
        speed[-tail:] *= np.linspace(1.0, rng.uniform(0.75, 0.95), tail)
    speed *= 1 + _drift(rng, count, looseness)
    silence = rng.uniform(1.5, 6.0) if rng.random() < 0.1 else 0.0
    start = rng.uniform(0.02, 1.2) + silence
    period = 60 / speed
    if looseness > 0.5:  # agogics: no two beats are alike, phrases begin slowly and end late
        period *= 1 + 0.03 * looseness * rng.normal(0, 1, count)
        if rng.random() < 0.5:
            phrase = metre * int(rng.choice([2, 4, 4, 8]))
            place = ((np.arange(count) - pickup) % phrase) / phrase
            period *= 1 + looseness * rng.uniform(0.03, 0.12) * ((2 * place - 1) ** 2 - 0.33)
    if looseness > 0.3 and rng.random() < 0.15:  # a held beat
        period[int(rng.integers(count // 3, count))] *= rng.uniform(1.3, 2.2)
    return Timeline(metre, pickup, start + np.concatenate([[0.0], np.cumsum(period)]))


CHANGES = (0.7, 0.8, 0.85, 1.15, 1.25, 1.35, 1.5)


def _drift(rng: np.random.Generator, count: int, looseness: float) -> np.ndarray:
    """Slow waves of the tempo, up to about 7 % for the loosest playing."""
    if looseness <= 0:
        return np.zeros(count)
    place = np.arange(count)
    wave = np.zeros(count)
    for period in rng.uniform((14, 40, 90), (30, 80, 160)):
        wave += np.sqrt(period) * np.sin(2 * np.pi * (place / period + rng.random()))
    wave += np.convolve(rng.normal(0, 4, count + 8), np.ones(9) / 9, "valid")
    return looseness * rng.uniform(0.01, 0.07) * wave / np.abs(wave).max()
