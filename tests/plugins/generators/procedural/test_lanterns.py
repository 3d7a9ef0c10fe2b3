"""Paper lanterns on water and in the sky: found by their words, many to the horizon, in two families, mirrored."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.kernels import lanterns
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, U, V
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

from .conftest import SPEC, frames_of, make_scene, paint as paint_still

PROMPT = "sky lanterns over a lake at night"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("lanterns"), PROMPT, shot="medium")


def test_a_box_stands_on_the_water_and_a_bag_is_wide_above() -> None:
    box, bag = lanterns.floating(4).points, lanterns.rising().points
    assert 0 <= box[:, 1].min() < 0.05 and box[:, 1].max() == pytest.approx(1.0, abs=0.05)
    radius = np.hypot(bag[:, 0], bag[:, 2])
    assert radius[bag[:, 1] > 0.6].max() > 1.3 * radius[np.abs(bag[:, 1]) < 0.05].max()


@pytest.mark.parametrize("form", [lanterns.candle(8), lanterns.paper_boat()])
def test_a_flame_is_the_brightest_part_of_what_carries_it(form: Mesh) -> None:
    """:mod:`mesh_light` lets paper and wax shine after how near they are to a flame at u = 0, v = -1/4."""
    away = np.hypot(form.carried[:, U], form.carried[:, V] + 0.25)
    flame = form.points[away < 1e-3]
    assert -0.1 < form.points[:, 1].min() < 0.05  # it lies on the water
    assert len(flame) and np.ptp(flame[:, 1]) > 0.2 and flame[:, 1].min() > 0.3
    assert away.max() > 0.8


def test_two_families_shine_above_the_water_and_in_it(still: Still) -> None:
    plate = load(still.path)
    lights = {light.name: light for light in plate.lights}
    horizon = int(plate.centre[1])
    both = [np.asarray(lights[name].picture, np.float32) for name in ("bulbs", "other bulbs")]
    assert [lights[name].pulse for name in ("bulbs", "other bulbs")] == ["kick", "offbeat"]
    for warm in both:
        bright = warm[..., 2] > 60
        assert bright[: horizon - 5].sum() > 10 and bright[horizon + 5 :].sum() > 40
        assert warm[bright][:, 2].mean() > 1.5 * warm[bright][:, 0].mean()
    assert ((both[0][..., 2] > 90) & (both[1][..., 2] > 90)).mean() < 0.01  # none shines through another


def test_near_ones_rise_and_every_other_one_is_on_the_beat(still: Still) -> None:
    plate = load(still.path)
    motions = [layer.motion for layer in plate.layers if layer.motion]
    assert len(motions) >= 2 and all(motion.down < 0 for motion in motions)
    scene = make_scene(PROMPT, camera="hold", shot="medium")
    on, off = (frames_of(still, scene, first=n)[0][: SPEC.height].astype(np.float32) for n in (30, 43))
    low = np.s_[int(0.6 * SPEC.height) :]
    assert np.percentile(np.abs(on - off)[low], 99) > 12


@pytest.mark.parametrize(
    ("prompt", "world", "motifs"),
    [
        (PROMPT, "mountain", {"paper_lanterns", "water_lanterns"}),
        ("paper lanterns floating on a river at night", "mountain", {"water_lanterns"}),
        ("floating lanterns on the sea at dusk", "ocean", {"water_lanterns"}),
        ("paper lanterns in a narrow alley", "alley", {"paper_lanterns"}),
        ("candles floating on a river at night", "mountain", {"water_candles"}),
        ("a thousand candles on the dark water in mist", "mountain", {"water_candles"}),
        ("paper boats with candles on a dark river", "mountain", {"candle_boats"}),
        ("glowing paper boats drifting down a stream at night", "mountain", {"candle_boats"}),
    ],
)
def test_words_of_strangers_name_them(prompt: str, world: str, motifs: set[str]) -> None:
    seen = describe(prompt)
    assert seen.world == world
    assert {"paper_lanterns", "water_lanterns", "water_candles", "candle_boats"} & set(seen.motifs) == motifs
    assert not any("lantern" in word for word in explain(seen)["no_effect"])
