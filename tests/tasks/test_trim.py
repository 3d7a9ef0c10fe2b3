from __future__ import annotations

import numpy as np
import pytest

from beatreel.media.decode import read_audio
from beatreel.tasks.trim import trim_silence
from beatreel.testing import SyntheticSong, audiofile, make_song


def quiet(done, note=""):
    pass


@pytest.fixture
def silent_ends(tmp_path):
    song = make_song(duration=8, tempo=120, seed=2)
    rate = song.sample_rate
    silence = np.zeros((2, 3 * rate), np.float32)
    path = tmp_path / "song.flac"
    audiofile.write(path, np.concatenate([silence, song.samples, silence[:, :rate]], axis=1), rate)
    return song, path


def test_silence_goes_and_the_music_stays_sample_for_sample(silent_ends, tmp_path):
    made, path = silent_ends
    facts = made.song(path)
    total = made.samples.shape[1] + 4 * made.sample_rate
    facts = facts.model_copy(update={"sample_count": total, "duration": total / made.sample_rate})
    trimmed = trim_silence(facts, tmp_path / "trimmed.flac", progress=quiet)
    before, rate = read_audio(path)
    after, _ = read_audio(trimmed.path)
    assert len(after) == trimmed.sample_count
    assert trimmed.duration < facts.duration - 3.5
    start = 3 * rate - int(0.05 * rate)
    loud = np.flatnonzero(np.abs(before) > 0.001)[0]
    offset = loud - np.flatnonzero(np.abs(after) > 0.001)[0]
    assert start <= offset + rate and abs(offset - (loud - int(0.05 * rate))) <= 0.02 * rate
    assert np.array_equal(after, before[offset : offset + len(after)])
    assert np.abs(after[-int(0.04 * rate) :]).max() < 0.01


def test_a_song_without_silence_is_left_alone(tmp_path):
    samples = np.full((2, 44_100), 0.5, np.float32)
    path = tmp_path / "loud.wav"
    audiofile.write(path, samples, 44_100)
    song = SyntheticSong.song(make_song(duration=4, tempo=120, seed=1), path)
    song = song.model_copy(update={"sample_count": 44_100, "duration": 1.0})
    assert trim_silence(song, tmp_path / "x.flac", progress=quiet) is song
    assert not (tmp_path / "x.flac").exists()
