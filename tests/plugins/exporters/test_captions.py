"""Captions: read, set within safe zones, burned into real films, and written beside them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from beatreel import ConfigError, SafeZone, UserInputError, VideoSpec
from beatreel.hooks.manager import PluginManager
from beatreel.media.encode import encode_scene, master_settings
from beatreel.media.validate import check_file
from beatreel.plugins.exporters._lettering import Lettering, find_font
from beatreel.plugins.exporters._lyrics import Cue, as_srt, read_captions, shifted
from beatreel.plugins.exporters.captions import Captions
from beatreel.tasks.deliver import FilmMaster
from beatreel.testing import check_exporter, make_song, make_storyboard
from beatreel.testing.films import decoded, moving

RATE = Fraction(24)
SIZE = (180, 320)

LRC = """[ti:A song]
[ar:Somebody]
[00:01.00]First <00:01.50>words
[00:02.5][00:07.00]Again & again
[00:04.00]
[00:05.00] Last, für immer
"""
SRT = """\ufeff1\r
00:00:01,000 --> 00:00:02,500\r
<i>First</i> words\r
\r
2\r
00:00:02,500 --> 00:00:04,000 X1:10\r
{\\an8}Two\r
lines\r
"""


def quiet(done: float, note: str = "") -> None:
    pass


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_lrc_is_read(tmp_path: Path) -> None:
    cues = read_captions(written(tmp_path, "a.lrc", LRC))
    assert cues == [
        Cue(1.0, 2.5, "First words"),
        Cue(2.5, 4.0, "Again & again"),
        Cue(5.0, 7.0, "Last, für immer"),
        Cue(7.0, 13.0, "Again & again"),
    ]
    sooner = read_captions(written(tmp_path, "b.lrc", f"[offset:+500]\n{LRC}"))
    assert [cue.start for cue in sooner] == [cue.start - 0.5 for cue in cues]


def test_srt_is_read_and_written(tmp_path: Path) -> None:
    cues = read_captions(written(tmp_path, "a.srt", SRT))
    assert cues == [Cue(1.0, 2.5, "First words"), Cue(2.5, 4.0, "Two\nlines")]
    assert read_captions(written(tmp_path, "b.srt", as_srt(cues))) == cues
    assert shifted(cues, 2.0, 1.8) == [Cue(0.0, 0.5, "First words"), Cue(0.5, 1.8, "Two\nlines")]


@pytest.mark.parametrize("text", ["", "words without times", "1\n\n2\n", "[00:xx]no", "\x00\xff --> \xfe"])
def test_what_is_no_captions_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserInputError, match="no captions") as caught:
        read_captions(written(tmp_path, "a.lrc", text))
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "Oh",
        "a few more words than fit into one line of it",
        "one\ntwo",
        "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 2,
    ],
)
@pytest.mark.parametrize("size", [(180, 320), (320, 180), (200, 200)])
def test_letters_stay_in_the_safe_zone_and_can_be_read(text: str, size: tuple[int, int]) -> None:
    width, height = size
    zone = SafeZone(top=0.15, bottom=0.35, left=0.12, right=0.15)
    lettering = Lettering([Cue(0, 2, text)], size, zone, find_font(text))
    frame = np.full((height * 3 // 2, width), 130, np.uint8)
    lettering.draw(frame, 1.0)
    rows, columns = np.nonzero(frame[:height] != 130)
    assert rows.min() >= int(zone.top * height) - 2
    assert rows.max() < (1 - zone.bottom) * height + 2
    assert columns.min() >= int(zone.left * width) - 4
    assert columns.max() < (1 - zone.right) * width + 4
    luma = frame[:height]
    assert (luma > 215).sum() > 15
    assert luma.min() < 60
    assert set(np.unique(frame[height:])) <= set(range(126, 132))  # grey
    outside = np.full_like(frame, 130)
    lettering.draw(outside, 2.0)
    assert (outside == 130).all()


def test_a_font_must_have_the_letters(tmp_path: Path) -> None:
    assert find_font("ÄÖÜß éèñ Привет").is_file()
    with pytest.raises(UserInputError, match="has “\ue123”"):
        find_font("a \ue123")
    with pytest.raises(UserInputError, match="is not there"):
        find_font("a", str(tmp_path / "no.ttf"))


def test_it_keeps_the_contract(tmp_path: Path) -> None:
    written(tmp_path, "song.srt", SRT)
    assert check_exporter(Captions(), tmp_path).has_audio
    assert read_captions(tmp_path / "first.srt") == read_captions(tmp_path / "song.srt")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[FilmMaster, Any]:
    folder = tmp_path_factory.mktemp("film")
    heard = make_song(duration=10, tempo=120, seed=2)
    song, analysis = heard.song(folder / "song.flac"), heard.analysis()
    spec = VideoSpec(width=SIZE[0], height=SIZE[1], frame_rate=RATE)
    board = make_storyboard(song, analysis, spec)
    clips, counts = [], []
    for scene in board.scenes:
        count = round(scene.end * RATE) - round(scene.start * RATE)
        path = folder / f"{scene.index}.mp4"
        encode_scene(moving(count, scene.index, *SIZE), {path: master_settings(spec)}, frame_count=count)
        clips.append(path)
        counts.append(count)
    assert len(clips) > 2
    master = FilmMaster(
        path=folder / "master.mp4",
        song=song,
        spec=spec,
        storyboard=board,
        title="A song",
        renditions={SIZE: clips},
        frame_counts=counts,
        draw_loop=None,  # type: ignore[arg-type]
    )
    return master, analysis


def test_only_scenes_with_words_are_encoded_anew(film: tuple[FilmMaster, Any], tmp_path: Path) -> None:
    master, analysis = film
    start = master.storyboard.scenes[1].start
    written(
        master.song.path.parent, "song.lrc", f"[00:{start + 0.5:05.2f}]Über allen Gipfeln\n[00:{start + 1.5:05.2f}]\n"
    )
    exporter = Captions()
    exporter.meet(PluginManager.load().exporters)
    exporter.ready(song_path=master.song.path)
    before = exporter.inputs(song_path=master.song.path)
    made = exporter.export(master, analysis, destination=tmp_path / "captions.mp4", progress=quiet)
    assert [found for found in check_file(made.path, exporter.platform) if not found.ok] == []
    assert made.notes == ("1 caption from song.lrc, also as captions.srt",)
    assert sorted(path.name for path in tmp_path.iterdir() if "sound" not in path.name) == [
        "captions.mp4",
        "captions.srt",
    ]
    pictures, plain = decoded(made.path), [frame for clip in master.renditions[SIZE] for frame in decoded(clip)]
    assert len(pictures) == len(plain) == sum(master.frame_counts)
    first, last = master.frame_counts[0], master.frame_counts[0] + master.frame_counts[1]
    for place in [*range(first), *range(last, len(plain))]:
        assert np.array_equal(pictures[place], plain[place])  # copied
    said = round((start + 1) * RATE)
    changed = np.abs(pictures[said][: SIZE[1]].astype(int) - plain[said][: SIZE[1]]) > 40
    rows, columns = np.nonzero(changed)
    assert changed.sum() > 100
    zone = PluginManager.load().exporter("reels").platform.safe_zone  # the strictest below
    assert rows.max() < (1 - zone.bottom) * SIZE[1] + 2
    assert columns.max() < (1 - 0.15) * SIZE[0] + 4  # and that of TikTok at the right
    written(master.song.path.parent, "song.lrc", "[00:01.00]Other words")
    assert exporter.inputs(song_path=master.song.path) != before


def test_it_can_make_what_a_platform_gets(film: tuple[FilmMaster, Any], tmp_path: Path) -> None:
    master, analysis = film
    written(master.song.path.parent, "song.lrc", "[00:01.00]Words")
    others = PluginManager.load().exporters
    exporter = Captions({"platform": "shorts"})
    exporter.meet(others)
    exporter.ready(song_path=master.song.path)
    assert exporter.platform.max_duration == 180
    assert exporter.platform.title == "YouTube Shorts with captions"
    wide = Captions({"platform": "canvas"})
    wide.meet(others)
    with pytest.raises(UserInputError, match="canvas"):
        wide.ready(song_path=master.song.path)


def test_missing_words_and_unknown_options_are_said(tmp_path: Path) -> None:
    with pytest.raises(UserInputError, match="no captions for") as caught:
        Captions().ready(song_path=tmp_path / "tune.wav")
    assert "tune.srt or tune.lrc" in str(caught.value.hint)
    with pytest.raises(UserInputError, match="cannot be read"):
        Captions({"file": str(tmp_path / "no.srt")}).ready(song_path=tmp_path / "tune.wav")
    with pytest.raises(ConfigError, match="fnot"):
        Captions({"fnot": "x"})
