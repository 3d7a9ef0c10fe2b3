from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from click.testing import CliRunner

from beatreel.core.errors import MediaError, UserInputError
from beatreel.core.platform import PlatformSpec
from beatreel.media.join import AudioStretch, join
from beatreel.media.probe import frame_rate, probe
from beatreel.media.validate import check_file, check_report
from beatreel.plugins.exporters.canvas import PLATFORM as CANVAS
from beatreel.plugins.exporters.reels import PLATFORM as REELS
from beatreel.testing import audiofile
from beatreel.testing.films import clip, moving

SMALL = {"min_width": 90, "min_height": 160, "max_width": 1080, "max_height": 1920}
REELS_SMALL = REELS.model_copy(update=SMALL)
CANVAS_SMALL = CANVAS.model_copy(update=SMALL)


def other_film(
    path: Path,
    *,
    seconds: float = 3.2,
    rate: Fraction = Fraction(30),
    size: tuple[int, int] = (90, 160),
    codec: str = "libx264",
    pixel_format: str = "yuv420p",
    x264: str = "open-gop=0",
    movflags: str = "+faststart+negative_cts_offsets",
    use_editlist: str = "0",
    sound: str | None = "aac",
    sound_rate: int = 48_000,
    layout: str = "stereo",
    container: str | None = None,
) -> Path:
    """Write a film as other programs do, with one thing or another about it wrong."""
    mp4 = container is None
    options = {"movflags": movflags, "use_editlist": use_editlist} if mp4 else {}
    with av.open(str(path), "w", format=container or "mp4", options=options) as film:
        stream: Any = film.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, pixel_format
        if codec == "libx264":
            params = f"keyint=12:min-keyint=12:scenecut=0:bframes=2:b-adapt=0:{x264}"
            stream.options = {"preset": "veryfast", "x264-params": params}
        audio: Any = None
        if sound:
            audio = film.add_stream(sound, rate=sound_rate, layout=layout)
            silence = np.zeros((len(audio.codec_context.layout.channels), sound_rate // 10), np.float32)
        for number, frame in enumerate(moving(round(seconds * rate), width=size[0], height=size[1])):
            picture = av.VideoFrame.from_ndarray(frame, format="yuv420p").reformat(format=pixel_format)
            picture.pts, picture.time_base = number, 1 / Fraction(rate)
            film.mux(stream.encode(picture))
        film.mux(stream.encode(None))
        if audio:
            for number in range(int(seconds * 10)):
                heard = av.AudioFrame.from_ndarray(silence, format="fltp", layout=layout)
                heard.sample_rate, heard.pts = sound_rate, number * silence.shape[1]
                heard.time_base = Fraction(1, sound_rate)
                film.mux(audio.encode(heard))
            film.mux(audio.encode(None))
    return path


def broken(path: Path, platform: PlatformSpec = REELS_SMALL) -> set[str]:
    findings = check_file(path, platform)
    for finding in findings:
        assert (finding.fix is None) == finding.ok
    return {finding.rule for finding in findings if not finding.ok}


def test_what_others_make_well_is_accepted(tmp_path: Path) -> None:
    assert broken(other_film(tmp_path / "film.mp4")) == set()


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        ({"use_editlist": "1"}, {"no_edit_list"}),
        ({"movflags": "+negative_cts_offsets"}, {"faststart"}),
        ({"x264": "open-gop=1"}, {"closed_gop"}),
        ({"rate": Fraction(15)}, {"frame_rates"}),
        ({"rate": Fraction(120)}, {"frame_rates"}),
        ({"rate": Fraction(24000, 1001)}, set()),
        ({"rate": Fraction(30000, 1001)}, set()),
        ({"sound": None}, {"audio"}),
        ({"sound_rate": 96_000}, {"audio_sample_rate"}),
        ({"layout": "5.1"}, {"audio_channels"}),
        ({"sound": "libmp3lame"}, {"audio_codec"}),
        ({"seconds": 1.0}, {"min_duration"}),
        ({"size": (160, 90)}, {"height", "aspect"}),
        ({"size": (160, 160)}, {"aspect"}),
        ({"size": (72, 128)}, {"width", "height"}),
        ({"pixel_format": "yuv444p"}, {"pixel_format"}),
        ({"codec": "mpeg4"}, {"codecs"}),
    ],
)
def test_each_rule_is_found_broken_by_name(tmp_path: Path, given: dict[str, Any], rules: set[str]) -> None:
    assert broken(other_film(tmp_path / "film.mp4", **given)) == rules


def test_limits_of_length_size_and_bitrate(tmp_path: Path) -> None:
    path = other_film(tmp_path / "film.mp4")
    strict = REELS_SMALL.model_copy(update={"max_duration": 3.0, "max_bytes": 1000, "max_bitrate": 1000})
    assert broken(path, strict) == {"max_duration", "max_bytes", "max_bitrate"}


def test_canvas_wants_silence(tmp_path: Path) -> None:
    assert broken(other_film(tmp_path / "loud.mp4"), CANVAS_SMALL) == {"audio"}
    assert broken(other_film(tmp_path / "silent.mp4", sound=None), CANVAS_SMALL) == set()


def test_the_real_sizes(tmp_path: Path) -> None:
    assert broken(other_film(tmp_path / "film.mp4"), REELS) == {"width", "height"}


