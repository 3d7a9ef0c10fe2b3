"""Lit screens: what they show is laid on their glass, and the snow of those without a station runs."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from beatreel import Moment
from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.elements import emitters
from beatreel.plugins.generators.procedural.animate.elements.base import Air, Stage
from beatreel.plugins.generators.procedural.animate.pose import Pose
from beatreel.plugins.generators.procedural.animate.warp import Warp
from beatreel.plugins.generators.procedural.developing import develop
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.built import EVEN, Place, aimed
from beatreel.plugins.generators.procedural.scenery.exposure import Exposure
from beatreel.plugins.generators.procedural.scenery.screens import PICTURES, Screen, show

from .look import paint


def test_a_picture_lies_on_its_screen_the_right_way_round_and_nowhere_else() -> None:
    size = (64, 96)
    lens = aimed((0.0, 0.0, 0.0), (0.0, 0.0, 2.0), 1.0, *size)
    ids, depth = np.zeros((96, 64), np.int32), np.full((96, 64), 2.0, np.float32)
    ids[30:66, 14:50] = 8
    light = [np.ones((96, 64, 3), np.float16) for _ in range(4)]
    picture = np.full((40, 40, 3), 0.5, np.float32)
    picture[:20, :20] = 3.0  # above on the left
    one = Screen(7, EVEN, (-1.0, 1.0, 2.0), (2.0, 0, 0), (0, -2.0, 0), picture, flickers=True)
    snowy = show(Exposure(Place(1), lens, light, depth, ids), [one])
    assert (snowy == (ids == 8)).all()
    shown = light[EVEN][..., 1].astype(np.float32)
    assert shown[34:44, 18:28].min() > 2.9 and shown[52:62, 36:46].max() < 0.6
    assert (shown[:28] == 1).all() and (light[EVEN + 1] == 1).all()


@pytest.mark.parametrize("kind", PICTURES)
def test_every_picture_has_lights_and_darks_and_is_another_for_another_seed(kind: str) -> None:
    one, again, other = (PICTURES[kind](np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert (one == again).all() and (one != other).any()
    assert one.min() < 0.3 and np.percentile(one, 99) > 0.8 and np.isfinite(one).all()


def test_televisions_light_a_hall_in_both_colours_and_their_snow_runs() -> None:
    told = describe("A wall of old TVs full of static in a dark hall, teal and orange")
    painting = paint(
        "interior",
        shot="medium",
        motifs=("tube_televisions",),
        words=("tvs", "wall"),
        time_of_day="night",
        palette=told.palette,
    )
    assert [painting.groups[name].pulse for name in ("even", "odd")] == ["kick", "offbeat"]
    teal, orange = (painting.groups[name].light.astype(np.float32).mean(axis=(0, 1)) for name in ("even", "odd"))
    assert {round(float(teal[0] / teal[2]), 1) > 1.0, round(float(orange[0] / orange[2]), 1) > 1.0} == {True, False}
    frame = (96, 54)
    plate = develop(painting, told.palette)
    warp = Warp(frame[1], frame[0], plate.size, plate.inverse, focal=plate.focal, centre=plate.centre)
    warp.set(Pose())
    stage = Stage(plate, warp, Clock(0.0, 4.0, loop=True), frame[1], frame[0], frame[1] / 1440, 0.5, 3)
    (snow,) = emitters([one for one in plate.elements if one.kind == "static"], stage)
    where = stage.mask("tubes")

    def grains(time: float) -> Any:
        grey = np.full((warp.rows, warp.columns, 3), 120, np.uint8)
        quiet = {one.name: 0 for one in dataclasses.fields(Moment)}
        air = Air(Moment(**{**quiet, "time": time}), grey, grey.copy(), (frame[1] // 2, frame[0] // 2))
        snow.emit(air)
        return air.fine.astype(int)

    first, second = grains(0.0), grains(0.2)
    assert first.max() > 20 and np.abs(first - second).sum() > 0.3 * first.sum()
    assert where is not None and 0 < (where > 0).mean() < 0.95
