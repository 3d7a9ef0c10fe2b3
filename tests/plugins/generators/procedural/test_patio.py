"""A Moorish courtyard: what leads there, its arches, water and lanterns."""

from __future__ import annotations

import math

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.moorish import arcade_bay

from .look import measure, paint, shown

_FACTS = {"motifs": ("patio",), "time_of_day": "golden"}


@pytest.mark.parametrize(
    "prompt",
    [
        "Moroccan courtyard with a fountain, zellige tiles",
        "a riad at night with lanterns",
        "courtyard of the alhambra",
        "horseshoe arches, orange trees",
    ],
)
def test_words_lead_there(prompt: str) -> None:
    found = describe(prompt)
    assert found.world == "interior" and "patio" in found.motifs and not found.other_world and not found.unpainted


def test_other_courtyards_stay_where_they_are() -> None:
    assert "patio" not in describe("a temple courtyard in mist").motifs
    assert describe("a courtyard at night, rain").world == "alley"


def test_a_horseshoe_is_wider_than_its_opening() -> None:
    bay = arcade_bay(1.3, 2.25, 0.98, 5.6, 0.42, (0, 0, 0, 0))
    front = bay.points[np.abs(bay.points[:, 2]) < 1e-4]
    at = front[(front[:, 1] > 2.3) & (np.abs(front[:, 0]) < 1.2)]  # around the arch
    middle = 2.25 + 0.98 * math.sin(math.radians(30))
    assert np.abs(front[np.abs(front[:, 1] - 2.25) < 1e-3][:, 0]).min() == pytest.approx(
        0.98 * math.cos(math.radians(30)), abs=0.01
    )
    assert np.hypot(at[:, 0], at[:, 1] - middle).min() > 0.97


def test_the_sun_by_day_and_lanterns_in_turn_by_night() -> None:
    day, night = paint("interior", **_FACTS), paint("interior", **(_FACTS | {"time_of_day": "night"}))
    for one in (day, night):
        assert {name: group.pulse for name, group in one.groups.items()} | {"sky": ""} == {
            "sun": "downbeat", "even": "kick", "odd": "offbeat", "sky": "",
        }  # fmt: skip
        assert 0.02 < one.masks["water"].mean() < 0.5
        look = measure(shown(one))
        assert look.white > 150 and look.black < 45 and look.spread > 25 and look.clipped < 0.04
    means = {
        name: [float(one.groups[name].light.astype(np.float32).mean()) for one in (day, night)]
        for name in ("sun", "even", "odd")
    }
    assert (
        means["sun"][0] > 10 * means["sun"][1]
        and means["even"][1] > means["sun"][1]
        and means["odd"][1] > means["sun"][1]
    )
