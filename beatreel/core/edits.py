"""The edit log: what was changed in a film after it was planned.

Rows are only ever appended. The first row of a job is its storyboard as planned; each further row puts scenes in the place of others,
or takes the last such row back (undo), or brings again what was taken back last (restore). The present storyboard is the fold of the
rows, so nothing is ever lost and any state can be had again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import Field

from beatreel.core.errors import StoreError, UserInputError
from beatreel.core.events import StoryboardEdited
from beatreel.core.jobs import JobStore, requeue
from beatreel.core.model import LoopWindow, Scene, Storyboard
from beatreel.core.value import Value

if TYPE_CHECKING:
    import sqlite3

EditKind = Literal["planned", "change", "split", "merge", "swap", "move", "cover", "correct", "undo", "restore"]


class Edit(Value):
    """One row of the log.

    Attributes
    ----------
    id : int
        Position in the log; 0 before it is logged.
    kind : EditKind
    title : str
        What was done, for people.
    scenes : tuple of Scene
        The scenes that are put in place, with their times; their numbers do not matter.
    removed : tuple of int
        Ids of scenes that go.
    target : int
        For undo and restore the id of the edit that is taken back or brought again.
    cover : int
        Id of the scene whose best frame becomes the cover; 0 if the edit is about something else.
    hearing, hearing_before : str
        For a correction of what was heard: names of the analysis that counts from then on, and of the one before; see
        :func:`beatreel.engine.kept_analyses.heard_path`.
    loop : LoopWindow or None
        For such a correction: where the short silent loop lies then.
    time : datetime or None
        When it was logged, UTC.
    """

    id: int = Field(default=0, ge=0)
    kind: EditKind
    title: str = ""
    scenes: tuple[Scene, ...] = ()
    removed: tuple[int, ...] = ()
    target: int = Field(default=0, ge=0)
    cover: int = Field(default=0, ge=0)
    hearing: str = ""
    hearing_before: str = ""
    loop: LoopWindow | None = None
    time: datetime | None = None


class History(NamedTuple):
    """A job's edits and what they come to.

    Attributes
    ----------
    planned : Storyboard
        As the director planned it.
    rows : tuple of Edit
        All that was ever logged, without the plan.
    active : tuple of Edit
        Those that are in force, in order.
    undone : tuple of Edit
        Those that can be brought again, the next one last.
    """

    planned: Storyboard
    rows: tuple[Edit, ...]
    active: tuple[Edit, ...]
    undone: tuple[Edit, ...]

    @property
    def storyboard(self) -> Storyboard:
        """The present storyboard."""
        return fold(self.planned, self.active)

    @property
    def revision(self) -> int:
        """The id of the newest row, 0 before the first edit."""
        return self.rows[-1].id if self.rows else 0

    @property
    def cover(self) -> int:
        """Id of the scene that was chosen for the cover, 0 if none was."""
        return next((edit.cover for edit in reversed(self.active) if edit.cover), 0)

    @property
    def hearing(self) -> str:
        """Name of the analysis that counts; empty while none was ever corrected."""
        first = next((row.hearing_before for row in self.rows if row.hearing), "")
        return next((edit.hearing for edit in reversed(self.active) if edit.hearing), first)

    @property
    def next_scene_id(self) -> int:
        """An id that no scene of this film ever had, also not one that was undone."""
        known = [scene.id for scene in self.planned.scenes]
        known += [scene.id for row in self.rows for scene in row.scenes]
        return max(known) + 1


def fold(planned: Storyboard, edits: Iterable[Edit]) -> Storyboard:
    """Return the storyboard that comes of edits.

    Raises
    ------
    ValueError
        If the scenes no longer tile the song.
    """
    scenes = {scene.id: scene for scene in planned.scenes}
    loop, named = planned.loop, planned.scenes[planned.loop.scene].id
    for edit in edits:
        for gone in edit.removed:
            scenes.pop(gone, None)
        scenes.update({scene.id: scene for scene in edit.scenes})
        if edit.loop is not None:
            loop, named = edit.loop, 0
    ordered = [
        scene.model_copy(update={"index": index})
        for index, scene in enumerate(sorted(scenes.values(), key=lambda scene: scene.start))
    ]
    place = next((scene.index for scene in ordered if scene.id == named), None)
    if place is None:
        place = next((scene.index for scene in ordered if scene.start <= loop.start < scene.end), len(ordered) - 1)
    data = planned.model_dump() | {"scenes": ordered, "loop": loop.model_copy(update={"scene": place})}
    return Storyboard.model_validate(data)


class EditLog:
    """The edits of all jobs.

    Parameters
    ----------
    store : JobStore
        Holds the rows.
    """

    def __init__(self, store: JobStore) -> None:
        self._store = store

    def begin(self, job_id: str, planned: Storyboard) -> None:
        """Log the storyboard as planned, unless the job has one."""
        with self._store.transaction() as connection:
            known = connection.execute("select 1 from edits where job_id=? limit 1", (job_id,)).fetchone()
            if known is None:
                _insert(connection, job_id, "planned", planned.model_dump(mode="json"))

    def history(self, job_id: str) -> History | None:
        """Return a job's history, or None before it was planned."""
        rows = self._store.read("select * from edits where job_id = ? order by id", (job_id,))
        return _history(rows) if rows else None

    def append(self, job_id: str, make: Callable[[History], Edit], charge: Charge | None = None) -> Edit:
        """Log an edit that is made from the present state, its event and the job's return to the queue, in one transaction.

        Parameters
        ----------
        job_id : str
        make : callable
            Gets the history and returns the edit; what it raises leaves everything as it was.
        charge : callable, optional
            Called with the connection and the logged edit in the same transaction; what it raises undoes the edit.

        Raises
        ------
        UserInputError
            If the job has no scenes yet.
        """
        with self._store.transaction() as connection:
            rows = [
                {"id": row[0], "kind": row[1], "data": row[2], "time": row[3]}
                for row in connection.execute(
                    "select id, kind, data, time from edits where job_id=? order by id", (job_id,)
                )
            ]
            if not rows:
                raise UserInputError("This job has no scenes yet", hint="Wait until its storyboard is planned")
            history = _history(rows)
            edit = make(history)
            data = edit.model_dump(mode="json", exclude={"id", "kind", "time"})
            row_id, time = _insert(connection, job_id, edit.kind, data)
            edit = edit.model_copy(update={"id": row_id, "time": time})
            active, _ = _in_force([*history.rows, edit])
            board = fold(history.planned, active)
            if charge is not None:
                charge(connection, edit)
            event = StoryboardEdited(
                job_id=job_id,
                edit=row_id,
                kind=edit.kind,
                title=edit.title,
                scenes=_touched(edit, history),
                scene_count=len(board.scenes),
            )
            self._store.insert_event(connection, event)
            requeue(connection, job_id)
        return edit


