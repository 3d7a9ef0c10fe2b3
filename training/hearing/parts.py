"""Pitched parts: chords, bass, comping, arpeggios and leads, drawn by rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
}


@dataclass(frozen=True)
class Note:
    """A note: start and length in beats, MIDI pitch, velocity 1 to 127."""

    beat: float
    length: float
    pitch: int
    velocity: float


@dataclass
class Harmony:
    """A loop of chords.

    Attributes
    ----------
    key : int
        Pitch class of the tonic.
    scale : tuple of int
    degrees : list of int
        Scale degree of each chord.
    length : float
        Beats that each chord lasts.
    seventh : bool
    """

    key: int
    scale: tuple[int, ...]
    degrees: list[int]
    length: float
    seventh: bool

    def degree_at(self, beat: float) -> int:
        """Return the scale degree of the chord that sounds ``beat`` beats after the section began."""
        return self.degrees[int((beat + 1e-6) // self.length) % len(self.degrees)]

    def pitch(self, degree: int, near: int) -> int:
        """Return the pitch of a scale degree next to ``near``."""
        value = self.key + self.scale[degree % 7]
        return near + (value - near + 6) % 12 - 6

    def chord(self, beat: float, near: int) -> list[int]:
        """Return the pitches of the chord at a beat, around ``near``."""
        root = self.degree_at(beat)
        thirds = (0, 2, 4, 6) if self.seventh else (0, 2, 4)
        return sorted({self.pitch(root + k, near) for k in thirds})


def draw_harmony(rng: np.random.Generator, metre: int, key: int, scale: tuple[int, ...], seventh: bool) -> Harmony:
    """Draw a loop of two to eight chords, most of one bar each."""
    count = int(rng.choice([2, 4, 4, 4, 4, 8]))
    degrees = [0 if rng.random() < 0.6 else int(rng.choice([3, 5]))]
    while len(degrees) < count:
        step = int(rng.choice([0, 1, 2, 3, 3, 4, 4, 5, 5, 6]))
        if step != degrees[-1] or rng.random() < 0.2:
            degrees.append(step)
    bars = rng.choice([0.5, 1, 1, 1, 1, 1, 2]) if metre in (2, 4) else rng.choice([1, 1, 1, 2])
    return Harmony(key, scale, degrees, float(metre * bars), seventh)


def rhythm(rng: np.random.Generator, metre: int, sub: int, density: float, anchor: float) -> list[tuple[float, float]]:
    """Draw (onset, length) in beats for one bar; ``anchor`` is how likely strong places sound."""
    steps = metre * sub
    onsets = []
    for s in range(steps):
        strong = 1.0 if s == 0 else 0.75 if s % sub == 0 else 0.5 if sub % 2 == 0 and s % (sub // 2) == 0 else 0.28
        chance = density * strong * (1 + anchor * (s % sub == 0))
        if rng.random() < chance:
            onsets.append(s)
    if not onsets or (rng.random() < anchor and onsets[0] != 0):
        onsets = [0, *onsets]
    onsets = sorted(set(onsets))
    ends = [*onsets[1:], steps]
    short = rng.uniform(0.35, 1.0)
    return [(a / sub, (z - a) / sub * short) for a, z in zip(onsets, ends, strict=True)]


def bass_line(rng, style: str, harmony: Harmony, bars: int, metre: int, sub: int, pattern, energy: float) -> list[Note]:
    """Return the bass of a section, beats counted from its start."""
    notes = []
    low = int(rng.integers(28, 38))
    for bar in range(bars):
        for onset, length in _bass_rhythm(style, metre, sub, pattern):
            beat = bar * metre + onset
            degree = harmony.degree_at(beat)
            at_change = beat % harmony.length < 1e-6 or onset == 0
            if style == "walk" and not at_change:
                degree += int(rng.choice([1, 2, 4, 4, -1]))
            elif not at_change and rng.random() < 0.2:
                degree += 4
            pitch = harmony.pitch(degree, low + 5)
            if style == "octave" and (onset * 2) % 2 >= 1:
                pitch += 12
            notes.append(Note(beat, max(0.1, length), pitch, 70 + 34 * energy + rng.normal(0, 4) + 5 * (onset == 0)))
    return notes


def _bass_rhythm(style: str, metre: int, sub: int, pattern) -> list[tuple[float, float]]:
    if style == "pulse":
        return [(i / 2, 0.45) for i in range(metre * 2)]
    if style == "octave":
        return [(i / 2, 0.4) for i in range(metre * 2)]
    if style in ("walk", "quarter"):
        return [(float(i), 0.85) for i in range(metre)]
    if style == "whole":
        return [(0.0, metre * 0.95)]
    if style == "half":
        return [(0.0, metre * 0.48), (float(max(1, metre // 2)), metre * 0.45)] if metre > 2 else [(0.0, 1.9)]
    if style == "off":
        return [(i + 0.5, 0.42) for i in range(metre)]
    if style == "first":
        return [(0.0, 0.9)]
    if style == "tresillo":
        return [(s / 2, 0.6) for s in range(2 * metre) if s % 8 in (0, 3, 6)]
    if style == "skip":  # nothing on the first beat, as in reggae
        return [(a, b) for a, b in pattern if a >= 0.5] or [(0.5, 0.4)]
    return pattern


def comping(rng, style: str, harmony: Harmony, bars: int, metre: int, sub: int, pattern, energy: float) -> list[Note]:
    """Return chords or arpeggios of a section."""
    notes = []
    near = int(rng.integers(54, 68))
    velocity = 50 + 44 * energy
    for bar in range(bars):
        for index, (onset, length) in enumerate(_comp_rhythm(style, metre, sub, pattern, harmony.length)):
            beat = bar * metre + onset
            if style == "pad" and beat % harmony.length > 1e-6 and harmony.length > metre:
                continue
            chord = harmony.chord(beat, near)
            if style == "arpeggio":
                ladder = [chord[0] - 12, *chord, chord[0] + 12]
                chord = [ladder[(0, 2, 3, 4, 3, 2, 1, 3)[index % 8] % len(ladder)]]
            elif style == "power":
                root = harmony.pitch(harmony.degree_at(beat), 45)
                chord = [root, root + 7, root + 12]
            elif style == "broken" and index:
                chord = [chord[index % len(chord)]]
            accent = 6 if onset == int(onset) else -4
            for k, pitch in enumerate(chord):
                notes.append(
                    Note(beat + 0.012 * k * (style == "strum"), length, pitch, velocity + accent + rng.normal(0, 4))
                )
    return notes


def _comp_rhythm(style: str, metre: int, sub: int, pattern, chord: float) -> list[tuple[float, float]]:
    if style == "pad":
        step = min(chord, float(metre))
        return [(i * step, step * 0.98) for i in range(max(1, round(metre / step)))]
    if style == "offbeat":
        return [(i + (0.5 if sub % 2 == 0 else 2 / 3), 0.3) for i in range(metre)]
    if style == "skank":
        return [(i + (0.5 if sub % 2 == 0 else 2 / 3), 0.15) for i in range(metre)]
    if style == "charleston":
        return [
            (i + d, 0.4) for i in range(0, metre, 2) for d in (0.0, 1.5 if sub % 2 == 0 else 5 / 3) if i + d < metre
        ]
    if style == "oompah":
        return [(float(i), 0.5) for i in range(1, metre)] if metre > 2 else [(i + 0.5, 0.3) for i in range(metre)]
    if style == "backbeat":
        return [(float(i), 0.3) for i in range(1, metre, 2)]
    if style == "block":
        return [(float(i), 0.85) for i in range(metre)]
    if style in ("arpeggio", "broken", "power", "strum") and sub in (2, 3, 4):
        fine = sub if sub == 3 else (4 if style == "arpeggio" and pattern and len(pattern) > metre * 1.5 else 2)
        return [(i / fine, 0.9 / fine) for i in range(metre * fine)]
    return pattern


def melody(rng, harmony: Harmony, bars: int, metre: int, sub: int, density: float, near: int) -> list[Note]:
    """Return a lead that repeats its rhythm in a bar form such as a-a-b-a."""
    motifs = [rhythm(rng, metre, sub, density, 0.2), rhythm(rng, metre, sub, density * 0.8, 0.1)]
    walks = [np.cumsum(rng.choice([-2, -1, -1, 0, 1, 1, 2, 3], 40)) for _ in range(2)]
    form = ("aaba", "abab", "aabb", "abac")[int(rng.integers(4))]
    notes = []
    for bar in range(bars):
        kind = 0 if form[bar % 4] == "a" else 1
        if rng.random() < 0.08:
            continue
        for index, (onset, length) in enumerate(motifs[kind]):
            beat = bar * metre + onset
            step = int(walks[kind][index % 40]) % 9 - 3
            if onset == int(onset) and rng.random() < 0.6:
                step = (0, 2, 4, 7)[abs(step) % 4]
            pitch = harmony.pitch(harmony.degree_at(beat) + step, near + step // 2)
            notes.append(Note(beat, max(0.1, length), pitch, 84 + rng.normal(0, 8)))
    return notes
