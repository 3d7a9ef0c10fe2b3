"""Songs of every format, made by several encoders, for the tests of intake."""

from __future__ import annotations

import io
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from PIL import Image

RATE = 44_100
SECONDS = 3.0


def music(seconds: float = SECONDS, rate: int = RATE, channels: int = 2, seed: int = 1) -> np.ndarray:
    """Noise bursts over a chord, float32 (channels, n): full band, no two frames alike."""
    random = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    chord = sum(np.sin(2 * np.pi * hertz * time) for hertz in (55.0, 220.0, 277.2, 329.6)) / 12
    bursts = random.normal(0, 0.12, (channels, len(time))) * np.exp(-8 * (time % 0.5))
    return (chord + bursts).astype(np.float32)


def encode(
    samples: np.ndarray,
    *,
    container: str,
    codec: str,
    rate: int = RATE,
    bit_rate: int | None = None,
    options: dict[str, str] | None = None,
    container_options: dict[str, str] | None = None,
    tags: dict[str, str] | None = None,
) -> bytes:
    """Encode samples (channels, n) with FFmpeg."""
    layout = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}[samples.shape[0]]
    with (
        tempfile.NamedTemporaryFile() as target,
        av.open(target.name, "w", format=container, container_options=container_options or {}) as output,
    ):
        output.metadata.update(tags or {})
        stream = output.add_stream(codec, rate=rate, layout=layout, options=options or {})
        if bit_rate:
            stream.bit_rate = bit_rate
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=rate)
        packed = np.ascontiguousarray(samples.T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=layout)
        frame.sample_rate = rate
        for part in resampler.resample(frame):
            output.mux(stream.encode(part))
        for part in resampler.resample(None):
            output.mux(stream.encode(part))
        output.mux(stream.encode(None))
        output.close()
        return Path(target.name).read_bytes()


def sndfile(samples: np.ndarray, kind: str, subtype: str | None = None, *, rate: int = RATE, **more: float) -> bytes:
    """Encode samples (channels, n) with libsndfile, which has its own encoders."""
    target = io.BytesIO()
    soundfile.write(target, samples.T, rate, format=kind, subtype=subtype, **more)
    return target.getvalue()


def mp3(samples: np.ndarray | None = None, **more: object) -> bytes:
    return encode(music() if samples is None else samples, container="mp3", codec="libmp3lame", **more)


def cover(side: int = 300) -> bytes:
    target = io.BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(target, "PNG")
    return target.getvalue()


def id3v2(picture: bytes = b"", padding: int = 0) -> bytes:
    body = b"TIT2" + struct.pack(">IH", 6, 0) + b"\x03Title"
    if picture:
        content = b"\0image/png\0\x03\0" + picture
        body += b"APIC" + struct.pack(">IH", len(content), 0) + content
    body += bytes(padding)
    return b"ID3\x03\0\0" + bytes(len(body) >> shift & 127 for shift in (21, 14, 7, 0)) + body


def id3v1() -> bytes:
    return b"TAG" + b"Title".ljust(30, b"\0") + bytes(95)


def ape_tag() -> bytes:
    item = struct.pack("<II", 5, 0) + b"Title\0" + b"Night"
    size = len(item) + 32

    def part(flags: int) -> bytes:
        return b"APETAGEX" + struct.pack("<IIII", 2000, size, 1, flags) + bytes(8)

    return part(0xA0000000) + item + part(0x80000000)


def lyrics3() -> bytes:
    body = b"LYRICSBEGININD0000200"
    return body + f"{len(body):06d}".encode() + b"LYRICS200"


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def wav_with(
    *, before: bytes = b"", after: bytes = b"", data_size: int | None = None, riff_size: int | None = None
) -> bytes:
    """A 16-bit WAV put together by hand."""
    samples = (music() * 32767).clip(-32768, 32767).astype("<i2").T.tobytes()
    form = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 2, RATE, RATE * 4, 4, 16))
    data = b"data" + struct.pack("<I", len(samples) if data_size is None else data_size) + samples
    body = b"WAVE" + form + before + data + after
    return b"RIFF" + struct.pack("<I", len(body) if riff_size is None else riff_size) + body


def flac_without_total() -> bytes:
    data = bytearray(encode(music(), container="flac", codec="flac"))
    # STREAMINFO begins behind "fLaC" and four bytes; the 36 bits of the count end at its byte 17.
    data[8 + 13] &= 0xF0
    data[8 + 14 : 8 + 18] = bytes(4)
    return bytes(data)


