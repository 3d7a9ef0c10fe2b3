"""Encoded sound that is kept: joining a film anew after an edit, or for another platform, must not encode the song again.

The file holds the packets as the encoder gave them, each with its time and duration in samples, and ends with a hash of all that.
It is only ever read by whoever wrote it; a damaged one is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_HEAD = struct.Struct("<qII")  # time, duration, size
_DIGEST = 32
PREFIX = ".sound-"


class SoundPacket(NamedTuple):
    """An encoded packet.

    Attributes
    ----------
    time, duration : int
        Samples.
    data : bytes
    """

    time: int
    duration: int
    data: bytes


def read_packets(path: Path) -> list[SoundPacket] | None:
    """Return kept packets, or None if there are none that can be trusted."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    body, digest = content[:-_DIGEST], content[-_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        return None
    packets, at = [], 0
    while at < len(body):
        time, duration, size = _HEAD.unpack_from(body, at)
        at += _HEAD.size
        packets.append(SoundPacket(time, duration, body[at : at + size]))
        at += size
    return packets or None


def keep_packets(path: Path, packets: Iterable[SoundPacket]) -> Iterator[SoundPacket]:
    """Pass packets on and keep them, if all of them come."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")  # two platforms' files may be made of one sound at once
    try:
        with part.open("wb") as file:
            whole = hashlib.sha256()
            for packet in packets:
                piece = _HEAD.pack(packet.time, packet.duration, len(packet.data)) + packet.data
                whole.update(piece)
                file.write(piece)
                yield packet
            file.write(whole.digest())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def sweep_sounds(folder: Path) -> None:
    """Remove the sounds that killed workers left half kept; only where nobody encodes into ``folder`` any more."""
    for part in folder.glob(f"{PREFIX}*.part"):
        part.unlink(missing_ok=True)
