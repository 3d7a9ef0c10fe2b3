"""Who plays when: every instrument's part as one stereo track."""

from __future__ import annotations

import numpy as np

from demo_song import instruments as play
from demo_song.dsp import RATE, Signal, each, lowpass, seconds
from demo_song.score import (
    ARPEGGIO,
    BARS,
    BEAT,
    BREAK_BELLS,
    BREAK_VOICE,
    BREAK_VOWELS,
    CHORDS,
    CHORUS_VOICE,
    CHORUS_VOWELS,
    FORM,
    HOOK,
    VERSE_VOICE,
    VERSE_VOWELS,
    Line,
)

LENGTH = round(BARS * 4 * BEAT * RATE)


class Track:
    """A stereo part as long as the song."""

    def __init__(self) -> None:
        self.signal = np.zeros((2, LENGTH))

    def add(self, sound: Signal, bar: float, beat: float = 0.0, gain: float = 1.0) -> None:
        """Start a sound at a beat of a bar."""
        first = round((4 * bar + beat) * BEAT * RATE)
        last = min(first + sound.shape[1], LENGTH)
        if 0 <= first < last:
            self.signal[:, first:last] += gain * sound[:, : last - first]


def curve(*points: tuple[float, float]) -> Signal:
    """Return a line through (bar, value) points, one value for each sample."""
    bars = seconds(LENGTH) / (4 * BEAT)
    return np.interp(bars, [bar for bar, _ in points], [value for _, value in points])


def kick_beats() -> list[tuple[int, float, float]]:
    """Return (bar, beat, gain) of every bass drum."""
    hits: list[tuple[int, float, float]] = []
    first, bars = FORM["verse"]
    for bar in range(first, first + bars):
        hits += [(bar, 0.0, 0.95), (bar, 2.0, 0.9)]
        if bar % 2:
            hits.append((bar, 2.75, 0.6))
        if bar >= first + 4:
            hits += [(bar, 1.5, 0.45)]
    first, _ = FORM["build"]
    hits += [(first + bar, float(beat), 0.85) for bar in range(3) for beat in range(4)]
    for name in ("chorus", "chorus2"):
        first, bars = FORM[name]
        hits += [(bar, float(beat), 1.0) for bar in range(first, first + bars) for beat in range(4)]
    first, _ = FORM["outro"]
    hits += [(first, float(beat), 0.9) for beat in range(4)] + [(first + 1, 0.0, 0.85), (first + 1, 2.0, 0.8)]
    return [*hits, (first + 2, 0.0, 1.0)]


def pumping(depth: float, recovery: float) -> Signal:
    """Return the gain of a side chain: it ducks at each bass drum and recovers in ``recovery`` beats."""
    gain = np.ones(LENGTH)
    count = round(recovery * BEAT * RATE)
    place = np.arange(count) / count
    shape = 1 - depth * (1 - place**1.4) ** 1.6
    for bar, beat, strength in kick_beats():
        first = round((4 * bar + beat) * BEAT * RATE)
        last = min(first + count, LENGTH)
        gain[first:last] = np.minimum(gain[first:last], 1 - strength * (1 - shape[: last - first]))
    width = round(0.003 * RATE)
    return np.convolve(gain, np.ones(width) / width, mode="same")


def kicks() -> Track:
    track = Track()
    for bar, beat, gain in kick_beats():
        track.add(play.kick(), bar, beat, gain)
    return track


def snares() -> Track:
    track = Track()
    for name in ("verse", "chorus", "chorus2"):
        first, bars = FORM[name]
        for bar in range(first, first + bars):
            track.add(play.snare(), bar, 1.0, 0.8 if name == "verse" else 1.0)
            track.add(play.snare(), bar, 3.0, 0.85 if name == "verse" else 1.0)
        for step in range(4):  # a short fill into the next section
            track.add(play.snare(), first + bars - 1, 3.0 + step / 4, 0.3 + 0.14 * step)
    first, _ = FORM["build"]
    roll = [(bar, beat) for bar, steps in ((0, 1), (1, 2), (2, 4)) for beat in np.arange(0, 4, 1 / steps)]
    roll += [(3, beat) for beat in np.arange(0, 2, 1 / 8)]
    for n, (bar, beat) in enumerate(roll):
        track.add(play.snare(), first + bar, float(beat), 0.22 + 0.5 * (n / len(roll)) ** 1.5)
    first, _ = FORM["break"]
    for n, beat in enumerate(np.arange(2, 4, 1 / 4)):
        track.add(play.snare(), first + 3, float(beat), 0.18 + 0.06 * n)
    first, _ = FORM["outro"]
    for beat in (1.0, 3.0):
        track.add(play.snare(), first, beat, 0.8)
    track.add(play.snare(), first + 1, 3.0, 0.7)
    return track


