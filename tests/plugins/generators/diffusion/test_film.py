"""Finished films from diffusion models: stills moved by the procedural animator, and clips of a video model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from beatreel.core.files import sha256_of
from beatreel.engine import Engine
from tests.engine.conftest import recipe_of, settings_in


@pytest.fixture
def make(song, tmp_path, models):
    def make(name: str, animator: str) -> dict:
        given = {
            "diffusers": {"model": str(models / "sd"), "steps": "2", "device": "cpu"},
            "diffusers-video": {
                "model": str(models / "wan"),
                "steps": "1",
                "device": "cpu",
                "side": "112",
                "rate": "8",
            },
        }
        recipe = recipe_of(song, generator="diffusers", animator=animator).model_copy(update={"params": given})
        with Engine(settings_in(tmp_path / name, workers=1)) as engine:
            engine.run(engine.submit(recipe, tmp_path / name / "film").id)
        return json.loads((tmp_path / name / "film" / "manifest.json").read_text())

    return make


def test_a_film_of_painted_stills(make, tmp_path: Path):
    film = make("film", "diffusers")
    assert film["generator"]["name"] == "diffusers"
    assert film["generator"]["source_type"] == "trainedAlgorithmicMedia"
    assert film["animator"]["name"] == "procedural", "who paints only says who animates"
    assert sha256_of(tmp_path / "film" / "film" / "master.mp4") == film["files"]["master.mp4"]


def test_a_film_of_a_video_model_and_the_same_again(make):
    film = make("one", "diffusers-video")
    assert film["animator"]["name"] == "diffusers-video"
    assert make("two", "diffusers-video")["files"] == film["files"], "same seed, same bytes"


def test_the_command_line_refuses_a_wrong_folder_in_one_sentence(song, tmp_path):
    environment = {f"BEATREEL_{name}_DIR": str(tmp_path / name) for name in ("DATA", "CACHE", "RUNTIME")}
    command = ["render", str(song), "--generator", "diffusers", "--set", f"diffusers.model={tmp_path}"]
    done = subprocess.run(
        [sys.executable, "-m", "beatreel", *command, "--out", str(tmp_path / "film")],
        capture_output=True,
        text=True,
        env={**os.environ, **environment, "BEATREEL_INTAKE__MIN_DURATION": "3"},
        check=False,
    )
    assert done.returncode == 2
    assert f"The folder “{tmp_path}” holds no model: it has no model_index.json" in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "film").exists()
