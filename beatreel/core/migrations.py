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
    (
        """create table queue (
            number integer primary key autoincrement,
            job_id text not null unique references jobs (id),
            phase text not null default 'waiting' check (phase in ('waiting','running','paused','ended')),
            wish text not null default '' check (wish in ('','cancel','pause')),
            priority integer not null default 0,
            source text not null default '',
            content text not null default '',
            reason text not null default '',
            not_before real not null default 0,
            failures integer not null default 0,
            strikes integer not null default 0,
            seen integer not null default 0
        ) strict""",
        "create index queue_phase on queue (phase, priority)",
        "create index queue_content on queue (content)",
    ),
    (
        """create table edits (
            id integer primary key autoincrement,
            job_id text not null references jobs (id),
            kind text not null,
            data text not null,
            time text not null
        ) strict""",
        "create index edits_job on edits (job_id, id)",
        "alter table jobs add column wanted text",
    ),
    (
        """create table watched (
            path blob primary key,
            root blob not null,
            signature text not null,
            sha256 text not null,
            job_id text references jobs (id),
            state text not null check (state in ('claimed','done','refused')),
            version integer not null,
            folder text not null,
            keeps integer not null
        ) strict""",
        "create index watched_state on watched (root, state)",
        "create index watched_folder on watched (folder)",
        "create index events_key on events (key)",
    ),
    (
        """create table answers (
            key text primary key,
            asked text not null,
            answer text not null
        ) strict""",
    ),
    (
        """create table accounts (
            name text primary key,
            balance integer not null default 0 check (balance >= 0 or name in ('source', 'source_stills'))
        ) strict""",
        """insert into accounts (name) values ('source'), ('available'), ('held'), ('spent'),
            ('source_stills'), ('free_stills'), ('held_stills'), ('used_stills')""",
        """create table transfers (
            id integer primary key autoincrement,
            time text not null,
            giver text not null references accounts (name),
            getter text not null references accounts (name),
            amount integer not null check (amount > 0),
            charge text not null default '',
            note text not null default ''
        ) strict""",
        """create table charges (
            key text primary key,
            job_id text not null,
            kind text not null check (kind in ('run','still','clip')),
            price integer not null,
            amount integer not null,
            free integer not null default 0,
            limited integer not null,
            dropped integer not null default 0,
            state text not null check (state in ('held','settled','released')),
            time text not null
        ) strict""",
        "create index charges_job on charges (job_id, state)",
        "create table grants (key text primary key, time text not null) strict",
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
