"""The engine: submits jobs and runs them."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from beatreel.core.bus import Publisher
from beatreel.core.config import Settings, load_settings
from beatreel.core.errors import (
    AudioRejectedError,
    BeatreelError,
    BusError,
    CreditsError,
    DiskFullError,
    JobBusyError,
    JobCancelledError,
    JobPausedError,
    UserInputError,
)
from beatreel.core.events import EventRegistry, JobFailed, JobSubmitted, LoggedEvent, PluginFailed
from beatreel.core.files import is_disk_full, sweep_parts
from beatreel.core.jobs import JobRecord, JobStore
from beatreel.core.ledger import Ledger
from beatreel.core.locks import FileLock
from beatreel.core.pipeline import Pipeline
from beatreel.core.recipe import Recipe
from beatreel.core.styles import look_in
from beatreel.engine.editing import Editor
from beatreel.engine.film import Film, Watcher
from beatreel.engine.orders import check_platforms, check_providers, hash_of_song
from beatreel.engine.stages import STAGE_REACTIONS
from beatreel.executors import open_executor
from beatreel.executors.worker import disk_full
from beatreel.hooks.delivery import Delivery
from beatreel.hooks.listeners import ListenerProcess
from beatreel.hooks.manager import PluginManager
from beatreel.media.hardware import codec_of
from beatreel.media.kept_sound import sweep_sounds

_log = logging.getLogger(__name__)


class Engine:
    """Runs jobs. Use it as a context manager.

    Parameters
    ----------
    settings : Settings, optional
        Read from files and environment by default.
    plugins : iterable of (str, object)
        Further plugins by name, delivered to in this process.
    niceness : int
        How far its workers let other processes go first.
    """

    def __init__(
        self, settings: Settings | None = None, *, plugins: Iterable[tuple[str, Any]] = (), niceness: int = 0
    ) -> None:
        self.settings = settings or load_settings()
        look_in(self.settings.styles.folders)
        self.plugins = PluginManager.load(self.settings.plugins, extra=plugins)
        self.registry = EventRegistry()
        for kind in self.plugins.events:
            self.registry.register(kind)
        self.store = JobStore(self.settings.store_path)
        self.executor = open_executor(self.settings, self.plugins, niceness=niceness)
        self.publisher = self._open_bus()
        self._delivery = Delivery(self.plugins, self.registry, self._report_failure)
        self._own = {info.name for info in self.plugins.infos if not info.is_foreign}
        self._listeners = ListenerProcess(self.plugins, self.settings, self._report_failure)
        self._pipeline = Pipeline(self.store, self, STAGE_REACTIONS, self.plugins.reactions)
        self._failures = 0
        self._announcing = threading.RLock()
        self._job = ""

    def _open_bus(self) -> Publisher | None:
        try:
            return Publisher(
                self.settings.runtime_dir,
                lambda since: self.store.events(since=since),
                tcp=self.settings.bus.tcp,
                keys=self.settings.data_dir / "keys",
            )
        except BusError as error:  # a film is worth more than its announcement
            _log.warning("%s (%s)", error, error.hint)
            return None

    def announce(self, event: LoggedEvent) -> None:
        """Tell listeners and other processes about a committed event."""
        with self._announcing:
            self._delivery.announce(event, only=self._own)
            self._listeners.announce(event)
            if self.publisher is not None:
                self.publisher.announce(event)

    def announce_missed(self, job_id: str) -> None:
        """Announce a job's events that were committed by a process that is gone or keeps no bus."""
        with self._announcing:
            for missed in self.store.unannounced(job_id):
                self.announce(missed)
                self.store.mark_announced(job_id, missed.id)

    def _report_failure(self, plugin: str, hook: str, error: BaseException) -> None:
        self._failures += 1
        message = f"{type(error).__name__}: {error}"
        event = PluginFailed(job_id=self._job, plugin=plugin, hook=hook, message=message, count=self._failures)
        logged, _ = self.store.commit_event(event)
        if self.publisher is not None:
            self.publisher.announce(logged)

    # -- jobs --------------------------------------------------------------------------------------------------

    def submit(self, recipe: Recipe, folder: Path) -> JobRecord:
        """Enter a job, or return the one that makes the same film into the same folder.

        Raises
        ------
        ProviderNotFoundError
            If the recipe names a provider that is not there; nothing is entered then.
        UserInputError
            If a platform shows another shape than the film has, the encoder does not work here, or there are not enough credits.
        """
        codec_of(self.settings)
        check_providers(self.plugins, recipe)
        recipe = recipe.model_copy(update={"song_sha256": hash_of_song(recipe.song_path, self.settings)})
        folder = folder.expanduser().absolute()
        with self.store.transaction() as connection:
            record = self.store.submit(recipe.job_id(folder), recipe.model_dump(mode="json"), str(folder))
            Ledger(self.settings.credits).hold(connection, f"run/{record.id}", record.id, "run")
        event = JobSubmitted(job_id=record.id, song_path=str(recipe.song_path), prompt=recipe.prompt)
        self._job = record.id
        self._pipeline.publish(event)
        return record

    def run(self, job_id: str, watch: Watcher = lambda report: None, *, may_retry: bool = False) -> JobRecord:
        """Run a job to its end, going on from where an earlier run stopped.

        Parameters
        ----------
        job_id : str
        watch : callable
            Gets a :class:`~beatreel.engine.film.Report` several times a second; raising JobCancelledError or JobPausedError
            in it ends the run.
        may_retry : bool
            Whether an error that may pass is followed by another run; only told in ``job_failed``.

        Raises
        ------
        AudioRejectedError
            If the song is refused.
        JobBusyError
            If another process runs this job.
        BeatreelError
            Whatever ended the job; it is in the log, and running the job again goes on.
        """
        record = self.store.job(job_id)
        film = self._film(record, watch)
        film.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.settings.data_dir / "running" / f"{record.id}.lock")
        if not lock.acquire(wait=False):
            raise JobBusyError(
                f"Another process is making this film (job {record.id})", hint="Watch it with: beatreel events --follow"
            )
        self._job = record.id
        try:
            sweep_parts(film.folder)
            attempt = self._begin(record.id)
            self.announce_missed(record.id)
            self._run(film, attempt, may_retry=may_retry)
            while not self.store.finish(record.id, revision=film.revision, made=film.platforms):
                film = self._film(self.store.job(record.id), watch)  # edited meanwhile
                self.announce_missed(record.id)
                self._run(film, attempt, may_retry=may_retry)
            sweep_sounds(film.folder)
        except BaseException as error:
            self.executor.settle()
            sweep_parts(film.folder)
            if not isinstance(error, BeatreelError) and is_disk_full(error):  # the store's own writes, for one
                raise disk_full() from error
            raise
        finally:
            lock.release()
        return self.store.job(record.id)

    def _begin(self, job_id: str) -> int:
        try:
            return self.store.set_state(job_id, "running", started=True)
        except CreditsError as error:
            self.store.set_state(job_id, "failed", error=error.message)
            raise

    def edit(self, job_id: str) -> Editor:
        """Return the editor of a job's scenes.

        Raises
        ------
        JobNotFoundError
        """
        record = self.store.job(job_id)

        def work(function: Callable[..., Any], *arguments: Any) -> Any:
            return self.executor.submit(function, *arguments).result()

        return Editor(self.settings, self.store, self.plugins, record, lambda: self.announce_missed(record.id), work)

    def order(self, job_id: str, platforms: Iterable[str]) -> JobRecord:
        """Have a job make files for platforms at its next run, from what is there.

        Raises
        ------
        ProviderNotFoundError, UserInputError
            As :meth:`submit`.
        """
        record = self.store.job(job_id)
        names = tuple(dict.fromkeys(platforms))
        check_platforms(self.plugins, Recipe.model_validate(record.recipe), names)
        self.store.want(record.id, names)
        return self.store.job(record.id)

    def _run(self, film: Film, attempt: int, *, may_retry: bool) -> None:
        event = JobSubmitted(job_id=film.job_id, song_path=str(film.recipe.song_path), prompt=film.recipe.prompt)
        try:
            self._work(event, film)
            if film.failures:
                raise film.failures[0]
        except AudioRejectedError as error:
            self.store.set_state(film.job_id, "rejected", error=error.message)
            raise
        except (JobPausedError, DiskFullError) as error:
            with contextlib.suppress(
                sqlite3.Error
            ):  # a full disk may refuse this too; running it again goes on all the same
                self.store.set_state(film.job_id, "queued", error=error.message)
            raise
        except (JobCancelledError, KeyboardInterrupt):
            self.store.set_state(film.job_id, "cancelled")
            raise
        except BeatreelError as error:
            final = not may_retry or isinstance(error, UserInputError)
            self._fail(film, attempt, error.message, error.hint, final=final)
            raise
        except Exception as error:
            self._fail(
                film,
                attempt,
                f"{type(error).__name__}: {error}",
                "Please report this with the log",
                final=not may_retry,
            )
            raise

    def _work(self, event: JobSubmitted, film: Film) -> None:
        try:
            self._pipeline.run(event, film)
        except Exception as error:
            if is_disk_full(error):
                raise disk_full() from error
            raise
        finally:
            film.let_go()

    def _fail(self, film: Film, attempt: int, message: str, hint: str | None, *, final: bool) -> None:
        self.store.set_state(film.job_id, "failed", error=message)
        self._pipeline.publish(
            JobFailed(job_id=film.job_id, stage=film.stage, message=message, hint=hint, attempt=attempt, final=final)
        )

    def _film(self, record: JobRecord, watch: Watcher) -> Film:
        recipe = Recipe.model_validate(record.recipe)
        return Film(
            job_id=record.id,
            recipe=recipe,
            folder=Path(record.folder),
            settings=self.settings,
            store=self.store,
            plugins=self.plugins,
            executor=self.executor,
            registry=self.registry,
            platforms=recipe.platforms if record.wanted is None else record.wanted,
            watch=watch,
        )

    def close(self) -> None:
        """End workers and close everything."""
        self.executor.close()
        self._listeners.close()
        if self.publisher is not None:
            self.publisher.close()
        self.store.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
