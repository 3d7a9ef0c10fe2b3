"""Given pictures in the place of painted ones, through the whole chain."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from beatreel.core.errors import ReferenceRejectedError, StoryboardError, UserInputError
from beatreel.engine import Engine


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.png"
    Image.fromarray(np.random.default_rng(5).integers(0, 255, (256, 144, 3), dtype=np.uint8)).save(path)
    return path


def make(settings, recipe, folder):
    with Engine(settings) as engine:
        engine.run(engine.submit(recipe, folder).id)
    return json.loads((folder / "storyboard.json").read_text())["scenes"]


def still_of(folder, number):
    (path,) = (folder / "scenes" / f"{number:03d}" / "take-1").glob("still.*")
    return np.asarray(Image.open(path).convert("RGB"))


def test_a_photo_is_shown_in_its_part_and_painted_elsewhere(make_settings, make_recipe, tmp_path, photo, monkeypatch):
    log = tmp_path / "log"
    monkeypatch.setenv("TINY_LOG", str(log))
    scenes = make(make_settings(), make_recipe(stills={"chorus": photo}), tmp_path / "film")
    for number, scene in enumerate(scenes, 1):
        assert (scene["label"] == "chorus") == bool(scene["still"])
        shown = np.array_equal(still_of(tmp_path / "film", number), np.asarray(Image.open(photo)))
        assert shown == (scene["label"] == "chorus")
    painted = {(scene["shot"], scene["variation"]) for scene in scenes if not scene["still"]}
    assert log.read_text().count("paint") == len(painted)
    manifest = json.loads((tmp_path / "film" / "manifest.json").read_text())
    assert list(manifest["stills"]) == [str(photo)]


def test_a_storyboard_names_pictures_beside_it(make_settings, make_recipe, tmp_path, photo):
    make(make_settings(), make_recipe(), tmp_path / "first")
    board = json.loads((tmp_path / "first" / "storyboard.json").read_text())
    board["scenes"][1]["still"] = photo.name
    path = tmp_path / "board.json"
    path.write_text(json.dumps(board))
    scenes = make(make_settings(), make_recipe(storyboard_path=path), tmp_path / "second")
    assert scenes[1]["still"] == str(photo)
    assert np.array_equal(still_of(tmp_path / "second", 2), np.asarray(Image.open(photo)))
    board["scenes"][1]["still"] = "missing.png"
    path.write_text(json.dumps(board))
    with pytest.raises((ReferenceRejectedError, StoryboardError), match="picture"):
        make(make_settings(), make_recipe(storyboard_path=path, seed=2), tmp_path / "third")


def test_bad_pictures_and_scenes_are_refused_before_anything_is_painted(
    make_settings, make_recipe, tmp_path, photo, monkeypatch
):
    log = tmp_path / "log"
    monkeypatch.setenv("TINY_LOG", str(log))
    rubbish = tmp_path / "rubbish.jpg"
    rubbish.write_bytes(b"no picture at all")
    with pytest.raises(ReferenceRejectedError, match="The picture is not a JPEG"):
        make(make_settings(), make_recipe(stills={"1": rubbish}), tmp_path / "film")
    with pytest.raises(UserInputError, match="no scene “99”"):
        make(make_settings(), make_recipe(stills={"99": photo}), tmp_path / "other")
    assert not log.exists()
