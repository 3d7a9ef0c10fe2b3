from __future__ import annotations

from fractions import Fraction
from functools import partial
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


def settings_in(root: Path, *folders: Path, workers: int = 2) -> Settings:
    """Settings of a machine of its own, with the tests' plugins."""
    return Settings(
        data_dir=root / "data",
        cache_dir=root / "cache",
        runtime_dir=root / "run",
        intake=IntakeSettings(min_duration=3),
        render=RenderSettings(workers=workers),
        plugins=PluginSettings(folders=(PLUGINS, *folders)),
    )


def recipe_of(song: Path, params: dict | None = None, **changes) -> Recipe:
    """The recipe of a tiny film."""
    fields = {
        "song_path": song,
        "prompt": "a test",
        "spec": SPEC,
        "analyzer": "tiny",
        "generator": "tiny",
        "animator": "tiny",
        "params": {"tiny": params or {}},
    }
    return Recipe(**{**fields, **changes})


@pytest.fixture
def make_settings(tmp_path):
    return partial(settings_in, tmp_path)


@pytest.fixture
def make_recipe(song_path):
    return partial(recipe_of, song_path)
