from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from beatreel import VideoSpec
from beatreel.core.config import IntakeSettings, PluginSettings, RenderSettings, Settings
from beatreel.core.recipe import Recipe
from beatreel.testing import make_song

PLUGINS = Path(__file__).parent / "plugins"
SPEC = VideoSpec(width=144, height=256, frame_rate=Fraction(24))


@pytest.fixture(scope="session")
def song_path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("song") / "song.flac"
    make_song(duration=14, tempo=120, seed=3).write(path, title="Kälte & Glut", artist="Tést")
    return path


@pytest.fixture
def make_settings(tmp_path):
    def make(*folders: Path, workers: int = 2) -> Settings:
        return Settings(
            data_dir=tmp_path / "data",
            cache_dir=tmp_path / "cache",
            runtime_dir=tmp_path / "run",
            intake=IntakeSettings(min_duration=3),
            render=RenderSettings(workers=workers),
            plugins=PluginSettings(folders=(PLUGINS, *folders)),
        )

    return make


@pytest.fixture
def make_recipe(song_path):
    def make(params: dict | None = None, **changes) -> Recipe:
        fields = {
            "song_path": song_path,
            "prompt": "a test",
            "spec": SPEC,
            "analyzer": "tiny",
            "generator": "tiny",
            "animator": "tiny",
            "params": {"tiny": params or {}},
        }
        return Recipe(**{**fields, **changes})

    return make
