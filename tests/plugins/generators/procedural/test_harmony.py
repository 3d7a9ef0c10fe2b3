"""Colours of a print: neither gaudy nor grey, with an accent."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.harmony import PLAIN, cube_of, from_lab, harmony_for, harmony_of, to_lab
from beatreel.plugins.generators.procedural.kernels.cube import identity, through
from beatreel.plugins.generators.procedural.prompt.describe import describe
from benchmarks.looks.measures import measure


def picture(hue: float, chroma: float, *, other: float = 0.0, share: float = 0.0) -> np.ndarray:
    """Return display BGR of one hue (degrees of OKLCH) from dark to light, a share of it of another one."""
    lightness = np.tile(np.linspace(0.12, 0.9, 80, dtype=np.float32)[:, None], (1, 60))
    hues = np.where(np.arange(60) < share * 60, other, hue)
    chroma = chroma * np.minimum(lightness, 1 - lightness) * 2
    a, b = chroma * np.cos(np.radians(hues)), chroma * np.sin(np.radians(hues))
    return from_lab(np.stack([lightness, a, b], axis=-1)).astype(np.uint8)


def printed(shown: np.ndarray, *named: float) -> np.ndarray:
    cube, out = cube_of(harmony_of(shown, named)), shown.copy()
    if cube is not None:
        through(out, cube)
    return out


def look(shown: np.ndarray):
    return measure(shown[..., ::-1])


def test_colours_with_an_accent_are_left_alone():
    shown = picture(255, 0.13, other=70, share=0.12)
    assert cube_of(harmony_of(shown)) is None
    assert harmony_of(np.repeat(shown[..., 1:2], 3, axis=2)) == PLAIN, "black and white is a choice"


@pytest.mark.parametrize("hue", [30, 75, 120, 250, 300])
def test_a_picture_of_one_hue_gets_an_accent_and_keeps_its_light(hue):
    shown = picture(hue, 0.1)
    after = printed(shown)
    assert look(shown).accent < 0.01 and 0.02 <= look(after).accent <= 0.2
    assert abs(look(after).median - look(shown).median) < 6


def test_an_accent_takes_a_hue_that_is_named():
    pink, lamp = (printed(picture(270, 0.1), *named)[76].mean(axis=0) for named in ((5.0,), ()))
    assert pink[2] - pink[1] > lamp[2] - lamp[1] + 8, "pink has less green than a lamp"


def test_gaudy_colours_are_calmed_and_faint_ones_are_not():
    gaudy = picture(268, 0.4, other=80, share=0.1)
    after = printed(gaudy)
    assert look(gaudy).chroma > 45 > 41 > look(after).chroma > 30
    faint = picture(250, 0.03, other=70, share=0.1)
    assert look(printed(faint)).chroma > look(faint).chroma


def test_further_colours_stand_back():
    shown = picture(75, 0.14, other=320, share=0.21)
    shown[:, 46:] = picture(200, 0.14)[:, 46:]
    assert look(shown).accent > 0.2 >= look(printed(shown)).accent > 0.1
    opposite = picture(50, 0.13, other=230, share=0.4)
    assert (printed(opposite) == opposite).all(), "two opposite colours may be halves"


def test_light_of_a_named_orange_does_not_grow_olive_unless_gold_is_named_too():
    dusk = picture(78, 0.13, other=310, share=0.45)
    held, gold, plain = (
        printed(dusk, *named)[50:70, 40].mean(axis=0) for named in ((55.0, 310.0), (55.0, 95.0, 310.0), ())
    )
    hues = [float(np.degrees(np.arctan2(*to_lab(one)[:0:-1]))) for one in (held, gold, plain)]
    assert hues[0] < 66 and min(hues[1:]) > 71


def test_a_named_colour_beside_another_is_seen():
    dusk = picture(60, 0.12, other=320, share=0.45)
    named, plain = (printed(dusk, *hues)[60, 20:50].astype(int) for hues in ((60.0, 320.0), ()))
    assert np.ptp(named, axis=1).min() > np.ptp(plain, axis=1).min() + 8


def test_an_accent_has_the_hue_that_a_prompt_names_even_if_it_is_a_neighbour():
    violet = picture(305, 0.1)
    plain = harmony_of(violet)
    assert plain.hue == 72.0, "a lamp, where no hue is named"
    beside, moved = (plain.family + 45) % 360, (plain.family + 65) % 360
    assert harmony_of(violet, (beside,)).hue == moved, "pink beside indigo is pink, and no lamp"
    assert harmony_of(violet, (beside, 90.0)).hue == 90.0
    assert harmony_of(violet, (plain.family + 5,)).hue == 72.0
    assert harmony_of(violet, (plain.family + 55,)).hue == 72.0, "purple that cannot be told from it is no accent"


def test_what_is_light_and_not_lightest_stays_white_where_white_is_named():
    sea = picture(215, 0.08)
    usual, white = (
        to_lab(sea)[72] - harmony_of(sea, (215.0, 80.0), is_white=one)(to_lab(sea))[72] for one in (False, True)
    )
    assert np.hypot(*usual[:, 1:].T).min() > 0.02 > 0.01 > np.hypot(*white[:, 1:].T).max()


def test_a_cube_is_exact_at_its_corners_and_smooth_between():
    colours = np.random.default_rng(2).integers(0, 256, (40, 30, 4), dtype=np.uint8)
    same = colours.copy()
    through(same, identity(9))
    assert np.abs(same.astype(int) - colours).max() <= 1 and (same[..., 3] == colours[..., 3]).all()
    swapped = colours.copy()
    through(swapped, np.ascontiguousarray(identity(9)[..., ::-1]))
    assert np.abs(swapped[..., :3].astype(int) - colours[..., 2::-1]).max() <= 1


def test_colours_come_back_from_lab():
    colours = np.random.default_rng(2).integers(0, 256, (20, 20, 3), dtype=np.uint8)
    assert np.abs(from_lab(to_lab(colours)) - colours).max() < 1.5


def test_named_hues_are_brought_back_where_they_have_drifted_and_light_is_left():
    grass = picture(136, 0.12, other=75, share=0.3)
    now, before = (to_lab(printed(grass, *named)[30, 50]) for named in ((118.0, 75.0), ()))
    hues = [float(np.degrees(np.arctan2(each[2], each[1]))) for each in (now, before)]
    assert abs(hues[0] - 118) < 0.6 * abs(hues[1] - 118)
    turns = harmony_of(grass, (118.0, 75.0)).turns
    assert len(turns) == 1 and turns[0][2] < 30, "as far as to the half of the way to gold"


def test_the_lights_of_a_named_red_are_red():
    city = picture(17, 0.15, other=265, share=0.4)
    plain, red = (
        from_lab(harmony_of(city, (17.0, 265.0), crimson=named)(to_lab(city)))[58, 50] for named in (0.0, 17.0)
    )
    assert red[2] - red[1] > plain[2] - plain[1] and red[1] < plain[1]


def test_beside_a_named_white_no_accent_stains_the_lights():
    shown = picture(290, 0.1, other=60, share=0.03)
    stained, plain = (harmony_of(shown, (290.0,), is_white=white).tint for white in (False, True))
    assert plain < stained


def test_moonlit_sand_is_pale_and_not_as_by_day():
    night, palette = picture(255, 0.1), describe("sand dunes under moonlight").palette
    usual, pale = (to_lab(harmony_for_print(night, palette, moonlit))[70, 30] for moonlit in (False, True))
    assert pale[2] < usual[2] - 0.01, "no lamp has lit it"


def harmony_for_print(shown, palette, moonlit):
    cube, out = cube_of(harmony_for(shown, palette, moonlit=moonlit)), shown.copy()
    if cube is not None:
        through(out, cube)
    return out


def test_a_thing_keeps_the_colour_that_it_has():
    assert describe("a red rose from near").palette.borne and describe("a red car in the desert").palette.borne
    assert describe("a sunflower field under a blue sky").palette.borne and describe("a fox in the snow").palette.borne
    assert not describe("a forest in red light").palette.borne
    shown = picture(110, 0.13, other=20, share=0.3)
    rose = np.s_[40, 5]
    before = np.hypot(*to_lab(shown)[rose][1:])
    calmed, kept = (harmony_of(shown, kept=hues)(to_lab(shown))[rose] for hues in ((), (20.0,)))
    assert np.hypot(*calmed[1:]) < 0.8 * before < 0.95 * np.hypot(*kept[1:])
