"""The volcano: how it looks by shot and hour, that its lava shines and burns with the beat, and that it stands over its plain."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe

from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "seed"),
    [("wide", "night", 4), ("wide", "dusk", 5), ("medium", "day", 4), ("close", "dusk", 4)],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str, seed: int) -> None:
    look = measure(shown(paint("volcano", shot=shot, time_of_day=time_of_day, seed=seed)))
    assert look.faults() == []


def test_same_arguments_give_the_same_bytes_and_others_other_pictures() -> None:
    first, second = paint("volcano", time_of_day="night"), paint.__wrapped__("volcano", time_of_day="night")
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    for other in ({"shot": "close"}, {"time_of_day": "day"}):
        assert difference(shown(first), shown(paint("volcano", **({"time_of_day": "night"} | other)))) > 10


def test_lava_is_the_light_of_the_night_and_beats() -> None:
    painting = paint("volcano", time_of_day="night", seed=4)
    lava = painting.groups["lava"]
    assert lava.pulse == "kick"
    blue, green, red = lava.light.reshape(-1, 3).sum(axis=0)
    assert red > 2 * green > 2 * blue
    assert red > 3 * painting.groups["moon"].light[..., 2].sum()
    assert "embers" in {element.kind for element in painting.elements}


def test_the_crater_is_the_brightest_place_of_the_upper_half() -> None:
    painting = paint("volcano", time_of_day="night", seed=4)
    (beacon,) = (element for element in painting.elements if element.kind == "beacons")
    ((x, y),) = beacon.options["points"]
    upper = painting.groups["lava"].light[: painting.depth.shape[0] // 2].sum(axis=2)
    rows, columns = np.unravel_index(np.argsort(upper.ravel())[-60:], upper.shape)
    assert abs(np.median(columns) / painting.depth.shape[1] - x) < 0.12
    assert abs(np.median(rows) / painting.depth.shape[0] - y) < 0.08


def test_nobody_stands_there_where_nobody_is_wanted() -> None:
    somebody, alone = (shown(paint("volcano", seed=4, time_of_day="night", without=w)) for w in ((), ("people",)))
    changed = np.abs(somebody.astype(int) - alone).max(axis=2) > 16
    assert 0.0005 < changed.mean() < 0.05


def test_words_lead_to_it() -> None:
    for prompt in (
        "an erupting volcano",
        "rivers of lava at night",
        "volcanic crater",
        "volcano island seen from the sea",
    ):
        assert describe(prompt).world == "volcano", prompt


def test_lava_falls_into_the_sea_that_is_named() -> None:
    told = describe("lava flowing into the sea at night")
    assert told.world == "volcano" and "sea_beyond" in told.motifs and not told.elsewhere
    dry, coast = (
        paint("volcano", time_of_day="night", seed=4, motifs=motifs).groups["lava"].light
        for motifs in ((), ("sea_beyond",))
    )
    near = slice(int(0.85 * coast.shape[0]), None)
    assert np.percentile(coast[near], 99) < 0.5 * np.percentile(dry[near], 99)  # there is water, which only mirrors
    assert coast[near].max() > 0
