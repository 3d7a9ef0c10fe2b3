"""The queue: which jobs the service is to run, in which order, and what people wish for them.

A row belongs to a job for ever; its ``phase`` says where the job is with the service: ``waiting``, ``running``, ``paused``, ``ended``.
Jobs that a command runs by itself (``beatreel render``) have no row. All writing goes through the store's transactions, so any
process may submit and wish while one service works.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from beatreel.core.jobs import JobStore


@dataclass(frozen=True)
class QueueEntry:
    """A row of the queue.

    Attributes
    ----------
    job_id : str
    phase : str
        One of waiting, running, paused, ended.
    wish : str
        What the running job is asked to do: ``""``, ``"cancel"`` or ``"pause"``.
    priority : int
        Higher goes first.
    source : str
        Who submitted it, such as ``"cli"``, ``"watch"`` or ``"ardour"``.
    reason : str
        Why it waits, where it does not simply wait for its turn.
    not_before : float
        Seconds since the epoch; it is not started earlier.
    failures : int
        Runs in a row that ended with an error that may pass.
    strikes : int
        Runs in a row that died together with the service without getting any further.
    """

    job_id: str
    phase: str
    wish: str
    priority: int
    source: str
    reason: str
    not_before: float
    failures: int
    strikes: int


class JobQueue:
    """The queue in a store.

    Parameters
    ----------
    store : JobStore
    """

    def __init__(self, store: JobStore) -> None:
        self.store = store

    # -- for everybody -----------------------------------------------------------------------------------------

    def enter(self, job_id: str, *, priority: int = 0, source: str = "", content: str = "") -> None:
        """Let a job of the store wait for its turn; one that has ended waits once more."""
        with self.store.transaction() as connection:
            entered = connection.execute(
                "insert into queue (job_id, priority, source, content) values (?,?,?,?) on conflict (job_id) do update"
                " set phase='waiting', wish='', reason='', not_before=0, failures=0, strikes=0, priority=excluded.priority"
                " where phase = 'ended' returning number",
                (job_id, priority, source, content),
            ).fetchone()
            if entered:
                self.store.set_state(job_id, "queued")

    def cancel(self, job_id: str) -> str:
        """Stop a job for good, at once if it waits; return the phase that it was in (``""`` if the queue does not know it)."""
        with self.store.transaction() as connection:
            phase = self._phase(job_id)
            if phase == "running":
                connection.execute("update queue set wish='cancel' where job_id=?", (job_id,))
            elif phase in ("waiting", "paused"):
                connection.execute("update queue set phase='ended', wish='', reason='' where job_id=?", (job_id,))
                self.store.set_state(job_id, "cancelled")
        return phase

    def pause(self, job_id: str) -> str:
        """Keep a job from running until it is resumed; return the phase that it was in."""
        with self.store.transaction() as connection:
            phase = self._phase(job_id)
            if phase == "running":
                connection.execute("update queue set wish='pause' where job_id=? and wish=''", (job_id,))
            elif phase == "waiting":
                connection.execute("update queue set phase='paused' where job_id=?", (job_id,))
        return phase

    def resume(self, job_id: str) -> str:
        """Let a paused job wait for its turn again; return the phase that it was in."""
        with self.store.transaction() as connection:
            phase = self._phase(job_id)
            connection.execute(
                "update queue set phase='waiting', reason='', not_before=0 where job_id=? and phase='paused'", (job_id,)
            )
            connection.execute(
                "update queue set wish='' where job_id=? and phase='running' and wish='pause'", (job_id,)
            )
        return phase

    def prioritise(self, job_id: str, priority: int) -> None:
        """Change a job's priority."""
        with self.store.transaction() as connection:
            connection.execute("update queue set priority=? where job_id=?", (priority, job_id))

    def entry(self, job_id: str) -> QueueEntry | None:
        """Return a job's row."""
        rows = self.store.read("select * from queue where job_id=?", (job_id,))
        return _entry(rows[0]) if rows else None

    def entries(self, *phases: str) -> list[QueueEntry]:
        """Return the rows in these phases (all by default), in the order in which they get their turn."""
        marks = ",".join("?" * len(phases))
        where = f"where phase in ({marks})" if phases else ""
        rows = self.store.read(f"select * from queue {where} order by priority desc, number", phases)
        return [_entry(row) for row in rows]

    def length(self) -> int:
        """Return how many jobs wait or run."""
        rows = self.store.read("select count(*) as n from queue where phase in ('waiting','running')", ())
        return int(rows[0]["n"])

    def same_content(self, content: str) -> str | None:
        """Return the newest job that makes the same film from the same song and did not fail, whatever its paths."""
        rows = self.store.read(
            "select job_id from queue join jobs on jobs.id = job_id where content=? and content<>''"
            " and state in ('queued','running','done') order by number desc limit 1",
            (content,),
        )
        return rows[0]["job_id"] if rows else None

    # -- for the service ---------------------------------------------------------------------------------------

    def next(self) -> QueueEntry | None:
        """Return whose turn it is."""
        rows = self.store.read(
            "select * from queue where phase='waiting' and not_before<=? order by priority desc, number limit 1",
            (time.time(),),
        )
        return _entry(rows[0]) if rows else None

    def begin(self, job_id: str) -> bool:
        """Claim a waiting job; False if it waits no more."""
        with self.store.transaction() as connection:
            row = connection.execute(
                "update queue set phase='running', wish='', reason='', seen=(select coalesce(max(id),0) from events"
                " where events.job_id=queue.job_id) where job_id=? and phase='waiting' returning 1",
                (job_id,),
            ).fetchone()
        return row is not None

    def end(self, job_id: str) -> None:
        """The job is over, one way or another; one that was edited at the last moment waits again."""
        with self.store.transaction() as connection:
            connection.execute(
                "update queue set wish='', reason='', failures=0, strikes=0, phase = case when"
                " (select state from jobs where jobs.id=queue.job_id)='queued' then 'waiting' else 'ended' end where job_id=?",
                (job_id,),
            )

    def put_back(
        self, job_id: str, *, phase: str = "waiting", reason: str = "", delay: float = 0.0, failed: bool = False
    ) -> None:
        """Let a running job wait again.

        Parameters
        ----------
        phase : {"waiting", "paused"}
        reason : str
            Shown to people.
        delay : float
            Seconds before it may start again.
        failed : bool
            Count one more failure; a run that got further than the one before it starts the count anew.
        """
        with self.store.transaction() as connection:
            connection.execute(
                "update queue set phase=?, wish='', reason=?, not_before=?, failures = case when seen < (select"
                " coalesce(max(id),0) from events where events.job_id=queue.job_id and name not in ('job_failed','plugin_failed'))"
                " then 0 else failures end + ? where job_id=?",
                (phase, reason, time.time() + delay if delay else 0.0, int(failed), job_id),
            )
            self.store.set_state(job_id, "queued", error=reason or None)

    def recover(self) -> list[QueueEntry]:
        """Let jobs that died together with the last service wait again; return them with their strikes counted.

        A run that got further than the one before it starts the count anew.
        """
        with self.store.transaction() as connection:
            connection.execute(
                "update queue set strikes = case when seen < (select coalesce(max(id),0) from events"
                " where events.job_id=queue.job_id) then 1 else strikes + 1 end where phase='running'"
            )
            fallen = self.entries("running")
            for entry in fallen:
                if entry.wish == "cancel":
                    connection.execute("update queue set phase='ended', wish='' where job_id=?", (entry.job_id,))
                    self.store.set_state(entry.job_id, "cancelled")
                else:
                    phase = "paused" if entry.wish == "pause" else "waiting"
                    connection.execute("update queue set phase=?, wish='' where job_id=?", (phase, entry.job_id))
                    self.store.set_state(entry.job_id, "queued")
        return fallen

    def _phase(self, job_id: str) -> str:
        entry = self.entry(job_id)
        return entry.phase if entry else ""


def _entry(row: dict[str, Any]) -> QueueEntry:
    return QueueEntry(**{name: row[name] for name in QueueEntry.__dataclass_fields__})
