"""The desk where orders are handed in and wishes are uttered, from any process; the service works them off.

Handing in needs no engine: nothing is rendered, announced or bound here, so it takes a fraction of a second and works
whether a service runs or not.
"""

from __future__ import annotations

from pathlib import Path

from beatreel.core.config import Settings
from beatreel.core.errors import JobError, UserInputError
from beatreel.core.events import JobSubmitted
from beatreel.core.jobs import JobRecord, JobStore
from beatreel.core.ledger import Ledger
from beatreel.core.queue import JobQueue, QueueEntry
from beatreel.core.recipe import Recipe
from beatreel.engine.instance import Instance
from beatreel.engine.orders import check_params, check_providers, content_of, hash_of_song
from beatreel.hooks.manager import PluginManager


class Desk:
    """Submits, pauses, resumes, cancels and retries jobs.

    Parameters
    ----------
    settings : Settings
    store : JobStore
    plugins : PluginManager, optional
        Loaded when the first order comes, if not given.
    """

    def __init__(self, settings: Settings, store: JobStore, plugins: PluginManager | None = None) -> None:
        self.settings = settings
        self.store = store
        self.queue = JobQueue(store)
        self._plugins = plugins

    @property
    def plugins(self) -> PluginManager:
        """The plugins that orders are checked against."""
        if self._plugins is None:
            self._plugins = PluginManager.load(self.settings.plugins)
        return self._plugins

    def check(self, recipe: Recipe) -> None:
        """Refuse an order that cannot be carried out, before anything is entered.

        Raises
        ------
        UserInputError
        """
        check_providers(self.plugins, recipe)
        check_params(self.plugins, recipe.params)

    def submit(
        self, recipe: Recipe, folder: Path, *, priority: int = 0, source: str = "", anew: bool = False
    ) -> tuple[JobRecord, bool]:
        """Hand in an order.

        Parameters
        ----------
        recipe : Recipe
            Its song's hash is filled in where it is missing.
        folder : Path
            Where the results go.
        priority : int
            Higher goes first, and goes before a running job of lower priority.
        source : str
            Who hands it in.
        anew : bool
            Make the film even if the same one is there or under way elsewhere.

        Returns
        -------
        JobRecord
            The new job, or the one that makes the same film already.
        bool
            Whether it was entered into the queue now.

        Raises
        ------
        UserInputError
            If the order cannot be carried out; nothing is entered then.
        """
        self.check(recipe)
        if not recipe.song_sha256:
            recipe = recipe.model_copy(update={"song_sha256": hash_of_song(recipe.song_path, self.settings)})
        return self.enter(recipe, folder, priority=priority, source=source, anew=anew)

    def enter(
        self, recipe: Recipe, folder: Path, *, priority: int = 0, source: str = "", anew: bool = False
    ) -> tuple[JobRecord, bool]:
        """Do what :meth:`submit` does with an order that was checked and whose song was hashed before."""
        folder = folder.expanduser().absolute()
        content = content_of(recipe)
        with self.store.transaction() as connection:
            same = None if anew else self.queue.same_content(content)
            if same is not None and _is_still_good(record := self.store.job(same)):
                return record, False
            record = self.store.submit(recipe.job_id(folder), recipe.model_dump(mode="json"), str(folder))
            Ledger(self.settings.credits).hold(connection, f"run/{record.id}", record.id, "run")
            self.store.commit_event(
                JobSubmitted(job_id=record.id, song_path=str(recipe.song_path), prompt=recipe.prompt)
            )
            self.queue.enter(record.id, priority=priority, source=source, content=content)
            return self.store.job(record.id), True

    def next_version(self, recipe: Recipe, folder: Path) -> Path:
        """Return a folder for a film that may be a new version: ``folder``, or ``folder.v2`` and so on where other songs' films lie."""
        folder = folder.expanduser().absolute()
        candidate, version = folder, 1
        while self._is_taken(recipe, candidate):
            version += 1
            candidate = folder.with_name(f"{folder.name}.v{version}")
        return candidate

    def _is_taken(self, recipe: Recipe, folder: Path) -> bool:
        own = recipe.job_id(folder)
        return any(row["id"] != own for row in self.store.read("select id from jobs where folder=?", (str(folder),)))

    def _settle(self) -> None:
        """Where no service runs, nothing runs: jobs that a dead one left behind wait again."""
        instance = Instance(self.settings)
        if instance.lock.acquire(wait=False):
            try:
                self.queue.recover()
            finally:
                instance.lock.release()

    def cancel(self, job_id: str) -> JobRecord:
        """Stop a job for good; one that runs stops within a second or two. What is finished of it stays on disk.

        Raises
        ------
        JobNotFoundError
        UserInputError
            If it is over, or was not started through the queue.
        """
        record = self.store.job(job_id)
        self._settle()
        if self.queue.cancel(record.id) in ("", "ended"):
            raise UserInputError(_over(record), hint="Only jobs that wait or run in the queue can be cancelled")
        return self.store.job(record.id)

    def pause(self, job_id: str) -> JobRecord:
        """Keep a job from running; one that runs stops within a second or two and goes on from there when resumed."""
        record = self.store.job(job_id)
        self._settle()
        if self.queue.pause(record.id) in ("", "ended"):
            raise UserInputError(_over(record), hint="Only jobs that wait or run in the queue can be paused")
        return self.store.job(record.id)

    def resume(self, job_id: str) -> JobRecord:
        """Let a paused job go on."""
        record = self.store.job(job_id)
        if self.queue.resume(record.id) in ("", "ended"):
            raise UserInputError(_over(record), hint=f"To run it once more: beatreel jobs retry {record.id}")
        return self.store.job(record.id)

    def retry(self, job_id: str, *, priority: int | None = None) -> JobRecord:
        """Let a job that is over, or waits after an error, run at once; finished scenes are not made again.

        Raises
        ------
        JobNotFoundError
        JobError
            If it is running.
        """
        record = self.store.job(job_id)
        self._settle()
        known = self.queue.entry(record.id)
        if known is not None and known.phase == "running":
            raise JobError(f"Job {record.id} is running", hint=f"See how far: beatreel jobs show {record.id}")
        with self.store.transaction() as connection:
            connection.execute("update queue set phase='ended' where job_id=?", (record.id,))
            chosen = priority if priority is not None else (known.priority if known else 0)
            content = content_of(Recipe.model_validate(record.recipe))
            self.queue.enter(record.id, priority=chosen, source=known.source if known else "cli", content=content)
        return self.store.job(record.id)

    def entry(self, job_id: str) -> QueueEntry | None:
        """Return what the queue knows of a job."""
        return self.queue.entry(self.store.job(job_id).id)


def _is_still_good(record: JobRecord) -> bool:
    return record.state != "done" or (Path(record.folder) / "master.mp4").is_file()


def _over(record: JobRecord) -> str:
    words = {"done": "is done", "failed": "has failed", "rejected": "was rejected", "cancelled": "was cancelled"}
    return f"Job {record.id} {words.get(record.state, 'does not run in the queue')}"
