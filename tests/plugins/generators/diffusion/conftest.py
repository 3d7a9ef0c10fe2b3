"""Tiny models, made once for a run of the tests, and everything offline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from pathlib import Path

import pytest

from beatreel import VideoSpec
from beatreel.core.config import CreditSettings
from beatreel.engine import Engine
from beatreel.executors.local import LocalExecutor
from beatreel.plugins.generators.diffusion import loading
from beatreel.testing import make_song
from tests.engine.conftest import settings_in

PLUGINS = Path(__file__).parent / "plugins"
PILOT = CreditSettings(plan="pilot", signup=420, free_stills=1)
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


class WarmExecutor(LocalExecutor):
    """Outlives its engines, and has one worker for all models, as a machine of a cluster has: each loads torch for ten seconds."""

    def lane(self, name: str) -> LocalExecutor:
        return super().lane("models")

    def close(self) -> None:
        pass

    def end(self) -> None:
        super().close()


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file that says how much memory there is; see ``plugins/scarce.py``."""
    path = tmp_path_factory.mktemp("memory") / "room"
    path.write_text("enough")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TINY_ROOM", str(path))
        yield path


@pytest.fixture(scope="session")
def warm_executor(tmp_path_factory: pytest.TempPathFactory, room: Path) -> Iterator[WarmExecutor]:
    executor = WarmExecutor(settings_in(tmp_path_factory.mktemp("warm"), PLUGINS), workers=1)
    yield executor
    executor.end()


@pytest.fixture
def engine_in(warm_executor: WarmExecutor) -> Callable[[Path], AbstractContextManager[Engine]]:
    """Open an engine with a data folder of its own and an account with credits for two films."""

    @contextmanager
    def opened(root: Path) -> Iterator[Engine]:
        with Engine(settings_in(root, PLUGINS).model_copy(update={"credits": PILOT})) as engine:
            engine.executor.close()
            engine.executor = warm_executor
            yield engine

    return opened


@pytest.fixture
def fresh() -> None:
    """The test does not profit from what another has loaded."""
    loading.drop()
