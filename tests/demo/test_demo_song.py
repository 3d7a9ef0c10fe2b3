"""The bundled song must be what the demo promises."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest

TEMPO, BARS = 118.0, 39


@pytest.fixture
def song() -> Iterator[Path]:
    with as_file(files("beatreel.demo") / "night_drive.m4a") as path:
        yield path


def _decoded(path: Path) -> tuple[np.ndarray, int, dict[str, str]]:
    import av

    with av.open(str(path)) as media:
        stream = media.streams.audio[0]
        samples = np.concatenate([frame.to_ndarray() for frame in media.decode(stream)], axis=1)
        return samples, stream.rate, dict(media.metadata)


def test_size_tags_and_length(song: Path) -> None:
    samples, sample_rate, tags = _decoded(song)
    assert song.stat().st_size <= 2_000_000
    assert (tags["title"], tags["artist"]) == ("Night Drive", "beatreel")
    assert samples.shape[0] == 2
    assert sample_rate == 44_100
    assert samples.shape[1] / sample_rate == pytest.approx(BARS * 4 * 60 / TEMPO, abs=0.05)


def test_mix_is_sound(song: Path) -> None:
    samples, sample_rate, _ = _decoded(song)
    assert 0.6 < np.abs(samples).max() < 0.95  # nothing clips after encoding
    bar = round(4 * 60 / TEMPO * sample_rate)
    loud = [20 * np.log10(np.sqrt(np.mean(samples[:, n * bar : (n + 1) * bar] ** 2))) for n in range(BARS)]
    intro, verse, chorus, rest = (np.mean(loud[a:b]) for a, b in ((0, 4), (4, 12), (16, 24), (24, 26)))
    assert chorus > verse + 2 > intro + 3
    assert rest < chorus - 3


def test_beats_are_heard_where_they_were_written(song: Path) -> None:
    librosa = pytest.importorskip("librosa")
    mir_eval = pytest.importorskip("mir_eval")
    samples, sample_rate, _ = _decoded(song)
    _, beats = librosa.beat.beat_track(y=samples.mean(axis=0), sr=sample_rate, units="time")
    assert mir_eval.beat.f_measure(np.arange(BARS * 4) * 60 / TEMPO, beats) > 0.9
