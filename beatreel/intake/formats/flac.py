"""FLAC (RFC 9639): the number of samples is in the first block; streamed files lack it, then the last frame is checked."""

from __future__ import annotations

from functools import cache

from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared
from beatreel.intake.formats.tags import end_without_tags
from beatreel.intake.refusal import damaged, truncated

_TAIL = 1 << 18  # bytes in which the last frame must begin
_CANDIDATES = 4  # headers from the end; a chance one in the middle of a frame is rare


def examine(source: ByteSource, start: int) -> Declared:
    """Check the metadata and what is known of the end; see :mod:`beatreel.intake.formats`."""
    info = source.at(start + 8, 18)
    if len(info) < 18:
        raise truncated("The FLAC file ends within its header")
    packed = int.from_bytes(info[10:18], "big")
    rate, total = packed >> 44, packed & ((1 << 36) - 1)
    if not rate:
        raise damaged("The FLAC file declares a sample rate of 0 Hz")
    first_frame = _first_frame(source, start)
    payload = source.size - first_frame
    if total:
        return Declared(total / rate, exact_samples=total, slack=0.0, payload_bytes=payload)
    if not _last_frame_is_whole(source, first_frame):
        raise truncated("The FLAC file is cut off in the middle of a frame")
    return Declared(payload_bytes=payload)


def _first_frame(source: ByteSource, start: int) -> int:
    offset = start + 4
    while True:
        head = source.at(offset, 4)
        if len(head) < 4:
            raise truncated("The FLAC file ends within its header")
        offset += 4 + int.from_bytes(head[1:], "big")
        if offset >= source.size:
            raise truncated("The FLAC file ends before its audio begins")
        if head[0] & 0x80:
            return offset


def _last_frame_is_whole(source: ByteSource, first_frame: int) -> bool:
    end = end_without_tags(source)
    begin = max(first_frame, end - _TAIL)
    tail = source.at(begin, end - begin)
    sync = source.at(first_frame, 2)
    at, candidates = tail.rfind(sync), 0
    while at >= 0 and candidates < _CANDIDATES:
        if _is_frame_header(tail[at : at + 16]):
            candidates += 1
            # A frame with its own checksum behind it leaves 0.
            if _remainder(tail[at:], 16, 0x8005) == 0:
                return True
        at = tail.rfind(sync, 0, at + 1)
    return False


def _is_frame_header(data: bytes) -> bool:
    """Whether a header, whose length its own fields say, ends with its checksum."""
    if len(data) < 16:
        return False
    number = max(1, next((bit for bit in range(8) if not data[4] & 0x80 >> bit), 0))
    size_code, rate_code = data[2] >> 4, data[2] & 15
    length = 4 + number + {6: 1, 7: 2}.get(size_code, 0) + {12: 1, 13: 2, 14: 2}.get(rate_code, 0)
    return length < 16 and _remainder(data[: length + 1], 8, 0x07) == 0


def _remainder(data: bytes, width: int, polynomial: int) -> int:
    table, shift, mask = _table(width, polynomial), width - 8, (1 << width) - 1
    value = 0
    for byte in data:
        value = (value << 8 & mask) ^ table[value >> shift ^ byte]
    return value


@cache
def _table(width: int, polynomial: int) -> tuple[int, ...]:
    top, mask = 1 << width - 1, (1 << width) - 1
    table = []
    for byte in range(256):
        value = byte << width - 8
        for _ in range(8):
            value = (value << 1) ^ (polynomial if value & top else 0)
        table.append(value & mask)
    return tuple(table)
