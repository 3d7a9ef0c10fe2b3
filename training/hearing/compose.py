"""Draws whole songs: kind, form, timeline, and the notes of every part, with the truth about beats and sections."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from training.hearing import groove as drums
from training.hearing.kinds import KINDS, Kind
from training.hearing.parts import SCALES, Harmony, Note, bass_line, comping, draw_harmony, melody, rhythm
from training.hearing.timeline import Timeline, make_timeline

OFFBEAT_ONLY = 0.22
"""Share of the quiet sections in which nothing sounds on the beat."""

FORMS = ("QABAB", "QABUAB", "ABAB", "QAUB", "ABUB", "QABUBQ", "AABA", "QAABUB", "ABCB", "QABCAB", "ABQAB")
DRUM_PART = "drums"


@dataclass
class Score:
    """A composed song.

    Attributes
    ----------
    kind : str
    timeline : Timeline
    sections : list of (str, int)
        Letter and bars.
    parts : dict of str to list of Note
        The part ``drums`` holds General MIDI drum notes.
    electronic : bool
    human : float
        Spread of the onsets in seconds.
    energies : list of float
        Of each section, 0 to 1.
    """

    kind: str
    timeline: Timeline
    sections: list[tuple[str, int]]
    parts: dict[str, list[Note]] = field(default_factory=dict)
    electronic: bool = False
    human: float = 0.0
    energies: list[float] = field(default_factory=list)

    @property
    def section_starts(self) -> list[float]:
        """Seconds at which sections begin."""
        bars = np.concatenate([[0], np.cumsum([length for _, length in self.sections])])
        return [float(self.timeline.seconds(b * self.timeline.metre)) for b in bars[:-1]]


def compose(seed: int, *, kinds: tuple[str, ...] | None = None, seconds: float = 70.0) -> Score:
    """Compose a song; the same seed gives the same song."""
    rng = np.random.default_rng(seed)
    names = list(kinds or KINDS)
    weights = np.array([KINDS[name].weight for name in names])
    name = str(rng.choice(names, p=weights / weights.sum()))
    kind = KINDS[name]
    tempo = float(np.exp(rng.uniform(*np.log(kind.tempo))))
    sections = draw_form(rng, tempo, kind.metre, seconds)
    looseness = float(rng.uniform(*kind.loose)) if rng.random() < 0.7 else 0.0
    timeline = make_timeline(rng, tempo, kind.metre, [bars for _, bars in sections], looseness=looseness)
    score = Score(name, timeline, sections, electronic=bool(rng.random() < kind.electronic))
    score.human = 0.0 if looseness == 0 and score.electronic else float(rng.uniform(0.002, 0.006 + 0.016 * looseness))
    _arrange(rng, kind, score)
    return score


def draw_form(rng: np.random.Generator, tempo: float, metre: int, seconds: float) -> list[tuple[str, int]]:
    """Draw letters and bars of the sections of a song of about so many seconds."""
    bar = metre * 60 / tempo
    sections: list[tuple[str, int]] = []
    total = 0.0
    for letter in str(rng.choice(FORMS)):
        bars = int(rng.choice([4, 8, 8, 8, 12, 16, 6, 2])) if rng.random() < 0.9 else int(rng.integers(3, 12))
        if bar < 1.4:
            bars *= 2
        while bars * bar > 30:
            bars //= 2
        bars = max(2, bars)
        if total > 30 and total + bars * bar > seconds + 12:
            break
        sections.append((letter, bars))
        total += bars * bar
    return sections


@dataclass
class _Plan:
    """How a section letter sounds, so that it sounds alike when it returns."""

    energy: float
    groove: drums.Groove | None
    bass: str | None
    comp: list[tuple[str, str]]
    lead: float
    harmony: Harmony
    patterns: list[list[tuple[float, float]]]
    seed: int
    crash: bool
    roll: bool


def _arrange(rng: np.random.Generator, kind: Kind, score: Score) -> None:
    metre = kind.metre
    groups = drums.groups_of(rng, metre)
    style = str(rng.choice(kind.styles))
    has_drums = rng.random() < kind.drums
    key, scale = int(rng.integers(12)), SCALES[str(rng.choice(list(SCALES), p=[0.3, 0.35, 0.13, 0.15, 0.07]))]
    seventh = bool(rng.random() < 0.35)
    bass_style = str(rng.choice(kind.bass))
    swing = float(rng.uniform(*kind.swing))
    plans: dict[str, _Plan] = {}
    shared = draw_harmony(rng, metre, key, scale, seventh)
    for letter in {letter for letter, _ in score.sections}:
        plans[letter] = _plan(rng, kind, letter, style, groups, has_drums, bass_style, key, scale, seventh, shared)
    bar = 0
    for number, (letter, bars) in enumerate(score.sections):
        plan = plans[letter]
        score.energies.append(plan.energy)
        last = number == len(score.sections) - 1
        _play(rng, kind, score, plan, bar * metre, bars, groups, swing, stop=not last and rng.random() < 0.06)
        bar += bars
    _pickup_and_end(rng, kind, score, plans[score.sections[-1][0]], has_drums)


def _plan(rng, kind, letter, style, groups, has_drums, bass_style, key, scale, seventh, shared) -> _Plan:
    quiet, bridge, full = letter == "Q", letter == "U", letter == "B"
    energy = float(
        rng.uniform(0.25, 0.55) if quiet or bridge else rng.uniform(0.8, 1.0) if full else rng.uniform(0.55, 0.8)
    )
    groove = None
    if has_drums and not (quiet and rng.random() < 0.6) and not (bridge and rng.random() < 0.6):
        groove = drums.draw_groove(rng, style, kind.metre, kind.sub, groups, energy)
        if quiet and rng.random() < 0.7:
            groove = {n: v for n, v in groove.items() if n not in (drums.KICK, drums.SNARE, drums.CLAP)} or groove
    harmony = shared if rng.random() < 0.45 else draw_harmony(rng, kind.metre, key, scale, seventh)
    comps = [(str(rng.choice(kind.comp)), "comp")]
    if rng.random() < 0.5 or full:
        comps.append(("pad", "pad"))
    if rng.random() < 0.25:
        comps.append((str(rng.choice(kind.comp)), "comp2"))
    sub = kind.sub if kind.sub == 3 else int(rng.choice([2, kind.sub]))
    patterns = [
        rhythm(rng, kind.metre, sub, float(rng.uniform(0.25, 0.7)), float(rng.uniform(0.2, 0.9))) for _ in range(3)
    ]
    has_bass = rng.random() < (0.3 if quiet or bridge else 0.92)
    lead = float(rng.uniform(0.3, 0.8)) if rng.random() < (0.25 if quiet else 0.7) else 0.0
    bass = bass_style if has_bass else None
    if (quiet or bridge) and rng.random() < OFFBEAT_ONLY and kind.metre > 2:
        comps, groove, bass = _offbeat_only(rng, kind)
        lead *= rng.random() < 0.3
    return _Plan(
        energy,
        groove,
        bass,
        comps,
        lead,
        harmony,
        patterns,
        int(rng.integers(1 << 31)),
        crash=has_drums and not quiet and rng.random() < 0.7,
        roll=has_drums and bridge and rng.random() < 0.5,
    )


def _offbeat_only(rng, kind) -> tuple[list[tuple[str, str]], drums.Groove | None, str | None]:
    """Parts that sound between the beats only: where such a section begins or ends, the beat must be carried over."""
    steps = kind.metre * kind.sub
    between = np.arange(kind.sub // 2 if kind.sub % 2 == 0 else 2, steps, kind.sub)
    groove = None
    if rng.random() < 0.6:
        line = np.zeros(steps)
        line[between] = rng.uniform(60, 100)
        groove = {int(rng.choice([drums.CLOSED, drums.OPEN, drums.SHAKER, drums.PEDAL])): line}
    comps = [("offbeat", "comp")]
    if rng.random() < 0.4:
        comps.append(("pad", "pad"))
    return comps, groove, "off" if rng.random() < 0.35 else None


def _play(rng, kind, score, plan, start, bars, groups, swing, *, stop) -> None:
    same = np.random.default_rng(plan.seed)  # equal letters play equal notes
    metre, sub = kind.metre, kind.sub
    if plan.groove is not None:
        _play_drums(rng, kind, score, plan, start, bars, swing, stop)
    parts: dict[str, list[Note]] = {}
    pitched = sub if sub == 3 else 2
    if plan.bass:
        parts["bass"] = bass_line(same, plan.bass, plan.harmony, bars, metre, sub, plan.patterns[0], plan.energy)
    for index, (style, role) in enumerate(plan.comp):
        pattern = plan.patterns[1 + index % 2]
        parts.setdefault(role, []).extend(comping(same, style, plan.harmony, bars, metre, sub, pattern, plan.energy))
    if plan.lead:
        role = "lead2" if plan.seed % 3 == 0 else "lead"
        parts[role] = melody(same, plan.harmony, bars, metre, pitched, plan.lead, int(same.integers(66, 80)))
    end = bars * metre - (metre / 2 if stop else 0)
    for role, notes in parts.items():
        kept = (
            Note(start + swung(n.beat, swing, kind.sub), n.length, n.pitch, n.velocity) for n in notes if n.beat < end
        )
        score.parts.setdefault(role, []).extend(kept)


def _play_drums(rng, kind, score, plan, start, bars, swing, stop) -> None:
    steps = kind.metre * kind.sub
    out = score.parts.setdefault(DRUM_PART, [])
    for bar in range(bars):
        lines = drums.vary(rng, plan.groove)
        last = bar == bars - 1
        limit = steps
        if (last and rng.random() < 0.75) or (bar % 4 == 3 and rng.random() < 0.35):
            length = max(1, int(steps * rng.choice([0.25, 0.5, 0.5, 1.0] if last else [0.25, 0.25, 0.5])))
            limit = steps - length
            for note, line in drums.fill(rng, steps, length).items():
                lines[note] = np.concatenate([lines.get(note, np.zeros(steps))[:limit], line[limit:]])
        if plan.roll and bar >= bars - 4:
            lines[drums.SNARE] = np.where(
                np.arange(steps) % (2 if bar < bars - 2 else 1) == 0, 40 + 60 * bar / bars, 0.0
            )
        for note, line in lines.items():
            for step in np.flatnonzero(line > 0):
                if step >= limit and note not in (drums.KICK, drums.SNARE, *drums.TOMS):
                    continue
                if stop and last and step >= steps // 2:
                    continue
                beat = start + bar * kind.metre + swung(step / kind.sub, swing, kind.sub)
                velocity = line[step] * (0.6 + 0.4 * plan.energy)
                out.append(Note(float(beat), 0.2, int(note), float(velocity)))
    if plan.crash:
        out.append(Note(float(start), 1.0, drums.CRASH, 60 + 55 * plan.energy))


def swung(beat: float, swing: float, sub: int) -> float:
    """Return where a beat comes to lie when the second step of each pair waits until ``swing`` of it has passed."""
    if swing <= 0.5 or sub != 4:
        return beat
    pair = beat * 2 % 1
    base = beat - pair / 2
    return base + (pair * 2 * swing if pair < 0.5 else swing + (pair - 0.5) * 2 * (1 - swing)) / 2


def _pickup_and_end(rng, kind, score, plan, has_drums) -> None:
    pickup = score.timeline.pickup
    for i in range(pickup * 2):
        beat = -pickup + i / 2
        if has_drums and rng.random() < 0.5:
            score.parts.setdefault(DRUM_PART, []).append(
                Note(beat, 0.2, int(rng.choice([drums.SNARE, drums.STICK])), 80)
            )
        else:
            pitch = plan.harmony.pitch(4 + i, 67)
            score.parts.setdefault("lead", []).append(Note(beat, 0.45, pitch, 88))
    if rng.random() < 0.6:
        end = float(sum(bars for _, bars in score.sections) * kind.metre)
        for pitch in plan.harmony.chord(0.0, 58):
            score.parts.setdefault("comp", []).append(Note(end, 3.0, pitch, 80))
        if has_drums and rng.random() < 0.6:
            score.parts.setdefault(DRUM_PART, []).append(Note(end, 1.0, drums.CRASH, 95))
