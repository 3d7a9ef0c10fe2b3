"""What a person states about a song. It wins over what an analyzer heard.

Conventions
-----------
Times are seconds of the song as it was handed in; see :mod:`beatreel.core.model`. A place may also be named by the song's own
bars, ``"bar 17"`` or ``"bar 17 beat 3"``, counted from 1 at the first downbeat.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from beatreel.core.analysis import GridVerdict, KeyMomentKind, SegmentLabel
from beatreel.core.value import Value

_BAR = re.compile(r"bar\s+(\d+)(?:\s*(?:[.,]|beat)\s*(\d+))?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d{1,2}(?:\.\d+)?)")
_BEAT_WAYS = ("beats", "taps", "tempo_map", "tempo", "octave")


def read_place(value: Any) -> Any:
    """Return a place as seconds or as canonical text.

    Parameters
    ----------
    value : float or str
        Seconds, a clock such as ``"1:02.5"``, or a bar such as ``"bar 17"`` or ``"bar 17 beat 3"``.

    Raises
    ------
    ValueError
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
    if bar := _BAR.fullmatch(text):
        number, beat = int(bar[1]), int(bar[2] or 1)
        if number < 1 or beat < 1:
            raise ValueError("bars and beats count from 1")
        return f"bar {number}" if beat == 1 else f"bar {number} beat {beat}"
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"“{text}” is no place: write 62.5, 1:02.5, bar 17 or bar 17 beat 3") from None


def bar_and_beat(place: str) -> tuple[int, int]:
    """Return the bar and the beat of a place in canonical text, both counted from 1."""
    found = _BAR.fullmatch(place)
    assert found is not None
    return int(found[1]), int(found[2] or 1)


def read_metre(value: Any) -> Any:
    """Return the beats of a bar for ``3``, ``"3/4"`` or ``"6/8"`` (two beats: compound time is felt in groups of three)."""
    if not isinstance(value, str) or "/" not in value:
        return value
    above, _, below = value.partition("/")
    return beats_of_metre(int(above), int(below))[0]


def beats_of_metre(above: int, below: int) -> tuple[int, float]:
    """Return how many beats a bar of a time signature has, and the length of a beat in quarter notes."""
    if above < 1 or below < 1:
        raise ValueError("a time signature has positive numbers")
    if below >= 8 and above > 3 and above % 3 == 0:
        return above // 3, 12 / below
    return above, 4 / below


Seconds = Annotated[float, BeforeValidator(read_place), Field(allow_inf_nan=False)]
Place = Annotated[float | str, BeforeValidator(read_place)]
Metre = Annotated[int, BeforeValidator(read_metre), Field(ge=1, le=32)]
Tempo = Annotated[float, Field(ge=10, le=600, allow_inf_nan=False)]


class TempoMark(Value):
    """From ``time`` on the music runs at ``tempo`` quarter notes a minute."""

    time: Seconds = 0.0
    tempo: Tempo


class MetreMark(Value):
    """At ``time`` a bar begins, and from there on bars have ``metre`` beats of ``unit`` quarter notes each."""

    time: Seconds = 0.0
    metre: Metre
    unit: float = Field(default=1.0, gt=0, le=8)


class SegmentMark(Value):
    """A segment that begins at ``start``.

    Attributes
    ----------
    end : float or str, optional
        Where it ends, if that is not where the next one begins.
    label, grid : optional
        What the analyzer heard there is kept without them.
    """

    start: Place
    end: Place | None = None
    label: SegmentLabel | None = None
    grid: GridVerdict | None = None


class MomentMark(Value):
    """A key moment."""

    time: Place
    kind: KeyMomentKind
    strength: float = Field(default=1.0, ge=0, le=1)


class Span(Value):
    """A stretch of the song."""

    start: Place
    end: Place


