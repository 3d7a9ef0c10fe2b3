"""A graveyard: stones that lean on its land, candles whose light reaches them, and prompts that find it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground, cleared
from beatreel.plugins.generators.procedural.kernels import graves
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import extruded, sight
from beatreel.plugins.generators.procedural.painting import Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

WIDTH, HEIGHT = 144, 256


@cache
def painted(shot: str, seed: int = 4) -> Painting:
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    colour = np.array([0.5, 0.35, 0.3], np.float32) * (0.15 + np.exp(-(((rows - 0.5) / 0.25) ** 2)))
    painting = Painting(
        {"sky": LightGroup(np.broadcast_to(colour, (HEIGHT, WIDTH, 3)).copy())},
        np.full((HEIGHT, WIDTH), 500.0, np.float32), 150.0, (72.0, 125.0), Grade(),
    )  # fmt: skip
    facts: dict[str, Any] = {"weather": "mist", "time_of_day": "night"}
    add_foreground(
        painting, SceneDescription(world="forest", motifs=("graveyard",), **facts), shot=shot, variation=0, seed=seed
    )
    return painting


def light_of(painting: Painting, name: str) -> Any:
    return np.asarray(painting.groups[name].light, np.float32)


def test_a_plate_whose_outline_bends_in_covers_its_area_and_no_more() -> None:
    cross = [(-1, 0), (1, 0), (1, 2), (3, 2), (3, 4), (1, 4), (1, 6), (-1, 6), (-1, 4), (-3, 4), (-3, 2), (-1, 2)]
    view = View(200, 200, 200.0, 100.0, 100.0, 3.0)
    for outline in (cross, cross[::-1]):
        seen = sight(extruded(outline, 0.2, 1).moved(0, 0, 10.1), view, 1, (0, 200))
        assert seen is not None
        assert (seen.skin == 1).sum() == pytest.approx((2 * 6 + 2 * 4) * 20 * 20, rel=0.03)


def test_no_two_stones_are_alike() -> None:
    rng = np.random.default_rng(1)
    sizes = {tuple(np.round(np.ptp(graves.stone(rng).points, axis=0), 3)) for _ in range(8)}
    assert len(sizes) == 8


@pytest.mark.parametrize("shot", ["wide", "close", "detail"])
def test_candles_are_warm_answer_the_beat_and_light_the_stones(shot: str) -> None:
    painting = painted(shot)
    group = painting.groups["candles"]
    assert group.pulse == "kick" and 0 < group.gain <= 0.4
    warm = light_of(painting, "candles")
    bright = warm[..., 2] > 0.5 * warm[..., 2].max()
    assert 0 < bright.mean() < 0.05 and warm[bright][:, 2].mean() > 2 * warm[bright][:, 0].mean()
    assert (warm[..., 2] > 0.02 * warm[..., 2].max()).mean() > 3 * bright.mean()
    stones = painting.depth[int(0.5 * HEIGHT) :]
    assert np.abs(np.diff(stones, axis=1)).max() > 1.0  # they stand before what is behind them


def test_equal_seeds_give_the_same_bytes() -> None:
    again = painted.__wrapped__("close")
    for name in ("sky", "candles"):
        assert np.array_equal(light_of(again, name), light_of(painted("close"), name))


@pytest.mark.parametrize(
    ("prompt", "world", "time"),
    [
        ("a graveyard in the mist", "forest", "night"),
        ("an old cemetery at dusk", "forest", "dusk"),
        ("tombstones in a field at dawn", "field", "dawn"),
        ("ein Friedhof bei Nacht", "forest", "night"),
        ("un cimetière sous la lune", "forest", "night"),
    ],
)
def test_words_of_strangers_name_it(prompt: str, world: str, time: str) -> None:
    seen = describe(prompt)
    assert (seen.world, seen.time_of_day, "graveyard" in seen.motifs) == (world, time, True)
    assert not {"graveyard", "cemetery", "tombstones"} & {*explain(seen)["no_effect"]}
    assert "people" in cleared(seen).without
