import dataclasses
from typing import get_args

import cv2
import numpy as np
import pytest

from beatreel import Music
from beatreel.core.model import CameraMove
from beatreel.plugins.generators.procedural import plate as plates
from beatreel.plugins.generators.procedural.animate.animator import Animator
from beatreel.plugins.generators.procedural.animate.camera import BUDGET
from beatreel.plugins.generators.procedural.animate.composing import best_place, eye_catcher, interest_of, on_thirds
from beatreel.plugins.generators.procedural.painting import Focus
from beatreel.plugins.generators.procedural.scenery.focus import focus_of, sampled
from tests.plugins.generators.procedural.conftest import DURATION, PROMPTS, SPEC, make_analysis, make_scene

MOVES = get_args(CameraMove)
TIMES = np.linspace(0, DURATION, 17)


def animator(still, world, **changes):
    return Animator(
        plates.load(still.path), make_scene(PROMPTS[world], **changes), SPEC, Music(make_analysis()), seed=1
    )


def maps(drawn, time):
    drawn.warp.set(drawn.camera.pose(time))
    return drawn.warp.map_x.copy(), drawn.warp.map_y.copy()


@pytest.mark.parametrize("world", PROMPTS)
@pytest.mark.parametrize("move", MOVES)
def test_no_frame_looks_beyond_the_plate(stills, world, move):
    for framing in (-1.0, 0.0, 1.0):
        drawn = animator(stills[world], world, camera=move, framing=framing, intensity=1.0)
        width, height = drawn.warp.plate_size
        for time in TIMES:
            x, y = maps(drawn, time)
            assert x.min() >= 0
            assert y.min() >= 0
            assert x.max() <= width - 1
            assert y.max() <= height - 1


@pytest.mark.parametrize("world", PROMPTS)
@pytest.mark.parametrize("move", MOVES)
def test_parallax_stays_within_the_budget(stills, world, move):
    """Over a depth edge, near and far drift apart by at most 24 pixels (of 1440) from one end of the scene to any other."""
    drawn = animator(stills[world], world, camera=move, intensity=1.0)
    kernel = np.ones((5, 5), np.uint8)
    shifts = []
    for time in TIMES:
        pose = drawn.camera.pose(time)
        x, y = maps(drawn, time)
        rows, columns = np.mgrid[0 : x.shape[0], 0 : x.shape[1]].astype(np.float32)
        across = (columns - 0.5) * SPEC.width / drawn.warp.columns - 0.5
        down = (rows - 0.5) * SPEC.height / drawn.warp.rows - 0.5
        flat = drawn.warp.affine(pose, 0.0)  # what the camera does to something infinitely far
        shifts.append((x - (flat[0, 0] * across + flat[0, 1] * down + flat[0, 2]),
                       y - (flat[1, 0] * across + flat[1, 1] * down + flat[1, 2])))  # fmt: skip
    worst = 0.0
    for moved_x, moved_y in shifts:
        dx, dy = moved_x - shifts[0][0], moved_y - shifts[0][1]
        edge = np.hypot(cv2.dilate(dx, kernel) - cv2.erode(dx, kernel), cv2.dilate(dy, kernel) - cv2.erode(dy, kernel))
        worst = max(worst, float(edge.max()))
    assert worst <= BUDGET * SPEC.width / 1440 * 1.05


def test_moves_are_smooth_and_go_somewhere(stills):
    for move in MOVES:
        drawn = animator(stills["dunes"], "dunes", camera=move)
        centres = np.array([[m[10, 10] for m in maps(drawn, t)] for t in np.linspace(0, DURATION, 121)])
        steps = np.diff(centres, axis=0)
        jerk = np.abs(np.diff(steps, axis=0)).max()
        assert jerk < 0.05, move
        if move != "hold":
            assert np.ptp(centres, axis=0).max() > 1.0, move


def test_framing_shows_another_part(stills):
    left, right = (animator(stills["alley"], "alley", framing=f) for f in (-1.0, 1.0))
    assert maps(right, 1.0)[0].mean() - maps(left, 1.0)[0].mean() > 4


def test_a_loop_ends_where_it_began(stills):
    for move in MOVES:
        drawn = animator(stills["chrome"], "chrome", camera=move, loop=True)
        first, last = drawn.camera.pose(0.0), drawn.camera.pose(DURATION)
        assert np.allclose([*vars(first).values()], [*vars(last).values()], atol=1e-6), move


def test_a_crop_looks_where_there_is_something_to_be_seen():
    rng = np.random.default_rng(2)
    picture = np.full((336, 192, 4), 90, np.uint8)
    picture[280:, :, :3] = rng.integers(0, 255, (56, 192, 3))
    low = best_place(interest_of(picture), 0.8)[1]
    high = best_place(interest_of(np.ascontiguousarray(picture[::-1])), 0.8)[1]
    assert low > 0.8
    assert high < -0.8
    assert np.abs(best_place(interest_of(np.full_like(picture, 90)), 0.8)).max() < 0.1


def test_a_crop_that_is_to_look_aside_keeps_what_alone_is_to_be_seen():
    picture = np.full((336, 192, 4), 90, np.uint8)
    picture[120:220, 10:40, :3] = 250
    interest = interest_of(picture)
    assert all(best_place(interest, 0.74, side)[0] < -0.5 for side in (-0.9, 0.0, 0.9))
    nothing = interest_of(np.full_like(picture, 90))
    assert best_place(nothing, 0.74, -0.9)[0] < -0.8 < 0.8 < best_place(nothing, 0.74, 0.9)[0]


