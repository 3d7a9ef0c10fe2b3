"""The plain analyzer on songs of which the truth is known, and on sounds that are hardly songs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import mir_eval
import numpy as np
import pytest

from beatreel import Analysis, Analyzer, Song
from beatreel.plugins.analyzers.librosa_beats import LibrosaAnalyzer, register_analyzers
from beatreel.testing import make_song


def quiet_progress(done: float, note: str = "") -> None:
    assert 0.0 <= done <= 1.0


def as_song(path: Path, samples: np.ndarray, rate: int = 22050) -> Song:
    import soundfile

    soundfile.write(path, samples, rate)
    return Song(
        path=path,
        sha256="0" * 64,
        duration=len(samples) / rate,
        sample_rate=rate,
        sample_count=len(samples),
        channels=1,
        container="wav",
        codec="pcm_s16le",
    )


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, Analysis]:
    truth = make_song(duration=60.0, tempo=118.0, seed=3)
    song = truth.song(tmp_path_factory.mktemp("songs") / "song.flac")
    return truth, LibrosaAnalyzer().analyze(song, progress=quiet_progress)


def test_is_an_analyzer() -> None:
    (analyzer,) = register_analyzers()
    assert isinstance(analyzer, Analyzer)
    assert analyzer.name == "librosa"


def test_finds_the_beats(heard) -> None:
    truth, analysis = heard
    assert mir_eval.beat.f_measure(truth.beat_times, np.array(analysis.beat_times)) > 0.9
    assert abs(analysis.tempo - truth.tempo) < 2.5


def test_beats_are_neither_early_nor_late(heard) -> None:
    truth, analysis = heard
    errors = [min((t - b for b in truth.beat_times), key=abs) for t in analysis.beat_times]
    assert abs(np.median(errors)) < 0.015


def test_finds_the_bars(heard) -> None:
    truth, analysis = heard
    assert mir_eval.beat.f_measure(truth.downbeat_times, np.array(analysis.downbeat_times)) > 0.8


def test_segments_tile_the_song_and_begin_on_bar_lines(heard) -> None:
    truth, analysis = heard
    assert analysis.duration == truth.duration
    downbeats = np.array(analysis.downbeat_times)
    assert len(analysis.segments) >= 2
    for segment in analysis.segments[1:]:
        assert np.abs(downbeats - segment.start).min() < 1e-6
    truth_starts = np.array([s.start for s in truth.segments[1:]])
    found = [np.abs(truth_starts - s.start).min() < 1.0 for s in analysis.segments[1:]]
    assert np.mean(found) >= 0.5


def test_one_confidence_for_each_bar(heard) -> None:
    _, analysis = heard
    assert len(analysis.bar_confidence) == len(analysis.downbeat_times)
    assert all(0.0 <= c <= 1.0 for c in analysis.bar_confidence)


def test_energy_is_sampled_thirty_times_a_second(heard) -> None:
    _, analysis = heard
    assert analysis.energy.rate == 30.0
    assert abs(len(analysis.energy.total) / 30.0 - analysis.duration) < 0.1
    assert 0.7 < max(analysis.energy.total) <= 1.0


def test_three_four_time(tmp_path: Path) -> None:
    truth = make_song(duration=40.0, tempo=140.0, metre=3, seed=5)
    analysis = LibrosaAnalyzer().analyze(truth.song(tmp_path / "waltz.flac"), progress=quiet_progress)
    if mir_eval.beat.f_measure(truth.beat_times, np.array(analysis.beat_times)) > 0.9:
        assert max(analysis.beat_positions) == 3


def test_leading_silence(tmp_path: Path) -> None:
    truth = make_song(duration=30.0, tempo=120.0, leading_silence=3.0, seed=2)
    analysis = LibrosaAnalyzer().analyze(truth.song(tmp_path / "late.flac"), progress=quiet_progress)
    assert abs(analysis.leading_silence - 3.0) < 0.1
    assert min(analysis.beat_times) > 2.9


SOUNDS = {
    "silence": lambda n, rng: np.zeros(n),
    "noise": lambda n, rng: 0.1 * rng.standard_normal(n),
    "tone": lambda n, rng: 0.3 * np.sin(2 * np.pi * 220 * np.arange(n) / 22050),
    "click": lambda n, rng: np.eye(1, n, n // 2)[0],
    "direct current": lambda n, rng: np.full(n, 0.2),
    "swell": lambda n, rng: np.linspace(0, 0.5, n) * np.sin(2 * np.pi * 110 * np.arange(n) / 22050),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("seconds", [3.0, 20.0])
@pytest.mark.parametrize("sound", list(SOUNDS))
def test_anything_gives_a_valid_analysis(tmp_path: Path, sound: str, seconds: float) -> None:
    samples = SOUNDS[sound](int(seconds * 22050), np.random.default_rng(1))
    song = as_song(tmp_path / "sound.wav", samples)
    analysis = LibrosaAnalyzer().analyze(song, progress=quiet_progress)
    assert analysis.duration == pytest.approx(seconds)
    if sound == "silence":
        assert analysis.beat_times == ()
        assert analysis.tempo == 0
        assert analysis.leading_silence == pytest.approx(seconds)
        assert analysis.segments[0].grid == "phrase_flow"


def test_importing_the_plugin_loads_nothing_heavy() -> None:
    code = (
        "import sys, beatreel.plugins.analyzers.librosa_beats as m; m.register_analyzers();"
        "print(*[n for n in ('numpy', 'scipy', 'librosa', 'numba', 'av') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
