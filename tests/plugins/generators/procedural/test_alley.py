"""The alley: that pictures which follow each other look at it from elsewhere, and who stands in it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.worlds import alley

from .look import HEIGHT, WIDTH, measure, paint, shown


def far_end(painting: Painting) -> tuple[float, float]:
    """Return where the street ends, shares of width and height: what the composition hangs on."""
    rows, columns = np.nonzero(painting.masks["ground"] > 0.5)
    far = np.argsort(rows, kind="stable")[:40]
    rows, columns = rows[far], columns[far]
    return float(np.median(columns)) / WIDTH, float(np.median(rows)) / HEIGHT


@pytest.mark.parametrize(("shot", "seed"), [("wide", 7), ("medium", 5)])
def test_pictures_that_follow_each_other_look_from_elsewhere(shot: str, seed: int) -> None:
    ends = [
        far_end(paint("alley", shot=shot, seed=seed, variation=v, time_of_day="night", weather="rain"))
        for v in range(3)
    ]
    for one, other in combinations(ends, 2):
        assert np.hypot(one[0] - other[0], one[1] - other[1]) > 0.08


def test_every_way_of_looking_comes_up() -> None:
    for shot, kinds in {"wide": 3, "medium": 3, "close": 2}.items():
        for seed in range(6):
            assert len({alley.kind_of(shot, seed, variation) for variation in range(kinds)}) == kinds


def test_seen_from_above_it_has_tones_from_black_to_white() -> None:
    variation = next(v for v in range(3) if alley.kind_of("wide", 7, v) == "above")
    look = measure(shown(paint("alley", seed=7, variation=variation, time_of_day="night", weather="rain")))
    assert look.faults(24.0) == []


def test_feet_are_on_the_picture_whatever_its_shape() -> None:
    for width, height in ((180, 320), (240, 300), (300, 300), (320, 180)):
        for shot, kind in (("medium", "aside"), ("medium", "above"), ("wide", "street"), ("close", "along")):
            for seed in range(8):
                place = alley._Shot(shot, np.random.default_rng(seed), kind)
                lens = place.lens(width, height)
                _, foot, _ = alley._project(lens, np.array([place.figure_x, 0.0, place.figure_z]))
                assert foot < 0.97 * height


def test_the_head_of_whoever_stands_there_is_on_the_picture() -> None:
    for number in range(60):
        place = alley._Shot("detail", np.random.default_rng(number))
        lens = place.lens(1584, 2816)
        rise = float(lens.focal) * (2.08 - place.y) / (place.figure_z - place.z)
        assert (float(lens.centre_y) - rise) / 2816 > 0.09
