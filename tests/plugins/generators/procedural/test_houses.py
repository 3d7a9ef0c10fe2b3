"""Villages and mansions as meshes."""

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery import (
    castles,
    cottages,
    cypresses,
    groves,
    mansions,
    temples,
    yurts,
)
from beatreel.plugins.generators.procedural.scenery.built import Place
from beatreel.plugins.generators.procedural.scenery.crop_choice import crop_of


def built(**facts: bool | float) -> tuple[Place, Mesh]:
    place = Place(seed=1)
    return place, cottages.village(place, np.random.default_rng(3), **({"glow": 0.0} | facts))  # type: ignore[arg-type]


def test_windows_of_a_village_are_lit_where_they_shall_be() -> None:
    for glow in (0.0, 1.0):
        place, mesh = built(glow=glow)
        light = len(place.materials) - 1  # the last that is mixed
        assert (np.asarray(mesh.skins) == light).any() == (glow > 0)


def test_snow_lies_on_roofs_and_clay_is_warm() -> None:
    roofs = {snow: built(snow=snow)[0].materials[3][:3] for snow in (False, True)}
    assert min(roofs[True]) > 3 * max(roofs[False])
    walls = built(clay=True)[0].materials[0][:3]
    assert walls[2] > 2 * walls[0]  # BGR
    heights = {clay: np.asarray(built(clay=clay)[1].points)[:, 1] for clay in (False, True)}
    assert heights[False].max() > 15 and heights[True].max() > 15  # a spire, a minaret


def test_houses_of_a_jungle_stand_on_stilts() -> None:
    points = {huts: np.asarray(built(huts=huts)[1].points) for huts in (False, True)}
    near = {huts: one[(one[:, 2] < 5) & (one[:, 1] < 0.8)] for huts, one in points.items()}
    assert points[True][:, 1].max() < 11 < points[False][:, 1].max()  # no church
    assert len(near[True]) and np.ptp(points[True][:, 0]) > 30


def test_a_mansion_is_as_large_as_it_says_and_few_of_its_windows_are_lit_when_nobody_lives_there() -> None:
    lit = []
    for share in (0.1, 0.9):
        place = Place(seed=1)
        mesh = mansions.mansion(place, np.random.default_rng(3), glow=1.0, lived_in=share)
        points = np.asarray(mesh.points)
        assert abs(float(points[:, 1].max()) - mansions.TALL) < 0.5
        assert np.ptp(points[:, 0]) < mansions.WIDE + 1
        lit.append(int((np.asarray(mesh.skins) == len(place.materials) - 1).sum()))
    assert lit[1] > 3 * lit[0] > 0


def test_a_temple_has_its_columns_and_a_ruin_lacks_some() -> None:
    points = {}
    for ruined in (False, True):
        place = Place(seed=1)
        mesh = temples.doric_temple(place, np.random.default_rng(3), ruined=ruined, glow=0.0)
        points[ruined] = np.asarray(mesh.points)
    assert abs(float(points[False][:, 1].max()) - temples.TALL) < 0.4
    assert points[True][:, 1].max() < points[False][:, 1].max() - 2  # without its pediment
    assert np.ptp(points[False][:, 0]) < temples.WIDE + 1.5
    assert len(points[True]) < 0.97 * len(points[False])
    seen = describe("a white marble temple above the sea at sunset")
    assert seen.world == "ocean" and "stone_temple" in seen.motifs
    assert "temple" in describe("a zen temple in the forest").motifs
    assert crop_of(describe("a vineyard at noon"), 1, 0) == "grass"


def test_trees_of_a_grove_stand_in_rows_and_bear_what_they_are_named_for() -> None:
    sizes = {}
    for kind in ("olive", "lemon"):
        place = Place(seed=1)
        mesh = groves.grove(place, np.random.default_rng(3), kind, snow=False)
        middle = np.abs(np.asarray(mesh.points)[:, 0]) < 1.0
        assert middle.mean() < 0.1  # the lane
        sizes[kind] = len(place.materials)
    assert sizes["lemon"] == sizes["olive"] + 1  # fruit
    assert describe("an olive grove by the sea").motifs[0] == "grove"
    assert describe("an apple orchard at dawn").world == "field"


