"""What the names of markers mean: sections, key moments, beats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from beatreel.core.analysis import KeyMomentKind, SegmentLabel
from beatreel.core.corrections import Corrections, MomentMark, SegmentMark


@dataclass(frozen=True)
class Mark:
    """A marker or region.

    Attributes
    ----------
    place : float or str
        Seconds, or a bar.
    text : str
        Its name.
    end : float or str or None
        Of a region.
    """

    place: float | str
    text: str
    end: float | str | None = None


# The first that matches the words of a name is meant.
_SECTIONS: tuple[tuple[str, SegmentLabel], ...] = (
    (r"intro\w*|opening|count.?in", "intro"),
    (r"outro\w*|end(ing)?|coda|fade.?out", "outro"),
    (r"pre.?chorus|pre.?hook|pre.?refrain|build.?up|build|riser|rise", "bridge"),
    (r"chorus(es)?|refrain|hook|drop|post.?chorus", "chorus"),
    (r"verses?|strophe|couplet|vs", "verse"),
    (r"bridge|middle.?(8|eight)|c.?part", "bridge"),
    (r"break.?down|break", "break"),
    (r"solo\w*", "solo"),
    (r"inst(rumental)?|interlude|turnaround|vamp|theme", "inst"),
)
_MOMENTS: tuple[tuple[str, KeyMomentKind], ...] = (
    (r"drop", "drop"),
    (r"hook", "hook"),
    (r"build.?up|build|riser|rise", "build"),
    (r"stop|pause|silence|hold", "stop"),
)
_DOWNBEAT = re.compile(r"down.?beat|bar(\s*\d+)?|1|1\.1|\d+\.1", re.IGNORECASE)
_BEAT = re.compile(r"beat|b|[2-9]|1[0-2]|\d+\.\d+", re.IGNORECASE)
_FEWEST_BEATS = 4


def corrections_of(marks: list[Mark], *, origin: str) -> tuple[Corrections, tuple[str, ...]]:
    """Return what marks state, and notes on those whose names say nothing.

    Names are understood by their words, whatever their case and numbers: “Verse 2”, “pre-chorus”, “DROP!”. Where at least four
    marks are called beat, bar, downbeat or by the number of the beat, they are beats or bar lines.

    Raises
    ------
    ValueError
        If they contradict each other.
    """
    said: dict[str, Any] = {}
    downs = [mark for mark in marks if _DOWNBEAT.fullmatch(mark.text)]
    beats = [mark for mark in marks if _DOWNBEAT.fullmatch(mark.text) or _BEAT.fullmatch(mark.text)]
    if len(beats) >= _FEWEST_BEATS and all(isinstance(mark.place, float) for mark in beats):
        if len(downs) == len(beats):
            said["downbeats"] = _rising(beats)
        else:
            said["beats"] = _rising(beats)
            if downs:
                said["downbeats"] = _rising(downs)
        marks = [mark for mark in marks if mark not in beats]
    segments: dict[Any, SegmentMark] = {}
    moments, strangers = [], []
    for mark in marks:
        label, kind = _meant(mark.text, _SECTIONS), _meant(mark.text, _MOMENTS)
        if label is not None:
            segments[mark.place] = SegmentMark(start=mark.place, end=mark.end, label=label)
        if kind is not None:
            moments.append(MomentMark(time=mark.place, kind=kind))
        if label is None and kind is None:
            strangers.append(mark.text or "(no name)")
    if segments:
        said["segments"] = tuple(segments.values())
    if moments:
        said["key_moments"] = tuple(moments)
    notes = (_note(strangers, origin),) if strangers else ()
    return Corrections(**said, origins=dict.fromkeys(said, origin)), notes


def _rising(marks: list[Mark]) -> tuple[Any, ...]:
    return tuple(sorted({mark.place for mark in marks}, key=float))


def _meant(text: str, meanings: Any) -> Any:
    for pattern, meaning in meanings:
        if re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", text.lower()):
            return meaning
    return None


def _note(names: list[str], origin: str) -> str:
    shown = ", ".join(f"“{name[:30]}”" for name in dict.fromkeys(names[:4]))
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return (
        f"{origin}: {shown}{more} left out; names that are understood are intro, verse, chorus, bridge, inst, solo, break,"
        " outro, drop, hook, build, stop, beat and downbeat"
    )
