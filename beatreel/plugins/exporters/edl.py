"""CMX 3600 edit decision list: the film's cuts for every editing and grading program there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from beatreel import Analysis, Deliverable, Exporter, Finding, Master, Progress, Source, hookimpl
from beatreel.plugins.exporters._cuts import Placed, check_placed, cuts_of, timeline_platform, write_timeline

_REEL = "MASTER"  # eight characters at most
_EVENT = re.compile(r"^(\d{3,})\s+(\S+)\s+(\S+)\s+C\s+((?:\d\d:\d\d:\d\d:\d\d\s*){4})$")
_CLIP = re.compile(r"^\*\s*FROM CLIP:\s*(.+?)\s*$")
_RATE = re.compile(r"^\*\s*FRAME RATE:\s*(\d+)\s*$")

PLATFORM = timeline_platform(
    "edl",
    "Edit decision list",
    [
        Source(
            rule="containers",
            text="CMX 3600 as editing programs write it: cuts, non-drop-frame time code",
            official=False,
        )
    ],
)


class EditDecisionList:
    """Writes the cuts as events of a CMX 3600 list, and the song as one."""

    name = "edl"
    version = "1"
    platform = PLATFORM
    file_name = "timeline.edl"

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return write_timeline(self.platform, master, destination, lambda: _list(master), progress=progress)

    def check(self, path: Path) -> Iterator[Finding]:
        """Yield whether it can be read, is without gaps, and shows a film that is there."""
        yield from check_placed(path, _read)


def _list(master: Master) -> str:
    rate, cuts = round(master.spec.frame_rate), cuts_of(master)
    title = " ".join(master.title.split())
    lines = [f"TITLE: {title}", "FCM: NON-DROP FRAME", ""]

    def event(number: int, channel: str, first: int, end: int, *notes: str) -> None:
        codes = " ".join((_code(first, rate), _code(end, rate)) * 2)
        lines.append(f"{number:03}  {_REEL:<8} {channel:<5} C        {codes}")
        lines.extend(f"* {note}" for note in (*notes, f"FROM CLIP: {master.path.name}"))
        lines.append("")

    for number, cut in enumerate(cuts, start=1):
        known = () if number > 1 else (f"FRAME RATE: {rate}",)  # before the first event, readers refuse remarks
        event(number, "V", cut.first, cut.end, f"FROM CLIP NAME: {cut.name}", *known)
    event(len(cuts) + 1, "AA", 0, cuts[-1].end, f"FROM CLIP NAME: {title}")
    return "\n".join(lines)


def _code(frame: int, rate: int) -> str:
    seconds, frames = divmod(frame, rate)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frames:02}"


def _read(path: Path) -> list[Placed]:
    rate = 0
    events: list[tuple[str, str, str]] = []  # channel, where it begins and ends in the film
    shown: list[tuple[str, str, str]] = []  # where it begins and ends, and what it shows
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := _RATE.match(line):
            rate = int(found[1])
        elif found := _EVENT.match(line.rstrip()):
            _, _, start, end = found[4].split()
            events.append((found[3], start, end))
        elif (found := _CLIP.match(line)) and events and "V" in events[-1][0]:
            shown.append((events[-1][1], events[-1][2], found[1]))
    if not shown:
        raise ValueError("it has no events with pictures")
    if not rate:
        raise ValueError("it does not say its frame rate")
    return [Placed(_frames(start, rate), _frames(end, rate), media) for start, end, media in shown]


def _frames(code: str, rate: int) -> Fraction:
    hours, minutes, seconds, frames = (int(part) for part in code.split(":"))
    return Fraction((hours * 3600 + minutes * 60 + seconds) * rate + frames)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``edl``."""
    return [EditDecisionList()]
