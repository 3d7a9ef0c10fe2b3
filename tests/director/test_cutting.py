from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from beatreel import Analysis, EnergyCurves, KeyMoment, Segment
from beatreel.director.cutting import MAX_SCENE, MIN_SCENE, bars_per_scene, plan_cuts


def song(*, tempo=120.0, metre=4, bars=32, energies=(0.3, 0.9), grid="beat_cut", moments=(), lead=0.35):
    beat = 60 / tempo
    count = bars * metre
    times = tuple(lead + number * beat for number in range(count))
    duration = times[-1] + 2 * beat
    edges = [0.0, *(times[round(count * part / len(energies) / metre) * metre] for part in range(1, len(energies)))]
    ends = [*edges[1:], duration]
    labels = ["verse", "chorus", "bridge", "outro"]
    rate = 30.0
    total = tuple(
        next(energy for energy, end in zip(energies, ends) if number / rate < end)
        for number in range(int(duration * rate))
    )
    return Analysis(
        duration=duration,
        tempo=tempo,
        beat_times=times,
        beat_positions=tuple(number % metre + 1 for number in range(count)),
        segments=tuple(
            Segment(start=start, end=end, label=labels[n % 4], energy=energy, grid=grid, group=n)
            for n, (start, end, energy) in enumerate(zip(edges, ends, energies))
        ),
        key_moments=moments,
        energy=EnergyCurves(rate=rate, total=total, low=total, mid=total, high=total),
        analyzer="test",
    )


def test_every_cut_lies_on_a_downbeat_of_the_analysis():
    analysis = song()
    cuts = plan_cuts(analysis)
    assert cuts[0].time == 0 and cuts[0].kind == "start"
    for cut in cuts[1:]:
        assert cut.kind == "downbeat"
        assert cut.time in analysis.downbeat_times


def test_segment_boundaries_are_cuts():
    analysis = song(energies=(0.2, 0.8, 0.4, 0.9))
    times = {cut.time for cut in plan_cuts(analysis)}
    for segment in analysis.segments[1:]:
        assert segment.start in times


def test_pace_follows_energy():
    analysis = song(energies=(0.1, 0.95), bars=64)
    half = analysis.segments[1].start
    cuts = [cut.time for cut in plan_cuts(analysis)]
    calm = sum(time < half for time in cuts) / half
    excited = sum(time >= half for time in cuts) / (analysis.duration - half)
    assert excited > 2 * calm


def test_key_moments_are_cuts():
    analysis = song()
    drop = analysis.downbeat_times[13]
    assert drop not in {cut.time for cut in plan_cuts(analysis)}
    with_drop = song(moments=(KeyMoment(time=drop + 0.01, kind="drop"),))
    assert drop in {cut.time for cut in plan_cuts(with_drop)}


def test_where_the_grid_cannot_be_trusted_cuts_follow_phrases():
    analysis = song(grid="phrase_flow", energies=(0.3, 0.5))
    cuts = plan_cuts(analysis)
    assert len(cuts) > 4
    assert all(cut.kind == "phrase" for cut in cuts[1:])


def test_a_song_without_beats_is_cut_too():
    analysis = song().model_copy(update={"beat_times": (), "beat_positions": (), "tempo": 0.0})
    assert len(plan_cuts(analysis)) > 4


@settings(max_examples=60, deadline=None)
@given(
    tempo=st.floats(40, 220),
    metre=st.sampled_from([2, 3, 4, 5, 7]),
    bars=st.integers(2, 60),
    energies=st.lists(st.floats(0, 1), min_size=1, max_size=4),
    grid=st.sampled_from(["beat_cut", "phrase_flow"]),
    lead=st.floats(0, 5),
)
def test_any_song_is_tiled_by_readable_scenes(tempo, metre, bars, energies, grid, lead):
    bars = max(bars, 4 * len(energies))
    analysis = song(tempo=tempo, metre=metre, bars=bars, energies=tuple(energies), grid=grid, lead=lead)
    times = [cut.time for cut in plan_cuts(analysis)]
    lengths = [b - a for a, b in zip(times, [*times[1:], analysis.duration])]
    assert times[0] == 0
    assert min(lengths) >= min(MIN_SCENE, analysis.duration) - 1e-9
    assert max(lengths) <= MAX_SCENE + 8 * 60 / tempo + lead + 9


@pytest.mark.parametrize(
    ("bar", "energy", "bars"), [(2.0, 0.0, 4), (2.0, 1.0, 1), (1.0, 1.0, 2), (4.0, 0.9, 1), (1.35, 0.7, 2)]
)
def test_bars_per_scene(bar, energy, bars):
    assert bars_per_scene(bar, energy) == bars
