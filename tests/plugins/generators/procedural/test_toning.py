"""Named lights: what a prompt names, and how it is printed."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.elements.base import Stage
from beatreel.plugins.generators.procedural.animate.elements.fall import Rain
from beatreel.plugins.generators.procedural.foreground._solid_light import Rig
from beatreel.plugins.generators.procedural.harmony import harmony_of, to_lab
from beatreel.plugins.generators.procedural.kernels import tone
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.open_sky import open_light
from beatreel.plugins.generators.procedural.skies import deepen, loom
from beatreel.plugins.generators.procedural.toning import PRINTS, toning_of
from beatreel.plugins.generators.procedural.values import balanced


@pytest.mark.parametrize(
    ("prompt", "light", "time", "weather"),
    [
        ("a fox in a birch forest on a grey winter morning", "grey", "day", "overcast"),
        ("a village on a gray day", "grey", "day", "overcast"),
        ("a deer in a birch forest, dull grey afternoon", "grey", "day", "overcast"),
        ("a stone bridge in the blue hour", "blue hour", "dusk", "clear"),
        ("a dull November afternoon in a park", "grey", "day", "overcast"),
        ("a grey horse in a meadow on a sunny day", "sun", "day", "clear"),
        ("a lake at sunrise", "sunrise", "dawn", "clear"),
        ("a woman in a field, warm golden light", "golden", "golden", "clear"),
        ("a road at sunset", "sunset", "golden", "clear"),
        ("a desert at high noon", "sun", "day", "clear"),
        ("a harbour, misty morning", "dawn mist", "dawn", "mist"),
        ("a wheat field, thunderstorm coming", "storm", "day", "storm"),
        ("a city street in heavy snowfall", "snow", "day", "snow"),
        ("a lake in the moonlight", "moon", "night", "clear"),
        ("a beach at sunset, orange and teal", "sunset", "golden", "clear"),
        ("a red canyon at high noon, dust", "sun", "day", "dust"),
        ("a street at dusk", "dusk", "dusk", "clear"),
        ("a mountain lake", "", "dawn", "clear"),
    ],
)
def test_prompts_name_their_light(prompt, light, time, weather):
    found = describe(prompt)
    assert (found.named_light, found.time_of_day, found.weather) == (light, time, weather)


@pytest.mark.parametrize(
    ("prompt", "threatens"),
    [
        ("a prairie road, thunderstorm coming", True),
        ("a farm, dark storm clouds gathering", True),
        ("a lake before the storm", True),
        ("a thunderstorm over a lake", False),
        ("a storm approaching, heavy rain on the road", False),
    ],
)
def test_a_storm_that_comes_brings_no_rain_yet(prompt, threatens):
    assert describe(prompt).threatens is threatens


def test_a_grey_sky_leaves_things_some_of_their_colour():
    assert describe("a red barn on a grey morning").palette.chroma > 0.5
    assert describe("black and white, a barn on a grey morning").palette.chroma == 0


def shown(tint):
    """Display BGR of a picture whose whites and shadows are of a colour, with a red car and a lamp in it."""
    light = np.linspace(20, 240, 64)[:, None, None] * np.asarray(tint, float)[None, None]
    picture = np.repeat(light, 48, axis=1)
    picture[20:26, 4:10], picture[40:42, 30:32] = (40, 40, 190), (90, 190, 240)
    return picture.clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("name", [name for name in sorted(PRINTS) if PRINTS[name].lights])
def test_whites_take_the_named_colour_and_a_red_car_stays_red(name):
    wanted = PRINTS[name]
    lab = to_lab(shown((0.80, 0.88, 1.0)))  # the usual warm one
    after = toning_of(lab, wanted)(lab)
    target = wanted.lights.chroma * np.array(
        [np.cos(np.radians(wanted.lights.hue)), np.sin(np.radians(wanted.lights.hue))]
    )
    before, now = (np.linalg.norm(each[48:60, 12:28, 1:].mean(axis=(0, 1)) - target) for each in (lab, after))
    assert now < 0.6 * before + 0.006
    a, b = after[22, 6, 1:]
    assert a > 0.1
    assert abs(np.degrees(np.arctan2(b, a) - np.arctan2(*lab[22, 6, :0:-1]))) < 15


def test_lamps_in_a_street_that_turns_grey_do_not_turn_green():
    lab = to_lab(shown((1.0, 0.86, 0.97)))  # mauve
    a, b = toning_of(lab, PRINTS["storm"])(lab)[41, 31, 1:]
    assert b > 0.04
    assert a > -0.02


def test_a_storm_is_darker_than_the_land_before_it():
    light = np.full((60, 40, 3), 0.5, np.float32)
    light[30:] = 0.3
    sky = np.zeros((60, 40), np.float32)
    sky[:30] = 1
    painting = Painting(
        {"sky": LightGroup(light)}, np.full((60, 40), 10.0, np.float32), 40.0, (20.0, 30.0), masks={"sky": sky}
    )
    assert loom(painting)
    after = painting.groups["sky"].light
    assert after[:12].mean() < 0.6 * after[30:].mean()
    assert after[29].mean() > 1.5 * after[:12].mean()  # the gap under the cloud
    np.testing.assert_array_equal(after[30:], np.float32(0.3))


def hue(colour):
    a, b = to_lab(255 * np.asarray(colour, float)[None] ** (1 / 2.2) / 2)[0, 1:]
    return np.degrees(np.arctan2(b, a)) % 360


@pytest.mark.parametrize(("hour", "least", "most"), [("golden hour", 62, 90), ("at sunrise", 45, 75)])
def test_a_low_sun_is_golden_under_a_blue_sky(hour, least, most):
    light = open_light(describe(f"a mountain lake, {hour}"), np.random.default_rng(1))
    assert least < hue(light.haze_sun) < most
    assert least < hue(light.glow) < most
    assert 235 < hue(light.zenith) < 290


def test_orange_is_gold_in_a_golden_light_and_a_red_car_is_red():
    sky, car = to_lab(np.array([[[60, 110, 190]], [[40, 40, 190]]], np.uint8))[:, 0]
    lab = np.tile(sky, (4, 40, 1))
    toning = toning_of(lab, PRINTS["golden"])
    before, after = (np.degrees(np.arctan2(each[2], each[1])) for each in (sky, toning(sky)))
    assert after > before + 5
    assert abs(np.degrees(np.arctan2(*toning(car)[:0:-1]) - np.arctan2(*car[:0:-1]))) < 8


def test_lamps_of_one_colour_are_not_calmed_to_salmon():
    red = np.tile(np.linspace(10, 255, 64)[:, None, None] * np.array([0.1, 0.12, 1.0]), (1, 48, 1)).astype(np.uint8)
    calm, pure = (harmony_of(red, (27.0,), accented=False, pure=one)(to_lab(red)) for one in (False, True))
    assert np.hypot(*pure[50, 9, 1:]) > 1.2 * np.hypot(*calm[50, 9, 1:])


def test_who_is_lit_from_behind_is_dark_before_the_light():
    sides, white = np.full((5, 3), 0.4, np.float32), np.ones(3, np.float32)
    rig = Rig(sides, white, white, white, white, np.zeros((4, 4, 3), np.float32), (0.5, 0.5))
    behind = rig.backlit()
    assert behind.front.max() < 0.3 * rig.front.max()
    assert behind.key.min() > rig.key.max()


@pytest.mark.parametrize("width", [128, 256])
def test_rain_in_a_small_frame_is_streaks(width):
    """A streak is several times as high as wide: how alike rows are that follow, against columns."""
    stage = Stage.__new__(Stage)
    stage.__dict__.update(width=width, height=width * 16 // 9, unit=width / 1440, seed=3)
    tile = Rain(Element("rain", 0.6), stage).tiles[0][0].astype(float)
    down, across = np.abs(np.diff(tile, axis=0)).mean(), np.abs(np.diff(tile, axis=1)).mean()
    assert across > 3 * down


def test_named_colours_are_those_of_the_light():
    assert PRINTS["golden"].in_named_colours().lights is None
    assert PRINTS["golden"].in_named_colours().white == PRINTS["golden"].white
    free, named = (
        open_light(describe(f"a lake at sunrise{more}"), np.random.default_rng(1))
        for more in ("", ", green and violet")
    )
    assert abs(hue(free.glow) - hue(named.glow)) > 2


@pytest.mark.parametrize(("hues", "darker"), [((27.0,), True), ((302.0, 27.0), True), ((70.0,), False), ((), False)])
def test_a_red_sky_is_deep_and_a_golden_one_light(hues, darker):
    light = np.full((60, 40, 3), 0.8, np.float32)
    light[30:] = 0.2
    sky = np.zeros((60, 40), np.float32)
    sky[:30] = 1
    painting = Painting(
        {"sky": LightGroup(light)}, np.full((60, 40), 10.0, np.float32), 40.0, (20.0, 30.0), masks={"sky": sky}
    )
    assert deepen(painting, hues) is darker
    assert bool(painting.groups["sky"].light[:12].mean() < 0.5) is darker


def test_a_named_sun_is_in_a_light_blue_sky_of_few_clouds():
    told, untold = (
        open_light(describe(prompt), np.random.default_rng(1)) for prompt in ("a lake at noon", "a lake by day")
    )
    assert told.clouds < untold.clouds
    assert sum(told.zenith) > 1.3 * sum(untold.zenith)
    assert describe("a tropical beach at noon").palette.temperature < 0.3
    assert PRINTS["sun"].vignette < 0.5


def test_a_dusk_is_dark_though_its_fog_is_lit():
    fog = np.random.default_rng(2).uniform(0.02, 0.5, (4000, 1)).astype(np.float32) * np.ones(3, np.float32)
    fog[:600] *= 0.05
    light, luma = fog[None], np.array([0.0722, 0.7152, 0.2126])
    plain, dark = (tone.develop(light, balanced(light, Grade(), wanted=one)) @ luma for one in (None, PRINTS["dusk"]))
    assert np.median(dark) < np.median(plain) - 10
