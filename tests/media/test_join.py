from __future__ import annotations

import hashlib
import tracemalloc
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from beatreel.core.errors import MediaError
from beatreel.media.boxes import read_layout
from beatreel.media.join import AudioStretch, join
from beatreel.media.probe import probe
from beatreel.media.tags import FilmTags, read_tags
from beatreel.testing import audiofile
from beatreel.testing.films import clip, decoded, sound

RATE = Fraction(30)
TAGS = FilmTags(
    title="Tïtle “quoted” & more",
    artist="Ärtist",
    comment="Made with beatreel.",
    recipe='{"seed": 1, "prompt": "a neon alley — rain"}',
    digital_source_type="algorithmicMedia",
)


def noise(path: Path, seconds: float, rate: int = 48_000, channels: int = 2) -> AudioStretch:
    samples = np.random.default_rng(3).standard_normal((channels, round(seconds * rate))).astype(np.float32) * 0.1
    audiofile.write(path, samples, rate)
    return AudioStretch(path, rate, 0, samples.shape[1])


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("clips")
    return [clip(folder / f"{number}.mp4", 1 + number, seed=number) for number in range(20)]


def test_twenty_clips_become_one_film(clips: list[Path], tmp_path: Path) -> None:
    joined = join(clips, tmp_path / "film.mp4", frame_rate=RATE, frame_counts=range(1, 21))
    assert joined.frame_count == 210
    assert joined.duration == 7.0
    assert joined.size == joined.path.stat().st_size
    with av.open(str(joined.path)) as film:
        times = [Fraction(picture.pts) * picture.time_base for picture in film.decode(video=0)]
    assert times == [Fraction(number, 30) for number in range(210)]  # exact: nothing adds up
    apart = [frame for path in clips for frame in decoded(path)]
    assert all(np.array_equal(ours, theirs) for ours, theirs in zip(decoded(joined.path), apart, strict=True))


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), Fraction(60), Fraction(30000, 1001)])
def test_times_are_exact_at_every_rate(rate: Fraction, tmp_path: Path) -> None:
    parts = [clip(tmp_path / f"{number}.mp4", 17, rate=rate) for number in range(3)]  # type: ignore[arg-type]
    join(parts, tmp_path / "film.mp4", frame_rate=rate)
    with av.open(str(tmp_path / "film.mp4")) as film:
        times = [Fraction(picture.pts) * picture.time_base for picture in film.decode(video=0)]
    assert times == [number / rate for number in range(51)]


def test_layout_and_facts_of_a_film(clips: list[Path], tmp_path: Path) -> None:
    audio = noise(tmp_path / "song.wav", 7.0)
    joined = join(clips, tmp_path / "film.mp4", frame_rate=RATE, audio=audio, tags=TAGS)
    layout = read_layout(joined.path)
    assert layout is not None
    assert layout.index_first
    assert not layout.has_edit_list
    facts = probe(joined.path)
    assert facts.frame_rate == 30
    assert facts.constant_rate
    assert facts.closed_gop
    assert (facts.video_start, facts.audio_start) == (0, 0)
    assert facts.video_duration == pytest.approx(7.0, abs=1e-6)
    assert facts.audio_duration == pytest.approx(7.0, abs=1e-6)
    assert (facts.audio_codec, facts.audio_profile, facts.audio_channels) == ("aac", "LC", 2)
    assert facts.audio_bitrate == pytest.approx(384_000, rel=0.05)


