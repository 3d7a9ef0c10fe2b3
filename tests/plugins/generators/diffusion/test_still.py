"""Stills from real pipelines with random weights, through the loading code that users get."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from beatreel import UserInputError
from beatreel.plugins.generators.diffusion import loading, still
from beatreel.plugins.generators.diffusion.params import StillParams
from beatreel.plugins.generators.diffusion.still import DiffusersGenerator
from beatreel.testing import RecordedProgress, check_generator, check_light_import, make_scene, silent_progress
from tests.plugins.generators.diffusion.conftest import SPEC


def paint(folder: Path, progress=silent_progress, seed: int = 5, references=(), scene=None, **params) -> np.ndarray:
    folder.mkdir(parents=True, exist_ok=True)
    picture = DiffusersGenerator().paint(
        scene or make_scene(seed=seed),
        SPEC,
        params=StillParams(**{"steps": 2, "device": "cpu", **params}),
        seed=seed,
        references=references,
        folder=folder,
        progress=progress,
    )
    return np.asarray(Image.open(picture).convert("RGB"))


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(float) - other).mean())


def test_it_keeps_the_contract_of_generators(models, tmp_path):
    params = StillParams(model=str(models / "sd"), steps=1, side=64, device="cpu")
    check_generator(DiffusersGenerator(), tmp_path, spec=SPEC, params=params)


def test_it_loads_lightly():
    check_light_import("beatreel.plugins.generators.diffusion")


def test_a_model_is_loaded_once_and_kept_warm(models, tmp_path, fresh):
    progress = RecordedProgress()
    paint(tmp_path / "a", progress, model=str(models / "sd"))
    (first,) = loading._warm.values()
    paint(tmp_path / "b", model=str(models / "sd"), seed=6)
    assert list(loading._warm.values()) == [first]
    notes = [note for _, note in progress.reports]
    assert "step 1 of 2" in notes and "step 2 of 2" in notes
    within = {done for done, note in progress.reports if note == "step 1 of 2"}
    assert len(within) > 2, "a step tells how far it is"


def test_the_still_has_the_films_shape_with_room_for_the_camera(models, tmp_path):
    picture = paint(tmp_path, model=str(models / "sd"))
    assert picture.shape == (282, 158, 3)
    facts = json.loads((tmp_path / "take.json").read_text())
    assert facts["painted"] == [96, 176]
    assert facts["pipeline"] == "StableDiffusionPipeline"


def test_another_shot_variation_prompt_or_style_is_another_picture(models, tmp_path):
    base = make_scene()
    changes = [{}, {"shot": "close"}, {"variation": 1}, {"prompt": "a forest"}, {"style": "noir"}]
    pictures = [
        paint(tmp_path / str(number), scene=base.model_copy(update=change), model=str(models / "sd"))
        for number, change in enumerate(changes)
    ]
    assert min(difference(pictures[0], picture) for picture in pictures[1:]) > 0.5


def test_a_lora_changes_the_picture_by_its_weight(models, tmp_path):
    model, lora = str(models / "sd"), models / "lora.safetensors"
    plain = paint(tmp_path / "plain", model=model)
    full = paint(tmp_path / "full", model=model, lora=str(lora))
    none = paint(tmp_path / "none", model=model, lora=f"{lora}=0")
    assert difference(plain, full) > 0.5
    assert difference(plain, none) < 0.1


def test_continuity_starts_from_the_first_picture_of_the_prompt(models, tmp_path):
    model, close = str(models / "sd"), make_scene(seed=5).model_copy(update={"shot": "close"})
    other = close.model_copy(update={"seed": 6})  # the same noise after another first picture
    alone, kept, elsewhere = (
        paint(tmp_path / name, model=model, steps=4, scene=scene, continuity=strength)
        for name, scene, strength in (("alone", close, 0), ("kept", close, 0.75), ("elsewhere", other, 0.75))
    )
    assert difference(kept, alone) > 0.5
    assert difference(kept, elsewhere) > 0.5
    still._first.clear()
    assert np.array_equal(kept, paint(tmp_path / "again", model=model, steps=4, scene=close, continuity=0.75))


def test_refining_paints_the_larger_picture_over(models, tmp_path):
    model = str(models / "sd")
    plain = paint(tmp_path / "plain", model=model, side=64)
    refined = paint(tmp_path / "refined", model=model, side=64, refine=0.5)
    assert plain.shape == refined.shape
    assert difference(plain, refined) > 0.5
    facts = json.loads((tmp_path / "refined" / "take.json").read_text())
    assert facts["painted"][0] > json.loads((tmp_path / "plain" / "take.json").read_text())["painted"][0]


def face(path: Path, seed: int) -> Path:
    """Somebody to be recognised, by a tiny eye."""
    rng = np.random.default_rng(seed)
    Image.fromarray(np.kron(rng.integers(0, 255, (4, 4, 3)), np.ones((16, 16, 1))).astype(np.uint8)).save(path)
    return path


@pytest.fixture
def faces(tmp_path) -> list[Path]:
    return [face(tmp_path / f"face{seed}.png", seed) for seed in (4, 5)]


def test_a_character_comes_from_the_reference_with_its_likeness(models, tmp_path, faces):
    model, character = str(models / "sd"), str(models / "faces")
    one, other = (
        paint(tmp_path / path.stem, model=model, character=character, references=[path], side=64) for path in faces
    )
    assert difference(one, other) > 0.5
    said = [json.loads((tmp_path / path.stem / "take.json").read_text()) for path in faces]
    assert all(0 <= take["similarity"] <= 1 and take["alike"] for take in said)
    assert said[0]["similarity"] != said[1]["similarity"]


def test_a_character_is_there_when_memory_is_short_too(models, tmp_path, faces):
    settings = {"model": str(models / "sd"), "character": str(models / "faces"), "memory_limit": 3}
    one, other = (paint(tmp_path / path.stem, references=[path], **settings) for path in faces)
    assert json.loads((tmp_path / faces[0].stem / "take.json").read_text())["tiled"] is True
    assert difference(one, other) > 0.5
    sliced = paint(tmp_path / "sliced", model=settings["model"], side=64, attention="sliced")
    whole = paint(tmp_path / "whole", model=settings["model"], side=64)
    assert difference(sliced, whole) < 1


def test_takes_that_are_not_alike_are_painted_again_and_the_best_is_kept(models, tmp_path, faces):
    model, character = str(models / "sd"), str(models / "faces")
    settings = {"model": model, "character": character, "references": faces[:1], "side": 64}
    paint(tmp_path / "strict", similarity=1.0, tries=3, **settings)
    take = json.loads((tmp_path / "strict" / "take.json").read_text())
    assert len(set(take["similarities"])) == 3
    assert take["similarity"] == max(take["similarities"])
    assert not take["alike"]
    paint(tmp_path / "easy", similarity=min(take["similarities"]) / 2, tries=3, **settings)
    assert len(json.loads((tmp_path / "easy" / "take.json").read_text())["similarities"]) == 1


def test_a_single_file_paints_what_its_folder_paints(models, tmp_path):
    """The configuration comes from a folder without any weights of its own, as people have it who share files."""
    from tests.plugins.generators.diffusion.tiny_single import single_file

    bare = shutil.copytree(models / "sd", tmp_path / "bare", ignore=shutil.ignore_patterns("*.safetensors"))
    file = single_file(models / "sd", tmp_path / "tiny.safetensors")
    whole = paint(tmp_path / "whole", model=str(models / "sd"), side=64)
    assert np.array_equal(paint(tmp_path / "file", model=str(file), config=str(bare), side=64), whole)
    lora = str(models / "lora.safetensors")
    changed = paint(tmp_path / "lora", model=str(file), config=str(bare), side=64, lora=lora)
    assert difference(changed, whole) > 0.5
    assert json.loads((tmp_path / "file" / "take.json").read_text())["pipeline"] == "StableDiffusionPipeline"


def test_a_model_that_was_fetched_from_a_hub_before_is_found_by_its_commit(models, tmp_path, monkeypatch, fresh):
    """As a hub's client lays it on the disk; nothing is asked of the network."""
    from huggingface_hub import constants

    commit = "0123456789abcdef0123456789abcdef01234567"
    home = tmp_path / "hub" / "models--someone--tiny"
    shutil.copytree(models / "sd", home / "snapshots" / commit)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    found = paint(tmp_path / "hub-still", model="someone/tiny", revision=commit, side=64)
    assert np.array_equal(found, paint(tmp_path / "folder", model=str(models / "sd"), side=64))
    with pytest.raises(UserInputError, match="is not on this machine"):
        paint(tmp_path / "other", model="someone/tiny", revision=commit[::-1], side=64)