class Corrections(Value):
    """Everything that a person stated about one song; what is not stated is left to the analyzer.

    Attributes
    ----------
    tempo : float, optional
        BPM; beats lie on a strict grid at this tempo, as of a sequencer.
    octave : {"half", "double"}, optional
        The beats that were heard are twice, or half, as many as are felt.
    beats : tuple of float
        The beats of the whole song.
    beat_positions : tuple of int
        As many as ``beats``, or none; 1 is the downbeat.
    taps, tapped_downbeats : tuple of float
        When a listener tapped along, anywhere in the song; beats are fitted to the sound near them and on from there.
    tempo_map, metre_map : tuple
        Of a sequencer.
    metre : int, optional
        Beats per bar.
    first_downbeat : float, optional
    downbeats : tuple of float
        Bar lines; between them beats are spread evenly, outside them those that were heard stay.
    segments, key_moments : tuple
    no_key_moments : bool
        None of those that were heard are kept.
    hooks : tuple of Span
        The stretches that stand for the song, best first.
    grid : {"beat_cut", "phrase_flow"}, optional
        For the whole song.
    origins : dict of str to str
        For each field that is stated, where; not part of a job's identity.
    """

    tempo: Tempo | None = None
    octave: Literal["half", "double"] | None = None
    beats: tuple[Seconds, ...] = ()
    beat_positions: tuple[int, ...] = ()
    taps: tuple[Seconds, ...] = ()
    tapped_downbeats: tuple[Seconds, ...] = ()
    tempo_map: tuple[TempoMark, ...] = ()
    metre_map: tuple[MetreMark, ...] = ()
    metre: Metre | None = None
    first_downbeat: Seconds | None = None
    downbeats: tuple[Seconds, ...] = ()
    segments: tuple[SegmentMark, ...] = ()
    key_moments: tuple[MomentMark, ...] = ()
    no_key_moments: bool = False
    hooks: tuple[Span, ...] = ()
    grid: GridVerdict | None = None
    origins: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _consistent(self) -> Corrections:
        said = [way for way in _BEAT_WAYS if getattr(self, way)]
        if len(said) > 1:
            raise ValueError(f"the beats are stated twice, by {said[0]} and by {said[1]}: keep one of them")
        for name in ("beats", "downbeats", "taps", "tapped_downbeats"):
            times = getattr(self, name)
            if any(later <= earlier for earlier, later in zip(times, times[1:], strict=False)):
                raise ValueError(f"{name} must rise from one to the next")
        if self.beats and len(self.beats) < 4:
            raise ValueError("beats must be at least 4, for the whole song")
        if self.taps and len(self.taps) < 4:
            raise ValueError("taps must be at least 4")
        if self.beat_positions and len(self.beat_positions) != len(self.beats):
            raise ValueError("beat_positions must be as many as beats")
        if any(position < 1 for position in self.beat_positions):
            raise ValueError("beat_positions count from 1")
        return self

    @property
    def stated(self) -> tuple[str, ...]:
        """Names of the fields that say something."""
        empty = type(self)()
        return tuple(
            name
            for name in type(self).model_fields
            if name != "origins" and getattr(self, name) != getattr(empty, name)
        )

    def overruled_by(self, later: Corrections) -> Corrections:
        """Return both together; where both speak of the same thing, ``later`` wins."""
        mine = {name: getattr(self, name) for name in self.stated}
        origins = dict(self.origins)
        for topic in (_BEAT_WAYS, ("metre", "metre_map"), ("first_downbeat", "downbeats")):
            if any(name in later.stated for name in topic):
                mine = {name: value for name, value in mine.items() if name not in topic}
        if "beats" not in mine:
            mine.pop("beat_positions", None)
        if "taps" not in mine:
            mine.pop("tapped_downbeats", None)
        mine |= {name: getattr(later, name) for name in later.stated}
        origins = {name: where for name, where in (origins | later.origins).items() if name in mine}
        return Corrections(**mine, origins=origins)

    def shifted(self, seconds: float) -> Corrections:
        """Return the same with all times later by some seconds; bars keep their numbers."""
        if not seconds or not self.stated:
            return self

        def moved(value: Any) -> Any:
            if isinstance(value, float):
                return value + seconds
            if isinstance(value, tuple):
                return tuple(moved(part) for part in value)
            if isinstance(value, Value):
                times = {name: moved(getattr(value, name)) for name in ("time", "start", "end") if hasattr(value, name)}
                return value.model_copy(update=times)
            return value

        timed = (
            "beats",
            "taps",
            "tapped_downbeats",
            "tempo_map",
            "metre_map",
            "first_downbeat",
            "downbeats",
            "segments",
            "key_moments",
            "hooks",
        )
        return self.model_copy(update={name: moved(getattr(self, name)) for name in timed})
