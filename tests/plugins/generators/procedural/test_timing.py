"""The last print of a scene: what lies outside its range is brought back, and what is good is left alone."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.timing import colour_gain, print_curve

RANK = np.linspace(0, 1, 6000)


def frame(low: float, middle: float, high: float) -> np.ndarray:
    """Return luma, limited range, whose darkest, middle and lightest are these (0 to 255)."""
    shown = np.interp(RANK, (0, 0.01, 0.5, 0.99, 1), (low, low, middle, high, high))
    return np.rint(shown * 219 / 255 + 16).astype(np.uint8).reshape(60, 100)


def full(luma: np.ndarray) -> np.ndarray:
    return (luma.astype(float) - 16) * 255 / 219


def test_a_good_frame_is_printed_as_it_is():
    assert print_curve(frame(12, 80, 225)) is None
    assert print_curve(np.full((60, 100), 90, np.uint8)) is None, "no picture, nothing to print"


@pytest.mark.parametrize(
    ("low", "middle", "high"),
    [(52, 100, 220), (10, 70, 185), (12, 134, 230), (30, 60, 254), (4, 40, 225)],
    ids=["milky", "dull", "pale", "burnt", "dark"],
)
def test_what_lies_outside_its_range_is_brought_back(low, middle, high):
    luma = frame(low, middle, high)
    table = print_curve(luma)
    assert table is not None and (np.diff(table.astype(int)) >= 0).all()
    black, median, white = np.percentile(full(table[luma]), [1, 50, 99])
    assert black <= 36 and 45 <= median <= 125 and 200 <= white <= 248
    assert 40 <= full(table[luma]).std() <= 72


def test_the_middle_of_a_flat_frame_is_spread():
    luma = frame(30, 90, 208)
    luma[(luma > 46) & (luma < 180)] = 60 + (luma[(luma > 46) & (luma < 180)] - 60) // 4 + 30
    flat, spread = full(luma).std(), full(print_curve(luma)[luma]).std()
    assert flat < 40 and spread > flat + 3


def test_black_stays_black():
    assert (print_curve(frame(52, 100, 220))[:17] == np.arange(17)).all()


def test_a_pale_picture_is_printed_darker_where_the_music_is_calm_and_a_dark_one_is_left_alone():
    pale, dark = frame(12, 150, 235), frame(12, 80, 225)
    calm, loud = (float(np.median(full(print_curve(pale, tone)[pale]))) for tone in (-1.0, 1.0))
    assert calm + 8 < loud <= 120
    assert print_curve(dark, -1.0) is None


def test_a_gaudy_frame_is_calmed_a_faint_one_is_richer_and_others_are_left_alone():
    def coloured(chroma: int) -> np.ndarray:
        out = np.full((96, 64), 128, np.uint8)
        out[:64], out[64:80] = frame(20, 90, 220)[:1, :64], 128 - chroma
        out[80:] = 128 - chroma
        return out

    assert colour_gain(coloured(12), 64, None) == 1.0
    assert 0.75 <= colour_gain(coloured(48), 64, None) < 1
    assert 1 < colour_gain(coloured(5), 64, None) <= 1.25
    assert colour_gain(coloured(1), 64, None) == 1.0, "black and white is a choice"
