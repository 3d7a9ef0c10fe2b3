"""Horses: they stand, graze or gallop as is said, and rock along where they gallop."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.motion import moved, shown as shown_at
from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.painting import Motion
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish

from .test_foreground import HEIGHT, WIDTH, evening, scene


def test_a_horse_does_what_is_said_of_it_and_moves_so() -> None:
    tops = {}
    for said in ("running", "grazing", ""):
        cast = BEASTS["horse"](Wish(np.random.default_rng(1), words=frozenset({said})))
        assert cast.splashes == (said == "running")  # and throws up dust
        tops[said] = cast.detail[1]
        painting = evening()
        painting.depth[:] = 4.0
        described = scene("dunes", "horse", prompt=f"a horse {said}")
        add_foreground(painting, described, shot="wide", variation=0, seed=4)
        (motion,) = (layer.motion for layer in painting.layers if layer.motion)
        assert (motion.bound > 0) == (said == "running")
    assert tops["grazing"] < 0.6 < 1.2 < tops["running"] < tops[""]
    clock, at = Clock(0.0, 8.0, False, 1.0), np.eye(2, 3, dtype=np.float32)
    place, motion = np.array([[0.5 * WIDTH, 0.5 * HEIGHT]]), Motion(bound=0.02)
    rises = [shown_at(moved(at, motion, clock, time, (WIDTH, HEIGHT)), place)[0, 1] for time in np.arange(0, 1, 0.05)]
    assert 0.01 * WIDTH < np.ptp(rises) < 0.05 * WIDTH


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("a golden retriever running on the beach at sunset", "ocean", "dog"),
        ("a german shepherd in the snow", "mountain", "dog"),
        ("zebras at a waterhole", "savanna", "horse"),
        ("an old guitar leaning against a chair in a sunny room", "interior", "left_guitar"),
        ("an old steam train crossing a stone bridge at sunset", "mountain", "viaduct"),
    ],
)
def test_a_kind_that_is_named_is_one_of_its_beast(prompt: str, world: str, motif: str) -> None:
    found = describe(prompt)
    assert (found.world, motif in found.motifs) == (world, True)
