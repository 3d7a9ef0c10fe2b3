"""Finished films from diffusion models: stills moved by the procedural animator, and clips of a video model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from beatreel.core.errors import GenerationError
from beatreel.core.files import sha256_of
from beatreel.core.model import Storyboard
from tests.engine.conftest import recipe_of
from tests.engine.test_credits import balance
from tests.plugins.generators.diffusion.plugins.scarce import PROMPT
from tests.plugins.generators.diffusion.test_refusals import assert_plain
from tests.plugins.generators.diffusion.test_still import difference, face, paint


@pytest.fixture
def order(song, models):
    """The recipe of a film whose stills have a LoRA laid over the model."""

    def order(animator: str, *references: Path, **params) -> object:
        own = {"model": str(models / "sd"), "steps": "2", "device": "cpu", "lora": str(models / "lora.safetensors")}
        video = {"model": str(models / "wan"), "steps": "1", "device": "cpu", "side": "112", "rate": "8"}
        given = {"diffusers": own | params, "diffusers-video": video}
        recipe = recipe_of(song, generator="diffusers", animator=animator, references=references)
        return recipe.model_copy(update={"params": given})

    return order


def film_of(engine, recipe, folder: Path) -> tuple[dict, list[dict]]:
    """Make a film and return its manifest and what is told of its stills."""
    record = engine.run(engine.submit(recipe, folder).id)
    told = [event.data for event in engine.store.events() if event.name == "still_painted"]
    assert record.state == "done"
    return json.loads((folder / "manifest.json").read_text()), told


def test_a_film_of_stills_with_a_lora(order, engine_in, tmp_path):
    with engine_in(tmp_path) as engine:
        film, stills = film_of(engine, order("diffusers"), tmp_path / "film")
    assert film["generator"]["name"] == "diffusers"
    assert film["generator"]["source_type"] == "trainedAlgorithmicMedia"
    assert film["animator"]["name"] == "procedural", "who paints only says who animates"
    assert sha256_of(tmp_path / "film" / "master.mp4") == film["files"]["master.mp4"]
    assert all(still["take"]["loras"] == {"lora.safetensors": 1.0} for still in stills)


def test_a_film_of_a_video_model_with_a_character_and_the_same_again(order, engine_in, models, tmp_path):
    """Whoever is in the reference is looked for in each take; none is alike enough, so the best of two is kept."""
    character = {"character": str(models / "faces"), "similarity": "1", "tries": "2"}
    recipe = order("diffusers-video", face(tmp_path / "face.png", 4), **character)
    made = []
    for name in ("one", "two"):  # with nothing in common but the model that is warm
        with engine_in(tmp_path / name) as engine:
            made.append(film_of(engine, recipe, tmp_path / name / "film"))
    (film, stills), (again, _) = made
    assert film["animator"]["name"] == "diffusers-video"
    assert len(stills) > 1
    for still in stills:
        take = still["take"]
        assert len(set(take["similarities"])) == 2, "tried again"
        assert take["similarity"] == max(take["similarities"]) and not take["alike"]
    assert again["files"] == film["files"], "same seed, same bytes"


def test_memory_that_runs_out_amid_a_film_costs_no_scene_and_no_credit(order, engine_in, room, models, tmp_path):
    recipe = order("tiny").model_copy(update={"prompt": PROMPT})
    film = tmp_path / "film"
    made = set()
    with engine_in(tmp_path) as engine:
        record = engine.submit(recipe, film)

        def wait_for_a_scene(report):
            if report.note.startswith("1 of") and room.read_text() == "wait":
                room.write_text("card")

        room.write_text("wait")
        try:
            for memory in ("wait", "main"):
                room.write_text(memory)
                with pytest.raises(GenerationError, match="The memory did not suffice for a picture of") as caught:
                    engine.run(record.id, wait_for_a_scene)
                assert_plain(caught.value)
                assert "diffusers.side=64" in caught.value.hint and "finished scenes stay" in caught.value.hint
                assert caught.value.exit_code == 1
                assert engine.store.job(record.id).state == "failed"
                assert balance(engine) == (420, 0, 0, 1)
                (clip,) = film.rglob("clip.mp4")
                made.add(clip.stat().st_mtime_ns)
        finally:
            room.write_text("enough")
        assert engine.run(record.id).state == "done", "with more memory it goes on"
        assert made == {clip.stat().st_mtime_ns}, "what was finished is not made again"
        assert balance(engine) == (220, 0, 200, 1)
        failed = [event.data for event in engine.store.events() if event.name == "job_failed"]
        assert [event["stage"] for event in failed] == ["generate"] * 2
    scene = Storyboard.model_validate_json((film / "storyboard.json").read_text()).scenes[1]
    alone = {"model": str(models / "sd"), "scene": scene, "seed": scene.seed}
    with_it = paint(tmp_path / "with", **alone, lora=str(models / "lora.safetensors"))
    shown = film / f"scenes/{scene.id:03d}/take-1/still.jpg"
    assert (tmp_path / "with" / "still.jpg").read_bytes() == shown.read_bytes(), "as painted alone"
    assert difference(with_it, paint(tmp_path / "without", **alone)) > 0.5


def test_a_process_that_may_not_grow_any_more(models, warm_executor, tmp_path):
    """The real thing, in a copy of the worker that has painted the films: libraries may never get over it."""
    told = warm_executor.lane("models").submit(paint_in_a_copy, models / "sd", tmp_path).result()
    message, _, hint = told.partition("|")
    assert message == "The memory did not suffice for a picture of 768x1360"
    assert "side=512" in hint


def paint_in_a_copy(model, folder, *, progress):
    paint(folder / "small", model=str(model))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, paint_without_room(model, folder).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return told


def paint_without_room(model, folder) -> str:
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    size = pages * resource.getpagesize() + 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    try:
        paint(folder / "large", model=str(model), side=1024, steps=1)
    except GenerationError as error:
        return f"{error.message}|{error.hint}"
    return "there was room"


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
