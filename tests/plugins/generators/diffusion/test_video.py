"""Clips from a real image-to-video pipeline with random weights."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from beatreel import Music, Still, frame_to_seconds
from beatreel.plugins.generators.diffusion import clip, video
from beatreel.plugins.generators.diffusion.files import ModelFiles
from beatreel.plugins.generators.diffusion.params import VideoParams
from beatreel.plugins.generators.diffusion.video import DiffusersVideoGenerator
from beatreel.plugins.generators.diffusion.video_families import video_habits, video_pipeline
from beatreel.testing import check_generator, make_scene, make_song, silent_progress
from tests.plugins.generators.diffusion.conftest import SPEC


@pytest.fixture(scope="module")
def music() -> Music:
    return Music(make_song(duration=8, tempo=120).analysis())


@pytest.fixture
def still(tmp_path) -> Still:
    rng = np.random.default_rng(3)
    picture = tmp_path / "still.png"
    Image.fromarray(np.kron(rng.integers(0, 255, (16, 9, 3)), np.ones((16, 16, 1))).astype(np.uint8)).save(picture)
    return Still(path=tmp_path, picture=picture, sha256="1" * 64)


def params(models, **changes) -> VideoParams:
    return VideoParams(
        **{"model": str(models / "wan"), "steps": 1, "device": "cpu", "side": 64, "frames": 9, **changes}
    )


def test_it_keeps_the_contract_of_generators(models, tmp_path, still):
    video._last.clear()
    check_generator(
        DiffusersVideoGenerator(), tmp_path, spec=SPEC, params=params(models, rate=8.0, frames=5, side=32), still=still
    )


def test_a_scene_longer_than_the_model_draws_at_once_is_a_chain(models, still):
    scene = make_scene(start=0, end=2)
    clips = {}
    for fill in ("chain", "loop"):
        generator = DiffusersVideoGenerator()
        clips[fill], rate = generator._clip(still, scene, SPEC, params(models, fill=fill), 1, silent_progress)
        assert rate == 16
    assert (len(clips["chain"]), len(clips["loop"])) == (33, 9)
    assert np.array_equal(clips["chain"][:9], clips["loop"])
    assert clips["chain"][0].shape == (80, 48, 3)


@pytest.mark.parametrize(
    ("pipeline", "wanted", "frames"),
    [
        ("LTXImageToVideoPipeline", 40, 41),
        ("LTXImageToVideoPipeline", 42, 49),
        ("LTXImageToVideoPipeline", 900, 161),
        ("WanImageToVideoPipeline", 1, 5),
        ("WanImageToVideoPipeline", 34, 37),
        ("CogVideoXImageToVideoPipeline", 60, 49),
        ("StableVideoDiffusionPipeline", 3, 25),
        ("SomethingNewPipeline", 20, 21),
    ],
)
def test_models_draw_numbers_of_frames_that_suit_them(pipeline, wanted, frames):
    assert video_habits(ModelFiles("x"), pipeline).frames(wanted) == frames


def test_weights_for_text_to_video_set_pictures_in_motion_where_they_can():
    assert video_pipeline(ModelFiles("x", pipeline="LTXPipeline")) == "LTXImageToVideoPipeline"
    assert video_pipeline(ModelFiles("x", pipeline="WanImageToVideoPipeline")) == "WanImageToVideoPipeline"


def test_motion_hurries_on_beats_and_is_on_time_at_each(music):
    beats = music.analysis.beat_times
    scene = make_scene(start=beats[2], end=beats[8]).model_copy(update={"intensity": 1.0})
    rate = 24.0

    def at(time):
        return clip.place(time, scene, music, count=200, rate=rate, pulse=1.0)

    for beat in beats[2:8]:
        assert at(beat) == pytest.approx((beat - scene.start) * rate, abs=1e-6)
    quarter = (beats[3] - beats[2]) / 4
    assert at(beats[2] + quarter) - at(beats[2]) > 1.5 * (at(beats[3] - 1e-9) - at(beats[3] - quarter))
    places = [at(beats[2] + step / 50) for step in range(100)]
    assert places == sorted(places)


def test_a_loop_ends_where_it_began_and_a_short_clip_runs_back_and_forth(music):
    scene = make_scene(start=1, end=3)
    loop = scene.model_copy(update={"loop": True})
    assert clip.place(1.0, loop, music, count=10, rate=8, pulse=0) == 0
    assert clip.place(2.0, loop, music, count=10, rate=8, pulse=0) == 9
    assert clip.place(3.0 - 1e-9, loop, music, count=10, rate=8, pulse=0) == pytest.approx(0, abs=1e-6)
    assert clip.place(1 + 12 / 8, scene, music, count=10, rate=8, pulse=0) == pytest.approx(6)


def test_frames_between_follow_what_moves(music):
    still, moved = np.zeros((2, 96, 96, 3), np.uint8)
    still[30:60, 20:50], moved[30:60, 28:58] = 220, 220
    middle = clip.shown([still, moved], 0.5).astype(float).mean(axis=2)
    truth = np.zeros((96, 96))
    truth[30:60, 24:54] = 220
    blend = (still.astype(float) + moved).mean(axis=2) / 2
    assert np.abs(middle - truth).mean() < 0.5 * np.abs(blend - truth).mean()
    assert clip.shown([still, moved], 0.001) is still
    assert frame_to_seconds(24, SPEC.frame_rate) == 1.0


def test_the_scene_sees_the_still_nearer_to_a_side_and_mirrored():
    picture = np.arange(100 * 50 * 3, dtype=np.uint32).reshape(100, 50, 3)
    scene = make_scene().model_copy(update={"crop": 1.25, "framing": 1.0})
    assert np.array_equal(clip.framed(picture, scene), picture[10:90, 10:50])
    mirrored = scene.model_copy(update={"mirrored": True})
    assert np.array_equal(clip.framed(picture, mirrored), picture[10:90, 10:50][:, ::-1])
