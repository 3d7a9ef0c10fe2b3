"""Clouds: how they look by shot, hour and weather, that light comes from the sun's side, and that lightning is rare enough."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel import Music
from beatreel.plugins.generators.procedural.foreground._lightning import add_lightning
from beatreel.plugins.generators.procedural.kernels.clouds import Layer, _density, clouds
from beatreel.plugins.generators.procedural.kernels.volume import billows
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.clouds import below, world
from beatreel.plugins.generators.procedural.worlds.clouds.light import STORM, TIMES, direction, sky_light

from .conftest import frames_of, make_analysis, make_scene, paint as paint_still
from .look import difference, measure, paint, shown

SHOTS = ("wide", "medium", "close", "detail")


@pytest.mark.parametrize("shot", SHOTS)
@pytest.mark.parametrize(
    ("time_of_day", "weather"),
    [("golden", "clear"), ("day", "clear"), ("night", "clear"), ("dusk", "clear"), ("night", "storm")],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str, weather: str) -> None:
    look = measure(shown(paint("clouds", shot=shot, time_of_day=time_of_day, weather=weather, weather_amount=0.7)))
    assert look.faults() == []


def test_shots_seeds_and_variations_are_other_compositions() -> None:
    pictures = [shown(paint("clouds", shot=shot)) for shot in SHOTS]
    pictures += [shown(paint("clouds", seed=8)), shown(paint("clouds", variation=1))]
    for index, one in enumerate(pictures):
        for other in pictures[index + 1 :]:
            assert difference(one, other) > 12


def test_a_cloud_is_bright_where_the_sun_is() -> None:
    layer = Layer(0.5, 1.5, 0.4, 0.0, 5.0, ((0.0, 9.0, 1.8, 5.0),), 0.8)
    sides = []
    for azimuth in (-80, 80):
        found = clouds(60, 100, layer=layer, eye=2.2, focal=1.1, horizon=0.7, sun=direction(azimuth, 15), seed=4)
        lit, covered = found[..., 0], found[..., 4] < 0.3
        left, right = (lit[:, half][covered[:, half]].mean() for half in (slice(0, 30), slice(30, 60)))
        sides.append(left / right)
    assert sides[0] > 1.15 > 0.87 > sides[1]


def test_the_sky_is_empty_without_cover_and_closed_under_much() -> None:
    sun = direction(20, 30)
    none = clouds(40, 60, layer=Layer(cover=-0.6, variety=0.0), eye=3.0, focal=1.0, horizon=0.4, sun=sun, seed=4)
    assert none[..., 4].min() == 1
    much = clouds(40, 60, layer=Layer(cover=1.2, variety=0.0), eye=3.0, focal=1.0, horizon=0.4, sun=sun, seed=4)
    assert much[36:, :, 4].max() < 0.05
    assert much[:22, :, 4].min() == 1


def test_prompts_lead_above_the_clouds_and_into_storms() -> None:
    assert describe("above the clouds at sunset").world == "clouds"
    storm = describe("storm clouds with lightning")
    assert (storm.world, storm.weather) == ("clouds", "storm")


def test_the_low_sun_is_orange_not_lemon() -> None:
    for light in (TIMES["golden"], STORM["golden"]):
        assert light.sun[1] <= 0.35 * light.sun[2]


def test_storms_have_lightning_and_fair_weather_has_not() -> None:
    fair = paint("clouds", shot="medium")
    storm = paint("clouds", shot="medium", weather="storm", weather_amount=0.9)
    assert "lightning" not in fair.groups
    assert storm.groups["lightning"].pulse == "downbeat"
    for above in (storm, fair):  # in no clear sky over clouds
        assert "lightning" not in {element.kind for element in above.elements}
    below = paint("clouds", shot="wide", weather="rain", weather_amount=0.9)
    assert {"rain", "lightning"} <= {element.kind for element in below.elements}
    told = describe("lightning inside storm clouds at night")
    bolts = paint.__wrapped__("clouds", shot="medium", weather="storm", weather_amount=0.9)
    add_lightning(bolts, told, "medium", np.random.default_rng(3))
    bright = np.asarray(bolts.groups["lightning 2"].light, np.float32).max(axis=2)
    clear = np.asarray(bolts.masks["sky"], np.float32) > 0.999
    assert clear.mean() > 0.2 and bright[clear].max() < 0.02 * bright.max()


def test_lightning_never_flashes_three_times_a_second(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Even at 240 beats a minute; measured on the frames."""
    from beatreel.plugins.generators.procedural import plate as plates
    from beatreel.plugins.generators.procedural.animate.animator import Animator

    prompt = "thunderstorm clouds at night"
    still = paint_still(tmp_path / "still", prompt)
    from .conftest import SPEC

    animator = Animator(plates.load(still.path), make_scene(prompt), SPEC, Music(make_analysis(tempo=240.0)), seed=3)
    luma = np.array([animator.frame(index)[: SPEC.height].mean() for index in range(90)])
    rises = np.diff(luma, prepend=luma[0]) > 0.1 * 255
    starts = np.flatnonzero(rises[1:] & ~rises[:-1])
    for start in starts:
        assert ((starts >= start) & (starts < start + 30)).sum() <= 3


