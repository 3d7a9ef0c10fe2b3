"""Reading audio: from a file to float samples, counted from the first sample of the song.

Encoder delay and padding are handled as FFmpeg handles them (LAME and iTunes tags, edit lists, Opus pre-skip, Vorbis
granules), always by decoding from the beginning, so that every reader of a file sees the same samples at the same places.

A path is opened here, by the operating system, and FFmpeg sees only the open file: text that looks like a URL or a
protocol (``http:``, ``concat:``, ``pipe:``) is nothing but a file name that does not exist. Only the containers and
the audio decoders listed below can be reached; cover art is never decoded.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import MediaError, NoAudioError

if TYPE_CHECKING:
    import numpy as np
    from av.audio.stream import AudioStream
    from av.container import InputContainer

BLOCK_SAMPLES = 65_536
MAX_CHANNELS = 8
_PIECE = 1 << 18  # samples at least that are joined to one piece: large ones go back to the system when they are freed

_DEMUXERS = "mp3,mov,wav,aac,ogg,flac,aiff"
_DECODERS = (
    "mp3float,mp3,aac,alac,flac,vorbis,opus,"
    "pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,"
    "pcm_s8,pcm_s16be,pcm_s24be,pcm_s32be,pcm_f32be,pcm_f64be"
)
_DTYPES = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
_INTEGER_FULL_SCALE = {"s16": 2.0**15, "s32": 2.0**31, "s64": 2.0**63}


@dataclass(frozen=True)
class AudioFacts:
    """What the headers of an audio file say, without decoding it.

    Attributes
    ----------
    container, codec : str
        Names as FFmpeg gives them.
    sample_rate : int
        Hz.
    channels : int
    bit_rate : int or None
        Bits per second of the audio stream, where known.
    declared_duration : float or None
        Seconds as the headers claim; the truth is the number of decoded samples.
    title, artist : str or None
        Tags.
    """

    container: str
    codec: str
    sample_rate: int
    channels: int
    bit_rate: int | None
    declared_duration: float | None
    title: str | None
    artist: str | None


class AudioReader:
    """One open audio file: its facts and, once, its samples.

    Attributes
    ----------
    container, stream
        PyAV's objects.
    packets, damaged_packets : int
        How many packets were met so far, and how many of them between others could not be decoded. They are left out, as are
        undecodable ones at the ends, which are rubbish around the song and not counted.
    """

    def __init__(self, container: InputContainer, stream: AudioStream, title: str) -> None:
        self.container = container
        self.stream = stream
        self.packets = 0
        self.damaged_packets = 0
        self._title = title

    def facts(self) -> AudioFacts:
        """Return what the headers say."""
        stream, container = self.stream, self.container
        declared = None
        if stream.duration is not None and stream.time_base is not None:
            declared = float(stream.duration * stream.time_base)
        tags = {str(key).lower(): value for key, value in {**stream.metadata, **container.metadata}.items()}
        return AudioFacts(
            container=container.format.name,
            codec=stream.codec_context.codec.canonical_name,
            sample_rate=int(stream.codec_context.sample_rate or 0),
            channels=int(stream.codec_context.channels or 0),
            bit_rate=stream.codec_context.bit_rate or stream.bit_rate or None,
            declared_duration=declared,
            title=_tag(tags, "title"),
            artist=_tag(tags, "artist", "album_artist"),
        )

    def frames(self) -> Iterator[tuple[np.ndarray, int]]:
        """Yield the decoded frames as float32 ``(channels, n)`` with their rate in Hz.

        Raises
        ------
        MediaError
            If the file cannot be read on, or changes its rate or channels half-way.
        """
        import av

        shape: tuple[int, int] | None = None
        damaged = 0
        try:
            for packet in self.container.demux(self.stream):
                self.packets += 1
                try:
                    frames = packet.decode()
                except av.error.InvalidDataError:
                    damaged += shape is not None
                    continue  # as players do: leave out what cannot be decoded, go on behind it
                for frame in frames:
                    samples = _to_float(frame)
                    if not samples.shape[1]:
                        continue
                    self.damaged_packets, damaged = self.damaged_packets + damaged, 0
                    shape = shape or (samples.shape[0], frame.sample_rate)
                    if shape != (samples.shape[0], frame.sample_rate):
                        raise MediaError(f"{self._title} changes its sample rate or channels half-way")
                    yield samples, frame.sample_rate
        except (av.error.FFmpegError, ValueError) as error:
            raise MediaError(f"{self._title} cannot be decoded: {_reason(error)}") from error


@contextmanager
def open_audio(
    path: str | os.PathLike[str], *, demuxer: str | None = None, title: str | None = None
) -> Iterator[AudioReader]:
    """Open an audio file for one pass of reading.

    Parameters
    ----------
    path : path
        A regular file.
    demuxer : str, optional
        FFmpeg's name of the container, when it is known from the content; otherwise FFmpeg looks for itself.
    title : str, optional
        What messages call the file; by default its name in quotes.

    Raises
    ------
    MediaError
        If it is no regular file or no container that beatreel reads.
    NoAudioError
        If it has no audio.
    """
    import av

    title = title or f"“{Path(path).name}”"
    descriptor = open_regular(path)
    try:
        try:
            container = av.open(
                _openable(path, descriptor),
                format=demuxer,
                metadata_errors="replace",
                container_options={
                    "format_whitelist": _DEMUXERS,
                    "protocol_whitelist": "file",
                    "codec_whitelist": _DECODERS,
                },
            )
        except (av.error.FFmpegError, ValueError) as error:
            raise MediaError(
                f"{title} is not audio that can be read: {_reason(error)}", hint="Export it anew as WAV or FLAC"
            ) from error
        with container:
            if not container.streams.audio:
                raise NoAudioError(f"{title} has no audio in it", hint="Choose a file with sound")
            stream = container.streams.audio[0]
            if stream.codec_context is None:
                raise MediaError(f"{title} holds audio in an unknown encoding", hint="Export it anew as WAV or FLAC")
            stream.codec_context.thread_count = 1
            yield AudioReader(container, stream, title)
    finally:
        os.close(descriptor)


def audio_facts(path: str | os.PathLike[str]) -> AudioFacts:
    """Return what the headers of an audio file say, without decoding it.

    Raises
    ------
    MediaError
        If the file cannot be opened as audio.
    """
    with open_audio(path) as reader:
        return reader.facts()


def stream_audio(
    path: str | os.PathLike[str],
    *,
    start_sample: int = 0,
    end_sample: int | None = None,
    block: int = BLOCK_SAMPLES,
) -> Iterator[np.ndarray]:
    """Decode a file piece by piece in flat memory, at its own rate.

    The file is always decoded from its beginning, so that sample ``i`` is the same sample for every ``start_sample``.

    Parameters
    ----------
    path : path
        A regular file.
    start_sample, end_sample : int
        The samples wanted, half open, counted from the first sample of the song; ``None`` is the end.
    block : int
        Samples per channel in each yielded piece; the last may be shorter.

    Yields
    ------
    numpy.ndarray
        float32 ``(channels, n)``, full scale is ±1.

    Raises
    ------
    MediaError
        If the file cannot be decoded.
    ValueError
        If the range is negative or the block not positive.
    """
    if start_sample < 0 or (end_sample is not None and end_sample < start_sample) or block < 1:
        raise ValueError(f"no samples lie in [{start_sample}, {end_sample}) with blocks of {block}")
    return _stream(path, start_sample, end_sample, block)


def _stream(path: str | os.PathLike[str], start: int, end: int | None, block: int) -> Iterator[np.ndarray]:
    if start == end:
        return
    with open_audio(path) as reader:
        wanted = (samples for samples, _ in _cut(reader.frames(), start, end))
        yield from regroup(wanted, block)


def read_audio(
    path: str | os.PathLike[str], *, sample_rate: int | None = None, mono: bool = True
) -> tuple[np.ndarray, int]:
    """Decode a whole file into memory.

    Parameters
    ----------
    path : path
        A regular file.
    sample_rate : int, optional
        Hz to convert to (soxr, high quality); without it the file's own rate.
    mono : bool
        Average the channels.

    Returns
    -------
    samples : numpy.ndarray
        float32, full scale is ±1; ``(n,)`` when ``mono``, otherwise ``(channels, n)``. After a conversion
        ``n = round(count * sample_rate / rate)``.
    sample_rate : int
        Hz.

    Raises
    ------
    MediaError
        If the file cannot be decoded or holds no sample.
    """
    pieces, rates = zip(*audio_pieces(path, sample_rate=sample_rate, mono=mono), strict=True)
    return _joined(list(pieces)), rates[0]


def audio_pieces(
    path: str | os.PathLike[str], *, sample_rate: int | None = None, mono: bool = True
) -> Iterator[tuple[np.ndarray, int]]:
    """Decode a file piece by piece in flat memory: what :func:`read_audio` returns, in pieces of some seconds each.

    Parameters
    ----------
    path, sample_rate, mono
        See :func:`read_audio`.

    Yields
    ------
    samples : numpy.ndarray
        float32, ``(n,)`` when ``mono``, otherwise ``(channels, n)``.
    sample_rate : int
        Hz.

    Raises
    ------
    MediaError
        If the file cannot be decoded or holds no sample.
    """
    import numpy as np
    import soxr

    held: list[np.ndarray] = []
    count, given, waiting, rate = 0, 0, 0, 0
    converter: soxr.ResampleStream | None = None
    with open_audio(path) as reader:
        for samples, rate in reader.frames():
            count += samples.shape[1]
            piece = samples.mean(axis=0, dtype=np.float32) if mono else samples
            if sample_rate is not None and sample_rate != rate:
                if converter is None:
                    channels = 1 if mono else len(samples)
                    converter = soxr.ResampleStream(rate, sample_rate, channels, dtype="float32", quality="HQ")
                piece = converter.resample_chunk(piece.T).T
            held.append(piece)
            waiting += piece.shape[-1]
            if waiting >= _PIECE:
                joined = _joined(held)
                given, waiting = given + waiting, 0
                yield joined, sample_rate or rate
    if not count:
        raise MediaError(f"“{Path(path).name}” holds no sound", hint="Export it anew as WAV or FLAC")
    if converter is None or sample_rate is None:
        if held:
            yield _joined(held), rate
        return
    none = np.zeros(0 if mono else (len(samples), 0), np.float32)
    held.append(converter.resample_chunk(none.T, last=True).T)
    wanted = round(Fraction(count * sample_rate, rate)) - given
    short = wanted - sum(piece.shape[-1] for piece in held)
    held.append(np.pad(none, [(0, 0)] * (none.ndim - 1) + [(0, max(0, short))]))
    yield _joined(held)[..., :wanted], sample_rate


def _joined(pieces: list[np.ndarray]) -> np.ndarray:
    """Join pieces along time, giving each back as soon as it is copied: the song is not in memory twice."""
    import numpy as np

    out = np.empty((*pieces[0].shape[:-1], sum(piece.shape[-1] for piece in pieces)), np.float32)
    place = 0
    pieces.reverse()
    while pieces:
        piece = pieces.pop()
        out[..., place : place + piece.shape[-1]] = piece
        place += piece.shape[-1]
    return out


def open_regular(path: str | os.PathLike[str]) -> int:
    """Open a regular file for reading without ever waiting for it, and return its descriptor.

    A FIFO, device or directory is refused; symbolic links are followed.

    Raises
    ------
    MediaError
        If it does not exist, may not be read, or is no regular file.
    """
    name = Path(path).name or str(path)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError as error:
        raise MediaError(f"“{name}” does not exist", hint="Check the path") from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        raise MediaError(
            f"“{name}” cannot be opened: {_reason(error)}", hint="Check the path and its rights"
        ) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise MediaError(f"“{name}” is not a file", hint="Give the path of an audio file")
    return descriptor


def _openable(path: str | os.PathLike[str], descriptor: int) -> str:
    if Path("/proc/self/fd").is_dir():
        return f"/proc/self/fd/{descriptor}"
    # An absolute path is never taken for a protocol.
    return str(Path(path).resolve())


def _to_float(frame: Any) -> np.ndarray:
    import numpy as np

    kind, channels = frame.format.name.removesuffix("p"), len(frame.layout.channels)
    dtype = _DTYPES.get(kind)
    if dtype is None or channels > MAX_CHANNELS:
        raise ValueError(f"{channels} channels of {frame.format.name} samples are not supported")
    # Not to_ndarray(): with eight planes PyAV 18.1 reads a ninth that is not there, and the process dies.
    if frame.format.is_planar:
        planes = [np.frombuffer(plane, dtype, frame.samples) for plane in frame.planes[:channels]]
        samples = np.stack(planes)
    else:
        samples = np.frombuffer(frame.planes[0], dtype, frame.samples * channels).reshape(-1, channels).T
    if kind == "u8":
        return np.ascontiguousarray((samples.astype(np.float32) - 128) / 128)
    if kind in _INTEGER_FULL_SCALE:
        return np.ascontiguousarray(samples * np.float32(1 / _INTEGER_FULL_SCALE[kind]), dtype=np.float32)
    samples = np.array(samples, dtype=np.float32, order="C")
    if not np.isfinite(samples).all():  # only float files can hold such samples; they poison every later sum
        samples = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)
    return samples


def _cut(frames: Iterator[tuple[np.ndarray, int]], start: int, end: int | None) -> Iterator[tuple[np.ndarray, int]]:
    at = 0
    for samples, rate in frames:
        behind = at + samples.shape[1]
        first, last = max(start - at, 0), samples.shape[1] if end is None else min(end - at, samples.shape[1])
        if last > first:
            yield samples[:, first:last], rate
        if end is not None and behind >= end:
            return
        at = behind


def regroup(pieces: Iterator[np.ndarray], block: int) -> Iterator[np.ndarray]:
    """Join and cut pieces ``(channels, n)`` into pieces of ``block`` samples; the last may be shorter."""
    import numpy as np

    held: list[np.ndarray] = []
    count = 0
    for piece in pieces:
        held.append(piece)
        count += piece.shape[1]
        if count < block:
            continue
        joined = np.concatenate(held, axis=1)
        whole = count - count % block
        for first in range(0, whole, block):
            yield np.ascontiguousarray(joined[:, first : first + block])
        held, count = [joined[:, whole:]], count - whole
    if count:
        yield np.concatenate(held, axis=1)


def _tag(tags: dict[str, str], *names: str) -> str | None:
    for name in names:
        value = tags.get(name, "").replace("\x00", " ").strip()
        if value:
            return value
    return None


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
