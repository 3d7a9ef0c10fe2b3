"""Hot-air balloons: several, near and far, over the land that is named; their burners light them in turn and they drift."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel import Still
from beatreel.plugins.generators.procedural.kernels import balloons
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, sight
from beatreel.plugins.generators.procedural.plate import load
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

from .conftest import SPEC, frames_of, make_scene, paint as paint_still

PROMPT = "hot air balloons over rock valleys at dusk"


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Still:
    return paint_still(tmp_path_factory.mktemp("balloons"), PROMPT, shot="wide")


def test_gores_close_around_a_balloon_and_no_two_share_a_place() -> None:
    view = View(240, 240, 240.0, 120.0, 120.0, 0.0)
    seen = [sight(balloons.gores(first, 2, 0.3).moved(0, 0, 1.6), view, 1, (0, 240)) for first in (0, 1)]
    both = sight(Mesh.of([balloons.gores(first, 2, 0.3) for first in (0, 1)]).moved(0, 0, 1.6), view, 1, (0, 240))
    assert both is not None and all(one is not None for one in seen)
    filled = both.skin >= 0
    row = filled[filled.shape[0] // 2]
    assert row[np.flatnonzero(row)[0] : np.flatnonzero(row)[-1]].all()
    shares = [float((one.skin >= 0).sum()) / filled.sum() for one in seen if one is not None]
    assert sum(shares) == pytest.approx(1.08, abs=0.1) and min(shares) > 0.3


def test_they_hang_at_three_distances_and_are_lit_in_turn(still: Still) -> None:
    plate = load(still.path)
    moving = [layer for layer in plate.layers if layer.motion]
    assert len({layer.inverse for layer in moving}) == 3
    (burners,) = (element for element in plate.elements if element.kind == "burners")
    points = np.array(burners.options["points"])
    assert len(points) >= 6 and {0.0, 1.0} == set(points[:, 4])
    assert points[:, 2].max() > 4 * points[:, 2].min()


def test_they_drift_and_shine_on_the_beat(still: Still) -> None:
    plate = load(still.path)
    (burners,) = (element for element in plate.elements if element.kind == "burners")
    x, y, size = max((one for one in burners.options["points"] if one[4] == 0), key=lambda one: one[2])[:3]
    scene = make_scene(PROMPT, camera="hold", shot="wide")
    on, off = (frames_of(still, scene, first=n)[0][: SPEC.height].astype(np.float32) for n in (30, 43))
    row, column, reach = int((y + 0.1) * SPEC.height), int(x * SPEC.width), max(int(0.2 * size * SPEC.width), 2)
    window = np.s_[row - reach : row + reach, column - reach : column + reach]
    assert on[window].mean() > off[window].mean() + 3
    motion = max((layer.motion for layer in plate.layers if layer.motion), key=lambda one: abs(one.right))
    assert motion.right and motion.down < 0


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        (PROMPT, "canyon"),
        ("Heißluftballons über der Wüste", "dunes"),
        ("hot air balloons over the mountains at dawn", "mountain"),
        ("a hot air balloon above the clouds", "clouds"),
    ],
)
def test_words_of_strangers_name_them_over_the_land_that_is_named(prompt: str, world: str) -> None:
    seen = describe(prompt)
    assert (seen.world, "balloons" in seen.motifs) == (world, True)
    assert not {"hot air balloons", "hot air balloon"} & {*explain(seen)["no_effect"]}