def test_same_parts_same_bytes(clips: list[Path], tmp_path: Path) -> None:
    audio = noise(tmp_path / "song.flac", 2.0, 44_100)
    digests = set()
    for run in range(3):
        joined = join(clips[:11], tmp_path / f"{run}.mp4", frame_rate=RATE, audio=audio, tags=TAGS)
        digests.add(hashlib.sha256(joined.path.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_tags_come_back(clips: list[Path], tmp_path: Path) -> None:
    path = join(clips[:3], tmp_path / "film.mp4", frame_rate=RATE, tags=TAGS).path
    assert read_tags(path) == TAGS
    assert len(decoded(path)) == 6  # the box behind the media disturbs nobody
    raw = path.read_bytes()
    assert b"cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia" in raw


def test_without_tags_the_file_tells_nothing(clips: list[Path], tmp_path: Path) -> None:
    path = join(clips[:3], tmp_path / "film.mp4", frame_rate=RATE).path
    assert read_tags(path) == FilmTags()
    assert b"Lavf" not in path.read_bytes()


def test_a_very_long_recipe(clips: list[Path], tmp_path: Path) -> None:
    tags = FilmTags(recipe='{"long": "' + "ü" * 50_000 + '"}')
    assert read_tags(join(clips[:1], tmp_path / "film.mp4", frame_rate=RATE, tags=tags).path) == tags


def test_clips_of_other_settings_are_refused(clips: list[Path], tmp_path: Path) -> None:
    other = clip(tmp_path / "other.mp4", 5, preset="ultrafast", extra="cabac=0")
    with pytest.raises(MediaError, match="other settings") as caught:
        join([clips[3], other], tmp_path / "film.mp4", frame_rate=RATE)
    assert caught.value.hint
    assert not (tmp_path / "film.mp4").exists()
    assert not (tmp_path / "film.mp4.part").exists()


def test_a_clip_of_another_length_is_refused(clips: list[Path], tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="4 frames instead of 5"):
        join(clips[2:4], tmp_path / "film.mp4", frame_rate=RATE, frame_counts=[3, 5])


def test_a_clip_of_another_rate_is_refused(clips: list[Path], tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="frame rate"):
        join(clips[2:4], tmp_path / "film.mp4", frame_rate=Fraction(24))


def test_missing_and_broken_clips_are_refused(clips: list[Path], tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="cannot be read"):
        join([*clips[:2], tmp_path / "none.mp4"], tmp_path / "film.mp4", frame_rate=RATE)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(clips[9].read_bytes()[:900])
    with pytest.raises(MediaError):
        join([broken], tmp_path / "film.mp4", frame_rate=RATE)
    with pytest.raises(MediaError, match="no scenes"):
        join([], tmp_path / "film.mp4", frame_rate=RATE)


def test_a_song_that_became_shorter_is_refused(clips: list[Path], tmp_path: Path) -> None:
    audio = noise(tmp_path / "song.wav", 1.0)
    longer = AudioStretch(audio.path, audio.source_rate, 0, audio.end_sample + 1)
    with pytest.raises(MediaError, match="shorter"):
        join(clips[:3], tmp_path / "film.mp4", frame_rate=RATE, audio=longer)


@pytest.mark.parametrize("tail", [1, 500, 1023, 1024])
def test_sound_is_as_long_as_the_song(clips: list[Path], tmp_path: Path, tail: int) -> None:
    count = 48_000 + tail
    samples = np.zeros((1, count), np.float32)
    audiofile.write(tmp_path / "song.wav", samples, 48_000)
    audio = AudioStretch(tmp_path / "song.wav", 48_000, 0, count)
    path = join(clips[:8], tmp_path / "film.mp4", frame_rate=RATE, audio=audio).path
    assert probe(path).audio_duration == pytest.approx(count / 48_000, abs=1e-6)
    samples_found, rate = sound(path)
    assert rate == 48_000
    assert 0 <= samples_found.shape[1] - count < 1024


def test_memory_stays_flat_however_long_the_song(clips: list[Path], tmp_path: Path) -> None:
    def peak(seconds: int) -> int:
        audio = noise(tmp_path / f"{seconds}.wav", seconds, 44_100)
        join(clips[:3], tmp_path / "warm.mp4", frame_rate=RATE)
        tracemalloc.start()
        join(clips[:3], tmp_path / "film.mp4", frame_rate=RATE, audio=audio)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    assert peak(20) < peak(5) + 2_000_000  # 15 s of float stereo are 5 MB
