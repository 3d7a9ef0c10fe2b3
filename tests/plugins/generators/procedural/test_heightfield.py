"""Heightfields: distances, shadows and projection against hand-made ground."""

from __future__ import annotations

import math

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import heightfield as hf


def test_flat_ground_is_hit_where_geometry_says() -> None:
    camera = hf.Camera(0, 10, 0, 0.3, 100.0, 40.0, 20.0)
    distances = hf.sample_distances(1, 3000, 0.002)
    _, _, stretch = camera.column_directions(np.array([40.0, 70.0]))
    out = np.empty((80, 2), np.float32)
    hf.trace_columns(
        np.zeros((2, len(distances)), np.float32), distances, np.float32(10), stretch, np.float32(100), np.float32(20),
        np.float32(1), out,
    )  # fmt: skip
    assert out[10, 0] == 0
    assert out[60, 0] == pytest.approx(10 * 100 / 40.5, rel=1e-3)
    assert out[60, 1] == pytest.approx(10 * 100 / 40.5 * math.hypot(1, 0.3), rel=1e-3)


def test_nearer_hill_hides_what_lies_behind() -> None:
    distances = hf.sample_distances(1, 500, 0.002)
    profile = np.where(np.abs(distances - 50) < 2, 8.0, 0.0).astype(np.float32)[None]
    out = np.empty((100, 1), np.float32)
    hf.trace_columns(
        profile, distances, np.float32(10), np.ones(1, np.float32), np.float32(200), np.float32(0), np.float32(1), out
    )
    behind = out[:8, 0][out[:8, 0] > 0]
    assert (behind > 52).all()
    assert np.abs(out[9:35, 0] - 48).max() < 4


def test_wall_casts_a_shadow_of_the_right_length() -> None:
    height = np.zeros((64, 200), np.float32)
    height[:, 50] = 5.0
    grid = hf.light_grid(height, 0, 0, (1.0, 0.0), 0.5, math.radians(30), 0.004)
    shadow = np.flatnonzero(grid.lit[32] < 0.5)
    assert shadow.min() == pytest.approx(51, abs=1.5)
    assert (shadow.max() - 50) * 0.5 == pytest.approx(5 / math.tan(math.radians(30)), abs=1.0)
    assert grid.bounce[32, 60] < grid.bounce[32, 180]
    soft = hf.light_grid(height, 0, 0, (1.0, 0.0), 0.5, math.radians(30), 0.1)
    assert ((soft.lit[32] > 0.05) & (soft.lit[32] < 0.95)).sum() > 2 * (
        (grid.lit[32] > 0.05) & (grid.lit[32] < 0.95)
    ).sum()


def test_projection_agrees_with_column_directions() -> None:
    camera = hf.Camera(3, 5, -2, 0.7, 120.0, 50.0, 30.0)
    x, z, _ = camera.column_directions(np.array([71.0]))
    column, row, depth = camera.project(3 + float(x[0]) * 40, 5.0, -2 + float(z[0]) * 40)
    assert column == pytest.approx(71.0, abs=1e-3)
    assert row == pytest.approx(30.0)
    assert depth < 40
