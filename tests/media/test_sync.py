"""Picture and sound of a film against the song: the whole way from a file to a decoded film, without edit lists."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import correlate

from beatreel.core.timing import frame_count, seconds_to_frame
from beatreel.media.decode import read_audio
from beatreel.media.encode import encode_scene
from beatreel.media.join import AudioStretch, join
from beatreel.testing import audiofile
from beatreel.testing.films import HEIGHT, WIDTH, decoded, settings, sound

SECONDS = 3.37
CLICKS = tuple(0.4 + 0.5137 * number for number in range(6))


def click_track(rate: int, channels: int) -> np.ndarray:
    noise = np.random.default_rng(5)
    samples = noise.standard_normal((channels, round(SECONDS * rate))).astype(np.float32) * 1e-3
    burst = round(0.012 * rate)
    shape = np.exp(-np.arange(burst) / (0.002 * rate)) * 0.7
    for at in CLICKS:
        start = round(at * rate)
        tone = np.sin(2 * np.pi * 2000 * np.arange(burst) / rate + 1.2)
        samples[:, start : start + burst] += (shape * tone).astype(np.float32)
    return samples


def offset_seconds(film: np.ndarray, song: np.ndarray, rate: int) -> float:
    """By how much the film's sound is later than the song, to a fraction of a sample."""
    length = min(film.size, song.size)
    likeness = correlate(film[:length], song[:length], method="fft")
    peak = int(np.argmax(likeness))
    left, middle, right = likeness[peak - 1 : peak + 2]
    fine = 0.5 * (left - right) / (left - 2 * middle + right)
    return (peak + fine - (length - 1)) / rate


def flash_film(path: Path, rate: Fraction) -> Path:
    """One white frame on each click."""
    flashes = {seconds_to_frame(at, rate) for at in CLICKS}
    dark = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    dark[:HEIGHT] = 20
    light = dark.copy()
    light[:HEIGHT] = 220
    count = frame_count(SECONDS, rate)
    frames = (light if number in flashes else dark for number in range(count))
    encode_scene(frames, {path: settings(rate=rate)}, frame_count=count)  # type: ignore[arg-type]
    return path


@pytest.fixture(scope="module")
def flashes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return flash_film(tmp_path_factory.mktemp("flashes") / "clip.mp4", Fraction(30))


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "m4a", "aac", "ogg"])
@pytest.mark.parametrize(("rate", "channels"), [(44_100, 2), (48_000, 2), (22_050, 1)])
@pytest.mark.parametrize("keep_rate", [False, True])
def test_sound_lies_where_it_lies_in_the_song(
    flashes: Path, tmp_path: Path, kind: str, rate: int, channels: int, keep_rate: bool
) -> None:
    if kind == "ogg" and rate == 22_050:
        pytest.skip("FFmpeg's own Vorbis encoder does not take this rate")
    path = audiofile.write(tmp_path / f"song.{kind}", click_track(rate, channels), rate)
    song, source_rate = read_audio(path, mono=True)
    stretch = AudioStretch(path, source_rate, 0, song.size, sample_rate=None if keep_rate else 48_000)
    assert stretch.film_rate == (rate if keep_rate and rate > 32_000 else 48_000)
    film = join([flashes], tmp_path / "film.mp4", frame_rate=Fraction(30), audio=stretch).path
    samples, film_rate = sound(film)
    reference, _ = read_audio(path, sample_rate=film_rate, mono=True)
    for channel in samples:
        assert abs(offset_seconds(channel, reference, film_rate)) < 0.0001
    # as loud as the song, in mono too
    middle = slice(film_rate, 3 * film_rate)
    assert np.std(samples[0][middle]) == pytest.approx(np.std(reference[middle]), rel=0.02)


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(30), Fraction(60)])
def test_flashes_come_with_their_clicks(tmp_path: Path, rate: Fraction) -> None:
    path = audiofile.write(tmp_path / "song.mp3", click_track(44_100, 2), 44_100)
    song, source_rate = read_audio(path, mono=True)
    clip = flash_film(tmp_path / "clip.mp4", rate)
    film = join(
        [clip], tmp_path / "film.mp4", frame_rate=rate, audio=AudioStretch(path, source_rate, 0, song.size)
    ).path
    bright = [number for number, frame in enumerate(decoded(film)) if frame[:HEIGHT].mean() > 120]
    samples, film_rate = sound(film)
    loud = np.abs(samples[0]) > 0.2
    heard = list(np.flatnonzero(loud) / film_rate)
    clicks = [heard[0], *(after for before, after in zip(heard, heard[1:], strict=False) if after - before > 0.2)]
    assert len(bright) == len(clicks) == len(CLICKS)
    for number, at in zip(bright, clicks, strict=True):
        assert abs(float(number / rate) - at) < float(0.5 / rate) + 0.001


def test_a_stretch_starts_at_its_sample(flashes: Path, tmp_path: Path) -> None:
    rate = 44_100
    path = audiofile.write(tmp_path / "song.flac", click_track(rate, 2), rate)
    song, _ = read_audio(path, mono=True)
    start, end = 33_333, 122_222
    film = join(
        [flashes], tmp_path / "f.mp4", frame_rate=Fraction(30), audio=AudioStretch(path, rate, start, end, None)
    )
    samples, film_rate = sound(film.path)
    assert film_rate == rate
    assert samples.shape[1] - (end - start) < 1024
    assert abs(offset_seconds(samples[0], song[start:end], rate)) < 0.0001


def test_only_the_first_packet_fades_in(flashes: Path, tmp_path: Path) -> None:
    rate = 48_000
    time = np.arange(rate) / rate
    tone = (0.5 * np.sin(2 * np.pi * 440 * time)).astype(np.float32)[None].repeat(2, axis=0)
    path = audiofile.write(tmp_path / "song.wav", tone, rate)
    film = join([flashes], tmp_path / "f.mp4", frame_rate=Fraction(30), audio=AudioStretch(path, rate, 0, rate))
    samples, _ = sound(film.path)
    error = samples[0, :rate] - tone[0]
    assert np.abs(error[1024:]).max() < 0.05
    assert np.abs(error[:1024]).max() > 0.2
    assert np.abs(samples[0, :1024]).max() <= 0.75  # a fade, never a burst


def test_a_fade_out_ends_in_silence(flashes: Path, tmp_path: Path) -> None:
    rate = 48_000
    path = audiofile.write(tmp_path / "song.wav", np.full((1, rate), 0.25, np.float32), rate)
    stretch = AudioStretch(path, rate, 0, rate, fade_out=0.1)
    samples, _ = sound(join([flashes], tmp_path / "f.mp4", frame_rate=Fraction(30), audio=stretch).path)
    level = samples[0]
    assert level[rate // 2] == pytest.approx(0.25, abs=0.02)
    assert level[rate - 2400] == pytest.approx(0.125, abs=0.03)
    assert np.abs(level[rate - 30 : rate]).max() < 0.03
