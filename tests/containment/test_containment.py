"""Whatever a plugin does, it is named with the reason, what else can go on does, and the engine lives: all of it in one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from beatreel.core.config import IntakeSettings, PluginSettings, RenderSettings, Settings
from beatreel.core.errors import BeatreelError, WorkerStalledError
from beatreel.engine import Engine, generation
from beatreel.testing import make_song
from tests.engine.conftest import PLUGINS, recipe_of

VILLAIN = Path(__file__).parent / "plugins"


def _settings(root: Path, **render: object) -> Settings:
    return Settings(
        data_dir=root / "data",
        cache_dir=root / "cache",
        runtime_dir=root / "run",
        intake=IntakeSettings(min_duration=3),
        render=RenderSettings(workers=1, **render),
        plugins=PluginSettings(folders=(PLUGINS, VILLAIN)),
    )


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_song(duration=5, tempo=120, seed=3).write(tmp_path_factory.mktemp("song") / "song.flac")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with Engine(_settings(tmp_path_factory.mktemp("engine"), memory_limit=2_000_000_000)) as engine:
        yield engine


def _fails(engine: Engine, song: Path, folder: Path, **changes: object) -> BeatreelError:
    record = engine.submit(recipe_of(song).model_copy(update=changes), folder)
    with pytest.raises(BeatreelError) as caught:
        engine.run(record.id)
    failed = [event for event in engine.store.events(job_id=record.id) if event.name == "job_failed"]
    assert failed[-1].data["message"] == caught.value.message
    assert engine.store.job(record.id).state == "failed"
    assert caught.value.hint
    return caught.value


def _villain(where: str, deed: str) -> dict[str, object]:
    return {"generator": "villain", "animator": "villain", "params": {"villain": {"where": where, "deed": deed}}}


@pytest.mark.parametrize(
    ("where", "deed", "said"),
    [
        ("paint", "raises", "could not paint scene 1: ValueError: out of paint"),
        ("paint", "exits", "SystemExit: had enough"),
        ("paint", "returns a number", "returned int instead of a path"),
        ("paint", "returns nothing", "returned NoneType instead of a path"),
        ("paint", "returns no file", "no.png, which is no file"),
        ("paint", "crashes", "was to paint scene 1, but: a worker process died (signal 11)"),
        ("animate", "raises", "ValueError: out of paint (scene 1)"),
        ("animate", "exits", "SystemExit: had enough (scene 1)"),
        ("animate", "ends", "was to animate scene 1, but: a worker process died (exit code 3)"),
        ("animate", "returns nothing", "TypeError"),
        ("animate", "yields too few", "yielded 2 frames instead of"),
        ("animate", "yields too many", "yielded more than the"),
        ("animate", "yields sideways", "shape (144, 256, 3)"),
        ("animate", "yields floats", "type float64"),
        ("animate", "yields words", "str"),
        ("animate", "leaks", "The memory did not suffice for the generator “villain” to animate scene 1"),
    ],
)
def test_a_bad_generator_is_named_with_the_reason(
    engine: Engine, song: Path, tmp_path: Path, where: str, deed: str, said: str
) -> None:
    error = _fails(engine, song, tmp_path / "film", **_villain(where, deed))
    assert "generator “villain”" in error.message
    assert said in error.message


def test_one_that_floods_stdout_harms_nobody(
    engine: Engine, song: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    record = engine.submit(recipe_of(song).model_copy(update=_villain("animate", "prints")), tmp_path / "film")
    assert engine.run(record.id).state == "done"
    assert "{not: json" not in capfd.readouterr().out


def test_one_that_hangs_is_ended(song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "MAX_ATTEMPTS", 1)
    with Engine(_settings(tmp_path, stall_limit=8)) as engine:
        error = _fails(engine, song, tmp_path / "film", **_villain("animate", "hangs"))
        assert isinstance(error, WorkerStalledError)
        assert "generator “villain” was to animate scene 1, but: a worker showed no progress for 8 s" in error.message


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("raises", "failed: ValueError: out of paint"),
        ("exits", "failed: SystemExit: had enough"),
        ("crashes", "was to hear the song, but: a worker process died (signal 11)"),
        ("maps", "returned no analysis of the whole song"),
        ("halves", "returned no analysis of the whole song"),
    ],
)
def test_a_bad_analyzer_is_named_with_the_reason(
    engine: Engine, song: Path, tmp_path: Path, deed: str, said: str
) -> None:
    error = _fails(engine, song, tmp_path / "film", analyzer=f"villain-{deed}")
    assert f"analyzer “villain-{deed}”" in error.message
    assert said in error.message


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("raises", "failed: ValueError: out of paint"),
        ("exits", "failed: SystemExit: had enough"),
        ("ends", "was to make its file, but: a worker process died (exit code 3)"),
        ("maps", "returned dict instead of a Deliverable"),
        ("forgets", "returned a file that is not there instead of a Deliverable"),
    ],
)
def test_a_bad_exporter_is_named_and_the_others_make_their_files(
    engine: Engine, song: Path, tmp_path: Path, deed: str, said: str
) -> None:
    platforms = (f"villain-{deed}", "villain-behaves")
    error = _fails(engine, song, tmp_path / "film", platforms=platforms)
    assert f"exporter “villain-{deed}”" in error.message
    assert said in error.message
    assert (tmp_path / "film" / "villain-behaves.mp4").is_file()
    assert (tmp_path / "film" / "master.mp4").is_file()


@pytest.mark.parametrize(
    ("deed", "said"), [("raises", "out of paint"), ("ends", "exit code 3"), ("crashes", "signal 11")]
)
def test_a_bad_reaction_is_named_and_the_film_is_made(
    engine: Engine, song: Path, tmp_path: Path, deed: str, said: str
) -> None:
    record = engine.submit(recipe_of(song, prompt=f"reaction {deed}", seed=7), tmp_path / "film")
    assert engine.run(record.id).state == "done"
    events = list(engine.store.events(job_id=record.id))
    (failed,) = [event for event in events if event.name == "plugin_failed"]
    assert (failed.data["plugin"], failed.data["hook"]) == ("villain", deed)
    assert said in failed.data["message"]
    (counted,) = [event for event in events if event.name == "villain.counted"]  # the reaction beside it
    assert counted.data["seed"] == 7
