from fractions import Fraction

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.holds import Holds
from tests.plugins.generators.procedural.conftest import PROMPTS, frames_of, make_scene


@pytest.mark.parametrize(("rate", "most"), [("24", 2), ("25", 2), ("30", 2), ("60", 4)])
def test_the_scene_and_every_beat_begin_with_a_drawing_of_their_own(rate, most):
    frame_rate = Fraction(rate)
    beats = [0.37 * number for number in range(40)]
    start, end = 2.11, 9.3
    holds = Holds(start, end, beats, frame_rate)
    first, last = round(start * frame_rate), round(end * frame_rate)
    drawings = [holds.drawing(frame) for frame in range(first, last)]
    assert drawings[0][0] == first
    for time in beats:
        if start <= time < end:
            frame = int(-(-time * frame_rate // 1))
            assert holds.drawing(frame)[0] == frame
    for frame, (begun, middle) in enumerate(drawings, first):
        held = [drawing[0] for drawing in drawings].count(begun)
        assert 0 <= frame - begun < held <= most
        if begun + most < last:
            assert middle == (held - 1) / 2
        # The middle of a drawing never lies beyond a beat that begins after it: no accent comes early.
        shown = (begun + middle) / float(frame_rate)
        assert not any(begun / float(frame_rate) < time <= shown for time in beats if time > start)
    assert len(set(drawings)) < 0.75 * (last - first)


def test_a_draft_repeats_whole_frames_and_is_the_same_from_wherever_it_is_begun(stills):
    scene = make_scene(PROMPTS["alley"])
    frames = frames_of(stills["alley"], scene, first=28, count=6)
    same = [np.array_equal(one, other) for one, other in zip(frames, frames[1:], strict=False)]
    assert same == [False, False, True, False, True]  # a beat begins on frame 30
    assert np.array_equal(frames_of(stills["alley"], scene, first=31)[0], frames[3])


def test_a_loop_is_drawn_in_full(stills):
    frames = frames_of(stills["alley"], make_scene(PROMPTS["alley"], loop=True), first=20, count=4)
    assert not any(np.array_equal(one, other) for one, other in zip(frames, frames[1:], strict=False))
