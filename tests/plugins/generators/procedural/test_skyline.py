"""The city: how it looks by shot and hour, that it differs by view, and that its windows, traffic and trains move."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels.city import GLOWING
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.city_mood import mood_of
from beatreel.plugins.generators.procedural.worlds.skyline import world as skyline
from beatreel.plugins.generators.procedural.worlds.skyline.cloud_sea import lay_clouds
from beatreel.plugins.generators.procedural.worlds.skyline.layout import LAMP, Ground, build

from .conftest import SPEC, frames_of, make_scene, paint as paint_still
from .look import difference, measure, paint, printed, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "weather"),
    [
        ("wide", "dusk", "clear"),
        ("wide", "golden", "clear"),
        ("medium", "night", "clear"),
        ("medium", "dawn", "mist"),
        ("close", "night", "rain"),
        ("detail", "night", "rain"),
        ("detail", "dusk", "clear"),
    ],
)
def test_has_tones_from_black_to_white_and_two_families_of_hues(shot: str, time_of_day: str, weather: str) -> None:
    look = measure(printed(paint("skyline", shot=shot, time_of_day=time_of_day, weather=weather)))
    darkest = 22.0 if time_of_day == "night" else 30.0
    # Tail lights, neon and the blue of a city at night are not one family; the prompt's palette makes them one.
    assert [fault for fault in look.faults(darkest) if not fault.startswith("scattered")] == []


def test_variations_are_other_views_and_seeds_other_cities() -> None:
    views = [shown(paint("skyline", time_of_day="dusk", variation=variation)) for variation in range(3)]
    assert min(difference(views[i], views[j]) for i, j in ((0, 1), (0, 2), (1, 2))) > 14
    kinds = {skyline.kind_of("wide", 7, variation) for variation in range(3)}
    assert kinds == {"avenue", "bay", "roof"}
    assert {skyline.kind_of("wide", 7, n, ("rooftop",), has_people=True) for n in range(3)} == {"roof"}, (
        "where they are"
    )
    other = shown(paint("skyline", time_of_day="dusk", seed=10))
    assert difference(views[0], other) > 10


def _view(kind: str, **description: object):  # type: ignore[no-untyped-def]
    shot = "medium" if kind == "train" else "wide"
    variation = next(v for v in range(3) if skyline.kind_of(shot, 7, v) == kind)
    return paint("skyline", shot=shot, variation=variation, **description)


def test_water_mirrors_the_lights_of_the_shore() -> None:
    painting = _view("bay", time_of_day="night")
    windows, water = painting.groups["windows"].light.astype(np.float32), painting.masks["water"] > 0.5
    assert water[-1].all()
    assert 0.01 < windows[water].mean() / windows[~water].mean() < 1.0


def test_somebody_stands_on_the_roof_under_an_umbrella_if_it_rains() -> None:
    facts = {"time_of_day": "night", "details": ("figure",)}
    dry, wet = (_view("roof", weather=weather, **facts) for weather in ("dust", "rain"))
    assert not _view("roof", time_of_day="night", weather="rain").layers  # nobody who is not named
    for painting in (dry, wet):
        assert len(painting.layers) == 1
        assert 5 < painting.layers[0].depth < 12
    assert wet.layers[0].alpha.sum() > 1.1 * dry.layers[0].alpha.sum()


def test_windows_go_out_by_day() -> None:
    night, day = (_view("avenue", time_of_day=hour) for hour in ("night", "day"))
    assert night.groups["windows"].light.mean() > 5 * day.groups["windows"].light.mean()
    assert "panes" in {element.kind for element in night.elements}
    assert "panes" not in {element.kind for element in day.elements}


def test_city_lives(tmp_path_factory: pytest.TempPathFactory) -> None:
    prompt = "a skyline with an elevated train at night"
    still = paint_still(tmp_path_factory.mktemp("city"), prompt, shot="medium")
    scene = make_scene(prompt, camera="hold")
    frames = [frame[: SPEC.height].astype(np.int16) for frame in frames_of(still, scene, count=12)]
    moving = [np.abs(frames[i + 4] - frames[i]) for i in range(0, 8, 4)]
    assert all((change > 6).mean() > 0.004 for change in moving)
    assert not np.array_equal(moving[0] > 6, moving[1] > 6)
    again = frames_of(still, scene, first=7)[0][: SPEC.height].astype(np.int16)
    assert np.array_equal(again, frames[7])


def test_no_window_shines_through_somebody() -> None:
    looked_at = 0
    for seed in range(6):
        painting = paint("skyline", shot="wide", time_of_day="golden", seed=seed, details=("figure",))
        panes = [tower for part in painting.elements if part.kind == "panes" for tower in part.options["towers"]]
        for layer in painting.layers:
            height, width = layer.alpha.shape
            for tower in panes:
                points = np.array(tower["quads"], float).reshape(-1, 2) * (width, height)
                assert layer.alpha[points[:, 1].astype(int), points[:, 0].astype(int)].max() < 0.02
                looked_at += len(points)
    assert looked_at > 100


@pytest.mark.parametrize(("motif", "kinds"), [("train", {"train"}), ("rooftop", {"roof", "edge"})])
def test_what_the_prompt_names_is_in_the_first_picture_of_each_size(motif: str, kinds: set[str]) -> None:
    for shot in ("wide", "medium", "close"):
        for seed in range(12):
            first = skyline.kind_of(shot, seed, 0, (motif,))
            assert first in kinds
            assert kinds == {"train"} or skyline.kind_of(shot, seed, 1, (motif,)) != first


def test_a_train_is_in_the_picture_and_pulls_out_of_it() -> None:
    for shot in ("wide", "close"):
        painting = paint("skyline", shot=shot, time_of_day="night", motifs=("train",), details=("train",))
        train = painting.layers[-1]
        assert 0.04 < (train.alpha > 0.5).mean() < 0.6
        assert train.motion is not None and train.motion.nearing != 0


def test_seen_from_below_towers_run_together() -> None:
    seen = describe("glass skyscrapers from below, clouds racing, cold steel blue")
    assert seen.world == "skyline" and set(seen.motifs) == {"tall_towers", "towers_overhead"}
    assert skyline.kind_of("wide", 5, 0, seen.details) == "below"
    assert skyline.kind_of("wide", 5, 0, describe("glass skyscrapers at blue hour").details) == "canyon"
    sky = paint("skyline", shot="wide", time_of_day="dusk", details=("towers_overhead",), seed=5).masks["sky"] > 0.5
    widths = sky.mean(axis=1)
    assert widths[: len(widths) // 4].mean() > widths[-len(widths) // 4 :].mean()
    assert sky.mean() > 0.15


def test_concrete_is_bright_by_day_and_glass_shows_the_sky() -> None:
    painting = paint("skyline", shot="close", time_of_day="day", weather="clear", seed=4)
    light = painting.groups["sky"].light.astype(np.float32).sum(axis=2)
    sky = painting.masks["sky"] > 0.5
    assert np.median(light[~sky]) > 0.10 * np.median(light[sky])
    assert {skyline.kind_of("detail", 4, variation) for variation in (0, 1)} == {"tele", "pane"}


def test_in_the_blue_hour_the_sky_is_blue_and_few_lights_are_warm() -> None:
    seen = describe("skyline across the river at blue hour, deep blue and gold")
    assert seen.blue_hour
    assert seen.palette.lamps
    assert seen.palette.light_share[1] < 0.3
    assert seen.palette.shadow == describe("skyline at blue hour, deep blue with warm windows").palette.key
    assert not describe("skyline at dusk, deep blue and gold").blue_hour
    picture = printed(paint("skyline", shot="wide", time_of_day="dusk", blue_hour=True, palette=seen.palette))
    blue, _, red = (picture[: len(picture) // 4, :, channel].astype(float) for channel in range(3))
    assert (blue > red + 25).mean() > 0.98


def test_four_shots_over_water_are_four_compositions() -> None:
    words = describe("skyline across the river at night").words
    skies = [
        paint("skyline", shot=shot, words=words).masks["sky"].mean() for shot in ("wide", "medium", "close", "detail")
    ]
    assert max(skies) > 1.5 * min(skies)


def test_a_skyline_across_a_bay_is_that_of_a_city() -> None:
    assert describe("city skyline at night seen from across the bay").world == "skyline"
    assert describe("New York skyline across the sea at dawn").world == "skyline"


def test_a_city_above_the_clouds_rises_out_of_them() -> None:
    told = describe("skyscrapers rising above the clouds at sunrise")
    assert (told.world, told.weather, told.elsewhere) == ("skyline", "clear", ())
    depth = np.full((90, 50), 900.0, np.float32)
    lens = skyline.View("bay", skyline.Ground(), 0.0, 100.0, 0.0, 0.0, 0.0, 1.0, 0.5, 1.0).lens(50, 90)
    light = [np.full((90, 50, 3), 0.5, np.float16) for _ in range(4)]
    hidden = lay_clouds(light, depth, lens, mood_of(told, np.random.default_rng(1)), 60.0, 3)
    assert hidden[-20:].all()  # streets
    assert not hidden[:40].any()  # what stands above them, and the sky
    assert not light[0][hidden].astype(np.float32).mean() > 0.2  # no window shines through
    assert depth[-1].max() < 120


def test_windows_that_follow_the_music_are_faint_before_a_low_sun_and_a_quay_with_lamps_is_along_the_water() -> None:
    shine = {}
    for hour in ("night", "golden"):
        found = {"shot": "close", "time_of_day": hour, "reads_as": ("river",)}
        panes = [one for one in paint("skyline", **found).elements if one.kind == "panes"]
        shine[hour] = panes[0].amount
    assert shine["golden"] < 0.4 * shine["night"]
    mood = mood_of(describe("a city at night"), np.random.default_rng(1))
    dry, shore = (build(mood, 1, Ground(shore=at)) for at in (-1e9, 450.0))
    lamps = [(one.traits[:, 0] == GLOWING) & (one.traits[:, 6] == LAMP) for one in (dry, shore)]
    at = shore.boxes[lamps[1]]
    assert not lamps[0].any() and len(at) > 20 and (at[:, 4] > 450).all() and (at[:, 4] < 460).all()


@pytest.mark.parametrize(
    ("prompt", "tower"),
    [
        ("Tokyo skyline at dusk, red Tokyo Tower", "tokyo_tower"),
        ("over the Tokyo skyline at night, rain, a red tower", "tokyo_tower"),
        ("Berlin skyline with the TV tower at sunrise", "tv_tower"),
    ],
)
def test_the_tower_of_a_city_is_named_and_leaves_the_picture_its_colours(prompt: str, tower: str) -> None:
    seen = describe(prompt)
    assert (seen.world, tower in seen.motifs, seen.unpainted, seen.elsewhere) == ("skyline", True, (), ())
    assert seen.colour_of("tower") == ("red" if "red" in prompt else "")


def test_the_tower_of_tokyo_stands_in_its_skyline() -> None:
    bare, towered = (
        paint("skyline", shot="close", time_of_day="day", seed=5, motifs=one) for one in ((), ("tokyo_tower",))
    )

    def red(picture):
        light = sum(np.asarray(group.light, np.float32) for group in picture.groups.values())
        return float((light[..., 2] > 2.5 * light[..., 1]).mean())

    assert red(towered) > red(bare) + 0.01
