"""Families of video models, each through the real loading code to the frames of a scene."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

from beatreel.plugins.generators.diffusion import loading, video
from beatreel.plugins.generators.diffusion.params import VideoParams
from beatreel.plugins.generators.diffusion.video import DiffusersVideoGenerator
from beatreel.testing import make_scene, silent_progress
from tests.plugins.generators.diffusion.conftest import SPEC
from tests.plugins.generators.diffusion.test_video import music, still  # noqa: F401

BUILDERS = {
    "ltx": lambda tiny, folder: tiny.ltx(folder),
    "cogvideox": lambda tiny, folder: tiny.cogvideox(folder),
    "svd": lambda tiny, folder: tiny.stable_video(folder, 5),
}
PIPELINES = {
    "ltx": "LTXImageToVideoPipeline",
    "cogvideox": "CogVideoXImageToVideoPipeline",
    "svd": "StableVideoDiffusionPipeline",
}


def build(kind: str, folder: Path) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from tests.plugins.generators.diffusion import tiny_models, tiny_videos

        tiny_models.hushed()
        return BUILDERS[kind](tiny_videos, folder)


@pytest.mark.parametrize(
    ("kind", "side", "frames", "drawn"),
    [
        ("ltx", 64, 9, 17),  # eight and one at once: two pieces share a frame
        ("cogvideox", 64, 9, 17),
        ("svd", 112, 0, 13),  # five at once whatever is wanted, three pieces
    ],
)
def test_a_family_draws_the_scene_in_numbers_of_frames_that_it_knows(kind, side, frames, drawn, still, music, tmp_path):  # noqa: F811
    model = build(kind, tmp_path / kind)
    params = VideoParams(model=str(model), steps=1, device="cpu", side=side, frames=frames, rate=8.0)
    scene = make_scene(start=0, end=(drawn - 1) / 8)
    generator = DiffusersVideoGenerator()
    video._last.clear()
    clip, rate = generator._clip(still, scene, SPEC, params, 1, silent_progress)
    (model_loaded,) = loading._warm.values()
    assert type(model_loaded.pipeline).__name__ == PIPELINES[kind]
    assert (len(clip), rate) == (drawn, 8)
    shapes = {frame.shape for frame in clip}
    assert len(shapes) == 1
    (height, width, _) = shapes.pop()
    assert height > width
    assert max(np.abs(one.astype(int) - clip[0]).max() for one in clip[1:]) > 0, "something moves"
    arguments = {"params": params, "music": music, "first_frame": 0, "progress": silent_progress}
    shown = [
        frame.copy()
        for frame in generator.animate(still, scene, SPEC, seed=1, frame_count=round(scene.duration * 24), **arguments)
    ]
    assert len(shown) == round(scene.duration * 24)
    assert {frame.shape for frame in shown} == {(SPEC.height, SPEC.width, 3)}
    video._last.clear()
    again, _ = generator._clip(still, scene, SPEC, params, 1, silent_progress)
    assert all(np.array_equal(one, other) for one, other in zip(clip, again, strict=True)), "same seed, same frames"
    loading.drop()
