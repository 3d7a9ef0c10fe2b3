"""A boxing ring: what leads there, its one cone of light, who is in it."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe

from .look import difference, measure, paint, shown

_FACTS = {"motifs": ("boxing_ring",), "time_of_day": "night"}


@pytest.mark.parametrize(
    "prompt", ["a boxing ring under one lamp in a dark hall", "fight night", "lone boxer in the ring"]
)
def test_words_lead_there_and_to_no_second_place(prompt: str) -> None:
    found = describe(prompt)
    assert (
        found.world == "stage"
        and "boxing_ring" in found.motifs
        and "crowd" not in found.motifs
        and not found.other_world
    )


def test_the_canvas_is_the_brightest_and_the_house_is_dark() -> None:
    ring = paint("stage", shot="medium", **_FACTS)
    assert {name: group.pulse for name, group in ring.groups.items()} == {
        "lamps": "kick",
        "hall": "steady",
        "beams": "offbeat",
    }
    picture = shown(ring)
    look = measure(picture)
    assert look.white > 160 and look.black < 30 and look.spread > 30 and look.clipped < 0.03
    canvas = np.abs(ring.depth - 7.0) < 1.0
    assert picture[canvas].mean() > 2.5 * picture[: len(picture) // 6].mean()


def test_who_boxes_is_there_unless_it_shall_be_empty() -> None:
    full = paint("stage", shot="medium", **_FACTS)
    empty = paint("stage", shot="medium", words=("empty",), **_FACTS)
    assert 0.004 < (np.abs(full.depth - empty.depth) > 0.3).mean() < 0.1


def test_a_named_colour_is_that_of_the_light() -> None:
    red = describe("boxing ring, red light")
    pictures = [shown(paint("stage", shot="detail", **_FACTS, **more)) for more in ({}, {"palette": red.palette})]
    assert difference(*pictures) > 6
    assert pictures[1][..., 2].mean() > 1.6 * pictures[1][..., 0].mean()
