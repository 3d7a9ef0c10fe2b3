"""One watched folder: from a scan to claims, and from finished jobs to results."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from beatreel.core.errors import AudioRejectedError, BeatreelError, UserInputError
from beatreel.core.files import is_disk_full
from beatreel.engine.desk import Desk
from beatreel.engine.service_log import tell
from beatreel.watch_folder.claiming import Copy, take
from beatreel.watch_folder.early import EarlyChecks
from beatreel.watch_folder.ledger import Known, Ledger
from beatreel.watch_folder.results import Results
from beatreel.watch_folder.rules import Rules, make_recipe, read_rules
from beatreel.watch_folder.scan import Found, scan
from beatreel.watch_folder.settling import REST, Settling, is_on_share, signature_of
from beatreel.watch_folder.waking import Waker

_log = logging.getLogger(__name__)
_BATCH = 100  # songs that are claimed in one transaction
_PATIENCE = {
    False: 10.0,
    True: 300.0,
}  # seconds that an incomplete file may rest before it is refused; longer on a share
_INCOMPLETE = {"truncated", "damaged", "empty"}


@dataclass(frozen=True)
class Options:
    """How a folder is watched.

    Attributes
    ----------
    base : mapping
        Rules from the command line.
    rest : float
        Seconds without change.
    on_share : bool or None
        None finds out.
    out : Path or None
        Where ``done`` and ``rejected`` lie, if not in the folder.
    """

    base: Mapping[str, Any]
    rest: float = REST
    on_share: bool | None = None
    out: Path | None = None


class WatchedFolder:
    """Claims songs and shows results, each time it is asked to.

    Parameters
    ----------
    root : Path
    desk : Desk
    wake : threading.Event
        Set when something happens in the folder.
    options : Options
    early : EarlyChecks, optional
        Told of every claimed song.
    """

    def __init__(
        self, root: Path, desk: Desk, wake: threading.Event, options: Options, early: EarlyChecks | None = None
    ) -> None:
        self.root = root
        self._bytes = os.fsencode(root)
        self._desk = desk
        self._options = options
        self._early = early
        self._place = desk.settings.data_dir / "songs"
        self.on_share = is_on_share(root) if options.on_share is None else options.on_share
        self._settling = Settling(options.rest, on_share=self.on_share)
        self._ledger = Ledger(desk.store)
        self._results = Results(root, options.out)
        self._waker = Waker(root, wake)
        self._identity: tuple[int, int] | None = None
        self._known = self._ledger.signatures(self._bytes)
        self._told: dict[bytes, tuple[Any, ...]] = {}
        self._moving: set[bytes] | None = None  # songs whose jobs do not only wait; None before the first look
        self._is_missing = self._is_held = False

    @property
    def is_busy(self) -> bool:
        """Whether files are settling, so that the next scan should come soon."""
        return len(self._settling) > 0

    @property
    def has_open_songs(self) -> bool:
        """Whether films of this folder's songs are still to come."""
        return self._ledger.has_open_songs(self._bytes)

    def close(self) -> None:
        """Stop watching."""
        self._waker.stop()

    # -- claiming ----------------------------------------------------------------------------------------------

    def look(self) -> int:
        """Scan once and claim what is complete; return how many songs were claimed or refused."""
        if not self._is_there():
            return 0
        rules = self._rules(self.root, None)
        keeps = isinstance(rules, Rules) and rules.originals == "keep"
        try:
            found = list(scan(self._bytes, songs_only=keeps))
        except OSError as error:
            tell(_log, "folder cannot be read", level=logging.WARNING, folder=self.root, why=error)
            return 0
        self._settling.keep_only({entry.path for entry in found})
        ready = []
        for entry in found:
            if self._known.get(entry.path) == entry.signature:
                self._settling.forget(entry.path)
            elif self._settling.rested(entry.path, entry.signature, entry.changed):
                ready.append(entry)
        claimed = 0
        for start in range(0, len(ready), _BATCH):
            if self._hold_back():
                break
            claimed += self._claim(ready[start : start + _BATCH])
        return claimed

    def _is_there(self) -> bool:
        try:
            facts = self.root.stat()
        except OSError as error:
            if not self._is_missing:
                tell(_log, "folder is missing", level=logging.WARNING, folder=self.root, why=error)
            self._is_missing, self._identity = True, None
            return False
        if self._identity != (facts.st_dev, facts.st_ino):  # it came, or came back: the old watch is dead
            tell(_log, "folder is watched", folder=self.root, share=self.on_share)
            self._identity, self._is_missing = (facts.st_dev, facts.st_ino), False
            if not self.on_share:
                self._waker.start()
        return True

    def _hold_back(self) -> bool:
        """Leave songs where they are while the queue is long or the disk nearly full; nothing is lost by it."""
        limits = self._desk.settings.service
        free = shutil.disk_usage(self._desk.settings.data_dir).free
        held = self._desk.queue.length() >= limits.max_queue or free < limits.min_free
        if held and not self._is_held:
            why = "the disk is nearly full" if free < limits.min_free else "the queue is long"
            tell(_log, "songs are held back", level=logging.WARNING, folder=self.root, why=why)
        self._is_held = held
        return held

    def _claim(self, batch: list[Found]) -> int:
        """Copy songs, then enter all their jobs in one transaction: a crash leaves either nothing or everything of each."""
        taken: list[tuple[Found, Copy]] = []
        refused: list[tuple[Found, BeatreelError]] = []
        for found in batch:
            try:
                self._check_size(found)
                copy = take(found, self._settling, self._place)
                if copy is not None:
                    taken.append((found, copy))
            except UserInputError as error:
                refused.append((found, error))
            except OSError as error:
                self._unreadable(found, error)
        entered = []
        read: dict[tuple[bytes, bytes | None], Rules | UserInputError] = {}
        checked: set[int] = set()
        try:
            with self._desk.store.transaction():
                for found, copy in taken:
                    try:
                        entered.append((found, self._enter(found, copy, read, checked)))
                    except UserInputError as error:
                        refused.append((found, error))
        except sqlite3.OperationalError as error:  # a full disk: nothing was entered, the next scan tries again
            tell(_log, "claims cannot be written", level=logging.ERROR, folder=self.root, why=error)
            return 0
        for found, known in entered:
            self._known[found.path] = known.signature
            self._settling.forget(found.path)
            tell(_log, "song claimed", song=_text(found.path), job=known.job_id, version=known.version)
            self._show(known, "queued", None)
            if self._early is not None and known.job_id is not None:
                self._early.add(known.job_id)
        for found, refusal in refused:
            self._refuse_unread(found, refusal)
        return len(entered) + len(refused)

    def _check_size(self, found: Found) -> None:
        if not found.is_regular:
            raise AudioRejectedError(
                "It is a link, a pipe or a device", reason="not_a_file", hint="Drop the audio file itself"
            )
        size = found.signature[2]
        if size > self._desk.settings.intake.max_bytes or size == 0:
            from beatreel.intake.gate import validate_song

            validate_song(os.fsdecode(found.path), self._desk.settings.intake)  # which says it better

    def _unreadable(self, found: Found, error: OSError) -> None:
        self._settling.disturb(found.path)
        level = logging.WARNING if not is_disk_full(error) else logging.ERROR
        tell(_log, "song cannot be taken yet", level=level, song=_text(found.path), why=error)

    def _rules(self, folder: Path, sidecar: bytes | None) -> Rules | UserInputError:
        try:
            return read_rules(self.root, folder, Path(os.fsdecode(sidecar)) if sidecar else None, self._options.base)
        except UserInputError as error:
            return error

    def _enter(
        self,
        found: Found,
        copy: Copy,
        read: dict[tuple[bytes, bytes | None], Rules | UserInputError],
        checked: set[int],
    ) -> Known:
        """Enter one song's job; what was read and checked for others of the batch is not read and checked again."""
        home = os.path.dirname(found.path)
        key = (home, found.sidecar)
        if key not in read:
            read[key] = self._rules(Path(os.fsdecode(home)), found.sidecar)
        rules = read[key]
        if isinstance(rules, UserInputError):
            raise rules
        before = self._ledger.find(found.path)
        version = 1 if before is None else before.version + (before.sha256 != copy.sha256)
        recipe = make_recipe(rules, self._desk.settings, copy.path, copy.sha256)
        if id(rules) not in checked:
            self._desk.check(recipe)
            checked.add(id(rules))
        folder = self._results.film_folder(self._ledger, found.path, version)
        record, _ = self._desk.enter(recipe, folder, priority=rules.priority, source="watch")
        if before is not None and before.job_id not in (None, record.id) and before.state == "claimed":
            entry = self._desk.queue.entry(str(before.job_id))
            if entry is not None and entry.phase == "waiting":  # nobody waits for the old version any more
                self._desk.queue.cancel(entry.job_id)
        known = Known(
            path=found.path,
            root=self._bytes,
            signature=found.signature,
            sha256=copy.sha256,
            job_id=record.id,
            state="claimed",
            version=version,
            folder=record.folder,
            keeps=rules.originals == "keep",
        )
        self._ledger.write(known)
        return known

    # -- results -----------------------------------------------------------------------------------------------

    def conclude(self, running: Mapping[str, Mapping[str, Any]]) -> None:
        """Show how the songs' jobs are, and move songs whose jobs are over.

        Parameters
        ----------
        running : mapping
            What the service says of the jobs that it runs, by id.
        """
        songs = self._ledger.open_songs(self._bytes, waiting=self._moving is None)
        if self._moving is not None and not self._moving <= {known.path for known, _, _ in songs}:
            songs = self._ledger.open_songs(self._bytes)  # one of them waits again, or is over
        self._moving = {known.path for known, _, phase in songs if phase != "waiting"}
        for known, state, phase in songs:
            try:
                self._conclude_one(known, state, phase, running.get(str(known.job_id)))
            except OSError as error:
                tell(_log, "results cannot be shown yet", level=logging.WARNING, song=_text(known.path), why=error)

    def _conclude_one(self, known: Known, state: str, phase: str | None, report: Mapping[str, Any] | None) -> None:
        is_over = phase in (None, "ended") and state in ("done", "failed", "rejected", "cancelled")
        if not is_over:
            self._show(known, "running" if phase == "running" else "paused" if phase == "paused" else "queued", report)
            return
        sidecar = self._sidecar_of(known)
        if state == "done":
            self._results.finish(known, sidecar)
            self._close(known, "done")
            self._results.tell(known, state="done", files=_films(Path(known.folder)))
            return
        message, hint, reason = self._why(str(known.job_id), state)
        if reason in _INCOMPLETE and self._may_still_grow(known):
            return
        self._results.untell(known)
        self._results.refuse(known, sidecar, message, hint)
        self._close(known, "refused")
        with contextlib.suppress(OSError):
            Path(known.folder).rmdir()  # the empty folder of a film that never was

    def _close(self, known: Known, state: str) -> None:
        self._ledger.write(replace(known, state=state))
        self._told.pop(known.path, None)
        tell(_log, f"song {state}", song=_text(known.path), job=known.job_id)

    def _why(self, job_id: str, state: str) -> tuple[str, str | None, str]:
        events = self._desk.store.events(job_id=job_id)
        for event in reversed(events):
            if event.name in ("audio_rejected", "job_failed"):
                return event.data["message"], event.data["hint"], event.data.get("reason", "")
        message = self._desk.store.job(job_id).error or f"the job was {state}"
        return message, f"Drop it again, or: beatreel jobs retry {job_id}", ""

    def _may_still_grow(self, known: Known) -> bool:
        """Whether an incomplete file is so young that its sender may only be slow."""
        try:
            age = time.time() - os.lstat(known.path).st_mtime
        except OSError:
            return False
        return 0 <= age < _PATIENCE[self.on_share]

    def _sidecar_of(self, known: Known) -> bytes | None:
        if len(known.signature) == 4:
            return None
        stem = os.path.splitext(known.path)[0]
        for path in (known.path + b".toml", stem + b".toml", stem + b".beatreel.toml"):
            with contextlib.suppress(OSError):
                if signature_of(os.stat(path)) == known.signature[4:]:
                    return path
        return None

    def _refuse_unread(self, found: Found, error: BeatreelError) -> None:
        known = Known(found.path, self._bytes, found.signature, "", None, "refused", 1, "", False)
        rules = self._rules(Path(os.fsdecode(os.path.dirname(found.path))), None)
        known = replace(known, keeps=isinstance(rules, Rules) and rules.originals == "keep")
        try:
            self._results.refuse(known, found.sidecar, error.message, error.hint, regular=found.is_regular)
            self._ledger.write(known)
        except (OSError, sqlite3.OperationalError) as trouble:
            self._unreadable(found, OSError(str(trouble)))
            return
        self._known[found.path] = found.signature
        self._settling.forget(found.path)
        tell(_log, "song refused", song=_text(found.path), why=error.message)

    def _show(self, known: Known, state: str, report: Mapping[str, Any] | None) -> None:
        """Write the status file when there is something new to say."""
        facts = {"stage": report.get("stage"), "done": round(report.get("done", 0.0), 2)} if report else {}
        told = (known.job_id, state, *facts.values())
        if self._told.get(known.path) != told:
            self._told[known.path] = told
            self._results.tell(known, state=state, **facts)


def _films(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.mp4")) if folder.is_dir() else []


def _text(path: bytes) -> str:
    return os.fsdecode(path).encode("utf-8", "backslashreplace").decode()
