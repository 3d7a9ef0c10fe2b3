"""Each style is seen: measured on the same painting, and in the frames that it makes."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from beatreel import Look, VideoSpec, all_styles
from beatreel.core.errors import UserInputError
from beatreel.core.styles import check_style, style_of
from beatreel.plugins.generators.procedural.animate.accents import Accents
from beatreel.plugins.generators.procedural.audition import audition
from beatreel.plugins.generators.procedural.look import print_through
from beatreel.plugins.generators.procedural.params import ProceduralParams
from beatreel.testing import make_scene
from benchmarks.looks.measures import histogram_distance

SPEC = VideoSpec(width=126, height=224, frame_rate=Fraction(30))


@pytest.fixture(scope="module", params=["rain-soaked neon alley at night", "pine forest in mist"])
def pictures(request):
    scene = make_scene(prompt=request.param)
    found = audition(
        scene, SPEC, params=ProceduralParams(), styles=["", *all_styles()], seed=4, progress=lambda done, note="": None
    )
    return dict(found)


def test_there_are_twenty():
    assert len(all_styles()) == 20
    for name, style in all_styles().items():
        assert style.name == name and style.title and style.summary.endswith(".")


def test_every_style_changes_the_picture_and_no_two_look_alike(pictures):
    plain = pictures[""]
    assert all(picture.shape == (224, 126, 3) for picture in pictures.values())
    styled = {name: picture for name, picture in pictures.items() if name}
    near_plain = {name: histogram_distance(plain, picture) for name, picture in styled.items()}
    assert min(near_plain.values()) > 2.5, sorted(near_plain.items(), key=lambda pair: pair[1])[:3]
    apart = {(a, b): histogram_distance(styled[a], styled[b]) for a, b in combinations(styled, 2)}
    assert min(apart.values()) > 3, sorted(apart.items(), key=lambda pair: pair[1])[:4]
    assert np.median(list(apart.values())) > 12


def test_black_and_white_is_grey_everywhere(pictures):
    noir = pictures["noir"].astype(int)
    assert np.abs(noir - noir.mean(axis=2, keepdims=True)).max() <= 8


@pytest.mark.parametrize(
    ("given", "name"), [("Noir", "noir"), ("teal orange", "teal-orange"), ("film_16mm", "film-16mm"), ("", "")]
)
def test_names_are_read_kindly(given, name):
    assert check_style(given) == name


@pytest.mark.parametrize(
    ("given", "near"), [("bleech bypas", "bleach-bypass"), ("16mm", "film-16mm"), ("zzz", "beatreel styles")]
)
def test_an_unknown_style_is_refused_with_the_nearest(given, near):
    with pytest.raises(UserInputError) as caught:
        check_style(given)
    assert near in caught.value.hint


def test_free_text_counts_as_words():
    assert style_of("rainy night").words == "rainy night"
    assert style_of("rainy night").look == Look()


def test_a_look_without_changes_leaves_the_picture_alone():
    picture = np.random.default_rng(1).integers(0, 256, (8, 9, 4), dtype=np.uint8)
    assert np.array_equal(print_through(picture.copy(), Look()), picture)


def accents(entrance, leave="cut", **changes):
    scene = make_scene().model_copy(update={"entrance": entrance, "exit": leave, "start": 10.0, "end": 14.0, **changes})
    return Accents(scene)


@pytest.mark.parametrize("luma", [20.0, 60.0, 110.0, 160.0])
def test_no_fade_is_a_blow(luma):
    """Whatever the picture, its mean changes by at most 12 code values between two frames, and the film ends in black."""
    scene = make_scene().model_copy(update={"entrance": "dip", "exit": "dip", "start": 10.0, "end": 14.0})
    for last in (False, True):
        one = Accents(scene, last=last, luma=luma)
        means = np.array([luma * one.at(10 + frame / 30).fade for frame in range(121)])
        assert np.abs(np.diff(means)).max() <= 12
        assert (means[-1] < 1) == last
    flash = Accents(scene.model_copy(update={"entrance": "flash"}), luma=luma)
    assert luma * (flash.at(10.0).gain - 1) <= 12


def test_entrances_and_exits():
    assert accents("cut").at(10.0) == accents("cut").at(12.0)
    assert accents("flash").at(10.0).gain > 1.08 > 1.01 > accents("flash").at(11.0).gain
    assert accents("punch").at(10.0).zoom > 1.03 > 1.001 > accents("punch").at(11.5).zoom
    dip = accents("dip", "dip")
    assert dip.at(10.0).fade < 0.6 and dip.at(12.0).fade == 1 and dip.at(14.0).fade < 0.6
    assert dip.fades(10.1) and not dip.fades(12.0) and dip.fades(13.9)
    assert accents("punch", calm=True).at(10.0).zoom == accents("flash", calm=True).at(10.0).gain == 1
    assert accents("dip", loop=True).at(10.0).fade == 1
