"""The engine's side: hands tasks to the cluster, follows their streams, and puts what they made where it belongs."""

from __future__ import annotations

import contextlib
import itertools
import logging
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from beatreel._version import __version__
from beatreel.core.config import Settings
from beatreel.core.errors import (
    BeatreelError,
    ConfigError,
    ExecutorError,
    JobCancelledError,
    MachineLostError,
    WorkerCrashedError,
    WorkerStalledError,
)
from beatreel.core.files import is_disk_full
from beatreel.core.ports import Generator, Progress, Resources
from beatreel.executors.cluster import node
from beatreel.executors.cluster.connection import Connection, require_ray
from beatreel.executors.cluster.contents import Contents
from beatreel.executors.cluster.parcels import ROUTES, Parcel, deliver, pack
from beatreel.executors.local import LocalExecutor, show
from beatreel.executors.worker import disk_full
from beatreel.hooks.manager import PluginManager

_log = logging.getLogger(__name__)
_TURN = 0.2  # seconds for which the thread waits for messages at once
_COUNT_EVERY = 5.0  # seconds between two looks at the cluster's machines
_GRACE = (
    60.0  # seconds beyond the stall limit after which a machine that should have told of a stall itself is given up
)
_OUTPUT_MAX = 4000  # characters of what a lost worker printed that are kept


