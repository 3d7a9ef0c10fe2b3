"""The inside of a spaceship: what leads there, its ribs and their two families of light, its windows and its bridge."""

from __future__ import annotations

import math

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import hull_space as kernel
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery import staffage
from beatreel.plugins.generators.procedural.worlds.interior.hull import _PLANS, _hull

from .look import difference, measure, paint, shown

_FACTS = {"motifs": ("ribs_of_light",), "time_of_day": "night"}


@pytest.mark.parametrize(
    "prompt",
    ["spaceship corridor", "corridors of a spaceship", "inside a space station", "sci-fi corridor", "airlock"],
)  # fmt: skip
def test_words_lead_inside(prompt: str) -> None:
    found = describe(prompt)
    assert found.world == "interior" and "ribs_of_light" in found.motifs


@pytest.mark.parametrize(
    ("prompt", "world"), [("a spaceship above a desert planet", "space"), ("space station in orbit", "space")]
)
def test_a_ship_that_is_seen_from_outside_stays_outside(prompt: str, world: str) -> None:
    assert describe(prompt).world == world
    assert "ribs_of_light" not in describe("a hospital corridor").motifs


def test_a_ray_meets_ribs_where_they_are_and_the_shell_between() -> None:
    plan = _PLANS["octagon"]
    hull = _hull(
        "octagon",
        plan,
        describe("spaceship corridor"),
        "wide",
        [staffage.Person("stander", 0.3, 9.0, 1.78)],
        np.random.default_rng(1),
        1,
    )
    for number in (1, 2, 3):
        rib = hull.first + number * plan.pitch
        away, hit, _ = kernel.trace(hull, 0.0, 1.2, rib, 1.0, 0.0, 0.0)
        assert hit == kernel.RIB and math.isclose(away, 1.95 - plan.deep)
        away, hit, _ = kernel.trace(hull, 0.0, 1.2, rib + plan.pitch / 2, 1.0, 0.0, 0.0)
        assert hit == kernel.SHELL and math.isclose(away, 1.95)
        assert kernel.trace(hull, 0.0, 1.2, rib, 0.0, -1.0, 0.0)[1] == kernel.FLOOR
    # along the shell the side of the next rib is met, and before the middle the figure, then the bulkhead
    assert kernel.trace(hull, 1.85, 1.2, hull.first + plan.pitch / 2, 0.0, 0.0, 1.0)[1] == kernel.RIB_SIDE
    assert kernel.trace(hull, 0.3, 1.2, 0.0, 0.0, 0.0, 1.0)[1] == kernel.FIGURE
    assert kernel.trace(hull, -0.6, 1.2, 0.0, 0.0, 0.0, 1.0)[1] == kernel.END


def test_every_other_rib_belongs_to_another_family_and_the_stars_to_none() -> None:
    painting = paint("interior", **_FACTS)
    assert {name: group.pulse for name, group in painting.groups.items()} == {
        "even": "kick",
        "odd": "offbeat",
        "panels": "downbeat",
        "stars": "steady",
    }
    even, odd = (painting.groups[name].light.astype(np.float32).max(axis=2) > 1.5 for name in ("even", "odd"))
    assert even.any() and odd.any() and not (even & odd).any()
    assert painting.groups["stars"].light.max() > 0.2
    assert 0.2 < painting.depth.min() < painting.depth.max() < 40


@pytest.mark.parametrize(
    ("shot", "words"), [("wide", ()), ("close", ()), ("detail", ()), ("medium", ("starship bridge",))]
)
def test_has_blacks_and_whites(shot: str, words: tuple[str, ...]) -> None:
    look = measure(shown(paint("interior", shot=shot, understood=words, **_FACTS)))
    assert look.white > 170 and look.black < 30 and look.clipped < 0.03 and look.spread > 28


def test_the_bridge_and_the_two_corridors_differ_and_nobody_stands_there_if_so_wanted() -> None:
    pictures = [
        shown(paint("interior", **_FACTS, **facts))
        for facts in ({}, {"flavour": 1}, {"understood": ("starship bridge",)})
    ]
    assert min(difference(pictures[i], pictures[j]) for i, j in ((0, 1), (0, 2), (1, 2))) > 8
    empty = shown(paint("interior", **_FACTS, without=("people",)))
    changed = np.abs(pictures[0].astype(int) - empty).max(axis=2) > 20
    assert 0.0005 < changed.mean() < 0.2
    assert np.array_equal(pictures[0], shown(paint.__wrapped__("interior", **_FACTS)))
