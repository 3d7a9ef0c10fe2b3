import numpy as np
import pytest

from tests.plugins.generators.procedural.conftest import DURATION, PROMPTS, SPEC, frames_of, make_scene

RATE = 30
BEAT_FRAMES = 15


@pytest.mark.parametrize("world", PROMPTS)
@pytest.mark.parametrize("loop", [False, True])
def test_a_frame_alone_equals_the_frame_in_sequence(stills, world, loop):
    scene = make_scene(PROMPTS[world], camera="drift_right", loop=loop)
    sequence = frames_of(stills[world], scene, first=40, count=5)
    for place in (0, 3, 4):
        alone = frames_of(stills[world], scene, first=40 + place, count=1)
        assert np.array_equal(alone[0], sequence[place])


def test_frame_count_shape_and_type(stills):
    frames = frames_of(stills["alley"], make_scene(PROMPTS["alley"]), first=7, count=11)
    assert len(frames) == 11
    assert {(frame.shape, frame.dtype.name) for frame in frames} == {((SPEC.height * 3 // 2, SPEC.width), "uint8")}


@pytest.mark.parametrize("world", PROMPTS)
def test_beats_lift_the_light_and_never_strobe(stills, world):
    frames = frames_of(stills[world], make_scene(PROMPTS[world]), count=int(DURATION * RATE))
    luma = np.array([frame[: SPEC.height].mean() for frame in frames])
    steps = np.diff(luma)
    at_beats = [steps[max(b - 1, 0) : b + 2].max() for b in range(BEAT_FRAMES, len(luma) - 2, BEAT_FRAMES)]
    assert min(at_beats) >= 2.0  # the attack takes two frames, so half of a beat's rise
    assert np.abs(steps).max() <= 12
    accent = np.exp(-5.5 * (np.arange(len(luma)) % BEAT_FRAMES) / BEAT_FRAMES)
    slow = np.convolve(np.pad(luma, 15, "edge"), np.ones(31) / 31, "valid")
    assert np.corrcoef(luma - slow, accent)[0, 1] >= 0.5


@pytest.mark.parametrize("world", PROMPTS)
def test_something_lives_beside_the_camera(stills, world):
    """With the camera on hold, at least a seventh of all blocks changes by more than grain within half a second."""
    scene = make_scene(PROMPTS[world], camera="hold")
    first, later = (frames_of(stills[world], scene, first=i)[0][: SPEC.height].astype(float) for i in (38, 53))
    change = np.abs(later - first).reshape(SPEC.height // 10, 10, SPEC.width // 10, 10).mean(axis=(1, 3))
    assert (change > 2.0).mean() > 1 / 7


@pytest.mark.parametrize("world", PROMPTS)
def test_a_loop_closes_without_a_jump(stills, world):
    scene = make_scene(PROMPTS[world], loop=True, camera="push_in")
    last = int(DURATION * RATE)
    frames = {i: frames_of(stills[world], scene, first=i)[0][: SPEC.height].astype(float) for i in (0, 1, last - 1)}
    around_the_seam = np.abs(frames[0] - frames[last - 1])
    within = np.abs(frames[1] - frames[0])
    # The seam lies on a beat, which may lift the light; beyond that it is a step like any other.
    assert np.abs(around_the_seam - around_the_seam.mean()).mean() < 2.0 * within.mean() + 3
