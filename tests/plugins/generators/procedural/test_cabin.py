"""A cabin with lit windows: it stands on its land, its windows light what is around it, and prompts find it."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import cv2
import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground, cleared
from beatreel.plugins.generators.procedural.foreground._cabin import _against
from beatreel.plugins.generators.procedural.foreground._light import Backlight
from beatreel.plugins.generators.procedural.kernels.house import ROOF, SNOW, WALL, Opening, View, build, look_at
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe

WIDTH, HEIGHT = 176, 312
VIEW = View(WIDTH, HEIGHT, 1.2 * WIDTH, 0.5 * WIDTH, 0.58 * HEIGHT, 2.3)


def test_smoke_is_pale_before_trees_and_dark_before_a_bright_sky() -> None:
    light = Backlight.of(evening())
    one, pale = np.ones((HEIGHT, WIDTH), np.float32), np.full(3, 0.1, np.float32)
    before = {
        tree: _against(one, light, np.full((HEIGHT, WIDTH, 3), 0.01, np.float32), tree * one, pale) for tree in (0, 1)
    }
    assert before[1].mean() > 0.1
    middle = np.s_[HEIGHT // 2 - 9 : HEIGHT // 2 + 9]
    assert before[0][middle].mean() < 0.6 * cv2.resize(light.small, (WIDTH, HEIGHT))[middle].mean()


def evening() -> Painting:
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    colour = np.array([0.55, 0.45, 0.5], np.float32) * (0.2 + np.exp(-(((rows - 0.55) / 0.25) ** 2)))
    light = np.broadcast_to(colour, (HEIGHT, WIDTH, 3)).copy()
    return Painting(
        {"sky": LightGroup(light)}, np.full((HEIGHT, WIDTH), 500.0, np.float32), 180.0, (88.0, 150.0), Grade(),
        masks={"open": np.ones((HEIGHT, WIDTH), np.float32)}, elements=[Element("snow"), Element("birds")],
    )  # fmt: skip


@cache
def painted(
    world: str = "forest", weather: str = "snow", shot: str = "medium", seed: int = 4, *details: str
) -> Painting:
    painting = evening()
    facts: dict[str, Any] = {"weather": weather, "time_of_day": "dusk", "details": details}
    add_foreground(
        painting, SceneDescription(world=world, motifs=("cabin",), **facts), shot=shot, variation=0, seed=seed
    )
    return painting


def light_of(painting: Painting, name: str) -> Any:
    return np.asarray(painting.groups[name].light, np.float32)


def test_a_house_is_seen_with_its_front_its_side_and_its_roof_each_in_its_place() -> None:
    house = build((0.0, 15.0), 1.0, (Opening("front", 1.0, 1.0, 1.0, 1.0),))
    seen = look_at(house, VIEW, 2)
    assert seen is not None
    kinds = np.array([face.skin for face in house.faces] + [-1])[seen.face]
    rows = {skin: np.nonzero(kinds == skin)[0].mean() for skin in (WALL, SNOW)}
    assert rows[SNOW] < rows[WALL]  # the roof is above
    assert (kinds == ROOF).sum() < 0.02 * (kinds == SNOW).sum()  # all of it lies under snow
    hit = seen.face >= 0
    assert 9.0 < seen.z[hit].min() < seen.z[hit].max() < 20.0
    for number, face in enumerate(house.faces):  # what a pixel sees lies on the plane of its face
        its = seen.face == number
        if its.any():
            points = np.stack([seen.x[its], seen.y[its], seen.z[its]], 1)
            assert np.abs((points - face.corner) @ face.normal).max() < 1e-2
    foot = VIEW.at(*house.point("front", 1.5, 0.0))
    assert math.isclose(foot[1], VIEW.horizon + VIEW.focal * VIEW.eye / house.point("front", 1.5, 0.0)[2], rel_tol=1e-5)


def test_bands_of_a_picture_are_parts_of_the_whole() -> None:
    # A house is painted band by band, or one that fills a 2K picture would take gigabytes.
    house = build((0.0, 6.0), 1.0, (Opening("front", 1.0, 1.0, 1.0, 1.0),))
    whole = look_at(house, VIEW, 2)
    assert whole is not None
    for top in range(0, HEIGHT, 64):
        band = look_at(house, VIEW, 2, rows=(top, top + 64))
        assert band is not None and band.rows.start >= top and band.rows.stop <= top + 64
        its = slice(2 * (band.rows.start - whole.rows.start), 2 * (band.rows.stop - whole.rows.start))
        assert np.array_equal(band.face, whole.face[its]) and np.array_equal(band.z, whole.z[its])


def test_a_mirrored_view_sees_the_mirror_image() -> None:
    house = build((0.0, 15.0), 1.0, ())
    one = look_at(house, VIEW, 1)
    other = look_at(house, View(WIDTH, HEIGHT, VIEW.focal, VIEW.centre_x, VIEW.horizon, VIEW.eye, -1.0), 1)
    assert one is not None and other is not None
    assert WIDTH - one.columns.stop == pytest.approx(other.columns.start, abs=1)
    assert (one.face >= 0).sum() == pytest.approx((other.face >= 0).sum(), rel=0.02)


def test_windows_are_warm_answer_the_beat_and_light_the_land_before_them() -> None:
    painting = painted()
    group = painting.groups["windows"]
    assert group.pulse == "kick" and 0 < group.gain <= 0.4
    warm = light_of(painting, "windows")
    panes = warm[..., 2] > 0.5 * warm[..., 2].max()
    assert 0.001 < panes.mean() < 0.06
    blue, _, red = warm[panes].mean(axis=0)
    assert red > 2 * blue
    below = np.flatnonzero(panes.any(axis=1)).max() + 8
    near, far = warm[below : below + 16].mean(), warm[-16:].mean()
    assert near > 3 * far > 0
    assert near > 0.02 * warm.max()


def test_it_stands_on_the_ground_and_hides_what_is_behind_it() -> None:
    painting = painted()
    depth = painting.depth
    middle = depth[:, WIDTH // 2 - 8 : WIDTH // 2 + 8].min(axis=1)
    bottom = middle[-1]
    assert 2.5 < bottom < 7.0  # the ground at the camera's feet
    rows = np.flatnonzero(middle < 100)
    assert (np.diff(middle[rows[len(rows) // 2] :]) < 0.5).all()  # from the wall to the camera it only comes nearer
    assert painting.masks["open"][-20:].max() < 0.01 and painting.masks["open"][:20].min() > 0.99
    assert [element.kind for element in painting.elements] == ["snow"]


def test_snow_lies_on_its_roof_only_in_snow() -> None:
    white, bare = (light_of(painted("forest", weather), "sky") for weather in ("snow", "mist"))
    roof = np.s_[int(0.47 * HEIGHT) : int(0.52 * HEIGHT), int(0.45 * WIDTH) : int(0.60 * WIDTH)]
    assert white[roof].mean() > 1.5 * bare[roof].mean()
    ground = np.s_[-40:]
    assert white[ground].mean() > 2 * bare[ground].mean()


@pytest.mark.parametrize("shot", ["wide", "close", "detail"])
def test_every_shot_shows_its_windows_larger_the_nearer_it_is(shot: str) -> None:
    share = {}
    for one in ("medium", shot):
        warm = light_of(painted(shot=one), "windows")
        share[one] = float((warm[..., 2] > 0.45 * warm[..., 2].max()).mean())
    assert (share[shot] < share["medium"]) == (shot == "wide")


def test_somebody_walks_home_only_if_the_prompt_names_them() -> None:
    alone, somebody = painted(), painted("forest", "snow", "medium", 4, "figure")
    changed = np.abs(light_of(alone, "sky") - light_of(somebody, "sky")).max(axis=2) > 0.01
    rows, columns = np.nonzero(changed[int(0.55 * HEIGHT) : int(0.75 * HEIGHT)])
    assert rows.size > 40 and np.ptp(rows) > np.percentile(columns, 75) - np.percentile(columns, 25)


def test_equal_seeds_give_the_same_bytes_and_others_other_pictures() -> None:
    again = evening()
    facts: dict[str, Any] = {"weather": "snow", "time_of_day": "dusk"}
    add_foreground(
        again, SceneDescription(world="forest", motifs=("cabin",), **facts), shot="medium", variation=0, seed=4
    )
    for name in ("sky", "windows"):
        assert np.array_equal(light_of(again, name), light_of(painted(), name))
    assert np.abs(light_of(painted(seed=5), "sky") - light_of(painted(), "sky")).mean() > 0.01


@pytest.mark.parametrize(
    ("prompt", "world", "has"),
    [
        ("a wooden cabin in the snow with lit windows", "forest", True),
        ("a lonely hut in a pine forest at dusk", "forest", True),
        ("a farmhouse in a field at night", "field", True),
        ("ein verschneites Bauernhaus in der Nacht", "field", True),
        ("une cabane dans la forêt", "forest", True),
        ("lit windows in a dark forest", "forest", True),
        ("chalet in the alps", "mountain", True),
        ("alpine village with lit windows", "town", False),
        ("skyscrapers with lit windows", "skyline", False),
        ("a cosy cabin with a fireplace, interior", "interior", False),
    ],
)
def test_words_of_strangers_name_it(prompt: str, world: str, has: bool) -> None:
    seen = describe(prompt)
    assert (seen.world, "cabin" in seen.motifs) == (world, has)
    assert "lit_windows" not in seen.motifs
    if has:
        assert not {"cabin", "lit windows", "hut"} & {*seen.unpainted, *seen.only_light}


def test_the_worlds_own_people_leave_the_land_of_a_cabin() -> None:
    assert "people" in cleared(describe("a cabin in the mountains")).without
    assert "people" in cleared(describe("a man before a cabin in the mountains")).without  # it has its own walker
    assert "people" not in describe("a man before a cabin in the mountains").without


@pytest.mark.parametrize("shot", ["wide", "medium"])
def test_at_a_lake_its_windows_shine_once_more_in_the_water(shot: str) -> None:
    painting = evening()
    painting.masks["water"] = np.repeat(np.arange(HEIGHT) > 150, WIDTH).reshape(HEIGHT, WIDTH).astype(np.float32)
    seen = SceneDescription(world="mountain", motifs=("cabin",), words=("lake",), time_of_day="dusk")
    add_foreground(painting, seen, shot=shot, variation=0, seed=4)
    rows = light_of(painting, "windows").mean(axis=(1, 2))
    brightest = int(rows[:160].argmax())
    below = int(rows[180:].argmax()) + 180
    assert 0.3 < rows[below] / rows[brightest] < 1.0  # darker than what it mirrors
    shore = (brightest + below) / 2
    assert 155 < shore < 235
    water = painting.masks["water"][:, WIDTH // 4 : -WIDTH // 4]
    assert (
        water[: int(shore) - 12].mean() < 0.2 and water[int(shore) + 25 :].mean() > 0.85
    )  # land, then the lake that moves


def test_a_house_at_a_lake_is_the_cabin_on_its_shore() -> None:
    for prompt in (
        "a lonely house by a lake at night",
        "lake house in winter, violet and gold",
        "a cabin by a misty lake",
    ):
        assert "cabin" in describe(prompt).motifs, prompt
    assert "cabin" not in describe("a lake in the mountains at dawn").motifs
