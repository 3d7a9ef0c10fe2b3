"""The theatre: what leads there, who stands in the one cone of light, its curtains and their colour, no screens and no crowd."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.stage.theatre import _looked_at, _velvet

from .look import difference, measure, paint, shown

_FACTS = {"motifs": ("velvet_curtains",), "time_of_day": "night"}


@pytest.mark.parametrize(
    "prompt",
    [
        "old theatre stage with red velvet curtains and a single spotlight",
        "opera house",
        "ballet stage",
        "cabaret",
        "theater",
    ],
)
def test_words_lead_to_it_and_nobody_raises_hands(prompt: str) -> None:
    found = describe(prompt)
    assert found.world == "stage" and "velvet_curtains" in found.motifs and "crowd" not in found.motifs
    painting = paint.__wrapped__("stage", **_FACTS)
    assert set(painting.groups) == {"spot", "foot", "house"}
    add_foreground(painting, found, shot="wide", variation=0, seed=1)
    assert painting.layers == []


def test_an_empty_house_is_looked_at_from_its_seats() -> None:
    empty, sung = (
        describe(f"a theatre with velvet curtains and {what}") for what in ("empty seats", "a singer, rows of seats")
    )
    assert [_looked_at(empty, shot) for shot in ("wide", "close", "detail")] == ["wide", "curtain", "seats"]
    assert _looked_at(sung, "detail") == "detail"


def test_a_band_in_a_theatre_still_has_its_lights() -> None:
    assert "velvet_curtains" not in describe("a rock concert").motifs
    assert "wash" in paint("stage", understood=("concert", "theatre"), **_FACTS).groups


def test_curtains_have_the_colour_that_they_are_given_and_the_picture_keeps_its_own() -> None:
    red, blue = describe("theatre with red velvet curtains"), describe("theatre with blue velvet curtains")
    assert _velvet(red)[2] > 8 * _velvet(red)[0]
    assert _velvet(blue)[0] > 4 * _velvet(blue)[2]
    assert red.palette.strength < 0.5 and blue.palette.strength < 0.5
    assert describe("theatre, blue").palette.strength > 0.5
    assert _velvet(describe("theatre"))[2] > 8 * _velvet(describe("theatre"))[0]


def test_one_cone_of_light_falls_on_who_stands_there() -> None:
    painting = paint("stage", shot="medium", **_FACTS)
    empty = paint("stage", shot="medium", without=("people",), **_FACTS)
    spot = painting.groups["spot"].light.astype(np.float32).max(axis=2)
    where = np.abs(painting.depth - empty.depth) > 0.5  # the figure
    assert 0.004 < where.mean() < 0.2
    columns = np.flatnonzero(where.any(axis=0))
    below = slice(np.flatnonzero(where.any(axis=1))[-1] - 4, None)
    pool = spot[below, columns[0] : columns[-1] + 1].max()
    assert pool > 12 * np.median(spot)
    assert {group.pulse for group in painting.groups.values()} == {"kick", "offbeat", "downbeat"}


@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
def test_has_blacks_and_whites(shot: str) -> None:
    look = measure(shown(paint("stage", shot=shot, **_FACTS)))
    assert look.white > 150 and look.black < 25 and look.clipped < 0.03 and look.spread > 24


def test_same_bytes_for_the_same_seed_and_other_shots_differ() -> None:
    first = shown(paint("stage", **_FACTS))
    assert np.array_equal(first, shown(paint.__wrapped__("stage", **_FACTS)))
    assert (
        min(difference(first, shown(paint("stage", shot=shot, **_FACTS))) for shot in ("medium", "close", "detail"))
        > 10
    )
