"""The engine: submits jobs and runs them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from beatreel.core.bus import Publisher
from beatreel.core.config import Settings, load_settings
from beatreel.core.errors import (
    AudioRejectedError,
    BeatreelError,
    BusError,
    JobBusyError,
    JobCancelledError,
    ProviderNotFoundError,
    UserInputError,
)
from beatreel.core.events import EventRegistry, JobFailed, JobSubmitted, LoggedEvent, PluginFailed
from beatreel.core.files import sha256_of
from beatreel.core.jobs import JobRecord, JobStore
from beatreel.core.locks import FileLock
from beatreel.core.pipeline import Pipeline
from beatreel.core.recipe import Recipe
from beatreel.engine.film import Film, Watcher
from beatreel.engine.stages import STAGE_REACTIONS
from beatreel.executors.local import LocalExecutor
from beatreel.hooks.delivery import Delivery
from beatreel.hooks.listeners import ListenerProcess
from beatreel.hooks.manager import PluginManager

_log = logging.getLogger(__name__)
_ASPECT_TOLERANCE = 0.02


class Engine:
    """Runs jobs. Use it as a context manager.

    Parameters
    ----------
    settings : Settings, optional
        Read from files and environment by default.
    plugins : iterable of (str, object)
        Further plugins by name, delivered to in this process.
    """

    def __init__(self, settings: Settings | None = None, *, plugins: Iterable[tuple[str, Any]] = ()) -> None:
        self.settings = settings or load_settings()
        self.plugins = PluginManager.load(self.settings.plugins, extra=plugins)
        self.registry = EventRegistry()
        for kind in self.plugins.events:
            self.registry.register(kind)
        self.store = JobStore(self.settings.store_path)
        self.executor = LocalExecutor(self.settings, workers=self.settings.render.workers)
        self.publisher = self._open_bus()
        self._delivery = Delivery(self.plugins, self.registry, self._report_failure)
        self._own = {info.name for info in self.plugins.infos if not info.is_foreign}
        self._listeners = ListenerProcess(self.plugins, self.settings, self._report_failure)
        self._pipeline = Pipeline(self.store, self, STAGE_REACTIONS, self.plugins.reactions)
        self._failures = 0
        self._job = ""

    def _open_bus(self) -> Publisher | None:
        try:
            return Publisher(self.settings.runtime_dir, lambda since: self.store.events(since=since))
        except BusError as error:  # a film is worth more than its announcement
            _log.warning("%s (%s)", error, error.hint)
            return None

    def announce(self, event: LoggedEvent) -> None:
        """Tell listeners and other processes about a committed event."""
        self._delivery.announce(event, only=self._own)
        self._listeners.announce(event)
        if self.publisher is not None:
            self.publisher.announce(event)

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
            If a platform shows another shape than the film has.
        """
        self._check_providers(recipe)
        recipe = recipe.model_copy(update={"song_sha256": self._hash(recipe.song_path)})
        folder = folder.expanduser().absolute()
        record = self.store.submit(recipe.job_id(folder), recipe.model_dump(mode="json"), str(folder))
        event = JobSubmitted(job_id=record.id, song_path=str(recipe.song_path), prompt=recipe.prompt)
        self._job = record.id
        self._pipeline.publish(event)
        return record

    def run(self, job_id: str, watch: Watcher = lambda report: None) -> JobRecord:
        """Run a job to its end, going on from where an earlier run stopped.

        Parameters
        ----------
        job_id : str
        watch : callable
            Gets a :class:`~beatreel.engine.film.Report` now and then.

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
            attempt = self.store.set_state(record.id, "running", started=True)
            for missed in self.store.unannounced(record.id):
                self.announce(missed)
                self.store.mark_announced(record.id, missed.id)
            submitted = JobSubmitted(job_id=record.id, song_path=str(film.recipe.song_path), prompt=film.recipe.prompt)
            self._run(film, submitted, attempt)
        finally:
            lock.release()
        return self.store.job(record.id)

    def _run(self, film: Film, event: JobSubmitted, attempt: int) -> None:
        try:
            self._pipeline.run(event, film)
            if film.failures:
                raise film.failures[0]
            self.store.set_state(film.job_id, "done")
        except AudioRejectedError as error:
            self.store.set_state(film.job_id, "rejected", error=error.message)
            raise
        except (JobCancelledError, KeyboardInterrupt):
            self.store.set_state(film.job_id, "cancelled")
            raise
        except BeatreelError as error:
            self._fail(film, attempt, error.message, error.hint)
            raise
        except Exception as error:
            self._fail(film, attempt, f"{type(error).__name__}: {error}", "Please report this with the log")
            raise

    def _fail(self, film: Film, attempt: int, message: str, hint: str | None) -> None:
        self.store.set_state(film.job_id, "failed", error=message)
        self._pipeline.publish(
            JobFailed(job_id=film.job_id, stage=film.stage, message=message, hint=hint, attempt=attempt)
        )

    def _film(self, record: JobRecord, watch: Watcher) -> Film:
        return Film(
            job_id=record.id,
            recipe=Recipe.model_validate(record.recipe),
            folder=Path(record.folder),
            settings=self.settings,
            store=self.store,
            plugins=self.plugins,
            executor=self.executor,
            registry=self.registry,
            watch=watch,
        )

    def _check_providers(self, recipe: Recipe) -> None:
        self.plugins.analyzer(recipe.analyzer)
        painter = self.plugins.generator(recipe.generator)
        self.plugins.generator(recipe.animator)
        for name in recipe.platforms:
            platform = self.plugins.exporter(name).platform
            if abs(Fraction(recipe.spec.width, recipe.spec.height) / platform.aspect - 1) > _ASPECT_TOLERANCE:
                raise UserInputError(
                    f"{platform.title} shows {platform.aspect.numerator}:{platform.aspect.denominator}, this film is"
                    f" {recipe.spec.width}x{recipe.spec.height}",
                    hint=f"Leave “{name}” out of --only, or render with --aspect 9:16",
                )
        if not hasattr(painter, "paint"):
            raise ProviderNotFoundError(
                f"The generator “{recipe.generator}” cannot paint", hint="Name one that can with --generator"
            )

    def _hash(self, path: Path) -> str:
        """Tell songs apart by content; a file that intake will refuse anyway need not be read."""
        try:
            if path.is_file() and path.stat().st_size <= self.settings.intake.max_bytes:
                return sha256_of(path)
        except OSError:
            pass
        return ""

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
