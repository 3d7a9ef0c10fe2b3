import cv2
import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.elements.base import disc, stamp


@pytest.mark.parametrize("at", [(20.0, 15.0), (20.25, 15.75), (-1.5, 2.25), (38.5, 29.5), (-30.0, 5.0)])
def test_a_sprite_lies_between_pixels_and_is_cut_off_at_the_edges(at):
    below = np.random.default_rng(1).integers(0, 256, (30, 40, 3), np.uint8)
    sprite, colour = disc(5, 2.0), np.array([40.0, 120.0, 255.0], np.float32)
    wide = cv2.copyMakeBorder(below, 50, 50, 50, 50, cv2.BORDER_CONSTANT).astype(np.float32)
    to = np.array([[1, 0, at[0] + 50 - 5], [0, 1, at[1] + 50 - 5]])
    wide += cv2.warpAffine(sprite, to, wide.shape[1::-1])[..., None] * colour
    expected = wide[50:-50, 50:-50].clip(0, 255).astype(np.uint8)
    stamp(below, sprite, *at, colour)
    assert np.abs(below.astype(int) - expected).max() <= 1


@pytest.mark.parametrize("loop", [False, True])
def test_many_turn_as_each_does(loop):
    clock = Clock(3.0, 7.0, loop, 0.6)
    rates, phases = np.array([0.01, 0.2, 0.9]), np.array([0.0, 0.3, 0.8])
    turns = [clock.turns(rate, 5.2) for rate in rates]
    waves = [clock.wave(rate, 5.2, phase) for rate, phase in zip(rates, phases, strict=True)]
    assert clock.turns_each(rates, 5.2) == pytest.approx(turns)
    assert clock.wave_each(rates, 5.2, phases) == pytest.approx(waves)


@pytest.mark.parametrize("softness", [0.1, 1.0, 4.5])
def test_a_sprite_ends_within_its_square(softness):
    sprite = disc(40, softness)
    border = np.concatenate([sprite[0], sprite[-1], sprite[:, 0], sprite[:, -1]])
    assert border.max() < 0.02
    assert sprite.max() > 0.6
