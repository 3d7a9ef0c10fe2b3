from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from beatreel import KeyMoment, Song
from beatreel.director.looping import hook_time
from beatreel.director.storyboard import MAX_STILLS, distinct_stills, plan_storyboard
from tests.director.test_cutting import song as hear


def plan(analysis, seed=1):
    rate = 44_100
    song = Song(
        path=Path("song.wav"),
        sha256="0" * 64,
        duration=analysis.duration,
        sample_rate=rate,
        sample_count=round(analysis.duration * rate),
        channels=2,
        container="wav",
        codec="pcm_s16le",
    )
    return plan_storyboard(song, analysis, prompt="a forest", style="", seed=seed, frame_rate=Fraction(30))


ANALYSIS = hear(energies=(0.2, 0.8, 0.4, 0.9), bars=64)


def test_the_same_seed_plans_the_same_film_and_another_seed_another_one():
    assert plan(ANALYSIS).digest() == plan(ANALYSIS).digest()
    assert [scene.camera for scene in plan(ANALYSIS, 1).scenes] != [scene.camera for scene in plan(ANALYSIS, 2).scenes]


def test_neighbours_never_show_the_same_picture_the_same_way():
    scenes = plan(ANALYSIS).scenes
    for one, next_one in zip(scenes, scenes[1:]):
        same_picture = (one.shot, one.variation) == (next_one.shot, next_one.variation)
        assert not (same_picture and one.framing == next_one.framing)
        assert one.camera != next_one.camera


def test_pictures_are_shared_and_the_budget_kept():
    board = plan(ANALYSIS)
    assert 3 <= distinct_stills(board.scenes) <= MAX_STILLS
    assert distinct_stills(board.scenes) < len(board.scenes)


def test_intensity_follows_the_energy():
    board = plan(ANALYSIS)
    loud = [scene.intensity for scene in board.scenes if scene.segment == 3]
    quiet = [scene.intensity for scene in board.scenes if scene.segment == 0]
    assert min(loud) > max(quiet)


@pytest.mark.parametrize("tempo", [62, 88, 100, 120, 128, 140, 178])
def test_the_loop_is_whole_bars_of_a_length_that_canvas_takes(tempo):
    analysis = hear(tempo=float(tempo), bars=48)
    loop = plan(analysis).loop
    assert 3 <= loop.end - loop.start <= 8
    assert loop.start in analysis.downbeat_times
    assert min(abs(loop.end - time) for time in analysis.downbeat_times) < 1e-9
    assert loop.bars >= 1


def test_the_loop_is_at_the_hook():
    hook = ANALYSIS.downbeat_times[20]
    analysis = ANALYSIS.model_copy(update={"key_moments": (KeyMoment(time=hook, kind="hook"),)})
    assert hook_time(analysis) == hook
    board = plan(analysis)
    assert board.loop.start == hook
    scene = board.scenes[board.loop.scene]
    assert scene.start <= hook < scene.end


def test_a_song_without_bars_still_gets_a_loop():
    analysis = ANALYSIS.model_copy(update={"beat_times": (), "beat_positions": ()})
    loop = plan(analysis).loop
    assert loop.bars == 0 and 3 <= loop.end - loop.start <= 8
