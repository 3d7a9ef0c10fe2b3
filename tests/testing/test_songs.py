"""The synthetic songs: their truth must be true."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from beatreel.testing import make_song


def _onset_strength(samples: np.ndarray, sample_rate: int, time: float) -> float:
    """Return how much louder the 20 ms after an instant are than the 20 ms before, high frequencies only."""
    bright = np.diff(samples.mean(axis=0))
    middle, width = round(time * sample_rate), round(0.02 * sample_rate)
    after = np.mean(bright[middle : middle + width] ** 2)
    before = np.mean(bright[max(0, middle - width) : middle] ** 2)
    return float(after / (before + 1e-7))


@pytest.mark.parametrize(
    ("tempo", "metre"), [(60.0, 4), (97.3, 3), (120.0, 4), (140.0, 7), (178.0, 5), (90.0, 6), (100.0, 2)]
)
def test_beats_are_where_they_are_said_to_be(tempo: float, metre: int) -> None:
    song = make_song(duration=12, tempo=tempo, metre=metre, seed=4)
    heard = [_onset_strength(song.samples, song.sample_rate, t) for t in song.beat_times[1:]]
    halfway = [_onset_strength(song.samples, song.sample_rate, t - 0.3 * 60 / tempo) for t in song.beat_times[1:]]
    assert np.median(heard) > 3
    assert np.mean(np.array(heard) > np.array(halfway)) > 0.9


def test_truth_is_exact_arithmetic() -> None:
    song = make_song(duration=20, tempo=123.0, metre=3, leading_silence=1.25)
    np.testing.assert_allclose(np.diff(song.beat_times), 60 / 123, rtol=0, atol=1e-12)
    assert song.beat_times[0] == 1.25
    assert song.beat_positions[:7].tolist() == [1, 2, 3, 1, 2, 3, 1]
    assert song.downbeat_times.tolist() == song.beat_times[::3].tolist()
    assert song.duration == song.samples.shape[1] / song.sample_rate == 20
    assert not song.samples[:, : round(1.25 * song.sample_rate)].any()


def test_the_tempo_is_heard_by_somebody_else() -> None:
    librosa = pytest.importorskip("librosa")
    mir_eval = pytest.importorskip("mir_eval")
    song = make_song(duration=30, tempo=118.0, seed=2)
    _, beats = librosa.beat.beat_track(y=song.samples.mean(axis=0), sr=song.sample_rate, units="time")
    assert mir_eval.beat.f_measure(song.beat_times, beats) > 0.9


@pytest.mark.parametrize("duration", [0.4, 3.0, 7.77, 61.3])
def test_segments_tile_the_song_on_downbeats(duration: float) -> None:
    song = make_song(duration=duration, tempo=133.0, seed=1)
    starts = [segment.start for segment in song.segments]
    assert starts[0] == 0
    assert [segment.end for segment in song.segments] == [*starts[1:], song.duration]
    assert all(np.min(np.abs(song.downbeat_times - start)) < 1e-9 for start in starts[1:])


def test_sections_differ_in_energy() -> None:
    song = make_song(duration=90, tempo=128.0, seed=7)
    loudness = {
        segment.label: float(
            np.sqrt(np.mean(song.samples[:, round(segment.start * 44100) : round(segment.end * 44100)] ** 2))
        )
        for segment in song.segments
    }
    assert loudness["chorus"] > 1.2 * loudness["verse"] > 1.2 * loudness["intro"]
    assert loudness["break"] < 0.7 * loudness["verse"]


def test_own_form() -> None:
    song = make_song(duration=20, tempo=120, sections=[("break", 2), ("solo", 3)])
    assert [(s.label, s.start, s.end) for s in song.segments] == [("break", 0.0, 4.0), ("solo", 4.0, 20.0)]


def test_same_arguments_same_samples_and_seeds_differ() -> None:
    first, again, other = (make_song(duration=5, seed=seed) for seed in (1, 1, 2))
    assert first.samples.dtype == np.float32
    assert np.array_equal(first.samples, again.samples)
    assert not np.array_equal(first.samples, other.samples)
    assert 0.5 < np.abs(first.samples).max() <= 0.91


def test_swing_moves_the_offbeats() -> None:
    straight, swung = (make_song(duration=10, tempo=100, swing=swing) for swing in (0.0, 1.0))
    third = straight.beat_times[2:10] + 2 / 3 * 60 / 100
    heard = [np.median([_onset_strength(s.samples, s.sample_rate, t) for t in third]) for s in (straight, swung)]
    assert heard[1] > 5 * heard[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"duration": 0},
        {"tempo": 10},
        {"metre": 9},
        {"swing": 2},
        {"leading_silence": 40},
        {"sections": [("intro", 0)]},
        {"sections": []},
    ],
)
def test_wrong_arguments_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must"):
        make_song(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "m4a", "aac", "ogg", "opus"])
def test_written_files_hold_the_song(kind: str, tmp_path: Path) -> None:
    import av

    song = make_song(duration=3, seed=3)
    path = song.write(tmp_path / f"song.{kind}", title="Night", artist="Band")
    with av.open(str(path)) as media:
        stream = media.streams.audio[0]
        tags = {key.lower(): value for key, value in {**media.metadata, **stream.metadata}.items()}
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=song.sample_rate)
        blocks = [part.to_ndarray() for frame in media.decode(stream) for part in resampler.resample(frame)]
        blocks += [part.to_ndarray() for part in resampler.resample(None)]
    heard = np.concatenate(blocks, axis=1)
    assert 0 <= heard.shape[1] - song.samples.shape[1] <= 2 * 2048
    assert kind == "aac" or (tags["title"], tags["artist"]) == ("Night", "Band")
    shift = _lag(heard[0], song.samples[0])
    assert abs(shift) <= (1024 if kind == "aac" else 16)  # raw AAC cannot say how long its priming is
    same = heard[0, max(0, shift) : song.samples.shape[1]]
    assert np.corrcoef(same[: 2 * 44100], song.samples[0, max(0, -shift) :][: 2 * 44100])[0, 1] > 0.9


def _lag(heard: np.ndarray, truth: np.ndarray) -> int:
    size = 1 << 18
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(truth, size)), size)
    best = int(np.argmax(product))
    return best - size if best > size // 2 else best


def test_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Unknown audio format"):
        make_song(duration=1).write(tmp_path / "song.xyz")


def test_values_for_providers(tmp_path: Path) -> None:
    synthetic = make_song(duration=30, tempo=100, leading_silence=0.5)
    song = synthetic.song(tmp_path / "song.flac")
    assert song.sha256 == hashlib.sha256(song.path.read_bytes()).hexdigest()
    assert synthetic.song(tmp_path / "song.flac") == song
    assert song.sample_count == synthetic.samples.shape[1]
    analysis = synthetic.analysis(rate=20)
    assert analysis.downbeat_times == tuple(synthetic.downbeat_times)
    assert analysis.key_moments[0].kind == "hook"
    assert len(analysis.energy.total) == 600
    assert max(analysis.energy.low) == 1
