"""What of an analysis and a storyboard lasts when the song is replaced, by numbers alone; and how versions are lined up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatreel.core.analysis import Analysis, EnergyCurves, Segment
from beatreel.core.model import LoopWindow, Scene, Storyboard
from beatreel.director.succession import carried_analysis, carried_storyboard
from beatreel.tasks.succession import line_up
from beatreel.testing import make_song


def heard(duration=20.0, tempo=120, level=0.4):
    beats = [60 / tempo * number for number in range(int(duration * tempo / 60))]
    curve = tuple([level] * int(duration * 10))
    return Analysis(
        duration=duration,
        tempo=tempo,
        beat_times=beats,
        beat_positions=[number % 4 + 1 for number in range(len(beats))],
        segments=[
            Segment(start=0, end=8, label="verse", energy=0.3),
            Segment(start=8, end=duration, label="chorus", energy=0.9),
        ],
        energy=EnergyCurves(rate=10, total=curve, low=curve, mid=curve, high=curve),
        analyzer="tiny",
    )


def board(duration=20.0):
    starts = [0.0, 4.0, 8.0, 12.0, 16.0]
    scenes = [
        Scene(index=n, start=start, end=[*starts, duration][n + 1], cut_time=start, prompt=f"scene {n + 1}")
        for n, start in enumerate(starts)
    ]
    loop = LoopWindow(start=8, end=16, bars=4, scene=2)
    return Storyboard(song_sha256="old", duration=duration, frame_rate="30", scenes=scenes, loop=loop)


def test_where_nothing_changed_not_a_digit_does():
    old = heard()
    assert carried_analysis(old, heard(level=0.9), 0.0, ()) == old
    assert carried_storyboard(board(), old, 0.0, (), "new") == board().model_copy(update={"song_sha256": "new"})


def test_changed_music_brings_its_own_energy_and_if_long_its_own_beats():
    old, fresh = heard(), heard(tempo=90, level=0.9)
    short = carried_analysis(old, fresh, 0.0, ((10.0, 12.0),))
    assert short.beat_times == old.beat_times
    assert short.energy.total[:100] == old.energy.total[:100] and set(short.energy.total[100:120]) == {0.9}
    long = carried_analysis(old, fresh, 0.0, ((9.7, 16.1),))
    inside = [beat for beat in long.beat_times if 10.1 < beat < 15.9]
    assert inside == [beat for beat in fresh.beat_times if 10.1 < beat < 15.9]
    assert [beat for beat in long.beat_times if beat < 9.5] == [beat for beat in old.beat_times if beat < 9.5]
    film = carried_storyboard(board(), long, 0.0, ((9.7, 16.1),), "new")
    assert film.scenes[1] == board().scenes[1]
    assert film.scenes[3].cut_time in long.beat_times


@pytest.mark.parametrize(("offset", "duration"), [(0.5, 20.5), (-5.0, 15.0), (0.0, 26.0), (0.0, 14.0), (-4.1, 12.0)])
def test_scenes_tile_the_song_wherever_it_begins_and_ends(offset, duration):
    analysis = carried_analysis(heard(), heard(duration), offset, ())
    film = carried_storyboard(board(), analysis, offset, (), "new")
    assert (film.scenes[0].start, film.scenes[-1].end) == (0.0, duration)
    for scene in film.scenes[1:]:
        number = int(scene.prompt.removeprefix("scene "))
        assert scene.cut_time == pytest.approx(4.0 * (number - 1) + offset)
        assert min(abs(scene.cut_time - beat) for beat in analysis.beat_times) < 1e-6
    assert 0 <= film.loop.start < film.loop.end <= duration


def test_versions_are_lined_up_by_their_sound(tmp_path):
    song = make_song(duration=16, tempo=110, seed=5)
    rate, old = song.sample_rate, song.write(tmp_path / "old.flac")

    def version(name, samples):
        return line_up(old, replace(song, samples=samples.astype(np.float32)).write(tmp_path / f"{name}.flac"))

    loud = np.tanh(3 * song.samples) * 0.9
    silence = np.zeros((*loud.shape[:-1], round(1.3 * rate)))
    late = version("late", np.concatenate([silence, loud], axis=-1))
    assert late.offset == pytest.approx(1.3, abs=0.001) and late.same > 0.95
    early = version("early", loud[..., round(0.9 * rate) :])
    assert early.offset == pytest.approx(-0.9, abs=0.001) and early.same > 0.95
    other = make_song(duration=16, tempo=97, seed=9).samples
    verse = song.samples.copy()
    verse[..., 6 * rate : 10 * rate] = other[..., 2 * rate : 6 * rate]
    mixed = version("verse", verse)
    assert mixed.offset == 0 and len(mixed.changed) == 1
    assert mixed.changed[0] == pytest.approx((6, 10), abs=0.7)
    assert version("other", other).same < 0.5
