"""No picture stands still: where little moves by itself, light wanders."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from beatreel import Music, Scene, VideoSpec
from beatreel.plugins.generators.procedural.animate.animator import Animator
from beatreel.plugins.generators.procedural.living import enlivened
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.plate import Plate
from benchmarks.looks.__main__ import grid

AIR = np.full((24, 16, 3), 80, np.uint8)
SPEC = VideoSpec(width=96, height=160, frame_rate=Fraction(24))
HALF = {"water": np.repeat([0.0, 1.0], 40)[:, None].repeat(50, 1).astype(np.float32)}


@pytest.mark.parametrize(
    ("elements", "is_still"),
    [
        ([Element("motes", 0.6)], True),
        ([Element("motes", 0.6), Element("bubbles", 0.6)], False),
        ([Element("rain", 0.6)], False),
        ([Element("mist", 0.5, {"low": 0.4, "high": 0.7})], True),
        ([Element("ripples", 1.0, {}, "water"), Element("wind", 1.0, {}, "water")], False),
        ([Element("ripples", 0.1, {}, "water")], True),
        ([Element("ripples", 1.0, {}, "pond")], True),
        ([Element("flow", 0.3, {"size": 9.0})], True),
        ([Element("flow", 1.0, {"size": 20.0})], False),
    ],
)
def test_light_wanders_where_little_else_moves(elements: list[Element], is_still: bool) -> None:
    found = enlivened(elements, HALF, AIR)
    assert found[: len(elements)] == elements
    assert [one.kind for one in found[len(elements) :]] == ["dapple"] * is_still
    if is_still:
        assert found[-1].amount < enlivened(elements, HALF, AIR // 2)[-1].amount, (
            "in the dark more is needed to be seen"
        )


def test_wandering_light_moves_and_closes_a_loop() -> None:
    picture = np.full((176, 112, 4), 90, np.uint8)
    plate = Plate(
        picture=picture, lights=[], inverse=np.full((22, 14), 0.1, np.float32), atmosphere=np.full((44, 28, 3), 90, np.uint8),
        focal=100.0, centre=(56.0, 88.0), travel=0.0, elements=[Element("dapple", 1.0)],
    )  # fmt: skip
    scene = Scene(index=0, start=0.0, end=4.0, cut_time=0.0, prompt="a room", camera="hold", loop=True, calm=True)
    animator = Animator(plate, scene, SPEC, Music(grid(4.0)), grain=0.0, vignette=0.0)
    frames = [animator.frame(index)[:160].astype(int) for index in (0, 12, 24, 96)]
    steps = [np.abs(a - b).mean() for a, b in zip(frames, frames[1:], strict=False)]
    assert min(steps[:2]) > 0.3, "seen between one beat and the next"
    assert frames[0].std() < 8, "and no pattern of its own"
    assert 2 * (frames[0] - frames[3]).std() < (frames[0] - frames[1]).std()
