"""The world behind the window of a train: which words ask for it, what of the world is seen, and what moves there alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.prompt.describe import describe, picture_number

from .look import paint


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("A city skyline at dusk seen from a moving train", "skyline"), ("view from a train window, snowy mountains", "mountain"),
        ("fields of wheat seen from a train", "field"), ("out of the window of a train at night, a coast", "ocean"),
        ("Night train crossing a city, lights streaking past the window", "skyline"),
        ("train through snowy mountains, pines rushing past the window", "mountain"),
    ],
)  # fmt: skip
def test_words_put_the_world_that_they_name_behind_a_window(prompt: str, world: str) -> None:
    found = describe(prompt)
    assert found.world == world and "train_window" in found.motifs and not found.other_world
    assert "train" not in found.motifs


def test_a_train_that_is_seen_is_no_window_and_rain_wets_the_pane_near_by() -> None:
    for prompt in ("a train crossing snowy mountains", "a bedroom at night, a train passing the window"):
        assert "train_window" not in describe(prompt).motifs
    seen = [
        describe("mountains seen from a train in the rain", picture=picture_number(s, 0)) for s in ("wide", "detail")
    ]
    assert ["wet_window" in one.motifs for one in seen] == [False, True]


def test_the_carriage_frames_the_world_and_only_outside_it_rains() -> None:
    scene = {"weather": "rain", "time_of_day": "dusk", "details": ("train_window",)}
    told = describe("a city skyline at dusk in the rain seen from a moving train")
    opened = {}
    for shot in ("wide", "medium"):
        painting = paint("skyline", shot=shot, seed=4, **scene)
        before = sum(group.light.astype(np.float32) for group in painting.groups.values())
        add_foreground(painting, told, shot=shot, variation=0, seed=4)
        frame = painting.layers[-1]
        opened[shot] = float((np.asarray(frame.alpha) < 0.5).mean())
        assert np.asarray(frame.colour, np.float32).max() > np.percentile(before, 80)  # a lamp shines in it
        assert all(element.mask for element in painting.elements)
        assert painting.masks["pane"].min() < 0.1 and painting.masks["pane"].max() > 0.9
    assert 0.12 < opened["wide"] < opened["medium"] < 0.8


def test_a_blurred_city_has_no_sharp_windows() -> None:
    kinds = {}
    told = describe("a city skyline at dusk seen from a moving train")
    for shot in ("medium", "detail"):
        painting = paint("skyline", shot="medium", seed=4, time_of_day="dusk")
        painting = replace(painting, elements=list(painting.elements), masks=dict(painting.masks), layers=[])
        painting.groups = {name: replace(group) for name, group in painting.groups.items()}
        add_foreground(painting, told, shot=shot, variation=0, seed=4)
        kinds[shot] = {element.kind for element in painting.elements}
    assert kinds["medium"] - kinds["detail"] >= {"panes"} and kinds["detail"]
