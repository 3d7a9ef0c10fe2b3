"""Caves: rock that a ray cannot pass, a mouth that lights it, still water that mirrors it, and what shines by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import tunnel
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.cave.rock import Shape, passage

from .look import difference, measure, paint, shown

ICE = {"understood": ("ice cave",), "time_of_day": "day"}
GEMS = {"understood": ("crystal cave",), "time_of_day": "day"}
GROTTO = {"understood": ("grotto",), "time_of_day": "day"}
WORMS = {"understood": ("glowworm cave",), "time_of_day": "night"}
FALLS = {"motifs": ("waterfall",), "time_of_day": "day"}
CALM = np.zeros((8, 8, 2), np.float32)


@pytest.mark.parametrize(
    ("shot", "facts"),
    [
        ("wide", {}),
        ("medium", {}),
        ("wide", ICE),
        ("close", GEMS),
        ("wide", GROTTO),
        ("close", WORMS),
    ],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, facts: dict[str, Any]) -> None:
    assert measure(shown(paint("cave", shot=shot, **facts))).faults(12.0) == []


def test_same_arguments_give_the_same_bytes_and_seeds_other_pictures() -> None:
    first, second = paint("cave"), paint.__wrapped__("cave")
    assert all(np.array_equal(group.light, second.groups[name].light) for name, group in first.groups.items())
    assert difference(shown(first), shown(paint("cave", seed=8))) > 6
    assert difference(shown(first), shown(paint("cave", **ICE))) > 12


def test_a_ray_ends_where_the_map_says_that_rock_begins() -> None:
    cave = passage(Shape("rock", 30.0, 4.0, 4.0, 1.8, hanging=40), np.random.default_rng(4))
    look = tunnel.Look.of(cave, (0.0, 0.0, 0.05), 90.0, (50.0, 90.0), 100, 180, CALM)
    seen = tunnel.see(cave, look, (0, 180), 1 / 90.0)
    rows = np.interp(seen.where[..., 2], tunnel.places(cave.far), np.arange(tunnel.ROWS))
    axis = np.stack([np.interp(rows, np.arange(tunnel.ROWS), cave.axis[:, i]) for i in (0, 1)], -1)
    x, y = seen.where[..., 0] - axis[..., 0], seen.where[..., 1] - axis[..., 1]
    columns = (np.arctan2(x, -y) % (2 * np.pi) / (2 * np.pi) * tunnel.COLUMNS - 0.5).round().astype(
        int
    ) % tunnel.COLUMNS
    apart = np.abs(np.hypot(x, y) - cave.radius[rows.round().astype(int), columns])
    rock = seen.kind == tunnel.ROCK
    assert rock.mean() > 0.7
    assert np.median(apart[rock]) < 0.03
    assert (apart[rock] > 0.5).mean() < 0.02


def test_looking_at_a_small_picture_first_changes_nothing_that_is_seen() -> None:
    cave = passage(Shape("rock", 30.0, 4.0, 4.0, 1.8, water=0.3), np.random.default_rng(6))
    quick = tunnel.Look.of(cave, (0.0, 0.0, 0.05), 80.0, (48.0, 90.0), 96, 170, CALM)
    slow = tunnel.Look(quick.eye, 80.0, quick.centre, 96, 170, CALM, np.zeros((1, 1, 2), np.float32))
    one, other = (tunnel.see(cave, look, (0, 170), 1 / 80.0) for look in (quick, slow))
    assert (np.abs(one.where[..., 3] - other.where[..., 3]) > 0.03 * other.where[..., 3] + 0.05).mean() < 0.03


def test_still_water_mirrors_the_rock_above_it() -> None:
    cave = passage(Shape("rock", 30.0, 4.0, 4.0, 1.8, water=0.5), np.random.default_rng(5))
    focal, water = 80.0, cave.water
    look = tunnel.Look.of(cave, (0.0, 0.0, 0.05), focal, (48.0, 85.0), 96, 170, CALM)
    seen = tunnel.see(cave, look, (0, 170), 1 / focal)
    wet = seen.wet > 0
    assert 0.1 < wet.mean() < 0.6
    assert (seen.where[..., 1][wet & (seen.kind == tunnel.ROCK)] > water - 0.05).all()
    assert not wet[:85].any(), "above the horizon is no water"


def test_light_falls_in_at_the_mouth_and_through_a_hole_and_shadows_lie_behind_rock() -> None:
    wide, chamber = paint("cave"), paint("cave", shot="medium")
    sky = wide.depth > 3000
    day = wide.groups["day"].light.mean(axis=2)
    assert 0.01 < sky.mean() < 0.35
    assert day[sky].mean() > 8 * day[~sky].mean()
    rows = np.nonzero((chamber.depth > 3000).any(axis=1))[0]
    assert np.diff(rows).max() > 3, "a mouth, and a hole above it"
    assert (
        paint("cave", **ICE).groups["ice"].light[..., 0].mean()
        > 2 * paint("cave", **ICE).groups["ice"].light[..., 2].mean()
    )


def test_crystals_and_glowworms_shine_with_the_music_and_light_the_rock() -> None:
    gems, worms = paint("cave", shot="close", **GEMS), paint("cave", shot="close", **WORMS)
    for found, name in ((gems, "gems"), (gems, "other gems"), (worms, "worms")):
        group = found.groups[name]
        assert group.pulse != "steady"
        assert group.gain > 0.2
        assert group.light.max() > 0.3
    assert (gems.groups["gems"].light.max(axis=2) > 0.01).mean() > 2 * (
        gems.groups["gems"].light.max(axis=2) > 0.3
    ).mean()
    assert "gems" not in paint("cave").groups


def test_words_lead_there_and_nobody_stands_where_nobody_is_wanted() -> None:
    for words in (
        "ice cave, cold blue",
        "Kristallhöhle, violett",
        "an underground lake in a cave",
        "blue grotto in Capri",
        "glowworm cave",
        "inside a geode",
    ):
        assert describe(words).world == "cave", words
    assert describe("underwater cave").world == "underwater"
    assert describe("rave cave").world == "stage"
    alone = paint("cave", shot="detail", without=("people",))
    assert difference(shown(alone), shown(paint("cave", shot="detail"))) > 0.3


def test_every_other_look_into_what_shines_is_along_a_bend_and_the_mouth_is_aside() -> None:
    def off_centre(variation: int) -> float:
        columns = np.nonzero(paint("cave", variation=variation, **ICE).depth > 3000)[1]
        return abs(float(columns.mean()) / 176 - 0.5) if columns.size else 0.5

    assert off_centre(0) > 0.25
    assert off_centre(1) < 0.15


def test_water_that_is_named_beside_crystals_shines_and_beats() -> None:
    wet, dry = (
        paint("cave", shot="close", understood=words, time_of_day="day")
        for words in (("crystal cave", "water"), ("crystal cave",))
    )
    assert "water" in wet.groups and "water" not in dry.groups
    light, lake = np.asarray(wet.groups["water"].light, np.float32).sum(axis=2), wet.masks["water"] > 0.5
    assert lake.mean() > 0.15 and light[lake].mean() > 2 * light[~lake].mean() > 0
    assert wet.groups["water"].gain > 0.1


def test_a_slot_canyon_is_of_red_rock_with_a_beam_of_light() -> None:
    found = describe("a slot canyon with light beams")
    assert found.world == "cave" and {"slot", "canyon"} <= found.all_words
    painting = paint("cave", shot="medium", understood=("slot canyon",), time_of_day="day")
    rock = painting.depth < 3000
    blue, green, red = np.asarray(painting.groups["still"].light, np.float32)[rock].sum(axis=0)
    assert red > 1.5 * green > 1.5 * blue
    assert 0.005 < (~rock).mean() < 0.3 and "water" not in painting.groups


def test_water_falls_in_threads_before_the_mouth_of_a_cave_behind_a_waterfall() -> None:
    seen = describe("a cave behind a waterfall")
    assert seen.world == "cave" and "waterfall" in seen.motifs and not seen.unpainted
    painting = paint("cave", shot="medium", **FALLS)
    falls = np.asarray(painting.masks["falls"], np.float32) > 0.5
    luma = np.log(np.asarray(painting.groups["day"].light, np.float32).sum(axis=2) + 1e-3)
    inside = falls[1:, 1:] & falls[:-1, 1:] & falls[1:, :-1]
    across, down = np.abs(np.diff(luma, axis=1))[1:][inside], np.abs(np.diff(luma, axis=0))[:, 1:][inside]
    assert falls.mean() > 0.02 and across.mean() > 2 * down.mean()
    assert {"cascade", "mist"} <= {element.kind for element in painting.elements}
