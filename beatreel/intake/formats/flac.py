"""FLAC (RFC 9639): the number of samples is in the first block; streamed files lack it, then the last frame is checked."""

from __future__ import annotations

from functools import cache

from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared
from beatreel.intake.formats.tags import end_without_tags
from beatreel.intake.refusal import damaged, truncated

_TAIL = 1 << 18  # bytes in which the last frame must begin


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
    at = tail.rfind(sync)
    while at >= 0:
        # A frame with its own checksum behind it leaves 0.
        if _crc16(tail[at:]) == 0:
            return True
        at = tail.rfind(sync, 0, at + 1)
    return False


def _crc16(data: bytes) -> int:
    table, value = _crc_table(), 0
    for byte in data:
        value = (value << 8 & 0xFFFF) ^ table[value >> 8 ^ byte]
    return value


@cache
def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 8
        for _ in range(8):
            value = (value << 1) ^ (0x8005 if value & 0x8000 else 0)
        table.append(value & 0xFFFF)
    return tuple(table)
