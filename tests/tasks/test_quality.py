"""The gate: what is of no use is made again, with the reason, and never comes into the film."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from beatreel.core.errors import TakeRejectedError
from beatreel.core.events import JobFailed, SceneGenerated, StillPainted
from beatreel.engine import Engine
from beatreel.tasks import quality
from beatreel.testing import make_scene, make_song
from tests.engine.conftest import SPEC, recipe_of, settings_in


@pytest.fixture(scope="module")
def song(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("song") / "song.flac"
    make_song(duration=4.2, tempo=120, seed=3).write(path)
    return path


@pytest.fixture
def film(song, tmp_path):
    """Make a film with the flawed generator and return what happened."""

    def make(**params):
        plugins = tmp_path / "plugins"
        plugins.mkdir(exist_ok=True)
        shutil.copy(Path(__file__).with_name("flawed.py"), plugins)
        recipe = recipe_of(song, generator="flawed", animator="flawed")
        recipe = recipe.model_copy(update={"params": {"flawed": params}})
        with Engine(settings_in(tmp_path, plugins, workers=1)) as engine:
            record = engine.submit(recipe, tmp_path / "film")
            try:
                engine.run(record.id)
            finally:
                told = {
                    kind: engine.store.data_of(record.id, kind.name)
                    for kind in (StillPainted, SceneGenerated, JobFailed)
                }
        return told

    return make


def test_flawed_stills_and_clips_are_made_again_with_another_seed(film):
    told = film(still="black", clip="frozen")
    assert {tuple(still["take"]["rejected"]) for still in told[StillPainted]} == {("black",)}
    assert {still["take"]["said"] for still in told[StillPainted]} == {"by the generator"}
    assert {tuple(scene["rejected"]) for scene in told[SceneGenerated]} == {("frozen",)}
    for scene in told[SceneGenerated]:
        assert cv2.imread(scene["poster_path"]).mean() > 60


@pytest.mark.parametrize(("kind", "flaw", "reason"), [("still", "blurred", "blurred"), ("clip", "black", "black")])
def test_what_never_gets_better_fails_with_the_reason(film, kind, flaw, reason):
    with pytest.raises(TakeRejectedError, match=f"None of 3 takes could be used.*{flaw}") as caught:
        film(**{kind: flaw}, always=True)
    assert caught.value.reason == reason
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("flaw", "reason"), [("black", "black"), ("blank", "blank"), ("blurred", "blurred"), ("small", "wrong_size")]
)
def test_flaws_of_stills(flaw, reason, tmp_path):
    from tests.tasks.flawed import spoiled

    size = (SPEC.height // 4, SPEC.width // 4) if flaw == "small" else (SPEC.height, SPEC.width)
    picture = np.random.default_rng(1).integers(0, 255, (*size, 3), dtype=np.uint8)
    cv2.imwrite(str(tmp_path / "a.png"), spoiled(picture, flaw))
    with pytest.raises(TakeRejectedError) as caught:
        quality.check_still(tmp_path / "a.png", SPEC, make_scene(), "x")
    assert caught.value.reason == reason
    cv2.imwrite(str(tmp_path / "b.png"), np.random.default_rng(1).integers(0, 255, (SPEC.height, SPEC.width, 3)))
    quality.check_still(tmp_path / "b.png", SPEC, make_scene(), "x")


def test_finished_pictures_pass():
    """Night and mist are not mistaken for flaws."""
    picture = cv2.imread(str(Path(__file__).parents[2] / "docs" / "images" / "hero.jpg"))
    assert quality._fault(picture) is None
    assert quality._fault((picture // 4).astype(np.uint8)) is None, "a dark picture is not black"
    pale = cv2.addWeighted(picture, 0.35, np.full_like(picture, 190), 0.65, 0)
    assert quality._fault(pale) is None, "a misty picture is not blank"


def test_a_clip_may_come_out_of_the_dark_and_rest_a_while():
    rng = np.random.default_rng(2)
    frames = [rng.integers(0, 255, (256, 144, 3), dtype=np.uint8) for _ in range(24)]
    dark = [frame // 32 for frame in frames[:8]]
    for clip in (dark + frames[8:], frames[:12] + [frames[12]] * 10):
        assert list(quality.ClipGate(len(clip), make_scene(), "x").watch(iter(clip))) == clip
    for clip, reason in (([frame // 32 for frame in frames], "black"), ([frames[0]] * 24, "frozen")):
        with pytest.raises(TakeRejectedError) as caught:
            list(quality.ClipGate(len(clip), make_scene(), "x").watch(iter(clip)))
        assert caught.value.reason == reason
