"""What all requests share: settings, store, plugins, queue, uploads and a worker for what must not run in the server."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import Request

from beatreel.core.config import Settings
from beatreel.core.jobs import JobRecord, JobStore
from beatreel.core.queue import JobQueue
from beatreel.core.styles import look_in
from beatreel.engine.correcting import prepare
from beatreel.engine.desk import Desk
from beatreel.engine.editing import Editor
from beatreel.engine.instance import Instance
from beatreel.engine.kept_analyses import Corrected
from beatreel.executors.local import LocalExecutor
from beatreel.hooks.manager import PluginManager
from beatreel.studio.models import Statements
from beatreel.studio.problems import RequestError
from beatreel.studio.uploads import Uploads

EDIT_PRIORITY = 10  # an artist who waits goes before films that are made in the background
_ID = re.compile(r"[0-9a-f]{6,12}")


class StudioDesk:
    """Everything behind the API.

    Parameters
    ----------
    settings : Settings
    films : Path
        Where new films go.
    token : str
    """

    def __init__(self, settings: Settings, films: Path, token: str) -> None:
        self.settings, self.films, self.token = settings, films, token
        look_in(settings.styles.folders)
        self.store = JobStore(settings.store_path)
        self.plugins = PluginManager.load(settings.plugins)
        self.orders = Desk(settings, self.store, self.plugins)
        self.queue = JobQueue(self.store)
        self.instance = Instance(settings)
        self.uploads = Uploads(settings)
        self.worker = LocalExecutor(settings, workers=1)

    def job(self, job_id: str) -> JobRecord:
        """Return a job by its full id."""
        if not _ID.fullmatch(job_id):
            raise RequestError("There is no such job", status=404, code="not_found", hint="See GET /api/v1/jobs")
        return self.store.job(job_id)

    def editor(self, job_id: str) -> Editor:
        """Return the editor of a job."""
        return Editor(self.settings, self.store, self.plugins, self.job(job_id))

    def correct(self, editor: Editor, order: Statements) -> Corrected:
        """Put what an artist states, in seconds of the film, into what was heard, in the worker."""

        def work(function: Callable[..., Any], *arguments: Any) -> Any:
            return self.worker.submit(function, *arguments).result(timeout=300)

        return prepare(editor, order.corrections(editor.song().trimmed_start), work)

    def queue_up(self, job_id: str) -> None:
        """Have the service make what was edited or asked for."""
        self.queue.enter(job_id, priority=EDIT_PRIORITY, source="studio")

    def wake(self) -> None:
        """Start the service, unless one runs or the user does not want it."""
        if self.settings.service.start_on_demand:
            self.instance.start(idle_exit=self.settings.service.idle_exit)

    def once(self, request: Request, order: Any, do: Callable[[], Any]) -> Any:
        """Carry out an order once for each ``Idempotency-Key``: deed and answer are committed together.

        Parameters
        ----------
        request : Request
        order : pydantic model
            What was asked for.
        do : callable
            Does it and returns a JSON-safe answer.

        Raises
        ------
        RequestError
            If the key was used for another order.
        """
        key = request.headers.get("idempotency-key", "")
        if len(key) > 200:
            raise RequestError("The Idempotency-Key is too long", status=422, code="idempotency_key")
        text = json.dumps([request.method, request.url.path, order.model_dump(mode="json")], sort_keys=True)
        asked = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        with self.store.transaction() as connection:
            if key:
                known = connection.execute("select asked, answer from answers where key=?", (key,)).fetchone()
                if known is not None:
                    if known[0] != asked:
                        raise RequestError(
                            "This Idempotency-Key was used for another request",
                            status=422,
                            code="idempotency_key",
                            hint="Use a new one for each order",
                        )
                    return json.loads(known[1])
            answer = do()
            if key:
                connection.execute(
                    "insert into answers (key, asked, answer) values (?,?,?)", (key, asked, json.dumps(answer))
                )
        self.wake()
        return answer

    def close(self) -> None:
        """End the worker and close the store."""
        self.worker.close()
        self.store.close()

    @property
    def page(self) -> Path:
        """Where the built page lies."""
        return Path(os.environ.get("BEATREEL_STUDIO_PAGE") or Path(__file__).parent / "page")


def desk_of(request: Request) -> StudioDesk:
    """Return what the application's requests share."""
    desk: StudioDesk = request.app.state.desk
    return desk