def hats() -> Track:
    track = Track()
    closed, opened = play.hat(is_open=False), play.hat(is_open=True)
    accents = (1.0, 0.4, 0.55, 0.4)
    for name, (first, bars) in FORM.items():
        for bar in range(first, first + bars):
            for step in range(16):
                beat = step / 4
                if name == "intro" and bar - first >= 2 and step % 2 == 0:
                    track.add(closed, bar, beat, 0.32 * accents[step % 4])
                elif name == "verse" and (step % 2 == 0 or bar - first >= 4):
                    track.add(closed, bar, beat, 0.62 * accents[step % 4])
                elif name == "build" and bar - first < 3 and step % 2 == 0:
                    track.add(closed, bar, beat, 0.5 * accents[step % 4])
                elif name.startswith("chorus"):
                    track.add(closed, bar, beat, 0.6 * accents[step % 4])
                    if step % 4 == 2:
                        track.add(opened, bar, beat, 0.36)
                elif name == "outro" and bar - first < 2 and step % 2 == 0:
                    track.add(closed, bar, beat, (0.5 - 0.2 * (bar - first)) * accents[step % 4])
    return track


def percussion() -> Track:
    track = Track()
    for name in ("verse", "chorus", "chorus2"):
        first, bars = FORM[name]
        for bar in range(first + (4 if name == "verse" else 0), first + bars):
            for step in range(16):
                track.add(play.shaker(), bar, step / 4 - 0.02, 0.16 if step % 4 else 0.26)
    for bar in (4, 16, 20, 28, 32, 36, 38):
        track.add(play.crash(), bar, 0.0, 0.5 if bar in (16, 28, 38) else 0.32)
    for name in ("chorus", "chorus2"):
        last = FORM[name][0] + FORM[name][1] - 1
        for beat, note in ((2.0, 55), (2.5, 52), (2.75, 52), (3.0, 48), (3.5, 43)):
            track.add(play.tom(note), last, beat, 0.7)
    return track


def transitions() -> Track:
    track = Track()
    bar = 4 * BEAT
    for place, bars in ((4, 1.0), (12, 1.0), (28, 2.0), (36, 0.5)):
        track.add(play.swell(bars * bar), place - bars, 0.0, 0.32)
    track.add(play.riser(3.5 * bar), FORM["build"][0], 0.0, 0.5)
    track.add(play.riser(1.9 * bar), FORM["break"][0] + 2, 0.0, 0.22)
    for place, gain in ((16, 0.75), (24, 0.55), (28, 0.75), (38, 0.7)):
        track.add(play.impact(), place, 0.0, gain)
    return track


def basses() -> Track:
    track = Track()
    for name, (first, _) in FORM.items():
        for n, (_, root) in enumerate(CHORDS[name]):
            bar = first + n
            if name == "verse":
                for step in range(8):
                    note = root + (12 if step in (3, 7) else 0)
                    track.add(play.bass(note, 0.46 * BEAT, 0.45), bar, step / 2, 0.9 if step % 2 == 0 else 0.7)
            elif name == "build" and n < 3:
                for step in range(8):
                    track.add(play.bass(root, 0.46 * BEAT, 0.3 + 0.25 * n), bar, step / 2, 0.7)
            elif name.startswith("chorus"):
                for beat in range(4):
                    track.add(play.bass(root, 0.4 * BEAT, 0.9), bar, beat, 0.85)
                    track.add(play.bass(root + 12, 0.24 * BEAT, 0.6), bar, beat + 0.5, 0.6)
                    track.add(play.bass(root, 0.24 * BEAT, 0.6), bar, beat + 0.75, 0.6)
            elif name == "break":
                track.add(play.bass(root, 3.9 * BEAT, 0.12), bar, 0.0, 0.7)
            elif name == "outro":
                track.add(play.bass(root, (3.9 if n == 2 else 1.9) * BEAT, 0.3), bar, 0.0, 0.8)
                if n < 2:
                    track.add(play.bass(root, 1.9 * BEAT, 0.3), bar, 2.0, 0.7)
    return track


