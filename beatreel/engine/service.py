"""The service: works off the queue, one job at a time with all workers, and survives whatever a job does.

Everything that counts is in the store, so a service may be killed at any moment; the next one goes on. A job that dies with
the service again and again without getting any further is taken out, so that it cannot hold up the rest.
"""

from __future__ import annotations

import contextlib
import logging
import random
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel._version import __version__
from beatreel.core.config import Settings
from beatreel.core.errors import (
    BeatreelError,
    ConfigError,
    DiskFullError,
    JobBusyError,
    JobCancelledError,
    JobPausedError,
    UserInputError,
)
from beatreel.core.events import JobFailed
from beatreel.core.queue import JobQueue, QueueEntry
from beatreel.engine.engine import Engine
from beatreel.engine.film import Report
from beatreel.engine.instance import Instance
from beatreel.engine.service_log import tell

if TYPE_CHECKING:
    from beatreel.engine.metrics import Metrics

_log = logging.getLogger(__name__)
_TICK = 0.2  # seconds between two looks at the queue and the wishes
_HEARTBEAT = 2.0  # seconds between two words on how it goes
_REST = 60.0  # seconds without work after which the workers and their memory are given back
_NICENESS = 5  # of the workers: watchers, the Studio and people's own programs go first
_BUSY_CHECK = 5.0  # seconds before a job that another process runs is tried again


