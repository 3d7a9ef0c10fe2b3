"""Windmills and wind turbines: found by their words, standing on the land, with sails that turn in the film."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.motion import moved
from beatreel.plugins.generators.procedural.foreground import add_foreground, cleared, shot_behind
from beatreel.plugins.generators.procedural.kernels import mills
from beatreel.plugins.generators.procedural.painting import Grade, LightGroup, Motion, Painting
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

from .conftest import SPEC, frames_of, make_scene, paint as paint_still

WIDTH, HEIGHT = 144, 256
STANDS = np.array([[1, 0, 0], [0, 1, 0]], np.float32)


@cache
def painted(motif: str, shot: str = "wide") -> Painting:
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    colour = np.array([0.3, 0.4, 0.7], np.float32) * (0.15 + np.exp(-(((rows - 0.5) / 0.25) ** 2)))
    painting = Painting(
        {"sky": LightGroup(np.broadcast_to(colour, (HEIGHT, WIDTH, 3)).copy())},
        np.full((HEIGHT, WIDTH), 5000.0, np.float32), 150.0, (72.0, 125.0), Grade(),
    )  # fmt: skip
    description = SceneDescription(world="field", motifs=(motif,), time_of_day="dusk")
    add_foreground(painting, description, shot=shot, variation=0, seed=4)
    return painting


def test_a_layer_turns_about_its_pivot_drifts_and_comes_back_in_a_loop() -> None:
    motion = Motion(x=0.25, y=0.5, turns=0.25, squeeze=0.5)
    clock = Clock(2.0, 4.0)
    assert np.allclose(moved(STANDS, motion, clock, 2.0, (400, 200))[:2], STANDS, atol=1e-4)
    quarter = moved(STANDS, motion, clock, 3.0, (400, 200))[:2]
    pivot = np.array([99.5, 99.5])
    assert np.allclose(quarter @ [*pivot, 1], pivot, atol=1e-3)
    # What was 20 pixels over the pivot is half as far beside it, for it is seen at a slant.
    assert np.allclose(quarter @ [pivot[0] + 10, pivot[1], 1], pivot - [0, 20], atol=1e-3)
    drifts = moved(STANDS, Motion(right=0.1, down=-0.05), clock, 3.0, (400, 200))
    assert np.allclose(drifts[:2, 2], (-40.0, 20.0), atol=1e-3)
    loop = Clock(2.0, 4.0, loop=True)
    for one in (motion, Motion(right=0.1, sway=0.1)):
        start, end = (moved(STANDS, one, loop, time, (400, 200)) for time in (2.0, 6.0))
        assert np.allclose(start, end, atol=1e-3)


@pytest.mark.parametrize("shot", ["wide", "close", "detail"])
def test_a_mill_stands_on_its_hill_with_lit_windows_and_sails_before_it(shot: str) -> None:
    painting = painted("windmill", shot)
    (vanes,) = painting.layers
    assert vanes.motion is not None and vanes.motion.turns
    assert 0.03 < float((vanes.alpha > 0.5).mean()) < 0.25 or shot == "wide"
    assert 0 < vanes.motion.x < 1 and 0 < vanes.motion.y < 1
    windows = painting.groups["windows"]
    assert windows.pulse == "kick" and 0 < windows.gain <= 0.4
    warm = np.asarray(windows.light, np.float32)
    bright = warm[..., 2] > 0.5 * warm[..., 2].max()
    assert 0 < bright.mean() < 0.05 and warm[bright][:, 2].mean() > 2 * warm[bright][:, 0].mean()
    assert vanes.depth < painting.depth[int(vanes.motion.y * HEIGHT) + 4, int(vanes.motion.x * WIDTH)] + 6


def test_turbines_stand_one_behind_the_other_and_each_turns_about_its_own_hub() -> None:
    painting = painted("turbines")
    hubs = {(round(layer.motion.x, 3), round(layer.motion.y, 3)) for layer in painting.layers if layer.motion}
    rates = {layer.motion.turns for layer in painting.layers if layer.motion}
    depths = [layer.depth for layer in painting.layers]
    assert len(hubs) == len(rates) == len(painting.layers) >= 3
    assert depths == sorted(depths, reverse=True)
    red = np.asarray(painting.groups["beacons"].light, np.float32)
    assert red[..., 2].max() > 4 * red[..., 0].max() > 0


def test_sails_are_as_long_as_they_are_said_to_be_at_any_slant() -> None:
    for squeeze in (1.0, 0.6):
        size = np.abs(mills.sails(squeeze, 1).points).max(axis=0)
        assert size[1] == pytest.approx(mills.REACH, rel=0.03) and size[0] == pytest.approx(
            squeeze * mills.REACH, rel=0.03
        )
    assert math.hypot(*mills.hub_of(0.5)[::2]) < 3


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("mill"), "an old windmill on a hill at sunset", shot="wide")


def test_its_sails_turn_in_the_film_and_nothing_else_does(still: Still) -> None:
    plate = load(still.path)
    motion = next(layer.motion for layer in plate.layers if layer.motion)
    scene = make_scene("an old windmill on a hill at sunset", camera="hold", shot="wide")
    first, later = (frames_of(still, scene, first=n)[0][: SPEC.height].astype(np.float32) for n in (4, 44))
    moved_by = np.abs(later - first)
    x, y = int(motion.x * SPEC.width), int(motion.y * SPEC.height)
    reach = SPEC.width // 5
    about = moved_by[y - reach : y + reach, max(x - reach, 0) : x + reach]
    above = moved_by[: max(y - 2 * reach, 8)]
    assert (about > 30).mean() > 0.02 > 4 * (above > 30).mean()


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("old windmill on a hill at sunset", "windmill"),
        ("eine alte Windmühle im Schnee", "windmill"),
        ("des moulins à vent au crépuscule", "windmill"),
        ("wind turbines in rows at dawn", "turbines"),
        ("a wind farm in the mountains", "turbines"),
    ],
)
def test_words_of_strangers_name_them(prompt: str, motif: str) -> None:
    seen = describe(prompt)
    assert motif in seen.motifs and seen.world in ("field", "mountain")
    assert not {"windmill", "turbines", "wind"} & {*explain(seen)["no_effect"]}
    assert "people" in cleared(seen).without
    assert shot_behind(seen, "close") == "wide"
