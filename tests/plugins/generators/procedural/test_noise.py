"""Noise: ranges, continuity, determinism, and that images agree with points."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import noise


def test_image_agrees_with_points() -> None:
    image = noise.fill_fbm(40, 50, step_x=0.07, step_y=0.05, offset_x=3.2, offset_y=-1.1, seed=9, octaves=4)
    assert image.dtype == np.float32
    for y, x in ((0, 0), (39, 49), (17, 23)):
        assert image[y, x] == pytest.approx(noise.fbm(3.2 + x * 0.07, -1.1 + y * 0.05, 9, 4), abs=2e-5)
    valued = noise.fill_fbm(8, 8, step_x=0.3, step_y=0.3, seed=2, octaves=3, valued=True)
    assert valued[5, 6] == pytest.approx(noise.value_fbm(1.8, 1.5, 2, 3), abs=2e-5)


def test_ranges() -> None:
    gradient = noise.fill_fbm(400, 400, step_x=0.11, step_y=0.13, octaves=1) * 2
    assert -1.6 < gradient.min() < -0.7
    assert 0.7 < gradient.max() < 1.6
    assert abs(float(gradient.mean())) < 0.05
    valued = noise.fill_fbm(400, 400, step_x=0.11, step_y=0.13, octaves=6, valued=True)
    assert 0 <= valued.min() < valued.max() <= 1
    ridged = [noise.ridged(i * 0.13, i * 0.07, 3, 5) for i in range(300)]
    assert 0 <= min(ridged) < max(ridged) <= 1


def test_seeds_are_independent_and_repeatable() -> None:
    one, other, again = (noise.fill_fbm(64, 64, step_x=0.1, step_y=0.1, seed=s) for s in (1, 40, 1))
    assert np.array_equal(one, again)
    assert abs(float(np.corrcoef(one.ravel(), other.ravel())[0, 1])) < 0.4


def test_is_smooth_across_lattice_lines() -> None:
    step = 1e-3
    for x in (1.0, -3.0, 0.0):
        below, above = noise.gradient_at(x - step, 0.4, 5), noise.gradient_at(x + step, 0.4, 5)
        assert abs(below - above) < 8 * step


def test_smoothstep() -> None:
    assert noise.smoothstep(1, 3, 0.5) == 0
    assert noise.smoothstep(1, 3, 2) == pytest.approx(0.5)
    assert noise.smoothstep(1, 3, 9) == 1
