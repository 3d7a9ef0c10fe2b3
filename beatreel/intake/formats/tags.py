"""Tags that wrap audio: ID3v2 and APE in front, ID3v1, APE, Lyrics3 and ID3v2.4 at the end."""

from __future__ import annotations

from beatreel.intake.bytesource import ByteSource

_MOST_TAGS = 20  # at one end of a file


def start_without_tags(source: ByteSource) -> int:
    """Return the offset behind all tags in front; it may lie behind the end of a cut file."""
    offset = 0
    for _ in range(_MOST_TAGS):
        head = source.at(offset, 32)
        if head[:3] == b"ID3" and len(head) >= 10 and max(head[6:10]) < 0x80:
            footer = 10 if head[5] & 0x10 else 0
            offset += 10 + _syncsafe(head[6:10]) + footer
        elif head[:8] == b"APETAGEX" and len(head) == 32:
            offset += 32 + int.from_bytes(head[12:16], "little")
        else:
            break
    return offset


def end_without_tags(source: ByteSource) -> int:
    """Return the offset at which the audio ends and tags begin."""
    end = source.size
    for _ in range(_MOST_TAGS):
        length = _tag_before(source, end)
        if not 0 < length <= end:
            break
        end -= length
    return end


def _tag_before(source: ByteSource, end: int) -> int:
    if source.at(end - 128, 3) == b"TAG":
        extended = source.at(end - 128 - 227, 4) == b"TAG+"
        return 128 + (227 if extended else 0)
    ape = source.at(end - 32, 32)
    if ape[:8] == b"APETAGEX":
        has_header = bool(ape[23] & 0x80)
        return int.from_bytes(ape[12:16], "little") + (32 if has_header else 0)
    if source.at(end - 9, 9) == b"LYRICS200":
        digits = source.at(end - 15, 6)
        return int(digits) + 15 if digits.isdigit() else 0
    if source.at(end - 9, 9) == b"LYRICSEND":
        begin = source.at(end - 5_100, 5_100).find(b"LYRICSBEGIN")
        return min(5_100, end) - begin if begin >= 0 else 0
    id3 = source.at(end - 10, 10)
    if id3[:3] == b"3DI" and max(id3[6:10]) < 0x80:
        return _syncsafe(id3[6:10]) + 20
    return 0


def _syncsafe(data: bytes) -> int:
    return data[0] << 21 | data[1] << 14 | data[2] << 7 | data[3]
