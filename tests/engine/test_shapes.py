"""Films of other shapes than 9:16, and files that are no films."""

from __future__ import annotations

import json
import shlex
from fractions import Fraction

import pytest

from beatreel import UserInputError, VideoSpec
from beatreel.core.config import RenderSettings, default_platforms
from beatreel.engine import Engine
from beatreel.engine.orders import check_platforms
from beatreel.hooks.manager import PluginManager
from beatreel.media.probe import probe
from beatreel.tasks.check import check_by


def test_a_square_film_and_its_timelines(make_settings, make_recipe, tmp_path):
    spec = VideoSpec(width=144, height=144, frame_rate=Fraction(24))
    recipe = make_recipe(spec=spec, platforms=("square", "otio"))
    folder = tmp_path / "film"
    with Engine(make_settings()) as engine:
        record = engine.run(engine.submit(recipe, folder).id)
        assert record.state == "done"
        engine.run(engine.order(record.id, ["edl"]).id)
        completed = next(event for event in engine.store.events() if event.name == "job_completed")
        assert {"master.mp4", "square.mp4", "timeline.otio"} <= set(completed.data["files"])
        for name in ("square", "otio", "edl"):
            exporter = engine.plugins.exporter(name)
            assert check_by(exporter, folder / engine.plugins.file_names([name])[0]).ok
        exported = [event.data["deliverable"] for event in engine.store.events() if event.name == "exported"]
        assert {one["platform"] for one in exported} == {"square", "otio", "edl"}
        assert {(one["width"], one["height"]) for one in exported if one["platform"] == "square"} == {(1080, 1080)}
    assert {"clip.mp4", "clip-social-1080x1080.mp4"} <= {path.name for path in (folder / "scenes/001/take-1").iterdir()}
    assert not (folder / "scenes/001/take-1/clip-social.mp4").exists()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {"master.mp4", "square.mp4", "timeline.edl"} <= set(manifest["files"])
    assert (probe(folder / "master.mp4").width, probe(folder / "master.mp4").height) == (144, 144)


def test_films_get_the_files_of_their_shape():
    settings = RenderSettings()
    assert default_platforms(settings, "16:9") == ("youtube",)
    assert default_platforms(settings, "1:1") == ("square",)
    assert default_platforms(settings, "4:5") == ("portrait",)
    assert default_platforms(settings, "9:16") == settings.platforms == ("canvas", "reels", "tiktok", "shorts")
    assert default_platforms(settings, "16:9", draft=True) == ()
    plugins = PluginManager.load()
    for aspect in ("16:9", "1:1", "4:5"):
        assert set(default_platforms(settings, aspect)) <= set(plugins.exporters)


def test_a_platform_of_another_shape_is_refused_with_the_command_that_makes_it(make_recipe):
    plugins = PluginManager.load()
    recipe = make_recipe(prompt="it's night", style="noir", seed=7, spec=VideoSpec(width=1440, height=2560))
    with pytest.raises(
        UserInputError, match=r"YouTube shows 16:9, this film is 9:16 \(1440x2560\); it is not cropped"
    ) as caught:
        check_platforms(plugins, recipe, ["reels", "youtube"])
    _, _, command = caught.value.hint.partition(": ")
    words = shlex.split(command)
    assert words[:3] == ["beatreel", "render", str(recipe.song_path)]
    assert words[3:] == [
        *("--prompt", "it's night", "--style", "noir", "--seed", "7"),
        *("--aspect", "16:9", "--only", "youtube", "--out", "FOLDER"),
    ]
    check_platforms(plugins, recipe, ["reels", "fcpxml", "edl"])
    draft = make_recipe(spec=VideoSpec(width=540, height=676))
    check_platforms(plugins, draft, ["portrait"])
