"""A finished film from a diffusion model: its stills, moved by the procedural animator."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beatreel.core.files import sha256_of
from beatreel.engine import Engine
from tests.engine.conftest import recipe_of, settings_in


@pytest.fixture
def make(song, tmp_path, models):
    def make(name: str, **params) -> dict:
        recipe = recipe_of(
            song,
            generator="diffusers",
            animator="diffusers",
        )
        given = {"model": str(models / "sd"), "steps": "2", "device": "cpu", **params}
        recipe = recipe.model_copy(update={"params": {"diffusers": given}})
        with Engine(settings_in(tmp_path / name, workers=1)) as engine:
            engine.run(engine.submit(recipe, tmp_path / name / "film").id)
        return json.loads((tmp_path / name / "film" / "manifest.json").read_text())

    return make


def test_a_film_and_the_same_again(make, tmp_path: Path):
    film = make("one")
    assert film["generator"]["name"] == "diffusers"
    assert film["generator"]["source_type"] == "trainedAlgorithmicMedia"
    assert film["animator"]["name"] == "procedural"
    assert sha256_of(tmp_path / "one" / "film" / "master.mp4") == film["files"]["master.mp4"]
    assert make("two")["files"] == film["files"], "same seed, same bytes"