def test_it_moves(tmp_path) -> None:  # type: ignore[no-untyped-def]
    prompt = "above the clouds at golden hour"
    still = paint_still(tmp_path / "still", prompt)
    first, later = (frames_of(still, make_scene(prompt), first=index)[0][:320].astype(float) for index in (2, 40))
    blocks = np.abs(first - later).reshape(20, 16, 18, 10).mean(axis=(1, 3))
    assert (blocks > 1.5).mean() > 0.3


def test_towers_end_in_billows_and_are_not_cut_off() -> None:
    numbers = np.array([0.5, 1.5, 0.8, 0.5, 1 / 4.6, 0.8, 0.0], np.float32)
    towers = np.array([[0.0, 9.0, 1.5, 3.0]], np.float32)
    block = billows(4)
    inside = {0.4: 0, 0.7: 0, 0.985: 0}  # places within the clouds, by height, of all
    for x in np.linspace(-1.2, 1.2, 15, dtype=np.float32):
        for z in np.linspace(7.8, 10.2, 15, dtype=np.float32):
            for h in inside:
                y = np.float32(0.5 + h * (4.5 - 0.5))
                inside[h] += _density(block, numbers, towers, x, y, z, False) > 0
    assert inside[0.4] > 60
    assert inside[0.4] > 1.3 * inside[0.7] > 0
    assert inside[0.985] < 25


def test_one_named_colour_is_that_of_a_storms_sun_too() -> None:
    own, violet = (
        sky_light(describe(prompt)) for prompt in ("thunderstorm at dusk", "thunderstorm at dusk, dark violet")
    )
    assert own.sun[2] > 2 * own.sun[0]
    assert violet.sun[0] > 1.2 * violet.sun[1]
    luma = np.array([0.0722, 0.7152, 0.2126])
    assert np.dot(violet.sun, luma) == pytest.approx(np.dot(own.sun, luma), rel=0.05)


def test_a_flock_that_is_named_is_large_in_a_sky_without_balloons() -> None:
    named, free = (
        world.paint(
            describe(prompt),
            shot="medium",
            variation=0,
            width=90,
            height=160,
            seed=3,
            progress=lambda done, note="": None,
        )
        for prompt in ("A flock of birds across a fiery sunset", "Above the clouds at sunset")
    )
    sizes = [next(one.options["size"] for one in seen.elements if one.kind == "birds") for seen in (named, free)]
    assert sizes[0] > sizes[1]
    assert not np.asarray(named.groups["lamps"].light).any()


def test_what_stands_under_a_sky_that_is_named_is_where_it_is() -> None:
    assert describe("a flock of birds across a fiery sunset").world == "clouds"
    assert describe("pink cotton candy clouds, pink and baby blue").world == "clouds"
    assert describe("moon behind drifting clouds").motifs[0] == "moon"
    assert describe("ships under rolling clouds").world == "ocean"
    assert describe("a lone tree under a sunset sky").world == "field"
    assert describe("a tornado under a green sky").world == "field"
    assert "floating_city" in describe("a castle on a floating island at night").motifs


def test_pale_colours_make_a_light_sky() -> None:
    pale, deep = (
        sky_light(describe(f"above the clouds at dawn, {colours}"))
        for colours in ("peach and soft blue", "navy and red")
    )
    assert sum(pale.top) > 1.5 * sum(deep.top)


def test_a_bolt_lights_the_front_about_it_and_the_sea_mirrors_it() -> None:
    bolts = ((1.5, 1.7, 6.0, 2.0),)
    light = below.bolt_light((160, 90), bolts, 1.0, 0.75, 0.12)
    row, column = np.unravel_index(int(light.argmax()), light.shape)
    assert abs(column / 90 - 0.75) < 0.03 and row < 0.75 * 160
    painting = paint("clouds", weather="storm")
    light = np.sum([group.light for group in painting.groups.values()], axis=0, dtype=np.float32).mean(axis=(1, 2))
    rows = len(light)
    sea, above = light[int(0.84 * rows) :].mean(), light[int(0.45 * rows) : int(0.7 * rows)].mean()
    assert 0.1 * above < sea < above


def test_sunbeams_spread_downwards_from_the_sun() -> None:
    beams = below.shafts((160, 90), (0.5, 0.3), 4)
    assert beams[80:].mean() > 5 * beams[:30].mean()
    assert np.abs(np.diff(beams[100])).max() > np.abs(np.diff(beams[:, 45])).max() * 0.5  # streaks run outwards
