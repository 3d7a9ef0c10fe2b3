"""Starts the capped child and believes nothing but a complete answer.

The child gets the open file as its standard input, never a name from outside; it has its own session, so that it can be ended with
all that it may have started, and limits that it sets itself before it looks at the file.

Starting Python for one file takes most of a second of computing. Who checks many says :func:`warm`: children are then forked from a
process that has everything loaded.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from beatreel.core.errors import WorkerCrashedError
from beatreel.intake.warm import Forker, ForkerGoneError

MEMORY_BYTES = 4 << 30
GRACE_SECONDS = 30  # of wall clock, beside twice the computing time
_LONGEST_ANSWER = 1 << 20
_forker: Forker | None = None
_NO_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class NoAnswerError(Exception):
    """The child ended, or was ended, after it had begun to look at the file and before it had answered."""


def ask(kind: str, descriptor: int, path: Path, rules: dict[str, Any], *, cpu_seconds: int) -> dict[str, Any]:
    """Have a file looked into and return the child's answer.

    Parameters
    ----------
    kind : {"song", "picture"}
    descriptor : int
        The open file.
    path : Path
        Where it lies; used only where open files have no name (not on Linux).
    rules : dict
        Fields of the rules.
    cpu_seconds : int
        Computing time allowed; the wall clock allows twice as much and 30 s.

    Raises
    ------
    NoAnswerError
        If the child crashed or ran out of its limits over the file.
    WorkerCrashedError
        If the child did not even start.
    """
    wall_seconds = 2 * cpu_seconds + GRACE_SECONDS
    request = {
        "kind": kind,
        "path": _path_in_child(path),
        "rules": rules,
        "limits": {"cpu_seconds": cpu_seconds, "wall_seconds": wall_seconds, "memory_bytes": MEMORY_BYTES},
    }
    said = _ask_warm(request, descriptor, wall_seconds + 5)
    lines, code = said if said is not None else _ask_cold(request, descriptor, wall_seconds + 5)
    if len(lines) < 2:
        raise NoAnswerError(_cause(code))
    try:
        reply = json.loads(lines[1])
    except ValueError as error:
        raise NoAnswerError("its answer is incomplete") from error
    if not isinstance(reply, dict):
        raise NoAnswerError("its answer is incomplete")
    return reply


@contextlib.contextmanager
def warm(*, niceness: int = 0) -> Iterator[None]:
    """Within this block children are forked from a process that has loaded what they need; for whoever checks many files.

    Parameters
    ----------
    niceness : int
        How far they let other processes go first.
    """
    global _forker
    if _forker is not None or not hasattr(os, "fork") or not Path("/proc/self/fd").is_dir():
        yield
        return
    _forker = Forker(_environment(), _LONGEST_ANSWER, niceness)
    try:
        yield
    finally:
        forker, _forker = _forker, None
        if forker is not None:
            forker.close()


def _ask_warm(request: dict[str, Any], descriptor: int, seconds: float) -> tuple[list[bytes], int | None] | None:
    """Return the child's lines and exit code, or None where there is no warm process."""
    global _forker
    for _ in range(2):
        forker = _forker
        if forker is None:
            return None
        try:
            said, code = forker.ask(request, descriptor, seconds)
            return said.split(b"\n")[:-1], code
        except ForkerGoneError:
            forker.close()
            if _forker is forker:  # a new one, unless another thread was quicker
                _forker = Forker(_environment(), _LONGEST_ANSWER, forker.niceness)
    return None


def _ask_cold(request: dict[str, Any], descriptor: int, seconds: float) -> tuple[list[bytes], int | None]:
    # -P: the folder that the user happens to be in must not provide modules.
    command = [sys.executable, "-P", "-m", "beatreel.intake.child", json.dumps(request)]
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(
            command,
            stdin=descriptor,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_environment(),
            start_new_session=True,
        )
        lines = _lines(child, seconds)
        if not lines or lines[0] != b"ready":
            complaints.seek(0)
            last = complaints.read(_LONGEST_ANSWER).decode(errors="replace").strip().rpartition("\n")[2]
            raise WorkerCrashedError(
                f"The process that checks files did not start: {last or 'no reason given'}",
                hint="Run beatreel doctor",
            )
    return lines, child.returncode


def _lines(child: subprocess.Popen[bytes], seconds: float) -> list[bytes]:
    """Read what the child says until it ends or its time is over, then end it; only complete lines count."""
    said: list[bytes] = []
    assert child.stdout is not None
    reader = threading.Thread(target=_read, args=(child.stdout, said), daemon=True)
    reader.start()
    try:
        reader.join(seconds)
    finally:
        _end(child, finished=not reader.is_alive())
        reader.join()
        child.stdout.close()
    return b"".join(said).split(b"\n")[:-1]


def _read(pipe: IO[bytes], said: list[bytes]) -> None:
    left = _LONGEST_ANSWER
    while left > 0 and (piece := os.read(pipe.fileno(), min(left, 1 << 16))):
        said.append(piece)
        left -= len(piece)


def _end(child: subprocess.Popen[bytes], *, finished: bool) -> None:
    if finished:  # it has said all that it will say; it is given a moment to leave by itself
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(0.5)
            return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)  # with all that it may have started
        else:
            child.kill()
    child.wait()


def _cause(code: int | None) -> str:
    if code == -getattr(signal, "SIGXCPU", 0) or code == -getattr(signal, "SIGALRM", 0):
        return "it takes too long to read"
    if code is not None and code < 0:
        return f"the decoder died of it ({signal.Signals(-code).name})"
    return "the decoder gave up on it"


def _path_in_child(path: Path) -> str:
    if Path("/proc/self/fd").is_dir():
        return "/proc/self/fd/0"
    return str(path.absolute())


def _environment() -> dict[str, str]:
    package_home = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH")
    search = os.pathsep.join([package_home, inherited] if inherited else [package_home])
    return {**os.environ, **_NO_THREADS, "PYTHONPATH": search}
