"""WAV files with notes in them, written by libsndfile; what it cannot write is added byte by byte and read back by it."""

from __future__ import annotations

import struct

import numpy as np
import soundfile

_SET_CUE, _GET_CUE, _SET_INSTRUMENT, _GET_LOOP_INFO = 0x10CF, 0x10CE, 0x10D1, 0x10E0
_POINT = 280  # bytes of a cue point in libsndfile's structure


def write(path, *, cues=(), loops=(), seconds=60.0, rate=8000):
    """Cues are (seconds, name), loops (seconds, seconds)."""
    with soundfile.SoundFile(path, "w", rate, 1, "PCM_16") as stream:
        if cues:
            points = b"".join(
                struct.pack("<iIiiiI256s", number, round(at * rate), 0x61746164, 0, 0, round(at * rate), name.encode())
                for number, (at, name) in enumerate(cues, 1)
            )
            command(stream, _SET_CUE, struct.pack("<I", len(cues)) + points.ljust(100 * _POINT, b"\0"))
        if loops:
            spans = b"".join(struct.pack("<iIII", 801, round(a * rate), round(b * rate), 0) for a, b in loops)
            body = struct.pack("<i6bxxi", 1, 60, 0, 0, 127, 0, 127, len(loops)) + spans
            command(stream, _SET_INSTRUMENT, body.ljust(16 + 16 * 16, b"\0"))
        stream.write(np.zeros(round(seconds * rate), np.int16))
    if cues:
        _add_names(path, [name for _, name in cues])
    return path


def _add_names(path, names):
    """Append the list of names, which libsndfile reads but does not write; it must then read the same."""
    parts = b""
    for number, name in enumerate(names, 1):
        text = name.encode() + b"\0"
        parts += struct.pack("<4sII", b"labl", 4 + len(text), number) + text + b"\0" * (len(text) % 2)
    _append(path, b"LIST", b"adtl" + parts)
    with soundfile.SoundFile(path) as stream:
        points = command(stream, _GET_CUE, bytes(4 + 100 * _POINT))
    found = [points[4 + _POINT * n + 24 : 4 + _POINT * (n + 1)].partition(b"\0")[0].decode() for n in range(len(names))]
    assert found == names


def _append(path, kind, body):
    data = bytearray(path.read_bytes()) + kind + struct.pack("<I", len(body)) + body
    data[4:8] = struct.pack("<I", len(data) - 8)
    path.write_bytes(data)


def add_acid(path, *, tempo, beats, metre=(4, 4), kind=0):
    """Append an ``acid`` chunk; libsndfile must then read the same from it."""
    body = struct.pack("<IHHfIHHf", kind, 60, 0x8000, 0.0, beats, metre[1], metre[0], tempo)
    _append(path, b"acid", body)
    with soundfile.SoundFile(path) as stream:
        above, below, _, count, bpm = struct.unpack_from("<hhiif", command(stream, _GET_LOOP_INFO, bytes(44)))
    assert (above, below, count, round(bpm, 3)) == (*metre, beats, round(tempo, 3))
    return path


def command(stream, number, data):
    """Ask libsndfile for something that soundfile has no name for."""
    buffer = soundfile._ffi.new("char[]", data)
    assert soundfile._snd.sf_command(stream._file, number, buffer, len(data))
    return bytes(soundfile._ffi.buffer(buffer, len(data)))
