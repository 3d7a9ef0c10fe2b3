"""The forest: how it looks by shot and hour, its layers, and the plants it is made of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground._fireflies import add_fireflies
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.scenery import plants
from beatreel.plugins.generators.procedural.worlds.forest import pines
from beatreel.plugins.generators.procedural.worlds.forest.canvas import Bark, Canvas
from beatreel.plugins.generators.procedural.worlds.forest.light import ForestLight, forest_light, sun_disc

from .look import HEIGHT, WIDTH, difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day"),
    [
        ("wide", "dawn"),
        ("medium", "golden"),
        ("close", "dawn"),
        ("detail", "day"),
        ("medium", "dusk"),
        ("medium", "night"),
    ],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str) -> None:
    look = measure(shown(paint("forest", shot=shot, time_of_day=time_of_day)))
    assert look.faults() == []


def test_same_arguments_give_the_same_bytes() -> None:
    first, second = paint("forest", shot="medium"), paint.__wrapped__("forest", shot="medium")
    assert np.array_equal(shown(first), shown(second))


def test_seeds_give_other_compositions() -> None:
    one, other = (shown(paint("forest", shot="medium", seed=seed)) for seed in (3, 4))
    assert difference(one, other) > 12


def test_near_planes_are_layers_from_far_to_near_with_ground_below() -> None:
    painting = paint("forest", shot="medium")
    depths = [layer.depth for layer in painting.layers]
    assert depths == sorted(depths, reverse=True)
    assert 2 <= len(depths) <= 3
    assert painting.layers[-1].alpha[-1].mean() > 0.5
    for layer in painting.layers:
        assert layer.colour.shape == (HEIGHT, WIDTH, 3)
        assert 0 <= layer.alpha.min() <= layer.alpha.max() <= 1


def test_background_depth_has_no_thin_things() -> None:
    depth = paint("forest", shot="medium").depth
    assert np.abs(np.diff(1 / depth, axis=0)).max() < 0.01 / depth.min()
    assert np.ptp(depth, axis=1).max() == 0


def test_snow_whitens_boughs_and_ground() -> None:
    clear = paint("forest", shot="medium", weather="clear")
    snow = paint("forest", shot="medium", weather="snow", weather_amount=1.0)
    near = [(p.layers[-1].colour * p.layers[-1].alpha[..., None]).sum() for p in (clear, snow)]
    assert near[1] > 1.2 * near[0]
    assert "snow" in {element.kind for element in snow.elements}


def test_spruces_are_irregular_and_the_same_at_each_size() -> None:
    small, _ = plants.conifer(4, 300.0)
    large, _ = plants.conifer(4, 600.0)
    width_small = (small > 128).sum(axis=1) / 300
    width_large = (large > 128).sum(axis=1)[::2] / 600
    rows = min(len(width_small), len(width_large))
    assert np.abs(width_small[-rows:] - width_large[-rows:]).mean() < 0.03
    halves = (small > 128)[:, : small.shape[1] // 2], (small > 128)[:, ::-1][:, : small.shape[1] // 2]
    assert (halves[0] != halves[1]).mean() > 0.02
    other, _ = plants.conifer(5, 300.0)
    assert other.shape != small.shape or (other != small).any()


def test_no_sun_is_seen_before_dawn_and_after_sunset() -> None:
    assert forest_light(SceneDescription(world="forest", time_of_day="dusk"), np.random.default_rng(1)).disc == 0
    assert forest_light(SceneDescription(world="forest", time_of_day="dawn"), np.random.default_rng(1)).disc > 0


def test_shafts_that_are_named_are_strong_and_have_their_colour() -> None:
    def light(prompt: str) -> ForestLight:
        return forest_light(describe(prompt), np.random.default_rng(1))

    plain, named, green = (
        light(f"a deer in a misty pine forest{more}") for more in ("", ", god rays", ", green light rays")
    )
    assert named.rays > 1.5 * plain.rays and named.shafts == named.core
    assert green.shafts[1] > 1.5 * max(green.shafts[0], green.shafts[2])


def test_a_moon_that_is_named_hangs_large_behind_the_trees() -> None:
    light = forest_light(
        SceneDescription(world="forest", time_of_day="night", motifs=("moon",)), np.random.default_rng(1)
    )
    disc = sun_disc(light, 200, 356)
    assert 0.02 < (disc > 0.3).sum() / (200 * 200) < 0.06


def test_a_path_leads_between_pines_under_the_moon_and_snow_whitens_it() -> None:
    night = paint("forest", shot="close", time_of_day="night")
    assert measure(shown(night)).faults() == [] and "moon" in night.groups
    bare, white = (
        shown(paint("forest", shot="close", weather=weather, weather_amount=1.0)) for weather in ("clear", "snow")
    )
    low = np.s_[int(0.85 * HEIGHT) :, WIDTH // 3 : 2 * WIDTH // 3]
    assert white[low].mean() > bare[low].mean() + 25


def test_fireflies_shine_before_the_trees_and_between_them() -> None:
    painting = paint("forest", shot="close", time_of_day="night")
    still = Painting(
        painting.groups.copy(),
        painting.depth,
        painting.focal,
        painting.centre,
        painting.grade,
        layers=[*painting.layers],
    )
    add_fireflies(still, "close", np.random.default_rng(5))
    light = np.asarray(still.groups["fireflies"].light, np.float32).sum(axis=2)
    low, high = light[HEIGHT // 3 :], light[: HEIGHT // 4]
    assert low.max() > 0.2 and high.max() < 0.05 * low.max()
    assert 0.001 < still.layers[-1].alpha.mean() < 0.05 and still.layers[-1].depth <= painting.layers[-1].depth


def test_a_burnt_wood_is_of_black_trunks_over_ash_without_ferns() -> None:
    green = shown(paint("forest", shot="close", time_of_day="day"))
    burnt = shown(paint("forest", shot="close", time_of_day="day", prompt="a burnt forest"))
    assert pines.is_charred(describe("a charred forest in smoke")) and not pines.is_charred(describe("a pine forest"))
    low = np.s_[int(0.8 * HEIGHT) :]
    saturation = [np.ptp(picture[low].astype(int), axis=2).mean() for picture in (green, burnt)]
    assert saturation[1] < 0.8 * saturation[0]


def test_snow_lies_against_the_foot_of_a_trunk() -> None:
    light = forest_light(describe("birch forest in deep snow at noon"), np.random.default_rng(3))
    feet = []
    for snow in (0.0, 1.0):
        canvas = Canvas.under(
            replace(light, ground_snow=snow),
            np.random.default_rng(5),
            (64, 114),
            (0.5, 1.0, 1.5, 20.0),
            ((0.5,) * 3, 1.0),
        )
        canvas.ground((0.0, 0, 0, 0, 0), (0.7,) * 3, (0.7,) * 3, (0.7,) * 3)
        before = canvas.steady.copy()
        canvas.stem((0.0, 0.0), (0.0, 9.0), (0.5, 0.4), 4.0, Bark(1, (0.02,) * 3, (0.01,) * 3))
        x, y = (int(part) for part in canvas.lens.at(0.0, 0.06, 4.0))
        feet.append(float(canvas.steady[y, x].sum() / before[y, x].sum()))
    assert feet[1] > feet[0] + 0.2
