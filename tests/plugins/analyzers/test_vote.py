"""What several analyzers agree on, and where they do not."""

from __future__ import annotations

import mir_eval
import numpy as np
import pytest

from beatreel import AnalysisError
from beatreel.plugins.analyzers.vote import VoteAnalyzer
from beatreel.plugins.analyzers.voting import combine
from beatreel.testing import RecordedProgress, make_song, silent_progress


@pytest.fixture(scope="module")
def truth():
    return make_song(duration=60, tempo=120, seed=2)


def ear(truth, name, *, jitter=0.0, late=0.0, every=1, phase=0, first=0.0, last=1e9, confidence=0.8, seed=0):
    """An analysis by someone who hears the song well, but for the flaws given."""
    whole = truth.analysis()
    rng = np.random.default_rng(seed)
    pairs = list(zip(whole.beat_times, whole.beat_positions))[::every]
    pairs = [(time, position) for time, position in pairs if first <= time < last]
    times = np.array([time for time, _ in pairs]) + late + rng.normal(0, jitter, len(pairs))
    positions = [(position - 1 + phase) % 4 + 1 for _, position in pairs]
    times = np.maximum.accumulate(np.clip(times, 0, whole.duration)) + np.arange(len(times)) * 1e-9
    keep = times <= whole.duration
    return whole.model_copy(
        update={
            "beat_times": tuple(times[keep].tolist()),
            "beat_positions": tuple(np.array(positions)[keep].tolist()),
            "confidence": confidence,
            "analyzer": name,
            "tempo": 120 / every,
        }
    )


def beat_f(truth, analysis):
    return mir_eval.beat.f_measure(truth.beat_times, np.array(analysis.beat_times))


def bar_f(truth, analysis):
    return mir_eval.beat.f_measure(truth.downbeat_times, np.array(analysis.downbeat_times))


def test_agreement_is_sure(truth):
    vote = combine([ear(truth, name) for name in "abc"], analyzer="vote")
    assert vote.beat_times == pytest.approx(truth.beat_times)
    assert min(vote.bar_confidence) > 0.99 and vote.confidence > 0.99
    assert vote.origins["beats"] == "vote of a, b, c" and vote.analyzer == "vote"


def test_small_errors_of_one_are_outvoted(truth):
    ears = [
        ear(truth, "a", jitter=0.02, seed=1),
        ear(truth, "b", jitter=0.02, seed=2),
        ear(truth, "c", jitter=0.02, seed=3),
    ]

    def error(analysis):
        return np.mean([np.abs(truth.beat_times - time).min() for time in analysis.beat_times])

    assert error(combine(ears, analyzer="vote")) < 0.8 * min(error(one) for one in ears)


def test_the_odd_one_out_loses_however_sure_it_is(truth):
    off = ear(truth, "off", late=0.25, phase=2, confidence=1.0)
    vote = combine([off, ear(truth, "a", jitter=0.01), ear(truth, "b", jitter=0.01, seed=4)], analyzer="vote")
    assert beat_f(truth, vote) > 0.97 and bar_f(truth, vote) > 0.97
    assert 0.3 < vote.confidence < 0.95


def test_bars_are_voted_on_too(truth):
    turned = ear(truth, "turned", phase=1, confidence=0.95)
    vote = combine([turned, ear(truth, "a"), ear(truth, "b")], analyzer="vote")
    assert bar_f(truth, vote) > 0.97


def test_half_the_beats_support_half(truth):
    vote = combine([ear(truth, "half", every=2), ear(truth, "a"), ear(truth, "b")], analyzer="vote")
    assert beat_f(truth, vote) > 0.97


def test_gaps_are_filled(truth):
    vote = combine(
        [ear(truth, "a", first=20, confidence=0.95), ear(truth, "b", last=45, confidence=0.6)], analyzer="vote"
    )
    assert beat_f(truth, vote) > 0.97


def test_doubt_is_where_they_disagree(truth):
    half_wrong = ear(truth, "a", first=30)
    early = ear(truth, "a", last=30, late=0.21)
    mixed = half_wrong.model_copy(
        update={
            "beat_times": (*[t for t in early.beat_times if t < 29.9], *half_wrong.beat_times),
            "beat_positions": (
                *[p for t, p in zip(early.beat_times, early.beat_positions) if t < 29.9],
                *half_wrong.beat_positions,
            ),
        }
    )
    vote = combine([ear(truth, "b"), mixed], analyzer="vote")
    lines = np.array(vote.downbeat_times)
    bars = np.array(vote.bar_confidence)
    assert bars[lines < 28].mean() < 0.7 < 0.95 < bars[(lines > 32) & (lines < 56)].mean()


def test_no_beats_at_all(truth):
    silent = truth.analysis().model_copy(
        update={"beat_times": (), "beat_positions": (), "tempo": 0.0, "confidence": 0.0}
    )
    assert combine([silent, silent], analyzer="vote").beat_times == ()


class Ear:
    version = "1"

    def __init__(self, name, hear):
        self.name, self._hear = name, hear

    def analyze(self, song, *, progress):
        progress(0.5, "hm")
        return self._hear()


def broken():
    raise RuntimeError("no ears")


def test_one_that_fails_is_left_out(truth):
    vote = VoteAnalyzer()
    vote.meet({"a": Ear("a", lambda: ear(truth, "a")), "b": Ear("b", broken), "vote": vote})
    progress = RecordedProgress()
    assert beat_f(truth, vote.analyze(None, progress=progress)) > 0.99
    done = [value for value, _ in progress.reports]
    assert done == sorted(done) and done[-1] == 1


def test_if_all_fail_the_first_reason_is_given(truth, tmp_path):
    vote = VoteAnalyzer()
    vote.meet({"b": Ear("b", broken)})
    song = truth.song(tmp_path / "song.flac")
    with pytest.raises(AnalysisError) as caught:
        vote.analyze(song, progress=silent_progress)
    assert str(caught.value.__cause__) == "no ears"


def test_the_installed_ones_really_vote(tmp_path):
    from beatreel.hooks.manager import PluginManager

    short = make_song(duration=12, tempo=118, seed=5)
    plugins = PluginManager.load()
    analysis = plugins.analyzer("vote").analyze(short.song(tmp_path / "song.flac"), progress=silent_progress)
    assert beat_f(short, analysis) > 0.9
    for name in ("beatreel", "librosa", "madmom"):
        assert name in analysis.origins["beats"]
    assert len(analysis.bar_confidence) == len(analysis.downbeat_times)
