"""The frozen plugin of version 1 goes on working: it hears, paints, animates, exports, reacts and listens."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

from beatreel import VideoSpec
from beatreel.core.config import IntakeSettings, PluginSettings, RenderSettings, Settings
from beatreel.core.recipe import Recipe
from beatreel.engine import Engine
from beatreel.hooks.manager import PluginManager
from beatreel.testing import check_analyzer, check_generator, check_reaction, make_song

FOLDER = Path(__file__).parent / "plugin"
NEVER_CHANGED = "182cd3cf05508ddbe3dac1301ab9416815a46443d9acbae59f1c1a1e46fe111d"


def test_nobody_changed_it() -> None:
    assert hashlib.sha256((FOLDER / "frozen_v1.py").read_bytes()).hexdigest() == NEVER_CHANGED


def test_it_keeps_every_promise(tmp_path: Path) -> None:
    plugins = PluginManager.load(PluginSettings(folders=(FOLDER,)))
    check_generator(plugins.generator("frozen"), tmp_path / "generator")
    check_analyzer(plugins.analyzer("frozen"), tmp_path / "analyzer")
    check_reaction(plugins.pluggy.get_plugin("frozen_v1"), tmp_path / "reaction")


def test_it_makes_a_film(tmp_path: Path) -> None:
    log = tmp_path / "log"
    settings = Settings(
        data_dir=tmp_path / "data",
        cache_dir=tmp_path / "cache",
        runtime_dir=tmp_path / "run",
        intake=IntakeSettings(min_duration=3),
        render=RenderSettings(workers=1),
        plugins=PluginSettings(folders=(FOLDER,), options={"frozen_v1": {"log": str(log)}}),
    )
    recipe = Recipe(
        song_path=make_song(duration=6, tempo=120).write(tmp_path / "song.flac", title="Ice"),
        prompt="a test",
        spec=VideoSpec(width=144, height=256, frame_rate=Fraction(24)),
        analyzer="frozen",
        generator="frozen",
        animator="frozen",
        params={"frozen": {"level": 120}},
        platforms=("frozen",),
    )
    with Engine(settings) as engine:
        record = engine.run(engine.submit(recipe, tmp_path / "film").id)
        assert record.state == "done"
        (counted,) = [event for event in engine.store.events() if event.name == "frozen.bars_counted"]
        assert counted.data["bars"] == 3
        assert not [event for event in engine.store.events() if event.name == "plugin_failed"]
    told = log.read_text(encoding="utf-8").splitlines()
    assert told[:2] == ["120", "exported frozen Ice, 120"]
    assert told[2].startswith("job_completed ")
    assert (tmp_path / "film" / "frozen.mp4").stat().st_size > 2_000
