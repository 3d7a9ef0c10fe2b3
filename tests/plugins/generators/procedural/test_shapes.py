"""Films of other shapes than 9:16 are composed for their frame: what matters stays in it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.mountain import views, world as mountain
from beatreel.plugins.generators.procedural.worlds.space import world as space

SIZES = [(160, 288), (192, 240), (240, 240), (288, 160)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("seed", range(8))
def test_the_edge_of_a_planet_is_in_the_picture(width: int, height: int, seed: int) -> None:
    shape = space._shape(width, height)
    assert shape == pytest.approx(width / height, rel=0.03)
    description = describe("a planet before sunrise, night", "")
    view = space._limb(np.random.default_rng(seed), description, shape)
    _, x, y, radius, *_ = view.globes[-1]
    across = np.linspace(0, 1, 101)
    edge = y - shape * np.sqrt(np.maximum(radius**2 - (across - x) ** 2, 0))
    assert 0.3 < edge.min() < 0.85
    assert view.disc is not None
    assert edge.min() - 0.02 < view.disc[1] < 0.95
    at = y - shape * math.sqrt(radius**2 - (view.disc[0] - x) ** 2)
    assert view.disc[1] == pytest.approx(at, abs=0.02)  # the sun stands on the edge


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("view", [views.RIDGES, views.SHOULDER, views.CAMP], ids=["ridges", "shoulder", "camp"])
def test_the_ledge_before_the_mountains_is_in_the_picture(width: int, height: int, view: views.View) -> None:
    for seed in range(2):
        camera, land, _ = mountain._place(
            view, "medium", width, height, *map(np.random.default_rng, (seed, seed + 100))
        )
        assert land.knoll is not None
        row = camera.horizon + camera.focal * view.stand / land.knoll.edge
        assert 0.3 * height < row < 0.97 * height
