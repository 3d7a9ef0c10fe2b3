"""Where a sea is looked at from, what lies across a lake, and points of light."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.elements import fall
from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.kernels.specks import specks
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.chrome import seen
from beatreel.plugins.generators.procedural.worlds.ocean import far_shore, under_grey, world as ocean
from beatreel.plugins.generators.procedural.worlds.ocean.ground import Shore
from beatreel.plugins.generators.procedural.worlds.space import world as space

from .look import painted


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("turquoise waves on white sand, seen from above", True),
        ("drone shot of the deep blue ocean", True),
        ("a bird's-eye view of the sea", True),
        ("light from above the sea", False),
        ("a boat on the sea", False),
    ],
)
def test_a_sea_is_looked_down_on_where_a_prompt_says_so(prompt: str, expected: bool) -> None:
    found = describe(prompt)
    assert found.world == "ocean"
    assert ocean._is_from_above(found) == expected


def test_a_deep_blue_sea_without_an_eye_over_it_is_below_the_surface() -> None:
    assert describe("the deep blue ocean").world == "underwater"
    assert describe("icebergs under the midnight sun").time_of_day == "golden"


def test_hills_lie_across_a_lake_and_not_across_the_sea() -> None:
    assert not far_shore.is_lake(describe("a wooden pier by the sea"))
    lake, sea = (painted(f"a wooden pier {where} at dusk", shot="medium") for where in ("on a calm lake", "by the sea"))
    for one in (lake, sea):
        assert all(np.isfinite(np.asarray(group.light, np.float32)).all() for group in one.groups.values())
    far = [np.asarray(one.depth, np.float32) for one in (lake, sea)]
    row = int(lake.centre[1]) - 2
    assert far[0][row].max() < far[1][row].max()


def test_specks_are_round_and_as_bright_as_they_are_large() -> None:
    image = np.zeros((21, 21), np.float32)
    specks(image, np.array([10.5]), np.array([10.5]), np.array([2.0]), np.array([1.0]))
    assert np.allclose(image, image.T) and np.allclose(image, image[::-1])
    assert float(image.sum()) == pytest.approx(np.pi * 4, rel=0.12)
    specks(image, np.array([-9.0, 20.9]), np.array([3.0, 20.9]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    assert np.isfinite(image).all()


def test_black_is_the_ground_where_it_is_named_as_one() -> None:
    assert seen.is_black(describe("shards of glass, magenta and cyan light on black"))
    assert not seen.is_black(describe("shards of glass on black marble"))


def test_who_floats_above_a_planet_is_above_it() -> None:
    rng = np.random.default_rng(1)
    view = space._RINGED_VIEWS["wide"](rng, describe("an astronaut above a ringed planet"), 1.0)
    above = space._above_the_planet(view)
    assert view.spot[1] > view.globes[-1][2]
    assert above.spot[1] < above.globes[-1][2]


def test_liquid_metal_is_no_smoke_and_a_rocket_leaves_mars() -> None:
    assert seen.is_molten(describe("liquid gold and black smoke swirling in slow motion"))
    assert not seen.is_molten(describe("gold smoke, liquid and slow"))
    mars = describe("a rocket launching from Mars under a starry sky")
    assert (mars.world, mars.time_of_day, mars.palette.key) == ("dunes", "dusk", 27)
    assert "rocket_launch" in mars.motifs


@pytest.mark.parametrize(
    ("prompt", "hue"),
    [
        ("a turquoise sea at sunrise under a pink sky", 190),
        ("a turquoise sea at sunset", 190),
        ("a pink sunset over the sea", None),
        ("a turquoise sea at noon", None),
    ],
)
def test_water_has_the_colour_that_is_named_beside_its_sky(prompt: str, hue: float | None) -> None:
    assert under_grey.named_water(describe(prompt)) == hue


def test_flakes_of_a_small_frame_are_fainter_and_a_blizzard_draws_them_out() -> None:
    def tile(unit: float, amount: float) -> np.ndarray:
        snow = object.__new__(fall.Snow)
        snow.width = snow.period = 160
        snow.swing, snow.amount, snow.random = 4, amount, np.random.default_rng(3)
        return np.asarray(snow._tile(40, 3.0 * unit, 1.2 * unit, 190), float)

    assert tile(0.1, 0.5).max() < 0.5 * tile(1.0, 0.5).max()

    def upright(image: np.ndarray) -> float:  # of all differences, those from row to row
        across, down = (np.abs(np.diff(image, axis=axis)).sum() for axis in (1, 0))
        return float(down / across)

    assert upright(tile(1.0, 0.9)) < 0.8 * upright(tile(1.0, 0.5))


def test_high_waves_break_in_the_sun_that_is_named_and_else_in_a_storm() -> None:
    assert describe("big waves breaking on a reef at sunset").weather == "clear"
    assert describe("huge waves in the ocean").weather == "storm"
    assert describe("huge waves and thunder at sunset").weather == "storm"
    breakers, swell = (
        Shore(sea_state(np.random.default_rng(1), longest=20, height=1, wind=0, chop=0.5), 7, 1, 1) for _ in "ab"
    )
    breakers.breaks = 1.0
    z, x = (np.asarray(one.ravel(), np.float32) for one in np.mgrid[5:60:0.5, -20:20:0.5])
    white = []
    for one in (breakers, swell):
        one.rollers = ((16.0, 1.7), (34.0, 1.7))
        found = one.rolling(x, z, 0 * x + 0.05)
        assert found is not None
        white.append(float(found[2].mean()))
    assert white[0] > 2 * white[1]
