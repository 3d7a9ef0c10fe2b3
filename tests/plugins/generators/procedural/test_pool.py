"""The pool: how it looks by shot and hour, its lamps, what floats in it, and who is there."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe

from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "seed"),
    [("wide", "night", 4), ("wide", "day", 5), ("medium", "dusk", 4), ("close", "day", 4), ("detail", "golden", 4)],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str, seed: int) -> None:
    look = measure(shown(paint("pool", shot=shot, time_of_day=time_of_day, seed=seed)))
    assert look.faults() == []


def test_same_arguments_give_the_same_bytes_and_others_other_pictures() -> None:
    first, second = paint("pool", time_of_day="night"), paint.__wrapped__("pool", time_of_day="night")
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    others = [{"seed": 8}, {"variation": 1}, {"shot": "close"}]
    for other in others:
        assert difference(shown(first), shown(paint("pool", time_of_day="night", **other))) > 10


def test_its_lamps_shine_at_night_with_the_beat_and_not_by_day() -> None:
    night, day = (paint("pool", time_of_day=time, seed=4) for time in ("night", "day"))
    assert night.groups["glow"].pulse == "kick"
    assert night.groups["glow"].light.mean() > night.groups["sun"].light.mean()
    assert "glow" not in day.groups
    assert {"caustics", "ripples"} <= {element.kind for element in day.elements}


def test_tiles_are_seen_through_the_water() -> None:
    # From above, joints repeat: the rows' profile has a strong line in its spectrum where the pool's floor is bare.
    painting = paint("pool", shot="close", time_of_day="day", seed=4)
    water = painting.masks["water"] > 0.5
    picture = shown(painting).astype(np.float32) @ np.array([0.07, 0.72, 0.21], np.float32)
    fine = picture - cv2.GaussianBlur(picture, (0, 0), 4)
    assert water.mean() > 0.6
    assert fine[water].std() > 4


def test_nobody_swims_where_nobody_is_wanted() -> None:
    for shot in ("wide", "close", "detail"):
        somebody = paint("pool", shot=shot, time_of_day="night", seed=4)
        alone = paint("pool", shot=shot, time_of_day="night", seed=4, without=("people",))
        changed = np.abs(shown(somebody).astype(int) - shown(alone)).max(axis=2) > 24
        assert 0.001 < changed.mean() < 0.10, shot


def test_a_pool_is_no_reef() -> None:
    for prompt in ("a swimming pool at night", "pool party", "swimming pool underwater", "an empty lap pool"):
        assert describe(prompt).world == "pool", prompt
    assert describe("a coral reef").world == "underwater"
