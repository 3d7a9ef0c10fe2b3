"""Small things that detail shots look at."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import shot_behind, size_behind
from beatreel.plugins.generators.procedural.foreground._close_ups import kind_of
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery import camels, rope_bridges, small_things, vineyards
from beatreel.plugins.generators.procedural.scenery.built import Place


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [
        ("wildflower meadow at dawn", {"flowers"}),
        ("pine forest in mist", {"cone"}),
        ("deep forest in mist", {"mushrooms"}),
        ("snowy forest at dawn", {"cone", "berries"}),
        ("red canyon at sunset", {"cactus", "stones"}),
        ("savanna at sunset", {"ears"}),
    ],
)
def test_a_detail_of_open_land_is_a_small_thing_of_it_before_the_place_itself(prompt: str, kinds: set[str]) -> None:
    seen = describe(prompt)
    assert {kind_of(seen, variation) for variation in range(4)} == kinds
    assert shot_behind(seen, "detail") == "medium" and shot_behind(seen, "close") == "close"
    assert size_behind(seen, 1440, 2560, "detail") == (720, 1280) and size_behind(seen, 1440, 2560, "wide") == (
        1440,
        2560,
    )


@pytest.mark.parametrize(
    "prompt", ["a castle in the mountains", "a stag in a forest", "a lavender field at noon", "rice terraces"]
)
def test_where_a_prompt_names_what_is_to_be_seen_its_detail_shows_that(prompt: str) -> None:
    assert size_behind(describe(prompt), 1440, 2560, "detail") == (1440, 2560)


def test_a_world_behind_somebody_near_is_painted_in_half_as_many_pixels() -> None:
    for prompt, small in (
        ("a robot in a neon alley", True),
        ("a ballerina in an alley", False),
        ("an alley", False),
        ("a choir in a cathedral", True),
        ("a woman on a beach at sunset", True),
    ):
        told = describe(prompt)
        assert (size_behind(told, 1440, 2560, "close") == (720, 1280)) == small
        assert size_behind(told, 1440, 2560, "medium") == (1440, 2560)


def test_a_vineyard_has_a_lane_a_bridge_spans_and_a_caravan_walks() -> None:
    place, rng = Place(seed=1), np.random.default_rng(3)
    leaf = ((0.02, 0.08, 0.04), (0.05, 0.30, 0.16))
    vines = np.asarray(vineyards.vineyard(place, rng, leaf=leaf, snow=False).points)
    near = vines[(vines[:, 1] > 0.6) & (vines[:, 2] < 0)]
    assert len(near) > 1000 and (np.abs(near[:, 0]) < 0.4).mean() < 0.02
    bridge = np.asarray(rope_bridges.rope_bridge(place, rng, rock=(0.1, 0.1, 0.1), green=None).points)
    again = [
        rope_bridges.rope_bridge(Place(seed=1), np.random.default_rng(3), rock=(0.1, 0.1, 0.1), green=None)
        for _ in range(2)
    ]
    assert np.array_equal(again[0].points, again[1].points) and np.array_equal(again[0].skins, again[1].skins)
    rocks = again[0].points[np.abs(again[0].points[:, 0]) > 22]
    assert np.ptp(rocks[:, 2]) > 50 and np.abs(rocks).max() < 90
    middle = bridge[(np.abs(bridge[:, 0]) < 8) & (bridge[:, 1] > -5)]  # the gorge narrows downwards
    assert np.abs(middle[:, 2]).max() < 1.2 and middle[:, 1].max() < 1.5 and bridge[:, 1].min() < -50
    camel_train = np.asarray(camels.caravan(place, rng).points)
    assert np.ptp(camel_train[:, 0]) > 18 and 2.0 < camel_train[:, 1].max() < 3.6
    for prompt, motif in (
        ("a vineyard at noon", "vineyard"),
        ("a rope bridge in mist", "rope_bridge"),
        ("a camel caravan", "camel_train"),
    ):
        assert motif in describe(prompt).motifs


def test_small_things_stand_on_their_feet_and_are_as_large_as_what_one_looks_at_from_near() -> None:
    place, rng = Place(seed=1), np.random.default_rng(3)
    made = [
        small_things.flowers(place, rng, (0.5, 0.5, 0.5), (0.1, 0.4, 0.6), dew=True),
        small_things.mushrooms(place, rng, (0.03, 0.04, 0.4), spots=True),
        small_things.berries(place, rng, (0.03, 0.04, 0.4)),
        small_things.cone(place, rng, snow=True),
        small_things.cactus(place, rng, (0.5, 0.2, 0.5)),
        small_things.stones(place, rng, [(0.2, 0.2, 0.2)]),
        small_things.ears(place, rng),
        small_things.grapes(place, rng, (0.04, 0.2, 0.09)),
    ]
    for mesh in made:
        heights = np.asarray(mesh.points)[:, 1]
        assert np.isfinite(mesh.carried).all() and -0.8 < heights.min() < 3.0 and 2.0 < heights.max() < 6.5