@pytest.mark.parametrize(
    ("container", "codec", "sound", "name", "found"),
    [
        ("mov", "libx264", "aac", "film.mov", "mov"),
        ("matroska", "libx264", "aac", "film.mkv", "matroska"),
        ("webm", "libvpx", "libopus", "film.webm", "webm"),
        ("avi", "mpeg4", "libmp3lame", "film.avi", "avi"),
        ("mpegts", "libx264", "aac", "film.ts", "mpegts"),
    ],
)
def test_any_container_is_read(tmp_path: Path, container: str, codec: str, sound: str, name: str, found: str) -> None:
    path = other_film(tmp_path / name, container=container, codec=codec, sound=sound)
    facts = probe(path)
    assert facts.container == found
    assert facts.frame_rate == 30
    assert facts.constant_rate == (container != "avi")  # FFmpeg's own leaves out the second frame there
    assert facts.frame_count == 96
    assert facts.video_duration == pytest.approx(3.2, abs=0.05)
    assert facts.closed_gop
    expected = {"containers"} if found not in ("mov", "mp4") else {"no_edit_list", "faststart"}
    assert broken(path) >= expected


def test_open_and_closed_groups_in_start_codes_too(tmp_path: Path) -> None:
    closed = other_film(tmp_path / "closed.ts", container="mpegts")
    opened = other_film(tmp_path / "open.ts", container="mpegts", x264="open-gop=1")
    assert probe(closed).closed_gop
    assert not probe(opened).closed_gop
    assert probe(closed).keyframe_distance == 12


@pytest.mark.parametrize("content", [b"", b"nothing like a video" * 100, b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 500])
def test_no_video_is_said_plainly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=r"film\.mp4"):
        check_file(path, REELS)


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    path = audiofile.write(tmp_path / "song.m4a", np.zeros((2, 48_000), np.float32), 48_000)
    with pytest.raises(MediaError, match="no picture"):
        check_file(path, REELS)


def test_folders_pipes_and_missing_files(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.mp4")
    for path in (tmp_path, tmp_path / "none.mp4", tmp_path / "pipe.mp4"):
        with pytest.raises(MediaError) as caught:
            check_file(path, REELS)
        assert caught.value.hint


def test_a_cut_off_file(tmp_path: Path) -> None:
    path = other_film(tmp_path / "film.mp4")
    data = path.read_bytes()
    for share in (0.1, 0.5, 0.9):
        path.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(MediaError):
            check_file(path, REELS)


def test_a_playlist_named_mp4_opens_nothing(tmp_path: Path) -> None:
    other = other_film(tmp_path / "other.mp4")
    path = tmp_path / "film.mp4"
    path.write_text(f"ffconcat version 1.0\nfile '{other}'\n")
    with pytest.raises(MediaError):
        check_file(path, REELS)
    path.write_text(f"#EXTM3U\n#EXTINF:3,\n{other}\n#EXT-X-ENDLIST\n")
    with pytest.raises(MediaError):
        check_file(path, REELS)


def test_frame_rate_of_rounded_and_uneven_times() -> None:
    milliseconds = [Fraction(round(number * 1001 / 30), 1000) for number in range(90)]
    assert frame_rate(milliseconds) == (Fraction(30000, 1001), True)
    exact = [Fraction(number, 25) for number in range(10)]
    assert frame_rate(exact) == (Fraction(25), True)
    dropped = [Fraction(number, 30) for number in range(30) if number != 7]
    assert frame_rate(dropped) == (30, False)
    uneven = [Fraction(number + number // 3, 30) for number in range(30)]
    assert frame_rate(uneven)[1] is False
    assert frame_rate([Fraction(0)]) == (0, True)


def test_our_films_are_accepted(tmp_path: Path) -> None:
    parts = [clip(tmp_path / f"{number}.mp4", 48, seed=number) for number in range(2)]
    samples = np.zeros((2, 144_000), np.float32)
    song = audiofile.write(tmp_path / "song.wav", samples, 44_100)
    audio = AudioStretch(song, 44_100, 0, round(3.2 * 44_100))
    path = join(parts, tmp_path / "film.mp4", frame_rate=Fraction(30), audio=audio).path
    report = check_report(path, REELS_SMALL)
    assert report.ok
    assert {finding.rule for finding in report.findings} >= {"faststart", "no_edit_list", "closed_gop", "audio"}


class TestCommand:
    """``beatreel validate``."""

    def run(self, *arguments: str) -> Any:
        from beatreel.cli.validate import command

        return CliRunner().invoke(command, list(arguments))

    def test_json(self, tmp_path: Path) -> None:
        path = other_film(tmp_path / "film.mp4", use_editlist="1")
        result = self.run(str(path), "--for", "reels", "--json")
        assert result.exit_code == 1
        report = json.loads(result.stdout)
        wrong = {finding["rule"]: finding for finding in report["findings"] if not finding["ok"]}
        assert set(wrong) == {"width", "height", "no_edit_list"}
        assert all(finding["fix"] and finding["message"] for finding in wrong.values())
        assert report["platform"] == "reels"
        assert report["facts"]["frame_rate"] == "30"

    def test_table(self, tmp_path: Path) -> None:
        result = self.run(str(other_film(tmp_path / "film.mp4")), "--for", "reels")
        assert result.exit_code == 1
        assert "breaks 2 rules of Instagram Reels" in result.stdout

    def test_no_such_platform(self, tmp_path: Path) -> None:
        result = self.run(str(tmp_path), "--for", "myspace")
        assert isinstance(result.exception, UserInputError)
        assert "reels" in str(result.exception.hint)

    def test_no_video(self, tmp_path: Path) -> None:
        result = self.run(str(tmp_path / "none.mp4"), "--for", "reels")
        assert isinstance(result.exception, UserInputError)
