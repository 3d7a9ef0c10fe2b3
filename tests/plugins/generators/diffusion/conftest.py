"""Tiny models, made once for a run of the tests, and everything offline."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from beatreel import VideoSpec
from beatreel.plugins.generators.diffusion import loading
from beatreel.testing import make_song

SPEC = VideoSpec(width=144, height=256, frame_rate=Fraction(24))


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the model ``sd``, the LoRA ``lora.safetensors`` the IP-Adapter ``faces`` and the video model ``wan``."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from tests.plugins.generators.diffusion import tiny_models

        folder = tmp_path_factory.mktemp("models")
        tiny_models.hushed()
        tiny_models.stable_diffusion(folder / "sd")
        tiny_models.lora(folder / "sd", folder / "lora.safetensors")
        tiny_models.ip_adapter(folder / "sd", folder / "faces")
        tiny_models.wan_image_to_video(folder / "wan")
    return folder


@pytest.fixture(scope="session")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("song") / "song.flac"
    make_song(duration=4.2, tempo=120, seed=3).write(path, title="Song", artist="Test")
    return path


@pytest.fixture
def fresh() -> None:
    """The test does not profit from what another has loaded."""
    loading.drop()
