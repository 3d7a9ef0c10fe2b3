"""Small things that detail shots look at."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import shot_behind, size_behind, variation_behind
from beatreel.plugins.generators.procedural.foreground._among import behind_blossoms
from beatreel.plugins.generators.procedural.foreground._close_ups import kind_of, takes_close_up
from beatreel.plugins.generators.procedural.painting import Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery import camels, rope_bridges, small_things, vineyards
from beatreel.plugins.generators.procedural.scenery.built import Place


def test_where_somebody_went_no_plant_is_looked_at() -> None:
    assert takes_close_up(describe("golden desert dunes at noon"), set())
    assert not takes_close_up(describe("golden desert dunes at noon, footprints in the sand"), set())


@pytest.mark.parametrize(
    ("prompt", "kinds"),
    [
        ("wildflower meadow at dawn", {"flowers"}),
        ("pine forest in mist", {"cone"}),
        ("deep forest in mist", {"cone"}),
        ("enchanted forest in mist", {"mushrooms"}),
        ("deep forest in spring", {"flowers"}),
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
    "prompt",
    [
        "a castle in the mountains",
        "a stag in a forest",
        "a lavender field at noon",
        "rice terraces",
        "a sea of clouds seen from a summit",
    ],
)
def test_where_a_prompt_names_what_is_to_be_seen_its_detail_shows_that(prompt: str) -> None:
    assert size_behind(describe(prompt), 1440, 2560, "detail") == (1440, 2560)


@pytest.mark.parametrize(
    ("prompt", "behind"),
    [
        ("a lone tree in a lavender field", "detail"),
        ("a chapel in a poppy field", "detail"),
        ("a lone tree in a meadow", "wide"),
        ("a lone tree in a snowy wheat field", "wide"),
    ],
)
def test_blossoms_of_a_named_crop_stand_before_what_else_is_named(prompt: str, behind: str) -> None:
    seen = describe(prompt)
    assert shot_behind(seen, "detail") == behind and shot_behind(seen, "close") == "wide"
    spots = {(shot_behind(seen, one), variation_behind(seen, one, 0)) for one in ("wide", "medium", "close", "detail")}
    assert len(spots) == 4, "no two shots are taken from one spot"


def test_what_is_added_behind_blossoms_is_soft_and_hides_none_of_them() -> None:
    blossoms = np.zeros((64, 64), np.float32)
    blossoms[:, :20] = 1
    painting = Painting(
        groups={"sky": LightGroup(np.where(blossoms[..., None] > 0, np.float32(2), np.ones((64, 64, 3), np.float32)))},
        depth=np.full((64, 64), 2.0, np.float32), focal=64.0, centre=(32.0, 32.0), grade=Grade(),
    )  # fmt: skip
    with behind_blossoms(painting, blossoms):
        painting.groups["sky"].light = np.asarray(painting.groups["sky"].light, np.float32)
        painting.groups["sky"].light[:, :40] = 0
        painting.groups["lamp"] = LightGroup(np.ones((64, 64, 3), np.float32))
    seen = np.asarray(painting.groups["sky"].light, np.float32)[32, :, 0]
    assert (seen[:20] == 2).all() and (seen[22:37] < 0.01).all() and seen[44:].min() > 0.99
    assert 0.03 < seen[39] < 0.5 < seen[40] < 0.97
    assert not np.asarray(painting.groups["lamp"].light)[:, :20].any()


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