def pads() -> Track:
    track = Track()
    for name, (first, _) in FORM.items():
        for n, (chord, _) in enumerate(CHORDS[name]):
            length = 4 * BEAT if not (name == "build" and n == 3) else 2 * BEAT
            track.add(play.pad(chord, length, 0.5 if name != "outro" else 1.4), first + n, 0.0, 0.8)
    track.signal *= curve(
        (0, 0.9),
        (4, 0.9),
        (4.02, 0.62),
        (12, 0.7),
        (16, 1.0),
        (24, 1.0),
        (24.02, 0.75),
        (28, 0.9),
        (28.02, 1.05),
        (39, 1.0),
    )
    opening = curve(
        (0, 300), (3.9, 2200), (4, 900), (12, 1500), (15.5, 9000), (16, 7500), (24, 8500), (24.01, 800), (27.9, 5000), (28, 8000),
        (36, 9500), (36.01, 4000), (38, 2000), (39, 400),
    )  # fmt: skip
    track.signal = each(lowpass, track.signal, opening, 0.12)  # type: ignore[arg-type]
    return track


def arpeggios() -> Track:
    track = Track()
    for name, (first, bars) in FORM.items():
        for n, (chord, _) in enumerate(CHORDS[name]):
            if name == "outro" and n == 2:
                continue
            for step in range(16):
                if (name == "intro" and n < 2 and step % 2) or (name == "break" and step % 2):
                    continue
                if name == "build" and n == 3 and step >= 8:
                    continue
                note = chord[ARPEGGIO[step] % len(chord)] + 12
                cutoff = {"intro": 1100, "verse": 2400, "build": 1600 + 900 * n, "break": 1300, "outro": 1600}.get(
                    name, 3600
                )
                accent = 1.0 if step % 4 == 0 else (0.8 if step % 4 == 2 else 0.62)
                pan = 0.45 if step % 2 else -0.45
                rise = 0.55 + 0.45 * n / bars if name == "intro" else 1.0
                track.add(play.pluck(note, 0.3 * BEAT + 0.1, cutoff, pan), first + n, step / 4, accent * rise)
    return track


def _timed(line: Line, transpose: int = 0) -> list[tuple[float, float, int]]:
    return [((4 * bar + beat) * BEAT, length * BEAT * 0.96, note + transpose) for bar, beat, length, note in line]


def leads() -> Track:
    track = Track()
    length = (8 * 4 + 1) * BEAT
    track.add(play.lead(_timed(HOOK), length, cutoff=3200), FORM["chorus"][0], 0.0, 0.8)
    track.add(play.lead(_timed(HOOK), length, cutoff=4200), FORM["chorus2"][0], 0.0, 0.75)
    track.add(play.lead(_timed(HOOK, 12), length, cutoff=4200), FORM["chorus2"][0], 0.0, 0.26)
    return track


def voices() -> Track:
    track = Track()
    track.add(play.voice(_timed(VERSE_VOICE), VERSE_VOWELS, 8.5 * 4 * BEAT, seed=5), FORM["verse"][0], 0.0, 0.9)
    track.add(play.voice(_timed(BREAK_VOICE), BREAK_VOWELS, 4.3 * 4 * BEAT, seed=6), FORM["break"][0], 0.0, 0.9)
    choir = [
        play.voice(_timed(CHORUS_VOICE, shift), CHORUS_VOWELS, 8.3 * 4 * BEAT, seed=7 + n)
        for n, shift in enumerate((0, 12))
    ]
    track.add(choir[0] * np.array([[1.3], [0.6]]), FORM["chorus2"][0], 0.0, 0.5)
    track.add(choir[1] * np.array([[0.6], [1.3]]), FORM["chorus2"][0], 0.0, 0.35)
    return track


def bells() -> Track:
    track = Track()
    for bar, beat, length, note in BREAK_BELLS:
        track.add(play.bell(note, (length + 1.0) * BEAT), FORM["break"][0] + bar, beat, 0.55)
    for step, note in enumerate((69, 72, 76, 81, 84, 88)):
        track.add(play.bell(note, 3.0), FORM["outro"][0] + 2, 0.12 * step, 0.4)
    for bar, note in ((0, 88), (1, 83), (2, 84), (3, 86)):
        track.add(play.bell(note, 2.5), FORM["intro"][0] + bar, 2.5, 0.22)
    return track
