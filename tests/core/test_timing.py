from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from beatreel.core.timing import (
    FRAME_RATES,
    frame_count,
    frame_to_seconds,
    half_frame,
    seconds_to_frame,
    seconds_to_sample,
)

RATES = [*FRAME_RATES.values(), Fraction(30000, 1001)]


@given(st.floats(0, 36_000), st.sampled_from(RATES))
def test_a_frame_is_never_more_than_half_a_frame_from_its_instant(seconds, rate):
    shown = frame_to_seconds(seconds_to_frame(seconds, rate), rate)
    assert abs(shown - seconds) <= half_frame(rate) + 1e-9


@given(st.integers(0, 10_000_000), st.sampled_from(RATES))
def test_a_frame_comes_back_from_its_own_instant(frame, rate):
    assert seconds_to_frame(frame_to_seconds(frame, rate), rate) == frame


def test_beats_do_not_drift_over_an_hour():
    beat = Fraction(60, 128)
    for rate in RATES:
        for number in range(0, 7680, 97):
            exact = number * beat
            frame = seconds_to_frame(exact, rate)
            assert abs(Fraction(frame) / rate - exact) <= Fraction(1, 2) / rate


@pytest.mark.parametrize(("duration", "rate", "frames"), [(115.108, 30, 3453), (60, 24, 1440), (0.001, 30, 1)])
def test_frame_count(duration, rate, frames):
    assert frame_count(duration, Fraction(rate)) == frames


def test_samples():
    assert seconds_to_sample(1.5, 44_100) == 66_150
