"""A machine's time is carried on where the search left it, and nobody else's, on activations that are known."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.spectrum import FRAME_RATE
from beatreel.plugins.analyzers.hearing.steady import carry

SECONDS, LENGTH = 60.0, 60 / 128
LINES = np.arange(0.4, SECONDS - 0.3, LENGTH)


def activation_of(*heard: tuple[np.ndarray, float]) -> np.ndarray:
    """What a net hears that hears instants so loud."""
    out = np.full((int(SECONDS * FEATURE_RATE), 2), 0.02)
    for times, height in heard:
        out[np.round(times * FEATURE_RATE - 0.25).astype(int), 0] = height
    return out


def song(astray: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Beats of 128 BPM in fours, but for those of a search that is astray from the first to the last of these instants."""
    own = LINES[(astray[0] - 0.2 > LINES) | (astray[-1] + 0.2 < LINES)]
    numbers = np.round((own - LINES[0]) / LENGTH).astype(int)
    times = np.concatenate([own, astray])
    order = np.argsort(times)
    return times[order], np.concatenate([numbers % 4 + 1, np.ones(len(astray), int)])[order]


def kicks_on(times: np.ndarray) -> np.ndarray:
    out = np.zeros(int(SECONDS * FRAME_RATE))
    out[np.round(times * FRAME_RATE).astype(int)] = 1.0
    return out


def assert_carried(times: np.ndarray, places: np.ndarray) -> None:
    assert len(times) == len(LINES)
    assert np.abs(times - LINES).max() < 0.02
    assert (places == np.arange(len(LINES)) % 4 + 1).all()


@pytest.mark.parametrize(
    ("lines", "stray", "carried"), [(0.5, 0.8, True), (0.2, 0.8, False), (0.5, 0.95, False)], ids=str
)
def test_an_opening_is_counted_back_unless_another_tempo_is_heard_there(
    lines: float, stray: float, carried: bool
) -> None:
    astray = np.arange(0.4, 15.0, LENGTH * 1.37)
    beats, positions = song(astray)
    heard = activation_of((LINES, 0.9), (LINES[LINES < 15], lines), (astray, stray))
    found, places = carry(heard, kicks_on(LINES), beats, positions)
    if carried:
        assert_carried(found, places)
    else:
        assert np.array_equal(found, beats)
        assert np.array_equal(places, positions)


def test_a_break_between_two_parts_on_the_same_lines_is_counted_through() -> None:
    astray = LINES[(LINES > 20) & (LINES < 34)] + LENGTH / 2
    beats, positions = song(astray)
    assert_carried(*carry(activation_of((LINES, 0.9), (astray, 0.95)), kicks_on(LINES), beats, positions))


def test_an_ending_may_slow_down() -> None:
    astray = LINES[LINES > 50][0] + LENGTH * np.cumsum(1 + 0.03 * np.arange(16))
    beats, positions = song(astray)
    heard = activation_of((LINES, 0.9), (LINES[LINES > 50], 0.3), (astray, 0.8))
    assert np.array_equal(carry(heard, kicks_on(LINES), beats, positions)[0], beats)


@pytest.mark.parametrize("kicked", [True, False])
def test_a_song_that_slips_to_half_beats_again_and_again_keeps_to_those_with_the_bass_drum(kicked: bool) -> None:
    slipped = ((LINES > 20) & (LINES < 30)) | ((LINES > 42) & (LINES < 52))
    beats = np.where(slipped, LINES + LENGTH / 2, LINES)
    positions = np.arange(len(beats)) % 4 + 1
    kicks = kicks_on(LINES if kicked else LINES[:-1] + LENGTH / 2)
    found, places = carry(activation_of((LINES, 0.6), (beats, 0.9)), kicks, beats, positions)
    if kicked:
        assert_carried(found, places)
    else:
        assert found is beats


def test_people_wander_and_stay_as_they_are() -> None:
    rng = np.random.default_rng(1)
    beats = LINES + np.convolve(rng.normal(0, 0.012, len(LINES)).cumsum(), np.ones(8) / 8, "same")
    astray = (beats > 20) & (beats < 26)
    heard = np.where(astray, beats + LENGTH / 2, beats)
    positions = np.arange(len(beats)) % 4 + 1
    assert carry(activation_of((beats, 0.9)), kicks_on(beats), heard, positions)[0] is heard
