"""Apple Music album motion, at a small size: everything is painted, drawn, encoded and read back for real."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from beatreel.core.config import IntakeSettings, PluginSettings, RenderSettings, Settings
from beatreel.core.model import VideoSpec
from beatreel.core.platform import PlatformSpec
from beatreel.core.recipe import Recipe
from beatreel.director.looping import plan_loop
from beatreel.director.storyboard import plan_storyboard
from beatreel.engine import Engine
from beatreel.engine.orders import check_platforms
from beatreel.hooks.manager import PluginManager
from beatreel.media.probe import probe
from beatreel.media.validate import check_file
from beatreel.plugins.exporters.apple_motion import SQUARE, TALL, AlbumMotion
from beatreel.testing import check_exporter, make_song
from beatreel.testing.films import decoded

SMALL = """
from beatreel import hookimpl
from beatreel.plugins.exporters.apple_motion import AlbumMotion, SQUARE, TALL

def small(platform, width, height):
    size = {"width": width, "min_width": width, "max_width": width}
    size |= {"height": height, "min_height": height, "max_height": height, "bitrate": 1_000_000}
    return AlbumMotion(platform.model_copy(update=size | {"name": f"small-{platform.name}"}))

@hookimpl
def register_exporters():
    return [small(TALL, 120, 160), small(SQUARE, 128, 128)]
"""
SIZES = {"small-apple-motion-tall": (120, 160), "small-apple-motion-square": (128, 128)}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, Any]], Path]:
    """An upright film of a song at 120 BPM, and what both exporters made of it."""
    root = tmp_path_factory.mktemp("motion")
    make_song(duration=18, tempo=120, seed=3).write(root / "song.flac", title="A song", artist="Somebody")
    (root / "plugins").mkdir()
    (root / "plugins" / "small.py").write_text(SMALL, encoding="utf-8")
    settings = Settings(
        data_dir=root / "data",
        cache_dir=root / "cache",
        runtime_dir=root / "run",
        intake=IntakeSettings(min_duration=3),
        render=RenderSettings(workers=1),
        plugins=PluginSettings(folders=(root / "plugins",)),
    )
    recipe = Recipe(
        song_path=root / "song.flac",
        prompt="dunes at dawn",
        analyzer="librosa",
        generator="procedural",
        spec=VideoSpec(width=90, height=160, frame_rate=Fraction(24)),
        platforms=tuple(SIZES),
    )
    with Engine(settings) as engine:
        record = engine.run(engine.submit(recipe, root / "film").id)
        assert record.state == "done", record
        made = [event.data["deliverable"] for event in engine.store.events() if event.name == "exported"]
    return root / "film", {one["platform"]: one for one in made}, root / "cache"


@pytest.mark.parametrize("name", SIZES)
def test_it_is_a_silent_seamless_loop_of_whole_bars(exports: tuple[Path, dict[str, Any], Path], name: str) -> None:
    folder, made, _ = exports
    facts = probe(folder / f"{name}.mp4")
    assert (facts.width, facts.height) == SIZES[name]
    assert facts.audio_codec is None
    assert 8 <= made[name]["duration"] <= 20
    assert made[name]["duration"] % 2 == pytest.approx(0, abs=0.1) or made[name]["duration"] % 2 > 1.9  # bars of 2 s
    assert "bars" in made[name]["notes"][0]
    assert not any("Cropped" in note for note in made[name]["notes"])
    height = SIZES[name][1]
    lumas = [frame[:height].astype(np.float32) for frame in decoded(folder / f"{name}.mp4")]
    steps = [float(np.abs(after - before).mean()) for before, after in zip(lumas, lumas[1:], strict=False)]
    assert max(steps) > 0.1  # it moves
    assert float(np.abs(lumas[0] - lumas[-1]).mean()) <= max(steps)


def test_its_picture_is_painted_for_its_own_frame(exports: tuple[Path, dict[str, Any], Path]) -> None:
    _, _, cache = exports
    painted = set()
    for path in cache.glob("stills/*/*/still.*"):
        with Image.open(path) as picture:
            painted.add(picture.size)
    assert {(90, 160), *SIZES.values()} <= painted


def test_apples_other_codec_is_accepted_and_lesser_ones_are_not(tmp_path: Path) -> None:
    platform = small(TALL)
    assert broken(prores(tmp_path / "4444.mov", profile=4, pixels="yuv444p10le"), platform) == set()
    assert broken(prores(tmp_path / "422.mov", profile=3, pixels="yuv422p10le"), platform) == {"pixel_format"}
    assert broken(prores(tmp_path / "short.mov", profile=4, pixels="yuv444p10le", seconds=5), platform) == {
        "min_duration"
    }


@pytest.mark.parametrize("tempo", [62, 174])
def test_at_any_tempo_whole_bars_fit(tempo: float, tmp_path: Path) -> None:
    heard = make_song(duration=40, tempo=tempo, seed=2)
    analysis = heard.analysis()
    board = plan_storyboard(
        heard.song(tmp_path / "s.flac"), analysis, prompt="", style="", seed=1, frame_rate=Fraction(24)
    )
    window = plan_loop(analysis, list(board.scenes), shortest=8.1, longest=19.9)
    assert 8 <= window.end - window.start <= 20
    assert window.bars > 0
    assert {window.start, window.end} <= {*analysis.downbeat_times, analysis.duration}


@pytest.mark.parametrize("platform", [TALL, SQUARE], ids=["tall", "square"])
def test_it_keeps_the_contract(platform: PlatformSpec, tmp_path: Path) -> None:
    assert not check_exporter(AlbumMotion(small(platform)), tmp_path).has_audio


def test_a_film_of_any_shape_gets_it() -> None:
    plugins = PluginManager.load()
    for size in ((1440, 2560), (2560, 1440), (1440, 1440)):
        recipe = Recipe(song_path=Path("song.wav"), spec=VideoSpec(width=size[0], height=size[1]))
        check_platforms(plugins, recipe, [TALL.name, SQUARE.name])


def small(platform: PlatformSpec) -> PlatformSpec:
    size = {"width": 96, "min_width": 96, "max_width": 96, "height": 128, "min_height": 128, "max_height": 128}
    return platform.model_copy(update=size)


def broken(path: Path, platform: PlatformSpec) -> set[str]:
    return {found.rule for found in check_file(path, platform) if not found.ok}


def prores(path: Path, *, profile: int, pixels: str, seconds: int = 9) -> Path:
    import av

    with av.open(str(path), "w", format="mov") as output:
        stream: Any = output.add_stream("prores_ks", rate=24, options={"profile": str(profile)})
        stream.width, stream.height, stream.pix_fmt = 96, 128, pixels
        frame = av.VideoFrame.from_ndarray(np.full((128, 96, 3), 90, np.uint8), format="rgb24").reformat(format=pixels)
        for index in range(24 * seconds):
            frame.pts, frame.time_base = index, Fraction(1, 24)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path
