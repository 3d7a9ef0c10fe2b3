"""What is set into a sky or a sea: islands with their falls, a tornado, ships."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import _land_layer, add_foreground, cleared, shot_behind
from beatreel.plugins.generators.procedural.foreground._birds import let_birds_pass
from beatreel.plugins.generators.procedural.painters import painter_for
from beatreel.plugins.generators.procedural.painting import Element, Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe


def _painted(prompt: str, shot: str, seed: int = 3, size: tuple[int, int] = (144, 256)) -> Painting:
    description = describe(prompt)
    facts: dict[str, Any] = {
        "variation": 0,
        "width": size[0],
        "height": size[1],
        "progress": lambda done, note="": None,
    }
    painting = painter_for(description)(cleared(description), shot=shot_behind(description, shot), seed=seed, **facts)
    add_foreground(painting, description, shot=shot, variation=0, seed=seed, size=size)
    return painting


@pytest.mark.parametrize("shot", ["wide", "detail"])
def test_water_falls_from_an_island_whichever_way_it_is_turned_and_the_island_is_solid(shot: str) -> None:
    for seed in (3, 4):  # on either side
        painting = _painted("a floating island with waterfalls", shot, seed)
        falls = painting.masks["falls_aloft"]
        assert 0.002 < float(falls.mean()) < 0.2
        island = max((layer for layer in painting.layers), key=lambda layer: float(layer.alpha.mean()))
        middle = island.alpha[np.asarray(island.alpha, np.float32) > 0.05].astype(np.float32)
        assert float(np.median(middle)) > 0.97
        assert "cascade" in {element.kind for element in painting.elements}


def test_the_world_of_a_waterfall_is_not_painted_where_islands_have_theirs() -> None:
    assert "waterfall" not in describe("a floating island with waterfalls above the sea").motifs


def test_a_tornado_stands_on_the_ground_under_a_cloud_and_is_narrow_at_its_foot() -> None:
    painting = _painted("a tornado over the prairie, green and grey", "medium")
    alpha = max((layer for layer in painting.layers), key=lambda layer: layer.depth).alpha.astype(np.float32)
    horizon = round(painting.centre[1])
    top, foot = (float((alpha[rows] > 0.5).mean()) for rows in (slice(2, 12), slice(horizon - 40, horizon - 26)))
    assert top > 0.6 and 0.01 < foot < 0.35 and float(alpha[horizon + 20 :].mean()) < 0.05


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("a cruise ship on the sea at night", "cruise_ship"),
        ("sailing boats in a bay", "sailing_boat"),
        ("a steamer on the ocean", "steamer"),
        ("a fishing boat on a calm sea", "fishing_boat"),
    ],
)
def test_ships_that_are_named_sail_and_there_are_no_others(prompt: str, motif: str) -> None:
    description = describe(prompt)
    assert description.world == "ocean" and motif in description.motifs
    without = description.model_copy(update={"motifs": (), "details": (), "without": ("boat", "people")})
    facts: dict[str, Any] = {"variation": 0, "width": 144, "height": 256, "progress": lambda done, note="": None}
    sea = painter_for(without)(without, shot="wide", seed=3, **facts)
    painting = _painted(prompt, "medium")
    light, open_sea = (sum(group.light.astype(np.float32) for group in one.groups.values()) for one in (painting, sea))
    change = np.abs(light - open_sea).max(axis=2) > 0.05 * float(open_sea.max())
    assert change.mean() > 0.01


@pytest.mark.parametrize(
    ("prompt", "name"), [("a meteor shower over the prairie", "meteors"), ("a comet over the prairie", "comet")]
)
def test_what_crosses_the_night_is_seen_in_its_sky(prompt: str, name: str) -> None:
    found = describe(prompt)
    assert found.time_of_day == "night" and found.weather == "clear" and name in found.motifs
    painting = _painted(prompt, "wide")
    light, sky = painting.groups[name].light.astype(np.float32).max(axis=2), painting.masks["sky"]
    assert float(light.max()) > 0 and float(light[sky < 0.5].max(initial=0)) < 0.3 * float(light.max())
    assert 0.002 < float((light > 0.2 * light.max()).mean()) < 0.2


def test_water_falls_from_the_same_place_in_a_picture_larger_than_its_canvas(monkeypatch: pytest.MonkeyPatch) -> None:
    fine = _painted("a floating island with waterfalls", "medium").masks["falls_aloft"]
    monkeypatch.setattr(_land_layer, "WIDEST", 96)
    coarse = _painted("a floating island with waterfalls", "medium").masks["falls_aloft"]
    places = [np.argwhere(np.asarray(mask, np.float32) > 0.3).mean(axis=0) for mask in (fine, coarse)]
    assert float(np.abs(places[0] - places[1]).max()) < 5


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("a floating city above the ocean at night", "floating_city"),
        ("bats over a full moon", "bats"),
        ("paper cranes hanging in a room", "paper_cranes"),
        ("paper planes over a city at sunrise", "paper_planes"),
    ],
)
def test_what_hangs_in_the_air_is_seen_and_a_city_has_lit_windows(prompt: str, motif: str) -> None:
    assert motif in describe(prompt).motifs
    painting = _painted(prompt, "medium")
    assert 0.01 < sum(float(np.mean(layer.alpha, dtype=np.float32)) for layer in painting.layers) < 1.5
    assert any(name.startswith("flyer") for name in painting.groups) is (motif == "floating_city")


def test_a_castle_in_the_sky_is_the_only_one() -> None:
    told = describe("castle in the sky above the clouds at sunrise, gold and white")
    assert "floating_city" in told.motifs and "castle" not in told.motifs


def test_a_thunderhead_towers_in_the_sky_alone_and_flashes_from_within() -> None:
    told = describe("a supercell over the prairie, teal and amber")
    assert told.world == "field" and "thunderhead" in told.motifs
    painting = _painted("a supercell over the prairie, teal and amber", "medium")
    horizon = round(painting.centre[1])
    for name, least in (("thunderhead", 0.25), ("towers_sun", 0.02), ("sheet_lightning", 0.01)):
        light = np.asarray(painting.groups[name].light, np.float32).sum(axis=2)
        assert float((light[:horizon] > 0.01).mean()) > least, name
        assert float(light[horizon + 6 :].max()) == 0.0, name
    assert painting.groups["sheet_lightning"].pulse == "downbeat"


def test_a_storm_over_land_has_its_cloud_and_keeps_who_walks_there() -> None:
    assert {"thunderhead", "figure"} <= set(describe("a storm over wheat fields at dusk").motifs)
    assert "thunderhead" not in describe("a storm at sea").motifs
    assert describe("towering clouds over the savanna").world == "savanna"


def test_one_camel_has_one_rider_and_a_caravan_more() -> None:
    told = describe("dunes at dusk with a lone camel rider")
    assert "camel_train" in told.motifs and not {"rider", "caravan"} & set(told.motifs)


@pytest.mark.parametrize(
    ("prompt", "always"), [("a meadow in summer", False), ("a flock of birds over a meadow", True)]
)
def test_birds_that_nobody_asked_for_are_in_some_pictures_alone(prompt: str, always: bool) -> None:
    with_birds = []
    for variation in range(12):
        painting = Painting(
            {}, np.ones((2, 2), np.float32), 1.0, (1.0, 1.0), elements=[Element("birds"), Element("motes")]
        )
        let_birds_pass(painting, describe(prompt), shot="wide", variation=variation, seed=3)
        kinds = [one.kind for one in painting.elements]
        assert "motes" in kinds
        with_birds.append("birds" in kinds)
    assert all(with_birds) if always else 2 <= sum(with_birds) <= 8
    peopled = Painting({}, np.ones((2, 2), np.float32), 1.0, (1.0, 1.0), elements=[Element("birds")])
    for variation in range(12):
        let_birds_pass(peopled, describe(prompt), shot="wide", variation=variation, seed=3, peopled=True)
    assert bool(peopled.elements) is always
