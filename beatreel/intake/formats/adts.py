"""Bare AAC: ADTS frames (ISO/IEC 13818-7). Nothing says how many there should be."""

from __future__ import annotations

from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared
from beatreel.intake.formats.frames import HEADER_BYTES, Frame, find_stream, walk
from beatreel.intake.formats.tags import end_without_tags
from beatreel.intake.refusal import damaged, truncated

_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)
_MAX_JUNK = 1 << 16


def parse(header: bytes) -> Frame | None:
    """Read the header of an ADTS frame; None where there is none."""
    if len(header) < HEADER_BYTES or header[0] != 0xFF or header[1] & 0xF6 != 0xF0:
        return None
    rate = header[2] >> 2 & 15
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    if rate >= len(_RATES) or length < HEADER_BYTES:
        return None
    samples = 1024 * ((header[6] & 3) + 1)
    kind = header[1] << 16 | (header[2] & 0xFD) << 8 | header[3] & 0xC0
    return Frame(length, samples, _RATES[rate], kind)


def find(source: ByteSource, start: int) -> int | None:
    """Return the offset of the first frame, or None if this is no bare AAC."""
    return find_stream(source, start, parse)


def examine(source: ByteSource, start: int) -> Declared:
    """Check that the last frame is whole; ``start`` is the first; see :mod:`beatreel.intake.formats`."""
    first = parse(source.at(start, HEADER_BYTES))
    assert first is not None
    end = end_without_tags(source)
    found = walk(source, start, end, parse)
    begun = 0 < found.tail_bytes < HEADER_BYTES and found.tail[:1] == b"\xff"
    if found.missing or begun:
        raise truncated("The AAC file is cut off in the middle of a frame")
    if found.tail_bytes > _MAX_JUNK:
        raise truncated("The AAC file ends with a long stretch that is no sound, as an unfinished copy does")
    if found.junk > max(_MAX_JUNK, (end - start) // 50):
        raise damaged("The AAC file has holes in the middle")
    slack = 5 * first.samples / first.rate
    return Declared(found.samples / first.rate, slack=slack, payload_bytes=end - start)
