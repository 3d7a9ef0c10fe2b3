"""A plain of glowing lines under a banded sun."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe

from .look import measure, paint, painted, shown

SCENE = {"motifs": ("neon_grid",), "time_of_day": "night", "seed": 4}


@pytest.mark.parametrize("prompt", ["synthwave", "80s sunset over a neon grid", "a wireframe landscape, cyan"])
def test_it_is_found_by_its_names(prompt: str) -> None:
    told = describe(prompt)
    assert told.world == "road" and "neon_grid" in told.motifs
    assert "neon_grid" not in describe("a neon alley, synthwave colours").motifs


def test_lines_answer_the_beat_and_pass_under_the_car() -> None:
    there, empty = paint("road", shot="medium", **SCENE), paint("road", shot="medium", **SCENE, without=("car",))
    assert there.groups["lines"].pulse == "kick" and there.groups["hills"].pulse == "offbeat"
    passing = next(one for one in there.elements if one.kind == "marks")
    assert (
        passing.mask == "plain" and there.groups["crossing"].base == 0
    )  # the film draws those lines where they are by then
    hidden = there.depth < empty.depth - 0.5
    assert 0.01 < hidden.mean() < 0.3
    for name in ("lines", "crossing"):
        assert there.groups[name].light[hidden].mean() < 0.1 * empty.groups[name].light[hidden].mean(), name
    assert (there.masks["plain"][hidden] < 0.1).all() and (empty.masks["plain"][hidden] > 0.9).mean() > 0.5


def test_the_sun_is_banded_and_stands_in_the_middle() -> None:
    sun = paint("road", shot="wide", **SCENE).groups["sun"].light.sum(axis=2)
    column = sun[:, sun.shape[1] // 2] > 0.3 * sun.max()
    assert np.count_nonzero(np.diff(column.astype(int)) == 1) >= 4
    assert abs(np.average(np.arange(sun.shape[1]), weights=sun.sum(axis=0)) / sun.shape[1] - 0.5) < 0.03


@pytest.mark.parametrize("shot", ["medium", "detail"])
def test_no_picture_is_too_dark_or_too_flat(shot: str) -> None:
    look = measure(shown(paint("road", shot=shot, **SCENE)))
    # The luma of magenta is low however bright it shines.
    assert [fault for fault in look.faults(darkest_median=18) if not fault.startswith("contrast")] == []


@pytest.mark.parametrize("shot", ["wide", "detail"])
def test_a_car_that_is_named_is_followed_in_every_picture_between_the_palms(shot: str) -> None:
    there = painted("synthwave sun, driving a red convertible, palm trees", shot=shot)
    below = there.masks["plain"][int(there.centre[1]) + 2 :]
    assert (below < 0.1).mean() > {"wide": 0.005, "detail": 0.15}[shot]
    near = there.depth < 8.0
    assert len(there.layers) == 2 and all(not layer.alpha[near].any() for layer in there.layers)
