"""Which bar lines begin sections, from evidence that is known."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.analyzers.hearing.boundaries import choose_boundaries
from beatreel.plugins.analyzers.hearing.segments import name_sections


def evidence(count: int, **places: float) -> np.ndarray:
    out = np.full(count, -6.0)
    for name, value in places.items():
        out[int(name[1:])] = value
    return out


def test_takes_what_is_likely_and_what_is_nearly_so() -> None:
    assert choose_boundaries(evidence(40, b8=3.0, b16=-1.2, b24=1.0, b27=-3.0)) == [8, 16, 24]


def test_nothing_begins_with_the_last_chord() -> None:
    for last in (38, 39):
        assert choose_boundaries(evidence(40, b16=2.0, **{f"b{last}": 5.0})) == [16]
    assert choose_boundaries(evidence(40, b16=2.0, b36=5.0)) == [16, 36]


def test_a_section_that_lasts_long_is_divided_where_least_speaks_against_it() -> None:
    weak = evidence(40, b16=-3.2)
    assert choose_boundaries(weak, bar=2.0) == [16]
    assert choose_boundaries(weak, bar=1.0) == []


def test_a_song_of_one_sound_still_has_verses_and_choruses() -> None:
    energy = np.array([0.77, 0.83, 0.89, 0.81, 0.88, 0.45])
    labels = name_sections(np.full(6, 11.0), energy, np.full(6, 0.9), [0, 0, 0, 0, 0, 1])
    assert labels == ["verse", "verse", "chorus", "verse", "chorus", "outro"]


def test_a_refrain_among_other_music_is_always_the_chorus() -> None:
    energy = np.array([0.7, 0.9, 0.7, 0.95, 0.7, 0.85, 0.92])
    labels = name_sections(np.full(7, 11.0), energy, energy, [0, 1, 0, 1, 0, 1, 1])
    assert [label == "chorus" for label in labels] == [False, True, False, True, False, True, True]


def test_where_bars_are_fast_a_section_of_two_is_too_short() -> None:
    heard = evidence(40, b16=3.0, b18=2.5)
    assert choose_boundaries(heard, bar=2.0) == [16, 18]
    assert choose_boundaries(heard, bar=1.1) == [16]
