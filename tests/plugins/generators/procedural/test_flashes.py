"""The flash limiter, judged by a counter that was written apart from it, on frames that the animator draws."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from beatreel import Music, VideoSpec
from beatreel.plugins.generators.procedural.animate.animator import Animator
from beatreel.plugins.generators.procedural.animate.flashes import (
    changed_share,
    most_in_a_second,
    relative_luminance,
    safe_strength,
)
from beatreel.plugins.generators.procedural.animate.lights import LightRig
from beatreel.plugins.generators.procedural.plate import LightDelta, Plate, load
from beatreel.testing import make_scene
from benchmarks.looks.film import beats_in_luma
from benchmarks.looks.flashes import FlashCounter
from tests.director.test_cutting import song

SPEC = VideoSpec(width=90, height=160, frame_rate=Fraction(30))
SECONDS = 4


def frames(still, tempo, plate=None, **scene):
    music = Music(song(tempo=tempo, bars=12, energies=(0.9, 0.9)))
    facts = {"start": 1.0, "end": 1.0 + SECONDS, "cut_time": 1.0, "intensity": 1.0} | scene
    animator = Animator(plate or load(still.path), make_scene().model_copy(update=facts), SPEC, music, seed=2, grain=0)
    return [animator.frame(30 + n)[: SPEC.height].copy() for n in range(30 * SECONDS)], music


def flashes(lumas):
    counter = FlashCounter(30.0)
    for luma in lumas:
        counter.add(luma)
    return counter.most


def strobes(plate):
    """A grey plate with a light in a fifth of the picture that answers each beat."""
    glare = np.zeros_like(plate.picture)
    middle = glare.shape[1] // 2
    glare[:, middle - middle // 5 : middle + middle // 5, :3] = 150
    plate.lights = [LightDelta("glare", glare, "kick", 1.0, 1.0)]
    plate.picture = np.full_like(plate.picture, 120)
    plate.layers, plate.elements = [], []
    return plate


@pytest.mark.parametrize(("rate", "expected"), [(2, 2), (5, 5)])
def test_the_counter_counts_a_strobe(rate, expected):
    dark, bright = np.full((160, 90), 40, np.uint8), np.full((160, 90), 200, np.uint8)
    lumas = [bright if (n * rate * 2 // 30) % 2 else dark for n in range(90)]
    assert flashes(lumas) in (expected, expected + 1)
    assert flashes([dark] * 60) == 0


def test_steps_too_small_or_too_narrow_are_no_flashes():
    dark = np.full((160, 90), 120, np.uint8)
    little, narrow = dark + 6, dark.copy()
    narrow[:, :4] = 230
    assert flashes([dark if n // 3 % 2 else little for n in range(90)]) == 0
    assert flashes([dark if n // 3 % 2 else narrow for n in range(90)]) == 0


@pytest.mark.parametrize("tempo", [100.0, 178.0, 240.0])
@pytest.mark.parametrize("world", ["alley", "chrome"])
def test_no_tempo_makes_more_than_three_flashes_a_second(stills, world, tempo):
    lumas, _ = frames(stills[world], tempo)
    assert flashes(lumas) <= 3


def test_a_strong_light_is_held_back_only_where_beats_are_fast(stills):
    slow, _ = frames(stills["forest"], 60.0, strobes(load(stills["forest"].path)))
    fast, _ = frames(stills["forest"], 240.0, strobes(load(stills["forest"].path)))
    unlimited = int(240 / 60)
    assert flashes(slow) <= 1 and flashes(fast) <= 3 < unlimited
    rise = [max(np.diff([luma.mean() for luma in lumas])) for lumas in (slow, fast)]
    assert rise[0] > 1.2 * rise[1] > 0, (rise, flashes(slow), flashes(fast))


@pytest.mark.parametrize("world", ["alley", "dunes", "forest", "chrome"])
@pytest.mark.parametrize("tempo", [92.0, 128.0])
def test_light_answers_the_beat_visibly_and_gently(stills, world, tempo):
    lumas, music = frames(stills[world], tempo)
    steps, correlation = beats_in_luma(np.array([luma.mean() for luma in lumas]), {0}, music, 30.0, first=30)
    assert len(steps) > 4
    assert np.median(steps) >= 3 and steps.max() <= 12
    assert correlation >= 0.5


def test_reduced_motion_is_calm(stills):
    lively, _ = frames(stills["dunes"], 120.0)
    calm, _ = frames(stills["dunes"], 120.0, calm=True)
    steps = [np.abs(np.diff([luma.mean() for luma in lumas])).max() for lumas in (lively, calm)]
    assert steps[1] < 0.6 * steps[0]
    moved = [np.abs(lumas[0].astype(int) - lumas[-1]).mean() for lumas in (lively, calm)]
    assert moved[1] < moved[0]


def test_luminance_and_rates():
    assert relative_luminance(np.full((1, 1, 3), 255, np.uint8))[0, 0] == pytest.approx(1, abs=1e-5)
    assert relative_luminance(np.full((1, 1, 3), 188, np.uint8))[0, 0] == pytest.approx(0.5, abs=0.01)
    assert most_in_a_second([0.0, 0.4, 0.8, 1.2, 1.6], 0.0, 2.0) == 3
    dark, bright = np.full((4, 4), 0.2, np.float32), np.full((4, 4), 0.4, np.float32)
    assert changed_share(dark, bright) == 1 and changed_share(dark, dark + 0.05) == 0
    assert safe_strength(dark, lambda s: [(dark + 0.3 * s, 2)]) == 1
    assert safe_strength(dark, lambda s: [(dark + 0.3 * s, 4)]) == 0.3


def test_the_rig_is_free_of_limits_at_slow_tempos(stills):
    plate = load(stills["alley"].path)
    from beatreel.plugins.generators.procedural.animate.clock import Clock

    free, slow = (LightRig(plate, Clock(0, 4), intensity=1, beats_a_second=rate) for rate in (0, 1))
    assert free._strength == slow._strength


def test_what_answers_between_the_beats_does_not_hide_them(stills):
    """A bright lamp that answers between the beats would make each half beat a beat."""
    plate = strobes(load(stills["dunes"].path))
    plate.lights[0].picture = plate.lights[0].picture // 6
    lamp = np.zeros_like(plate.picture)
    lamp[: lamp.shape[0] // 2, :, :3] = 90
    plate.lights.append(LightDelta("lamp", lamp, "offbeat", 1.0, 1.0))
    lumas, music = frames(None, 100.0, plate, entrance="cut", exit="cut")
    steps, correlation = beats_in_luma(np.array([luma.mean() for luma in lumas]), {0}, music, 30.0, first=30)
    assert correlation > 0.8
    assert np.median(steps) > 2


def test_a_beat_is_no_blow_where_a_flat_picture_is_printed_with_more_contrast():
    rows = np.linspace(95, 165, 200).astype(np.uint8)[:, None, None]
    glow = np.full((200, 112, 4), 40, np.uint8)
    plate = Plate(
        picture=np.broadcast_to(rows, glow.shape).copy(),
        lights=[LightDelta("glow", glow, "kick", 1.0, 0.4)],
        inverse=np.full((25, 14), 0.1, np.float32),
        atmosphere=np.zeros((50, 28, 3), np.uint8),
        focal=120.0,
        centre=(56.0, 90.0),
        travel=0.0,
    )
    lumas, _ = frames(None, 120, plate)
    means = np.array([luma.mean() for luma in lumas])
    assert 4 < means.max() - means.min() < 10.5 and np.diff(means).max() > 3
