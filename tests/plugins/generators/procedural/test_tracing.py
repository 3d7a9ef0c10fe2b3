"""Rays are looked along in any order, and triangles found in a tree as without one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import bvh
from beatreel.plugins.generators.procedural.scenery import tracing


def test_what_rays_see_lies_where_they_look() -> None:
    def rays(x: Any, y: Any, jitter: int, out: Any, depth: Any, ids: Any) -> None:
        out[:], depth[:], ids[:] = (x + 100 * y)[:, None], x, np.floor(y)

    light, depth, ids = tracing.look(rays, 37, 21, 3, first=5)
    y, x = np.mgrid[5:26, :37] + 0.5
    assert np.array_equal(light[..., 2], (x + 100 * y).astype(np.float32))
    assert np.array_equal(depth, x)
    assert np.array_equal(ids, np.floor(y))


@pytest.mark.parametrize("slope", [0.0, 0.4, 1.0, -1.0])
def test_edges_are_as_smooth_with_the_first_ray_among_theirs_and_cost_fewer(slope: float) -> None:
    cost = []

    def rays(x: Any, y: Any, jitter: int, out: Any, depth: Any, ids: Any) -> None:
        cost[-1] += len(x)
        out[:], depth[:], ids[:] = (x > 20.4 + slope * (y - 16))[:, None], 1.0, 0

    errors = []
    for keeps_first in (False, True):
        cost.append(0)
        (light,), _, _ = tracing.trace(rays, 40, 32, lambda *done: None, families=1, keeps_first=keeps_first, sharp=0.3)
        y, x = (np.mgrid[: 32 * 8, : 40 * 8] + 0.5) / 8
        true = (x > 20.4 + slope * (y - 16)).reshape(32, 8, 40, 8).mean(axis=(1, 3))
        errors.append(float(np.abs(light[..., 0].astype(np.float32) - true).mean()))
    assert cost[1] < cost[0]
    assert errors[1] < 1.3 * errors[0] + 1e-3


def test_a_tree_holds_each_triangle_once_and_its_boxes_hold_them() -> None:
    rng = np.random.default_rng(3)
    points = rng.normal(size=(300, 3)).astype(np.float32)
    triangles = rng.permutation(300).reshape(-1, 3).astype(np.int32)
    tree = bvh.tree(points, triangles)
    leaves = tree.links[tree.links[:, 1] > 0]
    assert sorted(tree.order) == list(range(100))
    assert leaves[:, 1].sum() == 100
    corner, first, second = tree.corners.reshape(-1, 3, 3).transpose(1, 0, 2)
    corners = np.stack([corner, corner + first, corner + second], 1)
    assert np.allclose(corners, points[triangles[tree.order]], atol=1e-5)
    for node in np.flatnonzero(tree.links[:, 1]):
        start, count = tree.links[node]
        within = corners[start : start + count].reshape(-1, 3)
        assert (within >= tree.boxes[node, :3] - 1e-5).all()
        assert (within <= tree.boxes[node, 3:] + 1e-5).all()