def test_a_lone_tree_is_the_one_that_is_named() -> None:
    assert describe("a lone tree on a hill").motifs == ("lone_tree",)
    assert "lone_tree" in describe("a dead tree in the desert").motifs
    assert "lone_tree" not in describe("a forest of trees").motifs
    assert describe("a single oak in a wheat field").motifs == ("lone_tree",)
    assert "figure" not in describe("an oak alone in the snow").motifs
    assert "lone_tree" not in describe("a man at an oak table").motifs


def test_a_castle_has_lit_windows_after_dark_and_a_ruin_lacks_roofs() -> None:
    meshes = {}
    for name, facts in {"day": {"glow": 0.0}, "night": {"glow": 1.0}, "ruin": {"glow": 0.0, "ruined": True}}.items():
        place = Place(seed=1)
        mesh = castles.castle(place, np.random.default_rng(3), **facts)  # type: ignore[arg-type]
        lit = int((np.asarray(mesh.skins) == len(place.materials) - 1).sum())
        assert (lit > 0) == (name == "night")
        meshes[name] = np.asarray(mesh.points)
    assert abs(float(meshes["day"][:, 1].max()) - castles.TALL) < 1
    assert meshes["ruin"][:, 1].max() < castles.TALL - 5
    assert np.ptp(meshes["day"][:, 0]) < 1.8 * castles.WIDE


def test_a_tower_stands_on_its_rock_and_a_ruin_has_no_roof() -> None:
    tops = {}
    for ruined in (False, True):
        mesh = castles.tower(Place(seed=1), np.random.default_rng(3), glow=0.0, ruined=ruined)
        points = np.asarray(mesh.points)
        tops[ruined] = float(points[:, 1].max())
        assert points[:, 1].min() < 0 and np.ptp(points[np.abs(points[:, 1] - 15) < 3][:, 0]) < 14
    assert abs(tops[False] - castles.TOWER_TALL) < 1.5 and tops[True] < tops[False] - 8


def test_the_crown_of_a_lone_tree_is_over_its_foot() -> None:
    mesh = groves.great_tree(Place(seed=1), np.random.default_rng(5), (0.04, 0.19, 0.12))
    points = np.asarray(mesh.points)
    crown = points[points[:, 1] > 0.5 * groves.GREAT].mean(axis=0)
    assert np.hypot(crown[0], crown[2]) < 0.2 * groves.GREAT


def test_yurts_are_round_and_lit_after_dark() -> None:
    for glow in (0.0, 1.0):
        place = Place(seed=1)
        points = np.asarray(yurts.yurts(place, np.random.default_rng(3), glow=glow).points)
        assert any(max(material[11:14]) > 0 for material in map(list, place.materials)) == (glow > 0)
        assert abs(float(points[:, 1].max()) - yurts.TALL) < 0.1
    first = points[(points[:, 2] < 4) & (points[:, 0] < 0) & (points[:, 1] < 1.5)]
    assert abs(np.ptp(first[:, 0]) - np.ptp(first[:, 2])) < 1.0


def test_cypresses_are_slender_and_lead_to_a_house() -> None:
    place = Place(seed=1)
    one = np.asarray(cypresses.cypress(10.0, 0, 1, np.random.default_rng(3), 900).points)
    assert 9.5 < one[:, 1].max() < 11 and np.ptp(one[:, 0]) < 3.6
    points = np.asarray(cypresses.avenue(place, np.random.default_rng(3), glow=1.0).points)
    lane = points[(np.abs(points[:, 0]) < 1.2) & (points[:, 1] > 2.0)]
    assert lane[:, 2].min() > 55, "nothing stands on the lane before the house"
    assert {"cypresses"} <= set(describe("rolling hills of Tuscany with cypress trees").motifs)
