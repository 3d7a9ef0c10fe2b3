"""A carousel: found by its words, with bulbs in two families, horses that pass before it, mirrored by wet ground."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.kernels import carousel
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

from .conftest import SPEC, frames_of, make_scene, paint as paint_still

PROMPT = "a carousel at night"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("carousel"), PROMPT, shot="medium")


def test_horses_stand_between_drum_and_edge_and_under_the_roof() -> None:
    for near in (True, False):
        horses = carousel.ridden(near=near, turn=0.2)
        assert len(horses) >= 7
        for mesh in horses:
            middle = mesh.points.mean(axis=0)
            assert 1.8 < np.hypot(middle[0], middle[2]) < carousel.RADIUS
            assert middle[2] < 0 if near else middle[2] > -0.9
            assert mesh.points[:, 1].min() > 0.2 and mesh.points[:, 1].max() < carousel.EAVES


def test_bulbs_take_turns_and_the_ground_mirrors_them(still: Still) -> None:
    plate = load(still.path)
    lights = {light.name: light for light in plate.lights}
    assert (lights["roof bulbs"].pulse, lights["other roof bulbs"].pulse) == ("kick", "offbeat")
    foot = int(0.82 * plate.size[1])
    for name in ("roof bulbs", "other roof bulbs"):
        warm = np.asarray(lights[name].picture, np.float32)
        assert (warm[:foot, :, 2] > 90).sum() > 40 and warm[foot:, :, 2].max() > 25
    (chase,) = (element for element in plate.elements if element.kind == "chase")
    assert len(chase.options["points"]) > 20


def test_horses_pass_and_rise(still: Still) -> None:
    (horses,) = (layer for layer in load(still.path).layers if layer.motion)
    assert horses.motion is not None and horses.motion.right and horses.motion.sway
    scene = make_scene(PROMPT, camera="hold", shot="medium")
    first, later = (frames_of(still, scene, first=n)[0][: SPEC.height].astype(np.float32) for n in (4, 94))
    differs = np.abs(later - first) > 30
    middle = slice(int(0.58 * SPEC.height), int(0.72 * SPEC.height))
    assert differs[middle].mean() > 3 * differs[: SPEC.height // 4].mean()


@pytest.mark.parametrize("prompt", [PROMPT, "ein Karussell bei Nacht", "a merry-go-round with wooden horses"])
def test_words_of_strangers_name_it(prompt: str) -> None:
    seen = describe(prompt)
    assert seen.world == "fair" and "carousel" in seen.motifs and "horse" not in seen.motifs
    assert not {"carousel", "merry go round", "Karussell"} & {*explain(seen)["no_effect"]}
