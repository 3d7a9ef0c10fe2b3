"""Scene edits on a real film: takes, undo, and what is made again."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from pathlib import Path

import av
import pytest

from beatreel.core.edits import EditLog
from beatreel.core.errors import StoryboardError, UserInputError
from beatreel.engine import Engine
from tests.engine.conftest import recipe_of, settings_in


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Studio:
    """A finished film, and what an artist does to it."""

    def __init__(self, engine, record, folder, log):
        self.engine, self.id, self.folder, self.log = engine, record.id, folder, log
        self.editor = engine.edit(record.id)

    def run(self):
        """Make what was edited; return what was drawn for it."""
        self.log.write_text("")
        self.engine.run(self.id)
        return self.log.read_text().splitlines()

    def master(self):
        return sha256(self.folder / "master.mp4")

    def files(self):
        return {str(path.relative_to(self.folder)): sha256(path) for path in self.folder.rglob("clip*.mp4")}

    def frames(self):
        with av.open(str(self.folder / "master.mp4")) as film:
            return sum(1 for _ in film.decode(video=0))


@pytest.fixture(scope="module")
def finished(song_path, tmp_path_factory):
    root = tmp_path_factory.mktemp("studio")
    log = root / "log"
    log.write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TINY_LOG", str(log))
        with Engine(settings_in(root)) as engine:
            record = engine.submit(recipe_of(song_path), root / "film")
            engine.run(record.id)
            yield Studio(engine, record, root / "film", log)


@pytest.fixture
def studio(finished):
    """The film as it was planned; whatever a test edits is undone after it."""
    yield finished
    while finished.editor.history().active:
        finished.editor.undo()
    finished.run()


def test_a_new_still_costs_its_scene_and_leaves_the_others_bytes_untouched(studio):
    before, planned, length = studio.files(), studio.master(), studio.frames()
    edit = studio.editor.redo(3, "still")
    assert edit.title == "New still for scene 3"
    assert studio.editor.scene(3).made is None
    drawn = studio.run()
    assert [line for line in drawn if line.startswith("animate")] == ["animate 2"]
    assert len([line for line in drawn if line.startswith("paint")]) == 1
    after = studio.files()
    assert {name: after[name] for name in before} == before
    take = studio.editor.scene(3).take
    assert take > 1
    assert set(after) - set(before) == {f"scenes/003/take-{take}/clip.mp4"}
    assert studio.master() != planned
    assert studio.frames() == length
    view = studio.editor.scene(3)
    assert [made.take for made in view.takes] == list(range(1, take + 1))
    assert view.made is not None and view.made.scene.seed != 1
    assert (studio.folder / "scenes/003" / f"take-{take}" / "still.png").is_file()
    assert (studio.folder / "scenes/003" / f"take-{take}" / "poster.jpg").is_file()


def test_undo_and_restore_draw_nothing_and_give_the_same_bytes(studio):
    planned = studio.master()
    masters = [planned]
    for number in (2, 3, 2):
        studio.editor.redo(number, "clip")
        studio.run()
        masters.append(studio.master())
    assert len(set(masters)) == 4
    for wanted in reversed(masters[:-1]):
        studio.editor.undo()
        assert studio.run() == []
        assert studio.master() == wanted
    with pytest.raises(UserInputError, match="nothing to undo"):
        studio.editor.undo()
    for wanted in masters[1:]:
        studio.editor.restore()
        assert studio.run() == []
        assert studio.master() == wanted
    with pytest.raises(UserInputError, match="nothing to bring back"):
        studio.editor.restore()


def test_a_new_edit_after_undo_ends_the_way_forward_but_loses_no_take(studio):
    studio.editor.redo(2, "clip")
    studio.run()
    second, take = studio.master(), studio.editor.scene(2).take
    studio.editor.undo()
    studio.editor.redo(2, "clip", camera="hold")
    studio.run()
    with pytest.raises(UserInputError, match="bring back"):
        studio.editor.restore()
    assert {1, take, studio.editor.scene(2).take} <= {made.take for made in studio.editor.scene(2).takes}
    studio.editor.use_take(2, take)
    assert studio.run() == []
    assert studio.master() == second
    with pytest.raises(StoryboardError, match="nothing would change"):
        studio.editor.use_take(2, take)
    with pytest.raises(StoryboardError, match="no take 99") as caught:
        studio.editor.use_take(2, 99)
    assert "1, " in caught.value.hint


def test_split_merge_move_and_swap_touch_their_scenes_only(studio):
    views = studio.editor.scenes()
    count, length, planned = len(views), studio.frames(), studio.master()
    second = views[1].scene

    studio.editor.split(2)
    drawn = [line for line in studio.run() if line.startswith("animate")]
    assert sorted(drawn) == ["animate 1", "animate 2"]
    board = studio.editor.history().storyboard
    assert len(board.scenes) == count + 1
    left, right = board.scenes[1:3]
    assert left.id == 2 and right.id > count
    assert (
        left.end == right.start == right.cut_time and (right.start * 2).is_integer()
    )  # 120 BPM: a beat each half second
    assert (left.prompt, left.seed, left.shot) == (right.prompt, right.seed, right.shot)
    assert left.framing != right.framing

    studio.editor.move(4, second.end + 0.46)
    drawn = [line for line in studio.run() if line.startswith("animate")]
    assert sorted(drawn) == ["animate 2", "animate 3"]
    assert studio.editor.scene(4).scene.start == pytest.approx(second.end + 0.5)

    studio.editor.merge(2)
    assert [line for line in studio.run() if line.startswith("animate")] == ["animate 1"]
    assert studio.editor.scene(2).scene.end == pytest.approx(second.end + 0.5)

    first, last = studio.editor.scene(1).scene, studio.editor.scene(count).scene
    studio.editor.swap(1, count)
    assert len([line for line in studio.run() if line.startswith("animate")]) == 2
    swapped = studio.editor.history().storyboard.scenes
    assert (swapped[0].id, swapped[-1].id) == (last.id, first.id)
    assert (swapped[0].start, swapped[-1].end) == (0.0, last.end)

    report = json.loads((studio.folder / "sync_report.json").read_text())
    assert report["in_sync"] and report["frame_count"] == length == studio.frames()
    assert max(abs(cut["error"]) for cut in report["cuts"]) <= float(Fraction(1, 48))
    for _ in range(4):
        studio.editor.undo()
    assert studio.run() == []
    assert studio.master() == planned


def test_another_cover_is_chosen_and_nothing_is_drawn(studio):
    covers, before = studio.editor.covers(), (studio.folder / "cover.jpg").read_bytes()
    assert [cover.score for cover in covers] == sorted((cover.score for cover in covers), reverse=True)
    assert [cover.is_chosen for cover in covers] == [True] + [False] * (len(covers) - 1)
    other = next(cover.view for cover in covers if Path(cover.view.made.poster_path).read_bytes() != before)
    studio.editor.cover(other.number)
    with pytest.raises(StoryboardError, match="cover already"):
        studio.editor.cover(other.number)
    master = studio.master()
    assert studio.run() == [] and studio.master() == master
    assert (studio.folder / "cover.jpg").read_bytes() == Path(other.made.poster_path).read_bytes()
    assert [cover.view.number for cover in studio.editor.covers() if cover.is_chosen] == [other.number]
    studio.editor.undo()
    studio.run()
    assert (studio.folder / "cover.jpg").read_bytes() == before


def test_a_locked_scene_refuses_edits(studio):
    studio.editor.lock(2)
    for deed in (
        lambda: studio.editor.redo(2),
        lambda: studio.editor.split(2),
        lambda: studio.editor.merge(1),
        lambda: studio.editor.move(3, 9.0),
        lambda: studio.editor.swap(2, 4),
        lambda: studio.editor.use_take(2, 1),
    ):
        with pytest.raises(StoryboardError, match="Scene 2 is locked"):
            deed()
    assert studio.run() == []
    studio.editor.lock(2, locked=False)
    studio.editor.redo(2, "clip")
    assert studio.run() == ["animate 1"]


def test_a_scene_has_its_own_prompt_generator_and_parameters(studio):
    with pytest.raises(UserInputError, match="no generator “oil”"):
        studio.editor.redo(2, "still", generator="oil")
    with pytest.raises(UserInputError, match="no parameter “sparkle”"):
        studio.editor.redo(2, "still", params={"generator": {"sparkle": 1}})
    with pytest.raises(StoryboardError, match="camera"):
        studio.editor.redo(2, "clip", camera="somersault")
    with pytest.raises(StoryboardError, match="no scene 99"):
        studio.editor.redo(99)
    assert studio.editor.history().active == ()
    studio.editor.redo(2, "still", prompt="another place", params={"generator": {"delay": "0.0001"}})
    assert [line for line in studio.run() if line.startswith("animate")] == ["animate 1"]
    made = studio.editor.scene(2).made
    assert made is not None and made.scene.prompt == "another place"
    assert made.scene.params == {"tiny": {"delay": "0.0001"}}


def test_edits_are_logged_with_their_events(studio):
    last = studio.engine.store.last_event_id()
    studio.editor.redo(2, "clip")
    studio.editor.split(1)
    new = studio.editor.scene(2).scene.id
    studio.editor.undo()
    edited = [event.data for event in studio.engine.store.events(since=last)]
    assert [(event["kind"], event["scenes"]) for event in edited] == [
        ("change", [2]),
        ("split", [1, new]),
        ("undo", [1, new]),
    ]
    assert studio.engine.store.unannounced(studio.id) == []
    record = studio.engine.store.job(studio.id)
    assert (record.state, record.wanted) == ("queued", ())


def test_what_is_edited_while_the_job_runs_is_made_by_the_same_run(studio):
    studio.editor.redo(2, "clip")
    done = []

    def edit_once(report):
        if report.stage == "generate" and not done:
            done.append(studio.editor.redo(3, "clip"))

    studio.engine.run(studio.id, edit_once)
    assert studio.engine.store.job(studio.id).state == "done"
    assert all(view.made is not None for view in studio.editor.scenes())
    assert studio.editor.scene(3).take > 1


def test_exports_are_made_on_demand_from_the_edited_film(studio):
    studio.engine.order(studio.id, ["reels"])
    drawn = studio.run()
    assert drawn == [], "files for a platform need no new picture"
    first = sha256(studio.folder / "reels.mp4")
    with av.open(str(studio.folder / "reels.mp4")) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == (1080, 1920)
    studio.editor.redo(2, "clip")
    assert studio.run() == ["animate 1"]
    assert sha256(studio.folder / "reels.mp4") == first, "made anew only when asked for"
    studio.engine.order(studio.id, ["reels"])
    assert studio.run() == []
    assert sha256(studio.folder / "reels.mp4") != first


def test_two_doors_edit_at_once(studio):
    other = studio.engine.edit(studio.id)
    studio.editor.split(1)
    other.split(1)
    ids = [scene.id for scene in studio.editor.history().storyboard.scenes]
    assert len(set(ids)) == len(ids)
    log = EditLog(studio.engine.store)
    history = log.history(studio.id)
    assert history is not None and [edit.kind for edit in history.active] == ["split", "split"]
