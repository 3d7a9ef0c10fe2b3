"""Drum grooves, drawn by rule for any metre and subdivision rather than taken from a list."""

from __future__ import annotations

import numpy as np

KICK, STICK, SNARE, CLAP, CLOSED, PEDAL, OPEN = 36, 37, 38, 39, 42, 44, 46
CRASH, RIDE, TAMBOURINE, COWBELL, CLAVE, SHAKER, CONGA, LOW_CONGA = 49, 51, 54, 56, 75, 70, 63, 64
TOMS = (50, 48, 47, 45, 43)

TRESILLO = (0, 3, 6)
"""Steps of 3 + 3 + 2."""

Groove = dict[int, np.ndarray]  # note: velocity of each step of one bar, 0 to 127


def groups_of(rng: np.random.Generator, metre: int) -> list[int]:
    """Split a bar into groups of two and three beats."""
    choices = {
        5: ([3, 2], [2, 3]),
        7: ([2, 2, 3], [3, 2, 2], [4, 3], [3, 4], [2, 3, 2]),
        6: ([3, 3], [2, 2, 2]),
        4: ([2, 2],),
        3: ([3],),
        2: ([2],),
    }
    options = choices[metre]
    return list(options[int(rng.integers(len(options)))])


def draw_groove(
    rng: np.random.Generator, style: str, metre: int, sub: int, groups: list[int], fullness: float
) -> Groove:
    """Draw one bar of drums.

    Parameters
    ----------
    style : str
        One of ``STYLES``.
    metre, sub : int
        Beats in a bar and steps in a beat.
    groups : list of int
        Beats of each accent group.
    fullness : float
        0 sparse to 1 busy.
    """
    steps = metre * sub
    groove: Groove = {}
    starts = np.concatenate([[0], np.cumsum(groups)[:-1]]) * sub
    _kick(rng, groove, style, metre, sub, steps, starts, fullness)
    _snare(rng, groove, style, metre, sub, steps, starts, fullness)
    _cymbals(rng, groove, style, metre, sub, steps, fullness)
    _percussion(rng, groove, style, metre, sub, steps, fullness)
    return {note: line for note, line in groove.items() if line.any()}


STYLES = (
    *("four", "back", "half", "break", "one_drop", "three", "march", "swing", "compound", "odd", "latin", "train"),
    *("free", "tresillo", "gallop", "two"),
)


def _line(steps: int) -> np.ndarray:
    return np.zeros(steps)


