import cv2
import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.finish import BT709, Finish, planes, to_i420


def exact(bgr):
    """Full-precision BT.709 limited range of one BGR colour."""
    return BT709 @ np.array(bgr[::-1], np.float64) + np.array([16, 128, 128])


COLOURS = [
    (0, 0, 0), (255, 255, 255), (128, 128, 128), (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 255, 255),
    (255, 0, 255), (30, 90, 200), (200, 40, 90), (10, 10, 60), (240, 220, 250),
]  # fmt: skip


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("size", [(64, 64), (66, 50)])
def test_flat_colours_are_exact_to_two_code_values(colour, size):
    height, width = size
    frame = np.empty((height, width, 4), np.uint8)
    frame[:] = (*colour, 255)
    y, u, v = planes(to_i420(frame), height, width)
    for plane, value in zip((y, u, v), exact(colour), strict=True):
        assert np.abs(plane.astype(float) - value).max() <= 2


def test_smooth_pictures_are_close_everywhere():
    random = np.random.default_rng(1)
    small = random.integers(0, 256, (9, 5, 4), dtype=np.uint8)
    frame = cv2.resize(small, (160, 288), interpolation=cv2.INTER_CUBIC)
    y = planes(to_i420(frame), 288, 160)[0].astype(float)
    wanted = frame[..., 2::-1].astype(float) @ BT709[0] + 16
    assert np.abs(y - wanted).mean() < 0.7
    assert np.percentile(np.abs(y - wanted), 99) <= 2


def test_bt709_reference_values():
    # Rec. 709: pure red has Y 63, Cb 102, Cr 240 in 8 bits.
    assert np.rint(exact((0, 0, 255))).tolist() == [63, 102, 240]


def test_black_stays_black_and_grain_is_fine():
    finish = Finish(180, 320, grain=1.3, vignette=0.0, seed=4)
    frame = np.full((320, 180, 4), 90, np.uint8)
    y = planes(finish(frame, 7), 320, 180)[0].astype(float)
    assert 0.9 < y.std() < 1.7
    black = planes(finish(np.zeros_like(frame), 7), 320, 180)[0]
    assert 14 <= black.mean() <= 18


def test_grain_depends_on_the_frame_only():
    finish = Finish(180, 320, seed=4)
    frame = np.full((320, 180, 4), 90, np.uint8)
    first, second = finish(frame, 1).copy(), finish(frame, 2).copy()
    assert not np.array_equal(first, second)
    assert np.array_equal(first, finish(frame, 1))


def test_the_pulse_lifts_the_middle_and_leaves_black_and_white():
    finish = Finish(64, 64, grain=0.0, vignette=0.0)

    def level(value, gain):
        return planes(finish(np.full((64, 64, 4), value, np.uint8), 0, gain), 64, 64)[0].mean()

    assert level(120, 1.04) > level(120, 1.0) + 2
    assert level(0, 1.04) == level(0, 1.0)
    assert level(255, 1.04) == level(255, 1.0)
    levels = [level(value, 1.045) for value in range(0, 256, 5)]
    assert levels == sorted(levels)


def test_light_in_the_air_is_added_without_seams():
    frame = np.full((512, 64, 4), 60, np.uint8)
    y, x = np.mgrid[0:256, 0:32]
    air = np.stack([y / 4, 20 + x, np.full(y.shape, 40)], axis=-1).astype(np.uint8)
    finish = Finish(64, 512, grain=0, vignette=0)
    whole = finish(frame, 0, air=air)
    banded = finish.begin(0, air=air)
    for top in range(0, 512, 128):
        finish.band(frame[top : top + 128], banded, top)
    assert np.abs(whole.astype(int) - banded).max() <= 1

    wide = cv2.resize(air, (64, 512), interpolation=cv2.INTER_LINEAR)
    added = frame.copy()
    added[..., :3] += wide
    assert np.abs(whole.astype(int) - finish(added, 0)).max() <= 3


def test_the_colour_script_pales_and_darkens_more_than_it_heightens_and_leaves_hues_and_grey_alone():
    frame = np.zeros((32, 18, 4), np.uint8)
    frame[..., :3] = (150, 90, 60)
    grey = np.full((32, 18, 4), 120, np.uint8)
    hues, chromas, lumas = [], [], []
    for tone in (-1.0, 0.0, 1.0):
        finish = Finish(18, 32, grain=0, vignette=0, tone=tone)
        y, u, v = (plane.mean() for plane in planes(finish(frame, 0), 32, 18))
        lumas.append(y)
        hues.append(np.arctan2(v - 128, u - 128))
        chromas.append(np.hypot(u - 128, v - 128))
        assert all(abs(plane.mean() - 128) < 1 for plane in planes(finish(grey, 0), 32, 18)[1:])
    assert lumas[0] < lumas[1] < lumas[2] and chromas[0] < chromas[1] < chromas[2]
    assert chromas[1] - chromas[0] > 2 * (chromas[2] - chromas[1])
    assert 0.05 < abs(hues[2] - hues[0]) < 0.15


def test_fading_ends_in_black():
    frame = np.full((32, 18, 4), 200, np.uint8)
    finish = Finish(18, 32, grain=0, vignette=0)
    out = finish.begin(0, fade=0.0)
    finish.band(frame, out, 0)
    y, u, v = planes(out, 32, 18)
    assert y.max() <= 17 and abs(int(u.mean()) - 128) <= 1 and abs(int(v.mean()) - 128) <= 1
