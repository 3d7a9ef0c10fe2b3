"""Beats that slip by half a beat or to another level, on activations that are known."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.slips import mend
from beatreel.plugins.analyzers.hearing.tracking import Tracker

SECONDS = 60.0


def activation_of(times: np.ndarray, bars: np.ndarray) -> np.ndarray:
    out = np.full((int(SECONDS * FEATURE_RATE), 3), 0.02)
    for column, marks in ((0, times), (1, bars)):
        for place in marks * FEATURE_RATE - 0.25:
            near = np.arange(int(place) - 1, int(place) + 3)
            near = near[(near >= 0) & (near < len(out))]
            out[near, column] = np.maximum(out[near, column], 0.9 * (1 - (np.abs(near - place) / 1.7) ** 2))
    return out.clip(0.02)


def song(off: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Beats at 120 BPM, and what a net hears that takes those between for beats from ``off[0]`` to ``off[1]`` seconds."""
    beats = np.arange(0.6, SECONDS - 0.3, 0.5)
    bars = beats[::4]
    away = (beats >= off[0]) & (beats < off[1])
    heard = np.where(away, beats + 0.25, beats)
    return beats, activation_of(heard, bars[(bars < off[0]) | (bars >= off[1])])


def test_a_stretch_between_the_beats_is_counted_through() -> None:
    beats, activation = song((24.0, 34.0))
    found, positions = Tracker().track(activation)
    inside = (found > 25) & (found < 33)
    assert np.abs(found[inside][:, None] - beats).min(1).min() > 0.2, "the search slips: else nothing is tested"
    mended, places = mend(activation, found, positions)
    kept = mended[(mended > 1) & (mended < 59)]
    assert np.abs(kept[:, None] - beats).min(1).max() < 0.05
    assert len(kept) == len(beats[(beats > 1) & (beats < 59)])
    bars = mended[places == 1]
    assert np.abs(bars[bars > 0.5][:, None] - beats[::4]).min(1).max() < 0.05


def test_where_it_is_open_which_half_is_right_nothing_changes() -> None:
    _, activation = song((24.0, 50.0))
    found, positions = Tracker().track(activation)
    mended, places = mend(activation, found, positions)
    assert mended is found
    assert places is positions


def test_beats_without_slips_stay_as_they_are() -> None:
    _, activation = song((0.0, 0.0))
    found, positions = Tracker().track(activation)
    assert mend(activation, found, positions)[0] is found


@pytest.mark.parametrize(("tempo", "halved", "counted"), [(200.0, (22.0, 44.0), 100.0), (130.0, (30.0, 42.0), 130.0)])
def test_a_song_is_counted_at_one_level(tempo: float, halved: tuple[float, float], counted: float) -> None:
    beats = np.arange(0.6, SECONDS - 0.3, 60 / tempo)
    slow = (beats > halved[0]) & (beats < halved[1])
    heard = beats[~slow | (np.arange(len(beats)) % 2 == 0)]
    numbers = np.arange(len(heard)) % 4 + 1
    found, positions = mend(activation_of(heard, heard[numbers == 1]), heard, numbers)
    assert np.abs(60 / np.diff(found) - counted).max() < 0.08 * counted
    assert np.abs(found[(found > 1) & (found < 59)][:, None] - beats).min(1).max() < 0.03
    assert (np.diff(positions) % 4 == 1).all()


@pytest.mark.parametrize(("confirmed", "counted"), [(1.0, 85.0), (0.0, 170.0)])
def test_how_fast_a_song_is_shows_where_the_sound_confirms_the_beats(confirmed: float, counted: float) -> None:
    beats = np.arange(0.6, SECONDS - 0.3, 60 / 170)
    slow = beats < 30
    heard = beats[~slow | (np.arange(len(beats)) % 2 == 0)]
    numbers = np.arange(len(heard)) % 4 + 1
    support = np.where(heard < 30, confirmed, 1.0)
    found, _ = mend(activation_of(heard, heard[numbers == 1]), heard, numbers, support)
    assert np.abs(60 / np.diff(found) - counted).max() < 0.08 * counted


@pytest.mark.parametrize(("loud", "kept"), [(0.8, True), (0.3, False)], ids=["heard as well", "hardly heard"])
def test_a_song_keeps_its_own_tempo_where_it_is_heard(loud: float, kept: bool) -> None:
    beats = np.arange(0.6, SECONDS - 0.3, 0.5)
    inside = (beats > 20) & (beats < 40)
    longer = np.arange(beats[inside][0], beats[inside][-1] + 0.1, 0.5 * 4 / 3)  # four triplets
    found = np.sort(np.concatenate([beats[~inside], longer]))
    activation = activation_of(found, beats[~inside][::4])
    activation = np.maximum(activation, loud / 0.9 * activation_of(beats[inside], beats[:0]))
    mended, positions = mend(activation, found, np.arange(len(found)) % 4 + 1)
    assert len(mended) == len(positions) == len(beats if kept else found)
    assert np.abs(mended - (beats if kept else found)).max() < 0.03
