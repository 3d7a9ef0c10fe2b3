"""On another machine: one task, done by a worker process of its own, told as a stream of messages.

The worker is that of the local executor, so a crash, a stall, what a plugin prints and threads are dealt with as at home; what
Ray runs only looks after it. A stream is, in this order: ``begun`` (machine), any number of ``beat``, ``progress`` (done, note),
``shown`` (JPEG, which) and ``printed`` (text), then either ``failed`` (error) or for each output ``made`` (number, is_folder, files,
hashes) and at last ``done`` (result).
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import pickle
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatreel._version import __version__
from beatreel.core.errors import BeatreelError, DiskFullError, ExecutorError, WorkerCrashedError
from beatreel.core.files import is_disk_full
from beatreel.executors.cluster.cards import claim
from beatreel.executors.cluster.parcels import INWARD, Files, read, unpack, write
from beatreel.executors.local import LocalExecutor
from beatreel.executors.scratch import SCRATCH, scratch_folder
from beatreel.tasks import context

_LOOK_EVERY = 0.2  # seconds between two looks at the worker
_BEAT_EVERY = 2.0  # seconds between two signs of life
_PRINTED_MAX = 50_000  # bytes of one task's output that travel
_KEPT_MAX = 4_000_000_000  # bytes of stills that a worker keeps unpacked

Message = tuple[Any, ...]


@dataclass(frozen=True)
class Order:
    """What a task's machine must know beside its contents.

    Attributes
    ----------
    version : str
        The engine's beatreel.
    settings : str
        The engine's, as JSON.
    plugins : str
        Key of the content that holds the engine's plugin and style files, empty for none.
    plugin_folders : int
        How many folders of plugins it holds, named 0, 1, …; those of styles come next.
    function : callable
    arguments : tuple
        With tokens for paths.
    keys : tuple of str
        Of the contents, in their order.
    outputs : tuple of Path
        Tokens of what is written.
    has_cards : bool
        Whether the cards that it is lent are its alone.
    """

    version: str
    settings: str
    plugins: str
    plugin_folders: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    keys: tuple[str, ...]
    outputs: tuple[Path, ...]
    has_cards: bool = False


def run(order: Order, *contents: Files) -> Iterator[Message]:
    """Do a task and tell of it."""
    machine = _machine()
    yield "begun", machine
    try:
        if order.version != __version__:
            raise ExecutorError(
                f"The machine {machine} has beatreel {__version__}, this one {order.version}",
                hint="Install the same version on all machines of the cluster",
            )
        yield from _Desk.for_(order, dict(zip(order.keys, contents, strict=True))).work(order)
    except BaseException as error:  # whatever it is belongs to whoever waits for it
        if isinstance(error, GeneratorExit):
            raise
        yield "failed", _portable(error, machine)


class _Desk:
    """What this process keeps from task to task: a warm worker, and what it has unpacked."""

    _current: _Desk | None = None

    def __init__(self, kind: tuple[str, ...]) -> None:
        self.kind = kind
        # Named like the local executor's folders: the next executor on this machine sweeps it once this process is gone.
        self.folder = scratch_folder()
        (self.folder / INWARD).mkdir()
        self.executor: LocalExecutor | None = None
        self._number = 0

    @classmethod
    def for_(cls, order: Order, contents: dict[str, Files]) -> _Desk:
        # A process may be given another GPU for its next task; a worker that has opened one stays with it.
        kind = (order.settings, order.plugins, os.environ.get("CUDA_VISIBLE_DEVICES", ""))
        if cls._current is not None and cls._current.kind != kind:
            cls._current.close()
            cls._current = None
        if cls._current is None:
            cls._current = cls(kind)
        desk = cls._current
        desk.keep(contents)
        if desk.executor is None:
            # Worker processes would run Ray's own main module again, which takes a second and starts nothing of ours.
            vars(sys.modules["__main__"]).pop("__file__", None)
            desk.executor = LocalExecutor(desk.settings(order), workers=1)
        return desk

    def settings(self, order: Order) -> Any:
        """The engine's settings, with its plugin and style files where they were unpacked."""
        from beatreel.core.config import Settings

        settings = Settings.model_validate_json(order.settings)
        root = self.folder / INWARD / order.plugins
        first, count = order.plugin_folders, order.plugin_folders + len(settings.styles.folders)
        folders = tuple(root / str(number) for number in range(count))
        plugins = settings.plugins.model_copy(update={"folders": folders[:first]})
        styles = settings.styles.model_copy(update={"folders": folders[first:]})
        return settings.model_copy(update={"plugins": plugins, "styles": styles})

    def keep(self, contents: dict[str, Files]) -> None:
        """Unpack what is not there yet, and drop what was not used for longest."""
        for key, files in contents.items():
            folder = self.folder / INWARD / key
            write(folder, files, for_good=False)
            os.utime(folder)
        kept = sorted((self.folder / INWARD).iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
        used = 0
        for folder in kept:
            used += sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
            if used > _KEPT_MAX and folder.name not in contents:
                shutil.rmtree(folder, ignore_errors=True)

    def work(self, order: Order) -> Iterator[Message]:
        self._number += 1
        own = self.folder / f"task-{self._number}"
        own.mkdir()
        heard = _Heard()
        arguments = unpack(order.function, order.arguments, self.folder, own)
        assert self.executor is not None
        future = self.executor.submit(
            perform,
            own / "printed",
            _card_room() if order.has_cards else None,
            order.function,
            arguments,
            progress=heard,
        )
        try:
            yield from _watch(future, heard, own / "printed")
            result = future.result()
            for number, token in enumerate(order.outputs):
                files = read(own / token)
                hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files}
                yield "made", number, (own / token).is_dir(), files, hashes
            yield "done", result
        finally:
            future.cancel()
            shutil.rmtree(own, ignore_errors=True)

    def close(self) -> None:
        if self.executor is not None:
            self.executor.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class _Heard:
    """The last thing that a worker has told of its task, and the last picture that it has shown, until they are passed on."""

    def __init__(self) -> None:
        self._told: list[Message] = []
        self._shown: dict[int, Message] = {}

    def __call__(self, done: float, note: str = "") -> None:
        self._told = [("progress", done, note)]

    def show(self, picture: bytes, which: int = 0) -> None:
        self._shown[which] = ("shown", picture, which)

    def news(self) -> list[Message]:
        told, self._told = self._told, []
        shown, self._shown = self._shown, {}
        return [*told, *shown.values()]


