"""Things that stand before the camera: a crown, a heart, a suitcase; beasts of stone; and the words that name them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.objects.kinds import OBJECTS
from beatreel.plugins.generators.procedural.scenery.objects.statues import carved
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish
from beatreel.plugins.generators.procedural.scenery.solids import look_at

WISH = Wish(np.random.default_rng(2))


@pytest.mark.parametrize("name", OBJECTS)
def test_a_thing_stands_on_the_ground_and_is_as_large_as_is_said(name: str) -> None:
    cast = OBJECTS[name](WISH)
    seen = look_at(cast.model, 40, (0.4, 0.7, -0.6))
    rows, columns = np.nonzero(seen.cover > 0.5)
    top, bottom = float(seen.y[rows.min()]), float(seen.y[rows.max()])
    assert -0.35 < bottom < 0.16  # a stone is sunk in the ground
    assert 0.75 * cast.tall < top < 1.5 * cast.tall
    assert float(seen.x[columns.max()] - seen.x[columns.min()]) < cast.width


@pytest.mark.parametrize(
    ("prompt", "shown", "hidden"),
    [
        ("a golden crown on a velvet cushion", {"crown", "silk"}, set()),
        ("a king with a golden crown", set(), {"crown"}),
        ("the heart of the city at night", set(), {"heart"}),
        ("a red heart made of glass beating in the dark", {"heart"}, set()),
        ("a brass gramophone by candlelight", {"gramophone"}, {"on_table"}),
        ("an old telephone ringing on the floor of an empty hallway", {"telephone", "corridor"}, {"on_table"}),
        ("a radio on a table", {"on_table"}, {"radio"}),
        ("an old suitcase on a beach at sunset", {"suitcase"}, {"figure"}),
        ("a snowman in a snowy field", {"snowman"}, {"figure"}),
        ("a pumpkin orange sky over hills", set(), {"pumpkin"}),
        ("a stone lion guarding a temple in the fog", {"lion", "carved", "temple"}, set()),
        ("a marble statue of an angel in an overgrown garden", {"lone_statue"}, {"giant_statue", "figure"}),
        ("a broken statue in the desert", {"giant_statue"}, {"lone_statue"}),
        ("a phoenix rising from flames", {"phoenix"}, {"figure"}),
        ("a camel crosses golden dunes", {"camel"}, {"camel_train", "caravan", "rider"}),
        ("a man riding a camel through the desert", {"camel_train"}, {"camel"}),
        ("a cat on a red velvet armchair by a fireplace", {"cat", "hearth"}, {"silk"}),
    ],
)
def test_words_lead_to_a_thing(prompt: str, shown: set[str], hidden: set[str]) -> None:
    motifs = set(describe(prompt).motifs)
    assert shown <= motifs
    assert not hidden & motifs


def test_a_beast_of_stone_is_of_one_stuff_and_stands_on_a_plinth() -> None:
    asked = replace(WISH, words=frozenset({"stone"}))
    alive = BEASTS["lion"](asked)
    stone = carved(alive, asked)
    assert {skin.weave for skin in stone.model.skins} == {"stone"}
    assert stone.tall > 1.2 * alive.tall
    assert {skin.weave for skin in carved(alive, replace(asked, words=frozenset({"bronze"}))).model.skins} >= {"metal"}


def test_the_eyes_of_a_cat_are_of_the_colour_that_is_named() -> None:
    green, usual = (
        {skin.colour for skin in BEASTS["cat"](replace(WISH, words=frozenset(words))).model.skins}
        for words in ({"green eyes"}, ())
    )
    assert green - usual


def test_two_swans_look_at_each_other() -> None:
    one, two = (len(BEASTS["swan"](replace(WISH, count=count)).model.parts) for count in (1, 2))
    assert two == 2 * one
    black = (0.02, 0.02, 0.02)
    assert black in {skin.colour for skin in BEASTS["swan"](replace(WISH, count=2, others=(black,))).model.skins}
