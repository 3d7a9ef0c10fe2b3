"""A barn in a field: found by its words, of its own colour, its windows on the beat, a storm front behind it."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.kernels import barn
from beatreel.plugins.generators.procedural.kernels.pagoda import PAINTED
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

from .conftest import paint as paint_still

PROMPT = "a red barn in a wheat field at dusk, thunderstorm front behind"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("barn"), PROMPT, shot="medium")


def test_a_barn_is_as_wide_as_it_says_and_its_roof_bends() -> None:
    points = barn.barn(PAINTED, lit=True).points
    assert np.abs(points[:, 0]).max() == pytest.approx(barn.HALF + 0.55, abs=0.3)
    assert np.ptp(points[:, 2]) == pytest.approx(barn.LONG + 1.6, abs=1.2)
    assert barn.silo().points[:, 1].max() > 12


def test_the_storm_is_dark_over_a_bright_horizon_and_lightning_strikes_from_it(still: Still) -> None:
    plate = load(still.path)
    picture = np.asarray(plate.picture[..., :3], np.float32) @ np.array([0.07, 0.72, 0.21], np.float32)
    horizon = int(plate.centre[1])
    left = np.s_[:, : plate.size[0] // 6]
    above, low = (
        picture[: horizon - plate.size[1] // 4][left],
        picture[horizon - plate.size[1] // 20 : horizon - 4][left],
    )
    assert low.mean() > 2 * above.mean()
    (bolt,) = (element for element in plate.elements if element.kind == "lightning")
    assert 0 < bolt.options["top"] < bolt.options["bottom"] < horizon / plate.size[1]


def test_it_is_red_and_its_windows_are_on_the_beat(still: Still) -> None:
    plate = load(still.path)
    (windows,) = (light for light in plate.lights if light.name == "windows")
    assert windows.pulse == "kick" and 0 < windows.gain <= 0.4
    glow = np.asarray(windows.picture, np.float32)
    assert 0.0005 < (glow[..., 2] > 60).mean() < 0.05


@pytest.mark.parametrize("prompt", [PROMPT, "an old barn in a meadow", "red barn in the snow"])
def test_words_of_strangers_name_it(prompt: str) -> None:
    seen = describe(prompt)
    assert seen.world == "field" and "barn" in seen.motifs and not seen.other_world
    assert not {"barn", "red barn", "old barn"} & {*explain(seen)["no_effect"]}
    if "red" in prompt:  # the barn is red, and not the picture
        red = seen.palette.borne[0]
        assert seen.palette.strength < 0.3 and abs(seen.palette.key - red) > 30
