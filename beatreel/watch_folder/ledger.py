"""Which songs of the watched folders are known, in the job store: written in the same transaction as their jobs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from beatreel.core.jobs import JobStore
from beatreel.watch_folder.settling import Signature


@dataclass(frozen=True)
class Known:
    """A song of a watched folder.

    Attributes
    ----------
    path : bytes
        As the file system has it.
    root : bytes
        The watched folder.
    signature : tuple of int
        Of the file that was claimed last.
    sha256 : str
        Of its content; empty if it was refused unread.
    job_id : str or None
        The job of its newest version.
    state : str
        ``claimed`` until its job is over, then ``done`` or ``refused``.
    version : int
        Counts the different contents under this name.
    folder : str
        Where the newest version's results go.
    keeps : bool
        The song stays where it is.
    """

    path: bytes
    root: bytes
    signature: Signature
    sha256: str
    job_id: str | None
    state: str
    version: int
    folder: str
    keeps: bool


class Ledger:
    """The known songs in a store.

    Parameters
    ----------
    store : JobStore
    """

    def __init__(self, store: JobStore) -> None:
        self._store = store

    def write(self, known: Known) -> None:
        """Remember a song as it is now."""
        with self._store.transaction() as connection:
            connection.execute(
                "insert or replace into watched (path, root, signature, sha256, job_id, state, version, folder, keeps)"
                " values (?,?,?,?,?,?,?,?,?)",
                (
                    *(known.path, known.root, json.dumps(known.signature), known.sha256, known.job_id),
                    *(known.state, known.version, known.folder, int(known.keeps)),
                ),
            )

    def find(self, path: bytes) -> Known | None:
        """Return what is known of a song."""
        rows = self._store.read("select * from watched where path=?", (path,))
        return _known(rows[0]) if rows else None

    def signatures(self, root: bytes) -> dict[bytes, Signature]:
        """Return the signatures of all songs of a folder."""
        rows = self._store.read("select path, signature from watched where root=?", (root,))
        return {row["path"]: tuple(json.loads(row["signature"])) for row in rows}

    def open_songs(self, root: bytes, *, waiting: bool = True) -> list[tuple[Known, str, str | None]]:
        """Return the songs of a folder whose jobs were not over when last looked at, each with its job's state and phase.

        Parameters
        ----------
        root : bytes
        waiting : bool
            Also those whose jobs only wait for their turn, which may be thousands.
        """
        rows = self._store.read(
            "select w.*, j.state as job_state, q.phase as phase from watched w join jobs j on j.id = w.job_id"
            " left join queue q on q.job_id = j.id where w.root=? and w.state='claimed'"
            " and (? or q.phase is not 'waiting')",
            (root, waiting),
        )
        return [(_known(row), row["job_state"], row["phase"]) for row in rows]

    def has_open_songs(self, root: bytes) -> bool:
        """Whether a folder has songs whose jobs were not over when last looked at."""
        return bool(self._store.read("select 1 from watched where root=? and state='claimed' limit 1", (root,)))

    def taken(self, folder: str, path: bytes) -> bool:
        """Whether the results of another song go to this folder."""
        return bool(self._store.read("select 1 from watched where folder=? and path<>? limit 1", (folder, path)))


def _known(row: dict[str, Any]) -> Known:
    fields = {name: row[name] for name in Known.__dataclass_fields__}
    return Known(**{**fields, "signature": tuple(json.loads(row["signature"])), "keeps": bool(row["keeps"])})
