"""What is stated holds in the analysis, whatever was heard, and says where it came from."""

from __future__ import annotations

import mir_eval
import numpy as np
import pytest

from beatreel import KeyMoment, Segment
from beatreel.core.corrections import Corrections
from beatreel.core.errors import CorrectionsError
from beatreel.corrections.applying import apply
from beatreel.testing import make_song

FORM = [("intro", 4), ("verse", 8), ("chorus", 8), ("outro", 4)]


@pytest.fixture(scope="module")
def truth():
    return make_song(duration=50, tempo=120, seed=3, sections=FORM, leading_silence=0.7)


@pytest.fixture(scope="module")
def song(truth, tmp_path_factory):
    return truth.song(tmp_path_factory.mktemp("song") / "song.flac")


@pytest.fixture
def heard(truth):
    """What was heard: right, but for what a test spoils."""
    return truth.analysis().model_copy(update={"analyzer": "ear", "confidence": 0.4})


def stated(**fields):
    return Corrections(**fields, origins=dict.fromkeys(fields, "fix.toml"))


def f_measure(truth, times):
    return mir_eval.beat.f_measure(np.asarray(truth), np.asarray(times), f_measure_threshold=0.03)


def spoiled(heard, *, step=1, late=0.0, metre=4, phase=0):
    """Every ``step``-th beat, late by so many seconds, counted by a wrong metre."""
    beats = [time + late for time in heard.beat_times[::step] if time + late <= heard.duration]
    positions = [(number + phase) % metre + 1 for number in range(len(beats))]
    return heard.model_copy(
        update={"beat_times": tuple(beats), "beat_positions": tuple(positions), "tempo": 120 / step}
    )


def test_nothing_stated_changes_nothing(heard, song):
    assert apply(Corrections(), heard, song) is heard


def test_a_tempo_is_a_strict_grid_that_lies_where_the_sound_is(truth, heard, song):
    drifting = tuple(time * 1.004 + 0.06 for time in heard.beat_times if time * 1.004 < 49)
    wrong = heard.model_copy(
        update={"beat_times": drifting, "beat_positions": heard.beat_positions[: len(drifting)], "tempo": 119.5}
    )
    fixed = apply(stated(tempo=120), wrong, song)
    assert fixed.tempo == 120
    assert np.allclose(np.diff(fixed.beat_times), 0.5)
    assert f_measure(truth.beat_times, fixed.beat_times) > 0.97
    assert fixed.confidence == 1 and set(fixed.bar_confidence) == {1.0}
    assert fixed.origins == {
        "tempo": "fix.toml",
        "beats": "fix.toml",
        **dict.fromkeys(("bars", "segments", "key_moments", "hooks"), "ear"),
    }


@pytest.mark.parametrize(("octave", "step"), [("double", 2)])
def test_twice_as_many_beats(truth, heard, song, octave, step):
    fixed = apply(stated(octave=octave), spoiled(heard, step=step), song)
    assert f_measure(truth.beat_times, fixed.beat_times) > 0.97
    assert f_measure(truth.downbeat_times, fixed.downbeat_times) > 0.97
    assert fixed.tempo == pytest.approx(120)


def test_half_as_many_beats(truth, heard, song):
    doubled = make_song(duration=50, tempo=240, seed=3, leading_silence=0.7).analysis()
    fixed = apply(stated(octave="half"), doubled.model_copy(update={"segments": heard.segments}), song)
    assert f_measure(truth.beat_times, fixed.beat_times) > 0.97
    assert f_measure(truth.downbeat_times, fixed.downbeat_times) > 0.97


def test_a_metre_is_counted_in_the_phase_that_was_heard(truth, heard, song):
    wrong = spoiled(heard, metre=2)
    fixed = apply(stated(metre=4), wrong, song)
    assert max(fixed.beat_positions) == 4 and fixed.origins["bars"] == "fix.toml"
    assert set(fixed.downbeat_times) <= set(wrong.downbeat_times)
    assert fixed.beat_times == wrong.beat_times


def test_the_first_downbeat_counts_anew_and_keeps_the_pickup(truth, heard, song):
    wrong = spoiled(heard, phase=1)
    fixed = apply(stated(first_downbeat=heard.downbeat_times[1]), wrong, song)
    assert f_measure(truth.downbeat_times, fixed.downbeat_times) == 1
    assert fixed.beat_times == wrong.beat_times
    assert fixed.beat_positions[0] == 1


