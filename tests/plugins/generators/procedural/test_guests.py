"""What a prompt names in any room: it stands on free floor, is seen in every shot, and has the spotlight if there is one."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.duotone import split_of
from beatreel.plugins.generators.procedural.foreground import add_foreground, cleared, shot_behind
from beatreel.plugins.generators.procedural.painters import painter_for
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.palette import white_balance
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.built import Place
from beatreel.plugins.generators.procedural.scenery.setting import Setting
from beatreel.plugins.generators.procedural.worlds.interior.sets import bare
from beatreel.plugins.generators.procedural.worlds.interior.sets.guests import _named
from beatreel.plugins.generators.procedural.worlds.interior.sets.props import PROPS

from .look import difference, shown


@cache
def _paint(prompt: str, shot: str = "medium") -> Painting:
    return painter_for(describe(prompt))(
        describe(prompt), shot=shot, variation=0, width=72, height=128, seed=5, progress=lambda *_: None
    )


@pytest.mark.parametrize("shot", ["medium", "detail"])
def test_a_thing_that_is_named_stands_in_the_room(shot: str) -> None:
    without, with_one = (shown(_paint(f"an empty attic{what}", shot)) for what in ("", " with a harp"))
    assert difference(without, with_one) > (1 if shot == "medium" else 12)  # from near it is what one sees


def test_who_plays_brings_the_instrument_and_one_that_is_left_lies_there() -> None:
    loft = bare.PLANS["loft"]

    def named(prompt: str) -> str:
        setting = Setting(loft, cleared(describe(prompt)), "wide", Place(1), np.random.default_rng(0), 1.0)
        prop = _named(setting, loft)
        return "" if prop is None else f"{prop.name} {prop.tall}"

    assert describe("a pianist in an empty white studio").motifs == ("pianist",)
    assert not named("a pianist at a grand piano in a loft") and named("a grand piano in a loft").startswith("piano")
    assert (
        named("a guitar lying on the floor of a loft") == "guitar 0.16" and named("a guitar in a loft") == "guitar 1.16"
    )
    assert describe("an acoustic guitar lying on a wooden floor").world == "interior"


def test_an_animal_is_on_the_piano_that_it_is_said_to_be_on() -> None:
    loft = bare.PLANS["loft"]
    for prompt, name in (("a cat asleep on a piano in a loft", "upright"), ("a cat beside a piano in a loft", "piano")):
        found = describe(prompt)
        setting = Setting(loft, cleared(found), "wide", Place(1), np.random.default_rng(0), 1.0)
        prop = _named(setting, loft)
        assert prop is not None and prop.name == name
        assert (shot_behind(found, "close") == "close") == (name == "upright")


def test_nobody_is_left_after_the_party() -> None:
    assert "crowd" not in describe("an empty gymnasium with balloons after the party").motifs
    assert "crowd" in describe("a party in a gymnasium").motifs


def test_all_that_may_stand_in_a_room_is_known_by_a_word_of_its_own() -> None:
    words = [word for prop in PROPS for word in prop.words]
    assert len(words) == len(set(words))
    assert {plan.usual for plan in bare.PLANS.values()} <= {prop.name for prop in PROPS}


def test_a_spotlight_leaves_the_room_dark() -> None:
    spot, even = (shown(_paint(f"a chair {where}in an empty room")) for where in ("in a spotlight ", ""))
    assert (spot.max(axis=2) < 50).mean() > 1.4 * (even.max(axis=2) < 50).mean()
    assert np.percentile(spot, 99) > 150


def test_a_chair_is_alone_on_the_stage() -> None:
    chair, somebody = (
        _paint(f"a theatre stage with red curtains, {what} in a spotlight", "close") for what in ("a chair", "one man")
    )
    assert difference(shown(chair), shown(somebody)) > 1


def test_candles_float_before_the_books() -> None:
    floating = _paint("candles floating in an old library")
    plain = _paint("an old library")
    flames = [
        max(float(group.light.max()) for name, group in one.groups.items() if name != "sun")
        for one in (floating, plain)
    ]
    assert flames[0] > 3 > flames[1] or flames[0] > 1.5 * flames[1]
    assert sum(len(one.options["points"]) for one in floating.elements if one.kind == "beacons") >= 8


def test_two_colours_that_are_named_are_both_seen_under_lamps() -> None:
    palette = describe("a smoky jazz club, amber and deep blue").palette
    lamplit = np.random.default_rng(1).uniform(0.02, 1.0, (40, 24, 1)).astype(np.float32) * np.float32(
        [0.10, 0.35, 1.0]
    )
    gains = white_balance(lamplit, palette)
    assert gains is not None and gains[0] > 2 * gains[2]  # what is orange throughout is filtered
    assert split_of(lamplit * gains, palette) is not None
    assert (
        white_balance(
            lamplit, describe("a smoky jazz club, amber").palette.model_copy(update={"shadow": 55.0, "fill": 55.0})
        )
        is None
    )


def test_a_ship_has_a_window_before_space_whose_strips_answer_the_beat() -> None:
    description = describe("spaceship cockpit, blue and orange")
    assert description.world == "space" and "ship_window" in description.motifs
    painting = painter_for(description)(
        description, shot="medium", variation=0, width=72, height=128, seed=5, progress=lambda *_: None
    )
    add_foreground(painting, description, shot="medium", variation=0, seed=5)
    assert {"even", "odd"} <= set(painting.groups)
    pane = painting.masks["pane"]
    assert 0.08 < float(pane.mean()) < 0.7
    assert float(painting.depth[pane < 0.5].max()) < 12 < float(painting.depth[pane > 0.9].min())


def test_a_ball_of_mirrors_throws_specks_on_the_beat_in_any_room() -> None:
    with_ball, without = (
        _paint(f"an empty loft{what} at night, violet and silver") for what in (" with a disco ball", "")
    )
    for name in ("sun", "sky"):  # by night little else is of these families
        group, usual = with_ball.groups[name], float(without.groups[name].light.max())
        assert group.pulse != "steady" and (group.light.max(axis=2) > 1.15 * usual).mean() > 0.002
