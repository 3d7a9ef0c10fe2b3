"""The mountains: how they look by shot, hour and weather, the lake that mirrors them, and the living aurora."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from beatreel import Music, VideoSpec
from beatreel.plugins.generators.procedural.animate.animator import Animator
from beatreel.plugins.generators.procedural.developing import develop
from beatreel.plugins.generators.procedural.foreground import MOTIFS
from beatreel.plugins.generators.procedural.foreground._close_ups import takes_close_up
from beatreel.plugins.generators.procedural.kernels import curtains
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.prompt.describe import Palette, describe
from beatreel.plugins.generators.procedural.scenery import front
from beatreel.plugins.generators.procedural.scenery.figures import Scenery
from beatreel.plugins.generators.procedural.scenery.open_sky import TIMES, open_light
from beatreel.plugins.generators.procedural.worlds.mountain.ground import Knoll, fog_share
from beatreel.plugins.generators.procedural.worlds.mountain.sky import curtain_colours
from beatreel.plugins.generators.procedural.worlds.mountain.views import CAMP, LAKE, RIDGES, SUMMIT, views_of
from beatreel.plugins.generators.procedural.worlds.mountain.world import _is_frozen, _place

from .conftest import make_analysis, make_scene
from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day"),
    [
        ("wide", "night"),
        ("wide", "golden"),
        ("medium", "night"),
        ("medium", "dawn"),
        ("close", "night"),
        ("close", "dusk"),
        ("detail", "golden"),
        ("detail", "day"),
    ],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str) -> None:
    look = measure(shown(paint("mountain", shot=shot, time_of_day=time_of_day)))
    assert look.faults() == []


def test_same_arguments_give_the_same_bytes() -> None:
    first = paint("mountain", time_of_day="night")
    second = paint.__wrapped__("mountain", time_of_day="night")
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    assert np.array_equal(first.depth, second.depth)


def test_shots_seeds_and_variations_are_other_pictures() -> None:
    pictures = [
        shown(paint("mountain", **one))
        for one in ({"seed": 3}, {"seed": 4}, {"seed": 3, "variation": 1}, {"seed": 3, "shot": "medium"})
    ]
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            assert difference(one, other) > 12


def test_all_shots_of_a_film_see_the_same_mountains_from_other_places() -> None:
    lands = [
        _place(view, "wide", 90, 160, np.random.default_rng(number), np.random.default_rng(7))[1]
        for number, view in enumerate((LAKE, RIDGES, CAMP, SUMMIT))
    ]
    across, far = np.linspace(-250, 250, 40, dtype=np.float32), np.full(40, lands[0].peaks[0, 1])
    crests = [land.heights(across + land.offset, far, np.ones_like(far)) for land in lands]
    assert len({land.offset for land in lands}) == 4
    assert all(np.corrcoef(crests[0], crest)[0, 1] > 0.95 for crest in crests[1:])


def test_the_lake_mirrors_the_land_and_the_open_sky() -> None:
    painting = next(
        p
        for p in (paint("mountain", time_of_day="night", seed=s, words=("aurora",)) for s in (3, 4))
        if p.masks["water"].any()
    )
    water, open_ = painting.masks["water"] > 0.99, painting.masks["open"]
    assert 0.1 < water.mean() < 0.5
    assert open_[0].min() == 1
    assert 0.02 < open_[water].max() < 0.95
    assert painting.layers, "spruces stand before the lake"


def test_a_frozen_lake_has_no_waves_and_mirrors_less() -> None:
    wet, dry = (paint("mountain", time_of_day="day", shot="close", words=("lake", *more)) for more in ((), ("frozen",)))
    assert "ripples" in {one.kind for one in wet.elements} and "ripples" not in {one.kind for one in dry.elements}
    lake = dry.masks["water"] > 0.99
    assert lake.mean() > 0.2 and np.array_equal(dry.masks["water"], wet.masks["water"])
    # Cracks are fine and bright.
    light = [np.asarray(one.groups["sky"].light, np.float32)[lake].sum(axis=1) for one in (wet, dry)]
    assert light[1].std() > 1.3 * light[0].std()


def test_a_plain_is_flat_and_mountains_rise_out_of_clouds() -> None:
    plain, peaks = (
        paint("mountain", time_of_day="day", shot="medium", words=one) for one in (("snow", "plain"), ("peak",))
    )
    tops = [float((one.masks["sky"] > 0.5).sum(axis=0).std()) for one in (plain, peaks)]
    assert tops[0] < 0.4 * tops[1]
    found = describe("mountains above a sea of clouds at sunset")
    assert found.world == "mountain" and not found.other_world
    clear, covered = (
        paint("mountain", time_of_day="day", seed=3, variation=1, prompt=one) for one in ("", "above a sea of clouds")
    )
    assert difference(shown(clear), shown(covered)) > 8


def test_a_glacier_is_torn_but_not_where_one_stands() -> None:
    x, z = (part.ravel().astype(np.float32) for part in np.meshgrid(np.linspace(-30, 30, 90), np.linspace(1, 80, 120)))
    foot = np.full_like(x, 0.05)
    whole, torn = (Knoll(2.0, 250.0, seed=5, crevasses=much) for much in (0.0, 1.0))
    depth = torn.torn(x, z, foot)
    assert 0.04 < (depth > 0.3).mean() < 0.5 and depth[z < 2].max() == 0
    fallen = whole.heights(x, z, foot) - torn.heights(x, z, foot)
    assert fallen[depth > 0.9].mean() > fallen[depth == 0].mean() + 2
    one, other = (
        paint("mountain", time_of_day="day", shot="detail", words=words) for words in (("glacier",), ("snow", "plain"))
    )
    assert difference(shown(one), shown(other)) > 8


def test_a_river_winds_through_a_valley_whose_woods_have_a_season() -> None:
    assert describe("a winding river through autumn hills").world == "mountain"
    hues = []
    for season in ("green", "autumn"):
        painting = paint("mountain", time_of_day="day", words=("river", season), seed=4)
        wet = painting.masks["water"] > 0.5
        assert 0.02 < wet.mean() < 0.5
        middle = np.array([np.flatnonzero(row).mean() for row in wet if row.any()])
        assert np.ptp(middle) > 12, "it bends"
        land = (painting.depth < 900) & ~wet
        hues.append(np.asarray(painting.groups["sun"].light, np.float32)[land].sum(axis=0))
    assert hues[0][1] > hues[0][2] and hues[1][2] > hues[1][1], "green, and golden"


def test_mist_lies_on_the_lake_and_not_on_the_summits() -> None:
    clear, misty = (paint("mountain", time_of_day="day", words=("lake",), weather=one) for one in ("clear", "mist"))
    rows = [np.asarray(one.groups["sky"].light, np.float32)[..., 1] for one in (clear, misty)]
    shore = int(np.flatnonzero(clear.masks["water"].max(axis=1) > 0.5)[0])
    told = [(part.std(axis=1) / part.mean(axis=1))[shore - 8 : shore].mean() for part in rows]
    assert told[1] < 0.6 * told[0], "what stands at the shore is hardly told from what is beside it"


def test_tents_and_cabins_stand_in_the_air_of_their_ground_and_not_of_the_mountains_behind() -> None:
    depth = np.full((90, 60), 3000.0, np.float32)
    depth[60:] = 12.0
    black = np.zeros((90, 60, 3), np.float32)
    for draw in ("tent", "cabin"):
        scenery = Scenery(black.copy(), black.copy(), [], depth.copy(), 80.0)
        getattr(scenery, draw)(30.0, 62.0, 18.0, np.ones(3, np.float32))
        assert (scenery.depth[52:60, 28:32] == 12.0).all() and scenery.depth[20, 30] == 3000.0


def test_only_the_night_has_an_aurora() -> None:
    assert {"aurora", "curtains", "moon"} <= set(paint("mountain", time_of_day="night", words=("aurora",)).groups)
    for time, words in (("day", ("aurora",)), ("night", ("milky", "way"))):  # nor has one that names none
        assert not {"aurora", "curtains"} & set(paint("mountain", time_of_day=time, words=words).groups)


def test_curtains_have_the_colours_that_are_named_and_lamps_beneath_them_are_warm() -> None:
    told = describe("violet and green aurora over snowy peaks, a small cabin with a warm window")
    assert (told.palette.lit, told.palette.lamps) == (72.0, False)
    assert told.palette.strength < 0.45  # snow and rocks are neither
    low, high = curtain_colours(told.palette)[0]
    assert low.argmax() == 1 and high.argmin() == 1
    assert np.array_equal(curtain_colours(Palette()), curtains.COLOURS)


def test_weather_changes_the_picture() -> None:
    clear = shown(paint("mountain", time_of_day="day", seed=4))
    for weather, kind in (("mist", "mist"), ("storm", "snow"), ("snow", "snow"), ("rain", "rain")):
        painting = paint("mountain", time_of_day="day", seed=4, weather=weather, weather_amount=0.8)
        assert difference(clear, shown(painting)) > 5, weather
        assert kind in {element.kind for element in painting.elements}


def test_curtains_follow_the_spectrum_and_swing() -> None:
    still = curtains.tables(5)
    low, high = (curtains.tables(5, spectrum=levels) for levels in ((1, 0.3, 0.1), (0.1, 0.3, 1)))
    middle = still.shape[2] // 2
    near, far = slice(middle - 150, middle + 150), slice(middle + 200, middle + 340)
    assert low[:, 2, near].sum() > 1.5 * high[:, 2, near].sum()
    assert high[:, 2, far].sum() > 1.5 * low[:, 2, far].sum()
    assert np.abs(curtains.tables(5, swing=(0.5, 2.0)) - still)[:, 0].mean() > 0.01
    assert curtains.tables(5, kick=1.0)[:, 1].sum() > 1.05 * still[:, 1].sum()


def test_the_aurora_moves_in_the_sky_and_nowhere_on_the_land() -> None:
    painting = paint.__wrapped__("mountain", time_of_day="night", seed=4, words=("aurora",))
    painting.elements = [element for element in painting.elements if element.kind == "aurora"]
    plate = develop(painting, Palette())
    spec = VideoSpec(width=144, height=256, frame_rate=Fraction(30))
    animator = Animator(plate, make_scene("", camera="hold"), spec, Music(make_analysis()), grain=0, seed=2)
    frames = [animator.frame(index)[: spec.height].astype(float) for index in (40, 55)]
    change = np.abs(frames[1] - frames[0])
    assert (change[20:80] > 2).mean() > 0.25
    alone = Animator(plate, make_scene("", camera="hold"), spec, Music(make_analysis()), grain=0, seed=2).frame(55)
    assert np.array_equal(alone[: spec.height], frames[1])
    # Where the fourth channel says that something solid is, no light is screened on.
    rest = np.full((8, 8, 4), 90, np.uint8)
    rest[:4, :, 3], rest[4:, :, 3] = 255, 0
    from beatreel.plugins.generators.procedural.animate.elements import aurora

    aurora._shine(rest, np.full((8, 8, 4), 100, np.uint8))
    assert (rest[:4, :, :3] == 90).all()
    assert (rest[4:, :, :3] > 140).all()


@pytest.mark.parametrize(
    "prompt",
    ["a boat on a mountain lake", "red canoe on a lake at dawn", "Boot auf einem Bergsee", "a rowing boat at dusk"],
)
def test_a_small_boat_is_found_on_a_lake(prompt: str) -> None:
    seen = describe(prompt)
    assert (seen.world, "rowing_boat" in seen.motifs, seen.unpainted, seen.elsewhere) == ("mountain", True, (), ())


def test_a_boat_at_sea_stays_there() -> None:
    seen = describe("a boat on the open sea")
    assert (seen.world, "boat" in seen.motifs, "rowing_boat" in seen.motifs) == ("ocean", True, False)


def test_a_boat_lies_on_the_lake_with_its_image_and_a_lantern_that_beats() -> None:
    def call(**how: Any) -> Painting:
        return paint("mountain", shot="medium", time_of_day="dusk", seed=5, **how)

    rowed, left = call(motifs=("rowing_boat",)), call(motifs=("rowing_boat",), without=("people",))
    height, width = rowed.depth.shape
    lamp = rowed.groups["lamp"]
    assert lamp.pulse == "downbeat"
    rows, columns = np.nonzero(lamp.light.max(axis=2) > 0.8)
    lantern = rows.min()
    assert rowed.centre[1] < lantern < 0.85 * height
    assert (rows.max() - lantern) > 0.04 * height  # its image in the water
    # Somebody sits in it, dark, and nobody where the prompt wants nobody.
    changed = np.abs(rowed.groups["sky"].light.astype(np.float32) - left.groups["sky"].light).max(axis=2) > 0.01
    assert 20 < changed.sum() < 0.05 * changed.size
    assert rowed.masks["water"][changed].min() == 0  # neither waves nor mist that is mirrored run over them
    again = paint.__wrapped__("mountain", shot="medium", time_of_day="dusk", seed=5, motifs=("rowing_boat",))
    assert np.array_equal(again.groups["sky"].light, rowed.groups["sky"].light)


def test_a_sea_of_clouds_has_a_top_and_billows_that_the_sun_lights() -> None:
    light, far = replace(TIMES["dawn"], fog=2.4), np.full(1, 800.0, np.float32)
    level = np.zeros(1, np.float32)
    soft, top = (fog_share(far, level, 190.0, 128.0, light, level, far, 5, depth)[0] for depth in (26.0, 9.0))
    assert top < 0.1 < soft  # peaks that stand out of it are seen
    views = views_of(describe("mountain tops poking through a sea of clouds at sunrise"))
    assert all(20 < view.eye[0] - view.fog < 130 for shot in views.values() for view in shot)
    assert all(view.horizon[1] < 0.7 for shot in views.values() for view in shot)  # and clouds are below it


def test_amber_is_no_aurora() -> None:
    amber, green = (
        describe(f"a tent in the mountains at night, {colours}") for colours in ("amber and blue", "green and blue")
    )
    assert "tent" in amber.motifs
    for told, is_lit in ((amber, False), (green, True)):
        painting = paint("mountain", shot="wide", time_of_day="night", palette=told.palette)
        assert ("aurora" in painting.groups) == is_lit


def test_snow_that_is_named_lies_on_walls_and_trees_too() -> None:
    bare, snowy = (
        shown(paint("mountain", shot="medium", time_of_day="day", words=words)) for words in ((), ("snowy", "mountain"))
    )
    assert (snowy.min(axis=2) > 110).mean() > 1.1 * (bare.min(axis=2) > 110).mean()


def test_who_walks_in_the_mountains_is_in_every_picture_of_them() -> None:
    walked = describe("two hikers on a ridge above misty mountains at sunrise")
    assert all(view.edge[1] > 0 and not view.lake for pair in views_of(walked).values() for view in pair)
    assert not takes_close_up(walked, set(MOTIFS))
    assert takes_close_up(describe("misty mountains at sunrise"), set(MOTIFS))


def test_what_glows_in_a_colour_bears_it_and_does_not_colour_the_picture() -> None:
    assert describe("a snowy peak under the milky way, a tent glowing orange").palette.borne
    assert not describe("a snowy peak, a sky glowing orange").palette.borne


def test_a_rowing_boat_is_seen_in_four_ways() -> None:
    views = views_of(describe("a rowing boat on a misty fjord at dawn"))
    horizons, lenses = ([getattr(pair[0], name)[0] for pair in views.values()] for name in ("horizon", "focal"))
    assert len(set(zip(horizons, lenses, strict=True))) == 4
    assert min(horizons) < 0.2  # from above, down to what the water mirrors


def test_mist_under_an_overcast_sky_is_grey() -> None:
    clear, grey = (
        open_light(describe(f"misty fjord at dawn{sky}"), np.random.default_rng(2)) for sky in ("", ", overcast")
    )
    assert np.ptp(grey.zenith) < 0.5 * np.ptp(clear.zenith)
    assert grey.fog == clear.fog


def test_a_boat_in_the_ice_is_left_there_and_no_snow_falls() -> None:
    found = describe("a red canoe stuck in the ice of a frozen lake, winter morning")
    view = views_of(found)["detail"][0]
    assert found.weather == "clear" and _is_frozen(view, found)
    assert not _is_frozen(view, describe("a red canoe on a lake"))


@pytest.mark.parametrize(
    ("prompt", "has_lake"),
    [
        ("a white wolf howls on a snowy mountain peak", False),
        ("an eagle over the mountains", True),
        ("on a ridge above a lake", True),
    ],
)
def test_who_is_on_a_peak_is_at_no_lake(prompt: str, has_lake: bool) -> None:
    assert any(view.lake for pair in views_of(describe(prompt)).values() for view in pair) == has_lake


def test_trees_at_a_lake_are_bare_where_that_is_named() -> None:
    shapes = [front.trees(60, 100, np.random.default_rng(3), 1.0, 0.93, 0.6, 3, bare=bare) for bare in (False, True)]
    heavy = [shape[:62].sum() / shape[62:92].sum() for shape in shapes]
    assert heavy[1] > 1.5 * heavy[0], "crowns, and no boughs down to the ground"


def test_a_lake_is_seen_through_other_lenses_in_every_shot() -> None:
    views = [views_of(describe("a mountain lake at dawn"))[shot][0] for shot in ("wide", "medium", "close", "detail")]
    horizons = sorted(view.horizon for view in views)
    assert all(low[1] < high[0] for low, high in pairwise(horizons))
    assert views[2].focal[0] > 1.3 * views[1].focal[1]
