"""How many of a thing prompts ask for."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import _cast_of
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.numbers import MANY
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish


@pytest.mark.parametrize(
    ("prompt", "thing", "number"),
    [
        ("two cellists play in a chapel", "cellist", 2),
        ("three big red balloons over the roofs", "balloon", 3),
        ("a pair of white swans on a lake", "swan", 2),
        ("hundreds of starlings over the reeds", "birds", MANY),
        ("a lone wolf in the snow", "wolf", 1),
        ("two old men in a park", "man", 2),
        ("a single red spotlight on the singer", "singer", 0),
        ("one day a wolf came", "wolf", 0),
        ("zwei Hunde am Strand", "dog", 2),
        ("no two dogs", "dog", 0),
        ("one white swan and one black swan", "swan", 2),
    ],
)
def test_numbers_belong_to_what_they_stand_before(prompt: str, thing: str, number: int) -> None:
    assert describe(prompt).count_of(thing) == number


@pytest.mark.parametrize(
    ("prompt", "shot", "who"),
    [
        ("two cellists play in a chapel", "wide", ["cellist", "cellist"]),
        ("a cellist plays in a chapel", "wide", ["cellist"]),
        ("three astronauts on mars", "medium", ["astronaut"] * 3),
        ("two cellists play in a chapel", "detail", ["cellist"]),
    ],
)
def test_as_many_are_painted_as_are_named(prompt: str, shot: str, who: list[str]) -> None:
    assert _cast_of(describe(prompt), shot) == who


def test_two_wolves_are_wider_than_one() -> None:
    widths = [BEASTS["wolf"](Wish(np.random.default_rng(1), count=count)).width for count in (1, 2)]
    assert widths[1] > 1.2 * widths[0]


def test_beasts_have_their_own_colours() -> None:
    seen = describe("a white horse and a black dog run through tall grass")
    assert (seen.coats_of("horse"), seen.coats_of("dog")) == (("white",), ("black",))
