"""Captions as text with times: read from LRC and SRT, written as SRT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from beatreel import UserInputError

SUFFIXES = (".srt", ".lrc")
_LRC_TIME = re.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]")
_LRC_TAG = re.compile(r"^\[([a-zA-Z#]+):(.*)\]$")
_LRC_WORD = re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")
_SRT_TIMES = re.compile(r"^\s*(\d+):(\d\d):(\d\d)[,.](\d{1,3})\s*-->\s*(\d+):(\d\d):(\d\d)[,.](\d{1,3})")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\{\\[^{}]*\}")
_LONGEST = 6.0  # seconds that a line of an LRC file stays, which names no ends
_SHORTEST = 0.3  # seconds: less is a flicker


@dataclass(frozen=True)
class Cue:
    """A caption.

    Attributes
    ----------
    start, end : float
        Seconds.
    text : str
        Lines as given, without markup.
    """

    start: float
    end: float
    text: str


def captions_beside(song_path: Path) -> Path | None:
    """Return the captions that lie beside a song under its name, if there are any."""
    return next((path for suffix in SUFFIXES if (path := song_path.with_suffix(suffix)).is_file()), None)


def read_captions(path: Path) -> list[Cue]:
    """Read an LRC or SRT file.

    Returns
    -------
    list of Cue
        In order, none overlapping, each at least 0.3 s long.

    Raises
    ------
    UserInputError
        If it cannot be read or has no captions.
    """
    try:
        raw = path.read_bytes()[:2_000_000]
    except OSError as error:
        raise UserInputError(
            f"The captions {path} cannot be read: {error.strerror}", hint="Name a file that is there"
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")  # what old editors write
    cues = list(_srt(text) if "-->" in text else _lrc(text))
    cues = sorted((cue for cue in cues if cue.text), key=lambda cue: cue.start)
    if not cues:
        raise UserInputError(
            f"There are no captions in “{path.name}”",
            hint="Each needs a time: [00:12.50]words (LRC), or 00:00:12,500 --> 00:00:15,000 (SRT)",
        )
    return _apart(cues)


def shifted(cues: Iterable[Cue], seconds: float, duration: float) -> list[Cue]:
    """Return captions moved to earlier by so many seconds, as far as they lie within a film of this duration."""
    moved = (Cue(max(cue.start - seconds, 0.0), min(cue.end - seconds, duration), cue.text) for cue in cues)
    return [cue for cue in moved if cue.end - cue.start >= _SHORTEST]


def as_srt(cues: Iterable[Cue]) -> str:
    """Return captions as SRT."""
    blocks = (
        f"{number}\n{_clock(cue.start)} --> {_clock(cue.end)}\n{cue.text}\n" for number, cue in enumerate(cues, start=1)
    )
    return "\n".join(blocks)


def _srt(text: str) -> Iterator[Cue]:
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n").split("\n")
        for place, line in enumerate(lines):
            if found := _SRT_TIMES.match(line):
                parts = found.groups()
                yield Cue(_seconds(*parts[:4]), _seconds(*parts[4:]), _plain(lines[place + 1 :]))
                break


def _lrc(text: str) -> Iterator[Cue]:
    earlier = 0.0
    lines: list[tuple[float, str]] = []
    for line in text.splitlines():
        times = list(_LRC_TIME.finditer(line))
        tag = _LRC_TAG.match(line.strip())
        if tag and tag[1].lower() == "offset" and re.fullmatch(r"\s*[+-]?\d+\s*", tag[2]):
            earlier = int(tag[2]) / 1000  # positive: the words come sooner
        words = _plain([_LRC_WORD.sub("", _LRC_TIME.sub("", line))]) if times else ""
        lines += [(int(time[1]) * 60 + float(f"{time[2]}.{time[3] or 0}"), words) for time in times]
    lines.sort(key=lambda one: one[0])
    ends = [after for _, (after, _) in pairwise(lines)] + [float("inf")]
    for (start, words), end in zip(lines, ends, strict=False):
        yield Cue(max(start - earlier, 0.0), min(end, start + _LONGEST) - earlier, words)


def _apart(cues: list[Cue]) -> list[Cue]:
    ends = [after.start for _, after in pairwise(cues)] + [float("inf")]
    whole = (Cue(cue.start, min(cue.end, end), cue.text) for cue, end in zip(cues, ends, strict=True))
    return [cue for cue in whole if cue.end - cue.start >= _SHORTEST]


def _plain(lines: Iterable[str]) -> str:
    kept = (" ".join(_MARKUP.sub("", line).split()) for line in lines)
    return "\n".join(line for line in kept if line)


def _seconds(hours: str, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + float(f"{seconds}.{thousandths}")


def _clock(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02},{thousandths:03}"
