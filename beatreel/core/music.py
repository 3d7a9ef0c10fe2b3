"""The song as functions of time, for those who draw.

Every value is a pure function of the instant and the analysis, so any frame can be drawn alone.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass

from beatreel.core.analysis import Analysis

# Decay per beat of an accent: it has faded to 1/e after 18 % of a beat, so accents never run into each other.
_BEAT_DECAY = 5.5
_BAR_DECAY = 3.2
_IMPOSED = 0.2  # share of an accent that is left where the beat cannot be trusted
_ATTACK = 0.034  # seconds from silence to full accent: two frames at 60, one at 30


@dataclass(frozen=True)
class Moment:
    """The music at one instant.

    Attributes
    ----------
    time : float
        Seconds.
    beat : int
        Beats begun so far (0 before the first).
    beat_phase : float
        0 on a beat to 1 before the next.
    bar : int
        Bars begun so far.
    bar_phase : float
        0 on a downbeat to 1 before the next.
    kick : float
        Accent of every beat, 1 on it, decaying; 0 to 1. All accents are faint in segments that flow in phrases.
    downbeat : float
        Accent of every bar, 0 to 1.
    offbeat : float
        Accent half way between beats, 0 to 1.
    energy, low, mid, high : float
        Energy curves, 0 to 1.
    flow : float
        Beats run so far as a smooth number; what drifts with the music drifts along it.
    """

    time: float
    beat: int
    beat_phase: float
    bar: int
    bar_phase: float
    kick: float
    downbeat: float
    offbeat: float
    energy: float
    low: float
    mid: float
    high: float
    flow: float


class Music:
    """An analysis, ready to be asked about any instant.

    Parameters
    ----------
    analysis : Analysis
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._beats = list(analysis.beat_times)
        self._bars = list(analysis.downbeat_times)
        self._starts = [segment.start for segment in analysis.segments]

    def at(self, time: float) -> Moment:
        """Return the music at an instant in seconds; instants outside the song are allowed and quiet."""
        beat, beat_phase, beat_length = _place(self._beats, time)
        bar, bar_phase, _ = _place(self._bars, time)
        attack = min(1.0, (beat_phase * beat_length) / _ATTACK + 0.5) if beat else 0.0
        trust = self._trust(time)
        off_phase = beat_phase - 0.5
        energy = self.analysis.energy
        return Moment(
            time=time,
            beat=beat,
            beat_phase=beat_phase,
            bar=bar,
            bar_phase=bar_phase,
            kick=trust * attack * math.exp(-_BEAT_DECAY * beat_phase) if beat else 0.0,
            downbeat=trust * attack * math.exp(-_BAR_DECAY * 4 * bar_phase) if bar else 0.0,
            offbeat=trust * math.exp(-2 * _BEAT_DECAY * off_phase) if beat and off_phase >= 0 else 0.0,
            energy=self._curve(energy.total, time),
            low=self._curve(energy.low, time),
            mid=self._curve(energy.mid, time),
            high=self._curve(energy.high, time),
            flow=beat + beat_phase,
        )

    def _trust(self, time: float) -> float:
        """How strongly beats show: faintly where they are only imposed on music that flows."""
        segments = self.analysis.segments
        place = max(bisect_right(self._starts, time) - 1, 0)
        return 1.0 if segments[place].grid == "beat_cut" else _IMPOSED

    def _curve(self, values: tuple[float, ...], time: float) -> float:
        place = min(max(time * self.analysis.energy.rate, 0.0), len(values) - 1)
        left = int(place)
        right = min(left + 1, len(values) - 1)
        return values[left] + (values[right] - values[left]) * (place - left)


def _place(grid: list[float], time: float) -> tuple[int, float, float]:
    """Return how many grid points have begun, the phase since the last one, and the length of that cell in seconds."""
    if len(grid) < 2:
        return 0, 0.0, 0.5
    begun = bisect_right(grid, time)
    if begun == 0:
        return 0, 0.0, grid[1] - grid[0]
    left = grid[begun - 1]
    length = grid[begun] - left if begun < len(grid) else left - grid[begun - 2]
    return begun, min((time - left) / length, 1.0), length
