"""What was heard of a finished film's song is corrected: cuts move to the beats that are meant, and what need not move stays."""

from __future__ import annotations

import json

import pytest

from beatreel.core.corrections import Corrections
from beatreel.core.errors import CorrectionsError, UnchangedError, UserInputError
from beatreel.engine import Engine
from beatreel.engine.correcting import prepare
from beatreel.engine.desk import Desk
from beatreel.engine.succession import prepare as newer
from beatreel.testing import make_song
from tests.engine.conftest import recipe_of, settings_in


class Film:
    def __init__(self, engine, record, folder, log):
        self.engine, self.id, self.folder, self.log = engine, record.id, folder, log
        self.editor = engine.edit(record.id)

    def correct(self, **stated):
        return self.editor.correct(prepare(self.editor, Corrections(**stated), self.editor.work))

    def run(self):
        """Make what was edited; return what was drawn for it."""
        self.log.write_text("")
        self.engine.run(self.id)
        return self.log.read_text().splitlines()

    def heard(self):
        return json.loads((self.folder / "analysis.json").read_text())

    def clips(self):
        return {view.scene.id: view.made.sha256["master"] for view in self.editor.scenes() if view.made}

    def cuts(self):
        return [view.scene.start for view in self.editor.scenes()]


@pytest.fixture(scope="module")
def film(song_path, tmp_path_factory):
    root = tmp_path_factory.mktemp("corrected")
    log = root / "log"
    log.write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TINY_LOG", str(log))
        with Engine(settings_in(root)) as engine:
            record = engine.submit(recipe_of(song_path, platforms=()), root / "film")
            engine.run(record.id)
            yield Film(engine, record, root / "film", log)


def test_bars_that_begin_a_beat_later_move_the_cuts_and_come_back_with_undo(film):
    before, clips, heard = film.cuts(), film.clips(), film.heard()
    master = (film.folder / "master.mp4").read_bytes()
    film.correct(first_downbeat=0.5)
    assert film.editor.analysis().downbeat_times[0] == 0.5  # it counts at once
    assert film.clips() == {}
    assert film.run()
    assert film.cuts()[1:] == pytest.approx([cut + 0.5 for cut in before[1:]])
    assert film.heard()["downbeat_times"][0] == 0.5
    assert json.loads((film.folder / "sync_report.json").read_text())["in_sync"]

    film.editor.undo()
    assert film.clips() == clips
    assert film.run() == []
    assert film.cuts() == before
    assert film.heard() == heard
    assert (film.folder / "master.mp4").read_bytes() == master

    film.editor.restore()
    assert film.run() == []  # what was drawn for it is a take, too
    assert film.heard()["downbeat_times"][0] == 0.5
    film.editor.undo()
    film.run()


def test_takes_whose_music_did_not_move_stay(film):
    """The bars of the last seconds are counted otherwise: scenes that end well before them are not drawn again."""
    clips, scenes = film.clips(), [view.scene for view in film.editor.scenes()]
    heard = film.editor.analysis()
    bars = heard.downbeat_times
    film.correct(downbeats=[*bars, bars[-1] + 1.0])  # a bar of two before the end
    kept = {scene.id for scene in scenes if scene.end < bars[-1] + 1.0 - 4.0}
    assert kept
    assert {scene: clip for scene, clip in film.clips().items() if scene in kept} == {
        scene: clips[scene] for scene in kept
    }
    drawn = film.run()
    assert 0 < len([line for line in drawn if line.startswith("animate")]) <= len(scenes) - len(kept)
    assert not [line for line in drawn if line.startswith("paint")]
    film.editor.undo()
    film.run()


def test_half_the_tempo_twice_is_a_quarter_and_the_loop_stays_whole_bars(film):
    film.correct(octave="half")
    film.correct(octave="half")
    heard = film.editor.analysis()
    assert heard.tempo == pytest.approx(30)
    loop = film.editor.history().storyboard.loop
    assert loop.bars == 0 or min(abs(loop.start - time) for time in heard.downbeat_times) < 1e-6
    film.editor.undo()
    assert film.editor.analysis().tempo == pytest.approx(60)
    film.editor.undo()
    assert film.editor.analysis().tempo == pytest.approx(120)


def test_a_locked_scene_keeps_its_place(film):
    film.editor.lock(3)
    scene = film.editor.scene(3).scene
    film.correct(first_downbeat=0.5)
    again = next(view.scene for view in film.editor.scenes() if view.scene.id == scene.id)
    assert (again.start, again.end) == (scene.start, scene.end)
    film.editor.undo()
    film.editor.undo()


def test_taps_fit_the_sound(film):
    edit = film.correct(taps=[2.0 + 0.5 * beat + 0.015 * (-1) ** beat for beat in range(12)])
    assert "12 taps" in edit.title
    beats = film.editor.analysis().beat_times
    near = [min(abs(time - 0.5 * beat) for time in beats) for beat in range(4, 24)]
    assert max(near) < 0.03
    film.editor.undo()


def test_what_makes_no_sense_is_refused_and_changes_nothing(film):
    edits = len(film.editor.history().rows)
    with pytest.raises(UserInputError, match="No correction"):
        film.correct()
    with pytest.raises(UnchangedError, match="nothing would change"):
        film.correct(grid="beat_cut")
    with pytest.raises(CorrectionsError, match="outside"):
        film.correct(downbeats=[500.0, 502.0])
    early = prepare(film.editor, Corrections(first_downbeat=0.5), film.editor.work)
    film.correct(octave="half")
    with pytest.raises(CorrectionsError, match="meanwhile"):
        film.editor.correct(early)
    assert len(film.editor.history().rows) == edits + 1
    film.editor.undo()


def test_edits_go_by_the_corrected_beats_and_a_newer_song_takes_them_over(film, song_path):
    film.correct(first_downbeat=0.25)  # no beat is there: all of them move
    film.editor.move(2, film.editor.scene(2).scene.start + 0.5)
    assert film.editor.scene(2).scene.start % 0.5 == pytest.approx(0.25)
    film.run()
    song = make_song(duration=14, tempo=120, seed=3)
    path = song.write(film.folder.parent / "again.wav")
    desk = Desk(film.engine.settings, film.engine.store, film.engine.plugins)
    found = newer(desk, film.engine.store.job(film.id), path, film.folder.parent / "newer", film.editor.work)
    record = found.enter(desk)
    assert film.engine.edit(record.id).analysis().beat_times == film.editor.analysis().beat_times


def test_a_film_whose_kept_analyses_are_gone_can_still_be_made(film):
    for kept in (film.folder / "analyses").iterdir():
        kept.unlink()
    film.editor.redo(1, "clip")
    assert len(film.run()) == 1
