"""The default analyzer on songs of which the truth is known, and on sounds that are hardly songs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import mir_eval
import numpy as np
import pytest

from beatreel import Analysis, Analyzer, Song
from beatreel.plugins.analyzers.beatreel_net import BeatreelAnalyzer, register_analyzers
from beatreel.plugins.analyzers.hearing.net import WEIGHTS, activations, load_weights
from beatreel.testing import SyntheticSong, make_song


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


def hear(truth: SyntheticSong, folder: Path) -> Analysis:
    return BeatreelAnalyzer().analyze(truth.song(folder / "song.flac"), progress=quiet_progress)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> tuple[SyntheticSong, Analysis]:
    truth = make_song(duration=75.0, tempo=118.0, seed=3)
    return truth, hear(truth, tmp_path_factory.mktemp("songs"))


def test_is_an_analyzer() -> None:
    (analyzer,) = register_analyzers()
    assert isinstance(analyzer, Analyzer)
    assert analyzer.name == "beatreel"


def test_finds_beats_and_bars(heard) -> None:
    truth, analysis = heard
    assert mir_eval.beat.f_measure(truth.beat_times, np.array(analysis.beat_times)) > 0.95
    assert mir_eval.beat.f_measure(truth.downbeat_times, np.array(analysis.downbeat_times)) > 0.9
    assert abs(analysis.tempo - truth.tempo) < 1.0


def test_beats_are_neither_early_nor_late(heard) -> None:
    truth, analysis = heard
    errors = [min((t - b for b in truth.beat_times), key=abs) for t in analysis.beat_times]
    assert abs(np.median(errors)) < 0.010


def test_sections_begin_where_the_song_changes(heard) -> None:
    truth, analysis = heard
    downbeats = np.array(analysis.downbeat_times)
    assert all(np.abs(downbeats - s.start).min() < 1e-6 for s in analysis.segments[1:])
    starts = np.array([s.start for s in truth.segments[1:]])
    assert np.mean([np.abs(starts - s.start).min() < 1.0 for s in analysis.segments[1:]]) >= 0.5
    assert len(analysis.segments) >= 4


def test_a_steady_song_is_cut_on_beats(heard) -> None:
    _, analysis = heard
    assert analysis.confidence > 0.6
    assert sum(s.duration for s in analysis.segments if s.grid == "beat_cut") > 0.8 * analysis.duration


@pytest.mark.parametrize(("tempo", "metre"), [(90.0, 4), (160.0, 4), (150.0, 3), (126.0, 3)])
def test_tempos_and_metres(tmp_path: Path, tempo: float, metre: int) -> None:
    truth = make_song(duration=45.0, tempo=tempo, metre=metre, seed=7)
    analysis = hear(truth, tmp_path)
    assert mir_eval.beat.f_measure(truth.beat_times, np.array(analysis.beat_times)) > 0.9
    assert mir_eval.beat.f_measure(truth.downbeat_times, np.array(analysis.downbeat_times)) > 0.85


def test_leading_silence(tmp_path: Path) -> None:
    truth = make_song(duration=30.0, tempo=120.0, leading_silence=3.0, seed=2)
    analysis = hear(truth, tmp_path)
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
@pytest.mark.parametrize("seconds", [0.3, 3.0, 20.0])
@pytest.mark.parametrize("sound", list(SOUNDS))
def test_anything_gives_a_valid_analysis(tmp_path: Path, sound: str, seconds: float) -> None:
    samples = SOUNDS[sound](int(seconds * 22050), np.random.default_rng(1))
    analysis = BeatreelAnalyzer().analyze(as_song(tmp_path / "sound.wav", samples), progress=quiet_progress)
    assert analysis.duration == pytest.approx(seconds)
    assert len(analysis.bar_confidence) == len(analysis.downbeat_times)
    if sound == "silence":
        assert analysis.beat_times == ()
        assert analysis.tempo == 0
    if sound in ("silence", "tone", "noise", "direct current"):
        assert {s.grid for s in analysis.segments} == {"phrase_flow"}


def test_long_inputs_are_heard_block_by_block() -> None:
    weights = load_weights()
    inputs = weights["entry_weight"].shape[1]
    features = np.random.default_rng(0).random((7000, inputs)).astype(np.float32)
    whole = activations(features, weights)
    part = activations(features[4000:], weights)
    assert whole.shape == (7000, 3)
    assert np.abs(whole[5500:] - part[1500:]).max() < 1e-4


def test_weights_are_small() -> None:
    from importlib.resources import files

    assert (files("beatreel.plugins.analyzers.hearing") / WEIGHTS).stat().st_size < 1_000_000


def test_importing_the_plugin_loads_nothing_heavy() -> None:
    code = (
        "import sys, beatreel.plugins.analyzers.beatreel_net as m; m.register_analyzers();"
        "print(*[n for n in ('numpy', 'scipy', 'librosa', 'numba', 'av') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