def _watch(future: Future[Any], heard: _Heard, printed: Path) -> Iterator[Message]:
    """Tell how a task gets on until it is done, however it ends."""
    told, beat = 0, time.monotonic()
    while True:
        with contextlib.suppress(Exception, CancelledError):
            future.exception(timeout=_LOOK_EVERY)
        is_done = future.done()
        for message in heard.news():
            beat = time.monotonic()
            yield message
        text = _printed(printed, told)
        if text:
            told += len(text)
            yield "printed", text.decode("utf-8", errors="replace")
        if is_done:
            return
        if time.monotonic() - beat > _BEAT_EVERY:
            beat = time.monotonic()
            yield ("beat",)


def _printed(path: Path, start: int) -> bytes:
    with contextlib.suppress(OSError), path.open("rb") as stream:
        stream.seek(start)
        return stream.read(max(_PRINTED_MAX - start, 0))
    return b""


def _card_room() -> Path:
    """Where the processes of this node agree on its cards. Named like the local executor's folders, so that it goes after the node."""
    room = Path(tempfile.gettempdir()) / f"{SCRATCH}{os.environ.get('RAY_RAYLET_PID', os.getppid())}-cards"
    room.mkdir(mode=0o700, exist_ok=True)
    return room


def perform(
    printed: Path, cards: Path | None, function: Callable[..., Any], arguments: tuple[Any, ...], *, progress: Any
) -> Any:
    """In the worker process: run a task with what it prints caught in a file, so that it can travel and outlives a crash.

    Parameters
    ----------
    cards : Path or None
        Where this machine's processes agree on its cards, if it has been lent any.
    """
    if cards is not None:
        claim(cards)
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    stream = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        os.dup2(stream, 1)
        os.dup2(stream, 2)
        with _logging_printed():
            return function(*arguments, progress=progress)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, old in enumerate(kept, 1):
            os.dup2(old, number)
            os.close(old)
        os.close(stream)


@contextlib.contextmanager
def _logging_printed() -> Iterator[None]:
    """Have what plugins log printed as well, from the level on that the settings name."""
    root, handler = logging.getLogger(), logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    before = root.level
    root.addHandler(handler)
    root.setLevel(context.settings().executor.log_level.upper())
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def _machine() -> str:
    import ray

    # The address alone would not tell two nodes on one machine apart.
    return f"{ray.util.get_node_ip_address()} ({ray.get_runtime_context().get_node_id()[:6]})"


def _portable(error: BaseException, machine: str) -> BeatreelError:
    """Return an error that can travel, and says where it happened where that matters."""
    if isinstance(error, WorkerCrashedError):
        error.machine = machine
    if isinstance(error, DiskFullError) or is_disk_full(error):  # another machine may have space
        return WorkerCrashedError(
            f"The disk of the machine {machine} is full", hint="Free some space there", machine=machine
        )
    if isinstance(error, BeatreelError):
        with contextlib.suppress(Exception):
            pickle.dumps(error)
            return error
    return BeatreelError(f"{type(error).__name__}: {error}", hint="Please report this with the log")
