"""The boxes of an MP4 file: what order they come in, and the few facts that only they tell."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from beatreel.core.errors import MediaError

_LARGEST_TABLE = 64_000_000  # bytes of one table that are read into memory


@dataclass(frozen=True)
class Box:
    """One box.

    Attributes
    ----------
    kind : str
        Four characters.
    start, end : int
        Byte range with its header.
    body : int
        Where its content starts.
    """

    kind: str
    start: int
    body: int
    end: int


@dataclass(frozen=True)
class TrackBoxes:
    """What the boxes say about one track.

    Attributes
    ----------
    handler : str
        ``"vide"``, ``"soun"`` or another.
    edits : tuple of (float, float)
        The edit list: (seconds shown, seconds into the media where it starts; -1 for an empty edit). Empty without a list.
    sync_samples : tuple of int or None
        Numbers of the key frames, from 1; None when every sample is one.
    """

    handler: str
    edits: tuple[tuple[float, float], ...]
    sync_samples: tuple[int, ...] | None


@dataclass(frozen=True)
class Mp4Layout:
    """How an MP4 file is laid out.

    Attributes
    ----------
    major_brand : str
    compatible_brands : tuple of str
    order : tuple of str
        Kinds of the boxes at the top level.
    fragmented : bool
        Whether samples lie in fragments (``moof``).
    tracks : tuple of TrackBoxes
    """

    major_brand: str
    compatible_brands: tuple[str, ...]
    order: tuple[str, ...]
    fragmented: bool
    tracks: tuple[TrackBoxes, ...]

    @property
    def index_first(self) -> bool:
        """Whether the index (moov) comes before the media (mdat)."""
        return "moov" in self.order and (
            "mdat" not in self.order or self.order.index("moov") < self.order.index("mdat")
        )

    @property
    def has_edit_list(self) -> bool:
        """Whether any track has an edit list."""
        return any(track.edits for track in self.tracks)


def read_layout(path: Path) -> Mp4Layout | None:
    """Read the layout of an MP4 or MOV file; None if it is neither.

    Raises
    ------
    MediaError
        If it starts like one and is damaged.
    """
    with path.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(0)
        if file.read(8)[4:8] not in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
            return None
        try:
            top = list(boxes(file, 0, length))
            brands = _brands(file, top)
            tracks = tuple(
                _track(file, track)
                for movie in top
                if movie.kind == "moov"
                for track in boxes(file, movie.body, movie.end)
                if track.kind == "trak"
            )
        except (struct.error, IndexError, ZeroDivisionError) as error:
            raise MediaError(f"“{path.name}” is damaged: its boxes cannot be read", hint="Export it anew") from error
    order = tuple(box.kind for box in top)
    return Mp4Layout(brands[0] if brands else "", brands[1:], order, "moof" in order, tracks)


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes of a byte range, one after the other."""
    while start + 8 <= end:
        file.seek(start)
        size, kind = struct.unpack(">I4s", file.read(8))
        body = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            body += 8
        elif size == 0:
            size = end - start
        if size < body - start or start + size > end:
            raise struct.error("a box is larger than what holds it")
        yield Box(kind.decode("latin-1"), start, body, start + size)
        start += size


def find(file: BinaryIO, start: int, end: int, path: str) -> Box | None:
    """Return the first box at a path such as ``"mdia/minf/stbl/stss"`` within a byte range."""
    kind, _, rest = path.partition("/")
    for box in boxes(file, start, end):
        if box.kind == kind:
            return find(file, box.body + _full_box_header(kind), box.end, rest) if rest else box
    return None


def _full_box_header(kind: str) -> int:
    return 4 if kind == "meta" else 0


def _brands(file: BinaryIO, top: list[Box]) -> tuple[str, ...]:
    box = next((box for box in top if box.kind == "ftyp"), None)
    if box is None or box.end - box.body < 8:
        return ()
    data = _body(file, box)
    names = [data[:4], *(data[at : at + 4] for at in range(8, len(data) - 3, 4))]
    return tuple(name.decode("latin-1") for name in names)


def _track(file: BinaryIO, track: Box) -> TrackBoxes:
    handler = find(file, track.body, track.end, "mdia/hdlr")
    edits = find(file, track.body, track.end, "edts/elst")
    sync = find(file, track.body, track.end, "mdia/minf/stbl/stss")
    return TrackBoxes(
        handler=_body(file, handler)[8:12].decode("latin-1") if handler else "",
        edits=_edits(file, track, edits) if edits else (),
        sync_samples=_sync_samples(_body(file, sync)) if sync else None,
    )


def _edits(file: BinaryIO, track: Box, box: Box) -> tuple[tuple[float, float], ...]:
    data = _body(file, box)
    media_scale = _timescale(file, track.body, track.end, "mdia/mdhd")
    movie_scale = _movie_timescale(file)
    entry = ">Qq" if data[0] else ">Ii"
    step = struct.calcsize(entry) + 4
    (count,) = struct.unpack(">I", data[4:8])
    edits = []
    for at in range(8, min(8 + count * step, len(data)), step):
        length, place = struct.unpack_from(entry, data, at)
        edits.append((length / movie_scale, place / media_scale if place >= 0 else -1.0))
    return tuple(edits)


def _movie_timescale(file: BinaryIO) -> int:
    return _timescale(file, 0, file.seek(0, os.SEEK_END), "moov/mvhd")


def _timescale(file: BinaryIO, start: int, end: int, path: str) -> int:
    box = find(file, start, end, path)
    data = _body(file, box) if box else b""
    return int(struct.unpack_from(">I", data, 20 if data and data[0] else 12)[0])


def _sync_samples(data: bytes) -> tuple[int, ...]:
    (count,) = struct.unpack(">I", data[4:8])
    return struct.unpack_from(f">{min(count, (len(data) - 8) // 4)}I", data, 8)


def _body(file: BinaryIO, box: Box) -> bytes:
    if box.end - box.body > _LARGEST_TABLE:
        raise struct.error(f"{box.kind} is too large")
    file.seek(box.body)
    return file.read(box.end - box.body)