def test_cropped_frames_stay_on_the_plate_wherever_they_look(stills):
    for world in ("alley", "ocean"):
        drawn = animator(stills[world], world, camera="rise", crop=1.36, intensity=1.0)
        width, height = drawn.warp.plate_size
        for time in TIMES[::4]:
            x, y = maps(drawn, time)
            assert min(x.min(), y.min()) >= 0
            assert x.max() <= width - 1
            assert y.max() <= height - 1


@pytest.mark.parametrize(
    "spot", [(0.3, 0.25, 0.0, 0.0), (0.72, 0.3, 0.0, 0.0), (0.6, 0.7, 0.0, 0.0), (0.5, 0.55, 0.26, 0.1)]
)
def test_a_closer_look_keeps_what_is_named_in_sight(stills, spot):
    world = next(iter(PROMPTS))
    for framing, camera in ((-1.0, "hold"), (1.0, "drift_left"), (-1.0, "drift_right"), (0.3, "rise")):
        plate = dataclasses.replace(plates.load(stills[world].path), focus=Focus(*spot))
        scene = make_scene(PROMPTS[world], camera=camera, framing=framing, crop=1.45, intensity=1.0)
        drawn = Animator(plate, scene, SPEC, Music(make_analysis()), seed=1)
        width, height = drawn.warp.plate_size
        for time in TIMES:
            x, y = maps(drawn, time)
            assert x.min() < (spot[0] - spot[2]) * width <= (spot[0] + spot[2]) * width < x.max()
            assert y.min() < (spot[1] - spot[3]) * height <= (spot[1] + spot[3]) * height < y.max()


def place_in_frame(drawn, focus):
    """Return where a place of the plate is seen in the middle of a scene, shares of the frame."""
    x, y = maps(drawn, DURATION / 2)
    width, height = drawn.warp.plate_size
    row, column = np.unravel_index(np.argmin((x - focus.x * width) ** 2 + (y - focus.y * height) ** 2), x.shape)
    return (column + 0.5) / x.shape[1], (row + 0.5) / x.shape[0]


def test_what_is_named_is_brought_to_a_third(stills):
    world = next(iter(PROMPTS))
    for spot in ((0.5, 0.45), (0.56, 0.56)):
        plate = dataclasses.replace(plates.load(stills[world].path), focus=Focus(*spot))
        drawn = Animator(plate, make_scene(PROMPTS[world]), SPEC, Music(make_analysis()), seed=1)
        seen = place_in_frame(drawn, plate.focus)
        off, before = (min(np.hypot(x - i / 3, y - j / 3) for i in (1, 2) for j in (1, 2)) for x, y in (seen, spot))
        assert off < min(before - 0.04, 0.17)


def test_a_subject_comes_to_a_third_is_never_looked_away_from_and_an_axis_stays():
    def framed(x, framing=0.0, axis=None):
        found = on_thirds(
            [(Focus(x, 0.4), 1.0)], (1.0, 1.1), (0.8, 0.8), lambda zoom: (0.15, 0.15), framing=framing, axis=axis
        )
        return 0.5 + (x - 0.5 - found.x) * found.zoom / 0.8

    assert abs(framed(0.45) - 1 / 3) < 0.04 and abs(framed(0.55) - 2 / 3) < 0.04
    assert framed(0.5, -0.9) > framed(0.5, 0.9) + 0.1
    assert 0.67 < framed(0.75, -0.9) < 0.85 and 0.15 < framed(0.25, 0.9) < 0.33
    assert abs(framed(0.48, axis=0.5) - 0.5) < 0.04


def test_a_light_that_stands_out_catches_the_eye_and_mist_does_not():
    picture = np.full((320, 180, 3), 60, np.uint8)
    cv2.circle(picture, (130, 90), 14, (200, 230, 250), -1)
    cv2.circle(picture, (40, 240), 14, (10, 10, 10), -1)
    found = eye_catcher(picture)
    assert abs(found.x - 130 / 180) < 0.05 and abs(found.y - 90 / 320) < 0.05
    fog = np.random.default_rng(3).normal(120, 12, (320, 180, 3)).astype(np.uint8)
    assert eye_catcher(fog) is None


def test_what_is_wide_is_looked_at_where_its_head_is():
    depth = np.full((640, 360), 50.0, np.float32)
    before = sampled(depth)
    depth[400:520, 40:260] = 3.0  # a body
    depth[300:410, 260:330] = 3.0  # its neck and head
    focus = focus_of(before, depth)
    assert abs(focus.x * 360 - 295) < 12
    assert focus.across * 360 < 50
    assert abs((focus.y - focus.down) * 640 - 300) < 12


def test_what_fits_into_a_closer_look_is_kept_whole():
    depth = np.full((640, 360), 50.0, np.float32)
    before = sampled(depth)
    depth[420:520, 90:270] = 3.0
    depth[360:430, 250:280] = 3.0  # its head
    focus = focus_of(before, depth)
    assert focus.x - focus.across < 0.29 and focus.x + focus.across > 0.71


def test_a_box_is_seen_as_far_as_the_picture_reaches():
    assert Focus.inside(-40, 100, 120, 900, (200, 400)) == pytest.approx((0.3, 0.625, 0.3, 0.375))
    assert Focus.inside(210, 0, 300, 100, (200, 400)) is None
