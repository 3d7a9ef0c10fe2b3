"""The loop over the watched folders. Nothing heavy runs in this process, so nothing holds up its scans."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from beatreel.core.config import Settings
from beatreel.core.errors import UserInputError
from beatreel.core.jobs import JobStore
from beatreel.engine.desk import Desk
from beatreel.engine.instance import Instance
from beatreel.engine.service_log import tell
from beatreel.watch_folder.claiming import sweep
from beatreel.watch_folder.early import EarlyChecks
from beatreel.watch_folder.folder import Options, WatchedFolder
from beatreel.watch_folder.settling import ignore_lease_signals

_log = logging.getLogger(__name__)
_SOON = 0.25  # seconds between scans while files settle
_LOCAL, _SHARE = 2.0, 10.0  # seconds between scans of a quiet folder
_CONCLUDE = 0.5  # seconds between two looks at the jobs
_SERVICE = 2.0  # seconds between two looks after the service


class Watcher:
    """Watches folders until stopped.

    Parameters
    ----------
    settings : Settings
    folders : sequence of Path
    options : Options

    Raises
    ------
    UserInputError
        If a folder is missing, lies in another one, or the results would be taken for songs.
    """

    def __init__(self, settings: Settings, folders: Sequence[Path], options: Options) -> None:
        self._settings = settings
        self._options = options
        self._folders = _checked(folders, options.out)
        self._wake = threading.Event()
        self._stopping = False
        self._instance = Instance(settings)

    def stop(self) -> None:
        """Leave soon; may be called from a signal handler."""
        self._stopping = True
        self._wake.set()

    def run(self, *, once: bool = False, keep_service: bool = False) -> None:
        """Watch until stopped.

        Parameters
        ----------
        once : bool
            Leave when everything that was there is claimed and its films are made.
        keep_service : bool
            Have a service run all the time, not only when there is work.
        """
        self._keep_service = keep_service
        ignore_lease_signals()
        with JobStore(self._settings.store_path) as store:
            desk = Desk(self._settings, store)
            _ = desk.plugins  # a broken configuration shows now, not with the first song
            sweep(self._settings.data_dir / "songs", _songs_in_use(store))
            early = EarlyChecks(self._settings, store) if self._settings.service.check_early else None
            watched = [WatchedFolder(folder, desk, self._wake, self._options, early) for folder in self._folders]
            try:
                self._loop(desk, watched, once=once)
            finally:
                if early is not None:
                    early.close()
                for folder in watched:
                    folder.close()
        tell(_log, "watching ended")

    def _loop(self, desk: Desk, watched: list[WatchedFolder], *, once: bool) -> None:
        concluded = served = looked = 0.0
        while not self._stopping:
            begun, worked = time.monotonic(), time.thread_time()
            is_woken = self._wake.is_set()
            self._wake.clear()
            is_busy = any(folder.is_busy for folder in watched)
            interval = _SHARE if all(folder.on_share for folder in watched) else _LOCAL
            if is_woken or is_busy or begun - looked >= interval:
                looked = begun
                for folder in watched:
                    folder.look()
            if begun - concluded >= _CONCLUDE:
                self._conclude(watched)
                concluded = time.monotonic()
            if begun - served >= _SERVICE:
                self._serve(desk)
                served = time.monotonic()
            if once and not any(folder.is_busy or folder.has_open_songs for folder in watched):
                return
            soon = any(folder.is_busy for folder in watched)
            if (
                soon
            ):  # events come in floods while files grow; the clock decides then, and scanning gets at most half a core
                time.sleep(max(_SOON, time.thread_time() - worked))
            else:
                self._wake.wait(_CONCLUDE)

    def _conclude(self, watched: list[WatchedFolder]) -> None:
        state = self._instance.state() or {}
        running = {job["job"]: job for job in state.get("running", [])}
        for folder in watched:
            folder.conclude(running)

    def _serve(self, desk: Desk) -> None:
        """Have a service run while there is work, whatever happened to the last one."""
        wanted = self._keep_service or (
            self._settings.service.start_on_demand
            and (desk.queue.length() > 0 or bool(desk.store.jobs_to_announce()))  # a refusal is told by the service
        )
        if wanted and not self._instance.is_running():
            self._instance.start(idle_exit=None if self._keep_service else self._settings.service.idle_exit)
            tell(_log, "service started on demand")


def _checked(folders: Sequence[Path], out: Path | None) -> list[Path]:
    roots = []
    for folder in folders:
        root = folder.expanduser().absolute()
        if not root.is_dir():
            raise UserInputError(f"There is no folder “{folder}”", hint=f"Make it first: mkdir -p “{folder}”")
        roots.append(root.resolve())
    for one in roots:
        for other in roots:
            if one != other and one.is_relative_to(other):
                raise UserInputError(
                    f"“{one}” lies in “{other}”",
                    hint="Watch the outer folder only; sub-folders may have rules of their own",
                )
        if out is not None and out.expanduser().absolute().resolve().is_relative_to(one):
            raise UserInputError(
                f"The results would lie in the watched folder “{one}” and be taken for songs",
                hint="Name a folder elsewhere with --out, or leave it out: they go to “done” there",
            )
    return list(dict.fromkeys(roots))


def _songs_in_use(store: JobStore) -> set[str]:
    rows = store.read(
        "select distinct sha256 from watched union select json_extract(recipe, '$.song_sha256') from jobs", ()
    )
    return {str(row["sha256"])[:32] for row in rows}
