"""A station's hall: found by its words, the city behind its glass, an engine, lamps in turn, shafts of light by day."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.kernels import station
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

from .conftest import paint as paint_still

PROMPT = "a railway station hall with steam and shafts of light, morning"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("station"), PROMPT, shot="medium")


def test_the_hall_arches_over_its_platforms_and_nothing_is_nowhere() -> None:
    points = station.hall(lit=True).points
    assert np.isfinite(points).all()
    assert points[:, 1].max() == pytest.approx(station.SPRING + station.RISE, abs=0.6)
    free = (
        (np.abs(points[:, 0] - station.TRACKS[1]) < 1.4)
        & (points[:, 1] > 0.3)
        & (points[:, 1] < 4.4)
        & (points[:, 2] < 80)
    )
    assert not free.any()  # a train goes through
    assert station.traveller(1, 1.7).points[:, 1].max() == pytest.approx(1.7, abs=0.06)


def test_lamps_windows_and_shafts_answer_and_steam_hangs_about_the_engine(still: Still) -> None:
    plate = load(still.path)
    pulses = {light.name: light.pulse for light in plate.lights}
    assert pulses["hall lamps"] == "kick" and pulses["hall windows"] == "offbeat" and pulses["shafts"] == "downbeat"
    shafts = next(light for light in plate.lights if light.name == "shafts")
    assert 0.02 < (np.asarray(shafts.picture)[..., :3].max(axis=2) > 8).mean() < 0.6
    assert len(plate.layers) == 2 and all(layer.motion and layer.motion.sway for layer in plate.layers)
    assert any(element.kind == "engine" for element in plate.elements)


@pytest.mark.parametrize("prompt", [PROMPT, "train station at night, crowd", "an old railway station in the rain"])
def test_words_of_strangers_name_it(prompt: str) -> None:
    seen = describe(prompt)
    assert seen.world == "skyline" and "station_hall" in seen.motifs and not {"crowd", "train"} & set(seen.motifs)
    assert not {"railway station hall", "train station", "steam"} & {*explain(seen)["no_effect"]}


def test_somebody_waits_alone_in_an_empty_station(tmp_path: Path) -> None:
    prompt = "an empty train station platform at dawn, one passenger with a suitcase"
    assert "suitcase" not in describe(prompt).unpainted
    plate = load(paint_still(tmp_path, prompt, shot="close").path)
    assert not any(element.kind == "engine" for element in plate.elements)
    assert len(plate.layers) == 1, "no steam, and who waits"
