"""What cannot work is refused with one plain sentence: before any work where it can be known, and without traces."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from beatreel import BeatreelError, GenerationError, JobCancelledError, UserInputError
from beatreel.engine import Engine
from beatreel.plugins.generators.diffusion import device, loading
from beatreel.plugins.generators.diffusion.params import StillParams
from beatreel.plugins.generators.diffusion.still import DiffusersGenerator
from beatreel.testing import RecordedProgress
from tests.engine.conftest import recipe_of, settings_in
from tests.engine.test_credits import PILOT, balance
from tests.plugins.generators.diffusion.conftest import SPEC
from tests.plugins.generators.diffusion.test_still import paint

ABSENT = "0123456789" * 4


def refusal(references=(), **params) -> UserInputError:
    with pytest.raises(UserInputError) as caught:
        DiffusersGenerator().check(StillParams(**params), SPEC, references=references)
    error = caught.value
    assert error.exit_code == 2
    assert_plain(error)
    return error


def assert_plain(error: BeatreelError) -> None:
    """One sentence that says what happened, one that says what to do."""
    assert error.message and error.hint
    assert "\n" not in error.message + error.hint
    assert "Traceback" not in error.message
    assert len(error.message) < 260


@pytest.fixture
def copy(models, tmp_path) -> Path:
    """A copy of the model, to be damaged."""
    return shutil.copytree(models / "sd", tmp_path / "copy")


def test_no_model_and_wrong_places(models, tmp_path):
    assert "No diffusion model is named" in refusal().message
    assert "There is no model at" in refusal(model=str(tmp_path / "nowhere")).message
    assert "There is no model at" in refusal(model="missing.safetensors").message
    assert "no model_index.json" in refusal(model=str(tmp_path)).message
    (tmp_path / "notes.txt").write_text("no model")
    assert "is not a .safetensors file" in refusal(model=str(tmp_path / "notes.txt")).message


def test_pickles_are_never_opened(copy, tmp_path):
    for name in ("model.ckpt", "model.bin", "model.pt"):
        assert "pickle" in refusal(model=str(tmp_path / name)).message
    (weights,) = (copy / "unet").glob("*.safetensors")
    weights.rename(weights.with_suffix(".bin"))
    assert "unet/diffusion_pytorch_model.bin) are a pickle" in refusal(model=str(copy)).message


def test_damaged_models(copy):
    (weights,) = (copy / "vae").glob("*.safetensors")
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-100])
    assert "cut short" in refusal(model=str(copy)).message
    weights.write_bytes(b"<html>not found</html>")
    assert "is not a .safetensors file" in refusal(model=str(copy)).message
    weights.unlink()
    assert "“vae” has no weights" in refusal(model=str(copy)).message
    shutil.rmtree(copy / "vae")
    assert "its part “vae” is missing" in refusal(model=str(copy)).message
    (copy / "model_index.json").write_text("{")
    assert "cannot be read" in refusal(model=str(copy)).message


def test_code_that_comes_with_a_model_is_not_run(copy):
    index = json.loads((copy / "model_index.json").read_text())
    (copy / "unet" / "mine.py").write_text("raise SystemExit('it ran')")
    (copy / "model_index.json").write_text(json.dumps(index | {"unet": ["mine", "Net"]}))
    assert "code of its own" in refusal(model=str(copy)).message
    (copy / "model_index.json").write_text(json.dumps(index | {"_class_name": ["pipeline", "Mine"]}))
    assert "code of its own" in refusal(model=str(copy)).message


def test_models_of_a_hub_need_their_commit_and_leave_to_be_fetched(tmp_path):
    assert "its commit must be named" in refusal(model="nobody/nothing").message
    assert "its commit must be named" in refusal(model="nobody/nothing", revision="main").message
    with pytest.raises(UserInputError, match="is not on this machine") as caught:
        paint(tmp_path / "a", model="nobody/nothing", revision=ABSENT)
    assert "download=true" in (caught.value.hint or "")
    assert_plain(caught.value)


def test_a_single_file_needs_the_configuration_of_its_base(models, tmp_path):
    (weights,) = (models / "sd" / "unet").glob("*.safetensors")
    with pytest.raises(UserInputError, match="weights only") as caught:
        paint(tmp_path / "a", model=str(weights))
    assert_plain(caught.value)
    assert (
        "its part “vae” is missing" in refusal(model=str(weights), config=str(_without_vae(models, tmp_path))).message
    )


def _without_vae(models: Path, tmp_path: Path) -> Path:
    return shutil.copytree(models / "sd", tmp_path / "base", ignore=shutil.ignore_patterns("vae", "*.safetensors"))


def test_too_little_memory(models, tmp_path):
    settings = {"model": str(models / "sd"), "memory_limit": 1e-5}
    error = refusal(**settings, device="cpu")
    assert "needs about" in error.message
    loading.drop()
    with pytest.raises(UserInputError, match="of memory"):
        paint(tmp_path / "a", **settings)


def test_a_device_that_is_not_there(models):
    absent = next(name for name in ("cuda", "mps") if not device.has_card(name))
    assert "that torch can use" in refusal(model=str(models / "sd"), device=absent).message


def test_missing_libraries(models, monkeypatch):
    monkeypatch.setattr(device, "LIBRARIES", ("torch", "no_such_library"))
    error = refusal(model=str(models / "sd"))
    assert "no_such_library" in error.message and "beatreel[diffusion]" in (error.hint or "")


def test_loras_and_adapters_that_do_not_fit(models, tmp_path):
    from safetensors.numpy import save_file

    model = str(models / "sd")
    assert "There is no LoRA" in refusal(model=model, lora="missing.safetensors").message
    assert "pickle" in refusal(model=model, lora="mine.pt").message
    assert "is no weight" in refusal(model=model, lora=f"{models / 'lora.safetensors'}=much").message
    assert "There is no IP-Adapter" in refusal(model=model, character=str(tmp_path)).message
    faces = str(models / "faces")
    assert "picture of the character" in refusal(model=model, character=faces).message
    assert "in slices" in refusal([tmp_path], model=model, character=faces, attention="sliced").message
    save_file({"elsewhere.lora_A.weight": np.zeros((2, 2), np.float32)}, tmp_path / "other.safetensors")
    with pytest.raises(GenerationError, match="does not fit the model") as caught:
        paint(tmp_path / "a", model=model, lora=str(tmp_path / "other.safetensors"))
    assert_plain(caught.value)


def test_cancelling_within_a_step_leaves_the_model_sound(models, tmp_path):
    settings = {"model": str(models / "sd"), "steps": 4}
    before = paint(tmp_path / "before", **settings)
    progress = RecordedProgress(cancel_after=6)
    with pytest.raises(JobCancelledError):
        paint(tmp_path / "cancelled", progress, **settings)
    assert progress.reports[-1][1] == "step 1 of 4"
    assert not list((tmp_path / "cancelled").iterdir())
    assert np.array_equal(paint(tmp_path / "after", **settings), before)


def test_whatever_is_refused_is_no_job_and_costs_nothing(models, copy, song, tmp_path):
    (weights,) = (copy / "unet").glob("*.safetensors")
    weights.rename(weights.with_suffix(".bin"))
    model = str(models / "sd")
    absent = next(name for name in ("cuda", "mps") if not device.has_card(name))
    cases = {
        "There is no model at": {"model": str(tmp_path / "nowhere")},
        "no model_index.json": {"model": str(tmp_path)},
        "There is no LoRA": {"model": model, "lora": "missing.safetensors"},
        "are a pickle": {"model": str(copy)},
        "of memory": {"model": model, "memory_limit": "0.001"},
        "that torch can use": {"model": model, "device": absent},
    }
    with Engine(settings_in(tmp_path).model_copy(update={"credits": PILOT})) as engine:
        for message, given in cases.items():
            recipe = recipe_of(song, generator="diffusers", animator="tiny").model_copy(
                update={"params": {"diffusers": given}}
            )
            with pytest.raises(UserInputError, match=message) as caught:
                engine.submit(recipe, tmp_path / "film")
            assert_plain(caught.value)
        assert engine.store.read("select * from jobs") == []
        assert balance(engine) == (420, 0, 0, 1)
    assert not (tmp_path / "film").exists()


def test_a_film_that_is_cancelled_while_its_model_is_loaded_costs_nothing(models, song, tmp_path):
    recipe = recipe_of(song, generator="diffusers", animator="tiny").model_copy(
        update={"params": {"diffusers": {"model": str(models / "sd"), "steps": "500"}}}
    )

    def stop(report):
        if report.stage == "generate":
            raise JobCancelledError("The job was cancelled")

    with Engine(settings_in(tmp_path).model_copy(update={"credits": PILOT})) as engine:
        record = engine.submit(recipe, tmp_path / "film")
        with pytest.raises(JobCancelledError) as caught:
            engine.run(record.id, stop)
        assert engine.store.job(record.id).state == "cancelled"
        assert balance(engine) == (420, 0, 0, 1)
        assert (tmp_path / "film" / "storyboard.json").is_file(), "what was done already is there for the next run"
    assert caught.value.message
    # What a worker that was ended had begun is hidden, and pruned later.
    assert not list((tmp_path / "cache").glob("stills/*/[!.]*")), "nothing half painted counts as a still"


def test_a_model_beside_whoever_orders_is_found_by_whoever_makes(models, monkeypatch):
    from beatreel.cli.options import parse_params

    monkeypatch.chdir(models)
    given = parse_params(("model=./sd", "diffusers.negative=black/white", "diffusers.revision=main"), "diffusers")
    assert given == {"diffusers": {"model": str(models / "sd"), "negative": "black/white", "revision": "main"}}
