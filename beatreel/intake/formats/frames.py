"""Walking streams that are nothing but frames, each saying its own length: MP3 and bare AAC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from beatreel.intake.bytesource import ByteSource

HEADER_BYTES = 7
_SEARCH = 1 << 18  # bytes in front of the first frame, or between frames, that are passed over
_CHAIN = 3  # frames in a row that make a stream


@dataclass(frozen=True)
class Frame:
    """What a frame's header says.

    Attributes
    ----------
    length : int
        Bytes, header included.
    samples, rate : int
        Per channel; Hz.
    kind : int
        Equal for all frames of one stream.
    """

    length: int
    samples: int
    rate: int
    kind: int


Parse = Callable[[bytes], Frame | None]


@dataclass
class Walk:
    """What was met between two offsets.

    Attributes
    ----------
    frames, samples : int
        Complete frames, and samples per channel in them.
    junk : int
        Bytes between frames that belong to none.
    missing : int
        Bytes that the last frame lacks.
    tail : bytes
        The first bytes behind the last complete frame, up to 64.
    tail_bytes : int
        How many bytes lie there.
    """

    frames: int = 0
    samples: int = 0
    junk: int = 0
    missing: int = 0
    tail: bytes = b""
    tail_bytes: int = 0


def find_stream(source: ByteSource, start: int, parse: Parse) -> int | None:
    """Return the offset at which a chain of frames begins, or None.

    Up to 256 KiB in front of it are passed over, as players do.
    """
    data = source.at(start, _SEARCH)
    at = data.find(b"\xff")
    while at >= 0:
        if _chain(source, start + at, parse):
            return start + at
        at = data.find(b"\xff", at + 1)
    return None


def walk(source: ByteSource, start: int, end: int, parse: Parse) -> Walk:
    """Go from frame to frame; ``start`` must be the offset of one."""
    result = Walk()
    first = parse(source.at(start, HEADER_BYTES))
    kind = first.kind if first else -1
    at = start
    while at < end:
        frame = parse(source.at(at, HEADER_BYTES))
        if frame is not None and frame.kind == kind:
            if at + frame.length > end:
                result.missing = at + frame.length - end
                break
            result.frames += 1
            result.samples += frame.samples
            at += frame.length
            continue
        resumed = _resume(source, at + 1, end, parse, kind)
        if resumed is None:
            break
        result.junk += resumed - at
        at = resumed
    result.tail, result.tail_bytes = source.at(at, min(64, end - at)), end - at
    return result


def _chain(source: ByteSource, at: int, parse: Parse) -> bool:
    kind = None
    for count in range(_CHAIN):
        frame = parse(source.at(at, HEADER_BYTES))
        if frame is None:
            return count > 1 and at >= source.size - 2 * HEADER_BYTES
        if kind is not None and frame.kind != kind:
            return False
        kind = frame.kind
        at += frame.length
    return True


def _resume(source: ByteSource, start: int, end: int, parse: Parse, kind: int) -> int | None:
    """Return where the stream goes on: a frame of the same kind, followed by another one or by the end."""
    data = source.at(start, min(_SEARCH, end - start))
    at = data.find(b"\xff")
    while at >= 0:
        frame = parse(source.at(start + at, HEADER_BYTES))
        if frame is not None and frame.kind == kind:
            behind = start + at + frame.length
            follower = parse(source.at(behind, HEADER_BYTES))
            if behind == end or (follower is not None and follower.kind == kind):
                return start + at
        at = data.find(b"\xff", at + 1)
    return None
