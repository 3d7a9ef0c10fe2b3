"""The fair: how it looks by shot and hour, its wheel in perspective, bulbs in turn with the beat, and what wet ground mirrors."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel import Scene
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.fair.canvas import Canvas, Eye
from beatreel.plugins.generators.procedural.worlds.fair.rides import Wheel, draw_wheel

from .conftest import SPEC, frames_of, make_scene, paint as paint_still
from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time", "seed"),
    [("wide", "night", 4), ("medium", "night", 5), ("close", "dusk", 6), ("detail", "night", 7), ("wide", "dusk", 8)],
)
def test_has_tones_from_black_to_white(shot: str, time: str, seed: int) -> None:
    look = measure(shown(paint("fair", shot=shot, time_of_day=time, seed=seed)))
    assert [fault for fault in look.faults() if not fault.startswith("scattered")] == []


def test_same_arguments_give_the_same_bytes_and_others_other_pictures() -> None:
    first, second = (one("fair", shot="wide", time_of_day="night", seed=4) for one in (paint, paint.__wrapped__))
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    for shot, time, seed in (("medium", "night", 5), ("detail", "night", 7), ("wide", "dusk", 8)):
        assert difference(shown(first), shown(paint("fair", shot=shot, time_of_day=time, seed=seed))) > 5


def test_every_other_bulb_answers_the_beat() -> None:
    groups = paint("fair", shot="wide", time_of_day="night", seed=4).groups
    assert (groups["bulbs"].pulse, groups["other"].pulse) == ("kick", "offbeat")
    one, other = (np.asarray(groups[name].light, np.float32).max(axis=2) for name in ("bulbs", "other"))
    assert 0.5 < one.mean() / other.mean() < 2.0
    bright = np.maximum(one, other) > 0.6
    assert np.abs(one - other)[bright].mean() > 0.25  # each of them has its own


def test_the_wheel_is_a_circle_in_perspective() -> None:
    eye = Eye(1.6, 300.0, 150.0, 320.0)
    wheel = Wheel(0.0, 50.0, 20.0, 0.6, 0.0)
    canvas = Canvas(eye, 300, 400, (0.1, 0.1, 0.1))
    draw_wheel(canvas, wheel, (np.ones(3), np.ones(3)), [(0.5, 0.1, 0.1)])
    near, far = (canvas.at([wheel.point(angle, 20.0, 0.0)])[0] for angle in (np.pi, 0.0))
    middle = canvas.at([wheel.point(0.0, 0.0, 0.0)])[0]
    assert abs(near[0] - middle[0]) > 1.2 * abs(far[0] - middle[0])  # its nearer half is the wider one
    lit = np.maximum(*canvas.cores.values()).max(axis=2)
    for x, y in canvas.at(wheel.rim(12)):
        around = lit[int(y) - 3 : int(y) + 4, int(x) - 3 : int(x) + 4]
        assert around.max() > 100


def test_wet_ground_mirrors_the_lights_and_rain_ends_where_the_prompt_says_so() -> None:
    dry, falling, fallen = (
        paint("fair", shot="wide", time_of_day="night", seed=4, **weather)
        for weather in (
            {},
            {"weather": "rain", "prompt": "a fair in the rain"},
            {"weather": "rain", "prompt": "a fair after the rain"},
        )
    )
    light = []
    for painting in (dry, falling):
        ground = painting.masks["ground"] > 0.5
        assert ground.mean() > 0.05
        light.append(np.asarray(painting.groups["bulbs"].light, np.float32)[ground].mean())
    assert light[1] > 1.5 * light[0]
    assert ["rain" in {element.kind for element in painting.elements} for painting in (falling, fallen)] == [
        True,
        False,
    ]


def test_nobody_is_there_where_nobody_is_wanted() -> None:
    full, empty = (
        shown(paint("fair", shot="wide", time_of_day="night", seed=4, **w)) for w in ({}, {"without": ("people",)})
    )
    assert 0.004 < (np.abs(full.astype(int) - empty).max(axis=2) > 24).mean() < 0.3


def test_nobody_lights_a_fair_that_is_given_up_and_it_is_seen_by_day() -> None:
    told = describe("an abandoned amusement park in fog, rusty ferris wheel")
    assert (told.world, told.time_of_day) == ("fair", "day")
    painting = paint("fair", shot="close", time_of_day="day", seed=4, words=told.words, understood=told.understood)
    assert list(painting.groups) == ["sky"] and not any(one.kind == "chase" for one in painting.elements)


def test_light_runs_around_the_wheel(tmp_path_factory: pytest.TempPathFactory) -> None:
    prompt = "a ferris wheel at night"
    still = paint_still(tmp_path_factory.mktemp("fair"), prompt, shot="wide")
    scene: Scene = make_scene(prompt, camera="hold", shot="wide")
    wheel = paint("fair", shot="wide", time_of_day="night", seed=4).elements[0]
    assert wheel.kind == "chase" and len(wheel.options["points"]) > 40
    one, other = (frames_of(still, scene, first=n)[0][: SPEC.height].astype(np.float64) for n in (15, 45))
    changed = np.abs(one - other) > 14  # a second apart, at the same place in the beat
    assert changed[: SPEC.height // 2].mean() > 0.002


def test_words_lead_to_it() -> None:
    for prompt in (
        "an amusement park at night",
        "merry go round, warm",
        "une fête foraine la nuit",
        "county fair at dusk",
    ):
        found = describe(prompt)
        assert found.world == "fair" and not found.approximate, prompt
    assert "figure" in describe("a girl at a carnival").details
    assert "moon" in describe("a harvest moon over a ferris wheel").motifs
