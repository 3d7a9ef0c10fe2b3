from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from beatreel import KeyMoment, Song
from beatreel.director.compositions import MAX_STILLS
from beatreel.director.highlights import hook_time
from beatreel.director.storyboard import distinct_stills, plan_storyboard
from tests.director.test_cutting import song as hear


def plan(analysis, seed=1, prompt="a forest", style="", calm=False):
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
    return plan_storyboard(song, analysis, prompt=prompt, style=style, seed=seed, frame_rate=Fraction(30), calm=calm)


ANALYSIS = hear(energies=(0.2, 0.8, 0.4, 0.9), bars=64)


def _verses():
    analysis = hear(energies=(0.3, 0.8, 0.4, 0.8, 0.35, 0.85), bars=96)
    labels = ("verse", "chorus") * 3
    segments = [
        one.model_copy(update={"label": label, "group": number % 2})
        for number, (one, label) in enumerate(zip(analysis.segments, labels))
    ]
    return analysis.model_copy(update={"segments": tuple(segments)})


VERSES = _verses()


def test_the_same_seed_plans_the_same_film_and_another_seed_another_one():
    assert plan(ANALYSIS).digest() == plan(ANALYSIS).digest()
    assert [scene.camera for scene in plan(ANALYSIS, 1).scenes] != [scene.camera for scene in plan(ANALYSIS, 2).scenes]


@pytest.mark.parametrize("seed", range(4))
def test_neighbours_never_show_the_same_picture_and_rarely_the_same_size(seed):
    scenes = plan(VERSES, seed).scenes
    same_size = 0
    for one, next_one in zip(scenes, scenes[1:]):
        assert (one.shot, one.variation) != (next_one.shot, next_one.variation)
        assert one.camera != next_one.camera
        same_size += (one.shot, one.crop > 1.15) == (next_one.shot, next_one.crop > 1.15)
    assert same_size <= len(scenes) / 6


def test_a_long_film_has_many_more_compositions_than_stills():
    scenes = plan(VERSES).scenes
    compositions = {(one.shot, one.variation, one.crop, one.mirrored, one.framing > 0) for one in scenes}
    assert distinct_stills(scenes) <= MAX_STILLS
    assert len(compositions) >= 2 * distinct_stills(scenes)


@pytest.mark.parametrize("lettering", [False, True])
def test_compositions_hardly_return(lettering):
    """Neither in a minute that is cut on every bar; where signs forbid to mirror a picture, it is seen from the other side instead."""

    def composition(scene):
        flipped = scene.mirrored and not lettering
        side = -scene.framing if scene.mirrored and lettering else scene.framing
        nearness = (scene.crop > 1.13) + (scene.crop > 1.3)
        return scene.shot, scene.variation, nearness, flipped, (side > 0) - (side < 0)

    for analysis in (VERSES, hear(energies=(0.9, 0.9, 0.95), bars=32)):
        scenes = plan(analysis).scenes
        shown = [(scene.start, composition(scene)) for scene in scenes]
        assert len({what for _, what in shown}) >= 0.8 * len(shown)
        for start, _ in shown:
            minute = Counter(what for time, what in shown if start <= time < start + 60)
            assert max(minute.values()) <= 2


def test_the_chorus_returns_with_its_picture_nearer_and_brighter_each_time():
    scenes = plan(VERSES).scenes
    opening = [
        one for one, before in zip(scenes[1:], scenes) if one.segment != before.segment and one.label == "chorus"
    ]
    assert len(opening) == 3
    assert len({(one.shot, one.variation) for one in opening}) == 1
    assert opening[0].crop < opening[1].crop < opening[2].crop
    assert opening[0].tone < opening[1].tone < opening[2].tone
    assert {(one.shot, one.variation) for one in opening} == {(scenes[-1].shot, scenes[-1].variation)}


def test_the_film_and_its_choruses_open_wide_each_with_a_picture_of_its_own():
    scenes = plan(VERSES).scenes
    chorus = next(one for one in scenes if one.label == "chorus")
    assert (scenes[0].shot, chorus.shot) == ("wide", "wide")
    assert scenes[0].variation != chorus.variation


def test_a_section_that_is_cut_on_every_bar_does_not_swing_between_two_pictures():
    scenes = plan(hear(energies=(0.9, 0.9, 0.95), bars=32)).scenes
    pictures = [(one.shot, one.variation) for one in scenes]
    assert all(len(set(pictures[place : place + 4])) >= 3 for place in range(len(pictures) - 3))


def test_a_chorus_stands_out_even_where_all_of_the_song_is_as_loud():
    segments = tuple(
        one.model_copy(update={"energy": 0.85 + 0.01 * (one.label == "chorus")}) for one in VERSES.segments
    )
    scenes = plan(VERSES.model_copy(update={"segments": segments})).scenes
    tones, lively = (
        {label: [getattr(one, name) for one in scenes if one.label == label] for label in ("verse", "chorus")}
        for name in ("tone", "intensity")
    )
    assert max(tones["verse"]) + 0.2 < min(tones["chorus"])
    assert max(lively["verse"]) < min(lively["chorus"])


def test_sections_come_in_and_the_film_goes_out():
    scenes = plan(VERSES).scenes
    assert scenes[0].entrance == "dip" and scenes[-1].exit == "dip"
    for one, before in zip(scenes[1:], scenes):
        if one.segment == before.segment:
            assert one.entrance == "cut"
        elif one.label == "chorus":
            assert one.entrance == "punch"
            assert before.exit == "dip" or before.duration < 1.8
    assert sum(one.entrance != "cut" for one in scenes) < len(scenes) / 2


def test_a_style_has_its_own_camera_cuts_and_entrances():
    plain, dream = plan(VERSES).scenes, plan(VERSES, style="dream").scenes
    assert len(dream) < len(plain) < len(plan(VERSES, style="crimson").scenes)
    assert {one.camera for one in dream} <= {"drift_right", "rise", "orbit", "drift_left"}
    assert {one.entrance for one in dream if one.label == "chorus"} == {"flash", "cut"}


def test_reduced_motion_cuts_less_and_marks_every_scene():
    scenes = plan(VERSES, calm=True).scenes
    assert all(one.calm for one in scenes)
    assert len(scenes) < len(plan(VERSES).scenes)


def test_shot_sizes_that_the_prompt_asks_for_lead():
    shots = [one.shot for one in plan(VERSES, prompt="a forest, close-up").scenes]
    assert shots.count("close") > len(shots) / 3 > shots.count("wide")


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


def test_the_movement_that_the_prompt_asks_for_leads_and_its_opposite_is_never_used():
    scenes = plan(ANALYSIS, prompt="a forest, slow push forward").scenes
    moves = [scene.camera for scene in scenes]
    entrances = [one.camera for one, before in zip(scenes[1:], scenes) if one.segment != before.segment]
    assert set(entrances) == {"push_in"}
    assert moves.count("push_in") >= len(moves) / 2
    assert len(set(moves)) > 1
    assert "pull_out" not in moves


def test_a_static_camera_stays_static():
    assert {scene.camera for scene in plan(ANALYSIS, prompt="a forest, static shot").scenes} == {"hold"}


def test_the_colour_script_follows_the_energy():
    scenes = plan(ANALYSIS).scenes
    tones = {scene.segment: scene.tone for scene in reversed(scenes)}  # of the first scene in each segment
    assert tones[0] < tones[2] < tones[1] < tones[3]
    assert scenes[-1].tone < tones[3], "the outro dims towards the end"
