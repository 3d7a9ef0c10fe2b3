"""The stretches that stand for a song."""

from __future__ import annotations

import pytest

from beatreel import HookWindow, KeyMoment
from beatreel.director.highlights import TARGETS, find_hooks, with_hooks
from beatreel.testing import make_song

FORM = [("intro", 4), ("verse", 16), ("chorus", 16), ("verse", 16), ("chorus", 16), ("outro", 8)]


@pytest.fixture(scope="module")
def analysis():
    return make_song(duration=155, tempo=120, seed=1, sections=FORM, leading_silence=1.0).analysis()


def without_moments(analysis, **changes):
    return analysis.model_copy(update={"key_moments": (), **changes})


def test_each_is_whole_bars_within_its_length(analysis):
    hooks = find_hooks(analysis)
    assert tuple(hook.target for hook in hooks) == TARGETS
    lines = analysis.downbeat_times
    for hook in hooks:
        assert hook.start in lines and hook.end in lines
        assert lines.index(hook.end) - lines.index(hook.start) == hook.bars
        assert (0.42 if hook.target < 10 else 0.75) * hook.target <= hook.duration <= hook.target
        assert 0 <= hook.score <= 1


def test_they_begin_with_the_chorus(analysis):
    choruses = [segment for segment in analysis.segments if segment.label == "chorus"]
    for bare in (analysis, without_moments(analysis)):
        for hook in find_hooks(bare):
            if hook.target <= 32:
                assert hook.start in [chorus.start for chorus in choruses]
        longest = find_hooks(bare)[-1]
        assert any(longest.start <= chorus.start and longest.end >= chorus.end for chorus in choruses)
        assert longest.start in [segment.start for segment in analysis.segments]


def test_the_hook_decides_between_choruses(analysis):
    second = analysis.segments[4].start
    hooked = without_moments(analysis, key_moments=(KeyMoment(time=second, kind="hook"),))
    assert {hook.start for hook in find_hooks(hooked)[:3]} == {second}


def test_energy_decides_where_nothing_repeats(analysis):
    segments = tuple(
        segment.model_copy(update={"label": "verse", "group": number})
        for number, segment in enumerate(analysis.segments)
    )
    quiet = [0.9 if segments[3].start <= n / 20 < segments[3].end else 0.2 for n in range(len(analysis.energy.total))]
    energy = analysis.energy.model_copy(update={"total": tuple(quiet)})
    segments = tuple(s.model_copy(update={"energy": 0.9 if n == 3 else 0.2}) for n, s in enumerate(segments))
    for hook in find_hooks(without_moments(analysis, segments=segments, energy=energy))[:3]:
        assert hook.start == segments[3].start


def test_a_song_without_bars_has_free_ones(analysis):
    free = without_moments(analysis, beat_times=(), beat_positions=(), tempo=0.0)
    for hook in find_hooks(free):
        assert hook.bars == 0 and hook.duration == pytest.approx(hook.target)
        assert hook.end <= free.duration


def test_short_songs_have_only_short_ones():
    short = make_song(duration=20, tempo=120).analysis()
    assert [hook.target for hook in find_hooks(short)] == [7.5, 15.0]
    assert find_hooks(make_song(duration=5, tempo=120).analysis()) == ()


def test_what_is_known_stays_first_and_needs_no_other(analysis):
    stated = HookWindow(target=8, start=analysis.downbeat_times[4], end=analysis.downbeat_times[8], bars=4)
    hooks = with_hooks(analysis.model_copy(update={"hooks": (stated,)})).hooks
    assert hooks[0] == stated and [hook.target for hook in hooks[1:]] == [15.0, 30.0, 59.0]
    assert with_hooks(with_hooks(analysis)).hooks == find_hooks(analysis)


def test_long_songs_take_no_time():
    import time

    long = make_song(duration=120, tempo=150).analysis()
    beats = tuple(number * 0.4 for number in range(9000))
    last = long.segments[-1].model_copy(update={"end": 3600.0})
    hour = long.model_copy(
        update={
            "duration": 3600.0,
            "beat_times": beats,
            "beat_positions": tuple(number % 4 + 1 for number in range(9000)),
            "segments": (*long.segments[:-1], last),
        }
    )
    started = time.process_time()
    assert len(find_hooks(hour)) == 4
    assert time.process_time() - started < 5