def _mp4(codec: str = "aac", flags: str = "", **more: object) -> bytes:
    options = {"movflags": flags} if flags else {}
    return encode(music(), container="ipod", codec=codec, container_options=options, **more)


def _mp4_with_cover() -> bytes:
    target = io.BytesIO()
    source = av.open(io.BytesIO(_mp4()))
    picture = av.open(io.BytesIO(cover()), format="png_pipe")
    with source, picture, av.open(target, "w", format="mp4") as output:
        sound = output.add_stream_from_template(source.streams.audio[0])
        art = output.add_stream_from_template(picture.streams.video[0])
        art.disposition = av.stream.Disposition.attached_pic
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = sound
                output.mux(packet)
        packet = next(picture.demux())
        packet.stream = art
        output.mux(packet)
    return target.getvalue()


def _remuxed(data: bytes, container: str) -> bytes:
    target = io.BytesIO()
    with av.open(io.BytesIO(data)) as source, av.open(target, "w", format=container) as output:
        stream = output.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = stream
                output.mux(packet)
    return target.getvalue()


def _flac_with_cover() -> bytes:
    data = encode(music(), container="flac", codec="flac")
    art = cover()
    body = struct.pack(">II", 3, 9) + b"image/png" + struct.pack(">IIIIII", 0, 300, 300, 24, 0, len(art)) + art
    first = 4 + 4 + 34
    return data[:first] + bytes([6]) + len(body).to_bytes(3, "big") + body + data[first:]