class Service:
    """Works off the queue of a data folder.

    Parameters
    ----------
    settings : Settings
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._instance = Instance(settings)
        self._stopping = threading.Event()
        self._report: Report | None = None
        self._current: QueueEntry | None = None
        self._order: type[JobCancelledError] | None = None
        self._thread: threading.Thread | None = None
        self._busy_since = self._idle_since = time.monotonic()
        self._told = 0.0

    def stop(self) -> None:
        """Put the running job back and leave; may be called from a signal handler."""
        self._stopping.set()

    def run(self, *, idle_exit: float | None = None) -> bool:
        """Work until stopped; return False if another service has this queue already.

        Parameters
        ----------
        idle_exit : float, optional
            Leave after so many seconds without work.
        """
        while self._instance.claim():
            try:
                with Engine(self._settings, niceness=_NICENESS) as engine:
                    self._work(engine, idle_exit)
                    is_over = self._stopping.is_set()
            finally:
                self._instance.lock.release()
            # Who submits looks for a running service afterwards; so whoever leaves looks once more after giving up the lock.
            if is_over or not self._has_work():
                return True
        return False

    def _has_work(self) -> bool:
        from beatreel.core.jobs import JobStore

        with JobStore(self._settings.store_path) as store:
            return JobQueue(store).next() is not None

    # -- the loop ----------------------------------------------------------------------------------------------

    def _work(self, engine: Engine, idle_exit: float | None) -> None:
        self._engine, self._queue, announced = engine, JobQueue(engine.store), -1
        tell(_log, "service started", version=__version__, queue=self._queue.length(), workers=engine.executor.workers)
        self._recover()
        metrics = self._open_metrics()
        self._idle_since = time.monotonic()
        while not self._stopping.is_set():
            announced = self._announce(announced)
            if self._thread is None:
                self._begin_next()
            else:
                self._look_after_job()
            self._heartbeat()
            idle = time.monotonic() - self._idle_since if self._thread is None else 0.0
            if idle > _REST:
                engine.executor.close()
            if idle_exit is not None and idle > idle_exit:
                break
            self._stopping.wait(_TICK)
        self._order = JobPausedError
        if self._thread is not None:
            self._thread.join()
        if metrics is not None:
            metrics.close()
        tell(_log, "service stopped", queue=self._queue.length())

    def _open_metrics(self) -> Metrics | None:
        address = self._settings.service.metrics
        if not address:
            return None
        from beatreel.engine.metrics import Metrics

        try:
            return Metrics(address, self._settings, self._engine.store)
        except ConfigError as error:  # films are worth more than their figures
            tell(_log, "figures are not served", level=logging.WARNING, why=error.message)
            return None

    def _recover(self) -> None:
        for entry in self._persist(self._queue.recover):
            strikes = self._queue.entry(entry.job_id)
            count = strikes.strikes if strikes else 0
            tell(_log, "job was left by a service that died", level=logging.WARNING, job=entry.job_id, strikes=count)
            if count >= self._settings.service.max_strikes and entry.wish != "cancel":
                self._take_out(entry.job_id, count)

    def _take_out(self, job_id: str, strikes: int) -> None:
        message = f"The service died {strikes} times in a row over this job"
        hint = f"Look at the log with: beatreel service log. To try again: beatreel jobs retry {job_id}"
        engine = self._engine
        attempt = engine.store.set_state(job_id, "failed", error=message)
        engine.store.commit_event(
            JobFailed(job_id=job_id, stage="", message=message, hint=hint, attempt=attempt), state="failed"
        )
        self._queue.end(job_id)
        engine.announce_missed(job_id)
        tell(_log, "job taken out", level=logging.ERROR, job=job_id, strikes=strikes)

    def _announce(self, last: int) -> int:
        """Tell listeners about jobs that other processes have submitted."""
        newest = self._engine.store.last_event_id()
        if newest != last:
            for job_id in self._engine.store.jobs_to_announce():
                self._persist(lambda job_id=job_id: self._engine.announce_missed(job_id))  # type: ignore[misc]
        return newest

    def _begin_next(self) -> None:
        entry = self._queue.next()
        if entry is None:
            return
        record = self._engine.store.job(entry.job_id)
        if self._free_space(Path(record.folder)) < self._settings.service.min_free:
            self._persist(
                lambda: self._queue.put_back(
                    entry.job_id, reason="the disk is full", delay=self._settings.service.disk_check
                )
            )
            tell(_log, "job waits for disk space", level=logging.WARNING, job=entry.job_id, folder=record.folder)
            return
        if not self._persist(lambda: self._queue.begin(entry.job_id)):
            return
        self._current, self._order, self._report, self._busy_since = entry, None, None, time.monotonic()
        song = Path(record.recipe["song_path"]).name
        tell(_log, "job started", job=entry.job_id, song=song, attempt=record.attempt + 1, source=entry.source)
        self._thread = threading.Thread(target=self._run, args=(entry,), name=f"job-{entry.job_id}")
        self._thread.start()

    def _free_space(self, folder: Path) -> int:
        places = (folder, self._settings.cache_dir, self._settings.data_dir)
        return min(shutil.disk_usage(_existing(place)).free for place in places)

    def _look_after_job(self) -> None:
        assert self._thread is not None
        assert self._current is not None
        if not self._thread.is_alive():
            self._thread, self._current, self._idle_since = None, None, time.monotonic()
            return
        entry = self._queue.entry(self._current.job_id)
        if entry is None:
            return
        waiting = self._queue.next()
        if entry.wish == "cancel":
            self._order = JobCancelledError
        elif entry.wish == "pause" or (waiting is not None and waiting.priority > entry.priority):
            self._order = JobPausedError

    def _heartbeat(self) -> None:
        now = time.monotonic()
        if now - self._told < _HEARTBEAT and self._thread is not None:
            return
        if now - self._told < _TICK * 2:
            return
        self._told = now
        running: list[dict[str, Any]] = []
        if self._current is not None:
            job: dict[str, Any] = {"job": self._current.job_id, "seconds": round(now - self._busy_since, 1)}
            if self._report is not None:
                report = self._report
                job |= {
                    "stage": report.stage,
                    "done": report.done,
                    "note": report.note,
                    "seconds_left": report.seconds_left,
                }
            running.append(job)
        publisher = self._engine.publisher
        self._instance.publish(
            {
                "version": __version__,
                "queue": self._queue.length(),
                "running": running,
                "events": publisher.events_address if publisher else None,
            }
        )

    # -- one job -----------------------------------------------------------------------------------------------

    def _watch(self, report: Report) -> None:
        self._report = report
        if self._order is not None:
            raise self._order("The job was stopped")

    def _run(self, entry: QueueEntry) -> None:
        job_id, queue, settings = entry.job_id, self._queue, self._settings.service
        may_retry = entry.failures < settings.retries
        try:
            self._engine.run(job_id, self._watch, may_retry=may_retry)
            self._conclude(entry, "job done", lambda: queue.end(job_id))
        except JobPausedError:
            known = queue.entry(job_id)
            phase = "paused" if known is not None and known.wish == "pause" else "waiting"
            self._conclude(entry, "job put back", lambda: queue.put_back(job_id, phase=phase), phase=phase)
        except JobCancelledError:
            self._conclude(entry, "job cancelled", lambda: queue.end(job_id))
        except JobBusyError as error:
            reason = error.message
            self._conclude(entry, "job waits", lambda: queue.put_back(job_id, reason=reason, delay=_BUSY_CHECK))
        except DiskFullError as error:
            reason = error.message
            self._conclude(
                entry,
                "job waits for disk space",
                lambda: queue.put_back(job_id, reason=reason, delay=self._settings.service.disk_check),
                level=logging.WARNING,
            )
        except UserInputError as error:
            self._conclude(entry, "job refused", lambda: queue.end(job_id), why=error.message)
        except Exception as error:
            self._failed(entry, error, may_retry=may_retry)

    def _failed(self, entry: QueueEntry, error: Exception, *, may_retry: bool) -> None:
        job_id, why = entry.job_id, str(error)
        if may_retry:
            delay = self._settings.service.retry_delay * 2**entry.failures * random.uniform(0.8, 1.2)
            self._conclude(
                entry,
                "job failed, will be tried again",
                lambda: self._queue.put_back(job_id, reason=why, delay=delay, failed=True),
                level=logging.WARNING,
                why=why,
                seconds=delay,
            )
        else:
            self._conclude(
                entry,
                "job failed",
                lambda: self._queue.end(job_id),
                level=logging.ERROR,
                trace=not isinstance(error, BeatreelError),
                why=why,
            )

    def _conclude(
        self, entry: QueueEntry, what: str, write: Callable[[], Any], *, level: int = logging.INFO, **facts: Any
    ) -> None:
        seconds = time.monotonic() - self._busy_since
        tell(_log, what, level=level, job=entry.job_id, **{"took": round(seconds, 2), **facts})
        self._persist(write)

    def _persist(self, write: Callable[[], Any]) -> Any:
        """Write to the store, for as long as it takes: a full disk delays the service but does not end it."""
        complained = False
        while True:
            try:
                return write()
            except sqlite3.OperationalError as error:
                if not complained:
                    tell(_log, "the store cannot be written; trying again", level=logging.ERROR, why=str(error))
                complained = True
                if self._stopping.wait(1.0):
                    with contextlib.suppress(sqlite3.OperationalError):
                        return write()
                    return None


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)
