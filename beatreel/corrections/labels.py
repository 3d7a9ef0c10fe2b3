"""Markers in text: Audacity labels, REAPER's list of markers and regions, and plain lists of beats or taps."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from beatreel.core.corrections import Corrections, read_place
from beatreel.corrections.marks import Mark

_MEASURE = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")
_FRAMES = re.compile(r"\d+:\d+:\d+:\d+(\.\d+)?")


def is_audacity(text: str) -> bool:
    """Whether a text looks like an exported label track: start, tab, end, tab, name."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    parts = first.split("\t")
    return len(parts) >= 3 and all(_is_number(part) for part in parts[:2])


def read_audacity(text: str) -> list[Mark]:
    """Read Audacity's labels; lines that begin with a backslash tell frequencies of the label before and are passed over.

    Raises
    ------
    ValueError
        If a line is no label.
    """
    marks = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("\\"):
            continue
        parts = line.split("\t", 2)
        if len(parts) < 2 or not all(_is_number(part) for part in parts[:2]):
            raise ValueError(f"line {number} is no label: it should be start, tab, end, tab, name")
        start, end = (float(part.replace(",", ".")) for part in parts[:2])
        name = parts[2].strip() if len(parts) == 3 else ""
        marks.append(Mark(start, name, end if end > start else None))
    return sorted(marks, key=lambda mark: float(mark.place))


def is_reaper(text: str) -> bool:
    """Whether a text looks like REAPER's Region/Marker Manager list."""
    first = text.lstrip("\ufeff").splitlines()[0] if text.strip() else ""
    return [part.strip().lower() for part in first.split(",")[:3]] == ["#", "name", "start"]


def read_reaper(text: str) -> list[Mark]:
    """Read REAPER's exported markers and regions; times may be minutes and seconds, seconds, or measures and beats.

    Raises
    ------
    ValueError
        If a time is in a unit that says nothing without the project, such as frames or samples.
    """
    marks = []
    for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff"))):
        cells = {(name or "").strip().lower(): (value or "") for name, value in row.items() if isinstance(value, str)}
        number, end = cells.get("#", "").strip(), cells.get("end", "").strip()
        if not number:
            continue
        is_region = number.upper().startswith("R")
        place = _reaper_place(cells.get("start", "").strip())
        marks.append(Mark(place, cells.get("name", "").strip(), _reaper_place(end) if is_region and end else None))
    return marks


def _reaper_place(text: str) -> float | str:
    if _FRAMES.fullmatch(text):
        raise ValueError(f"the time {text} counts frames; set REAPER's ruler to Minutes:Seconds and export again")
    measure = _MEASURE.fullmatch(text)
    # “17.1.00” is a measure and a beat, “12.345” is seconds: a measure has the hundredths of a beat behind it.
    if measure and measure[3] is not None:
        place: float | str = read_place(f"bar {measure[1]} beat {measure[2]}")
        return place
    if text.isdigit() and len(text) > 5:
        raise ValueError(f"the time {text} counts samples; set REAPER's ruler to Minutes:Seconds and export again")
    seconds: float | str = read_place(text)
    return seconds


def read_times(text: str, *, origin: str) -> Corrections:
    """Read a list of times, one a line.

    Plain times are taps, which are fitted to the sound; a line may end with ``downbeat``. Times with the number of the beat in its bar
    behind them are exact beats, as tools for music research write them.

    Raises
    ------
    ValueError
        If a line is neither.
    """
    taps: list[float] = []
    downs: list[float] = []
    positions: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.partition("#")[0].split()
        if not parts:
            continue
        if not _is_number(parts[0]) or len(parts) > 2:
            raise ValueError(f"line {number} is no time in seconds")
        taps.append(float(parts[0]))
        if len(parts) == 2 and parts[1].lower() in ("downbeat", "d"):
            downs.append(taps[-1])
        elif len(parts) == 2 and _is_number(parts[1]):
            positions.append(int(float(parts[1])))
        elif len(parts) == 2:
            raise ValueError(f"line {number}: “{parts[1]}” is neither “downbeat” nor the number of a beat")
    if positions and (downs or len(positions) != len(taps)):
        raise ValueError("either all lines have the number of the beat, or none")
    if positions:
        return Corrections(
            beats=tuple(taps),
            beat_positions=tuple(positions),
            origins={"beats": origin, "beat_positions": origin},
        )
    said: dict[str, Any] = {"taps": tuple(taps)}
    if downs:
        said["tapped_downbeats"] = tuple(downs)
    return Corrections(**said, origins=dict.fromkeys(said, origin))


def _is_number(text: str) -> bool:
    try:
        float(text.strip().replace(",", "."))
    except ValueError:
        return False
    return True
