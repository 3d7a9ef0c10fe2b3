"""Rice terraces: level steps that follow the hillside, water that mirrors the sky or rows of rice."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.field.terraces import Hill

from .look import difference, measure, paint, shown

RICE = ("terraces",)


@pytest.mark.parametrize(("shot", "time_of_day"), [("wide", "dawn"), ("medium", "golden"), ("close", "day")])
def test_has_tones_and_water_below_the_sky(shot: str, time_of_day: str) -> None:
    painting = paint("field", shot=shot, time_of_day=time_of_day, motifs=RICE, seed=4)
    assert [fault for fault in measure(shown(painting)).faults(darkest_median=24.0) if "hues" not in fault] == []
    assert 0.08 < painting.masks["water"].mean() < 0.8
    assert painting.masks["sky"].mean() > 0.05


def test_steps_are_level_and_one_height_apart() -> None:
    hill = Hill(7, 2.0, 1.0, 0.3, np.ones(3, np.float32))
    x, z = np.meshgrid(np.linspace(-40, 40, 161, dtype=np.float32), np.linspace(20, 120, 201, dtype=np.float32))
    height, share, number, dug = hill.steps(x, z, np.full_like(x, 0.02))
    flat = (share > 0.3) & (dug > 0.99)
    assert flat.mean() > 0.4
    assert np.abs(height[flat] - number[flat] * 2.0).max() < 0.05
    assert len(np.unique(number[flat])) > 6


def test_a_green_season_is_green_and_seeds_differ() -> None:
    mirror, green = (
        shown(paint("field", time_of_day="day", motifs=RICE, words=words, seed=4)).astype(float)
        for words in ((), ("green",))
    )
    low = np.s_[int(0.6 * len(mirror)) :]

    def greenness(picture: np.ndarray) -> float:
        return float((picture[low][..., 1] - picture[low].mean(axis=2)).mean())

    assert greenness(green) > greenness(mirror) + 3
    assert difference(mirror.astype(np.uint8), shown(paint("field", time_of_day="day", motifs=RICE, seed=5))) > 5


@pytest.mark.parametrize(
    "prompt", ["rice terraces at sunrise", "Reisterrassen im Nebel", "terraced rice fields in the morning"]
)
def test_who_names_terraces_sees_them(prompt: str) -> None:
    description = describe(prompt)
    assert (description.world, "terraces" in description.motifs) == ("field", True)
