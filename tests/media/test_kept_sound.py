"""Sound that was encoded once gives the same film again, and a damaged copy of it does no harm."""

from __future__ import annotations

import hashlib
from fractions import Fraction

import numpy as np
import pytest

from beatreel import VideoSpec
from beatreel.core.files import sha256_of
from beatreel.media import soundtrack
from beatreel.media.encode import encode_scene, master_settings
from beatreel.media.join import AudioStretch, join
from beatreel.testing import make_song


@pytest.fixture
def parts(tmp_path):
    song = tmp_path / "song.flac"
    made = make_song(duration=4, tempo=120, seed=1)
    made.write(song)
    spec = VideoSpec(width=64, height=114, frame_rate=Fraction(24))
    clip = tmp_path / "clip.mp4"
    frames = (np.full((114, 64, 3), value, np.uint8) for value in range(96))
    encode_scene(frames, {clip: master_settings(spec)}, frame_count=96)
    return song, clip, AudioStretch(song, 44_100, 0, 4 * 44_100)


def _film(clip, target, audio: AudioStretch) -> str:
    join([clip], target, frame_rate=Fraction(24), audio=audio)
    return hashlib.sha256(target.read_bytes()).hexdigest()


def test_kept_sound(parts, tmp_path, monkeypatch):
    song, clip, stretch = parts
    kept = stretch.keep(tmp_path, sha256_of(song))

    def film(name: str, audio: AudioStretch) -> str:
        return _film(clip, tmp_path / name, audio)

    plain = film("plain.mp4", stretch)
    assert film("first.mp4", kept) == plain
    assert kept.kept is not None and kept.kept.is_file()
    with monkeypatch.context() as patch:
        patch.setattr(soundtrack, "stream_audio", lambda *_, **__: pytest.fail("the song was decoded again"))
        assert film("again.mp4", kept) == plain
    kept.kept.write_bytes(kept.kept.read_bytes()[:-1000])
    assert film("mended.mp4", kept) == plain
    assert not list(tmp_path.glob(".sound-*.part"))
    assert stretch.keep(tmp_path, "other").kept != kept.kept


def test_sound_is_kept_before_there_is_a_picture(parts, tmp_path, monkeypatch):
    song, clip, stretch = parts
    kept = stretch.keep(tmp_path, sha256_of(song))
    told: list[float] = []
    soundtrack.keep_sound(kept, lambda done, note="": told.append(done))
    assert told == sorted(told)
    assert 0.9 < told[-1] <= 1
    plain = _film(clip, tmp_path / "plain.mp4", stretch)
    with monkeypatch.context() as patch:
        patch.setattr(soundtrack, "stream_audio", lambda *_, **__: pytest.fail("the song was decoded again"))
        soundtrack.keep_sound(kept, lambda done, note="": pytest.fail("it was kept already"))
        assert _film(clip, tmp_path / "film.mp4", kept) == plain
