from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from beatreel.core.analysis import Analysis, HookWindow
from beatreel.core.errors import ExportError
from beatreel.core.model import Scene, VideoSpec
from beatreel.core.ports import Exporter
from beatreel.core.timing import seconds_to_frame
from beatreel.director.storyboard import plan_storyboard
from beatreel.media.encode import EncodeSettings, encode_scene, plane_views
from beatreel.media.probe import probe
from beatreel.media.tags import FilmTags, read_tags
from beatreel.media.validate import check_file
from beatreel.plugins.exporters import apple_motion, canvas, edl, fcpxml, feed, otio, reels, shorts, tiktok, youtube
from beatreel.plugins.exporters._excerpt import best_excerpt
from beatreel.tasks.deliver import FilmMaster
from beatreel.testing import make_song
from beatreel.testing.films import decoded, moving, sound

RATE = Fraction(24)
EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for module in (apple_motion, canvas, edl, fcpxml, feed, otio, reels, shorts, tiktok, youtube)
    for exporter in module.register_exporters()
}
TAGS = FilmTags(title="A song", recipe=json.dumps({"seed": 1}), digital_source_type="algorithmicMedia")


def quiet(done: float, note: str = "") -> None:
    pass


def drifting(scene: Scene, first_frame: int, frame_count: int, size: tuple[int, int] = (270, 480)) -> Iterator[Any]:
    """Draw a picture that moves on for ever: nothing about it loops."""
    width, height = size
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    for number in range(first_frame, first_frame + frame_count):
        frame = np.full((height * 3 // 2, width), 128, np.uint8)
        wave = np.sin(columns / 17 + number / 6) + np.sin(rows / 23 - number / 9) + np.sin((rows + columns) / 41)
        frame[:height] = 120 + 30 * wave
        yield frame


def film(
    folder: Path, seconds: float, *, size: tuple[int, int], rate: Fraction = RATE, spec: VideoSpec | None = None
) -> tuple[FilmMaster, Analysis]:
    """Make a film of real clips and a real song."""
    heard = make_song(duration=seconds, tempo=120, seed=2)
    song, analysis = heard.song(folder / "song.flac"), heard.analysis()
    spec = spec or VideoSpec(width=270, height=480, frame_rate=rate)
    storyboard = plan_storyboard(song, analysis, prompt="a test", style="", seed=1, frame_rate=rate)
    edges = [seconds_to_frame(scene.start, rate) for scene in storyboard.scenes]
    edges.append(seconds_to_frame(song.exact_duration, rate))
    clips, counts = [], []
    for scene, first, last in zip(storyboard.scenes, edges, edges[1:], strict=False):
        path = folder / f"{scene.index}.mp4"
        settings = EncodeSettings(
            name="social", width=size[0], height=size[1], frame_rate=rate, preset="ultrafast", crf=28
        )
        encode_scene(moving(last - first, scene.index, *size), {path: settings}, frame_count=last - first)
        clips.append(path)
        counts.append(last - first)
    master = FilmMaster(
        path=folder / "master.mp4",
        song=song,
        spec=spec,
        storyboard=storyboard,
        title="A song",
        renditions={(1080, 1920) if size == (90, 160) else size: clips},
        frame_counts=counts,
        draw_loop=drifting,
        tags=TAGS,
    )
    return master, analysis


@pytest.fixture(scope="module")
def short_film(tmp_path_factory: pytest.TempPathFactory) -> tuple[FilmMaster, Analysis]:
    return film(tmp_path_factory.mktemp("short"), 6.0, size=(1080, 1920))


@pytest.fixture(scope="module")
def long_film(tmp_path_factory: pytest.TempPathFactory) -> tuple[FilmMaster, Analysis]:
    return film(tmp_path_factory.mktemp("long"), 72.0, size=(90, 160))


@pytest.mark.parametrize("name", ["canvas", "reels", "shorts", "shorts-full", "tiktok"])
def test_each_file_is_what_its_platform_takes(
    short_film: tuple[FilmMaster, Analysis], tmp_path: Path, name: str
) -> None:
    master, analysis = short_film
    exporter = EXPORTERS[name]
    path = tmp_path / f"{name}.mp4"
    deliverable = exporter.export(master, analysis, destination=path, progress=quiet)
    assert [finding for finding in check_file(path, exporter.platform) if not finding.ok] == []
    facts = probe(path)
    assert (facts.width, facts.height) == (deliverable.width, deliverable.height) == (1080, 1920)
    assert deliverable.platform == name
    assert deliverable.size == path.stat().st_size
    assert deliverable.duration == pytest.approx(facts.video_duration, abs=1e-6)
    assert deliverable.has_audio == (facts.audio_codec is not None) == (name != "canvas")
    assert facts.edit_list is False
    assert facts.index_first
    assert facts.closed_gop
    assert read_tags(path) == TAGS
    beside = [
        entry.name for entry in tmp_path.iterdir() if not entry.name.startswith(".sound-")
    ]  # kept for the next one
    assert beside == [path.name]
    if name != "canvas":
        assert facts.audio_sample_rate == 48_000
        assert facts.audio_bitrate == pytest.approx(exporter.platform.audio_bitrate, rel=0.1)


@pytest.mark.parametrize(
    ("name", "size"), [("youtube", (2560, 1440)), ("square", (1080, 1080)), ("portrait", (1080, 1350))]
)
def test_films_of_other_shapes_get_their_files(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    spec = VideoSpec(width=size[0], height=size[1], frame_rate=RATE)
    master, analysis = film(tmp_path, 3.5, size=size, spec=spec)
    exporter = EXPORTERS[name]
    made = exporter.export(master, analysis, destination=tmp_path / f"{name}.mp4", progress=quiet)
    assert [finding for finding in check_file(made.path, exporter.platform) if not finding.ok] == []
    assert (made.width, made.height, made.has_audio, made.notes) == (*size, True, ())
    upright = EXPORTERS["reels"].platform
    assert {found.rule for found in check_file(made.path, upright) if not found.ok} >= {"aspect"}


def test_every_number_of_a_platform_has_a_source() -> None:
    numbers = {
        "min_width": "width", "max_width": "width", "min_height": "height", "max_height": "height", "aspect": "aspect",
        "frame_rates": "frame_rates", "codecs": "codecs", "containers": "containers", "min_duration": "min_duration",
        "max_duration": "max_duration", "max_bytes": "max_bytes", "max_bitrate": "max_bitrate", "audio": "audio", "bitrate": "bitrate",
        "keyframe_seconds": "keyframe_seconds", "audio_sample_rate": "audio_sample_rate",
        "audio_bitrate": "audio_bitrate", "faststart": "faststart", "no_edit_list": "no_edit_list",
        "closed_gop": "closed_gop", "safe_zone": "safe_zone",
    }  # fmt: skip
    for exporter in EXPORTERS.values():
        platform = exporter.platform
        explained = {source.rule for source in platform.sources}
        for field, rule in numbers.items():
            value = getattr(platform, field)
            if value is None or (platform.audio == "forbidden" and field.startswith("audio_")):
                continue
            assert {field, rule, rule.replace("height", "width")} & explained, f"{platform.name}: {field}"
        assert platform.name == exporter.name


def test_shorts_cuts_long_films_to_whole_scenes_and_says_why(
    long_film: tuple[FilmMaster, Analysis], tmp_path: Path
) -> None:
    master, analysis = long_film
    made = EXPORTERS["shorts"].export(master, analysis, destination=tmp_path / "shorts.mp4", progress=quiet)
    assert 40 < made.duration <= 59
    assert "Content ID" in made.notes[0]
    assert "shorts-full" in made.notes[0]
    whole = EXPORTERS["shorts-full"].export(master, analysis, destination=tmp_path / "full.mp4", progress=quiet)
    assert whole.duration == pytest.approx(72.0, abs=0.05)
    assert whole.notes == ()


def test_a_cut_has_the_pictures_and_the_sound_of_its_scenes(
    long_film: tuple[FilmMaster, Analysis], tmp_path: Path
) -> None:
    master, _ = long_film
    starts = np.concatenate([[0], np.cumsum(master.frame_counts)])
    made = master.deliver(reels.PLATFORM, tmp_path / "cut.mp4", start_scene=3, end_scene=5, progress=quiet)
    pictures = decoded(made.path)
    assert len(pictures) == starts[5] - starts[3]
    assert np.array_equal(pictures[0], decoded(master.renditions[1080, 1920][3])[0])
    samples, rate = sound(made.path)
    from beatreel.media.decode import read_audio

    song, _ = read_audio(master.song.path, sample_rate=rate, mono=False)
    first = round(starts[3] / RATE * rate)
    assert samples.shape[1] == pytest.approx((starts[5] - starts[3]) / RATE * rate, abs=1024)
    ours, theirs = samples[0, 2048:200_000], song[0, first + 2048 : first + 200_000]
    assert np.corrcoef(ours, theirs[: ours.size])[0, 1] > 0.99


def test_reels_and_tiktok_take_the_whole_film(long_film: tuple[FilmMaster, Analysis], tmp_path: Path) -> None:
    master, analysis = long_film
    for name in ("reels", "tiktok"):
        made = EXPORTERS[name].export(master, analysis, destination=tmp_path / f"{name}.mp4", progress=quiet)
        assert made.duration == pytest.approx(72.0, abs=0.05)
        assert made.notes == ()


@pytest.mark.parametrize("longest", [12.0, 30.0, 59.0, 200.0])
def test_an_excerpt_is_whole_scenes_around_the_hook(long_film: tuple[FilmMaster, Analysis], longest: float) -> None:
    master, analysis = long_film
    excerpt = best_excerpt(master.storyboard, analysis, longest=longest)
    assert excerpt is not None
    scenes = master.storyboard.scenes[excerpt.start_scene : excerpt.end_scene]
    assert (excerpt.start, excerpt.end) == (scenes[0].start, scenes[-1].end)
    assert longest * 0.5 < excerpt.duration <= longest or longest > 100
    hooks = [moment.time for moment in analysis.key_moments if moment.kind in ("hook", "drop")]
    if hooks:
        assert excerpt.has_hook
        assert excerpt.start <= hooks[0] < excerpt.end


def test_an_excerpt_is_the_stretch_that_stands_for_the_song(long_film: tuple[FilmMaster, Analysis]) -> None:
    master, analysis = long_film
    board = master.storyboard
    for first, last in ((3, 14), (9, 20)):
        start, end = board.scenes[first].start, board.scenes[last].end
        window = HookWindow(target=59, start=start, end=end, bars=8)
        told = analysis.model_copy(update={"hooks": (window,)})
        excerpt = best_excerpt(board, told, longest=(end - start) * 1.1)
        assert excerpt is not None
        assert (excerpt.start_scene, excerpt.end_scene) == (first, last + 1)


def test_no_run_of_scenes_is_short_enough(long_film: tuple[FilmMaster, Analysis], tmp_path: Path) -> None:
    master, analysis = long_film
    assert best_excerpt(master.storyboard, analysis, longest=0.5) is None
    one = master.storyboard.scenes[0].model_copy(update={"end": master.storyboard.duration})
    whole = FilmMaster(**{**vars(master), "storyboard": master.storyboard.model_copy(update={"scenes": (one,)})})
    with pytest.raises(ExportError, match="whole scenes") as caught:
        EXPORTERS["shorts"].export(whole, analysis, destination=tmp_path / "s.mp4", progress=quiet)
    assert caught.value.hint


def test_a_film_of_another_shape_says_that_it_was_cropped(
    long_film: tuple[FilmMaster, Analysis], tmp_path: Path
) -> None:
    master, _ = long_film
    wide = FilmMaster(**{**vars(master), "spec": VideoSpec(width=480, height=270, frame_rate=RATE)})
    made = wide.deliver(reels.PLATFORM, tmp_path / "reels.mp4", end_scene=1, progress=quiet)
    assert "Cropped" in made.notes[0]
    assert "9:16" in made.notes[0]


def test_a_missing_rendition_is_said(short_film: tuple[FilmMaster, Analysis], tmp_path: Path) -> None:
    master, _ = short_film
    without = FilmMaster(**{**vars(master), "renditions": {}})
    with pytest.raises(ExportError, match="1080x1920"):
        without.deliver(reels.PLATFORM, tmp_path / "reels.mp4", progress=quiet)
    square = reels.PLATFORM.model_copy(update={"width": 1080, "height": 1080})
    with pytest.raises(ExportError, match="1080x1080"):
        master.deliver(square, tmp_path / "reels.mp4", progress=quiet)
    with pytest.raises(ExportError, match="no scenes"):
        master.deliver(reels.PLATFORM, tmp_path / "reels.mp4", start_scene=2, end_scene=2, progress=quiet)


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(60)])
def test_the_loop_has_no_seam(tmp_path: Path, rate: Fraction) -> None:
    master, analysis = loop_film(tmp_path, rate)
    made = EXPORTERS["canvas"].export(master, analysis, destination=tmp_path / "canvas.mp4", progress=quiet)
    facts = probe(made.path)
    assert facts.frame_rate == min(rate, Fraction(30))
    assert 3 <= made.duration <= 8
    assert made.size <= 10_000_000
    lumas = [plane_views(frame, 270, 480)[0].astype(np.float32) for frame in decoded(made.path)]
    steps = [float(np.abs(after - before).mean()) for before, after in zip(lumas, lumas[1:], strict=False)]
    jump = float(np.abs(lumas[0] - lumas[-1]).mean())
    assert jump <= np.mean(steps)
    assert max(steps) < 3 * np.mean(steps)  # nothing jumps inside either
    plain = [frame[:480].astype(np.float32) for frame in drifting(None, 0, len(lumas))]  # type: ignore[arg-type]
    assert np.abs(plain[0] - plain[-1]).mean() > 2 * np.mean(steps)  # the picture alone would not have closed
    assert master.seams["canvas"].closed


def test_a_loop_at_the_very_start_of_the_film(tmp_path: Path) -> None:
    master, analysis = loop_film(tmp_path, RATE, start=0.0)
    made = EXPORTERS["canvas"].export(master, analysis, destination=tmp_path / "canvas.mp4", progress=quiet)
    assert made.duration == 4.0
    assert master.seams["canvas"].closed


def test_the_loop_is_whole_bars(tmp_path: Path) -> None:
    master, analysis = loop_film(tmp_path, RATE, bars=2)
    made = EXPORTERS["canvas"].export(master, analysis, destination=tmp_path / "canvas.mp4", progress=quiet)
    assert made.duration == 4.0
    assert made.notes == ("A loop of 2 bars (4.0 s)",)


def loop_film(folder: Path, rate: Fraction, *, start: float = 2.0, bars: int = 2) -> tuple[FilmMaster, Analysis]:
    """Return a film whose loop is four seconds, and an exporter's size of 270x480 to be quick."""
    heard = make_song(duration=12.0, tempo=120, seed=2)
    song, analysis = heard.song(folder / "song.flac"), heard.analysis()
    spec = VideoSpec(width=270, height=480, frame_rate=rate)
    storyboard = plan_storyboard(song, analysis, prompt="a test", style="", seed=1, frame_rate=rate)
    window = storyboard.loop.model_copy(update={"start": start, "end": start + 4.0, "bars": bars})
    storyboard = storyboard.model_copy(update={"loop": window})
    master = FilmMaster(
        path=folder / "master.mp4",
        song=song,
        spec=spec,
        storyboard=storyboard,
        title="",
        renditions={},
        frame_counts=[],
        draw_loop=drifting,
    )
    small = canvas.PLATFORM.model_copy(update={"width": 270, "height": 480})
    master.deliver_loop = _at_size(master, small)  # type: ignore[method-assign]
    return master, analysis


def _at_size(master: FilmMaster, small: Any) -> Any:
    whole = master.deliver_loop
    return lambda platform, destination, **given: whole(small, destination, **given)
