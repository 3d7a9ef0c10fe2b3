"""Woods of other kinds than spruces: read, named, painted in depth, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain
from beatreel.plugins.generators.procedural.scenery import bare_trees
from beatreel.plugins.generators.procedural.worlds.forest.caps import Mushroom, shine
from beatreel.plugins.generators.procedural.worlds.forest.light import forest_light
from beatreel.plugins.generators.procedural.worlds.forest.world import WOODS

from .look import HEIGHT, difference, measure, paint, shown


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("dense bamboo grove in fog, cool green, walking pace", "bamboo"),
        ("samurai on a bamboo path, foggy morning", "bamboo"),
        ("Bambuswald im Nebel", "bamboo"),
        ("deep jungle at dawn", "rainforest"),
        ("moss-covered ruins in a rainforest, emerald and gold light shafts", "rainforest"),
        ("Dschungel im Nebel", "rainforest"),
        ("birch forest in golden light", "birch"),
        ("Birkenwald im Herbst", "birch"),
        ("forest stream with mossy boulders and ferns", "stream"),
        ("ein Waldbach im Herbst", "stream"),
        ("giant redwoods in fog", "redwoods"),
        ("Mammutbäume im Nebel", "redwoods"),
        ("japanese maple forest in autumn", "maples"),
        ("a beech forest in spring", "beeches"),
        ("a city park in summer", "beeches"),
        ("a park in autumn", "birch"),
        ("a forest of golden autumn leaves, sunny day", "birch"),
        ("a forest of red leaves", "maples"),
        ("a forest lake in autumn", "still_water"),
        ("mangrove swamp at twilight with fireflies", "swamp"),
        ("misty bayou at dawn, cypress trees", "swamp"),
        ("forest of giant glowing mushrooms, cyan", "mushrooms"),
        ("fireflies over a pond, midsummer night", "still_water"),
        ("a lake in the forest at dawn", "still_water"),
        ("a forest pond with water lilies", "still_water"),
        ("bioluminescent forest, violet glow", "mushrooms"),
        ("leafless trees along a winter road, cold grey and rust", "bare_trees"),
    ],
)
def test_a_wood_is_read_and_named_as_it_is_painted(prompt: str, motif: str) -> None:
    found = describe(prompt)
    assert found.world == "forest" and motif in found.motifs
    assert [one for one in WOODS if one in found.motifs] == [motif]
    said = explain(found)
    assert motif.replace("_", " ") in said["summary"] and not said["elsewhere"]


def test_old_stones_stand_in_a_rainforest_and_not_among_spruces() -> None:
    assert "ruins" in describe("mossy ruins in a rainforest").motifs
    assert "ruins" in describe("a jungle temple at dawn").motifs
    assert "ruins" not in describe("a temple in a pine forest").motifs
    assert "temple" not in describe("temple ruins in the jungle").motifs
    with_stones, without = (
        shown(paint("forest", shot="wide", motifs=motifs, time_of_day="dawn"))
        for motifs in (("rainforest", "ruins"), ("rainforest",))
    )
    assert (np.abs(with_stones.astype(int) - without).max(axis=2) > 20).mean() > 0.02


def test_a_rainforest_gets_no_second_frame_of_leaves() -> None:
    scene = describe("deep jungle at dawn")
    painting = paint("forest", shot="wide", motifs=scene.motifs, time_of_day="dawn")
    before = len(painting.layers)
    add_foreground(painting, scene, shot="wide", variation=0, seed=1)
    assert len(painting.layers) == before


def test_redwoods_tower_over_whoever_is_between_them() -> None:
    alone, somebody = (
        shown(paint("forest", shot="wide", motifs=("redwoods",), time_of_day="dawn", weather="mist", without=without))
        for without in (("people",), ())
    )
    changed = np.abs(alone.astype(int) - somebody).max(axis=2) > 20
    rows = np.flatnonzero(changed.any(axis=1))
    assert 0.03 < np.ptp(rows) / len(changed) < 0.12
    luma = alone @ np.array([0.07, 0.72, 0.21])
    trunks = np.flatnonzero(luma[: len(luma) // 2].mean(axis=0) < 0.75 * luma[: len(luma) // 2].mean())
    assert len(trunks) > 0.15 * luma.shape[1]  # wider together than everybody is tall


@pytest.mark.parametrize("shot", ["wide", "close", "detail"])
def test_a_stream_falls_white_between_mossy_boulders(shot: str) -> None:
    painting = paint("forest", shot=shot, motifs=("stream",), time_of_day="dawn", weather="mist")
    picture = shown(painting).astype(float)
    falls, water = painting.masks["falls"] > 0.5, painting.masks["water"] > 0.5
    assert np.isfinite(sum(group.light for group in painting.groups.values())).all()
    assert 0.003 < falls.mean() < 0.3 and 0.02 < water.mean() < 0.5
    below = np.arange(len(picture))[:, None] > 1.1 * painting.centre[1]
    banks = below & ~falls & ~water
    luma = picture @ np.array([0.07, 0.72, 0.21])
    assert luma[falls].mean() > 1.3 * luma[banks].mean()
    assert picture[banks][:, 1].mean() > picture[banks][:, 0].mean()  # moss and ferns
    assert {"cascade", "ripples"} <= {element.kind for element in painting.elements}


def test_maples_are_red_where_birches_are_golden() -> None:
    red, gold = (
        shown(paint("forest", shot="wide", motifs=(motif,), time_of_day="dawn", weather="mist"))[-90:]
        .reshape(-1, 3)
        .mean(axis=0)
        for motif in ("maples", "birch")
    )
    assert red[2] / red[1] > 1.15 * gold[2] / gold[1]


def test_birches_stand_white_and_bare_in_snow() -> None:
    autumn, winter = (
        shown(paint("forest", shot="wide", motifs=("birch",), time_of_day="day", weather=weather)).astype(float)
        for weather in ("mist", "snow")
    )
    ground = np.s_[int(0.8 * len(autumn)) :]
    red, blue = autumn[ground][..., 2].mean(), autumn[ground][..., 0].mean()
    assert red > 1.6 * blue
    assert winter[ground][..., 2].mean() < 1.3 * winter[ground][..., 0].mean()


def test_water_mirrors_what_stands_in_a_swamp() -> None:
    painting = paint("forest", shot="wide", motifs=("swamp",), time_of_day="dawn")
    horizon = round(painting.centre[1])
    light = sum(group.light for group in painting.groups.values())
    reach = min(horizon, len(light) - horizon) - 2
    above, below = (light[horizon - reach : horizon][::-1], light[horizon : horizon + reach])
    columns = [part.sum(axis=(0, 2)) for part in (above, below)]
    assert np.corrcoef(*columns)[0, 1] > 0.5
    assert below.mean() < above.mean()
    assert "ripples" in {element.kind for element in painting.elements}
    assert 0.3 < painting.masks["water"].mean() < 0.6


def test_a_forest_stays_one_of_spruces() -> None:
    assert not set(describe("misty pine forest at dawn").motifs) & set(WOODS)
    assert "bamboo" not in describe("a forest, no bamboo").motifs


@pytest.mark.parametrize("motif", list(WOODS))
@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
def test_tones_reach_from_black_to_white_in_one_family_of_hues(motif: str, shot: str) -> None:
    painting = paint("forest", shot=shot, time_of_day="dawn", motifs=(motif,))
    assert measure(shown(painting)).faults() == []
    depths = [layer.depth for layer in painting.layers]
    assert depths and depths == sorted(depths, reverse=True)
    assert all(float(layer.alpha.mean()) > 0.01 for layer in painting.layers)
    assert {"kick", "downbeat"} <= {group.pulse for group in painting.groups.values()}


@pytest.mark.parametrize("motif", list(WOODS))
def test_the_same_seed_gives_the_same_bytes_and_another_another_wood(motif: str) -> None:
    first = shown(paint("forest", shot="wide", motifs=(motif,), time_of_day="dawn"))
    again = shown(paint.__wrapped__("forest", shot="wide", motifs=(motif,), time_of_day="dawn"))
    assert np.array_equal(first, again)
    assert difference(first, shown(paint("forest", shot="wide", motifs=(motif,), time_of_day="dawn", seed=8))) > 5
    assert difference(first, shown(paint("forest", shot="wide", time_of_day="dawn"))) > 15


@pytest.mark.parametrize("motif", list(WOODS))
def test_nobody_is_there_who_is_not_wanted(motif: str) -> None:
    somebody, nobody = (
        shown(paint("forest", shot="medium", motifs=(motif,), time_of_day="dawn", without=without)).astype(int)
        for without in ((), ("people",))
    )
    changed = np.abs(somebody - nobody).max(axis=2) > 20
    assert 0.001 < changed.mean() < 0.12


def test_mushrooms_shine_at_night_in_two_families_and_not_by_day() -> None:
    assert describe("a forest of glowing mushrooms").time_of_day == "night"
    night, day = (paint("forest", shot="close", motifs=("mushrooms",), time_of_day=hour) for hour in ("night", "day"))
    lamps = [group for name, group in night.groups.items() if name.startswith("mushrooms")]
    assert [lamp.pulse for lamp in lamps] == ["kick", "offbeat"]
    assert all((lamp.light.max(axis=2) > 0.2).mean() > 0.01 for lamp in lamps)
    assert len(np.unique(night.depth)) > len(np.unique(night.depth[:, 0]))  # they stand before what is behind them
    shares = [
        sum(group.light.mean() for name, group in one.groups.items() if name.startswith("mushrooms"))
        / sum(group.light.mean() for group in one.groups.values())
        for one in (night, day)
    ]
    assert shares[0] > 0.4 > 0.1 > shares[1]


def test_a_mushroom_shows_its_gills_from_below_and_its_spots_from_above() -> None:
    low, high = (shine(Mushroom(100, 190, 60, 2.0, 2.2, above, 4.0, seed=5), 200, 200) for above in (1.4, -1.4))
    assert low is not None and high is not None
    column = low.glow[:, low.glow.shape[1] // 2 + 30]
    row = low.glow[int(np.argmax(column > column.max() * 0.8))]
    assert (np.abs(np.diff(np.sign(np.diff(row)))) > 0).sum() > 8  # rays
    assert low.pale.sum() > 1.3 * (high.pale * (high.cover > 0)).sum() > 0
    assert shine(Mushroom(-500, 190, 60, 2.0, 2.2, 1.4, 4.0), 200, 200) is None


def test_a_pond_mirrors_its_trees_and_carp_swim_in_it_where_they_are_named() -> None:
    plain = paint("forest", shot="wide", motifs=("still_water",), time_of_day="dawn", weather="mist")
    carp = paint("forest", shot="wide", motifs=("still_water",), time_of_day="dawn", weather="mist", words=("koi",))
    horizon = int(plain.centre[1])
    light = sum(np.asarray(group.light, np.float32) for group in plain.groups.values()).mean(axis=2)
    reach = min(horizon, len(light) - horizon) // 2
    above, below = light[horizon - reach : horizon - 4], light[horizon + 4 : horizon + reach][::-1]
    assert np.corrcoef(above.mean(axis=0), below.mean(axis=0))[0, 1] > 0.5
    changed = np.abs(shown(plain).astype(int) - shown(carp)).max(axis=2) > 12
    assert 0.003 < changed[horizon:].mean() < 0.4 and changed[: horizon - 4].mean() < 0.02
    assert "ripples" in {element.kind for element in plain.elements}


def test_a_pond_in_winter_has_snow_on_stones_and_a_hot_spring_steams() -> None:
    told = describe("hot spring in snow, steam, blue hour")
    assert told.world == "forest" and "still_water" in told.motifs and told.weather == "snow"
    scene = {"shot": "close", "motifs": ("still_water",), "time_of_day": "dusk"}
    cold = paint("forest", weather="snow", words=("hot", "spring"), **scene)
    mist = [element.amount for element in cold.elements if element.kind == "mist"]
    assert max(mist) > 0.9
    snowy, bare = (
        (shown(one)[HEIGHT // 2 :].min(axis=2) > 120).mean() for one in (cold, paint("forest", weather="mist", **scene))
    )
    assert snowy > 2 * bare


@pytest.mark.parametrize(
    ("prompt", "world", "motifs"),
    [
        ("mirror lake among maples, red and blue", "forest", {"maples", "still_water"}),
        ("a lake with birches in autumn", "forest", {"birch", "still_water"}),
        ("reeds in the morning mist", "forest", {"still_water"}),
        ("reeds by the lake in summer", "mountain", set()),
        ("a pond in a park in summer", "forest", {"beeches", "still_water"}),
        ("mountain lake with a pine forest at dawn", "mountain", set()),
        ("a meadow with wildflowers and mountains behind", "field", set()),
    ],
)
def test_a_lake_or_a_meadow_lies_among_what_is_named_with_it(prompt: str, world: str, motifs: set[str]) -> None:
    told = describe(prompt)
    assert told.world == world and motifs <= set(told.motifs)
    assert not {"reeds", "beech"} & {*told.unknown, *told.unpainted}


def test_maples_stand_about_a_pond_and_in_it() -> None:
    scene = {"shot": "wide", "time_of_day": "dawn", "weather": "mist"}
    green, red = (
        shown(paint("forest", motifs=motifs, **scene)).astype(float)
        for motifs in (("still_water",), ("maples", "still_water"))
    )
    level = int(0.47 * HEIGHT)
    for rows in (slice(level - 40, level), slice(level, level + 40)):  # the trees, and their image
        redder = (red - green)[rows]
        assert (redder[..., 2] - redder[..., 1]).mean() > 6


@pytest.mark.parametrize(
    ("prompt", "motif", "is_lit"),
    [
        ("a park avenue covered in snow under street lamps at night", "bare_trees", True),
        ("winter forest at sunrise with frosted trees", "bare_trees", False),
        ("a bare oak in a misty field", "lone_tree", False),
    ],
)
def test_trees_of_winter_are_bare_and_a_park_has_lamps(prompt: str, motif: str, is_lit: bool) -> None:
    found = describe(prompt)
    assert motif in found.motifs and ("park_lamps" in found.motifs) == is_lit
    assert found.snowed_in or found.weather == "snow" or motif == "lone_tree"


def test_snow_lies_along_bare_limbs_and_lamps_answer_the_beat() -> None:
    bare, snowy = (
        paint("forest", shot="wide", motifs=("bare_trees", *lamps), time_of_day="night", weather=weather)
        for weather, lamps in (("mist", ()), ("snow", ("park_lamps",)))
    )
    assert {"lamps", "other lamps"} <= set(snowy.groups) and "lamps" not in bare.groups
    lamps = np.asarray(snowy.groups["lamps"].light, np.float32)
    assert lamps.max() > 4 * lamps.mean() and snowy.groups["lamps"].pulse != snowy.groups["other lamps"].pulse
    wood, plain = bare_trees.draw(bare_trees.grow(np.random.default_rng(3)), 200)[:2]
    white = bare_trees.draw(bare_trees.grow(np.random.default_rng(3)), 200, snow=1.0)[1]
    assert not plain.any() and 0.05 < (white > 99).sum() / (wood > 99).sum() < 1.0


@pytest.mark.parametrize("sky", ["at blue hour", "under an overcast sky"])
def test_no_sun_shines_in_woods_where_there_is_none(sky: str) -> None:
    rng = np.random.default_rng(1)
    plain, found = (forest_light(describe(f"a pine forest {one}"), rng) for one in ("at sunset", sky))
    assert found.disc == 0 and found.core[2] / found.core[0] < 0.5 * plain.core[2] / plain.core[0]


@pytest.mark.parametrize(("leaves", "motif"), [("falling red leaves", "maples"), ("golden light", "birch")])
def test_a_park_in_autumn_has_the_trees_of_autumn(leaves: str, motif: str) -> None:
    found = describe(f"a city park in autumn, {leaves}, an empty bench")
    assert {motif, "bench"} <= {*found.motifs} and ("falling_leaves" in found.motifs) == ("falling" in leaves)