# name: maker; the part before the first "/" is the format
WHOLE: dict[str, Callable[[], bytes]] = {
    "wav/16": lambda: sndfile(music(), "WAV", "PCM_16"),
    "wav/24 extensible": lambda: sndfile(music(), "WAVEX", "PCM_24"),
    "wav/32 float extensible": lambda: sndfile(music(), "WAVEX", "FLOAT"),
    "wav/32": lambda: sndfile(music(), "WAV", "PCM_32"),
    "wav/64 float": lambda: sndfile(music(), "WAV", "DOUBLE"),
    "wav/8 mono odd": lambda: sndfile(music(channels=1)[:, :-1], "WAV", "PCM_U8"),
    "wav/a-law": lambda: sndfile(music(), "WAV", "ALAW"),
    "wav/mu-law": lambda: sndfile(music(), "WAV", "ULAW"),
    "wav/ms adpcm": lambda: sndfile(music(), "WAV", "MS_ADPCM"),
    "wav/ima adpcm": lambda: sndfile(music(), "WAV", "IMA_ADPCM"),
    "wav/rf64": lambda: sndfile(music(), "RF64", "PCM_16"),
    "wav/ffmpeg": lambda: encode(music(), container="wav", codec="pcm_s16le", tags={"title": "Title"}),
    "wav/ffmpeg 24, 5.1": lambda: encode(music(channels=6), container="wav", codec="pcm_s24le"),
    "wav/odd chunk before": lambda: wav_with(before=chunk(b"bext", b"x" * 601)),
    "wav/chunks behind": lambda: wav_with(after=chunk(b"LIST", b"INFOINAM" + bytes(11)) + chunk(b"id3 ", id3v2())),
    "wav/streamed, all ones": lambda: wav_with(data_size=0xFFFFFFFF, riff_size=0xFFFFFFFF),
    "wav/streamed, zeros": lambda: wav_with(data_size=0, riff_size=0),
    "wav/streamed, 2 GB": lambda: wav_with(data_size=0x7FFFF000, riff_size=0x7FFFF024),
    "wav/wrong size of the whole": lambda: wav_with(riff_size=1234),
    "wav/id3v1 behind": lambda: wav_with() + id3v1(),
    "flac/ffmpeg": lambda: encode(music(), container="flac", codec="flac", tags={"title": "Title"}),
    "flac/24": lambda: sndfile(music(), "FLAC", "PCM_24"),
    "flac/fast": lambda: sndfile(music(), "FLAC", "PCM_16", compression_level=0.0),
    "flac/dense": lambda: sndfile(music(), "FLAC", "PCM_16", compression_level=1.0),
    "flac/mono 8 bit": lambda: sndfile(music(channels=1), "FLAC", "PCM_S8"),
    "flac/cover": _flac_with_cover,
    "flac/id3 around": lambda: id3v2() + encode(music(), container="flac", codec="flac") + id3v1(),
    "flac/streamed": flac_without_total,
    "flac/streamed, id3v1": lambda: flac_without_total() + id3v1(),
    "mp3/cbr 64": lambda: mp3(bit_rate=64_000),
    "mp3/cbr 128": lambda: mp3(bit_rate=128_000, tags={"title": "Title"}),
    "mp3/cbr 320": lambda: mp3(bit_rate=320_000),
    "mp3/vbr 0": lambda: mp3(options={"global_quality": str(0), "flags": "+qscale"}),
    "mp3/vbr 6": lambda: mp3(options={"global_quality": str(6 * 118), "flags": "+qscale"}),
    "mp3/abr": lambda: mp3(bit_rate=160_000, options={"abr": "1"}),
    "mp3/no count": lambda: mp3(bit_rate=128_000, container_options={"write_xing": "0"}),
    "mp3/bare": lambda: mp3(bit_rate=192_000, container_options={"write_xing": "0", "id3v2_version": "0"}),
    "mp3/id3v1": lambda: mp3(bit_rate=128_000, container_options={"write_id3v1": "1"}, tags={"title": "Title"}),
    "mp3/id3v2.4": lambda: mp3(container_options={"id3v2_version": "4"}, tags={"title": "Title"}),
    "mp3/all tags": lambda: id3v2() + mp3() + ape_tag() + lyrics3() + id3v1(),
    "mp3/ape at both ends": lambda: ape_tag() + mp3(container_options={"id3v2_version": "0"}) + ape_tag(),
    "mp3/cover and padding": lambda: id3v2(cover(), 2_000) + mp3(container_options={"id3v2_version": "0"}),
    "mp3/zeros around": lambda: bytes(1_000) + mp3(container_options={"id3v2_version": "0"}) + bytes(400),
    "mp3/mono 22": lambda: mp3(music(rate=22_050, channels=1), rate=22_050, bit_rate=48_000),
    "mp3/8 kHz": lambda: mp3(music(rate=8_000, channels=1), rate=8_000, bit_rate=16_000),
    "mp3/48 kHz": lambda: mp3(music(rate=48_000), rate=48_000),
    "mp3/sndfile": lambda: sndfile(music(), "MP3", "MPEG_LAYER_III"),
    "mp3/sndfile vbr": lambda: sndfile(music(), "MP3", "MPEG_LAYER_III", compression_level=0.7),
    "m4a/aac 128": lambda: _mp4(bit_rate=128_000, tags={"title": "Title"}),
    "m4a/aac 64 faststart": lambda: _mp4(bit_rate=64_000, flags="faststart"),
    "m4a/aac fragments": lambda: _mp4(flags="frag_keyframe+empty_moov+default_base_moof"),
    "m4a/alac": lambda: _mp4("alac"),
    "m4a/alac faststart": lambda: _mp4("alac", "faststart"),
    "m4a/cover": _mp4_with_cover,
    "aac/64": lambda: encode(music(), container="adts", codec="aac", bit_rate=64_000),
    "aac/256": lambda: encode(music(), container="adts", codec="aac", bit_rate=256_000),
    "aac/mono 22": lambda: encode(music(rate=22_050, channels=1), container="adts", codec="aac", rate=22_050),
    "aac/id3": lambda: id3v2(cover()) + encode(music(), container="adts", codec="aac") + id3v1(),
    "ogg/vorbis": lambda: sndfile(music(), "OGG", "VORBIS"),
    "ogg/vorbis mono": lambda: sndfile(music(channels=1), "OGG", "VORBIS", compression_level=0.9),
    "ogg/vorbis ffmpeg": lambda: encode(
        music(), container="ogg", codec="vorbis", options={"strict": "experimental"}, tags={"title": "Title"}
    ),
    "ogg/opus": lambda: encode(music(rate=48_000), container="ogg", codec="libopus", rate=48_000, bit_rate=96_000),
    "ogg/opus sndfile": lambda: sndfile(music(rate=48_000), "OGG", "OPUS", rate=48_000),
    "ogg/opus mono 16": lambda: sndfile(music(rate=16_000, channels=1), "OGG", "OPUS", rate=16_000),
    "ogg/flac": lambda: _remuxed(encode(music(), container="flac", codec="flac"), "oga"),
}


class Corpus:
    """Files of every format, made once for a session.

    Attributes
    ----------
    folder : Path
    seconds : float
        Length of each.
    whole : dict of str to bytes
        Complete files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seconds = SECONDS
        self.whole = {name: make() for name, make in WHOLE.items()}

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    # The makers of single files, for tests that need another one.
    music = staticmethod(music)
    encode = staticmethod(encode)
    sndfile = staticmethod(sndfile)
    mp3 = staticmethod(mp3)
    id3v2 = staticmethod(id3v2)
    cover = staticmethod(cover)
    wav_with = staticmethod(wav_with)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus(tmp_path_factory.mktemp("corpus"))
