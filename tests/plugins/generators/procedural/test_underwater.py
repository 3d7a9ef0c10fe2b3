"""Under water: how it looks by shot and hour, what red does with distance, caustics, and who lives there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from beatreel import Music
from beatreel.plugins.generators.procedural.animate.canvas import PictureCanvas
from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.elements.base import Stage
from beatreel.plugins.generators.procedural.animate.elements.deep import Fish, Swim
from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile, sampled
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.painters import painter_for
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.scenery import reef_fish, sea_creatures
from beatreel.plugins.generators.procedural.scenery.built import Place
from beatreel.plugins.generators.procedural.scenery.relief import Relief
from beatreel.plugins.generators.procedural.worlds.underwater import sunken, swimmers, world as under
from beatreel.plugins.generators.procedural.worlds.underwater.water import beams, deep_light, has_beams

from .conftest import make_analysis
from .look import HEIGHT, difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "seed"),
    [
        ("wide", "day", 4),
        ("wide", "night", 4),
        ("wide", "day", 3),
        ("medium", "golden", 6),
        ("close", "day", 4),
        ("close", "dusk", 6),
        ("detail", "night", 4),
        ("detail", "day", 5),
    ],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str, seed: int) -> None:
    look = measure(shown(paint("underwater", shot=shot, time_of_day=time_of_day, seed=seed)))
    assert look.faults() == []


def test_same_arguments_give_the_same_bytes() -> None:
    first, second = paint("underwater", seed=4), paint.__wrapped__("underwater", seed=4)
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    assert np.array_equal(first.depth, second.depth)


def test_shots_seeds_and_variations_are_other_pictures() -> None:
    pictures = [
        shown(paint("underwater", time_of_day="day", **one))
        for one in ({"seed": 4}, {"seed": 6}, {"seed": 4, "variation": 1}, {"seed": 4, "shot": "medium"})
    ]
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            assert difference(one, other) > 9


def test_water_swallows_red_first() -> None:
    painting = paint("underwater", seed=4, time_of_day="day", shot="close")
    light = painting.groups["sun"].light
    near, far = ((painting.depth > low) & (painting.depth < high) for low, high in ((0.5, 3.0), (9.0, 20.0)))
    reds = [light[where][:, 2].sum() / light[where].sum() for where in (near, far)]
    assert reds[1] < 0.6 * reds[0]


def test_light_has_its_families_and_life_its_elements() -> None:
    canyon, jelly, kelp = (
        paint("underwater", **one)
        for one in ({"seed": 4}, {"seed": 4, "shot": "detail"}, {"seed": 4, "shot": "medium"})
    )
    assert {"water", "sun", "rays", "glow"} <= set(canyon.groups)
    assert jelly.groups["glow"].pulse == "kick"
    assert {"caustics", "fish", "bubbles", "motes"} <= {element.kind for element in canyon.elements}
    assert 0.1 < (kelp.masks["kelp"] > 0.1).mean() < 0.8
    assert "sway" in {element.kind for element in kelp.elements}


def test_nobody_dives_where_nobody_is_wanted() -> None:
    alone = paint("underwater", seed=4, without=("people",))
    assert "bubbles" not in {element.kind for element in alone.elements}
    assert "glow" not in alone.groups


def test_murky_weather_shortens_the_view() -> None:
    clear = paint("underwater", seed=4, time_of_day="day")
    murky = paint("underwater", seed=4, time_of_day="day", weather="storm", weather_amount=1.0)
    assert difference(shown(clear), shown(murky)) > 5


def test_a_tile_of_caustics_repeats_without_a_seam_and_keeps_the_light() -> None:
    tile = caustic_tile(3, 128)
    across = np.abs(tile[:, 0] - tile[:, -1]).mean()
    assert across < 2 * np.abs(np.diff(tile, axis=1)).mean()
    assert 0.12 < tile.mean() < 0.3
    assert tile.max() > 2.5 * tile.mean()
    assert np.median(tile) < tile.mean()
    u = np.array([0.25, 1.25, -0.75], np.float32)
    found = sampled(tile, u, np.full(3, 0.5, np.float32))
    assert np.allclose(found, found[0], atol=1e-4)
    assert np.array_equal(tile, caustic_tile(3, 128))


def test_ruins_that_are_named_stand_before_the_lens() -> None:
    for shot, seed in (("wide", 4), ("wide", 5), ("medium", 5)):
        painting = paint("underwater", shot=shot, seed=seed, time_of_day="day", motifs=("ruins",))
        assert measure(shown(painting)).faults() == []
        rows = painting.depth[round(0.40 * HEIGHT) : round(painting.centre[1]) - 4] < 22
        columns = (np.diff(rows.astype(np.int8), axis=1) > 0).sum(axis=1)  # things that stand apart from each other
        assert columns.max() >= 4


def test_fish_keep_to_their_side_and_off_the_diver() -> None:
    nothing: Any = None  # fish look at neither plate nor warp
    stage = Stage(nothing, nothing, Clock(0.0, 30.0), 288, 512, 0.2, 0.6, 4)
    fish = Fish(Element("fish", 0.8, {"count": 40, "side": 1, "top": 0.3, "bottom": 0.54}), stage)
    band = np.zeros((512, 288, 4), np.uint8)
    for second in range(30):
        fish.paint(PictureCanvas(band, 0), Music(make_analysis(30.0)).at(float(second)))
    columns = np.flatnonzero(band[..., 3].any(axis=0))
    assert columns.min() / 288 > 0.45  # where the diver ends
    assert columns.max() / 288 > 0.9


def test_a_named_reef_is_a_garden_of_many_colours_whatever_the_water_is() -> None:
    plain, garden = (
        paint("underwater", seed=7, time_of_day="day", shot="wide", motifs=motifs)
        for motifs in (("diver",), ("corals",))
    )
    hues = []
    for painting in (plain, garden):
        light = sum(group.light.astype(np.float32) for group in painting.groups.values())
        low = light[int(0.5 * HEIGHT) :].reshape(-1, 3)
        share = low / low.sum(axis=1, keepdims=True)
        hues.append(float(share.std(axis=0).sum()))
    assert hues[1] > 1.5 * hues[0]
    assert len({tuple(one.options["colour"]) for one in garden.elements if one.kind == "fish"}) == 3
    own = describe("coral reef").palette.strength
    assert own == 0
    assert (
        0
        < describe("coral reef, turquoise").palette.strength
        < 0.5
        < describe("kelp forest, turquoise").palette.strength
    )


def test_kelp_that_is_named_is_in_every_wide_picture() -> None:
    for seed in (4, 5):
        kelp, plain = (paint("underwater", seed=seed, time_of_day="day", words=words) for words in (("kelp",), ()))
        assert "kelp" in kelp.masks
        assert "kelp" not in plain.masks


def test_caustics_dance_on_the_bed_and_not_up_what_stands_on_it() -> None:
    for motifs in ((), ("corals",)):
        painting = paint("underwater", seed=7, time_of_day="day", shot="wide", motifs=motifs or ("diver",), variation=1)
        bed, horizon = painting.masks["bed"], int(painting.centre[1])
        assert not bed[:horizon].any()
        assert bed[horizon + HEIGHT // 8 :].max() > 0.05


def test_jellyfish_that_are_named_are_in_every_shot_and_nearer_in_each() -> None:
    assert describe("jellyfish in the deep sea").world == "underwater"
    assert under._is_abyss(describe("jellyfish drifting in the deep, violet and electric blue"))
    assert not under._is_abyss(describe("jellyfish in the deep blue sea"))
    assert describe("jellyfish in the night sky").world == "mountain"
    shares = []
    for shot in ("wide", "medium", "close", "detail"):
        painting = paint("underwater", shot=shot, time_of_day="day", motifs=("jellyfish",))
        assert painting.groups["glow"].pulse == "kick"
        assert [layer.motion.down < 0 for layer in painting.layers if layer.motion] == [True] * 3  # they drift upwards
        shares.append(float((painting.groups["glow"].light.max(axis=2) > 0.01).mean()))
    assert shares[0] > 0.005 and shares == sorted(shares)


@pytest.mark.parametrize("motif", ["ruins", "corals"])
def test_the_detail_shows_what_is_named_and_no_jellyfish(motif: str) -> None:
    painting = paint("underwater", shot="detail", motifs=(motif,), time_of_day="day")
    usual = paint("underwater", shot="detail", time_of_day="day")
    assert "glow" in usual.groups and "glow" not in painting.groups
    assert difference(shown(painting), shown(usual)) > 8


def test_a_wreck_lies_on_the_bed_and_is_nearer_than_the_water_behind_it() -> None:
    assert "shipwreck" in describe("a shipwreck on the sea floor").motifs
    wreck, bare = (
        paint("underwater", shot="close", motifs=motifs, time_of_day="day", seed=5) for motifs in (("shipwreck",), ())
    )
    assert float(np.median(wreck.depth)) > 0
    again = paint.__wrapped__("underwater", shot="close", motifs=("shipwreck",), time_of_day="day", seed=5)
    assert all(np.array_equal(group.light, again.groups[name].light) for name, group in wreck.groups.items())
    assert 0.05 < float((wreck.depth < 30).mean()) < 0.9 and difference(shown(wreck), shown(bare)) > 8


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("a sunken ballroom with chandeliers", "interior", "under_water"),
        ("a drowned church under water", "interior", "under_water"),
        ("a grand piano on the sea floor", "underwater", "grand_piano"),
        ("a car at the bottom of a lake", "underwater", "old_car"),
        ("a statue on the seabed", "underwater", "giant_statue"),
        ("a whale gliding through deep blue water", "underwater", "whale"),
        ("a whale breaching at sunset", "ocean", "whale"),
    ],
)
def test_what_is_named_under_water_is_there(prompt: str, world: str, motif: str) -> None:
    found = describe(prompt)
    assert (found.world, motif in found.motifs) == (world, True)
    assert not found.elsewhere and not found.unpainted


def test_a_thing_lies_on_the_bed_in_every_shot() -> None:
    for shot in ("wide", "detail"):
        bare, piano = (
            paint("underwater", shot=shot, seed=4, time_of_day="day", motifs=motifs, without=("people",))
            for motifs in (("shipwreck",), ("grand_piano",))
        )
        assert measure(shown(piano)).faults() == []
        assert difference(shown(bare), shown(piano)) > 5
        body = piano.depth[HEIGHT // 2 :, 60:116]
        assert body.min() < (9 if shot == "wide" else 4)


def test_a_whale_is_a_body_with_light_on_it_that_swims() -> None:
    whale = paint("underwater", shot="close", seed=4, time_of_day="day", motifs=("whale",)).layers[0]
    assert whale.motion is not None and whale.motion.right
    body = np.asarray(whale.colour, np.float32)[np.asarray(whale.alpha) > 0.9]
    assert body.sum(axis=1).std() > 0.15 * body.sum(axis=1).mean()


def test_a_drowned_room_takes_the_colour_of_water_with_its_depth() -> None:
    room = describe("a sunken library under water")
    painting = painter_for(room)(room, shot="wide", variation=0, width=96, height=170, seed=3, progress=_silent)
    light = np.sum([np.asarray(group.light, np.float32) for group in painting.groups.values()], axis=0)
    blue = light[..., 0] / light.sum(axis=2)
    near, far = np.percentile(painting.depth, (20, 80))
    assert blue[painting.depth > far].mean() > blue[painting.depth < near].mean() + 0.03
    assert {"fish", "bubbles", "flow"} <= {element.kind for element in painting.elements}
    assert {"caustics", "shafts"} <= set(painting.groups)


def test_painted_fish_beat_their_tails_and_leave_the_water_about_them() -> None:
    nothing: Any = None
    stage = Stage(nothing, nothing, Clock(0.0, 30.0), 288, 512, 0.2, 0.6, 4)
    stage.plate = SimpleNamespace(size=(320, 560))  # type: ignore[assignment]
    swim = Swim(Element("swim", 1.0, {"fish": [[0.5, 0.5, 0.6, 0.8, 0.3]]}), stage)
    rest_y, rest_x = np.mgrid[0:560:8, 0:320:8].astype(np.float32)
    moved = []
    for second in (0.0, 0.4, 2.0):
        x, y = rest_x.copy(), rest_y.copy()
        swim.bend(x, y, Music(make_analysis(30.0)).at(second))
        away = np.hypot(x - rest_x, y - rest_y)
        assert away[:10].max() == 0 and 1.0 < away.max() < 30
        moved.append(x)
    assert np.abs(moved[0] - moved[1]).max() > 0.5 and np.abs(moved[1] - moved[2]).max() > 0.5


def _silent(done: float, note: str = "") -> None:
    """Tell nobody."""


@pytest.mark.parametrize(
    "motif", ["shark", "dolphins", "sea_turtle", "octopus", "mermaid", "manta", "submarine", "fish_school"]
)
def test_what_swims_is_seen_in_the_round_and_nearer_in_closer_shots(motif: str) -> None:
    shares = []
    for shot in ("wide", "close"):
        layers = paint("underwater", shot=shot, seed=4, time_of_day="day", motifs=(motif,)).layers
        assert all(layer.motion is not None and layer.motion.right for layer in layers)
        shares.append(float(np.asarray(layers[-1].alpha, np.float32).mean()))
    assert 0.003 < shares[0] < 0.7 * shares[1] < 0.2
    assert motif in describe(f"{motif.replace('_', ' ').removesuffix('s')} under water").motifs


def test_no_fish_pass_before_a_turtle_over_a_reef() -> None:
    painting = paint("underwater", shot="medium", motifs=("sea_turtle", "corals"))
    assert "fish" not in {element.kind for element in painting.elements}
    assert len([layer for layer in painting.layers if layer.motion and layer.motion.right]) == 1


def test_bright_fish_swim_over_a_reef_before_its_water_and_above_its_bed() -> None:
    painting = paint("underwater", shot="medium", motifs=("corals",), words=("reef",))
    covers = [np.asarray(layer.alpha, np.float32) for layer in painting.layers if layer.motion and layer.motion.right]
    assert len(covers) == 4
    assert 0.004 < float(np.maximum.reduce(covers).mean()) < 0.15
    ways = {float(np.sign(layer.motion.right)) for layer in painting.layers if layer.motion and layer.motion.right}
    assert ways <= {-1.0, 1.0} and [layer.depth for layer in painting.layers] == sorted(
        (layer.depth for layer in painting.layers), reverse=True
    )


def test_a_turtle_has_plates_with_pale_seams() -> None:
    mesh = sea_creatures.turtle(Place(1))
    back = mesh.carried[(mesh.points[:, 1] > 0.12) & (np.abs(mesh.points[:, 0]) < 0.3), 0]
    assert (back > 0.7).mean() > 0.02 and (back < 0.4).mean() > 0.5


@pytest.mark.parametrize("build", [sea_creatures.dolphin, sea_creatures.shark])
def test_what_hunts_in_the_sea_is_dark_above_and_pale_below(build: Any) -> None:
    mesh = build(Place(1))
    level = (np.abs(mesh.points[:, 0] - 0.5) < 0.4) & (np.abs(mesh.points[:, 2]) < 0.1)  # of the body, between its fins
    height, tone = mesh.points[level, 1], mesh.carried[level, 0]
    assert tone[height > 0.15].mean() + 0.4 < tone[height < -0.15].mean()


def test_the_head_of_a_dolphin_is_in_a_close_picture() -> None:
    for seed in (4, 5):
        body = paint("underwater", shot="close", seed=seed, time_of_day="day", motifs=("dolphins",)).layers[-1]
        columns = np.flatnonzero((np.asarray(body.alpha, np.float32) > 0.5).any(axis=0)) / body.alpha.shape[1]
        ahead = columns.max() if body.motion and body.motion.right > 0 else 1 - columns.min()
        assert 0.6 < ahead < 0.95


def test_what_is_small_is_traced_in_its_box_as_in_the_whole_picture() -> None:
    relief = Relief([], np.ones((160, 90), np.float32), np.full((160, 90), 40.0, np.float32))
    camera = Camera(0.0, 1.5, 0.0, 0.0, 90.0, 45.0, 80.0)
    stage = under.Stage(deep_light(SceneDescription(world="underwater")), camera, relief, np.zeros(0, np.float32),
                  np.zeros(0, np.float32), np.random.default_rng(1), 1.0)  # fmt: skip
    fish = reef_fish.reef_fish(sunken.place_under(stage, 8.0), 1, 0.1).moved(0.4, 1.8, 2.0, 0.3, 0.3)
    box = sunken.box_of(stage, [fish])
    covers = []
    for one in (stage, sunken.cropped(stage, box)):
        place = sunken.place_under(stage, 8.0)
        reef_fish.reef_fish(place, 1, 0.1)
        place.add(fish)
        covers.append(sunken.trace(one, place).cover)
    assert covers[1].size < 0.5 * covers[0].size
    assert 20 < covers[0].sum() == pytest.approx(covers[0][box].sum())
    assert np.abs(covers[0][box] - covers[1]).max() < 0.02


def test_rays_and_the_colour_of_fish_are_read_where_they_are_named() -> None:
    assert has_beams(describe("coral reef, sun rays through the water"))
    assert has_beams(describe("kelp forest with shafts of light"))
    assert not has_beams(describe("manta rays over a reef"))
    yellow = swimmers.tone_of(describe("a school of yellow fish"))
    assert yellow is not None
    assert yellow[0] < yellow[1] < yellow[2]
    assert swimmers.tone_of(describe("a school of fish in blue water")) is None


def test_rays_that_are_named_stand_apart_and_reach_down() -> None:
    light = beams(64, 112, (32.0, 0.0), np.random.default_rng(3))
    half_way = light[50]
    assert half_way.max() > 0.2
    assert np.median(half_way) < 0.4 * half_way.max()
    assert light[80:].max() > 0.05


def test_a_fish_of_a_named_colour_has_it_all_over():
    place = SimpleNamespace(material=lambda skin, tone, **_: painted.append(tone) or 0)
    painted: list[Any] = []
    reef_fish.reef_fish(place, 3, 0.1, (0.02, 0.42, 0.64))
    assert painted.count((0.02, 0.42, 0.64)) == 2 and (0.66, 0.70, 0.70) not in painted
