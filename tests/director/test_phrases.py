"""Music in free time is cut on its phrases, and the storyboard says so."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from beatreel import Analysis, EnergyCurves, KeyMoment, Music, Segment
from beatreel.director.cutting import MAX_SCENE, plan_cuts
from beatreel.director.phrases import phrase_starts
from beatreel.director.storyboard import plan_storyboard
from beatreel.engine.hearing import hear
from beatreel.testing import make_song
from beatreel.testing.flowing import write_flowing


@pytest.fixture(scope="module")
def flowing(tmp_path_factory):
    path = tmp_path_factory.mktemp("flow") / "flow.flac"
    phrases = write_flowing(path, seed=4, duration=75)  # one in which a tracker believes to hear beats
    song, analysis = hear(path, "beatreel")
    return song, analysis, np.array(phrases)


def test_free_time_is_heard_as_such(flowing):
    _, analysis, _ = flowing
    assert {segment.grid for segment in analysis.segments} == {"phrase_flow"}
    assert all(hook.bars == 0 for hook in analysis.hooks)


def test_it_is_cut_where_phrases_begin(flowing, tmp_path):
    song, analysis, phrases = flowing
    heard = [(analysis, phrases)]
    for seed in (1, 7, 9):
        path = tmp_path / f"{seed}.flac"
        phrases = np.array(write_flowing(path, seed=seed, duration=75))
        heard.append((hear(path, "beatreel")[1], phrases))
    met, by_chance = [], []
    for one, phrases in heard:
        cuts = np.array([cut.time for cut in plan_cuts(one)[1:]])
        met += [np.abs(cuts - phrase).min() < 0.5 for phrase in phrases[1:]]
        by_chance += [np.abs(cuts - time).min() < 0.5 for time in np.arange(5, 70, 0.1)]
    assert np.mean(met) > 0.7
    assert np.mean(met) > 2 * np.mean(by_chance)
    board = plan_storyboard(song, analysis, prompt="", style="", seed=1, frame_rate=Fraction(30))
    assert {scene.cut for scene in board.scenes[1:]} <= {"phrase", "moment"}
    assert {scene.grid for scene in board.scenes} == {"phrase_flow"}


def swelling(phrases, duration=60.0, rate=30.0):
    """Energy that swells after each phrase begins, under a steady grid of beats that nobody asked for."""
    time = np.arange(int(duration * rate)) / rate
    place = np.searchsorted(phrases, time, "right") - 1
    since = time - np.array(phrases)[np.maximum(place, 0)]
    total = tuple(np.clip(0.2 + 0.7 * np.sin(np.minimum(since / 6, 1) * np.pi), 0, 1))
    beats = tuple(float(t) for t in np.arange(0.1, duration, 0.5))
    return Analysis(
        duration=duration,
        tempo=120,
        beat_times=beats,
        beat_positions=tuple(n % 4 + 1 for n in range(len(beats))),
        segments=(Segment(start=0, end=duration, label="verse", energy=0.5, grid="phrase_flow"),),
        key_moments=(KeyMoment(time=30.2, kind="drop"),),
        energy=EnergyCurves(rate=rate, total=total, low=total, mid=total, high=total),
        analyzer="test",
    )


def test_swells_are_found_and_beats_are_not_imposed():
    phrases = [0.0, 7.3, 13.9, 21.6, 28.2, 36.4, 43.0, 50.7]
    analysis = swelling(phrases)
    found = phrase_starts(analysis, 0, 60, 7.0)
    for phrase in phrases[1:]:
        assert min(abs(time - phrase) for time in found) < 0.5
    times = {cut.time: cut.kind for cut in plan_cuts(analysis)}
    assert times[30.2] == "moment"
    assert not set(times) - {0.0} & set(analysis.downbeat_times)


@pytest.mark.parametrize("level", [0.0, 0.5])
def test_music_that_never_swells_is_cut_evenly(level):
    flat = swelling([0.0])
    energy = EnergyCurves(rate=30, **dict.fromkeys(("total", "low", "mid", "high"), (level,) * 1800))
    found = phrase_starts(flat.model_copy(update={"energy": energy}), 0, 60, 6.0)
    gaps = np.diff([0.0, *found, 60.0])
    assert gaps.max() < 1.5 * 6.0 and gaps.min() > 3.5


@pytest.mark.parametrize(("start", "end"), [(0, 3), (10, 12.5), (50, 60), (0, 60)])
def test_any_stretch(start, end):
    found = phrase_starts(swelling([0.0, 20.0]), start, end, 5.0)
    edges = [start, *found, end]
    assert all(a < b for a, b in zip(edges, edges[1:]))
    assert max(np.diff(edges)) <= MAX_SCENE + 3


def test_accents_are_faint_where_beats_are_imposed():
    analysis = swelling([0.0, 30.0])
    beat = Music(analysis).at(analysis.beat_times[8] + 0.04)
    segments = (analysis.segments[0].model_copy(update={"grid": "beat_cut"}),)
    firm = Music(analysis.model_copy(update={"segments": segments})).at(analysis.beat_times[8] + 0.04)
    assert 0 < beat.kick < 0.3 * firm.kick


def test_a_song_with_a_beat_keeps_it(tmp_path):
    path = make_song(duration=60, tempo=96, swing=0.7, seed=9).write(tmp_path / "song.flac")
    _, analysis = hear(path, "beatreel")
    assert {segment.grid for segment in analysis.segments} == {"beat_cut"}
