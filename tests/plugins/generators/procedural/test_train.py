"""Trains in a landscape: found by their words, on a viaduct or on a bank, nearer in the film along their track."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.motion import moved, shown
from beatreel.plugins.generators.procedural.foreground import _train, cleared
from beatreel.plugins.generators.procedural.kernels import trains, viaducts
from beatreel.plugins.generators.procedural.painting import Motion
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

from .conftest import SPEC, frames_of, make_scene, paint as paint_still

PROMPT = "a steam train crossing a snowy viaduct at blue dusk"
STANDS = np.array([[1, 0, 0], [0, 1, 0]], np.float32)


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_what_nears_along_a_line_is_seen_as_a_camera_sees_it(side: float) -> None:
    width, height, focal, way = 400, 700, 440.0, 0.6
    vanishing = np.array([200 - side * focal * np.tan(way), 300.0])

    def seen(along: np.ndarray, up: float) -> np.ndarray:
        """Return pixels of points of the upright plane of a track, metres along it from 40 m away."""
        x, z = 3 + np.sin(way) * along, 40 - np.cos(way) * along
        return np.stack([200 + side * focal * x / z, 300 - focal * up / z], 1)

    along = np.array([0.0, -20.0, -60.0])
    before = seen(along, 4.0) - 0.5
    clock, speed = Clock(0.0, 4.0), 3.0
    nearing = speed * np.cos(way) / 40 * width / (seen(along, 0.0)[0, 0] - vanishing[0])
    motion = Motion(vanishing[0] / width, vanishing[1] / height, nearing=nearing)
    after = shown(moved(STANDS, motion, clock, 2.0, (width, height)), before)
    assert np.allclose(after, seen(along + 2 * speed, 4.0) - 0.5, atol=0.05)


def test_lit_windows_beside_a_train_are_its_own() -> None:
    assert "cabin" not in describe("a night train in the mountains, glowing windows").motifs
    assert "cabin" in describe("glowing windows in snowy mountains at night").motifs


def test_a_train_is_as_long_as_its_carriages_and_stands_on_its_wheels() -> None:
    for steam, front in ((True, trains.ENGINE), (False, trains.DIESEL)):
        points = trains.train(2, steam=steam).points
        assert points[:, 0].min() == pytest.approx(-front - 2 * trains.CARRIAGE, abs=1.5)
        assert points[:, 1].min() == pytest.approx(0.0, abs=0.25) and 3.5 < points[:, 1].max() < 4.8
        assert np.abs(points[:, 2]).max() < 1.7
    arches = viaducts.viaduct(0.0, 3, 20.0).points
    assert arches[:, 1].min() == pytest.approx(-20.0) and np.ptp(arches[:, 0]) > 3 * viaducts.SPAN


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("train"), PROMPT, shot="medium")


def test_the_engine_comes_nearer_with_its_lamp_and_its_steam_and_the_viaduct_stands(still: Still) -> None:
    plate = load(still.path)
    engine = next(element for element in plate.elements if element.kind == "engine")
    moving = [layer.motion for layer in plate.layers if layer.motion]
    assert len(moving) == 3 and len(plate.layers) == 4  # old and new steam, the train; the wall before its wheels
    x, y, metre, _ = engine.options["lamps"][0]
    scene = make_scene(PROMPT, camera="hold", shot="medium")
    first, later = (frames_of(still, scene, first=n)[0][: SPEC.height].astype(np.float32) for n in (4, 64))
    differs = np.abs(later - first) > 25
    row, column = int(y * SPEC.height), int(x * SPEC.width)
    reach = int(6 * metre * SPEC.width)
    assert differs[row - reach : row + reach, max(column - reach, 0) : column + reach].mean() > 0.15
    assert differs[int(0.8 * SPEC.height) :].mean() < 0.08  # but for the snow that falls


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        (PROMPT, "mountain", "steam_train"),
        ("night train through the mountains", "mountain", "train"),
        ("a train crossing the desert", "dunes", "train"),
        ("ein Dampfzug in einem Mohnfeld", "field", "steam_train"),
        ("a stone viaduct in mist", "mountain", "viaduct"),
        ("a skyline with an elevated train at night", "skyline", "train"),
    ],
)
def test_words_of_strangers_name_them(prompt: str, world: str, motif: str) -> None:
    seen = describe(prompt)
    assert seen.world == world and motif in seen.motifs
    assert not {"train", "steam train", "viaduct", "Dampfzug"} & {*explain(seen)["no_effect"]}
    assert ("people" in cleared(seen).without) == (world != "skyline")


def test_a_river_runs_under_the_arches_and_not_along_them() -> None:
    wide = _train._HIGH["wide"]
    x, z = np.meshgrid(np.linspace(-60, 60, 121), np.linspace(20, 120, 51))
    dry = _train._dry(x, z, wide)
    assert all(5 < (row < 0.5).sum() < 30 for row in dry), "from near to far it has two banks"
