"""Songs from grooves written by hand (``patterns``): what the choice among readings is learned from and judged by."""

from __future__ import annotations

import numpy as np

from training.hearing import groove as drums
from training.hearing.compose import DRUM_PART, Score, draw_form, swung
from training.hearing.parts import SCALES, Harmony, Note, comping, draw_harmony, melody
from training.hearing.patterns import WRITTEN
from training.hearing.timeline import make_timeline
from training.hearing.written_kind import Lines, Written

_LOUD = {"x": 108.0, "o": 66.0}


def write(seed: int, kind: str, *, seconds: float = 60.0) -> Score:
    """Return a song of a written kind; the same seed gives the same song."""
    rng = np.random.default_rng((seed, *kind.encode()))
    plan = WRITTEN[kind]
    tempo = float(np.exp(rng.uniform(*np.log(plan.tempo))))
    sections = draw_form(rng, tempo, plan.metre, seconds)
    looseness = float(rng.uniform(0.5, 1.0)) * plan.loose
    timeline = make_timeline(rng, tempo, plan.metre, [bars for _, bars in sections], looseness=looseness)
    score = Score(kind, timeline, sections, electronic=bool(rng.random() < plan.electronic))
    score.human = 0.0 if score.electronic else float(rng.uniform(0.002, 0.006 + 0.012 * looseness))
    key, scale = int(rng.integers(12)), SCALES[str(rng.choice(list(SCALES)))]
    shared = draw_harmony(rng, plan.metre, key, scale, bool(rng.random() < 0.3))
    voices = {letter: _Voice(rng, plan, letter, shared, key, scale) for letter in sorted({s[0] for s in sections})}
    bar = 0
    for number, (letter, bars) in enumerate(sections):
        voices[letter].play(rng, score, plan, bar, bars, last=number == len(sections) - 1)
        score.energies.append(voices[letter].energy)
        bar += bars
    return score


class _Voice:
    """How a section letter sounds."""

    def __init__(self, rng, plan: Written, letter: str, shared: Harmony, key: int, scale: tuple[int, ...]) -> None:
        quiet = letter in "QU"
        self.energy = float(rng.uniform(0.3, 0.55) if quiet else rng.uniform(0.65, 1.0))
        choice = plan.light if quiet and rng.random() < 0.75 else plan.full
        self.lines: Lines = choice[int(rng.integers(len(choice)))]
        self.bass = str(rng.choice(plan.bass)) if rng.random() < (0.4 if quiet else 0.95) else ""
        self.comps = [str(rng.choice(plan.comp))]
        if rng.random() < 0.35:
            self.comps.append("pad")
        self.lead = float(rng.uniform(0.3, 0.7)) if rng.random() < (0.3 if quiet else 0.7) else 0.0
        self.harmony = (
            shared if rng.random() < 0.5 else draw_harmony(rng, plan.metre, key, scale, bool(rng.random() < 0.3))
        )
        self.seed = int(rng.integers(1 << 31))
        self.crash = bool(self.lines) and not quiet and rng.random() < 0.6

    def play(self, rng, score: Score, plan: Written, first: int, bars: int, *, last: bool) -> None:
        """Write the notes of ``bars`` bars from bar ``first`` on into the score."""
        same = np.random.default_rng(self.seed)
        start, steps = first * plan.metre, plan.metre * plan.sub
        out: dict[str, list[Note]] = {}
        fill = steps * bars - (int(rng.choice([steps // 4, steps // 2])) if not last and rng.random() < 0.6 else 0)
        for note, line in self.lines.items():
            for at in range(steps * bars):
                mark = line[at % len(line)]
                if mark == "." or (at >= fill and note != drums.KICK) or (mark == "o" and rng.random() < 0.12):
                    continue
                loud = _LOUD[mark] * (0.6 + 0.4 * self.energy) * (1 + rng.normal(0, 0.06))
                out.setdefault(DRUM_PART, []).append(Note(at / plan.sub, 0.2, note, loud))
        if self.lines and fill < steps * bars:
            voice = drums.SNARE if rng.random() < 0.5 else 47
            for at in range(fill, steps * bars):
                if rng.random() < 0.75:
                    out.setdefault(DRUM_PART, []).append(Note(at / plan.sub, 0.2, voice, 60 + 50 * rng.random()))
        if self.crash:
            out.setdefault(DRUM_PART, []).append(Note(0.0, 1.0, drums.CRASH, 60 + 50 * self.energy))
        if self.bass:
            out["bass"] = _bass(same, self.bass, self.harmony, bars, plan, self.energy)
        for number, comp in enumerate(self.comps):
            pattern = _onsets(comp, plan) if not comp.isalpha() or set(comp) <= set("xo") else []
            style = "pattern" if pattern else comp
            role = "pad" if comp == "pad" else "comp" if number == 0 else "comp2"
            out.setdefault(role, []).extend(_comp(same, style, pattern, self.harmony, bars, plan, self.energy))
        if self.lead:
            pitched = plan.sub if plan.sub == 3 else 2
            out["lead"] = melody(same, self.harmony, bars, plan.metre, pitched, self.lead, int(same.integers(64, 80)))
        for role, notes in out.items():
            score.parts.setdefault(role, []).extend(
                Note(start + swung(n.beat, plan.swing, plan.sub), n.length, n.pitch, n.velocity) for n in notes
            )


def _onsets(line: str, plan: Written) -> list[tuple[float, float]]:
    """Onsets and lengths in beats of a line of marks, stretched to whole bars."""
    steps = plan.metre * plan.sub
    size = -(-len(line) // steps) * steps
    full = (line * (size // len(line) + 1))[:size]
    at = [i for i, mark in enumerate(full) if mark != "."]
    return [(a / plan.sub, min(b - a, plan.sub * 2) * 0.7 / plan.sub) for a, b in zip(at, [*at[1:], size], strict=True)]


def _comp(rng, style: str, pattern, harmony: Harmony, bars: int, plan: Written, energy: float) -> list[Note]:
    long = max(1, round((pattern[-1][0] + 1e-6) // plan.metre) + 1) if pattern else 1
    if long == 1:
        return comping(rng, style, harmony, bars, plan.metre, plan.sub, pattern, energy)
    near = int(rng.integers(54, 68))
    notes = []
    for bar in range(0, bars, long):
        for onset, length in pattern:
            beat = bar * plan.metre + onset
            if beat < bars * plan.metre:
                loud = 50 + 44 * energy + rng.normal(0, 4)
                notes += [Note(beat, length, pitch, loud) for pitch in harmony.chord(beat, near)]
    return notes


def _bass(rng, line: str, harmony: Harmony, bars: int, plan: Written, energy: float) -> list[Note]:
    steps = plan.metre * plan.sub
    size = -(-len(line) // steps) * steps
    full = (line * (size // len(line) + 1))[:size]
    low = int(rng.integers(30, 40))
    marks = [i for i in range(steps * bars) if full[i % size] != "."]
    notes = []
    for i, at in enumerate(marks):
        following = marks[i + 1] if i + 1 < len(marks) else steps * bars
        degree = harmony.degree_at(at / plan.sub)
        mark = full[at % size]
        pitch = harmony.pitch(degree + (4 if mark == "5" else 0), low) + (12 if mark == "8" else 0)
        length = min((following - at) / plan.sub, plan.metre * 0.9) * 0.85
        notes.append(Note(at / plan.sub, max(0.1, length), pitch, 72 + 32 * energy + rng.normal(0, 4)))
    return notes
