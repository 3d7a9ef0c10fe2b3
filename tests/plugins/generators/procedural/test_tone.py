"""Tone: bloom keeps the light, the curve is monotonous, grades can be fitted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import tone
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.painting import Grade
from beatreel.plugins.generators.procedural.scenery.open_sky import TIMES, on_picture, paint_sky

NEUTRAL = Grade(contrast=1.0, saturation=1.0, lift=(0.0, 0.0, 0.0), desaturate=0.0, bloom=0.0)


def lights(height: int = 120, width: int = 80) -> np.ndarray:
    rng = np.random.default_rng(4)
    light = rng.random((height, width, 3), dtype=np.float32) ** 3
    light[40:44, 30:34] = 12.0
    return light


def test_bloom_keeps_the_sum_and_is_linear() -> None:
    light = lights()
    bloomed = tone.bloom(light.copy(), 0.3)
    assert bloomed.sum() == pytest.approx(light.sum(), rel=0.03)
    assert bloomed.max() < light.max()
    parts = tone.bloom(0.25 * light, 0.3) + tone.bloom(0.75 * light, 0.3)
    assert np.allclose(parts, bloomed, atol=2e-3)
    assert tone.bloom(light, 0.0) is light


def test_greys_rise_without_clipping_or_colour() -> None:
    ramp = np.repeat(np.geomspace(0.001, 30, 400, dtype=np.float32)[None, :, None], 3, axis=2).repeat(30, axis=0)
    shown = tone.develop(ramp, NEUTRAL).astype(np.float32).mean(axis=0)
    assert (np.diff(shown.mean(axis=1)) > -0.8).all()
    assert shown[0].max() < 20
    assert shown[-1].min() > 250
    assert np.ptp(shown, axis=1).max() < 1


def test_dither_breaks_up_gradients_and_repeats() -> None:
    ramp = np.linspace(0.10, 0.11, 300, dtype=np.float32)[None, :, None] * np.ones((4, 1, 3), np.float32)
    first, second = tone.develop(ramp, NEUTRAL, seed=3), tone.develop(ramp, NEUTRAL, seed=3)
    assert np.array_equal(first, second)
    changes = np.flatnonzero(np.diff(first[0, :, 1].astype(int)))
    assert np.diff(changes).max() < 24


def test_highlights_of_one_colour_turn_pale_and_shadows_keep_theirs() -> None:
    light = np.array([[[0.02, 0.05, 0.12], [1.6, 4.0, 9.6]]], np.float32)
    pale = tone.develop(light, Grade(contrast=1.0, saturation=1.0, desaturate=0.5, bloom=0)).astype(int)[0]
    strong = tone.develop(light, Grade(contrast=1.0, saturation=1.0, desaturate=0.0, bloom=0)).astype(int)[0]
    assert np.ptp(pale[1]) < np.ptp(strong[1])
    assert abs(np.ptp(pale[0]) - np.ptp(strong[0])) < 8


def test_lift_raises_only_blacks_of_its_channel() -> None:
    black = np.zeros((8, 8, 3), np.float32)
    shown = tone.develop(black, Grade(lift=(0.03, 0.0, 0.0))).mean(axis=(0, 1))
    assert shown[0] > 6
    assert shown[1] < 3
    assert shown[2] < 3


def test_writes_into_four_channels_and_leaves_the_fourth() -> None:
    out = np.full((120, 80, 4), 9, np.uint8)
    assert tone.develop(lights(), NEUTRAL, out=out) is out
    assert (out[..., 3] == 9).all()
    assert (out[..., :3] != 9).any()


@pytest.mark.parametrize("level", [0.02, 0.3, 8.0])
def test_fitted_grade_uses_the_whole_scale(level: float) -> None:
    light = lights() * level
    grade = tone.fit_grade(light, Grade(), median=(50, 110), white=(206, 230))
    luma = tone.picture(light, grade) @ np.array([0.0722, 0.7152, 0.2126])
    assert 195 < np.percentile(luma, 99) < 240
    assert 40 < np.percentile(luma, 50) < 122


def test_a_sun_has_no_edge() -> None:
    sky = TIMES["golden"]
    camera = Camera(0, 2, 0, 0.0, 160.0, 80.0, 120.0)
    _, sun = paint_sky(sky, camera, 0.0, 160, 200, 3, clouds=False)
    _, bare = paint_sky(replace(sky, disc=0.0), camera, 0.0, 160, 200, 3, clouds=False)
    x, y = (int(part) for part in on_picture(sky, camera, 0.0))
    radius = 160 * 0.0105 * 1.5
    added = (sun - bare)[y, x:, 2]
    shown = added[[round(radius * times) for times in (1.6, 3, 6, 12)]]
    assert (np.diff(shown) < 0).all() and shown[0] > 0.15 * bare[y, x, 2], shown
    assert added[round(17 * radius) :].max() == 0
