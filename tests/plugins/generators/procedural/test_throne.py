"""A throne room, and the tracer of built places: trees of triangles, shafts through windows, fires that take turns."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import bvh
from beatreel.plugins.generators.procedural.kernels.mesh import boxes
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.gothic import pointed
from beatreel.plugins.generators.procedural.worlds.interior.throne import _cloth

from .look import difference, measure, paint, shown

_FACTS = {"motifs": ("throne_room",), "time_of_day": "night"}


@pytest.mark.parametrize(
    "prompt",
    [
        "throne room of a dark castle, cold blue moonlight",
        "golden throne hall",
        "great hall with banners",
        "inside a castle",
    ],
)
def test_words_lead_inside_and_no_castle_stands_there(prompt: str) -> None:
    found = describe(prompt)
    assert found.world == "interior" and "throne_room" in found.motifs and "castle" not in found.motifs


def test_a_castle_on_a_hill_is_seen_from_outside() -> None:
    assert "throne_room" not in describe("a castle on a hill").motifs


def test_cloth_is_red_or_as_it_is_named() -> None:
    assert _cloth(describe("throne room"))[2] > 4 * _cloth(describe("throne room"))[0]
    assert (
        _cloth(describe("throne room with blue banners"))[0] > 2 * _cloth(describe("throne room with blue banners"))[2]
    )


def test_a_tree_finds_what_a_search_through_all_triangles_finds() -> None:
    rng = np.random.default_rng(1)
    mesh = boxes(rng.uniform(-5, 5, (60, 3)), rng.uniform(0.1, 0.8, (60, 3)), 0)
    tree = bvh.tree(mesh.points, mesh.triangles)
    assert sorted(tree.order) == list(range(len(mesh.triangles)))
    stack, found = np.empty(bvh.DEEPEST, np.int32), np.empty(2)
    corners = mesh.points[mesh.triangles].astype(np.float64)
    edges = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    hits = 0
    for _ in range(40):
        origin = rng.uniform(-8, 8, 3)
        way = rng.normal(size=3) - origin / 4
        way /= np.linalg.norm(way)
        across = np.cross(way, edges[1])
        area = (edges[0] * across).sum(1)
        with np.errstate(divide="ignore", invalid="ignore"):
            u = ((origin - corners[:, 0]) * across).sum(1) / area
            turned = np.cross(origin - corners[:, 0], edges[0])
            v, t = turned @ way / area, (edges[1] * turned).sum(1) / area
        met = (np.abs(area) > 1e-12) & (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 1e-5)
        far, hit = bvh.nearest(tree, stack, *origin, *way, 100.0, found, False)
        assert (hit != bvh.NOTHING) == met.any()
        if met.any():
            hits += 1
            assert far == pytest.approx(t[met].min(), rel=1e-4)
        assert (bvh.nearest(tree, stack, *origin, *way, 100.0, found, True)[1] != bvh.NOTHING) == met.any()
    assert 8 < hits < 40


def test_an_arch_comes_to_a_point() -> None:
    high = pointed(np.array([-1.0, -0.02, 0.0, 0.02, 1.0]), 1.0, 1.6)
    assert high[2] == pytest.approx(1.6) and high[0] == pytest.approx(0, abs=1e-6)
    assert high[2] - high[3] > 0.008  # and is not round there


def test_torches_take_turns_and_the_moon_falls_in_shafts() -> None:
    hall = paint("interior", **_FACTS)
    assert {name: group.pulse for name, group in hall.groups.items()} == {
        "moon": "downbeat", "even": "kick", "odd": "offbeat", "sky": "steady",
    }  # fmt: skip
    assert min(float(hall.groups[name].light.max()) for name in ("moon", "even", "odd")) > 0.5
    look = measure(shown(hall))
    assert look.white > 150 and look.black < 30 and look.spread > 20 and look.clipped < 0.03


def test_shots_differ_and_are_the_same_again() -> None:
    close = shown(paint("interior", shot="close", **_FACTS))
    assert difference(close, shown(paint("interior", **_FACTS))) > 10
    assert np.array_equal(close, shown(paint.__wrapped__("interior", shot="close", **_FACTS)))
