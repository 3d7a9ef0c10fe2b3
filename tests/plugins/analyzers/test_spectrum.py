"""The spectrum of a song: the same from pieces as from the whole, and no larger in memory for a long song."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from beatreel import audio_pieces, read_audio
from beatreel.plugins.analyzers.hearing import bands
from beatreel.plugins.analyzers.hearing.bands import Bands
from beatreel.plugins.analyzers.hearing.boundaries import Running
from beatreel.plugins.analyzers.hearing.features import NetFeatures
from beatreel.plugins.analyzers.hearing.spectrum import SAMPLE_RATE, Spectrum, listen
from beatreel.testing import make_song


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_song(duration=50.0, tempo=104, seed=11).write(tmp_path_factory.mktemp("song") / "song.flac")


def same(first: Spectrum, second: Spectrum) -> None:
    assert first.duration == second.duration
    assert len(first.bands) == len(second.bands) == len(first.power) == len(second.power)
    np.testing.assert_allclose(first.bands[:], second.bands[:], atol=2e-6)
    np.testing.assert_allclose(first.power, second.power, rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(first.chroma, second.chroma, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(first.bass_chroma, second.bass_chroma, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("size", [999, 30_000, 700_001])
def test_a_song_in_pieces_is_the_song(song: Path, size: int) -> None:
    samples, rate = read_audio(song, sample_rate=SAMPLE_RATE)
    whole = listen(samples, rate)
    assert len(whole.bands) == 5000
    assert whole.chroma.shape == (500, 12)
    pieces = (samples[first : first + size] for first in range(0, len(samples), size))
    same(whole, listen(pieces, rate))


def test_a_decoded_song_comes_in_pieces(song: Path) -> None:
    samples, rate = read_audio(song, sample_rate=SAMPLE_RATE)
    pieces = [piece for piece, _ in audio_pieces(song, sample_rate=SAMPLE_RATE)]
    assert len(pieces) > 1
    np.testing.assert_array_equal(np.concatenate(pieces), samples)
    same(listen(samples, rate), listen(iter(pieces), rate))


def test_one_sample_and_silence_have_a_spectrum() -> None:
    for count in (0, 1, 700, 5000):
        spectrum = listen(np.zeros(count, np.float32), SAMPLE_RATE)
        assert spectrum.silent
        assert len(spectrum.bands) == max(1, count * 100 // SAMPLE_RATE)
        assert not spectrum.bands[:].any()


def test_long_songs_lie_in_a_file_and_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.random.default_rng(3).random((4100, 40), np.float32) ** 3
    held = Bands(40, gain=0.5)
    monkeypatch.setattr(bands, "_IN_MEMORY", 100_000)
    filed = Bands(40, gain=0.5)
    for first in range(0, len(rows), 700):
        held.append(rows[first : first + 700])
        filed.append(rows[first : first + 700])
    assert filed._file._rolled
    assert not held._file._rolled
    expected = np.log10(1 + 4 * rows.astype(np.float64))
    for stored in (held, filed):
        assert len(stored) == 4100
        np.testing.assert_allclose(stored[:], expected, atol=1e-6)
        np.testing.assert_array_equal(stored[1990:2010], stored[:][1990:2010])
        assert stored[4090:9000].shape == (10, 40)
        np.testing.assert_allclose(stored.mean, expected.mean(0), atol=1e-6)
        np.testing.assert_allclose(stored.deviation, expected.std(0), atol=1e-6)
        assert stored.overall_deviation == pytest.approx(expected.std(), abs=1e-6)
        means = stored.stretch_means(np.array([0, 30, 30, 4000, 9000]))
        np.testing.assert_allclose(means[0], expected[:30].mean(0), atol=1e-6)
        np.testing.assert_allclose(means[1], expected[30], atol=1e-6)
        np.testing.assert_allclose(means[3], expected[4000:].mean(0), atol=1e-6)


def test_the_main_direction_is_the_one_that_varies() -> None:
    generator = np.random.default_rng(4)
    course, direction = np.sin(np.arange(3000) / 40), generator.random(20) + 0.5
    rows = (10 ** (1 + np.outer(course, direction) * 0.3 + 0.01 * generator.random((3000, 20))) - 1) / 8
    stored = Bands(20)
    stored.append(rows.astype(np.float32))
    first, second = stored.principal(2).T
    assert abs(np.corrcoef(first, course)[0, 1]) > 0.999
    assert first.std() == pytest.approx(1.0, abs=0.05)
    assert second.std() < 0.05


def test_running_means_are_means() -> None:
    curve = np.random.default_rng(5).random((997, 3), np.float32)
    starts, ends = np.array([-1.0, 0.0, 0.31, 4.4, 9.96, 20.0]), np.array([0.5, 9.97, 0.32, 8.8, 30.0, 40.0])
    means = Running(curve, 100.0).mean(starts, ends)
    for mean, first, last in zip(means, (0, 0, 31, 440, 996, 996), (50, 997, 32, 880, 997, 997), strict=True):
        np.testing.assert_allclose(mean, curve[first:last].mean(0), atol=1e-6)


def test_the_nets_input_does_not_depend_on_where_it_is_looked_at(song: Path) -> None:
    samples, rate = read_audio(song, sample_rate=SAMPLE_RATE)
    features = NetFeatures(listen(samples, rate))
    whole = features[:]
    assert whole.shape == (2500, 2 * features._bands.width + 8)
    for first, last in ((0, 10), (7, 1111), (2490, 2600)):
        np.testing.assert_array_equal(features[first:last], whole[first:last])


def test_twelve_minutes_take_no_more_memory_than_four() -> None:
    def minutes(count: int) -> Iterator[np.ndarray]:
        generator = np.random.default_rng(6)
        for _ in range(count * 6):
            yield generator.normal(0, 0.1, 10 * SAMPLE_RATE).astype(np.float32)

    def peak(count: int) -> float:
        tracemalloc.start()
        try:
            spectrum = listen(minutes(count), SAMPLE_RATE)
            for first in range(0, len(NetFeatures(spectrum)), 6000):
                NetFeatures(spectrum)[first : first + 6000]
            return tracemalloc.get_traced_memory()[1] / 1e6
        finally:
            tracemalloc.stop()

    # The samples alone are 5.3 MB a minute, the bands 1.8: here the levels and the chroma may grow, 0.2 MB a minute.
    assert peak(12) - peak(4) < 8 * 1.6
