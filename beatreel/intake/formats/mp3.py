"""MP3 (ISO/IEC 11172-3, 13818-3, and the unofficial 2.5): frames, and the Xing, Info or VBRI count of them.

The count, where an encoder wrote it, finds the cuts that fall exactly between two frames.
"""

from __future__ import annotations

from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared
from beatreel.intake.formats.frames import HEADER_BYTES, Frame, find_stream, walk
from beatreel.intake.formats.tags import end_without_tags
from beatreel.intake.refusal import damaged, truncated

_KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_LAYER_3 = 1

_MAX_JUNK = 1 << 16
# Decoders lose the encoder's delay and padding and a frame that leans on one before the beginning.
_SLACK_FRAMES = 5


def parse(header: bytes) -> Frame | None:
    """Read the header of a Layer III frame; None where there is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bits, rate = header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or layer != _LAYER_3 or bits in (0, 15) or rate == 3:
        return None
    hertz = _RATES[version][rate]
    kbits, slots, samples = (_KBITS_1[bits], 144, 1152) if version == 3 else (_KBITS_2[bits], 72, 576)
    length = slots * kbits * 1000 // hertz + (header[2] >> 1 & 1)
    return Frame(length, samples, hertz, version << 2 | rate)


def find(source: ByteSource, start: int) -> int | None:
    """Return the offset of the first frame, or None if this is no MP3."""
    return find_stream(source, start, parse)


def is_other_layer(source: ByteSource, start: int) -> bool:
    """Whether frames of MPEG Layer I or II begin here."""
    header = source.at(start, 4)
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return False
    return (
        header[1] >> 1 & 3 in (2, 3) and header[1] >> 3 & 3 != 1 and header[2] >> 4 != 15 and header[2] & 0x0C != 0x0C
    )


def examine(source: ByteSource, start: int) -> Declared:
    """Check that all frames are there; ``start`` is the first; see :mod:`beatreel.intake.formats`."""
    first = parse(source.at(start, HEADER_BYTES))
    assert first is not None
    end = end_without_tags(source)
    found = walk(source, start, end, parse)
    counted = _declared_frames(source, start, first)
    begun = _ends_within_a_frame(found.missing, found.tail, source.at(start, 4))
    # Most encoders do not count the frame that holds the count; with some, all are there although one seems to be missing.
    if counted and (found.frames < counted or (begun and found.frames == counted)):
        raise truncated(
            f"The MP3 file is cut off: it declares {counted} frames, {max(found.frames - 1, 0)} are complete"
        )
    if not counted and begun:
        raise truncated("The MP3 file is cut off in the middle of a frame")
    if found.tail_bytes > _MAX_JUNK and not found.missing:
        raise truncated("The MP3 file ends with a long stretch that is no sound, as an unfinished copy does")
    if found.junk > max(_MAX_JUNK, (end - start) // 50):
        raise damaged("The MP3 file has holes in the middle")
    played = max(found.samples - (first.samples if counted else 0), 0)
    slack = _SLACK_FRAMES * first.samples / first.rate
    return Declared(played / first.rate, slack=slack, payload_bytes=end - start)


def _ends_within_a_frame(missing: int, tail: bytes, first_header: bytes) -> bool:
    if missing:
        return True
    # One to three bytes of the next header; the first two are the same in the whole stream.
    return 0 < len(tail) < 4 and tail[:2] == first_header[: len(tail)][:2]


def _declared_frames(source: ByteSource, start: int, first: Frame) -> int | None:
    data = source.at(start, first.length)
    mono = data[3] >> 6 == 3
    side = (17 if mono else 32) if first.samples == 1152 else (9 if mono else 17)
    tag = data[4 + side : 4 + side + 16]
    if tag[:4] in (b"Xing", b"Info") and len(tag) == 16 and tag[7] & 1:
        return int.from_bytes(tag[8:12], "big") or None
    if data[36:40] == b"VBRI":
        return int.from_bytes(data[50:54], "big") or None
    return None
