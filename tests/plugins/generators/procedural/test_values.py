"""Pictures have darks, lights and something between them, whatever a palette makes of them."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import tone
from beatreel.plugins.generators.procedural.painting import Grade
from beatreel.plugins.generators.procedural.values import balanced, fill_light, values_of

_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)
_PLAIN = Grade(contrast=1.0, lift=(0.0, 0.0, 0.0), desaturate=0.0, bloom=0.0)


def grey(low: float, middle: float, high: float) -> np.ndarray:
    """Return grey light most of which lies about ``middle``, between ``low`` and ``high``."""
    rank = np.linspace(-1, 1, 64 * 96, dtype=np.float32)
    octaves = np.where(rank < 0, np.log2(middle / low), np.log2(high / middle)) * np.sign(rank) * np.abs(rank) ** 1.6
    return np.repeat((middle * 2.0**octaves).astype(np.float32).reshape(96, 64, 1), 3, axis=2)


def luma(light: np.ndarray, grade: Grade) -> np.ndarray:
    return tone.develop(light, grade) @ _LUMA


def test_a_picture_with_all_values_is_left_alone():
    light = grey(0.003, 0.08, 0.8)
    assert values_of(luma(light, _PLAIN)).missed == 0
    assert balanced(light, _PLAIN) is _PLAIN


@pytest.mark.parametrize(
    "light",
    [
        grey(0.04, 0.1, 0.9),
        grey(0.01, 0.3, 0.9),
        grey(0.0005, 0.02, 0.9),
        grey(0.003, 0.1, 4.0),
        grey(0.003, 0.06, 0.3),
    ],
    ids=["milky", "pale", "dark", "burnt", "dull"],
)
def test_what_is_missing_is_brought_nearer_or_back(light):
    before = values_of(luma(light, _PLAIN))
    after = values_of(luma(light, balanced(light, _PLAIN)))
    assert after.missed < 0.5 * before.missed


def test_darks_are_cleared_without_the_whites():
    light = grey(0.04, 0.1, 0.9)
    before, after = (np.percentile(luma(light, grade), [1, 99]) for grade in (_PLAIN, balanced(light, _PLAIN)))
    assert after[0] < 36 < before[0]
    assert abs(after[1] - before[1]) < 14


def test_what_is_mirrored_counts():
    dark = grey(0.0005, 0.001, 0.002)
    surroundings = grey(0.003, 0.08, 0.8)
    alone, mirrors = balanced(dark, _PLAIN), balanced(dark, _PLAIN, (surroundings, np.ones((96, 64), np.float32)))
    assert mirrors is _PLAIN
    assert alone.exposure > _PLAIN.exposure


def test_what_stands_before_the_light_is_no_hole() -> None:
    cover = np.zeros((96, 64), np.float32)
    cover[20:80, 20:44] = 1
    black, seen = (np.full((96, 64, 3), light, np.float32) for light in (0.003, 0.2))
    more = fill_light(black, cover, _PLAIN)
    lifted = np.median(tone.develop(black * np.float32(more), _PLAIN) @ _LUMA)
    assert 1 < more <= 3 and np.median(tone.develop(black, _PLAIN) @ _LUMA) < lifted < 40
    assert fill_light(seen, cover, _PLAIN) == 1
    cover[:] = 0
    cover[:4, :4] = 1
    assert fill_light(black, cover, _PLAIN) == 1, "small things may be black"


def test_a_bright_picture_has_its_middle_high():
    light = grey(0.003, 0.06, 0.6)
    plain, bright = (np.median(luma(light, balanced(light, _PLAIN, is_bright=wanted))) for wanted in (False, True))
    assert bright > 95 > plain


def test_daylight_is_not_dim():
    dim = grey(0.002, 0.035, 0.9)
    plain, by_day = (np.median(luma(dim, balanced(dim, _PLAIN, by_day=day))) for day in (False, True))
    assert by_day > 63 > plain


def test_a_large_part_in_coloured_light_is_not_nearly_white() -> None:
    rows = np.linspace(0.02, 0.06, 96 * 64, dtype=np.float32).reshape(96, 64)
    rows[:40] = np.linspace(0.5, 0.7, 40, dtype=np.float32)[:, None]
    warm, white = (rows[..., None] * np.float32(colour) for colour in ((0.2, 0.5, 1.6), (1, 1, 1)))
    large = [float(np.percentile(luma(light, balanced(light, _PLAIN)), 84)) for light in (warm, white)]
    assert large[0] < 185
    assert large[0] < large[1] - 10
