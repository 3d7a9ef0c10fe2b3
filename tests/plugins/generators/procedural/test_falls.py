"""Waterfalls: water between walls of rock, in green, red and frozen country, that moves and answers the beat."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.painters import painter_for
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.scenery.falls_light import falls_light

from .look import difference, measure, shown

WIDTH, HEIGHT = 144, 256


@functools.cache
def falls(world: str = "forest", *, shot: str = "wide", seed: int = 5, **facts: Any) -> Painting:
    description = SceneDescription(world=world, motifs=("waterfall",), **{"time_of_day": "day"} | facts)
    return painter_for(description)(
        description, shot=shot, variation=0, width=WIDTH, height=HEIGHT, seed=seed, progress=lambda done, note="": None
    )


@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
def test_white_water_falls_between_darker_rock(shot: str) -> None:
    painting = falls(shot=shot, time_of_day="dawn")
    picture = shown(painting)
    # Green leaves, warm mist and a cold pool are three hues.
    assert [fault for fault in measure(picture).faults() if "hues" not in fault] == []
    mask = painting.masks["falls"] > 0.5
    columns = np.flatnonzero(mask.mean(axis=0) > 0.25)
    assert 0.04 < len(columns) / WIDTH < 0.6  # narrow, and much of the height
    rock = ~mask & (painting.masks["sky"] < 0.1) & (painting.masks["pool"] < 0.1)
    luma = picture @ np.array([0.07, 0.72, 0.21])
    assert luma[mask].mean() > 1.4 * luma[rock].mean()
    assert {"cascade", "ripples", "mist"} <= {element.kind for element in painting.elements}
    assert painting.groups["falls"].gain > 0


def test_it_ends_in_a_pool() -> None:
    painting = falls()
    last = np.flatnonzero((painting.masks["falls"] > 0.5).any(axis=1))[-1]
    first = np.flatnonzero(painting.masks["pool"].mean(axis=1) > 0.3)[0]
    assert last <= first + 8
    assert painting.masks["pool"][-1].mean() > 0.2


def test_each_country_has_its_own_colours() -> None:
    places = {"canyon": "canyon", "forest": "jungle", "mountain": "frozen"}
    paintings = {world: falls(world, words=(word,)) for world, word in places.items()}
    mean = {}
    for world, painting in paintings.items():
        rock = sum(painting.masks[name] for name in ("sky", "falls", "pool")) < 0.1
        mean[world] = shown(painting)[rock].mean(axis=0)
    assert mean["canyon"][2] > 1.03 * mean["canyon"][0]
    assert mean["forest"][1] > mean["forest"][2]
    assert mean["mountain"][0] > 0.98 * mean["mountain"][2]


def test_frozen_water_does_not_move() -> None:
    painting = falls("mountain", words=("frozen",))
    assert "cascade" not in {element.kind for element in painting.elements}


def test_seeds_are_other_gorges_and_the_same_seed_is_the_same() -> None:
    assert difference(shown(falls(seed=5)), shown(falls(seed=6))) > 10
    again = falls.__wrapped__(seed=5)
    for name, group in falls(seed=5).groups.items():
        assert np.array_equal(group.light, again.groups[name].light)


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("a big waterfall in a green gorge", "canyon"),
        ("a waterfall in the jungle", "forest"),
        ("a frozen waterfall in the mountains", "mountain"),
    ],
)
def test_a_waterfall_that_is_named_is_painted(prompt: str, world: str) -> None:
    description = describe(prompt)
    assert (description.world, "waterfall" in description.motifs) == (world, True)
    assert not any(word == "waterfall" for word, _ in description.elsewhere)


def test_water_is_white_where_no_low_sun_is_named() -> None:
    def spread(prompt: str) -> float:
        blue, _, red = falls_light(describe(prompt), np.random.default_rng(1)).sun
        return red / blue

    assert spread("a waterfall in a green gorge") < 0.7 * spread("a waterfall in a gorge at golden sunset")
    blue, green, red = falls_light(describe("a waterfall in a mossy gorge"), np.random.default_rng(1)).haze
    assert green >= max(blue, red), "no violet air over moss"
