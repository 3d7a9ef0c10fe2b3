"""A campfire: its flames live in a film, its light reaches the ground and the people about it, and prompts find it."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import numpy as np
import pytest

from beatreel import Moment
from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.elements import KINDS, emitters
from beatreel.plugins.generators.procedural.animate.elements.base import Air, Stage
from beatreel.plugins.generators.procedural.animate.pose import Pose
from beatreel.plugins.generators.procedural.animate.warp import Warp
from beatreel.plugins.generators.procedural.developing import develop
from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.kernels.flames import Flames, fire_colour
from beatreel.plugins.generators.procedural.painting import Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe

WIDTH, HEIGHT = 176, 312


def night() -> Painting:
    rows = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    colour = np.array([0.20, 0.12, 0.08], np.float32) * (0.3 + np.exp(-(((rows - 0.5) / 0.25) ** 2)))
    light = np.broadcast_to(colour, (HEIGHT, WIDTH, 3)).copy()
    depth = np.full((HEIGHT, WIDTH), 500.0, np.float32)
    return Painting({"sky": LightGroup(light)}, depth, 180.0, (88.0, 0.5 * HEIGHT), Grade())


@cache
def painted(world: str = "ocean", shot: str = "medium", seed: int = 4, without: tuple[str, ...] = ()) -> Painting:
    painting = night()
    scene = SceneDescription(world=world, motifs=("campfire",), time_of_day="night", without=without)
    add_foreground(painting, scene, shot=shot, variation=0, seed=seed)
    return painting


def light_of(painting: Painting, name: str) -> Any:
    return np.asarray(painting.groups[name].light, np.float32)


def test_flames_are_hottest_low_and_stream_upwards_without_end() -> None:
    flames = Flames(7)
    first = flames.heat(60, 90, 0.0, 0.0)
    assert first[60:88, 20:40].mean() > 2 * first[:30].mean()
    assert first.max() > 0.95 and first[:, :4].max() < 0.3
    assert np.array_equal(first, flames.heat(60, 90, 1.0, 1.0))  # a loop
    moved = flames.heat(60, 90, 0.03, 0.05)
    assert 0.02 < np.abs(moved - first).mean() < 0.3
    blue, green, red = fire_colour(np.array([0.3, 1.0], np.float32)).T
    assert (red > green).all() and (green > blue).all() and blue[1] > 20 * blue[0]


def test_the_animator_draws_its_flames_in_place_of_the_painted_ones() -> None:
    painting = painted()
    flames = painting.groups["flames"]
    assert (flames.pulse, flames.base) == ("steady", 0.0)
    kinds = {element.kind: element.options for element in painting.elements}
    assert {"fire", "sparks"} <= set(kinds) <= set(KINDS)
    burning = light_of(painting, "flames")[..., 2] > 0.2 * light_of(painting, "flames").max()
    rows, columns = np.nonzero(burning)
    place = kinds["fire"]
    assert abs(columns.mean() / WIDTH - place["x"]) < 0.03
    assert abs(rows.max() / HEIGHT - place["y"]) < 0.02
    assert 0.5 * place["tall"] < np.ptp(rows) / HEIGHT < 1.1 * place["tall"]


def test_flames_and_sparks_burn_where_the_fire_is_and_close_in_a_loop() -> None:
    frame = (HEIGHT - 16, WIDTH - 16)
    painting = painted.__wrapped__()  # it is used up
    plate = develop(painting, describe("a campfire").palette)
    warp = Warp(frame[1], frame[0], plate.size, plate.inverse, focal=plate.focal, centre=plate.centre)
    warp.set(Pose())
    stage = Stage(plate, warp, Clock(0.0, 4.0, loop=True), frame[1], frame[0], frame[1] / 1440, 0.5, 3)
    fires = emitters([one for one in plate.elements if one.kind in ("fire", "sparks")], stage)

    def shown(time: float) -> Any:
        small = np.zeros((warp.rows, warp.columns, 3), np.uint8)
        quiet = {one.name: 0 for one in dataclasses.fields(Moment)}
        air = Air(Moment(**{**quiet, "time": time}), small, small.copy(), (frame[1] // 2, frame[0] // 2))
        for one in fires:
            one.emit(air)
        return air.fine.astype(int)

    first = shown(0.0)
    rows, columns = np.nonzero(first[..., 2] > 120)
    place = next(one.options for one in plate.elements if one.kind == "fire")
    assert abs(columns.mean() / first.shape[1] - place["x"]) < 0.06
    assert place["y"] - 1.2 * place["tall"] < rows.mean() / first.shape[0] < place["y"]
    assert np.abs(shown(0.5) - first).sum() > 0.3 * first.sum()
    assert np.abs(shown(4.0) - first).sum() < 0.02 * first.sum()


@pytest.mark.parametrize("world", ["ocean", "forest", "field", "dunes"])
def test_its_light_answers_the_beat_and_falls_off_over_the_ground(world: str) -> None:
    painting = painted(world)
    group = painting.groups["firelight"]
    assert group.pulse == "kick" and 0 < group.gain <= 0.4
    warm = light_of(painting, "firelight")
    place = next(element.options for element in painting.elements if element.kind == "fire")
    foot, middle = int(place["y"] * HEIGHT), int(place["x"] * WIDTH)
    near = warm[foot + 14 : foot + 22, middle - 20 : middle + 20]
    assert near.mean() > 1.8 * warm[-14:].mean() > 0
    blue, _, red = near.reshape(-1, 3).mean(axis=0)
    assert red > 2 * blue


def test_people_sit_about_it_unless_nobody_is_wanted() -> None:
    somebody, nobody = painted(), painted(without=("people", "figure"))
    gone = light_of(nobody, "sky").mean(axis=2) - light_of(somebody, "sky").mean(axis=2)
    dark = gone > 0.3 * light_of(nobody, "sky").mean()  # bodies hide the land behind them
    assert dark.mean() > 0.01
    columns = np.flatnonzero(dark.sum(axis=0) > 6) / WIDTH
    place = next(element.options for element in somebody.elements if element.kind == "fire")
    assert columns.min() < place["x"] - 0.1 and columns.max() > place["x"] + 0.1  # at both sides
    lit = light_of(somebody, "firelight")[dark].mean(axis=0)
    assert lit[2] > 1.5 * lit[0] > 0  # and the fire shines on them


def test_equal_seeds_give_the_same_bytes() -> None:
    again = night()
    scene = SceneDescription(world="ocean", motifs=("campfire",), time_of_day="night")
    add_foreground(again, scene, shot="medium", variation=0, seed=4)
    for name in ("sky", "firelight", "flames"):
        assert np.array_equal(light_of(again, name), light_of(painted(), name))
    assert np.abs(light_of(painted(seed=5), "sky") - light_of(painted(), "sky")).mean() > 0.002


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("a campfire on a beach at night with friends", "ocean"),
        ("a bonfire in the desert under the stars", "dunes"),
        ("friends sitting around the fire in the woods", "forest"),
        ("Lagerfeuer am Strand", "ocean"),
        ("un feu de camp dans la forêt", "forest"),
    ],
)
def test_words_of_strangers_name_it(prompt: str, world: str) -> None:
    seen = describe(prompt)
    assert seen.world == world and "campfire" in seen.motifs
    assert seen.time_of_day in ("dusk", "night")
    assert not {"campfire", "bonfire", "fire"} & {*seen.unpainted, *seen.only_light, *seen.unknown}


def test_the_ground_ends_softly_where_no_tree_hides_its_edge() -> None:
    painting = night()
    scene = SceneDescription(world="forest", motifs=("campfire",), time_of_day="dusk", weather="snow")
    add_foreground(painting, scene, shot="detail", variation=0, seed=4)
    column = light_of(painting, "sky")[:, 4:24].mean(axis=(1, 2))  # beside the fire
    assert column[: HEIGHT // 3].min() > 0.05 * column.max()
    assert np.abs(np.diff(column)).max() < 0.4 * column.max()


@pytest.mark.parametrize("house", ["cabin", "temple"])
def test_a_film_shows_the_house_and_the_fire_that_its_prompt_names_one_after_the_other(house: str) -> None:
    groups = {}
    for shot in ("wide", "close"):
        painting = night()
        scene = SceneDescription(world="forest", motifs=(house, "campfire"), time_of_day="night")
        add_foreground(painting, scene, shot=shot, variation=0, seed=4)
        groups[shot] = set(painting.groups)
    assert "windows" in groups["wide"] and "flames" not in groups["wide"]
    assert "flames" in groups["close"] and "windows" not in groups["close"]


def test_a_couple_sits_at_the_fire_and_is_not_painted_twice() -> None:
    found = describe("a couple at a campfire in the mountains")
    assert "campfire" in found.motifs and "pair" not in found.motifs
