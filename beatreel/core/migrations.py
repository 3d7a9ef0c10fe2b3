"""The schema of the job store, in numbered steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatreel.core.errors import StoreError

if TYPE_CHECKING:
    from sqlite_utils import Database

_STEPS: tuple[tuple[str, ...], ...] = (
    (
        """create table jobs (
            id text primary key,
            state text not null check (state in ('queued','running','done','failed','rejected','cancelled')),
            recipe text not null,
            folder text not null,
            created text not null,
            updated text not null,
            attempt integer not null default 0,
            announced integer not null default 0,
            error text
        ) strict""",
        """create table events (
            id integer primary key autoincrement,
            job_id text not null references jobs (id),
            key text not null,
            name text not null,
            time text not null,
            schema_version integer not null,
            data text not null,
            unique (job_id, key)
        ) strict""",
        "create index events_job on events (job_id, id)",
    ),
)
VERSION = len(_STEPS)


def migrate(db: Database) -> None:
    """Bring the store to the current schema; must run inside a transaction.

    Raises
    ------
    StoreError
        If a newer beatreel wrote it.
    """
    found = db.conn.execute("pragma user_version").fetchone()[0]
    if found > VERSION:
        raise StoreError(
            f"The job store was written by a newer beatreel (schema {found}, this one knows {VERSION})",
            hint="Upgrade beatreel, or point data_dir at another folder",
        )
    for step in _STEPS[found:]:
        for statement in step:
            db.conn.execute(statement)
    db.conn.execute(f"pragma user_version = {VERSION}")
