"""Advice: what is wrong with a song is named, and a good mix is left in peace."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from beatreel.intake.advice import advise
from beatreel.intake.measure import Measurement, Meter
from beatreel.testing import make_song, voices

RATE = 44_100
SECONDS = 12


def _measure(samples: np.ndarray, rate: int = RATE) -> Measurement:
    meter = Meter(rate, samples.shape[0])
    starts = range(0, samples.shape[1], meter.block)
    return meter.feed_all(samples[:, first : first + meter.block] for first in starts)


def _findings(samples: np.ndarray, codec: str = "flac", **more: Any) -> dict[str, float | None]:
    facts = {"sample_rate": RATE, "bit_rate": None, "damaged_packets": 0, **more}
    return {finding["code"]: finding["value"] for finding in advise(_measure(samples), codec=codec, **facts)}


@pytest.fixture(scope="module")
def mix() -> np.ndarray:
    return 0.8 * np.asarray(make_song(duration=SECONDS, seed=3).samples)


def _played(voice: np.ndarray, every: float) -> np.ndarray:
    samples = np.zeros((2, SECONDS * RATE), np.float32)
    for time in np.arange(0, SECONDS - 1, every):
        first = round(time * RATE)
        samples[:, first : first + voice.shape[1]] += 0.5 * voice
    return samples


def _tone(*hertz: float) -> np.ndarray:
    time = np.arange(SECONDS * RATE) / RATE
    wave = sum(np.sin(2 * np.pi * value * time) for value in hertz) / (4 * len(hertz))
    return np.stack([wave, wave]).astype(np.float32)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("tempo", [75, 170])
def test_a_full_mix_needs_no_advice(seed: int, tempo: int) -> None:
    samples = 0.8 * np.asarray(make_song(duration=SECONDS, seed=seed, tempo=tempo).samples)
    assert _findings(samples) == {}


def test_single_tracks_are_recognised() -> None:
    words = np.where(np.arange(SECONDS * RATE) / RATE % 4 < 1.5, 1, 0)
    noise = np.random.default_rng(1).normal(0, 0.1, (2, SECONDS * RATE))
    hiss = np.diff(noise, 3, prepend=np.zeros((2, 3)))
    tracks = {
        "kick": _played(voices.kick(RATE), 1.0),
        "snare": _played(voices.snare(RATE), 1.0),
        "bass": _tone(55, 110),
        "pad": _tone(131, 164, 196, 262),
        "voice": (_tone(220, 440, 660, 880) * words).astype(np.float32),
        "hat": hiss.astype(np.float32),
    }
    for name, samples in tracks.items():
        assert "stem" in _findings(samples), name


def test_one_sided_sound(mix: np.ndarray) -> None:
    assert "one_sided" in _findings(np.stack([mix[0], 0.01 * mix[1]]))
    assert "one_sided" not in _findings(np.stack([mix[0], 0.3 * mix[1]]))
    assert "one_sided" not in _findings(mix[:1])


@pytest.mark.parametrize(
    ("lead", "tail", "expected"), [(0.4, 1.5, set()), (0.8, 0, {"leading_silence"}), (0, 3, {"trailing_silence"})]
)
def test_silence_at_the_ends_is_measured(mix: np.ndarray, lead: float, tail: float, expected: set[str]) -> None:
    loud = mix[:, RATE : 9 * RATE]
    silence = [np.zeros((2, round(length * RATE)), np.float32) for length in (lead, tail)]
    found = _findings(np.concatenate([silence[0], loud, silence[1]], axis=1))
    assert set(found) == expected
    for code, length in (("leading_silence", lead), ("trailing_silence", tail)):
        if code in expected:
            assert found[code] == pytest.approx(length, abs=0.1)


def test_total_silence() -> None:
    assert "silent" in _findings(np.zeros((2, SECONDS * RATE), np.float32))


def test_clipping_is_told_from_a_high_level(mix: np.ndarray) -> None:
    level = mix / np.abs(mix).max()
    assert "clipping" not in _findings(0.999 * level)
    clipped = _findings(np.clip(3 * level, -1, 1))
    assert clipped["clipping"] is not None
    assert clipped["clipping"] > 100


def test_clipping_survives_coding(corpus: Any, mix: np.ndarray) -> None:
    from beatreel.media.decode import read_audio

    level = mix / np.abs(mix).max()
    limited = np.tanh(2.5 * level)
    for samples, expected in ((0.985 * limited / np.abs(limited).max(), False), (np.clip(3 * level, -1, 1), True)):
        coded, _ = read_audio(
            corpus.write("coded.mp3", corpus.mp3(samples.astype(np.float32), bit_rate=128_000)), mono=False
        )
        assert ("clipping" in _findings(coded, codec="mp3")) is expected


def test_loudness(mix: np.ndarray) -> None:
    quiet = _findings(0.05 * mix)
    assert quiet["quiet"] is not None
    assert quiet["quiet"] < -30
    assert "loud" in _findings(np.tanh(6 * mix))


def test_sample_rate_bit_rate_and_glitches(mix: np.ndarray) -> None:
    assert _findings(mix, sample_rate=32_000)["low_sample_rate"] == 32_000
    assert "low_sample_rate" not in _findings(mix, sample_rate=48_000)
    assert _findings(mix, codec="mp3", bit_rate=64_000)["low_bit_rate"] == 64_000
    assert "low_bit_rate" not in _findings(mix, codec="mp3", bit_rate=128_000)
    assert "low_bit_rate" not in _findings(mix[:1], codec="mp3", bit_rate=64_000)
    assert "low_bit_rate" not in _findings(mix, codec="pcm_s16le", bit_rate=64_000)
    assert _findings(mix, damaged_packets=3)["glitches"] == 3


@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000, 192_000])
def test_any_rate_can_be_measured(rate: int) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, (1, 2 * rate + 17)).astype(np.float32)
    measured = _measure(noise, rate)
    assert measured.sample_count == noise.shape[1]
    assert measured.peak == pytest.approx(np.abs(noise).max())
    assert measured.channel_energy[0] == pytest.approx(np.square(noise, dtype=np.float64).sum(), rel=1e-3)
    assert np.median(measured.levels) == pytest.approx(-20, abs=0.5)
