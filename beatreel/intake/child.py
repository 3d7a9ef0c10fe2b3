"""The capped child process in which files from outside are parsed: ``python -m beatreel.intake.child REQUEST``.

The request is JSON: ``kind`` (``"song"`` or ``"picture"``), ``path`` (what to open; on Linux the inherited standard input),
``rules``, ``limits``. The answer on standard output is the line ``ready`` once everything is loaded and capped, and one
line of JSON: ``result``, ``refused`` or ``failed``. Without that line nothing was found out, whatever the exit code says.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO

from beatreel.core.errors import AudioRejectedError, ReferenceRejectedError

_MEBIBYTE = 1 << 20


def restrict(limits: dict[str, int]) -> None:
    """Cap this process: CPU seconds, wall clock, address space, file size, open files, no core dump."""
    try:
        import resource
        import signal
    except ImportError:  # Windows has neither; the parent's clock still holds
        return
    cpu = limits["cpu_seconds"]
    _cap(resource.RLIMIT_CPU, cpu, cpu + 2)
    _cap(resource.RLIMIT_AS, limits["memory_bytes"], limits["memory_bytes"])
    _cap(resource.RLIMIT_FSIZE, _MEBIBYTE, _MEBIBYTE)
    _cap(resource.RLIMIT_NOFILE, 64, 64)
    _cap(resource.RLIMIT_CORE, 0, 0)
    # If the parent is killed, nobody else stops a child that waits.
    signal.alarm(limits["wall_seconds"])


def _cap(kind: int, soft: int, hard: int) -> None:
    import resource

    _, allowed = resource.getrlimit(kind)
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):  # macOS knows RLIMIT_AS, but refuses to set it
        return


def answer(kind: str, path: str, rules: dict[str, Any]) -> dict[str, Any]:
    """Look into one file and return the answer as plain data; never raises."""
    try:
        if kind == "picture":
            from beatreel.intake.picture import inspect_picture

            return {"result": inspect_picture(path, rules)}
        from beatreel.intake.inspect import inspect_song

        return {"result": inspect_song(path, rules)}
    except (AudioRejectedError, ReferenceRejectedError) as error:
        return {"refused": {"message": error.message, "reason": error.reason, "hint": error.hint}}
    except MemoryError:
        return {"failed": "it needs more memory than a song may"}
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answer the request in the first argument."""
    request = json.loads(sys.argv[1])
    # Whatever a library prints must not get between the lines of the answer.
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    respond(request, channel)


def respond(request: dict[str, Any], channel: TextIO) -> None:
    """Look into the file of a request and write the lines of the answer; this process is capped from then on."""
    restrict(request["limits"])
    load(request["kind"])
    print("ready", file=channel, flush=True)
    reply = answer(request["kind"], request["path"], request["rules"])
    print(json.dumps(reply), file=channel, flush=True)


def load(kind: str) -> None:
    """Import what looking into files of a kind takes."""
    if kind == "picture":
        import beatreel.intake.picture
    else:
        import beatreel.intake.inspect  # noqa: F401


if __name__ == "__main__":
    main()
