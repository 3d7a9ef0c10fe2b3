"""WAV (RIFF, RF64, BW64) and AIFF: chunks with declared sizes.

Sources: Microsoft/IBM "Multimedia Programming Interface" 1991 (RIFF), EBU Tech 3306 (RF64), Apple "AIFF 1.3". Programs that
write to a pipe cannot know the sizes and leave 0 or all ones; then the audio reaches to the end of the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared
from beatreel.intake.refusal import damaged, megabytes, truncated

_UNKNOWN = 0xFFFFFFFF
_MOST_CHUNKS = 10_000
_STREAMED = 0x7FFFF000  # some programs write "2 GB, more or less" instead of "unknown"


def examine_wav(source: ByteSource, start: int) -> Declared:
    """Check that the audio and all that follows it is there; see :mod:`beatreel.intake.formats`."""
    long_size = _long_data_size(source, start)
    rate_of_bytes = block = 0
    for name, body, declared in _chunks(source, start, "little"):
        if name == b"fmt ":
            rate_of_bytes = source.number(body + 8, 4, "little")
            block = source.number(body + 12, 2, "little")
            continue
        if name != b"data":
            if body + declared > source.size:
                raise _cut("WAV", body + declared, source.size)
            continue
        if not rate_of_bytes or not block:
            raise damaged("The WAV file does not say how its samples are stored")
        size = long_size if declared == _UNKNOWN and long_size else declared
        present = source.size - body
        if not long_size and (size == 0 or (size >= _STREAMED and size > present)):
            if present % block:
                raise truncated("The WAV file is cut off in the middle of a sample")
            return Declared(present / rate_of_bytes, payload_bytes=present)
        if size > present:
            raise _cut("WAV", body + size, source.size)
        _check_rest(source, body + size + size % 2)
        return Declared(size / rate_of_bytes, payload_bytes=size)
    raise truncated("The WAV file ends before its audio begins")


def examine_aiff(source: ByteSource, start: int) -> Declared:
    """Check that the sound chunk is there; see :mod:`beatreel.intake.formats`."""
    found = False
    for name, body, declared in _chunks(source, start, "big"):
        if body + declared > source.size:
            raise _cut("AIFF", body + declared, source.size)
        found = found or name == b"SSND"
    if not found:
        raise truncated("The AIFF file ends before its audio begins")
    return Declared()


def _chunks(source: ByteSource, start: int, order: str) -> Iterator[tuple[bytes, int, int]]:
    offset = start + 12
    for _ in range(_MOST_CHUNKS):
        if offset + 8 > source.size:
            return
        name = source.at(offset, 4)
        declared = source.number(offset + 4, 4, order)
        yield name, offset + 8, declared
        offset += 8 + declared + declared % 2


def _check_rest(source: ByteSource, offset: int) -> None:
    """Chunks behind the audio: a cut tag means a cut file, anything that is no chunk is somebody's appendix."""
    for name, body, declared in _chunks(source, offset - 12, "little"):
        if not all(32 <= byte < 127 for byte in name) or name.startswith(b"TAG"):
            return
        if body + declared > source.size:
            raise _cut("WAV", body + declared, source.size)


def _long_data_size(source: ByteSource, start: int) -> int:
    if source.at(start, 4) not in (b"RF64", b"BW64") or source.at(start + 12, 4) != b"ds64":
        return 0
    return source.number(start + 28, 8, "little")


def _cut(title: str, needed: int, size: int) -> Exception:
    return truncated(
        f"The {title} file is cut off: it should have at least {megabytes(needed)}, only {megabytes(size)} are there"
    )
