"""The bar-pointer search on activations that are known."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.tracking import Tracker


def activation_of(beats: np.ndarray, positions: np.ndarray, seconds: float, *, floor: float = 0.02) -> np.ndarray:
    out = np.full((int(seconds * FEATURE_RATE), 3), floor)
    for time, position in zip(beats, positions, strict=True):
        place = time * FEATURE_RATE - 0.25
        for frame in range(int(place) - 1, int(place) + 3):
            if 0 <= frame < len(out):
                value = 0.9 * max(0.0, 1 - (abs(frame - place) / 1.7) ** 2)
                out[frame, 0] = max(out[frame, 0], value)
                if position == 1:
                    out[frame, 1] = max(out[frame, 1], value)
    return out


def grid(
    tempo: float, metre: int, seconds: float, *, start: float = 0.7, first: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    beats = np.arange(start, seconds - 0.2, 60 / tempo)
    return beats, (np.arange(len(beats)) + first - 1) % metre + 1


def track(activation: np.ndarray, beats: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Track; the model also counts beats before the first and after the last that sounds: leave those out."""
    found, places = Tracker().track(activation)
    inside = (found > beats[0] - 0.1) & (found < beats[-1] + 0.1)
    return found[inside], places[inside]


@pytest.mark.parametrize("metre", [2, 3, 4, 5, 7])
@pytest.mark.parametrize("tempo", [61.3, 97.7, 133.9, 187.1])
def test_finds_tempo_phase_and_metre(metre: int, tempo: float) -> None:
    beats, positions = grid(tempo, metre, 40.0, first=2)
    found, places = track(activation_of(beats, positions, 40.0), beats)
    assert len(found) == len(beats)
    assert np.abs(found - beats).max() < 0.006
    assert (places == positions).all()


def test_bridges_a_gap_without_losing_count() -> None:
    beats, positions = grid(120.0, 4, 40.0)
    activation = activation_of(beats, positions, 40.0)
    activation[int(15 * FEATURE_RATE) : int(21 * FEATURE_RATE)] = 0.02
    found, places = track(activation, beats)
    assert len(found) == len(beats)
    assert np.abs(found - beats).max() < 0.03
    assert (places == positions).all()


def test_follows_a_tempo_that_rises_by_half() -> None:
    beats = np.cumsum(60 / np.linspace(90, 135, 90))
    positions = np.arange(90) % 4 + 1
    found, places = track(activation_of(beats, positions, beats[-1] + 0.5), beats)
    assert len(found) == len(beats)
    assert np.abs(found - beats).max() < 0.02
    assert (places == positions).mean() > 0.95


def test_long_songs_are_searched_in_pieces_that_fit_together() -> None:
    beats, positions = grid(113.0, 4, 700.0)
    found, places = track(activation_of(beats, positions, 700.0), beats)
    assert len(found) == len(beats)
    assert (places == positions).all()
    assert (np.diff(found) > 0).all()


@pytest.mark.parametrize("frames", [0, 1, 49, 50, 80, 150])
def test_short_input(frames: int) -> None:
    found, places = Tracker().track(np.full((frames, 3), 0.3))
    assert len(found) == len(places)
    assert (np.diff(found) > 0).all()
