"""The gate: what comes in, what does not, and why. Every file goes through the real capped child."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from beatreel.core.errors import AudioRejectedError, ConfigError
from beatreel.core.model import Song
from beatreel.intake.gate import validate_song
from beatreel.intake.limits import IntakeRules

LOOSE = IntakeRules(min_duration=1)


def _refusal(path: Any, rules: Any = LOOSE) -> AudioRejectedError:
    with pytest.raises(AudioRejectedError) as caught:
        validate_song(path, rules)
    error = caught.value
    assert error.hint
    assert error.exit_code == 2
    assert "\n" not in error.message
    return error


@pytest.mark.parametrize(
    "name",
    ["wav/16", "flac/ffmpeg", "mp3/cbr 128", "m4a/aac 128", "aac/256", "ogg/vorbis ffmpeg", "ogg/opus", "m4a/alac"],
)
def test_songs_come_in_whatever_their_name_says(corpus: Any, name: str) -> None:
    path = corpus.write("song.aiff.pdf", corpus.whole[name])
    song = validate_song(path, LOOSE)
    assert isinstance(song, Song)
    assert song.container == name.partition("/")[0]
    assert song.path == path.resolve()
    assert song.duration == song.sample_count / song.sample_rate
    assert Song.model_validate_json(song.model_dump_json()) == song


def test_song_carries_hash_tags_and_exact_length(corpus: Any) -> None:
    import hashlib

    data = corpus.mp3(tags={"title": "Night\x07 Drive", "artist": "Ünï 夜"})
    song = validate_song(corpus.write("tagged", data), LOOSE)
    assert song.sha256 == hashlib.sha256(data).hexdigest()
    assert (song.title, song.artist) == ("Night Drive", "Ünï 夜")
    assert song.sample_count == corpus.seconds * 44_100
    assert song.codec == "mp3"


def test_broken_tags_do_not_matter(corpus: Any) -> None:
    tag = b"TIT2\0\0\0\x05\0\0\x03\xff\xfe\x80a"
    head = b"ID3\x03\0\0\0\0\0" + bytes([len(tag)]) + tag
    song = validate_song(corpus.write("mojibake", head + corpus.mp3(container_options={"id3v2_version": "0"})), LOOSE)
    assert song.title is None or "�" in song.title


def test_names_that_are_hard_to_print(corpus: Any, tmp_path: Path) -> None:
    for name in (b"\xff\xfe broken.mp3", b"-rf", b"new\nline.mp3", b"http:", "夜 %s {{7*7}}.mp3".encode()):
        path = tmp_path / os.fsdecode(name)
        path.write_bytes(corpus.whole["mp3/cbr 64"])
        assert validate_song(path, LOOSE).channels == 2
        assert "\n" not in _refusal(path / "missing").message


def test_links_are_followed(corpus: Any, tmp_path: Path) -> None:
    target = corpus.write("target", corpus.whole["wav/16"])
    link = tmp_path / "link.wav"
    link.symlink_to(target)
    assert validate_song(link, LOOSE).path == target.resolve()


def test_there_must_be_a_file_with_something_in_it(corpus: Any, tmp_path: Path) -> None:
    assert _refusal(tmp_path / "missing.mp3").reason == "not_found"
    assert _refusal("a\0b").reason == "not_found"
    assert _refusal("x" * 5_000).reason == "not_found"
    assert _refusal(tmp_path).reason == "not_a_file"
    os.mkfifo(tmp_path / "fifo.mp3")
    assert _refusal(tmp_path / "fifo.mp3").reason == "not_a_file"
    for device in ("/dev/zero", "/dev/null"):
        assert _refusal(device).reason == "not_a_file"
    assert _refusal(corpus.write("empty.mp3", b"")).reason == "empty"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert _refusal(tmp_path / "loop").reason == "not_found"


def test_size_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    big = tmp_path / "big.wav"
    with big.open("wb") as file:
        file.truncate(41_200_000)
    error = _refusal(big, None)
    assert error.reason == "too_large"
    assert error.message == "The file has 41.2 MB; at most 40 MB are allowed"


@pytest.mark.parametrize(
    ("seconds", "reason", "figures"), [(59.9, "too_short", ("59.9 s", "60 s")), (60.0, None, ()), (61.0, None, ())]
)
def test_a_minute_is_enough(corpus: Any, seconds: float, reason: str | None, figures: tuple[str, ...]) -> None:
    silence = np.zeros((1, round(seconds * 8_000)), np.float32)
    path = corpus.write("minute.flac", corpus.sndfile(silence, "FLAC", "PCM_16", rate=8_000))
    if reason is None:
        assert validate_song(path).duration == seconds
        return
    error = _refusal(path, None)
    assert error.reason == reason
    assert all(figure in error.message for figure in figures)


def test_too_long_is_found_with_and_without_a_declared_length(corpus: Any) -> None:
    silence = np.zeros((1, 8_000 * 30), np.float32)
    data = bytearray(corpus.sndfile(silence, "FLAC", "PCM_16", rate=8_000))
    rules = IntakeRules(min_duration=1, max_duration=20)
    error = _refusal(corpus.write("long.flac", bytes(data)), rules)
    assert (error.reason, error.message) == ("too_long", "The song lasts 30 s; at most 20 s are allowed")
    data[8 + 13] &= 0xF0
    data[8 + 14 : 8 + 18] = bytes(4)
    assert _refusal(corpus.write("long.flac", bytes(data)), rules).reason == "too_long"


def test_rate_and_channels(corpus: Any) -> None:
    one_hertz = bytearray(corpus.whole["wav/16"])
    one_hertz[24:28], one_hertz[28:32] = (1).to_bytes(4, "little"), (4).to_bytes(4, "little")
    error = _refusal(corpus.write("hz.wav", bytes(one_hertz)), IntakeRules(max_duration=1e6))
    assert error.reason == "sample_rate"
    assert "1 Hz" in error.message
    nine = corpus.sndfile(np.zeros((9, 100_000), np.float32), "WAV", "PCM_16")
    error = _refusal(corpus.write("nine.wav", nine))
    assert (error.reason, error.message) == ("channels", "The song has 9 channels; at most 8 are allowed")
    eight = corpus.encode(corpus.music(channels=8), container="ipod", codec="aac")
    assert validate_song(corpus.write("eight", eight), LOOSE).channels == 8


def test_aiff_says_what_to_export(corpus: Any) -> None:
    path = corpus.write("song.wav", corpus.sndfile(corpus.music(), "AIFF", "PCM_16"))
    error = _refusal(path)
    assert error.reason == "aiff"
    assert "WAV or FLAC" in (error.hint or "")
    assert validate_song(path, IntakeRules(min_duration=1, formats=("aiff",))).container == "aiff"


def test_formats_are_the_studios_choice(corpus: Any) -> None:
    rules = IntakeRules(min_duration=1, formats=("flac", "wav"))
    error = _refusal(corpus.write("song.flac", corpus.whole["mp3/cbr 64"]), rules)
    assert (error.reason, error.message) == ("unsupported_format", "The file is MP3; accepted are FLAC and WAV")
    assert validate_song(corpus.write("song.mp3", corpus.whole["flac/24"]), rules).container == "flac"
    with pytest.raises(ConfigError):
        validate_song(corpus.folder / "song.mp3", type("Settings", (), {"formats": ("vinyl",)})())


PLAYLISTS = {
    "hls.mp3": b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{url}\n#EXT-X-ENDLIST\n",
    "hls bom.mp3": b"\xef\xbb\xbf#EXTM3U\n{url}\n",
    "m3u16.mp3": b"\xff\xfe" + "#EXTM3U\nhttp://x\n".encode("utf-16-le"),
    "concat.mp3": b"ffconcat version 1.0\nfile '{url}'\n",
    "session.mp3": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n",
    "dash.m4a": b'<?xml version="1.0"?>\n<MPD><Period><AdaptationSet><BaseURL>{url}</BaseURL></AdaptationSet></Period></MPD>',
    "list.wav": b"[playlist]\nFile1={url}\n",
    "asx.mp3": b'<ASX version="3.0"><Entry><Ref href="{url}"/></Entry></ASX>',
}


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine that must stay untouched."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    callers: list[object] = []
    done = threading.Event()

    def accept() -> None:
        while not done.is_set():
            with contextlib.suppress(TimeoutError):
                callers.append(server.accept())

    thread = threading.Thread(target=accept)
    thread.start()
    yield server.getsockname()[1], callers
    done.set()
    thread.join()
    server.close()


def test_playlists_are_refused_and_fetch_nothing(corpus: Any, listener: tuple[int, list[object]]) -> None:
    port, callers = listener
    for name, text in PLAYLISTS.items():
        url = f"http://127.0.0.1:{port}/a.mp3".encode()
        path = corpus.write(name, text.replace(b"{url}", url).replace(b"{port}", str(port).encode()))
        assert _refusal(path).reason == "playlist", name
    assert callers == []


def test_addresses_and_protocols_are_only_names_of_missing_files(
    corpus: Any, listener: tuple[int, list[object]]
) -> None:
    port, callers = listener
    song = corpus.write("real.mp3", corpus.whole["mp3/cbr 64"])
    for text in (
        f"http://127.0.0.1:{port}/a.mp3",
        f"tcp://127.0.0.1:{port}",
        f"rtmp://127.0.0.1:{port}/live",
        f"concat:{song}|{song}",
        f"subfile,,start,0,end,9999,,:{song}",
        f"file:{song}",
        f"cache:{song}",
        "pipe:0",
        "data:audio/mpeg;base64,AAAA",
        "lavfi:sine",
        f"crypto+file:{song}",
        "-",
    ):
        assert _refusal(text).reason == "not_found", text
    assert "Download" in (_refusal("https://example.org/a.mp3").hint or "")
    assert callers == []


def test_a_film_is_not_a_song(corpus: Any, tmp_path: Path) -> None:
    for name, sound in (("film.mp4", True), ("mute.mp4", False)):
        path = tmp_path / name
        with av.open(str(path), "w") as container:
            video = container.add_stream("mpeg4", rate=10)
            video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
            audio = container.add_stream("aac", rate=44_100, layout="mono") if sound else None
            for index in range(20):
                frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
                container.mux(video.encode(frame))
                if audio is not None:
                    block = av.AudioFrame.from_ndarray(np.zeros((1, 4_410), np.float32), format="fltp", layout="mono")
                    block.sample_rate, block.pts = 44_100, index * 4_410
                    container.mux(audio.encode(block))
            container.mux(video.encode(None))
            if audio is not None:
                container.mux(audio.encode(None))
        assert _refusal(path).reason == ("video" if sound else "no_audio_stream")


@pytest.mark.parametrize(
    ("head", "reason", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(2_000), "not_audio", "PNG picture"),
        (b"%PDF-1.7\n" + bytes(2_000), "not_audio", "PDF"),
        (b"PK\x03\x04" + bytes(2_000), "not_audio", "ZIP"),
        (b"\n <!DOCTYPE html><title>404</title>", "not_audio", "web page"),
        (b"just some words, no music", "not_audio", "not audio"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(2_000), "unsupported_format", "Windows Media"),
        (b"\x1a\x45\xdf\xa3" + bytes(2_000), "unsupported_format", "Matroska"),
        (b"caff\0\1\0\0" + bytes(2_000), "unsupported_format", "CAF"),
        (b"MThd\0\0\0\6" + bytes(2_000), "unsupported_format", "MIDI"),
        (b"RIFF\0\0\0\0AVI LIST" + bytes(2_000), "unsupported_format", "AVI"),
    ],
)
def test_other_files_are_named(corpus: Any, head: bytes, reason: str, words: str) -> None:
    error = _refusal(corpus.write("song.mp3", head))
    assert error.reason == reason
    assert words in error.message


def test_mpeg_layer_two_is_named(corpus: Any) -> None:
    data = corpus.encode(corpus.music(), container="mp2", codec="mp2")
    error = _refusal(corpus.write("song.mp3", data))
    assert (error.reason, "Layer III" in error.message) == ("unsupported_format", True)


def test_several_songs_in_one_ogg(corpus: Any) -> None:
    error = _refusal(corpus.write("two.ogg", corpus.whole["ogg/vorbis"] + corpus.whole["ogg/vorbis mono"]))
    assert error.reason == "unsupported_format"


def test_noise_within_the_sound_is_refused_or_advised(corpus: Any) -> None:
    data = bytearray(corpus.whole["mp3/cbr 128"])
    middle = len(data) // 2
    data[middle : middle + 150] = os.urandom(150)
    song = validate_song(corpus.write("scratch", bytes(data)), LOOSE)
    assert song.duration == pytest.approx(corpus.seconds, abs=0.1)
    data[middle - 10_000 : middle + 10_000] = bytes(20_000)
    assert _refusal(corpus.write("hole", bytes(data))).reason in ("damaged", "truncated")


def test_samples_beyond_all_measure_are_refused(corpus: Any) -> None:
    data = corpus.sndfile(corpus.music() * 1e30, "WAV", "FLOAT")
    assert _refusal(corpus.write("absurd.wav", data)).reason == "damaged"


def test_modules_in_the_current_folder_are_not_run(
    corpus: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "av.py", "numpy.py"):
        (tmp_path / name).write_text("open('ran', 'w')\nraise SystemExit('taken over')\n")
    monkeypatch.chdir(tmp_path)
    validate_song(corpus.write("song", corpus.whole["mp3/cbr 64"]), LOOSE)
    assert not (tmp_path / "ran").exists()
