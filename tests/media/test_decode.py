"""Decoding: the same samples by every way of reading, and nothing but regular audio files."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from beatreel.core.errors import MediaError
from beatreel.media.decode import audio_facts, read_audio, stream_audio
from beatreel.testing.audiofile import write

RATE = 44_100
FORMATS = ("wav", "flac", "mp3", "m4a", "aac", "ogg", "opus")
CLICK = 2.5  # seconds


def _song(seconds: float = 5.0) -> np.ndarray:
    """A quiet tone with one loud click at an instant that is known."""
    time = np.arange(round(seconds * RATE)) / RATE
    tone = np.stack([0.1 * np.sin(2 * np.pi * 440 * time), 0.1 * np.sin(2 * np.pi * 660 * time)])
    at = round(CLICK * RATE)
    tone[:, at : at + 40] = 0.9
    return tone.astype(np.float32)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("decode")
    return {
        kind: write(folder / f"song.{kind}", _song(), RATE, format=kind, title="Title", artist="Artist")
        for kind in FORMATS
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_click_stays_where_it_was_written(files: dict[str, Path], kind: str) -> None:
    samples, rate = read_audio(files[kind])
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    loud = np.flatnonzero(np.abs(samples) > 0.5)[0] / rate
    # A bare AAC stream cannot say how long the encoder's delay is: its players hear 1024 samples of it.
    assert loud == pytest.approx(CLICK + (1024 / RATE if kind == "aac" else 0), abs=0.0015)
    # AAC pads the last packet; everything else is exact.
    assert len(samples) / rate == pytest.approx(5.0, abs=0.05 if kind in ("m4a", "aac") else 0.001)


@pytest.mark.parametrize("kind", FORMATS)
def test_stream_and_whole_agree_to_the_sample(files: dict[str, Path], kind: str) -> None:
    whole, _ = read_audio(files[kind], mono=False)
    assert whole.shape[0] == 2
    again, _ = read_audio(files[kind], mono=False)
    np.testing.assert_array_equal(whole, again)
    blocks = list(stream_audio(files[kind], block=10_000))
    assert {piece.shape[1] for piece in blocks[:-1]} == {10_000}
    np.testing.assert_array_equal(np.concatenate(blocks, axis=1), whole)
    for start, end in ((0, 1), (1, 4_097), (123_457, 200_001), (200_000, None), (0, 10**9)):
        part = list(stream_audio(files[kind], start_sample=start, end_sample=end, block=4_096))
        np.testing.assert_array_equal(np.concatenate(part, axis=1), whole[:, start:end])


def test_range_behind_the_end_or_empty_yields_nothing(files: dict[str, Path]) -> None:
    assert list(stream_audio(files["wav"], start_sample=10**9)) == []
    assert list(stream_audio(files["wav"], start_sample=5, end_sample=5)) == []
    with pytest.raises(ValueError):
        stream_audio(files["wav"], start_sample=-1)
    with pytest.raises(ValueError):
        stream_audio(files["wav"], start_sample=5, end_sample=4)


@pytest.mark.parametrize(
    ("subtype", "tolerance"),
    [("PCM_U8", 1 / 100), ("PCM_16", 1e-4), ("PCM_24", 1e-6), ("PCM_32", 1e-7), ("FLOAT", 0), ("DOUBLE", 1e-7)],
)
def test_every_wav_depth_has_full_scale_one(tmp_path: Path, subtype: str, tolerance: float) -> None:
    ramp = np.linspace(-0.99, 0.99, 5_000, dtype=np.float32)
    path = tmp_path / "ramp.wav"
    soundfile.write(path, np.stack([ramp, -ramp], axis=1), 48_000, subtype=subtype)
    samples, rate = read_audio(path, mono=False)
    assert rate == 48_000
    np.testing.assert_allclose(samples, np.stack([ramp, -ramp]), atol=tolerance)


def test_mono_is_the_average_of_the_channels(tmp_path: Path) -> None:
    path = tmp_path / "six.wav"
    values = np.tile(np.arange(1, 7, dtype=np.float32) / 10, (1_000, 1))
    soundfile.write(path, values, 44_100, subtype="FLOAT")
    samples, _ = read_audio(path)
    np.testing.assert_allclose(samples, 0.35, rtol=1e-6)
    assert next(stream_audio(path)).shape == (6, 1_000)


@pytest.mark.parametrize(("kind", "codec"), [("ipod", "aac"), ("ogg", "libopus"), ("flac", "flac")])
def test_eight_channels_do_not_kill_the_process(tmp_path: Path, kind: str, codec: str) -> None:
    path = tmp_path / "eight"
    noise = np.random.default_rng(1).normal(0, 0.1, (1, 8 * 48_000)).astype(np.float32)
    with av.open(str(path), "w", format=kind) as container:
        stream = container.add_stream(codec, rate=48_000, layout="7.1")
        frame = av.AudioFrame.from_ndarray(noise, format="flt", layout="7.1")
        frame.sample_rate = 48_000
        for part in av.AudioResampler(format=stream.format.name, layout="7.1", rate=48_000).resample(frame):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    samples, _ = read_audio(path, mono=False)
    assert samples.shape[0] == 8
    assert samples.shape[1] == pytest.approx(48_000, abs=2_048)


@pytest.mark.parametrize("wanted", [22_050, 44_100, 48_000, 16_000])
@pytest.mark.parametrize("mono", [True, False])
def test_resampling_keeps_pitch_time_and_length(files: dict[str, Path], wanted: int, mono: bool) -> None:
    samples, rate = read_audio(files["flac"], sample_rate=wanted, mono=mono)
    assert rate == wanted
    assert samples.shape[-1] == round(5.0 * wanted)
    assert samples.flags["C_CONTIGUOUS"]
    left = samples if mono else samples[0]
    loud = np.flatnonzero(np.abs(left) > 0.5)[0] / rate
    assert loud == pytest.approx(CLICK, abs=0.001)
    spectrum = np.abs(np.fft.rfft(left[: 2 * wanted] * np.hanning(2 * wanted)))
    peaks = {round(int(index) / 2) for index in np.argsort(spectrum)[-2:]}
    assert peaks <= {440, 660}


def test_samples_that_are_no_numbers_become_silence(tmp_path: Path) -> None:
    path = tmp_path / "nan.wav"
    values = np.full(1_000, 0.5, dtype=np.float32)
    values[10], values[20], values[30] = np.nan, np.inf, -np.inf
    soundfile.write(path, values, 44_100, subtype="FLOAT")
    samples, _ = read_audio(path)
    assert [samples[10], samples[20], samples[30]] == [0.0, 1.0, -1.0]


def test_facts_come_from_the_headers(files: dict[str, Path]) -> None:
    facts = audio_facts(files["mp3"])
    assert (facts.container, facts.sample_rate, facts.channels) == ("mp3", 44_100, 2)
    assert (facts.title, facts.artist) == ("Title", "Artist")
    assert facts.declared_duration == pytest.approx(5.0, abs=0.1)
    assert audio_facts(files["opus"]).codec == "opus"
    # Ogg keeps its tags with the stream, not with the file.
    assert audio_facts(files["ogg"]).title == "Title"


def test_streaming_a_long_song_stays_in_flat_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.flac"
    soundfile.write(path, np.zeros((44_100 * 600, 2), dtype=np.int16), 44_100)
    program = (
        "import resource, sys\n"
        "from beatreel.media.decode import stream_audio\n"
        "next(stream_audio(sys.argv[1]))\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "count = sum(piece.shape[1] for piece in stream_audio(sys.argv[1]))\n"
        "print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    count, growth = map(int, done.stdout.split())
    assert count == 44_100 * 600
    assert growth < 16, f"{growth} MB more than for one block; the whole file is 212 MB of samples"


def test_cover_art_is_not_decoded(tmp_path: Path, files: dict[str, Path]) -> None:
    from PIL import Image

    picture = tmp_path / "cover.png"
    Image.new("L", (12_000, 12_000)).save(picture)
    body = b"\0image/png\0\x03\0" + picture.read_bytes()
    frame = b"APIC" + len(body).to_bytes(4, "big") + b"\0\0" + body
    size = bytes((len(frame) >> shift) & 127 for shift in (21, 14, 7, 0))
    song = tmp_path / "covered.mp3"
    song.write_bytes(b"ID3\x03\0\0" + size + frame + files["mp3"].read_bytes())
    program = (
        "import resource, sys\n"
        "from beatreel.media.decode import read_audio\n"
        "plain, _ = read_audio(sys.argv[1])\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "covered, _ = read_audio(sys.argv[2])\n"
        "print(len(plain) == len(covered), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, files["mp3"], song], capture_output=True, text=True, check=True
    )
    same, growth = done.stdout.split()
    assert same == "True"
    assert int(growth) < 40, f"{growth} MB: the picture alone is 144 MB"


@pytest.mark.parametrize("name", ["missing.wav", "a\0b.wav"])
def test_missing_files_are_told_apart_from_broken_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(MediaError):
        read_audio(tmp_path / name)


def test_no_file_is_opened_that_could_hang(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.mp3"
    os.mkfifo(fifo)
    for path in (fifo, tmp_path, Path("/dev/zero")):
        with pytest.raises(MediaError):
            read_audio(path)


def test_text_that_looks_like_a_protocol_is_a_file_name(tmp_path: Path, files: dict[str, Path]) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.3)
    callers: list[object] = []

    def listen() -> None:
        with contextlib.suppress(TimeoutError):
            callers.append(listener.accept())

    thread = threading.Thread(target=listen)
    thread.start()
    port = listener.getsockname()[1]
    for text in (
        f"http://127.0.0.1:{port}/a.mp3",
        f"tcp://127.0.0.1:{port}",
        f"concat:{files['mp3']}|{files['mp3']}",
        f"file:{files['mp3']}",
        f"subfile,,start,0,end,100,,:{files['wav']}",
        "pipe:0",
        "data:audio/wav;base64,AAAA",
    ):
        with pytest.raises(MediaError):
            read_audio(text)
    thread.join()
    listener.close()
    assert callers == []


def test_a_playlist_never_opens_its_neighbour(tmp_path: Path, files: dict[str, Path]) -> None:
    for name, text in {
        "hls.mp3": f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{files['mp3']}\n#EXT-X-ENDLIST\n",
        "list.mp3": f"ffconcat version 1.0\nfile {files['mp3']}\n",
    }.items():
        path = tmp_path / name
        path.write_text(text)
        with pytest.raises(MediaError):
            read_audio(path)


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mute.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(3):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")))
        container.mux(stream.encode(None))
    with pytest.raises(MediaError, match="no audio"):
        read_audio(path)


def test_descriptors_are_given_back(files: dict[str, Path]) -> None:
    folder = Path("/proc/self/fd")
    if not folder.exists():
        pytest.skip("descriptors can be counted on Linux only")
    before = len(list(folder.iterdir()))
    for _ in range(5):
        next(stream_audio(files["mp3"]))
        audio_facts(files["wav"])
    assert len(list(folder.iterdir())) == before