class RayExecutor:
    """Runs scenes on a Ray cluster, and what belongs to the whole film in processes of this machine.

    Parameters
    ----------
    settings : Settings
    plugins : PluginManager
        Says what each generator needs.
    niceness : int
        How far worker processes of this machine let other processes go first.

    Raises
    ------
    ConfigError
        If Ray is not installed.
    """

    def __init__(self, settings: Settings, plugins: PluginManager, *, niceness: int = 0) -> None:
        require_ray()
        self._settings = settings
        self._plugins = plugins
        self._local = LocalExecutor(settings, workers=settings.render.workers, niceness=niceness)
        self._tasks: dict[int, _Task] = {}
        self._numbers = itertools.count(1)
        self._opening = threading.Lock()
        self._lock = threading.RLock()  # taken after _delivering where both are
        self._delivering = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._ray: Any = None
        self._is_broken = False
        self._counted = -_COUNT_EVERY
        self._machines: list[Resources] = []

    @property
    def workers(self) -> int:
        """As many as the cluster has cores, and one more for each machine, whose inputs travel meanwhile."""
        if self._settings.executor.in_flight:
            return self._settings.executor.in_flight
        if self._ray is None:
            return self._local.workers
        return max(1, int(sum(machine.cpus for machine in self._machines)) + len(self._machines))

    def submit(self, function: Callable[..., Any], /, *arguments: Any, progress: Progress | None = None) -> Future[Any]:
        """Run ``function(*arguments, progress=…)``, on the cluster if it is known how it travels.

        Raises
        ------
        ExecutorError
            If the cluster cannot be reached or started.
        """
        if function not in ROUTES:
            return self._local.submit(function, *arguments, progress=progress)
        with self._opening:
            self._start()
        with self._lock:
            parcel = pack(function, arguments, self._contents.key_of)
            task = _Task(next(self._numbers), parcel, arguments, self._needs(function, arguments), progress, self)
            self._send(task)
            self._tasks[task.number] = task
        return task.future

    def _start(self) -> None:
        if self._ray is not None:
            if not self._is_broken:
                return
            self._leave()
        self._is_broken = False
        self._connection = Connection(self._settings)
        self._ray = self._connection.open()
        self._contents = Contents(self._ray)
        self._run = self._ray.remote(max_calls=0)(node.run)  # keeps the process, and so what a generator has loaded
        self._plugin_key, self._plugin_folders = self._plugin_files()
        self._count()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="beatreel-cluster", daemon=True)
        self._thread.start()

    def _plugin_files(self) -> tuple[str, int]:
        folders = (*self._settings.plugins.folders, *self._settings.styles.folders)
        if not folders:
            return "", 0
        try:
            return self._contents.gather(folders), len(self._settings.plugins.folders)
        except ValueError as error:
            raise ConfigError(
                f"The folders of plugins and styles are too large to travel: {error}",
                hint="Install large plugins as packages on all machines of the cluster",
            ) from error

    def _needs(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Resources:
        best = max((machine.gpus for machine in self._machines), default=0.0)
        route = ROUTES[function]
        at_work = [(self._plugins.generator(name), params) for name, params in route.generators(arguments)]
        others = [(self._plugins.generator(name), params) for name, params in route.adopters(arguments)]
        at_work += [(other, params) for other, params in others if hasattr(other, "adopt")]
        all_needs = [_needs_of(generator, params, best) for generator, params in at_work] or [Resources()]
        return Resources(
            max(needs.cpus for needs in all_needs),
            max(needs.gpus for needs in all_needs),
            max(needs.memory for needs in all_needs),
        )

    def _send(self, task: _Task) -> None:
        parcel = task.parcel
        keys = tuple(parcel.contents)
        references = [self._contents.reference(key, path) for key, path in parcel.contents.items()]
        if self._plugin_key:
            keys = (*keys, self._plugin_key)
            references.append(self._contents.reference(self._plugin_key))
        order = node.Order(
            version=__version__,
            settings=self._settings.model_dump_json(),
            plugins=self._plugin_key,
            plugin_folders=self._plugin_folders,
            function=parcel.function,
            arguments=parcel.arguments,
            keys=keys,
            outputs=tuple(token for token, _ in parcel.outputs),
            has_cards=task.needs.gpus >= 1,
        )
        task.stream = self._run.options(
            num_cpus=task.needs.cpus,
            num_gpus=task.needs.gpus,
            memory=task.needs.memory,
            num_returns="streaming",
            max_retries=0,  # the engine counts attempts
            name=f"beatreel {task.what}",
        ).remote(order, *references)

    # -- following ---------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """In a thread: read all streams until the executor is closed."""
        closing = self._closing
        while not closing.is_set():
            with self._lock:
                streams = {id(task.stream): task for task in self._tasks.values()}
            if not streams:
                closing.wait(_TURN)
                continue
            try:
                waiting = [task.stream for task in streams.values()]
                ready, _ = self._ray.wait(waiting, num_returns=len(waiting), timeout=_TURN)
                for stream in ready:
                    self._read(streams[id(stream)])
                self._look_after(list(streams.values()))
            except Exception as error:  # the cluster itself is gone
                if closing.is_set():
                    return
                self._give_up(list(streams.values()), error)

    def _read(self, task: _Task) -> None:
        """Take one message."""
        try:
            reference = next(task.stream)
            message = self._ray.get(reference)
        except StopIteration:
            self._end(task, error=_lost(task, "its stream ended"))
            return
        except Exception as error:
            self._end(task, error=self._translated(task, error))
            return
        kind, *facts = message
        task.heard = time.monotonic()
        if kind == "begun":
            task.machine = facts[0]
        elif kind == "progress" and task.progress is not None:
            with contextlib.suppress(JobCancelledError):  # meant for the thread that waits for the result
                task.progress(*facts)
        elif kind == "shown" and task.progress is not None:
            show(task.progress, *facts)
        elif kind == "printed":
            task.printed = (task.printed + facts[0])[-_OUTPUT_MAX:]
            hear = getattr(task.progress, "printed", None)
            if hear is not None:
                hear(facts[0], task.machine)
            sys.stderr.write("".join(f"[{task.machine}] {line}\n" for line in facts[0].splitlines()))
        elif kind == "made":
            task.made.append((facts, reference))
        elif kind == "failed":
            failure = facts[0]
            if isinstance(failure, WorkerCrashedError):
                failure.output = task.printed
            self._end(task, error=failure)
        elif kind == "done":
            self._deliver(task, facts[0])

    def _deliver(self, task: _Task, result: Any) -> None:
        with self._delivering:
            if task.future.done():
                return
            try:
                for (number, is_folder, files, hashes), _ in task.made:
                    deliver(task.parcel.outputs[number][1], files, hashes, is_folder=is_folder)
                result = ROUTES[task.parcel.function].result(task.arguments, result)
            except Exception as error:
                self._end(task, error=disk_full() if is_disk_full(error) else error)
                return
            self._end(task, result=result)

    def _end(self, task: _Task, *, result: Any = None, error: BaseException | None = None) -> None:
        with self._lock:
            self._tasks.pop(task.number, None)
            if task.future.done():
                return
            if isinstance(error, MachineLostError):
                _log.warning("%s: %s", task.what, error.message)
            if error is None:
                task.future.set_result(result)
            else:
                task.future.set_exception(error)

    def _translated(self, task: _Task, error: Exception) -> BeatreelError:
        """What an error of Ray's means."""
        errors = self._ray.exceptions
        where = f" on {task.machine}" if task.machine else ""
        if isinstance(error, errors.TaskCancelledError):
            return JobCancelledError("The work was cancelled")
        if isinstance(error, errors.OutOfMemoryError):
            return WorkerCrashedError(
                f"A worker{where} was ended because its machine ran out of memory",
                hint="Use machines with more memory, fewer cores each, or render with --draft",
                machine=task.machine,
                output=task.printed,
            )
        if isinstance(error, errors.RayTaskError):
            cause = getattr(error, "cause", None) or error
            reason = next(iter(str(cause).splitlines()), "")
            return ExecutorError(
                f"A machine of the cluster could not begin the work{where}: {type(cause).__name__}: {reason}",
                hint="Install the same beatreel and plugins on all machines of the cluster",
            )
        if isinstance(error, errors.RuntimeEnvSetupError | errors.AuthenticationError):
            return ExecutorError(f"The cluster refused the work: {error}"[:500], hint="See docs/cluster.md")
        return _lost(task, type(error).__name__)

    # -- looking after -----------------------------------------------------------------------------------------

    def _look_after(self, tasks: list[_Task]) -> None:
        now = time.monotonic()
        patience = self._settings.render.stall_limit + _GRACE
        for task in tasks:
            if task.machine and now - task.heard > patience:
                self._abandon(task)
                message = f"A machine ({task.machine}) was silent for {patience:.0f} s and was given up"
                self._end(task, error=WorkerStalledError(message, machine=task.machine, output=task.printed))
        if now - self._counted > _COUNT_EVERY:
            self._count()
            self._refuse_what_never_fits(tasks, now)

    def _count(self) -> None:
        self._machines = self._connection.machines()
        self._counted = time.monotonic()

    def _refuse_what_never_fits(self, tasks: list[_Task], now: float) -> None:
        patience = self._settings.executor.machine_wait if self._settings.executor.ray_address else 0.0
        for task in tasks:
            if task.machine or any(_fits(task.needs, machine) for machine in self._machines):
                task.homeless = now
            elif now - task.homeless >= patience:
                self._abandon(task)
                self._end(task, error=_too_big(task.needs, self._machines))

    def _give_up(self, tasks: list[_Task], error: Exception) -> None:
        self._is_broken = True
        message = f"The Ray cluster is gone: {type(error).__name__}: {error}"[:500]
        for task in tasks:
            self._end(task, error=ExecutorError(message, hint="Run the same command again: it goes on"))

    def cancel(self, task: _Task) -> None:
        """End a task at once."""
        with self._delivering:  # what is half delivered is delivered whole
            self._abandon(task)
            self._end(task, error=JobCancelledError("The work was cancelled"))

    def _abandon(self, task: _Task) -> None:
        with contextlib.suppress(Exception):
            self._ray.cancel(task.stream, force=True)

    def settle(self, timeout: float = 3.0) -> None:
        """Wait until nobody writes any more; other machines never do."""
        if self._delivering.acquire(timeout=timeout):
            self._delivering.release()
        self._local.settle(timeout)

    def close(self) -> None:
        """End all work at once and leave the cluster."""
        with self._lock:
            tasks = list(self._tasks.values())
        for task in tasks:
            self.cancel(task)
        with self._opening:
            self._leave()
        self._local.close()

    def _leave(self) -> None:
        self._closing.set()
        if self._thread is not None:
            self._thread.join(timeout=30)
            self._thread = None
        if self._ray is not None:
            self._contents.clear()
            self._connection.close()
            self._ray = None

    def __enter__(self) -> RayExecutor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(eq=False)
class _Task:
    """A task that is with the cluster."""

    number: int
    parcel: Parcel
    arguments: tuple[Any, ...]
    needs: Resources
    progress: Progress | None
    executor: RayExecutor
    stream: Any = None
    machine: str = ""  # known once it has begun
    printed: str = ""
    made: list[tuple[Any, Any]] = field(default_factory=list)
    heard: float = field(default_factory=time.monotonic)
    homeless: float = field(default_factory=time.monotonic)  # since when no machine is there on which it fits

    def __post_init__(self) -> None:
        self.future = _TaskFuture(self)

    @property
    def what(self) -> str:
        return ROUTES[self.parcel.function].what(self.arguments)


class _TaskFuture(Future[Any]):
    """A future whose cancelling ends the work."""

    def __init__(self, task: _Task) -> None:
        super().__init__()
        self._task = task

    def cancel(self) -> bool:
        if self.done():
            return False
        self._task.executor.cancel(self._task)
        return True


def _lost(task: _Task, why: str) -> MachineLostError:
    where = f"The machine {task.machine}" if task.machine else "A machine"
    return MachineLostError(
        f"{where} was lost while it made {task.what} ({why})",
        hint="Run the same command again: it goes on",
        machine=task.machine,
        output=task.printed,
    )


def _needs_of(generator: Generator, params: dict[str, Any], gpus: float) -> Resources:
    """What a generator needs; one that says so by its parameters is told how many GPUs the best machine has."""
    if not hasattr(generator, "requires"):
        return generator.resources
    needs: Resources = generator.requires(generator.params.model_validate(params), gpus=gpus)
    return needs


def _fits(needs: Resources, machine: Resources) -> bool:
    return needs.cpus <= machine.cpus and needs.gpus <= machine.gpus and needs.memory <= machine.memory


def _too_big(needs: Resources, machines: list[Resources]) -> ExecutorError:
    wanted = [f"{needs.cpus:g} cores", f"{needs.memory / 1e9:.1f} GB of memory"]
    if needs.gpus:
        wanted.insert(0, f"{needs.gpus:g} GPU")
    return ExecutorError(
        f"None of the {len(machines)} machines of the cluster has what this generator needs: {', '.join(wanted)}",
        hint="Add such a machine, or choose another generator",
    )
