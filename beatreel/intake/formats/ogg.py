"""Ogg (RFC 3533) with Vorbis, Opus (RFC 7845) or FLAC inside: pages, each with its number, the last one marked."""

from __future__ import annotations

from dataclasses import dataclass

from beatreel.core.errors import AudioRejectedError
from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared
from beatreel.intake.refusal import damaged, truncated

_FIRST, _LAST = 0x02, 0x04
_NO_POSITION = (1 << 64) - 1
_MOST_TRACKS = 32
_RESYNC = 1 << 20  # bytes of rubbish that are searched for the next page


@dataclass
class _Track:
    codec: str
    rate: int = 0
    delay: int = 0
    sequence: int = -1
    begins_at: int | None = None
    position: int = 0
    ended: bool = False


def examine(source: ByteSource, start: int) -> Declared:
    """Check that every page is there up to the marked last one; see :mod:`beatreel.intake.formats`."""
    tracks: dict[int, _Track] = {}
    offset, heads_over = start, False
    while True:
        head = source.at(offset, 27)
        if len(head) < 27 or head[:4] != b"OggS":
            found = _next_page(source, offset)
            if found is None:
                break
            if not all(track.ended for track in tracks.values()):
                raise damaged("The OGG file has a hole in the middle")
            offset = found
            continue
        table = source.at(offset + 27, head[26])
        body = offset + 27 + head[26]
        length = sum(table)
        if len(table) < head[26] or body + length > source.size:
            break
        serial = int.from_bytes(head[14:18], "little")
        if head[5] & _FIRST:
            if heads_over:
                raise AudioRejectedError(
                    "The OGG file holds several songs one after the other",
                    reason="unsupported_format",
                    hint="Export the one song as WAV or FLAC",
                )
            if len(tracks) >= _MOST_TRACKS:
                raise damaged(f"The OGG file announces more than {_MOST_TRACKS} tracks")
            track = _identify(source.at(body, min(length, 64)))
            track.sequence = int.from_bytes(head[18:22], "little") - 1
            tracks[serial] = track
        else:
            heads_over = True
        _follow(tracks, serial, head)
        offset = body + length
    return _conclude(tracks, source, start)


def _follow(tracks: dict[int, _Track], serial: int, head: bytes) -> None:
    track = tracks.get(serial)
    if track is None:
        raise damaged("The OGG file has audio that was never announced")
    sequence = int.from_bytes(head[18:22], "little")
    if sequence > track.sequence + 1:
        raise damaged(f"The OGG file lacks {sequence - track.sequence - 1} pages in the middle")
    track.sequence = sequence
    position = int.from_bytes(head[6:14], "little")
    if position != _NO_POSITION:
        if track.begins_at is None and position:
            track.begins_at = position
        track.position = max(track.position, position)
    track.ended = track.ended or bool(head[5] & _LAST)


def _identify(packet: bytes) -> _Track:
    if packet.startswith(b"\x01vorbis"):
        return _Track("vorbis", int.from_bytes(packet[12:16], "little"))
    if packet.startswith(b"OpusHead"):
        return _Track("opus", 48_000, int.from_bytes(packet[10:12], "little"))
    if packet.startswith(b"\x7fFLAC"):
        rate = int.from_bytes(packet[27:30], "big") >> 4
        return _Track("flac", rate)
    if packet.startswith((b"\x80theora", b"BBCD\x00", b"\x4fVP80")):
        return _Track("video")
    if packet.startswith(b"Speex"):
        return _Track("speex")
    return _Track("")


def _next_page(source: ByteSource, offset: int) -> int | None:
    if offset >= source.size:
        return None
    found = source.at(offset + 1, _RESYNC).find(b"OggS")
    return None if found < 0 else offset + 1 + found


def _conclude(tracks: dict[int, _Track], source: ByteSource, start: int) -> Declared:
    kinds = {track.codec for track in tracks.values()}
    if "video" in kinds:
        raise AudioRejectedError(
            "The OGG file is a video", reason="video", hint="Export its sound alone as WAV or FLAC"
        )
    track = next((track for track in tracks.values() if track.codec in ("vorbis", "opus", "flac")), None)
    if track is None:
        found = "Speex speech" if "speex" in kinds else "an unknown encoding"
        raise AudioRejectedError(
            f"The OGG file holds {found}; accepted are Vorbis and Opus",
            reason="unsupported_format",
            hint="Export the song as WAV or FLAC",
        )
    if not track.ended:
        raise truncated("The OGG file is cut off: its last page is missing")
    seconds = max(0, track.position - track.delay) / track.rate if track.rate else None
    # A recording that was cut out of a longer stream does not begin at position 0; its true length is then unknown.
    if track.begins_at is not None and track.rate and track.begins_at > 10 * track.rate:
        seconds = None
    return Declared(seconds, payload_bytes=source.size - start)