Charge = Callable[["sqlite3.Connection", Edit], None]


def undo(history: History) -> Edit:
    """Return the edit that takes the last one back.

    Raises
    ------
    UserInputError
        If there is nothing to undo.
    """
    if not history.active:
        raise UserInputError("There is nothing to undo", hint="The film is as it was planned")
    last = history.active[-1]
    return Edit(kind="undo", title=f"Undo: {last.title}", target=last.id)


def restore(history: History) -> Edit:
    """Return the edit that brings back what was undone last.

    Raises
    ------
    UserInputError
        If nothing was undone, or something was edited since.
    """
    if not history.undone:
        raise UserInputError("There is nothing to bring back", hint="Only what was undone last can be brought back")
    last = history.undone[-1]
    return Edit(kind="restore", title=f"Again: {last.title}", target=last.id)


def _in_force(rows: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Return the edits that count, and those that were undone and can come again."""
    active: list[Edit] = []
    undone: list[Edit] = []
    for row in rows:
        if row.kind == "undo":
            undone.append(active.pop())
        elif row.kind == "restore":
            active.append(undone.pop())
        else:
            active.append(row)
            undone.clear()
    return active, undone


def _history(rows: Sequence[dict[str, Any]]) -> History:
    first, *others = rows
    if first["kind"] != "planned":
        raise StoreError("The edit log has lost its beginning", hint="Render the film again into another folder")
    edits = [
        Edit(
            id=row["id"],
            kind=row["kind"],
            time=datetime.fromisoformat(row["time"]),
            **json.loads(row["data"]),
        )
        for row in others
    ]
    active, undone = _in_force(edits)
    return History(Storyboard.model_validate_json(first["data"]), tuple(edits), tuple(active), tuple(undone))


def _touched(edit: Edit, history: History) -> tuple[int, ...]:
    """Ids of the scenes that an edit changes, adds or removes."""
    if edit.target:
        edit = next(row for row in history.rows if row.id == edit.target)
    return tuple(sorted({*edit.removed, *(scene.id for scene in edit.scenes)}))


def _insert(connection: sqlite3.Connection, job_id: str, kind: str, data: dict[str, Any]) -> tuple[int, datetime]:
    time = datetime.now(UTC)
    row = connection.execute(
        "insert into edits (job_id, kind, data, time) values (?,?,?,?) returning id",
        (job_id, kind, json.dumps(data, ensure_ascii=False), time.isoformat(timespec="milliseconds")),
    ).fetchone()
    return int(row[0]), time
