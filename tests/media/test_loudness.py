"""Loudness: the reference signals of the method, and the filter against an independent formula."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from beatreel.core.errors import MediaError
from beatreel.media.loudness import LoudnessMeter, measure_loudness


def _sine(seconds: float, level: float, rate: int = 48_000, frequency: float = 1_000.0) -> np.ndarray:
    time = np.arange(round(seconds * rate)) / rate
    return (10 ** (level / 20) * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def _measure(samples: np.ndarray, rate: int = 48_000, block: int = 7_001):
    meter = LoudnessMeter(rate, samples.shape[0])
    for first in range(0, samples.shape[1], block):
        meter.feed(samples[:, first : first + block])
    return meter.result()


@pytest.mark.parametrize("level", [-23.0, -33.0, -10.0])
def test_ebu_tech_3341_case_1_and_2(level: float) -> None:
    # A stereo 1 kHz sine whose peaks lie at L dBFS in both channels has L LUFS.
    tone = _sine(20, level)
    loudness = _measure(np.stack([tone, tone]))
    assert loudness.integrated == pytest.approx(level, abs=0.1)
    assert loudness.true_peak == pytest.approx(level, abs=0.2)


def test_ebu_tech_3341_case_3_gates_the_quiet_parts() -> None:
    tone = np.concatenate([_sine(10, -36), _sine(60, -23), _sine(10, -36)])
    assert _measure(np.stack([tone, tone])).integrated == pytest.approx(-23, abs=0.1)


def test_one_channel_alone_is_3_lu_quieter() -> None:
    tone = _sine(10, -20)
    assert _measure(np.stack([tone, 0 * tone])).integrated == pytest.approx(-23, abs=0.1)


def test_true_peak_sees_between_the_samples() -> None:
    # A quarter of the rate, sampled at 45°, never shows its peak in a sample: 3 dB lie between them.
    rate = 48_000
    phase = np.pi / 2 * np.arange(rate * 2) + np.pi / 4
    fade = np.minimum(1, np.arange(rate * 2) / rate)  # a sudden start would ring above its own peak
    tone = (0.5 * fade * np.sin(phase)).astype(np.float32)
    assert 20 * np.log10(np.abs(tone).max()) == pytest.approx(-9.03, abs=0.01)
    assert _measure(np.stack([tone, tone])).true_peak == pytest.approx(-6.02, abs=0.4)


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 96_000, 192_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_rate_gives_the_same_loudness(rate: int, channels: int) -> None:
    tone = _sine(5, -20, rate)
    expected = -20 if channels == 2 else -23
    assert _measure(np.stack([tone] * channels), rate).integrated == pytest.approx(expected, abs=0.2)


@pytest.mark.parametrize("channels", range(1, 9))
def test_up_to_eight_channels(channels: int) -> None:
    assert _measure(np.stack([_sine(1, -20)] * channels)).integrated is not None


def test_more_channels_are_refused() -> None:
    with pytest.raises(MediaError):
        LoudnessMeter(48_000, 9)


def test_silence_has_no_loudness() -> None:
    loudness = _measure(np.zeros((2, 48_000), np.float32))
    assert loudness.integrated is None
    assert loudness.true_peak is None


def test_the_size_of_the_pieces_does_not_matter(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, (2, 240_000)).astype(np.float32)
    path = tmp_path / "noise.wav"
    soundfile.write(path, noise.T, 48_000, subtype="FLOAT")
    assert _measure(noise, block=100_000) == _measure(noise, block=311) == measure_loudness(path)
