"""What is set about a model for its speed and its memory is really done to it, and the figures that tell what it is worth."""

from __future__ import annotations

import json
import sys
import warnings

import pytest
import torch
from PIL import Image

from beatreel import UserInputError
from beatreel.plugins.generators.diffusion import loading
from beatreel.plugins.generators.diffusion.params import StillParams
from beatreel.plugins.generators.diffusion.still import DiffusersGenerator
from beatreel.testing import RecordedProgress
from tests.plugins.generators.diffusion.conftest import SPEC
from tests.plugins.generators.diffusion.test_still import difference, paint


def test_settings_reach_the_model(models, tmp_path, fresh):
    own = {"model": str(models / "sd"), "side": 64}
    plain = paint(tmp_path / "plain", **own)
    (model,) = loading._warm.values()
    assert not model.pipeline.vae.use_tiling and not model.pipeline.vae.use_slicing
    assert not _has_channels_last(model.pipeline.unet) and not _is_sliced(model.pipeline.unet)
    other = paint(tmp_path / "other", **own, channels_last=True, attention="sliced")
    (model,) = loading._warm.values()
    assert _has_channels_last(model.pipeline.unet) and _has_channels_last(model.pipeline.vae.decoder)
    assert _is_sliced(model.pipeline.unet)
    assert difference(plain, other) < 1, "the same picture but for its last bits"
    paint(tmp_path / "tiled", **own, tiling="on")
    (model,) = loading._warm.values()
    assert model.pipeline.vae.use_tiling and model.pipeline.vae.use_slicing
    assert json.loads((tmp_path / "tiled" / "take.json").read_text())["tiled"] is True


def _has_channels_last(body) -> bool:
    return body.conv_in.weight.is_contiguous(memory_format=torch.channels_last)


def _is_sliced(unet) -> bool:
    return {type(each).__name__ for each in unet.attn_processors.values()} == {"SlicedAttnProcessor"}


def test_compiling_needs_a_compiler_and_layers_that_stay(models, monkeypatch):
    given = {"model": str(models / "sd"), "compile": True}
    with pytest.raises(UserInputError, match="layers take turns") as caught:
        DiffusersGenerator().check(StillParams(**given, offload="sequential"), SPEC, references=())
    assert "offload=model" in caught.value.hint
    monkeypatch.delenv("CXX", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UserInputError, match="needs a C\\+\\+ compiler, and .* is not there") as caught:
        DiffusersGenerator().check(StillParams(**given), SPEC, references=())
    assert "compile=true" in caught.value.hint and caught.value.exit_code == 2


def test_blocks_are_compiled_once_for_all_pictures(models, tmp_path, fresh, monkeypatch):
    """Torch takes the blocks' code apart as ever; only its last step, for which it would call a compiler for minutes, is left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from torch._dynamo.utils import counters
    whole = torch.compile
    monkeypatch.setattr(torch, "compile", lambda code, **more: whole(code, **{**more, "backend": "eager"}))
    monkeypatch.setenv("CXX", sys.executable)  # something that is there
    own = {"model": str(models / "sd"), "side": 64}
    plain = paint(tmp_path / "plain", **own)
    counters.clear()
    assert difference(plain, paint(tmp_path / "compiled", **own, compile=True)) < 1
    graphs = counters["stats"]["unique_graphs"]
    assert graphs > 0
    progress = RecordedProgress()
    paint(tmp_path / "again", progress, seed=6, **own, compile=True)
    assert counters["stats"]["unique_graphs"] == graphs, "whoever listens to the steps has it compiled anew"
    assert {"step 1 of 2", "step 2 of 2"} <= {note for _, note in progress.reports}
    loading.drop()
    torch._dynamo.reset()


def test_the_benchmark_paints_at_2k_and_compares_with_a_plain_loop(models, tmp_path):
    from benchmarks.diffusion import compare

    params = StillParams(model=str(models / "sd"), steps=1, side=64, device="cpu", batch=2)
    figures = compare(params, tmp_path, 3)
    assert figures["film"] == [1440, 2560] and figures["calls"] == 2
    for way in ("beatreel", "plain_loop"):
        assert figures[way]["images_per_second"] > 0
        assert 0 < figures[way]["busy"] < 2
    stills = sorted(tmp_path.rglob("still.jpg"))
    assert {Image.open(still).convert("RGB").size for still in stills} == {(1584, 2816)}, "2K, and room for the camera"
