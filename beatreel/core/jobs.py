"""The job store: jobs, finished steps and the event log, in one SQLite file that is the truth.

A step's result and its event are committed in one transaction; what is only on the wire does not exist. Writing goes
through :meth:`JobStore.transaction` alone, which holds a thread lock, a file lock shared by all processes, and an
immediate SQLite transaction. The file lock also guards checkpoints, because SQLite before 3.51.3 can damage a WAL
database when two connections write and checkpoint at the same moment.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from beatreel.core import ledger
from beatreel.core.errors import JobNotFoundError, StoreError
from beatreel.core.events import SCHEMA_VERSION, Event, LoggedEvent
from beatreel.core.locks import FileLock
from beatreel.core.migrations import migrate

STATES = ("queued", "running", "done", "failed", "rejected", "cancelled")
_CHECKPOINT_EVERY = 200  # commits between checkpoints: keeps the WAL below a few megabytes


@dataclass(frozen=True)
class JobRecord:
    """A row of the queue.

    Attributes
    ----------
    id : str
    state : str
        One of queued, running, done, failed, rejected, cancelled.
    recipe : dict
        Everything that decides the film, JSON-safe.
    folder : str
        Where the results go.
    created, updated : datetime
    attempt : int
        How often it was started.
    error : str or None
    wanted : tuple of str or None
        Platforms whose files the next run makes; None for all that the recipe asks for.
    """

    id: str
    state: str
    recipe: dict[str, Any]
    folder: str
    created: datetime
    updated: datetime
    attempt: int
    error: str | None
    wanted: tuple[str, ...] | None = None


class JobStore:
    """Open the store, making it if need be.

    Parameters
    ----------
    path : Path
        The database file.

    Raises
    ------
    StoreError
        If the file is damaged, was written by a newer beatreel, or cannot be locked.
    """

    def __init__(self, path: Path) -> None:
        import sqlite_utils

        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._thread_lock = threading.RLock()
        self._file_lock = FileLock(path.with_suffix(".lock"))
        self._commits = 0
        self._depth = 0
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
            with self._thread_lock, self._file_lock:
                for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "wal_autocheckpoint=0"):
                    self._connection.execute(f"pragma {pragma}")
                self.db = sqlite_utils.Database(self._connection)
                with self._immediate():
                    migrate(self.db)
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"The job store {path} cannot be used: {error}",
                hint="Move the file away to start with an empty one; films on disk stay as they are",
            ) from error

    def close(self) -> None:
        """Checkpoint and close."""
        with self._thread_lock, self._file_lock:
            with contextlib.suppress(sqlite3.OperationalError):  # a reader may hold the WAL; the next close does it
                self._connection.execute("pragma wal_checkpoint(passive)")
            self._connection.close()

    def __enter__(self) -> JobStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One atomic, durable write: all of it or nothing. Inside another one of this thread it joins that one."""
        with self._thread_lock, self._file_lock:
            if self._depth:
                yield self._connection
                return
            self._depth += 1
            try:
                with self._immediate():
                    yield self._connection
            finally:
                self._depth -= 1
            self._commits += 1
            if self._commits % _CHECKPOINT_EVERY == 0:
                self._connection.execute("pragma wal_checkpoint(passive)")

    @contextlib.contextmanager
    def _immediate(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
            self._connection.execute("commit")
        except BaseException:
            if self._connection.in_transaction:  # SQLite may have rolled back by itself, on a full disk for one
                self._connection.execute("rollback")
            raise

    # -- jobs --------------------------------------------------------------------------------------------------

    def submit(self, job_id: str, recipe: dict[str, Any], folder: str) -> JobRecord:
        """Add a job, or return the one that has this id already; all that its recipe asks for is wanted then."""
        now = _now()
        with self.transaction() as connection:
            connection.execute(
                "insert into jobs (id, state, recipe, folder, created, updated, attempt) values (?,?,?,?,?,?,0)"
                " on conflict (id) do update set wanted = null",
                (job_id, "queued", json.dumps(recipe, sort_keys=True), folder, now, now),
            )
        return self.job(job_id)

    def job(self, job_id: str) -> JobRecord:
        """Return a job by its id or an unambiguous beginning of it.

        Raises
        ------
        JobNotFoundError
        """
        # A range, not a comparison of beginnings: the index finds it among thousands of jobs.
        rows = self.read("select * from jobs where id >= ? and id < ? limit 2", (job_id, job_id + "\U0010ffff"))
        if len(rows) != 1 or not job_id:
            found = "More than one job begins" if rows else "No job begins"
            raise JobNotFoundError(f"{found} with “{job_id}”", hint="See them all with: beatreel jobs")
        return _job(rows[0])

    def jobs(self, *, limit: int = 100) -> list[JobRecord]:
        """Return the newest jobs first."""
        return [_job(row) for row in self.read("select * from jobs order by created desc, id limit ?", (limit,))]

    def want(self, job_id: str, platforms: Sequence[str]) -> None:
        """Ask for further platform files of a job and queue it."""
        with self.transaction() as connection:
            row = connection.execute("select recipe, wanted from jobs where id=?", (job_id,)).fetchone()
            asked = json.loads(row[0])["platforms"] if row[1] is None else json.loads(row[1])
            requeue(connection, job_id, (*asked, *platforms))

    def finish(self, job_id: str, *, revision: int, made: Sequence[str]) -> bool:
        """Set a job done, unless something was edited or asked for meanwhile.

        Parameters
        ----------
        revision : int
            Of the edit log, as it was made.
        made : sequence of str
            Platforms whose files were made.
        """
        with self.transaction() as connection:
            newest, recipe, wanted = connection.execute(
                "select (select coalesce(max(id), 0) from edits where job_id=jobs.id and kind<>'planned'), recipe, wanted"
                " from jobs where id=?",
                (job_id,),
            ).fetchone()
            asked = json.loads(recipe)["platforms"] if wanted is None else json.loads(wanted)
            if newest != revision or not set(asked) <= set(made):
                return False
            connection.execute(
                "update jobs set state='done', error=null, wanted='[]', updated=? where id=?", (_now(), job_id)
            )
            ledger.settle(connection, job_id)
        return True

    def set_state(self, job_id: str, state: str, *, error: str | None = None, started: bool = False) -> int:
        """Change a job's state and what is held for it; return its attempt number.

        Parameters
        ----------
        started : bool
            Count one more attempt.

        Raises
        ------
        CreditsError
            If what was given back after an earlier attempt cannot be held again.
        """
        if state not in STATES:
            raise ValueError(f"no such state: {state}")
        with self.transaction() as connection:
            if started:
                ledger.hold_again(connection, job_id)
            elif state in ("failed", "rejected", "cancelled"):
                ledger.release(connection, job_id)
            row = connection.execute(
                "update jobs set state=?, error=?, updated=?, attempt=attempt+? where id=? returning attempt",
                (state, error, _now(), int(started), job_id),
            ).fetchone()
        return int(row[0])

    # -- events and steps --------------------------------------------------------------------------------------

    def commit_event(self, event: Event, *, state: str | None = None) -> tuple[LoggedEvent, bool]:
        """Log an event once.

        Parameters
        ----------
        event : Event
        state : str, optional
            State of the job that becomes true together with the event.

        Returns
        -------
        LoggedEvent
            With its id; the earlier one if the job's log holds this key already.
        bool
            Whether it is new.
        """
        with self.transaction() as connection:
            if state:
                connection.execute("update jobs set state=?, updated=? where id=?", (state, _now(), event.job_id))
            return self.insert_event(connection, event)

    def insert_event(self, connection: sqlite3.Connection, event: Event) -> tuple[LoggedEvent, bool]:
        """Log an event once, within a transaction that holds what the event tells of; see :meth:`commit_event`."""
        # Asked first rather than "on conflict do nothing", which would use up an id: ids have no gaps.
        columns = "id, time, name, job_id, schema_version, data"
        row = connection.execute(
            f"select {columns} from events where job_id=? and key=?", (event.job_id, event.key)
        ).fetchone()
        is_new = row is None
        if is_new:
            data = json.dumps(event.model_dump(mode="json"), ensure_ascii=False)
            row = connection.execute(
                "insert into events (job_id, key, name, time, schema_version, data) values (?,?,?,?,?,?)"
                f" returning {columns}",
                (event.job_id, event.key, event.name, _now(), SCHEMA_VERSION, data),
            ).fetchone()
        return _logged(dict(zip(columns.split(", "), row, strict=True))), is_new

    def logged(self, job_id: str, key: str) -> LoggedEvent | None:
        """Return a job's event by its key, or None."""
        rows = self.read("select * from events where job_id = ? and key = ?", (job_id, key))
        return _logged(rows[0]) if rows else None

    def data_of(self, job_id: str, name: str) -> list[dict[str, Any]]:
        """Return the fields of all events of one kind, oldest first, also of those whose key was freed."""
        rows = self.read("select data from events where job_id=? and name=? order by id", (job_id, name))
        return [json.loads(row["data"]) for row in rows]

    def logged_elsewhere(self, job_id: str, key: str, *, limit: int = 5) -> list[LoggedEvent]:
        """Return the events with this key in other jobs' logs, newest first."""
        rows = self.read(
            "select * from events where key = ? and job_id <> ? order by id desc limit ?", (key, job_id, limit)
        )
        return [_logged(row) for row in rows]

    def present_master(self, job_id: str) -> str | None:
        """Return the fingerprint of the film that was joined last, None before there is one."""
        rows = self.read(
            "select data from events where job_id=? and name='master_rendered' order by id desc limit 1", (job_id,)
        )
        return str(json.loads(rows[0]["data"])["fingerprint"]) if rows else None

    def forget_event(self, job_id: str, key: str) -> None:
        """Free a key whose artifact is gone, so that it can be made and logged anew; the log keeps the old row."""
        with self.transaction() as connection:
            connection.execute("update events set key = key || '#' || id where job_id=? and key=?", (job_id, key))

    def events(self, *, since: int = 0, job_id: str | None = None, limit: int = 1000) -> list[LoggedEvent]:
        """Return events with ids above ``since``, oldest first: how every reader catches up."""
        where, values = "id > ?", [since]
        if job_id is not None:
            where, values = where + " and job_id = ?", [since, job_id]  # type: ignore[list-item]
        rows = self.read(f"select * from events where {where} order by id limit ?", (*values, limit))
        return [_logged(row) for row in rows]

    def last_event_id(self) -> int:
        """Return the id of the newest event, 0 when there is none."""
        return int(self.read("select coalesce(max(id), 0) as newest from events", ())[0]["newest"])

    def mark_announced(self, job_id: str, event_id: int) -> None:
        """Remember that listeners were told about everything up to this event."""
        with self.transaction() as connection:
            connection.execute("update jobs set announced=? where id=? and announced<?", (event_id, job_id, event_id))

    def jobs_to_announce(self) -> list[str]:
        """Return the ids of jobs that wait in the queue, or were refused there, with events that no listener was told about yet."""
        rows = self.read(
            "select j.id from jobs j join queue q on q.job_id = j.id where (q.phase = 'waiting' or j.state = 'rejected')"
            " and j.announced < (select coalesce(max(e.id), 0) from events e where e.job_id = j.id)",
            (),
        )
        return [row["id"] for row in rows]

    def unannounced(self, job_id: str) -> list[LoggedEvent]:
        """Return a job's events that a crash kept from the listeners."""
        rows = self.read(
            "select * from events where job_id=? and id > (select announced from jobs where id=?) order by id",
            (job_id, job_id),
        )
        return [_logged(row) for row in rows]

    def read(self, sql: str, values: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
        """Return rows by column name; for reading only."""
        with self._thread_lock:
            return list(self.db.query(sql, values))


def requeue(connection: sqlite3.Connection, job_id: str, platforms: Sequence[str] | None = None) -> None:
    """Within a transaction: have a job run again for an edit or for files of further platforms.

    A job that was finished makes only these; one that was not makes all that it was to make anyway. One that runs goes on.
    """
    wanted = None if platforms is None else json.dumps(list(dict.fromkeys(platforms)))
    connection.execute(
        "update jobs set wanted = coalesce(?, wanted), updated = ?,"
        " state = case state when 'running' then state else 'queued' end where id = ?",
        (wanted, _now(), job_id),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _job(row: dict[str, Any]) -> JobRecord:
    return JobRecord(
        id=row["id"],
        state=row["state"],
        recipe=json.loads(row["recipe"]),
        folder=row["folder"],
        created=datetime.fromisoformat(row["created"]),
        updated=datetime.fromisoformat(row["updated"]),
        attempt=row["attempt"],
        error=row["error"],
        wanted=None if row["wanted"] is None else tuple(json.loads(row["wanted"])),
    )


def _logged(row: dict[str, Any]) -> LoggedEvent:
    return LoggedEvent(
        id=row["id"],
        time=datetime.fromisoformat(row["time"]),
        name=row["name"],
        job_id=row["job_id"],
        schema_version=row["schema_version"],
        data=json.loads(row["data"]),
    )