def test_a_first_downbeat_between_beats_moves_them_all(truth, heard, song):
    fixed = apply(stated(first_downbeat=truth.downbeat_times[2]), spoiled(heard, late=0.25, phase=2), song)
    assert f_measure(truth.beat_times[1:], fixed.beat_times) > 0.98
    assert f_measure(truth.downbeat_times, fixed.downbeat_times) > 0.95


def test_bar_lines(heard, song):
    lines = [5.0, 7.4, 9.9, 12.2]
    fixed = apply(stated(downbeats=lines, metre=3), heard, song)
    assert [time for time in fixed.downbeat_times if 4.9 < time < 12.3] == lines
    inside = [time for time in fixed.beat_times if 5.0 <= time < 7.4]
    assert inside == pytest.approx([5.0, 5.8, 6.6])
    assert set(heard.beat_times[:8]) <= set(fixed.beat_times)


def test_beats_with_their_numbers(heard, song):
    beats = [1.0 + 0.61 * number for number in range(60)]
    fixed = apply(stated(beats=beats, beat_positions=[n % 5 + 1 for n in range(60)]), heard, song)
    assert list(fixed.beat_times) == beats
    assert fixed.downbeat_times == pytest.approx(beats[::5])
    assert fixed.tempo == pytest.approx(60 / 0.61, abs=0.01)


def test_a_tempo_map_with_a_change_of_tempo_and_metre(heard, song):
    fixed = apply(
        stated(
            tempo_map=[{"time": 0.7, "tempo": 120}, {"time": 16.7, "tempo": 90}],
            metre_map=[{"time": 0.7, "metre": 4}, {"time": 16.7, "metre": 7, "unit": 0.5}],
        ),
        heard,
        song,
    )
    early = [time for time in fixed.beat_times if time < 16.6]
    late = [time for time in fixed.beat_times if time > 16.6]
    assert np.allclose(early, 0.7 + 0.5 * np.arange(32))
    assert np.allclose(late, 16.7 + np.arange(len(late)) / 3)
    assert fixed.downbeat_times[:10] == pytest.approx([*(0.7 + 2 * np.arange(8)), 16.7, 16.7 + 7 / 3])


def test_a_tempo_map_that_begins_before_the_song_keeps_its_bar_numbers(heard, song):
    corrections = stated(
        tempo_map=[{"time": -7.3, "tempo": 120}],
        metre_map=[{"time": -7.3, "metre": 4}],
        segments=[{"start": "bar 9", "label": "chorus"}],
    )
    fixed = apply(corrections, heard, song)
    assert fixed.downbeat_times[0] == pytest.approx(0.7)
    assert next(segment.start for segment in fixed.segments if segment.label == "chorus") == pytest.approx(8.7)


@pytest.mark.parametrize(
    ("late", "spread", "first", "last", "missed"), [(0.08, 0.03, 8, 25, 0.1), (-0.02, 0.02, 30, 42, 0)]
)
def test_taps_are_fitted_to_the_sound(truth, heard, song, late, spread, first, last, missed):
    rng = np.random.default_rng(5)
    beats = truth.beat_times[(truth.beat_times > first) & (truth.beat_times < last)]
    beats = beats[rng.random(len(beats)) >= missed]
    taps = np.sort(beats + late + rng.normal(0, spread, len(beats)))
    wrong = spoiled(heard, step=2, late=0.2, metre=3)
    downs = [tap for tap, beat in zip(taps, beats) if np.abs(truth.downbeat_times - beat).min() < 0.01]
    fixed = apply(stated(taps=taps.tolist(), tapped_downbeats=downs), wrong, song)
    assert f_measure(truth.beat_times, fixed.beat_times) > 0.95
    assert f_measure(truth.downbeat_times, fixed.downbeat_times) > 0.9
    errors = [truth.beat_times[np.abs(truth.beat_times - time).argmin()] - time for time in fixed.beat_times]
    assert abs(np.median(errors)) < 0.01
    assert all(segment.grid == "beat_cut" for segment in fixed.segments)


