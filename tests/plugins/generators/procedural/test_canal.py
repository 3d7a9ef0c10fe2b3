"""A canal between houses: found by its words, its lamps in the water, a gondola that glides."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.foreground._quays import quay_town
from beatreel.plugins.generators.procedural.foreground._water import Surface
from beatreel.plugins.generators.procedural.kernels import amsterdam, gondola, venice
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

from .conftest import SPEC, frames_of, make_scene, paint as paint_still

PROMPT = "a gondola on a venice canal at night, lamps"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("canal"), PROMPT, shot="medium")


def test_calm_water_shows_a_thing_as_far_below_the_horizon_as_it_stands_above() -> None:
    view = View(120, 200, 120.0, 60.0, 90.0, 2.0)
    surface = Surface.of(view, 0.0, 1)
    image = np.zeros((100, 120, 3), np.float32)
    image[70:74, 50:54] = 1.0  # 26 to 30 rows over the horizon, which is its lower edge
    found = surface.bent(image, 100.0, 1.0)
    rows, columns = np.nonzero(found[..., 0] > 0.5)
    assert rows.min() + surface.top - 90 == pytest.approx(26, abs=1) and rows.max() + surface.top - 90 == pytest.approx(
        29, abs=1
    )
    assert (columns.min(), columns.max()) == (50, 53)
    steep, flat = surface.shares[-1].mean(), surface.shares[3].mean()
    assert 0.1 < steep < 0.5 * flat < 0.5


def test_houses_stand_side_by_side_over_their_water_doors() -> None:
    rng = np.random.default_rng(3)
    points = venice.house(rng, 7.0, 3, 0, 0.5).points
    assert points[:, 0].min() > -0.5 and points[:, 0].max() < 7.5
    assert points[:, 1].min() < 0 and points[:, 1].max() > 3.6 + 3 * 3.4
    boat = gondola.gondola(lantern=True).points
    assert np.ptp(boat[:, 0]) == pytest.approx(gondola.LONG, abs=1.0) and boat[:, 1].max() > 2.4  # who rows it stands


def test_a_town_of_quays_leaves_the_water_free_and_stands_above_it() -> None:
    mesh, spots = quay_town(5.0, 30.0, np.random.default_rng(1), 0.5, lamps=True, bare=True)
    x, y, z = mesh.points.T
    over = (np.abs(x) < 2.9) & (y < 0.9) & (z > 4) & (z < 24)
    assert not over.any()
    assert {spot[0] < 0 for spot in spots} == {True, False} and min(spot[1] for spot in spots) > amsterdam.STREET - 0.5
    assert y.max() > 15


def test_lamps_and_windows_shine_in_turn_and_in_the_water(still: Still) -> None:
    plate = load(still.path)
    lights = {light.name: light for light in plate.lights}
    assert (lights["windows"].pulse, lights["lanterns"].pulse) == ("kick", "offbeat")
    horizon = int(plate.centre[1])
    for light in (lights["windows"], lights["lanterns"]):
        warm = np.asarray(light.picture, np.float32)
        assert warm[:horizon, :, 2].max() > 60 and warm[horizon + 20 :, :, 2].max() > 12
        assert warm[..., 2].mean() > 2 * warm[..., 0].mean()


def moved(before: np.ndarray, after: np.ndarray, rows: slice, columns: slice) -> np.ndarray:
    """Return by how many pixels right and down a part of a frame has moved, whatever light has done to it since."""
    one, other = (np.array(frame[rows, columns], np.float32) for frame in (before, after))
    hanning = cv2.createHanningWindow(one.shape[::-1], cv2.CV_32F)
    return np.array(cv2.phaseCorrelate(one, other, hanning)[0])


def test_the_gondola_glides_and_the_houses_stand(still: Still) -> None:
    (boat,) = (layer for layer in load(still.path).layers if layer.motion)
    assert boat.motion is not None and boat.motion.right and boat.motion.sway
    scene = make_scene(PROMPT, camera="hold", shot="medium")
    first, *others = (frames_of(still, scene, first=n)[0][: SPEC.height] for n in (4, 49, 94))
    for seconds, later in zip((1.5, 3.0), others, strict=True):
        beside = [moved(first, later, slice(120, 216), part) for part in (slice(36), slice(140, None))]
        assert max(np.hypot(*one) for one in beside) < 2  # the breath of a held camera
        glides = moved(first, later, slice(206, 256), slice(38, 134)) - np.mean(beside, axis=0)
        assert glides[0] / (boat.motion.right * seconds * SPEC.width) > 0.7


@pytest.mark.parametrize(
    "prompt",
    [
        "venice canal at sunset",
        "a gondola in the fog",
        "a canal in venice by night",
        "venice in winter",
        "amsterdam canal in autumn",
        PROMPT,
    ],
)
def test_words_of_strangers_name_it(prompt: str) -> None:
    seen = describe(prompt)
    assert seen.world == "ocean" and "canal" in seen.motifs
    assert not {"venice", "canal", "gondola", "venice canal"} & {*explain(seen)["no_effect"]}
    assert describe("a narrow lane in Venice").world == "alley"
