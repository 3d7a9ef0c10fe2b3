"""The example plugins: installed as their readers would, they keep every promise, and make a film."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from beatreel.core.config import IntakeSettings, PluginSettings, RenderSettings, Settings
from beatreel.core.errors import GenerationError
from beatreel.engine import Engine
from beatreel.hooks.manager import PluginManager
from beatreel.testing import Subject, check_generator, make_song
from tests.engine.conftest import PLUGINS, recipe_of

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = ("plugins/echo.py", "shader/beatreel_shader.py", "outside/beatreel_outside.py")
NAMES = ("echo", "shader", "gradient", "plaid")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = tmp_path_factory.mktemp("examples")
    folder = root / "plugins"
    folder.mkdir()
    for file in FILES:
        shutil.copy(EXAMPLES / file, folder)
    programs = folder / "beatreel_outside.py"  # what a wheel would have beside it
    programs.write_text(programs.read_text().replace("Path(__file__).parent", f"Path({str(EXAMPLES / 'outside')!r})"))
    return Settings(
        data_dir=root / "data",
        cache_dir=root / "cache",
        runtime_dir=root / "run",
        intake=IntakeSettings(min_duration=3),
        render=RenderSettings(workers=1),
        plugins=PluginSettings(folders=(folder, PLUGINS)),
    )


@pytest.fixture(scope="module")
def plugins(settings: Settings) -> PluginManager:
    return PluginManager.load(settings.plugins)


@pytest.fixture(scope="module")
def engine(settings: Settings) -> Iterator[Engine]:
    with Engine(settings) as engine:
        yield engine


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_every_promise(plugins: PluginManager, name: str, tmp_path: Path) -> None:
    check_generator(plugins.generator(name), tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_its_pictures_are_of_its_seed_and_move_with_the_music(
    plugins: PluginManager, name: str, tmp_path: Path
) -> None:
    subject = Subject(plugins.generator(name), tmp_path)
    frames = subject.frames
    assert frames[0].std() > 5
    assert (frames[0] != frames[-1]).any()


@pytest.mark.parametrize("name", ["echo", "plaid"])
def test_it_makes_a_film(engine: Engine, name: str, tmp_path: Path) -> None:
    song = make_song(duration=4, tempo=120).write(tmp_path / "song.flac")
    recipe = recipe_of(song).model_copy(update={"generator": name, "animator": name, "params": {}})
    record = engine.run(engine.submit(recipe, tmp_path / "film").id)
    assert record.state == "done"
    assert (tmp_path / "film" / "master.mp4").stat().st_size > 5_000


def test_a_shader_that_does_not_compile_says_where(plugins: PluginManager, tmp_path: Path) -> None:
    shader = plugins.generator("shader")
    code = "void mainImage(out vec4 colour, in vec2 at) {\n    colour = vec4(1.0, nothing);\n}"
    with pytest.raises(GenerationError, match="does not compile.*nothing") as caught:
        Subject(shader, tmp_path, params=shader.params(code=code)).paint()
    assert caught.value.plugin == "shader"


def test_echo_is_as_short_as_promised() -> None:
    assert len((EXAMPLES / "plugins" / "echo.py").read_text().splitlines()) <= 40
