"""M4A: boxes with declared sizes (ISO/IEC 14496-12)."""

from __future__ import annotations

from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared
from beatreel.intake.refusal import megabytes, truncated

# 2112 samples of delay and as much of padding are usual; at 22.05 kHz that is 0.2 s.
_SLACK = 0.2


def examine(source: ByteSource, start: int) -> Declared:
    """Check that every box is there; see :mod:`beatreel.intake.formats`."""
    offset = start
    seen: dict[bytes, int] = {}
    while offset < source.size:
        name, length = source.at(offset + 4, 4), source.number(offset, 4)
        if len(name) < 4:
            if seen.keys() >= {b"moov", b"mdat"}:
                break  # a few bytes behind a complete file
            raise truncated("The M4A file is cut off in the middle of a header")
        if not all(32 <= byte < 127 or byte == 0xA9 for byte in name):
            break
        if length == 1:
            length = source.number(offset + 8, 8)
        if length == 0:
            length = source.size - offset
        if length < 8:
            break
        if offset + length > source.size:
            raise truncated(
                f"The M4A file is cut off: it should have at least {megabytes(offset + length)}, "
                f"only {megabytes(source.size)} are there"
            )
        seen[name] = seen.get(name, 0) + length
        offset += length
    if b"moov" not in seen:
        raise truncated("The M4A file is cut off: its table of contents is missing")
    if not seen.keys() & {b"mdat", b"moof"}:
        raise truncated("The M4A file is cut off: it has a table of contents, but no audio")
    return Declared(slack=_SLACK, payload_bytes=seen.get(b"mdat"))
