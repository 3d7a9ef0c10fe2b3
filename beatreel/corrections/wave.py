"""What a program wrote into a WAV file beside the sound: cue points with names, loops, tempo and metre.

After Microsoft's “Multimedia Programming Interface and Data Specifications 1.0” (``cue ``, ``adtl``), its later
“New Multimedia Data Types” (``smpl``), and the layout of the ``acid`` chunk as Sonic Foundry's programs write it. Broadcast
Wave's 64-bit form (RF64, BW64) is read too.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from beatreel.corrections.marks import Mark

_LARGEST = 4_000_000  # bytes of one chunk that is read
_READ = (b"fmt ", b"cue ", b"LIST", b"smpl", b"acid")
_ONE_SHOT, _LONGEST_NAME = 0x01, 200


@dataclass
class WaveNotes:
    """What was found.

    Attributes
    ----------
    sample_rate : int
        Hz.
    marks : list of Mark
        Cue points, in time order.
    loops : list of (float, float)
        Seconds.
    tempo : float or None
        BPM.
    metre : (int, int) or None
        Time signature.
    """

    sample_rate: int
    marks: list[Mark] = field(default_factory=list)
    loops: list[tuple[float, float]] = field(default_factory=list)
    tempo: float | None = None
    metre: tuple[int, int] | None = None

    def describe(self) -> str:
        """Return what there is, for people; empty if nothing."""
        parts = []
        if self.marks:
            parts.append(f"{len(self.marks)} cue points")
        if self.loops:
            parts.append(f"{len(self.loops)} loop" + ("s" if len(self.loops) > 1 else ""))
        if self.tempo:
            parts.append(f"the tempo {self.tempo:g} BPM")
        if self.metre:
            parts.append(f"the metre {self.metre[0]}/{self.metre[1]}")
        return ", ".join(parts)


def read_wave_notes(path: Path) -> WaveNotes:
    """Read a WAV file's chunks without its sound.

    Raises
    ------
    ValueError
        If it is no WAV file.
    """
    with path.open("rb") as stream:
        chunks = _chunks(stream)
    form = chunks.get(b"fmt ", [b""])[0]
    if len(form) < 8:
        raise ValueError("it is no WAV file")
    rate = struct.unpack_from("<I", form, 4)[0]
    if not rate:
        raise ValueError("it has no sample rate")
    notes = WaveNotes(rate)
    names, lengths = _names(chunks.get(b"LIST", []))
    for body in chunks.get(b"cue ", []):
        notes.marks += _cues(body, rate, names, lengths)
    notes.marks.sort(key=lambda mark: float(mark.place))
    for body in chunks.get(b"smpl", []):
        notes.loops += _loops(body, rate)
    for body in chunks.get(b"acid", []):
        _read_acid(body, notes)
    return notes


def _chunks(stream: BinaryIO) -> dict[bytes, list[bytes]]:
    head = stream.read(12)
    if head[:4] not in (b"RIFF", b"RF64", b"BW64") or head[8:12] != b"WAVE":
        raise ValueError("it is no WAV file")
    found: dict[bytes, list[bytes]] = {}
    long_data = 0
    while len(header := stream.read(8)) == 8:
        kind, size = header[:4], struct.unpack("<I", header[4:])[0]
        if kind == b"ds64":
            body = stream.read(min(size, _LARGEST))
            long_data = struct.unpack_from("<Q", body, 8)[0] if len(body) >= 16 else 0
            stream.seek(max(0, size - len(body)) + (size & 1), 1)
            continue
        if kind == b"data" and size == 0xFFFFFFFF and long_data:
            size = long_data
        if kind in _READ and size <= _LARGEST:
            found.setdefault(kind, []).append(stream.read(size))
            stream.seek(size & 1, 1)
        else:
            stream.seek(size + (size & 1), 1)
    return found


def _cues(body: bytes, rate: int, names: dict[int, str], lengths: dict[int, int]) -> list[Mark]:
    count = struct.unpack_from("<I", body)[0] if len(body) >= 4 else 0
    marks = []
    for index in range(min(count, (len(body) - 4) // 24)):
        number, _, _, _, _, sample = struct.unpack_from("<II4sIII", body, 4 + 24 * index)
        length = lengths.get(number, 0)
        marks.append(Mark(sample / rate, names.get(number, ""), (sample + length) / rate if length else None))
    return marks


def _names(lists: list[bytes]) -> tuple[dict[int, str], dict[int, int]]:
    """Return the names and the lengths in samples of cue points by their numbers."""
    names: dict[int, str] = {}
    lengths: dict[int, int] = {}
    for body in lists:
        if body[:4] != b"adtl":
            continue
        at = 4
        while at + 12 <= len(body):
            kind, size, number = struct.unpack_from("<4sII", body, at)
            content = body[at + 12 : at + 8 + size]
            if kind in (b"labl", b"note") and (kind == b"labl" or number not in names):
                names[number] = _text(content)
            elif kind == b"ltxt" and len(content) >= 4:
                lengths[number] = struct.unpack_from("<I", content)[0]
            at += 8 + size + (size & 1)
    return names, lengths


def _text(content: bytes) -> str:
    raw = content.partition(b"\0")[0][:_LONGEST_NAME]
    try:
        return raw.decode("utf-8").strip()
    except UnicodeDecodeError:
        return raw.decode("latin-1").strip()


def _loops(body: bytes, rate: int) -> list[tuple[float, float]]:
    count = struct.unpack_from("<I", body, 28)[0] if len(body) >= 36 else 0
    loops = []
    for index in range(min(count, (len(body) - 36) // 24)):
        _, _, first, last = struct.unpack_from("<4I", body, 36 + 24 * index)
        if last > first:  # the last sample is played too
            loops.append((first / rate, (last + 1) / rate))
    return loops


def _read_acid(body: bytes, notes: WaveNotes) -> None:
    if len(body) < 24:
        return
    kind, _, _, _, beats, below, above, tempo = struct.unpack_from("<IHHfIHHf", body)
    if not kind & _ONE_SHOT and 10 <= tempo <= 600 and beats:
        notes.tempo = round(float(tempo), 4)
    if 1 <= above <= 32 and below in (1, 2, 4, 8, 16, 32):
        notes.metre = (above, below)
