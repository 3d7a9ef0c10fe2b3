"""What is heard in a song: beats, bars, segments, energy, key moments, hooks. Conventions: :mod:`beatreel.core.model`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from beatreel.core.value import Value, check_tiling

SegmentLabel = Literal["intro", "verse", "chorus", "bridge", "inst", "solo", "break", "outro"]
KeyMomentKind = Literal["drop", "hook", "build", "stop"]
GridVerdict = Literal["beat_cut", "phrase_flow"]


class Segment(Value):
    """A musical section.

    Attributes
    ----------
    energy : float
        Loudness-like energy relative to the song, 0 to 1.
    confidence : float
        How sure the analyzer is of the boundary at ``start``, 0 to 1.
    grid : {"beat_cut", "phrase_flow"}
        Whether cuts may trust the beats here, or should follow phrases.
    group : int
        Segments that repeat the same music share a number, counted from 0.
    """

    start: float = Field(ge=0)
    end: float
    label: SegmentLabel
    energy: float = Field(ge=0, le=1)
    confidence: float = Field(default=1.0, ge=0, le=1)
    grid: GridVerdict = "beat_cut"
    group: int = Field(default=0, ge=0)

    @property
    def duration(self) -> float:
        return self.end - self.start


class KeyMoment(Value):
    """An instant that the picture should answer: a drop, the hook, a build's start, a stop."""

    time: float = Field(ge=0)
    kind: KeyMomentKind
    strength: float = Field(default=1.0, ge=0, le=1)


class HookWindow(Value):
    """A stretch that stands for the song when there is no time for all of it.

    Attributes
    ----------
    target, start, end : float
        The length that it was looked for, and where it lies: at most that long, on downbeats where the song has them; seconds.
    bars : int
        Whole bars; 0 where the song has none.
    score : float
        How well it stands for the song, 0 to 1.
    """

    target: float = Field(gt=0)
    start: float = Field(ge=0)
    end: float
    bars: int = Field(default=0, ge=0)
    score: float = Field(default=1.0, ge=0, le=1)

    @property
    def duration(self) -> float:
        return self.end - self.start


class EnergyCurves(Value):
    """Energy over time.

    Attributes
    ----------
    rate : float
        Values per second; value ``i`` belongs to second ``i / rate``.
    total, low, mid, high : tuple of float
        Equal lengths, 0 to 1 over the song; low < 150 Hz, mid 150 to 2500 Hz, high above.
    """

    rate: float = Field(gt=0)
    total: tuple[float, ...]
    low: tuple[float, ...]
    mid: tuple[float, ...]
    high: tuple[float, ...]

    @model_validator(mode="after")
    def _same_lengths(self) -> EnergyCurves:
        if len({len(self.total), len(self.low), len(self.mid), len(self.high)}) != 1 or not self.total:
            raise ValueError("total, low, mid and high must have the same length, at least 1")
        return self


class Analysis(Value):
    """What an analyzer heard.

    Attributes
    ----------
    duration : float
        Seconds.
    tempo : float
        Main tempo in BPM; 0 if no beat was found.
    beat_times : tuple of float
        Strictly increasing seconds within the song.
    beat_positions : tuple of int
        As many as beats; 1 is the downbeat.
    segments : tuple of Segment
        Tile the song.
    key_moments : tuple of KeyMoment
        In time order.
    energy : EnergyCurves
    confidence : float
        Trust in the beats as a whole, 0 to 1.
    bar_confidence : tuple of float
        One for each downbeat, 0 to 1; empty when the analyzer has no opinion.
    leading_silence, trailing_silence : float
        Seconds of silence at the ends.
    analyzer : str
        Name of the analyzer.
    hooks : tuple of HookWindow
        The best stretches of 7.5, 15, 30 and 59 seconds; found for every analysis that has none.
    origins : dict of str to str
        Where tempo, beats, bars, segments, key_moments and hooks came from: the analyzer, or what overruled it.
    """

    duration: float = Field(gt=0)
    tempo: float = Field(ge=0)
    beat_times: tuple[float, ...]
    beat_positions: tuple[int, ...]
    segments: tuple[Segment, ...] = Field(min_length=1)
    key_moments: tuple[KeyMoment, ...] = ()
    energy: EnergyCurves
    confidence: float = Field(default=1.0, ge=0, le=1)
    bar_confidence: tuple[float, ...] = ()
    leading_silence: float = Field(default=0.0, ge=0)
    trailing_silence: float = Field(default=0.0, ge=0)
    analyzer: str
    hooks: tuple[HookWindow, ...] = ()
    origins: dict[str, str] = Field(default_factory=dict)

    @property
    def downbeat_times(self) -> tuple[float, ...]:
        """The beats at position 1, in seconds."""
        return tuple(t for t, p in zip(self.beat_times, self.beat_positions, strict=True) if p == 1)

    @model_validator(mode="after")
    def _consistent(self) -> Analysis:
        beats = self.beat_times
        if len(beats) != len(self.beat_positions):
            raise ValueError("beat_times and beat_positions must have the same length")
        if any(b <= a for a, b in zip(beats, beats[1:], strict=False)):
            raise ValueError("beat_times must be strictly increasing")
        if beats and (beats[0] < 0 or beats[-1] > self.duration + 1e-6):
            raise ValueError("beat_times must lie within the song")
        if any(p < 1 for p in self.beat_positions):
            raise ValueError("beat_positions count from 1")
        check_tiling([(s.start, s.end) for s in self.segments], self.duration, "segments")
        times = [m.time for m in self.key_moments]
        if times != sorted(times):
            raise ValueError("key_moments must be in time order")
        return self
