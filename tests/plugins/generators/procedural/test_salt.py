"""Salt flats: the water under the horizon mirrors the sky above it and whoever walks there."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe

from .look import difference, measure, paint, shown

SALT = ("salt_flat",)


@pytest.mark.parametrize(
    ("shot", "time_of_day"), [("wide", "golden"), ("medium", "night"), ("close", "dawn"), ("detail", "dusk")]
)
def test_has_tones_and_one_family_of_hues(shot: str, time_of_day: str) -> None:
    look = measure(shown(paint("dunes", shot=shot, time_of_day=time_of_day, motifs=SALT, seed=4)))
    assert look.faults(darkest_median=24.0) == []


def test_the_sky_hangs_upside_down_below_the_horizon() -> None:
    painting = paint("dunes", motifs=SALT, seed=4)
    luma = shown(painting).astype(float) @ np.array([0.07, 0.72, 0.21])
    horizon = round(painting.centre[1])
    above, below = luma[horizon - 70 : horizon - 6][::-1], luma[horizon + 6 : horizon + 70]
    assert np.corrcoef(above.ravel(), below.ravel())[0, 1] > 0.6
    assert painting.masks["water"][horizon + 6 :].mean() > 0.5
    top = np.asarray(painting.groups["sky"].light[: horizon // 4], np.float32).mean(axis=(0, 1))
    assert top[0] > top[2], "the sky over a low sun is blue"


def test_somebody_is_mirrored_and_nobody_is_there_who_is_not_wanted() -> None:
    somebody, nobody = (
        shown(paint("dunes", motifs=SALT, seed=4, without=who)).astype(int) for who in ((), ("people",))
    )
    rows = np.flatnonzero((np.abs(somebody - nobody).max(axis=2) > 30).any(axis=1))
    horizon = paint("dunes", motifs=SALT, seed=4).centre[1]
    assert rows[0] <= horizon + 2 < rows[-1]
    assert 0.03 < np.ptp(rows) / len(somebody) < 0.3
    assert difference(somebody.astype(np.uint8), shown(paint("dunes", motifs=SALT, seed=5))) > 5


@pytest.mark.parametrize(
    "prompt", ["salt flat mirror with a lone walker", "salar de uyuni at night", "Salzwüste bei Sonnenaufgang"]
)
def test_who_names_a_salt_flat_sees_one(prompt: str) -> None:
    description = describe(prompt)
    assert (description.world, "salt_flat" in description.motifs) == ("dunes", True)
