"""Fireworks: in the still and behind what stands before the sky, bursting on the first beat of a bar, mirrored in water, and no flash."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel import Music, Still
from beatreel.plugins.generators.procedural.animate.animator import Animator
from beatreel.plugins.generators.procedural.animate.elements.fireworks import Fireworks
from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.kernels.fireworks import burst, draw
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe

from .conftest import SPEC, frames_of, make_analysis, make_scene, paint as paint_still
from .look import paint

PROMPT = "fireworks over the sea"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("fireworks"), PROMPT, shot="wide")


def test_sparks_fly_apart_fall_and_go_out() -> None:
    seen = []
    for age in (0.06, 0.35, 0.8, 1.0):
        layer = np.zeros((200, 200, 3), np.uint8)
        draw(layer, burst(4, 0.5, 0.5, 0.4), age)
        rows, columns = np.nonzero(layer.max(axis=2) > 20)
        seen.append((np.ptp(columns) if columns.size else 0, rows.mean() if rows.size else 0.0, int(layer.sum())))
    assert seen[0][0] < 0.7 * seen[1][0]
    assert seen[2][1] > seen[0][1] + 5
    assert seen[1][2] > 1.5 * seen[2][2] > 0 == seen[3][2]


def test_a_still_shows_them_only_in_the_sky_and_in_water() -> None:
    painting = paint.__wrapped__("ocean", time_of_day="night")
    add_foreground(painting, describe(PROMPT), shot="wide", variation=0, seed=2)
    light = np.asarray(painting.groups["fireworks"].light, np.float32).max(axis=2)
    sky, water = painting.masks["open sky"] > 0.99, painting.masks["water"] > 0.9
    assert light[sky].mean() > 10 * light[~sky & ~water].mean()
    assert light[water].mean() > 0.02 * light[sky].mean()
    assert "fireworks" in {element.kind for element in painting.elements}
    indoors = paint.__wrapped__("interior")
    add_foreground(indoors, describe(PROMPT), shot="wide", variation=0, seed=2)
    assert "fireworks" not in indoors.groups


def test_they_burst_on_the_first_beat_and_are_no_flash(still: Still) -> None:
    scene = make_scene(PROMPT, camera="hold", shot="wide")
    upper = SPEC.height // 2
    frames = [frames_of(still, scene, first=n)[0] for n in (59, 62, 72, 110)]  # a bar is 60 frames
    lit = [float((frame[:upper].astype(np.float32) > 110).mean()) for frame in frames]
    assert lit[2] > lit[0] + 0.002 and lit[2] > lit[3]


@pytest.mark.parametrize(("tempo", "volleys"), [(110.0, {0.0, 0.5}), (168.0, {0.0})])
def test_they_add_no_flash_to_beats_that_are_quick(still: Still, tempo: float, volleys: set[float]) -> None:
    """They cover much of the sky, and half a bar may lie between beats."""
    music = Music(make_analysis(tempo=tempo))
    animator = Animator(load(still.path), make_scene(PROMPT), SPEC, music, seed=3)
    (fireworks,) = (one for one in animator._emitters if isinstance(one, Fireworks))
    assert set(fireworks.volleys) == volleys


def test_words_name_them_and_the_hour_is_night() -> None:
    for prompt in (PROMPT, "a field with fireworks", "Feuerwerk am Strand", "fireworks over the city"):
        found = describe(prompt)
        assert "fireworks" in found.motifs and found.time_of_day == "night", prompt
    assert describe("fireworks over the city").world == "skyline"
    assert describe("fireworks at dusk over the sea").time_of_day == "dusk"
