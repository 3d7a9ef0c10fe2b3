"""A wet window: the world behind it is soft, drops turn it upside down, some run down, and its lights go on answering the music."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.foreground import add_foreground, size_behind
from beatreel.plugins.generators.procedural.painting import LightGroup, Painting
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain
from beatreel.plugins.generators.procedural.scenery.drops import Pane, pane_of

from .conftest import SPEC, frames_of, make_scene, paint as paint_still
from .look import shown

PROMPT = "raindrops on a window, a mountain lake at night, fireworks"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("window"), PROMPT, shot="close")


def test_a_drop_shows_the_world_upside_down_and_bright_at_its_foot() -> None:
    pane = Pane.empty(240, 400)
    pane.add(120, 200, 40, np.random.default_rng(1))
    sky = np.zeros((400, 240, 3), np.float32)
    sky[:200] = 1.0  # bright above, dark below
    shown = pane.look(sky)[..., 0]
    assert shown[172:188, 110:130].mean() < 0.1 < 0.9 < shown[212:228, 110:130].mean()
    assert pane.cover[200, 120] == 1 and pane.cover[100, 120] == 0
    assert pane.clear[158:175, 120].min() < 0.6 < pane.clear[225:242, 120].min()  # its rim is dark above


def test_more_rain_wets_more_of_the_pane() -> None:
    light, heavy = (pane_of(120, 200, 4.0, amount, np.random.default_rng(2)).cover.mean() for amount in (0.4, 1.2))
    assert 0.01 < light < 0.7 * heavy < 0.35


def test_what_lies_behind_is_soft_and_drops_run_down(still: Still) -> None:
    plate = load(still.path)
    running = [layer.motion.down for layer in plate.layers if layer.motion]
    assert len(running) == 3 and min(running) > 0
    assert not {one.kind for one in plate.elements} - {"dapple"}  # fireworks behind the glass would be sharp


def test_what_lies_behind_may_be_painted_in_half_as_many_pixels() -> None:
    told = describe("rain on a window, a mountain lake at night")
    assert size_behind(told, 1584, 2816) == (792, 1408)
    assert size_behind(told, 176, 320) == (176, 320)  # too few to spare
    assert size_behind(describe("a mountain lake at night"), 1584, 2816) == (1584, 2816)
    pictures = []
    for share in (1, 2):
        rows, columns = np.mgrid[0:480:share, 0:272:share].astype(np.float32)
        lamp = np.exp(-((rows - 200) ** 2 + (columns - 90) ** 2) / 900)[..., None] * np.array(
            [0.3, 0.6, 1.5], np.float32
        )
        depth = np.full(rows.shape, 90.0, np.float32)
        painting = Painting({"lamp": LightGroup(lamp)}, depth, 300.0 / share, (136.0 / share, 240.0 / share))
        add_foreground(painting, told, shot="close", variation=0, seed=3, size=(272, 480))
        assert painting.depth.shape == (480, 272) and painting.focal == 300.0 and painting.centre == (136.0, 240.0)
        pictures.append(shown(painting).astype(int))
    assert np.abs(pictures[0] - pictures[1]).mean() < 1.5 < pictures[0].std() / 8


def test_its_lights_answer_the_beat(tmp_path: Path) -> None:
    still = paint_still(tmp_path, "raindrops on glass, a neon street at night", shot="wide")
    scene = make_scene("raindrops on glass, a neon street at night", camera="hold", shot="wide")
    on, off = (frames_of(still, scene, first=n)[0][: SPEC.height].astype(np.float32) for n in (30, 43))
    assert np.abs(on - off).mean() > 0.5


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("a rainy window with city bokeh, blue and orange", "skyline"),
        ("a rainy window, a neon alley behind, blue and orange", "alley"),
        ("raindrops on glass, cold blue light", "alley"),
        ("rain on the window, a forest behind", "forest"),
        ("rain-streaked window over a mountain lake", "mountain"),
    ],
)
def test_it_is_found_by_name(prompt: str, world: str) -> None:
    told = describe(prompt)
    assert (told.world, told.weather, "wet_window" in told.motifs) == (world, "rain", True)
    assert "window" not in str(explain(told)["no_effect"]) + str(explain(told)["elsewhere"])


def test_a_room_with_rain_outside_stays_a_room() -> None:
    told = describe("a cosy room with a candle by the window, rain outside")
    assert told.world == "interior" and "wet_window" not in told.motifs


@pytest.mark.parametrize(("shot", "least", "most"), [("wide", 0.15, 0.6), ("medium", 0.01, 0.15)])
def test_a_windscreen_has_a_dashboard_or_a_wiper_behind_its_drops(shot: str, least: float, most: float) -> None:
    told = describe("rain on a windscreen at night in the city, red and teal")
    assert {"wet_window", "windscreen"} <= set(told.motifs)
    lamp = np.full((320, 180, 3), 0.2, np.float32)
    painting = Painting({"lamp": LightGroup(lamp)}, np.full((320, 180), 90.0, np.float32), 200.0, (90.0, 160.0))
    add_foreground(painting, told, shot=shot, variation=0, seed=3)
    nearest = min(painting.layers, key=lambda layer: layer.depth)
    assert least < float(np.asarray(nearest.alpha, np.float32).mean()) < most
