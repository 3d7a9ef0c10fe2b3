"""Does a plugin load, and does it keep its promises? Asked in a process of its own, for a plugin may crash, hang or exit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from queue import Empty
from typing import Any

from beatreel.core.config import Settings
from beatreel.hooks.asking import Asked, asked

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
    question = settings.model_dump_json()
    with asked("beatreel.hooks.authoring.check_main", name_or_path, question=question) as process:
        yield from _follow(process, name_or_path, patience)


def _follow(process: Asked, name: str, patience: float) -> Iterator[PluginFinding]:
    current = {"plugin": name, "subject": "", "check": "loads"}
    while True:
        try:
            line = process.answers.get(timeout=patience)
        except Empty:
            yield PluginFinding(**current, ok=False, message=f"took longer than {patience:.0f} s and was ended")
            return
        if not line:
            yield PluginFinding(**current, ok=False, message=f"ended the process ({process.how_it_ended()})")
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
