"""Staffage: the people of a place are bodies in its light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.scenery import staffage
from beatreel.plugins.generators.procedural.scenery.people.extras import EXTRAS
from beatreel.plugins.generators.procedural.scenery.tracing import project


def picture(left: float, right: float) -> np.ndarray:
    """Return a picture that is as bright as ``left`` at its left and as ``right`` at its right."""
    ramp = np.linspace(left, right, 120, dtype=np.float32)[None, :, None]
    return np.ascontiguousarray(np.broadcast_to(ramp, (160, 120, 3)))


@pytest.mark.parametrize("kind", EXTRAS)
def test_an_extra_stands_on_its_feet_and_is_shaded(kind: str) -> None:
    one = staffage.body(kind, 90)
    rows = np.flatnonzero(one.cover.max(axis=1) > 0.5)
    assert 20 < len(rows) < 160
    if kind not in ("sitter", "astride"):  # whose legs hang, or whose feet rest above the ground
        assert abs(rows[-1] - one.feet[1]) < 8
    inside = one.cover > 0.9
    assert one.normal[inside][:, 0].std() > 0.2
    assert one.albedo[inside].std() > 0.005


def test_light_comes_from_where_the_picture_is_bright() -> None:
    for way, (left, right) in ((-1, (1.0, 0.05)), (1, (0.05, 1.0))):
        light = picture(left, right)
        window, cover = staffage.stand([light], "stander", (60, 150), 130, shade=0.0)
        normal = staffage.body("stander", 130).normal
        lit, inside = light[window].mean(axis=2), cover > 0.9
        towards = inside & (way * normal[: lit.shape[0], : lit.shape[1], 0] > 0.6)
        away = inside & (way * normal[: lit.shape[0], : lit.shape[1], 0] < -0.6)
        assert lit[towards].mean() > 1.5 * lit[away].mean()


def test_each_family_of_lights_lights_them_by_itself() -> None:
    on, off = picture(0.5, 0.5), picture(0.0, 0.0)
    staffage.stand([on, off], "hiker", (60, 150), 130)
    assert 0.01 < on[60:140, 50:70].mean() < 0.5
    assert off.max() == 0.0


def test_who_is_behind_something_is_hidden() -> None:
    light = picture(0.5, 0.5)
    before = light.copy()
    staffage.stand([light], "walker", (60, 150), 130, shade=0.0, hidden=np.ones(light.shape[:2], np.float32))
    assert np.array_equal(light, before)


def test_seen_from_above_the_light_falls_where_the_card_is() -> None:
    down = np.radians(25.0)
    lens = Lens(
        np.array([0, 3.0, 0], np.float32), np.array([1, 0, 0], np.float32), np.array([0, np.cos(down), np.sin(down)], np.float32),
        np.array([0, -np.sin(down), np.cos(down)], np.float32), np.float32(140), np.float32(60), np.float32(80),
    )  # fmt: skip
    light, depth = picture(0.5, 0.5), np.full((160, 120), 50.0, np.float32)
    before = light.copy()
    someone = staffage.Person("stander", 0.4, 5.0)
    on_floor = staffage.light_up([light.copy()], depth, lens, [someone])
    raised = staffage.light_up([light.copy()], depth, lens, [replace(someone, up=0.5)])
    assert (
        np.flatnonzero(raised.any(axis=1))[0] < np.flatnonzero(on_floor.any(axis=1))[0]
    )  # who sits on a seat is higher
    staffage.light_up([light], depth, lens, [someone])
    changed = np.argwhere(np.abs(light - before).max(axis=2) > 0.15)
    top, foot = project(lens, (0.4, 1.72, 5.0)), project(lens, (0.4, 0.0, 5.0))
    assert abs(changed[:, 0].min() - top[1]) < 4 and abs(changed[:, 0].max() - foot[1]) < 5
    assert abs(np.median(changed[:, 1]) - 0.5 * (top[0] + foot[0])) < 3
