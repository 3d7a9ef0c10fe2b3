"""A jazz club: what leads there, its lights, who plays, the colour of its curtains, and a lens in focus."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.built import Place, focused
from beatreel.plugins.generators.procedural.scenery.instruments import double_bass, microphone, piano, saxophone, tints

from .look import measure, paint, shown

_FACTS = {"motifs": ("jazz_club",), "time_of_day": "night"}


@pytest.mark.parametrize(
    "prompt", ["smoky jazz club, piano and double bass", "a blues bar with red curtains", "piano bar", "speakeasy"]
)
def test_words_lead_to_it_and_no_crowd_raises_hands(prompt: str) -> None:
    found = describe(prompt)
    assert found.world == "stage" and "jazz_club" in found.motifs and "crowd" not in found.motifs


def test_its_instruments_are_shown_there_and_not_elsewhere() -> None:
    assert not describe("jazz club, piano and double bass").unpainted
    assert "double bass" in describe("a double bass on a beach").unpainted
    assert "jazz_club" not in describe("a rock concert").motifs


def test_spots_tables_and_neon_take_turns() -> None:
    club = paint("stage", **_FACTS)
    assert {name: group.pulse for name, group in club.groups.items()} == {
        "spots": "downbeat", "tables": "offbeat", "neon": "kick", "wash": "low",
    }  # fmt: skip
    assert club.lettering and min(float(group.light.max()) for group in club.groups.values()) > 0.15
    look = measure(shown(club))
    assert look.white > 150 and look.black < 40 and look.spread > 25 and look.clipped < 0.05


def test_nobody_is_there_where_nobody_shall_be() -> None:
    full, empty = paint("stage", **_FACTS), paint("stage", without=("people",), **_FACTS)
    assert 0.01 < (np.abs(full.depth - empty.depth) > 0.2).mean() < 0.3


def test_instruments_have_their_sizes() -> None:
    of = tints(Place(1))
    sizes = [np.ptp(one.points, axis=0) for one in (piano(of), double_bass(of), saxophone(of), microphone(of))]
    assert 2.2 < sizes[0][0] < 3.2 and 1.8 < sizes[1][1] < 2.1 and 0.7 < sizes[2][1] < 1.0 and sizes[3][1] < 0.25


def test_a_lens_keeps_what_is_in_focus_and_spreads_a_lamp_behind_it() -> None:
    light, depth = np.zeros((80, 120, 3), np.float32), np.full((80, 120), 8.0, np.float32)
    depth[:, :60], light[:, :60] = 1.0, (np.arange(60)[None, :, None] // 4 % 2).astype(np.float32)
    light[40, 95] = 9.0
    seen = focused([light], depth, 1.0, 0.06)[0].astype(np.float32)
    assert np.abs(seen[:, :50] - light[:, :50]).max() < 0.02
    assert seen[40, 95, 1] < 3 and seen[40, 97, 1] > 0.02
