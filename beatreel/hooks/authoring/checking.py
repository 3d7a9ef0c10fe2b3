"""Does a plugin load, and does it keep its promises? Asked in a process of its own, for a plugin may crash, hang or exit."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from queue import Empty, Queue
from typing import IO, Any

from beatreel.core.config import Settings

PATIENCE = 300.0  # seconds that one check may take; the first one of a generator may compile


@dataclass(frozen=True)
class PluginFinding:
    """The result of one check.

    Attributes
    ----------
    plugin : str
        Name of the plugin.
    subject : str
        What was checked, such as ``"generator breath"``; empty for loading.
    check : str
        Name of the check; ``"loads"`` for loading.
    ok : bool
    message : str
        What is promised, or what is wrong.
    """

    plugin: str
    subject: str
    check: str
    ok: bool
    message: str

    def as_json(self) -> dict[str, Any]:
        """Return it JSON-safe."""
        return asdict(self)


def check_plugin(name_or_path: str, settings: Settings, *, patience: float = PATIENCE) -> Iterator[PluginFinding]:
    """Yield findings as they come.

    Parameters
    ----------
    name_or_path : str
        As :func:`beatreel.hooks.authoring.finding.find_plugins` takes it.
    settings : Settings
    patience : float
        Seconds that one check may take.

    Raises
    ------
    UserInputError
        If there is no such plugin.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "beatreel.hooks.authoring.check_main", name_or_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines: Queue[str] = Queue()
    threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
    try:
        process.stdin.write(settings.model_dump_json() + "\n")
        process.stdin.close()
        yield from _follow(process, lines, name_or_path, patience)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _follow(process: subprocess.Popen[str], lines: Queue[str], name: str, patience: float) -> Iterator[PluginFinding]:
    current = {"plugin": name, "subject": "", "check": "loads"}
    while True:
        try:
            line = lines.get(timeout=patience)
        except Empty:
            yield PluginFinding(**current, ok=False, message=f"took longer than {patience:.0f} s and was ended")
            return
        if not line:
            yield PluginFinding(**current, ok=False, message=f"ended the process ({_how(process.wait())})")
            return
        told = json.loads(line)
        match told.pop("kind"):
            case "begin":
                current = told
            case "found":
                yield PluginFinding(**told)
            case "refused":
                from beatreel.core.errors import UserInputError

                raise UserInputError(told["message"], hint=told["hint"])
            case "end":
                return


def _read(stream: IO[str], lines: Queue[str]) -> None:
    try:
        for line in stream:
            lines.put(line)
    except (ValueError, OSError):
        pass
    lines.put("")


def _how(exit_code: int) -> str:
    return f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