def _kick(rng, groove, style, metre, sub, steps, starts, fullness) -> None:
    line = _line(steps)
    beats = np.arange(metre) * sub
    if style == "free":
        line = _by_weight(rng, metre, sub, rng.uniform(0.15, 0.6), rng.uniform(0.5, 3.0), 105)
    elif style == "tresillo":
        if rng.random() < 0.6:
            line[beats] = 108
        else:
            line[[s for s in range(steps) if s % 8 in TRESILLO]] = 105
    elif style == "gallop":
        line[[s for s in range(steps) if s % sub != 1 or sub == 2]] = 100
        line[beats] = 112
    elif style == "two":
        line[:: 2 * sub if metre % 2 == 0 and metre > 2 else sub] = 105
    elif style == "four":
        line[beats] = 112
    elif style == "half":
        line[0] = 115
        for s in rng.choice(np.arange(2, steps), size=int(rng.integers(1, 4)), replace=False):
            line[s] = 105
        line[steps // 2] *= rng.random() < 0.3
    elif style == "one_drop":
        line[steps // 2] = 110
        if rng.random() < 0.3:
            line[0] = 90
    elif style == "swing":
        line[beats] = rng.uniform(30, 60) if rng.random() < 0.7 else 0
    elif style == "odd":
        line[starts] = 110
    elif style == "three":
        line[0] = 110
        if rng.random() < 0.25:
            line[rng.integers(1, steps)] = 70
    elif style == "compound":
        line[0] = 112
        for s in range(1, steps):
            if rng.random() < 0.12 + 0.1 * (s % sub == sub - 1):
                line[s] = 85
        if metre == 4:
            line[2 * sub] = 100
    elif style == "latin":
        line[[s for s in range(steps) if s % (2 * sub) in ((0, 3, 4, 7) if sub == 4 else (0, sub))]] = 85
        line[0] = 105
    elif style == "break":
        line[0] = 115
        for s in rng.choice(np.arange(2, steps), size=int(rng.integers(1, 5)), replace=False):
            line[s] = rng.uniform(80, 112)
        line[beats[1::2]] *= rng.random(len(beats[1::2])) < 0.15
    else:
        line[0] = 112
        if metre > 2:
            line[(metre // 2) * sub] = 105 if rng.random() < 0.8 else 0
        for s in range(1, steps):
            if (
                line[s] == 0
                and s % (2 * sub) != sub
                and rng.random() < 0.1 * fullness * (2 if s % max(sub // 2, 1) == 0 else 1)
            ):
                line[s] = rng.uniform(70, 105)
    if rng.random() < 0.03:
        line[0] = 0
    groove[KICK] = line


def _snare(rng, groove, style, metre, sub, steps, starts, fullness) -> None:
    line = _line(steps)
    voice = int(rng.choice([SNARE, SNARE, SNARE, CLAP, STICK]))
    backbeats = [b for b in range(metre) if b % 2 == 1]
    if style == "free":
        strong = [b * sub for b in backbeats] if rng.random() < 0.5 else []
        line = _by_weight(rng, metre, sub, rng.uniform(0.05, 0.35), rng.uniform(0.0, 1.5), rng.uniform(60, 110))
        line[0] *= rng.random() < 0.2
        line[strong] = 110
    elif style == "tresillo":
        line[[s for s in range(steps) if s % 8 in TRESILLO[1:]]] = 105
    elif style == "two":
        line[sub // 2 :: sub] = rng.uniform(60, 105)
        if rng.random() < 0.4:
            line = np.roll(line, sub // 2) * (np.arange(steps) >= sub)
    elif style in ("half", "one_drop"):
        line[(metre // 2) * sub] = 115
    elif style == "swing":
        if rng.random() < 0.5:
            line[[b * sub for b in backbeats]] = rng.uniform(25, 70)
        for s in range(steps):
            if rng.random() < 0.08:
                line[s] = 40
    elif style == "odd":
        ends = np.concatenate([starts[1:], [steps]])
        for a, z in zip(starts, ends, strict=True):
            line[min(z - sub, a + sub * (1 if rng.random() < 0.5 else 2))] = 105
        line[0] = 0
    elif style == "three":
        kind = rng.random()
        if kind < 0.45:
            line[[sub, 2 * sub]] = rng.uniform(50, 95)
        elif kind < 0.75:
            line[2 * sub] = 105
        elif kind < 0.9:
            line[sub] = 105
    elif style == "compound":
        line[[b * sub for b in backbeats]] = 108
    elif style == "train":
        line[np.arange(0, steps, max(1, sub // 2))] = 50
        line[[b * sub + sub // 2 for b in range(metre)]] = 90
        line[[b * sub for b in backbeats]] = 95
    elif style == "march":
        line[:: max(1, sub // 2)] = 55
        line[[b * sub for b in backbeats]] = 95
    elif style == "latin":
        clave = [0, 3, 6, 10, 12] if rng.random() < 0.5 else [0, 3, 7, 10, 12]
        if sub == 4 and metre == 4:
            line[clave] = 80
            voice = STICK
        else:
            line[[b * sub for b in backbeats]] = 90
    elif style == "four" and rng.random() < 0.25:
        pass
    else:
        line[[b * sub for b in backbeats]] = 112
        if style == "break" and rng.random() < 0.4 and metre == 4:
            line[3 * sub] = 0
            line[min(steps - 1, 3 * sub + int(rng.choice([-2, 2])))] = 108
    if style in ("back", "break") and sub == 4 and rng.random() < 0.5:
        for s in range(steps):
            if line[s] == 0 and rng.random() < 0.12 * fullness:
                line[s] = rng.uniform(28, 55)
    groove[voice] = np.maximum(groove.get(voice, 0), line)


def _by_weight(rng, metre: int, sub: int, density: float, accent: float, velocity: float) -> np.ndarray:
    """A line of strokes at random, likelier on strong places by ``accent``."""
    line = _line(metre * sub)
    for s in range(len(line)):
        strength = 1.0 if s == 0 else 0.6 if s % sub == 0 else 0.3 if sub % 2 == 0 and s % (sub // 2) == 0 else 0.12
        if rng.random() < density * (0.3 + accent * strength) * (2 if s == 0 else 1):
            line[s] = velocity * rng.uniform(0.75, 1.0)
    return line


def _cymbals(rng, groove, style, metre, sub, steps, fullness) -> None:
    voice = int(rng.choice([CLOSED, CLOSED, CLOSED, RIDE, OPEN, SHAKER, TAMBOURINE]))
    line = _line(steps)
    if style == "swing" or (sub == 3 and style == "back"):
        voice = RIDE if rng.random() < 0.7 else CLOSED
        line[np.arange(metre) * sub] = 90
        skips = [b * sub + 2 for b in range(metre) if b % 2 == 1 or rng.random() < (0.9 if style == "back" else 0.15)]
        line[skips] = 75
        if style == "swing":
            foot = _line(steps)
            foot[[b * sub for b in range(metre) if b % 2 == 1]] = 75
            groove[PEDAL] = foot
    else:
        kind = rng.random()
        if style == "half" and rng.random() < 0.7:
            line[:: max(1, sub // 2)] = 85
            for _ in range(int(rng.integers(0, 4))):
                a = int(rng.integers(steps))
                line[a : a + int(rng.integers(2, 5))] = rng.uniform(55, 90)
        elif style == "free" and rng.random() < 0.4:
            line = _by_weight(rng, metre, sub, rng.uniform(0.3, 0.8), rng.uniform(0.0, 1.0), 85)
        elif kind < 0.15:
            line[np.arange(metre) * sub] = 80
        elif kind < 0.3 and sub % 2 == 0:
            line[sub // 2 :: sub] = 95
        elif kind < 0.65 or (fullness < 0.5 and kind < 0.85):
            line[:: sub // 2 if sub % 2 == 0 else 1] = 78
            line[::sub] = 92
        else:
            line[:] = 62
            line[:: max(1, sub // 2) if sub % 2 == 0 else sub] = 88
        if voice == OPEN:
            line *= 0.8
        line *= rng.random(steps) > 0.04
    groove[voice] = line
    if style in ("four", "back") and sub == 4 and rng.random() < 0.4:
        off = _line(steps)
        off[2::4] = 90
        groove[OPEN] = off * (rng.random(steps) > (0.0 if style == "four" else 0.6))


def _percussion(rng, groove, style, metre, sub, steps, fullness) -> None:
    for voice in (SHAKER, TAMBOURINE, COWBELL, CONGA, LOW_CONGA, CLAVE):
        chance = 0.3 if style == "latin" else 0.1 * fullness
        if voice in groove or rng.random() > chance:
            continue
        if voice == SHAKER:
            line = np.full(steps, 45.0)
            line[:: max(1, sub // 2)] = 70
        elif voice == COWBELL:
            line = _line(steps)
            line[::sub] = 70
        else:
            line = (rng.random(steps) < rng.uniform(0.15, 0.4)) * rng.uniform(50, 85)
        groove[voice] = line


def vary(rng: np.random.Generator, groove: Groove) -> Groove:
    """Return the groove as played in one bar: ghost notes come and go, velocities breathe."""
    played = {}
    for note, line in groove.items():
        keep = (line > 60) | (rng.random(len(line)) < 0.8)
        played[note] = line * keep * (1 + rng.normal(0, 0.06, len(line)))
    return played


def fill(rng: np.random.Generator, steps: int, length: int) -> Groove:
    """Return a drum fill over the last ``length`` steps of a bar."""
    drums = list(TOMS) if rng.random() < 0.5 else [SNARE]
    lines = {note: _line(steps) for note in drums}
    for i in range(length):
        if rng.random() < 0.78:
            note = drums[min(len(drums) - 1, int(i * len(drums) / length))]
            lines[note][steps - length + i] = 70 + 45 * i / length
    return lines
