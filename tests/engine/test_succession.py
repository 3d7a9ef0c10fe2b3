"""A newer version of the song takes the place of the old one: scenes stay, and only what the music moved is drawn again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from beatreel.core.errors import UserInputError
from beatreel.engine import Engine
from beatreel.engine.desk import Desk
from beatreel.engine.succession import prepare
from beatreel.testing import make_song
from tests.engine.conftest import recipe_of, settings_in

WORDS = "what was edited stays"


class Films:
    """A finished and edited film, and what becomes of it with another song."""

    def __init__(self, engine, record, root, log):
        self.engine, self.record, self.root, self.log = engine, record, root, log
        self.desk = Desk(engine.settings, engine.store, engine.plugins)
        self.song = make_song(duration=14, tempo=120, seed=3)

    def newer(self, name, samples):
        """Make the film for another version; return its scenes, its line-up and what was drawn for it."""
        path = replace(self.song, samples=samples.astype(np.float32)).write(self.root / f"{name}.flac")
        found = prepare(self.desk, self.record, path, self.root / name, self._work)
        record = found.enter(self.desk)
        self.log.write_text("")
        self.engine.run(record.id)
        return self.engine.edit(record.id).scenes(), found.line_up, self.log.read_text().splitlines()

    def _work(self, *task):
        return self.engine.executor.submit(*task).result()

    def clips(self, views):
        return {view.scene.id: view.made.sha256["master"] for view in views}


@pytest.fixture(scope="module")
def films(song_path, tmp_path_factory):
    root = tmp_path_factory.mktemp("versions")
    log = root / "log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TINY_LOG", str(log))
        with Engine(settings_in(root)) as engine:
            record = engine.submit(recipe_of(song_path), root / "film")
            engine.run(record.id)
            engine.edit(record.id).redo(2, "still", prompt=WORDS)
            engine.run(record.id)
            yield Films(engine, record, root, log)


def mastered(samples):
    """Louder, brighter, through a limiter: no sample is what it was."""
    bright = samples + 0.5 * np.diff(samples, axis=-1, prepend=samples[..., :1])
    return np.tanh(2.5 * bright) * 0.9


def test_a_louder_master_keeps_every_clip(films):
    before = films.engine.edit(films.record.id).scenes()
    views, found, drawn = films.newer("louder", mastered(films.song.samples))
    assert (found.offset, found.changed) == (0.0, ())
    assert found.same > 0.95
    assert drawn == []
    assert films.clips(views) == films.clips(before)
    assert views[1].scene.prompt == WORDS
    assert (films.root / "louder/master.mp4").read_bytes() != (films.root / "film/master.mp4").read_bytes()


def test_a_shifted_version_keeps_scenes_and_stills(films):
    before = films.engine.edit(films.record.id).scenes()
    rate = films.song.sample_rate
    late = np.concatenate([np.zeros((*films.song.samples.shape[:-1], rate // 4)), films.song.samples], axis=-1)
    views, found, drawn = films.newer("late", mastered(late))
    assert found.offset == pytest.approx(0.25, abs=0.002)
    assert not [line for line in drawn if line.startswith("paint")]
    assert [view.scene.prompt for view in views] == [view.scene.prompt for view in before]
    assert [view.scene.id for view in views] == [view.scene.id for view in before]
    moved = [view.scene.cut_time - old.scene.cut_time for view, old in zip(views[1:], before[1:], strict=True)]
    assert moved == pytest.approx([found.offset] * len(moved), abs=1e-6)
    assert json.loads((films.root / "late/sync_report.json").read_text())["in_sync"]


def test_another_song_and_the_same_file_are_refused(films):
    other = make_song(duration=14, tempo=97, seed=9).write(films.root / "other.flac")
    for path, says in ((other, "another song"), (Path(films.record.recipe["song_path"]), "very file")):
        with pytest.raises(UserInputError, match=says):
            prepare(films.desk, films.record, path, films.root / "refused", films._work)
