"""Bars are counted once through a song, on activations that are known."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.analyzers.hearing.bands import Bands
from beatreel.plugins.analyzers.hearing.bars import count_bars
from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.spectrum import CHROMA_RATE, FRAME_RATE, Spectrum, listen

SECONDS, LENGTH = 60.0, 0.5
BEATS = np.arange(0.4, SECONDS - 0.5, LENGTH)
NUMBERS = np.arange(len(BEATS))


def sound(chords: int = 4, begin: float = 0.0) -> Spectrum:
    """A song without attacks that sounds from some second on, and whose harmony changes every so many beats."""
    heard = listen(np.zeros(2205, np.float32), 22050)
    bands = Bands(len(heard.centres))
    bands.append(np.zeros((int(SECONDS * FRAME_RATE), len(heard.centres)), np.float32))
    place = np.floor((np.arange(int(SECONDS * CHROMA_RATE)) / CHROMA_RATE - BEATS[0]) / LENGTH / chords).astype(int)
    chroma = np.eye(12, dtype=np.float32)[5 * place % 12]
    power = np.full((len(bands), 4), 0.01, np.float32)
    power[: round(begin * FRAME_RATE)] = 0
    return Spectrum(SECONDS, bands, heard.centres, power, chroma, chroma, silent=False)


def activation_of(bars: np.ndarray) -> np.ndarray:
    """What a net hears that is sure of the beats and, for each, has such a probability of a bar line."""
    out = np.full((int(SECONDS * FEATURE_RATE), 3), 0.01, np.float32)
    frames = np.round(BEATS * FEATURE_RATE - 0.25).astype(int)
    out[frames, 0], out[frames, 1] = 0.9, bars
    return out


def test_a_count_that_slips_is_mended_by_the_whole_song() -> None:
    heard = np.where(NUMBERS % 4 == 1, 0.6, 0.02)
    heard[-9::4] = 1e-5  # which the net denies outright at the end
    slipped = np.where(NUMBERS < 70, (NUMBERS - 1) % 4, (NUMBERS - 2) % 4) + 1
    assert (count_bars(sound(), activation_of(heard), BEATS, slipped) == (NUMBERS - 1) % 4 + 1).all()


@pytest.mark.parametrize(("weaker", "metre"), [(0.3, 4), (0.7, 2)], ids=["weaker", "alike"])
def test_two_bars_of_two_are_one_of_four_where_every_second_line_is_weaker(weaker: float, metre: int) -> None:
    spread = np.random.default_rng(3).uniform(0.8, 1.2, len(BEATS))
    heard = np.select([NUMBERS % 4 == 0, NUMBERS % 4 == 2], [0.7 * spread, weaker * spread], 0.02)
    spectrum = sound(chords=metre)
    positions = count_bars(spectrum, activation_of(heard), BEATS, NUMBERS % 2 + 1)
    assert (positions == NUMBERS % metre + 1).all()


@pytest.mark.parametrize(("lines", "metre"), [(4, 4), (7, 7)], ids=["in four", "in seven"])
def test_seven_needs_to_be_heard(lines: int, metre: int) -> None:
    heard = np.where(NUMBERS % lines == 0, 0.7, 0.03)
    positions = count_bars(sound(lines), activation_of(heard), BEATS, NUMBERS % 7 + 1)
    assert (positions == NUMBERS % metre + 1).all()


def test_a_few_bars_of_seven_prove_nothing() -> None:
    heard = np.where(NUMBERS % 7 == 0, 0.7, 0.03)
    few = BEATS[:21]
    assert count_bars(sound(7), activation_of(heard), few, np.arange(21) % 7 + 1).max() == 4
    assert count_bars(sound(7), activation_of(heard), BEATS, NUMBERS % 7 + 1).max() == 7


def test_a_few_beats_are_left_as_they_are() -> None:
    positions = NUMBERS[:12] % 3 + 1
    assert count_bars(sound(), activation_of(np.full(len(BEATS), 0.3)), BEATS[:12], positions) is positions


@pytest.mark.parametrize(
    ("begin", "place"), [(BEATS[0], 0), (BEATS[0] + LENGTH / 2, 2), (0.0, 2)], ids=["on a beat", "between beats", "cut"]
)
def test_a_song_that_sets_in_on_a_beat_begins_with_a_bar(begin: float, place: int) -> None:
    heard = np.select([NUMBERS % 4 == 0, NUMBERS % 4 == 2], [0.35, 0.4], 0.02)
    positions = count_bars(sound(2, begin), activation_of(heard), BEATS, NUMBERS % 4 + 1)
    assert (positions == (NUMBERS - place) % 4 + 1).all()
