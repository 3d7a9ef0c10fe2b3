"""The dune sea: how it looks by shot and hour, and that its geometry is what the animator expects."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.scenery.open_sky import galaxy_of
from beatreel.plugins.generators.procedural.worlds.dunes import ground, shading, starry
from beatreel.plugins.generators.procedural.worlds.dunes.light import daylight
from beatreel.plugins.generators.procedural.worlds.dunes.search import SURVEY_COLUMNS, find_camera
from beatreel.plugins.generators.procedural.worlds.dunes.site import NAMED, VIEWS, lay_ground
from beatreel.plugins.generators.procedural.worlds.dunes.world import view_of

from .look import HEIGHT, WIDTH, difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day"),
    [
        ("wide", "golden"),
        ("medium", "dawn"),
        ("close", "golden"),
        ("detail", "golden"),
        ("wide", "day"),
        ("wide", "night"),
    ],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str) -> None:
    look = measure(shown(paint("dunes", shot=shot, time_of_day=time_of_day)))
    assert look.faults() == []


def test_same_arguments_give_the_same_bytes() -> None:
    first, second = paint("dunes", variation=1), paint.__wrapped__("dunes", variation=1)
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    assert np.array_equal(first.depth, second.depth)


def test_seeds_and_variations_give_other_compositions() -> None:
    pictures = [
        shown(paint("dunes", seed=3)),
        shown(paint("dunes", seed=4)),
        shown(paint("dunes", seed=3, variation=1)),
    ]
    assert difference(pictures[0], pictures[1]) > 12
    assert difference(pictures[0], pictures[2]) > 12


def test_sand_of_the_golden_hour_is_golden_and_its_shade_violet() -> None:
    from beatreel.plugins.generators.procedural.worlds.dunes.light import GOLDEN

    blue, green, red = (a * b for a, b in zip(GOLDEN.sun, GOLDEN.sand, strict=True))
    assert 1.5 * green < red < 2.4 * green  # neither lemon nor salmon
    assert green > 2.0 * blue
    assert GOLDEN.sky[0] > 1.5 * GOLDEN.sky[2]
    picture = shown(paint("dunes")).astype(np.float32)
    bright = picture[picture.sum(axis=2) >= np.percentile(picture.sum(axis=2), 95)]
    assert bright[:, 2].mean() > bright[:, 1].mean() + 12


def test_the_sun_lies_on_the_rippled_sides_of_dunes_seen_from_afar() -> None:
    for seed in range(8):
        site = lay_ground(SceneDescription(world="dunes"), VIEWS["wide"], "wide", np.random.default_rng(seed))
        along = math.sin(site.azimuth) * site.land[ground.WIND_X] + math.cos(site.azimuth) * site.land[ground.WIND_Z]
        assert along < -0.3  # against the wind


def test_depth_is_continuous_enough_for_a_moving_camera() -> None:
    painting = paint("dunes")
    assert painting.depth.min() > 3
    assert painting.depth.max() >= 3000
    assert painting.masks["sky"][0].mean() > 0.9
    assert painting.masks["ground"][-1].mean() == 1.0


def test_somebody_walks_there_and_is_small() -> None:
    from beatreel.plugins.generators.procedural.worlds.dunes import figures

    seen: list[float] = []
    original = figures.staffage.stand

    def spy(parts, kind: str, at: tuple[float, float], size: float, **options: object):  # type: ignore[no-untyped-def]
        seen.append(size)
        return original(parts, kind, at, size, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures.staffage, "stand", spy)
        paint.__wrapped__("dunes")
    assert seen
    assert max(seen) < 0.03 * HEIGHT


def test_weather_changes_the_picture() -> None:
    clear = shown(paint("dunes"))
    storm = paint("dunes", weather="dust", weather_amount=0.8)
    assert difference(clear, shown(storm)) > 10
    assert {element.kind for element in storm.elements} >= {"sand"}
    rain = paint("dunes", weather="rain", weather_amount=0.8)
    assert "rain" in {element.kind for element in rain.elements}


def test_a_caravan_is_large_enough_to_be_seen_on_a_phone() -> None:
    description = SceneDescription(world="dunes", time_of_day="golden", motifs=("caravan",))
    for seed in (0, 1):
        rng = np.random.default_rng([seed, 0, 4, 11])
        view = VIEWS["wide"]
        site = lay_ground(description, view, "wide", rng)
        camera, cast = find_camera(site, view, "wide", description, WIDTH / HEIGHT, rng)
        rows = SURVEY_COLUMNS * HEIGHT / WIDTH
        tall = [camera.focal * one.height / camera.project(one.x, one.y, one.z)[2] / rows for one in cast.members]
        assert len(tall) >= 3
        assert 0.007 < max(tall) < 0.035


def test_who_is_named_is_nearer_than_who_is_not() -> None:
    tall: dict[bool, list[float]] = {True: [], False: []}
    for is_named in tall:
        facts = {"motifs": ("figure",), "details": ("figure",) if is_named else ()}
        description = SceneDescription(world="dunes", time_of_day="golden", **facts)
        view = replace(VIEWS["close"], candidates=24, **(NAMED["close"] if is_named else {}))
        for seed in range(3):
            rng = np.random.default_rng(seed)
            site = lay_ground(description, view, "close", rng)
            camera, cast = find_camera(site, view, "close", description, WIDTH / HEIGHT, rng)
            rows = SURVEY_COLUMNS * HEIGHT / WIDTH
            heights = [camera.focal * m.height / camera.project(m.x, m.y, m.z)[2] / rows for m in cast.members]
            tall[is_named].append(max(heights, default=0.0))
    assert min(tall[True]) > 0.04
    assert np.mean(tall[True]) > 1.8 * np.mean(tall[False])


def test_a_sandstorm_is_a_wall_of_dust_under_what_is_left_of_the_sky() -> None:
    clear, storm = (
        shown(paint("dunes", shot="medium", weather_amount=0.8, **facts)).astype(np.float32).mean(axis=2)
        for facts in ({"weather": "clear"}, {"weather": "dust", "understood": ("sandstorm",)})
    )
    rows = slice(int(0.2 * HEIGHT), int(0.45 * HEIGHT))

    def relief(picture: np.ndarray) -> float:
        return float(np.abs(np.diff(picture[rows], axis=1)).mean())

    assert relief(storm) > 2.0 * relief(clear)  # heads of dust, where there was a plain sky
    assert storm[: HEIGHT // 20].mean() > storm[rows].mean()  # and it is lighter above them


def test_a_wind_drives_sand_and_raises_no_wall() -> None:
    assert describe("windy sand dunes at dawn").is_windy
    assert describe("a caravan over dunes, dust in the wind").is_windy
    assert not describe("a sandstorm over windy dunes").is_windy
    assert not describe("a dusty desert").is_dust_storm
    assert describe("a dust storm over dunes").is_dust_storm
    sky = slice(0, int(0.12 * HEIGHT))
    clear, windy = (
        shown(paint("dunes", shot="medium", **facts)).astype(np.float32)
        for facts in ({}, {"weather": "dust", "understood": ("wind",)})
    )
    assert np.abs(windy[sky] - clear[sky]).mean() < 8
    assert not np.array_equal(windy, clear)


def test_the_milky_way_stands_over_dunes_where_it_is_named_and_the_land_hides_it() -> None:
    named, other = (describe(f"Desert at night{what}") for what in (" under the Milky Way", ""))
    assert galaxy_of(named) > 0 == galaxy_of(other)
    site = lay_ground(named, VIEWS["wide"], "wide", np.random.default_rng(3))
    assert site.light.disc == 0 < lay_ground(other, VIEWS["wide"], "wide", np.random.default_rng(3)).light.disc
    sky, clear = np.zeros((160, 90, 3), np.float32), np.ones((160, 90), np.float32)
    clear[96:] = 0
    starry.add_galaxy(sky, clear, Camera(0.0, 2.0, 0.0, 0.4, 90.0, 45.0, 96.0), 1.0, 5)
    assert sky[:90].max() > 0.05 and not sky[96:].any()


def test_shadow_grids_pass_into_each_other_without_a_seam() -> None:
    frames = np.array([[0, 0, 1, 0, 1, 100], [-200, -200, 1, 0, 0.25, 150]], np.float32)
    lits = np.zeros((2, 3, 150, 150), np.float32)
    lits[1] = 1
    found = [shading._shadow_at(np.float32(x), np.float32(50), frames, lits, 2)[0] for x in np.arange(50, 130, 0.5)]
    steps = np.diff(found)
    assert found[0] == 0 and found[-1] == pytest.approx(1) and (steps >= -1e-6).all() and steps.max() < 0.1


def test_dunes_behind_a_caravan_are_no_walls() -> None:
    caravan, sands = describe("a caravan of camels crossing dunes"), describe("sand dunes")
    for shot in VIEWS:
        (low, _), (high, _) = view_of(caravan, shot), view_of(sands, shot)
        assert low.amplitude[1] < 0.5 * high.amplitude[0] and low.horizon[0] > 0.4, shot


def test_sand_has_the_colour_that_is_named_and_its_sky_that_of_the_hour() -> None:
    red, plain = describe("red dunes at sunset"), describe("dunes at sunset")
    sands = [daylight(one, close=False, rng=np.random.default_rng(1)).sand for one in (red, plain)]
    assert sands[0][2] / sands[0][1] > 2 * sands[1][2] / sands[1][1]
    assert red.palette.strength == 0 and red.palette.borne == (27.0,)
    assert describe("golden desert dunes under a blazing noon sun").palette.temperature <= 0.3
