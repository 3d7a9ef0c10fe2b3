"""Looks into claimed songs while their jobs wait: a bad one comes back within seconds, not when its turn comes in hours.

What is found out becomes the job's own event, in one transaction with the job's state, so the job need not look again. Songs are
looked into by capped children at the lowest priority; this process only waits for them.
"""

from __future__ import annotations

import logging
import threading
from queue import Empty, SimpleQueue

from beatreel.core.config import Settings
from beatreel.core.errors import AudioRejectedError, BeatreelError
from beatreel.core.events import AudioRejected, AudioValidated, Event
from beatreel.core.jobs import JobStore
from beatreel.core.queue import JobQueue
from beatreel.core.recipe import Recipe
from beatreel.engine.service_log import tell
from beatreel.intake.cage import warm
from beatreel.intake.gate import validate_song

_log = logging.getLogger(__name__)
_IDLE = 30.0  # seconds without a song after which the warm process is given back
_NICENESS = 15


class EarlyChecks:
    """Checks the songs of waiting jobs, one after the other, in a thread.

    Parameters
    ----------
    settings : Settings
    store : JobStore
    """

    def __init__(self, settings: Settings, store: JobStore) -> None:
        self._settings, self._store, self._queue = settings, store, JobQueue(store)
        self._jobs: SimpleQueue[str | None] = SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="beatreel-early-checks", daemon=True)
        self._thread.start()

    def add(self, job_id: str) -> None:
        """Have a job's song checked soon."""
        self._jobs.put(job_id)

    def close(self, timeout: float = 5.0) -> bool:
        """Stop after the song at hand; return whether that was in time."""
        self._closing.set()
        self._jobs.put(None)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        while not self._closing.is_set():
            job_id = self._jobs.get()
            with warm(niceness=_NICENESS):
                while job_id is not None and not self._closing.is_set():
                    try:
                        self._check(job_id)
                    except Exception as error:  # the job finds out by itself
                        tell(_log, "song cannot be checked early", level=logging.WARNING, job=job_id, why=error)
                    try:
                        job_id = self._jobs.get(timeout=_IDLE)
                    except Empty:
                        job_id = None

    def _check(self, job_id: str) -> None:
        if not self._waits(job_id):
            return
        recipe = Recipe.model_validate(self._store.job(job_id).recipe)
        try:
            song = validate_song(recipe.song_path, self._settings.intake)
        except AudioRejectedError as error:
            refusal = AudioRejected(
                job_id=job_id,
                song_path=str(recipe.song_path),
                reason=error.reason,
                message=error.message,
                hint=error.hint,
            )
            self._enter(refusal, error.message)
            return
        except BeatreelError:
            return
        # What else there is to check, or to do to the song, is the job's business.
        if not (recipe.references or recipe.stills or recipe.trim_silence):
            self._enter(AudioValidated(job_id=job_id, song=song), None)

    def _enter(self, event: Event, error: str | None) -> None:
        with self._store.transaction() as connection:
            if not self._waits(event.job_id):  # the service was quicker
                return
            self._store.insert_event(connection, event)
            if error is not None:
                self._store.set_state(event.job_id, "rejected", error=error)
                self._queue.end(event.job_id)

    def _waits(self, job_id: str) -> bool:
        entry = self._queue.entry(job_id)
        return entry is not None and entry.phase == "waiting"
