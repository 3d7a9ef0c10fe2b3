"""Which bar lines begin sections, from evidence that is known."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.analyzers.hearing.boundaries import choose_boundaries


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
