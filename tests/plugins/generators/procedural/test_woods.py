"""Woods of other kinds than spruces: read, named, painted in depth, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.describe import describe
from beatreel.plugins.generators.procedural.explain import explain
from beatreel.plugins.generators.procedural.worlds.forest import WOODS

from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("dense bamboo grove in fog, cool green, walking pace", "bamboo"),
        ("samurai on a bamboo path, foggy morning", "bamboo"),
        ("Bambuswald im Nebel", "bamboo"),
    ],
)
def test_a_wood_is_read_and_named_as_it_is_painted(prompt: str, motif: str) -> None:
    found = describe(prompt)
    assert found.world == "forest" and motif in found.motifs
    assert [one for one in WOODS if one in found.motifs] == [motif]
    said = explain(found)
    assert motif in said["summary"] and not said["elsewhere"]


def test_a_forest_stays_one_of_spruces() -> None:
    assert not set(describe("misty pine forest at dawn").motifs) & set(WOODS)
    assert "bamboo" not in describe("a forest, no bamboo").motifs


@pytest.mark.parametrize("motif", list(WOODS))
@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
def test_tones_reach_from_black_to_white_in_one_family_of_hues(motif: str, shot: str) -> None:
    painting = paint("forest", shot=shot, time_of_day="dawn", motifs=(motif,))
    assert measure(shown(painting)).faults() == []
    depths = [layer.depth for layer in painting.layers]
    assert depths and depths == sorted(depths, reverse=True)
    assert all(float(layer.alpha.mean()) > 0.01 for layer in painting.layers)
    assert {"kick", "downbeat"} <= {group.pulse for group in painting.groups.values()}


@pytest.mark.parametrize("motif", list(WOODS))
def test_the_same_seed_gives_the_same_bytes_and_another_another_wood(motif: str) -> None:
    first = shown(paint("forest", shot="wide", motifs=(motif,), time_of_day="dawn"))
    again = shown(paint.__wrapped__("forest", shot="wide", motifs=(motif,), time_of_day="dawn"))
    assert np.array_equal(first, again)
    assert difference(first, shown(paint("forest", shot="wide", motifs=(motif,), time_of_day="dawn", seed=8))) > 5
    assert difference(first, shown(paint("forest", shot="wide", time_of_day="dawn"))) > 15


@pytest.mark.parametrize("motif", list(WOODS))
def test_nobody_is_there_who_is_not_wanted(motif: str) -> None:
    somebody, nobody = (
        shown(paint("forest", shot="medium", motifs=(motif,), time_of_day="dawn", without=without)).astype(int)
        for without in ((), ("people",))
    )
    changed = np.abs(somebody - nobody).max(axis=2) > 20
    assert 0.001 < changed.mean() < 0.12
