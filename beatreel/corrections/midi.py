"""Tempo map, time signatures and markers of a standard MIDI file.

After “Standard MIDI Files 1.0” (MIDI Manufacturers Association). Notes are passed over.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from beatreel.core.corrections import MetreMark, TempoMark, beats_of_metre
from beatreel.corrections.marks import Mark

_TEMPO, _SIGNATURE, _MARKER, _CUE = 0x51, 0x58, 0x06, 0x07
_DEFAULT = 500_000  # microseconds per quarter note before any tempo is set


@dataclass
class MidiFile:
    """What beatreel reads of one.

    Attributes
    ----------
    tempo_map : list of TempoMark
        Empty if the file sets no tempo.
    metre_map : list of MetreMark
    marks : list of Mark
        Markers and cue points, in time order.
    """

    tempo_map: list[TempoMark] = field(default_factory=list)
    metre_map: list[MetreMark] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def read_midi(data: bytes) -> MidiFile:
    """Read a standard MIDI file of format 0 or 1.

    Raises
    ------
    ValueError
        If the bytes are none, with the reason.
    """
    chunks = _chunks(data)
    kind, header = next(chunks, (b"", b""))
    if kind != b"MThd" or len(header) < 6:
        raise ValueError("it has no MIDI header")
    if int.from_bytes(header[0:2], "big") > 1:
        raise ValueError("it holds independent patterns (format 2), which have no common time")
    division = int.from_bytes(header[4:6], "big")
    events = [event for kind, body in chunks if kind == b"MTrk" for event in _meta_events(body)]
    events.sort(key=lambda event: event[0])  # stable: the order within a track stays
    clock = _Clock(division, [(tick, int.from_bytes(body, "big")) for tick, kind, body in events if kind == _TEMPO])
    read = MidiFile()
    if clock.is_musical:
        read.tempo_map = [
            TempoMark(time=clock.seconds(tick), tempo=60e6 / microseconds) for tick, microseconds in clock.changes
        ]
    for tick, kind, body in events:
        if kind == _SIGNATURE and len(body) >= 2:
            metre, unit = beats_of_metre(body[0], 2 ** body[1])
            read.metre_map.append(MetreMark(time=clock.seconds(tick), metre=metre, unit=unit))
        elif kind in (_MARKER, _CUE):
            read.marks.append(Mark(clock.seconds(tick), _text(body)))
    return read


def _chunks(data: bytes):  # type: ignore[no-untyped-def]
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size


def _meta_events(track: bytes) -> list[tuple[int, int, bytes]]:
    """Return (tick, kind, body) of a track's meta events; a track that breaks off gives those before the break."""
    found: list[tuple[int, int, bytes]] = []
    at, tick, status = 0, 0, 0
    try:
        while at < len(track):
            delta, at = _number(track, at)
            tick += delta
            if track[at] & 0x80:
                status, at = track[at], at + 1
            if status == 0xFF:
                kind = track[at]
                size, at = _number(track, at + 1)
                found.append((tick, kind, track[at : at + size]))
                at += size
            elif status in (0xF0, 0xF7):
                size, at = _number(track, at)
                at += size
            elif status >= 0x80:
                at += 1 if status & 0xF0 in (0xC0, 0xD0) else 2
            else:
                raise ValueError("a track begins without a status byte")
    except IndexError:
        pass
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a variable-length number and the place behind it."""
    value = 0
    for length in range(4):
        byte = data[at + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + length + 1
    raise ValueError("a number is longer than four bytes")


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8").strip()
    except UnicodeDecodeError:
        return body.decode("latin-1").strip()


class _Clock:
    """Ticks to seconds."""

    def __init__(self, division: int, tempos: list[tuple[int, int]]) -> None:
        self.is_musical = not division & 0x8000
        self.changes = [(tick, each) for tick, each in dict(tempos).items() if 100_000 <= each <= 6_000_000]
        if not division & 0x7FFF:
            raise ValueError("it has no time division")
        if self.is_musical:
            steps = self.changes if self.changes and self.changes[0][0] == 0 else [(0, _DEFAULT), *self.changes]
            self._ticks = [tick for tick, _ in steps]
            self._lengths = [each / 1e6 / division for _, each in steps]
        else:  # SMPTE: frames a second and ticks a frame
            rate = 256 - (division >> 8)
            self._ticks, self._lengths = [0], [1 / ((29.97 if rate == 29 else rate) * max(1, division & 0xFF))]
        self._seconds = [0.0]
        for left, right, length in zip(self._ticks, self._ticks[1:], self._lengths, strict=False):
            self._seconds.append(self._seconds[-1] + (right - left) * length)

    def seconds(self, tick: int) -> float:
        step = bisect_right(self._ticks, tick) - 1
        return self._seconds[step] + (tick - self._ticks[step]) * self._lengths[step]