def test_segments_replace_those_heard_where_they_are(heard, song):
    fixed = apply(
        stated(segments=[{"start": "bar 6", "label": "solo", "end": "bar 8"}, {"start": "bar 20", "label": "outro"}]),
        heard,
        song,
    )
    lines = heard.downbeat_times
    found = {segment.label: segment for segment in fixed.segments if segment.confidence == 1}
    assert (found["solo"].start, found["solo"].end) == pytest.approx((lines[5], lines[7]))
    assert (found["outro"].start, found["outro"].end) == pytest.approx((lines[19], fixed.duration))
    assert fixed.segments[0].label == "intro" and fixed.segments[1].label == "verse"
    values = fixed.energy.total[int(lines[5] * 20) : int(lines[7] * 20)]
    assert found["solo"].energy == pytest.approx(sum(values) / len(values), abs=0.02)


def test_segments_follow_corrected_bars(heard, song):
    fixed = apply(stated(first_downbeat=heard.downbeat_times[0] + 0.5), heard, song)
    lines = np.array(fixed.downbeat_times)
    assert all(np.abs(lines - segment.start).min() < 1e-9 for segment in fixed.segments[1:])
    moments = [moment.time for moment in fixed.key_moments]
    assert moments and all(np.abs(lines - time).min() < 1e-9 for time in moments)


def test_key_moments_replace_those_of_their_kind(heard, song):
    with_stop = heard.model_copy(update={"key_moments": (KeyMoment(time=3, kind="stop"), *heard.key_moments)})
    fixed = apply(stated(key_moments=[{"time": "bar 3", "kind": "hook"}]), with_stop, song)
    assert [(moment.kind, moment.time) for moment in fixed.key_moments] == [
        ("stop", 3),
        ("hook", pytest.approx(heard.downbeat_times[2])),
    ]
    assert apply(stated(no_key_moments=True), with_stop, song).key_moments == ()


def test_grid_verdicts(heard, song):
    assert {s.grid for s in apply(stated(grid="phrase_flow"), heard, song).segments} == {"phrase_flow"}
    fixed = apply(stated(segments=[{"start": "bar 13", "label": "break", "grid": "phrase_flow"}]), heard, song)
    assert [s.grid for s in fixed.segments if s.label == "break"] == ["phrase_flow"]


def test_a_hook(heard, song):
    fixed = apply(stated(hooks=[{"start": "bar 13", "end": "bar 17"}]), heard, song)
    assert fixed.hooks[0].bars == 4 and fixed.hooks[0].duration == pytest.approx(8)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"segments": [{"start": "bar 300", "label": "verse"}]}, "“bar 300” is not in the song: its bars are 1 to 25"),
        ({"beats": [100.0, 101.0, 102.0, 103.0]}, "outside the song of 50.0 s"),
        ({"downbeats": [100.0]}, "outside the song"),
        ({"hooks": [{"start": 20, "end": 10}]}, "has no length"),
        ({"taps": [100.0, 101.0, 102.0, 103.0]}, "Fewer than four taps"),
    ],
)
def test_what_does_not_fit_the_song_is_refused(heard, song, fields, said):
    with pytest.raises(CorrectionsError) as caught:
        apply(stated(**fields), heard, song)
    assert said in caught.value.message and caught.value.hint


def test_a_song_without_beats_gets_them(heard, song):
    silent = heard.model_copy(
        update={
            "beat_times": (),
            "beat_positions": (),
            "tempo": 0.0,
            "segments": (Segment(start=0, end=heard.duration, label="verse", energy=0.5, grid="phrase_flow"),),
        }
    )
    fixed = apply(stated(tempo=120, first_downbeat=0.7), silent, song)
    assert f_measure(heard.downbeat_times, fixed.downbeat_times) == 1
    assert fixed.segments[0].grid == "beat_cut"
    with pytest.raises(CorrectionsError, match="no beats"):
        apply(stated(metre=3), silent, song)


def test_a_trimmed_song_keeps_its_corrections(heard, song):
    trimmed = song.model_copy(update={"trimmed_start": 0.5})
    fixed = apply(stated(first_downbeat=4.7 + 0.5), heard, trimmed)
    assert 4.7 in [round(time, 6) for time in fixed.downbeat_times]
