"""Temples, pagodas, shrines: tiers with curved eaves on their land, lanterns whose light answers the beat, and prompts that find them."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground, cleared
from beatreel.plugins.generators.procedural.kernels import pagoda
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import NX, NZ, Mesh, boxes, sight
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.prompt.explain import explain

WIDTH, HEIGHT = 144, 256
VIEW = View(WIDTH, HEIGHT, 1.2 * WIDTH, 0.5 * WIDTH, 0.5 * HEIGHT, 1.6)


def evening() -> Painting:
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    colour = np.array([0.55, 0.45, 0.5], np.float32) * (0.2 + np.exp(-(((rows - 0.55) / 0.25) ** 2)))
    light = np.broadcast_to(colour, (HEIGHT, WIDTH, 3)).copy()
    return Painting(
        {"sky": LightGroup(light)}, np.full((HEIGHT, WIDTH), 500.0, np.float32), 150.0, (72.0, 125.0), Grade(),
        masks={"open": np.ones((HEIGHT, WIDTH), np.float32)}, elements=[Element("mist"), Element("birds")],
    )  # fmt: skip


@cache
def painted(words: str = "pagoda", shot: str = "wide", seed: int = 4, weather: str = "mist") -> Painting:
    painting = evening()
    facts: dict[str, Any] = {"weather": weather, "time_of_day": "dusk", "words": tuple(words.split())}
    add_foreground(
        painting, SceneDescription(world="forest", motifs=("temple",), **facts), shot=shot, variation=0, seed=seed
    )
    return painting


def light_of(painting: Painting, name: str) -> Any:
    return np.asarray(painting.groups[name].light, np.float32)


def test_of_two_boxes_the_nearer_is_seen_with_the_place_and_the_way_of_its_face() -> None:
    both = Mesh.of([boxes([(0, 1.6, 12)], [(2, 2, 2)], 3), boxes([(0, 1.6, 6)], [(0.5, 0.5, 0.5)], 7)])
    seen = sight(both, VIEW, 2, (0, HEIGHT))
    assert seen is not None
    middle = (HEIGHT // 2 - seen.rows.start) * 2, (WIDTH // 2 - seen.columns.start) * 2
    assert seen.skin[middle] == 7 and seen.z[middle] == pytest.approx(5.5, abs=1e-3)
    assert seen.carried[middle][NX : NZ + 1] == pytest.approx([0, 0, -1])
    edge = np.flatnonzero((seen.skin == 3).any(axis=0))
    assert np.ptp(edge) / 2 == pytest.approx(4 / 10 * VIEW.focal, abs=2)
    parts = [sight(both, VIEW, 2, (top, top + 64)) for top in range(0, HEIGHT, 64)]
    assert np.array_equal(np.concatenate([part.skin for part in parts if part is not None]), seen.skin)


def test_a_pagoda_has_five_roofs_that_hang_over_and_whose_corners_sweep_up() -> None:
    built = pagoda.temple(pagoda.PAGODA)
    assert 19 < built.tall < 25
    tiles = np.unique(built.mesh.triangles[built.mesh.skins == pagoda.TILE])
    points = built.mesh.points[tiles]
    outside = points[np.abs(points[:, 0]) > 3.4]
    heights = np.unique(np.round(outside[np.abs(outside[:, 2]) < 0.4][:, 1], 1))
    assert (np.diff(heights) > 1.0).sum() == 4
    for storey, corners in zip(pagoda.PAGODA, np.split(built.corners, 5), strict=True):
        assert np.abs(corners[:, [0, 2]]).min() > storey.wide + 0.85 * storey.over
        level = points[np.abs(points[:, 1] - corners[0, 1]) < 1.0]
        eaves = level[(np.abs(level[:, 0]) > storey.wide + 0.95 * storey.over) & (np.abs(level[:, 2]) < 0.5)]
        assert corners[:, 1].min() > eaves[:, 1].min() - 0.1


def test_windows_and_lanterns_are_warm_and_answer_the_beat_in_turn() -> None:
    painting = painted()
    windows, lanterns = painting.groups["windows"], painting.groups["lanterns"]
    assert (windows.pulse, lanterns.pulse) == ("kick", "offbeat") and 0 < windows.gain <= 0.4 > lanterns.gain > 0
    for name in ("windows", "lanterns"):
        warm = light_of(painting, name)
        bright = warm[..., 2] > 0.5 * warm[..., 2].max()
        assert 1e-4 < bright.mean() < 0.05
        assert warm[bright][:, 2].mean() > 2 * warm[bright][:, 0].mean()
    ground = light_of(painting, "windows")[int(0.75 * HEIGHT) :]
    assert ground.max() > 4 * np.median(ground) > 0  # pools of light about the lanterns


def test_it_stands_before_the_world_and_on_its_ground() -> None:
    painting = painted()
    tower = painting.depth[int(0.4 * HEIGHT) : int(0.66 * HEIGHT)].min(axis=1)
    assert ((tower > 5) & (tower < 46)).mean() > 0.8
    assert painting.depth[-1].max() < 12
    assert painting.masks["open"][-8:].max() < 0.01 and painting.masks["open"][:8].mean() > 0.9
    assert [element.kind for element in painting.elements] == ["mist"]


@pytest.mark.parametrize(("words", "shot"), [("shrine", "medium"), ("temple", "close"), ("temple", "detail")])
def test_nearer_looks_show_larger_lights(words: str, shot: str) -> None:
    def share(painting: Painting) -> float:
        warm = sum(light_of(painting, name) for name in ("windows", "lanterns"))
        return float((warm[..., 2] > 0.05).mean())

    assert share(painted(words, shot)) > 1.2 * share(painted())


def test_snow_lies_on_its_roofs_and_no_leaves_hang_over_it() -> None:
    white, dark = (light_of(painted("pagoda", "wide", 4, weather), "sky") for weather in ("snow", "mist"))
    assert white[-60:].mean() > 2 * dark[-60:].mean()


def test_equal_seeds_give_the_same_bytes_and_others_other_pictures() -> None:
    again = painted.__wrapped__()  # not the one that is kept
    for name in ("sky", "windows", "lanterns"):
        assert np.array_equal(light_of(again, name), light_of(painted(), name))
    assert np.abs(light_of(painted(seed=5), "sky") - light_of(painted(), "sky")).mean() > 0.003


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("a pagoda in the mist at night", "forest"),
        ("a japanese temple in Kyoto, maple trees", "forest"),
        ("torii gates in a forest", "forest"),
        ("a shinto shrine in a field at dawn", "field"),
        ("tibetan monastery at sunset", "mountain"),
        ("a temple on a snowy mountain", "mountain"),
        ("ein Tempel im Nebel bei Nacht", "forest"),
        ("un santuario en el bosque", "forest"),
    ],
)
def test_words_of_strangers_name_it(prompt: str, world: str) -> None:
    seen = describe(prompt)
    assert (seen.world, "temple" in seen.motifs) == (world, True)
    assert not {"temple", "pagoda", "shrine", "torii gate"} & {*explain(seen)["no_effect"]}
    assert "people" in cleared(seen).without


@pytest.mark.parametrize("prompt", ["a temple under water", "greek temple at sunset", "a stage in a temple of light"])
def test_temples_of_stone_stay_where_they_are(prompt: str) -> None:
    seen = describe(prompt)
    assert seen.world in ("underwater", "dunes", "stage") and "temple" not in seen.motifs
