"""The service's log: one line for each thing that happened, read by people and by programs alike.

A line is the time (UTC), the level, what happened, and facts as ``name=value``; a value with spaces or quotes is a JSON string::

    2026-01-31T12:00:00.123Z info  job started: job=3f0c5d1e2a77 song="Night Drive.wav" attempt=1
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

_BYTES, _FILES = 5_000_000, 5  # of one file before the next is begun, and how many are kept
_PLAIN = re.compile(r"[^\s\"=\\]+")
_LINE = re.compile(
    r"(?P<time>\S+Z) (?P<level>\w+) +(?P<what>.*?)(?::(?P<facts>(?: \w+=(?:\"(?:[^\"\\]|\\.)*\"|\S*))+))?$"
)
_FACT = re.compile(r" (\w+)=(\"(?:[^\"\\]|\\.)*\"|\S*)")


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        facts = dict(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[1] is not None:
            facts["traceback"] = self.formatException(record.exc_info)
        told = "".join(f" {name}={_value(value)}" for name, value in facts.items())
        message = " ".join(record.getMessage().split())
        return f"{time} {record.levelname.lower():<7} {message}{':' if told else ''}{told}"


def _value(value: Any) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return (
        text if _PLAIN.fullmatch(text) else json.dumps(text)
    )  # ASCII, so one line stays one line whatever a name holds


def open_log(folder: Path, *, to_stderr: bool, name: str = "service.log") -> Path:
    """Send the log of this process to a file in a folder, and to stderr on request; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    handlers: list[logging.Handler] = [
        RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8")
    ]
    if to_stderr:
        handlers.append(logging.StreamHandler(sys.stderr))
    root = logging.getLogger("beatreel")
    root.setLevel(logging.INFO)
    root.propagate = False
    for handler in handlers:
        handler.setFormatter(_Lines())
        root.addHandler(handler)
    logging.raiseExceptions = False  # a log that cannot be written, on a full disk, must not end what it tells of
    return path


def tell(logger: logging.Logger, message: str, *, level: int = logging.INFO, trace: bool = False, **facts: Any) -> None:
    """Write one line: what happened, and the facts."""
    logger.log(level, message, extra={"facts": facts}, exc_info=trace)


def parse(line: str) -> dict[str, Any] | None:
    """Return a line's time, level, message and facts, or None if it is no line of the log."""
    found = _LINE.match(line.rstrip("\n"))
    if found is None:
        return None
    facts = {
        name: json.loads(value) if value.startswith('"') else value
        for name, value in _FACT.findall(found["facts"] or "")
    }
    return {"time": found["time"], "level": found["level"], "message": found["what"], **facts}


def read_log(path: Path) -> Iterator[str]:
    """Return the lines of the log, oldest first, across its files."""
    for file in [*(path.with_name(f"{path.name}.{number}") for number in range(_FILES - 1, 0, -1)), path]:
        if file.is_file():
            with file.open(encoding="utf-8", errors="replace") as stream:
                yield from stream
